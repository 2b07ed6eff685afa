package trend_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
)

// The lines of a trend are read off the screen dot by dot, and held against sums
// over the records that are written out here, with nothing of the engine.

// inTotals lists the records that publishers count in their totals.
func inTotals(d *report.Dataset) []report.Record {
	types := map[[2]string]bool{}
	for _, t := range d.Types {
		types[[2]string{t.Publisher, t.ID}] = t.InTotals
	}
	var list []report.Record
	for i := range d.Len() {
		if r := d.Record(i); types[[2]string{r.Publisher, r.Type}] {
			list = append(list, r)
		}
	}
	return list
}

// reportedBy says whether a record is one of some publishers, or of any where none is
// named.
func reportedBy(r report.Record, publishers []string) bool {
	return publishers == nil || slices.Contains(publishers, r.Publisher)
}

// trendSum is what the records of a period add up to.
type trendSum struct {
	records, reporting int
	lo, hi             int
	missing            map[string]int  // records that do not report it, by table
	rest               map[string]bool // tables whose rest, not itemised, reports it
}

func (s trendSum) middle() float64 { return float64(s.lo+s.hi) / 2 }

// lacking is how many records are missing from the sum. What a table does not
// itemise stands in its ZZ row, so nothing is missing where that reports.
func (s trendSum) lacking() int {
	n := 0
	for table, records := range s.missing {
		if !s.rest[table] {
			n += records
		}
	}
	return n
}

// shareOf is the share of a total in percent, or the end of it that is known.
func (s trendSum) shareOf(all *trendSum) (share float64, drawn bool) {
	of := func(part, whole float64) (float64, bool) { return 100 * part / whole, whole > 0 && part <= whole }
	switch {
	case s.lacking() == 0 && all.lacking() == 0:
		return of(s.middle(), all.middle())
	case s.lacking() == 0:
		return of(float64(s.hi), float64(all.lo))
	case all.lacking() == s.lacking(): // the rest is whole
		return of(float64(s.lo), float64(all.hi))
	}
	return 0, false
}

// add adds a count of a record. One of no requests has none of anything.
func (s *trendSum) add(r report.Record, c report.Column) {
	s.records++
	table := fmt.Sprint(r.Publisher, r.Period, r.Service, r.Type)
	a := r.Counts[c]
	if lo, hi := r.Counts[report.Requests].Bounds(); r.Counts[report.Requests].IsExact() && lo == 0 && hi == 0 && !a.Reported() {
		a = report.Exact(0)
	}
	if !a.Reported() {
		if s.missing == nil {
			s.missing = map[string]int{}
		}
		s.missing[table]++
		return
	}
	if r.Country == report.NotItemised {
		if s.rest == nil {
			s.rest = map[string]bool{}
		}
		s.rest[table] = true
	}
	s.reporting++
	lo, hi := a.Bounds()
	s.lo, s.hi = s.lo+lo, s.hi+hi
}

// trendStory is one country's story, as the records tell it.
type trendStory struct {
	periods    []report.Period // of everything in the question
	from, to   int             // its months
	uneven     bool
	counts     map[report.Period]*trendSum // of the country
	all        map[report.Period]*trendSum // of everything
	publishers map[report.Period][]string
	breaks     []report.Period
}

// storyOf reads every record.
func storyOf(t *testing.T, d *report.Dataset, records []report.Record, country string, c report.Column, publishers []string) trendStory {
	t.Helper()
	s := trendStory{counts: map[report.Period]*trendSum{}, all: map[report.Period]*trendSum{}, publishers: map[report.Period][]string{}}
	own := map[string]bool{} // publishers that ever report the country
	for _, r := range records {
		if !slices.Contains(s.publishers[r.Period], r.Publisher) {
			s.publishers[r.Period] = append(s.publishers[r.Period], r.Publisher)
		}
		if !reportedBy(r, publishers) {
			continue
		}
		if s.all[r.Period] == nil {
			s.all[r.Period] = &trendSum{}
			s.periods = append(s.periods, r.Period)
		}
		s.all[r.Period].add(r, c)
		if r.Country == country {
			own[r.Publisher] = true
			if s.counts[r.Period] == nil {
				s.counts[r.Period] = &trendSum{}
			}
			s.counts[r.Period].add(r, c)
		}
	}
	for p, list := range s.publishers {
		list = slices.DeleteFunc(list, func(id string) bool { return !own[id] })
		slices.Sort(list)
		s.publishers[p] = list
	}
	slices.SortFunc(s.periods, report.Period.Compare)
	s.from, s.to = s.periods[0].Start(), 0
	for _, p := range s.periods {
		s.to = max(s.to, p.End())
		s.uneven = s.uneven || p.Months() != s.periods[0].Months()
	}
	s.breaks = breaksOf(t, d, records, country, publishers)
	return s
}

