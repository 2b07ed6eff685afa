package data

import (
	"encoding/csv"
	"fmt"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/model/query"
	"daylight/model/report"
)

// records are those of a dataset.
func records(d *report.Dataset) iter.Seq[report.Record] {
	return func(yield func(report.Record) bool) {
		for i := range d.Len() {
			if !yield(d.Record(i)) {
				return
			}
		}
	}
}

// lineAbout finds the line of tables.csv that is about a cell of a table, by
// trying them all: the one whose scope has the most keys and, of equals, the last.
// It is nil where none is.
func lineAbout(t *testing.T, d *report.Dataset, publisher, service, kind, country string, period report.Period) *report.Table {
	t.Helper()
	place, _ := d.Country(country)
	region := place.Region
	if region == "" {
		region = report.NoRegion
	}
	var found *report.Table
	most := -1
	for i := range d.Absences {
		scope := scopeOf(t, d.Absences[i].Scope)
		keys := 0
		holds := scope.Period.Holds(period)
		if len(scope.Period.Ranges) > 0 {
			keys++
		}
		for f, id := range map[*query.Filter]string{
			&scope.Publisher: publisher, &scope.Service: service, &scope.Type: kind, &scope.Country: country, &scope.Region: region,
		} {
			switch f.Mode {
			case query.Only:
				holds = holds && slices.Contains(f.IDs, id)
				keys++
			case query.Except:
				holds = holds && !slices.Contains(f.IDs, id)
				keys++
			}
		}
		if holds && keys >= most {
			found, most = &d.Absences[i], keys
		}
	}
	return found
}

// scopes are those that were read before: reading one takes longer than looking at it.
var scopes = map[string]query.Query{}

func scopeOf(t *testing.T, text string) query.Query {
	t.Helper()
	if q, known := scopes[text]; known {
		return q
	}
	q, err := query.ParseScope(text)
	if err != nil {
		t.Fatal(err)
	}
	scopes[text] = q
	return q
}

// nowhere is the code of no country: what a line says of it, it says of every
// country that a table does not list and that has no line of its own.
const nowhere = "QQ"

func TestACountrysRequestsAreEitherSplitOrNot(t *testing.T) {
	d := builtinData(t)
	types := map[string]map[string]bool{} // of a publisher, country and period, those in totals
	inTotals := map[[2]string]bool{}
	for _, k := range d.Types {
		inTotals[[2]string{k.Publisher, k.ID}] = k.InTotals
	}
	for r := range records(d) {
		if inTotals[[2]string{r.Publisher, r.Type}] {
			at := fmt.Sprint(r.Publisher, r.Country, r.Period)
			if types[at] == nil {
				types[at] = map[string]bool{}
			}
			types[at][r.Type] = true
		}
	}
	for at, own := range types {
		if own["combined"] && len(own) > 1 {
			t.Errorf("%s has requests that are split and requests that are not: %v", at, own)
		}
	}
}

