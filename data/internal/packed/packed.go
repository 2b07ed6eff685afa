// Package packed is the compact form in which the built-in reports and the map
// are embedded in the program: made to be decoded at every start, in about a
// millisecond and with few allocations.
//
//	magic      8 bytes  the form and its version
//	checksum   4 bytes  CRC-32C of the body, little-endian
//	body                numbers and texts, one after the other
//
// A number is a varint (zigzag where it can be negative), a float its eight
// bytes, a text its length and its bytes. A list starts with its length. Texts
// are not copied when decoded: they are parts of the embedded file.
//
// Records stand column by column. A column of codes is a list of runs, code and
// length, because records are sorted and codes repeat; countries change from
// record to record and stand one by one. A column of counts alternates between
// a run of cells not reported and a run of cells that follow as numbers:
//
//	cells    ·  ·  ·  12  40  ·  7  70000  0..499
//	packed   3     2  12  40  1  3  7  wide+140000  wide+1
//
// A cell takes two bytes, little-endian, which cost less to read than a varint.
// What does not fit stands after the mark wide: an even number is twice a count;
// an odd one, 2i+1, is the i-th of the amounts that are no plain count.
package packed

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
)

const (
	dataMagic  = "daylite4"
	worldMagic = "daymap 1"
	headSize   = 12

	wide = math.MaxUint16
)

// errDamaged is every way in which bytes can fail to be what was packed.
var errDamaged = errors.New("the packed data is damaged")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// seal puts the head before a body.
func seal(magic string, body []byte) []byte {
	out := append([]byte(magic), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(out[len(magic):], crc32.Checksum(body, castagnoli))
	return append(out, body...)
}

// open takes the head off and checks it.
func open(magic, s string) (string, error) {
	if len(s) < headSize || s[:len(magic)] != magic {
		return "", errDamaged
	}
	want := uint32(s[8]) | uint32(s[9])<<8 | uint32(s[10])<<16 | uint32(s[11])<<24
	// The checksum is taken in pieces, because it wants bytes and a copy of the
	// whole would cost more than the sum.
	var piece [4096]byte
	var sum uint32
	for rest := s[headSize:]; rest != ""; {
		n := copy(piece[:], rest)
		sum = crc32.Update(sum, castagnoli, piece[:n])
		rest = rest[n:]
	}
	if sum != want {
		return "", errDamaged
	}
	return s[headSize:], nil
}

// writer appends numbers and texts.
type writer struct{ buf []byte }

func (w *writer) uint(n int) { w.buf = binary.AppendUvarint(w.buf, uint64(n)) }
func (w *writer) int(n int)  { w.buf = binary.AppendVarint(w.buf, int64(n)) }
func (w *writer) float(f float64) {
	w.buf = binary.LittleEndian.AppendUint64(w.buf, math.Float64bits(f))
}

func (w *writer) short(n uint16) { w.buf = binary.LittleEndian.AppendUint16(w.buf, n) }

func (w *writer) text(s string) {
	w.uint(len(s))
	w.buf = append(w.buf, s...)
}

func (w *writer) bool(b bool) {
	if b {
		w.uint(1)
	} else {
		w.uint(0)
	}
}

// reader takes them off again. After the first impossible value it is damaged
// and returns zeros, so that callers look once, at the end.
type reader struct {
	s       string
	at      int
	damaged bool
}

// fail notes the damage and leaves nothing more to read.
func (r *reader) fail() {
	r.damaged = true
	r.at = len(r.s)
}

// uint reads a number from 0 up; nearly all fit one byte.
func (r *reader) uint() int {
	if r.at < len(r.s) && r.s[r.at] < 0x80 {
		r.at++
		return int(r.s[r.at-1])
	}
	return r.long()
}

// long reads a number of several bytes.
func (r *reader) long() int {
	var n uint64
	at := r.at
	for shift := 0; shift < 63 && at < len(r.s); shift += 7 {
		b := r.s[at]
		at++
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			r.at = at
			return int(n)
		}
	}
	r.fail()
	return 0
}

func (r *reader) int() int {
	n := r.uint()
	return int(uint(n)>>1) ^ -(n & 1)
}

func (r *reader) float() float64 {
	if len(r.s)-r.at < 8 {
		r.fail()
		return 0
	}
	var bits uint64
	for i := range 8 {
		bits |= uint64(r.s[r.at+i]) << (8 * i)
	}
	r.at += 8
	return math.Float64frombits(bits)
}

func (r *reader) text() string {
	n := r.uint()
	if n > len(r.s)-r.at {
		r.fail()
		return ""
	}
	r.at += n
	return r.s[r.at-n : r.at]
}

func (r *reader) bool() bool { return r.uint() == 1 }

// length reads the length of a list whose items take at least size bytes each;
// one that the rest cannot hold is damage, so that nothing large is allocated
// for it.
func (r *reader) length(size int) int {
	n := r.uint()
	if n > (len(r.s)-r.at)/size {
		r.fail()
		return 0
	}
	return n
}

// below reads a position in a list of n items.
func (r *reader) below(n int) int {
	i := r.uint()
	if i >= n {
		r.fail()
		return 0
	}
	return i
}
