package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
)

func TestTheMenuOfComparisonsHasEveryPeriodTheLatestFirst(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("a")
	d.Shows("Compare with", "▸ as many months before", "the same months a year earlier")
	_, last := d.Find("2003-H1  ")
	_, first := d.Find("  2001  ")
	if last < 0 || first < 0 || last > first {
		t.Errorf("the latest period stands on row %d, the first on %d:\n%s", last, first, d)
	}
	d.Press("down", "enter").Asks("against=year").Shows("Against a year earlier")
	d.Press("a").Shows("▸ the same months a year earlier").Press("end", "enter").Asks("against=2001").Shows("Against 2001")
	d.Click("Against 2001").Shows("Compare with", "▸ 2001").Press("home", "enter").Asks("").Hides("Against")
	// A period without a record is kept, and said to be one.
	tuitest.Sit(t, 120, 36, "against=1999", tui.Options{}).Press("a").Shows("▸ 1999", "no record under these filters")
}

func TestTheMenuOfMinimaHidesRowsOfFewRequests(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("N")
	d.Shows("▸ none", "1,000", "another number").Press("down", "down", "enter").Asks("min=50").Shows("Minimum 50")
	d.Press("N").Shows("▸ 50").Press("home", "enter").Asks("").Hides("Minimum")
	// Where rates hide rows unless told otherwise, none is what is told.
	d = tuitest.Sit(t, 120, 36, "measure=content_rate", tui.Options{}).Press("N").Shows("▸ 10")
	d.Press("home", "enter").Asks("measure=content_rate min=1").Shows("Minimum 1")
	tuitest.Sit(t, 120, 36, "by=period", tui.Options{}).Press("N").Shows("periods are never hidden, however few their requests")
}

func TestAnyMinimumCanBeTyped(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("N", "end", "enter").Shows("1 hides none.")
	d.Type("few").Press("enter").Shows("write a whole number of requests, 1 or more")
	d.Press("backspace", "backspace", "backspace").Type("1,234").Press("enter").Asks("min=1234").Shows("Minimum 1,234")
	d.Press("N").Shows("▸ 1,234").Press("end", "enter", "esc").Asks("min=1234")
	d.Press("N", "end", "enter", "ctrl+u").Type("1").Press("enter").Asks("")
}

func TestRowsCanBeYears(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("b").Shows("Period", "Year", "each the sum of its halves")
	d.Press("y", "enter").Asks("by=period grain=year").Shows("Year ▴", " years")
	d.Press("b").Shows("▸ Year").Press("up", "enter").Asks("by=period")
	d.Press("H").Asks("by=period grain=year").Shows("periods are years now", "by year", "Year ▴")
	d.Press("]", "]").Asks("period=2002 by=period grain=year").Press("H").Asks("period=2002 by=period")
}

func TestTheMenuOfMeasuresSaysWhatEachIs(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "against=2001", tui.Options{}).Press("m")
	for _, c := range report.Measures() {
		d.Shows(c.Label(), c.Hint())
	}
	d.Shows("of requests, as a number, against 2001")
}

func TestThePaletteHasTheNewQuestions(t *testing.T) {
	for typed, want := range map[string]string{
		"group by year":      "by=period grain=year",
		"periods are years":  "grain=year",
		"a year earlier":     "against=year",
		"minimum: 50":        "min=50",
		"measure: differ":    "measure=difference",
		"accounts per milli": "measure=accounts_per_million",
	} {
		tuitest.Sit(t, 120, 36, "", tui.Options{}).Press(":").Type(typed).Press("enter").Asks(want)
	}
}

func TestAKeyIsFoundInThePaletteByTheNameOfItsFilter(t *testing.T) {
	for typed, key := range map[string]string{"against": "a", "minimum": "N", "min": "N", "year": "H"} {
		d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press(":").Type(typed)
		_, first, _ := strings.Cut(d.Line("│ ▸ "), "│ ▸ ")
		if first, _, _ = strings.Cut(first, "│"); !strings.HasSuffix(strings.TrimSpace(first), " "+key) {
			t.Errorf("%q finds first %q, want the key %s", typed, first, key)
		}
	}
}

func TestDataWithoutGroupsSaysSo(t *testing.T) {
	tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("f").Shows("this data knows no groups of countries")
	tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("b").Shows("Region").Hides("Group  ", "  Group\n")
	tuitest.Sit(t, 120, 36, "", tui.Options{}).Press(":").Type("group by g").Hides("group by group")
}

func TestAGroupHasAChipWhereOneIsChosen(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Hides("Group ")
	d.Do(model.SetFilter{By: query.ByGroup, Filter: query.Filter{Mode: query.Only, IDs: []string{"eu"}}})
	d.Shows("Group eu").Press("0").Hides("Group ")
}

