package tui

import (
	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// scene is where everything stands on the screen: what View draws and what the
// mouse hits. It is worked out anew from the session and the size, and nothing
// keeps it.
type scene struct {
	*kit
	panes
	session     model.Session // on the question that is shown
	w, h        int
	hinting     bool // the keys to begin with have a row
	busy        bool // something lies over the screen: no cursor is drawn
	query       query.Query
	result      *answer.Result
	sheet       *sheet
	cursor      int             // index of the selected row; -1 for none
	gone        bool            // the selected row is not among the rows: the cursor is where it was
	asRows      bool            // the rows of explore stand on the screen
	onScreen    []report.Column // those whose totals stand on it
	chips       []chipPlace
	hiddenChips int        // that had no room
	notes       []footnote // those that meet what is shown
	workedOut   workedOut  // those of the screen before that are no notes of the data
	screen      screen
}

// zoomed says whether a pane has the screen to itself.
func (s *scene) zoomed() bool { return s.session.Zoom && s.step > list && !s.plain }

// placeView divides the screen for a view other than explore, with room for its
// notes, and places what stands around it. A screen of list size has no chips.
func (s *scene) placeView(lay func(*scene) screen) screen {
	s.divideView(len(s.result.Notes) + 1)
	s.screen = lay(s) // which says what figures there are, and so which notes
	if s.placeNotes(); len(s.notes) < s.panes.notes.H {
		s.divideView(len(s.notes))
	}
	s.placeChips()
	return lay(s)
}

// divideView divides the screen for a view of which so many notes want a row.
func (s *scene) divideView(notes int) {
	s.panes = arrangeView(s.w, s.h, notes)
	if s.hinting {
		s.panes = s.panes.withHint()
	}
}
