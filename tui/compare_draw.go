package tui

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

func (v compareScreen) draw(f *grid.Frame) {
	if len(v.c.Rows) == 0 {
		v.drawEmpty(f)
		return
	}
	v.drawHeads(f)
	v.drawTrends(f)
	v.drawOutcomes(f)
	v.drawRule(f)
	v.lineAt(func(line int, r grid.Rect) bool {
		v.drawLine(f, line, r)
		return true
	})
}

// cell is the part of a row that belongs to a column.
func (v *compareScreen) cell(p comparePlace, y int) grid.Rect {
	return grid.Rect{X: p.x, Y: y, W: v.width, H: 1}
}

// series is the colour of a column: that of its pin, else of its place.
func (v *compareScreen) series(row int) grid.Style {
	at := slices.Index(v.sheet.pins, v.c.Rows[row].ID)
	switch {
	case at < 0 && v.c.Pinned > 0:
		at = v.c.Pinned // it stands beside the pin
	case at < 0:
		at = row
	}
	return v.seriesStyle(at)
}

// drawHeads draws the names, the reference with the sign of the cursor, and under
// them the rank.
func (v *compareScreen) drawHeads(f *grid.Frame) {
	for _, p := range v.columns {
		row := &v.c.Rows[p.row]
		own := v.series(p.row)
		name := grid.Style{FG: v.theme.Ink(own.FG)}
		chosen := p.row == v.c.Reference
		if chosen {
			band := v.cell(p, v.heads.Y)
			f.Fill(band, grid.Style{BG: v.theme.Band, Attr: v.theme.BandAttr})
			f.Rune(p.x-1, v.heads.Y, v.glyphs.Cursor, v.theme.Accent)
			name = v.onBand(name.Bold(), true)
		}
		f.Rune(p.x, v.heads.Y, v.glyphs.Pinned, v.onBand(own, chosen))
		_, text := v.cell(p, v.heads.Y).TakeLeft(2)
		f.Text(text, row.Name, name)
		if v.heads.H < 2 {
			continue
		}
		_, under := v.cell(p, v.heads.Y+1).TakeLeft(2)
		f.Text(under, v.standing(p.row, under.W), v.theme.Dim)
	}
}

// standing says what a column is: the reference, its rank, or that nothing is
// known of it.
func (v *compareScreen) standing(row int, w int) string {
	r := &v.c.Rows[row]
	var words []string
	if row == v.c.Reference {
		words = append(words, referenceWord)
	}
	switch {
	case r.Records == 0:
		words = append(words, "no record")
	case lacks(v.result, r) != "":
		words = append(words, lacks(v.result, r))
	case v.c.Broken(row):
		words = append(words, "across a break")
	case r.Rank > 0 && v.query.By != query.ByPeriod:
		words = append(words, fmt.Sprintf("rank %d of %d", r.Rank, v.result.Itemised))
		if grid.Width(strings.Join(words, ", ")) > w {
			words[len(words)-1] = fmt.Sprintf("rank %d", r.Rank)
		}
	}
	if len(words) > 1 && grid.Width(strings.Join(words, ", ")) > w {
		words = words[:1]
		if r.Records == 0 {
			words[0] = "no record" // the sign says that it is the reference
		}
	}
	return strings.Join(words, ", ")
}

// labelAt is where the words before the columns stand in a row.
func (v *compareScreen) labelAt(y int) grid.Rect {
	r := v.label
	r.Y, r.H = y, 1
	_, r = r.TakeLeft(2)
	return r
}

// drawTrends draws a small chart of the measure for each column, all of them on
// one scale, and the first and the last period under it.
func (v *compareScreen) drawTrends(f *grid.Frame) {
	if v.trend.Empty() {
		return
	}
	t := v.sheet
	pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
	words := []string{compareLabel(t.measure, v.labelAt(0).W)}
	if t.measure.IsCount() && !t.even {
		words = append(words, "in 6 months")
	}
	top := answer.Figure{Reported: true, Rate: t.top, Lo: int64(math.Round(t.top)), Hi: int64(math.Round(t.top))}
	words = append(words, "up to "+v.format.Short(top, t.measure, v.label.W-8))
	switch each := pen.Spread(len(t.lit), v.width).Each; {
	case each == 2:
		words = append(words, firstFitting(v.labelAt(0).W, "higher of each 2", "higher of 2"))
	case each > 2:
		words = append(words, firstFitting(v.labelAt(0).W, fmt.Sprintf("highest of each %d", each), fmt.Sprintf("top of %d", each)))
	}
	if len(words) > v.trend.H+v.ticks.H {
		words = append(words[:1], words[2:]...)
	}
	for i, text := range words {
		st := v.theme.Dim
		if i == 0 {
			st = v.theme.Accent
		}
		f.Text(v.labelAt(v.trend.Y+i), text, st)
	}
	for _, p := range v.columns {
		area := grid.Rect{X: p.x, Y: v.trend.Y, W: v.width, H: v.trend.H}
		spread := pen.Spread(len(t.lit), area.W)
		for _, at := range t.breaks[p.row] { // behind the columns
			for y := range area.H {
				f.Rune(area.X+spread.Cell(at), area.Y+y, v.glyphs.Break, v.theme.Rule)
			}
		}
		pen.DrawSmall(f, area, &chart.Small{
			Values: t.values[p.row], Top: t.top, Style: v.series(p.row), Quiet: v.theme.Rule,
			Lit: func(i int) bool { return t.isLit(p.row, i) },
		})
		v.drawTicks(f, p, spread)
	}
}