func TestAPartOfAYearIsNotTakenForIt(t *testing.T) {
	tuitest.Open(t, "period=2002", tui.Options{}).
		Answer(func(r *answer.Result) { r.Total.Partial = "first half only; Pigeon Post whole" }).
		Resize(120, 36).Shows("Period 2002, first half only; Pigeon Post whole")
}

func TestGroupsOfCountriesArePickedWhereTheDataKnowsThem(t *testing.T) {
	tables := tuitest.Tables()
	tables.Members = []report.Member{{Group: "isles", Label: "The Isles", Country: "RU"}}
	data := tuitest.Dataset(tables, tuitest.Records())
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Data: data}).Press("f").Shows("─ Group ─", "requests under the other filters")
	d.Press("esc", "b").Shows("  Group").Press("esc", ":").Type("group by g").Press("enter").Asks("by=group")
}

func TestAMenuNarrowsAsOneTypes(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("m").Shows("type to narrow")
	d.Type("per m").Shows("› per m", "▸ Requests per million people", "Accounts per million people").Hides("Disclosed rate", "type to narrow")
	d.Press("enter").Asks("measure=per_million")
	d.Press("m").Type("diff").Shows("▸ Difference").Press("enter").Asks("measure=difference")
	d.Press("m").Type("xyz").Shows("nothing matches").Press("enter", "down", "space").Shows("nothing matches")
	d.Press("esc").Asks("measure=difference")
	// Letters that move in other lists are text here; the arrows and their like move on.
	d.Press("m").Type("j").Shows("› j").Press("backspace", "ctrl+n", "ctrl+n", "ctrl+p").Press("home").Shows("▸ Requests ")
	d.Press("end", "home", "tab", "shift+tab", "enter").Asks("")
	d.Press("b").Type("reg").Shows("▸ Region").Press("enter").Asks("by=region")
	d.Press("a").Type("2003").Shows("▸ 2003-H1").Hides("2002-H1  ").Press("enter").Asks("by=region against=2003-H1")
	d.Press("N").Type("1000").Shows("▸ 1,000").Press("enter").Asks("by=region against=2003-H1 min=1000")
	// A paste is text, and where there is no row for it, the border has it.
	d.Press("m").Send(tea.PasteMsg{Content: "change"}).Shows("▸ Change").Press("esc")
	SitWith(t, tuitest.NewWorld(), "").Press("Y").Type("cs").Shows("› cs", "▸ csv").Hides("markdown")
}

func TestWhatIsTypedInAMenuIsPickedOut(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Theme: "dark"}).Press("m").Type("milli")
	x, y := d.Find("▸ Requests per million people")
	at := x + grid.Width("▸ Requests per ")
	for i := range "milli" {
		if _, st := d.Frame().Cell(at+i, y); st.FG != d.Theme.Match.FG {
			t.Errorf("letter %d of what was typed has the colour %v", i, st.FG)
		}
	}
}

func TestWhatNoPublisherPrintsCannotBeMeasuredOrSortedBy(t *testing.T) {
	o := tui.Options{Data: tuitest.Reports(), Theme: "dark"}
	const why = "Google does not print the number of requests refused"
	d := tuitest.Sit(t, 120, 36, "publisher=google", o).Press("m").Shows("Rejected rate", why)
	x, y := d.Find("Rejected rate")
	if _, st := d.Frame().Cell(x, y); st.FG != d.Theme.Faint.FG {
		t.Errorf("what cannot be chosen has the colour %v", st.FG)
	}
	d.Type("rejected").Press("enter").Asks("publisher=google").Shows("─ Measure ─")
	if d.Last() != why && !strings.Contains(d.Last(), why) {
		t.Errorf("enter says %q", d.Last())
	}
	if d.Previews() {
		t.Error("the screen behind shows what cannot be chosen")
	}
	d.Press("esc").Press("m").Click("Rejected rate").Asks("publisher=google")
	d.Press("esc", ":").Type("measure: rejected").Press("enter").Asks("publisher=google").Shows(why)
	// As a question it may be asked, but nothing is ordered by it.
	d = tuitest.Sit(t, 120, 36, "publisher=google measure=rejected_rate sort=country", o)
	d.Press("S").Asks("publisher=google measure=rejected_rate sort=country").Shows(why + ": there is no order by it")
	d.Press("m").Type("accounts").Press("enter").Asks("publisher=google measure=accounts sort=country")
	// With another publisher there is something.
	tuitest.Sit(t, 120, 36, "publisher=google,microsoft", o).Press("m").Hides("not print").Type("rejected").Press("enter").
		Asks("publisher=google,microsoft measure=rejected_rate")
	tuitest.Sit(t, 120, 36, "publisher=google,meta", o).Press("m").Shows("Google and Meta do not print the number of requests refused")
	tuitest.Sit(t, 120, 36, "publisher=google,meta,twitter", o).Press("m").Shows("none of the 3 publishers prints the number of requests refused")
}
