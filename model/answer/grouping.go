package answer

import (
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// grouping is how the rows of a dimension are numbered, and in which of them a record
// stands: its country decides that, or its series, or its period. By outcome and by
// group, where a record stands in several rows, none of these does.
type grouping struct {
	by        query.Dimension
	ids       []string // of the rows
	ofCountry []int    // by country: its row …
	ofSeries  []int    // … by series …
	ofPeriod  []int    // … and by period
}

// rowsBy is how the rows of a dimension are numbered, where periods are of a grain.
func (d *index) rowsBy(by query.Dimension, grain query.Grain) *grouping {
	if by == query.ByPeriod && grain == query.Years {
		return &d.rowsByYear
	}
	return &d.rows[by]
}

// numberRows numbers the rows of all dimensions.
func (d *index) numberRows() {
	for _, by := range query.Dimensions() {
		g := &d.rows[by]
		g.by = by
		switch by {
		case query.ByCountry:
			g.ids, g.ofCountry = numbered(len(d.Countries), func(i int) string { return d.Countries[i].Code })
		case query.ByRegion:
			g.ids, g.ofCountry = append(slices.Clip(d.Regions), report.NoRegion), make([]int, len(d.Countries))
			for i := range d.Countries {
				g.ofCountry[i] = slices.Index(g.ids, d.RegionID(i))
			}
		case query.ByGroup:
			g.ids = append(slices.Clip(d.Groups), report.NoGroup)
		case query.ByService:
			g.ids, g.ofSeries = numbered(len(d.Series), func(i int) string { return d.Series[i].Service.ID })
		case query.ByType:
			g.ids, g.ofSeries = numbered(len(d.Series), func(i int) string { return d.Series[i].Type.ID })
		case query.ByPublisher:
			g.ids, g.ofSeries = numbered(len(d.Series), func(i int) string { return d.Publishers[d.Series[i].Publisher].ID })
		case query.ByPeriod:
			g.ids, g.ofPeriod = numbered(len(d.Periods), func(i int) string { return d.Periods[i].String() })
			year := &d.rowsByYear
			year.by = by
			year.ids, year.ofPeriod = numbered(len(d.Periods), func(i int) string { return query.Years.Of(d.Periods[i]).String() })
		}
	}
}

// numbered lists the ids of n things, each once and sorted, and says where each of the
// things has its own.
func numbered(n int, id func(i int) string) (ids []string, of []int) {
	of = make([]int, n)
	for i := range n {
		ids = append(ids, id(i))
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for i := range n {
		of[i], _ = slices.BinarySearch(ids, id(i))
	}
	return ids, of
}

// ofCountries says whether the rows are countries, or made of them.
func (g *grouping) ofCountries() bool { return g.ofCountry != nil || g.by == query.ByGroup }

// row is the number of the row that a record stands in; -1 where it stands in several.
func (g *grouping) row(c *report.Columns, record int) int {
	switch {
	case g.ofCountry != nil:
		return g.ofCountry[c.Country[record]]
	case g.ofSeries != nil:
		return g.ofSeries[c.Series[record]]
	case g.ofPeriod != nil:
		return g.ofPeriod[c.Period[record]]
	}
	return -1
}

// period is the period of a row by period.
func (g *grouping) period(row int) report.Period {
	p, _ := report.ParsePeriod(g.ids[row]) // rows by period have no other ids
	return p
}

// GroupOf is the id of the row that a record stands in, as the query groups
// records; "" by outcome and by group, where a record stands in several.
func (e *Engine) GroupOf(q query.Query, record int) string {
	g := e.data.rowsBy(q.By, q.Grain)
	if row := g.row(&e.data.columns, record); row >= 0 {
		return g.ids[row]
	}
	return ""
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
	g := e.data.rowsBy(q.By, q.Grain)
	row, line := slices.Index(g.ids, q.Select), -1
	for i := range l.Len() {
		if g.row(&e.data.columns, l.At(i)) == row {
			line = i
			break
		}
	}
	l.sought = sought{q.By, q.Grain, q.Select, line}
	return line
}
