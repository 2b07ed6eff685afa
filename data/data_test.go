package data

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"daylight/data/internal/catalog"
	"daylight/data/internal/packed"
	"daylight/data/load"
	"daylight/model/query"
	"daylight/model/report"
)

// fromFiles reads the CSV files of this folder.
func fromFiles(t testing.TB) *report.Dataset {
	t.Helper()
	d, problems := load.CSV(os.DirFS("."), report.Tables{})
	if len(problems) > 0 {
		t.Fatalf("the built-in reports have problems: %v", problems)
	}
	return d
}

func builtinData(t testing.TB) *report.Dataset {
	t.Helper()
	d, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheEmbeddedFormHoldsWhatTheFilesHold(t *testing.T) {
	files, embedded := fromFiles(t), builtinData(t)
	if files.Len() != embedded.Len() {
		t.Fatalf("%d records in the files, %d embedded", files.Len(), embedded.Len())
	}
	for i := range files.Len() {
		if files.Record(i) != embedded.Record(i) {
			t.Fatalf("record %d is\n%+v in the files and\n%+v embedded", i, files.Record(i), embedded.Record(i))
		}
	}
	a, b := reflect.ValueOf(files.Tables), reflect.ValueOf(embedded.Tables)
	for i := range a.NumField() {
		if !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			t.Errorf("%s differ between the files and the embedded form", a.Type().Field(i).Name)
		}
	}
}

// Figures that are added need more than their rows. What they lack is said with its line and what to do.
func TestTheFilesLackNothing(t *testing.T) {
	for _, p := range catalog.Lacking(os.DirFS("."), fromFiles(t)) {
		t.Errorf("data/%s", p)
	}
}

