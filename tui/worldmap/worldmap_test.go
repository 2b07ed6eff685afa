package worldmap_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/worldmap"
)

// mark is how a cell of the map is drawn.
type mark struct {
	Glyph string
	Style grid.Style
}

// marksOf are the cells of a country on the map on screen.
func marksOf(d *tuitest.Desk, code string) []mark {
	d.Helper()
	f := d.Frame()
	s := d.Scene()
	v, ok := s.Screen.(worldmap.Screen)
	if !ok {
		d.Fatalf("there is no map on the screen:\n%s", d)
	}
	area, known := v.Sheet.Atlas.Area(code)
	if !known {
		return nil
	}
	world := v.World()
	var marks []mark
	for y := range v.Field.H {
		for x := range v.Field.W {
			if world.At(x, y) == area {
				glyph, st := f.Cell(v.Field.X+x, v.Field.Y+y)
				marks = append(marks, mark{glyph, st})
			}
		}
	}
	return marks
}

// isChosen says whether the screen shows where the selected country is: some cell
// of the map in the style of nothing else.
func isChosen(d *tuitest.Desk) bool {
	f := d.Frame()
	v, ok := d.Scene().Screen.(worldmap.Screen)
	if !ok {
		return false
	}
	for y := range v.Field.H {
		for x := range v.Field.W {
			if glyph, st := f.Cell(v.Field.X+x, v.Field.Y+y); glyph != " " && st.FG == d.Theme.Strong.FG {
				return true
			}
		}
	}
	return false
}

// tones are the colours of the map's classes, of zero, of what is not reported
// and of what there is no record of.
func tones(d *tuitest.Desk) (classes [5]grid.Color, zero, notReported, none grid.Color) {
	return d.Theme.Classes, d.Theme.NoRecord, d.Theme.Faint.FG, d.Theme.NoRecord
}

// ofRequests is a map by requests, which tell of the reports alone and not of the
// population too, unless a text names another measure.
func ofRequests(text string) string { return query.Merged("view=map measure=requests", text) }

func onIslands(t *testing.T, w, h int, query string) *tuitest.Desk {
	t.Helper()
	return tuitest.Sit(t, w, h, ofRequests(query), tui.Options{Data: tuitest.OnIslands()})
}

func TestWithoutOutlinesEveryCountryIsADot(t *testing.T) {
	d := onIslands(t, 220, 36, "")
	d.Shows("no outlines: a dot for each country", "not itemised 400")
	for _, r := range d.Scene().Result.Rows {
		if r.ID == report.NotItemised {
			continue
		}
		if marks := marksOf(d, r.ID); len(marks) != 1 || marks[0].Glyph == " " {
			t.Errorf("%s has the marks %v", r.Name, marks)
		}
	}
}

func TestOutlinesThatCannotBeReadAreSaidAndDoNotStopTheMap(t *testing.T) {
	d := tuitest.Sit(t, 160, 36, ofRequests(""), tui.Options{Data: tuitest.OnIslands(), World: func() ([]report.Shape, error) { return nil, errors.New("the file is torn") }})
	d.Shows("no outlines: the file is torn", "Ruritania")
}

func TestOutlinesAreReadWhenAMapIsFirstDrawnAndOnce(t *testing.T) {
	reads := 0
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Data: tuitest.OnIslands(), World: func() ([]report.Shape, error) { reads++; return nil, nil }})
	d.Press("j", "2", "1").Screen()
	if reads != 0 {
		t.Errorf("the outlines were read %d times before there was a map", reads)
	}
	d.Press("3", "l", "]").Resize(80, 24).Press("1", "3").Screen()
	if reads != 1 {
		t.Errorf("the outlines were read %d times", reads)
	}
}

func TestCountriesWithoutPlacesStandAsRows(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, ofRequests(""), tui.Options{})
	d.Shows("Country", "Ruritania")
	if d.Press("j"); d.Query().Select != "UT" {
		t.Errorf("down leads to %q", d.Query().Select)
	}
}

