package answer

import (
	"iter"
	"math"
	"math/bits"
	"slices"

	"daylight/model/report"
)

// plane holds the prefix sums of one series, or of several rolled up: a row for
// each country with a record and, last, one for all of them together.
type plane struct {
	countries    []uint16 // those with a record, in order
	first        []int32  // by row: where its cells start, and last where all end
	bits         bitset   // [row][word]: which periods have a record
	words        int
	within       bitset // [period][word]: which countries of the dataset have one
	countryWords int
	stored       []uint8          // the positions of a vector that are kept …
	slot         [vectorLen]uint8 // … and, while it is filled, where in a cell each of them is
	twins        []twin           // the positions that hold throughout the plane what a stored one does
	absent       report.ColumnSet // what no record reports or has a part in; its positions are not kept
	narrow       []int32          // [cell][stored]; or, where a sum is too big for that,
	wide         []int64
}

// twin is a position of a vector, and where in a cell the numbers are that stand there too.
type twin struct{ position, slot uint8 }

// newPlane lays out a plane without numbers for countries whose periods with a
// record, of so many, are sets. Used are the positions at which anything stands,
// missed is what any record leaves out, absent what every one does. row says which
// of the plane's countries a country is.
func newPlane(sets bitset, periods int, used bitset, missed, absent report.ColumnSet) (p *plane, row []uint16) {
	words := wordsFor(periods)
	p = &plane{words: words, absent: absent, countryWords: wordsFor(len(sets) / words)}
	p.within = make(bitset, periods*p.countryWords)
	all := newBitset(periods)
	for set := missed &^ absent; set != 0; set &= set - 1 {
		position, _ := leftOut(bits.TrailingZeros32(uint32(set)), 0, 0)
		used.put(position)
	}
	row = make([]uint16, len(sets)/words)
	cells := 0
	for c := range row {
		set := sets[c*words:][:words]
		if set.isEmpty() {
			continue
		}
		row[c] = uint16(len(p.countries))
		p.countries = append(p.countries, uint16(c))
		p.bits = append(p.bits, set...)
		p.first = append(p.first, int32(cells))
		cells += set.len()
		all.add(set)
		for period := range set.all() {
			p.countriesIn(period).put(c)
		}
	}
	p.bits = append(p.bits, all...)
	p.first = append(p.first, int32(cells), int32(cells+all.len()))
	for position := range used.all() {
		p.slot[position] = uint8(len(p.stored))
		p.stored = append(p.stored, uint8(position))
	}
	return p, row
}

// everyone is the row of all countries together.
func (p *plane) everyone() int { return len(p.countries) }

// countriesIn is the set of the countries of the dataset with a record in a period.
func (p *plane) countriesIn(period int) bitset {
	return p.within[period*p.countryWords:][:p.countryWords]
}

// periodsOf is the set of the periods in which a row has a record.
func (p *plane) periodsOf(row int) bitset { return p.bits[row*p.words:][:p.words] }

// cells is how many cells a plane has.
func (p *plane) cells() int { return int(p.first[len(p.first)-1]) }

// size is how many numbers a plane holds.
func (p *plane) size() int { return p.cells() * len(p.stored) }

// cell is where the numbers of a row and period start, which has a record.
func (p *plane) cell(row, period int) int {
	return (int(p.first[row]) + p.rank(row, period)) * len(p.stored)
}

// plane builds a plane of what was put, for so many countries and periods.
func (in *contributions) plane(countries, periods int) *plane {
	words := wordsFor(periods)
	sets := make(bitset, countries*words)
	for _, at := range in.places {
		sets[int(at.country)*words:].put(int(at.period))
	}
	used := newBitset(vectorLen)
	for position, n := range in.totals {
		if n != 0 {
			used.put(position)
		}
	}
	p, row := newPlane(sets, periods, used, in.missed, in.absent)
	if in.fit() {
		in.sums = resized(in.sums, p.size())
		p.narrow = once(p, filled(in, p, row, in.sums))
	} else {
		p.wide = once(p, filled(in, p, row, make([]int64, p.size())))
	}
	return p
}

// fit says that no sum of what was put can be too big for a narrow plane.
func (in *contributions) fit() bool {
	most := slices.Max(in.totals[:]) + int64(len(in.places)) // a place that leaves something out counts for one there …
	for _, at := range in.places {
		most += at.requests // … or for its requests
	}
	return most <= math.MaxInt32
}

