package matrix_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
	"daylight/tui/matrix"
)

// hand is a sum made by hand: it reads each record, and asks no engine.
type hand struct {
	lo, hi   int64
	records  int
	reported int
	missing  map[string]int // records that do not report it, by publisher, period, service and type
	rest     map[string]bool
	by       map[string]bool // publishers
}

// add adds a record. What a report does not itemise stands in its ZZ row, so
// nothing is missing where that reports the measure.
func (h *hand) add(r report.Record, c report.Column) {
	h.records++
	if h.by == nil {
		h.by = map[string]bool{}
	}
	h.by[r.Publisher] = true
	line := fmt.Sprint(r.Publisher, r.Period, r.Service, r.Type)
	amount := r.Counts[c]
	if lo, hi := r.Counts[report.Requests].Bounds(); r.Counts[report.Requests].IsExact() && lo == 0 && hi == 0 && !amount.Reported() {
		amount = report.Exact(0) // no requests, nothing of anything
	}
	if !amount.Reported() {
		if h.missing == nil {
			h.missing = map[string]int{}
		}
		h.missing[line]++
		return
	}
	h.reported++
	lo, hi := amount.Bounds()
	h.lo, h.hi = h.lo+int64(lo), h.hi+int64(hi)
	if r.Country == report.NotItemised {
		if h.rest == nil {
			h.rest = map[string]bool{}
		}
		h.rest[line] = true
	}
}

func (h *hand) figure() answer.Figure {
	f := answer.Figure{Reported: h.reported > 0, Lo: h.lo, Hi: h.hi}
	for line := range h.missing {
		if !h.rest[line] && f.Reported {
			f.Marks = answer.Floor
		}
	}
	if f.Marks.Has(answer.Floor) && f.Lo == 0 { // at least zero says nothing
		return answer.Figure{}
	}
	if f.Marks == 0 && len(h.by) > 1 && f.Reported {
		f.Marks = answer.Approx // they do not count the same things
	}
	return f
}

// handMatrix is what a question about a count should show, summed by hand.
type handMatrix struct {
	column  report.Column
	cells   map[string]map[report.Period]*hand
	rows    map[string]*hand // over the periods chosen
	totals  map[report.Period]*hand
	total   hand
	periods []report.Period
	uneven  bool
}

// byHand adds up the records that pass. Where none or three and more periods are
// chosen, those are the columns; else all are.
func byHand(d *report.Dataset, c report.Column, idOf func(report.Record) string, passes func(report.Record) bool, chosen func(report.Period) bool) *handMatrix {
	h := &handMatrix{column: c, cells: map[string]map[report.Period]*hand{}, rows: map[string]*hand{}, totals: map[report.Period]*hand{}}
	counted := map[[2]string]bool{}
	for _, t := range d.Types {
		counted[[2]string{t.Publisher, t.ID}] = t.InTotals
	}
	kept := 0
	for i := range d.Len() {
		r := d.Record(i)
		if !counted[[2]string{r.Publisher, r.Type}] || !passes(r) {
			continue
		}
		if !slices.Contains(h.periods, r.Period) {
			h.periods = append(h.periods, r.Period)
			if chosen(r.Period) {
				kept++
			}
		}
	}
	if kept >= 3 {
		h.periods = slices.DeleteFunc(h.periods, func(p report.Period) bool { return !chosen(p) })
	}
	slices.SortFunc(h.periods, func(p, q report.Period) int {
		return cmp.Or(p.Year-q.Year, p.Half-q.Half)
	})
	for i := range d.Len() {
		r := d.Record(i)
		if !counted[[2]string{r.Publisher, r.Type}] || !passes(r) || !slices.Contains(h.periods, r.Period) {
			continue
		}
		id := idOf(r)
		if h.cells[id] == nil {
			h.cells[id], h.rows[id] = map[report.Period]*hand{}, &hand{}
		}
		if h.cells[id][r.Period] == nil {
			h.cells[id][r.Period] = &hand{}
		}
		if h.totals[r.Period] == nil {
			h.totals[r.Period] = &hand{}
		}
		h.cells[id][r.Period].add(r, c)
		h.totals[r.Period].add(r, c)
		if chosen(r.Period) {
			h.rows[id].add(r, c)
			h.total.add(r, c)
		}
	}
	for id, row := range h.rows {
		if row.records == 0 {
			delete(h.rows, id) // no row without a record in the periods chosen
			delete(h.cells, id)
		}
	}
	for _, p := range h.periods {
		h.uneven = h.uneven || (p.Half == 0) != (h.periods[0].Half == 0)
	}
	return h
}

