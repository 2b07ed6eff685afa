package model

import "math/bits"

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
