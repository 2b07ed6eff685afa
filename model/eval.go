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
// last, their total; and what rates per person and comparisons need besides: in
// which half-years each country has a record in each group, and what each
// publisher adds to it.
//
// Where groups are countries or periods, half-years are kept once, for the total:
// those of a country are its group's, and those of a period are known.
type groups struct {
	list      []group
	by        Dimension
	countries int
	words     int      // a set of half-years, in words
	halves    []uint64 // [group][country][word]: half-years with a record
	within    []uint64 // by period: [group][word], the countries with a record
	doubtful  []int16  // by country: its place in parts, if it has one
	doubts    int      // how many have
	parts     []tally  // [group][doubtful country]; none where groups are countries

	publishers     int
	compared       bool    // what each publisher adds is wanted
	publisherCells []tally // [group][publisher under the filter]
	gathered       []tally // [group]: of the publishers until now

	// While one publisher is gathered: its periods with a record, like halves, and
	// which rows of those, [group], there are.
	periods     []uint64
	periodWords int
	marked      []bool
}

// tally is what a part of a group holds.
type tally struct {
	records   int64
	requests  int64 // × 2; those of the chosen outcomes where outcomes are filtered
	reporting int64 // records that report them
}

// tally reads the tally of a sum, where outcomes are those chosen, if any.
func (v *vector) tally(outcomes []Column) tally {
	if outcomes == nil {
		const lo, spread = vecLo + int(Requests), vecSpread + int(Requests)
		const miss, covered = vecMiss + int(Requests), vecCovered + int(Requests)
		return tally{v[vecRecords], 2*v[lo] + v[spread], v[vecRecords] - v[miss] - v[covered]}
	}
	t := tally{records: v[vecRecords], requests: v.requests(outcomes)}
	for _, c := range outcomes {
		t.reporting += v.reporting(c)
	}
	return t
}

// add adds another part.
func (t *tally) add(more tally) {
	t.records += more.records
	t.requests += more.requests
	t.reporting += more.reporting
}

// less is what is left without a part.
func (t tally) less(part tally) tally {
	return tally{t.records - part.records, t.requests - part.requests, t.reporting - part.reporting}
}

// reset empties the table for n groups and their total. Compared says that what
// each publisher adds is wanted.
func (g *groups) reset(n int, by Dimension, d *Dataset, publishers int, compared bool) {
	g.by, g.countries, g.words = by, len(d.Countries), (d.halfCount+63)/64
	g.list = resized(g.list, n+1)
	g.halves = resized(g.halves, (g.cell(n, 0)+g.countries)*g.words)
	g.doubtful, g.doubts = d.doubtful()
	periods, parted := 0, n+1
	switch by {
	case ByPeriod:
		periods = n
	case ByCountry:
		parted = 0
	}
	g.within = resized(g.within, periods*countryWords(g.countries))
	g.parts = resized(g.parts, parted*g.doubts)
	g.publishers, g.compared = publishers, compared
	if compared {
		g.publisherCells = resized(g.publisherCells, (n+1)*publishers)
		g.gathered = resized(g.gathered, n+1)
	}
}

// total is the index of the total.
func (g *groups) total() int { return len(g.list) - 1 }

// cell is the index of a country's half-years in a group.
func (g *groups) cell(group, country int) int {
	if g.by == ByCountry || g.by == ByPeriod {
		return country
	}
	return group*g.countries + country
}

// countriesIn is the set of the countries with a record in the period of a group.
func (g *groups) countriesIn(group int) []uint64 {
	n := countryWords(g.countries)
	return g.within[group*n:][:n]
}

// part is what a doubtful country adds to a group.
func (g *groups) part(group, country int) tally {
	return g.parts[group*g.doubts+int(g.doubtful[country])]
}

// addUp fills the total.
func (g *groups) addUp() {
	t := g.total()
	total := &g.list[t]
	for i := range g.list[:t] {
		if g.list[i].sum[vecRecords] == 0 {
			continue
		}
		for k, n := range g.list[i].sum {
			total.sum[k] += n
		}
		if g.compared {
			for k := range g.publishers {
				g.publisherCells[t*g.publishers+k].add(g.publisherCells[i*g.publishers+k])
			}
		}
		if g.by == ByCountry {
			continue
		}
		for k := range g.doubts {
			g.parts[t*g.doubts+k].add(g.parts[i*g.doubts+k])
		}
		if g.by == ByPeriod {
			continue
		}
		row := g.countries * g.words
		for w, set := range g.halves[i*row:][:row] {
			g.halves[t*row+w] |= set
		}
	}
}