// breaksOf finds the breaks in a country's series: its records stand on both sides,
// among those of the publishers and services that the note is about.
func breaksOf(t *testing.T, d *report.Dataset, records []report.Record, country string, publishers []string) []report.Period {
	t.Helper()
	var breaks []report.Period
	for _, n := range d.Notes {
		if n.Break == (report.Period{}) {
			continue
		}
		of := map[string]string{}
		for _, token := range strings.Fields(n.Scope) {
			key, value, _ := strings.Cut(token, "=")
			of[key] = value
		}
		if strings.ContainsAny(of["publisher"]+of["service"], ",!") {
			t.Fatalf("the scope of %s cannot be read by this test: %s", n.ID, n.Scope)
		}
		// What begins breaks a sum that holds it, and nothing else.
		holds := func(key, id string) bool {
			if but, told := of[key+"!"]; told {
				return !slices.Contains(strings.Split(but, ","), id)
			}
			return of[key] == "" || slices.Contains(strings.Split(of[key], ","), id)
		}
		before, after, counted := false, false, false
		for _, r := range records {
			if r.Country != country || !reportedBy(r, publishers) || of["publisher"] != "" && of["publisher"] != r.Publisher || of["service"] != "" && of["service"] != r.Service {
				continue
			}
			before = before || r.Period.Start() < n.Break.Start()
			after = after || r.Period.Start() >= n.Break.Start()
			counted = counted || holds("type", r.Type) && holds("country", r.Country)
		}
		if before && after && counted {
			breaks = append(breaks, n.Break)
		}
	}
	return breaks
}

// value is what should be drawn in a period, if anything. At least zero says nothing.
func (s *trendStory) value(p report.Period, share bool) (v float64, drawn bool) {
	sum := s.counts[p]
	if sum == nil || sum.reporting == 0 || sum.lo == 0 && sum.lacking() > 0 {
		return 0, false
	}
	if share {
		return sum.shareOf(s.all[p])
	}
	if v = sum.middle(); s.uneven && p.Half == 0 {
		v /= 2
	}
	return v, true
}

// stretch is a straight piece of a line, between two dots.
type stretch struct{ x0, up0, x1, up1 float64 }

// dotOf is the row of dots of a tick that is written beside a row of cells.
func dotOf(row int) int { return 4*row + 2 }

// from is how far a dot is from the stretch, in dots.
func (s stretch) from(x, up float64) float64 {
	dx, dy := s.x1-s.x0, s.up1-s.up0
	along := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		along = min(max(((x-s.x0)*dx+(up-s.up0)*dy)/length, 0), 1)
	}
	return math.Hypot(x-s.x0-along*dx, up-s.up0-along*dy)
}

