package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// MaxAmount is the largest count a record may hold. No report comes near it;
// the limit keeps every sum of ten million records inside an int64.
const MaxAmount = math.MaxInt32

// Amount is a count as a report prints it: exact (12), a range (0..499),
// suppressed (<10) or not reported. The zero value is not reported, which is
// never the same as zero.
type Amount struct {
	lo, hi int32
	form   form
}

// form says how an amount was printed.
type form uint8

const (
	notReported form = iota
	exact
	ranged
	suppressed
)

// Exact returns the amount n as printed; n outside 0..MaxAmount is not reported.
func Exact(n int) Amount {
	if n < 0 || n > MaxAmount {
		return Amount{}
	}
	return Amount{int32(n), int32(n), exact}
}

// Between returns the range lo..hi, both ends inclusive; ends out of order or
// outside 0..MaxAmount are not reported.
func Between(lo, hi int) Amount {
	if lo < 0 || hi > MaxAmount || lo > hi {
		return Amount{}
	}
	return Amount{int32(lo), int32(hi), ranged}
}

// Below returns the suppressed amount <n, which stands for 0 to n-1.
func Below(n int) Amount {
	if n < 1 || n > MaxAmount {
		return Amount{}
	}
	return Amount{0, int32(n - 1), suppressed}
}

// ParseAmount reads an amount the way reports print it: "12", "0..499", "<10",
// or nothing at all. Separators and signs are refused, so that "1,200" is never
// read as 1.
func ParseAmount(s string) (Amount, error) {
	switch {
	case s == "":
		return Amount{}, nil
	case s[0] == '<':
		n, err := parseCount(s[1:])
		if err != nil {
			return Amount{}, err
		}
		if n == 0 {
			return Amount{}, fmt.Errorf("%q holds no count: nothing is below 0", Clip(s))
		}
		return Below(n), nil
	}
	before, after, isRange := strings.Cut(s, "..")
	lo, err := parseCount(before)
	if err != nil {
		return Amount{}, err
	}
	if !isRange {
		return Exact(lo), nil
	}
	hi, err := parseCount(after)
	if err != nil {
		return Amount{}, err
	}
	if lo > hi {
		return Amount{}, fmt.Errorf("range %q ends below its start", Clip(s))
	}
	return Between(lo, hi), nil
}

// parseCount reads plain decimal digits.
func parseCount(s string) (int, error) {
	if s == "" {
		return 0, fmt.Errorf("a count is missing")
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, fmt.Errorf("%q is not an amount: write 12, 0..499, <10 or leave it empty", Clip(s))
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil || n > MaxAmount {
		return 0, fmt.Errorf("%s is above the largest amount, %d", Clip(s), MaxAmount)
	}
	return n, nil
}

// String prints the amount as ParseAmount reads it; not reported is empty.
func (a Amount) String() string {
	switch a.form {
	case exact:
		return strconv.Itoa(int(a.lo))
	case ranged:
		return strconv.Itoa(int(a.lo)) + ".." + strconv.Itoa(int(a.hi))
	case suppressed:
		return "<" + strconv.Itoa(int(a.hi)+1)
	}
	return ""
}

// Reported says whether the report prints this count at all.
func (a Amount) Reported() bool { return a.form != notReported }

// IsExact says whether the amount is one printed number.
func (a Amount) IsExact() bool { return a.form == exact }

// IsRange says whether the report prints two ends, and IsSuppressed whether it says
// only that the count is small.
func (a Amount) IsRange() bool      { return a.form == ranged }
func (a Amount) IsSuppressed() bool { return a.form == suppressed }

// Lo is the least count the amount can stand for and Hi the greatest; both are 0 when
// it is not reported.
func (a Amount) Lo() int { return int(a.lo) }
func (a Amount) Hi() int { return int(a.hi) }

// Bounds returns the least and the greatest count the amount can stand for;
// both are 0 when it is not reported.
func (a Amount) Bounds() (lo, hi int) { return int(a.lo), int(a.hi) }
