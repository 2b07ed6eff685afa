package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
)

func TestAPickerShowsBehindWhatItsChoiceWouldMake(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	before := d.String()
	d.Press("p", "space")
	total := answer.NewEngine(tuitest.MadeUp()).Result(parse(t, "period=2001")).Total.Figures[report.Requests]
	d.Shows("Period 2001", d.Format.Figure(total, report.Requests), "1 of 4 chosen")
	d.Press("esc")
	if d.String() != before {
		t.Errorf("esc leaves another screen:\n%s", d)
	}
	d.Press("p", "space", "enter").Asks("period=2001")
	d.Press("u").Asks("")
}

// parse reads a question on the made-up data.
func parse(t tuitest.Tester, text string) query.Query {
	q, err := query.Parse(text, tuitest.MadeUp())
	if err != nil {
		t.Fatalf("%v", err)
	}
	return q
}

func TestAPickersCountsAreThoseUnderTheOtherFilters(t *testing.T) {
	for _, c := range []struct{ query, key, by string }{
		{"period=2002-H1 country=RU", "c", "country"},
		{"period=2002-H1 country=RU,UT", "p", "period"},
		{"service=mail country=UT", "s", "service"},
		{"type=emergency", "t", "type"},
		{"publisher=pigeon", "d", "publisher"},
	} {
		d := tuitest.Sit(t, 120, 80, c.query, tui.Options{}).Press(c.key)
		q := parse(t, c.query)
		asked := q
		for _, by := range query.Dimensions() {
			if by.String() == c.by {
				asked.By = by
				if f := asked.Filter(by); f != nil {
					f.Mode, f.IDs = query.All, nil
				} else {
					asked.Period = query.PeriodFilter{}
				}
			}
		}
		for _, row := range answer.NewEngine(tuitest.MadeUp()).Result(asked).Rows {
			want, found := d.Format.Figure(row.Figures[report.Requests], report.Requests), false
			for _, line := range d.Screen() {
				at := strings.Index(line, tuitest.CutTo(row.Name, 14))
				_, rest, ok := strings.Cut(line, string(d.Glyphs.Box.Vertical))
				found = found || at >= 0 && ok && strings.Contains(rest, " "+want+" "+string(d.Glyphs.Box.Vertical))
			}
			if !found {
				t.Errorf("%q: the picker of %s does not say that %s has %s:\n%s", c.query, c.by, row.Name, want, d)
			}
		}
	}
}

func TestTypingNarrowsAPickerAndEnterTakesTheBest(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("c").Type("horai")
	d.Shows("› horai", tuitest.WideName)
	d.Hides("Nil ")
	d.Press("enter").Asks("country=HO")
	d = tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("c").Type("y")
	for i, line := range pickerLines(d) {
		if i == 0 && !strings.Contains(line, "Ys") {
			t.Errorf("what starts with y does not stand first: %q", line)
		}
	}
	d = tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("c").Type("zbk")
	if lines := pickerLines(d); len(lines) != 1 || !strings.Contains(lines[0], "Zubrowka") {
		t.Errorf("scattered letters find %q", lines)
	}
}

func TestWhatIsTypedAndEnteredTakesThePlaceOfWhatWasChosenBefore(t *testing.T) {
	for _, c := range []struct{ before, key, text, after string }{
		{"country=HO", "c", "utopia", "country=UT"},
		{"country!=HO", "c", "utopia", "country=UT"},
		{"period=2001", "p", "2002-h1", "period=2002-H1"},
		{"period=2001", "p", "2002-h1..2002-h2", "period=2002"},
		{"service=voice", "s", "mail", "service=mail"},
	} {
		tuitest.Sit(t, 120, 36, c.before, tui.Options{}).Press(c.key).Type(c.text).Press("enter").Asks(c.after)
	}
	// What is chosen with a space is no earlier choice: it is the answer, whatever is typed then.
	tuitest.Sit(t, 120, 36, "country=HO", tui.Options{}).Press("c", "space").Type("utopia").Press("enter").Asks("country=HO,RU")
}

