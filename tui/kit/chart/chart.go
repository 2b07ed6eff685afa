// Package chart turns numbers into marks on a grid: stacked bars, axes, legends
// and sparklines. It knows nothing of where the numbers come from.
//
// Block runes, braille runes, the dots between two points and the sparkline come
// from ntcharts, which this package alone calls: it hands ntcharts nothing but
// finite values and sizes above zero, and reads the cells of its canvas instead of
// printing its strings. No call panics or hangs, whatever the numbers and the
// rectangle.
//
// The charts do not lie about what is not known. A value that was not reported
// is neither drawn as zero nor as a small one, zero is a mark at the axis, a
// value above zero always shows at least a sliver, a range is solid up to its
// lower end and hatched up to its upper one, and a lower bound has an open end.
package chart

import (
	"math"
	"strconv"
	"strings"

	"daylight/tui/kit/grid"
)

// Label formats a value for an axis: separated thousands, as many decimals as the
// number has, a percent sign where it is one.
func (p Pen) Label(s Scale, v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return string(p.Glyphs.Missing)
	}
	format := byte('f')
	if a := math.Abs(v); a >= 1e15 || a > 0 && a < 1e-6 {
		format = 'g'
	}
	// Ticks are multiples of a step: 12 digits drop what the arithmetic added.
	if s.Parts {
		v *= 100
	}
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	text := strconv.FormatFloat(math.Abs(v), format, -1, 64)
	if format == 'f' {
		whole, part, _ := strings.Cut(text, ".")
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + p.Glyphs.Thousands + whole[i:]
		}
		text = whole
		if part != "" {
			text += "." + part
		}
	}
	if v < 0 {
		text = p.Glyphs.Minus + text
	}
	if s.Kind == Percent || s.Parts {
		text += p.Glyphs.Percent
	}
	return text
}

// DrawAxis writes the labels of a scale on the first row of r, which is as wide
// as the bars it belongs to. Each label stands centred on its value, moved inside
// r at the ends; labels that would touch are left out.
func (p Pen) DrawAxis(f *grid.Frame, r grid.Rect, s Scale, st grid.Style) {
	w := min(r.W, grid.MaxWidth)
	if r.Empty() {
		return
	}
	// The ticks depend on the widest label and the labels on the ticks. Wider gaps
	// make rounder ticks, so this settles at once; the bound is for certainty.
	gap := 0
	ticks := s.Ticks(w, 3)
	for range 4 {
		widest := 0
		for _, t := range ticks {
			widest = max(widest, grid.Width(p.Label(s, t.Value)))
		}
		if widest+2 <= gap {
			break
		}
		gap = widest + 2
		ticks = s.Ticks(w, gap)
	}
	free := 0
	for _, t := range ticks {
		label := p.Label(s, t.Value)
		n := grid.Width(label)
		if n > w {
			continue
		}
		x := clamp(t.Cell-n/2, 0, w-n)
		if x < free {
			continue
		}
		f.Text(grid.Rect{X: r.X + x, Y: r.Y, W: n, H: 1}, label, st)
		free = x + n + 1
	}
}

// Entry explains one mark in a legend.
type Entry struct {
	Mark  rune
	Style grid.Style // of the mark
	Label string
}

// between is the room between two entries of a legend, in cells.
const between = 2

// cells is the room that an entry takes: mark, space, label.
func (e *Entry) cells() int { return 2 + grid.Width(e.Label) }

// flow puts pieces side by side, in rows of w cells.
type flow struct{ w, free, y int }

// place is where the next piece of n cells stands. One that is longer than a row
// has a row of its own.
func (l *flow) place(n int) (x, y int) {
	if l.free > 0 && l.free+n > l.w {
		l.free, l.y = 0, l.y+1
	}
	x = l.free
	l.free += n + between
	return x, l.y
}

// LegendRows returns the rows in which all entries fit w cells side by side; an
// entry longer than a row has a row of its own, where it is left out.
func LegendRows(w int, entries []Entry) (rows int) {
	at := flow{w: w}
	for i := range entries {
		_, y := at.place(entries[i].cells())
		rows = y + 1
	}
	return rows
}

// LegendWidth returns the cells that all entries take side by side in one row.
func LegendWidth(entries []Entry) int {
	w := -between
	for i := range entries {
		w += entries[i].cells() + between
	}
	return max(w, 0)
}

// DrawLegend draws the entries that fit the rows of r, each whole, and says at
// the end how many there are besides ("+2"). What of r lies outside the frame is
// no room: the word on the rest would not be seen there. It returns how many it drew.
func (p Pen) DrawLegend(f *grid.Frame, r grid.Rect, label grid.Style, entries []Entry) (drawn int) {
	r = r.Intersect(f.Rect())
	if r.Empty() {
		return 0
	}
	drawn = len(entries)
	for drawn > 0 && !legendFits(r, entries, drawn) {
		drawn--
	}
	at := flow{w: r.W}
	for i := range entries[:drawn] {
		e := &entries[i]
		x, y := at.place(e.cells())
		f.Rune(r.X+x, r.Y+y, e.Mark, e.Style)
		f.Text(grid.Rect{X: r.X + x + 2, Y: r.Y + y, W: e.cells() - 2, H: 1}, e.Label, label)
	}
	if left := len(entries) - drawn; left > 0 {
		more := more(left)
		x, y := at.place(len(more))
		f.Text(grid.Rect{X: r.X + x, Y: r.Y + y, W: r.W - x, H: 1}, more, label)
	}
	return drawn
}

func more(n int) string { return "+" + strconv.Itoa(n) }

// legendFits reports whether the first n entries fit r, with a word on the rest.
func legendFits(r grid.Rect, entries []Entry, n int) bool {
	at := flow{w: r.W}
	fit := func(w int) bool {
		_, y := at.place(w)
		return w <= r.W && y < r.H
	}
	for i := range entries[:n] {
		if !fit(entries[i].cells()) {
			return false
		}
	}
	return n == len(entries) || fit(len(more(len(entries)-n)))
}
