package coverage_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/coverage"
	"daylight/tui/internal/tuitest"
)

// gaps is the made-up data with a report that is known and not here, a table that is complete, and
// a time of which nothing is known.
var gaps = sync.OnceValue(func() *report.Dataset {
	tables := tuitest.Tables()
	half := func(year, h int) report.Period { return report.Period{Year: year, Half: h} }
	tables.Missing = []report.Missing{{Publisher: "microsoft", Period: report.PeriodRange{From: half(2003, 2), To: half(2003, 2)}, What: "It was printed and lost."}}
	tables.Absences = []report.Table{{Scope: "publisher=microsoft", Absent: report.AbsentZero, Why: "All are listed."}, {Scope: "publisher=pigeon", Absent: report.AbsentUnknown, Why: "Small ones are left out."}}
	records := tuitest.Records()
	late := report.Record{Publisher: "pigeon", Period: half(2004, 1), Service: "pigeon", Country: "RU", Type: "legal", Source: "pigeon"}
	late.Counts[report.Requests] = report.Exact(12)
	return tuitest.Dataset(tables, append(records, late))
})

func sit(t tuitest.Tester, w, h int, query string, o tui.Options) *tuitest.Desk {
	if o.Data == nil {
		o.Data = gaps()
	}
	return tuitest.Sit(t, w, h, query, o)
}

func screen(d *tuitest.Desk) *coverage.Screen { return d.Scene().Screen.(*coverage.Screen) }

func TestCoverageAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {60, 24}, {50, 20}, {30, 10}, {20, 6}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, sit(t, size[0], size[1], "view=coverage", tui.Options{}).Press("j", "h").String())
		})
		t.Run(fmt.Sprintf("columns %dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, sit(t, size[0], size[1], "view=coverage", tui.Options{}).Press("tab", "j", "h", "h").String())
		})
	}
	t.Run("plain", func(t *testing.T) {
		golden.RequireEqual(t, sit(t, 80, 30, "view=coverage", tui.Options{Plain: true}).Press("j", "h").String())
	})
	t.Run("ascii", func(t *testing.T) {
		golden.RequireEqual(t, sit(t, 100, 30, "view=coverage measure=disclosed_rate", tui.Options{ASCII: true}).Press("j").String())
	})
	for _, look := range []string{"light", "dark", "mono", "high-contrast"} {
		t.Run(look, func(t *testing.T) {
			golden.RequireEqual(t, sit(t, 120, 36, "view=coverage", tui.Options{Theme: look}).Press("l").Styled())
		})
	}
	t.Run("large", func(t *testing.T) {
		golden.RequireEqual(t, sit(t, 120, 40, "view=coverage", tui.Options{}).Press("Z").String())
	})
	t.Run("page", func(t *testing.T) {
		golden.RequireEqual(t, sit(t, 100, 50, "view=coverage", tui.Options{}).Press("h", "i").String())
	})
}

// signs is what stands in the cells of a row on the screen, one sign for each half-year.
func signs(d *tuitest.Desk, name string) string {
	d.Helper()
	for _, line := range d.Screen() {
		if text := strings.TrimLeft(line, " ▸"); strings.HasPrefix(text, name+" ") {
			v := screen(d)
			var b strings.Builder
			cells := []rune(line)
			w := v.Years.W / len(v.C.Periods)
			for half := range v.C.Periods {
				cell := strings.Trim(string(cells[v.Years.X+half*w:v.Years.X+(half+1)*w]), " []") + " "
				b.WriteRune([]rune(cell)[0])
			}
			return strings.TrimRight(b.String(), " ")
		}
	}
	d.Errorf("%s is not on the screen:\n%s", name, d)
	return ""
}

