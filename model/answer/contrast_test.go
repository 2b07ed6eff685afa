package answer

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"daylight/model/report"
)

// Figures as views have them.
func exactly(n int64) Figure     { return Figure{Reported: true, Lo: n, Hi: n} }
func least(n int64) Figure       { return Figure{Reported: true, Lo: n, Hi: n, Marks: Floor} }
func within(lo, hi int64) Figure { return Figure{Reported: true, Lo: lo, Hi: hi} }
func rated(r float64) Figure     { return Figure{Reported: true, Rate: r, Covers: 1} }
func bounded(r float64, m Marks) Figure {
	return Figure{Reported: true, Rate: r, Covers: 1, Marks: m}
}
func aboutRated(r float64) Figure { return Figure{Reported: true, Rate: r, Covers: 1, Marks: Approx} }

func TestADifferenceSaysNoMoreThanItsFigures(t *testing.T) {
	missing := Figure{}
	for _, c := range []struct {
		name             string
		own, reference   Figure
		column           report.Column
		difference, tell string // as printed; the ratio
	}{
		{"more", exactly(12), exactly(10), report.Requests, "+2", "1.20 ×"},
		{"less", exactly(104_546), exactly(148_682), report.Requests, "−44,136", "0.70 ×"},
		{"the same", exactly(10), exactly(10), report.Requests, "0", "1.00 ×"},
		{"nearly the same", exactly(9_999), exactly(10_000), report.Requests, "−1", "<1.00 ×"},
		{"hardly more", exactly(10_001), exactly(10_000), report.Requests, "+1", ">1.00 ×"},
		{"many times", exactly(250_000), exactly(20), report.Requests, "+249,980", "12,500 ×"},
		{"hardly any", exactly(1), exactly(10_000), report.Requests, "−9,999", "<0.01 ×"},
		{"none", exactly(0), exactly(10), report.Requests, "−10", "0.00 ×"},
		{"against none", exactly(12), exactly(0), report.Requests, "+12", ""},
		{"none against none", exactly(0), exactly(0), report.Requests, "0", ""},
		{"not reported", missing, exactly(10), report.Requests, "·", ""},
		{"against what is not reported", exactly(10), missing, report.Requests, "·", ""},
		{"at least", least(12), exactly(10), report.Content, "≥ +2", "≥ 1.20 ×"},
		{"at least, and less", least(1_999), exactly(3_000), report.Content, "≥ −1,001", "≥ 0.66 ×"},
		{"at most", exactly(12), least(10), report.Content, "≤ +2", "≤ 1.20 ×"},
		{"at most, and less", exactly(1_999), least(3_000), report.Content, "≤ −1,001", "≤ 0.67 ×"},
		{"two lower bounds", least(12), least(10), report.Content, "·", ""},
		{"a rate that is a lower bound", bounded(0.4, Floor), rated(0.3), report.Share, "≥ +10.0 pp", ""},
		{"against a rate that is a lower bound", rated(0.4), bounded(0.3, Floor), report.Share, "≤ +10.0 pp", ""},
		{"two rates that are lower bounds", bounded(0.4, Floor), bounded(0.3, Floor), report.Share, "·", ""},
		{"at most, against a rate", bounded(0.4, Ceiling), rated(0.3), report.Share, "≤ +10.0 pp", ""},
		{"against a rate that is at most so much", rated(0.4), bounded(0.3, Ceiling), report.Share, "≥ +10.0 pp", ""},
		{"at least, against at most", bounded(0.4, Floor), bounded(0.3, Ceiling), report.Share, "≥ +10.0 pp", ""},
		{"a rate per people that is a lower bound", bounded(12, Floor), rated(10), report.PerMillion, "≥ +2.0", "≥ 1.20 ×"},
		{"a difference", rated(-120), rated(30), report.Difference, "−150", ""},
		{"a lower bound of nothing", least(0), exactly(10), report.Content, "·", ""},
		{"against a lower bound of nothing", exactly(10), least(0), report.Content, "·", ""},
		{"a range", within(0, 500), exactly(10), report.Requests, "≈ +240", "≈ 25.0 ×"},
		{"at least, against a range", least(500), within(0, 400), report.Requests, "≥ +100", "≥ 1.25 ×"},
		{"a range, against a lower bound", within(0, 500), least(400), report.Requests, "≤ +100", "≤ 1.25 ×"},
		{"a rate", rated(0.640), rated(0.696), report.DisclosedRate, "−5.6 pp", ""},
		{"a rate that is hardly more", rated(0.6961), rated(0.6960), report.DisclosedRate, "+<0.1 pp", ""},
		{"a rate that is about so much", aboutRated(0.82), rated(0.80), report.DisclosedRate, "≈ +2.0 pp", ""},
		{"against a rate that is about so much", rated(0.82), aboutRated(0.80), report.DisclosedRate, "≈ +2.0 pp", ""},
		{"a share", rated(0.25), rated(0.5), report.Share, "−25.0 pp", ""},
		{"a change", rated(-0.25), rated(0.5), report.Change, "−75.0 pp", ""},
		{"a change that not all have", Figure{Reported: true, Rate: 0.1, Marks: Part, Covers: 0.9}, rated(0), report.Change, "+10.0 pp", ""},
		{"per million", rated(61.6), rated(33.6), report.PerMillion, "+28.0", "1.83 ×"},
		{"accounts per request", rated(1.16), rated(3.18), report.AccountsPerRequest, "−2.02", "0.36 ×"},
		{"no number", rated(math.NaN()), rated(1), report.PerMillion, "·", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := c.own.Against(c.reference, c.column)
			if got := (Format{}).Difference(d, c.column); got != c.difference {
				t.Errorf("the difference is %q, want %q", got, c.difference)
			}
			if got := (Format{}).Ratio(d); got != c.tell {
				t.Errorf("the ratio is %q, want %q", got, c.tell)
			}
		})
	}
}

