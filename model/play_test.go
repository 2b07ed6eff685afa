package model

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/answer"
	"daylight/model/internal/questions"
	"daylight/model/query"
	"daylight/model/report"
)

// onReports opens the real reports with a question.
func onReports(t testing.TB, text string) *walk { return startOn(t, raw.Dataset(), text) }

// shows fails unless a period is on the screen that runs by.
func (w *walk) shows(period string) *walk {
	w.t.Helper()
	if w.state.Play == nil {
		w.t.Errorf("nothing plays, want %s", period)
	} else if got := w.state.Play.Period().String(); got != period {
		w.t.Errorf("%s is on the screen, want %s", got, period)
	}
	return w
}

// passes lets the time of a period pass, as often as it is asked for, and returns how often that was.
func (w *walk) passes(times int) (ticks int) {
	w.t.Helper()
	for ; ticks < times && w.state.Play != nil && w.state.Play.Running; ticks++ {
		w.do(PlayTick{w.state.Play.Run})
	}
	return ticks
}

func TestPeriodsRunByAndGiveTheFilterBack(t *testing.T) {
	w := onReports(t, "view=matrix country=GB,US period=2014..2016")
	before := w.state.Query.String()
	w.do(TogglePlay{}).shows("2014-H1")
	w.passes(1)
	w.shows("2014-H2").asks("view=matrix country=GB,US period=2014-H2")
	w.do(TogglePlay{})
	if w.passes(1) > 0 {
		t.Error("it goes on, though it was stopped")
	}
	w.do(Back{}).asks(before)
	if w.state.Play != nil || w.state.History.canUndo() {
		t.Error("esc leaves something of it")
	}
}

func TestItStopsAtTheLastPeriodAndBeginsThereAgain(t *testing.T) {
	w := onReports(t, "country=GB period=2014..2016")
	w.do(TogglePlay{}).shows(w.state.Play.Periods[0].String())
	n := len(w.state.Play.Periods)
	w.passes(100)
	w.shows(w.state.Play.Periods[n-1].String())
	if w.state.Play.Running {
		t.Error("it still runs at the end")
	}
	w.do(TogglePlay{}).shows(w.state.Play.Periods[0].String())
	w.passes(100)
	w.do(TogglePlay{Back: true}) // and back
	w.passes(100)
	w.shows(w.state.Play.Periods[0].String())
}

func TestSeveralPeriodsThatAreChosenAreThoseThatRunBy(t *testing.T) {
	w := onReports(t, "period=2018..2019").do(StepPlay{1}).shows("2018-H1").do(StepPlay{1}, StepPlay{1}, StepPlay{1}).shows("2019-H2")
	w.do(StepPlay{1}).shows("2019-H2").says("2019-H2 is the last period that is played")
	w = onReports(t, "period=2018-H2").do(StepPlay{1}).shows("2019-H1").do(Back{}).asks("period=2018-H2")
	w.do(TogglePlay{}).shows("2018-H2") // one alone is where it begins
}

func TestATickOfAnotherRunDoesNothing(t *testing.T) {
	w := onReports(t, "country=US").do(TogglePlay{})
	old := w.state.Play.Run
	w.do(TogglePlay{}, TogglePlay{}, PlayTick{old}).shows("2012")
	w.do(EndPlay{}, TogglePlay{}, PlayTick{old}).shows("2012")
	w.do(EndPlay{}, PlayTick{w.state.runs})
	if w.state.Play != nil {
		t.Error("a tick began it again")
	}
}

func TestItStopsBeforeABreakAndTellsOfIt(t *testing.T) {
	w := onReports(t, "").do(TogglePlay{}).shows("2012")
	w.passes(9)
	w.shows("2012")
	p := w.state.Play
	if p.Running || !p.Halted || len(p.Breaks) != 1 || !strings.Contains(p.Breaks[0].Note.Text, "Skype") {
		t.Fatalf("at the break it is %+v", p)
	}
	w.do(TogglePlay{}).shows("2013-H1")
	w.passes(100)
	w.shows("2016-H2")
	if p := w.state.Play; !p.Halted || !strings.Contains(p.Breaks[0].Note.Text, "2017") {
		t.Errorf("at the next break it is %+v", p)
	}
	w.do(StepPlay{1}).shows("2017-H1")
	if p := w.state.Play; p.Halted || len(p.Breaks) != 1 {
		t.Errorf("stepped over the break it is %+v", p)
	}
}