// What stands in the cells is what the records say, counted here one by one with nothing of the
// engine: every record prints requests, some do, or none does.
func TestTheCellsSayWhatTheRecordsPrint(t *testing.T) {
	data := gaps()
	types := map[[2]string]bool{}
	for _, k := range data.Types {
		types[[2]string{k.Publisher, k.ID}] = k.InTotals
	}
	for _, name := range []struct{ id, label string }{{"microsoft", "Microsoft"}, {"pigeon", "Pigeon Post"}} {
		var want strings.Builder
		for _, p := range []string{"2001-H1", "2001-H2", "2002-H1", "2002-H2", "2003-H1", "2003-H2", "2004-H1"} {
			half, err := report.ParsePeriod(p)
			if err != nil {
				t.Fatal(err)
			}
			records, exact, ranges := 0, 0, 0
			for i := range data.Len() {
				r := data.Record(i)
				if r.Publisher != name.id || !types[[2]string{r.Publisher, r.Type}] || half.Start() < r.Period.Start() || half.End() > r.Period.End() {
					continue
				}
				records++
				switch a := r.Counts[report.Requests]; {
				case a.IsExact():
					exact++
				case a.Reported():
					ranges++
				}
			}
			switch {
			case p == "2003-H2" && name.id == "microsoft":
				want.WriteRune('□')
			case records == 0:
				want.WriteRune(' ')
			case exact+ranges < records || name.id == "pigeon":
				want.WriteRune('▂')
			case ranges > 0:
				want.WriteRune('≈')
			default:
				want.WriteRune('▆')
			}
		}
		d := sit(t, 120, 36, "view=coverage", tui.Options{})
		if got := signs(d, name.label); got != strings.TrimRight(want.String(), " ") {
			t.Errorf("%s: %q, want %q:\n%s", name.label, got, want.String(), d)
		}
	}
}

func TestStatesAreToldApartWithoutColour(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		seen := map[rune]answer.Covered{}
		for state := range answer.Covered(answer.NumCovered) {
			mark := state.Mark(ascii)
			if other, twice := seen[mark]; twice {
				t.Errorf("%s and %s have the same mark %q", state, other, mark)
			}
			seen[mark] = state
			if ascii && (mark < ' ' || mark > '~') {
				t.Errorf("%s has the mark %q in ASCII", state, mark)
			}
		}
		if (seen[' '] != answer.NoReport) || answer.NotHere.Mark(ascii) == ' ' {
			t.Error("what is known and not here looks like a silence")
		}
	}
}

func TestTheLegendExplainsTheMarksOnTheScreenAndNoOthers(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {100, 30}, {80, 24}, {60, 24}} {
		d := sit(t, size[0], size[1], "view=coverage", tui.Options{})
		v := screen(d)
		legend := strings.Join(d.Screen()[v.Legend.Y:v.Legend.Y+v.Legend.H], " ")
		above := strings.Join(d.Screen()[v.Years.Y:v.Reading.Y], "\n")
		for state := range answer.NoReport {
			mark := string(state.Mark(false))
			if strings.Contains(above, mark) != strings.Contains(legend, mark+" ") {
				t.Errorf("%v: %s is on the screen (%t), and in the legend (%t):\n%s", size, state, strings.Contains(above, mark), strings.Contains(legend, mark), d)
			}
		}
	}
}

func TestTabGoesToTheColumnsOfThePublisherAndBack(t *testing.T) {
	d := sit(t, 120, 36, "view=coverage", tui.Options{}).Press("j")
	if v := screen(d); v.C.Reporters[v.Publisher].ID != "pigeon" || v.Column >= 0 {
		t.Errorf("the cursor is on %d, %d", v.Publisher, v.Column)
	}
	d.Shows("What Pigeon Post prints").Press("tab", "j")
	if v := screen(d); v.C.Reporters[v.Publisher].ID != "pigeon" || v.Column != 1 {
		t.Errorf("the cursor is on %d, %d", v.Publisher, v.Column)
	}
	d.Shows("Pigeon Post, accounts, 2004-H1").Press("tab", "k").Shows("Microsoft, requests, 2004-H1")
}

func TestEnterOpensTheRecordsAndEscComesBack(t *testing.T) {
	d := sit(t, 120, 36, "view=coverage", tui.Options{}).Press("j", "h", "h", "h", "enter")
	d.Asks("view=records publisher=pigeon period=2002-H2")
	d.Press("esc").Asks("view=coverage").Shows("Pigeon Post, requests, 2002-H2")
	d.Press("l", "enter").Asks("view=coverage").Shows("Pigeon Post, 2003-H1 has no records: no report is known")
}

