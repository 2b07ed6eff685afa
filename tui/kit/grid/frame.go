// Package grid is a frame of terminal cells: text, rules, boxes and fills are
// drawn inside rectangles, and the whole becomes one string of ANSI text, plain
// text or an SVG picture.
//
//	f := grid.New(40, 3)
//	head, rest := f.Rect().TakeTop(1)
//	f.Fill(head, grid.Style{BG: band})
//	f.Text(head, "United Kingdom", bold)
//	f.TextRight(head, "10,494", bold)
//
// Every call clips to its rectangle and to the frame, and none panics, whatever
// the coordinates, sizes and text. Text is measured in cells, never in bytes or
// runes: a wide character that would stand across an edge becomes a space, and
// drawing over half of one blanks its other half. What a terminal would obey
// instead of print (escapes, control characters) is never emitted.
//
// A style without a background keeps the one that is already there, so that a
// selected row is one Fill under everything else that is drawn; Fill itself
// replaces.
package grid

import (
	"strings"
	"unicode/utf8"
)

// The largest frame; a larger one is cut down. A terminal beyond this is a
// mistake or an attack on memory.
const (
	MaxWidth  = 500
	MaxHeight = 200
)

// cell is one place of the frame. ch is its rune; 0 marks the right part of the
// wide glyph to its left; below 0 it is ^index into the frame's clusters.
type cell struct {
	ch rune
	st Style
}

const tail rune = 0

var blank = cell{ch: ' '}

// Frame is a rectangle of cells that can be drawn on. Make it with New.
type Frame struct {
	// Ellipsis ends text that was cut, "…" unless it is set otherwise. Reset
	// keeps it.
	Ellipsis string

	w, h     int
	cells    []cell
	clusters []string // glyphs of several runes
	wide     bool     // some cell holds a wide glyph
	sticky   bool     // some cell may grow together with its neighbour
	out      []byte   // buffer of String and Plain
}

// New returns an empty frame of w by h cells, neither below zero nor above
// MaxWidth and MaxHeight.
func New(w, h int) *Frame {
	f := &Frame{Ellipsis: "…"}
	f.Reset(w, h)
	return f
}

// Reset empties the frame and gives it a new size, limited as in New. The
// memory is used again when it is large enough.
func (f *Frame) Reset(w, h int) {
	f.w, f.h = clamp(w, 0, MaxWidth), clamp(h, 0, MaxHeight)
	n := f.w * f.h
	if cap(f.cells) < n {
		f.cells = make([]cell, n)
	}
	f.cells = f.cells[:n]
	for i := range f.cells {
		f.cells[i] = blank
	}
	clear(f.clusters)
	f.clusters = f.clusters[:0]
	f.wide, f.sticky = false, false
}

// Size returns the width and height in cells.
func (f *Frame) Size() (w, h int) { return f.w, f.h }

// Rect returns the rectangle of the whole frame.
func (f *Frame) Rect() Rect { return Rect{0, 0, f.w, f.h} }

// Cell returns the glyph and the style at x, y. The right part of a wide glyph
// is the empty string, a place outside the frame is an unstyled space.
func (f *Frame) Cell(x, y int) (glyph string, st Style) {
	if !f.Rect().Contains(x, y) {
		return " ", Style{}
	}
	c := f.cells[y*f.w+x]
	switch {
	case c.ch == tail:
		return "", c.st
	case c.ch < 0:
		return f.clusters[^c.ch], c.st
	}
	return string(c.ch), c.st
}

// Fill makes every cell of r a space in the style s, background included.
func (f *Frame) Fill(r Rect, s Style) {
	f.rows(r, func(row []cell) {
		for i := range row {
			row[i] = cell{' ', s}
		}
	})
}

// Clear takes the glyphs of r away and leaves the ground that they stand on.
func (f *Frame) Clear(r Rect) {
	f.rows(r, func(row []cell) {
		for i := range row {
			row[i] = cell{' ', Style{BG: row[i].st.BG, Attr: row[i].st.Attr & Reverse}}
		}
	})
}

