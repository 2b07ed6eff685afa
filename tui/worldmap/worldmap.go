// Package worldmap is the view of countries in their places: the world in braille, a colour for
// each class of the measure, a legend, and the figures of the country under the cursor. A country
// without a record is hatched and never looks like one with few requests. The outlines are read
// once, when a map is first drawn; the map of the latest result and size is kept.
package worldmap

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// Screen is the map view, from top to bottom:
//
//	field    the world in braille, a colour for each class of the measure
//	legend   ⣿⣿ 1–10 (11)   ⣿⣿ 11–73 (11)   …   ⢕⢕ no record
//	line     ▸ United Kingdom   10,494 requests · 17,021 accounts · 3rd of 54
type Screen struct {
	*scene.Scene
	Field, Legend, Line grid.Rect
	Sheet               *sheet
	Entries             []placedEntry
	part                chart.Window // of the world, that the field shows
	selected            string       // the code of the country under the cursor; "" for none
}

// The least size of a map, in cells.
const (
	LeastMapWidth  = 36
	LeastMapHeight = 5
)

// View keeps the outlines, once they have been read, and the latest result as a
// map.
type View struct {
	World func() ([]report.Shape, error) // nil draws dots where the countries are
	atlas *atlas
	sheet *sheet
}

// Layout leaves the screen to the rows where no country has a place, and where a
// screen reader reads.
func (k *View) Layout(s *scene.Scene) scene.Screen {
	if s.Plain || s.Step <= scene.List {
		return nil
	}
	least := *s
	least.DivideView(s.Most())
	if least.Body.W < LeastMapWidth || least.Body.H < LeastMapHeight+2 {
		return nil
	}
	sheet := k.sheetOf(s)
	if !sheet.Atlas.drawable {
		return nil
	}
	selected := selectedOnMap(s)
	return s.PlaceView(func(s *scene.Scene) scene.Screen {
		v := Screen{Scene: s, Sheet: sheet, selected: selected}
		rest := s.Body
		v.Line, rest = rest.TakeBottom(v.ReadingLines(1))
		rows := 1 // of the legend
		if s.Step <= scene.Narrow && rest.H >= LeastMapHeight+2 {
			rows = 2
		}
		v.Entries, rows = sheet.legendFor(s.Kit, rest.W, rows)
		v.Legend, rest = rest.TakeBottom(rows)
		if rest.H > 14 {
			_, rest = rest.TakeBottom(1)
		}
		v.Field = rest
		v.part = sheet.partOf(s, rest.W, rest.H, selected)
		return v
	})
}

// World is the map in the field.
func (v Screen) World() *chart.Map { return v.Sheet.At(v.Field.W, v.Field.H, v.part) }

// selectedOnMap is the country under the cursor: that which is selected, though
// it may have gone from the rows; the first found, while a search is typed.
func selectedOnMap(s *scene.Scene) string {
	rows := s.Result.Rows
	here := s.Query.Select
	_, known := s.Engine.Dataset().Country(here)
	gone := !slices.ContainsFunc(rows, func(r answer.Row) bool { return r.ID == here })
	switch {
	case gone && s.Query.Search != "" && len(rows) > 0:
		return rows[0].ID
	case known:
		return here
	case s.Cursor >= 0:
		return rows[s.Cursor].ID
	}
	return ""
}

func (v Screen) Draw(f *grid.Frame) {
	world := v.World()
	v.Fills = v.Sheet.fills(v.Scene, v.Fills[:0])
	chosen, onMap := v.Sheet.Atlas.Area(v.selected)
	onMap = onMap && v.Marked()
	homeX, homeY, far := world.Home(chosen)
	if onMap && !far && !v.Session.Axes {
		v.Fills[chosen] = chosenFill(v.Kit, world.Cells(chosen))
	}
	v.Pen().DrawMap(f, v.Field, world, v.Fills)
	switch x, y, placed := world.Where(chosen); {
	case !onMap:
	case far: // among the cells of its neighbours, and not in a sea
		f.Rune(v.Field.X+homeX, v.Field.Y+homeY, v.Glyphs.Picked, v.Theme.Strong.Reverse())
	case placed && world.Cells(chosen) == 0: // too close to others to have a cell, or without a record
		f.Rune(v.Field.X+x, v.Field.Y+y, v.Glyphs.Picked, v.Theme.Strong.Reverse())
	}
	pins := v.pins(world)
	area := chart.Nobody
	if onMap {
		area = chosen
	}
	v.drawCodes(f, area, pins)
	v.drawPins(f, pins)
	kinds := newKinds(&v.Theme, &v.Glyphs)
	for i := range v.Entries {
		e := v.Entries[i]
		if v.Session.Axes { // nothing is counted yet
			if e.Count = ""; !e.marked && !e.title {
				continue
			}
		}
		e.draw(v.Kit, f, v.Legend, &kinds, v.Sheet.classes)
	}
	v.drawLine(f)
}

