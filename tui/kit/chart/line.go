package chart

import (
	"math"

	"github.com/NimbleMarkets/ntcharts/v2/canvas"
	"github.com/NimbleMarkets/ntcharts/v2/canvas/graph"
	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"

	"daylight/tui/kit/grid"
)

// A line chart is drawn in braille, two dots wide and four high to a cell, and
// laid over what stands there already: rules, ticks, the band of what is chosen.
//
//	      ⡠⠊⠑⠢⣀              a line goes from point to point,
//	⠤⠤⠤⠤⠤⠊      ⠑⠄    ⠶      holds its value over a stretch of time,
//	                   ⡠⠔   and ends where nothing was reported
//
// Where lines cross, their dots stand together in one cell, which has the colour
// of the one that comes first. A line can be strong, all of it or over a stretch:
// there it is thicker, and comes before all others. A stretch is enough to find a
// line by, and costs a terminal little when it goes to another line. Where there are
// no colours, letters tell lines apart; in ASCII alone they also are the points, and
// full stops lead from one to the next.
//
// ntcharts finds the dots between two points and combines them into runes. Its own
// charts over time fall to zero at gaps and hang on what is no number, so nothing
// is handed to it but dots that lie on the canvas, and its canvas, which styles and
// allocates every cell, is not needed.

// Stroke is what a line shows of one stretch of time: a level from From to To or,
// where these are the same, a point. Both are parts of the width, 0 to 1.
type Stroke struct {
	From, To float64
	Value    float64
	Lo, Hi   float64 // the ends of a range; equal for one number
	Joined   bool    // the line comes here from the stroke before
	Hollow   bool    // it is of less time than others: a ring, where there are no letters
}

// Line is one series of a line chart.
type Line struct {
	Strokes []Stroke // in order of time
	Style   grid.Style
	Mark    rune    // the letter that tells it from others without colours
	Strong  Stretch // where it lies over the others, and is bolder
}

// Stretch is a part of the width, between two parts of it from 0 to 1; none where
// these are equal.
type Stretch struct{ From, To float64 }

// Whole is all of the width.
var Whole = Stretch{0, 1}

// holds says whether a column of dots of so many lies in the stretch.
func (s Stretch) holds(x, columns int) bool {
	at := (float64(x) + 0.5) / float64(columns)
	return s.From <= at && at < s.To
}

// Plot is a line chart that has been laid out and can be drawn often. What has no
// place on its axis is not drawn.
type Plot struct {
	w, h  int
	cells []plotted
}

// plotted is one cell; ch is 0 where nothing is drawn.
type plotted struct {
	ch rune
	st grid.Style
}

// DotAcross is the column of dots, two to a cell, at a part of a width of w cells.
func DotAcross(part float64, w int) int {
	if !(part > 0) || w <= 0 {
		return 0
	}
	return clamp(int(min(part, 1)*float64(2*w)), 0, 2*w-1)
}

// Plot lays lines out on w by h cells, where the axis has h rows.
func (p Pen) Plot(w, h int, rise Rise, lines []Line) *Plot {
	pl := &Plot{w: clamp(w, 0, grid.MaxWidth), h: clamp(h, 0, grid.MaxHeight)}
	pl.cells = make([]plotted, pl.w*pl.h)
	if len(pl.cells) == 0 || rise.rows != pl.h {
		return pl
	}
	// The last to be drawn gives a cell its colour.
	var drawn []stroked
	for i := len(lines) - 1; i >= 0; i-- {
		drawn = append(drawn, stroked{Line: &lines[i]})
	}
	for i := range lines {
		if s := lines[i].Strong; s.From < s.To {
			drawn = append(drawn, stroked{&lines[i], true})
		}
	}
	for _, l := range drawn[:len(lines)] {
		pl.drawExtents(p, rise, l.Line)
	}
	for _, l := range drawn {
		if p.Glyphs.ASCII {
			pl.drawLetters(p, rise, l)
		} else {
			pl.drawDots(rise, l)
		}
	}
	if p.Glyphs.ASCII {
		return pl
	}
	for _, l := range drawn {
		pl.drawRings(p, rise, l)
	}
	if p.Theme.NoColor {
		for _, l := range drawn {
			pl.letter(rise, l, nil)
		}
	}
	return pl
}

