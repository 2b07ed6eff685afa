package tui

import (
	"math"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// stacked says whether bars show what came of the requests, part by part, rather
// than one figure.
func (v *exploreScreen) stacked() bool {
	q := v.query
	return q.Measure.Adds() && q.Scale != query.Log &&
		q.By != query.ByOutcome && v.result.Splits()
}

// drawn is the figure that a row's bar is as long as.
func (v *exploreScreen) drawn(r *answer.Row) (answer.Figure, report.Column) {
	if v.stacked() {
		return r.Figures[report.Requests], report.Requests
	}
	return r.Figures[v.query.Measure], v.query.Measure
}

// barOf turns a row into a bar. By period, a year stands beside half-years, so
// it is drawn as the half-year that it is on average.
func (v *exploreScreen) barOf(r *answer.Row) chart.Bar {
	q := v.query
	factor := 1.0
	if v.halves(r) {
		factor = 0.5
	}
	f, c := v.drawn(r)
	b := chart.Bar{State: stateOf(f)}
	if !v.stacked() {
		lo, hi := f.Rate, f.Rate
		if c.IsCount() {
			lo, hi = float64(f.Lo)*factor, float64(f.Hi)*factor
		}
		seg := chart.Segment{Lo: math.Abs(lo), Hi: math.Abs(hi), Key: int(q.Measure) + 1}
		seg.Style, seg.Texture = v.paint(paintOf(q.Measure))
		if lo < 0 {
			seg.Style, seg.Texture = v.fewer()
		}
		if q.By == query.ByOutcome {
			outcome := outcomeNamed(r.ID)
			seg.Style, seg.Texture = v.paint(outcome)
			seg.Key = int(outcome) + 1
		}
		if !f.Reported {
			seg.Lo = math.NaN()
		}
		b.Segments = []chart.Segment{seg}
		hollowOut(v.scene, r, &b)
		return b
	}
	b.Segments = v.outcomeParts(r, factor)
	hollowOut(v.scene, r, &b)
	return b
}

// hollowOut leaves nothing solid of the bar of a row that is not all there, so that
// it is not taken for one that is.
func hollowOut(s *scene, r *answer.Row, b *chart.Bar) {
	if lacks(s.result, r) == "" {
		return
	}
	for i := range b.Segments {
		b.Segments[i].Hi, b.Segments[i].Lo = max(b.Segments[i].Lo, b.Segments[i].Hi), 0
	}
}

// halves says whether a row's bar is scaled to six months.
func (v *exploreScreen) halves(r *answer.Row) bool {
	if _, c := v.drawn(r); !v.result.Uneven || !c.IsCount() || v.query.Scale == query.Percent {
		return false
	}
	p, err := report.ParsePeriod(r.ID)
	return err == nil && p.Months() == 12
}

// barScale is the scale of all bars: up to the longest of the rows, whether or
// not it is on screen, so that bars do not change while rows scroll.
func (v *exploreScreen) barScale() chart.Scale {
	kind := [...]chart.Kind{query.Linear: chart.Linear, query.Log: chart.Log, query.Percent: chart.Percent}[v.query.Scale]
	if kind == chart.Percent && !v.stacked() {
		kind = chart.Linear // one figure has no parts to be stacked to 100 %
	}
	if kind == chart.Log && (v.query.Measure.IsFraction() || v.query.Measure.IsSigned()) && !v.stacked() {
		kind = chart.Linear // parts of one have no powers of ten worth comparing, and what is below zero has none
	}
	scale := chart.Scale{Kind: kind}
	for i := range v.result.Rows {
		r := &v.result.Rows[i]
		f, c := v.drawn(r)
		if !f.Reported {
			continue
		}
		length := math.Abs(f.Rate)
		if c.IsCount() {
			length = float64(f.Hi)
		}
		if v.halves(r) {
			length /= 2
		}
		scale.Max = max(scale.Max, length)
	}
	return scale
}

// drawBars draws the bar of each row on screen and, where there is room, its
// value at the right edge.
func (v *exploreScreen) drawBars(f *grid.Frame) {
	if v.bars.Empty() {
		return
	}
	pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
	for y := range v.body.H {
		i := v.top + y
		if i >= len(v.result.Rows) {
			break
		}
		r := &v.result.Rows[i]
		line := grid.Rect{X: v.bars.X, Y: v.bars.Y + y, W: v.bars.W, H: 1}
		b := v.barOf(r)
		chosen := 0
		if i == v.cursor && v.session.Pane == model.BarsPane && !v.busy {
			chosen = int(v.session.Outcome) + 1
		}
		if v.query.Measure.IsSigned() {
			v.drawSigned(f, line, r, &b)
		} else {
			pen.DrawBar(f, line, &b, v.scale, chosen)
		}
		if v.value == 0 {
			continue
		}
		st := v.theme.Dim
		if i == v.cursor {
			st = v.theme.Strong
		}
		beside := grid.Rect{X: line.X + line.W + 1, Y: line.Y, W: v.value - 1, H: 1}
		if v.result.Uneven {
			mark, rest := beside.TakeRight(grid.Width(v.glyphs.Halved) + 1)
			if beside = rest; v.halves(r) {
				f.TextRight(mark, v.glyphs.Halved, st)
			}
		}
		if v.valued {
			f.TextRight(beside, v.sheet.column(v.query.Measure).rows[i], st)
		}
	}
}

// drawSigned draws what compares from an axis in the middle: more to the right, fewer
// to the left, in whole cells, as blocks that fill from the right do not exist.
func (v *exploreScreen) drawSigned(f *grid.Frame, line grid.Rect, r *answer.Row, b *chart.Bar) {
	left, right := line.TakeLeft(line.W / 2)
	figure := r.Figures[v.query.Measure]
	if !figure.Reported || figure.Rate >= 0 {
		chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}.DrawBar(f, right, b, v.scale, 0)
		return
	}
	st, texture := v.fewer()
	if !v.theme.NoColor && !v.glyphs.ASCII {
		texture = v.glyphs.Solid
	}
	n := max(1, int(math.Round(v.scale.Position(-figure.Rate, left.W))))
	f.HLine(left.X+left.W-n, left.Y, n, texture, st)
}

