package explore_test

import (
	"slices"
	"strings"
	"testing"

	"daylight/model"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/explore"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

func TestTheCursorIsAlwaysInSight(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "", tui.Options{})
	n := len(d.Rows().Result.Rows)
	for i := range n {
		if got, want := d.Selected(), d.Rows().Result.Rows[i].Name; !strings.HasPrefix(got, tuitest.CutTo(want, 20)) {
			t.Fatalf("after %d times down the selected row is %q, want %q", i, got, want)
		}
		d.Press("down")
	}
	if got := d.Selected(); !strings.HasPrefix(got, "Not itemised") {
		t.Errorf("down on the last row leaves it: %q", got)
	}
	for range n {
		d.Press("k")
		if d.Selected() == "" {
			t.Fatalf("no row is selected:\n%s", d)
		}
	}
	if got := d.Selected(); !strings.HasPrefix(got, "Ruritania") {
		t.Errorf("all the way up is %q", got)
	}
	if d.Press("G"); !strings.HasPrefix(d.Selected(), "Not itemised") {
		t.Errorf("G goes to %q", d.Selected())
	}
	if d.Press("g"); !strings.HasPrefix(d.Selected(), "Ruritania") {
		t.Errorf("g goes to %q", d.Selected())
	}
}

func TestTheRowsScrollOnlyWhenTheCursorLeavesThem(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "", tui.Options{})
	first := func() string { return d.Screen()[d.Rows().Body.Y] }
	height := d.Rows().Body.H
	top := strings.ReplaceAll(first(), "▸", " ")
	for range height - 1 {
		d.Press("j")
		if first() != top {
			t.Fatalf("the rows move while the cursor is among them:\n%s", d)
		}
	}
	if d.Press("j"); first() == top {
		t.Errorf("the cursor leaves the screen and the rows stay:\n%s", d)
	}
	if d.Press("k"); d.Rows().Top != 1 {
		t.Errorf("one up moves the rows, to %d", d.Rows().Top)
	}
}

func TestAPageMovesAsFarAsTheScreenShows(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "", tui.Options{})
	shown := d.Rows().Body.H
	d.Press("pgdown")
	if at := d.Rows().Cursor; at != shown-1 {
		t.Errorf("a page of %d rows moves to row %d: the last one shown should be seen again", shown, at)
	}
	if d.Press("pgup"); d.Rows().Cursor != 0 {
		t.Errorf("back is row %d", d.Rows().Cursor)
	}
}

func TestTableAndBarsScrollTogether(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "", tui.Options{})
	for _, keys := range [][]string{{}, {"G"}, {"pgup"}, {"k", "k"}, {"g"}} {
		d.Press(keys...)
		s, lines := d.Rows(), d.Screen()
		for y := range s.Body.H {
			row := &s.Result.Rows[s.Top+y]
			value := d.Format.Figure(row.Figures[report.Requests], report.Requests)
			line := strings.TrimRight(lines[s.Body.Y+y], " ")
			if !strings.Contains(line, tuitest.CutTo(row.Name, 20)) || strings.Count(line, value) < 2 || !strings.HasSuffix(line, value) {
				t.Errorf("after %v: the line of %s does not end with its %s beside the bar: %q", keys, row.Name, value, line)
			}
		}
	}
}

func TestAWindowOfAnotherSizeKeepsTheSelection(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("G", "k", "k")
	row := d.Query().Select
	for _, size := range [][2]int{{80, 24}, {30, 8}, {10, 3}, {50, 20}, {200, 60}, {120, 36}} {
		d.Resize(size[0], size[1])
		if d.Query().Select != row {
			t.Errorf("at %d×%d row %s is selected, not %s", d.W, d.H, d.Query().Select, row)
		}
		if size[0] >= scene.TinyWidth && d.Selected() == "" {
			t.Errorf("at %d×%d the selected row is out of sight:\n%s", d.W, d.H, d)
		}
	}
}

