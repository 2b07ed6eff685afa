package chart

import (
	"iter"
	"math"

	"daylight/tui/kit/grid"
)

// Rise is the value axis of a line chart: on which row of braille dots a value
// stands. Rows of dots are counted from the bottom, four to a row of cells.
//
//	row 3   dots 12–15
//	row 2   ⠂⠂⠂⠂⠂⠂   a tick, at dot 10: every 2 rows of cells, a step
//	row 1   dots  4–7, the lowest on which a line stands
//	row 0   ──────   the foot, the lowest tick, at dot 2
//
// The lowest row is the foot: the rule of time is drawn there and never a line, so
// that nothing lies below it or hides it. What would stand there, as the lowest tick
// does and what is nearly as low, stands on the dots right above.
// A tick stands in the middle of its row of cells, where a grid line and the rule
// are drawn and its label is written, so that a grid line and a dot at the same height
// mean the same value and all steps are equally high.
// There are five grid lines at most. The highest value need not be a tick, but it
// always has a place. On a Log scale zero lies apart, below the powers of ten;
// without zeros there is none. Less than three rows have no foot: the lowest tick is at
// their lowest dots. The zero Rise has no rows.
type Rise struct {
	kind   Kind
	rows   int     // of cells
	foot   int     // those below all lines
	base   float64 // the value of the lowest tick; of a Log scale, its power of ten
	step   float64 // from one tick to the next; of a Log scale, in powers of ten
	every  int     // rows of cells from one tick to the next
	ground int     // Log: rows between zero and the lowest power; 0 for no zero
}

// The values that can stand on an axis: none is so large or so small that
// arithmetic with it loses it. A power of ten is a little more or less than it
// says, so that the least stands below its own.
const (
	greatest = 1e300
	least    = 1e-300 * (1 - 1e-12)
)

// plottable reports whether v can be drawn.
func plottable(v float64) bool { return v >= -greatest && v <= greatest }

// RiseOver makes an axis of so many rows of cells on which all values have a
// place; those that cannot be drawn are left out. A Linear axis holds zero. With
// whole there are no ticks between whole numbers. A Log axis leaves out what is
// below zero.
func RiseOver(kind Kind, values []float64, whole bool, rows int) Rise {
	if rows < 1 {
		return Rise{}
	}
	rows = min(rows, grid.MaxHeight)
	foot := 0
	if rows >= 3 {
		foot = 1
	}
	low, high, smallest, zero := 0.0, 0.0, math.Inf(1), false
	for _, v := range values {
		if !plottable(v) {
			continue
		}
		low, high = min(low, v), max(high, v)
		if v > least {
			smallest = min(smallest, v)
		}
		zero = zero || math.Abs(v) <= least
	}
	if kind == Log {
		return logRise(smallest, high, zero, rows, foot)
	}
	return linearRise(low, high, whole, rows, foot)
}

// mostLines is how many ticks there are over the lowest: more would be a fence.
const mostLines = 5

// tickDot is the row of dots, of the four of a row of cells, on which ticks stand.
const tickDot = 2

// lowest is the row of dots of the lowest tick.
func (r Rise) lowest() int { return tickDot * r.foot }

// above is how many rows of dots lie over the lowest tick, or the lowest power of ten.
func (r Rise) above() float64 { return float64(4*(r.rows-r.ground) - 1 - r.lowest()) }

// linearRise looks for the distance of ticks that gives values the most room
// between ticks that are neither crowded nor few.
func linearRise(low, high float64, whole bool, rows, foot int) Rise {
	if high-low <= least {
		high = 1
	}
	room, closest := rows-foot, 1
	switch {
	case room >= 12:
		closest = 3
	case room >= 5:
		closest = 2
	}
	best := Rise{kind: Linear, rows: rows, foot: foot}
	above := best.above()
	closest = max(closest, (rows-1)/(mostLines+1)+1)
	for every := closest; every <= max(closest, min(max(6, closest+3), rows-1)); every++ {
		step, below := fittingStep(low, high, whole, every, above)
		if best.every == 0 || float64(every)/step > float64(best.every)/best.step {
			best.every, best.step, best.base = every, step, -below*step
		}
	}
	// Few whole numbers can stand further apart.
	if steps := math.Ceil((high - best.base) / best.step); whole && best.step == 1 && steps > 0 {
		best.every = max(best.every, int(above/4/steps))
	}
	return best
}

