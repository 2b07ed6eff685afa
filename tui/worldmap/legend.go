package worldmap

import (
	"fmt"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// The legend says what each colour of the map stands for and how many countries
// have it. Its entries stand side by side, on one line unless that is short, and
// take less room in steps until all of them fit:
//
//	Requests   ⣿⣿ 1–10 (11)   ⣿⣿ 11–73 (11)   …   ⢕⢕ no record
//	Requests   ⣿⣿ 1–10   ⣿⣿ 11–73   …   ⢕⢕ no record
//	⣿ 1–10  ⣿ 11–73  …
//	⣿ 1–1.3k ⣿ 1.32k–12.2k …
//	from ⣿ 1 ⣿ 1.32k …
//
// What has no swatch may be left out, which is said; all else is there on every screen.

// legendStep is how much room a legend takes.
type legendStep struct {
	swatch int  // cells of an entry's colour
	gap    int  // between entries
	title  bool // the measure stands before them
	figure int  // cells of a limit at most
	counts counts
	from   bool // a class but for the last says only where it begins
}

// counts are the entries that say how many countries they stand for. Classes have
// nearly as many each.
type counts uint8

const (
	noCounts     counts = iota
	countsBeside        // of what is no class
	allCounts
)

// wholeFigure is enough for every limit.
const wholeFigure = 24

var legendSteps = []legendStep{
	{2, 3, true, wholeFigure, allCounts, false},
	{2, 3, true, wholeFigure, countsBeside, false},
	{2, 2, true, wholeFigure, countsBeside, false},
	{2, 3, false, wholeFigure, countsBeside, false},
	{1, 2, false, wholeFigure, countsBeside, false},
	{1, 1, false, wholeFigure, countsBeside, false},
	{1, 1, false, wholeFigure, noCounts, false},
	{1, 1, false, 6, noCounts, false},
	{1, 1, false, 5, noCounts, false},
	{1, 1, false, wholeFigure, noCounts, true},
	{1, 1, false, 5, noCounts, true},
}

// placedEntry is an entry of the legend, at a place in it.
type placedEntry struct {
	X, Y, end   int // end is the cell behind it
	swatch      int
	Standing    answer.Standing
	Hidden      bool
	marked      bool // it has a swatch
	Text, Count string
	title       bool
}

// legendFor is the legend in some width, on at most so many rows, and how many it
// takes: in the first step in which all fits or, before limits are written shorter, all
// that has a swatch.
func (s *sheet) legendFor(k *scene.Kit, w, rows int) (entries []placedEntry, used int) {
	if at := (legendPlace{w, rows}); s.legendAt != at {
		s.legendAt = at
		s.legend, s.legendRows = s.fitLegend(k, w, rows)
	}
	return s.legend, s.legendRows
}

// legendPlace is the room that a legend is placed in.
type legendPlace struct{ w, rows int }

func (s *sheet) fitLegend(k *scene.Kit, w, rows int) (entries []placedEntry, used int) {
	found := false
	for i := range legendSteps {
		step := &legendSteps[i]
		if found && (step.from || step.figure < wholeFigure) {
			break
		}
		placed, lines, out := s.placeLegend(k, w, rows, step)
		if out == nothingOut {
			return placed, lines
		}
		if !found {
			entries, used, found = placed, lines, out == textOut
		}
	}
	return entries, used
}

// leftOut is what a legend has no room for.
type leftOut uint8

const (
	nothingOut leftOut = iota
	textOut            // what has no swatch
	classesOut
)

// placeLegend places the entries in one step. The last that has no room gives way to how
// many are left out.
func (s *sheet) placeLegend(k *scene.Kit, w, rows int, step *legendStep) (placed []placedEntry, used int, out leftOut) {
	x, y := 0, 0
	all := s.entries(k, step)
	switch {
	case step.title:
		all = append([]placedEntry{{Text: s.result.Query.Measure.Label(), title: true}}, all...)
	case step.from && len(s.classes.List) > 1:
		all = append([]placedEntry{{Text: "from", title: true}}, all...)
	}
	for i, e := range all {
		width := grid.Width(e.Text) + grid.Width(e.Count)
		if e.marked {
			e.swatch = step.swatch
			width += e.swatch + 1
		}
		// What is no class begins a row of its own, where there is one.
		first := rows > 1 && y == 0 && e.beside() && i > 0 && !all[i-1].beside() && !all[i-1].title
		if x > 0 && (x+width > w || first) {
			x, y = 0, y+1
		}
		if y >= rows || width > w {
			left := placedEntry{Y: min(y, rows-1)}
			for n := len(placed); ; n-- { // what stands in its way is left out too
				left.Text = fmt.Sprintf("+%d", len(all)-n)
				left.X = max(0, w-grid.Width(left.Text))
				if n == 0 || placed[n-1].Y < left.Y || placed[n-1].end < left.X {
					if out = textOut; all[n].marked || all[n].title {
						out = classesOut
					}
					return append(placed[:n], left), rows, out
				}
			}
		}
		e.X, e.Y, e.end = x, y, x+width
		placed = append(placed, e)
		x += width + step.gap
	}
	return placed, y + 1, nothingOut
}

// beside says whether an entry is about no class.
func (e *placedEntry) beside() bool {
	return !e.title && (!e.marked || e.Hidden || e.Standing < answer.Classed)
}

// entries are what the legend lists: classes, then what is none.
func (s *sheet) entries(k *scene.Kit, step *legendStep) []placedEntry {
	var list []placedEntry
	add := func(standing answer.Standing, text string, n int, hidden bool) {
		if n == 0 && (hidden || standing == answer.NotReported || standing == answer.ExactlyZero) {
			return
		}
		e := placedEntry{Standing: standing, Text: text, marked: true, Hidden: hidden}
		if n > 0 && (step.counts == allCounts || step.counts == countsBeside && e.beside()) {
			e.Count = fmt.Sprintf(" (%d)", n)
		}
		list = append(list, e)
	}
	measure := s.result.Query.Measure
	for i, c := range s.classes.List {
		add(answer.Classed+answer.Standing(i), limits(k, c, measure, step.figure, step.from && i < len(s.classes.List)-1), c.Countries, false)
	}
	add(answer.ExactlyZero, "zero", s.classes.Zero, false)
	add(answer.NotReported, "not reported", s.classes.NotReported, false)
	add(answer.NoRecord, "no record", 0, false)
	add(answer.NoRecord, "hidden", s.hidden, true)
	few := k.Requests(s.result.Query.Minimum())
	if step.from {
		few = k.Format.Count(int64(s.result.Query.Minimum()))
	}
	add(answer.NoRecord, "under "+few, s.smalls, true)
	for i := range s.result.Rows {
		if row := &s.result.Rows[i]; row.ID == report.NotItemised {
			what, unit := measure, ""
			if !row.Figures[measure].Reported { // it has no population
				what, unit = report.Requests, " requests"
			}
			list = append(list, placedEntry{Text: "not itemised " + k.Format.Short(row.Figures[what], what, step.figure) + unit})
		}
	}
	if s.placeless > 0 {
		list = append(list, placedEntry{Text: fmt.Sprintf("without a place %d", s.placeless)})
	}
	if s.Atlas.wrong != "" {
		list = append(list, placedEntry{Text: s.Atlas.wrong})
	}
	return list
}

// limits are the least and the greatest figure of a class, or the least alone. A limit
// that is the middle of a range is marked.
func limits(k *scene.Kit, c answer.Class, measure report.Column, width int, leastAlone bool) string {
	text := func(f answer.Figure) string {
		limit := answer.Figure{Reported: true, Lo: f.Lo, Hi: f.Lo, Rate: f.Rate, Covers: 1}
		if f.IsRange() {
			limit.Lo = (f.Lo + f.Hi) / 2
			limit.Hi, limit.Marks = limit.Lo, answer.Approx
		} else if f.Value(measure) == 0 {
			limit.Marks = f.Marks & answer.Floor
		}
		for w := width; ; w++ { // in as many cells as it takes to say it
			text := k.Format.Short(limit, measure, w)
			if strings.HasPrefix(text, "<") {
				return k.Format.Limit(limit.Rate, measure)
			}
			if w > 24 || strings.ContainsAny(text, "0123456789") {
				return text
			}
		}
	}
	least, greatest := text(c.Least), text(c.Greatest)
	if least == greatest || leastAlone {
		return least
	}
	between := k.Glyphs.Range
	if k.Glyphs.ASCII {
		between = "-"
	}
	if measure.IsSigned() {
		between = " to "
	}
	if strings.HasPrefix(least, k.Glyphs.Approx) { // one mark is enough
		greatest = strings.TrimSpace(strings.TrimPrefix(greatest, k.Glyphs.Approx))
	}
	greatest = strings.ReplaceAll(greatest, k.Glyphs.Approx+" ", k.Glyphs.Approx) // 7–≈20 is of one piece
	if measure.IsFraction() {                                                     // one sign is enough
		least = strings.TrimSpace(strings.TrimSuffix(least, "%"))
	}
	return least + between + greatest
}

// draw draws an entry.
func (e *placedEntry) draw(k *scene.Kit, f *grid.Frame, legend grid.Rect, kinds *kinds, classes *answer.Classes) {
	at := grid.Rect{X: legend.X + e.X, Y: legend.Y + e.Y, W: legend.W - e.X, H: 1}
	if e.marked {
		fill := kinds.hidden
		if !e.Hidden {
			fill = kinds.fill(classes, e.Standing)
		}
		for i := range e.swatch {
			f.Rune(at.X+i, at.Y, fill.Texture, fill.Style)
		}
		_, at = at.TakeLeft(e.swatch + 1)
	}
	st := k.Theme.Text
	if e.beside() || e.title {
		st = k.Theme.Dim
	}
	f.Spans(at, grid.Span{Text: e.Text, Style: st}, grid.Span{Text: e.Count, Style: k.Theme.Dim})
}

// Describe says which countries are highest and what the colours mean.
func (*View) Describe(k *scene.Kit, q query.Query) string {
	q.By = query.ByCountry
	says := k.RowsTold(q)
	classes := k.Engine.Classes(q)
	var classed []string
	for _, c := range classes.List {
		classed = append(classed, limits(k, c, q.Measure, 12, false))
	}
	if len(classed) > 1 {
		says += " Colours tell classes apart: " + report.JoinWords(classed) + "."
	}
	if n := classes.NotReported; n > 0 {
		says += fmt.Sprintf(" Not reported: %d.", n)
	}
	return says
}
