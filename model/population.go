package model

import "math/bits"

// halfYears is where a period lies on the dataset's axis of half-years.
type halfYears struct{ first, count int }

// people returns how many people lived in a country in each year of the dataset's
// axis: by the population table of that year, else of the nearest earlier one,
// else by the country table; 0 where none is known.
func (d *Dataset) people(country int) []float64 {
	d.populated.Do(d.fillPeople)
	years := d.years()
	return d.peopleIn[country*years:][:years]
}

// years is how many years the half-years that records cover lie in; the first is
// firstHalf / 2.
func (d *Dataset) years() int { return (d.firstHalf+d.halfCount+1)/2 - d.firstHalf/2 }

// fillPeople writes each population where its year lies, then carries it on to
// the years that follow without one.
func (d *Dataset) fillPeople() {
	first, years := d.firstHalf/2, d.years()
	d.peopleIn = make([]float64, len(d.Countries)*years)
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
			d.peopleIn[country*years+at] = float64(p.People)
		case p.Year > before[country].year:
			before[country] = known{p.Year, float64(p.People)}
		}
	}
	for c := range d.Countries {
		people := float64(d.Countries[c].Population)
		if before[c].year > 0 {
			people = before[c].people
		}
		own := d.peopleIn[c*years:][:years]
		for i, n := range own {
			if n > 0 {
				people = n
			}
			own[i] = people
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
	firstYear := e.data.firstHalf / 2
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
				n := people[(e.data.firstHalf+w*64+bits.TrailingZeros64(set))/2-firstYear]
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
