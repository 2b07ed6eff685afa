package chart

import (
	"math"
	"strings"
	"testing"

	"daylight/tui/kit/grid"
)

// box is an area between two meridians and two parallels.
func box(west, south, east, north float64) Area {
	return Area{Rings: [][][2]float64{{{west, south}, {east, south}, {east, north}, {west, north}}}}
}

// dotted is an area that is a point.
func dotted(lon, lat float64) Area { return Area{Lon: lon, Lat: lat, HasPoint: true} }

// drawn draws a map with one fill after another.
func drawn(m *Map, textures ...rune) string {
	fills := make([]Fill, len(textures))
	for i, t := range textures {
		fills[i] = Fill{Texture: t, Whole: t < 0x80, Kept: true}
	}
	f := grid.New(m.W, m.H)
	colored().DrawMap(f, f.Rect(), m, fills)
	return f.Plain()
}

// inside says whether a point lies in an area, by the number of edges to its
// east, the plain way.
func inside(a Area, lon, lat float64) bool {
	in := false
	for _, ring := range a.Rings {
		for k := range ring {
			p, q := ring[k], ring[(k+1)%len(ring)]
			if (p[1] > lat) != (q[1] > lat) && lon < (q[0]-p[0])*(lat-p[1])/(q[1]-p[1])+p[0] {
				in = !in
			}
		}
	}
	return in
}

// odd are areas that outlines can be: with a hole, with a bay, across the end of
// the map, at a pole.
func odd() []Area {
	holed := box(10, -20, 60, 30)
	holed.Rings = append(holed.Rings, box(20, -10, 40, 10).Rings...)
	bay := Area{Rings: [][][2]float64{{{-80, -40}, {-40, -40}, {-40, 40}, {-80, 40}, {-50, 0}}}}
	return []Area{holed, bay, box(-180, 50, -150, 70), box(150, 50, 180, 70), box(-30, 60, -10, 90), box(-180, -90, 180, -60)}
}

func TestADotIsLandWhereItsMiddleLiesInACountry(t *testing.T) {
	areas := odd()
	for _, size := range [][2]int{{40, 7}, {117, 26}, {50, 40}, {200, 20}, {3, 2}} {
		p := project(size[0]*dotsAcross, size[1]*dotsDown, Window{})
		for i, got := range p.fill(areas) {
			x, y := i%p.w, i/p.w
			east, lat := p.lon(x), p.lat(y)
			want := int16(Nobody)
			for a := range areas {
				lon := mapWest + east
				if east >= 0 && east <= 360 && lat >= mapSouth && (inside(areas[a], lon, lat) || inside(areas[a], lon-360, lat)) {
					want = int16(a)
				}
			}
			if got != want {
				t.Fatalf("%v: the dot at %d,%d (%.2f°, %.2f°) belongs to %d, want %d", size, x, y, mapWest+east, lat, got, want)
			}
		}
	}
}

func TestTheWorldFitsItsRectangleWithoutBeingPulledOutOfShape(t *testing.T) {
	for w := 36; w <= 300; w += 7 {
		for h := 5; h <= 80; h += 3 {
			p := project(w*dotsAcross, h*dotsDown, Window{})
			for _, c := range []struct{ lon, lat float64 }{{mapWest, mapNorth}, {mapWest + 359.9, mapSouth}, {0, 0}} {
				if x, y := p.x(c.lon), p.y(c.lat); x < -1e-6 || y < -1e-6 || x > float64(p.w)+1e-6 || y > float64(p.h)+1e-6 {
					t.Fatalf("%d×%d: %v stands at %.1f,%.1f of %d,%d", w, h, c, x, y, p.w, p.h)
				}
			}
			// At the equator a degree is as long in both directions.
			across, down := p.x(1)-p.x(0), p.y(0)-p.y(1)
			if math.Abs(across-down) > 0.01*across {
				t.Fatalf("%d×%d: a degree is %.3f dots across and %.3f down", w, h, across, down)
			}
			// One of the two directions is used to the last dot, give or take rounding.
			width, height := p.x(mapWest+359.99)-p.x(mapWest), p.y(mapSouth)-p.y(mapNorth)
			if width < 0.99*float64(p.w)-1 && height < 0.99*float64(p.h)-1 {
				t.Fatalf("%d×%d: the world takes %.0f×%.0f of %d×%d dots", w, h, width, height, p.w, p.h)
			}
			for y := 0; y < p.h; y += 5 {
				if back := p.y(p.lat(y)); p.lat(y) < mapNorth && p.lat(y) > mapSouth && math.Abs(back-float64(y)-0.5) > 1e-6 {
					t.Fatalf("row %d has a latitude that stands at %.3f", y, back)
				}
			}
		}
	}
}

