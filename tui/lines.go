package tui

import (
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// lines is a list in an overlay: where its cursor is, and which part of it is on
// screen.
type lines struct{ cursor, top int }

// key moves the cursor, among n lines of which height are on screen, and says
// whether the key was one of its own. Where nothing is typed, letters move too.
func (l *lines) key(key string, height, n int, letters bool) bool {
	switch key {
	case "down", "ctrl+n":
		l.cursor++
	case "up", "ctrl+p":
		l.cursor--
	case "pgdown":
		l.cursor += max(1, height)
	case "pgup":
		l.cursor -= max(1, height)
	default:
		if !letters {
			return false
		}
		switch key {
		case "j", "tab":
			l.cursor++
		case "k", "shift+tab":
			l.cursor--
		case "g", "home":
			l.cursor = 0
		case "G", "end":
			l.cursor = n - 1
		default:
			return false
		}
	}
	l.cursor = max(0, min(l.cursor, n-1))
	l.top = l.first(height, n)
	return true
}

// first is the first line on screen: what key left, unless the screen or the
// list has changed since.
func (l *lines) first(height, n int) int { return scene.Scrolled(l.top, l.cursor, height, n) }

// at finds the line under the mouse.
func (l *lines) at(r grid.Rect, x, y, n int) (line int, ok bool) {
	line = l.first(r.H, n) + y - r.Y
	return line, r.Contains(x, y) && line < n
}
