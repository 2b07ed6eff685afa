package matrix

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// sheet is a panel as the matrix shows it: the class of each cell, and its
// figure as text, worked out once however often the screen is drawn.
type sheet struct {
	result *answer.Result
	Panel  *answer.Panel
	format answer.Format
	Column report.Column
	uneven bool          // years stand among half-years
	limits []float64     // the greatest value of each class …
	sight  [2]int        // … of these rows, from the one to before the other
	Own    [][]float64   // on the scale percent, the limits of each row by itself
	breaks []bool        // of each period: the series breaks before it, something before it is not reported, or others report than on the one before
	Others string        // who does not report throughout, as a sentence; "" where all do
	halves bool          // some period is a half-year
	kinds  [4]bool       // some cell is of that kind
	partly bool          // some cell's figure stands in parentheses
	full   int           // cells that the figure of the greatest value takes in full
	Width  int           // cells that figures may take, for which texts were made
	texts  []string      // [row × periods + period], then the totals; "" until it is asked for
	shown  []*answer.Row // by period: what the rows come to where others are hidden; nil until it is asked for
}

// sheetOf returns the sheet of a scene, the same one as long as its rows are.
func (k *View) sheetOf(s *scene.Scene) *sheet {
	r := s.Result
	percent := r.Query.Scale == query.Percent
	if k.sheet != nil && scene.SameAnswer(k.sheet.result, r) && percent == (k.sheet.Own != nil) {
		return k.sheet
	}
	x := &sheet{result: r, format: s.Format, Column: r.Query.Measure, Panel: &answer.Panel{}}
	k.sheet = x
	if len(r.Rows) == 0 {
		return x
	}
	x.Panel = s.Engine.Panel(r.Query, r.Rows)
	periods := x.Panel.Periods
	x.breaks = make([]bool, len(periods))
	for _, b := range s.Engine.Breaks(r.Query) {
		// Of the periods that begin after it, the first.
		at := slices.IndexFunc(periods, func(p report.Period) bool { return p.Start() >= b.At.Start() })
		if at > 0 {
			x.breaks[at] = true
		}
	}
	for t := 1; t < len(periods); t++ { // half-years between them that nobody reports
		x.breaks[t] = x.breaks[t] || periods[t].Start() > periods[t-1].End()
	}
	x.markPublishers(s.Kit)
	for _, p := range periods {
		x.uneven = x.uneven || p.Months() != periods[0].Months()
		x.halves = x.halves || p.Half > 0
	}
	if percent {
		x.Own = make([][]float64, len(r.Rows))
	}
	x.classify()
	return x
}

// markPublishers marks where it is not the same publishers that report. Where each
// row is that of one publisher, it begins and ends with it.
func (x *sheet) markPublishers(k *scene.Kit) {
	q, periods := x.result.Query, x.Panel.Periods
	if q.By == query.ByPublisher || q.By == query.ByService {
		return
	}
	if x.Others = k.PublishersSentence(q, periods); x.Others == "" {
		return
	}
	reporting := k.Engine.Reporting(q, periods)
	for t := 1; t < len(periods); t++ {
		x.breaks[t] = x.breaks[t] || !slices.Equal(reporting[t-1], reporting[t])
	}
}

// classify finds what is to be said of all cells and, on the scale percent, the limits of
// the classes of each row by itself, which show when a row asked most, however much that
// is. A zero is in no class: it is drawn as what it is.
func (x *sheet) classify() {
	var values []float64
	var least, greatest, partly *answer.Cell
	for row := range x.Panel.Cells {
		values = values[:0]
		for t, cell := range x.Panel.Cells[row] {
			kind := x.Kind(row, t)
			x.kinds[kind] = true
			if kind < Zero {
				continue
			}
			if kind == Valued && x.Own != nil {
				values = append(values, x.Value(cell, t))
			}
			if least == nil || cell.Figure.Value(x.Column) < least.Figure.Value(x.Column) {
				least = cell
			}
			if greatest == nil || cell.Figure.Value(x.Column) > greatest.Figure.Value(x.Column) {
				greatest = cell
			}
			if f := cell.Figure; f.Partly() && (partly == nil || f.Rate > partly.Figure.Rate) {
				partly = cell // in parentheses it is wider
			}
		}
		if x.Own != nil {
			x.Own[row] = answer.Quantiles(values)
		}
	}
	x.partly = partly != nil
	for _, cell := range []*answer.Cell{least, greatest, partly} {
		if cell != nil {
			x.full = max(x.full, grid.Width(x.format.Figure(cell.Figure, x.Column)))
		}
	}
}

