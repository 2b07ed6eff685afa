package chart

import (
	"cmp"
	"math"
	"slices"
)

// A map is cylindrical: meridians are upright, and the parallels so far apart that
// it fills its rectangle as well as it can between a map of equal steps (wide) and
// Miller's (high). The map of the world ends in the Bering Strait, so that no country
// is cut in two, and leaves out the Antarctic and the last of the Arctic. The map of a
// part of it fills the rectangle: what lies around that part is drawn too.

// Window is the part of the world that a map is fitted to, in degrees; East is greater
// than West, and may lie beyond 180. The zero value is the whole world.
type Window struct{ West, East, South, North float64 }

// The world as it is drawn, in degrees.
const (
	mapWest  = -169.0
	mapNorth = 78.0 // at the top; what lies farther north is drawn where there is room
	mapSouth = -56.0
)

var world = Window{mapWest, mapWest + 360, mapSouth, mapNorth}

// mostStretch is the stretch of Miller's map; see parallel.
const mostStretch = 0.8

// projection turns degrees into dots.
type projection struct {
	w, h    int     // of the map, in dots
	west    float64 // at the left
	across  float64 // degrees from there to the right end, at most 360
	north   float64 // at the top
	scale   float64 // dots by degree of longitude
	stretch float64
	left    float64 // dots left free, when the map is narrower than its rectangle
	top     float64
}

// parallel is how far north of the equator a latitude stands, in degrees of
// longitude, on a map of a stretch from 0, which has all parallels equally far
// apart, over Miller's to 1, Mercator's.
func parallel(lat, stretch float64) float64 {
	if stretch == 0 {
		return lat
	}
	return math.Asinh(math.Tan(math.Pi/180*lat*stretch)) / stretch * 180 / math.Pi
}

// latitude is the inverse of parallel.
func latitude(y, stretch float64) float64 {
	if stretch == 0 {
		return y
	}
	return math.Atan(math.Sinh(math.Pi/180*y*stretch)) / stretch * 180 / math.Pi
}

// project fits a part of the world into w×h dots. A part that would be drawn no larger
// than in the world is the world.
func project(w, h int, part Window) projection {
	if part == (Window{}) {
		return fit(w, h, world)
	}
	p := fit(w, h, part)
	if whole := fit(w, h, world); p.scale <= whole.scale {
		return whole
	}
	p.west -= p.left / p.scale
	p.across, p.left = float64(w)/p.scale, 0
	return p
}

// fit fits a window into w×h dots, as large as it can be.
func fit(w, h int, part Window) projection {
	across := part.East - part.West
	height := func(stretch float64) float64 {
		return parallel(part.North, stretch) - parallel(part.South, stretch)
	}
	// The taller the rectangle, the more stretch: found by halving, because it
	// grows with it.
	lo, hi := 0.0, mostStretch
	for range 20 {
		if mid := (lo + hi) / 2; height(mid)*float64(w) < float64(h)*across {
			lo = mid
		} else {
			hi = mid
		}
	}
	p := projection{w: w, h: h, west: part.West, across: across, north: part.North, stretch: lo}
	p.scale = min(float64(w)/across, float64(h)/height(lo))
	p.left = (float64(w) - across*p.scale) / 2
	p.top = (float64(h) - height(lo)*p.scale) / 2
	return p
}

// x is where a longitude stands, in dots from the left.
func (p *projection) x(lon float64) float64 {
	east := math.Mod(lon-p.west, 360)
	if east < 0 {
		east += 360
	}
	return p.left + east*p.scale
}

// y is where a latitude stands, in dots from the top.
func (p *projection) y(lat float64) float64 {
	lat = min(max(lat, mapSouth-20), mapNorth+10)
	return p.top + (parallel(p.north, p.stretch)-parallel(lat, p.stretch))*p.scale
}

// lat is the latitude of the middle of a row of dots.
func (p *projection) lat(row int) float64 {
	return latitude(parallel(p.north, p.stretch)-(float64(row)+0.5-p.top)/p.scale, p.stretch)
}

// lon is the longitude of the middle of a column of dots, in degrees east of the
// map's west end.
func (p *projection) lon(column int) float64 { return (float64(column) + 0.5 - p.left) / p.scale }

// fill says of every dot, row by row, in which area its middle lies.
func (p *projection) fill(areas []Area) []int16 {
	owner := make([]int16, p.w*p.h)
	for i := range owner {
		owner[i] = Nobody
	}
	lats := make([]float64, p.h)
	last := p.h // the first row that is not drawn
	for y := range lats {
		if lats[y] = p.lat(y); lats[y] < mapSouth {
			last = min(last, y)
		}
	}
	crossings := make([][]float64, p.h)
	for i := range areas {
		from, to := p.h, -1 // rows that the outline crosses
		for _, ring := range areas[i].Rings {
			for k := range ring {
				a, b := ring[k], ring[(k+1)%len(ring)]
				if !known2(a) || !known2(b) || a[1] == b[1] {
					continue
				}
				south, north := min(a[1], b[1]), max(a[1], b[1])
				// Rows run from north to south.
				y, _ := slices.BinarySearchFunc(lats, north, func(lat, to float64) int { return cmp.Compare(to, lat) })
				for ; y < last && lats[y] >= south; y++ {
					if lats[y] >= north { // an end belongs to the edge above it
						continue
					}
					lon := a[0] + (lats[y]-a[1])/(b[1]-a[1])*(b[0]-a[0])
					crossings[y] = append(crossings[y], lon)
					from, to = min(from, y), max(to, y)
				}
			}
		}
		for y := from; y <= to; y++ {
			slices.Sort(crossings[y])
			for c := 0; c+1 < len(crossings[y]); c += 2 {
				p.span(owner[y*p.w:(y+1)*p.w], int16(i), crossings[y][c]-p.west, crossings[y][c+1]-p.west)
			}
			crossings[y] = crossings[y][:0]
		}
	}
	return owner
}

// span gives the dots of a row between two meridians, in degrees east of the
// map's west end, to an area. What lies west of that end is drawn at the east
// end.
func (p *projection) span(row []int16, area int16, from, to float64) {
	for _, turn := range [3]float64{-360, 0, 360} {
		a, b := max(from+turn, 0), min(to+turn, p.across)
		if a >= b {
			continue
		}
		for x := max(0, int(math.Ceil(a*p.scale+p.left-0.5))); x < p.w && p.lon(x) < b; x++ {
			row[x] = area
		}
	}
}

// known2 says whether both parts of a point are numbers of a size that degrees
// have.
func known2(p [2]float64) bool { return math.Abs(p[0]) <= 720 && math.Abs(p[1]) <= 90 }
