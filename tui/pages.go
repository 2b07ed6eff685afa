package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// pages is a page over the screen.
type pages struct {
	scene.Page
	top   int
	leads []string // keys of views that it names, which open them from here
}

// newHelp lists all keys, from their table.
func newHelp(m *Model) overlay {
	p := &pages{Page: scene.Page{Title: "Keys"}}
	group := ""
	for _, b := range m.keys {
		if b.long == "" {
			continue
		}
		if b.group != group {
			if group != "" {
				p.Lines = append(p.Lines, scene.PageLine{})
			}
			group = b.group
			p.Lines = append(p.Lines, scene.PageLine{Text: group, Style: scene.HeadLine})
		}
		p.Add(scene.KeyLine, spelled(&m.Kit, b.name()), spelled(&m.Kit, b.long))
	}
	p.Lines = append(p.Lines,
		scene.PageLine{},
		scene.PageLine{Text: "Marks", Style: scene.HeadLine},
		scene.PageLine{Left: string(m.Glyphs.Missing), Text: "not reported, which is never a zero", Style: scene.KeyLine},
		scene.PageLine{Left: strings.TrimSpace(m.Glyphs.Floor), Text: "at least: some records do not report it", Style: scene.KeyLine},
		scene.PageLine{Left: strings.TrimSpace(m.Glyphs.Approx), Text: "about: it rests on a range or on a printed percentage", Style: scene.KeyLine},
		scene.PageLine{Left: "1" + m.Glyphs.Range + "9", Text: "a range, as printed; bars are hatched between its ends", Style: scene.KeyLine},
		scene.PageLine{Left: "( )", Text: "a rate that covers less than 95 % of the requests; i says how much", Style: scene.KeyLine},
		scene.PageLine{Left: strings.TrimSpace(m.Glyphs.Halved), Text: "a year among half-years: its bar is half as long", Style: scene.KeyLine},
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
	style      scene.PageStyle
}

// leftColumn is the width of the column that names stand in, in lines of a style:
// as wide as they are, but never more than half of the page.
func (p *pages) leftColumn(style scene.PageStyle, width int) int {
	if style == scene.LinkLine {
		style = scene.NoteLine
	}
	w := 0
	for _, l := range p.Lines {
		if l.Style == style {
			w = max(w, grid.Width(l.Left))
		}
	}
	return min(w+2, width/2)
}

// wrapped breaks all lines to a width.
func (p *pages) wrapped(width int) []pageRow {
	var rows []pageRow
	for _, l := range p.Lines {
		room := width
		if l.Style.HasLeft() {
			room = max(1, width-p.leftColumn(l.Style, width))
		}
		lines := grid.WrapLines(l.Text, room)
		if len(lines) == 0 {
			lines = []string{""}
		}
		for i, text := range lines {
			row := pageRow{text: text, style: l.Style}
			if i == 0 {
				row.left = l.Left
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
	if m.h < scene.NormalHeight {
		return 1
	}
	return 2
}

// layout counts the rows of the text, and those on screen.
func (p *pages) layout(m *Model) (rows, height int) {
	w, h := p.size(m)
	return len(p.wrapped(w - 4)), max(1, m.windowRect(w, h).H-2-p.foot(m))
}

func (p *pages) draw(m *Model, f *grid.Frame, _ *scene.Scene) *tea.Cursor {
	w, h := p.size(m)
	inside := m.window(f, w, h, p.Title)
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
		case scene.HeadLine:
			f.Text(line, row.text, m.Theme.Accent.Bold())
		case scene.DimLine:
			f.Text(line, row.text, m.Theme.Dim)
		case scene.StrongLine:
			f.Text(line, row.text, m.Theme.Strong)
		case scene.KeyLine, scene.RecordLine, scene.LinkLine, scene.NoteLine:
			left, right := line.TakeLeft(p.leftColumn(row.style, text.W))
			left.W = max(0, left.W-1)
			f.Text(left, row.left, m.Theme.Key)
			st := m.Theme.Text
			if row.style == scene.LinkLine {
				st = m.Theme.Dim
			}
			f.Text(right, row.text, st)
		default:
			f.Text(line, row.text, m.Theme.Text)
		}
	}
	if len(rows) > text.H {
		arrows := string(m.Glyphs.Up) + string(m.Glyphs.Down)
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
