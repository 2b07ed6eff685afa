package tui

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

// The plain screen is for people who hear it. It has the panes of the others but
// nothing that is only to be looked at: no bars, no rules, no borders. The
// terminal's cursor stands at the selected row, where a screen reader reads, and
// what a key has changed is said on the last line.

// plainGlyphs are marks of which none is mere decoration.
func plainGlyphs() theme.Glyphs {
	g := theme.ASCII()
	g.Rule, g.VRule, g.Tile, g.Sun, g.Open = ' ', ' ', ' ', ' ', ' '
	g.NotChosen = 'o' // a dot is what readers skip
	g.Box = grid.BoxGlyphs{TopLeft: ' ', TopRight: ' ', BottomLeft: ' ', BottomRight: ' ', Horizontal: ' ', Vertical: ' '}
	return g
}

// readHere is where a screen reader reads: the selected row, or the last line
// when there is none.
func (m *Model) readHere() *tea.Cursor {
	if m.notes != nil {
		x, y := m.sight().ReadAt()
		return tea.NewCursor(min(x, max(m.w-1, 0)), min(y, max(m.h-1, 0)))
	}
	if m.state.Talk.OnPath() { // the text comes first
		text := m.slide().Text
		return tea.NewCursor(text.X, text.Y)
	}
	s := m.Scene()
	x, y := s.Body.X, s.Help.Y
	if _, _, lines := s.Screen.Window(); s.Cursor >= 0 || lines > 0 {
		x, y = s.Screen.ReadAt()
	}
	return tea.NewCursor(min(max(x, 0), max(m.w-1, 0)), min(max(y, 0), max(m.h-1, 0)))
}

// readAt is where a screen reader reads in an overlay without a text field; nil
// on other screens, whose cursor is drawn.
func (h *host) readAt(x, y int) *tea.Cursor {
	if !h.Plain {
		return nil
	}
	return tea.NewCursor(min(x, max(h.w-1, 0)), min(y, max(h.h-1, 0)))
}

// keysTold says how to get on, to a person who has not heard any key yet, at length and in
// short.
var keysTold = [...]string{"? lists the keys", "? keys"}

// tellsKeys is where that stands behind the names of the views, and in which words; "" where
// it has no room.
func tellsKeys(s *scene.Scene) (at grid.Rect, text string) {
	tabs := tabsOf(s)
	if len(tabs) == 0 {
		return at, ""
	}
	last := tabs[len(tabs)-1].rect
	used := last.X + last.W - s.Tabs.X
	for i, text := range keysTold {
		if _, at = s.Tabs.TakeLeft(used + [...]int{3, 1}[i]); grid.Width(text) <= at.W {
			return at, text
		}
	}
	return grid.Rect{}, ""
}

// heard is what a person hears last: what a key has changed, else where they are. Who has
// pressed no key yet, or does not find it at the foot, is told how to get on.
func (m *Model) heard(s *scene.Scene) string {
	text := m.said
	switch {
	case text != "":
	case s.Session.Axes:
		text = "how to read the view, without figures: any step brings them"
	default:
		text = s.Screen.Announce()
	}
	if names := s.PointedAt(); names != "" {
		text += "; highlighted: " + names
	}
	if _, told := tellsKeys(s); (!m.touched || told == "") && !strings.Contains(text, keysTold[0]) {
		text += "; " + keysTold[0]
	}
	return text
}

// footRows is how many rows that takes.
func (m *Model) footRows(s *scene.Scene) int { return len(grid.WrapLines(m.heard(s), s.Help.W)) }

// heardOver is what a person hears last of an overlay.
func (m *Model) heardOver(h *host, o overlay) []string {
	return grid.WrapLines(cmp.Or(m.said, o.heard(h)), max(1, h.w-2))
}

// announced says what an action changed that is otherwise only seen; nothing when the
// row that is read next says it.
func (m *Model) announced(before, after model.Session) string {
	if text := m.playedAloud(before, after); text != "" {
		return text + "; " + m.sceneOf(after.Query).Screen.Announce()
	}
	was, is := before.Query, after.Query
	was.Select, is.Select, was.Scale, is.Scale = "", "", query.Linear, query.Linear
	if text := reordered(&was, &is); text != "" && !is.View.Records() {
		return text
	}
	switch {
	case !was.Equal(is):
		r := m.Engine.Result(after.Query)
		text := fmt.Sprintf("%s %s, %s %s", m.Format.Count(int64(r.Itemised)), after.Query.RowsWord(r.Itemised), strings.ToLower(after.Query.Measure.Label()), m.FigureTold(r.Total.Figures[after.Query.Measure], after.Query.Measure))
		if after.Query.View.Records() {
			text = m.RecordsHeard(after.Query)
		}
		if list := m.InForce(after.Query); len(list) > 0 {
			text += "; filters: " + strings.Join(list, ", ")
		}
		if before.Query.View != after.Query.View {
			text = after.Query.View.String() + ": " + text
		}
		return text
	case before.Query.Scale != after.Query.Scale:
		return "scale: " + after.Query.Scale.String()
	case before.Pane != after.Pane:
		return [...]string{
			model.TablePane: "in the table: left and right move over columns",
			model.BarsPane:  "in the bars: left and right move over outcomes",
			model.TilesPane: "in the tiles: left and right move over totals",
		}[after.Pane]
	case before.Outcome != after.Outcome:
		return "outcome " + strings.ToLower(after.Outcome.Label())
	}
	return ""
}
