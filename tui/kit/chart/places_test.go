package chart

import (
	"math"
	"strings"
	"testing"

	"daylight/tui/kit/grid"
)

func TestAMeridianStandsAtOnePlaceHoweverItIsWritten(t *testing.T) {
	p := project(234, 104, Window{})
	for lon := -360.0; lon <= 360; lon += 7.5 {
		for _, turn := range []float64{-360, 360} {
			if a, b := p.x(lon), p.x(lon+turn); math.Abs(a-b) > 1e-9 {
				t.Errorf("%v° stands at %v and, as %v°, at %v", lon, a, lon+turn, b)
			}
		}
	}
	if a, b := p.x(mapWest), p.x(mapWest+180); math.Abs(b-a-180*p.scale) > 1e-9 {
		t.Errorf("half the world is %v dots wide", b-a)
	}
}

func TestALetterStandsWhereNearlyHalfOfACellIsLand(t *testing.T) {
	areas := []Area{box(-100, -41, 90, 57)}
	areas[0].Rings = append(areas[0].Rings, [][2]float64{{95, 0}, {130, 40}, {140, -30}})
	for _, size := range [][2]int{{60, 14}, {117, 26}, {90, 30}} {
		m := NewMap(size[0], size[1], areas, Window{})
		land, letters := strings.Split(drawn(m, '⣿'), "\n"), strings.Split(drawn(m, '#'), "\n")
		few, half := 0, 0
		for y := range land {
			row := []rune(land[y])
			for x, ch := range []rune(letters[y]) {
				n := 0
				if row[x] >= 0x2800 {
					n = strings.Count(dotsOf(row[x]), "1")
				}
				if (ch == '#') != (n >= 3) {
					t.Errorf("%v: a cell with %d dots of land is %q", size, n, ch)
				}
				switch n {
				case 1, 2:
					few++
				case 3, 4:
					half++
				}
			}
		}
		if few == 0 || half == 0 {
			t.Errorf("%v: %d cells with little land, %d with half: nothing was looked at", size, few, half)
		}
	}
}

// dotsOf are the dots of a braille rune, as digits.
func dotsOf(r rune) string {
	var b strings.Builder
	for i := range 8 {
		b.WriteByte('0' + byte(r>>i&1))
	}
	return b.String()
}

func TestAPlaceIsADotWhereItLiesAndWithoutItsOwnCellInTheMiddleOfItsNeighbour(t *testing.T) {
	p := project(60*dotsAcross, 12*dotsDown, Window{})
	seen := map[rune]bool{}
	for lon := -100.0; lon < 100; lon += 13.3 {
		for lat := -40.0; lat < 60; lat += 7.1 {
			m := NewMap(60, 12, []Area{dotted(lon, lat), dotted(lon, lat)}, Window{}).Showing(func(int) bool { return true })
			x0, y0, _ := m.Where(0)
			x1, y1, _ := m.Where(1)
			if dx := x1 - x0; y0 != y1 || dx != 1 && dx != -1 {
				t.Errorf("the second place is at %d,%d, the first at %d,%d", x1, y1, x0, y0)
			}
			text := strings.Split(drawn(m, '⣿', '⣿'), "\n")
			if got := []rune(text[y1])[x1]; got != '⠂' {
				t.Errorf("beside %v, %v is drawn %c", lon, lat, got)
			}
			// Braille numbers its dots down the left side, then down the right, and the lowest two last.
			bit := [4][2]int{{0, 3}, {1, 4}, {2, 5}, {6, 7}}[int(p.y(lat))%4][int(p.x(lon))%2]
			got := []rune(text[y0])[x0]
			if seen[got] = true; got != 0x2800+1<<bit {
				t.Errorf("%v, %v is drawn as %c, want %c", lon, lat, got, 0x2800+1<<bit)
			}
		}
	}
	if len(seen) != 8 {
		t.Errorf("only %d of the dots of a cell were looked at", len(seen))
	}
}

