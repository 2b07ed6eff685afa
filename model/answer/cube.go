package answer

import (
	"sync"
	"sync/atomic"

	"daylight/model/report"
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
// most is nothing, and its accessors (lo, num, … in vector.go) put both together.
//
// Vectors are kept in planes. A plane is one series (or several, rolled up):
//
//	             records in order of time
//	country 0  │ v0   v0+v1   …   Σ │      a row holds prefix sums, so the sum
//	country 1  │ v0   …             │      over any run of periods is the
//	   …       │                    │      difference of two cells
//	everyone   │ v0   …             │
//
// A row has a cell for each period in which the country has a record, and no
// others; the set of those periods, as bits, says which cell is whose (rank).
// Of the vector only the numbers that are not zero throughout the plane are
// stored, those that are the same throughout it once (twins), and what no record of
// the plane reports is said once for all. A filter
// therefore costs, for each plane and country, two cells for each run of periods,
// however many records there are; where it takes all countries and rows are not
// countries, the last row has their sum, and of each country is asked only in
// which periods it has a record, which is a word.
//
// A plane is built when its series is first asked for, so that a program that
// has just started pays for no more than its first screen shows; all sessions
// share it.

// cube is what one publisher reports, and the planes that were built from it.
// What follows read is filled on first use.
type cube struct {
	data      *index
	series    []int // indices into Dataset.Series, in order
	reports   bool  // it has a record
	read      sync.Once
	periods   []report.Period // its own, in order
	axis      []int           // by its own period: the index into Dataset.Periods …
	ownPeriod []uint16        // … and back
	halves    []stretch       // by its own period: the half-years of the axis that it covers
	noted     []bitset        // by note: the periods in its scope; nil for all
	own       []ownSeries     // one for each of series
	told      [2][]bitset     // of requests and accounts, by own series: the periods in which a record reports them
	absent    []absence       // by own series: what it means that a country has no record
	veils     sync.Once
	veiled    []bitset   // by own series: the periods that may hold a country in what is not itemised …
	unveiled  []sighting // … and the countries that have a record in them
	records   int
	at        []int32 // index into own, by index of the series in the dataset; -1 for others'

	outcomes     sync.Once
	outcomesTold [report.NumCounts][]bitset // like told

	mu     sync.Mutex      // of what follows
	rolled kept[*rolledUp] // by the indices of several series
}

// ownSeries is the records of one series, until its plane is built.
type ownSeries struct {
	plane   atomic.Pointer[plane]
	build   sync.Mutex // of what follows
	records []int32
}

// cube returns what a publisher reports.
func (d *index) cube(publisher int) *cube {
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
	for i, s := range c.series {
		c.at[s] = int32(i)
		c.records += d.Series[s].Records
	}
	c.own = make([]ownSeries, len(c.series))
	records := make([]int32, c.records)
	for i, s := range c.series {
		n := d.Series[s].Records
		c.own[i].records, records = records[:0:n], records[n:]
	}
	seen := make([]bool, len(d.Periods))
	for r, s := range d.columns.Series {
		if at := c.at[s]; at >= 0 {
			c.own[at].records = append(c.own[at].records, int32(r))
			seen[d.columns.Period[r]] = true
		}
	}
	c.ownPeriod = make([]uint16, len(d.Periods))
	for i, period := range d.Periods {
		if seen[i] {
			c.ownPeriod[i] = uint16(len(c.axis))
			c.periods = append(c.periods, period)
			c.axis = append(c.axis, i)
			first := period.Slot() - d.firstHalf
			c.halves = append(c.halves, stretch{first, first + period.Slots()})
		}
	}
	c.told[0], c.told[1] = c.whereReported(report.Requests), c.whereReported(report.Accounts)
	c.absent = make([]absence, len(c.series))
	c.noted = make([]bitset, len(d.notes))
	for i := range d.notes {
		if f := d.notes[i].scope.Period; len(f.Ranges) > 0 {
			c.noted[i] = choosePeriods(c.periods, f.Holds)
		}
	}
}

// whereReported finds, for each of the publisher's series, the periods in which a
// record of any country reports requests, or accounts.
func (c *cube) whereReported(column report.Column) []bitset {
	told := c.noPeriods()
	d, own := c.data, c.ownPeriod
	counts := &d.columns.Counts[column]
	if counts.Empty() {
		return told
	}
	for i := range c.own {
		for _, r := range c.own[i].records {
			if counts.At(int(r)) != report.NoCount {
				told[i].put(int(own[d.columns.Period[r]]))
			}
		}
	}
	return told
}

// whereOutcomes is whereReported of each outcome.
func (c *cube) whereOutcomes() *[report.NumCounts][]bitset {
	c.outcomes.Do(func() {
		d, own := c.data, c.ownPeriod
		for _, column := range report.Outcomes() {
			c.outcomesTold[column] = c.noPeriods()
		}
		c.outcomesTold[report.Unspecified] = c.told[0] // what is left of requests is known where they are
		var row report.Cells
		for r, s := range d.columns.Series {
			at := c.at[s]
			if at < 0 {
				continue
			}
			d.columns.Row(r, &row)
			period := d.columns.Period[r]
			known := tellingColumns(&row, d.Series[s].Type.OutcomesCountAccounts(d.Periods[period]))
			for column := report.Content; column <= report.Pending; column++ {
				if known.Has(column) {
					c.outcomesTold[column][at].put(int(own[period]))
				}
			}
		}
	})
	return &c.outcomesTold
}

// noPeriods is an empty set of periods for each of the publisher's series.
func (c *cube) noPeriods() []bitset {
	sets := make([]bitset, len(c.series))
	for i := range sets {
		sets[i] = newBitset(len(c.periods))
	}
	return sets
}

// tells is the periods in which a record of one of the publisher's series, of any
// country, reports requests or, where outcomes are chosen, one of those.
func (c *cube) tells(series int, outcomes []report.Column) bitset {
	at := c.at[series]
	if outcomes == nil {
		return c.told[0][at]
	}
	told := c.whereOutcomes()
	set := newBitset(len(c.periods))
	for _, column := range outcomes {
		set.add(told[column][at])
	}
	return set
}

// plane returns the plane of one series, which must be the publisher's.
func (c *cube) plane(series int) *plane {
	own := &c.own[c.at[series]]
	if p := own.plane.Load(); p != nil {
		return p
	}
	own.build.Lock()
	defer own.build.Unlock()
	if own.plane.Load() == nil {
		own.plane.Store(c.sum(series, own.records, everyCountry))
		own.records = nil
	}
	return own.plane.Load()
}

// bySeries lists the records of the publisher by own series, also of those whose planes are
// built, which keep no list.
func (c *cube) bySeries() [][]int32 {
	lists := make([][]int32, len(c.series))
	for r, s := range c.data.columns.Series {
		if at := c.at[s]; at >= 0 {
			lists[at] = append(lists[at], int32(r))
		}
	}
	return lists
}

// planeFor returns a plane of the records that one country has in a series, which is
// not kept; or that of the series, where that was built meanwhile.
func (c *cube) planeFor(series, country int) *plane {
	own := &c.own[c.at[series]]
	own.build.Lock()
	defer own.build.Unlock()
	if p := own.plane.Load(); p != nil {
		return p
	}
	return c.sum(series, own.records, country)
}

// everyCountry stands for all countries in place of one.
const everyCountry = -1

// sum lays out the records of a series as a plane, those of one country or of all.
func (c *cube) sum(series int, records []int32, country int) *plane {
	d := c.data
	exempt := make([]bool, len(c.periods)) // periods in which outcomes count accounts
	for i := range c.periods {
		exempt[i] = d.Series[series].Type.OutcomesCountAccounts(c.periods[i])
	}
	var row report.Cells
	zz := make([]report.ColumnSet, len(c.periods)) // by period: the columns that "not itemised" reports
	for _, r := range records {
		if int(d.columns.Country[r]) == d.zz {
			d.columns.Row(int(r), &row)
			p := c.ownPeriod[d.columns.Period[r]]
			zz[p] = tellingColumns(&row, exempt[p])
		}
	}
	in, _ := d.rooms.Get().(*contributions) // series are much of one size
	if in == nil {
		in = &contributions{}
	}
	defer d.rooms.Put(in)
	in.clear(len(records))
	for _, r := range records {
		if country != everyCountry && int(d.columns.Country[r]) != country {
			continue
		}
		d.columns.Row(int(r), &row)
		p := c.ownPeriod[d.columns.Period[r]]
		in.record(d.columns.Country[r], p, &row, exempt[p], zz[p])
	}
	return in.plane(len(d.Countries), len(c.periods))
}

// Sums of series are kept while they have no more than so many times the cells of the
// series themselves, and at most so many: a visitor who tries all combinations must
// not fill the memory.
const (
	maxRolledCells = 4
	maxRolledSets  = 256
)

// rolledUp is the sum of several series; nil while they were asked for together once.
type rolledUp struct{ plane *plane }

// rollUp returns one plane for several series, the sum of theirs, if that is
// worth building: when they are asked for together a second time.
func (c *cube) rollUp(series []int) (p *plane, worth bool) {
	key := make([]byte, 0, 64)
	for _, s := range series {
		key = append(key, byte(s), byte(s>>8))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	first := false
	sum := c.rolled.get(maxRolledSets, string(key), func() *rolledUp {
		first = true
		return &rolledUp{}
	})
	if first {
		return nil, false
	}
	if sum.plane == nil {
		sum.plane = c.sumOf(series)
		c.rolled.shrink(maxRolledCells*c.records, (*rolledUp).cells)
	}
	return sum.plane, true
}

func (r *rolledUp) cells() int {
	if r.plane == nil {
		return 0
	}
	return r.plane.cells()
}

// sumOf adds up the planes of several series.
func (c *cube) sumOf(series []int) *plane {
	words := wordsFor(len(c.periods))
	sets := make(bitset, len(c.data.Countries)*words)
	used, missed, absent := newBitset(vectorLen), report.ColumnSet(0), ^report.ColumnSet(0)
	for _, s := range series {
		from := c.plane(s)
		for _, position := range from.stored {
			used.put(int(position))
		}
		for _, t := range from.twins {
			used.put(int(t.position))
		}
		missed |= from.absent
		absent &= from.absent
		for ci, country := range from.countries {
			sets[int(country)*words:].add(from.periodsOf(ci))
		}
	}
	p, row := newPlane(sets, len(c.periods), used, missed, absent)
	sums := make([]int64, p.size())
	for _, s := range series {
		from := c.plane(s)
		for ci, country := range from.countries {
			for period, at := range from.cellsOf(ci) {
				var v vector
				from.addCells(ci, at, at+1, &v)
				cell := sums[p.cell(int(row[country]), period):]
				for i, position := range p.stored {
					cell[i] += v[position]
				}
			}
		}
	}
	p.keep(once(p, prefix(p, sums)))
	return p
}
