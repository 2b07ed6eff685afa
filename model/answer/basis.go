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
	table, at := &e.scratch, 0
	for g := range table.list[:table.total()] {
		if table.list[g].sum[vecRecords] == 0 {
			continue
		}
		if q.By != query.ByOutcome && e.rows[at].ID == row.ID {
			return table.list[g].basis(i), true
		}
		at++
	}
	return table.list[table.total()].basis(i), row.ID == ""
}
