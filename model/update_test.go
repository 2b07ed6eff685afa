package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/answer"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// walk is a session under test: each call carries out actions.
type walk struct {
	t     testing.TB
	e     *answer.Engine
	state State
	said  string
}

// start opens the sample with a question.
func start(t testing.TB, text string) *walk {
	t.Helper()
	return startOn(t, samples.Dataset(t), text)
}

// startOn begins with a question to a dataset.
func startOn(t testing.TB, d *report.Dataset, text string) *walk {
	t.Helper()
	e := answer.NewEngine(d)
	q, err := query.Parse(text, e.Dataset())
	if err != nil {
		t.Fatal(err)
	}
	return &walk{t: t, e: e, state: State{Session: NewSession(q)}}
}

// do carries out actions, and remembers what the last of them said.
func (w *walk) do(actions ...Action) *walk {
	w.t.Helper()
	for _, a := range actions {
		var effects []Effect
		w.state, effects = Update(w.e, w.state, a)
		w.said = ""
		for _, effect := range effects {
			if s, says := effect.(Say); says {
				w.said = s.Text
			}
		}
	}
	return w
}

// asks fails unless the question is this one.
func (w *walk) asks(want string) *walk {
	w.t.Helper()
	if got := w.state.Query.String(); got != want {
		w.t.Errorf("asks %q, want %q", got, want)
	}
	return w
}

func (w *walk) says(want string) *walk {
	w.t.Helper()
	if w.said != want {
		w.t.Errorf("says %q, want %q", w.said, want)
	}
	return w
}

// rows are the rows in sight, the one under the cursor in brackets.
func (w *walk) rows() string {
	rows := w.e.Result(w.state.Query).Rows
	ids := namedBy(rows)
	if c := w.state.Cursor(rows); c >= 0 {
		ids[c] = "[" + ids[c] + "]"
	}
	return strings.Join(ids, " ")
}

func (w *walk) sees(want string) *walk {
	w.t.Helper()
	if got := w.rows(); got != want {
		w.t.Errorf("sees %s, want %s", got, want)
	}
	return w
}

func TestMovingStopsAtTheEnds(t *testing.T) {
	w := start(t, "").sees("[US] TR GB AQ FR ZZ")
	w.do(Move{1}).sees("US [TR] GB AQ FR ZZ").asks("select=TR")
	w.do(Move{99}).sees("US TR GB AQ FR [ZZ]")
	w.do(Move{-2}).sees("US TR GB [AQ] FR ZZ")
	w.do(Move{-99}).sees("[US] TR GB AQ FR ZZ")
	w.do(MoveToEnd{Last: true}).sees("US TR GB AQ FR [ZZ]")
	w.do(MoveToEnd{}).sees("[US] TR GB AQ FR ZZ")
	w.do(SelectRow{"GB"}).sees("US TR [GB] AQ FR ZZ")
	w.do(SelectRow{"nowhere"}).sees("US TR [GB] AQ FR ZZ")
	if w.state.History.canUndo() {
		t.Error("moving the cursor made a step")
	}
}

func TestASelectedRowThatVanishesKeepsItsIDUntilTheCursorMoves(t *testing.T) {
	w := start(t, "").do(SelectRow{"TR"}, SetFilter{query.ByCountry, query.Filter{Mode: query.Except, IDs: []string{"TR"}}})
	w.asks("country!=TR select=TR").sees("US [GB] AQ FR ZZ")
	if !w.state.Gone(w.e.Result(w.state.Query).Rows) {
		t.Error("nobody says that the row has gone")
	}
	w.do(SetFilter{query.ByCountry, query.Filter{}}).sees("US [TR] GB AQ FR ZZ")
	w.do(SetFilter{query.ByCountry, query.Filter{Mode: query.Except, IDs: []string{"TR"}}}, Move{1}).sees("US GB [AQ] FR ZZ")
}

func TestTheCursorFollowsItsRowThroughAnotherOrder(t *testing.T) {
	w := start(t, "").do(SelectRow{"AQ"}, SortBy{NameColumn}).sees("[AQ] FR TR GB US ZZ")
	w.do(SetFilter{query.ByCountry, query.Filter{Mode: query.Except, IDs: []string{"AQ"}}}).sees("[FR] TR GB US ZZ")
}