// pickerLines are the values that an open picker lists.
func pickerLines(d *tuitest.Desk) []string {
	var lines []string
	for _, line := range d.Screen() {
		_, inside, _ := strings.Cut(line, string(d.Glyphs.Box.Vertical))
		if inside, _, is := strings.Cut(inside, string(d.Glyphs.Box.Vertical)); is && strings.ContainsAny(inside, "□■") {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestSpaceChoosesManyAndExclamationTurnsThemRound(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("c", "space", "down", "space", "enter")
	d.Asks("country=AV,RU")
	d.Press("c", "!", "enter").Asks("country!=AV,RU")
	d.Press("c", "!", "!", "enter").Asks("country!=AV,RU")
	d.Press("c", "space", "down", "space", "enter").Asks("")
	d.Press("c").Type("lan").Press("ctrl+a", "enter").Asks("country=AT,FL,RA")
}

func TestAllValuesAreAllAndNotAListOfThem(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("t", "ctrl+a", "enter")
	d.Asks("type=all")
	d.Press("t", "ctrl+a", "enter").Asks("")
}

func TestWhatTheWholeNameBeginsWithStandsFirst(t *testing.T) {
	tables := tuitest.Tables()
	tables.Services[1].Label, tables.Services[0].Label = "Skype", "Microsoft, without Skype"
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Data: tuitest.Dataset(tables, tuitest.Records())}).Press("s")
	_, without := d.Find("Microsoft, without Skype")
	if _, skype := d.Find("□ Skype"); skype < without {
		t.Fatal("Skype stands first though nothing is typed: choose other data")
	}
	d.Type("sky").Shows("▸ □ Skype", "□ Microsoft, without Skype").Press("enter").Asks("service=voice")
	tuitest.Sit(t, 120, 36, "", tui.Options{Data: tuitest.Reports()}).Press("s").Type("sky").Press("enter").Asks("service=skype")
}

func TestTheHeadOfARegionChoosesItsCountries(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("c", "up")
	d.Shows("▸ □ North")
	d.Press("space").Shows("▸ ■ North", "■ RU Ruritania", "□ UT Utopia")
	d.Press("enter")
	total := answer.NewEngine(tuitest.MadeUp()).Result(parse(t, "region=North")).Total.Figures[report.Requests]
	if got := d.Scene().Result.Total.Figures[report.Requests]; got != total {
		t.Errorf("the countries of North have %+v, the region has %+v", got, total)
	}
	d.Press("c", "up", "space", "enter").Asks("")
}

func TestCountriesWithoutARegionStandUnderAHeadOfTheirOwn(t *testing.T) {
	d := tuitest.Sit(t, 120, 80, "", tui.Options{}).Press("c")
	d.Hides("No record here") // each has one
	_, head := d.Find("□ No region")
	_, last := d.Find("□ SU Suppressia")
	if _, at := d.Find("□ AT Atlantis"); head != last+1 || at != head+1 {
		t.Errorf("the head of no region stands on line %d, Atlantis on %d:\n%s", head, at, d)
	}
}

func TestNeighbouringPeriodsBecomeARange(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("p", "down", "space", "down", "space", "enter")
	d.Asks("period=2002").Shows("Period 2002")
	d.Press("p").Shows("■ 2002-H1", "■ 2002-H2").Press("esc")
	d.Press("p", "down", "down", "down", "space", "enter").Asks("period=2002-H1..2003-H1")
	d.Press("p", "down", "down", "space", "enter").Asks("period=2002-H1,2003-H1")
}

func TestEnterWithoutAChoiceChangesNothing(t *testing.T) {
	for _, query := range []string{"", "country!=RU", "period=2002-H1", "type=all", "publisher=all", "outcome=content"} {
		for _, key := range pickers {
			d := tuitest.Sit(t, 120, 36, query, tui.Options{})
			before := d.Query()
			if d.Press(key, "down", "enter"); !d.Query().Equal(before) {
				t.Errorf("%q: %s and enter ask %q", query, key, d.Query())
			}
			if d.Press("u").Shows("nothing to undo"); t.Failed() {
				return
			}
		}
	}
}

func TestWhatIsChosenStaysChosenWhenThePickerOpensAgain(t *testing.T) {
	for _, c := range []struct{ key, query string }{
		{"c", "country=ER,UT"}, {"c", "country!=ER"}, {"p", "period=2002-H1..2003-H1"}, {"p", "period!=2001"},
		{"s", "service=voice"}, {"t", "type=emergency"}, {"o", "outcome=content,rejected"}, {"d", "publisher=pigeon"},
	} {
		d := tuitest.Sit(t, 120, 36, c.query, tui.Options{}).Press(c.key)
		if !strings.ContainsAny(d.String(), "■×") {
			t.Errorf("%q: the picker shows nothing as chosen:\n%s", c.query, d)
		}
		d.Press("down", "space", "space", "enter").Asks(c.query) // chosen and back again
	}
}

func TestAPickerScrollsWithItsCursor(t *testing.T) {
	d := tuitest.Sit(t, 80, 20, "", tui.Options{}).Press("c")
	for range 40 {
		d.Press("down")
		marked := 0
		for _, line := range pickerLines(d) {
			if strings.Contains(line, "▸ □") {
				marked++
			}
		}
		if marked != 1 {
			t.Fatalf("the cursor is out of sight:\n%s", d)
		}
	}
	d.Shows("▸ □ ZZ Not itemised")
	for range 40 {
		d.Press("pgup")
	}
	d.Shows("▸ □ North")
}

func TestAPickerKeepsItsCursorInSightWhateverHappens(t *testing.T) {
	for _, key := range []string{"c", ":"} {
		d := tuitest.Sit(t, 80, 40, "", tui.Options{}).Press(key)
		for range 25 {
			d.Press("down")
		}
		d.Resize(80, 16)
		here := 0
		for _, line := range d.Screen() {
			here += strings.Count(line, "│ ▸ ")
		}
		if here != 1 {
			t.Errorf("%s: after the window has shrunk, %d lines are under the cursor:\n%s", key, here, d)
		}
	}
	d := tuitest.Sit(t, 80, 20, "", tui.Options{}).Press("c")
	for range 40 {
		d.Press("down")
	}
	d.Send(tea.PasteMsg{Content: "utopia"})
	d.Shows("▸ □ UT Utopia")
}

func TestAPasteGoesIntoATextFieldAndNowhereElse(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	before := d.Styled()
	d.Send(tea.PasteMsg{Content: "q?cG0"})
	if d.Styled() != before || d.Quit {
		t.Error("a paste is taken for keys")
	}
	d.Press("?")
	before = d.Styled()
	if d.Send(tea.PasteMsg{Content: "q"}); d.Styled() != before {
		t.Error("a paste is taken for keys by the help")
	}
	d.Press("esc", "/").Send(tea.PasteMsg{Content: "  rur\n\tita\x1b[31m"})
	d.Shows("/ rur ita")
	d.Press("esc", "c").Send(tea.PasteMsg{Content: "utopia"})
	d.Shows("› utopia", "UT Utopia")
	d.Press("esc", "/").Send(tea.PasteMsg{Content: strings.Repeat("蓬", 1<<20)})
	if n := len(d.Scene().Query.Search); n == 0 || n > tui.PasteLimit {
		t.Errorf("of a paste of %d bytes, %d are taken", 3<<20, n)
	}
}

func TestMenusShowBehindWhatTheyWouldMake(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	before := d.String()
	d.Press("b", "down").Shows("by region, 2001", "No region")
	d.Asks("")
	if d.Press("esc"); d.String() != before {
		t.Errorf("esc leaves another screen:\n%s", d)
	}
	d.Press("b", "down", "enter").Asks("by=region")
	d.Press("m", "down", "enter").Asks("by=region measure=share")
	d.Press("b").Shows("▸ Region")
	d.Press("esc", "m").Shows("▸ Share")
	d.Press("home").Shows("▸ Requests")
	d.Press("enter").Asks("by=region")
	measures := report.Measures()
	last := "▸ " + measures[len(measures)-1].Label()
	d.Press("m", "end", "down", "down").Shows(last)
	d.Press("ctrl+p", "up").Hides(last)
}

func TestHelpScrollsToItsEndAndNotBeyond(t *testing.T) {
	d := tuitest.Sit(t, 60, 16, "", tui.Options{}).Press("?")
	top := d.String()
	d.Press("G")
	end := d.String()
	if d.Press("j", "pgdown"); d.String() != end {
		t.Error("help scrolls beyond its end")
	}
	if d.Press("g"); d.String() != top {
		t.Error("g does not go back to the top of help")
	}
	for range 100 {
		d.Press("j")
	}
	if d.String() != end {
		t.Error("line by line, help has another end")
	}
	if d.Press("k"); d.String() == end {
		t.Error("one line up from the end is still the end")
	}
	d.Press("g", "space")
	if page := d.String(); page == top || d.Press("pgup").String() != top {
		t.Error("space does not turn a page")
	}
}

func TestTheInspectorExplainsTheSelectedRow(t *testing.T) {
	d := tuitest.Sit(t, 120, 60, "period=2002-H1", tui.Options{}).Press("/").Type("floorland").Press("enter", "i")
	d.Shows("Floorland", "≥ 640, at least", "│ 2 records", "Requests since 2002", "Microsoft, 2003-09-27", "https://example.org/2002")
	d = tuitest.Sit(t, 120, 60, "country=UT period=2001", tui.Options{}).Press("i")
	d.Shows("Utopia", "The sum of 2 records.", "worked out: the sum of two", "Requests in 2001", "Typed in by hand.", "Voice 2001 counts only requests that led to data.")
	d = tuitest.Sit(t, 120, 60, "by=period", tui.Options{}).Press("i")
	d.Shows("─ 2001 · Microsoft ─", "Requests in 2001")
	d.Hides("Requests since 2002")
}

func TestTheInspectorSaysWhatAChangeIsAgainst(t *testing.T) {
	d := tuitest.Sit(t, 120, 80, "period=2002-H1 service=mail measure=change country=UT", tui.Options{}).Press("i")
	d.Shows("─ Utopia", "÷ 2, ", "against a longer period, scaled")
}

func TestNothingInAnOverlayTouchesItsNeighbour(t *testing.T) {
	for _, w := range []int{50, 64, 80, 120} {
		for _, key := range []string{"m", "b"} {
			d := tuitest.Sit(t, w, 30, "", tui.Options{}).Press(key)
			for label, hint := range d.Entries() {
				for _, line := range d.Screen() {
					_, after, found := strings.Cut(line, " "+label)
					if found && hint != "" && strings.Contains(line, "│") && strings.Contains(after, tuitest.CutTo(hint, 5)) && !strings.HasPrefix(after, "  ") {
						t.Errorf("at %d cells %q touches its hint: %q", w, label, line)
					}
				}
			}
		}
		for _, line := range pickerLines(tuitest.Sit(t, w, 30, "", tui.Options{}).Press("c")) {
			if _, after, found := strings.Cut(line, "…"); found && strings.Contains(line, "United Princ") && !strings.HasPrefix(after, " ") {
				t.Errorf("at %d cells a long name touches its bar: %q", w, line)
			}
		}
	}
}

func TestTheInspectorExplainsTheColumnUnderTheCursor(t *testing.T) {
	d := tuitest.Sit(t, 120, 80, "period=2002-H1", tui.Options{})
	for _, c := range d.Scene().Sheet.Columns {
		f := d.Scene().Result.Rows[0].Figures[c]
		d.Press("i").Shows("│ "+c.Label()+" ", "│ "+d.Scene().FigureTold(f, c))
		d.Press("esc", "l")
	}
}

func TestAListSaysHowManyLinesLieBeyondItsBox(t *testing.T) {
	d := tuitest.Sit(t, 80, 24, "", tui.Options{}).Press("c")
	lines, height := d.Picked()
	beyond := lines - height
	d.Shows(fmt.Sprintf("↓ %d more", beyond))
	d.Press(slices.Repeat([]string{"down"}, lines)...).Hides("more ─").Shows(fmt.Sprintf("↑ %d ─", beyond))
	d.Type("utopia").Hides("↑", "↓")
	tuitest.Sit(t, 80, 24, "", tui.Options{}).Press(":").Shows(" more ─╯")
}

func TestAPickerTellsAllItsKeys(t *testing.T) {
	d := tuitest.Sit(t, 80, 24, "", tui.Options{}).Press("s")
	d.Shows("enter apply", "esc leave", "space choose", "! all but", "ctrl+a all")
}

func TestTheLettersThatWereTypedArePickedOutOfAName(t *testing.T) {
	for _, c := range []struct{ name, typed, picked string }{
		{"Türkiye", "turk", "Türk"},
		{"Bosnia & Herzegovina", "and herz", "& Herz"},
		{"St. Barthélemy", "st b", "St. B"},
		{"U.S. Virgin Islands", "us v", "U.S. V"},
		{"Côte d’Ivoire", "d'iv", "d’Iv"},
		{tuitest.CombiningName, report.Fold(tuitest.CombiningName), tuitest.CombiningName},
		{"Færøerne", "fae", "Fæ"},
	} {
		tables := tuitest.Tables()
		tables.Countries[slices.IndexFunc(tables.Countries, func(c report.Country) bool { return c.Code == "RU" })].Name = c.name
		o := tui.Options{Data: tuitest.Dataset(tables, tuitest.Records()), Theme: "dark"}
		d := tuitest.Sit(t, 120, 36, "", o).Press("c").Send(tea.PasteMsg{Content: c.typed})
		x, y := d.Find("RU " + c.name)
		f, picked := d.Frame(), ""
		for at := range grid.Width(c.name) {
			if glyph, st := f.Cell(x+3+at, y); st.FG == d.Theme.Match.FG {
				picked += glyph
			}
		}
		if picked != c.picked {
			t.Errorf("%q picks out %q of %q, not %q", c.typed, picked, c.name, c.picked)
		}
	}
}
