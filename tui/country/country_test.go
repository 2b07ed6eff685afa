package country_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/country"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

func TestCountryAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}, {40, 10}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, tuitest.Sit(t, size[0], size[1], "view=country select=UT period=2002-H1..", tui.Options{}).String())
		})
	}
	t.Run("120x36_ascii", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 120, 36, "view=country select=UT", tui.Options{ASCII: true}).String())
	})
	t.Run("120x36_light", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 120, 36, "view=country select=UT period=2001", tui.Options{Theme: "light"}).Styled())
	})
	t.Run("100x60_of_all_publishers", func(t *testing.T) {
		o := tui.Options{Theme: "dark", Ground: theme.DarkGround}
		golden.RequireEqual(t, tuitest.Sit(t, 100, 60, "view=country select=LI publisher=all pins=LI period=2002", o).Styled())
	})
	t.Run("80x24_mono", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 80, 24, "view=country select=UT", tui.Options{Mono: true}).Press("G").Styled())
	})
}

func TestCountryScreens(t *testing.T) {
	for _, c := range []struct {
		name, query string
		w, h        int // 120×36 when left out
		options     tui.Options
		keys        []string
	}{
		{name: "scrolled_to_the_end", query: "view=country", keys: []string{"G"}},
		{name: "highlighted", query: "view=country", w: 100, h: 30, options: tui.Options{Highlight: []string{"UT", "RU"}}},
		{name: "axes", query: "view=country", w: 100, h: 30, options: tui.Options{Axes: true}},
		{name: "floors", query: "view=country country=FL"},
		{name: "ranges", query: "view=country select=RA"},
		{name: "requests_not_reported", query: "view=country select=MI"},
		{name: "zeros", query: "view=country select=NI"},
		{name: "not_itemised", query: "view=country country=ZZ"},
		{name: "without_region_or_population", query: "view=country country=AT"},
		{name: "a_long_name", query: "view=country country=GR pins=GR"},
		{name: "no_record", query: "view=country country=UT type=emergency period=2001"},
		{name: "no_country", query: "view=country region=South period=2004"},
		{name: "all_publishers", query: "view=country publisher=all"},
		{name: "outcome_filter", query: "view=country outcome=content,rejected"},
		{name: "rate", query: "view=country select=ER measure=disclosed_rate"},
		{name: "change", query: "view=country select=ER measure=change period=2002-H2"},
		{name: "types_picked_by_name", query: "view=country type=all"},
		{name: "years", query: "view=country select=UT grain=year", w: 160, h: 60},
		{name: "a_part_of_a_year", query: "view=country select=ER grain=year period=2003", w: 80, h: 44},
		{name: "all_publishers_80x60", query: "view=country publisher=all select=LI", w: 80, h: 60},
		{name: "one_column", query: "view=country select=RA publisher=all", w: 50, h: 90},
		{name: "two_columns", query: "view=country select=FL", w: 100, h: 43},
		{name: "outcomes_of_a_region", query: "view=country region=South select=MI measure=accounts", w: 90, h: 50},
		{name: "plain_of_all_publishers", query: "view=country select=UT publisher=all grain=year", w: 80, h: 60, options: tui.Options{Plain: true}, keys: []string{"G"}},
		{name: "no_record_of_a_type", query: "view=country country=UT type=emergency period=2002-H2 publisher=pigeon", w: 80, h: 24},
		{name: "low", query: "view=country select=UT", w: 100, h: 17, keys: []string{"j", "j", "j"}},
		{name: "hint", query: "view=country", options: tui.Options{Hint: true}},
		{name: "plain", query: "view=country select=UT period=2002-H1", options: tui.Options{Plain: true}, keys: []string{"j", "j"}},
		{name: "inspector", query: "view=country select=UT", keys: []string{"i"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := tuitest.Everything()
			o.ASCII, o.Mono, o.Plain, o.Hint = c.options.ASCII, c.options.Mono, c.options.Plain, c.options.Hint
			o.Highlight, o.Axes = c.options.Highlight, c.options.Axes
			if c.w == 0 {
				c.w, c.h = 120, 36
			}
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, c.query, o).Press(c.keys...).String())
		})
	}
}

