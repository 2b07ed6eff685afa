package answer

// What holds of comparisons, rates, groups and years, whatever the figures are. Each
// law is held against the engine and against the oracle, so that neither rests on
// the other alone.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// answers answers queries about one dataset.
type answers func(query.Query) *Result

// everyAnswerer holds a law against the engine and against the oracle.
func everyAnswerer(t *testing.T, law func(*rapid.T, func(*report.Dataset) answers)) {
	for name, ask := range map[string]func(*report.Dataset) answers{
		"engine": func(d *report.Dataset) answers { return NewEngine(d).Result },
		"oracle": func(d *report.Dataset) answers { return newReader(d).answer },
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
	everyAnswerer(t, func(t *rapid.T, ask func(*report.Dataset) answers) {
		d := samples.DrawDataset(t)
		q := questions.VocabularyOf(d).Draw(t)
		for _, row := range allRows(ask(d)(q)) {
			for c, f := range row.Figures {
				switch c := report.Column(c); {
				case !f.Reported && f != (Figure{}):
					questions.Fail(t, d, q, "row %q: %s is not reported, yet %+v", row.ID, c, f)
				case c.IsCount() && f.Marks.Has(Floor) && f.Lo == 0:
					questions.Fail(t, d, q, "row %q: %s is a floor of nothing", row.ID, c)
				case f.Marks.Has(Approx) && (f.Marks.Has(Floor) || f.Marks.Has(Ceiling)):
					questions.Fail(t, d, q, "row %q: %s is about, and a bound: %s", row.ID, c, showFigure(c, f))
				}
			}
			if row.Compare == nil && row.Figures[report.Difference].Reported {
				questions.Fail(t, d, q, "row %q: nobody knows what its difference compares", row.ID)
			}
			if row.Figures[report.Change].Reported && !row.Figures[report.Difference].Reported {
				questions.Fail(t, d, q, "row %q changes without a difference", row.ID)
			}
		}
	})
}

func TestNoRateRestsOnLessThanHalf(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*report.Dataset) answers) {
		d := samples.DrawDataset(t)
		q := questions.VocabularyOf(d).Draw(t)
		for _, row := range allRows(ask(d)(q)) {
			for c, f := range row.Figures {
				least := 0.
				switch c := report.Column(c); {
				case c.IsOfRequests():
					least = 0.5
				case c.IsSigned():
					least = 0.25
				}
				if f.Reported && f.Covers < least {
					questions.Fail(t, d, q, "row %q: %s is %s", row.ID, report.Column(c), showFigure(report.Column(c), f))
				}
			}
		}
	})
}

// comparedTimes are the half-years that a row by half-years compares.
func comparedTimes(q query.Query, row Row) []int {
	period, _ := report.ParsePeriod(row.ID)
	times := halves(period)
	back := len(times)
	if q.Against.Year {
		back = 2
	}
	base := halves(q.Against.Period)
	if q.Against.Period == (report.Period{}) {
		base = nil
		for _, half := range times {
			base = append(base, half-back)
		}
	}
	return append(base, times...)
}

func TestNoChangeSpansAGap(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*report.Dataset) answers) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		q.By = query.ByPeriod
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
			if !row.Figures[report.Difference].Reported {
				continue
			}
			if len(row.Compare.Publishers) == 0 {
				questions.Fail(t, d, q, "row %s compares nobody", row.ID)
			}
			for _, publisher := range row.Compare.Publishers {
				for _, half := range comparedTimes(q, row) {
					if !printed[publisher][half] {
						questions.Fail(t, d, q, "row %s compares %s over a gap in %d, half %d", row.ID, publisher, half/2, half%2+1)
					}
				}
			}
		}
	})
}

