package tui

import (
	"math"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
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

// outcomeParts are the parts of a bar that shows what came of the requests of a
// row, multiplied by a factor; none where the row reports no requests. They stand
// in a buffer that the next bar uses again.
func (k *kit) outcomeParts(r *answer.Row, factor float64) []chart.Segment {
	f := r.Figures[report.Requests]
	if !f.Reported {
		return nil
	}
	parts := k.segments[:0]
	for _, c := range report.Outcomes() {
		o := drawnPart(r, c)
		if c == report.Pending || !o.Reported || o.Hi == 0 {
			continue
		}
		seg := chart.Segment{Lo: float64(o.Lo) * factor, Hi: float64(o.Hi) * factor, Key: int(c) + 1}
		seg.Style, seg.Texture = k.paint(c)
		parts = append(parts, seg)
	}
	if len(parts) == 0 {
		seg := chart.Segment{Lo: float64(f.Lo) * factor, Hi: float64(f.Hi) * factor, Key: int(report.Unspecified) + 1}
		seg.Style, seg.Texture = k.paint(report.Unspecified)
		parts = append(parts, seg)
	}
	k.segments = parts
	return parts
}

// paintOf is the outcome whose colour a measure has; of a plain amount, requests.
func paintOf(c report.Column) report.Column {
	if outcome, ok := c.Outcome(); ok {
		return outcome
	}
	return report.Requests
}

// fewer is the colour and the texture of what is less than before.
func (k *kit) fewer() (grid.Style, rune) {
	return grid.Style{FG: k.theme.Series[2]}, k.glyphs.Textures[theme.NoData]
}

// unknown is what is not known of a row's outcomes: the unspecified, with the few
// that were pending when the report was printed, which have the same colour.
func unknown(r *answer.Row) answer.Figure {
	f, pending := r.Figures[report.Unspecified], r.Figures[report.Pending]
	f.Reported = f.Reported || pending.Reported
	f.Lo, f.Hi = f.Lo+pending.Lo, f.Hi+pending.Hi
	return f
}

// outcomeNamed is the outcome that is a row, where rows are outcomes; else requests.
func outcomeNamed(id string) report.Column {
	for _, c := range report.Outcomes() {
		if c.String() == id {
			return c
		}
	}
	return report.Requests
}

// themeOutcome is how the theme calls an outcome; any other column is a plain amount.
func themeOutcome(c report.Column) theme.Outcome {
	if !c.IsOutcome() {
		return theme.Amount
	}
	return theme.Content + theme.Outcome(c-report.Content)
}

// paint is the colour and the texture of an outcome, or of a plain amount.
func (k *kit) paint(c report.Column) (grid.Style, rune) {
	o := themeOutcome(c)
	return grid.Style{FG: k.theme.Outcomes[o]}, k.glyphs.Textures[o]
}

// stateOf says how sure a figure is.
func stateOf(f answer.Figure) chart.State {
	switch {
	case !f.Reported:
		return chart.Missing
	case f.Marks.Has(answer.Floor):
		return chart.Floor
	case f.Marks.Has(answer.Approx), f.Marks.Has(answer.Ceiling):
		return chart.Approximate
	}
	return chart.Exact
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

// swatch is an entry of a legend: a patch of colour or, without colours, of the
// texture.
func (k *kit) swatch(st grid.Style, texture rune, label string) chart.Entry {
	if k.theme.NoColor || k.glyphs.ASCII {
		return chart.Entry{Mark: texture, Style: st, Label: label}
	}
	return chart.Entry{Mark: k.glyphs.Swatch, Style: st, Label: label}
}

// outcomeEntries explain the colours of the parts that the bars of some rows
// have.
func (k *kit) outcomeEntries(rows ...*answer.Row) []chart.Entry {
	var entries []chart.Entry
	for _, c := range report.Outcomes() {
		if c == report.Pending || !slices.ContainsFunc(rows, func(r *answer.Row) bool { return drawnPart(r, c).Hi > 0 }) {
			continue
		}
		st, texture := k.paint(c)
		entries = append(entries, k.swatch(st, texture, legendLabel(c)))
	}
	return entries
}

// everyOutcome are the entries of the outcomes that requests have under one filter
// or another: all but the one that is for reports which split no further.
func (k *kit) everyOutcome(total *answer.Row) []chart.Entry {
	var entries []chart.Entry
	for _, c := range report.Outcomes() {
		if c != report.Pending && (c != report.SomeData || drawnPart(total, c).Hi > 0) {
			entries = append(entries, chart.Entry{Label: legendLabel(c)})
		}
	}
	return entries
}

// drawnPart is what a bar of outcomes shows of one of them.
func drawnPart(r *answer.Row, c report.Column) answer.Figure {
	if c == report.Unspecified {
		return unknown(r)
	}
	return r.Figures[c]
}

// legendLabel is an outcome's name in the legend.
func legendLabel(c report.Column) string {
	switch c {
	case report.Nothing:
		return "not split"
	}
	return strings.ToLower(c.Label())
}