func TestCountryIsAboutOneCountryAmongAll(t *testing.T) {
	d := tuitest.Sit(t, 120, 40, "view=country country=ER", tui.Options{})
	d.Shows("Erewhon   South", "3rd", "of 32", "among all 33 countries (Microsoft), beyond the filter")
	d.Press("0").Asks("view=country")
	d.Shows("Erewhon   South", "3rd", "of 32")
	d.Hides("beyond the filter")
}

func TestCountryRowsAreTurnedWithLeftAndRight(t *testing.T) {
	d := tuitest.Sit(t, 120, 40, "view=country", tui.Options{})
	d.Shows("Ruritania   North", "Utopia →")
	d.Hides("←  ")
	d.Press("l", "l").Shows("Erewhon   South", "← Utopia", "Lilliput →")
	d.Press("h").Shows("Utopia   South")
	d.Press("h", "h").Shows("Ruritania is the first of these countries")
	d.Press("1")
	if !strings.HasPrefix(d.Selected(), "Ruritania") {
		t.Errorf("in explore the cursor is on %q", d.Selected())
	}
}

func TestCountryFilterMovesAndSaysSo(t *testing.T) {
	d := tuitest.Sit(t, 120, 40, "view=country country=ER", tui.Options{})
	d.Press("l").Asks("view=country country=LI").Shows("the country filter is now Lilliput", "Lilliput   East", "Country Lilliput")
	d.Press("u").Asks("view=country country=ER").Shows("Erewhon   South")
}

func TestCountryScrollsToItsEndAndNoFurther(t *testing.T) {
	for _, size := range [][2]int{{160, 30}, {120, 36}, {80, 24}, {80, 16}, {50, 20}, {40, 10}} {
		d := tuitest.Sit(t, size[0], size[1], "view=country select=UT", tui.Options{})
		top := d.String()
		d.Press("G")
		bottom := d.String()
		if bottom == top {
			t.Errorf("%v: the end is the beginning:\n%s", size, top)
		}
		if d.Press("j", "j", "pgdown"); d.String() != bottom {
			t.Errorf("%v: it scrolls beyond its end:\n%s", size, d)
		}
		line := d.Session().Line
		if d.Press("k"); d.Session().Line != line-1 {
			t.Errorf("%v: the first step back from the end does nothing", size)
		}
		if d.Press("g"); d.String() != top {
			t.Errorf("%v: g leads to\n%s", size, d)
		}
		d.Press("k", "pgup")
		if d.String() != top {
			t.Errorf("%v: it scrolls above its beginning:\n%s", size, d)
		}
		// What a large screen leaves no room to scroll needs none.
		if d.Press("G").Resize(200, 60); d.Session().Line != 0 {
			t.Errorf("%v: on a large screen the first line is %d", size, d.Session().Line)
		}
	}
}

func TestCountryScrolledToItsEndStaysThereOnALargerScreen(t *testing.T) {
	d := tuitest.Sit(t, 80, 24, "view=country select=UT", tui.Options{}).Press("G")
	end := func() string {
		v := d.Scene().Screen.(*country.Screen)
		_, h, lines := v.Window()
		return fmt.Sprintf("%d lines above", lines-h)
	}
	before := end()
	d.Shows(before).Resize(80, 30)
	if end() == before {
		t.Fatal("a higher screen shows no more lines")
	}
	d.Shows(end()).Resize(80, 100).Hides("above", "below")
	d.Resize(80, 24).Press("G", "p").Shows(before).Resize(80, 30).Hides(before).Shows(end()) // below an overlay, too
}

