package model

import (
	"cmp"
	"slices"
)

// comparison is what change sets a group's requests against.
type comparison struct {
	before   float64 // predecessor's requests, scaled to the length of the group's own
	reported bool
	broken   bool // across a break in the series: no comparison is made
	marks    Marks
}

// figure is the requests against those before, less one.
func (c comparison) figure(requests Figure) Figure {
	if !c.reported || c.broken || c.before == 0 || !requests.Reported {
		return Figure{}
	}
	f := Figure{Reported: true, Marks: c.marks, Covers: 1, Rate: requests.Value(Requests)/c.before - 1}
	f.unsure(requests)
	return f
}

// predecessor is what stands before a span of months in one publisher's reports.
type predecessor struct {
	set   periodSet
	from  int     // its first month
	scale float64 // brings its requests to the length of the span
	half  bool    // a longer printed period stands in for it
}

// span is the one stretch of time that the period filter takes from the reports
// of the publishers under it; ok is false when it takes all, several, or none.
func (e *Engine) span(q Query, sel *selection) (s Span, ok bool) {
	if len(q.Period.Ranges) == 0 || q.Period.Except {
		return Span{}, false
	}
	var taken []Period
	for _, p := range sel.publishers {
		for _, period := range e.data.cube(p).periods {
			if q.Period.Holds(period) {
				taken = append(taken, period)
			}
		}
	}
	if len(taken) == 0 {
		return Span{}, false
	}
	slices.SortFunc(taken, Period.Compare)
	s = Span{taken[0].Start(), taken[0].End()}
	for _, p := range taken {
		if p.Start() > s.To {
			return Span{}, false
		}
		s.To = max(s.To, p.End())
	}
	return s, true
}

// before finds the predecessor of a span among a publisher's own periods: those
// of the equally long span just before or, where none lies inside it, the
// shortest that contains it and ends with it, as 2012 does its second half. One that
// goes on into the span, as 2012 does where its second half is asked for, is not what
// stood before.
func (c *cube) before(s Span) predecessor {
	prior := Span{s.From - s.Months(), s.From}
	pre := predecessor{set: choosePeriods(c.periods, prior.Holds), from: prior.From, scale: 1}
	if len(pre.set.runs) > 0 {
		return pre
	}
	longer := Period{}
	for _, p := range c.periods {
		if p.Start() <= prior.From && prior.To == p.End() && (longer == Period{} || p.Months() < longer.Months()) {
			longer = p
		}
	}
	if longer == (Period{}) {
		return pre
	}
	return predecessor{
		set:   choosePeriods(c.periods, func(p Period) bool { return p == longer }),
		from:  longer.Start(),
		scale: float64(s.Months()) / float64(longer.Months()),
		half:  true,
	}
}

// compare fills the comparisons of the groups of a table, and of its total, with
// the reports just before the span that the query takes. By period and by outcome only
// the total is compared so: rows by period are compared with each other.
func (e *Engine) compare(q Query, sel *selection, span Span, table *groups) {
	by := q.By
	if by == ByPeriod {
		by = ByOutcome
	}
	before := &e.before
	before.reset(e.size(by), by, e.data, len(sel.publishers), true)
	pres := make([]predecessor, len(sel.publishers))
	for k, p := range sel.publishers {
		pres[k] = e.data.cube(p).before(span)
		e.gather(k, by, sel, &pres[k].set, before)
	}
	before.addUp()
	for i := range before.list {
		now := i // the same group in table
		if i == before.total() {
			now = table.total()
		} else if by == ByOutcome {
			continue
		}
		before.list[i].zz = table.list[now].zz
		c := &table.list[now].change
		requests := before.list[i].requests(sel.outcomes)
		c.reported = requests.Reported
		if requests.IsRange() || requests.Marks.Has(Floor) {
			c.marks |= Approx
		}
		if min(before.covered(i), table.covered(now)) < span.Months()/6 {
			c.marks |= Part
		}
		for k := range pres {
			had, has := before.publisherCells[i*before.publishers+k], table.publisherCells[now*table.publishers+k]
			c.before += float64(had.requests) / 2 * pres[k].scale
			if (had.records > 0) != (has.records > 0) {
				c.marks |= Part
			}
			if had.records > 0 && pres[k].half {
				c.marks |= Halved
			}
		}
	}
	e.breakUp(q, sel, table, func(k int) (Span, periodSet) {
		p := sel.publishers[k]
		return Span{pres[k].from, span.To}, union(sel.periods[p], pres[k].set)
	})
}

