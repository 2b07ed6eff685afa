package matrix_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
	"daylight/tui/matrix"
)

func TestMatrixAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, tuitest.Sit(t, size[0], size[1], "view=matrix", tui.Options{}).Press("j", "j").String())
		})
	}
	t.Run("ascii", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 80, 24, "view=matrix", tui.Options{ASCII: true}).Press("j", "h").String())
	})
	t.Run("light", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 80, 24, "view=matrix", tui.Options{Theme: "light"}).Press("G").Styled())
	})
	t.Run("mono", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 80, 24, "view=matrix period=2002-H1 pins=UT", tui.Options{Mono: true}).Press("j").Styled())
	})
	t.Run("years", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 80, 24, "view=matrix grain=year top=9 measure=accounts", tui.Options{Theme: "dark", Ground: theme.DarkGround}).Press("h").Styled())
	})
}

func TestMatrixScreens(t *testing.T) {
	for _, c := range []struct {
		name, query string
		w, h        int
		options     tui.Options
		keys        []string
	}{
		{name: "mono", w: 80, h: 24, options: tui.Options{Mono: true}, keys: []string{"j"}},
		{name: "mono_ascii_solid", w: 50, h: 20, options: tui.Options{Mono: true, ASCII: true}, query: "publisher=all measure=accounts", keys: []string{"j"}},
		{name: "highlighted", w: 100, h: 30, options: tui.Options{Highlight: []string{"UT", "RU"}}},
		{name: "axes", w: 100, h: 30, options: tui.Options{Axes: true}},
		{name: "plain", w: 100, h: 30, options: tui.Options{Plain: true}, keys: []string{"j"}},
		{name: "a_year_chosen", w: 120, h: 36, query: "period=2001"},
		{name: "by_period", w: 120, h: 30, query: "by=period"},
		{name: "by_outcome", w: 120, h: 36, query: "by=outcome"},
		{name: "by_publisher", w: 100, h: 30, query: "by=publisher measure=disclosed_rate"},
		{name: "change", w: 120, h: 36, query: "measure=change"},
		{name: "pins", w: 120, h: 36, query: "pins=UT,ER", keys: []string{"h", "S"}},
		{name: "no_row", w: 80, h: 24, query: "country=UT type=emergency period=2001"},
		{name: "sorted_by_accounts", w: 120, h: 36, query: "sort=-accounts"},
		{name: "sorted_by_name", w: 120, h: 36, query: "sort=country publisher=all measure=accounts"},
		{name: "years", w: 120, h: 36, query: "grain=year", keys: []string{"j"}},
		{name: "years_mono", w: 120, h: 24, query: "grain=year", options: tui.Options{Mono: true}},
		{name: "years_50x20", w: 50, h: 20, query: "grain=year"},
		{name: "plain_scrolled", w: 50, h: 20, query: "measure=accounts", options: tui.Options{Plain: true}, keys: []string{"j", "h", "h"}},
		{name: "top_50x20", w: 50, h: 20, query: "top=5 measure=accounts"},
		{name: "top_100x26", w: 100, h: 26, query: "top=5 period=2002-H1"},
		{name: "percent_60x24", w: 60, h: 24, query: "scale=percent", keys: []string{"z", "h"}},
		{name: "solid", w: 40, h: 24, query: "measure=accounts", keys: []string{"z", "j"}},
		{name: "solid_percent", w: 40, h: 24, query: "measure=accounts scale=percent top=6", keys: []string{"z", "h"}},
		{name: "solid_years", w: 40, h: 20, query: "measure=accounts grain=year", keys: []string{"z"}},
		{name: "share", w: 100, h: 24, query: "measure=share"},
		{name: "first_of_many", w: 80, h: 24, query: "top=1"},
		{name: "lowest", w: 60, h: 10, options: tui.Options{Hint: true}},
		{name: "one_row", w: 80, h: 24, query: "country=UT"},
		{name: "few_rows", w: 80, h: 24, query: "region=South top=3"},
		{name: "low", w: 80, h: 12},
		{name: "lower", w: 64, h: 10, query: "measure=rejected_rate"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.options.Data = tuitest.MadeUp()
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, strings.TrimSpace("view=matrix "+c.query), c.options).Press(c.keys...).String())
		})
	}
}

