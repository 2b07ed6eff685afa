package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
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
	*scene
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

// trendView keeps the latest lines over time.
type trendView struct{ sheet *trendSheet }

func (k *trendView) layout(s *scene) screen {
	if s.step <= list {
		return nil
	}
	return s.placeView(func(s *scene) screen { return k.place(s) })
}

func (k *trendView) place(s *scene) *trendScreen {
	v := &trendScreen{scene: s, sheet: k.sheetOf(s), at: -1}
	s.onScreen = append(s.onScreen[:0], s.query.Measure) // whose notes are told
	v.placeNotes()
	if len(v.sheet.series) == 0 {
		return v
	}
	periods := v.sheet.panel.Periods
	v.at = model.Instant(s.engine, s.session, periods)
	v.marked = s.session.At != (report.Period{}) || v.sheet.panel.Narrow || v.at < len(periods)-1
	v.divide()
	return v
}

// placeNotes puts what is said about the lines before the other notes, as their
// marks stand in the chart, and makes room for it where there is some to spare. It
// is called again when the others are known.
func (v *trendScreen) placeNotes() {
	own := v.sheet.notes
	others := slices.DeleteFunc(slices.Clone(v.notes), func(n footnote) bool {
		return slices.ContainsFunc(own, func(o footnote) bool { return n == o || n.id != "" && n.id == o.id })
	})
	repeated := len(v.notes) > len(others)
	v.notes = append(slices.Clone(own), others...)
	if v.panes.notes.H == 0 {
		return
	}
	const (
		enough = 22 // lines that a chart needs to be read well
		most   = 4
	)
	h := max(v.panes.notes.H, min(len(own), most, v.body.H+v.panes.notes.H-enough))
	if repeated {
		h = min(h, len(v.notes))
	}
	more := h - v.panes.notes.H
	v.body.H -= more
	v.panes.notes.Y -= more
	v.panes.notes.H = h
}

