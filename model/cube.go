package model

import (
	"math/bits"
	"sync"
)

// How evaluation is fast, and why it stays right.
//
// Every rule by which figures combine (floors, ranges, rates from counts, …) is
// turned, record by record, into a vector of whole numbers that simply add up:
// sums of the low ends, spreads of the ranges, how many records miss a column,
// numerators and denominators of rates. Combining records is then adding
// vectors, and the rules are read off the sum (finish, in eval.go).
//
// Much of that follows from the rest by arithmetic that adds up as well: what is
// unspecified is requests less outcomes, what a rate divides by is the requests.
// There a vector holds only by how much a record departs from that, which for
// most is nothing, and the accessors below (lo, num, …) put both together.
//
// Vectors are kept in planes. A plane is one series (or several, rolled up):
//
//	             records in order of time
//	country 0  │ v0   v0+v1   …   Σ │      a row holds prefix sums, so the sum
//	country 1  │ v0   …             │      over any run of periods is the
//	   …       │                    │      difference of two cells
//
// A row has a cell for each period in which the country has a record, and no
// others; the set of those periods, as bits, says which cell is whose (rank).
// Of the vector only the numbers that are not zero throughout the plane are
// stored, and what no record of the plane reports is said once for all. A filter therefore costs, for each plane and country, two cells for
// each run of periods, however many records there are.
//
// A plane is built when its series is first asked for, so that a program that
// has just started pays for no more than its first screen shows; all sessions
// share it.

// Positions in a vector. Blocks have one element a count column, or one a rate.
const (
	vecRecords = 0                       // records
	vecNoShare = 1                       // records whose outcomes count accounts
	vecLo      = 2                       // Σ low ends; of unspecified, the departure
	vecSpread  = vecLo + NumCounts       // Σ (high − low); likewise
	vecMiss    = vecSpread + NumCounts   // records that do not report the column …
	vecCovered = vecMiss + NumPrinted    // … but whose "not itemised" sibling does
	vecZeros   = vecCovered + NumPrinted // records that print a 0
	vecNum     = vecZeros + NumPrinted   // rates: departures of Σ numerators × 200
	vecDen     = vecNum + numRates       // rates: departures of Σ requests × 2
	vecApprox  = vecDen + numRates       // rates: records with a range or a percentage
	vectorLen  = 64                      // a set of positions is one word
)

// The rates that have a numerator and a denominator of their own.
const (
	rateDisclosed = iota
	rateContent
	rateRejected
	rateAccounts
	numRates
)

// rateColumns are the counts whose sum a rate divides by the requests.
var rateColumns = [numRates][]Column{
	rateDisclosed: {Content, NonContent, SomeData},
	rateContent:   {Content},
	rateRejected:  {Rejected},
	rateAccounts:  {Accounts},
}

// vector is what one record, or a sum of records, contributes.
type vector [vectorLen]int64

// lo is the sum of the low ends of a count.
func (v *vector) lo(c Column) int64 {
	n := v[vecLo+int(c)]
	if c == Unspecified {
		n += v[vecLo+int(Requests)]
		for outcome := Content; outcome <= Pending; outcome++ {
			n -= v[vecLo+int(outcome)] + v[vecSpread+int(outcome)]
		}
	}
	return n
}

// spread is by how much the high ends of a count exceed the low ends.
func (v *vector) spread(c Column) int64 {
	n := v[vecSpread+int(c)]
	if c == Unspecified {
		n += v[vecSpread+int(Requests)]
		for outcome := Content; outcome <= Pending; outcome++ {
			n += v[vecSpread+int(outcome)]
		}
	}
	return n
}

// twice is twice the middle of a count.
func (v *vector) twice(c Column) int64 { return 2*v.lo(c) + v.spread(c) }

// num is 200 times what a rate divides.
func (v *vector) num(rate int) int64 {
	n := v[vecNum+rate]
	for _, c := range rateColumns[rate] {
		n += 100 * v.twice(c)
	}
	return n
}

// den is twice what a rate divides by.
func (v *vector) den(rate int) int64 { return v[vecDen+rate] + v.twice(Requests) }

