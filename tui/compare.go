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

// compareScreen sets a few rows side by side: a column each, a line each figure.
//
//	heads                    ▸• United States     • Germany
//	                           reference            rank 2 of 53
//	trend     Requests         ▂▅▇▆▅▅▆▇           ▂▂▃▃▄▅▆▇
//	ticks     up to 7,033      2012   2025-H1     2012   2025-H1
//	outcomes  Outcomes         ████████████       ████████████
//	legend                     ▌content …
//	rule      ── first five rows: space pins your own ──────────────
//	lines     ▸ Requests         148,682            125,841   0.85 ×
//	                                                        −22,841
//	            Share             19.2 %             16.2 %  −2.9 pp
//
// The column under the cursor is the reference, which the others are set against.
// Where not all columns fit, it stands first and those after it beside it. Where
// lines have room for the ratio only, the one under the cursor says the difference
// on a second row.
type compareScreen struct {
	*scene
	sheet   *compareSheet
	c       *answer.Comparison
	columns []comparePlace

	label, heads, trend, ticks, outcomes, legend, rule, body grid.Rect

	width, gap  int  // of a column, and before it
	figureWidth int  // cells for the figure of a line
	beside      int  // cells for the comparison beside it; 0 for none
	full        bool // they hold all of it, and not only the half that says the most
	bar         int  // cells for the bar beside a figure; 0 for none
	rows        int  // of a line: 1, or 2 with the comparison under the figure
	unfolds     bool // the line under the cursor has a second row
	apart       bool // an empty row stands between groups of lines

	line, top, fits int // the line under the cursor, the first on screen, how many fit
}

// comparePlace is where a column stands; row is its index among those compared.
type comparePlace struct{ row, x int }

// compareView keeps the latest comparison.
type compareView struct{ sheet *compareSheet }

func (k *compareView) layout(s *scene) screen {
	if s.step <= list {
		return nil
	}
	return s.placeView(func(s *scene) screen { return k.place(s) })
}

// The widths that columns have.
const (
	leastColumn   = 14
	leastPair     = 11 // of two columns where more have no room
	mostColumn    = 40
	leastVersus   = 6 // what a ratio needs
	leastFigure   = 7
	leastBar      = 4
	plentyBar     = 8
	referenceWord = "reference"
)

// place divides the body between heads, charts and lines.
func (k *compareView) place(s *scene) compareScreen {
	t := k.sheetOf(s)
	v := compareScreen{scene: s, sheet: t, c: t.c}
	if len(t.c.Rows) == 0 {
		v.body = s.body
		return v
	}
	v.line = min(s.session.Line, len(t.c.Lines)-1)
	v.placeColumns()
	v.placeRows()
	v.top = scrolled(s.session.Top, v.line, v.fits, len(t.c.Lines))
	return v
}

// placeColumns divides the width.
func (v *compareScreen) placeColumns() {
	labels, gap := 19, 2
	if v.step < wide {
		labels, gap = 14, 1
	}
	n := len(v.c.Rows)
	fit := max(1, min(n, (v.scene.body.W-labels)/(leastColumn+gap)))
	if closer := (v.scene.body.W-labels)/2 - gap; fit == 1 && n > 1 && closer >= leastPair {
		fit = 2 // one alone is compared with nothing
	}
	v.width, v.gap = min((v.scene.body.W-labels)/fit-gap, mostColumn), gap
	v.label = grid.Rect{X: v.scene.body.X, W: labels - 1}
	x := v.scene.body.X + labels
	for i := range fit {
		row := i
		if fit < n { // the reference first, and those after it
			row = (v.c.Reference + i) % n
		}
		v.columns = append(v.columns, comparePlace{row, x})
		x += v.width + gap
	}
	// Figures leave room for a ratio; those that are wider stand in short.
	v.figureWidth = min(v.sheet.figure, max(v.width-1-leastVersus, leastFigure))
	spare := v.width - v.figureWidth - 1
	switch full := v.sheet.versus; {
	case v.plain:
		v.beside, v.full = max(0, spare), true
	case spare >= full+2+plentyBar:
		v.beside, v.bar, v.full = full, spare-full-2, true
	case spare >= full:
		v.beside, v.full = full, true
	case spare >= leastVersus:
		v.beside, v.unfolds = spare, true
	default:
		v.unfolds = true
	}
}

