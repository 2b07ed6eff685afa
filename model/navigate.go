package model

import (
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// What moves, and what opens, depends on the view: rows in most, places on the
// map, lines where there are no rows.

// move carries out the keys that move: right where dx is positive, down where dy
// is.
func move(e *answer.Engine, s Session, dx, dy int) Session {
	switch s.standing() {
	case query.MapView:
		return moveOnMap(e, s, dx, dy)
	case query.TrendView, query.MatrixView:
		if s.overPeriods() {
			return selectPeriod(e, s, movePeriod(e, s, dx+dy))
		}
		if dx != 0 {
			s.At = movePeriod(e, s, dx)
			return s
		}
	case query.CompareView:
		return moveCompared(e, s, dx, dy)
	case query.CountryView:
		s.Line = max(0, s.Line+dy) // the screen knows where the last line is
		return s
	case query.RecordsView:
		return moveRecord(e, s, dx, dy)
	case query.SourcesView:
		return moveReference(e, s, dx, dy)
	}
	if dx != 0 {
		return moveColumn(e, s, dx)
	}
	return moveTo(e, s, s.Cursor(e.Result(s.Query).Rows)+dy)
}

// moveToEnd goes to the first row or line, or to the last.
func moveToEnd(e *answer.Engine, s Session, last bool) Session {
	const far = 1 << 30
	if s.overPeriods() {
		if last {
			return move(e, s, far, 0)
		}
		return move(e, s, -far, 0)
	}
	switch s.standing() {
	case query.RecordsView:
		if last {
			return toRecord(e, s, far)
		}
		return toRecord(e, s, 0)
	case query.CompareView, query.CountryView, query.SourcesView:
		s.Line = 0
		if last {
			return move(e, s, 0, far)
		}
		return move(e, s, 0, 0)
	}
	if last {
		return moveTo(e, s, len(e.Result(s.Query).Rows)-1)
	}
	return moveTo(e, s, 0)
}

// selectPeriod puts the cursor over time on a period and, where rows are periods,
// the cursor over rows too. It is selected there though it be no row: a period that
// the filter leaves out is drawn where those chosen are too few to be drawn alone.
func selectPeriod(e *answer.Engine, s Session, p report.Period) Session {
	s.At = p
	if s.Query.By != query.ByPeriod || p == (report.Period{}) {
		return s
	}
	for i, r := range e.Result(s.Query).Rows {
		if r.ID == p.String() {
			return moveTo(e, s, i)
		}
	}
	s.Query.Select = p.String()
	return s
}

// movePeriod is the period so many steps from the one under the cursor.
func movePeriod(e *answer.Engine, s Session, by int) report.Period {
	axis := e.Axis(s.Query)
	if len(axis) == 0 {
		return s.At
	}
	return axis[clampTo(Instant(e, s, axis)+by, len(axis))]
}

// overPeriods says whether the rows are the periods that the view is drawn over,
// so that both have one cursor.
func (s Session) overPeriods() bool {
	v := s.standing()
	return s.Query.By == query.ByPeriod && (v == query.TrendView || v == query.MatrixView)
}

// clampTo brings an index into a list of n; 0 for an empty one.
func clampTo(i, n int) int { return max(0, min(i, n-1)) }

// show goes to another view of the same question.
func show(e *answer.Engine, s Session, v query.View) Session {
	if s.Query.View == v {
		return s
	}
	if v == query.MapView {
		if s.Query.By == query.ByPublisher && s.Query.Publisher.Mode == query.Default {
			s.Query.Publisher = query.Filter{Mode: query.All} // by country, unset is the main one alone
		}
		groupBy(&s, query.ByCountry)
	}
	if v == query.RecordsView {
		s = openRecords(e, s)
	}
	s.Query.View = v
	s.atStart()
	return s
}

// atStart puts the cursors that belong to a view, and what it has scrolled by, where
// they are when it is opened.
func (s *Session) atStart() {
	s.Line, s.Field, s.Top, s.Zoom = 0, report.NoField, 0, false
}

// moveOnMap moves the cursor to the neighbours of its country: to the east where
// dx is positive, to the south where dy is, so many steps. From a row without a
// place it goes to the first that has one; without any, it moves over rows.
func moveOnMap(e *answer.Engine, s Session, dx, dy int) Session {
	rows := e.Result(s.Query).Rows
	here := s.Query.Select
	if here == "" && len(rows) > 0 {
		here = rows[s.Cursor(rows)].ID
	}
	code := e.Beside(rows, here, dx, dy)
	switch {
	case code == "":
		return moveTo(e, s, s.Cursor(rows)+dx+dy)
	case dx == 0 && dy == 0:
		return s
	}
	return moveTo(e, s, slices.IndexFunc(rows, func(r answer.Row) bool { return r.ID == code }))
}

// Instant is the index of the period under the cursor among those of an axis,
// which is that of the session's question: that of the selected row, where rows
// are periods; unless the cursor was moved, the latest that the filter takes and
// enough publishers report, as LatestOf says; -1 when there is none.
func Instant(e *answer.Engine, s Session, axis []report.Period) int {
	if p, err := report.ParsePeriod(s.Query.Select); err == nil && s.Query.By == query.ByPeriod {
		s.At = p
	}
	if s.At == (report.Period{}) {
		return e.LatestOn(s.Query, axis)
	}
	at, found := slices.BinarySearchFunc(axis, s.At, report.Period.Compare)
	if !found { // the nearest before it, else the first
		at = max(at-1, 0)
	}
	return min(at, len(axis)-1)
}

// drawsFew says whether a view shows the rows that Few names.
func drawsFew(v query.View) bool { return v == query.TrendView || v == query.CompareView }

// scales are those that a view knows, in the order in which they are gone through.
// On the scale percent, the matrix classes each row by itself.
func scales(v query.View) []query.Scale {
	switch v {
	case query.ExploreView:
		return []query.Scale{query.Linear, query.Log, query.Percent}
	case query.TrendView:
		return []query.Scale{query.Linear, query.Log}
	case query.MatrixView:
		return []query.Scale{query.Linear, query.Percent}
	}
	return nil
}

// zooms says whether something of the view gives way to what it is about.
func zooms(v query.View) bool {
	return v == query.ExploreView || v == query.MatrixView || v == query.RecordsView || v == query.SourcesView
}
