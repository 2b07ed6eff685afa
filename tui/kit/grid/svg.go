package grid

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
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
	p := newPainter(o)
	var b strings.Builder
	p.open(&b, f, o)
	for _, e := range p.paint(f) {
		e.write(&b, e.paint)
	}
	b.WriteString("</svg>\n")
	return b.String()
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

// element is a part of a picture: what it is and where it stands, what it is painted
// with, and its text, if it has one.
type element struct {
	tag, place, paint, text string
	behind                  bool // it is a ground, before which others stand
}

// write writes an element, painted with so much that is not said around it.
func (e *element) write(b *strings.Builder, paint string) {
	b.WriteString("<" + e.tag + e.place + paint)
	if e.text == "" {
		b.WriteString("/>\n")
		return
	}
	b.WriteString(">" + e.text + "</" + e.tag + ">\n")
}

// painter makes the elements of frames.
type painter struct {
	fg, bg     Color
	elements   []element
	behind     bool
	run        strings.Builder // a phrase that is being collected
	runX, runN int             // its first cell, and its cells
	runStyle   Style
}

func newPainter(o SVGOptions) *painter {
	return &painter{fg: o.FG.or(RGB(0xd8, 0xde, 0xe9)), bg: o.BG.or(RGB(0x14, 0x16, 0x1a))}
}

// paint makes the elements of a frame, row by row, of each the ground first.
func (p *painter) paint(f *Frame) []element {
	f.settle()
	p.elements = nil
	for y := range f.h {
		p.behind = true
		p.backgrounds(f, y)
		p.behind = false
		p.texts(f, y)
	}
	return p.elements
}

func (p *painter) add(tag, place, paint, text string) {
	p.elements = append(p.elements, element{tag, place, paint, text, p.behind})
}

