package terminal

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
)

// loop is the model as Bubble Tea sees it: every message goes through, nothing is drawn by Bubble Tea, and
// a frame is painted after a message when the last one has been on the screen for long enough. All of it
// runs in the one goroutine of the loop.
type loop struct {
	t     *Terminal
	model Model
	begun tea.Cmd // what the model wanted done when it was told the first size

	changed bool      // a message has come since the last frame
	due     time.Time // before it no frame is painted
	waiting bool      // a due will come
}

// due comes when a frame that had to wait is to be painted.
type due struct{}

// frameTime is the least time between two frames. One that took longer to write is followed by as long a
// pause: a slow connection is not kept busy for more than half of the time.
const frameTime = 4 * time.Millisecond

// Init begins the model.
func (l *loop) Init() (cmd tea.Cmd) {
	defer l.t.catch()
	return tea.Batch(l.watched(l.begun), l.watched(l.model.Init()))
}

// Update hands a message on.
func (l *loop) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	next = l
	defer func() {
		if fault := recover(); fault != nil {
			l.t.catchInto(fault)
			cmd = tea.Quit
		}
	}()
	model, cmd := l.model.Update(msg)
	l.model = model.(Model)
	l.changed = true
	return l, l.watched(cmd)
}

// View paints a frame if one is due.
func (l *loop) View() tea.View {
	defer l.t.catch()
	l.show()
	return tea.View{}
}

// show paints what has changed, now or when it is due.
func (l *loop) show() {
	if !l.changed {
		return
	}
	began := time.Now()
	if wait := l.due.Sub(began); wait > 0 {
		if !l.waiting {
			l.waiting = true
			time.AfterFunc(wait, func() {
				defer l.t.catch()
				l.t.program.Send(due{})
			})
		}
		return
	}
	l.changed = false
	l.t.paint(l.model.Draw())
	ended := time.Now()
	l.due = ended.Add(max(frameTime, ended.Sub(began)))
}

// watched is a command, and those that it answers with, whose faults end the loop and not the program.
func (l *loop) watched(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer l.t.catch()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = l.watched(batch[i])
			}
		}
		return msg
	}
}

// filter sees every message before the model does: what is for the terminal is done here.
func (l *loop) filter(_ tea.Model, msg tea.Msg) (passed tea.Msg) {
	defer func() {
		if fault := recover(); fault != nil {
			l.t.catchInto(fault)
			passed = nil
		}
	}()
	switch msg := msg.(type) {
	case due:
		l.waiting = false
		l.show()
		return nil
	case tea.RawMsg:
		l.t.say(fmt.Sprint(msg.Msg))
		return nil
	case tea.SuspendMsg:
		l.t.suspend()
		return nil
	case tea.WindowSizeMsg:
		if msg.Width <= 0 || msg.Height <= 0 { // Bubble Tea's own first one: it has no terminal to ask
			return nil
		}
		return l.t.sized(msg.Width, msg.Height)
	case tea.EnvMsg, tea.ColorProfileMsg: // said when the terminal was opened
		return nil
	}
	if l.t.heard(msg) { // on a console that Bubble Tea reads
		return nil
	}
	return msg
}
