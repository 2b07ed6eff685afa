package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model/query"
	"daylight/tui/kit/grid"
)

// pages is a page over the screen.
type pages struct {
	page
	top   int
	leads []string // keys of views that it names, which open them from here
}

// newHelp lists all keys, from their table.
func newHelp(m *Model) overlay {
	p := &pages{page: page{title: "Keys"}}
	group := ""
	for _, b := range m.keys {
		if b.long == "" {
			continue
		}
		if b.group != group {
			if group != "" {
				p.lines = append(p.lines, pageLine{})
			}
			group = b.group
			p.lines = append(p.lines, pageLine{text: group, style: headLine})
		}
		p.add(keyLine, spelled(&m.kit, b.name()), spelled(&m.kit, b.long))
	}
	p.lines = append(p.lines,
		pageLine{},
		pageLine{text: "Marks", style: headLine},
		pageLine{left: string(m.glyphs.Missing), text: "not reported, which is never a zero", style: keyLine},
		pageLine{left: strings.TrimSpace(m.glyphs.Floor), text: "at least: some records do not report it", style: keyLine},
		pageLine{left: strings.TrimSpace(m.glyphs.Approx), text: "about: it rests on a range or on a printed percentage", style: keyLine},
		pageLine{left: "1" + m.glyphs.Range + "9", text: "a range, as printed; bars are hatched between its ends", style: keyLine},
		pageLine{left: "( )", text: "a rate that covers less than 95 % of the requests; i says how much", style: keyLine},
		pageLine{left: strings.TrimSpace(m.glyphs.Halved), text: "a year among half-years: its bar is half as long", style: keyLine},
	)
	return p
}

func (p *pages) typing() bool { return false }

func (p *pages) preview() (query.Query, bool) { return query.Query{}, false }

func (p *pages) update(m *Model, msg tea.Msg) reply {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return stay(p)
	}
	rows, height := p.layout(m)
	if b, known := m.bindingFor(key.String()); known && slices.Contains(p.leads, key.String()) {
		return reply{then: b.run}
	}
	switch key.String() {
	case "esc", "q", "enter", "?", "i":
		return leave()
	case "down", "j", "ctrl+n":
		p.top++
	case "up", "k", "ctrl+p":
		p.top--
	case "pgdown", "space", "ctrl+d", "ctrl+f":
		p.top += height - 1
	case "pgup", "ctrl+u", "ctrl+b":
		p.top -= height - 1
	case "g", "home":
		p.top = 0
	case "G", "end":
		p.top = rows
	}
	p.top = max(0, min(p.top, rows-height))
	return stay(p)
}

// pageRow is one row of a page as it is drawn.
type pageRow struct {
	left, text string
	style      pageStyle
}

// leftColumn is the width of the column that names stand in, in lines of a style:
// as wide as they are, but never more than half of the page.
func (p *pages) leftColumn(style pageStyle, width int) int {
	if style == linkLine {
		style = noteLine
	}
	w := 0
	for _, l := range p.lines {
		if l.style == style {
			w = max(w, grid.Width(l.left))
		}
	}
	return min(w+2, width/2)
}

// wrapped breaks all lines to a width.
func (p *pages) wrapped(width int) []pageRow {
	var rows []pageRow
	for _, l := range p.lines {
		room := width
		if l.style.hasLeft() {
			room = max(1, width-p.leftColumn(l.style, width))
		}
		lines := grid.WrapLines(l.text, room)
		if len(lines) == 0 {
			lines = []string{""}
		}
		for i, text := range lines {
			row := pageRow{text: text, style: l.style}
			if i == 0 {
				row.left = l.left
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// size is the box that the text wants.
func (p *pages) size(m *Model) (w, h int) {
	w = min(84, max(m.w-4, 1))
	return w, min(len(p.wrapped(w-4))+2+p.foot(m), max(m.h-2, 3))
}

// foot is how many rows the keys take below the text, with an empty one where there
// is height for it.
func (p *pages) foot(m *Model) int {
	if m.h < normalHeight {
		return 1
	}
	return 2
}

// layout counts the rows of the text, and those on screen.
func (p *pages) layout(m *Model) (rows, height int) {
	w, h := p.size(m)
	return len(p.wrapped(w - 4)), max(1, m.windowRect(w, h).H-2-p.foot(m))
}

func (p *pages) draw(m *Model, f *grid.Frame, _ *scene) *tea.Cursor {
	w, h := p.size(m)
	inside := m.window(f, w, h, p.title)
	keys, text := inside.TakeBottom(p.foot(m))
	keys, _ = keys.TakeBottom(1)
	rows := p.wrapped(w - 4)
	top := max(0, min(p.top, len(rows)-text.H))
	for y := range text.H {
		if top+y >= len(rows) {
			break
		}
		line, row := text.Row(y), rows[top+y]
		switch row.style {
		case headLine:
			f.Text(line, row.text, m.theme.Accent.Bold())
		case dimLine:
			f.Text(line, row.text, m.theme.Dim)
		case strongLine:
			f.Text(line, row.text, m.theme.Strong)
		case keyLine, recordLine, linkLine, noteLine:
			left, right := line.TakeLeft(p.leftColumn(row.style, text.W))
			left.W = max(0, left.W-1)
			f.Text(left, row.left, m.theme.Key)
			st := m.theme.Text
			if row.style == linkLine {
				st = m.theme.Dim
			}
			f.Text(right, row.text, st)
		default:
			f.Text(line, row.text, m.theme.Text)
		}
	}
	if len(rows) > text.H {
		arrows := string(m.glyphs.Up) + string(m.glyphs.Down)
		read := fmt.Sprintf("%d of %d lines", min(top+text.H, len(rows)), len(rows))
		if keys.W < 32 {
			read = "more"
		}
		m.drawKeys(f, keys, "esc", "leave", arrows, read)
		return m.heardAt(text.X, text.Y)
	}
	m.drawKeys(f, keys, "esc", "leave")
	return m.heardAt(text.X, text.Y)
}

func (p *pages) clickAt(m *Model, x, y int) reply {
	w, h := p.size(m)
	if !m.windowRect(w, h).Contains(x, y) {
		return leave()
	}
	return stay(p)
}
