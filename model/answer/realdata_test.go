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
	words := wordsOfReports(d)
	t.Run("however asked", rapid.MakeCheck(func(t *rapid.T) {
		q := words.Draw(t)
		agree(t, rd, e, q)
		groupsAddUp(t, e, q)
	}))
}

// wordsOfReports are the words of random questions about the reports.
func wordsOfReports(d *report.Dataset) questions.Vocabulary {
	words := questions.VocabularyOf(d).AimedAt(d)
	words.Top = 12
	words.Searches = []string{"united", "turk", "ko", "zz", "ü", "england", "legal", "search", "2019", "none", "o"}
	return words
}

// A law that asks at random holds only what it asks about: each publisher alone, with another and
// among all, and its records.
func TestRandomQuestionsReachTheRecordsOfEachPublisher(t *testing.T) {
	d := raw.Dataset()
	words, e := wordsOfReports(d), NewEngine(d)
	draw := rapid.Custom(words.Draw)
	alone, paired, filtered := map[string]int{}, map[string]int{}, map[string]int{}
	const drawn = 200
	all, empty := 0, 0
	for seed := range drawn {
		q := draw.Example(seed)
		records, n, _ := e.Explain(q, d.Len())
		if n == 0 {
			empty++
			continue
		}
		in := map[string]bool{}
		for _, i := range records {
			in[d.Record(i).Publisher] = true
		}
		switch asked := e.Publishers(q); {
		case len(asked) == len(d.Publishers):
			all++
		case len(asked) == 1:
			alone[asked[0]]++
		default:
			for _, id := range asked {
				if in[id] {
					paired[id]++
				}
			}
		}
		if q.Type.Restricts() || q.Country.Restricts() || q.Service.Restricts() || len(q.Period.Ranges) > 0 {
			for id := range in {
				filtered[id]++
			}
		}
	}
	for _, p := range d.Publishers {
		if alone[p.ID] < drawn/50 || paired[p.ID] < drawn/100 || filtered[p.ID] < drawn/25 {
			t.Errorf("of %d questions, %d find records of %s alone, %d of it beside others, and %d with a filter", drawn, alone[p.ID], p.ID, paired[p.ID], filtered[p.ID])
		}
	}
	if all < drawn/10 || empty > drawn/4 {
		t.Errorf("of %d questions, %d are about all publishers and %d find nothing", drawn, all, empty)
	}
}