func TestPlacesWithLittleRoomAreShownBeforeThoseWithMore(t *testing.T) {
	// Around the corner there are eight cells, and four cells further fourteen, six of them the same.
	east := mapWest
	for x := 0; x != 4; east += 0.5 {
		x, _, _ = NewMap(60, 12, []Area{dotted(east, 90)}, Window{}).Where(0)
	}
	var areas []Area
	for range 8 {
		areas = append(areas, dotted(east, 90))
	}
	for range 8 {
		areas = append(areas, dotted(mapWest, 90))
	}
	m := NewMap(60, 12, areas, Window{}).Showing(func(int) bool { return true })
	for a := range areas {
		if m.Cells(a) != 1 {
			t.Errorf("place %d has %d cells", a, m.Cells(a))
		}
	}
}

func TestATextureLeavesACellEmptyOnlyWhileTheAreaHasOthers(t *testing.T) {
	m := NewMap(117, 26, []Area{box(-100, -41, 100, 57)}, Window{})
	land, one := []rune(drawn(m, '⣿')), []rune(drawn(m, '⠁'))
	with, without := 0, 0
	for i, r := range land {
		switch {
		case r < 0x2800:
		case r&1 == 1:
			if with++; one[i] != '⠁' {
				t.Fatalf("a cell with the dot is drawn as %c", one[i])
			}
		default:
			if without++; one[i] != ' ' {
				t.Fatalf("a cell without the dot is drawn as %c", one[i])
			}
		}
	}
	if with == 0 || without == 0 {
		t.Errorf("%d cells have the dot and %d do not: nothing was looked at", with, without)
	}
}

func TestAMapIsCutToItsRectangle(t *testing.T) {
	m := NewMap(40, 12, []Area{box(-160, -50, 180, 75)}, Window{})
	f := grid.New(40, 12)
	colored().DrawMap(f, grid.Rect{X: 3, Y: 2, W: 20, H: 5}, m, []Fill{{Texture: '⣿'}})
	seen := 0
	for y := range 12 {
		for x := range 40 {
			glyph, _ := f.Cell(x, y)
			switch {
			case glyph == " ":
			case x < 3 || x >= 23 || y < 2 || y >= 7:
				t.Fatalf("outside, at %d,%d, stands %q", x, y, glyph)
			default:
				seen++
			}
		}
	}
	if seen < 60 {
		t.Errorf("only %d cells are drawn", seen)
	}
}

func TestTheWorldIsInTheMiddleAndAsLargeAsItCanBe(t *testing.T) {
	for _, c := range []struct {
		w, h        int // in dots
		across, all bool
	}{{400, 60, false, false}, {234, 104, true, true}, {300, 128, true, true}, {100, 300, true, false}} {
		p := project(c.w, c.h, Window{})
		left, right := p.x(mapWest), float64(c.w)-p.x(mapWest+359.999)
		top, bottom := p.y(mapNorth), float64(c.h)-p.y(mapSouth)
		if math.Abs(left-right) > 0.01 || math.Abs(top-bottom) > 0.01 {
			t.Errorf("%d×%d: %.2f dots are free at the left, %.2f at the right, %.2f at the top, %.2f at the bottom", c.w, c.h, left, right, top, bottom)
		}
		if (left < 0.5) != c.across || (top < 0.5) == (c.across && !c.all) {
			t.Errorf("%d×%d: %.2f dots are free at the left and %.2f at the top", c.w, c.h, left, top)
		}
	}
}

func TestRowsOfAMapGoFromNorthToSouth(t *testing.T) {
	for _, size := range [][2]int{{400, 40}, {234, 104}, {60, 200}} {
		p := project(size[0], size[1], Window{})
		for y := 1; y < p.h; y++ {
			if a, b := p.lat(y-1), p.lat(y); !(a > b) {
				t.Fatalf("%v: row %d lies at %v° and row %d at %v°", size, y-1, a, y, b)
			}
		}
	}
}

