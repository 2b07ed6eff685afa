package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

// binding is one thing that keys do. The table below is the only place where
// keys stand: what they do, the help, and the README's list come from it.
type binding struct {
	keys    []string // as tea.KeyPressMsg writes them; the first is the one that help names
	shown   string   // how help writes the keys, where that differs
	short   string   // one word for the help line; empty to leave it out
	long    string   // a sentence for the help
	group   string
	teaches bool   // the hint of the first screen names it
	named   string // what the palette calls it, where long says more or nothing
	here    bool   // it needs a place on screen, so the palette does not offer it
	during  during // when it is one of the keys
	speaks  bool   // the notes in a second terminal have it, too
	run     func(*Model) tea.Cmd
}

// act binds keys to an action of the model.
func act(a model.Action) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { return m.do(a) }
}

// open binds keys to an overlay.
func open(make func(*Model) overlay) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd { return m.perform(opening(make)) }
}

// facet binds keys to the picker of a dimension.
func facet(b query.Dimension) func(*Model) tea.Cmd {
	return open(func(m *Model) overlay { return newPicker(m, b) })
}

// groups opens the picker of groups of countries, where the data knows any.
func groups(m *Model) tea.Cmd {
	if !grouped(&m.Kit) {
		m.said = "this data knows no groups of countries"
		return nil
	}
	return facet(query.ByGroup)(m)
}

// minimum opens the menu of the fewest requests of a row, where rows can have too
// few.
func minimum(m *Model) tea.Cmd {
	if q := m.state.Query; q.By == query.ByPeriod || q.By == query.ByOutcome {
		return m.do(model.SetMin{}) // which says why not
	}
	return open(newMinimum)(m)
}

