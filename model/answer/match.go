package answer

import (
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
	told      bitset // its own periods in which one of them tells something, of any country
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
		k := class{publisher: p, cube: c, selected: selected, anyType: anyType, outcomes: sel.outcomes}
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
	k.told = newBitset(len(k.cube.periods))
	for _, s := range series {
		k.told.add(k.cube.tells(s, k.outcomes))
	}
}

// match is one publisher's part in a comparison.
type match struct {
	*class
	series   []int // of the class, the ones that no break leaves out whole
	sides    sides
	compared bitset   // the periods on either side
	takes    bool     // it prints all of both sides, and something is left of it
	itself   string   // where it takes no part although it prints something of it: why, in words
	broken   []broken // what breaks leave out
	out      bitset   // countries that have no part; nil for none …
	strays   bitset   // … of those, the ones that were members for a time only …
	cut      bitset   // … and those of which a break leaves no table
}

// broken is what a break leaves out of a series: all of it, or some countries.
type broken struct {
	series    int
	countries []bool // nil for all
	words     string
}

// sides are the publisher's own periods on either side: those that lie in it whole,
// and, before, the years of which half serves.
type sides struct{ now, before, half bitset }

// findSides finds a publisher's periods on both sides, where shown are those that the
// filter holds, and own, if it is one, the only period of the window.
func (m *match) findSides(window, base stretch, shown bitset, own report.Period) {
	c := m.cube
	n := len(c.periods)
	m.sides, m.compared = sides{newBitset(n), newBitset(n), newBitset(n)}, newBitset(n)
	for i := range c.halves {
		s := c.stretchAt(i)
		switch {
		case window.holds(s) && shown.has(i) && (own == report.Period{} || c.periods[i] == own):
			m.sides.now.put(i)
		case base.holds(s):
			m.sides.before.put(i)
		case s.len() == 2 && s.meets(base) && s.to <= window.from:
			m.sides.half.put(i)
		default:
			continue
		}
		m.compared.put(i)
	}
}

// stretchAt is the half-years of one of the publisher's own periods.
func (c *cube) stretchAt(period int) stretch {
	h := c.halves[period]
	return stretch{c.data.firstHalf + h.from, c.data.firstHalf + h.to}
}

// prints says whether the half-years of both sides are all printed by periods on them.
func (m *match) prints(window, base stretch) bool {
	return m.covers(window, m.sides.now) && m.covers(base, m.sides.before, m.sides.half)
}

// covers says whether the half-years of a stretch all lie in periods of some sets in
// which something is told.
func (m *match) covers(s stretch, sets ...bitset) bool {
	covered := newBitset(m.cube.data.halfCount)
	for _, set := range sets {
		for period := range set.and(m.told).all() {
			covered.putRun(m.cube.halves[period])
		}
	}
	return s.from < s.to && m.cube.data.holdsAll(covered, s)
}

// matchOf works out what part a publisher takes. Where own is a period, only that is
// in the window.
func (e *Engine) matchOf(k *class, sel *selection, window, base stretch, own report.Period) *match {
	d, c := e.data, k.cube
	m := &match{class: k, series: k.series}
	m.findSides(window, base, sel.periods[k.publisher], own)
	if m.takes = m.prints(window, base); !m.takes {
		for i := range c.halves {
			s := c.stretchAt(i)
			if s.len() == 2 && k.told.has(i) && (s.meets(window) || s.meets(base)) &&
				!m.compared.has(i) && (own == report.Period{} || own.Half != 0) {
				m.itself = d.Publishers[k.publisher].Label + ", which prints the year"
			}
		}
		return m
	}
	reach := stretch{min(window.from, base.from), max(window.to, base.to)}
	for year := range m.sides.half.and(k.told).all() {
		reach.from = min(reach.from, c.stretchAt(year).from)
	}
	for _, at := range d.breaks {
		if n := &d.notes[at]; reach.from < d.Notes[n.index].Break.Slot() && d.Notes[n.index].Break.Slot() < reach.to {
			m.breakOff(n)
		}
	}
	if len(m.series) < len(k.series) {
		left := *k
		left.tell(m.series)
		m.class = &left
		if m.takes = m.prints(window, base); !m.takes {
			m.itself = d.Publishers[k.publisher].Label + ", whose figures of before and after cannot be compared"
			return m
		}
	}
	e.leaveOut(m, sel, window, base)
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
	n := len(d.Countries)
	asked := newBitset(n) // countries with a record on either side
	m.out, m.strays, m.cut = newBitset(n), newBitset(n), newBitset(n)
	for _, s := range m.series {
		pl := e.plane(s, sel)
		for period := range m.compared.all() {
			asked.add(pl.countriesIn(period))
		}
	}
	asked = asked.and(sel.countries)
	if sel.members != nil {
		for country := range d.Countries {
			if set := sel.members[country]; set != nil && !e.throughout(m, sel, country, set, window, base) {
				if asked.has(country) {
					m.out.put(country)
					m.strays.put(country)
				}
			}
		}
	}
	if slices.ContainsFunc(m.broken, func(b broken) bool { return b.countries != nil }) {
		e.leaveOutBroken(m, asked, window, base)
	}
	for _, s := range m.series {
		told := c.tells(s, m.outcomes).and(m.compared)
		if told.isEmpty() {
			continue
		}
		pl := e.plane(s, sel)
		for _, side := range [2]stretch{window, base} {
			for slot := side.from; slot < side.to; slot++ {
				half, printed := stretch{slot, slot + 1}, false
				for period := range told.all() {
					if c.stretchAt(period).holds(half) {
						m.judge(s, pl, period, half, asked)
						printed = true
					}
				}
				if !printed {
					// It is printed on the other side, or in another half: its requests are zero
					// here only if the tables say so.
					m.judge(s, pl, len(c.periods)+slot-d.firstHalf, half, asked)
				}
			}
		}
	}
	if m.out.isEmpty() {
		m.out = nil
	}
}

