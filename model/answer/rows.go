package answer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"daylight/model/query"
	"daylight/model/report"
)

// evaluate answers a query: it adds up the records under the filter, reads the
// figures off the sums, and puts the rows in order.
func (e *Engine) evaluate(q query.Query) *Result {
	at := e.orderedAt(q) // before the buffers are in use
	var fixed *Result    // whose rows keep their places
	if all, plays := together(q); plays {
		fixed = e.Result(all)
	}
	sel := e.selects(q)
	r := &Result{Query: q, Total: e.tabulate(q, sel)}
	r.Groups, r.whole = len(e.rows), e.scratch.list[e.scratch.total()]
	for i := range e.rows {
		if !apart(q.By, e.rows[i].ID) {
			r.Itemised++
		}
	}
	r.Uneven = q.By == query.ByPeriod && uneven(e.rows)
	var keys []sortKey
	if fixed != nil {
		r.Rows, keys = e.inPlace(fixed.Rows)
		r.Small = fixed.Small
	} else {
		keys, r.Small = e.cutDown(e.order(q, at), q)
		r.Rows = make([]Row, len(keys))
		for i, k := range keys {
			r.Rows[i] = e.rows[k.row]
		}
	}
	if len(keys) < r.Groups {
		r.Shown = e.shown(q, sel, keys, &r.Total)
		r.Shown.Partial = partialOf(r.Rows, r.Total.Partial)
	}
	r.Notes = e.meeting(q, sel)
	return r
}

// tabulate fills the engine's rows with all rows of a query, in the order in which
// groups are numbered, and returns the total.
func (e *Engine) tabulate(q query.Query, sel *selection) (total Row) {
	table := &e.scratch
	table.reset(e.data.rowsBy(q.By, q.Grain))
	for k := range sel.publishers {
		e.gather(k, sel, table)
	}
	table.addUp()
	e.markNotItemised(sel, table)
	e.compare(&q, sel, table)
	e.populate(sel, table)
	total = e.totalRow(q, sel, table)
	if q.By == query.ByOutcome {
		e.rows = outcomeRows(e.rows[:0], &table.list[table.total()], sel, &total)
	} else {
		e.rows = e.groupRows(e.rows[:0], q, sel, table, total.Figures[report.Requests])
	}
	e.markPartial(&q, sel, &total)
	rank(e.rows, q)
	return total
}

// Ranked is how many rows of a query have a rank: by its measure, under its filters,
// whether or not search, top and the minimum show them.
func (e *Engine) Ranked(q query.Query) int {
	q.Search, q.Top, q.Min = "", 0, query.EveryRow
	n := 0
	for _, row := range e.Result(q).Rows {
		if row.Rank > 0 {
			n++
		}
	}
	return n
}

// markNotItemised says which sums hold the "not itemised" rows of the filter, so
// that a count which only such a row reports makes no floor.
func (e *Engine) markNotItemised(sel *selection, table *groups) {
	zz, rows := e.data.zz, table.rows
	if zz < 0 || !sel.countries.has(zz) {
		return
	}
	for i := range table.list {
		switch {
		case i == table.total():
			table.list[i].zz = true
		case rows.ofCountry != nil:
			table.list[i].zz = i == rows.ofCountry[zz]
		case rows.by == query.ByGroup:
			table.list[i].zz = e.data.membership(i, zz) != nil
		default:
			table.list[i].zz = true
		}
	}
}

// totalRow is the row of everything under the filter.
func (e *Engine) totalRow(q query.Query, sel *selection, table *groups) Row {
	g := &table.list[table.total()]
	row := Row{Records: int(g.sum[vecRecords])}
	g.finish(sel.outcomes, &row)
	if requests := row.Figures[report.Requests]; requests.Reported && requests.Hi > 0 {
		row.Figures[report.Share] = wholeShare
	}
	if own := &e.compared[table.total()]; own.says() {
		row.Compare = &Compare{}
		own.read(&row, g.sum.amount(sel.outcomes), g.zz, e.data, row.Compare)
		row.Compare.Without = own.without(false)
	}
	return row
}

// wholeShare is the share of what is all there is: whatever that is, it is all of it.
var wholeShare = Figure{Reported: true, Rate: 1, Covers: 1}

