//go:build unix

package ptytest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// terminal is the emulator, and what a program has switched on in it.
type terminal struct {
	screen    *vt.Emulator
	state     *state
	clipboard string
}

// The emulator holds no more than the upper left corner of a larger terminal: its cells would take
// gigabytes, and what is drawn beyond a corner of this size nobody looks for.
const cornerCols, cornerRows = 600, 250

func newTerminal(cols, rows int, title string) *terminal {
	t := &terminal{screen: vt.NewEmulator(min(cols, cornerCols), min(rows, cornerRows)), state: newState(title, rows)}
	csi := t.screen.RegisterCsiHandler

	// The emulator does not know synchronized output; nearly every terminal of today does.
	csi(ansi.Command('?', '$', 'p'), func(p ansi.Params) bool {
		number, _, _ := p.Param(0, 0)
		if ansi.DECMode(number) != ansi.ModeSynchronizedOutput {
			return false
		}
		setting := ansi.ModeReset
		if t.state.on(mode{number, true}) {
			setting = ansi.ModeSet
		}
		_, _ = io.WriteString(t.screen.InputPipe(), ansi.ReportMode(ansi.ModeSynchronizedOutput, setting))
		return true
	})
	csi(ansi.Command('?', 0, 'u'), func(ansi.Params) bool {
		_, _ = fmt.Fprintf(t.screen.InputPipe(), "\x1b[?%du", t.state.screen().flags)
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

func (t *terminal) write(p []byte) {
	t.state.write(p)
	_, _ = t.screen.Write(p)
}

func (t *terminal) resize(cols, rows int) {
	t.state.resize(rows)
	t.screen.Resize(min(cols, cornerCols), min(rows, cornerRows))
}

// answer passes on what the emulator answers, one answer at a time, until close.
func (t *terminal) answer(to func(reply []byte)) {
	buf := make([]byte, 4096)
	for {
		n, err := t.screen.Read(buf)
		if err != nil {
			return
		}
		to(append([]byte(nil), buf[:n]...))
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
	for line := range strings.SplitSeq(t.screen.String(), "\n") {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
