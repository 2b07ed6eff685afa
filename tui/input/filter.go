package input

import (
	"bytes"
	"fmt"
)

// The filter is a state machine over bytes. It knows four shapes of input and leaves what is inside
// them alone, except where the parser behind it breaks:
//
//	ESC [ 1;2;…;33 m       parameters     cut at 32: the parser indexes an array of 32 and panics
//	ESC P 1;2;…;33 q … ST  the same in a DCS
//	ESC [ 1111111…         length         cut at maxParamBytes: an unfinished sequence is parsed anew
//	ESC O 1111111…                        from its start whenever bytes arrive, so it grows quadratic
//	ESC ] 52;…             length         closed at maxStringBytes, for the same reason (DCS, APC, PM, SOS too)
//	0x9b M x y z           8-bit C1       dropped: that mouse report panics, and in UTF-8 no terminal sends it
//	ESC [ M x y z          mouse report   the final byte is changed and x y z dropped, see below: the mouse
//	                                      is asked for in SGR form, ESC [ < 0;12;7 M, which passes
//	ESC [ …;65535 _        Windows key    the final byte is changed: 20 bytes would become 65,535 key
//	                                      presses, and the parser loses its place in the buffer after it
//	ESC [ 8;20000;20000 t  size report    likewise: it would set the size of the screen, and with it the
//	                                      memory of a frame; the size is the system's to tell
//	ESC [ 200 ~ …          paste          text beyond maxPasteBytes is dropped: 10 MB take half a minute.
//	ESC [ 200 ~ … ctrl+c                  ended before the ctrl+c: when ESC [ 201 ~ was lost on the way,
//	                                      every key would be text of the paste, and nothing would quit
//
// The 8-bit introducers 0x90 and 0x9b are also the last byte of letters such as "Đ" and "Л". They are
// told apart by following UTF-8: bytes of a character are held until it is whole and handed on
// together, and a byte that belongs to no character is dropped. So the parser takes no part of a
// letter for an introducer, as long as it never stops reading inside one. It would in three places:
//
//   - After ESC [ M it takes three bytes, whatever they are. A NUL or an ESC counts as a coordinate, and
//     so does the first byte of "ě", which leaves the second, 0x9b, to open a sequence; and how many it
//     takes depends on how many have arrived. No such report passes.
//   - In a string the byte 0x9c is a terminator even inside a letter. See character.
//   - U+FFFD is to it a broken byte, of which it takes one. That character is dropped.
//
// What the filter knows of the parser's place it knows from the bytes that passed: a byte that is
// dropped leaves no trace in it, or the two would part. Nothing depends on how the bytes were split
// into reads: the filter has no clock and looks ahead at nothing.

const (
	maxParams      = 32      // what the parser has room for
	maxParamBytes  = 512     // parameter and intermediate bytes of one sequence; the longest known has 60
	maxStringBytes = 1 << 16 // bytes of one OSC, DCS, APC, PM or SOS; replies have under 1,000
	maxPasteBytes  = 1 << 16 // bytes of text in one paste; no text field takes more
)

// What begins and ends a paste: the first parameters of ESC [ … ~.
const (
	pasteBegins = 200
	pasteEnds   = 201
)

const (
	etx = 0x03 // ctrl+c
	esc = 0x1b
	bel = 0x07
	can = 0x18
	sub = 0x1a
	st8 = 0x9c // string terminator as one byte
)

// place is where in the input the filter stands.
type place uint8

const (
	inGround place = iota
	afterESC       // ESC and any intermediates
	inParams       // after ESC [ or ESC P, until the final byte
	inSS3          // after ESC O
	inString       // inside OSC, DCS, APC, PM or SOS
)

type filter struct {
	place      place
	introducer byte // '[' 'P' ']' 'X' '^' '_': what opened the sequence or string

	prefixed     bool // the first byte was one of < = > ?
	intermediate bool // an intermediate byte passed
	cut          bool // the 33rd parameter has begun: drop parameters
	separators   int  // of parameters
	first        int  // the first parameter, as far as it has come
	length       int  // parameter and intermediate bytes, or bytes of a string

	named       bool // the number of the OSC has ended
	number      int  // of the OSC
	coordinates int  // of a mouse report, still to be dropped

	held [4]byte // a character that is not whole yet
	have int
	want int

	paste paste
}

// paste is what the filter knows of the paste that it stands in. Sequences come and go inside of it.
type paste struct {
	open  bool
	bytes int // of its text
}

// takes counts n bytes of text outside of sequences, and says whether they pass.
func (p *paste) takes(n int) bool {
	if !p.open {
		return true
	}
	if p.bytes += n; p.bytes <= maxPasteBytes {
		return true
	}
	p.bytes = maxPasteBytes
	return false
}

// begin is the filter at the beginning of what an ESC or an introducer opens.
func (f *filter) begin(at place, introducer byte) {
	*f = filter{place: at, introducer: introducer, paste: f.paste}
}

// step appends to dst what the parser may see of b: usually b itself.
func (f *filter) step(dst []byte, b byte) []byte {
	if f.coordinates > 0 {
		// They are bytes from 0x20 to 0xff, not letters. A control byte says that no report was
		// meant: "alt+[" and "M" look the same, and Enter should not be lost after them.
		if b >= 0x20 {
			f.coordinates--
			return dst
		}
		f.coordinates = 0
	}
	if f.want > 0 {
		if f.continues(b) {
			f.held[f.have] = b
			f.have++
			if f.have < f.want {
				return dst
			}
			char := f.held[:f.have]
			f.have, f.want = 0, 0
			return f.character(dst, char)
		}
		f.have, f.want = 0, 0
	}
	switch {
	case b < 0x80:
		return f.ascii(dst, b)
	case b >= 0xc2 && b <= 0xf4:
		f.held[0], f.have = b, 1
		switch {
		case b < 0xe0:
			f.want = 2
		case b < 0xf0:
			f.want = 3
		default:
			f.want = 4
		}
	}
	return dst
}

