package chart

import (
	"math"

	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"

	"daylight/tui/kit/grid"
)

// Stacks are stacked bars that stand upright, side by side in time:
//
//	400 ▔▔▔▔▔▔▔▔▔┊██▒▔▔▔▔▔▔
//	             ┊██▒
//	200 █████▔▔▔▔┊██▒▔██▒▔▔
//	    ▒▒▒▒▒  · ┊██▒ ██▒ _
//	  0 ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔
//	    2012 2013  2014
//
// Each takes as many steps of time as it lasts, so that one of a year, half as high,
// is as large among half-years as what it counts. One that is not known is a dot, one
// of zero a mark on the ground, and a line stands before what cannot be compared with
// what was before it. They stand on the axis, and one as high as a tick ends at its line: both
// are drawn at the top of their row of cells.
type Stacks struct {
	Columns []Stack
	Kind    Kind // Linear or Percent
	Bare    bool // their axes stand alone
}

// Stack is one of them.
type Stack struct {
	Bar
	Steps  int    // of time that it lasts; less than one counts as one
	Broken bool   // what stands before it cannot be compared with it
	Chosen bool   // its part of the axis is marked
	Label  string // under its first cell, where labels have room; "" for none
}

// stackPlan is where stacks stand.
type stackPlan struct {
	gutter int   // cells that the labels of ticks take, with the space behind them
	first  int   // the first that has room
	at     []int // the first cell of each from there on, without the gutter
	wide   []int // and how many it fills
	breaks []int // cells of lines
	cells  int   // that all take, without the gutter
	scale  Scale
	ticks  []Tick // their cells are rows from the ground up
}

// The rows under the stacks: the axis, and the labels.
const underStacks = 2

// The most cells of a step: wider stacks would be areas.
const widestStep = 5

// LeastWidth is how many cells all stacks need in so many rows.
func (s *Stacks) LeastWidth(p Pen, rows int) int {
	n := p.planStacks(s, 0, rows).gutter
	for i := range s.Columns {
		n += s.Columns[i].steps()
		if s.Columns[i].Broken && i > 0 {
			n++
		}
	}
	return n
}

// steps is how long a stack lasts.
func (c *Stack) steps() int { return max(1, min(c.Steps, grid.MaxWidth)) }

// planStacks places stacks in w cells and so many rows. Where not all have room, the
// first are left out.
func (p Pen) planStacks(s *Stacks, w, rows int) stackPlan {
	plan := stackPlan{first: len(s.Columns)}
	plan.scale, plan.ticks = s.rise(rows - underStacks)
	for _, t := range plan.ticks {
		plan.gutter = max(plan.gutter, grid.Width(p.Label(plan.scale, t.Value))+1)
	}
	room, steps, lines := min(w, grid.MaxWidth)-plan.gutter, 0, 0
	for i := len(s.Columns) - 1; i >= 0; i-- {
		more := s.Columns[i].steps()
		line := 0 // before the one behind it
		if i+1 < len(s.Columns) && s.Columns[i+1].Broken {
			line = 1
		}
		if steps+more+lines+line > room {
			break
		}
		steps, lines, plan.first = steps+more, lines+line, i
	}
	if steps == 0 {
		return plan
	}
	step := min((room-lines)/steps, widestStep)
	for i := plan.first; i < len(s.Columns); i++ {
		if s.Columns[i].Broken && i > plan.first {
			plan.breaks = append(plan.breaks, plan.cells)
			plan.cells++
		}
		wide := step * s.Columns[i].steps()
		plan.at = append(plan.at, plan.cells)
		plan.cells += wide
		if step > 2 {
			wide-- // stacks stand apart
		}
		plan.wide = append(plan.wide, wide)
	}
	plan.cells = plan.at[len(plan.at)-1] + plan.wide[len(plan.wide)-1]
	return plan
}

// rise is the scale on which the highest stack has room in so many rows, and its
// ticks: round values, as many rows apart as lets the stacks be highest.
func (s *Stacks) rise(rows int) (Scale, []Tick) {
	if rows = min(rows, grid.MaxHeight); rows < 1 {
		return Scale{Kind: s.Kind}, nil
	}
	if s.Kind == Percent {
		ticks := []Tick{{0, -1}, {100, rows - 1}}
		if rows%2 == 0 {
			ticks = []Tick{{0, -1}, {50, rows/2 - 1}, {100, rows - 1}}
		}
		return Scale{Kind: Percent}, ticks
	}
	highest := 0.0
	for i := range s.Columns {
		if total, _ := s.Columns[i].Total(); plottable(total) {
			highest = max(highest, total)
		}
	}
	if highest <= least {
		return Scale{Max: 1}, []Tick{{0, -1}}
	}
	every, step := 0, 0.0
	for apart := min(rows, max(2, rows/5+1)); apart <= min(rows, max(3, rows/2)); apart++ { // one to four ticks over zero
		if fits := roundUp(highest * float64(apart) / float64(rows)); every == 0 || fits/float64(apart) < step/float64(every) {
			every, step = apart, fits
		}
	}
	ticks := []Tick{{0, -1}} // on the axis, under the lowest row
	for i := 1; i*every <= rows; i++ {
		ticks = append(ticks, Tick{float64(i) * step, i*every - 1})
	}
	return Scale{Max: step * float64(rows) / float64(every)}, ticks
}

