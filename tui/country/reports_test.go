package country_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/country"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
)

// countrySums are the figures of one country, added up record by record.
type countrySums struct {
	requests, accounts, total int64
	place, of                 int
	perMillion                float64
	outcomes                  map[report.Column]int64
	services, types           map[string]int64
	publishers                map[string]int64
	periods                   map[report.Period]int64
	records                   int
}

// sumsOf adds up the records that a question holds. Publishers are added up under
// the other filters, periods under all but that of periods.
func sumsOf(d *report.Dataset, country string, publisher func(string) bool, period func(report.Period) bool, kind func(report.Record) bool) countrySums {
	s := countrySums{
		outcomes: map[report.Column]int64{}, services: map[string]int64{}, types: map[string]int64{},
		publishers: map[string]int64{}, periods: map[report.Period]int64{},
	}
	asked := map[string]int64{}
	var covered []report.Period
	for i := range d.Len() {
		r := d.Record(i)
		if !kind(r) {
			continue
		}
		n, _ := r.Counts[report.Requests].Bounds()
		own := r.Country == country
		if own && period(r.Period) {
			s.publishers[r.Publisher] += int64(n)
		}
		if !publisher(r.Publisher) {
			continue
		}
		if own {
			s.periods[r.Period] += int64(n)
		}
		if !period(r.Period) {
			continue
		}
		if !slices.Contains(covered, r.Period) { // whether the country is in that table or not
			covered = append(covered, r.Period)
		}
		s.total += int64(n)
		asked[r.Country] += int64(n)
		if !own {
			continue
		}
		s.records++
		accounts, _ := r.Counts[report.Accounts].Bounds()
		s.requests, s.accounts = s.requests+int64(n), s.accounts+int64(accounts)
		s.services[r.Service] += int64(n)
		s.types[r.Type] += int64(n)
		for c := report.Content; c <= report.Pending; c++ {
			k, _ := r.Counts[c].Bounds()
			s.outcomes[c] += int64(k)
		}
	}
	s.place = 1
	for code, n := range asked {
		if code == report.NotItemised {
			continue
		}
		if s.of++; n > s.requests {
			s.place++
		}
	}
	people := 0.0
	for _, p := range covered {
		year, n := 0, 0
		for _, known := range d.Populations {
			if known.Country == country && known.Year <= p.Year && known.Year >= year {
				year, n = known.Year, known.People
			}
		}
		people += float64(n) * float64(p.Months()) / 12
	}
	s.perMillion = 1e6 * float64(s.requests) / people
	return s
}

// counted are the types in the totals of their publishers.
func counted(d *report.Dataset) func(report.Record) bool {
	in := map[[2]string]bool{}
	for _, t := range d.Types {
		in[[2]string{t.Publisher, t.ID}] = t.InTotals
	}
	return func(r report.Record) bool { return in[[2]string{r.Publisher, r.Type}] }
}

// below is what stands on the screen from a title on, as far as its column goes.
func below(desk *tuitest.Desk, title string, h int) []string {
	x, y := desk.Find(title)
	w := desk.W - x
	for _, head := range []string{"What came of them", "Requests over time", "Region: "} {
		if !strings.Contains(desk.String(), head) {
			continue
		}
		if start, _ := desk.Find(head); start > x {
			w = min(w, start-x)
		}
	}
	var lines []string
	for _, line := range desk.Screen()[y:min(y+h, desk.H)] {
		lines = append(lines, ansi.Cut(line, x, x+w))
	}
	return lines
}

