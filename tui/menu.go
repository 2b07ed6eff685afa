package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/grid"
)

// menu chooses one of a few things. What is under the cursor is shown behind it
// at once.
type menu struct {
	title   string
	entries []menuEntry
	lines
	was int // where the cursor stood; there the screen behind is as it is
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
		model.PerMillion:         "a year, by the population of that year",
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

func (n *menu) update(m *Model, msg tea.Msg) answer {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return stay(n)
	}
	switch key.String() {
	case "esc", "q":
		return leave()
	case "enter", "space":
		return n.entries[n.cursor].answer()
	}
	if !n.key(key.String(), n.listRect(m).H, len(n.entries), true) {
		n.jump(key.Text)
	}
	return stay(n)
}

// jump moves to the next entry that begins with a letter.
func (n *menu) jump(letter string) {
	for i := range n.entries {
		at := (n.cursor + 1 + i) % len(n.entries)
		if letter != "" && strings.HasPrefix(strings.ToLower(n.entries[at].label), strings.ToLower(letter)) {
			n.cursor = at
			return
		}
	}
}

// size is the box that the menu wants.
func (n *menu) size() (w, h int) {
	labels, hints := 0, 0
	for _, e := range n.entries {
		labels, hints = max(labels, grid.Width(e.label)), max(hints, grid.Width(e.hint))
	}
	return max(labels+hints+8, 40), len(n.entries) + 4
}

// listRect is where the entries stand.
func (n *menu) listRect(m *Model) grid.Rect {
	w, h := n.size()
	r := m.windowRect(w, h).Inset(2, 1)
	_, r = r.TakeBottom(1)
	if r.H > len(n.entries) {
		r.H = len(n.entries)
	}
	return r
}

func (n *menu) draw(m *Model, f *grid.Frame, _ *scene) *tea.Cursor {
	w, h := n.size()
	inside := m.window(f, w, h, n.title)
	list := n.listRect(m)
	labels := 0
	for _, e := range n.entries {
		labels = max(labels, grid.Width(e.label))
	}
	labels = min(labels, max(list.W*2/3, 12))
	top := n.first(list.H, len(n.entries))
	for y := range min(list.H, len(n.entries)-top) {
		e, here := n.entries[top+y], top+y == n.cursor
		text, st := m.drawLine(f, list.Row(y), here)
		label, text := text.TakeLeft(labels)
		f.Text(label, e.label, st)
		_, text = text.TakeLeft(2)
		f.Text(text, e.hint, m.onBand(m.theme.Dim, here))
	}
	m.drawRest(f, m.windowRect(w, h), top, len(n.entries)-top-list.H)
	keys, _ := inside.TakeBottom(1)
	m.drawKeys(f, keys, "enter", "choose", "esc", "leave")
	return m.heardAt(list.X, list.Y+n.cursor-top)
}

func (n *menu) clickAt(m *Model, x, y int) answer {
	w, h := n.size()
	if !m.windowRect(w, h).Contains(x, y) {
		return leave()
	}
	if line, ok := n.at(n.listRect(m), x, y, len(n.entries)); ok {
		return n.entries[line].answer()
	}
	return stay(n)
}