// fittingStep is the smallest round step with which low to high fit so many rows of dots
// over the lowest tick, where ticks are so many rows of cells apart, and how many steps
// reach below zero.
func fittingStep(low, high float64, whole bool, every int, above float64) (step, below float64) {
	wanted := (high - low) * float64(4*every) / above
	if whole {
		wanted = max(wanted, 1)
	}
	for step = range roundSteps(wanted, whole) {
		below = math.Ceil(-low/step - 1e-9)
		if (high/step+below)*float64(4*every) <= above+0.5 {
			break
		}
	}
	return step, max(below, 0)
}

// roundSteps are the round numbers that are no less than a wanted one, from the smallest.
func roundSteps(wanted float64, whole bool) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for power := math.Pow(10, math.Floor(math.Log10(wanted))); ; power *= 10 {
			for _, m := range [...]float64{1, 2, 2.5, 4, 5} {
				step := m * power
				if step >= wanted*(1-1e-9) && (!whole || step == math.Trunc(step)) && !yield(step) {
					return
				}
			}
		}
	}
}

// logRise has ticks at powers of ten, as many as have room.
func logRise(smallest, high float64, zero bool, rows, foot int) Rise {
	r := Rise{kind: Log, rows: rows, foot: foot, step: 1}
	switch {
	case !zero || rows < 3:
	case rows < 4:
		r.ground = 1
	case rows < 8:
		r.ground = 2
	default:
		r.ground = 3
	}
	if smallest > high { // no value above zero
		smallest, high = 1, 1
	}
	r.base = math.Floor(math.Log10(smallest) + 1e-9)
	powers := max(1, math.Log10(high)-r.base)
	room := r.above() / 4
	r.step = max(1, math.Ceil(2*powers/room), math.Ceil(powers/mostLines))
	if rows < 6 {
		r.step = max(1, math.Ceil(powers/max(room, 0.5)))
	}
	best := Rise{}
	for ; best.every == 0 || r.step < best.step+2; r.step++ {
		r.every = int(room * r.step / powers) // none where one row holds two ticks
		const better = 1.2                    // of the height: a finer step is worth less
		if lines := len(r.Ticks()) - 1; r.every > 0 && lines <= mostLines && (best.every == 0 || lines > 1 && float64(r.every)/r.step > better*float64(best.every)/best.step) {
			best = r
		}
	}
	return best
}

// Dot returns the row of dots on which v stands, from the bottom, and whether it
// has a place: it is no number, lies beyond the axis, or is at or below zero on a
// Log axis without a row for zero, where it has none.
func (r Rise) Dot(v float64) (dot int, ok bool) {
	if r.rows < 1 || !plottable(v) {
		return 0, false
	}
	at := float64(r.lowest())
	switch {
	case r.kind != Log:
		at += (v/r.step - r.base/r.step) * float64(4*r.every)
	case v > least:
		at += float64(4*r.ground) + (math.Log10(v)-r.base)/r.step*float64(4*r.every)
	case v < -least || r.ground == 0:
		return 0, false
	}
	if at < float64(r.lowest())-0.5 || at > float64(4*r.rows)-0.5 {
		return 0, false
	}
	return clamp(int(math.Round(at)), 4*r.foot, 4*r.rows-1), true
}

// Foot is how many rows of cells lie below all lines.
func (r Rise) Foot() int { return r.foot }

// Floor is the row of dots from which an area rises, or to which it hangs: that of
// zero. Only a Linear axis has one, as on others the size of an area says nothing.
func (r Rise) Floor() (dot int, ok bool) {
	if r.kind == Log {
		return 0, false
	}
	return r.Dot(0)
}

// Ticks returns the labelled values of the axis, from the lowest up; their cells
// are rows counted from the bottom.
func (r Rise) Ticks() []Tick {
	if r.rows < 1 {
		return nil
	}
	var ticks []Tick
	if r.ground > 0 {
		ticks = append(ticks, Tick{0, 0})
	}
	for i, row := 0, r.ground; row < r.rows; i, row = i+1, row+r.every {
		v := r.base + float64(i)*r.step
		if r.kind == Log {
			v = math.Pow(10, v)
		}
		ticks = append(ticks, Tick{v, row})
	}
	return ticks
}
