package worldmap_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/data"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
	"daylight/tui/worldmap"
)

func mapOfReports(t testing.TB, w, h int, query string) *tuitest.Desk {
	return tuitest.Sit(t, w, h, ofRequests(query), tui.Options{Data: tuitest.Reports(), Theme: "dark", World: tuitest.Outlines})
}

// summed adds up the records of one publisher, those of types counted in totals,
// by country.
type summed struct {
	records                    int
	requests, accounts, before float64
	// Of the records that print accounts, the requests; and whether any do.
	asked       float64
	reported    bool // requests
	hasAccounts bool
	hadBefore   bool
	periods     map[report.Period]bool // that the publisher printed, this country or others
}

// bySumming reads every record.
func bySumming(d *report.Dataset, publisher string, in func(report.Period) bool, before func(report.Period) bool) map[string]*summed {
	counted := map[string]bool{}
	for _, kind := range d.Types {
		if kind.Publisher == publisher && kind.InTotals {
			counted[kind.ID] = true
		}
	}
	middle := func(a report.Amount) float64 {
		lo, hi := a.Bounds()
		return float64(lo+hi) / 2
	}
	sums, printed := map[string]*summed{}, map[report.Period]bool{}
	for i := range d.Len() {
		r := d.Record(i)
		if r.Publisher != publisher || !counted[r.Type] || !in(r.Period) && !before(r.Period) {
			continue
		}
		s := sums[r.Country]
		if s == nil {
			s = &summed{periods: printed}
			sums[r.Country] = s
		}
		requests, accounts := r.Counts[report.Requests], r.Counts[report.Accounts]
		if before(r.Period) {
			s.before += middle(requests)
			s.hadBefore = s.hadBefore || requests.Reported()
			continue
		}
		s.records++
		printed[r.Period] = true
		s.requests += middle(requests)
		s.reported = s.reported || requests.Reported()
		none := requests.IsExact() && middle(requests) == 0 // no request names an account
		if accounts.Reported() || none {
			s.accounts += middle(accounts)
			s.asked += middle(requests)
			s.hasAccounts = true
		}
	}
	return sums
}

// people is how many person-years lived in a country in some periods; 0 where a
// year has no figure.
func people(d *report.Dataset, code string, periods map[report.Period]bool) float64 {
	total := 0.0
	for p := range periods {
		best, year := 0, 0
		for _, n := range d.Populations {
			if n.Country == code && n.Year <= p.Year && n.Year > year {
				best, year = n.People, n.Year
			}
		}
		if best == 0 {
			c, _ := d.Country(code)
			best = c.Population
		}
		if best == 0 {
			return 0
		}
		total += float64(best) * float64(p.Months()) / 12
	}
	return total
}

// asked are questions whose figures can be added up by hand.
var drawn = []struct {
	query  string
	in     func(report.Period) bool
	before func(report.Period) bool
	// figure is a country's, and whether it is reported.
	figure func(d *report.Dataset, code string, s *summed) (float64, bool)
	signed bool // zero is a figure like others
}{
	{"period=2012", year(2012), never, requestsOf, false},
	{"", always, never, requestsOf, false},
	{"measure=share period=2018", year(2018), never, requestsOf, false},
	{"measure=accounts period=2015-H1", half(2015, 1), never, func(_ *report.Dataset, _ string, s *summed) (float64, bool) { return s.accounts, s.hasAccounts }, false},
	{"measure=accounts_per_request min=1 period=2019", year(2019), never, func(_ *report.Dataset, _ string, s *summed) (float64, bool) { return s.accounts / s.asked, s.asked > 0 }, false},
	{"measure=per_million period=2014..2016", func(p report.Period) bool { return p.Year >= 2014 && p.Year <= 2016 }, never, func(d *report.Dataset, code string, s *summed) (float64, bool) {
		n := people(d, code, s.periods)
		return s.requests / n, n > 0
	}, false},
	{"measure=change period=2016-H1", half(2016, 1), half(2015, 2), func(_ *report.Dataset, _ string, s *summed) (float64, bool) {
		return s.requests/s.before - 1, s.hadBefore && s.before > 0
	}, true},
}

