package model

// The oracle answers queries the slow way: it reads every record, filters,
// keeps the records of each group in a list, and combines each list by the rules
// of how figures combine, one small function a rule. It shares nothing with the
// engine but the types of the package, so that the two can be held against each
// other. The words in quotation marks are those of the rule.

import (
	"slices"
)

// oracle answers a query from the records alone.
func oracle(d *Dataset, q Query) *Result { return newReader(d).answer(q) }

// known is a count of one record after the rules for single records.
type known struct {
	reported bool
	lo, hi   int64
}

// exactly says whether the count is the one number n.
func (k known) exactly(n int64) bool { return k.reported && k.lo == n && k.hi == n }

// middle is "the midpoint" of a count.
func (k known) middle() float64 { return float64(k.lo+k.hi) / 2 }

// reading is one record with what its report leaves to be understood.
type reading struct {
	Record
	kind    Type
	place   Country
	counts  [NumCounts]known // by column, Unspecified included
	percent known
	// accountOutcomes says that the record's outcomes count accounts.
	accountOutcomes bool
}

// reader holds a dataset's records as readings.
type reader struct {
	d        *Dataset
	readings []*reading
	periods  map[string][]Period    // each publisher's own, without repeats
	people   map[string]map[int]int // by country and year
	scopes   []plainScope           // of the notes, in their order
}

func newReader(d *Dataset) *reader {
	rd := &reader{d: d, periods: map[string][]Period{}, people: map[string]map[int]int{}}
	kinds := map[[2]string]Type{}
	for _, t := range d.Types {
		kinds[[2]string{t.Publisher, t.ID}] = t
	}
	places := map[string]Country{}
	for _, c := range d.Countries {
		places[c.Code] = c
	}
	for i := range d.Len() {
		r := d.Record(i)
		rd.readings = append(rd.readings, readRecord(r, kinds[[2]string{r.Publisher, r.Type}], places[r.Country]))
		if !slices.Contains(rd.periods[r.Publisher], r.Period) {
			rd.periods[r.Publisher] = append(rd.periods[r.Publisher], r.Period)
		}
	}
	for _, p := range d.Populations {
		if rd.people[p.Country] == nil {
			rd.people[p.Country] = map[int]int{}
		}
		rd.people[p.Country][p.Year] = p.People
	}
	for _, n := range d.Notes {
		rd.scopes = append(rd.scopes, readScope(n.Scope))
	}
	return rd
}

// printedOutcomes are the outcomes that a report can print.
var printedOutcomes = []Column{Content, NonContent, SomeData, NoData, Rejected, Nothing, Pending}

// readRecord applies the rules that concern one record.
func readRecord(r Record, kind Type, place Country) *reading {
	rd := &reading{Record: r, kind: kind, place: place, accountOutcomes: kind.OutcomesCountAccounts(r.Period)}
	for c, a := range r.Counts {
		rd.counts[c] = knownAmount(a)
	}
	rd.percent = knownAmount(r.Percent)
	rd.zeroOfEverything()
	rd.zeroOfUnprintedOutcomes()
	rd.dropAccountOutcomes()
	rd.counts[Unspecified] = rd.unspecified()
	return rd
}

func knownAmount(a Amount) known {
	lo, hi := a.Bounds()
	return known{a.Reported(), int64(lo), int64(hi)}
}

// zeroOfEverything: "a record with 0 requests has 0 of everything".
func (r *reading) zeroOfEverything() {
	if !r.Counts[Requests].IsExact() || !r.counts[Requests].exactly(0) {
		return
	}
	for c := range NumPrinted {
		if !r.counts[c].reported {
			r.counts[c] = known{reported: true}
		}
	}
}

// zeroOfUnprintedOutcomes: "a record whose outcomes add up to its requests has 0
// of those it does not print (but nothing leaves no_data and rejected unknown)",
// and some_data, likewise, leaves content and non_content unknown. Only outcomes
// and requests printed as one number can be seen to add up.
func (r *reading) zeroOfUnprintedOutcomes() {
	var printed int
	var sum int64
	for _, c := range printedOutcomes {
		a := r.Counts[c]
		if !a.Reported() {
			continue
		}
		if !a.IsExact() {
			return
		}
		printed++
		sum += knownAmount(a).lo
	}
	if printed == 0 || !r.Counts[Requests].IsExact() || !r.counts[Requests].exactly(sum) {
		return
	}
	hidden := map[Column]bool{}
	if n := r.Counts[Nothing]; n.Reported() && knownAmount(n).lo > 0 {
		hidden[NoData], hidden[Rejected] = true, true
	}
	if n := r.Counts[SomeData]; n.Reported() && knownAmount(n).lo > 0 {
		hidden[Content], hidden[NonContent] = true, true
	}
	for _, c := range printedOutcomes {
		if !r.counts[c].reported && !hidden[c] {
			r.counts[c] = known{reported: true}
		}
	}
}

