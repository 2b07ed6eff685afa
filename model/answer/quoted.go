package answer

import (
	"errors"

	"daylight/model/query"
	"daylight/model/report"
)

func (e *Engine) Quoted(q query.Quote, f Format) (string, error) {
	r := e.Result(q.Query)
	if !r.Total.Figures[q.Measure].Reported {
		return "", errors.New("not reported")
	}
	return f.Figure(r.Total.Figures[q.Measure], q.Measure), nil
}
func (e *Engine) QuoteSources(q query.Quote) []report.Source { return e.Sources(q.Query) }
