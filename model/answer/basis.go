package answer

import (
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// Basis is what a rate of a row is worked out from, whether or not it covers enough of
// the requests to be reported; false for what is no rate of requests. A row without
// an id is the total.
func (e *Engine) Basis(q query.Query, row *Row, c report.Column) (b Basis, ok bool) {
	i := slices.Index(rateColumns, c)
	sel := e.selects(q)
	if i < 0 || sel.outcomes != nil || q.By == query.ByOutcome && row.ID != "" {
		return b, false
	}
	e.tabulate(q, sel)
	at := e.scratch.total()
	if row.ID != "" {
		at = slices.Index(e.scratch.rows.ids, row.ID)
	}
	if at < 0 || e.scratch.list[at].sum[vecRecords] == 0 {
		return b, row.ID == ""
	}
	return e.scratch.list[at].basis(i), true
}
