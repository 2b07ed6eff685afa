package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/compare"
	"daylight/tui/country"
	"daylight/tui/coverage"
	"daylight/tui/explore"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/matrix"
	"daylight/tui/records"
	"daylight/tui/sources"
	"daylight/tui/trend"
	"daylight/tui/worldmap"
)

// Draw draws the whole screen and says where the terminal's cursor stands, nil
// for nowhere.
func (m *Model) draw(f *grid.Frame) *tea.Cursor {
	if m.Plain && m.top() != nil && scene.StepFor(m.w, m.h) > scene.Tiny {
		return m.drawOverlay(f) // nothing behind it is read
	}
	if m.notes != nil {
		m.drawSpeaker(f)
		return m.drawOverlay(f)
	}
	m.drawTalk(f)
	if place := m.place(); !place.Empty() {
		on := f
		if place != f.Rect() {
			m.inner.Reset(place.W, place.H)
			m.inner.Ellipsis, on = f.Ellipsis, m.inner
		}
		m.drawDashboard(on)
		if on != f {
			f.Paste(place, on)
		}
	}
	if scene.StepFor(m.w, m.h) == scene.Tiny { // nothing has room over it
		return nil
	}
	return m.drawOverlay(f)
}

// drawDashboard draws the dashboard on a frame of its own size.
func (m *Model) drawDashboard(f *grid.Frame) {
	s := m.Scene()
	if s.Step == scene.Tiny {
		s.Screen.Draw(f)
		return
	}
	drawHeader(s, f)
	drawChips(s, f)
	s.Screen.Draw(f)
	drawNotes(s, f)
	drawSigns(s, f, s.Marks)
	drawHint(s, f)
	drawTabs(s, f)
	if !s.Bare {
		m.drawHelpLine(f, s)
	}
}

// Scene works out where everything stands on the screen, unless the last action has done so.
func (m *Model) Scene() *scene.Scene {
	if s := m.laid; s != nil && m.top() == nil && s.Busy == s.Bare && s.Hinting == m.hint && !m.Plain {
		return s
	}
	return m.sceneOf(m.query())
}

// sceneOf works out where everything stands of a question. What is heard takes as many rows
// at the foot as it needs.
func (m *Model) sceneOf(q query.Query) *scene.Scene {
	if !m.Plain {
		return m.layOut(q, 0)
	}
	s := m.layOut(q, 1)
	for range 2 { // fewer rows can be on the screen then, and other words about them
		rows := m.footRows(s)
		if rows <= s.Foot {
			break
		}
		s = m.layOut(q, rows)
	}
	return s
}

// layOut works it out with so many rows at the foot, where that is heard.
func (m *Model) layOut(q query.Query, foot int) *scene.Scene {
	if !q.Period.Equal(m.state.Query.Period) {
		q.Playing = query.Playing{} // another period is looked at
	}
	r, place := m.Engine.Result(q), m.place()
	s := &scene.Scene{
		Kit: &m.Kit, Session: m.sessionOn(q), W: place.W, H: place.H, Hinting: m.hint, Foot: foot, Bare: m.state.Talk.OnPath() && !m.Plain,
		Query: q, Result: r,
	}
	s.Busy = m.top() != nil || s.Bare
	m.Entities.Meet(q.By, q.Pins...)
	m.sheet = s.SheetOf(m.sheet)
	s.Sheet = m.sheet
	s.Cursor, s.Gone = s.Session.Cursor(r.Rows), s.Session.Gone(r.Rows)
	if s.DivideView(s.Most()); s.Step == scene.Tiny {
		s.Screen = scene.TooSmall{Scene: s}
		return s
	}
	view := m.rooms[q.View]
	if other, aloud := readAs[q.View]; aloud && m.Plain {
		view = m.rooms[other]
	}
	if s.Screen = view.Layout(s); s.Screen == nil {
		s.Screen = m.rooms[query.ExploreView].Layout(s)
	}
	return s
}

// sessionOn is the session with another question, which an open overlay shows
// meanwhile: its cursors stand where they would if that were asked.
func (m *Model) sessionOn(q query.Query) model.Session {
	at := m.state.Session
	at.Query = q
	return at
}

// wordmark is the name of the dashboard, where the headline leaves it room.
const wordmark = "daylight"

// drawHeader draws the headline, with the wordmark at its side, and the finding below.
func drawHeader(s *scene.Scene, f *grid.Frame) {
	at, used := s.Header, 0
	if standsIn(s) { // nothing else tells the view by its look
		used = f.Text(at, s.Query.View.String()+" ", s.Theme.Accent)
		_, at = at.TakeLeft(used)
	}
	used += f.Text(at, s.Engine.Headline(s.Query).Fit(at.W, s.Format), s.Theme.Strong)
	brand := string(s.Glyphs.Sun) + " " + wordmark
	if _, rest := s.Header.TakeLeft(used + 3); grid.Width(brand) <= rest.W && !s.Plain && !s.Bare {
		f.TextRight(rest, brand, s.Theme.Accent.Bold())
	}
	s.DrawFinding(f)
	s.DrawPeriod(f)
	s.DrawPlay(f)
}

