package scene

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// Who cannot see a picture is told what it comes to, in a sentence or two worked out from the same
// figures:
//
//	Requests: the highest of 54 countries are … (12,227), … (11,434) and … (10,494). All together: 75,378.

// NoRecords is what is said of a view that has nothing to show.
const NoRecords = "No record matches."

// NoneTold is what is said where there is no figure, though there may be records.
func NoneTold(q query.Query, records bool) string {
	if records {
		return q.Measure.Title(q.Against) + ": not reported."
	}
	return NoRecords
}

// RowsTold says which rows are highest and what all come to; rows that are periods are told as a line.
func (k *Kit) RowsTold(q query.Query) string {
	if q.By == query.ByPeriod {
		return k.LinesTold(q)
	}
	const few = 3
	r, c := k.Engine.Result(q), q.Measure
	if len(r.Rows) == 0 {
		return NoRecords
	}
	var high []*answer.Row
	for i := range r.Rows {
		if row := &r.Rows[i]; row.Figures[c].Reported && (row.Rank > 0 || q.By == query.ByOutcome) {
			high = append(high, row)
		}
	}
	slices.SortStableFunc(high, func(a, b *answer.Row) int {
		return cmp.Compare(b.Figures[c].Value(c), a.Figures[c].Value(c))
	})
	var names []string
	for _, row := range high[:min(few, len(high))] {
		names = append(names, fmt.Sprintf("%s (%s)", RowName(r, row), k.FigureTold(row.Figures[c], c)))
	}
	of := fmt.Sprintf("of %s %s", k.Format.Count(int64(r.Itemised)), q.RowsWord(r.Itemised))
	verb := "are"
	if len(names) == 1 {
		verb = "is"
	}
	text := fmt.Sprintf("%s: the highest %s %s %s.", c.Title(q.Against), of, verb, report.JoinWords(names))
	if len(names) == 0 {
		text = fmt.Sprintf("%s: not reported for any %s.", c.Title(q.Against), of)
	}
	if total := r.Total.Figures[c]; total.Reported {
		text += " All together: " + k.FigureTold(total, c) + "."
	}
	if hidden := r.Groups - len(r.Rows); hidden > 0 {
		text += fmt.Sprintf(" %s of %s are shown.", k.Format.Count(int64(len(r.Rows))), k.Format.Count(int64(r.Groups)))
	}
	return text
}

// Told is a figure of a line or a cell, with its place.
type Told struct {
	Row    answer.Row
	period report.Period
	figure answer.Figure
	whole  bool // the period is all there
}

// Alongside are the figures of a row of a panel in the periods that were asked for.
func Alongside(p *answer.Panel, row int) []Told {
	var list []Told
	for t, cell := range p.Cells[row] {
		if cell != nil && cell.Figure.Reported && (p.Chosen[t] || !slices.Contains(p.Chosen, true)) {
			at := Told{period: p.Periods[t], figure: cell.Figure, whole: p.Totals[t].Partial == ""}
			if row < len(p.Rows) {
				at.Row = p.Rows[row]
			}
			list = append(list, at)
		}
	}
	return list
}

// Extremes are the lowest and the highest of some figures, of equal ones the first. A year among
// half-years would be the highest for being twice as long, and half a year the lowest among years: they
// are left out, and of tells so.
func Extremes(q query.Query, list []Told) (lowest, highest Told, of string) {
	alike := slices.DeleteFunc(slices.Clone(list), func(at Told) bool { return isLong(q, at) || !at.whole })
	if n := len(alike); n > 0 && n < len(list) {
		list, of = alike, "of half-years "
		if q.Grain == query.Years {
			of = "of whole years "
		}
	}
	by := func(a, b Told) int { return cmp.Compare(a.figure.Value(q.Measure), b.figure.Value(q.Measure)) }
	return slices.MinFunc(list, by), slices.MaxFunc(list, by), of
}

// isLong says whether a count is that of a whole year where others are of halves.
func isLong(q query.Query, at Told) bool {
	return q.Grain != query.Years && q.Measure.IsCount() && at.period.Half == 0
}

// ToldIn is "12,227 in 2012", with what must be known of that period: that it is longer than others, or
// not all there.
func (k *Kit) ToldIn(q query.Query, at Told) string {
	text := k.FigureTold(at.figure, q.Measure) + " in " + at.period.String()
	if isLong(q, at) {
		text += " (12 months)"
	}
	if q.Grain == query.Years {
		if row := k.Engine.RowIn(q, at.period, at.Row.ID); row != nil && row.Partial != "" {
			text += " (" + row.Partial + ")"
		}
	}
	return text
}

// LinesTold says from where to where each line goes, and how high one alone.
func (k *Kit) LinesTold(q query.Query) string {
	var rows []answer.Row
	if q.By != query.ByPeriod {
		rows = k.Engine.Few(q)
	}
	p := k.Engine.Panel(q, rows)
	var lines []string
	for i := range p.Cells {
		list := Alongside(p, i)
		name := ""
		if q.By != query.ByPeriod {
			name = p.Rows[i].Name + " "
		}
		switch n := len(list); {
		case n == 0 && name != "":
			lines = append(lines, name+"not reported")
		case n == 0:
		case n == 1:
			lines = append(lines, name+k.ToldIn(q, list[0]))
		default:
			line := fmt.Sprintf("%sfrom %s to %s", name, k.ToldIn(q, list[0]), k.ToldIn(q, list[n-1]))
			if len(p.Cells) == 1 {
				low, high, of := Extremes(q, list)
				line += fmt.Sprintf(", %sthe lowest %s, the highest %s", of, k.ToldIn(q, low), k.ToldIn(q, high))
			}
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return NoneTold(q, q.By == query.ByPeriod && k.Engine.Result(q).Total.Records > 0)
	}
	return q.Measure.Title(q.Against) + ": " + strings.Join(lines, "; ") + "."
}
