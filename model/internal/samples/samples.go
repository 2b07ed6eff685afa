package samples

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/report"
)

// Dataset is a small made-up dataset with one of everything that a report
// can hold: two publishers, three services, four types (emergency is not counted
// in totals, the outcomes of civil count accounts until 2012), a year and halves,
// rows that are not itemised, a range, a suppressed count, cells that are not
// reported, printed percentages and a break in the series.
func Dataset(t testing.TB) *report.Dataset {
	t.Helper()
	return sampleOf(t, Tables())
}

// Complete is the sample, whose tables list every country with a request.
func Complete(t testing.TB) *report.Dataset {
	t.Helper()
	tables := Tables()
	tables.Absences = []report.Table{{Scope: "publisher=google,microsoft", Absent: report.AbsentZero}}
	return sampleOf(t, tables)
}

func sampleOf(t testing.TB, tables report.Tables) *report.Dataset {
	t.Helper()
	var columns report.Columns
	var dict report.Dictionary
	for _, r := range Records() {
		columns.Append(r, &dict)
	}
	d, err := report.NewDataset(tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Tables are the words around the records of the sample.
func Tables() report.Tables {
	until2012 := report.PeriodRange{To: report.Period{Year: 2012}}
	return report.Tables{
		Main:       "microsoft",
		Publishers: []report.Publisher{{ID: "microsoft", Label: "Microsoft"}, {ID: "google", Label: "Google"}},
		Services: []report.Service{
			{Publisher: "microsoft", ID: "microsoft", Label: "Microsoft, without Skype", Definition: "Mail and storage."},
			{Publisher: "microsoft", ID: "skype", Label: "Skype", Definition: "Skype alone."},
			{Publisher: "google", ID: "google", Label: "Google", Definition: "Everything; not split."},
		},
		Types: []report.Type{
			{Publisher: "microsoft", ID: "legal", Label: "Legal process", InTotals: true},
			{Publisher: "microsoft", ID: "emergency", Label: "Emergency"},
			{Publisher: "microsoft", ID: "civil", Label: "Civil", InTotals: true, AccountOutcomes: true, AccountPeriods: &until2012},
			{Publisher: "google", ID: "legal", Label: "Legal", InTotals: true},
			{Publisher: "google", ID: "search-warrant", Label: "Search warrant", InTotals: true},
		},
		Countries: []report.Country{
			{Code: "AQ", Name: "Antarctica", Lat: -77, Lon: 31, HasPoint: true},
			{Code: "CI", Name: "Côte d'Ivoire", Region: "Africa", Aliases: []string{"Ivory Coast"}, Population: 30_000_000, PopulationYear: 2024},
			{Code: "FR", Alpha3: "FRA", Name: "France", Region: "Europe", Population: 68_000_000, PopulationYear: 2024},
			{Code: "GB", Name: "United Kingdom", Region: "Europe", Aliases: []string{"UK", "Britain"}, Population: 69_000_000, PopulationYear: 2024},
			{Code: "KP", Name: "North Korea", Region: "Asia", Aliases: []string{"Korea"}},
			{Code: "KR", Name: "South Korea", Region: "Asia", Aliases: []string{"Korea", "Republic of Korea"}, Population: 51_000_000, PopulationYear: 2024},
			{Code: "TR", Alpha3: "TUR", Name: "Türkiye", Region: "Asia", Aliases: []string{"Turkey"}, Population: 85_000_000, PopulationYear: 2024},
			{Code: "US", Name: "United States", Region: "Americas", Aliases: []string{"America"}, Population: 340_000_000, PopulationYear: 2024},
			{Code: report.NotItemised, Name: "Not itemised"},
		},
		Populations: []report.Population{{Country: "GB", Year: 2012, People: 63_000_000}, {Country: "GB", Year: 2013, People: 64_000_000}, {Country: "US", Year: 2012, People: 314_000_000}},
		Sources: []report.Source{
			{ID: "ms-2012", Publisher: "Microsoft", Title: "Requests in 2012", Published: "2013-03-21"},
			{ID: "ms-2013", Publisher: "Microsoft", Title: "Requests in 2013", Published: "2014-03-21"},
			{ID: "google", Publisher: "Google", Title: "Requests for user information"},
		},
		Notes: []report.Note{
			{ID: "skype-2012", Scope: "publisher=microsoft service=skype period=2012", Text: "Counts only requests that led to data.", Break: report.Period{Year: 2013, Half: 1}},
			{ID: "content", Scope: "publisher=microsoft outcome=content", Text: "Content means messages."},
			{ID: "accounts", Scope: "measure=accounts", Text: "Accounts are not people."},
		},
	}
}

// Records are those of the sample.
func Records() []report.Record {
	year, h1, h2 := report.Period{Year: 2012}, report.Period{Year: 2013, Half: 1}, report.Period{Year: 2013, Half: 2}
	n := func(count int) report.Amount { return report.Exact(count) }
	var none report.Amount
	return []report.Record{
		// requests, accounts, content, non-content, some data, no data, rejected, nothing, pending
		{
			Publisher: "microsoft", Period: year, Service: "microsoft", Country: "US", Type: "legal", Source: "ms-2012",
			Counts: [report.NumPrinted]report.Amount{n(100), n(250), n(14), n(60), none, n(16), n(10), none, none},
		},
		{
			Publisher: "microsoft", Period: year, Service: "microsoft", Country: "TR", Type: "legal", Source: "ms-2012", Derived: true, Note: "a sum of two rows",
			Counts: [report.NumPrinted]report.Amount{n(80), n(90), n(0), n(64), none, none, none, n(16), none},
		},
		{
			Publisher: "microsoft", Period: year, Service: "microsoft", Country: "GB", Type: "civil", Source: "ms-2012",
			Counts: [report.NumPrinted]report.Amount{n(3), n(9), n(1), n(5), none, n(2), n(1), none, none},
		},
		{
			Publisher: "microsoft", Period: year, Service: "skype", Country: "GB", Type: "legal", Source: "ms-2012",
			Counts: [report.NumPrinted]report.Amount{n(40), n(85)},
		},
		{
			Publisher: "microsoft", Period: year, Service: "skype", Country: report.NotItemised, Type: "legal", Source: "ms-2012",
			Counts: [report.NumPrinted]report.Amount{n(25), none},
		},
		{
			Publisher: "microsoft", Period: h1, Service: "microsoft", Country: "US", Type: "legal", Source: "ms-2013",
			Counts: [report.NumPrinted]report.Amount{n(70), n(130), n(9), n(41), none, n(12), n(8), none, n(0)},
		},
		{
			Publisher: "microsoft", Period: h1, Service: "microsoft", Country: "FR", Type: "legal", Source: "ms-2013",
			Counts: [report.NumPrinted]report.Amount{n(0), none},
		},
		{
			Publisher: "microsoft", Period: h1, Service: "microsoft", Country: "US", Type: "emergency", Source: "ms-2013",
			Counts: [report.NumPrinted]report.Amount{n(6), n(7), n(2), n(3), none, n(1), none, none, none},
		},
		{
			Publisher: "microsoft", Period: h2, Service: "microsoft", Country: "AQ", Type: "legal", Source: "ms-2013",
			Counts: [report.NumPrinted]report.Amount{n(1), n(1)},
		},
		{
			Publisher: "google", Period: h1, Service: "google", Country: "US", Type: "search-warrant", Source: "google", Percent: n(83),
			Counts: [report.NumPrinted]report.Amount{n(210), n(400)},
		},
		{
			Publisher: "google", Period: h1, Service: "google", Country: "FR", Type: "legal", Source: "google", Percent: n(51),
			Counts: [report.NumPrinted]report.Amount{n(55), report.Between(0, 499)},
		},
		{
			Publisher: "google", Period: h2, Service: "google", Country: "KR", Type: "legal", Source: "google",
			Counts: [report.NumPrinted]report.Amount{report.Below(10), none},
		},
		{
			Publisher: "google", Period: h2, Service: "google", Country: "US", Type: "legal", Source: "google",
			Counts: [report.NumPrinted]report.Amount{n(230), n(420), none, none, n(190)},
		},
	}
}

// MadeUpTables are the words around made-up records of two publishers. The first
// is named by the caller, because microsoft is a default and others are not.
func MadeUpTables(first string) report.Tables {
	const second = "beta"
	outcomesUntil := report.PeriodRange{To: report.Period{Year: 2001, Half: 1}}
	return report.Tables{
		Main:       "microsoft",
		Publishers: []report.Publisher{{ID: first, Label: "First"}, {ID: second, Label: "Beta, Inc."}},
		Services: []report.Service{
			{Publisher: first, ID: "mail", Label: "Mail"},
			{Publisher: first, ID: "chat", Label: "Chat"},
			{Publisher: second, ID: "beta-mail", Label: "Beta mail"},
			{Publisher: second, ID: "search", Label: "Search"},
		},
		Types: []report.Type{
			{Publisher: first, ID: "legal-process", Label: "Legal", InTotals: true},
			{Publisher: first, ID: "preservation", Label: "To keep"},
			{Publisher: first, ID: "civil", Label: "Civil", InTotals: true, AccountOutcomes: true, AccountPeriods: &outcomesUntil},
			{Publisher: second, ID: "legal-process", Label: "Process", InTotals: true},
			{Publisher: second, ID: "preservation", Label: "Preservation"},
			{Publisher: second, ID: "civil", Label: "Civil cases", InTotals: true, AccountOutcomes: true},
		},
		Countries: []report.Country{
			{Code: "AQ", Name: "Antarctica"},
			{Code: "FR", Name: "France", Region: "Europe", Population: 40_000, PopulationYear: 2024},
			{Code: "GB", Name: "United Kingdom", Region: "Europe", Aliases: []string{"Britain"}, Population: 50_000, PopulationYear: 2024},
			{Code: "TR", Name: "Türkiye", Region: "Asia", Aliases: []string{"Turkey"}},
			{Code: report.NotItemised, Name: "Not itemised"},
		},
		// France has none by year; that of the United Kingdom starts in 2001; that
		// of Türkiye too, and before it has none at all.
		Populations: []report.Population{{Country: "GB", Year: 2001, People: 60_000}, {Country: "GB", Year: 2002, People: 62_000}, {Country: "TR", Year: 2001, People: 80_000}},
		Sources:     []report.Source{{ID: "s1", Publisher: first}, {ID: "s2", Publisher: second}, {ID: "s3", Publisher: second}},
	}
}

// MadeUp reads records, one a line, as madeUpLine writes them.
func MadeUp(t testing.TB, tables report.Tables, lines string) *report.Dataset {
	t.Helper()
	var records []report.Record
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		r := report.Record{Publisher: words[0], Service: words[2], Country: words[3], Type: words[4], Source: "s1"}
		var err error
		if r.Period, err = report.ParsePeriod(words[1]); err != nil {
			t.Fatal(err)
		}
		for _, word := range words[5:] {
			name, text, _ := strings.Cut(word, "=")
			a, err := report.ParseAmount(text)
			if err != nil {
				t.Fatal(err)
			}
			if c, known := report.ColumnNamed(name); known {
				r.Counts[c] = a
			} else if name == "percent" {
				r.Percent = a
			} else {
				t.Fatalf("%q is no count of a record", word)
			}
		}
		records = append(records, r)
	}
	return MadeUpDataset(t, tables, records)
}

// MadeUpDataset builds a dataset of made-up records.
func MadeUpDataset(t rapid.TB, tables report.Tables, records []report.Record) *report.Dataset {
	t.Helper()
	var columns report.Columns
	var dict report.Dictionary
	for _, r := range records {
		columns.Append(r, &dict)
	}
	d, err := report.NewDataset(tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// madeUpLine writes a record the way madeUp reads it.
func madeUpLine(r report.Record) string {
	words := []string{r.Publisher, r.Period.String(), r.Service, r.Country, r.Type}
	for c, a := range r.Counts {
		if a.Reported() {
			words = append(words, report.Column(c).String()+"="+a.String())
		}
	}
	if r.Percent.Reported() {
		words = append(words, "percent="+r.Percent.String())
	}
	return strings.Join(words, " ")
}

// MadeUpLines writes the records that stand in a list, at most 60 of them.
func MadeUpLines(d *report.Dataset, in func(report.Record) bool) string {
	var b strings.Builder
	var left int
	for i := range d.Len() {
		switch r := d.Record(i); {
		case !in(r):
		case left < 60:
			left++
			fmt.Fprintln(&b, madeUpLine(r))
		default:
			left++
		}
	}
	if left > 60 {
		fmt.Fprintf(&b, "... and %d more\n", left-60)
	}
	return b.String()
}

// Must is for what a test itself writes: it is right or the test is lost.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
