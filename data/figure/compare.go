package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// compare draws rows side by side, a column each: its line over time, what came of its
// requests as a bar of one length for all, and its figures.
func (f *figure) compare() error {
	c := f.engine.Compared(f.q)
	if len(c.Rows) == 0 {
		f.nothing()
		return nil
	}
	f.point(c.Rows)
	s := &sheet{figure: f, t: f.table, size: 1, gap: 1.1}
	row := func(column int) int { // -1 for what lies between two
		at := -1
		for i := range column {
			if !s.t.Heads[i].Aside {
				at++
			}
		}
		if column > 0 && s.t.Heads[column-1].Aside {
			return -1
		}
		return at
	}
	shows := func(column int) bool { return row(column) >= 0 }
	s.columnOf = func(column int) string {
		if at := row(column); at >= 0 {
			return c.Rows[at].ID
		}
		return ""
	}
	s.ink = func(column int) string {
		if at := row(column); at >= 0 && !f.back(c.Rows[at].ID) {
			return f.o.SeriesText[at%len(f.o.SeriesText)]
		}
		return f.o.Dim
	}
	if split := f.splits(c.Rows); split {
		f.outcomeLegend(c.Rows)
		s.pictures = append(s.pictures, picture{"What came of them", 1.1 * f.u, shows, func(column int, x, y, w float64) {
			f.whole(&c.Rows[row(column)], x, y, w, 1.1*f.u)
		}})
	}
	if f.q.By != query.ByPeriod {
		p := f.engine.Panel(f.q, c.Rows)
		top := sparkTop(p, f.q.Measure)
		s.pictures = append([]picture{{f.q.Measure.Label() + " over time", 3 * f.u, shows, func(column int, x, y, w float64) {
			f.spark(p, row(column), top, x, y, w, 3*f.u)
		}}}, s.pictures...)
		if len(p.Periods) > 0 {
			last := p.Periods[len(p.Periods)-1]
			f.has(fmt.Sprintf("small lines: %s to %s, all on one scale", p.Periods[0], last))
		}
	}
	return s.draw()
}

// splits says whether it is known of any of some rows what came of their requests.
func (f *figure) splits(rows []answer.Row) bool {
	for i := range rows {
		for _, p := range parts(&rows[i]) {
			if p.column != report.Unspecified {
				return true
			}
		}
	}
	return false
}

// whole draws what came of a row's requests, as parts of one length.
func (f *figure) whole(r *answer.Row, x, y, w, h float64) {
	all := 0.0
	list := parts(r)
	for _, p := range list {
		all += p.hi
	}
	if all == 0 {
		return
	}
	for _, p := range list {
		known, color := w*p.lo/all, f.shade(r.ID, f.o.Outcomes[p.column])
		f.rect(x, y, known, h, color)
		if p.hi > p.lo {
			f.rect(x+known, y, w*p.hi/all-known, h, f.hatched(color))
			f.has(hatchWords)
		}
		x += w * p.hi / all
	}
}

// sparkTop is the greatest that is drawn of some rows over time.
func sparkTop(p *answer.Panel, c report.Column) (top float64) {
	for row := range p.Cells {
		for t := range p.Cells[row] {
			if v, ok := sparkValue(p, row, t, c); ok {
				top = max(top, math.Abs(v))
			}
		}
	}
	return top
}

// sparkValue is what is drawn of a row in a period: of a year among half-years, half
// of its count.
func sparkValue(p *answer.Panel, row, t int, c report.Column) (float64, bool) {
	cell := p.Cells[row][t]
	if cell == nil || !cell.Figure.Reported {
		return 0, false
	}
	v := cell.Figure.Value(c)
	for _, other := range p.Periods {
		if c.IsCount() && p.Periods[t].Half == 0 && other.Half > 0 {
			v /= 2
			break
		}
	}
	return v, true
}

// spark draws a row over time as a small line that is not joined over what is not
// reported.
func (f *figure) spark(p *answer.Panel, row int, top, x, y, w, h float64) {
	if len(p.Periods) == 0 || top == 0 {
		return
	}
	from, to := p.Periods[0].Start(), p.Periods[0].End()
	for _, period := range p.Periods {
		to = max(to, period.End())
	}
	signed := f.q.Measure.IsSigned()
	zero, unit := y+h, h/top
	if signed {
		zero, unit = y+h/2, h/2/top
	}
	at := func(month int) float64 { return x + float64(month-from)/float64(to-from)*w }
	own := narrowed(f.q, p.Rows[row].ID)
	breaks, reporting := f.engine.Breaks(own), f.engine.Reporting(own, p.Periods)
	var d strings.Builder
	before := -1
	for t, period := range p.Periods {
		v, ok := sparkValue(p, row, t, f.q.Measure)
		if !ok {
			continue
		}
		move := "M"
		if before >= 0 && follows(p, breaks, reporting, before, t) {
			move = "L"
		}
		before = t
		py := px(zero - v*unit)
		begin, last := at(period.Start()), at(period.End())
		if period.Half > 0 {
			begin = (begin + last) / 2
			last = begin
		}
		d.WriteString(move + px(begin) + " " + py)
		d.WriteString("L" + px(max(last, begin+0.1)) + " " + py) // a period alone is a dot
	}
	f.line(x, zero, x+w, zero, 0.8, f.o.Rule)
	f.stroke(d.String(), 1.8, f.shade(p.Rows[row].ID, f.o.Series[row%len(f.o.Series)]))
}

// follows says whether a line goes from one period to another: to the one that begins
// where it ended, of the same publishers, over no break, and both all there.
func follows(p *answer.Panel, breaks []answer.Break, reporting [][]string, from, to int) bool {
	a, b := p.Periods[from], p.Periods[to]
	if a.End() != b.Start() || p.Totals[from].Partial != "" || p.Totals[to].Partial != "" || !slices.Equal(reporting[from], reporting[to]) {
		return false
	}
	return !slices.ContainsFunc(breaks, func(k answer.Break) bool { return a.Start() < k.At.Start() && k.At.Start() <= b.Start() })
}