func TestCountrySaysHowMuchLiesBeyondTheScreen(t *testing.T) {
	d := tuitest.Sit(t, 80, 24, "view=country select=UT", tui.Options{})
	count := func(word string) (n int) {
		for _, line := range d.Screen() {
			if _, after, found := strings.Cut(line, word); found {
				_, _ = fmt.Sscanf(after, "%d", &n)
			}
		}
		return n
	}
	below := count("↓ ")
	if below == 0 || count("↑ ") != 0 {
		t.Fatalf("%d lines below, %d above:\n%s", below, count("↑ "), d)
	}
	for range 5 {
		d.Press("j")
	}
	if got, above := count("↓ "), count("↑ "); got+above != below || above < 5 {
		t.Errorf("five presses on %d lie below and %d above, before %d and 0", got, above, below)
	}
	if d.Press("G"); count("↓ ") != 0 || count("↑ ") != below {
		t.Errorf("at the end %d lie below and %d above", count("↓ "), count("↑ "))
	}
}

func TestCountryScrollsAFigureTogetherWithWhatItIs(t *testing.T) {
	for _, size := range [][2]int{{160, 30}, {120, 36}, {120, 14}, {100, 30}, {80, 24}, {80, 16}, {80, 10}, {60, 30}} {
		for _, keys := range [][2]string{{"j", "k"}, {"pgdown", "pgup"}} {
			d := tuitest.Sit(t, size[0], size[1], "view=country select=UT", tui.Options{})
			page := d.Scene().Screen.(*country.Screen).Page
			values := map[string]string{}
			for _, tile := range (&country.Column{Kit: &d.Model.Kit, Page: page, W: page.W}).TilesOf(true) {
				values[tile.Label] = tile.Value
			}
			seen := map[string]bool{}
			look := func() {
				t.Helper()
				screen := d.Screen()
				for label, value := range values {
					labelled, valued := false, false
					for _, line := range screen {
						labelled = labelled || strings.Contains(line, string(d.Glyphs.Tile)+" "+label+" ")
						valued = valued || strings.Contains(line, string(d.Glyphs.Tile)+" "+value+" ")
					}
					if labelled != valued {
						t.Errorf("%v: %q and its %s do not stand together:\n%s", size, label, value, d)
					}
					seen[label] = seen[label] || labelled || page.W < country.TwoColumns
				}
			}
			for i, key := range keys {
				look()
				for range page.Lines {
					d.Press(key)
					look()
				}
				for label := range values {
					if !seen[label] {
						t.Errorf("%v: %s, the way number %d, never shows %q", size, key, i, label)
					}
				}
			}
		}
	}
}

func TestCountryNamesYearsEquallyFarApart(t *testing.T) {
	for w := 40; w <= 200; w++ {
		d := tuitest.Sit(t, w, 60, "view=country select=UT", tui.Options{})
		p := d.Scene().Screen.(*country.Screen).Page.Profile
		for room := 12; room <= w; room += 5 {
			plan := country.PlanTrend(p.Trend, p.Breaks, room)
			named := slices.Sorted(maps.Keys(plan.Years(p.Trend)))
			for i := range named {
				if i > 1 && named[i]-named[i-1] != named[1]-named[0] {
					t.Fatalf("in %d cells the years %v are named", room, named)
				}
				if i > 0 && plan.Years(p.Trend)[named[i]]-plan.Years(p.Trend)[named[i-1]] < 5 {
					t.Fatalf("in %d cells the years %v have no room", room, named)
				}
			}
			if len(named) == 0 {
				t.Fatalf("in %d cells no year is named", room)
			}
		}
	}
}

func TestCountryNamesItsPublishersInFull(t *testing.T) {
	for w := 60; w <= 200; w++ {
		d := tuitest.Sit(t, w, 60, "view=country select=UT publisher=all", tui.Options{})
		for _, row := range d.Scene().Screen.(*country.Screen).Page.Profile.Companies {
			if !slices.ContainsFunc(d.Scene().Screen.(*country.Screen).Page.Marks, func(k country.Mark) bool {
				return k.Text == row.Name && grid.Width(k.Text) <= k.At.W
			}) {
				t.Errorf("at %d cells %q is cut", w, row.Name)
			}
		}
	}
}

