// Package matrix is the view of rows × periods: each cell on the colour of its class among the
// rows in sight, with its figure where there is room. Names and totals stay where they are while
// the periods scroll. The figures of the latest result are kept as text, each made when it is first
// drawn.
package matrix

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
)

// The matrix shows rows × periods, each cell on the colour of its class. Names
// and totals stand still while the periods between them scroll:
//
//	head            2012      2013           2014            Requests
//	        Country  ÷ 2     H1    H2      H1    H2             Total ▾
//	above   ──────────────────────────────────────────── +14 ─────────
//	rows  ▸ Turkey  11.4k  6,226  6,900 [1,234] 4,400          27,980
//	below   ──────────────────────────────────────────────────────────
//	shown    5 shown 52.3k  26.2k  24.5k …                              where others are hidden
//	totals  54 rows 75.4k  35.1k  34.8k  33.1k  31.0k         209,400
//	reading Türkiye, 2014-H1: 1,234 requests, −82.1 % on 2013-H2
//	legend  █ ≤ 12  █ ≤ 57  …   0 zero   · not reported   ⢕ no record
//
// Where only few columns with figures have room, and where it is zoomed, cells
// are solid instead and as narrow as it takes to show all periods.
type Screen struct {
	*scene.Scene
	Sheet                            *sheet
	Head, above, Rows, below, Totals grid.Rect
	Reading, Legend                  grid.Rect
	Shown                            grid.Rect // what the rows come to, where others are hidden
	Name                             grid.Rect // of the rows
	Columns                          []column
	Sum                              grid.Rect // the totals of the rows
	Cursor, Top                      int       // rows, as in the scene; cursor -1 for none
	tall                             int       // lines of a row
	At                               int       // the period under the cursor, -1 for none
	Solid                            bool      // cells show no figures
	large                            bool      // cells show figures in block digits
	other                            bool      // zoom changes that
	gone                             bool      // the selected row has gone
}

// column is where a period stands.
type column struct{ T, X, W int }

// View keeps the rows of the latest result in each period.
type View struct{ sheet *sheet }

func (k *View) Layout(s *scene.Scene) scene.Screen {
	if s.Step <= scene.List {
		return nil
	}
	return s.PlaceView(func(s *scene.Scene) scene.Screen { return k.place(s) })
}

func (k *View) place(s *scene.Scene) *Screen {
	v := &Screen{Scene: s, Sheet: k.sheetOf(s), Cursor: s.Cursor, At: -1}
	periods := v.Sheet.Panel.Periods
	if len(s.Result.Rows) == 0 || len(periods) == 0 {
		return v
	}
	if s.Query.By == query.ByPeriod {
		v.Cursor = 0 // the one row there is
	} else {
		v.gone = s.Gone
	}
	s.PointAmong(v.Sheet.Panel.Rows)
	v.At = model.Instant(s.Engine, s.Session, periods)
	v.divide()
	v.place()
	for _, text := range []string{scene.PartialNote(v.Sheet.Panel), v.Sheet.Others, v.halvedNote()} {
		if note := (scene.Footnote{Text: text}); text != "" && !slices.Contains(s.Notes, note) {
			s.Notes = append(s.Notes, note)
		}
	}
	s.OnScreen = append(s.OnScreen[:0], v.Sheet.Column)
	return v
}

// divide gives each line of the body its place: the rows first, then what helps
// to read them.
func (v *Screen) divide() {
	rest := v.Body
	wants := func(from int) int { return scene.LineFrom(v.Body, from) }
	heads := 2
	if v.Plain || !v.Sheet.halves {
		heads = 1
	}
	v.Head, rest = rest.TakeTop(heads)
	v.above, rest = rest.TakeTop(wants(8))
	hidden := 0
	if v.Result.Shown != nil && v.Query.By != query.ByPeriod {
		hidden = wants(9)
	}
	reading := 1
	if v.CellLines() == v.RowLines() { // else the rows need the height
		reading = v.ReadingLines(1)
	}
	foot := []struct { // of seven lines at least
		rect *grid.Rect
		h    int
	}{
		{&v.below, wants(11)}, {&v.Shown, hidden}, {&v.Totals, 1}, {nil, wants(17)}, {&v.Reading, reading}, {&v.Legend, wants(10)},
	}
	if v.Plain {
		foot[0].h, foot[3].h, foot[4].h, foot[5].h = 0, 0, 0, 0 // the last line says what they do
	}
	n := len(v.Sheet.Panel.Rows)
	switch {
	case n == 1 && v.Result.Shown == nil:
		foot[0].h, foot[2].h = 0, 0 // its totals would be itself
	case n == 1:
		foot[1].h = 0 // and so would be the sum of it
	}
	free := rest.H
	for _, part := range foot {
		free -= part.h
	}
	v.tall = v.CellLines()
	if 3*n <= free && !v.Plain {
		v.tall = 3 // a few rows stand out more
	}
	v.Rows, rest = rest.TakeTop(min(max(free, 1), n*v.tall))
	for _, part := range foot {
		var r grid.Rect
		if r, rest = rest.TakeTop(part.h); part.rect != nil {
			*part.rect = r
		}
	}
	v.Top = list.Scrolled(v.Session.Top, v.Cursor, v.Rows.H/v.tall, n)
}

