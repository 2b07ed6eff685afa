package answer

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"daylight/model/query"
	"daylight/model/report"
)

// How a change compares like with like.
//
// The window is the half-years that a row is about, the base those that it is set
// against. A publisher takes part when it prints every half-year of both:
//
//	          base            window
//	     2012        │  2013-H1
//	     ├─────┼─────┤├─────┤
//	A    ▪▪▪▪▪▪▪▪▪▪▪▪ ▪▪▪▪▪▪     a year serves for its half if it ends before the window
//	B          ▪▪▪▪▪▪ ▪▪▪▪▪▪     takes part
//	C                 ▪▪▪▪▪▪     has nothing before: no part in either side
//
// Of what takes part, a break in between leaves out what lies in its scope: a
// service, a type, some countries. Then tables are looked at one by one: a country
// without a record in one of them counts as zero where the table lists every country
// with a request, and is left out of that publisher's part where nobody knows. What
// is left is compared, and how much of all requests it is, on the side where it is
// less, is how much the change covers.

// stretch is a run of half-years, counted from the year 0; to is exclusive.
type stretch struct{ from, to int }

func stretchOf(p report.Period) stretch { return stretch{p.Slot(), p.Slot() + p.Slots()} }

// String says which half-years they are: "2013-H1", "2012", "2013-H2 to 2014-H1".
func (s stretch) String() string {
	from, last := report.Period{Year: s.from / 2, Half: 1 + s.from%2}, report.Period{Year: (s.to - 1) / 2, Half: 1 + (s.to-1)%2}
	switch {
	case s.len() == 1:
		return from.String()
	case s.len() == 2 && s.from%2 == 0:
		return report.Period{Year: from.Year}.String()
	}
	return from.String() + " to " + last.String()
}

func (s stretch) len() int             { return s.to - s.from }
func (s stretch) holds(t stretch) bool { return s.from <= t.from && t.to <= s.to }
func (s stretch) meets(t stretch) bool { return s.from < t.to && t.from < s.to }

// baseOf is what a window is set against; false where both meet.
func baseOf(a query.Against, window stretch) (base stretch, ok bool) {
	switch {
	case a.Period != report.Period{}:
		base = stretchOf(a.Period)
	case a.Year:
		base = stretch{window.from - 2, window.to - 2}
	default:
		base = stretch{window.from - window.len(), window.from}
	}
	return base, !base.meets(window)
}

// isBase says whether a window is itself what others are set against.
func isBase(a query.Against, window stretch) bool {
	return a.Period != report.Period{} && window == stretchOf(a.Period)
}