func TestRowsKeepTheirPlacesWhilePeriodsRunBy(t *testing.T) {
	w := onReports(t, "")
	order := namedBy(w.e.Result(w.state.Query).Rows)
	gaps := 0
	for w.do(StepPlay{1}); w.said == ""; w.do(StepPlay{1}) {
		rows := w.e.Result(w.state.Query).Rows
		if !slices.Equal(namedBy(rows), order) {
			t.Fatalf("in %s rows are %v, want %v", w.state.Play.Period(), namedBy(rows), order)
		}
		for i := range rows {
			if rows[i].Records == 0 {
				gaps++
				if f := rows[i].Figures[report.Requests]; f.Reported {
					t.Errorf("%s has no record of %s, and shows %v", w.state.Play.Period(), rows[i].ID, f)
				}
			}
		}
	}
	if gaps == 0 {
		t.Error("no country ever lacks a record")
	}
	w.do(RankPlay{ByRank: true})
	byRank := w.e.Result(w.state.Query).Rows
	plain := w.state.Query
	plain.Playing = query.Playing{}
	if want := w.e.Result(plain).Rows; !slices.Equal(namedBy(byRank), namedBy(want)) {
		t.Errorf("by rank rows are %v, want %v", namedBy(byRank), namedBy(want))
	}
}

func TestNothingMovesByItselfWhereMotionIsReduced(t *testing.T) {
	w := onReports(t, "")
	w.state.Still = true
	_, effects := Update(w.e, w.state, TogglePlay{})
	if slices.ContainsFunc(effects, func(e Effect) bool { _, ticks := e.(Tick); return ticks }) {
		t.Error("P asks for a tick")
	}
	w.do(TogglePlay{}).shows("2012").says("nothing moves by itself here: , and . step through the periods")
	w.do(TogglePlay{}).shows("2012").do(StepPlay{1}).shows("2013-H1").do(StepPlay{-1}).shows("2012")
	w.do(StartPlay{Play{}}).shows("2012")
	if w.state.Play.Running {
		t.Error("what a story plays runs")
	}
}

func TestAQuestionThatChangesPlaysOn(t *testing.T) {
	w := onReports(t, "").do(StepPlay{1}, StepPlay{1}, StepPlay{1}).shows("2013-H2")
	w.do(SetMeasure{report.Accounts}).shows("2013-H2").asks("period=2013-H2 measure=accounts")
	w.do(ToggleGrain{}).shows("2013").asks("period=2013 grain=year measure=accounts")
	w.do(SetGrain{query.HalfYears}).shows("2013-H1")
	w.do(SetBy{query.ByPeriod}).shows("2013-H1").asks("by=period measure=accounts select=2013-H1").do(StepPlay{1}).asks("by=period measure=accounts select=2013-H2")
	w.do(SetBy{query.ByCountry}).shows("2013-H2")
	w.do(SetPeriods{query.PeriodFilter{}}).asks("measure=accounts") // chosen by hand
	if w.state.Play != nil {
		t.Error("it plays on")
	}
}

func TestUndoKnowsNothingOfPeriodsThatRanBy(t *testing.T) {
	w := onReports(t, "").do(SetMeasure{report.Accounts}, StepPlay{1}, StepPlay{1}, StepPlay{1}, Undo{}).asks("")
	w.do(Redo{}).asks("measure=accounts")
}

func TestAStoryPlaysItsPeriodsAtItsPace(t *testing.T) {
	w := onReports(t, "country=US")
	periods := query.PeriodFilter{Ranges: []report.PeriodRange{{From: report.Period{Year: 2014}, To: report.Period{Year: 2015}}}}
	_, effects := Update(w.e, w.state, StartPlay{Play{Periods: periods, Pace: 1200}})
	if want := []Effect{Tick{1, 1200}}; !slices.Equal(effects, want) {
		t.Errorf("it asks for %v, want %v", effects, want)
	}
	w.do(StartPlay{Play{Periods: periods, Pace: 1200}}).shows("2014-H1")
	if n := w.passes(100); n != 3 {
		t.Errorf("%d ticks lead to the end, want 3", n)
	}
	w.shows("2015-H2")
	if w.do(ChangePace{1}).says("0.8 s a period"); w.state.Play.Pace != 800 {
		t.Errorf("faster is %d", w.state.Play.Pace)
	}
	w.do(ChangePace{-1}).says("1.6 s a period")
}

func TestStepsBackLeadWherePlayBegan(t *testing.T) {
	d := raw.Dataset()
	e, words := answer.NewEngine(d), questions.VocabularyOf(d)
	rapid.Check(t, func(t *rapid.T) {
		state := State{Session: NewSession(words.DrawInAView(t).Canonical(d))}
		before := state.Query
		state, _ = Update(e, state, StepPlay{1})
		if state.Play == nil {
			return
		}
		first, at := state.Query, state.Play.At
		steps := rapid.IntRange(0, len(state.Play.Periods)-1-at).Draw(t, "steps")
		for range steps {
			state, _ = Update(e, state, StepPlay{1})
		}
		if state.Play.At != at+steps {
			t.Fatalf("after %d steps it is at %d", steps, state.Play.At)
		}
		for range steps {
			state, _ = Update(e, state, StepPlay{-1})
		}
		if !state.Query.Equal(first) {
			t.Fatalf("%d steps there and back lead from %q to %q", steps, first, state.Query)
		}
		if state, _ = Update(e, state, Back{}); !sameQuestion(state.Query, before) {
			t.Fatalf("esc leads to %q, and it was %q", state.Query, before)
		}
	})
}
