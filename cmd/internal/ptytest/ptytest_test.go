//go:build unix

package ptytest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var keys, hello string // the programs under test

// TestMain lets the test binary, called by the name keys, stand in for that program.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "keys" {
		os.Exit(runKeys())
	}
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "ptytest")
		if err == nil {
			defer os.RemoveAll(dir)
			var self string
			self, err = os.Executable()
			keys = filepath.Join(dir, "keys")
			err = errors.Join(err, os.Symlink(self, keys))
		}
		if err == nil {
			hello, err = Build(dir, "daylight/cmd/ptybench/hello")
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		// Under nohup SIGHUP is ignored, and programs would inherit that; one that is caught they do not.
		signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
		return m.Run()
	}())
}

func restored(t *testing.T, s *Session) {
	t.Helper()
	if err := s.Restored(); err != nil {
		t.Errorf("the terminal was not given back: %v", err)
	}
}

func TestHelloStartsAnswersAKeyAndQuits(t *testing.T) {
	s := Start(t, Options{}, hello)
	s.WaitText(t, "0 keys pressed")
	if !s.AltScreen() {
		t.Error("hello does not use the alternate screen")
	}
	s.Type(t, "j")
	s.WaitText(t, "1 keys pressed")
	s.Type(t, "q")
	if code := s.WaitExit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	restored(t, s)
}

func TestAProgramReadsKeysAndTheSizeAndShutsDownCleanly(t *testing.T) {
	s := Start(t, Options{Cols: 70, Rows: 12}, keys)
	s.WaitText(t, "size 70×12")
	s.WaitText(t, "dark true")
	s.Type(t, "ab\x1b[A\x03é")
	s.WaitText(t, "[a b up ctrl+c é]")
	s.Resize(t, 50, 9)
	s.WaitText(t, "size 50×9")
	if s.Title() != "keys" {
		t.Errorf("title %q", s.Title())
	}
	s.Type(t, "c")
	s.WaitCopied(t, "copied")
	s.Type(t, "q")
	if code := s.WaitExit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	restored(t, s)
}

func TestKeysAreReadFromTheTerminalWhenStdinIsNotOne(t *testing.T) {
	file, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := Start(t, Options{Stdin: file}, keys)
	s.WaitText(t, "keys []")
	s.Type(t, "a")
	s.WaitText(t, "keys [a]")
	s.Type(t, "q")
	if code := s.WaitExit(t); code != 0 {
		t.Errorf("exit code %d", code)
	}
	restored(t, s)
}

func TestAHangupLeavesTheTerminalAsItIs(t *testing.T) {
	s := Start(t, Options{}, keys)
	s.WaitText(t, "size 120×40")
	s.Signal(t, syscall.SIGHUP)
	if code := s.WaitExit(t); code != 128+int(syscall.SIGHUP) {
		t.Errorf("exit code %d, want 129", code)
	}
	err := s.Restored()
	if err == nil {
		t.Fatal("nothing is missing after SIGHUP, which Bubble Tea does not handle")
	}
	for _, want := range []string{"alternate screen", "hidden cursor", "mouse", "bracketed paste", "raw"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not reported: %v", want, err)
		}
	}
}

func TestAPanicInUpdateRestoresTheTerminal(t *testing.T) {
	s := Start(t, Options{}, keys)
	s.WaitText(t, "keys []")
	s.Type(t, "p")
	if code := s.WaitExit(t); code != 1 {
		t.Errorf("exit code %d", code)
	}
	restored(t, s)
	_, after, _ := bytes.Cut(s.Raw(), []byte(ansi.ResetModeAltScreenSaveCursor))
	if !bytes.Contains(after, []byte("p was pressed")) {
		t.Errorf("the panic is not reported on the main screen: %q", after)
	}
}

func TestClosingTheTerminalEndsTheProgram(t *testing.T) {
	s := Start(t, Options{}, keys)
	s.WaitText(t, "keys []")
	s.HangUp(t)
	s.WaitExit(t)
}

func TestASilentTerminalAnswersNothing(t *testing.T) {
	s := Start(t, Options{Silent: true}, keys)
	s.WaitText(t, "size 120×40")
	s.Type(t, "a")
	s.WaitText(t, "keys [a]")
	if strings.Contains(s.Screen(), "dark true") {
		t.Error("the question for the background was answered")
	}
	s.Type(t, "q")
	s.WaitExit(t)
	restored(t, s)
}

func TestWaitingForWhatNeverComesEndsWithTheProgram(t *testing.T) {
	s := Start(t, Options{}, "sh", "-c", "echo first; echo last; exit 3")
	if s.Until(Deadline, func(screen string) bool { return strings.Contains(screen, "never") }) {
		t.Error("found what was never written")
	}
	if want := "first\nlast\n"; !strings.HasPrefix(s.Screen(), want) {
		t.Errorf("screen %q, want all output", s.Screen())
	}
	if !bytes.Equal(s.Raw(), []byte("first\r\nlast\r\n")) {
		t.Errorf("raw %q", s.Raw())
	}
	if code := s.WaitExit(t); code != 3 {
		t.Errorf("exit code %d, want 3", code)
	}
	restored(t, s)
}

func TestLineSettingsThatDifferAreReported(t *testing.T) {
	s := Start(t, Options{}, "stty", "-echo")
	s.WaitExit(t)
	if err := s.Restored(); err == nil || !strings.Contains(err.Error(), "line settings") {
		t.Errorf("got %v", err)
	}
}

func TestTheScreenIsTextByRows(t *testing.T) {
	s := Start(t, Options{Cols: 12, Rows: 3}, "printf", `\033[2;3Hab 日本 c`)
	s.WaitExit(t)
	if want := "\n  ab 日本 c\n\n"; s.Screen() != want {
		t.Errorf("screen %q, want %q", s.Screen(), want)
	}
}
