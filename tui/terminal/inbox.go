package terminal

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"daylight/tui/kit/keyboard"
)

// inbox turns bytes of the terminal into messages, and keeps them until the loop has time.
//
//	terminal ── bytes ─▶ splitter ── pieces ─▶ decoder ── messages ─▶ queue ── one by one ─▶ loop
//
// Reading never waits for the loop, so that a ctrl+c is seen however much stands before it. It then takes
// the place of all that; nobody wants the rest any more. The queue is bounded: what comes while it is full
// is dropped, as a keyboard drops what is typed ahead of a busy program.
//
// Two clocks run, both from the last byte: a piece that is opened and not whole is given up after hold
// (a reply of the terminal that was cut in two on its way), an ESC alone is the key Esc after escHold.
type inbox struct {
	mu      sync.Mutex
	split   splitter
	decoder uv.EventDecoder
	queue   []tea.Msg
	bell    chan struct{} // rings when the queue is no longer empty
	timer   *time.Timer
	turn    int // of the writes, so that a clock that has run out knows whether it was stopped
	after   func(time.Duration, func()) *time.Timer
	guard   func() // recovers, at the beginning of a goroutine
	heard   func(uv.Event) bool
	urged   func() // somebody has pressed ctrl+c

	pasting bool
	paste   strings.Builder
}

const (
	hold     = time.Second
	escHold  = 120 * time.Millisecond
	maxQueue = 4096    // messages, about as many as a system keeps bytes of typing
	maxPaste = 1 << 16 // bytes; no text field takes more
)

// newInbox returns an empty inbox. Heard gets what the terminal says about itself, and says whether that
// is all: then the loop does not hear of it.
func newInbox(guard func(), heard func(uv.Event) bool) *inbox {
	b := &inbox{bell: make(chan struct{}, 1), after: time.AfterFunc, guard: guard, heard: heard, urged: func() {}}
	b.split.emit = b.piece
	return b
}

// write takes bytes of the terminal.
func (b *inbox) write(p []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.timer != nil {
		b.timer.Stop()
	}
	b.turn++
	for len(p) > 0 {
		// Letters in a row are decoded together: an accent may follow the letter that it stands on.
		if !b.split.holds() && b.split.skip == 0 {
			if n := letters(p); n > 0 {
				b.letters(p[:n])
				p = p[n:]
				continue
			}
		}
		b.split.step(p[0])
		p = p[1:]
	}
	if !b.split.holds() {
		return
	}
	wait := hold
	if b.split.bare() {
		wait = escHold
	}
	turn := b.turn
	b.timer = b.after(wait, func() { b.expire(turn) })
}

// expire ends the wait for the rest of a piece, unless more has come while the clock waited for the mutex:
// what is open then is another piece, or more of it.
func (b *inbox) expire(turn int) {
	defer b.guard()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.turn == turn {
		b.split.giveUp()
	}
}

// letters is how many bytes at the beginning of p are whole characters that can be seen.
func letters(p []byte) int {
	n := 0
	for n < len(p) {
		if c := p[n]; c < utf8.RuneSelf {
			if c < 0x20 || c == 0x7f {
				break
			}
			n++
			continue
		}
		r, size := utf8.DecodeRune(p[n:])
		if r == utf8.RuneError || r < 0xa0 {
			break
		}
		n += size
	}
	return n
}

func (b *inbox) letters(p []byte) {
	if b.pasting {
		b.pasted(p)
		return
	}
	for len(p) > 0 && len(b.queue) < maxQueue {
		n, ev := b.decoder.Decode(p)
		if n <= 0 {
			return
		}
		b.put(ev)
		p = p[n:]
	}
}

func (b *inbox) pasted(p []byte) {
	p = p[:min(len(p), maxPaste-b.paste.Len())]
	for len(p) > 0 && !utf8.Valid(p) {
		p = p[:len(p)-1]
	}
	b.paste.Write(p)
}

const (
	pasteBegins = "\x1b[200~"
	pasteEnds   = "\x1b[201~"
)

// piece takes a whole piece.
func (b *inbox) piece(token []byte) {
	pasted := b.pasting
	switch {
	case string(token) == pasteBegins:
		b.pasting = true
		return
	case pasted && string(token) == pasteEnds:
		b.endPaste()
		return
	case pasted && interrupts(b.event(token)):
		b.endPaste() // the end was lost on the way, or every key would be text for ever
	case pasted:
		if token[0] != esc {
			b.pasted(token)
		}
		return
	}
	ev := b.decode(token)
	if ev == nil {
		return
	}
	if interrupts(ev) && !pasted {
		clear(b.queue)
		b.queue = b.queue[:0]
		b.urged()
	}
	b.put(ev)
}

func (b *inbox) endPaste() {
	text := b.paste.String()
	b.pasting = false
	b.paste.Reset()
	b.put(uv.PasteEvent{Content: text})
}

// decode returns what a piece says that is for the loop, nil when nothing is.
func (b *inbox) decode(token []byte) uv.Event {
	ev := b.event(token)
	switch e := ev.(type) {
	case nil:
		return nil
	case uv.KeyPressEvent:
		if modifier(e.Code) {
			return nil
		}
		return e
	case uv.MouseClickEvent, uv.MouseReleaseEvent, uv.MouseWheelEvent, uv.MouseMotionEvent,
		uv.FocusEvent, uv.BlurEvent,
		uv.BackgroundColorEvent, uv.ForegroundColorEvent, uv.CursorColorEvent:
		if b.heard(ev) {
			return nil
		}
		return ev
	}
	b.heard(ev)
	return nil
}

// event returns what a piece says. What the decoder cannot stand says nothing.
func (b *inbox) event(token []byte) (ev uv.Event) {
	defer func() {
		if recover() != nil {
			ev = nil
		}
	}()
	_, ev = b.decoder.Decode(token)
	if many, ok := ev.(uv.MultiEvent); ok && len(many) > 0 { // a key that looks like a report is the key
		ev = many[0]
	}
	return ev
}

// modifier says whether a key is one that only changes others: a terminal that reports every key reports
// them, too.
func modifier(code rune) bool {
	switch code {
	case uv.KeyCapsLock, uv.KeyNumLock, uv.KeyScrollLock:
		return true
	}
	return code >= uv.KeyLeftShift && code <= uv.KeyIsoLevel5Shift
}

// interrupts says whether something is the key ctrl+c, on whatever keyboard and however a terminal writes it.
func interrupts(ev uv.Event) bool {
	const locks = uv.ModCapsLock | uv.ModNumLock | uv.ModScrollLock
	k, ok := ev.(uv.KeyPressEvent)
	return ok && k.Mod&^locks == uv.ModCtrl && keyboard.Placed(tea.KeyPressMsg(k), true).Code == 'c'
}

// put queues a message. One place is kept for the ctrl+c that ends a paste.
func (b *inbox) put(ev uv.Event) {
	room := maxQueue
	if interrupts(ev) {
		room++
	}
	if len(b.queue) >= room {
		return
	}
	b.queue = append(b.queue, ev)
	select {
	case b.bell <- struct{}{}:
	default:
	}
}

// next returns the oldest message; ok is false when there is none.
func (b *inbox) next() (msg tea.Msg, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.queue) == 0 {
		return nil, false
	}
	msg = b.queue[0]
	b.queue[0] = nil
	b.queue = b.queue[1:]
	if len(b.queue) == 0 {
		b.queue = nil
	}
	return msg, true
}
