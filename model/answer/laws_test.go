package answer

// What holds for every dataset and every query, whatever the figures are.

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// sameRow says in which columns two rows differ, leaving some out.
func sameRow(a, b Row, but ...report.Column) (differing []report.Column) {
	for c := range report.Column(report.NumColumns) {
		if !slices.Contains(but, c) && !sameFigure(c, a.Figures[c], b.Figures[c]) {
			differing = append(differing, c)
		}
	}
	return differing
}

func TestGroupsAddUpToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		groupsAddUp(t, NewEngine(d), questions.DrawQuestion(t, d))
	})
}

// groupsAddUp adds the rows of a query's groups of records up to their total. The
// outcomes are no groups of records, and groups of countries overlap.
func groupsAddUp(t rapid.TB, e *Engine, q query.Query) {
	t.Helper()
	if q = questions.InSight(q); q.By == query.ByOutcome || q.By == query.ByGroup {
		q.By = query.ByRegion
	}
	r := e.Result(q)
	addUp(t, e.Dataset(), q, r.Total, r.Rows...)
	var share float64
	settled := r.Total.Figures[report.Share].Reported
	for _, row := range r.Rows {
		f := row.Figures[report.Share]
		share += f.Rate
		settled = settled && f.Reported && !f.Marks.Has(Floor) && !f.Marks.Has(Ceiling)
	}
	if settled && !closeTo(share, 1) {
		questions.Fail(t, e.Dataset(), q, "shares add up to %g", share)
	}
}

func TestEveryGroupingHasTheSameTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		if q.Publisher.Mode == query.Default { // its default depends on the grouping
			q.Publisher.Mode = query.All
		}
		e := NewEngine(d)
		first := e.Result(q).Total
		for _, q.By = range query.Dimensions() {
			total := e.Result(q).Total
			if differing := sameRow(first, total); len(differing) > 0 || first.Records != total.Records {
				questions.Fail(t, d, q, "the total by %s differs in %v", q.By, differing)
			}
		}
	})
}

func TestOutcomesAndUnspecifiedAddUpToRequests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := questions.DrawWhole(t)
		q := questions.DrawQuestion(t, d)
		q.Outcome = query.Filter{}
		if q.By == query.ByOutcome {
			q.By = query.ByType
		}
		r := NewEngine(d).Result(q)
		for _, row := range append(slices.Clone(r.Rows), r.Total) {
			var sum int64
			for _, c := range report.Outcomes() {
				sum += row.Figures[c].Lo
			}
			if requests := row.Figures[report.Requests]; sum != requests.Lo || sum != requests.Hi {
				questions.Fail(t, d, q, "row %q: outcomes add up to %d, requests are %s", row.ID, sum, showFigure(report.Requests, requests))
			}
		}
		q.By = query.ByOutcome
		r = NewEngine(d).Result(q)
		var share float64
		for _, row := range r.Rows {
			share += row.Figures[report.Share].Rate
		}
		if r.Total.Figures[report.Share].Reported && !closeTo(share, 1) {
			questions.Fail(t, d, q, "the outcomes are %g of the requests", share)
		}
	})
}

func TestAnOutcomeAndAllOthersAddUpToRequests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := questions.DrawWhole(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		outcome := []string{rapid.SampledFrom(report.Outcomes()).Draw(t, "outcome").String()}
		requests := func(f query.Filter) int64 {
			q.Outcome = f
			return e.Result(q).Total.Figures[report.Requests].Lo
		}
		all, one, others := requests(query.Filter{}), requests(query.Filter{Mode: query.Only, IDs: outcome}), requests(query.Filter{Mode: query.Except, IDs: outcome})
		if one+others != all {
			questions.Fail(t, d, q, "%s %d, all others %d, requests %d", outcome[0], one, others, all)
		}
	})
}

func TestRatesAreParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := questions.DrawWhole(t)
		q := questions.DrawQuestion(t, d)
		r := NewEngine(d).Result(q)
		for _, row := range append(slices.Clone(r.Rows), r.Total) {
			for _, c := range []report.Column{report.Share, report.DisclosedRate, report.ContentRate, report.RejectedRate} {
				if f := row.Figures[c]; f.Rate < 0 || f.Rate > 1+1e-9 {
					questions.Fail(t, d, q, "row %q: %s is %s", row.ID, c, showFigure(c, f))
				}
			}
			for c := range report.Column(report.NumColumns) {
				f := row.Figures[c]
				if coversOf(c) && f.Reported && (f.Covers < 0 || f.Covers > 1+1e-9 || f.Marks.Has(Part) != (f.Covers < 0.95)) {
					questions.Fail(t, d, q, "row %q: %s is %s", row.ID, c, showFigure(c, f))
				}
			}
		}
	})
}