// covered counts the half-years in which a group has a record of any country; by
// period that is known of the total only.
func (g *groups) covered(group int) int {
	n := 0
	for w := range g.words {
		var set uint64
		if g.by == ByCountry && group != g.total() {
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
		return v.twice(Requests)
	}
	n := int64(0)
	for _, c := range outcomes {
		n += v.twice(c)
	}
	return n
}

// rollUpFrom is how many planes must be added before it pays to keep their sum.
const rollUpFrom = 8

// member is a plane whose records are under the filter, and their group where the
// dimension is a property of the series.
type member struct {
	plane *plane
	group int
}

// members lists the planes that hold a publisher's selected series.
func (e *Engine) members(publisher int, by Dimension, sel *selection) []member {
	d := e.data
	c := d.cube(publisher)
	list := e.listed[:0]
	key := func(series int) int {
		switch by {
		case ByService:
			return d.serviceCode[series]
		case ByType:
			return d.typeCode[series]
		case ByPublisher:
			return publisher
		}
		return 0
	}
	var together []int // the selected series of one group
	done := 0          // groups are done in order of their keys
	for next := 0; next >= 0; {
		together, done, next = together[:0], next, -1
		for _, s := range c.series {
			if !sel.series[s] || d.seriesSize[s] == 0 {
				continue
			}
			switch k := key(s); {
			case k == done:
				together = append(together, s)
			case k > done && (next < 0 || k < next):
				next = k
			}
		}
		if len(together) >= rollUpFrom && sel.only == everyCountry {
			if p, worth := c.rollUp(together); worth {
				list = append(list, member{p, done})
				continue
			}
		}
		for _, s := range together {
			list = append(list, member{e.plane(s, sel), done})
		}
	}
	e.listed = list
	return list
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
	c := d.cube(sel.publishers[k])
	into.startPublisher(len(c.periods))
	together := sel.everywhere && by != ByCountry && by != ByRegion
	for _, m := range e.members(sel.publishers[k], by, sel) {
		pl := m.plane
		if !pl.present(pl.everyone(), set.bits) {
			continue
		}
		if together {
			into.add(pl, pl.everyone(), m.group, c.axis, set)
		}
		if by == ByPeriod {
			into.markInTime(pl, c.axis, sel, set)
		}
		for row, country := range pl.countries {
			if !sel.countries[country] || !pl.present(row, set.bits) {
				continue
			}
			at := m.group
			switch by {
			case ByCountry:
				at = int(country)
			case ByRegion:
				at = d.regionCode[country]
			}
			if !together {
				into.add(pl, row, at, c.axis, set)
			}
			if part := into.doubtful[country]; part >= 0 && by != ByCountry {
				into.addPart(pl, row, at, int(part), c.axis, set, sel.outcomes)
			}
			cell := into.cell(at, int(country))
			into.marked[cell/into.countries] = true
			periods := into.periods[cell*into.periodWords:][:into.periodWords]
			for w, in := range pl.bits[row*pl.words:][:pl.words] {
				periods[w] |= in & set.bits[w]
			}
		}
	}
	into.cover(c)
	if into.compared {
		into.tell(k, sel.outcomes)
	}
}

// add adds a row of a plane, in some periods, to its group or, by period, to those
// of the periods, which axis names.
func (g *groups) add(pl *plane, row, group int, axis []int, set *periodSet) {
	if g.by != ByPeriod {
		for _, run := range set.runs {
			pl.add(row, run[0], run[1], &g.list[group].sum)
		}
		return
	}
	for period, cell := range pl.cellsOf(row) {
		if set.holds(period) {
			pl.addCells(row, cell, cell+1, &g.list[axis[period]].sum)
		}
	}
}

// addPart adds to the parts of a country, of the groups that add adds it to.
func (g *groups) addPart(pl *plane, row, group, part int, axis []int, set *periodSet, outcomes []Column) {
	if g.by != ByPeriod {
		var v vector
		for _, run := range set.runs {
			pl.add(row, run[0], run[1], &v)
		}
		g.parts[group*g.doubts+part].add(v.tally(outcomes))
		return
	}
	for period, cell := range pl.cellsOf(row) {
		if set.holds(period) {
			var v vector
			pl.addCells(row, cell, cell+1, &v)
			g.parts[axis[period]*g.doubts+part].add(v.tally(outcomes))
		}
	}
}

// markInTime notes which countries have a record in which period.
func (g *groups) markInTime(pl *plane, axis []int, sel *selection, set *periodSet) {
	for _, run := range set.runs {
		for period := run[0]; period < run[1]; period++ {
			countries := g.countriesIn(axis[period])
			for w, in := range pl.countriesIn(period) {
				countries[w] |= in & sel.countrySet[w]
			}
		}
	}
}

// startPublisher makes room for the periods in which countries have a record.
func (g *groups) startPublisher(periods int) {
	g.periodWords = periodWords(periods)
	cells := len(g.halves) / g.words
	g.periods = resized(g.periods, cells*g.periodWords)
	g.marked = resized(g.marked, cells/g.countries)
}

// cover marks the half-years of the periods that a publisher's countries have
// records in: once for each country, however many planes they stood in.
func (g *groups) cover(c *cube) {
	short := g.words == 1 && g.periodWords == 1 // reports of up to 32 years
	for row, marked := range g.marked {
		for cell := row * g.countries; marked && cell < (row+1)*g.countries; cell++ {
			if short {
				for _, s := range c.shifts {
					g.halves[cell] |= bits.RotateLeft64(g.periods[cell]&s.periods, s.by)
				}
				continue
			}
			for w, set := range g.periods[cell*g.periodWords:][:g.periodWords] {
				for ; set != 0; set &= set - 1 {
					h := c.halves[w*64+bits.TrailingZeros64(set)]
					for half := h.first; half < h.first+h.count; half++ {
						g.halves[cell*g.words+half/64] |= 1 << (half % 64)
					}
				}
			}
		}
	}
}

// tell gives the k-th publisher what it added to the groups: what they have more
// than after the one before.
func (g *groups) tell(k int, outcomes []Column) {
	for i := range g.list[:g.total()] {
		if g.list[i].sum[vecRecords] > 0 {
			now := g.list[i].sum.tally(outcomes)
			g.publisherCells[i*g.publishers+k] = now.less(g.gathered[i])
			g.gathered[i] = now
		}
	}
}

// reporting is how many records of a sum report a count column.
func (v *vector) reporting(c Column) int64 {
	records := v[vecRecords]
	if c >= Content && c <= Pending {
		records -= v[vecNoShare]
	}
	miss, covered := v.missing(c)
	return records - miss - covered
}

// count reads a count column off a sum.
func (g *group) count(c Column) (f Figure) {
	g.readCount(c, &f)
	return f
}

// readCount reads a count column off a sum into a figure that is not reported yet.
// Figures are read where they stay: of a table of them, copying takes longer than
// reading.
func (g *group) readCount(c Column, f *Figure) {
	if g.sum.reporting(c) <= 0 {
		return
	}
	f.Reported = true
	f.Lo = g.sum.lo(c)
	f.Hi = f.Lo + g.sum.spread(c)
	if miss, covered := g.sum.missing(c); miss > 0 || covered > 0 && !g.zz {
		f.Marks |= Floor
	}
}

// requests is the requests of a group: all, or those of the chosen outcomes.
func (g *group) requests(outcomes []Column) Figure {
	if outcomes == nil {
		return g.count(Requests)
	}
	return addOutcomes(outcomes, g.count)
}

// addOutcomes adds up counts of outcomes. One that some records do not report
// makes the sum a floor, but for pending beside unspecified: requests that a
// report does not call pending are unspecified in it, and so they are counted.
func addOutcomes(outcomes []Column, count func(Column) Figure) Figure {
	var sum Figure
	missing := false
	for _, c := range outcomes {
		f := count(c)
		known := f.Reported && !f.Marks.Has(Floor) || c == Pending && contains(outcomes, Unspecified)
		missing = missing || !known
		sum.Reported = sum.Reported || f.Reported
		sum.Lo += f.Lo
		sum.Hi += f.Hi
	}
	if sum.Reported && missing {
		sum.Marks |= Floor
	}
	return sum
}

// readRate reads a rate off a sum into a figure that is not reported yet.
func (g *group) readRate(rate int, scale float64, f *Figure) {
	num, den := g.sum.num(rate), g.sum.den(rate)
	if den <= 0 {
		return
	}
	f.Reported = true
	f.Rate, f.Covers = float64(num)/(scale*float64(den)), 1
	if g.sum[vecApprox+rate] > 0 {
		f.Marks |= Approx
	}
	f.cover(float64(den), float64(g.sum.requests(nil)))
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
func (g *group) finish(outcomes []Column, figures *[NumColumns]Figure) {
	for c := Requests; c <= Unspecified; c++ {
		g.readCount(c, &figures[c])
	}
	requests := &figures[Requests]
	if outcomes != nil {
		*requests = addOutcomes(outcomes, g.count)
		figures[Accounts] = Figure{}
		for _, c := range Outcomes() {
			if !contains(outcomes, c) {
				figures[c] = Figure{}
			}
		}
	} else {
		g.readRate(rateDisclosed, 100, &figures[DisclosedRate])
		g.readRate(rateContent, 100, &figures[ContentRate])
		g.readRate(rateRejected, 100, &figures[RejectedRate])
		g.readRate(rateAccounts, 100, &figures[AccountsPerRequest])
	}
	if g.told && g.people > 0 {
		f := &figures[PerMillion]
		f.Reported = true
		f.Rate, f.Covers = 1e6*float64(g.asked)/2/g.people, 1
		f.unsure(*requests)
		f.cover(float64(g.asked), float64(requests.Lo+requests.Hi))
	}
	if g.change.reported {
		figures[Change] = g.change.figure(*requests)
	}
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