// dropAccountOutcomes: "outcomes that count accounts enter no sum, rate, bar or
// outcome filter".
func (r *reading) dropAccountOutcomes() {
	if !r.accountOutcomes {
		return
	}
	for _, c := range printedOutcomes {
		r.counts[c] = known{}
	}
	r.percent = known{}
}

// unspecified = "requests less the outcomes, record by record"; a record whose
// outcomes count accounts "is all unspecified", having no other outcomes here.
func (r *reading) unspecified() known {
	k := r.counts[Requests]
	if !k.reported {
		return known{}
	}
	for _, c := range printedOutcomes {
		k.lo -= r.counts[c].hi
		k.hi -= r.counts[c].lo
	}
	k.lo, k.hi = max(0, k.lo), max(0, k.hi)
	return k
}

// answer answers a query.
func (rd *reader) answer(q Query) *Result {
	publishers := rd.publishers(q)
	var anyTime, under []*reading // under all filters but the period's; under all
	for _, r := range rd.readings {
		if !plainPasses(q, publishers, r) {
			continue
		}
		anyTime = append(anyTime, r)
		if q.Period.Holds(r.Period) {
			under = append(under, r)
		}
	}
	res := &Result{Query: q}
	span, comparable := rd.comparedSpan(q, publishers)
	change := func(now, anyTime []*reading) Figure {
		if !comparable {
			return Figure{}
		}
		return rd.change(q, span, now, anyTime)
	}

	filterRequests := plainRequestsOf(q, under)
	res.Total = Row{Records: len(under), Figures: rd.figures(q, under, filterRequests)}
	res.Total.Figures[Share].Marks = 0 // whatever the total is, it is all of it
	res.Total.Figures[Change] = change(under, anyTime)

	var rows []Row
	if q.By == ByOutcome {
		rows = plainOutcomeRows(q, under, filterRequests)
	} else {
		groups, groupsOfAnyTime := plainGroups(q.By, under), plainGroups(q.By, anyTime)
		for id, list := range groups {
			row := Row{ID: id, Name: rd.nameOf(q.By, id, list[0], len(publishers) > 1), Records: len(list)}
			row.Figures = rd.figures(q, list, filterRequests)
			if q.By != ByPeriod {
				row.Figures[Change] = change(list, groupsOfAnyTime[id])
			}
			rows = append(rows, row)
		}
		if q.By == ByPeriod {
			rd.changeByPeriod(rows, groups)
		}
	}
	res.Groups = len(rows)
	for _, row := range rows {
		if plainItemised(q.By, row.ID) {
			res.Itemised++
		}
	}
	plainRankRows(q, rows)
	plainSortRows(q, rows)
	res.Uneven = unevenPeriods(q.By, rows)
	res.Rows = rd.topRows(q, rd.searchRows(q, rows))
	return res
}

// publishers resolves the publisher filter: "microsoft if the data has it, else
// all; with by=publisher, all".
func (rd *reader) publishers(q Query) map[string]bool {
	chosen := map[string]bool{}
	for id := range rd.periods { // a publisher without records is not there
		switch named := slices.Contains(q.Publisher.IDs, id); q.Publisher.Mode {
		case Only:
			chosen[id] = named
		case Except:
			chosen[id] = !named
		case All:
			chosen[id] = true
		default:
			chosen[id] = q.By == ByPublisher || id == "microsoft" || len(rd.periods["microsoft"]) == 0
		}
		if !chosen[id] {
			delete(chosen, id)
		}
	}
	return chosen
}

// plainPasses says whether a record is under every filter but the period's.
func plainPasses(q Query, publishers map[string]bool, r *reading) bool {
	return publishers[r.Publisher] && plainTypePasses(q.Type, r) &&
		plainListed(q.Service, r.Service) && plainListed(q.Country, r.Country) && plainListed(q.Region, plainGroupOf(ByRegion, r))
}

// plainListed applies a filter whose default is all.
func plainListed(f Filter, id string) bool {
	switch f.Mode {
	case Only:
		return slices.Contains(f.IDs, id)
	case Except:
		return !slices.Contains(f.IDs, id)
	}
	return true
}

// plainTypePasses: "for type it starts from the counted ones. key=all picks every
// value, uncounted types too"; uncounted ones also "when picked by name".
func plainTypePasses(f Filter, r *reading) bool {
	switch f.Mode {
	case All:
		return true
	case Only:
		return slices.Contains(f.IDs, r.Type)
	case Except:
		return r.kind.InTotals && !slices.Contains(f.IDs, r.Type)
	}
	return r.kind.InTotals
}

