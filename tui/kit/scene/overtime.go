package scene

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
)

// OverTime is what came of the requests that hold under one question, period by
// period, as stacks of outcomes: each counted for six months, so that a year among
// half-years is half as high and twice as wide.
type OverTime struct {
	chart.Stacks
	Split  bool        // the stacks have outcomes as their parts
	One    bool        // and it is the same in all: only one is asked about
	Total  *answer.Row // of all that the row is one of, in all periods drawn: which outcomes there can be
	Years  bool        // each is a year, counted as one
	chosen []string    // the periods that the filter names, where others stand beside them
	whole  []string    // years among half-years
	halves []string    // what is there of a year that is not all there
	breaks []string    // the periods before which a line stands for a break in the series …
	others []string    // … and for others who report
	left   []string    // … and for periods that the filter leaves out
	gaps   int         // periods without a figure
}

// OutcomesOverTime follows what a question holds through the periods over which another
// is drawn, to whose filter it adds a value, such as that of a row.
func (k *Kit) OutcomesOverTime(among, own query.Query) *OverTime {
	return k.OutcomesIn(k.ownAxis(among, own), among, own)
}

// OutcomesIn follows what a question holds through some periods, of which those that
// another takes are chosen where it does not take all.
func (k *Kit) OutcomesIn(periods []report.Period, among, own query.Query) *OverTime {
	if len(periods) == 0 {
		return nil
	}
	narrow := slices.ContainsFunc(periods, func(p report.Period) bool { return !among.Takes(p) })
	inTime := func(q query.Query) query.Query {
		q.By, q.Measure, q.Scale, q.Sort, q.Top, q.Search, q.Select, q.Pins = query.ByPeriod, report.Requests, query.Linear, query.Sort{}, 0, "", "", nil
		if q.Publisher.Mode == query.Default && among.By == query.ByPublisher {
			q.Publisher.Mode = query.All // as it is where publishers are the rows
		}
		if narrow {
			q.Period = query.PeriodFilter{}
		}
		return q
	}
	own = inTime(own)
	r, all := k.Engine.Result(own), k.Engine.Result(inTime(among))
	o := &OverTime{Split: r.Splits(), Total: &all.Total, One: own.Outcome.Mode == query.Only && len(own.Outcome.IDs) == 1}
	uneven := slices.ContainsFunc(periods, func(p report.Period) bool { return p.Months() != periods[0].Months() })
	o.Years = !uneven && periods[0].Months() == 12
	reporting, breaks := k.Engine.Reporting(own, periods), k.Engine.Breaks(own)
	end, year := periods[0].Start(), 0 // of what was drawn last
	var before []string                // who reported last
	for t, p := range periods {
		c := chart.Stack{Chosen: narrow && among.Takes(p), Bar: chart.Bar{State: chart.Missing}}
		for ; end < p.Start(); end += halfYear {
			if hole := (report.Period{Year: end / 12, Half: 1 + end%12/halfYear}); !own.Period.Holds(hole) {
				c.Broken = true
				o.left = append(o.left, p.String())
				break
			} else if !o.Years || hole.Half == 1 {
				o.gaps++ // nobody reports on it
				o.add(chart.Stack{Bar: c.Bar}, hole.Year, &year)
			}
		}
		factor := 1.0
		if uneven && p.Months() == 12 {
			c.Steps, factor = 2, 0.5
		}
		if at := answer.Find(r.Rows, p.String()); at >= 0 && r.Rows[at].Figures[report.Requests].Reported {
			row := &r.Rows[at]
			if c.Bar = k.outcomesBar(row, o.Split, factor); row.Partial != "" {
				o.halves = append(o.halves, p.String()+": "+row.Partial)
				Hollow(&c.Bar)
			}
			if factor < 1 {
				o.whole = append(o.whole, p.String())
			}
		} else {
			o.gaps++
		}
		if c.Chosen {
			o.chosen = append(o.chosen, p.String())
		}
		if t > 0 {
			for _, b := range breaks {
				if periods[t-1].Start() < b.At.Start() && b.At.Start() <= p.Start() {
					c.Broken = true
					o.breaks = append(o.breaks, b.At.String())
				}
			}
		}
		if by := reporting[t]; len(by) > 0 {
			if before != nil && !slices.Equal(before, by) {
				c.Broken = true
				o.others = append(o.others, p.String())
			}
			before = by
		}
		o.add(c, p.Year, &year)
		end = max(end, p.End())
	}
	o.breaks = slices.Compact(o.breaks)
	return o
}

// ownAxis are the periods of an axis on which those report who are asked by a question. What
// others print, of months that these print otherwise, is none of its periods.
func (k *Kit) ownAxis(among, own query.Query) (periods []report.Period) {
	axis := k.Engine.Axis(among)
	by := k.Engine.Reporting(own, axis)
	for t, p := range axis {
		elsewhere := false
		for u, q := range axis {
			elsewhere = elsewhere || len(by[u]) > 0 && q.Start() < p.End() && p.Start() < q.End()
		}
		if len(by[t]) > 0 || !elsewhere {
			periods = append(periods, p)
		}
	}
	return periods
}