// groupRows turns each group that has a record into a row.
func (e *Engine) groupRows(rows []Row, q query.Query, sel *selection, table *groups, total Figure) []Row {
	n := 0
	for i := range table.list[:table.total()] {
		if table.list[i].sum[vecRecords] > 0 {
			n++
		}
	}
	before := len(rows)
	rows = slices.Grow(rows, n)
	whole := &table.list[table.total()]
	var abouts []Compare // made where one row compares something
	for i := range table.list[:table.total()] {
		g := &table.list[i]
		if g.sum[vecRecords] == 0 {
			continue
		}
		rows = append(rows, Row{Records: int(g.sum[vecRecords])})
		row := &rows[len(rows)-1]
		g.finish(sel.outcomes, row)
		row.ID = table.rows.ids[i]
		row.Name = e.data.nameOf(q.By, row.ID, sel.publishers)
		row.Figures[report.Share] = shareIn(table.rows, g, whole, row.Figures[report.Requests], total, sel.outcomes)
		own := &e.compared[i]
		if !own.says() {
			continue
		}
		if abouts == nil {
			abouts = make([]Compare, n)
		}
		about := &abouts[len(rows)-1-before]
		own.read(row, g.sum.amount(sel.outcomes), g.zz, e.data, about)
		row.Compare, about.Without = about, own.without(q.By == query.ByCountry)
	}
	return rows
}

// shown is the sum of the rows that are shown: counts, rates from counts, the share
// of the total and, of countries and regions, rates by people. Of groups it is what is
// in one of them, once.
func (e *Engine) shown(q query.Query, sel *selection, keys []sortKey, total *Row) *Row {
	row := &Row{}
	table := &e.scratch
	whole := &table.list[table.total()]
	if q.By == query.ByOutcome {
		var outcomes []report.Column
		for _, k := range keys {
			c, _ := report.ColumnNamed(e.rows[k.row].ID)
			outcomes = append(outcomes, c)
		}
		if row.Records = total.Records; len(outcomes) > 0 {
			row.Figures[report.Requests] = whole.requests(outcomes)
		}
		row.Figures[report.Share] = share(row.Figures[report.Requests], total.Figures[report.Requests])
		return row
	}
	places := make([]int, 0, len(e.rows)) // of rows in the table
	for i := range table.list[:table.total()] {
		if table.list[i].sum[vecRecords] > 0 {
			places = append(places, i)
		}
	}
	var g group
	if q.By == query.ByGroup {
		g = e.together(sel, keys, places)
	} else {
		for _, k := range keys {
			own := &table.list[places[k.row]]
			for i, n := range own.sum {
				g.sum[i] += n
			}
			g.zz = g.zz || own.zz
			g.from(own.first)
			g.unlike = g.unlike || own.unlike
		}
	}
	if q.By == query.ByCountry || q.By == query.ByRegion {
		e.populateTogether(sel, table, keys, places, &g)
	}
	row.Records = int(g.sum[vecRecords])
	g.finish(sel.outcomes, row)
	row.Figures[report.Share] = shareIn(table.rows, &g, whole, row.Figures[report.Requests], total.Figures[report.Requests], sel.outcomes)
	return row
}

// together sums what is in one of the groups of countries of some rows.
func (e *Engine) together(sel *selection, keys []sortKey, places []int) group {
	in := *sel
	in.members, in.everywhere = make([]bitset, len(e.data.Countries)), false
	for country := range in.members {
		set := newBitset(e.data.halfCount)
		for _, k := range keys {
			set.add(e.data.membership(places[k.row], country))
		}
		in.members[country] = sel.halvesOf(country, set)
	}
	var table groups
	table.reset(e.data.rowsBy(query.ByOutcome, query.HalfYears))
	for k := range in.publishers {
		e.gather(k, &in, &table)
	}
	table.addUp()
	g := table.list[table.total()]
	zz := e.data.zz
	g.zz = zz >= 0 && sel.countries.has(zz) && !in.members[zz].isEmpty()
	return g
}

// shareIn is a group's requests as a part of the whole's. Of two floors it is one, too,
// where nothing is missing from the rest.
func shareIn(rows *grouping, g, whole *group, requests, total Figure, outcomes []report.Column) Figure {
	switch {
	case g.sum[vecRecords] == whole.sum[vecRecords] && requests.Reported && requests.Hi > 0:
		return wholeShare
	case !requests.Marks.Has(Floor) || !total.Marks.Has(Floor):
		return share(requests, total)
	}
	rest := group{zz: whole.zz}
	if rows.ofCountries() {
		rest.zz = whole.zz && !g.zz
	}
	for i := range rest.sum {
		rest.sum[i] = whole.sum[i] - g.sum[i]
	}
	a := rest.sum.amount(outcomes)
	return shareOf(requests, total, a.reporting <= 0 || a.floor(rest.zz))
}

