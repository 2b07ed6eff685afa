package grid

import (
	"fmt"
	"strconv"

	uv "github.com/charmbracelet/ultraviolet"
)

// Color is a 24-bit colour, or the terminal's own when it is zero.
type Color uint32

// set marks a colour that was chosen, so that black differs from the zero value.
const set Color = 1 << 24

// RGB returns the colour with these parts.
func RGB(r, g, b uint8) Color { return set | Color(r)<<16 | Color(g)<<8 | Color(b) }

// Hex returns the colour written as six hexadecimal digits, "d8dee9". It is
// meant for palettes in code and panics on anything else.
func Hex(s string) Color {
	n, err := strconv.ParseUint(s, 16, 24)
	if err != nil || len(s) != 6 {
		panic(fmt.Sprintf("grid: colour %q is not six hexadecimal digits", s))
	}
	return set | Color(n)
}

// RGB returns the parts of the colour; those of the terminal's own are zero.
func (c Color) RGB() (r, g, b uint8) { return uint8(c >> 16), uint8(c >> 8), uint8(c) }

// IsDefault reports whether c is the terminal's own colour.
func (c Color) IsDefault() bool { return c&set == 0 }

// or returns the colour, or another where it is the terminal's own.
func (c Color) or(other Color) Color {
	if c.IsDefault() {
		return other
	}
	return c
}

// Attr is a set of text attributes.
type Attr uint8

// The attributes, which may be combined by "or". Ultraviolet has the same bits but
// for Underline, which is no attribute there.
const (
	Bold      Attr = uv.AttrBold
	Dim       Attr = uv.AttrFaint
	Underline Attr = 1 << 2
	Reverse   Attr = uv.AttrReverse
)

// Style is how a cell looks. Styles are comparable. The zero value is plain
// text in the terminal's own colours.
type Style struct {
	FG, BG Color
	Attr   Attr
}

// Fg returns the style with the text colour c.
func (s Style) Fg(c Color) Style { s.FG = c; return s }

// On returns the style with the background bg.
func (s Style) On(bg Color) Style { s.BG = bg; return s }

// With returns the style with the attributes a added.
func (s Style) With(a Attr) Style { s.Attr |= a; return s }

// Without returns the style with the attributes a taken away.
func (s Style) Without(a Attr) Style { s.Attr &^= a; return s }

// Bold returns the style in bold.
func (s Style) Bold() Style { return s.With(Bold) }

// Underline returns the style underlined.
func (s Style) Underline() Style { return s.With(Underline) }

// Reverse returns the style with text colour and background exchanged.
func (s Style) Reverse() Style { return s.With(Reverse) }

// Span is a piece of a line in one style.
type Span struct {
	Text  string
	Style Style
}