// classifySight finds the limits of the classes of the rows in sight, from one to before
// another, so that their cells differ as much as they can: of all rows sorted by their
// totals, those on the first screen would nearly all be of the highest class. Counts and
// shares are classed by magnitude; rates, and what spans little, by quantile.
func (x *sheet) classifySight(from, to int) {
	sight := [2]int{from, to}
	if x.Own != nil || x.sight == sight {
		return
	}
	x.sight = sight
	values := make([]float64, 0, (to-from)*len(x.Panel.Periods))
	for row := from; row < to; row++ {
		for t, cell := range x.Panel.Cells[row] {
			if x.Kind(row, t) == Valued {
				values = append(values, x.Value(cell, t))
			}
		}
	}
	if x.Column.IsCount() || x.Column.Adds() {
		x.limits = answer.Magnitudes(values)
	} else {
		x.limits = answer.Quantiles(values)
	}
}

// Value is what a cell is classed by: its figure and, where years stand among
// half-years, for a year's count its half.
func (x *sheet) Value(cell *answer.Cell, t int) float64 {
	v := cell.Figure.Value(x.Column)
	if x.halved(t) {
		v /= 2
	}
	return v
}

// halved says whether the figures of a period are classed by their half.
func (x *sheet) halved(t int) bool {
	return x.uneven && x.Column.IsCount() && x.Panel.Periods[t].Half == 0
}

// cellKind is what there is to say about a row in a period.
type cellKind uint8

const (
	noRecord cellKind = iota
	notReported
	Zero
	Valued
)

// Kind says what there is to say about a row in a period.
func (x *sheet) Kind(row, t int) cellKind {
	cell := x.Panel.Cells[row][t]
	switch {
	case cell == nil && x.result.Query.By == query.ByOutcome && x.Panel.Totals[t].Records > 0:
		return notReported // the records are those of all outcomes
	case cell == nil:
		return noRecord
	case !cell.Figure.Reported:
		return notReported
	case isZero(cell.Figure, x.Column):
		return Zero
	}
	return Valued
}

// Tone is the tone of the class of a cell that has a value.
func (x *sheet) Tone(row, t int) int {
	limits := x.limits
	if x.Own != nil {
		limits = x.Own[row]
	}
	return answer.ToneOf(answer.ClassOf(limits, x.Value(x.Panel.Cells[row][t], t)), len(limits))
}

// isZero says whether a figure is zero and nothing but zero: neither a lower
// bound, nor about zero. No change is not nothing.
func isZero(f answer.Figure, c report.Column) bool {
	switch {
	case c.IsSigned():
		return false
	case c.IsCount():
		return f.Hi == 0 && !f.Marks.Has(answer.Floor)
	}
	return f.Rate == 0 && !f.Marks.Has(answer.Approx)
}

// fitted gives the figures so many cells. Counts are printed one by one, when they
// are asked for: their last digits are the same however they are shortened. Rates
// are printed at once, as all have to have one form.
func (x *sheet) fitted(width int) {
	if x.Width == width && x.texts != nil {
		return
	}
	x.Width = width
	x.texts = make([]string, (len(x.Panel.Cells)+1)*len(x.Panel.Periods))
	if x.Column.IsCount() {
		return
	}
	figures := make([]answer.Figure, 0, len(x.texts))
	for row := range x.Panel.Cells {
		for t, cell := range x.Panel.Cells[row] {
			if x.Kind(row, t) < Zero {
				cell = &answer.Cell{}
			}
			figures = append(figures, cell.Figure)
		}
	}
	for t := range x.Panel.Totals {
		figures = append(figures, x.Panel.Totals[t].Figures[x.Column])
	}
	for i, text := range x.format.Alike(figures, x.Column, width) {
		if x.texts[i] = text; !isWhole(strings.TrimRight(text, " ")) {
			x.texts[i] = unfit
		}
	}
}

