package explore

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// tilePlace is where one tile stands.
type tilePlace struct {
	answer.Tile
	Rect grid.Rect
}

// placeTiles divides the row of tiles; where it is short, labels are shorter too,
// and the last tiles are left out.
func (v *Screen) placeTiles() {
	area := v.Panes.Tiles
	if area.Empty() {
		return
	}
	tiles, space := answer.Tiles(v.Result), 3
	if v.TileLimit = wholeTile; v.Step == scene.Narrow { // what was disclosed says more than how many accounts
		v.TileLimit, space = BriefTile, 2
		tiles = slices.DeleteFunc(tiles, func(t answer.Tile) bool { return t.Columns[0] == report.Accounts })
		slices.SortStableFunc(tiles, func(a, b answer.Tile) int { return narrowTile(a) - narrowTile(b) })
	}
	for i := range tiles { // a year among half-years would look like twice as much
		if t := &tiles[i]; v.HalvesAll() && !t.Fraction.Reported {
			t.Label += monthsWord
		}
	}
	all, x := len(tiles), area.X
	defer func() { v.hiddenTiles = all - len(v.Tiles) }()
	if area.H == 1 {
		for i, t := range tiles {
			w := grid.Width(TileValue(v.Kit, t, v.TileLimit)) + 1 + grid.Width(shortLabel(t))
			room := area.X + area.W - x
			if i < len(tiles)-1 {
				room -= moreTiles // for how many are left out, unless this is the last
			}
			if w > room {
				break
			}
			v.Tiles = append(v.Tiles, tilePlace{t, grid.Rect{X: x, Y: area.Y, W: w, H: 1}})
			x += w + space
		}
		return
	}
	need := func(t answer.Tile) int {
		return 3 + max(grid.Width(t.Label), grid.Width(TileValue(v.Kit, t, v.TileLimit)))
	}
	sum := func() (n int) {
		for _, t := range tiles {
			n += need(t)
		}
		return n
	}
	// With two cells between them tiles are read apart. Ranges become short first,
	// which the line of totals has in full, then the labels.
	if sum()+len(tiles) > area.W {
		v.TileLimit = BriefTile
	}
	if sum() > area.W {
		for i := range tiles {
			tiles[i].Label = report.Capital(shortLabel(tiles[i]))
		}
	}
	for sum() > area.W && len(tiles) > 1 {
		if len(tiles) == all {
			area.W -= moreTiles
		}
		tiles = tiles[:len(tiles)-1]
	}
	// What is left goes round, but after a cell for each first to the line of the
	// requests over time.
	spare := max(0, area.W-sum())
	spark := min(max(spare-len(tiles), 0), 14)
	spare = (spare - spark) / len(tiles)
	for i, t := range tiles {
		w := need(t) + spare
		if i == 0 {
			w += spark
		}
		w = min(w, area.X+area.W-x)
		v.Tiles = append(v.Tiles, tilePlace{t, grid.Rect{X: x, Y: area.Y, W: w, H: area.H}})
		x += w
	}
}

// monthsWord stands behind the label of a count of a year that runs by among half-years.
const monthsWord = ", 12 months"

// moreTiles is the room for how many tiles are left out: "+2".
const moreTiles = 4

// narrowTile orders the tiles of a narrow screen.
func narrowTile(t answer.Tile) int {
	order := []report.Column{report.Requests, report.DisclosedRate, report.Content, report.NoData, report.NonContent, report.SomeData, report.Unspecified}
	if at := slices.Index(order, t.Columns[0]); at >= 0 {
		return at
	}
	return len(order)
}

// How many cells the count of a tile takes at most: in full, and where room is
// scarce.
const (
	wholeTile = 24
	BriefTile = 11
)

// TileValue is what a tile says: a count, of at most so many cells, or the part of
// the requests.
func TileValue(k *scene.Kit, t answer.Tile, limit int) string {
	if t.Fraction.Reported {
		return k.Format.Figure(t.Fraction, report.Share)
	}
	return k.Format.Short(t.Figure, t.Columns[0], limit)
}

// shortLabel is a tile's label where it stands in a line.
func shortLabel(t answer.Tile) string {
	switch t.Columns[0] {
	case report.Accounts:
		return strings.Replace(t.Label, "Accounts named", "accounts", 1)
	case report.NoData:
		return "none"
	}
	return strings.ToLower(t.Label)
}

