package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
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
	s.drawHeader(f)
	s.drawChips(f)
	s.screen.draw(f)
	s.drawNotes(f)
	s.drawHint(f)
	m.drawHelpLine(f, s)
	if m.overlay != nil {
		return m.overlay.draw(m, f, s)
	}
	return nil
}

// exploreScreen is the view that a person begins with: tiles, the rows as a table
// and as bars, and their totals.
type exploreScreen struct {
	*scene
	top         int // index of the first row on screen
	name        grid.Rect
	columns     []columnPlace
	bars        grid.Rect // the bars themselves; their width is the length of the longest
	value       int       // cells to the right of the bars …
	valued      bool      // … that hold the value, and not only what the bar was divided by
	scale       chart.Scale
	tiles       []tilePlace
	hiddenTiles int // that had no room
	tileLimit   int // how many cells the count of a tile takes at most
	legend      grid.Rect
}

// columnPlace is where a column of the table stands, from the head down.
type columnPlace struct {
	column report.Column
	x, w   int
}

func (v *exploreScreen) draw(f *grid.Frame) {
	if v.step == list {
		v.drawTable(f)
		v.drawSubtotal(f)
		v.drawTotals(f)
		return
	}
	v.drawTiles(f)
	v.drawHeads(f)
	v.drawLegend(f)
	v.drawAbove(f)
	v.drawTable(f)
	v.drawBars(f)
	v.drawBelow(f)
	v.drawSubtotal(f)
	v.drawTotals(f)
}

func (v *exploreScreen) click(x, y int) []model.Action {
	for _, t := range v.tiles {
		if t.rect.Contains(x, y) {
			chosen := actions(model.Focus{Pane: model.TilesPane}, model.SelectPart{Outcome: t.Columns[0]})
			if t.Columns[0].IsOutcome() {
				chosen = append(chosen, model.Enter{})
			}
			return chosen
		}
	}
	if v.head.Contains(x, y) {
		return v.clickHead(x)
	}
	if v.body.Contains(x, y) {
		return v.clickRow(x, y)
	}
	return nil
}

func (v *exploreScreen) wheel(by int) []model.Action { return v.wheelRows(by, v.body.H) }

func (v *exploreScreen) shows(c report.Column) bool { return slices.Contains(v.onScreen, c) }

func (v *exploreScreen) figures() figures {
	rows := v.result.Rows
	top := scrolled(v.session.Top, v.cursor, v.body.H, len(rows))
	return figures{rows: rows[top:min(top+max(v.body.H, 0), len(rows))], totals: true}
}

func (v *exploreScreen) window() (cursor, height, lines int) {
	return v.cursor, v.body.H, len(v.result.Rows)
}

func (v *exploreScreen) announce() string { return v.announced() }

func (v *exploreScreen) readAt() (x, y int) {
	return v.body.X, v.body.Y + v.cursor - v.top
}

func (v *exploreScreen) figure() (query.Query, *answer.Row, report.Column) {
	if v.cursor < 0 {
		return v.query, nil, 0
	}
	return v.query, &v.result.Rows[v.cursor], v.inspected()
}

func (*exploreScreen) help() []helpKey {
	return []helpKey{
		{"p", ""}, {"s", ""}, {"t", ""}, {"o", ""}, {"c", ""}, {"/", ""}, {"]", ""}, {"1", ""}, {"i", ""}, {":", ""}, {"?", ""},
	}
}

// drawHeader draws the wordmark, whose reports these are, and what the rows are.
func (s *scene) drawHeader(f *grid.Frame) {
	q := s.query
	left := []grid.Span{
		{Text: string(s.glyphs.Sun) + " daylight", Style: s.theme.Accent.Bold()},
	}
	right := s.topic(q)
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
		if len(s.tabs) > 0 {
			width = s.header.X + s.header.W - s.tabs[0].rect.X
		}
		for _, subject := range s.subjects(q) {
			if grid.Width(subject)+width+18 <= s.header.W {
				left = append(left, grid.Span{Text: "   " + subject, Style: s.theme.Text})
				break
			}
		}
	}
	used := f.Spans(s.header, left...)
	for _, t := range s.tabs {
		st := s.theme.Dim
		if t.view == q.View {
			st = s.theme.Accent.Bold()
		}
		f.Text(t.rect, t.view.String(), st)
	}
	if len(s.tabs) > 0 {
		return
	}
	rest := grid.Rect{X: s.header.X + used + 2, Y: s.header.Y, W: max(0, s.header.W-used-2), H: 1}
	f.TextRight(rest, right, s.theme.Accent)
}

// topic says what is on screen: the view, unless it is the first, and what its
// rows and figures are.
func (k *kit) topic(q query.Query) string {
	text := fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), rowWord(&q))
	switch q.View {
	case query.ExploreView:
		return text
	case query.CountryView, query.RecordsView, query.SourcesView:
		return q.View.String()
	}
	return q.View.String() + " " + string(k.glyphs.Dot) + " " + text
}

// tabPlace is where the name of a view stands, to be clicked.
type tabPlace struct {
	view query.View
	rect grid.Rect
}

// placeTabs places the names of all views in the header, where there is room.
func (s *scene) placeTabs() {
	if s.step < wide {
		return
	}
	x := s.header.X + s.header.W
	views := query.Views()
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
func (k *kit) inForce(q query.Query) string {
	text := ""
	if q.Search != "" {
		text = fmt.Sprintf(" %c %q", k.glyphs.Dot, q.Search)
	}
	for _, by := range []query.Dimension{
		query.ByOutcome, query.ByCountry, query.ByRegion, query.ByGroup, query.ByPeriod, query.ByType, query.ByService, query.ByPublisher,
	} {
		if c := k.chip(q, by); c.set {
			text += fmt.Sprintf(" %c %s", k.glyphs.Dot, c.value)
		}
	}
	return text
}

// subjects say whose reports these are, in more words and in fewer.
func (k *kit) subjects(q query.Query) []string {
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

// drawChips draws the filters.
func (s *scene) drawChips(f *grid.Frame) {
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
	if n := len(s.chips); n > 0 && len(s.tabs) > 0 && s.hiddenChips == 0 {
		last := s.chips[n-1].rect
		text := s.topic(query.Query{Measure: s.query.Measure, By: s.query.By, Grain: s.query.Grain})
		if free := s.panes.chips.X + s.panes.chips.W - last.X - last.W; grid.Width(text)+3 <= free && s.query.View < query.CountryView {
			f.TextRight(s.panes.chips, text, s.theme.Accent)
		}
	}
	if s.hiddenChips > 0 {
		f.TextRight(s.panes.chips, fmt.Sprintf("+%d", s.hiddenChips), s.theme.Dim)
	}
}
