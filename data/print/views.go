package print

import (
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// view is what prints a view.
type view struct {
	shows  string                          // in a few words
	asks   func(*Document) query.Query     // the question behind it; nil for the query itself
	gather func(*Document)                 // finds what is printed besides the rows of the answer; nil for nothing
	count  func(*Document) (shown, of int) // how many things are printed, of how many under the filter
	data   func(*Document) relation        // for programs
	// besides has what json says under a name of its own beside the lines; nil for nothing.
	besides func(*Document) (name string, objects [][]byte)
	table   func(*Document, answer.Format, []report.Column) *Table // for people; nil where it is no table
}

// views has a row for each view.
var views = [...]view{
	query.ExploreView: {
		shows: "the rows with all their figures",
		count: countRows, data: rowData, table: rowTable,
	},
	query.TrendView: {
		shows:  "rows over time, the pinned ones where rows are pinned",
		gather: gatherTrend, count: countRows, data: panelData, table: panelTable,
	},
	query.MapView: {
		shows: "countries in their places",
		count: countRows, data: rowData, table: rowTable,
	},
	query.MatrixView: {
		shows:  "rows x periods",
		gather: gatherPanel, count: countRows, data: panelData, table: panelTable,
	},
	query.CompareView: {
		shows:  "the pinned rows side by side, or the top five",
		gather: gatherCompared, count: countRows, data: rowData, table: comparedTable,
	},
	query.CountryView: {
		shows: "one country: the one filtered or selected, or the first",
		asks:  askCountry, count: countRows, data: rowData, table: rowTable,
	},
	query.RecordsView: {
		shows:  "the rows that the reports print, as they print them",
		gather: gatherRecords, count: countRecords, data: recordData, table: recordTable,
	},
	query.SourcesView: {
		shows:  "where the figures come from",
		gather: gatherSources, count: countSources, data: sourceData,
	},
	query.CoverageView: {
		shows:  "who reports what, since when, and who fell silent",
		gather: gatherCoverage, count: countReporters, data: coverageData, besides: reporters, table: coverageTable,
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

// gatherSources finds the sources, and the publishers with records under the filter, that
// the search of the sources view leaves on screen.
func gatherSources(p *Document) {
	p.choose(p.Rows)
	source, publisher := map[string]bool{}, map[string]bool{}
	for _, entry := range p.engine.Reference(p.Query) {
		switch entry.Kind {
		case answer.SourceEntry:
			source[entry.ID] = true
		case answer.PublisherEntry:
			publisher[entry.ID] = entry.Records > 0
		}
	}
	p.Sources = slices.DeleteFunc(p.Sources, func(s report.Source) bool { return !source[s.ID] })
	for _, h := range p.engine.Holdings() {
		if publisher[h.ID] {
			p.Held = append(p.Held, h)
		}
	}
}

func countRows(p *Document) (shown, of int)    { return len(p.Rows), p.Answer.Groups }
func countRecords(p *Document) (shown, of int) { return p.listing.Len(), p.Answer.Total.Records }
func countSources(p *Document) (shown, of int) { return len(p.Sources), p.sources }
