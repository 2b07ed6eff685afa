package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// menu chooses one of a few things, which what is typed narrows. What is under the cursor
// is shown behind it at once.
type menu struct {
	title     string
	entries   []entry
	labels    []*pickValue // of the entries, to be matched
	in        *textinput.Model
	found     []match     // the entries that match what is typed, best first
	list.List             // over found
	shown     query.Query // the screen behind, while the cursor is on the entry …
	shownOf   *entry      // … that is this
}

// entry is one line of a menu.
type entry struct {
	label, hint string
	does        tea.Msg // an action or an order; nil does nothing
	here        bool    // things are already as it would make them
	barred      bool    // it cannot be chosen: the hint says why
}

// newMenu opens a menu at the entry that says how things are.
func newMenu(title string, entries ...entry) *menu {
	at := max(0, slices.IndexFunc(entries, func(e entry) bool { return e.here }))
	entries[at].here = true // the first, where none says so
	n := newChoice(title, entries)
	n.Cursor = at
	return n
}

// newChoice opens a menu of things none of which is so yet.
func newChoice(title string, entries []entry) *menu {
	n := &menu{title: title, entries: entries, in: newField()}
	for _, e := range entries {
		n.labels = append(n.labels, &pickValue{row: answer.Row{Name: e.label}, text: report.Fold(e.label)})
	}
	n.narrow()
	return n
}

// narrow lists the entries that match what is typed.
func (n *menu) narrow() {
	n.List, n.found = list.List{}, n.found[:0]
	if sought := report.SeekText(n.in.Value()); sought.Text() != "" {
		n.found = matches(sought, n.labels)
		return
	}
	for _, label := range n.labels {
		n.found = append(n.found, match{value: label})
	}
}

// at is the entry of a line.
func (n *menu) at(line int) *entry { return &n.entries[slices.Index(n.labels, n.found[line].value)] }

