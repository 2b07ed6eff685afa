package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/page"
	"daylight/tui/kit/scene"
)

// pager is text to read over the screen: the help, or where figures come from.
type pager struct {
	*page.Page
	top  int
	cite order // copies the figure that the text is about, with its source; nil for none
}

// newHelp lists all keys, from their table.
func newHelp(m *Model) overlay {
	p := page.New("Keys")
	group := ""
	for _, b := range m.helpKeys() {
		if b.long == "" {
			continue
		}
		if b.group != group {
			group = b.group
			p.Head(group)
		}
		p.Key(spelled(&m.Kit, b.name()), spelled(&m.Kit, b.long))
	}
	p.Head("Marks")
	p.Key(string(m.Glyphs.Missing), "not reported, which is never a zero")
	p.Key(strings.TrimSpace(m.Glyphs.Floor), "at least: some records do not report it")
	p.Key(strings.TrimSpace(m.Glyphs.Approx), "about: it rests on a range or on a printed percentage")
	p.Key("1"+m.Glyphs.Range+"9", "a range, as printed; bars are hatched between its ends")
	p.Key("( )", "a rate that covers less than 95 % of the requests; i says how much")
	p.Key(strings.TrimSpace(m.Glyphs.Halved), "a year among half-years: its bar is half as long")
	return &pager{Page: p}
}

// newNotes lists the notes of the screen in full, each after its sign, and what the marks
// of its figures mean.
func newNotes(m *Model) overlay {
	s := m.Scene()
	if len(s.Notes) == 0 && len(s.Signs) == 0 {
		m.said = "no note meets this view: " + query.SourcesView.Key() + " has all there are"
		return nil
	}
	p := page.New("Notes on these figures")
	for i, n := range s.Notes {
		if i > 0 {
			p.Text("")
		}
		p.Note(s.Glyphs.Footnote(i), n.Text)
	}
	if len(s.Signs) > 0 {
		p.Head("Marks")
		for _, sign := range s.Signs {
			p.Key(sign.Mark, sign.Means)
		}
	}
	sources := query.SourcesView.Key()
	p.Text("")
	p.Dim(sources + " lists the sources, and the notes of all figures.")
	p.Leads = append(p.Leads, sources)
	return &pager{Page: p}
}

func (p *pager) typing() bool { return false }

func (p *pager) preview(*host) (query.Query, bool) { return query.Query{}, false }

func (p *pager) update(h *host, msg tea.Msg) reply {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return stay()
	}
	if slices.Contains(p.Leads, key.String()) {
		return leave(pressing(key.String()))
	}
	if p.cite != nil && key.String() == "y" {
		return stay(p.cite)
	}
	switch key.String() {
	case "esc", "q", "enter", "?", "i", "n":
		return back()
	}
	height, n := max(1, h.box.inside.H), len(p.rows(h))
	if h.Plain {
		n += height - 1 // the last line is read, too
	}
	p.top = page.Scrolled(key.String(), p.top, height, n)
	return stay()
}

// rows are those of the text in the width that it has.
func (p *pager) rows(h *host) []string {
	return p.Rows(p.width(h)-4, &h.Theme, h.Glyphs.Ellipsis)
}

// width is that of the box.
func (p *pager) width(h *host) int { return min(84, max(h.w-4, 1)) }

func (p *pager) box(h *host) box {
	foot := 2 // an empty row stands above the keys, where there is height for it
	if h.h < scene.NormalHeight {
		foot = 1
	}
	n := len(p.rows(h))
	b := newBox(h, p.Title, p.width(h), min(n+2+foot, max(h.h-2, 3)), 0, foot, "esc", "leave")
	if p.cite != nil {
		b.keys = append(b.keys, "y", "cite")
	}
	if n > b.inside.H && !h.Plain { // which is heard otherwise
		read := fmt.Sprintf("%d of %d lines", min(p.top+b.inside.H, n), n)
		if b.foot.W < 32 {
			read = "more"
		}
		b.keys = append(b.keys, string(h.Glyphs.Up)+string(h.Glyphs.Down), read)
	}
	return b
}

func (p *pager) draw(h *host, f *grid.Frame) *tea.Cursor {
	rows := p.rows(h)
	page.Draw(f, h.box.inside, rows, p.top)
	first := max(0, min(p.top, len(rows)-h.box.inside.H))
	return h.readAt(h.box.inside.X, h.box.inside.Y+min(p.top, len(rows)-1)-first)
}

// heard is the line that the keys have come to: they go through the text line by line.
func (p *pager) heard(h *host) string {
	rows := p.rows(h)
	at := min(p.top, len(rows)-1)
	text := strings.TrimSuffix(strings.Join(strings.Fields(ansi.Strip(rows[at])), " "), ".")
	return strings.Join(report.NonEmpty(text, fmt.Sprintf("line %d of %d", at+1, len(rows))), ", ")
}

func (p *pager) click(*host, int, int) reply { return stay() }
