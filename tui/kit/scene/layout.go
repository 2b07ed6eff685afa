package scene

import "daylight/tui/kit/grid"

// The named steps of width and height. Between them the panes share what there
// is; at each, something gives way.
//
//	wide ≥ 120    table │ bars          tall ≥ 24   tiles of two rows
//	normal ≥ 80   fewer columns │ bars  ≥ 16        tiles of one row
//	narrow ≥ 40   one pane, tab turns   below       no chips, no footnotes
//	list          under 40×10           tiny        under 20×6: the size, in words
const (
	WideWidth    = 120
	NormalWidth  = 80
	NarrowWidth  = 40
	TallHeight   = 24
	NormalHeight = 16
	ListHeight   = 10
	TinyWidth    = 20
	TinyHeight   = 6
)

// Step is the named step of a size.
type Step uint8

const (
	Tiny Step = iota
	List
	Narrow
	Normal
	Wide
)

// StepFor names the step of a size.
func StepFor(w, h int) Step {
	switch {
	case w < TinyWidth || h < TinyHeight:
		return Tiny
	case w < NarrowWidth || h < ListHeight:
		return List
	case w < NormalWidth:
		return Narrow
	case w < WideWidth:
		return Normal
	}
	return Wide
}

// Panes are the rectangles of the explore screen, from top to bottom:
//
//	header   ✺ daylight   …
//	chips    Period 2012 ▾   …
//	tiles    ▎Requests   ▎Accounts named   …
//	head     Country   Requests ▾ …      legend
//	above    ────────────────────────────────────
//	body     rows
//	below    ────────────────────────────────────
//	subtotal first 5        52,265 …
//	totals   54 countries   75,378 …
//	notes    † …
//	hint     the keys to begin with
//	help     p period   s service   …
//
// A pane that is left out is empty. The body is shared by the table and the
// bars, which scroll together.
type Panes struct {
	Step                                             Step
	Header, Chips, Tiles, Head, Above, Below, Totals grid.Rect
	Subtotal, Body, Notes, Hint, Help                grid.Rect
}

// Arrange divides a screen for the rows of explore. notes is how many footnotes want a
// row.
func Arrange(w, h, notes int) Panes { return arrange(w, h, notes, true) }

// ArrangeView divides a screen for a view that has the whole body to itself: without
// tiles, heads and totals.
//
//	header   ✺ daylight   …   explore  trend  map  …
//	chips    Period 2012 ▾   …
//	body
//	notes    † …
//	hint     the keys to begin with
//	help     ← → read off   …
func ArrangeView(w, h, notes int) Panes { return arrange(w, h, notes, false) }

func arrange(w, h, notes int, rows bool) Panes {
	p := Panes{Step: StepFor(w, h)}
	rest := grid.Rect{W: w, H: h}
	take := func(n int) (r grid.Rect) {
		r, rest = rest.TakeTop(n)
		return r
	}
	drop := func(n int) (r grid.Rect) {
		r, rest = rest.TakeBottom(n)
		return r
	}
	air := func(from int) { // an empty row, where there is height for it
		if h >= from {
			take(1)
		}
	}
	switch p.Step {
	case Tiny:
		p.Body = rest
		return p
	case List:
		p.Header, p.Help = take(1), drop(1)
		if rows {
			p.Totals = drop(1)
		}
		p.Body = rest
		return p
	case Normal, Wide:
		rest = rest.Inset(1, 0)
	}
	p.Header = take(1)
	if h >= NormalHeight && p.Step != Narrow {
		air(28)
		p.Chips = take(1)
	}
	if rows {
		air(26)
		tiles := 1
		if h >= TallHeight && p.Step != Narrow {
			tiles = 2
		}
		p.Tiles = take(tiles)
	}
	air(18)
	if rows {
		p.Head, p.Above = take(1), take(1)
	}
	p.Help = drop(1)
	most := 0 // footnotes
	switch {
	case h >= 30:
		drop(1)
		most = 2
	case h >= NormalHeight:
		most = 1
	}
	if most > 0 || !rows {
		p.Notes = drop(min(notes, most))
	}
	if rows {
		p.Totals, p.Below = drop(1), drop(1)
	} else if h >= 24 && (p.Notes.H > 0 || h < 30) {
		drop(1)
	}
	p.Body = rest
	return p
}

// WithHint makes room for the hint, under the footnotes.
func (p Panes) WithHint() Panes {
	if p.Step <= List || p.Body.H < 4 {
		return p
	}
	p.Body.H--
	for _, r := range []*grid.Rect{&p.Below, &p.Totals, &p.Notes} {
		r.Y--
	}
	foot := p.Notes
	switch {
	case foot.H > 0:
	case p.Totals.H > 0:
		foot = p.Totals
	default:
		foot = p.Body
	}
	p.Hint = grid.Rect{X: p.Body.X, Y: foot.Y + foot.H, W: p.Body.W, H: 1}
	return p
}

// WithSubtotal makes room for the sum of the rows that are shown, above that of all.
func (p Panes) WithSubtotal() Panes {
	if p.Step == Tiny || p.Body.H < 4 {
		return p
	}
	p.Body.H--
	p.Below.Y--
	p.Subtotal = p.Totals
	p.Subtotal.Y--
	return p
}

// WithoutTops gives the rows of chips, tiles and footnotes to the body.
func (p Panes) WithoutTops() Panes {
	up := p.Head.Y - (p.Header.Y + p.Header.H)
	if p.Chips.Y > p.Header.Y+p.Header.H {
		up-- // where there is height for it, a row stays empty
	}
	p.Chips, p.Tiles = grid.Rect{}, grid.Rect{}
	p.Head.Y, p.Above.Y, p.Body.Y = p.Head.Y-up, p.Above.Y-up, p.Body.Y-up
	down := p.Notes.H
	p.Notes = grid.Rect{}
	p.Totals.Y, p.Below.Y = p.Totals.Y+down, p.Below.Y+down
	p.Body.H += up + down
	return p
}

// LineFrom is one line, where a body is at least so high, else none.
func LineFrom(body grid.Rect, height int) int {
	if body.H >= height {
		return 1
	}
	return 0
}
