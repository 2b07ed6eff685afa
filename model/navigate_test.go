package model

import (
	"reflect"
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

// rowViews are the views in which enter opens the row under the cursor.
var rowViews = slices.DeleteFunc(query.Views(), func(v query.View) bool { return !v.Groups() })

func TestEnterOnACountryOpensItsProfileAndThenItsFiguresOverTime(t *testing.T) {
	for _, v := range rowViews {
		w := start(t, "view="+v.String()+" period=2012.. pins=GB,TR")
		w.do(SelectRow{"TR"})
		before := w.state.Session
		w.do(Enter{}).asks("view=country period=2012.. select=TR pins=GB,TR")
		if got := w.e.Subject(w.state.Query); got != "TR" {
			t.Errorf("%s: the profile is about %q", v, got)
		}
		profile := w.state.Session
		w.do(Enter{}).asks("country=TR period=2012.. by=period")
		if w.do(Back{}); !reflect.DeepEqual(w.state.Session, profile) {
			t.Errorf("%s: esc comes back to %+v, not to the profile", v, w.state.Session)
		}
		if w.do(Back{}); !reflect.DeepEqual(w.state.Session, before) {
			t.Errorf("%s: esc comes back to %+v, it was %+v", v, w.state.Session, before)
		}
		w.do(Back{}).asks(before.Query.String()) // there is no further back
	}
}

func TestEscComesBackToWhereEnterWasPressedExactly(t *testing.T) {
	w := start(t, "sort=country search=e")
	w.do(Move{By: 2}, MoveColumn{By: 2}, Focus{Pane: TilesPane}, SelectPart{Outcome: report.Accounts}, Focus{Pane: TablePane})
	w.state.Session.Top = 1 // as the screen scrolled
	before := w.state.Session
	w.do(Enter{}, Move{By: 7}, MoveColumn{By: 1}, Enter{}, MoveColumn{By: 3}, Back{}, Back{})
	if !reflect.DeepEqual(w.state.Session, before) {
		t.Errorf("esc comes back to %+v, it was %+v", w.state.Session, before)
	}
}

func TestUndoAndRedoGoTheWayOfEnter(t *testing.T) {
	w := start(t, "select=GB")
	w.do(Enter{}, Enter{})
	w.do(Undo{}).asks("view=country select=GB")
	w.do(Undo{}).asks("select=GB")
	w.do(Undo{}).says("nothing to undo")
	w.do(Redo{}).asks("view=country select=GB")
	w.do(Redo{}).asks("country=GB by=period")
	w.do(Redo{}).says("nothing to redo")
	w.do(Back{}).asks("view=country select=GB") // the way back is that of the session
	w.do(Undo{}).asks("country=GB by=period")   // and coming back is a step too
}

func TestViewKeysKeepTheSelectedRowAndTheFilters(t *testing.T) {
	for _, from := range query.Views() {
		for _, to := range query.Views() {
			if from == query.CountryView && to > query.CountryView {
				continue // they take the country along
			}
			w := start(t, "view="+from.String()+" period=2012.. measure=accounts select=GB pins=GB,US")
			w.do(Show{to})
			want := start(t, "view="+to.String()+" period=2012.. measure=accounts select=GB pins=GB,US").state.Query
			if !w.state.Query.Equal(want) {
				t.Errorf("from %s to %s the question is %q", from, to, w.state.Query)
			}
			if w.do(Show{from}); to != query.MapView && w.state.Query.Select != "GB" {
				t.Errorf("from %s to %s and back the row is %q", from, to, w.state.Query.Select)
			}
		}
	}
}

func TestEachViewHasItsOwnMeasureUntilOneIsGiven(t *testing.T) {
	w := start(t, "").do(Show{query.MapView}).asks("view=map")
	if w.state.Query.Measure != report.PerMillion || w.state.Column != report.PerMillion {
		t.Errorf("the map opens on %s, the column cursor on %s", w.state.Query.Measure, w.state.Column)
	}
	w.do(Show{query.TrendView}).asks("view=trend")
	if w.state.Query.Measure != report.Requests || w.state.Column != report.Requests {
		t.Errorf("the trend opens on %s, the column cursor on %s", w.state.Query.Measure, w.state.Column)
	}
	// What was chosen stays, though it be what a view has anyhow.
	w.do(Show{query.MapView}, SetMeasure{report.Requests}, Show{query.ExploreView}).asks("").do(Show{query.MapView}).asks("view=map measure=requests")
	w.do(SetMeasure{report.PerMillion}).asks("view=map").do(Show{query.ExploreView}).asks("measure=per_million")
	start(t, "measure=per_million").do(Show{query.MapView}).asks("view=map").do(Show{query.ExploreView}).asks("measure=per_million")
	start(t, "measure=share").do(Show{query.MapView}).asks("view=map measure=share")
	// A row opened from the map, or another grouping, is no map any more.
	start(t, "view=map").do(SelectRow{"GB"}, Enter{}).asks("view=country select=GB")
	start(t, "view=map").do(SetBy{query.ByService}).asks("by=service")
	// Another question has the measure that it names.
	w.do(SetQuery{query.Query{}}, Show{query.MapView}).asks("view=map")
}

func TestAViewKeyPressedTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		e := answer.NewEngine(d)
		s := State{Session: NewSession(questions.DrawQuestion(t, d))}
		v := rapid.SampledFrom(query.Views()).Draw(t, "view")
		s, _ = Update(e, s, Show{v})
		if again, _ := Update(e, s, Show{v}); !reflect.DeepEqual(again, s) {
			questions.Fail(t, d, s.Query, "once %s: %+v, twice: %+v", v, s.Session, again.Session)
		}
	})
}

