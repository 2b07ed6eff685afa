package tui

import (
	"math"
	"strings"

	"daylight/model"
	"daylight/tui/chart"
	"daylight/tui/grid"
)

// byOutcome says whether bars show what came of the requests, part by part,
// rather than one figure.
func byOutcome(q model.Query) bool {
	return (q.Measure == model.Requests || q.Measure == model.Share) && q.Scale != model.Log
}

// barOf turns a row into a bar. By period, a year stands beside half-years, so
// it is drawn as the half-year that it is on average.
func (m *Model) barOf(s *scene, r *model.Row) chart.Bar {
	q := s.query
	factor := 1.0
	if s.halves(r) {
		factor = 0.5
	}
	f := r.Figures[q.Measure]
	b := chart.Bar{State: stateOf(f)}
	if !byOutcome(q) || q.By == model.ByOutcome {
		lo, hi := f.Rate, f.Rate
		if q.Measure.IsCount() {
			lo, hi = float64(f.Lo)*factor, float64(f.Hi)*factor
		}
		seg := chart.Segment{Lo: math.Abs(lo), Hi: math.Abs(hi), Key: int(q.Measure) + 1}
		seg.Style, seg.Texture = m.paint("")
		if lo < 0 {
			seg.Style, seg.Texture = m.fewer()
		}
		if q.By == model.ByOutcome {
			seg.Style, seg.Texture = m.paint(r.ID)
			seg.Key = outcomeKey(r.ID)
		}
		if !f.Reported {
			seg.Lo = math.NaN()
		}
		b.Segments = []chart.Segment{seg}
		return b
	}
	requests := r.Figures[model.Requests]
	b.State = stateOf(requests)
	if !requests.Reported {
		return b
	}
	b.Segments = m.segments[:0]
	for _, c := range model.Outcomes() {
		o := r.Figures[c]
		if !o.Reported || o.Hi == 0 {
			continue
		}
		seg := chart.Segment{Lo: float64(o.Lo) * factor, Hi: float64(o.Hi) * factor, Key: int(c) + 1}
		seg.Style, seg.Texture = m.paint(c.String())
		b.Segments = append(b.Segments, seg)
	}
	if requests.IsRange() || len(b.Segments) == 0 {
		// A range cannot be split by outcome without saying more than the report.
		seg := chart.Segment{Lo: float64(requests.Lo) * factor, Hi: float64(requests.Hi) * factor, Key: int(model.Unspecified) + 1}
		seg.Style, seg.Texture = m.paint(model.Unspecified.String())
		b.Segments = append(b.Segments[:0], seg)
	}
	m.segments = b.Segments
	return b
}

// fewer is the colour and the texture of a change for less.
func (m *Model) fewer() (grid.Style, rune) {
	return grid.Style{FG: m.theme.Series[2]}, m.glyphs.Texture(model.NoData.String())
}

// outcomeKey is the key of an outcome's segment.
func outcomeKey(id string) int {
	for _, c := range model.Outcomes() {
		if c.String() == id {
			return int(c) + 1
		}
	}
	return 0
}

// paint is the colour and the texture of an outcome; of a plain amount for "".
func (m *Model) paint(outcome string) (grid.Style, rune) {
	return grid.Style{FG: m.theme.Outcome(outcome)}, m.glyphs.Texture(outcome)
}

// stateOf says how sure a figure is.
func stateOf(f model.Figure) chart.State {
	switch {
	case !f.Reported:
		return chart.Missing
	case f.Marks.Has(model.Floor):
		return chart.Floor
	case f.Marks.Has(model.Approx):
		return chart.Approximate
	}
	return chart.Exact
}

// halves says whether a row's bar is scaled to six months.
func (s *scene) halves(r *model.Row) bool {
	if !s.result.Uneven || !s.query.Measure.IsCount() || s.query.Scale == model.Percent {
		return false
	}
	p, err := model.ParsePeriod(r.ID)
	return err == nil && p.Months() == 12
}

