package trend_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
	"daylight/tui/trend"
)

func TestTrendAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}, {40, 10}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, tuitest.Sit(t, size[0], size[1], "view=trend", tui.Options{}).Press("left").String())
		})
	}
}

func TestTrendScreens(t *testing.T) {
	for _, c := range []struct {
		name, query string
		w, h        int // 120×36 when left out
		options     tui.Options
		keys        []string
	}{
		{name: "ascii", options: tui.Options{ASCII: true}, keys: []string{"h", "j"}},
		{name: "ascii_80x24", w: 80, h: 24, options: tui.Options{ASCII: true}},
		{name: "mono", options: tui.Options{Mono: true}, keys: []string{"h", "j"}},
		{name: "highlighted", w: 100, h: 30, options: tui.Options{Highlight: []string{"UT", "RU"}}},
		{name: "axes", w: 100, h: 30, options: tui.Options{Axes: true}},
		{name: "pinned", query: "pins=FR,RA,UT select=ER"},
		{name: "a_year_is_chosen", query: "period=2001"},
		{name: "several_publishers", query: "publisher=all"},
		{name: "by_period", query: "by=period"},
		{name: "by_service", query: "by=service"},
		{name: "by_outcome", query: "by=outcome"},
		{name: "by_publisher", query: "by=publisher"},
		{name: "log", query: "scale=log pins=NI,RU,SU,UT"},
		{name: "content_rate", query: "measure=content_rate pins=RU,UT"},
		{name: "change", query: "measure=change"},
		{name: "a_range", query: "country=RA"},
		{name: "not_reported", query: "country=MI"},
		{name: "no_row", query: "country=UT type=emergency period=2001"},
		{name: "years", query: "grain=year"},
		{name: "years_80x24", w: 80, h: 24, query: "grain=year pins=UT,MI,RA"},
		{name: "breaks_64x22", w: 64, h: 22, query: "publisher=all"},
		{name: "breaks_200x20", w: 200, h: 20, query: "publisher=all by=publisher"},
		{name: "long_names_60x30", w: 60, h: 30, query: "pins=GR,HO period=2002-H1"},
		{name: "low", w: 80, h: 14, query: "pins=UT,ER,NI"},
		{name: "lower", w: 80, h: 11, query: "measure=rejected_rate"},
		{name: "lowest", w: 60, h: 9},
		{name: "no_figure_under_the_cursor", query: "select=GR", keys: []string{"h", "h", "h"}},
		{name: "share", query: "measure=share period=2002"},
		{name: "log_of_a_change", w: 90, h: 26, query: "scale=log measure=change"},
		{name: "hint", options: tui.Options{Hint: true}},
		{name: "plain", options: tui.Options{Plain: true}, keys: []string{"j"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.w == 0 {
				c.w, c.h = 120, 36
			}
			o := c.options
			o.Data = tuitest.MadeUp()
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, "view=trend "+c.query, o).Press(c.keys...).String())
		})
	}
}

func TestTrendInALightTheme(t *testing.T) {
	golden.RequireEqual(t, tuitest.Sit(t, 100, 24, "view=trend period=2001", tui.Options{Theme: "light"}).Press("j").Styled())
}

func TestTrendWithoutColours(t *testing.T) {
	golden.RequireEqual(t, tuitest.Sit(t, 90, 26, "view=trend publisher=all pins=RU,GR", tui.Options{Mono: true}).Press("h").Styled())
}

// chartOn is the trend on the screen, with its scene.
func chartOn(d *tuitest.Desk) (*trend.Screen, *scene.Scene) {
	d.Helper()
	s := d.Scene()
	v, is := s.Screen.(*trend.Screen)
	if !is {
		d.Fatalf("the screen is no trend:\n%s", d)
	}
	return v, s
}

// plotted is what can be seen of lines over time: which dots are lit, counted from
// the left and from the bottom of the chart, and what they are measured by.
type plotted struct {
	Dots     map[[2]int]bool
	W, H     int             // in cells
	Ticks    map[int]float64 // the values written beside rows of cells, from the bottom
	From, To int             // the months at either end
}

