package model

// The oracle's change: requests a month against the months before.

import "slices"

// comparedSpan is the one span of months that the chosen periods fill, of those
// that the publishers under the filter report. There is none "for all periods",
// nor with gaps.
func (rd *reader) comparedSpan(q Query, publishers map[string]bool) (Span, bool) {
	if len(q.Period.Ranges) == 0 || q.Period.Except {
		return Span{}, false
	}
	var chosen []*reading
	for _, r := range rd.readings {
		if publishers[r.Publisher] && q.Period.Holds(r.Period) {
			chosen = append(chosen, r)
		}
	}
	halves := plainHalfYears(chosen)
	if len(halves) == 0 {
		return Span{}, false
	}
	var first, last int
	for half := range halves {
		if first == 0 || half < first {
			first = half
		}
		last = max(last, half)
	}
	if last-first+1 != len(halves) {
		return Span{}, false
	}
	return Span{first * 6, (last + 1) * 6}, true
}

// before is what stands before a span in one publisher's reports: "the equally
// many months just before; where only a longer printed period stands there, that
// one". One that goes on into the span does not stand before it. Scale makes its
// requests those of as many months.
func (rd *reader) before(publisher string, now Span) (window Span, scale float64) {
	window = Span{now.From - now.Months(), now.From}
	var longer []Period
	for _, p := range rd.periods[publisher] {
		if window.Holds(p) {
			return window, 1
		}
		if p.Start() <= window.From && p.End() == window.To {
			longer = append(longer, p)
		}
	}
	if len(longer) == 0 {
		return window, 1
	}
	shortest := slices.MinFunc(longer, func(p, r Period) int { return p.Months() - r.Months() })
	return Span{shortest.Start(), shortest.End()}, float64(now.Months()) / float64(shortest.Months())
}

// change: "requests a month against the equally many months just before, less
// one. Not reported across a break in the series, without a predecessor, or for
// all periods". Group is the group's records of all times under the other
// filters; now are those of the span.
func (rd *reader) change(q Query, span Span, now, group []*reading) Figure {
	var marks Marks
	var predecessors []*reading
	var previous float64
	covered := map[string]Span{} // by publisher, from the predecessor's start to the span's end
	for _, publisher := range plainPublishersOf(group) {
		window, scale := rd.before(publisher, span)
		covered[publisher] = Span{window.From, span.To}
		var own []*reading
		for _, r := range group {
			if r.Publisher == publisher && window.Holds(r.Period) && (scale == 1 || r.Period.Months() == window.Months()) {
				own = append(own, r)
			}
		}
		if len(own) > 0 && scale != 1 {
			marks |= Halved
		}
		previous += plainMiddleOf(plainRequestsOf(q, own)) * scale
		predecessors = append(predecessors, own...)
	}
	current, past := plainRequestsOf(q, now), plainRequestsOf(q, predecessors)
	if !current.Reported || !past.Reported || previous == 0 {
		return Figure{}
	}
	for _, r := range slices.Concat(now, predecessors) {
		if rd.brokenInside(covered[r.Publisher], r) {
			return Figure{}
		}
	}
	if !slices.Equal(plainPublishersOf(now), plainPublishersOf(predecessors)) {
		marks |= Part // other publishers than before
	}
	if len(plainHalfYears(now)) < span.Months()/6 || len(plainHalfYears(predecessors)) < span.Months()/6 {
		marks |= Part
	}
	return Figure{Reported: true, Rate: plainMiddleOf(current)/previous - 1, Marks: marks | plainApproximate(current, past)}
}

// brokenInside says whether a break in a record's series lies inside the span,
// not at its ends. A break belongs to the publisher and the service of its scope.
func (rd *reader) brokenInside(span Span, r *reading) bool {
	for i, n := range rd.d.Notes {
		inside := n.Break != (Period{}) && n.Break.Start() > span.From && n.Break.Start() < span.To
		if inside && rd.scopes[i].holdsSeries(r) {
			return true
		}
	}
	return false
}

// changeByPeriod: "with by=period: against the row before". Lengths that differ
// are made equal, a month against a month.
func (rd *reader) changeByPeriod(rows []Row, groups map[string][]*reading) {
	for i := range rows {
		period, _ := ParsePeriod(rows[i].ID)
		before, found := plainRowBefore(rows, period)
		if !found {
			continue
		}
		earlier, _ := ParsePeriod(before.ID)
		now, past := rows[i].Figures[Requests], before.Figures[Requests]
		if !now.Reported || !past.Reported || plainMiddleOf(past) == 0 {
			continue
		}
		both := slices.Concat(groups[rows[i].ID], groups[before.ID])
		if slices.ContainsFunc(both, func(r *reading) bool {
			return rd.brokenInside(Span{earlier.Start(), period.End()}, r)
		}) {
			continue
		}
		f := Figure{Reported: true, Marks: plainApproximate(now, past)}
		f.Rate = plainMiddleOf(now)/float64(period.Months())/(plainMiddleOf(past)/float64(earlier.Months())) - 1
		if period.Months() != earlier.Months() {
			f.Marks |= Halved
		}
		if !slices.Equal(plainPublishersOf(groups[rows[i].ID]), plainPublishersOf(groups[before.ID])) {
			f.Marks |= Part
		}
		rows[i].Figures[Change] = f
	}
}

// plainRowBefore is the row that ends last of those that end before a period starts;
// of several, the one as long as the period, else the shorter.
func plainRowBefore(rows []Row, period Period) (best Row, found bool) {
	var bestPeriod Period
	for _, row := range rows {
		p, _ := ParsePeriod(row.ID)
		if p.End() > period.Start() {
			continue
		}
		if !found || p.End() > bestPeriod.End() || p.End() == bestPeriod.End() && closer(p, bestPeriod, period) {
			best, bestPeriod, found = row, p, true
		}
	}
	return best, found
}

// closer prefers, of two periods that end together, the one as long as a third.
func closer(p, r, to Period) bool {
	if (p.Months() == to.Months()) != (r.Months() == to.Months()) {
		return p.Months() == to.Months()
	}
	return p.Months() < r.Months()
}

// plainPublishersOf are the ids of the publishers of records, sorted.
func plainPublishersOf(list []*reading) (ids []string) {
	for _, r := range list {
		if !slices.Contains(ids, r.Publisher) {
			ids = append(ids, r.Publisher)
		}
	}
	slices.Sort(ids)
	return ids
}