// stretches are the pieces that the line of a country should have on a screen.
func (s *trendStory) stretches(t *testing.T, p plotted, share bool) []stretch {
	t.Helper()
	// Two ticks say where values stand: on the lowest dots of their cells; the lowest tick,
	// beside the foot, on those above it.
	var rows []int
	for row := range p.Ticks {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	if len(rows) < 2 {
		t.Fatalf("the axis has the ticks %v", p.Ticks)
	}
	low, high := rows[0], rows[len(rows)-1]
	up := func(v float64) float64 {
		per := float64(dotOf(high)-dotOf(low)) / (p.Ticks[high] - p.Ticks[low])
		return max(float64(dotOf(low))+(v-p.Ticks[low])*per, 4) // no line is drawn in the foot
	}
	across := func(month float64) float64 {
		return (month - float64(s.from)) / float64(s.to-s.from) * float64(2*p.W)
	}
	hasHalves := func(year int) bool {
		for _, half := range []int{1, 2} {
			if _, drawn := s.value(report.Period{Year: year, Half: half}, share); drawn {
				return true
			}
		}
		return false
	}
	var list []stretch
	var last *report.Period
	var end stretch
	for _, period := range s.periods {
		v, drawn := s.value(period, share)
		if !drawn {
			continue
		}
		mid := across(float64(period.Start()) + float64(period.Months())/2)
		piece := stretch{mid, up(v), mid, up(v)}
		if s.uneven && period.Half == 0 {
			piece.x0, piece.x1 = across(float64(period.Start())), across(float64(period.End()))-1
		}
		list = append(list, piece)
		if s.uneven && period.Half == 0 && hasHalves(period.Year) {
			continue // it stands apart
		}
		joined := last != nil && last.End() == period.Start() && slices.Equal(s.publishers[*last], s.publishers[period])
		for _, b := range s.breaks {
			joined = joined && !(last.Start() < b.Start() && b.Start() <= period.Start())
		}
		if joined {
			list = append(list, stretch{end.x1, end.up1, piece.x0, piece.up0})
		}
		last, end = &period, piece
	}
	return list
}

// holdLine fails unless every dot lies on a piece of the line, and every piece has its
// dots, but for one dot either way and the thickness of the line. Of the dots that an area
// may have lit only the highest of a column is asked.
func holdLine(t *testing.T, what string, p plotted, want []stretch) {
	t.Helper()
	const near = 1.5
	top := map[int]int{}
	for dot := range p.Dots {
		top[dot[0]] = max(top[dot[0]], dot[1])
	}
	for dot := range p.Dots {
		if (dot[0]+dot[1])%2 == 0 && dot[1] < top[dot[0]] {
			continue
		}
		nearest := math.Inf(1)
		for _, s := range want {
			for _, thick := range [][2]float64{{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0, -1}} {
				nearest = min(nearest, s.from(float64(dot[0])-thick[0], float64(dot[1])-thick[1]))
			}
		}
		if nearest > near {
			t.Fatalf("%s: the dot at %v lies %.1f dots from the line", what, dot, nearest)
		}
	}
	lit := func(x, up float64) bool {
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				if p.Dots[[2]int{int(math.Floor(x)) + dx, int(math.Round(up)) + dy}] {
					return true
				}
			}
		}
		return false
	}
	for _, s := range want {
		n := int(max(math.Abs(s.x1-s.x0), math.Abs(s.up1-s.up0), 1))
		for i := range n + 1 {
			x, up := s.x0+(s.x1-s.x0)*float64(i)/float64(n), s.up0+(s.up1-s.up0)*float64(i)/float64(n)
			if !lit(x, up) {
				t.Fatalf("%s: no dot at %.1f, %.1f on the line from %.1f, %.1f to %.1f, %.1f", what, x, up, s.x0, s.up0, s.x1, s.up1)
			}
		}
	}
}

func TestEveryDotOfALineIsASumOverTheRecords(t *testing.T) {
	for _, c := range []struct {
		name       string
		data       *report.Dataset
		publishers [][]string
		countries  []string
	}{
		{"made up", tuitest.MadeUp(), [][]string{{"microsoft"}, nil}, []string{"RU", "UT", "GR", "FL", "NI", "MI", "AT", "FE", "ZZ"}},
		{
			"reports", tuitest.Reports(), [][]string{{"microsoft"}, {"google", "microsoft"}, nil}, // the second has a year beside half-years
			[]string{"US", "GB", "TR", "DE", "IN", "BR", "KP", "SG", "AD", "ZZ"},
		},
	} {
		records := inTotals(c.data)
		for i, country := range c.countries {
			for j, measure := range []report.Column{report.Requests, report.Accounts, report.Share} {
				for k, publishers := range c.publishers {
					column, share := measure, measure == report.Share
					if share {
						column = report.Requests
					}
					story := storyOf(t, c.data, records, country, column, publishers)
					if len(story.counts) == 0 {
						continue
					}
					query := fmt.Sprintf("view=trend pins=%s select=%s measure=%s publisher=all", country, country, measure)
					if publishers != nil {
						query = strings.Replace(query, "=all", "="+strings.Join(publishers, ","), 1)
					}
					size := [][2]int{{160, 50}, {90, 24}}[(i+j+k)%2]
					p := plottedOn(tuitest.Sit(t, size[0], size[1], query, tui.Options{Data: c.data}))
					if p.From != story.from || p.To != story.to {
						t.Fatalf("%s, %s: the axis goes from month %d to %d, the records from %d to %d", c.name, query, p.From, p.To, story.from, story.to)
					}
					ranged := false
					for _, sum := range story.counts {
						ranged = ranged || sum.lo != sum.hi
					}
					if ranged {
						continue // how far they reach is drawn, too
					}
					holdLine(t, fmt.Sprintf("%s, %s at %v", c.name, query, size), p, story.stretches(t, p, share))
				}
			}
		}
	}
}