func TestNamingEveryValueIsNoFilter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		b := rapid.SampledFrom([]query.Dimension{query.ByCountry, query.ByRegion, query.ByService, query.ByPublisher, query.ByGroup}).Draw(t, "all of")
		named := query.Filter{Mode: query.Only, IDs: questions.VocabularyOf(d).IDs[b]}
		switch b {
		case query.ByCountry: // those without a record, too: people live there
			named.IDs = nil
			for _, c := range d.Countries {
				named.IDs = append(named.IDs, c.Code)
			}
		case query.ByGroup:
			named.IDs = []string{"g1", "g2", report.NoGroup}
		}
		e := NewEngine(d)
		*q.Filter(b) = query.Filter{Mode: query.All}
		open := e.Result(q)
		*q.Filter(b) = named
		if lines := differences(open, e.Result(q)); len(lines) > 0 {
			questions.Fail(t, d, q, "with every %s named: %s", b, strings.Join(lines, "\n"))
		}
		// Of the types all: those that are counted, and those that are not.
		q.Type = query.Filter{Mode: query.All}
		open = e.Result(q)
		q.Type = query.Filter{Mode: query.Only, IDs: []string{"civil", "legal-process", "preservation"}}
		if lines := differences(open, e.Result(q)); len(lines) > 0 {
			questions.Fail(t, d, q, "with every type named: %s", strings.Join(lines, "\n"))
		}
		q.Type = query.Filter{}
		open = e.Result(q)
		q.Type = query.Filter{Mode: query.Only, IDs: []string{"civil", "legal-process"}}
		if lines := differences(open, e.Result(q)); len(lines) > 0 {
			questions.Fail(t, d, q, "with every counted type named: %s", strings.Join(lines, "\n"))
		}
	})
}

func TestWhatIsKeptAndWhatIsLeftOutAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		b := rapid.SampledFrom([]query.Dimension{query.ByCountry, query.ByRegion, query.ByService, query.ByPublisher, query.ByGroup}).Draw(t, "split by")
		ids := questions.VocabularyOf(d).IDs[b]
		if len(ids) == 0 {
			return
		}
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, len(ids), rapid.ID).Draw(t, "kept")
		slices.Sort(some)
		e := NewEngine(d)
		total := func(f query.Filter) Row {
			*q.Filter(b) = f
			return e.Result(q).Total
		}
		whole, kept, rest := total(query.Filter{Mode: query.All}), total(query.Filter{Mode: query.Only, IDs: some}), total(query.Filter{Mode: query.Except, IDs: some})
		addUp(t, d, q, whole, kept, rest)
	})
}

func TestPartsOfARangeOfPeriodsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		total := func(from, to report.Period) Row {
			q.Period = query.PeriodFilter{Ranges: []report.PeriodRange{{From: from, To: to}}}
			return e.Result(q).Total
		}
		// Periods never reach over the end of a year.
		first, last := report.Period{Year: 2000}, report.Period{Year: 2002}
		year := rapid.IntRange(2000, 2001).Draw(t, "the first part's last year")
		addUp(t, d, q, total(first, last), total(first, report.Period{Year: year}), total(report.Period{Year: year + 1}, last))
	})
}

// addUp holds parts against their whole. A floor of 0 says nothing and is not
// reported, whatever its upper end.
func addUp(t rapid.TB, d *report.Dataset, q query.Query, whole Row, parts ...Row) {
	t.Helper()
	var records int
	for _, part := range parts {
		records += part.Records
	}
	if records != whole.Records {
		questions.Fail(t, d, q, "the parts hold %d records, the whole %d", records, whole.Records)
	}
	for c := range report.Column(report.NumCounts) {
		sum := whole.Figures[c]
		var lo, hi int64
		all, exact := true, true
		for _, part := range parts {
			f := part.Figures[c]
			lo, hi = lo+f.Lo, hi+f.Hi
			all = all && (f.Reported || part.Records == 0)
			exact = exact && f.Reported && !f.Marks.Has(Floor)
		}
		if lo != sum.Lo || hi > sum.Hi && sum.Reported || all && sum.Reported && hi != sum.Hi {
			questions.Fail(t, d, q, "%s: parts add up to %d..%d, the whole is %s", c, lo, hi, showFigure(c, sum))
		}
		if exact && sum.Marks.Has(Floor) {
			questions.Fail(t, d, q, "%s: no part is a floor, the whole is %s", c, showFigure(c, sum))
		}
	}
}

func TestTopAndSearchHideRowsOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		all := e.Result(q)
		q.Top = rapid.IntRange(1, 4).Draw(t, "top")
		q.Search = rapid.SampledFrom(append([]string{"", ""}, questions.VocabularyOf(d).Searches...)).Draw(t, "search")
		some := e.Result(q)
		if some.Groups != all.Groups || some.Itemised != all.Itemised || len(sameRow(all.Total, some.Total)) > 0 {
			questions.Fail(t, d, q, "the whole changes")
		}
		var at int
		for _, row := range some.Rows {
			i := slices.IndexFunc(all.Rows[at:], func(r Row) bool { return r.ID == row.ID })
			if i < 0 {
				questions.Fail(t, d, q, "rows %s are not among %s in order", joined(idsOf(some.Rows)), joined(idsOf(all.Rows)))
			}
			at += i + 1
			if was := all.Rows[at-1]; was.Rank != row.Rank || len(sameRow(was, row)) > 0 {
				questions.Fail(t, d, q, "row %s changes", row.ID)
			}
		}
	})
}

func TestNarrowerScopesComeFirst(t *testing.T) {
	// A scope that says all that another says, and more, is the narrower one.
	within := func(narrow, wide string) bool {
		n, w := strings.Fields(narrow), strings.Fields(wide)
		return len(n) > len(w) && !slices.ContainsFunc(w, func(token string) bool { return !slices.Contains(n, token) })
	}
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		notes := e.Result(q).Notes
		several := len(e.Publishers(q)) > 1
		for i, before := range notes {
			for _, after := range notes[i+1:] {
				if before.ID != unlikeNote.ID && within(after.Scope, before.Scope) && !(several && aboutOne(before.Scope)) {
					questions.Fail(t, d, q, "the note of %q stands before that of %q", before.Scope, after.Scope)
				}
			}
		}
	})
}

// aboutOne says whether a scope is all that one publisher reports, or several do.
func aboutOne(scope string) bool {
	return strings.HasPrefix(scope, "publisher=") && !strings.Contains(scope, " ")
}

func TestBesideOthersWhatMustBeKnownOfAPublisherComesFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		if len(e.Publishers(q)) < 2 {
			return
		}
		others := false
		for _, n := range e.Result(q).Notes {
			switch whole := aboutOne(n.Scope) && !strings.Contains(n.Scope, e.data.Main); {
			case n.ID == "types-not-counted" || n.ID == unlikeNote.ID: // of them all, and so before each
			case whole && others:
				questions.Fail(t, d, q, "the note of %q stands behind others", n.Scope)
			case !whole:
				others = true
			}
		}
	})
}

func TestTheOrderOfWordsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.VocabularyOf(d).Draw(t).Canonical(d)
		tokens := rapid.Permutation(strings.Fields(q.String())).Draw(t, "tokens")
		for i, token := range tokens {
			key, list, _ := strings.Cut(token, "=")
			if key != "search" {
				tokens[i] = key + "=" + strings.Join(rapid.Permutation(strings.Split(list, ",")).Draw(t, key), ",")
			}
		}
		text := strings.Join(tokens, " ")
		read, err := query.Parse(text, d)
		if err != nil {
			questions.Fail(t, d, q, "%s: %v", text, err)
		}
		if read.String() != q.String() {
			questions.Fail(t, d, q, "%q is read as %q", text, read.String())
		}
		if lines := differences(NewEngine(d).Result(q), NewEngine(d).Result(read)); len(lines) > 0 {
			questions.Fail(t, d, q, "%s: %s", text, strings.Join(lines, "\n"))
		}
	})
}

func TestAnEngineThatHasAnsweredMuchAnswersAsAFreshOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		words := questions.VocabularyOf(d)
		records := samples.MadeUpLines(d, func(report.Record) bool { return true })
		seasoned := NewEngine(d)
		var asked []query.Query
		for range 20 {
			asked = append(asked, words.Draw(t))
			seasoned.Result(asked[len(asked)-1])
		}
		for _, q := range asked {
			fresh, again := NewEngine(d).Result(q), seasoned.Result(q)
			if !reflect.DeepEqual(fresh, again) {
				questions.Fail(t, d, q, "%s\n%+v\n%+v", strings.Join(differences(fresh, again), "\n"), fresh, again)
			}
		}
		if after := samples.MadeUpLines(d, func(report.Record) bool { return true }); after != records {
			t.Fatalf("answering has changed the records from\n%s\nto\n%s", records, after)
		}
	})
}
