package explore

import (
	"slices"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// View lays out the rows, and keeps what came of one of them over time.
type View struct{ followed followed }

func (k *View) Layout(s *scene.Scene) scene.Screen {
	v := &Screen{Scene: s}
	s.Screen, s.AsRows = v, true
	// Which notes there are depends on the columns that fit, and how many rows
	// there are on the notes.
	v.placePanes(s.Most())
	v.placeTable()
	s.PlaceNotes()
	v.placePanes(s.Wanted())
	v.placeTable()
	v.reserveLegend()
	v.SpreadRows(len(s.Result.Rows), v.Body.H)
	v.placeOverTime(k, v.raiseTotals())
	v.placeLegend()
	v.Top = list.Scrolled(s.Session.Top, s.Cursor, v.fit(), len(s.Result.Rows))
	s.PlaceChips()
	v.placeTiles()
	return v
}

// placePanes divides the screen.
func (v *Screen) placePanes(wants scene.Wants) {
	v.Panes = scene.Arrange(v.W, v.H, wants)
	if v.Shape().Hides {
		v.Panes = v.Panes.WithSubtotal()
	}
}

// fit is how many rows have room.
func (v *Screen) fit() int { return v.Body.H / v.RowLines() }

// line is where a row stands that has room, over the whole width.
func (v *Screen) line(i int) grid.Rect {
	n := v.RowLines()
	return grid.Rect{X: v.Body.X, Y: v.Body.Y + (i-v.Top)*n, W: v.Body.W, H: n}
}

// sign is the room of the cursor's sign and a space.
const sign = 2

// placeTable divides the body between the names, the columns and the bars.
func (v *Screen) placeTable() {
	v.OnScreen, v.Bars, v.Legend = v.OnScreen[:0], grid.Rect{}, grid.Rect{}
	x, width := 0, v.Body.W-sign
	longest := map[scene.Step]int{scene.List: 30, scene.Narrow: 20, scene.Normal: 20, scene.Wide: 20}[v.Step]
	names := min(max(v.Sheet.Names, 12), longest)
	// On a narrow screen one figure stands beside the bars: that of the column
	// under the cursor. Zoomed, a pane has the width to itself.
	barsOnly := v.Step == scene.List || v.Step == scene.Narrow && !v.Plain
	tableOnly := v.Step == scene.List || v.Plain
	if v.Zoomed() {
		barsOnly = v.Session.Pane == model.BarsPane
		tableOnly = !barsOnly
	}
	// The bars get what is left, but never less than a share that makes their
	// lengths worth comparing.
	least := 0
	if !tableOnly {
		least = width * 36 / 100
	} else if v.Query.By == query.ByPeriod && v.uneven() {
		names = max(names, len("2012")+len(monthsWord))
	}
	v.Value = 0
	if v.valued = v.Step == scene.Wide && !tableOnly && !v.Large(); v.valued {
		v.Value = v.Sheet.Column(v.Query.Measure).Width + 1
	}
	if v.uneven() {
		v.Value += grid.Width(v.Glyphs.Halved) + 1
	}
	beside := v.Query.Measure // the figure beside the bars, where there is one
	if c := v.Session.Column; v.Step == scene.Narrow && slices.Contains(v.Sheet.Columns, c) {
		beside = c
	}
	measure := v.Sheet.Column(beside).Width
	if v.Step == scene.Narrow { // any column has room in that place, and the bars stand still
		for _, c := range v.Sheet.Columns {
			measure = max(measure, v.Sheet.HeadWidth(c), v.Sheet.Limit)
		}
	}
	lay := func(cursor report.Column) {
		x = v.placeColumns(columnRoom{width, names, least, measure, barsOnly, beside}, cursor)
	}
	// Columns move sideways beside bars that stay as they are: the table is divided as if
	// the cursor stood on the measure. Only what has no room there takes it from the bars.
	if lay(v.Query.Measure); tableOnly || !barsOnly && !v.moveColumns(x) {
		lay(v.Session.Column)
	}
	for _, c := range v.Columns {
		v.OnScreen = append(v.OnScreen, c.Column)
	}
	if tableOnly {
		return
	}
	x += 2
	if v.Step == scene.Narrow {
		x--
	}
	v.Bars = grid.Rect{X: x, Y: v.Body.Y, W: max(0, v.Body.X+v.Body.W-x-v.Value), H: v.Body.H}
	v.Scale = v.barScale()
}

// columnRoom is what names, columns and bars share.
type columnRoom struct {
	width    int // of all three
	names    int // that names would like
	least    int // that bars take at least
	measure  int // of the figure beside the bars
	barsOnly bool
	beside   report.Column
}

// placeColumns places names and columns, with the column under the cursor among them, and
// returns the cell behind the last.
func (v *Screen) placeColumns(r columnRoom, cursor report.Column) int {
	v.Columns = v.Columns[:0]
	names, least := r.names, r.least
	if !r.barsOnly && v.Step != scene.List {
		// The column under the cursor and the one that rows are sorted by are never
		// out of sight: names give way to them, then the bars.
		for max(names, least) > 12 && !v.among(v.Sheet.Fit(r.width-names-least, cursor), cursor) {
			if names > 12 {
				names--
			} else {
				least--
			}
		}
	}
	x := v.Body.X + sign
	v.Name = grid.Rect{X: x, Y: v.Body.Y, W: min(names, max(r.width-least-r.measure-scene.Gap, 6)), H: v.Body.H}
	if v.Step == scene.List {
		v.Name.W = max(r.width-r.measure-scene.Gap, 1)
	}
	x += v.Name.W
	room := r.width - v.Name.W - least
	if r.barsOnly && v.Step != scene.List {
		if !v.valued { // the value stands before the bar, as the one column
			v.Columns = append(v.Columns, columnPlace{r.beside, x + scene.Gap, r.measure})
			x += r.measure + scene.Gap
		}
		return x
	}
	fit := v.Sheet.Fit(room, cursor)
	if v.Step == scene.List {
		fit = fit[:min(1, len(fit))]
	}
	spare := room
	for _, c := range fit {
		spare -= v.Sheet.Column(c).Width + scene.Gap
	}
	if short := v.Sheet.Names - v.Name.W - spare; short > 0 && short <= least/8 && len(fit) > 0 {
		spare += short // a name that lacks a few letters has them from the bars
	}
	if wanted := min(v.Sheet.Names-v.Name.W, spare); wanted > 0 && v.Step != scene.List {
		v.Name.W, x, spare = v.Name.W+wanted, x+wanted, spare-wanted // names are not cut for nothing
	}
	if v.Step == scene.List {
		spare = 0
	}
	return v.putColumns(x, spare, fit)
}

// putColumns places columns from a cell on, with so many cells to spare, and returns the
// cell behind the last.
func (v *Screen) putColumns(x, spare int, fit []report.Column) int {
	air := 0
	if len(fit) > 0 {
		air = max(0, min(2, spare/len(fit))) // columns breathe where there is room
	}
	for _, c := range fit {
		w := v.Sheet.Column(c).Width
		v.Columns = append(v.Columns, columnPlace{c, x + scene.Gap + air, w})
		x += w + scene.Gap + air
	}
	return x
}

// moveColumns moves the columns so far to the side that the one under the cursor is among
// them, in the room that they have up to a cell and that names leave them, and says whether
// that is enough.
func (v *Screen) moveColumns(end int) bool {
	cursor, from := v.Session.Column, v.Name.X+v.Name.W
	shows := func(c columnPlace) bool { return c.Column == cursor }
	if !slices.Contains(v.Sheet.Columns, cursor) || slices.ContainsFunc(v.Columns, shows) {
		return true
	}
	fit := v.Sheet.Fit(end-from, cursor)
	for ; !v.among(fit, cursor); fit = v.Sheet.Fit(end-from, cursor) {
		if from--; from < v.Name.X+12 {
			return false
		}
	}
	v.Name.W = from - v.Name.X
	spare := end - from
	for _, c := range fit {
		spare -= v.Sheet.Column(c).Width + scene.Gap
	}
	v.Columns = v.Columns[:0]
	v.putColumns(from, spare, fit)
	return true
}

// among says whether some columns hold that under the cursor and the one that rows are
// sorted by, if the table has them.
func (v *Screen) among(fit []report.Column, cursor report.Column) bool {
	return !slices.ContainsFunc(v.Sheet.Columns, func(c report.Column) bool {
		return (c == cursor || v.Query.Order().Is(c)) && !slices.Contains(fit, c)
	})
}

// airy is the height from which on what explains the bars has rows of its own.
const airy = 26

// placeLegend places what explains the bars: beside the heads of the columns or,
// where that is too narrow for what comes of requests, above them:
//
//	▎Requests    ▎Accounts named    …
//
//	                             ■ content   ■ non-content
//	Country    Requests ▾   …    ■ no data   ■ rejected
//
// The rows that it needs are there whatever outcomes a period has: the table stands
// still while one steps through them. Without height for them, it takes the empty
// row; on a narrow screen it then stands whole or not at all, as the figures above
// name colours, too.
func (v *Screen) placeLegend() {
	if v.Bars.Empty() {
		return
	}
	v.Legend = grid.Rect{X: v.Bars.X, Y: v.Head.Y, W: v.Bars.W + v.Value, H: 1}
	if !v.stacked() || chart.LegendRows(v.Legend.W, v.EveryOutcome(&v.Result.Total)) == 1 {
		return
	}
	entries := v.entries()
	top := v.Header.Y + v.Header.H
	for _, above := range []grid.Rect{v.Finding, v.Panes.Chips, v.Panes.Tiles} {
		top = max(top, above.Y+above.H)
	}
	if v.Step == scene.Narrow {
		lines := v.legendLines()
		if lines == 0 && chart.LegendRows(v.Head.W, entries) == 1 {
			lines = min(v.Head.Y-top, 1)
		}
		v.Legend = grid.Rect{X: v.Head.X, Y: v.Head.Y - lines, W: v.Head.W, H: lines}
		return
	}
	switch rows := chart.LegendRows(v.Legend.W, entries); {
	case rows == 1 || top == v.Head.Y:
	case rows == 2:
		v.Legend.Y, v.Legend.H = v.Head.Y-1, 2
	default: // in one row over the table, too, which ends where the bars do
		w := min(max(chart.LegendWidth(entries), v.Legend.W), v.Head.W)
		v.Legend = grid.Rect{X: v.Head.X + v.Head.W - w, Y: v.Head.Y - 1, W: w, H: 1}
	}
}

// entries are what the legend explains: all that is drawn here, unless what stands under
// the rows has a legend of its own.
func (v *Screen) entries() []chart.Entry {
	if v.overTime != nil && v.under.legend.Empty() {
		return v.OutcomeEntries(&v.Result.Total, v.overTime.Total)
	}
	return v.OutcomeEntries(&v.Result.Total)
}

// legendLines are the rows over the heads that are there for the legend alone.
func (v *Screen) legendLines() int {
	every := v.EveryOutcome(&v.Result.Total)
	switch {
	case v.Bars.Empty() || !v.stacks(v.Shape().Splits) || v.H < airy || chart.LegendRows(v.Bars.W+v.Value, every) == 1:
		return 0
	case v.Step == scene.Narrow:
		return min(chart.LegendRows(v.Head.W, every), 2)
	}
	return 1
}

// reserveLegend moves the heads and the rows down, from under what explains the bars.
func (v *Screen) reserveLegend() {
	n := v.legendLines()
	if n == 0 {
		return
	}
	v.Head.Y, v.Above.Y = v.Head.Y+n, v.Above.Y+n
	v.Body.Y, v.Body.H = v.Body.Y+n, v.Body.H-n
	v.Name.Y, v.Name.H = v.Body.Y, v.Body.H
	v.Bars.Y, v.Bars.H = v.Body.Y, v.Body.H
}

// raiseTotals lets the totals follow the last row, where the rows do not fill the
// body, and returns the room under them.
func (v *Screen) raiseTotals() (under grid.Rect) {
	lines := min(len(v.Result.Rows), v.fit()) * v.RowLines()
	if len(v.Result.Rows) == 0 {
		lines = 4 // in which it is said why
	}
	free := v.Body.H - lines
	if free <= 0 {
		return under
	}
	v.Body.H -= free
	v.Name.H, v.Bars.H = min(v.Name.H, v.Body.H), min(v.Bars.H, v.Body.H)
	v.Below.Y, v.Subtotal.Y, v.Totals.Y = v.Below.Y-free, v.Subtotal.Y-free, v.Totals.Y-free
	return grid.Rect{X: v.Body.X, Y: v.Totals.Y + 1, W: v.Body.W, H: free}
}

func (*View) Describe(k *scene.Kit, q query.Query) string {
	return k.RowsTold(q)
}