// drawn is a figure with one of the counts that it may stand for.
type drawn struct {
	Figure
	truth int64
}

// drawCount draws a count as reports add up: exact, a range, a lower bound, or not
// reported.
func drawCount(t *rapid.T, name string) drawn {
	lo := rapid.Int64Range(0, 2_000).Draw(t, name)
	hi := lo
	f := Figure{Reported: rapid.IntRange(0, 9).Draw(t, name+" reported") > 0}
	if rapid.Bool().Draw(t, name+" range") {
		hi += rapid.Int64Range(0, 500).Draw(t, name+" spread")
	}
	truth := rapid.Int64Range(lo, hi).Draw(t, name+" truth")
	if rapid.Bool().Draw(t, name+" floor") {
		f.Marks = Floor
		truth += rapid.Int64Range(0, 5_000).Draw(t, name+" more")
	}
	if f.Reported {
		f.Lo, f.Hi = lo, hi
	}
	return drawn{f, truth}
}

func TestADifferenceOfCountsIsTheirDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		own, reference := drawCount(t, "own"), drawCount(t, "reference")
		d := own.Against(reference.Figure, report.Requests)
		exact := own.Marks|reference.Marks == 0 && !own.IsRange() && !reference.IsRange()
		switch {
		case !own.Reported || !reference.Reported:
			if d != (Contrast{}) {
				t.Fatalf("of what is not reported it says %+v", d)
			}
			return
		case exact != (d.Bound == Exactly && d.Reported):
			t.Fatalf("%+v against %+v is %+v", own, reference, d)
		case d.Reported && own.Marks.Has(Floor) && reference.Marks.Has(Floor):
			t.Fatalf("two lower bounds, %+v and %+v, say %+v", own, reference, d)
		case !d.Reported:
			both := own.Marks.Has(Floor) && reference.Marks.Has(Floor)
			if !both && (own.Lo > 0 || !own.Marks.Has(Floor)) && (reference.Lo > 0 || !reference.Marks.Has(Floor)) {
				t.Fatalf("%+v against %+v says nothing", own, reference)
			}
			return
		}
		truth := float64(own.truth - reference.truth)
		if exact && d.By != truth || d.Bound == AtLeast && truth < d.By || d.Bound == AtMost && truth > d.By {
			t.Fatalf("%+v against %+v is %+v, the truth is %v", own, reference, d, truth)
		}
		if !d.HasRatio {
			if reference.Lo > 0 {
				t.Fatalf("%+v against %+v has no ratio", own, reference)
			}
			return
		}
		if exact && math.Abs(d.Ratio*float64(reference.Lo)-float64(own.Lo)) > 1e-6 {
			t.Fatalf("%v × %d is not %d", d.Ratio, reference.Lo, own.Lo)
		}
		if times := float64(own.truth) / float64(reference.truth); d.Bound == AtLeast && times < d.Ratio-1e-9 || d.Bound == AtMost && times > d.Ratio+1e-9 {
			t.Fatalf("%+v against %+v is %+v, the truth is %v times", own, reference, d, times)
		}
	})
}