func TestSortingAgainTurnsTheOrder(t *testing.T) {
	w := start(t, "").do(SortBy{report.Accounts}).asks("sort=-accounts")
	w.do(SortBy{report.Accounts}).asks("sort=accounts")
	w.do(SortBy{report.Accounts}).asks("sort=-accounts")
	w.do(SortBy{report.Requests}).asks("") // the usual order is left out
	w.do(SortBy{report.Requests}).asks("sort=requests")
	w.do(SortBy{NameColumn}).asks("sort=country")
	w.do(Reverse{}).asks("sort=-country")
	w.do(Reverse{}).asks("sort=country")
	w.do(MoveColumn{-99}, MoveColumn{2}, SortHere{}).asks("sort=-accounts")
}

func TestTheColumnCursorStopsAtTheEnds(t *testing.T) {
	w := start(t, "")
	columns := append([]report.Column{NameColumn}, answer.TableColumns(w.e.Result(w.state.Query))...)
	if w.state.Column != report.Requests {
		t.Errorf("starts on %v", w.state.Column)
	}
	for i := range columns {
		if w.do(MoveColumn{-99}, MoveColumn{i}); w.state.Column != columns[i] {
			t.Errorf("%d to the right of the name stands %v", i, w.state.Column)
		}
	}
	if w.do(MoveColumn{99}); w.state.Column != columns[len(columns)-1] {
		t.Errorf("the last column is %v", w.state.Column)
	}
}

func TestPanesTakeTurns(t *testing.T) {
	w := start(t, "")
	var forth, back []Pane
	for range numPanes {
		forth = append(forth, w.state.Pane)
		w.do(FocusNext{})
	}
	for range numPanes {
		w.do(FocusNext{Back: true})
		back = append([]Pane{w.state.Pane}, back...)
	}
	if !slices.Equal(forth, back) || len(slices.Compact(slices.Sorted(slices.Values(forth)))) != int(numPanes) {
		t.Errorf("there %v, back %v", forth, back)
	}
	if w.do(Focus{BarsPane}); w.state.Pane != BarsPane {
		t.Errorf("pane %v", w.state.Pane)
	}
}

func TestEnterFiltersByTheRowAndBackReturnsToIt(t *testing.T) {
	w := start(t, "measure=accounts top=4").do(SelectRow{"TR"})
	before := w.state.Session
	w.do(Enter{}).asks("view=country measure=accounts select=TR")
	w.do(Back{}).asks("measure=accounts top=4 select=TR")
	if !reflect.DeepEqual(w.state.Session, before) {
		t.Errorf("back at %+v, left %+v", w.state.Session, before)
	}
	w.do(Undo{}).asks("view=country measure=accounts select=TR")
	w.do(Enter{}).asks("country=TR by=period measure=accounts")
	w.do(Enter{}).asks("country=TR period=2012 by=outcome") // one country is left: what came of it
	w.do(Back{}, Back{}, Back{}).asks("measure=accounts top=4 select=TR")
	w.do(Back{}).asks("measure=accounts top=4 select=TR") // at the top it does nothing
}

func TestBackTakesBackSearchThenZoomThenEnter(t *testing.T) {
	w := start(t, "").do(SelectRow{"GB"}, Enter{}, Enter{}, ToggleZoom{}, SetSearch{"2012"})
	w.asks("country=GB by=period search=2012")
	if w.do(Back{}).asks("country=GB by=period"); !w.state.Zoom {
		t.Error("one step back took search and zoom")
	}
	if w.do(Back{}).asks("country=GB by=period"); w.state.Zoom {
		t.Error("the zoom stayed")
	}
	w.do(Back{}).asks("view=country select=GB").do(Back{}).asks("select=GB")
}

func TestLargeStaysWhereOneGoesAndComesBackFromAndIsUndoneWithTheStep(t *testing.T) {
	w := start(t, "").do(SelectRow{"GB"}, Enter{}, ToggleLarge{}, Back{}).asks("select=GB")
	if !w.state.Large {
		t.Error("on the way back things are small")
	}
	if w.do(Show{query.MatrixView}, StepPeriod{1}, Reset{}); !w.state.Large {
		t.Error("in another view things are small")
	}
	w = start(t, "").do(StepPeriod{1}, ToggleLarge{}, StepPeriod{1}, ToggleLarge{})
	if w.do(Undo{}); !w.state.Large {
		t.Error("a step that was made large comes back small")
	}
	if w.do(Undo{}); w.state.Large {
		t.Error("a step that was made small comes back large")
	}
}

