package answer

import (
	"cmp"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// Covered is what is here of one thing that a publisher could print of a time.
type Covered uint8

// What can be here. The order is that of the legend: from all to nothing.
const (
	Printed     Covered = iota // every record prints it, and the tables are complete
	InPart                     // some records lack it, or a table may leave countries out
	AsRanges                   // as ranges, or suppressed, in some record
	PercentOnly                // as percentages, without a count
	NotPrinted                 // there are records, and none prints it
	NotHere                    // a report is known to exist, and its figures are not here
	NoReport                   // no report is known
	NumCovered  int     = iota
)

var coveredTable = [NumCovered]struct {
	id, label, brief, means string
	mark, ascii             rune // in a grid: told apart by their shapes alone
}{
	Printed:     {"printed", "printed", "printed", "every record prints it", '▆', '#'},
	InPart:      {"part", "in part", "in part", "some records lack it, or the table may leave countries out", '▂', '='},
	AsRanges:    {"range", "as ranges", "ranges", "printed as ranges, or suppressed, in some records", '≈', '~'},
	PercentOnly: {"percent", "percent only", "percent", "printed as percentages alone, without a count", '%', '%'},
	NotPrinted:  {"not-printed", "not printed", "not printed", "there is a report, and it does not print this", '·', '.'},
	NotHere:     {"not-here", "known, not here", "not here", "a report is known to exist; its figures are not in these data", '□', 'o'},
	NoReport:    {"no-report", "no report known", "none known", "no report is known", ' ', ' '},
}

// String is its id in exports, Label and Brief its words in a legend, and Means says what it means.
func (c Covered) String() string { return coveredTable[c].id }
func (c Covered) Label() string  { return coveredTable[c].label }
func (c Covered) Brief() string  { return coveredTable[c].brief }
func (c Covered) Means() string  { return coveredTable[c].means }

// Mark is its sign in a grid, one cell wide; a blank where no report is known.
func (c Covered) Mark(ascii bool) rune {
	if ascii {
		return coveredTable[c].ascii
	}
	return coveredTable[c].mark
}

// Reported says whether there are records.
func (c Covered) Reported() bool { return c < NotHere }

// Coverage says which publishers report what, since when, and where they are silent:
// publishers × periods and, for each publisher, columns × periods. All of it follows from
// the records, from tables.csv and from missing.csv.
type Coverage struct {
	Periods   []report.Period // half-years, in order: the axis
	Measure   report.Column   // which Reporter.Line is about
	Reporters []Reporter      // by their first period, then by name
	Of        int             // how many there are without search and top
}

// Reporter is one publisher.
type Reporter struct {
	ID, Name     string
	Slots        []CoverSlot     // every half-year of the axis is in one
	Line         []CoverCell     // of the measure, by slot
	Columns      []report.Column // those that a record prints in some period, in their order
	Cells        [][]CoverCell   // by column of Columns, then by slot
	First, Last  report.Period   // in which what is asked is printed, whatever periods are asked for; zero for none
	Begun, Until report.Period   // the first half-year and the last of which a report is known, here or not; zero for none
	Halves       int             // half-years in which it is printed, from First to Last
	Reports      int             // half-years of which there is a report here, whatever it prints
	Never        bool            // there are reports here, and none prints what is asked
	Known        int             // half-years of which a report is known, from Begun to Until
	Gaps         []CoverGap      // times without a report between First and Last, and from Last to the end of all reports
	Lags         []Lag           // how soon reports came out, by period; empty where no date is known
}

// CoverSlot is a half-year of the axis, or the two of a year that is printed as one.
type CoverSlot struct {
	Period           report.Period
	At, Len          int // indices into Coverage.Periods
	Records, Derived int // under the filter, and those of them that are worked out
	Sources          []string
	Why              []string // why something is in part, or not here
	Unsure           bool     // that there is a report follows only from the publisher's going on
}

// CoverCell says how many of the records of a slot print one thing.
type CoverCell struct {
	Covered                        Covered
	Exact, Ranges, Percents, Zeros int // exact or as a range or percentage; not printed, but 0 by what is
}

// CoverGap is a time without a report.
type CoverGap struct {
	From, To report.Period // half-years
	NotHere  bool          // a report is known to exist
	What     string        // what is known of it; "" for nothing
	After    bool          // nothing follows it
}

// Lag is how many days after the end of a period its report came out: Lo to Hi, where
// the date is known by the month only.
type Lag struct {
	Period report.Period
	Source string
	Lo, Hi int
}

// Silent says whether a publisher has no report, and none is known, of the latest times
// that others report.
func (r *Reporter) Silent() bool {
	n := len(r.Gaps)
	return n > 0 && r.Gaps[n-1].After && r.Gaps[n-1].silent()
}

// silent says whether a gap is a silence: one half-year at the end may only be of a report
// that is not due yet.
func (g *CoverGap) silent() bool {
	return !g.NotHere && (!g.After || g.To.Slot() > g.From.Slot())
}

// SlotAt is the index of the slot that holds a half-year of the axis.
func (r *Reporter) SlotAt(half int) int {
	at, _ := slices.BinarySearchFunc(r.Slots, half, func(s CoverSlot, half int) int { return cmp.Compare(s.At+s.Len-1, half) })
	return at
}

// Find is the index of a publisher, the first where it is none; -1 when there are none.
func (c *Coverage) Find(id string) int {
	at := slices.IndexFunc(c.Reporters, func(r Reporter) bool { return r.ID == id })
	if at < 0 && len(c.Reporters) > 0 {
		return 0
	}
	return at
}

// Coverage answers who reports what under a query. Callers share the answer and must not
// change it.
func (e *Engine) Coverage(q query.Query) *Coverage {
	asked := query.Query{
		View: query.CoverageView, Publisher: q.Publisher, Service: q.Service, Type: q.Type, Country: q.Country, Region: q.Region, Group: q.Group,
		Outcome: q.Outcome, Period: q.Period, Measure: q.Measured(), Search: q.Search, Top: q.Top,
	}
	if q.Publisher.Mode == query.Default {
		asked.Publisher = query.DefaultPublisher(e.data.Dataset, q)
	}
	return e.coverages.get(2, asked.Key(), func() *Coverage { return e.covers(asked) })
}

func (e *Engine) covers(q query.Query) *Coverage {
	always := q
	always.Period = query.PeriodFilter{}
	c := &Coverage{Measure: q.Measure}
	from, to := e.coveredAxis(q)
	for slot := from; slot < to; slot++ {
		c.Periods = append(c.Periods, halfOf(slot))
	}
	sel := e.selects(always)
	end := e.data.firstHalf + e.data.halfCount
	for _, p := range sel.publishers {
		r := Reporter{ID: e.data.Publishers[p].ID, Name: e.data.Publishers[p].Label}
		t := e.newTally(sel, p, asksOfQuery(q, sel))
		t.walk()
		t.fill(&r, from, to, end)
		c.Reporters = append(c.Reporters, r)
	}
	slices.SortStableFunc(c.Reporters, func(a, b Reporter) int {
		return cmp.Or(firstOrNever(a)-firstOrNever(b), strings.Compare(report.Fold(a.Name), report.Fold(b.Name)))
	})
	c.Of = len(c.Reporters)
	if wanted := report.Fold(q.Search); wanted != "" {
		c.Reporters = slices.DeleteFunc(c.Reporters, func(r Reporter) bool {
			return !strings.Contains(report.Fold(r.Name), wanted) && !strings.Contains(report.Fold(r.ID), wanted)
		})
	}
	if q.Top > 0 && q.Top < len(c.Reporters) {
		c.Reporters = c.Reporters[:q.Top]
	}
	return c
}

func firstOrNever(r Reporter) int {
	if r.First == (report.Period{}) {
		return 1 << 30
	}
	return r.First.Start()
}

func halfOf(slot int) report.Period { return report.Period{Year: slot / 2, Half: 1 + slot%2} }

// coveredAxis is the half-years from the first of which a report of the publishers of a query is
// known, whatever else is asked, to the last that any publisher has records of, cut to those that
// the filter holds: that others go on tells who fell silent.
func (e *Engine) coveredAxis(q query.Query) (from, to int) {
	from, to = 1<<30, e.data.firstHalf+e.data.halfCount
	for _, p := range e.publishers(q) {
		for _, period := range e.data.cube(p).periods {
			from = min(from, period.Slot())
		}
		for _, m := range e.data.Missing {
			if m.Publisher == e.data.Publishers[p].ID && m.Period.From != (report.Period{}) {
				from = min(from, m.Period.From.Slot())
			}
		}
	}
	if from > to {
		return to, to
	}
	for from < to && !q.Period.Holds(halfOf(from)) {
		from++
	}
	for to > from && !q.Period.Holds(halfOf(to-1)) {
		to--
	}
	return min(from, to), to
}

// tally counts what the records of one publisher print, by its own periods.
type tally struct {
	e       *Engine
	sel     *selection
	cube    *cube
	id      string
	rows    [][]int32 // the records, by own series
	asks    []asking
	counts  [][]CoverCell // by what is asked, then by own period
	records []int         // by own period
	derived []int
	sources [][]string
	why     [][]string // of tables that may leave countries out
	measure int        // which of asks
}

// asking is one thing that a record can print: all columns of one of the lists, or a
// percentage.
type asking struct {
	lists   [][]report.Column
	percent bool
}

// asksOf is what a record must print for a column.
func asksOf(c report.Column) asking {
	if lists := c.Needs(); lists != nil {
		return asking{lists, c.TakesPercent()}
	}
	of := c.Of()[0]
	if of == report.Unspecified {
		of = report.Requests // which it is a part of
	}
	return asking{[][]report.Column{{of}}, of == report.SomeData}
}

// asksOfQuery is what a record must print for what a query measures: with outcomes filtered,
// one of them.
func asksOfQuery(q query.Query, sel *selection) (a asking) {
	if sel.outcomes == nil {
		return asksOf(q.Measure)
	}
	for _, c := range sel.outcomes {
		own := asksOf(c)
		a.lists, a.percent = append(a.lists, own.lists...), a.percent || own.percent
	}
	return a
}

func (e *Engine) newTally(sel *selection, publisher int, measure asking) *tally {
	t := &tally{e: e, sel: sel, cube: e.data.cube(publisher), id: e.data.Publishers[publisher].ID, measure: report.NumPrinted}
	t.rows = t.cube.bySeries()
	for c := range report.NumPrinted {
		t.asks = append(t.asks, asksOf(report.Column(c)))
	}
	t.asks = append(t.asks, measure)
	n := len(t.cube.periods)
	t.records, t.derived, t.sources, t.why = make([]int, n), make([]int, n), make([][]string, n), make([][]string, n)
	for range t.asks {
		t.counts = append(t.counts, make([]CoverCell, n))
	}
	return t
}

// walk counts the records, and finds the tables that may leave countries out.
func (t *tally) walk() {
	d, c := t.e.data, &t.e.data.columns
	t.rows = t.cube.bySeries()
	var cells report.Cells
	for i, s := range t.cube.series {
		if !t.sel.series[s] {
			continue
		}
		series := &d.Series[s]
		listed := make([]bool, len(t.cube.periods)) // whether the one country that is asked for is
		for _, r := range t.rows[i] {
			if !t.sel.countries.has(int(c.Country[r])) || !d.isMember(t.sel, int(r)) {
				continue
			}
			p := int(t.cube.ownPeriod[c.Period[r]])
			t.records[p]++
			listed[p] = t.ofOne()
			if c.Derived != nil && c.Derived[r] {
				t.derived[p]++
			}
			if id := c.Sources[c.Source[r]]; !slices.Contains(t.sources[p], id) {
				t.sources[p] = append(t.sources[p], id)
			}
			c.Row(int(r), &cells)
			accounts := series.Type.OutcomesCountAccounts(t.cube.periods[p])
			for k, a := range t.asks {
				t.counts[k][p].add(&cells, a, accounts)
			}
		}
		for p := range t.cube.periods {
			line := t.absentLine(s, p)
			if printed := t.cube.told[0][i].has(p); printed && !listed[p] && d.absent(line) == report.AbsentUnknown {
				t.becauseOf(p, line)
			}
		}
	}
}

// absentLine is the line of the tables about countries that a series does not list: about
// the country that is asked for alone, where it is one.
func (t *tally) absentLine(series, period int) int16 {
	a := t.cube.absence(series)
	if t.ofOne() {
		for _, n := range a.named {
			if n.country == t.sel.only {
				return n.lines[period]
			}
		}
	}
	return a.usual[period]
}

// ofOne says whether one country is asked for: where it is listed, what else a table leaves out
// is of no matter.
func (t *tally) ofOne() bool { return t.sel.only != everyCountry && t.sel.members == nil }

// becauseOf keeps why a table may leave countries out.
func (t *tally) becauseOf(period int, line int16) {
	why := "The tables are not known to list every country."
	if line != noTable {
		why = t.e.data.tables[line].why
	}
	if !slices.Contains(t.why[period], why) {
		t.why[period] = append(t.why[period], why)
	}
}

// add counts how a record prints something.
func (n *CoverCell) add(cells *report.Cells, a asking, outcomesCountAccounts bool) {
	known := cells.Reported(outcomesCountAccounts)
	for _, list := range a.lists {
		reported, printed, ranged := true, false, false
		for _, c := range list {
			reported = reported && known.Has(c)
			if cells[c].Reported() && (!outcomesCountAccounts || !c.IsOutcome()) {
				printed = true
				ranged = ranged || !cells[c].IsExact()
			}
		}
		switch {
		case !reported:
			continue
		case !printed:
			n.Zeros++
		case ranged:
			n.Ranges++
		default:
			n.Exact++
		}
		return
	}
	if a.percent && cells[report.NumPrinted].Reported() {
		n.Percents++
	}
}

// covered reads off what so many records amount to, of tables that are complete or not.
func (n *CoverCell) covered(records int, complete bool) Covered {
	printed := n.Exact + n.Ranges
	switch {
	case printed+n.Percents == 0:
		return NotPrinted
	case printed == 0:
		return PercentOnly
	case printed+n.Percents+n.Zeros < records, !complete, printed > 0 && n.Percents > 0:
		return InPart
	case n.Ranges > 0:
		return AsRanges
	}
	return Printed
}

// fill draws up what was counted on an axis; reports of all publishers end before end.
func (t *tally) fill(r *Reporter, from, to, end int) {
	own := t.cube.periods
	for k := range report.NumPrinted {
		if slices.ContainsFunc(t.counts[k], func(n CoverCell) bool { return n.Exact+n.Ranges+n.Percents > 0 }) {
			r.Columns = append(r.Columns, report.Column(k))
			r.Cells = append(r.Cells, nil)
		}
	}
	var behind [][]int // by slot
	for slot := from; slot < to; slot++ {
		here := t.at(slot)
		if n := len(behind); n > 0 && len(here) > 0 && slices.Equal(here, behind[n-1]) {
			r.Slots[n-1].Len++
			r.Slots[n-1].Period = own[here[0]]
			continue
		}
		behind = append(behind, here)
		r.Slots = append(r.Slots, CoverSlot{Period: halfOf(slot), At: slot - from, Len: 1})
	}
	for i, here := range behind {
		s := &r.Slots[i]
		first := from + s.At
		if len(here) == 0 {
			s.Why = t.absentWhy(first)
		} else {
			s.Why = t.incomplete(first, s.Len)
		}
		if len(here) == 0 || len(s.Why) > 0 { // else all of it is here, whatever was known
			s.Why = append(s.Why, t.knownOfAsked(first, s.Len)...)
		}
		s.Unsure = !t.surely(first, s.Len)
		for _, p := range here {
			s.Records += t.records[p]
			s.Derived += t.derived[p]
			for _, id := range t.sources[p] {
				if !slices.Contains(s.Sources, id) {
					s.Sources = append(s.Sources, id)
				}
			}
		}
		slices.Sort(s.Sources)
		r.Line = append(r.Line, t.cell(t.measure, here, s, first))
		for k, c := range r.Columns {
			r.Cells[k] = append(r.Cells[k], t.cell(int(c), here, s, first))
		}
	}
	t.history(r, end)
	r.Lags = t.e.lags(t)
}

// at lists the periods with records that cover a half-year.
func (t *tally) at(slot int) (periods []int) {
	for p, period := range t.cube.periods {
		if t.records[p] > 0 && holdsHalf(period, slot) {
			periods = append(periods, p)
		}
	}
	return periods
}

func holdsHalf(p report.Period, slot int) bool {
	return p.Slot() <= slot && slot < p.Slot()+p.Slots()
}

// cell is what is here of one thing in a slot that begins with a half-year and that some
// of the periods cover.
func (t *tally) cell(what int, periods []int, s *CoverSlot, slot int) CoverCell {
	var sum CoverCell
	records, complete := 0, len(t.incomplete(slot, s.Len)) == 0
	for _, p := range periods {
		n := t.counts[what][p]
		sum.Exact, sum.Ranges, sum.Percents, sum.Zeros = sum.Exact+n.Exact, sum.Ranges+n.Ranges, sum.Percents+n.Percents, sum.Zeros+n.Zeros
		records += t.records[p]
	}
	switch {
	case records > 0:
		sum.Covered = sum.covered(records, complete)
	case len(t.knownOfAsked(slot, s.Len)) > 0:
		sum.Covered = NotHere
	default:
		sum.Covered = t.without(slot)
	}
	return sum
}

// without is what it means that no record under the filter is about a half-year: where
// the publisher printed others then, the tables say it.
func (t *tally) without(slot int) Covered {
	some, zero, unknown := false, false, false // a table; one that is complete; one that may leave countries out
	for p, period := range t.cube.periods {
		if !holdsHalf(period, slot) {
			continue
		}
		some = true
		for i, s := range t.cube.series {
			if t.sel.series[s] && t.cube.told[0][i].has(p) {
				absent := t.e.data.absent(t.absentLine(s, p))
				zero, unknown = zero || absent == report.AbsentZero, unknown || absent == report.AbsentUnknown
			}
		}
	}
	switch {
	case !some:
		return NoReport
	case zero && unknown:
		return InPart
	case zero:
		return Printed // nothing: the country is not listed in a complete table
	}
	return NotPrinted
}

// absentWhy is what the tables say of a half-year of which no record is under the filter.
func (t *tally) absentWhy(slot int) (why []string) {
	for p, period := range t.cube.periods {
		if !holdsHalf(period, slot) {
			continue
		}
		for i, s := range t.cube.series {
			line := t.absentLine(s, p)
			if !t.sel.series[s] || !t.cube.told[0][i].has(p) && t.e.data.absent(line) == report.AbsentZero || line == noTable {
				continue
			}
			if text := t.e.data.tables[line].why; !slices.Contains(why, text) {
				why = append(why, text)
			}
		}
	}
	return why
}

// incomplete says why the tables of so many half-years may leave countries out.
func (t *tally) incomplete(slot, n int) (why []string) {
	for p, period := range t.cube.periods {
		if period.Slot() < slot+n && slot < period.Slot()+period.Slots() {
			why = append(why, t.why[p]...)
		}
	}
	return why
}

// known is what missing.csv knows of so many half-years.
func (t *tally) known(slot, n int) (what []string) {
	for _, m := range t.e.data.Missing {
		if span := m.Period.Span(); m.Publisher == t.id && span.From < 6*(slot+n) && 6*slot < span.To {
			what = append(what, m.What)
		}
	}
	return what
}

// surely says whether a report of some of so many half-years is known by a range that has an end:
// one without says that a publisher goes on, not that this report is out.
func (t *tally) surely(slot, n int) bool {
	return slices.ContainsFunc(t.e.data.Missing, func(m report.Missing) bool {
		span := m.Period.Span()
		return m.Publisher == t.id && m.Period.To != (report.Period{}) && span.From < 6*(slot+n) && 6*slot < span.To
	})
}

// knownOfAsked is the same of what is asked: of a type or a service that neither the report here
// before nor the one after has a table of, a report that is not here tells nothing.
func (t *tally) knownOfAsked(slot, n int) (what []string) {
	for half := slot; half < slot+n; half++ {
		before, after := -1, 1<<30 // the nearest half-years that are here
		for _, period := range t.cube.periods {
			first, last := period.Slot(), period.Slot()+period.Slots()-1
			if first <= half {
				before = max(before, min(last, half))
			}
			if last >= half {
				after = min(after, max(first, half))
			}
		}
		if !t.asked(before) && !t.asked(after) {
			continue
		}
		for _, text := range t.known(half, 1) {
			if !slices.Contains(what, text) {
				what = append(what, text)
			}
		}
	}
	return what
}

// asked says whether there is a record of a half-year, of whatever country, of the types and
// services that are asked for.
func (t *tally) asked(half int) bool {
	for p, period := range t.cube.periods {
		if !holdsHalf(period, half) {
			continue
		}
		for i, s := range t.cube.series {
			if t.sel.series[s] && t.cube.told[0][i].has(p) {
				return true
			}
		}
	}
	return false
}

// widen widens the time of which a report is known by that from one half-year to before another.
func (r *Reporter) widen(from, to int) {
	if from > 0 && from < r.Begun.Slot() {
		r.Begun = halfOf(from)
	}
	if to-1 > r.Until.Slot() {
		r.Until = halfOf(to - 1)
	}
}

// reach lengthens the time in which what is asked is printed.
func (r *Reporter) reach(p report.Period) {
	if r.First == (report.Period{}) {
		r.First = p
	}
	if p.End() > r.Last.End() {
		r.Last = p
	}
}

// periodOf is the period that a half-year is printed in, one with records before one without.
func (t *tally) periodOf(slot int) report.Period {
	if at := t.at(slot); len(at) > 0 {
		return t.cube.periods[at[0]]
	}
	return t.cube.periods[slices.IndexFunc(t.cube.periods, func(p report.Period) bool { return holdsHalf(p, slot) })]
}

// history finds the first period and the last in which what is asked is printed, and the gaps
// between the reports, whatever they print: that a report lacks a country is no gap.
func (t *tally) history(r *Reporter, end int) {
	first, last := 1<<30, 0
	reported := map[int]bool{} // half-years
	relevant := false
	for _, period := range t.cube.periods {
		relevant = relevant || t.asked(period.Slot())
		first, last = min(first, period.Slot()), max(last, period.Slot()+period.Slots())
		for slot := period.Slot(); slot < period.Slot()+period.Slots(); slot++ {
			reported[slot] = true
		}
	}
	r.Reports = len(reported)
	for slot := first; slot < max(last, end); slot++ {
		covered := t.cell(t.measure, t.at(slot), &CoverSlot{Len: 1}, slot).Covered
		if covered < NotPrinted {
			r.Halves++
			r.reach(t.periodOf(slot))
		}
	}
	r.Never = r.Halves == 0 && r.Reports > 0 && (!relevant || slices.Max(t.records) > 0)
	if !relevant {
		return
	}
	r.Begun, r.Until = halfOf(first), halfOf(last-1)
	for _, m := range t.e.data.Missing {
		span := m.Period.Span()
		if m.Period.To == (report.Period{}) {
			span.To = 6 * max(end, last) // it goes on
		}
		if m.Publisher == t.id {
			r.widen(span.From/6, span.To/6)
		}
	}
	for slot := r.Begun.Slot(); slot <= r.Until.Slot(); slot++ {
		if reported[slot] || len(t.known(slot, 1)) > 0 {
			r.Known++
		}
	}
	for slot := first; slot < end; slot++ {
		if reported[slot] {
			continue
		}
		what := strings.Join(t.known(slot, 1), " ")
		gap := CoverGap{From: halfOf(slot), To: halfOf(slot), NotHere: what != "", What: what, After: slot >= last}
		if n := len(r.Gaps); n > 0 && r.Gaps[n-1].To == halfOf(slot-1) && r.Gaps[n-1].What == what && r.Gaps[n-1].After == gap.After {
			r.Gaps[n-1].To = gap.To
			continue
		}
		r.Gaps = append(r.Gaps, gap)
	}
}
