package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// The matrix shows rows × periods, each cell on the colour of its class. Names
// and totals stand still while the periods between them scroll:
//
//	head            2012      2013           2014            Requests
//	        Country  ÷ 2     H1    H2      H1    H2             Total ▾
//	above   ──────────────────────────────────────────── +14 ─────────
//	rows  ▸ Turkey  11.4k  6,226  6,900 [1,234] 4,400          27,980
//	below   ──────────────────────────────────────────────────────────
//	shown    5 shown 52.3k  26.2k  24.5k …                              where others are hidden
//	totals  54 rows 75.4k  35.1k  34.8k  33.1k  31.0k         209,400
//	reading Türkiye, 2014-H1: 1,234 requests, −82.1 % on 2013-H2
//	legend  █ ≤ 12  █ ≤ 57  …   0 zero   · not reported   ⢕ no record
//
// Where only few columns with figures have room, and where it is zoomed, cells
// are solid instead and as narrow as it takes to show all periods.
type matrixScreen struct {
	*scene
	sheet                            *matrixSheet
	head, above, rows, below, totals grid.Rect
	reading, legend                  grid.Rect
	shown                            grid.Rect // what the rows come to, where others are hidden
	name                             grid.Rect // of the rows
	columns                          []matrixColumn
	sum                              grid.Rect // the totals of the rows
	cursor, top                      int       // rows, as in the scene; cursor -1 for none
	tall                             int       // lines of a row
	at                               int       // the period under the cursor, -1 for none
	solid                            bool      // cells show no figures
	other                            bool      // zoom changes that
	gone                             bool      // the selected row has gone
}

// matrixColumn is where a period stands.
type matrixColumn struct{ t, x, w int }

// matrixView keeps the rows of the latest result in each period.
type matrixView struct{ sheet *matrixSheet }

func (k *matrixView) layout(s *scene) screen {
	if s.step <= list {
		return nil
	}
	return s.placeView(func(s *scene) screen { return k.place(s) })
}

func (k *matrixView) place(s *scene) *matrixScreen {
	v := &matrixScreen{scene: s, sheet: k.sheetOf(s), cursor: s.cursor, at: -1}
	periods := v.sheet.panel.Periods
	if len(s.result.Rows) == 0 || len(periods) == 0 {
		return v
	}
	if s.query.By == query.ByPeriod {
		v.cursor = 0 // the one row there is
	} else {
		v.gone = s.gone
	}
	v.at = model.Instant(s.engine, s.session, periods)
	v.divide()
	v.place()
	for _, text := range []string{partialNote(v.sheet.panel), v.sheet.others, v.halvedNote()} {
		if note := (footnote{text: text}); text != "" && !slices.Contains(s.notes, note) {
			s.notes = append(s.notes, note)
		}
	}
	s.onScreen = append(s.onScreen[:0], v.sheet.column)
	return v
}

// divide gives each line of the body its place: the rows first, then what helps
// to read them.
func (v *matrixScreen) divide() {
	rest := v.body
	wants := func(from int) int { // a line, where the body is so high
		if v.body.H >= from {
			return 1
		}
		return 0
	}
	heads := 2
	if v.plain || !v.sheet.halves {
		heads = 1
	}
	v.head, rest = rest.TakeTop(heads)
	v.above, rest = rest.TakeTop(wants(8))
	hidden := 0
	if v.result.Shown != nil && v.query.By != query.ByPeriod {
		hidden = wants(9)
	}
	foot := []struct {
		rect *grid.Rect
		h    int
	}{
		{&v.below, wants(11)}, {&v.shown, hidden}, {&v.totals, wants(6)}, {nil, wants(17)}, {&v.reading, wants(7)}, {&v.legend, wants(10)},
	}
	if v.plain {
		foot[0].h, foot[3].h, foot[4].h, foot[5].h = 0, 0, 0, 0 // the last line says what they do
	}
	n := len(v.sheet.panel.Rows)
	switch {
	case n == 1 && v.result.Shown == nil:
		foot[0].h, foot[2].h = 0, 0 // its totals would be itself
	case n == 1:
		foot[1].h = 0 // and so would be the sum of it
	}
	free := rest.H
	for _, part := range foot {
		free -= part.h
	}
	v.tall = 1
	if 3*n <= free && !v.plain {
		v.tall = 3 // a few rows stand out more
	}
	v.rows, rest = rest.TakeTop(min(max(free, 1), n*v.tall))
	for _, part := range foot {
		var r grid.Rect
		if r, rest = rest.TakeTop(part.h); part.rect != nil {
			*part.rect = r
		}
	}
	v.top = scrolled(v.session.Top, v.cursor, v.rows.H/v.tall, n)
}