func TestASmallScreenShowsRows(t *testing.T) {
	d := onIslands(t, 39, 9, "")
	if _, isMap := d.Scene().Screen.(worldmap.Screen); isMap {
		t.Error("a map is drawn on 39×9 cells")
	}
	d.Shows("Ruritania")
	for _, size := range [][2]int{{40, 12}, {50, 20}, {80, 16}} {
		if _, isMap := d.Resize(size[0], size[1]).Scene().Screen.(worldmap.Screen); !isMap {
			t.Errorf("no map is drawn on %d×%d cells", size[0], size[1])
		}
	}
}

func TestTheLineSaysWhatIsKnownOfTheCountry(t *testing.T) {
	d := onIslands(t, 160, 36, "period=2002-H1 select=UT")
	rows := d.Scene().Result.Rows
	r, asking := rows[1], 0
	for i := range rows {
		if rows[i].Figures[report.Requests].Reported && rows[i].ID != report.NotItemised {
			asking++
		}
	}
	d.Shows("▸ Utopia   "+d.Format.Figure(r.Figures[report.Requests], report.Requests)+" requests",
		d.Format.Figure(r.Figures[report.Accounts], report.Accounts)+" accounts", fmt.Sprintf("2nd of %d", asking),
		d.Format.Figure(r.Figures[report.PerMillion], report.PerMillion)+" per million people a year")
	for select_, want := range map[string]string{
		"ZZ": "Not itemised   400 requests · no place on the map",
		"MI": "Missing Isles   requests not reported · 12 accounts",
		"NI": "Nil   0 requests · 0 accounts",
		"RA": "Rangeland   500–999 requests",
		"SU": "Suppressia   0–9 requests",
		"FL": "Floorland   ≥ 640 requests",
	} {
		d.Select(select_).Shows(want)
	}
	d = onIslands(t, 160, 36, "period=2001 select=FL")
	d.Shows("Floorland   no record under these filters")
	d = onIslands(t, 160, 36, "top=2 select=FL period=2002-H1")
	d.Shows("Floorland   not among the 2 rows shown", "hidden (31)")
	d = onIslands(t, 160, 36, "country=UT type=emergency period=2001")
	d.Shows("No record lies under these filters.")
	d = onIslands(t, 160, 36, "search=nowhere")
	d.Shows(`No country holds "nowhere".`, "esc ends the search.")
	onIslands(t, 160, 36, "search=content").Shows("content is a column: sort=-content or measure=content_rate.")
}

func TestTheLegendTellsZeroMissingAndUnknownApart(t *testing.T) {
	d := onIslands(t, 220, 36, "period=2002-H1")
	d.Shows("zero (1)", "not reported (1)", "no record", "not itemised 400")
	zero, missing := marksOf(d, "NI")[0], marksOf(d, "MI")[0]
	if zero == missing || zero.Style == missing.Style {
		t.Errorf("zero and not reported are both drawn as %v", zero)
	}
	for _, step := range []string{"zero", "not reported", "no record"} {
		x, y := d.Find(step + " ")
		if x < 2 || d.Screen()[y] == "" {
			t.Errorf("%s has no swatch", step)
		}
	}
}

func TestALegendCountsEveryCountryOnce(t *testing.T) {
	for _, text := range []string{"", "period=2002-H1", "measure=accounts", "measure=change period=2002-H2", "top=4", "publisher=all", "country=RU,UT"} {
		for _, size := range [][2]int{{300, 60}, {250, 40}} {
			d := onIslands(t, size[0], size[1], text)
			v := d.Scene().Screen.(worldmap.Screen)
			n := 0
			for _, e := range v.Entries {
				if e.Count == "" || e.Hidden {
					continue
				}
				count := 0
				for _, r := range strings.Trim(e.Count, " ()") {
					count = 10*count + int(r-'0')
				}
				n += count
			}
			want := d.Engine.Result(query.Query{Country: d.Query().Country, Period: d.Query().Period, Measure: d.Query().Measure, Publisher: d.Query().Publisher}).Itemised
			if n != want {
				t.Errorf("%q at %v: the legend counts %d countries, there are %d:\n%s", text, size, n, want, d)
			}
		}
	}
}

