package explore

import (
	"slices"

	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// drawTotals draws the line that sums up: how many rows there are, which are on
// screen, and the figures of everything under the filter.
func (v *Screen) drawTotals(f *grid.Frame) {
	counted := v.CountedWords(v.Result)
	free := v.Name // what the words may fill
	free.Y, free.H = v.Totals.Y, 1
	for i, c := range v.Columns {
		st := v.Theme.Strong
		figure := v.Result.Total.Figures[c.Column]
		if !figure.Reported {
			st = v.Theme.Faint
		} else if c.Column == report.Content && figure.Hi > 0 {
			st.FG = v.Theme.Ink(v.Theme.Outcomes[theme.Content])
		}
		text, at := v.Sheet.Column(c.Column).Total, grid.Rect{X: c.X, Y: v.Totals.Y, W: c.W, H: 1}
		if blank := c.X - v.Name.X - grid.Width(counted) - 1; i == 0 {
			// The first total may reach over the blanks of the names.
			at.X, at.W = at.X-max(blank, 0), at.W+max(blank, 0)
			text = v.Fitted(text, figure, c.Column, min(at.W, max(24, c.W)))
		}
		if used := f.TextRight(at, text, st); i == 0 {
			free.W = c.X + c.W - used - 1 - free.X
		}
	}
	shown := v.Shown(v.Result, v.Top, v.Body.H)
	if long := counted + " " + string(v.Glyphs.Dot) + " " + shown; v.Bars.Empty() && grid.Width(long) <= free.W {
		counted = long
	}
	f.Text(free, counted, v.Theme.Dim)
	if !v.Bars.Empty() {
		foot := grid.Rect{X: v.Bars.X, Y: v.Totals.Y, W: v.Bars.W + v.Value, H: 1}
		if v.valued {
			text := v.Sheet.Column(v.Query.Measure).Total
			at := foot
			if v.Result.Uneven { // above it stands what years were divided by
				at.W -= grid.Width(v.Glyphs.Halved) + 1
			}
			foot.W = at.W - f.TextRight(at, text, v.Theme.Strong) - 1
		}
		if long := "rows " + shown; len(v.Result.Rows) > v.Body.H && grid.Width(long) <= foot.W {
			shown = long // one more may be no country, and not counted among them
		}
		if v.valued {
			f.Text(foot, shown, v.Theme.Dim)
		} else {
			f.TextRight(foot, shown, v.Theme.Dim)
		}
	}
}

// drawSubtotal draws the sum of the rows that are shown, where others are hidden: of
// each column and, in place of bars, its share.
func (v *Screen) drawSubtotal(f *grid.Frame) {
	sum := v.Result.Shown
	if sum == nil || v.Subtotal.Empty() {
		return
	}
	name := v.Name
	name.Y, name.H = v.Subtotal.Y, 1
	words := v.ShownWords(v.Result)
	for i, c := range v.Columns {
		figure := sum.Figures[c.Column]
		st := v.Theme.Text
		if !figure.Reported {
			st = v.Theme.Faint
		}
		text, at := v.Sheet.Column(c.Column).Shown, grid.Rect{X: c.X, Y: v.Subtotal.Y, W: c.W, H: 1}
		if blank := c.X - v.Name.X - grid.Width(words) - 1; i == 0 {
			at.X, at.W = at.X-max(blank, 0), at.W+max(blank, 0)
			text = v.Fitted(text, figure, c.Column, min(at.W, max(24, c.W)))
		}
		if used := f.TextRight(at, text, st); i == 0 {
			name.W = c.X + c.W - used - 1 - name.X
		}
	}
	share, told := sum.Figures[report.Share], slices.ContainsFunc(v.Columns, func(c columnPlace) bool { return c.Column == report.Share })
	text := v.Format.Figure(share, report.Share)
	if long := words + ", " + text; share.Reported && !told && v.Bars.Empty() && grid.Width(long) <= name.W {
		words = long
	}
	f.Text(name, words, v.Theme.Dim)
	if v.Bars.Empty() {
		return
	}
	foot := grid.Rect{X: v.Bars.X, Y: v.Subtotal.Y, W: v.Bars.W + v.Value, H: 1}
	if v.valued {
		at := foot
		if v.Result.Uneven {
			at.W -= grid.Width(v.Glyphs.Halved) + 1
		}
		foot.W = at.W - f.TextRight(at, v.Sheet.Column(v.Query.Measure).Shown, v.Theme.Text) - 1
	}
	if long := text + " " + report.Share.Said(); grid.Width(long) <= foot.W {
		text = long
	}
	switch {
	case !share.Reported || told:
	case v.valued:
		f.Text(foot, text, v.Theme.Dim)
	default:
		f.TextRight(foot, text, v.Theme.Dim)
	}
}
