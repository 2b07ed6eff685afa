package grid

import (
	"image/color"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// A frame is a screen of ultraviolet, so that what that library and Lip Gloss
// lay out can be drawn into it:
//
//	uv.StyledString  ┐             SetCell
//	lipgloss.Layer   ├─ Draw(f, …) ───────▶  cells of the frame
//	lipgloss.Canvas  ┘
//
// It keeps its own promises whatever they draw: text is cleaned and measured as
// everywhere else, and half a wide character becomes a space. Of a style it keeps
// the colours, as 24 bits, and the attributes that it has; links leave their text.
var _ uv.Screen = (*Frame)(nil)

// Bounds returns the rectangle of the whole frame in ultraviolet's terms.
func (f *Frame) Bounds() uv.Rectangle { return uv.Rect(0, 0, f.w, f.h) }

// WidthMethod returns how text is measured: in grapheme clusters.
func (f *Frame) WidthMethod() uv.WidthMethod { return ansi.GraphemeWidth }

// CellAt returns a copy of a cell, nil outside the frame. The right part of a
// wide glyph has neither text nor width.
func (f *Frame) CellAt(x, y int) *uv.Cell {
	if !f.Rect().Contains(x, y) {
		return nil
	}
	glyph, st := f.Cell(x, y)
	if glyph == "" {
		return &uv.Cell{}
	}
	c := &uv.Cell{Content: glyph, Width: cellsOf(f.cells[y*f.w+x : (y+1)*f.w])}
	if !st.FG.IsDefault() {
		c.Style.Fg = st.FG
	}
	if !st.BG.IsDefault() {
		c.Style.Bg = st.BG
	}
	if st.Attr&Underline != 0 {
		c.Style.Underline = uv.UnderlineSingle
	}
	c.Style.Attrs = uint8(st.Attr & attrsOfScreens)
	return c
}

// attrsOfScreens are the attributes that cells of both kinds have.
const attrsOfScreens = Bold | Dim | Reverse

// SetCell replaces a cell, background included; nil empties it. A cell of no
// width changes nothing.
func (f *Frame) SetCell(x, y int, c *uv.Cell) { f.setCell(x, y, c, f.Rect()) }

func (f *Frame) setCell(x, y int, c *uv.Cell, clip Rect) {
	if c == nil {
		c = &uv.EmptyCell
	}
	s := clean(c.Content)
	at := Rect{x, y, max(c.Width, Width(s)), 1}.Intersect(clip)
	if at.Empty() {
		return
	}
	st := Style{ColorOf(c.Style.Fg), ColorOf(c.Style.Bg), Attr(c.Style.Attrs) & attrsOfScreens}
	if c.Style.Underline != uv.UnderlineNone {
		st.Attr |= Underline
	}
	f.Fill(at, st)
	f.line(x, y, s, st, clip)
}

// DrawStyled draws lines that Lip Gloss laid out into r, from its upper left
// corner, over what was there. What is wider or higher than r is cut off.
func (f *Frame) DrawStyled(r Rect, s string) {
	clip := r.Intersect(f.Rect())
	if clip.Empty() {
		return
	}
	// Far outside the frame there is nothing to empty cell by cell.
	area := uv.Rectangle{
		Min: uv.Pos(max(r.X, -MaxWidth), max(r.Y, -MaxHeight)),
		Max: uv.Pos(clip.X+clip.W, clip.Y+clip.H),
	}
	uv.NewStyledString(s).Draw(part{f, clip}, area)
}

// part is a frame of which only one rectangle can be drawn on.
type part struct {
	*Frame
	clip Rect
}

func (p part) SetCell(x, y int, c *uv.Cell) { p.setCell(x, y, c, p.clip) }

// ColorOf returns a colour in 24 bits; nil is the terminal's own.
func ColorOf(c color.Color) Color {
	switch c := c.(type) {
	case nil:
		return 0
	case Color:
		return c
	}
	r, g, b, _ := c.RGBA()
	return RGB(uint8(r>>8), uint8(g>>8), uint8(b>>8))
}

// RGBA makes c a color.Color; the terminal's own is black.
func (c Color) RGBA() (r, g, b, a uint32) {
	return uint32(c>>16&0xff) * 0x101, uint32(c>>8&0xff) * 0x101, uint32(c&0xff) * 0x101, 0xffff
}