func TestCountryFiguresAreNeverCut(t *testing.T) {
	for _, query := range []string{"view=country", "view=country publisher=all", "view=country country=FL", "view=country measure=accounts publisher=all by=service"} {
		for w := 40; w <= 200; w += 3 {
			d := tuitest.Sit(t, w, 60, query, tui.Options{})
			page := d.Scene().Screen.(*country.Screen).Page
			for _, k := range page.Marks {
				figure := strings.ContainsAny(k.Text, "0123456789") && !strings.Contains(k.Text, ": ") // that is a source
				if k.At.X < 0 || k.At.X+k.At.W > page.W || figure && grid.Width(k.Text) > k.At.W {
					t.Fatalf("%q at %d: %q stands at %v on a page of %d", query, w, k.Text, k.At, page.W)
				}
			}
		}
	}
}

func TestCountryShowsNoTwoThingsInOnePlace(t *testing.T) {
	for _, query := range []string{"view=country", "view=country publisher=all select=UT", "view=country country=GR", "view=country select=SU measure=change period=2002-H2"} {
		for w := 40; w <= 200; w += 7 {
			d := tuitest.Sit(t, w, 60, query, tui.Options{})
			page := d.Scene().Screen.(*country.Screen).Page
			taken := map[[2]int]string{}
			for _, k := range page.Marks {
				if k.Fill || k.Text == "" && k.Bar == nil {
					continue
				}
				from, n := k.At.X, k.At.W
				if k.Bar == nil {
					n = min(grid.Width(k.Text), k.At.W)
					if k.Right {
						from += k.At.W - n
					}
				}
				for x := range n {
					place := [2]int{from + x, k.At.Y}
					if other, is := taken[place]; is {
						t.Fatalf("%q at %d: %q and %q both stand at %v:\n%s", query, w, other, k.Text, place, d)
					}
					taken[place] = k.Text
				}
			}
		}
	}
}

// heights reads the columns of a picture: how many eighths of a row each cell
// fills.
func heights(d *tuitest.Desk, picture *grid.Frame, rows int) []int {
	w, _ := picture.Size()
	list := make([]int, w)
	for x := range w {
		for y := range rows {
			glyph, _ := picture.Cell(x, y)
			r, _ := utf8.DecodeRuneInString(glyph)
			if level := slices.Index(d.Glyphs.Levels[:], r); level >= 0 {
				list[x] += level + 1
			}
		}
	}
	return list
}

func TestCountryTrendIsAsHighAsItsFigures(t *testing.T) {
	for _, query := range []string{"view=country", "view=country select=UT period=2002-H1", "view=country publisher=all select=ER", "view=country select=ER measure=disclosed_rate"} {
		for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 30}, {50, 40}} {
			d := tuitest.Sit(t, size[0], size[1], query, tui.Options{})
			p := d.Scene().Screen.(*country.Screen).Page.Profile
			measure := p.Among.Query.Measure
			const rows = 7
			plan := country.PlanTrend(p.Trend, p.Breaks, 60)
			got := heights(d, country.DrawTrend(&d.Model.Kit, p.Trend, measure, plan, rows), rows)
			// The figures, added up by hand: of a year, half of them.
			sums := map[report.Period]float64{}
			most := 0.0
			for _, k := range p.Trend {
				v := handSum(d, p, k.Period, measure)
				sums[k.Period], most = v, max(most, v)
			}
			for i, x := range plan.At {
				want := sums[p.Trend[plan.First+i].Period] / most * 8 * rows
				if math.Abs(float64(got[x])-want) > 1 {
					t.Errorf("%q at %v: %s is %d eighths high, want %.1f", query, size, p.Trend[i].Period, got[x], want)
				}
			}
		}
	}
}

