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
//	                   ⡠⠔ ⠂⠐ and ends where nothing was reported; a leader
//	                         of loose dots joins its end to its label
//
// Where lines cross, their dots stand together in one cell, which has the colour
// of the one that comes first. A strong line is thicker and bolder than the others,
// and lies over them: its cells have its dots alone. Where others run along with it in
// the same cells, they show through now and then. Where several lines hold nearly the
// same value over the same stretch of time, they take turns, cell by cell, so that none
// hides another.
// Where there are no colours, letters tell lines apart; in ASCII alone they also are
// the points, and full stops lead from one to the next.
//
// A line can be the edge of an area, which rises from zero:
//
//	      ⡠⠊⠑⠢⣀       its dots are loose, and those between the ends of a range
//	⠤⠤⠤⠤⠤⢕⢕⢕⢕⢕⠑⠄     looser still
//	⢕⢕⢕⢕⢕⢕⢕⢕⢕⢕⢕⢕
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
	Mark    rune // the letter that tells it from others without colours
	Strong  bool // it lies over the others, and is bolder
	Area    bool // it is the edge of an area, where the axis has a floor …
	Fill    grid.Style
	Leader  Leader
}

// Leader joins the end of a line to the label beside the chart.
type Leader struct {
	From, Value float64 // the end of the line: a part of the width, and how high
	Cells       int     // between the chart and the label; 0 for no leader
	Row         int     // that of the label, from the top of the chart
}

// Plot is a line chart that has been laid out and can be drawn often. What has no
// place on its axis is not drawn.
type Plot struct {
	w, h  int // of the lines
	full  int // the width with that of the leaders
	cells []plotted
}

// plotted is one cell; ch is 0 where nothing is drawn.
type plotted struct {
	ch    rune
	st    grid.Style
	loose bool // nothing but a leader is drawn
	line  bool // a line is drawn, and not only what lies beneath
}

// DotAcross is the column of dots, two to a cell, at a part of a width of w cells.
func DotAcross(part float64, w int) int {
	if !(part > 0) || w <= 0 {
		return 0
	}
	return clamp(int(min(part, 1)*float64(2*w)), 0, 2*w-1)
}

// Plot lays lines out on w by h cells, where the axis has h rows. Leaders lie to
// the right of these.
func (p Pen) Plot(w, h int, rise Rise, lines []Line) *Plot {
	pl := &Plot{w: clamp(w, 0, grid.MaxWidth), h: clamp(h, 0, grid.MaxHeight)}
	if pl.w*pl.h == 0 || rise.rows != pl.h {
		return pl
	}
	for i := range lines {
		pl.full = max(pl.full, pl.w+clamp(lines[i].Leader.Cells, 0, grid.MaxWidth))
	}
	pl.cells = make([]plotted, pl.full*pl.h)
	// The last to be drawn gives a cell its colour.
	drawn := make([]stroked, 0, len(lines))
	for _, strong := range []bool{false, true} {
		for i := range slices.Backward(lines) {
			if lines[i].Strong == strong {
				drawn = append(drawn, stroked{&lines[i], pl.points(rise, &lines[i])})
			}
		}
	}
	takeTurns(drawn)
	for _, l := range drawn {
		pl.drawArea(p, rise, l)
	}
	for _, l := range drawn {
		pl.drawExtents(p, rise, l)
	}
	for _, l := range drawn {
		switch {
		case p.Glyphs.ASCII:
			pl.drawLetters(p, l)
		case l.Strong:
			over := &Plot{w: pl.w, h: pl.h, full: pl.full, cells: make([]plotted, len(pl.cells))}
			over.drawDots(l)
			pl.lay(over)
		default:
			pl.drawDots(l)
		}
	}
	if !p.Glyphs.ASCII {
		for _, l := range drawn {
			pl.drawRings(p, l)
		}
		if p.Theme.NoColor {
			for _, l := range drawn {
				pl.letter(l, nil)
			}
		}
	}
	for _, l := range slices.Backward(drawn) {
		pl.drawLeader(p, rise, l)
	}
	return pl
}

// stroked is a line as it is drawn.
type stroked struct {
	*Line
	points []point
}

// point is a stroke that has a place: the dots between which it stands, from the
// left and from the bottom, all on the canvas.
type point struct {
	*Stroke
	from, to, up int
	follows      bool // the line comes here from the point before
	turn, turns  int  // of so many cells side by side it is drawn in one, if in not all
}

// at is the cell of its letter, and its ring.
func (s point) at() int {
	x := (s.from + s.to) / 4
	if s.turns > 1 {
		for _, near := range []int{x, x - 1, x + 1, x - 2, x + 2} {
			if s.drawnIn(near) && s.from/2 <= near && near <= s.to/2 {
				return near
			}
		}
	}
	return x
}