func TestWhatIsNoAreaHasNoPlaceAndNoCells(t *testing.T) {
	m := NewMap(60, 12, []Area{box(0, 0, 30, 30), {}, {Lon: math.NaN(), HasPoint: true}}, Window{})
	for area, placed := range map[int]bool{0: true, 1: false, 2: false, 3: false, -1: false} {
		x, y, ok := m.Where(area)
		if ok != placed || !ok && (x != 0 || y != 0) {
			t.Errorf("area %d is at %d,%d: %v", area, x, y, ok)
		}
		if n := m.Cells(area); (n > 0) != placed {
			t.Errorf("area %d has %d cells", area, n)
		}
	}
}

func TestAnAreaWithoutAPointStandsInTheMiddleOfItsLongestRing(t *testing.T) {
	a := box(20, 10, 60, 30)
	a.Rings = append(a.Rings, [][2]float64{{-100, 0}, {-90, 0}, {-95, 5}})
	with := a
	with.Lon, with.Lat, with.HasPoint = -95, 2, true
	m := NewMap(117, 26, []Area{a, with, dotted(40, 20)}, Window{})
	x, y, _ := m.Where(0)
	wantX, wantY, _ := m.Where(2)
	if x != wantX || y != wantY {
		t.Errorf("it stands at %d,%d, the middle is %d,%d", x, y, wantX, wantY)
	}
	if x, _, _ := m.Where(1); x >= wantX {
		t.Errorf("with a point it stands at %d", x)
	}
}

func TestTheNearestOfTwoAreasIsFoundAndOneBelowIsTwiceAsFar(t *testing.T) {
	m := NewMap(60, 20, []Area{dotted(0, 0), dotted(24, 0), dotted(0, -30)}, Window{}).Showing(func(int) bool { return true })
	x0, y0, _ := m.Where(0)
	x1, _, _ := m.Where(1)
	_, y2, _ := m.Where(2)
	if x1-x0 != 4 {
		t.Fatalf("the places are %d cells apart", x1-x0)
	}
	all := func(int) bool { return true }
	for _, c := range []struct{ x, y, within, want int }{
		{x0 + 1, y0, 4, 0}, {x0 + 3, y0, 4, 1}, {x0 + 2, y0, 1, Nobody}, {x0 - 4, y0, 4, 0}, {x0 - 5, y0, 4, Nobody},
		{x0, y0 - 2, 4, 0}, {x0, y0 - 3, 4, Nobody}, {x0, y2 + 2, 4, 2}, {x0, y2 + 3, 4, Nobody},
		{x0 + 3, y0 + 1, 4, 1}, // one across and one down, beside three across and one down
	} {
		if got := m.Nearest(c.x, c.y, c.within, all); got != c.want {
			t.Errorf("within %d of %d,%d is %d, want %d", c.within, c.x-x0, c.y-y0, got, c.want)
		}
	}
}

func TestARowOfDotsOnABorderBelongsToTheNorth(t *testing.T) {
	p := project(234, 104, Window{})
	at := func(row int) float64 { return p.lat(row) }
	owner := p.fill([]Area{box(-20, at(40), 60, at(30)), box(-20, at(50), 60, at(40))})
	x := int(p.x(10))
	for row, want := range map[int]int16{29: Nobody, 30: Nobody, 31: 0, 39: 0, 40: 0, 41: 1, 49: 1, 50: 1, 51: Nobody} {
		if got := owner[row*p.w+x]; got != want {
			t.Errorf("the dot in row %d belongs to %d, want %d", row, got, want)
		}
	}
}

