// Package list is a list of lines with a cursor, of which as many are on screen as have
// room:
//
//	╭──────────────────╮
//	│   first on screen│ ◀ Top
//	│ ▸ under the curs…│ ◀ Cursor, on a band
//	│   another        │
//	╰────── ↑ 2  ↓ 14 more ╯
//
// A List holds the cursor and moves it by keys. Where something else holds it and draws
// the lines, as the views do, Scrolled, Wheel and At say the same of numbers.
package list

import (
	"fmt"
	"strings"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// Scrolled returns the first line on screen of n, of which height have room: moved from
// top as little as keeps the cursor in sight and the screen full.
func Scrolled(top, cursor, height, n int) int {
	if height <= 0 {
		return 0
	}
	top = min(top, cursor)
	top = max(top, cursor-height+1)
	return max(0, min(top, n-height))
}

// Wheel returns the first line on screen and the cursor after a turn of the wheel by so
// many lines. The cursor stays where it is as long as that is in sight.
func Wheel(by, top, cursor, height, n int) (newTop, newCursor int) {
	if height <= 0 || n <= 0 {
		return top, cursor
	}
	top = max(0, min(top+by, n-height))
	return top, min(max(cursor, top), top+height-1, n-1)
}

// At returns the line of n that is drawn at x, y in r, where top is the first, and
// whether there is one.
func At(r grid.Rect, top, n, x, y int) (line int, ok bool) {
	line = top + y - r.Y
	return line, r.Contains(x, y) && line >= 0 && line < n
}

// List is where the cursor is in a list, and which line is the first on screen. The zero
// value is at the first line.
type List struct{ Cursor, Top int }

// Key moves the cursor among n lines, of which height are on screen, and reports whether
// the key was one of its own. Where nothing is typed, letters move it too.
func (l *List) Key(key string, height, n int, letters bool) bool {
	switch {
	case key == "down", key == "ctrl+n", letters && (key == "j" || key == "tab"):
		l.Cursor++
	case key == "up", key == "ctrl+p", letters && (key == "k" || key == "shift+tab"):
		l.Cursor--
	case key == "pgdown":
		l.Cursor += max(1, height)
	case key == "pgup":
		l.Cursor -= max(1, height)
	case letters && (key == "g" || key == "home"):
		l.Cursor = 0
	case letters && (key == "G" || key == "end"):
		l.Cursor = n - 1
	default:
		return false
	}
	l.Cursor = max(0, min(l.Cursor, n-1))
	l.Top = l.First(height, n)
	return true
}

// First returns the first line on screen: what Key left, unless the screen or the list
// has changed since.
func (l *List) First(height, n int) int { return Scrolled(l.Top, l.Cursor, height, n) }

// At returns the line of n that is drawn at x, y in r, and whether there is one.
func (l *List) At(r grid.Rect, n, x, y int) (line int, ok bool) {
	return At(r, l.First(r.H, n), n, x, y)
}

// Look is what a list is drawn with.
type Look struct {
	Theme  *theme.Theme
	Glyphs *theme.Glyphs
}

// Draw draws those of n lines that have room in r. Each draws its own text, in the style
// that it is given, where the sign of the cursor leaves room; here says whether the cursor
// is on it. The row of the cursor is returned.
func (l *List) Draw(f *grid.Frame, k Look, r grid.Rect, n int, text func(line int, r grid.Rect, st grid.Style, here bool)) (cursor grid.Rect) {
	top := l.First(r.H, n)
	for y := range min(r.H, n-top) {
		line := top + y
		at, st := k.DrawLine(f, r.Row(y), line == l.Cursor)
		text(line, at, st, line == l.Cursor)
	}
	return grid.Rect{X: r.X, Y: r.Y + l.Cursor - top, W: r.W, H: 1}
}

// DrawLine draws the band and the sign of the line under the cursor, and returns where
// the text of a line goes, in which style.
func (k Look) DrawLine(f *grid.Frame, r grid.Rect, here bool) (text grid.Rect, st grid.Style) {
	_, text = r.TakeLeft(2)
	if !here {
		return text, k.Theme.Text
	}
	k.DrawBand(f, r)
	return text, k.Theme.Strong.With(k.Theme.BandAttr)
}

// DrawBand draws the band of what is under the cursor, and the sign in its middle line.
func (k Look) DrawBand(f *grid.Frame, r grid.Rect) {
	f.Fill(r, k.Theme.BandStyle())
	f.Rune(r.X, r.Y+(r.H-1)/2, k.Glyphs.Cursor, k.Theme.Accent)
}

// DrawRest says on the lower border of a box how many of n lines lie above and below
// the height that are on screen.
func (l *List) DrawRest(f *grid.Frame, k Look, box grid.Rect, height, n int) {
	above := l.First(height, n)
	var parts []string
	if above > 0 {
		parts = append(parts, fmt.Sprintf("%c %d", k.Glyphs.Up, above))
	}
	if below := n - above - height; below > 0 {
		parts = append(parts, fmt.Sprintf("%c %d more", k.Glyphs.Down, below))
	}
	if len(parts) > 0 {
		line := grid.Rect{X: box.X + 2, Y: box.Y + box.H - 1, W: max(0, box.W-4), H: 1}
		f.TextRight(line, " "+strings.Join(parts, "  ")+" ", k.Theme.Dim)
	}
}
