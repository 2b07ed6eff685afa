package answer

import "testing"

func TestOfRowsShownTheYearIsAsPartialAsTheySay(t *testing.T) {
	const lines = `
		alpha 2001-H1 mail GB legal-process requests=5
		alpha 2001-H2 mail GB legal-process requests=5
		alpha 2002-H1 mail GB legal-process requests=9
		alpha 2001-H1 chat GB legal-process requests=5
		alpha 2001-H2 chat GB legal-process requests=5
		alpha 2002-H1 chat GB legal-process requests=8
		beta 2001-H1 search GB legal-process requests=5
		beta 2001-H2 search GB legal-process requests=5
		beta 2002-H1 search GB legal-process requests=3
		beta 2002-H2 search GB legal-process requests=4
	`
	for question, want := range map[string]string{
		"publisher=all by=service period=2002 top=1":                    "first half only",
		"publisher=all by=service period=2002 top=2":                    "first half only",
		"publisher=all by=service period=2002 search=search":            "",
		"publisher=all by=service period=2001 top=1":                    "",
		"publisher=all by=service period=2002 top=2 sort=requests":      "first half only; Beta, Inc. whole",
		"publisher=all by=service period=2002 search=nothing-like-that": "",
	} {
		r := askedOf(t, lines, question)
		if r.Shown == nil {
			t.Fatalf("%s hides nothing", question)
		}
		if r.Shown.Partial != want {
			t.Errorf("%s: %q, want %q", question, r.Shown.Partial, want)
		}
	}
}
