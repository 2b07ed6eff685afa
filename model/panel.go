package model

import (
	"slices"
	"strings"
)

// Panel is a result over time: some rows of a query, and each of them in each
// period.
type Panel struct {
	Rows    []Row    // under the whole filter
	Periods []Period // in time order
	Chosen  []bool   // of each period: the filter takes it
	// Narrow says that fewer than fewPeriods periods are chosen, so that all stand
	// here and those chosen are only marked.
	Narrow bool
	// Cells are what each row is in each period, [row][period]; nil where it has
	// no record. Grouped by period there is one row, the total, and its cells are
	// the rows of that result.
	Cells  [][]*Row
	Totals []Row // of everything under the other filters, by period; Records is 0 for none
}

// fewPeriods is how many periods must be chosen for a line through them to say
// anything.
const fewPeriods = 3

// Axis is the periods that a query is drawn over: those chosen that have a record
// under the other filters, or, where they are fewer than three, all that have
// one.
func (e *Engine) Axis(q Query) []Period {
	axis, _, _ := e.axis(q)
	return axis
}

func (e *Engine) axis(q Query) (axis []Period, chosen []bool, narrow bool) {
	n := 0
	for _, r := range e.Facet(q, ByPeriod).Rows {
		if p, err := ParsePeriod(r.ID); err == nil {
			axis = append(axis, p)
			in := q.Period.Holds(p)
			if chosen = append(chosen, in); in {
				n++
			}
		}
	}
	if n < fewPeriods || n == len(axis) {
		return axis, chosen, n < len(axis)
	}
	kept := axis[:0]
	for i, p := range axis {
		if chosen[i] {
			kept = append(kept, p)
		}
	}
	return kept, slices.Repeat([]bool{true}, len(kept)), false
}

// Panel follows rows through the periods of the query's axis. Callers share the
// answer and must not change it.
func (e *Engine) Panel(q Query, rows []Row) *Panel {
	t := e.timeline(q)
	key := panelKey(q, rows)
	for _, known := range t.panels {
		if known.key == key {
			return known.panel
		}
	}
	p := &Panel{Rows: rows}
	p.Periods, p.Chosen, p.Narrow = e.axis(q)
	p.Totals = make([]Row, len(p.Periods))
	answers := make([]*answer, len(p.Periods))
	for i, period := range p.Periods {
		answers[i] = e.answerIn(q, t, period)
		p.Totals[i] = answers[i].total
	}
	if q.By == ByPeriod {
		p.inTime(e, q)
	} else {
		p.Cells = make([][]*Row, len(rows))
		for i := range rows {
			p.Cells[i] = make([]*Row, len(p.Periods))
			for j, a := range answers {
				p.Cells[i][j] = a.row(rows[i].ID)
			}
		}
	}
	t.panels = append(t.panels[max(0, len(t.panels)+1-panelMemo):], keyedPanel{key, p})
	return p
}

// inTime fills a panel with the rows of a query by period: one line, in which
// what compares rows, such as change, compares the periods that are drawn.
func (p *Panel) inTime(e *Engine, q Query) {
	p.Rows = []Row{e.Result(q).Total}
	q.Sort, q.Top, q.Search = Sort{}, 0, ""
	if p.Narrow {
		q.Period = PeriodFilter{}
	}
	p.Cells = [][]*Row{make([]*Row, len(p.Periods))}
	rows := e.Result(q).Rows
	for i := range rows {
		if at := slices.IndexFunc(p.Periods, func(t Period) bool { return t.String() == rows[i].ID }); at >= 0 {
			p.Cells[0][at] = &rows[i]
		}
	}
}

// timeline is what an engine remembers of one question over time, whichever
// periods it chooses and whichever of its rows are followed.
type timeline struct {
	key     string
	answers map[Period]*answer
	held    int // rows in answers
	panels  []keyedPanel
}

// answer is the rows of a question in one period.
type answer struct {
	total Row
	rows  []Row
	at    map[string]int // where each id stands among rows
}

// row finds a row by its id; nil for one without a record.
func (a *answer) row(id string) *Row {
	if i, has := a.at[id]; has {
		return &a.rows[i]
	}
	return nil
}

// keyedPanel is a panel and what it depends on besides the question.
type keyedPanel struct {
	key   string
	panel *Panel
}

// An engine remembers the panels of a question that were asked for last, and the
// answers of its latest question; those of others only as long as all rows are so
// few together: some 4 MB.
const (
	panelMemo    = 4
	timelineRows = 6000
	timelineMemo = 16 // questions, with rows or without
)

// timeline returns what is remembered of a question, which becomes the latest.
func (e *Engine) timeline(q Query) *timeline {
	q.Select, q.Pins, q.Scale, q.View, q.Sort, q.Top, q.Search = "", nil, Linear, ExploreView, Sort{}, 0, ""
	q.Period = PeriodFilter{}
	key := q.String()
	at := slices.IndexFunc(e.timelines, func(t *timeline) bool { return t.key == key })
	if last := len(e.timelines) - 1; at >= 0 && at == last {
		return e.timelines[at]
	}
	t := &timeline{key: key, answers: map[Period]*answer{}}
	if at >= 0 {
		t = e.timelines[at]
		e.timelines = slices.Delete(e.timelines, at, at+1)
	}
	e.timelines = append(e.timelines, t)
	e.timelines = slices.Delete(e.timelines, 0, max(0, len(e.timelines)-timelineMemo))
	return t
}