// drawTabs draws the names of the views, each after the key that shows it.
func drawTabs(s *scene.Scene, f *grid.Frame) {
	if s.Plain {
		at, text := tellsKeys(s)
		f.Text(at, text, s.Theme.Text)
	}
	for _, t := range tabsOf(s) {
		name := s.Theme.Dim
		if t.view == s.Query.View {
			name = s.Theme.Accent.Bold()
		}
		f.Spans(t.rect, grid.Span{Text: t.view.Key(), Style: s.Theme.Key}, grid.Span{Text: t.name, Style: name})
	}
}

// drawChips draws the filters.
func drawChips(s *scene.Scene, f *grid.Frame) {
	for _, c := range s.Chips {
		value := s.Theme.Text
		if c.Set {
			value = s.Theme.Accent.Bold()
		}
		spans := []grid.Span{{Text: c.Label + " ", Style: s.Theme.Dim}, {Text: c.Value, Style: value}}
		if c.Mark != "" {
			spans = append(spans, grid.Span{Text: " " + c.Mark, Style: s.Theme.Accent})
		}
		if c.Arrow {
			spans = append(spans, grid.Span{Text: " " + string(s.Glyphs.Open), Style: s.Theme.Faint})
		}
		f.Spans(c.Rect, spans...)
	}
	if s.HiddenChips > 0 {
		f.TextRight(s.Panes.Chips, fmt.Sprintf("+%d", s.HiddenChips), s.Theme.Dim)
	}
}

// drawHint tells a newcomer what lies here and which keys to begin with.
func drawHint(s *scene.Scene, f *grid.Frame) {
	if s.Hint.Empty() {
		return
	}
	periods := s.Engine.Facet(s.Query, query.ByPeriod).Rows
	if len(periods) == 0 {
		return
	}
	story := fmt.Sprintf("%d %s, %s to %s:  ", len(periods), s.ReportsWord(s.Query), periods[0].Name, periods[len(periods)-1].Name)
	trend := query.TrendView.Key()
	keys := func(them string) []grid.Span {
		return keyWords(s.Kit, "]", "steps through "+them, trend, "draws them over time", "enter", "opens a row")
	}
	long := append([]grid.Span{{Text: story, Style: s.Theme.Text}}, keys("them")...)
	short := keyWords(s.Kit, "]", "step", trend, "trend", "enter", "open")
	for _, spans := range [][]grid.Span{long, keys("all " + s.ReportsWord(s.Query)), short} {
		if grid.SpansWidth(spans...) <= s.Hint.W {
			f.Spans(s.Hint, spans...)
			return
		}
	}
}

// drawNotes draws the caveats that touch the view, the first whole, and says how many there
// are that have no room.
func drawNotes(s *scene.Scene, f *grid.Frame) {
	lines := s.NoteLines()
	if len(lines) == 0 {
		return
	}
	last := lines[len(lines)-1]
	var more []grid.Span
	if s.Bare {
	} else if n := len(s.Notes) - 1 - last.Note; n > 0 {
		more = []grid.Span{{Text: fmt.Sprintf("  +%d more, ", n), Style: s.Theme.Dim}, {Text: "n", Style: s.Theme.Key}}
	} else if last.Goes {
		more = []grid.Span{{Text: "  all of it ", Style: s.Theme.Dim}, {Text: "n", Style: s.Theme.Key}}
	}
	signs := grid.SpansWidth(signSpans(s, s.Marks.W)...)
	aside := s.Marks // where the marks are explained there is room for it
	if aside.Empty() || signs+grid.SpansWidth(more...) > aside.W {
		aside = last.Rect
	}
	room := f.SpansRight(aside, more...)
	for _, l := range lines {
		text := l.Rect
		if text == aside {
			text.W -= room
		}
		f.Text(l.Mark, l.Sign, s.Theme.Accent)
		f.Text(text, l.Text, s.Theme.Dim)
	}
}

// signSpans explain the marks of the figures on the screen, in so many cells: the last
// give way.
func signSpans(s *scene.Scene, width int) (spans []grid.Span) {
	for _, sign := range s.Signs {
		one := []grid.Span{{Text: sign.Mark, Style: s.Theme.Text}, {Text: " " + sign.Brief, Style: s.Theme.Dim}}
		if len(spans) > 0 {
			one = append([]grid.Span{{Text: "   "}}, one...)
			if s.Step <= scene.Narrow {
				one[0].Text = "  "
			}
		}
		if longer := append(slices.Clone(spans), one...); grid.SpansWidth(longer...) <= width {
			spans = longer
		}
	}
	return spans
}

// drawSigns explains the marks of the figures on the screen.
func drawSigns(s *scene.Scene, f *grid.Frame, at grid.Rect) { f.Spans(at, signSpans(s, at.W)...) }

