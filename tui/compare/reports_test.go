package compare_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// What the comparison draws is read off the screen here, cell by cell, and set
// against sums over the records that are made in this file.

// sums are the counts of one country, by hand: whole is false where a record does
// not print one of them.
type sums struct {
	counts [report.NumPrinted]int
	whole  [report.NumPrinted]bool
	halves map[int]float64 // requests by half-year, counted from the year 0; a year gives half to each
}

// addUp is all that a publisher's types counted in totals add up to, by country.
func addUp(d *report.Dataset, publisher string, takes func(report.Record) bool) map[string]*sums {
	counted := map[string]bool{}
	for _, t := range d.Types {
		if t.Publisher == publisher && t.InTotals {
			counted[t.ID] = true
		}
	}
	by := map[string]*sums{}
	for i := range d.Len() {
		r := d.Record(i)
		if r.Publisher != publisher || !counted[r.Type] {
			continue
		}
		s := by[r.Country]
		if s == nil {
			s = &sums{halves: map[int]float64{}}
			for c := range s.whole {
				s.whole[c] = true
			}
			by[r.Country] = s
		}
		n, _ := r.Counts[report.Requests].Bounds()
		for half := range r.Period.Months() / 6 {
			s.halves[r.Period.Start()/6+half] += float64(n) / float64(r.Period.Months()/6)
		}
		if !takes(r) {
			continue
		}
		for c, a := range r.Counts {
			n, _ := a.Bounds()
			s.counts[c] += n
			s.whole[c] = s.whole[c] && a.IsExact()
		}
	}
	return by
}

// picture is a comparison as it stands on the screen.
type picture struct {
	desk  *tuitest.Desk
	lines [][]rune
	heads int   // the row of the names
	x     []int // where columns begin
	width int
}

func draw(t *testing.T, d *report.Dataset, query string, names ...string) *picture {
	t.Helper()
	desk := tuitest.Sit(t, 160, 60, query, tui.Options{Data: d, Mono: true}) // high enough for two rows a line
	v := &picture{desk: desk}
	for _, line := range desk.Screen() {
		v.lines = append(v.lines, []rune(line))
	}
	for _, name := range names {
		short := []rune(name)
		x, y := desk.Find(" " + string(short[:min(12, len(short))])) // long ones are cut
		v.x, v.heads = append(v.x, x-1), y                           // where its sign is
	}
	v.width = v.x[1] - v.x[0] - 2
	return v
}

// cell is what stands in a column of a row.
func (v *picture) cell(column, y int) string {
	return string(v.lines[y][v.x[column] : v.x[column]+v.width])
}

// line is the row of the line with that name.
func (v *picture) line(t *testing.T, name string) int {
	t.Helper()
	for y := range v.lines {
		if y > v.heads+3 && strings.TrimSpace(string(v.lines[y][3:19])) == name {
			return y
		}
	}
	t.Fatalf("no line %q:\n%s", name, v.desk)
	return 0
}

