package answer

import (
	"math"
	"slices"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestAComparisonIsPrintedInFullWhereThereIsRoom(t *testing.T) {
	more := exactly(12).Against(exactly(10), report.Requests)
	partly := Contrast{Reported: true, Partly: true, By: 0.1}
	half := Contrast{Reported: true, By: 2.5, Halved: true}
	for _, c := range []struct {
		d      Contrast
		column report.Column
		width  int
		want   string
	}{
		{more, report.Requests, 20, "+2 · 1.20 ×"},
		{more, report.Requests, 11, "+2 · 1.20 ×"},
		{more, report.Requests, 10, "+2 · 1.20×"},
		{more, report.Requests, 9, "1.20 ×"},
		{more, report.Requests, 5, "1.20×"},
		{more, report.Requests, 0, ""},
		{partly, report.ContentRate, 20, "(+10.0 pp)"},
		{half, report.Requests, 20, "+2.5 ÷ 2"},
		{least(1).Against(exactly(10), report.Content), report.Content, 20, "≥ −9 · ≥ 0.10 ×"},
		{rated(math.Inf(-1)).Against(rated(1), report.PerMillion), report.PerMillion, 20, "·"},
		{Contrast{}, report.Requests, 20, "·"},
	} {
		if got := (Format{}).Versus(c.d, c.column, c.width); got != c.want {
			t.Errorf("%+v in %d cells is %q, want %q", c.d, c.width, got, c.want)
		}
	}
}

func TestAShareOfAYearIsNotSetAgainstThatOfAHalfYear(t *testing.T) {
	d := samples.MadeUp(t, samples.MadeUpTables("alpha"), `
		alpha 2001 mail GB legal-process requests=10
		alpha 2002-H1 mail GB legal-process requests=4
		alpha 2002-H2 mail GB legal-process requests=6
	`)
	e := NewEngine(d)
	c := e.Compared(samples.Must(query.Parse("publisher=alpha by=period select=2002-H1", d)))
	if ids := idsOf(c.Rows); !slices.Equal(ids, []string{"2001", "2002-H1", "2002-H2"}) || c.Reference != 0 || c.At != 1 {
		t.Fatalf("compared are %v with %d", ids, c.Reference)
	}
	if got := c.Difference(1, report.Share); got.Reported {
		t.Errorf("the share of half a year differs from that of a year by %v", got.By)
	}
	c = e.Compared(samples.Must(query.Parse("publisher=alpha by=period pins=2002-H1,2002-H2", d)))
	if got := c.Difference(1, report.Share); !got.Reported || got.By < 0.0999 || got.By > 0.1001 { // 6 and 4 of 20
		t.Errorf("the share of the other half differs by %+v", got)
	}
}
