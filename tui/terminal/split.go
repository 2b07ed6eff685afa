package terminal

import (
	"unicode"
	"unicode/utf8"
)

// splitter cuts what a terminal sends into pieces that are whole: characters, control characters and
// sequences. It is a state machine over bytes; how they were cut into reads makes no difference.
//
//	                ┌──────────────▶ key with alt            ESC j
//	ground ── ESC ──┼── [ ─────────▶ parameters, final byte  ESC [ 1 ; 5 A
//	   ▲            ├── O ─────────▶ one letter              ESC O A
//	   │            ├── ] P X ^ _ ─▶ text, until ST or BEL   ESC ] 11 ; rgb:… BEL
//	   └── end ─────┘
//
// Of a sequence that is opened nothing is handed on until its end, because each piece of it would be
// typing. Three things break one off, and drop it whole: a byte that cannot stand in it (which then
// begins something new, so ctrl+c always gets through), another ESC, and its length. What is too long is
// not kept, only waited for. When nothing more comes, give up drops it, too: see inbox.
//
// The shapes that no terminal sends, or not to us, are here, because the decoder behind misreads them:
//
//	ESC [ M x y z    an old mouse report: dropped with its three bytes (the mouse is asked for in SGR form)
//	ESC [ [ A        a function key of the Linux console: one byte longer than it looks
//	ESC [ … _        a key of a Windows console, with a count of repeats up to 65,535: dropped
//	ESC [ 8 ; … t    the size of the window: dropped, because the size is the system's to tell
//	0x80 … 0x9f      introducers of one byte: in UTF-8 no terminal sends them; bytes that belong to no
//	                 character are dropped, and so are the characters U+0080 … U+009F
type splitter struct {
	emit func(token []byte) // gets a whole piece; must not keep it

	place  place
	buf    []byte
	skip   int  // bytes of an old mouse report still to come
	want   int  // bytes of a character still to come
	params int  // separators seen
	lost   bool // too long: nothing is kept, and at its end nothing handed on
}

type place uint8

const (
	ground     place = iota
	afterESC         // ESC
	parameters       // ESC [ …
	linuxKey         // ESC [ [
	letter           // ESC O, and digits
	text             // ESC ] P X ^ _ …
	textESC          // ESC inside text: the first half of ST, or another sequence
)

const (
	maxParams = 32      // the decoder has room for so many, and panics on one more
	maxSeq    = 512     // bytes of a sequence; the longest known has 60
	maxText   = 1 << 12 // bytes of a text; replies have under 1,000
)

const (
	etx = 0x03 // ctrl+c
	bel = 0x07
	can = 0x18
	sub = 0x1a
	esc = 0x1b
)

// holds says whether something is opened that more may come of.
func (s *splitter) holds() bool { return s.place != ground || s.want > 0 }

// bare says whether that is an ESC alone, which is a key.
func (s *splitter) bare() bool { return s.place == afterESC }

// giveUp ends the wait: an ESC alone was the key, and what else is not whole is dropped.
func (s *splitter) giveUp() {
	key := s.bare()
	s.reset()
	if key {
		s.emit([]byte{esc})
	}
}

func (s *splitter) reset() {
	s.place, s.want, s.skip, s.params, s.lost = ground, 0, 0, 0, false
	s.buf = s.buf[:0]
}

// end hands on what is whole, or forgets what was too long.
func (s *splitter) end() {
	if !s.lost {
		s.emit(s.buf)
	}
	s.reset()
}

// keep adds a byte to the piece that is open, unless it is too long already.
func (s *splitter) keep(b byte, most int) {
	if s.lost = s.lost || len(s.buf) >= most; !s.lost {
		s.buf = append(s.buf, b)
	}
}

// last adds the byte with which a piece is whole.
func (s *splitter) last(b byte, most int) {
	s.keep(b, most)
	s.end()
}

// open begins a sequence with the byte that says which kind it is.
func (s *splitter) open(b byte, at place) {
	s.buf = append(s.buf, b)
	s.place = at
}

