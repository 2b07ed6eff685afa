package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// matrixSheet is a panel as the matrix shows it: the class of each cell, and its
// figure as text, worked out once however often the screen is drawn.
type matrixSheet struct {
	result *answer.Result
	panel  *answer.Panel
	format answer.Format
	column report.Column
	uneven bool          // years stand among half-years
	limits []float64     // the greatest value of each class
	own    [][]float64   // on the scale percent, the limits of each row by itself
	breaks []bool        // of each period: the series breaks before it, or others report than on the one before
	others string        // who does not report throughout, as a sentence; "" where all do
	halves bool          // some period is a half-year
	kinds  [4]bool       // some cell is of that kind
	partly bool          // some cell's figure stands in parentheses
	full   int           // cells that the figure of the greatest value takes in full
	width  int           // cells that figures may take, for which texts were made
	texts  []string      // [row × periods + period]; "" until it is asked for
	totals []string      // by period, likewise
	shown  []*answer.Row // by period: what the rows come to where others are hidden; nil until it is asked for
}

// sheetOf returns the sheet of a scene, the same one as long as its rows are.
func (k *matrixView) sheetOf(s *scene) *matrixSheet {
	r := s.result
	percent := r.Query.Scale == query.Percent
	if k.sheet != nil && sameAnswer(k.sheet.result, r) && percent == (k.sheet.own != nil) {
		return k.sheet
	}
	x := &matrixSheet{result: r, format: s.format, column: r.Query.Measure, panel: &answer.Panel{}}
	k.sheet = x
	if len(r.Rows) == 0 {
		return x
	}
	x.panel = s.engine.Panel(r.Query, r.Rows)
	periods := x.panel.Periods
	x.breaks = make([]bool, len(periods))
	for _, b := range s.engine.Breaks(r.Query) {
		// Of the periods that begin after it, the first.
		at := slices.IndexFunc(periods, func(p report.Period) bool { return p.Start() >= b.At.Start() })
		if at > 0 {
			x.breaks[at] = true
		}
	}
	x.markPublishers(s.kit)
	for _, p := range periods {
		x.uneven = x.uneven || p.Months() != periods[0].Months()
		x.halves = x.halves || p.Half > 0
	}
	if percent {
		x.own = make([][]float64, len(r.Rows))
	}
	x.classify()
	return x
}

// markPublishers marks where it is not the same publishers that report. Where each
// row is that of one publisher, it begins and ends with it.
func (x *matrixSheet) markPublishers(k *kit) {
	q, periods := x.result.Query, x.panel.Periods
	if q.By == query.ByPublisher || q.By == query.ByService {
		return
	}
	if x.others = k.publishersSentence(q, periods); x.others == "" {
		return
	}
	reporting := k.engine.Reporting(q, periods)
	for t := 1; t < len(periods); t++ {
		x.breaks[t] = x.breaks[t] || !slices.Equal(reporting[t-1], reporting[t])
	}
}

// classify finds the limits of the classes: of all cells, or, on the scale
// percent, of each row by itself, which shows when a row asked most, however much
// that is. Of all cells, counts and shares are classed by magnitude, as rows that
// are sorted by their totals would else all be of the highest class on the first
// screen; rates, and what spans little, are by quantile. A zero is in none: it is
// drawn as what it is.
func (x *matrixSheet) classify() {
	var values []float64
	var least, greatest, partly *answer.Cell
	for row := range x.panel.Cells {
		before := len(values)
		for t, cell := range x.panel.Cells[row] {
			kind := x.kind(row, t)
			x.kinds[kind] = true
			if kind < zero {
				continue
			}
			if kind == valued {
				values = append(values, x.value(cell, t))
			}
			if least == nil || cell.Figure.Value(x.column) < least.Figure.Value(x.column) {
				least = cell
			}
			if greatest == nil || cell.Figure.Value(x.column) > greatest.Figure.Value(x.column) {
				greatest = cell
			}
			if f := cell.Figure; f.Partly() && (partly == nil || f.Rate > partly.Figure.Rate) {
				partly = cell // in parentheses it is wider
			}
		}
		if x.own != nil {
			x.own[row] = answer.Quantiles(values[before:])
			values = values[:before]
		}
	}
	if x.column.IsCount() || x.column.Adds() {
		x.limits = answer.Magnitudes(values)
	} else {
		x.limits = answer.Quantiles(values)
	}
	x.partly = partly != nil
	for _, cell := range []*answer.Cell{least, greatest, partly} {
		if cell != nil {
			x.full = max(x.full, grid.Width(x.format.Figure(cell.Figure, x.column)))
		}
	}
}

// value is what a cell is classed by: its figure and, where years stand among
// half-years, for a year's count its half.
func (x *matrixSheet) value(cell *answer.Cell, t int) float64 {
	v := cell.Figure.Value(x.column)
	if x.halved(t) {
		v /= 2
	}
	return v
}

// halved says whether the figures of a period are classed by their half.
func (x *matrixSheet) halved(t int) bool {
	return x.uneven && x.column.IsCount() && x.panel.Periods[t].Half == 0
}

// cellKind is what there is to say about a row in a period.
type cellKind uint8

const (
	noRecord cellKind = iota
	notReported
	zero
	valued
)