// barScale is the scale of all bars: up to the longest of the rows, whether or
// not it is on screen, so that bars do not change while rows scroll.
func (m *Model) barScale(s *scene) chart.Scale {
	kind := [...]chart.Kind{model.Linear: chart.Linear, model.Log: chart.Log, model.Percent: chart.Percent}[s.query.Scale]
	if kind == chart.Percent && !byOutcome(s.query) {
		kind = chart.Linear // one figure has no parts to be stacked to 100 %
	}
	scale := chart.Scale{Kind: kind}
	for i := range s.result.Rows {
		r := &s.result.Rows[i]
		f := r.Figures[s.query.Measure]
		if byOutcome(s.query) {
			f = r.Figures[model.Requests]
		}
		if !f.Reported {
			continue
		}
		v := math.Abs(f.Rate)
		if s.query.Measure.IsCount() || byOutcome(s.query) {
			v = float64(f.Hi)
		}
		if s.halves(r) {
			v /= 2
		}
		scale.Max = max(scale.Max, v)
	}
	return scale
}

// drawBars draws the bar of each row on screen and, where there is room, its
// value at the right edge.
func (m *Model) drawBars(f *grid.Frame, s *scene) {
	if s.bars.Empty() {
		return
	}
	pen := chart.Pen{Theme: &m.theme, Glyphs: &m.glyphs}
	for y := range s.body.H {
		i := s.top + y
		if i >= len(s.result.Rows) {
			break
		}
		r := &s.result.Rows[i]
		line := grid.Rect{X: s.bars.X, Y: s.bars.Y + y, W: s.bars.W, H: 1}
		b := m.barOf(s, r)
		chosen := 0
		if i == s.cursor && m.state.Pane == model.BarsPane && m.overlay == nil {
			chosen = int(m.state.Outcome) + 1
		}
		pen.DrawBar(f, line, &b, s.scale, chosen)
		if s.value == 0 {
			continue
		}
		st := m.theme.Dim
		if i == s.cursor {
			st = m.theme.Strong
		}
		beside := grid.Rect{X: line.X + line.W + 1, Y: line.Y, W: s.value - 1, H: 1}
		if s.halves(r) {
			f.Text(beside, m.glyphs.Halved, st)
		}
		if s.valued {
			f.TextRight(beside, s.sheet.column(s.query.Measure).rows[i], st)
		}
	}
}

// drawLegend explains the colours of the bars, or names what they show.
func (m *Model) drawLegend(f *grid.Frame, s *scene) {
	if s.bars.Empty() {
		return
	}
	r := s.legend
	pen := chart.Pen{Theme: &m.theme, Glyphs: &m.glyphs}
	swatch := func(st grid.Style, texture rune, label string) chart.Entry {
		if m.theme.NoColor || m.glyphs.ASCII {
			return chart.Entry{Mark: texture, Style: st, Label: label}
		}
		return chart.Entry{Mark: m.glyphs.Solid, Style: st, Label: label}
	}
	if s.query.Measure == model.Change {
		more, texture := m.paint("")
		less, other := m.fewer()
		pen.DrawLegend(f, r, m.theme.Dim, []chart.Entry{swatch(more, texture, "more"), swatch(less, other, "fewer")})
		return
	}
	if !byOutcome(s.query) {
		text := s.query.Measure.Label()
		if s.scale.Kind == chart.Log {
			text += ", logarithmic scale"
		}
		f.Text(r, text, m.theme.Dim)
		return
	}
	var entries []chart.Entry
	for _, c := range model.Outcomes() {
		if o := s.result.Total.Figures[c]; !o.Reported || o.Hi == 0 {
			continue
		}
		st, texture := m.paint(c.String())
		entries = append(entries, swatch(st, texture, legendLabel(c)))
	}
	air := len(s.tiles) > 0 && s.tiles[0].rect.Y+s.tiles[0].rect.H < s.head.Y // the row above the heads is empty
	switch rows := chart.LegendRows(r.W, entries); {
	case rows > 1 && air && rows == 2:
		r.Y, r.H = r.Y-1, 2
	case rows > 1 && air:
		width := -3
		for _, e := range entries {
			width += 5 + grid.Width(e.Label)
		}
		r.W = min(max(width, r.W), s.head.W)
		r.X, r.Y = s.head.X+s.head.W-r.W, s.head.Y-1
	case rows > 1 && s.step == narrow:
		return // the tiles name the colours
	}
	pen.DrawLegend(f, r, m.theme.Dim, entries)
}

// legendLabel is an outcome's name in the legend.
func legendLabel(c model.Column) string {
	switch c {
	case model.Nothing:
		return "nothing"
	}
	return strings.ToLower(c.Label())
}