// missing is how many records do not report a count, and how many of those
// stand in what a "not itemised" record of their kind reports.
func (v *vector) missing(c Column) (miss, covered int64) {
	if c == Unspecified {
		c = Requests // it is known where they are
	}
	return v[vecMiss+int(c)], v[vecCovered+int(c)]
}

// cells is a record's counts, decoded.
type cells [NumPrinted + 1]Amount

// reportedColumns has a bit for each count column that a record reports: those
// it prints, and the zeros that follow from what it prints. A record of no
// requests has 0 of everything. A record whose outcomes add up to its requests
// has 0 of every other outcome, but where it prints a sum of two outcomes
// (nothing; some data), how that splits stays unknown.
func reportedColumns(c *cells, outcomesCountAccounts bool) (known columnSet) {
	sum, printed, exactly := 0, 0, c[Requests].IsExact()
	for col := Requests; col <= Pending; col++ {
		if !c[col].Reported() {
			continue
		}
		known |= 1 << col
		if col >= Content {
			printed++
			sum += int(c[col].lo)
			exactly = exactly && c[col].IsExact()
		}
	}
	if c[Requests].IsExact() && c[Requests].lo == 0 {
		return allPrinted
	}
	if outcomesCountAccounts || !exactly || printed == 0 || sum != int(c[Requests].lo) {
		return known
	}
	all := allOutcomes
	if c[Nothing].lo > 0 {
		all &^= 1<<NoData | 1<<Rejected
	}
	if c[SomeData].lo > 0 {
		all &^= 1<<Content | 1<<NonContent
	}
	return known | all
}

// columnSet has a bit for each count column that a report can print and, above
// those, one for each rate.
type columnSet uint16

const (
	allPrinted  columnSet = 1<<NumPrinted - 1
	allOutcomes           = allPrinted &^ (1<<Requests | 1<<Accounts)
	firstRate             = NumPrinted // the bit of the first rate
)

func (s columnSet) has(c Column) bool { return s&(1<<c) != 0 }

// leftOut is the position of a vector that tells who leaves a column or rate out.
func leftOut(bit int) int {
	if bit < firstRate {
		return vecMiss + bit
	}
	return vecDen + bit - firstRate
}

// contributions are the vectors of records, with their places, from which a plane
// is laid out. Most of a record's vector is zero, so a vector is the list of its
// other numbers.
type contributions struct {
	places []place
	at     []uint8 // positions, those of one record after those of another …
	values []int64 // … and what stands there
	used   uint64  // the positions at which anything stands

	absent, missed columnSet // what every record leaves out, and what any does
}

// place is where a vector belongs, where its list ends in contributions, and what
// the record leaves out: columns that it does not report and no sibling covers,
// and rates that it has no part in.
type place struct {
	country, period uint16
	leavesOut       columnSet
	end             int32
	requests        int64 // × 2
}

// clear makes room for so many records.
func (in *contributions) clear(records int) {
	const usual = 10 // numbers other than zero in the vector of a record
	if cap(in.places) < records {
		in.places = make([]place, 0, records)
		in.at = make([]uint8, 0, usual*records)
		in.values = make([]int64, 0, usual*records)
	}
	*in = contributions{places: in.places[:0], at: in.at[:0], values: in.values[:0]}
}

// put adds a number to the vector of the present record.
func (in *contributions) put(position int, n int64) {
	if n != 0 {
		in.at = append(in.at, uint8(position))
		in.values = append(in.values, n)
		in.used |= 1 << position
	}
}