// value is what a cell is classed by, false for what is in no class.
func (h *handMatrix) value(id string, p report.Period) (float64, bool) {
	cell := h.cells[id][p]
	if cell == nil {
		return 0, false
	}
	f := cell.figure()
	if !f.Reported || f.Hi == 0 {
		return 0, false
	}
	v := float64(f.Lo+f.Hi) / 2
	if h.uneven && p.Half == 0 {
		v /= 2
	}
	return v, true
}

// tones are the tone of each cell with a value among some rows, by hand: where the greatest value
// is a hundred times the least, classes end at the round number that is nearest to
// each fifth of the way between them in orders of magnitude; else the greatest of
// each fifth of the sorted values ends a class.
func (h *handMatrix) tones(ids []string) func(v float64) int {
	var values []float64
	for _, id := range ids {
		for p := range h.cells[id] {
			if v, ok := h.value(id, p); ok {
				values = append(values, v)
			}
		}
	}
	slices.Sort(values)
	var ends []float64
	least := slices.IndexFunc(values, func(v float64) bool { return v > 0 })
	if n := len(values) - 1; least >= 0 && values[n] >= 100*values[least] {
		from, to := math.Log10(values[least]), math.Log10(values[n])
		for k := 1.0; k < 5; k++ {
			ends = append(ends, nearestRound(from+(to-from)*k/5))
		}
		ends = append(ends, values[n])
	}
	for k := 1; k <= 5 && len(ends) < 5 && len(values) > 0; k++ {
		end := values[int(math.Ceil(float64(k)*float64(len(values))/5))-1]
		if len(ends) == 0 || end > ends[len(ends)-1] {
			ends = append(ends, end)
		}
	}
	return func(v float64) int {
		i := 0
		for v > ends[i] {
			i++
		}
		return map[int][]int{1: {2}, 2: {0, 4}, 3: {0, 2, 4}, 4: {0, 1, 3, 4}, 5: {0, 1, 2, 3, 4}}[len(ends)][i]
	}
}

// nearestRound is the whole round number that is nearest to a power of ten.
func nearestRound(power float64) float64 {
	best := math.Inf(1)
	for unit := 1.0; unit < 1e9; unit *= 10 {
		for _, digits := range []float64{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8} {
			round := digits * unit
			if round == math.Trunc(round) && math.Abs(math.Log10(round)-power) < math.Abs(math.Log10(best)-power) {
				best = round
			}
		}
	}
	return best
}

// saysOrBounds is says, but also takes the middle of a range that has no room,
// as about, and the lower end of one that is a floor.
func saysOrBounds(text string, f answer.Figure, c report.Column, format answer.Format) bool {
	if tuitest.Says(text, f, c, format) {
		return true
	}
	if !f.IsRange() {
		return false
	}
	if f.Marks.Has(answer.Floor) {
		f.Hi = f.Lo
	} else {
		f.Lo = (f.Lo + f.Hi) / 2
		f.Hi, f.Marks = f.Lo, answer.Approx
	}
	return tuitest.Says(text, f, c, format)
}

// inSight are the rows on screen.
func inSight(v *matrix.Screen) (ids []string) {
	for row := v.Top; row < len(v.Sheet.Panel.Rows) && v.Line(row) < v.Rows.Y+v.Rows.H; row++ {
		ids = append(ids, v.Sheet.Panel.Rows[row].ID)
	}
	return ids
}