// handSum is a measure of a profile's country in one period, scaled to six months,
// read off the records.
func handSum(d *tuitest.Desk, p *answer.Profile, period report.Period, measure report.Column) float64 {
	asked := d.Engine.Publishers(p.Own)
	requests, disclosed, of := 0.0, 0.0, 0.0
	data := d.Engine.Dataset()
	for i := range data.Len() {
		r := data.Record(i)
		if r.Country != p.Subject.Code || r.Period != period || r.Type == "emergency" || !slices.Contains(asked, r.Publisher) {
			continue
		}
		lo, hi := r.Counts[report.Requests].Bounds()
		n := float64(lo+hi) / 2
		requests += n
		content, _ := r.Counts[report.Content].Bounds()
		without, _ := r.Counts[report.NonContent].Bounds()
		some, _ := r.Counts[report.SomeData].Bounds()
		if r.Counts[report.Content].Reported() || r.Counts[report.SomeData].Reported() {
			disclosed, of = disclosed+float64(content+without+some), of+n
		}
	}
	if measure == report.DisclosedRate {
		return disclosed / of
	}
	return requests * 6 / float64(period.Months())
}

func TestCountryTrendHasAGapWhereThereIsNoRecordAndAMarkAtZero(t *testing.T) {
	d := tuitest.Sit(t, 120, 40, "view=country select=FL", tui.Options{}) // it has one record, of 2002-H1
	p := d.Scene().Screen.(*country.Screen).Page.Profile
	plan := country.PlanTrend(p.Trend, nil, 16)
	picture := country.DrawTrend(&d.Model.Kit, p.Trend, report.Requests, plan, 4)
	for i, x := range plan.At {
		glyph, _ := picture.Cell(x, 3)
		axis, _ := picture.Cell(x, 4)
		if has := p.Trend[i].Cell != nil; has != (glyph != " ") || has != (axis != string(d.Glyphs.Missing)) {
			t.Errorf("%s: a record %v, drawn as %q over %q", p.Trend[i].Period, has, glyph, axis)
		}
	}
	d = tuitest.Sit(t, 120, 40, "view=country select=NI", tui.Options{}) // nothing was asked for
	p = d.Scene().Screen.(*country.Screen).Page.Profile
	picture = country.DrawTrend(&d.Model.Kit, p.Trend, report.Requests, plan, 4)
	if glyph, _ := picture.Cell(plan.At[1], 3); glyph != string(d.Glyphs.Ground) {
		t.Errorf("zero is drawn as %q", glyph)
	}
}

func TestCountryTrendShadesTheChosenPeriods(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "view=country period=2002", tui.Options{Theme: "dark"})
	d.Shows("▀ in the figures above: 2002-H1, 2002-H2")
	p := d.Scene().Screen.(*country.Screen).Page.Profile
	plan := country.PlanTrend(p.Trend, p.Breaks, 40)
	picture := country.DrawTrend(&d.Model.Kit, p.Trend, report.Requests, plan, 4)
	for i, x := range plan.At {
		_, st := picture.Cell(x, 3)
		axis, _ := picture.Cell(x, 4)
		chosen := p.Trend[i].Period.Year == 2002
		if chosen != (axis == string(d.Glyphs.Chosen)) || chosen == (st.FG == d.Theme.Dim.FG) {
			t.Errorf("%s: chosen %v, its mark is %q, its colour %v", p.Trend[i].Period, chosen, axis, st.FG)
		}
	}
}

func TestCountryTrendLeavesOutTheFirstPeriodsWhereThereIsNoRoom(t *testing.T) {
	var trend []answer.Moment
	for i := range 60 {
		trend = append(trend, answer.Moment{Period: report.Period{Year: 1990 + i/2, Half: 1 + i%2}})
	}
	breaks := []answer.Break{{At: report.Period{Year: 2015, Half: 1}}, {At: report.Period{Year: 1990, Half: 1}}}
	for w := 2; w < 300; w++ {
		plan := country.PlanTrend(trend, breaks, w)
		if plan.Cells > w || plan.First+len(plan.At) != len(trend) {
			t.Fatalf("in %d cells: %+v", w, plan)
		}
		if w >= 61 && plan.First > 0 {
			t.Errorf("%d cells have room for all, but %d are left out", w, plan.First)
		}
		for i, x := range plan.At {
			if i > 0 && x < plan.At[i-1]+plan.Width || slices.Contains(plan.Breaks, x) {
				t.Fatalf("in %d cells two things stand at %d: %+v", w, x, plan)
			}
		}
	}
}

