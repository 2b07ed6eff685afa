package print

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// view is what prints a view.
type view struct {
	shows  string                                                 // in a few words
	asks   func(*Document) query.Query                            // the question behind it; nil for the query itself
	gather func(*Document)                                        // finds what is printed besides the rows of the answer; nil for nothing
	title  func(*Document) string                                 // what is printed
	count  func(*Document) (shown, of int)                        // how many things are printed, of how many under the filter
	data   func(*Document) relation                               // for programs
	table  func(*Document, answer.Format, []report.Column) *Table // for people; nil where it is no table

	counted bool // the title says how many stand there
}

// views has a row for each view.
var views = [...]view{
	query.ExploreView: {
		shows: "the rows with all their figures",
		title: rowTitle, count: countRows, data: rowData, table: rowTable,
	},
	query.TrendView: {
		shows:  "rows over time, the pinned ones where rows are pinned",
		gather: gatherTrend, title: panelTitle, count: countRows, data: panelData, table: panelTable,
	},
	query.MapView: {
		shows: "countries in their places",
		title: rowTitle, count: countRows, data: rowData, table: rowTable,
	},
	query.MatrixView: {
		shows:  "rows x periods",
		gather: gatherPanel, title: panelTitle, count: countRows, data: panelData, table: panelTable,
	},
	query.CompareView: {
		shows:  "the pinned rows side by side, or the top five",
		gather: gatherCompared, title: comparedTitle, count: countRows, data: rowData, table: comparedTable,
		counted: true,
	},
	query.CountryView: {
		shows: "one country: the one filtered or selected, or the first",
		asks:  askCountry, title: countryTitle, count: countRows, data: rowData, table: rowTable,
	},
	query.RecordsView: {
		shows:  "the rows that the reports print, as they print them",
		gather: gatherRecords, title: always("records"), count: countRecords, data: recordData, table: recordTable,
	},
	query.SourcesView: {
		shows:  "where the figures come from",
		gather: gatherSources, title: always("sources"), count: countSources, data: sourceData,
	},
}

// The compiler says here that the last row is missing, a test which other one.
var _ [query.NumViews]view = views

// Shows says in a few words what a view shows, and is printed of it.
func Shows(v query.View) string { return views[v].shows }

// askCountry asks about the country of the country view, by period.
func askCountry(p *Document) query.Query {
	p.profile = p.engine.Profile(p.Query)
	asked := p.profile.Own
	asked.View, asked.By = p.Query.View, query.ByPeriod
	return asked
}

// gatherTrend finds the rows over time: the pinned ones, where rows are pinned.
func gatherTrend(p *Document) {
	if len(p.Query.Pins) > 0 {
		p.choose(p.engine.Few(p.Query))
	}
	gatherPanel(p)
}

// gatherPanel finds rows × periods. Rows that are periods have one each, and need
// no other.
func gatherPanel(p *Document) {
	if p.Query.By != query.ByPeriod {
		p.panel = p.engine.Panel(p.Query, p.Rows)
		p.cells = p.engine.RowsIn(p.Query, p.panel)
	}
}

func gatherCompared(p *Document) {
	p.choose(p.engine.Few(p.Query))
	p.few = p.engine.Compared(p.Query)
}

func gatherRecords(p *Document) {
	p.choose(p.Rows)
	p.listing = p.engine.Listing(p.Query)
}

// gatherSources finds the sources that the search of the sources view leaves on
// screen.
func gatherSources(p *Document) {
	p.choose(p.Rows)
	found := map[string]bool{}
	for _, entry := range p.engine.Reference(p.Query) {
		found[entry.ID] = found[entry.ID] || entry.Kind == answer.SourceEntry
	}
	p.Sources = slices.DeleteFunc(p.Sources, func(s report.Source) bool { return !found[s.ID] })
}

// always is a title that is always the same.
func always(title string) func(*Document) string { return func(*Document) string { return title } }

// rowTitle is "requests by country".
func rowTitle(p *Document) string {
	q := p.Answer.Query
	return fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), q.RowWord())
}

func panelTitle(p *Document) string {
	if p.panel == nil {
		return rowTitle(p)
	}
	return rowTitle(p) + " and " + p.Answer.Query.PeriodsWord(1)
}

// comparedTitle counts the rows: beside a single pinned row stands another.
func comparedTitle(p *Document) string {
	there := 0
	for i := range p.few.Rows {
		there += min(p.few.Rows[i].Records, 1)
	}
	return fmt.Sprintf("%s, %d of %d side by side", rowTitle(p), there, p.Answer.Groups)
}

func countryTitle(p *Document) string {
	if country := p.profile.Subject; country.Code != "" {
		return country.Name + ": " + rowTitle(p)
	}
	return rowTitle(p)
}

func countRows(p *Document) (shown, of int)    { return len(p.Rows), p.Answer.Groups }
func countRecords(p *Document) (shown, of int) { return p.listing.Len(), p.Answer.Total.Records }
func countSources(p *Document) (shown, of int) { return len(p.Sources), p.sources }