func TestOneRowIsMarkedAndItIsTheSelectedOne(t *testing.T) {
	for _, o := range []tui.Options{{}, {ASCII: true}, {Mono: true}} {
		o.Data = tuitest.MadeUp()
		d := tuitest.Sit(t, 120, 36, "", o)
		for range 5 {
			d.Press("down")
			marked := 0
			for _, line := range d.Screen() {
				if tuitest.Cells(line, d.Rows().Body.X, 2) == string(d.Glyphs.Cursor) {
					marked++
				}
			}
			if row := &d.Rows().Result.Rows[d.Rows().Cursor]; marked != 1 || !strings.HasPrefix(d.Selected(), tuitest.CutTo(row.Name, 15)) {
				t.Errorf("%d signs on screen, at %q; %s is selected", marked, d.Selected(), row.Name)
			}
		}
	}
}

func TestWhatIsNotKnownNeverLooksLikeANumber(t *testing.T) {
	for _, c := range []struct {
		country, table, bar       string
		asciiTable, asciiBar, why string
	}{
		{"Missing Isles", "·", "···", ".", "...", "not reported"},
		{"Nil", "0", "│", "0", "|", "zero"},
		{"Floorland", "≥ 640", "≥", ">= 640", ">", "a floor"},
		{"Rangeland", "500–999", "▒", "500-999", "/", "a range"},
		{"Suppressia", "0–9", "▒", "0-9", "/", "suppressed"},
		{"Atlantis", "60", "", "60", "", "exact"},
	} {
		for _, ascii := range []bool{false, true} {
			d := tuitest.Sit(t, 120, 60, "period=2002-H1", tui.Options{ASCII: ascii})
			s := d.Rows()
			line := d.Line(c.country)
			table, bar := c.table, c.bar
			if ascii {
				table, bar = c.asciiTable, c.asciiBar
			}
			if got := tuitest.Cells(line, s.Columns[0].X, s.Columns[0].W); got != table {
				t.Errorf("%s: %s stands in the table as %q, want %q", c.why, c.country, got, table)
			}
			got := tuitest.Cells(line, s.Bars.X, s.Bars.W)
			if bar != "" && !strings.HasSuffix(got, bar) || bar == "" && strings.ContainsAny(got, "≥≈▒·│>/") {
				t.Errorf("%s: the bar of %s is %q, want %q at its end", c.why, c.country, got, bar)
			}
		}
	}
}

func TestWhatIsApproximateSaysSoInTableAndBar(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		d := tuitest.Sit(t, 120, 36, "publisher=pigeon measure=disclosed_rate", tui.Options{ASCII: ascii})
		s, sign := d.Rows(), string(d.Glyphs.Uncertain)
		line := d.Line("Ruritania")
		if got := tuitest.Cells(line, s.Columns[0].X, s.Columns[0].W); !strings.HasPrefix(strings.TrimPrefix(got, "("), sign) {
			t.Errorf("a rate from a printed percentage stands as %q", got)
		}
		if got := tuitest.Cells(line, s.Bars.X, s.Bars.W); !strings.HasSuffix(got, sign) {
			t.Errorf("its bar is %q", got)
		}
	}
}

func TestAYearAmongHalvesIsDrawnAsTheHalfThatItIsOnAverage(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		d := tuitest.Sit(t, 160, 36, "by=period", tui.Options{ASCII: ascii})
		s := d.Rows()
		requests := func(i int) float64 { return s.Result.Rows[i].Figures[report.Requests].Value(report.Requests) }
		bar := func(period string) int { return grid.Width(tuitest.Cells(d.Line(period+" "), s.Bars.X, s.Bars.W)) }
		year, half := bar("2001"), bar("2002-H1")
		if want := float64(half) * requests(0) / 2 / requests(1); float64(year) < want-2 || float64(year) > want+2 {
			t.Errorf("a year of %v requests has a bar of %d cells beside a half of %v with %d", requests(0), year, requests(1), half)
		}
		line := strings.TrimRight(d.Line("2001 "), " ")
		figure := d.Format.Figure(s.Result.Rows[0].Figures[report.Requests], report.Requests)
		if !strings.HasSuffix(line, figure+" "+d.Glyphs.Halved) {
			t.Errorf("the year does not say that it is halved and what was printed, %s: %q", figure, line)
		}
		if line := d.Line("2002-H1"); strings.Contains(line, d.Glyphs.Halved) {
			t.Errorf("a half-year is marked as halved: %q", line)
		}
	}
}

