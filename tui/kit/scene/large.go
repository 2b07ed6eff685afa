package scene

import (
	"strings"

	"daylight/tui/kit/grid"
)

// For who sits in the back row things are large: what a person asks for, never by itself. How large
// is said here alone; views ask the scene how many lines their rows take.
//
//	Requests to Microsoft by country, 2012                 ☼ daylight
//	The United States asked most: 12,227 of    ▀▀█ █▀█ ▀█  ▀▀█
//	75,378 (16.2 %); content was disclosed     █▀▀ █ █  █  █▀▀
//	to it in 12.6 %                            ▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀
//	…
//	▸                       ▀█  ▀▀█  ▀▀█ ▀▀█ ▀▀█   ████████████████
//	  United States          █  █▀▀  █▀▀ █▀▀   █   ████████████████
//	                        ▀▀▀ ▀▀▀ █▀▀▀ ▀▀▀   ▀
//
// What gives way to it, in this order: chips, tiles, keys, all notes but the first.
const (
	LargeWidth  = NormalWidth
	LargeHeight = 24
	highHeight  = 40 // for a higher period, and tiles

	leastFinding = 28 // cells beside the period
	mostPeriod   = 55 // percent of the width, for the higher digits
	mostBlocks   = 40 // percent of the width, for a column of figures
	leastReading = 15 // lines of a view that has three for what its cursor is on
	leastCells   = 20 // lines of a view that has three for a row of cells
	largeLimit   = 9  // cells of a figure, were it written small
)

// LargeFits says whether things can be large on a screen.
func LargeFits(w, h int) bool { return w >= LargeWidth && h >= LargeHeight }

// Large says whether things are large on the screen.
func (s *Scene) Large() bool { return s.Session.Large && LargeFits(s.W, s.H) && !s.Plain }

// RowLines is how many lines a row takes, the empty ones between rows included.
func (s *Scene) RowLines() int {
	switch {
	case !s.Large():
		return max(s.Spread, 1)
	case s.Glyphs.ASCII:
		return 2
	}
	return grid.Halves.Rows()
}

// mostSpread is how many lines a row takes at most on a slide where things are not large.
const mostSpread = 3

// SpreadRows lets so many rows fill a height on a slide: few are read more easily with room between them.
func (s *Scene) SpreadRows(rows, height int) {
	s.Spread = 0
	if s.Bare && rows > 0 {
		s.Spread = min(height/rows, mostSpread)
	}
}

// CellLines is how many lines a row of cells takes: enough for block digits where a view is high.
func (s *Scene) CellLines() int {
	if s.Body.H < leastCells {
		return s.LooseLines()
	}
	return s.RowLines()
}

// LooseLines is how many lines a row of words takes: things large, one stays empty.
func (s *Scene) LooseLines() int {
	if s.Large() {
		return 2
	}
	return 1
}

// isLarge says whether a figure is written in block digits where it has so many cells: one that has
// digits, and room for them.
func isLarge(text string, room int) bool {
	return strings.ContainsAny(text, "0123456789") && grid.Halves.Width(text) <= room
}

// DrawLarge draws a figure at the right edge of r in block digits; where they have no room, and what has
// no digits, as text in its middle line.
func (s *Scene) DrawLarge(f *grid.Frame, r grid.Rect, text string, st grid.Style) {
	if r.H >= grid.Halves.Rows() && isLarge(text, r.W) {
		f.BlocksRight(r, text, grid.Halves, st)
		return
	}
	f.TextRight(r.Row(r.H/2), text, s.Heavy(st))
}

// ReadingLines is how many lines a view gives to what its cursor is on, that would have so many: as
// many as block digits need, where the view is high enough.
func (s *Scene) ReadingLines(lines int) int {
	if s.blocksRoom() == 0 || lines == 0 || s.Body.H < leastReading {
		return lines
	}
	return max(lines, grid.Halves.Rows())
}

// DrawReading draws the figure under the cursor in block digits, where r is as high as they are, and
// returns the room beside them.
func (s *Scene) DrawReading(f *grid.Frame, r grid.Rect) (rest grid.Rect) {
	_, row, c := s.Screen.Figure()
	if s.blocksRoom() == 0 || r.H < grid.Halves.Rows() || row == nil {
		return r
	}
	text := strings.TrimSpace(s.Format.Short(row.Figures[c], c, largeLimit))
	if !isLarge(text, s.blocksRoom()) {
		return r
	}
	used := f.Blocks(r, text, grid.Halves, s.Theme.Strong)
	_, rest = r.TakeLeft(used + 3)
	return rest
}

// Thick is how many lines of a row a bar takes.
func (s *Scene) Thick() int { return max(s.RowLines()-1, 1) }

// Middle is the line of a row that text stands on.
func (s *Scene) Middle() int { return (s.RowLines() - 1) / 2 }

// Heavy is how labels are written where things are large: bold.
func (s *Scene) Heavy(st grid.Style) grid.Style {
	if s.Large() {
		return st.Bold()
	}
	return st
}

// blocksRoom is how wide a column of figures in block digits may be; 0 for none.
func (s *Scene) blocksRoom() int {
	if s.Glyphs.ASCII || !s.Large() {
		return 0
	}
	return s.W * mostBlocks / 100
}

// Dated is the period of the headline, for block digits: as large as leaves room for the finding
// beside it, "" where it has none.
func (s *Scene) Dated() (text string, size grid.Blocks) {
	if !s.Large() && s.Plays() == nil {
		return "", 0
	}
	if s.dated == nil {
		text, size = s.date()
		s.dated = &date{text, size}
	}
	return s.dated.text, s.dated.size
}

// date is a period in block digits, worked out once for a scene.
type date struct {
	text string
	size grid.Blocks
}

func (s *Scene) date() (text string, size grid.Blocks) {
	if p := s.Plays(); p != nil {
		return s.playedDate(p)
	}
	text = s.Engine.Dated(s.Query).Brief(s.Glyphs.Range)
	room := s.W - 2 - leastFinding
	switch {
	case s.Glyphs.ASCII && grid.Marks.Width(text) <= room && s.H >= marksHeight:
		return text, grid.Marks
	case s.Glyphs.ASCII:
		return "", 0
	case s.H >= highHeight && grid.Wholes.Width(text) <= s.W*mostPeriod/100:
		return text, grid.Wholes
	case grid.Halves.Width(text) <= room:
		return text, grid.Halves
	}
	return "", 0
}

// DrawPeriod draws the period in block digits.
func (s *Scene) DrawPeriod(f *grid.Frame) {
	text, size := s.Dated()
	switch {
	case s.Period.Empty():
	case s.Plays() != nil:
		f.Blocks(s.Period, text, size, s.Theme.Strong)
	default:
		f.BlocksRight(s.Period, text, size, s.Theme.Strong)
	}
}

// DrawFinding draws the finding, over as many lines as it has.
func (s *Scene) DrawFinding(f *grid.Frame) {
	at := s.Panes.Finding
	if at.Empty() || s.Session.Axes {
		return
	}
	if p := s.Plays(); p != nil && len(p.Breaks) > 0 {
		s.drawBreak(f, at, p)
		return
	}
	finding := s.Engine.Finding(s.Query, s.Format)
	for room := at.W * at.H; room >= at.W; room -= at.W / 4 {
		lines := grid.WrapLines(finding.Fit(room), at.W)
		if len(lines) > at.H {
			continue // a clause less
		}
		for y, line := range lines {
			f.Text(at.Row(y), line, s.Heavy(s.Theme.Text))
		}
		return
	}
}
