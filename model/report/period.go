package report

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Period is what one report covers: a calendar year or half of one. The zero
// value is no period.
type Period struct {
	Year int
	Half int // 0 the whole year, 1 January to June, 2 July to December
}

// ParsePeriod reads "2012" or "2013-H1" (in either case).
func ParsePeriod(s string) (Period, error) {
	year, half, halved := strings.Cut(s, "-")
	p := Period{Year: ParseYear(year)}
	switch {
	case !halved:
	case half == "H1" || half == "h1":
		p.Half = 1
	case half == "H2" || half == "h2":
		p.Half = 2
	default:
		p.Year = 0
	}
	if p.Year == 0 {
		return Period{}, fmt.Errorf("%q is not a period: write a year (2012) or a half-year (2013-H1)", Clip(s))
	}
	return p, nil
}

// ParseYear reads a year of four digits; 0 when it is none.
func ParseYear(s string) int {
	if len(s) != 4 {
		return 0
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// String prints the period as ParsePeriod reads it.
func (p Period) String() string {
	s := fmt.Sprintf("%04d", p.Year)
	if p.Half > 0 {
		s += "-H" + strconv.Itoa(p.Half)
	}
	return s
}

// Months is the length of the period: 12 or 6.
func (p Period) Months() int {
	if p.Half == 0 {
		return 12
	}
	return 6
}

// Start is the period's first month, counted from January of the year 0.
func (p Period) Start() int {
	if p.Half == 2 {
		return p.Year*12 + 6
	}
	return p.Year * 12
}

// End is the month after the period's last, counted like Start.
func (p Period) End() int { return p.Start() + p.Months() }

// Compare orders periods by their start; of two that start together the longer
// comes first.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.Start(), q.Start()), cmp.Compare(q.Months(), p.Months()))
}

// Slot is the half-year in which a period starts, counted from the year 0.
func (p Period) Slot() int { return p.Start() / 6 }

// Slots is the number of half-years that a period covers.
func (p Period) Slots() int { return p.Months() / 6 }

// Span is an interval of whole months, From inclusive, To exclusive, counted
// from January of the year 0.
type Span struct{ From, To int }

// Months is the length of the span.
func (s Span) Months() int { return s.To - s.From }

// Holds says whether a period lies wholly inside the span.
func (s Span) Holds(p Period) bool { return s.From <= p.Start() && p.End() <= s.To }

// PeriodRange is one item of a query's period list: a single period (From and
// To the same) or a range with both ends inclusive, either of which may be open
// (the zero Period).
type PeriodRange struct{ From, To Period }

// Span is the range as months; open ends reach beyond every report.
func (r PeriodRange) Span() Span {
	const never = 1 << 30
	s := Span{-never, never}
	if r.From != (Period{}) {
		s.From = r.From.Start()
	}
	if r.To != (Period{}) {
		s.To = r.To.End()
	}
	return s
}

// InYears is the same time as a range of years, where it is one of both halves of each.
func (r PeriodRange) InYears() PeriodRange {
	if r.From.Half == 1 && r.To.Half == 2 && r.From.Year <= r.To.Year {
		r.From.Half, r.To.Half = 0, 0
	}
	return r
}

// String prints the range as a query holds it: "2012", "2012..2014-H2",
// "2020-H1.." or "..2013-H1".
func (r PeriodRange) String() string {
	if r.From == r.To {
		return r.From.String()
	}
	s := ".."
	if r.From != (Period{}) {
		s = r.From.String() + s
	}
	if r.To != (Period{}) {
		s += r.To.String()
	}
	return s
}

// ParsePeriodRange reads one item of a period list.
func ParsePeriodRange(s string) (PeriodRange, error) {
	from, to, isRange := strings.Cut(s, "..")
	if !isRange {
		p, err := ParsePeriod(s)
		return PeriodRange{p, p}, err
	}
	var r PeriodRange
	var err error
	if from == "" && to == "" {
		return r, fmt.Errorf("%q has no end: name at least one (2020-H1.. or ..2013-H1)", s)
	}
	if from != "" {
		if r.From, err = ParsePeriod(from); err != nil {
			return PeriodRange{}, err
		}
	}
	if to != "" {
		if r.To, err = ParsePeriod(to); err != nil {
			return PeriodRange{}, err
		}
	}
	if from != "" && to != "" && (r.From.Start() > r.To.Start() || r.From.End() > r.To.End()) {
		return PeriodRange{}, fmt.Errorf("%q runs backwards: the later period stands first", Clip(s))
	}
	return r, nil
}
