package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daylight/model/query"
	"daylight/tui/kit/grid"
)

// pasteLimit is how much of a paste a text field takes, in bytes: the longest
// question there is.
const pasteLimit = query.MaxQueryLength

// newField returns an empty text field. Bubbles edits it; the grid draws it. A field takes 8 KB
// and goes by its address: copies would double the stack of the loop.
func newField() *textinput.Model {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = 256
	in.SetVirtualCursor(false)
	in.Focus()
	return &in
}

// typed gives a message to a text field, and says whether that changes its text.
func typed(in *textinput.Model, msg tea.Msg) (changed bool) {
	before := in.Value()
	switch p := msg.(type) {
	case tea.KeyPressMsg:
		if key.Matches(p, in.KeyMap.DeleteWordForward) {
			deleteNextWord(in)
			return in.Value() != before
		}
	case tea.PasteMsg:
		text := p.Content
		if len(text) > pasteLimit {
			text = text[:pasteLimit]
			for !utf8.ValidString(text) && len(text) > 0 {
				text = text[:len(text)-1]
			}
		}
		msg = tea.PasteMsg{Content: strings.Join(strings.Fields(text), " ")}
	}
	*in, _ = in.Update(msg)
	return in.Value() != before
}

// deleteNextWord deletes the blanks after the cursor and the word that follows
// them. That of bubbles looks one letter past the end of the text, and panics,
// where only one letter stands after the cursor.
func deleteNextWord(in *textinput.Model) {
	text, at := []rune(in.Value()), in.Position()
	rest := strings.TrimLeftFunc(string(text[at:]), unicode.IsSpace)
	word := strings.IndexFunc(rest+" ", unicode.IsSpace)
	in.SetValue(string(text[:at]) + rest[word:])
	in.SetCursor(at)
}

// drawPrompt draws the sign of a text field, and the field.
func (h *host) drawPrompt(f *grid.Frame, r grid.Rect, in *textinput.Model) *tea.Cursor {
	f.Text(r, string(h.Glyphs.Prompt), h.Theme.Accent)
	_, r = r.TakeLeft(2)
	return drawField(f, r, in, h.Theme.Strong)
}

// drawField draws a text field and its cursor; what is too long scrolls.
func drawField(f *grid.Frame, r grid.Rect, in *textinput.Model, st grid.Style) *tea.Cursor {
	if r.Empty() {
		return nil
	}
	runes := []rune(in.Value())
	all := string(runes[:min(in.Position(), len(runes))])
	before := all
	for over := grid.Width(all) - r.W + 1; grid.Width(before) >= r.W; over++ { // again where that is half of a wide letter
		before = ansi.TruncateLeft(all, over, "")
	}
	x := f.Text(r, before, st)
	f.Text(grid.Rect{X: r.X + x, Y: r.Y, W: r.W - x, H: 1}, string(runes[min(in.Position(), len(runes)):]), st)
	return tea.NewCursor(r.X+x, r.Y)
}
