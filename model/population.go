package model

import "math/bits"

// halfYears is where a period lies on the dataset's axis of half-years.
type halfYears struct{ first, count int }

// people returns how many people lived in a country in each half-year of the
// dataset's axis: by the population table of that year, else of the nearest
// earlier one, else by the country table; 0 where none is known.
func (d *Dataset) people(country int) []float64 {
	d.populated.Do(d.fillPeople)
	return d.peopleIn[country*d.halfCount:][:d.halfCount]
}

// fillPeople writes each population where its year lies, then carries it on to
// the half-years that follow without one.
func (d *Dataset) fillPeople() {
	d.peopleIn = make([]float64, len(d.Countries)*d.halfCount)
	before := make([]Population, len(d.Countries)) // the latest before the axis starts
	country, known := 0, false
	for i := range d.Populations {
		p := &d.Populations[i]
		if i == 0 || p.Country != d.Populations[i-1].Country {
			country, known = findID(d.Countries, countryCode, p.Country)
		}
		if !known {
			continue
		}
		if 2*p.Year+1 < d.firstHalf {
			if p.Year > before[country].Year {
				before[country] = *p
			}
			continue
		}
		for half := max(2*p.Year-d.firstHalf, 0); half <= 2*p.Year+1-d.firstHalf && half < d.halfCount; half++ {
			d.peopleIn[country*d.halfCount+half] = float64(p.People)
		}
	}
	for c := range d.Countries {
		people := float64(d.Countries[c].Population)
		if before[c].Year > 0 {
			people = float64(before[c].People)
		}
		for half, own := range d.peopleIn[c*d.halfCount:][:d.halfCount] {
			if own > 0 {
				people = own
			}
			d.peopleIn[c*d.halfCount+half] = people
		}
	}
}

// populate fills the people-years of a group and the requests of the countries
// that have them. A country counts the half-years that one of its records
// covers, each once; it is left out when the population of one is not known.
func (e *Engine) populate(table *groups, at int) {
	g := &table.list[at]
	if table.byCountry && at == table.total() {
		for i := range table.list[:at] {
			country := &table.list[i]
			g.people += country.people
			g.asked += country.asked
			g.told = g.told || country.told
		}
		return
	}
	first, end := 0, table.countries
	if table.byCountry {
		first, end = at, at+1
	}
	for country := first; country < end; country++ {
		cell := table.cell(at, country)
		halves := table.halves[cell*table.words:][:table.words]
		if country == e.data.zz || isEmpty(halves) {
			continue
		}
		people := e.data.people(country)
		sum, known := 0.0, true
		for w, set := range halves {
			for ; set != 0 && known; set &= set - 1 {
				n := people[w*64+bits.TrailingZeros64(set)]
				sum += n / 2
				known = n > 0
			}
		}
		if known {
			g.people += sum
			g.asked += table.countryCells[cell].requests
			g.told = g.told || table.countryCells[cell].reporting > 0
		}
	}
}
