package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
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
	s := m.scene()
	x, y := s.body.X, s.help.Y
	if _, _, lines := s.screen.window(); s.cursor >= 0 || lines > 0 {
		x, y = s.screen.readAt()
	}
	return tea.NewCursor(min(max(x, 0), max(m.w-1, 0)), min(max(y, 0), max(m.h-1, 0)))
}

// heardAt is where a screen reader reads in an overlay without a text field; nil
// on other screens, whose cursor is drawn.
func (k *kit) heardAt(x, y int) *tea.Cursor {
	if !k.plain {
		return nil
	}
	return tea.NewCursor(x, y)
}

// heard says what an action changed that is otherwise only seen; nothing when the
// row that is read next says it.
func (k *kit) heard(before, after model.Session) string {
	was, is := before.Query, after.Query
	was.Select, is.Select, was.Scale, is.Scale = "", "", query.Linear, query.Linear
	if text := reordered(&was, &is); text != "" && is.View != query.RecordsView {
		return text
	}
	switch {
	case !was.Equal(is):
		r := k.engine.Result(after.Query)
		text := fmt.Sprintf("%s %s, %s %s", k.format.Count(int64(r.Itemised)), rowsWord(&after.Query, r.Itemised), strings.ToLower(after.Query.Measure.Label()),
			strings.Join(figureWords(k.format, r.Total.Figures[after.Query.Measure], after.Query.Measure), ""))
		if after.Query.View == query.RecordsView {
			text = k.recordsHeard(after.Query)
		}
		if list := k.inForce(after.Query); list != "" {
			text += "; filters: " + strings.TrimPrefix(strings.ReplaceAll(list, " "+string(k.glyphs.Dot), ","), ", ")
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

// announced says in one line where the person is: the row and its figures.
func (s *scene) announced() string {
	if s.cursor < 0 {
		if s.result.Groups > 0 && s.query.Search != "" {
			return fmt.Sprintf("no row holds %q; %sescape ends the search", report.Clip(s.query.Search), s.elsewhereAloud(s.query))
		}
		return "no row; 0 removes all filters, ? lists the keys"
	}
	row := &s.result.Rows[s.cursor]
	parts := []string{fmt.Sprintf("%s, row %d of %d", rowName(s.result, row), s.cursor+1, len(s.result.Rows))}
	figure := func(c report.Column) string {
		if isBase(row, c) {
			return strings.ToLower(c.Label()) + " " + baseWord
		}
		return strings.ToLower(c.Label()) + " " + strings.Join(figureWords(s.format, row.Figures[c], c), "")
	}
	// The column under the cursor is read first, as it is what was moved to.
	if c := s.session.Column; c != model.NameColumn && s.session.Pane == model.TablePane {
		parts = append(parts, figure(c))
	}
	for _, c := range s.onScreen {
		if c != s.session.Column {
			parts = append(parts, figure(c))
		}
	}
	if s.query.By == query.ByCountry && row.Rank > 0 {
		parts = append(parts, fmt.Sprintf("rank %d", row.Rank))
	}
	return strings.Join(parts, ", ")
}