func TestEnterWithoutARowSaysSo(t *testing.T) {
	start(t, "country=KP").do(Enter{}).says("no row to open").asks("country=KP")
}

func TestEnterByAnyDimensionFiltersByIt(t *testing.T) {
	for text, want := range map[string]string{
		"by=region":                "region=Americas by=period",
		"by=service":               "service=microsoft by=period",
		"by=type":                  "type=legal by=period",
		"by=outcome":               "outcome=content by=period",
		"by=publisher":             "publisher=google by=period",
		"by=period":                "period=2012",
		"by=country select=ZZ":     "view=country select=ZZ",
		"by=region select=none":    "region=none by=period",
		"publisher=all by=service": "publisher=all service=google by=period",
	} {
		start(t, text).do(Enter{}).asks(want)
	}
}

func TestOutcomesAreFilteredFromTilesAndBars(t *testing.T) {
	w := start(t, "").do(Focus{TilesPane}, MoveColumn{-99}, Enter{})
	w.says("Requests are all there are: choose an outcome to filter by it").asks("")
	w.do(MoveColumn{2}, Enter{}).asks("outcome=content")
	w.do(Back{}).asks("")
	w.do(FilterOutcomes{[]report.Column{report.NoData, report.Rejected, report.Nothing}}).asks("outcome=no_data,nothing,rejected")
	w.do(FilterOutcomes{[]report.Column{report.NoData, report.Rejected, report.Nothing}}).asks("") // the same again takes it off
	steps := w.state.History
	w.do(Back{}).asks("")
	if !reflect.DeepEqual(w.state.History, steps) {
		t.Error("going back from what was taken off already made a step")
	}
	w.do(FilterOutcomes{}, FilterOutcomes{[]report.Column{report.Requests}}).asks("")
	w.do(Focus{TablePane}, SelectRow{"US"}, Enter{}, FilterOutcomes{[]report.Column{report.Content}}, FilterOutcomes{[]report.Column{report.Content}}, Back{}).asks("select=US")
	w.do(Focus{BarsPane}, SelectRow{"US"}, MoveColumn{-99}, MoveColumn{1}, Enter{}).asks("outcome=non_content select=US")
}

func TestChangingTheGroupingClearsWhatNamedItsRows(t *testing.T) {
	w := start(t, "search=u sort=-accounts select=GB pins=GB,US").do(SetBy{query.ByPeriod}).asks("by=period")
	w.do(SetBy{query.ByPeriod}).do(Undo{}).asks("sort=-accounts search=u select=GB pins=GB,US")
}

func TestResetRemovesFiltersAndKeepsTheWayOfLooking(t *testing.T) {
	w := start(t, "publisher=google service=google country=US region=Americas type=legal period=2013 outcome=some_data by=period measure=accounts scale=log sort=requests top=3 search=2")
	w.do(Reset{}).asks("by=period measure=accounts scale=log sort=requests")
	w.do(Undo{}).asks("publisher=google service=google country=US region=Americas outcome=some_data type=legal period=2013 by=period measure=accounts scale=log sort=requests top=3 search=2")
	start(t, "").do(Reset{}, Undo{}).says("nothing to undo")
	w = start(t, "select=US").do(Enter{}, Reset{}).asks("view=country select=US").says("no filter is set")
	w.do(Back{}).asks("select=US") // nothing was taken off, and the way back is there
}

func TestResetKeepsWhatIsAskedOfPeriodsButNoMinimum(t *testing.T) {
	w := start(t, "country=US grain=year measure=change against=2012 min=50").do(Reset{}).asks("grain=year measure=change against=2012")
	w.do(Reset{}).says("no filter is set")
}

