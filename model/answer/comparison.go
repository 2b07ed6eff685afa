package answer

import (
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// fewRows is how many rows stand for all where none is pinned.
const fewRows = 5

// Few are the rows of a query that are drawn or compared where all would be too
// many: those pinned, whether or not search and top show them, in the order of
// the query; without pins the first five.
func (e *Engine) Few(q query.Query) []Row {
	if len(q.Pins) == 0 {
		rows := e.Result(q).Rows
		return rows[:min(fewRows, len(rows))]
	}
	q.Search, q.Top = "", 0
	var few []Row
	for _, r := range e.Result(q).Rows {
		if slices.Contains(q.Pins, r.ID) {
			few = append(few, r)
		}
	}
	return few
}

// Comparison is a few rows of a query side by side, one of which the others are
// set against.
type Comparison struct {
	By        query.Dimension
	Rows      []Row           // one without a record, Records 0, was pinned under other filters
	Lines     []report.Column // what is compared: all that one of the rows reports
	At        int             // index of the row under the cursor; -1 without rows
	Reference int             // index of the row that the others are set against; -1 without rows
	Pinned    int             // how many of the rows are pinned: the others stand in for pins
	broken    []bool          // of each row: a break in the series lies between it and the reference
	unlike    []bool          // of each row by period: not the same publishers report it and the reference
	requests  []*Row          // of each row by period: what it is when change compares with the reference; nil for none
}

// Compared sets rows of a query side by side: those that Few names, in its order,
// and after them the pinned ones that have no record under the filter. One pinned
// row alone has nothing to be compared with: beside it stands the selected one or,
// where that is the pinned one itself, the first other. The reference is the row under
// the cursor; of periods it is the oldest that has a record, as what came later is told
// by what was before.
func (e *Engine) Compared(q query.Query) *Comparison {
	c := &Comparison{By: q.By, Rows: slices.Clone(e.Few(q)), Pinned: len(q.Pins), At: -1, Reference: -1}
	if len(q.Pins) == 1 {
		if beside := e.beside(q); beside != nil {
			c.Rows = append(c.Rows, *beside)
			slices.SortStableFunc(c.Rows, e.asAnswered(q))
		}
	}
	for _, id := range q.Pins {
		if !slices.ContainsFunc(c.Rows, func(r Row) bool { return r.ID == id }) {
			c.Rows = append(c.Rows, Row{ID: id, Name: e.Name(q, q.By, id)})
		}
	}
	if len(c.Rows) == 0 {
		return c
	}
	c.At = max(0, Find(c.Rows, q.Select))
	if c.Reference = c.At; q.By == query.ByPeriod {
		c.Reference = c.oldest()
	}
	for _, column := range report.LineOrder {
		if c.reports(column) || column == q.Measured() {
			c.Lines = append(c.Lines, column)
		}
	}
	c.broken, c.unlike = make([]bool, len(c.Rows)), make([]bool, len(c.Rows))
	if q.By == query.ByPublisher || q.By == query.ByService && len(e.publishers(q)) > 1 {
		for i := range c.unlike {
			c.unlike[i] = i != c.Reference // they do not measure the same
		}
	}
	if c.requests = make([]*Row, len(c.Rows)); q.By == query.ByPeriod {
		e.partFrom(q, c)
		e.setAgainst(q, c)
	}
	return c
}

// oldest is the row by period whose time comes first, of those with a record where there
// are any.
func (c *Comparison) oldest() int {
	oldest, first := 0, report.Period{}
	for i := range c.Rows {
		p, _ := report.ParsePeriod(c.Rows[i].ID) // rows by period have no other ids
		if first == (report.Period{}) || c.Rows[i].Records > 0 && (c.Rows[oldest].Records == 0 || p.Compare(first) < 0) {
			oldest, first = i, p
		}
	}
	return oldest
}

// beside is the row that stands beside the only pinned one; nil for none.
func (e *Engine) beside(q query.Query) *Row {
	pin := q.Pins[0]
	var first *Row
	rows := e.Result(q).Rows
	for i := range rows {
		switch r := &rows[i]; {
		case r.ID == pin:
		case r.ID == q.Select:
			return r
		case first == nil:
			first = r
		}
	}
	return first
}

// asAnswered orders rows as the query does, without search and top.
func (e *Engine) asAnswered(q query.Query) func(a, b Row) int {
	q.Search, q.Top = "", 0
	rows := e.Result(q).Rows
	at := func(r Row) int { return Find(rows, r.ID) }
	return func(a, b Row) int { return at(a) - at(b) }
}

// reports says whether a row says anything of a column.
func (c *Comparison) reports(column report.Column) bool {
	return slices.ContainsFunc(c.Rows, func(r Row) bool {
		f := r.Figures[column]
		return f.Reported && (!column.IsOutcome() || spoken(f, column))
	})
}

// partFrom says, for rows by period, which of them a break in the series parts
// from the reference, and which are not the figures of the same publishers.
func (e *Engine) partFrom(q query.Query, c *Comparison) {
	periods := make([]report.Period, len(c.Rows))
	for i := range c.Rows {
		periods[i], _ = report.ParsePeriod(c.Rows[i].ID) // rows by period have no other ids
	}
	reporting, sel := e.Reporting(q, periods), e.selects(q)
	for i, p := range periods {
		before, after := p, periods[c.Reference]
		if before.Compare(after) > 0 {
			before, after = after, before
		}
		c.broken[i] = i != c.Reference && e.breaksBetween(before, after, sel)
		c.unlike[i] = !slices.Equal(reporting[i], reporting[c.Reference])
	}
}

// breaksBetween says whether a series under the filter breaks between two periods,
// in one of which it has a record.
func (e *Engine) breaksBetween(before, own report.Period, sel *selection) bool {
	d := e.data
	for _, i := range d.breaks {
		n := &d.notes[i]
		at := d.Notes[n.index].Break
		if at.Start() <= before.Start() || own.End() <= at.Start() {
			continue
		}
		for _, s := range n.series {
			if !sel.series[s] {
				continue
			}
			c := d.cube(d.Series[s].Publisher)
			either := choosePeriods(c.periods, func(x report.Period) bool { return x == before || x == own })
			if e.plane(s, sel).holds(c, sel, n.countries, either) {
				return true
			}
		}
	}
	return false
}

// setAgainst compares the requests of rows by period with those of the reference by
// the rules of change: like with like.
func (e *Engine) setAgainst(q query.Query, c *Comparison) {
	base, err := report.ParsePeriod(c.Rows[c.Reference].ID)
	if err != nil {
		return
	}
	q.Against, q.Search, q.Top = query.Against{Period: base}, "", 0
	rows := e.Result(q).Rows
	for i := range c.Rows {
		if at := Find(rows, c.Rows[i].ID); at >= 0 {
			c.requests[i] = &rows[at]
		}
	}
}

// ofRequests is what a row by period differs from the reference by in requests: in six
// months where one of them is a half-year.
func (c *Comparison) ofRequests(row int) Contrast {
	r := c.requests[row]
	if r == nil || !r.Figures[report.Difference].Reported {
		return Contrast{}
	}
	f, change := r.Figures[report.Difference], r.Figures[report.Change]
	d := Contrast{Reported: true, By: f.Rate, Ratio: change.Rate + 1, HasRatio: change.Reported, Halved: c.months(row) != c.months(c.Reference)}
	if d.Halved && c.months(row) == 12 {
		d.By /= 2
	}
	d.Bound, d.Partly = f.bound(), f.Partly()
	return d
}

// Broken says whether a break in the series lies between a row, by period, and
// the reference, so that nothing of them can be compared.
func (c *Comparison) Broken(row int) bool { return c.broken[row] }

// Unlike says whether not the same publishers report a row, by period, and the
// reference, so that what is compared is about so much at best.
func (c *Comparison) Unlike(row int) bool { return c.unlike[row] }

// Figure is a figure of a row.
func (c *Comparison) Figure(row int, line report.Column) Figure { return c.Rows[row].Figures[line] }

// Lacking says whether a row lacks a part of its time that the reference has, or
// the other way round, so that nothing of them can be compared. A year that lacks
// a half is compared with nothing.
func (c *Comparison) Lacking(row int) bool {
	own, other := c.Rows[row].Partial, c.Rows[c.Reference].Partial
	return row != c.Reference && (own != other || c.By == query.ByPeriod && own != "")
}

// Difference sets a figure of a row against the reference's. Rows by period of
// which one is twice as long as the other are compared as what six months of them
// hold on average; shares of all periods are not, as that average is of no
// report. Across a break in the series nothing is compared, nor with a part of a
// year; where not the same publishers stand on both sides, the comparison is about
// so much.
func (c *Comparison) Difference(row int, line report.Column) Contrast {
	if c.Lacking(row) {
		return Contrast{}
	}
	if c.By == query.ByPeriod && line == report.Requests && row != c.Reference {
		return c.ofRequests(row)
	}
	if c.broken[row] {
		return Contrast{}
	}
	d := c.difference(row, line)
	if c.unlike[row] && d.Bound == Exactly && d.Reported {
		d.Bound = About
	}
	return d
}

func (c *Comparison) difference(row int, line report.Column) Contrast {
	own, other := c.Figure(row, line), c.Figure(c.Reference, line)
	a, b := c.months(row), c.months(c.Reference)
	if a == b || !line.IsCount() && line != report.Share {
		return own.Against(other, line)
	}
	if line == report.Share {
		return Contrast{}
	}
	d := own.against(other, line, 6/float64(a), 6/float64(b))
	d.Halved = d.Reported
	return d
}

// Uneven says whether rows by period differ in length.
func (c *Comparison) Uneven() bool {
	return slices.ContainsFunc(c.Rows, func(r Row) bool { return periodMonths(c.By, r.ID) != c.months(0) })
}

// Halved says whether counts of a row by period are halved, to be compared with
// those of rows half as long.
func (c *Comparison) Halved(row int) bool { return c.Uneven() && c.months(row) == 12 }

// months is the length of a row by period; of others 6.
func (c *Comparison) months(row int) int { return periodMonths(c.By, c.Rows[row].ID) }

func periodMonths(by query.Dimension, id string) int {
	if by != query.ByPeriod {
		return 6
	}
	p, _ := report.ParsePeriod(id) // rows by period have no other ids
	return p.Months()
}
