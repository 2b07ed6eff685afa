package model

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
)

// realData reads the reports once for all tests.
var realData = sync.OnceValue(func() *Dataset {
	var t Tables
	for _, r := range csvRows("publishers.csv") {
		t.Publishers = append(t.Publishers, Publisher{r["publisher"], r["label"]})
		if r["main"] == "yes" {
			t.Main = r["publisher"]
		}
	}
	for _, r := range csvRows("services.csv") {
		t.Services = append(t.Services, Service{r["publisher"], r["service"], r["label"], r["definition"]})
	}
	for _, r := range csvRows("types.csv") {
		kind := Type{Publisher: r["publisher"], ID: r["type"], Label: r["label"], InTotals: r["in_totals"] == "yes"}
		unit, periods, some := strings.Cut(r["outcome_unit"], " ")
		kind.AccountOutcomes = unit == "accounts"
		if some {
			kind.AccountPeriods = new(must(ParsePeriodRange(periods)))
		}
		t.Types = append(t.Types, kind)
	}
	for _, r := range csvRows("countries.csv") {
		t.Countries = append(t.Countries, Country{Code: r["code"], Name: r["name"], Region: r["region"],
			Aliases: strings.FieldsFunc(r["aliases"], func(c rune) bool { return c == ';' }), Population: number(r["population"])})
	}
	for _, r := range csvRows("population.csv") {
		t.Populations = append(t.Populations, Population{r["iso2"], number(r["year"]), number(r["population"])})
	}
	for _, r := range csvRows("sources.csv") {
		t.Sources = append(t.Sources, Source{ID: r["id"], Publisher: r["publisher"], Title: r["title"]})
	}
	for _, r := range csvRows("notes.csv") {
		n := Note{ID: r["id"], Scope: r["scope"], Text: r["text"]}
		if r["break"] != "" {
			n.Break = must(ParsePeriod(r["break"]))
		}
		t.Notes = append(t.Notes, n)
	}
	for _, r := range csvRows("tables.csv") {
		absent := slices.Index(AbsenceNames[:], r["absent"])
		t.Absences = append(t.Absences, Table{r["scope"], Absence(absent), r["why"]})
	}
	day := func(text string) (d Date) {
		if text != "" {
			d = Date{number(text[:4]), number(text[5:7]), number(text[8:])}
		}
		return d
	}
	for _, r := range csvRows("groups.csv") {
		t.Members = append(t.Members, Member{r["group"], r["label"], r["country"], day(r["from"]), day(r["to"]), r["source"]})
	}
	var columns Columns
	var dict Dictionary
	for _, name := range must(filepath.Glob(filepath.Join(dataFolder(), "reports", "*.csv"))) {
		for _, r := range csvRows("reports/" + filepath.Base(name)) {
			record := Record{Publisher: r["publisher"], Period: must(ParsePeriod(r["period"])), Service: r["service"],
				Country: r["country"], Type: r["type"], Percent: must(ParseAmount(r["disclosed_percent"])),
				Source: r["source"], Derived: r["status"] == "derived", Note: r["note"]}
			for c := range record.Counts {
				record.Counts[c] = must(ParseAmount(r[Column(c).String()]))
			}
			columns.Append(record, &dict)
		}
	}
	return must(NewDataset(t, columns))
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

// csvRows reads a file of the built-in data as rows by column name.
func csvRows(name string) (rows []map[string]string) {
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
