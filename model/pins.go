package model

import (
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// togglePin pins the row under the cursor, or takes its pin away.
func togglePin(e *answer.Engine, s Session) (Session, []Effect) {
	id, ok := pinnable(e, s)
	if !ok {
		return s, say("no row to pin")
	}
	pins := slices.DeleteFunc(slices.Clone(s.Query.Pins), func(pin string) bool { return pin == id })
	if len(pins) == len(s.Query.Pins) {
		if len(pins) >= query.MaxPins {
			return s, say("%d rows are pinned, which is the most: x takes all pins away", len(pins))
		}
		s.Query.Pins = append(pins, id)
		return s, nil
	}
	was := s.Query
	s.Query.Pins = pins
	if s.standing() == query.CompareView {
		s.Query.Select = nextTo(e, was, s.Query)
	}
	return s, nil
}

// pinnable is the row under the cursor: among rows compared, the reference.
func pinnable(e *answer.Engine, s Session) (id string, ok bool) {
	if s.standing() == query.CompareView {
		c := e.Compared(s.Query)
		if c.Reference < 0 {
			return "", false
		}
		return c.Rows[c.Reference].ID, true
	}
	if s.overPeriods() {
		s.Query.Select = movePeriod(e, s, 0).String()
	}
	rows := e.Result(s.Query).Rows
	if len(rows) == 0 || s.Gone(rows) {
		return "", false
	}
	return rows[s.Cursor(rows)].ID, true
}

// nextTo is the row, among those compared in one question, that stands where the
// reference of another stood; the only pinned one where there is one.
func nextTo(e *answer.Engine, was, is query.Query) string {
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
func moveCompared(e *answer.Engine, s Session, by, lines int) Session {
	c := e.Compared(s.Query)
	if len(c.Rows) == 0 {
		return s
	}
	s.Line = clampTo(s.Line+lines, len(c.Lines))
	if by == 0 {
		return s
	}
	s.Query.Select = c.Rows[clampTo(c.Reference+by, len(c.Rows))].ID
	ids := func(rows []answer.Row) (list []string) {
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
func enterCompared(e *answer.Engine, s Session) (Session, []Effect) {
	c := e.Compared(s.Query)
	switch {
	case c.Reference < 0:
		return s, say("no row to open")
	case c.Rows[c.Reference].Records == 0:
		return s, say("%s has no record under these filters", report.Clip(c.Rows[c.Reference].Name))
	}
	return open(e, s, c.Rows[c.Reference].ID)
}
