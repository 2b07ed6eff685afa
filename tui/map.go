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

// mapScreen is the map view, from top to bottom:
//
//	field    the world in braille, a colour for each class of the measure
//	legend   ⣿⣿ 1–10 (11)   ⣿⣿ 11–73 (11)   …   ⢕⢕ no record
//	line     ▸ United Kingdom   10,494 requests · 17,021 accounts · 3rd of 54
type mapScreen struct {
	*scene
	field, legend, line grid.Rect
	sheet               *mapSheet
	entries             []placedEntry
	selected            string // the code of the country under the cursor; "" for none
}

// The least size of a map, in cells.
const (
	leastMapWidth  = 36
	leastMapHeight = 5
)

// mapView keeps the outlines, once they have been read, and the latest result as a
// map.
type mapView struct {
	world func() ([]report.Shape, error) // nil draws dots where the countries are
	atlas *atlas
	sheet *mapSheet
}

// layout leaves the screen to the rows where no country has a place, and where a
// screen reader reads.
func (k *mapView) layout(s *scene) screen {
	if s.plain || s.step <= list {
		return nil
	}
	least := *s
	least.divideView(len(s.result.Notes) + 1)
	if least.body.W < leastMapWidth || least.body.H < leastMapHeight+2 {
		return nil
	}
	sheet := k.sheetOf(s)
	if !sheet.atlas.drawable {
		return nil
	}
	selected := selectedOnMap(s)
	return s.placeView(func(s *scene) screen {
		v := mapScreen{scene: s, sheet: sheet, selected: selected}
		rest := s.body
		v.line, rest = rest.TakeBottom(1)
		rows := 2 // of the legend
		switch {
		case rest.H-3 >= rest.W/6: // the world is as wide as it can be, and not as high
			rows = 3
		case s.step > narrow && rest.H < 12, rest.H < leastMapHeight+2:
			rows = 1
		}
		v.entries, rows = sheet.legendFor(s.kit, rest.W, rows)
		v.legend, rest = rest.TakeBottom(rows)
		if rest.H > 14 {
			_, rest = rest.TakeBottom(1)
		}
		v.field = rest
		return v
	})
}

// selectedOnMap is the country under the cursor: that which is selected, though
// it may have gone from the rows; the first found, while a search is typed.
func selectedOnMap(s *scene) string {
	rows := s.result.Rows
	here := s.query.Select
	_, known := s.engine.Dataset().Country(here)
	gone := !slices.ContainsFunc(rows, func(r answer.Row) bool { return r.ID == here })
	switch {
	case gone && s.query.Search != "" && len(rows) > 0:
		return rows[0].ID
	case known:
		return here
	case s.cursor >= 0:
		return rows[s.cursor].ID
	}
	return ""
}

func (v mapScreen) draw(f *grid.Frame) {
	world := v.sheet.at(v.field.W, v.field.H)
	pen := chart.Pen{Theme: &v.theme, Glyphs: &v.glyphs}
	v.fills = v.sheet.fills(v.kit, v.fills[:0])
	chosen, onMap := v.sheet.atlas.area(v.selected)
	if onMap {
		v.fills[chosen] = chosenFill(v.kit, world.Cells(chosen))
	}
	pen.DrawMap(f, v.field, world, v.fills)
	if onMap && world.Cells(chosen) == 0 { // too close to others to have a cell, or without a record
		if x, y, placed := world.Where(chosen); placed {
			f.Rune(v.field.X+x, v.field.Y+y, v.glyphs.Picked, v.theme.Strong.Reverse())
		}
	}
	v.drawPins(f, world)
	kinds := newMapKinds(&v.theme, &v.glyphs)
	for i := range v.entries {
		v.entries[i].draw(v.kit, f, v.legend, &kinds, v.sheet.classes)
	}
	v.drawLine(f)
}

