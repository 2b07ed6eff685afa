package trend

import (
	"fmt"
	"math"
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

// sheet is a few rows over time as lines: worked out once for a question and
// a selected row, however often the screen is drawn.
type sheet struct {
	key       string
	engine    *answer.Engine
	Panel     *answer.Panel
	by        query.Dimension
	column    report.Column
	format    answer.Format
	glyphs    *theme.Glyphs
	Series    []series
	beside    bool // the last is drawn only as it is selected
	breaks    []interruption
	notes     []scene.Footnote // what must be said about the lines: of years, then of breaks
	yearsNote int              // which of them says how years are drawn
	From      int              // the first month of the axis, counted like Period.Start …
	To        int              // … and the one after its last
	uneven    bool             // years stand among half-years
	halved    bool             // and count as much in six months as half of them
	whole     bool             // one of them has a record
	names     int              // cells of the widest name
	limit     int              // cells that a figure may take …
	figures   int              // … and those that the widest takes

	// The value axis, and the rows for which it was made; the lines as they were last
	// drawn, and on how many cells, with leaders and labels how large.
	rise   chart.Rise
	raised int
	plot   *chart.Plot
	place  [4]int
}

// series is one row over time.
type series struct {
	ID, Name string
	Cells    []*answer.Cell // by period, nil for no record
	Line     chart.Line
	Chosen   bool // it is the selected row
	// reporting are the publishers behind it, by period.
	reporting [][]string
	last      int // the last period that has a value; -1 for none
}

// interruption is where lines are interrupted: between their figures of the month
// before and those since.
type interruption struct {
	at     report.Period
	marks  []string // the footnotes of the breaks in a series …
	others string   // … and of a change of those who report
}

// sheetOf returns the sheet of a scene, the same one as long as it is about the
// same.
func (k *View) sheetOf(s *scene.Scene) *sheet {
	selected := ""
	if s.Cursor >= 0 && !s.Session.Gone(s.Result.Rows) {
		selected = s.Result.Rows[s.Cursor].ID
	}
	limit := map[scene.Step]int{scene.Narrow: 8, scene.Normal: 13, scene.Wide: 17}[s.Step]
	key := fmt.Sprintf("%s\n%s\n%q %t %t %s %d %d", s.Query.Key(), selected, s.Session.Highlight, s.Marked(), s.Large(), s.Theme.Name, limit, s.Entities.Changed())
	if k.sheet != nil && k.sheet.key == key && k.sheet.engine == s.Engine {
		return k.sheet
	}
	x := &sheet{key: key, engine: s.Engine, by: s.Query.By, column: s.Query.Measure, format: s.Format, glyphs: &s.Glyphs, limit: limit}
	if len(s.Result.Rows) > 0 {
		x.follow(s, selected)
	}
	k.sheet = x
	return x
}

// follow takes the rows to draw through time: those pinned or the first few, those that are pointed
// at, and the selected one.
func (x *sheet) follow(s *scene.Scene, selected string) {
	k, q, r := s.Kit, s.Query, s.Result
	rows := k.Engine.Few(q)
	for i := range r.Rows {
		if id := r.Rows[i].ID; q.By != query.ByPeriod && s.Lit(id) && answer.Find(rows, id) < 0 && len(rows) < theme.NumEntities {
			rows = append(slices.Clip(rows), r.Rows[i])
		}
	}
	few := len(rows)
	isSelected := func(row answer.Row) bool { return row.ID == selected }
	if i := slices.IndexFunc(r.Rows, isSelected); i >= 0 && q.By != query.ByPeriod && !slices.ContainsFunc(rows, isSelected) {
		rows, x.beside = append(slices.Clone(rows), r.Rows[i]), true
	}
	ids := make([]string, few)
	for i := range ids {
		ids[i] = rows[i].ID
	}
	k.Entities.Meet(q.By, ids...)
	x.Panel = k.Engine.Panel(q, rows)
	periods := x.Panel.Periods
	if len(periods) == 0 {
		return
	}
	x.From, x.To = periods[0].Start(), periods[0].End()
	for _, p := range periods {
		x.To = max(x.To, p.End())
		x.uneven = x.uneven || p.Months() != periods[0].Months()
	}
	x.halved = x.uneven && x.column.IsCount()
	for t, p := range periods {
		x.whole = x.whole || x.wide(p) && x.Panel.Totals[t].Records > 0
	}
	for i := range x.Panel.Rows {
		row := &x.Panel.Rows[i]
		s := series{ID: row.ID, Name: row.Name, Cells: x.Panel.Cells[i], last: -1}
		s.Line.Style, _ = k.EntityStyle(q.By, row.ID)
		s.Line.Mark = rune('a' + i)
		if place := k.Entities.Place(q.By, row.ID); place >= 0 {
			s.Line.Mark = rune('a' + place)
		}
		switch {
		case q.By == query.ByPeriod:
			s.Name, s.Line.Mark = whole(k, q), 'o'
			s.Line.Style = grid.Style{FG: k.Theme.Outcomes[theme.Amount]}
		case i >= few:
			s.Line.Mark, s.Line.Style = '*', k.Theme.Strong
		}
		s.Chosen = row.ID == selected && q.By != query.ByPeriod
		s.Line.Style = s.Line.Style.Without(grid.Bold)
		x.names = max(x.names, grid.Width(s.Name))
		x.Series = append(x.Series, s)
	}
	x.mark(k, q)
	for i := range x.Series {
		x.trace(k, q, &x.Series[i])
	}
}

// whole names everything under the filter: the one thing that it is filtered by,
// if there is one.
func whole(k *scene.Kit, q query.Query) string {
	for _, by := range []query.Dimension{query.ByCountry, query.ByRegion, query.ByService, query.ByType, query.ByOutcome} {
		if f := q.Filter(by); f.Mode == query.Only && len(f.IDs) == 1 {
			return k.Engine.Name(q, by, f.IDs[0])
		}
	}
	if ids := k.Engine.Publishers(q); len(ids) == 1 {
		return k.Engine.Name(q, query.ByPublisher, ids[0])
	}
	return "All requests"
}

// own is the question about one line alone.
func (x *sheet) own(k *scene.Kit, q query.Query, s *series) query.Query {
	if q.By == query.ByPeriod {
		return q
	}
	return k.RowQuery(q, &answer.Row{ID: s.ID})
}

// mark finds the breaks in the lines and says what the foot must say.
func (x *sheet) mark(k *scene.Kit, q query.Query) {
	if note, unlike := k.Engine.UnlikeBeside(q); unlike {
		x.notes = append(x.notes, scene.Footnote{ID: note.ID, Text: note.Text})
	}
	x.yearsNote = len(x.notes)
	for _, text := range report.NonEmpty(x.yearsInWords(), scene.PartialNote(x.Panel)) {
		x.notes = append(x.notes, scene.Footnote{Text: text})
	}
	for i := range x.Series {
		x.Series[i].reporting = k.Engine.Reporting(x.own(k, q, &x.Series[i]), x.Panel.Periods)
	}
	x.markPublishers(k, q)
	var all []answer.Break
	for i := range x.Series {
		for _, b := range k.Engine.Breaks(x.own(k, q, &x.Series[i])) {
			known := slices.ContainsFunc(all, func(other answer.Break) bool { return other.Note.ID == b.Note.ID })
			if !known && x.From < b.At.Start() && b.At.Start() < x.To {
				all = append(all, b)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b answer.Break) int { return a.At.Compare(b.At) })
	for _, b := range all {
		at := x.interrupted(b.At)
		at.marks = append(at.marks, k.Glyphs.Footnote(len(x.notes)))
		x.notes = append(x.notes, scene.Footnote{ID: b.Note.ID, Text: k.ScopeOf(q, b.Note).Prefix + b.Note.Text})
	}
}

// interrupted is the interruption before a period, which now is one.
func (x *sheet) interrupted(at report.Period) *interruption {
	i, found := slices.BinarySearchFunc(x.breaks, at, func(b interruption, at report.Period) int { return b.at.Start() - at.Start() })
	if !found {
		x.breaks = slices.Insert(x.breaks, i, interruption{at: at})
	}
	return &x.breaks[i]
}

// markPublishers says where it is not the same publishers that report.
func (x *sheet) markPublishers(k *scene.Kit, q query.Query) {
	mark, changes := k.Glyphs.Footnote(len(x.notes)), false
	for t, p := range x.Panel.Periods {
		before := x.before(t)
		if before < 0 || x.wide(p) || !slices.ContainsFunc(x.Series, func(s series) bool {
			return x.Missing(&s, before) == "" && x.Missing(&s, t) == "" && !slices.Equal(s.reporting[before], s.reporting[t])
		}) {
			continue
		}
		x.interrupted(p).others = mark
		changes = true
	}
	if changes {
		x.notes = append(x.notes, scene.Footnote{Text: k.PublishersSentence(q, x.Panel.Periods)})
	}
}

// before is the period that ends where another begins, the shortest of them; -1 for
// none.
func (x *sheet) before(t int) int {
	before := -1
	for b, other := range x.Panel.Periods[:t] {
		if other.End() == x.Panel.Periods[t].Start() {
			before = b // after a year come its half-years
		}
	}
	return before
}

// yearsInWords says how years are drawn among half-years; "" where there is none.
func (x *sheet) yearsInWords() string {
	if !x.uneven {
		return ""
	}
	var years []string
	for t, p := range x.Panel.Periods {
		if p.Half == 0 && slices.ContainsFunc(x.Series, func(s series) bool { return s.Cells[t] != nil }) {
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
	return report.JoinWords(years) + " are reports of twelve months, each" + how[1:] + "."
}

// part is where a month stands on the axis, from 0 to 1.
func (x *sheet) part(month float64) float64 {
	return (month - float64(x.From)) / float64(x.To-x.From)
}

// Middle is the middle of a period's months.
func Middle(p report.Period) float64 { return float64(p.Start()) + float64(p.Months())/2 }

// wide says whether a period is drawn at its width: a year among half-years.
func (x *sheet) wide(p report.Period) bool { return x.uneven && p.Half == 0 }

// Figure is what a line is in a period, and whether that has a value to draw.
func (x *sheet) Figure(s *series, t int) (f answer.Figure, drawn bool) {
	if s.Cells[t] == nil {
		return f, false
	}
	f = s.Cells[t].Figure
	v := f.Value(x.column)
	return f, f.Reported && !math.IsNaN(v) && !math.IsInf(v, 0)
}

// height brings a value to what the axis counts in: per cent, or requests in six
// months.
func (x *sheet) height(v float64, p report.Period) float64 {
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
func (x *sheet) trace(k *scene.Kit, q query.Query, s *series) {
	breaks := k.Engine.Breaks(x.own(k, q, s))
	before := -1 // the period before, if it has a value and is no year apart
	var apart []chart.Stroke
	for t, p := range x.Panel.Periods {
		f, drawn := x.Figure(s, t)
		if !drawn {
			continue
		}
		lo, hi := scene.Ends(f, x.column)
		at := x.part(Middle(p))
		stroke := chart.Stroke{
			From: at, To: at, Value: x.height(f.Value(x.column), p), Lo: x.height(lo, p), Hi: x.height(hi, p),
			Hollow: x.Panel.Totals[t].Partial != "",
		}
		if x.wide(p) {
			stroke.From, stroke.To = x.part(float64(p.Start())), x.part(float64(p.End()))
		}
		s.last = t
		if x.wide(p) && x.hasHalves(s, p) {
			apart = append(apart, stroke)
			continue
		}
		stroke.Joined = before >= 0 && x.Follows(s, breaks, before, t)
		before = t
		s.Line.Strokes = append(s.Line.Strokes, stroke)
	}
	s.Line.Strokes = append(s.Line.Strokes, apart...)
	for t := range x.Panel.Periods {
		x.figures = max(x.figures, grid.Width(x.text(s, t)))
	}
}

// Follows says whether a line goes from one period to another: to the one that
// begins where it ended, of the same publishers, over no break, and both all there.
func (x *sheet) Follows(s *series, breaks []answer.Break, from, to int) bool {
	p, q := x.Panel.Periods[from], x.Panel.Periods[to]
	return p.End() == q.Start() && slices.Equal(s.reporting[from], s.reporting[to]) &&
		x.Panel.Totals[from].Partial == "" && x.Panel.Totals[to].Partial == "" &&
		!slices.ContainsFunc(breaks, func(b answer.Break) bool { return p.Start() < b.At.Start() && b.At.Start() <= q.Start() })
}

// hasHalves says whether a line has a value in a half of a year.
func (x *sheet) hasHalves(s *series, year report.Period) bool {
	for t, p := range x.Panel.Periods {
		if _, drawn := x.Figure(s, t); drawn && p.Year == year.Year && p.Half > 0 {
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

// Missing says why a line has no value in a period; "" where it has one. Outcomes
// have the records of all of them.
func (x *sheet) Missing(s *series, t int) string {
	_, drawn := x.Figure(s, t)
	switch {
	case drawn:
		return ""
	case s.Cells[t] == nil && (x.Panel.Totals[t].Records == 0 || x.by != query.ByOutcome):
		return noRecordWords
	}
	return notReportedWords
}

// text is what a line is in a period, as printed; a range with the sign of what is
// drawn at its middle, a year with what it is divided by.
func (x *sheet) text(s *series, t int) string {
	switch x.Missing(s, t) {
	case noRecordWords:
		return string(x.glyphs.NoRecord)
	case notReportedWords:
		return string(x.glyphs.Missing)
	}
	f, _ := x.Figure(s, t)
	before, after := "", ""
	if x.column.IsCount() && f.IsRange() && f.Marks&(answer.Floor|answer.Approx) == 0 {
		before = x.glyphs.Approx + " "
	}
	if x.halved && x.wide(x.Panel.Periods[t]) {
		after = " " + x.glyphs.Halved
	}
	return before + x.format.Short(f, x.column, max(x.limit-grid.Width(before+after), 1)) + after
}
