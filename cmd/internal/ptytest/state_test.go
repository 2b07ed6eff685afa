//go:build unix

package ptytest

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Each is something that a program leaves on, how it gives it back, and a word of what is said otherwise.
var changes = []struct{ on, off, said string }{
	{"\x1b]0;other\a", "\x1b]2;before\x1b\\", `window title: "other", was "before"`},
	{"\x1b[22;0t\x1b]2;other\a", "\x1b[23;2t", "pushed titles: 1"},
	{"\x1b[22;2t\x1b[22t\x1b]2;other\a", "\x1b[23;0t\x1b[23t", "pushed titles: 2"},
	{"\x1b[5 q", "\x1b[ q", "shape of the cursor: a blinking bar"},
	{"\x1b[1 q", "\x1b[0 q", "shape of the cursor: a blinking block"},
	{"\x1b[?25l", "\x1b[?25h", "hidden cursor"},
	{"\x1b[?7l", "\x1b[?7h", "autowrap: off"},
	{"\x1b[?7s\x1b[?7l", "\x1b[?7r", "autowrap: off"},
	{"\x1b[?1049h", "\x1b[?1049l", "alternate screen"},
	{"\x1b[?47h", "\x1b[?1047l", "alternate screen"},
	{"\x1b[?1;2031h", "\x1b[?1;2031l", "light and dark"},
	{"\x1b[?9999h", "\x1b[?9999l", "mode 9999"},
	{"\x1b[4h", "\x1b[4l", "insert mode"},
	{"\x1b[>1u", "\x1b[<u", "keyboard enhancements of the main screen: 1 over 1 pushed"},
	{"\x1b[>0u", "\x1b[<1u", "keyboard enhancements of the main screen: 0 over 1 pushed"},
	{"\x1b[=5u", "\x1b[=5;3u", "keyboard enhancements of the main screen: 5"},
	{"\x1b[?1049h\x1b[>3u\x1b[?1049l", "\x1b[?1049h\x1b[<u\x1b[?1049l", "keyboard enhancements of the alternate screen: 3"},
	{"\x1b[>4;2m", "\x1b[>4m", "modifyOtherKeys: 2"},
	{"\x1b[>4;2m", "\x1b[>4n", "modifyOtherKeys: 2"},
	{"\x1b(0", "\x1b(B", "set of characters: 0"},
	{"\x0e", "\x0f", "shift"},
	{"\x1b=", "\x1b>", "keypad"},
	{"\x1b[1;38;2;7;22;39m", "\x1b[22;39m", "bold"},
	{"\x1b[48;5;1m", "\x1b[49m", "background"},
	{"\x1b[38:2::1:2:3m", "\x1b[m", "colour"},
	{"\x1b[4:3m", "\x1b[4:0m", "underline"},
	{"\x1b[2;10r", "\x1b[r", "scroll region: lines 2 to 10"},
	{"\x1b[2r", "\x1b[1;40r", "scroll region"},
	{"\x1b]8;;https://example.org\a", "\x1b]8;;\a", "hyperlink"},
	{"\x1b]12;#ff0000\a", "\x1b]112\a", "colour 12"},
	{"\x1b]9;4;1;50\a", "\x1b]9;4;0\a", "progress bar"},
	{"\x1b[?1003h\x1b[?2004h\x1b[31m\x1b(0", "\x1bc", "bracketed paste"},
}

func TestWhatAProgramLeavesOnIsSaidByName(t *testing.T) {
	for _, modes := range []int{9, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2026, 2027, 2048} {
		set := fmt.Sprintf("\x1b[?%d", modes)
		changes = append(changes, struct{ on, off, said string }{set + "h", set + "l", knownModes[mode{modes, true}].name + ": on"})
	}
	for _, c := range changes {
		s := newState("before", 40)
		before := State{facts: s.facts()}
		for _, b := range []byte(c.on) { // sequences may come in any pieces
			s.write([]byte{b})
		}
		if err := (State{facts: s.facts()}).Differs(before); err == nil || !strings.Contains(err.Error(), c.said) {
			t.Errorf("after %q: %v, not %q", c.on, err, c.said)
		}
		s.write([]byte(c.off))
		if err := (State{facts: s.facts()}).Differs(before); err != nil {
			t.Errorf("after %q and %q: %v", c.on, c.off, err)
		}
	}
}

func TestAskingForAColourOrATitleChangesNothing(t *testing.T) {
	s := newState("before", 40)
	before := State{facts: s.facts()}
	s.write([]byte("\x1b]11;?\a\x1b]4;1;?\a\x1b[22;1t\x1b[?u\x1b[?2026$p\x1b[c\x1b7\x1b8\x1b[?1048h\x1b[23;2t"))
	if err := (State{facts: s.facts()}).Differs(before); err != nil {
		t.Error(err)
	}
}

func TestATitleThatIsTakenAwayIsMissed(t *testing.T) {
	s := Start(t, Options{Title: "a shell"}, "printf", `\033]2;mine\a\033]2;\a`)
	s.WaitExit(t)
	if err := s.Restored(); err == nil || !strings.Contains(err.Error(), `window title: "", was "a shell"`) {
		t.Errorf("got %v", err)
	}
}