// isWhole says whether a figure had room, and was not cut.
func isWhole(text string) bool { return text != "…" && text != "#" }

// Text is the figure of a cell that has one, "" where it does not fit.
func (x *sheet) Text(row, t int) string {
	return x.text(row, t, x.Panel.Cells[row][t].Figure)
}

// total is the figure of everything in a period, "" where it does not fit.
func (x *sheet) total(t int) string {
	return x.text(len(x.Panel.Cells), t, x.Panel.Totals[t].Figures[x.Column])
}

// text is a figure as text, the totals in a row behind the others.
func (x *sheet) text(row, t int, f answer.Figure) string {
	text := &x.texts[row*len(x.Panel.Periods)+t]
	if *text == "" {
		*text = x.Short(f, x.Width)
	}
	if *text == unfit {
		return ""
	}
	return *text
}

// ShownIn is what the rows come to in a period, where others are hidden.
func (x *sheet) ShownIn(k *scene.Kit, t int) answer.Figure {
	if x.shown == nil {
		x.shown = make([]*answer.Row, len(x.Panel.Periods))
	}
	if x.shown[t] == nil {
		row := k.Engine.ShownIn(x.result.Query, x.result.Rows, x.Panel.Periods[t], &x.Panel.Totals[t])
		x.shown[t] = &row
	}
	return x.shown[t].Figures[x.Column]
}

// unfit stands for a figure that has no room.
const unfit = "\x00"

// Short prints a figure in at most width cells. A range for which that is too
// few is its middle, about, or where it is a floor its lower end.
func (x *sheet) Short(f answer.Figure, width int) string {
	fits := func(text string) bool { return isWhole(text) && grid.Width(text) <= width }
	text := x.format.Short(f, x.Column, width)
	if fits(text) {
		return text
	}
	if x.Column.IsCount() && f.IsRange() {
		if f.Marks.Has(answer.Floor) {
			f.Hi = f.Lo
		} else {
			f.Lo = (f.Lo + f.Hi) / 2
			f.Hi, f.Marks = f.Lo, answer.Approx
		}
		if text = x.format.Short(f, x.Column, width); fits(text) {
			return text
		}
	}
	return unfit
}

// limitTexts are the greatest values of the classes, as text; counts in at most so
// many cells.
func (x *sheet) limitTexts(width int) []string {
	figures, texts := make([]answer.Figure, len(x.limits)), make([]string, len(x.limits))
	for i, v := range x.limits {
		whole := int64(v)
		figures[i] = answer.Figure{Reported: true, Rate: v, Lo: whole, Hi: whole}
		if !x.Column.IsCount() {
			texts[i] = x.format.Limit(v, x.Column)
			continue
		}
		texts[i] = x.format.Short(figures[i], report.Requests, width)
		if v != float64(whole) && whole < 1000 {
			texts[i] += ".5" // the half of a year, or the middle of a range
		}
	}
	if !x.Column.IsCount() && !x.Column.Adds() {
		return x.format.Alike(figures, x.Column, 8)
	}
	return texts
}

// Describe says which cells of the matrix are the highest and the lowest.
func (*View) Describe(k *scene.Kit, q query.Query) string {
	if q.By == query.ByPeriod {
		return k.LinesTold(q)
	}
	p := k.Engine.Panel(q, k.Engine.Result(q).Rows)
	var list []scene.Told
	for i := range p.Cells {
		list = append(list, scene.Alongside(p, i)...)
	}
	if len(list) == 0 {
		return scene.NoneTold(q, len(p.Rows) > 0)
	}
	low, high, of := scene.Extremes(q, list)
	return fmt.Sprintf("%s of %s %s: %sthe highest is %s, %s, the lowest %s, %s.", q.Measure.Title(q.Against),
		k.Format.Count(int64(len(p.Rows))), q.RowsWord(len(p.Rows)), of,
		high.Row.Name, k.ToldIn(q, high), low.Row.Name, k.ToldIn(q, low))
}