func requestsOf(_ *report.Dataset, _ string, s *summed) (float64, bool) {
	return s.requests, s.reported
}
func always(report.Period) bool           { return true }
func never(report.Period) bool            { return false }
func year(y int) func(report.Period) bool { return func(p report.Period) bool { return p.Year == y } }
func half(y, h int) func(report.Period) bool {
	return func(p report.Period) bool { return p == report.Period{Year: y, Half: h} }
}

// fifths puts figures into five classes, equal ones into the same, and spreads
// fewer classes over the tones from 0 to 4.
func fifths(figures map[string]float64) map[string]int {
	values := make([]float64, 0, len(figures))
	for _, v := range figures {
		values = append(values, v)
	}
	slices.Sort(values)
	var limits []float64
	for k := 1; k <= 5; k++ {
		for i, v := range values {
			if (i+1)*5 >= k*len(values) { // k fifths of the countries are reached
				if len(limits) == 0 || limits[len(limits)-1] != v {
					limits = append(limits, v)
				}
				break
			}
		}
	}
	tones := map[string]int{}
	for code, v := range figures {
		at := slices.IndexFunc(limits, func(limit float64) bool { return v <= limit })
		switch n := len(limits); {
		case n == 1:
			tones[code] = 2
		default:
			tones[code] = (2*at*4 + n - 1) / (2 * (n - 1))
		}
	}
	return tones
}

func TestTheColourOfACountryIsTheClassOfItsFigure(t *testing.T) {
	d := tuitest.Reports()
	for _, c := range drawn {
		sums := bySumming(d, d.Main, c.in, c.before)
		figures := map[string]float64{}
		var zeros, missing, none []string
		for _, country := range d.Countries {
			s := sums[country.Code]
			if country.Code == report.NotItemised {
				continue
			}
			if s == nil || s.records == 0 {
				none = append(none, country.Code)
				continue
			}
			switch v, reported := c.figure(d, country.Code, s); {
			case !reported:
				missing = append(missing, country.Code)
			case v == 0 && !c.signed:
				zeros = append(zeros, country.Code)
			default:
				figures[country.Code] = v
			}
		}
		if len(figures) < 20 {
			t.Fatalf("%q: only %d countries have a figure", c.query, len(figures))
		}
		// The selected country is not drawn as the others: the not itemised has no
		// place.
		desk := mapOfReports(t, 120, 36, c.query).Select(report.NotItemised)
		if desk.Query().Select != report.NotItemised {
			desk = mapOfReports(t, 120, 36, c.query+" select=ZZ")
		}
		classes, zero, notReported, noRecord := tones(desk)
		for code, tone := range fifths(figures) {
			marks := marksOf(desk, code)
			if len(marks) == 0 {
				t.Errorf("%q: %s, which has a figure, is not on the map", c.query, code)
			}
			for _, m := range marks {
				if m.Style.FG != classes[tone] || m.Glyph == " " {
					t.Errorf("%q: %s has %v, which is of class %d; it is drawn as %s in %06x", c.query, code, figures[code], tone, m.Glyph, m.Style.FG&0xffffff)
					break
				}
			}
		}
		check := func(codes []string, what string, color grid.Color, texture rune) {
			for _, code := range codes {
				for _, m := range marksOf(desk, code) {
					dots := []rune(m.Glyph)[0]
					if m.Glyph == " " { // a hatch may leave out the last dot of a country
						dots = 0x2800
					}
					if m.Glyph != " " && m.Style.FG != color || dots&^(0x2800|texture) != 0 {
						t.Errorf("%q: %s, %s, is drawn as %s in %06x", c.query, code, what, m.Glyph, m.Style.FG&0xffffff)
						break
					}
				}
			}
		}
		check(zeros, "zero", zero, '⣿')
		check(missing, "not reported", notReported, '⣿')
		check(none, "without a record", noRecord, '⢕')
	}
}

