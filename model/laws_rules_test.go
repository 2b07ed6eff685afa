package model

// What holds of comparisons, rates, groups and years, whatever the figures are. Each
// law is held against the engine and against the oracle, so that neither rests on
// the other alone.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// answers answers queries about one dataset.
type answers func(Query) *Result

// everyAnswerer holds a law against the engine and against the oracle.
func everyAnswerer(t *testing.T, law func(*rapid.T, func(*Dataset) answers)) {
	for name, ask := range map[string]func(*Dataset) answers{
		"engine": func(d *Dataset) answers { return NewEngine(d).Result },
		"oracle": func(d *Dataset) answers { return newReader(d).answer },
	} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) { law(t, ask) }))
	}
}

// allRows are the rows of an answer, its total and what is shown of it.
func allRows(r *Result) []Row {
	rows := append(slices.Clone(r.Rows), r.Total)
	if r.Shown != nil {
		rows = append(rows, *r.Shown)
	}
	return rows
}

func TestWhatIsNotReportedSaysNothing(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*Dataset) answers) {
		d := drawDataset(t)
		q := vocabularyOf(d).draw(t)
		for _, row := range allRows(ask(d)(q)) {
			for c, f := range row.Figures {
				switch c := Column(c); {
				case !f.Reported && f != (Figure{}):
					fail(t, d, q, "row %q: %s is not reported, yet %+v", row.ID, c, f)
				case c.IsCount() && f.Marks.Has(Floor) && f.Lo == 0:
					fail(t, d, q, "row %q: %s is a floor of nothing", row.ID, c)
				case f.Marks.Has(Approx) && (f.Marks.Has(Floor) || f.Marks.Has(Ceiling)):
					fail(t, d, q, "row %q: %s is about, and a bound: %s", row.ID, c, showFigure(c, f))
				}
			}
			if row.Compare == nil && row.Figures[Difference].Reported {
				fail(t, d, q, "row %q: nobody knows what its difference compares", row.ID)
			}
			if row.Figures[Change].Reported && !row.Figures[Difference].Reported {
				fail(t, d, q, "row %q changes without a difference", row.ID)
			}
		}
	})
}

func TestNoRateRestsOnLessThanHalf(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*Dataset) answers) {
		d := drawDataset(t)
		q := vocabularyOf(d).draw(t)
		for _, row := range allRows(ask(d)(q)) {
			for c, f := range row.Figures {
				least := 0.
				switch c := Column(c); {
				case c.IsOfRequests():
					least = 0.5
				case c.IsSigned():
					least = 0.25
				}
				if f.Reported && f.Covers < least {
					fail(t, d, q, "row %q: %s is %s", row.ID, Column(c), showFigure(Column(c), f))
				}
			}
		}
	})
}

// comparedTimes are the half-years that a row by half-years compares.
func comparedTimes(q Query, row Row) []int {
	period, _ := ParsePeriod(row.ID)
	times := halves(period)
	back := len(times)
	if q.Against.Year {
		back = 2
	}
	base := halves(q.Against.Period)
	if q.Against.Period == (Period{}) {
		base = nil
		for _, half := range times {
			base = append(base, half-back)
		}
	}
	return append(base, times...)
}

func TestNoChangeSpansAGap(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*Dataset) answers) {
		d := drawDataset(t)
		q := drawQuestion(t, d)
		q.By = ByPeriod
		printed := map[string]map[int]bool{}
		for i := range d.Len() {
			r := d.Record(i)
			if printed[r.Publisher] == nil {
				printed[r.Publisher] = map[int]bool{}
			}
			for _, half := range halves(r.Period) {
				printed[r.Publisher][half] = true
			}
		}
		for _, row := range ask(d)(q).Rows {
			if !row.Figures[Difference].Reported {
				continue
			}
			if len(row.Compare.Publishers) == 0 {
				fail(t, d, q, "row %s compares nobody", row.ID)
			}
			for _, publisher := range row.Compare.Publishers {
				for _, half := range comparedTimes(q, row) {
					if !printed[publisher][half] {
						fail(t, d, q, "row %s compares %s over a gap in %d, half %d", row.ID, publisher, half/2, half%2+1)
					}
				}
			}
		}
	})
}

func TestAChangeIsThatOfThePublishersThatTakePart(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*Dataset) answers) {
		d := drawDataset(t)
		q := drawQuestion(t, d)
		q.Publisher = Filter{Mode: All}
		q.By = rapid.SampledFrom([]Dimension{ByCountry, ByRegion, ByService, ByType}).Draw(t, "by")
		// An open end would close elsewhere for other publishers.
		half := func(name string) Period {
			i := rapid.IntRange(0, 4).Draw(t, name)
			return Period{2000 + i/2, 1 + i%2}
		}
		r := PeriodRange{half("from"), half("to")}
		if r.To.Start() < r.From.Start() {
			r.From, r.To = r.To, r.From
		}
		q.Period = PeriodFilter{Ranges: []PeriodRange{r}}
		answer := ask(d)
		for _, row := range allRows(answer(q)) {
			if !row.Figures[Difference].Reported {
				continue
			}
			alone := q
			alone.Publisher = Filter{Mode: Only, IDs: row.Compare.Publishers}
			result := answer(alone)
			other := result.Total
			if row.ID != "" {
				i := slices.IndexFunc(result.Rows, func(r Row) bool { return r.ID == row.ID })
				if i < 0 {
					continue // before alone it had requests, and now the tables say that it has none
				}
				other = result.Rows[i]
			}
			for _, c := range []Column{Change, Difference} {
				f, g := row.Figures[c], other.Figures[c]
				if f.Reported != g.Reported || !closeTo(f.Rate, g.Rate) || (f.Marks^g.Marks)&^Part != 0 {
					fail(t, d, q, "row %q: %s is %s, and of %s alone %s", row.ID, c, showFigure(c, f), joined(row.Compare.Publishers), showFigure(c, g))
				}
			}
		}
	})
}