func TestLeftAndRightTurnAProfileFromCountryToCountry(t *testing.T) {
	w := start(t, "view=country")
	w.sees("[US] TR GB AQ FR ZZ")
	w.do(MoveColumn{By: 1}).asks("view=country select=TR").says("")
	w.do(MoveColumn{By: 1}, MoveColumn{By: 1}).asks("view=country select=AQ")
	w.do(MoveColumn{By: -1}).asks("view=country select=GB")
	w.do(MoveColumn{By: -1}, MoveColumn{By: -1}, MoveColumn{By: -1}).says("United States is the first of these countries")
	w.do(SelectRow{"ZZ"}, MoveColumn{By: 1}).says("Not itemised is the last of these countries")
	w.do(Show{query.ExploreView}).sees("US TR GB AQ FR [ZZ]")
}

func TestAProfileIsTurnedInTheOrderOfTheRows(t *testing.T) {
	w := start(t, "view=country sort=country search=united")
	w.sees("[GB] US")
	if got := w.e.Subject(w.state.Query); got != "GB" {
		t.Errorf("the first of the rows is not the subject, but %s", got)
	}
	w.do(MoveColumn{By: 1}).sees("GB [US]")
	w.do(MoveColumn{By: 1}).says("United States is the last of these countries")
}

func TestAFilterOfOneCountryMovesWithTheProfile(t *testing.T) {
	w := start(t, "view=country country=TR")
	w.do(MoveColumn{By: 1}).asks("view=country country=GB select=GB").says("the country filter is now United Kingdom")
	w.do(MoveColumn{By: -1}, MoveColumn{By: -1}).asks("view=country country=US select=US").says("the country filter is now United States")
	w.do(MoveColumn{By: -1}).asks("view=country country=US select=US").says("United States is the first of these countries")
	w.do(Undo{}).asks("view=country country=TR select=TR")
	// Under a grouping that has no countries the filter moves as well.
	w = start(t, "view=country country=TR by=period")
	w.do(MoveColumn{By: 1}).asks("view=country country=GB by=period")
	w.do(Show{query.ExploreView}).sees("[2012]")
}

func TestAFilterOfSomeCountriesHoldsTheProfile(t *testing.T) {
	w := start(t, "view=country country=GB,TR select=US")
	if got := w.e.Subject(w.state.Query); got != "TR" {
		t.Errorf("the profile is about %q, which the filter leaves out or is not the first", got)
	}
	w.do(MoveColumn{By: 1}).asks("view=country country=GB,TR select=GB")
	w.do(MoveColumn{By: 1}).says("United Kingdom is the last of these countries")
	w.do(SelectRow{"US"}).asks("view=country country=US select=US").says("the country filter is now United States")
}