func TestACellOnABorderBelongsToWhoHasMoreDotsInIt(t *testing.T) {
	// Strips side by side: nearly every cell has two of them in it.
	var areas []Area
	for west := -160.0; west < 150; west += 4.7 {
		areas = append(areas, box(west, -40, west+4.7, 60))
	}
	for _, size := range [][2]int{{60, 14}, {83, 20}, {117, 26}} {
		m := NewMap(size[0], size[1], areas, Window{})
		p := project(size[0]*dotsAcross, size[1]*dotsDown, Window{})
		owner, total := p.fill(areas), map[int16]int{}
		for _, o := range owner {
			total[o]++
		}
		shared := 0
		for y := range m.H {
			for x := range m.W {
				count := map[int16]int{}
				for d := range dotsAcross * dotsDown {
					if o := owner[(y*dotsDown+d/dotsAcross)*p.w+x*dotsAcross+d%dotsAcross]; o != Nobody {
						count[o]++
					}
				}
				if len(count) > 1 {
					shared++
				}
				got := int16(m.At(x, y))
				for o, n := range count {
					if n > count[got] || n == count[got] && total[o] < total[got] {
						t.Fatalf("%v: the cell at %d,%d belongs to %d with %d dots, and %d has %d", size, x, y, got, count[got], o, n)
					}
				}
			}
		}
		if shared == 0 {
			t.Errorf("%v: no cell is on a border: nothing was looked at", size)
		}
	}
}

func TestAPartOfTheWorldFillsItsMapAndLeavesOutWhatLiesBeside(t *testing.T) {
	areas := []Area{box(0, 40, 10, 50), box(10, 40, 20, 50), dotted(100, 0), dotted(5, 45)}
	part := Window{West: 0, East: 20, South: 40, North: 50}
	for _, size := range [][2]int{{117, 26}, {40, 30}, {60, 12}} {
		m := NewMap(size[0], size[1], areas, part).Showing(func(int) bool { return true })
		world := NewMap(size[0], size[1], areas, Window{})
		if m.Whole || !world.Whole {
			t.Fatalf("%v: the part is whole: %v, the world: %v", size, m.Whole, world.Whole)
		}
		if m.Cells(0) < 5*world.Cells(0) {
			t.Errorf("%v: an area has %d cells of its part, %d of the world", size, m.Cells(0), world.Cells(0))
		}
		if _, _, placed := m.Where(2); placed || m.Cells(2) > 0 {
			t.Errorf("%v: what lies beside the map is on it", size)
		}
		if x, y, placed := m.Where(3); !placed || m.At(x, y) != 0 && m.At(x, y) != 3 {
			t.Errorf("%v: a point is at %d,%d, in area %d", size, x, y, m.At(x, y))
		}
	}
	if m := NewMap(60, 12, areas, Window{West: -180, East: 180, South: -80, North: 80}); !m.Whole {
		t.Error("a part that is drawn no larger than the world is not the world")
	}
	// Over the 180th meridian it goes on.
	m := NewMap(60, 20, []Area{box(170, -20, 180, 0), box(-180, -20, -170, 0)}, Window{West: 165, East: 195, South: -25, North: 5})
	if m.Cells(0) == 0 || m.Cells(1) == 0 {
		t.Errorf("west of 180 there are %d cells, east of it %d", m.Cells(0), m.Cells(1))
	}
}

func TestWhereAMapIsCloseABorderStandsBetweenNeighbours(t *testing.T) {
	areas := []Area{box(0, 40, 12, 50), box(12, 40, 20, 50)}
	gaps := func(part Window) (n int) {
		m := NewMap(80, 24, areas, part)
		for at := range m.cells {
			x := at % m.W
			inside := func(dx int) bool { return m.At(x+dx, at/m.W) != Nobody }
			if m.cells[at].land != allDots && inside(-1) && inside(0) && inside(1) && m.At(x, at/m.W+1) != Nobody && m.At(x, at/m.W-1) != Nobody {
				n++
			}
		}
		return n
	}
	if n := gaps(Window{West: 0, East: 20, South: 40, North: 50}); n < 10 {
		t.Errorf("%d cells of the border have a gap", n)
	}
	if n := gaps(Window{}); n > 0 {
		t.Errorf("in the world %d cells have a gap", n)
	}
}
