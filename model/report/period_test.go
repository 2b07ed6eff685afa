package report

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var drawnPeriods = rapid.Custom(func(t *rapid.T) Period {
	return Period{rapid.IntRange(1, 9999).Draw(t, "year"), rapid.IntRange(0, 2).Draw(t, "half")}
})

func TestPeriodIsReadAsItIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawnPeriods.Draw(t, "period")
		if back, err := ParsePeriod(p.String()); err != nil || back != p {
			t.Fatalf("%s is read as %s (%v)", p, back, err)
		}
	})
	if p, err := ParsePeriod("2013-h2"); err != nil || p != (Period{2013, 2}) {
		t.Errorf("2013-h2 is read as %v (%v)", p, err)
	}
}

func TestPeriodsThatAreRefused(t *testing.T) {
	for _, text := range []string{"", "13", "02013", "0000", "2013-", "2013-H3", "2013-H", "2013H1", "2013-Q1", "2013-H1-H2", "-H1", "２０１３", "20x3", " 2013"} {
		want := `"` + text + `" is not a period: write a year (2012) or a half-year (2013-H1)`
		if p, err := ParsePeriod(text); err == nil || err.Error() != want || p != (Period{}) {
			t.Errorf("%q is read as %v with the error %v", text, p, err)
		}
	}
}

func TestPeriodsStandInOrderOfTimeAndTheLongerFirst(t *testing.T) {
	order := []Period{{2011, 2}, {2012, 0}, {2012, 1}, {2012, 2}, {2013, 0}, {2013, 1}}
	shuffled := slices.Clone(order)
	slices.Reverse(shuffled)
	slices.SortFunc(shuffled, Period.Compare)
	if !slices.Equal(shuffled, order) {
		t.Errorf("sorted: %v", shuffled)
	}
	rapid.Check(t, func(t *rapid.T) {
		p, q := drawnPeriods.Draw(t, "p"), drawnPeriods.Draw(t, "q")
		if p.Compare(q) != -q.Compare(p) || (p.Compare(q) == 0) != (p == q) {
			t.Fatalf("%v and %v compare as %d and %d", p, q, p.Compare(q), q.Compare(p))
		}
		if p.End()-p.Start() != p.Months() {
			t.Fatalf("%v runs from %d to %d", p, p.Start(), p.End())
		}
	})
}

func TestPeriodRangesAreReadAsTheyArePrinted(t *testing.T) {
	for text, printed := range map[string]string{
		"2012": "2012", "2012..2014-H2": "2012..2014-H2", "2020-H1..": "2020-H1..", "..2013-h1": "..2013-H1", "2012..2012": "2012",
	} {
		if r, err := ParsePeriodRange(text); err != nil || r.String() != printed {
			t.Errorf("%s is printed as %s (%v)", text, r, err)
		}
	}
	for text, message := range map[string]string{
		"..":             `".." has no end: name at least one (2020-H1.. or ..2013-H1)`,
		"2014..2012":     `"2014..2012" runs backwards: the later period stands first`,
		"2012-H2..2012":  `"2012-H2..2012" runs backwards: the later period stands first`,
		"2012..2012-H1":  `"2012..2012-H1" runs backwards: the later period stands first`,
		"2012..soon":     `"soon" is not a period: write a year (2012) or a half-year (2013-H1)`,
		"1..2012":        `"1" is not a period: write a year (2012) or a half-year (2013-H1)`,
		"2012..2013..14": `"2013..14" is not a period: write a year (2012) or a half-year (2013-H1)`,
	} {
		if r, err := ParsePeriodRange(text); err == nil || err.Error() != message {
			t.Errorf("%s is read as %v with %v; want the error %s", text, r, err, message)
		}
	}
}

func TestBothHalvesOfAYearAreTheYear(t *testing.T) {
	h := func(year, half int) Period { return Period{Year: year, Half: half} }
	for _, c := range []struct {
		from, to Period
		want     string
	}{
		{h(2013, 1), h(2013, 2), "2013"}, {h(2013, 1), h(2015, 2), "2013..2015"}, {h(2013, 0), h(2013, 0), "2013"},
		{h(2013, 1), h(2014, 1), "2013-H1..2014-H1"}, {h(2013, 2), h(2014, 2), "2013-H2..2014-H2"}, {h(2013, 1), h(2013, 1), "2013-H1"}, {h(2013, 1), Period{}, "2013-H1.."},
	} {
		r := PeriodRange{From: c.from, To: c.to}
		if got := r.InYears(); got.String() != c.want || got.Span() != r.Span() {
			t.Errorf("%v in years is %v, want %s", r, got, c.want)
		}
	}
}
