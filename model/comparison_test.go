package model

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/answer"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// side is what is compared, the reference in brackets, rows without a record with
// a question mark.
func (w *walk) side() string {
	c := w.e.Compared(w.state.Query)
	var ids []string
	for i, r := range c.Rows {
		id := r.ID
		if r.Records == 0 {
			id += "?"
		}
		if i == c.Reference {
			id = "[" + id + "]"
		}
		ids = append(ids, id)
	}
	return strings.Join(ids, " ")
}

func (w *walk) compares(want string) *walk {
	w.t.Helper()
	if got := w.side(); got != want {
		w.t.Errorf("%s: compares %s, want %s", w.state.Query, got, want)
	}
	return w
}

// on puts the cursor on a line of the comparison.
func (w *walk) on(line report.Column) *walk {
	w.t.Helper()
	at := slices.Index(w.e.Compared(w.state.Query).Lines, line)
	if at < 0 {
		w.t.Fatalf("%s is not compared", line)
	}
	return w.do(SelectLine{Line: at})
}

func TestSpacePinsTheRowUnderTheCursorAndUnpinsIt(t *testing.T) {
	w := start(t, "").do(TogglePin{}).asks("pins=US")
	w.do(SelectRow{"GB"}, TogglePin{}).asks("select=GB pins=GB,US")
	w.do(TogglePin{}).asks("select=GB pins=US")
	w.do(SelectRow{"US"}, TogglePin{}).asks("select=US")
	start(t, "country=CI").do(TogglePin{}).asks("country=CI").says("no row to pin")
	start(t, "country!=US select=US").do(TogglePin{}).asks("country!=US select=US").says("no row to pin")
}

func TestASeventhPinIsRefusedInWords(t *testing.T) {
	w := start(t, "publisher=all")
	for _, id := range []string{"US", "TR", "FR", "GB", "KR", "AQ"} {
		w.do(SelectRow{id}, TogglePin{}).says("")
	}
	w.do(SelectRow{"ZZ"}, TogglePin{}).says("6 rows are pinned, which is the most: x takes all pins away")
	w.asks("publisher=all select=ZZ pins=AQ,FR,GB,KR,TR,US")
	w.do(SelectRow{"AQ"}, TogglePin{}, SelectRow{"ZZ"}, TogglePin{}).says("").asks("publisher=all select=ZZ pins=FR,GB,KR,TR,US,ZZ")
}

func TestPinsAreClearedByXAndByAnotherGrouping(t *testing.T) {
	start(t, "pins=GB,US").do(ClearPins{}).asks("")
	start(t, "").do(ClearPins{}).asks("")
	w := start(t, "pins=GB,US select=GB").do(SetBy{query.ByPeriod}).asks("by=period")
	w.do(Undo{}).asks("select=GB pins=GB,US")
}

func TestAPinIsAStepThatCanBeUndone(t *testing.T) {
	w := start(t, "").do(TogglePin{}, SelectRow{"TR"}, TogglePin{}).asks("select=TR pins=TR,US")
	w.do(Undo{}).asks("select=TR pins=US").do(Undo{}).asks("").do(Redo{}, Redo{}).asks("select=TR pins=TR,US")
	w.do(ClearPins{}, Undo{}).asks("select=TR pins=TR,US")
}

func TestFewAreThePinnedRowsElseTheFirstFive(t *testing.T) {
	for query, want := range map[string]string{
		"":                            "US TR GB AQ FR",
		"top=2":                       "US TR",
		"search=united":               "US GB",
		"pins=FR,ZZ,TR":               "TR FR ZZ", // in the order of the rows
		"pins=FR,TR top=1":            "TR FR",    // whether top …
		"pins=FR,TR search=united":    "TR FR",    // … or search shows them
		"pins=CI,TR":                  "TR",       // nothing is known of CI
		"country=CI":                  "",
		"by=period pins=2013-H2":      "2013-H2",
		"sort=requests":               "FR AQ GB TR US",
		"pins=US,GB,TR,FR,AQ,ZZ":      "US TR GB AQ FR ZZ",
		"by=outcome publisher=all":    "content non_content some_data no_data rejected",
		"period=2013-H1 pins=AQ,GB":   "",
		"period=2013-H1 pins=AQ,US":   "US",
		"publisher=all pins=KR,US,TR": "US TR KR",
	} {
		w := start(t, query)
		if got := strings.Join(namedBy(w.e.Few(w.state.Query)), " "); got != want {
			t.Errorf("%q: few are %q, want %q", query, got, want)
		}
	}
}