func TestTheProfileOfACountryShowsWhatItsRecordsAddUpTo(t *testing.T) {
	d := tuitest.Reports()
	all := func(report.Period) bool { return true }
	microsoft := func(p string) bool { return p == "microsoft" }
	names := answer.NewEngine(d)
	for _, c := range []struct {
		query     string
		publisher func(string) bool
		period    func(report.Period) bool
		kind      func(report.Record) bool
	}{
		{"view=country", microsoft, all, counted(d)},
		{"view=country period=2012", microsoft, func(p report.Period) bool { return p.Year == 2012 }, counted(d)},
		{"view=country period=2018-H1..2019-H2 type=criminal", microsoft,
			func(p report.Period) bool { return p.Year == 2018 || p.Year == 2019 }, func(r report.Record) bool { return r.Type == "criminal" }},
		{"view=country service=skype", microsoft, all, func(r report.Record) bool { return r.Service == "skype" }},
		{"view=country publisher=google by=service", func(p string) bool { return p == "google" }, all, counted(d)},
	} {
		for _, code := range []string{"GB", "TR", "BR", "NZ"} {
			t.Run(c.query+" "+code, func(t *testing.T) {
				s := sumsOf(d, code, c.publisher, c.period, c.kind)
				desk := tuitest.Sit(t, 200, 120, c.query+" country="+code, tui.Options{Data: d})
				if s.records == 0 {
					desk.Shows("No record of ")
					return
				}
				var f answer.Format
				q := desk.Query()
				desk.Shows(" "+f.Count(s.requests)+" ", fmt.Sprintf("of %s ", f.Count(s.total)), fmt.Sprintf("all %d record", s.records))
				_, y := desk.Find("▎ Requests")
				text := strings.Join(desk.Screen()[y:y+3], "\n")
				for what, want := range map[string]string{
					"number of countries": fmt.Sprintf("of %d", s.of),
					"place":               fmt.Sprintf(" %d%s ", s.place, []string{"th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th"}[map[bool]int{true: 0, false: s.place % 10}[s.place/10%10 == 1]]),
					"share":               percentOf(s.requests, s.total),
				} {
					if !strings.Contains(text, want) {
						t.Errorf("the %s is %q by hand:\n%s", what, want, text)
					}
				}
				if !closeTo(text, s.perMillion) {
					t.Errorf("%.3f per million by hand:\n%s", s.perMillion, text)
				}
				if s.accounts > 0 && !strings.Contains(text, f.Count(s.accounts)) {
					t.Errorf("%d accounts by hand:\n%s", s.accounts, text)
				}
				checkList(t, below(desk, "What came of them", 9), s.outcomesByLabel())
				named := func(by query.Dimension, sums map[string]int64) map[string]int64 {
					list := map[string]int64{}
					for id, n := range sums {
						list[names.Name(q, by, id)] = n
					}
					return list
				}
				checkList(t, below(desk, "Types ", 1+2*len(s.types)), named(query.ByType, s.types))
				checkList(t, below(desk, "Services ", 1+2*len(s.services)), named(query.ByService, s.services))
				checkList(t, below(desk, "Publishers ", 1+2*len(s.publishers)), named(query.ByPublisher, s.publishers))
				checkTrend(t, desk, s.periods)
			})
		}
	}
}

// outcomesByLabel are the printed outcomes that are more than zero.
func (s *countrySums) outcomesByLabel() map[string]int64 {
	list := map[string]int64{}
	for c, n := range s.outcomes {
		if n > 0 {
			list[c.Label()] = n
		}
	}
	return list
}

// percentOf is a part as people read it.
func percentOf(n, of int64) string {
	rate := 100 * float64(n) / float64(of)
	if n > 0 && rate < 0.05 {
		return "<0.1 %"
	}
	return fmt.Sprintf("%.1f %%", rate)
}

// closeTo finds a number that is another rounded to one digit.
func closeTo(text string, want float64) bool {
	for _, word := range strings.Fields(text) {
		var got float64
		if _, err := fmt.Sscanf(strings.ReplaceAll(word, ",", ""), "%g", &got); err == nil && math.Abs(got-want) <= 0.0501 {
			return true
		}
	}
	return want > 0 && want < 0.05 && strings.Contains(text, "<0.1")
}

// checkList finds each name of a list on a line with its figure.
func checkList(t *testing.T, lines []string, want map[string]int64) {
	t.Helper()
	for name, n := range want {
		first, _, _ := strings.Cut(name, " ") // a long name goes on below
		figure := answer.Format{}.Count(n)
		if !slices.ContainsFunc(lines, func(line string) bool {
			return strings.Contains(line, first) && slices.Contains(strings.Fields(line), figure)
		}) {
			t.Errorf("%s is %s by hand:\n%s", name, figure, strings.Join(lines, "\n"))
		}
	}
}

