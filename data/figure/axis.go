package figure

import (
	"math"
	"strconv"
	"strings"

	"daylight/model/report"
)

// scale turns values into lengths: from zero up or, where it is logarithmic, from a
// power of ten.
type scale struct {
	log    bool
	lo, hi float64   // the values at its ends; of a logarithm, powers of ten
	length float64   // in pixels
	ticks  []float64 // values that are labelled
}

// newScale is a scale on which all values have a place. Whole has no ticks between
// whole numbers.
func newScale(log bool, values []float64, length float64, ticks int, whole bool) scale {
	s := scale{log: log, length: length}
	least := math.Inf(1)
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		s.lo, s.hi = min(s.lo, v), max(s.hi, v)
		if v > 0 {
			least = min(least, v)
		}
	}
	if log {
		if math.IsInf(least, 1) {
			least = 1
		}
		s.lo = math.Ceil(math.Log10(least)-1e-9) - 1 // so that the least has a length
		s.hi = max(math.Log10(max(s.hi, least)), s.lo+1)
		for step := 1.0; ; step++ {
			s.ticks = nil
			for p := s.lo; p <= s.hi+1e-9; p += step {
				s.ticks = append(s.ticks, math.Pow(10, p))
			}
			if len(s.ticks) <= ticks {
				return s
			}
		}
	}
	if s.hi == s.lo {
		s.hi++
	}
	step := niceStep((s.hi-s.lo)/float64(ticks), whole)
	for v := math.Ceil(s.lo/step-1e-9) * step; v <= s.hi+step*1e-9; v += step {
		s.ticks = append(s.ticks, math.Round(v/step)*step)
	}
	return s
}

// rounded makes a scale end at ticks, so that lines have air above them.
func (s scale) rounded() scale {
	if s.log {
		s.lo, s.hi = math.Floor(s.lo), math.Ceil(s.hi-1e-9)
		return s
	}
	if n := len(s.ticks); n > 1 {
		step := s.ticks[1] - s.ticks[0]
		for s.ticks[len(s.ticks)-1] < s.hi-step*1e-9 {
			s.ticks = append(s.ticks, s.ticks[len(s.ticks)-1]+step)
		}
		if s.ticks[0] > s.lo+step*1e-9 {
			s.ticks = append([]float64{s.ticks[0] - step}, s.ticks...)
		}
		s.lo, s.hi = min(s.lo, s.ticks[0]), max(s.hi, s.ticks[len(s.ticks)-1])
	}
	return s
}

// niceStep is the least round step that is not below a wanted one.
func niceStep(wanted float64, whole bool) float64 {
	if whole {
		wanted = max(wanted, 1)
	}
	power := math.Pow(10, math.Floor(math.Log10(wanted)))
	for {
		for _, m := range [...]float64{1, 2, 5} {
			if m*power >= wanted*(1-1e-9) {
				return m * power
			}
		}
		power *= 10
	}
}

// at is where a value stands, from the low end. On a logarithmic scale what is not
// above zero stands at that end.
func (s *scale) at(v float64) float64 {
	if s.log {
		if v <= 0 {
			return 0
		}
		v = math.Log10(v)
	}
	return min(max((v-s.lo)/(s.hi-s.lo), 0), 1) * s.length
}

// tick is how a value stands along an axis of a column.
func (f *figure) tick(v float64, c report.Column) string {
	unit := ""
	if c.IsFraction() {
		v, unit = v*100, " %"
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', 6, 64)
	whole, part, _ := strings.Cut(text, ".")
	if n, err := strconv.ParseInt(whole, 10, 64); err == nil {
		whole = f.o.Format.Count(n)
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		whole += "." + part
	}
	switch {
	case v < 0 && f.o.Format.ASCII:
		whole = "-" + whole
	case v < 0:
		whole = "−" + whole
	case v > 0 && c.IsSigned():
		whole = "+" + whole
	}
	return whole + unit
}
