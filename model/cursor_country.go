package model

import (
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// turnTo makes another country the subject: the filter moves to it where the
// filter holds the subject or leaves the other out, else the cursor does.
func turnTo(e *answer.Engine, s Session, code string) (Session, []Effect) {
	q := &s.Query
	country, known := e.Dataset().Country(code)
	if !known {
		return s, nil
	}
	var said []Effect
	if !q.Country.Holds(code) {
		q.Country = query.Filter{Mode: query.Only, IDs: []string{code}}
		said = say("the country filter is now %s", report.Clip(country.Name))
	}
	if answer.SoleCountry(q) == "" && q.By != query.ByCountry { // only rows by country can hold the cursor
		*q = e.ByCountry(*q)
		q.Sort, q.Search, q.Pins = query.Sort{}, "", nil
	}
	if q.By == query.ByCountry {
		q.Select = code
		if rows := e.Result(*q).Rows; !s.Gone(rows) {
			s.Row = s.Cursor(rows)
		}
	}
	return s, said
}

// movePage moves over the lines of a profile: the screen knows where the last is.
func movePage(_ *answer.Engine, s Session, _, lines int) Session {
	s.Line = max(0, s.Line+lines)
	return s
}

// turnProfile goes on to the next country in the order of the rows, or back.
func turnProfile(e *answer.Engine, s Session, by int) (Session, []Effect) {
	subject := e.Subject(s.Query)
	rows := e.Result(e.Turned(s.Query)).Rows
	at := answer.Find(rows, subject)
	switch {
	case len(rows) == 0:
		return s, say("no country has a record under these filters")
	case at < 0: // it has no row: go on from where it was
		at = clampTo(s.Row, len(rows))
		return turnTo(e, s, rows[at].ID)
	case at+by < 0:
		return s, say("%s is the first of these countries", report.Clip(rows[at].Name))
	case at+by >= len(rows):
		return s, say("%s is the last of these countries", report.Clip(rows[at].Name))
	}
	return turnTo(e, s, rows[at+by].ID)
}

// enterCountry leaves the profile of a country for its figures over time: over
// all periods where the filter takes but one, which would leave nothing to follow.
func enterCountry(e *answer.Engine, s Session) (Session, []Effect) {
	subject := e.Subject(s.Query)
	if subject == "" {
		return s, say("no country to open")
	}
	from := s
	s = show(e, s, query.ExploreView)
	s.Query = e.ByCountry(s.Query)
	s.Query.Country = query.Filter{Mode: query.Only, IDs: []string{subject}}
	s.Query.Search, s.Query.Top, s.Query.Sort = "", 0, query.Sort{}
	groupBy(&s, query.ByPeriod)
	var said []Effect
	all := s.Query
	all.Period = query.PeriodFilter{}
	if e.Result(s.Query).Groups < 2 && e.Result(all).Groups > 1 {
		s.Query = all
		said = say("all periods: the filter of periods is off, esc brings it back")
	}
	return s.enteredFrom(from, false), said
}

// openBehind goes from a profile to another view. The records of its country, and
// their sources, are asked for: the filter then holds the country, and the way back
// is remembered.
func openBehind(e *answer.Engine, s Session, v query.View) Session {
	subject := e.Subject(s.Query)
	if v.Groups() || subject == "" || answer.SoleCountry(&s.Query) == subject {
		return show(e, s, v)
	}
	from := s
	s = show(e, s, v)
	s.Query.Country = query.Filter{Mode: query.Only, IDs: []string{subject}}
	return s.enteredFrom(from, false)
}

// togglePinOf pins the country of a profile.
func togglePinOf(e *answer.Engine, s Session) (Session, []Effect) {
	if s.Query.By != query.ByCountry {
		return s, say("rows are by %s: b groups by country, to pin one", s.Query.By)
	}
	s.Query.Select = e.Subject(s.Query)
	return togglePin(e, s)
}