func TestGrainMakesPeriodsYearsAndBack(t *testing.T) {
	w := start(t, "").do(ToggleGrain{}).asks("grain=year").says("periods are years now: [ and ] step by them")
	w.do(StepPeriod{1}).asks("period=2012 grain=year")
	w.do(StepPeriod{1}).asks("period=2013 grain=year")
	w.do(StepPeriod{1}).asks("period=2013 grain=year").says("2013 is the last period with records here")
	w.do(ToggleGrain{}).asks("period=2013").says("periods are half-years now: [ and ] step by them")
	w.do(SetGrain{query.HalfYears}).asks("period=2013").says("")
	start(t, "period=2013-H2").do(ToggleGrain{}, StepPeriod{-1}).asks("period=2013 grain=year")
	start(t, "country=FR period=2013-H1").do(ToggleGrain{}, StepPeriod{1}).asks("country=FR period=2013 grain=year")
}

func TestGrainClearsWhatNamedPeriodsOfTheOther(t *testing.T) {
	start(t, "by=period select=2013-H1 pins=2013-H1,2013-H2").do(ToggleGrain{}).asks("by=period grain=year")
	start(t, "view=matrix sort=-2013-H1 select=US").do(ToggleGrain{}).asks("view=matrix grain=year select=US")
	w := start(t, "select=US pins=US,GB").do(SetByTime{query.Years}).asks("by=period grain=year")
	w.do(SetByTime{query.HalfYears}).asks("by=period").do(Undo{}, Undo{}).asks("select=US pins=GB,US")
	start(t, "by=period grain=year").do(SetBy{query.ByPeriod}).asks("by=period grain=year")
}

func TestAgainstIsChosen(t *testing.T) {
	w := start(t, "").do(SetAgainst{query.Against{Year: true}}).asks("against=year")
	w.do(SetAgainst{query.Against{Period: report.Period{Year: 2012, Half: 0}}}).asks("against=2012")
	w.do(SetAgainst{}).asks("").do(Undo{}).asks("against=2012")
}

func TestAMinimumHidesRowsButNeitherPeriodsNorOutcomes(t *testing.T) {
	w := start(t, "").do(SetMin{50}).asks("min=50")
	w.do(SetMin{w.state.Query.AnyMin()}).asks("")
	w = start(t, "measure=content_rate").do(SetMin{10}).asks("measure=content_rate") // as it is without
	w.do(SetMin{w.state.Query.AnyMin()}).asks("measure=content_rate min=1")
	start(t, "").do(SetMin{-3}).asks("")
	start(t, "by=period").do(SetMin{50}).asks("by=period").says("periods are never hidden, however few their requests")
	start(t, "by=outcome").do(SetMin{50}).asks("by=outcome").says("outcomes are never hidden, however few their requests")
}

func TestMeasureOrdersUnlessAnOrderWasChosen(t *testing.T) {
	w := start(t, "").do(SetMeasure{report.Accounts}).asks("measure=accounts")
	if order := w.state.Query.Order(); order.Column != report.Accounts || !order.Descending || w.state.Column != report.Accounts {
		t.Errorf("order %+v, column %v", order, w.state.Column)
	}
	start(t, "sort=requests").do(SetMeasure{report.Accounts}).asks("measure=accounts sort=requests")
}

func TestARateOfTheLinesOnScreenIsThatOfTheSameRows(t *testing.T) {
	for _, view := range []string{"trend", "compare"} {
		w := start(t, "view="+view).do(SetMeasure{report.DisclosedRate}).asks("view=" + view + " measure=disclosed_rate sort=-requests")
		w.do(SetMeasure{report.ContentRate}).asks("view=" + view + " measure=content_rate sort=-requests")
		w.do(SetMeasure{report.Requests}).asks("view=" + view)
		w.do(SetMeasure{report.Accounts}).asks("view=" + view + " measure=accounts")
		start(t, "view="+view+" pins=FR,US").do(SetMeasure{report.DisclosedRate}).asks("view=" + view + " measure=disclosed_rate pins=FR,US")
	}
	start(t, "view=matrix").do(SetMeasure{report.DisclosedRate}).asks("view=matrix measure=disclosed_rate")
	start(t, "view=trend by=period").do(SetMeasure{report.DisclosedRate}).asks("view=trend by=period measure=disclosed_rate")
}