func TestWhatIsComparedIsPinnedOrTheFirstFive(t *testing.T) {
	for query, want := range map[string]string{
		"":                                 "[US] TR GB AQ FR",
		"select=GB":                        "US TR [GB] AQ FR",
		"select=ZZ":                        "[US] TR GB AQ FR", // not one of them
		"pins=FR,TR":                       "[TR] FR",
		"pins=FR,TR select=FR":             "TR [FR]",
		"pins=FR,TR select=US":             "[TR] FR",
		"pins=GB":                          "[US] GB", // the first other
		"pins=GB select=GB":                "US [GB]",
		"pins=GB select=AQ":                "GB [AQ]", // the selected one
		"pins=US":                          "[US] TR",
		"pins=US country=US":               "[US]",
		"pins=CI,US":                       "[US] CI?",
		"pins=CI,US select=CI":             "US [CI?]",
		"period=2013-H1 pins=AQ,GB":        "[AQ?] GB?",
		"period=2013-H1 pins=AQ":           "[US] AQ?",
		"country=CI":                       "",
		"pins=TR,GB search=united":         "[TR] GB",
		"by=period pins=2012,2013-H2":      "[2012] 2013-H2",
		"by=type publisher=all pins=legal": "[legal] search-warrant",
	} {
		start(t, "view=compare "+query).compares(want)
	}
}

func TestMovingSidewaysMakesAnotherRowTheReference(t *testing.T) {
	w := start(t, "view=compare").compares("[US] TR GB AQ FR")
	w.do(MoveColumn{1}).compares("US [TR] GB AQ FR").asks("view=compare select=TR")
	w.do(MoveColumn{-1}).compares("[US] TR GB AQ FR")
	w.do(MoveColumn{99}).compares("US TR GB AQ [FR]")
	w.do(MoveColumn{-99}).compares("[US] TR GB AQ FR")
	if w.state.History.canUndo() {
		t.Error("moving made a step")
	}
	start(t, "view=compare pins=CI,US").do(MoveColumn{1}).compares("US [CI?]")
	start(t, "view=compare country=CI").do(MoveColumn{1}, Move{1}).compares("")
}

func TestMovingKeepsWhatIsCompared(t *testing.T) {
	w := start(t, "view=compare pins=GB select=AQ").compares("GB [AQ]")
	w.do(MoveColumn{-1}).compares("[GB] AQ").asks("view=compare select=GB pins=AQ,GB")
	w.do(Undo{}).asks("view=compare select=AQ pins=GB").compares("GB [AQ]")
	start(t, "view=compare pins=GB").do(MoveColumn{1}).compares("US [GB]").asks("view=compare select=GB pins=GB")
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		q.View = query.CompareView
		e := answer.NewEngine(d)
		if rows := e.Result(q).Rows; len(rows) > 0 {
			for range rapid.IntRange(0, 3).Draw(t, "pins") {
				q.Pins = append(q.Pins, rapid.SampledFrom(rows).Draw(t, "pin").ID)
			}
			q.Select = rapid.SampledFrom(rows).Draw(t, "select").ID
		}
		s := State{Session: NewSession(q.Canonical(d))}
		before := namedBy(e.Compared(s.Query).Rows)
		for range 3 {
			s, _ = Update(e, s, MoveColumn{rapid.IntRange(-2, 2).Draw(t, "by")})
			if after := namedBy(e.Compared(s.Query).Rows); !slices.Equal(before, after) {
				questions.Fail(t, d, s.Query, "moving turned %v into %v", before, after)
			}
		}
	})
}

func TestAPinInTheComparisonIsThatOfTheReference(t *testing.T) {
	start(t, "view=compare select=ZZ").do(TogglePin{}).asks("view=compare select=ZZ pins=US").compares("US [ZZ]")
	w := start(t, "view=compare pins=FR,GB,TR select=GB").do(TogglePin{}).compares("TR [FR]")
	w.do(TogglePin{}).compares("US [TR]").asks("view=compare select=TR pins=TR")
	start(t, "view=compare pins=CI,US select=CI").do(TogglePin{}).asks("view=compare select=US pins=US")
	start(t, "view=compare country=CI").do(TogglePin{}).says("no row to pin")
}

