package compare_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui"
	"daylight/tui/compare"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

func TestCompareAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, tuitest.Sit(t, size[0], size[1], "view=compare", tui.Options{}).Press("l", "j").String())
		})
	}
}

func TestCompareScreens(t *testing.T) {
	for _, c := range []struct {
		name, query string
		w, h        int // 120×36 when left out
		options     tui.Options
		keys        []string
	}{
		{name: "ascii", query: "view=compare", options: tui.Options{ASCII: true}},
		{name: "mono", query: "view=compare", options: tui.Options{Mono: true}},
		{name: "highlighted", query: "view=compare", w: 100, h: 30, options: tui.Options{Highlight: []string{"UT", "RU"}}},
		{name: "axes", query: "view=compare", w: 100, h: 30, options: tui.Options{Axes: true}},
		{name: "plain", query: "view=compare", options: tui.Options{Plain: true}, keys: []string{"j"}},
		{name: "plain_80x24", query: "view=compare pins=RU,SU,RA", w: 80, h: 24, options: tui.Options{Plain: true}, keys: []string{"l", "j"}},
		{name: "pins_that_are_hard_to_compare", query: "view=compare pins=FL,MI,NI,RA,SU,ZZ period=2002-H1"},
		{name: "a_pin_without_a_record", query: "view=compare pins=GR,RU,UT period=2001"},
		{name: "names_that_are_hard_to_draw", query: "view=compare pins=GR,HO,PI", w: 80, h: 24},
		{name: "one_pin", query: "view=compare pins=ER select=LI"},
		{name: "one_row", query: "view=compare country=UT"},
		{name: "no_row", query: "view=compare country=UT type=emergency period=2001"},
		{name: "publishers", query: "view=compare by=publisher", w: 160, h: 50},
		{name: "periods", query: "view=compare by=period service=mail", keys: []string{"l"}},
		{name: "periods_across_a_break", query: "view=compare by=period"},
		{name: "outcomes", query: "view=compare by=outcome"},
		{name: "types", query: "view=compare by=type type=all publisher=all"},
		{name: "change", query: "view=compare measure=change period=2002-H2"},
		{name: "rates", query: "view=compare publisher=all measure=disclosed_rate"},
		{name: "a_range_from_zero", query: "view=compare pins=SU,NI period=2002-H1", w: 160, h: 40},
		{name: "halves_and_a_year_200x50", query: "view=compare by=period service=mail", w: 200, h: 50},
		{name: "years", query: "view=compare by=period grain=year", w: 100, h: 40},
		{name: "many_pins_50x24", query: "view=compare pins=RU,UT,ER,LI,FR,AV", w: 50, h: 24, keys: []string{"l", "l", "l"}},
		{name: "many_pins_200x30", query: "view=compare pins=RU,UT,ER,LI,FR,AV publisher=all", w: 200, h: 30, keys: []string{"G"}},
		{name: "low", query: "view=compare", w: 80, h: 13, keys: []string{"j", "j", "j", "j", "j", "j"}},
		{name: "outcomes_64x30", query: "view=compare by=outcome", w: 64, h: 30},
		{name: "inspector", query: "view=compare", keys: []string{"l", "j", "j", "i"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.w == 0 {
				c.w, c.h = 120, 36
			}
			golden.RequireEqual(t, tuitest.Sit(t, c.w, c.h, c.query, c.options).Press(c.keys...).String())
		})
	}
}

func TestCompareInALightTheme(t *testing.T) {
	golden.RequireEqual(t, tuitest.Sit(t, 120, 36, "view=compare", tui.Options{Theme: "light"}).Styled())
}

func TestCompareWithoutColours(t *testing.T) {
	golden.RequireEqual(t, tuitest.Sit(t, 90, 30, "view=compare by=period", tui.Options{Mono: true}).Press("l", "j").Styled())
}

func TestTheHintToPinGivesWayOnlyWhereItHasNoRoom(t *testing.T) {
	const hint = ": space pins your own"
	d := tuitest.Sit(t, 120, 30, "view=compare", tui.Options{})
	given := 0
	for w := 120; w >= 40; w-- {
		_, after, found := strings.Cut(d.Resize(w, 30).String(), " first ")
		rule, _, _ := strings.Cut(after, "\n")
		if !found || strings.Contains(rule, hint) {
			continue
		}
		given++
		words, dashes, _ := strings.Cut(rule, " ")
		room := len([]rune(dashes)) - len([]rune(strings.TrimLeft(dashes, "─")))
		if room >= len(hint) {
			t.Errorf("at %d cells, %d are free behind %q:\n%s", w, room, words, d)
		}
	}
	if given == 0 {
		t.Error("the hint stands at every width")
	}
}

