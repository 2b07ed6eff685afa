package tui_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/keyboard"
)

// Read sends what a terminal writes for keys, as Bubble Tea reads it.
func Read(d *tuitest.Desk, written string) *tuitest.Desk {
	d.Helper()
	var decoder uv.EventDecoder
	for b := []byte(written); len(b) > 0; {
		n, event := decoder.Decode(b)
		key, ok := event.(uv.KeyPressEvent)
		if !ok {
			d.Fatalf("%q is no key: %T", b, event)
		}
		d.Send(tea.KeyPressMsg(key))
		b = b[n:]
	}
	return d
}

// elsewhere is a key that is bound by a US character as a keyboard of another
// alphabet sends it; told is the place, where the terminal tells it.
func elsewhere(name string, letters, keys string, told bool) (key tea.KeyPressMsg, ok bool) {
	us := tea.Key(tuitest.Stroke(name))
	plain := us.Code
	if i := strings.IndexRune(keyboard.ShiftedKeys, plain); i >= 0 {
		plain, us.Mod = rune(keyboard.UnshiftedKeys[i]), us.Mod|tea.ModShift
	} else if unicode.IsUpper(plain) {
		plain, us.Mod = unicode.ToLower(plain), us.Mod|tea.ModShift
	}
	at := strings.IndexRune(keys, plain)
	if at < 0 {
		return key, false
	}
	us.Code = []rune(letters)[at]
	if us.Text != "" {
		us.Text = string(us.Code)
		if us.Mod.Contains(tea.ModShift) {
			us.Text = string(unicode.ToUpper(us.Code))
		}
	}
	if told {
		us.BaseCode = plain
	}
	return tea.KeyPressMsg(us), true
}

func TestEveryKeyWorksByItsPlaceOnAKeyboardOfAnotherAlphabet(t *testing.T) {
	for _, a := range keyboard.Alphabets() {
		for _, name := range append(everyKey(), "ctrl+c") {
			for _, told := range []bool{true, false} {
				key, ok := elsewhere(name, a.Letters, a.Keys, told)
				if !ok || !told && !strings.HasPrefix(name, "ctrl+") {
					continue // a plain letter says nothing of its place
				}
				there, here := tuitest.Sit(t, 120, 36, "", tuitest.Everything()), tuitest.Sit(t, 120, 36, "", tuitest.Everything())
				if there.Send(key); there.Quit != here.Press(name).Quit || !there.Quit && there.Styled() != here.Styled() {
					t.Errorf("%s, which is %+v there (told: %v), does something else", name, key, told)
				}
			}
		}
	}
}

func TestCtrlCQuitsByEveryAlphabetFromEveryState(t *testing.T) {
	for _, written := range []string{"\x1b[1089;5u", "\x1b[1089::99;5u", "\x1b[968;5u", "\x1b[968::99;5u", "\x1b[1089:1057:99;69u", "\x1b[99::105;5u"} {
		for _, opens := range append([]string{""}, overlays...) {
			d := tuitest.Sit(t, 80, 24, "", tuitest.Everything())
			if opens != "" {
				d.Press(opens)
			}
			if Read(d, written); !d.Quit {
				t.Errorf("after %q, %q does not quit", opens, written)
			}
		}
	}
}

func TestALetterOfAnotherAlphabetIsTextWhereTextIsTyped(t *testing.T) {
	for _, opens := range fields {
		for written, text := range map[string]string{
			"л": "л", "\x1b[1083::107u": "л", "\x1b[1083:1051:107;2u": "Л", "\x1b[252::91u": "ü", "\x1b[97:65:97;2u": "A", "\x1b[49:33:49;2u": "!",
		} {
			if text == "!" && slices.Contains(pickers, opens) {
				continue // there it is a key
			}
			d := Read(tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press(opens, "ctrl+u"), written)
			if !d.Scene().Busy || !strings.Contains(d.String(), text) {
				t.Errorf("%q in the field that %s opens is not the text %q:\n%s", written, opens, text, d)
			}
		}
	}
}

func TestCtrlAndAltKeysEditATextByTheirPlace(t *testing.T) {
	for _, written := range []string{"\x1b[1075;5u", "\x1b[1075::117;5u", "\x1b[952;5u"} { // ctrl+u
		d := tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press(":").Type("by=region")
		if Read(d, written); strings.Contains(d.String(), "by=region") {
			t.Errorf("%q leaves the text", written)
		}
	}
	d := Read(tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press("c", "down"), "\x1b[1092;5u") // ctrl+a chooses all
	if n := regexp.MustCompile(` (\d+) of (\d+) chosen `).FindStringSubmatch(d.String()); n == nil || n[1] != n[2] {
		t.Errorf("not all are chosen:\n%s", d)
	}
	d = Read(Read(tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press(":").Type("by=region top"), "\x1b[1092;5u"), "\x1bв") // alt+d, of an old terminal
	d.Shows("›  top").Hides("by=region")
}

func TestACharacterOfOnesOwnKeyboardGoesBeforeItsPlace(t *testing.T) {
	for written, name := range map[string]string{
		"\x1b[106::99u": "j", "\x1b[99::105;5u": "ctrl+c", "\x1b[107::118;5u": "ctrl+k", // Dvorak
		"\x1b[109::59u": "m", "\x1b[97::113u": "a", "\x1b[33::47u": "!", // AZERTY
		"\x1b[122::121u": "z", "\x1b[47::55u": "/", // QWERTZ
	} {
		there, here := Read(tuitest.Sit(t, 120, 36, "", tuitest.Everything()), written), tuitest.Sit(t, 120, 36, "", tuitest.Everything()).Press(name)
		if there.Quit != here.Quit || !there.Quit && there.Styled() != here.Styled() {
			t.Errorf("%q does not do what %s does", written, name)
		}
	}
	// What it has no character for is found by its place: é lies at 2, ü at [.
	if d := Read(tuitest.Sit(t, 120, 36, "", tuitest.Everything()), "\x1b[233::50u"); d.Query().View.String() != "trend" {
		t.Errorf("the key at 2 opens %s", d.Query().View)
	}
}

func TestTheTerminalIsAskedForThePlaceOfKeys(t *testing.T) {
	if d := tuitest.Sit(t, 80, 24, "", tuitest.Everything()); !d.View().KeyboardEnhancements.ReportAlternateKeys {
		t.Error("it is not")
	}
}