func TestEveryFigureOfTheMatrixIsASumOfRecords(t *testing.T) {
	reports := tuitest.Reports()
	byCountry := func(r report.Record) string { return r.Country }
	byService := func(r report.Record) string { return r.Service }
	byPublisher := func(r report.Record) string { return r.Publisher }
	microsoft := func(r report.Record) bool { return r.Publisher == "microsoft" }
	all := func(report.Record) bool { return true }
	always := func(report.Period) bool { return true }
	for i, c := range []struct {
		query  string
		column report.Column
		idOf   func(report.Record) string
		passes func(report.Record) bool
		chosen func(report.Period) bool
		only   string // "made up" or "reports", "" for both
	}{
		{"", report.Requests, byCountry, microsoft, always, ""},
		{"measure=accounts", report.Accounts, byCountry, microsoft, always, ""},
		{"publisher=all", report.Requests, byCountry, all, always, ""},
		{"publisher=all measure=accounts", report.Accounts, byCountry, all, always, ""},
		{"by=service", report.Requests, byService, microsoft, always, ""},
		{"by=publisher", report.Requests, byPublisher, all, always, ""},
		{"period=2012", report.Requests, byCountry, microsoft, func(p report.Period) bool { return p.Year == 2012 }, "reports"},
		{"period=2001", report.Requests, byCountry, microsoft, func(p report.Period) bool { return p.Year == 2001 }, "made up"},
		{"period=2020-H1..2023-H2", report.Requests, byCountry, microsoft, func(p report.Period) bool { return p.Year >= 2020 && p.Year <= 2023 }, "reports"},
		{"country=GB,US", report.Requests, byCountry, func(r report.Record) bool { return microsoft(r) && (r.Country == "GB" || r.Country == "US") }, always, "reports"},
		{"service=skype", report.Requests, byCountry, func(r report.Record) bool { return microsoft(r) && r.Service == "skype" }, always, "reports"},
		{"sort=-2002-H1", report.Requests, byCountry, microsoft, always, "made up"},
	} {
		for name, d := range map[string]*report.Dataset{"made up": tuitest.MadeUp(), "reports": reports} {
			if c.only != "" && c.only != name {
				continue
			}
			t.Run(name+" "+c.query, func(t *testing.T) {
				want := byHand(d, c.column, c.idOf, c.passes, c.chosen)
				sizes := [][2]int{{80, 24}, {300, 80}, {120, 36}, {50, 20}} // two for each question
				for _, size := range sizes[i%2*2:][:2] {
					desk := tuitest.Sit(t, size[0], size[1], "view=matrix "+c.query, tui.Options{Data: d, Theme: "dark"})
					for _, keys := range [][]string{nil, {"j", "j", "h"}, {"G"}, {"pgup", "h", "h", "h", "h"}, {"z"}, {"g", "S"}, {"z", "h"}} {
						desk.Press(keys...)
						holdMatrix(t, desk, want)
					}
				}
			})
		}
	}
}

