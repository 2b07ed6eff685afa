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

// trend draws rows over time as lines, each with its name at its end.
//
//	6,000 ┈┈┈┈┈┈┈┈┈┈┆┈┈┈┈┈┈┈
//	                ┆[2]   ●── United States 5,822
//	3,000 ┈┈┈┈●━━●┈┈┆┈●━●━●    not joined over a break, or where nothing is reported
//	      ━━━━      ┆      ◆── Germany 2,140
//	    0 ─────────────────
//	       2012   2013   2014
//
// A year among half-years is a line as wide as it is, at half its value.
func (f *figure) trend() error {
	l := &lineChart{figure: f, c: f.q.Measure}
	l.follow()
	if len(l.series) == 0 {
		f.nothing()
		return nil
	}
	l.draw()
	return nil
}

// lineChart is a chart of lines that is being drawn.
type lineChart struct {
	*figure
	c           report.Column
	panel       *answer.Panel
	series      []series
	from, to    int // the months of the axis
	uneven      bool
	latest      int  // the period that stands for now
	halved      bool // and years count as half of what they hold
	scale       scale
	plot        box
	interrupted []interruption
	marks       []breakMark // of those that notes explain
}

// series is one line.
type series struct {
	id          string
	name, value string // the value is that of the point at its end
	color, ink  string
	mark        int
	points      []point
	end         int // which of them is labelled
}

// point is a line in a period.
type point struct {
	t            int // the period
	lo, hi, v    float64
	wide, hollow bool
	joined       bool // to the point before
	apart        bool // a year beside its own halves: no line leads to it or on from it
}

// interruption is where lines break off: before a period, for what notes say or because
// other publishers report.
type interruption struct {
	at    report.Period
	notes string // their numbers; "" where only who reports changes
}

// follow finds the lines, and where they break off.
func (l *lineChart) follow() {
	rows := l.doc.Rows
	if len(l.q.Pins) == 0 {
		rows = slices.Clip(l.engine.Few(l.q)) // and those that are pointed out
		for _, r := range l.doc.Rows[min(len(rows), len(l.doc.Rows)):] {
			if slices.Contains(l.o.Highlight, r.ID) {
				rows = append(rows, r)
			}
		}
		if n := len(l.doc.Rows) - len(rows); n > 0 && l.q.By != query.ByPeriod {
			l.has(fmt.Sprintf("the lines are the first %d of %d %s", len(rows), l.doc.Answer.Itemised, l.q.RowsWord(l.doc.Answer.Itemised)))
		}
	}
	l.panel = l.engine.Panel(l.q, rows)
	l.point(l.panel.Rows)
	periods := l.panel.Periods
	if len(periods) == 0 {
		return
	}
	l.from, l.to = periods[0].Start(), periods[0].End()
	for _, p := range periods {
		l.to = max(l.to, p.End())
		l.uneven = l.uneven || p.Months() != periods[0].Months()
	}
	l.halved = l.uneven && l.c.IsCount()
	// Figures of a period that most have yet to report are no end of a line.
	l.latest = l.engine.LatestOn(l.q, periods)
	for i := range l.panel.Rows {
		row := &l.panel.Rows[i]
		s := series{id: row.ID, name: row.Name, mark: i}
		s.color, s.ink = l.o.Series[i%len(l.o.Series)], l.o.SeriesText[i%len(l.o.Series)]
		own := l.q
		switch l.q.By {
		case query.ByPeriod:
			s.name, s.color, s.ink = "", l.o.Amount, l.o.Text
		case query.ByOutcome:
			own = narrowed(l.q, row.ID)
			s.color, s.ink = l.o.Outcomes[outcomeNamed(row.ID)], l.o.Text
		default:
			own = narrowed(l.q, row.ID)
		}
		if len(l.panel.Rows) == 1 {
			s.color, s.ink = l.o.Amount, l.o.Text
		}
		if s.color = l.shade(s.id, s.color); l.back(s.id) {
			s.ink = l.o.Dim
		}
		l.trace(&s, own, l.panel.Cells[i])
		if len(s.points) == 0 {
			l.has(row.Name + ": nothing to draw is reported")
			continue
		}
		l.series = append(l.series, s)
	}
	if len(l.series) > 0 {
		l.has("lines are not joined where nothing is reported")
	}
	if l.latest >= 0 {
		l.has("values beside the lines are of " + periods[l.latest].String() + " where no other period is named")
	}
}

// narrowed is the question about one of its rows.
func narrowed(q query.Query, id string) query.Query {
	if f := q.Filter(q.By); f != nil {
		*f = query.Filter{Mode: query.Only, IDs: []string{id}}
	}
	q.Search, q.Top, q.Pins, q.Select = "", 0, nil, ""
	return q
}

// trace turns the figures of a row into points.
func (l *lineChart) trace(s *series, own query.Query, cells []*answer.Cell) {
	periods := l.panel.Periods
	breaks := l.engine.Breaks(own)
	reporting := l.engine.Reporting(own, periods)
	value := func(t int) (answer.Figure, bool) {
		if cells[t] == nil || !cells[t].Figure.Reported {
			return answer.Figure{}, false
		}
		v := cells[t].Figure.Value(l.c)
		return cells[t].Figure, !math.IsNaN(v) && !math.IsInf(v, 0)
	}
	before := -1
	for t, p := range periods {
		fig, drawn := value(t)
		if !drawn {
			continue
		}
		lo, hi := ends(fig, l.c)
		pt := point{t: t, lo: lo, hi: hi, v: fig.Value(l.c), wide: l.uneven && p.Half == 0, hollow: l.panel.Totals[t].Partial != ""}
		if l.halved && p.Half == 0 {
			pt.lo, pt.hi, pt.v = pt.lo/2, pt.hi/2, pt.v/2
			l.has(l.half() + halvedWords)
		}
		if l.latest < 0 || t <= l.latest || s.value == "" {
			s.end, s.value = len(s.points), l.o.Format.Figure(fig, l.c)
			if l.halved && p.Half == 0 {
				s.value += " " + l.half()
			}
			if t != l.latest && l.latest >= 0 {
				s.value += " in " + p.String()
			}
		}
		for u, other := range periods {
			if _, has := value(u); pt.wide && has && other.Year == p.Year && other.Half > 0 {
				pt.apart = true
			}
		}
		if !pt.apart && before >= 0 {
			pt.joined = follows(l.panel, breaks, reporting, before, t)
			if periods[before].End() == p.Start() && !slices.Equal(reporting[before], reporting[t]) && !pt.wide {
				l.interrupt(p)
			}
		}
		if !pt.apart {
			before = t
		}
		s.points = append(s.points, pt)
	}
	for _, b := range breaks {
		if n := l.number(b.Note.ID); n != "" && l.from < b.At.Start() && b.At.Start() < l.to {
			if at := l.interrupt(b.At); !strings.Contains(at.notes, n) {
				at.notes += n
			}
		}
	}
}

// interrupt is the interruption before a period, which now is one.
func (l *lineChart) interrupt(p report.Period) *interruption {
	for i := range l.interrupted {
		if l.interrupted[i].at.Start() == p.Start() {
			return &l.interrupted[i]
		}
	}
	l.interrupted = append(l.interrupted, interruption{at: p})
	return &l.interrupted[len(l.interrupted)-1]
}
