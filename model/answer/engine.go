package answer

import (
	"iter"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// Engine answers queries on a dataset. It remembers its latest answers and
// reuses its buffers and the sums that it has built, so it belongs to one session;
// the dataset may be shared by many.
type Engine struct {
	data      *index
	memo      kept[*Result]
	timelines kept[*timeline]
	profiles  kept[*Profile]
	listings  kept[*Listing]
	reference kept[[]Entry]
	headlines kept[Headline]
	findings  kept[Finding]
	reaches   kept[*reached]
	tones     kept[*classed]
	quotes    kept[quoted]
	coverages kept[*Coverage]
	holdings  []Holdings // nil until they are asked for: no question changes them
	instant   kept[int]  // where the cursor over time stands before it was moved

	lattice *lattice // of the latest countries on a map
	country one      // the latest that was asked for alone

	// Buffers, used again by each evaluation.
	scratch  groups
	listed   []member
	compared []compared // by group
	rows     []Row
	keys     []sortKey
}

// memoSize is how many answers an engine remembers, and memoRows how many rows
// they may have together: 0.4 MB. That is enough to go back a few steps and to
// another view; an answer that is worked out anew takes a tenth of a millisecond.
const (
	memoSize = 64
	memoRows = 512
)

// NewEngine returns an engine on a dataset.
func NewEngine(d *report.Dataset) *Engine {
	return &Engine{data: newIndex(d)}
}

// Dataset returns what the engine asks.
func (e *Engine) Dataset() *report.Dataset { return e.data.Dataset }

// Result answers a query. Callers share the answer and must not change it.
func (e *Engine) Result(q query.Query) *Result {
	// What only says how rows are looked at does not change their figures.
	asked := e.named(q)
	asked.Select, asked.Scale, asked.View = "", query.Linear, query.ExploreView
	if asked.Minimum() == 0 { // else pins keep rows in sight
		asked.Pins = nil
	}
	if asked.Sort.Field != report.NoField {
		asked.Sort = query.Sort{} // of records
	}
	key := asked.Key()
	r := e.memo.get(memoSize, key, func() *Result {
		r := e.evaluate(asked)
		r.Query = q
		return r
	})
	e.memo.shrink(memoRows, func(r *Result) int { return len(r.Rows) })
	if r.Query.Equal(q) {
		return r
	}
	same := *r
	same.Query = q
	return &same
}

// named names the publishers of a question whose view asks all of them where it names none, so that
// it means the same in another view.
func (e *Engine) named(q query.Query) query.Query {
	if q.View.OfPublishers() && q.Publisher.Mode == query.Default {
		q.Publisher = query.DefaultPublisher(e.data.Dataset, q)
	}
	return q
}

// Facet answers which values of a dimension a query could be filtered by, and
// how many requests each has under the query's other filters.
func (e *Engine) Facet(q query.Query, b query.Dimension) *Result {
	if q.Publisher.Mode == query.Default {
		q.Publisher = query.DefaultPublisher(e.data.Dataset, q) // before By is another
	}
	q.By, q.Measure, q.Sort, q.Top, q.Search, q.Min = b, report.Requests, query.Sort{}, 0, "", 0
	q.Playing = query.Playing{}
	if b == query.ByPeriod {
		q.Period = query.PeriodFilter{}
	} else {
		*q.Filter(b) = query.Filter{Mode: query.All}
	}
	return e.Result(q)
}

// one is a country that is asked for alone: until the planes of a series are wanted
// for others too, small ones of its own records do.
type one struct {
	country int
	planes  map[int]*plane // by series
}

// scanAtMost is how many records a series may have for one country's to be looked
// for among them.
const scanAtMost = 4096

// plane returns a plane of a series for the countries of a selection.
func (e *Engine) plane(series int, sel *selection) *plane {
	c := e.data.cube(e.data.Series[series].Publisher)
	if sel.only == everyCountry || e.data.Series[series].Records > scanAtMost {
		return c.plane(series)
	}
	if p := c.own[c.at[series]].plane.Load(); p != nil {
		return p
	}
	if e.country.planes == nil || e.country.country != sel.only {
		e.country = one{sel.only, map[int]*plane{}}
	}
	p := e.country.planes[series]
	if p == nil {
		p = c.planeFor(series, sel.only)
		e.country.planes[series] = p
	}
	return p
}

// selection is a query's filter, resolved against the dataset.
type selection struct {
	publishers []int
	series     []bool          // by index of the series …
	anyType    []bool          // … whatever its type is
	countries  bitset          // by index of the country
	everywhere bool            // all of them
	only       int             // the one that passes; everyCountry where they are more or none
	members    []bitset        // by country: the half-years in which groups let it pass, nil for all; nil for no such filter
	outcomes   []report.Column // chosen; nil when outcomes are not filtered
	periods    []bitset        // by index of the publisher: which of its periods pass; nil where it does not
}

// Publishers lists the ids of the publishers that a query asks, in order.
func (e *Engine) Publishers(q query.Query) []string {
	var ids []string
	for _, p := range e.publishers(q) {
		ids = append(ids, e.data.Publishers[p].ID)
	}
	return ids
}

// Answering lists the ids of the publishers that a query asks and that have a record
// under its filter, in order; where none has one, all that it asks.
func (e *Engine) Answering(q query.Query) []string {
	asked := e.publishers(q)
	if len(asked) < 2 {
		return e.Publishers(q)
	}
	var ids []string
	sel := e.selects(q)
	for _, p := range asked {
		if e.records(sel, p) {
			ids = append(ids, e.data.Publishers[p].ID)
		}
	}
	if ids == nil {
		return e.Publishers(q)
	}
	return ids
}

// publishers resolves the publisher filter: unset, it is the publisher the
// dashboard is about, unless publishers are what the rows are.
func (e *Engine) publishers(q query.Query) []int {
	d := e.data
	f := q.Publisher
	if f.Mode == query.Default {
		f = query.DefaultPublisher(d.Dataset, q)
	}
	var list []int
	for p := range d.Publishers {
		if d.cubes[p].reports && f.Holds(d.Publishers[p].ID) {
			list = append(list, p)
		}
	}
	return list
}

// selects resolves the filters of a query.
func (e *Engine) selects(q query.Query) *selection {
	d := e.data
	s := &selection{
		publishers: e.publishers(q),
		series:     make([]bool, len(d.Series)),
		anyType:    make([]bool, len(d.Series)),
		countries:  newBitset(len(d.Countries)),
		only:       everyCountry,
		periods:    make([]bitset, len(d.Publishers)),
	}
	var members []bitset
	if q.Group.Restricts() {
		members = d.membersOf(q.Group)
		s.members = make([]bitset, len(members))
	}
	passing := 0
	anywhere := !q.Country.Restricts() && !q.Region.Restricts()
	for i := range d.Countries {
		if members != nil && members[i] == nil {
			continue
		}
		if anywhere || q.Country.Holds(d.Countries[i].Code) && q.Region.Holds(d.RegionID(i)) {
			if members != nil && !slices.Equal(members[i], d.everyHalf()) {
				s.members[i] = members[i]
			}
			s.countries.put(i)
			s.only, passing = i, passing+1
		}
	}
	s.everywhere = passing == len(d.Countries) && !slices.ContainsFunc(s.members, func(set bitset) bool { return set != nil })
	if passing != 1 {
		s.only = everyCountry
	}
	for _, p := range s.publishers {
		own := d.cube(p)
		for _, i := range own.series {
			s.anyType[i] = q.Service.Holds(d.Series[i].Service.ID)
			s.series[i] = s.anyType[i] && q.HoldsType(&d.Series[i].Type)
		}
		s.periods[p] = choosePeriods(own.periods, q.Period.Holds)
	}
	if q.Outcome.Mode == query.Only || q.Outcome.Mode == query.Except {
		s.outcomes = []report.Column{}
		for _, c := range report.Outcomes() {
			if q.Outcome.Holds(c.String()) {
				s.outcomes = append(s.outcomes, c)
			}
		}
	}
	return s
}

// choosePeriods finds the periods of an axis that pass.
func choosePeriods(axis []report.Period, holds func(report.Period) bool) bitset {
	return choose(len(axis), func(i int) bool { return holds(axis[i]) })
}

// Sources lists where the records under a query's filter were printed, by id.
func (e *Engine) Sources(q query.Query) []report.Source {
	_, _, sources := e.Explain(q, 0)
	return sources
}

// Explain says what stands behind the figures of a query: the first records
// under its filter, at most limit, as indices in the order of the dataset; how
// many there are in all; and where all of them were printed, by id. It reads the
// records once, and keeps no more of them than it returns.
func (e *Engine) Explain(q query.Query, limit int) (records []int, n int, sources []report.Source) {
	c := &e.data.columns
	seen := make([]bool, len(c.Sources))
	for r := range e.under(q) {
		if n < limit {
			records = append(records, r)
		}
		n++
		seen[c.Source[r]] = true
	}
	for code, id := range c.Sources {
		if seen[code] {
			source, _ := e.data.Source(id)
			sources = append(sources, source)
		}
	}
	slices.SortFunc(sources, func(a, b report.Source) int { return strings.Compare(a.ID, b.ID) })
	return records, n, sources
}

// inTime says of each period of the dataset whether a filter holds it.
func (d *index) inTime(f query.PeriodFilter) []bool {
	in := make([]bool, len(d.Periods))
	for i, p := range d.Periods {
		in[i] = f.Holds(p)
	}
	return in
}

// isMember says whether the country of a record passes the filter of groups then.
func (d *index) isMember(sel *selection, record int) bool {
	if sel.members == nil {
		return true
	}
	set := sel.members[d.columns.Country[record]]
	if set == nil {
		return true
	}
	p := d.Periods[d.columns.Period[record]]
	last := p.Slot() + p.Slots() - 1 - d.firstHalf
	return set.has(last)
}

// under goes through the indices of the records under a query's filter, in the
// order of the dataset.
func (e *Engine) under(q query.Query) iter.Seq[int] {
	d, sel := e.data, e.selects(q)
	c := &d.columns
	inTime := d.inTime(q.Period)
	return func(yield func(int) bool) {
		for r, s := range c.Series {
			if sel.series[s] && sel.countries.has(int(c.Country[r])) && inTime[c.Period[r]] && d.isMember(sel, r) && !yield(r) {
				return
			}
		}
	}
}