// head is the name after the sign of the cursor.
func head(d *tuitest.Desk) string {
	d.Helper()
	for _, line := range d.Screen() {
		_, after, found := strings.Cut(line, string(d.Glyphs.Cursor))
		if signs := string(d.Glyphs.Entities[:]); found && strings.IndexAny(after, signs) == 0 {
			return strings.TrimSpace(strings.FieldsFunc(after, func(r rune) bool { return strings.ContainsRune(signs, r) })[0])
		}
	}
	d.Fatalf("no column is the reference:\n%s", d)
	return ""
}

func TestTheReferenceIsTheColumnUnderTheCursor(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare", tui.Options{})
	if head(d) != "Ruritania" {
		t.Errorf("the first reference is %s", head(d))
	}
	against := d.Line(" Share")
	if d.Press("l"); head(d) != "Utopia" {
		t.Errorf("l makes %s the reference", head(d))
	}
	d.Asks("view=compare")
	if d.Line(" Share") == against {
		t.Error("the differences are those from another reference")
	}
	if d.Press("h", "h"); head(d) != "Ruritania" || d.Line(" Share") != against {
		t.Errorf("h makes %s the reference", head(d))
	}
}

func TestWhereNotAllColumnsFitTheReferenceStandsFirstAndTheNextBesideIt(t *testing.T) {
	d := tuitest.Sit(t, 50, 20, "view=compare pins=AV,ER,LI,RU", tui.Options{})
	d.Shows("Ruritania", "Erewhon", "+2")
	d.Hides("Lilliput", "Avalon")
	d.Press("l", "l")
	if head(d) != "Lilliput" {
		t.Errorf("the reference is %s", head(d))
	}
	d.Shows("Lilliput", "Avalon")
	d.Press("l").Shows("Avalon", "Ruritania") // round again
}

func TestSixColumnsFitAWideScreen(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare pins=AV,ER,LI,RU,UT,XA", tui.Options{})
	d.Shows("Ruritania", "Utopia", "Erewhon", "Lilliput", "Avalon", "Xanadu")
}

func TestLinesScrollUnderTheCursor(t *testing.T) {
	d := tuitest.Sit(t, 50, 20, "view=compare", tui.Options{})
	d.Hides(" Rejected ")
	d.Shows("lines 1–")
	if d.Press("G"); !strings.Contains(d.Selected(), "Unspecified") {
		t.Errorf("the last line is %q:\n%s", d.Selected(), d)
	}
	if d.Press("g"); !strings.Contains(d.Selected(), "Requests") {
		t.Errorf("the first line is %q", d.Selected())
	}
	for range 40 {
		d.Press("j")
	}
	if d.Press("k"); !strings.Contains(d.Selected(), "Not split") {
		t.Errorf("above the last line is %q", d.Selected())
	}
	d.Wheel(-40).Shows("lines 1–")
}

func TestPinsAreSetAndTakenAwayWhereRowsAreCompared(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare", tui.Options{})
	d.Shows("first 5: space pins your own", "space pin")
	d.Press("space").Asks("view=compare pins=RU").Shows("one pinned, one beside it", "space unpin", "x unpin all")
	d.Press("l", "space").Asks("view=compare pins=RU,UT").Hides("pins your own", "one pinned")
	d.Press("x").Asks("view=compare").Shows("first 5")
	d.Press("u").Asks("view=compare pins=RU,UT")
}

func TestAPinnedRowWithoutARecordStillHasItsColumn(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare pins=GR,RU period=2001", tui.Options{})
	d.Shows("United Princ", "no record")
	d.Press("l", "enter").Shows("has no record under these filters")
	d.Press("i").Shows("no figure to explain here")
	d.Press("h", "enter").Asks("view=country period=2001 pins=GR,RU")
}

func TestTheMouseChoosesColumnsAndLinesAndOpensThem(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare", tui.Options{Mouse: true})
	if d.Click("Erewhon"); head(d) != "Erewhon" {
		t.Errorf("a click on a head makes %s the reference", head(d))
	}
	if d.Click(" Accounts "); !strings.Contains(d.Selected(), "Accounts") {
		t.Errorf("a click on a line goes to %q", d.Selected())
	}
	d.Asks("view=compare")
	x, _ := d.Find("Utopia")
	_, y := d.Find("▸ Accounts")
	if d.ClickAt(x, y); head(d) != "Utopia" {
		t.Errorf("a click on a figure of the line makes %s the reference", head(d))
	}
	d.ClickAt(x, y).Asks("view=country")
	d.Press("esc").Asks("view=compare").Click("Utopia").Asks("view=country")
	d.Press("esc")
	for _, name := range []string{"Lilliput", "Ruritania", "Erewhon"} {
		x, _ := d.Find(name)
		if d.ClickAt(x, y); head(d) != name {
			t.Errorf("a click on the figure of %s makes %s the reference", name, head(d))
		}
	}
}

