package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/kit/grid"
)

// draw draws the whole screen and says where the terminal's cursor stands, nil
// for nowhere.
func (m *Model) draw(f *grid.Frame) *tea.Cursor {
	s := m.scene()
	if s.step == tiny {
		m.drawTiny(f)
		return nil
	}
	m.drawHeader(f, &s)
	m.drawChips(f, &s)
	s.screen.draw(m, f, &s)
	m.drawNotes(f, &s)
	m.drawHint(f, &s)
	m.drawHelpLine(f, &s)
	if m.overlay != nil {
		return m.overlay.draw(m, f, &s)
	}
	return nil
}

// exploreScreen is the view that a person begins with: tiles, the rows as a table
// and as bars, and their totals. Its places stand in the scene.
type exploreScreen struct{}

func (exploreScreen) draw(m *Model, f *grid.Frame, s *scene) {
	if s.step == list {
		m.drawTable(f, s)
		m.drawSubtotal(f, s)
		m.drawTotals(f, s)
		return
	}
	m.drawTiles(f, s)
	m.drawHeads(f, s)
	m.drawLegend(f, s)
	m.drawAbove(f, s)
	m.drawTable(f, s)
	m.drawBars(f, s)
	m.drawBelow(f, s)
	m.drawSubtotal(f, s)
	m.drawTotals(f, s)
}

func (exploreScreen) click(m *Model, s *scene, x, y int) []model.Action {
	for _, t := range s.tiles {
		if t.rect.Contains(x, y) {
			chosen := actions(model.Focus{Pane: model.TilesPane}, model.SelectPart{Outcome: t.Columns[0]})
			if t.Columns[0].IsOutcome() {
				chosen = append(chosen, model.Enter{})
			}
			return chosen
		}
	}
	if s.head.Contains(x, y) {
		return m.clickHead(s, x)
	}
	if s.body.Contains(x, y) {
		return m.clickRow(s, x, y)
	}
	return nil
}

func (exploreScreen) wheel(m *Model, s *scene, by int) []model.Action { return m.wheelRows(s, by) }

func (exploreScreen) shows(s *scene, c model.Column) bool { return s.hasColumn(c) }

func (exploreScreen) window(_ *Model, s *scene) (cursor, height, lines int) {
	return s.cursor, s.body.H, len(s.result.Rows)
}

func (exploreScreen) under(m *Model, s *scene) string { return m.underCursor(s) }

func (exploreScreen) announce(m *Model, s *scene) string { return m.announced(s) }

func (exploreScreen) readAt(_ *Model, s *scene) (x, y int) {
	return s.body.X, s.body.Y + s.cursor - s.top
}

func (exploreScreen) figure(m *Model, s *scene) (model.Query, *model.Row, model.Column) {
	if s.cursor < 0 {
		return s.query, nil, 0
	}
	return s.query, &s.result.Rows[s.cursor], m.inspected(s)
}

func (exploreScreen) help() []helpKey {
	return []helpKey{
		{"p", ""}, {"s", ""}, {"t", ""}, {"o", ""}, {"c", ""}, {"/", ""}, {"]", ""}, {"1", ""}, {"i", ""}, {":", ""}, {"?", ""},
	}
}

// drawTiny says what is wrong where nothing else fits.
func (m *Model) drawTiny(f *grid.Frame) {
	text := fmt.Sprintf("%d×%d: needs %d×%d", m.w, m.h, tinyWidth, tinyHeight)
	if m.glyphs.ASCII {
		text = strings.ReplaceAll(text, "×", "x")
	}
	f.Text(f.Bounds(), text, m.theme.Text)
}