// drawnIn says whether a column of cells is its own.
func (s point) drawnIn(x int) bool { return s.turns < 2 || (x-s.from/2)%s.turns == s.turn }

// takeTurns gives levels that would hide one another cells of their own, first those of the line
// that is drawn last.
func takeTurns(drawn []stroked) {
	at := map[[3]int][]*point{}
	for i := range slices.Backward(drawn) {
		for k := range drawn[i].points {
			if s := &drawn[i].points[k]; s.from < s.to && !s.Hollow {
				place := [3]int{s.from / 2, s.to / 2, s.up / 4}
				at[place] = append(at[place], s)
			}
		}
	}
	for _, levels := range at {
		for i, s := range levels {
			s.turn, s.turns = i, len(levels)
		}
	}
}

// style is that of its dots and letters.
func (l stroked) style() grid.Style {
	if l.Strong {
		return l.Style.Bold()
	}
	return l.Style
}

// Draw draws the plot with its upper left cell at x, y. Cells without a line keep
// what stands there.
func (pl *Plot) Draw(f *grid.Frame, x, y int) {
	for i, c := range pl.cells {
		if c.ch != 0 {
			f.Rune(x+i%pl.full, y+i/pl.full, c.ch, c.st)
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
		points = append(points, point{Stroke: s, from: from, to: max(from, to), up: up, follows: before && s.Joined})
	}
	return points
}

// cell is the cell of a dot, from the left and from the bottom.
func (pl *Plot) cell(x, up int) *plotted { return &pl.cells[(pl.h-1-up/4)*pl.full+x/2] }

// dot lights a dot, from the left and from the bottom, if it lies on the canvas.
// Its cell keeps the others that are lit, and takes the style.
func (pl *Plot) dot(x, up int, st grid.Style) {
	if x < 0 || up < 0 || x >= 2*pl.full || up >= 4*pl.h {
		return
	}
	c := pl.cell(x, up)
	*c = plotted{ch: runes.CombineBraillePatterns(c.ch, dotRunes[x%2][up%4]), st: st}
}

// light lights a dot of a line, if it lies on the canvas.
func (pl *Plot) light(x, up int, st grid.Style) {
	if x < 2*pl.w && up < 4*pl.h {
		pl.dot(x, up, st)
		pl.cell(x, up).line = true
	}
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

// lay lays a strong line over what is drawn.
func (pl *Plot) lay(over *Plot) {
	const each = 4 // cells of which the lines below have one
	shared := func(i int) bool { return i >= 0 && i < len(pl.cells) && over.cells[i].ch != 0 && pl.cells[i].line }
	for i, c := range over.cells {
		switch below := &pl.cells[i]; {
		case c.ch == 0:
		case !below.line:
			*below = plotted{ch: runes.CombineBraillePatterns(below.ch, c.ch), st: c.st, line: true}
		case i%pl.full%each != each-1 || !shared(i-2) || !shared(i-1) || !shared(i+1) || !shared(i+2):
			*below = c
		}
	}
}

// drawDots lays the dots of one line into cells, together with those of others.
func (pl *Plot) drawDots(l stroked) {
	wide, high, style := 2*pl.w, 4*pl.h, l.style()
	light := func(x, up int) { pl.light(x, up, style) }
	between := func(x0, up0, x1, up1 int) {
		steep := up1-up0 > x1-x0 || up0-up1 > x1-x0
		for _, at := range graph.GetLinePoints(canvas.Point{X: x0, Y: up0}, canvas.Point{X: x1, Y: up1}) {
			light(at.X, at.Y)
			switch {
			case !l.Strong:
			case steep:
				light(at.X+1, at.Y)
			default:
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
		if s.from < s.to {
			pl.drawLevel(l, s)
			continue
		}
		light(s.from, s.up)
		if leadsOn := i+1 < len(l.points) && l.points[i+1].follows; !joined && !leadsOn {
			// One dot is easily overlooked.
			x, y := min(s.from, wide-2), min(s.up, high-2)
			for i := range 4 {
				light(x+i%2, y+i/2)
			}
		}
	}
}

// drawLevel draws a value that holds over a stretch of time, in the cells that are its own. It is
// as thick as its line and stays in its row of cells, where it may take turns with others.
func (pl *Plot) drawLevel(l stroked, s point) {
	for x := s.from; x <= s.to; x++ {
		if !s.drawnIn(x / 2) {
			continue
		}
		pl.light(x, s.up, l.style())
		if l.Strong {
			pl.light(x, s.up^1, l.style()) // the upper or the lower half of the cell
		}
	}
}

// drawRings draws the points of one line that are of less time than others.
func (pl *Plot) drawRings(p Pen, l stroked) {
	for _, s := range l.points {
		if s.Hollow {
			*pl.cell(2*s.at(), s.up) = plotted{ch: p.Glyphs.Hollow, st: l.style()}
		}
	}
}

// drawLeader draws loose dots from the end of a line to its label, level beside the lines and
// then straight: as labels stand in the order of the ends, no two leaders cross. They go only
// where nothing is drawn. In ASCII there is none beside the lines, where it would be one of them.
func (pl *Plot) drawLeader(p Pen, rise Rise, l stroked) {
	up, ok := rise.Dot(l.Leader.Value)
	if l.Leader.Cells <= 0 || !ok || l.Leader.Row < 0 || l.Leader.Row >= pl.h {
		return
	}
	const apart, farApart = 2, 4 // columns of dots
	edge, to := 2*pl.w, 4*(pl.h-1-l.Leader.Row)+2
	style := l.Style
	if p.Theme.NoColor {
		style = p.Theme.Faint
	}
	light := func(x, up int) {
		c := pl.cell(x, up)
		if c.ch != 0 && !c.loose {
			return
		}
		if p.Glyphs.ASCII {
			*c = plotted{ch: '.', st: style, loose: true}
			return
		}
		pl.dot(x, up, style)
		c.loose = true
	}
	if !p.Glyphs.ASCII {
		for x := DotAcross(l.Leader.From, pl.w) + 1; x < edge; x++ {
			if x%farApart == 0 {
				light(x, up)
			}
		}
	}
	way := graph.GetLinePoints(canvas.Point{X: edge, Y: up}, canvas.Point{X: 2*(pl.w+l.Leader.Cells) - 1, Y: to})
	for i, at := range way {
		if i%apart == 0 {
			light(at.X, at.Y)
		}
	}
}

// drawArea fills what lies between a line and zero: up to where a range begins, and looser to its
// upper end. A ring and what a line does not lead to have nothing below them but their own dots.
func (pl *Plot) drawArea(p Pen, rise Rise, l stroked) {
	floor, ok := rise.Floor()
	if !l.Area || !ok {
		return
	}
	end := func(v float64, s point) int {
		if dot, ok := rise.Dot(v); ok {
			return dot
		}
		return s.up
	}
	column := func(x, lo, hi int) {
		for up := min(floor, lo, hi); up <= max(floor, lo, hi); up++ {
			filled := (x+up)%2 == 0
			if up > lo && lo < hi && up > floor {
				filled = x%2 == 0 && up%2 == 0
			}
			switch {
			case !filled || x >= 2*pl.w:
			case p.Glyphs.ASCII:
				*pl.cell(x, up) = plotted{ch: ':', st: l.Fill}
			default:
				pl.dot(x, up, l.Fill)
			}
		}
	}
	for i, s := range l.points {
		lo, hi := end(s.Lo, s), end(s.Hi, s)
		if s.follows && !l.points[i-1].Hollow && !s.Hollow {
			last := l.points[i-1]
			lo0, hi0, n := end(last.Lo, last), end(last.Hi, last), s.from-last.to
			for k := 1; k < n; k++ {
				column(last.to+k, lo0+(lo-lo0)*k/n, hi0+(hi-hi0)*k/n)
			}
		}
		for x := s.from; x <= s.to && !s.Hollow; x++ {
			column(x, lo, hi)
		}
	}
}

// drawExtents draws how far ranges reach, faintly, beneath all lines.
func (pl *Plot) drawExtents(p Pen, rise Rise, l stroked) {
	for _, s := range l.points {
		lo, hasLo := rise.Dot(s.Lo)
		hi, hasHi := rise.Dot(s.Hi)
		if !hasLo {
			lo = 4 * rise.Foot()
		}
		if !(s.Lo < s.Hi) || !hasHi {
			continue
		}
		x := (s.from + s.to) / 2
		for up := lo; up <= hi; up++ {
			switch {
			case p.Glyphs.ASCII:
				*pl.cell(x, up) = plotted{ch: p.Glyphs.VRule, st: p.Theme.Faint}
			case (up-lo)%2 == 0:
				pl.dot(x, up, p.Theme.Faint)
			}
		}
	}
}

// drawLetters draws a line of ASCII alone.
func (pl *Plot) drawLetters(p Pen, l stroked) {
	lead, level, fill, style := '.', '-', ':', l.style()
	set := func(x, y int, ch rune) {
		c := &pl.cells[y*pl.full+x]
		// What leads from point to point hides no point of another.
		if c.ch == 0 || c.ch == lead || c.ch == level || c.ch == fill || c.ch == p.Glyphs.VRule || l.Strong && ch == l.Mark {
			*c = plotted{ch: ch, st: style}
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
			if !s.drawnIn(x) {
				continue
			}
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
		set = func(x, y int, ch rune) { pl.cells[y*pl.full+x] = plotted{ch: ch, st: l.style()} }
	}
	free := 0
	for _, s := range l.points {
		if x := s.at(); x >= free {
			set(x, pl.h-1-s.up/4, l.Mark)
			free = x + 1 + letterGap
		}
	}
}
