package story

import (
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// parseQuote reads a figure.
func parseQuote(text string, d *report.Dataset) (query.Quote, error) {
	return query.ParseQuote(text, d)
}

// quoted writes it.
func quoted(e *answer.Engine, q query.Quote) (string, error) { return e.Quoted(q, answer.Format{}) }
