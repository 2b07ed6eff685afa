package answer_test

import (
	"strings"
	"testing"

	"daylight/data/raw"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

func coverageOf(t *testing.T, text string) (*answer.Engine, query.Query, *answer.Coverage) {
	t.Helper()
	d := raw.Dataset()
	q, err := query.Parse("view=coverage "+text, d)
	if err != nil {
		t.Fatal(err)
	}
	e := answer.NewEngine(d)
	return e, q, e.Coverage(q)
}

// What is said of a cell adds up to the records of its publisher and period, counted in the plain files.
func TestTheWordsOfACellCountItsRecords(t *testing.T) {
	e, q, _ := coverageOf(t, "type=all")
	d := e.Dataset()
	e = answer.NewEngine(d)
	q.By = query.ByPublisher
	e.Result(q) // the engine adds up what it was asked before
	c := e.Coverage(q)
	records := map[string]int{}
	for i := range d.Len() {
		r := d.Record(i)
		records[r.Publisher+" "+r.Period.String()]++
	}
	for i := range c.Reporters {
		r := &c.Reporters[i]
		for at := range r.Slots {
			slot := &r.Slots[at]
			want := records[r.ID+" "+slot.Period.String()]
			if slot.Records != want {
				t.Errorf("%s, %s: %d records, want %d", r.Name, slot.Period, slot.Records, want)
			}
			said := answer.Format{}.CoverSays(c, r, at, -1).String()
			if !strings.HasPrefix(said, r.Name+", requests, "+slot.Period.String()+": ") {
				t.Errorf("%q does not say whose and when", said)
			}
			if count := (answer.Format{}).Count(int64(want)); want > 1 && !strings.Contains(said, count+" records") {
				t.Errorf("%q does not say that there are %s records", said, count)
			}
		}
	}
}

func TestNoWordOfASilenceIsSaidOfAReportThatIsKnown(t *testing.T) {
	e, q, c := coverageOf(t, "")
	for i := range c.Reporters {
		r := &c.Reporters[i]
		last := report.Period{}
		for at, slot := range r.Slots {
			if r.Line[at].Covered != answer.NoReport {
				last = c.Periods[slot.At+slot.Len-1]
			}
		}
		if silent := last != c.Periods[len(c.Periods)-1]; silent != (r.LastReport() != "") {
			t.Errorf("%s: the last report known is of %s, and it says %q", r.Name, last, r.LastReport())
		} else if silent && !strings.HasSuffix(r.LastReport(), last.String()) {
			t.Errorf("%s: %q, want %s", r.Name, r.LastReport(), last)
		}
		if names := strings.Contains(e.Finding(q, answer.Format{}).String(), "no report of "+r.Name); names != hasUnknown(r) {
			t.Errorf("%s: the finding names it: %t, its gaps: %v", r.Name, names, r.Gaps)
		}
	}
}

func hasUnknown(r *answer.Reporter) bool {
	for _, g := range r.Gaps {
		if !g.NotHere {
			return true
		}
	}
	return false
}

// How soon reports came out is said in whole months of dates that are known, and never of a
// report that has none.
func TestHowSoonReportsComeIsSaidOfThoseWithADate(t *testing.T) {
	for _, test := range []struct {
		want string
		lags []answer.Lag
	}{
		{"", nil},
		{"", []answer.Lag{{Lo: -20, Hi: 10}}},
		{"within a month", []answer.Lag{{Lo: 3, Hi: 3}}},
		{"1 month", []answer.Lag{{Lo: 30, Hi: 30}}},
		{"2–3 months", []answer.Lag{{Lo: 65, Hi: 65}, {Lo: 89, Hi: 89}}},
		{"3–7 months", []answer.Lag{{Lo: 182, Hi: 212}, {Lo: 87, Hi: 87}}},
	} {
		r := answer.Reporter{Lags: test.lags}
		if got := r.Soon("–"); got != test.want {
			t.Errorf("%v: %q, want %q", test.lags, got, test.want)
		}
	}
}
