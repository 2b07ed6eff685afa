package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// foot finds the footnote that begins with some words after its mark, "" for none.
func foot(d *tuitest.Desk, begins string) string {
	for _, line := range d.Screen() {
		if _, text, marked := strings.Cut(strings.TrimSpace(line), " "); marked && strings.HasPrefix(text, begins) {
			return text
		}
	}
	return ""
}

func TestWhatTakesPartInAChangeStandsAtTheFoot(t *testing.T) {
	d := tuitest.Reports()
	const wanted = "publisher=all period=2024-H1 measure=change"
	q, err := query.Parse(wanted, d)
	if err != nil {
		t.Fatal(err)
	}
	about := answer.NewEngine(d).Result(q).Total.Compare
	if about == nil || len(about.Publishers) == 0 || len(about.Publishers) >= about.Of {
		t.Fatalf("all take part or none: %+v", about)
	}
	some := fmt.Sprintf("%d of %d publishers", len(about.Publishers), about.Of)
	desk := tuitest.Sit(t, 160, 50, wanted, tui.Options{Data: d})
	if text := foot(desk, "Change"); !strings.Contains(text, ": "+some) {
		t.Errorf("explore says %q, not %q:\n%s", text, some, desk)
	}
	if first := desk.Scene().NoteLines()[0].Text; !strings.HasPrefix(first, "Publishers do not count") {
		t.Errorf("the first footnote is %q", first)
	}
	screen := desk.String()
	if strings.Index(screen, some) > strings.Index(screen, "In parentheses") {
		t.Errorf("what is covered stands before what takes part:\n%s", desk)
	}
	// Where the total compares nothing, the row or cell under the cursor is meant.
	desk = tuitest.Sit(t, 160, 50, "publisher=all by=period measure=change select=2024-H1", tui.Options{Data: d})
	if text := foot(desk, "Change"); !strings.Contains(text, " of 2024-H1: "+some) {
		t.Errorf("by period says %q:\n%s", text, desk)
	}
	for _, view := range []string{"matrix", "trend"} {
		desk = tuitest.Sit(t, 160, 50, "view="+view+" publisher=all measure=change period=2022-H1..2024-H1 select=US", tui.Options{Data: d})
		if text := foot(desk, "Change"); view == "matrix" && !strings.Contains(text, " of United States in 2024-H1: "+some) { // under lines, their breaks come first
			t.Errorf("%s says %q:\n%s", view, text, desk)
		}
		desk.Shows(", " + some)
		if foot(desk, "Nothing to compare") != "" {
			t.Errorf("%s says that nothing is compared:\n%s", view, desk)
		}
	}
	tuitest.Sit(t, 160, 50, "publisher=all period=2024-H1 measure=accounts view=matrix", tui.Options{Data: d}).Hides(some)
}

func TestNothingToCompareIsSaidOnlyWhereThereAreRows(t *testing.T) {
	d := tuitest.Reports()
	const said = "Nothing to compare"
	tuitest.Sit(t, 120, 36, "measure=change", tui.Options{Data: d}).Shows(said)
	for _, view := range []string{"trend", "matrix"} {
		tuitest.Sit(t, 120, 36, "measure=change view="+view, tui.Options{Data: d}).Hides(said)
	}
	tuitest.Sit(t, 120, 36, "measure=change country=GL period=2013-H1 outcome=content", tui.Options{Data: d}).Shows("No record").Hides(said)
}

func TestParenthesesAreExplainedWhereOnlyARowHasThem(t *testing.T) {
	d := tuitest.Reports()
	const means = "( ) covers < 95 %"
	desk := tuitest.Sit(t, 120, 36, "by=group period=2020-H1 measure=change", tui.Options{Data: d}).Shows(means)
	if n := strings.Count(desk.String(), means); n != 1 {
		t.Errorf("it stands %d times", n)
	}
	tuitest.Sit(t, 120, 36, "publisher=all period=2024-H1 measure=change", tui.Options{Data: d}).Shows("n parentheses: ")
	tuitest.Sit(t, 120, 36, "period=2013-H1 measure=accounts", tui.Options{Data: d}).Hides(means)
}

func TestRowsOfGroupsDoNotAddUpToTheTotal(t *testing.T) {
	d := tuitest.Reports()
	const said = "A country can be a member of several groups: the rows do not add up to the total"
	for _, view := range []string{"explore", "matrix"} {
		tuitest.Sit(t, 160, 50, "by=group view="+view, tui.Options{Data: d}).Shows(said, " Total ").Hides(" groups ·")
	}
	tuitest.Sit(t, 160, 50, "by=region", tui.Options{Data: d}).Hides(said)
}

func TestWhatIsCoveredInAComparisonNamesItsRow(t *testing.T) {
	d := tuitest.Reports()
	desk := tuitest.Sit(t, 160, 50, "view=compare publisher=all period=2024-H1 measure=change select=US pins=US,DE", tui.Options{Data: d})
	q, _ := query.Parse("publisher=all period=2024-H1 measure=change", d)
	for _, r := range answer.NewEngine(d).Result(q).Rows {
		if r.ID == "US" && !r.Figures[report.Change].Partly() {
			t.Fatal("the change of the United States covers all: choose another row")
		}
	}
	desk.Shows("hange of United States covers ")
}

func TestARowThatIsComparedOtherwiseSaysSoAtTheFoot(t *testing.T) {
	d := tuitest.Reports()
	q, err := query.Parse("by=group period=2020-H1 measure=change", d)
	if err != nil {
		t.Fatal(err)
	}
	without := ""
	for _, r := range answer.NewEngine(d).Result(q).Rows {
		if r.ID == "eu" && r.Compare != nil && len(r.Compare.Without) > 0 {
			without = r.Compare.Without[0]
		}
	}
	if without == "" {
		t.Fatal("nothing is left out of the European Union's change: choose another period")
	}
	desk := tuitest.Sit(t, 160, 50, "by=group period=2020-H1 measure=change select=eu", tui.Options{Data: d})
	if text := foot(desk, "Change"); !strings.HasPrefix(text, "Change of European Union: without "+without) {
		t.Errorf("the foot says %q, not what is left out: %q", text, without)
	}
	desk = tuitest.Sit(t, 160, 50, "by=group period=2020-H1 measure=change select=g7", tui.Options{Data: d})
	if text := foot(desk, "Change"); text != "" {
		t.Errorf("of a row from which nothing is left out the foot says %q", text)
	}
}
