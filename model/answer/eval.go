package answer

import (
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// group is the sum of one row's records while a query is evaluated.
type group struct {
	sum    vector
	zz     bool       // the sum may hold "not itemised" records
	first  int        // the first publisher with a record in it, counted from 1 …
	unlike bool       // … and whether there are others, which measure other things
	halves [2]printed // half-years for which requests, or accounts, are printed
	people [2]float64 // people-years behind requests and accounts per million; 0 for no rate
}

// groups is the table that evaluation fills: the groups of a dimension and, last,
// their total.
type groups struct {
	list []group
	rows *grouping
	seen []int64 // [group]: records until now, while publishers are counted
}

// amount is a sum of requests, or of those of some outcomes, and who leaves them
// out.
type amount struct {
	lo, hi        int64
	reporting     int64 // records that report it, or a part of it
	miss, covered int64 // records that do not, and those whose "not itemised" sibling does
}

// amount reads requests off a sum, those of the chosen outcomes where outcomes are
// filtered.
func (v *vector) amount(outcomes []report.Column) (a amount) {
	if outcomes == nil {
		return v.amountOf(report.Requests)
	}
	for _, c := range outcomes {
		own := v.amountOf(c)
		a.lo, a.hi, a.reporting = a.lo+own.lo, a.hi+own.hi, a.reporting+own.reporting
		if c == report.Pending && contains(outcomes, report.Unspecified) || inUnion(c, outcomes) {
			continue // requests that a report does not call pending are unspecified in it
		}
		a.miss, a.covered = a.miss+own.miss, a.covered+own.covered
	}
	for i, u := range unions {
		if u.within(outcomes) {
			a.miss += v[vecMissUnion+i]
			a.covered += v[vecCovUnion+i]
		}
	}
	return a
}

// inUnion says whether a column is told by a union that a set of outcomes holds.
func inUnion(c report.Column, outcomes []report.Column) bool {
	return slices.ContainsFunc(unions[:], func(u union) bool {
		return (c == u.whole || c == u.parts[0] || c == u.parts[1]) && u.within(outcomes)
	})
}

// amountOf reads a count off a sum.
func (v *vector) amountOf(c report.Column) amount {
	a := amount{lo: v.lo(c)}
	a.hi = a.lo + v.spread(c)
	a.miss, a.covered = v.missing(c)
	a.reporting = v[vecRecords] - a.miss - a.covered
	return a
}

// add adds another sum.
func (a *amount) add(b amount) {
	a.lo, a.hi, a.reporting, a.miss, a.covered = a.lo+b.lo, a.hi+b.hi, a.reporting+b.reporting, a.miss+b.miss, a.covered+b.covered
}

// take takes a part out of a sum.
func (a *amount) take(b amount) {
	a.lo, a.hi, a.reporting, a.miss, a.covered = a.lo-b.lo, a.hi-b.hi, a.reporting-b.reporting, a.miss-b.miss, a.covered-b.covered
}

// uncover takes records whose "not itemised" sibling is not in the sum for such that
// leave it out.
func (a *amount) uncover() { a.miss, a.covered = a.miss+a.covered, 0 }

// none says whether there is no record in the sum.
func (a *amount) none() bool { return a.reporting == 0 && a.miss == 0 && a.covered == 0 }

// floor says whether records leave it out: it is at least so much. zz says that
// "not itemised" records are in the sum.
func (a *amount) floor(zz bool) bool { return a.miss > 0 || a.covered > 0 && !zz }

// twice is twice the middle.
func (a *amount) twice() int64 { return a.lo + a.hi }

// reset empties the table for the groups of a dimension and their total. By outcome
// there is one group, of which all rows are read.
func (g *groups) reset(rows *grouping) {
	g.rows = rows
	n := max(1, len(rows.ids))
	g.list = resized(g.list, n+1)
	g.seen = resized(g.seen, n+1)
}

// total is the index of the total.
func (g *groups) total() int { return len(g.list) - 1 }

// addUp fills the total; groups of countries overlap, and their total is gathered
// with them.
func (g *groups) addUp() {
	if g.rows.by == query.ByGroup {
		return
	}
	total := &g.list[g.total()]
	for i := range g.list[:g.total()] {
		if g.list[i].sum[vecRecords] == 0 {
			continue
		}
		for k, n := range g.list[i].sum {
			total.sum[k] += n
		}
	}
}

// count counts the k-th publisher for the groups that have more records than before it.
func (g *groups) count(k int) {
	any := false
	for i := range g.list {
		if n := g.list[i].sum[vecRecords]; n > g.seen[i] {
			g.list[i].from(k + 1)
			g.seen[i] = n
			any = true
		}
	}
	if any {
		g.list[g.total()].from(k + 1)
	}
}

// from notes that records of a publisher, counted from 1, are in the sum.
func (g *group) from(publisher int) {
	if g.first == 0 {
		g.first = publisher
	}
	g.unlike = g.unlike || publisher != g.first
}

// resized returns a slice of n zero elements, in place where it can.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// rollUpFrom is how many planes must be added before it pays to keep their sum.
const rollUpFrom = 8

// member is a plane whose records are under the filter, and their group where the
// dimension is a property of the series.
type member struct {
	plane *plane
	group int
}

// members lists the planes that hold a publisher's selected series.
func (e *Engine) members(publisher int, rows *grouping, sel *selection) []member {
	d := e.data
	c := d.cube(publisher)
	together := make([][]int, 1) // the selected series of each group
	if rows.ofSeries != nil {
		together = make([][]int, len(rows.ids))
	}
	for _, s := range c.series {
		if !sel.series[s] || d.Series[s].Records == 0 {
			continue
		}
		group := 0
		if rows.ofSeries != nil {
			group = rows.ofSeries[s]
		}
		together[group] = append(together[group], s)
	}
	list := e.listed[:0]
	for group, series := range together {
		if len(series) >= rollUpFrom && sel.only == everyCountry {
			if p, worth := c.rollUp(series); worth {
				list = append(list, member{p, group})
				continue
			}
		}
		for _, s := range series {
			list = append(list, member{e.plane(s, sel), group})
		}
	}
	e.listed = list
	return list
}

// gather adds up the records under the filter of its k-th publisher, group by group.
func (e *Engine) gather(k int, sel *selection, into *groups) {
	d, rows := e.data, into.rows
	c := d.cube(sel.publishers[k])
	all := sel.periods[sel.publishers[k]]
	together := sel.everywhere && !rows.ofCountries()
	for _, m := range e.members(sel.publishers[k], rows, sel) {
		pl := m.plane
		if !pl.present(pl.everyone(), all) {
			continue
		}
		if together {
			into.add(c, pl, pl.everyone(), m.group, all)
			continue
		}
		for row, country := range pl.countries {
			if !sel.countries.has(int(country)) || !pl.present(row, all) {
				continue
			}
			set := sel.narrowed(c, int(country), all)
			if set == nil {
				continue
			}
			at := m.group
			switch {
			case rows.ofCountry != nil:
				at = rows.ofCountry[country]
			case rows.by == query.ByGroup:
				at = into.total()
				for g := range rows.ids {
					if own := c.within(set, d.membership(g, int(country))); own != nil {
						into.add(c, pl, row, g, own)
					}
				}
			}
			into.add(c, pl, row, at, set)
		}
	}
	into.count(k)
}

// add adds a row of a plane, in some periods, to its group or, by period, to those
// of the periods.
func (g *groups) add(c *cube, pl *plane, row, group int, set bitset) {
	if g.rows.ofPeriod == nil {
		for from, to := range set.runs() {
			pl.add(row, from, to, &g.list[group].sum)
		}
		return
	}
	for period, cell := range pl.cellsOf(row) {
		if set.has(period) {
			pl.addCells(row, cell, cell+1, &g.list[g.rows.ofPeriod[c.axis[period]]].sum)
		}
	}
}

// figure is an amount as a count. zz says that "not itemised" records are in the
// sum; unlike, that publishers which measure different things are. A lower bound of
// nothing tells nothing, and is not reported.
func (a *amount) figure(zz, unlike bool) (f Figure) {
	a.read(zz, unlike, &f)
	return f
}

// read is figure, into a figure that is not reported yet. Figures are read where
// they stay: of a table of them, copying takes longer than reading.
func (a *amount) read(zz, unlike bool, f *Figure) {
	floor := a.floor(zz)
	switch {
	case a.reporting <= 0, floor && a.lo == 0:
		return
	case floor:
		f.Marks = Floor
	case unlike:
		f.Marks = Approx
	}
	f.Reported, f.Lo, f.Hi = true, a.lo, a.hi
}

// count reads a count column off a sum.
func (g *group) count(c report.Column) Figure {
	a := g.sum.amountOf(c)
	return a.figure(g.zz, g.unlike)
}

// requests is the requests of a group: all, or those of the chosen outcomes.
func (g *group) requests(outcomes []report.Column) Figure {
	a := g.sum.amount(outcomes)
	return a.figure(g.zz, g.unlike)
}

// readRate reads the i-th rate off a sum into a figure that is not reported yet.
func (g *group) readRate(i int, f *Figure) {
	b := g.basis(i)
	if b.Denominator <= 0 || b.Denominator < rateCovers*b.Requests {
		return
	}
	f.Reported, f.Rate = true, b.Numerator/b.Denominator
	if b.Approx || g.unlike {
		f.Marks |= Approx
	}
	if g.sum[vecPercent+i] > 0 {
		f.Marks |= WholePercent
	}
	f.cover(b.Denominator, b.Requests)
}

// Basis is what a rate is worked out from.
type Basis struct {
	Numerator   float64 // what is counted
	Denominator float64 // the requests of the records that print it
	Requests    float64 // all requests
	Approx      bool    // it holds ranges or printed percentages
}

// basis reads what the i-th rate is worked out from.
func (g *group) basis(i int) Basis {
	return Basis{float64(g.sum.num(i)) / 200, float64(g.sum.den(i)) / 2, float64(g.sum.twice(report.Requests)) / 2, g.sum[vecApprox+i] > 0}
}

// cover says how much of the whole a figure covers, and marks it where that is too
// little to stand for all.
func (f *Figure) cover(part, whole float64) {
	f.Covers = 1
	if part < whole {
		f.Covers = part / whole
	}
	if f.Covers < wellCovered {
		f.Marks |= Part
	}
}

// finish reads all figures off the sum of a group but those that need other groups
// or times: share, change and difference.
func (g *group) finish(outcomes []report.Column, row *Row) {
	for c := report.Requests; c <= report.Unspecified; c++ {
		if outcomes != nil && (c == report.Requests || c == report.Accounts || !contains(outcomes, c)) {
			continue
		}
		a := g.sum.amountOf(c)
		a.read(g.zz, g.unlike, &row.Figures[c])
	}
	if outcomes != nil {
		row.Figures[report.Requests] = g.requests(outcomes)
	} else {
		for i, rate := range rateColumns {
			g.readRate(i, &row.Figures[rate])
		}
	}
	for i, c := range perPeople {
		row.Figures[c] = perMillion(row.Figures[c.Of()[0]], g.people[i])
	}
}

// perPeople are the rates by people, in the order of group.people.
var perPeople = [...]report.Column{report.PerMillion, report.AccountsPerMillion}

// perMillion divides a count by people-years, in millions; without people there is no
// rate. It is a floor where the count is.
func perMillion(count Figure, people float64) Figure {
	if !count.Reported || people <= 0 {
		return Figure{}
	}
	n := float64(count.Lo+count.Hi) / 2
	switch {
	case count.Marks.Has(Floor):
		n = float64(count.Lo)
	case count.IsRange():
		count.Marks |= Approx
	}
	return Figure{Reported: true, Marks: count.Marks, Rate: 1e6 * n / people, Covers: 1}
}

func contains(columns []report.Column, c report.Column) bool { return slices.Contains(columns, c) }

// share is a count as a part of another. Of two lower bounds it says nothing, unless
// all that is missing from the whole is missing from the part.
func share(count, whole Figure) Figure { return shareOf(count, whole, true) }

func shareOf(count, whole Figure, restMisses bool) Figure {
	if !count.Reported || !whole.Reported || whole.Hi == 0 {
		return Figure{}
	}
	f := Figure{Reported: true, Covers: 1}
	most, least := whole.Marks.Has(Floor), count.Marks.Has(Floor)
	switch {
	case least && most && restMisses:
		return Figure{}
	case least:
		f.Marks = Floor
		f.Rate = float64(count.Lo) / float64(whole.Hi)
	case most && count.Hi == 0: // none of at least so many is none
	case most:
		f.Marks = Ceiling
		f.Rate = float64(count.Hi) / float64(whole.Lo)
	default:
		f.Rate = float64(count.Lo+count.Hi) / float64(whole.Lo+whole.Hi)
		if count.IsRange() || whole.IsRange() {
			f.Marks = Approx
		}
		f.Marks |= (count.Marks | whole.Marks) & Approx
	}
	if f.Marks.Has(Ceiling) && f.Rate >= 1 || f.Marks.Has(Floor) && f.Rate <= 0 {
		return Figure{} // it is no news
	}
	return f
}
