package chart

import (
	"math"

	"daylight/tui/kit/grid"
)

// Rise is the value axis of a line chart: on which row of braille dots a value
// stands. Rows of dots are counted from the bottom, four to a row of cells.
//
//	row 3   ⠄⠄⠄⠄⠄   dots 12–15
//	row 2   ┄┄┄┄┄┄   a tick, at dot 9: every 2 rows of cells, a step
//	row 1            dots  4–7
//	row 0   ──────   the lowest tick, at dot 1, in the middle of its row
//
// Ticks stand in the middle of a row of cells, where a rule is drawn, so that a
// rule and a dot at the same height mean the same value. The highest value need
// not be a tick, but it always has a place. On a Log scale zero has a row of its
// own, below the powers of ten; without zeros there is none. The zero Rise has no
// rows.
type Rise struct {
	kind   Kind
	rows   int     // of cells
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
		return logRise(smallest, high, zero, rows)
	}
	return linearRise(low, high, whole, rows)
}

// above is how many rows of dots an axis has over its lowest tick.
func above(rows int) float64 { return float64(4*rows - 2) }

// linearRise looks for the distance of ticks that gives values the most room
// between ticks that are neither crowded nor few.
func linearRise(low, high float64, whole bool, rows int) Rise {
	if high-low <= least {
		high = 1
	}
	closest := 1
	switch {
	case rows >= 12:
		closest = max(3, rows/10)
	case rows >= 6:
		closest = 2
	}
	best := Rise{kind: Linear, rows: rows}
	for every := closest; every <= max(closest, min(max(6, rows/5), rows-1)); every++ {
		step, below := fittingStep(low, high, whole, every, rows)
		if best.every == 0 || float64(every)/step > float64(best.every)/best.step {
			best.every, best.step, best.base = every, step, -below*step
		}
	}
	// Few whole numbers can stand further apart.
	if steps := math.Ceil((high - best.base) / best.step); whole && best.step == 1 && steps > 0 {
		best.every = max(best.every, int(above(rows)/4/steps))
	}
	return best
}

// fittingStep is the smallest round step with which low to high fit rows, where
// ticks are so many rows apart, and how many steps reach below zero.
func fittingStep(low, high float64, whole bool, every, rows int) (step, below float64) {
	wanted := (high - low) * float64(4*every) / above(rows)
	if whole {
		wanted = max(wanted, 1)
	}
	power := math.Pow(10, math.Floor(math.Log10(wanted)))
	for {
		for _, m := range [...]float64{1, 2, 2.5, 5} {
			step = m * power
			if step < wanted*(1-1e-9) || whole && step != math.Trunc(step) {
				continue
			}
			below = math.Ceil(-low/step - 1e-9)
			if (high/step+below)*float64(4*every) <= above(rows)+0.5 {
				return step, max(below, 0)
			}
		}
		power *= 10
	}
}

// logRise has ticks at powers of ten, as many as have room.
func logRise(smallest, high float64, zero bool, rows int) Rise {
	r := Rise{kind: Log, rows: rows, step: 1}
	if zero && rows > 2 {
		if r.ground = 1; rows >= 8 {
			r.ground = 2
		}
	}
	if smallest > high { // no value above zero
		smallest, high = 1, 1
	}
	r.base = math.Floor(math.Log10(smallest) + 1e-9)
	powers := max(1, math.Log10(high)-r.base)
	room := above(rows-r.ground) / 4
	r.step = max(1, math.Ceil(2*powers/room))
	if rows < 6 {
		r.step = max(1, math.Ceil(powers/max(room, 0.5)))
	}
	r.every = int(room * r.step / powers)
	if r.every < 1 { // one row holds no two ticks
		r.every, r.step = 1, math.Ceil(powers/max(room, 0.5))
	}
	return r
}

// Dot returns the row of dots on which v stands, from the bottom, and whether it
// has a place: it is no number, lies beyond the axis, or is at or below zero on a
// Log axis without a row for zero, where it has none.
func (r Rise) Dot(v float64) (dot int, ok bool) {
	if r.rows < 1 || !plottable(v) {
		return 0, false
	}
	at := 1.0
	switch {
	case r.kind != Log:
		at += (v/r.step - r.base/r.step) * float64(4*r.every)
	case v > least:
		at += float64(4*r.ground) + (math.Log10(v)-r.base)/r.step*float64(4*r.every)
	case v < -least || r.ground == 0:
		return 0, false
	}
	if at < -0.5 || at > float64(4*r.rows)-0.5 {
		return 0, false
	}
	return clamp(int(math.Round(at)), 0, 4*r.rows-1), true
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
