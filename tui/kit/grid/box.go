package grid

// Rune draws a mark of one cell. A rune that would fill none or several becomes
// a space.
func (f *Frame) Rune(x, y int, ch rune, st Style) {
	if x < 0 || y < 0 || x >= f.w || y >= f.h {
		return
	}
	f.put(x, y, mark(ch), st)
	if joins(ch) {
		f.sticky = true
	}
}

// mark returns ch when it fills one cell, else a space.
func mark(ch rune) rune {
	if solitary(ch) {
		return ch
	}
	s := string(ch)
	if !isClean(s) {
		return ' '
	}
	if _, r, n := next(s); n == 1 && r == ch {
		return ch
	}
	return ' '
}

// HLine draws ch in w cells from x, y to the right.
func (f *Frame) HLine(x, y, w int, ch rune, st Style) {
	r := Rect{x, y, w, 1}.Intersect(f.Rect())
	for i := range r.W {
		f.Rune(r.X+i, r.Y, ch, st)
	}
}

// VLine draws ch in h cells from x, y downwards.
func (f *Frame) VLine(x, y, h int, ch rune, st Style) {
	r := Rect{x, y, 1, h}.Intersect(f.Rect())
	for i := range r.H {
		f.Rune(r.X, r.Y+i, ch, st)
	}
}

// BoxGlyphs are the marks of a border.
type BoxGlyphs struct {
	TopLeft, TopRight, BottomLeft, BottomRight rune
	Horizontal, Vertical                       rune
}

// Rounded returns a thin border with round corners.
func Rounded() BoxGlyphs { return BoxGlyphs{'╭', '╮', '╰', '╯', '─', '│'} }

// HeavyBox returns a thick border.
func HeavyBox() BoxGlyphs { return BoxGlyphs{'┏', '┓', '┗', '┛', '━', '┃'} }

// ASCIIBox returns a border of ASCII characters.
func ASCIIBox() BoxGlyphs { return BoxGlyphs{'+', '+', '+', '+', '-', '|'} }

// Box empties r, in the background of st, and draws a border on its edge with
// the title in the upper one. It returns the rectangle inside the border. A
// rectangle of fewer than 2×2 cells is only emptied.
func (f *Frame) Box(r Rect, st Style, g BoxGlyphs, title ...Span) Rect {
	r = r.sized()
	f.Fill(r, Style{BG: st.BG})
	inner := r.Inset(1, 1)
	if r.W < 2 || r.H < 2 {
		return inner
	}
	right, bottom := end(r.X, r.W-1), end(r.Y, r.H-1)
	f.HLine(r.X, r.Y, r.W, g.Horizontal, st)
	f.HLine(r.X, bottom, r.W, g.Horizontal, st)
	f.VLine(r.X, r.Y, r.H, g.Vertical, st)
	f.VLine(right, r.Y, r.H, g.Vertical, st)
	f.Rune(r.X, r.Y, g.TopLeft, st)
	f.Rune(right, r.Y, g.TopRight, st)
	f.Rune(r.X, bottom, g.BottomLeft, st)
	f.Rune(right, bottom, g.BottomRight, st)
	if n := SpansWidth(title...); n > 0 && r.W > 6 {
		line := Rect{end(r.X, 3), r.Y, r.W - 6, 1}
		n = f.Spans(line, title...)
		f.Rune(line.X-1, r.Y, ' ', st)
		f.Rune(end(line.X, n), r.Y, ' ', st)
	}
	return inner
}
