package tui

import (
	"cmp"
	"errors"
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
	"daylight/tui/kit/theme"
)

// palette is one line in which everything can be typed: the name of what should
// happen, or a question, completed word by word.
type palette struct {
	in        *textinput.Model
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
	complete    string         // what the field holds when this line is taken, instead of run
	does        tea.Msg        // an action or an order
	called      *report.Called // every name of the country that it is about
}

// newPalette opens the palette.
func newPalette(m *Model) overlay {
	p := &palette{in: newField(), all: commands(m)}
	p.in.CharLimit = query.MaxQueryLength
	p.found = p.all
	return p
}

// commands lists everything that can be done by name: what keys do, and the
// choices behind the menus.
func commands(m *Model) []command {
	var list []command
	offer := func(label, hint string, does tea.Msg) {
		list = append(list, command{label: label, hint: hint, does: does})
	}
	for _, b := range m.helpKeys() {
		switch {
		case b.here:
		case b.named != "":
			offer(b.named, b.keys[0], order(b.run))
		case b.long != "":
			offer(spelled(&m.Kit, b.long), spelled(&m.Kit, b.name()), order(b.run))
		}
	}
	themed := func(name string) order { return func(m *Model) tea.Cmd { return m.setTheme(name) } }
	offer("show only the first 10 rows", "", model.SetTop{N: 10})
	offer("show all rows", "", model.SetTop{})
	offer("theme: after the terminal", "T", themed(""))
	for _, e := range m.groupings() {
		offer("group by "+strings.ToLower(e.label), "b", e.does)
	}
	offer("periods are half-years", "H", model.SetGrain{Grain: query.HalfYears})
	offer("periods are years", "H", model.SetGrain{Grain: query.Years})
	offer("compare with as many months before", "a", model.SetAgainst{})
	offer("compare with the same months a year earlier", "a", model.SetAgainst{Against: query.Against{Year: true}})
	offer("minimum: rows of any size", "N", model.SetMin{N: m.state.Query.AnyMin()})
	for _, n := range query.Minima() {
		offer("minimum: "+m.Format.Count(int64(n))+" requests", "N", model.SetMin{N: n})
	}
	for _, e := range waysToPlay() {
		offer("play: "+e.label, "P", e.does)
	}
	for _, e := range m.measures() { // one that is barred says why
		offer("measure: "+strings.ToLower(e.label), "m", e.does)
	}
	for _, c := range answer.TableColumns(m.Engine.Result(m.state.Query)) {
		offer("sort by "+strings.ToLower(c.Label()), "S", model.SortBy{Column: c})
	}
	for _, by := range []query.Dimension{query.ByPublisher, query.ByCountry, query.ByGroup, query.ByService, query.ByType} {
		if by == query.ByGroup && !grouped(&m.Kit) {
			continue
		}
		for _, row := range m.Engine.Facet(m.state.Query, by).Rows {
			offer(only+row.Name, by.String(), model.SetFilter{By: by, Filter: query.Filter{Mode: query.Only, IDs: []string{row.ID}}})
			if by == query.ByCountry {
				list[len(list)-1].called = m.Engine.Dataset().Called(row.ID)
			}
		}
	}
	for _, name := range theme.Names() {
		offer("theme: "+name, "T", themed(name))
	}
	for _, v := range m.views {
		offer("open view: "+v.Name, v.Query, asked(&m.Kit, v))
		if m.powers.DropView != nil {
			offer("delete view: "+v.Name, v.Query, opening(func(m *Model) overlay { return newDropView(v, m.dropView(v)) }))
		}
	}
	return list
}

// only begins the commands that choose one value.
const only = "only "

