package packed

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"daylight/model"
)

// sample is a dataset with every form that the packed form knows: ranges,
// suppressed and wide counts, derived records, notes, missing cells.
func sample(t testing.TB) *model.Dataset {
	t.Helper()
	periods := &model.PeriodRange{To: model.Period{Year: 2020, Half: 1}}
	tables := model.Tables{
		Main:        "acme",
		Publishers:  []model.Publisher{{ID: "acme", Label: "Acme"}},
		Services:    []model.Service{{Publisher: "acme", ID: "mail", Label: "Mail", Definition: "Letters."}},
		Types:       []model.Type{{Publisher: "acme", ID: "civil", Label: "Civil", AccountOutcomes: true, AccountPeriods: periods}, {Publisher: "acme", ID: "legal", Label: "Legal", InTotals: true}},
		Countries:   []model.Country{{Code: "TR", Alpha3: "TUR", Name: "Türkiye", Region: "Asia", Aliases: []string{"Turkey"}, Population: 85_000_000, PopulationYear: 2020, Lat: 39.06, Lon: 35.24, HasPoint: true}, {Code: "ZZ", Name: "Not itemised"}},
		Populations: []model.Population{{Country: "TR", Year: 2019, People: 83_000_000}, {Country: "TR", Year: 2020, People: 82_500_000}},
		Sources:     []model.Source{{ID: "a1", Publisher: "Acme", Title: "Report", Published: "2020", URL: "https://acme.example/", Obtained: "By hand."}},
		Notes:       []model.Note{{ID: "n", Scope: "publisher=acme", Text: "Mind the gap.", Break: model.Period{Year: 2020}}},
		Absences: []model.Table{
			{Scope: "publisher=acme", Absent: model.AbsentZero, Why: "Every country is listed."},
			{Scope: "publisher=acme type=civil", Absent: model.AbsentElsewhere, Why: "Not yet split."},
			{Scope: "publisher=acme period=2012", Why: "Nobody knows."},
		},
		Members: []model.Member{
			{Group: "big", Label: "The big", Country: "TR", From: model.Date{Year: 1999, Month: 12, Day: 31}, To: model.Date{Year: 2020, Month: 1, Day: 1}, Source: "Treaty"},
			{Group: "big", Label: "The big", Country: "TR", From: model.Date{Year: 2021, Month: 10, Day: 10}, Source: "Treaty"},
			{Group: "open", Label: "Open", Country: "TR"},
		},
	}
	var columns model.Columns
	var codes model.Dictionary
	for i, a := range []model.Amount{
		model.Exact(0), {}, model.Exact(65_534), model.Exact(65_535), model.Exact(model.MaxAmount),
		model.Between(0, 499), model.Below(10), {},
	} {
		r := model.Record{Publisher: "acme", Period: model.Period{Year: 2012 + i, Half: i % 3}, Service: "mail", Country: "TR", Type: "legal", Source: "a1"}
		r.Counts[model.Requests], r.Counts[model.Content] = a, model.Exact(i)
		if i%2 == 1 {
			r.Country, r.Type, r.Derived, r.Note = "ZZ", "civil", true, "worked out"
		}
		columns.Append(r, &codes)
	}
	d, err := model.NewDataset(tables, columns)
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
	got, err := model.NewDataset(tables, columns)
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
			_, _ = model.NewDataset(tables, columns)
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
