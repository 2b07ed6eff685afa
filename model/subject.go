package model

import "slices"

// Subject is the country that the country view is about: the only one filtered,
// else the one selected, unless a filter of countries or regions leaves it out,
// else the first; "" where there is none.
func (e *Engine) Subject(q Query) string {
	if only := soleCountry(&q); only != "" {
		return only
	}
	if q.By == ByCountry {
		if at, known := findID(e.data.Countries, countryCode, q.Select); known &&
			q.Country.holds(q.Select) && q.Region.holds(e.data.regionID(at)) {
			return q.Select
		}
		if rows := e.Result(q).Rows; len(rows) > 0 {
			return rows[0].ID
		}
	}
	among := e.amongCountries(q)
	among.Country = q.Country
	if rows := e.Result(among).Rows; len(rows) > 0 {
		return rows[0].ID
	}
	return ""
}

// soleCountry is the country of a filter that keeps one; "" for any other filter.
func soleCountry(q *Query) string {
	if q.Country.Mode == Only && len(q.Country.IDs) == 1 {
		return q.Country.IDs[0]
	}
	return ""
}

// amongCountries is the question about all countries under the other filters of
// a query: of any, however few its requests.
func (e *Engine) amongCountries(q Query) Query {
	q = e.byCountry(q)
	q.View, q.Scale, q.Sort, q.Search, q.Top, q.Min, q.Select, q.Pins = ExploreView, Linear, Sort{}, "", 0, everyRow, "", nil
	q.Country = Filter{}
	return q
}

// byCountry is a query grouped by country, of the same publishers: grouped by
// publisher, a query that names none asks all.
func (e *Engine) byCountry(q Query) Query {
	if q.Publisher.Mode == Default && q.By == ByPublisher {
		q.Publisher = e.data.defaultPublisher(q.By)
	}
	q.By = ByCountry
	return q
}

// turnTo makes another country the subject: the filter moves to it where the
// filter holds the subject or leaves the other out, else the cursor does.
func (e *Engine) turnTo(s Session, code string) (Session, []Effect) {
	q := &s.Query
	country, known := e.data.Country(code)
	if !known {
		return s, nil
	}
	var said []Effect
	if !q.Country.holds(code) {
		q.Country = Filter{Mode: Only, IDs: []string{code}}
		said = say("the country filter is now %s", Clip(country.Name))
	}
	if soleCountry(q) == "" && q.By != ByCountry { // only rows by country can hold the cursor
		*q = e.byCountry(*q)
		q.Sort, q.Search, q.Pins = Sort{}, "", nil
	}
	if q.By == ByCountry {
		q.Select = code
		if rows := e.Result(*q).Rows; !s.Gone(rows) {
			s.Row = s.Cursor(rows)
		}
	}
	return s, said
}

// turnProfile goes on to the next country in the order of the rows, or back.
func (e *Engine) turnProfile(s Session, by int) (Session, []Effect) {
	subject := e.Subject(s.Query)
	rows := e.Result(e.turned(s.Query)).Rows
	at := slices.IndexFunc(rows, func(r Row) bool { return r.ID == subject })
	switch {
	case len(rows) == 0:
		return s, say("no country has a record under these filters")
	case at < 0: // it has no row: go on from where it was
		at = clampTo(s.Row, len(rows))
		return e.turnTo(s, rows[at].ID)
	case at+by < 0:
		return s, say("%s is the first of these countries", Clip(rows[at].Name))
	case at+by >= len(rows):
		return s, say("%s is the last of these countries", Clip(rows[at].Name))
	}
	return e.turnTo(s, rows[at+by].ID)
}

// Neighbours are the countries that a profile is turned to, back and on; "" at
// either end.
func (e *Engine) Neighbours(q Query) (before, after string) {
	subject := e.Subject(q)
	rows := e.Result(e.turned(q)).Rows
	at := slices.IndexFunc(rows, func(r Row) bool { return r.ID == subject })
	if at > 0 {
		before = rows[at-1].Name
	}
	if at >= 0 && at+1 < len(rows) {
		after = rows[at+1].Name
	}
	return before, after
}

// turned is the question whose rows are the countries that a profile is turned
// over: those in sight, unless only one is.
func (e *Engine) turned(q Query) Query {
	if soleCountry(&q) != "" {
		q.Country = Filter{}
	}
	if q.By != ByCountry {
		q = e.byCountry(q)
		q.Sort, q.Search, q.Top = Sort{}, "", 0
	}
	return q
}

// enterCountry leaves the profile of a country for its figures over time: over
// all periods where the filter takes but one, which would leave nothing to follow.
func (e *Engine) enterCountry(s Session) (Session, []Effect) {
	subject := e.Subject(s.Query)
	if subject == "" {
		return s, say("no country to open")
	}
	from := s
	s = e.show(s, ExploreView)
	s.Query = e.byCountry(s.Query)
	s.Query.Country = Filter{Mode: Only, IDs: []string{subject}}
	s.Query.Search, s.Query.Top, s.Query.Sort = "", 0, Sort{}
	groupBy(&s, ByPeriod)
	var said []Effect
	all := s.Query
	all.Period = PeriodFilter{}
	if e.Result(s.Query).Groups < 2 && e.Result(all).Groups > 1 {
		s.Query = all
		said = say("all periods: the filter of periods is off, esc brings it back")
	}
	return s.enteredFrom(from, false), said
}

// openBehind goes from a profile to the records of its country, or to their
// sources: the filter then holds the country, and the way back is remembered.
func (e *Engine) openBehind(s Session, v View) Session {
	subject := e.Subject(s.Query)
	if subject == "" || soleCountry(&s.Query) == subject {
		return e.show(s, v)
	}
	from := s
	s = e.show(s, v)
	s.Query.Country = Filter{Mode: Only, IDs: []string{subject}}
	return s.enteredFrom(from, false)
}

// togglePinOf pins the country of a profile.
func (e *Engine) togglePinOf(s Session) (Session, []Effect) {
	if s.Query.By != ByCountry {
		return s, say("rows are by %s: b groups by country, to pin one", s.Query.By)
	}
	s.Query.Select = e.Subject(s.Query)
	return e.togglePin(s)
}