// plottedOn looks at the lines on the screen.
func plottedOn(d *tuitest.Desk) plotted {
	d.Helper()
	f := d.Frame()
	v, _ := chartOn(d)
	p := plotted{Dots: map[[2]int]bool{}, W: v.Plot.W, H: v.Plot.H, Ticks: map[int]float64{}, From: v.Sheet.From, To: v.Sheet.To}
	lines := d.Screen()
	number := strings.NewReplacer(",", "", "−", "-", "+", "", "%", "", " ", "")
	// Braille numbers its dots down the left side, then down the right, and the
	// lowest two last.
	at := [8][2]int{{0, 3}, {0, 2}, {0, 1}, {1, 3}, {1, 2}, {1, 1}, {0, 0}, {1, 0}}
	for y := range v.Plot.H {
		row := v.Plot.H - 1 - y
		if text := number.Replace(tuitest.Cells(lines[v.Plot.Y+y], v.Gutter.X, v.Gutter.W)); text != "" {
			value, err := strconv.ParseFloat(text, 64)
			if err != nil {
				d.Fatalf("beside the chart stands %q", text)
			}
			p.Ticks[row] = value
		}
		for x := range v.Plot.W {
			_, r := lineAt(v, f, x, y)
			for bit, dot := range at {
				if r>>bit&1 == 1 {
					p.Dots[[2]int{2*x + dot[0], 4*row + dot[1]}] = true
				}
			}
		}
	}
	return p
}

// ids are the ids of the lines, in order.
func ids(v *trend.Screen) []string {
	var ids []string
	for i := range v.Sheet.Series {
		ids = append(ids, v.Sheet.Series[i].ID)
	}
	return ids
}

// strengths are how many cells of the plot lines have, by their style.
func strengths(d *tuitest.Desk) map[grid.Style]int {
	d.Helper()
	v, _ := chartOn(d)
	d.View()
	f := d.Frame()
	cells := map[grid.Style]int{}
	for x := range v.Plot.W {
		for y := range v.Plot.H {
			if st, dots := lineAt(v, f, x, y); dots != 0 {
				cells[st]++
			}
		}
	}
	return cells
}

// lineAt are the dots of lines in a cell of the plot, as its rune, and their style; grid
// lines are drawn in dots too.
func lineAt(v *trend.Screen, f *grid.Frame, x, y int) (st grid.Style, dots rune) {
	glyph, st := f.Cell(v.Plot.X+x, v.Plot.Y+y)
	st.BG = 0
	r := []rune(glyph + " ")[0]
	alone := len(v.Sheet.Series) == 1 // with an area below it, and a leader to its label
	if r < 0x2800 || r > 0x28ff || st == v.Theme.Grid || st == v.Theme.Rule || alone && st.Attr&grid.Bold == 0 && st != v.Theme.Faint {
		return st, 0
	}
	return st, r
}

func TestTheSelectedLineIsStrongAlongItsWholeLengthAndTheOthersAtHalfStrength(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{Theme: "dark"})
	for _, keys := range [][]string{nil, {"j"}, {"left"}, {"left", "left"}, {"j", "j"}} {
		d.Press(keys...)
		v, _ := chartOn(d)
		cells := strengths(d)
		for i := range v.Sheet.Series {
			full := v.Sheet.Series[i].Line.Style
			half := v.Theme.Half(full)
			strong, weak := cells[full.Bold()], cells[half]
			if chosen := i == v.Selected(); chosen && (strong < 20 || weak > 6) || !chosen && (strong > 0 || weak == 0) {
				t.Errorf("after %v, %s has %d strong cells and %d at half strength", keys, v.Sheet.Series[i].Name, strong, weak)
			}
		}
		for st, n := range cells {
			if st.Attr&grid.Bold != 0 && st.FG != v.Sheet.Series[v.Selected()].Line.Style.FG {
				t.Errorf("after %v %d cells are bold in %v", keys, n, st)
			}
		}
	}
}

