package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// The trend shows rows over time: those pinned or the first few, and the selected
// one. A cursor over time reads them off.
//
//	title    Requests in six months                              2016-H1
//	tops             ‡ 2013-H1 § 2013-H2     ¶ 2017-H1
//	plot     8,000 ┄┄┄┄┊┄┊┄┄⡠⢄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┊┄┄┄│┄┄┄┄┄  ▸ Türkiye    5,904
//	         4,000 ⠤⠤⠤⠤┊ ┊ ⡔┄⠈⢆⡠⠔⠤⡀┄┄┄┄┄┄┄┄┄┄┊┄┄┄│┄┄┄┄┄    France     4,210
//	             0 ┼─┬─┊─┊─┼─┬─┼─┬─┼─┬─┼─┬─┼─┊─┼─│─┼─┬─
//	years           2012  2013  2014  2015  2016  2017
//	halves          ÷ 2 †
//	reading  2016-H1  Türkiye: 5,904 requests, rank 2, −35.9 % on 2015-H2
type trendScreen struct {
	sheet         *trendSheet
	title, tops   grid.Rect
	gutter, plot  grid.Rect // the labels of the value axis; the lines
	years, halves grid.Rect
	ends          grid.Rect // the labels at the ends of the lines
	tall          int       // lines that each of those takes
	reading       grid.Rect
	at            int  // the period under the cursor; -1 for none
	marked        bool // it stands elsewhere than at the ends of the lines, or was put there
}

// layTrend lays out the trend. Lines cannot be heard, so a plain screen has the
// figures they are made of.
func (m *Model) layTrend(s *scene) screen {
	if m.plain {
		return m.layMatrix(s)
	}
	if s.step <= list {
		return nil
	}
	return m.placeView(s, func(s *scene) screen { return newTrend(m, s) })
}

func newTrend(m *Model, s *scene) *trendScreen {
	v := &trendScreen{sheet: m.trendOf(s), at: -1}
	s.columns = append(s.columns[:0], columnPlace{column: s.query.Measure}) // whose notes are told
	v.placeNotes(s)
	if len(v.sheet.series) == 0 {
		return v
	}
	periods := v.sheet.panel.Periods
	v.at = m.engine.Instant(m.sessionOn(s.query), periods)
	v.marked = m.state.At != (model.Period{}) || v.sheet.panel.Narrow || v.at < len(periods)-1
	v.divide(m, s)
	return v
}

// placeNotes puts what is said about the lines before the other notes, as their
// marks stand in the chart, and makes room for it where there is some to spare. It
// is called again when the others are known.
func (v *trendScreen) placeNotes(s *scene) {
	own := v.sheet.notes
	others := slices.DeleteFunc(slices.Clone(s.notes), func(n footnote) bool {
		return slices.ContainsFunc(own, func(o footnote) bool { return n == o || n.id != "" && n.id == o.id })
	})
	repeated := len(s.notes) > len(others)
	s.notes = append(slices.Clone(own), others...)
	if s.panes.notes.H == 0 {
		return
	}
	const (
		enough = 22 // lines that a chart needs to be read well
		most   = 4
	)
	h := max(s.panes.notes.H, min(len(own), most, s.body.H+s.panes.notes.H-enough))
	if repeated {
		h = min(h, len(s.notes))
	}
	more := h - s.panes.notes.H
	s.body.H -= more
	s.panes.notes.Y -= more
	s.panes.notes.H = h
}

// divide gives the parts of the view their places: from below and above, the lines
// get what is left.
func (v *trendScreen) divide(m *Model, s *scene) {
	x, rest := v.sheet, s.body
	wants := func(from int) int { // a line, where the body is so high
		if s.body.H >= from {
			return 1
		}
		return 0
	}
	v.title, rest = rest.TakeTop(wants(6))
	if len(x.breaks) > 0 {
		v.tops, rest = rest.TakeTop(wants(11))
	}
	v.reading, rest = rest.TakeBottom(wants(9))
	_, rest = rest.TakeBottom(wants(19))
	if x.halved {
		v.halves, rest = rest.TakeBottom(wants(10))
	}
	v.years, rest = rest.TakeBottom(wants(4))

	kind := chart.Linear
	if s.query.Scale == model.Log && x.logs() {
		kind = chart.Log
	}
	x.raise(kind, rest.H)
	gutter := 0
	for _, t := range x.rise.Ticks() {
		gutter = max(gutter, grid.Width(x.tick(m, t.Value)))
	}
	v.gutter, rest = rest.TakeLeft(gutter + 1)
	v.tall = 1
	ends := v.labelWidth(m, x.names)
	if most := max(s.body.W*2/5, 24); ends > most {
		// Names are cut only where the lines would get too little room, and not
		// where there is height to set figures below them.
		if two := v.belowWidth(m, x.names); two < ends && 2*len(x.series) <= rest.H && s.step == narrow {
			v.tall, ends = 2, min(two, max(most, 16))
		} else {
			ends = max(most, v.labelWidth(m, 6))
		}
	}
	v.ends, v.plot = rest.TakeRight(min(ends, rest.W*3/5))
	v.years.X, v.years.W = v.plot.X, v.plot.W
	v.halves.X, v.halves.W = v.plot.X, v.plot.W
	v.tops.X, v.tops.W = v.plot.X, v.plot.W
}

