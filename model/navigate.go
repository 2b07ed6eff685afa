package model

import (
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// moveOverRows moves over rows, and over what the pane with the keys has beside them.
func moveOverRows(e *answer.Engine, s Session, dx, dy int) Session {
	if dx != 0 {
		return moveColumn(e, s, dx)
	}
	return moveTo(e, s, s.Cursor(e.Result(s.Query).Rows)+dy)
}

// moveOverPeriods moves over rows, and over periods, which can be the same.
func moveOverPeriods(e *answer.Engine, s Session, dx, dy int) Session {
	switch {
	case s.overPeriods():
		return selectPeriod(e, s, movePeriod(e, s, dx+dy))
	case dx != 0:
		s.At = movePeriod(e, s, dx)
		return s
	}
	return moveOverRows(e, s, 0, dy)
}

// toPeriod goes to a period where rows are periods, else to a row.
func toPeriod(e *answer.Engine, s Session, at int) Session {
	if axis := e.Axis(s.Query); s.overPeriods() && len(axis) > 0 {
		return selectPeriod(e, s, axis[clampTo(at, len(axis))])
	}
	return moveTo(e, s, at)
}

// toLine goes to a line of a view whose lines are no rows.
func toLine(e *answer.Engine, s Session, line int) Session {
	s.Line = 0
	return s.view().move(e, s, 0, line)
}

// selectPeriod puts the cursor over time on a period and, where rows are periods,
// the cursor over rows too. It is selected there though it be no row: a period that
// the filter leaves out is drawn where those chosen are too few to be drawn alone.
func selectPeriod(e *answer.Engine, s Session, p report.Period) Session {
	s.At = p
	if s.Query.By != query.ByPeriod || p == (report.Period{}) {
		return s
	}
	if at := answer.Find(e.Result(s.Query).Rows, p.String()); at >= 0 {
		return moveTo(e, s, at)
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
	return s.Query.By == query.ByPeriod && s.standing().OverPeriods()
}

// clampTo brings an index into a list of n; 0 for an empty one.
func clampTo(i, n int) int { return max(0, min(i, n-1)) }

// show goes to another view of the same question.
func show(e *answer.Engine, s Session, v query.View) Session {
	if s.Query.View == v {
		return s
	}
	if open := views[v].open; open != nil {
		s = open(e, s)
	}
	s.setView(v)
	s.atStart()
	return s
}

// atStart puts the cursors that belong to a view, and what it has scrolled by, where
// they are when it is opened.
func (s *Session) atStart() {
	s.Line, s.Field, s.Top, s.Zoom, s.Closer = 0, report.NoField, 0, false, 0
}

// groupByCountry makes the rows countries, which alone have a place on a map.
func groupByCountry(_ *answer.Engine, s Session) Session {
	if s.Query.By == query.ByPublisher && s.Query.Publisher.Mode == query.Default {
		s.Query.Publisher = query.Filter{Mode: query.All} // by country, unset is the main one alone
	}
	groupBy(&s, query.ByCountry)
	return s
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
	return moveTo(e, s, answer.Find(rows, code))
}

// FrameAbout is the part of the world that the map shows while the cursor is on a
// country.
func FrameAbout(e *answer.Engine, s Session, code string) answer.Frame {
	frames, at := e.Frames(s.Query, code)
	return frames[clampTo(at+s.Closer, len(frames))]
}

// zoomMap brings the map closer to its country, or takes it away.
func zoomMap(e *answer.Engine, s Session, by int) (Session, []Effect) {
	here := s.Query.Select
	if rows := e.Result(s.Query).Rows; here == "" && len(rows) > 0 {
		here = rows[s.Cursor(rows)].ID
	}
	frames, opens := e.Frames(s.Query, here)
	from := clampTo(opens+s.Closer, len(frames))
	to := clampTo(from+by, len(frames))
	s.Closer = to - opens
	switch {
	case to != from:
		return s, say("the map shows %s", report.Clip(frames[to].Name))
	case by > 0:
		return s, say("the map comes no closer than %s", report.Clip(frames[to].Name))
	}
	return s, say("the whole world is on the map")
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