// plainGroupOf is the id of the row that a record stands in.
func plainGroupOf(by Dimension, r *reading) string {
	switch by {
	case ByRegion:
		if r.place.Region == "" {
			return "none"
		}
		return r.place.Region
	case ByService:
		return r.Service
	case ByType:
		return r.Type
	case ByPeriod:
		return r.Period.String()
	case ByPublisher:
		return r.Publisher
	}
	return r.Country
}

// plainGroups sorts records into the lists of their groups.
func plainGroups(by Dimension, list []*reading) map[string][]*reading {
	groups := map[string][]*reading{}
	for _, r := range list {
		id := plainGroupOf(by, r)
		groups[id] = append(groups[id], r)
	}
	return groups
}

// figures combines a group of records into all columns but the change.
func (rd *reader) figures(q Query, list []*reading, filterRequests Figure) (f [NumColumns]Figure) {
	f[Requests] = plainRequestsOf(q, list)
	for _, c := range plainChosenOutcomes(q) {
		f[c] = plainSum(list, c)
	}
	f[Share] = plainShare(f[Requests], filterRequests)
	f[PerMillion] = rd.perMillion(q, list)
	if plainOutcomesFiltered(q) {
		return f // "accounts, rates and the other outcome columns are not reported"
	}
	f[Accounts] = plainSum(list, Accounts)
	f[DisclosedRate] = plainRate(list, plainDisclosed)
	f[ContentRate] = plainRate(list, numeratorOf(Content))
	f[RejectedRate] = plainRate(list, numeratorOf(Rejected))
	f[AccountsPerRequest] = plainRate(list, numeratorOf(Accounts))
	return f
}

// plainOutcomesFiltered says whether the query names outcomes.
func plainOutcomesFiltered(q Query) bool { return q.Outcome.Mode == Only || q.Outcome.Mode == Except }

