package model

import (
	"math/bits"
)

// group is the sum of one row's records while a query is evaluated.
type group struct {
	sum    vector
	zz     bool    // the sum may hold "not itemised" records
	people float64 // people-years behind perMillion
	asked  int64   // requests × 2 of the countries that have people-years
	told   bool    // one of them reports requests
	change comparison
}

// groups is the table that evaluation fills: the groups of a dimension and,
// last, their total; and what each country adds to each group, which rates per
// person need.
type groups struct {
	list       []group
	countries  int
	words      int      // a set of half-years, in words
	asked      []int64  // [group][country] requests × 2
	told       []bool   // [group][country] a record reports requests
	halves     []uint64 // [group][country][word]: half-years with a record
	byCountry  bool     // every group is one country, so one row of cells serves all
	publishers int
	records    []int64 // [group][publisher under the filter]
}

// reset empties the table for n groups and their total.
func (g *groups) reset(n int, by Dimension, d *Dataset, publishers int) {
	g.list = resized(g.list, n+1)
	g.countries, g.words, g.publishers = len(d.Countries), (d.halfCount+63)/64, publishers
	g.byCountry = by == ByCountry
	rows := n + 1
	if g.byCountry {
		rows = 1
	}
	g.asked = resized(g.asked, rows*g.countries)
	g.told = resized(g.told, rows*g.countries)
	g.halves = resized(g.halves, rows*g.countries*g.words)
	g.records = resized(g.records, (n+1)*publishers)
}

// total is the index of the total.
func (g *groups) total() int { return len(g.list) - 1 }

// cell is the index of what a country adds to a group.
func (g *groups) cell(group, country int) int {
	if g.byCountry {
		return country
	}
	return group*g.countries + country
}

// addUp fills the total.
func (g *groups) addUp() {
	t := g.total()
	total := &g.list[t]
	for i := range g.list[:t] {
		for k, n := range g.list[i].sum {
			total.sum[k] += n
		}
		for p := range g.publishers {
			g.records[t*g.publishers+p] += g.records[i*g.publishers+p]
		}
		if g.byCountry {
			continue
		}
		for c := range g.countries {
			g.asked[t*g.countries+c] += g.asked[i*g.countries+c]
			g.told[t*g.countries+c] = g.told[t*g.countries+c] || g.told[i*g.countries+c]
		}
		row := g.countries * g.words
		for w, set := range g.halves[i*row:][:row] {
			g.halves[t*row+w] |= set
		}
	}
}

// covered counts the half-years in which a group has a record of any country.
func (g *groups) covered(group int) int {
	n := 0
	for w := range g.words {
		var set uint64
		if g.byCountry && group != g.total() {
			set = g.halves[group*g.words+w]
		} else {
			for c := range g.countries {
				set |= g.halves[g.cell(group, c)*g.words+w]
			}
		}
		n += bits.OnesCount64(set)
	}
	return n
}

// resized returns a slice of n zero elements, in place where it can.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// requests is the requests × 2 in a sum, those of the chosen outcomes where
// outcomes are filtered.
func (v *vector) requests(outcomes []Column) int64 {
	if outcomes == nil {
		return 2*v[vecLo+int(Requests)] + v[vecSpread+int(Requests)]
	}
	n := int64(0)
	for _, c := range outcomes {
		n += 2*v[vecLo+int(c)] + v[vecSpread+int(c)]
	}
	return n
}

// rollUpFrom is how many planes must be added before it pays to keep their sum.
const rollUpFrom = 4