// checkTrend measures the stacks on the screen against the ticks beside them: every
// period that has a record has one, as high as its requests, a year by half of them and
// twice as wide.
func checkTrend(t *testing.T, desk *tuitest.Desk, sums map[report.Period]int64) {
	t.Helper()
	const rows, levels = 16, "▁▂▃▄▅▆▇█"
	lines := below(desk, "Requests over time", rows+5)
	from := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), "0 ") }) - rows
	if from < 1 {
		t.Fatalf("there is no axis:\n%s", strings.Join(lines, "\n"))
	}
	axis := []rune(strings.TrimRight(lines[from+rows], " "))
	gutter := slices.Index(axis, '0') + 2
	eighth := 0.0 // what an eighth of a row stands for
	var cells [][]rune
	for y, line := range lines[from : from+rows] {
		cells = append(cells, []rune(line))
		var tick float64
		label := strings.ReplaceAll(strings.TrimSpace(string(cells[y][:gutter])), ",", "")
		if _, err := fmt.Sscanf(label, "%g", &tick); err == nil && eighth == 0 {
			eighth = tick / float64(8*(rows-y))
		}
	}
	trend, uneven := desk.Scene().Screen.(*country.Screen).Page.Profile.Trend, false
	steps, breaks := 0, strings.Count(string(cells[0]), "┊")
	long := func(p report.Period) int { return p.Months() / 6 }
	for _, m := range trend {
		steps, uneven = steps+long(m.Period), uneven || m.Period.Months() != trend[0].Period.Months()
	}
	step := (len(axis) - gutter - breaks + 1) / steps
	left, top := desk.Find("Requests over time")
	x, f := gutter, desk.Frame()
	for _, m := range trend {
		for x < len(cells[0]) && cells[0][x] == '┊' {
			x++
		}
		height := 0
		for y := range rows {
			at := strings.IndexRune(levels, cells[y][x])
			switch {
			case height > 0 && at < 0:
				t.Fatalf("the stack of %s has a hole:\n%s", m.Period, strings.Join(lines, "\n"))
			case height > 0:
				height += 8
			case at >= 0:
				height = 1 + at/len("▁")
				if _, st := f.Cell(left+x, top+from+y); st.BG != (grid.Style{}).BG { // two parts meet in it
					height = 8
				}
			}
		}
		per := float64(sums[m.Period])
		if uneven && m.Period.Months() == 12 {
			per /= 2
		}
		if want := per / eighth; math.Abs(float64(height)-want) > 1 && (height != 1 || want > 1 || per == 0) {
			t.Errorf("%s is %d eighths high, by hand %.1f:\n%s", m.Period, height, want, strings.Join(lines, "\n"))
		}
		x += step * long(m.Period)
	}
	latest := report.Period{}
	for p, n := range sums {
		if n > 0 && p.Start() > latest.Start() {
			latest = p
		}
	}
	if latest != (report.Period{}) {
		desk.Shows("latest  " + latest.String())
	}
}

func TestTheTrendOfACountryIsBrokenWhereItsSeriesIs(t *testing.T) {
	desk := tuitest.Sit(t, 160, 60, "view=country country=GB", tui.Options{Data: tuitest.Reports()})
	desk.Shows("┊ counted differently from 2013-H1, 2017-H1 on", "2012: a whole year, drawn ÷ 2")
	lines := below(desk, "Requests over time", 9)
	if got := strings.Count(lines[1], "┊"); got != 2 {
		t.Errorf("%d breaks in the trend:\n%s", got, strings.Join(lines, "\n"))
	}
}

func TestOnlyThePeriodsOfOnePublisherAreItsReports(t *testing.T) {
	d := tuitest.Reports()
	for query, what := range map[string]string{"publisher=google": "reports", "publisher=all": "periods"} {
		periods := map[report.Period]bool{}
		for i := range d.Len() {
			if r := d.Record(i); r.Country == "US" && (query == "publisher=all" || r.Publisher == "google") && counted(d)(r) {
				periods[r.Period] = true
			}
		}
		desk := tuitest.Sit(t, 160, 50, "view=country country=US "+query, tui.Options{Data: d})
		desk.Shows(fmt.Sprintf("%d %s, ", len(periods), what))
	}
}