func TestOutcomesAreMeasuredByRequestsAndShareAlone(t *testing.T) {
	w := start(t, "by=outcome measure=share").do(SetMeasure{report.Accounts}).asks("by=outcome measure=share")
	w.says("outcomes are measured by requests and share alone")
	w.do(SetMeasure{report.Requests}).asks("by=outcome").says("")
	start(t, "measure=accounts").do(SetBy{query.ByOutcome}).asks("by=outcome")
	// A profile is of a country, which has all measures, until it is left for rows.
	w = start(t, "view=country by=outcome").do(SetMeasure{report.Accounts}).asks("view=country by=outcome measure=accounts")
	w.do(Show{query.MatrixView}).asks("view=matrix by=outcome")
}

func TestScalesTakeTurns(t *testing.T) {
	w := start(t, "").do(NextScale{}).asks("scale=log")
	w.do(NextScale{}).asks("scale=percent")
	w.do(NextScale{}).asks("")
	// A scale that the view does not know is drawn as its first: the next is another.
	start(t, "view=matrix scale=log").do(NextScale{}).asks("view=matrix scale=percent")
	start(t, "view=trend scale=percent").do(NextScale{}).asks("view=trend scale=log")
}

func TestStepsInTime(t *testing.T) {
	last := "2013-H2 is the last period with records here"
	t.Run("from all to either end", func(t *testing.T) {
		start(t, "").do(StepPeriod{1}).asks("period=2012")
		start(t, "").do(StepPeriod{-1}).asks("period=2013-H2")
		start(t, "period!=2012").do(StepPeriod{1}).asks("period=2012")
	})
	t.Run("one by one, and no further than the end", func(t *testing.T) {
		w := start(t, "period=2012").do(StepPeriod{1}).asks("period=2013-H1")
		w.do(StepPeriod{1}).asks("period=2013-H2")
		w.do(StepPeriod{1}).asks("period=2013-H2").says(last)
		w.do(StepPeriod{-1}, StepPeriod{-1}).asks("period=2012").says("")
		w.do(StepPeriod{-1}).asks("period=2012").says("2012 is the first period with records here")
	})
	t.Run("over those that the other filters leave", func(t *testing.T) {
		start(t, "country=FR").do(StepPeriod{1}).asks("country=FR period=2013-H1").
			do(StepPeriod{1}).says("2013-H1 is the last period with records here")
		start(t, "country=KP").do(StepPeriod{1}).asks("country=KP").says("no period has a record under these filters")
	})
	t.Run("by publisher, over the periods of all of them", func(t *testing.T) {
		start(t, "country=KR by=publisher").do(StepPeriod{1}).asks("country=KR period=2013-H2 by=publisher")
	})
	t.Run("from where no record is", func(t *testing.T) {
		start(t, "period=2009").do(StepPeriod{1}).asks("period=2012")
		start(t, "period=2009").do(StepPeriod{-1}).asks("period=2009").says("2012 is the first period with records here")
		start(t, "period=2020").do(StepPeriod{-1}).asks("period=2013-H2")
		start(t, "period=2020").do(StepPeriod{1}).asks("period=2020").says(last)
	})
	t.Run("a range slides by its length and is written as a year where it is one", func(t *testing.T) {
		lines := ""
		for _, p := range []string{"2000-H1", "2000-H2", "2001-H1", "2001-H2", "2002-H1"} {
			lines += "microsoft " + p + " mail GB legal-process requests=1\n"
		}
		w := start(t, "")
		w.e = answer.NewEngine(samples.MadeUp(t, samples.MadeUpTables("microsoft"), lines))
		w.do(SetPeriods{query.PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2000, Half: 1}, To: report.Period{Year: 2000, Half: 2}}}}}).asks("period=2000-H1..2000-H2")
		w.do(StepPeriod{1}).asks("period=2001")
		w.do(StepPeriod{1}).asks("period=2001").says("2002-H1 is the last period with records here")
		w.do(StepPeriod{-1}).asks("period=2000")
		w.do(SetPeriods{query.PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2000, Half: 2}, To: report.Period{Year: 2001, Half: 1}}}}})
		w.do(StepPeriod{1}).asks("period=2001-H2..2002-H1")
	})
	t.Run("a year does not stand beside its halves", func(t *testing.T) {
		w := start(t, "publisher=all")
		w.e = answer.NewEngine(samples.MadeUp(t, samples.MadeUpTables("microsoft"), `
			microsoft 2000 mail GB legal-process requests=1
			beta 2000-H1 beta-mail GB legal-process requests=1
			beta 2000-H2 beta-mail GB legal-process requests=1
			beta 2001-H1 beta-mail GB legal-process requests=1
			microsoft 2001 mail GB legal-process requests=1`))
		for _, want := range []string{"2000-H1", "2000-H2", "2001-H1", "2001-H1"} {
			w.do(StepPeriod{1}).asks("publisher=all period=" + want)
		}
	})
}

