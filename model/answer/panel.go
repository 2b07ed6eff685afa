package answer

import (
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// Panel is a result over time: some rows of a query, and each of them in each
// period.
type Panel struct {
	Rows    []Row           // under the whole filter
	Periods []report.Period // in time order
	Chosen  []bool          // of each period: the filter takes it
	// Narrow says that fewer than fewPeriods periods are chosen, so that all stand
	// here and those chosen are only marked.
	Narrow bool
	// Cells are what each row is in each period, [row][period]; nil where it has
	// no record. Grouped by period there is one row, the total, and its cells are
	// the rows of that result.
	Cells  [][]*Cell
	Totals []Row // of everything under the other filters, by period; Records is 0 for none
}

// Cell is what a panel shows of a row in one period: little of it, as there are
// many. RowIn and RowsIn have the rest.
type Cell struct {
	Records int
	Rank    int    // by the measure in that period; 0 for none
	Figure  Figure // of the measure
	Change  Figure // of requests
}

// cellOf is what a panel shows of a row, where measure is what is asked.
func cellOf(r *Row, measure report.Column) Cell {
	return Cell{Records: r.Records, Rank: r.Rank, Figure: r.Figures[measure], Change: r.Figures[report.Change]}
}

// RowIn is the whole row that the cell of a panel is taken from; nil where it has no
// record. Grouped by period the id is that of the period.
func (e *Engine) RowIn(q query.Query, p report.Period, id string) *Row {
	asked := e.In(q, p)
	if q.By == query.ByPeriod {
		asked, id = e.overTime(q), p.String()
	}
	rows := e.Result(asked).Rows
	if i := Find(rows, id); i >= 0 {
		return &rows[i]
	}
	return nil
}

// RowsIn are the whole rows that the cells of a panel of a query are taken from.
func (e *Engine) RowsIn(q query.Query, p *Panel) [][]*Row {
	rows := make([][]*Row, len(p.Rows))
	for i := range rows {
		rows[i] = make([]*Row, len(p.Periods))
	}
	for t, period := range p.Periods {
		if q.By == query.ByPeriod {
			rows[0][t] = e.RowIn(q, period, "")
			continue
		}
		in := map[string]*Row{}
		r := e.Result(e.In(q, period))
		for i := range r.Rows {
			in[r.Rows[i].ID] = &r.Rows[i]
		}
		for i := range p.Rows {
			rows[i][t] = in[p.Rows[i].ID]
		}
	}
	return rows
}

// overTime is the question whose rows are the periods of the axis of a query by
// period.
func (e *Engine) overTime(q query.Query) query.Query {
	q.Sort, q.Top, q.Search = query.Sort{}, 0, ""
	if _, _, narrow := e.axis(q); narrow {
		q.Period = query.PeriodFilter{}
	}
	return q
}

// fewPeriods is how many periods must be chosen for a line through them to say
// anything.
const fewPeriods = 3

// Axis is the periods that a query is drawn over: those chosen that have a record
// under the other filters, or, where they are fewer than three, all that have
// one.
func (e *Engine) Axis(q query.Query) []report.Period {
	axis, _, _ := e.axis(q)
	return axis
}

func (e *Engine) axis(q query.Query) (axis []report.Period, chosen []bool, narrow bool) {
	n := 0
	for i, recorded := range e.recordedIn(q) {
		p := e.data.Periods[i]
		if q.Grain == query.Years {
			p = report.Period{Year: p.Year}
		}
		if !recorded || len(axis) > 0 && axis[len(axis)-1] == p {
			continue
		}
		axis = append(axis, p)
		in := q.Takes(p)
		if chosen = append(chosen, in); in {
			n++
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

// recordedIn says of each period of the dataset whether it has a record under the
// filters of a query, whichever periods that chooses.
func (e *Engine) recordedIn(q query.Query) []bool {
	q.Period = query.PeriodFilter{}
	sel := e.selects(q)
	in := make([]bool, len(e.data.Periods))
	for s, chosen := range sel.series {
		if !chosen || e.data.Series[s].Records == 0 {
			continue
		}
		c := e.data.cube(e.data.Series[s].Publisher)
		pl := e.plane(s, sel)
		for period, at := range c.axis {
			switch {
			case in[at]:
			case sel.members == nil:
				in[at] = pl.countriesIn(period).meets(sel.countries)
			default:
				in[at] = pl.holds(c, sel, nil, choose(len(c.periods), func(i int) bool { return i == period }))
			}
		}
	}
	return in
}

// Panel follows rows through the periods of the query's axis. Callers share the
// answer and must not change it.
func (e *Engine) Panel(q query.Query, rows []Row) *Panel {
	t := e.timeline(q)
	return t.panels.get(panelMemo, panelKey(q, rows), func() *Panel { return e.panel(q, t, rows) })
}

func (e *Engine) panel(q query.Query, t *timeline, rows []Row) *Panel {
	p := &Panel{Rows: rows}
	p.Periods, p.Chosen, p.Narrow = e.axis(q)
	p.Totals = make([]Row, len(p.Periods))
	answers := make([]*answer, len(p.Periods))
	for i, period := range p.Periods {
		answers[i] = e.answerIn(q, t, period)
		p.Totals[i] = answers[i].total
	}
	if q.By == query.ByPeriod {
		p.inTime(e, q)
	} else {
		p.Cells = make([][]*Cell, len(rows))
		for i := range rows {
			p.Cells[i] = make([]*Cell, len(p.Periods))
			at, known := t.rows[rows[i].ID]
			for j, a := range answers {
				if known && at < len(a.cells) && a.cells[at].Records > 0 {
					p.Cells[i][j] = &a.cells[at]
				}
			}
		}
	}
	return p
}

// inTime fills a panel with the rows of a query by period: one line, in which
// what compares rows, such as change, compares the periods that are drawn.
func (p *Panel) inTime(e *Engine, q query.Query) {
	p.Rows = []Row{e.Result(q).Total}
	p.Cells = [][]*Cell{make([]*Cell, len(p.Periods))}
	rows := e.Result(e.overTime(q)).Rows
	for i := range rows {
		if at := slices.IndexFunc(p.Periods, func(t report.Period) bool { return t.String() == rows[i].ID }); at >= 0 {
			cell := cellOf(&rows[i], q.Measure)
			p.Cells[0][at] = &cell
		}
	}
}

// timeline is what an engine remembers of one question over time, whichever
// periods it chooses and whichever of its rows are followed.
type timeline struct {
	rows    map[string]int // by id: where the cells of a row stand in answers
	answers map[report.Period]*answer
	held    int          // cells in answers
	panels  kept[*Panel] // by what they depend on besides the question
}

// answer is the rows of a question in one period. A row that is not among the cells
// has no record, nor has one whose cell is of no records.
type answer struct {
	total Row
	cells []Cell
}

// An engine remembers the panels of a question that were asked for last, and the
// answers of its latest question; those of others only as long as all cells are so
// few together: a megabyte.
const (
	panelMemo     = 4
	timelineCells = 10_000
	timelineMemo  = 16 // questions, with rows or without
)

// timeline returns what is remembered of a question, which becomes the latest.
func (e *Engine) timeline(q query.Query) *timeline {
	q = e.named(q)
	q.Select, q.Pins, q.Scale, q.View, q.Sort, q.Top, q.Search = "", nil, query.Linear, query.ExploreView, query.Sort{}, 0, ""
	q.Period, q.Min = query.PeriodFilter{}, 0
	return e.timelines.get(timelineMemo, q.String(), func() *timeline {
		return &timeline{rows: map[string]int{}, answers: map[report.Period]*answer{}}
	})
}

// answerIn answers a question for one period, all rows of it.
func (e *Engine) answerIn(q query.Query, t *timeline, p report.Period) *answer {
	if a, known := t.answers[p]; known {
		return a
	}
	q = e.In(q, p)
	a := &answer{total: e.tabulate(q, e.selects(q))}
	for i := range e.rows {
		if _, known := t.rows[e.rows[i].ID]; !known {
			t.rows[e.rows[i].ID] = len(t.rows)
		}
	}
	a.cells = make([]Cell, len(t.rows))
	for i := range e.rows {
		a.cells[t.rows[e.rows[i].ID]] = cellOf(&e.rows[i], q.Measure)
	}
	t.answers[p] = a
	t.held += 1 + len(a.cells)
	e.timelines.shrink(timelineCells, func(t *timeline) int { return t.held })
	return a
}

// In is the question about one period alone, all rows of it. A year is not its
// half-years: where another publisher under the filter reports those, they stand
// in periods of their own, and are left out of it.
func (e *Engine) In(q query.Query, p report.Period) query.Query {
	alone := query.PeriodFilter{Ranges: []report.PeriodRange{{From: p, To: p}}}
	if p.Half == 0 && q.Grain != query.Years {
		year, halves := false, false
		for _, publisher := range e.publishers(q) {
			for _, own := range e.data.cube(publisher).periods {
				year = year || own == p
				halves = halves || own != p && own.Year == p.Year
			}
		}
		if year && halves { // all but those before it, in it and after it
			first, last := report.Period{Year: p.Year, Half: 1}, report.Period{Year: p.Year, Half: 2}
			alone = query.PeriodFilter{Except: true, Ranges: []report.PeriodRange{
				{To: report.Period{Year: p.Year - 1, Half: 2}}, {From: first, To: first}, {From: last, To: last}, {From: report.Period{Year: p.Year + 1, Half: 1}},
			}}
		}
	}
	q.Period = alone
	q.Sort, q.Top, q.Search, q.Min, q.Playing = query.Sort{}, 0, "", query.EveryRow, query.Playing{}
	return q
}

// ShownIn is what some rows of a query come to in one period, where total is all there
// is: of the same rows, whatever would be shown of that period alone. What divides by
// people is left out, as rows may share them, and what compares, as each may be
// compared otherwise. Grouped by period there is nothing to add.
func (e *Engine) ShownIn(q query.Query, rows []Row, p report.Period, total *Row) Row {
	asked := e.In(q, p)
	filter := asked.Filter(asked.By)
	if filter == nil || len(rows) == 0 || asked.By == query.ByGroup && filter.Restricts() {
		return Row{}
	}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	slices.Sort(ids)
	*filter = query.Filter{Mode: query.Only, IDs: ids}
	row := e.Result(asked).Total
	for _, c := range report.TableOrder {
		if c.IsPerPeople() || c.IsSigned() {
			row.Figures[c] = Figure{}
		}
	}
	row.Compare = nil
	row.Figures[report.Share] = share(row.Figures[report.Requests], total.Figures[report.Requests])
	return row
}

// panelKey is what a panel depends on besides its question: the periods, and the
// rows that are followed.
func panelKey(q query.Query, rows []Row) string {
	var key strings.Builder
	key.WriteString(query.Query{Period: q.Period}.String())
	if q.By == query.ByPeriod {
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
	At   report.Period // the first period after it
	Note report.Note
}

// Breaks lists the breaks between the records of a query, whichever periods it
// chooses, in time order.
func (e *Engine) Breaks(q query.Query) []Break {
	var breaks []Break
	q.Period = query.PeriodFilter{}
	sel := e.selects(q)
	for _, at := range e.data.breaks {
		n := &e.data.notes[at]
		if note := e.data.Notes[n.index]; e.spans(n, sel, note.Break) {
			breaks = append(breaks, Break{note.Break, note})
		}
	}
	slices.SortStableFunc(breaks, func(a, b Break) int { return a.At.Compare(b.At) })
	return breaks
}

// spans says whether a break is one of the query's: records of the note's
// publishers and services, under the filter, stand on both sides of it, and some
// of them, on either side, are of its types and countries. A kind of request that
// begins breaks a sum that holds it, and nothing else.
func (e *Engine) spans(n *scopedNote, sel *selection, at report.Period) bool {
	before, after, counted := false, false, false
	for s := range e.data.Series {
		series := &e.data.Series[s]
		if n.scope.Publisher.Holds(e.data.Publishers[series.Publisher].ID) && n.scope.Service.Holds(series.Service.ID) {
			before = before || e.recorded(sel, s, nil, func(p report.Period) bool { return p.Start() < at.Start() })
			after = after || e.recorded(sel, s, nil, func(p report.Period) bool { return p.Start() >= at.Start() })
			counted = counted || n.scope.Type.Holds(series.Type.ID) && e.recorded(sel, s, n.countries, func(report.Period) bool { return true })
		}
	}
	return before && after && counted
}

// recorded says whether a series has a record under the filter in some periods and,
// where they are not nil, some countries.
func (e *Engine) recorded(sel *selection, series int, countries []bool, in func(report.Period) bool) bool {
	publisher := e.data.Series[series].Publisher
	axis := sel.periods[publisher]
	if !sel.series[series] || axis == nil {
		return false
	}
	c := e.data.cube(publisher)
	return e.plane(series, sel).holds(c, sel, countries, axis.and(choosePeriods(c.periods, in)))
}

// records says whether a publisher has a record under the filter.
func (e *Engine) records(sel *selection, publisher int) bool {
	return slices.ContainsFunc(e.data.cube(publisher).series, func(s int) bool {
		return e.recorded(sel, s, nil, func(report.Period) bool { return true })
	})
}

// Reporting lists the publishers that stand behind a query in each of some
// periods, by id: of those that have a record under its filter, whichever periods
// it chooses, the ones that report on that period at all. Where two periods differ
// in this, their figures are not those of the same publishers.
func (e *Engine) Reporting(q query.Query, periods []report.Period) [][]string {
	q.Period = query.PeriodFilter{}
	sel := e.selects(q)
	by := make([][]string, len(periods))
	for _, p := range sel.publishers {
		c := e.data.cube(p)
		if !e.records(sel, p) {
			continue
		}
		for i, period := range periods {
			if slices.ContainsFunc(c.periods, func(own report.Period) bool {
				return own == period || q.Grain == query.Years && own.Year == period.Year
			}) {
				by[i] = append(by[i], e.data.Publishers[p].ID)
			}
		}
	}
	return by
}
