package model

import (
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// togglePin pins the row under the cursor, or takes its pin away.
func togglePin(e *answer.Engine, s Session) (Session, []Effect) {
	at := s
	if s.overPeriods() {
		at.Query.Select = movePeriod(e, s, 0).String()
	}
	rows := e.Result(s.Query).Rows
	if len(rows) == 0 || at.Gone(rows) {
		return s, say("no row to pin")
	}
	return pin(s, rows[at.Cursor(rows)].ID)
}

// pin pins a row, or takes its pin away.
func pin(s Session, id string) (Session, []Effect) {
	pins := slices.DeleteFunc(slices.Clone(s.Query.Pins), func(other string) bool { return other == id })
	if len(pins) == len(s.Query.Pins) {
		if len(pins) >= query.MaxPins {
			return s, say("%d rows are pinned, which is the most: x takes all pins away", len(pins))
		}
		pins = append(pins, id)
	}
	s.Query.Pins = pins
	return s, nil
}

// pinCompared pins the row under the cursor, or takes its pin away: then the cursor is on the row
// that stands where it stood, or on the only pinned one where there is one.
func pinCompared(e *answer.Engine, s Session) (Session, []Effect) {
	c := e.Compared(s.Query)
	if c.At < 0 {
		return s, say("no row to pin")
	}
	was := len(s.Query.Pins)
	s, said := pin(s, c.Rows[c.At].ID)
	if len(s.Query.Pins) >= was {
		return s, said
	}
	if len(s.Query.Pins) == 1 {
		s.Query.Select = s.Query.Pins[0]
	} else if now := e.Compared(s.Query); now.At >= 0 {
		s.Query.Select = now.Rows[clampTo(c.At, len(now.Rows))].ID
	}
	return s, said
}

// moveCompared moves over the rows compared, which makes another of them the
// reference unless they are periods, and over the lines about them. It keeps what is compared: a row that
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
	s.Query.Select = c.Rows[clampTo(c.At+by, len(c.Rows))].ID
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

// enterCompared opens the row under the cursor.
func enterCompared(e *answer.Engine, s Session) (Session, []Effect) {
	c := e.Compared(s.Query)
	switch {
	case c.At < 0:
		return s, say("no row to open")
	case c.Rows[c.At].Records == 0:
		return s, say("%s has no record under these filters", report.Clip(c.Rows[c.At].Name))
	}
	return open(e, s, c.Rows[c.At].ID)
}