func TestWithoutABarTheNameOfAYearAmongHalvesSaysHowLongItIs(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "by=period", tui.Options{Plain: true})
	d.Shows("2001, 12 months ").Hides("2002-H1, ")
	tuitest.Sit(t, 120, 36, "by=period grain=year", tui.Options{Plain: true}).Hides("12 months")
	tuitest.Sit(t, 120, 36, "by=period", tui.Options{}).Hides("12 months") // the bar says so
}

func TestPercentBarsAreAllAsLongAndTheAxisSaysSo(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "country=RU,UT,ER scale=percent", tui.Options{})
	s := d.Rows()
	for _, row := range s.Result.Rows {
		if got := grid.Width(tuitest.Cells(d.Line(row.Name), s.Bars.X, s.Bars.W)); got != s.Bars.W {
			t.Errorf("the bar of %s has %d cells of %d", row.Name, got, s.Bars.W)
		}
	}
	d.Shows("0 %", "50 %", "100 %")
}

func TestLongNamesEndWithAnEllipsisAndKeepTheirCells(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		d := tuitest.Sit(t, 120, 36, "", tui.Options{ASCII: ascii})
		end := d.Glyphs.Ellipsis
		s := d.Rows()
		if got := tuitest.Cells(d.Line("United Princ"), s.Name.X, s.Name.W); !strings.HasSuffix(got, end) || grid.Width(got) > s.Name.W {
			t.Errorf("a long name stands as %q in %d cells", got, s.Name.W)
		}
		for _, w := range []int{24, 40, 44} { // there is room for less than the whole of it
			d.Resize(w, 20)
			s = d.Rows()
			if got := tuitest.Cells(d.Line("蓬莱"), s.Name.X, s.Name.W); !strings.HasSuffix(got, end) || grid.Width(got) > s.Name.W {
				t.Errorf("a wide name stands as %q in %d cells", got, s.Name.W)
			}
		}
	}
}

func TestAFilterThatLeavesNothingSaysWhatToPress(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "country=UT type=emergency period=2001", tui.Options{})
	d.Shows("No record lies under these filters.", "0 removes them all")
	d.Press("0").Shows("Ruritania")
	d.Asks("")
	d.Press("u").Shows("No record")
	d = tuitest.Sit(t, 120, 36, "search=nowhere", tui.Options{})
	d.Shows(`holds "nowhere"`, "esc ends the search")
	d.Press("esc").Shows("Ruritania")
	d.Press("/").Type("content").Shows(`No row holds "content"`, "content is a column: sort=-content or measure=content_rate.", "esc ends the search")
	d.Press("esc", "esc").Press(":").Type("sort=-content").Press("enter").Asks("sort=-content")
	tuitest.Sit(t, 40, 10, "search=content", tui.Options{}).Shows("content is a column")
	tuitest.Sit(t, 120, 36, "search=mail", tui.Options{Plain: true}).Shows("no row holds \"mail\"; mail is a service: service=mail; escape ends the search")
}

func TestSearchHidesRowsWhileItIsTypedAndKeepsTheTotal(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	total := strings.TrimRight(d.Screen()[d.Rows().Totals.Y], " ")
	total = total[strings.LastIndex(total, "  "):]
	d.Press("/").Type("lan")
	d.Shows("Rangeland", "Floorland", "Atlantis", "31 hidden", "/ lan", total)
	d.Hides("Ruritania")
	if at := d.View().Cursor; at == nil || at.Y != d.H-1 || at.X != strings.Index(d.Last(), "lan")+3 {
		t.Errorf("the terminal's cursor is not behind what is typed: %+v", at)
	}
	d.Press("backspace", "backspace", "backspace").Shows("Ruritania")
	d.Type("HORAI").Shows(tuitest.WideName, "1 of 1")
	d.Press("esc").Asks("")
	d.Press("j", "/").Type("lan").Press("up").Asks("search=lan")
	if d.Scene().Busy || !strings.HasPrefix(d.Selected(), "Rangeland") {
		t.Errorf("up out of the search selects %q", d.Selected())
	}
	d.Press("esc", "g", "/").Type("lan").Press("down")
	if !strings.HasPrefix(d.Selected(), "Floorland") {
		t.Errorf("down out of the search selects %q", d.Selected())
	}
	d.Press("esc", "/").Type("ile des").Press("enter").Asks("search=ile+des")
	d.Shows(tuitest.CombiningName)
}