func TestEveryPointOfEveryLineIsDrawnThoughLinesCross(t *testing.T) {
	d := tuitest.Reports()
	records := inTotals(d)
	desk := tuitest.Sit(t, 160, 50, "view=trend pins=BR,DE,FR,GB,TR,US", tui.Options{Data: d})
	p := plottedOn(desk)
	v, _ := chartOn(desk)
	beneath := func(x, up float64) bool { // the selected line, whose cells are its own
		st, _ := lineAt(v, desk.Frame(), int(x)/2, p.H-1-int(math.Round(up))/4)
		return st.Attr&grid.Bold != 0
	}
	for _, country := range []string{"BR", "DE", "FR", "GB", "TR", "US"} {
		story := storyOf(t, d, records, country, report.Requests, []string{"microsoft"})
		for _, s := range story.stretches(t, p, false) {
			found := false
			for dx := -1; dx <= 1; dx++ {
				for dy := -1; dy <= 1; dy++ {
					found = found || p.Dots[[2]int{int(math.Floor(s.x0)) + dx, int(math.Round(s.up0)) + dy}]
				}
			}
			if !found && !beneath(s.x0, s.up0) {
				t.Errorf("%s: no dot at %.1f, %.1f", country, s.x0, s.up0)
			}
		}
	}
}

func TestARangeIsDrawnFromEndToEnd(t *testing.T) {
	d := tuitest.Reports()
	// A band of a thousand requests, among half-years of twice as many.
	p := plottedOn(tuitest.Sit(t, 160, 50, "view=trend publisher=meta country=US period=2013-H1..2014-H2", tui.Options{Data: d}))
	var lo, hi int
	for _, r := range inTotals(d) {
		if r.Publisher == "meta" && r.Country == "US" && r.Period == (report.Period{Year: 2013, Half: 1}) {
			a, b := r.Counts[report.Requests].Bounds()
			lo, hi = lo+a, hi+b
		}
	}
	if lo == hi {
		t.Fatal("there is no band in the reports")
	}
	var rows []int
	for row := range p.Ticks {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	per := float64(dotOf(rows[len(rows)-1])-dotOf(rows[0])) / (p.Ticks[rows[len(rows)-1]] - p.Ticks[rows[0]])
	x := 2 * p.W * 3 / (p.To - p.From) // the middle of the first half-year
	least, most := math.MaxInt, 0
	for dot := range p.Dots {
		if dot[0] == x {
			least, most = min(least, dot[1]), max(most, dot[1])
		}
	}
	bottom, top := float64(dotOf(0))+float64(lo)*per, float64(dotOf(0))+float64(hi)*per
	inCell := 3.0 // dots that the area below it may have in its lowest cell
	if over := bottom - float64(least); over > 1.5+inCell || over < -1.5 || math.Abs(float64(most)-top) > 1.5 {
		t.Errorf("the band is drawn from dot %d to %d, it reaches from %.1f to %.1f", least, most, bottom, top)
	}
}

func BenchmarkTrendView(b *testing.B) {
	for _, c := range []struct {
		name, query string
		w, h        int
		keys        []string
	}{
		{"120x40_move", "view=trend", 120, 40, tuitest.Walk},
		{"300x80_move", "view=trend", 300, 80, tuitest.Walk},
		{"120x40_read_off", "view=trend", 120, 40, []string{"h", "h", "h", "h", "h", "l", "l", "l", "l", "l"}},
		{"120x40_all_publishers", "view=trend publisher=all", 120, 40, tuitest.Walk},
	} {
		b.Run(c.name, func(b *testing.B) {
			desk := tuitest.Bench(b, c.w, c.h, c.query)
			for i := range b.N {
				b.StopTimer()
				desk.Press(c.keys[i%len(c.keys)])
				b.StartTimer()
				_ = desk.View()
			}
		})
	}
}

func BenchmarkTrendKeyToView(b *testing.B) {
	desk := tuitest.Bench(b, 120, 40, "view=trend")
	for i := range b.N {
		_, _ = desk.Update(tuitest.Stroke(tuitest.Walk[i%len(tuitest.Walk)]))
		_ = desk.View()
	}
}