// commas writes a whole number as people read it.
func commas(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// signed writes a difference.
func signed(text string, negative, zero bool) string {
	switch {
	case zero:
		return text
	case negative:
		return "−" + text
	}
	return "+" + text
}

func times(own, reference int) string {
	ratio := float64(own) / float64(reference)
	text := fmt.Sprintf("%.2f", ratio)
	switch {
	case ratio >= 10:
		text = fmt.Sprintf("%.1f", ratio)
	case text == "0.00" && own > 0:
		text = "<0.01"
	}
	return text + " ×"
}

// thread is the length of the thin bar in a cell, in halves of one.
func thread(cell string) int { return 2*strings.Count(cell, "━") + strings.Count(cell, "╸") }

// compared is one question whose records all print what is read here.
type compared struct {
	name, query, publisher string
	data                   func() *report.Dataset
	takes                  func(report.Record) bool
}

func comparisons() []compared {
	return []compared{
		{"made up", "view=compare period=2002-H2", "microsoft", tuitest.MadeUp, func(r report.Record) bool {
			return r.Period == report.Period{Year: 2002, Half: 2}
		}},
		{"the reports", "view=compare period=2016-H1", "microsoft", tuitest.Reports, func(r report.Record) bool {
			return r.Period == report.Period{Year: 2016, Half: 1}
		}},
		{"the latest report", "view=compare period=2024-H1", "microsoft", tuitest.Reports, func(r report.Record) bool {
			return r.Period == report.Period{Year: 2024, Half: 1}
		}},
	}
}

// first are the countries with the most requests, the greatest first.
func first(by map[string]*sums, n int) []string {
	var codes []string
	for code := range by {
		if code != report.NotItemised {
			codes = append(codes, code)
		}
	}
	slices.SortFunc(codes, func(a, b string) int { return by[b].counts[report.Requests] - by[a].counts[report.Requests] })
	return codes[:n]
}

func TestFiguresDifferencesRatiosAndBarsAreThoseOfTheRecords(t *testing.T) {
	for _, c := range comparisons() {
		t.Run(c.name, func(t *testing.T) {
			d := c.data()
			by := addUp(d, c.publisher, c.takes)
			codes := first(by, 5)
			var names []string
			for _, code := range codes {
				country, _ := d.Country(code)
				names = append(names, country.Name)
			}
			v := draw(t, d, c.query, names...)
			for label, column := range map[string]report.Column{
				"Requests": report.Requests, "Accounts": report.Accounts, "Content": report.Content, "Non-content": report.NonContent, "Rejected": report.Rejected,
			} {
				y, longest, most := v.line(t, label), 0, 0
				for i, code := range codes {
					if !by[code].whole[column] {
						t.Fatalf("%s of %s is not whole: choose another period", label, code)
					}
					longest, most = max(longest, thread(v.cell(i, y))), max(most, by[code].counts[column])
				}
				for i, code := range codes {
					n, reference := by[code].counts[column], by[codes[0]].counts[column]
					fields := strings.Fields(v.cell(i, y))
					if fields[0] != commas(n) {
						t.Errorf("%s of %s stands as %q, the records add up to %d", label, names[i], fields[0], n)
					}
					want := int(math.Round(float64(n) / float64(most) * float64(longest)))
					if n > 0 {
						want = max(want, 1)
					}
					if got := thread(v.cell(i, y)); got != want {
						t.Errorf("the bar of %s of %s is %d halves of a cell long, want %d of %d", label, names[i], got, want, longest)
					}
					if i == 0 {
						continue
					}
					by := n - reference
					comparison := signed(commas(max(by, -by)), by < 0, by == 0)
					if reference > 0 {
						comparison += " · " + times(n, reference)
					}
					if under := strings.TrimSpace(v.cell(i, y+1)); under != comparison {
						t.Errorf("%s of %s is compared as %q, want %q", label, names[i], under, comparison)
					}
				}
			}
			// A rate, from the counts.
			rate := func(s *sums) float64 {
				return float64(s.counts[report.Content]+s.counts[report.NonContent]) / float64(s.counts[report.Requests])
			}
			y := v.line(t, "Disclosed rate")
			for i, code := range codes {
				own, reference := rate(by[code]), rate(by[codes[0]])
				if text := strings.TrimSpace(v.cell(i, y)); !strings.HasPrefix(text, fmt.Sprintf("%.1f %%", 100*own)) {
					t.Errorf("the disclosed rate of %s stands as %q, it is %v", names[i], text, own)
				}
				points := fmt.Sprintf("%.1f", 100*math.Abs(own-reference))
				if points == "0.0" && own != reference {
					points = "<0.1"
				}
				want := signed(points, own < reference, own == reference) + " pp"
				if under := strings.TrimSpace(v.cell(i, y+1)); i > 0 && under != want {
					t.Errorf("the disclosed rate of %s is compared as %q, want %q", names[i], under, want)
				}
			}
		})
	}
}

func TestOutcomeBarsAreAsLongAsTheirParts(t *testing.T) {
	textures := []struct {
		ch     rune
		column report.Column
	}{{'█', report.Content}, {'▒', report.NonContent}, {'░', report.NoData}, {'╱', report.Rejected}}
	for _, c := range comparisons() {
		t.Run(c.name, func(t *testing.T) {
			d := c.data()
			by := addUp(d, c.publisher, c.takes)
			codes := first(by, 5)
			var names []string
			for _, code := range codes {
				country, _ := d.Country(code)
				names = append(names, country.Name)
			}
			v := draw(t, d, c.query, names...)
			y := v.line(t, "Outcomes")
			for i, code := range codes {
				bar := v.cell(i, y)
				for _, texture := range textures {
					part := float64(by[code].counts[texture.column]) / float64(by[code].counts[report.Requests])
					got, want := strings.Count(bar, string(texture.ch)), part*float64(v.width)
					if math.Abs(float64(got)-want) > 1.5 { // whole cells, none of nothing
						t.Errorf("%s of %s is %d cells of %q, want %.2f", texture.column, names[i], got, bar, want)
					}
				}
				if strings.TrimSpace(bar) != bar {
					t.Errorf("the bar of %s is not whole: %q", names[i], bar)
				}
			}
		})
	}
}

func TestSmallChartsAreAsHighAsTheirPeriods(t *testing.T) {
	for _, c := range []compared{
		{"made up", "view=compare", "microsoft", tuitest.MadeUp, nil},
		{"the reports", "view=compare", "microsoft", tuitest.Reports, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := c.data()
			by := addUp(d, c.publisher, func(report.Record) bool { return true })
			codes := first(by, 5)
			var names []string
			from, to, top := math.MaxInt, 0, 0.0
			for _, s := range by {
				for half := range s.halves {
					from, to = min(from, half), max(to, half+1)
				}
			}
			for _, code := range codes {
				country, _ := d.Country(code)
				names = append(names, country.Name)
				for _, n := range by[code].halves {
					top = max(top, n)
				}
			}
			v := draw(t, d, c.query, names...)
			ground := v.heads + 2
			for !strings.Contains(string(v.lines[ground]), strconv.Itoa((to-1)/2)) && ground < len(v.lines)-1 {
				ground++
			}
			rows, n := ground-v.heads-2, to-from
			for i, code := range codes {
				heights, full := heightsOf(v, i, v.heads+2, rows)
				for x, got := range heights {
					half := from // the one that x belongs to
					for half+1 < to && (half+1-from)*len(heights)/n <= x {
						half++
					}
					value, known := by[code].halves[half]
					want := 0
					switch {
					case !known:
					case full == 4*rows: // dots, of which the lowest is the ground
						want = 1 + max(1, int(math.Round(value/top*float64(full-1))))
					case (half+1-from)*len(heights)/n == x+1:
						continue // the gap between two columns
					default:
						want = max(1, int(math.Round(value/top*float64(full))))
					}
					if got != want {
						t.Fatalf("%s in the half-year %d of %d is %d of %d high, want %d (%v of %v):\n%s", names[i], half-from, n, got, full, want, value, top, v.desk)
					}
				}
			}
		})
	}
}

