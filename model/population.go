package model

import "math/bits"

// halfYears is where a period lies on the dataset's axis of half-years.
type halfYears struct{ first, count int }

// people returns how many people lived in a country in a half-year of the
// dataset's axis: by the population table of that year, else of the nearest
// earlier one, else by the country table; 0 where none is known.
func (d *Dataset) people(country, half int) float64 {
	d.populated.Do(func() {
		d.peopleIn = make([]float64, len(d.Countries)*d.halfCount)
		for i, c := range d.Countries {
			for h := range d.halfCount {
				d.peopleIn[i*d.halfCount+h] = float64(c.Population)
			}
		}
		type known struct{ year, people int }
		latest := make([]known, len(d.peopleIn)) // the nearest year not after each half-year
		for _, p := range d.Populations {
			c, named := d.countryCodes[p.Country]
			if !named {
				continue
			}
			for h := range d.halfCount {
				at := c*d.halfCount + h
				if year := (d.firstHalf + h) / 2; p.Year <= year && p.Year > latest[at].year {
					latest[at] = known{p.Year, p.People}
				}
			}
		}
		for at, k := range latest {
			if k.year > 0 {
				d.peopleIn[at] = float64(k.people)
			}
		}
	})
	return d.peopleIn[country*d.halfCount+half]
}

// populate fills the people-years of a group and the requests of the countries
// that have them. A country counts the half-years that one of its records
// covers, each once; it is left out when the population of one is not known.
func (e *Engine) populate(table *groups, at int) {
	g := &table.list[at]
	first, end := 0, table.countries
	if table.byCountry && at != table.total() {
		first, end = at, at+1
	}
	for country := first; country < end; country++ {
		cell := table.cell(at, country)
		people, known := 0.0, country != e.data.zz
		for w, set := range table.halves[cell*table.words:][:table.words] {
			for ; set != 0 && known; set &= set - 1 {
				n := e.data.people(country, w*64+bits.TrailingZeros64(set))
				people += n / 2
				known = n > 0
			}
		}
		if known && people > 0 {
			g.people += people
			g.asked += table.asked[cell]
			g.told = g.told || table.told[cell]
		}
	}
}
