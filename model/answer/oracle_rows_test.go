package answer

// The oracle's rows: those by outcome, their names, ranks and order, what search
// and top leave, and the notes and sources beside them.

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/model/query"
	"daylight/model/report"
)

// plainOutcomeRows has a row for each chosen outcome that some record of requests
// prints, or that holds something after all; unspecified only where it does.
func plainOutcomeRows(q query.Query, under []*reading, partial string) []Row {
	var rows []Row
	all, several := plainRequestsOf(q, under), len(plainPublishersOf(under)) > 1
	for _, c := range plainChosenOutcomes(q) {
		f := saying(plainSum(under, c))
		shown := f.Hi > 0
		for _, r := range under {
			if c != report.Unspecified && !r.accountOutcomes && r.Counts[c].Reported() {
				shown = true
			}
		}
		if !f.Reported || !shown {
			continue
		}
		row := Row{ID: c.String(), Name: c.Label(), Records: len(under), Partial: partial}
		row.Figures[report.Share] = plainShare(f, all, several)
		if row.Figures[report.Requests] = f; several {
			row.Figures[report.Requests] = unlike(f)
		}
		rows = append(rows, row)
	}
	return rows
}

// nameOf is what people call a group; "with several publishers a type is shown
// by its id in words".
func (rd *reader) nameOf(by query.Dimension, id string, r *reading, severalPublishers bool) string {
	switch by {
	case query.ByCountry:
		return r.place.Name
	case query.ByRegion:
		if id == "none" {
			return "No region"
		}
		return id
	case query.ByGroup:
		for _, m := range rd.d.Members {
			if m.Group == id {
				return m.Label
			}
		}
		return "In none of these"
	case query.ByService:
		for _, s := range rd.d.Services {
			if s.Publisher == r.Publisher && s.ID == id {
				return s.Label
			}
		}
	case query.ByType:
		if severalPublishers {
			return plainIdInWords(id)
		}
		return r.kind.Label
	case query.ByPublisher:
		for _, p := range rd.d.Publishers {
			if p.ID == id {
				return p.Label
			}
		}
	}
	return id
}

// plainIdInWords turns "search-warrant" into "Search warrant".
func plainIdInWords(id string) string {
	first, size := utf8.DecodeRuneInString(id)
	return string(unicode.ToUpper(first)) + strings.ReplaceAll(id[size:], "-", " ")
}

// plainItemised says whether a row is a whole thing of its kind: ZZ "has no rank,
// takes no place in top" (nor have places without a region, by region, and the
// last row by group, "in none of these").
func plainItemised(by query.Dimension, id string) bool {
	return !(by == query.ByCountry && id == report.NotItemised || (by == query.ByRegion || by == query.ByGroup) && id == "none")
}

// plainRankRows numbers the rows by the measure, greatest first; equal ones share a
// rank.
func plainRankRows(q query.Query, rows []Row) {
	measure := q.Measure
	if q.By == query.ByOutcome && measure != report.Share {
		measure = report.Requests
	}
	for i := range rows {
		if !plainItemised(q.By, rows[i].ID) || !rows[i].Figures[measure].Reported {
			continue
		}
		rows[i].Rank = 1
		for j := range rows {
			if plainItemised(q.By, rows[j].ID) && rows[j].Figures[measure].Reported &&
				rows[j].Figures[measure].Value(measure) > rows[i].Figures[measure].Value(measure) {
				rows[i].Rank++
			}
		}
	}
}

