package answer

import (
	"cmp"
	"math"
	"slices"

	"daylight/model/report"
)

// The arrow keys go from a country to its neighbours. Those are worked out once
// for the countries of a view. To the east of a country lies whatever is in the
// quarter of the map around that direction; the neighbour is the nearest there,
// where what lies aside counts as farther off:
//
//	 .          north         .
//	   .          B         .
//	     .                .          A's neighbour in the east is C: D is nearer,
//	 west  .     A      .  east      but lies aside. A is C's neighbour in the
//	          .     D .              west, so that one key takes back the other.
//	      .     .          C
//	   .    south    .
//
// The map has no edge in the east and west. First, pairs that are nearest become
// neighbours of each other, both ways; then whoever has none in a direction gets
// the nearest there, and where the quarter is empty, the nearest of that half of
// the map. From every country every other can be reached: where that were not so
// (no set of real places is known), north and south go through all of them in
// the order of their latitudes.

// direction is one of the four in which the cursor moves.
type direction uint8

const (
	east direction = iota
	west
	north
	south
	numDirections int = iota
)

// opposite is the direction back.
func (d direction) opposite() direction { return d ^ 1 }

// spot is a place on the map that the cursor moves over, in degrees; the
// parallels stand as far apart as on Miller's map, on which nearness is what it
// looks like.
type spot struct {
	code string
	x, y float64
}

func spotOf(c *report.Country) spot {
	return spot{c.Code, c.Lon, miller(c.Lat)}
}

// miller is how far north of the equator a latitude stands on Miller's map, both
// in degrees: those of longitude are its unit.
func miller(lat float64) float64 {
	const stretch = 0.8
	return math.Asinh(math.Tan(stretch*lat*math.Pi/180)) / stretch * 180 / math.Pi
}

// toward is how far one spot is along a direction from another, and how far
// aside. Two at one point lie side by side, in the order of their codes.
func (a *spot) toward(d direction, b *spot) (along, aside float64) {
	dx, dy := b.x-a.x, b.y-a.y
	if dx > 180 {
		dx -= 360
	} else if dx < -180 {
		dx += 360
	}
	if dx == 0 && dy == 0 {
		dx = 1e-6
		if b.code < a.code {
			dx = -dx
		}
	}
	switch d {
	case east:
		return dx, math.Abs(dy)
	case west:
		return -dx, math.Abs(dy)
	case north:
		return dy, math.Abs(dx)
	}
	return -dy, math.Abs(dx)
}

// near is a spot in some direction.
type near struct {
	at   int
	cost float64
	wide bool // outside the quarter
}

// before says whether one is to be preferred to another.
func (n near) before(o near) bool {
	if n.wide != o.wide {
		return o.wide
	}
	return n.cost < o.cost
}

// fewNear is how many spots of a direction are looked at.
const fewNear = 8

// nearest lists the spots in a direction of a, the best first, at most fewNear.
func nearest(a *spot, d direction, spots []spot, list []near) []near {
	list = list[:0]
	for i := range spots {
		along, aside := a.toward(d, &spots[i])
		if along <= 0 || spots[i].code == a.code {
			continue
		}
		n := near{i, math.Sqrt(along*along+aside*aside) + aside, aside > along}
		if len(list) == fewNear {
			if !n.before(list[fewNear-1]) {
				continue
			}
			list = list[:fewNear-1]
		}
		at := len(list)
		for at > 0 && n.before(list[at-1]) {
			at--
		}
		list = slices.Insert(list, at, n)
	}
	return list
}

// lattice is who is whose neighbour: an index of spots, or -1.
type lattice struct {
	spots []spot
	next  [][numDirections]int
}

// at is the index of a country's spot.
func (l *lattice) at(code string) int {
	return slices.IndexFunc(l.spots, func(s spot) bool { return s.code == code })
}

// slack is how much farther than the nearest a neighbour may be for the sake of
// a way back.
const slack = 3

