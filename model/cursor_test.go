package model

import (
	"reflect"
	"slices"
	"testing"

	"daylight/model/answer"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// What the cursors stand on, whatever becomes of the question, and what Enter
// does there.

// parts are the parts of the selected row's bar.
func (w *walk) parts() []report.Column { return w.state.Parts(w.e.Result(w.state.Query)) }

// onColumn puts the column cursor on a column of the table.
func (w *walk) onColumn(c report.Column) *walk {
	w.t.Helper()
	columns := answer.TableColumns(w.e.Result(w.state.Query))
	if !slices.Contains(columns, c) {
		w.t.Fatalf("%q has no column %v", w.state.Query, c)
	}
	return w.do(Focus{TablePane}, MoveColumn{-99}, MoveColumn{slices.Index(columns, c) + 1})
}

func TestTheColumnCursorLeavesAColumnThatTheTableHasNoMore(t *testing.T) {
	for name, c := range map[string]struct {
		do   Action
		want report.Column
	}{
		"accounts of an outcome": {SetFilter{query.ByOutcome, questions.Only("content")}, report.Requests},
		"another publisher":      {SetQuery{query.Query{Publisher: questions.Only("google"), Measure: report.Share, Country: questions.Only("KR")}}, report.Share},
		"grouped by outcome":     {SetBy{query.ByOutcome}, report.Requests},
		"another filter":         {SetFilter{query.ByService, questions.Only("microsoft")}, report.RejectedRate},
	} {
		if w := start(t, "").onColumn(report.RejectedRate).do(c.do); w.state.Column != c.want {
			t.Errorf("%s: the column cursor is on %v", name, w.state.Column)
		}
	}
	w := start(t, "").do(MoveColumn{-99}, SetFilter{query.ByOutcome, questions.Only("content")})
	if w.state.Column != NameColumn {
		t.Errorf("from the name it went to %v", w.state.Column)
	}
	if w = start(t, "").onColumn(report.RejectedRate).do(SetBy{query.ByOutcome}, Undo{}); w.state.Column != report.RejectedRate {
		t.Errorf("undone, it is on %v", w.state.Column)
	}
}

func TestASearchSelectsWhatItFinds(t *testing.T) {
	w := start(t, "").do(SelectRow{"TR"}, SetSearch{"united"}).sees("[US] GB").asks("search=united select=US")
	w.do(Enter{}).asks("view=country select=US")
	start(t, "").do(SelectRow{"GB"}, SetSearch{"united"}).sees("US [GB]") // it is found
	start(t, "").do(SetSearch{"king"}).sees("[GB]").asks("search=king")
	w = start(t, "").do(SelectRow{"TR"}, SetSearch{"nowhere"}).asks("search=nowhere select=TR")
	w.do(SetSearch{""}).sees("US [TR] GB AQ FR ZZ")
	gone := []Action{SelectRow{"TR"}, SetFilter{query.ByCountry, query.Filter{Mode: query.Except, IDs: []string{"TR"}}}, SetSearch{""}}
	start(t, "search=u").do(gone...).asks("country!=TR select=TR") // not the search hides it
}

func TestEnterOpensNoOtherRowThanTheOneThatHasGone(t *testing.T) {
	for _, pane := range []Pane{TablePane, BarsPane} {
		w := start(t, "").do(Focus{pane}, SelectRow{"TR"}, SetFilter{query.ByCountry, query.Filter{Mode: query.Except, IDs: []string{"TR"}}})
		before := w.state
		w.do(Enter{}).says("Türkiye has gone from these rows: move to choose another")
		if !reflect.DeepEqual(w.state, before) {
			t.Errorf("pane %v: Enter did more than say so", pane)
		}
		w.do(Move{1}, Move{-1}, Focus{TablePane}, Enter{}).asks("view=country country!=TR select=GB")
	}
}

func TestABarHasThePartsOfItsRow(t *testing.T) {
	for _, c := range []struct {
		query string
		want  []report.Column
	}{
		{"select=US", []report.Column{report.Content, report.NonContent, report.NoData, report.Rejected}},
		{"select=TR", []report.Column{report.NonContent, report.Nothing}},
		{"select=GB", []report.Column{report.Unspecified}},
		{"select=FR", nil},                        // no requests
		{"country!=US select=US", nil},            // gone
		{"country=KP", nil},                       // no rows
		{"select=US measure=accounts", nil},       // one figure
		{"select=US measure=disclosed_rate", nil}, //
		{"select=US scale=log", nil},              // one colour
		{"publisher=google country=FR", nil},      // not split
		{"select=US measure=share scale=percent", []report.Column{report.Content, report.NonContent, report.NoData, report.Rejected}},
		{"outcome=content select=US", []report.Column{report.Content}},
		{"by=outcome select=no_data", []report.Column{report.NoData}},
	} {
		if got := start(t, c.query).parts(); !slices.Equal(got, c.want) {
			t.Errorf("%q: parts %v, want %v", c.query, got, c.want)
		}
	}
}

func TestPendingIsOnePartOfABarWithTheUnspecified(t *testing.T) {
	const lines = `
		microsoft 2001-H2 mail GB legal-process requests=9 content=2 pending=4
		microsoft 2001-H2 mail FR legal-process requests=9 content=5 pending=4
		microsoft 2001-H2 mail TR legal-process requests=9 content=5`
	open := func(text string) *walk {
		w := start(t, "")
		w.e = answer.NewEngine(samples.MadeUp(t, samples.MadeUpTables("microsoft"), lines))
		q, err := query.Parse(text, w.e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		w.state = State{Session: NewSession(q)}
		return w.do(Focus{BarsPane}, MoveColumn{99})
	}
	for _, id := range []string{"GB", "FR", "TR"} {
		w := open("select=" + id)
		if got := w.parts(); !slices.Equal(got, []report.Column{report.Content, report.Unspecified}) {
			t.Errorf("%s has the parts %v", id, got)
		}
		w.do(Enter{}).asks("outcome=pending,unspecified select=" + id)
		w.do(Enter{}).asks("select=" + id) // the same again takes it off
		tile := open("").do(Focus{TilesPane}, MoveColumn{99}, Enter{})
		tile.asks("outcome=pending,unspecified")
	}
	open("outcome=unspecified select=GB").do(Enter{}).asks("select=GB")
	open("outcome=pending select=GB").do(Enter{}).asks("select=GB")
	open("by=outcome select=pending").do(Enter{}).asks("outcome=pending by=outcome select=pending")
}

func TestInTheBarsTheChoiceIsAPartOfTheBar(t *testing.T) {
	w := start(t, "").do(Focus{BarsPane}, MoveColumn{99})
	for _, c := range []struct {
		do   Action
		want report.Column
	}{
		{Focus{BarsPane}, report.Rejected}, // of the United States
		{Move{1}, report.Nothing},          // Türkiye has no other at or after it
		{Move{1}, report.Unspecified},
		{Move{-1}, report.Nothing},
		{MoveColumn{-1}, report.NonContent},
		{MoveColumn{-1}, report.NonContent},
		{Move{-1}, report.NonContent},
		{Focus{TilesPane}, report.NonContent},
		{MoveColumn{-99}, report.Requests},
		{Focus{BarsPane}, report.Content},
		{SetBy{query.ByOutcome}, report.Content},
		{Move{1}, report.NonContent},
	} {
		if w.do(c.do); w.state.Outcome != c.want {
			t.Fatalf("after %T%+v %v is chosen, want %v", c.do, c.do, w.state.Outcome, c.want)
		}
	}
	w = start(t, "").do(Focus{BarsPane}, MoveColumn{99}, Focus{TilesPane})
	if w.state.Outcome != report.NoData {
		t.Errorf("the tile that counts the rejected is not chosen, but %v", w.state.Outcome)
	}
}

func TestEnterOnABarFiltersByItsPartOrOpensItsRow(t *testing.T) {
	for text, want := range map[string]string{
		"select=US":                       "outcome=content select=US",
		"measure=accounts select=US":      "view=country measure=accounts select=US",
		"scale=log select=US":             "view=country scale=log select=US",
		"select=FR":                       "view=country select=FR",
		"publisher=google country=FR":     "view=country publisher=google country=FR select=FR",
		"by=outcome select=rejected":      "outcome=rejected by=outcome select=rejected",
		"by=period period=2013 top=1":     "outcome=content period=2013 by=period top=1",
		"by=period measure=accounts":      "period=2012 measure=accounts",
		"country=KP":                      "country=KP",
		"by=service measure=content_rate": "service=microsoft by=period measure=content_rate",
	} {
		start(t, text).do(Focus{BarsPane}, Enter{}).asks(want)
	}
}

func TestNoEnterLeadsBackFromAnotherQuestion(t *testing.T) {
	w := start(t, "").do(Enter{}, SetQuery{query.Query{Country: questions.Only("GB")}}).asks("country=GB")
	w.do(Back{}).asks("country=GB")
	w.do(Undo{}, Back{}).asks("") // the session before knows its way
}

func TestAnotherQuestionIsOpenedAtItsStart(t *testing.T) {
	w := start(t, "view=sources").do(Move{5}, ToggleZoom{}, SetQuery{query.Query{View: query.CompareView}})
	if s := w.state; s.Line != 0 || s.Zoom {
		t.Errorf("another view opens on line %d, zoomed: %v", s.Line, s.Zoom)
	}
	w = start(t, "view=sources").do(Move{5}, SetQuery{query.Query{View: query.SourcesView, Measure: report.Accounts}})
	if s := w.state; s.Line != 5 {
		t.Errorf("the same view goes to line %d", s.Line)
	}
	year := report.Period{Year: 2013}
	w = start(t, "view=trend").do(MoveColumn{-2}, SetQuery{query.Query{View: query.TrendView, Period: query.PeriodFilter{Ranges: []report.PeriodRange{{From: year, To: year}}}}})
	if axis := w.e.Axis(w.state.Query); axis[Instant(w.e, w.state.Session, axis)] != (report.Period{Year: 2013, Half: 2}) {
		t.Errorf("the cursor over time stands on %v, which is not the latest chosen", axis[Instant(w.e, w.state.Session, axis)])
	}
}

func TestFromOutcomeToOutcomeTheWayBackStaysOneStep(t *testing.T) {
	w := start(t, "").do(SelectRow{"US"})
	for range 3 {
		w.do(FilterOutcomes{[]report.Column{report.Content}}, FilterOutcomes{[]report.Column{report.NonContent}})
	}
	w.asks("outcome=non_content select=US").do(Back{}).asks("select=US")
	w.do(FilterOutcomes{[]report.Column{report.Content}}, FilterOutcomes{[]report.Column{report.Rejected}}, FilterOutcomes{[]report.Column{report.Rejected}}).asks("select=US")
	if wayBack(w.state.Session) != 0 {
		t.Error("what was taken off is still to be taken back")
	}
	w.do(FilterOutcomes{[]report.Column{report.Content}}, Enter{}, FilterOutcomes{[]report.Column{report.Rejected}})
	w.do(Back{}).asks("view=country outcome=content select=US").do(Back{}).asks("outcome=content select=US").do(Back{}).asks("select=US")
}

func TestTheWayBackIsBounded(t *testing.T) {
	w := start(t, "")
	for i := range 3 * historySize {
		w.do(SetBy{[]query.Dimension{query.ByRegion, query.ByService}[i%2]}, Enter{})
		if depth := wayBack(w.state.Session); depth != w.state.entered.depth || depth > historySize || i >= historySize && depth < historySize/2 {
			t.Fatalf("after %d times, the way back is %d long and says %d", i+1, depth, w.state.entered.depth)
		}
	}
}

func TestTheScrollComesBackWithTheQuestion(t *testing.T) {
	scrolled := func() *walk {
		w := start(t, "")
		w.state.Top = 3
		return w
	}
	for _, c := range []struct {
		do  Action
		top int
	}{
		{SortBy{report.Accounts}, 3},
		{SetFilter{query.ByCountry, questions.Only("GB")}, 3},
		{Move{1}, 3},
		{SetQuery{query.Query{Country: questions.Only("GB")}}, 3},
		{SetQuery{query.Query{By: query.ByPeriod}}, 0},
		{SetBy{query.ByPeriod}, 0},
		{SetBy{query.ByCountry}, 3},
		{Enter{}, 0},
		{Reset{}, 0},
	} {
		w := scrolled().do(c.do)
		if w.state.Top != c.top {
			t.Errorf("after %T%+v the first row on screen is %d, want %d", c.do, c.do, w.state.Top, c.top)
		}
		if w.do(Undo{}); w.state.Top != 3 && w.state.History.canRedo() {
			t.Errorf("after %T%+v, undone, the first row on screen is %d", c.do, c.do, w.state.Top)
		}
	}
	if w := scrolled().do(Enter{}, Back{}); w.state.Top != 3 {
		t.Errorf("back from a row, the first on screen is %d", w.state.Top)
	}
}