// TestCompleteTablesAddUpToThePrintedTotals adds up, record by record, every
// complete table for which a total is printed.
func TestCompleteTablesAddUpToThePrintedTotals(t *testing.T) {
	f, err := os.Open("testdata/printed_totals.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	d := builtinData(t)
	inTotals := map[[2]string]bool{}
	for _, k := range d.Types {
		inTotals[[2]string{k.Publisher, k.ID}] = k.InTotals
	}
	held := map[string]bool{} // publisher and period
	for _, line := range lines[1:] {
		if line[1] != "" || line[2] != "requests" || line[3] != "=" {
			continue
		}
		q, err := query.Parse(line[0], d)
		if err != nil {
			t.Fatal(err)
		}
		if q.Country.Mode != query.Default || q.Outcome.Mode != query.Default {
			continue // a part of a table
		}
		publisher := d.Main
		if q.Publisher.Mode == query.Only {
			publisher = q.Publisher.IDs[0]
		}
		sum, complete := 0, true
		for r := range records(d) {
			switch {
			case r.Publisher != publisher || !q.Period.Holds(r.Period):
				continue
			case q.Service.Mode == query.Only && !slices.Contains(q.Service.IDs, r.Service):
				continue
			case q.Type.Mode == query.Only && !slices.Contains(q.Type.IDs, r.Type):
				continue
			case q.Type.Mode == query.Default && !inTotals[[2]string{r.Publisher, r.Type}]:
				continue
			}
			about := lineAbout(t, d, r.Publisher, r.Service, r.Type, nowhere, r.Period)
			complete = complete && about != nil && about.Absent != report.AbsentUnknown
			lo, hi := r.Counts[report.Requests].Bounds()
			if lo != hi || !r.Counts[report.Requests].Reported() {
				complete = false
			}
			sum += lo
		}
		if !complete {
			continue
		}
		held[publisher+" "+q.Period.Ranges[0].String()] = true
		if want, err := strconv.Atoi(line[4]); err != nil || sum != want {
			t.Errorf("the rows of %q add up to %d, %s is printed", line[0], sum, line[4])
		}
	}
	// What tables.csv says of Microsoft, and a total or more of each other that has any.
	want := []string{"microsoft 2012", "google 2013-H2", "google 2014-H1", "google 2016-H1", "meta 2015-H2", "meta 2020-H2", "twitter 2020-H2", "linkedin 2022-H2"}
	for year := 2013; year <= 2021; year++ {
		want = append(want, fmt.Sprintf("microsoft %d-H1", year), fmt.Sprintf("microsoft %d-H2", year))
	}
	for _, w := range want {
		if !held[w] {
			t.Errorf("%s is not held to its printed total", w)
		}
	}
}

func TestEveryLineOfTablesIsAboutSomething(t *testing.T) {
	d := builtinData(t)
	for _, line := range d.Absences {
		scope := scopeOf(t, line.Scope)
		if scope.Publisher.Mode != query.Only {
			t.Errorf("%q names no publisher", line.Scope)
		}
		for _, kind := range scope.Type.IDs {
			if !slices.ContainsFunc(d.Types, func(k report.Type) bool { return k.ID == kind && slices.Contains(scope.Publisher.IDs, k.Publisher) }) {
				t.Errorf("%q names a type %s that its publisher does not have", line.Scope, kind)
			}
		}
		if line.Absent == report.AbsentElsewhere && scope.Type.Mode != query.Only {
			t.Errorf("%q says elsewhere of every type: name those whose requests stand under others", line.Scope)
		}
	}
}

// TestABreakOfAKindStandsWhereItBegins holds the notes that break one kind of
// request to the records: before the break, or in the half-year that pauses,
// there is none.
func TestABreakOfAKindStandsWhereItBegins(t *testing.T) {
	d := builtinData(t)
	kinds := 0
	for _, n := range d.Notes {
		scope := scopeOf(t, n.Scope)
		if n.Break == (report.Period{}) || scope.Type.Mode != query.Only || len(scope.Type.IDs) > 1 {
			continue
		}
		kinds++
		before, after := false, false
		for r := range records(d) {
			if slices.Contains(scope.Publisher.IDs, r.Publisher) && r.Type == scope.Type.IDs[0] {
				before = before || r.Period.End() == n.Break.Start()
				after = after || r.Period.Start() == n.Break.Start()
			}
		}
		if before == after {
			t.Errorf("%s breaks at %s, where its kind neither begins nor ends", n.ID, n.Break)
		}
		if !strings.Contains(n.Text, n.Break.String()) {
			t.Errorf("%s breaks at %s and does not name it: %s", n.ID, n.Break, n.Text)
		}
	}
	if kinds == 0 {
		t.Error("no note breaks a kind of request")
	}
}

func TestBreaksOfASumAreOnlyThoseThatItCannotTake(t *testing.T) {
	var whole []string // break a publisher or a service with all its types
	for _, n := range builtinData(t).Notes {
		if n.Break != (report.Period{}) && scopeOf(t, n.Scope).Type.Mode != query.Only {
			whole = append(whole, n.ID)
		}
	}
	slices.Sort(whole)
	if want := []string{"linkedin-2016", "ms-criminal", "skype-2012", "tiktok-worldwide", "twitter-x-2024", "yahoo-2013h1", "yahoo-countries"}; !slices.Equal(whole, want) {
		t.Errorf("%v break every type of their scope, want %v: a kind that begins has a break of its own, a split is none", whole, want)
	}
}

func TestGroupsHaveTheMembersOfTheirTime(t *testing.T) {
	d := builtinData(t)
	number := func(d report.Date) int { return 10000*d.Year + 100*d.Month + d.Day }
	count := func(group string, day report.Date) int {
		n := 0
		for _, m := range d.Members {
			from := m.From == (report.Date{}) || number(m.From) <= number(day)
			to := m.To == (report.Date{}) || number(day) <= number(m.To)
			if m.Group == group && from && to {
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		group string
		day   report.Date
		want  int
	}{
		{"eu", report.Date{Year: 2012, Month: 12, Day: 31}, 27},
		{"eu", report.Date{Year: 2013, Month: 6, Day: 30}, 27},
		{"eu", report.Date{Year: 2013, Month: 12, Day: 31}, 28}, // with Croatia
		{"eu", report.Date{Year: 2019, Month: 12, Day: 31}, 28},
		{"eu", report.Date{Year: 2020, Month: 6, Day: 30}, 27}, // without the United Kingdom
		{"five-eyes", report.Date{Year: 2020, Month: 6, Day: 30}, 5},
		{"g7", report.Date{Year: 2020, Month: 6, Day: 30}, 7},
		{"g20", report.Date{Year: 2020, Month: 6, Day: 30}, 19},
	} {
		if got := count(c.group, c.day); got != c.want {
			t.Errorf("%s had %d members on %v, want %d", c.group, got, c.day, c.want)
		}
	}
}
