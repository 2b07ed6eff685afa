// Package raw reads the figures that come with daylight from their CSV files as
// plainly as can be, so that tests hold the engine against the oracle on what people
// will see. Only tests import it.
package raw

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

// Dataset reads the reports once for all tests.
var Dataset = sync.OnceValue(func() *report.Dataset {
	var t report.Tables
	for _, r := range Rows("publishers.csv") {
		t.Publishers = append(t.Publishers, report.Publisher{ID: r["publisher"], Label: r["label"]})
		if r["main"] == "yes" {
			t.Main = r["publisher"]
		}
	}
	for _, r := range Rows("services.csv") {
		t.Services = append(t.Services, report.Service{Publisher: r["publisher"], ID: r["service"], Label: r["label"], Definition: r["definition"]})
	}
	for _, r := range Rows("types.csv") {
		kind := report.Type{Publisher: r["publisher"], ID: r["type"], Label: r["label"], InTotals: r["in_totals"] == "yes"}
		unit, periods, some := strings.Cut(r["outcome_unit"], " ")
		kind.AccountOutcomes = unit == "accounts"
		if some {
			kind.AccountPeriods = new(must(report.ParsePeriodRange(periods)))
		}
		t.Types = append(t.Types, kind)
	}
	for _, r := range Rows("countries.csv") {
		t.Countries = append(t.Countries, report.Country{Code: r["code"], Name: r["name"], Region: r["region"],
			Aliases: strings.FieldsFunc(r["aliases"], func(c rune) bool { return c == ';' }), Population: number(r["population"])})
	}
	for _, r := range Rows("population.csv") {
		t.Populations = append(t.Populations, report.Population{Country: r["iso2"], Year: number(r["year"]), People: number(r["population"])})
	}
	for _, r := range Rows("sources.csv") {
		t.Sources = append(t.Sources, report.Source{ID: r["id"], Publisher: r["publisher"], Title: r["title"]})
	}
	for _, r := range Rows("notes.csv") {
		n := report.Note{ID: r["id"], Scope: r["scope"], Text: r["text"]}
		if r["break"] != "" {
			n.Break = must(report.ParsePeriod(r["break"]))
		}
		t.Notes = append(t.Notes, n)
	}
	for _, r := range Rows("tables.csv") {
		absent := slices.Index(report.AbsenceNames[:], r["absent"])
		t.Absences = append(t.Absences, report.Table{Scope: r["scope"], Absent: report.Absence(absent), Why: r["why"]})
	}
	day := func(text string) (d report.Date) {
		if text != "" {
			d = report.Date{Year: number(text[:4]), Month: number(text[5:7]), Day: number(text[8:])}
		}
		return d
	}
	for _, r := range Rows("groups.csv") {
		t.Members = append(t.Members, report.Member{Group: r["group"], Label: r["label"], Country: r["country"], From: day(r["from"]), To: day(r["to"]), Source: r["source"]})
	}
	var columns report.Columns
	var dict report.Dictionary
	for _, name := range must(filepath.Glob(filepath.Join(dataFolder(), "reports", "*.csv"))) {
		for _, r := range Rows("reports/" + filepath.Base(name)) {
			record := report.Record{Publisher: r["publisher"], Period: must(report.ParsePeriod(r["period"])), Service: r["service"],
				Country: r["country"], Type: r["type"], Percent: must(report.ParseAmount(r["disclosed_percent"])),
				Source: r["source"], Derived: r["status"] == "derived", Note: r["note"]}
			for c := range record.Counts {
				record.Counts[c] = must(report.ParseAmount(r[report.Column(c).String()]))
			}
			columns.Append(record, &dict)
		}
	}
	return must(report.NewDataset(t, columns))
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

// Rows reads a file of the built-in data as rows by column name.
func Rows(name string) (rows []map[string]string) {
	f := must(os.Open(filepath.Join(dataFolder(), name)))
	defer f.Close()
	lines := must(csv.NewReader(f).ReadAll())
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
	return must(strconv.Atoi(s))
}

// must is for files that the repository holds: they are right or the test is lost.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