// raise makes the value axis for so many rows, over all that lines reach.
func (x *trendSheet) raise(kind chart.Kind, rows int) {
	if x.raised == rows && rows > 0 {
		return
	}
	x.raised = rows
	values := make([]float64, 0, 3*len(x.series)*len(x.panel.Periods))
	for i := range x.series {
		for _, s := range x.series[i].line.Strokes {
			values = append(values, s.Value, s.Hi)
			if s.Lo != 0 || kind != chart.Log {
				values = append(values, s.Lo)
			}
		}
	}
	x.rise = chart.RiseOver(kind, values, x.column.IsCount(), rows)
}

// logs says whether the axis can be logarithmic: parts of one have no powers of ten
// worth comparing, and what is below zero has none.
func (x *trendSheet) logs() bool { return !x.column.IsFraction() && !x.column.IsSigned() }

// tick is the label of a value of the axis.
func (x *trendSheet) tick(m *Model, v float64) string {
	scale := chart.Scale{}
	if x.column.IsFraction() {
		scale.Kind = chart.Percent
	}
	text := chart.Pen{Theme: &m.theme, Glyphs: &m.glyphs}.Label(scale, v)
	if x.column.IsSigned() && v > 0 {
		text = "+" + text
	}
	return text
}

// titled is what the lines show, in words.
func (v *trendScreen) titled(s *scene) string {
	x := v.sheet
	text := x.column.Title(s.query)
	switch {
	case !x.column.IsCount():
	case x.halved, x.panel.Periods[0].Half > 0:
		text += " in six months"
	default:
		text += " in a year"
	}
	if s.query.Scale == model.Log && x.logs() {
		text += ", logarithmic scale"
	} else if s.query.Scale != model.Linear {
		text += ", linear scale"
	}
	return text
}

func (v *trendScreen) draw(m *Model, f *grid.Frame, s *scene) {
	if len(v.sheet.series) == 0 {
		m.drawEmpty(f, s)
		return
	}
	v.drawTitle(m, f, s)
	v.drawAxes(m, f)
	v.drawBreaks(m, f)
	if v.marked {
		f.VLine(v.column(middle(v.sheet.panel.Periods[v.at])), v.plot.Y, v.plot.H, m.glyphs.VRule, m.theme.Dim)
	}
	v.lines(m).Draw(f, v.plot.X, v.plot.Y)
	v.drawYears(m, f)
	v.drawEnds(m, f)
	v.drawReading(m, f)
}

// lines are the lines as they fit the plot.
func (v *trendScreen) lines(m *Model) *chart.Plot {
	x := v.sheet
	if x.plot == nil || x.w != v.plot.W || x.h != v.plot.H || x.at != v.at {
		x.w, x.h, x.at = v.plot.W, v.plot.H, v.at
		lines := make([]chart.Line, len(x.series))
		for i := range x.series {
			lines[i] = x.series[i].line
			switch {
			case len(lines) == 1:
				lines[i].Strong = chart.Whole
			case x.series[i].chosen:
				lines[i].Strong = v.around(&x.series[i])
			}
		}
		x.plot = chart.Pen{Theme: &m.theme, Glyphs: &m.glyphs}.Plot(x.w, x.h, x.rise, lines)
	}
	return x.plot
}

// around is where the selected line is strong: about where it is read off, or about
// its last value where it has none there.
func (v *trendScreen) around(s *trendSeries) chart.Stretch {
	const (
		months = 12 // to either side …
		cells  = 4  // … and at least
	)
	at := v.at
	if _, drawn := v.sheet.figure(s, at); !drawn {
		at = max(s.last, 0)
	}
	middle := v.sheet.part(middle(v.sheet.panel.Periods[at]))
	reach := max(months/float64(v.sheet.to-v.sheet.from), cells/float64(max(v.plot.W, 1)))
	return chart.Stretch{From: middle - reach, To: middle + reach}
}

func (v *trendScreen) drawTitle(m *Model, f *grid.Frame, s *scene) {
	if v.title.Empty() {
		return
	}
	at := v.title
	if !v.ends.Empty() {
		p := v.sheet.panel.Periods[v.at]
		text := p.String()
		if long := text + ", 12 months"; v.sheet.wide(p) && grid.Width(long) <= v.ends.W {
			text = long
		}
		at.W -= f.TextRight(at, text, m.theme.Accent.Bold()) + 2
	}
	f.Text(at, v.titled(s), m.theme.Text)
}

