package chart

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/NimbleMarkets/ntcharts/v2/canvas/runes"

	"daylight/tui/kit/grid"
)

// A map is drawn in braille: a cell has two by four dots, which on most screens
// is a square grid, and one colour.
//
//	⠀⢀⣀⠀⠀⣠⣶⣿⣿   a dot is land when its middle lies in a country
//	⢠⣿⣿⣷⣾⣿⣿⣿⣿   a cell is of the country that has most dots in it; of two that
//	⠘⢿⣿⣿⣿⣿⣿⡟⠉   have as many, of the smaller one

// Area is a part of a map: the outline of a country, in degrees of longitude and
// latitude, and a point inside it. Either may be missing.
type Area struct {
	Rings    [][][2]float64
	Lon, Lat float64
	HasPoint bool
}

// Map is the world, or a part of it, drawn at one size. It does not change.
type Map struct {
	W, H  int // in cells
	Part  Window
	Whole bool // it shows the whole world, as no part of it could be drawn larger
	cells []mapCell
	areas []areaOnMap
}

// Nobody is whose a cell is that lies in the sea.
const Nobody = -1

// mapCell is one cell of a map: its land, as a braille rune, and the area that it
// belongs to.
type mapCell struct {
	land rune
	area int16
}

// areaOnMap is where an area came to lie.
type areaOnMap struct {
	dots, cells int
	land        rune // the dots of all its cells, laid over each other
	x, y        int  // the cell of its point, or of the middle of its dots
	dotX, dotY  int  // the dot of its point
	placed      bool // it has a point on the map
	moved       bool // its one cell is not that of its point
}

// grid that maps are drawn on: dots by cell.
const (
	dotsAcross = 2
	dotsDown   = 4
)

// DrawnAreas is how many areas a map can have.
const DrawnAreas = math.MaxInt16

// NewMap draws areas on w×h cells; neither is taken as below 1 or beyond the
// largest frame. Areas beyond DrawnAreas are left out. In a part of the world, borders
// stand between areas: the larger of two keeps a dot away.
func NewMap(w, h int, areas []Area, part Window) *Map {
	w, h = clamp(w, 1, grid.MaxWidth), clamp(h, 1, grid.MaxHeight)
	areas = areas[:min(len(areas), DrawnAreas)]
	m := &Map{W: w, H: h, Part: part, cells: make([]mapCell, w*h), areas: make([]areaOnMap, len(areas))}
	p := project(w*dotsAcross, h*dotsDown, part)
	m.Whole = p.across == 360
	owner := p.fill(areas)
	m.collect(&p, owner)
	m.own(owner)
	for i := range areas {
		m.point(i, &p, &areas[i])
	}
	m.overlay()
	return m
}

// collect turns dots into braille runes, by way of ntcharts' grid of them.
func (m *Map) collect(p *projection, owner []int16) {
	for _, area := range owner {
		if area != Nobody {
			m.areas[area].dots++
		}
	}
	dots := runes.NewPatternDotsGrid(p.w, p.h)
	for i, area := range owner {
		if area != Nobody && (m.Whole || !m.borders(owner, i, p.w)) {
			dots.Set(i%p.w, i/p.w)
		}
	}
	for y, row := range dots.BraillePatterns() {
		for x, r := range row {
			m.cells[y*m.W+x] = mapCell{land: r, area: Nobody}
		}
	}
}

// borders says whether a dot is left out for the border to a smaller area beside it.
func (m *Map) borders(owner []int16, at, w int) bool {
	own := owner[at]
	for _, beside := range [...]struct {
		at  int
		has bool
	}{{at - 1, at%w > 0}, {at + 1, at%w < w-1}, {at - w, at >= w}, {at + w, at+w < len(owner)}} {
		if !beside.has || owner[beside.at] == own || owner[beside.at] == Nobody {
			continue
		}
		other := owner[beside.at]
		if a, b := m.areas[own].dots, m.areas[other].dots; a > b || a == b && own > other {
			return true
		}
	}
	return false
}

// point finds the dot and the cell of an area's point; without one, of the middle
// of its outline. One that lies beside the map has no place on it, or, where some of
// its area is there, the cell of it that is nearest to the middle of all.
func (m *Map) point(i int, p *projection, area *Area) {
	lon, lat, known := area.Lon, area.Lat, area.HasPoint && known2([2]float64{area.Lon, area.Lat})
	if !known {
		lon, lat, known = middle(area.Rings)
	}
	if !known {
		return
	}
	at := &m.areas[i]
	x, y := p.x(lon), p.y(lat)
	if inside := m.Whole || x < float64(p.w) && 0 <= y && y < float64(p.h); !inside {
		m.amid(i)
		return
	}
	at.placed = true
	at.dotX, at.dotY = clamp(int(x), 0, p.w-1), clamp(int(y), 0, p.h-1)
	at.x, at.y = at.dotX/dotsAcross, at.dotY/dotsDown
}

