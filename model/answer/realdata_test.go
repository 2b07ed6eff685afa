package answer

import (
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/query"
	"daylight/model/report"
)

func TestEngineAgreesWithTheOracleOnTheReports(t *testing.T) {
	d := raw.Dataset()
	rd, e := newReader(d), NewEngine(d)
	t.Run("in every grouping and period", func(t *testing.T) {
		for _, by := range query.Dimensions() {
			for _, publisher := range []query.Filter{{}, {Mode: query.All}} {
				for i := range d.Periods {
					if i%3 != 0 || publisher.Mode == query.All && i%5 != 0 {
						continue // some of the periods keep the test short
					}
					r := report.PeriodRange{From: d.Periods[i], To: d.Periods[i]}
					agree(t, rd, e, query.Query{By: by, Publisher: publisher, Period: query.PeriodFilter{Ranges: []report.PeriodRange{r}}})
				}
				agree(t, rd, e, query.Query{By: by, Publisher: publisher})
			}
		}
	})
	words := questions.VocabularyOf(d)
	words.Top = 12
	words.Searches = []string{"united", "turk", "ko", "zz", "ü", "england", "legal", "search", "2019", "none", "o"}
	t.Run("however asked", rapid.MakeCheck(func(t *rapid.T) {
		q := words.Draw(t)
		agree(t, rd, e, q)
		groupsAddUp(t, e, q)
	}))
}