// drawTicks names the first and the last year of a small chart.
func (v *compareScreen) drawTicks(f *grid.Frame, p comparePlace, spread chart.Spread) {
	t := v.sheet
	first, last := t.year(0), t.year(len(t.lit)-1)
	line := v.cell(p, v.ticks.Y)
	line.W = min(line.W, max(spread.Width(), 9))
	used := f.Text(line, strconv.Itoa(first), v.theme.Faint)
	if last != first && used+5 <= line.W {
		f.TextRight(line, strconv.Itoa(last), v.theme.Faint)
	}
}

// drawOutcomes draws what came of the requests of each column, as parts of all of
// them.
func (v *compareScreen) drawOutcomes(f *grid.Frame) {
	if v.outcomes.Empty() {
		return
	}
	pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
	f.Text(v.labelAt(v.outcomes.Y), "Outcomes", v.theme.Text)
	rows := make([]*answer.Row, len(v.c.Rows))
	for i := range v.c.Rows {
		rows[i] = &v.c.Rows[i]
	}
	for _, p := range v.columns {
		b := chart.Bar{Segments: v.outcomeParts(rows[p.row], 1)}
		if len(b.Segments) == 0 {
			b.State = chart.Missing
		}
		pen.DrawBar(f, v.cell(p, v.outcomes.Y), &b, chart.Scale{Kind: chart.Percent}, 0)
	}
	entries := v.outcomeEntries(rows...)
	_, r := v.legend.TakeLeft(v.columns[0].x - v.legend.X)
	if chart.LegendRows(r.W, entries) > 1 {
		_, r = v.legend.TakeLeft(2)
	}
	pen.DrawLegend(f, r, v.theme.Dim, entries)
}

// drawRule draws the rule over the lines, and on it what must be known of the
// columns.
func (v *compareScreen) drawRule(f *grid.Frame) {
	f.HLine(v.rule.X, v.rule.Y, v.rule.W, v.glyphs.Rule, v.theme.Rule)
	r := v.rule
	var more []string
	if n := len(v.c.Lines); v.fits < n {
		more = append(more, fmt.Sprintf("lines %d%s%d of %d", v.top+1, v.glyphs.Range, v.top+v.fits, n))
	}
	if n := v.hidden(); n > 0 {
		more = append(more, fmt.Sprintf("+%d %c", n, v.glyphs.Right))
	}
	if len(more) > 0 {
		text := " " + strings.Join(more, "  ") + " "
		right, rest := r.TakeRight(grid.Width(text) + 1)
		f.Text(right, text, v.theme.Dim)
		r = rest
	}
	if text := v.remark(); text != "" {
		_, r = r.TakeLeft(2)
		if grid.Width(text)+2 > r.W {
			text = strings.Replace(text, pinYourOwn, "", 1)
		}
		f.Text(r, " "+text+" ", v.theme.Dim)
	}
}

// pinYourOwn is what is left out where it has no room.
const pinYourOwn = ": space pins your own"

// remark says which rows are compared, unless all are pinned, and how.
func (v *compareScreen) remark() string {
	var parts []string
	others := v.result.Groups > len(v.c.Rows)
	switch {
	case v.c.Pinned == 0 && others:
		parts = append(parts, fmt.Sprintf("first %d", len(v.c.Rows))+pinYourOwn)
	case v.c.Pinned == 1 && len(v.c.Rows) == 2 && others:
		parts = append(parts, "one pinned, one beside it: space pins more")
	case len(v.c.Rows) == 1:
		parts = append(parts, "one row: nothing to compare it with")
	}
	if v.c.Uneven() {
		parts = append(parts, "a year is compared as half of it, "+v.glyphs.Halved)
	}
	broken, unlike, lacking := false, false, false
	for row := range v.c.Rows {
		broken, unlike, lacking = broken || v.c.Broken(row), unlike || v.c.Unlike(row), lacking || v.c.Lacking(row)
	}
	if broken {
		parts = append(parts, "across a break only requests are compared, without what it is about")
	}
	if lacking {
		parts = append(parts, "a part of a year is compared with no year")
	}
	if unlike {
		parts = append(parts, "not the same publishers report all, "+v.glyphs.Approx)
	}
	if v.sheet.joined && !v.trend.Empty() {
		parts = append(parts, string(v.glyphs.Break)+" also where publishers begin or end")
	}
	return strings.Join(parts, "; ")
}

