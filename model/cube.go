package model

import (
	"math"
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
// Vectors are kept in planes. A plane is one series (or several, rolled up):
//
//	             period 0   1     2     …   P
//	country 0  │   0     v0   v0+v1   …   Σ │   a row holds prefix sums, so the sum
//	country 1  │   0     …                  │   over any run of periods is the
//	   …       │                            │   difference of two cells
//
// and only the numbers that are not zero throughout a plane are stored. A filter
// therefore costs, for each plane and country, two cells for each run of
// periods, however many records there are. The planes of a publisher are built
// when it is first looked at and shared by all sessions.

// Positions in a vector. Blocks of NumCounts have one element a count column.
const (
	vecRecords = 0                      // records
	vecNoShare = 1                      // records whose outcomes count accounts
	vecLo      = 2                      // Σ low ends
	vecSpread  = vecLo + NumCounts      // Σ (high − low)
	vecMiss    = vecSpread + NumCounts  // records that do not report the column …
	vecCovered = vecMiss + NumCounts    // … but whose "not itemised" sibling does
	vecImplied = vecCovered + NumCounts // records that report it without printing it
	vecNum     = vecImplied + NumCounts // rates: Σ numerators × 200
	vecDen     = vecNum + numRates      // rates: Σ requests × 2
	vecApprox  = vecDen + numRates      // rates: records with a range or a percentage
	vectorLen  = vecApprox + numRates   // 64: a set of positions is one word
)

// The rates that have a numerator and a denominator of their own.
const (
	rateDisclosed = iota
	rateContent
	rateRejected
	rateAccounts
	numRates
)

// vector is what one record, or a sum of records, contributes.
type vector [vectorLen]int64

// cells is a record's counts, decoded.
type cells [NumPrinted + 1]Amount

// vectorOf turns a record into its vector. zz has a bit for each column that the
// "not itemised" record of the same publisher, period, service and type reports.
func vectorOf(c *cells, outcomesCountAccounts bool, zz uint16, v *vector) {
	*v = vector{vecRecords: 1}
	known := reportedColumns(c, outcomesCountAccounts)
	if outcomesCountAccounts {
		v[vecNoShare] = 1
	}
	requests := c[Requests]
	for col := Requests; col <= Pending; col++ {
		if outcomesCountAccounts && col >= Content {
			continue
		}
		switch {
		case known&(1<<col) == 0 && zz&(1<<col) != 0:
			v[vecCovered+int(col)] = 1
		case known&(1<<col) == 0:
			v[vecMiss+int(col)] = 1
		case !c[col].Reported():
			v[vecImplied+int(col)] = 1
		default:
			v[vecLo+int(col)] = int64(c[col].lo)
			v[vecSpread+int(col)] = int64(c[col].hi - c[col].lo)
		}
	}
	v.unspecified(requests)
	if !requests.Reported() || outcomesCountAccounts {
		// Outcomes that count accounts keep a record out of the rates of outcomes;
		// accounts per request knows no outcomes.
		if requests.Reported() && known&(1<<Accounts) != 0 {
			v.rate(rateAccounts, c, requests, Accounts)
		}
		return
	}
	has := func(col Column) bool { return known&(1<<col) != 0 }
	if has(Content) {
		v.rate(rateContent, c, requests, Content)
	}
	if has(Rejected) {
		v.rate(rateRejected, c, requests, Rejected)
	}
	if has(Accounts) {
		v.rate(rateAccounts, c, requests, Accounts)
	}
	switch percent := c[percentColumn]; {
	case has(Content) && has(NonContent) || has(SomeData):
		v.rate(rateDisclosed, c, requests, Content, NonContent, SomeData)
	case percent.Reported():
		twice := int64(requests.lo) + int64(requests.hi)
		v[vecNum+rateDisclosed] = twice * (int64(percent.lo) + int64(percent.hi)) / 2
		v[vecDen+rateDisclosed] = twice
		v[vecApprox+rateDisclosed] = 1
	}
}

// reportedColumns has a bit for each count column that a record reports: those
// it prints, and the zeros that follow from what it prints. A record of no
// requests has 0 of everything. A record whose outcomes add up to its requests
// has 0 of every other outcome, but where it prints a sum of two outcomes
// (nothing; some data), how that splits stays unknown.
func reportedColumns(c *cells, outcomesCountAccounts bool) (known uint16) {
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
		return 1<<NumPrinted - 1
	}
	if outcomesCountAccounts || !exactly || printed == 0 || sum != int(c[Requests].lo) {
		return known
	}
	all := uint16(1<<NumPrinted-1) &^ (1<<Requests | 1<<Accounts)
	if c[Nothing].lo > 0 {
		all &^= 1<<NoData | 1<<Rejected
	}
	if c[SomeData].lo > 0 {
		all &^= 1<<Content | 1<<NonContent
	}
	return known | all
}

