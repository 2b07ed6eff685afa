package story

import (
	"fmt"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// parseQuote reads the figure of a total: a measure and its question.
func parseQuote(text string, d *report.Dataset) (query.Quote, error) {
	begins := len(text) - len(strings.TrimLeft(text, " \t\n"))
	name, rest, _ := strings.Cut(text[begins:], " ")
	c, ok := report.ColumnNamed(name)
	if !ok {
		return query.Quote{}, &query.ParseError{Token: name, Offset: begins, Message: fmt.Sprintf("unknown figure %q", report.Clip(name))}
	}
	q, err := query.Parse(rest, d)
	if wrong, is := err.(*query.ParseError); is {
		wrong.Offset += begins + len(name) + 1
		return query.Quote{}, wrong
	}
	return query.Quote{Measure: c, Query: q}, nil
}

// quoted writes it.
func quoted(e *answer.Engine, q query.Quote) (string, error) {
	f := e.Result(q.Query).Total.Figures[q.Measure]
	if !f.Reported {
		return "", fmt.Errorf("%s is not reported", q.Measure)
	}
	return answer.Format{}.Figure(f, q.Measure), nil
}
