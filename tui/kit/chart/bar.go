package chart

import (
	"cmp"
	"math"

	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// A bar is laid out in units before anything is drawn: eighths of a cell, or
// whole cells where there are no colours to show where one part ends and the
// next begins.
//
//	values   content 7, non-content 30, no data 1      maximum 50, 10 cells
//	units    total 61 = round(38/50 · 80)              11 + 48 + 2
//	cells    |████████|███▒▒▒▒▒|▒▒▒▒▒▒▒▒| … |▒▒▒▒▒▒▒▒|▒▒▒▒▒   |
//
// The length of the bar is the sum, to the nearest unit. Each part has the units of
// its own value, rounded down or up so that they fill the length. A part of less than
// half a unit is drawn only where the others cannot fill it.
//
// A cell has two colours, text and background. So it shows at most two parts,
// and the last cell, whose background is the page, only one: those that take most of
// it. The others keep what they have in other cells, and what lies in this cell alone
// is not drawn. So no small part takes the place of a larger one, and what is drawn of
// a part is less than a cell from its true size.

// Segment is one part of a stacked bar.
type Segment struct {
	// Lo and Hi are the ends of a range; up to Lo the segment is solid, from Lo to
	// Hi hatched. Hi below Lo counts as Lo, which makes exact values one number.
	// What is not finite or below zero counts as missing.
	Lo, Hi float64
	// Style has the colour as its text colour.
	Style grid.Style
	// Texture fills the segment where there are no colours or only ASCII.
	Texture rune
	// Key names the segment for Hit and for the selection; not zero.
	Key int
}

// ends returns the range, and whether it is a value at all.
func (s *Segment) ends() (lo, hi float64, ok bool) {
	lo, hi = s.Lo, max(s.Lo, s.Hi)
	ok = lo >= 0 && hi <= math.MaxFloat64
	if math.IsNaN(s.Hi) {
		hi, ok = lo, false
	}
	return lo, hi, ok
}

// State says what is known of a bar's value.
type State uint8

// The states of a bar.
const (
	Exact       State = iota
	Floor             // the value is at least this: an open end
	Approximate       // the value is about this
	Missing           // not reported: faint dots, whatever the segments
)

// Bar is a stack of segments that share one row.
type Bar struct {
	Segments []Segment
	State    State
}

// Total returns the sum of the upper ends of the segments, which is what the
// length stands for and what a common maximum is taken from, and the state: a
// bar without any value is missing, one that lacks some is a floor.
func (b *Bar) Total() (float64, State) {
	sum, missing := 0.0, 0
	for i := range b.Segments {
		if _, hi, ok := b.Segments[i].ends(); ok {
			sum += hi
		} else {
			missing++
		}
	}
	switch {
	case b.State == Missing || missing == len(b.Segments):
		return 0, Missing
	case missing > 0:
		return min(sum, math.MaxFloat64), Floor
	}
	return min(sum, math.MaxFloat64), b.State
}

// Pen draws charts in the colours of a theme and with a set of glyphs. Both
// must be set.
type Pen struct {
	Theme  *theme.Theme
	Glyphs *theme.Glyphs
}

// Textured reports whether segments are told apart by textures, in whole cells.
func (p Pen) Textured() bool { return p.Theme.NoColor || p.Glyphs.ASCII }

// Hatch returns the rune for the uncertain part of a range: a quiet shade in the
// segment's colour, or without colours the hatch that is no outcome's texture.
func (p Pen) Hatch() rune {
	if p.Textured() {
		return p.Glyphs.Hatch
	}
	return '▒'
}

// unitsPerCell is how finely a bar can end.
func (p Pen) unitsPerCell() int {
	if p.Textured() {
		return 1
	}
	return 8
}

// part is a drawn segment: units [from, to), of which those from hatch on are
// hatched.
type part struct {
	segment         int // index, or -1 for the one part of a Log bar
	from, hatch, to int
	value           float64
	size, lack      float64 // exact, in units, and how much of it the units lack
}

// roomy is the number of segments that are laid out without allocation.
const roomy = 16

// layout returns the parts of a bar in w cells of per units, in buf if it fits.
func layout(b *Bar, s Scale, w, per int, buf []part) []part {
	total, state := b.Total()
	if state == Missing || !(total > 0) || w <= 0 {
		return buf[:0]
	}
	parts := buf[:0]
	var lows float64
	for i := range b.Segments {
		if lo, hi, ok := b.Segments[i].ends(); ok && hi > 0 {
			parts = append(parts, part{segment: i, value: hi})
			if s.Kind == Percent {
				parts[len(parts)-1].value = lo/2 + hi/2
			}
			lows += lo
		}
	}
	if s.Kind == Log {
		// A stack would lie on a Log scale: its parts do not add up by length.
		length := s.units(total, w, per)
		solid := length
		if lows < total {
			solid = min(length, s.units(lows, w, per))
		}
		return append(parts[:0], part{segment: -1, hatch: solid, to: length, value: total})
	}
	length, exact := w*per, float64(w*per)
	if s.Kind == Linear {
		length, exact = s.units(total, w, per), s.Position(total, w)*float64(per)
	}
	parts = place(parts, length, per, exact)
	for i := range parts {
		p := &parts[i]
		lo, hi, _ := b.Segments[p.segment].ends()
		p.hatch = p.to
		if lo < hi {
			p.hatch = p.from + min(p.to-p.from, int(math.Round(float64(p.to-p.from)*(lo/hi))))
			if lo > 0 && p.hatch == p.from && p.to-p.from > 1 {
				p.hatch++
			}
			p.hatch = min(p.hatch, p.to-1)
		}
	}
	return parts
}

// place gives the parts their units, so that they fill the length, whose exact value
// is known, and obey the rule of two colours a cell. It returns those that are drawn.
func place(parts []part, length, per int, exact float64) []part {
	n := float64(len(parts)) // sums of values divided by it cannot overflow
	sum := 0.0
	for i := range parts {
		sum += parts[i].value / n
	}
	// Units are whole ones first. (Until all have their place, to is how many a part has.)
	left := length
	for i := range parts {
		p := &parts[i]
		if p.size = p.value / n / sum * exact; sum == 0 { // too small to be told apart
			p.size = exact / n
		}
		p.to = int(p.size)
		left -= p.to
	}
	// What is left goes to those that lack most. One that would round to nothing comes
	// after the others, and one that lacks nothing last.
	for ; left > 0; left-- {
		first, most := 0, math.Inf(-1)
		for i := range parts {
			lack := parts[i].size - float64(parts[i].to)
			switch {
			case lack < 1e-9:
				lack -= 2
			case parts[i].size < 0.5:
				lack--
			}
			if lack > most {
				first, most = i, lack
			}
		}
		parts[first].to++
	}
	at := 0
	for i := range parts {
		parts[i].from = at
		parts[i].lack = parts[i].size - float64(parts[i].to)
		at += parts[i].to
		parts[i].to = at
	}
	if per > 1 {
		for i := range parts { // where parts share a cell, one begins
			from := parts[i].from - parts[i].from%per
			shareCell(parts, from, min(from+per, length), per)
		}
	}
	drawn := parts[:0]
	for _, p := range parts {
		if p.from < p.to {
			drawn = append(drawn, p)
		}
	}
	return drawn
}

// shareCell gives the units of a cell to the two parts that have most of them, in
// proportion, or to one where the bar ends in the cell.
func shareCell(parts []part, from, to, per int) {
	first, second, others := -1, -1, 0 // most, and second most
	weight := func(i int) float64 {
		if i < 0 || parts[i].to <= from || parts[i].from >= to {
			return 0
		}
		p := &parts[i]
		return max(float64(min(p.to, to)-max(p.from, from))+p.lack, 0.01)
	}
	for i := range parts {
		switch w := weight(i); {
		case w == 0:
			continue
		case w > weight(first):
			first, second = i, first
		case w > weight(second):
			second = i
		}
		others++
	}
	edge := to
	switch {
	case others < 2 || others == 2 && to-from == per:
		return
	case to-from < per:
		second = first
	default:
		if first > second {
			first, second = second, first
		}
		share := weight(first) / (weight(first) + weight(second))
		edge = from + clamp(int(math.Round(share*float64(per))), 1, per-1)
	}
	for i := range parts {
		p := &parts[i]
		if weight(i) == 0 {
			continue
		}
		begin, end := from, to
		switch {
		case i < first:
			end = from
		case i == first:
			end = edge
		case i < second:
			begin, end = edge, edge
		case i == second:
			begin = edge
		default:
			begin = to
		}
		if p.from >= from {
			p.from = begin
		}
		if p.to <= to {
			p.to = end
		}
	}
}

func clamp(n, lo, hi int) int { return max(lo, min(n, hi)) }

// firstHatched is the cell from which on a part is drawn hatched; a part that is
// a range has at least one such cell.
func (p *part) firstHatched(per int) int {
	if p.hatch >= p.to {
		return math.MaxInt
	}
	return min((p.hatch+per/2)/per, (p.to-1)/per)
}

// within is how many units of the part lie in a cell.
func (p *part) within(cell, per int) int {
	return max(0, min(p.to, (cell+1)*per)-max(p.from, cell*per))
}

// mainPart returns the index of the part that fills most of a cell, the left one of
// equals, or -1 behind the end.
func mainPart(parts []part, cell, per int) int {
	best, most := -1, 0
	for i := range parts {
		if n := parts[i].within(cell, per); n > most {
			best, most = i, n
		}
	}
	return best
}

// Hit returns the key of the segment that stands at cell x of a bar drawn w cells
// wide, the larger where two share it, and false where there is none. Log bars
// have no segments.
func (p Pen) Hit(b *Bar, s Scale, w, x int) (key int, ok bool) {
	w = min(w, grid.MaxWidth)
	if x < 0 || x >= w {
		return 0, false
	}
	var room [roomy]part
	parts := layout(b, s, w, p.unitsPerCell(), room[:0])
	i := mainPart(parts, x, p.unitsPerCell())
	if i < 0 || parts[i].segment < 0 {
		return 0, false
	}
	return b.Segments[parts[i].segment].Key, true
}

// DrawBar draws a bar as high as r and returns the cells it fills in a row, the
// mark at its end included. The segment with the key selected (0: none) is
// dotted. What stands in r already, such as the band of a selected row, shows
// where the bar does not.
//
// A value above zero is never shorter than one unit; zero is a thin mark at the
// axis, and a missing value faint dots.
func (p Pen) DrawBar(f *grid.Frame, r grid.Rect, b *Bar, s Scale, selected int) int {
	w := min(r.W, grid.MaxWidth)
	if r.Empty() {
		return 0
	}
	middle := r.Y + (r.H-1)/2
	total, state := b.Total()
	if state == Missing {
		n := min(w, 3)
		f.HLine(r.X, middle, n, p.Glyphs.Missing, p.Theme.Faint)
		return n
	}
	per := p.unitsPerCell()
	cells := 1
	if total > 0 {
		var room [roomy]part
		parts := layout(b, s, w, per, room[:0])
		cells = (parts[len(parts)-1].to + per - 1) / per
		p.eachCell(b, parts, selected, runes.LeftBlockElementFromFloat64, func(cell int, ch rune, st grid.Style) {
			f.VLine(r.X+cell, r.Y, r.H, ch, st)
		})
	} else {
		f.VLine(r.X, r.Y, r.H, p.Glyphs.Zero, p.Theme.Faint)
	}
	if mark := p.endMark(state); mark != 0 {
		at := min(cells, w-1)
		f.Rune(r.X+at, middle, mark, p.Theme.Dim)
		return at + 1
	}
	return cells
}

// endMark is the sign at the end of a bar of a state, 0 for none.
func (p Pen) endMark(s State) rune {
	switch s {
	case Floor:
		return p.Glyphs.OpenEnd
	case Approximate:
		return p.Glyphs.Uncertain
	}
	return 0
}

// eachCell puts laid out parts cell by cell, from the axis on. A block fills so much
// of a cell from the side of the axis.
func (p Pen) eachCell(b *Bar, parts []part, selected int, block func(float64) rune, put func(cell int, ch rune, st grid.Style)) {
	per := p.unitsPerCell()
	first := 0 // the part that reaches into the cell from the left
	for cell := 0; cell*per < parts[len(parts)-1].to; cell++ {
		for parts[first].to <= cell*per {
			first++
		}
		a := &parts[first]
		style, texture, key := p.look(b, a)
		if a.to >= (cell+1)*per || first+1 == len(parts) {
			ch := block(float64(a.within(cell, per)) / float64(per))
			if p.Textured() {
				ch = texture
			}
			if cell >= a.firstHatched(per) {
				ch = p.Hatch()
			}
			if key != 0 && key == selected {
				ch, style = p.Glyphs.Picked, style.Reverse()
			}
			put(cell, ch, style)
			continue
		}
		// Two parts meet in this cell: the left one is its text, the right one its
		// background.
		z := &parts[first+1]
		right, _, rightKey := p.look(b, z)
		ch, st := block(float64(a.within(cell, per))/float64(per)), style.On(right.FG)
		switch {
		case cell >= a.firstHatched(per):
			ch = p.Hatch()
		case cell >= z.firstHatched(per):
			ch, st = p.Hatch(), right.On(style.FG)
		}
		switch {
		case selected == 0 || key != selected && rightKey != selected:
		case key == selected && cell == a.mainCell(per):
			ch, st = p.Glyphs.Picked, style.Reverse()
		case rightKey == selected && cell == z.mainCell(per):
			ch, st = p.Glyphs.Picked, right.Reverse()
		}
		put(cell, ch, st)
	}
}

// mainCell returns the cell where most of a part lies: of one that has a cell to
// itself, that or the first such.
func (p *part) mainCell(per int) int {
	c := p.from / per
	if p.within(c+1, per) > p.within(c, per) {
		return c + 1
	}
	return c
}

// look returns how a part is drawn: its style, texture and key.
func (p Pen) look(b *Bar, a *part) (grid.Style, rune, int) {
	if a.segment < 0 {
		return grid.Style{FG: p.Theme.Outcomes[theme.Amount]}, p.Glyphs.Solid, 0
	}
	s := &b.Segments[a.segment]
	return s.Style, cmp.Or(s.Texture, p.Glyphs.Solid), s.Key
}