// plainSortRows: "missing sorts last in either direction; ties sort by name; ZZ
// stands after every country (and places without a region, by region)". Names
// stand as a reader looks them up: Türkiye among those with a T.
func plainSortRows(q query.Query, rows []Row) {
	order := q.Order()
	if !q.Sort.Set && !order.Key && !slices.ContainsFunc(rows, func(r Row) bool { return r.Figures[order.Column].Reported }) {
		order.Column = report.Requests // the measure says nothing
	}
	byGroup := func(a, b Row) int {
		switch q.By {
		case query.ByPeriod:
			p, _ := report.ParsePeriod(a.ID)
			r, _ := report.ParsePeriod(b.ID)
			return p.Compare(r)
		case query.ByOutcome:
			if order.Key {
				return plainOutcomeOrder(a.ID) - plainOutcomeOrder(b.ID)
			}
		}
		return cmp.Or(cmp.Compare(report.Fold(a.Name), report.Fold(b.Name)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	}
	slices.SortFunc(rows, func(a, b Row) int {
		if x, y := plainItemised(q.By, a.ID), plainItemised(q.By, b.ID); x != y {
			if x {
				return -1
			}
			return 1
		}
		if order.Key {
			if order.Descending {
				return byGroup(b, a)
			}
			return byGroup(a, b)
		}
		f, g := a.Figures[order.Column], b.Figures[order.Column]
		if f.Reported != g.Reported {
			if f.Reported {
				return -1
			}
			return 1
		}
		if f.Reported {
			if c := cmp.Compare(f.Value(order.Column), g.Value(order.Column)); c != 0 {
				if order.Descending {
					return -c
				}
				return c
			}
		}
		return byGroup(a, b)
	})
}

func plainOutcomeOrder(id string) int {
	return slices.IndexFunc(report.Outcomes(), func(c report.Column) bool { return c.String() == id })
}

// searchRows keeps the rows of which search is "part of a name, code or alias".
func (rd *reader) searchRows(q query.Query, rows []Row) []Row {
	if q.Search == "" {
		return rows
	}
	var found []Row
	for _, row := range rows {
		words := []string{row.Name, row.ID}
		if q.By == query.ByCountry {
			for _, c := range rd.d.Countries {
				if c.Code == row.ID {
					words = append(words, c.Aliases...)
				}
			}
		}
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(report.Fold(w), report.Fold(q.Search)) }) {
			found = append(found, row)
		}
	}
	return found
}

// topRows keeps the first n rows; ZZ "takes no place in top" and follows only
// where none is hidden.
func (rd *reader) topRows(q query.Query, rows []Row) []Row {
	var whole, rest []Row
	for _, row := range rows {
		if plainItemised(q.By, row.ID) {
			whole = append(whole, row)
		} else {
			rest = append(rest, row)
		}
	}
	if q.Top > 0 && len(whole) > q.Top {
		return whole[:q.Top]
	}
	return append(whole, rest...)
}

// largeRows leaves out the rows whose "requests (the upper end) are below" the
// minimum; "what is not reported is never below N", and pinned rows stay. A floor has
// no upper end.
func largeRows(q query.Query, rows []Row) (large []Row, small int) {
	for _, row := range rows {
		requests := row.Figures[report.Requests]
		if requests.Reported && !requests.Marks.Has(Floor) && requests.Hi < int64(q.Minimum()) && !slices.Contains(q.Pins, row.ID) {
			small++
		} else {
			large = append(large, row)
		}
	}
	return large, small
}

// shownRow: "wherever top, search or min hides rows, a line sums the shown ones,
// with their share". What compares is not reported there, and what is per people
// only by country and by region, whose people add up.
func (rd *reader) shownRow(whole asked, ids []string, under []*reading) *Row {
	q := whole.q
	if q.By == query.ByOutcome {
		return shownOutcomes(q, ids, under)
	}
	shown := whole.of(ids...)
	list := shown.records()
	row := &Row{Records: len(list), Figures: shown.figures(list, under)}
	if q.By != query.ByCountry && q.By != query.ByRegion {
		row.Figures[report.PerMillion], row.Figures[report.AccountsPerMillion] = Figure{}, Figure{}
	}
	return row
}

// shownOutcomes sums outcomes as one set of them.
func shownOutcomes(q query.Query, ids []string, under []*reading) *Row {
	row := &Row{Records: len(under)}
	var set []report.Column
	for _, id := range ids {
		set = append(set, report.Outcomes()[plainOutcomeOrder(id)])
	}
	all, several := plainRequestsOf(q, under), len(plainPublishersOf(under)) > 1
	row.Figures[report.Requests] = saying(plainSumOfSet(under, set))
	row.Figures[report.Share] = plainShare(row.Figures[report.Requests], all, several)
	if several {
		row.Figures[report.Requests] = unlike(row.Figures[report.Requests])
	}
	return row
}

