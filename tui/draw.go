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
	s := m.Scene()
	if s.Step == scene.Tiny {
		s.Screen.Draw(f)
		return nil
	}
	drawHeader(s, f)
	drawChips(s, f)
	s.Screen.Draw(f)
	drawNotes(s, f)
	drawHint(s, f)
	m.drawHelpLine(f, s)
	return m.drawOverlay(f)
}

// Scene works out where everything stands on the screen, unless the last action has done so.
func (m *Model) Scene() *scene.Scene {
	if s := m.laid; s != nil && m.top() == nil && !s.Busy && s.Hinting == m.hint {
		return s
	}
	return m.sceneOf(m.query())
}

// sceneOf works out where everything stands of a question.
func (m *Model) sceneOf(q query.Query) *scene.Scene {
	r := m.Engine.Result(q)
	s := &scene.Scene{
		Kit: &m.Kit, Session: m.sessionOn(q), W: m.w, H: m.h, Hinting: m.hint, Busy: m.top() != nil,
		Query: q, Result: r, WorkedOut: m.workedOut,
	}
	m.Entities.Meet(q.By, q.Pins...)
	m.sheet = s.SheetOf(m.sheet)
	s.Sheet = m.sheet
	s.Cursor, s.Gone = s.Session.Cursor(r.Rows), s.Session.Gone(r.Rows)
	if s.DivideView(len(r.Notes) + 1); s.Step == scene.Tiny {
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

// drawHeader draws the wordmark, whose reports these are, and what the rows are.
func drawHeader(s *scene.Scene, f *grid.Frame) {
	tabs := tabsOf(s)
	q := s.Query
	left := []grid.Span{
		{Text: string(s.Glyphs.Sun) + " daylight", Style: s.Theme.Accent.Bold()},
	}
	right := topic(s.Kit, q)
	if s.Step == scene.List {
		// There is no room for the name: what the figures are comes first.
		f.Text(s.Header, s.Dotted(append([]string{inView(s.Kit, q.View, strings.ToLower(q.Measure.Label()))}, s.InForce(q)...)...), s.Theme.Accent)
		return
	}
	if s.Step == scene.Narrow {
		right = s.Dotted(s.InForce(q)...)
		if !q.View.First() {
			right = s.Dotted(q.View.String(), right)
		}
	} else {
		width := grid.Width(right)
		if len(tabs) > 0 {
			width = s.Header.X + s.Header.W - tabs[0].rect.X
		}
		for _, subject := range subjects(s.Kit, q) {
			if grid.Width(subject)+width+18 <= s.Header.W {
				left = append(left, grid.Span{Text: "   " + subject, Style: s.Theme.Text})
				break
			}
		}
	}
	used := f.Spans(s.Header, left...)
	for _, t := range tabs {
		f.Text(t.rect, t.view.String(), s.HeadStyle(t.view == q.View))
	}
	if len(tabs) > 0 {
		return
	}
	rest := grid.Rect{X: s.Header.X + used + 2, Y: s.Header.Y, W: max(0, s.Header.W-used-2), H: 1}
	f.TextRight(rest, right, s.Theme.Accent)
}

// drawChips draws the filters.
func drawChips(s *scene.Scene, f *grid.Frame) {
	for _, c := range s.Chips {
		value := s.Theme.Text
		if c.Set {
			value = s.Theme.Accent.Bold()
		}
		spans := []grid.Span{{Text: c.Label + " ", Style: s.Theme.Dim}, {Text: c.Value, Style: value}}
		if c.Arrow {
			spans = append(spans, grid.Span{Text: " " + string(s.Glyphs.Open), Style: s.Theme.Faint})
		}
		f.Spans(c.Rect, spans...)
	}
	if n := len(s.Chips); n > 0 && s.Step == scene.Wide && s.HiddenChips == 0 {
		last := s.Chips[n-1].Rect
		text := topic(s.Kit, query.Query{Measure: s.Query.Measure, By: s.Query.By, Grain: s.Query.Grain})
		if free := s.Panes.Chips.X + s.Panes.Chips.W - last.X - last.W; grid.Width(text)+3 <= free && s.Query.View.Groups() {
			f.TextRight(s.Panes.Chips, text, s.Theme.Accent)
		}
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

// drawNotes draws the caveats that touch the view, one a line, and says how many
// there are besides.
func drawNotes(s *scene.Scene, f *grid.Frame) {
	for y := range s.Panes.Notes.H {
		if y >= len(s.Notes) {
			return
		}
		line := grid.Rect{X: s.Panes.Notes.X, Y: s.Panes.Notes.Y + y, W: s.Panes.Notes.W, H: 1}
		if more := len(s.Notes) - s.Panes.Notes.H; y == s.Panes.Notes.H-1 && more > 0 {
			text := []grid.Span{
				{Text: fmt.Sprintf("  +%d more, ", more), Style: s.Theme.Dim},
				{Text: "n", Style: s.Theme.Key},
			}
			line.W -= f.SpansRight(line, text...)
		}
		f.Spans(line,
			grid.Span{Text: s.Glyphs.Footnote(y) + " ", Style: s.Theme.Accent},
			grid.Span{Text: s.Notes[y].Text, Style: s.Theme.Dim})
	}
}

// drawHelpLine draws what was said last, else what the cursor is on, else the
// keys that are used most.
func (m *Model) drawHelpLine(f *grid.Frame, s *scene.Scene) {
	if m.said != "" {
		f.Text(s.Help, m.said, m.Theme.Strong)
		return
	}
	if m.Plain {
		f.Text(s.Help, s.Screen.Announce(), m.Theme.Text)
		return
	}
	if text := s.Screen.Under(); text != "" {
		f.Text(s.Help, text, m.Theme.Text)
		return
	}
	var pairs []string
	width := -3 // no room stands before the first
	for _, k := range s.Screen.Help() {
		b, _ := m.bindingFor(k.Key)
		if k.Key == scene.ArrowKeys {
			b.shown = k.Key
		}
		word := cmp.Or(k.Word, b.short)
		name := spelled(&m.Kit, b.arrows())
		wider := width + 3 + grid.Width(name) + 1 + grid.Width(word)
		isHelp := k.Key == "?"
		if !isHelp && (len(pairs) == 18 || wider+9 > s.Help.W) {
			continue // help itself is never left out
		}
		pairs, width = append(pairs, name, word), wider
	}
	f.Spans(s.Help, keyWords(&m.Kit, pairs...)...)
}

// topic says what is on screen: the view, unless it is the first, and what its
// rows and figures are.
func topic(k *scene.Kit, q query.Query) string {
	return inView(k, q.View, fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), q.RowWord()))
}

// inView puts the name of a view, unless it is the first, before what its rows tell
// of; what has no rows is named alone.
func inView(k *scene.Kit, v query.View, text string) string {
	switch {
	case v.First():
		return text
	case !v.Groups():
		return v.String()
	}
	return k.Dotted(v.String(), text)
}

// readAs are the views that stand, where a screen is read aloud, in place of others:
// lines cannot be read, the figures that they are made of can.
var readAs = map[query.View]query.View{query.TrendView: query.MatrixView}

// subjects say whose reports these are, in more words and in fewer.
func subjects(k *scene.Kit, q query.Query) []string {
	ids := k.Engine.Publishers(q)
	const what = "Government requests for data"
	switch len(ids) {
	case 0:
		return []string{what}
	case 1:
		who := k.Engine.Name(q, query.ByPublisher, ids[0])
		return addressed(what, who)
	}
	return addressed(what, fmt.Sprintf("%d companies", len(ids)))
}

// addressed says to whom the requests go, in more words and in fewer.
func addressed(what, who string) []string {
	return []string{what + " held by " + who, "Government requests to " + who, "Requests to " + who, who}
}

// tabPlace is where the name of a view stands, to be clicked.
type tabPlace struct {
	view query.View
	rect grid.Rect
}

// tabsOf places the names of all views in the header, where there is room.
func tabsOf(s *scene.Scene) []tabPlace {
	if s.Step < scene.Wide {
		return nil
	}
	var tabs []tabPlace
	x := s.Header.X + s.Header.W
	views := query.Views()
	for i := range views {
		v := views[len(views)-1-i]
		w := grid.Width(v.String())
		x -= w
		tabs = append(tabs, tabPlace{v, grid.Rect{X: x, Y: s.Header.Y, W: w, H: 1}})
		x -= 2
	}
	slices.Reverse(tabs)
	return tabs
}

// newViews makes the views of one dashboard.
func newViews(world func() ([]report.Shape, error)) [query.NumViews]scene.View {
	return [...]scene.View{
		query.ExploreView: explore.View{},
		query.TrendView:   &trend.View{},
		query.MapView:     &worldmap.View{World: world},
		query.MatrixView:  &matrix.View{},
		query.CompareView: &compare.View{},
		query.CountryView: &country.View{},
		query.RecordsView: records.View{},
		query.SourcesView: sources.View{},
	}
}

// standsIn says whether the rows of explore stand in place of another view.
func standsIn(s *scene.Scene) bool { return s.AsRows && !s.Query.View.First() }
