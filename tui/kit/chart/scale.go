package chart

import "math"

// Kind is how a scale turns values into lengths.
type Kind uint8

// The kinds of scales.
const (
	Linear  Kind = iota // lengths in proportion to values
	Log                 // each tenfold value is equally much longer; starts at 1
	Percent             // each bar is as long as the scale, its parts are shares
)

// Scale maps values to positions along a row of cells.
type Scale struct {
	Kind Kind
	// Max is the value at the right end, shared by all bars of a chart. Percent
	// scales do not use it. A maximum that is not above zero (above one on a Log
	// scale) or not finite counts as 1 (10).
	Max float64
	// Whole means that values are counts: a Linear scale has no ticks between whole numbers.
	Whole bool
	// Parts means that the values of a Linear scale are parts of one: its labels are per cent.
	Parts bool
}

// top is the value at the right end.
func (s Scale) top() float64 {
	switch {
	case s.Kind == Percent:
		return 100
	case s.Kind == Log && !(s.Max > 1 && s.Max <= math.MaxFloat64):
		return 10
	case s.Kind == Linear && !(s.Max > 0 && s.Max <= math.MaxFloat64):
		return 1
	}
	return s.Max
}

// Position returns how far from the axis v stands on a scale of w cells, in
// cells from 0 to w. On a Percent scale v is a percentage. On a Log scale all
// values up to 1 stand at the axis. What is not a number stands at the axis.
func (s Scale) Position(v float64, w int) float64 {
	if w <= 0 || !(v > 0) {
		return 0
	}
	part := v / s.top()
	if s.Kind == Log {
		part = max(0, math.Log10(v)/math.Log10(s.top()))
	}
	return min(part, 1) * float64(w)
}

// units returns the length of v in whole units, of which a cell has per: rounded,
// but at least one for any value above zero.
func (s Scale) units(v float64, w, per int) int {
	if w <= 0 || !(v > 0) {
		return 0
	}
	return max(1, int(math.Round(s.Position(v, w)*float64(per))))
}

// Tick is a labelled place on an axis.
type Tick struct {
	Value float64
	Cell  int // from the axis, 0 to w-1
}

// Ticks returns round values for an axis of w cells, from the axis to the
// right, at least gap cells apart: powers of ten on a Log scale, quarters or halves
// on a Percent scale.
func (s Scale) Ticks(w, gap int) []Tick {
	if w <= 0 {
		return nil
	}
	gap = max(1, gap)
	var ticks []Tick
	add := func(v float64) {
		ticks = append(ticks, Tick{v, min(w-1, int(s.Position(v, w)+1e-9))})
	}
	switch s.Kind {
	case Percent:
		parts := 1
		if w >= 4*gap {
			parts = 4
		} else if w >= 2*gap {
			parts = 2
		}
		for i := range parts + 1 {
			add(100 * float64(i) / float64(parts))
		}
	case Log:
		decades := math.Log10(s.top())
		every := max(1, int(math.Ceil(float64(gap)*decades/float64(w))))
		for e := 0; float64(e) <= decades+1e-9; e += every {
			add(math.Pow10(e))
		}
	case Linear:
		step := math.Inf(1)
		if wanted := s.top() * float64(gap) / float64(w); plottable(wanted) && wanted > least {
			for step = range roundSteps(wanted, s.Whole) {
				break
			}
		}
		for i := 0; float64(i)*step <= s.top()*(1+1e-9) && len(ticks) <= w; i++ {
			add(float64(i) * step)
		}
	}
	return ticks
}
