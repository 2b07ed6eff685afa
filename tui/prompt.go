package tui

import (
	"cmp"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"daylight/model/query"
	"daylight/tui/kit/grid"
)

// prompt asks for one line of text: a name, the path of a file.
type prompt struct {
	title, hint string
	does        string // what enter does with the text
	in          *textinput.Model
	wrong       string
	// done takes the text. It answers why it will not do, or what happens next.
	done func(text string) (wrong string, a reply)
}

// longestPath is how many letters the path of a file may have.
const longestPath = 4096

// newPrompt opens a prompt with a text to start from, and the word for what enter
// does.
func newPrompt(title, hint, text, does string, done func(string) (string, reply)) *prompt {
	p := &prompt{title: title, hint: hint, does: does, in: newField(), done: done}
	p.in.CharLimit = longestPath
	p.in.SetValue(text)
	p.in.CursorEnd()
	return p
}

func (p *prompt) typing() bool { return true }

func (p *prompt) preview(*host) (query.Query, bool) { return query.Query{}, false }

func (p *prompt) update(_ *host, msg tea.Msg) (a reply) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "esc":
			return back()
		case "enter":
			p.wrong, a = p.done(p.in.Value())
			return a
		}
	}
	p.wrong = ""
	typed(p.in, msg)
	return stay()
}

func (p *prompt) box(h *host) box {
	return newBox(h, p.title, 64, 6, 1, 1, "enter", p.does, "esc", "leave")
}

func (p *prompt) draw(h *host, f *grid.Frame) *tea.Cursor {
	if h.Plain { // it is said at the foot
		return h.drawPrompt(f, h.box.head, p.in)
	}
	if p.wrong != "" {
		f.Wrap(h.box.inside, p.wrong, h.Theme.Strong)
	} else {
		f.Wrap(h.box.inside, p.hint, h.Theme.Dim)
	}
	return h.drawPrompt(f, h.box.head, p.in)
}

// heard says what is asked for, or why what is typed will not do.
func (p *prompt) heard(*host) string { return cmp.Or(p.wrong, p.hint) }

func (p *prompt) click(*host, int, int) reply { return stay() }
