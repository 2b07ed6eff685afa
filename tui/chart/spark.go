package chart

import (
	"math"

	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"

	"daylight/tui/grid"
)

// DrawSpark draws values as columns that fill r from the left, one cell each,
// against their own maximum, and returns how many it drew: the last r.W where
// there are more. What is not finite or below zero is a gap. Zero is a faint mark
// on the ground; a value above zero always rises over it.
//
// The columns are those of ntcharts' sparkline, built from its block runes. Its
// model would allocate a styled cell for each of them, in every frame, and draws
// missing values as zero.
func (p Pen) DrawSpark(f *grid.Frame, r grid.Rect, values []float64, st grid.Style) int {
	if r.Empty() || len(values) == 0 {
		return 0
	}
	w, h := min(r.W, grid.MaxWidth, len(values)), min(r.H, grid.MaxHeight)
	values = values[len(values)-w:]
	top := 0.0
	for _, v := range values {
		if known(v) {
			top = max(top, v)
		}
	}
	for i, v := range values {
		switch {
		case !known(v):
		case v == 0:
			f.Rune(r.X+i, r.Y+h-1, p.Glyphs.Ground, p.Theme.Faint)
		default:
			// The lowest block is an eighth of a cell; less would round to none.
			p.column(f, r.X+i, r.Y+h-1, max(v/top*float64(h), 1.0/8), st)
		}
	}
	return w
}

// column draws one column of the given height in cells, upwards from x, y.
func (p Pen) column(f *grid.Frame, x, y int, height float64, st grid.Style) {
	for ; height > 0; height-- {
		ch := runes.LowerBlockElementFromFloat64(height)
		if ch == runes.Null {
			return
		}
		f.Rune(x, y, p.Glyphs.Levels[ch-runes.LowerBlockOne], st)
		y--
	}
}

// known reports whether v can be drawn at all.
func known(v float64) bool { return v >= 0 && v <= math.MaxFloat64 }
