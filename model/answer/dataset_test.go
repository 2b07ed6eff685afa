package answer

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestRecordsComeBackAsTheyWereAppended(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := samples.DrawnReports.Draw(t, "reports")
		for i := range drawn.Records {
			drawn.Records[i].Derived = rapid.Bool().Draw(t, "derived")
			drawn.Records[i].Note = rapid.SampledFrom([]string{"", "", "a sum"}).Draw(t, "note")
		}
		d := samples.MadeUpDataset(t, drawn.Tables, drawn.Records)
		if d.Len() != len(drawn.Records) {
			t.Fatalf("%d records of %d", d.Len(), len(drawn.Records))
		}
		again, err := report.NewDataset(d.Tables, d.Columns())
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range drawn.Records {
			if d.Record(i) != r || again.Record(i) != r {
				t.Fatalf("%v came back as %v and, from its columns, %v", r, d.Record(i), again.Record(i))
			}
		}
	})
}

func TestColumnsMayBeSharedByDatasets(t *testing.T) {
	var columns report.Columns
	var dict report.Dictionary
	for _, r := range samples.Records() {
		columns.Append(r, &dict)
	}
	first := samples.Must(report.NewDataset(samples.Tables(), columns))
	second := samples.Must(report.NewDataset(samples.Tables(), columns))
	for i, r := range samples.Records() {
		if first.Record(i) != r || second.Record(i) != r {
			t.Errorf("record %d is %v and %v", i, first.Record(i), second.Record(i))
		}
	}
}

func TestColumnsThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		name    string
		spoil   func(*report.Tables, *report.Columns)
		message string
	}{
		{"a column too short", func(_ *report.Tables, c *report.Columns) { c.Period = c.Period[1:] }, "columns of 13 and 12 records"},
		{"a count column too long", func(_ *report.Tables, c *report.Columns) {
			c.Counts[report.Requests].Reach(13)[0] = 1
		}, "columns of 13 and 14 records"},
		{"notes too short", func(_ *report.Tables, c *report.Columns) { c.Note = c.Note[:3] }, "columns of 13 and 3 records"},
		{"a series code", func(_ *report.Tables, c *report.Columns) { c.Series[2] = 99 }, "record 2 has a code outside its dictionary"},
		{"a period code", func(_ *report.Tables, c *report.Columns) { c.Period[0] = 99 }, "record 0 has a code outside its dictionary"},
		{"a country code", func(_ *report.Tables, c *report.Columns) { c.Country[12] = 99 }, "record 12 has a code outside its dictionary"},
		{"a source code", func(_ *report.Tables, c *report.Columns) { c.Source[1] = 99 }, "record 1 has a code outside its dictionary"},
		{"a note code", func(_ *report.Tables, c *report.Columns) { c.Note[1] = 99 }, "record 1 has a code outside its dictionary"},
		{"an amount", func(_ *report.Tables, c *report.Columns) { c.Counts[report.Content].Reach(4)[0] = -99 }, "record 4 has an amount outside its dictionary"},
		{"the last amount", func(_ *report.Tables, c *report.Columns) { c.Counts[report.Requests].Reach(12)[0] = -99 }, "record 12 has an amount outside its dictionary"},
		{"a country unknown", func(t *report.Tables, _ *report.Columns) { t.Countries = t.Countries[:7] }, `country "US" is not in the country table`},
		{"a source unknown", func(t *report.Tables, _ *report.Columns) { t.Sources = t.Sources[:2] }, `source "google" is not in the source table`},
		{"a publisher unknown", func(t *report.Tables, _ *report.Columns) { t.Publishers = t.Publishers[:1] }, "series google/google/legal is not in the tables"},
		{"a type unknown", func(t *report.Tables, _ *report.Columns) { t.Types = t.Types[1:] }, "series microsoft/microsoft/legal is not in the tables"},
		{"a service unknown", func(t *report.Tables, _ *report.Columns) { t.Services = t.Services[:2] }, "series google/google/legal is not in the tables"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var columns report.Columns
			var dict report.Dictionary
			for _, r := range samples.Records() {
				columns.Append(r, &dict)
			}
			tables := samples.Tables()
			c.spoil(&tables, &columns)
			if _, err := report.NewDataset(tables, columns); err == nil || !strings.HasPrefix(err.Error(), c.message) {
				t.Errorf("error %v; want %s", err, c.message)
			}
		})
	}
}

func TestTheLargestCountIsAccepted(t *testing.T) {
	d := samples.MadeUp(t, samples.MadeUpTables("microsoft"), "microsoft 2001 mail GB legal-process requests=2147483647\nmicrosoft 2001 mail FR legal-process requests=2147483647")
	if got := NewEngine(d).Result(query.Query{}).Total.Figures[report.Requests].Lo; got != 2*report.MaxAmount {
		t.Errorf("two of the largest add up to %d", got)
	}
}

func TestThingsAreFoundByTheirIDs(t *testing.T) {
	d := samples.Dataset(t)
	if p, known := d.Publisher("google"); !known || p.Label != "Google" {
		t.Errorf("google is %v", p)
	}
	if c, known := d.Country("TR"); !known || c.Name != "Türkiye" {
		t.Errorf("TR is %v", c)
	}
	if s, known := d.Source("ms-2013"); !known || s.Published != "2014-03-21" {
		t.Errorf("ms-2013 is %v", s)
	}
	_, publisher := d.Publisher("goog")
	_, country := d.Country("XX")
	_, source := d.Source("")
	if publisher || country || source {
		t.Error("something that is not there was found")
	}
	if !slices.Equal(d.Regions, []string{"Africa", "Americas", "Asia", "Europe"}) {
		t.Errorf("regions %v", d.Regions)
	}
}

func TestSeriesWithoutRecordsAreNotPublishers(t *testing.T) {
	columns := report.Columns{SeriesKeys: []report.SeriesKey{{Publisher: "microsoft", Service: "microsoft", Type: "legal"}, {Publisher: "google", Service: "google", Type: "legal"}}}
	columns.Series, columns.Period, columns.Country, columns.Source = []uint16{1}, []uint16{0}, []uint16{0}, []uint16{0}
	columns.Counts[report.Requests].Reach(0)[0] = 7
	columns.Periods, columns.Countries, columns.Sources = []report.Period{{Year: 2012, Half: 0}}, []string{"GB"}, []string{"google"}
	e := NewEngine(samples.Must(report.NewDataset(samples.Tables(), columns)))
	if got := e.Publishers(query.Query{}); !slices.Equal(got, []string{"google"}) {
		t.Errorf("asked without a publisher: %v", got)
	}
	if got := e.Result(query.Query{}).Total.Figures[report.Requests].Lo; got != 7 {
		t.Errorf("%d requests", got)
	}
}
