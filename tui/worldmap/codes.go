package worldmap

import (
	"slices"

	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// Where the map is close, countries have their codes: inside, where that leaves most of
// the country to be seen, else at sea beside it. A code that has no room of its own is
// left out; those of the first rows have the first choice.
//
//	⣿⣿⣿DE⣿⣿     ⣷LU⣿     a code never touches another
//	⣿⣿⣿⣿⣿⣿⣿     ⠂MT

// codeAt is the code of an area, at a cell of the map.
type codeAt struct {
	X, Y, Area int
	Code       string
	inside     bool
}

// run is a part of a row of cells that belongs to one area.
type run struct{ x, y, w int }

// codesOn places the codes of the countries that have rows.
func (s *sheet) codesOn(m *chart.Map) []codeAt {
	if m.Whole {
		return nil
	}
	runs := make(map[int][]run, len(s.result.Rows))
	for y := range m.H {
		for x := 0; x < m.W; {
			area, from := m.At(x, y), x
			for x < m.W && m.At(x, y) == area {
				x++
			}
			if area != chart.Nobody {
				runs[area] = append(runs[area], run{from, y, x - from})
			}
		}
	}
	taken := make([]bool, m.W*m.H)
	var codes []codeAt
	for i := range s.result.Rows {
		code := s.result.Rows[i].ID
		area, known := s.Atlas.Area(code)
		if !known || m.Cells(area) == 0 {
			continue
		}
		c, fits := inside(m, area, code, runs[area], taken)
		if !fits {
			c, fits = beside(m, area, code, runs[area], taken)
		}
		if !fits {
			continue
		}
		codes = append(codes, c)
		for x := max(0, c.X-1); x < min(m.W, c.X+len(code)+1); x++ { // a cell on either side stays free
			taken[c.Y*m.W+x] = true
		}
	}
	return codes
}

// free says whether a code can stand at a cell.
func free(m *chart.Map, taken []bool, x, y, w int) bool {
	if x < 0 || y < 0 || y >= m.H || x+w > m.W {
		return false
	}
	for i := range w {
		if taken[y*m.W+x+i] {
			return false
		}
	}
	return true
}

// inside places a code in an area, as near to its point as there is room.
func inside(m *chart.Map, area int, code string, runs []run, taken []bool) (best codeAt, fits bool) {
	w := len(code)
	if m.Cells(area) < 3*w {
		return codeAt{}, false
	}
	toX, toY, _ := m.Where(area)
	least := 0
	for _, r := range runs {
		edge := 1
		if r.w < w+2 {
			edge = 0
		}
		if r.w < w {
			continue
		}
		x := min(max(toX-w/2, r.x+edge), r.x+r.w-w-edge)
		far := abs(x+w/2-toX) + 2*abs(r.y-toY)
		if edge == 0 {
			far += 2
		}
		if (!fits || far < least) && free(m, taken, x, r.y, w) {
			best, least, fits = codeAt{x, r.y, area, code, true}, far, true
		}
	}
	return best, fits
}

// beside places a code at sea, to the right or to the left of an area, as near to its
// point as there is room.
func beside(m *chart.Map, area int, code string, runs []run, taken []bool) (best codeAt, fits bool) {
	w, least := len(code), 0
	toX, toY, _ := m.Where(area)
	for _, r := range runs {
		for _, x := range [...]int{r.x + r.w, r.x - w} {
			atSea := free(m, taken, x, r.y, w)
			for i := range w {
				atSea = atSea && m.At(x+i, r.y) == chart.Nobody
			}
			if far := abs(2*x+w-1-2*toX) + 4*abs(r.y-toY); atSea && (!fits || far < least) {
				best, least, fits = codeAt{x, r.y, area, code, false}, far, true
			}
		}
	}
	return best, fits
}

func abs(n int) int { return max(n, -n) }

// drawCodes writes the codes but for those of pinned countries, which their pins say,
// and those in the way of these.
func (v Screen) drawCodes(f *grid.Frame, chosen int, pins []pin) {
	for _, c := range v.Sheet.codes {
		at := grid.Rect{X: v.Field.X + c.X, Y: v.Field.Y + c.Y, W: len(c.Code), H: 1}
		if c.Y >= v.Field.H || c.X+at.W > v.Field.W || meets(at, pins) {
			continue
		}
		st := v.Theme.Text
		switch {
		case !c.inside:
			st = v.Theme.Dim
		case c.Area == chosen:
			st = v.Fills[chosen].Style
		}
		f.Text(at, c.Code, st)
	}
}

// meets says whether a text touches one of the marks of pins.
func meets(at grid.Rect, pins []pin) bool {
	return slices.ContainsFunc(pins, func(p pin) bool {
		return at.Y == p.at.Y && at.X <= p.at.X+p.at.W && p.at.X <= at.X+at.W
	})
}
