package chart

import (
	"math"
	"slices"

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
	for i := range slices.Backward(lines) {
		drawn = append(drawn, stroked{Line: &lines[i], points: pl.points(rise, &lines[i])})
	}
	for i := range slices.Backward(drawn) {
		if s := drawn[i].Strong; s.From < s.To {
			drawn = append(drawn, stroked{drawn[i].Line, drawn[i].points, true})
		}
	}
	for _, l := range drawn[:len(lines)] {
		pl.drawExtents(p, rise, l)
	}
	for _, l := range drawn {
		if p.Glyphs.ASCII {
			pl.drawLetters(p, l)
		} else {
			pl.drawDots(l)
		}
	}
	if p.Glyphs.ASCII {
		return pl
	}
	for _, l := range drawn {
		pl.drawRings(p, l)
	}
	if p.Theme.NoColor {
		for _, l := range drawn {
			pl.letter(l, nil)
		}
	}
	return pl
}

// stroked is a line as it is drawn: all of it, or again where it is strong.
type stroked struct {
	*Line
	points []point
	strong bool
}

// point is a stroke that has a place: the dots between which it stands, from the
// left and from the bottom, all on the canvas.
type point struct {
	*Stroke
	from, to, up int
	follows      bool // the line comes here from the point before
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

// points are the strokes of a line that have a place.
func (pl *Plot) points(rise Rise, l *Line) []point {
	var points []point
	placed := false
	for i := range l.Strokes {
		s := &l.Strokes[i]
		before := placed
		up, ok := rise.Dot(s.Value)
		if placed = ok && !math.IsNaN(s.From) && !math.IsNaN(s.To); !placed {
			continue
		}
		from, to := DotAcross(s.From, pl.w), DotAcross(s.To, pl.w)
		if s.To > s.From && to > from {
			to-- // it ends where the next begins
		}
		points = append(points, point{s, from, max(from, to), up, before && s.Joined})
	}
	return points
}

// cell is the cell of a dot, from the left and from the bottom.
func (pl *Plot) cell(x, up int) *plotted { return &pl.cells[(pl.h-1-up/4)*pl.w+x/2] }

// dot lights a dot, from the left and from the bottom, if it lies on the canvas.
// Its cell keeps the others that are lit, and takes the style.
func (pl *Plot) dot(x, up int, st grid.Style) {
	if x < 0 || up < 0 || x >= 2*pl.w || up >= 4*pl.h {
		return
	}
	c := pl.cell(x, up)
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
func (pl *Plot) drawDots(l stroked) {
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
	for i, s := range l.points {
		joined := s.follows && !l.points[i-1].Hollow
		if joined {
			between(l.points[i-1].to, l.points[i-1].up, s.from, s.up)
		}
		if s.Hollow {
			continue
		}
		between(s.from, s.up, s.to, s.up)
		if leadsOn := i+1 < len(l.points) && l.points[i+1].follows; !joined && s.from == s.to && !leadsOn {
			// One dot is easily overlooked.
			x, y := min(s.from, wide-2), min(s.up, high-2)
			for i := range 4 {
				light(x+i%2, y+i/2)
			}
		}
	}
}

// drawRings draws the points of one line that are of less time than others.
func (pl *Plot) drawRings(p Pen, l stroked) {
	for _, s := range l.points {
		if x := (s.from + s.to) / 4; s.Hollow && l.reaches(2*x, 2*pl.w) {
			*pl.cell(2*x, s.up) = plotted{p.Glyphs.Hollow, l.style()}
		}
	}
}

// drawExtents draws how far ranges reach, faintly, beneath all lines.
func (pl *Plot) drawExtents(p Pen, rise Rise, l stroked) {
	for _, s := range l.points {
		lo, hasLo := rise.Dot(s.Lo)
		hi, hasHi := rise.Dot(s.Hi)
		if !hasLo {
			lo = 0
		}
		if !(s.Lo < s.Hi) || !hasHi {
			continue
		}
		x := (s.from + s.to) / 2
		for up := lo; up <= hi; up++ {
			switch {
			case p.Glyphs.ASCII:
				*pl.cell(x, up) = plotted{p.Glyphs.VRule, p.Theme.Faint}
			case (up-lo)%2 == 0:
				pl.dot(x, up, p.Theme.Faint)
			}
		}
	}
}

// drawLetters draws a line of ASCII alone.
func (pl *Plot) drawLetters(p Pen, l stroked) {
	lead, level, style := '.', '-', l.style()
	set := func(x, y int, ch rune) {
		c := &pl.cells[y*pl.w+x]
		// What leads from point to point hides no point of another.
		free := c.ch == 0 || c.ch == lead || c.ch == level || c.ch == p.Glyphs.VRule || l.strong && ch == l.Mark
		if free && l.reaches(2*x, 2*pl.w) {
			*c = plotted{ch, style}
		}
	}
	for i, s := range l.points {
		y := pl.h - 1 - s.up/4
		if s.follows {
			last := l.points[i-1]
			for _, at := range graph.GetLinePoints(canvas.Point{X: last.to / 2, Y: pl.h - 1 - last.up/4}, canvas.Point{X: s.from / 2, Y: y}) {
				set(at.X, at.Y, lead)
			}
		}
		for x := s.from / 2; x <= s.to/2; x++ {
			if set(x, y, lead); s.to > s.from {
				set(x, y, level)
			}
		}
	}
	pl.letter(l, set)
}

// letterGap is how many cells lie between two letters of a line at least.
const letterGap = 2

// letter writes the letter of a line at its points, as far apart as they can be
// read: with set, or over what is there.
func (pl *Plot) letter(l stroked, set func(x, y int, ch rune)) {
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
	for _, s := range l.points {
		if x := (s.from + s.to) / 4; x >= free {
			set(x, pl.h-1-s.up/4, l.Mark)
			free = x + 1 + letterGap
		}
	}
}