// stroked is a line as it is drawn: all of it, or again where it is strong.
type stroked struct {
	*Line
	strong bool
}

// style is that of its dots and letters.
func (l stroked) style() grid.Style {
	if l.strong {
		return l.Style.Bold()
	}
	return l.Style
}

// reaches says whether it is drawn in a column of dots of so many.
func (l stroked) reaches(x, columns int) bool { return !l.strong || l.Strong.holds(x, columns) }

// Draw draws the plot with its upper left cell at x, y. Cells without a line keep
// what stands there.
func (pl *Plot) Draw(f *grid.Frame, x, y int) {
	for i, c := range pl.cells {
		if c.ch != 0 {
			f.Rune(x+i%pl.w, y+i/pl.w, c.ch, c.st)
		}
	}
}

// place returns the dots between which a stroke stands, and whether it does: from
// the left and from the bottom, all on the canvas.
func (pl *Plot) place(rise Rise, s *Stroke) (from, to, up int, ok bool) {
	up, ok = rise.Dot(s.Value)
	if !ok || math.IsNaN(s.From) || math.IsNaN(s.To) {
		return 0, 0, 0, false
	}
	from, to = DotAcross(s.From, pl.w), DotAcross(s.To, pl.w)
	if s.To > s.From && to > from {
		to-- // it ends where the next begins
	}
	return from, max(from, to), up, true
}

// dot lights a dot, from the left and from the bottom, if it lies on the canvas.
// Its cell keeps the others that are lit, and takes the style.
func (pl *Plot) dot(x, up int, st grid.Style) {
	if x < 0 || up < 0 || x >= 2*pl.w || up >= 4*pl.h {
		return
	}
	c := &pl.cells[(pl.h-1-up/4)*pl.w+x/2]
	*c = plotted{runes.CombineBraillePatterns(c.ch, dotRunes[x%2][up%4]), st}
}

// dotRunes are the runes of one dot, by its column and its row from the bottom.
var dotRunes = func() (table [2][4]rune) {
	// Braille numbers its dots 1 2 3 7 down the left side, 4 5 6 8 down the right.
	for column, numbers := range [2][4]int{{7, 3, 2, 1}, {8, 6, 5, 4}} {
		for row, number := range numbers {
			var dots runes.PatternDots
			dots[number-1] = true
			table[column][row] = runes.BraillePatternFromPatternDots(dots)
		}
	}
	return table
}()

// drawDots lays the dots of one line into cells, together with those of others.
func (pl *Plot) drawDots(rise Rise, l stroked) {
	wide, high, style := 2*pl.w, 4*pl.h, l.style()
	light := func(x, up int) {
		if l.reaches(x, wide) {
			pl.dot(x, up, style)
		}
	}
	between := func(x0, up0, x1, up1 int) {
		steep := up1-up0 > x1-x0 || up0-up1 > x1-x0
		for _, at := range graph.GetLinePoints(canvas.Point{X: x0, Y: up0}, canvas.Point{X: x1, Y: up1}) {
			light(at.X, at.Y)
			switch {
			case !l.strong:
			case steep:
				light(at.X+1, at.Y)
			default: // a rule at its height would stand in its middle
				light(at.X, at.Y+1)
			}
		}
	}
	lastX, lastUp, joins := 0, 0, false
	for i := range l.Strokes {
		s := &l.Strokes[i]
		from, to, up, ok := pl.place(rise, s)
		if !ok {
			joins = false
			continue
		}
		joined := joins && s.Joined
		if joined {
			between(lastX, lastUp, from, up)
		}
		if s.Hollow {
			joins = false
			continue
		}
		between(from, up, to, up)
		if !joined && from == to && !pl.leadsOn(rise, l.Line, i) {
			// One dot is easily overlooked.
			x, y := from, up
			if x+1 == wide {
				x--
			}
			if y+1 == high {
				y--
			}
			for i := range 4 {
				light(x+i%2, y+i/2)
			}
		}
		lastX, lastUp, joins = to, up, true
	}
}