// unevenPeriods says whether the periods of rows differ in length.
func unevenPeriods(by query.Dimension, rows []Row) bool {
	lengths := map[int]bool{}
	for _, row := range rows {
		if p, err := report.ParsePeriod(row.ID); by == query.ByPeriod && err == nil {
			lengths[p.Months()] = true
		}
	}
	return len(lengths) > 1
}

// plainScope is the text of a note's scope, key by key: "in a scope an absent key
// means any".
type plainScope struct {
	keys   map[string]query.Filter
	period query.PeriodFilter
}

// readScope reads key=a,b and key!=a,b.
func readScope(text string) plainScope {
	s := plainScope{keys: map[string]query.Filter{}}
	for _, token := range strings.Fields(text) {
		key, list, _ := strings.Cut(token, "=")
		f := query.Filter{Mode: query.Only}
		if k, except := strings.CutSuffix(key, "!"); except {
			key, f.Mode = k, query.Except
		}
		for _, value := range strings.Split(list, ",") {
			id, err := url.QueryUnescape(value)
			if err != nil {
				panic(err)
			}
			f.IDs = append(f.IDs, id)
		}
		s.keys[key] = f
	}
	s.period.Except = s.keys["period"].Mode == query.Except
	for _, text := range s.keys["period"].IDs {
		r, err := report.ParsePeriodRange(text)
		if err != nil {
			panic(err)
		}
		s.period.Ranges = append(s.period.Ranges, r)
	}
	return s
}

// holds says whether a record lies in the scope.
func (s plainScope) holds(r *reading) bool {
	return s.holdsTable(r.Publisher, r.Service, r.Type, r.place) && s.period.Holds(r.Period)
}

// holdsTable says whether what a publisher prints of a service, a type and a country
// lies in the scope, whatever the period.
func (s plainScope) holdsTable(publisher, service, kind string, c report.Country) bool {
	return plainListed(s.keys["publisher"], publisher) && plainListed(s.keys["service"], service) &&
		plainListed(s.keys["type"], kind) && plainListed(s.keys["country"], c.Code) && plainListed(s.keys["region"], regionOf(c))
}

// holdsSeries looks at the publisher and the service only.
func (s plainScope) holdsSeries(r *reading) bool {
	return plainListed(s.keys["publisher"], r.Publisher) && plainListed(s.keys["service"], r.Service)
}

// notesOf: "a note meets a view when a record under the filter lies in its scope
// (outcome=: that outcome is filtered or grouped by)". Whether a measure's
// column is shown is the screen's to know.
func (rd *reader) notesOf(q query.Query) (ids []string) {
	under := rd.recordsOf(q)
	for i, n := range rd.d.Notes {
		s := rd.scopes[i]
		if outcomes, named := s.keys["outcome"]; named {
			shown := (plainOutcomesFiltered(q) || q.By == query.ByOutcome) &&
				slices.ContainsFunc(plainChosenOutcomes(q), func(c report.Column) bool { return plainListed(outcomes, c.String()) })
			if !shown {
				continue
			}
		}
		if slices.ContainsFunc(under, func(record int) bool { return s.holds(rd.readings[record]) }) {
			ids = append(ids, n.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// recordsOf are the indices of the records under the filter.
func (rd *reader) recordsOf(q query.Query) (indices []int) {
	publishers := rd.publishers(q)
	for i, r := range rd.readings {
		if plainPasses(q, publishers, r) && q.Period.Holds(r.Period) {
			indices = append(indices, i)
		}
	}
	return indices
}

// sourcesOf are the sources of the records under the filter.
func (rd *reader) sourcesOf(q query.Query) (ids []string) {
	for _, i := range rd.recordsOf(q) {
		if source := rd.readings[i].Source; !slices.Contains(ids, source) {
			ids = append(ids, source)
		}
	}
	slices.Sort(ids)
	return ids
}
