package tui

import (
	"slices"

	"daylight/model"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// exploreView lays out the rows, which need no more than the scene.
type exploreView struct{}

func (exploreView) layout(s *scene) screen {
	v := &exploreScreen{scene: s}
	s.screen, s.asRows = v, true
	// Which notes there are depends on the columns that fit, and how many rows
	// there are on the notes.
	v.placePanes(len(s.result.Notes) + 1)
	v.placeTable()
	if s.placeNotes(); len(s.notes) < s.panes.notes.H {
		v.placePanes(len(s.notes))
		v.placeTable()
	}
	v.placeLegend()
	v.raiseTotals()
	v.top = scrolled(s.session.Top, s.cursor, s.body.H, len(s.result.Rows))
	s.placeChips()
	v.placeTiles()
	return v
}

// placePanes divides the screen.
func (v *exploreScreen) placePanes(notes int) {
	v.panes = arrange(v.w, v.h, notes)
	if v.zoomed() {
		v.panes = v.panes.withoutTops()
	}
	if v.hinting {
		v.panes = v.panes.withHint()
	}
	if v.result.Shown != nil {
		v.panes = v.panes.withSubtotal()
	}
}

// placeTable divides the body between the names, the columns and the bars.
func (v *exploreScreen) placeTable() {
	const sign = 2 // the cursor's sign and a space
	v.columns, v.onScreen, v.bars, v.legend = v.columns[:0], v.onScreen[:0], grid.Rect{}, grid.Rect{}
	x, width := v.body.X+sign, v.body.W-sign
	longest := map[step]int{list: 30, narrow: 20, normal: 20, wide: 20}[v.step]
	names := min(max(v.sheet.names, 12), longest)
	// On a narrow screen one figure stands beside the bars: that of the column
	// under the cursor. Zoomed, a pane has the width to itself.
	barsOnly := v.step == list || v.step == narrow && !v.plain
	tableOnly := v.step == list || v.plain
	if v.zoomed() {
		barsOnly = v.session.Pane == model.BarsPane
		tableOnly = !barsOnly
	}
	// The bars get what is left, but never less than a share that makes their
	// lengths worth comparing.
	least := 0
	if !tableOnly {
		least = width * 36 / 100
	}
	v.value = 0
	if v.valued = v.step == wide && !tableOnly; v.valued {
		v.value = v.sheet.column(v.query.Measure).width + 1
	}
	if v.result.Uneven {
		v.value += grid.Width(v.glyphs.Halved) + 1
	}
	beside := v.query.Measure // the figure beside the bars, where there is one
	if c := v.session.Column; v.step == narrow && slices.Contains(v.sheet.columns, c) {
		beside = c
	}
	measure := v.sheet.column(beside).width
	if !barsOnly && v.step != list {
		// The column under the cursor and the one that rows are sorted by are never
		// out of sight: names give way to them, then the bars.
		sorted := slices.IndexFunc(v.sheet.columns, v.query.Order().Is)
		for {
			fit := v.sheet.fit(width-names-least, v.session.Column)
			if (!slices.Contains(v.sheet.columns, v.session.Column) || slices.Contains(fit, v.session.Column)) &&
				(sorted < 0 || slices.Contains(fit, v.sheet.columns[sorted])) {
				break
			}
			if names > 12 {
				names--
			} else if least > 12 {
				least--
			} else {
				break
			}
		}
	}
	v.name = grid.Rect{X: x, Y: v.body.Y, W: min(names, max(width-least-measure-gap, 6)), H: v.body.H}
	if v.step == list {
		v.name.W = max(width-measure-gap, 1)
	}
	x += v.name.W
	room := width - v.name.W - least
	if barsOnly && v.step != list {
		if !v.valued { // the value stands before the bar, as the one column
			v.columns = []columnPlace{{beside, x + gap, measure}}
			x += measure + gap
		}
	} else {
		fit := v.sheet.fit(room, v.session.Column)
		if v.step == list {
			fit = fit[:min(1, len(fit))]
		}
		spare := room
		for _, c := range fit {
			spare -= v.sheet.column(c).width + gap
		}
		if short := v.sheet.names - v.name.W - spare; short > 0 && short <= least/8 && len(fit) > 0 {
			spare += short // a name that lacks a few letters has them from the bars
		}
		if wanted := min(v.sheet.names-v.name.W, spare); wanted > 0 && v.step != list {
			v.name.W, x, spare = v.name.W+wanted, x+wanted, spare-wanted // names are not cut for nothing
		}
		air := 0
		if len(fit) > 0 {
			air = max(0, min(2, spare/len(fit))) // columns breathe where there is room
		}
		if v.step == list {
			air = 0
		}
		for _, c := range fit {
			w := v.sheet.column(c).width
			v.columns = append(v.columns, columnPlace{c, x + gap + air, w})
			x += w + gap + air
		}
	}
	for _, c := range v.columns {
		v.onScreen = append(v.onScreen, c.column)
	}
	if tableOnly {
		return
	}
	x += 2
	if v.step == narrow {
		x--
	}
	v.bars = grid.Rect{X: x, Y: v.body.Y, W: max(0, v.body.X+v.body.W-x-v.value), H: v.body.H}
	v.scale = v.barScale()
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
func (v *exploreScreen) placeLegend() {
	if v.bars.Empty() {
		return
	}
	v.legend = grid.Rect{X: v.bars.X, Y: v.head.Y, W: v.bars.W + v.value, H: 1}
	if !v.stacked() {
		return
	}
	every := everyOutcome(v.kit, &v.result.Total)
	if chart.LegendRows(v.legend.W, every) == 1 {
		return
	}
	entries := v.outcomeEntries(&v.result.Total)
	top := v.header.Y + v.header.H
	if !v.panes.tiles.Empty() {
		top = v.panes.tiles.Y + v.panes.tiles.H
	}
	if v.step == narrow {
		lines := min(chart.LegendRows(v.head.W, every), 2)
		if v.h >= airy {
			v.lower(lines)
		} else if lines = min(v.head.Y-top, 1); chart.LegendRows(v.head.W, entries) > 1 {
			lines = 0
		}
		v.legend = grid.Rect{X: v.head.X, Y: v.head.Y - lines, W: v.head.W, H: lines}
		return
	}
	if v.h >= airy {
		v.lower(1)
	}
	switch rows := chart.LegendRows(v.legend.W, entries); {
	case rows == 1 || top == v.head.Y:
	case rows == 2:
		v.legend.Y, v.legend.H = v.head.Y-1, 2
	default: // in one row over the table, too, which ends where the bars do
		w := min(max(chart.LegendWidth(entries), v.legend.W), v.head.W)
		v.legend = grid.Rect{X: v.head.X + v.head.W - w, Y: v.head.Y - 1, W: w, H: 1}
	}
}

// lower moves the heads and the rows down.
func (v *exploreScreen) lower(n int) {
	v.head.Y, v.above.Y = v.head.Y+n, v.above.Y+n
	v.body.Y, v.body.H = v.body.Y+n, v.body.H-n
	v.name.Y, v.name.H = v.body.Y, v.body.H
	v.bars.Y, v.bars.H = v.body.Y, v.body.H
	v.legend.Y = v.head.Y
}

// raiseTotals lets the totals follow the last row, where the rows do not fill the
// body.
func (v *exploreScreen) raiseTotals() {
	rows := len(v.result.Rows)
	if rows == 0 {
		rows = 4 // in which it is said why
	}
	free := v.body.H - rows
	if free <= 0 {
		return
	}
	v.body.H -= free
	v.name.H, v.bars.H = min(v.name.H, v.body.H), min(v.bars.H, v.body.H)
	v.below.Y, v.subtotal.Y, v.totals.Y = v.below.Y-free, v.subtotal.Y-free, v.totals.Y-free
}
