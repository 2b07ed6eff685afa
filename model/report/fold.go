package report

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold returns the form of s in which names are looked up and searches compare,
// whoever wrote them: lower case, Latin letters without their diacritics
// ("Türkiye" becomes "turkiye", "ß" "ss"), every apostrophe ' and every dash -, an
// & the word and, no dots ("U.S." is "us"), combining marks and soft hyphens
// dropped, runs of white space one space. Other punctuation stays, and so do the
// letters of other scripts, in lower case. Folding twice is folding once. Text that
// is folded already is returned as it is, without an allocation when it is ASCII.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return fold(s, nil)
}

// FoldFrom is Fold, and says of each letter of what it returns which letter of s,
// counted from 0, it comes from.
func FoldFrom(s string) (folded string, from []int) {
	folded = fold(s, &from)
	return folded, from
}

// fold folds a text, and notes where each letter comes from, where that is asked.
func fold(s string, from *[]int) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	at := -1
	for _, r := range s {
		at++
		start := b.Len()
		switch {
		case isDropped(r):
			continue // and a space on either side of it is still one run
		case unicode.IsSpace(r), isAmpersand(r):
			if !space {
				b.WriteByte(' ')
			}
			if space = true; isAmpersand(r) {
				b.WriteString("and ")
			}
		default:
			space = false
			foldRune(&b, r)
		}
		if from != nil {
			for range utf8.RuneCountInString(b.String()[start:]) {
				*from = append(*from, at)
			}
		}
	}
	return b.String()
}

// CompareFolded is strings.Compare of the folded forms of a and b. Names differ
// early and most of their letters are ASCII, so it seldom has to fold them.
func CompareFolded(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && foldsAlone(a, n) && foldsAlone(b, n) {
		if x, y := lower(a[n]), lower(b[n]); x != y {
			return cmp.Compare(x, y)
		}
		n++
	}
	if n == len(a) && n == len(b) {
		return 0
	}
	return strings.Compare(Fold(a), Fold(b))
}

// foldsAlone says whether the byte at i is a letter or sign of ASCII that Fold
// turns into one byte, whatever stands beside it.
func foldsAlone(s string, i int) bool { return ' ' < s[i] && s[i] < utf8.RuneSelf && !isSign(s[i]) }

// isSign says whether a byte of ASCII is a sign that Fold writes otherwise.
func isSign(c byte) bool { return c == '.' || c == '&' || c == '`' }

// lower is an ASCII letter in lower case.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// isFolded says, for ASCII, whether s is in the form that Fold returns.
func isFolded(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf, 'A' <= c && c <= 'Z', '\t' <= c && c <= '\r', isSign(c):
			return false
		case c == ' ' && i > 0 && s[i-1] == ' ':
			return false
		}
	}
	return true
}

// isDropped says whether Fold leaves r out: marks, dots, and the hyphen that is
// seen only where a line is broken.
func isDropped(r rune) bool { return r == '.' || r == '．' || r == '\u00AD' || isAccent(r) }

func isAmpersand(r rune) bool { return r == '&' || r == '＆' || r == '﹠' }

// isApostrophe says whether r is one of the signs beyond ASCII that are typed, or put
// by a word processor, where an apostrophe is meant.
func isApostrophe(r rune) bool {
	return strings.ContainsRune("´‘’‛′‵＇ʹʻʼʽʾʿˈꞌꞋ", r)
}

// isAccent says whether r is a mark that is written onto the letter before it:
// the blocks of combining diacritical marks. The vowel signs of other scripts
// are letters to their readers and are not among them.
func isAccent(r rune) bool {
	return r >= 0x0300 && (r <= 0x036F ||
		0x1AB0 <= r && r <= 0x1AFF ||
		0x1DC0 <= r && r <= 0x1DFF ||
		0x20D0 <= r && r <= 0x20FF ||
		0xFE20 <= r && r <= 0xFE2F)
}

func foldRune(b *strings.Builder, r rune) {
	if r < utf8.RuneSelf {
		if r == '`' {
			r = '\''
		}
		b.WriteByte(lower(byte(r)))
		return
	}
	if p := plainLatin(r); p != 0 {
		b.WriteByte(p)
		return
	}
	switch {
	case isApostrophe(r):
		b.WriteByte('\'')
		return
	case unicode.Is(unicode.Pd, r) || r == '\u2212':
		b.WriteByte('-')
		return
	}
	r = unicode.ToLower(r)
	if p := plainLatin(r); p != 0 { // of signs such as Å, the ångström
		b.WriteByte(p)
		return
	}
	switch r {
	case 'ß':
		b.WriteString("ss")
	case 'æ', 'ǣ', 'ǽ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'þ':
		b.WriteString("th")
	case 'ĳ':
		b.WriteString("ij")
	case 'ǆ', 'ǳ':
		b.WriteString("dz")
	case 'ǉ':
		b.WriteString("lj")
	case 'ǌ':
		b.WriteString("nj")
	default:
		b.WriteRune(r)
	}
}

// plainLatin is the ASCII letter under a Latin letter with a diacritic or a
// stroke, or 0 when r is none or is written with two.
func plainLatin(r rune) byte {
	const first, firstAdditional = 0x00C0, 0x1E00
	var p byte
	switch {
	case first <= r && r < first+rune(len(latinLetters)):
		p = latinLetters[r-first]
	case firstAdditional <= r && r < firstAdditional+rune(len(latinAdditional)):
		p = latinAdditional[r-firstAdditional]
	}
	if p == '.' {
		return 0
	}
	return p
}

// The plain letters of Latin-1 Supplement, Latin Extended-A and -B, and of Latin
// Extended Additional: one byte a code point, a dot where there is none.
const (
	latinLetters = "" +
		"aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" + // U+00C0
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.lllllll" + // U+0100
		"lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" + // U+0140
		"b.bb...cc..dd....ff.....kkl...n.oo..pp.....ttt.uu..yyzz........." + // U+0180
		".............aaiioouuuuuuuuuu.aaaa..ggggkkoooo..j...gg..nnaa..oo" + // U+01C0
		"aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylntj...ccl.s" + // U+0200
		"z..b..eejj.qrryy" // U+0240
	latinAdditional = "" +
		"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" + // U+1E00
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" + // U+1E40
		"wwwwwwwwwwxxxxyyzzzzzzhtwyas....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" + // U+1E80
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy....yy" // U+1EC0
)
