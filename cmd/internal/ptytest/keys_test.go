//go:build unix

package ptytest

import (
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
)

// model is a Bubble Tea program that shows what it is told: keys, the size, the background. The tests drive it.
type model struct {
	keys          []string
	width, height int
	dark          string
}

func (m model) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		m.dark = fmt.Sprint(msg.IsDark())
	case tea.KeyPressMsg:
		switch msg.String() {
		case "q":
			return m, tea.Quit
		case "c":
			return m, tea.SetClipboard("copied")
		case "p":
			panic("p was pressed")
		}
		m.keys = append(m.keys, msg.String())
	}
	return m, nil
}

func (m model) View() tea.View {
	v := tea.NewView(fmt.Sprintf("keys %v\nsize %d×%d\ndark %s", m.keys, m.width, m.height, m.dark))
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = "keys"
	return v
}

// runKeys runs the program and returns its exit code.
func runKeys() int {
	if _, err := tea.NewProgram(model{}, tea.WithFPS(120)).Run(); err != nil {
		fmt.Fprintln(os.Stderr, "keys:", err)
		return 1
	}
	return 0
}
