package scene

import (
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/tui/kit/grid"
)

// A speaker points at some rows: these are bold and have a sign, the others stand back behind them,
// their marks faded and their figures in the colour of what is read second.
//
//	  United States   12,227   ░░░░░░░░░░░░
//	★ Germany          8,428   ████████
//	  France           8,603   ░░░░░░░░
//
// Before that, the axes are explained: everything stands at its place but figures and marks, which are
// taken off a screen that was laid out and drawn with them. So nothing moves when they come.

// Lit says whether a row is pointed at.
func (s *Scene) Lit(id string) bool { return slices.Contains(s.pointed(), id) }

// Back says whether a row stands back, because others are pointed at.
func (s *Scene) Back(id string) bool { return s.Pointing() && !s.Lit(id) }

// Pointing says whether some row is pointed at.
func (s *Scene) Pointing() bool { return len(s.pointed()) > 0 }

// pointed are the ids of the rows that are pointed at, in their order: ids of none of them mean
// nothing here.
func (s *Scene) pointed() []string {
	if len(s.Session.Highlight) > 0 && s.lit == nil {
		s.PointAmong(s.Result.Rows)
	}
	return s.lit
}

// PointAmong says which rows the screen has, where they are not those of the result.
func (s *Scene) PointAmong(rows []answer.Row) {
	s.lit = []string{}
	for i := range rows {
		if slices.Contains(s.Session.Highlight, rows[i].ID) {
			s.lit = append(s.lit, rows[i].ID)
		}
	}
}

// PointedName is how the name of a row is written that has a style where nothing is pointed at.
func (s *Scene) PointedName(id string, st grid.Style) grid.Style {
	switch {
	case s.Lit(id):
		return s.Theme.Strong
	case s.Back(id):
		return s.Theme.Dim
	}
	return st
}

// SetBack makes words and figures that stand in r those of a row that stands back.
func (s *Scene) SetBack(f *grid.Frame, r grid.Rect) {
	f.Restyle(r, func(st grid.Style) grid.Style {
		return grid.Style{FG: s.Theme.Dim.FG, BG: st.BG, Attr: st.Attr &^ grid.Bold}
	})
}

// FadeMarks makes bars and other marks that stand in r those of a row that stands back.
func (s *Scene) FadeMarks(f *grid.Frame, r grid.Rect) { f.Restyle(r, s.Theme.Fade) }

// TakeOff takes what stands in r off a screen on which the axes are alone; the ground stays.
func (s *Scene) TakeOff(f *grid.Frame, r grid.Rect) {
	if s.Session.Axes {
		f.Clear(r)
	}
}

// PointedAt names the rows that are pointed at, "" for none.
func (s *Scene) PointedAt() string {
	return strings.Join(s.Names(s.Query, s.Query.By, s.pointed()), ", ")
}
