package model

import "slices"

// maxCompared is how many rows can be pinned, and so compared.
const maxCompared = 6

// fewRows is how many rows stand for all where none is pinned.
const fewRows = 5

// drawsFew says whether a view shows the rows that Few names.
func (v View) drawsFew() bool { return v == TrendView || v == CompareView }

// Few are the rows of a query that are drawn or compared where all would be too
// many: those pinned, whether or not search and top show them, in the order of
// the query; without pins the first five.
func (e *Engine) Few(q Query) []Row {
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
	By        Dimension
	Rows      []Row    // one without a record, Records 0, was pinned under other filters
	Lines     []Column // what is compared: all that one of the rows reports
	Reference int      // index of the row that the others are set against; -1 without rows
	Pinned    int      // how many of the rows are pinned: the others stand in for pins
	broken    []bool   // of each row: a break in the series lies between it and the reference
	unlike    []bool   // of each row by period: not the same publishers report it and the reference
}

// Compared sets rows of a query side by side: those that Few names, in its order,
// and after them the pinned ones that have no record under the filter. One pinned
// row alone has nothing to be compared with: beside it stands the selected one or,
// where that is the pinned one itself, the first other.
func (e *Engine) Compared(q Query) *Comparison {
	c := &Comparison{By: q.By, Rows: slices.Clone(e.Few(q)), Pinned: len(q.Pins), Reference: -1}
	if len(q.Pins) == 1 {
		if beside, ok := e.beside(q); ok {
			c.Rows = append(c.Rows, beside)
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
	c.Reference = max(0, slices.IndexFunc(c.Rows, func(r Row) bool { return r.ID == q.Select }))
	for column := range Column(NumColumns) {
		if c.reports(column) || column == q.measured() {
			c.Lines = append(c.Lines, column)
		}
	}
	slices.SortStableFunc(c.Lines, func(a, b Column) int { return lineOrder[a] - lineOrder[b] })
	c.broken, c.unlike = make([]bool, len(c.Rows)), make([]bool, len(c.Rows))
	if q.By == ByPeriod {
		e.partFrom(q, c)
	}
	return c
}

// lineOrder is where each figure stands among the lines: how much, of whom, what
// came of it.
var lineOrder = func() (order [NumColumns]int) {
	for i, c := range []Column{
		Requests, Share, PerMillion, Change, Accounts, AccountsPerRequest, DisclosedRate, ContentRate, RejectedRate,
		Content, NonContent, SomeData, NoData, Rejected, Nothing, Pending, Unspecified,
	} {
		order[c] = i
	}
	return order
}()

// beside is the row that stands beside the only pinned one.
func (e *Engine) beside(q Query) (Row, bool) {
	pin := q.Pins[0]
	var first *Row
	rows := e.Result(q).Rows
	for i := range rows {
		switch r := &rows[i]; {
		case r.ID == pin:
		case r.ID == q.Select:
			return *r, true
		case first == nil:
			first = r
		}
	}
	if first == nil {
		return Row{}, false
	}
	return *first, true
}

// asAnswered orders rows as the query does, without search and top.
func (e *Engine) asAnswered(q Query) func(a, b Row) int {
	q.Search, q.Top = "", 0
	rows := e.Result(q).Rows
	at := func(r Row) int { return slices.IndexFunc(rows, func(s Row) bool { return s.ID == r.ID }) }
	return func(a, b Row) int { return at(a) - at(b) }
}

// reports says whether a row says anything of a column.
func (c *Comparison) reports(column Column) bool {
	return slices.ContainsFunc(c.Rows, func(r Row) bool {
		f := r.Figures[column]
		return f.Reported && (!column.IsOutcome() || spoken(f, column))
	})
}

// partFrom says, for rows by period, which of them a break in the series parts
// from the reference, and which are not the figures of the same publishers.
func (e *Engine) partFrom(q Query, c *Comparison) {
	periods := make([]Period, len(c.Rows))
	for i := range c.Rows {
		periods[i], _ = ParsePeriod(c.Rows[i].ID) // rows by period have no other ids
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

// Broken says whether a break in the series lies between a row, by period, and
// the reference, so that nothing of them can be compared.
func (c *Comparison) Broken(row int) bool { return c.broken[row] }

// Unlike says whether not the same publishers report a row, by period, and the
// reference, so that what is compared is about so much at best.
func (c *Comparison) Unlike(row int) bool { return c.unlike[row] }

// Figure is a figure of a row.
func (c *Comparison) Figure(row int, line Column) Figure { return c.Rows[row].Figures[line] }

// Difference sets a figure of a row against the reference's. Rows by period of
// which one is twice as long as the other are compared as what six months of them
// hold on average; shares of all periods are not, as that average is of no
// report. Across a break in the series nothing is compared; where not the same
// publishers stand on both sides, the comparison is about so much, as a change is.
func (c *Comparison) Difference(row int, line Column) Difference {
	if c.broken[row] {
		return Difference{}
	}
	d := c.difference(row, line)
	if c.unlike[row] && d.Bound == Exactly && d.Reported {
		d.Bound = About
	}
	return d
}

func (c *Comparison) difference(row int, line Column) Difference {
	own, other := c.Figure(row, line), c.Figure(c.Reference, line)
	a, b := c.months(row), c.months(c.Reference)
	if a == b || !line.IsCount() && line != Share {
		return own.Against(other, line)
	}
	if line == Share {
		return Difference{}
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

func periodMonths(by Dimension, id string) int {
	if by != ByPeriod {
		return 6
	}
	p, _ := ParsePeriod(id) // rows by period have no other ids
	return p.Months()
}

// togglePin pins the row under the cursor, or takes its pin away.
func (e *Engine) togglePin(s Session) (Session, []Effect) {
	id, ok := e.pinnable(s)
	if !ok {
		return s, say("no row to pin")
	}
	pins := slices.DeleteFunc(slices.Clone(s.Query.Pins), func(pin string) bool { return pin == id })
	if len(pins) == len(s.Query.Pins) {
		if len(pins) >= maxCompared {
			return s, say("%d rows are pinned, which is the most: x takes all pins away", len(pins))
		}
		s.Query.Pins = append(pins, id)
		return s, nil
	}
	was := s.Query
	s.Query.Pins = pins
	if s.standing() == CompareView {
		s.Query.Select = e.nextTo(was, s.Query)
	}
	return s, nil
}

// pinnable is the row under the cursor: among rows compared, the reference.
func (e *Engine) pinnable(s Session) (id string, ok bool) {
	if s.standing() == CompareView {
		c := e.Compared(s.Query)
		if c.Reference < 0 {
			return "", false
		}
		return c.Rows[c.Reference].ID, true
	}
	if s.overPeriods() {
		s.Query.Select = e.movePeriod(s, 0).String()
	}
	rows := e.Result(s.Query).Rows
	if len(rows) == 0 || s.Gone(rows) {
		return "", false
	}
	return rows[s.Cursor(rows)].ID, true
}

// nextTo is the row, among those compared in one question, that stands where the
// reference of another stood; the only pinned one where there is one.
func (e *Engine) nextTo(was, is Query) string {
	if len(is.Pins) == 1 {
		return is.Pins[0]
	}
	from, to := e.Compared(was), e.Compared(is)
	if to.Reference < 0 {
		return is.Select
	}
	return to.Rows[clampTo(from.Reference, len(to.Rows))].ID
}

// moveCompared moves over the rows compared, which makes another of them the
// reference, and over the lines about them. It keeps what is compared: a row that
// stands there only because it was selected is pinned before another is selected.
func (e *Engine) moveCompared(s Session, by, lines int) Session {
	c := e.Compared(s.Query)
	if len(c.Rows) == 0 {
		return s
	}
	s.Line = clampTo(s.Line+lines, len(c.Lines))
	if by == 0 {
		return s
	}
	s.Query.Select = c.Rows[clampTo(c.Reference+by, len(c.Rows))].ID
	ids := func(rows []Row) (list []string) {
		for i := range rows {
			list = append(list, rows[i].ID)
		}
		return list
	}
	if kept := ids(c.Rows); !slices.Equal(kept, ids(e.Compared(s.Query).Rows)) {
		s.Query.Pins = kept
	}
	if rows := e.Result(s.Query).Rows; !s.Gone(rows) {
		s.Row = max(s.Cursor(rows), 0)
	}
	return s
}

// enterCompared opens the reference.
func (e *Engine) enterCompared(s Session) (Session, []Effect) {
	c := e.Compared(s.Query)
	switch {
	case c.Reference < 0:
		return s, say("no row to open")
	case c.Rows[c.Reference].Records == 0:
		return s, say("%s has no record under these filters", clip(c.Rows[c.Reference].Name))
	}
	return e.open(s, c.Rows[c.Reference].ID)
}
