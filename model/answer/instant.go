package answer

import (
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// LatestOn is the index of the period that stands for now among those of a question's
// axis: the latest that its filter takes and enough publishers report, as LatestOf
// says; -1 where there is none.
func (e *Engine) LatestOn(q query.Query, axis []report.Period) int {
	q = e.named(q)
	q.Select, q.Pins, q.Scale, q.View, q.Sort, q.Top, q.Search = "", nil, query.Linear, query.ExploreView, query.Sort{}, 0, ""
	at := e.instant.get(1, q.String(), func() int {
		reporting := make([][]string, len(axis)) // one publisher has nobody to wait for
		if len(e.publishers(q)) > 1 {
			reporting = e.Reporting(q, axis)
		}
		at := LatestOf(reporting, func(i int) bool { return q.Takes(axis[i]) })
		if at < 0 {
			at = len(axis) - 1
		}
		return at
	})
	return min(at, len(axis)-1)
}

// LatestOf is the index of the latest of some periods that takes passes and on
// which at least half of those publishers report who do on any of them: figures
// of a period that others have yet to report are no match for those before it.
// Where there is none such, it is the latest that passes; -1 where none does.
// reporting are the publishers of each period, as Engine.Reporting lists them.
func LatestOf(reporting [][]string, takes func(i int) bool) int {
	var all []string
	for _, ids := range reporting {
		for _, id := range ids {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	latest := -1
	for i := len(reporting) - 1; i >= 0; i-- {
		if !takes(i) {
			continue
		}
		if 2*len(reporting[i]) >= len(all) {
			return i
		}
		latest = max(latest, i)
	}
	return latest
}