func TestWhatNobodyReadsIsLeftOver(t *testing.T) {
	s := Start(t, Options{}, "sh", "-c", "stty raw -echo; printf ready; head -c 1 >/dev/null; stty cooked echo")
	s.WaitText(t, "ready")
	s.Type(t, "qab")
	s.WaitExit(t)
	if got := s.Leftover(); got != "ab" {
		t.Errorf("left over is %q", got)
	}
}

func TestALateAnswerComesBehindTheKeys(t *testing.T) {
	// The program stays a while: one that has ended is owed nothing.
	s := Start(t, Options{Late: true}, "sh", "-c", `stty raw -echo; printf 'ready\033[c'; head -c 1; sleep 1`)
	s.WaitText(t, "ready")
	s.ReplyAfter(t, "q", Gap)
	s.WaitExit(t)
	if got := s.Leftover(); !strings.HasPrefix(got, "\x1b[?") || !strings.HasSuffix(got, "c") {
		t.Errorf("left over is %q, not the answer", got)
	}
}

func TestATerminalAnswersWhatItIsSaidToAnswer(t *testing.T) {
	queries := map[Query]string{Synchronized: `\033[?2026$p`, Keyboard: `\033[?u`, Attributes: `\033[c`, Colours: `\033]11;?\a`}
	for left, query := range queries {
		// The answer to the last question says that none comes any more.
		script := `stty raw -echo; printf '` + query + `\033[5n'; exec cat -v`
		for _, unanswered := range []Query{0, left} {
			s := Start(t, Options{Unanswered: unanswered}, "sh", "-c", script)
			s.WaitText(t, "0n")
			if alone := strings.HasPrefix(s.Screen(), "^[[?0n"); alone != (unanswered == left) {
				t.Errorf("to %s with %d unanswered it says %q", query, unanswered, strings.TrimSpace(s.Screen()))
			}
		}
	}
}

func TestAStuckTerminalStopsAProgramThatWrites(t *testing.T) {
	s := Start(t, Options{}, "sh", "-c", "printf ready; head -n 1 >/dev/null; yes")
	s.WaitText(t, "ready")
	s.StopReading(t)
	s.Type(t, "\r")
	before, _ := s.Wrote()
	if s.Until(time.Second/5, func(string) bool { return false }) {
		t.Error("never came")
	}
	// One read may have been under way.
	if after, _ := s.Wrote(); after-before > 1<<16 {
		t.Errorf("%d bytes were read", after-before)
	}
	s.Signal(t, syscall.SIGTERM)
	if code := s.WaitExit(t); code != 128+int(syscall.SIGTERM) {
		t.Errorf("exit code %d", code)
	}
}

func TestAProgramThatIsFrozenWritesNoMore(t *testing.T) {
	s := Start(t, Options{Freeze: true}, "sh", "-c", "printf first; sleep 0.2; printf second")
	s.WaitText(t, "first")
	if s.Until(time.Second/2, func(screen string) bool { return strings.Contains(screen, "second") }) {
		t.Error("it went on")
	}
	s.Signal(t, syscall.SIGCONT)
	s.WaitText(t, "second")
	s.WaitExit(t)
}

func TestAShellStopsAndContinuesWhatRunsInFront(t *testing.T) {
	s := Shell(t, Options{Title: "a shell"})
	state := func() State {
		now, err := s.State()
		if err != nil {
			t.Fatal(err)
		}
		return now
	}
	before := state()
	s.Type(t, "echo here; cat; printf 'code %d\\033[?2031h\\n' $?\r")
	s.WaitText(t, "\nhere\n")
	s.TypeApart(t, Gap, "on", "ce\r")
	s.WaitText(t, "once\nonce\n")
	s.SignalForeground(t, syscall.SIGTSTP)
	s.WaitText(t, "code 148")
	s.WaitPrompt(t)
	if err := state().Differs(before); err == nil || err.Error() != "reports of light and dark: on, was as usual" {
		t.Errorf("differs: %v", err)
	}
	s.Type(t, "fg\r")
	s.WaitText(t, "fg\ncat\n")
	s.Type(t, "again\r")
	s.WaitText(t, "again\nagain\n")
	s.Type(t, "\x04")
	s.WaitPrompt(t)
	s.Type(t, "exit\r")
	s.WaitExit(t)
}

func TestOnlyTheCornerOfAHugeTerminalIsDrawn(t *testing.T) {
	s := Start(t, Options{Cols: 9999, Rows: 9999}, "stty", "size")
	s.WaitExit(t)
	if !strings.HasPrefix(s.Screen(), "9999 9999\n") {
		t.Errorf("the program is told %q", strings.TrimSpace(s.Screen()))
	}
	if n := strings.Count(s.Screen(), "\n"); n != cornerRows {
		t.Errorf("%d rows are drawn", n)
	}
}

func TestEveryModeHasAName(t *testing.T) {
	for m, row := range knownModes {
		if row.name == "" || slices.Contains(alternate, m.number) {
			t.Errorf("mode %d is called %q", m.number, row.name)
		}
	}
}
