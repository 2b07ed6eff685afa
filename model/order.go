package model

import (
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// sortHere orders by what the cursor is on.
func sortHere(e *answer.Engine, s Session) (Session, []Effect) {
	if why := s.fixedOrder(); why != "" {
		return s, say("%s", why)
	}
	if sort := s.view().sort; sort != nil {
		return sort(e, s)
	}
	return s, say("the %s view has no column to sort by: 1 has all", s.standing())
}

// sortByColumn orders by the column under the cursor.
func sortByColumn(_ *answer.Engine, s Session) (Session, []Effect) {
	sortBy(&s.Query, s.Column)
	return s, nil
}

// sortByPeriod orders by the period under the cursor.
func sortByPeriod(e *answer.Engine, s Session) (Session, []Effect) {
	axis := e.Axis(s.Query)
	if len(axis) == 0 {
		return s, say("no period to sort by")
	}
	sortAs(&s.Query, query.Sort{Set: true, At: axis[Instant(e, s, axis)], Descending: true})
	return s, nil
}

// sortByField orders records by the field under the cursor.
func sortByField(e *answer.Engine, s Session) (Session, []Effect) {
	field := s.Field
	if field == report.NoField {
		field = e.Listing(s.Query).Fields[0]
	}
	sortAs(&s.Query, query.Sort{Set: true, Field: field, Descending: field.IsAmount()})
	return s, nil
}

// sortByLine orders by the column that the line under the cursor tells of.
func sortByLine(e *answer.Engine, s Session) (Session, []Effect) {
	c := e.Compared(s.Query)
	if len(c.Lines) == 0 {
		return s, say("no row to sort")
	}
	sortBy(&s.Query, c.Lines[clampTo(s.Line, len(c.Lines))])
	return s, nil
}

// fixedOrder says why the order of what is on the screen cannot be changed; "" where
// it can.
func (s Session) fixedOrder() string {
	switch {
	case s.standing().Fixed():
		return s.standing().String() + " stand in an order of their own"
	case s.overPeriods():
		return "periods stand in the order of time"
	}
	return ""
}

// sortBy orders by a column: figures fall, names rise; asked again, it turns
// round.
func sortBy(q *query.Query, c report.Column) {
	if c == NameColumn {
		sortAs(q, query.Sort{Set: true, Key: true})
		return
	}
	sortAs(q, query.Sort{Set: true, Column: c, Descending: true})
}

// sortAs takes an order, or, when it is the order already, the other direction.
func sortAs(q *query.Query, order query.Sort) {
	if q.Order() == order {
		order.Descending = !order.Descending
	}
	q.Sort = order
}
