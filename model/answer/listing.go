package answer

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// Listing is the records behind a query in the query's order: those under its
// filter that its search finds, at most its top. Memory is four bytes a record,
// or none where they stand in the dataset as they are listed.
type Listing struct {
	// Fields are all fields in the order in which a screen shows them: first what
	// the record is about, then what it prints. The numbers that no series of the
	// query prints come last of the numbers.
	Fields []report.Field
	// AccountOutcomes says that some of the records may be of a type whose outcomes
	// count accounts.
	AccountOutcomes bool

	query  query.Query // all that the listing depends on, and no more
	data   *index
	from   int      // where order is nil: the listing is the records from, …
	n      int      // … n of them
	order  []uint32 // indices of records
	extent [report.NumPrinted + 1]extent
	texts  [report.NumFields]string // the longest of each field of names
	sum    *Figure                  // see ListedRequests
	sought sought
}

// Len is the number of records listed.
func (l *Listing) Len() int { return l.n }

// At is the index in the dataset of the record on a line, 0 ≤ line < Len.
func (l *Listing) At(line int) int {
	if l.order == nil {
		return l.from + line
	}
	return int(l.order[line])
}

// All goes through the indices of the records in order.
func (l *Listing) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for line := range l.n {
			if !yield(l.At(line)) {
				return
			}
		}
	}
}

// Find is the line of a record, by its index in the dataset; -1 for none.
func (l *Listing) Find(record int) int {
	if l.order != nil {
		return slices.Index(l.order, uint32(record))
	}
	if line := record - l.from; line >= 0 && line < l.n {
		return line
	}
	return -1
}

// Listing lists the records behind a query. Callers share the listing and must
// not change it.
func (e *Engine) Listing(q query.Query) *Listing {
	asked := e.listedBy(q)
	const most = 2 // the one before is kept for the cursor, which stays on its record
	return e.listings.get(most, asked.String(), func() *Listing { return e.list(asked) })
}

// listedBy leaves in a query what its listing depends on.
func (e *Engine) listedBy(q query.Query) query.Query {
	if q.Publisher.Mode == query.Default {
		q.Publisher = query.DefaultPublisher(e.data.Dataset, q)
	}
	q.View = query.RecordsView
	q.Sort = q.Sort.Canonical(&q)
	q.Sort = q.Order()
	q.Grain, q.Against, q.Min = query.HalfYears, query.Against{}, 0
	q.By, q.Measure, q.Scale, q.Select, q.Pins, q.Outcome = query.ByCountry, report.Requests, query.Linear, "", nil, query.Filter{}
	return q
}

// list makes a listing.
func (e *Engine) list(q query.Query) *Listing {
	d := e.data
	sel := e.selects(q)
	l := &Listing{query: q, data: d, extent: d.printed(sel.series)}
	l.orderFields(len(sel.publishers) > 1)
	l.measureTexts(sel)
	if q.Search == "" && sel.takesAll(d, q) {
		l.n = d.Len()
	} else {
		l.gather(e, sel)
	}
	l.sort(q.Sort)
	if q.Top > 0 && q.Top < l.n {
		l.n = q.Top
		if l.order != nil {
			l.order = slices.Clone(l.order[:l.n])
		}
	}
	return l
}

// orderFields orders the fields for a screen, where records are those of several
// publishers or of one.
func (l *Listing) orderFields(several bool) {
	var fields, unprinted []report.Field
	if several {
		fields = append(fields, report.PublisherField)
	}
	fields = append(fields, report.PeriodField, report.CountryField, report.ServiceField, report.TypeField)
	for f := report.RequestsField; f <= report.PercentField; f++ {
		if l.extent[f-report.RequestsField].none() && f != report.RequestsField {
			unprinted = append(unprinted, f)
			continue
		}
		fields = append(fields, f)
	}
	fields = append(fields, unprinted...)
	if !several {
		fields = append(fields, report.PublisherField)
	}
	l.Fields = append(fields, report.SourceField, report.StatusField, report.NoteField)
}

// takesAll says whether no record is filtered out.
func (s *selection) takesAll(d *index, q query.Query) bool {
	for i, in := range s.series {
		if !in && d.Series[i].Records > 0 {
			return false
		}
	}
	return s.countries.len() == len(d.Countries) && !slices.Contains(d.inTime(q.Period), false)
}