// amid gives an area the cell of its own that is nearest to the middle of all of them;
// without any, none.
func (m *Map) amid(i int) {
	var cells [][2]int
	sumX, sumY := 0, 0
	for at, c := range m.cells {
		if int(c.area) == i {
			x, y := at%m.W, at/m.W
			cells, sumX, sumY = append(cells, [2]int{x, y}), sumX+x, sumY+y
		}
	}
	if len(cells) == 0 {
		return
	}
	n := len(cells)
	nearest := slices.MinFunc(cells, func(a, b [2]int) int {
		far := func(c [2]int) int {
			dx, dy := c[0]*n-sumX, c[1]*n-sumY
			return dx*dx + 4*dy*dy
		}
		return cmp.Compare(far(a), far(b))
	})
	at := &m.areas[i]
	at.placed, at.x, at.y = true, nearest[0], nearest[1]
	at.dotX, at.dotY = at.x*dotsAcross, at.y*dotsDown
}

// middle is the middle of the longest ring.
func middle(rings [][][2]float64) (lon, lat float64, known bool) {
	var longest [][2]float64
	for _, ring := range rings {
		if len(ring) > len(longest) {
			longest = ring
		}
	}
	n := 0.0
	for _, p := range longest {
		if known2(p) {
			lon, lat, n = lon+p[0], lat+p[1], n+1
		}
	}
	return lon / max(n, 1), lat / max(n, 1), n > 0
}

// own gives each cell to the area that has most dots in it.
func (m *Map) own(owner []int16) {
	w := m.W * dotsAcross
	for at := range m.cells {
		var dots [dotsAcross * dotsDown]int16
		for d := range dots {
			dots[d] = owner[(at/m.W*dotsDown+d/dotsAcross)*w+at%m.W*dotsAcross+d%dotsAcross]
		}
		best, most := int16(Nobody), 0
		for _, area := range dots {
			n := 0
			for _, other := range dots {
				if other == area {
					n++
				}
			}
			if area != Nobody && (n > most || n == most && m.areas[area].dots < m.areas[best].dots) {
				best, most = area, n
			}
		}
		if best != Nobody {
			m.cells[at].area = best
			m.areas[best].cells++
		}
	}
}

// How far from its point a small area may be drawn, in cells.
const (
	farAcross = 3
	farDown   = 1
)

// Showing returns the map with a cell for each of the areas that are wanted: one
// too small to have any takes that of its point, or the nearest, from the sea, an
// area that is not wanted, or a neighbour that has others. Where small areas lie
// so close that there are not enough cells, some are left without one.
func (m *Map) Showing(wanted func(area int) bool) *Map {
	shown := &Map{W: m.W, H: m.H, Part: m.Part, Whole: m.Whole, cells: slices.Clone(m.cells), areas: slices.Clone(m.areas)}
	want := make([]bool, len(m.areas))
	var without []int
	for i := range want {
		want[i] = wanted(i)
		if want[i] && m.areas[i].cells == 0 && m.areas[i].placed {
			without = append(without, i)
		}
	}
	// Those with the least choice come first: the others find room around them.
	choices := make(map[int]int, len(without))
	for _, i := range without {
		shown.around(i, func(cell *mapCell, _ int) bool {
			if shown.free(cell, want) {
				choices[i]++
			}
			return false
		})
	}
	slices.SortStableFunc(without, func(a, b int) int { return cmp.Compare(choices[a], choices[b]) })
	for _, i := range without {
		shown.around(i, func(cell *mapCell, at int) bool {
			if !shown.free(cell, want) {
				return false
			}
			shown.give(i, cell, at)
			return true
		})
	}
	shown.overlay()
	return shown
}

// overlay lays the cells of each area over each other.
func (m *Map) overlay() {
	for i := range m.areas {
		m.areas[i].land = runes.BrailleBlockOffset
	}
	for _, c := range m.cells {
		if c.area != Nobody {
			m.areas[c.area].land |= c.land
		}
	}
}

// kept says whether the cells of an area show though a fill leaves their dots out:
// its only one, or all where no dot of it would be left.
func (a *areaOnMap) kept(fill *Fill) bool {
	return fill.Kept && (a.cells == 1 || !fill.Whole && runes.IsBraillePattern(fill.Texture) && a.land&fill.Texture&0xff == 0)
}

// free says whether a cell may go to another area.
func (m *Map) free(cell *mapCell, wanted []bool) bool {
	return cell.area == Nobody || !wanted[cell.area] || m.areas[cell.area].cells > 1
}

// around goes through the cells near an area's point, the nearest first, until
// one is taken.
func (m *Map) around(area int, take func(cell *mapCell, at int) bool) {
	a := &m.areas[area]
	for _, step := range nearby {
		x, y := a.x+step[0], a.y+step[1]
		if x < 0 || y < 0 || x >= m.W || y >= m.H {
			continue
		}
		if at := y*m.W + x; take(&m.cells[at], at) {
			return
		}
	}
}

