package tui

import (
	"fmt"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// screen is one view as it stands on the body of the screen: where its parts are,
// worked out from the session and the size for one frame or one click, and then
// forgotten. What belongs to no view stands around it.
type screen interface {
	// draw draws the view.
	draw(f *grid.Frame)
	// help lists the keys of the help line, in the order of use.
	help() []helpKey
	// click answers a click, and wheel a turn of so many rows.
	click(x, y int) []model.Action
	wheel(by int) []model.Action
	// announce says in one line where a person is who hears the screen, and readAt
	// is where a screen reader reads.
	announce() string
	readAt() (x, y int)

	// A screen that has nothing to say to what follows leaves the answer to its scene.

	// shows says whether the figures of a column are on screen, and figures which
	// they are, for the notes about them.
	shows(c report.Column) bool
	figures() figures
	// figure is the figure under the cursor: its row, the question that this is a
	// row of, and its column. A nil row is none.
	figure() (q query.Query, row *answer.Row, c report.Column)
	// under says what the cursor is on, in place of the keys; "" leaves them.
	under() string
	// window is the list that scrolls: the line under the cursor, how many lines
	// fit, and how many there are; no lines for a view that does not scroll.
	window() (cursor, height, lines int)
	// rest is the line where the cursor comes to rest that was moved from one to
	// another, and leftmost the first period on screen where periods scroll.
	rest(line, from int) int
	leftmost() int
	// sectionTop is the first line on screen that shows the section under the cursor
	// from its head.
	sectionTop() int
	// whole is what the cursor is on, to be read over the screen, or why there is none;
	// nil and "" where the cursor is on a figure.
	whole() (read *page, why string)
	// unzoomed says why there is nothing to zoom; "" where there is.
	unzoomed() string
}

func (s *scene) shows(report.Column) bool { return false }

func (s *scene) figures() figures { return figures{rows: s.result.Rows} }

func (s *scene) figure() (query.Query, *answer.Row, report.Column) { return s.query, nil, 0 }

func (s *scene) under() string { return "" }

func (s *scene) window() (cursor, height, lines int) { return s.cursor, 0, 0 }

func (s *scene) rest(line, _ int) int { return line }

func (s *scene) leftmost() int { return s.session.Left }

func (s *scene) sectionTop() int { return s.session.Top }

func (s *scene) whole() (read *page, why string) { return nil, "" }

func (s *scene) unzoomed() string { return "" }

// tooSmall stands where nothing else fits, and says so.
type tooSmall struct{ *scene }

func (v tooSmall) draw(f *grid.Frame) {
	text := fmt.Sprintf("%d×%d: needs %d×%d", v.w, v.h, tinyWidth, tinyHeight)
	if v.glyphs.ASCII {
		text = strings.ReplaceAll(text, "×", "x")
	}
	f.Text(f.Rect(), text, v.theme.Text)
}

func (tooSmall) help() []helpKey                       { return nil }
func (tooSmall) click(int, int) []model.Action         { return nil }
func (tooSmall) wheel(int) []model.Action              { return nil }
func (v tooSmall) window() (cursor, height, lines int) { return v.cursor, v.body.H, 0 }
func (tooSmall) announce() string                      { return "" }
func (v tooSmall) readAt() (x, y int)                  { return v.body.X, v.panes.help.Y }

// actions are what a click or a turn of the wheel comes to.
func actions(list ...model.Action) []model.Action { return list }

// helpKey is a key of the help line; word is what it does here, where that is not
// what its binding says.
type helpKey struct{ key, word string }

// view lays itself out on the body of a screen, and keeps what is costly to work
// out. One that has no room, or no place before a screen reader, lays out nothing:
// its rows stand as those of explore do.
type view interface{ layout(s *scene) screen }

// wheelStep is how many rows a turn of the wheel moves.
const wheelStep = 3

// wheelRows scrolls over the rows of a result.
func (s *scene) wheelRows(by, height int) []model.Action {
	rows := s.result.Rows
	if len(rows) == 0 {
		return nil
	}
	top := max(0, min(s.session.Top+by, len(rows)-height))
	if cursor := min(max(s.cursor, top), top+height-1, len(rows)-1); cursor != s.cursor {
		return actions(model.Scroll{Top: top}, model.SelectRow{ID: rows[cursor].ID})
	}
	return actions(model.Scroll{Top: top})
}

// arrowKeys stand for the four arrows in a help line.
const arrowKeys = "← ↑ ↓ →"

// scrolled returns the first row on screen, moved as little as keeps the cursor
// in sight and the screen full.
func scrolled(top, cursor, height, rows int) int {
	if height <= 0 {
		return 0
	}
	top = min(top, cursor)
	top = max(top, cursor-height+1)
	return max(0, min(top, rows-height))
}

// rowQuery is the question whose filter holds just the records of a row.
func (k *kit) rowQuery(q query.Query, row *answer.Row) query.Query {
	q.Top, q.Search = 0, ""
	if q.By == query.ByPeriod {
		if p, err := report.ParsePeriod(row.ID); err == nil {
			return k.engine.In(q, p)
		}
		return q
	}
	*q.Filter(q.By) = query.Filter{Mode: query.Only, IDs: []string{row.ID}}
	return q
}