// gather lists the records of a selection that the search finds, in the order of
// the dataset.
func (l *Listing) gather(e *Engine, sel *selection) {
	d, q := l.data, l.query
	c := &d.columns
	var found *finds
	l.order = []uint32{}
	if q.Search != "" {
		found = d.find(d.Seek(q.Search))
	} else {
		under := q
		under.View, under.Sort, under.Top = query.ExploreView, query.Sort{}, 0
		l.order = make([]uint32, 0, e.Result(under).Total.Records)
	}
	inTime := d.inTime(q.Period)
	for r, s := range c.Series { // twice as fast as by under
		if sel.series[s] && sel.countries.has(int(c.Country[r])) && inTime[c.Period[r]] && (found == nil || found.holds(c, r)) {
			l.order = append(l.order, uint32(r))
		}
	}
	l.n = len(l.order)
	if l.n > 0 && int(l.order[l.n-1]-l.order[0]) == l.n-1 { // they stand together
		l.from, l.order = int(l.order[0]), nil
	}
}

// finds is where a search text was found: by code, in the words that records
// refer to.
type finds struct {
	series, periods, countries, sources, notes []bool
	derived, printed                           bool
}

// find looks a text up in all words, so that no record need be read.
func (d *index) find(sought report.Sought) *finds {
	wanted := sought.Text()
	in := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(report.Fold(w), wanted) })
	}
	c := &d.columns
	f := &finds{
		series: make([]bool, len(d.Series)), periods: make([]bool, len(d.Periods)), countries: make([]bool, len(d.Countries)),
		sources: make([]bool, len(c.Sources)), notes: make([]bool, max(len(c.Notes), 1)),
		derived: in("derived"), printed: in("printed"),
	}
	for i := range d.Series {
		s := &d.Series[i]
		p := &d.Publishers[s.Publisher]
		f.series[i] = in(p.ID, p.Label, s.Service.ID, s.Service.Label, s.Type.ID, s.Type.Label)
	}
	for i, p := range d.Periods {
		f.periods[i] = in(p.String())
	}
	for i := range d.Countries {
		f.countries[i] = d.Names().Called(i).Holds(sought)
	}
	// A source whose whole id is looked for is meant alone: another's can begin so.
	named := slices.ContainsFunc(c.Sources, func(id string) bool { return report.Fold(id) == wanted })
	for i, id := range c.Sources {
		source, _ := d.Source(id)
		f.sources[i] = named && report.Fold(id) == wanted || !named && in(id, source.Title)
	}
	for i, note := range c.Notes {
		f.notes[i] = in(note)
	}
	return f
}

// holds says whether a record has a word that was found.
func (f *finds) holds(c *report.Columns, r int) bool {
	if f.series[c.Series[r]] || f.countries[c.Country[r]] || f.periods[c.Period[r]] || f.sources[c.Source[r]] ||
		c.Note != nil && f.notes[c.Note[r]] {
		return true
	}
	if c.Derived != nil && c.Derived[r] {
		return f.derived
	}
	return f.printed
}

// Records are sorted by whole numbers that stand for what they hold: the place of
// a text among all texts, or twice the middle of an amount. Equal ones stand by the
// name of their country, and then in the order of the dataset.

// listedByName is how many records at most equal ones are sorted by name among: so
// many are read line by line, and more would have to be copied to be seen at all.
const listedByName = 1 << 17

// sort puts the records in an order.
func (l *Listing) sort(by query.Sort) {
	if l.n <= listedByName && by.Field != report.CountryField {
		l.sortBy(query.Sort{Set: true, Field: report.CountryField})
	}
	l.sortBy(by)
}

// sortBy puts the records in an order in which equal ones stay as they are. Where
// they stand in it already, as reports do in the order of time, nothing is moved or
// copied.
func (l *Listing) sortBy(by query.Sort) {
	key, last := l.data.orderBy(by)
	inOrder, before := true, uint32(0)
	for line := 0; line < l.n && inOrder; line++ {
		k := key(l.At(line))
		inOrder, before = before <= k, k
	}
	if inOrder {
		return
	}
	keys := make([]uint32, l.n)
	for line := range keys {
		keys[line] = key(l.At(line))
	}
	if l.order == nil {
		l.order = make([]uint32, l.n)
		for line := range l.order {
			l.order[line] = uint32(l.from + line)
		}
	}
	l.order = sortedBy(keys, l.order, last)
}