// bindings returns the table of keys, in the order in which help lists them.
func bindings() []binding {
	const filter, look, moving, other = "Filter", "Look", "Move", "More"
	return slices.Concat([]binding{
		{keys: []string{"p"}, short: "period", long: "choose periods", group: filter, run: facet(query.ByPeriod)},
		{keys: []string{"s"}, short: "service", long: "choose services", group: filter, run: facet(query.ByService)},
		{keys: []string{"t"}, short: "type", long: "choose types of requests", group: filter, run: facet(query.ByType)},
		{keys: []string{"o"}, short: "outcome", long: "choose outcomes", group: filter, run: facet(query.ByOutcome)},
		{keys: []string{"c"}, short: "country", long: "choose countries", group: filter, run: facet(query.ByCountry)},
		{keys: []string{"f"}, long: "choose groups of countries: EU, Five Eyes, …", group: filter, run: groups},
		{keys: []string{"d"}, long: "choose publishers", group: filter, run: facet(query.ByPublisher)},
		{keys: []string{"/"}, short: "search", long: "show only rows that hold a text", group: filter, run: open(newSearch)},
		{keys: []string{"]"}, shown: "[ ]", short: "step", long: "step to the next period, or to the one before", named: "step to the next period", group: filter, teaches: true, run: act(model.StepPeriod{By: 1})},
		{keys: []string{"["}, named: "step to the period before", group: filter, teaches: true, run: act(model.StepPeriod{By: -1})},
		{keys: []string{"P"}, shown: "P R", short: "play", long: "let the periods run by, or stop them; R backwards", named: "play: let the periods run by, or stop them", group: filter, run: act(model.TogglePlay{})},
		{keys: []string{"R"}, named: "play: let the periods run by backwards", group: filter, run: act(model.TogglePlay{Back: true})},
		{keys: []string{"."}, shown: ", .", long: "play step by step: the period before, or the next; esc ends play", named: "play: the next period", group: filter, run: act(model.StepPlay{By: 1})},
		{keys: []string{","}, named: "play: the period before", group: filter, run: act(model.StepPlay{By: -1})},
		{keys: []string{">"}, shown: "< >", long: "play slower, or faster", named: "play: faster", group: filter, run: act(model.ChangePace{Faster: 1})},
		{keys: []string{"<"}, named: "play: slower", group: filter, run: act(model.ChangePace{Faster: -1})},
		{keys: []string{"H"}, long: "periods are half-years, or years", group: filter, run: act(model.ToggleGrain{})},
		{keys: []string{"N"}, long: "hide rows of few requests: the minimum", group: filter, run: minimum},
		{keys: []string{"0"}, long: "remove all filters", group: filter, run: act(model.Reset{})},
	}, viewKeys(look, query.TrendView), []binding{
		{keys: []string{"space"}, short: "pin", long: "pin the row, to compare it with others, or unpin it", group: look, run: act(model.TogglePin{})},
		{keys: []string{"x"}, long: "take all pins away", group: look, run: act(model.ClearPins{})},
		{keys: []string{"b"}, short: "group", long: "group by country, service, type, …", group: look, run: open(newGrouping)},
		{keys: []string{"m"}, short: "measure", long: "choose what is measured", group: look, run: open(newMeasures)},
		{keys: []string{"a"}, long: "choose what change and difference compare with", named: "compare with another time, what change stands against", group: look, run: open(newAgainst)},
		{keys: []string{"+"}, shown: "+ -", short: "closer", long: "bring the map closer to the country under the cursor, or take it away", named: "bring the map closer", group: look, run: act(model.ZoomMap{By: 1})},
		{keys: []string{"-"}, named: "take the map away", group: look, run: act(model.ZoomMap{By: -1})},
		{keys: []string{"S"}, short: "sort", long: "sort by the column under the cursor; again: reverse", group: look, run: act(model.SortHere{})},
		{keys: []string{"r"}, long: "reverse the order", group: look, run: act(model.Reverse{})},
		{keys: []string{"%"}, short: "scale", long: "scale: linear, log, percent; the matrix: by row", group: look, run: act(model.NextScale{})},
		{keys: []string{"i"}, short: "source", long: "where the figure under the cursor comes from", group: look, run: open(newInspector)},
		{keys: []string{"n"}, short: "notes", long: "read the notes at the foot in full", group: look, run: open(newNotes)},
		{keys: []string{"T"}, short: "theme", long: "next theme", group: look, speaks: true, run: func(m *Model) tea.Cmd { return m.nextTheme() }},

		{keys: []string{"down", "j"}, shown: "↑ ↓ j k", long: "move over rows, or about the map", group: moving, here: true, run: move(0, 1)},
		{keys: []string{"up", "k"}, group: moving, run: move(0, -1)},
		{keys: []string{"right", "l"}, shown: "← → h l", long: "move over columns, periods, tiles or parts of a bar", group: moving, here: true, run: move(1, 0)},
		{keys: []string{"left", "h"}, group: moving, run: move(-1, 0)},
		{keys: []string{"pgdown", "ctrl+d", "ctrl+f"}, shown: "pgup pgdn", long: "move by a screen", group: moving, here: true, run: moveScreen(1)},
		{keys: []string{"pgup", "ctrl+u", "ctrl+b"}, group: moving, run: moveScreen(-1)},
		{keys: []string{"g", "home"}, shown: "g G", long: "first row, last row", group: moving, here: true, run: act(model.MoveToEnd{})},
		{keys: []string{"G", "end"}, group: moving, run: act(model.MoveToEnd{Last: true})},
		{keys: []string{"tab"}, long: "next pane: table, bars, tiles", group: moving, here: true, run: nextPane(false)},
		{keys: []string{"shift+tab"}, group: moving, run: nextPane(true)},

		{keys: []string{"enter", "alt+enter"}, short: "open", long: "open the row (a country: its profile), or filter by the outcome", group: other, teaches: true, run: act(model.Enter{})},
		{keys: []string{"esc"}, long: "back: play, search, zoom, then the last row opened", group: other, run: act(model.Back{})},
		{keys: []string{"z"}, short: "zoom", long: "zoom the pane", group: other, run: zoom},
		{keys: []string{"Z"}, short: "large", long: "large rows, figures and dates, for the back row, or as before", named: "large, for the back row", group: other, run: enlarge},
		{keys: []string{"u"}, short: "undo", shown: "u U", long: "undo, redo", named: "undo", group: other, run: act(model.Undo{})},
		{keys: []string{"U"}, named: "redo", group: other, run: act(model.Redo{})},
		{keys: []string{"y"}, short: "copy", long: "copy the command that shows this view; after i, a citation of the figure", group: other, run: func(m *Model) tea.Cmd { return m.copyCommand() }},
		{keys: []string{"Y"}, long: "copy the table", group: other, run: open(newCopyTable)},
		{keys: []string{"e"}, short: "export", long: "export the view to a file", group: other, run: open(newExport)},
		{keys: []string{"v"}, short: "saved", long: "open a saved view", group: other, run: open(newSavedViews)},
		{keys: []string{"w"}, short: "save", long: "save this view under a name", group: other, run: open(newSaveView)},
		{keys: []string{"M"}, long: "take the mouse, or leave it to the terminal", group: other, run: func(m *Model) tea.Cmd { return m.toggleMouse() }},
		{keys: []string{":", "ctrl+k"}, shown: ":", short: "anything", long: "do anything by name, or ask a question", group: other, here: true, run: open(newPalette)},
		{keys: []string{"?"}, short: "help", long: "all keys", group: other, speaks: true, run: open(newHelp)},
		{keys: []string{"ctrl+z"}, long: "back to the shell; fg returns", group: other, speaks: true, run: (*Model).suspend},
		{keys: []string{"q"}, short: "quit", shown: "q ctrl+c", named: "quit", long: "quit; ctrl+c does so from everywhere", group: other, run: act(model.Quit{})},
	}, talkKeys())
}