func TestCountryListsWhatIsNotCountedApart(t *testing.T) {
	d := tuitest.Sit(t, 160, 60, "view=country", tui.Options{})
	if _, types := d.Find("Types"); types == 0 {
		t.Fatal("no types")
	}
	_, apart := d.Find("Not counted in totals")
	_, emergency := d.Find("Emergency")
	_, legal := d.Find("Legal process")
	if legal > apart || emergency < apart {
		t.Errorf("legal process stands on line %d, what is not counted from %d, emergency on %d", legal, apart, emergency)
	}
	tuitest.Sit(t, 160, 60, "view=country type=all", tui.Options{}).Shows("Emergency, not counted in")
}

func TestCountryWithoutARecordSaysWhatToPress(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=country country=UT type=emergency period=2001", tui.Options{})
	d.Shows("No record of Utopia lies under these filters.", "Without the filter of periods there is 1 record", "Without the filter of types there are 2 records", "0 removes all filters.")
	d.Press("0").Shows("15,353")
	d = tuitest.Sit(t, 120, 36, "view=country select=ER period=2001 type=emergency", tui.Options{})
	d.Shows("No record of Erewhon")
	d.Press("]").Shows("Erewhon   South", "32")
}

func TestCountryWithoutAnyCountryIsAnEmptyScreen(t *testing.T) {
	tuitest.Sit(t, 120, 36, "view=country region=South period=2004", tui.Options{}).Shows("No record lies under these filters.")
}

func TestCountryStandsAsRowsOnASmallScreen(t *testing.T) {
	d := tuitest.Sit(t, 39, 9, "view=country", tui.Options{})
	d.Shows("country", "Ruritania")
	d.Press("j").Resize(120, 36).Shows("Utopia   South")
	d = tuitest.Sit(t, 39, 9, "view=country country=UT", tui.Options{}).Press("j", "k")
	d.Asks("view=country country=UT")
}

func TestCountryLinesAreReadOneByOneOnAPlainScreen(t *testing.T) {
	d := tuitest.Sit(t, 100, 24, "view=country select=UT", tui.Options{Plain: true})
	if !strings.Contains(d.Heard(), "Utopia, line 1 of ") || !strings.Contains(d.Heard(), "Requests: 15,353") {
		t.Errorf("the first line is read as %q", d.Heard())
	}
	d.Press("j")
	if !strings.Contains(d.Heard(), "line 2 of ") || !strings.Contains(d.Heard(), "Rank: 2nd, of 32") {
		t.Errorf("the second line is read as %q", d.Heard())
	}
	at := d.View().Cursor
	if line := d.Screen()[at.Y]; !strings.Contains(line, "Rank: 2nd") {
		t.Errorf("the terminal's cursor stands at %q", line)
	}
	for range 200 {
		d.Press("j")
		at := d.View().Cursor
		_, read, _ := strings.Cut(d.Heard(), ": ")
		read, _, _ = strings.Cut(read, "; ? ")                                // the key of the help, where no other line has room for it
		read = strings.TrimSuffix(strings.TrimSpace(read), d.Glyphs.Ellipsis) // it may be cut
		if line := strings.TrimSpace(d.Screen()[at.Y]); !strings.HasPrefix(line, read) {
			t.Fatalf("read is %q, the cursor stands at %q", d.Heard(), line)
		}
	}
	for _, line := range d.Screen() {
		if strings.ContainsAny(strings.NewReplacer(">=", "", "<=", "").Replace(line), "█▒│┊─▔#=|") {
			t.Errorf("a mark that is only to be looked at: %q", line)
		}
	}
}

