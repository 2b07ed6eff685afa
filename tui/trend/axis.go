package trend

import (
	"slices"
	"strings"

	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// Column is the column of cells in which a month stands.
func (v *Screen) Column(month float64) int {
	return v.Plot.X + chart.DotAcross(v.Sheet.part(month), v.Plot.W)/2
}

// PerYear is how many cells a year has.
func (v *Screen) PerYear() float64 {
	return float64(v.Plot.W) * 12 / float64(v.Sheet.To-v.Sheet.From)
}

// drawAxes draws what the lines are measured by: the rules of the value axis, the
// months along its lowest, and the band of the periods that are chosen.
func (v *Screen) drawAxes(f *grid.Frame) {
	x := v.Sheet
	bottom := v.Plot.Y + v.Plot.H - 1
	for i, t := range x.rise.Ticks() {
		y := bottom - t.Cell
		f.TextRight(grid.Rect{X: v.Gutter.X, Y: y, W: v.Gutter.W - 1, H: 1}, x.tick(v.Kit, t.Value), v.Theme.Dim)
		switch {
		case i == 0:
		case t.Value == 0: // between more and fewer
			v.DrawRule(f, grid.Rect{X: v.Plot.X, Y: y, W: v.Plot.W, H: 1})
		case !v.Glyphs.ASCII: // full stops are lines there
			f.HLine(v.Plot.X, y, v.Plot.W, v.Glyphs.GridLine, v.Theme.Grid)
		}
	}
	v.drawMonths(f, bottom)
	if !x.Panel.Narrow {
		return
	}
	for t, p := range x.Panel.Periods {
		if !x.Panel.Chosen[t] {
			continue
		}
		from := v.Column(float64(p.Start()))
		to := max(from+1, v.Plot.X+int(x.part(float64(p.End()))*float64(v.Plot.W)))
		f.SetBG(grid.Rect{X: from, Y: v.Plot.Y, W: to - from, H: v.Plot.H}, v.Theme.Band)
		f.HLine(from, bottom, to-from, v.Glyphs.HeavyRule, v.Theme.Accent)
	}
}

// drawMonths draws the rule on which time goes by, with a tick where years and
// half-years begin.
func (v *Screen) drawMonths(f *grid.Frame, y int) {
	f.HLine(v.Plot.X, y, v.Plot.W, v.Rule(), v.Theme.Rule)
	year := v.PerYear()
	for month := (v.Sheet.From + 5) / 6 * 6; month < v.Sheet.To; month += 6 {
		tick := v.Glyphs.Tick
		switch {
		case month%12 == 0:
			tick = v.Glyphs.LongTick
		case year < 6:
			continue
		}
		if year >= 3 {
			f.Rune(v.Column(float64(month)), y, tick, v.Theme.Rule)
		}
	}
}

// drawBreaks draws where series break. Above stand the footnotes of all
// interruptions, those of breaks first, with the period since which figures are
// others where that has room.
func (v *Screen) drawBreaks(f *grid.Frame) {
	line := newRuler(v.tops)
	put := func(x int, text string, st grid.Style) bool {
		w := grid.Width(text)
		return line.take(x, w) && f.Text(grid.Rect{X: x, Y: v.tops.Y, W: w, H: 1}, text, st) > 0
	}
	words := make([]int, len(v.Sheet.breaks)) // where they may stand; 0 for nowhere
	mark := func(i, x int, text string) bool {
		if !put(x, text, v.Theme.Accent) {
			return false
		}
		words[i] = x + grid.Width(text) + 1
		return true
	}
	for i, b := range v.Sheet.breaks {
		if len(b.marks) == 0 {
			continue
		}
		x := v.Column(float64(b.at.Start()))
		f.VLine(x, v.Plot.Y, v.Plot.H, v.Glyphs.Break, v.Theme.Dim)
		next := slices.IndexFunc(v.Sheet.breaks[i+1:], func(b interruption) bool { return len(b.marks) > 0 })
		all := strings.Join(b.marks, " ")
		if next >= 0 && x+grid.Width(all) >= v.Column(float64(v.Sheet.breaks[i+1+next].at.Start())) {
			all = b.marks[0] // the next has a mark, too
		}
		_ = mark(i, x, all) || mark(i, x, b.marks[0])
	}
	for i, b := range v.Sheet.breaks {
		if x := v.Column(float64(b.at.Start())); b.others != "" && words[i] == 0 {
			mark(i, x, b.others)
		}
	}
	for i, b := range v.Sheet.breaks {
		if words[i] > 0 {
			put(words[i], b.at.String(), v.Theme.Dim)
		}
	}
}

// ruler is a line on which labels are put side by side.
type ruler struct {
	line  grid.Rect
	taken []bool
}

func newRuler(line grid.Rect) *ruler { return &ruler{line, make([]bool, max(line.W, 0))} }

// take takes w cells from x on, and says whether they lie on the line and touch no
// others that are taken. Single signs may touch.
func (r *ruler) take(x, w int) bool {
	from, gap := x-r.line.X, 1
	if w == 1 {
		gap = 0
	}
	if r.line.Empty() || w < 1 || from < 0 || from+w > len(r.taken) {
		return false
	}
	if slices.Contains(r.taken[max(from-gap, 0):min(from+w+gap, len(r.taken))], true) {
		return false
	}
	for i := from; i < from+w; i++ {
		r.taken[i] = true
	}
	return true
}

// drawYears labels the years below their months, that of the cursor first; those
// that would touch another are left out. What a year's value was divided by stands
// below it.
func (v *Screen) drawYears(f *grid.Frame) {
	x := v.Sheet
	current := x.Panel.Periods[v.At].Year
	every := 1
	for _, n := range []int{1, 2, 5, 10, 20, 50} {
		if every = n; float64(n)*v.PerYear() >= 5 {
			break
		}
	}
	label := func(r *ruler, from, to int, text string, st grid.Style) {
		w := grid.Width(text)
		a, b := v.Column(float64(max(from, x.From))), v.Column(float64(min(to, x.To))-0.01)+1
		at := max(min((a+b-w)/2, r.line.X+r.line.W-w), r.line.X)
		if r.take(at, w) {
			f.Text(grid.Rect{X: at, Y: r.line.Y, W: w, H: 1}, text, st)
		}
	}
	years, halves := newRuler(v.Years), newRuler(v.halves)
	name := func(year int) string { return report.Period{Year: year}.String() }
	if v.marked {
		label(years, current*12, current*12+12, name(current), v.HeadStyle(true))
	}
	for year := x.From / 12; year*12 < x.To; year++ {
		if year%every == 0 && (year != current || !v.marked) {
			label(years, year*12, year*12+12, name(year), v.Theme.Dim)
		}
	}
	for t, p := range x.Panel.Periods {
		if !x.halved || !x.wide(p) || x.Panel.Totals[t].Records == 0 {
			continue
		}
		text := scene.FirstFitting(int(v.PerYear()), v.Glyphs.Halved+" "+v.Glyphs.Footnote(x.yearsNote), v.Glyphs.Halved)
		label(halves, p.Start(), p.End(), text, v.Theme.Accent)
	}
}
