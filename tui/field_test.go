package tui_test

import (
	"strings"
	"testing"
	"unicode"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
)

// eachText calls do with a field for every text of up to four letters and blanks
// and every place of the cursor in it.
func eachText(do func(text string, at int, in *textinput.Model)) {
	texts := []string{""}
	for n := 0; n < len(texts) && len(texts[n]) < 4; n++ {
		texts = append(texts, texts[n]+"a", texts[n]+" ")
	}
	for _, text := range texts {
		for at := range len(text) + 1 {
			in := tui.NewField()
			in.SetValue(text)
			in.SetCursor(at)
			do(text, at, in)
		}
	}
}

func TestEveryKeyOfATextFieldLeavesATextAndACursorInIt(t *testing.T) {
	keys := append(fieldKeys(), "x", "space", "é", "alt+x", "ctrl+x", "enter", "esc")
	eachText(func(text string, at int, in *textinput.Model) {
		for _, first := range keys {
			for _, then := range keys {
				in := new(*in)
				tui.Typed(in, tuitest.Stroke(first))
				tui.Typed(in, tuitest.Stroke(then))
				if n := len([]rune(in.Value())); in.Position() < 0 || in.Position() > n || n > len(text)+2 {
					t.Fatalf("%q with the cursor at %d, then %s and %s: %q with the cursor at %d", text, at, first, then, in.Value(), in.Position())
				}
			}
		}
	})
}

func TestTheNextWordIsDeletedWithTheBlanksBeforeIt(t *testing.T) {
	for _, name := range tui.NewField().KeyMap.DeleteWordForward.Keys() {
		eachText(func(text string, at int, in *textinput.Model) {
			after := text[at:]
			rest := strings.TrimLeftFunc(after, unicode.IsSpace)
			if next := strings.IndexFunc(rest, unicode.IsSpace); next >= 0 {
				rest = rest[next:]
			} else {
				rest = ""
			}
			changed := tui.Typed(in, tuitest.Stroke(name))
			if changed != (in.Value() != text) {
				t.Errorf("%s in %q says that it changed the text: %v", name, text, changed)
			}
			if in.Value() != text[:at]+rest || in.Position() != at {
				t.Errorf("%s after %q before %q leaves %q with the cursor at %d", name, text[:at], after, in.Value(), in.Position())
			}
		})
	}
}

func TestEveryTextFieldOutlivesItsKeys(t *testing.T) {
	for _, opens := range fields {
		for _, text := range []string{"", " ", "x", "x ", " x", "x x"} {
			d := tuitest.Sit(t, 80, 24, "", tuitest.Everything()).Press(opens, "ctrl+u").Type(text)
			typed := *d.Model
			for _, first := range fieldKeys() {
				*d.Model, d.Quit = typed, false
				d.Press(first)
				for _, then := range fieldKeys() {
					d.Press(then)
				}
				sane(d)
			}
		}
	}
}

func TestTheCursorIsInsideTheFieldAfterWhatIsBeforeIt(t *testing.T) {
	for _, text := range []string{"abcdef", "日本語", "a日b本c", "日aa本", "e\u0301日e\u0301", "👍b👍"} {
		for at := range len([]rune(text)) + 1 {
			for w := 1; w <= 8; w++ {
				in := tui.NewField()
				in.SetValue(text)
				in.SetCursor(at)
				f := grid.New(10, 1)
				c := tui.DrawField(f, grid.Rect{X: 1, W: w, H: 1}, in, grid.Style{})
				if c.X < 1 || c.X > w {
					t.Errorf("%q at %d in a field of %d cells: the cursor is in the cell %d of it", text, at, w, c.X)
				}
				if full := grid.Width(string([]rune(text)[:at])); full >= w && c.X < w-1 {
					t.Errorf("%q at %d in a field of %d cells: only %d cells before the cursor", text, at, w, c.X-1)
				}
				before := string([]rune(text)[:at])
				if shown := f.Plain()[1:]; grid.Width(before) < w && !strings.HasPrefix(shown, before) || !strings.HasSuffix(before, strings.TrimSpace(ansi.Truncate(shown, c.X-1, ""))) {
					t.Errorf("%q at %d in a field of %d cells is shown as %q", text, at, w, shown)
				}
			}
		}
	}
}

func TestAPasteIsOneLine(t *testing.T) {
	for _, pasted := range []string{"by=period\ntop=3", "by=period\r\n\ttop=3\n", "\x1bby=period\u2028top=3"} {
		d := tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press(":").Send(tea.PasteMsg{Content: pasted})
		d.Press("enter").Asks("by=period top=3")
	}
}
