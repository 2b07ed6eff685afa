package query

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daylight/model/report"
)

func TestNotesAboutAMeasureSayWhich(t *testing.T) {
	for scope, want := range map[string]string{"measure=accounts country=US": "accounts true", "country=US": "requests false", "": "requests false", "measure=nonsense": "requests false"} {
		c, measured := MeasureIn(scope)
		if got := fmt.Sprint(c, measured); got != want {
			t.Errorf("%q is about %s, want %s", scope, got, want)
		}
	}
}

func TestWhatComparesSaysWithWhat(t *testing.T) {
	for against, want := range map[Against][2]string{
		{}:           {"as many months just before", "the time before"},
		{Year: true}: {"the same months one year earlier", "a year earlier"},
		{Period: report.Period{Year: 2013, Half: 1}}: {"2013-H1", "2013-H1"},
	} {
		q := Query{Against: against}
		for _, c := range []report.Column{report.Change, report.Difference} {
			if !strings.Contains(c.How(q.Against), want[0]) || !strings.Contains(c.Title(q.Against), want[0]) || !strings.HasSuffix(c.About(q.Against), " "+want[1]) {
				t.Errorf("%s against %s: %q, %q, %q", c, against, c.How(q.Against), c.Title(q.Against), c.About(q.Against))
			}
		}
	}
	for c := range report.Column(report.NumColumns) {
		for _, text := range []string{c.How(Against{}), c.Title(Against{}), c.About(Against{})} {
			if strings.ContainsAny(text, "{}") {
				t.Errorf("%s says %q", c, text)
			}
		}
	}
}

func TestAYearHoldsItsHalvesAndNotTheOtherWay(t *testing.T) {
	year, first, second := report.Period{Year: 2012, Half: 0}, report.Period{Year: 2012, Half: 1}, report.Period{Year: 2012, Half: 2}
	if first.End() != second.Start() || first.Start() != year.Start() || second.End() != year.End() {
		t.Error("the halves of a year do not make the year")
	}
	for _, c := range []struct {
		filter string
		takes  []report.Period
	}{
		{"2012", []report.Period{year, first, second}},
		{"2012-H1", []report.Period{first}},
		{"2012..2012", []report.Period{year, first, second}},
		{"2012-H1..2012-H2", []report.Period{year, first, second}},
		{"2012-H2..", []report.Period{second, {Year: 2013, Half: 1}}},
		{"..2012-H1", []report.Period{{Year: 2011, Half: 0}, first}},
		{"2014", nil},
	} {
		r, err := report.ParsePeriodRange(c.filter)
		if err != nil {
			t.Fatal(err)
		}
		var takes []report.Period
		for _, p := range []report.Period{{Year: 2011, Half: 0}, year, first, second, {Year: 2013, Half: 1}} {
			if (PeriodFilter{Ranges: []report.PeriodRange{r}}).Holds(p) {
				takes = append(takes, p)
			}
			if (PeriodFilter{Except: true, Ranges: []report.PeriodRange{r}}).Holds(p) == slices.Contains(c.takes, p) {
				t.Errorf("all but %s: wrong about %v", c.filter, p)
			}
		}
		if !slices.Equal(takes, c.takes) {
			t.Errorf("%s takes %v, want %v", c.filter, takes, c.takes)
		}
	}
}
