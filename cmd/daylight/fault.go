package main

import (
	"fmt"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// guarded is a dashboard whose faults are remembered on their way to Bubble Tea. That gives the
// terminal back and prints them, but a fault in a command only after Run has returned: the program may
// be over before a word of it is out.
type guarded struct {
	tea.Model
	said *atomic.Pointer[string] // what the first fault said
}

func guard(m tea.Model) guarded { return guarded{m, new(atomic.Pointer[string])} }

// Init begins the dashboard.
func (g guarded) Init() tea.Cmd {
	defer g.note()
	return g.watched(g.Model.Init())
}

// Update carries out a message.
func (g guarded) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer g.note()
	m, cmd := g.Model.Update(msg)
	g.Model = m
	return g, g.watched(cmd)
}

// View draws the screen.
func (g guarded) View() tea.View {
	defer g.note()
	return g.Model.View()
}

// watched is a command, and those that it answers with, with its faults remembered.
func (g guarded) watched(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer g.note()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = g.watched(batch[i])
			}
		}
		return msg
	}
}

// note remembers a fault and lets it go on. The frames that it came from are still on the stack.
func (g guarded) note() {
	if fault := recover(); fault != nil {
		text := fmt.Sprint(fault)
		g.said.CompareAndSwap(nil, &text)
		panic(fault)
	}
}

// fault is what the first fault said, after a colon; nothing when none was seen.
func (g guarded) fault() string {
	if text := g.said.Load(); text != nil {
		return ": " + *text
	}
	return ""
}