func TestSortingFollowsTheColumnUnderTheCursor(t *testing.T) {
	d := tuitest.Sit(t, 160, 40, "period=2002-H1", tui.Options{})
	d.Press("l", "S").Asks("period=2002-H1 sort=-accounts")
	d.Shows("Accounts ▾")
	d.Press("S").Asks("period=2002-H1 sort=accounts")
	d.Shows("Accounts ▴")
	d.Press("r").Asks("period=2002-H1 sort=-accounts")
	d.Press("h", "h", "h", "h", "S").Asks("period=2002-H1 sort=country")
	d.Shows("Country ▴")
}

func TestTheColumnCursorScrollsSideways(t *testing.T) {
	d := tuitest.Sit(t, 120, 24, "", tui.Options{})
	head := func() string { return d.Screen()[d.Rows().Head.Y] }
	for _, c := range d.Rows().Sheet.Columns[1:] {
		d.Press("l")
		if d.Session().Column != c {
			t.Fatalf("the cursor is on %s, want %s", d.Session().Column, c)
		}
		if !strings.Contains(head(), c.Head()) {
			t.Errorf("the column cursor is on %s, the heads are %q", c, head())
		}
		if !strings.Contains(head(), "Requests") {
			t.Errorf("the measure has left the table: %q", head())
		}
	}
}

func TestATileFiltersItsOutcomes(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("tab", "tab")
	d.Press("enter").Asks("outcome=content")
	d.Press("enter").Asks("")
	d.Press("l", "l", "l", "enter").Asks("outcome=no_data,nothing,rejected")
	d.Press("esc").Asks("")
}

func TestAPartOfABarFiltersItsOutcome(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("tab", "l")
	if d.Session().Outcome != report.NonContent {
		t.Fatalf("the part under the cursor is %s", d.Session().Outcome)
	}
	d.Press("enter").Asks("outcome=non_content")
}

func TestNarrowScreensShowOneFigureBesideTheBarsAndZoomShowsMore(t *testing.T) {
	d := tuitest.Sit(t, 50, 20, "period=2001", tui.Options{})
	if s := d.Rows(); s.Bars.Empty() || len(s.Columns) != 1 || s.Columns[0].Column != report.Requests {
		t.Errorf("a narrow screen does not begin with requests and bars:\n%s", d)
	}
	if d.Press("l"); d.Rows().Columns[0].Column != report.Accounts {
		t.Errorf("the figure beside the bars is not the one moved to:\n%s", d)
	}
	if d.Press("z"); len(d.Rows().Columns) < 2 || !d.Rows().Bars.Empty() {
		t.Errorf("zoomed, the table does not have the width to itself:\n%s", d)
	}
}

func TestEnterOpensTheRowWhateverTheSize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {80, 24}, {50, 20}, {38, 12}, {20, 6}} {
		tuitest.Sit(t, size[0], size[1], "", tui.Options{}).Press("enter").Asks("view=country").Press("enter").Asks("country=RU by=period")
		d := tuitest.Sit(t, size[0], size[1], "", tui.Options{}).Press("tab")
		if step := d.Rows().Step; step == scene.List && d.Session().Pane != model.TablePane {
			t.Errorf("at %v a pane that is not there has the keys", size)
		}
	}
}

func TestAPaneThatWasChosenStaysWhenTheWindowChanges(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "", tui.Options{}).Press("tab").Resize(50, 20).Resize(160, 50)
	if d.Session().Pane != model.BarsPane {
		t.Error("a pane that was chosen is lost when the window changes")
	}
}

func TestTilesStandApart(t *testing.T) {
	for w := scene.NormalWidth; w <= 200; w++ {
		d := tuitest.Sit(t, w, 36, "", tui.Options{})
		s := d.Rows()
		for _, tile := range s.Tiles {
			value := explore.TileValue(&d.Model.Kit, tile.Tile, s.TileLimit)
			if free := tile.Rect.W - 2 - grid.Width(value); free < 1 || free < 2 && value != explore.TileValue(&d.Model.Kit, tile.Tile, explore.BriefTile) {
				t.Errorf("at %d cells %q stands %d before the next tile:\n%s", w, value, free, d)
			}
		}
	}
}