func TestEveryRowsLineIsWalkedThrough(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{})
	first, s := chartOn(d)
	if got := len(first.Sheet.Series); got != 5 {
		t.Fatalf("%d lines are drawn without pins, want the first five", got)
	}
	for i := range s.Result.Rows {
		v, now := chartOn(d)
		id := now.Result.Rows[i].ID
		at := slices.Index(ids(v), id)
		switch {
		case at < 0 || !v.Sheet.Series[at].Chosen:
			t.Errorf("row %d, %s, is selected, but its line is not", i, id)
		case i < 5 && len(ids(v)) != 5 || i >= 5 && len(ids(v)) != 6:
			t.Errorf("with row %d selected %d lines are drawn", i, len(ids(v)))
		}
		if !strings.HasPrefix(d.Selected(), grid.Cut(now.Result.Rows[i].Name, 8, "")) {
			t.Errorf("the label with the sign is %q, want %s", d.Selected(), now.Result.Rows[i].Name)
		}
		d.Press("j")
	}
}

func TestPinsAreDrawnWhereverTheCursorIs(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{}).Press("j", "space", "j", "j", "space").Asks("view=trend pins=LI,UT")
	if v, _ := chartOn(d); !slices.Equal(ids(v), []string{"UT", "LI"}) {
		t.Errorf("the lines are %v, want those pinned", ids(v))
	}
	d.Press("g")
	if v, _ := chartOn(d); !slices.Equal(ids(v), []string{"UT", "LI", "RU"}) {
		t.Errorf("the lines are %v, want those pinned and the selected one", ids(v))
	}
	d.Press("x")
	if v, _ := chartOn(d); len(ids(v)) != 5 {
		t.Errorf("without pins the lines are %v", ids(v))
	}
}

func TestTheCursorReadsOffAllLines(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{})
	v, _ := chartOn(d)
	for at := len(v.Sheet.Panel.Periods) - 1; at >= 0; at-- {
		v, _ := chartOn(d)
		p := v.Sheet.Panel.Periods[at]
		d.Shows(p.String(), "Ruritania, "+p.String()+": ")
		for i := range v.Sheet.Series {
			s := &v.Sheet.Series[i]
			want := string(d.Glyphs.NoRecord)
			if s.Cells[at] != nil {
				want = d.Format.Figure(s.Cells[at].Figure, report.Requests)
			}
			if line := d.Line(" " + grid.Cut(s.Name, 8, "")); !strings.Contains(line, want) {
				t.Errorf("in %s the label of %s is %q, want %s", p, s.Name, line, want)
			}
		}
		d.Press("h")
	}
	d.Shows("12 months", "÷ 2", "drawn as 12,007 in six months") // the first period is a year of 24,014
	d.Press("h", "h").Shows("Ruritania, 2001: ")
	d.Press("l").Shows("Ruritania, 2002-H1: ")
}

func TestTheCursorGoesWithThePeriodsThatAreChosen(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{Ground: theme.DarkGround}).Press("h", "h", "]")
	d.Asks("view=trend period=2001").Shows("Ruritania, 2001: ")
	d.Press("]").Shows("Ruritania, 2002-H1: ")
	v, _ := chartOn(d)
	if !v.Sheet.Panel.Narrow || len(v.Sheet.Panel.Periods) != 4 {
		t.Errorf("one period is chosen, but the axis is %v", v.Sheet.Panel.Periods)
	}
	// The band of what is chosen is quiet, and marked on the axis too.
	x := v.Column(trend.Middle(report.Period{Year: 2002, Half: 1}))
	d.View()
	if _, st := d.Frame().Cell(x, v.Plot.Y); st.BG != d.Theme.Band {
		t.Error("the chosen period has no band")
	}
	if _, st := d.Frame().Cell(v.Column(trend.Middle(report.Period{Year: 2001})), v.Plot.Y); st.BG == d.Theme.Band {
		t.Error("a period that is not chosen has the band")
	}
	d.Shows(strings.Repeat(string(d.Glyphs.HeavyRule), 3))
}

func TestAYearAmongHalfYearsSaysThatItIsHalved(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{})
	d.Shows("Requests in six months", "÷ 2 †", "† 2001 is one report of twelve months, drawn at its width and at half its value, for six months.")
	d.Press("m") // rates are not divided
	tuitest.Sit(t, 120, 36, "view=trend measure=content_rate", tui.Options{}).Hides("÷ 2", "six months")
	tuitest.Sit(t, 120, 36, "view=trend period=2002-H1.. by=period", tui.Options{}).Hides("÷ 2", "twelve months")
	d = tuitest.Sit(t, 120, 36, "view=trend", tui.Options{ASCII: true})
	d.Shows("/2 *", "* 2001 is one report")
}

