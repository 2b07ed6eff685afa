package model

import (
	"slices"

	"daylight/model/answer"
)

// Line is the line under the cursor of a listing, 0 for the first: that of the
// session, or, when the selected row is another one's, the first of the selected
// row.
func Line(e *answer.Engine, s Session) int {
	l, q := e.Listing(s.Query), &s.Query
	line := clampTo(s.Line, l.Len())
	if q.Select == "" || q.By.Overlaps() || l.Len() == 0 || e.GroupOf(*q, l.At(line)) == q.Select {
		return line
	}
	if first := e.FirstLine(l, q); first >= 0 {
		return first
	}
	return line
}

// toRecord puts the cursor on a line of the listing, or on the nearest there is,
// and selects the row that its record stands in, so that all views answer.
func toRecord(e *answer.Engine, s Session, line int) Session {
	l := e.Listing(s.Query)
	s.Line = clampTo(line, l.Len())
	if l.Len() > 0 && !s.Query.By.Overlaps() {
		s.Query.Select = e.GroupOf(s.Query, l.At(s.Line))
	}
	return s
}

// moveRecord moves over records, and over their fields.
func moveRecord(e *answer.Engine, s Session, fields, lines int) Session {
	if lines != 0 {
		s = toRecord(e, s, Line(e, s)+lines)
	}
	shown := e.Listing(s.Query).Fields
	at := max(slices.Index(shown, s.Field), 0)
	s.Field = shown[clampTo(at+fields, len(shown))]
	return s
}

// readRecord asks for the record under the cursor.
func readRecord(_ *answer.Engine, s Session) (Session, []Effect) {
	return s, []Effect{ReadRecord{}}
}

// openRecords selects the row that the cursor stands on, though nobody moved it
// there: it is that row whose records are looked for.
func openRecords(e *answer.Engine, s Session) Session {
	rows := e.Result(s.Query).Rows
	if s.Query.Select == "" && !s.Query.By.Overlaps() && len(rows) > 0 {
		s.Query.Select = rows[s.Cursor(rows)].ID
	}
	return s
}

// keepRecord leaves the cursor on its record when the question changes. When that
// is not listed any more, it goes to the first record of the selected row, else to
// the first of all; and so it does from another view, unless that leads back to it.
func keepRecord(e *answer.Engine, before, after Session) Session {
	if before.Query.View == after.Query.View {
		l, old := e.Listing(after.Query), e.Listing(before.Query)
		if old == l {
			return after
		}
		after.Line = 0
		if old.Len() > 0 {
			if line := l.Find(old.At(Line(e, before))); line >= 0 {
				after.Line = line
				return after
			}
		}
	}
	after.Line = Line(e, after)
	return after
}

// pinRecord pins the row that the record under the cursor stands in, or takes its
// pin away.
func pinRecord(e *answer.Engine, s Session) (Session, []Effect) {
	l := e.Listing(s.Query)
	switch {
	case l.Len() == 0:
		return s, say("no record to pin")
	case s.Query.By.Overlaps():
		return s, say("a record stands in several %ss: b groups by what it can be pinned by", s.Query.By)
	}
	s = toRecord(e, s, Line(e, s))
	whole := s
	whole.Query.Search, whole.Query.Top = "", 0 // of records, here
	whole, effects := togglePin(e, whole)
	s.Query.Pins = whole.Query.Pins
	return s, effects
}
