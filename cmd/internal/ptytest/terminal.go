//go:build unix

package ptytest

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// terminal is the emulator, and what a program has switched on in it.
type terminal struct {
	screen    *vt.Emulator
	altScreen bool
	title     string
	clipboard string

	modes     map[ansi.Mode]bool // those the program has touched, and whether they are on
	keyboard  []int              // stack of keyboard enhancement flags; a real terminal has one per screen
	otherKeys int                // xterm's modifyOtherKeys
}

func newTerminal(cols, rows int) *terminal {
	t := &terminal{screen: vt.NewEmulator(cols, rows), modes: map[ansi.Mode]bool{}}
	t.screen.SetCallbacks(vt.Callbacks{
		AltScreen:   func(on bool) { t.altScreen = on },
		Title:       func(title string) { t.title = title },
		EnableMode:  func(m ansi.Mode) { t.modes[m] = true },
		DisableMode: func(m ansi.Mode) { t.modes[m] = false },
	})
	csi := t.screen.RegisterCsiHandler

	// The emulator does not know synchronized output; nearly every terminal of today does.
	csi(ansi.Command('?', '$', 'p'), func(p ansi.Params) bool {
		mode, _, _ := p.Param(0, 0)
		if ansi.DECMode(mode) != ansi.ModeSynchronizedOutput {
			return false
		}
		setting := ansi.ModeReset
		if t.modes[ansi.ModeSynchronizedOutput] {
			setting = ansi.ModeSet
		}
		_, _ = io.WriteString(t.screen.InputPipe(), ansi.ReportMode(ansi.ModeSynchronizedOutput, setting))
		return true
	})
	csi(ansi.Command('>', 0, 'u'), func(p ansi.Params) bool {
		flags, _, _ := p.Param(0, 0)
		t.keyboard = append(t.keyboard, flags)
		return true
	})
	csi(ansi.Command('<', 0, 'u'), func(p ansi.Params) bool {
		n, _, _ := p.Param(0, 1)
		t.keyboard = t.keyboard[:max(0, len(t.keyboard)-max(n, 1))]
		return true
	})
	csi(ansi.Command('=', 0, 'u'), func(p ansi.Params) bool {
		flags, _, _ := p.Param(0, 0)
		if n := len(t.keyboard); n > 0 {
			t.keyboard[n-1] = flags
		} else if flags != 0 {
			t.keyboard = []int{flags}
		}
		return true
	})
	csi(ansi.Command('?', 0, 'u'), func(ansi.Params) bool {
		_, _ = fmt.Fprintf(t.screen.InputPipe(), "\x1b[?%du", t.flags())
		return true
	})
	csi(ansi.Command('>', 0, 'm'), func(p ansi.Params) bool {
		if key, _, _ := p.Param(0, 0); key == 4 {
			t.otherKeys, _, _ = p.Param(1, 0)
		}
		return true
	})
	t.screen.RegisterOscHandler(52, func(data []byte) bool {
		parts := bytes.SplitN(data, []byte(";"), 3)
		if text, err := base64.StdEncoding.DecodeString(string(parts[len(parts)-1])); err == nil {
			t.clipboard = string(text)
		}
		return true
	})
	return t
}

// flags are the keyboard enhancements in force.
func (t *terminal) flags() int {
	if len(t.keyboard) == 0 {
		return 0
	}
	return t.keyboard[len(t.keyboard)-1]
}

func (t *terminal) write(p []byte) { _, _ = t.screen.Write(p) }

func (t *terminal) resize(cols, rows int) { t.screen.Resize(cols, rows) }

// answer passes on what the emulator answers, until close. A nil file swallows it.
func (t *terminal) answer(to *os.File) {
	buf := make([]byte, 4096)
	for {
		n, err := t.screen.Read(buf)
		if err != nil {
			return
		}
		if to != nil {
			_, _ = to.Write(buf[:n])
		}
	}
}

// close ends answer. It leaves the emulator itself open, whose Close and Read do not go together.
func (t *terminal) close() {
	if c, ok := t.screen.InputPipe().(io.Closer); ok {
		_ = c.Close()
	}
}

// lines is the text on the screen, row by row, without trailing blanks.
func (t *terminal) lines() string {
	var b strings.Builder
	for y := range t.screen.Height() {
		blanks := 0
		for x := 0; x < t.screen.Width(); {
			cell := t.screen.CellAt(x, y)
			if cell == nil || cell.Content == "" || cell.Content == " " {
				blanks++
				x++
				continue
			}
			for ; blanks > 0; blanks-- {
				b.WriteByte(' ')
			}
			b.WriteString(cell.Content)
			x += max(cell.Width, 1)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// on holds the modes that are on in a terminal nobody has touched.
var on = map[ansi.Mode]bool{ansi.ModeAutoWrap: true, ansi.ModeTextCursorEnable: true}

// names are for the modes a person would miss; others are reported by number.
var names = map[ansi.Mode]string{
	ansi.ModeTextCursorEnable:    "hidden cursor",
	ansi.ModeAltScreen:           "alternate screen",
	ansi.ModeAltScreenSaveCursor: "alternate screen",
	ansi.ModeMouseX10:            "mouse",
	ansi.ModeMouseNormal:         "mouse",
	ansi.ModeMouseButtonEvent:    "mouse",
	ansi.ModeMouseAnyEvent:       "mouse",
	ansi.ModeMouseExtSgr:         "mouse",
	ansi.ModeFocusEvent:          "focus reports",
	ansi.ModeBracketedPaste:      "bracketed paste",
	ansi.ModeSynchronizedOutput:  "synchronized output",
	ansi.ModeUnicodeCore:         "grapheme clusters",
}

// left lists what the program has not given back.
func (t *terminal) left() []error {
	missing := map[string]bool{}
	for mode, set := range t.modes {
		// Saving the cursor is an action rather than a state.
		if set == on[mode] || mode == ansi.ModeSaveCursor {
			continue
		}
		name, ok := names[mode]
		if !ok {
			name = fmt.Sprintf("mode %d", mode.Mode())
		}
		missing[name] = true
	}
	if t.altScreen {
		missing["alternate screen"] = true
	}
	if t.flags() != 0 {
		missing["keyboard enhancements"] = true
	}
	if t.otherKeys != 0 {
		missing["modifyOtherKeys"] = true
	}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		errs = append(errs, errors.New("still in force: "+name))
	}
	return errs
}
