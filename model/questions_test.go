package model

// Queries drawn at random.

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"
)

// vocabulary is what a drawn query may name.
type vocabulary struct {
	ids      map[Dimension][]string
	periods  []Period
	searches []string
	top      int
}

// vocabularyOf lists the words of a dataset.
func vocabularyOf(d *Dataset) vocabulary {
	v := vocabulary{ids: map[Dimension][]string{ByRegion: {"none"}}, periods: slices.Clone(d.Periods), top: 4}
	add := func(b Dimension, id string) {
		if !slices.Contains(v.ids[b], id) {
			v.ids[b] = append(v.ids[b], id)
		}
	}
	for _, p := range d.Publishers {
		add(ByPublisher, p.ID)
	}
	for _, s := range d.Series {
		add(ByService, s.Service.ID)
		add(ByType, s.Type.ID)
	}
	for i := range d.Len() {
		add(ByCountry, d.Record(i).Country)
	}
	for _, c := range d.Countries {
		if c.Region != "" {
			add(ByRegion, c.Region)
		}
	}
	for _, c := range Outcomes() {
		add(ByOutcome, c.String())
	}
	for _, m := range d.Members {
		add(ByGroup, m.Group)
	}
	if len(d.Members) > 0 {
		add(ByGroup, NoGroup)
	}
	for _, ids := range v.ids {
		slices.Sort(ids)
	}
	for _, year := range []int{1999, 2000, 2001, 2002} {
		v.periods = append(v.periods, Period{year, 0}, Period{year, 1}, Period{year, 2})
	}
	v.searches = []string{"UNI", "turk", "brit", "zz", "none", "item", "mail", "2001", "h1", "a", "not there"}
	return v
}

// draw draws a query, all its keys at once, most left out.
func (v vocabulary) draw(t *rapid.T) Query {
	return rapid.Custom(v.query).Draw(t, "query")
}

func (v vocabulary) query(t *rapid.T) Query {
	q := Query{By: rapid.SampledFrom(Dimensions()).Draw(t, "by"), Measure: rapid.SampledFrom(Measures()).Draw(t, "measure")}
	for _, b := range Dimensions() {
		if f := q.Filter(b); f != nil && oneIn(t, 4, "filter "+b.String()) {
			*f = v.drawFilter(t, b)
		}
	}
	if oneIn(t, 2, "filter period") {
		q.Period = v.drawPeriods(t)
	}
	if rapid.Bool().Draw(t, "sort") {
		q.Sort = Sort{Set: true, Descending: rapid.Bool().Draw(t, "descending")}
		if q.Sort.Key = oneIn(t, 4, "sort by name"); !q.Sort.Key {
			q.Sort.Column = rapid.SampledFrom(columns).Draw(t, "sort column")
		}
	}
	if oneIn(t, 4, "whole years") {
		q.Grain = Years
	}
	switch {
	case oneIn(t, 4, "against the year before"):
		q.Against.Year = true
	case oneIn(t, 4, "against one period"):
		q.Against.Period = rapid.SampledFrom(v.periods).Draw(t, "against")
	}
	if oneIn(t, 4, "minimum") {
		q.Min = rapid.IntRange(1, 25).Draw(t, "min")
	}
	if ids := v.ids[q.By]; len(ids) > 0 && oneIn(t, 6, "pinned") {
		q.Pins = []string{rapid.SampledFrom(ids).Draw(t, "pin")}
	}
	if oneIn(t, 4, "cut") {
		q.Top = rapid.IntRange(1, v.top).Draw(t, "top")
	}
	if oneIn(t, 5, "search for") {
		q.Search = rapid.SampledFrom(v.searches).Draw(t, "search")
	}
	return q
}

func (v vocabulary) drawFilter(t *rapid.T, b Dimension) Filter {
	f := Filter{Mode: rapid.SampledFrom([]FilterMode{Only, Except, All}).Draw(t, "mode of "+b.String())}
	ids := v.ids[b]
	if f.Mode == All || len(ids) == 0 {
		return Filter{Mode: All}
	}
	f.IDs = rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, min(4, len(ids)), rapid.ID).Draw(t, b.String())
	slices.Sort(f.IDs)
	return f
}

