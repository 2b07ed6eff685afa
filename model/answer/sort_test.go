package answer

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestTheOrderAtAPeriodIsThatOfTheMeasureInIt(t *testing.T) {
	d := samples.Dataset(t)
	rd, e := newReader(d), NewEngine(d)
	for _, by := range []query.Dimension{query.ByCountry, query.ByRegion, query.ByService, query.ByType, query.ByOutcome, query.ByPublisher} {
		for _, c := range report.Measures() {
			for _, at := range []report.Period{{Year: 2012, Half: 0}, {Year: 2013, Half: 1}, {Year: 2013, Half: 2}, {Year: 1999, Half: 0}} {
				for _, descending := range []bool{false, true} {
					q := query.Query{By: by, Measure: c, Publisher: query.Filter{Mode: query.All}, Sort: query.Sort{Set: true, At: at, Descending: descending}}
					holdOrderAt(t, rd, e, q.Canonical(d))
				}
			}
		}
	}
}

func TestTheOrderAtAPeriodIsRightOnAnyData(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := samples.DrawDataset(r)
		rd, e, v := newReader(d), NewEngine(d), questions.VocabularyOf(d)
		for range 3 {
			q := v.Draw(r)
			q.Sort = query.Sort{Set: true, Descending: rapid.Bool().Draw(r, "descending")}
			if q.Sort.At = (report.Period{Year: 2001}); len(d.Periods) > 0 {
				q.Sort.At = rapid.SampledFrom(d.Periods).Draw(r, "at")
			}
			holdOrderAt(r, rd, e, q.Canonical(d))
		}
	})
}

// holdOrderAt fails unless the rows of a query stand in the order of what the
// oracle reads for each of them in the period that they are ordered by: what it
// does not report last, then what is not itemised; equal ones by name.
func holdOrderAt(t rapid.TB, rd *reader, e *Engine, q query.Query) {
	t.Helper()
	if q.Sort.At == (report.Period{}) {
		return // by period there is no such order
	}
	measure := q.Measure
	if q.By == query.ByOutcome && measure != report.Share {
		measure = report.Requests
	}
	then := q
	then.Period = query.PeriodFilter{Ranges: []report.PeriodRange{{From: q.Sort.At, To: q.Sort.At}}}
	publishers := rd.publishers(q)
	isAt := func(r *reading) bool { return publishers[r.Publisher] && r.Period == q.Sort.At }
	isHalf := func(r *reading) bool {
		return publishers[r.Publisher] && r.Period != q.Sort.At && r.Period.Year == q.Sort.At.Year
	}
	if q.Sort.At.Half == 0 && q.Grain != query.Years && slices.ContainsFunc(rd.readings, isAt) && slices.ContainsFunc(rd.readings, isHalf) {
		// A year that one reports whole is that year alone, not the halves that others
		// report of it.
		then.Period = query.PeriodFilter{Except: true}
		for _, p := range append(slices.Clone(rd.d.Periods), report.Period{Year: 1}) {
			if p != q.Sort.At {
				then.Period.Ranges = append(then.Period.Ranges, report.PeriodRange{From: p, To: p})
			}
		}
	}
	then.Sort, then.Top, then.Search, then.Min = query.Sort{}, 0, "", query.EveryRow // what is hidden has its place all the same
	figures := map[string]Figure{}
	for _, row := range rd.answer(then).Rows {
		figures[row.ID] = row.Figures[measure]
	}
	class := func(row Row) int {
		switch {
		case !plainItemised(q.By, row.ID):
			return 2
		case !figures[row.ID].Reported:
			return 1
		}
		return 0
	}
	plain := q
	plain.Sort, plain.Top = query.Sort{}, 0
	all, got := e.Result(plain).Rows, e.Result(q).Rows
	if want := len(all); q.Top == 0 && len(got) != want || q.Top > 0 && len(got) < min(q.Top, want) {
		t.Fatalf("%s has %d rows, without the order %d", questions.Spell(q), len(got), want)
	}
	for i := 1; i < len(got); i++ {
		a, b := got[i-1], got[i]
		if class(a) != class(b) {
			if class(a) > class(b) {
				t.Fatalf("%s: %s stands before %s\n%v", questions.Spell(q), a.ID, b.ID, idsOf(got))
			}
			continue
		}
		x, y := figures[a.ID].Value(measure), figures[b.ID].Value(measure)
		if q.Sort.Descending {
			x, y = y, x
		}
		switch {
		case class(a) == 0 && x > y && !closeTo(x, y):
			t.Fatalf("%s: %s (%v) stands before %s (%v)", questions.Spell(q), a.ID, figures[a.ID], b.ID, figures[b.ID])
		case class(a) > 0 || x == y && measure.IsCount():
			byName := cmp.Or(cmp.Compare(report.Fold(a.Name), report.Fold(b.Name)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
			if byName > 0 {
				t.Fatalf("%s: %s and %s tie, and do not stand by name", questions.Spell(q), a.ID, b.ID)
			}
		}
	}
}

func TestTopKeepsTheFirstOfTheOrderAtAPeriod(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	q, err := query.Parse("publisher=all sort=-2013-H1", d)
	if err != nil {
		t.Fatal(err)
	}
	all := idsOf(e.Result(q).Rows)
	q.Top = 2
	if top := idsOf(e.Result(q).Rows); !slices.Equal(top, all[:2]) {
		t.Errorf("the top two are %v of %v", top, all)
	}
}

func TestSortWordsAreOfferedWithPeriods(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	words := func(before, word string) (list []string) {
		for _, c := range e.Complete(strings.Fields(before), word) {
			list = append(list, c.Word)
		}
		return list
	}
	if got, want := words("", "sort=-2013"), []string{"sort=-2013-H2", "sort=-2013-H1"}; !slices.Equal(got, want) {
		t.Errorf("sort=-2013 is completed with %q, want %q", got, want)
	}
	if got := words("service=skype", "sort=201"); !slices.Equal(got, []string{"sort=2012"}) {
		t.Errorf("with service=skype, sort=201 is completed with %q", got)
	}
	if got := words("by=period", "sort=2"); len(got) != 0 {
		t.Errorf("with by=period, sort=2 is completed with %q", got)
	}
	if got := words("", "sort=acc"); !slices.Contains(got, "sort=accounts") {
		t.Errorf("sort=acc is completed with %q", got)
	}
	for _, c := range e.Complete(nil, "sort=-2013-H1") {
		if !c.Requests.Reported {
			t.Errorf("%s does not say how many requests it is about", c.Word)
		}
	}
}
