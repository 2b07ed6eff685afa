package model

import "slices"

// Instant is the index of the period under the cursor among those of an axis,
// which is that of the session's question: that of the selected row, where rows
// are periods; unless the cursor was moved, the latest that the filter takes and
// enough publishers report, as LatestOf says; -1 when there is none.
func (e *Engine) Instant(s Session, axis []Period) int {
	if p, err := ParsePeriod(s.Query.Select); err == nil && s.Query.By == ByPeriod {
		s.At = p
	}
	if s.At == (Period{}) {
		return e.latestOn(s.Query, axis)
	}
	at, found := slices.BinarySearchFunc(axis, s.At, Period.Compare)
	if !found { // the nearest before it, else the first
		at = max(at-1, 0)
	}
	return min(at, len(axis)-1)
}

// keyedInstant is where the cursor over time stands before it was moved, and the
// question for which it does.
type keyedInstant struct {
	key string
	at  int
}

// latestOn is the period of a question's axis that stands for now.
func (e *Engine) latestOn(q Query, axis []Period) int {
	q.Select, q.Pins, q.Scale, q.View, q.Sort, q.Top, q.Search = "", nil, Linear, ExploreView, Sort{}, 0, ""
	key := q.String()
	if e.instant == nil || e.instant.key != key {
		reporting := make([][]string, len(axis)) // one publisher has nobody to wait for
		if len(e.publishers(q)) > 1 {
			reporting = e.Reporting(q, axis)
		}
		at := LatestOf(reporting, func(i int) bool { return q.takes(axis[i]) })
		if at < 0 {
			at = len(axis) - 1
		}
		e.instant = &keyedInstant{key, at}
	}
	return min(e.instant.at, len(axis)-1)
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
