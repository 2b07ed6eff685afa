package answer

import (
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// partial says in words what a calendar year lacks under a selection, "" for nothing:
// "first half only", "first half only; LinkedIn whole", or, where most publishers have
// all of it, "Twitter first half only". A year lacks a half when a publisher printed
// one and not the other, or the filter of periods leaves one out.
// Without a filter of periods, sel.periods is nil.
func (e *Engine) partial(sel *selection, series []bool, year report.Period) string {
	d := e.data
	first := stretchOf(year).from - d.firstHalf
	whole, halves := []string(nil), [2][]string{}
	for _, p := range sel.publishers {
		c := d.cube(p)
		told := newBitset(len(c.periods))
		for _, s := range c.series {
			if series[s] {
				told.add(c.tells(s, sel.outcomes))
			}
		}
		if sel.periods != nil {
			told = told.and(sel.periods[p])
		}
		var has [2]bool
		for period := range told.all() {
			for i := range has {
				has[i] = has[i] || c.halves[period].holds(stretch{first + i, first + i + 1})
			}
		}
		label := d.Publishers[p].Label
		switch {
		case has[0] && has[1]:
			whole = append(whole, label)
		case has[0]:
			halves[0] = append(halves[0], label)
		case has[1]:
			halves[1] = append(halves[1], label)
		}
	}
	var said []string
	mostly := len(whole) > len(halves[0])+len(halves[1])
	words := [2]string{"first half only", "second half only"}
	for i, labels := range halves {
		switch {
		case len(labels) == 0:
		case len(said) == 0 && !mostly:
			said = append(said, words[i])
		default:
			said = append(said, strings.Join(labels, ", ")+" "+words[i])
		}
	}
	if len(said) > 0 && len(whole) > 0 && !mostly {
		said = append(said, strings.Join(whole, ", ")+" whole")
	}
	return strings.Join(said, "; ")
}

// markPartial says of the rows of a query, and of its total, which are of a year that
// is not all there.
func (e *Engine) markPartial(q *query.Query, sel *selection, total *Row) {
	rows := &e.data.rows[q.By]
	year := q.WholeYear()
	if year != (report.Period{}) {
		total.Partial = e.partial(sel, sel.series, year)
	}
	for i := range e.rows {
		row := &e.rows[i]
		switch q.By {
		case query.ByPeriod:
			if p, err := report.ParsePeriod(row.ID); q.Grain == query.Years && err == nil {
				row.Partial = e.partial(sel, sel.series, p)
			}
		case query.ByService, query.ByType, query.ByPublisher:
			if year == (report.Period{}) {
				continue
			}
			series := slices.Clone(sel.series)
			for s := range series {
				series[s] = series[s] && rows.ids[rows.ofSeries[s]] == row.ID
			}
			row.Partial = e.partial(sel, series, year)
		default:
			row.Partial = total.Partial
		}
	}
}

// partialOf says what is there of the one year that some rows are about: what each of
// them says, or, where they do not say the same, what is said of the whole.
func partialOf(rows []Row, whole string) string {
	if whole == "" || len(rows) == 0 {
		return ""
	}
	if slices.ContainsFunc(rows, func(r Row) bool { return r.Partial != rows[0].Partial }) {
		return whole
	}
	return rows[0].Partial
}