func (v *trendScreen) click(m *Model, _ *scene, x, y int) []model.Action {
	if len(v.sheet.series) == 0 {
		return nil
	}
	chartArea := v.plot
	chartArea.H += v.years.H + v.halves.H
	if chartArea.Contains(x, y) {
		month := float64(v.sheet.from) + (float64(x-v.plot.X)+0.5)/float64(v.plot.W)*float64(v.sheet.to-v.sheet.from)
		nearest := v.sheet.panel.Periods[0]
		for _, p := range v.sheet.panel.Periods {
			if math.Abs(middle(p)-month) < math.Abs(middle(nearest)-month) {
				nearest = p
			}
		}
		return actions(model.SelectPeriod{Period: nearest})
	}
	for _, l := range v.labels() {
		if l.rect.Contains(x, y) && l.series >= 0 && v.sheet.by != model.ByPeriod {
			s := &v.sheet.series[l.series]
			if s.chosen && m.state.Query.Select == s.id {
				return actions(model.Enter{})
			}
			return actions(model.SelectRow{ID: s.id})
		}
	}
	return nil
}

// wheel goes to the next row or the one before: there are few lines to go over.
func (v *trendScreen) wheel(m *Model, s *scene, by int) []model.Action {
	return actions(model.Move{By: by / wheelStep})
}

func (v *trendScreen) shows(_ *scene, c model.Column) bool { return c == v.sheet.column }

// window is of no list that scrolls; a page is as many rows as are drawn where
// none is pinned.
func (v *trendScreen) window(*Model, *scene) (cursor, height, lines int) { return 0, 6, 0 }

func (v *trendScreen) under(*Model, *scene) string { return "" }

func (v *trendScreen) announce(m *Model, s *scene) string {
	return strings.Join(v.readings(m), ", ")
}

func (v *trendScreen) readAt(_ *Model, s *scene) (x, y int) { return s.body.X, v.reading.Y }

// figure is that of the selected line in the period under the cursor.
func (v *trendScreen) figure(m *Model, s *scene) (model.Query, *model.Row, model.Column) {
	i := v.selected()
	if i < 0 || v.at < 0 {
		return s.query, nil, 0
	}
	q := m.engine.In(s.query, v.sheet.panel.Periods[v.at])
	if q.By == model.ByPeriod {
		q.Period = model.PeriodFilter{} // its rows are the periods
	}
	return q, m.engine.RowIn(s.query, v.sheet.panel.Periods[v.at], v.sheet.series[i].id), v.sheet.column
}

// selected is the line of the selected row, or the only one; -1 for none.
func (v *trendScreen) selected() int {
	if len(v.sheet.series) == 1 {
		return 0
	}
	return slices.IndexFunc(v.sheet.series, func(s trendSeries) bool { return s.chosen })
}

func (v *trendScreen) help() []helpKey {
	return []helpKey{{"right", "read off"}, {"down", "row"}, {"space", ""}, {"m", ""}, {"%", "log"}, {"p", ""}, {"i", ""}, {":", ""}, {"?", ""}}
}

// readings say what is under the cursor, the most telling first: the line and the
// period, its figure, where it is drawn, and what must be known of it.
func (v *trendScreen) readings(m *Model) []string {
	x, i := v.sheet, v.selected()
	if i < 0 || v.at < 0 {
		return nil
	}
	s, p := &x.series[i], x.panel.Periods[v.at]
	parts := []string{s.name, p.String()}
	f, _ := x.figure(s, v.at)
	label := strings.ToLower(x.column.Label())
	switch missing := x.missing(s, v.at); {
	case missing == notReportedWords && x.column.IsSigned() && m.query().Against.Period == p:
		return append(parts, baseWords)
	case missing == notReportedWords:
		return append(parts, label+" "+missing)
	case missing != "":
		return append(parts, missing)
	case x.column.IsCount():
		if f.Hi == 1 && !f.IsRange() && !f.Marks.Has(model.Floor) {
			label = strings.TrimSuffix(label, "s")
		}
		parts = append(parts, m.format.Figure(f, x.column)+" "+label)
	case x.column.IsSigned():
		parts = append(parts, onWhich(label+" "+m.format.Figure(f, x.column), m.engine.RowIn(m.query(), p, s.id))...)
	default:
		parts = append(parts, label+" "+m.format.Figure(f, x.column))
	}
	value := x.height(f.Value(x.column), p)
	number := chart.Pen{Theme: &m.theme, Glyphs: &m.glyphs}.Label(chart.Scale{}, value)
	switch {
	case x.halved && x.wide(p):
		parts = append(parts, "drawn as "+number+" in six months")
	case x.column.IsCount() && f.IsRange():
		parts = append(parts, "drawn at the middle, "+m.glyphs.Approx+" "+number)
	}
	if rank := s.cells[v.at].Rank; rank > 0 && x.by != model.ByPeriod {
		parts = append(parts, fmt.Sprintf("rank %d", rank))
	}
	if change := s.cells[v.at].Change; x.column == model.Requests && change.Reported {
		before := model.Period{}
		if at := x.before(v.at); at >= 0 {
			before = x.panel.Periods[at]
		}
		parts = append(parts, m.changeWords(m.query(), change, before))
	}
	if text := x.panel.Totals[v.at].Partial; text != "" {
		parts = append(parts, text)
	}
	return append(parts, f.Explain(x.column)...)
}
