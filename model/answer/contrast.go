package answer

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"daylight/model/report"
)

// What a difference may say, when the figures it rests on do not say all:
//
//	figure       reference     difference                 ratio
//	12           10            +2                         1.20 ×
//	12           0             +12                        none
//	not reported, or the reference is not                 not reported
//	≥ 12         10            ≥ +2: at least so much     ≥ 1.20 ×
//	12           ≥ 10          ≤ +2: at most so much      ≤ 1.20 ×
//	≥ 12         ≥ 10          not reported: it may be either
//	≥ 0          10            not reported: a lower bound of nothing tells nothing
//	0–500        10            ≈ +240: from the middle    ≈ 25.0 ×
//	≈ 82.5 %     ≈ 80.0 %      ≈ +2.5 pp, if one is ≈     none
//	≈ 82 %       80.0 %        ≈ +2 pp: no finer than what is printed
//	≤ 12.0 %     10.0 %        ≤ +2.0 pp: a figure that is at most so much
//
// Parts of one differ by percentage points and have no ratio: twice a share is no
// more than the requests say, and twice a change is nothing at all.

// Bound says on which side of a comparison the truth may lie.
type Bound uint8

// The bounds of a comparison.
const (
	Exactly Bound = iota
	About
	AtLeast
	AtMost
)

// Contrast is a figure set against the same figure of a reference. The zero
// value is not reported.
type Contrast struct {
	Reported bool
	Bound    Bound
	Partly   bool    // it compares less than 95 % of the requests
	Halved   bool    // the one of twelve months was halved, to be set against six
	Whole    bool    // one of them rests on percentages printed without decimals
	By       float64 // the figure less the reference; of fractions, in parts of one
	Ratio    float64 // the figure divided by the reference …
	HasRatio bool    // … where that says anything
}

// Against sets a figure against the same figure of a reference.
func (f Figure) Against(reference Figure, c report.Column) Contrast {
	return f.against(reference, c, 1, 1)
}

// against multiplies either figure by a factor before it compares them.
func (f Figure) against(reference Figure, c report.Column, own, other float64) Contrast {
	if !f.tells(c) || !reference.tells(c) {
		return Contrast{}
	}
	d := Contrast{Reported: true, Whole: (f.Marks | reference.Marks).Has(WholePercent)}
	v, r := f.Value(c), reference.Value(c)
	least := f.Marks.Has(Floor) || reference.Marks.Has(Ceiling)
	most := f.Marks.Has(Ceiling) || reference.Marks.Has(Floor)
	switch {
	case least && most:
		return Contrast{} // it may be either
	case least:
		d.Bound = AtLeast
		v, r = f.low(c), reference.high(c)
	case most:
		d.Bound = AtMost
		v, r = f.high(c), reference.low(c)
	case f.about(c) || reference.about(c):
		d.Bound = About
	}
	v, r = v*own, r*other
	d.By = v - r
	if r > 0 && !c.IsFraction() && !c.IsSigned() {
		d.Ratio, d.HasRatio = v/r, true
	}
	return d
}

// tells says whether a figure says anything of how much there was.
func (f Figure) tells(c report.Column) bool {
	return f.Reported && !(f.Marks.Has(Floor) && f.low(c) == 0 && !c.IsSigned()) && !math.IsNaN(f.Rate) && !math.IsInf(f.Rate, 0)
}

// low and high are the ends of a figure: of a rate, itself.
func (f Figure) low(c report.Column) float64 {
	if c.IsCount() {
		return float64(f.Lo)
	}
	return f.Rate
}

func (f Figure) high(c report.Column) float64 {
	if c.IsCount() {
		return float64(f.Hi)
	}
	return f.Rate
}

// bound is on which side of a figure the truth may lie.
func (f Figure) bound() Bound {
	switch {
	case f.Marks.Has(Floor):
		return AtLeast
	case f.Marks.Has(Ceiling):
		return AtMost
	case f.Marks.Has(Approx):
		return About
	}
	return Exactly
}

// about says whether a figure is printed as an approximation, or as a range.
func (f Figure) about(c report.Column) bool {
	return f.Marks.Has(Approx) || f.IsRange() && c.IsCount()
}

// Seen adds the marks of the contrast to those that were seen.
func (d Contrast) Seen(s *Seen) {
	s.marks |= d.marks()
	s.missing = s.missing || !d.Reported
	s.partly = s.partly || d.Partly
}

// marks are those of figures whose signs a contrast is printed with.
func (d Contrast) marks() (marks Marks) {
	switch {
	case !d.Reported:
		return 0
	case d.Bound == AtLeast:
		marks = Floor
	case d.Bound == AtMost:
		marks = Ceiling
	case d.Bound == About:
		marks = Approx
	}
	if d.Halved {
		marks |= Halved
	}
	return marks
}

// Difference prints how far a figure lies from its reference: −1,733, +5.6 pp,
// ≥ +40, ≈ −2.10, −493 ÷ 2; a dot for what is not reported.
func (f Format) Difference(d Contrast, c report.Column) string { return f.difference(d, c, plain) }