// record puts the vector of a record. zz is the columns that the "not itemised"
// record of the same publisher, period, service and type reports.
func (in *contributions) record(country, period uint16, c *cells, outcomesCountAccounts bool, zz columnSet) {
	known := reportedColumns(c, outcomesCountAccounts)
	in.put(vecRecords, 1)
	last := Pending
	if outcomesCountAccounts {
		in.put(vecNoShare, 1)
		last = Accounts
	}
	out := columnSet(0)
	requests := c[Requests]
	lo, hi := int64(requests.lo), int64(requests.hi) // what no outcome accounts for
	twice := lo + hi
	for col := Requests; col <= last; col++ {
		a := &c[col]
		switch {
		case a.form != notReported:
			in.put(vecLo+int(col), int64(a.lo))
			in.put(vecSpread+int(col), int64(a.hi)-int64(a.lo))
			if col >= Content {
				lo -= int64(a.hi)
				hi -= int64(a.lo)
				if a.hi == 0 {
					in.put(vecZeros+int(col), 1)
				}
			}
		case known.has(col):
		case zz.has(col):
			in.put(vecCovered+int(col), 1)
		default:
			out |= 1 << col
		}
	}
	// Requests that are not reported are 0 here, so that nothing is left of them.
	in.put(vecLo+int(Unspecified), max(lo, 0)-lo)
	in.put(vecSpread+int(Unspecified), max(hi, 0)-hi-(max(lo, 0)-lo))
	for rate, columns := range rateColumns {
		if !in.rate(rate, columns, c, known, columns[0] <= last) {
			out |= 1 << (firstRate + rate)
		}
	}
	in.places = append(in.places, place{country, period, out, int32(len(in.at)), twice})
	in.missed |= out
	if outcomesCountAccounts {
		out |= allOutcomes // it has none that it could report
	}
	if len(in.places) == 1 {
		in.absent = out
	}
	in.absent &= out
}

// rate puts what a record adds to a rate beyond its counts and requests, and says
// whether it has a part in the rate at all. counted says that the counts of the
// rate are among those put.
func (in *contributions) rate(rate int, columns []Column, c *cells, known columnSet, counted bool) bool {
	requests, percent := c[Requests], c[percentColumn]
	approx, twice := requests.lo != requests.hi, int64(0)
	for _, col := range columns {
		a := &c[col]
		twice += int64(a.lo) + int64(a.hi)
		approx = approx || a.lo != a.hi
	}
	takesPart := known.has(columns[0])
	if rate == rateDisclosed {
		takesPart = takesPart && known.has(NonContent) || known.has(SomeData)
	}
	switch {
	case !counted:
		return false
	case requests.Reported() && takesPart:
		if approx {
			in.put(vecApprox+rate, 1)
		}
		return true
	case requests.Reported() && rate == rateDisclosed && percent.Reported():
		disclosed := (int64(requests.lo) + int64(requests.hi)) * (int64(percent.lo) + int64(percent.hi)) / 2
		in.put(vecNum+rate, disclosed-100*twice)
		in.put(vecApprox+rate, 1)
		return true
	}
	in.put(vecNum+rate, -100*twice)
	return false
}

// plane holds the prefix sums of one series, or of several rolled up.
type plane struct {
	countries []uint16 // those with a record, in order
	first     []int32  // by country here: where its cells start, and last where all end
	bits      []uint64 // [country][word]: which periods have a record
	words     int
	stored    []uint8   // the positions of a vector that are kept
	absent    columnSet // what no record reports or has a part in; its positions are not kept
	narrow    []int32   // [cell][stored]; or, where a sum is too big for that,
	wide      []int64
}

// newPlane lays out a plane without numbers for countries whose periods with a
// record are sets, each of so many words. Used are the positions at which anything
// stands, missed is what any record leaves out, absent what every one does. row
// says which of the plane's countries a country is.
func newPlane(sets []uint64, words int, used uint64, missed, absent columnSet) (p *plane, row []uint16) {
	p = &plane{words: words, absent: absent}
	for set := missed &^ absent; set != 0; set &= set - 1 {
		used |= 1 << leftOut(bits.TrailingZeros16(uint16(set)))
	}
	row = make([]uint16, len(sets)/words)
	cells := 0
	for c := range row {
		set := sets[c*words:][:words]
		if isEmpty(set) {
			continue
		}
		row[c] = uint16(len(p.countries))
		p.countries = append(p.countries, uint16(c))
		p.bits = append(p.bits, set...)
		p.first = append(p.first, int32(cells))
		for _, w := range set {
			cells += bits.OnesCount64(w)
		}
	}
	p.first = append(p.first, int32(cells))
	for set := used; set != 0; set &= set - 1 {
		p.stored = append(p.stored, uint8(bits.TrailingZeros64(set)))
	}
	return p, row
}