func TestANameThatLacksFewLettersHasThemFromTheBars(t *testing.T) {
	for w := 100; w <= 160; w++ {
		d := tuitest.Sit(t, w, 36, "by=service publisher=all", tui.Options{})
		for _, row := range d.Rows().Result.Rows {
			if grid.Width(row.Name) < 24 && !strings.Contains(d.String(), " "+row.Name+" ") {
				t.Errorf("at %d cells %q is cut:\n%s", w, row.Name, d)
			}
		}
	}
}

func TestALegendNamesEveryColourOrSaysHowManyItLeavesOut(t *testing.T) {
	for w := scene.NarrowWidth; w <= 200; w++ {
		d := tuitest.Sit(t, w, 36, "", tui.Options{})
		s, named := d.Rows(), 0
		var text strings.Builder
		for _, line := range d.Screen()[s.Header.Y:s.Body.Y] {
			text.WriteString(line + "\n")
		}
		outcomes := 0
		for _, c := range report.Outcomes() {
			if f := s.Result.Total.Figures[c]; f.Reported && f.Hi > 0 {
				outcomes++
				if strings.Contains(text.String(), string(d.Glyphs.Swatch)+" "+scene.LegendLabel(c)) {
					named++
				}
			}
		}
		if !s.Bars.Empty() && named > 0 && named < outcomes && !strings.Contains(text.String(), "+"+string(rune('0'+outcomes-named))) {
			t.Errorf("at %d cells the legend names %d of %d colours and does not say so:\n%s", w, named, outcomes, text.String())
		}
	}
}

func TestALegendStandsApartFromTheFiguresAboveIt(t *testing.T) {
	for _, size := range [][2]int{{200, 40}, {160, 50}, {120, 36}, {100, 30}, {60, 30}} {
		d := tuitest.Sit(t, size[0], size[1], "", tui.Options{})
		s := d.Rows()
		if above := d.Screen()[s.Legend.Y-1]; s.Legend.Y < s.Head.Y && strings.TrimSpace(above) != "" {
			t.Errorf("at %v the legend stands right below %q:\n%s", size, above, d)
		}
		if strings.Contains(d.Screen()[s.Legend.Y+s.Legend.H-1], "+") {
			t.Errorf("at %v the legend has no room for all colours:\n%s", size, d)
		}
	}
}

func TestALegendOnANarrowScreenIsWholeOrNotThere(t *testing.T) {
	there := map[bool]int{}
	for w := scene.NarrowWidth; w < scene.NormalWidth; w++ {
		for _, query := range []string{"", "outcome=content,rejected"} { // colours for which one line is not enough, and two
			for _, h := range []int{scene.ListHeight, 20, 25} {
				d := tuitest.Sit(t, w, h, query, tui.Options{})
				s := d.Rows()
				if !s.Legend.Empty() && strings.Contains(d.Screen()[s.Legend.Y], "+") {
					t.Errorf("at %d×%d the legend has lost colours:\n%s", w, h, d)
				}
				there[!s.Legend.Empty()]++
			}
		}
	}
	if len(there) != 2 {
		t.Errorf("a legend should be there on some screens and not on others: %v", there)
	}
}

func TestTheTableStandsStillWhilePeriodsAreSteppedThrough(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {100, 30}, {60, 30}} {
		d := tuitest.Sit(t, size[0], size[1], "", tui.Options{})
		d.Press("]")
		top := d.Rows().Body.Y
		for range 6 {
			d.Press("]")
			if at := d.Rows().Body.Y; at != top {
				t.Errorf("at %v the rows begin in line %d, before in %d:\n%s", size, at, top, d)
			}
		}
	}
}

func TestOneRequestIsNotCalledRequests(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("tab")
	once := false
	for range d.Rows().Result.Rows {
		for range d.Session().Parts(d.Rows().Result) {
			if line := d.Screen()[d.Scene().Panes.Help.Y]; strings.Contains(line, ": 1 request") {
				once = true
				if strings.Contains(line, "1 requests") {
					t.Errorf("%q", line)
				}
			}
			d.Press("l")
		}
		d.Press("j")
		for range d.Session().Parts(d.Rows().Result) {
			d.Press("h")
		}
	}
	if !once {
		t.Error("no outcome has one request: choose another question")
	}
}

