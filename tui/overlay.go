package tui

import (
	"math"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// overlay is what lies over the screen, or over another overlay. The last one alone is
// drawn, and has the first word on every key.
type overlay interface {
	// box is where it stands.
	box(h *host) box
	// update answers a key or a paste, and click a click inside of its box.
	update(h *host, msg tea.Msg) reply
	click(h *host, x, y int) reply
	// typing says whether characters are text.
	typing() bool
	// preview is the question that the screen behind shows meanwhile.
	preview(h *host) (query.Query, bool)
	// heard says where a person is who hears the screen.
	heard(h *host) string
	// draw draws what is in its box and says where the terminal's cursor stands.
	draw(h *host, f *grid.Frame) *tea.Cursor
}

// host is what an overlay is given: how things look, what is asked, and where it stands.
type host struct {
	*scene.Kit
	state model.State
	w, h  int // of the screen; heard, without what is said at its foot
	box   box
}

// reply is what comes of a key or a click that an overlay took: how many overlays close,
// and what the dashboard does then. That is an action on the session or one of the orders.
type reply struct {
	closes int
	does   []tea.Msg
}

// stay keeps an overlay open.
func stay(does ...tea.Msg) reply { return reply{0, does} }

// back closes it and shows what it lies over.
func back() reply { return reply{closes: 1} }

// leave closes it, and all that it lies over: what they were opened for is done.
func leave(does ...tea.Msg) reply { return reply{math.MaxInt, does} }

// choose closes what is chosen from and does what was chosen. What asks on lies over it.
func choose(does tea.Msg) reply {
	if _, asks := does.(opening); asks {
		return stay(does)
	}
	return leave(does)
}

// The orders that overlays give, beside actions on the session and commands.
type (
	opening func(*Model) overlay // opens another overlay over this one
	order   func(*Model) tea.Cmd // does anything else
)

// pressing does what a key does.
func pressing(key string) order {
	return func(m *Model) tea.Cmd {
		b, _ := m.bindingFor(key)
		return b.run(m)
	}
}

// saying says something to the person.
func saying(text string) order {
	return func(m *Model) tea.Cmd {
		m.said = text
		return nil
	}
}

// perform does what an overlay orders.
func (m *Model) perform(does tea.Msg) tea.Cmd {
	switch does := does.(type) {
	case model.Action:
		return m.do(does)
	case tea.Cmd:
		return does
	case opening:
		m.open(does(m))
	case order:
		return does(m)
	}
	return nil
}

// open lays an overlay over all others; nil is none.
func (m *Model) open(o overlay) {
	if o == nil {
		return
	}
	m.overlays = append(m.overlays, o)
	if m.Plain { // which is heard with its name once, and then without
		h := m.hosted(o)
		m.said = strings.Join(report.NonEmpty(h.box.title, o.heard(h)), ": ")
	}
}

// top is the overlay over all others, nil where there is none.
func (m *Model) top() overlay {
	if len(m.overlays) == 0 {
		return nil
	}
	return m.overlays[len(m.overlays)-1]
}

// hosted is what an overlay is given.
func (m *Model) hosted(o overlay) *host {
	h := &host{Kit: &m.Kit, state: m.state, w: m.w, h: m.h}
	if m.Plain {
		h.h -= min(len(m.heardOver(h, o)), h.h/2)
	}
	h.box = o.box(h)
	return h
}

// offer gives a message to the top overlay and carries out what it answers.
func (m *Model) offer(msg tea.Msg) tea.Cmd {
	return m.carryOut(m.top().update(m.hosted(m.top()), msg))
}

// clickOverlay gives a click to the top overlay; beside its box it closes it.
func (m *Model) clickOverlay(x, y int) tea.Cmd {
	h := m.hosted(m.top())
	if !h.box.rect.Contains(x, y) {
		return m.carryOut(back())
	}
	return m.carryOut(m.top().click(h, x, y))
}

// carryOut does what an overlay answered.
func (m *Model) carryOut(a reply) tea.Cmd {
	m.overlays = m.overlays[:max(0, len(m.overlays)-a.closes)]
	var done []tea.Cmd
	for _, does := range a.does {
		done = append(done, m.perform(does))
	}
	return tea.Batch(done...)
}

// drawOverlay draws the top overlay over the screen and says where the terminal's cursor
// stands.
func (m *Model) drawOverlay(f *grid.Frame) *tea.Cursor {
	o := m.top()
	if o == nil {
		return nil
	}
	h := m.hosted(o)
	h.box.draw(&m.Kit, f)
	if m.Plain {
		foot := grid.Rect{Y: h.h, W: m.w, H: m.h - h.h}.Inset(1, 0)
		f.Wrap(foot, strings.Join(m.heardOver(h, o), " "), m.Theme.Text)
	} else if foot := scene.ArrangeView(m.w, m.h, scene.Wants{}).Help; m.said != "" && h.box.rect.Y+h.box.rect.H <= foot.Y {
		f.Text(foot, m.said, m.Theme.Strong) // it answers a key that the overlay took
	}
	return o.draw(h, f)
}

// box is where an overlay stands in the middle of the screen, and what its border and
// its last row say:
//
//	╭ title ────────── right ╮
//	│ head                   │
//	│ inside                 │
//	│ keys                   │
//	╰────────────────────────╯
type box struct {
	title, right             string
	keys                     []string // keys and what they do, in turns
	rect, head, inside, foot grid.Rect
}

// newBox returns a box of at most w×lines cells, with so many rows above and below what
// is inside. The keys stand in the last one.
func newBox(h *host, title string, w, lines, head, foot int, keys ...string) box {
	w, lines = min(w, h.w), min(lines, h.h)
	if h.Plain { // it has the screen to itself
		w, lines = h.w, h.h
	}
	b := box{title: title, keys: keys, rect: grid.Rect{X: (h.w - w) / 2, Y: (h.h - lines) / 2, W: w, H: lines}}
	b.head, b.inside = b.rect.Inset(2, 1).TakeTop(head)
	b.foot, b.inside = b.inside.TakeBottom(foot)
	b.foot, _ = b.foot.TakeBottom(1)
	return b
}

// draw fades the screen and draws the box.
func (b *box) draw(k *scene.Kit, f *grid.Frame) {
	if b.title == "" {
		return
	}
	if !k.Plain {
		f.Fade(f.Rect(), k.Theme.Behind)
	}
	f.Box(b.rect, k.Theme.OverlayBorder, k.Border(), grid.Span{Text: b.title, Style: k.Theme.Accent.Bold()})
	if n := grid.Width(b.right); n > 0 && n+grid.Width(b.title)+8 < b.rect.W {
		f.TextRight(b.rect.Row(0).Inset(2, 0), b.right, k.Theme.Dim)
	}
	drawKeys(k, f, b.foot, b.keys)
}

// drawRest says how many lines of a list lie above and below those in its box. Who hears
// them is told where the cursor is.
func (h *host) drawRest(f *grid.Frame, l *list.List, n int) {
	if !h.Plain {
		l.DrawRest(f, h.Look(), h.box.rect, h.box.inside.H, n)
	}
}

// drawKeys writes a line of keys and what they do, as many as fit.
func drawKeys(k *scene.Kit, f *grid.Frame, r grid.Rect, pairs []string) {
	between, all := 3, -3
	for _, text := range pairs {
		all += grid.Width(text) + (1+between)/2 // a blank after each key, three after what it does
	}
	if all > r.W {
		between = 2
	}
	x := 0
	for pair := range slices.Chunk(pairs, 2) {
		spans := keyWords(k, pair...)
		w := grid.SpansWidth(spans...)
		if x+w > r.W {
			return
		}
		f.Spans(grid.Rect{X: r.X + x, Y: r.Y, W: w, H: 1}, spans...)
		x += w + between
	}
}

// keyWords are keys and what they do, in turns, as text.
func keyWords(k *scene.Kit, pairs ...string) (spans []grid.Span) {
	for i, text := range pairs {
		switch {
		case i%2 == 1:
			spans = append(spans, grid.Span{Text: " " + text, Style: k.Theme.Dim})
		case i > 0:
			spans = append(spans, grid.Span{Text: "   ", Style: k.Theme.Dim}, grid.Span{Text: text, Style: k.Theme.Key})
		default:
			spans = append(spans, grid.Span{Text: text, Style: k.Theme.Key})
		}
	}
	return spans
}