// placeRows divides the height: charts stand as long as a few lines do, and what
// is left goes to higher charts, air and lines of two rows.
func (v *compareScreen) placeRows() {
	const legendRow, tickRow, fewLines, lowTrend = 1, 1, 6, 2
	rest := v.scene.body
	take := func(n int) (r grid.Rect) {
		r, rest = rest.TakeTop(n)
		return r
	}
	heads := 1
	if v.scene.body.H >= 16 {
		heads = 2
	}
	n := len(v.c.Lines)
	one := n
	if v.unfolds {
		one++
	}
	room := v.scene.body.H - heads - 1
	least := min(one, fewLines)
	outcomes, trend := 0, 0
	if v.sheet.splits && !v.plain && room-least >= 1+legendRow {
		outcomes, room = 1, room-1-legendRow
	}
	if len(v.sheet.lit) > 1 && !v.plain && room-least >= lowTrend+tickRow {
		trend, room = lowTrend, room-lowTrend-tickRow
	}
	v.rows = 1
	spare := room - one
	grow := func(what *int, most int) {
		for *what > 0 && *what < most && spare > 0 {
			*what++
			spare--
		}
	}
	air := 0
	grow(&trend, 3)
	if spare > 0 && trend > 0 && outcomes > 0 {
		air, spare = 1, spare-1
	}
	if tall := 2*n - one; v.bar == 0 && v.width+v.gap-1 >= v.sheet.versus && spare >= tall && !v.plain && v.width-v.figureWidth-1 >= leastBar {
		v.rows, v.unfolds, v.bar, v.beside = 2, false, v.width-v.figureWidth-1, 0
		spare -= tall
	}
	if groups := v.groupEnds(); v.rows == 1 && spare >= groups && !v.plain {
		v.apart, spare = true, spare-groups
	}
	grow(&trend, 12)
	v.heads = take(heads)
	v.trend = take(trend)
	if trend > 0 {
		v.ticks = take(tickRow)
	}
	take(air)
	if outcomes > 0 {
		v.outcomes, v.legend = take(outcomes), take(legendRow)
	}
	v.rule = take(1)
	v.body = rest
	v.fits = min(n, rest.H/v.rows)
	if v.unfolds {
		v.fits = max(1, min(n, rest.H-1))
	}
	v.apart = v.apart && v.fits == n
}

// groupEnds is how many lines are followed by another group.
func (v *compareScreen) groupEnds() int {
	n := 0
	for i := 1; i < len(v.c.Lines); i++ {
		if v.c.Lines[i-1].Section() != v.c.Lines[i].Section() {
			n++
		}
	}
	return n
}

// lineAt calls yield with each line on screen and the row where it stands, until
// it answers false.
func (v *compareScreen) lineAt(yield func(line int, r grid.Rect) bool) {
	y := v.body.Y
	for i := v.top; i < v.top+v.fits; i++ {
		if v.apart && i > v.top && v.c.Lines[i-1].Section() != v.c.Lines[i].Section() {
			y++
		}
		r := grid.Rect{X: v.body.X, Y: y, W: v.body.W, H: v.rows}
		if v.unfolds && i == v.line {
			r.H = 2
		}
		if r.H = min(r.H, v.body.Y+v.body.H-y); r.H <= 0 || !yield(i, r) {
			return
		}
		y += r.H
	}
}

// hidden is how many columns have no room.
func (v *compareScreen) hidden() int { return len(v.c.Rows) - len(v.columns) }

// column is the index, among those on screen, of the column at x; -1 for none.
func (v *compareScreen) column(x int) int {
	return slices.IndexFunc(v.columns, func(p comparePlace) bool { return x >= p.x-1 && x < p.x+v.width })
}

func (v compareScreen) click(x, y int) []model.Action {
	at := v.column(x)
	if y < v.rule.Y {
		if at >= 0 && v.scene.body.Contains(x, y) {
			return v.refer(v.columns[at].row)
		}
		return nil
	}
	hit := -1
	v.lineAt(func(line int, r grid.Rect) bool {
		if r.Contains(x, y) {
			hit = line
		}
		return hit < 0
	})
	switch {
	case hit < 0:
		return nil
	case hit != v.line:
		return actions(model.SelectLine{Line: hit})
	case at >= 0 && v.columns[at].row != v.c.Reference:
		return v.refer(v.columns[at].row)
	}
	return actions(model.Enter{})
}

// refer makes a row the reference; the one that is, it opens.
func (v compareScreen) refer(row int) []model.Action {
	c := v.c
	if row == c.Reference && v.session.Query.Select == c.Rows[row].ID {
		return actions(model.Enter{})
	}
	if row == c.Reference {
		return actions(model.SelectRow{ID: c.Rows[row].ID})
	}
	return actions(model.MoveColumn{By: row - c.Reference})
}

