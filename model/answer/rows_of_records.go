package answer

import "daylight/model/query"

// grouping says in which row of a dimension each record stands: by a code of which
// there are n, whose row has an id. There are no codes by outcome and by group,
// where a record stands in several rows.
func (d *index) grouping(by query.Dimension, grain query.Grain) (codes []uint16, n int, id func(code int) string) {
	c := &d.columns
	switch by {
	case query.ByCountry:
		return c.Country, len(d.Countries), func(i int) string { return d.Countries[i].Code }
	case query.ByRegion:
		return c.Country, len(d.Countries), d.RegionID
	case query.ByService, query.ByType, query.ByPublisher:
		return c.Series, len(d.Series), func(i int) string { return d.seriesID(by, i) }
	case query.ByPeriod:
		return c.Period, len(d.Periods), func(i int) string { return grain.Of(d.Periods[i]).String() }
	}
	return nil, 0, nil
}

// seriesID is the id of a series' service, type or publisher.
func (d *index) seriesID(by query.Dimension, series int) string {
	s := &d.Series[series]
	switch by {
	case query.ByService:
		return s.Service.ID
	case query.ByType:
		return s.Type.ID
	}
	return d.Publishers[s.Publisher].ID
}

// GroupOf is the id of the row that a record stands in, as the query groups
// records; "" by outcome and by group, where a record stands in several.
func (e *Engine) GroupOf(q query.Query, record int) string {
	codes, _, id := e.data.grouping(q.By, q.Grain)
	if codes == nil {
		return ""
	}
	return id(int(codes[record]))
}

// sought is the first line of a row in a listing.
type sought struct {
	by    query.Dimension
	grain query.Grain
	id    string
	line  int // -1 for none
}

// FirstLine is the first line of the selected row, or -1.
func (e *Engine) FirstLine(l *Listing, q *query.Query) int {
	if l.sought.id == q.Select && l.sought.by == q.By && l.sought.grain == q.Grain {
		return l.sought.line
	}
	codes, n, id := e.data.grouping(q.By, q.Grain)
	inRow := make([]bool, n)
	for code := range inRow {
		inRow[code] = id(code) == q.Select
	}
	line := -1
	for i := range l.Len() {
		if inRow[codes[l.At(i)]] {
			line = i
			break
		}
	}
	l.sought = sought{q.By, q.Grain, q.Select, line}
	return line
}