// holdMatrix fails unless everything that a matrix draws is what was summed by
// hand.
func holdMatrix(t *testing.T, d *tuitest.Desk, want *handMatrix) {
	t.Helper()
	s := d.Scene()
	v, ok := s.Screen.(*matrix.Screen)
	if !ok {
		t.Fatalf("%q at %d×%d is no matrix", d.Query(), d.W, d.H)
	}
	lines := d.Screen()
	read := func(y, x, w int) string {
		return strings.TrimSpace(strings.Trim(tuitest.Cells(lines[y], x, w), "[]"))
	}
	tone := want.tones(inSight(v))
	if n := len(v.Sheet.Panel.Rows); n != len(want.rows) {
		t.Fatalf("%q has %d rows, the records have %d", d.Query(), n, len(want.rows))
	}
	periods := v.Sheet.Panel.Periods
	if !slices.Equal(periods, want.periods) {
		t.Fatalf("%q is drawn over %v, the records are of %v", d.Query(), periods, want.periods)
	}
	f, row := d.Frame(), v.Top
	for ; row < len(v.Sheet.Panel.Rows) && v.Line(row) < v.Rows.Y+v.Rows.H; row++ {
		id, y := v.Sheet.Panel.Rows[row].ID, v.Line(row)
		if name := strings.TrimSuffix(read(y, v.Name.X, v.Name.W), "…"); !strings.HasPrefix(v.Sheet.Panel.Rows[row].Name, name) || name == "" {
			t.Fatalf("line %d is of %q, want %q", y, name, v.Sheet.Panel.Rows[row].Name)
		}
		for _, c := range v.Columns {
			p := periods[c.T]
			at := fmt.Sprintf("%q at %d×%d: %s in %s", d.Query(), d.W, d.H, id, p)
			text, cell := read(y, c.X, c.W), want.cells[id][p]
			value, classed := want.value(id, p)
			_, st := f.Cell(c.X, y)
			switch {
			case cell == nil:
				if strings.Trim(text, string(d.Glyphs.NoRecord)+string(d.Glyphs.Picked)) != "" {
					t.Fatalf("%s has no record and shows %q", at, text)
				}
			case !cell.figure().Reported:
				if text != string(d.Glyphs.Missing) && text != string(d.Glyphs.Picked) {
					t.Fatalf("%s is not reported and shows %q", at, text)
				}
			case !classed:
				if text != "0" && text != string(d.Glyphs.Picked) {
					t.Fatalf("%s is zero and shows %q", at, text)
				}
			case !v.Solid && text != "" && !saysOrBounds(text, cell.figure(), want.column, d.Format):
				t.Fatalf("%s shows %q, the records add up to %+v", at, text, cell.figure())
			case !v.Solid && text == "" && !cell.figure().IsRange() && cell.figure().Marks == 0:
				t.Fatalf("%s shows no figure, the records add up to %+v", at, cell.figure())
			case st.BG != d.Theme.Classes[tone(value)]:
				t.Fatalf("%s (%v) is not on the colour of class %d: %v", at, value, tone(value), d.Theme.Classes)
			}
			if !classed && slices.Contains(d.Theme.Classes[:], st.BG) {
				t.Fatalf("%s is in no class and has the colour of one", at)
			}
		}
		if text := read(y, v.Sum.X, v.Sum.W); !saysOrBounds(text, want.rows[id].figure(), want.column, d.Format) {
			t.Fatalf("%q at %d×%d: the total of %s is %q, the records add up to %+v", d.Query(), d.W, d.H, id, text, want.rows[id].figure())
		}
	}
	if v.Totals.Empty() {
		return
	}
	for _, c := range v.Columns {
		total := want.totals[periods[c.T]].figure()
		text := read(v.Totals.Y, c.X, c.W)
		if words := strings.Split(text, "  "); c.T == v.Columns[0].T {
			text = strings.TrimSpace(words[len(words)-1]) // how many rows there are may stand before it
		}
		if !v.Solid && !saysOrBounds(text, total, want.column, d.Format) {
			t.Fatalf("%q at %d×%d: the total of %s is %q, the records add up to %+v", d.Query(), d.W, d.H, periods[c.T], text, total)
		}
	}
	if text := read(v.Totals.Y, v.Sum.X, v.Sum.W); !saysOrBounds(text, want.total.figure(), want.column, d.Format) {
		t.Fatalf("%q at %d×%d: the total of all is %q, the records add up to %+v", d.Query(), d.W, d.H, text, want.total.figure())
	}
	// The cell under the cursor is read off in full.
	if id := v.Sheet.Panel.Rows[v.Cursor].ID; !v.Reading.Empty() {
		text := lines[v.Reading.Y]
		if cell := want.cells[id][periods[v.At]]; cell != nil && cell.figure().Reported && !strings.Contains(text, " "+d.Format.Figure(cell.figure(), want.column)) {
			t.Fatalf("%q at %d×%d: %q does not read off %+v", d.Query(), d.W, d.H, text, cell.figure())
		}
	}
}