func TestABreakIsDrawnWithItsNote(t *testing.T) {
	tuitest.Sit(t, 120, 36, "view=trend service=mail", tui.Options{}).Hides("Voice 2001", "‡ 2002-H1")
	d := tuitest.Sit(t, 120, 36, "view=trend by=service", tui.Options{})
	d.Shows("‡ 2002-H1", "‡ 2001: Voice 2001 counts only requests that led to data.")
	v, _ := chartOn(d)
	x := v.Column(float64(report.Period{Year: 2002, Half: 1}.Start()))
	for y := range v.Plot.H - 1 { // above the rule of time
		if glyph, _ := d.Frame().Cell(x, v.Plot.Y+y); glyph != string(d.Glyphs.Break) && glyph != " " && (glyph < "⠀" || glyph > "⣿") {
			t.Errorf("row %d of the break is %q", y, glyph)
		}
	}
}

func TestALineEndsWhereOthersReportThanBefore(t *testing.T) {
	d := tuitest.Sit(t, 160, 70, "view=trend publisher=all", tui.Options{})
	d.Shows("§ 2003-H1", "§ Not the same publishers report throughout: 2003-H1 Microsoft alone; with Pigeon Post since 2002; ")
	if line := d.Press("h").Line("Ruritania, 2002-H2: "); !strings.Contains(line, "% on 2002-H1") {
		t.Errorf("figures of the same publishers are not compared: %q", line)
	}
	tuitest.Sit(t, 120, 36, "view=trend publisher=all by=publisher", tui.Options{}).Hides("Not the same publishers")
}

func TestAClickOnTheChartChoosesThePeriod(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{})
	v, _ := chartOn(d)
	for i, p := range v.Sheet.Panel.Periods {
		x := v.Column(trend.Middle(p))
		d.ClickAt(x, v.Plot.Y+i)
		d.Shows("Ruritania, " + p.String() + ": ")
		d.ClickAt(x, v.Years.Y)
		d.Shows("Ruritania, " + p.String() + ": ")
	}
	d.ClickAt(v.Plot.X, v.Plot.Y).Shows("Ruritania, 2001: ")
}

func TestAClickOnALabelSelectsItsRowAndThenOpensIt(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{}).Click("Lilliput")
	if d.Query().Select != "LI" {
		t.Errorf("selected is %q", d.Query().Select)
	}
	d.Asks("view=trend").Click("Lilliput").Asks("view=country")
}

func TestTheWheelGoesFromRowToRow(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{}).Wheel(2)
	if d.Query().Select != "ER" {
		t.Errorf("two turns down select %q", d.Query().Select)
	}
	if d.Wheel(-1); d.Query().Select != "UT" {
		t.Errorf("one turn up selects %q", d.Query().Select)
	}
}

func TestTheFigureUnderTheCursorIsExplained(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{}).Press("h", "h", "h", "j")
	v, _ := chartOn(d)
	q, row, c := v.Figure()
	if got := q.String(); got != "view=trend period=2001 select=UT" || row == nil || row.ID != "UT" || c != report.Requests {
		t.Fatalf("the figure is %v of %v under %s", c, row, q)
	}
	d.Press("i").Shows(d.Format.Figure(row.Figures[c], c), "Requests in 2001")
	d.Hides("Requests since 2002")
}