func TestTotalsFollowTheLastRow(t *testing.T) {
	for _, query := range []string{"", "country=RU", "by=region", "by=period scale=log", "search=nowhere"} {
		for _, size := range [][2]int{{120, 36}, {80, 24}, {50, 20}, {40, 10}, {30, 8}} {
			d := tuitest.Sit(t, size[0], size[1], query, tui.Options{})
			s := d.Rows()
			if n := len(s.Result.Rows); n > 0 && s.Body.H > n {
				t.Errorf("%q at %v: %d rows have room for %d:\n%s", query, size, n, s.Body.H, d)
			}
			if s.Step > scene.List && s.Below.Y != s.Body.Y+s.Body.H || s.Totals.Y < s.Body.Y+s.Body.H {
				t.Errorf("%q at %v: the rows end at %d, the rule is %d, the totals %d", query, size, s.Body.Y+s.Body.H, s.Below.Y, s.Totals.Y)
			}
		}
	}
}

func TestTheLineOfTotalsSaysWhichRowsAreShown(t *testing.T) {
	for _, c := range []struct {
		query, says string
		keys        []string
	}{
		{"", " rows 1–17 of 34 ", nil},
		{"", " rows 18–34 of 34 ", []string{"G"}},
		{"country=RU", " row 1 of 1 ", nil},
		{"top=32", "1–16 of 32, 2 hidden", nil},
		{"by=service search=mail", "row 1 of 1, 1 hidden", nil},
		{"search=lan", "1–3 of 3, 31 hidden", nil},
		{"search=nowhere", "no row", nil},
		{"country=RU,UT", "2 countries", nil},
		{"country=RU", "1 country ", nil},
		{"by=region", "4 regions", nil},
	} {
		d := tuitest.Sit(t, 120, 36, c.query, tui.Options{}).Press(c.keys...)
		if line := d.Screen()[d.Rows().Totals.Y]; !strings.Contains(line, c.says) {
			t.Errorf("%q %v: want %q in %q", c.query, c.keys, c.says, line)
		}
	}
	tuitest.Sit(t, 90, 20, "", tui.Options{}).Press("z").Shows("33 countries · 1–9 of 34") // without bars
}

func TestTheLongestBarFillsItsPaneAndOthersAreInProportion(t *testing.T) {
	d := tuitest.Sit(t, 160, 36, "country=RU,UT,ER,LI sort=country", tui.Options{ASCII: true})
	s := d.Rows()
	most := 0.0
	for i := range s.Result.Rows {
		most = max(most, s.Result.Rows[i].Figures[report.Requests].Value(report.Requests))
	}
	for i := range s.Result.Rows {
		row := &s.Result.Rows[i]
		want := row.Figures[report.Requests].Value(report.Requests) / most * float64(s.Bars.W)
		if got := float64(grid.Width(tuitest.Cells(d.Line(row.Name), s.Bars.X, s.Bars.W))); got < want-1 || got > want+1 {
			t.Errorf("the bar of %s has %v cells, want %.1f", row.Name, got, want)
		}
	}
}

func TestTheTerminalsCursorIsOnTheRowThatIsHeard(t *testing.T) {
	d := tuitest.Sit(t, 100, 20, "", tui.Options{Plain: true})
	for i, row := range d.Scene().Result.Rows {
		if i > 0 {
			d.Press("j")
		}
		name := tuitest.CutTo(row.Name, 12)
		if at := d.View().Cursor; at == nil || !strings.Contains(d.Screen()[at.Y], name) {
			t.Fatalf("%s is heard, and the terminal's cursor is at %v:\n%s", row.Name, at, d)
		}
	}
}

func TestANarrowScreenKeepsTheTilesThatTellMost(t *testing.T) {
	d := tuitest.Sit(t, 76, 30, "", tui.Options{})
	words := []string{"requests", "content", "none", "non-content", "some data", "unspecified"}
	for w := 76; w >= 40; w-- {
		d.Resize(w, 30)
		line := strings.Join(strings.Fields(d.Screen()[d.Rows().Tiles[0].Rect.Y]), " ")
		last := len(d.Rows().Tiles)
		for i, word := range words {
			if shown := strings.Contains(" "+line+" ", " "+word+" "); shown != (i < last) {
				t.Fatalf("at %d cells, %d tiles have room, and %q is among them: %v: %q", w, last, word, shown, line)
			}
		}
	}
}

