package figure

import (
	"math"
	"strings"

	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
)

// matrix draws rows × periods as a table whose cells have the colour of their class.
// Rows that are periods have no other across them, and are drawn as bars.
func (f *figure) matrix() error {
	if f.q.By == query.ByPeriod {
		return f.bars()
	}
	if len(f.doc.Rows) == 0 {
		f.nothing()
		return nil
	}
	f.point(f.doc.Rows)
	h := newHeat(f)
	h.legend()
	s := &sheet{figure: f, size: 0.8, gap: 0.55, fill: h.fill, lineOf: func(line int) string { return f.doc.Rows[line].ID }, header: func(text string) string { return strings.ReplaceAll(text, "-H", " H") }}
	s.t = h.table // whole figures where they have room, else shorter and shorter ones
	for width := 8; width > 3 && !s.fits(); width-- {
		s.t = h.shortened(width)
	}
	if s.t != h.table {
		f.has("k: thousands, M: millions")
	}
	return s.draw()
}

// heat are the classes of the cells of a panel. They are those of the rows that are
// shown: counts and shares by magnitude, rates by quantile; on the scale percent, of
// each row by itself.
type heat struct {
	*figure
	panel   *answer.Panel
	periods []int // those that are printed
	before  int   // how many columns stand before them
	uneven  bool
	limits  []float64
	own     [][]float64 // by row, on the scale percent
}

func newHeat(f *figure) *heat {
	h := &heat{figure: f, panel: f.engine.Panel(f.q, f.doc.Rows)}
	for t, chosen := range h.panel.Chosen {
		if chosen {
			h.periods = append(h.periods, t)
		}
	}
	h.before = len(f.table.Heads) - len(h.periods)
	for _, t := range h.periods {
		h.uneven = h.uneven || h.panel.Periods[t].Months() != h.panel.Periods[h.periods[0]].Months()
	}
	var all []float64
	for row := range h.panel.Cells {
		var values []float64
		for at := range h.periods {
			if v, ok := h.value(row, at); ok {
				values = append(values, v)
			}
		}
		h.own = append(h.own, answer.Quantiles(values))
		all = append(all, values...)
	}
	if f.q.Scale != query.Percent {
		h.own = nil
	}
	if h.limits = answer.Quantiles(all); f.q.Measure.IsCount() || f.q.Measure.Adds() {
		h.limits = answer.Magnitudes(all)
	}
	return h
}

// value is what a cell is classed by: its figure and, of a year among half-years, half
// of its count; false for none, and for zero, which is in no class.
func (h *heat) value(row, at int) (float64, bool) {
	t := h.periods[at]
	cell, c := h.panel.Cells[row][t], h.q.Measure
	if cell == nil || !cell.Figure.Reported {
		return 0, false
	}
	v := cell.Figure.Value(c)
	if h.uneven && c.IsCount() && h.panel.Periods[t].Half == 0 {
		v /= 2
	}
	return v, v != 0 || c.IsSigned()
}

// fill is the colour of a cell.
func (h *heat) fill(line, column int) string {
	if column < h.before || line >= len(h.panel.Cells) {
		return ""
	}
	v, ok := h.value(line, column-h.before)
	if !ok {
		return ""
	}
	limits := h.limits
	if h.own != nil {
		limits = h.own[line]
	}
	return h.o.Classes[answer.ToneOf(answer.ClassOf(limits, v), len(limits))]
}

// legend explains the colours.
func (h *heat) legend() {
	c := h.q.Measure
	var entries []entry
	switch {
	case h.own != nil:
		words := [5]string{2: "in the middle"}
		words[0], words[4] = "the lowest of each row by itself", "the highest"
		for tone, text := range words {
			if text != "" {
				entries = append(entries, entry{fill: h.o.Classes[tone], text: text})
			}
		}
	default:
		for i, limit := range h.limits {
			f := answer.Figure{Reported: true, Rate: limit, Covers: 1, Lo: int64(math.Ceil(limit)), Hi: int64(math.Ceil(limit))}
			text := h.o.Format.Figure(f, c)
			if !c.IsCount() {
				text = h.o.Format.Limit(limit, c)
			}
			entries = append(entries, entry{fill: h.o.Classes[answer.ToneOf(i, len(h.limits))], text: "to " + text})
		}
	}
	h.figure.legend(entries)
	if h.uneven && c.IsCount() {
		h.has("the colour of a year among half-years is that of half its value")
	}
}

// shortened is the table with figures of at most so many letters.
func (h *heat) shortened(width int) *print.Table {
	short := *h.table
	short.Lines = nil
	c := h.q.Measure
	for i, line := range h.table.Lines {
		cells := append([]print.Cell{}, line.Cells...)
		for at, t := range h.periods {
			if cell := h.panel.Cells[i][t]; cell != nil {
				cells[h.before+at].Text = h.o.Format.Short(cell.Figure, c, width)
			}
		}
		if h.before > 0 {
			cells[0].Text = h.o.Format.Short(h.doc.Rows[i].Figures[c], c, max(width, 7))
		}
		line.Cells = cells
		short.Lines = append(short.Lines, line)
	}
	short.Sums = nil
	for i, sum := range h.table.Sums {
		cells := append([]print.Cell{}, sum.Cells...)
		if i == len(h.table.Sums)-1 {
			for at, t := range h.periods {
				if cells[h.before+at].Text != "" {
					cells[h.before+at].Text = h.o.Format.Short(h.panel.Totals[t].Figures[c], c, width)
				}
			}
		} else if len(h.periods) > 0 {
			for at, t := range h.periods {
				r := h.engine.ShownIn(h.q, h.doc.Rows, h.panel.Periods[t], &h.panel.Totals[t])
				cells[h.before+at].Text = h.o.Format.Short(r.Figures[c], c, width)
			}
		}
		sum.Cells = cells
		short.Sums = append(short.Sums, sum)
	}
	return &short
}
