package answer

import (
	"sync"

	"daylight/model/query"
)

// populations are the person-years of countries on the dataset's axis of half-years.
type populations struct {
	fill  sync.Once
	upTo  []float64 // [country][half-year]: before it
	world []float64 // [half-year]: of all countries before it
	gaps  []bool    // by country: its population is not known in some half-year
}

// peopleUpTo returns the person-years of a country before each half-year of the
// axis, and before its end. They are sums of halves of whole numbers, and exact.
func (d *index) peopleUpTo(country int) []float64 {
	d.populated.fill.Do(d.fillPeople)
	n := d.halfCount + 1
	return d.populated.upTo[country*n:][:n]
}

// fillPeople finds how many people lived in each country in each year of the axis:
// by the population table of that year, else of the nearest earlier one, else by
// the country table.
func (d *index) fillPeople() {
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
				country, found = d.CountryIndex(p.Country)
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
	n := d.halfCount + 1
	p.upTo, p.world, p.gaps = make([]float64, len(d.Countries)*n), make([]float64, n), make([]bool, len(d.Countries))
	for c := range d.Countries {
		if c == d.zz {
			p.gaps[c] = true
			continue
		}
		people := float64(d.Countries[c].Population)
		if before[c].year > 0 {
			people = before[c].people
		}
		own, upTo := in[c*years:][:years], p.upTo[c*n:][:n]
		for half := range d.halfCount {
			if n := own[(d.firstHalf+half)/2-first]; n > 0 {
				people = n
			}
			upTo[half+1] = upTo[half] + people/2
			p.gaps[c] = p.gaps[c] || people == 0
		}
		for half, n := range upTo {
			p.world[half] += n
		}
	}
}

// peopleYears are the person-years of a country in a set of half-years; 0 where its
// population in one of them is not known.
func (d *index) peopleYears(country int, halves bitset) float64 {
	upTo := d.peopleUpTo(country)
	if d.populated.gaps[country] {
		for half := range halves.all() {
			if upTo[half+1] == upTo[half] {
				return 0
			}
		}
	}
	return peopleBetween(upTo, halves)
}

// peopleBetween adds up what lies in a set of half-years.
func peopleBetween(upTo []float64, halves bitset) (sum float64) {
	for from, to := range halves.runs() {
		sum += upTo[to] - upTo[from]
	}
	return sum
}

// populate fills the people-years of the groups of a table and of its total: of all
// countries that the row can hold, in each half-year that a publisher printed,
// whether or not a country has a record there.
func (e *Engine) populate(sel *selection, table *groups) {
	d, rows := e.data, table.rows
	e.findHalves(sel, table)
	upTo := d.peopleIn(sel)
	total := table.total()
	for i := range perPeople {
		table.list[total].people[i] = peopleBetween(upTo, table.list[total].halves[i])
		for g := range table.list[:total] {
			if table.list[g].sum[vecRecords] == 0 {
				continue
			}
			switch {
			case rows.by == query.ByCountry:
				table.list[g].people[i] = d.peopleYears(g, sel.halvesOf(g, table.list[total].halves[i]))
			case !rows.ofCountries(): // others are added up below, country by country
				table.list[g].people[i] = peopleBetween(upTo, table.list[g].halves[i])
			}
		}
		if rows.by == query.ByCountry || !rows.ofCountries() {
			continue
		}
		all := table.list[total].halves[i]
		for country := range sel.countries.all() {
			halves := sel.halvesOf(country, all)
			if rows.ofCountry != nil {
				table.list[rows.ofCountry[country]].people[i] += peopleBetween(d.peopleUpTo(country), halves)
				continue
			}
			for g := range table.list[:total] {
				if in := d.membership(g, country); in != nil {
					table.list[g].people[i] += peopleBetween(d.peopleUpTo(country), halves.and(in))
				}
			}
		}
	}
}

// halvesOf are those of some half-years in which a country passes the filter of groups.
func (s *selection) halvesOf(country int, halves bitset) bitset {
	if s.members == nil || s.members[country] == nil {
		return halves
	}
	return halves.and(s.members[country])
}

// peopleIn are the person-years, before each half-year, of all countries of a
// selection.
func (d *index) peopleIn(sel *selection) []float64 {
	d.populated.fill.Do(d.fillPeople)
	if sel.everywhere {
		return d.populated.world
	}
	in := make([]float64, d.halfCount+1)
	for country := range sel.countries.all() {
		upTo := d.peopleUpTo(country)
		members, sum := bitset(nil), 0.
		if sel.members != nil {
			members = sel.members[country]
		}
		for half := range d.halfCount {
			if members == nil || members.has(half) {
				sum += upTo[half+1] - upTo[half]
			}
			in[half+1] += sum
		}
	}
	return in
}

// findHalves finds, for the groups of a table and their total, the half-years under
// the filter that a publisher printed, of any country. Where groups are countries,
// they are those of the total.
func (e *Engine) findHalves(sel *selection, table *groups) {
	d := e.data
	for _, p := range sel.publishers {
		c := d.cube(p)
		for _, s := range c.series {
			if !sel.series[s] {
				continue
			}
			for kind := range perPeople {
				told := c.told[kind][c.at[s]]
				if kind == 0 && sel.outcomes != nil {
					told = c.tells(s, sel.outcomes)
				}
				for period := range told.and(sel.periods[p]).all() {
					groups := [2]int{table.total(), table.total()}
					switch rows := table.rows; {
					case rows.ofSeries != nil:
						groups[0] = rows.ofSeries[s]
					case rows.ofPeriod != nil:
						groups[0] = rows.ofPeriod[c.axis[period]]
					}
					for _, g := range groups {
						halves := &table.list[g].halves[kind]
						if *halves == nil {
							*halves = newBitset(d.halfCount)
						}
						halves.putRun(c.halves[period])
					}
				}
			}
		}
	}
}
