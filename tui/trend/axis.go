package trend

import (
	"slices"
	"strings"

	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
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
		f.TextRight(grid.Rect{X: v.Gutter.X, Y: bottom - t.Cell, W: v.Gutter.W - 1, H: 1}, x.tick(v.Kit, t.Value), v.Theme.Dim)
		dot, _ := x.rise.Dot(t.Value)
		switch y := bottom - dot/4; {
		case i == 0: // the foot is its line
		case t.Value == 0: // between more and fewer
			f.HLine(v.Plot.X, y, v.Plot.W, v.Glyphs.ZeroLine, v.Theme.Rule)
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
		f.VLine(x, v.Plot.Y, v.above(), v.Glyphs.Break, v.Theme.Dim)
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
		places := []int{at}
		if to > x.To { // less of the year than its name takes
			places = append(places, at+1)
		}
		for _, at := range places {
			if r.take(at, w) {
				f.Text(grid.Rect{X: at, Y: r.line.Y, W: w, H: 1}, text, st)
				return
			}
		}
	}
	years := newRuler(v.Years)
	name := func(year int) string { return report.Period{Year: year}.String() }
	if v.marked {
		label(years, current*12, current*12+12, name(current), v.HeadStyle(true))
	}
	for year := x.From / 12; year*12 < x.To; year++ {
		if year%every == 0 && (year != current || !v.marked) {
			label(years, year*12, year*12+12, name(year), v.Theme.Dim)
		}
	}
	v.drawWholes(f)
}

// drawWholes puts a clasp below years that are printed whole, and says so beside it; those
// that follow one another have one. What a year's value was divided by stands there, too.
func (v *Screen) drawWholes(f *grid.Frame) {
	x, line := v.Sheet, newRuler(v.wholes)
	if v.wholes.Empty() {
		return
	}
	texts := []string{"12 months", "12 m"}
	if x.halved {
		texts = []string{"12 months " + v.Glyphs.Halved, v.Glyphs.Halved}
	}
	mark := " " + v.Glyphs.Footnote(x.yearsNote)
	var clasps [][2]int // from a column to the one behind the last
	for t, p := range x.Panel.Periods {
		if !x.wide(p) || x.Panel.Totals[t].Records == 0 {
			continue
		}
		from, to := v.Column(float64(p.Start())), v.Column(float64(p.End())-0.01)+1
		if n := len(clasps); n > 0 && from <= clasps[n-1][1] {
			clasps[n-1][1] = to
		} else {
			clasps = append(clasps, [2]int{from, to})
		}
	}
	for _, c := range clasps {
		w := c[1] - c[0]
		if line.take(c[0], w); w < 2 {
			f.HLine(c[0], v.wholes.Y, w, v.Glyphs.Rule, v.Theme.Dim)
			continue
		}
		f.Rune(c[0], v.wholes.Y, v.Glyphs.Box.BottomLeft, v.Theme.Dim)
		f.HLine(c[0]+1, v.wholes.Y, w-2, v.Glyphs.Rule, v.Theme.Dim)
		f.Rune(c[1]-1, v.wholes.Y, v.Glyphs.Box.BottomRight, v.Theme.Dim)
	}
	say := func(c [2]int) {
		put := func(at int, text string) {
			f.Spans(grid.Rect{X: at, Y: v.wholes.Y, W: grid.Width(text + mark), H: 1}, grid.Span{Text: text, Style: v.Theme.Dim}, grid.Span{Text: mark, Style: v.Theme.Accent})
		}
		for _, text := range texts {
			w := grid.Width(text + mark)
			for _, at := range []int{c[1] + 1, c[0] - 1 - w} {
				if line.take(at, w) {
					put(at, text)
					return
				}
			}
		}
		if w := grid.Width(texts[1] + mark); w <= c[1]-c[0] { // in the clasp
			put((c[0]+c[1]-w)/2, texts[1])
		}
	}
	for _, c := range clasps {
		say(c)
	}
}