// matrixOn is the screen of a desk that shows a matrix.
func matrixOn(d *tuitest.Desk) *matrix.Screen {
	d.Helper()
	s := d.Scene()
	v, ok := s.Screen.(*matrix.Screen)
	if !ok {
		d.Fatalf("there is no matrix on the screen:\n%s", d)
	}
	return v
}

// onPeriod goes to a period by the arrows.
func onPeriod(d *tuitest.Desk, p report.Period) {
	d.Helper()
	at := func() report.Period { v := matrixOn(d); return v.Sheet.Panel.Periods[v.At] }
	for at() != p {
		before := at()
		key := "l"
		if before.Compare(p) > 0 {
			key = "h"
		}
		if d.Press(key); at() == before {
			d.Fatalf("%s cannot be reached:\n%s", p, d)
		}
	}
}

// cellAt is where the figure of a row and a period ends.
func cellAt(d *tuitest.Desk, id string, p report.Period) (x, y int) {
	d.Helper()
	v := matrixOn(d)
	for row := range v.Sheet.Panel.Rows {
		if v.Sheet.Panel.Rows[row].ID != id {
			continue
		}
		for _, c := range v.Columns {
			if v.Sheet.Panel.Periods[c.T] == p {
				return c.X + c.W - 1, v.Line(row)
			}
		}
	}
	d.Fatalf("%s in %s is not on the screen:\n%s", id, p, d)
	return 0, 0
}

var half1, half2 = report.Period{Year: 2002, Half: 1}, report.Period{Year: 2002, Half: 2}

func TestTheArrowsMoveOverPeriodsAndRows(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{})
	d.Shows("Ruritania, 2003-H1")
	d.Press("h").Shows("Ruritania, 2002-H2")
	d.Press("left", "left", "left", "left").Shows("Ruritania, 2001: 24,014 requests")
	d.Press("j", "l").Shows("Utopia, 2002-H1")
	d.Press("G").Shows("Not itemised, 2002-H1: 400 requests")
	d.Press("l").Shows("Not itemised, 2002-H2: no record")
	d.Press("g").Shows("Ruritania, 2002-H2")
	d.Asks("view=matrix")
}

func TestTheReadingSaysWhatIsMissing(t *testing.T) {
	d := tuitest.Sit(t, 120, 50, "view=matrix", tui.Options{}).Press("h", "h")
	for name, says := range map[string]string{
		"MI": "Missing Isles, 2002-H1: requests not reported",
		"NI": "Nil, 2002-H1: 0 requests",
		"RA": "Rangeland, 2002-H1: 500–999 requests",
		"FL": "Floorland, 2002-H1: ≥ 640 requests",
	} {
		d.Select(name).Shows(says)
	}
	d.Press("l").Shows("no record")
}

func TestZeroMissingAndNoRecordLookUnlike(t *testing.T) {
	for _, o := range []tui.Options{{Theme: "dark"}, {Theme: "light"}, {Mono: true}, {ASCII: true}, {Mono: true, ASCII: true}, {Plain: true}} {
		o.Data = tuitest.MadeUp()
		for _, keys := range [][]string{nil, {"z"}} {
			d := tuitest.Sit(t, 44, 50, "view=matrix", o).Press(keys...)
			onPeriod(d.Press("g"), half1)
			f := d.Frame()
			look := map[string]string{}
			for what, id := range map[string]string{"zero": "NI", "missing": "MI", "a value": "GR", "a small value": "YS"} {
				x, y := cellAt(d, id, half1)
				look[what], _ = f.Cell(x, y)
				if what[0] == 'a' {
					_, st := f.Cell(x, y)
					look[what] += fmt.Sprint(st.BG)
				}
			}
			onPeriod(d, half2)
			f = d.Frame()
			x, y := cellAt(d, "GR", half2)
			look["no record"], _ = f.Cell(x, y)
			for a, one := range look {
				for b, other := range look {
					if a < b && one == other && (a[0] != 'a' || b[0] != 'a') {
						t.Errorf("%s and %s both look like %q with %+v %v:\n%s", a, b, one, o, keys, d)
					}
				}
			}
		}
	}
}

func TestSSortsByThePeriodUnderTheCursor(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{})
	d.Press("h", "h", "S").Asks("view=matrix sort=-2002-H1")
	d.Shows("H1 ▾")
	d.Press("S").Asks("view=matrix sort=2002-H1")
	d.Shows("H1 ▴")
	d.Press("l", "S").Asks("view=matrix sort=-2002-H2")
	d.Press("u").Asks("view=matrix sort=2002-H1")
	d.Press("u", "u").Asks("view=matrix")
	d.Shows("Total ▾")
}

