package answer

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// How long answers take, on the built-in reports and on made-up ones of any size.
//
//	go test ./model/answer -run '^$' -bench .                     built-in, and 1,000,000 records
//	DAYLIGHT_RECORDS=10000000 go test ./model/answer -run '^$' -bench Synthetic -timeout 30m
//
// BenchmarkFilter and its like answer a question that was not asked before, with
// all columns; BenchmarkScanMap answers it by reading every record into a map,
// which is what a program does that does not prepare for it.

// benchFilters are changes of the filter that a person makes with one key.
func benchFilters(d *report.Dataset) []struct {
	name string
	vary func(i int) query.Query
} {
	from, to := d.Periods[len(d.Periods)/3], d.Periods[len(d.Periods)-1]
	only := func(id string) query.Filter { return query.Filter{Mode: query.Only, IDs: []string{id}} }
	all := query.Filter{Mode: query.All}
	span := func(r ...report.PeriodRange) query.PeriodFilter { return query.PeriodFilter{Ranges: r} }
	return []struct {
		name string
		vary func(i int) query.Query
	}{
		{"nothing", func(int) query.Query { return query.Query{} }},
		{"country", func(i int) query.Query { return query.Query{Country: only(d.Countries[i%len(d.Countries)].Code)} }},
		{"period", func(i int) query.Query {
			p := d.Periods[i%len(d.Periods)]
			return query.Query{Period: span(report.PeriodRange{From: p, To: p})}
		}},
		{"range", func(int) query.Query { return query.Query{Period: span(report.PeriodRange{From: from, To: to})} }},
		{"type", func(i int) query.Query {
			return query.Query{Type: only(query.IDs(d, query.ByType)[i%len(query.IDs(d, query.ByType))])}
		}},
		{"outcome", func(i int) query.Query {
			return query.Query{Outcome: only(report.Outcomes()[i%len(report.Outcomes())].String())}
		}},
		{"region", func(int) query.Query { return query.Query{By: query.ByRegion} }},
		{"service", func(int) query.Query { return query.Query{By: query.ByService} }},
		{"types", func(int) query.Query { return query.Query{By: query.ByType, Type: all} }},
		{"outcomes", func(int) query.Query { return query.Query{By: query.ByOutcome} }},
		{"periods", func(int) query.Query { return query.Query{By: query.ByPeriod} }},
		{"publishers", func(int) query.Query { return query.Query{By: query.ByPublisher} }},
		{"all", func(int) query.Query { return query.Query{Publisher: all} }},
		{"all-period", func(i int) query.Query {
			p := d.Periods[i%len(d.Periods)]
			return query.Query{Publisher: all, Period: span(report.PeriodRange{From: p, To: p})}
		}},
		{"all-periods", func(int) query.Query { return query.Query{Publisher: all, By: query.ByPeriod} }},
		{"all-types", func(int) query.Query { return query.Query{Publisher: all, By: query.ByType, Type: all} }},
	}
}

func benchFilter(b *testing.B, d *report.Dataset) {
	for _, f := range benchFilters(d) {
		b.Run(f.name, func(b *testing.B) {
			e := NewEngine(d)
			for i := range 3 * max(len(d.Countries), len(d.Periods)) {
				e.evaluate(f.vary(i)) // until all that is kept of this kind is built
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				e.evaluate(f.vary(i)) // evaluate, not Result: nothing is remembered
			}
		})
	}
}

// The first who looks a name up pays for all names.
func BenchmarkReadNames(b *testing.B) {
	countries := raw.Dataset().Countries
	for b.Loop() {
		report.NewNames(countries)
	}
}

func BenchmarkFindAName(b *testing.B) {
	names := report.NewNames(raw.Dataset().Countries)
	for b.Loop() {
		names.Find("Korea, Republic of")
	}
}

// A letter is typed into the search.
func BenchmarkSearchNames(b *testing.B) {
	names := report.NewNames(raw.Dataset().Countries)
	for b.Loop() {
		sought := names.Seek("united k")
		for i := range raw.Dataset().Countries {
			names.Called(i).Holds(sought)
		}
	}
}

func BenchmarkFilter(b *testing.B) { benchFilter(b, raw.Dataset()) }

// BenchmarkOracle answers as the tests do to check the engine: every record, rule
// by rule.
func BenchmarkOracle(b *testing.B) {
	rd := newReader(raw.Dataset())
	for b.Loop() {
		rd.answer(query.Query{})
	}
}

func BenchmarkRemembered(b *testing.B) {
	e := NewEngine(raw.Dataset())
	b.ReportAllocs()
	for b.Loop() {
		e.Result(query.Query{})
	}
}

func BenchmarkFacet(b *testing.B) {
	d := raw.Dataset()
	e := NewEngine(d)
	for _, by := range query.Dimensions() {
		b.Run(by.String(), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				e.memo = nil
				e.Facet(query.Query{}, by)
			}
		})
	}
}

// BenchmarkFirst builds a dataset and answers its first question; cold, in a
// fresh process, that takes longer than in this loop.
func BenchmarkFirst(b *testing.B) {
	tables, columns := unbuilt(raw.Dataset())
	b.Run("dataset", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			samples.Must(report.NewDataset(tables, columns))
		}
	})
	b.Run("result", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			NewEngine(samples.Must(report.NewDataset(tables, columns))).Result(query.Query{})
		}
	})
}

