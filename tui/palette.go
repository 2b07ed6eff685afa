package tui

import (
	"errors"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

// palette is one line in which everything can be typed: the name of what should
// happen, or a question, completed word by word.
type palette struct {
	in        textinput.Model
	all       []command
	found     []command
	list.List             // over found
	asked     query.Query // what is typed, when it is a question
	isAsk     bool
	wrong     string // why it is none
}

// command is one line of the palette.
type command struct {
	label, hint string
	complete    string // what the field holds when this line is taken, instead of run
	run         func(*Model) tea.Cmd
	called      *report.Called // every name of the country that it is about
}

// newPalette opens the palette.
func newPalette(m *Model) overlay {
	p := &palette{in: newField(), all: commands(m)}
	p.in.CharLimit = query.MaxQueryLength
	p.list(m)
	return p
}

// commands lists everything that can be done by name: what keys do, and the
// choices behind the menus.
func commands(m *Model) []command {
	var list []command
	for _, b := range m.keys {
		switch {
		case b.here:
		case b.named != "":
			list = append(list, command{label: b.named, hint: b.keys[0], run: b.run})
		case b.long != "":
			list = append(list, command{label: spelled(&m.Kit, b.long), hint: spelled(&m.Kit, b.name()), run: b.run})
		}
	}
	list = append(list,
		command{label: "show only the first 10 rows", run: act(model.SetTop{N: 10})},
		command{label: "show all rows", run: act(model.SetTop{})},
		command{label: "theme: after the terminal", hint: "T", run: (*Model).followTerminal})
	for _, by := range dimensions(&m.Kit) {
		if by != query.ByPeriod {
			list = append(list, command{label: "group by " + by.String(), hint: "b", run: act(model.SetBy{By: by})})
			continue
		}
		list = append(list,
			command{label: "group by period", hint: "b", run: act(model.SetByTime{Grain: query.HalfYears})},
			command{label: "group by year", hint: "b", run: act(model.SetByTime{Grain: query.Years})})
	}
	list = append(list,
		command{label: "periods are half-years", hint: "H", run: act(model.SetGrain{Grain: query.HalfYears})},
		command{label: "periods are years", hint: "H", run: act(model.SetGrain{Grain: query.Years})},
		command{label: "compare with as many months before", hint: "a", run: act(model.SetAgainst{})},
		command{label: "compare with the same months a year earlier", hint: "a", run: act(model.SetAgainst{Against: query.Against{Year: true}})},
		command{label: "minimum: rows of any size", hint: "N", run: func(m *Model) tea.Cmd { return m.do(model.SetMin{N: m.state.Query.AnyMin()}) }})
	for _, n := range query.Minima() {
		list = append(list, command{label: "minimum: " + m.Format.Count(int64(n)) + " requests", hint: "N", run: act(model.SetMin{N: n})})
	}
	for _, c := range report.Measures() {
		list = append(list, command{label: "measure: " + strings.ToLower(c.Label()), hint: "m", run: act(model.SetMeasure{Column: c})})
	}
	for _, c := range answer.TableColumns(m.Engine.Result(m.state.Query)) {
		list = append(list, command{label: "sort by " + strings.ToLower(c.Label()), hint: "S", run: act(model.SortBy{Column: c})})
	}
	for _, by := range []query.Dimension{query.ByPublisher, query.ByCountry, query.ByGroup, query.ByService, query.ByType} {
		if by == query.ByGroup && !grouped(&m.Kit) {
			continue
		}
		for _, row := range m.Engine.Facet(m.state.Query, by).Rows {
			c := command{label: only + row.Name, hint: by.String(), run: act(model.SetFilter{
				By: by, Filter: query.Filter{Mode: query.Only, IDs: []string{row.ID}},
			})}
			if by == query.ByCountry {
				c.called = m.Engine.Dataset().Called(row.ID)
			}
			list = append(list, c)
		}
	}
	for _, name := range theme.Names() {
		list = append(list, command{label: "theme: " + name, hint: "T", run: func(m *Model) tea.Cmd { return m.setTheme(name) }})
	}
	return append(list, viewCommands(m)...)
}

// only begins the commands that choose one value.
const only = "only "

// list fills the lines under the field from what is typed.
func (p *palette) list(m *Model) {
	text := strings.TrimLeft(p.in.Value(), " ")
	p.found, p.isAsk, p.wrong = nil, false, ""
	var wrong error
	if text == "" {
		p.found = p.all
		return
	}
	if strings.Contains(text, "=") {
		// What is typed changes the question on screen, word by word; alone, it is
		// another one.
		alone, err := query.Parse(text, m.Engine.Dataset())
		if err == nil {
			p.asked, p.isAsk = alone, true
			if merged, err := query.Parse(overlaid(m.state.Query.String(), text), m.Engine.Dataset()); err == nil && !merged.Equal(alone) {
				p.asked = merged
				p.found = append(p.found, command{label: "change to " + merged.String(), run: act(model.SetQuery{Query: merged})})
			}
			p.found = append(p.found, command{label: "ask " + alone.String(), run: act(model.SetQuery{Query: alone})})
		}
		wrong = err
	}
	words := strings.Fields(text)
	before, word := words, ""
	if len(words) > 0 && !strings.HasSuffix(text, " ") {
		before, word = words[:len(words)-1], words[len(words)-1]
	}
	var completed []command
	for _, c := range m.Engine.Complete(before, word) {
		if c.Word == word {
			continue
		}
		says := c.Says
		if c.Requests.Reported {
			says += " " + string(m.Glyphs.Dot) + " " + m.Format.Figure(c.Requests, report.Requests)
		}
		end := " "
		if c.Open {
			end = ""
		}
		completed = append(completed, command{label: c.Word, hint: says, complete: strings.Join(append(before[:len(before):len(before)], c.Word), " ") + end})
	}
	if !strings.Contains(text, "=") {
		p.found = append(p.found, commandsFor(text, p.all, m.Engine.Dataset())...)
	}
	p.found = append(p.found, completed...)
	// The word that is being typed is not wrong yet while something completes it,
	// but those to its left are.
	var bad *query.ParseError
	if errors.As(wrong, &bad) {
		if here := bad.Offset > strings.LastIndexByte(text, ' '); !here || len(completed) == 0 {
			p.wrong = bad.Error()
		}
		if bad.Nearest != "" && len(completed) == 0 {
			fixed := text[:bad.Offset] + mended(bad) + text[bad.Offset+len(bad.Token):]
			p.found = append(p.found, command{label: mended(bad), hint: "did you mean", complete: fixed})
		}
	}
}

// commandsFor finds the commands that hold a text, or are about a country that it is a
// name of, or, for a short one that none holds, its letters in order. Those that hold
// it stay in their order: what a measure is comes before sorting by it.
func commandsFor(typed string, all []command, d *report.Dataset) []command {
	text := report.Fold(typed)
	country := d.Seek(strings.TrimPrefix(text, only))
	var holding, scattered []command
	for _, c := range all {
		if strings.Contains(report.Fold(c.label), text) || c.called != nil && c.called.Holds(country) {
			holding = append(holding, c)
		}
	}
	for _, match := range fuzzy.FindFrom(text, commandTexts(all)) {
		scattered = append(scattered, all[match.Index])
	}
	const short = 4 // letters; more of them are in some long sentence by chance
	if len(holding) == 0 && len(text) <= short {
		return scattered
	}
	return holding
}

// mended is a token with the nearest known word in the place of the one that is
// not known.
func mended(e *query.ParseError) string {
	key, _, found := strings.Cut(e.Token, "=")
	if !found || strings.Contains(e.Nearest, "=") {
		return e.Nearest
	}
	if slices.ContainsFunc(query.Keys(), func(k query.Key) bool { return k.Name == strings.TrimSuffix(key, "!") }) {
		return key + "=" + e.Nearest
	}
	return e.Nearest + strings.TrimPrefix(e.Token, key)
}

// overlaid is a question with the words of another in the place of its own.
func overlaid(question, words string) string {
	key := func(word string) string {
		name, _, _ := strings.Cut(word, "=")
		return strings.ToLower(strings.TrimSuffix(name, "!"))
	}
	given := map[string]bool{"select": true, "pins": true}
	for _, w := range strings.Fields(words) {
		given[key(w)] = true
	}
	for _, w := range strings.Fields(question) {
		if !given[key(w)] {
			words += " " + w
		}
	}
	return words
}

// commandTexts lets the fuzzy finder read the commands.
type commandTexts []command

func (t commandTexts) String(i int) string { return t[i].label }
func (t commandTexts) Len() int            { return len(t) }

func (p *palette) typing() bool { return true }

func (p *palette) preview() (query.Query, bool) { return p.asked, p.isAsk }

func (p *palette) update(m *Model, msg tea.Msg) reply {
	key, ok := msg.(tea.KeyPressMsg)
	if ok {
		if p.Key(key.String(), p.listRect(m).H, len(p.found), false) {
			return stay(p)
		}
		switch key.String() {
		case "esc":
			return leave()
		case "enter":
			return p.take(m)
		case "tab":
			p.complete(m)
			return stay(p)
		}
	}
	before := p.in.Value()
	p.in = typed(p.in, msg)
	if p.in.Value() != before {
		p.Cursor, p.Top = 0, 0
		p.list(m)
	}
	return stay(p)
}

// take does what the line under the cursor says.
func (p *palette) take(m *Model) reply {
	if p.Cursor >= len(p.found) {
		return stay(p)
	}
	c := p.found[p.Cursor]
	if c.run == nil {
		p.write(m, c.complete)
		return stay(p)
	}
	return reply{then: c.run}
}

// complete writes the first completion into the field, or that under the cursor.
func (p *palette) complete(m *Model) {
	for i := p.Cursor; i < len(p.found); i++ {
		if c := p.found[i]; c.complete != "" {
			p.write(m, c.complete)
			return
		}
	}
}

func (p *palette) write(m *Model, text string) {
	p.in.SetValue(text)
	p.in.CursorEnd()
	p.Cursor, p.Top = 0, 0
	p.list(m)
}

func (p *palette) rect(m *Model) grid.Rect { return m.windowRect(76, max(min(22, m.h-4), 6)) }

// listRect is where the lines stand.
func (p *palette) listRect(m *Model) grid.Rect {
	box := p.rect(m)
	air := 0 // rows above and below the lines, where there is height for them
	if box.H >= 16 {
		air = 1
	}
	_, r := box.Inset(2, 1).TakeTop(2 + air)
	_, r = r.TakeBottom(1 + air)
	return r
}

func (p *palette) draw(m *Model, f *grid.Frame, _ *scene.Scene) *tea.Cursor {
	box := p.rect(m)
	inside := m.window(f, box.W, box.H, "Anything")
	line, rest := inside.TakeTop(1)
	f.Text(line, string(m.Glyphs.Prompt), m.Theme.Accent)
	_, field := line.TakeLeft(2)
	cursor := drawField(f, field, p.in, m.Theme.Strong)
	under, _ := rest.TakeTop(1)
	switch {
	case p.wrong != "":
		f.Text(under, p.wrong, m.Theme.Error)
	case p.in.Value() == "":
		f.Text(under, "what to do, or a question such as by=service period=2012", m.Theme.Dim)
	}
	list := p.listRect(m)
	if len(p.found) == 0 {
		f.Text(list, "nothing matches", m.Theme.Dim)
	}
	p.Draw(f, m.Look(), list, len(p.found), func(line int, text grid.Rect, st grid.Style, here bool) {
		c, hint := p.found[line], m.Theme.Key
		if c.complete != "" {
			hint = m.Theme.Dim
		}
		hints, text := text.TakeRight(min(grid.Width(c.hint), text.W/2))
		f.TextRight(hints, c.hint, m.OnBand(hint, here))
		text.W = max(0, text.W-1)
		f.Text(text, c.label, st)
	})
	p.DrawRest(f, m.Look(), box, list.H, len(p.found))
	keys, _ := inside.TakeBottom(1)
	m.drawKeys(f, keys, "enter", "do", "tab", "complete", "esc", "leave")
	return cursor
}

func (p *palette) clickAt(m *Model, x, y int) reply {
	if !p.rect(m).Contains(x, y) {
		return leave()
	}
	if line, ok := p.At(p.listRect(m), len(p.found), x, y); ok {
		p.Cursor = line
		return p.take(m)
	}
	return stay(p)
}
