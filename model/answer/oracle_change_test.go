package answer

// The oracle's change and difference: "compares like with like".
//
//	              base B                  window W
//	   ┌──────────┴──────────┐ ┌──────────┴──────────┐
//	   │ half-years before W │ │ under the filter    │
//
// Who printed both whole takes part; what lies in the scope of a break goes; then
// each country is judged by the tables that do not list it. The rest is compared.

import (
	"maps"
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// A pair is the two times that are compared, as half-years without a gap, and what
// each publisher printed in them.
type pair struct {
	asked                   // the total, or a row: whatever its countries
	times     [2][]int      // before and now
	served    [2][]*reading // of any country: the records that serve there
	taking    []string      // the publishers that take part
	printed   [2]map[inHalf]map[table][]report.Period
	listed    [2]map[cell]bool
	spans     map[string]report.Span // by publisher: from the start of the one to the end of the other
	elsewhere map[heldElsewhere]bool
}

const (
	before = iota
	now
)

// table is what a publisher prints of one service and type.
type table struct{ service, kind string }

// inHalf is what a publisher printed in a half-year.
type inHalf struct {
	publisher string
	half      int
}

// cell is a country's place in a table of a half-year.
type cell struct {
	inHalf
	table
	country string
}

// heldElsewhere is a line of tables.csv about a publisher's half-year.
type heldElsewhere struct {
	inHalf
	line int
}

// compared: "change = requests a month in W ÷ in B, less one (B zero: not reported);
// difference is the same in counts, scaled to the months of W". List are the row's
// own records.
func (a asked) compared(list []*reading) (change, difference Figure, c *Compare) {
	if len(list) > 0 && a.isBase() {
		return Figure{}, Figure{}, &Compare{Base: true}
	}
	if a.compares == nil {
		window := a.window()
		a.compares = a.sidesOf(a.base(window), window)
	}
	s := a.compares
	if len(s.taking) == 0 {
		return Figure{}, Figure{}, nil
	}
	return s.compare(a, list)
}

// sidesOf finds what serves on two sides and who takes part, if they can be compared.
func (a asked) sidesOf(base, window []int) *pair {
	s := &pair{asked: a, times: [2][]int{base, window}, elsewhere: map[heldElsewhere]bool{}}
	if len(window) == 0 || len(base) == 0 || overlap(window, base) || a.ofPartialYears(base) {
		return s
	}
	for side := range s.served {
		s.printed[side], s.listed[side] = map[inHalf]map[table][]report.Period{}, map[cell]bool{}
		for _, r := range a.list {
			if s.weight(side, r.Period) > 0 {
				s.serve(side, r)
			}
		}
	}
	s.spans = map[string]report.Span{}
	for _, publisher := range plainPublishersOf(slices.Concat(s.served[before], s.served[now])) {
		s.spans[publisher] = s.span(publisher)
	}
	s.taking = s.participants()
	return s
}

// span reaches over both sides of a publisher, with the years of which half serves.
func (s *pair) span(publisher string) report.Span {
	span := report.Span{From: 6 * min(s.times[before][0], s.times[now][0]), To: 6 * (1 + max(last(s.times[before]), last(s.times[now])))}
	for _, r := range s.served[before] {
		if r.Publisher == publisher && s.reports(r) {
			span.From, span.To = min(span.From, r.Period.Start()), max(span.To, r.Period.End())
		}
	}
	return span
}

// serve takes a record in: "a table is a service and type that the publisher printed
// in that half-year under the filter"; it is printed where a record of any country
// reports what is counted.
func (s *pair) serve(side int, r *reading) {
	s.served[side] = append(s.served[side], r)
	t := table{r.Service, r.Type}
	for _, half := range halves(r.Period) {
		at := inHalf{r.Publisher, half}
		s.listed[side][cell{at, t, r.Country}] = true
		if !s.reports(r) {
			continue
		}
		if s.printed[side][at] == nil {
			s.printed[side][at] = map[table][]report.Period{}
		}
		if !slices.Contains(s.printed[side][at][t], r.Period) {
			s.printed[side][at][t] = append(s.printed[side][at][t], r.Period)
		}
	}
}

// isBase: "the row that is B says base".
func (a asked) isBase() bool {
	return a.q.Against.Period != report.Period{} && slices.Equal(a.window(), halves(a.q.Against.Period))
}

// window: "all half-years under the period filter (an open end closes at the last
// that a publisher under the filter printed)". A row by period has its own, and a
// filter with a hole none.
func (a asked) window() []int {
	if a.isRow(query.ByPeriod) {
		p, _ := report.ParsePeriod(a.ids[0])
		return halves(p)
	}
	if a.q.Period.Except {
		return nil
	}
	ranges := a.q.Period.Ranges
	if len(ranges) == 0 {
		ranges = []report.PeriodRange{{}}
	}
	printed := map[int]bool{}
	for _, r := range a.list {
		if a.reports(r) {
			maps.Copy(printed, plainHalfYears([]*reading{r}))
		}
	}
	var first, last int
	switch open := slices.ContainsFunc(ranges, func(r report.PeriodRange) bool { return r.From == report.Period{} || r.To == report.Period{} }); {
	case len(printed) > 0:
		order := slices.Sorted(maps.Keys(printed))
		first, last = order[0], order[len(order)-1]
	case open:
		return nil // nothing closes it
	}
	chosen := map[int]bool{}
	for _, r := range ranges {
		from, to := first, last
		if r.From != (report.Period{}) {
			from = r.From.Start() / 6
		}
		if r.To != (report.Period{}) {
			to = r.To.End()/6 - 1
		}
		for half := from; half <= to; half++ {
			chosen[half] = true
		}
	}
	return withoutGap(slices.Sorted(maps.Keys(chosen)))
}

// withoutGap keeps half-years that follow each other, or none.
func withoutGap(list []int) []int {
	for i := range list {
		if list[i] != list[0]+i {
			return nil
		}
	}
	return list
}

// base: "previous (default): as many months just before; year: the same months one
// year earlier; or one period".
func (a asked) base(window []int) (list []int) {
	if against := a.q.Against; against.Period != (report.Period{}) {
		return halves(against.Period)
	}
	back := len(window)
	if a.q.Against.Year {
		back = 2
	}
	for _, half := range window {
		list = append(list, half-back)
	}
	return list
}

func overlap(a, b []int) bool {
	return slices.ContainsFunc(a, func(half int) bool { return slices.Contains(b, half) })
}

// ofPartialYears: by year, "an incomplete year is compared with nothing", and
// nothing with it.
func (a asked) ofPartialYears(base []int) bool {
	if !a.isRow(query.ByPeriod) || a.q.Grain != query.Years {
		return false
	}
	if a.partial() != "" {
		return true
	}
	if len(base) != 2 || base[0]%2 != 0 {
		return false // of no one calendar year
	}
	year := report.Period{Year: base[0] / 2}
	total := a.rd.ask(a.q)
	other := total.of(year.String())
	return other.partial() != "" || other.partialYear(year, func(report.Period) bool { return true }) != ""
}

// weight is how much of a record of a period counts on a side: "a year printed whole
// serves for its halves in B only if it ends before W begins, and in W only if W holds
// the whole year". In W stands only what the row shows.
func (s *pair) weight(side int, p report.Period) float64 {
	own, times := halves(p), s.times[side]
	var inside int
	for _, half := range own {
		if slices.Contains(times, half) {
			inside++
		}
	}
	switch window := s.times[now]; {
	case side == now && !s.time(p):
		return 0
	case inside == len(own):
		return 1
	case side == before && inside > 0 && own[len(own)-1] < window[0]:
		return 0.5
	}
	return 0
}

// participants: "a publisher takes part when W and B are printed whole. Printed means:
// there is a record of that half-year under the filter that reports what is counted,
// of any country". What a break leaves out goes first: of what is left both are printed
// whole, too.
func (s *pair) participants() (ids []string) {
	for _, publisher := range plainPublishersOf(slices.Concat(s.served[before], s.served[now])) {
		whole := true
		for side, times := range s.times {
			for _, half := range times {
				left := 0
				for t := range s.printed[side][inHalf{publisher, half}] {
					if !s.brokenEverywhere(publisher, t) {
						left++
					}
				}
				whole = whole && left > 0
			}
		}
		if whole {
			ids = append(ids, publisher)
		}
	}
	return ids
}

// broken: "a break between the start of the one and the end of the other leaves out
// what lies in its scope (service, type, country), not the publisher". The start of B
// is that of the printed years that serve in it by half.
func (s *pair) broken(publisher string, t table, c report.Country) bool {
	span := s.spans[publisher]
	for i, n := range s.rd.d.Notes {
		between := n.Break != (report.Period{}) && span.From < n.Break.Start() && n.Break.Start() < span.To
		if between && s.rd.scopes[i].holdsTable(publisher, t.service, t.kind, c) {
			return true
		}
	}
	return false
}

// brokenEverywhere says whether a break leaves out a table of all countries.
func (s *pair) brokenEverywhere(publisher string, t table) bool {
	span := s.spans[publisher]
	for i, n := range s.rd.d.Notes {
		between := n.Break != (report.Period{}) && span.From < n.Break.Start() && n.Break.Start() < span.To
		_, country := s.rd.scopes[i].keys["country"]
		_, region := s.rd.scopes[i].keys["region"]
		if between && !country && !region && s.rd.scopes[i].holdsTable(publisher, t.service, t.kind, report.Country{}) {
			return true
		}
	}
	return false
}

// tables are those that a publisher printed in some half-year of either side.
func (s *pair) tables(publisher string) map[table]bool {
	all := map[table]bool{}
	for side, times := range s.times {
		for _, half := range times {
			for t := range s.printed[side][inHalf{publisher, half}] {
				all[t] = true
			}
		}
	}
	return all
}

func last(list []int) int { return list[len(list)-1] }

// judged says whether a publisher's part of a country is compared, and on which
// sides it counts as zero: "a country that all of those tables lack with zero counts
// as zero; where one is unknown it is left out of that publisher's part". So it is where
// a year that serves by half is not the row's, by the groups of its last day: that day
// need not lie in B.
func (s *pair) judged(a asked, publisher string, c report.Country) (compared bool, zero [2]bool) {
	for _, r := range s.served[before] {
		own := r.Publisher == publisher && r.Country == c.Code && !s.broken(publisher, table{r.Service, r.Type}, c)
		if own && !a.place(r.place, r.groups) {
			return false, zero
		}
	}
	for side, times := range s.times {
		for _, half := range times {
			if !a.during(c, half) {
				return false, zero // "members in every half of W and B"
			}
			at, left := inHalf{publisher, half}, 0
			for t := range s.tables(publisher) {
				if s.broken(publisher, t, c) {
					continue
				}
				periods := s.printed[side][at][t]
				if len(periods) > 0 {
					left++
				}
				if s.listed[side][cell{at, t, c.Code}] {
					continue
				}
				if len(periods) == 0 {
					// It is printed elsewhere on these sides: its requests are zero here only
					// if the table says so.
					periods = []report.Period{{Year: half / 2, Half: 1 + half%2}}
				}
				for _, p := range periods {
					if !s.isZero(at, t, c, p) {
						return false, zero
					}
				}
				zero[side] = true
			}
			if left == 0 {
				return false, zero // breaks leave nothing of it in that half-year
			}
		}
	}
	return true, zero
}

// isZero says whether absence from a table means that there was no request:
// "elsewhere is zero while the type that holds the requests is under the filter too,
// else unknown".
func (s *pair) isZero(at inHalf, t table, c report.Country, p report.Period) bool {
	switch absent, line := s.rd.absence(at.publisher, t, c, p); absent {
	case report.AbsentZero:
		return true
	case report.AbsentElsewhere:
		key := heldElsewhere{at, line}
		if _, known := s.elsewhere[key]; !known {
			s.elsewhere[key] = s.holdersAreUnderTheFilter(at, s.rd.tables[line])
		}
		return s.elsewhere[key]
	}
	return false
}

// absence is what tables.csv says: "the narrowest scope wins, none is unknown"; of
// two as narrow, the later.
func (rd *reader) absence(publisher string, t table, c report.Country, p report.Period) (absent report.Absence, line int) {
	narrowest := -1
	for i, scope := range rd.tables {
		if len(scope.keys) >= narrowest && scope.period.Holds(p) && scope.holdsTable(publisher, t.service, t.kind, c) {
			absent, line, narrowest = rd.d.Absences[i].Absent, i, len(scope.keys)
		}
	}
	return absent, line
}

// holdersAreUnderTheFilter says whether all types that can hold what a line of
// tables.csv says is elsewhere are under the filter: those that are counted, that the
// line does not name, and that the publisher printed in that half-year.
func (s *pair) holdersAreUnderTheFilter(at inHalf, scope plainScope) bool {
	types, named := scope.keys["type"]
	anyType := s.asked
	anyType.q.Type = query.Filter{Mode: query.All}
	if anyType.isRow(query.ByType) {
		anyType.ids = nil
	}
	for _, r := range s.rd.readings {
		holds := r.Publisher == at.publisher && anyType.series(r) && s.reports(r) && slices.Contains(halves(r.Period), at.half) &&
			r.kind.InTotals && !(named && plainListed(types, r.Type))
		if holds && !s.series(r) {
			return false
		}
	}
	return true
}

// part is a row's requests on one side.
type part struct {
	lo, hi   float64
	floor    bool
	reported bool
	halved   bool
}

func (p part) middle() float64 { return (p.lo + p.hi) / 2 }

// sum adds the records of a side up; half of a year's where it serves by half. What
// tables say is zero adds nothing, but is reported.
func (s *pair) sum(side int, list []*reading, zero bool) part {
	all := plainRequestsOf(s.q, list)
	p := part{reported: all.Reported || zero, floor: all.Marks.Has(Floor) || !all.Reported && len(list) > 0}
	for _, r := range list {
		own, weight := plainRequestsOf(s.q, []*reading{r}), s.weight(side, r.Period)
		p.lo += float64(own.Lo) * weight
		p.hi += float64(own.Hi) * weight
		p.halved = p.halved || own.Reported && weight < 1
	}
	return p
}

// compare sums what takes part of a row and says how much of all it is. "All requests
// in W are the row's own, in B the filter's."
func (s *pair) compare(a asked, list []*reading) (change, difference Figure, c *Compare) {
	var all, kept [2][]*reading
	for _, r := range s.served[before] {
		if a.place(r.place, r.groups) {
			all[before] = append(all[before], r)
		}
	}
	for _, r := range list {
		if s.weight(now, r.Period) > 0 {
			all[now] = append(all[now], r)
		}
	}
	// What a publisher prints of a country is compared as a whole or not at all.
	type whose struct{ publisher, country string }
	parts := map[whose]*[2][]*reading{}
	for side := range all {
		for _, r := range all[side] {
			if !slices.Contains(s.taking, r.Publisher) || s.broken(r.Publisher, table{r.Service, r.Type}, r.place) {
				continue
			}
			key := whose{r.Publisher, r.Country}
			if parts[key] == nil {
				parts[key] = &[2][]*reading{}
			}
			parts[key][side] = append(parts[key][side], r)
		}
	}
	// "Each country where a break leaves out some only": a publisher of which nothing is
	// compared, though it has records of the row, takes no part in it.
	has, takes := map[string]bool{}, map[string]bool{}
	for side := range all {
		for _, r := range all[side] {
			has[r.Publisher] = true
		}
	}
	var zero [2]bool
	for key, own := range parts {
		place := slices.Concat(own[before], own[now])[0].place
		compared, absent := s.judged(a, key.publisher, place)
		if !compared {
			continue
		}
		takes[key.publisher] = true
		for side := range kept {
			kept[side] = append(kept[side], own[side]...)
			zero[side] = zero[side] || absent[side]
		}
	}
	var sums [2]part
	covers := 1.
	for side := range sums {
		sums[side] = s.sum(side, kept[side], zero[side])
		if of := s.sum(side, all[side], false).middle(); of > 0 {
			covers = min(covers, sums[side].middle()/of)
		}
	}
	if !sums[before].reported || !sums[now].reported || covers < 0.25 {
		return Figure{}, Figure{}, nil
	}
	var taking []string
	for _, id := range s.taking {
		if takes[id] || !has[id] {
			taking = append(taking, id)
		}
	}
	change, difference = s.set(sums[now], sums[before], covers, len(taking) > 1)
	if !difference.Reported {
		return change, difference, nil
	}
	c = &Compare{Publishers: taking, Of: len(plainPublishersOf(s.list)), Covers: covers}
	if covers < 1 && len(c.Publishers) == c.Of {
		c.Without = []string{"something"}
	}
	return change, difference, c
}

// set sets what is now against what was before: "between floors, or between a floor
// and a count, only where the bounds settle them".
func (s *pair) set(current, past part, covers float64, several bool) (change, difference Figure) {
	scale := float64(len(s.times[now])) / float64(len(s.times[before])) // half-years are of six months each
	high, low, marks := current.middle(), past.middle()*scale, Marks(0)
	switch {
	case current.floor && past.floor:
		return Figure{}, Figure{}
	case current.floor && current.lo == 0, past.floor && past.lo == 0:
		return Figure{}, Figure{} // "a floor of 0 says nothing"
	case current.floor:
		high, low, marks = current.lo, past.hi*scale, Floor
	case past.floor:
		high, low, marks = current.hi, past.lo*scale, Ceiling
	case current.lo != current.hi, past.lo != past.hi, several:
		marks = Approx
	}
	if past.halved {
		marks |= Halved
	}
	if covers < 0.95 {
		marks |= Part
	}
	difference = Figure{Reported: true, Rate: high - low, Covers: covers, Marks: marks}
	if low > 0 {
		change = Figure{Reported: true, Rate: high/low - 1, Covers: covers, Marks: marks}
		if high == 0 {
			change.Marks &^= Ceiling // none any more, however many there were
		}
	}
	return change, difference
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