// drawLine draws one figure of all columns.
func (v *compareScreen) drawLine(f *grid.Frame, line int, r grid.Rect) {
	c := v.c.Lines[line]
	here := line == v.line
	name := v.theme.Text
	if here {
		f.Fill(r, grid.Style{BG: v.theme.Band, Attr: v.theme.BandAttr})
		f.Rune(r.X, r.Y, v.glyphs.Cursor, v.theme.Accent)
		name = v.theme.Strong
	}
	label := v.labelAt(r.Y)
	f.Text(label, compareLabel(c, label.W), v.onBand(name, here))
	if r.H > 1 {
		f.Text(v.labelAt(r.Y+1), v.about(c), v.onBand(v.theme.Dim, here))
	}
	pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
	for _, p := range v.columns {
		figure := v.c.Figure(p.row, c)
		st := v.figureStyle(figure, c)
		if here || p.row == v.c.Reference {
			st = st.Bold()
		}
		at := grid.Rect{X: p.x, Y: r.Y, W: v.figureWidth, H: 1}
		text := v.sheet.figures[line][p.row]
		if grid.Width(text) > at.W {
			text = v.fitted(text, figure, c, at.W)
		}
		f.TextRight(at, text, v.onBand(st, here))
		if length := v.sheet.length(p.row, c); v.bar > 0 && figure.Reported && !c.IsSigned() {
			thread := grid.Rect{X: at.X + at.W + 1, Y: r.Y, W: v.bar, H: 1}
			pen.DrawThread(f, thread, length.Lo, length.Hi, chart.Scale{Max: v.sheet.scales[line]}, stateOf(figure), v.barStyle(p.row, here))
		}
		if p.row == v.c.Reference || v.c.Rows[p.row].Records == 0 {
			continue
		}
		d := v.c.Difference(p.row, c)
		quiet := v.theme.Dim
		if !d.Reported {
			quiet = v.theme.Faint
		}
		whole, beside := v.cell(p, r.Y), ""
		if v.beside > 0 {
			how := brief
			if v.full {
				how = versus
			}
			beside = v.sheet.tell(v.kit, line, p.row, v.beside, how)
			_, right := whole.TakeLeft(whole.W - v.beside)
			f.TextRight(right, beside, v.onBand(quiet, here))
		}
		if r.H < 2 {
			continue
		}
		whole.Y++
		whole.X, whole.W = whole.X-v.gap+1, whole.W+v.gap-1 // as much as can be
		under := v.sheet.tell(v.kit, line, p.row, whole.W, versus)
		if v.unfolds && v.beside > 0 {
			if under = v.sheet.tell(v.kit, line, p.row, whole.W, difference); sameText(under, beside) {
				continue
			}
		}
		f.TextRight(whole, under, v.onBand(quiet, here))
	}
}

// sameText says whether two texts differ by spaces alone.
func sameText(a, b string) bool {
	return strings.ReplaceAll(a, " ", "") == strings.ReplaceAll(b, " ", "")
}

// barStyle is the colour of the bar beside a figure: quiet, but in the line under
// the cursor.
func (v *compareScreen) barStyle(row int, here bool) grid.Style {
	if here {
		return v.series(row)
	}
	return v.theme.Rule
}

// about says what must be known of a line: what its rates rest on, where that is
// not nearly all requests, or what its figures are parts of.
func (v *compareScreen) about(c report.Column) string {
	least, most, partly := 1.0, 0.0, false
	for row := range v.c.Rows {
		f := v.c.Figure(row, c)
		partly = partly || f.Partly()
		if f.Reported && f.Marks.Has(answer.Part) && f.Covers > 0 {
			least, most = min(least, f.Covers), max(most, f.Covers)
		} else if f.Reported {
			most = 1
		}
	}
	switch {
	case partly && !c.IsSigned():
		return "covers " + v.percents(least, most)
	}
	return c.About(v.sheet.query.Against)
}

// percents writes two parts of one as a range, without decimals: beside a label there
// is no room for them. Like those they are cut from, they are rounded down.
func (v *compareScreen) percents(least, most float64) string {
	a, _, _ := strings.Cut(v.format.Covered(least), ".")
	b, _, _ := strings.Cut(v.format.Covered(most), ".")
	if a == b {
		return a + " %"
	}
	return a + v.glyphs.Range + b + " %"
}

// compareLabel names a line in w cells.
func compareLabel(c report.Column, w int) string {
	for _, text := range []string{c.Brief(), c.Head()} {
		if grid.Width(text) <= w {
			return text
		}
	}
	return c.Tight()
}
