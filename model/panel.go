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
	// no record.
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

// Panel follows rows through the periods of the query's axis. Grouped by period
// there is one row, the total. Callers share the answer and must not change it.
func (e *Engine) Panel(q Query, rows []Row) *Panel {
	key := panelKey(q, rows)
	for _, known := range e.panels {
		if known.key == key {
			return known.panel
		}
	}
	p := e.panel(q, rows)
	e.panels = append(e.panels[max(0, len(e.panels)+1-panelMemo):], keyedPanel{key, p})
	return p
}

// panelMemo is how many panels an engine remembers.
const panelMemo = 4

type keyedPanel struct {
	key   string
	panel *Panel
}

// panelKey is what a panel depends on.
func panelKey(q Query, rows []Row) string {
	q.Select, q.Pins, q.Scale, q.View, q.Sort, q.Top, q.Search = "", nil, Linear, ExploreView, Sort{}, 0, ""
	var key strings.Builder
	key.WriteString(q.String())
	for i := range rows {
		key.WriteByte('\n')
		key.WriteString(rows[i].ID)
	}
	return key.String()
}

func (e *Engine) panel(q Query, rows []Row) *Panel {
	p := &Panel{Rows: rows}
	p.Periods, p.Chosen, p.Narrow = e.axis(q)
	if q.By == ByPeriod {
		p.Rows = []Row{e.Result(q).Total}
	}
	p.Cells = make([][]*Row, len(p.Rows))
	for i := range p.Cells {
		p.Cells[i] = make([]*Row, len(p.Periods))
	}
	p.Totals = make([]Row, len(p.Periods))
	for t, period := range p.Periods {
		r := e.inPeriod(q, period)
		p.Totals[t] = r.Total
		if q.By == ByPeriod {
			if r.Total.Records > 0 {
				p.Cells[0][t] = &p.Totals[t]
			}
			continue
		}
		byID := make(map[string]*Row, len(r.Rows))
		for i := range r.Rows {
			byID[r.Rows[i].ID] = &r.Rows[i]
		}
		for i := range p.Rows {
			p.Cells[i][t] = byID[p.Rows[i].ID]
		}
	}
	return p
}

// inPeriod answers a query for one period, all rows of it.
func (e *Engine) inPeriod(q Query, p Period) *Result {
	q = q.in(p)
	q.Select, q.Pins, q.Scale, q.View = "", nil, Linear, ExploreView
	return e.evaluate(q)
}

// Break is a break in the series of a query: what was counted before a period
// cannot be compared with what was counted since.
type Break struct {
	At   Period // the first period after it
	Note Note
}

// Breaks lists the breaks between the records of a query, in time order.
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
		publisher := series.Publisher
		axis := sel.axis(publisher)
		if !sel.series[s] || axis == nil || !n.scope.Publisher.holds(e.data.Publishers[publisher].ID) || !n.scope.Service.holds(series.Service.ID) {
			continue
		}
		c := e.data.cube(publisher)
		pl := c.plane(s)
		masks := [2][]uint64{slices.Clone(axis.bits), slices.Clone(axis.bits)}
		for i, p := range c.periods {
			if p.Start() >= at.Start() {
				masks[0][i/64] &^= 1 << (i % 64)
			} else {
				masks[1][i/64] &^= 1 << (i % 64)
			}
		}
		for ci, country := range pl.countries {
			if sel.countries[country] {
				before = before || pl.present(ci, masks[0])
				after = after || pl.present(ci, masks[1])
			}
		}
	}
	return before && after
}