// place divides the width between names, periods and totals.
func (v *Screen) place() {
	const sign = 2
	x := v.Sheet
	longest := map[scene.Step]int{scene.Narrow: 14, scene.Normal: 18, scene.Wide: 24}[v.Step]
	names := min(max(v.Scene.Sheet.Names, 12), longest)
	sums := v.sumWidth()
	v.Name = grid.Rect{X: v.Body.X + sign, Y: v.Rows.Y, W: names, H: v.Rows.H}
	from := v.Name.X + names + 1
	v.Sum = grid.Rect{X: v.Body.X + v.Body.W - sums, Y: v.Rows.Y, W: sums, H: v.Rows.H}
	room := v.Sum.X - 2 - from // a gap, in which the last cell's bracket closes

	// Figures in full where all periods have room for them, else in short.
	n, lead := len(x.Panel.Periods), 1
	if v.Theme.NoColor && !v.Glyphs.ASCII {
		lead = 2 // the mark of the class stands before the figure
	}
	width := min(x.full, 11)
	if v.Plain {
		width = max(width, 7) // a period in full
	} else if v.span(0, n, width+lead) > room {
		switch width = min(x.full, 5); {
		case x.partly:
			width = min(x.full, 7) // with parentheses around it
		case !x.Column.IsCount():
			width = min(x.full, 6) // with a sign before it
		}
	}
	const few = 6
	was := v.Session.Left
	if v.Session.At == (report.Period{}) && v.Plays() == nil {
		was = v.At // nothing was scrolled: what is later stands beside it
	}
	cell := width + lead
	if v.large = v.Large() && v.tall >= grid.Halves.Rows() && !v.Pen().Textured(); v.large {
		cell = 4*width - 1 // as wide as digits and a comma, with a cell at either side
	}
	left, right := v.between(was, room, cell)
	windowed := right-left < n
	v.other = windowed && !v.Plain
	v.Solid = v.other && (right-left < few && right-left < n/2 && !v.large) != v.Session.Zoom
	if v.Solid {
		// Names give way to it that all periods are seen.
		for least := min(names, 10); names > least && v.span(0, n, 1) > room; {
			names, from, room = names-1, from-1, room+1
			v.Name.W = names
		}
		for cell = 4; cell > 1 && v.span(0, n, cell) > room; cell-- {
		}
		left, right = v.between(was, room, cell)
	} else if !windowed {
		for most := cell + 2; cell < most && v.span(0, n, cell+1) <= room; {
			cell++ // air
		}
	}
	if v.large = v.large && !v.Solid; v.large {
		x.fitted(width)
	} else {
		x.fitted(max(cell-lead, 1))
	}
	v.Columns = make([]column, 0, right-left)
	for t := left; t < right; t++ {
		if t > left {
			from += v.before(t, cell)
		}
		v.Columns = append(v.Columns, column{t, from, cell})
		from += cell
	}
	if more := min(v.Sum.X-2-from, min(v.Scene.Sheet.Names, 40)-names); more > 0 { // names are not cut for nothing
		v.Name.W += more
		for i := range v.Columns {
			v.Columns[i].X += more
		}
		from += more
	}
	v.Sum.X = min(v.Sum.X, from+6) // totals stand by their rows
	v.above.W = v.Sum.X + v.Sum.W - v.above.X
	v.below.W = v.above.W
}

// sumWidth is how many cells the totals of the rows take.
func (v *Screen) sumWidth() int {
	limit := map[scene.Step]int{scene.Narrow: 6, scene.Normal: 11, scene.Wide: 17}[v.Step]
	w := grid.Width(v.sumHead()) + 2
	if v.Step > scene.Narrow {
		w = max(w, grid.Width(v.Sheet.Column.Head()))
	}
	rows := v.Result.Rows
	for _, row := range []*answer.Row{&v.Result.Total, &rows[0], &rows[len(rows)-1]} {
		w = max(w, grid.Width(v.Sheet.Short(row.Figures[v.Sheet.Column], limit)))
	}
	return w
}