// size is how many numbers a plane holds.
func (p *plane) size() int { return int(p.first[len(p.countries)]) * len(p.stored) }

// cell is where the numbers of a country and period start, which has a record.
func (p *plane) cell(country, period int) int {
	return (int(p.first[country]) + p.rank(country, period)) * len(p.stored)
}

// slots says where in a cell each position of a vector is kept.
func (p *plane) slots() (slot [vectorLen]uint8) {
	for i, position := range p.stored {
		slot[position] = uint8(i)
	}
	return slot
}

// plane builds a plane of what was put, for so many countries and periods.
func (in *contributions) plane(countries, periods int) *plane {
	words := max(1, (periods+63)/64)
	sets := make([]uint64, countries*words)
	for _, at := range in.places {
		sets[int(at.country)*words+int(at.period)/64] |= 1 << (at.period % 64)
	}
	p, row := newPlane(sets, words, in.used, in.missed, in.absent)
	p.narrow = make([]int32, p.size())
	if addUpInto(in, p, row, p.narrow) {
		return p
	}
	p.narrow, p.wide = nil, make([]int64, p.size())
	addUpInto(in, p, row, p.wide)
	return p
}

// addUpInto fills the cells of a plane with prefix sums, and says whether they fit.
func addUpInto[T int32 | int64](in *contributions, p *plane, row []uint16, all []T) bool {
	k, slot := len(p.stored), p.slots()
	from := 0
	for _, at := range in.places {
		cell := all[p.cell(int(row[at.country]), int(at.period)):][:k]
		for i, position := range in.at[from:int(at.end)] {
			s := slot[position&uint8(vectorLen-1)]
			sum := int64(cell[s]) + in.values[from+i]
			if int64(T(sum)) != sum {
				return false
			}
			cell[s] = T(sum)
		}
		for set := at.leavesOut &^ p.absent; set != 0; set &= set - 1 {
			bit := bits.TrailingZeros16(uint16(set))
			s, n := slot[leftOut(bit)], int64(1)
			if bit >= firstRate {
				n = -at.requests
			}
			sum := int64(cell[s]) + n
			if int64(T(sum)) != sum {
				return false
			}
			cell[s] = T(sum)
		}
		from = int(at.end)
	}
	return prefix(p, all)
}

// prefix turns the cells of each country into prefix sums, and says whether they
// fit.
func prefix[T int32 | int64](p *plane, all []T) bool {
	k := len(p.stored)
	for c := range p.countries {
		own := all[int(p.first[c])*k : int(p.first[c+1])*k]
		for i := k; i < len(own); i++ {
			sum := int64(own[i]) + int64(own[i-k])
			if int64(T(sum)) != sum {
				return false
			}
			own[i] = T(sum)
		}
	}
	return true
}

// narrowed keeps a plane's numbers in half the space, where they fit.
func (p *plane) narrowed() {
	narrow := make([]int32, len(p.wide))
	for i, n := range p.wide {
		if int64(int32(n)) != n {
			return
		}
		narrow[i] = int32(n)
	}
	p.narrow, p.wide = narrow, nil
}

// rank is how many of a country's records lie before a period.
func (p *plane) rank(country, period int) int {
	set := p.bits[country*p.words:][:p.words]
	n := 0
	for len(set) > 1 && period >= 64 {
		n += bits.OnesCount64(set[0])
		set, period = set[1:], period-64
	}
	if period >= 64 {
		return n + bits.OnesCount64(set[0])
	}
	return n + bits.OnesCount64(set[0]&(1<<period-1))
}

// add adds the sum over the periods from..to of a country to acc.
func (p *plane) add(country, from, to int, acc *vector) {
	if before, upTo := p.rank(country, from), p.rank(country, to); before < upTo {
		p.addRecords(country, before, upTo, acc)
	}
}

