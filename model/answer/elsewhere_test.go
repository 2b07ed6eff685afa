package answer

import (
	"strings"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
)

func TestASearchThatNamesSomethingElseSaysHowThatIsAskedFor(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	for text, want := range map[string]string{
		"search=content":                      "content is a column: sort=-content or measure=content_rate",
		"search=Rejected":                     "rejected is a column: sort=-rejected or measure=rejected_rate",
		"search=disclosed":                    "disclosed is a column: sort=-disclosed_rate or measure=disclosed_rate",
		"search=per+million":                  "per million is a column: sort=-per_million or measure=per_million",
		"search=some-data":                    "some-data is a column: sort=-some_data",
		"search=content+view=records":         "",
		"search=rejected view=records":        "rejected is a column: sort=-rejected",
		"search=change view=records":          "",
		"search=change view=sources":          "",
		"search=content view=sources":         "content is an outcome: outcome=content",
		"search=skype":                        "skype is a service: service=skype",
		"search=skype by=service":             "",
		"search=france by=service":            "france is a country: country=FR",
		"search=2013-H1":                      "2013-H1 is a period: period=2013-H1",
		"search=2012-2013":                    "2012-2013 is a period: period=2012..2013",
		"search=2013-H1 by=period":            "",
		"search=trend":                        "trend is a view: view=trend",
		"search=xyzzy":                        "",
		"":                                    "",
		"search=" + strings.Repeat("x", 9999): "",
	} {
		q, err := query.Parse(text, e.data.Dataset)
		if err != nil {
			t.Fatalf("%.40q: %v", text, err)
		}
		got := e.Elsewhere(q)
		if got != want {
			t.Errorf("%.40q: it says %q, want %q", text, got, want)
		}
		_, asked, _ := strings.Cut(got, ": ")
		for word := range strings.SplitSeq(asked, " or ") {
			if _, err := query.Parse(word, e.data.Dataset); err != nil {
				t.Errorf("%q: what it offers is not understood: %v", text, err)
			}
		}
	}
}