// continues reports whether b can be the next byte of the held character, by Unicode's table of
// well-formed UTF-8.
func (f *filter) continues(b byte) bool {
	lo, hi := byte(0x80), byte(0xbf)
	if f.have == 1 {
		switch f.held[0] {
		case 0xe0:
			lo = 0xa0
		case 0xed:
			hi = 0x9f
		case 0xf0:
			lo = 0x90
		case 0xf4:
			hi = 0x8f
		}
	}
	return b >= lo && b <= hi
}

// character handles a whole character outside ASCII.
func (f *filter) character(dst, char []byte) []byte {
	if string(char) == "\uFFFD" {
		return dst
	}
	if f.place == inGround && !f.paste.takes(len(char)) {
		return dst
	}
	if f.place != inString {
		f.place = inGround
		return append(dst, char...)
	}
	// The parser takes the byte 0x9c for a terminator even inside a letter, and then reads the rest of
	// the letter as something new. A letter that would leave a rest is dropped.
	switch bytes.IndexByte(char, st8) {
	case -1:
	case len(char) - 1:
		f.place = inGround
	default:
		return dst
	}
	return f.grow(append(dst, char...), len(char))
}

func (f *filter) ascii(dst []byte, b byte) []byte {
	if b == esc {
		f.begin(afterESC, 0)
		return append(dst, b)
	}
	if b == etx && f.paste.open {
		if f.place == inString {
			dst = append(dst, esc, '\\')
		}
		*f = filter{}
		return append(fmt.Appendf(dst, "\x1b[%d~", pasteEnds), b)
	}
	switch f.place {
	case inGround:
		if !f.paste.takes(1) {
			return dst
		}
	case afterESC:
		f.escape(b)
	case inParams:
		return f.parameter(dst, b)
	case inSS3:
		if b < '0' || b > '9' {
			f.place = inGround
		} else if f.length++; f.length > maxParamBytes {
			return dst
		}
	case inString:
		return f.text(dst, b)
	}
	return append(dst, b)
}

// escape handles the bytes that say which kind of sequence an ESC begins.
func (f *filter) escape(b byte) {
	if b >= 0x20 && b <= 0x2f {
		f.intermediate = true
		return
	}
	if f.intermediate {
		// One of the parser's two halves reads a key here. The other opens the sequence all the same,
		// but takes a DCS for a CSI, and does not end an OSC at BEL.
		switch b {
		case 'P':
			b = '['
		case ']':
			b = 'X'
		}
	}
	next := inGround
	switch b {
	case '[', 'P':
		next = inParams
	case ']', 'X', '^', '_':
		next = inString
	case 'O':
		next = inSS3
	}
	f.begin(next, b)
}

// parameter handles a byte between ESC [ (or ESC P) and the final byte.
func (f *filter) parameter(dst []byte, b byte) []byte {
	switch {
	case b >= 0x20 && b <= 0x2f:
		if f.length == maxParamBytes {
			return dst
		}
		f.intermediate = true
		f.length++
	case b >= 0x30 && b <= 0x3f:
		separates := b == ';' || b == ':'
		f.cut = f.cut || separates && f.separators == maxParams-1
		if f.cut || f.length == maxParamBytes {
			return dst
		}
		if f.intermediate {
			f.place = inGround
			break
		}
		if f.length == 0 && b >= '<' {
			f.prefixed = true
		}
		switch {
		case separates:
			f.separators++
		case f.separators == 0 && b <= '9':
			f.first = min(10*f.first+int(b-'0'), 10*pasteEnds)
		}
		f.length++
	case b >= 0x40 && b <= 0x7e:
		return f.final(dst, b)
	default:
		f.place = inGround
	}
	return append(dst, b)
}

// final handles the byte that ends the parameters.
func (f *filter) final(dst []byte, b byte) []byte {
	if !f.prefixed && !f.intermediate {
		switch {
		case b == '_', b == 't' && f.introducer == '[' && f.length > 0:
			b = '|'
		case b == 'M' && f.introducer == '[':
			b, f.coordinates = '|', 3
		case b == '~' && f.introducer == '[' && f.first == pasteBegins && !f.paste.open:
			f.paste = paste{open: true}
		case b == '~' && f.introducer == '[' && f.first == pasteEnds:
			f.paste = paste{}
		}
	}
	if f.introducer == 'P' {
		f.place, f.length = inString, 0
	} else {
		f.place = inGround
	}
	return append(dst, b)
}

// text handles a byte inside a string.
func (f *filter) text(dst []byte, b byte) []byte {
	switch {
	case b == bel && f.introducer == ']':
		f.place = inGround
		return append(dst, b)
	case (b == can || b == sub) && f.introducer != 'P':
		// Only one of the parser's two halves lets these end a DCS, so there they do not count.
		f.place = inGround
		return append(dst, b)
	case f.introducer == ']' && !f.named:
		if b < '0' || b > '9' {
			f.named = true
			break
		}
		f.number = 10*f.number + int(b-'0') // it overflows as the parser's own does
		if f.number == '_' {
			// The parser compares the number of an OSC with the final byte of a Windows key.
			f.number, b = f.number-1, b-1
		}
	}
	return f.grow(append(dst, b), 1)
}

// grow counts n bytes of a string and closes one that goes on too long, so that what follows is read
// as keys again.
func (f *filter) grow(dst []byte, n int) []byte {
	if f.length += n; f.place == inString && f.length >= maxStringBytes {
		f.place = inGround
		return append(dst, esc, '\\')
	}
	return dst
}
