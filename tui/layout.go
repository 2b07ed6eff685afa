package tui

import "daylight/tui/kit/grid"

// The named steps of width and height. Between them the panes share what there
// is; at each, something gives way.
//
//	wide ≥ 120    table │ bars          tall ≥ 24   tiles of two rows
//	normal ≥ 80   fewer columns │ bars  ≥ 16        tiles of one row
//	narrow ≥ 40   one pane, tab turns   below       no chips, no footnotes
//	list          under 40×10           tiny        under 20×6: the size, in words
const (
	wideWidth    = 120
	normalWidth  = 80
	narrowWidth  = 40
	tallHeight   = 24
	normalHeight = 16
	listHeight   = 10
	tinyWidth    = 20
	tinyHeight   = 6
)

// step is the named step of a size.
type step uint8

const (
	tiny step = iota
	list
	narrow
	normal
	wide
)

// stepFor names the step of a size.
func stepFor(w, h int) step {
	switch {
	case w < tinyWidth || h < tinyHeight:
		return tiny
	case w < narrowWidth || h < listHeight:
		return list
	case w < normalWidth:
		return narrow
	case w < wideWidth:
		return normal
	}
	return wide
}

// panes are the rectangles of the explore screen, from top to bottom:
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
type panes struct {
	step                                             step
	header, chips, tiles, head, above, below, totals grid.Rect
	subtotal, body, notes, hint, help                grid.Rect
}

// arrange divides a screen. notes is how many footnotes want a row.
func arrange(w, h, notes int) panes {
	p := panes{step: stepFor(w, h)}
	screen := grid.Rect{W: w, H: h}
	switch p.step {
	case tiny:
		p.body = screen
		return p
	case list:
		p.header, p.body = screen.TakeTop(1)
		p.help, p.body = p.body.TakeBottom(1)
		p.totals, p.body = p.body.TakeBottom(1)
		return p
	}
	margin := 1
	if p.step == narrow {
		margin = 0
	}
	rest := screen.Inset(margin, 0)
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
	p.header = take(1)
	if h >= normalHeight && p.step != narrow {
		air(28)
		p.chips = take(1)
	}
	air(26)
	if h >= tallHeight && p.step != narrow {
		p.tiles = take(2)
	} else {
		p.tiles = take(1)
	}
	air(18)
	p.head = take(1)
	p.above = take(1)
	p.help = drop(1)
	if h >= 30 {
		drop(1)
	}
	switch {
	case h >= 30:
		p.notes = drop(min(notes, 2))
	case h >= normalHeight:
		p.notes = drop(min(notes, 1))
	}
	p.totals = drop(1)
	p.below = drop(1)
	p.body = rest
	return p
}

// arrangeView divides a screen for a view that has the whole body to itself.
// notes is how many footnotes want a row.
//
//	header   ✺ daylight   …   explore  trend  map  …
//	chips    Period 2012 ▾   …
//	body
//	notes    † …
//	hint     the keys to begin with
//	help     ← → read off   …
func arrangeView(w, h, notes int) panes {
	p := panes{step: stepFor(w, h)}
	rest := grid.Rect{W: w, H: h}
	switch p.step {
	case tiny:
		p.body = rest
		return p
	case list:
		p.header, rest = rest.TakeTop(1)
		p.help, p.body = rest.TakeBottom(1)
		return p
	case narrow:
	default:
		rest = rest.Inset(1, 0)
	}
	p.header, rest = rest.TakeTop(1)
	if h >= normalHeight && p.step != narrow {
		if h >= 28 {
			_, rest = rest.TakeTop(1)
		}
		p.chips, rest = rest.TakeTop(1)
	}
	if h >= 18 {
		_, rest = rest.TakeTop(1)
	}
	p.help, rest = rest.TakeBottom(1)
	if h >= 30 {
		_, rest = rest.TakeBottom(1)
	}
	most := 0
	switch {
	case h >= 30:
		most = 2
	case h >= normalHeight:
		most = 1
	}
	p.notes, rest = rest.TakeBottom(min(notes, most))
	if h >= 24 && (p.notes.H > 0 || h < 30) {
		_, rest = rest.TakeBottom(1)
	}
	p.body = rest
	return p
}

// withHint makes room for the hint, under the footnotes.
func (p panes) withHint() panes {
	if p.step <= list || p.body.H < 4 {
		return p
	}
	p.body.H--
	for _, r := range []*grid.Rect{&p.below, &p.totals, &p.notes} {
		r.Y--
	}
	foot := p.notes
	switch {
	case foot.H > 0:
	case p.totals.H > 0:
		foot = p.totals
	default:
		foot = p.body
	}
	p.hint = grid.Rect{X: p.body.X, Y: foot.Y + foot.H, W: p.body.W, H: 1}
	return p
}

// withSubtotal makes room for the sum of the rows that are shown, above that of all.
func (p panes) withSubtotal() panes {
	if p.step == tiny || p.body.H < 4 {
		return p
	}
	p.body.H--
	p.below.Y--
	p.subtotal = p.totals
	p.subtotal.Y--
	return p
}

// withoutTops gives the rows of chips, tiles and footnotes to the body.
func (p panes) withoutTops() panes {
	up := p.head.Y - (p.header.Y + p.header.H)
	if p.chips.Y > p.header.Y+p.header.H {
		up-- // where there is height for it, a row stays empty
	}
	p.chips, p.tiles = grid.Rect{}, grid.Rect{}
	p.head.Y, p.above.Y, p.body.Y = p.head.Y-up, p.above.Y-up, p.body.Y-up
	down := p.notes.H
	p.notes = grid.Rect{}
	p.totals.Y, p.below.Y = p.totals.Y+down, p.below.Y+down
	p.body.H += up + down
	return p
}