func TestLinesAreAllThatOneOfTheRowsReports(t *testing.T) {
	w := start(t, "view=compare pins=GB,TR")
	got := w.e.Compared(w.state.Query).Lines
	want := []report.Column{report.Requests, report.Share, report.PerMillion, report.Accounts, report.AccountsPerRequest, report.AccountsPerMillion, report.DisclosedRate, report.ContentRate, report.Content, report.NonContent, report.Nothing, report.Unspecified}
	if !slices.Equal(got, want) {
		t.Errorf("lines %v, want %v", got, want)
	}
	w.do(MoveToEnd{Last: true})
	if w.state.Line != len(want)-1 {
		t.Errorf("the last line is %d", w.state.Line)
	}
	w.do(Move{1}, MoveToEnd{}, Move{-1})
	if w.state.Line != 0 {
		t.Errorf("the first line is %d", w.state.Line)
	}
	// The measure has a line, even where nobody reports it.
	w = start(t, "view=compare measure=change")
	if !slices.Contains(w.e.Compared(w.state.Query).Lines, report.Change) {
		t.Error("the measure is not compared")
	}
}

func TestEnterOpensTheReference(t *testing.T) {
	start(t, "view=compare select=ZZ").do(Enter{}).asks("view=country select=US")
	start(t, "view=compare pins=FR,TR search=united").do(MoveColumn{1}, Enter{}).asks("view=country select=FR pins=FR,TR")
	w := start(t, "view=compare pins=CI,US").do(MoveColumn{1}, Enter{}).asks("view=compare select=CI pins=CI,US")
	w.says("Côte d'Ivoire has no record under these filters")
	start(t, "view=compare by=period").do(MoveColumn{1}, Enter{}).asks("view=compare period=2013-H1")
	start(t, "view=compare country=CI").do(Enter{}).says("no row to open")
	start(t, "view=compare by=period").do(MoveColumn{1}, Enter{}, Back{}).asks("view=compare by=period select=2013-H1")
}

func TestRowsCanBeOrderedByTheLineUnderTheCursor(t *testing.T) {
	w := start(t, "view=compare").on(report.AccountsPerRequest).do(SortHere{}).asks("view=compare sort=-accounts_per_request")
	w.do(SortHere{}).asks("view=compare sort=accounts_per_request")
}

func TestAYearIsComparedAsHalfOfIt(t *testing.T) {
	w := startOn(t, samples.Complete(t), "view=compare by=period service=microsoft pins=2012,2013-H1")
	c := w.e.Compared(w.state.Query)
	for _, line := range c.Lines {
		if line == report.Change {
			continue
		}
		d, year, half := c.Difference(1, line), c.Figure(0, line), c.Figure(1, line)
		switch {
		case line == report.Share:
			if d.Reported {
				t.Errorf("the share of a year is compared with that of half of one: %+v", d)
			}
		case line.IsCount() && year.Marks == 0 && half.Marks == 0 && half.Reported && year.Reported:
			if want := float64(half.Lo) - float64(year.Lo)/2; d.By != want || !d.Halved {
				t.Errorf("%s: %+v, want %v", line, d, want)
			}
		case !line.IsCount():
			if d.Halved || d.Reported && d.By != half.Rate-year.Rate {
				t.Errorf("%s: %+v, want %v", line, d, half.Rate-year.Rate)
			}
		}
	}
	if got := (answer.Format{}).Versus(c.Difference(1, report.Requests), report.Requests, 30); got != "−21.5 ÷ 2 · 0.77 ×" { // 70 against 183 ÷ 2
		t.Errorf("requests are compared as %q", got)
	}
	if !c.Halved(0) || c.Halved(1) || !c.Uneven() {
		t.Error("nobody says which of them is a year")
	}
	if c = w.e.Compared(start(t, "view=compare by=period pins=2013-H1,2013-H2").state.Query); c.Uneven() || c.Difference(1, report.Requests).Halved {
		t.Error("half-years are halved")
	}
}

func TestBeyondABreakTheRequestsOutsideItAloneAreCompared(t *testing.T) {
	w := startOn(t, samples.Complete(t), "view=compare by=period") // Skype was counted otherwise in 2012
	c := w.e.Compared(w.state.Query)
	without := w.e.Compared(startOn(t, samples.Complete(t), "view=compare by=period service!=skype").state.Query)
	for row := range c.Rows {
		for _, line := range c.Lines {
			d := c.Difference(row, line)
			switch {
			case row == c.Reference:
			case line == report.Requests:
				if rest := without.Difference(row, line); !d.Reported || d.By != rest.By || d.Ratio != rest.Ratio {
					t.Errorf("the requests of %s are set against 2012 as %+v, without Skype %+v", c.Rows[row].ID, d, rest)
				}
			case !c.Broken(row) || d.Reported:
				t.Errorf("%s of %s is compared with 2012", line, c.Rows[row].ID)
			}
		}
	}
	c = w.e.Compared(startOn(t, samples.Complete(t), "view=compare by=period pins=2013-H1,2013-H2").state.Query)
	if c.Broken(1) || !c.Difference(1, report.Requests).Reported {
		t.Error("the halves of 2013 are not compared")
	}
}