func TestWhatGoGenerateWritesIsFresh(t *testing.T) {
	if !bytes.Equal(packed.Encode(fromFiles(t)), []byte(builtin)) {
		t.Error("builtin.bin is older than the CSV files: run go generate ./data")
	}
	if !bytes.Equal(packed.EncodeWorld(worldRings(t)), []byte(world)) {
		t.Error("world.bin is older than world.json: run go generate ./data")
	}
	described, err := catalog.Describe(fromFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	if there, err := os.ReadFile("datapackage.json"); err != nil || !bytes.Equal(there, described) {
		t.Error("datapackage.json is older than the CSV files or than internal/catalog/package.json: run go generate ./data")
	}
}

func worldRings(t testing.TB) map[string][][]int {
	t.Helper()
	text, err := os.ReadFile("world.json")
	if err != nil {
		t.Fatal(err)
	}
	var w struct{ Rings map[string][][]int }
	if err := json.Unmarshal(text, &w); err != nil {
		t.Fatal(err)
	}
	return w.Rings
}

func TestWorldHoldsEveryRing(t *testing.T) {
	shapes, err := World()
	if err != nil {
		t.Fatal(err)
	}
	rings := worldRings(t)
	if len(shapes) != len(rings) {
		t.Fatalf("%d shapes, %d in world.json", len(shapes), len(rings))
	}
	for _, s := range shapes {
		if len(s.Rings) != len(rings[s.Code]) {
			t.Fatalf("%s has %d rings, %d in world.json", s.Code, len(s.Rings), len(rings[s.Code]))
		}
		for i, ring := range s.Rings {
			for j, point := range ring {
				want := [2]float64{float64(rings[s.Code][i][2*j]) / 10, float64(rings[s.Code][i][2*j+1]) / 10}
				if point != want || len(ring)*2 != len(rings[s.Code][i]) {
					t.Fatalf("%s ring %d point %d is %v, want %v", s.Code, i, j, point, want)
				}
			}
		}
	}
}

func TestEveryReportingCountryCanBeDrawnOnTheMap(t *testing.T) {
	shapes, err := World()
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{report.NotItemised: true}
	for _, s := range shapes {
		drawn[s.Code] = true
	}
	d := builtinData(t)
	for i := range d.Len() {
		c, _ := d.Country(d.Record(i).Country)
		if !drawn[c.Code] && !c.HasPoint {
			t.Errorf("%s (%s) has neither an outline nor a point", c.Name, c.Code)
			drawn[c.Code] = true
		}
	}
}

// The codes of three letters are those of the standard, as another table has it.
func TestCodesOfThreeLettersAreThoseOfTheStandard(t *testing.T) {
	for _, c := range builtinData(t).Countries {
		want := ""
		switch c.Code {
		case "XK":
			want = "XKX" // no standard has it; so does the World Bank write it
		case report.NotItemised:
		default:
			region, err := language.ParseRegion(c.Code)
			if err != nil {
				t.Fatal(err)
			}
			want = region.ISO3()
		}
		if c.Alpha3 != want {
			t.Errorf("%s has %q, the standard %q", c.Code, c.Alpha3, want)
		}
	}
}

// A name that the rule finds already, as far as it is typed, needs no line.
func TestEveryAliasIsNeededAndNamesOneCountry(t *testing.T) {
	d := builtinData(t)
	owner := map[string]string{}
	for i, c := range d.Countries {
		for _, name := range append([]string{c.Name, c.Alpha3}, c.Aliases...) {
			folded := report.Fold(name)
			if other, taken := owner[folded]; taken && name != "" {
				t.Errorf("%q names both %s and %s", name, other, c.Code)
			}
			owner[folded] = c.Code
		}
		for k, alias := range c.Aliases {
			others := slices.Clone(d.Countries)
			others[i].Aliases = slices.Delete(slices.Clone(c.Aliases), k, k+1)
			names := report.NewNames(others)
			if slices.Equal(names.Find(alias), []string{c.Code}) && foundWhileTyped(names, i, alias) {
				t.Errorf("%s: %q is found without being in the table", c.Code, alias)
			}
		}
	}
}

// foundWhileTyped says whether a search finds a country from the third letter of a
// name on.
func foundWhileTyped(names *report.Names, country int, name string) bool {
	letters := []rune(name)
	for n := min(3, len(letters)); n <= len(letters); n++ {
		if !names.Called(country).Holds(names.Seek(string(letters[:n]))) {
			return false
		}
	}
	return true
}

// testdata/names.csv lists what people call countries: every name that the table had
// when names were found only as they stand there, and the ways in which others write
// them, with whether the beginnings of each must be found too.
func TestPeopleFindCountriesByTheNamesTheyType(t *testing.T) {
	d := builtinData(t)
	names := report.NewNames(d.Countries)
	for _, line := range namesInUse(t) {
		name, code := line[0], line[1]
		at := slices.IndexFunc(d.Countries, func(c report.Country) bool { return c.Code == code })
		parts := strings.Split(name, ", ")
		isList := len(parts) == 2 && len(names.Find(parts[0])) == 1 && len(names.Find(parts[1])) == 1
		for _, typed := range []string{name, strings.ToLower(name), strings.ToUpper(name)} {
			texts := []string{url.QueryEscape(typed)}
			if !isList {
				texts = append(texts, strings.ReplaceAll(typed, " ", "+")) // a comma in a name needs no sign
			}
			for _, text := range texts {
				if q, err := query.Parse("country="+text, d); err != nil || !slices.Equal(q.Country.IDs, []string{code}) {
					t.Errorf("country=%s is %v, %v, want %s", text, q.Country.IDs, err, code)
				}
			}
			if !d.Called(code).Holds(d.Seek(typed)) {
				t.Errorf("a search for %q does not find %s", typed, code)
			}
		}
		if line[2] == "yes" && !foundWhileTyped(names, at, name) {
			t.Errorf("while %q is typed, %s is not found", name, code)
		}
	}
}

// What could be two countries, or a list of them, is not taken for one.
func TestNoCountryIsGuessed(t *testing.T) {
	d := builtinData(t)
	names := report.NewNames(d.Countries)
	for _, word := range []string{"the", "not", "rest", "Democratic Republic of Korea", "Kingdom of Congo", "Bank of Spain", "el", "."} {
		if codes := names.Find(word); len(codes) > 0 {
			t.Errorf("%q is taken for %q", word, codes)
		}
	}
	for _, first := range []string{"united", "saint", "republic"} {
		if codes := names.Find(first); len(codes) < 2 {
			t.Errorf("%q, which begins several names, is taken for %q", first, codes)
		}
	}
	q, err := query.Parse("country=China,+Hong+Kong+SAR", d)
	if err != nil || !slices.Equal(q.Country.IDs, []string{"CN", "HK"}) {
		t.Errorf("a list of two countries is read as %v, %v", q.Country.IDs, err)
	}
}

func namesInUse(t *testing.T) [][]string {
	t.Helper()
	file, err := os.Open("testdata/names.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := packed.Decode(builtin); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuiltin(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWorld(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := World(); err != nil {
			b.Fatal(err)
		}
	}
}
