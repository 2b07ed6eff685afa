package model

import (
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// CoverageAt is where the cursor stands in the coverage view: on a publisher and a
// half-year, and, where it is among the columns of the publisher, on one of these: else
// column is -1. Publisher and half are -1 where there are none.
func CoverageAt(e *answer.Engine, s Session) (c *answer.Coverage, publisher, half, column int) {
	q := Around(s.Query)
	c = e.Coverage(q)
	publisher, column = c.Find(s.Query.Select), -1
	if publisher >= 0 {
		column = clampTo(s.Line, len(c.Reporters[publisher].Columns)+1) - 1
	}
	half = slices.Index(c.Periods, s.At)
	for at, p := range c.Periods { // the latest of those chosen
		if half < 0 && at == len(c.Periods)-1 || s.At == (report.Period{}) && s.Query.Period.Holds(p) {
			half = at
		}
	}
	return c, publisher, half, column
}

// fewMonths is how many months of periods are too few to be drawn alone.
const fewMonths = 12

// Around is the question that the coverage view draws: where one period is chosen, or a
// year, it is among the others.
func Around(q query.Query) query.Query {
	if r := q.Period.Ranges; len(r) == 1 && !q.Period.Except && r[0].Span().Months() <= fewMonths {
		q.Period = query.PeriodFilter{}
	}
	return q
}

// moveCoverage moves over publishers, or over the columns of one, and over periods: a
// year that is printed as one is one step.
func moveCoverage(e *answer.Engine, s Session, dx, dy int) Session {
	c, publisher, half, column := CoverageAt(e, s)
	if publisher < 0 || half < 0 {
		return s
	}
	r := &c.Reporters[publisher]
	if dx != 0 {
		at := clampTo(r.SlotAt(half)+dx, len(r.Slots))
		s.At = c.Periods[r.Slots[at].At]
	}
	if dy == 0 {
		return s
	}
	if column >= 0 {
		s.Line = 1 + clampTo(column+dy, len(r.Columns))
		return s
	}
	s.Query.Select = c.Reporters[clampTo(publisher+dy, len(c.Reporters))].ID
	return s
}

// toCovered goes to a publisher, or to a column where the cursor is among these.
func toCovered(e *answer.Engine, s Session, line int) Session {
	_, publisher, _, column := CoverageAt(e, s)
	if column >= 0 {
		return moveCoverage(e, s, 0, line-column)
	}
	return moveCoverage(e, s, 0, line-publisher)
}

// focusCovered goes from publishers to the columns of the one under the cursor, or back.
func focusCovered(e *answer.Engine, s Session, _ bool) (Session, []Effect) {
	c, publisher, _, column := CoverageAt(e, s)
	switch {
	case column >= 0:
		s.Line = 0
	case publisher < 0:
		return s, say("no publisher has a record")
	case len(c.Reporters[publisher].Columns) == 0:
		return s, say("%s prints nothing of this", c.Reporters[publisher].Name)
	default:
		s.Query.Select = c.Reporters[publisher].ID // columns are of a publisher that stays
		s.Line = 1
	}
	return s, nil
}

// enterCovered opens the records of the publisher and the period under the cursor.
func enterCovered(e *answer.Engine, s Session) (Session, []Effect) {
	c, publisher, half, column := CoverageAt(e, s)
	if publisher < 0 || half < 0 {
		return s, say("nothing to open: no publisher has a record")
	}
	r := &c.Reporters[publisher]
	at := r.SlotAt(half)
	slot, cell := &r.Slots[at], r.Line[at]
	if column >= 0 {
		cell = r.Cells[column][at]
	}
	if slot.Records == 0 {
		return s, say("%s, %s has no records: %s", r.Name, slot.Period, cell.Covered.Means())
	}
	from := s
	q := &s.Query
	q.View, q.Publisher, q.Search, q.Top, q.Select = query.RecordsView, query.Filter{Mode: query.Only, IDs: []string{r.ID}}, "", 0, ""
	q.Period = query.PeriodFilter{Ranges: []report.PeriodRange{{From: slot.Period, To: slot.Period}}}
	s.Query = q.Canonical(e.Dataset())
	s.atStart()
	s.Row = 0
	return s.enteredFrom(from, false), nil
}

// pinCovered pins nothing: pins are rows of the question, and these are publishers whatever its rows are.
func pinCovered(_ *answer.Engine, s Session) (Session, []Effect) {
	return s, say("nothing is pinned here: d chooses which publishers stand here")
}

// leaveCoverage goes to another view: a publisher that was chosen is no row there, unless
// rows are publishers.
func leaveCoverage(e *answer.Engine, s Session, v query.View) Session {
	if _, chosen := e.Dataset().Publisher(s.Query.Select); chosen && s.Query.By != query.ByPublisher {
		s.Query.Select = ""
	}
	return show(e, s, v)
}
