package catalog

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"daylight/data/load"
	"daylight/model/report"
)

// here is the folder of the built-in reports.
const here = "../.."

// acme is a small folder that lacks nothing, with every file and column.
var acme = map[string]string{
	"publishers.csv": "publisher,label,main\nacme,Acme,yes\n",
	"services.csv":   "publisher,service,label,definition\nacme,mail,Mail,\nacme,chat,Chat,Small talk.\n",
	"types.csv": "publisher,type,label,definition,in_totals,outcome_unit\n" +
		"acme,legal,Legal,,yes,\nacme,civil,Civil,Of courts.,no,accounts ..2020-H1\n",
	"countries.csv": "code,alpha3,name,aliases,region,subregion,population,population_year,lat,lon\n" +
		"ZZ,,Not itemised,,,,,,,\nUS,USA,United States,America,Americas,,300000000,2020,39.5,-99.1\n" +
		"TR,TUR,Türkiye,Turkey,Asia,,80000000,2020,39,35\nDE,DEU,Germany,,Europe,,80000000,2020,51,10\n",
	"population.csv": "iso2,year,population\nUS,2018,298000000\nUS,2019,299000000\n",
	"sources.csv": "id,publisher,title,published,url,obtained\n" +
		"un-m49,UN,Regions,,,\nworld-bank-population,World Bank,Population,2026,,\ntaiwan-moi,Taiwan,Population,2025-01,,\nnatural-earth-110m,Natural Earth,Outlines,,,\n" +
		"acme-1,Acme,Report,2020-03-21,https://acme.example/,by hand\n",
	"notes.csv":   "id,scope,break,text\nn0,publisher=acme,,Counted by hand.\nn1,publisher=acme period=2020-H1..,2020-H1,Counted anew.\n",
	"tables.csv":  "scope,absent,why\npublisher=acme,zero,Every country is listed.\npublisher=acme type=civil,unknown,Some are not.\n",
	"missing.csv": "publisher,period,what\nacme,2018,Lost.\nacme,2021-H1..,Not found.\n",
	"groups.csv":  "group,label,country,from,to,source\nbig,The big,TR,,,Treaty\nbig,The big,US,2001-02-03,2019-05-31,Treaty\nbig,The big,US,2021-01-01,,Treaty\n",
	"reports/acme.csv": "publisher,period,service,country,type,requests,accounts,content,non_content,some_data,no_data,rejected,nothing,pending,disclosed_percent,source,status,note\n" +
		"acme,2019-H1,chat,TR,civil,,,,,,,,,,,acme-1,,\n" +
		"acme,2019-H1,mail,TR,legal,900,0..499,3,,,,,,<5,12,acme-1,printed,\n" +
		"acme,2019-H1,mail,US,legal,900,0..499,3,,,,,,<5,12,acme-1,derived,derived: all of it\n",
	"world.json": "{}",
}