func TestLabelsNeverTouchAndKeepTheOrderOfTheEnds(t *testing.T) {
	for _, query := range []string{"view=trend", "view=trend pins=AT,AV,CA,ER,FR,UT select=RU", "view=trend measure=content_rate", "view=trend by=period", "view=trend publisher=all scale=log"} {
		d := tuitest.Sit(t, 120, 36, query, tui.Options{})
		for _, size := range tuitest.Sizes() {
			d.Resize(size[0], size[1])
			s := d.Scene()
			v, is := s.Screen.(*trend.Screen)
			if !is {
				continue
			}
			labels := v.Labels()
			for i, l := range labels {
				if l.Rect.Y < v.Plot.Y || l.Rect.Y+l.Rect.H > v.Plot.Y+v.Plot.H || l.Rect.X < v.Plot.X+v.Plot.W {
					t.Fatalf("%q at %v: a label stands at %v beside the lines at %v", query, size, l.Rect, v.Plot)
				}
				if i > 0 && l.Rect.Y < labels[i-1].Rect.Y+labels[i-1].Rect.H {
					t.Fatalf("%q at %v: labels touch: %v and %v", query, size, labels[i-1].Rect, l.Rect)
				}
				if i > 0 && l.Series >= 0 && v.Sheet.End(l.Series) > v.Sheet.End(labels[i-1].Series) {
					t.Fatalf("%q at %v: labels do not stand in the order of the ends", query, size)
				}
			}
			if i := v.Selected(); i >= 0 && !slices.ContainsFunc(labels, func(l trend.EndLabel) bool { return l.Series == i }) {
				t.Fatalf("%q at %v: the selected line has no label", query, size)
			}
		}
	}
}

func TestNamesAreCutOnlyWhereTheyMust(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {50, 20}} {
		d := tuitest.Sit(t, size[0], size[1], "view=trend", tui.Options{})
		d.Shows("Ruritania", "Utopia", "Erewhon", "Lilliput")
	}
	d := tuitest.Sit(t, 120, 36, "view=trend pins=GR,RU", tui.Options{})
	d.Shows("United Principalities of")
	if v, _ := chartOn(d); v.Plot.W < 60 {
		t.Errorf("a long name leaves the lines %d cells", v.Plot.W)
	}
}

func TestYearsBelowTheChartNeverTouch(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{})
	for _, size := range tuitest.Sizes() {
		d.Resize(size[0], size[1])
		s := d.Scene()
		v, is := s.Screen.(*trend.Screen)
		if !is || v.Years.Empty() {
			continue
		}
		years := strings.Fields(tuitest.Cells(d.Screen()[v.Years.Y], v.Years.X, v.Years.W))
		for i, year := range years {
			if n, err := strconv.Atoi(year); err != nil || n < 2001 || n > 2003 || i > 0 && year <= years[i-1] {
				t.Fatalf("at %v the years are %q", size, years)
			}
		}
	}
}

func TestYearsAreNamedInStepsThatPeopleCountIn(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{Data: tuitest.Reports()})
	for w := 40; w <= 160; w++ {
		v, _ := chartOn(d.Resize(w, 24))
		here := v.Sheet.Panel.Periods[v.At].Year
		var years []int
		for _, text := range strings.Fields(tuitest.Cells(d.Screen()[v.Years.Y], v.Years.X, v.Years.W)) {
			if year, err := strconv.Atoi(text); err != nil {
				t.Fatalf("at %d cells a year is %q", w, text)
			} else if year != here { // which has its name wherever it is
				years = append(years, year)
			}
		}
		step := years[len(years)-1] - years[len(years)-2] // the first may stand at the edge, in the way of the next
		between := slices.ContainsFunc(years, func(year int) bool { return year%step != 0 })
		if !slices.Contains([]int{1, 2, 5}, step) || between {
			t.Errorf("at %d cells the years are %d", w, years)
		}
		if first := v.Sheet.Panel.Periods[0].Year; years[0] >= first+step {
			t.Errorf("at %d cells the years begin with %d: %d", w, first, years)
		}
		if cells := v.PerYear(); step > 1 && cells >= 5 || step > 2 && 2*cells >= 5 {
			t.Errorf("at %d cells, %.1f a year, only these are named: %d", w, cells, years)
		}
	}
}

func TestRangesAndMissingFiguresSayWhatTheyAre(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend country=RA", tui.Options{})
	d.Shows("≈ 500–999", "drawn at the middle, ≈ 749.5", "printed as a range")
	tuitest.Sit(t, 120, 36, "view=trend country=MI", tui.Options{}).Shows("requests not reported")
	tuitest.Sit(t, 120, 36, "view=trend country=FL", tui.Options{}).Shows("≥ 640")
	tuitest.Sit(t, 120, 36, "view=trend pins=RA,RU select=RA", tui.Options{}).Shows("Rangeland, 2003-H1: no record")
}