func TestCountryIsClickedLikeItsRows(t *testing.T) {
	d := tuitest.Sit(t, 160, 60, "view=country select=UT", tui.Options{Mouse: true})
	d.Click("Erewhon  ").Asks("view=country").Shows("Erewhon   South")
	d = tuitest.Sit(t, 160, 60, "view=country select=UT", tui.Options{Mouse: true})
	d.Click("Legal process   ").Asks("view=country type=legal")
	d.Click("Legal process   ").Asks("view=country")
	d.Click("Pigeon Post").Asks("view=country publisher=pigeon")
	d = tuitest.Sit(t, 160, 60, "view=country select=UT", tui.Options{Mouse: true})
	d.Click("all 5 records").Asks("view=records country=UT")
	d.Press("esc").Asks("view=country")
	d.Wheel(1)
	d = tuitest.Sit(t, 80, 24, "view=country select=UT", tui.Options{Mouse: true}).Wheel(1)
	d.Shows("↑ 4 lines above")
	d.Wheel(-2).Hides("above")
}

func TestCountryIsExplainedByItsRow(t *testing.T) {
	d := tuitest.Sit(t, 120, 60, "view=country select=UT", tui.Options{}).Press("i")
	d.Shows("Utopia", "15,353", "5 records")
}

func TestCountryPageIsNotMadeAnewForEveryFrame(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=country select=UT", tui.Options{})
	page := d.Scene().Screen.(*country.Screen).Page
	d.View()
	if d.Press("j").Scene().Screen.(*country.Screen).Page != page {
		t.Error("scrolling lays the page out anew")
	}
	if d.Press("l").Scene().Screen.(*country.Screen).Page == page {
		t.Error("another country has the same page")
	}
	d.Press("h")
	page = d.Scene().Screen.(*country.Screen).Page
	if d.Press("T").Scene().Screen.(*country.Screen).Page == page {
		t.Error("another theme has the same page")
	}
}

func TestCountryRatesAndPartsSayWhatTheyAreOf(t *testing.T) {
	const ofAll = "of all requests"
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}} {
		d := tuitest.Sit(t, size[0], size[1], "view=country select=UT", tui.Options{})
		head := d.Line("What came of them")
		if !strings.Contains(head, ofAll) {
			t.Errorf("%v: over the parts stands %q", size, head)
		}
		x, y := d.Find(head[strings.Index(head, "What came"):])
		x += strings.Index(head, ofAll) - strings.Index(head, "What came") + len(ofAll) - 1
		if glyph, _ := d.Frame().Cell(x, y+2); glyph != "%" {
			t.Errorf("%v: below the end of %q stands %q:\n%s", size, ofAll, glyph, d)
		}
	}
	tuitest.Sit(t, 80, 24, "view=country select=UT", tui.Options{ASCII: true}).Shows("of all requests", "covers 98.0 %")
	tuitest.Sit(t, 160, 50, "view=country select=UT", tui.Options{}).Shows("of all requests", "What came of them")
	tuitest.Sit(t, 120, 36, "view=country publisher=all", tui.Options{}).Shows("that report it")
	tuitest.Sit(t, 120, 36, "view=country outcome=content,rejected", tui.Options{}).Shows("of those chosen").Hides(ofAll)
}

func TestCountryPlaceIsAmongAllWhereAFilterKeepsOnlySome(t *testing.T) {
	all := tuitest.Sit(t, 120, 36, "view=country select=UT", tui.Options{})
	all.Hides("beyond the filter")
	_, said, _ := strings.Cut(all.Line("rank and share among "), "rank and share among ")
	n, _, _ := strings.Cut(said, " ")
	for _, size := range [][2]int{{120, 36}, {80, 24}} {
		tuitest.Sit(t, size[0], size[1], "view=country country=UT,RU select=UT", tui.Options{}).Shows("among all "+n+" countries", "beyond the filter")
	}
}