func TestTheTotalsOfTheMatrixAreThoseOfExplore(t *testing.T) {
	d := tuitest.MadeUp()
	for _, query := range []string{"", "period=2001", "publisher=all", "measure=content_rate", "measure=per_million", "by=outcome", "by=region", "top=3", "search=lan"} {
		explore := tuitest.Sit(t, 200, 40, query, tui.Options{Data: d})
		cellsHere := tuitest.Sit(t, 200, 40, "view=matrix "+query, tui.Options{Data: d})
		e := explore.Rows()
		v := cellsHere.Scene().Screen.(*matrix.Screen)
		total := tuitest.Cells(explore.Screen()[e.Totals.Y], e.Columns[0].X, e.Columns[0].W)
		if got := tuitest.Cells(cellsHere.Screen()[v.Totals.Y], v.Sum.X, v.Sum.W); got != total {
			t.Errorf("%q: the matrix says %q in all, explore %q", query, got, total)
		}
		for row := range min(5, len(e.Result.Rows)) {
			want := tuitest.Cells(explore.Screen()[e.Body.Y+row], e.Columns[0].X, e.Columns[0].W)
			if got := tuitest.Cells(cellsHere.Screen()[v.Line(row)], v.Sum.X, v.Sum.W); got != want {
				t.Errorf("%q: row %d has %q in all, in explore %q", query, row, got, want)
			}
		}
	}
}

func TestTheMatrixSumsUpTheRowsShownInEachPeriod(t *testing.T) {
	for _, query := range []string{"top=3", "search=ruri", "measure=accounts top=2", "service=mail search=ia"} {
		desk := tuitest.Sit(t, 200, 40, "view=matrix "+query, tui.Options{})
		s := desk.Scene()
		v := s.Screen.(*matrix.Screen)
		if v.Shown.Empty() || v.Shown.Y != v.Totals.Y-1 {
			if len(s.Result.Rows) > 1 {
				t.Fatalf("%q: no sum of the rows shown above the total:\n%s", query, desk)
			}
			continue // it would be the row itself
		}
		lines, counted := desk.Screen(), 0
		for _, c := range v.Columns {
			sum := answer.Figure{Reported: true}
			for row := range s.Result.Rows {
				if cell := v.Sheet.Panel.Cells[row][c.T]; cell != nil {
					sum.Lo, sum.Hi = sum.Lo+cell.Figure.Lo, sum.Hi+cell.Figure.Hi
				}
			}
			if sum.Hi == 0 || v.Sheet.ShownIn(&desk.Model.Kit, c.T).Marks != 0 {
				continue // a bound is another sum
			}
			counted++
			if text := tuitest.Cells(lines[v.Shown.Y], c.X, c.W); !strings.Contains(text, v.Sheet.Short(sum, v.Sheet.Width)) {
				t.Errorf("%q: in %s the rows come to %q, by hand %q", query, v.Sheet.Panel.Periods[c.T], text, v.Sheet.Short(sum, v.Sheet.Width))
			}
		}
		if counted == 0 {
			t.Errorf("%q: nothing was summed up", query)
		}
	}
}

func TestNoFigureOfTheMatrixIsEverCut(t *testing.T) {
	d := tuitest.MadeUp()
	for i, query := range []string{"", "publisher=all measure=accounts", "measure=per_million", "measure=change", "measure=disclosed_rate publisher=all", "by=outcome", "by=period", "outcome=content"} {
		desk := tuitest.Sit(t, 120, 36, "view=matrix "+query, tui.Options{Data: d, ASCII: i%2 == 1})
		for _, size := range tuitest.Sizes() {
			if size[1] > 12 && size[1] != 30 {
				continue
			}
			desk.Resize(size[0], size[1])
			v, ok := desk.Scene().Screen.(*matrix.Screen)
			if !ok {
				continue
			}
			lines := desk.Screen()
			column := v.Sheet.Column
			hold := func(text string, f answer.Figure, what string) {
				t.Helper()
				if text != "" && !saysOrBounds(text, f, column, desk.Format) {
					t.Fatalf("%q at %d×%d: %s stands as %q, it is %q", query, desk.W, desk.H, what, text, desk.Format.Figure(f, column))
				}
			}
			for row := v.Top; row < len(v.Sheet.Panel.Rows) && v.Line(row) < v.Rows.Y+v.Rows.H; row++ {
				hold(tuitest.Cells(lines[v.Line(row)], v.Sum.X, v.Sum.W), v.Sheet.Panel.Rows[row].Figures[column], "a total")
				for _, c := range v.Columns {
					if cell := v.Sheet.Panel.Cells[row][c.T]; cell != nil && !v.Solid && v.Sheet.Kind(row, c.T) != matrix.Zero {
						text := strings.Trim(tuitest.Cells(lines[v.Line(row)], c.X, c.W), "[] "+string(desk.Glyphs.Picked))
						hold(text, cell.Figure, "a cell")
					}
				}
			}
			if v.Totals.Empty() {
				continue
			}
			hold(tuitest.Cells(lines[v.Totals.Y], v.Sum.X, v.Sum.W), desk.Scene().Result.Total.Figures[column], "the total of all")
			for _, c := range v.Columns {
				if !v.Solid {
					text := tuitest.Cells(lines[v.Totals.Y], c.X, c.W)
					if words := strings.Split(text, "  "); c.T == v.Columns[0].T {
						text = strings.TrimSpace(words[len(words)-1])
					}
					hold(text, v.Sheet.Panel.Totals[c.T].Figures[column], "the total of a period")
				}
			}
		}
	}
}