// viewsWord is what the key line calls the keys of the views.
const viewsWord = "view"

// viewKeys are the keys of the views, of which help lists the first for all; the hint
// names one.
func viewKeys(group string, hinted query.View) []binding {
	var keys []binding
	for _, v := range query.Views() {
		keys = append(keys, binding{keys: []string{v.Key()}, named: "view: " + v.String(), group: group, teaches: v == hinted, run: act(model.Show{View: v})})
	}
	keys[0].shown = keys[0].keys[0] + " " + keys[1].keys[0] + " … " + keys[len(keys)-1].keys[0]
	keys[0].short, keys[0].long = viewsWord, strings.Join(query.ViewNames(), ", ")
	return keys
}

// bindingFor finds what a key does; in a talk, for the talk before all else.
func (m *Model) bindingFor(key string) (found binding, ok bool) {
	for _, b := range m.keys {
		if !m.applies(b) || !slices.Contains(b.keys, key) {
			continue
		}
		if b.during != anyTime {
			return b, true
		}
		if !ok {
			found, ok = b, true
		}
	}
	return found, ok
}

// name is how help writes a binding's keys.
func (b binding) name() string {
	if b.shown != "" {
		return b.shown
	}
	return b.keys[0]
}

// arrows is how the help line writes a binding's keys: without the letters that
// do what arrows do.
func (b binding) arrows() string {
	return strings.TrimSuffix(strings.TrimSuffix(b.name(), " h l"), " j k")
}

// spelled writes the words of a binding with the marks that can be drawn.
func spelled(k *scene.Kit, text string) string {
	if !k.Glyphs.ASCII {
		return text
	}
	return strings.NewReplacer("↑", "up", "↓", "down", "←", "left", "→", "right", "…", k.Glyphs.Ellipsis).Replace(text)
}

// nextPane binds keys to the next pane that has a place on screen.
func nextPane(back bool) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		if m.step() <= scene.List {
			m.said = "one pane has room here"
			return nil
		}
		return m.do(model.FocusNext{Back: back})
	}
}

// move binds keys to a move: to the right by dx, down by dy.
func move(dx, dy int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		if dx == 0 {
			return m.do(model.Move{By: dy})
		}
		if s := m.Scene(); s.AsRows && s.Step == scene.List {
			m.said = "one column has room here"
			return nil
		}
		return m.do(model.MoveColumn{By: dx})
	}
}

// zoom gives the pane the whole screen, where there are others beside it.
func zoom(m *Model) tea.Cmd {
	s := m.Scene()
	why := "one pane has room here"
	if s.Step > scene.List && !m.Plain || s.Screen.Unzoomed() != "" {
		why = s.Screen.Unzoomed()
	}
	if why != "" {
		m.said = why
		return nil
	}
	return m.do(model.ToggleZoom{})
}

// enlarge makes things large for who sits in the back row, where there is room for it, and says so.
func enlarge(m *Model) tea.Cmd {
	switch {
	case m.Plain:
		m.said = "nothing is drawn large in plain text"
		return nil
	case !scene.LargeFits(m.room()):
		m.said = "no room for large here: it needs " + m.SizeWords(scene.LargeWidth, scene.LargeHeight)
		return nil
	}
	cmd := m.do(model.ToggleLarge{})
	if m.said = "as many rows as fit"; m.state.Large {
		m.said = "large, for the back row: Z again for more rows"
	}
	return cmd
}

// moveScreen binds keys to a move by what fits on the screen.
func moveScreen(direction int) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		s := m.Scene()
		_, height, _ := s.Screen.Window()
		return move(0, direction*max(1, height-1))(m)
	}
}

// onLight says whether the screen is light.
func (m *Model) onLight() bool {
	if m.Theme.NoColor {
		return m.ground == theme.LightGround
	}
	return m.Theme.Light
}

// nextTheme goes to the next theme for the same background and names it. The
// palette has those for the other.
func (m *Model) nextTheme() tea.Cmd {
	var names []string
	for _, name := range theme.Names() {
		if t, ok := theme.ByName(name); ok && (t.NoColor || t.Light == m.onLight()) {
			names = append(names, name)
		}
	}
	return m.setTheme(names[(slices.Index(names, m.Theme.Name)+1)%len(names)])
}

// toggleMouse takes the mouse or leaves it to the terminal, so that text can be
// selected with it.
func (m *Model) toggleMouse() tea.Cmd {
	m.mouse = !m.mouse
	m.said = "the mouse is the terminal's: select text with it, M takes it back"
	if m.mouse {
		m.said = "the mouse works here: click rows, heads and chips, turn the wheel"
	}
	m.settings.NoMouse = !m.mouse
	return m.remember()
}
