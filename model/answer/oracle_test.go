package answer

// The oracle answers queries the slow way: it reads every record, filters,
// keeps the records of each group in a list, and combines each list by the rules
// of how figures combine, one small function a rule. It shares nothing with the
// engine but the types of the package, so that the two can be held against each
// other. The words in quotation marks are those of the rule.

import (
	"slices"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// oracle answers a query from the records alone.
func oracle(d *report.Dataset, q query.Query) *Result { return newReader(d).answer(q) }

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
	report.Record
	kind    report.Type
	place   report.Country
	groups  []string                // of countries, on the last day of its period; "none" where there is none
	counts  [report.NumCounts]known // by column, Unspecified included
	percent known
	// accountOutcomes says that the record's outcomes count accounts.
	accountOutcomes bool
}

// reader holds a dataset's records as readings.
type reader struct {
	d        *report.Dataset
	readings []*reading
	periods  map[string][]report.Period // each publisher's own, without repeats
	people   map[string]map[int]int     // by country and year
	members  map[string][]report.Member // by country
	scopes   []plainScope               // of the notes, in their order
	tables   []plainScope               // of the absences, in their order
}

func newReader(d *report.Dataset) *reader {
	rd := &reader{d: d, periods: map[string][]report.Period{}, people: map[string]map[int]int{}, members: map[string][]report.Member{}}
	for _, m := range d.Members {
		rd.members[m.Country] = append(rd.members[m.Country], m)
	}
	kinds := map[[2]string]report.Type{}
	for _, t := range d.Types {
		kinds[[2]string{t.Publisher, t.ID}] = t
	}
	places := map[string]report.Country{}
	for _, c := range d.Countries {
		places[c.Code] = c
	}
	for i := range d.Len() {
		r := d.Record(i)
		read := readRecord(r, kinds[[2]string{r.Publisher, r.Type}], places[r.Country])
		read.groups = rd.groupsOf(r.Country, lastDay(r.Period))
		rd.readings = append(rd.readings, read)
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
	for _, a := range d.Absences {
		rd.tables = append(rd.tables, readScope(a.Scope))
	}
	return rd
}

// readRecord applies the rules that concern one record.
func readRecord(r report.Record, kind report.Type, place report.Country) *reading {
	rd := &reading{Record: r, kind: kind, place: place, accountOutcomes: kind.OutcomesCountAccounts(r.Period)}
	for c, a := range r.Counts {
		rd.counts[c] = knownAmount(a)
	}
	rd.percent = knownAmount(r.Percent)
	rd.zeroOfEverything()
	rd.zeroOfUnprintedOutcomes()
	rd.dropAccountOutcomes()
	rd.counts[report.Unspecified] = rd.unspecified()
	return rd
}

func knownAmount(a report.Amount) known {
	lo, hi := a.Bounds()
	return known{a.Reported(), int64(lo), int64(hi)}
}

// zeroOfEverything: "a record with 0 requests has 0 of everything".
func (r *reading) zeroOfEverything() {
	if !r.Counts[report.Requests].IsExact() || !r.counts[report.Requests].exactly(0) {
		return
	}
	for c := range report.NumPrinted {
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
	for _, c := range samples.PrintedOutcomes {
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
	if printed == 0 || !r.Counts[report.Requests].IsExact() || !r.counts[report.Requests].exactly(sum) {
		return
	}
	hidden := map[report.Column]bool{}
	if n := r.Counts[report.Nothing]; n.Reported() && knownAmount(n).lo > 0 {
		hidden[report.NoData], hidden[report.Rejected] = true, true
	}
	if n := r.Counts[report.SomeData]; n.Reported() && knownAmount(n).lo > 0 {
		hidden[report.Content], hidden[report.NonContent] = true, true
	}
	for _, c := range samples.PrintedOutcomes {
		if !r.counts[c].reported && !hidden[c] {
			r.counts[c] = known{reported: true}
		}
	}
}

// dropAccountOutcomes: "outcomes that count accounts enter no sum, rate, bar or
// outcome filter". That of 0 requests nothing came stays true.
func (r *reading) dropAccountOutcomes() {
	if !r.accountOutcomes {
		return
	}
	for _, c := range samples.PrintedOutcomes {
		r.counts[c] = known{}
	}
	r.percent = known{}
	r.zeroOfEverything()
}

// unspecified = "requests less the outcomes, record by record"; a record whose
// outcomes count accounts "is all unspecified", having no other outcomes here.
func (r *reading) unspecified() known {
	k := r.counts[report.Requests]
	if !k.reported {
		return known{}
	}
	for _, c := range samples.PrintedOutcomes {
		k.lo -= r.counts[c].hi
		k.hi -= r.counts[c].lo
	}
	k.lo, k.hi = max(0, k.lo), max(0, k.hi)
	return k
}

// answer answers a query.
func (rd *reader) answer(q query.Query) *Result {
	whole := rd.ask(q)
	under := whole.records()
	res := &Result{Query: q, Total: rd.row(whole, under, under)}

	rows := rd.rows(whole, under)
	res.Groups = len(rows)
	for _, row := range rows {
		if plainItemised(q.By, row.ID) {
			res.Itemised++
		}
	}
	plainRankRows(q, rows)
	plainSortRows(q, rows)
	res.Uneven = unevenPeriods(q.By, rows)
	large, small := largeRows(q, rd.searchRows(q, rows))
	res.Small = small
	res.Rows = rd.topRows(q, large)
	if len(res.Rows) < len(rows) {
		res.Shown = rd.shownRow(whole, idsOf(res.Rows), under)
	}
	return res
}

// rows are a query's, unordered.
func (rd *reader) rows(whole asked, under []*reading) (rows []Row) {
	q := whole.q
	if q.By == query.ByOutcome {
		return plainOutcomeRows(q, under, whole.partial())
	}
	for id, list := range plainGroups(q, under) {
		row := rd.row(whole.of(id), list, under)
		row.ID, row.Name = id, rd.nameOf(q.By, id, list[0], len(whole.publishers) > 1)
		rows = append(rows, row)
	}
	return rows
}

// row is a group of records, of those under the filter.
func (rd *reader) row(a asked, list, under []*reading) Row {
	row := Row{Records: len(list), Figures: a.figures(list, under), Partial: a.partial()}
	row.Figures[report.Change], row.Figures[report.Difference], row.Compare = a.compared(list)
	return row
}

// asked is a query with the values of a row added to its filter: "every row is
// evaluated as if its own value were added to the filter (with by=period: its
// period)".
type asked struct {
	rd         *reader
	q          query.Query
	publishers map[string]bool
	ids        []string // of the rows; nil for the total
	*inSeries
}

// inSeries is what is under the filter's publishers, services and types, and what
// follows from that alone. Rows by country, by region and by group share it.
type inSeries struct {
	list     []*reading
	compares *pair
}

// ask asks for a query's total.
func (rd *reader) ask(q query.Query) asked {
	a := asked{rd: rd, q: q, publishers: rd.publishers(q), inSeries: &inSeries{}}
	for _, r := range rd.readings {
		if a.series(r) {
			a.list = append(a.list, r)
		}
	}
	return a
}

// of asks for some of the query's rows.
func (a asked) of(ids ...string) asked {
	a.ids = append([]string{}, ids...)
	if a.q.By == query.ByCountry || a.q.By == query.ByRegion || a.q.By == query.ByGroup {
		return a
	}
	all := a.list
	a.inSeries = &inSeries{}
	for _, r := range all {
		if a.series(r) {
			a.list = append(a.list, r)
		}
	}
	return a
}

// isRow says whether the question is that of a row of one grouping.
func (a asked) isRow(by query.Dimension) bool { return a.ids != nil && a.q.By == by }

// valuePasses holds a record's, or a country's, value against that of the row.
func (a asked) valuePasses(by query.Dimension, value string) bool {
	return !a.isRow(by) || slices.Contains(a.ids, value)
}

// series says whether a record is under the filter's publishers, services and
// types, whatever its country and period.
func (a asked) series(r *reading) bool {
	return a.publishers[r.Publisher] && plainListed(a.q.Service, r.Service) && plainTypePasses(a.q.Type, r) &&
		a.valuePasses(query.ByPublisher, r.Publisher) && a.valuePasses(query.ByService, r.Service) && a.valuePasses(query.ByType, r.Type)
}

// place says whether a country is under the filter, while it is in these groups.
func (a asked) place(c report.Country, groups []string) bool {
	return plainListed(a.q.Country, c.Code) && plainListed(a.q.Region, regionOf(c)) && plainGrouped(a.q.Group, groups) &&
		a.valuePasses(query.ByCountry, c.Code) && a.valuePasses(query.ByRegion, regionOf(c)) &&
		(!a.isRow(query.ByGroup) || plainGrouped(query.Filter{Mode: query.Only, IDs: a.ids}, groups))
}

// time says whether a period passes the filter and belongs to the row.
func (a asked) time(p report.Period) bool {
	return a.q.Period.Holds(p) && (!a.isRow(query.ByPeriod) || slices.Contains(a.ids, rowPeriod(a.q, p)))
}

// records are those that the figures rest on.
func (a asked) records() (list []*reading) {
	for _, r := range a.list {
		if a.place(r.place, r.groups) && a.time(r.Period) {
			list = append(list, r)
		}
	}
	return list
}

// reports says whether a record reports what is counted: "requests; with outcomes
// filtered: at least one chosen outcome".
func (a asked) reports(r *reading) bool {
	if !plainOutcomesFiltered(a.q) {
		return r.counts[report.Requests].reported
	}
	return slices.ContainsFunc(plainChosenOutcomes(a.q), r.tells)
}

// tells says whether a record tells a count of anything: that nothing came of no
// request does not make it one that prints what came.
func (r *reading) tells(c report.Column) bool {
	if c == report.Unspecified {
		return r.counts[report.Requests].reported
	}
	none := r.Counts[report.Requests].IsExact() && r.counts[report.Requests].exactly(0)
	printed := r.Counts[c].Reported() && !(r.accountOutcomes && c.IsOutcome())
	return r.counts[c].reported && (printed || !none)
}

// rowPeriod is the id of the row by period that a record stands in: with
// grain=year "each holds the records whose period lies in that year".
func rowPeriod(q query.Query, p report.Period) string {
	if q.Grain == query.Years {
		p.Half = 0
	}
	return p.String()
}

// publishers resolves the publisher filter: "microsoft if the data has it, else
// all; with by=publisher, all".
func (rd *reader) publishers(q query.Query) map[string]bool {
	chosen := map[string]bool{}
	for id := range rd.periods { // a publisher without records is not there
		switch named := slices.Contains(q.Publisher.IDs, id); q.Publisher.Mode {
		case query.Only:
			chosen[id] = named
		case query.Except:
			chosen[id] = !named
		case query.All:
			chosen[id] = true
		default:
			chosen[id] = q.By == query.ByPublisher || id == "microsoft" || len(rd.periods["microsoft"]) == 0
		}
		if !chosen[id] {
			delete(chosen, id)
		}
	}
	return chosen
}

// plainPasses says whether a record is under every filter but the period's.
func plainPasses(q query.Query, publishers map[string]bool, r *reading) bool {
	whole := asked{q: q, publishers: publishers}
	return whole.series(r) && whole.place(r.place, r.groups)
}

// plainListed applies a filter whose default is all.
func plainListed(f query.Filter, id string) bool {
	switch f.Mode {
	case query.Only:
		return slices.Contains(f.IDs, id)
	case query.Except:
		return !slices.Contains(f.IDs, id)
	}
	return true
}

// plainTypePasses: "for type it starts from the counted ones. key=all picks every
// value, uncounted types too"; uncounted ones also "when picked by name".
func plainTypePasses(f query.Filter, r *reading) bool {
	switch f.Mode {
	case query.All:
		return true
	case query.Only:
		return slices.Contains(f.IDs, r.Type)
	case query.Except:
		return r.kind.InTotals && !slices.Contains(f.IDs, r.Type)
	}
	return r.kind.InTotals
}

// regionOf is where a country lies; "none" where it lies in no region.
func regionOf(c report.Country) string {
	if c.Region == "" {
		return "none"
	}
	return c.Region
}

// plainIdsOf are the ids of the rows that a record stands in: one, but by group
// "rows may overlap".
func plainIdsOf(q query.Query, r *reading) []string {
	switch q.By {
	case query.ByRegion:
		return []string{regionOf(r.place)}
	case query.ByGroup:
		return r.groups
	case query.ByService:
		return []string{r.Service}
	case query.ByType:
		return []string{r.Type}
	case query.ByPeriod:
		return []string{rowPeriod(q, r.Period)}
	case query.ByPublisher:
		return []string{r.Publisher}
	}
	return []string{r.Country}
}

// plainGroups sorts records into the lists of their rows.
func plainGroups(q query.Query, list []*reading) map[string][]*reading {
	groups := map[string][]*reading{}
	for _, r := range list {
		for _, id := range plainIdsOf(q, r) {
			groups[id] = append(groups[id], r)
		}
	}
	return groups
}

// figures combines a row's records into all columns but those that compare.
func (a asked) figures(list, under []*reading) (f [report.NumColumns]Figure) {
	f[report.Requests] = saying(plainRequestsOf(a.q, list))
	for _, c := range plainChosenOutcomes(a.q) {
		f[c] = saying(plainSum(list, c))
	}
	f[report.Share] = plainShareOf(a.q, list, under)
	f[report.PerMillion] = a.perMillion(report.Requests, plainRequestsOf(a.q, list), a.reports)
	if !plainOutcomesFiltered(a.q) { // else "accounts, rates and the other outcome columns are not reported"
		f[report.Accounts] = saying(plainSum(list, report.Accounts))
		f[report.DisclosedRate] = plainRate(list, plainDisclosed)
		f[report.ContentRate] = plainRate(list, numeratorOf(report.Content))
		f[report.RejectedRate] = plainRate(list, numeratorOf(report.Rejected))
		f[report.AccountsPerRequest] = plainRate(list, numeratorOf(report.Accounts))
		f[report.AccountsPerMillion] = a.perMillion(report.Accounts, plainSum(list, report.Accounts), func(r *reading) bool { return r.tells(report.Accounts) })
	}
	if len(plainPublishersOf(list)) > 1 {
		for c := range f {
			if report.Column(c) != report.Share {
				f[c] = unlike(f[c])
			}
		}
	}
	return f
}

// unlike marks a figure over records of more than one publisher: "≈ is for ranges,
// printed percentages and unlike publishers, never for a floor".
func unlike(f Figure) Figure {
	if f.Reported && !f.Marks.Has(Floor) && !f.Marks.Has(Ceiling) {
		f.Marks |= Approx
	}
	return f
}

// saying leaves out what says nothing: "a floor of 0 says nothing and is not
// reported".
func saying(f Figure) Figure {
	if !f.Reported || f.Marks.Has(Floor) && f.Lo == 0 {
		return Figure{}
	}
	return f
}

// plainOutcomesFiltered says whether the query names outcomes.
func plainOutcomesFiltered(q query.Query) bool {
	return q.Outcome.Mode == query.Only || q.Outcome.Mode == query.Except
}

// plainChosenOutcomes are the outcomes under the filter, all without one.
func plainChosenOutcomes(q query.Query) []report.Column {
	var chosen []report.Column
	for _, c := range report.Outcomes() {
		if plainListed(q.Outcome, c.String()) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// plainSum: "counts add the records that report them. None reports it: not reported.
// Only some do: the sum is a floor"; "ranges add end by end". Unspecified is a
// floor where requests are, since every record has it that has requests.
func plainSum(list []*reading, c report.Column) Figure {
	return plainSumOfSet(list, []report.Column{c})
}

// plainSumOfSet adds several counts up, as what one question asks for.
func plainSumOfSet(list []*reading, set []report.Column) Figure {
	var f Figure
	for _, r := range list {
		for _, c := range set {
			if k := r.counts[c]; k.reported {
				f.Reported = true
				f.Lo += k.lo
				f.Hi += k.hi
			}
		}
	}
	for _, c := range set {
		// Where the unspecified are in the set, nobody misses a pending that a report
		// does not print: "the part of the total that no outcome accounts for" holds it.
		if c == report.Pending && slices.Contains(set, report.Unspecified) {
			continue
		}
		if f.Reported && plainLeavesOut(list, set, c) {
			f.Marks |= Floor
		}
	}
	return f
}

// plainLeavesOut says whether a record of the list misses a count of the set, without
// standing in what "a ZZ record of the same publisher, period, service and type
// which reports that measure" holds, in the same sum.
func plainLeavesOut(list []*reading, set []report.Column, c report.Column) bool {
	type series struct {
		publisher, service, kind string
		period                   report.Period
	}
	seriesOf := func(r *reading) series { return series{r.Publisher, r.Service, r.Type, r.Period} }
	rest := map[series]bool{}
	for _, r := range list {
		if r.Country == report.NotItemised && r.knows(set, c) && r.holdsRest(set, c) {
			rest[seriesOf(r)] = true
		}
	}
	for _, r := range list {
		if !r.knows(set, c) && !rest[seriesOf(r)] {
			return true
		}
	}
	return false
}

// holdsRest says whether what others leave out can stand in a "not itemised" record:
// not in one of no request that does not print it.
func (r *reading) holdsRest(set []report.Column, c report.Column) bool {
	if !r.Counts[report.Requests].IsExact() || !r.counts[report.Requests].exactly(0) {
		return true
	}
	if c == report.Unspecified {
		c = report.Requests
	}
	printed := *r
	for k := range printed.counts {
		printed.counts[k].reported = k < report.NumPrinted && r.Counts[k].Reported() && !(r.accountOutcomes && report.Column(k).IsOutcome())
	}
	return printed.knows(set, c)
}

// knows says whether a record misses nothing of a count, in a set: "in a set of
// outcomes nothing stands for both refusals and some_data for both contents".
func (r *reading) knows(set []report.Column, c report.Column) bool {
	if c == report.Unspecified {
		c = report.Requests
	}
	if r.counts[c].reported {
		return true
	}
	for _, split := range [][3]report.Column{{report.NoData, report.Rejected, report.Nothing}, {report.Content, report.NonContent, report.SomeData}} {
		one, other, both := split[0], split[1], split[2]
		if !slices.Contains(set, one) || !slices.Contains(set, other) || !slices.Contains(set, both) {
			continue
		}
		if (c == one || c == other) && r.counts[both].reported || c == both && r.counts[one].reported && r.counts[other].reported {
			return true
		}
	}
	return false
}

// plainRequestsOf: "with outcome filtered, requests are those of the chosen outcomes".
func plainRequestsOf(q query.Query, list []*reading) Figure {
	if !plainOutcomesFiltered(q) {
		return plainSum(list, report.Requests)
	}
	return plainSumOfSet(list, plainChosenOutcomes(q))
}

// plainMiddleOf is the midpoint of a count.
func plainMiddleOf(f Figure) float64 { return float64(f.Lo+f.Hi) / 2 }

// plainApproximate: midpoints of ranges are "marked ≈".
func plainApproximate(counts ...Figure) Marks {
	for _, f := range counts {
		if f.Lo != f.Hi {
			return Approx
		}
	}
	return 0
}

// plainShareOf: "of all requests under the same filter". A row that holds all their
// records is all of them. Where both are floors, what is known of the rest can
// settle it: the more the row has, the greater its share.
func plainShareOf(q query.Query, list, under []*reading) Figure {
	row, all := plainRequestsOf(q, list), plainRequestsOf(q, under)
	if len(list) == len(under) {
		if !saying(all).Reported || plainMiddleOf(all) == 0 {
			return Figure{}
		}
		return Figure{Reported: true, Rate: 1}
	}
	if row.Marks.Has(Floor) && all.Marks.Has(Floor) {
		own := map[*reading]bool{}
		for _, r := range list {
			own[r] = true
		}
		var others []*reading
		for _, r := range under {
			if !own[r] {
				others = append(others, r)
			}
		}
		rest := plainRequestsOf(q, others)
		if !rest.Reported || rest.Marks.Has(Floor) {
			return Figure{}
		}
		all.Marks &^= Floor
	}
	return plainShare(row, all, len(plainPublishersOf(under)) > 1)
}

// plainShare divides a part by the total: "shares between floors, or between a
// floor and a count, are given only where the bounds settle them". That it is 0 or
// more, or 1 or less, is no news.
func plainShare(part, all Figure, several bool) Figure {
	if !part.Reported || !all.Reported {
		return Figure{}
	}
	var f Figure
	switch partFloor, allFloor := part.Marks.Has(Floor), all.Marks.Has(Floor); {
	case partFloor && allFloor:
	case partFloor && part.Lo > 0 && all.Hi > 0:
		f = Figure{Reported: true, Rate: float64(part.Lo) / float64(all.Hi), Marks: Floor}
	case partFloor:
	case allFloor && part.Hi == 0 && all.Lo > 0: // "where the bounds settle them": none of them is none
		return Figure{Reported: true}
	case allFloor && part.Hi < all.Lo:
		f = Figure{Reported: true, Rate: float64(part.Hi) / float64(all.Lo), Marks: Ceiling}
	case allFloor:
	case plainMiddleOf(all) > 0:
		f = Figure{Reported: true, Rate: plainMiddleOf(part) / plainMiddleOf(all), Marks: plainApproximate(part, all)}
	}
	if several {
		f = unlike(f)
	}
	return f
}

// numerator is what a rate counts of one record: whether the record prints it,
// how much, and what marks it makes.
type numerator func(*reading) (takesPart bool, amount float64, marks Marks)

// plainRate: "numerator over the requests of the records that print what the
// numerator needs. A rate that covers less than all requests says so. No
// requests, no rate." "Coverage below 95 % stands in parentheses; below 50 % the
// rate is not reported."
func plainRate(list []*reading, of numerator) Figure {
	var over, under, all float64
	var marks Marks
	for _, r := range list {
		requests := r.counts[report.Requests]
		if !requests.reported {
			continue
		}
		all += requests.middle()
		takesPart, amount, own := of(r)
		if !takesPart {
			continue
		}
		over += amount
		under += requests.middle()
		marks |= own
		if requests.lo != requests.hi {
			marks |= Approx
		}
	}
	if under == 0 || under/all < 0.5 {
		return Figure{}
	}
	if under/all < 0.95 {
		marks |= Part
	}
	return Figure{Reported: true, Rate: over / under, Covers: under / all, Marks: marks}
}

// numeratorOf counts one column, where it is printed.
func numeratorOf(c report.Column) numerator {
	return func(r *reading) (bool, float64, Marks) {
		k := r.counts[c]
		return r.Counts[c].Reported() && k.reported && !(r.accountOutcomes && c.IsOutcome()), k.middle(), k.rangeMark()
	}
}

// rangeMark marks what is known between two ends only.
func (k known) rangeMark() Marks {
	if k.lo != k.hi {
		return Approx
	}
	return 0
}

// plainDisclosed: "content and non-content, or some data"; "a record that prints only
// a percentage counts as requests × percent, and one such part marks the rate ≈";
// "a rate that rests on whole percentages is shown without decimals".
func plainDisclosed(r *reading) (bool, float64, Marks) {
	prints := func(c report.Column) bool { return r.Counts[c].Reported() && !r.accountOutcomes }
	if prints(report.SomeData) || prints(report.Content) && prints(report.NonContent) {
		var given known // what is not known is 0..0
		for _, c := range []report.Column{report.Content, report.NonContent, report.SomeData} {
			given.lo += r.counts[c].lo
			given.hi += r.counts[c].hi
		}
		return true, given.middle(), given.rangeMark()
	}
	return r.percent.reported, r.counts[report.Requests].middle() * r.percent.middle() / 100, Approx | WholePercent
}