func TestQuitLeaves(t *testing.T) {
	w := start(t, "country=US")
	if _, effects := Update(w.e, w.state, Quit{}); !slices.Equal(effects, []Effect{Leave{}}) {
		t.Errorf("effects %v", effects)
	}
}

func TestQuestionsTooLongToWriteAreRefused(t *testing.T) {
	w := start(t, "country=US").do(SetSearch{strings.Repeat("é", query.MaxQueryLength)}).asks("country=US")
	if !strings.HasPrefix(w.said, "that is too much for one question") || w.state.History.canUndo() {
		t.Errorf("says %q", w.said)
	}
}

// drawAction draws anything that a person can do.
func drawAction(t *rapid.T, v questions.Vocabulary) Action {
	by := rapid.SampledFrom([]int{-100, -2, -1, 1, 1, 2, 100}).Draw(t, "by")
	dimension := rapid.SampledFrom(query.Dimensions()).Draw(t, "dimension")
	column := rapid.SampledFrom(questions.Columns).Draw(t, "column")
	switch rapid.SampledFrom([]string{
		"move", "move", "end", "select", "column", "focus", "next", "zoom", "large", "closer", "sort", "sort here", "reverse", "filter", "filter", "periods",
		"step", "step", "measure", "by", "by", "time", "grain", "other grain", "against", "min", "scale", "search", "top", "query", "enter", "enter", "outcomes", "back", "back", "undo", "redo", "reset", "quit",
		"show", "show", "show", "period", "line", "field", "part", "pin", "pin", "unpin", "sort at", "sort field",
		"start play", "play", "play", "play back", "step play", "step play", "pause", "end play", "tick", "tick", "tick", "pace", "faster", "rank",
	}).Draw(t, "action") {
	case "show":
		return Show{rapid.SampledFrom(query.Views()).Draw(t, "view")}
	case "start play":
		return StartPlay{Play{Periods: v.DrawPeriods(t), ByRank: by > 1, Pace: max(by, 0)}}
	case "play":
		return TogglePlay{}
	case "play back":
		return TogglePlay{Back: true}
	case "step play":
		return StepPlay{1 - 2*(by&1)}
	case "pause":
		return PausePlay{}
	case "end play":
		return EndPlay{}
	case "tick":
		return PlayTick{rapid.IntRange(0, 4).Draw(t, "run")}
	case "pace":
		return SetPace{by}
	case "faster":
		return ChangePace{by}
	case "rank":
		return RankPlay{by > 0}
	case "period":
		return SelectPeriod{rapid.SampledFrom(v.Periods).Draw(t, "period")}
	case "line":
		return SelectLine{by}
	case "field":
		return SelectField{rapid.SampledFrom(report.Fields()).Draw(t, "field")}
	case "part":
		return SelectPart{column}
	case "pin":
		return TogglePin{}
	case "unpin":
		return ClearPins{}
	case "sort at":
		return SortAt{rapid.SampledFrom(v.Periods).Draw(t, "period")}
	case "sort field":
		return SortField{rapid.SampledFrom(report.Fields()).Draw(t, "field")}
	case "move":
		return Move{by}
	case "end":
		return MoveToEnd{by > 0}
	case "select":
		ids := append([]string{"nothing"}, v.IDs[dimension]...)
		return SelectRow{rapid.SampledFrom(ids).Draw(t, "id")}
	case "column":
		return MoveColumn{by}
	case "focus":
		return Focus{Pane(rapid.IntRange(0, int(numPanes)-1).Draw(t, "pane"))}
	case "next":
		return FocusNext{by > 0}
	case "zoom":
		return ToggleZoom{}
	case "large":
		return ToggleLarge{}
	case "closer":
		return ZoomMap{by}
	case "sort":
		return SortBy{rapid.SampledFrom(append([]report.Column{NameColumn}, questions.Columns...)).Draw(t, "order")}
	case "sort here":
		return SortHere{}
	case "reverse":
		return Reverse{}
	case "filter":
		if dimension == query.ByPeriod {
			return SetFilter{query.ByPeriod, query.Filter{Mode: query.All}}
		}
		return SetFilter{dimension, v.DrawFilter(t, dimension)}
	case "periods":
		return SetPeriods{v.DrawPeriods(t)}
	case "step":
		return StepPeriod{1 - 2*(by&1)}
	case "measure":
		return SetMeasure{rapid.SampledFrom(report.Measures()).Draw(t, "measure")}
	case "by":
		return SetBy{dimension}
	case "time":
		return SetByTime{query.Grain(by & 1)}
	case "grain":
		return SetGrain{query.Grain(by & 1)}
	case "other grain":
		return ToggleGrain{}
	case "against":
		return SetAgainst{rapid.SampledFrom([]query.Against{{}, {Year: true}, {Period: report.Period{Year: 2012, Half: 0}}, {Period: report.Period{Year: 2013, Half: 1}}}).Draw(t, "against")}
	case "min":
		return SetMin{by}
	case "scale":
		return NextScale{}
	case "search":
		return SetSearch{rapid.OneOf(rapid.SampledFrom(v.Searches), rapid.String(), rapid.Just("")).Draw(t, "search")}
	case "top":
		return SetTop{by}
	case "query":
		return SetQuery{v.DrawInAView(t)}
	case "enter":
		return Enter{}
	case "outcomes":
		return FilterOutcomes{rapid.SliceOfDistinct(rapid.SampledFrom(append(report.Outcomes(), column)), rapid.ID).Draw(t, "outcomes")}
	case "back":
		return Back{}
	case "undo":
		return Undo{}
	case "redo":
		return Redo{}
	case "reset":
		return Reset{}
	}
	return Quit{}
}