func TestHeadsOfTheMatrixSort(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{})
	v := matrixOn(d)
	d.ClickAt(v.Name.X, v.Head.Y+1).Asks("view=matrix sort=country")
	d.Shows("Country ▴")
	d.Click("Country ▴").Asks("view=matrix sort=-country")
	d.Click("Total").Asks("view=matrix")
	d.Click("Total").Asks("view=matrix sort=requests")
	d.Click("H2").Asks("view=matrix sort=-2002-H2")
	d.Shows(", 2002-H2") // the cursor went there too
	d.Click("H2").Asks("view=matrix sort=2002-H2")
}

func TestAClickChoosesACellAndOpensItTheSecondTime(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{})
	x, y := cellAt(d, "ER", half1)
	d.ClickAt(x, y).Shows("Erewhon, 2002-H1")
	x, y = cellAt(d, "ER", half2)
	d.ClickAt(x, y).Shows("Erewhon, 2002-H2")
	d.ClickAt(x, y)
	if q := d.Query(); q.View != query.CountryView || q.Select != "ER" {
		t.Errorf("the second click leads to %q", q)
	}
	d.Press("esc").Asks("view=matrix").Shows("Erewhon, 2002-H2")
}

func TestTheWheelScrollsTheMatrix(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "view=matrix", tui.Options{})
	d.Shows("Ruritania")
	d.Wheel(3).Hides("Ruritania ")
	d.Wheel(-3).Shows("Ruritania")
	d.Asks("view=matrix")
}

func TestPeriodsScrollUnderThePeriodCursor(t *testing.T) {
	var columns report.Columns
	var dict report.Dictionary
	tables := tuitest.Tables()
	for year := 2001; year <= 2030; year++ {
		for half := 1; half <= 2; half++ {
			columns.Append(report.Record{
				Publisher: "microsoft", Period: report.Period{Year: year, Half: half}, Service: "mail", Country: "UT", Type: "legal", Source: "ms-2002",
				Counts: [report.NumPrinted]report.Amount{report.Exact(1000*half + year)},
			}, &dict)
		}
	}
	data, err := report.NewDataset(tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	d := tuitest.Sit(t, 100, 24, "view=matrix", tui.Options{Data: data})
	n := len(matrixOn(d).Sheet.Panel.Periods)
	earliest := func() int { return matrixOn(d).Columns[0].T }
	end := func() int { c := matrixOn(d).Columns; return c[len(c)-1].T }
	if end() != n-1 {
		t.Errorf("the matrix begins with period %d of %d at its right edge", end(), n)
	}
	d.Shows(fmt.Sprintf("+%d", earliest()))
	was := earliest()
	d.Press("h", "h")
	if earliest() != was {
		t.Errorf("the periods scroll from %d to %d though the cursor is in sight", was, earliest())
	}
	for range n {
		at := model.Instant(d.Engine, d.Session(), matrixOn(d).Sheet.Panel.Periods)
		if at < earliest() || at > end() {
			t.Fatalf("the cursor is on period %d, %d to %d are on screen", at, earliest(), end())
		}
		x, y := matrixOn(d).Columns[at-earliest()].X, matrixOn(d).Line(0)
		if glyph, _ := d.Frame().Cell(x, y); glyph != "[" {
			t.Fatalf("the cell under the cursor begins with %q:\n%s", glyph, d)
		}
		d.Press("h")
	}
	if earliest() != 0 {
		t.Errorf("the first period on screen is number %d", earliest())
	}
	d.Shows(fmt.Sprintf("+%d", n-1-end()))
	d.Press("l")
	if earliest() != 0 {
		t.Error("the periods scroll back though the cursor is in sight")
	}
	d.Press("z") // all at once
	if earliest() != 0 || end() != n-1 {
		t.Errorf("zoomed, periods %d to %d of %d are on screen", earliest(), end(), n)
	}
	d.Press("esc")
	if end() == n-1 {
		t.Error("esc does not end the zoom")
	}
}

func TestTheInspectorExplainsTheCellUnderTheCursor(t *testing.T) {
	d := tuitest.Sit(t, 120, 40, "view=matrix", tui.Options{}).Press("j", "h", "h", "h", "i")
	d.Shows("Utopia", "2001", "worked out: the sum of two", "Requests in 2001")
	d.Hides("2002-H1")
	d = tuitest.Sit(t, 120, 40, "view=matrix by=period", tui.Options{}).Press("h", "i")
	d.Shows("2002-H2")
}

func TestFewChosenPeriodsAreShadedAmongAll(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix period=2002", tui.Options{Theme: "dark"})
	d.View()
	v := matrixOn(d)
	if len(v.Columns) != 4 {
		t.Fatalf("%d periods are on screen, want all four", len(v.Columns))
	}
	for _, c := range v.Columns {
		_, st := d.Frame().Cell(c.X, v.Head.Y)
		if shaded := st.BG == d.Theme.Band; shaded != (v.Sheet.Panel.Periods[c.T].Year == 2002) {
			t.Errorf("the head of %s is shaded: %v", v.Sheet.Panel.Periods[c.T], shaded)
		}
	}
}

func TestAYearAmongHalvesIsSaidToBeHalved(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{})
	d.Shows("÷ 2: a year among half-years")
	if heads := d.Screen()[matrixOn(d).Head.Y+1]; !strings.Contains(heads, "÷ 2") {
		t.Errorf("the heads are %q", heads)
	}
	tuitest.Sit(t, 120, 36, "view=matrix measure=content_rate", tui.Options{}).Hides("÷ 2")
	tuitest.Sit(t, 120, 36, "view=matrix period=2002-H1..", tui.Options{}).Hides("÷ 2")
}

