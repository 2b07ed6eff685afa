package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var drawnAmounts = rapid.Custom(func(t *rapid.T) Amount {
	lo := rapid.IntRange(0, MaxAmount).Draw(t, "lo")
	switch rapid.SampledFrom([]form{notReported, exact, ranged, suppressed}).Draw(t, "form") {
	case exact:
		return Exact(lo)
	case ranged:
		return Between(lo, rapid.IntRange(lo, MaxAmount).Draw(t, "hi"))
	case suppressed:
		return Below(max(lo, 1))
	}
	return Amount{}
})

func TestAmountIsReadAsItIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawnAmounts.Draw(t, "amount")
		if back, err := ParseAmount(a.String()); err != nil || back != a {
			t.Fatalf("%q is read as %v (%v)", a, back, err)
		}
		if lo, hi := a.Bounds(); lo > hi || lo < 0 || !a.Reported() && hi != 0 {
			t.Fatalf("%q lies between %d and %d", a, lo, hi)
		}
		if a.IsExact() && !a.Reported() {
			t.Fatalf("%q is exact and not reported", a)
		}
	})
}

func TestAmountsStandForWhatReportsPrint(t *testing.T) {
	for _, c := range []struct {
		text            string
		lo, hi          int
		reported, exact bool
	}{
		{"", 0, 0, false, false},
		{"0", 0, 0, true, true},
		{"12", 12, 12, true, true},
		{"007", 7, 7, true, true},
		{"2147483647", MaxAmount, MaxAmount, true, true},
		{"0..499", 0, 499, true, false},
		{"5..5", 5, 5, true, false},
		{"<10", 0, 9, true, false},
		{"<1", 0, 0, true, false},
	} {
		a, err := ParseAmount(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
		}
		lo, hi := a.Bounds()
		if lo != c.lo || hi != c.hi || a.Reported() != c.reported || a.IsExact() != c.exact {
			t.Errorf("%q: %d..%d, reported %v, exact %v", c.text, lo, hi, a.Reported(), a.IsExact())
		}
	}
}

func TestAmountsThatAreRefused(t *testing.T) {
	for text, message := range map[string]string{
		"1,200":                 `"1,200" is not an amount: write 12, 0..499, <10 or leave it empty`,
		"-1":                    `"-1" is not an amount: write 12, 0..499, <10 or leave it empty`,
		"+1":                    `"+1" is not an amount: write 12, 0..499, <10 or leave it empty`,
		"1.5":                   `"1.5" is not an amount: write 12, 0..499, <10 or leave it empty`,
		" 1":                    `" 1" is not an amount: write 12, 0..499, <10 or leave it empty`,
		"n/a":                   `"n/a" is not an amount: write 12, 0..499, <10 or leave it empty`,
		"2147483648":            `2147483648 is above the largest amount, 2147483647`,
		strings.Repeat("9", 40): strings.Repeat("9", 40) + ` is above the largest amount, 2147483647`,
		"9..3":                  `range "9..3" ends below its start`,
		"3..":                   `a count is missing`,
		"..3":                   `a count is missing`,
		"<":                     `a count is missing`,
		"<0":                    `"<0" holds no count: nothing is below 0`,
		"1..2..3":               `"2..3" is not an amount: write 12, 0..499, <10 or leave it empty`,
	} {
		if a, err := ParseAmount(text); err == nil || err.Error() != message {
			t.Errorf("%q is read as %q with %v; want the error %s", text, a, err, message)
		}
	}
}

func TestAmountsOutOfBoundsAreNotReported(t *testing.T) {
	for name, a := range map[string]Amount{
		"Exact(-1)": Exact(-1), "Exact(max+1)": Exact(MaxAmount + 1), "Between(2, 1)": Between(2, 1), "Between(-1, 1)": Between(-1, 1),
		"Between(0, max+1)": Between(0, MaxAmount+1), "Below(0)": Below(0), "Below(max+1)": Below(MaxAmount + 1),
	} {
		if a.Reported() {
			t.Errorf("%s is %s", name, a)
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"", "12", "0..499", "<10", "1,200", "..", "<<1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAmount(s)
		if err != nil {
			return
		}
		if back, err := ParseAmount(a.String()); err != nil || back != a {
			t.Fatalf("%q is read as %q, and that as %q (%v)", s, a, back, err)
		}
	})
}