// drawHeader draws the wordmark, whose reports these are, and what the rows are.
func (m *Model) drawHeader(f *grid.Frame, s *scene) {
	q := s.query
	left := []grid.Span{
		{Text: string(m.glyphs.Sun) + " daylight", Style: m.theme.Accent.Bold()},
	}
	right := m.topic(q)
	if s.step == list {
		// There is no room for the name: what the figures are comes first.
		text := strings.ToLower(q.Measure.Label()) + m.inForce(q)
		if q.View >= model.CountryView {
			text = q.View.String() + m.inForce(q)
		} else if q.View != model.ExploreView {
			text = q.View.String() + " " + string(m.glyphs.Dot) + " " + text
		}
		f.Text(s.header, text, m.theme.Accent)
		return
	}
	if s.step == narrow {
		right = strings.TrimPrefix(m.inForce(q), " "+string(m.glyphs.Dot)+" ")
		if q.View != model.ExploreView {
			right = strings.TrimSuffix(q.View.String()+" "+string(m.glyphs.Dot)+" "+right, " "+string(m.glyphs.Dot)+" ")
		}
	} else {
		width := grid.Width(right)
		if len(s.tabs) > 0 {
			width = s.header.X + s.header.W - s.tabs[0].rect.X
		}
		for _, subject := range m.subjects(q) {
			if grid.Width(subject)+width+18 <= s.header.W {
				left = append(left, grid.Span{Text: "   " + subject, Style: m.theme.Text})
				break
			}
		}
	}
	used := f.Spans(s.header, left...)
	for _, t := range s.tabs {
		st := m.theme.Dim
		if t.view == q.View {
			st = m.theme.Accent.Bold()
		}
		f.Text(t.rect, t.view.String(), st)
	}
	if len(s.tabs) > 0 {
		return
	}
	rest := grid.Rect{X: s.header.X + used + 2, Y: s.header.Y, W: max(0, s.header.W-used-2), H: 1}
	f.TextRight(rest, right, m.theme.Accent)
}

// topic says what is on screen: the view, unless it is the first, and what its
// rows and figures are.
func (m *Model) topic(q model.Query) string {
	text := fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), rowWord(&q))
	switch q.View {
	case model.ExploreView:
		return text
	case model.CountryView, model.RecordsView, model.SourcesView:
		return q.View.String()
	}
	return q.View.String() + " " + string(m.glyphs.Dot) + " " + text
}

// tabPlace is where the name of a view stands, to be clicked.
type tabPlace struct {
	view model.View
	rect grid.Rect
}

// placeTabs places the names of all views in the header, where there is room.
func (m *Model) placeTabs(s *scene) {
	if s.step < wide {
		return
	}
	x := s.header.X + s.header.W
	views := model.Views()
	for i := range views {
		v := views[len(views)-1-i]
		w := grid.Width(v.String())
		x -= w
		s.tabs = append(s.tabs, tabPlace{v, grid.Rect{X: x, Y: s.header.Y, W: w, H: 1}})
		x -= 2
	}
	slices.Reverse(s.tabs)
}

// inForce lists the filters that are set, the most particular first, each after
// a dot.
func (m *Model) inForce(q model.Query) string {
	text := ""
	if q.Search != "" {
		text = fmt.Sprintf(" %c %q", m.glyphs.Dot, q.Search)
	}
	for _, by := range []model.Dimension{
		model.ByOutcome, model.ByCountry, model.ByRegion, model.ByGroup, model.ByPeriod, model.ByType, model.ByService, model.ByPublisher,
	} {
		if c := m.chip(q, by); c.set {
			text += fmt.Sprintf(" %c %s", m.glyphs.Dot, c.value)
		}
	}
	return text
}

// subjects say whose reports these are, in more words and in fewer.
func (m *Model) subjects(q model.Query) []string {
	ids := m.engine.Publishers(q)
	const what = "Government requests for data"
	switch len(ids) {
	case 0:
		return []string{what}
	case 1:
		who := m.engine.Name(q, model.ByPublisher, ids[0])
		return addressed(what, who)
	}
	return addressed(what, fmt.Sprintf("%d companies", len(ids)))
}

// addressed says to whom the requests go, in more words and in fewer.
func addressed(what, who string) []string {
	return []string{what + " held by " + who, "Government requests to " + who, "Requests to " + who, who}
}

// drawChips draws the filters.
func (m *Model) drawChips(f *grid.Frame, s *scene) {
	for _, c := range s.chips {
		value := m.theme.Text
		if c.set {
			value = m.theme.Accent.Bold()
		}
		spans := []grid.Span{{Text: c.label + " ", Style: m.theme.Dim}, {Text: c.value, Style: value}}
		if c.arrow {
			spans = append(spans, grid.Span{Text: " " + string(m.glyphs.Open), Style: m.theme.Faint})
		}
		f.Spans(c.rect, spans...)
	}
	if n := len(s.chips); n > 0 && len(s.tabs) > 0 && s.hiddenChips == 0 {
		last := s.chips[n-1].rect
		text := m.topic(model.Query{Measure: s.query.Measure, By: s.query.By, Grain: s.query.Grain})
		if free := s.panes.chips.X + s.panes.chips.W - last.X - last.W; grid.Width(text)+3 <= free && s.query.View < model.CountryView {
			f.TextRight(s.panes.chips, text, m.theme.Accent)
		}
	}
	if s.hiddenChips > 0 {
		f.TextRight(s.panes.chips, fmt.Sprintf("+%d", s.hiddenChips), m.theme.Dim)
	}
}
