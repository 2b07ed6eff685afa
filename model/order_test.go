package model

import "testing"

func TestSortingByAPeriodIsAStepThatCanBeUndone(t *testing.T) {
	d := sampleDataset(t)
	e := NewEngine(d)
	s := State{Session: NewSession(Query{View: MatrixView})}
	ask := func(a Action, want string) {
		t.Helper()
		s, _ = Update(e, s, a)
		q := s.Session.Query
		q.Select = ""
		if q.String() != want {
			t.Errorf("after %T%+v the question is %q, want %q", a, a, q, want)
		}
	}
	ask(SelectPeriod{Period{2013, 1}}, "view=matrix")
	ask(SortHere{}, "view=matrix sort=-2013-H1")
	ask(SortHere{}, "view=matrix sort=2013-H1")
	ask(MoveColumn{By: 1}, "view=matrix sort=2013-H1")
	ask(SortHere{}, "view=matrix sort=-2013-H2")
	ask(Reverse{}, "view=matrix sort=2013-H2")
	ask(SortAt{Period{Year: 2012}}, "view=matrix sort=-2012")
	ask(Undo{}, "view=matrix sort=2013-H2")
	ask(Undo{}, "view=matrix sort=-2013-H2")
	ask(Redo{}, "view=matrix sort=2013-H2")
	ask(SortBy{Column: Requests}, "view=matrix")
	ask(SetBy{ByPeriod}, "view=matrix by=period")
	ask(SortHere{}, "view=matrix by=period")
	ask(SortAt{Period{2013, 1}}, "view=matrix by=period")
}