func TestADifferenceOfRatesIsInPointsAndHasNoRatio(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		own, reference := rated(rapid.Float64Range(0, 1).Draw(t, "own")), rated(rapid.Float64Range(0, 1).Draw(t, "reference"))
		if rapid.Bool().Draw(t, "about") {
			own.Marks |= Approx
		}
		d := own.Against(reference, report.RejectedRate)
		if d.By != own.Rate-reference.Rate || d.HasRatio || d.Bound == About != own.Marks.Has(Approx) {
			t.Fatalf("%v against %v is %+v", own, reference, d)
		}
	})
}

// signs are the marks of a comparison that is not exact, in both sets.
var signs = map[Bound][2]string{About: {"≈", "~"}, AtLeast: {"≥", ">="}, AtMost: {"≤", "<="}}

func TestAComparisonKeepsItsMarkAndItsSideHoweverShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]report.Column{report.Requests, report.Content, report.Unspecified}).Draw(t, "column")
		d := drawCount(t, "own").Against(drawCount(t, "reference").Figure, c)
		f := Format{ASCII: rapid.Bool().Draw(t, "ascii")}
		width := rapid.IntRange(0, 30).Draw(t, "width")
		for _, text := range []string{f.Versus(d, c, width), f.Brief(d, c, width)} {
			if utf8.RuneCountInString(text) > width {
				t.Fatalf("%q is wider than %d", text, width)
			}
			if f.ASCII && strings.IndexFunc(text, func(r rune) bool { return r > '~' }) >= 0 {
				t.Fatalf("%q is not ASCII", text)
			}
			if cut := text == "…" || text == "#" || text == ""; cut || !d.Reported {
				continue
			}
			sign, marked := signs[d.Bound]
			if marked && !strings.HasPrefix(text, sign[0]) && !strings.HasPrefix(text, sign[1]) {
				t.Fatalf("%+v is printed as %q", d, text)
			}
			if !marked && strings.ContainsAny(text, "≈≥≤~") {
				t.Fatalf("the exact %+v is printed as %q", d, text)
			}
		}
		if text := (Format{ASCII: true}).Ratio(d); d.HasRatio && d.Bound != Exactly {
			printed, err := strconv.ParseFloat(strings.NewReplacer(",", "", "<0.01", "0.01").Replace(strings.Fields(text)[1]), 64)
			if err != nil {
				t.Fatal(err)
			}
			if d.Bound == AtLeast && printed > d.Ratio+1e-9 || d.Bound == AtMost && printed < d.Ratio-1e-9 {
				t.Fatalf("%v is printed as the bound %q", d.Ratio, text)
			}
		}
	})
}