func TestABreakStandsBetweenThePeriodsItParts(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix country=UT", tui.Options{})
	v := matrixOn(d)
	var found []report.Period
	for _, c := range v.Columns {
		if glyph, _ := d.Frame().Cell(c.X-1, v.Line(0)); glyph == string(d.Glyphs.Break) {
			found = append(found, v.Sheet.Panel.Periods[c.T])
		}
	}
	var want []report.Period
	for _, b := range d.Engine.Breaks(d.Query()) {
		want = append(want, b.At)
	}
	if !slices.Equal(found, want) {
		t.Errorf("breaks are drawn before %v, want %v:\n%s", found, want, d)
	}
}

func TestByPeriodLeftAndRightGoFromPeriodToPeriod(t *testing.T) {
	d := tuitest.Sit(t, 120, 30, "view=matrix by=period", tui.Options{})
	d.Shows("All requests", "2003-H1: ")
	d.Press("h").Shows("2002-H2: ")
	if got := d.Query().Select; got != "2002-H2" {
		t.Errorf("the row of %q is selected", got)
	}
	d.Press("k").Shows("2002-H1: ")
	d.Press("S").Asks("view=matrix by=period")
}

func TestThePlainMatrixIsReadInWords(t *testing.T) {
	for _, view := range []string{"matrix", "trend"} {
		d := tuitest.Sit(t, 100, 30, "view="+view, tui.Options{Plain: true}).Press("j", "h", "h")
		if line := d.Heard(); !strings.HasPrefix(line, "Utopia, 2002-H1, 3,010 requests") || !strings.Contains(line, "row 2 of ") {
			t.Errorf("the last line of the plain %s is %q", view, line)
		}
		for y, line := range d.Screen() {
			for _, name := range []string{tuitest.WideName, tuitest.CombiningName} {
				line = strings.ReplaceAll(line, name, "")
			}
			if strings.ContainsFunc(line, func(r rune) bool { return r > '~' }) || strings.Contains(line, "[") {
				t.Errorf("line %d of the plain %s is %q", y, view, line)
			}
		}
		at := d.View().Cursor
		x, y := cellAt(d, "UT", half1)
		if at == nil || at.Y != y || at.X > x {
			t.Errorf("the terminal's cursor is at %v, the cell ends at %d,%d", at, x, y)
		}
		d.Press("down").Press("l")
		if line := d.Heard(); !strings.HasPrefix(line, "Erewhon, 2002-H2, ") {
			t.Errorf("the last line of the plain %s is %q", view, line)
		}
	}
}

func TestAYearAboveOneNarrowColumnIsNotCut(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix period=2001,2002-H1,2002-H2 country=NI", tui.Options{})
	v := matrixOn(d)
	heads := d.Screen()[v.Head.Y]
	for _, p := range v.Sheet.Panel.Periods {
		if !strings.Contains(heads, fmt.Sprint(p.Year)) {
			t.Errorf("%d is not above its column: %q", p.Year, heads)
		}
	}
}