// newLattice finds the neighbours of spots.
func newLattice(spots []spot) *lattice {
	l := &lattice{spots: spots, next: make([][numDirections]int, len(spots))}
	best := make([][numDirections]near, len(spots))
	type pair struct {
		a, b int
		d    direction
		cost float64
	}
	var pairs []pair
	list := make([]near, 0, fewNear)
	for a := range spots {
		for d := range direction(numDirections) {
			list = nearest(&spots[a], d, spots, list)
			best[a][d], l.next[a][d] = near{at: -1}, -1
			for i, n := range list {
				if i == 0 {
					best[a][d] = n
				}
				if !n.wide && n.cost <= slack*list[0].cost && (d == east || d == north) {
					pairs = append(pairs, pair{a, n.at, d, n.cost})
				}
			}
		}
	}
	slices.SortStableFunc(pairs, func(p, q pair) int { return cmp.Compare(p.cost, q.cost) })
	for _, p := range pairs {
		back := p.d.opposite()
		other := best[p.b][back]
		if l.next[p.a][p.d] < 0 && l.next[p.b][back] < 0 && (other.wide || p.cost <= slack*other.cost) {
			l.next[p.a][p.d], l.next[p.b][back] = p.b, p.a
		}
	}
	for a := range spots {
		for d := range l.next[a] {
			if l.next[a][d] < 0 {
				l.next[a][d] = best[a][d].at
			}
		}
	}
	if !l.whole() {
		l.thread()
	}
	return l
}

// whole says whether every spot can be reached from every other: whether the
// first reaches all, and all reach the first.
func (l *lattice) whole() bool {
	n := len(l.spots)
	from := make([][]int, n) // who goes to each
	for a := range l.next {
		for _, b := range l.next[a] {
			if b >= 0 {
				from[b] = append(from[b], a)
			}
		}
	}
	reached := func(ways func(int) []int) int {
		seen, queue := make([]bool, n), make([]int, 0, n)
		if n > 0 {
			seen[0], queue = true, append(queue, 0)
		}
		for i := 0; i < len(queue); i++ {
			for _, b := range ways(queue[i]) {
				if b >= 0 && !seen[b] {
					seen[b], queue = true, append(queue, b)
				}
			}
		}
		return len(queue)
	}
	return reached(func(a int) []int { return l.next[a][:] }) == n && reached(func(b int) []int { return from[b] }) == n
}

// thread lets north and south go through all spots in the order of their
// latitudes.
func (l *lattice) thread() {
	order := make([]int, len(l.spots))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(l.spots[a].y, l.spots[b].y) })
	for i, at := range order {
		l.next[at][south], l.next[at][north] = -1, -1
		if i > 0 {
			l.next[at][south] = order[i-1]
		}
		if i+1 < len(order) {
			l.next[at][north] = order[i+1]
		}
	}
}

// Beside is the country that lies so many steps from another on the map, among those
// of some rows: to the east where dx is positive, to the south where dy is. From one
// that has no place among them it goes to the nearest in that direction, else to the
// first row that has one; "" where no row has a place.
func (e *Engine) Beside(rows []Row, country string, dx, dy int) string {
	l := e.latticeOf(rows)
	if len(l.spots) == 0 {
		return ""
	}
	d, steps := east, dx
	switch {
	case dx < 0:
		d, steps = west, -dx
	case dy < 0:
		d, steps = north, -dy
	case dy > 0:
		d, steps = south, dy
	}
	if steps == 0 {
		return country
	}
	at := l.at(country)
	if at < 0 { // it has gone from the rows, or never had a place
		at = l.at(rows[slices.IndexFunc(rows, func(r Row) bool { return l.at(r.ID) >= 0 })].ID)
		if c, known := e.data.Country(country); known && c.HasPoint {
			from := spotOf(&c)
			if list := nearest(&from, d, l.spots, nil); len(list) > 0 {
				at = list[0].at
			}
		}
		steps--
	}
	for range min(steps, len(l.spots)) {
		if next := l.next[at][d]; next >= 0 {
			at = next
		}
	}
	return l.spots[at].code
}

// latticeOf is the lattice of some rows, remembered for the latest.
func (e *Engine) latticeOf(rows []Row) *lattice {
	var spots []spot
	for i := range rows {
		if c, known := e.data.Country(rows[i].ID); known && c.HasPoint && c.Code != report.NotItemised {
			spots = append(spots, spotOf(&c))
		}
	}
	slices.SortFunc(spots, func(a, b spot) int { return cmp.Compare(a.code, b.code) })
	if e.lattice == nil || !slices.Equal(e.lattice.spots, spots) {
		e.lattice = newLattice(spots)
	}
	return e.lattice
}