// throughout says whether a country is a member in every half-year of both sides, and at
// the end of each year with a record of it of which half serves: else that record is not
// the group's, and how many requests of it are is unknown. Members are the half-years in
// which it is one.
func (e *Engine) throughout(m *match, sel *selection, country int, members bitset, window, base stretch) bool {
	d := e.data
	if !d.holdsAll(members, window) || !d.holdsAll(members, base) {
		return false
	}
	for year := range m.sides.half.all() {
		if members.has(m.cube.lastHalf(year)) {
			continue
		}
		for _, s := range m.series {
			if e.plane(s, sel).countriesIn(year).has(country) && m.breakOf(s, country) == nil {
				return false
			}
		}
	}
	return true
}

// judge leaves out the countries, of those asked, that a series does not list in a
// half-year, unless line at of the tables says that they had no request.
func (m *match) judge(series int, pl *plane, at int, half stretch, asked bitset) {
	absent := m.cube.absence(series)
	usual := m.isZero(absent.usual[at], half)
	if usual && len(absent.named) == 0 {
		return
	}
	lacks := slices.Clone(asked)
	lacks.drop(m.out)
	for i := range m.compared.all() { // those with a record of it, or of the year around it, it lists
		if m.cube.stretchAt(i).holds(half) {
			lacks.drop(pl.countriesIn(i))
		}
	}
	for _, named := range absent.named {
		country, lines := named.country, named.lines
		if !lacks.has(country) {
			continue
		}
		lacks.take(country)
		if !m.isZero(lines[at], half) && m.breakOf(series, country) == nil {
			m.out.put(country)
		}
	}
	if usual {
		return
	}
	for country := range lacks.all() {
		if len(m.broken) == 0 || m.breakOf(series, country) == nil {
			m.out.put(country)
		}
	}
}

// leaveOutBroken leaves out the countries of which breaks leave no table in some
// half-year of either side.
func (e *Engine) leaveOutBroken(m *match, asked bitset, window, base stretch) {
	own := *m
	left := *m.class
	own.class = &left
	for country := range asked.all() {
		left.tell(slices.DeleteFunc(slices.Clone(m.series), func(s int) bool { return m.breakOf(s, country) != nil }))
		if !own.prints(window, base) {
			m.out.put(country)
			m.cut.put(country)
		}
	}
}

// isZero says whether a country that has no record in a half-year, which is what a line
// of the tables is about, had no request under the filter: the table lists every country
// with one, or they stand under types that are under the filter too.
func (m *match) isZero(line int16, half stretch) bool {
	c, d := m.cube, m.cube.data
	switch d.absent(line) {
	case report.AbsentZero:
		return true
	case report.AbsentUnknown:
		return false
	}
	t := &d.tables[line]
	for _, other := range c.series {
		kind := &d.Series[other].Type
		if !m.anyType[other] || m.selected[other] || !kind.InTotals || t.scope.Type.Restricts() && t.scope.Type.Holds(kind.ID) {
			continue
		}
		for period := range c.tells(other, m.outcomes).all() {
			if c.stretchAt(period).holds(half) {
				return false
			}
		}
	}
	return true
}
