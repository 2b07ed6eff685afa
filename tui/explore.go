package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/grid"
)

// draw draws the whole screen and says where the terminal's cursor stands, nil
// for nowhere.
func (m *Model) draw(f *grid.Frame) *tea.Cursor {
	s := m.scene()
	switch s.step {
	case tiny:
		m.drawTiny(f)
		return nil
	case list:
		m.drawHeader(f, &s)
		m.drawTable(f, &s)
		m.drawTotals(f, &s)
		m.drawHelpLine(f, &s)
	default:
		m.drawHeader(f, &s)
		m.drawChips(f, &s)
		m.drawTiles(f, &s)
		m.drawHeads(f, &s)
		m.drawLegend(f, &s)
		m.drawAbove(f, &s)
		m.drawTable(f, &s)
		m.drawBars(f, &s)
		m.drawBelow(f, &s)
		m.drawTotals(f, &s)
		m.drawNotes(f, &s)
		m.drawHint(f, &s)
		m.drawHelpLine(f, &s)
	}
	if m.overlay != nil {
		return m.overlay.draw(m, f, &s)
	}
	return nil
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
	right := fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), q.By)
	if s.step == list {
		// There is no room for the name: what the figures are comes first.
		f.Text(s.header, strings.ToLower(q.Measure.Label())+m.inForce(q), m.theme.Accent)
		return
	}
	if s.step == narrow {
		right = strings.TrimPrefix(m.inForce(q), " "+string(m.glyphs.Dot)+" ")
	} else {
		for _, subject := range m.subjects(q) {
			if grid.Width(subject)+grid.Width(right)+18 <= s.header.W {
				left = append(left, grid.Span{Text: "   " + subject, Style: m.theme.Text})
				break
			}
		}
	}
	used := f.Spans(s.header, left...)
	rest := grid.Rect{X: s.header.X + used + 2, Y: s.header.Y, W: max(0, s.header.W-used-2), H: 1}
	f.TextRight(rest, right, m.theme.Accent)
}

// inForce lists the filters that are set, the most particular first, each after
// a dot.
func (m *Model) inForce(q model.Query) string {
	text := ""
	if q.Search != "" {
		text = fmt.Sprintf(" %c %q", m.glyphs.Dot, q.Search)
	}
	for _, by := range []model.Dimension{
		model.ByOutcome, model.ByCountry, model.ByRegion, model.ByPeriod, model.ByType, model.ByService, model.ByPublisher,
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
		return []string{what + " held by " + who, "Requests to " + who, who}
	}
	who := fmt.Sprintf("%d companies", len(ids))
	return []string{what + " held by " + who, "Requests to " + who, who}
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
	if s.hiddenChips > 0 {
		f.TextRight(s.panes.chips, fmt.Sprintf("+%d", s.hiddenChips), m.theme.Dim)
	}
}
