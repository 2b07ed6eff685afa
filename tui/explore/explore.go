// Package explore is the first view: tiles with the outcomes, the rows of the question as a
// table and as bars, and their totals. It fits every size of screen from the list size up, so
// it also stands in for each view that has no room. Under few rows stands what came of the
// chosen one over time, which is all that it keeps from one frame to the next.
package explore

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
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// Screen is the view that a person begins with: tiles, the rows as a table
// and as bars, and their totals. Where its panes stand is drawn at scene.Panes.
type Screen struct {
	*scene.Scene
	Top         int // index of the first row on screen
	Name        grid.Rect
	Columns     []columnPlace
	Bars        grid.Rect // the bars themselves; their width is the length of the longest
	Value       int       // cells to the right of the bars …
	valued      bool      // … that hold the value, and not only what the bar was divided by
	Scale       chart.Scale
	Tiles       []tilePlace
	hiddenTiles int // that had no room
	TileLimit   int // how many cells the count of a tile takes at most
	Legend      grid.Rect
	overTime    *scene.OverTime // what came of the chosen row; nil where that has no room
	under       overTimePlaces
}

// columnPlace is where a column of the table stands, from the head down.
type columnPlace struct {
	Column report.Column
	X, W   int
}

func (v *Screen) Draw(f *grid.Frame) {
	v.drawTable(f)
	if v.Step > scene.List {
		v.drawTiles(f)
		v.drawHeads(f)
		v.drawLegend(f)
		v.drawAbove(f)
		v.drawBars(f)
		v.drawBelow(f)
	}
	v.drawSubtotal(f)
	v.drawTotals(f)
	v.drawOverTime(f)
}

func (v *Screen) Click(x, y int) []model.Action {
	for _, t := range v.Tiles {
		if t.Rect.Contains(x, y) {
			chosen := scene.Actions(model.Focus{Pane: model.TilesPane}, model.SelectPart{Outcome: t.Columns[0]})
			if t.Columns[0].IsOutcome() {
				chosen = append(chosen, model.Enter{})
			}
			return chosen
		}
	}
	if v.Head.Contains(x, y) {
		return v.clickHead(x)
	}
	if v.Body.Contains(x, y) {
		return v.clickRow(x, y)
	}
	return nil
}

func (v *Screen) Wheel(by int) []model.Action { return v.WheelRows(by, v.fit()) }

func (v *Screen) Shows(c report.Column) bool { return slices.Contains(v.OnScreen, c) }

func (v *Screen) Figures() scene.Figures {
	rows := v.Result.Rows
	top := list.Scrolled(v.Session.Top, v.Cursor, v.fit(), len(rows))
	figures := scene.Figures{Rows: rows[top:min(top+max(v.fit(), 0), len(rows))], Totals: true}
	for _, t := range answer.Tiles(v.Result) {
		shown := scene.Beside{Figure: t.Figure, Column: t.Columns[0]}
		if t.Fraction.Reported {
			shown.Figure, shown.Column = t.Fraction, report.Share
		}
		figures.Beside = append(figures.Beside, shown)
	}
	return figures
}

func (v *Screen) Window() (cursor, height, lines int) {
	return v.Cursor, v.fit(), len(v.Result.Rows)
}

func (v *Screen) Announce() string { return v.Announced() }

func (v *Screen) ReadAt() (x, y int) {
	return v.Body.X, v.line(v.Cursor).Y
}

func (v *Screen) Figure() (query.Query, *answer.Row, report.Column) {
	if v.Cursor < 0 {
		return v.Query, nil, 0
	}
	return v.Query, &v.Result.Rows[v.Cursor], v.inspected()
}

func (*Screen) Help() []scene.HelpKey {
	return scene.Keys("p", "s", "t", "o", "c", "/", "]", query.ExploreView.Key(), "i", ":", "?")
}