// drawRings draws the points of one line that are of less time than others.
func (pl *Plot) drawRings(p Pen, rise Rise, l stroked) {
	for i := range l.Strokes {
		s := &l.Strokes[i]
		from, to, up, ok := pl.place(rise, s)
		if x := (from + to) / 4; ok && s.Hollow && l.reaches(2*x, 2*pl.w) {
			pl.cells[(pl.h-1-up/4)*pl.w+x] = plotted{p.Glyphs.Hollow, l.style()}
		}
	}
}

// leadsOn says whether a line goes on from a stroke to the next.
func (pl *Plot) leadsOn(rise Rise, l *Line, i int) bool {
	if i+1 == len(l.Strokes) || !l.Strokes[i+1].Joined {
		return false
	}
	_, _, _, ok := pl.place(rise, &l.Strokes[i+1])
	return ok
}

// drawExtents draws how far ranges reach, faintly, beneath all lines.
func (pl *Plot) drawExtents(p Pen, rise Rise, l *Line) {
	for i := range l.Strokes {
		s := &l.Strokes[i]
		from, to, _, ok := pl.place(rise, s)
		if !ok || !(s.Lo < s.Hi) {
			continue
		}
		lo, hasLo := rise.Dot(s.Lo)
		hi, hasHi := rise.Dot(s.Hi)
		if !hasLo {
			lo = 0
		}
		if !hasHi {
			continue
		}
		x := (from + to) / 2
		for up := lo; up <= hi; up++ {
			switch {
			case p.Glyphs.ASCII:
				pl.cells[(pl.h-1-up/4)*pl.w+x/2] = plotted{p.Glyphs.VRule, p.Theme.Faint}
			case (up-lo)%2 == 0:
				pl.dot(x, up, p.Theme.Faint)
			}
		}
	}
}

// drawLetters draws a line of ASCII alone.
func (pl *Plot) drawLetters(p Pen, rise Rise, l stroked) {
	lead, level, style := '.', '-', l.style()
	set := func(x, y int, ch rune) {
		c := &pl.cells[y*pl.w+x]
		// What leads from point to point hides no point of another.
		free := c.ch == 0 || c.ch == lead || c.ch == level || c.ch == p.Glyphs.VRule || l.strong && ch == l.Mark
		if free && l.reaches(2*x, 2*pl.w) {
			*c = plotted{ch, style}
		}
	}
	lastX, lastY, joins := 0, 0, false
	for i := range l.Strokes {
		s := &l.Strokes[i]
		from, to, up, ok := pl.place(rise, s)
		if !ok {
			joins = false
			continue
		}
		y := pl.h - 1 - up/4
		if joins && s.Joined {
			for _, at := range graph.GetLinePoints(canvas.Point{X: lastX, Y: lastY}, canvas.Point{X: from / 2, Y: y}) {
				set(at.X, at.Y, lead)
			}
		}
		for x := from / 2; x <= to/2; x++ {
			if set(x, y, lead); to > from {
				set(x, y, level)
			}
		}
		lastX, lastY, joins = to/2, y, true
	}
	pl.letter(rise, l, set)
}

// letterGap is how many cells lie between two letters of a line at least.
const letterGap = 2

// letter writes the letter of a line at its points, as far apart as they can be
// read: with set, or over what is there.
func (pl *Plot) letter(rise Rise, l stroked, set func(x, y int, ch rune)) {
	if l.Mark == 0 {
		return
	}
	if set == nil {
		set = func(x, y int, ch rune) {
			if l.reaches(2*x, 2*pl.w) {
				pl.cells[y*pl.w+x] = plotted{ch, l.style()}
			}
		}
	}
	free := 0
	for i := range l.Strokes {
		from, to, up, ok := pl.place(rise, &l.Strokes[i])
		if x := (from + to) / 4; ok && x >= free {
			set(x, pl.h-1-up/4, l.Mark)
			free = x + 1 + letterGap
		}
	}
}