// groupings are what rows can be.
func (m *Model) groupings() (list []entry) {
	q := m.state.Query
	for _, by := range dimensions(&m.Kit) {
		if by != query.ByPeriod {
			list = append(list, entry{label: report.Capital(by.String()), does: model.SetBy{By: by}, here: q.By == by})
			continue
		}
		list = append(list,
			entry{label: "Period", hint: "half-years, as reports print them", does: model.SetByTime{Grain: query.HalfYears}, here: q.By == by && q.Grain == query.HalfYears},
			entry{label: "Year", hint: "each the sum of its halves", does: model.SetByTime{Grain: query.Years}, here: q.By == by && q.Grain == query.Years})
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

// measures are what can be measured. What no publisher asked prints is barred.
func (m *Model) measures() (list []entry) {
	for _, c := range report.Measures() {
		hint := c.Hint()
		if c.IsSigned() {
			hint += ", against " + m.state.Query.Against.Brief()
		}
		why := m.Engine.Unprinted(m.state.Query, c)
		list = append(list, entry{label: c.Label(), hint: cmp.Or(why, hint), does: model.SetMeasure{Column: c}, here: m.state.Query.Measure == c, barred: why != ""})
	}
	return list
}

func newMeasures(m *Model) overlay { return newMenu("Measure", m.measures()...) }

// comparisons are what change and difference compare with: the time before, the year
// before, and every period that has a record, the latest first.
func (m *Model) comparisons() (list []entry) {
	q := m.state.Query
	offer := func(label, hint string, against query.Against) {
		list = append(list, entry{label: label, hint: hint, does: model.SetAgainst{Against: against}, here: q.Against == against})
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
	entries := []entry{{label: "none", hint: "rows of any size", does: model.SetMin{N: q.AnyMin()}, here: now == q.AnyMin()}}
	minima := query.Minima()
	if now > 1 && !slices.Contains(minima, now) {
		minima = append(minima, now)
		slices.Sort(minima)
	}
	for _, least := range minima {
		entries = append(entries, entry{label: m.Format.Count(int64(least)), does: model.SetMin{N: least}, here: now == least})
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
		var entries []entry
		for _, v := range m.views {
			entries = append(entries, entry{label: v.Name, hint: v.Query, does: asked(&m.Kit, v)})
		}
		return newChoice("Saved views", entries)
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

func (n *menu) typing() bool { return true }

func (n *menu) preview(h *host) (query.Query, bool) {
	if n.Cursor >= len(n.found) {
		return query.Query{}, false
	}
	e := n.at(n.Cursor)
	does, acts := e.does.(model.Action)
	if !acts || e.here || e.barred {
		return query.Query{}, false
	}
	if n.shownOf != e {
		state, _ := model.Update(h.Engine, h.state, does)
		n.shown, n.shownOf = state.Query, e
	}
	return n.shown, true
}

func (n *menu) update(h *host, msg tea.Msg) reply {
	key, _ := msg.(tea.KeyPressMsg) // a paste is text
	name := key.String()
	ends := slices.Contains([]string{"tab", "shift+tab", "home", "end"}, name) // of the list: what is typed is short
	if n.Key(name, h.box.inside.H, len(n.found), ends) {
		return stay()
	}
	switch {
	case name == "esc":
		return back()
	case name == "enter", name == "space" && n.in.Value() == "":
		return n.take()
	}
	if typed(n.in, msg) {
		n.narrow()
	}
	return stay()
}

// take chooses the entry under the cursor, or says why it cannot be.
func (n *menu) take() reply {
	if n.Cursor >= len(n.found) {
		return stay()
	}
	if e := n.at(n.Cursor); e.barred {
		return stay(saying(e.hint))
	} else {
		return choose(e.does)
	}
}

// widths is how wide the labels are, and the hints.
func (n *menu) widths() (labels, hints int) {
	for _, e := range n.entries {
		labels, hints = max(labels, grid.Width(e.label)), max(hints, grid.Width(e.hint))
	}
	return labels, hints
}

// What is typed has a row of its own where a menu has more entries than can be seen at a
// glance, else a place on the border.
const glance = 4

func (n *menu) box(h *host) box {
	labels, hints := n.widths()
	head := 0
	if len(n.entries) > glance {
		head = 1
	}
	b := newBox(h, n.title, max(labels+hints+8, 40), len(n.entries)+4+head, head, 1, "enter", "choose", "esc", "leave")
	b.inside.H = min(b.inside.H, len(n.entries))
	if text := n.in.Value(); head == 0 && text != "" {
		b.right = " " + string(h.Glyphs.Prompt) + " " + text + " "
	}
	return b
}

func (n *menu) draw(h *host, f *grid.Frame) (at *tea.Cursor) {
	list := h.box.inside
	labels, hints := n.widths()
	labels = min(labels, max(list.W*2/3, list.W-hints-4, 12))
	if len(n.found) == 0 {
		f.Text(list, "nothing matches", h.Theme.Dim)
	}
	cursor := n.Draw(f, h.Look(), list, len(n.found), func(line int, r grid.Rect, st grid.Style, here bool) {
		e := n.at(line)
		if e.barred {
			st = h.OnBand(h.Theme.Faint, here)
		}
		label, r := r.TakeLeft(labels)
		drawMatched(h.Kit, f, label, e.label, n.found[line].letters, st)
		_, r = r.TakeLeft(2)
		f.Text(r, e.hint, h.OnBand(h.Theme.Dim, here))
	})
	h.drawRest(f, &n.List, len(n.found))
	if head := h.box.head; !head.Empty() {
		at = h.drawPrompt(f, head, n.in)
		if hint := "type to narrow"; n.in.Value() == "" {
			f.Text(grid.Rect{X: head.X + 3, Y: head.Y, W: max(0, head.W-3), H: 1}, hint, h.Theme.Dim)
		}
	}
	if h.Plain && len(n.found) > 0 || at == nil {
		return h.readAt(cursor.X, cursor.Y)
	}
	return at
}

// heard says what the cursor is on, whether things are so, and which of the entries it is.
func (n *menu) heard(*host) string {
	if n.Cursor >= len(n.found) {
		return nothingMatches(n.in.Value())
	}
	e, how := n.at(n.Cursor), ""
	switch {
	case e.barred:
		how = "cannot be chosen"
	case e.here:
		how = "chosen"
	}
	return strings.Join(report.NonEmpty(e.label, e.hint, how, placeOf(n.Cursor, len(n.found))), ", ")
}

// placeOf is where a line stands in a list, in words.
func placeOf(line, n int) string { return fmt.Sprintf("%d of %d", line+1, n) }

func (n *menu) click(h *host, x, y int) reply {
	if line, ok := n.At(h.box.inside, len(n.found), x, y); ok {
		n.Cursor = line
		return n.take()
	}
	return stay()
}