func TestARatePerMillionHasItsCaveat(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}} {
		desk := tuitest.Sit(t, size[0], size[1], "view=country country=GB", tui.Options{Data: tuitest.Reports()})
		desk.Shows("Per million a year †", "† Requests are made by a government")
		// In full it is a note, and nothing on the page repeats that.
		if text := page(desk); strings.Contains(text, "behaviour") {
			t.Errorf("%v: the page repeats a note", size)
		}
		full := strings.Join(strings.Fields(desk.Press("n").String()), " ")
		if !strings.Contains(full, "compares") || !strings.Contains(full, "behaviour") {
			t.Errorf("%v: the caveat is nowhere in full:\n%s", size, desk)
		}
	}
}

// page is all that stands on the page of a country, on the screen or not.
func page(desk *tuitest.Desk) string {
	var words []string
	for _, k := range desk.Scene().Screen.(*country.Screen).Page.Marks {
		words = append(words, k.Text)
	}
	return strings.Join(words, " ")
}

// No paragraph of a page stands among the notes, too, and none is wider than it takes to
// be read, however wide the screen is.
func TestAPageSaysNothingTwiceAndIsStretchedByNoScreen(t *testing.T) {
	for _, query := range []string{"country=GB", "country=GB publisher=all", "country=TR publisher=google", "country=US measure=content_rate period=2014-H1"} {
		desk := tuitest.Sit(t, 160, 60, "view=country "+query, tui.Options{Data: tuitest.Reports()})
		text := page(desk)
		for _, n := range desk.Scene().Result.Notes {
			for _, sentence := range strings.SplitAfter(n.Text, ". ") {
				if strings.Contains(text, strings.TrimSpace(sentence)) {
					t.Errorf("%s: the page repeats the note %q", query, sentence)
				}
			}
		}
		marks := func(w int) []country.Mark { return desk.Resize(w, 60).Scene().Screen.(*country.Screen).Page.Marks }
		at := marks(220)
		for i, k := range marks(400) {
			if k.At != at[i].At {
				t.Fatalf("%s: %q stands at %v on 220 columns, at %v on 400", query, k.Text, at[i].At, k.At)
			}
		}
	}
}

func TestTheProfileOfEveryCountryFitsEveryScreen(t *testing.T) {
	d := tuitest.Reports()
	for i, query := range []string{"view=country", "view=country publisher=all", "view=country publisher=meta measure=change period=2020-H1", "view=country by=service measure=content_rate"} {
		desk := tuitest.Sit(t, 120, 36, query, tui.Options{Data: d, ASCII: i%2 == 1})
		for n := range 210 {
			if n%3 == 0 {
				size := [][2]int{{120, 36}, {50, 20}, {80, 24}, {160, 50}, {40, 10}}[n/3%5]
				desk.Resize(size[0], size[1])
			}
			desk.Press("l").Screen()
		}
	}
}

func BenchmarkCountryView(b *testing.B) {
	for _, c := range []struct {
		name string
		w, h int
	}{{"120x40", 120, 40}, {"300x80", 300, 80}} {
		b.Run(c.name, func(b *testing.B) {
			desk := tuitest.Bench(b, c.w, c.h, "view=country select=GB")
			for range b.N {
				_ = desk.View()
			}
		})
	}
}

func BenchmarkCountryKeyToView(b *testing.B) {
	for _, c := range []struct {
		name string
		keys []string
	}{{"scroll", []string{"j", "j", "j", "k", "k", "k"}}, {"turn", []string{"l", "l", "l", "l", "l", "h", "h", "h", "h", "h"}}, {"step", []string{"]", "]", "]", "[", "[", "["}}} {
		b.Run(c.name, func(b *testing.B) {
			desk := tuitest.Bench(b, 120, 40, "view=country")
			for i := range b.N {
				_, _ = desk.Update(tuitest.Stroke(c.keys[i%len(c.keys)]))
				_ = desk.View()
			}
		})
	}
}