func TestTheSmallestScreenComparesTwo(t *testing.T) {
	d := tuitest.Sit(t, scene.NarrowWidth, scene.ListHeight, "view=compare", tui.Options{})
	v := d.Scene().Screen.(compare.Screen)
	if len(v.Columns) != 2 {
		t.Fatalf("%d columns are on the screen:\n%s", len(v.Columns), d)
	}
	for i, c := range v.C.Lines {
		line := ""
		v.LineAt(func(at int, r grid.Rect) bool {
			if at == i {
				line = d.Screen()[r.Y]
			}
			return line == ""
		})
		for _, p := range v.Columns {
			if figure := v.C.Figure(p.Row, c); line != "" && figure.Reported && !strings.Contains(line, d.Format.Short(figure, c, v.FigureWidth)) {
				t.Errorf("%s: %q is not in %q", c.Label(), d.Format.Short(figure, c, v.FigureWidth), line)
			}
		}
	}
	d.Shows(" first 5 ─").Hides("…")
}

func TestTheInspectorExplainsTheFigureOfTheReferenceInTheLine(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare", tui.Options{}).Press("l")
	for !strings.Contains(d.Selected(), "Accounts") {
		d.Press("j")
	}
	d.Press("i").Shows("Utopia", "Accounts")
}

func TestTheMeasureIsWhatTheSmallChartsShow(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare measure=content_rate", tui.Options{})
	_, charts := d.Find("up to")
	if x, _ := d.Find("Content rate"); x > 20 {
		t.Error("the charts are not named")
	}
	if _, lines := d.Find("▸ Requests"); charts > lines {
		t.Error("the charts stand under the lines")
	}
	tuitest.Sit(t, 120, 36, "view=compare", tui.Options{}).Shows("in 6 months")
	tuitest.Sit(t, 120, 36, "view=compare period=2002-H1..", tui.Options{}).Hides("in 6 months")
}

func TestSOrdersTheRowsByTheLine(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare", tui.Options{})
	for !strings.Contains(d.Selected(), "Content rate") {
		d.Press("j")
	}
	d.Press("S").Asks("view=compare sort=-content_rate")
}

func TestAYearAmongHalvesIsComparedAsHalfOfIt(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare by=period service=mail", tui.Options{})
	d.Shows("a year is compared as half of it, ÷ 2")
	tuitest.Sit(t, 120, 36, "view=compare by=period service=mail period=2002", tui.Options{}).Hides("a year is compared as half of it")
	tuitest.Sit(t, 120, 36, "view=compare by=period", tui.Options{}).Shows("across a break only requests are compared", "across a break")
}

func TestAPartOfAYearIsComparedWithNoYear(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare by=year pins=2002,2003", tui.Options{})
	d.Shows("first half only", "a part of a year is compared with no year")
	if line := d.Line("▸ Requests"); strings.ContainsAny(line, "×−+") {
		t.Errorf("the half is compared: %q", line)
	}
	d = tuitest.Sit(t, 120, 36, "view=compare period=2003 pins=RU,UT", tui.Options{})
	d.Shows("Period 2003, first half only").Hides("compared with no year")
	if line := d.Line("▸ Requests"); !strings.Contains(line, "×") {
		t.Errorf("of two countries, both in the same half, nothing is compared: %q", line)
	}
	if strings.Count(d.String(), "first half only") != 2 {
		t.Errorf("what all lack is not said in the headline and the chip alone:\n%s", d)
	}
}

func TestWhoHearsTheComparisonHearsTheLine(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare pins=RU,SU,UT period=2002-H1", tui.Options{Plain: true})
	if last := d.Heard(); !strings.HasPrefix(last, "requests, reference Ruritania 12,010, Utopia 3,010 -9,000 0.25 x, Suppressia 0-9 ~ -12,00") {
		t.Errorf("it is said %q", last)
	}
	d.Press("l")
	if last := d.Heard(); !strings.HasPrefix(last, "requests, reference Utopia 3,010, Ruritania 12,010 +9,000 3.99 x") {
		t.Errorf("then %q", last)
	}
	if at := d.View().Cursor; at == nil || !strings.Contains(d.Screen()[at.Y], "Requests") {
		t.Error("a reader reads elsewhere")
	}
	d = tuitest.Sit(t, 120, 36, "view=compare country=UT type=emergency period=2001", tui.Options{Plain: true})
	d.Shows("no row to compare")
}

func TestASmallScreenListsTheRowsInstead(t *testing.T) {
	tuitest.Sit(t, 36, 9, "view=compare", tui.Options{}).Shows("Ruritania", "compare")
}

