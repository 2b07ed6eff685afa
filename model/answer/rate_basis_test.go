package answer

import (
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// The parts of a rate, which the inspector shows: in Türkiye, and in all. Accounts: 3 of 5 requests, 4 of 8.
// Content: 2 of 5; Türkiye's 3 requests that print none are not divided by, nor the 4 of France.
func TestARateSaysWhatItIsWorkedOutFrom(t *testing.T) {
	d := samples.MadeUp(t, samples.MadeUpTables("alpha"), `
		alpha 2001-H1 mail GB legal-process requests=5 accounts=3 content=2
		alpha 2001-H1 mail TR legal-process requests=8 accounts=4
		alpha 2001-H1 mail FR legal-process requests=4
		beta 2001-H1 search AQ legal-process requests=10 percent=30
	`)
	e := NewEngine(d)
	for _, c := range []struct {
		query, row  string
		column      report.Column
		part, whole float64 // what is counted; the requests that print it
		all         float64
		approx, no  bool
	}{
		{"publisher=alpha", "GB", report.AccountsPerRequest, 3, 5, 5, false, false},
		{"publisher=alpha", "TR", report.AccountsPerRequest, 4, 8, 8, false, false},
		{"publisher=alpha", "FR", report.AccountsPerRequest, 0, 0, 4, false, false},
		{"publisher=alpha", "", report.AccountsPerRequest, 7, 13, 17, false, false},
		{"publisher=alpha", "GB", report.ContentRate, 2, 5, 5, false, false},
		{"publisher=alpha", "TR", report.ContentRate, 0, 0, 8, false, false},
		{"publisher=alpha", "", report.ContentRate, 2, 5, 17, false, false},
		{"publisher=all", "AQ", report.DisclosedRate, 3, 10, 10, true, false},
		{"publisher=alpha country=TR", "", report.AccountsPerRequest, 4, 8, 8, false, false},
		{"publisher=alpha by=outcome", "", report.AccountsPerRequest, 7, 13, 17, false, false},
		{"publisher=alpha by=outcome", "content", report.AccountsPerRequest, 0, 0, 0, false, true},
		{"publisher=alpha outcome=content", "", report.ContentRate, 0, 0, 0, false, true},
		{"publisher=alpha", "GB", report.Requests, 0, 0, 0, false, true},
		{"publisher=alpha", "GB", report.PerMillion, 0, 0, 0, false, true},
		{"publisher=alpha", "no such row", report.ContentRate, 0, 0, 0, false, true},
	} {
		b, ok := e.Basis(samples.Must(query.Parse(c.query, d)), &Row{ID: c.row}, c.column)
		if ok == c.no {
			t.Errorf("%s: %s of %q has a basis: %v", c.query, c.column, c.row, ok)
		}
		if want := (Basis{c.part, c.whole, c.all, c.approx}); !c.no && b != want {
			t.Errorf("%s: %s of %q rests on %+v, want %+v", c.query, c.column, c.row, b, want)
		}
	}
}
