package tui

import (
	"daylight/model"
	"daylight/tui/kit/grid"
)

// screen is one view as it stands on the body of the screen: where its parts are,
// worked out from the session and the size for one frame or one click, and then
// forgotten. What belongs to no view stands around it.
type screen interface {
	// draw draws the view.
	draw(f *grid.Frame)
	// click answers a click, and wheel a turn of so many rows.
	click(x, y int) []model.Action
	wheel(by int) []model.Action
	// shows says whether the figures of a column are on screen, and figures which
	// they are, for the notes about them.
	shows(c model.Column) bool
	figures() figures
	// window is the list that scrolls: the line under the cursor, how many lines
	// fit, and how many there are; no lines for a view that does not scroll.
	window() (cursor, height, lines int)
	// under says what the cursor is on, in place of the keys; "" leaves them.
	under() string
	// announce says in one line where a person is who hears the screen, and readAt
	// is where a screen reader reads.
	announce() string
	readAt() (x, y int)
	// figure is the figure under the cursor: its row, the question that this is a
	// row of, and its column. A nil row is none.
	figure() (q model.Query, row *model.Row, c model.Column)
	// help lists the keys of the help line, in the order of use.
	help() []helpKey
}

// actions are what a click or a turn of the wheel comes to.
func actions(list ...model.Action) []model.Action { return list }

// helpKey is a key of the help line; word is what it does here, where that is not
// what its binding says.
type helpKey struct{ key, word string }

// view lays itself out on the body of a screen, and keeps what is costly to work
// out. One that has no room, or no place before a screen reader, lays out nothing:
// its rows stand as those of explore do.
type view interface{ layout(s *scene) screen }

// newViews makes the views of one dashboard.
func newViews(world func() ([]model.Shape, error)) [model.NumViews]view {
	return [...]view{
		model.ExploreView: exploreView{},
		model.TrendView:   &trendView{},
		model.MapView:     &mapView{world: world},
		model.MatrixView:  &matrixView{},
		model.CompareView: &compareView{},
		model.CountryView: &countryView{},
		model.RecordsView: recordsView{},
		model.SourcesView: sourcesView{},
	}
}

// listed says whether the rows of explore stand in place of another view.
func (s *scene) listed() bool { return s.asRows && s.query.View != model.ExploreView }

// seriesStyle is the colour of the i-th of a few rows, the same in lines, pins
// and heads.
func (k *kit) seriesStyle(i int) grid.Style {
	if i < 0 || i >= len(k.theme.Series) {
		return k.theme.Strong
	}
	return grid.Style{FG: k.theme.Series[i]}
}

// pinOf is the place of a row among the pins, -1 for none.
func pinOf(q *model.Query, id string) int {
	for i, pin := range q.Pins {
		if pin == id {
			return i
		}
	}
	return -1
}
