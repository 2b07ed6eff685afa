// Package compare is the view of a few rows side by side: a column for each row, a line for each
// figure, and the difference or the ratio to the row under the cursor. A comparison that cannot be
// made says so and is no number. The comparison of the latest question is kept.
package compare

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// Screen sets a few rows side by side: a column each, a line each figure.
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
// The column under the cursor is the reference, which the others are set against; of
// periods it is the oldest, wherever the cursor is. Where not all columns fit, the
// reference stands first, and beside it the one under the cursor and those after it. Where
// lines have room for the ratio only, the one under the cursor says the difference
// on a second row.
type Screen struct {
	*scene.Scene
	sheet   *sheet
	C       *answer.Comparison
	Columns []comparePlace

	label, heads, trend, ticks, outcomes, legend, rule, body grid.Rect

	Width, gap  int  // of a column, and before it
	FigureWidth int  // cells for the figure of a line
	beside      int  // cells for the comparison beside it; 0 for none
	full        bool // they hold all of it, and not only the half that says the most
	bar         int  // cells for the bar beside a figure; 0 for none
	rows        int  // of a line: 1, or 2 with the comparison under the figure
	unfolds     bool // the line under the cursor has a second row
	apart       bool // an empty row stands between groups of lines

	line, Top, fits int // the line under the cursor, the first on screen, how many fit
}

// comparePlace is where a column stands; row is its index among those compared.
type comparePlace struct{ Row, X int }

// View keeps the latest comparison.
type View struct{ sheet *sheet }

func (k *View) Layout(s *scene.Scene) scene.Screen {
	if s.Step <= scene.List {
		return nil
	}
	return s.PlaceView(k.place)
}

// The widths that columns have.
const (
	leastColumn   = 14
	largeColumn   = 22 // where things are large
	leastPair     = 11 // of two columns where more have no room
	mostColumn    = 40
	leastVersus   = 6 // what a ratio needs
	leastFigure   = 7
	leastBar      = 4
	plentyBar     = 8
	referenceWord = "reference"
)

// place divides the body between heads, charts and lines.
func (k *View) place(s *scene.Scene) scene.Screen {
	t := k.sheetOf(s)
	v := Screen{Scene: s, sheet: t, C: t.c}
	if len(t.c.Rows) == 0 {
		v.body = s.Body
		return v
	}
	s.PointAmong(t.c.Rows)
	ids := make([]string, len(t.c.Rows))
	for i := range ids {
		ids[i] = t.c.Rows[i].ID
	}
	s.Entities.Meet(s.Query.By, ids...)
	v.line = min(s.Session.Line, len(t.c.Lines)-1)
	v.placeColumns()
	v.placeRows()
	v.Top = list.Scrolled(s.Session.Top, v.line, v.fits, len(t.c.Lines))
	return v
}