func TestEveryClassOfALegendHasItsLimits(t *testing.T) {
	for _, query := range []string{"", "publisher=all measure=accounts", "measure=change period=2002-H2", "measure=per_million", "measure=share"} {
		for w := 40; w <= 130; w += 5 {
			d := onIslands(t, w, 24, query)
			for _, e := range d.Scene().Screen.(worldmap.Screen).Entries {
				if e.Standing >= answer.Classed && !strings.ContainsAny(e.Text, "0123456789") || strings.Contains(e.Text, "…") {
					t.Errorf("%q at %d cells: a class is %q", query, w, e.Text)
				}
			}
		}
	}
}

func TestNoEntryOfALegendIsCutInSilence(t *testing.T) {
	for w := 40; w <= 130; w++ {
		d := onIslands(t, w, 16, "publisher=all measure=accounts period=2002-H1")
		v := d.Scene().Screen.(worldmap.Screen)
		for _, e := range v.Entries {
			if end := e.X + grid.Width(e.Text) + grid.Width(e.Count); end > v.Legend.W || e.Y >= v.Legend.H {
				t.Errorf("at %d cells %q ends at %d of %d, row %d of %d", w, e.Text, end, v.Legend.W, e.Y, v.Legend.H)
			}
		}
		legend := " " + strings.ReplaceAll(foot(d), "\n", " ")
		for _, e := range v.Entries {
			if text := " " + e.Text + e.Count + " "; !strings.Contains(legend, text) {
				t.Errorf("at %d cells %q does not stand in the legend by itself:\n%s", w, text, d)
			}
		}
		last := v.Entries[len(v.Entries)-1].Text
		if !strings.HasPrefix(last, "no outlines") && !strings.HasPrefix(last, "+") {
			t.Errorf("at %d cells the legend ends with %q", w, last)
		}
	}
}

func TestSearchJumpsToTheFirstFound(t *testing.T) {
	d := onIslands(t, 120, 36, "select=RU")
	d.Press("/").Type("erew")
	d.Shows("▸ Erewhon", "hidden")
	if d.Press("enter"); d.Query().Select != "ER" {
		t.Errorf("the search leads to %q", d.Query().Select)
	}
}

func TestPinsAreMarkedWithTheirCodes(t *testing.T) {
	d := onIslands(t, 120, 36, "select=ER")
	d.Press("space")
	d.Shows("●ER", "pinned")
	d.Press("x")
	d.Hides("●ER")
}

func TestAClickChoosesACountryAndASecondOpensIt(t *testing.T) {
	d := onIslands(t, 120, 36, "")
	v := d.Scene().Screen.(worldmap.Screen)
	world := v.World()
	area, _ := v.Sheet.Atlas.Area("ER")
	x, y, _ := world.Where(area)
	x, y = x+v.Field.X, y+v.Field.Y
	d.ClickAt(x+1, y)
	if d.Query().Select != "ER" {
		t.Fatalf("a click beside Erewhon chooses %q", d.Query().Select)
	}
	d.ClickAt(x, y)
	if d.Query().View != query.CountryView || d.Query().Select != "ER" {
		t.Errorf("a second click leads to %q", d.Query())
	}
}

func TestAClickOnACountryWithoutARowSaysWhyItHasNone(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, ofRequests("country!=CA"), tui.Options{Data: placed(t), World: tuitest.Outlines})
	v := d.Scene().Screen.(worldmap.Screen)
	canada, _ := v.Sheet.Atlas.Area("CA")
	before, clicks := d.Query(), 0
	for y := range v.Field.H {
		for x := range v.Field.W {
			if v.World().At(x, y) == canada && clicks < 3 {
				d.ClickAt(v.Field.X+x, v.Field.Y+y).Shows("Camelot: no record under these filters")
				d.Press("esc")
				clicks++
			}
		}
	}
	if !d.Query().Equal(before) || clicks == 0 {
		t.Errorf("after %d clicks the question is %q", clicks, d.Query())
	}
}

