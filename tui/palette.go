package tui

import (
	"errors"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"daylight/model"
	"daylight/tui/grid"
	"daylight/tui/theme"
)

// palette is one line in which everything can be typed: the name of what should
// happen, or a question, completed word by word.
type palette struct {
	in     textinput.Model
	all    []command
	lines  []command
	cursor int
	top    int
	asked  model.Query // what is typed, when it is a question
	isAsk  bool
	wrong  string // why it is none
}

// command is one line of the palette.
type command struct {
	label, hint string
	complete    string // what the field holds when this line is taken, instead of run
	run         func(*Model) tea.Cmd
}

// newPalette opens the palette.
func newPalette(m *Model) overlay {
	p := &palette{in: newField(), all: commands(m)}
	p.in.CharLimit = model.MaxQueryLength
	p.list(m)
	return p
}

// commands lists everything that can be done by name: what keys do, and the
// choices behind the menus.
func commands(m *Model) []command {
	var list []command
	for _, b := range bindings() {
		if b.long != "" && !b.here {
			list = append(list, command{label: m.spelled(b.long), hint: m.spelled(b.name()), run: b.run})
		}
	}
	for _, by := range model.Dimensions() {
		list = append(list, command{label: "group by " + by.String(), hint: "b", run: act(model.SetBy{By: by})})
	}
	for _, c := range model.Measures() {
		list = append(list, command{label: "measure: " + strings.ToLower(c.Label()), hint: "m", run: act(model.SetMeasure{Column: c})})
	}
	for _, c := range m.sheetOf(m.engine.Result(m.state.Query)).columns {
		list = append(list, command{label: "sort by " + strings.ToLower(c.Label()), hint: "S", run: act(model.SortBy{Column: c})})
	}
	for _, name := range theme.Names() {
		list = append(list, command{label: "theme: " + name, hint: "T", run: func(m *Model) tea.Cmd { return m.setTheme(name) }})
	}
	return append(list, viewCommands(m)...)
}

// list fills the lines under the field from what is typed.
func (p *palette) list(m *Model) {
	text := strings.TrimLeft(p.in.Value(), " ")
	p.lines, p.isAsk, p.wrong = nil, false, ""
	if text == "" {
		p.lines = p.all
		return
	}
	if strings.Contains(text, "=") {
		q, err := model.Parse(text, m.engine.Dataset())
		if err == nil {
			p.asked, p.isAsk = q, true
			p.lines = append(p.lines, command{label: "ask " + q.String(), hint: "enter", run: act(model.SetQuery{Query: q})})
		} else {
			p.wrong = err.Error()
		}
	}
	words := strings.Fields(text)
	before, word := words, ""
	if !strings.HasSuffix(text, " ") {
		before, word = words[:len(words)-1], words[len(words)-1]
	}
	var completed []command
	for _, c := range m.engine.Complete(before, word) {
		if c.Word == word {
			continue
		}
		says := c.Says
		if c.Requests.Reported {
			says += " " + string(m.glyphs.Dot) + " " + m.format.Figure(c.Requests, model.Requests)
		}
		end := " "
		if c.Open {
			end = ""
		}
		completed = append(completed, command{label: c.Word, hint: says, complete: strings.Join(append(before[:len(before):len(before)], c.Word), " ") + end})
	}
	if !strings.Contains(text, "=") {
		for _, match := range fuzzy.FindFrom(model.Fold(text), commandTexts(p.all)) {
			p.lines = append(p.lines, p.all[match.Index])
		}
	}
	p.lines = append(p.lines, completed...)
	var parse *model.ParseError
	if err := p.typing(m, text, completed); errors.As(err, &parse) {
		p.wrong = "" // not wrong yet: a completion fits
	}
}

// typing returns the error of a question whose last word is still being typed,
// and nil when that word can no longer become right.
func (p *palette) typing(m *Model, text string, completed []command) error {
	if p.wrong == "" || len(completed) == 0 {
		return nil
	}
	_, err := model.Parse(text, m.engine.Dataset())
	return err
}

// commandTexts lets the fuzzy finder read the commands.
type commandTexts []command

func (t commandTexts) String(i int) string { return t[i].label }
func (t commandTexts) Len() int            { return len(t) }

func (p *palette) preview() (model.Query, bool) { return p.asked, p.isAsk }