// placeColumns divides the width.
func (v *Screen) placeColumns() {
	labels, gap := 19, 2
	if v.Step < scene.Wide {
		labels, gap = 14, 1
	}
	n, least := len(v.C.Rows), leastColumn
	if v.Large() {
		least = largeColumn
	}
	fit := max(1, min(n, (v.Scene.Body.W-labels)/(least+gap)))
	if closer := (v.Scene.Body.W-labels)/2 - gap; fit == 1 && n > 1 && closer >= leastPair {
		fit = 2 // one alone is compared with nothing
	}
	v.Width, v.gap = min((v.Scene.Body.W-labels)/fit-gap, mostColumn), gap
	v.label = grid.Rect{X: v.Scene.Body.X, W: labels - 1}
	x := v.Scene.Body.X + labels
	for _, row := range v.inSight(fit) {
		v.Columns = append(v.Columns, comparePlace{row, x})
		x += v.Width + gap
	}
	// Figures leave room for a ratio; those that are wider stand in short.
	v.FigureWidth = min(v.sheet.figure, max(v.Width-1-leastVersus, leastFigure))
	spare := v.Width - v.FigureWidth - 1
	switch full := v.sheet.versus; {
	case v.Plain:
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

// inSight are the rows whose columns fit.
func (v *Screen) inSight(fit int) (rows []int) {
	n := len(v.C.Rows)
	for i := range n {
		if fit == n {
			rows = append(rows, i)
		} else if row := (v.C.At + i) % n; row != v.C.Reference {
			rows = append(rows, row)
		}
	}
	switch {
	case fit == n:
		return rows
	case fit == 1:
		return []int{v.C.At}
	}
	return append([]int{v.C.Reference}, rows[:fit-1]...)
}

// placeRows divides the height: charts stand as long as a few lines do, and what
// is left goes to higher charts, air and lines of two rows.
func (v *Screen) placeRows() {
	const legendRow, tickRow, fewLines, lowTrend = 1, 1, 6, 2
	rest := v.Scene.Body
	take := func(n int) (r grid.Rect) {
		r, rest = rest.TakeTop(n)
		return r
	}
	heads := 1
	if v.Scene.Body.H >= 16 {
		heads = 2
	}
	n := len(v.C.Lines)
	one := n * v.LooseLines()
	if v.unfolds && !v.Large() {
		one++
	}
	room := v.Scene.Body.H - heads - 1
	least := min(one, fewLines)
	outcomes, trend := 0, 0
	if v.sheet.splits && !v.Plain && room-least >= 1+legendRow {
		outcomes, room = 1, room-1-legendRow
	}
	if len(v.sheet.lit) > 1 && !v.Plain && room-least >= lowTrend+tickRow {
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
	if tall := 2*n - one; v.bar == 0 && !v.Large() && v.Width+v.gap-1 >= v.sheet.versus && spare >= tall && !v.Plain && v.Width-v.FigureWidth-1 >= leastBar {
		v.rows, v.unfolds, v.bar, v.beside = 2, false, v.Width-v.FigureWidth-1, 0
		spare -= tall
	}
	groups := 0 // lines that another group follows
	for i := 1; i < n; i++ {
		if v.C.Lines[i-1].Section() != v.C.Lines[i].Section() {
			groups++
		}
	}
	if v.rows == 1 && spare >= groups && !v.Plain {
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
	v.fits = min(n, (rest.H+v.LooseLines()-1)/max(v.rows, v.LooseLines()))
	if v.unfolds && !v.Large() {
		v.fits = max(1, min(n, rest.H-1))
	}
	v.apart = v.apart && v.fits == n
}

// LineAt calls yield with each line on screen and the row where it stands, until
// it answers false.
func (v *Screen) LineAt(yield func(line int, r grid.Rect) bool) {
	y := v.body.Y
	for i := v.Top; i < v.Top+v.fits; i++ {
		if v.apart && i > v.Top && v.C.Lines[i-1].Section() != v.C.Lines[i].Section() {
			y++
		}
		r := grid.Rect{X: v.body.X, Y: y, W: v.body.W, H: v.rows}
		if v.unfolds && i == v.line {
			r.H = 2
		}
		if r.H = min(r.H, v.body.Y+v.body.H-y); r.H <= 0 || !yield(i, r) {
			return
		}
		y += max(r.H, v.LooseLines())
	}
}

// column is the index, among those on screen, of the column at x; -1 for none.
func (v *Screen) column(x int) int {
	return slices.IndexFunc(v.Columns, func(p comparePlace) bool { return x >= p.X-1 && x < p.X+v.Width })
}

func (v Screen) Click(x, y int) []model.Action {
	at := v.column(x)
	if y < v.rule.Y {
		if at >= 0 && v.Scene.Body.Contains(x, y) {
			return v.goTo(v.Columns[at].Row)
		}
		return nil
	}
	for line, r := range v.LineAt {
		switch {
		case !r.Contains(x, y):
			continue
		case line != v.line:
			return scene.Actions(model.SelectLine{Line: line})
		case at >= 0 && v.Columns[at].Row != v.C.At:
			return v.goTo(v.Columns[at].Row)
		}
		return scene.Actions(model.Enter{})
	}
	return nil
}

// goTo moves the cursor to a row; the one where it is, it opens.
func (v Screen) goTo(row int) []model.Action {
	c := v.C
	switch {
	case row != c.At:
		return scene.Actions(model.MoveColumn{By: row - c.At})
	case v.Session.Query.Select == c.Rows[row].ID:
		return scene.Actions(model.Enter{})
	}
	return scene.Actions(model.SelectRow{ID: c.Rows[row].ID})
}

func (v Screen) Wheel(by int) []model.Action {
	return scene.WheelLines(by, v.Top, v.line, v.fits, len(v.C.Lines), func(i int) model.Action { return model.SelectLine{Line: i} })
}

func (v Screen) Shows(c report.Column) bool { return slices.Contains(v.C.Lines, c) }

func (v Screen) Figures() scene.Figures { return scene.Figures{Rows: v.C.Rows} }

// Reference is the row that the others are set against, and whether it stands alone.
func (v Screen) Reference() (row *answer.Row, alone bool) {
	return &v.C.Rows[v.C.Reference], len(v.C.Rows) == 1
}

func (v Screen) Window() (cursor, height, lines int) {
	return v.line, v.fits, len(v.C.Lines)
}

// Announce reads the line under the cursor: the reference, then the others and
// how far they lie from it, first the one under the cursor.
func (v Screen) Announce() string {
	if len(v.C.Rows) == 0 {
		return "no row to compare; 0 removes all filters, ? lists the keys"
	}
	line, reference := v.C.Lines[v.line], v.C.Reference
	named := func(row int) string { return v.C.Rows[row].Name + " " + compared(v.Kit, v.C, row, line) }
	parts := []string{strings.ToLower(line.Label()), referenceWord + " " + named(reference)}
	if v.C.At != reference {
		parts = append(parts, "here "+named(v.C.At))
	}
	for row := range v.C.Rows {
		if row != reference && row != v.C.At {
			parts = append(parts, named(row))
		}
	}
	return strings.Join(parts, ", ")
}

// compared is a figure in words, and how far it lies from the reference.
func compared(k *scene.Kit, c *answer.Comparison, row int, line report.Column) string {
	if c.Rows[row].Records == 0 {
		return "no record"
	}
	text := k.FigureTold(c.Figure(row, line), line)
	d := c.Difference(row, line)
	if row == c.Reference || !d.Reported {
		return text
	}
	text += " " + strings.ReplaceAll(k.Format.Difference(d, line), " pp", " percentage points")
	if d.HasRatio {
		text += " " + k.Format.Ratio(d)
	}
	return text
}

func (v Screen) ReadAt() (x, y int) {
	x, y = v.Scene.Body.X, v.Scene.Body.Y
	for line, r := range v.LineAt {
		if line == v.line {
			y = r.Y
		}
	}
	return x, y
}

func (v Screen) Figure() (query.Query, *answer.Row, report.Column) {
	if len(v.C.Rows) == 0 || v.C.Rows[v.C.At].Records == 0 {
		return v.Query, nil, 0
	}
	return v.Query, &v.C.Rows[v.C.At], v.C.Lines[v.line]
}

func (v Screen) Help() []scene.HelpKey {
	over := referenceWord
	if v.Query.By == query.ByPeriod {
		over = "period"
	}
	keys := []string{"right " + over, "down line", "space pin"}
	pinned := v.C.At >= 0 && scene.IsPinned(&v.Query, v.C.Rows[v.C.At].ID)
	if pinned {
		keys[2] = "space unpin"
	}
	if pinned || v.C.Pinned > 0 {
		keys = append(keys, "x unpin all")
	}
	return scene.Keys(append(keys, "enter", "m", "i", ":", "?")...)
}

// Describe sets the rows against the one that they are compared with.
func (*View) Describe(k *scene.Kit, q query.Query) string {
	c := k.Engine.Compared(q)
	if c.Reference < 0 {
		return scene.NoRecords
	}
	var others []string
	for i := range c.Rows {
		if i == c.Reference {
			continue
		}
		text := c.Rows[i].Name + " " + k.FigureTold(c.Figure(i, q.Measure), q.Measure)
		if d := c.Difference(i, q.Measure); d.Reported {
			text += " (" + k.Format.Versus(d, q.Measure, 60) + ")"
		}
		others = append(others, text)
	}
	says := fmt.Sprintf("%s of %s: %s", q.Measure.Title(q.Against), c.Rows[c.Reference].Name, k.FigureTold(c.Figure(c.Reference, q.Measure), q.Measure))
	if len(others) > 0 {
		says += "; against it " + report.JoinWords(others)
	}
	return says + "."
}
