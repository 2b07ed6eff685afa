package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/explore"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
)

// player is a desk on the real reports whose time passes when a test says so.
type player struct {
	*tuitest.Desk
	waits []time.Duration // that were asked for
	next  []tea.Msg
}

func playOn(t testing.TB, w, h int, question string, change func(*tui.Options)) *player {
	t.Helper()
	p := &player{}
	o := tui.Options{Data: tuitest.Reports()}
	o.Clock.After = func(wait time.Duration, msg tea.Msg) tea.Cmd {
		return func() tea.Msg {
			p.waits, p.next = append(p.waits, wait), append(p.next, msg)
			return nil
		}
	}
	if change != nil {
		change(&o)
	}
	p.Desk = tuitest.Sit(t, w, h, question, o)
	return p
}

// Press presses keys.
func (p *player) Press(keys ...string) *player {
	p.Helper()
	p.Desk.Press(keys...)
	return p
}

// pass lets the time pass that was asked for first, if any was.
func (p *player) pass() *player {
	if len(p.next) > 0 {
		msg := p.next[0]
		p.next = p.next[1:]
		p.Send(msg)
	}
	return p
}

// stands fails unless a period stands on the screen, in block digits of a size.
func (p *player) stands(period string, size grid.Blocks) *player {
	p.Helper()
	f, _ := p.Draw()
	if !inBlocks(f, f.Rect(), period, size) {
		p.Errorf("%s does not stand on the screen in block digits:\n%s", period, p)
	}
	return p
}

func TestInEveryViewThePeriodThatRunsByStandsInBlockDigits(t *testing.T) {
	for _, view := range query.Views() {
		for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}} {
			for _, ascii := range []bool{false, true} {
				blocks := grid.Halves
				if ascii {
					blocks = grid.Marks
				}
				p := playOn(t, size[0], size[1], "view="+view.String()+" period=2014..2016", func(o *tui.Options) { o.ASCII = ascii })
				p.Press("P").stands("2014-H1", blocks)
				p.pass().stands("2014-H2", blocks)
				p.pass().stands("2015-H1", blocks)
				p.Press("esc")
				if p.Session().Play != nil {
					t.Errorf("%v: esc does not end it", view)
				}
				p.Asks(asksAt(view, "period=2014..2016"))
			}
		}
		for _, size := range [][2]int{{50, 20}, {30, 8}, {20, 6}} {
			p := playOn(t, size[0], size[1], "view="+view.String()+" period=2014..2016", nil)
			p.Press("P").pass().Shows("2014-H2")
		}
	}
}

// asksAt is a question in a view, as it is written.
func asksAt(view query.View, rest string) string {
	if view.First() {
		return rest
	}
	return "view=" + view.String() + " " + rest
}

func TestPlayWaitsAsLongAsEachPeriodHasAndThenForNothing(t *testing.T) {
	p := playOn(t, 120, 36, "period=2014..2015", nil)
	p.Press("P")
	for range 10 {
		p.pass()
	}
	want := slices.Repeat([]time.Duration{800 * time.Millisecond}, 3)
	if !slices.Equal(p.waits, want) {
		t.Errorf("it waited for %v, want %v", p.waits, want)
	}
	p.stands("2015-H2", grid.Halves).Shows("P plays again")
	p.waits = nil
	p.Press("P", ">", "P") // begun, faster, stopped
	p.pass().pass().pass().stands("2014-H1", grid.Halves)
	if want := []time.Duration{800 * time.Millisecond, 400 * time.Millisecond}; !slices.Equal(p.waits, want) {
		t.Errorf("it waited for %v, want %v", p.waits, want)
	}
}

func TestWhatLiesOverTheScreenStopsPlay(t *testing.T) {
	p := playOn(t, 120, 36, "period=2014..2016", nil)
	p.Press("P", "?").pass().Press("esc").pass()
	p.stands("2014-H1", grid.Halves)
	if len(p.next) > 0 {
		t.Error("it waits for something")
	}
}

func TestABreakStopsPlayWithItsNote(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {50, 20}} {
		p := playOn(t, size[0], size[1], "", nil)
		p.Press("P").pass().pass()
		p.Shows("Counted differently from 2013-H1 on: Skype", "2012")
		p.Press("P").Hides("Counted differently from 2013-H1 on")
		p.Shows("2013-H1")
	}
}

func TestReducedMotionPlaysInSteps(t *testing.T) {
	p := playOn(t, 120, 36, "period=2014..2016", func(o *tui.Options) { o.ReducedMotion = true })
	p.Press("P").stands("2014-H1", grid.Halves).Shows("nothing moves by itself here: , and . step through the periods")
	p.Press(".").stands("2014-H2", grid.Halves)
	p.Press(",").stands("2014-H1", grid.Halves)
	if len(p.waits) > 0 {
		t.Errorf("it waits for %v", p.waits)
	}
}

func TestPlayIsToldWhereItIsHeard(t *testing.T) {
	p := playOn(t, 100, 30, "", func(o *tui.Options) { o.Plain = true })
	p.Press("P").Shows("2012, period 1 of 26, twelve months among half-years of six")
	p.pass().Shows("stopped before a break; Counted", "differently from 2013-H1 on: Skype's 2012 figures")
	p.Press("P").Shows("2013-H1, period 2 of 26")
}

