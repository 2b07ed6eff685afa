package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/page"
	"daylight/tui/kit/scene"
)

// pager is text to read over the screen: the help, or where figures come from.
type pager struct {
	*page.Page
	top int
}

// newHelp lists all keys, from their table.
func newHelp(m *Model) overlay {
	p := page.New("Keys")
	group := ""
	for _, b := range m.keys {
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

func (p *pager) typing() bool { return false }

func (p *pager) preview() (query.Query, bool) { return query.Query{}, false }

func (p *pager) update(m *Model, msg tea.Msg) reply {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return stay(p)
	}
	if b, known := m.bindingFor(key.String()); known && slices.Contains(p.Leads, key.String()) {
		return reply{then: b.run}
	}
	switch key.String() {
	case "esc", "q", "enter", "?", "i":
		return leave()
	}
	w, h := p.size(m)
	p.top = page.Scrolled(key.String(), p.top, max(1, m.windowRect(w, h).H-2-p.foot(m)), len(p.rows(m, w-4)))
	return stay(p)
}

// rows are those of the text in a width.
func (p *pager) rows(m *Model, width int) []string {
	return p.Rows(width, &m.Theme, m.Glyphs.Ellipsis)
}

// size is the box that the text wants.
func (p *pager) size(m *Model) (w, h int) {
	w = min(84, max(m.w-4, 1))
	return w, min(len(p.rows(m, w-4))+2+p.foot(m), max(m.h-2, 3))
}

// foot is how many rows the keys take below the text, with an empty one where there
// is height for it.
func (p *pager) foot(m *Model) int {
	if m.h < scene.NormalHeight {
		return 1
	}
	return 2
}

func (p *pager) draw(m *Model, f *grid.Frame, _ *scene.Scene) *tea.Cursor {
	w, h := p.size(m)
	inside := m.window(f, w, h, p.Title)
	keys, text := inside.TakeBottom(p.foot(m))
	keys, _ = keys.TakeBottom(1)
	rows := p.rows(m, w-4)
	page.Draw(f, text, rows, p.top)
	if len(rows) > text.H {
		arrows := string(m.Glyphs.Up) + string(m.Glyphs.Down)
		read := fmt.Sprintf("%d of %d lines", min(p.top+text.H, len(rows)), len(rows))
		if keys.W < 32 {
			read = "more"
		}
		m.drawKeys(f, keys, "esc", "leave", arrows, read)
		return m.heardAt(text.X, text.Y)
	}
	m.drawKeys(f, keys, "esc", "leave")
	return m.heardAt(text.X, text.Y)
}

func (p *pager) clickAt(m *Model, x, y int) reply {
	w, h := p.size(m)
	if !m.windowRect(w, h).Contains(x, y) {
		return leave()
	}
	return stay(p)
}
