package answer

import (
	"testing"

	"daylight/model/report"
)

func TestTheSignsBesideFiguresAreExplained(t *testing.T) {
	const (
		missing = "·: not reported"
		floor   = "≥: at least: some records do not report it"
		ceiling = "≤: at most: some records do not report what it is set against"
		about   = "≈: about: " + aboutMeans
		partly  = "( ): covers less than 95 % of the requests"
		halved  = "÷ 2: against a longer period, scaled by its length"
	)
	figures := func(f Figure) *Result {
		r := &Result{}
		r.Total.Figures[report.ContentRate] = f
		return r
	}
	for _, c := range []struct {
		what   string
		r      *Result
		beside []Contrast
		want   string
	}{
		{"an exact figure", figures(rated(0.5)), nil, ""},
		{"one that is not reported", figures(Figure{}), nil, missing},
		{"a lower bound", figures(bounded(0.5, Floor)), nil, floor},
		{"an upper bound of a part", figures(bounded(0.5, Ceiling|Part)), nil, joined([]string{ceiling, partly})},
		{"one that is about so much, and halved", figures(bounded(0.5, Approx|Halved)), nil, joined([]string{about, halved})},
		{"an exact contrast", figures(rated(0.5)), []Contrast{{Reported: true}}, ""},
		{"a contrast that is not reported", figures(rated(0.5)), []Contrast{{Bound: AtLeast}}, missing},
		{"one that is at least so much", figures(rated(0.5)), []Contrast{{Reported: true, Bound: AtLeast}}, floor},
		{"one that is at most so much", figures(rated(0.5)), []Contrast{{Reported: true, Bound: AtMost}}, ceiling},
		{"one that is about so much", figures(rated(0.5)), []Contrast{{Reported: true, Bound: About}}, about},
		{"one of a part, halved", figures(rated(0.5)), []Contrast{{Reported: true, Partly: true, Halved: true}}, joined([]string{partly, halved})},
	} {
		var got []string
		seen := seenIn(c.r, []report.Column{report.ContentRate})
		for _, d := range c.beside {
			d.Seen(&seen)
		}
		for _, s := range (Format{}).Signs(seen) {
			got = append(got, s.Mark+": "+s.Means)
		}
		if joined(got) != c.want {
			t.Errorf("%s is explained by %q, want %q", c.what, got, c.want)
		}
	}
	// Rows, and the sum of those shown, are looked at as well as the total.
	r := figures(rated(0.5))
	r.Rows = make([]Row, 2)
	r.Rows[0].Figures[report.ContentRate], r.Rows[1].Figures[report.ContentRate] = rated(0.5), bounded(0.5, Floor)
	r.Shown = &Row{}
	r.Shown.Figures[report.ContentRate] = bounded(0.5, Approx)
	if got := (Format{}).Signs(seenIn(r, []report.Column{report.ContentRate})); len(got) != 2 || got[0].Mark != "≥" || got[1].Mark != "≈" {
		t.Errorf("of rows and their sum: %q", got)
	}
}