func TestByAnotherGroupingAProfileIsAboutACountryAndTurnedByCountry(t *testing.T) {
	w := start(t, "view=country by=service select=skype pins=skype")
	if got := w.e.Subject(w.state.Query); got != "US" {
		t.Errorf("the profile is about %q", got)
	}
	w.do(TogglePin{}).says("rows are by service: b groups by country, to pin one")
	w.do(MoveColumn{By: 1}).asks("view=country select=TR")
	w.do(Undo{}).asks("view=country by=service select=skype pins=skype")
	// Grouped by publisher all of them are asked, and stay so.
	w = start(t, "view=country by=publisher")
	asked := strings.Join(w.e.Profile(w.state.Query).Own.Publisher.IDs, " ")
	w.do(MoveColumn{By: 1})
	if w.state.Query.Publisher.Mode != query.All || asked != "" {
		t.Errorf("turning asks other publishers: %q", w.state.Query)
	}
	w = start(t, "view=country by=publisher")
	total := w.e.Profile(w.state.Query).Row.Figures[report.Requests]
	w.do(Enter{})
	if got := w.e.Result(w.state.Query).Total.Figures[report.Requests]; got != total {
		t.Errorf("over time there are %v requests, in the profile %v", got, total)
	}
}

func TestAProfileIsPinnedAsItsRowIs(t *testing.T) {
	w := start(t, "view=country select=GB")
	w.do(TogglePin{}).asks("view=country select=GB pins=GB")
	w.do(MoveColumn{By: -1}, TogglePin{}).asks("view=country select=TR pins=GB,TR")
	w.do(TogglePin{}).asks("view=country select=TR pins=GB")
	w = start(t, "view=country")
	w.do(TogglePin{}).asks("view=country select=US pins=US")
}

func TestTheRecordsOfAProfileAreThoseOfItsCountry(t *testing.T) {
	for _, v := range []query.View{query.RecordsView, query.SourcesView} {
		w := start(t, "view=country period=2012")
		w.do(SelectRow{"GB"})
		before := w.state.Session
		w.do(Show{v}).asks("view=" + v.String() + " country=GB period=2012 select=GB")
		if w.do(Back{}); !reflect.DeepEqual(w.state.Session, before) {
			t.Errorf("esc comes back from %s to %+v", v, w.state.Session)
		}
		w = start(t, "view=country country=GB select=GB")
		w.do(Show{v}).asks("view=" + v.String() + " country=GB select=GB")
	}
	w := start(t, "view=country select=GB")
	w.do(Show{query.RecordsView})
	if n, want := w.e.Listing(w.state.Query).Len(), w.e.Profile(w.state.Query).Row.Records; n != want {
		t.Errorf("%d records are listed, the profile counts %d", n, want)
	}
}

func TestOverTimeMeansAllPeriodsWhereButOneIsChosen(t *testing.T) {
	w := start(t, "view=country country=US period=2013-H1")
	w.do(Enter{}).asks("country=US by=period").says("all periods: the filter of periods is off, esc brings it back")
	w.do(Back{}).asks("view=country country=US period=2013-H1")
	w = start(t, "view=country country=US period=2012..2013-H1")
	w.do(Enter{}).asks("country=US period=2012..2013-H1 by=period").says("")
	// What hides rows of countries hides no periods.
	w = start(t, "view=country select=US search=united top=1 sort=country")
	w.do(Enter{}).asks("country=US by=period")
}

func TestFiltersComeOffAProfileButItsCountryStays(t *testing.T) {
	w := start(t, "view=country country=GB period=2012 select=GB")
	w.do(Reset{}).asks("view=country select=GB")
	w = start(t, "view=country service=skype")
	subject := w.e.Subject(w.state.Query)
	w.do(Reset{})
	if got := w.e.Subject(w.state.Query); got != subject {
		t.Errorf("the profile was about %s, without filters it is about %s", subject, got)
	}
}

func TestSteppingPeriodsKeepsTheSubject(t *testing.T) {
	w := start(t, "view=country select=TR period=2012")
	w.do(StepPeriod{By: 1}).asks("view=country period=2013-H1 select=TR")
	if p := w.e.Profile(w.state.Query); p.Subject.Code != "TR" || p.Row != nil {
		t.Errorf("after the step the profile is about %s, with a row %v", p.Subject.Code, p.Row)
	}
	w.do(StepPeriod{By: -1})
	if p := w.e.Profile(w.state.Query); p.Subject.Code != "TR" || p.Row == nil {
		t.Errorf("back again the profile is about %s, with a row %v", p.Subject.Code, p.Row)
	}
	w.do(MoveColumn{By: -1}).asks("view=country period=2012 select=US")
}

func TestAProfileHasOnePaneAndNoZoom(t *testing.T) {
	w := start(t, "view=country")
	before := w.state.Session
	w.do(FocusNext{}, ToggleZoom{})
	if !reflect.DeepEqual(w.state.Session, before) {
		t.Errorf("what nobody sees has changed: %+v", w.state.Session)
	}
}

