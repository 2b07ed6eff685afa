package model

import (
	"cmp"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// places are the countries of the built-in table that have a place on the map.
func places(t testing.TB) []spot {
	t.Helper()
	var spots []spot
	for _, r := range csvRows("countries.csv") {
		lat, errLat := strconv.ParseFloat(r["lat"], 64)
		lon, errLon := strconv.ParseFloat(r["lon"], 64)
		if errLat == nil && errLon == nil {
			spots = append(spots, spotOf(&Country{Code: r["code"], Lat: lat, Lon: lon}))
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
	d := realData()
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
			spots[i] = spotOf(&Country{Code: strconv.Itoa(100 + i), Lat: float64(lat), Lon: float64(lon)})
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

// onMap is a session on the map of the built-in reports, whose countries have
// their places.
func onMap(t *testing.T, query string) (*Engine, State) {
	t.Helper()
	tables, columns := realData().Tables, realData().Columns()
	tables.Countries = slices.Clone(tables.Countries)
	for _, r := range csvRows("countries.csv") {
		at := slices.IndexFunc(tables.Countries, func(c Country) bool { return c.Code == r["code"] })
		c := &tables.Countries[at]
		var err error
		c.Lat, err = strconv.ParseFloat(r["lat"], 64)
		c.Lon, _ = strconv.ParseFloat(r["lon"], 64)
		c.HasPoint = err == nil
	}
	d, err := NewDataset(tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	q, err := Parse("view=map "+query, d)
	if err != nil {
		t.Fatal(err)
	}
	return NewEngine(d), State{Session: NewSession(q)}
}

// walked carries out moves, written n, e, s and w, and returns where they lead.
func walked(e *Engine, s State, moves string) string {
	for _, m := range moves {
		var a Action
		switch m {
		case 'n':
			a = Move{-1}
		case 's':
			a = Move{1}
		case 'e':
			a = MoveColumn{1}
		case 'w':
			a = MoveColumn{-1}
		}
		s, _ = Update(e, s, a)
	}
	return s.Session.Query.Select
}

func TestArrowsGoFromCountryToCountryAsTheyLie(t *testing.T) {
	for _, c := range []struct{ from, moves, to string }{
		{"PT", "e", "ES"}, {"ES", "w", "PT"}, {"CA", "s", "US"}, {"US", "n", "CA"}, {"AR", "w", "CL"}, {"GB", "w", "IE"},
		{"NZ", "w", "AU"}, {"SE", "w", "NO"}, {"DE", "ew", "DE"},
	} {
		e, s := onMap(t, "period=2014-H1 select="+c.from)
		if got := walked(e, s, c.moves); got != c.to {
			t.Errorf("%s from %s leads to %s, want %s", c.moves, c.from, got, c.to)
		}
	}
}

func TestTheMapHasNoEdgeInTheEast(t *testing.T) {
	for _, c := range []struct{ from, move, to string }{{"NZ", "e", "CL"}, {"CL", "w", "NZ"}} {
		e, s := onMap(t, "period=2014-H1 country=NZ,CL select="+c.from)
		if got := walked(e, s, c.move); got != c.to {
			t.Errorf("%s of %s is %s, want %s", c.move, c.from, got, c.to)
		}
	}
}

func TestFromACountryThatHasGoneTheCursorGoesOnFromItsPlace(t *testing.T) {
	e, s := onMap(t, "country!=FR period=2014-H1 select=FR")
	got := walked(e, s, "e")
	c, _ := e.Dataset().Country(got)
	fr, _ := e.Dataset().Country("FR")
	if c.Lon <= fr.Lon || c.Lon > fr.Lon+15 {
		t.Errorf("east of France, which has no row, the cursor comes to %s", got)
	}
}

func TestFromARowWithoutAPlaceTheCursorComesToTheMap(t *testing.T) {
	e, s := onMap(t, "period=2014-H1 select=ZZ")
	if got := walked(e, s, "s"); got == "ZZ" || got == "" {
		t.Errorf("the cursor stays on %q", got)
	}
}

func TestAPageOnTheMapIsSoManySteps(t *testing.T) {
	e, s := onMap(t, "period=2014-H1 select=NO")
	want := walked(e, s, "sss")
	s, _ = Update(e, s, Move{3})
	if got := s.Session.Query.Select; got != want {
		t.Errorf("three steps at once lead to %s, one by one to %s", got, want)
	}
}

// classedByHand puts countries into classes straight from the definition: rank
// the figures other than zero; the k-th class ends where k fifths of the
// countries are reached, and equal figures stay together.
func classedByHand(rows []Row, c Column) (classes map[string]int, zero, missing []string) {
	type valued struct {
		id    string
		value float64
	}
	var list []valued
	for _, r := range rows {
		f := r.Figures[c]
		switch {
		case r.ID == NotItemised:
		case !f.Reported:
			missing = append(missing, r.ID)
		case c != Change && f.Value(c) == 0 && f.Hi == 0 && f.Marks&^Part == 0:
			zero = append(zero, r.ID)
		default:
			list = append(list, valued{r.ID, f.Value(c)})
		}
	}
	slices.SortFunc(list, func(a, b valued) int {
		if a.value < b.value {
			return -1
		} else if a.value > b.value {
			return 1
		}
		return 0
	})
	classes = map[string]int{}
	class, last := 0, 0
	for i, v := range list {
		// A class is full when its fifth of the countries, rounded up, is in it.
		if full := i*5 >= (class+1)*len(list); i > 0 && full && v.value != list[i-1].value {
			for i*5 >= (class+1)*len(list) {
				class++
			}
			last++
		}
		classes[v.id] = last
	}
	return classes, zero, missing
}

func TestClassesAreThoseThatOneFindsByHand(t *testing.T) {
	d := realData()
	e := NewEngine(d)
	for _, text := range []string{
		"", "period=2012", "measure=accounts period=2012", "measure=content_rate", "measure=disclosed_rate publisher=google", "measure=per_million",
		"measure=rejected_rate", "measure=change period=2014-H1", "measure=share publisher=all", "measure=accounts_per_request", "country=US", "country=US,GB",
		"publisher=apple", "outcome=content", "outcome=rejected period=2013",
	} {
		q, err := Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		rows := e.Result(q).Rows
		want, zero, missing := classedByHand(rows, q.Measure)
		got := e.Classes(q)
		if got.Zero != len(zero) || got.NotReported != len(missing) {
			t.Errorf("%q: %d zeros and %d not reported, want %d and %d", text, got.Zero, got.NotReported, len(zero), len(missing))
		}
		for _, id := range zero {
			if got.Of(id) != ExactlyZero {
				t.Errorf("%q: zero of %s stands as %d", text, id, got.Of(id))
			}
		}
		for _, id := range missing {
			if got.Of(id) != NotReported {
				t.Errorf("%q: %s, not reported, stands as %d", text, id, got.Of(id))
			}
		}
		counted := make([]int, len(got.List))
		for id, class := range want {
			if got.Of(id) != Classed+Standing(class) {
				t.Errorf("%q: %s stands as %d, want class %d", text, id, got.Of(id), class)
				continue
			}
			counted[class]++
			c := got.List[class]
			at := slices.IndexFunc(rows, func(r Row) bool { return r.ID == id })
			if v := rows[at].Figures[q.Measure].Value(q.Measure); v < c.Least.Value(q.Measure) || v > c.Greatest.Value(q.Measure) {
				t.Errorf("%q: %s has %v, outside its class", text, id, v)
			}
		}
		for i, c := range got.List {
			if c.Countries != counted[i] || c.Countries == 0 {
				t.Errorf("%q: class %d counts %d countries, it has %d", text, i, c.Countries, counted[i])
			}
			if i > 0 && (c.Least.Value(q.Measure) <= got.List[i-1].Greatest.Value(q.Measure) || c.Tone <= got.List[i-1].Tone) {
				t.Errorf("%q: class %d does not lie above the one before it", text, i)
			}
			if c.Tone < 0 || c.Tone > 4 {
				t.Errorf("%q: class %d has tone %d", text, i, c.Tone)
			}
		}
		if got.Of("ZZ") != NoRecord || got.Of("nowhere") != NoRecord {
			t.Errorf("%q: what is no country has a class", text)
		}
	}
}

func TestSearchAndTopLeaveClassesAsTheyAre(t *testing.T) {
	d := realData()
	e := NewEngine(d)
	all := e.Classes(Query{})
	for _, text := range []string{"top=3", "search=united", "view=map search=united top=1"} {
		q, err := Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		some := e.Classes(q)
		if !slices.Equal(some.List, all.List) || some.Of("GB") != all.Of("GB") || some.Of("DE") != all.Of("DE") {
			t.Errorf("%s changes the classes", text)
		}
	}
}

func TestAMapKeepsThePublishersAndTheOrderThatItsQuestionAsksFor(t *testing.T) {
	d := realData()
	e := NewEngine(d)
	period := Period{Year: 2013, Half: 1}
	for _, by := range Dimensions() {
		var lo, hi int64
		for i := range d.Len() {
			r := d.Record(i)
			counted := slices.ContainsFunc(d.Types, func(t Type) bool { return t.Publisher == r.Publisher && t.ID == r.Type && t.InTotals })
			if r.Period == period && counted && (by == ByPublisher || r.Publisher == "microsoft") {
				least, most := r.Counts[Requests].Bounds()
				lo, hi = lo+int64(least), hi+int64(most)
			}
		}
		text := "view=map period=2013-H1 sort=-accounts by=" + by.String()
		q, err := Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		result := e.Result(q)
		if total := result.Total.Figures[Requests]; total.Lo != lo || total.Hi != hi {
			t.Errorf("%s holds %d–%d requests, the reports %d–%d", text, total.Lo, total.Hi, lo, hi)
		}
		rows := slices.DeleteFunc(slices.Clone(result.Rows), func(r Row) bool { return r.ID == NotItemised })
		ordered := slices.IsSortedFunc(rows, func(a, b Row) int {
			return cmp.Compare(b.Figures[Accounts].Value(Accounts), a.Figures[Accounts].Value(Accounts))
		})
		if len(rows) < 2 || !ordered {
			t.Errorf("%s: %d countries, not by their accounts", text, len(rows))
		}
	}
}

func TestALowerBoundOfZeroIsNotZero(t *testing.T) {
	for _, c := range []struct {
		f      Figure
		column Column
		want   bool
	}{
		{Figure{Reported: true}, Requests, true},
		{Figure{Reported: true, Marks: Floor}, Requests, false},
		{Figure{Reported: true, Hi: 9}, Requests, false},
		{Figure{Reported: true}, ContentRate, true},
		{Figure{Reported: true, Marks: Approx}, ContentRate, false},
		{Figure{Reported: true, Marks: Part, Covers: 0.5}, ContentRate, true},
		{Figure{Reported: true}, Change, false},
	} {
		if got := isZero(c.f, c.column); got != c.want {
			t.Errorf("%+v of %s counts as zero: %v", c.f, c.column, got)
		}
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