// filled fills the cells of a plane with what was put.
func filled[T int32 | int64](in *contributions, p *plane, row []uint16, sums []T) []T {
	from := 0
	for _, at := range in.places {
		cell := sums[p.cell(int(row[at.country]), int(at.period)):]
		for i, position := range in.at[from:int(at.end)] {
			cell[p.slot[position]] += T(in.values[from+i])
		}
		for set := at.leavesOut &^ p.absent; set != 0; set &= set - 1 {
			position, n := leftOut(bits.TrailingZeros32(uint32(set)), 1, at.requests)
			cell[p.slot[position]] += T(n)
		}
		from = int(at.end)
	}
	return prefix(p, sums)
}

// prefix takes the numbers of each country and period: it adds up those of all
// countries, and turns the cells of each row into prefix sums.
func prefix[T int32 | int64](p *plane, sums []T) []T {
	k := len(p.stored)
	for row := range p.countries {
		for period, cell := range p.cellsOf(row) {
			together := sums[p.cell(p.everyone(), period):]
			for i, n := range sums[(int(p.first[row])+cell)*k:][:k] {
				together[i] += n
			}
		}
	}
	for row := range p.first[1:] {
		own := sums[int(p.first[row])*k : int(p.first[row+1])*k]
		for i := k; i < len(own); i++ {
			own[i] += own[i-k]
		}
	}
	return sums
}

// once copies prefix sums and leaves out what stands there already: reports that print
// few columns miss the others together, and their rates rest on the same records.
func once[T int32 | int64](p *plane, sums []T) []T {
	k, kept := len(p.stored), make([]int, 0, len(p.stored))
	for i := range k {
		if like := slices.IndexFunc(kept, func(j int) bool { return alike(sums, k, i, j) }); like >= 0 {
			p.twins = append(p.twins, twin{p.stored[i], uint8(like)})
		} else {
			p.stored[len(kept)] = p.stored[i]
			kept = append(kept, i)
		}
	}
	p.stored = p.stored[:len(kept)]
	into := make([]T, 0, p.size())
	for from := 0; from < len(sums); from += k {
		for _, i := range kept {
			into = append(into, sums[from+i])
		}
	}
	return into
}

// alike says whether two numbers are the same in all cells of k numbers. The last cells,
// which are of everyone, tell most that are not.
func alike[T int32 | int64](sums []T, k, i, j int) bool {
	for from := len(sums) - k; from >= 0; from -= k {
		if sums[from+i] != sums[from+j] {
			return false
		}
	}
	return true
}

// keep takes prefix sums, in half the space where they fit.
func (p *plane) keep(sums []int64) {
	p.narrow = make([]int32, len(sums))
	for i, n := range sums {
		if p.narrow[i] = int32(n); int64(p.narrow[i]) != n {
			p.narrow, p.wide = nil, sums
			return
		}
	}
}

// rank is how many of a row's cells lie before a period.
func (p *plane) rank(row, period int) int {
	set, word := p.periodsOf(row), period/64
	n := set[:word].len()
	if rest := period % 64; rest > 0 {
		n += bits.OnesCount64(set[word] & (1<<rest - 1))
	}
	return n
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
	if before == 0 {
		lower = -1
	}
	if p.wide != nil {
		addRun(p, p.wide, lower, upper, acc)
	} else {
		addRun(p, p.narrow, lower, upper, acc)
	}
	if p.absent == 0 {
		return
	}
	records, requests = acc[vecRecords]-records, acc.twice(report.Requests)-requests
	for set := p.absent; set != 0; set &= set - 1 {
		position, n := leftOut(bits.TrailingZeros32(uint32(set)), records, requests)
		acc[position] += n
	}
}

// addRun adds what lies between two cells, or, where lower is none, before the end of one.
func addRun[T int32 | int64](p *plane, all []T, lower, upper int, acc *vector) {
	for i, n := range all[upper:][:len(p.stored)] {
		acc[p.stored[i]] += int64(n)
	}
	for _, t := range p.twins {
		acc[t.position] += int64(all[upper+int(t.slot)])
	}
	if lower < 0 {
		return
	}
	for i, n := range all[lower:][:len(p.stored)] {
		acc[p.stored[i]] -= int64(n)
	}
	for _, t := range p.twins {
		acc[t.position] -= int64(all[lower+int(t.slot)])
	}
}

// cellsOf goes through the periods in which a row has a record, with the number of
// its cell.
func (p *plane) cellsOf(row int) iter.Seq2[int, int] {
	return func(yield func(period, cell int) bool) {
		cell := 0
		for period := range p.periodsOf(row).all() {
			if !yield(period, cell) {
				return
			}
			cell++
		}
	}
}

// present says whether a row has a record in one of the periods of mask.
func (p *plane) present(row int, mask bitset) bool { return p.periodsOf(row).meets(mask) }
