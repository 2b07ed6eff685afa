package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/grid"
	"daylight/tui/theme"
)

// The plain screen is for people who hear it. It has the panes of the others but
// nothing that is only to be looked at: no bars, no rules, no borders. The
// terminal's cursor stands at the selected row, where a screen reader reads, and
// what a key has changed is said on the last line.

// plainGlyphs are marks of which none is mere decoration.
func plainGlyphs() theme.Glyphs {
	g := theme.ASCII()
	g.Rule, g.VRule, g.Tile, g.Sun, g.Open = ' ', ' ', ' ', ' ', ' '
	g.Box = grid.BoxGlyphs{TopLeft: ' ', TopRight: ' ', BottomLeft: ' ', BottomRight: ' ', Horizontal: ' ', Vertical: ' '}
	return g
}

// readHere is where a screen reader reads: the selected row, or the last line
// when there is none.
func (m *Model) readHere() *tea.Cursor {
	s := m.scene()
	y := s.help.Y
	if s.cursor >= 0 {
		y = s.body.Y + s.cursor - s.top
	}
	return tea.NewCursor(s.body.X, min(max(y, 0), max(m.h-1, 0)))
}

// announced says in one line where the person is: the row and its figures.
func (m *Model) announced(s *scene) string {
	if s.cursor < 0 {
		return "no row; 0 removes all filters, ? lists the keys"
	}
	row := &s.result.Rows[s.cursor]
	parts := []string{fmt.Sprintf("%s, row %d of %d", row.Name, s.cursor+1, len(s.result.Rows))}
	for _, c := range s.columns {
		value := "not reported"
		if f := row.Figures[c.column]; f.Reported {
			value = m.format.Figure(f, c.column)
		}
		parts = append(parts, strings.ToLower(c.column.Label())+" "+value)
	}
	if s.query.By == model.ByCountry && row.Rank > 0 {
		parts = append(parts, fmt.Sprintf("rank %d", row.Rank))
	}
	return strings.Join(parts, ", ")
}
