package answer

import (
	"iter"
	"math"
	"math/bits"

	"daylight/model/report"
)

// plane holds the prefix sums of one series, or of several rolled up: a row for
// each country with a record and, last, one for all of them together.
type plane struct {
	countries    []uint16 // those with a record, in order
	first        []int32  // by row: where its cells start, and last where all end
	bits         []uint64 // [row][word]: which periods have a record
	words        int
	within       []uint64 // [period][word]: which countries of the dataset have one
	countryWords int
	stored       []uint8          // the positions of a vector that are kept …
	slot         [vectorLen]uint8 // … and where in a cell each is; notStored for the others
	absent       report.ColumnSet // what no record reports or has a part in; its positions are not kept
	narrow       []int32          // [cell][stored]; or, where a sum is too big for that,
	wide         []int64
}

// newPlane lays out a plane without numbers for countries whose periods with a
// record, of so many, are sets. Used are the positions at which anything stands,
// missed is what any record leaves out, absent what every one does. row says which
// of the plane's countries a country is.
func newPlane(sets []uint64, periods int, used positions, missed, absent report.ColumnSet) (p *plane, row []uint16) {
	words := periodWords(periods)
	p = &plane{words: words, absent: absent, countryWords: countryWords(len(sets) / words)}
	p.within = make([]uint64, periods*p.countryWords)
	all := make([]uint64, words)
	for set := missed &^ absent; set != 0; set &= set - 1 {
		used.add(leftOut(bits.TrailingZeros32(uint32(set))))
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
		for i, w := range set {
			cells += bits.OnesCount64(w)
			all[i] |= w
			for ; w != 0; w &= w - 1 {
				p.countriesIn(i*64 + bits.TrailingZeros64(w))[c/64] |= 1 << (c % 64)
			}
		}
	}
	p.bits = append(p.bits, all...)
	p.first = append(p.first, int32(cells))
	for _, w := range all {
		cells += bits.OnesCount64(w)
	}
	p.first = append(p.first, int32(cells))
	p.stored = used.list()
	for i := range p.slot {
		p.slot[i] = notStored
	}
	for i, position := range p.stored {
		p.slot[position] = uint8(i)
	}
	return p, row
}

// countryWords and periodWords are how many words a set of so many takes.
func countryWords(countries int) int { return (countries + 63) / 64 }
func periodWords(periods int) int    { return max(1, (periods+63)/64) }

// everyone is the row of all countries together.
func (p *plane) everyone() int { return len(p.countries) }

// countriesIn is the set of the countries of the dataset with a record in a period.
func (p *plane) countriesIn(period int) []uint64 {
	return p.within[period*p.countryWords:][:p.countryWords]
}

// cells is how many cells a plane has.
func (p *plane) cells() int { return int(p.first[len(p.first)-1]) }

// size is how many numbers a plane holds.
func (p *plane) size() int { return p.cells() * len(p.stored) }

// cell is where the numbers of a row and period start, which has a record.
func (p *plane) cell(row, period int) int {
	return (int(p.first[row]) + p.rank(row, period)) * len(p.stored)
}

// notStored stands for the place of a number that is zero throughout the plane.
const notStored = math.MaxUint8

// plane builds a plane of what was put, for so many countries and periods.
func (in *contributions) plane(countries, periods int) *plane {
	words := periodWords(periods)
	sets := make([]uint64, countries*words)
	for _, at := range in.places {
		sets[int(at.country)*words+int(at.period)/64] |= 1 << (at.period % 64)
	}
	p, row := newPlane(sets, periods, in.used, in.missed, in.absent)
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
	k, slot := len(p.stored), &p.slot
	from := 0
	for _, at := range in.places {
		cell := all[p.cell(int(row[at.country]), int(at.period)):][:k]
		for i, position := range in.at[from:int(at.end)] {
			s := slot[position]
			sum := int64(cell[s]) + in.values[from+i]
			if int64(T(sum)) != sum {
				return false
			}
			cell[s] = T(sum)
		}
		for set := at.leavesOut &^ p.absent; set != 0; set &= set - 1 {
			bit := bits.TrailingZeros32(uint32(set))
			s, n := slot[leftOut(bit)], int64(1)
			if bit >= firstRate && bit < firstUnion {
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

// together adds the cells of all countries up, and says whether the sums fit.
func together[T int32 | int64](p *plane, all []T) bool {
	k := len(p.stored)
	for row := range p.countries {
		for period, cell := range p.cellsOf(row) {
			sums := all[p.cell(p.everyone(), period):][:k]
			for i, n := range all[(int(p.first[row])+cell)*k:][:k] {
				sum := int64(sums[i]) + int64(n)
				if int64(T(sum)) != sum {
					return false
				}
				sums[i] = T(sum)
			}
		}
	}
	return true
}

// prefix turns the cells of each row into prefix sums, once those of all countries
// are there, and says whether they fit.
func prefix[T int32 | int64](p *plane, all []T) bool {
	if !together(p, all) {
		return false
	}
	k := len(p.stored)
	for row := range p.first[1:] {
		own := all[int(p.first[row])*k : int(p.first[row+1])*k]
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

// rank is how many of a row's cells lie before a period.
func (p *plane) rank(row, period int) int {
	set := p.bits[row*p.words:][:p.words]
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

// add adds the sum over the periods from..to of a row to acc.
func (p *plane) add(row, from, to int, acc *vector) {
	if before, upTo := p.rank(row, from), p.rank(row, to); before < upTo {
		p.addCells(row, before, upTo, acc)
	}
}

// addCells adds the sum of a row's cells before..upTo, in order of time.
func (p *plane) addCells(row, before, upTo int, acc *vector) {
	records, requests := acc[vecRecords], acc.twice(report.Requests)
	k := len(p.stored)
	lower := (int(p.first[row]) + before - 1) * k // the cell before the run …
	upper := (int(p.first[row]) + upTo - 1) * k   // … and its last
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
	records, requests = acc[vecRecords]-records, acc.twice(report.Requests)-requests
	for set := p.absent; set != 0; set &= set - 1 {
		bit := bits.TrailingZeros32(uint32(set))
		if at := leftOut(bit); bit >= firstRate && bit < firstUnion {
			acc[at] -= requests
		} else {
			acc[at] += records
		}
	}
}

func addCell[T int32 | int64](cell []T, stored []uint8, acc *vector) {
	stored = stored[:len(cell)]
	for i, n := range cell {
		acc[stored[i]] += int64(n)
	}
}

func addRun[T int32 | int64](from, to []T, stored []uint8, acc *vector) {
	to = to[:len(from)]
	stored = stored[:len(from)]
	for i := range from {
		acc[stored[i]] += int64(to[i]) - int64(from[i])
	}
}

// cellsOf goes through the periods in which a row has a record, with the number of
// its cell.
func (p *plane) cellsOf(row int) iter.Seq2[int, int] {
	return func(yield func(period, cell int) bool) {
		cell := 0
		for w, set := range p.bits[row*p.words:][:p.words] {
			for ; set != 0; set &= set - 1 {
				if !yield(w*64+bits.TrailingZeros64(set), cell) {
					return
				}
				cell++
			}
		}
	}
}

// present says whether a row has a record in one of the periods of mask.
func (p *plane) present(row int, mask []uint64) bool {
	for i, w := range p.bits[row*p.words:][:p.words] {
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
