package model

// What moves, and what opens, depends on the view: rows in most, places on the
// map, lines where there are no rows.

// move carries out the keys that move: right where dx is positive, down where dy
// is.
func (e *Engine) move(s Session, dx, dy int) Session {
	switch s.standing() {
	case MapView:
		return e.moveOnMap(s, dx, dy)
	case TrendView, MatrixView:
		if s.overPeriods() {
			return e.selectPeriod(s, e.movePeriod(s, dx+dy))
		}
		if dx != 0 {
			s.At = e.movePeriod(s, dx)
			return s
		}
	case CompareView:
		return e.moveCompared(s, dx, dy)
	case CountryView:
		s.Line = max(0, s.Line+dy) // the screen knows where the last line is
		return s
	case RecordsView:
		return e.moveRecord(s, dx, dy)
	case SourcesView:
		return e.moveReference(s, dx, dy)
	}
	if dx != 0 {
		return e.moveColumn(s, dx)
	}
	return e.moveTo(s, s.Cursor(e.Result(s.Query).Rows)+dy)
}

// moveToEnd goes to the first row or line, or to the last.
func (e *Engine) moveToEnd(s Session, last bool) Session {
	const far = 1 << 30
	if s.overPeriods() {
		if last {
			return e.move(s, far, 0)
		}
		return e.move(s, -far, 0)
	}
	switch s.standing() {
	case RecordsView:
		if last {
			return e.toRecord(s, far)
		}
		return e.toRecord(s, 0)
	case CompareView, CountryView, SourcesView:
		s.Line = 0
		if last {
			return e.move(s, 0, far)
		}
		return e.move(s, 0, 0)
	}
	if last {
		return e.moveTo(s, len(e.Result(s.Query).Rows)-1)
	}
	return e.moveTo(s, 0)
}

// selectPeriod puts the cursor over time on a period and, where rows are periods,
// the cursor over rows too. It is selected there though it be no row: a period that
// the filter leaves out is drawn where those chosen are too few to be drawn alone.
func (e *Engine) selectPeriod(s Session, p Period) Session {
	s.At = p
	if s.Query.By != ByPeriod || p == (Period{}) {
		return s
	}
	for i, r := range e.Result(s.Query).Rows {
		if r.ID == p.String() {
			return e.moveTo(s, i)
		}
	}
	s.Query.Select = p.String()
	return s
}

// movePeriod is the period so many steps from the one under the cursor.
func (e *Engine) movePeriod(s Session, by int) Period {
	axis := e.Axis(s.Query)
	if len(axis) == 0 {
		return s.At
	}
	return axis[clampTo(e.Instant(s, axis)+by, len(axis))]
}

// overPeriods says whether the rows are the periods that the view is drawn over,
// so that both have one cursor.
func (s Session) overPeriods() bool {
	v := s.standing()
	return s.Query.By == ByPeriod && (v == TrendView || v == MatrixView)
}

// clampTo brings an index into a list of n; 0 for an empty one.
func clampTo(i, n int) int { return max(0, min(i, n-1)) }

// show goes to another view of the same question.
func (e *Engine) show(s Session, v View) Session {
	if s.Query.View == v {
		return s
	}
	if v == MapView {
		if s.Query.By == ByPublisher && s.Query.Publisher.Mode == Default {
			s.Query.Publisher = Filter{Mode: All} // by country, unset is the main one alone
		}
		groupBy(&s, ByCountry)
	}
	if v == RecordsView {
		s = e.openRecords(s)
	}
	s.Query.View = v
	s.atStart()
	return s
}

// atStart puts the cursors that belong to a view, and what it has scrolled by, where
// they are when it is opened.
func (s *Session) atStart() {
	s.Line, s.Field, s.Top, s.Zoom = 0, NoField, 0, false
}