func TestOfPeriodsTheOldestIsTheReferenceWhereverTheCursorIs(t *testing.T) {
	w := startOn(t, samples.Complete(t), "view=compare by=period pins=2012,2013-H1,2014-H1 sort=-period")
	for _, at := range []int{0, 1, 2} {
		c := w.e.Compared(w.state.Query)
		if c.At != at || c.Rows[c.Reference].ID != "2012" {
			t.Errorf("with the cursor on %s the reference is %s", c.Rows[c.At].ID, c.Rows[c.Reference].ID)
		}
		w.do(MoveColumn{1})
	}
	// One that has no record says nothing of the others.
	c := w.e.Compared(startOn(t, samples.Complete(t), "view=compare by=period pins=2012,2013-H1,2014-H1 period=2013..").state.Query)
	if c.Rows[c.Reference].ID != "2013-H1" {
		t.Errorf("the reference is %s, which has %d records", c.Rows[c.Reference].ID, c.Rows[c.Reference].Records)
	}
}

func TestAPublisherThatReportsOneOfTwoPeriodsHasNoPartInComparingThem(t *testing.T) {
	const query = "view=compare by=period publisher=all service!=skype pins=2012,2013-H1,2013-H2"
	w := startOn(t, samples.Complete(t), query)
	c := w.e.Compared(w.state.Query) // Google reports on no year
	alone := w.e.Compared(startOn(t, samples.Complete(t), strings.Replace(query, "publisher=all ", "", 1)).state.Query)
	d, one := c.Difference(1, report.Requests), alone.Difference(1, report.Requests)
	covers := alone.Figure(1, report.Requests).Value(report.Requests) / c.Figure(1, report.Requests).Value(report.Requests)
	if !c.Unlike(1) || !one.Reported || d.Reported != (covers >= 0.25) || d.Reported && (!d.Partly || d.By != one.By) {
		t.Errorf("against a year without Google, %g of what is asked is compared as %+v, Microsoft's as %+v", covers, d, one)
	}
	if d := c.Difference(1, report.Accounts); d.Reported && d.Bound == answer.Exactly {
		t.Errorf("accounts of unlike publishers are compared as %+v", d)
	}
	if c := w.e.Compared(startOn(t, samples.Complete(t), strings.Replace(query, "2012,", "", 1)).state.Query); c.Unlike(1) {
		t.Error("both publishers report both halves of 2013")
	}
	c = w.e.Compared(startOn(t, samples.Complete(t), "view=compare by=period service=microsoft").state.Query)
	if c.Unlike(1) || c.Difference(1, report.Requests).Bound != answer.Exactly {
		t.Error("one publisher is not the same as itself")
	}
}

func TestComparedFiguresAreThoseOfTheRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		q.View = query.CompareView
		e := answer.NewEngine(d)
		c := e.Compared(q)
		if len(c.Rows) == 0 {
			return
		}
		for row := range c.Rows {
			at := slices.IndexFunc(e.Result(q).Rows, func(r answer.Row) bool { return r.ID == c.Rows[row].ID })
			if at < 0 && c.Rows[row].Records == 0 && slices.Contains(q.Pins, c.Rows[row].ID) {
				continue // pinned under other filters
			}
			if at < 0 {
				questions.Fail(t, d, q, "%s is no row", c.Rows[row].ID)
			}
			for _, line := range c.Lines {
				own, reference := c.Figure(row, line), c.Figure(c.Reference, line)
				if own != e.Result(q).Rows[at].Figures[line] {
					questions.Fail(t, d, q, "%s of %s is another figure", line, c.Rows[row].ID)
				}
				diff := c.Difference(row, line)
				if exact := own.Reported && reference.Reported && own.Marks|reference.Marks == 0 && !own.IsRange() && !reference.IsRange(); !exact && diff.Reported && diff.Bound == answer.Exactly && line.IsCount() && !(q.By == query.ByPeriod && line == report.Requests) { // what takes part can be exact
					questions.Fail(t, d, q, "%s of %s: %+v against %+v is %+v", line, c.Rows[row].ID, own, reference, diff)
				}
				if q.By != query.ByPeriod && diff.Reported && diff.Bound == answer.Exactly && diff.By != own.Value(line)-reference.Value(line) {
					questions.Fail(t, d, q, "%s of %s: %+v against %+v is %+v", line, c.Rows[row].ID, own, reference, diff)
				}
			}
		}
	})
}
