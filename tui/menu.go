package tui

import (
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/grid"
)

// menu chooses one of a few things. What is under the cursor is shown behind it
// at once.
type menu struct {
	title   string
	entries []menuEntry
	cursor  int
	was     int
}

// menuEntry is one line of a menu.
type menuEntry struct {
	label, hint string
	query       model.Query // the screen behind, while the cursor is on it
	action      model.Action
	then        func(*Model) tea.Cmd // instead of an action
}

// answer is what choosing the entry does.
func (e menuEntry) answer() answer {
	if e.action != nil {
		return leave(e.action)
	}
	return answer{then: e.then}
}

// newGrouping opens the menu of what rows are.
func newGrouping(m *Model) overlay {
	n := &menu{title: "Group by"}
	for i, by := range model.Dimensions() {
		state, _ := model.Update(m.engine, m.state, model.SetBy{By: by})
		n.entries = append(n.entries, menuEntry{label: title(by.String()), query: state.Query, action: model.SetBy{By: by}})
		if by == m.state.Query.By {
			n.cursor, n.was = i, i
		}
	}
	return n
}

// newMeasures opens the menu of measures.
func newMeasures(m *Model) overlay {
	hints := map[model.Column]string{
		model.Requests:           "how many",
		model.Accounts:           "named in requests; not people",
		model.Share:              "of all requests under the filter",
		model.PerMillion:         "requests per million people a year",
		model.DisclosedRate:      "requests that led to any data",
		model.ContentRate:        "requests that led to content",
		model.RejectedRate:       "requests refused",
		model.AccountsPerRequest: "accounts a request names",
		model.Change:             "against the same time before",
	}
	n := &menu{title: "Measure"}
	for i, c := range model.Measures() {
		state, _ := model.Update(m.engine, m.state, model.SetMeasure{Column: c})
		n.entries = append(n.entries, menuEntry{label: c.Label(), hint: hints[c], query: state.Query, action: model.SetMeasure{Column: c}})
		if c == m.state.Query.Measure {
			n.cursor, n.was = i, i
		}
	}
	return n
}

func (n *menu) preview() (model.Query, bool) { return n.entries[n.cursor].query, n.cursor != n.was }

func (n *menu) update(_ *Model, msg tea.Msg) answer {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return stay(n)
	}
	switch key.String() {
	case "esc", "q":
		return leave()
	case "enter", "space":
		return n.entries[n.cursor].answer()
	case "down", "j", "ctrl+n", "tab":
		n.cursor = min(n.cursor+1, len(n.entries)-1)
	case "up", "k", "ctrl+p", "shift+tab":
		n.cursor = max(n.cursor-1, 0)
	case "g", "home":
		n.cursor = 0
	case "G", "end":
		n.cursor = len(n.entries) - 1
	}
	return stay(n)
}

// size is the box that the menu wants.
func (n *menu) size() (w, h int) {
	labels, hints := 0, 0
	for _, e := range n.entries {
		labels, hints = max(labels, grid.Width(e.label)), max(hints, grid.Width(e.hint))
	}
	return max(labels+hints+8, 40), len(n.entries) + 4
}

func (n *menu) draw(m *Model, f *grid.Frame, _ *scene) *tea.Cursor {
	w, h := n.size()
	inside := m.window(f, w, h, n.title)
	keys, list := inside.TakeBottom(1)
	if list.H > len(n.entries) {
		_, list = list.TakeBottom(1)
	}
	top := scrolled(0, n.cursor, list.H, len(n.entries))
	labels := 0
	for _, e := range n.entries {
		labels = max(labels, grid.Width(e.label))
	}
	labels = min(labels, max(list.W*2/3, 12))
	for y := range list.H {
		i := top + y
		if i >= len(n.entries) {
			break
		}
		e := n.entries[i]
		line := grid.Rect{X: list.X, Y: list.Y + y, W: list.W, H: 1}
		st := m.theme.Text
		if i == n.cursor {
			f.Fill(line, grid.Style{BG: m.theme.Band, Attr: m.theme.BandAttr})
			f.Rune(line.X, line.Y, m.glyphs.Cursor, m.theme.Accent)
			st = m.theme.Strong
		}
		_, rest := line.TakeLeft(2)
		label, rest := rest.TakeLeft(labels)
		f.Text(label, e.label, m.onBand(st, i == n.cursor))
		_, rest = rest.TakeLeft(2)
		f.Text(rest, e.hint, m.onBand(m.theme.Dim, i == n.cursor))
	}
	m.drawKeys(f, keys, "enter", "choose", "esc", "leave")
	return nil
}

func (n *menu) clickAt(m *Model, x, y int) answer {
	w, h := n.size()
	box := m.windowRect(w, h)
	if !box.Contains(x, y) {
		return leave()
	}
	if i := y - box.Y - 1; i >= 0 && i < len(n.entries) && box.H == h {
		return n.entries[i].answer()
	}
	return stay(n)
}
