package model

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTheOrderAtAPeriodIsThatOfTheMeasureInIt(t *testing.T) {
	d := sampleDataset(t)
	rd, e := newReader(d), NewEngine(d)
	for _, by := range []Dimension{ByCountry, ByRegion, ByService, ByType, ByOutcome, ByPublisher} {
		for _, c := range Measures() {
			for _, at := range []Period{{2012, 0}, {2013, 1}, {2013, 2}, {1999, 0}} {
				for _, descending := range []bool{false, true} {
					q := Query{By: by, Measure: c, Publisher: Filter{Mode: All}, Sort: Sort{Set: true, At: at, Descending: descending}}
					holdOrderAt(t, rd, e, q.Canonical(d))
				}
			}
		}
	}
}

func TestTheOrderAtAPeriodIsRightOnAnyData(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := drawDataset(r)
		rd, e, v := newReader(d), NewEngine(d), vocabularyOf(d)
		for range 3 {
			q := v.draw(r)
			q.Sort = Sort{Set: true, Descending: rapid.Bool().Draw(r, "descending")}
			if q.Sort.At = (Period{Year: 2001}); len(d.Periods) > 0 {
				q.Sort.At = rapid.SampledFrom(d.Periods).Draw(r, "at")
			}
			holdOrderAt(r, rd, e, q.Canonical(d))
		}
	})
}

// holdOrderAt fails unless the rows of a query stand in the order of what the
// oracle reads for each of them in the period that they are ordered by: what it
// does not report last, then what is not itemised; equal ones by name.
func holdOrderAt(t rapid.TB, rd *reader, e *Engine, q Query) {
	t.Helper()
	if q.Sort.At == (Period{}) {
		return // by period there is no such order
	}
	measure := q.Measure
	if q.By == ByOutcome && measure != Share {
		measure = Requests
	}
	then := q
	then.Period = PeriodFilter{Ranges: []PeriodRange{{q.Sort.At, q.Sort.At}}}
	publishers := rd.publishers(q)
	isAt := func(r *reading) bool { return publishers[r.Publisher] && r.Period == q.Sort.At }
	isHalf := func(r *reading) bool {
		return publishers[r.Publisher] && r.Period != q.Sort.At && r.Period.Year == q.Sort.At.Year
	}
	if q.Sort.At.Half == 0 && q.Grain != Years && slices.ContainsFunc(rd.readings, isAt) && slices.ContainsFunc(rd.readings, isHalf) {
		// A year that one reports whole is that year alone, not the halves that others
		// report of it.
		then.Period = PeriodFilter{Except: true}
		for _, p := range append(slices.Clone(rd.d.Periods), Period{Year: 1}) {
			if p != q.Sort.At {
				then.Period.Ranges = append(then.Period.Ranges, PeriodRange{p, p})
			}
		}
	}
	then.Sort, then.Top, then.Search, then.Min = Sort{}, 0, "", EveryRow // what is hidden has its place all the same
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
	plain.Sort, plain.Top = Sort{}, 0
	all, got := e.Result(plain).Rows, e.Result(q).Rows
	if want := len(all); q.Top == 0 && len(got) != want || q.Top > 0 && len(got) < min(q.Top, want) {
		t.Fatalf("%s has %d rows, without the order %d", spelled(q), len(got), want)
	}
	for i := 1; i < len(got); i++ {
		a, b := got[i-1], got[i]
		if class(a) != class(b) {
			if class(a) > class(b) {
				t.Fatalf("%s: %s stands before %s\n%v", spelled(q), a.ID, b.ID, idsOf(got))
			}
			continue
		}
		x, y := figures[a.ID].Value(measure), figures[b.ID].Value(measure)
		if q.Sort.Descending {
			x, y = y, x
		}
		switch {
		case class(a) == 0 && x > y && !closeTo(x, y):
			t.Fatalf("%s: %s (%v) stands before %s (%v)", spelled(q), a.ID, figures[a.ID], b.ID, figures[b.ID])
		case class(a) > 0 || x == y && measure.IsCount():
			byName := cmp.Or(cmp.Compare(Fold(a.Name), Fold(b.Name)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
			if byName > 0 {
				t.Fatalf("%s: %s and %s tie, and do not stand by name", spelled(q), a.ID, b.ID)
			}
		}
	}
}

func TestTopKeepsTheFirstOfTheOrderAtAPeriod(t *testing.T) {
	d := sampleDataset(t)
	e := NewEngine(d)
	q, err := Parse("publisher=all sort=-2013-H1", d)
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
	e := NewEngine(sampleDataset(t))
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
