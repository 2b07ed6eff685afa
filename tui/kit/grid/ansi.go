package grid

import (
	"strconv"

	"github.com/charmbracelet/x/ansi"
)

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
	const shows = Underline | Reverse
	return a.BG == b.BG && (a.Attr|b.Attr)&shows == 0
}

// attrCodes are the SGR codes that switch each attribute on and off.
var attrCodes = [...]struct {
	attr    Attr
	on, off byte
}{
	{Underline, 4, 24}, {Reverse, 7, 27},
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
	if begun&Bold != 0 {
		out = append(out, "1;"...)
	}
	if begun&Dim != 0 {
		out = append(out, "2;"...)
	}
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
