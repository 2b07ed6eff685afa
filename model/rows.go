package model

import (
	"cmp"
	"slices"
	"strings"
)

// evaluate answers a query: it adds up the records under the filter, reads the
// figures off the sums, and puts the rows in order.
func (e *Engine) evaluate(q Query) *Result {
	sel := e.selects(q)
	table := &e.scratch
	table.reset(e.size(q.By), q.By, e.data, len(sel.publishers))
	for k, p := range sel.publishers {
		e.gather(k, q.By, sel, &sel.periods[p], table)
	}
	table.addUp()
	e.markNotItemised(q.By, sel, table)
	e.compare(q, sel, table)
	if q.By == ByPeriod {
		e.compareRows(sel, table)
	}
	r := &Result{Query: q, Total: e.totalRow(sel, table)}
	if q.By == ByOutcome {
		r.Rows = outcomeRows(&table.list[table.total()], sel, r.Total)
	} else {
		r.Rows = e.groupRows(q, sel, table, r.Total.Figures[Requests])
	}
	r.Groups = len(r.Rows)
	for i := range r.Rows {
		if !apart(q.By, r.Rows[i].ID) {
			r.Itemised++
		}
	}
	r.Uneven = q.By == ByPeriod && uneven(r.Rows)
	order(r.Rows, q)
	rank(r.Rows, q)
	r.Rows = e.cutDown(r.Rows, q)
	r.Notes = e.meeting(q, sel)
	return r
}

// markNotItemised says which sums hold the "not itemised" rows of the filter, so
// that a count which only such a row reports makes no floor.
func (e *Engine) markNotItemised(by Dimension, sel *selection, table *groups) {
	zz := e.data.zz
	if zz < 0 || !sel.countries[zz] {
		return
	}
	for i := range table.list {
		switch {
		case i == table.total():
			table.list[i].zz = true
		case by == ByCountry:
			table.list[i].zz = i == zz
		case by == ByRegion:
			table.list[i].zz = i == e.data.regionCode[zz]
		default:
			table.list[i].zz = true
		}
	}
}

// totalRow is the row of everything under the filter.
func (e *Engine) totalRow(sel *selection, table *groups) Row {
	at := table.total()
	e.populate(table, at)
	g := &table.list[at]
	row := Row{Records: int(g.sum[vecRecords]), Figures: g.finish(sel.outcomes)}
	if requests := row.Figures[Requests]; requests.Reported && requests.Hi > 0 {
		row.Figures[Share] = Figure{Reported: true, Rate: 1, Covers: 1} // whatever the total is, it is all of it
	}
	return row
}

// groupRows turns each group that has a record into a row.
func (e *Engine) groupRows(q Query, sel *selection, table *groups, total Figure) []Row {
	n := 0
	for i := range table.list[:table.total()] {
		if table.list[i].sum[vecRecords] > 0 {
			n++
		}
	}
	rows := make([]Row, 0, n)
	for i := range table.list[:table.total()] {
		g := &table.list[i]
		if g.sum[vecRecords] == 0 {
			continue
		}
		e.populate(table, i)
		row := Row{Records: int(g.sum[vecRecords]), Figures: g.finish(sel.outcomes)}
		row.ID, row.Name = e.data.groupName(q.By, i, sel.publishers)
		row.Figures[Share] = share(row.Figures[Requests], total)
		rows = append(rows, row)
	}
	return rows
}

// groupName is a group's id and its name for people, where publishers are those
// under the filter.
func (d *Dataset) groupName(by Dimension, at int, publishers []int) (id, name string) {
	switch by {
	case ByCountry:
		return d.Countries[at].Code, d.Countries[at].Name
	case ByRegion:
		if at == len(d.regions) {
			return NoRegion, "No region"
		}
		return d.regions[at], d.regions[at]
	case ByService:
		for s, code := range d.serviceCode {
			if code == at {
				return d.serviceIDs[at], d.Series[s].Service.Label
			}
		}
	case ByType:
		return d.typeIDs[at], d.typeName(at, publishers)
	case ByPeriod:
		return d.Periods[at].String(), d.Periods[at].String()
	}
	return d.Publishers[at].ID, d.Publishers[at].Label
}

// typeName is a type's label or, where several publishers may each define it
// their own way, its id in words.
func (d *Dataset) typeName(code int, publishers []int) string {
	if len(publishers) == 1 {
		for s, known := range d.typeCode {
			if known == code && d.Series[s].Publisher == publishers[0] {
				return d.Series[s].Type.Label
			}
		}
	}
	return inWords(d.typeIDs[code])
}

