package tui

import (
	"fmt"
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
	entries []entry
	list.List
	shown   query.Query // the screen behind, while the cursor is on the entry …
	shownOf int         // … of this number, counted from 1
}

// entry is one line of a menu.
type entry struct {
	label, hint string
	does        tea.Msg // an action or an order; nil does nothing
	here        bool    // things are already as it would make them
}

// newMenu opens a menu at the entry that says how things are.
func newMenu(title string, entries ...entry) *menu {
	n := &menu{title: title, entries: entries}
	n.Cursor = max(0, slices.IndexFunc(entries, func(e entry) bool { return e.here }))
	entries[n.Cursor].here = true // the first, where none says so
	return n
}

// groupings are what rows can be.
func (m *Model) groupings() (list []entry) {
	q := m.state.Query
	for _, by := range dimensions(&m.Kit) {
		if by != query.ByPeriod {
			list = append(list, entry{report.Capital(by.String()), "", model.SetBy{By: by}, q.By == by})
			continue
		}
		list = append(list,
			entry{"Period", "half-years, as reports print them", model.SetByTime{Grain: query.HalfYears}, q.By == by && q.Grain == query.HalfYears},
			entry{"Year", "each the sum of its halves", model.SetByTime{Grain: query.Years}, q.By == by && q.Grain == query.Years})
	}
	return list
}

func newGrouping(m *Model) overlay { return newMenu("Group by", m.groupings()...) }

// dimensions are what rows can be: groups of countries only where the data knows any.
func dimensions(k *scene.Kit) []query.Dimension {
	return slices.DeleteFunc(query.Dimensions(), func(by query.Dimension) bool { return by == query.ByGroup && !grouped(k) })
}

// grouped says whether the data knows groups of countries.
func grouped(k *scene.Kit) bool { return len(k.Engine.Dataset().Members) > 0 }

// measures are what can be measured.
func (m *Model) measures() (list []entry) {
	for _, c := range report.Measures() {
		hint := c.Hint()
		if c.IsSigned() {
			hint += ", against " + m.state.Query.Against.Brief()
		}
		list = append(list, entry{c.Label(), hint, model.SetMeasure{Column: c}, m.state.Query.Measure == c})
	}
	return list
}

func newMeasures(m *Model) overlay { return newMenu("Measure", m.measures()...) }

// comparisons are what change and difference compare with: the time before, the year
// before, and every period that has a record, the latest first.
func (m *Model) comparisons() (list []entry) {
	q := m.state.Query
	offer := func(label, hint string, against query.Against) {
		list = append(list, entry{label, hint, model.SetAgainst{Against: against}, q.Against == against})
	}
	offer("as many months before", "", query.Against{})
	offer("the same months a year earlier", "", query.Against{Year: true})
	periods := m.Engine.Facet(q, query.ByPeriod).Rows
	for i := range periods {
		row := &periods[len(periods)-1-i]
		if p, err := report.ParsePeriod(row.ID); err == nil {
			offer(row.Name, m.Counted(row.Figures[report.Requests], report.Requests), query.Against{Period: p})
		}
	}
	if !slices.ContainsFunc(list, func(e entry) bool { return e.here }) {
		offer(q.Against.Period.String(), "no record under these filters", q.Against)
	}
	return list
}

func newAgainst(m *Model) overlay { return newMenu("Compare with", m.comparisons()...) }

// newMinimum opens the menu of the fewest requests that a row must have.
func newMinimum(m *Model) overlay {
	q := m.state.Query
	now := q.Minimum()
	entries := []entry{{"none", "rows of any size", model.SetMin{N: q.AnyMin()}, now == q.AnyMin()}}
	minima := query.Minima()
	if now > 1 && !slices.Contains(minima, now) {
		minima = append(minima, now)
		slices.Sort(minima)
	}
	for _, least := range minima {
		entries = append(entries, entry{m.Format.Count(int64(least)), "", model.SetMin{N: least}, now == least})
	}
	return newMenu("Fewest requests of a row", append(entries, entry{label: "another number" + m.Glyphs.Ellipsis, does: opening(newMinimumPrompt)})...)
}

// newMinimumPrompt asks for the fewest requests that a row must have.
func newMinimumPrompt(m *Model) overlay {
	now, least := "", m.state.Query.AnyMin()
	if n := m.state.Query.Minimum(); n > 1 {
		now = strconv.Itoa(n)
	}
	return newPrompt("Fewest requests of a row", "Rows with fewer are hidden; totals keep them. 1 hides none.", now, "hide", func(text string) (string, reply) {
		n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
		if err != nil || n < 1 || n > report.MaxAmount {
			return "write a whole number of requests, 1 or more", stay()
		}
		if n == 1 {
			n = least
		}
		return "", leave(model.SetMin{N: n})
	})
}