// addRecords adds the sum of a country's records before..upTo, in order of time.
func (p *plane) addRecords(country, before, upTo int, acc *vector) {
	records, noShare, requests := acc[vecRecords], acc[vecNoShare], acc.twice(Requests)
	k := len(p.stored)
	lower := (int(p.first[country]) + before - 1) * k // the cell before the run …
	upper := (int(p.first[country]) + upTo - 1) * k   // … and its last
	switch {
	case p.wide != nil && before == 0:
		addCell(p.wide[upper:][:k], p.stored, acc)
	case p.wide != nil:
		addRun(p.wide[lower:][:k], p.wide[upper:][:k], p.stored, acc)
	case before == 0:
		addCell(p.narrow[upper:][:k], p.stored, acc)
	default:
		addRun(p.narrow[lower:][:k], p.narrow[upper:][:k], p.stored, acc)
	}
	if p.absent == 0 {
		return
	}
	records, noShare, requests = acc[vecRecords]-records, acc[vecNoShare]-noShare, acc.twice(Requests)-requests
	for set := p.absent & allPrinted; set != 0; set &= set - 1 {
		c := bits.TrailingZeros16(uint16(set))
		acc[vecMiss+c] += records
		if c >= int(Content) {
			acc[vecMiss+c] -= noShare
		}
	}
	for set := p.absent >> firstRate; set != 0; set &= set - 1 {
		acc[vecDen+bits.TrailingZeros16(uint16(set))] -= requests
	}
}

func addCell[T int32 | int64](cell []T, stored []uint8, acc *vector) {
	stored = stored[:len(cell)]
	for i, n := range cell {
		acc[stored[i]&uint8(vectorLen-1)] += int64(n)
	}
}

func addRun[T int32 | int64](from, to []T, stored []uint8, acc *vector) {
	to = to[:len(from)]
	stored = stored[:len(from)]
	for i := range from {
		acc[stored[i]&uint8(vectorLen-1)] += int64(to[i]) - int64(from[i])
	}
}

// present says whether a country has a record in one of the periods of mask.
func (p *plane) present(country int, mask []uint64) bool {
	for i, w := range p.bits[country*p.words:][:p.words] {
		if w&mask[i] != 0 {
			return true
		}
	}
	return false
}

func isEmpty(set []uint64) bool {
	for _, w := range set {
		if w != 0 {
			return false
		}
	}
	return true
}

// cube is what one publisher reports, and the planes that were built from it.
// What follows read is filled on first use.
type cube struct {
	data    *Dataset
	series  []int // indices into Dataset.Series, in order
	reports bool  // it has a record
	read    sync.Once
	periods []Period    // its own, in order
	axis    []int       // by its own period: the index into Dataset.Periods
	halves  []halfYears // by its own period: the half-years it covers
	own     []ownSeries // one for each of series
	at      []int32     // index into own, by index of the series in the dataset; -1 for others'

	laying sync.Mutex // of room
	room   contributions

	mu     sync.Mutex        // of rolled
	rolled map[string]*plane // sums of several series, by their indices; nil when asked for once
}

// ownSeries is the records of one series, until its plane is built.
type ownSeries struct {
	build   sync.Once
	records []int32
	plane   *plane
}

// cube returns what a publisher reports.
func (d *Dataset) cube(publisher int) *cube {
	c := &d.cubes[publisher]
	c.read.Do(c.findRecords)
	return c
}

// findRecords sorts the records of the publisher by series and finds its periods.
func (c *cube) findRecords() {
	d := c.data
	c.at = make([]int32, len(d.Series))
	for s := range c.at {
		c.at[s] = -1
	}
	total := 0
	for i, s := range c.series {
		c.at[s] = int32(i)
		total += d.seriesSize[s]
	}
	c.own = make([]ownSeries, len(c.series))
	records := make([]int32, total)
	for i, s := range c.series {
		n := d.seriesSize[s]
		c.own[i].records, records = records[:0:n], records[n:]
	}
	seen := make([]bool, len(d.Periods))
	for r, s := range d.columns.Series {
		if at := c.at[s]; at >= 0 {
			c.own[at].records = append(c.own[at].records, int32(r))
			seen[d.columns.Period[r]] = true
		}
	}
	for i, period := range d.Periods {
		if seen[i] {
			c.periods = append(c.periods, period)
			c.axis = append(c.axis, i)
			c.halves = append(c.halves, halfYears{period.slot() - d.firstHalf, period.slots()})
		}
	}
}