func TestALogScaleIsForCountsAlone(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend scale=log", tui.Options{})
	d.Shows("Requests in six months, logarithmic scale", "10,000", "1,000")
	tuitest.Sit(t, 120, 36, "view=trend scale=log measure=content_rate", tui.Options{}).Shows("Content rate, linear scale", " %")
}

func TestATrendThatIsHeardIsATable(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{Plain: true})
	if _, is := d.Scene().Screen.(*trend.Screen); is {
		t.Error("lines are drawn on a screen that is heard")
	}
	d.Shows("Ruritania")
}

func TestByPeriodTheCursorOverTimeIsTheRow(t *testing.T) {
	open := func() *tuitest.Desk { return tuitest.Sit(t, 120, 36, "view=trend by=period", tui.Options{}) }
	open().Press("enter").Asks("view=trend period=2003-H1")
	open().Press("g", "enter").Asks("view=trend period=2001")
	open().Press("g", "G", "k", "enter").Asks("view=trend period=2002-H2")
	open().Press("h", "h", "enter").Asks("view=trend period=2002-H1")
	open().Press("g", "space").Asks("view=trend by=period pins=2001").Shows("Microsoft, 2001: ")
	tuitest.Sit(t, 120, 36, "by=period select=2002-H1", tui.Options{}).Press("2").Shows("Microsoft, 2002-H1: ")
}

func TestAPartOfAYearIsARingThatNoLineLeadsTo(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend grain=year", tui.Options{Theme: "dark"})
	d.Shows("Requests in a year", "2003: first half only.", "○")
	_, chart := d.Find("○")
	if strings.Count(d.String(), "○") < 2 || chart < d.Scene().Body.Y {
		t.Errorf("the half of 2003 is no ring in each line:\n%s", d)
	}
	tuitest.Sit(t, 120, 36, "view=trend", tui.Options{Theme: "dark"}).Hides("○")
}

func TestWhereNoLineHasAValueNoLabelHasAFigure(t *testing.T) {
	const query = "view=trend country=US,GB period=2019.. outcome=content,some_data"
	d := tuitest.Reports()
	for _, publisher := range []string{"", " publisher=all"} {
		desk := tuitest.Sit(t, 80, 24, query+publisher, tui.Options{Data: d})
		v, _ := chartOn(desk)
		for i := range v.Sheet.Series {
			if missing := v.Sheet.Missing(&v.Sheet.Series[i], v.At); missing != "" {
				t.Errorf("%q: the trend opens where %s has %s", query+publisher, v.Sheet.Series[i].Name, missing)
			}
		}
	}
	// LinkedIn goes on alone, and prints no number of requests that led to data.
	desk := tuitest.Sit(t, 80, 24, query+" publisher=apple,linkedin", tui.Options{Data: d}).Press("l")
	v, _ := chartOn(desk)
	desk.Shows(": requests not reported")
	for _, l := range v.Labels() {
		s := &v.Sheet.Series[l.Series]
		if v.Sheet.Missing(s, v.At) != "not reported" {
			t.Fatalf("%s is reported in %s: nothing is to be seen", s.Name, v.Sheet.Panel.Periods[v.At])
		}
		row := desk.Screen()[l.Rect.Y]
		if label := strings.TrimSpace(tuitest.Cells(row, l.Rect.X+2, l.Rect.W-2)); strings.ContainsAny(label, "0123456789") || !strings.HasSuffix(label, string(desk.Glyphs.Missing)) {
			t.Errorf("where nothing is reported the label is %q", label)
		}
		if _, st := desk.Frame().Cell(l.Rect.X+l.Rect.W-1, l.Rect.Y); st.FG != desk.Theme.Faint.FG {
			t.Errorf("%s has a figure that is not faint", s.Name)
		}
	}
}

