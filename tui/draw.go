package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// draw draws the whole screen and says where the terminal's cursor stands, nil
// for nowhere.
func (m *Model) draw(f *grid.Frame) *tea.Cursor {
	s := m.scene()
	if s.step == tiny {
		s.screen.draw(f)
		return nil
	}
	drawHeader(s, f)
	drawChips(s, f)
	s.screen.draw(f)
	drawNotes(s, f)
	drawHint(s, f)
	m.drawHelpLine(f, s)
	if m.overlay != nil {
		return m.overlay.draw(m, f, s)
	}
	return nil
}

// scene works out where everything stands.
func (m *Model) scene() *scene { return m.sceneOf(m.query()) }

// sceneOf works out where everything stands of a question.
func (m *Model) sceneOf(q query.Query) *scene {
	r := m.engine.Result(q)
	s := &scene{
		kit: &m.kit, session: m.sessionOn(q), w: m.w, h: m.h, hinting: m.hint, busy: m.overlay != nil,
		query: q, result: r, workedOut: m.workedOut,
	}
	m.sheet = s.sheetOf(m.sheet)
	s.sheet = m.sheet
	s.cursor, s.gone = s.session.Cursor(r.Rows), s.session.Gone(r.Rows)
	if s.divideView(len(r.Notes) + 1); s.step == tiny {
		s.screen = tooSmall{s}
		return s
	}
	view := m.rooms[q.View]
	if m.plain && q.View == query.TrendView { // lines cannot be read aloud: the figures they are made of can
		view = m.rooms[query.MatrixView]
	}
	if s.screen = view.layout(s); s.screen == nil {
		s.screen = m.rooms[query.ExploreView].layout(s)
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
func drawHeader(s *scene, f *grid.Frame) {
	tabs := tabsOf(s)
	q := s.query
	left := []grid.Span{
		{Text: string(s.glyphs.Sun) + " daylight", Style: s.theme.Accent.Bold()},
	}
	right := topic(s.kit, q)
	if s.step == list {
		// There is no room for the name: what the figures are comes first.
		text := strings.ToLower(q.Measure.Label()) + s.inForce(q)
		if q.View >= query.CountryView {
			text = q.View.String() + s.inForce(q)
		} else if q.View != query.ExploreView {
			text = q.View.String() + " " + string(s.glyphs.Dot) + " " + text
		}
		f.Text(s.header, text, s.theme.Accent)
		return
	}
	if s.step == narrow {
		right = strings.TrimPrefix(s.inForce(q), " "+string(s.glyphs.Dot)+" ")
		if q.View != query.ExploreView {
			right = strings.TrimSuffix(q.View.String()+" "+string(s.glyphs.Dot)+" "+right, " "+string(s.glyphs.Dot)+" ")
		}
	} else {
		width := grid.Width(right)
		if len(tabs) > 0 {
			width = s.header.X + s.header.W - tabs[0].rect.X
		}
		for _, subject := range subjects(s.kit, q) {
			if grid.Width(subject)+width+18 <= s.header.W {
				left = append(left, grid.Span{Text: "   " + subject, Style: s.theme.Text})
				break
			}
		}
	}
	used := f.Spans(s.header, left...)
	for _, t := range tabs {
		st := s.theme.Dim
		if t.view == q.View {
			st = s.theme.Accent.Bold()
		}
		f.Text(t.rect, t.view.String(), st)
	}
	if len(tabs) > 0 {
		return
	}
	rest := grid.Rect{X: s.header.X + used + 2, Y: s.header.Y, W: max(0, s.header.W-used-2), H: 1}
	f.TextRight(rest, right, s.theme.Accent)
}

// drawChips draws the filters.
func drawChips(s *scene, f *grid.Frame) {
	for _, c := range s.chips {
		value := s.theme.Text
		if c.set {
			value = s.theme.Accent.Bold()
		}
		spans := []grid.Span{{Text: c.label + " ", Style: s.theme.Dim}, {Text: c.value, Style: value}}
		if c.arrow {
			spans = append(spans, grid.Span{Text: " " + string(s.glyphs.Open), Style: s.theme.Faint})
		}
		f.Spans(c.rect, spans...)
	}
	if n := len(s.chips); n > 0 && s.step == wide && s.hiddenChips == 0 {
		last := s.chips[n-1].rect
		text := topic(s.kit, query.Query{Measure: s.query.Measure, By: s.query.By, Grain: s.query.Grain})
		if free := s.panes.chips.X + s.panes.chips.W - last.X - last.W; grid.Width(text)+3 <= free && s.query.View < query.CountryView {
			f.TextRight(s.panes.chips, text, s.theme.Accent)
		}
	}
	if s.hiddenChips > 0 {
		f.TextRight(s.panes.chips, fmt.Sprintf("+%d", s.hiddenChips), s.theme.Dim)
	}
}

// drawHint tells a newcomer what lies here and which keys to begin with.
func drawHint(s *scene, f *grid.Frame) {
	if s.hint.Empty() {
		return
	}
	periods := s.engine.Facet(s.query, query.ByPeriod).Rows
	if len(periods) == 0 {
		return
	}
	key, dim := s.theme.Key, s.theme.Dim
	story := fmt.Sprintf("%d %s, %s to %s:  ", len(periods), s.reportsWord(s.query), periods[0].Name, periods[len(periods)-1].Name)
	keys := func(them string) []grid.Span {
		return []grid.Span{
			{Text: "]", Style: key}, {Text: " steps through " + them + "   ", Style: dim},
			{Text: "2", Style: key}, {Text: " draws them over time   ", Style: dim},
			{Text: "enter", Style: key}, {Text: " opens a row", Style: dim},
		}
	}
	long := append([]grid.Span{{Text: story, Style: s.theme.Text}}, keys("them")...)
	short := []grid.Span{
		{Text: "]", Style: key}, {Text: " step   ", Style: dim},
		{Text: "2", Style: key}, {Text: " trend   ", Style: dim},
		{Text: "enter", Style: key}, {Text: " open", Style: dim},
	}
	for _, spans := range [][]grid.Span{long, keys("all " + s.reportsWord(s.query)), short} {
		if grid.SpansWidth(spans...) <= s.hint.W {
			f.Spans(s.hint, spans...)
			return
		}
	}
}

// drawNotes draws the caveats that touch the view, one a line, and says how many
// there are besides.
func drawNotes(s *scene, f *grid.Frame) {
	for y := range s.panes.notes.H {
		if y >= len(s.notes) {
			return
		}
		line := grid.Rect{X: s.panes.notes.X, Y: s.panes.notes.Y + y, W: s.panes.notes.W, H: 1}
		if more := len(s.notes) - s.panes.notes.H; y == s.panes.notes.H-1 && more > 0 {
			text := []grid.Span{
				{Text: fmt.Sprintf("  +%d more, ", more), Style: s.theme.Dim},
				{Text: "n", Style: s.theme.Key},
			}
			line.W -= f.SpansRight(line, text...)
		}
		f.Spans(line,
			grid.Span{Text: s.glyphs.Footnote(y) + " ", Style: s.theme.Accent},
			grid.Span{Text: s.notes[y].text, Style: s.theme.Dim})
	}
}

// drawHelpLine draws what was said last, else what the cursor is on, else the
// keys that are used most.
func (m *Model) drawHelpLine(f *grid.Frame, s *scene) {
	if m.said != "" {
		f.Text(s.help, m.said, m.theme.Accent)
		return
	}
	if m.plain {
		f.Text(s.help, s.screen.announce(), m.theme.Text)
		return
	}
	if text := s.screen.under(); text != "" {
		f.Text(s.help, text, m.theme.Text)
		return
	}
	var spans []grid.Span
	width, n := 0, 0
	for _, k := range s.screen.help() {
		b, _ := m.bindingFor(k.key)
		if k.key == arrowKeys {
			b.shown = k.key
		}
		word := k.word
		if word == "" {
			word = b.short
		}
		name := spelled(&m.kit, b.arrows())
		w := grid.Width(name) + 1 + grid.Width(word)
		if n > 0 {
			w += 3
		}
		isHelp := k.key == "?"
		if !isHelp && (n == 9 || width+w+9 > s.help.W) {
			continue // help itself is never left out
		}
		if n > 0 {
			spans = append(spans, grid.Span{Text: "   ", Style: m.theme.Dim})
		}
		spans = append(spans, grid.Span{Text: name, Style: m.theme.Key}, grid.Span{Text: " " + word, Style: m.theme.Dim})
		width, n = width+w, n+1
	}
	f.Spans(s.help, spans...)
}

// topic says what is on screen: the view, unless it is the first, and what its
// rows and figures are.
func topic(k *kit, q query.Query) string {
	text := fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), rowWord(&q))
	switch q.View {
	case query.ExploreView:
		return text
	case query.CountryView, query.RecordsView, query.SourcesView:
		return q.View.String()
	}
	return q.View.String() + " " + string(k.glyphs.Dot) + " " + text
}

