//go:build unix

// Package ptytest runs a program in a pseudo-terminal as a person would, and looks at the screen.
//
//	            keys, resizes, signals
//	test ───────────────────────────────▶ pseudo-terminal ◀──▶ program
//	  ▲                                     │       ▲
//	  │ waits for a text, never sleeps      ▼       │ answers to queries
//	  └──────────────────────────────── emulator ───┘
//
// Bytes are stamped with the time at which they were read and then fed to the emulator by another
// goroutine, so that drawing the screen does not delay the clock of a benchmark.
package ptytest

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/termios"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Options say what terminal a program finds itself in. The zero value is a modern dark one of 120×40.
type Options struct {
	Cols, Rows int      // size in cells; 120×40 when zero
	Env        []string // KEY=value, after PATH, HOME, TERM=xterm-256color and COLORTERM=truecolor
	Dir        string   // working directory; the test's own when empty
	Title      string   // of the window, as the program finds it
	Silent     bool     // the terminal answers no query
	Unanswered Query    // queries that it does not answer
	Late       bool     // answers are held back until ReplyAfter
	Freeze     bool     // the program is stopped once its first byte has come, until SIGCONT
	Stdin      *os.File // instead of the terminal
	Stdout     *os.File // instead of the terminal
	Stderr     *os.File // instead of the terminal
}

// Session is a program running in a pseudo-terminal.
type Session struct {
	o       Options
	cmd     *exec.Cmd
	master  *os.File
	slave   *os.File // kept open, so that its settings can be read after the program has gone
	started time.Time
	before  State

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced whenever anything below changes
	raw      []byte
	last     time.Time // when the last of raw was read
	queue    []chunk   // read, and not on the screen yet
	term     *terminal
	text     string    // the screen
	textAt   time.Time // when the bytes came that changed text last
	hungUp   bool      // nothing more can be read
	quiet    bool      // hungUp, and everything is on the screen
	exited   bool
	after    unix.Termios
	afterErr error
	leftover []byte

	stuck chan struct{} // closed when the terminal reads again; nil while it does

	owing    sync.Mutex    // guards what follows; the emulator answers while mu is held
	held     []byte        // answers that are late
	answered chan struct{} // closed when they are no longer held
}

// chunk is what one read gave.
type chunk struct {
	bytes []byte
	at    time.Time
}

// Open starts the program at path. The caller must Close the session.
func Open(o Options, path string, args ...string) (*Session, error) {
	if o.Cols == 0 || o.Rows == 0 {
		o.Cols, o.Rows = 120, 40
	}
	master, slave, err := pty.Open()
	if err != nil {
		return nil, fmt.Errorf("open a pseudo-terminal: %w", err)
	}
	fail := func(err error) (*Session, error) {
		return nil, errors.Join(err, master.Close(), slave.Close())
	}
	if master, err = interruptible(master); err != nil {
		return fail(fmt.Errorf("open a pseudo-terminal: %w", err))
	}
	if err := setSize(master, o.Cols, o.Rows); err != nil {
		return fail(fmt.Errorf("set the size of the pseudo-terminal: %w", err))
	}
	line, err := settings(slave)
	if err != nil {
		return fail(fmt.Errorf("read the settings of the pseudo-terminal: %w", err))
	}

	cmd := exec.Command(path, args...)
	cmd.Dir = o.Dir
	cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"),
		"TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8",
		"GORACE=atexit_sleep_ms=0", // with the race detector each end would take a second
	}, o.Env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = cmp.Or(o.Stdin, slave), cmp.Or(o.Stdout, slave), cmp.Or(o.Stderr, slave)
	// The terminal that controls the program is the first of its files that is one.
	controlling := max(0, slices.Index([]*os.File{o.Stdin, o.Stdout, o.Stderr}, nil))
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: controlling}

	s := &Session{
		o: o, cmd: cmd, master: master, slave: slave,
		changed: make(chan struct{}), answered: make(chan struct{}),
		term: newTerminal(o.Cols, o.Rows, o.Title),
	}
	if !o.Late {
		close(s.answered)
	}
	s.before = State{s.term.state.facts(), line}
	s.text = s.term.lines()
	s.started = time.Now()
	if err := cmd.Start(); err != nil {
		s.term.close()
		return fail(fmt.Errorf("start %s: %w", path, err))
	}
	go s.read()
	go s.draw()
	go s.term.answer(s.answer)
	go s.wait()
	return s, nil
}

// interruptible moves a terminal into a file whose Close ends a Read. Package pty makes it a blocking
// one, which stays open until the next byte comes.
func interruptible(tty *os.File) (*os.File, error) {
	fd, err := unix.FcntlInt(tty.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return tty, err
	}
	_ = tty.Close()
	if err := unix.SetNonblock(fd, true); err != nil {
		return os.NewFile(uintptr(fd), tty.Name()), err
	}
	return os.NewFile(uintptr(fd), tty.Name()), nil
}

