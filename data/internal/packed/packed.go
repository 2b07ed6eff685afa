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
// record to record, and each stands by its distance from the one before. The codes
// are those of the sorted tables, so that a dataset keeps the columns as they come
// out. A column of counts alternates between a run of cells not reported and a run
// of cells that follow as numbers:
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
	dataMagic  = "daylite6"
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

// form says once, for both ways, what stands where: packing, it appends what it is
// shown; unpacking, it fills it. After the first impossible value it is damaged and
// gives zeros, so that callers look once, at the end.
type form struct {
	packing bool
	buf     []byte // packed
	s       string // to unpack, from at on
	at      int
	damaged bool
}

// unpacked says whether all was unpacked, and nothing is left.
func (f *form) unpacked() bool { return !f.damaged && f.at == len(f.s) }

// fail notes the damage and leaves nothing more to unpack.
func (f *form) fail() {
	f.damaged = true
	f.at = len(f.s)
}

// uint is a number from 0 up.
func (f *form) uint(n *int) {
	if f.packing {
		f.buf = binary.AppendUvarint(f.buf, uint64(*n))
		return
	}
	*n = f.next()
}

// next unpacks a number from 0 up; nearly all fit one byte.
func (f *form) next() int {
	if f.at < len(f.s) && f.s[f.at] < 0x80 {
		f.at++
		return int(f.s[f.at-1])
	}
	return f.long()
}

// long unpacks a number of several bytes.
func (f *form) long() int {
	var n uint64
	at := f.at
	for shift := 0; shift < 63 && at < len(f.s); shift += 7 {
		b := f.s[at]
		at++
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			f.at = at
			return int(n)
		}
	}
	f.fail()
	return 0
}

// from is a number by its distance from another.
func (f *form) from(origin int, n *int) {
	if f.packing {
		f.buf = binary.AppendVarint(f.buf, int64(*n-origin))
		return
	}
	distance := f.next()
	*n = origin + (int(uint(distance)>>1) ^ -(distance & 1))
}

func (f *form) float(x *float64) {
	switch {
	case f.packing:
		f.buf = binary.LittleEndian.AppendUint64(f.buf, math.Float64bits(*x))
	case len(f.s)-f.at < 8:
		f.fail()
	default:
		*x = math.Float64frombits(binary.LittleEndian.Uint64([]byte(f.s[f.at : f.at+8])))
		f.at += 8
	}
}

func (f *form) text(s *string) {
	n := len(*s)
	f.uint(&n)
	switch {
	case f.packing:
		f.buf = append(f.buf, *s...)
	case n > len(f.s)-f.at:
		f.fail()
	default:
		f.at += n
		*s = f.s[f.at-n : f.at]
	}
}

func (f *form) texts(all ...*string) {
	for _, s := range all {
		f.text(s)
	}
}

// bool is whether something holds, which it also returns.
func (f *form) bool(b *bool) bool {
	n := 0
	if *b {
		n = 1
	}
	f.uint(&n)
	*b = n == 1
	return *b
}

// length is the length of a list whose items take at least size bytes each; one
// that the rest cannot hold is damage, so that nothing large is allocated for it.
func (f *form) length(n *int, size int) {
	if f.uint(n); !f.packing && *n > (len(f.s)-f.at)/size {
		f.fail()
		*n = 0
	}
}

// below is a position in a list of n items.
func (f *form) below(i *int, n int) {
	if f.uint(i); *i >= n {
		f.fail()
		*i = 0
	}
}
