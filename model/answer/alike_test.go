package answer

import (
	"slices"
	"testing"

	"daylight/model/report"
)

func rates(values ...float64) []Figure {
	var list []Figure
	for _, v := range values {
		list = append(list, Figure{Reported: true, Rate: v, Covers: 1})
	}
	return list
}

func TestFiguresThatAreLookedAtTogetherHaveOneForm(t *testing.T) {
	partly := rates(0.125, 0.5)
	partly[1].Covers, partly[1].Marks = 0.4, Part
	unknown := append(rates(0.055), Figure{})
	for _, c := range []struct {
		what    string
		figures []Figure
		column  report.Column
		width   int
		want    []string
	}{
		{"all have room in full", rates(0.55, -0.05), report.Change, 8, []string{"+55.0 %", "−5.0 %"}},
		{"one has no room for a space", rates(0.55, 0.051), report.Change, 6, []string{"+55.0%", "+5.1%"}},
		{"one has no room for a decimal", rates(1.55, 0.051), report.Change, 6, []string{"+155%", "+5%"}},
		{"one has no room at all", rates(155, 0.051), report.Change, 6, []string{"…", "+5.1 %"}},
		{"one is not reported", unknown, report.Change, 6, []string{"+5.5 %", "·"}},
		{"one stands in parentheses", partly, report.ContentRate, 8, []string{"12.5 % ", "(50.0 %)"}},
		{"its parentheses have no room for a space", partly, report.ContentRate, 7, []string{"12.5% ", "(50.0%)"}},
	} {
		if got := (Format{}).Alike(c.figures, c.column, c.width); !slices.Equal(got, c.want) {
			t.Errorf("where %s: %q, want %q", c.what, got, c.want)
		}
	}
}
