package compare

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

func (v Screen) Draw(f *grid.Frame) {
	if len(v.C.Rows) == 0 {
		v.DrawEmpty(f)
		return
	}
	v.drawHeads(f)
	v.drawTrends(f)
	v.drawOutcomes(f)
	v.drawRule(f)
	for line, r := range v.LineAt {
		v.drawLine(f, line, r)
	}
}

// cell is the part of a row that belongs to a column.
func (v *Screen) cell(p comparePlace, y int) grid.Rect {
	return grid.Rect{X: p.X, Y: y, W: v.Width, H: 1}
}

// own is the colour of a column and its sign.
func (v *Screen) own(row int) (grid.Style, rune) {
	return v.EntityStyle(v.Query.By, v.C.Rows[row].ID)
}

// drawHeads draws the names, one with the sign of the cursor, and under them the rank.
func (v *Screen) drawHeads(f *grid.Frame) {
	for _, p := range v.Columns {
		row := &v.C.Rows[p.Row]
		own, sign := v.own(p.Row)
		name := grid.Style{FG: v.Theme.Ink(own.FG)}
		chosen := p.Row == v.C.At && v.Marked()
		switch {
		case v.Lit(row.ID):
			name, sign = name.Bold(), v.Glyphs.Lit
		case v.Back(row.ID):
			name, own = v.Theme.Dim, v.Theme.Fade(own)
		}
		if chosen {
			band := v.cell(p, v.heads.Y)
			f.Fill(band, v.Theme.BandStyle())
			f.Rune(p.X-1, v.heads.Y, v.Glyphs.Cursor, v.Theme.Accent)
			if name = v.OnBand(name, true); !v.Back(row.ID) {
				name = name.Bold()
			}
		}
		f.Rune(p.X, v.heads.Y, sign, v.OnBand(own, chosen))
		_, text := v.cell(p, v.heads.Y).TakeLeft(2)
		f.Text(text, row.Name, name)
		if v.heads.H < 2 {
			continue
		}
		_, under := v.cell(p, v.heads.Y+1).TakeLeft(2)
		f.Text(under, v.standing(p.Row, under.W), v.Theme.Dim)
	}
}

// standing says what a column is: the reference, its rank, or that nothing is
// known of it.
func (v *Screen) standing(row int, w int) string {
	r := &v.C.Rows[row]
	words, brief, alone := "", "", referenceWord
	switch lacks := scene.Lacks(v.Result, r); {
	case r.Records == 0:
		words, alone = "no record", "no record" // the sign says that it is the reference
	case lacks != "":
		words = lacks
	case v.C.Broken(row):
		words = "across a break"
	case r.Rank > 0 && v.Query.By.Ranks():
		words, brief = fmt.Sprintf("rank %d of %d", r.Rank, v.Result.Itemised), fmt.Sprintf("rank %d", r.Rank)
	}
	if v.Session.Axes {
		words = ""
	}
	brief = cmp.Or(brief, words)
	if row != v.C.Reference {
		return scene.FirstFitting(w, words, brief)
	}
	if words == "" {
		return referenceWord
	}
	return scene.FirstFitting(w, referenceWord+", "+words, referenceWord+", "+brief, alone)
}

// labelAt is where the words before the columns stand in a row.
func (v *Screen) labelAt(y int) grid.Rect {
	r := v.label
	r.Y, r.H = y, 1
	_, r = r.TakeLeft(2)
	return r
}

