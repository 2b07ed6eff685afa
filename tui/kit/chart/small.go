package chart

import (
	"math"

	"github.com/NimbleMarkets/ntcharts/v2/canvas"
	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"
	"github.com/NimbleMarkets/ntcharts/v2/sparkline"

	"daylight/tui/kit/grid"
)

// Small is a chart of a few cells: values in time as columns that rise from the
// ground. Several of them stand side by side on one scale and one axis, so that
// they can be compared: what is equally high in two of them is equally much.
//
//	four values, 12 cells      27 values, 17 cells       a gap, a zero
//	 ▂▂▂   ███                 ⢠⣤⣶⣶⣦⡀⢀⣀⣀⣀⣠⣤⣤⣤⣤⣤⣤         ▆▆   __
//
// Values take whole cells where that fills the width; else they are drawn in the
// dots of braille, which divide it evenly. Where there are more of them than dots,
// or in ASCII than cells, a few share one, which is as high as the greatest.
type Small struct {
	Values []float64                  // what is not finite or below zero is a gap
	Top    float64                    // the value that fills the height, shared by all charts
	Lit    func(value int) bool       // which values stand out; nil for all
	Style  grid.Style                 // of those that do, …
	Styles func(value int) grid.Style // … or of each of them; nil for one of all
	Quiet  grid.Style                 // of the others
}

// Spread is how the values of a Small chart share its width.
type Spread struct {
	Each   int // how many values share one mark; the last may have fewer
	marks  int
	units  int // cells, or dots, that they share
	dotted bool
}

// widest is how many cells a mark takes at most: wider ones would be bars.
const widest = 5

// Spread divides a width of w cells among n values.
func (p Pen) Spread(n, w int) Spread {
	if n <= 0 || w <= 0 {
		return Spread{Each: 1}
	}
	room := 2 * w
	if p.Glyphs.ASCII {
		room = w
	}
	s := Spread{Each: (n + room - 1) / room}
	s.marks = (n + s.Each - 1) / s.Each
	each := min(w/s.marks, widest)
	if s.units = each * s.marks; p.Glyphs.ASCII || each == widest || 4*s.units >= 3*w {
		return s
	}
	s.units, s.dotted = 2*w, true
	return s
}

// start is the unit where a mark begins.
func (s Spread) start(mark int) int {
	if s.marks == 0 {
		return 0
	}
	return mark * s.units / s.marks
}

// cell is where a mark begins, in cells from the left.
func (s Spread) cell(mark int) int {
	if s.dotted {
		return s.start(mark) / 2
	}
	return s.start(mark)
}

// Cell is where the mark of a value begins, in cells from the left.
func (s Spread) Cell(value int) int { return s.cell(value / s.Each) }

// Width is how many cells the values fill.
func (s Spread) Width() int { return s.cell(s.marks) }

// DrawSmall draws the chart from the left edge and the ground of r, and returns
// how its values are spread. A value above zero always rises over the ground,
// which is drawn under every value that is known.
func (p Pen) DrawSmall(f *grid.Frame, r grid.Rect, c *Small) Spread {
	r.W, r.H = min(r.W, grid.MaxWidth), min(r.H, grid.MaxHeight)
	spread := p.Spread(len(c.Values), r.W)
	switch {
	case r.Empty():
	case spread.dotted:
		p.drawDots(f, r, c, spread)
	default:
		p.drawBlocks(f, r, c, spread)
	}
	return spread
}

