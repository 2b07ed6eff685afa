package answer

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/report"
)

// places are the countries of the built-in table that have a place on the map.
func places(t testing.TB) []spot {
	t.Helper()
	var spots []spot
	for _, r := range raw.Rows("countries.csv") {
		lat, errLat := strconv.ParseFloat(r["lat"], 64)
		lon, errLon := strconv.ParseFloat(r["lon"], 64)
		if errLat == nil && errLon == nil {
			spots = append(spots, spotOf(&report.Country{Code: r["code"], Lat: lat, Lon: lon}))
		}
	}
	if len(spots) < 200 {
		t.Fatalf("only %d countries have a place", len(spots))
	}
	return spots
}

// reported are the places of the countries that one publisher's report of a
// period has records of.
func reported(t testing.TB) map[string][]spot {
	t.Helper()
	all := places(t)
	seen := map[string]map[string]bool{}
	d := raw.Dataset()
	for i := range d.Len() {
		r := d.Record(i)
		for _, key := range []string{r.Publisher, r.Publisher + " " + r.Period.String(), "all publishers"} {
			if seen[key] == nil {
				seen[key] = map[string]bool{}
			}
			seen[key][r.Country] = true
		}
	}
	sets := map[string][]spot{"all countries": all}
	for key, codes := range seen {
		sets[key] = slices.DeleteFunc(slices.Clone(all), func(s spot) bool { return !codes[s.code] })
	}
	return sets
}

// reach is how many spots can be reached from one, itself included.
func reach(l *lattice, from int) int {
	seen := map[int]bool{from: true}
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		for _, b := range l.next[queue[0]] {
			if b >= 0 && !seen[b] {
				seen[b] = true
				queue = append(queue, b)
			}
		}
	}
	return len(seen)
}

func TestEveryCountryCanBeReachedFromEveryOther(t *testing.T) {
	for name, spots := range reported(t) {
		l := newLattice(spots)
		for from := range spots {
			if n := reach(l, from); n != len(spots) {
				t.Fatalf("%s: %d of %d countries can be reached from %s", name, n, len(spots), spots[from].code)
			}
		}
	}
}

func TestTheKeyBackUsuallyLeadsBack(t *testing.T) {
	allMoves, allReturns := 0, 0
	for name, spots := range reported(t) {
		l := newLattice(spots)
		moves, returns := 0, 0
		for a := range l.next {
			for d := range direction(numDirections) {
				if b := l.next[a][d]; b >= 0 {
					moves++
					if l.next[b][d.opposite()] == a {
						returns++
					}
				}
			}
		}
		if returns*2 < moves {
			t.Errorf("%s: of %d moves only %d are taken back by the key back", name, moves, returns)
		}
		allMoves, allReturns = allMoves+moves, allReturns+returns
	}
	if allReturns*4 < allMoves*3 {
		t.Errorf("of all %d moves only %d are taken back by the key back", allMoves, allReturns)
	}
}

func TestNoMoveLeadsAgainstItsDirection(t *testing.T) {
	for name, spots := range reported(t) {
		l := newLattice(spots)
		for a := range l.next {
			for d := range direction(numDirections) {
				b := l.next[a][d]
				if b < 0 {
					continue
				}
				along, aside := spots[a].toward(d, &spots[b])
				if along <= 0 {
					t.Errorf("%s: direction %d leads from %s to %s, which is %.0f degrees back", name, d, spots[a].code, spots[b].code, -along)
				}
				if aside <= along {
					continue
				}
				for i := range spots { // only an empty quarter is left aside
					if along, aside := spots[a].toward(d, &spots[i]); i != a && along > 0 && aside <= along {
						t.Errorf("%s: direction %d leads from %s aside to %s, though %s lies there", name, d, spots[a].code, spots[b].code, spots[i].code)
						break
					}
				}
			}
		}
	}
}

func TestWhereverPlacesAreTheCursorComesToAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Whole degrees make places that share a point, a meridian or a parallel.
		n := rapid.IntRange(1, 40).Draw(t, "places")
		spots := make([]spot, n)
		for i := range spots {
			lat := rapid.IntRange(-90, 90).Draw(t, "lat")
			lon := rapid.IntRange(-180, 180).Draw(t, "lon")
			spots[i] = spotOf(&report.Country{Code: strconv.Itoa(100 + i), Lat: float64(lat), Lon: float64(lon)})
		}
		l := newLattice(spots)
		for from := range spots {
			if got := reach(l, from); got != n {
				t.Fatalf("%d of %d places can be reached from %v", got, n, spots[from])
			}
		}
	})
}

func TestWhatTheQuartersLeaveApartIsThreadedFromNorthToSouth(t *testing.T) {
	spots := places(t)[:30]
	l := &lattice{spots: spots, next: make([][numDirections]int, len(spots))}
	for i := range l.next {
		l.next[i] = [numDirections]int{-1, -1, -1, -1}
	}
	if l.whole() {
		t.Error("places without neighbours count as connected")
	}
	l.thread()
	if !l.whole() {
		t.Error("threading does not connect all places")
	}
}

func BenchmarkMoveOnMap(b *testing.B) {
	spots := places(b)
	b.Run("cold", func(b *testing.B) {
		for range b.N {
			newLattice(spots)
		}
	})
}
