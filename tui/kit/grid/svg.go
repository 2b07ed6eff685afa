package grid

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"unicode/utf8"
)

// SVGOptions say how a frame becomes a picture. The zero value is light text on
// a dark page.
type SVGOptions struct {
	FG, BG Color  // what the terminal's own colours stand for
	Title  string // what the picture shows, for who cannot see it; "A terminal screen" when empty
	Desc   string // what it says, in sentences; the text of the frame when empty
}

// SVG returns the frame as an SVG picture. Block elements, shades, braille dots
// and thin lines are drawn as shapes of exactly their size, so that bars and
// maps look the same whatever font the reader has; all other text is text, which
// can be searched and copied. The result depends on nothing but the frame and
// the options.
func (f *Frame) SVG(o SVGOptions) string {
	f.settle()
	p := painter{fg: o.FG.or(RGB(0xd8, 0xde, 0xe9)), bg: o.BG.or(RGB(0x14, 0x16, 0x1a))}
	desc := cmp.Or(clean(o.Desc), strings.Join(strings.Fields(f.Plain()), " "))
	p.open(f.w, f.h, cmp.Or(clean(o.Title), "A terminal screen"), desc)
	for y := range f.h {
		p.backgrounds(f, y)
		p.texts(f, y)
	}
	p.b.WriteString("</svg>\n")
	return p.b.String()
}

// Sizes are pixels. Cells are whole pixels: a picture that ends within a pixel has a
// pale strip along its edge when it is converted, and rectangles that meet within one
// have hairlines between them. Monospace fonts advance by 0.6 em.
const (
	cellWidth  = 9.0
	cellHeight = 20.0
	fontSize   = 15.0
	thick      = 1.0 // of a line
	round      = 1.4 // the radius of a dot of braille

	fontFamily = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
)

// painter writes the elements of one picture.
type painter struct {
	b          strings.Builder
	fg, bg     Color
	run        strings.Builder // a word that is being collected
	runX, runN int             // its first cell, and its cells
	runStyle   Style
}

// open begins the picture. Its title and description are named after what they say, so that several
// pictures in one page do not take each other's.
func (p *painter) open(w, h int, title, desc string) {
	width, height := px(left(w)), px(top(h))
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(title + "\n" + desc))
	id := fmt.Sprintf("%08x", sum.Sum32())
	fmt.Fprintf(&p.b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="title-%s desc-%s" font-family="%s" font-size="%s" xml:space="preserve">`+"\n",
		width, height, width, height, id, id, escape(fontFamily), px(fontSize))
	fmt.Fprintf(&p.b, "<title id=\"title-%s\">%s</title>\n<desc id=\"desc-%s\">%s</desc>\n", id, escape(title), id, escape(desc))
	// The ground reaches a little beyond: drawn at a size that is no whole number of
	// pixels, the last ones are then covered too.
	fmt.Fprintf(&p.b, `<rect x="-2" y="-2" width="%s" height="%s" fill="%s"/>`+"\n", px(left(w)+4), px(top(h)+4), css(p.bg))
}

// px formats a length to a hundredth of a pixel.
func px(v float64) string {
	s := strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0")
	return strings.TrimSuffix(s, ".")
}

func css(c Color) string {
	r, g, b := c.RGB()
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}

// escape makes text fit for XML, which forbids two code points outright.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\ufffe", "\ufffd", "\uffff", "\ufffd").Replace

// colors returns what a style paints with.
func (p *painter) colors(s Style) (fg, bg Color) {
	fg, bg = s.FG.or(p.fg), s.BG.or(p.bg)
	if s.Attr&Reverse != 0 {
		fg, bg = bg, fg
	}
	return fg, bg
}

// rect fills a rectangle. Its edges are not blurred, so that those that meet leave no
// hairline between them however large the picture is drawn.
func (p *painter) rect(x, y, w, h float64, fill Color, opacity float64) {
	fmt.Fprintf(&p.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s" shape-rendering="crispEdges"`, px(x), px(y), px(w), px(h), css(fill))
	if opacity < 1 {
		fmt.Fprintf(&p.b, ` fill-opacity="%s"`, px(opacity))
	}
	p.b.WriteString("/>\n")
}

func left(cells int) float64 { return float64(cells) * cellWidth }
func top(rows int) float64   { return float64(rows) * cellHeight }

// backgrounds paints what lies behind a row, neighbours of one colour in one
// piece, so that no seams show.
func (p *painter) backgrounds(f *Frame, y int) {
	row := f.cells[y*f.w : (y+1)*f.w]
	for x := 0; x < f.w; {
		behind := func(i int) Color {
			fg, bg := p.colors(row[i].st)
			if row[i].ch == '█' {
				return fg
			}
			return bg
		}
		c, from := behind(x), x
		for x < f.w && behind(x) == c {
			x++
		}
		if c != p.bg {
			p.rect(left(from), top(y), left(x-from), cellHeight, c, 1)
		}
	}
}

