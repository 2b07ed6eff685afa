package tui

import (
	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// overlay is what lies over the screen and has the first word on every key.
type overlay interface {
	// update answers a key or a paste.
	update(m *Model, msg tea.Msg) reply
	// typing says whether characters are text.
	typing() bool
	// preview is the question that the screen behind shows meanwhile.
	preview() (query.Query, bool)
	// draw draws it over the frame and says where the terminal's cursor stands.
	draw(m *Model, f *grid.Frame, s *scene.Scene) *tea.Cursor
	// clickAt answers a click as update answers a key.
	clickAt(m *Model, x, y int) reply
}

// answer is what comes of a key that an overlay took.
type reply struct {
	next    overlay              // what lies over the screen now; nil for nothing
	actions []model.Action       // what is done to the session
	then    func(*Model) tea.Cmd // what else is done, when the overlay has gone
}

// stay keeps an overlay open.
func stay(o overlay) reply { return reply{next: o} }

// leave closes an overlay and carries out actions.
func leave(actions ...model.Action) reply { return reply{actions: actions} }

// window fades the screen and draws a bordered box of at most w×h cells in the
// middle of it, with its title; it returns the inside.
func (m *Model) window(f *grid.Frame, w, h int, title string, right ...grid.Span) grid.Rect {
	f.Fade(f.Rect(), m.Theme.Behind)
	r := m.windowRect(w, h)
	spans := []grid.Span{{Text: title, Style: m.Theme.Accent.Bold()}}
	inside := f.Box(r, m.Theme.OverlayBorder, m.Glyphs.Box, spans...)
	if n := grid.SpansWidth(right...); n > 0 && n+grid.Width(title)+8 < r.W {
		f.SpansRight(grid.Rect{X: r.X + 2, Y: r.Y, W: r.W - 4, H: 1}, right...)
	}
	return inside.Inset(1, 0)
}

// windowRect is where a box of at most w×h cells stands.
func (m *Model) windowRect(w, h int) grid.Rect {
	w, h = min(w, m.w), min(h, m.h)
	return grid.Rect{X: (m.w - w) / 2, Y: (m.h - h) / 2, W: w, H: h}
}

// drawKeys writes a line of keys and what they do, as many as fit.
func (m *Model) drawKeys(f *grid.Frame, r grid.Rect, pairs ...string) {
	between, all := 3, -3
	for i := 0; i+1 < len(pairs); i += 2 {
		all += grid.Width(pairs[i]) + 1 + grid.Width(pairs[i+1]) + between
	}
	if all > r.W {
		between = 2
	}
	x := 0
	for i := 0; i+1 < len(pairs); i += 2 {
		spans := []grid.Span{{Text: pairs[i], Style: m.Theme.Key}, {Text: " " + pairs[i+1], Style: m.Theme.Dim}}
		w := grid.SpansWidth(spans...)
		if x+w > r.W {
			return
		}
		f.Spans(grid.Rect{X: r.X + x, Y: r.Y, W: w, H: 1}, spans...)
		x += w + between
	}
}