func TestAMapWithoutACountrySaysWhatToDoWhereverThatHasRoom(t *testing.T) {
	d := onIslands(t, 160, 36, "search=content")
	const says, esc = `No country holds "content".`, "esc ends the search."
	elsewhere := d.Engine.Elsewhere(d.Query()) + "."
	seen := map[string]int{}
	for w := 160; w >= 40; w-- {
		v := d.Resize(w, 36).Scene().Screen.(worldmap.Screen)
		want := scene.FirstFitting(v.Line.W-len(says)-2, elsewhere, esc, "")
		if line := strings.TrimSpace(d.Screen()[v.Line.Y]); line != strings.TrimSpace(says+"  "+want) {
			t.Errorf("at %d cells the line is %q, want %q behind it", w, line, want)
		}
		seen[want]++
	}
	if len(seen) != 3 {
		t.Errorf("of what stands behind it, only these had room: %v", seen)
	}
}

func TestAClickOnTheSeaChoosesNothing(t *testing.T) {
	d := onIslands(t, 120, 36, "")
	before := d.Query()
	v := d.Scene().Screen.(worldmap.Screen)
	for y := range v.Field.H {
		for x := range v.Field.W {
			if v.World().Nearest(x, y, 4, func(int) bool { return true }) == chart.Nobody {
				d.ClickAt(v.Field.X+x, v.Field.Y+y)
			}
		}
	}
	if !d.Query().Equal(before) {
		t.Errorf("the sea is the country %q", d.Query().Select)
	}
}

func TestTheWheelGoesThroughTheRanking(t *testing.T) {
	d := onIslands(t, 120, 36, "")
	rows := d.Scene().Result.Rows
	for i := 1; i < 5; i++ {
		if d.Wheel(1); d.Query().Select != rows[i].ID {
			t.Fatalf("turn %d leads to %q, want %q", i, d.Query().Select, rows[i].ID)
		}
	}
	if d.Wheel(-4); d.Query().Select != rows[0].ID {
		t.Errorf("turning back leads to %q", d.Query().Select)
	}
	if d.Wheel(-4); d.Query().Select != rows[0].ID {
		t.Errorf("the wheel goes beyond the first: %q", d.Query().Select)
	}
}

func TestEnterOpensTheCountryAndTheInspectorExplainsItsFigure(t *testing.T) {
	d := onIslands(t, 120, 36, "select=ER")
	d.Press("i").Shows("Erewhon")
	d.Press("esc", "enter")
	if d.Query().View != query.CountryView {
		t.Errorf("enter leads to %q", d.Query())
	}
	if d.Press("esc"); d.Query().View != query.MapView || d.Query().Select != "ER" {
		t.Errorf("esc leads back to %q", d.Query())
	}
}

func TestOrdinalsAreWrittenAsPeopleSayThem(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 101: "101st", 111: "111th", 122: "122nd"} {
		if got := scene.Ordinal(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestTheMapFillsEverySizeExactly(t *testing.T) {
	for i, query := range []string{"", "period=2002-H1 measure=accounts pins=RU,UT,ZE,XA", "measure=change period=2002-H2 select=GR", "search=la top=2"} {
		d := tuitest.Sit(t, 120, 36, "view=map "+query, tui.Options{Data: tuitest.OnIslands(), ASCII: i%2 == 1, Hint: i == 0})
		for _, size := range tuitest.Sizes() {
			d.Resize(size[0], size[1])
			d.Screen() // fails unless it is as large as it should be
			s := d.Scene()
			switch v, isMap := s.Screen.(worldmap.Screen); {
			case isMap && (v.Field.H < worldmap.LeastMapHeight || v.Field.W < worldmap.LeastMapWidth || v.Line.H != 1 || v.Legend.H < 1):
				t.Fatalf("at %v the map has %v, its legend %v", size, v.Field, v.Legend)
			case !isMap && s.Step > scene.List && (s.Head.H != 1 || s.Totals.H != 1):
				t.Fatalf("at %v the rows that stand for the map are no table:\n%s", size, d)
			}
		}
	}
}