// chosenFill is how the country under the cursor is drawn: stronger than all
// classes and on the band of a chosen row, as on a light page the highest class is
// nearly as dark; reversed where its cells are too few to be found among others.
func chosenFill(k *kit, cells int) chart.Fill {
	const aFew = 3
	fill := chart.Fill{Style: k.theme.Strong, Texture: k.glyphs.Map.Land, Kept: true}
	fill.Style.BG = k.theme.Band
	if cells <= aFew {
		fill.Style = k.theme.Strong.Reverse()
	}
	if k.theme.NoColor || k.theme.AnyGround || k.glyphs.ASCII {
		fill.Style, fill.Texture, fill.Whole = k.theme.Strong.Reverse(), k.glyphs.Map.Chosen, true
	}
	return fill
}

// drawPins marks the pinned countries, each in its colour and with its code.
func (v mapScreen) drawPins(f *grid.Frame, world *chart.Map) {
	for i, pin := range v.query.Pins {
		area, known := v.sheet.atlas.area(pin)
		if !known {
			continue
		}
		x, y, placed := world.Where(area)
		if !placed || x >= v.field.W || y >= v.field.H {
			continue
		}
		st := v.seriesStyle(i).Bold()
		st.FG = v.theme.Ink(st.FG)
		at := grid.Rect{X: v.field.X + x, Y: v.field.Y + y, W: 1 + len(pin), H: 1}
		text := string(v.glyphs.Pinned) + pin
		if at.X+at.W > v.field.X+v.field.W {
			at.X, text = at.X-len(pin), pin+string(v.glyphs.Pinned)
		}
		f.Text(at, text, st)
	}
}

// drawLine says in words what the cursor is on.
func (v mapScreen) drawLine(f *grid.Frame) {
	if v.selected == "" {
		text, help := "No record lies under these filters.", "0 removes them all."
		if v.result.Groups > 0 && v.query.Search == "" {
			text, help = v.allHidden(v.result)
		} else if v.result.Groups > 0 {
			text, help = fmt.Sprintf("No country holds %q.", report.Clip(v.query.Search)), "esc ends the search."
		}
		used := f.Text(v.line, text, v.theme.Text)
		if elsewhere := v.engine.Elsewhere(v.query); elsewhere != "" && v.result.Groups > 0 && used+2+grid.Width(elsewhere) < v.line.W {
			help = elsewhere + "."
		}
		if _, rest := v.line.TakeLeft(used + 2); grid.Width(help) <= rest.W {
			f.Text(rest, help, v.theme.Dim)
		}
		return
	}
	name := v.engine.Name(v.query, query.ByCountry, v.selected)
	row := v.row()
	parts := []linePart{{text: v.absent()}}
	if row != nil {
		parts = lineParts(v.scene, row, v.sheet)
	}
	sign := string(v.glyphs.Cursor) + " "
	longest := max(8, v.line.W-grid.Width(sign)-grid.Width(parts[0].text)-3)
	name = grid.Cut(name, longest, v.glyphs.Ellipsis)
	room := v.line.W - grid.Width(sign) - grid.Width(name) - 3
	text := strings.Join(fitting(parts, room, 3), " "+string(v.glyphs.Dot)+" ")
	f.Spans(v.line,
		grid.Span{Text: sign + name, Style: v.theme.Accent.Bold()},
		grid.Span{Text: "   " + text, Style: v.theme.Text})
}

// row is the row of the country under the cursor; nil for one that has none.
func (v mapScreen) row() *answer.Row {
	if at := slices.IndexFunc(v.result.Rows, func(r answer.Row) bool { return r.ID == v.selected }); at >= 0 {
		return &v.result.Rows[at]
	}
	return nil
}

// absent says why the country under the cursor has no figure.
func (v mapScreen) absent() string {
	if area, known := v.sheet.atlas.area(v.selected); known && v.sheet.small[area] {
		return "under " + v.requests(v.query.Minimum()) + ", too few to be shown: N shows it"
	}
	if v.sheet.classes.Of(v.selected) == answer.NoRecord {
		return "no record under these filters"
	}
	return fmt.Sprintf("not among the %d rows shown", len(v.result.Rows))
}

// linePart is a part of the line about a country; those of higher rank give way
// first where there is no room.
type linePart struct {
	text string
	rank int
}

