package model

import "slices"

// Subject is the country that the country view is about: the only one filtered,
// else the one selected, unless a filter of countries or regions leaves it out,
// else the first; "" where there is none.
func (e *Engine) Subject(q Query) string {
	if only := SoleCountry(&q); only != "" {
		return only
	}
	if q.By == ByCountry {
		if at, known := e.data.CountryIndex(q.Select); known &&
			q.Country.holds(q.Select) && q.Region.holds(e.data.RegionID(at)) {
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

// SoleCountry is the country of a filter that keeps one; "" for any other filter.
func SoleCountry(q *Query) string {
	if q.Country.Mode == Only && len(q.Country.IDs) == 1 {
		return q.Country.IDs[0]
	}
	return ""
}

// amongCountries is the question about all countries under the other filters of
// a query: of any, however few its requests.
func (e *Engine) amongCountries(q Query) Query {
	q = e.ByCountry(q)
	q.View, q.Scale, q.Sort, q.Search, q.Top, q.Min, q.Select, q.Pins = ExploreView, Linear, Sort{}, "", 0, EveryRow, "", nil
	q.Country = Filter{}
	return q
}

// ByCountry is a query grouped by country, of the same publishers: grouped by
// publisher, a query that names none asks all.
func (e *Engine) ByCountry(q Query) Query {
	if q.Publisher.Mode == Default && q.By == ByPublisher {
		q.Publisher = DefaultPublisher(e.data.Dataset, q.By)
	}
	q.By = ByCountry
	return q
}

// Neighbours are the countries that a profile is turned to, back and on; "" at
// either end.
func (e *Engine) Neighbours(q Query) (before, after string) {
	subject := e.Subject(q)
	rows := e.Result(e.Turned(q)).Rows
	at := slices.IndexFunc(rows, func(r Row) bool { return r.ID == subject })
	if at > 0 {
		before = rows[at-1].Name
	}
	if at >= 0 && at+1 < len(rows) {
		after = rows[at+1].Name
	}
	return before, after
}

// Turned is the question whose rows are the countries that a profile is turned
// over: those in sight, unless only one is.
func (e *Engine) Turned(q Query) Query {
	if SoleCountry(&q) != "" {
		q.Country = Filter{}
	}
	if q.By != ByCountry {
		q = e.ByCountry(q)
		q.Sort, q.Search, q.Top = Sort{}, "", 0
	}
	return q
}