// control does something with the descriptor of a terminal, which may be closed at the same time. Unlike
// Fd it leaves tty interruptible.
func control(tty *os.File, do func(fd int) error) error {
	conn, err := tty.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = conn.Control(func(fd uintptr) { failed = do(int(fd)) })
	return errors.Join(err, failed)
}

// setSize gives a terminal a size in cells.
func setSize(tty *os.File, cols, rows int) error {
	return control(tty, func(fd int) error {
		return unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: uint16(cols), Row: uint16(rows)})
	})
}

// read takes what the program writes. Reading never waits for the drawing of what came before, which
// would make the times of a large frame too late, and the program wait.
func (s *Session) read() {
	arrived := make(chan chunk, 1024)
	go func() {
		defer close(arrived)
		buf := make([]byte, 1<<16)
		for first := true; ; {
			n, err := s.master.Read(buf)
			if n > 0 {
				if first && s.o.Freeze {
					_ = s.cmd.Process.Signal(syscall.SIGSTOP)
				}
				first = false
				arrived <- chunk{append([]byte(nil), buf[:n]...), time.Now()}
			}
			if errors.Is(err, os.ErrDeadlineExceeded) {
				s.mu.Lock()
				stuck := s.stuck
				s.mu.Unlock()
				if stuck != nil {
					<-stuck
				}
			} else if err != nil {
				return
			}
		}
	}()
	for next := range arrived {
		s.mu.Lock()
		s.raw = append(s.raw, next.bytes...)
		s.last = next.at
		s.queue = append(s.queue, next)
		s.broadcast()
		s.mu.Unlock()
	}
	s.mu.Lock()
	s.hungUp = true
	s.broadcast()
	s.mu.Unlock()
}

// draw puts what was read on the screen, until nothing more can come.
func (s *Session) draw() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		for len(s.queue) == 0 {
			if s.hungUp {
				s.quiet = true
				s.term.close()
				s.broadcast()
				return
			}
			changed := s.changed
			s.mu.Unlock()
			<-changed
			s.mu.Lock()
		}
		next := s.queue[0]
		s.queue = s.queue[1:]
		s.term.write(next.bytes)
		if text := s.term.lines(); text != s.text {
			s.text, s.textAt = text, next.at
		}
		s.broadcast()
	}
}

func (s *Session) wait() {
	_ = s.cmd.Wait() // what it says is in ProcessState
	<-s.answered     // what comes late, a shell would read
	after, afterErr := settings(s.slave)
	if afterErr != nil {
		// BSD takes the terminal from everyone when the program that it controlled ends.
		after, afterErr = settings(s.master)
	}
	leftover := unread(s.slave)
	s.readOn()
	// With the last descriptor of the terminal gone, reading ends once everything has been read.
	_ = s.slave.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.after, s.afterErr, s.leftover = after, afterErr, leftover
	s.exited = true
	s.broadcast()
}

// settings reads the line settings of a terminal.
func settings(tty *os.File) (line unix.Termios, err error) {
	err = control(tty, func(fd int) error {
		got, err := termios.GetTermios(fd)
		if err == nil {
			line = *got
		}
		return err
	})
	return line, err
}

// unread takes what was typed and nobody has read from a terminal that nobody uses any more.
func unread(tty *os.File) (left []byte) {
	_ = control(tty, func(fd int) error {
		// Half a line would not be read from a terminal that reads by lines.
		if _, err := term.MakeRaw(uintptr(fd)); err != nil {
			return err
		}
		if err := unix.SetNonblock(fd, true); err != nil {
			return err
		}
		buf := make([]byte, 4096)
		for {
			n, err := unix.Read(fd, buf)
			if n <= 0 || err != nil {
				return err
			}
			left = append(left, buf[:n]...)
		}
	})
	return left
}

// readOn lets a terminal that is stuck read again.
func (s *Session) readOn() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stuck != nil {
		_ = s.master.SetReadDeadline(time.Time{})
		close(s.stuck)
		s.stuck = nil
	}
}

// broadcast wakes everyone who waits; s.mu is held.
func (s *Session) broadcast() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// until waits until ok, which is called with s.mu held whenever anything has changed, or until the
// deadline, and reports which. What is outside of the session changes without a word, such as a file
// that the program writes: so ok is called now and then besides.
func (s *Session) until(deadline time.Time, ok func() bool) bool {
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	again := time.NewTicker(time.Second / 20)
	defer again.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !ok() {
		changed := s.changed
		s.mu.Unlock()
		select {
		case <-changed:
			s.mu.Lock()
		case <-again.C:
			s.mu.Lock()
		case <-timer.C:
			s.mu.Lock()
			return ok()
		}
	}
	return true
}

// over reports whether the program is gone and all it wrote is on the screen; s.mu is held.
func (s *Session) over() bool { return s.exited && s.quiet }

// Pid is the process id of the program.
func (s *Session) Pid() int { return s.cmd.Process.Pid }