// add adds a stack; the first of a year has its name under it.
func (o *OverTime) add(c chart.Stack, year int, last *int) {
	if year != *last {
		c.Label, *last = fmt.Sprint(year), year
	}
	o.Columns = append(o.Columns, c)
}

// outcomesBar is a row as a bar of outcomes or, where none are reported, of one amount.
func (k *Kit) outcomesBar(r *answer.Row, split bool, factor float64) chart.Bar {
	f := r.Figures[report.Requests]
	if !split {
		return k.FigureBar(f, report.Requests, factor)
	}
	return chart.Bar{State: StateOf(f), Segments: slices.Clone(k.OutcomeParts(r, factor))}
}

// Hollow leaves nothing of a bar solid, so that what is not all there is not taken for it.
func Hollow(b *chart.Bar) {
	for i := range b.Segments {
		b.Segments[i].Hi, b.Segments[i].Lo = max(b.Segments[i].Lo, b.Segments[i].Hi), 0
	}
}

// Titles say what the stacks of something are, in more words and in fewer.
func (o *OverTime) Titles(name string) []string {
	what, each := "requests in six months", "in six months"
	if o.Years {
		what, each = "requests a year", "a year"
	}
	if o.Kind == chart.Percent {
		what, each = "parts of its requests", "in parts"
	}
	if o.Split && !o.One {
		what += " by outcome"
	}
	return []string{name + " over time, " + what, name + ", " + what, name + ", " + each}
}

// Words explain the marks of the stacks, what matters most first.
func (o *OverTime) Words(k *Kit) (words []string) {
	say := func(holds bool, format string, args ...any) {
		if holds {
			words = append(words, fmt.Sprintf(format, args...))
		}
	}
	span := func(periods []string) string {
		if len(periods) <= 3 {
			return strings.Join(periods, ", ")
		}
		return periods[0] + ", " + k.Glyphs.Ellipsis + ", " + periods[len(periods)-1]
	}
	say(len(o.whole) == 1 && o.Kind != chart.Percent, "%s: a whole year, drawn %s", span(o.whole), k.Glyphs.Halved)
	say(len(o.whole) > 1 && o.Kind != chart.Percent, "%s: whole years, drawn %s", span(o.whole), k.Glyphs.Halved)
	words = append(words, o.halves...)
	say(len(o.breaks) > 0, "%c counted differently from %s on", k.Glyphs.Break, span(o.breaks))
	say(len(o.others) > 0, "%c other publishers from %s on", k.Glyphs.Break, span(o.others))
	say(len(o.left) > 0, "%c periods left out before %s", k.Glyphs.Break, span(o.left))
	say(o.gaps > 0, "%c no figure for %d of %d periods", k.Glyphs.Missing, o.gaps, len(o.Columns))
	say(len(o.chosen) > 0, "%c in the figures above: %s", k.Glyphs.HeavyBarLine, span(o.chosen))
	return words
}

// FewWords say which few rows are drawn or read side by side, the first of which has an id:
// at length and in brief; and the key by which others come to be, with what it does. All are
// "" where the few are all there are.
func (k *Kit) FewWords(q *query.Query, r *answer.Result, few int, first string) (text, brief, key, does string) {
	if n := len(q.Pins); n > 0 {
		text = fmt.Sprintf("%d pinned", n)
		if few < n { // the others have no record
			text = fmt.Sprintf("%d of %s", few, text)
		}
		does = " takes them away"
		if n == 1 {
			does = " takes it away"
		}
		return text, text, "x", does
	}
	of, shown := r.Itemised, ""
	if len(r.Rows) < r.Groups {
		of, shown = len(r.Rows), " shown"
	}
	if few >= of {
		return "", "", "", ""
	}
	brief = fmt.Sprintf("%d of %s", few, k.Format.Count(int64(of)))
	text = brief + shown + " " + orderWords(q.Order())
	i := answer.Find(r.Rows, first)
	if ordered := i >= 0 && r.Rows[i].Figures[q.Order().Column].Reported; !q.Order().Is(q.Order().Column) || !ordered {
		text = "first " + brief + shown
	}
	return text, brief, "space", " pins others"
}

// orderWords say what puts rows first that are ordered by a column.
func orderWords(order query.Sort) string {
	most, least := "the highest", "the lowest"
	if c := order.Column; c.IsCount() && !c.IsOutcome() {
		most, least = "the most", "the fewest"
	}
	if !order.Descending {
		most = least
	}
	if order.Column.IsOutcome() {
		return "with " + most + " count of " + report.LowerFirst(order.Column.Label())
	}
	return "with " + most + " " + report.LowerFirst(order.Column.Label())
}