func TestTheComparisonFillsEverySize(t *testing.T) {
	for i, query := range []string{"", "by=period", "pins=FL,MI,NI,RA,SU,ZZ", "by=publisher", "by=outcome", "pins=GR,HO,PI measure=change", "country=KP"} {
		d := tuitest.Sit(t, 120, 36, "view=compare", tui.Options{})
		if q := "view=compare " + query; query != "country=KP" {
			d = tuitest.Sit(t, 120, 36, q, tui.Options{ASCII: i%2 == 1, Plain: i%3 == 2, Hint: i%2 == 0})
		}
		d.Press("l", "G")
		for w := 40; w < 200; w += 7 {
			for h := 10; h < 60; h += 5 {
				d.Resize(w, h).Screen()
				s := d.Scene()
				v, ok := s.Screen.(compare.Screen)
				if !ok {
					t.Fatalf("%q at %d×%d is not compared", query, w, h)
				}
				cursor, height, lines := v.Window()
				if lines > 0 && (cursor < v.Top || cursor >= v.Top+height) {
					t.Fatalf("%q at %d×%d: line %d is under the cursor, %d to %d are on screen", query, w, h, cursor, v.Top, v.Top+height-1)
				}
				for _, p := range v.Columns {
					if p.X+v.Width > s.Body.X+s.Body.W {
						t.Fatalf("%q at %d×%d: a column ends beyond the screen", query, w, h)
					}
				}
			}
		}
	}
}

func TestNoComparedFigureIsEverCut(t *testing.T) {
	for _, query := range []string{"", "pins=FL,MI,NI,RA,SU,ZZ", "by=publisher", "by=period"} {
		d := tuitest.Sit(t, 120, 36, "view=compare "+query, tui.Options{})
		for w := 40; w < 200; w += 3 {
			d.Resize(w, 60)
			s, lines := d.Scene(), d.Screen()
			v := s.Screen.(compare.Screen)
			v.LineAt(func(line int, r grid.Rect) bool {
				c := v.C.Lines[line]
				for _, p := range v.Columns {
					if text := tuitest.Cells(lines[r.Y], p.X, v.FigureWidth); !tuitest.Says(text, v.C.Figure(p.Row, c), c, d.Format) {
						t.Fatalf("%q at %d cells: %s of %s stands as %q, it is %q",
							query, w, c, v.C.Rows[p.Row].Name, text, d.Format.Figure(v.C.Figure(p.Row, c), c))
					}
				}
				return true
			})
		}
	}
}

func TestOneHistoryIsDrawnOnceAndEachPeriodLightsItsOwnPart(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare by=period service=mail", tui.Options{Theme: "dark"})
	ticks := func(d *tuitest.Desk) (line string, y int) {
		for _, y = d.Find("Outcomes"); !strings.Contains(d.Screen()[y], "2001"); {
			y--
		}
		return d.Screen()[y], y
	}
	line, bottom := ticks(d)
	if got := strings.Join(strings.Fields(line), " "); !strings.HasSuffix(got, "2001 2002-H1 2003-H1") { // the half between has no room
		t.Errorf("below the history of all stands %q", got)
	}
	d.View()
	f, colours := d.Frame(), map[grid.Color]int{}
	for x := range 120 {
		if glyph, st := f.Cell(x, bottom-1); glyph == "█" {
			colours[st.FG]++
		}
	}
	if len(colours) != 4 { // a year and three halves, all of which there is
		t.Errorf("the parts of the history have the colours %v:\n%s", colours, d)
	}
	// Rows with histories of their own keep them.
	d = tuitest.Sit(t, 120, 36, "view=compare", tui.Options{})
	if line, _ := ticks(d); strings.Count(line, "2001") < 3 {
		t.Errorf("below the histories of several rows stands %q", line)
	}
}

func TestOfPeriodsTheOldestStaysTheReferenceWhileTheCursorMoves(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=compare by=period service=mail", tui.Options{})
	before := d.Line("Non-content")
	for _, period := range []string{"2002-H1", "2002-H2", "2003-H1"} {
		d.Press("l").Shows("← → period")
		if !regexp.MustCompile("▸[^ ] " + period).MatchString(d.String()) {
			t.Errorf("the cursor is not on %s:\n%s", period, d)
		}
		if line := d.Line("reference"); !strings.HasPrefix(strings.TrimSpace(line), "reference") {
			t.Errorf("with the cursor on %s the reference stands in %q", period, line)
		}
		if line := d.Line("Non-content"); line != before {
			t.Errorf("with the cursor on %s what is compared changes from %q to %q", period, before, line)
		}
	}
	d.Press("i").Shows("2003-H1")
}
