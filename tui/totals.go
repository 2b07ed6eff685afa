package tui

import (
	"slices"

	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// drawTotals draws the line that sums up: how many rows there are, which are on
// screen, and the figures of everything under the filter.
func (v *exploreScreen) drawTotals(f *grid.Frame) {
	counted := v.countedWords(v.result)
	free := v.name // what the words may fill
	free.Y, free.H = v.totals.Y, 1
	for i, c := range v.columns {
		st := v.theme.Strong
		figure := v.result.Total.Figures[c.column]
		if !figure.Reported {
			st = v.theme.Faint
		} else if c.column == report.Content && figure.Hi > 0 {
			st.FG = v.theme.Ink(v.theme.Outcomes[theme.Content])
		}
		text, at := v.sheet.column(c.column).total, grid.Rect{X: c.x, Y: v.totals.Y, W: c.w, H: 1}
		if blank := c.x - v.name.X - grid.Width(counted) - 1; i == 0 {
			// The first total may reach over the blanks of the names.
			at.X, at.W = at.X-max(blank, 0), at.W+max(blank, 0)
			text = v.fitted(text, figure, c.column, min(at.W, max(24, c.w)))
		}
		if used := f.TextRight(at, text, st); i == 0 {
			free.W = c.x + c.w - used - 1 - free.X
		}
	}
	shown := v.shown(v.result, v.top, v.body.H)
	if long := counted + " " + string(v.glyphs.Dot) + " " + shown; v.bars.Empty() && grid.Width(long) <= free.W {
		counted = long
	}
	f.Text(free, counted, v.theme.Dim)
	if !v.bars.Empty() {
		foot := grid.Rect{X: v.bars.X, Y: v.totals.Y, W: v.bars.W + v.value, H: 1}
		if v.valued {
			text := v.sheet.column(v.query.Measure).total
			at := foot
			if v.result.Uneven { // above it stands what years were divided by
				at.W -= grid.Width(v.glyphs.Halved) + 1
			}
			foot.W = at.W - f.TextRight(at, text, v.theme.Strong) - 1
		}
		if long := "rows " + shown; len(v.result.Rows) > v.body.H && grid.Width(long) <= foot.W {
			shown = long // one more may be no country, and not counted among them
		}
		if v.valued {
			f.Text(foot, shown, v.theme.Dim)
		} else {
			f.TextRight(foot, shown, v.theme.Dim)
		}
	}
}

// drawSubtotal draws the sum of the rows that are shown, where others are hidden: of
// each column and, in place of bars, its share.
func (v *exploreScreen) drawSubtotal(f *grid.Frame) {
	sum := v.result.Shown
	if sum == nil || v.subtotal.Empty() {
		return
	}
	name := v.name
	name.Y, name.H = v.subtotal.Y, 1
	words := v.shownWords(v.result)
	for i, c := range v.columns {
		figure := sum.Figures[c.column]
		st := v.theme.Text
		if !figure.Reported {
			st = v.theme.Faint
		}
		text, at := v.sheet.column(c.column).shown, grid.Rect{X: c.x, Y: v.subtotal.Y, W: c.w, H: 1}
		if blank := c.x - v.name.X - grid.Width(words) - 1; i == 0 {
			at.X, at.W = at.X-max(blank, 0), at.W+max(blank, 0)
			text = v.fitted(text, figure, c.column, min(at.W, max(24, c.w)))
		}
		if used := f.TextRight(at, text, st); i == 0 {
			name.W = c.x + c.w - used - 1 - name.X
		}
	}
	share, told := sum.Figures[report.Share], slices.ContainsFunc(v.columns, func(c columnPlace) bool { return c.column == report.Share })
	text := v.format.Figure(share, report.Share)
	if long := words + ", " + text; share.Reported && !told && v.bars.Empty() && grid.Width(long) <= name.W {
		words = long
	}
	f.Text(name, words, v.theme.Dim)
	if v.bars.Empty() {
		return
	}
	foot := grid.Rect{X: v.bars.X, Y: v.subtotal.Y, W: v.bars.W + v.value, H: 1}
	if v.valued {
		at := foot
		if v.result.Uneven {
			at.W -= grid.Width(v.glyphs.Halved) + 1
		}
		foot.W = at.W - f.TextRight(at, v.sheet.column(v.query.Measure).shown, v.theme.Text) - 1
	}
	if long := text + " " + report.Share.Said(); grid.Width(long) <= foot.W {
		text = long
	}
	switch {
	case !share.Reported || told:
	case v.valued:
		f.Text(foot, text, v.theme.Dim)
	default:
		f.TextRight(foot, text, v.theme.Dim)
	}
}