// sumHead is what stands over the totals of the rows.
func (v *Screen) sumHead() string {
	if v.Sheet.Column.IsCount() {
		return "Total"
	}
	return "Overall"
}

// before is the empty room before a period: between years where cells have room
// for it, and at a break.
func (v *Screen) before(t, cell int) int {
	periods := v.Sheet.Panel.Periods
	if t > 0 && (v.Sheet.breaks[t] || cell > 1 && v.Sheet.halves && periods[t].Year != periods[t-1].Year) {
		return 1
	}
	return 0
}

// span is the width of the periods from..to (exclusive).
func (v *Screen) span(from, to, cell int) int {
	w := 0
	for t := from; t < to; t++ {
		if w += cell; t > from {
			w += v.before(t, cell)
		}
	}
	return w
}

// between is which periods, from..to (exclusive), have room, moved as little from
// where they were as keeps the cursor in sight and the room filled.
func (v *Screen) between(was, room, cell int) (from, to int) {
	n := len(v.Sheet.Panel.Periods)
	last := func(from int) int {
		to := from + 1 // one at least
		for to < n && v.span(from, to+1, cell) <= room {
			to++
		}
		return to
	}
	from = max(0, min(was, v.At))
	for last(from) <= v.At {
		from++
	}
	for from > 0 && last(from-1) == n {
		from--
	}
	return from, last(from)
}

// halvedNote explains what years were divided by, "" where they were not.
func (v *Screen) halvedNote() string {
	if !v.Sheet.uneven || !v.Sheet.Column.IsCount() {
		return ""
	}
	return fmt.Sprintf("%s: a year among half-years; its figures stand as printed, its colours are those of their half.", v.Glyphs.Halved)
}

func (v *Screen) Click(x, y int) []model.Action {
	if v.At < 0 {
		return nil
	}
	onHead := v.Head.Contains(x, y) || v.above.Contains(x, y)
	if onHead && x >= v.Name.X && x < v.Name.X+v.Name.W {
		return scene.Actions(model.SortBy{Column: model.NameColumn})
	}
	if onHead && x >= v.Sum.X && x < v.Sum.X+v.Sum.W {
		return scene.Actions(model.SortBy{Column: v.Sheet.Column})
	}
	at := -1
	for _, c := range v.Columns {
		if x >= c.X && x < c.X+c.W {
			at = c.T
		}
	}
	if onHead && at >= 0 {
		p := v.Sheet.Panel.Periods[at]
		if v.Query.By == query.ByPeriod {
			return scene.Actions(model.SelectPeriod{Period: p}) // there is one row
		}
		return scene.Actions(model.SelectPeriod{Period: p}, model.SortAt{Period: p})
	}
	if !v.Rows.Contains(x, y) {
		return nil
	}
	row := v.Top + (y-v.Rows.Y)/v.tall
	again := row == v.Cursor && !v.gone && v.Session.Query.Select != ""
	var chosen []model.Action
	if at >= 0 {
		again = again && at == v.At
		chosen = scene.Actions(model.SelectPeriod{Period: v.Sheet.Panel.Periods[at]})
	}
	if v.Query.By != query.ByPeriod {
		chosen = append(chosen, model.SelectRow{ID: v.Result.Rows[row].ID})
	}
	if again {
		chosen = append(chosen, model.Enter{})
	}
	return chosen
}

func (v *Screen) Wheel(by int) []model.Action {
	if v.At < 0 || v.Query.By == query.ByPeriod {
		return nil
	}
	return v.WheelRows(by, v.Rows.H/v.tall)
}

func (v *Screen) Shows(c report.Column) bool { return v.Sheet.Column == c }

func (v *Screen) Figures() scene.Figures {
	return scene.Figures{Rows: v.Result.Rows, Panel: v.Sheet.Panel, Totals: true}
}

func (v *Screen) Leftmost() int {
	if len(v.Columns) == 0 {
		return v.Session.Left
	}
	return v.Columns[0].T
}

func (v *Screen) Unzoomed() string {
	if !v.other {
		return "all periods have room here, with their figures"
	}
	return ""
}

func (v *Screen) Window() (cursor, height, lines int) {
	return v.Cursor, v.Rows.H / max(v.tall, 1), len(v.Sheet.Panel.Rows)
}

