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
	sort := s.view().sort
	if sort == nil {
		return s, say("the %s view has no column to sort by: %s has all", s.standing(), query.ExploreView.Key())
	}
	order, missing := sort(e, s)
	if missing != "" {
		return s, say("%s", missing)
	}
	return sortBy(e, s, order)
}

// sortBy takes an order, unless it is by a column that no publisher asked prints.
func sortBy(e *answer.Engine, s Session, order query.Sort) (Session, []Effect) {
	if byColumn := !order.Key && order.At == (report.Period{}) && order.Field == report.NoField; byColumn {
		if why := e.Unprinted(s.Query, order.Column); why != "" {
			return s, say("%s: there is no order by it", why)
		}
	}
	sortAs(&s.Query, order)
	return s, nil
}

// byColumn is the order by the column under the cursor.
func byColumn(_ *answer.Engine, s Session) (query.Sort, string) { return orderOf(s.Column), "" }

// byPeriod is the order by the period under the cursor.
func byPeriod(e *answer.Engine, s Session) (query.Sort, string) {
	axis := e.Axis(s.Query)
	if len(axis) == 0 {
		return query.Sort{}, "no period to sort by"
	}
	return query.Sort{Set: true, At: axis[Instant(e, s, axis)], Descending: true}, ""
}

// byField is the order of records by the field under the cursor.
func byField(e *answer.Engine, s Session) (query.Sort, string) {
	field := s.Field
	if field == report.NoField {
		field = e.Listing(s.Query).Fields[0]
	}
	return query.Sort{Set: true, Field: field, Descending: field.IsAmount()}, ""
}

// byLine is the order by the column that the line under the cursor tells of.
func byLine(e *answer.Engine, s Session) (query.Sort, string) {
	c := e.Compared(s.Query)
	if len(c.Lines) == 0 {
		return query.Sort{}, "no row to sort"
	}
	return orderOf(c.Lines[clampTo(s.Line, len(c.Lines))]), ""
}

// fixedOrder says why the order of what is on the screen cannot be changed; "" where
// it can.
func (s Session) fixedOrder() string {
	switch {
	case s.standing().Fixed():
		return "the " + s.standing().String() + " view has an order of its own"
	case s.overPeriods():
		return "periods stand in the order of time"
	}
	return ""
}

// orderOf is the usual order by a column: figures fall, names rise.
func orderOf(c report.Column) query.Sort {
	if c == NameColumn {
		return query.Sort{Set: true, Key: true}
	}
	return query.Sort{Set: true, Column: c, Descending: true}
}

// sortAs takes an order, or, when it is the order already, the other direction.
func sortAs(q *query.Query, order query.Sort) {
	if q.Order() == order {
		order.Descending = !order.Descending
	}
	q.Sort = order
}