// Started is the moment just before the program was started.
func (s *Session) Started() time.Time { return s.started }

// Send writes bytes to the terminal as if they had been typed.
func (s *Session) Send(keys string) error {
	// Of a program that does not read them, the terminal takes only a few kilobytes.
	if err := s.master.SetWriteDeadline(time.Now().Add(Deadline)); err != nil {
		return fmt.Errorf("type %d bytes: %w", len(keys), err)
	}
	if _, err := s.master.WriteString(keys); err != nil {
		return fmt.Errorf("type %.80q: %w", keys, err)
	}
	return nil
}

// locked is what something gives while nothing in the session changes.
func locked[T any](s *Session, get func() T) T {
	s.mu.Lock()
	defer s.mu.Unlock()
	return get()
}

// Screen is the text on the screen: one line per row, without trailing blanks.
func (s *Session) Screen() string { return locked(s, func() string { return s.text }) }

// Changed is when the bytes came that changed the text on the screen last.
func (s *Session) Changed() time.Time { return locked(s, func() time.Time { return s.textAt }) }

// Raw is all the program has written.
func (s *Session) Raw() []byte { return locked(s, func() []byte { return slices.Clone(s.raw) }) }

// Wrote is how many bytes the program has written, and when the last of them was read.
func (s *Session) Wrote() (n int, last time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.raw), s.last
}

// AltScreen reports whether the alternate screen is shown.
func (s *Session) AltScreen() bool { return locked(s, func() bool { return s.term.state.alt }) }

// Title is the window title the program has set.
func (s *Session) Title() string { return locked(s, func() string { return s.term.state.title }) }

// Clipboard is what the program has copied last by OSC 52, decoded; empty if it has copied nothing.
func (s *Session) Clipboard() string { return locked(s, func() string { return s.term.clipboard }) }

// Until waits until ok says yes to the screen, at most for the given time, and reports whether it did.
// The session is locked while ok runs: it may look at the screen only.
func (s *Session) Until(timeout time.Duration, ok func(screen string) bool) bool {
	met := false
	s.until(time.Now().Add(timeout), func() bool {
		met = len(s.queue) == 0 && ok(s.text)
		return met || s.over()
	})
	return met
}

// Settle waits until the program has written more than after bytes in all and then nothing for the
// given time, and reports whether that happened before the timeout. The quiet time is a condition
// only: what Wrote returns then is when the last byte came.
func (s *Session) Settle(after int, quiet, timeout time.Duration) bool {
	deadline := time.Now().Add(timeout)
	wrote := func() bool { return len(s.raw) > after || s.over() }
	if !s.until(deadline, wrote) {
		return false
	}
	for {
		n, last := s.Wrote()
		if now := time.Now(); now.After(deadline) {
			return false
		}
		more := s.until(last.Add(quiet), func() bool { return len(s.raw) > n || s.over() })
		if !more || s.ended() {
			return s.until(deadline, func() bool { return len(s.queue) == 0 })
		}
	}
}

func (s *Session) ended() bool { return locked(s, s.over) }

// Exit waits for the program to end and returns its exit code, or 128 and the signal's number for a
// signal that killed it, as a shell does. The error says that it did not end in time.
func (s *Session) Exit(timeout time.Duration) (code int, err error) {
	if !s.until(time.Now().Add(timeout), s.over) {
		return 0, fmt.Errorf("%s has not ended after %v", s.cmd.Path, timeout)
	}
	status, ok := s.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() {
		return 128 + int(status.Signal()), nil
	}
	return s.cmd.ProcessState.ExitCode(), nil
}

// Usage is what the program has used, after Exit.
func (s *Session) Usage() (*syscall.Rusage, bool) {
	if !s.ended() {
		return nil, false
	}
	usage, ok := s.cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return usage, ok
}

// State is what the terminal keeps now beside its cells.
func (s *Session) State() (State, error) {
	line, err := settings(s.slave)
	s.mu.Lock()
	defer s.mu.Unlock()
	return State{s.term.state.facts(), line}, err
}

// Restored returns nil if the program, now ended, has given the terminal back as it found it: every mode,
// the title, shapes, colours, keyboard, and the line settings. Otherwise the error names what differs.
func (s *Session) Restored() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over() {
		return errors.New("the program has not ended")
	}
	after := State{s.term.state.facts(), s.after}
	if s.afterErr != nil {
		after.line = s.before.line
	}
	return errors.Join(after.Differs(s.before), s.afterErr)
}

// Leftover is what was typed, by a person or by the terminal in answer to a query, and still unread when
// the program ended: a shell would take it for a command.
func (s *Session) Leftover() string { return locked(s, func() string { return string(s.leftover) }) }

// Close kills the program if it still runs, and gives the terminal up.
func (s *Session) Close() error {
	if !s.ended() {
		_ = s.cmd.Process.Kill()
	}
	s.release()
	s.readOn()
	_, err := s.Exit(Deadline)
	_ = s.master.Close()
	return err
}