func (v *Screen) Announce() string {
	if v.At < 0 || v.Cursor < 0 {
		return v.Announced()
	}
	place := fmt.Sprintf("row %d of %d, period %d of %d", v.Cursor+1, len(v.Sheet.Panel.Rows), v.At+1, len(v.Sheet.Panel.Periods))
	return strings.Join(append(append(v.Readings(), place), v.beside()...), ", ")
}

// beside are the rows that stand as lines where the matrix is read in place of these, but the one
// under the cursor, each with what it is in the same period, from the highest on; and which they are.
func (v *Screen) beside() (others []string) {
	if !v.Query.View.Few() || v.Query.By == query.ByPeriod {
		return nil
	}
	type line struct {
		text  string
		value float64
	}
	var lines []line
	p, few := v.Sheet.Panel, v.Engine.Few(v.Query)
	for _, row := range few {
		i := answer.Find(p.Rows, row.ID)
		if i < 0 || i == v.Cursor {
			continue
		}
		l := line{row.Name + " no record", math.Inf(-1)}
		if cell := p.Cells[i][v.At]; cell != nil {
			l.text = row.Name + " " + v.FigureTold(cell.Figure, v.Sheet.Column)
			if cell.Figure.Reported {
				l.value = cell.Figure.Value(v.Sheet.Column)
			}
		}
		lines = append(lines, l)
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.value, a.value) })
	for _, l := range lines {
		others = append(others, l.text)
	}
	if len(few) > 0 {
		if text, _, key, does := v.FewWords(&v.Query, v.Result, len(few), few[0].ID); text != "" {
			others = append(others, text, key+does)
		}
	}
	return others
}

func (v *Screen) ReadAt() (x, y int) {
	x, y = v.Rows.X, v.Line(v.Cursor)
	for _, c := range v.Columns {
		if c.T == v.At {
			x = c.X
		}
	}
	return x, y
}

// Line is where the text of a row stands.
func (v *Screen) Line(row int) int { return v.Rows.Y + (row-v.Top)*v.tall + v.tall/2 }

// Figure is that of the cell under the cursor.
func (v *Screen) Figure() (query.Query, *answer.Row, report.Column) {
	if v.At < 0 || v.Cursor < 0 || v.gone {
		return v.Query, nil, 0
	}
	q, row := v.FigureIn(v.Query, v.Sheet.Panel.Periods[v.At], v.Sheet.Panel.Rows[v.Cursor].ID)
	return q, row, v.Sheet.Column
}

func (v *Screen) Help() []scene.HelpKey {
	keys := []string{"right period", "down row", "S sort", "% by row", "space", "enter", "m"}
	switch {
	case v.other && v.Solid:
		keys = append(keys, "z figures")
	case v.other:
		keys = append(keys, "z all periods")
	}
	return scene.Keys(append(keys, "i", ":", "?")...)
}

// Readings say what is under the cursor, the most telling first: the row and
// period, the figure, how it changed, and what must be known about it.
func (v *Screen) Readings() []string {
	periods, c := v.Sheet.Panel.Periods, v.Sheet.Column
	parts := []string{v.rowName(v.Cursor) + ", " + periods[v.At].String()}
	if v.Query.By == query.ByPeriod {
		parts[0] = periods[v.At].String()
	}
	kind, cell := v.Sheet.Kind(v.Cursor, v.At), v.Sheet.Panel.Cells[v.Cursor][v.At]
	if kind == noRecord {
		return append(parts, "no record")
	} else if cell == nil {
		cell = &answer.Cell{}
	}
	f := cell.Figure
	parts = append(parts, v.FigureInWords(v.Query, periods[v.At], v.Sheet.Panel.Rows[v.Cursor].ID, f)...)
	if kind == notReported {
		return parts
	}
	if change := cell.Change; change.Reported && c.Adds() {
		before := report.Period{}
		if v.At > 0 && periods[v.At-1].End() == periods[v.At].Start() {
			before = periods[v.At-1]
		}
		text := v.ChangeWords(v.Query, change, before)
		if !c.IsCount() {
			text = "requests " + text
		}
		parts = append(parts, text)
	}
	parts = append(parts, report.NonEmpty(v.Sheet.Panel.Totals[v.At].Partial)...)
	if cell.Rank > 0 && v.Query.By.Ranks() {
		parts = append(parts, fmt.Sprintf("rank %d", cell.Rank))
	}
	return append(parts, f.Explain(c)...)
}

// rowName is what a row is called.
func (v *Screen) rowName(row int) string {
	return cmp.Or(v.Sheet.Panel.Rows[row].Name, "All requests")
}
