package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"daylight/model/report"
)

// CellAt is what is here of a column of Columns in a slot; of the measure where column is -1.
func (r *Reporter) CellAt(column, slot int) *CoverCell {
	if column < 0 {
		return &r.Line[slot]
	}
	return &r.Cells[column][slot]
}

// Spoken is a state as a word inside a sentence that names what is printed: "printed in part".
func (c Covered) Spoken() string {
	switch c {
	case InPart:
		return "printed in part"
	case AsRanges:
		return "printed as ranges"
	case PercentOnly:
		return "printed as percentages only"
	case NotHere:
		return "a report is known, its figures are not here"
	}
	return c.Label()
}

// CoverSaid is what there is to say of a cell.
type CoverSaid struct {
	Cell  string   // whose, what and when: "Google, requests, 2014-H1"
	Brief string   // whose, or of columns what, and when
	State string   // what it amounts to: "printed in part"
	Facts []string // how many records print it, and how
	Why   []string // sentences: why something is missing
}

// String is all of it in a line: "Google, requests, 2009-H2: printed in part, all 21 records
// print it. Countries with fewer than 30 requests were left out."
func (s CoverSaid) String() string {
	text := s.Cell + ": " + strings.Join(append([]string{s.State}, s.Facts...), ", ")
	if len(s.Why) == 0 {
		return text
	}
	return text + ". " + strings.Join(s.Why, " ")
}

// Fit is as much of it as takes at most so many cells, in whole clauses: from the cell and its
// state on, why something is missing before how many records print it.
func (s CoverSaid) Fit(width int) string {
	for why := len(s.Why); why >= 0; why-- {
		for facts := len(s.Facts); facts >= 0; facts-- {
			less := CoverSaid{s.Cell, s.Brief, s.State, s.Facts[:facts], s.Why[:why]}
			if text := less.String(); utf8.RuneCountInString(text) <= width {
				return text
			}
		}
	}
	return s.Brief + ": " + s.State
}

// CoverSays says what is here of a cell. Column is an index into Columns of the reporter, or -1
// for the measure.
func (f Format) CoverSays(c *Coverage, r *Reporter, slot, column int) (said CoverSaid) {
	of := c.Measure
	if column >= 0 {
		of = r.Columns[column]
	}
	at, cell := &r.Slots[slot], r.CellAt(column, slot)
	said.Cell = fmt.Sprintf("%s, %s, %s", r.Name, report.LowerFirst(of.Label()), at.Period)
	said.Brief = r.Name + ", " + at.Period.String()
	if column >= 0 {
		said.Brief = of.Head() + ", " + at.Period.String()
	}
	said.State, said.Why = cell.Covered.Spoken(), at.Why
	switch {
	case at.Records > 0:
		said.Facts = append(said.Facts, f.CoverCounts(cell, at.Records))
		if at.Derived > 0 {
			said.Facts = append(said.Facts, "in "+f.Count(int64(at.Derived))+" of them a number is worked out")
		}
	case cell.Covered == Printed:
		said.Facts = append(said.Facts, "none is listed in a complete table: zero")
	}
	return said
}

// CoverCounts says how many of the records of a slot print something, and how: "54 of 60
// records print it, 3 as ranges".
func (f Format) CoverCounts(n *CoverCell, records int) string {
	printed := n.Exact + n.Ranges
	count := func(n int) string { return f.Count(int64(n)) }
	var parts []string
	switch {
	case printed == records && records == 1:
		parts = append(parts, "the one record prints it")
	case printed == records:
		parts = append(parts, fmt.Sprintf("all %s records print it", count(records)))
	case printed+n.Percents == 0 && records == 1:
		parts = append(parts, "the one record does not print it")
	case printed == 0 && n.Percents == 0:
		parts = append(parts, fmt.Sprintf("none of %s records prints it", count(records)))
	case printed > 0 || n.Percents == 0:
		parts = append(parts, fmt.Sprintf("%s of %s records %s it", count(printed), count(records), oneOrMany(printed, "prints", "print")))
	}
	if n.Ranges > 0 {
		parts = append(parts, count(n.Ranges)+" as "+oneOrMany(n.Ranges, "a range", "ranges"))
	}
	switch {
	case n.Percents > 0 && printed == 0:
		parts = append(parts, fmt.Sprintf("%s of %s %s %s a percentage alone", count(n.Percents), count(records),
			oneOrMany(records, "record", "records"), oneOrMany(n.Percents, "prints", "print")))
	case n.Percents > 0:
		parts = append(parts, count(n.Percents)+" as a percentage alone")
	}
	if n.Zeros > 0 && printed+n.Percents > 0 {
		parts = append(parts, fmt.Sprintf("%s %s zero by what %s", count(n.Zeros), oneOrMany(n.Zeros, "is", "are"), oneOrMany(n.Zeros, "it prints", "they print")))
	}
	return strings.Join(parts, ", ")
}

