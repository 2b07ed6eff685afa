package worldmap_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/chart"
	"daylight/tui/worldmap"
)

// onMap is the map view of a desk.
func onMap(d *tuitest.Desk) worldmap.Screen {
	d.Helper()
	v, isMap := d.Scene().Screen.(worldmap.Screen)
	if !isMap {
		d.Fatalf("no map is on the screen:\n%s", d)
	}
	return v
}

// inSight are the countries that have a cell of the map, by code.
func inSight(d *tuitest.Desk) map[string]int {
	d.Helper()
	v, seen := onMap(d), map[string]int{}
	countries, m := d.Engine.Dataset().Countries, v.World()
	for y := range m.H {
		for x := range m.W {
			if area := m.At(x, y); area != chart.Nobody && area < len(countries) {
				seen[countries[area].Code]++
			}
		}
	}
	return seen
}

func TestPlusComesCloserToTheCountryUnderTheCursorAndMinusGoesBack(t *testing.T) {
	d := mapOfReports(t, 120, 36, "select=DE")
	world := inSight(d)
	d.Press("+").Shows("the map shows Europe")
	europe := inSight(d)
	if europe["US"] > 0 || europe["DE"] < 5*world["DE"] {
		t.Errorf("Germany has %d cells in the world and %d in Europe, the United States %d", world["DE"], europe["DE"], europe["US"])
	}
	d.Press("+").Shows("the map shows Western Europe")
	if west := inSight(d)["DE"]; west < 3*europe["DE"] {
		t.Errorf("Germany has %d cells in Europe and %d in its west", europe["DE"], west)
	}
	d.Press("+").Shows("the map comes no closer than Western Europe")
	d.Press("-").Shows("the map shows Europe").Press("-").Shows("the map shows the world").Press("-").Shows("the whole world is on the map")
	if !d.Query().Equal(mapOfReports(t, 120, 36, "select=DE").Query()) {
		t.Errorf("the zoom has changed the question: %s", d.Query())
	}
	d.Press("+", "+", "esc")
	if got := inSight(d)["US"]; got != world["US"] {
		t.Error("esc does not show the world again")
	}
	d.Press("+", "1", "3")
	if got := inSight(d)["US"]; got != world["US"] {
		t.Error("a map that is opened again does not show the world")
	}
	d.Press("1", "+").Shows("the explore view is no map")
}

// A filter of places brings the map to them by itself: all that it keeps is in sight, as
// large as it can be.
func TestAFilterOfCountriesBringsTheMapToThem(t *testing.T) {
	for _, c := range []struct {
		text          string
		holds, beyond []string
	}{
		{"region=Europe", []string{"IS", "PT", "GR", "NO", "RU", "UA"}, []string{"US", "CN", "IN"}},
		{"group=eu", []string{"PT", "FI", "CY", "IE"}, []string{"US", "CN"}},
		{"country=BR,AR,CL", []string{"BR", "AR", "CL"}, []string{"US", "ES"}},
		{"country=NZ,FJ", []string{"NZ"}, []string{"IN", "US"}},
		{"region=Americas", []string{"US", "CA", "AR", "BR"}, nil},
		{"region=Oceania", []string{"AU", "NZ", "PG"}, []string{"US", "BR", "IN"}},
		{"country=JP select=US", []string{"US", "JP"}, nil}, // the cursor is elsewhere
		{"country!=US", []string{"DE", "CN", "BR"}, nil},
		{"group=g7", []string{"US", "JP", "DE"}, nil},
	} {
		seen := inSight(mapOfReports(t, 120, 36, c.text))
		for _, code := range c.holds {
			if seen[code] == 0 {
				t.Errorf("%s: %s is not on the map", c.text, code)
			}
		}
		for _, code := range c.beyond {
			if seen[code] > 0 {
				t.Errorf("%s: %s has %d cells of the map", c.text, code, seen[code])
			}
		}
	}
	d := mapOfReports(t, 120, 36, "region=Europe")
	if d.Press("-").Shows("the map shows the world"); inSight(d)["US"] == 0 {
		t.Error("- does not show what lies around")
	}
	d.Press("+").Shows("the map shows what the filter keeps").Press("0")
	if inSight(d)["US"] == 0 {
		t.Error("without the filter the map shows a part of the world")
	}
}

func TestTheCursorStaysInSightHoweverCloseTheMapIs(t *testing.T) {
	data := everywhere(t)
	for _, c := range []struct{ keys, query string }{{"+", ""}, {"++", ""}, {"", "region=Europe"}, {"+", "group=eu"}} {
		for i, size := range [][2]int{{120, 36}, {50, 20}} {
			d := tuitest.Sit(t, size[0], size[1], ofRequests(c.query), tui.Options{Data: data, World: tuitest.Outlines})
			for _, key := range c.keys {
				d.Press(string(key))
			}
			for j, row := range d.Scene().Result.Rows {
				if row.ID == report.NotItemised || j%2 != i { // each row on a screen of one size
					continue
				}
				v := onMap(d.Select(row.ID))
				area, _ := v.Sheet.Atlas.Area(row.ID)
				if x, y, placed := v.World().Where(area); !placed || !v.Field.Contains(v.Field.X+x, v.Field.Y+y) {
					t.Errorf("%q, %q at %v: %s is not in sight", c.query, c.keys, size, row.Name)
				}
			}
		}
	}
}