func (v compareScreen) wheel(by int) []model.Action {
	n := len(v.c.Lines)
	top := max(0, min(v.top+by, n-v.fits))
	if line := min(max(v.line, top), top+v.fits-1); line != v.line && line >= 0 {
		return actions(model.Scroll{Top: top}, model.SelectLine{Line: line})
	}
	return actions(model.Scroll{Top: top})
}

func (v compareScreen) shows(c report.Column) bool { return slices.Contains(v.c.Lines, c) }

func (v compareScreen) figures() figures { return figures{rows: v.c.Rows} }

// reference is the row that the others are set against, and whether it stands alone.
func (v compareScreen) reference() (row *answer.Row, alone bool) {
	return &v.c.Rows[v.c.Reference], len(v.c.Rows) == 1
}

func (v compareScreen) window() (cursor, height, lines int) {
	return v.line, v.fits, len(v.c.Lines)
}

// announce reads the line under the cursor: the reference, then the others and
// how far they lie from it.
func (v compareScreen) announce() string {
	if len(v.c.Rows) == 0 {
		return "no row to compare; 0 removes all filters, ? lists the keys"
	}
	line := v.c.Lines[v.line]
	parts := []string{strings.ToLower(line.Label())}
	reference := v.c.Reference
	parts = append(parts, fmt.Sprintf("%s %s %s", referenceWord, v.c.Rows[reference].Name, compared(v.kit, v.c, reference, line)))
	for row := range v.c.Rows {
		if row != reference {
			parts = append(parts, v.c.Rows[row].Name+" "+compared(v.kit, v.c, row, line))
		}
	}
	return strings.Join(parts, ", ")
}

// compared is a figure in words, and how far it lies from the reference.
func compared(k *kit, c *answer.Comparison, row int, line report.Column) string {
	if c.Rows[row].Records == 0 {
		return "no record"
	}
	text := strings.Join(figureWords(k.format, c.Figure(row, line), line), "")
	if row == c.Reference {
		return text
	}
	d := c.Difference(row, line)
	if !d.Reported {
		return text
	}
	text += " " + strings.ReplaceAll(k.format.Difference(d, line), " pp", " percentage points")
	if d.HasRatio {
		text += " " + k.format.Ratio(d)
	}
	return text
}

func (v compareScreen) readAt() (x, y int) {
	x, y = v.scene.body.X, v.scene.body.Y
	v.lineAt(func(line int, r grid.Rect) bool {
		if line == v.line {
			y = r.Y
		}
		return line != v.line
	})
	return x, y
}

func (v compareScreen) figure() (query.Query, *answer.Row, report.Column) {
	if len(v.c.Rows) == 0 || v.c.Rows[v.c.Reference].Records == 0 {
		return v.query, nil, 0
	}
	return v.query, &v.c.Rows[v.c.Reference], v.c.Lines[v.line]
}

func (v compareScreen) help() []helpKey {
	keys := []helpKey{{"right", referenceWord}, {"down", "line"}}
	switch {
	case v.c.Reference >= 0 && v.sheet.pinned(v.c.Reference):
		keys = append(keys, helpKey{"space", "unpin"}, helpKey{"x", "unpin all"})
	case v.c.Pinned > 0:
		keys = append(keys, helpKey{"space", "pin"}, helpKey{"x", "unpin all"})
	default:
		keys = append(keys, helpKey{"space", "pin"})
	}
	return append(keys, helpKey{"enter", ""}, helpKey{"m", ""}, helpKey{"i", ""}, helpKey{":", ""}, helpKey{"?", ""})
}

// comparedTold sets the rows against the one that they are compared with.
func comparedTold(k *kit, q query.Query) string {
	c := k.engine.Compared(q)
	if c.Reference < 0 {
		return noRecords
	}
	const room = 60
	var others []string
	for i := range c.Rows {
		text := c.Rows[i].Name + " " + k.figureTold(c.Figure(i, q.Measure), q.Measure)
		if d := c.Difference(i, q.Measure); d.Reported {
			text += " (" + k.format.Versus(d, q.Measure, room) + ")"
		}
		if i != c.Reference {
			others = append(others, text)
		}
	}
	text := fmt.Sprintf("%s of %s: %s", q.Measure.Title(q.Against), c.Rows[c.Reference].Name, k.figureTold(c.Figure(c.Reference, q.Measure), q.Measure))
	if len(others) > 0 {
		text += "; against it " + inSeries(others)
	}
	return text + "."
}
