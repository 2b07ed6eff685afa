package answer

import (
	"fmt"

	"daylight/model/query"
	"daylight/model/report"
)

// lasts says why the figure of a query would pass for that of a longer time: of some of it, between its two
// ends, no report covers anything under its filters, of any country. A change has a rule of its own.
func (e *Engine) lasts(q query.Query) error {
	if q.Period.Except || q.Measure.IsSigned() {
		return nil
	}
	q.Country, q.Region, q.Group, q.Outcome = query.Filter{}, query.Filter{}, query.Filter{}, query.Filter{}
	covered := e.Shown(q)
	holds := func(half int) bool {
		for _, s := range covered {
			if s.from <= half && half < s.to {
				return true
			}
		}
		return false
	}
	var lacks Times
	for _, r := range q.Period.Ranges {
		if r.From == (report.Period{}) || r.To == (report.Period{}) {
			continue // it goes as far as the reports do
		}
		for half := r.From.Slot(); half < r.To.Slot()+r.To.Slots(); half++ {
			switch n := len(lacks); {
			case holds(half):
			case n > 0 && lacks[n-1].to == half:
				lacks[n-1].to++
			default:
				lacks = append(lacks, stretch{half, half + 1})
			}
		}
	}
	if len(lacks) == 0 {
		return nil
	}
	return fmt.Errorf("no report covers %s of it: write the time that they cover, %s", lacks.InWords(), covered.InWords())
}