// SetBG gives the cells of r the background bg and keeps the rest.
func (f *Frame) SetBG(r Rect, bg Color) {
	f.Restyle(r, func(s Style) Style { return s.On(bg) })
}

// SetFG gives the cells of r the text colour fg and keeps the rest.
func (f *Frame) SetFG(r Rect, fg Color) {
	f.Restyle(r, func(s Style) Style { return s.Fg(fg) })
}

// Restyle replaces the style of every cell of r by what change makes of it. The
// parts of a wide glyph go together, by where its left part lies.
func (f *Frame) Restyle(r Rect, change func(Style) Style) {
	r = r.Intersect(f.Rect())
	for y := r.Y; y < r.Y+r.H; y++ {
		row := f.cells[y*f.w : (y+1)*f.w]
		for x := r.X; x < r.X+r.W; x++ {
			if row[x].ch == tail {
				continue
			}
			st := change(row[x].st)
			for i := range cellsOf(row[x:]) {
				row[x+i].st = st
			}
		}
	}
}

// Fade turns r into the quiet background of an overlay: all text in the colour
// fg, without backgrounds and attributes. With the terminal's own colour it
// becomes dim instead. A cell in which two parts of a bar meet is filled, so
// that the bar stays whole.
func (f *Frame) Fade(r Rect, fg Color) {
	st := Style{FG: fg}
	if fg.IsDefault() {
		st.Attr = Dim
	}
	f.Restyle(r, func(Style) Style { return st })
	r = r.Intersect(f.Rect())
	for y := r.Y; y < r.Y+r.H; y++ {
		row := f.cells[y*f.w : (y+1)*f.w]
		for x := r.X; x+1 < r.X+r.W; x++ {
			if leftEighths(row[x].ch) > 0 && leftEighths(row[x+1].ch) > 0 {
				row[x].ch = '█'
			}
		}
	}
}

// leftEighths is the part of a cell that a block rune fills from the left, 0
// for any other rune.
func leftEighths(r rune) int {
	if r >= '█' && r <= '▏' {
		return 8 - int(r-'█')
	}
	return 0
}

// rows calls fn with the cells of each row of r inside the frame, after blanking
// the outer halves of wide glyphs that its edges cut.
func (f *Frame) rows(r Rect, fn func([]cell)) {
	r = r.Intersect(f.Rect())
	for y := r.Y; y < r.Y+r.H; y++ {
		f.split(r.X, y, r.W)
		fn(f.cells[y*f.w+r.X : y*f.w+r.X+r.W])
	}
}

// split prepares n cells from x, y for being overwritten: a wide glyph that
// reaches over either edge becomes spaces.
func (f *Frame) split(x, y, n int) {
	if !f.wide || n <= 0 {
		return
	}
	row := f.cells[y*f.w : (y+1)*f.w]
	for _, edge := range [2]int{x, x + n} {
		if edge < f.w && row[edge].ch == tail {
			for edge > 0 && row[edge].ch == tail {
				edge--
			}
			erase(row[edge:])
		}
	}
}

// erase turns the glyph that a row begins with into spaces.
func erase(row []cell) {
	n := cellsOf(row)
	for i := range n {
		row[i].ch = ' '
	}
}

// cellsOf is how many cells the glyph takes that a row begins with.
func cellsOf(row []cell) int {
	n := 1
	for n < len(row) && row[n].ch == tail {
		n++
	}
	return n
}

// put draws one rune of one cell; x, y must lie inside the frame.
func (f *Frame) put(x, y int, ch rune, st Style) {
	if f.wide {
		f.split(x, y, 1)
	}
	c := &f.cells[y*f.w+x]
	st.BG = st.BG.or(c.st.BG)
	*c = cell{ch, st}
}

