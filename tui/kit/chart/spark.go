package chart

import (
	"math"

	"github.com/NimbleMarkets/ntcharts/v2/canvas"
	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"
	"github.com/NimbleMarkets/ntcharts/v2/sparkline"

	"daylight/tui/kit/grid"
)

// DrawSpark draws values as columns that fill r from the left, one cell each,
// against their own maximum, and returns how many it drew: the last r.W where
// there are more. What is not finite or below zero is a gap. Zero is a faint mark
// on the ground; a value above zero always rises over it.
//
// ntcharts gets shares of the maximum, from 0 to 1, and a canvas of at most the
// largest frame. Its work is bounded by the cells of that canvas.
func (p Pen) DrawSpark(f *grid.Frame, r grid.Rect, values []float64, st grid.Style) int {
	if r.Empty() || len(values) == 0 {
		return 0
	}
	values = values[max(0, len(values)-min(r.W, grid.MaxWidth)):]
	top := 0.0
	for _, v := range values {
		if known(v) {
			top = max(top, v)
		}
	}
	p.DrawColumns(f, r, values, top, st)
	return len(values)
}

// DrawColumns draws them against a top of their own, from the left edge of r.
func (p Pen) DrawColumns(f *grid.Frame, r grid.Rect, values []float64, top float64, st grid.Style) {
	w, h := min(r.W, grid.MaxWidth, len(values)), min(r.H, grid.MaxHeight)
	if w <= 0 || h <= 0 {
		return
	}
	shares := make([]float64, w)
	for i, v := range values[:w] {
		if known(v) && v > 0 {
			// The lowest block is an eighth of a cell; less would round to none.
			shares[i] = max(min(v/top, 1), 1/float64(8*h))
		}
	}
	model := sparkline.New(w, h, sparkline.WithNoAutoMaxValue(), sparkline.WithMaxValue(1), sparkline.WithData(shares))
	model.DrawColumnsOnly()
	for x, v := range values[:w] {
		switch {
		case !known(v):
		case v == 0:
			f.Rune(r.X+x, r.Y+h-1, p.Glyphs.Ground, p.Theme.Faint)
		default:
			for y := range h {
				ch := model.Canvas.Cell(canvas.Point{X: x, Y: y}).Rune
				if !runes.IsLowerBlockElement(ch) {
					continue
				}
				f.Rune(r.X+x, r.Y+y, p.Glyphs.Levels[ch-runes.LowerBlockOne], st)
			}
		}
	}
}

// known reports whether v can be drawn at all.
func known(v float64) bool { return v >= 0 && v <= math.MaxFloat64 }