// chosenFill is how the country under the cursor is drawn: stronger than all
// classes and on the band of a chosen row, as on a light page the highest class is
// nearly as dark; reversed where its cells are too few to be found among others.
func chosenFill(k *scene.Kit, cells int) chart.Fill {
	const aFew = 3
	fill := chart.Fill{Style: k.Theme.Strong, Texture: k.Glyphs.Map.Land, Kept: true}
	fill.Style.BG = k.Theme.Band
	if cells <= aFew {
		fill.Style = k.Theme.Strong.Reverse()
	}
	if k.Theme.NoColor || k.Theme.AnyGround || k.Glyphs.ASCII {
		fill.Style, fill.Texture, fill.Whole = k.Theme.Strong.Reverse(), k.Glyphs.Map.Chosen, true
	}
	return fill
}

// pin is the mark of a country that is pinned or pointed at: its sign in its colour, and its code.
type pin struct {
	at    grid.Rect
	text  string
	style grid.Style
}

// pins are the marks of the countries that are pinned or pointed at and have a place.
func (v Screen) pins(world *chart.Map) (pins []pin) {
	codes := slices.Clone(v.Query.Pins)
	for _, code := range v.Session.Highlight {
		if !slices.Contains(codes, code) && v.Lit(code) {
			codes = append(codes, code)
		}
	}
	for _, code := range codes {
		area, known := v.Sheet.Atlas.Area(code)
		x, y, placed := world.Where(area)
		if !known || !placed || x >= v.Field.W || y >= v.Field.H {
			continue
		}
		st, sign := v.EntityStyle(query.ByCountry, code)
		if v.Lit(code) {
			sign = v.Glyphs.Lit
		}
		p := pin{grid.Rect{X: v.Field.X + x, Y: v.Field.Y + y, W: 1 + len(code), H: 1}, string(sign) + code, grid.Style{FG: v.Theme.Ink(st.FG)}.Bold()}
		if x+p.at.W > v.Field.W {
			p.at.X, p.text = p.at.X-len(code), code+string(sign)
		}
		for _, dy := range []int{0, -1, 1, -2, 2} { // neighbours stand above one another rather than in one word
			at := p.at
			at.Y += dy
			if v.Field.Contains(at.X, at.Y) && !meets(at, pins) {
				p.at = at
				break
			}
		}
		pins = append(pins, p)
	}
	return pins
}

// drawPins draws these marks.
func (v Screen) drawPins(f *grid.Frame, pins []pin) {
	for _, p := range pins {
		f.Text(p.at, p.text, p.style)
	}
}

// drawLine says in words what the cursor is on.
func (v Screen) drawLine(f *grid.Frame) {
	if v.selected == "" {
		text, help := "No record lies under these filters.", "0 removes them all."
		if v.Result.Groups > 0 && v.Query.Search == "" {
			text, help = v.AllHidden(v.Result)
		} else if v.Result.Groups > 0 {
			text, help = fmt.Sprintf("No country holds %q.", report.Clip(v.Query.Search)), "esc ends the search."
		}
		used := f.Text(v.Line, text, v.Theme.Text)
		if elsewhere := v.Engine.Elsewhere(v.Query); elsewhere != "" && v.Result.Groups > 0 && used+2+grid.Width(elsewhere) < v.Line.W {
			help = elsewhere + "."
		}
		if _, rest := v.Line.TakeLeft(used + 2); grid.Width(help) <= rest.W {
			f.Text(rest, help, v.Theme.Dim)
		}
		return
	}
	name := v.Engine.Name(v.Query, query.ByCountry, v.selected)
	row := v.row()
	if reading := v.Line; reading.H > 1 {
		v.Line = v.DrawReading(f, reading).Row(1)
		v.TakeOff(f, grid.Rect{X: reading.X, Y: reading.Y, W: v.Line.X - reading.X, H: reading.H})
	}
	parts := []linePart{{text: v.absent()}}
	if row != nil {
		parts = lineParts(v.Scene, row, v.Sheet)
	}
	sign := ""
	if v.Marked() {
		sign = string(v.Glyphs.Cursor) + " "
	}
	longest := max(8, v.Line.W-grid.Width(sign)-grid.Width(parts[0].text)-3)
	name = grid.Cut(name, longest, v.Glyphs.Ellipsis)
	room := v.Line.W - grid.Width(sign) - grid.Width(name) - 3
	text := strings.Join(fitting(parts, room, 3), " "+string(v.Glyphs.Dot)+" ")
	if v.Session.Axes {
		text = ""
	}
	f.Spans(v.Line,
		grid.Span{Text: sign, Style: v.Theme.Accent}, grid.Span{Text: name, Style: v.Theme.Strong},
		grid.Span{Text: "   " + text, Style: v.Theme.Text})
}