// divide gives the parts of the view their places: from below and above, the lines
// get what is left.
func (v *trendScreen) divide() {
	x, rest := v.sheet, v.body
	wants := func(from int) int { // a line, where the body is so high
		if v.body.H >= from {
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
	if v.query.Scale == query.Log && x.logs() {
		kind = chart.Log
	}
	x.raise(kind, rest.H)
	gutter := 0
	for _, t := range x.rise.Ticks() {
		gutter = max(gutter, grid.Width(x.tick(v.kit, t.Value)))
	}
	v.gutter, rest = rest.TakeLeft(gutter + 1)
	v.tall = 1
	ends := v.labelWidth(x.names)
	if most := max(v.body.W*2/5, 24); ends > most {
		// Names are cut only where the lines would get too little room, and not
		// where there is height to set figures below them.
		if two := v.belowWidth(x.names); two < ends && 2*len(x.series) <= rest.H && v.step == narrow {
			v.tall, ends = 2, min(two, max(most, 16))
		} else {
			ends = max(most, v.labelWidth(6))
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
func (x *trendSheet) tick(k *kit, v float64) string {
	scale := chart.Scale{}
	if x.column.IsFraction() {
		scale.Kind = chart.Percent
	}
	text := chart.Pen{Theme: &k.theme, Glyphs: &k.glyphs}.Label(scale, v)
	if x.column.IsSigned() && v > 0 {
		text = "+" + text
	}
	return text
}

// titled is what the lines show, in words.
func (v *trendScreen) titled() string {
	x := v.sheet
	text := x.column.Title(v.query.Against)
	switch {
	case !x.column.IsCount():
	case x.halved, x.panel.Periods[0].Half > 0:
		text += " in six months"
	default:
		text += " in a year"
	}
	if v.query.Scale == query.Log && x.logs() {
		text += ", logarithmic scale"
	} else if v.query.Scale != query.Linear {
		text += ", linear scale"
	}
	return text
}

func (v *trendScreen) draw(f *grid.Frame) {
	if len(v.sheet.series) == 0 {
		v.drawEmpty(f)
		return
	}
	v.drawTitle(f)
	v.drawAxes(f)
	v.drawBreaks(f)
	if v.marked {
		f.VLine(v.column(middle(v.sheet.panel.Periods[v.at])), v.plot.Y, v.plot.H, v.glyphs.VRule, v.theme.Dim)
	}
	v.lines().Draw(f, v.plot.X, v.plot.Y)
	v.drawYears(f)
	v.drawEnds(f)
	v.drawReading(f)
}

// lines are the lines as they fit the plot.
func (v *trendScreen) lines() *chart.Plot {
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
		x.plot = chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}.Plot(x.w, x.h, x.rise, lines)
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

func (v *trendScreen) drawTitle(f *grid.Frame) {
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
		at.W -= f.TextRight(at, text, v.theme.Accent.Bold()) + 2
	}
	f.Text(at, v.titled(), v.theme.Text)
}

func (v *trendScreen) click(x, y int) []model.Action {
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
		if l.rect.Contains(x, y) && l.series >= 0 && v.sheet.by != query.ByPeriod {
			s := &v.sheet.series[l.series]
			if s.chosen && v.session.Query.Select == s.id {
				return actions(model.Enter{})
			}
			return actions(model.SelectRow{ID: s.id})
		}
	}
	return nil
}

// wheel goes to the next row or the one before: there are few lines to go over.
func (v *trendScreen) wheel(by int) []model.Action {
	return actions(model.Move{By: by / wheelStep})
}

func (v *trendScreen) shows(c report.Column) bool { return c == v.sheet.column }

func (v *trendScreen) figures() figures {
	return figures{rows: v.result.Rows, panel: v.sheet.panel}
}

// window is of no list that scrolls; a page is as many rows as are drawn where
// none is pinned.
func (v *trendScreen) window() (cursor, height, lines int) { return 0, 6, 0 }

func (v *trendScreen) announce() string {
	return strings.Join(v.readings(), ", ")
}

func (v *trendScreen) readAt() (x, y int) { return v.body.X, v.reading.Y }

// figure is that of the selected line in the period under the cursor.
func (v *trendScreen) figure() (query.Query, *answer.Row, report.Column) {
	i := v.selected()
	if i < 0 || v.at < 0 {
		return v.query, nil, 0
	}
	q := v.engine.In(v.query, v.sheet.panel.Periods[v.at])
	if q.By == query.ByPeriod {
		q.Period = query.PeriodFilter{} // its rows are the periods
	}
	return q, v.engine.RowIn(v.query, v.sheet.panel.Periods[v.at], v.sheet.series[i].id), v.sheet.column
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
func (v *trendScreen) readings() []string {
	x, i := v.sheet, v.selected()
	if i < 0 || v.at < 0 {
		return nil
	}
	s, p := &x.series[i], x.panel.Periods[v.at]
	parts := []string{s.name, p.String()}
	f, _ := x.figure(s, v.at)
	label := strings.ToLower(x.column.Label())
	switch missing := x.missing(s, v.at); {
	case missing == notReportedWords && x.column.IsSigned() && v.query.Against.Period == p:
		return append(parts, baseWords)
	case missing == notReportedWords:
		return append(parts, label+" "+missing)
	case missing != "":
		return append(parts, missing)
	case x.column.IsCount():
		if f.Hi == 1 && !f.IsRange() && !f.Marks.Has(answer.Floor) {
			label = strings.TrimSuffix(label, "s")
		}
		parts = append(parts, v.format.Figure(f, x.column)+" "+label)
	case x.column.IsSigned():
		parts = append(parts, onWhich(label+" "+v.format.Figure(f, x.column), v.engine.RowIn(v.query, p, s.id))...)
	default:
		parts = append(parts, label+" "+v.format.Figure(f, x.column))
	}
	value := x.height(f.Value(x.column), p)
	number := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}.Label(chart.Scale{}, value)
	switch {
	case x.halved && x.wide(p):
		parts = append(parts, "drawn as "+number+" in six months")
	case x.column.IsCount() && f.IsRange():
		parts = append(parts, "drawn at the middle, "+v.glyphs.Approx+" "+number)
	}
	if rank := s.cells[v.at].Rank; rank > 0 && x.by != query.ByPeriod {
		parts = append(parts, fmt.Sprintf("rank %d", rank))
	}
	if change := s.cells[v.at].Change; x.column == report.Requests && change.Reported {
		before := report.Period{}
		if at := x.before(v.at); at >= 0 {
			before = x.panel.Periods[at]
		}
		parts = append(parts, v.changeWords(v.query, change, before))
	}
	if text := x.panel.Totals[v.at].Partial; text != "" {
		parts = append(parts, text)
	}
	return append(parts, f.Explain(x.column)...)
}