// withoutHelp are the keys of a screen but that of the help, which stands last.
func withoutHelp(keys []scene.HelpKey) []scene.HelpKey {
	return slices.DeleteFunc(slices.Clone(keys), func(k scene.HelpKey) bool { return k.Key == "?" })
}

// moreKeys are named behind those of the screen, where the key line has room; rowKeys are for
// rows that can be others, in another order.
var (
	moreKeys = []string{"enter", "m", "b", "S", "space", "%", "/", "z", "e", "y", "w", "v", "u", "T", "q"}
	rowKeys  = []string{"b", "S", "space", "%"}
)

// drawHelpLine draws what was said last, else what the cursor is on, else the
// keys that are used most.
func (m *Model) drawHelpLine(f *grid.Frame, s *scene.Scene) {
	if m.Plain {
		f.Wrap(s.Help, m.heard(s), m.Theme.Text)
		return
	}
	if m.said != "" {
		f.Text(s.Help, m.said, m.Theme.Strong)
		return
	}
	if text := s.Screen.Under(); text != "" {
		f.Text(s.Help, text, m.Theme.Text)
		return
	}
	if s.Marks.Empty() && s.Panes.Notes.Empty() && len(s.Signs) > 0 && s.H < scene.NormalHeight && s.Step > scene.List {
		drawSigns(s, f, s.Help) // before any key
		return
	}
	var pairs []string
	width := -3 // no room stands before the first
	named := map[string]bool{}
	for _, k := range slices.Concat(withoutHelp(s.Screen.Help()), scene.Keys(moreKeys...), scene.Keys("?")) {
		b, known := m.bindingFor(k.Key)
		if !known {
			b = binding{keys: []string{k.Key}}
		}
		if s.Query.View.Fixed() && slices.Contains(rowKeys, k.Key) {
			continue
		}
		if named[b.name()] || b.short == viewsWord && !s.Tabs.Empty() { // the views are named above
			continue
		}
		named[b.name()] = true
		if k.Key == scene.ArrowKeys {
			b.shown = k.Key
		}
		word := cmp.Or(k.Word, b.short)
		name := spelled(&m.Kit, b.arrows())
		wider := width + 3 + grid.Width(name) + 1 + grid.Width(word)
		isHelp := k.Key == "?"
		if !isHelp && wider+9 > s.Help.W {
			continue // help itself is never left out
		}
		pairs, width = append(pairs, name, word), wider
	}
	f.Spans(s.Help, keyWords(&m.Kit, pairs...)...)
}

// readAs are the views that stand, where a screen is read aloud, in place of others:
// lines cannot be read, the figures that they are made of can.
var readAs = map[query.View]query.View{query.TrendView: query.MatrixView}

// tabPlace is where the name of a view stands, to be clicked, behind its key.
type tabPlace struct {
	view query.View
	name string
	rect grid.Rect
}

// tabsOf places the names of all views at the foot, with as much room between them as
// there is.
func tabsOf(s *scene.Scene) []tabPlace {
	if s.Tabs.Empty() {
		return nil
	}
	between := [][2]int{{1, 3}, {1, 2}, {1, 1}, {0, 1}} // cells behind a key, and behind a name
	var tabs []tabPlace
	behind := 0 // what stands behind them
	if s.Plain {
		behind = grid.Width(keysTold[0]) + 3
	}
	here := " (here)" // others see it by its colour
	if !s.Plain {
		here = ""
	}
	for i := 0; i < len(between); i++ {
		room := between[i]
		if behind > 0 && room[0] == 0 { // that has no room
			i, behind = -1, 0
			continue
		}
		tabs = tabs[:0]
		x := s.Tabs.X
		for _, v := range query.Views() {
			t := tabPlace{view: v, name: strings.Repeat(" ", room[0]) + v.String()}
			if v == s.Query.View {
				t.name += here
			}
			t.rect = grid.Rect{X: x, Y: s.Tabs.Y, W: grid.Width(v.Key() + t.name), H: 1}
			tabs = append(tabs, t)
			x = t.rect.X + t.rect.W + room[1]
		}
		if last := tabs[len(tabs)-1].rect; last.X+last.W <= s.Tabs.X+s.Tabs.W-behind {
			break
		}
		if i == len(between)-1 && here != "" { // the headline says it too
			i, here = -1, ""
		}
	}
	return tabs
}

// newViews makes the views of one dashboard.
func newViews(world func() ([]report.Shape, error)) [query.NumViews]scene.View {
	return [...]scene.View{
		query.ExploreView:  &explore.View{},
		query.TrendView:    &trend.View{},
		query.MapView:      &worldmap.View{World: world},
		query.MatrixView:   &matrix.View{},
		query.CompareView:  &compare.View{},
		query.CountryView:  &country.View{},
		query.RecordsView:  records.View{},
		query.SourcesView:  sources.View{},
		query.CoverageView: coverage.View{},
	}
}

// standsIn says whether the rows of explore stand in place of another view.
func standsIn(s *scene.Scene) bool { return s.AsRows && !s.Query.View.First() }