// drawTrends draws a small chart of the measure for each column, all of them on
// one scale, and the first and the last period under it.
func (v *Screen) drawTrends(f *grid.Frame) {
	if v.trend.Empty() {
		return
	}
	t := v.sheet
	pen := v.Pen()
	label := v.labelAt(0).W
	words := []string{scene.FirstFitting(label, t.measure.Brief(), t.measure.Head(), t.measure.Tight())}
	if t.measure.IsCount() && !t.even {
		words = append(words, "in 6 months")
	}
	top := answer.Figure{Reported: true, Rate: t.top, Lo: int64(math.Round(t.top)), Hi: int64(math.Round(t.top))}
	words = append(words, "up to "+v.Format.Short(top, t.measure, v.label.W-8))
	places := v.Columns
	wide := v.Width
	if t.once {
		places, wide = places[:1], places[len(places)-1].X+v.Width-places[0].X
	}
	switch each := pen.Spread(len(t.lit), wide).Each; {
	case each == 2:
		words = append(words, scene.FirstFitting(label, "higher of each 2", "higher of 2"))
	case each > 2:
		words = append(words, scene.FirstFitting(label, fmt.Sprintf("highest of each %d", each), fmt.Sprintf("top of %d", each)))
	}
	if len(words) > v.trend.H+v.ticks.H {
		words = append(words[:1], words[2:]...)
	}
	for i, text := range words {
		st := v.Theme.Dim
		if i == 0 {
			st = v.Theme.Text
		}
		f.Text(v.labelAt(v.trend.Y+i), text, st)
	}
	for _, p := range places {
		own, _ := v.own(p.Row)
		area := grid.Rect{X: p.X, Y: v.trend.Y, W: wide, H: v.trend.H}
		spread := pen.Spread(len(t.lit), area.W)
		for _, at := range t.breaks[p.Row] { // behind the columns
			f.VLine(area.X+spread.Cell(at), area.Y, area.H, v.Glyphs.Break, v.Theme.Rule)
		}
		small := chart.Small{
			Values: t.values[p.Row], Top: t.top, Style: own, Quiet: v.Theme.Rule,
			Lit: func(i int) bool { return t.isLit(p.Row, i) },
		}
		if v.Back(v.C.Rows[p.Row].ID) {
			small.Style = v.Theme.Fade(small.Style)
		}
		if t.once {
			v.drawnOnce(&small)
		}
		if !v.Session.Axes {
			pen.DrawSmall(f, area, &small)
		}
		v.drawTicks(f, area, spread)
	}
}

// drawnOnce makes a small chart that of all rows: each lights its own part, in its colour, or
// all of them everything.
func (v *Screen) drawnOnce(small *chart.Small) {
	small.Lit = func(at int) bool { return v.lighting(at) >= 0 }
	if v.Query.By == query.ByPeriod {
		small.Styles = func(at int) grid.Style {
			own, _ := v.own(v.lighting(at))
			return own
		}
		return
	}
	small.Style, _ = v.Paint(report.Requests)
}

// lighting is the first row whose part of the small chart a half-year is, -1 for none.
func (v *Screen) lighting(half int) int {
	for row := range v.C.Rows {
		if v.sheet.isLit(row, half) {
			return row
		}
	}
	return -1
}

// drawTicks names the first and the last year of a small chart and, where it is that of several
// periods, each of these, as far as they have room.
func (v *Screen) drawTicks(f *grid.Frame, area grid.Rect, spread chart.Spread) {
	t := v.sheet
	first, last := t.year(0), t.year(len(t.lit)-1)
	line := grid.Rect{X: area.X, Y: v.ticks.Y, W: area.W, H: 1}
	line.W = min(line.W, max(spread.Width(), 9))
	free, named := line, 0
	if t.once && v.Query.By == query.ByPeriod {
		for half := range t.lit {
			row := v.lighting(half)
			if row < 0 || half > 0 && v.lighting(half-1) == row {
				continue
			}
			name := v.C.Rows[row].Name
			used := grid.Width(name)
			at := min(line.X+spread.Cell(half), line.X+line.W-used)
			if at < free.X {
				continue
			}
			own, _ := v.own(row)
			f.Text(grid.Rect{X: at, Y: line.Y, W: used, H: 1}, name, grid.Style{FG: v.Theme.Ink(own.FG)})
			free.W, free.X = free.X+free.W-at-used-1, at+used+1
			named = t.year(half)
		}
	}
	if free.X == line.X {
		used := f.Text(free, strconv.Itoa(first), v.Theme.Faint)
		_, free = free.TakeLeft(used + 1)
	}
	if last != named && last != first && grid.Width(strconv.Itoa(last)) <= free.W {
		f.TextRight(free, strconv.Itoa(last), v.Theme.Faint)
	}
}