// kind says what there is to say about a row in a period.
func (x *matrixSheet) kind(row, t int) cellKind {
	cell := x.panel.Cells[row][t]
	switch {
	case cell == nil && x.result.Query.By == query.ByOutcome && x.panel.Totals[t].Records > 0:
		return notReported // the records are those of all outcomes
	case cell == nil:
		return noRecord
	case !cell.Figure.Reported:
		return notReported
	case isZero(cell.Figure, x.column):
		return zero
	}
	return valued
}

// tone is the tone of the class of a cell that has a value.
func (x *matrixSheet) tone(row, t int) int {
	limits := x.limits
	if x.own != nil {
		limits = x.own[row]
	}
	return answer.ToneOf(answer.ClassOf(limits, x.value(x.panel.Cells[row][t], t)), len(limits))
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
func (x *matrixSheet) fitted(width int) {
	if x.width == width && x.texts != nil {
		return
	}
	x.width = width
	n := len(x.panel.Periods)
	x.texts = make([]string, (len(x.panel.Cells)+1)*n)
	x.totals = x.texts[len(x.panel.Cells)*n:]
	if x.column.IsCount() {
		return
	}
	figures := make([]answer.Figure, 0, len(x.texts))
	for row := range x.panel.Cells {
		for t, cell := range x.panel.Cells[row] {
			if x.kind(row, t) < zero {
				cell = &answer.Cell{}
			}
			figures = append(figures, cell.Figure)
		}
	}
	for t := range x.panel.Totals {
		figures = append(figures, x.panel.Totals[t].Figures[x.column])
	}
	for i, text := range x.format.Alike(figures, x.column, width) {
		if x.texts[i] = text; !isWhole(strings.TrimRight(text, " ")) {
			x.texts[i] = unfit
		}
	}
}

// isWhole says whether a figure had room, and was not cut.
func isWhole(text string) bool { return text != "…" && text != "#" }

// text is the figure of a cell that has one, "" where it does not fit.
func (x *matrixSheet) text(row, t int) string {
	text := &x.texts[row*len(x.panel.Periods)+t]
	if *text == "" {
		*text = x.short(x.panel.Cells[row][t].Figure, x.width)
	}
	if *text == unfit {
		return ""
	}
	return *text
}

// total is the figure of everything in a period, "" where it does not fit.
func (x *matrixSheet) total(t int) string {
	if x.totals[t] == "" {
		x.totals[t] = x.short(x.panel.Totals[t].Figures[x.column], x.width)
	}
	if x.totals[t] == unfit {
		return ""
	}
	return x.totals[t]
}

// shownIn is what the rows come to in a period, where others are hidden.
func (x *matrixSheet) shownIn(k *kit, t int) answer.Figure {
	if x.shown == nil {
		x.shown = make([]*answer.Row, len(x.panel.Periods))
	}
	if x.shown[t] == nil {
		row := k.engine.ShownIn(x.result.Query, x.result.Rows, x.panel.Periods[t], &x.panel.Totals[t])
		x.shown[t] = &row
	}
	return x.shown[t].Figures[x.column]
}

// unfit stands for a figure that has no room.
const unfit = "\x00"

// short prints a figure in at most width cells. A range for which that is too
// few is its middle, about, or where it is a floor its lower end.
func (x *matrixSheet) short(f answer.Figure, width int) string {
	fits := func(text string) bool { return isWhole(text) && grid.Width(text) <= width }
	text := x.format.Short(f, x.column, width)
	if fits(text) {
		return text
	}
	if x.column.IsCount() && f.IsRange() {
		if f.Marks.Has(answer.Floor) {
			f.Hi = f.Lo
		} else {
			f.Lo = (f.Lo + f.Hi) / 2
			f.Hi, f.Marks = f.Lo, answer.Approx
		}
		if text = x.format.Short(f, x.column, width); fits(text) {
			return text
		}
	}
	return unfit
}

// limitTexts are the greatest values of the classes, as text; counts in at most so
// many cells.
func (x *matrixSheet) limitTexts(width int) []string {
	figures := make([]answer.Figure, len(x.limits))
	for i, v := range x.limits {
		figures[i] = answer.Figure{Reported: true, Rate: v}
	}
	texts := make([]string, len(x.limits))
	switch {
	case x.column.Adds() && !x.column.IsCount():
		for i, v := range x.limits {
			texts[i] = x.format.Limit(v, x.column)
		}
		return texts
	case !x.column.IsCount():
		return x.format.Alike(figures, x.column, 8)
	}
	for i, v := range x.limits {
		whole := int64(v)
		figures[i].Lo, figures[i].Hi = whole, whole
		texts[i] = x.format.Short(figures[i], report.Requests, width)
		if v != float64(whole) && whole < 1000 {
			texts[i] += ".5" // the half of a year, or the middle of a range
		}
	}
	return texts
}

// cellsTold says which cells of the matrix are the highest and the lowest.
func cellsTold(k *kit, q query.Query) string {
	if q.By == query.ByPeriod {
		return k.linesTold(q)
	}
	p := k.engine.Panel(q, k.engine.Result(q).Rows)
	var list []told
	for i := range p.Cells {
		list = append(list, alongside(p, i)...)
	}
	if len(list) == 0 {
		return noRecords
	}
	low, high, of := extremes(q, list)
	return fmt.Sprintf("%s of %s %s: %sthe highest is %s, %s, the lowest %s, %s.", q.Measure.Title(q.Against),
		k.format.Count(int64(len(p.Rows))), rowsWord(&q, len(p.Rows)), of,
		high.row.Name, k.toldIn(q, high), low.row.Name, k.toldIn(q, low))
}