// plays fails when a step to or from periods that run by breaks a law of Play.
func plays(e *answer.Engine, from, to State, broken func(format string, args ...any)) {
	if was, is := from.Unplayed().Query, to.Unplayed().Query; sameQuestion(was, is) && len(to.History.past) > len(from.History.past) {
		broken("what ran by is a step of the history")
	}
	if is := to.Query.Playing; is.On() != (to.Play != nil && to.Query.By != query.ByPeriod) {
		broken("the question plays %v", is)
	}
	p := to.Play
	if p == nil {
		return
	}
	if p.At < 0 || p.At >= len(p.Periods) {
		broken("period %d of %d is on the screen", p.At, len(p.Periods))
	}
	if to.Query.By != query.ByPeriod && !slices.Equal(played(e, to.Query, to.Query.Period), []report.Period{p.Period()}) {
		broken("the question is about %v, and %v is on the screen", to.Query.Period, p.Period())
	}
	if p.Running && (to.Still || p.Ended()) {
		broken("it goes on by itself")
	}
	if ended, _ := Update(e, to, Back{}); ended.Play != nil || !sameQuestion(ended.Query, to.Unplayed().Query) {
		broken("esc leads to %q", ended.Query)
	}
}

// wayBack is how many times Back can take back an Enter.
func wayBack(s Session) (depth int) {
	for ; s.entered != nil; s = s.entered.from {
		depth++
	}
	return depth
}