func oneOrMany(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Span names the time of a gap: "2021-H1 to 2021-H2", or of one half-year that.
func (g *CoverGap) Span() string { return spanned(g.From, g.To) }

func spanned(from, to report.Period) string {
	switch {
	case from == to:
		return from.String()
	case from.Half == 1 && to.Half == 2: // whole years
		from.Half, to.Half = 0, 0
		return spanned(from, to)
	}
	return from.String() + " to " + to.String()
}

// InWords is the same as people say it: "mid-2022 to 2023".
func (g *CoverGap) InWords() string { return stretch{g.From.Slot(), g.To.Slot() + 1}.inWords() }

// Says says what a gap is, and what is known of it.
func (g *CoverGap) Says() string {
	if !g.NotHere {
		return "no report is known"
	}
	return cmp.Or(g.What, "a report is known; its figures are not here")
}

// LastReport says when a publisher fell silent: "last report 2024-H2"; "" for one that has not.
func (r *Reporter) LastReport() string {
	if !r.Silent() {
		return ""
	}
	return "last report " + r.Until.String()
}

// Here is the time from the first period that is here to the last: "2012 to 2025-H1"; between is
// what stands between them. "never printed" where no report here prints it.
func (r *Reporter) Here(between string) string {
	switch {
	case r.Never:
		return "never printed"
	case r.Halves == 0:
		return ""
	case r.First == r.Last:
		return r.Last.String()
	}
	return r.First.String() + between + r.Last.String()
}

// Soon is how many months after the end of a time its reports came out, from the soonest to the
// latest of those that have a date: "2–3 months"; "" where no date is known. Between is what stands
// between the two. Months are whole, to the nearest; what is less than half of one is none.
func (r *Reporter) Soon(between string) string {
	const month = 30.44 // days
	least, most := -1, -1
	for _, l := range r.Lags {
		if l.Lo < 0 { // before the time was over: it is not about all of it
			continue
		}
		lo, hi := int(float64(l.Lo)/month+0.5), int(float64(l.Hi)/month+0.5)
		if least < 0 || lo < least {
			least = lo
		}
		most = max(most, hi)
	}
	switch {
	case most < 0:
		return ""
	case most == 0:
		return "within a month"
	case least == most:
		return fmt.Sprintf("%d %s", most, oneOrMany(most, "month", "months"))
	}
	return fmt.Sprintf("%d%s%d months", least, between, most)
}

// Dated is of how many half-years that are here there is a date to tell it by.
func (r *Reporter) Dated() int {
	halves := map[int]bool{}
	for _, l := range r.Lags {
		for slot := l.Period.Slot(); l.Lo >= 0 && slot < l.Period.Slot()+l.Period.Slots(); slot++ {
			halves[slot] = true
		}
	}
	return len(halves)
}

// SoonOf says of how many half-years that is: ", known of 1 of 27 half-years"; "" where it is all.
func (r *Reporter) SoonOf() string {
	if r.Dated() >= r.Reports {
		return ""
	}
	return fmt.Sprintf(", known of %d of %s", r.Dated(), things(r.Reports, "half-year"))
}

// ofReports says whose figures begin first, of whom no report is known when, and how many
// reports of the latest time are here.
func (x *finder) ofReports() (clauses []string) {
	c := x.Coverage(x.q)
	if len(c.Periods) == 0 || len(c.Reporters) == 0 {
		return nil
	}
	from, to := c.Periods[0].Slot(), c.Periods[len(c.Periods)-1].Slot()
	inSight := func(p report.Period) bool { return from <= p.Slot() && p.Slot() <= to }
	if r := &c.Reporters[0]; len(c.Reporters) > 1 && r.First != (report.Period{}) && inSight(r.First) && len(c.Reporters) == c.Of {
		if !slices.ContainsFunc(c.Reporters[1:], func(o Reporter) bool {
			return o.First != (report.Period{}) && min(o.First.Slot(), o.Begun.Slot()) <= r.First.Slot()
		}) {
			clauses = append(clauses, fmt.Sprintf("of these, %s begins first (%s)", r.Name, r.First))
		}
	}
	for i := range c.Reporters {
		if text := c.Reporters[i].unknown(inSight); text != "" {
			clauses = append(clauses, text)
		}
	}
	here, known := c.latest()
	of := c.Periods[len(c.Periods)-1]
	switch n := len(c.Reporters); {
	case n == 1:
		clauses = append(c.Reporters[0].alone(), clauses...)
	case known == 0:
		clauses = append(clauses, fmt.Sprintf("of %s, reports of %d of %d are here", of, here, n))
	default:
		clauses = append(clauses, fmt.Sprintf("of %s, reports of %d of %d are here, and %s known", of, here, n, oneOrMany(known, "one more is", fmt.Sprintf("%d more are", known))))
	}
	if len(clauses) > 0 {
		clauses[0] = report.Capital(clauses[0])
	}
	return clauses
}

// alone says of one publisher how much is here, and what more is known: "22 half-years are here,
// 2013-H1 to 2023-H2", "reports of 2024-H1 to 2025-H2 are known, and are not here".
func (r *Reporter) alone() (clauses []string) {
	if r.Halves > 0 {
		clauses = append(clauses, fmt.Sprintf("%d half-%s here, %s", r.Halves, oneOrMany(r.Halves, "year is", "years are"), r.Here(" to ")))
	} else if r.Never {
		clauses = append(clauses, "no report of "+r.Name+" here prints what is asked")
	}
	var times []string
	for at := 0; at < len(r.Slots); at++ {
		from := at
		for at < len(r.Slots) && r.Line[at].Covered == NotHere && !r.Slots[at].Unsure {
			at++
		}
		if at > from {
			times = append(times, spanned(r.Slots[from].Period, r.Slots[at-1].Period))
		}
	}
	if len(times) > 0 {
		clauses = append(clauses, "reports of "+report.JoinWords(times)+" are known, and are not here")
	}
	return clauses
}

// latest counts how many publishers print what is asked of the last half-year of the axis, and of how many
// more a report of it is known for sure.
func (c *Coverage) latest() (here, known int) {
	for i := range c.Reporters {
		r := &c.Reporters[i]
		switch covered := r.Line[len(r.Line)-1].Covered; {
		case covered < NotPrinted:
			here++
		case covered == NotHere && !r.Never && !r.Slots[len(r.Slots)-1].Unsure:
			known++
		}
	}
	return here, known
}

// unknown says of which times no report of a publisher is known, though others report them:
// "no report of Twitter is known for mid-2022 to 2023, nor after 2024". Times without any
// half-year in sight are left out.
func (r *Reporter) unknown(inSight func(report.Period) bool) string {
	var times []string
	for i := range r.Gaps {
		g := &r.Gaps[i]
		switch {
		case !g.silent() || !inSight(g.From) && !inSight(g.To):
		case g.After:
			times = append(times, "after "+stretch{0, g.From.Slot()}.until())
		default:
			times = append(times, "for "+g.InWords())
		}
	}
	if len(times) == 0 {
		return ""
	}
	return "no report of " + r.Name + " is known " + strings.Join(times, ", nor ")
}

// Printed is the first half-year and the last of the axis in which a column of Columns is printed,
// and in how many of those with records; zero for none.
func (r *Reporter) Printed(column int) (first, last report.Period, halves, of int) {
	for at := range r.Slots {
		s := &r.Slots[at]
		if s.Records == 0 {
			continue
		}
		if of += s.Len; r.Cells[column][at].Covered < NotPrinted {
			if halves += s.Len; first == (report.Period{}) {
				first = s.Period
			}
			last = s.Period
		}
	}
	return first, last, halves, of
}