// drawBlocks draws each value in cells of its own.
func (p Pen) drawBlocks(f *grid.Frame, r grid.Rect, c *Small, s Spread) {
	levels := len(p.Glyphs.Levels)
	for i := range s.marks {
		v, st, _ := c.mark(i, s.Each)
		if !known(v) {
			continue
		}
		x, wide := s.cell(i), s.cell(i+1)-s.cell(i)
		if wide > 2 {
			wide-- // columns stand apart
		}
		ground := r.Y + r.H - 1
		if v == 0 {
			f.HLine(r.X+x, ground, wide, p.Glyphs.Ground, p.Theme.Faint)
			continue
		}
		n := clamp(int(math.Round(c.share(v)*float64(r.H*levels))), 1, r.H*levels)
		for y := ground; n > 0; y-- {
			f.HLine(r.X+x, y, wide, p.Glyphs.Levels[min(n, levels)-1], st)
			n -= levels
		}
	}
}

// drawDots draws each value as columns of dots, the lowest of which is the ground.
func (p Pen) drawDots(f *grid.Frame, r grid.Rect, c *Small, s Spread) {
	at := 0
	for x := range s.Width() {
		var heights [2]int
		st := c.Quiet
		for side := range heights {
			for at+1 < s.marks && s.start(at+1) <= 2*x+side {
				at++
			}
			v, own, lit := c.mark(at, s.Each)
			if !known(v) {
				continue
			}
			if heights[side] = 1; v > 0 {
				rise := 4*r.H - 1
				heights[side] += clamp(int(math.Round(c.share(v)*float64(rise))), 1, rise)
			}
			if lit {
				st = own
			}
		}
		for y := range r.H {
			dots := rune(0)
			for side, height := range heights {
				for up := range clamp(height-4*y, 0, 4) {
					dots |= dotRunes[side][up]
				}
			}
			if dots != 0 {
				f.Rune(r.X+x, r.Y+r.H-1-y, dots, st)
			}
		}
	}
}

// share is a value as a part of the height.
func (c *Small) share(v float64) float64 {
	if !(c.Top > 0) || math.IsInf(c.Top, 0) {
		return 1
	}
	return min(v/c.Top, 1)
}

// mark is the greatest of the values that share a mark, not a number where none is
// known, its style, and whether one of them stands out.
func (c *Small) mark(i, each int) (greatest float64, st grid.Style, lit bool) {
	greatest, st = math.NaN(), c.Quiet
	for at := i * each; at < min((i+1)*each, len(c.Values)); at++ {
		if v := c.Values[at]; known(v) && !(v <= greatest) {
			greatest = v
		}
		if lit || c.Lit != nil && !c.Lit(at) {
			continue
		}
		if lit, st = true, c.Style; c.Styles != nil {
			st = c.Styles(at)
		}
	}
	return greatest, st, lit
}

// DrawThread draws a value as a thin line from the left edge of r, in halves of a
// cell: solid up to lo, dashed from there to hi. It is a bar for where a full one
// would be loud. A value above zero shows at least a half, zero is a mark at the
// axis, and what is not known is nothing. The last cell of r is kept for the open
// end of a lower bound, so that threads of all states are drawn on one scale.
func (p Pen) DrawThread(f *grid.Frame, r grid.Rect, lo, hi float64, s Scale, state State, st grid.Style) {
	w := min(r.W, grid.MaxWidth) - 1
	if r.Empty() || w < 1 || state == Missing || !known(lo) || !known(hi) {
		return
	}
	per := 2
	if p.Glyphs.ASCII {
		per = 1
	}
	n := s.units(max(lo, hi), w, per)
	if n == 0 {
		f.Rune(r.X, r.Y, p.Glyphs.Zero, p.Theme.Faint)
	}
	sure := min(n, s.units(lo, w, per))
	for x := 0; x*per < n; x++ {
		ch := p.Glyphs.Thread
		switch {
		case n > sure && (x+1)*per > sure:
			ch = p.Glyphs.DashedThread
		case n-x*per < per:
			ch = p.Glyphs.HalfThread
		}
		f.Rune(r.X+x, r.Y, ch, st)
	}
	if state == Floor {
		f.Rune(r.X+max(1, (n+per-1)/per), r.Y, p.Glyphs.OpenEnd, p.Theme.Dim)
	}
}

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
