package packed

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"daylight/model/report"
)

// sample is a dataset with every form that the packed form knows: ranges,
// suppressed and wide counts, derived records, notes, missing cells.
func sample(t testing.TB) *report.Dataset {
	t.Helper()
	periods := &report.PeriodRange{To: report.Period{Year: 2020, Half: 1}}
	tables := report.Tables{
		Main:        "acme",
		Publishers:  []report.Publisher{{ID: "acme", Label: "Acme"}},
		Services:    []report.Service{{Publisher: "acme", ID: "mail", Label: "Mail", Definition: "Letters."}},
		Types:       []report.Type{{Publisher: "acme", ID: "civil", Label: "Civil", AccountOutcomes: true, AccountPeriods: periods}, {Publisher: "acme", ID: "legal", Label: "Legal", InTotals: true}},
		Countries:   []report.Country{{Code: "TR", Alpha3: "TUR", Name: "Türkiye", Region: "Asia", Aliases: []string{"Turkey"}, Population: 85_000_000, PopulationYear: 2020, Lat: 39.06, Lon: 35.24, HasPoint: true}, {Code: "ZZ", Name: "Not itemised"}},
		Populations: []report.Population{{Country: "TR", Year: 2019, People: 83_000_000}, {Country: "TR", Year: 2020, People: 82_500_000}},
		Sources:     []report.Source{{ID: "a1", Publisher: "Acme", Title: "Report", Published: "2020", URL: "https://acme.example/", Obtained: "By hand."}},
		Notes:       []report.Note{{ID: "n", Scope: "publisher=acme", Text: "Mind the gap.", Break: report.Period{Year: 2020}}},
		Absences: []report.Table{
			{Scope: "publisher=acme", Absent: report.AbsentZero, Why: "Every country is listed."},
			{Scope: "publisher=acme type=civil", Absent: report.AbsentElsewhere, Why: "Not yet split."},
			{Scope: "publisher=acme period=2012", Why: "Nobody knows."},
		},
		Members: []report.Member{
			{Group: "big", Label: "The big", Country: "TR", From: report.Date{Year: 1999, Month: 12, Day: 31}, To: report.Date{Year: 2020, Month: 1, Day: 1}, Source: "Treaty"},
			{Group: "big", Label: "The big", Country: "TR", From: report.Date{Year: 2021, Month: 10, Day: 10}, Source: "Treaty"},
			{Group: "open", Label: "Open", Country: "TR"},
		},
	}
	var columns report.Columns
	var codes report.Dictionary
	for i, a := range []report.Amount{
		report.Exact(0), {}, report.Exact(65_534), report.Exact(65_535), report.Exact(report.MaxAmount),
		report.Between(0, 499), report.Below(10), {},
	} {
		r := report.Record{Publisher: "acme", Period: report.Period{Year: 2012 + i, Half: i % 3}, Service: "mail", Country: "TR", Type: "legal", Source: "a1"}
		r.Counts[report.Requests], r.Counts[report.Content] = a, report.Exact(i)
		if i%2 == 1 {
			r.Country, r.Type, r.Derived, r.Note = "ZZ", "civil", true, "worked out"
		}
		columns.Append(r, &codes)
	}
	d, err := report.NewDataset(tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADatasetComesOutAsItWentIn(t *testing.T) {
	want := sample(t)
	tables, columns, err := Decode(string(Encode(want)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := report.NewDataset(tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Tables, want.Tables) {
		t.Errorf("tables came out as\n%+v\nwent in as\n%+v", got.Tables, want.Tables)
	}
	for i := range want.Len() {
		if got.Record(i) != want.Record(i) {
			t.Errorf("record %d came out as\n%+v\nwent in as\n%+v", i, got.Record(i), want.Record(i))
		}
	}
}

func TestAnyChangedByteIsNoticed(t *testing.T) {
	good := Encode(sample(t))
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x20
		if _, _, err := Decode(string(bad)); err == nil {
			t.Errorf("byte %d was changed and nobody noticed", i)
		}
		if _, _, err := Decode(string(good[:i])); err == nil {
			t.Errorf("all after byte %d was cut off and nobody noticed", i)
		}
	}
}

func TestAMapIsNoDataset(t *testing.T) {
	if _, _, err := Decode(string(EncodeWorld(nil))); err == nil {
		t.Error("a map was decoded as a dataset")
	}
}

// FuzzDecode feeds the decoder bytes that no checksum protects: it must neither
// panic nor hand out columns that a dataset cannot be built from.
func FuzzDecode(f *testing.F) {
	f.Add(string(Encode(sample(f))[headSize:]))
	if built, err := os.ReadFile("../../builtin.bin"); err == nil {
		f.Add(string(built[headSize:]))
	}
	f.Fuzz(func(t *testing.T, body string) {
		tables, columns, err := decodeBody(body)
		if err == nil {
			_, _ = report.NewDataset(tables, columns)
		}
	})
}

func FuzzDecodeWorld(f *testing.F) {
	f.Add(string(EncodeWorld(map[string][][]int{"TR": {{1, 2, 3, 4, -5, 6}}})[headSize:]))
	f.Add(strings.Repeat("\xff", 20))
	f.Fuzz(func(t *testing.T, body string) {
		shapes, err := decodeWorldBody(body)
		if err != nil && shapes != nil {
			t.Fatal("half a map was handed out")
		}
	})
}