func TestNoRecordZeroAndNotReportedLookDifferent(t *testing.T) {
	look := func(marks []mark) (hatched bool, color grid.Color) {
		hatched = true
		for _, m := range marks {
			if []rune(m.Glyph)[0]&^0x2800&^'⢕' != 0 && m.Glyph != " " {
				hatched = false
			}
			color = m.Style.FG
		}
		return hatched, color
	}
	// Greenland has no record in 2012. In the first half of 2014 some report no
	// content at all, and change is not reported for those who asked for the first
	// time.
	desk := mapOfReports(t, 160, 50, "period=2012 select=ZZ")
	if hatched, _ := look(marksOf(desk, "GL")); !hatched {
		t.Error("Greenland, of which there is no record, is not hatched")
	}
	d := tuitest.Reports()
	engine := answer.NewEngine(d)
	for _, text := range []string{"measure=content_rate period=2014-H1 select=ZZ", "measure=change period=2016-H1 select=ZZ"} {
		q, err := query.Parse(ofRequests(text), d)
		if err != nil {
			t.Fatal(err)
		}
		desk := mapOfReports(t, 160, 50, text)
		_, _, missing, none := tones(desk)
		zeros, others := 0, 0
		for _, r := range engine.Result(q).Rows {
			f := r.Figures[q.Measure]
			marks := marksOf(desk, r.ID)
			if len(marks) < 3 {
				continue // too small to show a texture
			}
			switch hatched, color := look(marks); {
			case !f.Reported:
				others++
				if color != missing {
					t.Errorf("%q: %s does not report it and is drawn in %06x", text, r.Name, color&0xffffff)
				}
			case q.Measure != report.Change && f.Rate == 0 && f.Marks&answer.Approx == 0:
				zeros++
				if hatched || color != none {
					t.Errorf("%q: the zero of %s is hatched: %v, in %06x", text, r.Name, hatched, color&0xffffff)
				}
			}
		}
		if zeros+others == 0 {
			t.Errorf("%q: nothing is zero or not reported", text)
		}
	}
}

