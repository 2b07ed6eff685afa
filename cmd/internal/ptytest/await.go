//go:build unix

package ptytest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Deadline is how long a test waits for what it expects: long enough for a busy machine that stands
// still for a while under the race detector, because only a failing test waits that long.
const Deadline = 2 * time.Minute

// Build compiles the package into dir and returns the path of the binary. Flags are those of go build.
func Build(dir, pkg string, flags ...string) (path string, err error) {
	path = filepath.Join(dir, filepath.Base(pkg))
	// Nothing of the version is asked of git, which answers no stranger to the folder.
	args := append([]string{"build", "-buildvcs=false", "-o", path}, flags...)
	cmd := exec.Command("go", append(args, pkg)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", pkg, err, bytes.TrimSpace(out))
	}
	return path, nil
}

// Start opens a session that ends with the test.
func Start(t testing.TB, o Options, path string, args ...string) *Session {
	t.Helper()
	s, err := Open(o, path, args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Type types keys, which are the bytes a terminal sends for them: "j", "\r", "\x1b[A".
func (s *Session) Type(t testing.TB, keys string) {
	t.Helper()
	if err := s.Send(keys); err != nil {
		t.Fatal(err)
	}
}

// Gap is less than what the programs under test wait for the rest of a sequence, and more than what
// Bubble Tea does: a reply may be split by that much on a slow connection.
const Gap = 60 * time.Millisecond

// TypeApart types pieces with a gap before each but the first. Nothing else in a test waits by the clock: the
// time between two bytes is part of the input, as a sequence that is split is another one than one that is not.
func (s *Session) TypeApart(t testing.TB, gap time.Duration, pieces ...string) {
	t.Helper()
	for i, piece := range pieces {
		if i > 0 {
			time.Sleep(gap)
		}
		s.Type(t, piece)
	}
}

// ReplyAfter types keys and, a while behind them, what the terminal owes the program in answer to its
// queries, as over a slow connection. It returns how much later that was in the end. Options.Late must be set.
func (s *Session) ReplyAfter(t testing.TB, keys string, while time.Duration) (later time.Duration) {
	t.Helper()
	owed := func() bool { return s.owes() || s.over() }
	if !s.until(time.Now().Add(Deadline), owed) || s.ended() {
		t.Fatal("the terminal was asked nothing")
	}
	began := time.Now()
	s.Type(t, keys)
	time.Sleep(while) // part of the input, too
	s.Type(t, string(s.release()))
	return time.Since(began)
}

// StopReading makes the terminal a stuck one: it takes no more output until the program has ended.
func (s *Session) StopReading(t testing.TB) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stuck = make(chan struct{})
	if err := s.master.SetReadDeadline(time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
}

// Shell is a bash with job control, at its prompt.
func Shell(t testing.TB, o Options) *Session {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash, because not every sh has job control")
	}
	o.Env = append(o.Env, "PS1="+prompt, "INPUTRC="+os.DevNull)
	s := Start(t, o, bash, "--norc", "--noprofile", "-i")
	s.WaitPrompt(t)
	return s
}

const prompt = "ready> "

// WaitPrompt waits until the shell waits for a command. What is typed before that the program in front
// may still read.
func (s *Session) WaitPrompt(t testing.TB) {
	t.Helper()
	s.WaitFor(t, "the prompt", func(screen string) bool {
		lines := strings.Split(strings.TrimRight(screen, "\n"), "\n")
		return !s.term.state.alt && lines[len(lines)-1] == strings.TrimRight(prompt, " ")
	})
}

// SignalForeground sends sig to the program that runs in front in the terminal, which a shell has started.
func (s *Session) SignalForeground(t testing.TB, sig syscall.Signal) {
	t.Helper()
	err := control(s.master, func(fd int) error {
		group, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP)
		if err != nil {
			return fmt.Errorf("ask for the program in front: %w", err)
		}
		return syscall.Kill(-group, sig)
	})
	if err != nil {
		t.Fatalf("send %v: %v", sig, err)
	}
}

// WaitFor waits until ok says yes to the screen, and fails the test at the deadline with the screen
// as it then is. What names the expectation.
func (s *Session) WaitFor(t testing.TB, what string, ok func(screen string) bool) {
	t.Helper()
	if !s.Until(Deadline, ok) {
		t.Fatalf("waited in vain for %s; the screen:\n%s", what, strings.TrimRight(s.Screen(), "\n"))
	}
}

// WaitText waits until the screen shows text.
func (s *Session) WaitText(t testing.TB, text string) {
	t.Helper()
	s.WaitFor(t, fmt.Sprintf("%q", text), func(screen string) bool { return strings.Contains(screen, text) })
}

// WaitGone waits until the screen no longer shows text.
func (s *Session) WaitGone(t testing.TB, text string) {
	t.Helper()
	s.WaitFor(t, fmt.Sprintf("%q to go", text), func(screen string) bool { return !strings.Contains(screen, text) })
}

// WaitExit waits until the program ends and returns its exit code, as Exit does.
func (s *Session) WaitExit(t testing.TB) int {
	t.Helper()
	code, err := s.Exit(Deadline)
	if err != nil {
		t.Fatalf("%v; the screen:\n%s", err, strings.TrimRight(s.Screen(), "\n"))
	}
	return code
}

// WaitCopied waits until the program has copied text by OSC 52.
func (s *Session) WaitCopied(t testing.TB, text string) {
	t.Helper()
	if !s.until(time.Now().Add(Deadline), func() bool { return s.term.clipboard == text || s.over() }) || s.Clipboard() != text {
		t.Fatalf("%q was not copied; the clipboard holds %q", text, s.Clipboard())
	}
}

// WaitCopy waits until the program has copied something by OSC 52 and takes it.
func (s *Session) WaitCopy(t testing.TB) (text string) {
	t.Helper()
	s.until(time.Now().Add(Deadline), func() bool { return s.term.clipboard != "" || s.over() })
	s.mu.Lock()
	text, s.term.clipboard = s.term.clipboard, ""
	s.mu.Unlock()
	if text == "" {
		t.Fatalf("nothing was copied; the screen:\n%s", strings.TrimRight(s.Screen(), "\n"))
	}
	return text
}

// Resize gives the terminal another size, which the program is told by SIGWINCH.
func (s *Session) Resize(t testing.TB, cols, rows int) {
	t.Helper()
	s.mu.Lock()
	s.term.resize(cols, rows)
	s.text = s.term.lines()
	s.broadcast()
	s.mu.Unlock()
	if err := setSize(s.master, cols, rows); err != nil {
		t.Fatalf("resize the pseudo-terminal to %d×%d: %v", cols, rows, err)
	}
}

// Signal sends sig to the program.
func (s *Session) Signal(t testing.TB, sig os.Signal) {
	t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		t.Fatalf("send %v: %v", sig, err)
	}
}

// HangUp closes the terminal, as closing its window does.
func (s *Session) HangUp(t testing.TB) {
	t.Helper()
	if err := s.master.Close(); err != nil {
		t.Fatal(err)
	}
}
