package answer

import (
	"slices"

	"daylight/model/report"
)

// Positions in a vector. Blocks have one element a count column, one a rate, or one
// a union.
const (
	vecRecords   = 0                              // records
	vecLo        = 1                              // Σ low ends; of unspecified, the departure
	vecSpread    = vecLo + report.NumCounts       // Σ (high − low); likewise
	vecMiss      = vecSpread + report.NumCounts   // records that do not report the column …
	vecCovered   = vecMiss + report.NumPrinted    // … but whose "not itemised" sibling does
	vecZeros     = vecCovered + report.NumPrinted // records that print a 0
	vecMissUnion = vecZeros + report.NumPrinted   // records that do not report a union …
	vecCovUnion  = vecMissUnion + numUnions       // … but whose "not itemised" sibling does
	vecNum       = vecCovUnion + numUnions        // rates: departures of Σ numerators × 200
	vecDen       = vecNum + maxRates              // rates: departures of Σ requests × 2
	vecApprox    = vecDen + maxRates              // rates: records with a range or a percentage
	vecPercent   = vecApprox + maxRates           // rates: records with a percentage
	vectorLen    = vecPercent + maxRates
)

// maxRates is how many rates may have a numerator and a denominator of their own; one
// more needs a wider vector.
const maxRates = 5

func init() {
	if len(rateColumns) > maxRates {
		panic("more rates than a vector has room for: raise maxRates")
	}
}

// rateColumns are those that divide by requests.
var rateColumns = slices.DeleteFunc(slices.Clone(report.TableOrder), func(c report.Column) bool { return !c.IsOfRequests() })

// union is a set of outcomes of which reports may print the parts or the whole.
type union struct {
	whole report.Column
	parts [2]report.Column
}

// unions: in a set that holds all three, the whole stands for both parts, and both
// parts for the whole.
var unions = [numUnions]union{{report.Nothing, [2]report.Column{report.NoData, report.Rejected}}, {report.SomeData, [2]report.Column{report.Content, report.NonContent}}}

const numUnions = 2

// within says whether a set of outcomes holds all of the union.
func (u union) within(outcomes []report.Column) bool {
	return contains(outcomes, u.whole) && contains(outcomes, u.parts[0]) && contains(outcomes, u.parts[1])
}

// known says whether columns that are reported tell the union.
func (u union) known(columns report.ColumnSet) bool {
	return columns.Has(u.whole) || columns.Has(u.parts[0]) && columns.Has(u.parts[1])
}

// vector is what one record, or a sum of records, contributes.
type vector [vectorLen]int64

// lo is the sum of the low ends of a count.
func (v *vector) lo(c report.Column) int64 {
	n := v[vecLo+int(c)]
	if c == report.Unspecified {
		n += v[vecLo+int(report.Requests)]
		for outcome := report.Content; outcome <= report.Pending; outcome++ {
			n -= v[vecLo+int(outcome)] + v[vecSpread+int(outcome)]
		}
	}
	return n
}

// spread is by how much the high ends of a count exceed the low ends.
func (v *vector) spread(c report.Column) int64 {
	n := v[vecSpread+int(c)]
	if c == report.Unspecified {
		n += v[vecSpread+int(report.Requests)]
		for outcome := report.Content; outcome <= report.Pending; outcome++ {
			n += v[vecSpread+int(outcome)]
		}
	}
	return n
}

// twice is twice the middle of a count.
func (v *vector) twice(c report.Column) int64 { return 2*v.lo(c) + v.spread(c) }

// num is 200 times what a rate divides.
func (v *vector) num(rate int) int64 {
	n := v[vecNum+rate]
	for _, c := range rateColumns[rate].Of() {
		n += 100 * v.twice(c)
	}
	return n
}

// den is twice what a rate divides by.
func (v *vector) den(rate int) int64 { return v[vecDen+rate] + v.twice(report.Requests) }

// missing is how many records do not report a count, and how many of those
// stand in what a "not itemised" record of their kind reports.
func (v *vector) missing(c report.Column) (miss, covered int64) {
	if c == report.Unspecified {
		c = report.Requests // it is known where they are
	}
	return v[vecMiss+int(c)], v[vecCovered+int(c)]
}

// tellingColumns are the reported columns of a record that tells something: one of no
// requests has 0 of everything, but that says nothing of what others leave out.
func tellingColumns(c *report.Cells, outcomesCountAccounts bool) (telling report.ColumnSet) {
	if !c[report.Requests].IsExact() || c[report.Requests].Lo() != 0 {
		return c.Reported(outcomesCountAccounts)
	}
	for col := report.Requests; col <= report.Pending; col++ {
		if c[col].Reported() && !(outcomesCountAccounts && col.IsOutcome()) {
			telling |= 1 << col
		}
	}
	return telling
}

// Above the bits of counts a set of columns has one for each rate and each union.
const (
	firstRate  = report.NumPrinted    // the bit of the first rate …
	firstUnion = firstRate + maxRates // … and of the first union
)

// leftOut is what records that leave a column, rate or union out add to a vector, and
// where: to those that miss it, or, of a rate, to what it divides by. Requests are
// twice theirs.
func leftOut(bit int, records, requests int64) (position int, n int64) {
	switch {
	case bit < firstRate:
		return vecMiss + bit, records
	case bit < firstUnion:
		return vecDen + bit - firstRate, -requests
	}
	return vecMissUnion + bit - firstUnion, records
}

