package tui

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// prompt asks for one line of text: a name, the path of a file.
type prompt struct {
	title, hint string
	does        string // what enter does with the text
	in          textinput.Model
	wrong       string
	// done takes the text. It answers with why it will not do, or with what
	// happens next.
	done func(m *Model, text string) (wrong string, next overlay, cmd tea.Cmd)
}

// longestPath is how many letters the path of a file may have.
const longestPath = 4096

// newPrompt opens a prompt with a text to start from, and the word for what enter
// does.
func newPrompt(title, hint, text, does string, done func(*Model, string) (string, overlay, tea.Cmd)) *prompt {
	p := &prompt{title: title, hint: hint, does: does, in: newField(), done: done}
	p.in.CharLimit = longestPath
	p.in.SetValue(text)
	p.in.CursorEnd()
	return p
}

func (p *prompt) typing() bool { return true }

func (p *prompt) preview() (query.Query, bool) { return query.Query{}, false }

func (p *prompt) update(m *Model, msg tea.Msg) reply {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			return leave()
		case "enter":
			wrong, next, cmd := p.done(m, p.in.Value())
			if wrong != "" {
				p.wrong = wrong
				return stay(p)
			}
			return reply{next: next, then: func(*Model) tea.Cmd { return cmd }}
		}
	}
	p.wrong = ""
	p.in = typed(p.in, msg)
	return stay(p)
}

func (p *prompt) draw(m *Model, f *grid.Frame, _ *scene.Scene) *tea.Cursor {
	inside := m.window(f, 64, 6, p.title)
	line, rest := inside.TakeTop(1)
	f.Text(line, string(m.Glyphs.Prompt), m.Theme.Accent)
	_, field := line.TakeLeft(2)
	cursor := drawField(f, field, p.in, m.Theme.Strong)
	under, _ := rest.TakeTop(2)
	if p.wrong != "" {
		f.Wrap(under, p.wrong, m.Theme.Error)
	} else {
		f.Wrap(under, p.hint, m.Theme.Dim)
	}
	keys, _ := inside.TakeBottom(1)
	m.drawKeys(f, keys, "enter", p.does, "esc", "leave")
	return cursor
}

func (p *prompt) clickAt(m *Model, x, y int) reply {
	if !m.windowRect(64, 6).Contains(x, y) {
		return leave()
	}
	return stay(p)
}
