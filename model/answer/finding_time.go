package answer

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// What can be said of figures over time: only periods of one length are compared, that are all
// there, that no break parts, in which the same publishers report, of groups of the same members.

// ofSelected tells of the line under the cursor, else of the first.
func (x *finder) ofSelected() []string {
	rows := x.r.Rows
	if len(rows) == 0 {
		return nil
	}
	if x.q.Measured() == report.Share {
		return nil // the share of a row asked about alone is of itself
	}
	row := &rows[max(Find(rows, x.q.Select), 0)]
	return x.ofLine(x.named(row), x.about(row.ID))
}

// about is the question about one row alone, over time.
func (x *finder) about(id string) query.Query {
	q := x.q
	if f := q.Filter(q.By); f != nil {
		*f = only1(id)
	}
	q.By, q.Sort, q.Search, q.Top, q.Pins, q.Select = query.ByPeriod, query.Sort{}, "", 0, nil, ""
	return q
}

// instant is one figure of a line.
type instant struct {
	at report.Period
	Row
}

// like are the latest figures of a line that can be compared with each other, in time
// order: each with the next.
func (x *finder) like(q query.Query, c report.Column) []instant {
	q.Publisher = query.Filter{Mode: query.Only, IDs: x.Publishers(x.q)}
	rows := x.Result(q).Rows
	var list []instant
	for i := range rows {
		if p, err := report.ParsePeriod(rows[i].ID); err == nil {
			list = append(list, instant{p, rows[i]})
		}
	}
	slices.SortStableFunc(list, func(a, b instant) int { return a.at.Compare(b.at) })
	periods := make([]report.Period, len(list))
	for i := range list {
		periods[i] = list[i].at
	}
	reporting, breaks, members := x.Reporting(q, periods), x.Breaks(q), x.sameMembers(q)
	for i := len(list) - 1; i >= 0; i-- {
		now := &list[i]
		if !exact(now.Figures[c]) || now.Partial != "" || c.Rests() && now.Figures[report.Requests].Lo < sound {
			return list[i+1:]
		}
		if i == len(list)-1 {
			continue
		}
		next := &list[i+1]
		broken := slices.ContainsFunc(breaks, func(b Break) bool { return now.at.Start() < b.At.Start() && b.At.Start() <= next.at.Start() })
		if now.at.End() != next.at.Start() || now.at.Months() != next.at.Months() || broken || !members(now.at, next.at) || !slices.Equal(reporting[i], reporting[i+1]) {
			return list[i+1:]
		}
	}
	return list
}

// ofLine says how the latest figure of a line stands to those before it.
func (x *finder) ofLine(name string, q query.Query) []string {
	c := x.q.Measured()
	if c.IsSigned() {
		c = report.Requests
	}
	list := x.like(q, c)
	const few = 3
	if len(list) < few || !slices.ContainsFunc(list, func(i instant) bool { return i.Figures[c].Value(c) != 0 }) {
		return nil
	}
	last := &list[len(list)-1]
	value := func(i int) float64 { return list[i].Figures[c].Value(c) }
	say := strings.ToLower(c.Label()) + " " + x.figure(last.Figures[c], c)
	switch {
	case x.q.View.OneCountry():
		say = x.figure(last.Figures[c], c)
	case c.IsCount():
		say = x.figure(last.Figures[c], c) + " " + strings.ToLower(c.Label())
	}
	if name != "" {
		say = name + ": " + say
	}
	clause := report.Capital(say) + " in the " + stretchOf(last.at).inWords()
	if last.at.Half == 0 {
		clause = report.Capital(say) + " in " + last.at.String()
	}
	since := func(beats func(a, b float64) bool) (from int) { // the latest that is not beaten; -1 for none
		for from = len(list) - 2; from >= 0 && beats(value(len(list)-1), value(from)); from-- {
		}
		return from
	}
	word := func(p report.Period) string {
		if p.Half == 0 {
			return p.String()
		}
		return "the " + stretchOf(p).inWords()
	}
	most, least := "most", "fewest"
	if !c.IsCount() {
		most, least = "highest", "lowest"
	}
	for _, side := range []struct {
		word  string
		beats func(a, b float64) bool
	}{{most, func(a, b float64) bool { return a > b }}, {least, func(a, b float64) bool { return a < b }}} {
		switch from := since(side.beats); {
		case from < 0:
			return []string{fmt.Sprintf("%s, the %s of all %d comparable %s since %s", clause, side.word, len(list), x.periods(), word(list[0].at))}
		case len(list)-2-from >= 2:
			return []string{fmt.Sprintf("%s, the %s since %s (%s)", clause, side.word, word(list[from].at), x.figure(list[from].Figures[c], c))}
		}
	}
	top, alike := 0, false
	for i := 1; i < len(list); i++ {
		if alike = value(i) == value(top) || alike && value(i) < value(top); value(i) > value(top) {
			top = i
		}
	}
	if alike {
		return []string{clause}
	}
	return []string{clause, fmt.Sprintf("the %s of %d comparable %s was %s in %s", most, len(list), x.periods(), x.figure(list[top].Figures[c], c), word(list[top].at))}
}

