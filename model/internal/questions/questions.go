package questions

// Queries drawn at random.

import (
	"fmt"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// Vocabulary is what a drawn query may name.
type Vocabulary struct {
	IDs      map[query.Dimension][]string
	Periods  []report.Period
	Searches []string
	Top      int
	subjects map[string][]report.Record // by publisher: what queries are aimed at; nil for none
}

// AimedAt aims most drawn queries at a record: each publisher as often as any other, alone, with
// another or among all, and what else is filtered holds the record. Words that are drawn one by
// one hardly ever meet one of a small publisher.
func (v Vocabulary) AimedAt(d *report.Dataset) Vocabulary {
	v.subjects = map[string][]report.Record{}
	for i := range d.Len() {
		r := d.Record(i)
		v.subjects[r.Publisher] = append(v.subjects[r.Publisher], r)
	}
	return v
}

// aim has a query ask about a record of one publisher.
func (v Vocabulary) aim(t *rapid.T, q *query.Query) {
	publishers := slices.Sorted(maps.Keys(v.subjects))
	r := rapid.SampledFrom(v.subjects[rapid.SampledFrom(publishers).Draw(t, "publisher")]).Draw(t, "record")
	switch rapid.SampledFrom([]string{"alone", "alone", "with another", "among all"}).Draw(t, "company") {
	case "alone":
		q.Publisher = Only(r.Publisher)
	case "with another":
		ids := []string{r.Publisher, rapid.SampledFrom(publishers).Draw(t, "another")}
		slices.Sort(ids)
		q.Publisher = Only(slices.Compact(ids)...)
	default:
		q.Publisher = query.Filter{Mode: query.All}
	}
	for b, id := range map[query.Dimension]string{query.ByService: r.Service, query.ByType: r.Type, query.ByCountry: r.Country} {
		f := q.Filter(b)
		if at := slices.Index(f.IDs, id); f.Mode == query.Only && at < 0 {
			f.IDs[0] = id
		} else if f.Mode == query.Except && at >= 0 {
			*f = query.Filter{Mode: query.All}
		}
		slices.Sort(f.IDs)
	}
	q.Region, q.Group = query.Filter{}, query.Filter{} // of which it may be no member
	if p := &q.Period; len(p.Ranges) > 0 && !p.Holds(r.Period) {
		*p = query.PeriodFilter{Ranges: []report.PeriodRange{{From: r.Period, To: r.Period}}}
		if rapid.Bool().Draw(t, "and before") {
			p.Ranges[0].From = report.Period{}
		}
	}
}

// VocabularyOf lists the words of a dataset.
func VocabularyOf(d *report.Dataset) Vocabulary {
	v := Vocabulary{IDs: map[query.Dimension][]string{query.ByRegion: {"none"}}, Periods: slices.Clone(d.Periods), Top: 4}
	add := func(b query.Dimension, id string) {
		if !slices.Contains(v.IDs[b], id) {
			v.IDs[b] = append(v.IDs[b], id)
		}
	}
	for _, p := range d.Publishers {
		add(query.ByPublisher, p.ID)
	}
	for _, s := range d.Series {
		add(query.ByService, s.Service.ID)
		add(query.ByType, s.Type.ID)
	}
	for i := range d.Len() {
		add(query.ByCountry, d.Record(i).Country)
	}
	for _, c := range d.Countries {
		if c.Region != "" {
			add(query.ByRegion, c.Region)
		}
	}
	for _, c := range report.Outcomes() {
		add(query.ByOutcome, c.String())
	}
	for _, m := range d.Members {
		add(query.ByGroup, m.Group)
	}
	if len(d.Members) > 0 {
		add(query.ByGroup, report.NoGroup)
	}
	for _, ids := range v.IDs {
		slices.Sort(ids)
	}
	for _, year := range []int{1999, 2000, 2001, 2002} {
		v.Periods = append(v.Periods, report.Period{Year: year, Half: 0}, report.Period{Year: year, Half: 1}, report.Period{Year: year, Half: 2})
	}
	v.Searches = []string{"UNI", "turk", "brit", "zz", "none", "item", "mail", "2001", "h1", "a", "not there"}
	return v
}

// Draw draws a query, all its keys at once, most left out.
func (v Vocabulary) Draw(t *rapid.T) query.Query {
	return rapid.Custom(v.query).Draw(t, "query")
}

func (v Vocabulary) query(t *rapid.T) query.Query {
	q := query.Query{By: rapid.SampledFrom(query.Dimensions()).Draw(t, "by"), Measure: rapid.SampledFrom(report.Measures()).Draw(t, "measure")}
	for _, b := range query.Dimensions() {
		if f := q.Filter(b); f != nil && samples.OneIn(t, 4, "filter "+b.String()) {
			*f = v.DrawFilter(t, b)
		}
	}
	if samples.OneIn(t, 2, "filter period") {
		q.Period = v.DrawPeriods(t)
	}
	if v.subjects != nil && !samples.OneIn(t, 4, "at nothing") {
		v.aim(t, &q)
	}
	if rapid.Bool().Draw(t, "sort") {
		q.Sort = query.Sort{Set: true, Descending: rapid.Bool().Draw(t, "descending")}
		if q.Sort.Key = samples.OneIn(t, 4, "sort by name"); !q.Sort.Key {
			q.Sort.Column = rapid.SampledFrom(Columns).Draw(t, "sort column")
		}
	}
	if samples.OneIn(t, 4, "whole years") {
		q.Grain = query.Years
	}
	switch {
	case samples.OneIn(t, 4, "against the year before"):
		q.Against.Year = true
	case samples.OneIn(t, 4, "against one period"):
		q.Against.Period = rapid.SampledFrom(v.Periods).Draw(t, "against")
	}
	if samples.OneIn(t, 4, "minimum") {
		q.Min = rapid.IntRange(1, 25).Draw(t, "min")
	}
	if ids := v.IDs[q.By]; len(ids) > 0 && samples.OneIn(t, 6, "pinned") {
		q.Pins = []string{rapid.SampledFrom(ids).Draw(t, "pin")}
	}
	if samples.OneIn(t, 4, "cut") {
		q.Top = rapid.IntRange(1, v.Top).Draw(t, "top")
	}
	if samples.OneIn(t, 5, "search for") {
		q.Search = rapid.SampledFrom(v.Searches).Draw(t, "search")
	}
	return q
}

// DrawFilter draws some of the ids of a dimension, kept or left out, or all.
func (v Vocabulary) DrawFilter(t *rapid.T, b query.Dimension) query.Filter {
	f := query.Filter{Mode: rapid.SampledFrom([]query.FilterMode{query.Only, query.Except, query.All}).Draw(t, "mode of "+b.String())}
	ids := v.IDs[b]
	if f.Mode == query.All || len(ids) == 0 {
		return query.Filter{Mode: query.All}
	}
	f.IDs = rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, min(4, len(ids)), rapid.ID).Draw(t, b.String())
	slices.Sort(f.IDs)
	return f
}

