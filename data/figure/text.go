package figure

import (
	"strings"
	"unicode"
)

// Nobody knows which font a reader has: the picture names a list, and each program
// takes what is there. So widths are estimates, and of the wide side: they are those
// of DejaVu Sans, than which no usual sans-serif font is wider. What has room by them
// has room in all.

// widths are the widths of letters, in thousandths of the size of the font.
var widths = func() map[rune]float64 {
	byRune := map[rune]float64{}
	for _, class := range []struct {
		letters string
		width   float64
	}{
		{"ijl'|", 300}, {" \u00a0.,·‘’I:;!", 345}, {"ftr()[]/\\-", 415}, {"s\"cz*“”", 555}, {"_–†‡?", 560}, {"TYLFJE", 640},
		{"aeghknouvxydbpq0123456789", 640}, {"ABCDKPRSVXZ", 725}, {"NHUGOQ&€£", 795}, {"+=<>≥≤≈−±×÷#~^", 840}, {"wM", 875},
		{"m%W", 995}, {"@—…", 1010},
	} {
		for _, r := range class.letters {
			byRune[r] = class.width
		}
	}
	return byRune
}()

// font is how a text is set.
type font struct {
	size   float64
	fill   string
	bold   bool
	mono   bool
	anchor anchor
}

// anchor says which part of a text stands at its place.
type anchor uint8

const (
	start anchor = iota
	middle
	end
)

func (t font) at(a anchor) font { t.anchor = a; return t }

// strong is the font in bold.
func (t font) strong() font { t.bold = true; return t }

// in is the font in a colour.
func (t font) in(fill string) font { t.fill = fill; return t }

// width is how wide a text is at most.
func (t font) width(text string) float64 {
	sum := 0.0
	for _, r := range text {
		sum += t.letter(r)
	}
	return sum
}

// letter is how wide a letter is at most.
func (t font) letter(r rune) float64 {
	const mono, bold = 0.61, 1.13
	w, known := widths[r]
	switch {
	case t.mono && r < 0x1100:
		return mono * t.size
	case unicode.Is(unicode.Mn, r):
		return 0
	case known:
	case r < 0x250 && unicode.IsUpper(r):
		w = 800
	case r < 0x250:
		w = 660
	case r < 0x1100:
		w = 900
	default: // a letter of other scripts, a sign or a picture
		w = 1250
	}
	if t.bold {
		w *= bold
	}
	return w / 1000 * t.size
}

// height is the distance of lines.
func (t font) height() float64 { return 1.36 * t.size }

// bound keeps signs and units with the figure that they belong to, and bare lets them
// go again.
var (
	bound = strings.NewReplacer(" %", "\u00a0%", "≥ ", "≥\u00a0", "≤ ", "≤\u00a0", "≈ ", "≈\u00a0", " ÷ 2", "\u00a0÷\u00a02", " ×", "\u00a0×", " pp", "\u00a0pp")
	bare  = strings.NewReplacer("\u00a0", " ")
)

// words are those of a text, each with what must stand beside it.
func words(text string) []string {
	return strings.FieldsFunc(bound.Replace(clean(text)), func(r rune) bool { return r == ' ' })
}

// wrap breaks a text into lines of a width. A word that is longer breaks wherever it
// must, and nothing is lost but the blanks between lines.
func (t font) wrap(text string, width float64) []string {
	var lines []string
	line, used, blank := "", 0.0, t.letter(' ')
	for _, word := range words(text) {
		w := t.width(word)
		if line != "" && used+blank+w <= width+0.01 {
			line, used = line+" "+word, used+blank+w
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for w > width+0.01 {
			n, after, room := 0, 0, width // after the last sign at which an address may break
			for _, r := range word {
				if room -= t.letter(r); room < 0 && n > 0 {
					break
				}
				if n += len(string(r)); r == '/' || r == '-' {
					after = n
				}
			}
			if n == len(word) {
				break
			}
			if after > 0 {
				n = after
			}
			lines = append(lines, word[:n])
			word = word[n:]
			w = t.width(word)
		}
		line, used = word, w
	}
	if line != "" {
		lines = append(lines, line)
	}
	for i := range lines {
		lines[i] = bare.Replace(lines[i])
	}
	return lines
}

// longest is how wide the longest word of a text is.
func (t font) longest(text string) float64 {
	w := 0.0
	for _, word := range words(text) {
		w = max(w, t.width(word))
	}
	return w
}

// clean is a text without what no XML may hold, and without what would turn the
// direction of the text after it.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == unicode.ReplacementChar, r == 0xfffe, r == 0xffff:
			return unicode.ReplacementChar
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, text)
}
