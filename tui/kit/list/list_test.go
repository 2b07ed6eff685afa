package list_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/theme"
)

var keys = []string{
	"down", "up", "pgdown", "pgup", "ctrl+n", "ctrl+p", "j", "k", "tab", "shift+tab", "g", "G", "home", "end",
}

func look() list.Look {
	t, g := theme.Dark(), theme.Unicode()
	return list.Look{Theme: &t, Glyphs: &g}
}

// drawn is the text of the lines as they stand on a frame of w×h cells, each called by
// its number.
func drawn(l *list.List, w, h, n int) []string {
	f := grid.New(w, h)
	l.Draw(f, look(), f.Rect(), n, func(line int, r grid.Rect, st grid.Style, _ bool) {
		f.Text(r, fmt.Sprint(line), st)
	})
	lines := strings.Split(f.Plain(), "\n")
	return lines[:h]
}

func TestTheCursorIsAlwaysInSightAndNoKeyLeavesTheList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, height := rapid.IntRange(1, 40).Draw(t, "n"), rapid.IntRange(1, 12).Draw(t, "height")
		var l list.List
		for range rapid.IntRange(0, 30).Draw(t, "keys") {
			l.Key(rapid.SampledFrom(keys).Draw(t, "key"), height, n, true)
			if rapid.Bool().Draw(t, "resized") { // the screen changes, without a key
				height = rapid.IntRange(1, 12).Draw(t, "height")
			}
			if rapid.Bool().Draw(t, "other lines") {
				n = rapid.IntRange(l.Cursor+1, 41).Draw(t, "n")
			}
			top := l.First(height, n)
			if l.Cursor < 0 || l.Cursor >= n {
				t.Fatalf("the cursor is at %d of %d lines", l.Cursor, n)
			}
			if l.Cursor < top || l.Cursor >= top+height {
				t.Fatalf("the cursor at %d is out of sight: %d lines from %d", l.Cursor, height, top)
			}
			if top < 0 || top > 0 && top+height > n {
				t.Fatalf("%d lines from %d leave room below %d lines", height, top, n)
			}
		}
	})
}

func TestWhatIsClickedIsWhatIsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, w, h := rapid.IntRange(0, 30).Draw(t, "n"), rapid.IntRange(5, 20).Draw(t, "w"), rapid.IntRange(1, 12).Draw(t, "h")
		l := list.List{Cursor: rapid.IntRange(0, max(0, n-1)).Draw(t, "cursor"), Top: rapid.IntRange(-3, 40).Draw(t, "top")}
		for y, text := range drawn(&l, w, h, n) {
			line, ok := l.At(grid.Rect{W: w, H: h}, n, w-1, y)
			if text = strings.TrimSpace(text); ok != (text != "") {
				t.Fatalf("row %d shows %q; a click there hits something: %v", y, text, ok)
			}
			if ok && strings.TrimPrefix(text, "▸ ") != fmt.Sprint(line) {
				t.Fatalf("row %d shows %q; a click there hits line %d", y, text, line)
			}
			if under := strings.HasPrefix(text, "▸"); ok && under != (line == l.Cursor) {
				t.Fatalf("row %d shows %q; the cursor is at %d", y, text, l.Cursor)
			}
		}
		for _, beside := range [][2]int{{-1, 0}, {w, 0}, {0, -1}, {0, h}} {
			if _, ok := l.At(grid.Rect{W: w, H: h}, n, beside[0], beside[1]); ok {
				t.Fatalf("a click at %v hits a line of a list of %d×%d cells", beside, w, h)
			}
		}
	})
}

func TestTheWheelMovesTheCursorOnlyAsFarAsItMustToStayInSight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, height := rapid.IntRange(0, 40).Draw(t, "n"), rapid.IntRange(0, 12).Draw(t, "height")
		cursor := rapid.IntRange(0, max(0, n-1)).Draw(t, "cursor")
		top := list.Scrolled(rapid.IntRange(0, 40).Draw(t, "top"), cursor, height, n)
		by := rapid.IntRange(-9, 9).Draw(t, "by")
		to, line := list.Wheel(by, top, cursor, height, n)
		switch {
		case n == 0 || height == 0:
			if to != top || line != cursor {
				t.Fatalf("where nothing is on screen the wheel moves from %d, %d to %d, %d", top, cursor, to, line)
			}
		case to != max(0, min(top+by, n-height)):
			t.Fatalf("from %d a turn by %d scrolls to %d of %d lines, %d on screen", top, by, to, n, height)
		case line < to || line >= to+height || line >= n:
			t.Fatalf("the cursor at %d is out of sight: %d of %d lines from %d", line, height, n, to)
		case line != cursor && line != to && line != to+height-1:
			t.Fatalf("the cursor goes from %d to %d, though %d lines from %d are on screen", cursor, line, height, to)
		case cursor >= to && cursor < to+height && line != cursor:
			t.Fatalf("the cursor goes from %d to %d, and was in sight", cursor, line)
		}
	})
}

func TestWhereLettersAreTypedTheyMoveNothing(t *testing.T) {
	for _, key := range []string{"j", "k", "g", "G", "home", "end", "tab", "x"} {
		l := list.List{Cursor: 3, Top: 2}
		if l.Key(key, 4, 9, false) || l != (list.List{Cursor: 3, Top: 2}) {
			t.Errorf("%s moves the cursor to %+v", key, l)
		}
	}
	if l := (list.List{Cursor: 3}); !l.Key("down", 4, 9, false) || l.Cursor != 4 {
		t.Errorf("down leaves the cursor at %d", l.Cursor)
	}
}

func TestEveryKeyMovesTheCursorAsItsNameSays(t *testing.T) {
	for key, want := range map[string]int{
		"down": 6, "ctrl+n": 6, "j": 6, "tab": 6, "up": 4, "ctrl+p": 4, "k": 4, "shift+tab": 4,
		"pgdown": 9, "pgup": 1, "g": 0, "home": 0, "G": 19, "end": 19, "x": 5,
	} {
		l := list.List{Cursor: 5}
		if own := l.Key(key, 4, 20, true); l.Cursor != want || own != (key != "x") {
			t.Errorf("%s moves the cursor from 5 to %d, want %d; it is a key of the list: %v", key, l.Cursor, want, own)
		}
	}
}

func TestTheBorderSaysHowManyLinesAreOutOfSight(t *testing.T) {
	for _, c := range []struct {
		l         list.List
		height, n int
		says      string
	}{
		{list.List{}, 4, 4, ""},
		{list.List{}, 4, 9, "↓ 5 more"},
		{list.List{Cursor: 4, Top: 2}, 4, 9, "↑ 2  ↓ 3 more"},
		{list.List{Cursor: 8, Top: 5}, 4, 9, "↑ 5"},
	} {
		f := grid.New(30, 6)
		c.l.DrawRest(f, look(), f.Rect(), c.height, c.n)
		if last := strings.TrimSpace(strings.Split(f.Plain(), "\n")[5]); last != c.says {
			t.Errorf("%d of %d lines at %+v: the border says %q, want %q", c.height, c.n, c.l, last, c.says)
		}
	}
}