// window is the half-years under the period filter of a query; false where those
// have a hole, or there are none. An open end closes where the publishers under the
// filter cease, or begin, to print.
func (e *Engine) window(q *query.Query, sel *selection, series []bool) (w stretch, ok bool) {
	if q.Period.Except {
		return w, false
	}
	ranges := q.Period.Ranges
	if len(ranges) == 0 {
		ranges = []report.PeriodRange{{}}
	}
	var printed stretch
	if slices.ContainsFunc(ranges, func(r report.PeriodRange) bool { return r.From == report.Period{} || r.To == report.Period{} }) {
		if printed = e.printed(sel, series); printed.len() == 0 {
			return w, false
		}
	}
	spans := make([]stretch, 0, len(ranges))
	for _, r := range ranges {
		s := printed
		if r.From != (report.Period{}) {
			s.from = stretchOf(r.From).from
		}
		if r.To != (report.Period{}) {
			s.to = stretchOf(r.To).to
		}
		if s.from < s.to {
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	for i, s := range spans {
		switch {
		case i == 0:
			w = s
		case s.from > w.to:
			return w, false
		}
		w.to = max(w.to, s.to)
	}
	return w, w.len() > 0
}

// printed is the stretch from the first half-year to the last that a publisher under
// the filter printed, whichever periods that chooses.
func (e *Engine) printed(sel *selection, chosen []bool) (s stretch) {
	for _, p := range sel.publishers {
		c := e.data.cube(p)
		for _, series := range c.series {
			if !chosen[series] {
				continue
			}
			for period := range c.tells(series, sel.outcomes).all() {
				own := stretchOf(c.periods[period])
				if s.len() == 0 {
					s = own
				}
				s = stretch{min(s.from, own.from), max(s.to, own.to)}
			}
		}
	}
	return s
}

// compared is what stands on the two sides of a row.
type compared struct {
	now, before amount   // of what takes part; before in halves of requests
	all         int64    // all requests before, in quarters
	halved      int64    // records of years of which half is in before
	parts       []*match // the publishers that take part
	others      []*match // and those that do not
	of          int      // of so many under the filter
	window      stretch  // what the row is about …
	against     stretch  // … and what it is set against
	base        bool     // the row is what others are compared with
	left        omitted
}

// omitted is what a row leaves out of what stands on its sides, and whether the
// publisher that is being added brings it anything.
type omitted struct {
	breaks            []string // in words
	absent            bitset   // countries that some table is not known to list
	strays            bool     // countries that were members for a time only
	brings, withholds bool     // of one publisher
}

// note says why a country of a publisher's series is left out.
func (l *omitted) note(m *match, series, country int, stray bool) {
	l.withholds = true
	b := m.breakOf(series, country)
	for i := range m.broken { // a break that leaves nothing of it in some half-year
		if b == nil && m.cut.has(country) && m.broken[i].countries != nil && m.broken[i].countries[country] {
			b = &m.broken[i]
		}
	}
	switch {
	case b != nil:
		if !slices.Contains(l.breaks, b.words) {
			l.breaks = append(l.breaks, b.words)
		}
	case stray || m.strays.has(country):
		l.strays = true
	default:
		if l.absent == nil {
			l.absent = make(bitset, len(m.out))
		}
		l.absent.put(country)
	}
}

// brought is what a row of a plane brings to both sides: what takes part, and all
// that was before.
type brought struct {
	now, before amount
	all, halved int64
}

// bring reads what a row of a plane brings. Where it takes no part only all that was
// before matters. Rest says that the "not itemised" records of the series take part,
// and so what others leave to them.
func (m *match) bring(pl *plane, row int, s *sides, takes, rest bool) (b brought) {
	before, half := pl.amount(row, s.before, m.outcomes), pl.amount(row, s.half, m.outcomes)
	b.all = 2*before.twice() + half.twice()
	if takes {
		before.lo, before.hi = 2*before.lo, 2*before.hi
		before.add(half)
		b.now, b.before, b.halved = pl.amount(row, s.now, m.outcomes), before, half.reporting
	}
	if !rest {
		b.now.uncover()
		b.before.uncover()
	}
	return b
}

// add adds what a row of a plane brings.
func (c *compared) add(b *brought) {
	c.now.add(b.now)
	c.before.add(b.before)
	c.all += b.all
	c.halved += b.halved
}

// take takes out again what a country brings that has no part.
func (c *compared) take(b *brought) {
	c.now.take(b.now)
	c.before.take(b.before)
	c.halved -= b.halved
}

// give adds what a country of a publisher's series brings, or notes why it does not:
// in says that it takes part, stray that it is no member of the row throughout.
func (c *compared) give(m *match, series, country int, b *brought, in, stray bool) {
	c.add(b)
	switch {
	case !m.takes:
	case in:
		c.left.brings = true
	default:
		c.left.note(m, series, country, stray)
	}
}

// sum adds one publisher's part to the comparison at, and, where groups are countries
// or made of them, to those in list.
func (e *Engine) sum(rows *grouping, sel *selection, m *match, window, base stretch, at *compared, list []compared) {
	d, c := e.data, m.cube
	for _, s := range c.series {
		if !m.selected[s] || d.Series[s].Records == 0 {
			continue
		}
		pl := e.plane(s, sel)
		narrow := m.narrows(s)
		takes := m.takes && slices.Contains(m.series, s)
		rest := d.zz >= 0 && sel.countries.has(d.zz) && !m.out.has(d.zz) && m.breakOf(s, d.zz) == nil
		if sel.everywhere && list == nil && (takes || !m.takes) {
			e.sumTogether(m, s, pl, takes, narrow, rest, at)
			continue
		}
		for row, country := range pl.countries {
			if !sel.countries.has(int(country)) {
				continue
			}
			own := &m.sides
			if sel.members != nil && sel.members[country] != nil {
				own = own.within(c, sel.members[country])
			}
			if !own.hold(pl, row) {
				continue
			}
			in := takes && !m.out.has(int(country)) && !(narrow && m.breakOf(s, int(country)) != nil)
			b := m.bring(pl, row, own, in, rest)
			at.give(m, s, int(country), &b, in, false)
			switch {
			case list == nil:
			case rows.ofCountry != nil:
				list[rows.ofCountry[country]].give(m, s, int(country), &b, in, false)
			default:
				for g := range rows.ids {
					members := d.membership(g, int(country))
					if then := own.within(c, members); then.hold(pl, row) {
						throughout := e.throughout(m, sel, int(country), members, window, base)
						b := m.bring(pl, row, then, in && throughout, rest)
						list[g].give(m, s, int(country), &b, in && throughout, !throughout)
					}
				}
			}
		}
	}
	at.settle(m)
	for g := range list {
		list[g].settle(m)
	}
}

// sumTogether adds all countries of a series at once, and takes out again those that
// have no part.
func (e *Engine) sumTogether(m *match, series int, pl *plane, takes, narrow, rest bool, at *compared) {
	b := m.bring(pl, pl.everyone(), &m.sides, takes, rest)
	at.add(&b)
	if !takes || m.out == nil && !narrow {
		at.left.brings = at.left.brings || takes && pl.present(pl.everyone(), m.compared)
		return
	}
	for row, country := range pl.countries {
		switch out := m.out.has(int(country)) || narrow && m.breakOf(series, int(country)) != nil; {
		case !pl.present(row, m.compared):
		case out:
			b := m.bring(pl, row, &m.sides, true, rest)
			at.take(&b)
			at.left.note(m, series, int(country), false)
		default:
			at.left.brings = true
		}
	}
}

// settle counts a publisher: one of which all that there is of a row is left out takes
// no part in it.
func (c *compared) settle(m *match) {
	if l := &c.left; m.takes && (l.brings || !l.withholds) {
		c.parts = append(c.parts, m)
	} else {
		c.others = append(c.others, m)
	}
	c.left.brings, c.left.withholds = false, false
}

// hold says whether a row of a plane has a record on either side.
func (s *sides) hold(pl *plane, row int) bool {
	has := pl.periodsOf(row)
	return s.now.meets(has) || s.before.meets(has) || s.half.meets(has)
}

// within is the periods of both sides in which a membership holds.
func (s *sides) within(c *cube, halves bitset) *sides {
	return &sides{c.within(s.now, halves), c.within(s.before, halves), c.within(s.half, halves)}
}

// compare sets the groups of a table, and its total, against what their base holds.
func (e *Engine) compare(q *query.Query, sel *selection, table *groups) {
	e.compared = resized(e.compared, len(table.list))
	total, classes := &e.compared[table.total()], e.classes(sel, sel.series, sel.anyType)
	window, base, ok := e.sidesFor(q, sel, sel.series)
	if total.base = isBase(q.Against, window) && table.list[table.total()].sum[vecRecords] > 0; total.base {
		for g := range e.compared[:table.total()] {
			e.compared[g].base = true
		}
	}
	if ok {
		list := e.matches(classes, sel, window, base, report.Period{}, total)
		var rows []compared
		if table.rows.ofCountries() {
			rows = e.compared[:table.total()]
			for g := range rows { // each as if it were the filter: of the same publishers
				row := &rows[g]
				row.window, row.against, row.of, row.base = total.window, total.against, total.of, total.base
			}
		}
		for _, m := range list {
			e.sum(table.rows, sel, m, window, base, total, rows)
		}
	}
	if table.rows.ofSeries != nil {
		e.compareSeries(q, sel, table)
	}
	if table.rows.ofPeriod == nil {
		return
	}
	for r := range table.list[:table.total()] {
		if table.list[r].sum[vecRecords] == 0 {
			continue
		}
		row, own := &e.compared[r], table.rows.period(r)
		window := stretchOf(own)
		if row.base = isBase(q.Against, window); row.base {
			continue
		}
		base, apart := baseOf(q.Against, window)
		if !apart || q.Grain == query.Years && (e.partial(sel, sel.series, own) != "" || e.partialBase(sel, base)) {
			continue
		}
		if q.Grain == query.Years {
			own = report.Period{} // any period in it
		}
		for _, m := range e.matches(classes, sel, window, base, own, row) {
			e.sum(table.rows, sel, m, window, base, row, nil)
		}
	}
}

// sidesFor is the window of a query, and its base, as some series have them; false
// where nothing is compared.
func (e *Engine) sidesFor(q *query.Query, sel *selection, series []bool) (window, base stretch, ok bool) {
	if window, ok = e.window(q, sel, series); !ok {
		return stretch{}, stretch{}, false
	}
	base, ok = baseOf(q.Against, window)
	return window, base, ok
}

// matches are the parts of some publishers, where one of them takes part.
func (e *Engine) matches(classes []class, sel *selection, window, base stretch, own report.Period, row *compared) []*match {
	row.window, row.against, row.of = window, base, len(classes)
	list := make([]*match, len(classes))
	any := false
	for i := range classes {
		list[i] = e.matchOf(&classes[i], sel, window, base, own)
		any = any || list[i].takes
	}
	if !any {
		return nil
	}
	for _, m := range list {
		if m.compared == nil { // all that was before counts, whoever takes part
			m.findSides(window, base, sel.periods[m.publisher], own)
		}
	}
	return list
}

// compareSeries compares the groups that their series decide, each as if it were the
// filter.
func (e *Engine) compareSeries(q *query.Query, sel *selection, table *groups) {
	d := e.data
	for g := range table.list[:table.total()] {
		if table.list[g].sum[vecRecords] == 0 {
			continue
		}
		selected, anyType := make([]bool, len(d.Series)), sel.anyType
		if q.By == query.ByService {
			anyType = make([]bool, len(d.Series))
		}
		for s := range d.Series {
			own := table.rows.ofSeries[s] == g
			selected[s] = sel.series[s] && own
			if q.By == query.ByService {
				anyType[s] = sel.anyType[s] && own
			}
		}
		row := &e.compared[g]
		window, base, ok := e.sidesFor(q, sel, selected)
		if row.base = isBase(q.Against, window); !ok {
			continue
		}
		for _, m := range e.matches(e.classes(sel, selected, anyType), sel, window, base, report.Period{}, row) {
			e.sum(table.rows, sel, m, window, base, row, nil)
		}
	}
}

// partialBase says whether the base of a row by years is a year that is not all
// there, or that the filter cuts.
func (e *Engine) partialBase(sel *selection, base stretch) bool {
	if base.len() != 2 || base.from%2 != 0 {
		return false
	}
	year := report.Period{Year: base.from / 2}
	open := *sel // the base lies where the filter need not reach
	open.periods = nil
	return e.partial(sel, sel.series, year) != "" || e.partial(&open, sel.series, year) != ""
}

// selectsOf says whether a selection of series holds one of a publisher.
func (e *Engine) selectsOf(publisher int, series []bool) bool {
	return slices.ContainsFunc(e.data.cubes[publisher].series, func(s int) bool { return series[s] && e.data.Series[s].Records > 0 })
}

// says whether there is anything to say of a row's comparison: it is the base, or some
// publisher prints both sides.
func (c *compared) says() bool { return c.base || len(c.parts)+len(c.others) > 0 }

// read fills the change and the difference of a row, and says what they compare,
// where all is the row's own requests.
func (c *compared) read(row *Row, all amount, zz bool, d *index, about *Compare) {
	if c.base {
		about.Base = true
		return
	}
	about.Of, about.Covers = c.of, min(partOf(c.now.twice(), all.twice()), partOf(c.before.twice(), c.all))
	about.Publishers = make([]string, 0, len(c.parts))
	for _, m := range c.parts {
		about.Publishers = append(about.Publishers, d.Publishers[m.publisher].ID)
	}
	scale := float64(c.window.len()) / float64(c.against.len()) / 2
	about.Window, about.Against = c.window.String(), c.against.String()
	about.Scaled = c.window.len() != c.against.len()
	about.Now = c.now.figure(zz, len(c.parts) > 1)
	scaled := c.before
	scaled.lo, scaled.hi = int64(math.Round(float64(scaled.lo)*scale)), int64(math.Round(float64(scaled.hi)*scale))
	about.Before = scaled.figure(zz, len(c.parts) > 1)
	least, most := c.now.floor(zz), c.before.floor(zz)
	if len(c.parts) == 0 || c.now.none() && c.before.none() || about.Covers < changeCovers || least && most || least && c.now.lo == 0 || most && c.before.lo == 0 {
		return
	}
	f := Figure{Reported: true}
	now, before := float64(c.now.twice())/2, float64(c.before.twice())/4
	switch {
	case least:
		now, before, f.Marks = float64(c.now.lo), float64(c.before.hi)/2, Floor
	case most:
		now, before, f.Marks = float64(c.now.hi), float64(c.before.lo)/2, Ceiling
	case len(c.parts) > 1 || c.now.lo != c.now.hi || c.before.lo != c.before.hi:
		f.Marks = Approx
	}
	if c.halved > 0 {
		f.Marks |= Halved
	}
	f.cover(about.Covers, 1)
	before *= float64(c.window.len()) / float64(c.against.len())
	f.Rate = now - before
	row.Figures[report.Difference] = f
	if before > 0 {
		f.Rate = now/before - 1
		if most && now == 0 {
			f.Marks &^= Ceiling // none any more, however many there were
		}
		row.Figures[report.Change] = f
	}
}

// without says in words what is left out of a comparison: publishers that print
// something of it, then what of those that take part.
func (c *compared) without(ofOne bool) (words []string) {
	for _, m := range c.others {
		if m.itself != "" {
			words = append(words, m.itself)
		}
	}
	words = append(words, c.left.breaks...)
	if c.left.strays {
		words = append(words, "countries that were members for part of the time")
	}
	switch n := c.left.absent.len(); {
	case n == 0:
	case ofOne:
		words = append(words, "what an incomplete table may leave out")
	case n == 1:
		words = append(words, "one country that an incomplete table may leave out")
	default:
		words = append(words, strconv.Itoa(n)+" countries that incomplete tables may leave out")
	}
	return words
}

// partOf is a part of a whole; nothing of nothing is all of it.
func partOf(part, whole int64) float64 {
	if whole <= 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// amount reads the requests of a row of a plane in some periods, or those of the
// outcomes chosen.
func (p *plane) amount(row int, periods bitset, outcomes []report.Column) amount {
	if !periods.meets(p.periodsOf(row)) {
		return amount{} // as of most rows in most periods
	}
	var v vector
	for from, to := range periods.runs() {
		p.add(row, from, to, &v)
	}
	return v.amount(outcomes)
}