// union is the periods of either set.
func union(a, b periodSet) periodSet {
	u := periodSet{bits: slices.Clone(a.bits)}
	for i, w := range b.bits {
		u.bits[i] |= w
	}
	return u
}

// breakUp forbids the comparisons that cross a break in a series of which they
// hold a record. reach gives the months and periods that a comparison looks at
// in the reports of the k-th publisher.
func (e *Engine) breakUp(q Query, sel *selection, table *groups, reach func(k int) (Span, periodSet)) {
	d := e.data
	for k, p := range sel.publishers {
		months, periods := reach(k)
		for _, b := range d.breaks {
			if b.start <= months.From || months.To <= b.start {
				continue
			}
			for _, s := range b.series {
				if d.Series[s].Publisher != p || !sel.series[s] {
					continue
				}
				pl := e.plane(s, sel)
				for ci, country := range pl.countries {
					if !sel.countries[country] || !pl.present(ci, periods.bits) {
						continue
					}
					table.list[table.total()].change.broken = true
					if q.By != ByPeriod && q.By != ByOutcome {
						table.list[d.groupAt(q.By, s, int(country))].change.broken = true
					}
				}
			}
		}
	}
}

// groupAt is the group of a series and country in a dimension that either
// decides.
func (d *Dataset) groupAt(by Dimension, series, country int) int {
	switch by {
	case ByCountry:
		return country
	case ByRegion:
		return d.regionCode[country]
	case ByService:
		return d.serviceCode[series]
	case ByType:
		return d.typeCode[series]
	case ByPublisher:
		return d.Series[series].Publisher
	}
	return 0
}

// compareRows fills the comparisons of rows by period, each with the row before.
func (e *Engine) compareRows(sel *selection, table *groups) {
	d := e.data
	rows := []int{}
	for i := range d.Periods {
		if table.list[i].sum[vecRecords] > 0 {
			rows = append(rows, i)
		}
	}
	for _, r := range rows {
		own := d.Periods[r]
		prior := -1
		for _, p := range rows {
			if d.Periods[p].End() > own.Start() {
				continue
			}
			if prior < 0 || nearerBefore(d.Periods[p], d.Periods[prior], own) {
				prior = p
			}
		}
		if prior < 0 {
			continue
		}
		c, before := &table.list[r].change, &table.list[prior]
		requests := before.requests(sel.outcomes)
		c.reported = requests.Reported
		c.before = requests.Value(Requests) * float64(own.Months()) / float64(d.Periods[prior].Months())
		if requests.IsRange() || requests.Marks.Has(Floor) {
			c.marks |= Approx
		}
		if own.Months() != d.Periods[prior].Months() {
			c.marks |= Halved
		}
		for k := range table.publishers {
			if (table.publisherCells[r*table.publishers+k].records > 0) != (table.publisherCells[prior*table.publishers+k].records > 0) {
				c.marks |= Part
			}
		}
		c.broken = e.breaksBetween(d.Periods[prior], own, sel)
	}
}

// nearerBefore says whether p is a better predecessor of own than q: nearer, else as
// long as own, else shorter.
func nearerBefore(p, q, own Period) bool {
	odd := func(x Period) int {
		if x.Months() == own.Months() {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(q.End(), p.End()), cmp.Compare(odd(p), odd(q)), cmp.Compare(p.Months(), q.Months())) < 0
}

// breaksBetween says whether a series under the filter breaks between two
// periods, in one of which it has a record.
func (e *Engine) breaksBetween(before, own Period, sel *selection) bool {
	d := e.data
	for _, b := range d.breaks {
		if b.start <= before.Start() || own.End() <= b.start {
			continue
		}
		for _, s := range b.series {
			if !sel.series[s] {
				continue
			}
			c := d.cube(d.Series[s].Publisher)
			either := choosePeriods(c.periods, func(x Period) bool { return x == before || x == own })
			if e.plane(s, sel).holds(sel, nil, either.bits) {
				return true
			}
		}
	}
	return false
}