func TestAChangeIsThatOfThePublishersThatTakePart(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*report.Dataset) answers) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		q.Publisher = query.Filter{Mode: query.All}
		q.By = rapid.SampledFrom([]query.Dimension{query.ByCountry, query.ByRegion, query.ByService, query.ByType}).Draw(t, "by")
		// An open end would close elsewhere for other publishers.
		half := func(name string) report.Period {
			i := rapid.IntRange(0, 4).Draw(t, name)
			return report.Period{Year: 2000 + i/2, Half: 1 + i%2}
		}
		r := report.PeriodRange{From: half("from"), To: half("to")}
		if r.To.Start() < r.From.Start() {
			r.From, r.To = r.To, r.From
		}
		q.Period = query.PeriodFilter{Ranges: []report.PeriodRange{r}}
		answer := ask(d)
		for _, row := range allRows(answer(q)) {
			if !row.Figures[report.Difference].Reported {
				continue
			}
			alone := q
			alone.Publisher = query.Filter{Mode: query.Only, IDs: row.Compare.Publishers}
			result := answer(alone)
			other := result.Total
			if row.ID != "" {
				i := slices.IndexFunc(result.Rows, func(r Row) bool { return r.ID == row.ID })
				if i < 0 {
					continue // before alone it had requests, and now the tables say that it has none
				}
				other = result.Rows[i]
			}
			for _, c := range []report.Column{report.Change, report.Difference} {
				f, g := row.Figures[c], other.Figures[c]
				if f.Reported != g.Reported || !closeTo(f.Rate, g.Rate) || (f.Marks^g.Marks)&^Part != 0 {
					questions.Fail(t, d, q, "row %q: %s is %s, and of %s alone %s", row.ID, c, showFigure(c, f), joined(row.Compare.Publishers), showFigure(c, g))
				}
			}
		}
	})
}

func TestRequestsPerMillionNeverRiseWhenOnlyACountryLeaves(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*report.Dataset) answers) {
		drawn := samples.DrawnReports.Draw(t, "reports")
		// Every table says that it was printed, whoever leaves it.
		type printed struct {
			publisher, service, kind string
			period                   report.Period
		}
		rest := map[printed]bool{}
		var records []report.Record
		for _, r := range drawn.Records {
			if key := (printed{r.Publisher, r.Service, r.Type, r.Period}); !rest[key] {
				rest[key] = true
				none := report.Record{Publisher: r.Publisher, Service: r.Service, Type: r.Type, Period: r.Period, Country: report.NotItemised, Source: r.Source}
				none.Counts[report.Requests], none.Counts[report.Accounts] = report.Exact(0), report.Exact(0)
				records = append(records, none)
			}
			if r.Country != report.NotItemised {
				records = append(records, r)
			}
		}
		leaves := rapid.SampledFrom([]string{"GB", "FR", "TR", "AQ"}).Draw(t, "who leaves")
		stay := slices.DeleteFunc(slices.Clone(records), func(r report.Record) bool { return r.Country == leaves })
		d, without := samples.MadeUpDataset(t, drawn.Tables, records), samples.MadeUpDataset(t, drawn.Tables, stay)
		q := questions.DrawQuestion(t, d)
		q.Country, q.Region, q.Group, q.Outcome = query.Filter{}, query.Filter{}, query.Filter{}, query.Filter{}
		if q.Publisher.Mode == query.Default {
			q.Publisher.Mode = query.All
		}
		for _, c := range []report.Column{report.PerMillion, report.AccountsPerMillion} {
			f, g := ask(d)(q).Total.Figures[c], ask(without)(q).Total.Figures[c]
			if f.Reported && g.Reported && g.Rate > f.Rate*(1+1e-9) {
				questions.Fail(t, d, q, "%s is %s, and without %s %s", c, showFigure(c, f), leaves, showFigure(c, g))
			}
		}
	})
}

