package answer

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"daylight/model/report"
)

func TestFiguresReadAsPeopleWriteThem(t *testing.T) {
	count := func(lo, hi int64, m Marks) Figure { return Figure{Reported: true, Lo: lo, Hi: hi, Marks: m} }
	rate := func(x float64, m Marks) Figure { return Figure{Reported: true, Rate: x, Marks: m} }
	for _, c := range []struct {
		figure         Figure
		column         report.Column
		unicode, ascii string
	}{
		{Figure{}, report.Requests, "·", "."},
		{Figure{}, report.Change, "·", "."},
		{count(0, 0, 0), report.Content, "0", "0"},
		{count(999, 999, 0), report.Requests, "999", "999"},
		{count(75378, 75378, 0), report.Requests, "75,378", "75,378"},
		{count(1234567, 1234567, Floor), report.Accounts, "≥ 1,234,567", ">= 1,234,567"},
		{count(11000, 12000, 0), report.Requests, "11,000–12,000", "11,000-12,000"},
		{rate(0.0206692, 0), report.ContentRate, "2.1 %", "2.1 %"},
		{rate(0.82, Approx), report.DisclosedRate, "≈ 82.0 %", "~ 82.0 %"},
		{rate(0.0001, Approx), report.RejectedRate, "<0.1 %", "<0.1 %"},
		{rate(0.9999, 0), report.DisclosedRate, ">99.9 %", ">99.9 %"},
		{rate(0, 0), report.ContentRate, "0.0 %", "0.0 %"},
		{rate(1, 0), report.Share, "100.0 %", "100.0 %"},
		{rate(0.123, 0), report.Change, "+12.3 %", "+12.3 %"},
		{rate(-0.123, Halved), report.Change, "−12.3 % ÷ 2", "-12.3 % /2"},
		{rate(-0.00001, 0), report.Change, "0.0 %", "0.0 %"},
		{rate(25.5, 0), report.Change, "+2,550.0 %", "+2,550.0 %"},
		{rate(38.94, 0), report.PerMillion, "38.9", "38.9"},
		{rate(0.01, 0), report.PerMillion, "<0.1", "<0.1"},
		{rate(1.823, 0), report.AccountsPerRequest, "1.82", "1.82"},
		{rate(math.NaN(), 0), report.Share, "·", "."},
		{covering(1, 0.011, 0), report.RejectedRate, "(100.0 %)", "(100.0 %)"},
		{covering(0.761, 0.5, Approx), report.DisclosedRate, "(≈ 76.1 %)", "(~ 76.1 %)"},
		{covering(0.0001, 0.5, Approx), report.DisclosedRate, "(<0.1 %)", "(<0.1 %)"},
		{covering(1.5, 0.2, 0), report.AccountsPerRequest, "(1.50)", "(1.50)"},
		{covering(0.123, 0.9, 0), report.Change, "(+12.3 %)", "(+12.3 %)"},
		{covering(-0.047, 0.906, Halved), report.Change, "(−4.7 % ÷ 2)", "(-4.7 % /2)"},
		{rate(0.123, Approx), report.Change, "≈ +12.3 %", "~ +12.3 %"},
		{rate(0.12, Ceiling), report.Share, "≤ 12.0 %", "<= 12.0 %"},
		{rate(-0.12, Ceiling), report.Change, "≤ −12.0 %", "<= -12.0 %"},
		{rate(0.891, Approx|WholePercent), report.DisclosedRate, "≈ 89 %", "~ 89 %"},
		{rate(0.0004, Approx|WholePercent), report.DisclosedRate, "≈ 0 %", "~ 0 %"},
		{rate(0.9996, Approx|WholePercent), report.DisclosedRate, "≈ 100 %", "~ 100 %"},
		{covering(0.761, 0.5, Approx|WholePercent), report.DisclosedRate, "(≈ 76 %)", "(~ 76 %)"},
		{count(7660000, 7660000, Approx), report.Requests, "≈ 7,660,000", "~ 7,660,000"},
		{count(11000, 12000, Approx), report.Requests, "≈ 11,000–12,000", "~ 11,000-12,000"},
		{rate(1234, 0), report.Difference, "+1,234", "+1,234"},
		{rate(-12.5, 0), report.Difference, "−12.5", "-12.5"},
		{rate(-1645.5, Halved), report.Difference, "−1,645.5 ÷ 2", "-1,645.5 /2"},
		{rate(0, 0), report.Difference, "0", "0"},
		{rate(300, Floor), report.Difference, "≥ +300", ">= +300"},
		{covering(300, 0.9, Approx), report.Difference, "(≈ +300)", "(~ +300)"},
		{rate(12.34, 0), report.AccountsPerMillion, "12.3", "12.3"},
		{rate(0.01, Floor), report.PerMillion, ">0", ">0"},
		{rate(0.0001, Floor), report.Share, ">0 %", ">0 %"},
		{rate(0.9999, Floor), report.Share, ">99.9 %", ">99.9 %"},
		{rate(0.0001, Ceiling), report.Share, "<0.1 %", "<0.1 %"},
		{rate(0.9999, Ceiling), report.Share, "<100 %", "<100 %"},
		{rate(0.01, 0), report.AccountsPerMillion, "<0.1", "<0.1"},
	} {
		if got := (Format{}).Figure(c.figure, c.column); got != c.unicode {
			t.Errorf("%s %+v reads %q, want %q", c.column, c.figure, got, c.unicode)
		}
		if got := (Format{ASCII: true}).Figure(c.figure, c.column); got != c.ascii {
			t.Errorf("%s %+v reads %q in ASCII, want %q", c.column, c.figure, got, c.ascii)
		}
	}
}