// orderBy is what records are sorted by, and the greatest it can be: that of what
// is missing, or stands apart, and so comes last in either direction.
func (d *index) orderBy(by query.Sort) (key func(record int) uint32, last uint32) {
	c := &d.columns
	turn := func(key, last uint32) uint32 {
		if by.Descending && key < last {
			return last - 1 - key
		}
		return key
	}
	ranked := func(n int, word func(int) string) []uint32 {
		ranks, missing := rankWords(n, word)
		for i, rank := range ranks {
			ranks[i] = turn(rank, missing)
		}
		last = missing
		return ranks
	}
	bySeries := func(word func(*report.Series) string) func(int) uint32 {
		ranks := ranked(len(d.Series), func(i int) string { return word(&d.Series[i]) })
		return func(r int) uint32 { return ranks[c.Series[r]] }
	}
	switch by.Field {
	case report.PublisherField:
		key = bySeries(func(s *report.Series) string { return d.Publishers[s.Publisher].ID })
	case report.ServiceField:
		key = bySeries(func(s *report.Series) string { return s.Service.ID })
	case report.TypeField:
		key = bySeries(func(s *report.Series) string { return s.Type.ID })
	case report.CountryField:
		ranks := ranked(len(d.Countries), func(i int) string {
			if i == d.zz {
				return ""
			}
			return d.Countries[i].Name
		})
		key = func(r int) uint32 { return ranks[c.Country[r]] }
	case report.SourceField:
		ranks := ranked(len(c.Sources), func(i int) string { return c.Sources[i] })
		key = func(r int) uint32 { return ranks[c.Source[r]] }
	case report.StatusField:
		last = 2
		key = func(r int) uint32 {
			if c.Derived != nil && c.Derived[r] {
				return turn(0, last)
			}
			return turn(1, last)
		}
	case report.NoteField:
		if c.Note == nil {
			return func(int) uint32 { return 0 }, 0
		}
		ranks := ranked(len(c.Notes), func(i int) string { return c.Notes[i] })
		key = func(r int) uint32 { return ranks[c.Note[r]] }
	case report.RequestsField, report.AccountsField, report.ContentField, report.NonContentField, report.SomeDataField, report.NoDataField, report.RejectedField,
		report.NothingField, report.PendingField, report.PercentField:
		column := int(by.Field - report.RequestsField)
		last = d.greatest(column) + 1
		key = func(r int) uint32 {
			a := c.Amount(column, r)
			if !a.Reported() {
				return last
			}
			return turn(uint32(a.Lo()+a.Hi()), last)
		}
	default:
		last = uint32(len(d.Periods))
		key = func(r int) uint32 { return turn(uint32(c.Period[r]), last) }
	}
	return key, last
}

// rankWords gives each of n words its place in the folded order; equal ones share
// it, and an empty one has the last, which is missing.
func rankWords(n int, word func(int) string) (ranks []uint32, missing uint32) {
	ranks, folded, at := make([]uint32, n), make([]string, n), make([]int, n)
	for i := range folded {
		folded[i], at[i] = report.Fold(word(i)), i
	}
	slices.SortFunc(at, func(a, b int) int { return cmp.Compare(folded[a], folded[b]) })
	for i, w := range at {
		if i > 0 && folded[w] != folded[at[i-1]] && folded[at[i-1]] != "" {
			missing++
		}
		ranks[w] = missing
	}
	if n > 0 && folded[at[n-1]] != "" {
		missing++
	}
	for i, text := range folded {
		if text == "" {
			ranks[i] = missing
		}
	}
	return ranks, missing
}

// digit is how many bits of a key sortedBy looks at in one pass: its counters fit
// into the nearest cache.
const digit = 11