// plane returns the plane of one series, which must be the publisher's.
func (c *cube) plane(series int) *plane {
	own := &c.own[c.at[series]]
	own.build.Do(func() {
		own.plane = c.sum(series, own.records)
		own.records = nil
	})
	return own.plane
}

// sum lays out the records of a series as a plane.
func (c *cube) sum(series int, records []int32) *plane {
	d := c.data
	ownPeriod := make([]uint16, len(d.Periods)) // period in the dataset → period of the publisher
	exempt := make([]bool, len(c.periods))      // periods in which outcomes count accounts
	for i, at := range c.axis {
		ownPeriod[at] = uint16(i)
		exempt[i] = d.Series[series].Type.OutcomesCountAccounts(c.periods[i])
	}
	var row cells
	zz := make([]columnSet, len(c.periods)) // by period: the columns that "not itemised" reports
	for _, r := range records {
		if int(d.columns.Country[r]) == d.zz {
			d.columns.row(int(r), &row)
			p := ownPeriod[d.columns.Period[r]]
			zz[p] = reportedColumns(&row, exempt[p])
		}
	}
	c.laying.Lock()
	defer c.laying.Unlock()
	in := &c.room // most series of a publisher are of one size
	in.clear(len(records))
	for _, r := range records {
		d.columns.row(int(r), &row)
		p := ownPeriod[d.columns.Period[r]]
		in.record(d.columns.Country[r], p, &row, exempt[p], zz[p])
	}
	return in.plane(len(d.Countries), len(c.periods))
}

// row decodes the counts of one record.
func (c *Columns) row(record int, out *cells) {
	for i := range out {
		out[i] = c.amount(i, record)
	}
}

// maxRolled is how many sums of series are remembered for one publisher.
const maxRolled = 64

// rollUp returns one plane for several series, the sum of theirs, if that is
// worth building: when they are asked for together a second time.
func (c *cube) rollUp(series []int) (p *plane, worth bool) {
	key := make([]byte, 0, 64)
	for _, s := range series {
		key = append(key, byte(s), byte(s>>8))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p, asked := c.rolled[string(key)]
	if p != nil {
		return p, true
	}
	if !asked {
		if c.rolled == nil || len(c.rolled) == maxRolled {
			c.rolled = map[string]*plane{}
		}
		c.rolled[string(key)] = nil
		return nil, false
	}
	p = c.sumOf(series)
	c.rolled[string(key)] = p
	return p, true
}

// sumOf adds up the planes of several series.
func (c *cube) sumOf(series []int) *plane {
	words := max(1, (len(c.periods)+63)/64)
	sets := make([]uint64, len(c.data.Countries)*words)
	used, missed, absent := uint64(0), columnSet(0), ^columnSet(0)
	for _, s := range series {
		from := c.plane(s)
		for _, position := range from.stored {
			used |= 1 << position
		}
		missed |= from.absent
		absent &= from.absent
		for ci, country := range from.countries {
			for w, set := range from.bits[ci*words:][:words] {
				sets[int(country)*words+w] |= set
			}
		}
	}
	p, row := newPlane(sets, words, used, missed, absent)
	p.wide = make([]int64, p.size())
	for _, s := range series {
		from := c.plane(s)
		for ci, country := range from.countries {
			for w, set := range from.bits[ci*words:][:words] {
				for ; set != 0; set &= set - 1 {
					period := w*64 + bits.TrailingZeros64(set)
					var v vector
					from.add(ci, period, period+1, &v)
					cell := p.wide[p.cell(int(row[country]), period):]
					for i, position := range p.stored {
						cell[i] += v[position]
					}
				}
			}
		}
	}
	prefix(p, p.wide)
	p.narrowed()
	return p
}