// row is the row of the country under the cursor; nil for one that has none.
func (v Screen) row() *answer.Row {
	if at := answer.Find(v.Result.Rows, v.selected); at >= 0 && v.Result.Rows[at].Records > 0 {
		return &v.Result.Rows[at]
	}
	return nil
}

// absent says why the country under the cursor has no figure.
func (v Screen) absent() string {
	if area, known := v.Sheet.Atlas.Area(v.selected); known && v.Sheet.small[area] {
		return "under " + v.Requests(v.Query.Minimum()) + ", too few to be shown: N shows it"
	}
	if v.Sheet.classes.Of(v.selected) == answer.NoRecord {
		return "no record under these filters"
	}
	return fmt.Sprintf("not among the %d rows shown", len(v.Result.Rows))
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
func lineParts(s *scene.Scene, row *answer.Row, sheet *sheet) []linePart {
	measure := s.Query.Measure
	parts := []linePart{{s.Measured(row, measure), 0}}
	if f := row.Figures[measure]; f.Partly() {
		parts = append(parts, linePart{"covers " + s.Format.Covered(f.Covers) + " of requests", 1})
	}
	add := func(c report.Column, rank int) {
		if c != measure && row.Figures[c].Reported {
			parts = append(parts, linePart{s.Measured(row, c), rank})
		}
	}
	add(report.Requests, 1)
	if measure == report.Requests {
		add(report.Accounts, 2)
	}
	if row.Rank > 0 {
		parts = append(parts, linePart{fmt.Sprintf("%s of %d", scene.Ordinal(row.Rank), sheet.ranked), 1})
	}
	if row.ID == report.NotItemised {
		parts = append(parts, linePart{"no place on the map", 1})
	}
	add(report.PerMillion, 3)
	if scene.IsPinned(&s.Query, row.ID) {
		parts = append(parts, linePart{"pinned", 3})
	}
	return parts
}

// clickReach is how far from a country a click may be to choose it, in cells.
const clickReach = 2

// Click chooses the country under the mouse, or the nearest; what is chosen
// already is opened.
func (v Screen) Click(x, y int) []model.Action {
	if !v.Field.Contains(x, y) {
		return nil
	}
	world := v.World()
	area := world.Nearest(x-v.Field.X, y-v.Field.Y, clickReach, v.Sheet.hasRow)
	if area == chart.Nobody {
		if code := v.Sheet.Atlas.code(world.At(x-v.Field.X, y-v.Field.Y)); code != "" {
			return scene.Actions(model.Tell{Text: v.Engine.Name(v.Query, query.ByCountry, code) + ": " + Screen{Scene: v.Scene, Sheet: v.Sheet, selected: code}.absent()})
		}
		return nil
	}
	code := v.Sheet.Atlas.code(area)
	if code == v.selected && v.Session.Query.Select == code {
		return scene.Actions(model.Enter{})
	}
	return scene.Actions(model.SelectRow{ID: code})
}

// Wheel moves through the ranking, a country at a time.
func (v Screen) Wheel(by int) []model.Action {
	if to := v.Cursor + cmp.Compare(by, 0); to >= 0 && to < len(v.Result.Rows) {
		return scene.Actions(model.SelectRow{ID: v.Result.Rows[to].ID})
	}
	return nil
}

func (v Screen) Shows(c report.Column) bool {
	return c == report.Requests || c == report.PerMillion || c == v.Query.Measure || c == report.Accounts && v.Query.Measure == report.Requests
}

// Figures are none: the one in the line says itself what it covers.
func (Screen) Figures() scene.Figures { return scene.Figures{} }

func (v Screen) Announce() string { return v.Announced() }

func (v Screen) ReadAt() (x, y int) { return v.Line.X, v.Line.Y }

func (v Screen) Figure() (query.Query, *answer.Row, report.Column) {
	return v.Query, v.row(), v.Query.Measure
}

func (v Screen) Help() []scene.HelpKey {
	word := "nearest country"
	if v.Line.W < scene.NormalWidth-2 {
		word = "go"
	}
	return append([]scene.HelpKey{{Key: scene.ArrowKeys, Word: word}}, scene.Keys("/", "enter", "]", "+", "m", "space", "i", ":", "?")...)
}