// unspecified fills the part of the requests that no outcome accounts for.
func (v *vector) unspecified(requests Amount) {
	if !requests.Reported() {
		v[vecMiss+int(Unspecified)] = v[vecMiss+int(Requests)]
		v[vecCovered+int(Unspecified)] = v[vecCovered+int(Requests)]
		return
	}
	lo, hi := int64(requests.lo), int64(requests.hi)
	for col := Content; col <= Pending; col++ {
		lo -= v[vecLo+int(col)] + v[vecSpread+int(col)]
		hi -= v[vecLo+int(col)]
	}
	lo, hi = max(lo, 0), max(hi, 0)
	v[vecLo+int(Unspecified)] = lo
	v[vecSpread+int(Unspecified)] = hi - lo
}

// rate adds a record to a rate: the middle of its columns over the middle of its
// requests.
func (v *vector) rate(rate int, c *cells, requests Amount, columns ...Column) {
	approx := requests.lo != requests.hi
	for _, col := range columns {
		v[vecNum+rate] += 100 * (int64(c[col].lo) + int64(c[col].hi))
		approx = approx || c[col].lo != c[col].hi
	}
	v[vecDen+rate] = int64(requests.lo) + int64(requests.hi)
	if approx {
		v[vecApprox+rate] = 1
	}
}

// plane holds the prefix sums of one series, or of several rolled up.
type plane struct {
	countries []uint16 // those with a record, in order
	stored    []uint8  // the positions of a vector that are kept
	periods   int
	narrow    []int32 // [country][period+1][stored]; or, where a sum is too big for that,
	wide      []int64
	bits      []uint64 // [country][word]: which periods have a record
	words     int
}

// add adds the sum over the periods from..to of a country to acc.
func (p *plane) add(country, from, to int, acc *vector) {
	k := len(p.stored)
	row := country * (p.periods + 1) * k
	if p.wide != nil {
		addRun(p.wide[row+from*k:][:k], p.wide[row+to*k:][:k], p.stored, acc)
		return
	}
	addRun(p.narrow[row+from*k:][:k], p.narrow[row+to*k:][:k], p.stored, acc)
}