func TestTheTileUnderTheCursorIsUnderlinedWhereItIsOneLine(t *testing.T) {
	d := tuitest.Sit(t, 62, 40, "", tui.Options{})
	for range 3 {
		if d.Session().Pane != model.TilesPane {
			d.Press("tab")
		}
	}
	f, chosen, found := d.Frame(), d.Session().Outcome, false
	for _, tile := range d.Rows().Tiles {
		found = found || tile.Columns[0] == chosen
		_, st := f.Cell(tile.Rect.X, tile.Rect.Y)
		if underlined := st.Attr&grid.Underline != 0; tile.Rect.H != 1 || underlined != (tile.Columns[0] == chosen) {
			t.Errorf("the tile of %s is underlined: %v, where that of %s is chosen", tile.Columns[0], underlined, chosen)
		}
	}
	if !found {
		t.Errorf("the tile of %s is not on the screen:\n%s", chosen, d)
	}
}

func TestOfANameTheMeasureIsExplained(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "measure=accounts", tui.Options{})
	for d.Cursor() != "" {
		d.Press("h")
	}
	d.Press("i").Shows("Ruritania", "Accounts", "105,091")
}

func TestALogBarIsNotSplit(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "scale=log", tui.Options{ASCII: true})
	s := d.Rows()
	if bar := tuitest.Cells(d.Line("Ruritania"), s.Bars.X, s.Bars.W); strings.Trim(bar, bar[:1]) != "" {
		t.Errorf("the bar is %q", bar)
	}
	d.Shows("logarithmic scale")
}

func TestBarsKeepTheirLengthWhileColumnsMoveSideways(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {100, 30}, {80, 24}, {60, 24}, {50, 20}} {
		texts := []string{"", "by=service", "by=period", "measure=change period=2016-H2", "sort=-content"}
		if size[0] >= scene.WideWidth {
			texts = append(texts, "publisher=all", "sort=-accounts_per_request") // two wide columns, besides the measure
		}
		for _, text := range texts {
			d := tuitest.Sit(t, size[0], size[1], text, tui.Options{Data: tuitest.Reports()})
			bars := d.Rows().Bars
			for range len(d.Scene().Sheet.Columns) {
				d.Press("l")
				here := d.Session().Column
				if d.Rows().Bars.X != bars.X || d.Rows().Bars.W != bars.W { // notes about a column may come and go
					t.Errorf("%d×%d %s: with the cursor on %s bars are at %v, before at %v", size[0], size[1], text, here, d.Rows().Bars, bars)
				}
				if here != model.NameColumn && !slices.Contains(d.Rows().OnScreen, here) {
					t.Errorf("%d×%d %s: %s is out of sight", size[0], size[1], text, here)
				}
			}
		}
	}
}

func TestTheContentRateIsInSight(t *testing.T) {
	for _, text := range []string{"", "by=service", "by=region", "period=2012", "country=GB,US,TR,DE,FR", "period=2024-H2", "by=type", "by=period"} {
		tuitest.Sit(t, 120, 36, text, tui.Options{Data: tuitest.Reports()}).Shows("Content %", "Disclosed %")
	}
}

func TestContentHasItsColourAsACountAndAsARate(t *testing.T) {
	d := tuitest.Sit(t, 160, 40, "period=2012", tui.Options{Data: tuitest.Reports(), Theme: "dark"})
	v := d.Rows()
	content := d.Theme.Ink(d.Theme.Outcomes[theme.Content])
	for _, c := range v.Columns {
		for i := v.Top; i < v.Top+v.Body.H; i++ {
			f := v.Result.Rows[i].Figures[c.Column]
			_, st := d.Frame().Cell(c.X+c.W-1, v.Body.Y+i-v.Top)
			tells := (c.Column == report.Content || c.Column == report.ContentRate) && f.Reported && !f.Partly() && (f.Hi > 0 || f.Rate > 0)
			if tells != (st.FG == content) {
				t.Errorf("%s of %s, %+v, has the colour %v", c.Column, v.Result.Rows[i].Name, f, st.FG)
			}
		}
	}
}