// place divides the width between names, periods and totals.
func (v *matrixScreen) place() {
	const sign = 2
	x := v.sheet
	longest := map[step]int{narrow: 14, normal: 18, wide: 24}[v.step]
	names := min(max(v.scene.sheet.names, 12), longest)
	sums := v.sumWidth()
	v.name = grid.Rect{X: v.body.X + sign, Y: v.rows.Y, W: names, H: v.rows.H}
	from := v.name.X + names + 1
	v.sum = grid.Rect{X: v.body.X + v.body.W - sums, Y: v.rows.Y, W: sums, H: v.rows.H}
	room := v.sum.X - 2 - from // a gap, in which the last cell's bracket closes

	// Figures in full where all periods have room for them, else in short.
	n, lead := len(x.panel.Periods), 1
	if v.theme.NoColor && !v.glyphs.ASCII {
		lead = 2 // the mark of the class stands before the figure
	}
	width := min(x.full, 11)
	if v.plain {
		width = max(width, 7) // a period in full
	} else if v.span(0, n, width+lead) > room {
		switch width = min(x.full, 5); {
		case x.partly:
			width = min(x.full, 7) // with parentheses around it
		case !x.column.IsCount():
			width = min(x.full, 6) // with a sign before it
		}
	}
	const few = 6
	was := v.session.Left
	if v.session.At == (report.Period{}) {
		was = v.at // nothing was scrolled: what is later stands beside it
	}
	left, right := v.between(was, room, width+lead)
	windowed := right-left < n
	v.solid = right-left < few && right-left < n/2
	v.other = windowed && !v.plain
	if v.other && v.session.Zoom {
		v.solid = !v.solid
	}
	v.solid = v.solid && !v.plain
	cell := width + lead
	if v.solid {
		// Names give way to it that all periods are seen.
		for least := min(names, 10); names > least && v.span(0, n, 1) > room; {
			names, from, room = names-1, from-1, room+1
			v.name.W = names
		}
		for cell = 4; cell > 1 && v.span(0, n, cell) > room; cell-- {
		}
		left, right = v.between(was, room, cell)
	} else if !windowed {
		for cell < width+lead+2 && v.span(0, n, cell+1) <= room {
			cell++ // air
		}
	}
	x.fitted(max(cell-lead, 1))
	v.columns = make([]matrixColumn, 0, right-left)
	for t := left; t < right; t++ {
		if t > left {
			from += v.before(t, cell)
		}
		v.columns = append(v.columns, matrixColumn{t, from, cell})
		from += cell
	}
	if spare := v.sum.X - 2 - from; spare > 0 && names < min(v.scene.sheet.names, 40) {
		// Names are not cut for nothing.
		more := min(spare, min(v.scene.sheet.names, 40)-names)
		v.name.W += more
		for i := range v.columns {
			v.columns[i].x += more
		}
		from += more
	}
	v.sum.X = min(v.sum.X, from+6) // totals stand by their rows
	v.above.W = v.sum.X + v.sum.W - v.above.X
	v.below.W = v.above.W
}

// sumWidth is how many cells the totals of the rows take.
func (v *matrixScreen) sumWidth() int {
	limit := map[step]int{narrow: 6, normal: 11, wide: 17}[v.step]
	w := grid.Width(v.sumHead()) + 2
	if v.step > narrow {
		w = max(w, grid.Width(v.sheet.column.Head()))
	}
	w = max(w, grid.Width(v.sheet.short(v.result.Total.Figures[v.sheet.column], limit)))
	if len(v.result.Rows) > 0 {
		for _, i := range []int{0, len(v.result.Rows) - 1} {
			w = max(w, grid.Width(v.sheet.short(v.result.Rows[i].Figures[v.sheet.column], limit)))
		}
	}
	return w
}

