package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/grid"
)

// pages is text to read over the screen: the help, or where figures come from.
type pages struct {
	title string
	lines []pageLine
	top   int
}

// pageLine is one paragraph; it is wrapped to the width there is.
type pageLine struct {
	left, text string // left stands in a column of its own, where there is one
	style      pageStyle
}

type pageStyle uint8

const (
	plainLine pageStyle = iota
	headLine
	keyLine
	dimLine
)

// newHelp lists all keys, from their table.
func newHelp(*Model) overlay {
	p := &pages{title: "Keys"}
	group := ""
	for _, b := range bindings() {
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
		p.lines = append(p.lines, pageLine{left: b.name(), text: b.long, style: keyLine})
	}
	p.lines = append(p.lines,
		pageLine{},
		pageLine{text: "Marks", style: headLine},
		pageLine{left: "missing", text: "a faint dot: the report does not say. It is never a zero.", style: keyLine},
		pageLine{left: "floor", text: "at least this: some records do not report it.", style: keyLine},
		pageLine{left: "approximate", text: "rests on a range or on a printed percentage.", style: keyLine},
		pageLine{left: "range", text: "the report prints two ends; bars are hatched between them.", style: keyLine},
	)
	return p
}

// newInspector tells where the selected row comes from: what its figures rest
// on, the caveats that touch it, and the sources of its records.
func newInspector(m *Model) overlay {
	s := m.scene()
	if len(s.result.Rows) == 0 {
		m.said = "no row to explain"
		return nil
	}
	row := &s.result.Rows[s.cursor]
	q := rowQuery(s.query, row)
	p := &pages{title: row.Name}
	add := func(style pageStyle, left, text string) { p.lines = append(p.lines, pageLine{left, text, style}) }
	add(headLine, "", "Figures")
	for _, c := range s.sheet.columns {
		fig := row.Figures[c]
		add(keyLine, c.Label(), strings.Join(append(figureWords(m.format, fig, c), explain(fig, c)...), ", "))
	}
	records := m.engine.Records(q)
	add(plainLine, "", "")
	add(headLine, "", fmt.Sprintf("%s %s", m.format.Count(int64(len(records))), recordsWord(len(records))))
	derived := 0
	for _, i := range records {
		if m.engine.Dataset().Record(i).Derived {
			derived++
		}
	}
	switch {
	case derived == len(records) && derived > 0:
		add(plainLine, "", "All of them hold numbers worked out from the source, as their notes say.")
	case derived > 0:
		add(plainLine, "", fmt.Sprintf("As printed, but for %d of them, which hold numbers worked out from the source.", derived))
	default:
		add(plainLine, "", "All numbers stand in the source.")
	}
	for _, src := range m.engine.Sources(q) {
		add(plainLine, "", "")
		add(headLine, "", src.Title)
		add(dimLine, "", strings.TrimSpace(src.Publisher+", "+src.Published))
		add(dimLine, "", src.URL)
		add(plainLine, "", src.Obtained)
	}
	if notes := m.engine.Result(q).Notes; len(notes) > 0 {
		add(plainLine, "", "")
		add(headLine, "", "Notes")
		for i, n := range notes {
			add(keyLine, m.glyphs.Footnote(i), n.Text)
		}
	}
	return p
}

func recordsWord(n int) string {
	if n == 1 {
		return "record"
	}
	return "records"
}

// rowQuery is the question whose filter holds just the records of a row.
func rowQuery(q model.Query, row *model.Row) model.Query {
	q.Top, q.Search = 0, ""
	if q.By == model.ByPeriod {
		if p, err := model.ParsePeriod(row.ID); err == nil {
			q.Period = model.PeriodFilter{Ranges: []model.PeriodRange{{From: p, To: p}}}
		}
		return q
	}
	*q.Filter(q.By) = model.Filter{Mode: model.Only, IDs: []string{row.ID}}
	return q
}

// figureWords is a figure as text, or that it is not reported.
func figureWords(format model.Format, f model.Figure, c model.Column) []string {
	if !f.Reported {
		return []string{"not reported"}
	}
	return []string{format.Figure(f, c)}
}

// explain says in words what a figure's marks mean.
func explain(f model.Figure, c model.Column) []string {
	var why []string
	if c.IsCount() && f.IsRange() {
		why = append(why, "printed as a range")
	}
	if f.Marks.Has(model.Floor) {
		why = append(why, "at least: some records do not report it")
	}
	if f.Marks.Has(model.Approx) {
		why = append(why, "approximate: it rests on a range, a floor or a printed percentage")
	}
	if f.Marks.Has(model.Part) && f.Covers > 0 && f.Covers < 1 {
		why = append(why, fmt.Sprintf("covers %.1f %% of requests", 100*f.Covers))
	} else if f.Marks.Has(model.Part) {
		why = append(why, "not all of it has a counterpart before")
	}
	if f.Marks.Has(model.Halved) {
		why = append(why, "against a longer period, scaled to the same length")
	}
	return why
}

func (p *pages) preview() (model.Query, bool) { return model.Query{}, false }

func (p *pages) update(m *Model, msg tea.Msg) (overlay, []model.Action) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return p, nil
	}
	rows, height := p.layout(m)
	switch key.String() {
	case "esc", "q", "enter", "?", "i":
		return nil, nil
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
	return p, nil
}

// pageRow is one row of a page as it is drawn.
type pageRow struct {
	left, text string
	style      pageStyle
}

// leftColumn is the width of the column that names stand in: as wide as they
// are, but never more than half of the page.
func (p *pages) leftColumn(width int) int {
	w := 0
	for _, l := range p.lines {
		w = max(w, grid.Width(l.left))
	}
	return min(w+2, width/2)
}

// wrapped breaks all lines to a width.
func (p *pages) wrapped(width int) []pageRow {
	var rows []pageRow
	for _, l := range p.lines {
		room := width
		if l.style == keyLine {
			room = max(1, width-p.leftColumn(width))
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
	return w, min(len(p.wrapped(w-4))+3, max(m.h-2, 3))
}

// layout counts the rows of the text, and those on screen.
func (p *pages) layout(m *Model) (rows, height int) {
	w, h := p.size(m)
	return len(p.wrapped(w - 4)), max(1, m.windowRect(w, h).H-3)
}

func (p *pages) draw(m *Model, f *grid.Frame, _ *scene) *tea.Cursor {
	w, h := p.size(m)
	inside := m.window(f, w, h, p.title)
	keys, text := inside.TakeBottom(1)
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
		case keyLine:
			left, right := line.TakeLeft(p.leftColumn(text.W))
			left.W = max(0, left.W-1)
			f.Text(left, row.left, m.theme.Key)
			f.Text(right, row.text, m.theme.Text)
		default:
			f.Text(line, row.text, m.theme.Text)
		}
	}
	if len(rows) > text.H {
		arrows := string(m.glyphs.Up) + string(m.glyphs.Down)
		m.drawKeys(f, keys, "esc", "leave", arrows, fmt.Sprintf("%d of %d lines", min(top+text.H, len(rows)), len(rows)))
		return nil
	}
	m.drawKeys(f, keys, "esc", "leave")
	return nil
}

func (p *pages) clickAt(m *Model, x, y int) (overlay, []model.Action) {
	w, h := p.size(m)
	if !m.windowRect(w, h).Contains(x, y) {
		return nil, nil
	}
	return p, nil
}