func TestPinsAreMarkedInTheMatrix(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{}).Press("j", "space")
	d.Asks("view=matrix pins=UT")
	if line := d.Line("Utopia"); !strings.Contains(line, string(d.Glyphs.Entities[0])+"Utopia") {
		t.Errorf("the pinned row is %q", line)
	}
	d.Press("x").Asks("view=matrix")
}

func BenchmarkMatrixView(b *testing.B) {
	for _, c := range []struct {
		name, query string
		w, h        int
	}{{"120x40", "", 120, 40}, {"300x80", "", 300, 80}, {"120x40_all_publishers", "publisher=all", 120, 40}, {"120x40_solid", "", 120, 40}} {
		b.Run(c.name, func(b *testing.B) {
			d := tuitest.Sit(b, c.w, c.h, strings.TrimSpace("view=matrix "+c.query), tui.Options{Data: tuitest.Reports(), Theme: "dark"})
			if strings.HasSuffix(c.name, "solid") {
				d.Press("z")
			}
			walk := []string{"j", "j", "j", "l", "k", "h", "h", "G", "g", "h", "h", "l", "pgdown"}
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				b.StopTimer()
				d.Press(walk[i%len(walk)])
				b.StartTimer()
				_ = d.View()
			}
		})
	}
}

func BenchmarkMatrixKey(b *testing.B) {
	for _, c := range []struct {
		name, query string
		keys        []string
	}{
		{"move", "", []string{"j", "l", "j", "h", "k", "h"}},
		{"sort", "", []string{"S", "h"}},
		{"step_all_publishers", "publisher=all", []string{"]", "]", "]", "[", "["}},
		{"sort_all_publishers", "publisher=all", []string{"S", "h"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			d := tuitest.Sit(b, 120, 40, strings.TrimSpace("view=matrix "+c.query), tui.Options{Data: tuitest.Reports(), Theme: "dark"})
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				_, _ = d.Update(tuitest.Stroke(c.keys[i%len(c.keys)]))
				_ = d.View()
			}
		})
	}
}

