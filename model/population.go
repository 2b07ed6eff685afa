package model

import (
	"math/bits"
	"slices"
	"sync"
)

// halfYears is where a period lies on the dataset's axis of half-years.
type halfYears struct{ first, count int }

// shift turns periods into half-years: a set of those, as bits, lies so many places
// higher as half-years.
type shift struct {
	periods uint64
	by      int
}

// shiftsOf says how sets of the first 64 periods become sets of half-years. A year
// among half-years takes part in two shifts, and moves what follows by one place.
func shiftsOf(halves []halfYears) []shift {
	var shifts []shift
	for period, h := range halves[:min(len(halves), 64)] {
		for half := h.first; half < h.first+h.count; half++ {
			i := slices.IndexFunc(shifts, func(s shift) bool { return s.by == half-period })
			if i < 0 {
				i = len(shifts)
				shifts = append(shifts, shift{by: half - period})
			}
			shifts[i].periods |= 1 << period
		}
	}
	return shifts
}

// populations are the person-years that countries have on the dataset's axis of
// half-years.
type populations struct {
	fill     sync.Once
	upTo     []float64 // [country][half-year]: before it
	doubtful []int16   // by country: a number of its own where it has none in some half-year, else -1
	doubts   int       // how many have such a number
}

// doubtful numbers the countries that rates per person may have to leave out: those
// whose population is not known throughout, and what is not itemised. It is -1 for
// the others.
func (d *Dataset) doubtful() (at []int16, n int) {
	d.populated.fill.Do(d.fillPeople)
	return d.populated.doubtful, d.populated.doubts
}

// peopleUpTo returns the person-years of a country before each half-year of the
// axis, and before its end. They are sums of halves of whole numbers, and exact.
func (d *Dataset) peopleUpTo(country int) []float64 {
	n := d.halfCount + 1
	return d.populated.upTo[country*n:][:n]
}

// fillPeople finds how many people lived in each country in each year of the axis:
// by the population table of that year, else of the nearest earlier one, else by
// the country table.
func (d *Dataset) fillPeople() {
	p := &d.populated
	first, years := d.firstHalf/2, (d.firstHalf+d.halfCount+1)/2-d.firstHalf/2
	in := make([]float64, len(d.Countries)*years) // [country][year]; 0 for none
	type known struct {
		year   int
		people float64
	}
	before := make([]known, len(d.Countries)) // the latest before the axis
	country, found := 0, false
	for i := range d.Populations {
		p := &d.Populations[i]
		if i == 0 || p.Country != d.Populations[i-1].Country {
			if next := country + 1; found && next < len(d.Countries) && d.Countries[next].Code == p.Country {
				country = next // the tables stand in the same order
			} else {
				country, found = findID(d.Countries, countryCode, p.Country)
			}
		}
		at := p.Year - first
		switch {
		case !found || at >= years:
		case at >= 0:
			in[country*years+at] = float64(p.People)
		case p.Year > before[country].year:
			before[country] = known{p.Year, float64(p.People)}
		}
	}
	p.upTo = make([]float64, len(d.Countries)*(d.halfCount+1))
	p.doubtful = make([]int16, len(d.Countries))
	for c := range d.Countries {
		people, everKnown := float64(d.Countries[c].Population), c != d.zz
		if before[c].year > 0 {
			people = before[c].people
		}
		own, upTo := in[c*years:][:years], d.peopleUpTo(c)
		for half := range d.halfCount {
			if n := own[(d.firstHalf+half)/2-first]; n > 0 {
				people = n
			}
			upTo[half+1] = upTo[half] + people/2
			everKnown = everKnown && people > 0
		}
		if p.doubtful[c] = -1; !everKnown {
			p.doubtful[c] = int16(p.doubts)
			p.doubts++
		}
	}
}

// peopleYears are the person-years of a country in a set of half-years; 0 and not
// known where its population in one of them is not.
func (d *Dataset) peopleYears(country int, halves []uint64) (sum float64, known bool) {
	if country == d.zz {
		return 0, false
	}
	upTo := d.peopleUpTo(country)
	if d.populated.doubtful[country] < 0 {
		for w, set := range halves {
			sum += runs(set, upTo[w*64:])
		}
		return sum, true
	}
	for w, set := range halves {
		for ; set != 0; set &= set - 1 {
			half := w*64 + bits.TrailingZeros64(set)
			people := upTo[half+1] - upTo[half]
			if people == 0 {
				return 0, false
			}
			sum += people
		}
	}
	return sum, true
}

// runs adds up what lies between the ends of each run of bits.
func runs(set uint64, upTo []float64) (sum float64) {
	for set != 0 {
		from := bits.TrailingZeros64(set)
		to := from + bits.TrailingZeros64(^(set >> from))
		sum += upTo[to] - upTo[from]
		set &^= 1<<to - 1
	}
	return sum
}

// populate fills the people-years of the groups of a table and of its total, and the
// requests of the countries that have them. A country counts the half-years that one
// of its records covers, each once; it is left out when the population of one is not
// known.
func (e *Engine) populate(table *groups, outcomes []Column) {
	for i := range table.list {
		if table.list[i].sum[vecRecords] == 0 {
			continue
		}
		switch {
		case table.by == ByCountry:
			e.populateCountry(table, i, outcomes)
		case table.by == ByPeriod && i != table.total():
			e.populatePeriod(table, i, outcomes)
		default:
			e.populateGroup(table, i, outcomes)
		}
	}
}

// populateCountry populates a group that is one country, or the total of such.
func (e *Engine) populateCountry(table *groups, at int, outcomes []Column) {
	g := &table.list[at]
	if at == table.total() {
		for i := range table.list[:at] {
			country := &table.list[i]
			g.people += country.people
			g.asked += country.asked
			g.told = g.told || country.told
		}
		return
	}
	if people, known := e.data.peopleYears(at, table.halves[at*table.words:][:table.words]); known {
		own := g.sum.tally(outcomes)
		g.people, g.asked, g.told = people, own.requests, own.reporting > 0
	}
}

// populatePeriod populates a group that is one period: all its countries have the
// same half-years.
func (e *Engine) populatePeriod(table *groups, at int, outcomes []Column) {
	d, g := e.data, &table.list[at]
	first := d.Periods[at].slot() - d.firstHalf
	halves := make([]uint64, table.words)
	for half := first; half < first+d.Periods[at].slots(); half++ {
		halves[half/64] |= 1 << (half % 64)
	}
	asked := g.sum.tally(outcomes)
	for w, set := range table.countriesIn(at) {
		for ; set != 0; set &= set - 1 {
			country := w*64 + bits.TrailingZeros64(set)
			people, known := d.peopleYears(country, halves)
			if g.people += people; !known {
				asked = asked.less(table.part(at, country))
			}
		}
	}
	g.asked, g.told = asked.requests, asked.reporting > 0
}

// populateGroup populates any other group: its countries have half-years of their own.
func (e *Engine) populateGroup(table *groups, at int, outcomes []Column) {
	g := &table.list[at]
	asked := g.sum.tally(outcomes)
	for country := range table.countries {
		halves := table.halves[table.cell(at, country)*table.words:][:table.words]
		if isEmpty(halves) {
			continue
		}
		people, known := e.data.peopleYears(country, halves)
		if g.people += people; !known {
			asked = asked.less(table.part(at, country))
		}
	}
	g.asked, g.told = asked.requests, asked.reporting > 0
}
