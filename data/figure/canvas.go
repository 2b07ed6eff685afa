package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// canvas collects the elements of a picture. Lengths are pixels, counted from the
// top left corner; a text stands on its base line. There is nothing in it but
// rectangles, lines, paths, circles, patterns and text, each with plain attributes,
// because not every program that shows pictures knows more.
type canvas struct {
	b        strings.Builder
	page     string
	apart    bool              // marks stand in groups of their own
	name     string            // begins the ids, so that pictures in one page do not take each other's
	said     []string          // every text, in the order in which it was written
	boxes    []box             // where each of them stands
	patterns map[string]string // ids by kind and colour
	defs     []string          // the patterns, in the order in which they were asked for
}

// box is a rectangle.
type box struct{ x, y, w, h float64 }

const (
	sans      = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
	monospace = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
)

// px formats a length to a tenth of a pixel.
func px(v float64) string {
	s := strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace

// text writes one line of text.
func (c *canvas) text(x, y float64, s string, t font) {
	s = clean(s)
	if strings.TrimSpace(s) == "" {
		return
	}
	c.said = append(c.said, s)
	w := t.width(s)
	c.boxes = append(c.boxes, box{x - w*float64(t.anchor)/2, y - 0.8*t.size, w, t.size})
	fmt.Fprintf(&c.b, `<text x="%s" y="%s" font-size="%s" fill="%s"`, px(x), px(y), px(t.size), t.fill)
	if t.bold {
		c.b.WriteString(` font-weight="bold"`)
	}
	if t.mono {
		fmt.Fprintf(&c.b, ` font-family="%s"`, escape(monospace))
	}
	if t.anchor != start {
		fmt.Fprintf(&c.b, ` text-anchor="%s"`, [...]string{middle: "middle", end: "end"}[t.anchor])
	}
	c.b.WriteString(">" + escape(s) + "</text>\n")
}

// onPage writes a text that covers the lines of a grid behind it.
func (c *canvas) onPage(x, y float64, s string, t font) {
	w := t.width(clean(s))
	c.rect(x-w*float64(t.anchor)/2-1, y-0.8*t.size, w+2, t.size, c.page)
	c.text(x, y, s, t)
}

// lines writes lines of text below each other from a top, and says where they end.
func (c *canvas) lines(x, top float64, lines []string, t font) (bottom float64) {
	for _, line := range lines {
		c.text(x, top+t.size, line, t)
		top += t.height()
	}
	return top
}

// rect fills a rectangle; one without width or height is left out.
func (c *canvas) rect(x, y, w, h float64, fill string) {
	if w > 0 && h > 0 {
		fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n", px(x), px(y), px(w), px(h), fill)
	}
}

// hollow draws the edge of a rectangle, for what is not all there.
func (c *canvas) hollow(x, y, w, h float64, stroke string) {
	fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s" stroke="%s" stroke-width="1.5"/>`+"\n",
		px(x+0.75), px(y+0.75), px(max(w-1.5, 0.5)), px(max(h-1.5, 0.5)), c.page, stroke)
}