func TestLimitsOfSmallSharesCanBeToldApart(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0.0 %", 0.000_001_34: "0.00013 %", 0.000_025: "0.0025 %", 0.0004: "0.04 %", 0.000_999_9: "0.1 %", 0.001: "0.1 %", 0.191_6: "19.2 %",
	} {
		if got := (Format{}).Limit(v, report.Share); got != want {
			t.Errorf("the limit %v reads %q, want %q", v, got, want)
		}
	}
	if got := (Format{}).Limit(0.01, report.PerMillion); got != "<0.1" {
		t.Errorf("the limit of a rate that is no part of a whole reads %q", got)
	}
}

// covering is a rate that rests on a part of the requests.
func covering(rate, part float64, m Marks) Figure {
	return Figure{Reported: true, Rate: rate, Covers: part, Marks: m | Part}
}

func TestNarrowPlacesGetShorterFigures(t *testing.T) {
	count := func(lo, hi int64, m Marks) Figure { return Figure{Reported: true, Lo: lo, Hi: hi, Marks: m} }
	for _, c := range []struct {
		figure Figure
		column report.Column
		width  int
		want   string
	}{
		{count(75378, 75378, 0), report.Requests, 6, "75,378"},
		{count(75378, 75378, 0), report.Requests, 5, "75.4k"},
		{count(75378, 75378, 0), report.Requests, 4, "75k"},
		{count(75378, 75378, 0), report.Requests, 2, "…"},
		{count(75378, 75378, Floor), report.Requests, 7, "≥75,378"},
		{count(75378, 75378, Floor), report.Requests, 6, "≥75.3k"}, // not 75.4k: there may be fewer
		{count(137424, 137424, 0), report.Accounts, 4, "137k"},
		{count(137424, 137424, 0), report.Accounts, 3, "…"},
		{count(999950, 999950, 0), report.Requests, 4, "1M"},
		{count(11001, 12001, 0), report.Requests, 11, "11k–12.1k"},
		{count(11001, 12001, 0), report.Requests, 7, "11k–13k"},
		{count(500, 999, 0), report.Requests, 7, "500–999"},
		{Figure{Reported: true, Rate: 0.8204, Marks: Approx}, report.DisclosedRate, 6, "≈82.0%"},
		{Figure{Reported: true, Rate: 0.8204, Marks: Approx}, report.DisclosedRate, 5, "≈82%"},
		{Figure{Reported: true, Rate: 0.0004}, report.RejectedRate, 5, "<0.1%"},
		{Figure{Reported: true, Rate: 0.0004}, report.RejectedRate, 3, "<1%"},
		{Figure{Reported: true, Rate: -0.123, Marks: Halved}, report.Change, 6, "−12%÷2"},
		{covering(0.8204, 0.5, Approx), report.DisclosedRate, 10, "(≈ 82.0 %)"},
		{covering(0.8204, 0.5, Approx), report.DisclosedRate, 9, "(≈82.0%)"},
		{covering(0.8204, 0.5, Approx), report.DisclosedRate, 6, "(≈82%)"},
		{covering(0.8204, 0.5, Approx), report.DisclosedRate, 5, "…"},
		{Figure{Reported: true, Rate: -75378}, report.Difference, 6, "−75.4k"},
		{Figure{Reported: true, Rate: 75378, Marks: Floor}, report.Difference, 7, "≥+75.3k"}, // not +75.4k: it may be fewer
		{Figure{Reported: true, Rate: -75378, Marks: Floor}, report.Difference, 7, "≥−75.4k"},
		{Figure{Reported: true, Rate: 75378, Marks: Ceiling}, report.Difference, 7, "≤+75.4k"},
		{Figure{Reported: true, Rate: 0.89, Marks: Approx | WholePercent}, report.DisclosedRate, 5, "≈89%"},
		{Figure{}, report.Requests, 1, "·"},
		{count(5, 5, 0), report.Requests, 0, ""},
	} {
		if got := (Format{}).Short(c.figure, c.column, c.width); got != c.want {
			t.Errorf("%s %+v in %d cells reads %q, want %q", c.column, c.figure, c.width, got, c.want)
		}
	}
}

