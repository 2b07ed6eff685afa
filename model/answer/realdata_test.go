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
		for j, by := range query.Dimensions() {
			for _, publisher := range []query.Filter{{}, {Mode: query.All}} {
				for i := range d.Periods {
					if (i+j)%9 != 0 && (publisher.Mode != query.All || (i+j)%15 != 1) {
						continue // each grouping has some of the periods, and each period some of the groupings
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