// putGlyph draws a glyph of n cells at x in a row of the frame; clip bounds the
// cells it may touch. A glyph that does not fit between its edges leaves spaces.
func (f *Frame) putGlyph(x, y int, glyph string, r rune, n int, st Style, clip Rect) {
	x0, x1 := max(x, clip.X), min(x+n, clip.X+clip.W)
	if x0 >= x1 {
		return
	}
	if x1-x0 < n {
		for i := x0; i < x1; i++ {
			f.put(i, y, ' ', st)
		}
		return
	}
	f.split(x, y, n)
	if r == many {
		f.clusters = append(f.clusters, glyph)
		r = ^rune(len(f.clusters) - 1)
		f.sticky = true
	} else if joins(r) {
		f.sticky = true
	}
	row := f.cells[y*f.w : (y+1)*f.w]
	st.BG = st.BG.or(row[x].st.BG)
	row[x] = cell{r, st}
	for i := x + 1; i < x+n; i++ {
		row[i] = cell{tail, st}
		f.wide = true
	}
}

// line draws clean text from x, y on without cutting, within clip (a part of the
// frame), and returns the cells it fills, clipped ones included.
func (f *Frame) line(x, y int, s string, st Style, clip Rect) int {
	from := x
	for s != "" {
		size, r, n := next(s)
		if n > 0 {
			if r < utf8.RuneSelf && r >= 0 {
				if x >= clip.X && x < clip.X+clip.W {
					f.put(x, y, r, st)
				}
			} else {
				f.putGlyph(x, y, s[:size], r, n, st, clip)
			}
			x += n
		}
		s = s[size:]
	}
	return x - from
}

// CopyRow draws one row of a picture on the first row of r; its blanks leave what
// stands there.
func (f *Frame) CopyRow(r Rect, picture *Frame, row int) {
	for x := range r.W {
		if glyph, st := picture.Cell(x, row); glyph != " " {
			f.Text(Rect{r.X + x, r.Y, 1, 1}, glyph, st)
		}
	}
}

// Paste puts a picture into r, blanks included: as much of it as has room there. A wide glyph that an
// edge cuts leaves spaces.
func (f *Frame) Paste(r Rect, picture *Frame) {
	r.W, r.H = min(r.W, picture.w), min(r.H, picture.h)
	at, first := r.Intersect(f.Rect()), rune(len(f.clusters))
	f.clusters = append(f.clusters, picture.clusters...)
	for y := range at.H {
		row := picture.cells[(at.Y+y-r.Y)*picture.w:][:picture.w]
		from := at.X - r.X
		f.split(at.X, at.Y+y, at.W)
		to := f.cells[(at.Y+y)*f.w+at.X:][:at.W]
		copy(to, row[from:])
		for i := range to {
			if to[i].ch < 0 {
				to[i].ch -= first
			}
		}
		for i := 0; i < len(to) && to[i].ch == tail; i++ {
			to[i].ch = ' '
		}
		if end := from + at.W; end < len(row) && row[end].ch == tail {
			last := len(to) - 1
			for ; last > 0 && to[last].ch == tail; last-- {
				to[last].ch = ' '
			}
			to[last].ch = ' '
		}
	}
	f.wide, f.sticky = f.wide || picture.wide, f.sticky || picture.sticky
}

// firstRow returns the part of the first row of r that lies in the frame, and
// whether there is any.
func (f *Frame) firstRow(r Rect) (clip Rect, ok bool) {
	if r.Empty() {
		return Rect{}, false
	}
	clip = Rect{r.X, r.Y, r.W, 1}.Intersect(f.Rect())
	return clip, !clip.Empty()
}

// Text draws s on the first row of r, from the left, and returns the cells it
// used. Longer text is cut and ends with the ellipsis.
func (f *Frame) Text(r Rect, s string, st Style) int {
	return f.spans(r, []Span{{s, st}}, 0)
}