func TestALineDoesNotLeadToAPeriodThatIsNotAllThere(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend period=2002-H1..", tui.Options{})
	v, _ := chartOn(d)
	x := v.Sheet
	last := len(x.Panel.Periods) - 1
	if !x.Follows(&x.Series[0], nil, last-1, last) {
		t.Fatal("the line does not lead to the last period at all")
	}
	x.Panel.Totals[last].Partial = "first half only"
	if x.Follows(&x.Series[0], nil, last-1, last) {
		t.Error("the line leads to a period of which a half is missing")
	}
	if note, want := scene.PartialNote(x.Panel), x.Panel.Periods[last].String()+": first half only."; note != want {
		t.Errorf("the note is %q, want %q", note, want)
	}
	v.At = last
	if said := strings.Join(v.Readings(), ", "); !strings.Contains(said, "first half only") {
		t.Errorf("read off, it is %q", said)
	}
}

func TestWhatIsSetAgainstItselfIsReadAsTheBase(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "view=trend measure=change against=2002-H1", tui.Options{}).Press("h", "h")
	v, _ := chartOn(d)
	for _, c := range v.Sheet.Series {
		c.Cells[v.At].Figure = answer.Figure{}
	}
	d.Shows("2002-H1: " + scene.BaseWords)
}

func TestTheFirstLineSaysWhichRowsAreDrawnAndHowOthersComeToBe(t *testing.T) {
	for _, c := range []struct {
		query, want string
		w           int
	}{
		{"", "5 of 33 with the most requests · space pins others", 120},
		{"", "5 of 33 with the most requests · space pins ", 80},
		{"", "5 of 33 ", 50},
		{"sort=requests", "5 of 33 with the fewest requests · space", 120},
		{"measure=rejected_rate", "with the highest rejected rate · space", 120},
		{"sort=name", "first 5 of 33 · space", 120},
		{"by=outcome", "first 5 of 7 · space", 120},
		{"search=ia", "shown with the most requests · space", 120},
		{"select=GR", "5 of 33 with the most requests · space", 120},
		{"select=FR", "5 of 33 with the most requests, and Freedonia · space", 120},
		{"pins=FR,RU,UT", "3 pinned · x takes them away", 120},
		{"pins=FR", "1 pinned, and Ruritania · x takes it away", 120},
		{"pins=FR,RU select=UT", "2 pinned, and Utopia · x takes them away", 120},
		{"pins=FR,RU period=2001", "2 pinned · x", 120},
	} {
		d := tuitest.Sit(t, c.w, 36, "view=trend "+c.query, tui.Options{})
		_, s := chartOn(d)
		if line := d.Screen()[s.Body.Y]; !strings.Contains(line, c.want) {
			t.Errorf("%q at %d cells: the first line is %q, want %q", c.query, c.w, line, c.want)
		}
	}
	for _, query := range []string{"by=period", "by=service", "by=publisher publisher=all", "country=RU"} {
		tuitest.Sit(t, 120, 36, "view=trend "+query, tui.Options{}).Hides("space pins", "of 1 ", "of 2 ")
	}
	// Where nothing is reported that rows could be ordered by, none has the most.
	tuitest.Sit(t, 120, 36, "view=trend measure=change", tui.Options{Data: tuitest.Reports()}).Shows("first 5 of 93 · space").Hides("highest change")
}

func TestTheReadingHasAllLines(t *testing.T) {
	d := tuitest.Sit(t, 160, 36, "view=trend", tui.Options{})
	for range 4 {
		v, _ := chartOn(d)
		below := d.Screen()[slices.IndexFunc(d.Screen(), func(line string) bool { return strings.Contains(line, "Ruritania, ") })+1]
		for i := range v.Sheet.Series {
			s := &v.Sheet.Series[i]
			if i == v.Selected() {
				continue
			}
			want := s.Name + " no record"
			if s.Cells[v.At] != nil {
				want = s.Name + " " + d.Format.Figure(s.Cells[v.At].Figure, report.Requests)
			}
			if !strings.Contains(below, want) {
				t.Errorf("in %s below the reading stands %q, want %q", v.Sheet.Panel.Periods[v.At], below, want)
			}
			if heard := v.Announce(); !strings.Contains(heard, want) {
				t.Errorf("in %s is heard %q, want %q", v.Sheet.Panel.Periods[v.At], heard, want)
			}
		}
		d.Press("h")
	}
	// Without room for all, names are cut before lines are left out, and those are counted.
	for _, w := range []int{60, 50, 40} {
		v, _ := chartOn(d.Resize(w, 36))
		_, y := d.Find(", 2001: ")
		line := strings.TrimSpace(d.Screen()[y+1])
		if _, left, cut := strings.Cut(line, "+"); cut && left != strconv.Itoa(len(v.Sheet.Series)-1-strings.Count(line, ", ")) || !strings.HasPrefix(line, "Utopia 6") {
			t.Errorf("at %d cells below the reading stands %q", w, line)
		}
	}
	d = tuitest.Sit(t, 160, 36, "view=trend", tui.Options{Plain: true})
	d.Shows("Ruritania, 2003-H1, 12,016 requests", ", Utopia 3,016, Erewhon 1,349, Lilliput 766")
}