// barOf is how long the bar of a row is drawn, in cells.
func (p *player) barOf(id string) float64 {
	p.Helper()
	s := p.Rows()
	v := s.Screen.(*explore.Screen)
	for i := range s.Result.Rows {
		if row := &s.Result.Rows[i]; row.ID == id {
			b := v.BarOf(row)
			hi, _ := b.Total()
			return v.Scale.Position(hi, v.Bars.W)
		}
	}
	p.Fatalf("%s has no row", id)
	return 0
}

func TestBarsAreOfOneScaleWhilePeriodsRunBy(t *testing.T) {
	p := playOn(t, 120, 36, "", nil)
	lengths := map[string]float64{} // by what is printed for six months
	same := 0
	for p.Press("."); ; p.Press(".") {
		s := p.Rows()
		halved := s.Plays().Halved()
		for i := range s.Result.Rows {
			row := &s.Result.Rows[i]
			f := row.Figures[report.Requests]
			if !f.Reported {
				continue
			}
			n := float64(f.Hi)
			if halved {
				n /= 2
			}
			length := p.barOf(row.ID)
			if was, known := lengths[fmt.Sprint(n)]; known {
				if same++; was != length {
					t.Fatalf("%v requests are %v cells long in %s, and %v elsewhere", n, length, s.Plays().Period(), was)
				}
			}
			lengths[fmt.Sprint(n)] = length
		}
		if s.Plays().Ended() {
			break
		}
	}
	if same < 20 {
		t.Errorf("%d bars are of what others are of", same)
	}
}

func TestAYearAmongHalfYearsIsDrawnAsHalfOfItAndSaysSo(t *testing.T) {
	p := playOn(t, 120, 36, "", nil)
	p.Press(".").stands("2012 ÷ 2", grid.Halves)
	p.Shows("12,227 ÷ 2", "Requests, 12 months", "2012 is twelve months among half-years")
	if us, half := p.barOf("US"), 12227.0/2; us != p.Rows().Screen.(*explore.Screen).Scale.Position(half, p.Rows().Screen.(*explore.Screen).Bars.W) {
		t.Errorf("12,227 requests in 12 months are drawn %v cells long", us)
	}
	p.Press(".").stands("2013-H1", grid.Halves).Hides("÷ 2", "12 months")
	p = playOn(t, 120, 36, "grain=year", nil)
	p.Press(".").stands("2012", grid.Halves).Hides("÷ 2")
}

func TestNothingButFiguresMovesWhilePeriodsRunBy(t *testing.T) {
	sizes := [][2]int{{120, 36}, {80, 24}, {160, 50}, {50, 20}}
	for i, question := range slices.Repeat([]string{"", "publisher=google top=10", "publisher=apple by=type", "by=publisher", "measure=rejected_rate"}, len(sizes)) {
		size := sizes[i%len(sizes)]
		p := playOn(t, size[0], size[1], question, nil)
		place := func() string {
			s := p.Rows()
			v := s.Screen.(*explore.Screen)
			return fmt.Sprint(v.Name, v.Columns, v.Bars, s.Body, s.Totals, s.Panes.Notes, s.Period, s.Panes.Play)
		}
		p.Press(".")
		was := place()
		for !p.Rows().Plays().Ended() {
			if p.Press("."); place() != was {
				t.Errorf("%q: at %v in %s things stand at\n%s\nand before at\n%s", question, size, p.Rows().Plays().Period(), place(), was)
			}
		}
	}
}

func TestARowWithoutARecordKeepsItsPlaceAsAGap(t *testing.T) {
	p := playOn(t, 160, 50, "", nil)
	p.Press("P")
	id := "" // of a country that asked later
	for _, row := range p.Rows().Result.Rows {
		if row.Records == 0 {
			id = row.ID
		}
	}
	p = playOn(t, 160, 50, "country=GB,"+id, nil)
	p.Press("P")
	s := p.Rows()
	at := answer.Find(s.Result.Rows, id)
	line := p.Screen()[s.Body.Y+at]
	if !strings.Contains(line, s.Result.Rows[at].Name) || !strings.Contains(line, "no record") || strings.ContainsAny(line, "0123456789") {
		t.Errorf("the row of %s is %q", id, line)
	}
	p.Press("down", "i").Shows(s.Result.Rows[at].Name)
}

func TestATickPaintsFewBytes(t *testing.T) {
	const most = 8 << 10
	for _, view := range query.Views() {
		p := playOn(t, 120, 40, "view="+view.String(), nil)
		painter := grid.Painter{Profile: colorprofile.TrueColor}
		p.Press(".")
		f, _ := p.Draw()
		painter.Paint(nil, f)
		for !p.Session().Play.Ended() {
			p.Press(".")
			f, _ = p.Draw()
			if n := len(painter.Paint(nil, f)); n > most {
				t.Errorf("%v: %v is painted in %d bytes", view, p.Session().Play.Period(), n)
			}
		}
	}
}

func BenchmarkPlay(b *testing.B) {
	for _, view := range query.Views() {
		b.Run(view.String(), func(b *testing.B) {
			desk := tuitest.Bench(b, 120, 40, "view="+view.String()).Press(".")
			for i := range b.N {
				_, _ = desk.Update(tuitest.Stroke([]string{".", ","}[i/20%2]))
				_ = desk.View()
			}
		})
	}
}