func TestOnTheScalePercentEachRowHasClassesOfItsOwn(t *testing.T) {
	data := tuitest.MadeUp()
	d := tuitest.Sit(t, 160, 50, "view=matrix", tui.Options{Data: data}).Press("%").Asks("view=matrix scale=percent")
	d.Shows("each row by itself")
	v := d.Scene().Screen.(*matrix.Screen)
	seen := 0
	for row := range v.Sheet.Panel.Cells {
		var values []float64 // by hand: a year counts as its half among half-years
		for at, cell := range v.Sheet.Panel.Cells[row] {
			if cell == nil || v.Sheet.Kind(row, at) != matrix.Valued {
				continue
			}
			value := cell.Figure.Value(report.Requests)
			if v.Sheet.Panel.Periods[at].Months() == 12 {
				value /= 2
			}
			values = append(values, value)
		}
		least, greatest := slices.Min(append(values, math.Inf(1))), slices.Max(append(values, math.Inf(-1)))
		if len(values) < 2 || least == greatest {
			continue
		}
		seen++
		for at := range v.Sheet.Panel.Cells[row] {
			if v.Sheet.Kind(row, at) != matrix.Valued {
				continue
			}
			switch tone := v.Sheet.Tone(row, at); v.Sheet.Value(v.Sheet.Panel.Cells[row][at], at) {
			case least:
				if tone != 0 {
					t.Errorf("the least of row %d has tone %d", row, tone)
				}
			case greatest:
				if tone != 4 {
					t.Errorf("the most of row %d has tone %d", row, tone)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no row has two values: nothing was looked at")
	}
	d.Press("%").Asks("view=matrix").Hides("each row by itself")
}

func TestAPartOfAYearHasNoClassInTheMatrix(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix grain=year", tui.Options{Ground: theme.DarkGround})
	v := matrixOn(d)
	last := v.Columns[len(v.Columns)-1]
	if got := v.Sheet.Panel.Totals[last.T].Partial; got != "first half only" {
		t.Fatalf("the last year lacks %q", got)
	}
	frame := d.Frame()
	for i, c := range v.Columns {
		filled := false
		for x := c.X; x < c.X+c.W; x++ {
			_, st := frame.Cell(x, v.Rows.Y+1)
			filled = filled || !st.BG.IsDefault()
		}
		if i == len(v.Columns)-1 == filled {
			t.Errorf("%s is filled %v:\n%s", v.Sheet.Panel.Periods[c.T], filled, d)
		}
	}
}

func TestThePeriodUnderTheCursorIsMarkedWhereItsHeadHasNoRoom(t *testing.T) {
	d := tuitest.Sit(t, 50, 20, "view=matrix", tui.Options{Data: tuitest.Reports()})
	if !matrixOn(d).Solid {
		d.Press("z")
	}
	for range 3 {
		v := matrixOn(d)
		at := v.Columns[0]
		for _, c := range v.Columns {
			if c.T == v.At {
				at = c
			}
		}
		if glyph, _ := d.Frame().Cell(at.X, v.Head.Y+v.Head.H-1); at.W > 1 || glyph != string(d.Glyphs.Down) {
			t.Errorf("over the period under the cursor, %d cells wide, stands %q:\n%s", at.W, glyph, d)
		}
		d.Press("h")
	}
}

func TestTheTotalUnderTheCursorIsReadOffWhereverItHasRoom(t *testing.T) {
	d := tuitest.Sit(t, 60, 20, "view=matrix", tui.Options{Data: tuitest.Reports()})
	read, left := 0, 0
	for w := 100; w >= 40; w-- {
		v := matrixOn(d.Resize(w, 20))
		if !v.Solid {
			v = matrixOn(d.Press("z"))
		}
		if !v.Solid {
			continue
		}
		total := v.Sheet.Panel.Totals[v.At].Figures[v.Sheet.Column]
		text := v.Sheet.Panel.Periods[v.At].String() + ": " + d.Format.Figure(total, v.Sheet.Column)
		line := d.Screen()[v.Totals.Y]
		counted := d.CountedWords(d.Scene().Result)
		fits := len(counted[len(counted)-1])+3+len(text) <= v.Sum.X-2-v.Name.X
		if strings.Contains(line, text) != fits {
			t.Errorf("at %d cells %q has room: %v, and the totals are %q", w, text, fits, line)
		}
		if fits {
			read++
		} else {
			left++
		}
	}
	if read == 0 || left == 0 {
		t.Errorf("read off at %d widths, left out at %d", read, left)
	}
}

func TestWhatIsSetAgainstItselfIsReadAsTheBase(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "view=matrix measure=change against=2002-H1", tui.Options{})
	onPeriod(d, half1)
	v := matrixOn(d)
	v.Sheet.Panel.Cells[v.Cursor][v.At].Figure = answer.Figure{}
	if said := strings.Join(v.Readings(), ", "); !strings.Contains(said, "2002-H1, "+scene.BaseWords) {
		t.Errorf("read off, it is %q", said)
	}
}

func TestTheMatrixIsBrokenWhereOthersReport(t *testing.T) {
	for _, plain := range []bool{false, true} {
		d := tuitest.Sit(t, 120, 36, "view=matrix publisher=all", tui.Options{Plain: plain})
		d.Shows("Not the same publishers report throughout: ")
		if plain {
			continue
		}
		v := matrixOn(d)
		periods := v.Sheet.Panel.Periods
		reporting := d.Engine.Reporting(d.Query(), periods)
		for _, c := range v.Columns[1:] {
			glyph, _ := d.Frame().Cell(c.X-1, v.Line(0))
			if others := fmt.Sprint(reporting[c.T-1]) != fmt.Sprint(reporting[c.T]); others && glyph != string(d.Glyphs.Break) {
				t.Errorf("before %s, since which %v report and not %v, stands %q", periods[c.T], reporting[c.T], reporting[c.T-1], glyph)
			}
		}
	}
}

func TestTheMatrixIsBrokenWhereAHalfYearIsNotReported(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "view=matrix publisher=linkedin period=..2016", tui.Options{Data: tuitest.Reports()})
	v := matrixOn(d)
	periods, gaps := v.Sheet.Panel.Periods, 0
	for _, c := range v.Columns[1:] {
		if periods[c.T].Start() == periods[c.T-1].End() {
			continue
		}
		gaps++
		if glyph, _ := d.Frame().Cell(c.X-1, v.Line(0)); glyph != string(d.Glyphs.Break) {
			t.Errorf("between %s and %s stands %q", periods[c.T-1], periods[c.T], glyph)
		}
	}
	if gaps == 0 {
		t.Fatal("nothing is missing between the columns")
	}
}