// drawOutcomes draws what came of the requests of each column, as parts of all of
// them.
func (v *Screen) drawOutcomes(f *grid.Frame) {
	if v.outcomes.Empty() {
		return
	}
	f.Text(v.labelAt(v.outcomes.Y), "Outcomes", v.Theme.Text)
	rows := make([]*answer.Row, len(v.C.Rows))
	for i := range v.C.Rows {
		rows[i] = &v.C.Rows[i]
	}
	for _, p := range v.Columns {
		b := chart.Bar{Segments: v.OutcomeParts(rows[p.Row], 1)}
		if len(b.Segments) == 0 {
			b.State = chart.Missing
		}
		at := v.cell(p, v.outcomes.Y)
		if !v.Session.Axes {
			v.Pen().DrawBar(f, at, &b, chart.Scale{Kind: chart.Percent}, 0)
		}
		if v.Back(rows[p.Row].ID) {
			v.FadeMarks(f, at)
		}
	}
	entries := v.OutcomeEntries(rows...)
	_, r := v.legend.TakeLeft(v.Columns[0].X - v.legend.X)
	if chart.LegendRows(r.W, entries) > 1 {
		_, r = v.legend.TakeLeft(2)
	}
	v.Pen().DrawLegend(f, r, v.Theme.Dim, entries)
}

// drawRule draws the rule over the lines, and on it what must be known of the
// columns.
func (v *Screen) drawRule(f *grid.Frame) {
	v.DrawRule(f, v.rule)
	r := v.rule
	var more []string
	if n := len(v.C.Lines); v.fits < n {
		more = append(more, fmt.Sprintf("lines %d%s%d of %d", v.Top+1, v.Glyphs.Range, v.Top+v.fits, n))
	}
	if n := len(v.C.Rows) - len(v.Columns); n > 0 {
		more = append(more, fmt.Sprintf("+%d %c", n, v.Glyphs.Right))
	}
	if len(more) > 0 {
		text := " " + strings.Join(more, "  ") + " "
		right, rest := r.TakeRight(grid.Width(text) + 1)
		f.Text(right, text, v.Theme.Dim)
		r = rest
	}
	if text := v.remark(); text != "" {
		_, r = r.TakeLeft(2)
		if grid.Width(text)+2 > r.W {
			text = strings.Replace(text, pinYourOwn, "", 1)
		}
		f.Text(r, " "+text+" ", v.Theme.Dim)
	}
}

// pinYourOwn is what is left out where it has no room.
const pinYourOwn = ": space pins your own"

// remark says which rows are compared, unless all are pinned, and how.
func (v *Screen) remark() string {
	var parts []string
	others := v.Result.Groups > len(v.C.Rows)
	switch {
	case v.C.Pinned == 0 && others && v.Bare: // no key is told on a slide
		parts = append(parts, fmt.Sprintf("first %d", len(v.C.Rows)))
	case v.C.Pinned == 0 && others:
		parts = append(parts, fmt.Sprintf("first %d", len(v.C.Rows))+pinYourOwn)
	case v.C.Pinned == 1 && len(v.C.Rows) == 2 && others && !v.Bare:
		parts = append(parts, "one pinned, one beside it: space pins more")
	case len(v.C.Rows) == 1:
		parts = append(parts, "one row: nothing to compare it with")
	}
	broken, unlike, lacking := false, false, false
	for row := range v.C.Rows {
		broken, unlike, lacking = broken || v.C.Broken(row), unlike || v.C.Unlike(row), lacking || v.C.Lacking(row)
	}
	for _, note := range []struct {
		holds bool
		text  string
	}{
		{v.C.Uneven(), "a year is compared as half of it, " + v.Glyphs.Halved},
		{broken, "across a break only requests are compared, without what it is about"},
		{lacking, "a part of a year is compared with no year"},
		{unlike, "not the same publishers report all, " + v.Glyphs.Approx},
		{v.sheet.joined && !v.trend.Empty(), string(v.Glyphs.Break) + " also where publishers begin or end"},
	} {
		if note.holds {
			parts = append(parts, note.text)
		}
	}
	return strings.Join(parts, "; ")
}