// drawTiles draws the figures above the table.
func (v *Screen) drawTiles(f *grid.Frame) {
	if v.hiddenTiles > 0 {
		foot, _ := v.Panes.Tiles.TakeBottom(1)
		f.TextRight(foot, fmt.Sprintf("+%d", v.hiddenTiles), v.Theme.Dim)
	}
	for _, t := range v.Tiles {
		here := v.Session.Pane == model.TilesPane && v.Session.Outcome == t.Columns[0] && !v.Busy
		color := v.TileColor(t.Columns[0])
		if t.Rect.H == 1 {
			value := v.Theme.Strong
			if t.Columns[0].IsOutcome() {
				value.FG = v.Theme.Ink(color)
			}
			if here {
				value.Attr |= grid.Underline
			}
			f.Spans(t.Rect, grid.Span{Text: TileValue(v.Kit, t.Tile, v.TileLimit) + " ", Style: value}, grid.Span{Text: shortLabel(t.Tile), Style: v.Theme.Dim})
			figure, _ := t.Rect.TakeLeft(grid.Width(TileValue(v.Kit, t.Tile, v.TileLimit)))
			v.TakeOff(f, figure)
			continue
		}
		f.VLine(t.Rect.X, t.Rect.Y, t.Rect.H, v.Glyphs.Tile, grid.Style{FG: color})
		_, inside := t.Rect.TakeLeft(2)
		top, bottom := inside.TakeTop(1)
		label := v.Theme.Dim
		if here {
			band := inside
			band.W = max(0, band.W-1)
			f.Fill(band, v.Theme.BandStyle())
			label = v.Theme.Strong
		}
		f.Text(top, t.Label, label)
		used := f.Text(bottom, TileValue(v.Kit, t.Tile, v.TileLimit), v.Theme.Strong)
		if t.Columns[0] == report.Requests {
			v.drawSpark(f, grid.Rect{X: bottom.X + used + 1, Y: bottom.Y, W: max(0, bottom.W-used-3), H: 1})
		}
		v.TakeOff(f, bottom)
	}
}

// drawSpark draws the requests of all periods under the other filters, per
// month, so that a year does not stand out among half-years.
func (v *Screen) drawSpark(f *grid.Frame, r grid.Rect) {
	if r.W >= 4 && !v.Glyphs.ASCII {
		f.CopyRow(r, newSpark(v.Kit, r.W, v.Query), 0)
	}
}

// newSpark draws the requests over time into a frame of its own. A half-year on which
// there is no report is a gap, so that those around it do not look like neighbours.
func newSpark(k *scene.Kit, width int, q query.Query) *grid.Frame {
	var values []float64
	var chosen []bool
	step, end := 6, 0 // months of a gap, and where the last period ends
	if q.Grain == query.Years {
		step = 12
	}
	for _, row := range k.Engine.Facet(q, query.ByPeriod).Rows {
		p, err := report.ParsePeriod(row.ID)
		if err != nil || !row.Figures[report.Requests].Reported || row.Partial != "" {
			continue // a part of a year would look like a fall
		}
		for ; end > 0 && end < p.Start(); end += step {
			values, chosen = append(values, math.NaN()), append(chosen, false)
		}
		end = max(end, p.End())
		values = append(values, row.Figures[report.Requests].Value(report.Requests)/float64(p.Months()))
		chosen = append(chosen, len(q.Period.Ranges) > 0 && q.Period.Holds(p))
	}
	// All of the past is there, however narrow: several periods then share a cell,
	// as their mean.
	share := max(1, (len(values)+width-1)/width)
	var cells []float64
	f := grid.New(width, 1)
	for from := 0; from < len(values); from += share {
		sum, n := 0.0, 0
		for _, v := range values[from:min(from+share, len(values))] {
			if !math.IsNaN(v) {
				sum, n = sum+v, n+1
			}
		}
		cells = append(cells, sum/float64(n)) // of none it is no number, which is a gap
	}
	quiet := k.Theme.Dim
	if slices.Contains(chosen, true) {
		quiet = k.Theme.Faint
	}
	k.Pen().DrawSpark(f, f.Rect(), cells, quiet)
	for i, is := range chosen {
		if is {
			glyph, _ := f.Cell(i/share, 0)
			f.Text(grid.Rect{X: i / share, W: 1, H: 1}, glyph, k.Theme.Strong)
		}
	}
	return f
}
