package answer

import (
	"math/bits"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// class is what one publisher prints in some series, before it is asked about a time:
// the series are those of a filter, or of one row.
type class struct {
	publisher int
	cube      *cube
	series    []int
	selected  []bool // by series of the dataset: those under the filter …
	anyType   []bool // … and those that are but for their type
	outcomes  []report.Column
	told      []uint64 // its own periods in which one of them tells something, of any country …
	halves    []uint64 // … and the half-years of the axis
}

// classes are those of the publishers with one of some series. AnyType are the series
// that are under the filter but for their type.
func (e *Engine) classes(sel *selection, selected, anyType []bool) []class {
	d := e.data
	list := make([]class, 0, len(sel.publishers))
	for _, p := range sel.publishers {
		if !e.selectsOf(p, selected) {
			continue
		}
		c := d.cube(p)
		room := make([]uint64, periodWords(len(c.periods))+d.halfWords())
		k := class{publisher: p, cube: c, selected: selected, anyType: anyType, outcomes: sel.outcomes}
		k.told, k.halves = room[:periodWords(len(c.periods))], room[periodWords(len(c.periods)):]
		for _, s := range c.series {
			if selected[s] && d.Series[s].Records > 0 {
				k.series = append(k.series, s)
			}
		}
		k.tell(k.series)
		list = append(list, k)
	}
	return list
}

// tell finds when some series tell something.
func (k *class) tell(series []int) {
	clear(k.told)
	clear(k.halves)
	for _, s := range series {
		for w, in := range k.cube.tells(s, k.outcomes) {
			k.told[w] |= in
		}
	}
	for w, in := range k.told {
		for ; in != 0; in &= in - 1 {
			h := k.cube.halves[w*64+bits.TrailingZeros64(in)]
			for half := h.first; half < h.first+h.count; half++ {
				k.halves[half/64] |= 1 << (half % 64)
			}
		}
	}
}

// mayTake says whether all half-years of both sides are printed, by years that may
// serve neither.
func (k *class) mayTake(window, base stretch) bool {
	d := k.cube.data
	return d.holdsAll(k.halves, window) && d.holdsAll(k.halves, base)
}

// match is one publisher's part in a comparison.
type match struct {
	*class
	series   []int // of the class, the ones that no break leaves out whole
	sides    sides
	compared []uint64 // the periods on either side
	takes    bool     // it prints all of both sides, and something is left of it
	itself   string   // where it takes no part although it prints something of it: why, in words
	broken   []broken // what breaks leave out
	out      []uint64 // countries that have no part; nil for none …
	strays   []uint64 // … of those, the ones that were members for a time only …
	cut      []uint64 // … and those of which a break leaves no table
}

// broken is what a break leaves out of a series: all of it, or some countries.
type broken struct {
	series    int
	countries []bool // nil for all
	words     string
}

// sides are the publisher's own periods on either side: those that lie in it whole,
// and, before, the years of which half serves.
type sides struct{ now, before, half periodSet }

// findSides finds a publisher's periods on both sides, where shown are those that the
// filter holds, and own, if it is one, the only period of the window.
func (m *match) findSides(window, base stretch, shown *periodSet, own report.Period) {
	c := m.cube
	n := len(c.periods)
	m.sides, m.compared = sides{noPeriods(n), noPeriods(n), noPeriods(n)}, make([]uint64, periodWords(n))
	for i := range c.halves {
		s := c.stretchAt(i)
		switch {
		case window.holds(s) && shown.holds(i) && (own == report.Period{} || c.periods[i] == own):
			m.sides.now.put(i)
		case base.holds(s):
			m.sides.before.put(i)
		case s.len() == 2 && s.meets(base) && s.to <= window.from:
			m.sides.half.put(i)
		default:
			continue
		}
		m.compared[i/64] |= 1 << (i % 64)
	}
}

// stretchAt is the half-years of one of the publisher's own periods.
func (c *cube) stretchAt(period int) stretch {
	h := c.halves[period]
	return stretch{c.data.firstHalf + h.first, c.data.firstHalf + h.first + h.count}
}

// prints says whether the half-years of both sides are all printed by periods on them.
func (m *match) prints(window, base stretch) bool {
	return m.covers(window, &m.sides.now) && m.covers(base, &m.sides.before, &m.sides.half)
}

// covers says whether the half-years of a stretch all lie in periods of some sets in
// which something is told.
func (m *match) covers(s stretch, sets ...*periodSet) bool {
	c := m.cube
	for slot := s.from; slot < s.to; slot++ {
		half, covered := slot-c.data.firstHalf, false
		for _, set := range sets {
			for w, in := range set.bits {
				for in &= m.told[w]; in != 0 && !covered; in &= in - 1 {
					h := c.halves[w*64+bits.TrailingZeros64(in)]
					covered = h.first <= half && half < h.first+h.count
				}
			}
		}
		if !covered {
			return false
		}
	}
	return s.from < s.to
}

// matchOf works out what part a publisher takes. Where own is a period, only that is
// in the window.
func (e *Engine) matchOf(k *class, sel *selection, window, base stretch, own report.Period) *match {
	d, c := e.data, k.cube
	m := &match{class: k, series: k.series}
	may := k.mayTake(window, base)
	if !may && !c.yearly {
		return m
	}
	m.findSides(window, base, &sel.periods[k.publisher], own)
	if m.takes = may && m.prints(window, base); !m.takes {
		for i := range c.halves {
			s := c.stretchAt(i)
			if s.len() == 2 && has(k.told, i) && (s.meets(window) || s.meets(base)) &&
				!has(m.compared, i) && (own == report.Period{} || own.Half != 0) {
				m.itself = d.Publishers[k.publisher].Label + ", which prints the year"
			}
		}
		return m
	}
	reach := stretch{min(window.from, base.from), max(window.to, base.to)}
	for _, run := range m.sides.half.runs {
		for i := run[0]; i < run[1]; i++ {
			if has(k.told, i) {
				reach.from = min(reach.from, c.stretchAt(i).from)
			}
		}
	}
	for _, at := range d.breaks {
		if n := &d.notes[at]; reach.from < d.Notes[n.index].Break.Slot() && d.Notes[n.index].Break.Slot() < reach.to {
			m.breakOff(n)
		}
	}
	if len(m.series) < len(k.series) {
		left := *k
		left.told, left.halves = slices.Clone(k.told), slices.Clone(k.halves)
		left.tell(m.series)
		m.class = &left
		if m.takes = m.prints(window, base); !m.takes {
			m.itself = d.Publishers[k.publisher].Label + ", whose figures of before and after cannot be compared"
			return m
		}
	}
	if sel.members != nil || len(m.broken) > 0 || !m.complete(window, base) {
		e.leaveOut(m, sel, window, base)
	}
	return m
}

// breakOff leaves out what of a publisher lies in the scope of a break.
func (m *match) breakOff(n *scopedNote) {
	for _, s := range n.series {
		at := slices.Index(m.series, s)
		if at < 0 {
			continue
		}
		m.broken = append(m.broken, broken{s, n.countries, m.cube.data.scopeWords(m.publisher, &n.scope)})
		if n.countries == nil {
			m.series = slices.Delete(slices.Clone(m.series), at, at+1)
		}
	}
}

// complete says whether no table on either side can leave a country out: each is one
// that lists all countries with a request.
func (m *match) complete(window, base stretch) bool {
	d := m.cube.data
	for _, s := range m.series {
		told, absent := m.cube.tells(s, m.outcomes), m.cube.absence(s)
		asked := false
		for w := range told {
			on := told[w] & m.compared[w]
			if on&absent.unsure[w] != 0 {
				return false
			}
			asked = asked || on != 0
		}
		if asked && (d.meets(absent.unsureHalves, window) || d.meets(absent.unsureHalves, base)) {
			return false
		}
	}
	return true
}

// scopeWords says in words what of a publisher lies in the scope of a break.
func (d *index) scopeWords(publisher int, scope *query.Query) string {
	label := d.Publishers[publisher].Label
	var words []string
	for _, b := range []query.Dimension{query.ByService, query.ByType, query.ByCountry, query.ByRegion} {
		f := scope.Filter(b)
		if !f.Restricts() {
			continue
		}
		var names []string
		for _, id := range f.IDs {
			names = append(names, d.nameOf(b, id, []int{publisher}))
		}
		list := report.JoinWords(names)
		switch {
		case f.Mode == query.Except && (b == query.ByCountry || b == query.ByRegion):
			list = "countries other than " + list
		case f.Mode == query.Except:
			list = "all but " + list
		}
		words = append(words, list)
	}
	if len(words) == 0 {
		return label
	}
	text := strings.Join(words, ", ")
	if strings.Contains(text, label) || scope.Service.Restricts() {
		return text
	}
	return label + ": " + text
}

// breakOf is the break that leaves a country of a series out; nil for none.
func (m *match) breakOf(series, country int) *broken {
	for i := range m.broken {
		if b := &m.broken[i]; b.series == series && (b.countries == nil || b.countries[country]) {
			return b
		}
	}
	return nil
}

// narrows says whether a break leaves out some countries of a series.
func (m *match) narrows(series int) bool {
	return slices.ContainsFunc(m.broken, func(b broken) bool { return b.series == series && b.countries != nil })
}

// leaveOut finds the countries that have no part although they have a record: no
// members throughout, or absent from a table that does not list every country.
func (e *Engine) leaveOut(m *match, sel *selection, window, base stretch) {
	d, c := e.data, m.cube
	words := countryWords(len(d.Countries))
	sets := make([]uint64, 5*words)
	asked, lacks := sets[:words], sets[words:2*words] // countries with a record on either side, and those without one in a table
	m.out, m.strays, m.cut = sets[2*words:3*words], sets[3*words:4*words], sets[4*words:]
	for _, s := range m.series {
		pl := e.plane(s, sel)
		for _, set := range []*periodSet{&m.sides.now, &m.sides.before, &m.sides.half} {
			for _, run := range set.runs {
				for period := run[0]; period < run[1]; period++ {
					for w, in := range pl.countriesIn(period) {
						asked[w] |= in & sel.countrySet[w]
					}
				}
			}
		}
	}
	if sel.members != nil {
		for country := range d.Countries {
			if set := sel.members[country]; set != nil && !e.throughout(m, sel, country, set, window, base) {
				left := asked[country/64] & (1 << (country % 64))
				m.out[country/64] |= left
				m.strays[country/64] |= left
			}
		}
	}
	if slices.ContainsFunc(m.broken, func(b broken) bool { return b.countries != nil }) {
		e.leaveOutBroken(m, asked, window, base)
	}
	for _, s := range m.series {
		told := c.tells(s, m.outcomes)
		if !meet(told, m.compared) {
			continue
		}
		pl := e.plane(s, sel)
		for _, side := range [2]stretch{window, base} {
			for slot := side.from; slot < side.to; slot++ {
				half, printed := stretch{slot, slot + 1}, false
				for w := range told {
					for set := told[w] & m.compared[w]; set != 0; set &= set - 1 {
						if period := w*64 + bits.TrailingZeros64(set); c.stretchAt(period).holds(half) {
							e.judge(m, s, pl, period, half, asked, lacks)
							printed = true
						}
					}
				}
				if !printed {
					// It is printed on the other side, or in another half: its requests are zero
					// here only if the tables say so.
					e.judge(m, s, pl, len(c.periods)+slot-d.firstHalf, half, asked, lacks)
				}
			}
		}
	}
	if isEmpty(m.out) {
		m.out = nil
	}
}

// throughout says whether a country is a member in every half-year of both sides, and at
// the end of each year with a record of it of which half serves: else that record is not
// the group's, and how many requests of it are is unknown. Members are the half-years in
// which it is one.
func (e *Engine) throughout(m *match, sel *selection, country int, members []uint64, window, base stretch) bool {
	d := e.data
	if !d.holdsAll(members, window) || !d.holdsAll(members, base) {
		return false
	}
	for _, run := range m.sides.half.runs {
		for year := run[0]; year < run[1]; year++ {
			if has(members, m.cube.lastHalf(year)) {
				continue
			}
			for _, s := range m.series {
				if has(e.plane(s, sel).countriesIn(year), country) && m.breakOf(s, country) == nil {
					return false
				}
			}
		}
	}
	return true
}

// judge leaves out the countries, of those asked, that a series does not list in a
// half-year unless the tables' line at says that they had no request. Lacks is room for
// a set of countries.
func (e *Engine) judge(m *match, series int, pl *plane, at int, half stretch, asked, lacks []uint64) {
	absent := m.cube.absence(series)
	usual := m.isZero(absent.usual[at], half)
	if usual && len(absent.named) == 0 {
		return
	}
	for w := range lacks {
		lacks[w] = asked[w] &^ m.out[w]
	}
	m.drop(lacks, pl, half)
	for _, named := range absent.named {
		country, lines := named.country, named.lines
		bit := uint64(1) << (country % 64)
		if lacks[country/64]&bit == 0 {
			continue
		}
		lacks[country/64] &^= bit
		if !m.isZero(lines[at], half) && m.breakOf(series, country) == nil {
			m.out[country/64] |= bit
		}
	}
	if usual {
		return
	}
	for w, set := range lacks {
		for ; set != 0; set &= set - 1 {
			if country := w*64 + bits.TrailingZeros64(set); len(m.broken) == 0 || m.breakOf(series, country) == nil {
				m.out[w] |= set & -set
			}
		}
	}
}

// drop takes the countries that a table lists in a half-year out of a set: those with a
// record of it, or of the year around it.
func (m *match) drop(countries []uint64, pl *plane, half stretch) {
	for i := range m.cube.periods {
		if has(m.compared, i) && m.cube.stretchAt(i).holds(half) {
			for w, in := range pl.countriesIn(i) {
				countries[w] &^= in
			}
		}
	}
}

// meet says whether two sets have something in common.
func meet(a, b []uint64) bool {
	for w := range a {
		if a[w]&b[w] != 0 {
			return true
		}
	}
	return false
}

// leaveOutBroken leaves out the countries of which breaks leave no table in some
// half-year of either side.
func (e *Engine) leaveOutBroken(m *match, asked []uint64, window, base stretch) {
	own := *m
	left := *m.class
	left.told, left.halves = slices.Clone(left.told), slices.Clone(left.halves)
	own.class = &left
	for w, set := range asked {
		for ; set != 0; set &= set - 1 {
			country := w*64 + bits.TrailingZeros64(set)
			left.tell(slices.DeleteFunc(slices.Clone(m.series), func(s int) bool { return m.breakOf(s, country) != nil }))
			if !own.prints(window, base) {
				m.out[w] |= set & -set
				m.cut[w] |= set & -set
			}
		}
	}
}

// isZero says whether a country that has no record in a half-year, which is what a line
// of the tables is about, had no request under the filter: the table lists every country
// with one, or they stand under types that are under the filter too.
func (m *match) isZero(line int16, half stretch) bool {
	c, d := m.cube, m.cube.data
	if line == noTable {
		return false
	}
	t := &d.tables[line]
	switch t.absent {
	case report.AbsentZero:
		return true
	case report.AbsentUnknown:
		return false
	}
	for _, other := range c.series {
		kind := &d.Series[other].Type
		if !m.anyType[other] || m.selected[other] || !kind.InTotals || t.scope.Type.Restricts() && t.scope.Type.Holds(kind.ID) {
			continue
		}
		for w, set := range c.tells(other, m.outcomes) {
			for ; set != 0; set &= set - 1 {
				if c.stretchAt(w*64 + bits.TrailingZeros64(set)).holds(half) {
					return false
				}
			}
		}
	}
	return true
}

// has says whether a number is in a set of bits; a set of nil is empty.
func has(set []uint64, i int) bool { return set != nil && set[i/64]>>(i%64)&1 != 0 }

// leavesOut says whether a country has no part.
func (m *match) leavesOut(country int) bool {
	return has(m.out, country)
}
