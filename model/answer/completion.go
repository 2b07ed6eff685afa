package answer

import (
	"daylight/model/query"
	"daylight/model/report"
)

// Counted is a completion with how many requests it stands for, where it is a value
// that records have.
type Counted struct {
	query.Completion
	Requests Figure
}

// Complete is Complete of the query, with the values that records have under the
// other words, those asked for most first.
func (e *Engine) Complete(before []string, word string) []Counted {
	requests := map[string]Figure{}
	facet := func(q query.Query, b query.Dimension) (values []query.Value) {
		for _, row := range e.Facet(q, b).Rows {
			values = append(values, query.Value{ID: row.ID, Name: row.Name})
			requests[row.ID] = row.Figures[report.Requests]
		}
		return values
	}
	var list []Counted
	for _, c := range query.Complete(e.data.Dataset, before, word, facet) {
		list = append(list, Counted{c, requests[c.ID]})
	}
	return list
}
