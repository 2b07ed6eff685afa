package scene

import "daylight/tui/kit/grid"

// The named steps of width and height. Between them the panes share what there
// is; at each, something gives way.
//
//	wide ≥ 120    table │ bars          tall ≥ 26   tiles of two rows
//	normal ≥ 80   fewer columns │ bars  ≥ 16        tiles of one row
//	narrow ≥ 40   one pane, tab turns   below       no chips, no footnotes
//	list          under 40×10           tiny        under 20×6: the size, in words
//
// What stands around the panes gives way in this order: the finding, the second line of
// tiles, chips, the second note, keys; never the headline and what explains the marks.
const (
	WideWidth    = 120
	NormalWidth  = 80
	NarrowWidth  = 40
	TallHeight   = 26
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
//	header   Requests to Microsoft by country, 2012 …       ☼ daylight
//	finding  The United States asked most: …
//	chips    Period 2012 ▾   …
//	tiles    ▎Requests   ▎Accounts named   …
//	head     Country   Requests ▾ …      legend
//	above    ────────────────────────────────────
//	body     rows
//	below    ────────────────────────────────────
//	subtotal first 5        52,265 …
//	totals   54 countries   75,378 …
//	notes    † …
//	marks    ≥ at least   · not reported   …
//	hint     the keys to begin with
//	tabs     1 explore   2 trend   …
//	help     p period   s service   …
//
// A pane that is left out is empty. The body is shared by the table and the
// bars, which scroll together.
type Panes struct {
	Step                                                      Step
	Header, Finding, Chips, Tiles, Head, Above, Below, Totals grid.Rect
	Subtotal, Body, Notes, Marks, Hint, Tabs, Help            grid.Rect
	Period                                                    grid.Rect // in block digits, where things are large or periods run by
	Play                                                      grid.Rect // where the period stands among those that run by
}

// Wants is what has a place around the body where there is one.
type Wants struct {
	Notes  int  // rows of footnotes
	Marks  bool // marks stand on the screen that are explained
	Zoomed bool // a pane has the screen to itself: no chips, no tiles
	Hint   bool
	Bare   bool      // nothing of the interface has a place: no chips, names of views or keys
	Foot   int       // rows of the last line, where it is heard and so stands whole; 0 where it is seen
	Large  bool      // things are large
	Period grid.Rect // the size of the period in block digits
	Play   bool      // periods run by
}

// foot is how many rows the last line has on a screen of a height: most stay for the rest.
func (w Wants) foot(h int) int {
	if w.Bare {
		return 0
	}
	return max(1, min(w.Foot, h/2))
}

// leastBeside is how many cells beside the period are worth a finding.
const leastBeside = 24

// The heights from which on there is room for more.
const (
	findingHeight = 28
	tabsHeight    = 20
	marksHeight   = 30 // for their row, whether or not there are any
	airyHeight    = 34 // for an empty row above what can be pressed
)

// Arrange divides a screen for the rows of explore.
func Arrange(w, h int, wants Wants) Panes { return arrange(w, h, wants, true) }

// ArrangeView divides a screen for a view that has the whole body to itself: without
// tiles, heads and totals.
func ArrangeView(w, h int, wants Wants) Panes { return arrange(w, h, wants, false) }

func arrange(w, h int, wants Wants, rows bool) Panes {
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
		p.Header, p.Help = take(1), drop(wants.foot(h))
		if wants.Play {
			p.Play = take(1)
		}
		if rows {
			p.Totals = drop(1)
		}
		p.Body = rest
		return p
	case Normal, Wide:
		rest = rest.Inset(1, 0)
	}
	p.Header = take(1)
	switch {
	case wants.Period.H > 0 && p.Step == Narrow:
		p.Period, p.Finding = take(wants.Period.H).TakeLeft(wants.Period.W)
		if _, p.Finding = p.Finding.TakeLeft(3); p.Finding.W < leastBeside {
			p.Finding = grid.Rect{}
		}
		if wants.Play {
			p.Play = take(1)
		}
	case wants.Large || wants.Period.H > 0:
		if wants.Large {
			air(highHeight)
		}
		top := take(max(wants.Period.H, 3))
		if p.Period, p.Finding = top.TakeRight(wants.Period.W); p.Period.W > 0 {
			_, p.Finding = p.Finding.TakeRight(3)
		}
		p.Period.H = wants.Period.H
		if wants.Play {
			p.Play, p.Finding = p.Finding.TakeBottom(1)
			air(airyHeight)
		}
	case wants.Play:
		p.Play = take(1)
	case p.Step > Narrow && (h >= findingHeight || wants.Foot > 0 && h >= NormalHeight): // heard, it comes first
		p.Finding = take(1)
	}
	if h >= NormalHeight && p.Step > Narrow && !wants.Zoomed && !wants.Large && !wants.Bare && (!wants.Play || h >= TallHeight) {
		p.Chips = take(1)
	}
	if rows && !wants.Zoomed && (!wants.Large || h >= highHeight) {
		air(28)
		tiles := 1
		if h >= TallHeight && p.Step > Narrow && !wants.Large {
			tiles = 2
		}
		p.Tiles = take(tiles)
	}
	air(18)
	if rows {
		p.Head, p.Above = take(1), take(1)
	}
	p.Help = drop(wants.foot(h))
	if p.Step > Narrow && h >= tabsHeight && !wants.Bare && (!wants.Large || h >= marksHeight) {
		p.Tabs = drop(1)
		if h >= airyHeight {
			drop(1)
		}
	}
	if wants.Hint && (!wants.Large || h >= highHeight) {
		p.Hint = drop(1)
	}
	most := 0 // rows of footnotes
	switch {
	case h >= marksHeight:
		p.Marks = drop(1)
		most = 3
	case h >= NormalHeight || wants.Bare && h >= ListHeight: // on a slide there are no keys that would take the row
		if wants.Marks {
			p.Marks = drop(1)
		}
		most = 2
	}
	if wants.Large && h < marksHeight {
		most = 1
	}
	p.Notes = drop(min(wants.Notes, most))
	if rows {
		p.Totals, p.Below = drop(1), drop(1)
	} else if h >= 24 && (p.Notes.H > 0 || h < 30) {
		drop(1)
	}
	if p.Body = rest; wants.Hint && p.Body.H < 3 {
		wants.Hint = false
		return arrange(w, h, wants, rows)
	}
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

// LineFrom is one line, where a body is at least so high, else none.
func LineFrom(body grid.Rect, height int) int {
	if body.H >= height {
		return 1
	}
	return 0
}
