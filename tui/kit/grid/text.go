package grid

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Text is measured once here, for everybody. A string passes through clean,
// which leaves nothing a terminal could obey, and is then taken apart by next
// into grapheme clusters ("glyphs" below), each with its width in cells:
//
//	"a日é\t☀\x1b[31m"  →  a:1  日:2  é:1  space:1  ☀:1
//
// Most text is ASCII, and most of the rest is Latin letters, dashes and block
// elements that neither join their neighbours nor are wide. Those never reach
// the segmentation tables; a test proves the short way equal to the long one.

// Width returns the number of cells that s fills when it is drawn: escapes and
// control characters take none, a tab or line break one.
func Width(s string) int {
	if plainASCII(s) {
		return len(s)
	}
	n := 0
	for s = clean(s); s != ""; {
		size, _, w := next(s)
		n += w
		s = s[size:]
	}
	return n
}

// Cut returns s when it fits into w cells; otherwise as much of it as leaves
// room for the ellipsis, and the ellipsis (itself cut when w is smaller still).
// The result is clean: it holds no escapes or control characters.
func Cut(s string, w int, ellipsis string) string {
	s = clean(s)
	if w <= 0 {
		return ""
	}
	if n, _ := prefix(s, w); n == len(s) {
		return s
	}
	ellipsis = clean(ellipsis)
	en, ew := prefix(ellipsis, w)
	n, _ := prefix(s, w-ew)
	return s[:n] + ellipsis[:en]
}

// prefix returns the longest beginning of clean text that fits into w cells,
// in bytes, and the cells it fills.
func prefix(s string, w int) (size, cells int) {
	for size < len(s) {
		n, _, cw := next(s[size:])
		if cells+cw > w {
			return size, cells
		}
		size += n
		cells += cw
	}
	return size, cells
}

// plainASCII reports whether every byte is a printable ASCII character.
func plainASCII(s string) bool {
	for i := range len(s) {
		if b := s[i]; b < 0x20 || b > 0x7e {
			return false
		}
	}
	return true
}

// clean returns s without escape sequences and control characters, as valid
// UTF-8, with tabs and line breaks turned into spaces. Clean text is returned
// as it is.
func clean(s string) string { return cleanKeeping(s, false) }

func cleanKeeping(s string, lines bool) string {
	if isClean(s) {
		return s
	}
	s = ansi.Strip(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func isClean(s string) bool {
	ascii := true
	for i := range len(s) {
		b := s[i]
		if b < 0x20 || b == 0x7f {
			return false
		}
		if b >= 0x80 {
			// The C1 controls are 0xC2 0x80 to 0xC2 0x9F.
			if b == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0 {
				return false
			}
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s)
}

// many stands for a glyph of several runes.
const many rune = -1

// next measures the first glyph of clean, non-empty text: its bytes, its rune
// (or many) and its cells. A glyph of no cells is not drawn.
func next(s string) (size int, r rune, cells int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, rune(s[0]), 1
	}
	r, size = utf8.DecodeRuneInString(s)
	if solitary(r) {
		if size == len(s) || s[size] < utf8.RuneSelf {
			return size, r, 1
		}
		if after, _ := utf8.DecodeRuneInString(s[size:]); solitary(after) {
			return size, r, 1
		}
	}
	return segment(s)
}

// segment is the long way of next.
func segment(s string) (size int, r rune, cells int) {
	cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	r, size = utf8.DecodeRuneInString(cluster)
	// A mark without the letter it belongs to would stick to the next cell, and so would a sign that
	// leads a letter.
	if w > 0 && (unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) || leads(cluster)) {
		return len(cluster), utf8.RuneError, 1
	}
	if size < len(cluster) {
		r = many
	}
	return len(cluster), r, max(0, w)
}

// leads reports whether a glyph takes what follows into itself, whatever that is: even a blank.
func leads(cluster string) bool {
	last, _ := utf8.DecodeLastRuneInString(cluster)
	if !joins(last) {
		return false
	}
	first, _ := ansi.FirstGraphemeCluster(cluster+" ", ansi.GraphemeWidth)
	return first != cluster
}

// solitary reports whether r is known to fill one cell and to join no
// neighbour that is solitary too.
func solitary(r rune) bool {
	switch {
	case r < 0x20:
		return false
	case r < 0x300:
		return r < 0x7f || r > 0xa0 && r != 0xad
	case r < 0x2010:
		return r >= 0x391 && r <= 0x3a1 || r >= 0x3a3 && r <= 0x482 || r >= 0x48a && r <= 0x52f
	case r <= 0x2027: // dashes, quotation marks, daggers, ellipsis
		return true
	case r >= 0x2190 && r <= 0x2193: // arrows
		return true
	case r >= 0x2500 && r <= 0x25bf: // lines, blocks, shapes
		return true
	}
	return r >= 0x2800 && r <= 0x28ff // braille
}

// joins reports whether a single rune can grow together with a neighbour into
// one glyph, which would shift everything to its right: halves of flags, Hangul
// jamo, skin tones, voiced marks, and signs that lead the next letter.
func joins(r rune) bool {
	if r < 0x600 || r >= 0x2000 && r < 0xa960 {
		return false
	}
	switch {
	case r <= 0x605, r == 0x6dd, r == 0x70f, r == 0x890, r == 0x891, r == 0x8e2, r == 0xd4e,
		r == 0xe33, r == 0xeb3, r >= 0x1100 && r <= 0x11ff, r >= 0xa960 && r <= 0xa97f,
		r >= 0xd7b0 && r <= 0xd7ff, r == 0xff9e, r == 0xff9f,
		r == 0x110bd, r == 0x110cd, r == 0x111c2, r == 0x111c3, r == 0x113d1, r >= 0x1193f && r <= 0x11941,
		r == 0x11a3a, r >= 0x11a84 && r <= 0x11a89, r == 0x11d46, r == 0x11f02,
		r >= 0x16d63 && r <= 0x16d6a, r >= 0x1f1e6 && r <= 0x1f1ff, r >= 0x1f3fb && r <= 0x1f3ff:
		return true
	}
	// A rune newer than Go's tables may be a mark.
	return !unicode.IsGraphic(r)
}