// subjects say whose reports these are, in more words and in fewer.
func subjects(k *kit, q query.Query) []string {
	ids := k.engine.Publishers(q)
	const what = "Government requests for data"
	switch len(ids) {
	case 0:
		return []string{what}
	case 1:
		who := k.engine.Name(q, query.ByPublisher, ids[0])
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
func tabsOf(s *scene) []tabPlace {
	if s.step < wide {
		return nil
	}
	var tabs []tabPlace
	x := s.header.X + s.header.W
	views := query.Views()
	for i := range views {
		v := views[len(views)-1-i]
		w := grid.Width(v.String())
		x -= w
		tabs = append(tabs, tabPlace{v, grid.Rect{X: x, Y: s.header.Y, W: w, H: 1}})
		x -= 2
	}
	slices.Reverse(tabs)
	return tabs
}

// newViews makes the views of one dashboard.
func newViews(world func() ([]report.Shape, error)) [query.NumViews]view {
	return [...]view{
		query.ExploreView: exploreView{},
		query.TrendView:   &trendView{},
		query.MapView:     &mapView{world: world},
		query.MatrixView:  &matrixView{},
		query.CompareView: &compareView{},
		query.CountryView: &countryView{},
		query.RecordsView: recordsView{},
		query.SourcesView: sourcesView{},
	}
}

// standsIn says whether the rows of explore stand in place of another view.
func standsIn(s *scene) bool { return s.asRows && s.query.View != query.ExploreView }