// roundUp is the least round number, and whole one, that is not below v.
func roundUp(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range [...]float64{1, 2, 2.5, 5} {
		if step := m * power; step >= v*(1-1e-9) && step == math.Trunc(step) {
			return step
		}
	}
	return max(1, 10*power)
}

// DrawStacks draws stacks, their axis and their labels from the left edge of r, and
// returns how many of the first have no room. It takes three rows at least.
func (p Pen) DrawStacks(f *grid.Frame, r grid.Rect, s *Stacks) (leftOut int) {
	r.W, r.H = min(r.W, grid.MaxWidth), min(r.H, grid.MaxHeight)
	if r.W < 1 || r.H <= underStacks {
		return len(s.Columns)
	}
	plan := p.planStacks(s, r.W, r.H)
	gutter, plot := r.TakeLeft(plan.gutter)
	plot.W = min(plot.W, plan.cells)
	labels, plot := plot.TakeBottom(1)
	axis, plot := plot.TakeBottom(1)
	for _, t := range plan.ticks {
		y := axis.Y - 1 - t.Cell
		f.TextRight(grid.Rect{X: gutter.X, Y: y, W: gutter.W - 1, H: 1}, p.Label(plan.scale, t.Value), p.Theme.Dim)
		if t.Cell >= 0 && !p.Glyphs.ASCII { // no line there is at the top
			f.HLine(plot.X, y, plot.W, p.Glyphs.BarLine, p.Theme.Grid)
		}
	}
	f.HLine(axis.X, axis.Y, axis.W, p.Glyphs.BarLine, p.Theme.Rule)
	for _, x := range plan.breaks {
		f.VLine(plot.X+x, plot.Y, plot.H, p.Glyphs.Break, p.Theme.Dim)
	}
	for i, x := range plan.at {
		c := &s.Columns[plan.first+i]
		column := grid.Rect{X: plot.X + x, Y: plot.Y, W: plan.wide[i], H: plot.H}
		if !s.Bare {
			p.drawUpright(f, column, &c.Bar, plan.scale)
		}
		if c.Chosen {
			f.HLine(column.X, axis.Y, column.W, p.Glyphs.HeavyBarLine, p.Theme.Accent)
		}
	}
	p.labelStacks(f, labels, s.Columns[plan.first:], plan.at)
	return plan.first
}

// drawUpright draws a bar from the ground of r, as wide as that.
func (p Pen) drawUpright(f *grid.Frame, r grid.Rect, b *Bar, s Scale) {
	ground := r.Y + r.H - 1
	total, state := b.Total()
	switch {
	case state == Missing:
		f.Rune(r.X, ground, p.Glyphs.Missing, p.Theme.Faint)
		return
	case total == 0:
		f.HLine(r.X, ground, r.W, p.Glyphs.Ground, p.Theme.Faint)
		return
	}
	per := p.unitsPerCell()
	var room [roomy]part
	parts := layout(b, s, r.H, per, room[:0])
	p.eachCell(b, parts, 0, runes.LowerBlockElementFromFloat64, func(cell int, ch rune, st grid.Style) {
		f.HLine(r.X, ground-cell, r.W, ch, st)
	})
	if mark := p.endMark(state); mark != 0 {
		cells := (parts[len(parts)-1].to + per - 1) / per
		y := ground - min(cells, r.H-1)
		f.Fill(grid.Rect{X: r.X, Y: y, W: 1, H: 1}, grid.Style{}) // not on the colour of a part
		f.Rune(r.X, y, mark, p.Theme.Dim)
	}
}

// labelStacks writes as many labels as have room, equally many of them apart.
func (p Pen) labelStacks(f *grid.Frame, r grid.Rect, columns []Stack, at []int) {
	var labelled []int
	for i := range at {
		if columns[i].Label != "" {
			labelled = append(labelled, i)
		}
	}
	for every := 1; every <= len(labelled); every++ {
		free, crowded := 0, false
		for n := 0; n < len(labelled); n += every {
			x, w := at[labelled[n]], grid.Width(columns[labelled[n]].Label)
			if x+w <= r.W {
				crowded, free = crowded || x < free, x+w+1
			}
		}
		if crowded {
			continue
		}
		for n := 0; n < len(labelled); n += every {
			x, label := at[labelled[n]], columns[labelled[n]].Label
			if w := grid.Width(label); x+w <= r.W {
				f.Text(grid.Rect{X: r.X + x, Y: r.Y, W: w, H: 1}, label, p.Theme.Dim)
			}
		}
		return
	}
}