func TestAYearThatIsPrintedAsOneIsOneCell(t *testing.T) {
	d := sit(t, 120, 36, "view=coverage", tui.Options{})
	for range 9 {
		d.Press("h")
	}
	d.Shows("Microsoft, requests, 2001:").Press("l").Shows("Microsoft, requests, 2002-H1")
	v := screen(d)
	w := v.Years.W / len(v.C.Periods)
	for _, line := range d.Screen()[v.Upper.Rows.Y : v.Upper.Rows.Y+1] {
		if got := string([]rune(line)[v.Years.X : v.Years.X+2*w]); strings.TrimRight(got, " [") != strings.Repeat("▆", 2*w-1) {
			t.Errorf("the year is %q, want one cell of %d", got, 2*w-1)
		}
	}
}

// A click goes where a key would: each cell of both grids is clicked, and the cursor is on it.
func TestAClickPutsTheCursorOnTheCell(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {30, 10}} {
		for _, keys := range [][]string{{"h"}, {"tab", "h"}} { // from either grid
			fresh := func() *tuitest.Desk {
				return sit(t, size[0], size[1], "view=coverage", tui.Options{Mouse: true}).Press(keys...)
			}
			v := screen(fresh())
			w := max(v.Years.W/len(v.C.Periods), 1)
			for i, b := range []coverage.Block{v.Upper, v.Lower} {
				for y := b.Rows.Y; y < b.Rows.Y+b.Rows.H; y++ {
					for x := v.Years.X + w/2; x < v.Years.X+v.Years.W; x += w {
						d := fresh().ClickAt(x, y)
						row, half := b.Top+(y-b.Rows.Y)/b.Tall, v.Leftmost()+(x-v.Years.X)/w
						if d.Query().View.String() != "coverage" || row >= b.N {
							continue // it was under the cursor already, or is below the last row
						}
						at := screen(d)
						got := at.Publisher
						if i > 0 {
							got = at.Column
						}
						if r := &at.C.Reporters[at.Publisher]; got != row || (at.Column >= 0) != (i > 0) || r.SlotAt(at.Half) != r.SlotAt(half) {
							t.Errorf("%v: a click on %d,%d is on %d, %d, %d, want row %d and half-year %d of grid %d", size, x, y, at.Publisher, at.Column, at.Half, row, half, i)
						}
					}
				}
			}
		}
	}
}

func TestAClickOnAPeriodGoesThere(t *testing.T) {
	d := sit(t, 120, 36, "view=coverage", tui.Options{Mouse: true})
	v := screen(d)
	d.ClickAt(v.Years.X+2*v.Years.W/len(v.C.Periods), v.Ticks.Y).Shows("Microsoft, requests, 2002-H1")
}

func TestASecondClickOpensTheRecords(t *testing.T) {
	d := sit(t, 120, 36, "view=coverage", tui.Options{Mouse: true})
	v := screen(d)
	x, y := v.Years.X+2*v.Years.W/len(v.C.Periods), v.Upper.Rows.Y
	d.ClickAt(x, y).Asks("view=coverage").ClickAt(x, y).Asks("view=records period=2002-H1")
}

func TestAPeriodThatIsChosenStandsAmongTheOthers(t *testing.T) {
	d := sit(t, 120, 36, "view=coverage period=2002-H1", tui.Options{})
	if v := screen(d); len(v.C.Periods) != 7 || v.C.Periods[v.Half].String() != "2002-H1" {
		t.Errorf("%d half-years, the cursor on %d", len(v.C.Periods), v.Half)
	}
	d.Shows("first half of 2002")
	d.Press("]").Asks("view=coverage period=2002-H2").Shows("Microsoft, requests, 2002-H2")
}

func TestTheCursorStaysInSightWhilePeriodsScroll(t *testing.T) {
	for _, w := range []int{20, 24, 30, 36, 40, 46} {
		d := sit(t, w, 12, "view=coverage publisher=all", tui.Options{Data: tuitest.Reports()})
		for range 40 {
			d.Press("h")
			v := screen(d)
			if left := v.Leftmost(); v.Half < left || v.Half >= left+v.Years.W {
				t.Fatalf("at %d cells the cursor is on %d of %d.., %d wide:\n%s", w, v.Half, left, v.Years.W, d)
			}
		}
		if v := screen(d); v.Leftmost() != 0 {
			t.Errorf("at %d cells the first period is out of sight:\n%s", w, d)
		}
	}
}