// outcomeRows reads the rows of a view by outcome off the total: the outcomes
// that a record prints or that are more than zero.
func outcomeRows(g *group, sel *selection, total Row) []Row {
	var rows []Row
	for _, c := range Outcomes() {
		if sel.outcomes != nil && !contains(sel.outcomes, c) {
			continue
		}
		f := g.count(c)
		if !f.Reported || f.Hi == 0 && (c == Unspecified || !g.printed(c)) {
			continue
		}
		row := Row{ID: c.String(), Name: c.Label(), Records: total.Records}
		row.Figures[Requests] = f
		row.Figures[Share] = share(f, total.Figures[Requests])
		rows = append(rows, row)
	}
	return rows
}

// uneven says whether rows by period differ in length.
func uneven(rows []Row) bool {
	for _, r := range rows {
		if len(r.ID) != len(rows[0].ID) { // a year is shorter to write than its half
			return true
		}
	}
	return false
}

// apart says whether a row is not a thing of its kind but what is left: it
// stands last, has no rank, and takes no place in top.
func apart(by Dimension, id string) bool {
	return by == ByCountry && id == NotItemised || by == ByRegion && id == NoRegion
}

// order sorts rows. What is not reported, and what stands apart, comes last in
// either direction; ties go by name.
func order(rows []Row, q Query) {
	sort := q.Order()
	column := sort.Column
	place := map[string]int{} // by period and by outcome, rows arrive in their order
	if q.By == ByPeriod || q.By == ByOutcome {
		for i, r := range rows {
			place[r.ID] = i
		}
	}
	byName := func(a, b *Row) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	}
	byKey := func(a, b *Row) int {
		return cmp.Or(cmp.Compare(place[a.ID], place[b.ID]), byName(a, b))
	}
	ties := byName
	if q.By == ByPeriod {
		ties = byKey
	}
	slices.SortFunc(rows, func(a, b Row) int {
		if x, y := apart(q.By, a.ID), apart(q.By, b.ID); x != y {
			return boolOrder(x, y)
		}
		if sort.Key {
			if sort.Descending {
				return byKey(&b, &a)
			}
			return byKey(&a, &b)
		}
		f, g := a.Figures[column], b.Figures[column]
		if f.Reported != g.Reported {
			return boolOrder(!f.Reported, !g.Reported)
		}
		by := cmp.Compare(f.Value(column), g.Value(column))
		if sort.Descending {
			by = -by
		}
		return cmp.Or(by, ties(&a, &b))
	})
}

// boolOrder puts false before true.
func boolOrder(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// rank numbers rows by the measure, the greatest first; equal ones share a rank.
func rank(rows []Row, q Query) {
	column := q.Measure
	if q.By == ByOutcome && column != Share {
		column = Requests
	}
	values := make([]float64, 0, len(rows))
	for _, r := range rows {
		if f := r.Figures[column]; f.Reported && !apart(q.By, r.ID) {
			values = append(values, f.Value(column))
		}
	}
	slices.Sort(values)
	for i := range rows {
		if f := rows[i].Figures[column]; f.Reported && !apart(q.By, rows[i].ID) {
			// The values after the last equal one are the greater ones.
			after, _ := slices.BinarySearchFunc(values, f.Value(column), func(v, own float64) int {
				if v > own {
					return 1
				}
				return -1
			})
			rows[i].Rank = len(values) - after + 1
		}
	}
}

// cutDown hides rows: those that search does not find, then those below top.
func (e *Engine) cutDown(rows []Row, q Query) []Row {
	if q.Search != "" {
		wanted := Fold(q.Search)
		rows = slices.DeleteFunc(rows, func(r Row) bool { return !e.finds(wanted, q.By, r) })
	}
	if q.Top == 0 {
		return rows
	}
	ranked := len(rows)
	for ranked > 0 && apart(q.By, rows[ranked-1].ID) {
		ranked--
	}
	if ranked > q.Top {
		return rows[:q.Top]
	}
	return rows
}

// finds says whether a folded search text is part of a row's name, id or, for a
// country, another name of it.
func (e *Engine) finds(wanted string, by Dimension, r Row) bool {
	if strings.Contains(Fold(r.Name), wanted) || strings.Contains(Fold(r.ID), wanted) {
		return true
	}
	if by != ByCountry {
		return false
	}
	c, _ := e.data.Country(r.ID)
	return slices.ContainsFunc(c.Aliases, func(alias string) bool { return strings.Contains(Fold(alias), wanted) })
}
