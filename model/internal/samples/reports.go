package samples

// The figures that come with daylight, read from their CSV files as plainly as
// can be, so that the engine is held against the oracle on what people will see.

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"daylight/model/report"
)

// Real reads the reports once for all tests.
var Real = sync.OnceValue(func() *report.Dataset {
	var t report.Tables
	for _, r := range CSVRows("publishers.csv") {
		t.Publishers = append(t.Publishers, report.Publisher{ID: r["publisher"], Label: r["label"]})
		if r["main"] == "yes" {
			t.Main = r["publisher"]
		}
	}
	for _, r := range CSVRows("services.csv") {
		t.Services = append(t.Services, report.Service{Publisher: r["publisher"], ID: r["service"], Label: r["label"], Definition: r["definition"]})
	}
	for _, r := range CSVRows("types.csv") {
		kind := report.Type{Publisher: r["publisher"], ID: r["type"], Label: r["label"], InTotals: r["in_totals"] == "yes"}
		unit, periods, some := strings.Cut(r["outcome_unit"], " ")
		kind.AccountOutcomes = unit == "accounts"
		if some {
			kind.AccountPeriods = new(Must(report.ParsePeriodRange(periods)))
		}
		t.Types = append(t.Types, kind)
	}
	for _, r := range CSVRows("countries.csv") {
		t.Countries = append(t.Countries, report.Country{Code: r["code"], Name: r["name"], Region: r["region"],
			Aliases: strings.FieldsFunc(r["aliases"], func(c rune) bool { return c == ';' }), Population: number(r["population"])})
	}
	for _, r := range CSVRows("population.csv") {
		t.Populations = append(t.Populations, report.Population{Country: r["iso2"], Year: number(r["year"]), People: number(r["population"])})
	}
	for _, r := range CSVRows("sources.csv") {
		t.Sources = append(t.Sources, report.Source{ID: r["id"], Publisher: r["publisher"], Title: r["title"]})
	}
	for _, r := range CSVRows("notes.csv") {
		n := report.Note{ID: r["id"], Scope: r["scope"], Text: r["text"]}
		if r["break"] != "" {
			n.Break = Must(report.ParsePeriod(r["break"]))
		}
		t.Notes = append(t.Notes, n)
	}
	for _, r := range CSVRows("tables.csv") {
		absent := slices.Index(report.AbsenceNames[:], r["absent"])
		t.Absences = append(t.Absences, report.Table{Scope: r["scope"], Absent: report.Absence(absent), Why: r["why"]})
	}
	day := func(text string) (d report.Date) {
		if text != "" {
			d = report.Date{Year: number(text[:4]), Month: number(text[5:7]), Day: number(text[8:])}
		}
		return d
	}
	for _, r := range CSVRows("groups.csv") {
		t.Members = append(t.Members, report.Member{Group: r["group"], Label: r["label"], Country: r["country"], From: day(r["from"]), To: day(r["to"]), Source: r["source"]})
	}
	var columns report.Columns
	var dict report.Dictionary
	for _, name := range Must(filepath.Glob(filepath.Join(dataFolder(), "reports", "*.csv"))) {
		for _, r := range CSVRows("reports/" + filepath.Base(name)) {
			record := report.Record{Publisher: r["publisher"], Period: Must(report.ParsePeriod(r["period"])), Service: r["service"],
				Country: r["country"], Type: r["type"], Percent: Must(report.ParseAmount(r["disclosed_percent"])),
				Source: r["source"], Derived: r["status"] == "derived", Note: r["note"]}
			for c := range record.Counts {
				record.Counts[c] = Must(report.ParseAmount(r[report.Column(c).String()]))
			}
			columns.Append(record, &dict)
		}
	}
	return Must(report.NewDataset(t, columns))
})

// dataFolder is the folder of the built-in data, seen from the package under test.
func dataFolder() string {
	folder := filepath.Join("..", "data")
	for range 3 {
		if _, err := os.Stat(folder); err == nil {
			return folder
		}
		folder = filepath.Join("..", folder)
	}
	return folder
}

// CSVRows reads a file of the built-in data as rows by column name.
func CSVRows(name string) (rows []map[string]string) {
	f := Must(os.Open(filepath.Join(dataFolder(), name)))
	defer f.Close()
	lines := Must(csv.NewReader(f).ReadAll())
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// number reads a whole number; an empty cell is 0.
func number(s string) int {
	if s == "" {
		return 0
	}
	return Must(strconv.Atoi(s))
}

// Must is for files that the repository holds: they are right or the test is lost.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