// sumHead is what stands over the totals of the rows.
func (v *matrixScreen) sumHead() string {
	if v.sheet.column.IsCount() {
		return "Total"
	}
	return "Overall"
}

// before is the empty room before a period: between years where cells have room
// for it, and at a break.
func (v *matrixScreen) before(t, cell int) int {
	periods := v.sheet.panel.Periods
	if t > 0 && (v.sheet.breaks[t] || cell > 1 && v.sheet.halves && periods[t].Year != periods[t-1].Year) {
		return 1
	}
	return 0
}

// span is the width of the periods from..to (exclusive).
func (v *matrixScreen) span(from, to, cell int) int {
	w := 0
	for t := from; t < to; t++ {
		if w += cell; t > from {
			w += v.before(t, cell)
		}
	}
	return w
}

// between is which periods, from..to (exclusive), have room, moved as little from
// where they were as keeps the cursor in sight and the room filled.
func (v *matrixScreen) between(was, room, cell int) (from, to int) {
	n := len(v.sheet.panel.Periods)
	last := func(from int) int {
		to := from + 1 // one at least
		for to < n && v.span(from, to+1, cell) <= room {
			to++
		}
		return to
	}
	from = max(0, min(was, v.at))
	for last(from) <= v.at {
		from++
	}
	for from > 0 && last(from-1) == n {
		from--
	}
	return from, last(from)
}

// halvedNote explains what years were divided by, "" where they were not.
func (v *matrixScreen) halvedNote() string {
	if !v.sheet.uneven || !v.sheet.column.IsCount() {
		return ""
	}
	return fmt.Sprintf("%s: a year among half-years; its figures stand as printed, its colours are those of their half.", v.glyphs.Halved)
}