// drawLine draws one figure of all columns.
func (v *Screen) drawLine(f *grid.Frame, line int, r grid.Rect) {
	c := v.C.Lines[line]
	here := line == v.line && v.Marked()
	_, name := v.Look().DrawLine(f, r, here)
	name = v.Heavy(name)
	label := v.labelAt(r.Y)
	f.Text(label, scene.FirstFitting(label.W, c.Brief(), c.Head(), c.Tight()), name)
	if r.H > 1 {
		f.Text(v.labelAt(r.Y+1), v.about(c), v.OnBand(v.Theme.Dim, here))
	}
	for _, p := range v.Columns {
		if v.Session.Axes {
			break
		}
		figure := v.C.Figure(p.Row, c)
		st := v.FigureStyle(figure, c)
		if here || p.Row == v.C.Reference || v.Large() || v.Lit(v.C.Rows[p.Row].ID) {
			st = st.Bold()
		}
		if v.Back(v.C.Rows[p.Row].ID) {
			st = v.Theme.Dim
		}
		at := grid.Rect{X: p.X, Y: r.Y, W: v.FigureWidth, H: 1}
		text := v.sheet.figures[line][p.Row]
		if grid.Width(text) > at.W {
			text = v.Fitted(text, figure, c, at.W)
		}
		f.TextRight(at, text, v.OnBand(st, here))
		if v.bar > 0 && figure.Reported && !c.IsSigned() {
			lo, hi := v.sheet.length(p.Row, c)
			bar := v.Theme.Rule // quiet, but in the line under the cursor
			if here {
				bar, _ = v.own(p.Row)
			}
			thread := grid.Rect{X: at.X + at.W + 1, Y: r.Y, W: v.bar, H: 1}
			v.Pen().DrawThread(f, thread, lo, hi, chart.Scale{Max: v.sheet.scales[line]}, scene.StateOf(figure), bar)
		}
		if p.Row == v.C.Reference || v.C.Rows[p.Row].Records == 0 {
			continue
		}
		d := v.C.Difference(p.Row, c)
		quiet := v.Theme.Dim
		if !d.Reported {
			quiet = v.Theme.Faint
		}
		whole, beside := v.cell(p, r.Y), ""
		if v.beside > 0 {
			how := brief
			if v.full {
				how = versus
			}
			beside = v.sheet.tell(v.Kit, line, p.Row, v.beside, how)
			_, right := whole.TakeLeft(whole.W - v.beside)
			f.TextRight(right, beside, v.OnBand(quiet, here))
		}
		if r.H < 2 {
			continue
		}
		whole.Y++
		whole.X, whole.W = whole.X-v.gap+1, whole.W+v.gap-1 // as much as can be
		under := v.sheet.tell(v.Kit, line, p.Row, whole.W, versus)
		if v.unfolds && v.beside > 0 {
			if under = v.sheet.tell(v.Kit, line, p.Row, whole.W, difference); sameText(under, beside) {
				continue
			}
		}
		f.TextRight(whole, under, v.OnBand(quiet, here))
	}
}

// sameText says whether two texts differ by spaces alone.
func sameText(a, b string) bool {
	return strings.ReplaceAll(a, " ", "") == strings.ReplaceAll(b, " ", "")
}

// about says what must be known of a line: what its rates rest on, where that is
// not nearly all requests, or what its figures are parts of.
func (v *Screen) about(c report.Column) string {
	least, most, partly := 1.0, 0.0, false
	for row := range v.C.Rows {
		f := v.C.Figure(row, c)
		partly = partly || f.Partly()
		if f.Reported && f.Marks.Has(answer.Part) && f.Covers > 0 {
			least, most = min(least, f.Covers), max(most, f.Covers)
		} else if f.Reported {
			most = 1
		}
	}
	if partly && !c.IsSigned() {
		return "covers " + v.percents(least, most)
	}
	return c.About(v.Query.Against)
}

// percents writes two parts of one as a range, without decimals: beside a label there
// is no room for them. Like those they are cut from, they are rounded down.
func (v *Screen) percents(least, most float64) string {
	a, _, _ := strings.Cut(v.Format.Covered(least), ".")
	b, _, _ := strings.Cut(v.Format.Covered(most), ".")
	if a == b {
		return a + " %"
	}
	return a + v.Glyphs.Range + b + " %"
}