// plainChosenOutcomes are the outcomes under the filter, all without one.
func plainChosenOutcomes(q Query) []Column {
	var chosen []Column
	for _, c := range Outcomes() {
		if plainListed(q.Outcome, c.String()) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// plainSum: "counts add the records that report them. None reports it: not reported.
// Only some do: the sum is a floor"; "ranges add end by end". Unspecified is a
// floor where requests are, since every record has it that has requests.
func plainSum(list []*reading, c Column) Figure {
	var f Figure
	for _, r := range list {
		if k := r.counts[c]; k.reported {
			f.Reported = true
			f.Lo += k.lo
			f.Hi += k.hi
		}
	}
	missing := c
	if c == Unspecified {
		missing = Requests
	}
	if f.Reported && plainLeavesOut(list, missing) {
		f.Marks |= Floor
	}
	return f
}

// plainLeavesOut says whether a record of the list misses the count, without
// standing in what "a ZZ record of the same publisher, period, service and type
// which reports that measure" holds, in the same sum. Records whose outcomes
// count accounts have no outcomes of requests to miss.
func plainLeavesOut(list []*reading, c Column) bool {
	type series struct {
		publisher, service, kind string
		period                   Period
	}
	seriesOf := func(r *reading) series { return series{r.Publisher, r.Service, r.Type, r.Period} }
	rest := map[series]bool{}
	for _, r := range list {
		if r.Country == NotItemised && r.counts[c].reported {
			rest[seriesOf(r)] = true
		}
	}
	for _, r := range list {
		if r.accountOutcomes && c.IsOutcome() {
			continue
		}
		if !r.counts[c].reported && !rest[seriesOf(r)] {
			return true
		}
	}
	return false
}

// plainRequestsOf: "with outcome filtered, requests are those of the chosen outcomes".
// Where the unspecified are among them, nobody misses a pending that a report does
// not print: "the part of the total that no outcome accounts for" holds it.
func plainRequestsOf(q Query, list []*reading) Figure {
	if !plainOutcomesFiltered(q) {
		return plainSum(list, Requests)
	}
	var f Figure
	for _, c := range plainChosenOutcomes(q) {
		part := plainSum(list, c)
		f.Reported = f.Reported || part.Reported
		f.Lo += part.Lo
		f.Hi += part.Hi
		if c == Pending && slices.Contains(plainChosenOutcomes(q), Unspecified) {
			continue
		}
		if !part.Reported || part.Marks.Has(Floor) {
			f.Marks |= Floor
		}
	}
	if !f.Reported {
		return Figure{}
	}
	return f
}

// plainMiddleOf is the midpoint of a count.
func plainMiddleOf(f Figure) float64 { return float64(f.Lo+f.Hi) / 2 }

// plainApproximate: midpoints of ranges are "marked ≈", and so is what rests on a floor.
func plainApproximate(counts ...Figure) Marks {
	for _, f := range counts {
		if f.Lo != f.Hi || f.Marks.Has(Floor) {
			return Approx
		}
	}
	return 0
}

// plainShare: "of all requests under the same filter".
func plainShare(requests, filterRequests Figure) Figure {
	if !requests.Reported || !filterRequests.Reported || plainMiddleOf(filterRequests) == 0 {
		return Figure{}
	}
	return Figure{
		Reported: true,
		Rate:     plainMiddleOf(requests) / plainMiddleOf(filterRequests),
		Marks:    plainApproximate(requests, filterRequests),
	}
}

// numerator is what a rate counts of one record: whether the record prints it,
// how much, and whether that is an approximation.
type numerator func(*reading) (takesPart bool, amount float64, approx bool)

// plainRate: "numerator over the requests of the records that print what the
// numerator needs. A rate that covers less than all requests says so. No
// requests, no rate."
func plainRate(list []*reading, of numerator) Figure {
	var over, under, all float64
	var approx bool
	for _, r := range list {
		requests := r.counts[Requests]
		if !requests.reported {
			continue
		}
		all += requests.middle()
		takesPart, amount, estimated := of(r)
		if !takesPart {
			continue
		}
		over += amount
		under += requests.middle()
		approx = approx || estimated || requests.lo != requests.hi
	}
	if under == 0 {
		return Figure{}
	}
	f := Figure{Reported: true, Rate: over / under, Covers: under / all}
	if approx {
		f.Marks |= Approx
	}
	if under < all {
		f.Marks |= Part
	}
	return f
}

// numeratorOf counts one column, where it is printed.
func numeratorOf(c Column) numerator {
	return func(r *reading) (bool, float64, bool) {
		k := r.counts[c]
		return r.Counts[c].Reported() && k.reported, k.middle(), k.lo != k.hi
	}
}

// plainDisclosed: "content and non-content, or some data"; "a record that prints only
// a percentage counts as requests × percent, and one such part marks the rate ≈".
func plainDisclosed(r *reading) (bool, float64, bool) {
	prints := func(c Column) bool { return r.Counts[c].Reported() && !r.accountOutcomes }
	if prints(SomeData) || prints(Content) && prints(NonContent) {
		var given known // what is not known is 0..0
		for _, c := range []Column{Content, NonContent, SomeData} {
			given.lo += r.counts[c].lo
			given.hi += r.counts[c].hi
		}
		return true, given.middle(), given.lo != given.hi
	}
	return r.percent.reported, r.counts[Requests].middle() * r.percent.middle() / 100, true
}

// perMillion: "requests per million people a year: 10⁶ × Σ requests ÷ Σ
// (population × months ÷ 12) over the periods in which that country has a
// record. Groups: Σ over Σ of their countries that have one."
func (rd *reader) perMillion(q Query, list []*reading) Figure {
	all := plainRequestsOf(q, list)
	countries := map[string][]*reading{}
	for _, r := range list {
		countries[r.Country] = append(countries[r.Country], r)
	}
	var counted []*reading
	var peopleYears float64
	for code, records := range countries {
		if p, ok := rd.peopleYears(code, records); ok {
			counted = append(counted, records...)
			peopleYears += p
		}
	}
	requests := plainRequestsOf(q, counted)
	if !all.Reported || !requests.Reported {
		return Figure{}
	}
	f := Figure{Reported: true, Rate: 1e6 * plainMiddleOf(requests) / peopleYears, Covers: 1, Marks: plainApproximate(all)}
	if plainMiddleOf(requests) < plainMiddleOf(all) {
		f.Covers = plainMiddleOf(requests) / plainMiddleOf(all)
		f.Marks |= Part
	}
	return f
}

// peopleYears adds half a population for each half-year in which a country has a
// record, once however many records cover it. A country without a population in
// one of them has none.
func (rd *reader) peopleYears(code string, records []*reading) (float64, bool) {
	if code == NotItemised {
		return 0, false
	}
	var years float64
	for half := range plainHalfYears(records) {
		people, ok := rd.population(records[0].place, half/2)
		if !ok {
			return 0, false
		}
		years += float64(people) / 2
	}
	return years, true
}

// population "of that year, else the nearest earlier, else countries.csv".
func (rd *reader) population(c Country, year int) (int, bool) {
	nearest := 0
	for y := range rd.people[c.Code] {
		if y <= year && y > nearest {
			nearest = y
		}
	}
	if nearest > 0 {
		return rd.people[c.Code][nearest], true
	}
	return c.Population, c.Population > 0
}

// plainHalfYears are the half-years that records cover, counted from the year 0.
func plainHalfYears(records []*reading) map[int]bool {
	halves := map[int]bool{}
	for _, r := range records {
		for month := r.Period.Start(); month < r.Period.End(); month += 6 {
			halves[month/6] = true
		}
	}
	return halves
}