// Name is what people call a value of a dimension, in the words that rows have:
// a type has its publisher's label where the query asks one, else its id in
// words. An id that the data does not know is its own name; one that cannot be
// printed stands as a query writes it.
func (e *Engine) Name(q query.Query, b query.Dimension, id string) string {
	return e.data.nameOf(b, id, e.publishers(q))
}

// nameOf is a value's name for people, where publishers are those under the
// filter.
func (d *index) nameOf(by query.Dimension, id string, publishers []int) string {
	switch by {
	case query.ByCountry:
		if c, known := d.Country(id); known {
			return c.Name
		}
	case query.ByRegion:
		if id == report.NoRegion {
			return "No region"
		}
		if _, known := slices.BinarySearch(d.Regions, id); known {
			return id
		}
	case query.ByGroup:
		if label := d.GroupLabel(id); label != "" {
			return label
		}
	case query.ByService:
		for i := range d.Services {
			if d.Services[i].ID == id {
				return d.Services[i].Label
			}
		}
	case query.ByType:
		return d.typeName(id, publishers)
	case query.ByOutcome:
		if c, known := report.ColumnNamed(id); known && c.IsOutcome() {
			return c.Label()
		}
	case query.ByPublisher:
		if p, known := d.Publisher(id); known {
			return p.Label
		}
	}
	return legible(id)
}

// legible is an id that the data does not know, as people can read it: what a
// query names can hold signs that a terminal obeys, or that end a line.
func legible(id string) string {
	if strings.ContainsFunc(id, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return query.Escaped(id)
	}
	return id
}

// typeName is a type's label or, where several publishers may each define it
// their own way, its id in words.
func (d *index) typeName(id string, publishers []int) string {
	known := false
	for i := range d.Types {
		t := &d.Types[i]
		if t.ID != id {
			continue
		}
		if len(publishers) == 1 && t.Publisher == d.Publishers[publishers[0]].ID {
			return t.Label
		}
		known = true
	}
	if !known {
		return legible(id)
	}
	return report.InWords(id)
}

// outcomeRows reads the rows of a view by outcome off the total: the outcomes
// that a record prints or that are more than zero.
func outcomeRows(rows []Row, g *group, sel *selection, total *Row) []Row {
	for _, c := range report.Outcomes() {
		if sel.outcomes != nil && !contains(sel.outcomes, c) {
			continue
		}
		f := g.count(c)
		if !f.Reported || f.Hi == 0 && (c == report.Unspecified || g.sum[vecZeros+int(c)] == 0) {
			continue
		}
		row := Row{ID: c.String(), Name: c.Label(), Records: total.Records}
		row.Figures[report.Requests] = f
		row.Figures[report.Share] = share(f, total.Figures[report.Requests])
		rows = append(rows, row)
	}
	return rows
}

// uneven says whether rows by period differ in length.
func uneven(rows []Row) bool {
	return slices.ContainsFunc(rows, func(r Row) bool { return len(r.ID) != len(rows[0].ID) }) // a year is shorter to write than its half
}

// apart says whether a row is not a thing of its kind but what is left: it
// stands last, has no rank, and takes no place in top.
func apart(by query.Dimension, id string) bool {
	left := ApartID(by)
	return left != "" && id == left
}

// ApartID is the row that is no thing of its kind but what is left; "" where there is none.
func ApartID(by query.Dimension) string {
	switch by {
	case query.ByCountry:
		return report.NotItemised
	case query.ByRegion:
		return report.NoRegion
	case query.ByGroup:
		return report.NoGroup
	}
	return ""
}

// sortKey is what a row is sorted by: rows are wide, keys are not.
type sortKey struct {
	row   int     // index, in the order in which groups are numbered
	class int     // 0 for a row with a value, 1 without, 2 for one that stands apart
	value float64 // by figures, negated where they fall
}

// orderedAt is what rows are sorted by where that is their measure in one period:
// by id, that of the rows that report it. It is nil for any other order.
func (e *Engine) orderedAt(q query.Query) map[string]float64 {
	sort := q.Order()
	if sort.At == (report.Period{}) {
		return nil
	}
	values := map[string]float64{}
	measure := q.Measured()
	for _, r := range e.Result(e.In(q, sort.At)).Rows {
		if f := r.Figures[measure]; f.Reported {
			values[r.ID] = f.Value(measure)
		}
	}
	return values
}