// open begins a picture as large as a frame. Its title and description are named after what they say, so that several
// pictures in one page do not take each other's.
func (p *painter) open(b *strings.Builder, f *Frame, o SVGOptions) {
	title := cmp.Or(clean(o.Title), "A terminal screen")
	desc := cmp.Or(clean(o.Desc), strings.Join(strings.Fields(f.Plain()), " "))
	width, height := px(left(f.w)), px(top(f.h))
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(title + "\n" + desc))
	id := fmt.Sprintf("%08x", sum.Sum32())
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="title-%s desc-%s" font-family="%s" font-size="%s" xml:space="preserve">`+"\n",
		width, height, width, height, id, id, escape(fontFamily), px(fontSize))
	fmt.Fprintf(b, "<title id=\"title-%s\">%s</title>\n<desc id=\"desc-%s\">%s</desc>\n", id, escape(title), id, escape(desc))
	// The ground reaches a little beyond: drawn at a size that is no whole number of
	// pixels, the last ones are then covered too.
	fmt.Fprintf(b, `<rect x="-2" y="-2" width="%s" height="%s" fill="%s"/>`+"\n", px(left(f.w)+4), px(top(f.h)+4), css(p.bg))
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

// sharp is how edges are painted that are not blurred.
const sharp = ` shape-rendering="crispEdges"`

// rect fills a rectangle. Its edges are not blurred, so that those that meet leave no
// hairline between them however large the picture is drawn.
func (p *painter) rect(x, y, w, h float64, fill Color, opacity float64) {
	paint := fmt.Sprintf(` fill="%s"`, css(fill)) + sharp
	if opacity < 1 {
		paint += fmt.Sprintf(` fill-opacity="%s"`, px(opacity))
	}
	p.add("rect", fmt.Sprintf(` x="%s" y="%s" width="%s" height="%s"`, px(x), px(y), px(w), px(h)), paint, "")
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

// texts paints the glyphs of a row: shapes one by one, text phrase by phrase, so
// that a font of another width cannot drift far.
func (p *painter) texts(f *Frame, y int) {
	row := f.cells[y*f.w : (y+1)*f.w]
	letter := func(x int) bool { return x < len(row) && row[x].ch > ' ' && row[x].ch < latin && row[x].ch != 0x7f }
	for x := 0; x < len(row); x++ {
		c := &row[x]
		same := p.runN > 0 && c.st == p.runStyle
		if goes := letter(x) || c.ch == ' ' && p.runN < longest && letter(x+1) && row[x+1].st == c.st; p.runN > 0 && !(same && goes) {
			p.flush(y)
		}
		switch {
		case letter(x) || c.ch == ' ' && p.runN > 0:
			if p.runN == 0 {
				p.runX, p.runStyle = x, c.st
			}
			p.run.WriteRune(c.ch)
			p.runN++
		case c.ch == tail:
		case c.ch == ' ':
			p.underline(x, y, 1, c.st)
		case isBraille(c.ch):
			x = p.dots(row, x, y) - 1
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

const (
	latin   = 0x250 // the first rune that a phrase is not made of: fonts for code have those before it
	longest = 24    // cells of a phrase, to which no other word is added
)

func isBraille(r rune) bool { return r >= 0x2800 && r <= 0x28ff }

// dots draws the braille in a row of cells from x on that has one style, and returns the cell
// behind it. Dots that lie side by side are one line of points.
func (p *painter) dots(row []cell, x, y int) (end int) {
	st := row[x].st
	for end = x; end < len(row) && isBraille(row[end].ch) && row[end].st == st; end++ {
		p.underline(end, y, 1, st)
	}
	const across, down, beyond = cellWidth / 2, cellHeight / 4, 0.1 // a line that ends at a point lacks it in some browsers
	lit := func(at, line int) bool {                                // the column of dots from x on
		bit := [4][2]int{{0, 3}, {1, 4}, {2, 5}, {6, 7}}[line][at%2]
		return x+at/2 < end && row[x+at/2].ch>>bit&1 == 1
	}
	var path strings.Builder
	for line := range 4 {
		for at := 0; at < 2*(end-x); at++ {
			if !lit(at, line) {
				continue
			}
			from := at
			for lit(at+1, line) {
				at++
			}
			fmt.Fprintf(&path, "M%s %sh%s", px(left(x)+across*(0.5+float64(from))), px(top(y)+down*(0.5+float64(line))), px(across*float64(at-from)+beyond))
		}
	}
	if path.Len() > 0 {
		fg, _ := p.colors(st)
		paint := fmt.Sprintf(` stroke="%s" stroke-width="%s" stroke-linecap="round" stroke-dasharray="0 %s"`, css(fg), px(2*round), px(across))
		p.add("path", fmt.Sprintf(` d="%s"`, path.String()), paint+faded(st), "")
	}
	return end
}

// faded is how text and points are painted that are dim.
func faded(st Style) string {
	if st.Attr&Dim != 0 {
		return ` opacity="0.6"`
	}
	return ""
}

// flush paints the collected phrase.
func (p *painter) flush(y int) {
	fg, _ := p.colors(p.runStyle)
	place, paint := fmt.Sprintf(` x="%s" y="%s"`, px(left(p.runX)), px(top(y)+cellHeight*0.75)), fmt.Sprintf(` fill="%s"`, css(fg))
	if p.runN > 1 {
		place += fmt.Sprintf(` textLength="%s"`, px(left(p.runN)))
	}
	if p.runStyle.Attr&Bold != 0 {
		paint += ` font-weight="bold"`
	}
	p.add("text", place, paint+faded(p.runStyle), escape(p.run.String()))
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
		curve := fmt.Sprintf(` d="M%s %s V%s A%s %s 0 0 %d %s %s H%s"`, px(mx), px(from), px(bend), px(w/2), px(w/2), clockwise, px(to), px(my), px(to))
		p.add("path", curve, fmt.Sprintf(` fill="none" stroke="%s" stroke-width="%s"`, css(fg), px(thick)), "")
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