// folder is acme with some of its texts replaced, each by file, old and new text; an empty file is left out.
func folder(t *testing.T, changes ...string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for name, text := range acme {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := 0; i < len(changes); i += 3 {
		file, old, text := changes[i], changes[i+1], changes[i+2]
		if !strings.Contains(acme[file], old) {
			t.Fatalf("%s has no %q", file, old)
		}
		if text = strings.Replace(acme[file], old, text, 1); text == "" {
			delete(out, file)
		} else {
			out[file] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return out
}

// refusals are all that our own reader finds wrong with a folder.
func refusals(fsys fs.FS) load.Problems {
	d, problems := load.CSV(fsys, report.Tables{})
	if d != nil {
		problems = append(problems, Lacking(fsys, d)...)
	}
	return problems
}

// described reads back what is written of a folder.
func described(t *testing.T, fsys fs.FS) (p Package) {
	t.Helper()
	d, problems := load.CSV(fsys, report.Tables{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	text, err := Describe(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheFilesAreAsDescribed(t *testing.T) {
	fsys := os.DirFS(here)
	p := described(t, fsys)
	for _, f := range faults(fsys, p) {
		t.Error(f)
	}
	var paths []string
	for _, r := range p.Resources {
		paths = append(paths, r.Path)
		if slices.Contains(paths[:len(paths)-1], r.Path) {
			t.Errorf("%s is described twice", r.Path)
		}
		if _, err := fs.Stat(fsys, r.Path); err != nil {
			t.Errorf("%s is described and is not there", r.Path)
		}
	}
	for _, pattern := range []string{"*.csv", "reports/*", "*.json"} {
		files, err := fs.Glob(fsys, pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %v", pattern, files, err)
		}
		for _, file := range files {
			if !slices.Contains(paths, file) && file != "datapackage.json" {
				t.Errorf("%s is not described: add it to internal/catalog/package.json", file)
			}
		}
	}
}

// A key leads to the key of another table, and all names are names of fields.
func TestKeysLeadToKeys(t *testing.T) {
	p := described(t, os.DirFS(here))
	tables := map[string]*Schema{}
	for _, r := range p.Resources {
		tables[r.Name] = r.Schema
	}
	isField := func(s *Schema, names []string) bool {
		return !slices.ContainsFunc(names, func(name string) bool {
			return !slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Name == name })
		})
	}
	for _, r := range p.Resources {
		if r.Schema == nil {
			continue
		}
		if !isField(r.Schema, r.Schema.PrimaryKey) {
			t.Errorf("%s: the primary key %v names no fields", r.Name, r.Schema.PrimaryKey)
		}
		for _, k := range r.Schema.ForeignKeys {
			switch target := tables[k.Reference.Resource]; {
			case target == nil:
				t.Errorf("%s: a key leads to %q, which is no table", r.Name, k.Reference.Resource)
			case !slices.Equal(k.Reference.Fields, target.PrimaryKey):
				t.Errorf("%s: a key leads to %v of %s, whose primary key is %v", r.Name, k.Reference.Fields, k.Reference.Resource, target.PrimaryKey)
			case !isField(r.Schema, k.Fields) || len(k.Fields) != len(k.Reference.Fields):
				t.Errorf("%s: the key %v does not fit", r.Name, k.Fields)
			}
		}
	}
}

// Each file names the sources of its records, and the licences under which these stand.
func TestAFileNamesItsSourcesAndLicences(t *testing.T) {
	p := described(t, os.DirFS(here))
	licences := map[string][]string{}
	for _, r := range p.Resources {
		if path.Dir(r.Path) == "reports" && len(r.Sources) == 0 {
			t.Errorf("%s names no source", r.Path)
		}
		for _, l := range r.Licenses {
			licences[l.Name] = append(licences[l.Name], r.Path)
		}
	}
	for name, want := range map[string][]string{
		"CC-BY-SA-4.0": {"reports/linkedin.csv", "reports/microsoft.csv", "reports/yahoo.csv"},
		"CC-BY-4.0":    {"reports/github.csv", "countries.csv", "population.csv"},
		"other-pd":     {"countries.csv", "world.json"},
	} {
		if got := licences[name]; !slices.Equal(got, want) {
			t.Errorf("under %s stand %v, want %v", name, got, want)
		}
	}
	d, _ := load.CSV(os.DirFS(here), report.Tables{})
	shared := 0
	for i := range d.Len() {
		if slices.Contains(hand().Licenses[1].Sources, d.Record(i).Source) {
			shared++
		}
	}
	readme, err := os.ReadFile(path.Join(here, "README.md"))
	if says := fmt.Sprintf("| %d records: ", shared); err != nil || hand().Licenses[1].Name != "CC-BY-SA-4.0" || !strings.Contains(string(readme), says) {
		t.Errorf("README.md does not say that %d records come by way of a collection under CC BY-SA (%v)", shared, err)
	}
	// A source of which the text says that it stands under a licence is listed with that licence.
	for _, s := range d.Sources {
		for _, l := range hand().Licenses {
			words := strings.Replace(strings.Replace(l.Name, "-", " ", 1), "-4.0", " 4.0", 1) // CC BY-SA 4.0
			listed := slices.Contains(l.Sources, s.ID)
			if says := strings.Contains(s.Title+s.Obtained, words); l.Name != "other-pd" && says != listed {
				t.Errorf("%s: the text speaks of %s: %v; package.json lists it so: %v", s.ID, words, says, listed)
			}
		}
	}
}

// probes are what is written into a cell of every column in turn.
var probes = []string{
	"", "x", "a b", "é", "0", "1", "899", "-1", "+1", "007", "101", "1.5", "-91", "1e12", "0..5", "5..", "<10", "<0",
	"2019", "2018-H2", "2019-H3", "2020-H1..", "2022..2021", "..2017", "..", "19", "2019-06", "2019-06-31", "2019-05-30", "2018-05-30",
	"yes", "maybe", "elsewhere", "requests", "accounts", "accounts 2019..", "accounts 2020..2019", "accounts x", "derived",
	"US", "TR", "ZZ", "QQ", "us", "USA", "acme", "acme-1", "mail", "civil", "none", "https://a.example/", "ftp://a.example/", "publisher=acme",
}

// readerAlone are columns of which a schema cannot say all that the reader holds them to.
var readerAlone = map[string]string{
	"types.csv outcome_unit":             "a range of periods may run backwards",
	"countries.csv population":           "it has no sign, and a year",
	"countries.csv population_year":      "it is the year of a population",
	"countries.csv lat":                  "it needs lon",
	"countries.csv lon":                  "it needs lat",
	"population.csv population":          "it has no sign",
	"sources.csv published":              "June has thirty days",
	"notes.csv scope":                    "it is a query",
	"tables.csv scope":                   "it is a query",
	"tables.csv absent":                  "no record stands where a table says elsewhere",
	"missing.csv period":                 "a range may run backwards",
	"groups.csv group":                   "one name is taken",
	"groups.csv label":                   "a group has one label",
	"groups.csv country":                 "what is not itemised is no member",
	"groups.csv from":                    "times of one country overlap",
	"groups.csv to":                      "it lies after from",
	"reports/acme.csv period":            "what stands here is not called missing",
	"reports/acme.csv country":           "a whole table itemises all",
	"reports/acme.csv requests":          "the outcomes add up to no more",
	"reports/acme.csv accounts":          "a range may run backwards",
	"reports/acme.csv content":           "the outcomes add up to no more than the requests",
	"reports/acme.csv non_content":       "the outcomes add up to no more than the requests",
	"reports/acme.csv some_data":         "the outcomes add up to no more than the requests",
	"reports/acme.csv no_data":           "the outcomes add up to no more than the requests",
	"reports/acme.csv rejected":          "the outcomes add up to no more than the requests",
	"reports/acme.csv nothing":           "the outcomes add up to no more than the requests",
	"reports/acme.csv pending":           "the outcomes add up to no more than the requests",
	"reports/acme.csv disclosed_percent": "it has no sign",
	"reports/acme.csv note":              "what was worked out says how",
}

// What other tools refuse, the reader refuses, and the reverse: into each column of each table goes each probe,
// and both must agree whether the folder is sound.
func TestOthersRefuseWhatTheReaderRefuses(t *testing.T) {
	sound := folder(t)
	if problems := refusals(sound); len(problems) > 0 {
		t.Fatalf("the folder to begin with has problems: %v", problems)
	}
	p := described(t, sound)
	if found := faults(sound, p); len(found) > 0 {
		t.Fatalf("the folder to begin with has faults: %v", found)
	}
	excused := map[string]bool{}
	for _, r := range p.Resources {
		if r.Schema == nil {
			continue
		}
		lines := strings.Split(strings.TrimSuffix(acme[r.Path], "\n"), "\n")
		last := len(lines) - 1
		for i, f := range r.Schema.Fields {
			column := r.Path + " " + f.Name
			for _, probe := range probes {
				cells := strings.Split(lines[last], ",")
				cells[i] = probe
				changed := folder(t, r.Path, lines[last], strings.Join(cells, ","))
				others, ours := faults(changed, p), refusals(changed)
				switch {
				case len(others) > 0 && len(ours) == 0:
					t.Errorf("%s: %q is refused by others and taken by the reader: %v", column, probe, others)
				case len(others) == 0 && len(ours) > 0 && readerAlone[column] == "":
					t.Errorf("%s: %q is taken by others and refused by the reader: %v", column, probe, ours)
				case len(others) == 0 && len(ours) > 0:
					excused[column] = true
				}
			}
		}
		// A row that stands twice, and one that is gone.
		for what, text := range map[string]string{"twice": lines[last] + "\n" + lines[last], "gone": ""} {
			changed := folder(t, r.Path, lines[last], text)
			others, ours := faults(changed, p), refusals(changed)
			if (len(others) > 0) != (len(ours) > 0) && !(len(others) == 0 && slices.Contains([]string{"groups.csv twice", "tables.csv gone", "reports/acme.csv gone"}, r.Path+" "+what)) {
				t.Errorf("%s: a row is there %s: others find %v, the reader %v", r.Path, what, others, ours)
			}
		}
	}
	for column, why := range readerAlone {
		if !excused[column] {
			t.Errorf("%s needs no excuse (%s): others refuse all that the reader refuses", column, why)
		}
	}
}