// forget drops the oldest timelines until few rows are held, but not the latest.
func (e *Engine) forget() {
	held := 0
	for _, t := range e.timelines {
		held += t.held
	}
	drop := 0
	for held > timelineRows && drop < len(e.timelines)-1 {
		held -= e.timelines[drop].held
		drop++
	}
	e.timelines = slices.Delete(e.timelines, 0, drop)
}

// answerIn answers a question for one period, all rows of it.
func (e *Engine) answerIn(q Query, t *timeline, p Period) *answer {
	if a, known := t.answers[p]; known {
		return a
	}
	q = e.In(q, p)
	q.Select, q.Pins, q.Scale, q.View = "", nil, Linear, ExploreView
	r := e.evaluate(q)
	a := &answer{total: r.Total, rows: r.Rows, at: make(map[string]int, len(r.Rows))}
	for i := range r.Rows {
		a.at[r.Rows[i].ID] = i
	}
	t.answers[p] = a
	t.held += 1 + len(r.Rows)
	e.forget()
	return a
}

// In is the question about one period alone, all rows of it. A year is not its
// half-years: where another publisher under the filter reports those, they stand
// in periods of their own, and are left out of it.
func (e *Engine) In(q Query, p Period) Query {
	alone := PeriodFilter{Ranges: []PeriodRange{{p, p}}}
	if p.Half == 0 {
		year, halves := false, false
		for _, publisher := range e.publishers(q) {
			for _, own := range e.data.cube(publisher).periods {
				year = year || own == p
				halves = halves || own != p && own.Year == p.Year
			}
		}
		if year && halves { // all but those before it, in it and after it
			first, last := Period{p.Year, 1}, Period{p.Year, 2}
			alone = PeriodFilter{Except: true, Ranges: []PeriodRange{
				{To: Period{p.Year - 1, 2}}, {first, first}, {last, last}, {From: Period{p.Year + 1, 1}},
			}}
		}
	}
	q.Period = alone
	q.Sort, q.Top, q.Search = Sort{}, 0, ""
	return q
}

// panelKey is what a panel depends on besides its question: the periods, and the
// rows that are followed.
func panelKey(q Query, rows []Row) string {
	var key strings.Builder
	key.WriteString(Query{Period: q.Period}.String())
	if q.By == ByPeriod {
		return key.String()
	}
	for i := range rows {
		key.WriteByte('\n')
		key.WriteString(rows[i].ID)
	}
	return key.String()
}

// Break is a break in the series of a query: what was counted before a period
// cannot be compared with what was counted since.
type Break struct {
	At   Period // the first period after it
	Note Note
}

// Breaks lists the breaks between the records of a query, whichever periods it
// chooses, in time order.
func (e *Engine) Breaks(q Query) []Break {
	var breaks []Break
	q.Period = PeriodFilter{}
	sel := e.selects(q)
	for i := range e.data.notes {
		n := &e.data.notes[i]
		note := e.data.Notes[n.index]
		if note.Break == (Period{}) {
			continue
		}
		if e.spans(n, sel, note.Break) {
			breaks = append(breaks, Break{note.Break, note})
		}
	}
	slices.SortStableFunc(breaks, func(a, b Break) int { return a.At.Compare(b.At) })
	return breaks
}

// spans says whether records of the note's publishers and services, under the
// filter, stand on both sides of its break.
func (e *Engine) spans(n *scopedNote, sel *selection, at Period) bool {
	before, after := false, false
	for s := range e.data.Series {
		series := &e.data.Series[s]
		if n.scope.Publisher.holds(e.data.Publishers[series.Publisher].ID) && n.scope.Service.holds(series.Service.ID) {
			before = before || e.recorded(sel, s, func(p Period) bool { return p.Start() < at.Start() })
			after = after || e.recorded(sel, s, func(p Period) bool { return p.Start() >= at.Start() })
		}
	}
	return before && after
}

// recorded says whether a series has a record under the filter in some periods.
func (e *Engine) recorded(sel *selection, series int, in func(Period) bool) bool {
	publisher := e.data.Series[series].Publisher
	axis := sel.axis(publisher)
	if !sel.series[series] || axis == nil {
		return false
	}
	c := e.data.cube(publisher)
	mask := slices.Clone(axis.bits)
	for i, p := range c.periods {
		if !in(p) {
			mask[i/64] &^= 1 << (i % 64)
		}
	}
	return c.plane(series).holds(sel, nil, mask)
}

// Reporting lists the publishers that stand behind a query in each of some
// periods, by id: of those that have a record under its filter, whichever periods
// it chooses, the ones that report on that period at all. Where two periods differ
// in this, their figures are not those of the same publishers.
func (e *Engine) Reporting(q Query, periods []Period) [][]string {
	q.Period = PeriodFilter{}
	sel := e.selects(q)
	by := make([][]string, len(periods))
	for _, p := range sel.publishers {
		c := e.data.cube(p)
		if !slices.ContainsFunc(c.series, func(s int) bool { return e.recorded(sel, s, func(Period) bool { return true }) }) {
			continue
		}
		for i, period := range periods {
			if slices.Contains(c.periods, period) {
				by[i] = append(by[i], e.data.Publishers[p].ID)
			}
		}
	}
	return by
}