// unbuilt is a dataset as a loader holds it before it is built.
func unbuilt(d *report.Dataset) (report.Tables, report.Columns) {
	var columns report.Columns
	var dict report.Dictionary
	for i := range d.Len() {
		columns.Append(d.Record(i), &dict)
	}
	return d.Tables, columns
}

// benchRecords is how many records BenchmarkSynthetic makes up.
func benchRecords() int {
	if n, err := strconv.Atoi(os.Getenv("DAYLIGHT_RECORDS")); err == nil {
		return n
	}
	return 1_000_000
}

var synthetic = sync.OnceValue(func() *report.Dataset { return syntheticDataset(benchRecords()) })

func BenchmarkSynthetic(b *testing.B) {
	if testing.Short() {
		b.Skip("makes up many records")
	}
	benchFilter(b, synthetic())
}

// syntheticDataset makes up n records of ten publishers, the same each time: of
// 250 countries over 28 half-years, for as many services and types as it takes.
func syntheticDataset(n int) *report.Dataset {
	const publishers, countries, periods, types = 10, 250, 28, 12
	var t report.Tables
	var c report.Columns
	for i := range countries {
		code := string([]byte{byte('A' + i/26), byte('A' + i%26)})
		t.Countries = append(t.Countries, report.Country{Code: code, Name: "Country " + code, Region: "Region " + code[:1], Population: 1000 * (i + 1)})
		c.Countries = append(c.Countries, code)
	}
	for i := range periods {
		c.Periods = append(c.Periods, report.Period{Year: 2012 + i/2, Half: 1 + i%2})
	}
	for i := range publishers {
		id := "publisher" + strconv.Itoa(i)
		if i == 0 {
			id, t.Main = "microsoft", "microsoft"
		}
		t.Publishers = append(t.Publishers, report.Publisher{ID: id, Label: id})
		for k := range types {
			t.Types = append(t.Types, report.Type{Publisher: id, ID: "type" + strconv.Itoa(k), Label: "Type", InTotals: k%4 != 3})
		}
	}
	t.Sources = []report.Source{{ID: "made-up"}}
	c.Sources = []string{"made-up"}
	seed := uint32(1)
	random := func(below int) int32 {
		seed = seed*1664525 + 1013904223
		return int32(uint64(seed) * uint64(below) >> 32)
	}
	for s := 0; len(c.Series) < n; s++ {
		publisher, service, kind := t.Publishers[s%publishers].ID, "service"+strconv.Itoa(s/publishers/types), "type"+strconv.Itoa(s/publishers%types)
		if s/publishers%types == 0 {
			t.Services = append(t.Services, report.Service{Publisher: publisher, ID: service, Label: service})
		}
		c.SeriesKeys = append(c.SeriesKeys, report.SeriesKey{Publisher: publisher, Service: service, Type: kind})
		for at := 0; at < countries*periods && len(c.Series) < n; at++ {
			c.Series = append(c.Series, uint16(s))
			c.Country = append(c.Country, uint16(at/periods))
			c.Period = append(c.Period, uint16(at%periods))
			c.Source = append(c.Source, 0)
			requests := random(5000)
			content := random(1 + int(requests)/4)
			rest := requests - content
			nonContent := random(1 + int(rest))
			rest -= nonContent
			rejected := random(1 + int(rest))
			counts := [...]int32{requests, requests + random(5000), content, nonContent, report.NoCount, rest - rejected, rejected}
			if random(50) == 0 {
				counts[report.Accounts] = report.NoCount
			}
			for i, v := range counts {
				if v != report.NoCount {
					c.Counts[i].Reach(len(c.Series) - 1)[0] = v
				}
			}
		}
	}
	return samples.Must(report.NewDataset(t, c))
}

// BenchmarkBuild sums the records of the first publisher, answers from what was
// just summed, and then from sums of series that were asked for a second time.
func BenchmarkBuild(b *testing.B) {
	if testing.Short() {
		b.Skip("makes up many records")
	}
	tables, columns := synthetic().Tables, synthetic().Columns()
	var first, second, third time.Duration
	for b.Loop() {
		e := NewEngine(samples.Must(report.NewDataset(tables, columns)))
		for _, took := range []*time.Duration{&first, &second, &third} {
			start := time.Now()
			e.evaluate(query.Query{})
			*took += time.Since(start)
		}
	}
	for unit, took := range map[string]time.Duration{"ns/first": first, "ns/second": second, "ns/third": third} {
		b.ReportMetric(float64(took)/float64(b.N), unit)
	}
}

// BenchmarkScanMap answers a question by reading every record into a map of
// structs, with requests alone.
func BenchmarkScanMap(b *testing.B) {
	if testing.Short() {
		b.Skip("makes up many records")
	}
	d := synthetic()
	records := make([]report.Record, d.Len())
	for i := range records {
		records[i] = d.Record(i)
	}
	b.Run(fmt.Sprint(len(records)), func(b *testing.B) {
		for b.Loop() {
			sums := map[string]*Figure{}
			for i := range records {
				r := &records[i]
				if r.Publisher != "microsoft" {
					continue
				}
				f := sums[r.Country]
				if f == nil {
					f = new(Figure)
					sums[r.Country] = f
				}
				lo, hi := r.Counts[report.Requests].Bounds()
				f.Lo += int64(lo)
				f.Hi += int64(hi)
			}
		}
	})
}
