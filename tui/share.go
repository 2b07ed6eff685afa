package tui

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// copyLimit is how much a terminal takes by OSC 52, in encoded bytes.
const copyLimit = 74994

// Multiplexer is a program between the dashboard and the terminal: what is copied
// must pass it.
type Multiplexer uint8

// The multiplexers.
const (
	NoMultiplexer Multiplexer = iota
	Tmux
	Screen
)

// screenLimit is how long a string GNU screen passes on, in bytes: older ones keep
// 256.
const screenLimit = 240

// clipboard is the sequence that puts text on the terminal's clipboard (OSC 52).
// tmux understands it; screen passes on what is wrapped for the terminal, in pieces.
func (x Multiplexer) clipboard(text string) string {
	sequence := ansi.SetSystemClipboard(text)
	if x == Screen {
		return ansi.ScreenPassthrough(sequence, screenLimit)
	}
	return sequence
}

// sent says where what was copied has gone, and what it needs to arrive.
func (x Multiplexer) sent(what string) string {
	switch x {
	case Tmux: // what it needs comes first: a link may be longer than the line
		return "sent to tmux, which needs set -g set-clipboard on: " + what
	case Screen:
		return "sent through screen to the terminal: " + what
	}
	return what + " sent to the terminal"
}

// copied sends text to the terminal's clipboard. There is no receipt, so it says
// no more than that it was sent.
func (m *Model) copied(what, text string) tea.Cmd {
	if n := base64.StdEncoding.EncodedLen(len(text)); n > copyLimit {
		m.said = fmt.Sprintf("%s is too long to copy (%s bytes; terminals take %s): e writes it to a file",
			what, m.Format.Count(int64(n)), m.Format.Count(copyLimit))
		return nil
	}
	m.said = m.inside.sent(what)
	return tea.Raw(m.inside.clipboard(text))
}

// copyLink copies the question, which is the link to the view.
func (m *Model) copyLink() tea.Cmd {
	return m.copied("the link "+m.link(), m.link())
}

// link is the question as text. One that is all defaults says so.
func (m *Model) link() string {
	if text := m.state.Query.String(); text != "" {
		return text
	}
	return "by=" + m.state.Query.By.String()
}

// copyTable copies the view on screen in a form.
func (m *Model) copyTable(form string) tea.Cmd {
	text, err := m.encode(form)
	if err != nil {
		m.said = fmt.Sprintf("the table could not be written as %s: %v", form, err)
		return nil
	}
	return m.copied("the table", string(text))
}

// encode writes the view on screen in a form of the command line, as it prints it.
func (m *Model) encode(form string) ([]byte, error) {
	return m.powers.Encode(form, m.Engine, m.state.Query)
}

// exportForms are the forms that a file can have, by the end of its name.
var exportForms = [...]string{"csv", "json", "md", "svg"}

// newExport asks for the file that the view is written to.
func newExport(m *Model) overlay {
	if m.powers.Encode == nil || m.powers.Write == nil {
		m.said = "this session cannot write files"
		return nil
	}
	const longest = 80
	name := "daylight-" + strings.Map(fileRune, m.link())
	name = name[:min(len(name), longest)]
	hint := "The end of the name says the form: " + strings.Join(exportForms[:], ", ") + "."
	if m.powers.Figure != nil {
		hint += " svg is the screen, or a figure fit to print."
	}
	return newPrompt("Export to", hint, name+".csv", "write", func(path string) (string, reply) {
		f, wrong := m.exportTo(path)
		if wrong != "" {
			return wrong, stay()
		}
		if f.form == "svg" && m.powers.Figure != nil {
			return "", stay(opening(func(*Model) overlay { return newDrawing(f) }))
		}
		wrong, write := m.export(f, false)
		if wrong != "" {
			return wrong, stay()
		}
		return "", leave(write)
	})
}

// newDrawing asks what a picture is of: the view as a figure fit to print, or the screen.
func newDrawing(f file) overlay {
	as := func(form string) order {
		f.form = form
		return f.put(false)
	}
	return newMenu("Draw it",
		entry{label: "as figure", hint: "fit to print: chart, all notes, sources", does: as(figureForm)},
		entry{label: "as screen", hint: "what stands here", does: as("svg")})
}

// file is what a view is written to.
type file struct{ path, form string }

// figureForm is the form of an svg that is drawn as a figure.
const figureForm = "figure"

// put writes the view on screen to the file, or says what is wrong.
func (f file) put(replace bool) order {
	return func(m *Model) (write tea.Cmd) {
		m.said, write = m.export(f, replace)
		return write
	}
}

// fileRune keeps what is harmless in the name of a file; all of it is ASCII.
func fileRune(r rune) rune {
	switch {
	case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '-', r == '.':
		return r
	}
	return '-'
}

// exportTo is the file of a path, in the form that the end of its name says.
func (m *Model) exportTo(path string) (f file, wrong string) {
	path = strings.TrimSpace(path)
	form := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	if !slices.Contains(exportForms[:], form) {
		return file{}, fmt.Sprintf("%q ends in no known form: %s", path, strings.Join(exportForms[:], ", "))
	}
	return file{path, form}, ""
}

// export writes the view to a file. A file that exists is replaced only after a
// second question.
func (m *Model) export(f file, replace bool) (wrong string, write tea.Cmd) {
	content, err := m.rendered(f.form)
	if err != nil {
		return err.Error(), nil
	}
	put := m.powers.Write
	return "", func() tea.Msg { return written{f, put(f.path, content, replace)} }
}

// rendered is the view as the content of a file.
func (m *Model) rendered(form string) ([]byte, error) {
	switch form {
	case figureForm:
		return m.powers.Figure(m.Engine, m.state.Query, m.Theme.OnPaper())
	case "svg":
		return []byte(m.picture()), nil
	case "md":
		form = "markdown"
	}
	return m.encode(form)
}

// picture is the screen without what lies over it, as an SVG drawing.
func (m *Model) picture() string {
	over, said, shown := m.overlays, m.said, m.Theme
	if m.Theme.AnyGround {
		m.Theme = theme.Dark() // a picture has a page of its own
	}
	// The last line says how to get the picture again, in place of the keys.
	m.overlays, m.said = nil, "daylight show "+m.link()
	m.laid = nil // it was laid out for the screen
	defer func() { m.overlays, m.said, m.Theme, m.laid = over, said, shown, nil }()
	f := grid.New(m.w, m.h)
	f.Ellipsis = m.Glyphs.Ellipsis
	m.draw(f)
	var page grid.SVGOptions
	q := m.state.Query
	page.Title, page.Desc = m.Engine.Headline(q).String(), m.rooms[q.View].Describe(&m.Kit, q)
	page.FG, page.BG = pageColors(m.Theme.Light)
	return f.SVG(page)
}

// written reports how writing a file went.
type written struct {
	file
	err error
}

// wrote says how writing a file went, and asks before it replaces one.
func (m *Model) wrote(w written) {
	switch {
	case w.err == nil:
		m.said = "written to " + w.path
	case errors.Is(w.err, fs.ErrExist) && m.top() != nil:
		m.said = w.path + " exists and was left as it is: e asks again"
	case errors.Is(w.err, fs.ErrExist):
		m.open(newReplaceFile(w.file))
	default:
		m.said = "not written: " + w.err.Error()
	}
}

// Picture is the dashboard's first screen of w×h cells as an SVG drawing.
func Picture(o Options, w, h int) (string, error) {
	m, err := New(o)
	if err != nil {
		return "", err
	}
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m.picture(), nil
}