func TestThereIsAlwaysAWayThroughTheViews(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		e := answer.NewEngine(d)
		s := State{Session: NewSession(questions.DrawQuestion(t, d))}
		actions := []Action{
			Move{1}, Move{-3}, MoveColumn{1}, MoveColumn{-1}, MoveToEnd{}, MoveToEnd{true}, Enter{}, Enter{}, Back{}, Undo{}, Redo{}, TogglePin{}, Reset{},
			StepPeriod{1}, StepPeriod{-1}, SetBy{query.ByPublisher}, SetBy{query.ByCountry}, SetSearch{"a"}, SetTop{2}, SortHere{}, Reverse{},
		}
		for _, v := range query.Views() {
			actions = append(actions, Show{v})
		}
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(actions)-1), 1, 30).Draw(t, "actions") {
			before := s
			s, _ = Update(e, s, actions[i])
			again, err := query.Parse(s.Query.String(), d)
			if err != nil || !again.Equal(s.Query) {
				questions.Fail(t, d, s.Query, "after %T%v the question reads back as %q (%v)", actions[i], actions[i], again, err)
			}
			p := e.Profile(s.Query)
			if p.Row != nil && p.Row.ID != p.Subject.Code {
				questions.Fail(t, d, s.Query, "the profile of %s shows %s", p.Subject.Code, p.Row.ID)
			}
			if sameQuestion(before.Query, s.Query) {
				continue
			}
			if back, _ := Update(e, s, Undo{}); actionIsAStep(actions[i]) && !reflect.DeepEqual(back.Session.Query, before.Session.Query) {
				questions.Fail(t, d, s.Query, "u after %T leads to %q, it was %q", actions[i], back.Query, before.Query)
			}
		}
	})
}

// actionIsAStep says whether an action goes on rather than back and forth in the
// history.
func actionIsAStep(a Action) bool {
	switch a.(type) {
	case Undo, Redo:
		return false
	}
	return true
}

func TestOfSeveralPublishersTheCursorOpensOnTheLatestPeriodThatMostReport(t *testing.T) {
	// Nobody is the main publisher here, so that a question of no words asks all.
	d := samples.MadeUp(t, samples.MadeUpTables("alpha"), `
		alpha 2000-H1 mail GB legal-process requests=1
		alpha 2000-H2 mail GB legal-process requests=2
		alpha 2001-H1 mail GB legal-process requests=3
		beta 2000-H1 beta-mail GB legal-process requests=4
		beta 2000-H2 beta-mail GB legal-process requests=5`)
	for _, text := range []string{"", "view=trend", "view=trend period=2000", "view=trend publisher=alpha,beta"} {
		e := answer.NewEngine(d)
		s := NewSession(samples.Must(query.Parse(text, d)))
		axis := e.Axis(s.Query)
		want := report.Period{Year: 2001, Half: 1} // half of two is enough
		if text == "view=trend period=2000" {
			want = report.Period{Year: 2000, Half: 2}
		}
		for range 2 {
			if got := axis[Instant(e, s, axis)]; got != want {
				t.Errorf("%q opens on %v, want %v", text, got, want)
			}
		}
	}
}

func TestOverTimeTheCursorIsThatOfTheRowsWherePeriodsAreRows(t *testing.T) {
	for _, view := range []query.View{query.TrendView, query.MatrixView} {
		// What is selected among rows is under the cursor over time, and the other way.
		w := start(t, "by=period").do(Show{view}, MoveToEnd{Last: true}, Show{}, MoveToEnd{}, Show{view})
		w.sees("[2012] 2013-H1 2013-H2")
		w.do(Enter{}).asks("view=" + view.String() + " period=2012")
		w = start(t, "by=period").do(Show{view}, MoveToEnd{}, SelectRow{"2013-H1"}, TogglePin{})
		w.asks("view=" + view.String() + " by=period select=2013-H1 pins=2013-H1")

		// Where few periods are chosen all are drawn, and each of them can be opened; but
		// only rows can be pinned.
		few := "view=" + view.String() + " period=2012 by=period"
		w = start(t, few).do(MoveColumn{1}, TogglePin{}).asks(few + " select=2013-H1").says("no row to pin")
		w.do(Enter{}).asks("view=" + view.String() + " period=2013-H1")

		none := "view=" + view.String() + " country=KP by=period"
		start(t, none).do(MoveColumn{1}).asks(none).do(Enter{}).asks(none).says("no row to open")
	}
}
