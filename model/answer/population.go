package answer

import (
	"slices"
	"sync"

	"daylight/model/query"
	"daylight/model/report"
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

// printed are half-years that a publisher printed. What is not itemised may hold any
// country that is not listed, so that of some half-years only those listed can be seen.
type printed struct {
	whole bitset         // of any country
	every bitset         // in which every country can be seen …
	also  map[int]bitset // … and others, in which a country can
}

// of are those in which a country can be seen or, where what is not itemised is counted
// as well, all.
func (p *printed) of(country int, notItemised bool) bitset {
	if notItemised {
		return p.whole
	}
	also := p.also[country]
	if also == nil {
		return p.every
	}
	also = slices.Clone(also)
	also.add(p.every)
	return also
}

// putRun puts a stretch into a set that is made when it is needed.
func (d *index) putRun(set bitset, run stretch) bitset {
	if set == nil {
		set = newBitset(d.halfCount)
	}
	set.putRun(run)
	return set
}

// populate fills the people-years of the groups of a table and of its total: of all
// countries that the row can hold, in each half-year that a publisher printed and in
// which the country can be seen, whether or not it has a record there.
func (e *Engine) populate(sel *selection, table *groups) {
	d, rows := e.data, table.rows
	e.findHalves(sel, table)
	upTo := d.peopleIn(sel)
	zz := d.zz >= 0 && sel.countries.has(d.zz)
	all := &table.list[table.total()]
	for i := range perPeople {
		all.people[i] = d.peopleSeen(sel, &all.halves[i], upTo, zz)
		for g := range table.list[:table.total()] {
			own := &table.list[g]
			switch {
			case own.sum[vecRecords] == 0:
			case rows.by == query.ByCountry:
				own.people[i] = d.peopleYears(g, sel.halvesOf(g, all.halves[i].of(g, false)))
			case !rows.ofCountries():
				own.people[i] = d.peopleSeen(sel, &own.halves[i], upTo, zz)
			case rows.by == query.ByGroup:
				zz := zz && d.membership(g, d.zz) != nil
				for country := range sel.countries.all() {
					if in := d.membership(g, country); in != nil {
						own.people[i] += peopleBetween(d.peopleUpTo(country), sel.halvesOf(country, all.halves[i].of(country, zz)).and(in))
					}
				}
			}
		}
		if rows.by == query.ByCountry || rows.ofCountry == nil {
			continue
		}
		for country := range sel.countries.all() {
			g := rows.ofCountry[country]
			halves := all.halves[i].of(country, zz && rows.ofCountry[d.zz] == g)
			table.list[g].people[i] += peopleBetween(d.peopleUpTo(country), sel.halvesOf(country, halves))
		}
	}
}

// populateTogether fills the people-years of several rows by country or region, which
// are one group. Among several countries one counts with the years of which its
// population is known.
func (e *Engine) populateTogether(sel *selection, table *groups, keys []sortKey, places []int, g *group) {
	if len(keys) == 1 {
		g.people = table.list[places[keys[0].row]].people
		return
	}
	in := make([]bool, table.total())
	for _, k := range keys {
		in[places[k.row]] = true
	}
	holds := func(country int) bool {
		if table.rows.ofCountry != nil {
			country = table.rows.ofCountry[country]
		}
		return in[country]
	}
	zz := e.data.zz >= 0 && sel.countries.has(e.data.zz) && holds(e.data.zz)
	for country := range sel.countries.all() {
		if !holds(country) {
			continue
		}
		for i := range g.people {
			halves := table.list[table.total()].halves[i].of(country, zz)
			g.people[i] += peopleBetween(e.data.peopleUpTo(country), sel.halvesOf(country, halves))
		}
	}
}

// peopleSeen are the person-years of all countries of a selection, of which upTo are the
// person-years before each half-year.
func (d *index) peopleSeen(sel *selection, in *printed, upTo []float64, notItemised bool) float64 {
	if notItemised {
		return peopleBetween(upTo, in.whole)
	}
	sum := peopleBetween(upTo, in.every)
	for country, also := range in.also {
		if sel.countries.has(country) {
			more := slices.Clone(also)
			more.drop(in.every)
			sum += peopleBetween(d.peopleUpTo(country), sel.halvesOf(country, more))
		}
	}
	return sum
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
// the filter that a publisher printed. Where groups are of countries, they are those of
// the total.
func (e *Engine) findHalves(sel *selection, table *groups) {
	d := e.data
	for _, p := range sel.publishers {
		c := d.cube(p)
		c.veils.Do(c.findVeiled)
		put := func(s, period int, put func(*[2]printed)) {
			put(&table.list[table.total()].halves)
			switch rows := table.rows; {
			case rows.ofSeries != nil:
				put(&table.list[rows.ofSeries[s]].halves)
			case rows.ofPeriod != nil:
				put(&table.list[rows.ofPeriod[c.axis[period]]].halves)
			}
		}
		tells := func(s, kind int) bitset {
			if kind == 0 && sel.outcomes != nil {
				return c.tells(s, sel.outcomes)
			}
			return c.told[kind][c.at[s]]
		}
		for kind := range perPeople {
			for _, s := range c.series {
				if !sel.series[s] {
					continue
				}
				for period := range tells(s, kind).and(sel.periods[p]).all() {
					put(s, period, func(to *[2]printed) {
						to[kind].whole = d.putRun(to[kind].whole, c.halves[period])
						if !c.veiled[c.at[s]].has(period) {
							to[kind].every = d.putRun(to[kind].every, c.halves[period])
						}
					})
				}
			}
			for _, r := range c.unveiled {
				if !sel.series[r.series] || !sel.periods[p].has(r.period) || !sel.countries.has(r.country) || !tells(r.series, kind).has(r.period) {
					continue
				}
				put(r.series, r.period, func(to *[2]printed) {
					if to[kind].also == nil {
						to[kind].also = map[int]bitset{}
					}
					to[kind].also[r.country] = d.putRun(to[kind].also[r.country], c.halves[r.period])
				})
			}
		}
	}
}

// sighting is where a country has a record.
type sighting struct{ series, period, country int }

// findVeiled finds where what is not itemised may hold a country that is not listed:
// where nothing else is printed, or the table is not known to list every country.
func (c *cube) findVeiled() {
	d := c.data
	c.veiled = c.noPeriods()
	lists, listed := c.bySeries(), c.noPeriods()
	for i, records := range lists {
		for _, r := range records {
			into := listed[i]
			if int(d.columns.Country[r]) == d.zz {
				into = c.veiled[i]
			}
			into.put(int(c.ownPeriod[d.columns.Period[r]]))
		}
		if c.veiled[i].isEmpty() {
			continue
		}
		absent := c.absence(c.series[i])
		for period := range c.veiled[i].all() {
			if listed[i].has(period) && d.absent(absent.usual[period]) != report.AbsentUnknown {
				c.veiled[i].take(period)
			}
		}
		for _, r := range records {
			period, country := int(c.ownPeriod[d.columns.Period[r]]), int(d.columns.Country[r])
			if country != d.zz && c.veiled[i].has(period) {
				c.unveiled = append(c.unveiled, sighting{c.series[i], period, country})
			}
		}
	}
}
