package compare

import (
	"math"
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// sheet is what is compared, as text and as values to draw: made once for
// a question, however often the screen is drawn.
type sheet struct {
	asked   string // the question, with its pins and the selected row, as text
	limit   int    // how many cells a figure takes at most
	c       *answer.Comparison
	figures [][]string // [line][row]
	figure  int        // the width of the widest
	versus  int        // the width of the widest comparison in full
	scales  []float64  // [line]: the value of the longest bar
	halved  bool       // what runs by is a year among half-years: counts are drawn as half of them
	splits  bool       // the report says of one of the rows what came of its requests
	told    map[telling]string

	// What the small charts show: the measure in each half-year from the first to
	// the last, a year standing in both of its halves.
	measure report.Column
	from    int         // the first month
	lit     []bool      // of each half-year: the question is about it
	values  [][]float64 // [row][half-year]; not a number where none is known
	top     float64     // the greatest of them
	even    bool        // the periods are of one length
	breaks  [][]int     // [row]: half-years that begin after a break, or with other publishers
	once    bool        // all rows have the same history, which is drawn once
	joined  bool        // with other publishers, somewhere
}

// sheetOf returns the sheet of the question on screen, the same one as
// long as the question is.
func (k *View) sheetOf(s *scene.Scene) *sheet {
	limit := s.FigureLimit()
	asked := s.Query.Key()
	if t := k.sheet; t != nil && t.asked == asked && t.limit == limit {
		return t
	}
	t := &sheet{asked: asked, limit: limit, c: s.Engine.Compared(s.Query), halved: s.HalvesAll()}
	k.sheet = t
	if len(t.c.Rows) == 0 {
		return t
	}
	var ids []string
	for i := range t.c.Rows {
		ids = append(ids, t.c.Rows[i].ID)
	}
	for _, line := range t.c.Lines {
		texts := make([]string, len(t.c.Rows))
		longest := s.Reach(line, ids...)
		for row := range t.c.Rows {
			f := t.c.Figure(row, line)
			if texts[row] = s.Format.Short(f, line, limit); scene.IsBase(&t.c.Rows[row], line) {
				texts[row] = scene.BaseWord
			}
			_, hi := t.length(row, line)
			longest = max(longest, hi)
			if row != t.c.Reference {
				t.versus = max(t.versus, grid.Width(s.Format.Versus(t.c.Difference(row, line), line, grid.MaxWidth)))
			}
		}
		t.figures, t.scales = append(t.figures, texts), append(t.scales, longest)
	}
	if s.Query.By != query.ByOutcome {
		for i := range t.c.Rows {
			r := &t.c.Rows[i]
			for _, c := range report.Outcomes() {
				t.splits = t.splits || c < report.Pending && r.Figures[c].Hi > 0
			}
		}
	}
	t.alignDigits()
	t.overTime(s.Kit, s.Query)
	return t
}

// alignDigits makes the digits of the rates of each column end below one another.
func (t *sheet) alignDigits() {
	for row := range t.c.Rows {
		var rates []string
		for line, c := range t.c.Lines {
			if !c.IsCount() {
				rates = append(rates, t.figures[line][row])
			}
		}
		answer.AlignDigits(rates)
		for line, c := range t.c.Lines {
			if !c.IsCount() {
				t.figures[line][row], rates = rates[0], rates[1:]
			}
			t.figure = max(t.figure, grid.Width(t.figures[line][row]))
		}
	}
}

// telling is a comparison as text: of a row in a line, in some cells.
type telling struct {
	line, row, width int
	form             form
}

// form is how much of a comparison is told.
type form uint8

const (
	versus     form = iota // the difference and the ratio
	brief                  // the half of it that says the most
	difference             // whatever its width
)

// tell is a comparison as text, formatted once.
func (t *sheet) tell(k *scene.Kit, line, row, width int, how form) string {
	key := telling{line, row, width, how}
	if text, known := t.told[key]; known {
		return text
	}
	c := t.c.Lines[line]
	d := t.c.Difference(row, c)
	var text string
	switch how {
	case versus:
		text = k.Format.Versus(d, c, width)
	case brief:
		text = k.Format.Brief(d, c, width)
	case difference:
		text = k.Format.Difference(d, c)
	}
	if t.told == nil || len(t.told) > manyTold {
		t.told = map[telling]string{}
	}
	t.told[key] = text
	return text
}

// manyTold is how many comparisons are kept as text: those of a few sizes of the
// screen.
const manyTold = 2000

// length is where the bar of a figure ends, at the least and at most; that of a year among half-years, half
// as long. What compares has no bar, as it can be less than nothing.
func (t *sheet) length(row int, line report.Column) (lo, hi float64) {
	f := t.c.Figure(row, line)
	lo, hi = scene.Ends(f, line)
	if line.IsCount() && (t.halved || t.c.Halved(row)) {
		lo, hi = lo/2, hi/2
	}
	if !f.Reported || line.IsSigned() || math.IsNaN(hi) || lo < 0 {
		return 0, 0
	}
	return lo, hi
}

// overTime reads what the small charts show: the measure of each row in each
// period, and of rows by period that of all, with each row's own period lit.
func (t *sheet) overTime(k *scene.Kit, q query.Query) {
	t.measure = q.Measure
	switch {
	case q.By == query.ByOutcome && !q.Measure.Adds():
		t.measure = report.Requests
	case q.Measure.IsSigned():
		t.measure = q.Measure.Of()[0] // what a change is a change of
	}
	q.Measure = t.measure
	p := k.Engine.Panel(q, t.c.Rows)
	t.even = true
	if len(p.Periods) == 0 {
		return
	}
	const half = 6 // months
	from, to := p.Periods[0].Start(), 0
	t.from = from
	for _, period := range p.Periods {
		t.even = t.even && period.Months() == p.Periods[0].Months()
		to = max(to, period.End())
	}
	n := (to - from) / half
	t.lit = make([]bool, n)
	for range t.c.Rows {
		t.values = append(t.values, slices.Repeat([]float64{math.NaN()}, n))
	}
	for i, period := range p.Periods {
		first := (period.Start() - from) / half
		for at := first; at < first+period.Months()/half; at++ {
			t.lit[at] = t.lit[at] || !p.Narrow || p.Chosen[i]
			for row := range t.c.Rows {
				line := p.Cells[0]
				if q.By != query.ByPeriod {
					line = p.Cells[row]
				}
				t.values[row][at] = t.together(t.values[row][at], t.inPeriod(line[i], period))
			}
		}
	}
	for row := range t.values {
		for _, v := range t.values[row] {
			if v <= math.MaxFloat64 {
				t.top = max(t.top, v)
			}
		}
	}
	for row := range t.c.Rows {
		own := q
		if q.By != query.ByPeriod && q.By != query.ByOutcome {
			own = k.RowQuery(q, &t.c.Rows[row]) // what one publisher changed is no break for another
		}
		var breaks []int
		for _, b := range k.Engine.Breaks(own) {
			if at := (b.At.Start() - from) / half; at > 0 && at < n {
				breaks = append(breaks, at)
			}
		}
		t.breaks = append(t.breaks, append(breaks, t.others(k, own, p.Periods)...))
	}
	t.once = t.alike()
}

// alike says whether several rows have one history, as all periods have that of everything
// under the filter.
func (t *sheet) alike() bool {
	same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
	for row := range t.values {
		if !slices.EqualFunc(t.values[0], t.values[row], same) || !slices.Equal(t.breaks[0], t.breaks[row]) {
			return false
		}
	}
	return len(t.values) > 1
}

// others lists the half-years that begin with other publishers than the one before
// was reported by: what rises or falls there need not be what was asked for.
func (t *sheet) others(k *scene.Kit, q query.Query, periods []report.Period) []int {
	var list []int
	stretches := scene.StretchesOf(periods, k.Engine.Reporting(q, periods))
	for i := 1; i < len(stretches); i++ {
		if from := stretches[i].From; from == stretches[i-1].To { // else nobody reports between them
			list = append(list, (from-t.from)/6)
			t.joined = true
		}
	}
	return list
}

// inPeriod is the measure of a row in one period; that of a year among half-years
// is what six months of it hold on average. It is not a number where none is
// known: a lower bound of nothing is none.
func (t *sheet) inPeriod(cell *answer.Cell, period report.Period) float64 {
	if cell == nil {
		return math.NaN()
	}
	f := cell.Figure
	if !f.Reported || f.Marks.Has(answer.Floor) && f.Lo == 0 {
		return math.NaN()
	}
	v := f.Value(t.measure)
	if t.measure.IsCount() && !t.even {
		v *= 6 / float64(period.Months())
	}
	return v
}

// together is the measure in a half-year that two reports cover, as one publisher's
// of a year and another's of its half: counts add up, of rates the report of the
// half is nearer.
func (t *sheet) together(year, half float64) float64 {
	switch {
	case math.IsNaN(half):
		return year
	case math.IsNaN(year) || !t.measure.IsCount():
		return half
	}
	return year + half
}

// isLit says whether the small chart of a row makes a half-year stand out.
func (t *sheet) isLit(row, half int) bool {
	if t.c.By != query.ByPeriod {
		return t.lit[half]
	}
	p, err := report.ParsePeriod(t.c.Rows[row].ID)
	month := t.from + 6*half
	return err == nil && p.Start() <= month && month < p.End()
}

// year is the year of a half-year.
func (t *sheet) year(half int) int { return (t.from + 6*half) / 12 }
