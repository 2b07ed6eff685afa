package model

import (
	"testing"

	"daylight/model/answer"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestSortingByAPeriodIsAStepThatCanBeUndone(t *testing.T) {
	d := samples.Dataset(t)
	e := answer.NewEngine(d)
	s := State{Session: NewSession(query.Query{View: query.MatrixView})}
	ask := func(a Action, want string) {
		t.Helper()
		s, _ = Update(e, s, a)
		q := s.Session.Query
		q.Select = ""
		if q.String() != want {
			t.Errorf("after %T%+v the question is %q, want %q", a, a, q, want)
		}
	}
	ask(SelectPeriod{report.Period{Year: 2013, Half: 1}}, "view=matrix")
	ask(SortHere{}, "view=matrix sort=-2013-H1")
	ask(SortHere{}, "view=matrix sort=2013-H1")
	ask(MoveColumn{By: 1}, "view=matrix sort=2013-H1")
	ask(SortHere{}, "view=matrix sort=-2013-H2")
	ask(Reverse{}, "view=matrix sort=2013-H2")
	ask(SortAt{report.Period{Year: 2012}}, "view=matrix sort=-2012")
	ask(Undo{}, "view=matrix sort=2013-H2")
	ask(Undo{}, "view=matrix sort=-2013-H2")
	ask(Redo{}, "view=matrix sort=2013-H2")
	ask(SortBy{Column: report.Requests}, "view=matrix")
	ask(SetBy{query.ByPeriod}, "view=matrix by=period")
	ask(SortHere{}, "view=matrix by=period")
	ask(SortAt{report.Period{Year: 2013, Half: 1}}, "view=matrix by=period")
}
