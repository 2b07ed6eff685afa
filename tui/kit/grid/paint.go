package grid

import (
	"image/color"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Painter knows what a terminal shows and writes what must change for it to show a frame. Two frames
// are compared cell by cell:
//
//	shown   ▸ United States   12,227          CUP 3;1  "  United States"
//	frame     United States   12,227     ─▶   CUP 4;1  "▸ Türkiye"
//
// Of escapes it uses two, the place of the cursor and the style of text: a terminal need not know how to
// erase, repeat or scroll, so nothing depends on its description. The terminal must not wrap at its edge
// (see package terminal). What a terminal may believe to be wider or narrower than daylight does, glyphs
// of two cells or of several runes, cannot shift its neighbours: such a line is written whole, with the
// cursor placed anew after each of them.
//
// The zero value draws in 24-bit colour. A Painter belongs to one terminal.
type Painter struct {
	// Profile is how many colours the terminal has; 0 stands for all.
	Profile colorprofile.Profile

	known    bool // the terminal shows cells, and nothing else
	w, h     int
	cells    []cell
	clusters []string
	codes    map[Color][2]string // of colours of a palette, as text and as background
}

// gap is how many cells that have not changed are written again rather than jumped over: placing the
// cursor takes six bytes or more.
const gap = 4

// Forget says that what the terminal shows is not known any more: the next frame is written whole.
func (p *Painter) Forget() { p.known = false }

// Paint appends to out what makes the terminal show f, nothing when it does already, and remembers that
// it shows it. The cursor and the style of text are anywhere before; after, the style is plain.
func (p *Painter) Paint(out []byte, f *Frame) []byte {
	f.settle()
	if p.w != f.w || p.h != f.h {
		p.known = false
	}
	start, now := len(out), Style{}
	if !p.known {
		out = append(out, "\x1b[m"...) // whatever was there before
	}
	for y := range f.h {
		row := f.cells[y*f.w : (y+1)*f.w]
		if !p.known {
			out, now = p.span(out, f, y, 0, f.w, now)
			continue
		}
		was := p.cells[y*f.w : (y+1)*f.w]
		if slices.Equal(was, row) && !irregular(row) {
			continue
		}
		if irregular(was) || irregular(row) {
			if !p.sameRow(was, row, f) {
				out, now = p.span(out, f, y, 0, f.w, now)
			}
			continue
		}
		for x := 0; x < f.w; {
			if looksSame(&was[x], &row[x]) {
				x++
				continue
			}
			from, to := x, x+1
			for x++; x < f.w && x-to <= gap; x++ {
				if !looksSame(&was[x], &row[x]) {
					to = x + 1
				}
			}
			out, now = p.span(out, f, y, from, to, now)
		}
	}
	if now != (Style{}) {
		out = append(out, "\x1b[m"...)
	}
	if len(out) > start || !p.known {
		p.known, p.w, p.h = true, f.w, f.h
		p.cells = append(p.cells[:0], f.cells...)
		p.clusters = append(p.clusters[:0], f.clusters...)
	}
	return out
}

// span appends the cells of a row from from up to to, and returns the style that the last has.
func (p *Painter) span(out []byte, f *Frame, y, from, to int, now Style) ([]byte, Style) {
	out = place(out, from, y)
	row := f.cells[y*f.w : (y+1)*f.w]
	for x := from; x < to; x++ {
		c := &row[x]
		if c.ch == tail {
			continue
		}
		if c.st != now && !(c.ch == ' ' && sameSpace(now, c.st)) {
			to := c.st
			if c.ch == ' ' && (now.Attr|to.Attr)&showsOnSpace == 0 { // its text does not show, and stays for the next
				to.FG, to.Attr = now.FG, now.Attr
			}
			out = p.change(out, now, to)
			now = to
		}
		n := cellsOf(row[x:])
		if n > 1 {
			// Blanks first: what the terminal leaves of these cells is then not what was there before.
			for range n {
				out = append(out, ' ')
			}
			out = place(out, x, y)
		}
		out = f.appendGlyph(out, c.ch)
		if (n > 1 || c.ch < 0) && x+n < to {
			out = place(out, x+n, y)
		}
	}
	return out, now
}

// sameRow says whether the terminal shows a row with glyphs of several runes.
func (p *Painter) sameRow(was, row []cell, f *Frame) bool {
	for i := range row {
		a, b := &was[i], &row[i]
		switch {
		case a.ch < 0 && b.ch < 0:
			if a.st != b.st || p.clusters[^a.ch] != f.clusters[^b.ch] {
				return false
			}
		case !looksSame(a, b):
			return false
		}
	}
	return true
}

// irregular says whether a row holds what a terminal may measure differently.
func irregular(row []cell) bool {
	for i := range row {
		if ch := row[i].ch; ch <= 0 || ch >= 0x600 && joins(ch) {
			return true
		}
	}
	return false
}

// looksSame says whether nobody could tell two cells apart.
func looksSame(a, b *cell) bool {
	return *a == *b || a.ch == ' ' && b.ch == ' ' && sameSpace(a.st, b.st)
}

// place appends the escape that puts the cursor on a cell.
func place(out []byte, x, y int) []byte {
	out = append(out, "\x1b["...)
	out = strconv.AppendInt(out, int64(y+1), 10)
	if x > 0 {
		out = append(out, ';')
		out = strconv.AppendInt(out, int64(x+1), 10)
	}
	return append(out, 'H')
}

// appendGlyph appends the text of a cell.
func (f *Frame) appendGlyph(out []byte, ch rune) []byte {
	switch {
	case ch < 0:
		return append(out, f.clusters[^ch]...)
	case ch < utf8.RuneSelf:
		return append(out, byte(ch))
	}
	return utf8.AppendRune(out, ch)
}

// change appends the shortest escape that leads from one style to another in the
// terminal's colours.
func (p *Painter) change(out []byte, from, to Style) []byte {
	if p.Profile == colorprofile.ASCII || p.Profile == colorprofile.NoTTY {
		from, to = Style{Attr: from.Attr}, Style{Attr: to.Attr}
	}
	switch {
	case from == to:
		return out
	case to == Style{}:
		return append(out, "\x1b[m"...)
	}
	out = append(out, "\x1b["...)
	if from.Attr != to.Attr {
		out = appendAttrs(out, from.Attr, to.Attr)
	}
	if from.FG != to.FG {
		out = p.appendColor(out, to.FG, 0)
	}
	if from.BG != to.BG {
		out = p.appendColor(out, to.BG, 1)
	}
	if out[len(out)-1] == '[' { // only bits that mean nothing differ
		return out[:len(out)-len("\x1b[")]
	}
	out[len(out)-1] = 'm'
	return out
}

// appendColor appends what chooses a colour in an escape: of text in layer 0, of
// the background in layer 1.
func (p *Painter) appendColor(out []byte, c Color, layer int) []byte {
	if c.IsDefault() {
		return append(out, '3'+byte(layer), '9', ';')
	}
	if p.Profile == colorprofile.Unknown || p.Profile == colorprofile.TrueColor {
		r, g, b := c.RGB()
		out = append(out, '3'+byte(layer), '8', ';', '2', ';')
		out = append(appendDecimal(out, r), ';')
		out = append(appendDecimal(out, g), ';')
		return append(appendDecimal(out, b), ';')
	}
	code, ok := p.codes[c]
	if !ok {
		if p.codes == nil {
			p.codes = map[Color][2]string{}
		}
		var near color.Color = ansi.Convert16(c)
		if p.Profile == colorprofile.ANSI256 {
			near = ansi.Convert256(c)
		}
		code = [2]string{ansi.Style{}.ForegroundColor(near)[0], ansi.Style{}.BackgroundColor(near)[0]}
		p.codes[c] = code
	}
	return append(append(out, code[layer]...), ';')
}

// String returns the frame as ANSI text: its rows joined by line breaks, each
// exactly as wide as the frame, in 24-bit colour, with only the changes of style
// spelled out and a reset at the end of each row that needs one.
func (f *Frame) String() string { return f.print(true) }

// Plain returns the text of the frame without any escapes, its rows joined by
// line breaks, each exactly as wide as the frame.
func (f *Frame) Plain() string { return f.print(false) }

func (f *Frame) print(styled bool) string {
	f.settle()
	var exact Painter
	out := f.out[:0]
	for y := range f.h {
		if y > 0 {
			out = append(out, '\n')
		}
		var now Style
		row := f.cells[y*f.w : (y+1)*f.w]
		for i := range row {
			c := &row[i]
			if c.ch == tail {
				continue
			}
			if styled && c.st != now && !(c.ch == ' ' && sameSpace(now, c.st)) {
				out = exact.change(out, now, c.st)
				now = c.st
			}
			out = f.appendGlyph(out, c.ch)
		}
		if now != (Style{}) {
			out = append(out, "\x1b[m"...)
		}
	}
	f.out = out
	return string(out)
}

// settle blanks glyphs that would grow together with the glyph to their left
// (the halves of two flags, say, after something was drawn between them): the
// terminal would join them and shift the rest of the row.
func (f *Frame) settle() {
	if !f.sticky {
		return
	}
	for y := range f.h {
		row := f.cells[y*f.w : (y+1)*f.w]
		last := -1
		for x := range row {
			if row[x].ch == tail {
				continue
			}
			if last >= 0 && (f.mayJoin(row[last].ch) || f.mayJoin(row[x].ch)) {
				before, _ := f.Cell(last, y)
				glyph, _ := f.Cell(x, y)
				if first, _ := ansi.FirstGraphemeCluster(before+glyph, ansi.GraphemeWidth); first != before {
					erase(row[x:])
				}
			}
			last = x
		}
	}
}

func (f *Frame) mayJoin(ch rune) bool { return ch < 0 || joins(ch) }

// sameSpace reports whether a space looks the same in both styles: the colour
// and weight of its text do not show.
func sameSpace(a, b Style) bool {
	return a.BG == b.BG && (a.Attr|b.Attr)&showsOnSpace == 0
}

// showsOnSpace are the attributes that can be seen where there is no text.
const showsOnSpace = Underline | Reverse

// attrCodes are the SGR codes that switch each attribute on and off.
var attrCodes = [...]struct {
	attr    Attr
	on, off byte
}{
	{Bold, 1, 22}, {Dim, 2, 22}, {Underline, 4, 24}, {Reverse, 7, 27},
}

// appendAttrs appends the codes that lead from some attributes to others, each
// with a semicolon behind it.
func appendAttrs(out []byte, from, to Attr) []byte {
	// Bold and dim have one code to end them.
	if from&^to&(Bold|Dim) != 0 {
		out = append(out, "22;"...)
		from &^= Bold | Dim
	}
	begun := to &^ from
	for i := range attrCodes {
		switch c := &attrCodes[i]; {
		case begun&c.attr != 0:
			out = append(appendDecimal(out, c.on), ';')
		case from&^to&c.attr != 0:
			out = append(appendDecimal(out, c.off), ';')
		}
	}
	return out
}

func appendDecimal(out []byte, n byte) []byte { return strconv.AppendUint(out, uint64(n), 10) }
