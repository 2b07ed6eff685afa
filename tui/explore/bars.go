package explore

import (
	"math"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// stacked says whether bars show what came of the requests, part by part, rather
// than one figure.
func (v *Screen) stacked() bool { return v.stacks(v.Result.Splits()) }

// stacks says whether bars show what came of requests, where that is told.
func (v *Screen) stacks(told bool) bool {
	q := v.Query
	return q.Measure.Adds() && q.Scale != query.Log && q.By != query.ByOutcome && told
}

// drawn is the figure that a row's bar is as long as.
func (v *Screen) drawn(r *answer.Row) (answer.Figure, report.Column) {
	if v.stacked() {
		return r.Figures[report.Requests], report.Requests
	}
	return r.Figures[v.Query.Measure], v.Query.Measure
}

// BarOf turns a row into a bar. By period, a year stands beside half-years, so
// it is drawn as the half-year that it is on average.
func (v *Screen) BarOf(r *answer.Row) chart.Bar {
	factor := 1.0
	if v.halves(r) {
		factor = 0.5
	}
	f, c := v.drawn(r)
	var b chart.Bar
	if v.stacked() {
		b = chart.Bar{State: scene.StateOf(f), Segments: v.OutcomeParts(r, factor)}
	} else {
		b = v.FigureBar(f, c, factor)
	}
	if v.Query.By == query.ByOutcome {
		outcome, seg := scene.OutcomeNamed(r.ID), &b.Segments[0]
		seg.Style, seg.Texture = v.Paint(outcome)
		seg.Key = int(outcome) + 1
	}
	if scene.Lacks(v.Result, r) != "" {
		scene.Hollow(&b)
	}
	return b
}

// halves says whether a row's bar is scaled to six months.
func (v *Screen) halves(r *answer.Row) bool {
	if _, c := v.drawn(r); !v.uneven() || !c.IsCount() || v.Query.Scale == query.Percent {
		return false
	}
	if v.HalvesAll() {
		return true
	}
	p, err := report.ParsePeriod(r.ID)
	return err == nil && p.Months() == 12
}

// rowName is the name of a row. Where no bar says that a year was halved beside half-years, the name says how long
// it is.
func (v *Screen) rowName(r *answer.Row) string {
	name := scene.RowName(v.Result, r)
	if v.Bars.Empty() && v.Query.By == query.ByPeriod && v.halves(r) {
		name += monthsWord
	}
	return name
}

// uneven says whether years stand among half-years: as rows, or as what runs by.
func (v *Screen) uneven() bool { return v.Result.Uneven || v.PlaysUneven() }

// barScale is the scale of all bars: up to the longest of the rows, whether or
// not it is on screen, so that bars do not change while rows scroll.
func (v *Screen) barScale() chart.Scale {
	kind := [...]chart.Kind{query.Linear: chart.Linear, query.Log: chart.Log, query.Percent: chart.Percent}[v.Query.Scale]
	if !v.stacked() && (kind == chart.Percent || !scene.Logs(v.Query.Measure)) {
		kind = chart.Linear // one figure has no parts to be stacked to 100 %
	}
	_, c := v.drawn(&v.Result.Total)
	scale := chart.Scale{Kind: kind, Whole: c.IsCount(), Parts: c.IsFraction()}
	if v.Plays() != nil && v.Query.By != query.ByPeriod {
		scale.Max = v.Reach(c)
		return scale
	}
	for i := range v.Result.Rows {
		r := &v.Result.Rows[i]
		f, c := v.drawn(r)
		if !f.Reported {
			continue
		}
		_, length := scene.Ends(f, c)
		if v.halves(r) {
			length /= 2
		}
		scale.Max = max(scale.Max, math.Abs(length))
	}
	return scale
}

// drawBars draws the bar of each row on screen and, where there is room, its
// value at the right edge.
func (v *Screen) drawBars(f *grid.Frame) {
	if v.Bars.Empty() || v.Session.Axes {
		return
	}
	for i := v.Top; i < min(v.Top+v.fit(), len(v.Result.Rows)); i++ {
		r := &v.Result.Rows[i]
		line := grid.Rect{X: v.Bars.X, Y: v.line(i).Y, W: v.Bars.W, H: v.Thick()}
		b := v.BarOf(r)
		chosen := 0
		if i == v.Cursor && v.Session.Pane == model.BarsPane && !v.Busy {
			chosen = int(v.Session.Outcome) + 1
		}
		switch {
		case r.Records == 0:
			f.Text(line.Row(v.Middle()), scene.NoRecordWord, v.Theme.Faint)
		case v.Query.Measure.IsSigned():
			v.drawSigned(f, line, r, &b)
		default:
			v.Pen().DrawBar(f, line, &b, v.Scale, chosen)
		}
		if v.Back(r.ID) {
			v.FadeMarks(f, line)
		}
		if v.Value == 0 || r.Records == 0 {
			continue
		}
		st := v.Theme.Dim.With(v.Theme.Value.Attr)
		if i == v.Cursor {
			st = v.Theme.Strong
		}
		st = v.PointedName(r.ID, st)
		beside := grid.Rect{X: line.X + line.W + 1, Y: line.Y + v.Middle(), W: v.Value - 1, H: 1}
		if v.uneven() {
			mark, rest := beside.TakeRight(grid.Width(v.Glyphs.Halved) + 1)
			if beside = rest; v.halves(r) {
				f.TextRight(mark, v.Glyphs.Halved, st)
			}
		}
		if v.valued {
			f.TextRight(beside, v.Sheet.Column(v.Query.Measure).Rows[i], st)
		}
	}
}

// drawSigned draws what compares from an axis in the middle: more to the right, fewer
// to the left, in whole cells, as blocks that fill from the right do not exist.
func (v *Screen) drawSigned(f *grid.Frame, line grid.Rect, r *answer.Row, b *chart.Bar) {
	left, right := line.TakeLeft(line.W / 2)
	figure := r.Figures[v.Query.Measure]
	if !figure.Reported || figure.Rate >= 0 {
		v.Pen().DrawBar(f, right, b, v.Scale, 0)
		return
	}
	st, texture := v.Fewer()
	n := max(1, int(math.Round(v.Scale.Position(-figure.Rate, left.W))))
	for y := range left.H {
		f.HLine(left.X+left.W-n, left.Y+y, n, texture, st)
	}
}

// drawLegend explains the colours of the bars, or names what they show.
func (v *Screen) drawLegend(f *grid.Frame) {
	if v.Bars.Empty() || v.Legend.Empty() || len(v.Result.Rows) == 0 {
		return
	}
	r, pen := v.Legend, v.Pen()
	if v.Query.Measure.IsSigned() {
		more, texture := v.Paint(report.Requests)
		less, other := v.Fewer()
		pen.DrawLegend(f, r, v.Theme.Dim, []chart.Entry{v.Swatch(more, texture, "more"), v.Swatch(less, other, "fewer")})
		return
	}
	if !v.stacked() {
		text := v.Query.Measure.Label()
		switch {
		case v.Scale.Kind == chart.Log:
			text += ", logarithmic scale"
		case v.Query.Scale != query.Linear && v.Query.By != query.ByOutcome && v.Result.Splits():
			text += ", linear scale"
		case !v.Result.Splits() && v.Query.Measure.Adds():
			text += ", not split by outcome"
		}
		f.Text(r, text, v.Theme.Dim)
		return
	}
	pen.DrawLegend(f, r, v.Theme.Dim, v.entries())
}
