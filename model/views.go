package model

import (
	"daylight/model/answer"
	"daylight/model/query"
)

// view is what the keys do in a view. What it has not is nil, and Update says so.
type view struct {
	move   func(e *answer.Engine, s Session, dx, dy int) Session         // to the right where dx is positive, down where dy is
	to     func(e *answer.Engine, s Session, line int) Session           // to a row or line, or to the nearest there is
	turn   func(*answer.Engine, Session, int) (Session, []Effect)        // what left and right do instead of move
	turnTo func(*answer.Engine, Session, string) (Session, []Effect)     // what choosing a country does instead of choosing its row
	enter  func(*answer.Engine, Session) (Session, []Effect)             // opens what the cursor is on
	inside func(*answer.Engine, query.Query) query.Dimension             // what the rows are within a row that was opened; nil for periods
	pin    func(*answer.Engine, Session) (Session, []Effect)             // pins what the cursor is on, or takes its pin away
	sort   func(*answer.Engine, Session) (query.Sort, string)            // the order by what the cursor is on, or why there is none
	open   func(*answer.Engine, Session) Session                         // makes a question one that the view can show; nil where it can show all
	leave  func(*answer.Engine, Session, query.View) Session             // goes to another view; nil for what show does
	keep   func(e *answer.Engine, before, after Session) Session         // keeps the cursor on its line when the question changes; nil where it is on a row
	closer func(e *answer.Engine, s Session, by int) (Session, []Effect) // comes closer to what the cursor is on; nil where nothing is far
	scales []query.Scale                                                 // in the order in which they are gone through
	focus  func(*answer.Engine, Session, bool) (Session, []Effect)       // gives the keys to the next part of it, or back to the one before; nil where it is one pane
	zooms  bool                                                          // something of it gives way to what it is about
	heads  bool                                                          // heads mark the order
}

// views has a row for each view. It is filled when the program begins, because its
// functions look into it.
var views [query.NumViews]view

func init() {
	views = [...]view{
		query.ExploreView: {
			move: moveOverRows, to: moveTo, enter: enterPane, pin: togglePin, sort: byColumn,
			scales: []query.Scale{query.Linear, query.Log, query.Percent}, focus: focusPane, zooms: true, heads: true,
		},
		query.TrendView: {
			move: moveOverPeriods, to: toPeriod, enter: enterRow, inside: firstOpen, pin: togglePin, sort: byPeriod,
			scales: []query.Scale{query.Linear, query.Log},
		},
		query.MapView: {move: moveOnMap, to: moveTo, enter: enterRow, pin: togglePin, open: groupByCountry, closer: zoomMap},
		query.MatrixView: {
			move: moveOverPeriods, to: toPeriod, enter: enterRow, inside: firstOpen, pin: togglePin, sort: byPeriod,
			scales: []query.Scale{query.Linear, query.Percent}, zooms: true, heads: true, // percent classes each row by itself
		},
		query.CompareView: {move: moveCompared, to: toLine, enter: enterCompared, inside: firstOpen, pin: pinCompared, sort: byLine},
		query.CountryView: {move: movePage, to: toLine, turn: turnProfile, turnTo: turnTo, enter: enterCountry, pin: togglePinOf, leave: openBehind},
		query.RecordsView: {
			move: moveRecord, to: toRecord, enter: readRecord, pin: pinRecord, sort: byField, open: openRecords, keep: keepRecord,
			zooms: true, heads: true,
		},
		query.SourcesView: {move: moveReference, to: toLine, enter: enterReference, zooms: true},
		query.CoverageView: {
			move: moveCoverage, to: toCovered, enter: enterCovered, pin: pinCovered, focus: focusCovered, leave: leaveCoverage,
		},
	}
}

// Headed says whether heads mark the order in a view.
func Headed(v query.View) bool { return views[v].heads }

// standing is the view as it stands on the screen.
func (s Session) standing() query.View {
	if s.Listed {
		return query.ExploreView
	}
	return s.Query.View
}

// view is the row of the view that stands on the screen.
func (s Session) view() *view { return &views[s.standing()] }
