package query

import (
	"strings"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/report"
)

func TestAPeriodIsAWordToSortBy(t *testing.T) {
	d := samples.Dataset(t)
	for text, want := range map[string]Sort{
		"sort=-2013-H1": {Set: true, At: report.Period{Year: 2013, Half: 1}, Descending: true},
		"sort=2013-h1":  {Set: true, At: report.Period{Year: 2013, Half: 1}},
		"sort=2012":     {Set: true, At: report.Period{Year: 2012}},
		"sort=-1999":    {Set: true, At: report.Period{Year: 1999}, Descending: true}, // well-formed, though no report is of it
	} {
		q, err := Parse(text, d)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if q.Sort != want {
			t.Errorf("%s sorts by %+v, want %+v", text, q.Sort, want)
		}
		if again, err := Parse(q.String(), d); err != nil || !again.Equal(q) {
			t.Errorf("%s is printed as %q, which is another question", text, q)
		}
	}
	q, err := Parse("sort=-2013-h2", d)
	if got := q.String(); err != nil || got != "sort=-2013-H2" {
		t.Errorf("sort=-2013-h2 is written %q (%v)", got, err)
	}
}

func TestAPeriodThatIsNoneIsMended(t *testing.T) {
	d := samples.Dataset(t)
	for text, nearest := range map[string]string{
		"sort=-2013H1": "2013-H1", "sort=2013-2": "2013-H2", "sort=-2013-H3": "2013-H1", "sort=12": "",
	} {
		_, err := Parse(text, d)
		fault, ok := err.(*ParseError)
		if !ok || !strings.Contains(fault.Message, "is not a period") || fault.Nearest != nearest {
			t.Errorf("%s: %v, want one that proposes %q", text, err, nearest)
		}
	}
	if _, err := Parse("by=period sort=2013-H1", d); err == nil || !strings.Contains(err.Error(), "a period of its own") {
		t.Errorf("by=period sort=2013-H1: %v", err)
	}
}

func TestEachViewKeepsTheOrdersItHas(t *testing.T) {
	d := samples.Dataset(t)
	at := Sort{Set: true, At: report.Period{Year: 2013, Half: 1}, Descending: true}
	for _, c := range []struct {
		q    Query
		want Sort
	}{
		{Query{Sort: at}, at},
		{Query{View: MatrixView, Sort: at}, at},
		{Query{View: TrendView, By: ByOutcome, Sort: at}, at},
		{Query{View: MapView, Sort: at}, at},
		{Query{View: MatrixView, By: ByPeriod, Sort: at}, Sort{}}, // each row has a period of its own
		{Query{View: RecordsView, Sort: at}, Sort{}},              // records have fields
		{Query{View: MapView, By: ByService, Sort: at}, at},       // of countries, as a map has no other rows
		{Query{Sort: Sort{Set: true, At: report.Period{Year: 2013, Half: 1}, Column: report.Accounts}}, Sort{Set: true, At: report.Period{Year: 2013, Half: 1}}},
	} {
		if got := c.q.Canonical(d).Sort; got != c.want {
			t.Errorf("%q keeps the order %+v, want %+v", c.q, got, c.want)
		}
	}
}