// sortedBy returns records in the order of their keys, none above last, and equal
// ones in the order they had: digit by digit, from the lowest. It uses all that it
// is given as its own.
func sortedBy(keys, records []uint32, last uint32) []uint32 {
	into, keysInto := make([]uint32, len(records)), make([]uint32, len(keys))
	for shift := 0; last>>shift > 0; shift += digit {
		var starts [1<<digit + 1]uint32
		for _, k := range keys {
			starts[k>>shift&(1<<digit-1)+1]++
		}
		for i := range 1 << digit {
			starts[i+1] += starts[i]
		}
		for i, k := range keys {
			slot := &starts[k>>shift&(1<<digit-1)]
			into[*slot], keysInto[*slot] = records[i], k
			*slot++
		}
		keys, keysInto = keysInto, keys
		records, into = into, records
	}
	return records
}

// ListedRequests is the sum of the requests that the records of a listing print,
// as figures combine everywhere: a floor where one does not print them. It is not
// reported under an outcome filter, which counts a part of each record. Where all
// types are asked for, those that are not counted in totals stay out of it.
func (e *Engine) ListedRequests(q query.Query) Figure {
	if q.Outcome.Mode != query.Default {
		return Figure{}
	}
	l := e.Listing(q)
	if l.sum == nil {
		sum := e.sumOf(l)
		l.sum = &sum
	}
	return *l.sum
}

// Listed is the sum of the records of a listing where search or top hide others of
// those under the filter, and nil where they hide none: counts, rates from counts,
// and the share of all requests under the filter. Like their total it holds the
// records of every type that is asked for.
func (e *Engine) Listed(q query.Query) *Row {
	l, total := e.Listing(q), e.Result(q).Total
	if l.Len() == total.Records {
		return nil
	}
	g := e.data.sumOf(l.All())
	row := &Row{Records: l.Len()}
	g.finish(e.selects(q).outcomes, row)
	row.Figures[report.Share] = share(row.Figures[report.Requests], total.Figures[report.Requests])
	return row
}

// sumOf is the sum of some records, by their indices.
func (d *index) sumOf(records iter.Seq[int]) (g group) {
	type kind struct{ series, period uint16 }
	c := &d.columns
	var row report.Cells
	read := func(r int) (of kind, outcomesCountAccounts bool) {
		c.Row(r, &row)
		of = kind{c.Series[r], c.Period[r]}
		return of, d.Series[of.series].Type.OutcomesCountAccounts(d.Periods[of.period])
	}
	rest := map[kind]report.ColumnSet{} // the columns that "not itemised" reports
	for r := range records {
		if int(c.Country[r]) == d.zz {
			of, accounts := read(r)
			rest[of] = row.Reported(accounts)
			g.zz = true
		}
	}
	in := &contributions{}
	for r := range records {
		of, accounts := read(r)
		in.clear(1)
		in.record(c.Country[r], of.period, &row, accounts, rest[of])
		for i, position := range in.at {
			g.sum[position] += in.values[i]
		}
		for set := in.places[0].leavesOut; set != 0; set &= set - 1 {
			position, n := leftOut(bits.TrailingZeros32(uint32(set)), 1, in.places[0].requests)
			g.sum[position] += n
		}
		g.from(d.Series[of.series].Publisher + 1)
	}
	return g
}

func (e *Engine) sumOf(l *Listing) Figure {
	q := l.query
	if q.Type.Mode == query.All {
		q.Type = query.Filter{}
	}
	if q.Search == "" && q.Top == 0 { // it is a total like any other
		q.View, q.Sort = query.ExploreView, query.Sort{}
		return e.Result(q).Total.Figures[report.Requests]
	}
	d := l.data
	c := &d.columns
	type kind struct{ series, period uint16 }
	var g group
	var sum amount
	var missing []kind
	covered := map[kind]bool{} // by what is not itemised
	for r := range l.All() {
		of := kind{c.Series[r], c.Period[r]}
		series := &d.Series[of.series]
		if !q.HoldsType(&series.Type) {
			continue
		}
		g.from(series.Publisher + 1)
		a := c.Amount(int(report.Requests), r)
		if !a.Reported() {
			missing = append(missing, of)
			continue
		}
		sum.add(amount{lo: int64(a.Lo()), hi: int64(a.Hi()), reporting: 1})
		if int(c.Country[r]) == d.zz {
			covered[of] = true
		}
	}
	for _, of := range missing {
		if !covered[of] {
			sum.miss++
		}
	}
	return sum.figure(true, g.unlike)
}