// planes lists the planes that hold a publisher's selected series, each with its
// group where the dimension is a property of the series.
func (e *Engine) planes(publisher int, by Dimension, sel *selection) (list []*plane, groupOf []int) {
	d := e.data
	c := d.cube(publisher)
	byKey := map[int][]int{}
	var order []int
	for _, s := range c.own.series {
		if !sel.series[s] {
			continue
		}
		key := 0
		switch by {
		case ByService:
			key = d.serviceCode[s]
		case ByType:
			key = d.typeCode[s]
		case ByPublisher:
			key = publisher
		}
		if byKey[key] == nil {
			order = append(order, key)
		}
		byKey[key] = append(byKey[key], s)
	}
	for _, key := range order {
		if series := byKey[key]; len(series) >= rollUpFrom {
			list = append(list, c.rollUp(series))
			groupOf = append(groupOf, key)
		} else {
			for _, s := range series {
				list = append(list, c.plane(s))
				groupOf = append(groupOf, key)
			}
		}
	}
	return list, groupOf
}

// size is how many groups a dimension can have.
func (e *Engine) size(by Dimension) int {
	d := e.data
	switch by {
	case ByCountry:
		return len(d.Countries)
	case ByRegion:
		return len(d.regions) + 1
	case ByService:
		return len(d.serviceIDs)
	case ByType:
		return len(d.typeIDs)
	case ByPeriod:
		return len(d.Periods)
	case ByPublisher:
		return len(d.Publishers)
	}
	return 1 // outcomes are read off the total
}

// gather adds up the records under the filter of its k-th publisher, in the
// periods of set, group by group.
func (e *Engine) gather(k int, by Dimension, sel *selection, set *periodSet, into *groups) {
	d := e.data
	publisher := sel.publishers[k]
	own := &d.byPublisher[publisher]
	list, groupOf := e.planes(publisher, by, sel)
	inPeriod := make([]uint64, (len(own.periods)+63)/64)
	var part vector
	for i, pl := range list {
		for ci, country := range pl.countries {
			if !sel.countries[country] || !pl.present(ci, set.bits) {
				continue
			}
			if by == ByPeriod {
				for w, had := range pl.bits[ci*pl.words:][:pl.words] {
					for had &= set.bits[w]; had != 0; had &= had - 1 {
						period := w*64 + bits.TrailingZeros64(had)
						part = vector{}
						pl.add(ci, period, period+1, &part)
						inPeriod[w] = had & -had
						put(into, own.axis[period], int(country), k, &part, inPeriod, own, sel)
						inPeriod[w] = 0
					}
				}
				continue
			}
			part = vector{}
			for _, run := range set.runs {
				pl.add(ci, run[0], run[1], &part)
			}
			for w, had := range pl.bits[ci*pl.words:][:pl.words] {
				inPeriod[w] = had & set.bits[w]
			}
			at := groupOf[i]
			switch by {
			case ByCountry:
				at = int(country)
			case ByRegion:
				at = d.regionCode[country]
			}
			put(into, at, int(country), k, &part, inPeriod, own, sel)
			clear(inPeriod)
		}
	}
}

// put adds what one country contributes to a group.
func put(into *groups, at, country, publisher int, part *vector, had []uint64, own *publisherRecords, sel *selection) {
	g := &into.list[at]
	for k, n := range part {
		g.sum[k] += n
	}
	into.records[at*into.publishers+publisher] += part[vecRecords]
	cell := into.cell(at, country)
	into.asked[cell] += part.requests(sel.outcomes)
	into.told[cell] = into.told[cell] || part.tellsRequests(sel.outcomes)
	halves := into.halves[cell*into.words:][:into.words]
	for w, set := range had {
		for ; set != 0; set &= set - 1 {
			half := own.halves[w*64+bits.TrailingZeros64(set)]
			for h := half.first; h < half.first+half.count; h++ {
				halves[h/64] |= 1 << (h % 64)
			}
		}
	}
}

// reporting is how many records of a sum report a count column.
func (v *vector) reporting(c Column) int64 {
	records := v[vecRecords]
	if c >= Content && c <= Pending {
		records -= v[vecNoShare]
	}
	return records - v[vecMiss+int(c)] - v[vecCovered+int(c)]
}

// tellsRequests says whether a record of a sum reports requests, those of the
// chosen outcomes where outcomes are filtered.
func (v *vector) tellsRequests(outcomes []Column) bool {
	if outcomes == nil {
		return v.reporting(Requests) > 0
	}
	for _, c := range outcomes {
		if v.reporting(c) > 0 {
			return true
		}
	}
	return false
}