func TestWhatIsUnderTheCursorIsSaidAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {60, 24}, {50, 20}, {40, 12}, {40, 10}} {
		sit(t, size[0], size[1], "view=coverage", tui.Options{}).Press("h").Shows("2003-H2: a report is known")
	}
}

func TestAFilterThatLeavesNothingSaysWhatToDo(t *testing.T) {
	sit(t, 80, 24, "view=coverage search=nobody", tui.Options{}).Shows(`No publisher is called "nobody"`, "esc ends the search").Press("j", "l", "tab", "G", "i").Shows("no publisher to tell of")
	sit(t, 80, 24, "view=coverage period=1999", tui.Options{}).Press("j", "l", "tab", "G")
	sit(t, 80, 24, "view=coverage period=1990..1995", tui.Options{}).Shows("No publisher reports these periods").Press("j", "l", "tab", "enter", "i")
}

func TestOnePublisherOfOnePeriodIsACoverageToo(t *testing.T) {
	tables := tuitest.Tables()
	record := report.Record{Publisher: "pigeon", Period: report.Period{Year: 2002, Half: 1}, Service: "pigeon", Country: "RU", Type: "legal", Source: "pigeon"}
	record.Counts[report.Requests] = report.Exact(12)
	d := sit(t, 80, 24, "view=coverage", tui.Options{Data: tuitest.Dataset(tables, []report.Record{record})})
	d.Shows("Pigeon Post, requests, 2002-H1: printed", "the one record prints it").Press("h", "l", "k", "tab", "j", "i").Shows("Doves and orders")
}

func TestThePageOfACellTellsItsSourcesAndItsPublisher(t *testing.T) {
	d := sit(t, 100, 60, "view=coverage", tui.Options{}).Press("h", "h", "i")
	d.Shows("Requests since 2002", "2003-09-27", "https://example.org/2002", "Reports of Microsoft", "It was printed and lost.")
	sit(t, 100, 60, "view=coverage", tui.Options{}).Press("i").Shows("No report is known", "Reports of Microsoft")
}

func TestEachCellIsHeardWithItsPlace(t *testing.T) {
	d := sit(t, 100, 30, "view=coverage", tui.Options{Plain: true})
	d.Shows("Microsoft: 2001", "Pigeon Post: 2001 no report known, 2002 in part")
	if heard := d.Press("h").Heard(); !strings.Contains(heard, "Microsoft, requests, 2003-H2: a report is known") || !strings.Contains(heard, "publisher 1 of 2, period 5 of 6") {
		t.Errorf("heard is %q", heard)
	}
	if heard := d.Press("tab", "j").Heard(); !strings.Contains(heard, "Microsoft, accounts, 2003-H2") || !strings.Contains(heard, "column 2 of ") {
		t.Errorf("heard is %q", heard)
	}
	if at := d.View().Cursor; at == nil || !strings.Contains(d.Screen()[at.Y], "Microsoft, accounts") {
		t.Errorf("the terminal's cursor is at %v:\n%s", at, d)
	}
}

func TestTheCoverageIsToldToWhoCannotSeeIt(t *testing.T) {
	golden.RequireEqual(t, tuitest.Told(t, coverage.View{}.Describe,
		"view=coverage",
		"view=coverage publisher=pigeon",
		"view=coverage period=2002-H1",
		"view=coverage type=emergency",
		"view=coverage search=nobody",
	))
}

func BenchmarkCoverageView(b *testing.B) {
	for _, size := range [][2]int{{120, 40}, {300, 80}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			d := tuitest.Sit(b, size[0], size[1], "view=coverage", tui.Options{Data: tuitest.Reports(), Theme: "dark"})
			b.ReportAllocs()
			for b.Loop() {
				d.View()
			}
		})
	}
	b.Run("cursor", func(b *testing.B) {
		d := tuitest.Bench(b, 120, 40, "view=coverage")
		for i := 0; b.Loop(); i++ {
			d.Press(tuitest.Walk[i%len(tuitest.Walk)])
			d.Draw()
		}
	})
}
