package handout

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"daylight/model"
)

// The page is HTML that is also well-formed XML. It holds all it needs, and its policy forbids a
// browser to fetch anything and to obey any style or script but these two, which are
// the same in all pages: so their sums can stand here.
var (
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// The sums of style and script, as a policy names them.
const (
	styleSum  = "sha256-xRGC1RKzfwmMtx+PxLmNOyHKjUWA9SGgLxIH+PTwTGw="
	scriptSum = "sha256-FLPeKpsNZk3CQUxOyhPAjLtlBtHxW5C5d2SJaZX7Wpo="
)

const policy = "default-src 'none'; style-src '" + styleSum + "'; script-src '" + scriptSum + "'; img-src data:; base-uri 'none'; form-action 'none'"

// markup is HTML that is being written.
type markup struct{ strings.Builder }

// f writes markup, in which every text that is filled in is made harmless. Markup that
// is ready goes in by raw.
func (m *markup) f(format string, texts ...any) {
	for i := range texts {
		if text, ok := texts[i].(string); ok {
			texts[i] = escape(text)
		}
	}
	fmt.Fprintf(m, format, texts...)
}

func (m *markup) raw(ready string) { m.WriteString(ready) }

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;").Replace

// page is the story as one page.
func (t *talk) page() []byte {
	m := &markup{}
	m.raw("<!DOCTYPE html>\n" + `<html xmlns="http://www.w3.org/1999/xhtml" lang="en">` + "\n<head>\n" + `<meta charset="utf-8"/>` + "\n")
	m.raw(`<meta http-equiv="Content-Security-Policy" content="` + policy + `"/>` + "\n")
	m.raw(`<meta name="viewport" content="width=device-width, initial-scale=1"/>` + "\n" + `<meta name="color-scheme" content="light dark"/>` + "\n" +
		`<meta name="referrer" content="no-referrer"/>` + "\n" + `<meta name="generator" content="daylight"/>` + "\n")
	if t.author != "" {
		m.f(`<meta name="author" content="%s"/>`+"\n", t.author)
	}
	m.f("<title>%s</title>\n", t.title)
	m.raw("<style>" + style + "</style>\n</head>\n<body>\n")
	t.contents(m)
	m.raw("<main>\n")
	for i := range t.slides {
		t.slides[i].section(m, i+1, len(t.slides))
	}
	m.raw("</main>\n" + `<nav id="bar" aria-label="Go on" hidden="hidden"><button id="back" type="button" aria-label="Back">&#8249;</button>` +
		`<button id="where" type="button" aria-label="Overview" aria-controls="contents">`)
	m.f("1 / %d", len(t.slides))
	m.raw(`</button><button id="next" type="button" aria-label="Next">&#8250;</button></nav>` + "\n")
	m.raw("<script>" + script + "</script>\n</body>\n</html>\n")
	return []byte(m.String())
}

// contents lists the slides, each a way to go there.
func (t *talk) contents(m *markup) {
	m.raw(`<nav id="contents" aria-label="Overview">` + "\n")
	m.f(`<p class="title">%s</p>`+"\n", t.title)
	if t.author != "" {
		m.f(`<p class="author">%s</p>`+"\n", t.author)
	}
	m.raw("<ol>\n")
	for i := range t.slides {
		m.f(`<li><a href="#%d">%s</a></li>`+"\n", i+1, t.slides[i].title)
	}
	m.raw("</ol>\n</nav>\n")
}

// section writes a slide.
func (s *slide) section(m *markup, number, of int) {
	class := "words"
	switch v := s.view; {
	case v == nil:
	case len(s.blocks) == 0:
		class = "seen alone"
	case v.bare.Height*10 < v.bare.Width*6 || s.mustSay() > 3000: // what must be read has room below, in columns
		class = "seen low"
	default:
		class = "seen"
	}
	m.f(`<section id="%d" class="%s" tabindex="-1" data-steps="%d" aria-label="%s">`+"\n", number, class, s.steps,
		fmt.Sprintf("Slide %d of %d: %s", number, of, s.title))
	if len(s.blocks) > 0 {
		m.raw(`<div class="text" aria-live="polite">` + "\n")
		l := lists{m: m}
		for i := range s.blocks {
			l.block(&s.blocks[i])
		}
		l.close(0)
		m.raw("</div>\n")
	}
	if s.view != nil {
		s.view.figure(m, s)
	}
	m.raw("<footer>\n")
	if s.view == nil {
		s.sources(m)
		s.notes(m)
	}
	m.f(`<p class="number">%d / %d</p>`+"\n</footer>\n", number, of)
	if len(s.spoken) > 0 {
		m.raw(`<aside aria-label="Notes">` + "\n")
		for _, note := range s.spoken {
			m.f("<p>%s</p>\n", note)
		}
		m.raw("</aside>\n")
	}
	m.raw("</section>\n")
}

// mustSay is how long the text is that must be read with a view.
func (s *slide) mustSay() int {
	n := len(s.view.bare.Signs)
	for _, texts := range [][]string{s.view.bare.Notes, s.known} {
		for _, text := range texts {
			n += len(text)
		}
	}
	for _, c := range s.cited {
		n += len(c.Text) + len(c.URL)
	}
	return n
}

// lists writes blocks, and keeps the lists that are open: items stand one after the
// other, each with its depth.
type lists struct {
	m    *markup
	open []string // their elements; in each an item is open
}

// close closes lists until so many are open.
func (l *lists) close(depth int) {
	for ; len(l.open) > depth; l.open = l.open[:len(l.open)-1] {
		l.m.raw("</li>\n</" + l.open[len(l.open)-1] + ">\n")
	}
}

// item begins an item, in a list of its own where there is none that it continues.
func (l *lists) item(b *block) {
	kind := "ul"
	if b.Number > 0 {
		kind = "ol"
	}
	depth := min(b.Level, len(l.open)) // a list lies in an item of another
	if l.close(depth + 1); len(l.open) > depth && l.open[depth] != kind {
		l.close(depth)
	}
	if len(l.open) > depth {
		l.m.raw("</li>\n")
	} else {
		l.m.raw("\n<" + kind + ">\n")
		l.open = append(l.open, kind)
	}
	l.m.raw("<li" + step(b.Step))
	if b.Number > 0 {
		l.m.raw(` value="` + strconv.Itoa(b.Number) + `"`)
	}
	l.m.raw(">")
	l.m.runs(b.runs)
}

// step says from which reveal on an element is shown.
func step(n int) string {
	if n == 0 {
		return ""
	}
	return ` data-step="` + strconv.Itoa(n) + `"`
}

// block writes a block.
func (l *lists) block(b *block) {
	if b.Kind == model.Item {
		l.item(b)
		return
	}
	l.close(0)
	begin, end := "<p"+step(b.Step)+">", "</p>\n"
	switch b.Kind {
	case model.Heading:
		h := "h" + strconv.Itoa(min(max(b.Level, 1), 6))
		begin, end = "<"+h+step(b.Step)+">", "</"+h+">\n"
	case model.Quotation:
		begin, end = "<blockquote"+step(b.Step)+"><p>", "</p></blockquote>\n"
	case model.Code:
		begin, end = "<pre"+step(b.Step)+"><code>", "</code></pre>\n"
	case model.BigNumber:
		begin = `<p class="big"` + step(b.Step) + ">"
	}
	l.m.raw(begin)
	if b.Kind == model.Code {
		l.m.f("%s", b.words())
	} else {
		l.m.runs(b.runs)
	}
	l.m.raw(end)
}

// runs writes text in its styles.
func (m *markup) runs(runs []run) {
	for _, r := range runs {
		var ends string
		for _, style := range []struct {
			has  bool
			name string
		}{{r.strong, "strong"}, {r.emphasis, "em"}, {r.code, "code"}} {
			if style.has {
				m.raw("<" + style.name + ">")
				ends = "</" + style.name + ">" + ends
			}
		}
		if r.link != "" {
			m.f(`<a href="%s" rel="noreferrer">`, r.link)
			ends = "</a>" + ends
		}
		text := r.text
		if r.computed {
			m.raw(`<span class="figure">`)
			ends, text = "</span>"+ends, bound(text)
		}
		m.raw(strings.ReplaceAll(escape(text), "\n", "<br/>"))
		m.raw(ends)
	}
}

// bound keeps signs and units in one line with their number.
var bound = strings.NewReplacer(" %", "\u00a0%", "≥ ", "≥\u00a0", "≤ ", "≤\u00a0", "≈ ", "≈\u00a0").Replace

// figure writes a view with all that must be read with it.
func (v *view) figure(m *markup, s *slide) {
	class := "picture"
	if v.bare.Height > widths[len(widths)-1] { // it is read in parts
		class += " tall"
	}
	m.raw("<figure>\n" + `<div class="` + class + `">` + "\n" + strings.ReplaceAll(v.bare.SVG, `<g class="marks">`, `<g class="marks" data-step="1">`) + "</div>\n<figcaption>\n")
	if v.plays {
		m.f("<p>%s</p>\n", played)
	}
	if v.bare.Signs != "" {
		m.f("<p>%s</p>\n", v.bare.Signs)
	}
	s.sources(m)
	for i, note := range v.bare.Notes {
		m.f("<p>[%d] %s</p>\n", i+1, note)
	}
	s.notes(m)
	m.f("<p><code>%s</code></p>\n</figcaption>\n</figure>\n", v.bare.Command)
}

// notes says what must be known of the figures in the text of a slide.
func (s *slide) notes(m *markup) {
	for _, note := range s.known {
		m.f("<p>%s</p>\n", note)
	}
}

// sources names where the figures of a slide come from.
func (s *slide) sources(m *markup) {
	for _, c := range s.cited {
		m.f("<p>Source: %s", c.Text)
		if c.URL != "" {
			m.raw(", ")
			m.link(c.URL)
		}
		m.raw("</p>\n")
	}
}

// link writes an address, as a link where it leads to a page and nowhere else.
func (m *markup) link(address string) {
	if !leads(address) {
		m.f("%s", address)
		return
	}
	m.f(`<a href="%s" rel="noreferrer">%s</a>`, address, address)
}