// Ratio prints how many times its reference a figure is: 0.86 ×; nothing where
// there is no ratio.
func (f Format) Ratio(d Contrast) string { return f.ratio(d, plain) }

// Versus prints a comparison in at most width cells: the difference and the ratio
// where both fit, else as Brief does.
func (f Format) Versus(d Contrast, c report.Column, width int) string {
	if d.HasRatio {
		dot := " " + f.pick("·", "-") + " "
		for _, s := range []style{plain, dense} {
			if text := f.difference(d, c, s) + dot + f.ratio(d, s); utf8.RuneCountInString(text) <= width {
				return text
			}
		}
	}
	return f.Brief(d, c, width)
}

// Brief prints the half of a comparison that says the most, in at most width
// cells: the ratio or, of figures that have none, the difference. One that does
// not fit becomes an ellipsis.
func (f Format) Brief(d Contrast, c report.Column, width int) string {
	if width < 1 {
		return ""
	}
	return f.fitting(width, func(s style) string {
		if d.HasRatio {
			return f.ratio(d, s)
		}
		return f.difference(d, c, s)
	})
}

// difference prints the difference alone, in one style.
func (f Format) difference(d Contrast, c report.Column, s style) string {
	if !d.Reported {
		return f.pick("·", ".")
	}
	by, unit, decimals := math.Abs(d.By), "", 0
	switch {
	case c.IsFraction() && d.Whole:
		by, unit = by*100, " pp"
	case c.IsFraction():
		by, unit, decimals = by*100, " pp", s.decimals(c.Decimals())
	case !c.IsCount():
		decimals = s.decimals(c.Decimals())
	}
	if c.IsCount() && s < threeDigits && by-math.Floor(by) == 0.5 {
		decimals = 1 // the half of a year
	}
	text := f.bounded(by, decimals, d.Bound.outward(d.By < 0))
	if c.Decimals() == 0 && !c.IsFraction() && s >= threeDigits {
		text = f.number(int64(toward(by, d.Bound.outward(d.By < 0))), s, d.Bound.outward(d.By < 0))
	}
	switch {
	case d.By < 0:
		text = f.pick("−", "-") + text
	case d.By > 0:
		text = "+" + text
	}
	text = f.boundMark(d.Bound) + text + unit
	if d.Halved {
		text += f.pick(" ÷ 2", " /2")
	}
	return squeezed(d.enclosed(text), s)
}

// enclosed puts what covers too little in parentheses.
func (d Contrast) enclosed(text string) string {
	if d.Partly {
		return "(" + text + ")"
	}
	return text
}

// ratio prints the ratio alone, in one style.
func (f Format) ratio(d Contrast, s style) string {
	if !d.Reported || !d.HasRatio {
		return ""
	}
	decimals := 2
	switch {
	case d.Ratio >= 100:
		decimals = 0
	case d.Ratio >= 10 || s >= threeDigits:
		decimals = 1
	}
	text := f.bounded(d.Ratio, decimals, d.Bound.outward(false))
	if one := strconv.FormatFloat(1, 'f', decimals, 64); text == one && d.Ratio != 1 && d.Bound == Exactly && !d.Partly {
		text = map[bool]string{true: "<", false: ">"}[d.Ratio < 1] + one // it is not the same
	}
	return squeezed(d.enclosed(f.boundMark(d.Bound)+text+" "+f.pick("×", "x")), s)
}

// bounded prints a number that is not negative. What is not zero never looks as
// if it were, and what is a bound is rounded to its own side.
func (f Format) bounded(x float64, decimals int, way rounding) string {
	step := math.Pow10(-decimals)
	text := strconv.FormatFloat(toward(x/step, way)*step, 'f', decimals, 64)
	if x > 0 && way == toNearest && strings.Trim(text, "0.") == "" {
		return "<" + strconv.FormatFloat(step, 'f', decimals, 64)
	}
	return separate(text)
}

// toward rounds to a whole number; what lies closer to one than arithmetic is
// exact is that number.
func toward(x float64, way rounding) float64 {
	near := math.Round(x)
	if way == toNearest || math.Abs(x-near) <= 1e-9*max(1, math.Abs(x)) {
		return near
	}
	if way == down {
		return math.Floor(x)
	}
	return math.Ceil(x)
}

// outward is how the digits of a bound are rounded so that it stays one; of a
// negative number those of its size.
func (b Bound) outward(negative bool) rounding {
	switch {
	case b == AtLeast && !negative, b == AtMost && negative:
		return down
	case b == AtLeast, b == AtMost:
		return up
	}
	return toNearest
}

// boundMark is the sign before a comparison that is not exact.
func (f Format) boundMark(b Bound) string {
	switch b {
	case About:
		return f.pick("≈ ", "~ ")
	case AtLeast:
		return f.pick("≥ ", ">= ")
	case AtMost:
		return f.pick("≤ ", "<= ")
	}
	return ""
}

// squeezed leaves the spaces out in all styles but the first.
func squeezed(text string, s style) string {
	if s > plain {
		return strings.ReplaceAll(text, " ", "")
	}
	return text
}
