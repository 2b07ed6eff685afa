package grid

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"unicode/utf8"
)

// SVGOptions say how a frame becomes a picture. The zero value is light text on
// a dark page.
type SVGOptions struct {
	FG, BG  Color   // what the terminal's own colours stand for
	Font    string  // CSS font-family; a monospace stack when empty
	Size    float64 // font size in pixels; 14 when not above 0
	Padding float64 // pixels around the frame; one cell's width when below 0
	Title   string  // what the picture shows, for who cannot see it; "A terminal screen" when empty
	Desc    string  // what it says, in sentences; the text of the frame when empty
}

// SVG returns the frame as an SVG picture. Block elements, shades, braille dots
// and thin lines are drawn as shapes of exactly their size, so that bars and
// maps look the same whatever font the reader has; all other text is text, which
// can be searched and copied. The result depends on nothing but the frame and
// the options.
func (f *Frame) SVG(o SVGOptions) string {
	f.settle()
	p := newPainter(o)
	title, desc := f.titleAndDesc(o)
	p.open(f.w, f.h, title, desc)
	for y := range f.h {
		p.backgrounds(f, y)
		p.texts(f, y)
	}
	p.b.WriteString("</svg>\n")
	return p.b.String()
}

// painter writes the elements of one picture. All lengths are pixels.
type painter struct {
	b          strings.Builder
	fg, bg     Color
	font       string
	size       float64
	cw, ch     float64 // one cell
	pad        float64
	num        []byte
	run        strings.Builder // a word that is being collected
	runX, runN int             // its first cell, and its cells
	runStyle   Style
}

func newPainter(o SVGOptions) *painter {
	p := &painter{fg: o.FG, bg: o.BG, font: o.Font, size: o.Size, pad: o.Padding}
	if p.fg.IsDefault() {
		p.fg = RGB(0xd8, 0xde, 0xe9)
	}
	if p.bg.IsDefault() {
		p.bg = RGB(0x14, 0x16, 0x1a)
	}
	if p.font == "" {
		p.font = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
	}
	if !(p.size > 0 && p.size < 1e4) {
		p.size = 14
	}
	// Monospace fonts advance by 0.6 em. Whole pixels high keeps rows crisp.
	p.cw, p.ch = p.size*0.602, float64(int(p.size*1.3))
	if p.ch < 1 {
		p.ch = 1
	}
	if !(p.pad >= 0 && p.pad < 1e5) {
		p.pad = p.cw
	}
	return p
}

// titleAndDesc are what a picture says to who cannot see it: always something.
func (f *Frame) titleAndDesc(o SVGOptions) (title, desc string) {
	title, desc = clean(o.Title), clean(o.Desc)
	if title == "" {
		title = "A terminal screen"
	}
	if desc == "" {
		desc = strings.Join(strings.Fields(f.Plain()), " ")
	}
	return title, desc
}

// open begins the picture. Its title and description are named after what they say, so that several
// pictures in one page do not take each other's.
func (p *painter) open(w, h int, title, desc string) {
	pw, ph := 2*p.pad+float64(w)*p.cw, 2*p.pad+float64(h)*p.ch
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(title + "\n" + desc))
	id := fmt.Sprintf("%08x", sum.Sum32())
	fmt.Fprintf(&p.b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="title-%s desc-%s" font-family="%s" font-size="%s" xml:space="preserve">`+"\n",
		p.px(pw), p.px(ph), p.px(pw), p.px(ph), id, id, escape(p.font), p.px(p.size))
	fmt.Fprintf(&p.b, "<title id=\"title-%s\">%s</title>\n<desc id=\"desc-%s\">%s</desc>\n", id, escape(title), id, escape(desc))
	fmt.Fprintf(&p.b, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", css(p.bg))
}

// px formats a length to a hundredth of a pixel.
func (p *painter) px(v float64) string {
	p.num = strconv.AppendFloat(p.num[:0], v, 'f', 2, 64)
	s := strings.TrimRight(string(p.num), "0")
	return strings.TrimSuffix(s, ".")
}

func css(c Color) string {
	r, g, b := c.RGB()
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}

// escape makes text fit for XML, which forbids two code points outright.
func escape(s string) string {
	return xmlText.Replace(s)
}

var xmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\ufffe", "\ufffd", "\uffff", "\ufffd")

// colors returns what a style paints with.
func (p *painter) colors(s Style) (fg, bg Color) {
	fg, bg = s.FG, s.BG
	if fg.IsDefault() {
		fg = p.fg
	}
	if bg.IsDefault() {
		bg = p.bg
	}
	if s.Attr&Reverse != 0 {
		fg, bg = bg, fg
	}
	return fg, bg
}

func (p *painter) rect(x, y, w, h float64, fill Color, opacity float64) {
	fmt.Fprintf(&p.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"`, p.px(x), p.px(y), p.px(w), p.px(h), css(fill))
	if opacity < 1 {
		fmt.Fprintf(&p.b, ` fill-opacity="%s"`, p.px(opacity))
	}
	p.b.WriteString("/>\n")
}