// contributions are the vectors of records, with their places, from which a plane
// is laid out. Most of a record's vector is zero, so a vector is the list of its
// other numbers.
type contributions struct {
	places []place
	at     []uint8          // positions, those of one record after those of another …
	values []int64          // … and what stands there
	totals [vectorLen]int64 // all that stands at a position, without signs

	absent, missed report.ColumnSet // what every record leaves out, and what any does

	sums []int32 // room to add them up in
}

// place is where a vector belongs, where its list ends in contributions, and what
// the record leaves out: columns that it does not report and no sibling covers,
// and rates that it has no part in.
type place struct {
	country, period uint16
	leavesOut       report.ColumnSet
	end             int32
	requests        int64 // × 2
}

// clear makes it empty, with room for so many records.
func (in *contributions) clear(records int) {
	const usual = 10 // numbers other than zero in the vector of a record
	*in = contributions{
		places: slices.Grow(in.places[:0], records), at: slices.Grow(in.at[:0], usual*records),
		values: slices.Grow(in.values[:0], usual*records),
		sums:   in.sums,
	}
}

// put adds a number to the vector of the present record.
func (in *contributions) put(position int, n int64) {
	if n != 0 {
		in.at = append(in.at, uint8(position))
		in.values = append(in.values, n)
		in.totals[position] += max(n, -n)
	}
}

// record puts the vector of a record. zz is the columns that the "not itemised"
// record of the same publisher, period, service and type reports.
func (in *contributions) record(country, period uint16, c *report.Cells, outcomesCountAccounts bool, zz report.ColumnSet) {
	known := c.Reported(outcomesCountAccounts)
	in.put(vecRecords, 1)
	last := report.Pending
	if outcomesCountAccounts {
		last = report.Accounts
	}
	out := report.ColumnSet(0)
	requests := c[report.Requests]
	lo, hi := int64(requests.Lo()), int64(requests.Hi()) // what no outcome accounts for
	twice := lo + hi
	for col := report.Requests; col <= report.Pending; col++ {
		a := &c[col]
		switch {
		case a.Reported() && col <= last:
			in.put(vecLo+int(col), int64(a.Lo()))
			in.put(vecSpread+int(col), int64(a.Hi())-int64(a.Lo()))
			if col >= report.Content {
				lo -= int64(a.Hi())
				hi -= int64(a.Lo())
				if a.Hi() == 0 {
					in.put(vecZeros+int(col), 1)
				}
			}
		case known.Has(col):
		case zz.Has(col):
			in.put(vecCovered+int(col), 1)
		default:
			out |= 1 << col
		}
	}
	for i, u := range unions {
		switch {
		case u.known(known):
		case u.known(zz):
			in.put(vecCovUnion+i, 1)
		default:
			out |= 1 << (firstUnion + i)
		}
	}
	// Requests that are not reported are 0 here, so that nothing is left of them.
	in.put(vecLo+int(report.Unspecified), max(lo, 0)-lo)
	in.put(vecSpread+int(report.Unspecified), max(hi, 0)-hi-(max(lo, 0)-lo))
	for rate, column := range rateColumns {
		if !in.rate(rate, column, c, column.Of()[0] <= last) {
			out |= 1 << (firstRate + rate)
		}
	}
	in.places = append(in.places, place{country, period, out, int32(len(in.at)), twice})
	in.missed |= out
	if len(in.places) == 1 {
		in.absent = out
	}
	in.absent &= out
}

// rate puts what a record adds to a rate beyond its counts and requests, and says
// whether it has a part in the rate at all: only what it prints gives it one. A zero
// that follows from outcomes that add up does not, because it is known just where
// nothing else came of the requests, so that a rate of such records could be nothing
// but zero. counted says that the counts of the rate are among those put.
func (in *contributions) rate(rate int, column report.Column, c *report.Cells, counted bool) bool {
	requests, percent := c[report.Requests], c[report.PercentColumn]
	approx, twice := requests.Lo() != requests.Hi(), int64(0)
	for _, col := range column.Of() {
		a := &c[col]
		twice += int64(a.Lo()) + int64(a.Hi())
		approx = approx || a.Lo() != a.Hi()
	}
	switch {
	case !counted:
		return false
	case requests.Reported() && prints(c, column.Needs()):
		if approx {
			in.put(vecApprox+rate, 1)
		}
		return true
	case requests.Reported() && column.TakesPercent() && percent.Reported():
		disclosed := (int64(requests.Lo()) + int64(requests.Hi())) * (int64(percent.Lo()) + int64(percent.Hi())) / 2
		in.put(vecNum+rate, disclosed-100*twice)
		in.put(vecApprox+rate, 1)
		in.put(vecPercent+rate, 1)
		return true
	}
	in.put(vecNum+rate, -100*twice)
	return false
}

// prints says whether a record prints all columns of one of some lists.
func prints(c *report.Cells, lists [][]report.Column) bool {
	for _, list := range lists {
		all := true
		for _, col := range list {
			all = all && c[col].Reported()
		}
		if all {
			return true
		}
	}
	return false
}
