package tui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// menu chooses one of a few things. What is under the cursor is shown behind it
// at once.
type menu struct {
	title   string
	entries []menuEntry
	list.List
	was int // where the cursor stood; there the screen behind is as it is
}

// menuEntry is one line of a menu.
type menuEntry struct {
	label, hint string
	query       query.Query        // the screen behind, while the cursor is on it
	asks        func() query.Query // what makes it, when it is first looked at; nil where it is there
	action      model.Action
	then        func(*Model) tea.Cmd // instead of an action
}

// answer is what choosing the entry does.
func (e menuEntry) answer() reply {
	if e.action != nil {
		return leave(e.action)
	}
	return reply{then: e.then}
}

// offer adds an entry that carries out an action; here says whether things are
// already as it would make them.
func (n *menu) offer(m *Model, label, hint string, action model.Action, here bool) {
	if here {
		n.Cursor, n.was = len(n.entries), len(n.entries)
	}
	before := m.state
	n.entries = append(n.entries, menuEntry{label: label, hint: hint, action: action, asks: func() query.Query {
		state, _ := model.Update(m.Engine, before, action)
		return state.Query
	}})
}

// newGrouping opens the menu of what rows are.
func newGrouping(m *Model) overlay {
	n := &menu{title: "Group by"}
	q := m.state.Query
	for _, by := range dimensions(&m.Kit) {
		if by != query.ByPeriod {
			n.offer(m, scene.Title(by.String()), "", model.SetBy{By: by}, q.By == by)
			continue
		}
		n.offer(m, "Period", "half-years, as reports print them", model.SetByTime{Grain: query.HalfYears}, q.By == by && q.Grain == query.HalfYears)
		n.offer(m, "Year", "each the sum of its halves", model.SetByTime{Grain: query.Years}, q.By == by && q.Grain == query.Years)
	}
	return n
}

// dimensions are what rows can be: groups of countries only where the data knows any.
func dimensions(k *scene.Kit) []query.Dimension {
	return slices.DeleteFunc(query.Dimensions(), func(by query.Dimension) bool { return by == query.ByGroup && !grouped(k) })
}

// grouped says whether the data knows groups of countries.
func grouped(k *scene.Kit) bool { return len(k.Engine.Dataset().Members) > 0 }

// newMeasures opens the menu of measures.
func newMeasures(m *Model) overlay {
	n := &menu{title: "Measure"}
	for _, c := range report.Measures() {
		hint := c.Hint()
		if c.IsSigned() {
			hint += ", against " + m.state.Query.Against.Brief()
		}
		n.offer(m, c.Label(), hint, model.SetMeasure{Column: c}, m.state.Query.Measure == c)
	}
	return n
}

// newAgainst opens the menu of what change and difference compare with: the time
// before, the year before, and every period that has a record, the latest first.
func newAgainst(m *Model) overlay {
	n := &menu{title: "Compare with"}
	q := m.state.Query
	offer := func(label, hint string, against query.Against) {
		n.offer(m, label, hint, model.SetAgainst{Against: against}, q.Against == against)
	}
	offer("as many months before", "", query.Against{})
	offer("the same months a year earlier", "", query.Against{Year: true})
	periods := m.Engine.Facet(q, query.ByPeriod).Rows
	known := false
	for i := range periods {
		row := &periods[len(periods)-1-i]
		p, err := report.ParsePeriod(row.ID)
		if err != nil {
			continue
		}
		known = known || p == q.Against.Period
		offer(row.Name, m.Counted(row.Figures[report.Requests], report.Requests), query.Against{Period: p})
	}
	if q.Against.Period != (report.Period{}) && !known {
		offer(q.Against.Period.String(), "no record under these filters", q.Against)
	}
	return n
}

// newMinimum opens the menu of the fewest requests that a row must have.
func newMinimum(m *Model) overlay {
	q := m.state.Query
	n := &menu{title: "Fewest requests of a row"}
	now := q.Minimum()
	n.offer(m, "none", "rows of any size", model.SetMin{N: q.AnyMin()}, now == q.AnyMin())
	list := query.Minima()
	if now > 1 && !slices.Contains(list, now) {
		list = append(list, now)
		slices.Sort(list)
	}
	for _, least := range list {
		n.offer(m, m.Format.Count(int64(least)), "", model.SetMin{N: least}, now == least)
	}
	n.entries = append(n.entries, menuEntry{label: "another number" + m.Glyphs.Ellipsis, query: q, then: func(m *Model) tea.Cmd {
		m.overlay = newMinimumPrompt(m)
		return nil
	}})
	return n
}

// newMinimumPrompt asks for the fewest requests that a row must have.
func newMinimumPrompt(m *Model) overlay {
	now := ""
	if n := m.state.Query.Minimum(); n > 1 {
		now = strconv.Itoa(n)
	}
	return newPrompt("Fewest requests of a row", "Rows with fewer are hidden; totals keep them. 1 hides none.", now, "hide", func(m *Model, text string) (string, overlay, tea.Cmd) {
		n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
		if err != nil || n < 1 || n > report.MaxAmount {
			return "write a whole number of requests, 1 or more", nil, nil
		}
		if n == 1 {
			n = m.state.Query.AnyMin()
		}
		return "", nil, m.do(model.SetMin{N: n})
	})
}

func (n *menu) typing() bool { return false }

func (n *menu) preview() (query.Query, bool) {
	e := &n.entries[n.Cursor]
	if e.asks != nil {
		e.query, e.asks = e.asks(), nil
	}
	return e.query, n.Cursor != n.was
}

func (n *menu) update(m *Model, msg tea.Msg) reply {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return stay(n)
	}
	switch key.String() {
	case "esc", "q":
		return leave()
	case "enter", "space":
		return n.entries[n.Cursor].answer()
	}
	if !n.Key(key.String(), n.listRect(m).H, len(n.entries), true) {
		n.Jump(key.Text, len(n.entries), func(line int) string { return n.entries[line].label })
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

func (n *menu) draw(m *Model, f *grid.Frame, _ *scene.Scene) *tea.Cursor {
	w, h := n.size()
	inside := m.window(f, w, h, n.title)
	list := n.listRect(m)
	labels := 0
	for _, e := range n.entries {
		labels = max(labels, grid.Width(e.label))
	}
	labels = min(labels, max(list.W*2/3, 12))
	cursor := n.Draw(f, m.Look(), list, len(n.entries), func(line int, r grid.Rect, st grid.Style, here bool) {
		label, r := r.TakeLeft(labels)
		f.Text(label, n.entries[line].label, st)
		_, r = r.TakeLeft(2)
		f.Text(r, n.entries[line].hint, m.OnBand(m.Theme.Dim, here))
	})
	n.DrawRest(f, m.Look(), m.windowRect(w, h), list.H, len(n.entries))
	keys, _ := inside.TakeBottom(1)
	m.drawKeys(f, keys, "enter", "choose", "esc", "leave")
	return m.heardAt(cursor.X, cursor.Y)
}

func (n *menu) clickAt(m *Model, x, y int) reply {
	w, h := n.size()
	if !m.windowRect(w, h).Contains(x, y) {
		return leave()
	}
	if line, ok := n.At(n.listRect(m), len(n.entries), x, y); ok {
		return n.entries[line].answer()
	}
	return stay(n)
}
