// Command keys shows what it is told: keys, the size, pastes. It is what the tests of the package
// above drive. Its flags choose how its input is read.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"

	tea "charm.land/bubbletea/v2"

	"daylight/tui/input"
)

type model struct {
	keys          []string
	width, height int
	dark          string
	terminal      *os.File
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
		case "x":
			other := exec.Command("sh", "-c", "echo other program; read line")
			other.Stdin = m.terminal
			return m, tea.ExecProcess(other, nil)
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

func main() {
	raw := flag.Bool("raw", false, "read the terminal without a filter")
	flag.Parse()
	options := []tea.ProgramOption{tea.WithFPS(120)}
	m := model{terminal: os.Stdin}
	if !*raw {
		in, err := input.Open(os.Stdin)
		if err != nil {
			fmt.Fprintln(os.Stderr, "keys:", err)
			os.Exit(1)
		}
		m.terminal = in.Terminal()
		options = append(options, tea.WithInput(in))
	}
	if _, err := tea.NewProgram(m, options...).Run(); err != nil {
		fmt.Fprintln(os.Stderr, "keys:", err)
		os.Exit(1)
	}
}