func TestAYearPrintedWholeHasAClaspThatSaysSo(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=trend", tui.Options{})
	v, _ := chartOn(d)
	year := report.Period{Year: 2001}
	_, y := d.Find("12 months ÷ 2 †")
	row := []rune(d.Screen()[y])
	from, to := v.Column(float64(year.Start())), v.Column(float64(year.End())-0.01)
	if row[from] != '╰' || row[to] != '╯' || strings.Contains(string(row[from+1:to]), " ") {
		t.Errorf("below 2001, from %d to %d, stands %q", from, to, string(row))
	}
	tuitest.Sit(t, 120, 36, "view=trend measure=content_rate", tui.Options{}).Shows("12 months †").Hides("÷ 2")
	tuitest.Sit(t, 120, 36, "view=trend grain=year", tui.Options{}).Hides("12 months")
}

func TestTheRuleOfTimeIsHiddenByNoLine(t *testing.T) {
	for _, query := range []string{"", "scale=log pins=NI,RU,SU,UT", "measure=content_rate", "measure=change", "by=period", "publisher=all"} {
		d := tuitest.Sit(t, 120, 36, "view=trend "+query, tui.Options{})
		for _, size := range [][2]int{{220, 60}, {160, 50}, {120, 36}, {80, 24}, {50, 20}, {40, 10}} {
			d.Resize(size[0], size[1])
			v, is := d.Scene().Screen.(*trend.Screen)
			if !is || v.Plot.H < 3 {
				continue
			}
			for x := range v.Plot.W {
				glyph, _ := d.Frame().Cell(v.Plot.X+x, v.Plot.Y+v.Plot.H-1)
				if !strings.ContainsAny(glyph, "─┬┼━") {
					t.Fatalf("%q at %v: on the rule of time stands %q:\n%s", query, size, glyph, d)
				}
			}
			if lines := len(plottedOn(d).Ticks) - 1; lines > 5 {
				t.Errorf("%q at %v: there are %d grid lines", query, size, lines)
			}
		}
	}
}

func TestOneLineAloneIsAnAreaAndSeveralAreNot(t *testing.T) {
	filled := func(query string) int {
		d := tuitest.Sit(t, 120, 36, "view=trend "+query, tui.Options{Theme: "dark"})
		v, _ := chartOn(d)
		d.View()
		n := 0
		for x := range v.Plot.W {
			if glyph, _ := d.Frame().Cell(v.Plot.X+x, v.Plot.Y+v.Plot.H-2); glyph == "⡪" || glyph == "⢕" {
				n++
			}
		}
		return n
	}
	for _, query := range []string{"by=period", "pins=RU", "country=RU measure=share"} {
		if filled(query) < 20 {
			t.Errorf("%q: there is no area down to zero", query)
		}
	}
	for _, query := range []string{"", "pins=RU,UT", "by=period scale=log"} {
		if n := filled(query); n > 0 {
			t.Errorf("%q: %d cells of an area stand above zero", query, n)
		}
	}
}

func TestAMoveInTheTrendWritesNoMoreThanTwoLines(t *testing.T) {
	d := tuitest.Sit(t, 120, 40, "view=trend", tui.Options{Data: tuitest.Reports(), Theme: "dark"})
	var painter grid.Painter
	d.View()
	painter.Paint(nil, d.Frame())
	for _, key := range []string{"h", "h", "l", "j", "j", "k", "j", "j", "j"} {
		d.Press(key).View()
		if n := len(painter.Paint(nil, d.Frame())); n > 4096 {
			t.Errorf("%s writes %d bytes", key, n)
		}
	}
}