// DrawPeriods draws single periods, ranges and open ends, sorted as a query is.
func (v Vocabulary) DrawPeriods(t *rapid.T) query.PeriodFilter {
	f := query.PeriodFilter{Except: samples.OneIn(t, 6, "all periods but")}
	for range rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(t, "ranges") {
		r := report.PeriodRange{From: rapid.SampledFrom(v.Periods).Draw(t, "from")}
		r.To = r.From
		switch rapid.SampledFrom([]string{"one", "one", "closed", "closed", "open before", "open after"}).Draw(t, "range") {
		case "open before":
			r.From = report.Period{}
		case "open after":
			r.To = report.Period{}
		case "closed":
			to := rapid.SampledFrom(v.Periods).Draw(t, "to")
			if to.Start() >= r.From.Start() && to.End() >= r.From.End() {
				r.To = to
			}
		}
		if !slices.Contains(f.Ranges, r) {
			f.Ranges = append(f.Ranges, r)
		}
	}
	slices.SortFunc(f.Ranges, func(a, b report.PeriodRange) int {
		if c := a.Span().From - b.Span().From; c != 0 {
			return c
		}
		return a.Span().To - b.Span().To
	})
	return f
}

// DrawInAView draws a question in any view, some of its rows pinned.
func (v Vocabulary) DrawInAView(t *rapid.T) query.Query {
	q := v.Draw(t)
	q.View = rapid.SampledFrom(query.Views()).Draw(t, "view")
	ids := append([]string{"nothing", "2001", "2000-H1"}, v.IDs[q.By]...)
	if samples.OneIn(t, 3, "pinned") {
		q.Pins = rapid.SliceOfN(rapid.SampledFrom(ids), 1, query.MaxPins).Draw(t, "pins")
	}
	if samples.OneIn(t, 3, "selected") {
		q.Select = rapid.SampledFrom(ids).Draw(t, "select")
	}
	return q
}

// Columns are all the columns there are.
var Columns = slices.Sorted(slices.Values(report.TableOrder))

// DrawQuestion draws a query as Parse gives it, with every row in sight.
func DrawQuestion(t *rapid.T, d *report.Dataset) query.Query {
	return InSight(VocabularyOf(d).Draw(t).Canonical(d))
}

// InSight asks for every row. A rate of outcomes hides those of few requests.
func InSight(q query.Query) query.Query {
	q.Top, q.Search, q.Min = 0, "", 0
	if q.AnyMin() > 0 {
		q.Measure, q.Sort = report.Requests, query.Sort{}
	}
	return q
}

// Spell prints a query: as text, and field by field.
func Spell(q query.Query) string {
	type fields query.Query // without String
	return fmt.Sprintf("%v\n%+v", q, fields(q))
}

// Fail says what broke a law, with all that is needed to add it up by hand.
func Fail(t rapid.TB, d *report.Dataset, q query.Query, format string, args ...any) {
	t.Helper()
	t.Logf("%s\n\nrecords:\n%s", Spell(q), samples.MadeUpLines(d, func(report.Record) bool { return true }))
	t.Fatalf(format, args...)
}

// Only is the filter that keeps some ids.
func Only(ids ...string) query.Filter { return query.Filter{Mode: query.Only, IDs: ids} }

// DrawWhole draws reports in which every record prints its requests, and all
// counts but accounts, as one number.
func DrawWhole(t *rapid.T) *report.Dataset {
	drawn := samples.DrawnReports.Draw(t, "reports")
	var records []report.Record
	for _, r := range drawn.Records {
		if !r.Counts[report.Requests].IsExact() {
			continue
		}
		for c := report.Content; c <= report.Pending; c++ {
			if !r.Counts[c].IsExact() {
				r.Counts[c] = report.Amount{}
			}
		}
		records = append(records, r)
	}
	return samples.MadeUpDataset(t, drawn.Tables, records)
}