// drawLegend explains the colours of the bars, or names what they show.
func (v *exploreScreen) drawLegend(f *grid.Frame) {
	if v.bars.Empty() || v.legend.Empty() || len(v.result.Rows) == 0 {
		return
	}
	r := v.legend
	pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
	if v.query.Measure.IsSigned() {
		more, texture := v.paint(report.Requests)
		less, other := v.fewer()
		pen.DrawLegend(f, r, v.theme.Dim, []chart.Entry{v.swatch(more, texture, "more"), v.swatch(less, other, "fewer")})
		return
	}
	if !v.stacked() {
		text := v.query.Measure.Label()
		switch {
		case v.scale.Kind == chart.Log:
			text += ", logarithmic scale"
		case v.query.Scale != query.Linear && v.query.By != query.ByOutcome && v.result.Splits():
			text += ", linear scale"
		case !v.result.Splits() && v.query.Measure.Adds():
			text += ", not split by outcome"
		}
		f.Text(r, text, v.theme.Dim)
		return
	}
	pen.DrawLegend(f, r, v.theme.Dim, v.outcomeEntries(&v.result.Total))
}

// everyOutcome are the entries of the outcomes that requests have under one filter
// or another: all but the one that is for reports which split no further.
func everyOutcome(k *kit, total *answer.Row) []chart.Entry {
	var entries []chart.Entry
	for _, c := range report.Outcomes() {
		if c != report.Pending && (c != report.SomeData || drawnPart(total, c).Hi > 0) {
			entries = append(entries, chart.Entry{Label: legendLabel(c)})
		}
	}
	return entries
}
