// Package page lays out text to read by Lip Gloss: heads, paragraphs, and lines with a
// name in a column of their own.
//
//	Requests                      Head
//	12,227.                       Strong
//	The sum of 8 records.         Dim
//
//	Notes                         Head
//	·   Content means letters     Note, and below it
//	    and calls.
//	    https://…                 Link
package page

import (
	"strings"

	"charm.land/lipgloss/v2"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// Page is text to read. It is laid out when it is first asked for, and again only where
// its width, the theme or the text has changed since.
type Page struct {
	Title string
	Leads []string // keys that its text names, which lead to where it says more

	lines  []line
	laid   []string
	laidAs layout
}

// line is a paragraph, with a name to its left where its kind has a column for it.
type line struct {
	kind       kind
	left, text string
}

// layout is what the rows of a page depend on.
type layout struct {
	width, lines    int
	theme, ellipsis string
}

type kind uint8

const (
	text kind = iota
	head
	strong
	dim
	key
	record
	note
	link
)

// columns says which kinds share a column of names; text has none.
var columns = [...]kind{key: key, record: record, note: note, link: note}

// New returns an empty page.
func New(title string) *Page { return &Page{Title: title} }

// Head begins a part of the page, below an empty line.
func (p *Page) Head(s string) {
	if len(p.lines) > 0 {
		p.Text("")
	}
	p.add(head, "", s)
}

// Text adds a paragraph; of no text it is an empty line.
func (p *Page) Text(s string) { p.add(text, "", s) }

// Strong adds a paragraph that is read first.
func (p *Page) Strong(s string) { p.add(strong, "", s) }

// Dim adds a paragraph that is read second.
func (p *Page) Dim(s string) { p.add(dim, "", s) }

// Key adds what a key or a word stands for.
func (p *Page) Key(name, s string) { p.add(key, name, s) }

// Record adds what the record of a period holds.
func (p *Page) Record(period, s string) { p.add(record, period, s) }

// Note adds one of several remarks, after a sign.
func (p *Page) Note(sign, s string) { p.add(note, sign, s) }

// Link adds the address of the note above it.
func (p *Page) Link(s string) { p.add(link, "", s) }

func (p *Page) add(k kind, left, s string) { p.lines = append(p.lines, line{k, left, s}) }

// Rows returns the rows of the page in width columns, with their styles. What is cut
// ends with the ellipsis.
func (p *Page) Rows(width int, t *theme.Theme, ellipsis string) []string {
	as := layout{width, len(p.lines), t.Name, ellipsis}
	if as == p.laidAs {
		return p.laid
	}
	blocks := make([]string, len(p.lines))
	for i, l := range p.lines {
		names := 0
		if columns[l.kind] != text {
			names = p.names(columns[l.kind], width)
		}
		// Lip Gloss would break lines after hyphens, too, which stand in many a name.
		words := strings.Join(grid.WrapLines(l.text, max(1, width-names)), "\n")
		blocks[i] = l.kind.style(t.Styles).Render(words)
		if names > 0 {
			left := t.Styles.Key.Width(names).Render(grid.Cut(l.left, names-1, ellipsis))
			blocks[i] = lipgloss.JoinHorizontal(lipgloss.Top, left, blocks[i])
		}
	}
	p.laid, p.laidAs = strings.Split(strings.Join(blocks, "\n"), "\n"), as
	return p.laid
}

// names is how wide the column of names is that lines of a kind have: as wide as they
// are, but never more than half of the page.
func (p *Page) names(column kind, width int) int {
	w := 0
	for _, l := range p.lines {
		if l.kind == column {
			w = max(w, grid.Width(l.left))
		}
	}
	return min(w+2, width/2)
}

func (k kind) style(s *theme.Styles) lipgloss.Style {
	switch k {
	case head:
		return s.Accent.Bold(true)
	case strong:
		return s.Strong
	case dim, link:
		return s.Dim
	}
	return s.Text
}

// Draw draws as many rows as r has, from the one at top on.
func Draw(f *grid.Frame, r grid.Rect, rows []string, top int) {
	top = max(0, min(top, len(rows)-r.H))
	f.DrawStyled(r, strings.Join(rows[top:min(top+r.H, len(rows))], "\n"))
}

// Scrolled returns the first of n rows on screen after a key, where height have room and
// top was the first.
func Scrolled(key string, top, height, n int) int {
	switch key {
	case "down", "j", "ctrl+n":
		top++
	case "up", "k", "ctrl+p":
		top--
	case "pgdown", "space", "ctrl+d", "ctrl+f":
		top += height - 1
	case "pgup", "ctrl+u", "ctrl+b":
		top -= height - 1
	case "g", "home":
		top = 0
	case "G", "end":
		top = n
	}
	return max(0, min(top, n-height))
}