// codesOn are the codes that stand on a close map; each stands in its country or beside
// it, on no neighbour, and touches no other.
func codesOn(t *testing.T, d *tuitest.Desk) (codes []string) {
	v, f := onMap(d), d.Frame()
	m := v.World()
	for y := range m.H {
		text := ""
		for x := range m.W {
			glyph, _ := f.Cell(v.Field.X+x, v.Field.Y+y)
			if len(glyph) != 1 || glyph < "A" || glyph > "Z" {
				glyph = " "
			}
			text += glyph
		}
		for x, at := 0, 0; x < len(text); x = at + 1 {
			for at = x; at < len(text) && text[at] != ' '; at++ {
			}
			if at == x {
				continue
			}
			code := text[x:at]
			area, known := v.Sheet.Atlas.Area(code)
			if !known {
				t.Fatalf("%q is no code:\n%s", code, d)
			}
			near := false
			for i := -1; i <= len(code); i++ {
				near = near || m.At(x+i, y) == area
			}
			if !near {
				t.Errorf("%s does not stand at its country:\n%s", code, d)
			}
			for i := range code {
				if own := m.At(x+i, y); own != area && own != chart.Nobody {
					t.Errorf("%s stands on a neighbour:\n%s", code, d)
				}
			}
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	if once := slices.Compact(slices.Clone(codes)); len(once) != len(codes) {
		t.Errorf("a code stands twice: %v", codes)
	}
	return codes
}

func TestCodesStandInTheirCountriesOrBesideThemAndNeverTouch(t *testing.T) {
	for _, c := range []struct {
		w, h int
		some []string
	}{{220, 60, []string{"DE", "FR", "GB", "BE", "CH", "MT"}}, {120, 36, []string{"DE", "FR", "GB", "ES", "PL", "MT"}}, {80, 24, []string{"DE", "FR"}}, {50, 20, []string{"DE"}}} {
		d := mapOfReports(t, c.w, c.h, "region=Europe select=SE")
		codes := codesOn(t, d)
		for _, code := range c.some {
			if !slices.Contains(codes, code) {
				t.Errorf("at %d×%d %s is not named: %v\n%s", c.w, c.h, code, codes, d)
			}
		}
	}
	all := everywhere(t)
	for _, region := range all.Regions {
		for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {60, 20}} {
			codesOn(t, tuitest.Sit(t, size[0], size[1], ofRequests("region="+region), tui.Options{Data: all, World: tuitest.Outlines}))
		}
	}
	if text := mapOfReports(t, 120, 36, "").String(); strings.Contains(text, "⣿DE") || strings.Contains(text, "⣿BR⣿") {
		t.Errorf("the map of the world is full of codes:\n%s", text)
	}
}

func TestAClickInACloserMapHitsWhatIsThere(t *testing.T) {
	d := mapOfReports(t, 120, 36, "region=Europe select=SE")
	for _, code := range []string{"FR", "PL", "MT"} {
		v := onMap(d)
		area, _ := v.Sheet.Atlas.Area(code)
		x, y, _ := v.World().Where(area)
		if d.ClickAt(v.Field.X+x, v.Field.Y+y); d.Query().Select != code {
			t.Errorf("a click on %s chooses %s", code, d.Query().Select)
		}
	}
}

func TestACloserMapAtEverySize(t *testing.T) {
	for _, c := range []struct {
		name, query string
		w, h        int
		options     tui.Options
		keys        []string
	}{
		{name: "160x50", query: "region=North", w: 160, h: 50},
		{name: "120x36", query: "pins=FR,LI select=UT", w: 120, h: 36, keys: []string{"+"}},
		{name: "80x24", query: "country=FR,GR,LI,NI,FL", w: 80, h: 24},
		{name: "50x20", query: "select=RU", w: 50, h: 20, keys: []string{"+", "+"}},
		{name: "ascii_80x24", query: "country=FR,GR,LI,UT", w: 80, h: 24, options: tui.Options{ASCII: true}},
		{name: "mono_80x24", query: "country=RU,UT", w: 80, h: 24, options: tui.Options{Mono: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.options.Data, c.options.World = placed(t), tuitest.Outlines
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, "view=map "+c.query, c.options).Press(c.keys...).String())
		})
	}
}

// A part of the world is never smaller in its own map than in that of the world.
func TestNoPartIsSmallerThanInTheWorld(t *testing.T) {
	d := everywhere(t)
	for _, region := range d.Regions {
		for _, size := range [][2]int{{200, 40}, {120, 36}, {60, 40}, {50, 20}} {
			sit := func(text string) *chart.Map {
				return onMap(tuitest.Sit(t, size[0], size[1], ofRequests(text), tui.Options{Data: d, World: tuitest.Outlines})).World()
			}
			world, part := sit(""), sit("region="+region)
			for i := range d.Countries {
				if c := &d.Countries[i]; c.Region == region && c.Code != "RU" && world.Cells(i) > 8 && part.Cells(i) < world.Cells(i)*3/4 {
					t.Errorf("%s at %v: %s has %d cells of the world and %d of its region", region, size, c.Name, world.Cells(i), part.Cells(i))
				}
			}
		}
	}
}