// TextRight draws s on the first row of r so that it ends at the right edge, and
// returns the cells it used. Longer text is cut at its end, with the ellipsis.
func (f *Frame) TextRight(r Rect, s string, st Style) int {
	return f.spans(r, []Span{{s, st}}, 2)
}

// TextCenter draws s in the middle of the first row of r and returns the cells
// it used. Longer text is cut at its end, with the ellipsis.
func (f *Frame) TextCenter(r Rect, s string, st Style) int {
	return f.spans(r, []Span{{s, st}}, 1)
}

// SpansWidth returns the cells that the spans fill together.
func SpansWidth(spans ...Span) int {
	n := 0
	for i := range spans {
		n += Width(spans[i].Text)
	}
	return n
}

// Spans draws the spans one after another on the first row of r, as one line:
// when they are longer together, the one that reaches the edge is cut with the
// ellipsis and the rest is left out. It returns the cells used.
func (f *Frame) Spans(r Rect, spans ...Span) int { return f.spans(r, spans, 0) }

// SpansRight draws the spans as Spans does, but so that they end at the right
// edge of r.
func (f *Frame) SpansRight(r Rect, spans ...Span) int { return f.spans(r, spans, 2) }

// spans draws one line with halves/2 of the free room at its left.
func (f *Frame) spans(r Rect, spans []Span, halves int) int {
	clip, ok := f.firstRow(r)
	if !ok {
		return 0
	}
	used, free := 0, r.W-SpansWidth(spans...)
	if free >= 0 {
		x := end(r.X, free*halves/2)
		for i := range spans {
			used += f.line(x+used, r.Y, clean(spans[i].Text), spans[i].Style, clip)
		}
		return used
	}
	ellipsis := clean(f.Ellipsis)
	size, width := prefix(ellipsis, r.W)
	for i := range spans {
		s := clean(spans[i].Text)
		n, cells := prefix(s, r.W-width-used)
		f.line(r.X+used, r.Y, s[:n], spans[i].Style, clip)
		used += cells
		if n < len(s) {
			return used + f.line(r.X+used, r.Y, ellipsis[:size], spans[i].Style, clip)
		}
	}
	return used
}

// Wrap draws s on the rows of r, broken between words (inside one that is longer
// than a row) and at line breaks, and returns the rows it used. What does not
// fit is cut on the last row, with the ellipsis.
func (f *Frame) Wrap(r Rect, s string, st Style) (rows int) {
	r = r.sized()
	s = cleanKeeping(s, true)
	for ; s != "" && rows < r.H && r.W > 0; rows++ {
		row := s
		if s = ""; rows < r.H-1 {
			row, s = wrapRow(row, r.W)
		}
		f.Text(r.Row(rows), row, st)
	}
	return rows
}

// WrapLines returns the rows of s in w columns, as Wrap breaks them; none when
// there are no columns.
func WrapLines(s string, w int) []string {
	var lines []string
	for s = cleanKeeping(s, true); s != "" && w > 0; {
		var row string
		row, s = wrapRow(s, w)
		lines = append(lines, row)
	}
	return lines
}

// wrapRow splits off what goes on one row of w cells. The rest is always
// shorter, so that wrapping ends.
func wrapRow(s string, w int) (row, rest string) {
	used, space := 0, -1
	for i := 0; i < len(s); {
		if s[i] == '\n' {
			return s[:i], s[i+1:]
		}
		if s[i] == ' ' {
			space = i
		}
		size, _, n := next(s[i:])
		if used+n > w {
			if s[i] == ' ' {
				return s[:i], trimSpaces(s[i:])
			}
			if space > 0 {
				return s[:space], trimSpaces(s[space:])
			}
			if i == 0 { // a wide glyph in one column
				i = size
			}
			return s[:i], s[i:]
		}
		used += n
		i += size
	}
	return s, ""
}

// trimSpaces drops the blanks where a row was broken, and a line break behind them.
func trimSpaces(s string) string { return strings.TrimPrefix(strings.TrimLeft(s, " "), "\n") }
