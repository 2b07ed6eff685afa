package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// SavedView is a question with a name.
type SavedView struct{ Name, Query string }

// Settings are what is remembered from one visit to the next.
type Settings struct {
	Theme   string // a name from theme.Names; empty to follow the terminal
	NoMouse bool   // leave the mouse to the terminal
}

// stored reports how keeping something went: the views as they are now, what
// was to be said when all went well, and what went wrong.
type stored struct {
	views []SavedView
	said  string
	err   error
}

// readViews asks for the saved views, after something was done to them.
func (m *Model) readViews(said string, do func() error) tea.Cmd {
	read := m.powers.Views
	if read == nil && do == nil {
		return nil
	}
	return func() tea.Msg {
		if do != nil {
			if err := do(); err != nil {
				return stored{said: said, err: err}
			}
		}
		if read == nil {
			return stored{said: said}
		}
		views, err := read()
		return stored{views, said, err}
	}
}

// keep takes over what was stored, or says what went wrong.
func (m *Model) keep(s stored) {
	if m.viewsErr = s.err; s.err != nil {
		m.said = s.err.Error()
		return
	}
	m.said, m.views = cmp.Or(s.said, m.said), s.views
}

// newSaveView asks for the name of this view.
func newSaveView(m *Model) overlay {
	if m.powers.SaveView == nil {
		m.said = "this session cannot save views"
		return nil
	}
	hint := "A name of your own for this view: " + m.link()
	return newPrompt("Save this view as", hint, "", "save", func(name string) (string, reply) {
		name = strings.Join(strings.Fields(name), " ")
		if name == "" {
			return "a view needs a name", stay()
		}
		save := m.saveView(SavedView{name, m.link()})
		if slices.ContainsFunc(m.views, func(v SavedView) bool { return v.Name == name }) {
			return "", stay(opening(func(*Model) overlay { return newReplaceView(name, save) }))
		}
		return "", leave(save)
	})
}

// saveView keeps a view.
func (m *Model) saveView(v SavedView) tea.Cmd {
	save := m.powers.SaveView
	return m.readViews(fmt.Sprintf("saved as %q: v opens saved views", v.Name), func() error { return save(v) })
}

// dropView deletes a saved view.
func (m *Model) dropView(v SavedView) tea.Cmd {
	drop := m.powers.DropView
	return m.readViews(fmt.Sprintf("view %q deleted", v.Name), func() error { return drop(v.Name) })
}

// offGround says whether the theme was made for another background than the
// terminal has, or may have.
func (m *Model) offGround() bool {
	return !m.Theme.NoColor && !m.Theme.AnyGround && (m.ground == theme.UnknownGround || m.Theme.Light != (m.ground == theme.LightGround))
}

// paintGround gives every cell that has the terminal's own colours those that
// the theme was made on.
func (m *Model) paintGround(f *grid.Frame) {
	text, ground := pageColors(m.Theme.Light)
	f.Restyle(f.Rect(), func(st grid.Style) grid.Style {
		if st.FG.IsDefault() {
			st.FG = text
		}
		if st.BG.IsDefault() {
			st.BG = ground
		}
		return st
	})
}

// pageColors are the text and the background that a theme for dark or for light
// pages was made on.
func pageColors(light bool) (text, ground grid.Color) {
	if light {
		return grid.Hex("24292f"), grid.Hex("ffffff")
	}
	return grid.Hex("d8dee9"), grid.Hex("14161a")
}

// setTheme chooses a theme and remembers it; of no name it is the one that fits the terminal.
func (m *Model) setTheme(name string) tea.Cmd {
	if name == "" {
		return m.followTerminal()
	}
	t, ok := theme.ByName(name)
	if !ok {
		m.said = noTheme(name).Error()
		return nil
	}
	if m.mono && !t.NoColor {
		m.said = "no colours here: NO_COLOR is set, or the terminal has none"
		return nil
	}
	m.Theme, m.themed = t, true
	m.said = "theme " + t.Name
	m.settings.Theme = t.Name
	return m.remember()
}

// noTheme says that a theme is not known, and which one was perhaps meant.
func noTheme(name string) error {
	near := ""
	if n, ok := query.Nearest(name, theme.Names()); ok {
		near = fmt.Sprintf(", did you mean %q?", n)
	}
	return fmt.Errorf("theme: no theme is called %q%s (there are %s)", name, near, strings.Join(theme.Names(), ", "))
}

// followTerminal gives a chosen theme up for the one that fits the terminal.
func (m *Model) followTerminal() tea.Cmd {
	if !m.mono {
		m.Theme, m.themed = theme.On(m.ground), false
	}
	m.said = "theme " + m.Theme.Name + ", after the terminal"
	if m.Theme.AnyGround {
		m.said = "the terminal's own colours, as it does not tell its background"
	}
	m.settings.Theme = ""
	return m.remember()
}

// remembered reports how keeping the settings went.
type remembered struct{ err error }

// remember keeps the settings for the next visit.
func (m *Model) remember() tea.Cmd {
	keep, s := m.powers.Remember, m.settings
	if keep == nil {
		return nil
	}
	return func() tea.Msg { return remembered{keep(s)} }
}