// clickHead sorts by the column whose head was clicked.
func (v *Screen) clickHead(x int) []model.Action {
	if x >= v.Name.X && x < v.Name.X+v.Name.W {
		return scene.Actions(model.SortBy{Column: model.NameColumn})
	}
	for _, c := range v.Columns {
		if x >= c.X && x < c.X+c.W {
			return scene.Actions(model.SortBy{Column: c.Column})
		}
	}
	return nil
}

// clickRow selects a row or a part of its bar; what is selected already is
// opened.
func (v *Screen) clickRow(x, y int) []model.Action {
	i := v.Top + (y-v.Body.Y)/v.RowLines()
	if i >= len(v.Result.Rows) {
		return nil
	}
	row := &v.Result.Rows[i]
	here := i == v.Cursor && v.Session.Query.Select == row.ID
	if v.Bars.Contains(x, y) {
		b := v.BarOf(row)
		if key, hit := v.Pen().Hit(&b, v.Scale, v.Bars.W, x-v.Bars.X); hit && report.Column(key-1).IsOutcome() {
			if !here { // another row: its part is only chosen
				return scene.Actions(model.SelectRow{ID: row.ID}, model.Focus{Pane: model.BarsPane}, model.SelectPart{Outcome: report.Column(key - 1)})
			}
			return v.clickPart(report.Column(key - 1))
		}
	}
	chosen := scene.Actions(model.SelectRow{ID: row.ID}, model.Focus{Pane: model.TablePane})
	if here && v.Session.Pane == model.TablePane {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

// clickPart chooses a part of the selected row's bar and, clicked again, filters
// by it.
func (v *Screen) clickPart(c report.Column) []model.Action {
	chosen := scene.Actions(model.Focus{Pane: model.BarsPane}, model.SelectPart{Outcome: c})
	if v.Session.Pane == model.BarsPane && v.Session.Outcome == c {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

// Under says which part of a bar, or which tile, the cursor is on, and
// what enter does with it; nothing while it is in the table.
func (v *Screen) Under() string {
	if v.Busy || v.Step <= scene.List {
		return ""
	}
	c := v.Session.Outcome
	switch {
	case v.Session.Pane == model.TilesPane:
		for _, t := range v.Tiles {
			if t.Columns[0] != c {
				continue
			}
			text := t.Label + ": " + TileValue(v.Kit, t.Tile, wholeTile)
			switch {
			case !c.IsOutcome():
				return text
			case t.Fraction.Reported:
				text += " of"
			}
			return text + " requests, " + v.enterDoes(t.Columns)
		}
		return "left and right choose a tile"
	case v.Session.Pane == model.BarsPane && v.Cursor >= 0:
		row := &v.Result.Rows[v.Cursor]
		if !slices.Contains(v.Session.Parts(v.Result), c) {
			return row.Name + ": enter opens the row"
		}
		f := scene.DrawnPart(row, c)
		if v.Query.By == query.ByOutcome {
			f = row.Figures[report.Requests]
		}
		what := "requests"
		if f.Lo == 1 && f.Hi == 1 {
			what = "request"
		}
		return fmt.Sprintf("%s, %s: %s %s, %s", row.Name, strings.ToLower(c.Label()), v.Format.Figure(f, c), what, v.enterDoes([]report.Column{c}))
	}
	return ""
}

// enterDoes says what enter does with some outcomes: the filter that is set
// already, it takes off.
func (v *Screen) enterDoes(outcomes []report.Column) string {
	for _, c := range outcomes {
		if v.Query.Outcome.Mode != query.Only || !slices.Contains(v.Query.Outcome.IDs, c.String()) {
			return "enter filters by it"
		}
	}
	return "enter takes the filter off"
}

// inspected is the column of the figure under the cursor: in the table the one
// of its column, in tiles and bars that of the outcome.
func (v *Screen) inspected() report.Column {
	c := v.Session.Column
	if v.Session.Pane != model.TablePane {
		c = v.Session.Outcome
	}
	if int(c) >= report.NumColumns || v.Query.By == query.ByOutcome && (!c.Adds() || c.IsCount()) {
		return v.Query.Measure
	}
	return c
}