func (p *painter) x(cells int) float64 { return p.pad + float64(cells)*p.cw }
func (p *painter) y(rows int) float64  { return p.pad + float64(rows)*p.ch }

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
			p.rect(p.x(from), p.y(y), float64(x-from)*p.cw, p.ch, c, 1)
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
			p.strokes(x, y, 1, c.st)
		case p.shape(x, y, c):
		default:
			glyph, _ := f.Cell(x, y)
			n := 1
			for x+n < f.w && row[x+n].ch == tail {
				n++
			}
			p.run.WriteString(glyph)
			p.runX, p.runN, p.runStyle = x, n, c.st
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
	fmt.Fprintf(&p.b, `<text x="%s" y="%s" fill="%s"`, p.px(p.x(p.runX)), p.px(p.y(y)+p.ch*0.75), css(fg))
	if p.runN > 1 {
		fmt.Fprintf(&p.b, ` textLength="%s"`, p.px(float64(p.runN)*p.cw))
	}
	a := p.runStyle.Attr
	if a&Bold != 0 {
		p.b.WriteString(` font-weight="bold"`)
	}
	if a&Italic != 0 {
		p.b.WriteString(` font-style="italic"`)
	}
	if a&Dim != 0 {
		p.b.WriteString(` opacity="0.6"`)
	}
	p.b.WriteString(">" + escape(p.run.String()) + "</text>\n")
	p.strokes(p.runX, y, p.runN, p.runStyle)
	p.run.Reset()
	p.runN = 0
}

// strokes draws the underline and the strike of n cells.
func (p *painter) strokes(x, y, n int, st Style) {
	fg, _ := p.colors(st)
	thick := p.size / 14
	if st.Attr&Underline != 0 {
		p.rect(p.x(x), p.y(y)+p.ch*0.86, float64(n)*p.cw, thick, fg, 1)
	}
	if st.Attr&Strike != 0 {
		p.rect(p.x(x), p.y(y)+p.ch*0.5, float64(n)*p.cw, thick, fg, 1)
	}
}

// shape draws the runes that are pictures rather than letters, and reports
// whether c was one.
func (p *painter) shape(x, y int, c *cell) bool {
	fg, _ := p.colors(c.st)
	l, t, w, h := p.x(x), p.y(y), p.cw, p.ch
	opacity := 1.0
	if c.st.Attr&Dim != 0 {
		opacity = 0.6
	}
	r := c.ch
	switch {
	case r == '█': // painted with the backgrounds
	case r >= '▏' || r < '▀':
		return p.line(l, t, r, fg, opacity)
	case leftEighths(r) > 0:
		p.rect(l, t, w*float64(leftEighths(r))/8, h, fg, opacity)
	case r > '▀' && r < '█': // lower eighths
		part := h * float64(r-'▀') / 8
		p.rect(l, t+h-part, w, part, fg, opacity)
	case r == '▀':
		p.rect(l, t, w, h/2, fg, opacity)
	default:
		return false
	}
	p.strokes(x, y, 1, c.st)
	return true
}

// line draws shades, braille and thin lines; l, t is the upper left corner.
func (p *painter) line(l, t float64, r rune, fg Color, opacity float64) bool {
	w, h, thick := p.cw, p.ch, p.size/14
	mx, my := l+w/2, t+h/2
	path := func(d string, v ...any) {
		fmt.Fprintf(&p.b, `<path d="`+d+`" fill="none" stroke="%s" stroke-width="%s"/>`+"\n", append(v, css(fg), p.px(thick))...)
	}
	switch r {
	case '▏':
		p.rect(l, t, w/8, h, fg, opacity)
	case '▐':
		p.rect(l+w/2, t, w/2, h, fg, opacity)
	case '▔':
		p.rect(l, t, w, h/8, fg, opacity)
	case '▕':
		p.rect(l+w*7/8, t, w/8, h, fg, opacity)
	case '░', '▒', '▓':
		p.rect(l, t, w, h, fg, opacity*float64(r-'░'+1)/4)
	case '─':
		p.rect(l, my-thick/2, w, thick, fg, opacity)
	case '│':
		p.rect(mx-thick/2, t, thick, h, fg, opacity)
	case '╭':
		path("M%s %s V%s A%s %s 0 0 1 %s %s H%s", p.px(mx), p.px(t+h), p.px(my+w/2), p.px(w/2), p.px(w/2), p.px(l+w), p.px(my), p.px(l+w))
	case '╮':
		path("M%s %s V%s A%s %s 0 0 0 %s %s H%s", p.px(mx), p.px(t+h), p.px(my+w/2), p.px(w/2), p.px(w/2), p.px(l), p.px(my), p.px(l))
	case '╰':
		path("M%s %s V%s A%s %s 0 0 0 %s %s H%s", p.px(mx), p.px(t), p.px(my-w/2), p.px(w/2), p.px(w/2), p.px(l+w), p.px(my), p.px(l+w))
	case '╯':
		path("M%s %s V%s A%s %s 0 0 1 %s %s H%s", p.px(mx), p.px(t), p.px(my-w/2), p.px(w/2), p.px(w/2), p.px(l), p.px(my), p.px(l))
	default:
		if r < 0x2800 || r > 0x28ff {
			return false
		}
		for i, dot := range [8][2]int{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}} {
			if r>>i&1 == 1 {
				fmt.Fprintf(&p.b, `<circle cx="%s" cy="%s" r="%s" fill="%s"/>`+"\n",
					p.px(l+w*(0.25+0.5*float64(dot[0]))), p.px(t+h*(0.125+0.25*float64(dot[1]))), p.px(p.size/14), css(fg))
			}
		}
	}
	return true
}
