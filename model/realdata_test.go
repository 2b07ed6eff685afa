package model

import (
	"testing"

	"pgregory.net/rapid"
)

func TestEngineAgreesWithTheOracleOnTheReports(t *testing.T) {
	d := realData()
	rd, e := newReader(d), NewEngine(d)
	t.Run("in every grouping and period", func(t *testing.T) {
		for _, by := range Dimensions() {
			for _, publisher := range []Filter{{}, {Mode: All}} {
				for i := range d.Periods {
					if i%3 != 0 || publisher.Mode == All && i%5 != 0 {
						continue // some of the periods keep the test short
					}
					r := PeriodRange{d.Periods[i], d.Periods[i]}
					agree(t, rd, e, Query{By: by, Publisher: publisher, Period: PeriodFilter{Ranges: []PeriodRange{r}}})
				}
				agree(t, rd, e, Query{By: by, Publisher: publisher})
			}
		}
	})
	words := vocabularyOf(d)
	words.top = 12
	words.searches = []string{"united", "turk", "ko", "zz", "ü", "england", "legal", "search", "2019", "none", "o"}
	t.Run("however asked", rapid.MakeCheck(func(t *rapid.T) {
		q := words.draw(t)
		agree(t, rd, e, q)
		groupsAddUp(t, e, q)
	}))
}