// everywhere is a dataset with a record of every country.
func everywhere(t testing.TB) *report.Dataset {
	t.Helper()
	d := tuitest.Reports()
	var columns report.Columns
	var dict report.Dictionary
	template := d.Record(0)
	for i := range d.Len() {
		if r := d.Record(i); r.Publisher == d.Main && r.Counts[report.Requests].IsExact() {
			template = r
			break
		}
	}
	for i, c := range d.Countries {
		r := template
		r.Country = c.Code
		r.Counts = [report.NumPrinted]report.Amount{report.Requests: report.Exact(i + 1)}
		columns.Append(r, &dict)
	}
	all, err := report.NewDataset(d.Tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheCountryUnderTheCursorStandsOutOfTheMapInEveryTheme(t *testing.T) {
	for _, name := range theme.Names() {
		desk := tuitest.Sit(t, 120, 36, "view=map", tui.Options{Data: tuitest.Reports(), Theme: name, World: tuitest.Outlines})
		for _, code := range []string{"US", "BR", "DE", "LU"} {
			page := marksOf(desk.Select("RU"), code)[0].Style // the cursor is elsewhere
			cells := marksOf(desk.Select(code), code)
			if x, y, far := homeOf(desk, code); far { // the cell at its point stands for it
				glyph, st := desk.Frame().Cell(x, y)
				cells = []mark{{glyph, st}}
			}
			for _, m := range cells {
				if m.Glyph != " " && m.Style.BG == page.BG && m.Style.Attr&grid.Reverse == 0 {
					t.Fatalf("%s: a cell of %s under the cursor differs by its ink alone: %+v", name, code, m)
				}
			}
		}
	}
}

// homeOf is the cell on screen of the point of a country whose cell was moved far from it.
func homeOf(d *tuitest.Desk, code string) (x, y int, far bool) {
	v := d.Scene().Screen.(worldmap.Screen)
	area, _ := v.Sheet.Atlas.Area(code)
	x, y, far = v.World().Home(area)
	return v.Field.X + x, v.Field.Y + y, far
}

func TestTheCursorStandsWhereTheCountryLiesThoughItsCellWasMoved(t *testing.T) {
	moved := 0
	for _, size := range [][2]int{{120, 36}, {80, 24}, {50, 20}} {
		desk := tuitest.Sit(t, size[0], size[1], "view=map", tui.Options{Data: tuitest.Reports(), World: tuitest.Outlines})
		for _, r := range desk.Rows().Result.Rows {
			if r.ID == report.NotItemised {
				continue
			}
			x, y, far := homeOf(desk.Select(r.ID), r.ID)
			if !far {
				continue
			}
			moved++
			if _, st := desk.Frame().Cell(x, y); st.Attr&grid.Reverse == 0 {
				t.Errorf("%v: the cursor on %s does not stand at %d, %d:\n%s", size, r.Name, x, y, desk)
			}
			for _, m := range marksOf(desk, r.ID) {
				if m.Style.Attr&grid.Reverse != 0 && len(marksOf(desk, r.ID)) == 1 {
					t.Errorf("%v: the cursor on %s stands where its cell was moved to", size, r.Name)
				}
			}
		}
	}
	if moved == 0 {
		t.Error("no cell was moved: choose smaller screens")
	}
}

func TestEveryCountryWithARecordIsOnTheMapAndCanBeReached(t *testing.T) {
	for _, c := range []struct {
		name  string
		data  *report.Dataset
		query string
		all   bool // each has a cell of its own at 120×40
	}{{"the reports", tuitest.Reports(), "publisher=all", true}, {"every country", everywhere(t), "", true}} {
		o := tui.Options{Data: c.data, World: tuitest.Outlines}
		desk := tuitest.Sit(t, 120, 40, "view=map "+c.query, o)
		small := tuitest.Sit(t, 40, 12, "view=map "+c.query, o)
		engine := answer.NewEngine(c.data)
		q, err := query.Parse(c.query, c.data)
		if err != nil {
			t.Fatal(err)
		}
		var codes, without []string
		for _, r := range engine.Result(q).Rows {
			if r.ID == report.NotItemised {
				continue
			}
			codes = append(codes, r.ID)
			if !slices.ContainsFunc(marksOf(desk, r.ID), func(m mark) bool { return m.Glyph != " " }) {
				without = append(without, r.ID)
			}
		}
		if c.all && len(without) > 0 {
			t.Errorf("%s: at 120×40 these have no place of their own: %v", c.name, without)
		}
		// From the first country the arrows lead to all others, and the screen shows
		// where each is.
		seen := map[string]bool{codes[0]: true}
		for queue := []string{codes[0]}; len(queue) > 0; queue = queue[1:] {
			here := *small.Select(queue[0]).Model
			for _, key := range []string{"left", "down", "up", "right"} {
				*small.Model = here
				small.Press(key)
				if id := small.Query().Select; !seen[id] {
					seen[id] = true
					queue = append(queue, id)
					if !isChosen(small) {
						t.Errorf("%s: at 40×12 %s is selected and cannot be seen:\n%s", c.name, id, small)
					}
				}
			}
		}
		for _, code := range codes {
			if !seen[code] {
				t.Errorf("%s: no way leads to %s", c.name, code)
			}
		}
	}
}

func TestLimitsOfTheLegendAreFiguresOfTheReports(t *testing.T) {
	d := tuitest.Reports()
	for _, c := range drawn[:3] {
		sums := bySumming(d, d.Main, c.in, c.before)
		values := []float64{}
		for code, s := range sums {
			if v, ok := c.figure(d, code, s); ok && v > 0 && code != report.NotItemised {
				values = append(values, v)
			}
		}
		slices.SortFunc(values, cmp.Compare)
		least, greatest := values[0], values[len(values)-1]
		if c.query == "measure=share period=2018" {
			continue // its limits are parts of the total
		}
		format := answer.Format{}
		mapOfReports(t, 160, 40, c.query).Shows(" "+format.Count(int64(least))+"–", "–"+format.Count(int64(greatest))+" (")
	}
}

// placed is the made-up dataset on the outlines of the world.
func placed(t *testing.T) *report.Dataset {
	d := tuitest.Reports()
	return tuitest.Placed(func(code string) (lat, lon float64, known bool) {
		c, known := d.Country(code)
		return c.Lat, c.Lon, known && c.HasPoint
	})
}

func TestMapAtEverySize(t *testing.T) {
	d := placed(t)
	for _, c := range []struct {
		name, query string
		w, h        int
		options     tui.Options
		keys        []string
	}{
		{name: "160x50", w: 160, h: 50},
		{name: "120x36", w: 120, h: 36, query: "period=2002-H1", keys: []string{"l", "space", "l", "l", "space", "j"}},
		{name: "80x24", w: 80, h: 24, query: "measure=accounts publisher=all"},
		{name: "50x20", w: 50, h: 20, query: "period=2002-H1 select=RA"},
		{name: "40x12", w: 40, h: 12, query: "period=2002-H1"},
		{name: "search", w: 120, h: 36, keys: []string{"/", "l", "a", "n"}},
		{name: "no_row", w: 80, h: 24, query: "country=UT type=emergency period=2001"},
		{name: "ascii_120x36", w: 120, h: 36, query: "period=2002-H1 pins=RU,FR", options: tui.Options{ASCII: true}},
		{name: "mono_120x36", w: 120, h: 36, query: "period=2002-H1 select=CA", options: tui.Options{Mono: true}},
		{name: "change_80x24", w: 80, h: 24, query: "measure=change period=2002-H2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.options.Data, c.options.World, c.options.Ground = d, data.World, theme.DarkGround
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, "view=map "+c.query, c.options).Press(c.keys...).String())
		})
	}
	for _, name := range []string{"dark", "light"} {
		t.Run(fmt.Sprintf("styled_%s", name), func(t *testing.T) {
			o := tui.Options{Data: d, World: tuitest.Outlines, Theme: name, Ground: theme.DarkGround}
			golden.RequireEqual(t, tuitest.Sit(t, 80, 24, "view=map period=2002-H1 pins=UT", o).Styled())
		})
	}
}

func TestWhatARateDoesNotCoverIsSaid(t *testing.T) {
	d := tuitest.Reports()
	const text = "period=2012..2014-H2 measure=rejected_rate"
	q, err := query.Parse(ofRequests(text), d)
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for _, r := range answer.NewEngine(d).Result(q).Rows {
		if f := r.Figures[report.RejectedRate]; f.Marks.Has(answer.Part) && r.ID != report.NotItemised && said < 3 {
			said++
			covers := answer.Format{}.Covered(f.Covers)
			mapOfReports(t, 160, 36, text+" select="+r.ID).Shows("covers " + covers + " of requests")
		}
	}
	if said == 0 {
		t.Error("every rate covers all: choose other periods")
	}
}

func TestNeighboursThatArePointedAtHaveACodeEach(t *testing.T) {
	o := tui.Options{Data: tuitest.Reports(), Theme: "dark", World: tuitest.Outlines, Highlight: []string{"DE", "FR"}}
	for _, width := range []int{72, 80, 120} {
		tuitest.Sit(t, width, 30, "view=map period=2024", o).Shows("★DE", "★FR")
	}
}