func TestACellBelongsToWhoHasMostDotsInIt(t *testing.T) {
	areas := odd()
	m := NewMap(117, 26, areas, Window{})
	p := project(117*dotsAcross, 26*dotsDown, Window{})
	owner := p.fill(areas)
	total := map[int16]int{}
	for _, o := range owner {
		total[o]++
	}
	for y := range m.H {
		for x := range m.W {
			count := map[int16]int{}
			for d := range 8 {
				if o := owner[(y*4+d/2)*p.w+x*2+d%2]; o != Nobody {
					count[o]++
				}
			}
			got := int16(m.At(x, y))
			if len(count) == 0 {
				if got != Nobody {
					t.Fatalf("the sea at %d,%d belongs to %d", x, y, got)
				}
				continue
			}
			for o, n := range count {
				if n > count[got] || n == count[got] && o != got && total[o] < total[got] {
					t.Fatalf("the cell at %d,%d belongs to %d with %d dots, and %d has %d", x, y, got, count[got], o, n)
				}
			}
		}
	}
}

func TestSmallPlacesGetACellEach(t *testing.T) {
	areas := []Area{box(-20, 30, 60, 70), dotted(10, 50), dotted(10.2, 50.1), dotted(-140, -20), dotted(-140.1, -20)}
	m := NewMap(117, 26, areas, Window{})
	for i := 1; i < len(areas); i++ {
		if m.Cells(i) != 0 {
			t.Errorf("point %d has %d cells before it is wanted", i, m.Cells(i))
		}
	}
	shown := m.Showing(func(area int) bool { return area != 4 })
	for i := 1; i <= 3; i++ {
		x, y, placed := shown.Where(i)
		if shown.Cells(i) != 1 || !placed || shown.At(x, y) != i {
			t.Errorf("point %d has %d cells; at %d,%d is %d", i, shown.Cells(i), x, y, shown.At(x, y))
		}
	}
	if shown.Cells(4) != 0 {
		t.Error("a place that is not wanted has a cell")
	}
	if text := drawn(shown, '⣿', '⣿', '⣿', '⣿', '⣿'); strings.Count(text, "⠁")+strings.Count(text, "⠂")+strings.Count(text, "⠄")+strings.Count(text, "⡀")+
		strings.Count(text, "⠈")+strings.Count(text, "⠐")+strings.Count(text, "⠠")+strings.Count(text, "⢀") != 1 {
		t.Errorf("the island is not one dot:\n%s", text)
	}
	if m.Cells(1) != 0 {
		t.Error("showing places changes the map")
	}
}

func TestNoAreaLosesItsLastCell(t *testing.T) {
	// Twenty places at one point: only so many have a cell near it, but none takes
	// that of another.
	var areas []Area
	for range 20 {
		areas = append(areas, dotted(5, 45))
	}
	areas = append(areas, box(4, 44, 8, 48))
	m := NewMap(60, 12, areas, Window{}).Showing(func(int) bool { return true })
	owned := map[int]int{}
	for y := range m.H {
		for x := range m.W {
			if a := m.At(x, y); a != Nobody {
				owned[a]++
			}
		}
	}
	for a := range areas {
		if owned[a] != m.Cells(a) || owned[a] > 1 && a < 20 {
			t.Errorf("area %d has %d cells and counts %d", a, owned[a], m.Cells(a))
		}
	}
	if owned[20] == 0 || len(owned) < 10 {
		t.Errorf("%d of 21 areas have a cell, the only one with land %d", len(owned), owned[20])
	}
}

func TestTexturesLeaveDotsOutAndNothingElse(t *testing.T) {
	m := NewMap(117, 26, []Area{box(-100, -40, 100, 60)}, Window{})
	full, sparse := []rune(drawn(m, '⣿')), []rune(drawn(m, '⢕'))
	seen := false
	for i := range full {
		if full[i] < 0x2800 {
			continue
		}
		want := 0x2800 | full[i]&'⢕'&0xff
		if want == 0x2800 { // this area has other cells
			want = ' '
		}
		if sparse[i] != want {
			t.Fatalf("cell %d is %c hatched and %c in full", i, sparse[i], full[i])
		}
		seen = true
	}
	if !seen {
		t.Error("there is no land")
	}
	if solid := drawn(m, '█'); !strings.Contains(solid, "█") || strings.Count(solid, "█") != strings.Count(string(full), "⣿") {
		t.Error("whole cells are not solid")
	}
	if letters := drawn(m, '#'); strings.Trim(letters, " #\n") != "" || !strings.Contains(letters, "###") {
		t.Errorf("letters are not alone on their map:\n%s", letters)
	}
}

