package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// exploreScreen is the view that a person begins with: tiles, the rows as a table
// and as bars, and their totals.
type exploreScreen struct {
	*scene
	top         int // index of the first row on screen
	name        grid.Rect
	columns     []columnPlace
	bars        grid.Rect // the bars themselves; their width is the length of the longest
	value       int       // cells to the right of the bars …
	valued      bool      // … that hold the value, and not only what the bar was divided by
	scale       chart.Scale
	tiles       []tilePlace
	hiddenTiles int // that had no room
	tileLimit   int // how many cells the count of a tile takes at most
	legend      grid.Rect
}

// columnPlace is where a column of the table stands, from the head down.
type columnPlace struct {
	column report.Column
	x, w   int
}

func (v *exploreScreen) draw(f *grid.Frame) {
	if v.step == list {
		v.drawTable(f)
		v.drawSubtotal(f)
		v.drawTotals(f)
		return
	}
	v.drawTiles(f)
	v.drawHeads(f)
	v.drawLegend(f)
	v.drawAbove(f)
	v.drawTable(f)
	v.drawBars(f)
	v.drawBelow(f)
	v.drawSubtotal(f)
	v.drawTotals(f)
}

func (v *exploreScreen) click(x, y int) []model.Action {
	for _, t := range v.tiles {
		if t.rect.Contains(x, y) {
			chosen := actions(model.Focus{Pane: model.TilesPane}, model.SelectPart{Outcome: t.Columns[0]})
			if t.Columns[0].IsOutcome() {
				chosen = append(chosen, model.Enter{})
			}
			return chosen
		}
	}
	if v.head.Contains(x, y) {
		return v.clickHead(x)
	}
	if v.body.Contains(x, y) {
		return v.clickRow(x, y)
	}
	return nil
}

func (v *exploreScreen) wheel(by int) []model.Action { return v.wheelRows(by, v.body.H) }

func (v *exploreScreen) shows(c report.Column) bool { return slices.Contains(v.onScreen, c) }

func (v *exploreScreen) figures() figures {
	rows := v.result.Rows
	top := scrolled(v.session.Top, v.cursor, v.body.H, len(rows))
	return figures{rows: rows[top:min(top+max(v.body.H, 0), len(rows))], totals: true}
}

func (v *exploreScreen) window() (cursor, height, lines int) {
	return v.cursor, v.body.H, len(v.result.Rows)
}

func (v *exploreScreen) announce() string { return v.announced() }

func (v *exploreScreen) readAt() (x, y int) {
	return v.body.X, v.body.Y + v.cursor - v.top
}

func (v *exploreScreen) figure() (query.Query, *answer.Row, report.Column) {
	if v.cursor < 0 {
		return v.query, nil, 0
	}
	return v.query, &v.result.Rows[v.cursor], v.inspected()
}

func (*exploreScreen) help() []helpKey {
	return []helpKey{
		{"p", ""}, {"s", ""}, {"t", ""}, {"o", ""}, {"c", ""}, {"/", ""}, {"]", ""}, {"1", ""}, {"i", ""}, {":", ""}, {"?", ""},
	}
}

// clickHead sorts by the column whose head was clicked.
func (v *exploreScreen) clickHead(x int) []model.Action {
	if x >= v.name.X && x < v.name.X+v.name.W {
		return actions(model.SortBy{Column: model.NameColumn})
	}
	for _, c := range v.columns {
		if x >= c.x && x < c.x+c.w {
			return actions(model.SortBy{Column: c.column})
		}
	}
	return nil
}

// clickRow selects a row or a part of its bar; what is selected already is
// opened.
func (v *exploreScreen) clickRow(x, y int) []model.Action {
	i := v.top + y - v.body.Y
	if i >= len(v.result.Rows) {
		return nil
	}
	row := &v.result.Rows[i]
	here := i == v.cursor && v.session.Query.Select == row.ID
	if v.bars.Contains(x, y) {
		b := v.barOf(row)
		pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
		if key, hit := pen.Hit(&b, v.scale, v.bars.W, x-v.bars.X); hit && report.Column(key-1).IsOutcome() {
			if !here { // another row: its part is only chosen
				return actions(model.SelectRow{ID: row.ID}, model.Focus{Pane: model.BarsPane}, model.SelectPart{Outcome: report.Column(key - 1)})
			}
			return v.clickPart(report.Column(key - 1))
		}
	}
	here = here && v.session.Pane == model.TablePane
	chosen := actions(model.SelectRow{ID: row.ID}, model.Focus{Pane: model.TablePane})
	if here {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

// clickPart chooses a part of the selected row's bar and, clicked again, filters
// by it.
func (v *exploreScreen) clickPart(c report.Column) []model.Action {
	chosen := actions(model.Focus{Pane: model.BarsPane}, model.SelectPart{Outcome: c})
	if v.session.Pane == model.BarsPane && v.session.Outcome == c {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

// under says which part of a bar, or which tile, the cursor is on, and
// what enter does with it; nothing while it is in the table.
func (v *exploreScreen) under() string {
	if v.busy || v.step <= list {
		return ""
	}
	c := v.session.Outcome
	switch {
	case v.session.Pane == model.TilesPane:
		for _, t := range v.tiles {
			if t.Columns[0] == c && c.IsOutcome() {
				of := "of requests"
				if !t.Fraction.Reported {
					of = "requests" // a count stands there
				}
				return fmt.Sprintf("%s: %s %s, %s", t.Label, tileValue(v.kit, t.Tile, wholeTile), of, v.enterDoes(t.Columns))
			} else if t.Columns[0] == c {
				return fmt.Sprintf("%s: %s", t.Label, tileValue(v.kit, t.Tile, wholeTile))
			}
		}
		return "left and right choose a tile"
	case v.session.Pane == model.BarsPane && v.cursor >= 0:
		row := &v.result.Rows[v.cursor]
		if !slices.Contains(v.session.Parts(v.result), c) {
			return row.Name + ": enter opens the row"
		}
		f := row.Figures[c]
		if c == report.Unspecified {
			f = unknown(row)
		}
		if v.query.By == query.ByOutcome {
			f = row.Figures[report.Requests]
		}
		what := "requests"
		if f.Lo == 1 && f.Hi == 1 {
			what = "request"
		}
		return fmt.Sprintf("%s, %s: %s %s, %s", row.Name, strings.ToLower(c.Label()), v.format.Figure(f, c), what, v.enterDoes([]report.Column{c}))
	}
	return ""
}

// enterDoes says what enter does with some outcomes: the filter that is set
// already, it takes off.
func (v *exploreScreen) enterDoes(outcomes []report.Column) string {
	for _, c := range outcomes {
		if v.query.Outcome.Mode != query.Only || !slices.Contains(v.query.Outcome.IDs, c.String()) {
			return "enter filters by it"
		}
	}
	return "enter takes the filter off"
}

// inspected is the column of the figure under the cursor: in the table the one
// of its column, in tiles and bars that of the outcome.
func (v *exploreScreen) inspected() report.Column {
	c := v.session.Column
	if v.session.Pane != model.TablePane {
		c = v.session.Outcome
	}
	if int(c) >= report.NumColumns || v.query.By == query.ByOutcome && (!c.Adds() || c.IsCount()) {
		return v.query.Measure
	}
	return c
}
