package catalog

import (
	"strings"
	"testing"
	"testing/fstest"
)

// Each row changes the sound folder in one place, and names what is then said, and where.
func TestWhatIsLackingIsSaidWithItsPlaceAndARemedy(t *testing.T) {
	const record = "acme,2019-H1,mail,US,legal,900,0..499,3,,,,,,<5,12,acme-1,derived,derived: all of it\n"
	for _, c := range []struct {
		file, old, text string
		want            []string
	}{
		{"publishers.csv", "acme,Acme,yes\n", "acme,Acme,yes\nbolt,Bolt,\n",
			[]string{"publishers.csv:3:1: error: bolt has no records in reports/bolt.csv: add them, or remove the line"}},
		{"publishers.csv", "acme,Acme,yes\n", "",
			[]string{"reports/acme.csv:1:1: error: publishers.csv has no acme: add a line for it, or give the file the name of its publisher"}},
		{"services.csv", "acme,mail", "acme,post,Post,\nacme,mail",
			[]string{"services.csv:2:1: error: no record of acme has the service post: correct the id, or remove the line"}},
		{"types.csv", "acme,civil", "acme,police,Police,,yes,\nacme,civil",
			[]string{"types.csv:3:1: error: no record of acme has the type police: correct the id, or remove the line"}},
		{"sources.csv", "acme-1,", "acme-0,Acme,Report,2019,,\nacme-1,",
			[]string{"sources.csv:6:1: error: nothing rests on the source acme-0: name it in the column source of its records, or remove the line"}},
		// A new half-year of which tables.csv does not speak yet, once for each table.
		{"tables.csv", "publisher=acme,zero", "publisher=acme period=..2018,zero",
			[]string{"reports/acme.csv:3:1: error: tables.csv does not say what a country had that this table does not list: " +
				`add a line with the scope "publisher=acme type=legal period=2019-H1.." and zero, unknown or elsewhere`}},
		// A line about one country says nothing of the others.
		{"tables.csv", "publisher=acme,zero", "publisher=acme country=US,zero",
			[]string{"reports/acme.csv:3:1: error: tables.csv does not say"}},
		{"tables.csv", "publisher=acme type=civil,unknown,Some are not.\n", "publisher=acme type=legal period=2019,elsewhere,Moved.\n",
			[]string{"reports/acme.csv:3:1: error: tables.csv:3 says that requests of TR stand elsewhere than under legal in 2019-H1, and here is one: correct its scope, or the record",
				"reports/acme.csv:4:1: error: tables.csv:3 says that requests of US"}},
		{"reports/acme.csv", "mail,US,legal", "mail,ZZ,legal",
			[]string{"reports/acme.csv:4:1: error: requests of no country stand here, and by tables.csv:2 every country with a request is listed: " +
				`add a line with the scope "publisher=acme type=legal period=2019-H1" and unknown`}},
		{"missing.csv", "acme,2021-H1..", "acme,2019-H1..",
			[]string{"missing.csv:3:1: error: 2019-H1 is called missing, and its records stand whole (reports/acme.csv:3): remove the line, or let its period begin later"}},
		{"missing.csv", "acme,2018,", "acme,2018..2019,",
			[]string{"missing.csv:2:1: error: 2019-H1 is called missing"}},
		{"reports/acme.csv", record, record, nil},
	} {
		changed := folder(t, c.file, c.old, c.text)
		problems := refusals(changed)
		if len(problems) != len(c.want) {
			t.Errorf("%s with %q: %d problems, want %d: %v", c.file, c.text, len(problems), len(c.want), problems)
			continue
		}
		for i, p := range problems {
			if !strings.HasPrefix(p.String(), c.want[i]) {
				t.Errorf("%s with %q: it says\n%s\nwant\n%s", c.file, c.text, p, c.want[i])
			}
		}
	}
}

// What is missing in part may be listed: a table of which only some rows were found.
func TestWhatIsHereInPartMayBeCalledMissing(t *testing.T) {
	part := folder(t, "missing.csv", "acme,2018,", "acme,2019,", "tables.csv", "publisher=acme,zero", "publisher=acme,unknown")
	if problems := refusals(part); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestARecordStandsInTheFileOfItsPublisher(t *testing.T) {
	two := folder(t, "publishers.csv", "acme,Acme,yes\n", "acme,Acme,yes\nbolt,Bolt,\n")
	head, _, _ := strings.Cut(acme["reports/acme.csv"], "\n")
	two["reports/bolt.csv"] = &fstest.MapFile{Data: []byte(head + "\nacme,2020-H1,mail,US,legal,1,,,,,,,,,,acme-1,printed,\n")}
	problems := refusals(two)
	if len(problems) == 0 || problems[0].String() != "reports/bolt.csv:2:1: error: a record of another publisher: move it to reports/acme.csv" {
		t.Errorf("it says %v", problems)
	}
}
