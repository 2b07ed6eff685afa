// Command hello is the smallest Bubble Tea program that is drawn on the alternate screen and answers
// a key: what starting, a key press, idling, memory and size cost before a program does anything of
// its own. The benchmark beside it measures daylight against it.
package main

import (
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
)

type hello struct{ presses int }

func (h hello) Init() tea.Cmd { return nil }

func (h hello) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "q", "ctrl+c":
			return h, tea.Quit
		default:
			h.presses++
		}
	}
	return h, nil
}

func (h hello) View() tea.View {
	v := tea.NewView(fmt.Sprintf("Hello, world!\n\n%d keys pressed\n\nq quits", h.presses))
	v.AltScreen = true
	return v
}

func main() {
	if _, err := tea.NewProgram(hello{}, tea.WithFPS(120)).Run(); err != nil {
		fmt.Fprintln(os.Stderr, "hello:", err)
		os.Exit(1)
	}
}
