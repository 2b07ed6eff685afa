package tui

import (
	"fmt"
	"math"
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// trendSheet is a few rows over time as lines: worked out once for a question and
// a selected row, however often the screen is drawn.
type trendSheet struct {
	key       string
	engine    *answer.Engine
	panel     *answer.Panel
	by        query.Dimension
	column    report.Column
	format    answer.Format
	glyphs    *theme.Glyphs
	series    []trendSeries
	breaks    []trendBreak
	notes     []footnote // what must be said about the lines: of years, then of breaks
	yearsNote int        // which of them says how years are drawn
	from      int        // the first month of the axis, counted like Period.Start …
	to        int        // … and the one after its last
	uneven    bool       // years stand among half-years
	halved    bool       // and count as much in six months as half of them
	names     int        // cells of the widest name
	limit     int        // cells that a figure may take …
	figures   int        // … and those that the widest takes

	// The value axis, and the rows for which it was made; the lines as they were last
	// drawn, on how many cells, and where they were read off.
	rise     chart.Rise
	raised   int
	plot     *chart.Plot
	w, h, at int
}

// trendSeries is one row over time.
type trendSeries struct {
	id, name string
	cells    []*answer.Cell // by period, nil for no record
	line     chart.Line
	chosen   bool // it is the selected row
	// reporting are the publishers behind it, by period.
	reporting [][]string
	last      int // the last period that has a value, …
	end       int // … and the last that a line leads to or from, if any does; -1 for none
}

// trendBreak is where lines are interrupted: between their figures of the month
// before and those since.
type trendBreak struct {
	at     report.Period
	marks  []string // the footnotes of the breaks in a series …
	others string   // … and of a change of those who report
}

// sheetOf returns the sheet of a scene, the same one as long as it is about the
// same.
func (k *trendView) sheetOf(s *scene) *trendSheet {
	selected := ""
	if s.cursor >= 0 && !s.session.Gone(s.result.Rows) {
		selected = s.result.Rows[s.cursor].ID
	}
	limit := map[step]int{list: 7, narrow: 8, normal: 13}[s.step]
	if limit == 0 {
		limit = 17
	}
	key := fmt.Sprintf("%s\n%s\n%s %d", s.query.String(), selected, s.theme.Name, limit)
	if k.sheet != nil && k.sheet.key == key && k.sheet.engine == s.engine {
		return k.sheet
	}
	x := &trendSheet{key: key, engine: s.engine, by: s.query.By, column: s.query.Measure, format: s.format, glyphs: &s.glyphs, limit: limit}
	if len(s.result.Rows) > 0 {
		x.follow(s.kit, s.query, s.result, selected)
	}
	k.sheet = x
	return x
}

// follow takes the rows to draw through time.
func (x *trendSheet) follow(k *kit, q query.Query, r *answer.Result, selected string) {
	rows := k.engine.Few(q)
	few := len(rows)
	if i := slices.IndexFunc(r.Rows, func(row answer.Row) bool { return row.ID == selected }); i >= 0 && q.By != query.ByPeriod &&
		!slices.ContainsFunc(rows, func(row answer.Row) bool { return row.ID == selected }) {
		rows = append(slices.Clone(rows), r.Rows[i])
	}
	x.panel = k.engine.Panel(q, rows)
	periods := x.panel.Periods
	if len(periods) == 0 {
		return
	}
	x.from, x.to = periods[0].Start(), periods[0].End()
	for _, p := range periods {
		x.to = max(x.to, p.End())
		x.uneven = x.uneven || p.Months() != periods[0].Months()
	}
	x.halved = x.uneven && x.column.IsCount()
	for i := range x.panel.Rows {
		row := &x.panel.Rows[i]
		s := trendSeries{id: row.ID, name: row.Name, cells: x.panel.Cells[i], last: -1, end: -1}
		s.line.Mark, s.line.Style = rune('a'+i), lineStyle(k, q, row.ID, i)
		switch {
		case q.By == query.ByPeriod:
			s.name, s.line.Mark = whole(k, q), 'o'
			s.line.Style = grid.Style{FG: k.theme.Outcomes[theme.Amount]}
		case i >= few:
			s.line.Mark, s.line.Style = '*', k.theme.Strong
		}
		s.chosen = row.ID == selected && q.By != query.ByPeriod
		s.line.Style = s.line.Style.Without(grid.Bold)
		x.names = max(x.names, grid.Width(s.name))
		x.series = append(x.series, s)
	}
	x.mark(k, q)
	for i := range x.series {
		x.trace(k, q, &x.series[i])
	}
}

// lineStyle is the colour of a line: that of the outcome, where rows are such,
// else that of its place among the pins or the few.
func lineStyle(k *kit, q query.Query, id string, i int) grid.Style {
	if q.By == query.ByOutcome {
		return grid.Style{FG: k.theme.Outcomes[themeOutcome(outcomeNamed(id))]}
	}
	if pin := pinOf(&q, id); pin >= 0 {
		i = pin
	}
	return k.seriesStyle(i)
}

// whole names everything under the filter: the one thing that it is filtered by,
// if there is one.
func whole(k *kit, q query.Query) string {
	for _, by := range []query.Dimension{query.ByCountry, query.ByRegion, query.ByService, query.ByType, query.ByOutcome} {
		if f := q.Filter(by); f.Mode == query.Only && len(f.IDs) == 1 {
			return k.engine.Name(q, by, f.IDs[0])
		}
	}
	if ids := k.engine.Publishers(q); len(ids) == 1 {
		return k.engine.Name(q, query.ByPublisher, ids[0])
	}
	return "All requests"
}

// own is the question about one line alone.
func (x *trendSheet) own(k *kit, q query.Query, s *trendSeries) query.Query {
	if q.By == query.ByPeriod {
		return q
	}
	return k.rowQuery(q, &answer.Row{ID: s.id})
}

// mark finds the breaks in the lines and says what the foot must say.
func (x *trendSheet) mark(k *kit, q query.Query) {
	if notes := k.engine.Result(q).Notes; len(notes) > 0 && notes[0].ID == answer.UnlikeNote {
		x.notes = append(x.notes, footnote{notes[0].ID, notes[0].Text})
	}
	x.yearsNote = len(x.notes)
	if text := x.yearsInWords(); text != "" {
		x.notes = append(x.notes, footnote{text: text})
	}
	if text := partialNote(x.panel); text != "" {
		x.notes = append(x.notes, footnote{text: text})
	}
	for i := range x.series {
		x.series[i].reporting = k.engine.Reporting(x.own(k, q, &x.series[i]), x.panel.Periods)
	}
	x.markPublishers(k, q)
	var all []answer.Break
	for i := range x.series {
		for _, b := range k.engine.Breaks(x.own(k, q, &x.series[i])) {
			known := slices.ContainsFunc(all, func(other answer.Break) bool { return other.Note.ID == b.Note.ID })
			if !known && x.from < b.At.Start() && b.At.Start() < x.to {
				all = append(all, b)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b answer.Break) int { return a.At.Compare(b.At) })
	for _, b := range all {
		at := x.interrupted(b.At)
		at.marks = append(at.marks, k.glyphs.Footnote(len(x.notes)))
		x.notes = append(x.notes, footnote{b.Note.ID, k.scopeOf(q, b.Note).prefix + b.Note.Text})
	}
}

// interrupted is the interruption before a period, which now is one.
func (x *trendSheet) interrupted(at report.Period) *trendBreak {
	i, found := slices.BinarySearchFunc(x.breaks, at, func(b trendBreak, at report.Period) int { return b.at.Start() - at.Start() })
	if !found {
		x.breaks = slices.Insert(x.breaks, i, trendBreak{at: at})
	}
	return &x.breaks[i]
}

// markPublishers says where it is not the same publishers that report.
func (x *trendSheet) markPublishers(k *kit, q query.Query) {
	mark, changes := k.glyphs.Footnote(len(x.notes)), false
	for t, p := range x.panel.Periods {
		before := x.before(t)
		if before < 0 || x.wide(p) || !slices.ContainsFunc(x.series, func(s trendSeries) bool {
			return x.missing(&s, before) == "" && x.missing(&s, t) == "" && !slices.Equal(s.reporting[before], s.reporting[t])
		}) {
			continue
		}
		x.interrupted(p).others = mark
		changes = true
	}
	if changes {
		x.notes = append(x.notes, footnote{text: k.publishersSentence(q, x.panel.Periods)})
	}
}

// before is the period that ends where another begins, the shortest of them; -1 for
// none.
func (x *trendSheet) before(t int) int {
	before := -1
	for b, other := range x.panel.Periods[:t] {
		if other.End() == x.panel.Periods[t].Start() {
			before = b // after a year come its half-years
		}
	}
	return before
}

// yearsInWords says how years are drawn among half-years; "" where there is none.
func (x *trendSheet) yearsInWords() string {
	if !x.uneven {
		return ""
	}
	var years []string
	for t, p := range x.panel.Periods {
		if p.Half == 0 && slices.ContainsFunc(x.series, func(s trendSeries) bool { return s.cells[t] != nil }) {
			years = append(years, p.String())
		}
	}
	how := ", drawn at its width"
	if x.halved {
		how += " and at half its value, for six months"
	}
	switch {
	case len(years) == 0:
		return ""
	case len(years) == 1:
		return years[0] + " is one report of twelve months" + how + "."
	case len(years) > 3:
		return years[0] + " and other years are reports of twelve months, each" + how[1:] + "."
	}
	return inSeries(years) + " are reports of twelve months, each" + how[1:] + "."
}

// part is where a month stands on the axis, from 0 to 1.
func (x *trendSheet) part(month float64) float64 {
	return (month - float64(x.from)) / float64(x.to-x.from)
}

// middle is the middle of a period's months.
func middle(p report.Period) float64 { return float64(p.Start()) + float64(p.Months())/2 }

// wide says whether a period is drawn at its width: a year among half-years.
func (x *trendSheet) wide(p report.Period) bool { return x.uneven && p.Half == 0 }

// figure is what a line is in a period, and whether that has a value to draw.
func (x *trendSheet) figure(s *trendSeries, t int) (f answer.Figure, drawn bool) {
	if s.cells[t] == nil {
		return f, false
	}
	f = s.cells[t].Figure
	v := f.Value(x.column)
	return f, f.Reported && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// height brings a value to what the axis counts in: per cent, or requests in six
// months.
func (x *trendSheet) height(v float64, p report.Period) float64 {
	switch {
	case x.column.IsFraction():
		return v * 100
	case x.halved && x.wide(p):
		return v / 2
	}
	return v
}

// trace turns the figures of a line into strokes. A line goes from a period to the
// one that begins where it ended, unless the series breaks between them. A year
// stands apart from the half-years in it, which other publishers report.
func (x *trendSheet) trace(k *kit, q query.Query, s *trendSeries) {
	breaks := k.engine.Breaks(x.own(k, q, s))
	before := -1 // the period before, if it has a value and is no year apart
	var apart []chart.Stroke
	for t, p := range x.panel.Periods {
		f, drawn := x.figure(s, t)
		if !drawn {
			continue
		}
		stroke := chart.Stroke{Value: x.height(f.Value(x.column), p)}
		stroke.Lo, stroke.Hi = stroke.Value, stroke.Value
		stroke.Hollow = x.panel.Totals[t].Partial != ""
		if x.column.IsCount() && f.IsRange() {
			stroke.Lo, stroke.Hi = x.height(float64(f.Lo), p), x.height(float64(f.Hi), p)
		}
		stroke.From = x.part(middle(p))
		stroke.To = stroke.From
		if x.wide(p) {
			stroke.From, stroke.To = x.part(float64(p.Start())), x.part(float64(p.End()))
		}
		s.last = t
		if x.wide(p) && x.hasHalves(s, p) {
			apart = append(apart, stroke)
			continue
		}
		stroke.Joined = before >= 0 && x.follows(s, breaks, before, t)
		if stroke.Joined || x.wide(p) {
			s.end = t
		}
		before = t
		s.line.Strokes = append(s.line.Strokes, stroke)
	}
	s.line.Strokes = append(s.line.Strokes, apart...)
	if s.end < 0 {
		s.end = s.last
	}
	for t := range x.panel.Periods {
		x.figures = max(x.figures, grid.Width(x.text(s, t)))
	}
}

// follows says whether a line goes from one period to another: to the one that
// begins where it ended, of the same publishers, over no break, and both all there.
func (x *trendSheet) follows(s *trendSeries, breaks []answer.Break, from, to int) bool {
	p, q := x.panel.Periods[from], x.panel.Periods[to]
	return p.End() == q.Start() && slices.Equal(s.reporting[from], s.reporting[to]) &&
		x.panel.Totals[from].Partial == "" && x.panel.Totals[to].Partial == "" &&
		!slices.ContainsFunc(breaks, func(b answer.Break) bool { return p.Start() < b.At.Start() && b.At.Start() <= q.Start() })
}

// hasHalves says whether a line has a value in a half of a year.
func (x *trendSheet) hasHalves(s *trendSeries, year report.Period) bool {
	for t, p := range x.panel.Periods {
		if _, drawn := x.figure(s, t); drawn && p.Year == year.Year && p.Half > 0 {
			return true
		}
	}
	return false
}

// What stands in place of a figure.
const (
	noRecordWords    = "no record"
	notReportedWords = "not reported"
)

// missing says why a line has no value in a period; "" where it has one. Outcomes
// have the records of all of them.
func (x *trendSheet) missing(s *trendSeries, t int) string {
	_, drawn := x.figure(s, t)
	switch {
	case drawn:
		return ""
	case s.cells[t] == nil && (x.panel.Totals[t].Records == 0 || x.by != query.ByOutcome):
		return noRecordWords
	}
	return notReportedWords
}

// text is what a line is in a period, as printed; a range with the sign of what is
// drawn at its middle, a year with what it is divided by.
func (x *trendSheet) text(s *trendSeries, t int) string {
	switch x.missing(s, t) {
	case noRecordWords:
		return string(x.glyphs.NoRecord)
	case notReportedWords:
		return string(x.glyphs.Missing)
	}
	f, _ := x.figure(s, t)
	before, after := "", ""
	if x.column.IsCount() && f.IsRange() && f.Marks&(answer.Floor|answer.Approx) == 0 {
		before = x.glyphs.Approx + " "
	}
	if x.halved && x.wide(x.panel.Periods[t]) {
		after = " " + x.glyphs.Halved
	}
	return before + x.format.Short(f, x.column, max(x.limit-grid.Width(before+after), 1)) + after
}