// FuzzShort holds Short to its law: never wider than asked, and pure ASCII when
// that is asked.
func FuzzShort(f *testing.F) {
	f.Add(int64(75378), int64(80000), 0.5, uint8(3), uint8(9), 5)
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), -1e300, uint8(8), uint8(16), 3)
	f.Fuzz(func(t *testing.T, lo, hi int64, rate float64, marks, column uint8, width int) {
		if lo < 0 || hi < lo {
			return
		}
		c := report.Column(int(column) % report.NumColumns)
		fig := Figure{Reported: true, Marks: Marks(marks & 15), Lo: lo, Hi: hi, Rate: rate}
		if got := (Format{}).Short(fig, c, width); utf8.RuneCountInString(got) > max(width, 0) {
			t.Fatalf("%q is wider than %d", got, width)
		}
		got := (Format{ASCII: true}).Short(fig, c, width)
		if strings.ContainsFunc(got, func(r rune) bool { return r >= utf8.RuneSelf }) || len(got) > max(width, 0) {
			t.Fatalf("%q is not ASCII of %d", got, width)
		}
	})
}

// TestAbbreviationsAreTheRightNumber holds every abbreviation against
// arithmetic: on the right side of the number, and as near as its digits allow.
func TestAbbreviationsAreTheRightNumber(t *testing.T) {
	units := map[byte]float64{'k': 1e3, 'M': 1e6, 'G': 1e9}
	for n := int64(1); n < 5e9; n += n/37 + 1 {
		for _, digits := range []int{2, 3} {
			for way, wrong := range map[rounding]func(got, want float64) bool{
				down:      func(got, want float64) bool { return got > want || got < want*0.9 },
				up:        func(got, want float64) bool { return got < want || got > want*1.1 },
				toNearest: func(got, want float64) bool { return math.Abs(got-want) > want*0.0501 },
			} {
				text := abbreviate(n, digits, way)
				number, unit := text, 1.0
				if u, known := units[text[len(text)-1]]; known {
					number, unit = text[:len(text)-1], u
				}
				if got := decimalOf(t, number) * unit; wrong(got-1e-6*got*leeway(way), float64(n)) {
					t.Fatalf("%d in %d digits is %s", n, digits, text)
				}
			}
		}
	}
}

// leeway leaves room for the error of floating point, to either side.
func leeway(way rounding) float64 {
	switch way {
	case down:
		return 1
	case up:
		return -1
	}
	return 0
}

func decimalOf(t *testing.T, number string) float64 {
	t.Helper()
	whole, fraction, _ := strings.Cut(number, ".")
	x := 0.0
	for _, d := range whole {
		x = x*10 + float64(d-'0')
	}
	scale := 0.1
	for _, d := range fraction {
		x += float64(d-'0') * scale
		scale /= 10
	}
	return x
}

// seenIn are the marks of some columns of a result.
func seenIn(r *Result, columns []report.Column) (seen Seen) {
	for _, c := range columns {
		seen.Add(r.Total.Figures[c], c)
		for i := range r.Rows {
			seen.Add(r.Rows[i].Figures[c], c)
		}
		if r.Shown != nil {
			seen.Add(r.Shown.Figures[c], c)
		}
	}
	return seen
}