func (p *palette) update(m *Model, msg tea.Msg) answer {
	key, ok := msg.(tea.KeyPressMsg)
	if ok {
		height := max(1, p.listRect(m).H)
		switch key.String() {
		case "esc":
			return leave()
		case "enter":
			return p.take(m)
		case "tab":
			p.complete(m)
			return stay(p)
		case "down", "ctrl+n":
			p.cursor++
		case "up", "ctrl+p":
			p.cursor--
		case "pgdown":
			p.cursor += height
		case "pgup":
			p.cursor -= height
		default:
			ok = false
		}
		if ok {
			p.cursor = max(0, min(p.cursor, len(p.lines)-1))
			p.top = scrolled(p.top, p.cursor, height, len(p.lines))
			return stay(p)
		}
	}
	before := p.in.Value()
	p.in = typed(p.in, msg)
	if p.in.Value() != before {
		p.cursor, p.top = 0, 0
		p.list(m)
	}
	return stay(p)
}

// take does what the line under the cursor says.
func (p *palette) take(m *Model) answer {
	if p.cursor >= len(p.lines) {
		return stay(p)
	}
	c := p.lines[p.cursor]
	if c.run == nil {
		p.write(m, c.complete)
		return stay(p)
	}
	return answer{then: c.run}
}

// complete writes the first completion into the field, or that under the cursor.
func (p *palette) complete(m *Model) {
	for i := p.cursor; i < len(p.lines); i++ {
		if c := p.lines[i]; c.complete != "" {
			p.write(m, c.complete)
			return
		}
	}
}

func (p *palette) write(m *Model, text string) {
	p.in.SetValue(text)
	p.in.CursorEnd()
	p.cursor, p.top = 0, 0
	p.list(m)
}

func (p *palette) rect(m *Model) grid.Rect { return m.windowRect(76, max(min(22, m.h-4), 6)) }

// listRect is where the lines stand.
func (p *palette) listRect(m *Model) grid.Rect {
	_, r := p.rect(m).Inset(2, 1).TakeTop(2)
	_, r = r.TakeBottom(1)
	return r
}

func (p *palette) draw(m *Model, f *grid.Frame, _ *scene) *tea.Cursor {
	box := p.rect(m)
	inside := m.window(f, box.W, box.H, "Anything")
	line, rest := inside.TakeTop(1)
	f.Text(line, string(m.glyphs.Prompt), m.theme.Accent)
	_, field := line.TakeLeft(2)
	cursor := drawField(f, field, p.in, m.theme.Strong)
	under, _ := rest.TakeTop(1)
	switch {
	case p.wrong != "":
		f.Text(under, p.wrong, m.theme.Error)
	case p.in.Value() == "":
		f.Text(under, "what to do, or a question such as by=service period=2012", m.theme.Dim)
	}
	list := p.listRect(m)
	top := scrolled(p.top, p.cursor, list.H, len(p.lines)) // the screen may have shrunk
	for y := range list.H {
		i := top + y
		if i >= len(p.lines) {
			break
		}
		c, here := p.lines[i], i == p.cursor
		row := list.Row(y)
		st := m.theme.Text
		if here {
			f.Fill(row, grid.Style{BG: m.theme.Band, Attr: m.theme.BandAttr})
			f.Rune(row.X, row.Y, m.glyphs.Cursor, m.theme.Accent)
			st = m.theme.Strong
		}
		_, text := row.TakeLeft(2)
		hint := m.theme.Key
		if c.complete != "" {
			hint = m.theme.Dim
		}
		hints, text := text.TakeRight(min(grid.Width(c.hint), text.W/2))
		f.TextRight(hints, c.hint, m.onBand(hint, here))
		text.W = max(0, text.W-1)
		f.Text(text, c.label, m.onBand(st, here))
	}
	keys, _ := inside.TakeBottom(1)
	m.drawKeys(f, keys, "enter", "do", "tab", "complete", "esc", "leave")
	return cursor
}

func (p *palette) clickAt(m *Model, x, y int) answer {
	if !p.rect(m).Contains(x, y) {
		return leave()
	}
	if list := p.listRect(m); list.Contains(x, y) && p.top+y-list.Y < len(p.lines) {
		p.cursor = p.top + y - list.Y
		return p.take(m)
	}
	return stay(p)
}