// nearby are the steps to cells that are near, the nearest first. A step down is
// as long as two across.
var nearby = func() [][2]int {
	var steps [][2]int
	for y := -farDown; y <= farDown; y++ {
		for x := -farAcross; x <= farAcross; x++ {
			steps = append(steps, [2]int{x, y})
		}
	}
	far := func(s [2]int) int { return s[0]*s[0] + 4*s[1]*s[1] }
	slices.SortStableFunc(steps, func(a, b [2]int) int { return cmp.Compare(far(a), far(b)) })
	return steps
}()

// give gives a cell to an area, with a dot at its point, or, where the point lies
// in another cell, in the middle.
func (m *Map) give(area int, cell *mapCell, at int) {
	if cell.area != Nobody {
		m.areas[cell.area].cells--
	}
	a := &m.areas[area]
	dx, dy := a.dotX%dotsAcross, a.dotY%dotsDown
	if a.moved = a.y*m.W+a.x != at; a.moved {
		dx, dy = 0, 1
	}
	if cell.land == runes.BrailleBlockOffset || cell.area == Nobody {
		cell.land |= dotRunes[dx][dotsDown-1-dy]
	}
	cell.area, a.cells = int16(area), 1
	a.x, a.y = at%m.W, at/m.W
}

// At is the area of a cell, Nobody where there is none.
func (m *Map) At(x, y int) int {
	if x < 0 || y < 0 || x >= m.W || y >= m.H {
		return Nobody
	}
	return int(m.cells[y*m.W+x].area)
}

// Where is the cell of an area's point, or the one that it was given; not ok for
// an area that has no place.
func (m *Map) Where(area int) (x, y int, ok bool) {
	if area < 0 || area >= len(m.areas) {
		return 0, 0, false
	}
	a := &m.areas[area]
	return a.x, a.y, a.placed
}

// Home is the cell of the point of an area whose one cell was moved so far from it, to
// another row or by more than a cell, that it would be looked for elsewhere.
func (m *Map) Home(area int) (x, y int, far bool) {
	if area < 0 || area >= len(m.areas) || !m.areas[area].moved {
		return 0, 0, false
	}
	a := &m.areas[area]
	x, y = a.dotX/dotsAcross, a.dotY/dotsDown
	return x, y, y != a.y || x-a.x > 1 || a.x-x > 1
}

// Cells is how many cells an area has.
func (m *Map) Cells(area int) int {
	if area < 0 || area >= len(m.areas) {
		return 0
	}
	return m.areas[area].cells
}

// Nearest is the area that has a cell near another cell, its own first, among
// those that are wanted; within that many cells across, half as many down.
// Nobody where there is none.
func (m *Map) Nearest(x, y, within int, wanted func(area int) bool) int {
	best, least := Nobody, math.MaxInt
	for dy := -(within / 2); dy <= within/2; dy++ {
		for dx := -within; dx <= within; dx++ {
			area := m.At(x+dx, y+dy)
			if far := dx*dx + 4*dy*dy; area != Nobody && far < least && wanted(area) {
				best, least = area, far
			}
		}
	}
	return best
}

// Fill is how the cells of an area are drawn. In braille, Texture says which of
// their dots are set where there is land; another rune stands in each cell that
// is land as a whole (█ among braille), or, with Whole, wherever there is land.
type Fill struct {
	Style   grid.Style
	Texture rune
	Whole   bool // cells are not divided: the texture is a letter
	Kept    bool // an area shows, though the texture leaves all its dots out
}

// DrawMap draws a map from the top left of r, each area filled as its fill says.
func (p Pen) DrawMap(f *grid.Frame, r grid.Rect, m *Map, fills []Fill) {
	w, h := min(r.W, m.W), min(r.H, m.H)
	for y := range max(h, 0) {
		for x := range max(w, 0) {
			cell := m.cells[y*m.W+x]
			if cell.area == Nobody || int(cell.area) >= len(fills) {
				continue
			}
			fill := &fills[cell.area]
			if ch := fill.rune(cell.land, m.areas[cell.area].kept(fill)); ch != 0 {
				f.Rune(r.X+x, r.Y+y, ch, fill.Style)
			}
		}
	}
}

// allDots is a cell that is land as a whole.
const allDots = runes.BrailleBlockOffset | 0xff

// rune is what stands in a cell of some land; 0 for nothing, which never stands in
// a cell that is kept.
func (fill *Fill) rune(land rune, kept bool) rune {
	switch {
	case fill.Whole:
		if kept || bits.OnesCount8(uint8(land)) >= dotsAcross*dotsDown/2-1 {
			return fill.Texture
		}
		return 0
	case !runes.IsBraillePattern(fill.Texture):
		if land == allDots {
			return fill.Texture
		}
		return land
	}
	ch := runes.BrailleBlockOffset | land&fill.Texture&0xff
	switch {
	case ch != runes.BrailleBlockOffset:
		return ch
	case kept:
		return land
	}
	return 0
}