// texts paints the glyphs of a row: shapes one by one, text word by word, so
// that a font of another width cannot drift far.
func (p *painter) texts(f *Frame, y int) {
	row := f.cells[y*f.w : (y+1)*f.w]
	for x := range row {
		c := &row[x]
		ascii := c.ch > ' ' && c.ch < utf8.RuneSelf
		if p.runN > 0 && (!ascii || c.st != p.runStyle) {
			p.flush(y)
		}
		switch {
		case ascii:
			if p.runN == 0 {
				p.runX, p.runStyle = x, c.st
			}
			p.run.WriteRune(c.ch)
			p.runN++
		case c.ch == tail:
		case c.ch == ' ':
			p.underline(x, y, 1, c.st)
		case p.shape(x, y, c):
		default:
			glyph, _ := f.Cell(x, y)
			p.run.WriteString(glyph)
			p.runX, p.runN, p.runStyle = x, cellsOf(row[x:]), c.st
			p.flush(y)
		}
	}
	if p.runN > 0 {
		p.flush(y)
	}
}

// flush writes the collected word.
func (p *painter) flush(y int) {
	fg, _ := p.colors(p.runStyle)
	fmt.Fprintf(&p.b, `<text x="%s" y="%s" fill="%s"`, px(left(p.runX)), px(top(y)+cellHeight*0.75), css(fg))
	if p.runN > 1 {
		fmt.Fprintf(&p.b, ` textLength="%s"`, px(left(p.runN)))
	}
	a := p.runStyle.Attr
	if a&Bold != 0 {
		p.b.WriteString(` font-weight="bold"`)
	}
	if a&Dim != 0 {
		p.b.WriteString(` opacity="0.6"`)
	}
	p.b.WriteString(">" + escape(p.run.String()) + "</text>\n")
	p.underline(p.runX, y, p.runN, p.runStyle)
	p.run.Reset()
	p.runN = 0
}

// underline draws the line under n cells that are underlined.
func (p *painter) underline(x, y, n int, st Style) {
	if st.Attr&Underline != 0 {
		fg, _ := p.colors(st)
		p.rect(left(x), top(y)+cellHeight*0.86, left(n), thick, fg, 1)
	}
}

// shape draws the runes that are pictures rather than letters, and reports
// whether c was one.
func (p *painter) shape(x, y int, c *cell) bool {
	w, h := cellWidth, cellHeight
	fg, _ := p.colors(c.st)
	l, t := left(x), top(y)
	mx, my := l+w/2, t+h/2
	opacity := 1.0
	if c.st.Attr&Dim != 0 {
		opacity = 0.6
	}
	switch r := c.ch; {
	case r == '█': // painted with the backgrounds
	case r >= '▀' && r <= '▐', r == '▔', r == '▕':
		bx, by, bw, bh := block(r)
		p.rect(l+w*bx/8, t+h*by/8, w*bw/8, h*bh/8, fg, opacity)
	case r >= '░' && r <= '▓':
		p.rect(l, t, w, h, fg, opacity*float64(r-'░'+1)/4)
	case r == '─':
		p.rect(l, my-thick/2, w, thick, fg, opacity)
	case r == '│':
		p.rect(mx-thick/2, t, thick, h, fg, opacity)
	case r >= '╭' && r <= '╰':
		from, bend, to, clockwise := t+h, my+w/2, l+w, 1
		if r == '╯' || r == '╰' {
			from, bend = t, my-w/2
		}
		if r == '╮' || r == '╯' {
			to = l
		}
		if r == '╮' || r == '╰' {
			clockwise = 0
		}
		fmt.Fprintf(&p.b, `<path d="M%s %s V%s A%s %s 0 0 %d %s %s H%s" fill="none" stroke="%s" stroke-width="%s"/>`+"\n",
			px(mx), px(from), px(bend), px(w/2), px(w/2), clockwise, px(to), px(my), px(to), css(fg), px(thick))
	case r >= 0x2800 && r <= 0x28ff:
		for i, dot := range [8][2]float64{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}} {
			if r>>i&1 == 1 {
				fmt.Fprintf(&p.b, `<circle cx="%s" cy="%s" r="%s" fill="%s"/>`+"\n",
					px(l+w*(0.25+0.5*dot[0])), px(t+h*(0.125+0.25*dot[1])), px(round), css(fg))
			}
		}
	default:
		return false
	}
	p.underline(x, y, 1, c.st)
	return true
}

// block is the part of a cell that a block rune fills, in eighths.
func block(r rune) (x, y, w, h float64) {
	switch {
	case r == '▀':
		return 0, 0, 8, 4
	case r < '█':
		lower := float64(r - '▀')
		return 0, 8 - lower, 8, lower
	case r == '▐':
		return 4, 0, 4, 8
	case r == '▔':
		return 0, 0, 8, 1
	case r == '▕':
		return 7, 0, 1, 8
	}
	return 0, 0, float64(leftEighths(r)), 8
}
