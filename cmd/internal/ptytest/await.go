//go:build unix

package ptytest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
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
