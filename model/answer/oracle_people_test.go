package answer

// The oracle's people, groups of countries and years: who lived where, who was a
// member when, and which years are all there.

import (
	"maps"
	"slices"
	"strings"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// halves are the half-years of a period, counted from the year 0.
func halves(p report.Period) (list []int) {
	for month := p.Start(); month < p.End(); month += 6 {
		list = append(list, month/6)
	}
	return list
}

// plainHalfYears are the half-years that records cover.
func plainHalfYears(records []*reading) map[int]bool {
	covered := map[int]bool{}
	for _, r := range records {
		for _, half := range halves(r.Period) {
			covered[half] = true
		}
	}
	return covered
}

// lastDay is the day on which it is asked who was a member in a period.
func lastDay(p report.Period) report.Date {
	if p.Half == 1 {
		return report.Date{Year: p.Year, Month: 6, Day: 30}
	}
	return report.Date{Year: p.Year, Month: 12, Day: 31}
}

// lastDayOf is that of a half-year.
func lastDayOf(half int) report.Date { return lastDay(report.Period{Year: half / 2, Half: half%2 + 1}) }

// groupsOf are the groups that a country was a member of on a day: "a membership
// counts for a half-year when it holds on its last day". In none it is in "none".
func (rd *reader) groupsOf(code string, day report.Date) (groups []string) {
	for _, m := range rd.members[code] {
		begun := m.From == report.Date{} || !samples.DayBefore(day, m.From)
		ended := m.To != report.Date{} && samples.DayBefore(m.To, day)
		if begun && !ended && !slices.Contains(groups, m.Group) {
			groups = append(groups, m.Group)
		}
	}
	if groups == nil {
		return []string{report.NoGroup}
	}
	return groups
}

// plainGrouped applies a filter of groups to a country in these ones.
func plainGrouped(f query.Filter, groups []string) bool {
	inOne := slices.ContainsFunc(groups, func(g string) bool { return slices.Contains(f.IDs, g) })
	switch f.Mode {
	case query.Only:
		return inOne
	case query.Except:
		return !inOne
	}
	return true
}

// during says whether a country is under the filter in a half-year, by the groups
// that it is a member of at its end.
func (a asked) during(c report.Country, half int) bool {
	return a.place(c, a.rd.groupsOf(c.Code, lastDayOf(half)))
}

// perMillion: "requests per million people a year: 10⁶ × Σ requests ÷ Σ (population ×
// months ÷ 12). Half-years: every one under the period filter that a publisher under
// the filter printed, each once, whether the country has a record there or not".
// "A rate is a floor exactly where its numerator is."
func (a asked) perMillion(c report.Column, counted Figure, reports func(*reading) bool) Figure {
	counted = saying(counted)
	years, complete := a.peopleYears(reports)
	if oneCountry := a.isRow(query.ByCountry) && len(a.ids) == 1; !counted.Reported || years == 0 || oneCountry && !complete {
		return Figure{}
	}
	if counted.Marks.Has(Floor) {
		return Figure{Reported: true, Rate: 1e6 * float64(counted.Lo) / years, Covers: 1, Marks: Floor}
	}
	return Figure{Reported: true, Rate: 1e6 * plainMiddleOf(counted) / years, Covers: 1, Marks: plainApproximate(counted)}
}

// printedHalves are the half-years under the period filter for which a publisher under
// the filter printed a column and in which a country can be seen: "not where it printed
// nothing but what is not itemised, nor, for a country that is absent, where its table is
// unknown and what is not itemised holds the rest". Where what is not itemised is counted
// as well, they are all.
func (a asked) printedHalves(reports func(*reading) bool) func(report.Country) map[int]bool {
	var printed []*reading
	for _, r := range a.list {
		if a.time(r.Period) && reports(r) {
			printed = append(printed, r)
		}
	}
	whole := plainHalfYears(printed)
	for _, c := range a.rd.d.Countries {
		if c.Code == report.NotItemised && a.place(c, a.rd.groupsOf(c.Code, report.Date{})) {
			return func(report.Country) map[int]bool { return whole }
		}
	}
	type where struct {
		publisher, service, kind string
		period                   report.Period
	}
	listed := map[where]map[string]bool{}
	at := func(r *reading) where { return where{r.Publisher, r.Service, r.Type, r.Period} }
	for _, r := range a.list {
		if listed[at(r)] == nil {
			listed[at(r)] = map[string]bool{}
		}
		listed[at(r)][r.Country] = true
	}
	var every, veiled []*reading
	for _, r := range printed {
		all := listed[at(r)]
		absent, _ := a.rd.absence(r.Publisher, table{service: r.Service, kind: r.Type}, report.Country{}, r.Period)
		if all[report.NotItemised] && (len(all) == 1 || absent == report.AbsentUnknown) {
			veiled = append(veiled, r)
		} else {
			every = append(every, r)
		}
	}
	seen := plainHalfYears(every)
	return func(c report.Country) map[int]bool {
		own := maps.Clone(seen)
		for _, r := range veiled {
			if listed[at(r)][c.Code] {
				maps.Copy(own, plainHalfYears([]*reading{r}))
			}
		}
		return own
	}
}

// peopleYears adds half a population for each half-year: "people: all countries of
// the filter, the row or the group; without such a filter all of countries.csv".
// Complete says that none of them is without a population.
func (a asked) peopleYears(reports func(*reading) bool) (years float64, complete bool) {
	complete = true
	printed := a.printedHalves(reports)
	for _, c := range a.rd.d.Countries {
		if !a.valuePasses(query.ByCountry, c.Code) || !a.valuePasses(query.ByRegion, regionOf(c)) {
			continue
		}
		for half := range printed(c) {
			if !a.during(c, half) {
				continue
			}
			people, known := a.rd.population(c, half/2)
			years += float64(people) / 2
			complete = complete && known
		}
	}
	return years, complete
}

// population "of that year, else the nearest earlier, else countries.csv". What is
// not itemised is no place where people live.
func (rd *reader) population(c report.Country, year int) (int, bool) {
	if c.Code == report.NotItemised {
		return 0, false
	}
	nearest := 0
	for y := range rd.people[c.Code] {
		if y <= year && y > nearest {
			nearest = y
		}
	}
	if nearest > 0 {
		return rd.people[c.Code][nearest], true
	}
	return c.Population, c.Population > 0
}

// partial says in words that a year is not all there: that of a row by year, or
// the one year that the filter chooses.
func (a asked) partial() string {
	if a.isRow(query.ByPeriod) {
		if a.q.Grain != query.Years {
			return "" // a printed period is what it is
		}
		year, _ := report.ParsePeriod(a.ids[0])
		return a.partialYear(year, a.time)
	}
	if year, one := oneYear(a.q.Period); one {
		return a.partialYear(year, a.time)
	}
	return ""
}

// oneYear says whether a filter chooses one calendar year.
func oneYear(f query.PeriodFilter) (report.Period, bool) {
	if f.Except || len(f.Ranges) != 1 {
		return report.Period{}, false
	}
	span := f.Ranges[0].Span()
	year := report.Period{Year: f.Ranges[0].From.Year}
	return year, span == report.Span{From: year.Start(), To: year.End()}
}

// partialYear: "a year lacks a half when a publisher under the filter prints one
// half and not the other, or the filter cuts it (2025, first half only; first half
// only; LinkedIn whole)". Those who have all of it are named where they are not the
// most, else the others. Seen says which periods are looked at.
func (a asked) partialYear(year report.Period, seen func(report.Period) bool) string {
	printed := map[string]map[int]bool{}
	for _, r := range a.list {
		if !a.reports(r) || r.Period.Year != year.Year || !seen(r.Period) {
			continue
		}
		if printed[r.Publisher] == nil {
			printed[r.Publisher] = map[int]bool{}
		}
		for _, half := range halves(r.Period) {
			printed[r.Publisher][half%2] = true
		}
	}
	var lacking [2][]string // publishers with the first half only, and with the second
	var whole []string
	for _, p := range a.rd.d.Publishers {
		switch own := printed[p.ID]; {
		case len(own) == 2:
			whole = append(whole, p.Label)
		case own[0]:
			lacking[0] = append(lacking[0], p.Label)
		case own[1]:
			lacking[1] = append(lacking[1], p.Label)
		}
	}
	first, second := strings.Join(lacking[0], ", "), strings.Join(lacking[1], ", ")
	n := len(lacking[0]) + len(lacking[1])
	switch all := strings.Join(whole, ", ") + " whole"; {
	case n == 0:
		return ""
	case n < len(whole) && second == "":
		return first + " first half only"
	case n < len(whole) && first == "":
		return second + " second half only"
	case n < len(whole):
		return first + " first half only; " + second + " second half only"
	case first != "" && second != "" && len(whole) == 0:
		return "first half only; " + second + " second half only"
	case first != "" && second != "":
		return "first half only; " + second + " second half only; " + all
	case first != "" && len(whole) == 0:
		return "first half only"
	case first != "":
		return "first half only; " + all
	case len(whole) == 0:
		return "second half only"
	default:
		return "second half only; " + all
	}
}