func TestRequestsPerMillionNeverRiseWhenOnlyACountryLeaves(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*Dataset) answers) {
		drawn := drawnReports.Draw(t, "reports")
		// Every table says that it was printed, whoever leaves it.
		type printed struct {
			publisher, service, kind string
			period                   Period
		}
		rest := map[printed]bool{}
		var records []Record
		for _, r := range drawn.records {
			if key := (printed{r.Publisher, r.Service, r.Type, r.Period}); !rest[key] {
				rest[key] = true
				none := Record{Publisher: r.Publisher, Service: r.Service, Type: r.Type, Period: r.Period, Country: NotItemised, Source: r.Source}
				none.Counts[Requests], none.Counts[Accounts] = Exact(0), Exact(0)
				records = append(records, none)
			}
			if r.Country != NotItemised {
				records = append(records, r)
			}
		}
		leaves := rapid.SampledFrom([]string{"GB", "FR", "TR", "AQ"}).Draw(t, "who leaves")
		stay := slices.DeleteFunc(slices.Clone(records), func(r Record) bool { return r.Country == leaves })
		d, without := madeUpDataset(t, drawn.tables, records), madeUpDataset(t, drawn.tables, stay)
		q := drawQuestion(t, d)
		q.Country, q.Region, q.Group, q.Outcome = Filter{}, Filter{}, Filter{}, Filter{}
		if q.Publisher.Mode == Default {
			q.Publisher.Mode = All
		}
		for _, c := range []Column{PerMillion, AccountsPerMillion} {
			f, g := ask(d)(q).Total.Figures[c], ask(without)(q).Total.Figures[c]
			if f.Reported && g.Reported && g.Rate > f.Rate*(1+1e-9) {
				fail(t, d, q, "%s is %s, and without %s %s", c, showFigure(c, f), leaves, showFigure(c, g))
			}
		}
	})
}

func TestHiddenRowsAndShownRowsAddUpToTheTotal(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*Dataset) answers) {
		d := drawDataset(t)
		q, answer := drawQuestion(t, d), ask(d)
		if q.By == ByOutcome || q.By == ByGroup { // of one record, and overlapping
			q.By = ByCountry
		}
		all := answer(q)
		q.Top = rapid.IntRange(0, 3).Draw(t, "top")
		q.Min = rapid.IntRange(0, 20).Draw(t, "min")
		q.Search = rapid.SampledFrom(append([]string{"", ""}, vocabularyOf(d).searches...)).Draw(t, "search")
		some := answer(q)
		hidden := slices.DeleteFunc(slices.Clone(all.Rows), func(row Row) bool { return slices.Contains(idsOf(some.Rows), row.ID) })
		switch {
		case len(hidden) > 0 && some.Shown == nil:
			fail(t, d, q, "%s are hidden, and nothing sums the others", joined(idsOf(hidden)))
		case len(hidden) == 0 && some.Shown != nil:
			fail(t, d, q, "nothing is hidden, and yet there is a sum of what is shown")
		case len(hidden) > 0:
			addUp(t, d, q, some.Total, append(hidden, *some.Shown)...)
		}
		if len(hidden) < some.Small {
			fail(t, d, q, "%d rows are small, and only %d are hidden", some.Small, len(hidden))
		}
	})
}

func TestAYearEqualsItsHalves(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*Dataset) answers) {
		d := drawDataset(t)
		q, answer := drawQuestion(t, d), ask(d)
		q.By, q.Grain = ByPeriod, HalfYears
		parts := map[string][]Row{}
		for _, row := range answer(q).Rows {
			parts[row.ID[:4]] = append(parts[row.ID[:4]], row)
		}
		q.Grain = Years
		years := answer(q).Rows
		if len(years) != len(parts) {
			fail(t, d, q, "%d years, of %d is something printed", len(years), len(parts))
		}
		for _, year := range years {
			addUp(t, d, q, year, parts[year.ID]...)
		}
	})
}

func TestAGroupEqualsItsMembers(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*Dataset) answers) {
		drawn := drawnReports.Draw(t, "reports")
		members := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"FR", "GB", "TR"}), 1, 3, rapid.ID).Draw(t, "members")
		drawn.tables.Members = nil
		for _, country := range members {
			drawn.tables.Members = append(drawn.tables.Members, Member{Group: "g1", Label: "One", Country: country})
		}
		slices.Sort(members)
		d := madeUpDataset(t, drawn.tables, drawn.records)
		q, answer := vocabularyOf(d).draw(t), ask(d)
		q.Group, q.Country = Filter{Mode: Only, IDs: []string{"g1"}}, Filter{}
		asGroup := answer(q)
		q.Group, q.Country = Filter{}, Filter{Mode: Only, IDs: members}
		if lines := differences(answer(q), asGroup); len(lines) > 0 {
			fail(t, d, q, "with group=g1 instead: %s", strings.Join(lines, "\n"))
		}
		// So does its row, in all but what the filter's total is to it.
		q.Country, q.Outcome = Filter{}, Filter{}
		q = inSight(q)
		q.By = ByGroup
		rows := answer(q).Rows
		q.Country = Filter{Mode: Only, IDs: members}
		total := answer(q).Total
		i := slices.IndexFunc(rows, func(r Row) bool { return r.ID == "g1" })
		if i < 0 {
			if total.Records > 0 {
				fail(t, d, q, "no row of the group")
			}
			return
		}
		if differing := sameRow(rows[i], total, Share); len(differing) > 0 {
			fail(t, d, q, "the group's row differs in %s", fmt.Sprint(differing))
		}
	})
}