func (v *matrixScreen) click(x, y int) []model.Action {
	if v.at < 0 {
		return nil
	}
	onHead := v.head.Contains(x, y) || v.above.Contains(x, y)
	if onHead && x >= v.name.X && x < v.name.X+v.name.W {
		return actions(model.SortBy{Column: model.NameColumn})
	}
	if onHead && x >= v.sum.X && x < v.sum.X+v.sum.W {
		return actions(model.SortBy{Column: v.sheet.column})
	}
	at := -1
	for _, c := range v.columns {
		if x >= c.x && x < c.x+c.w {
			at = c.t
		}
	}
	if onHead && at >= 0 {
		p := v.sheet.panel.Periods[at]
		if v.query.By == query.ByPeriod {
			return actions(model.SelectPeriod{Period: p}) // there is one row
		}
		return actions(model.SelectPeriod{Period: p}, model.SortAt{Period: p})
	}
	if !v.rows.Contains(x, y) {
		return nil
	}
	row := v.top + (y-v.rows.Y)/v.tall
	again := row == v.cursor && !v.gone && v.session.Query.Select != ""
	var chosen []model.Action
	if at >= 0 {
		again = again && at == v.at
		chosen = actions(model.SelectPeriod{Period: v.sheet.panel.Periods[at]})
	}
	if v.query.By != query.ByPeriod {
		chosen = append(chosen, model.SelectRow{ID: v.result.Rows[row].ID})
	}
	if again {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

func (v *matrixScreen) wheel(by int) []model.Action {
	if v.at < 0 || v.query.By == query.ByPeriod {
		return nil
	}
	return v.wheelRows(by, v.rows.H/v.tall)
}

func (v *matrixScreen) shows(c report.Column) bool { return v.sheet.column == c }

func (v *matrixScreen) figures() figures {
	return figures{rows: v.result.Rows, panel: v.sheet.panel, totals: true}
}

func (v *matrixScreen) leftmost() int {
	if len(v.columns) == 0 {
		return v.session.Left
	}
	return v.columns[0].t
}

func (v *matrixScreen) unzoomed() string {
	if !v.other {
		return "all periods have room here, with their figures"
	}
	return ""
}

func (v *matrixScreen) window() (cursor, height, lines int) {
	return v.cursor, v.rows.H / max(v.tall, 1), len(v.sheet.panel.Rows)
}

func (v *matrixScreen) announce() string {
	if v.at < 0 || v.cursor < 0 {
		return v.announced()
	}
	parts := v.readings()
	parts = append(parts, fmt.Sprintf("row %d of %d, period %d of %d", v.cursor+1, len(v.sheet.panel.Rows), v.at+1, len(v.sheet.panel.Periods)))
	return strings.Join(parts, ", ")
}

func (v *matrixScreen) readAt() (x, y int) {
	x, y = v.rows.X, v.line(v.cursor)
	for _, c := range v.columns {
		if c.t == v.at {
			x = c.x
		}
	}
	return x, y
}

// line is where the text of a row stands.
func (v *matrixScreen) line(row int) int { return v.rows.Y + (row-v.top)*v.tall + v.tall/2 }

// figure is that of the cell under the cursor.
func (v *matrixScreen) figure() (query.Query, *answer.Row, report.Column) {
	if v.at < 0 || v.cursor < 0 || v.gone {
		return v.query, nil, 0
	}
	q := v.engine.In(v.query, v.sheet.panel.Periods[v.at])
	if q.By == query.ByPeriod {
		q.Period = query.PeriodFilter{} // its rows are the periods
	}
	return q, v.engine.RowIn(v.query, v.sheet.panel.Periods[v.at], v.sheet.panel.Rows[v.cursor].ID), v.sheet.column
}

func (v *matrixScreen) help() []helpKey {
	keys := []helpKey{{"right", "period"}, {"down", "row"}, {"S", "sort"}, {"%", "by row"}, {"space", ""}, {"enter", ""}, {"m", ""}}
	switch {
	case v.other && v.solid:
		keys = append(keys, helpKey{"z", "figures"})
	case v.other:
		keys = append(keys, helpKey{"z", "all periods"})
	}
	return append(keys, helpKey{"i", ""}, helpKey{":", ""}, helpKey{"?", ""})
}

// readings say what is under the cursor, the most telling first: the row and
// period, the figure, how it changed, and what must be known about it.
func (v *matrixScreen) readings() []string {
	periods, c := v.sheet.panel.Periods, v.sheet.column
	parts := []string{v.rowName(v.cursor) + ", " + periods[v.at].String()}
	if v.query.By == query.ByPeriod {
		parts[0] = periods[v.at].String()
	}
	kind := v.sheet.kind(v.cursor, v.at)
	cell := v.sheet.panel.Cells[v.cursor][v.at]
	switch {
	case kind == noRecord:
		return append(parts, "no record")
	case kind == notReported && c.IsSigned() && v.query.Against.Period == periods[v.at]:
		return append(parts, baseWords)
	case kind == notReported:
		return append(parts, strings.ToLower(c.Label())+" not reported")
	}
	f := cell.Figure
	switch text := strings.ToLower(c.Label()) + " " + v.format.Figure(f, c); {
	case c.IsCount():
		parts = append(parts, v.counted(f, c))
	case c.IsSigned():
		_, row, _ := v.figure()
		parts = append(parts, onWhich(text, row)...)
	default:
		parts = append(parts, text)
	}
	if change := cell.Change; change.Reported && c.Adds() {
		before := report.Period{}
		if v.at > 0 && periods[v.at-1].End() == periods[v.at].Start() {
			before = periods[v.at-1]
		}
		text := v.changeWords(v.query, change, before)
		if !c.IsCount() {
			text = "requests " + text
		}
		parts = append(parts, text)
	}
	if text := v.sheet.panel.Totals[v.at].Partial; text != "" {
		parts = append(parts, text)
	}
	if cell.Rank > 0 && v.query.By != query.ByPeriod {
		parts = append(parts, fmt.Sprintf("rank %d", cell.Rank))
	}
	return append(parts, f.Explain(c)...)
}

// rowName is what a row is called.
func (v *matrixScreen) rowName(row int) string {
	if name := v.sheet.panel.Rows[row].Name; name != "" {
		return name
	}
	return "All requests"
}
