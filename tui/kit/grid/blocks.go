package grid

import "unicode/utf8"

// Block digits are read from far off. Each is drawn in dots, three wide and five high; the comma
// alone hangs lower:
//
//	■■■  ■■■       ■■■
//	  ■  ■ ■       ■ ■
//	■■■  ■■■       ■ ■
//	■      ■       ■ ■
//	■■■  ■■■  ■    ■■■
//	          ■
//
// In three rows a dot is half a cell high, so that rows one below the other stay apart. In five rows
// it is two cells wide; in ASCII, where a cell has no halves, one cell.

// Blocks is a size of block digits.
type Blocks uint8

// The sizes of block digits.
const (
	Halves Blocks = iota // three rows, of half blocks
	Wholes               // five rows, of whole blocks
	Marks                // five rows, of one ASCII character
)

// Rows is how high block digits are.
func (b Blocks) Rows() int {
	if b == Halves {
		return 3
	}
	return 5
}

// dot is how many cells wide a dot is.
func (b Blocks) dot() int {
	if b == Wholes {
		return 2
	}
	return 1
}

// blockDigit is a character in rows of dots, from top to bottom: of each row, the highest of w bits is
// the dot at the left.
type blockDigit struct {
	w    int
	dots [6]uint8
}

var blocks = map[rune]blockDigit{
	'0': {3, [6]uint8{0b111, 0b101, 0b101, 0b101, 0b111}},
	'1': {3, [6]uint8{0b110, 0b010, 0b010, 0b010, 0b111}},
	'2': {3, [6]uint8{0b111, 0b001, 0b111, 0b100, 0b111}},
	'3': {3, [6]uint8{0b111, 0b001, 0b111, 0b001, 0b111}},
	'4': {3, [6]uint8{0b101, 0b101, 0b111, 0b001, 0b001}},
	'5': {3, [6]uint8{0b111, 0b100, 0b111, 0b001, 0b111}},
	'6': {3, [6]uint8{0b111, 0b100, 0b111, 0b101, 0b111}},
	'7': {3, [6]uint8{0b111, 0b001, 0b001, 0b001, 0b001}},
	'8': {3, [6]uint8{0b111, 0b101, 0b111, 0b101, 0b111}},
	'9': {3, [6]uint8{0b111, 0b101, 0b111, 0b001, 0b111}},
	'H': {3, [6]uint8{0b101, 0b101, 0b111, 0b101, 0b101}},
	'-': {2, [6]uint8{2: 0b11}},
	'−': {3, [6]uint8{2: 0b111}},
	'–': {3, [6]uint8{2: 0b111}},
	'+': {3, [6]uint8{1: 0b010, 2: 0b111, 3: 0b010}},
	'(': {2, [6]uint8{0b01, 0b10, 0b10, 0b10, 0b01}},
	')': {2, [6]uint8{0b10, 0b01, 0b01, 0b01, 0b10}},
	'%': {3, [6]uint8{0b101, 0b001, 0b010, 0b100, 0b101}},
	'.': {1, [6]uint8{4: 1}},
	':': {1, [6]uint8{1: 1, 3: 1}},
	',': {1, [6]uint8{4: 1, 5: 1}},
	'÷': {3, [6]uint8{0b010, 0b000, 0b111, 0b000, 0b010}},
	'/': {3, [6]uint8{0b001, 0b001, 0b010, 0b100, 0b100}},
	' ': {1, [6]uint8{}},
}

// Width is how many cells a text takes in block digits, with one dot between two of them. What is
// neither a digit nor stands with digits takes its own cells, in the middle row.
func (b Blocks) Width(s string) int {
	w := 0
	for _, r := range s {
		w += b.width(r) + b.dot()
	}
	return max(w-b.dot(), 0)
}

func (b Blocks) width(r rune) int {
	if known, ok := blocks[r]; ok {
		return known.w * b.dot()
	}
	return Width(string(r))
}

// Blocks writes a text in block digits at the left edge of r, and returns the cells that it took. Where
// it has no room it is not drawn: digits are never cut.
func (f *Frame) Blocks(r Rect, s string, b Blocks, st Style) int {
	w := b.Width(s)
	if w > r.W || b.Rows() > r.H {
		return 0
	}
	rows := b.Rows()
	if b != Halves { // where it is within the last row
		rows = min(rows+1, r.H)
	}
	x := r.X
	for i := 0; i < len(s); {
		ch, size := utf8.DecodeRuneInString(s[i:])
		i += size
		known, ok := blocks[ch]
		if !ok {
			f.Text(Rect{X: x, Y: r.Y + b.Rows()/2, W: b.width(ch), H: 1}, string(ch), st)
		}
		for y := range rows {
			for dot := range known.w {
				if glyph := b.glyph(&known, dot, y); glyph != 0 {
					f.HLine(x+dot*b.dot(), r.Y+y, b.dot(), glyph, st)
				}
			}
		}
		x += b.width(ch) + b.dot()
	}
	return w
}

// BlocksRight writes a text in block digits at the right edge of r.
func (f *Frame) BlocksRight(r Rect, s string, b Blocks, st Style) int {
	_, at := r.TakeLeft(r.W - b.Width(s))
	return f.Blocks(at, s, b, st)
}

// glyph is what fills a cell of a character, 0 for nothing.
func (b Blocks) glyph(k *blockDigit, dot, y int) rune {
	set := func(row int) bool { return k.dots[row]>>(k.w-1-dot)&1 != 0 }
	switch {
	case b == Halves && set(2*y) && set(2*y+1):
		return '█'
	case b == Halves && set(2*y):
		return '▀'
	case b == Halves && set(2*y+1):
		return '▄'
	case b == Halves || !set(y):
		return 0
	case b == Wholes:
		return '█'
	}
	return '#'
}