// lawful fails when a step from one state to another breaks a law of sessions.
func lawful(t *rapid.T, e *answer.Engine, from, to State, a Action, effects []Effect) {
	t.Helper()
	broken := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("%T%+v leads from %q to %q: %s", a, a, from.Query, to.Query, fmt.Sprintf(format, args...))
	}
	rows := e.Result(to.Query).Rows
	if c := to.Cursor(rows); c < -1 || c >= len(rows) || c < 0 && len(rows) > 0 {
		broken("the cursor is on %d of %d", c, len(rows))
	}
	if !to.Query.Equal(to.Query.Canonical(e.Dataset())) {
		broken("not canonical")
	}
	back, err := query.Parse(to.Query.String(), e.Dataset())
	if back.Playing = to.Query.Playing; err != nil || !back.Equal(to.Query) { // no text says what runs by
		broken("read back as %q (%v)", back, err)
	}
	if from.Play != nil || to.Play != nil {
		plays(e, from, to, broken)
		return
	}
	if columns := answer.TableColumns(e.Result(to.Query)); to.Column != NameColumn && !slices.Contains(columns, to.Column) {
		broken("the column cursor is on %v of %v", to.Column, columns)
	}
	if parts := to.Parts(e.Result(to.Query)); to.Pane == BarsPane && len(parts) > 0 && !slices.Contains(parts, to.Outcome) {
		broken("%v is chosen in a bar of %v", to.Outcome, parts)
	}
	if depth := wayBack(to.Session); depth > historySize || to.entered != nil && to.entered.depth != depth {
		broken("the way back is %d long", depth)
	}
	if left := slices.Contains(effects, Effect(Leave{})); left != (a == Quit{}) {
		broken("leaves: %v", left)
	}
	switch a.(type) {
	case Undo, Redo:
		return
	case SetBy:
		if to.Query.By != from.Query.By && (to.Query.Select != "" || len(to.Query.Pins) > 0) {
			broken("the rows of another grouping stay selected or pinned")
		}
		if to.Query.By != from.Query.By && to.Top != 0 {
			broken("the rows of another grouping stay scrolled by %d", to.Top)
		}
	case SetSearch:
		if v := to.Query.View; v == query.RecordsView || v == query.SourcesView { // it finds no rows there
			if to.Query.Select != from.Query.Select {
				broken("it selects %s", to.Query.Select)
			}
		} else if to.Query.Search != "" && len(rows) > 0 && to.Gone(rows) {
			broken("%s is selected, which is not among the rows found", to.Query.Select)
		}
	case SetQuery:
		if to.entered != nil {
			broken("there is a way back from a question that nobody entered")
		}
	case Enter:
		if wayBack(to.Session) <= wayBack(from.Session) || to.entered.outcomes {
			break // nothing was opened, or an outcome was filtered
		}
		if to.Zoom || to.Query.Search != "" && to.Query.Search != to.entered.search {
			break // esc takes these back first
		}
		back, _ := Update(e, to, Back{})
		was := from.Session
		was.Row = back.Row // a row can have been selected without it …
		if was.Query.View == query.RecordsView {
			was.Line = Line(e, was) // … and so can a record
		}
		if !reflect.DeepEqual(back.Session, was) {
			broken("esc comes back to %+v, it was %+v", back.Session, was)
		}
	case Reset:
		if to.Top != 0 {
			broken("it stays scrolled by %d", to.Top)
		}
	}
	if sameQuestion(from.Query, to.Query) {
		if !reflect.DeepEqual(from.History, to.History) {
			broken("a step without another question")
		}
		return
	}
	if to.History.canRedo() {
		broken("a new step left something to redo")
	}
	undone, _ := Update(e, to, Undo{})
	if !reflect.DeepEqual(undone.Session, from.Session) {
		broken("undo gives %+v, want %+v", undone.Session, from.Session)
	}
	redone, _ := Update(e, undone, Redo{})
	if !reflect.DeepEqual(redone.Session, to.Session) {
		broken("redo gives %+v, want %+v", redone.Session, to.Session)
	}
}

func TestWhateverIsDoneTheLawsHold(t *testing.T) {
	for name, d := range map[string]*report.Dataset{"sample": samples.Dataset(t), "reports": raw.Dataset()} {
		e, words := answer.NewEngine(d), questions.VocabularyOf(d)
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			state := State{Session: NewSession(words.DrawInAView(t).Canonical(d))}
			for range rapid.IntRange(1, 25).Draw(t, "actions") {
				a := drawAction(t, words)
				state.Top = rapid.IntRange(0, 3).Draw(t, "top row") // wherever it was drawn
				next, effects := Update(e, state, a)
				lawful(t, e, state, next, a, effects)
				state = next
			}
		}))
	}
}

// namedBy lists the ids of rows.
func namedBy(rows []answer.Row) (ids []string) {
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}