func TestCountryLatestMostAndLeastAreOfTheSamePublishers(t *testing.T) {
	d := tuitest.Sit(t, 120, 60, "view=country select=US publisher=all", tui.Options{Data: tuitest.Reports()})
	p := d.Engine.Profile(d.Query())
	read := country.ReadTrend(p)
	if last := p.Trend[len(p.Trend)-1]; read.Latest.Period == last.Period {
		t.Fatalf("%s is reported by most: nothing is to be seen", last.Period)
	}
	latest := 0
	for i := range p.Trend {
		if p.Trend[i].Period == read.Latest.Period {
			latest = i
		}
	}
	most, least := p.Trend[latest].Value, p.Trend[latest].Value
	for i := range p.Trend {
		if k := &p.Trend[i]; slices.Equal(k.Publishers, p.Trend[latest].Publishers) && k.Cell != nil {
			most, least = max(most, k.Value), min(least, k.Value)
		}
	}
	for word, want := range map[string]float64{"latest": p.Trend[latest].Value, "most  ": most, "least ": least} {
		if line := d.Line(word + "  20"); !strings.Contains(line, " "+d.Format.Count(int64(want))) {
			t.Errorf("%s is not %v: %q", word, want, line)
		}
	}
	page := ""
	for _, k := range d.Scene().Screen.(*country.Screen).Page.Marks {
		page += k.Text + " "
	}
	var ahead []string // who has reported a period that most have not
	for _, publisher := range d.Engine.Dataset().Publishers {
		if slices.Contains(p.Trend[len(p.Trend)-1].Publishers, publisher.ID) {
			ahead = append(ahead, publisher.Label)
		}
	}
	slices.Sort(ahead)
	for _, text := range []string{"most and least: of the", "only " + report.JoinWords(ahead) + " so far"} {
		if !strings.Contains(page, text) {
			t.Errorf("%q is not on the page: %s", text, page)
		}
	}
	one := tuitest.Sit(t, 120, 44, "view=country select=US", tui.Options{Data: tuitest.Reports()})
	one.Hides("so far", "most and least:")
	if p := one.Engine.Profile(one.Query()); country.ReadTrend(p).Latest.Period != p.Trend[len(p.Trend)-1].Period {
		t.Error("of one publisher it is not the latest")
	}
}

func TestYearsAreCountedAsYearsAndNotAsReports(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "view=country country=RU grain=year", tui.Options{})
	d.Shows("3 years, 2001 to 2003").Hides("3 reports")
	tuitest.Sit(t, 160, 50, "view=country country=RU", tui.Options{}).Shows("4 reports, 2001 to 2003-H1")
}

func TestAProfileSaysWhoTakesPartInItsChange(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=country", tui.Options{})
	p := *d.Engine.Profile(d.Query())
	row := *p.Row
	row.Compare = &answer.Compare{Publishers: []string{"microsoft"}, Of: 2}
	p.Row = &row
	if got, want := country.ChangeRemark(&d.Model.Kit, &p, report.Change), "on the time before, 1 of 2 publishers"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	row.Compare = &answer.Compare{Publishers: []string{"microsoft"}, Of: 1}
	if got, want := country.ChangeRemark(&d.Model.Kit, &p, report.Difference), "from the time before"; got != want {
		t.Errorf("where all take part it says %q, want %q", got, want)
	}
}

func TestAPartOfAYearIsNeitherTheMostNorTheLeast(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=country", tui.Options{})
	p := *d.Engine.Profile(d.Query())
	before := country.ReadTrend(&p)
	if before.Least == nil || before.Most == before.Least {
		t.Fatal("nothing is the least")
	}
	p.Trend = slices.Clone(p.Trend)
	for i := range p.Trend {
		if p.Trend[i].Period == before.Least.Period {
			p.Trend[i].Partial = "first half only"
		}
	}
	after := country.ReadTrend(&p)
	if after.Least == nil || after.Least.Period == before.Least.Period || after.Alike != before.Alike {
		t.Errorf("the least is %+v, of %d; with all of it there it was %+v, of %d", after.Least, after.Alike, before.Least, before.Alike)
	}
	words := strings.Join(country.TrendWords(&d.Model.Kit, &p, country.PlanTrend(p.Trend, nil, 60)), "\n")
	if want := before.Least.Period.String() + ": first half only"; !strings.Contains(words, want) {
		t.Errorf("%q is not among the words:\n%s", want, words)
	}
}