// fitting are the parts that fit some width with gaps between them, whole.
func fitting(parts []linePart, width, gap int) []string {
	taken := make([]bool, len(parts))
	for rank := range 4 {
		for i, p := range parts {
			if w := grid.Width(p.text) + gap; p.rank == rank && (w <= width+gap || rank == 0) {
				taken[i] = true
				width -= w
			}
		}
	}
	var texts []string
	for i, p := range parts {
		if taken[i] {
			texts = append(texts, p.text)
		}
	}
	return texts
}

// lineParts say what a row's figures are.
func lineParts(s *scene, row *answer.Row, sheet *mapSheet) []linePart {
	measure := s.query.Measure
	parts := []linePart{{s.measured(row, measure), 0}}
	if f := row.Figures[measure]; f.Partly() {
		parts = append(parts, linePart{"covers " + s.format.Covered(f.Covers) + " of requests", 1})
	}
	add := func(c report.Column, rank int) {
		if c != measure && row.Figures[c].Reported {
			parts = append(parts, linePart{s.measured(row, c), rank})
		}
	}
	add(report.Requests, 1)
	if measure == report.Requests {
		add(report.Accounts, 2)
	}
	if row.Rank > 0 {
		parts = append(parts, linePart{fmt.Sprintf("%s of %d", ordinal(row.Rank), sheet.ranked), 1})
	}
	if row.ID == report.NotItemised {
		parts = append(parts, linePart{"no place on the map", 1})
	}
	add(report.PerMillion, 3)
	if pinOf(&s.query, row.ID) >= 0 {
		parts = append(parts, linePart{"pinned", 3})
	}
	return parts
}

// clickReach is how far from a country a click may be to choose it, in cells.
const clickReach = 2

// click chooses the country under the mouse, or the nearest; what is chosen
// already is opened.
func (v mapScreen) click(x, y int) []model.Action {
	if !v.field.Contains(x, y) {
		return nil
	}
	world := v.sheet.at(v.field.W, v.field.H)
	area := world.Nearest(x-v.field.X, y-v.field.Y, clickReach, v.sheet.hasRow)
	if area == chart.Nobody {
		if other := world.At(x-v.field.X, y-v.field.Y); other != chart.Nobody && v.sheet.atlas.code(other) != "" {
			code := v.sheet.atlas.code(other)
			return actions(model.Tell{Text: v.engine.Name(v.query, query.ByCountry, code) + ": " + mapScreen{scene: v.scene, sheet: v.sheet, selected: code}.absent()})
		}
		return nil
	}
	code := v.sheet.atlas.code(area)
	if code == v.selected && v.session.Query.Select == code {
		return actions(model.Enter{})
	}
	return actions(model.SelectRow{ID: code})
}

// wheel moves through the ranking, a country at a time.
func (v mapScreen) wheel(by int) []model.Action {
	step := 1
	if by < 0 {
		step = -1
	}
	if to := v.cursor + step; to >= 0 && to < len(v.result.Rows) {
		return actions(model.SelectRow{ID: v.result.Rows[to].ID})
	}
	return nil
}

func (v mapScreen) shows(c report.Column) bool {
	switch c {
	case report.Requests, report.PerMillion:
		return true
	case report.Accounts:
		return v.query.Measure == report.Requests
	}
	return c == v.query.Measure
}

// figures are none: the one in the line says itself what it covers.
func (mapScreen) figures() figures { return figures{} }

func (v mapScreen) announce() string { return v.announced() }

func (v mapScreen) readAt() (x, y int) { return v.line.X, v.line.Y }

func (v mapScreen) figure() (query.Query, *answer.Row, report.Column) {
	return v.query, v.row(), v.query.Measure
}

func (v mapScreen) help() []helpKey {
	word := "nearest country"
	if v.line.W < normalWidth-2 {
		word = "go"
	}
	return []helpKey{
		{arrowKeys, word}, {"/", ""}, {"enter", ""}, {"]", ""}, {"m", ""}, {"space", ""}, {"i", ""}, {":", ""}, {"?", ""},
	}
}