// count reads a count column off a sum.
func (g *group) count(c Column) Figure {
	if g.sum.reporting(c) <= 0 {
		return Figure{}
	}
	miss, covered := g.sum[vecMiss+int(c)], g.sum[vecCovered+int(c)]
	f := Figure{Reported: true, Lo: g.sum[vecLo+int(c)]}
	f.Hi = f.Lo + g.sum[vecSpread+int(c)]
	if miss > 0 || covered > 0 && !g.zz {
		f.Marks |= Floor
	}
	return f
}

// printed says whether a record prints an outcome in so many digits.
func (g *group) printed(c Column) bool {
	return g.sum.reporting(c) > g.sum[vecImplied+int(c)]
}

// requests is the requests of a group: all, or those of the chosen outcomes.
func (g *group) requests(outcomes []Column) Figure {
	if outcomes == nil {
		return g.count(Requests)
	}
	var sum Figure
	missing := false
	for _, c := range outcomes {
		f := g.count(c)
		missing = missing || !f.Reported || f.Marks.Has(Floor)
		sum.Reported = sum.Reported || f.Reported
		sum.Lo += f.Lo
		sum.Hi += f.Hi
	}
	if sum.Reported && missing {
		sum.Marks |= Floor
	}
	return sum
}

// rate reads a rate off a sum.
func (g *group) rate(rate int, scale float64) Figure {
	num, den := g.sum[vecNum+rate], g.sum[vecDen+rate]
	if den <= 0 {
		return Figure{}
	}
	f := Figure{Reported: true, Rate: float64(num) / (scale * float64(den)), Covers: 1}
	if g.sum[vecApprox+rate] > 0 {
		f.Marks |= Approx
	}
	f.cover(float64(den), float64(g.sum.requests(nil)))
	return f
}

// cover marks a rate that rests on part of the requests.
func (f *Figure) cover(part, whole float64) {
	if part < whole {
		f.Covers = part / whole
		f.Marks |= Part
	}
}

// unsure marks a rate whose requests are not one exact number.
func (f *Figure) unsure(requests Figure) {
	if requests.IsRange() || requests.Marks.Has(Floor) {
		f.Marks |= Approx
	}
}

// finish reads all figures off the sum of a group. Share is filled where the
// total is known.
func (g *group) finish(outcomes []Column) (figures [NumColumns]Figure) {
	for c := Requests; c <= Unspecified; c++ {
		figures[c] = g.count(c)
	}
	requests := g.requests(outcomes)
	if outcomes != nil {
		figures[Requests] = requests
		figures[Accounts] = Figure{}
		for _, c := range Outcomes() {
			if !contains(outcomes, c) {
				figures[c] = Figure{}
			}
		}
	} else {
		figures[DisclosedRate] = g.rate(rateDisclosed, 100)
		figures[ContentRate] = g.rate(rateContent, 100)
		figures[RejectedRate] = g.rate(rateRejected, 100)
		figures[AccountsPerRequest] = g.rate(rateAccounts, 100)
	}
	if g.told && g.people > 0 {
		f := Figure{Reported: true, Rate: 1e6 * float64(g.asked) / 2 / g.people, Covers: 1}
		f.unsure(requests)
		f.cover(float64(g.asked), float64(requests.Lo+requests.Hi))
		figures[PerMillion] = f
	}
	figures[Change] = g.change.figure(requests)
	return figures
}

func contains(columns []Column, c Column) bool {
	for _, known := range columns {
		if known == c {
			return true
		}
	}
	return false
}

// share is a group's requests as a part of the total's.
func share(requests, total Figure) Figure {
	whole := total.Value(Requests)
	if !requests.Reported || !total.Reported || whole == 0 {
		return Figure{}
	}
	f := Figure{Reported: true, Rate: requests.Value(Requests) / whole, Covers: 1}
	f.unsure(requests)
	f.unsure(total)
	return f
}