func TestTheLegendOfTheMatrixHasTheLimitsOfItsClasses(t *testing.T) {
	d := tuitest.MadeUp()
	want := byHand(d, report.Requests, func(r report.Record) string { return r.Country },
		func(r report.Record) bool { return r.Publisher == "microsoft" }, func(report.Period) bool { return true })
	desk := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{Data: d, Theme: "dark"})
	v := desk.Scene().Screen.(*matrix.Screen)
	tone := want.tones(inSight(v))
	greatest := map[int]float64{}
	var values []float64
	for _, id := range inSight(v) {
		for p := range want.cells[id] {
			if v, ok := want.value(id, p); ok {
				values = append(values, v)
			}
		}
	}
	for v := 1.0; v <= slices.Max(values); v++ {
		greatest[tone(v)] = v // that a class takes in, be it in the reports or not
	}
	line := desk.Screen()[v.Legend.Y]
	for k, limit := range greatest {
		text := "≤ " + desk.Format.Short(answer.Figure{Reported: true, Lo: int64(limit), Hi: int64(limit)}, report.Requests, 5)
		at := strings.Index(line, text)
		if at < 0 {
			t.Errorf("the legend %q lacks %q", line, text)
			continue
		}
		if _, st := desk.Frame().Cell(grid.Width(line[:at])-2, v.Legend.Y); st.BG != desk.Theme.Classes[k] {
			t.Errorf("%q in the legend does not stand by the colour of class %d", text, k)
		}
	}
	for _, word := range []string{"0 zero", "· not reported", "no record", "per half-year"} {
		if !strings.Contains(line, word) {
			t.Errorf("the legend %q does not explain %q", line, word)
		}
	}
}

func TestTheLegendOfTheMatrixIsNeverCut(t *testing.T) {
	for i, query := range []string{"country=US,GB,DE period=2013..2016", "measure=change", "measure=content_rate", "publisher=all", "scale=percent"} {
		desk := tuitest.Sit(t, 120, 36, "view=matrix "+query, tui.Options{Data: tuitest.Reports()})
		ascii := tuitest.Sit(t, 120, 36, "view=matrix "+query, tui.Options{Data: tuitest.Reports(), ASCII: true, Mono: i%2 == 1})
		for _, size := range [][2]int{{40, 12}, {43, 14}, {50, 20}, {60, 20}, {80, 24}, {120, 36}} {
			for _, d := range []*tuitest.Desk{desk, ascii} {
				v, shown := d.Resize(size[0], size[1]).Scene().Screen.(*matrix.Screen)
				if !shown || v.Legend.Empty() {
					continue
				}
				line := d.Screen()[v.Legend.Y]
				if strings.Contains(line, string(d.Glyphs.Ellipsis)) || strings.Contains(line, "...") {
					t.Errorf("%q at %v: the legend is cut: %q", query, size, line)
				}
				atMost := "≤"
				if d.Glyphs.ASCII {
					atMost = "<="
				}
				if d.Glyphs.ASCII && d.Theme.NoColor && !v.Solid {
					if strings.Contains(line, atMost) {
						t.Errorf("%q at %v: the legend explains marks that no cell has: %q", query, size, line)
					}
				} else if v.Sheet.Own == nil && strings.Count(line, atMost) < 2 {
					t.Errorf("%q at %v: the legend does not say what its limits are: %q", query, size, line)
				}
			}
		}
	}
}