func addRun[T int32 | int64](from, to []T, stored []uint8, acc *vector) {
	to = to[:len(from)]
	stored = stored[:len(from)]
	for i := range from {
		acc[int(stored[i])&(vectorLen-1)] += int64(to[i]) - int64(from[i])
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

// cube is all planes of one publisher.
type cube struct {
	data   *Dataset
	own    *publisherRecords
	planes []*plane // one for each of own.series
	at     []int    // index into planes, by index of the series in the dataset
	mu     sync.Mutex
	rolled map[string]*plane // sums of several series, by their indices
}

// cube returns the planes of a publisher, built on first use.
func (d *Dataset) cube(publisher int) *cube {
	c := &d.cubes[publisher]
	c.once.Do(func() { c.built = d.buildCube(publisher) })
	return c.built
}

// onceCube is a cube that is built when it is first asked for.
type onceCube struct {
	once  sync.Once
	built *cube
}

// plane returns the plane of one series.
func (c *cube) plane(series int) *plane { return c.planes[c.at[series]] }

// buildCube sums the records of a publisher into planes.
func (d *Dataset) buildCube(publisher int) *cube {
	own := &d.byPublisher[publisher]
	c := &cube{data: d, own: own, at: make([]int, len(d.Series)), rolled: map[string]*plane{}}
	for i, s := range own.series {
		c.at[s] = i
	}
	axis := make([]int, len(d.Periods)) // period in the dataset → period of the publisher
	for i, at := range own.axis {
		axis[at] = i
	}
	type seriesRecords struct {
		records []int32
		used    uint64
		exempt  []bool   // periods in which outcomes count accounts
		zz      []uint16 // by period: the columns that "not itemised" reports
	}
	all := make([]seriesRecords, len(own.series))
	for i, s := range own.series {
		all[i].exempt = make([]bool, len(own.periods))
		all[i].zz = make([]uint16, len(own.periods))
		for j, p := range own.periods {
			all[i].exempt[j] = d.Series[s].Type.OutcomesCountAccounts(p)
		}
	}
	count := make([]int, len(own.series))
	for _, r := range own.records {
		count[c.at[d.columns.Series[r]]]++
	}
	for i := range all {
		all[i].records = make([]int32, 0, count[i])
	}
	var row cells
	for _, r := range own.records {
		i := c.at[d.columns.Series[r]]
		all[i].records = append(all[i].records, r)
		if int(d.columns.Country[r]) == d.zz {
			p := axis[d.columns.Period[r]]
			d.columns.row(int(r), &row)
			all[i].zz[p] = reportedColumns(&row, all[i].exempt[p])
		}
	}
	var v vector
	for i := range all {
		s := &all[i]
		each := func(yield func(country, period int, v *vector)) {
			for _, r := range s.records {
				p := axis[d.columns.Period[r]]
				d.columns.row(int(r), &row)
				vectorOf(&row, s.exempt[p], s.zz[p], &v)
				yield(int(d.columns.Country[r]), p, &v)
			}
		}
		countries := make([]bool, len(d.Countries))
		each(func(country, _ int, v *vector) {
			countries[country] = true
			for k, n := range v {
				if n != 0 {
					s.used |= 1 << k
				}
			}
		})
		c.planes = append(c.planes, newPlane(countries, s.used, len(own.periods), each))
	}
	return c
}

// row decodes the counts of one record.
func (c *Columns) row(record int, out *cells) {
	for i := range out {
		out[i] = c.amount(i, record)
	}
}

// newPlane lays out a plane and fills it from each, which yields every record's
// place and vector and may be asked twice.
func newPlane(countries []bool, used uint64, periods int, each func(func(country, period int, v *vector))) *plane {
	p := &plane{periods: periods, words: (periods + 63) / 64}
	place := make([]int, len(countries))
	for c, has := range countries {
		if has {
			place[c] = len(p.countries)
			p.countries = append(p.countries, uint16(c))
		}
	}
	for set := used; set != 0; set &= set - 1 {
		p.stored = append(p.stored, uint8(bits.TrailingZeros64(set)))
	}
	p.bits = make([]uint64, len(p.countries)*p.words)
	size := len(p.countries) * (periods + 1) * len(p.stored)
	fill := func(put func(at int, n int64)) {
		each(func(country, period int, v *vector) {
			c := place[country]
			p.bits[c*p.words+period/64] |= 1 << (period % 64)
			at := (c*(periods+1) + period + 1) * len(p.stored)
			for i, k := range p.stored {
				if v[k] != 0 {
					put(at+i, v[k])
				}
			}
		})
	}
	p.narrow = make([]int32, size)
	fits := true
	fill(func(at int, n int64) {
		sum := int64(p.narrow[at]) + n
		fits = fits && sum <= math.MaxInt32
		p.narrow[at] = int32(sum)
	})
	if fits && prefix(p.narrow, len(p.countries), periods, len(p.stored)) {
		return p
	}
	p.narrow = nil
	p.wide = make([]int64, size)
	fill(func(at int, n int64) { p.wide[at] += n })
	prefix(p.wide, len(p.countries), periods, len(p.stored))
	return p
}

// prefix turns the cells of each country into prefix sums and says whether every
// sum fits its type.
func prefix[T int32 | int64](all []T, countries, periods, k int) bool {
	for c := range countries {
		row := all[c*(periods+1)*k:][:(periods+1)*k]
		for i := k; i < len(row); i++ {
			sum := int64(row[i]) + int64(row[i-k])
			if int64(T(sum)) != sum {
				return false
			}
			row[i] = T(sum)
		}
	}
	return true
}

// rollUp returns one plane for several series, the sum of theirs. Series that
// are added once are likely to be added again, so the sum is kept.
func (c *cube) rollUp(series []int) *plane {
	if len(series) == 1 {
		return c.plane(series[0])
	}
	key := make([]byte, 0, 2*len(series))
	for _, s := range series {
		key = append(key, byte(s), byte(s>>8))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if p, known := c.rolled[string(key)]; known {
		return p
	}
	countries := make([]bool, len(c.data.Countries))
	used := uint64(0)
	for _, s := range series {
		p := c.plane(s)
		for _, country := range p.countries {
			countries[country] = true
		}
		for _, k := range p.stored {
			used |= 1 << k
		}
	}
	rolled := newPlane(countries, used, len(c.own.periods), func(yield func(int, int, *vector)) {
		for _, s := range series {
			p := c.plane(s)
			for ci, country := range p.countries {
				for w, set := range p.bits[ci*p.words:][:p.words] {
					for ; set != 0; set &= set - 1 {
						period := w*64 + bits.TrailingZeros64(set)
						var v vector
						p.add(ci, period, period+1, &v)
						yield(int(country), period, &v)
					}
				}
			}
		}
	})
	c.rolled[string(key)] = rolled
	return rolled
}