// order says in which order the engine's rows stand. What is not reported, and
// what stands apart, comes last in either direction; ties go by name, or by
// period by time, in which those rows are numbered.
func (e *Engine) order(q query.Query, at map[string]float64) []sortKey {
	sort := q.Order()
	if !q.Sort.Set && !sort.Key && at == nil && !slices.ContainsFunc(e.rows, func(r Row) bool { return r.Figures[sort.Column].Reported }) {
		sort.Column = report.Requests // of a measure that no row reports; names would put the least first
	}
	inTime := q.By == query.ByPeriod
	keys := e.keys[:0]
	for i := range e.rows {
		r := &e.rows[i]
		k := sortKey{row: i}
		switch f := &r.Figures[sort.Column]; {
		case apart(q.By, r.ID):
			k.class = 2
		case sort.Key && (inTime || q.By == query.ByOutcome):
			k.value = float64(i) // that is their order
		case sort.Key:
		case at != nil:
			value, reported := at[r.ID]
			if k.value = value; !reported {
				k.class = 1
			}
		case !f.Reported:
			k.class = 1
		default:
			k.value = f.Value(sort.Column)
		}
		if sort.Descending && k.class == 0 {
			k.value = -k.value
		}
		keys = append(keys, k)
	}
	turned := sort.Key && sort.Descending
	slices.SortFunc(keys, func(a, b sortKey) int {
		switch {
		case a.class != b.class:
			return a.class - b.class
		case a.value != b.value && a.class == 0:
			return cmp.Compare(a.value, b.value)
		case inTime:
			return a.row - b.row
		}
		byName := compareNames(&e.rows[a.row], &e.rows[b.row])
		if turned {
			return -byName
		}
		return byName
	})
	e.keys = keys
	return keys
}

// compareNames orders rows by what they are called: as a reader looks them up,
// case- and accent-blind, then letter by letter, then by their ids.
func compareNames(a, b *Row) int {
	return cmp.Or(report.CompareFolded(a.Name, b.Name), strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
}

// rank numbers rows by the measure, the greatest first; equal ones share a rank.
func rank(rows []Row, q query.Query) {
	column := q.Measured()
	values := make([]float64, 0, len(rows))
	for i := range rows {
		if f := &rows[i].Figures[column]; f.Reported && !apart(q.By, rows[i].ID) {
			values = append(values, f.Value(column))
		}
	}
	slices.Sort(values)
	for i := range rows {
		if f := &rows[i].Figures[column]; f.Reported && !apart(q.By, rows[i].ID) {
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

// cutDown hides rows: those that search does not find, those of fewer requests than
// the minimum, and those below top. Small is how many the minimum hides.
func (e *Engine) cutDown(keys []sortKey, q query.Query) (kept []sortKey, small int) {
	if q.Search != "" {
		wanted := e.seek(q)
		keys = slices.DeleteFunc(keys, func(k sortKey) bool { return !e.finds(wanted, q.By, &e.rows[k.row]) })
	}
	if fewest := int64(q.Minimum()); fewest > 0 {
		found := len(keys)
		keys = slices.DeleteFunc(keys, func(k sortKey) bool {
			r := &e.rows[k.row]
			f := r.Figures[report.Requests]
			return f.Reported && !f.Marks.Has(Floor) && f.Hi < fewest && !slices.Contains(q.Pins, r.ID)
		})
		small = found - len(keys)
	}
	if q.Top == 0 {
		return keys, small
	}
	ranked := len(keys)
	for ranked > 0 && apart(q.By, e.rows[keys[ranked-1].row].ID) {
		ranked--
	}
	if ranked > q.Top {
		return keys[:q.Top], small
	}
	return keys, small
}

// seek reads the search text of a query; the names of countries are asked for rows
// of countries only.
func (e *Engine) seek(q query.Query) report.Sought {
	if q.By == query.ByCountry {
		return e.data.Seek(q.Search)
	}
	return report.SeekText(q.Search)
}

// finds says whether a search text is part of a row's name, id or, for a country,
// another name of it.
func (e *Engine) finds(wanted report.Sought, by query.Dimension, r *Row) bool {
	if by == query.ByCountry {
		if c := e.data.Called(r.ID); c != nil {
			return c.Holds(wanted)
		}
	}
	return strings.Contains(report.Fold(r.Name), wanted.Text()) || strings.Contains(report.Fold(r.ID), wanted.Text())
}