// periods is what periods are called.
func (x *finder) periods() string {
	if x.q.Grain == query.Years {
		return "years"
	}
	return "half-years"
}

// ofCells singles out the highest figure of rows × periods.
func (x *finder) ofCells() []string {
	c := x.q.Measured()
	if !c.IsCount() && c != report.PerMillion {
		return nil
	}
	p := x.Panel(x.q, x.r.Rows)
	from := len(p.Periods)
	breaks, reporting, members := x.Breaks(x.q), x.Reporting(x.q, p.Periods), x.sameMembers(x.q)
	for t := len(p.Periods) - 1; t >= 0; t-- { // as far back as periods can be compared
		if p.Periods[t].Months() != p.Periods[len(p.Periods)-1].Months() || !members(p.Periods[t], p.Periods[len(p.Periods)-1]) || !slices.Equal(reporting[t], reporting[len(reporting)-1]) ||
			slices.ContainsFunc(breaks, func(b Break) bool {
				return p.Periods[t].Start() < b.At.Start() && b.At.Start() < p.Periods[len(p.Periods)-1].End()
			}) {
			break
		}
		if t+1 < len(p.Periods) && p.Periods[t].End() < p.Periods[t+1].Start() {
			break // what lies between, nobody knows
		}
		from = t
	}
	var top *Cell
	row, at, alike := 0, 0, false
	rest := make([]float64, len(p.Periods)) // what is not itemised, and may be of any
	for i := range p.Cells {
		if apart(x.q.By, p.Rows[i].ID) {
			for t := from; t < len(p.Periods); t++ {
				if cell := p.Cells[i][t]; cell != nil && c.IsCount() && cell.Figure.Reported {
					rest[t] = float64(cell.Figure.Hi)
				} else if cell != nil {
					rest[t] = math.Inf(1)
				}
			}
			continue
		}
		for t := from; t < len(p.Periods); t++ {
			cell := p.Cells[i][t]
			if cell == nil || !cell.Figure.Reported && !c.IsCount() || !p.Chosen[t] && slices.Contains(p.Chosen, true) {
				continue
			}
			if !exact(cell.Figure) {
				return nil // it may be higher than it looks
			}
			switch value := cell.Figure.Value(c); {
			case top == nil || value > top.Figure.Value(c):
				top, row, at, alike = cell, i, t, false
			case value == top.Figure.Value(c):
				alike = true
			}
		}
	}
	for i := range p.Cells {
		for t := from; t < len(p.Periods) && top != nil; t++ {
			value := rest[t]
			if cell := p.Cells[i][t]; cell != nil && cell.Figure.Reported {
				value += cell.Figure.Value(c)
			}
			if rest[t] > 0 && !apart(x.q.By, p.Rows[i].ID) && p.Cells[i][t] != top && value >= top.Figure.Value(c) {
				return nil
			}
		}
	}
	if top == nil || alike || top.Figure.Value(c) == 0 || len(p.Periods)-from < 2 || p.Totals[at].Partial != "" {
		return nil
	}
	since := ""
	if slices.Contains(p.Chosen[:from], true) {
		since = " since " + p.Periods[from].String()
	}
	what := strings.ToLower(c.Label())
	one := strings.TrimSuffix(x.periods(), "s")
	most := "Most "
	switch {
	case x.cut() && len(p.Rows) == 1:
		return nil
	case x.cut():
		most = fmt.Sprintf("Of these %d %s, most ", len(p.Rows), x.q.RowsWord(2))
	}
	return []string{fmt.Sprintf("%s%s in one %s%s: %s, %s, in %s", most, what, one, since, x.figure(top.Figure, c), x.named(&p.Rows[row]), inPeriod(p.Periods[at]))}
}

// inPeriod is a period in a sentence.
func inPeriod(p report.Period) string {
	if p.Half == 0 {
		return p.String()
	}
	return "the " + stretchOf(p).inWords()
}

// ofCountry tells of the place of one country among all, and of its latest figure.
func (x *finder) ofCountry() []string {
	p := x.Profile(x.q)
	if p.Row == nil {
		return nil
	}
	own := *x
	own.q = p.Own
	own.q.Measure = report.Requests
	requests := p.Row.Figures[report.Requests]
	var clauses []string
	if total, named, share := own.shareOf(p.Among, p.Row); share.Reported {
		of := wording{engine: x.Engine, q: p.Among.Query}.from()
		if times := x.Shown(p.Among.Query).InWords(); times != x.Shown(p.Own).InWords() {
			of += " of " + times // which are not the times of the country, by which the page is dated
		}
		clauses = append(clauses, fmt.Sprintf("%s of %s requests%s%s (%s)", x.f.Count(requests.Lo), x.figure(total, report.Requests), of, named, x.figure(share, report.Share)))
	}
	asked := own.q
	asked.By = query.ByPeriod
	return append(clauses, own.ofLine("", asked)...)
}