func TestRatesInTheMatrixHaveOneForm(t *testing.T) {
	for _, query := range []string{"measure=change", "measure=content_rate", "measure=rejected_rate", "measure=disclosed_rate publisher=all"} {
		for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}} {
			d := tuitest.Sit(t, size[0], size[1], "view=matrix "+query, tui.Options{Data: tuitest.Reports()})
			v := matrixOn(d)
			if v.Solid {
				continue
			}
			ends := map[string]string{} // what stands after the digits before the point
			for row := range v.Sheet.Panel.Rows {
				for at := range v.Sheet.Panel.Periods {
					if v.Sheet.Kind(row, at) != matrix.Valued {
						continue
					}
					text := strings.TrimRight(v.Sheet.Text(row, at), ") ")
					text = strings.TrimRight(strings.TrimSuffix(text, "÷2"), " ") // that is of a whole column
					if text == "" {
						continue
					}
					whole := strings.TrimRight(text, " %")
					form := text[len(whole):]
					if strings.Contains(whole, ".") {
						form = "." + form
					}
					ends[form] = text
				}
			}
			if len(ends) != 1 {
				t.Errorf("%q at %v: figures of several forms stand side by side: %v", query, size, ends)
			}
		}
	}
}

func TestFiguresOfTheMatrixCanBeReadInEveryTheme(t *testing.T) {
	for _, name := range theme.Names() {
		d := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{Theme: name})
		v, f, n := d.Scene().Screen.(*matrix.Screen), d.Frame(), 0
		for y := v.Rows.Y; y < v.Rows.Y+v.Rows.H; y++ {
			for x := v.Name.X + v.Name.W; x < v.Sum.X; x++ {
				glyph, st := f.Cell(x, y)
				if glyph == " " || !slices.Contains(d.Theme.Classes[:], st.BG) || st.BG.IsDefault() {
					continue
				}
				if n++; theme.Contrast(st.FG, st.BG) < 4.5 {
					t.Fatalf("%s: %q at %d,%d has a contrast of %.1f", name, glyph, x, y, theme.Contrast(st.FG, st.BG))
				}
			}
		}
		if n == 0 && !d.Theme.NoColor {
			t.Errorf("%s: no figure stands on the colour of its class:\n%s", name, d)
		}
	}
}

func TestClassesOfTheMatrixAreThoseOfTheRowsInSight(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=matrix", tui.Options{Data: tuitest.Reports(), Theme: "dark"})
	tones := func() map[grid.Color]bool {
		v, f, seen := d.Scene().Screen.(*matrix.Screen), d.Frame(), map[grid.Color]bool{}
		for y := v.Rows.Y; y < v.Rows.Y+v.Rows.H; y++ {
			for _, c := range v.Columns {
				if _, st := f.Cell(c.X+c.W-1, y); slices.Contains(d.Theme.Classes[:], st.BG) {
					seen[st.BG] = true
				}
			}
		}
		return seen
	}
	for _, keys := range [][]string{nil, {"pgdown"}, {"pgdown"}} {
		if d.Press(keys...); len(tones()) < 4 {
			t.Errorf("after %v the screen has %d of five classes:\n%s", keys, len(tones()), d)
		}
	}
	d.Press("g")
	first := d.Screen()[d.Scene().Screen.(*matrix.Screen).Legend.Y]
	d.Press("G")
	if last := d.Screen()[d.Scene().Screen.(*matrix.Screen).Legend.Y]; first == last {
		t.Errorf("the legend has the same limits for the first rows and the last: %q", last)
	}
}
