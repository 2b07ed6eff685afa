package answer

import (
	"cmp"
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// Profile is what the reports say of one country under a query: its figures and
// its place among all countries, what they are made of, and how they were before.
//
// Place and share need the other countries, so they come from the query without
// its country filter (Among); everything else comes from the query about the
// country alone (Own). All of it is what Result answers to these two and to
// narrower ones, so that a profile never says another number than a table.
type Profile struct {
	Subject report.Country // Code is "" where no country has a record under the other filters
	People  report.Population
	Among   *Result     // all countries, by the measure; without country filter, search and top
	Own     query.Query // the subject alone, by country
	// Row is the subject among all countries: its figures, its share of all
	// requests and its rank. It is nil where no record of it lies under the filter.
	Row       *Row
	Outcomes  []Outcome // what came of its requests, content to unspecified; they add up to them
	Services  []Row     // they add up to its requests, and so do …
	Types     []Kind    // … these
	Uncounted []Kind    // the types that are left out because they are not counted in totals, if it has a record of them
	Companies []Row     // each publisher that has a record of it under the other filters
	Trend     []Moment  // the subject in every period, in time order
	Uneven    bool      // the periods of the trend differ in length
	Breaks    []Break   // in its series
	Area      string    // the subregion or region that its peers share; "" for none
	Peers     []Peer    // of that area, the subject among them, most requests per million people first
	Latest    []int     // its latest records under the filter, the latest first, as indices of the dataset
	Ways      []WayBack // where Row is nil: the filters without which there would be records
}

// Outcome is what came of some of a country's requests.
type Outcome struct {
	Column   report.Column
	Figure   Figure // the count
	Fraction Figure // of the requests
}

// Kind is a type of requests. One that is left out is that of one Publisher,
// because another may count it.
type Kind struct {
	Row
	Publisher report.Publisher // zero for a type in the figures, which may be that of several
	InTotals  bool             // a publisher asked counts it in its totals
}

// Moment is a country in one period.
type Moment struct {
	Period report.Period
	Cell   *Cell // among all countries in that period; nil where it has no record, which is no zero
	Chosen bool  // the period filter names the period
	Halved bool  // a year among half-years: Value is half of its count
	// Partial says what of the period is there, where that is not all; "" for all.
	Partial string
	Value   float64
	// Publishers are those asked that report on the period at all, by id. Where they
	// change, the trend also rises and falls with who reports.
	Publishers []string
}

// Peer is a country of the same part of the world, with its places in it; 0 for
// none, equal ones share a place.
type Peer struct {
	*Row
	ByPopulation int // by requests per million people
	ByRequests   int
}

// WayBack is a filter that hides every record of a country, and how many there
// would be without it.
type WayBack struct {
	By      query.Dimension
	Records int
}

const (
	// latestRecords is how many records a profile lists.
	latestRecords = 8
	// fewPeers is how many countries a subregion must have for a comparison
	// within it to say anything; with fewer it is made within the region.
	fewPeers = 4
)

// Profile tells about the Subject of a query. Callers share the answer and must
// not change it.
func (e *Engine) Profile(q query.Query) *Profile {
	subject := e.Subject(q)
	among := e.amongCountries(q)
	among.Playing = query.Playing{}
	key := among.String() + "\n" + subject
	return e.profiles.get(profileMemo, key, func() *Profile { return e.profile(among, subject) })
}

// profileMemo is how many profiles an engine remembers: that on screen, and that
// of what an overlay would make of it.
const profileMemo = 2

func (e *Engine) profile(among query.Query, subject string) *Profile {
	p := &Profile{Among: e.Result(among), Own: among}
	p.Own.Country = only1(subject)
	var known bool
	if p.Subject, known = e.data.Country(subject); !known {
		return p
	}
	if at := Find(p.Among.Rows, subject); at >= 0 {
		p.Row = &p.Among.Rows[at]
	}
	p.Trend, p.Uneven = e.trendOf(p)
	p.People = e.peopleOf(p)
	p.Companies = e.companiesOf(p.Own)
	p.Uncounted = e.uncountedOf(p.Own)
	if p.Row == nil {
		p.Ways = e.waysBack(p.Own)
		return p
	}
	p.Outcomes = outcomesOf(p.Row)
	p.Services = e.Result(by(p.Own, query.ByService)).Rows
	for _, row := range e.Result(by(p.Own, query.ByType)).Rows {
		p.Types = append(p.Types, Kind{Row: row, InTotals: e.inTotals(p.Own, row.ID)})
	}
	p.Breaks = e.Breaks(p.Own)
	p.Area, p.Peers = e.peersOf(p)
	p.Latest = e.latest(p.Own)
	return p
}

// by groups a query by another dimension, by requests.
func by(q query.Query, b query.Dimension) query.Query {
	q.By, q.Measure = b, report.Requests
	return q
}

// outcomesOf lists what came of a country's requests.
func outcomesOf(row *Row) []Outcome {
	var parts []Outcome
	for _, c := range report.Outcomes() {
		if f := row.Figures[c]; spoken(f, c) {
			parts = append(parts, Outcome{c, f, share(f, row.Figures[report.Requests])})
		}
	}
	return parts
}

// companiesOf lists the publishers that have a record of a country under the
// other filters, whichever the query asks, most requests first.
func (e *Engine) companiesOf(own query.Query) []Row {
	own.Publisher = query.Filter{Mode: query.All}
	return e.Result(by(own, query.ByPublisher)).Rows
}

// uncountedOf lists the types that the query leaves out because their publishers
// do not count them in totals: none where types are picked by name.
func (e *Engine) uncountedOf(own query.Query) []Kind {
	if own.Type.Mode == query.Only || own.Type.Mode == query.All {
		return nil
	}
	var kinds []Kind
	for _, id := range e.Publishers(own) {
		var ids []string
		for _, t := range e.data.Types {
			if t.Publisher == id && !t.InTotals && own.Type.Holds(t.ID) {
				ids = append(ids, t.ID)
			}
		}
		if len(ids) == 0 {
			continue
		}
		slices.Sort(ids)
		q := by(own, query.ByType)
		q.Publisher, q.Type = only1(id), query.Filter{Mode: query.Only, IDs: ids}
		publisher, _ := e.data.Publisher(id)
		for _, row := range e.Result(q).Rows {
			kinds = append(kinds, Kind{Row: row, Publisher: publisher})
		}
	}
	return kinds
}

// inTotals says whether one of the publishers that a query asks counts a type in
// its totals.
func (e *Engine) inTotals(q query.Query, id string) bool {
	asked := e.Publishers(q)
	return slices.ContainsFunc(e.data.Types, func(t report.Type) bool {
		return t.ID == id && t.InTotals && slices.Contains(asked, t.Publisher)
	})
}

// trendOf follows the subject through all periods that have a record under the
// other filters, its own or another country's: where it has none is a gap.
func (e *Engine) trendOf(p *Profile) (trend []Moment, uneven bool) {
	q := p.Among.Query
	chosen := q.Period
	q.Period = query.PeriodFilter{}
	all := e.Result(q)
	at := Find(all.Rows, p.Subject.Code)
	if at < 0 {
		return nil, false
	}
	panel := e.Panel(q, all.Rows[at:at+1])
	for _, period := range panel.Periods {
		uneven = uneven || period.Months() != panel.Periods[0].Months()
	}
	reporting := e.Reporting(p.Own, panel.Periods)
	for t, period := range panel.Periods {
		m := Moment{Period: period, Publishers: reporting[t], Cell: panel.Cells[0][t], Chosen: len(chosen.Ranges) > 0 && chosen.Holds(period), Partial: panel.Totals[t].Partial}
		if m.Cell != nil {
			m.Value = m.Cell.Figure.Value(q.Measure)
			if m.Halved = uneven && q.Measure.IsCount() && period.Months() == 12; m.Halved {
				m.Value /= 2
			}
		}
		trend = append(trend, m)
	}
	return trend, uneven
}

// Moments are the periods of the trend.
func (p *Profile) Moments() []report.Period {
	periods := make([]report.Period, len(p.Trend))
	for t := range p.Trend {
		periods[t] = p.Trend[t].Period
	}
	return periods
}

// Periods are those of the subject's records under the filter, in time order.
func (p *Profile) Periods() []report.Period {
	var periods []report.Period
	for _, m := range p.Trend {
		if m.Cell != nil && p.Own.Period.Holds(m.Period) {
			periods = append(periods, m.Period)
		}
	}
	return periods
}

// peopleOf is how many people lived in the subject in the last year under the
// filter, or the nearest earlier one that is known, with that year.
func (e *Engine) peopleOf(p *Profile) report.Population {
	latest := report.Population{Country: p.Subject.Code, Year: p.Subject.PopulationYear, People: p.Subject.Population}
	periods := p.Periods()
	if len(periods) == 0 {
		return latest
	}
	year, found := periods[len(periods)-1].Year, false
	for _, known := range e.data.Populations {
		if known.Country == p.Subject.Code && known.Year <= year && (!found || known.Year > latest.Year) {
			latest, found = known, true
		}
	}
	return latest
}

// Place is where the subject stands among all countries by a column, the greatest
// first: 1 for the first, 0 for none; of is how many have a place, and sharing
// how many others have the same.
func (p *Profile) Place(c report.Column) (place, of, sharing int) {
	if p.Row == nil {
		return 0, 0, 0
	}
	rows := make([]*Row, len(p.Among.Rows))
	for i := range rows {
		rows[i] = &p.Among.Rows[i]
	}
	return placeAmong(rows, p.Row, c)
}

func placeAmong(rows []*Row, own *Row, c report.Column) (place, of, sharing int) {
	ranked := own.Figures[c].Reported && !apart(query.ByCountry, own.ID)
	if ranked {
		place = 1
	}
	for _, r := range rows {
		f := r.Figures[c]
		if !f.Reported || apart(query.ByCountry, r.ID) {
			continue
		}
		of++
		switch {
		case !ranked || r.ID == own.ID:
		case f.Value(c) > own.Figures[c].Value(c):
			place++
		case f.Value(c) == own.Figures[c].Value(c):
			sharing++
		}
	}
	return place, of, sharing
}

// peersOf lists the countries of the subject's subregion or, where those are few,
// of its region.
func (e *Engine) peersOf(p *Profile) (area string, peers []Peer) {
	if p.Subject.Region == "" {
		return "", nil
	}
	within := func(holds func(*report.Country) bool) []*Row {
		var rows []*Row
		for i := range p.Among.Rows {
			if c, known := e.data.Country(p.Among.Rows[i].ID); known && holds(&c) {
				rows = append(rows, &p.Among.Rows[i])
			}
		}
		return rows
	}
	area = p.Subject.Subregion
	rows := within(func(c *report.Country) bool { return area != "" && c.Subregion == area && c.Region == p.Subject.Region })
	if len(rows) < fewPeers {
		area = p.Subject.Region
		rows = within(func(c *report.Country) bool { return c.Region == area })
	}
	for _, r := range rows {
		peer := Peer{Row: r}
		peer.ByPopulation, _, _ = placeAmong(rows, r, report.PerMillion)
		peer.ByRequests, _, _ = placeAmong(rows, r, report.Requests)
		peers = append(peers, peer)
	}
	last := func(place int) int { // without a place, after those that have one
		if place == 0 {
			return len(peers) + 1
		}
		return place
	}
	slices.SortStableFunc(peers, func(a, b Peer) int {
		return cmp.Or(cmp.Compare(last(a.ByPopulation), last(b.ByPopulation)), cmp.Compare(last(a.ByRequests), last(b.ByRequests)), compareNames(a.Row, b.Row))
	})
	return area, peers
}

// latest lists the records of the latest periods under a query, the latest first
// and, within a period, in the order of the dataset.
func (e *Engine) latest(q query.Query) []int {
	records, period := slices.Collect(e.under(q)), e.data.columns.Period
	slices.SortStableFunc(records, func(a, b int) int { return cmp.Compare(period[b], period[a]) })
	return slices.Clone(records[:min(len(records), latestRecords)])
}

// waysBack lists the filters that alone hide all records of a country, in the
// order in which they are offered.
func (e *Engine) waysBack(own query.Query) []WayBack {
	own.Measure = report.Requests
	var ways []WayBack
	for _, b := range []query.Dimension{query.ByPeriod, query.ByService, query.ByType, query.ByPublisher, query.ByRegion, query.ByGroup} {
		q := own
		if b == query.ByPeriod {
			q.Period = query.PeriodFilter{}
		} else {
			*q.Filter(b) = query.Filter{Mode: query.All}
		}
		if n := e.Result(q).Total.Records; n > 0 {
			ways = append(ways, WayBack{b, n})
		}
	}
	return ways
}