// newCopyTable opens the menu of forms in which the table can be copied.
func newCopyTable(m *Model) overlay {
	if m.powers.Encode == nil {
		m.said = "this session cannot copy tables"
		return nil
	}
	copied := func(form string) order { return func(m *Model) tea.Cmd { return m.copyTable(form) } }
	return newMenu("Copy the table as",
		entry{label: "markdown", hint: "for a text or a chat", does: copied("markdown")},
		entry{label: "csv", hint: "for a spreadsheet", does: copied("csv")})
}

// newReplaceFile asks before a file is replaced.
func newReplaceFile(f file) overlay {
	return newMenu("The file exists",
		entry{label: "leave it", hint: "and write nothing", does: saying(f.path + " was left as it is")},
		entry{label: "replace it", hint: f.path, does: f.put(true)})
}

// newReplaceView asks before a saved view takes the place of another.
func newReplaceView(name string, save tea.Cmd) overlay {
	return newMenu("The name is taken",
		entry{label: "leave it", hint: "and save nothing"},
		entry{label: "replace it", hint: name, does: save})
}

// newDropView asks before a view is deleted, which nothing takes back.
func newDropView(v SavedView, drop tea.Cmd) overlay {
	return newMenu("Delete a saved view",
		entry{label: "keep it", hint: v.Name},
		entry{label: "delete it", hint: v.Query, does: drop})
}

// newSavedViews opens the menu of saved views.
func newSavedViews(m *Model) overlay {
	switch {
	case m.powers.Views == nil:
		m.said = "this session has no saved views"
	case m.viewsErr != nil:
		m.said = m.viewsErr.Error()
	case len(m.views) == 0:
		m.said = "no view is saved yet: w saves this one under a name"
	default:
		n := &menu{title: "Saved views"}
		for _, v := range m.views {
			n.entries = append(n.entries, entry{label: v.Name, hint: v.Query, does: asked(&m.Kit, v)})
		}
		return n
	}
	return nil
}

// asked asks the question of a saved view, or says why it cannot be asked.
func asked(k *scene.Kit, v SavedView) tea.Msg {
	q, err := query.Parse(v.Query, k.Engine.Dataset())
	if err != nil {
		return saying(fmt.Sprintf("view %q cannot be opened: %v", v.Name, err))
	}
	return model.SetQuery{Query: q}
}

func (n *menu) typing() bool { return false }

func (n *menu) preview(h *host) (query.Query, bool) {
	does, acts := n.entries[n.Cursor].does.(model.Action)
	if !acts || n.entries[n.Cursor].here {
		return query.Query{}, false
	}
	if n.shownOf != n.Cursor+1 {
		state, _ := model.Update(h.Engine, h.state, does)
		n.shown, n.shownOf = state.Query, n.Cursor+1
	}
	return n.shown, true
}

func (n *menu) update(h *host, msg tea.Msg) reply {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return stay()
	}
	switch key.String() {
	case "esc", "q":
		return back()
	case "enter", "space":
		return choose(n.entries[n.Cursor].does)
	}
	if !n.Key(key.String(), h.box.inside.H, len(n.entries), true) {
		n.Jump(key.Text, len(n.entries), func(line int) string { return n.entries[line].label })
	}
	return stay()
}

// widths is how wide the labels are, and the hints.
func (n *menu) widths() (labels, hints int) {
	for _, e := range n.entries {
		labels, hints = max(labels, grid.Width(e.label)), max(hints, grid.Width(e.hint))
	}
	return labels, hints
}

func (n *menu) box(h *host) box {
	labels, hints := n.widths()
	b := newBox(h, n.title, max(labels+hints+8, 40), len(n.entries)+4, 0, 1, "enter", "choose", "esc", "leave")
	b.inside.H = min(b.inside.H, len(n.entries))
	return b
}

func (n *menu) draw(h *host, f *grid.Frame) *tea.Cursor {
	list := h.box.inside
	labels, _ := n.widths()
	labels = min(labels, max(list.W*2/3, 12))
	cursor := n.Draw(f, h.Look(), list, len(n.entries), func(line int, r grid.Rect, st grid.Style, here bool) {
		label, r := r.TakeLeft(labels)
		f.Text(label, n.entries[line].label, st)
		_, r = r.TakeLeft(2)
		f.Text(r, n.entries[line].hint, h.OnBand(h.Theme.Dim, here))
	})
	n.DrawRest(f, h.Look(), h.box.rect, list.H, len(n.entries))
	return h.readAt(cursor.X, cursor.Y)
}

func (n *menu) click(h *host, x, y int) reply {
	if line, ok := n.At(h.box.inside, len(n.entries), x, y); ok {
		return choose(n.entries[line].does)
	}
	return stay()
}