func TestTheOnlyCellOfAnAreaIsNeverEmptyWhereItIsKept(t *testing.T) {
	m := NewMap(60, 12, []Area{dotted(100, 10), dotted(-30, 12)}, Window{}).Showing(func(int) bool { return true })
	for _, texture := range []rune{'⣿', '⢕', '⠡', '█', '#'} {
		text := drawn(m, texture, texture)
		marks := 0
		for _, r := range text {
			if r != ' ' && r != '\n' {
				marks++
			}
		}
		if marks != 2 {
			t.Errorf("in %c two islands leave %d marks", texture, marks)
		}
	}
}

func TestNoTextureLeavesNothingOfAnAreaThatIsKept(t *testing.T) {
	several := 0
	for lon := -3.0; lon < 3; lon += 0.7 {
		for lat := -3.0; lat < 3; lat += 0.7 {
			m := NewMap(60, 12, []Area{box(lon, lat, lon+9, lat+2)}, Window{})
			if m.Cells(0) > 1 {
				several++
			}
			for _, texture := range []rune{'⢕', '⠡', '⡇', '⣞'} {
				if m.Cells(0) > 0 && strings.TrimSpace(drawn(m, texture)) == "" {
					t.Errorf("in %c nothing is left of %d cells at %.1f, %.1f", texture, m.Cells(0), lon, lat)
				}
			}
		}
	}
	if several == 0 {
		t.Error("no area had several cells: nothing was looked at")
	}
}

func TestAClickFindsTheNearestArea(t *testing.T) {
	m := NewMap(117, 26, []Area{box(0, 0, 20, 20), dotted(60, 10)}, Window{}).Showing(func(int) bool { return true })
	x, y, _ := m.Where(1)
	all := func(int) bool { return true }
	for _, c := range []struct{ dx, dy, want int }{{0, 0, 1}, {2, 0, 1}, {-1, 1, 1}, {0, -1, 1}, {4, 0, Nobody}, {0, 3, Nobody}} {
		if got := m.Nearest(x+c.dx, y+c.dy, 2, all); got != c.want {
			t.Errorf("%d,%d beside the island is %d, want %d", c.dx, c.dy, got, c.want)
		}
	}
	if got := m.Nearest(x, y, 2, func(a int) bool { return a == 0 }); got != Nobody {
		t.Errorf("an area that does not count is found: %d", got)
	}
	if m.At(-1, 0) != Nobody || m.At(0, 1000) != Nobody || m.Cells(7) != 0 {
		t.Error("beside the map there is something")
	}
}

func FuzzMap(f *testing.F) {
	f.Add(10.0, 20.0, 30.0, 40.0, 60, 12)
	f.Add(math.NaN(), math.Inf(1), -1e300, 5e-324, 1, 1)
	f.Add(-180.0, -90.0, 180.0, 90.0, 500, 200)
	f.Add(-720.0, 0.0, 720.0, 1e-9, 40, -3)
	f.Fuzz(func(t *testing.T, a, b, c, d float64, w, h int) {
		if w > 120 { // the size costs time and nothing else
			w %= 120
		}
		if h > 60 {
			h %= 60
		}
		within(t, func() {
			areas := []Area{box(a, b, c, d), box(d, c, b, a), dotted(a, b), dotted(c, d), {}, {Rings: [][][2]float64{{}, {{a, b}}, {{c, d}, {a, d}}}}}
			m := NewMap(w, h, areas, Window{}).Showing(func(int) bool { return true })
			fr := grid.New(30, 10)
			fills := []Fill{{Texture: '⣿'}, {Texture: '⢕'}, {Texture: '█'}, {Texture: '#', Whole: true}}
			colored().DrawMap(fr, grid.Rect{X: 3, Y: 2, W: w, H: h}, m, fills)
			for y, line := range strings.Split(fr.Plain(), "\n") {
				if y < 2 && strings.TrimSpace(line) != "" {
					t.Errorf("above the map stands %q", line)
				}
			}
			for i := range areas {
				if x, y, placed := m.Where(i); placed && (x < 0 || y < 0 || x >= m.W || y >= m.H) {
					t.Errorf("area %d is at %d,%d of %d×%d", i, x, y, m.W, m.H)
				}
				m.Nearest(i, i, 2, func(int) bool { return true })
			}
		})
	})
}