// list fills the lines under the field from what is typed.
func (p *palette) list(h *host) {
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
		alone, err := query.Parse(text, h.Engine.Dataset())
		if err == nil {
			p.asked, p.isAsk = alone, true
			if merged, err := query.Parse(query.Merged(h.state.Query.String(), text), h.Engine.Dataset()); err == nil && !merged.Equal(alone) {
				p.asked = merged
				p.found = append(p.found, command{label: "change to " + merged.String(), does: model.SetQuery{Query: merged}})
			}
			p.found = append(p.found, command{label: "ask " + alone.String(), does: model.SetQuery{Query: alone}})
		}
		wrong = err
	}
	words := strings.Fields(text)
	before, word := words, ""
	if len(words) > 0 && !strings.HasSuffix(text, " ") {
		before, word = words[:len(words)-1], words[len(words)-1]
	}
	var completed []command
	for _, c := range h.Engine.Complete(before, word) {
		if c.Word == word {
			continue
		}
		says := c.Says
		if c.Requests.Reported {
			says += " " + string(h.Glyphs.Dot) + " " + h.Format.Figure(c.Requests, report.Requests)
		}
		end := " "
		if c.Open {
			end = ""
		}
		completed = append(completed, command{label: c.Word, hint: says, complete: strings.Join(append(before[:len(before):len(before)], c.Word), " ") + end})
	}
	if !strings.Contains(text, "=") {
		p.found = append(p.found, commandsFor(text, p.all, h.Engine.Dataset())...)
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
			fixed := text[:bad.Offset] + bad.Mended() + text[bad.Offset+len(bad.Token):]
			p.found = append(p.found, command{label: bad.Mended(), hint: "did you mean", complete: fixed})
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
	labels := make([]string, len(all))
	for i, c := range all {
		labels[i] = c.label
		if strings.Contains(report.Fold(c.label), text) || c.called != nil && c.called.Holds(country) {
			holding = append(holding, c)
		}
	}
	const short = 4 // letters; more of them are in some long sentence by chance
	if len(holding) > 0 || len(text) > short {
		return holding
	}
	for _, match := range fuzzy.Find(text, labels) {
		scattered = append(scattered, all[match.Index])
	}
	return scattered
}

func (p *palette) typing() bool { return true }

func (p *palette) preview(*host) (query.Query, bool) { return p.asked, p.isAsk }

func (p *palette) update(h *host, msg tea.Msg) reply {
	key, _ := msg.(tea.KeyPressMsg) // a paste is text
	if p.Key(key.String(), h.box.inside.H, len(p.found), false) {
		return stay()
	}
	switch key.String() {
	case "esc":
		return back()
	case "enter":
		return p.take(h)
	case "tab": // the first completion, or that under the cursor
		for _, c := range p.found[min(p.Cursor, len(p.found)):] {
			if c.complete != "" {
				p.write(h, c.complete)
				break
			}
		}
		return stay()
	}
	if typed(p.in, msg) {
		p.List = list.List{}
		p.list(h)
	}
	return stay()
}

// take does what the line under the cursor says.
func (p *palette) take(h *host) reply {
	if p.Cursor >= len(p.found) {
		return stay()
	}
	c := p.found[p.Cursor]
	if c.does == nil {
		p.write(h, c.complete)
		return stay()
	}
	return choose(c.does)
}

// write puts a text into the field.
func (p *palette) write(h *host, text string) {
	p.in.SetValue(text)
	p.in.CursorEnd()
	p.List = list.List{}
	p.list(h)
}

func (p *palette) box(h *host) box {
	lines, air := max(min(22, h.h-4), 6), 0 // rows above and below the lines, where there is height for them
	if lines >= 16 {
		air = 1
	}
	return newBox(h, "Anything", 76, lines, 2+air, 1+air, "enter", "do", "tab", "complete", "esc", "leave")
}

func (p *palette) draw(h *host, f *grid.Frame) *tea.Cursor {
	list, under := h.box.inside, h.box.head.Row(1)
	switch {
	case p.wrong != "":
		f.Text(under, p.wrong, h.Theme.Strong)
	case p.in.Value() == "":
		f.Text(under, "what to do, or a question such as by=service period=2012", h.Theme.Dim)
	}
	if len(p.found) == 0 {
		f.Text(list, "nothing matches", h.Theme.Dim)
	}
	cursor := p.Draw(f, h.Look(), list, len(p.found), func(line int, text grid.Rect, st grid.Style, here bool) {
		c, hint := p.found[line], h.Theme.Key
		if c.complete != "" {
			hint = h.Theme.Dim
		}
		hints, text := text.TakeRight(min(grid.Width(c.hint), text.W/2))
		f.TextRight(hints, c.hint, h.OnBand(hint, here))
		text.W = max(0, text.W-1)
		f.Text(text, c.label, st)
	})
	h.drawRest(f, &p.List, len(p.found))
	at := h.drawPrompt(f, h.box.head, p.in)
	if h.Plain && len(p.found) > 0 {
		return h.readAt(cursor.X, cursor.Y)
	}
	return at
}

// heard says what enter would do, and which of the lines that is; why what is typed is no
// question comes first.
func (p *palette) heard(*host) string {
	if p.Cursor >= len(p.found) {
		return cmp.Or(p.wrong, nothingMatches(p.in.Value()))
	}
	c := p.found[p.Cursor]
	return strings.Join(report.NonEmpty(p.wrong, c.label, c.hint, placeOf(p.Cursor, len(p.found))), ", ")
}

func (p *palette) click(h *host, x, y int) reply {
	if line, ok := p.At(h.box.inside, len(p.found), x, y); ok {
		p.Cursor = line
		return p.take(h)
	}
	return stay()
}
