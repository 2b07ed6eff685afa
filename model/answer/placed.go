package answer

import (
	"fmt"
	"math"
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// What order rows are in, where that is certain.
//
// A figure is known between two ends. One row stands before another only where its lower
// end lies above the other's upper end:
//
//	Germany      ├────┤
//	France                ·        before Germany, after Italy: both are sure
//	Italy                     ├───────────▶   a floor
//
// What a report does not itemise belongs to rows that it does not list, or to some that it
// lists elsewhere. So the upper end of each of those lies as much higher.

// placed is a row with the ends between which its figure lies.
type placed struct {
	row    *Row // nil for one that no table lists, but that can be in what is not itemised
	lo, hi float64
	why    string // why it may be higher, or lower, than it looks
}

// before says whether a row certainly stands before another, and level whether both
// certainly have the same figure.
func (a *placed) before(b *placed) bool { return a.lo > b.hi }
func (a *placed) level(b *placed) bool  { return a.lo == a.hi && b.lo == b.hi && a.lo == b.lo }

// order is an answer whose rows can be put in an order.
type order struct {
	*finder
	rows   []placed // in the order of the answer
	leaves bool     // a table may leave out rows of few requests
}

// ordered finds between which ends the figures of all rows lie.
func (e *Engine) ordered(q query.Quote) (*order, error) {
	asked := q.Whole()
	asked.Sort = query.Sort{Set: true, Column: q.Measure, Descending: true} // outcomes stand in one of their own
	x := &finder{Engine: e, q: asked, r: e.Result(asked)}
	o := &order{finder: x}
	if err := e.speaks(query.Quote{Query: asked}, &x.r.Total); err != nil {
		return nil, err
	}
	if x.unlike() {
		return nil, fmt.Errorf("publishers do not count the same things, so that there is no order over several: write one publisher")
	}
	if !x.alongside(x.r.Rows) {
		return nil, fmt.Errorf("the %s have records of different times, which says how reports are cut and not what was asked: write a period in which all have", x.q.RowsWord(2))
	}
	c := q.Measure
	left, err := o.leftOver(c)
	if err != nil {
		return nil, err
	}
	o.leaves = e.unlisted(asked)
	for i := range x.r.Rows {
		row := &x.r.Rows[i]
		if apart(x.q.By, row.ID) {
			continue
		}
		p := x.between(row, c)
		if own := left(row); own > 0 {
			p.hi += own
			p.why = "some of what is not itemised may be its"
		}
		o.rows = append(o.rows, p)
	}
	if hidden := left(nil); hidden > 0 {
		why := "some are not itemised"
		if !math.IsInf(hidden, 1) {
			why = Format{}.Count(int64(hidden)) + " are not itemised"
		}
		o.rows = append(o.rows, placed{hi: hidden, why: why + " and may all be of one that is not listed"})
	}
	return o, nil
}

// between are the ends of a row's figure.
func (x *finder) between(row *Row, c report.Column) placed {
	f := row.Figures[c]
	p := placed{row: row, lo: f.Value(c), hi: f.Value(c)}
	requests := row.Figures[report.Requests]
	least := 0.0
	if c.IsSigned() {
		least = math.Inf(-1)
	}
	switch {
	case !f.Reported && c.IsPerPeople() && row.Figures[c.Of()[0]].Reported: // nobody lives there: it has no rate
		p.lo, p.hi = math.Inf(-1), math.Inf(-1)
	case !f.Reported:
		p.lo, p.hi, p.why = least, math.Inf(1), "it is not reported"
		if c.IsOutcome() && requests.Reported && !requests.Marks.Has(Floor) {
			p.hi = float64(requests.Hi)
		}
	case f.Marks.Has(Floor):
		p.hi, p.why = math.Inf(1), "it is at least so much"
		if c.IsCount() {
			p.lo = float64(f.Lo)
		}
	case f.Marks.Has(Ceiling):
		p.lo, p.why = least, "it is at most so much"
	case f.Partly():
		p.lo, p.hi, p.why = least, math.Inf(1), "it covers "+x.f.Covered(f.Covers)+" of requests, and a place needs 95 %"
	case f.Marks.Has(Approx) && !c.IsCount():
		p.lo, p.hi, p.why = least, math.Inf(1), "it is known about"
	case c.IsCount() && f.IsRange():
		p.lo, p.hi, p.why = float64(f.Lo), float64(f.Hi), "it is printed as a range"
	}
	return p
}

// leftOver is how much more than its own figure a row may have, because it stands in what is
// not itemised: of a count all of that where some table that is not itemised whole does not
// list the row, else nothing. Of rates nobody can say; they need 95 % of the requests itemised.
func (o *order) leftOver(c report.Column) (of func(*Row) float64, err error) {
	none := func(*Row) float64 { return 0 }
	at := Find(o.r.Rows, ApartID(o.q.By))
	if at < 0 || ApartID(o.q.By) == "" {
		return none, nil
	}
	rest := o.r.Rows[at].Figures[c]
	if !c.IsCount() && c != report.Share {
		part := o.r.Rows[at].Figures[report.Share]
		if part.Reported && part.Rate <= 1-wellCovered {
			return none, nil
		}
		return nil, fmt.Errorf("%s of the requests are not itemised, and an order of rates needs 95 %%", Format{}.Figure(part, report.Share))
	}
	most := rest.Value(c)
	switch {
	case c.IsCount() && rest.Reported && !rest.Marks.Has(Floor):
		most = float64(rest.Hi)
	case !rest.Reported || rest.Marks.Has(Floor):
		most = math.Inf(1)
	}
	if o.q.By != query.ByCountry {
		return func(*Row) float64 { return most }, nil
	}
	listed := o.listedWithTheRest()
	return func(row *Row) float64 {
		if row != nil && listed(row.ID) {
			return 0
		}
		return most
	}, nil
}

// listedWithTheRest says whether a country has a record in every table that also has one of
// what is not itemised, so that none of that is its.
func (o *order) listedWithTheRest() func(country string) bool {
	type table struct{ series, period uint16 }
	d := o.data
	c := &d.columns
	tables := map[table]bool{}
	for r := range o.under(o.q) {
		if int(c.Country[r]) == d.zz {
			tables[table{c.Series[r], c.Period[r]}] = true
		}
	}
	own := map[uint16]int{}
	for r := range o.under(o.q) {
		if tables[table{c.Series[r], c.Period[r]}] {
			own[c.Country[r]]++
		}
	}
	return func(country string) bool {
		at, known := d.CountryIndex(country)
		return known && own[uint16(at)] == len(tables)
	}
}

// doubt says why a row may not stand after another.
func (o *order) doubt(a, b *placed) error {
	what := report.LowerFirst(o.q.Measured().Label())
	who, why := b, b.why
	if why == "" || b.row == nil && a.why != "" {
		who, why = a, a.why
	}
	if who.row == nil {
		return fmt.Errorf("the order by %s is not certain: %s", what, why)
	}
	return fmt.Errorf("the order by %s is not certain: of %s %s", what, o.named(who.row), why)
}

// topRows are the first rows of a quote, where it is certain that they are.
func (e *Engine) topRows(q query.Quote) ([]Row, error) {
	o, err := e.ordered(q)
	if err != nil {
		return nil, err
	}
	what := report.LowerFirst(q.Measure.Label())
	n := 0
	for n < len(o.rows) && o.rows[n].row != nil && o.rows[n].row.Figures[q.Measure].Reported && o.rows[n].row.Figures[q.Measure].Value(q.Measure) > 0 {
		n++
	}
	switch {
	case n == 0:
		return nil, fmt.Errorf("%s is above nothing, and certain, in no %s", what, o.q.RowsWord(1))
	case n < q.N:
		return nil, fmt.Errorf("%s is above nothing in %d %s only: write top %[2]d", what, n, o.q.RowsWord(n))
	}
	for i := range q.N {
		a := &o.rows[i]
		for j := i + 1; j < len(o.rows); j++ {
			switch b := &o.rows[j]; {
			case a.before(b), j < q.N && a.level(b):
			case a.level(b):
				return nil, fmt.Errorf("%s and %s have the same %s: write more rows, or fewer", o.named(a.row), o.named(b.row), what)
			default:
				return nil, o.doubt(a, b)
			}
		}
	}
	if o.leaves && n == q.N {
		return nil, o.noneBelow()
	}
	rows := make([]Row, q.N)
	for i := range rows {
		rows[i] = *o.rows[i].row
	}
	return rows, nil
}

// placeOf is the place of the row that a quote names, counted from 1, and whether others
// have the same.
func (e *Engine) placeOf(q query.Quote) (place int, shared bool, err error) {
	id := q.Query.Filter(q.Query.By).IDs[0]
	if apart(q.Query.By, id) {
		return 0, false, fmt.Errorf("%s is no %s and has no place", report.LowerFirst(e.Name(q.Query, q.Query.By, id)), q.Query.By)
	}
	o, err := e.ordered(q)
	if err != nil {
		return 0, false, err
	}
	at := slices.IndexFunc(o.rows, func(p placed) bool { return p.row != nil && p.row.ID == id })
	if at < 0 {
		name := e.Name(q.Query, q.Query.By, id)
		if total := e.Result(q.Query).Total; total.Records > 0 {
			return 0, false, fmt.Errorf("%s has no place: it has fewer than %d requests (min=1 takes it in)", name, o.q.Minimum())
		}
		return 0, false, e.speaks(q, &Row{})
	}
	own := &o.rows[at]
	if !own.row.Figures[q.Measure].Reported {
		return 0, false, fmt.Errorf("%s has no place: %s is not reported of it", o.named(own.row), report.LowerFirst(q.Measure.Label()))
	}
	place = 1
	below := false
	for i := range o.rows {
		switch other := &o.rows[i]; {
		case i == at:
		case own.before(other):
			below = true
		case other.before(own):
			place++
		case own.level(other):
			shared = true
		default:
			return 0, false, o.doubt(own, other)
		}
	}
	if o.leaves && !below {
		return 0, false, o.noneBelow()
	}
	return place, shared, nil
}

// unlisted says whether a table under a query may leave out countries of which nothing is said
// elsewhere: some are of few requests, and of some tables only a part was found.
func (e *Engine) unlisted(q query.Query) bool {
	if q.By != query.ByCountry && q.By != query.ByRegion {
		return false
	}
	sel, zz := e.selects(q), e.data.zz
	return slices.ContainsFunc(sel.publishers, func(p int) bool {
		return e.leavesOut(sel, p, func(listed bitset) bool {
			return listed.holds(sel.countries) || zz >= 0 && sel.countries.has(zz) && listed.has(zz)
		})
	})
}

// noneBelow refuses the last of the rows that are listed, where others may not be.
func (o *order) noneBelow() error {
	return fmt.Errorf("the order is not certain: a table may leave %s out, and none is listed below", o.q.RowsWord(2))
}

// countRows is how many rows have a request, or as many as the quote's minimum: a range where
// some may, a floor where rows may be missing.
func (e *Engine) countRows(q query.Quote) (Figure, error) {
	r := e.Result(q.Query)
	f := Figure{Reported: true, Covers: 1}
	if e.unlisted(q.Query) {
		f.Marks |= Floor
	}
	least := int64(max(q.Query.Minimum(), 1))
	for i := range r.Rows {
		requests := r.Rows[i].Figures[report.Requests]
		switch {
		case apart(q.Query.By, r.Rows[i].ID):
			if !requests.Reported || requests.Hi > 0 {
				f.Marks |= Floor
			}
		case requests.Reported && requests.Lo >= least:
			f.Lo, f.Hi = f.Lo+1, f.Hi+1
		case !requests.Reported || requests.Marks.Has(Floor) || requests.Hi >= least:
			f.Hi++
		}
	}
	if q.Query.By == query.ByCountry && f.Lo == int64(e.selects(q.Query).countries.len()) {
		f.Marks &^= Floor // more there cannot be
	}
	if f.Marks.Has(Floor) {
		f.Hi = f.Lo
		if f.Lo == 0 {
			return Figure{}, fmt.Errorf("it is not known how many %s there are: at least none", r.Query.RowsWord(2))
		}
	}
	return f, nil
}