func TestHiddenRowsAndShownRowsAddUpToTheTotal(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*report.Dataset) answers) {
		d := samples.DrawDataset(t)
		q, answer := questions.DrawQuestion(t, d), ask(d)
		if q.By == query.ByOutcome || q.By == query.ByGroup { // of one record, and overlapping
			q.By = query.ByCountry
		}
		all := answer(q)
		q.Top = rapid.IntRange(0, 3).Draw(t, "top")
		q.Min = rapid.IntRange(0, 20).Draw(t, "min")
		q.Search = rapid.SampledFrom(append([]string{"", ""}, questions.VocabularyOf(d).Searches...)).Draw(t, "search")
		some := answer(q)
		hidden := slices.DeleteFunc(slices.Clone(all.Rows), func(row Row) bool { return slices.Contains(idsOf(some.Rows), row.ID) })
		switch {
		case len(hidden) > 0 && some.Shown == nil:
			questions.Fail(t, d, q, "%s are hidden, and nothing sums the others", joined(idsOf(hidden)))
		case len(hidden) == 0 && some.Shown != nil:
			questions.Fail(t, d, q, "nothing is hidden, and yet there is a sum of what is shown")
		case len(hidden) > 0:
			addUp(t, d, q, some.Total, append(hidden, *some.Shown)...)
		}
		if len(hidden) < some.Small {
			questions.Fail(t, d, q, "%d rows are small, and only %d are hidden", some.Small, len(hidden))
		}
	})
}

func TestAYearEqualsItsHalves(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*report.Dataset) answers) {
		d := samples.DrawDataset(t)
		q, answer := questions.DrawQuestion(t, d), ask(d)
		q.By, q.Grain = query.ByPeriod, query.HalfYears
		parts := map[string][]Row{}
		for _, row := range answer(q).Rows {
			parts[row.ID[:4]] = append(parts[row.ID[:4]], row)
		}
		q.Grain = query.Years
		years := answer(q).Rows
		if len(years) != len(parts) {
			questions.Fail(t, d, q, "%d years, of %d is something printed", len(years), len(parts))
		}
		for _, year := range years {
			addUp(t, d, q, year, parts[year.ID]...)
		}
	})
}

func TestAGroupEqualsItsMembers(t *testing.T) {
	everyAnswerer(t, func(t *rapid.T, ask func(*report.Dataset) answers) {
		drawn := samples.DrawnReports.Draw(t, "reports")
		members := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"FR", "GB", "TR"}), 1, 3, rapid.ID).Draw(t, "members")
		drawn.Tables.Members = nil
		for _, country := range members {
			drawn.Tables.Members = append(drawn.Tables.Members, report.Member{Group: "g1", Label: "One", Country: country})
		}
		slices.Sort(members)
		d := samples.MadeUpDataset(t, drawn.Tables, drawn.Records)
		q, answer := questions.VocabularyOf(d).Draw(t), ask(d)
		q.Group, q.Country = query.Filter{Mode: query.Only, IDs: []string{"g1"}}, query.Filter{}
		asGroup := answer(q)
		q.Group, q.Country = query.Filter{}, query.Filter{Mode: query.Only, IDs: members}
		if lines := differences(answer(q), asGroup); len(lines) > 0 {
			questions.Fail(t, d, q, "with group=g1 instead: %s", strings.Join(lines, "\n"))
		}
		// So does its row, in all but what the filter's total is to it.
		q.Country, q.Outcome = query.Filter{}, query.Filter{}
		q = questions.InSight(q)
		q.By = query.ByGroup
		rows := answer(q).Rows
		q.Country = query.Filter{Mode: query.Only, IDs: members}
		total := answer(q).Total
		i := slices.IndexFunc(rows, func(r Row) bool { return r.ID == "g1" })
		if i < 0 {
			if total.Records > 0 {
				questions.Fail(t, d, q, "no row of the group")
			}
			return
		}
		if differing := sameRow(rows[i], total, report.Share); len(differing) > 0 {
			questions.Fail(t, d, q, "the group's row differs in %s", fmt.Sprint(differing))
		}
	})
}
