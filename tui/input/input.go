// Package input stands between a terminal and Bubble Tea and keeps out the few byte sequences that
// would panic or stall its parser. Such a panic happens in a goroutine nobody can recover: the
// program dies with the terminal left raw, and an SSH server dies with every visitor on it.
//
// Everything a terminal sends in answer to keys, mouse and queries passes unchanged; filter.go says
// what does not, and why.
package input

import (
	"fmt"
	"io"
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// Reader filters the input of a terminal. A Read returns what the underlying Read gave, filtered; it
// never asks for more, and so may return 0 bytes without an error when all of them were dropped or
// begin a character that is not whole yet.
type Reader struct {
	src io.Reader

	mu     sync.Mutex // Bubble Tea may start a second read loop before the first has ended
	filter filter
	out    []byte
	rest   []byte // filtered, but too long for the caller's buffer
}

// NewReader returns a filter over src, for input that is not a file, such as an SSH channel.
func NewReader(src io.Reader) *Reader {
	return &Reader{src: src}
}

const (
	// slack is by how much filtering lengthens one read: three held bytes, a terminator, the end of a
	// paste. A read that holds the ends of many pastes is longer, and gives the rest the next time.
	slack = 16
	// maxRead keeps a read short of maxStringBytes, so that it holds one terminator at most.
	maxRead = maxStringBytes / 2
)

// Read fills p with filtered input. Give it 16 bytes or more, or characters come in pieces.
func (r *Reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if n := r.drain(p); n > 0 {
		return n, nil
	}
	into := p[:min(len(p), maxRead)]
	if len(into) >= 2*slack {
		into = into[:len(into)-slack]
	}
	n, err := r.src.Read(into)

	r.mu.Lock()
	defer r.mu.Unlock()
	r.out = r.out[:0]
	for _, b := range into[:n] {
		r.out = r.filter.step(r.out, b)
	}
	n = copy(p, r.out)
	if n < len(r.out) {
		r.rest = append(r.rest, r.out[n:]...)
		err = nil // the source will say it again
	}
	return n, err
}

func (r *Reader) drain(p []byte) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n
}

// File is a filtered terminal. It is a file to Bubble Tea, which therefore sets raw mode on it, waits
// on its descriptor so that a read can be cancelled, and restores it. On a Windows console Bubble Tea
// reads events by the handle instead of bytes by Read: there the filter is not in the way.
type File struct {
	*Reader
	file *os.File
}

var _ term.File = (*File)(nil)

// NewFile returns a filter over f. It does not own f.
func NewFile(f *os.File) *File {
	return &File{Reader: NewReader(f), file: f}
}

// Open returns the filtered terminal to read keys from: stdin when it is a terminal, else the one
// that controls the process, which is the caller's to Close. The error says that there is none.
func Open(stdin *os.File) (*File, error) {
	if term.IsTerminal(stdin.Fd()) {
		return NewFile(stdin), nil
	}
	tty, _, err := tea.OpenTTY()
	if err != nil {
		return nil, fmt.Errorf("standard input is not a terminal and none can be opened for the keyboard: %w", err)
	}
	return NewFile(tty), nil
}

// Terminal is the underlying file. Give it as Stdin to a program that takes the terminal over
// (tea.ExecProcess): with anything but an *os.File, os/exec copies the input itself, and would keep
// the next key from Bubble Tea.
func (f *File) Terminal() *os.File { return f.file }

// Write writes to the terminal, unfiltered.
func (f *File) Write(p []byte) (int, error) { return f.file.Write(p) }

// Close closes the underlying file.
func (f *File) Close() error { return f.file.Close() }

// Fd is the descriptor of the underlying file.
func (f *File) Fd() uintptr { return f.file.Fd() }

// Name is the name of the underlying file, by which a cancelable reader on BSD and macOS knows /dev/tty.
func (f *File) Name() string { return f.file.Name() }
