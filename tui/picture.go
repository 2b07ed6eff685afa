package tui

import (
	"fmt"

	"daylight/model/query"
)

// described is the title of a picture of a question, and what the picture says.
func described(k *kit, q query.Query) (title, says string) {
	view := tellings[q.View]
	title = view.what(k, q)
	if who := askedOf(k, q); who != "" {
		title = who + ": " + title
	}
	for _, by := range chipOrder {
		c := k.chip(q, by)
		if by != query.ByPublisher && c.set && !(by == query.ByCountry && q.View == query.CountryView) {
			title += ", " + c.value
		}
	}
	if q.Search != "" {
		title += fmt.Sprintf(", those with %q", q.Search)
	}
	return title, view.says(k, q)
}

// askedOf names the publishers that a question asks; more than a few are counted.
func askedOf(k *kit, q query.Query) string {
	const few = 3
	var names []string
	for _, id := range k.engine.Publishers(q) {
		names = append(names, k.engine.Name(q, query.ByPublisher, id))
	}
	if len(names) > few {
		return fmt.Sprintf("%d companies", len(names))
	}
	return inSeries(names)
}

// tellings are what each view is and says of its figures, in words.
var tellings = [query.NumViews]struct {
	what func(k *kit, q query.Query) string
	says func(k *kit, q query.Query) string
}{
	query.ExploreView: {what: (*kit).rowsTitle, says: (*kit).rowsTold},
	query.TrendView:   {what: inTitle("over time"), says: (*kit).linesTold},
	query.MapView:     {what: inTitle("on a map"), says: mapTold},
	query.MatrixView:  {what: inTitle("over time, a cell each"), says: cellsTold},
	query.CompareView: {what: inTitle("side by side"), says: comparedTold},
	query.CountryView: {what: countryTitle, says: countryTold},
	query.RecordsView: {what: fixedTitle("the rows that the reports print"), says: recordsTold},
	query.SourcesView: {what: fixedTitle("where the figures come from"), says: sourcesTold},
}

func fixedTitle(text string) func(*kit, query.Query) string {
	return func(*kit, query.Query) string { return text }
}

func inTitle(how string) func(*kit, query.Query) string {
	return func(k *kit, q query.Query) string { return k.rowsTitle(q) + " " + how }
}