// line draws a line.
func (c *canvas) line(x1, y1, x2, y2, width float64, stroke string, dashes ...float64) {
	fmt.Fprintf(&c.b, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"`, px(x1), px(y1), px(x2), px(y2), stroke, px(width))
	c.dashes(dashes)
	c.b.WriteString("/>\n")
}

func (c *canvas) dashes(dashes []float64) {
	if len(dashes) == 0 {
		return
	}
	var list []string
	for _, d := range dashes {
		list = append(list, px(d))
	}
	fmt.Fprintf(&c.b, ` stroke-dasharray="%s"`, strings.Join(list, " "))
}

// stroke draws a path as a line.
func (c *canvas) stroke(d string, width float64, stroke string, dashes ...float64) {
	if d == "" {
		return
	}
	fmt.Fprintf(&c.b, `<path d="%s" fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="round" stroke-linecap="round"`, d, stroke, px(width))
	c.dashes(dashes)
	c.b.WriteString("/>\n")
}

// area fills a path.
func (c *canvas) area(d, fill, opacity string) {
	if d == "" {
		return
	}
	fmt.Fprintf(&c.b, `<path d="%s" fill="%s" fill-rule="evenodd"`, d, fill)
	if opacity != "" {
		fmt.Fprintf(&c.b, ` fill-opacity="%s"`, opacity)
	}
	c.b.WriteString("/>\n")
}

// marker draws the mark of the i-th line: each has a shape of its own, so that lines
// are told apart without colours.
func (c *canvas) marker(i int, x, y, r float64, stroke string, hollow bool) {
	fill := stroke
	if hollow {
		fill = c.page
	}
	d := ""
	switch i % 5 {
	case 0:
		fmt.Fprintf(&c.b, `<circle cx="%s" cy="%s" r="%s" fill="%s" stroke="%s" stroke-width="1.2"/>`+"\n", px(x), px(y), px(r), fill, stroke)
		return
	case 1:
		d = polygon(x-r, y-r, x+r, y-r, x+r, y+r, x-r, y+r)
	case 2:
		d = polygon(x, y-1.25*r, x+1.2*r, y+0.9*r, x-1.2*r, y+0.9*r)
	case 3:
		d = polygon(x, y-1.35*r, x+1.35*r, y, x, y+1.35*r, x-1.35*r, y)
	default:
		d = polygon(x, y+1.25*r, x+1.2*r, y-0.9*r, x-1.2*r, y-0.9*r)
	}
	fmt.Fprintf(&c.b, `<path d="%s" fill="%s" stroke="%s" stroke-width="1.2"/>`+"\n", d, fill, stroke)
}

// polygon is the path of a polygon.
func polygon(points ...float64) string {
	var d strings.Builder
	for i := 0; i+1 < len(points); i += 2 {
		d.WriteString([...]string{"M", "L"}[min(i, 1)] + px(points[i]) + " " + px(points[i+1]))
	}
	return d.String() + "Z"
}

// hatched is a fill of stripes in a colour: for what may be there, or is not known.
func (c *canvas) hatched(color string) string {
	return c.pattern("hatch", `<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="%s" stroke-width="1.6"/>`, color)
}

// dotted is a fill of dots in a colour: for what is there and not reported.
func (c *canvas) dotted(color string) string {
	return c.pattern("dots", `<circle cx="2" cy="2" r="1.1" fill="%s"/><circle cx="5" cy="5" r="1.1" fill="%[1]s"/>`, color)
}

// pattern is a fill that repeats some elements in a colour, on the ground of the page.
func (c *canvas) pattern(kind, elements, color string) string {
	id, known := c.patterns[kind+color]
	if !known {
		if c.patterns == nil {
			c.patterns = map[string]string{}
		}
		id = fmt.Sprintf("%s-%s-%d", kind, c.name, len(c.patterns)+1)
		c.patterns[kind+color] = id
		c.defs = append(c.defs, fmt.Sprintf(`<pattern id="%s" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="%s"/>`, id, c.page)+
			fmt.Sprintf(elements, color)+"</pattern>")
	}
	return "url(#" + id + ")"
}

// clip begins a group of which nothing is drawn outside of a rectangle.
func (c *canvas) clip(r box) {
	id := "clip-" + c.name
	c.defs = append(c.defs, fmt.Sprintf(`<clipPath id="%s"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath>`, id, px(r.x), px(r.y), px(r.w), px(r.h)))
	fmt.Fprintf(&c.b, `<g clip-path="url(#%s)">`+"\n", id)
}

// reveal draws what shows figures.
func (c *canvas) reveal(draw func()) {
	if !c.apart {
		draw()
		return
	}
	c.b.WriteString(`<g class="marks">` + "\n")
	draw()
	c.b.WriteString("</g>\n")
}

// on is black or white: what is read best on a ground, by 4.5 : 1 at least.
func on(ground string) string {
	if l := luminance(ground); (l+0.05)/0.05 < 1.05/(l+0.05) {
		return "#ffffff"
	}
	return "#000000"
}

// luminance is the relative luminance of a colour #rrggbb.
func luminance(color string) float64 {
	n, err := strconv.ParseUint(strings.TrimPrefix(color, "#"), 16, 32)
	if err != nil {
		return 1
	}
	part := func(v uint64) float64 {
		x := float64(v&255) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
}
