package query

import (
	"strconv"

	"daylight/model/report"
)

// View is the way a query is shown.
type View uint8

// The views.
const (
	ExploreView  View = iota // rows as a table and bars
	TrendView                // lines over periods
	MapView                  // countries in their places
	MatrixView               // rows × periods
	CompareView              // a few rows side by side
	CountryView              // one country
	RecordsView              // the printed rows behind the figures
	SourcesView              // where they come from, and what the words mean
	CoverageView             // who reports what, since when, and who fell silent
	NumViews     int  = iota
)

// views has a row for each view: what a question must know of the way it is shown.
// What keys do there stands in package model; what prints it, in data/print.
var views = [NumViews]struct {
	name                                                                                            string
	groups, few, overPeriods, onlyCountries, oneCountry, records, searchesText, ofPublishers, fixed bool
	measure                                                                                         report.Column // of a query that names none
}{
	ExploreView:  {name: "explore", groups: true},
	TrendView:    {name: "trend", groups: true, few: true, overPeriods: true},
	MapView:      {name: "map", groups: true, onlyCountries: true, measure: report.PerMillion},
	MatrixView:   {name: "matrix", groups: true, overPeriods: true},
	CompareView:  {name: "compare", groups: true, few: true},
	CountryView:  {name: "country", oneCountry: true},
	RecordsView:  {name: "records", records: true, searchesText: true},
	SourcesView:  {name: "sources", searchesText: true, fixed: true},
	CoverageView: {name: "coverage", ofPublishers: true, fixed: true},
}

// Views lists them in the order of their keys.
func Views() []View {
	list := make([]View, NumViews)
	for i := range list {
		list[i] = View(i)
	}
	return list
}

// ViewNames lists their names, in the same order.
func ViewNames() []string {
	names := make([]string, NumViews)
	for i := range names {
		names[i] = views[i].name
	}
	return names
}

// String is the view's name in a query.
func (v View) String() string { return views[v].name }

// Key is the key that shows the view on the dashboard.
func (v View) Key() string { return strconv.Itoa(int(v) + 1) }

// First says whether it is the view of a query that names none.
func (v View) First() bool { return v == Query{}.View }

// Measure is what it shows where the query names no measure. On a map it is a rate: by
// requests alone, large countries would always stand out.
func (v View) Measure() report.Column { return views[v].measure }

// Groups says whether its rows are the groups of the question; others list something
// else, or tell of one country.
func (v View) Groups() bool { return views[v].groups }

// Few says whether it shows a few rows alone: those pinned, or the first.
func (v View) Few() bool { return views[v].few }

// OverPeriods says whether it shows its rows over periods, which have a cursor.
func (v View) OverPeriods() bool { return views[v].overPeriods }

// OnlyCountries says whether its rows can be nothing but countries.
func (v View) OnlyCountries() bool { return views[v].onlyCountries }

// OneCountry says whether it tells of one country, whatever the rows are.
func (v View) OneCountry() bool { return views[v].oneCountry }

// Records says whether it lists the records, which are sorted by their fields.
func (v View) Records() bool { return views[v].records }

// SearchesText says whether a search looks into texts, not for the names of rows.
func (v View) SearchesText() bool { return views[v].searchesText }

// OfPublishers says whether it shows publishers, all of them where a query names none.
func (v View) OfPublishers() bool { return views[v].ofPublishers }

// Fixed says whether what it lists stands in an order of its own.
func (v View) Fixed() bool { return views[v].fixed }