// drawPeriods draws single periods, ranges and open ends, sorted as a query is.
func (v vocabulary) drawPeriods(t *rapid.T) PeriodFilter {
	f := PeriodFilter{Except: oneIn(t, 6, "all periods but")}
	for range rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(t, "ranges") {
		r := PeriodRange{From: rapid.SampledFrom(v.periods).Draw(t, "from")}
		r.To = r.From
		switch rapid.SampledFrom([]string{"one", "one", "closed", "closed", "open before", "open after"}).Draw(t, "range") {
		case "open before":
			r.From = Period{}
		case "open after":
			r.To = Period{}
		case "closed":
			to := rapid.SampledFrom(v.periods).Draw(t, "to")
			if to.Start() >= r.From.Start() && to.End() >= r.From.End() {
				r.To = to
			}
		}
		if !slices.Contains(f.Ranges, r) {
			f.Ranges = append(f.Ranges, r)
		}
	}
	slices.SortFunc(f.Ranges, func(a, b PeriodRange) int {
		if c := a.Span().From - b.Span().From; c != 0 {
			return c
		}
		return a.Span().To - b.Span().To
	})
	return f
}

// drawInAView draws a question in any view, some of its rows pinned.
func (v vocabulary) drawInAView(t *rapid.T) Query {
	q := v.draw(t)
	q.View = rapid.SampledFrom(Views()).Draw(t, "view")
	ids := append([]string{"nothing", "2001", "2000-H1"}, v.ids[q.By]...)
	if oneIn(t, 3, "pinned") {
		q.Pins = rapid.SliceOfN(rapid.SampledFrom(ids), 1, MaxPins).Draw(t, "pins")
	}
	if oneIn(t, 3, "selected") {
		q.Select = rapid.SampledFrom(ids).Draw(t, "select")
	}
	return q
}

// columns are all the columns there are.
var columns = append(append([]Column{Requests, Accounts}, Outcomes()...),
	Share, DisclosedRate, ContentRate, RejectedRate, PerMillion, AccountsPerRequest, Change, Difference, AccountsPerMillion)

// drawQuestion draws a query as Parse gives it, with every row in sight.
func drawQuestion(t *rapid.T, d *Dataset) Query {
	return inSight(vocabularyOf(d).draw(t).Canonical(d))
}

// inSight asks for every row. A rate of outcomes hides those of few requests.
func inSight(q Query) Query {
	q.Top, q.Search, q.Min = 0, "", 0
	if q.AnyMin() > 0 {
		q.Measure, q.Sort = Requests, Sort{}
	}
	return q
}

// spelled prints a query: as text, and field by field.
func spelled(q Query) string {
	type fields Query // without String
	return fmt.Sprintf("%v\n%+v", q, fields(q))
}

// fail says what broke a law, with all that is needed to add it up by hand.
func fail(t rapid.TB, d *Dataset, q Query, format string, args ...any) {
	t.Helper()
	t.Logf("%s\n\nrecords:\n%s", spelled(q), madeUpLines(d, func(Record) bool { return true }))
	t.Fatalf(format, args...)
}

func only(ids ...string) Filter { return Filter{Mode: Only, IDs: ids} }

// drawWhole draws reports in which every record prints its requests, and all
// counts but accounts, as one number.
func drawWhole(t *rapid.T) *Dataset {
	drawn := drawnReports.Draw(t, "reports")
	var records []Record
	for _, r := range drawn.records {
		if !r.Counts[Requests].IsExact() {
			continue
		}
		for c := Content; c <= Pending; c++ {
			if !r.Counts[c].IsExact() {
				r.Counts[c] = Amount{}
			}
		}
		records = append(records, r)
	}
	return madeUpDataset(t, drawn.tables, records)
}