func TestSignsExplainTheMarksThatStandAndNoOthers(t *testing.T) {
	floor := Figure{Reported: true, Marks: Floor}
	partly := Figure{Reported: true, Marks: Part | Halved, Covers: 0.9}
	r := &Result{Rows: make([]Row, 1)}
	r.Total.Figures[report.Requests] = Figure{Reported: true}
	r.Rows[0].Figures[report.Requests] = floor
	r.Total.Figures[report.Change], r.Rows[0].Figures[report.Change] = partly, partly
	marks := func(columns ...report.Column) (list []string) {
		for _, s := range (Format{ASCII: true}).Signs(seenIn(r, columns)) {
			list = append(list, s.Mark)
		}
		return list
	}
	if got := marks(report.Requests); !slices.Equal(got, []string{">="}) {
		t.Errorf("requests have the signs %q", got)
	}
	if got := marks(report.Change); !slices.Equal(got, []string{"( )", "/2"}) {
		t.Errorf("changes have the signs %q", got)
	}
	r.Rows[0].Figures[report.RejectedRate], r.Total.Figures[report.RejectedRate] = covering(0.5, 0.94, 0), rated(0.5)
	if got := marks(report.RejectedRate); !slices.Equal(got, []string{"( )"}) {
		t.Errorf("a rate that covers little has the signs %q", got)
	}
	r.Rows[0].Figures[report.RejectedRate] = rated(0.5)
	if got := marks(report.RejectedRate); len(got) > 0 {
		t.Errorf("rates that cover nearly all have the signs %q", got)
	}
	r.Rows[0].Figures[report.Share], r.Total.Figures[report.Share] = bounded(0.5, Ceiling), bounded(0.5, Approx)
	if got := marks(report.Share); !slices.Equal(got, []string{"<=", "~"}) {
		t.Errorf("a share of a lower bound has the signs %q", got)
	}
	r.Shown = &Row{}
	r.Shown.Figures[report.RejectedRate] = bounded(0.5, Floor)
	if got := marks(report.RejectedRate); !slices.Equal(got, []string{">="}) {
		t.Errorf("with a subtotal the signs are %q", got)
	}
	if got := marks(report.Accounts); !slices.Equal(got, []string{"."}) {
		t.Errorf("what nobody reports has the signs %q", got)
	}
}

func TestDigitsStandBelowThoseInParentheses(t *testing.T) {
	for _, c := range []struct{ figures, want []string }{
		{[]string{"1.0 %", "(2.0 %)", "·", ""}, []string{"1.0 % ", "(2.0 %)", "· ", ""}},
		{[]string{"1.0 %", "·"}, []string{"1.0 %", "·"}},
		{[]string{"(1.0 %)", "(2.0 %)"}, []string{"(1.0 %)", "(2.0 %)"}},
	} {
		got := slices.Clone(c.figures)
		if AlignDigits(got); !slices.Equal(got, c.want) {
			t.Errorf("%q become %q, want %q", c.figures, got, c.want)
		}
	}
}

func TestAFigureExplainsItsMarks(t *testing.T) {
	for _, c := range []struct {
		figure Figure
		column report.Column
		want   []string
	}{
		{exactly(12), report.Requests, nil},
		{within(0, 499), report.Requests, []string{"printed as a range"}},
		{least(12), report.Content, []string{"at least: some records do not report it"}},
		{bounded(0.1, Ceiling), report.Share, []string{"at most: some records do not report what it is set against"}},
		{bounded(0.1, Approx|WholePercent), report.DisclosedRate, []string{"approximate: " + aboutMeans, "the percentages are printed without decimals"}},
		{Figure{Reported: true, Rate: 0.1, Covers: 0.9997}, report.ContentRate, []string{"covers 99.9 % of requests"}},
		{covering(0.1, 0.906, Halved), report.Change, []string{"covers 90.6 % of requests", "against a longer period, scaled to the same length"}},
	} {
		if got := c.figure.Explain(c.column); !slices.Equal(got, c.want) {
			t.Errorf("%s %+v is explained as %q, want %q", c.column, c.figure, got, c.want)
		}
	}
}

func TestWhatAFigureCoversIsRoundedDown(t *testing.T) {
	for _, c := range []struct {
		part float64
		want string
	}{
		{0, "0.0 %"}, {0.0004, "<0.1 %"}, {0.001, "0.1 %"}, {0.5459, "54.5 %"}, {0.57, "57.0 %"}, {0.9496, "94.9 %"}, {0.95, "95.0 %"},
		{0.99999, "99.9 %"}, {1 - 1e-12, "99.9 %"}, {1, "100.0 %"},
	} {
		if got := (Format{}).Covered(c.part); got != c.want {
			t.Errorf("%g reads %s, not %s", c.part, got, c.want)
		}
	}
	for tenth := range 1001 { // arithmetic takes none of it away
		part := float64(tenth) / 1000
		if got, want := (Format{}).Covered(part), fmt.Sprintf("%d.%d %%", tenth/10, tenth%10); got != want {
			t.Errorf("%g reads %s, not %s", part, got, want)
		}
	}
}