func TestAllPeriodsAreInTheSmallChartsOfASCII(t *testing.T) {
	d := tuitest.Reports()
	by := addUp(d, "microsoft", func(report.Record) bool { return true })
	begins, top, whose := math.MaxInt, 0.0, ""
	for _, code := range first(by, 5) {
		for half, n := range by[code].halves {
			if begins = min(begins, half/2); n > top {
				top, whose = n, code
			}
		}
	}
	country, _ := d.Country(whose)
	for _, size := range [][2]int{{120, 36}, {160, 50}} {
		desk := tuitest.Sit(t, size[0], size[1], "view=compare", tui.Options{Data: d, ASCII: true})
		if line := desk.Line(strconv.Itoa(begins)); strings.Count(line, strconv.Itoa(begins)) != 5 {
			t.Errorf("%v: not all charts begin in %d: %q", size, begins, line)
		}
		desk.Shows("up to "+commas(int(math.Round(top))), "higher of each 2")
		x, y := desk.Find(" " + country.Name) // behind its sign
		x--
		if highest := desk.Screen()[y+2][x:]; !strings.Contains(highest, "#") {
			t.Errorf("%v: the greatest, of %s, is not in the picture:\n%s", size, country.Name, desk)
		}
	}
	tuitest.Sit(t, 80, 24, "view=compare", tui.Options{Data: d, ASCII: true}).Shows(strconv.Itoa(begins), "higher of 2")
	tuitest.Sit(t, 120, 36, "view=compare", tui.Options{Data: d}).Shows(strconv.Itoa(begins)).Hides("higher of")
}

// heightsOf reads the heights of a small chart, from left to right: in dots where it
// is drawn in them, else in eighths of a cell. full is that of the greatest value.
func heightsOf(v *picture, column, y, rows int) (heights []int, full int) {
	dotted, wide := false, 0
	for row := range rows {
		for x, ch := range []rune(v.cell(0, y+row)) { // the first has all periods
			dotted = dotted || ch >= 0x2800 && ch <= 0x28ff
			if ch != ' ' && ch != '┊' {
				wide = max(wide, x+1)
			}
		}
	}
	if !dotted {
		heights = make([]int, wide+1) // a column ends with a gap
		for row := range rows {
			for x, ch := range []rune(v.cell(column, y+row)) {
				if at := strings.IndexRune("▁▂▃▄▅▆▇█", ch); at >= 0 {
					heights[x] += at/len("▁") + 1
				}
			}
		}
		return heights, 8 * rows
	}
	heights = make([]int, 2*v.width)
	for row := range rows {
		for x, ch := range []rune(v.cell(column, y+row)) {
			if ch < 0x2800 || ch > 0x28ff {
				continue
			}
			for side, dots := range [2][4]rune{{0x40, 0x04, 0x02, 0x01}, {0x80, 0x20, 0x10, 0x08}} {
				for _, dot := range dots {
					if ch&dot != 0 {
						heights[2*x+side]++
					}
				}
			}
		}
	}
	return heights, 4 * rows
}

func BenchmarkCompareView(b *testing.B) {
	for _, c := range []struct {
		name string
		w, h int
	}{{"120x40", 120, 40}, {"300x80", 300, 80}} {
		b.Run(c.name, func(b *testing.B) {
			desk := tuitest.Bench(b, c.w, c.h, "view=compare")
			keys := []string{"j", "j", "j", "l", "k", "j", "h", "k"}
			for i := range b.N {
				b.StopTimer()
				desk.Press(keys[i%len(keys)])
				b.StartTimer()
				_ = desk.View()
			}
		})
	}
}