// step takes the next byte.
func (s *splitter) step(b byte) {
	if s.skip > 0 {
		// The bytes of an old mouse report are 0x20 and above. A lower one says that none was meant.
		if s.skip--; b >= 0x20 {
			return
		}
		s.skip = 0
	}
	if s.want > 0 {
		if s.character(b) {
			return
		}
	}
	switch s.place {
	case ground:
		s.ground(b)
	case afterESC:
		s.introduce(b)
	case parameters:
		s.parameter(b)
	case linuxKey:
		if b < 'A' || b > 'E' {
			s.broken(b)
			return
		}
		s.last(b, maxSeq)
	case letter:
		switch {
		case b >= '0' && b <= '9':
			s.keep(b, maxSeq)
		case b > 0x20 && b < 0x7f:
			s.last(b, maxSeq)
		default:
			s.broken(b)
		}
	case text:
		s.inText(b)
	case textESC:
		if b == '\\' {
			s.keep(esc, maxText)
			s.last(b, maxText)
			return
		}
		s.reset() // the ESC has begun another sequence
		s.step(esc)
		s.step(b)
	}
}

// broken drops what is open and takes b as the beginning of something new.
func (s *splitter) broken(b byte) {
	s.reset()
	s.step(b)
}

func (s *splitter) ground(b byte) {
	switch {
	case b == esc:
		s.open(b, afterESC)
	case b < utf8.RuneSelf:
		s.emit([]byte{b})
	default:
		s.lead(b)
	}
}

// lead begins a character of several bytes; a byte that begins none is dropped, with an alt before it.
func (s *splitter) lead(b byte) {
	switch {
	case b < 0xc2 || b > 0xf4:
		s.reset()
		return
	case b < 0xe0:
		s.want = 1
	case b < 0xf0:
		s.want = 2
	default:
		s.want = 3
	}
	s.buf = append(s.buf, b)
}

// character takes the next byte of a character, and says whether it was one.
func (s *splitter) character(b byte) bool {
	if b&0xc0 != 0x80 {
		s.reset()
		return false
	}
	s.buf = append(s.buf, b)
	if s.want--; s.want > 0 {
		return true
	}
	from := 0
	if s.buf[0] == esc {
		from = 1
	}
	r, size := utf8.DecodeRune(s.buf[from:])
	s.lost = r == utf8.RuneError || size != len(s.buf)-from || unicode.IsControl(r)
	s.end()
	return true
}

// introduce takes the byte after ESC. Another ESC is no part of it: somebody has pressed Esc just before a
// sequence, which may be an answer. (Some terminals write alt and an arrow key so: that is two keys here.)
func (s *splitter) introduce(b byte) {
	switch {
	case b == '[':
		s.open(b, parameters)
	case b == 'O':
		s.open(b, letter)
	case b == ']', b == 'P', b == 'X', b == '^', b == '_':
		s.open(b, text)
	case b == esc, b == etx: // nor is ctrl+c: a key that ends what hangs
		s.giveUp()
		s.step(b)
	case b < utf8.RuneSelf:
		s.last(b, maxSeq)
	default:
		s.place = ground
		s.lead(b)
	}
}

func (s *splitter) parameter(b byte) {
	first := len(s.buf) > 0 && s.buf[len(s.buf)-1] == '[' && !s.lost
	switch {
	case b == ';' || b == ':':
		if s.params++; s.params >= maxParams {
			s.lost = true
		}
		s.keep(b, maxSeq)
	case b >= 0x20 && b <= 0x3f:
		s.keep(b, maxSeq)
	case first && b == '[':
		s.open(b, linuxKey)
	case first && b == 'M':
		s.reset()
		s.skip = 3
	case b == '_', b == 't', b == 'M' && plain(s.buf):
		s.reset()
	case b >= 0x40 && b <= 0x7e:
		s.last(b, maxSeq)
	default:
		s.broken(b)
	}
}

// plain says whether the parameters begin with a digit, where a private sequence has one of < = > ?.
func plain(seq []byte) bool {
	for i, b := range seq {
		if b == '[' {
			return i+1 == len(seq) || seq[i+1] < '<'
		}
	}
	return true
}

func (s *splitter) inText(b byte) {
	osc := s.buf[1] == ']'
	switch {
	case b == esc:
		s.place = textESC
	case b == bel && osc:
		s.last(b, maxText)
	case b == can, b == sub:
		s.reset()
	case b == etx:
		s.broken(b)
	default:
		s.keep(b, maxText)
	}
}
