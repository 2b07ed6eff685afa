package answer

import (
	"daylight/model/query"
)

// Subject is the country that the country view is about: the only one filtered,
// else the one selected, unless a filter of countries or regions leaves it out,
// else the first; "" where there is none.
func (e *Engine) Subject(q query.Query) string {
	if only := SoleCountry(&q); only != "" {
		return only
	}
	if q.By == query.ByCountry {
		if at, known := e.data.CountryIndex(q.Select); known &&
			q.Country.Holds(q.Select) && q.Region.Holds(e.data.RegionID(at)) {
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
func SoleCountry(q *query.Query) string {
	if q.Country.Mode == query.Only && len(q.Country.IDs) == 1 {
		return q.Country.IDs[0]
	}
	return ""
}

// amongCountries is the question about all countries under the other filters of
// a query: of any, however few its requests.
func (e *Engine) amongCountries(q query.Query) query.Query {
	q = e.ByCountry(q)
	q.View, q.Scale, q.Sort, q.Search, q.Top, q.Min, q.Select, q.Pins = query.ExploreView, query.Linear, query.Sort{}, "", 0, query.EveryRow, "", nil
	q.Country = query.Filter{}
	return q
}

// ByCountry is a query grouped by country, of the same publishers: grouped by
// publisher, a query that names none asks all.
func (e *Engine) ByCountry(q query.Query) query.Query {
	if q.Publisher.Mode == query.Default && q.By == query.ByPublisher {
		q.Publisher = query.DefaultPublisher(e.data.Dataset, q)
	}
	q.By = query.ByCountry
	return q
}

// Neighbours are the countries that a profile is turned to, back and on; "" at
// either end.
func (e *Engine) Neighbours(q query.Query) (before, after string) {
	subject := e.Subject(q)
	rows := e.Result(e.Turned(q)).Rows
	at := Find(rows, subject)
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
func (e *Engine) Turned(q query.Query) query.Query {
	if SoleCountry(&q) != "" {
		q.Country = query.Filter{}
	}
	if q.By != query.ByCountry {
		q = e.ByCountry(q)
		q.Sort, q.Search, q.Top = query.Sort{}, "", 0
	}
	return q
}
