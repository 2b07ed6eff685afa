package scene

import (
	"fmt"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/page"
)

// Screen is one view as it stands on the body of the screen: where its parts are,
// worked out from the session and the size for one frame or one click, and then
// forgotten. What belongs to no view stands around it.
type Screen interface {
	// Draw draws the view.
	Draw(f *grid.Frame)
	// Help lists the keys of the help line, in the order of use.
	Help() []HelpKey
	// Click answers a click, and wheel a turn of so many rows.
	Click(x, y int) []model.Action
	Wheel(by int) []model.Action
	// Announce says in one line where a person is who hears the screen, and readAt
	// is where a screen reader reads.
	Announce() string
	ReadAt() (x, y int)

	// A screen that has nothing to say to what follows leaves the answer to its scene.

	// Shows says whether the figures of a column are on screen, and figures which
	// they are, for the notes about them.
	Shows(c report.Column) bool
	Figures() Figures
	// Figure is the figure under the cursor: its row, the question that this is a
	// row of, and its column. A nil row is none.
	Figure() (q query.Query, row *answer.Row, c report.Column)
	// Under says what the cursor is on, in place of the keys; "" leaves them.
	Under() string
	// Window is the list that scrolls: the line under the cursor, how many lines
	// fit, and how many there are; no lines for a view that does not scroll.
	Window() (cursor, height, lines int)
	// Rest is the line where the cursor comes to rest that was moved from one to
	// another, and leftmost the first period on screen where periods scroll.
	Rest(line, from int) int
	Leftmost() int
	// SectionTop is the first line on screen that shows the section under the cursor
	// from its head.
	SectionTop() int
	// Whole is what the cursor is on, to be read over the screen, or why there is none;
	// nil and "" where the cursor is on a figure.
	Whole() (p *page.Page, why string)
	// Unzoomed says why there is nothing to zoom; "" where there is.
	Unzoomed() string
}

func (s *Scene) Shows(report.Column) bool { return false }

func (s *Scene) Figures() Figures { return Figures{Rows: s.Result.Rows} }

func (s *Scene) Figure() (query.Query, *answer.Row, report.Column) { return s.Query, nil, 0 }

func (s *Scene) Under() string { return "" }

func (s *Scene) Window() (cursor, height, lines int) { return s.Cursor, 0, 0 }

func (s *Scene) Rest(line, _ int) int { return line }

func (s *Scene) Leftmost() int { return s.Session.Left }

func (s *Scene) SectionTop() int { return s.Session.Top }

func (s *Scene) Whole() (p *page.Page, why string) { return nil, "" }

func (s *Scene) Unzoomed() string { return "" }

// TooSmall stands where nothing else fits, and says so.
type TooSmall struct{ *Scene }

func (v TooSmall) Draw(f *grid.Frame) {
	text := fmt.Sprintf("%d×%d: needs %d×%d", v.W, v.H, TinyWidth, TinyHeight)
	if v.Glyphs.ASCII {
		text = strings.ReplaceAll(text, "×", "x")
	}
	f.Text(f.Rect(), text, v.Theme.Text)
}

func (TooSmall) Help() []HelpKey                       { return nil }
func (TooSmall) Click(int, int) []model.Action         { return nil }
func (TooSmall) Wheel(int) []model.Action              { return nil }
func (v TooSmall) Window() (cursor, height, lines int) { return v.Cursor, v.Body.H, 0 }
func (TooSmall) Announce() string                      { return "" }
func (v TooSmall) ReadAt() (x, y int)                  { return v.Body.X, v.Panes.Help.Y }

// Actions are what a click or a turn of the wheel comes to.
func Actions(all ...model.Action) []model.Action { return all }

// HelpKey is a key of the help line; word is what it does here, where that is not
// what its binding says.
type HelpKey struct{ Key, Word string }

// Keys are keys of the help line, each with its word after a blank.
func Keys(list ...string) []HelpKey {
	keys := make([]HelpKey, len(list))
	for i, text := range list {
		keys[i].Key, keys[i].Word, _ = strings.Cut(text, " ")
	}
	return keys
}

// View lays itself out on the body of a screen, and keeps what is costly to work
// out. One that has no room, or no place before a screen reader, lays out nothing:
// its rows stand as those of explore do.
type View interface {
	Layout(s *Scene) Screen
	// Describe says what the figures of a question come to, in a sentence or two, for who
	// cannot see a picture of the view.
	Describe(k *Kit, q query.Query) string
}

// WheelStep is how many rows a turn of the wheel moves.
const WheelStep = 3

// WheelLines scrolls over n lines, of which height are on screen. The cursor stays on
// its line as long as that is in sight; else another is selected.
func WheelLines(by, top, cursor, height, n int, selected func(line int) model.Action) []model.Action {
	if n == 0 {
		return nil
	}
	top, line := list.Wheel(by, top, cursor, height, n)
	if line != cursor {
		return Actions(model.Scroll{Top: top}, selected(line))
	}
	return Actions(model.Scroll{Top: top})
}

// WheelRows scrolls over the rows of a result.
func (s *Scene) WheelRows(by, height int) []model.Action {
	rows := s.Result.Rows
	return WheelLines(by, s.Session.Top, s.Cursor, height, len(rows), func(i int) model.Action { return model.SelectRow{ID: rows[i].ID} })
}

// ArrowKeys stand for the four arrows in a help line.
const ArrowKeys = "← ↑ ↓ →"

// RowQuery is the question whose filter holds just the records of a row.
func (k *Kit) RowQuery(q query.Query, row *answer.Row) query.Query {
	q.Top, q.Search = 0, ""
	if q.By == query.ByPeriod {
		if p, err := report.ParsePeriod(row.ID); err == nil {
			return k.Engine.In(q, p)
		}
		return q
	}
	*q.Filter(q.By) = query.Filter{Mode: query.Only, IDs: []string{row.ID}}
	return q
}
