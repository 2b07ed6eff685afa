package model

// Subject is the country that the country view is about: the only one filtered,
// else the one selected, else the first; "" where there is none.
func (e *Engine) Subject(q Query) string {
	if q.Country.Mode == Only && len(q.Country.IDs) == 1 {
		return q.Country.IDs[0]
	}
	if _, known := e.data.Country(q.Select); known && q.By == ByCountry {
		return q.Select
	}
	q.By, q.Sort, q.Search, q.Top = ByCountry, Sort{}, "", 0
	if rows := e.Result(q).Rows; len(rows) > 0 {
		return rows[0].ID
	}
	return ""
}

// enterCountry leaves the profile of a country for its figures over time.
func (e *Engine) enterCountry(s Session) (Session, []Effect) {
	subject := e.Subject(s.Query)
	if subject == "" {
		return s, say("no country to open")
	}
	from := s
	s = e.show(s, ExploreView)
	s.Query.Country = Filter{Mode: Only, IDs: []string{subject}}
	groupBy(&s, ByPeriod)
	return s.enteredFrom(from, false), nil
}

// moveProfile goes to the next country in the order of the rows, and scrolls.
func (e *Engine) moveProfile(s Session, countries, lines int) Session {
	s.Line = max(0, s.Line+lines)
	if countries == 0 {
		return s
	}
	return e.moveTo(s, s.Cursor(e.Result(s.Query).Rows)+countries)
}
