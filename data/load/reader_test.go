package load

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"daylight/data"
	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// acme is a small folder without a mistake.
var acme = map[string]string{
	"publishers.csv": "publisher,label\nacme,Acme\n",
	"services.csv":   "publisher,service,label,definition\nacme,mail,Mail,\nacme,chat,Chat,\nacme,acme-all,Both,\n",
	"types.csv": "publisher,type,label,definition,in_totals,outcome_unit\n" +
		"acme,legal,Legal,,yes,requests\nacme,civil,Civil,,no,accounts ..2020-H1\n",
	"countries.csv": "code,name,aliases,region,population,population_year,lat,lon\n" +
		"US,United States,USA;America,Americas,300000000,2020,39.5,-99.1\nTR,Türkiye,Turkey,Asia,80000000,2020,39,35\nZZ,Not itemised,,,,,,\n",
	"population.csv": "iso2,year,population\nUS,2019,299000000\n",
	"sources.csv":    "id,publisher,title,published,url,obtained\nacme-1,Acme,Report,2020,https://acme.example/,by hand\n",
	"notes.csv":      "id,scope,break,text\nn1,publisher=acme period=2020-H1..,2020-H1,Counted anew.\n",
	"tables.csv":     "scope,absent,why\npublisher=acme,zero,Every country is listed.\n",
	"groups.csv":     "group,label,country,from,to,source\nbig,The big,US,2001-02-03,2019-12-31,Treaty\nbig,The big,US,2021-01-01,,Treaty\nbig,The big,TR,,,Treaty\n",
	"reports/acme.csv": "publisher,period,service,country,type,requests,accounts,content,source,status,note\n" +
		"acme,2019,mail,US,legal,12,0..499,3,acme-1,printed,\n",
}

// folder is acme with some files replaced; an empty text leaves a file out.
func folder(files ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range acme {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := 0; i < len(files); i += 2 {
		if files[i+1] == "" {
			delete(out, files[i])
		} else {
			out[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
		}
	}
	return out
}

// reports is acme with these rows in its report.
func reports(rows ...string) fstest.MapFS {
	return folder("reports/acme.csv", "publisher,period,service,country,type,requests,content,no_data,source,status,disclosed_percent,note\n"+strings.Join(rows, "\n")+"\n")
}

// builtin are the built-in reports.
func builtin(t testing.TB) *report.Dataset {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func printed(problems Problems) string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

func TestASoundFolderLoadsWithoutAWord(t *testing.T) {
	d, problems := CSV(folder(), report.Tables{})
	if len(problems) > 0 {
		t.Fatal(printed(problems))
	}
	r := d.Record(0)
	if r.Counts[report.Requests] != report.Exact(12) || r.Counts[report.Accounts] != report.Between(0, 499) || r.Counts[report.NoData].Reported() {
		t.Errorf("the record was read as %+v", r)
	}
}

func TestEveryMistakeIsReportedWhereItStands(t *testing.T) {
	const r = "reports/acme.csv"
	for name, c := range map[string]struct {
		files fstest.MapFS
		want  []string // how the problems begin
	}{
		"an unknown column": {
			folder(r, "publisher,period,service,country,type,requests,acounts,source\nacme,2019,mail,US,legal,1,2,acme-1\n"),
			[]string{r + `:1:48: error: column "acounts" is not known: did you mean "accounts"?`},
		},
		"a missing column": {
			folder(r, "publisher,period,service,country,type,source\nacme,2019,mail,US,legal,acme-1\n"),
			[]string{r + `:1:1: error: column "requests" is missing`},
		},
		"a column twice": {
			folder("publishers.csv", "publisher,label,label\nacme,Acme,Acme\n"),
			[]string{`publishers.csv:1:17: error: column "label" stands twice`},
		},
		"an amount with a separator": {
			reports(`acme,2019,mail,US,legal,"1,200",,,acme-1,printed,,`),
			[]string{r + `:2:25: error: requests: "1,200" is not an amount`},
		},
		"a range that runs backwards": {
			reports(`acme,2019,mail,US,legal,9..2,,,acme-1,printed,,`),
			[]string{r + `:2:25: error: requests: range "9..2" ends below its start`},
		},
		"several mistakes in several rows": {
			reports(`acme,2019-H3,mail,US,legal,1,,,acme-1,printed,,`, `acmee,2019,mail,US,legal,1,,,acme-2,guessed,,`),
			[]string{
				r + `:2:6: error: period: "2019-H3" is not a period`,
				r + `:3:1: error: publisher "acmee" is not in publishers.csv: did you mean "acme"?`,
				r + `:3:30: error: source "acme-2" is not in sources.csv: did you mean "acme-1"?`,
				r + `:3:37: error: status is "guessed"`,
			},
		},
		"a country by its name": {
			reports(`acme,2019,mail,turkey,legal,1,,,acme-1,printed,,`),
			[]string{r + `:2:16: error: country "turkey": write its code, TR`},
		},
		"a country misspelt": {
			reports(`acme,2019,mail,United Sates,legal,1,,,acme-1,printed,,`),
			[]string{r + `:2:16: error: country "United Sates" is not known: if it is United States, write US`},
		},
		"an unknown country": {
			reports(`acme,2019,mail,QQ,legal,1,,,acme-1,printed,,`),
			[]string{r + `:2:16: error: country "QQ" is not in countries.csv`},
		},
		"a service and a type misspelt": {
			reports(`acme,2019,mial,US,lgeal,1,,,acme-1,printed,,`),
			[]string{
				r + `:2:11: error: acme's service "mial" is not in services.csv: did you mean "mail"?`,
				r + `:2:19: error: acme's type "lgeal" is not in types.csv: did you mean "legal"?`,
			},
		},
		"a percentage above 100": {
			reports(`acme,2019,mail,US,legal,1,,,acme-1,printed,101,`),
			[]string{r + `:2:44: error: disclosed_percent is "101"`},
		},
		"a row twice": {
			reports(`acme,2019,mail,US,legal,1,,,acme-1,printed,,`, `acme,2019,mail,US,legal,2,,,acme-1,printed,,`),
			[]string{r + `:3:1: error: same publisher, period, service, country and type as line 2`},
		},
		"a row twice in two files": {
			folder("reports/more.csv", acme[r]),
			[]string{`reports/more.csv:2:1: error: same publisher, period, service, country and type as reports/acme.csv:2`},
		},
		"a year and its half": {
			reports(`acme,2019-H2,mail,US,legal,1,,,acme-1,printed,,`, `acme,2019,mail,US,legal,2,,,acme-1,printed,,`),
			[]string{r + `:3:6: error: 2019 overlaps 2019-H2 in line 2: keep the year or its halves`},
		},
		"a whole and its part": {
			reports(`acme,2019,acme-all,US,legal,1,,,acme-1,printed,,`, `acme,2019-H1,chat,US,legal,2,,,acme-1,printed,,`),
			[]string{r + `:3:14: error: acme-all contains the publisher's other services, and line 2 has a figure of one for 2019 already`},
		},
		"outcomes above the requests": {
			reports(`acme,2019,mail,US,legal,5,3,3,acme-1,printed,,`),
			[]string{r + `:2:25: error: content + no_data add up to 6, more than the 5 requests`},
		},
		"derived without a reason": {
			reports(`acme,2019,mail,US,legal,5,,,acme-1,derived,,`),
			[]string{r + `:2:36: warning: derived, but the note does not say how`},
		},
		"too few and too many cells": {
			reports(`acme,2019,mail`, `acme,2019,mail,US,legal,1,2,3,acme-1,printed,,a note, cut in two`),
			[]string{
				r + `:2:11: error: 3 cells where the head has 12`,
				r + `:3:54: error: 13 cells where the head has 12: put a cell that holds a comma in quotes`,
			},
		},
		"quotes gone wrong": {
			reports(`acme,2019,mail,US,legal,1,,,acme-1,printed,,an "odd" note`, `acme,2019,mail,US,legal,1,,,acme-1,printed,,"never closed`, `acme,2019,mail,US,legal,1,,,acme-1,printed,,"closed" early`),
			[]string{
				r + `:2:48: error: a quote inside a cell`,
				r + `:3:45: error: this quote is not closed on its line`,
				r + `:4:53: error: text after the closing quote`,
			},
		},
		"bytes that are not text": {
			reports("acme,2019,mail,US,legal,1,,,acme-1,printed,,caf\xe9", "acme,2019,mail,TR,legal,1,,,acme-1,printed,,\x1b]0;title\a", "acme,2019,mail,ZZ,legal,1,,,acme-1,printed,,a \u202egod"),
			[]string{
				r + `:2:45: error: byte 4 of this cell is not UTF-8`,
				r + `:3:45: error: byte 1 of this cell is the invisible character U+001B`,
				r + `:4:45: error: byte 3 of this cell is the invisible character U+202E`,
			},
		},
		"a missing table": {
			folder("sources.csv", ""),
			[]string{r + `:2:37: error: source "acme-1" is not in sources.csv: add a line for it`},
		},
		"an empty table, which spoils every row but is one mistake": {
			folder("sources.csv", "\n\n"),
			[]string{"sources.csv:1:1: error: the file is empty"},
		},
		"a table whose head is wrong": {
			folder("countries.csv", "code;name\nUS;United States\n"),
			[]string{
				`countries.csv:1:1: error: the columns are separated by semicolons`,
				`countries.csv:1:1: error: column "code" is missing`,
				`countries.csv:1:1: error: column "name" is missing`,
			},
		},
		"no reports": {
			folder(r, ""),
			[]string{"reports:1:1: error: no records found"},
		},
		"a definition twice": {
			folder("types.csv", acme["types.csv"]+"acme,legal,Legal again,,maybe,people\n"),
			[]string{
				`types.csv:4:6: error: "legal" stands in line 2 already`,
				`types.csv:4:25: error: in_totals is "maybe"`,
				`types.csv:4:31: error: outcome_unit is "people"`,
			},
		},
		"codes of three letters that are none": {
			folder("countries.csv", "code,alpha3,name\nUS,USA,United States\nSE,swe,Sweden\nTR,TUR,Türkiye\nDE,DEUT,Germany\nFR,USA,France\nXK,,Kosovo\nZZ,,Not itemised\n"),
			[]string{
				`countries.csv:3:4: error: "swe" is no alpha-3 code: write three capital letters`,
				`countries.csv:5:4: error: "DEUT" is no alpha-3 code`,
				`countries.csv:6:4: error: "USA" stands in line 2 already`,
			},
		},
		"people who are not there": {
			folder("population.csv", "iso2,year,population\nUS,2019,0\nTR,19,5\nQQ,2019,5\nUS,2018,5\nUS,2018,6\n"),
			[]string{
				`population.csv:2:9: error: population is "0"`,
				`population.csv:3:4: error: year is "19"`,
				`population.csv:4:1: error: country "QQ"`,
				`population.csv:6:4: error: "2018" stands in line 5 already`,
			},
		},
		"a note that says nothing about anything": {
			folder("notes.csv", "id,scope,break,text\nn1,publsher=acme,,Text.\nn1,publisher=acmee,2020-H5,\n"),
			[]string{
				`notes.csv:2:4: error: scope: `,
				`notes.csv:3:1: error: "n1" stands in line 2 already`,
				`notes.csv:3:4: warning: scope: no publisher is called "acmee": did you mean "acme"?`,
				`notes.csv:3:20: error: break: "2020-H5" is not a period`,
				`notes.csv:3:28: error: text is empty`,
			},
		},
		"a table that nobody can tell": {
			folder("tables.csv", "scope,absnt,why\npublisher=acme,zero,Text.\n"),
			[]string{
				`tables.csv:1:1: error: column "absent" is missing`,
				`tables.csv:1:7: error: column "absnt" is not known: did you mean "absent"?`,
			},
		},
		"lines about tables that cannot be": {
			folder("tables.csv", "scope,absent,why\npublsher=acme,zero,Text.\npublisher=acmee,zeero,Text.\npublisher=acme type=legl,perhaps,\n,zero,Text.\n"+
				"publisher=acme outcome=content,zero,Text.\npublisher=acme,zero,Text.\npublisher=acme view=trend,zero,Text.\n\"period=2019  publisher=acme\",zero,Text.\npublisher=acme period=2019,unknown,Text.\n"),
			[]string{
				`tables.csv:2:1: error: scope: `,
				`tables.csv:3:1: warning: scope: no publisher is called "acmee": did you mean "acme"?`,
				`tables.csv:3:17: error: absent is "zeero": did you mean "zero"?`,
				`tables.csv:4:1: warning: scope: no type is called "legl": did you mean "legal"?`,
				`tables.csv:4:26: error: absent is "perhaps": write zero if the table lists every country with a request, elsewhere if`,
				`tables.csv:4:34: error: why is empty: fill it in`,
				`tables.csv:5:1: error: scope is empty: say which tables the line is about`,
				`tables.csv:6:1: error: scope: a table is told by publisher, service, type, country, region and period: remove the other keys`,
				`tables.csv:8:1: error: scope: `,
				`tables.csv:10:1: error: "publisher=acme period=2019" stands in line 9 already`,
			},
		},
		"reports that cannot be missing": {
			folder("missing.csv", "publisher,period,what\nacmee,2020,Lost.\nacme,2020-H3,Lost.\nacme,2021..2020,Lost.\nacme,2022..,\nacme,2022..,Lost.\nacme,..2018,Lost.\n"),
			[]string{
				`missing.csv:2:1: error: publisher "acmee" is not in publishers.csv: did you mean "acme"?`,
				`missing.csv:3:6: error: "2020-H3" is not a period`,
				`missing.csv:4:6: error: "2021..2020" runs backwards`,
				`missing.csv:5:13: error: what is empty: fill it in`,
				`missing.csv:6:6: error: "2022.." stands in line 5 already`,
				`missing.csv:7:6: error: "..2018" has no beginning: write the first period`,
			},
		},
		"an unknown type in a scope, which is only doubtful": {
			folder("tables.csv", "scope,absent,why\npublisher=acme type=fax,zero,Text.\n"),
			[]string{`tables.csv:2:1: warning: scope: no type is called "fax": this line is about nothing`},
		},
		"members that cannot be": {
			folder("groups.csv", "group,label,country,from,to\nbig,Big,turkey,,\nbig,Big,QQ,,\nbig,Big,US,2004-13-01,1.5.2004\nbig,Big,US,2004-05-02,2004-05-01\n"+
				"none,Nothing,US,,\nbig,Huge,TR,,\nbig big,Big,TR,,\nbig,,US,,\nbig,Big,ZZ,,\n"),
			[]string{
				`groups.csv:2:9: error: country "turkey": write its code, TR`,
				`groups.csv:3:9: error: country "QQ" is not in countries.csv`,
				`groups.csv:4:12: error: from is "2004-13-01": write a day as 2004-05-01, or leave it empty for open`,
				`groups.csv:4:23: error: to is "1.5.2004": write a day as`,
				`groups.csv:5:23: error: to (2004-05-01) lies before from (2004-05-02)`,
				`groups.csv:6:1: error: "none" is the name of the countries in no group`,
				`groups.csv:7:5: error: label is "Huge" here and "Big" in line 2: a group has one label`,
				`groups.csv:8:1: error: group "big big" holds ' '`,
				`groups.csv:9:5: error: label is empty: fill it in`,
				`groups.csv:10:9: error: ZZ stands for what is not itemised`,
			},
		},
		"a country twice in one group": {
			folder("groups.csv", "group,label,country,from,to\nbig,Big,US,2001-01-01,2004-05-01\nbig,Big,TR,,\nbig,Big,US,2004-05-01,\nbig,Big,TR,2019-01-01,\nbig,Big,US,,2000-12-31\nsmall,Small,US,2001-01-01,\n"),
			[]string{
				`groups.csv:4:9: error: US is in big at the same time by line 2: keep one of the two, or part them by from and to`,
				`groups.csv:5:9: error: TR is in big at the same time by line 3`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, problems := CSV(c.files, report.Tables{})
			got := strings.Split(printed(problems), "\n")
			if len(got) != len(c.want) {
				t.Fatalf("reported:\n%s\nwant %d problems", printed(problems), len(c.want))
			}
			for i, want := range c.want {
				if !strings.HasPrefix(got[i], want) {
					t.Errorf("reported  %s\nwant      %s", got[i], want)
				}
			}
			if (d == nil) != (problems.Err() != nil) {
				t.Errorf("dataset %v with these problems:\n%s", d, printed(problems))
			}
		})
	}
}

func TestOutcomesMayCountAccountsWhereTheTypeSaysSo(t *testing.T) {
	files := reports(`acme,2020-H1,mail,US,civil,5,30,,acme-1,printed,,`, `acme,2020-H2,mail,US,civil,5,30,,acme-1,printed,,`)
	_, problems := CSV(files, report.Tables{})
	if len(problems) != 1 || problems[0].Line != 3 {
		t.Errorf("want a problem in line 3 only, where civil outcomes count requests:\n%s", printed(problems))
	}
}

func TestPartsOfOneWholeStandSideBySide(t *testing.T) {
	files := reports(`acme,2019,mail,US,legal,1,,,acme-1,printed,,`, `acme,2019,chat,US,legal,2,,,acme-1,printed,,`, `acme,2020,acme-all,US,legal,3,,,acme-1,printed,,`)
	if _, problems := CSV(files, report.Tables{}); len(problems) > 0 {
		t.Error(printed(problems))
	}
}

func TestFilesFromOtherProgramsAreRead(t *testing.T) {
	text := "\ufeff" + strings.ReplaceAll(acme["reports/acme.csv"], "\n", "\r\n")
	text = strings.TrimSuffix(text, "\r\n") + "\"quoted, with a \"\"word\"\"\tand a tab\""
	d, problems := CSV(folder("reports/acme.csv", text), report.Tables{})
	if len(problems) > 0 {
		t.Fatal(printed(problems))
	}
	if got, want := d.Record(0).Note, `quoted, with a "word" and a tab`; got != want {
		t.Errorf("the note was read as %q, want %q", got, want)
	}
}

func TestAFolderBorrowsTheWordsItDoesNotDefine(t *testing.T) {
	base := builtin(t).Tables
	before := slices.Clone(base.Services)
	files := folder("countries.csv", "", "population.csv", "", "types.csv", "publisher,type,label,in_totals\nacme,legal,Legal,yes\n")
	d, problems := CSV(files, base)
	if len(problems) > 0 {
		t.Fatal(printed(problems))
	}
	if c, known := d.Country("US"); !known || c.Population == 0 {
		t.Error("the built-in countries were not used")
	}
	if !slices.Equal(before, base.Services) {
		t.Error("loading changed the tables that were lent")
	}
}

func TestTablesAndGroupsAreReadInTheirOrder(t *testing.T) {
	files := folder("tables.csv", "scope,absent,why\npublisher=acme,unknown,Nobody knows.\npublisher=acme type=civil,elsewhere,Under legal.\npublisher=acme period=2019,zero,It adds up.\n")
	d, problems := CSV(files, report.Tables{})
	if len(problems) > 0 {
		t.Fatal(printed(problems))
	}
	if want := []report.Table{
		{Scope: "publisher=acme", Absent: report.AbsentUnknown, Why: "Nobody knows."},
		{Scope: "publisher=acme type=civil", Absent: report.AbsentElsewhere, Why: "Under legal."},
		{Scope: "publisher=acme period=2019", Absent: report.AbsentZero, Why: "It adds up."},
	}; !slices.Equal(d.Absences, want) {
		t.Errorf("tables.csv was read as %+v", d.Absences)
	}
	if want := []report.Member{
		{Group: "big", Label: "The big", Country: "US", From: report.Date{Year: 2001, Month: 2, Day: 3}, To: report.Date{Year: 2019, Month: 12, Day: 31}, Source: "Treaty"},
		{Group: "big", Label: "The big", Country: "US", From: report.Date{Year: 2021, Month: 1, Day: 1}, Source: "Treaty"},
		{Group: "big", Label: "The big", Country: "TR", Source: "Treaty"},
	}; !slices.Equal(d.Members, want) {
		t.Errorf("groups.csv was read as %+v", d.Members)
	}
}

func TestMissingReportsAreReadInTheirOrder(t *testing.T) {
	files := folder("missing.csv", "publisher,period,what\nacme,2020-H2..,Not found.\nacme,2018,Lost.\n")
	base := report.Tables{Missing: []report.Missing{{Publisher: "lent", What: "Lent."}}}
	d, problems := CSV(files, base)
	if len(problems) > 0 {
		t.Fatal(printed(problems))
	}
	if want := []report.Missing{
		base.Missing[0],
		{Publisher: "acme", Period: report.PeriodRange{From: report.Period{Year: 2020, Half: 2}}, What: "Not found."},
		{Publisher: "acme", Period: report.PeriodRange{From: report.Period{Year: 2018}, To: report.Period{Year: 2018}}, What: "Lost."},
	}; !slices.Equal(d.Missing, want) {
		t.Errorf("missing.csv was read as %+v", d.Missing)
	}
}

func TestOwnTablesAndGroupsFollowThoseThatAreLent(t *testing.T) {
	base := builtin(t).Tables
	absences, members := slices.Clone(base.Absences), slices.Clone(base.Members)
	again := "scope,absent,why\n" + absences[0].Scope + ",unknown,Looked at again.\n"
	files := folder("tables.csv", again, "groups.csv", "group,label,country,from,to,source\neu,European Union,GB,1973-01-01,2019-12-31,Mine\nbig,The big,TR,,,\n", "countries.csv", "", "population.csv", "")
	d, problems := CSV(files, base)
	if len(problems) > 0 {
		t.Fatal(printed(problems))
	}
	if want := append(slices.Clone(absences), report.Table{Scope: absences[0].Scope, Why: "Looked at again."}); !slices.Equal(d.Absences, want) {
		t.Errorf("the lines about tables are %+v, want the lent ones and then the own", d.Absences)
	}
	at := slices.IndexFunc(members, func(m report.Member) bool { return m.Group == "eu" && m.Country == "GB" })
	want := slices.Clone(members)
	want[at].To, want[at].Source = report.Date{Year: 2019, Month: 12, Day: 31}, "Mine"
	want = append(want, report.Member{Group: "big", Label: "The big", Country: "TR"})
	if !slices.Equal(d.Members, want) {
		t.Errorf("the members are %+v, want the lent ones with the own in their place or after them", d.Members)
	}
	if !slices.Equal(base.Absences, absences) || !slices.Equal(base.Members, members) {
		t.Error("loading changed the tables that were lent")
	}
}

func TestAPublisherNeedsNoTableOfItsOwn(t *testing.T) {
	d, problems := CSV(folder("publishers.csv", ""), report.Tables{})
	if len(problems) > 0 {
		t.Fatal(printed(problems))
	}
	if p, known := d.Publisher("acme"); !known || p.Label != "acme" {
		t.Errorf("the publisher is %+v", p)
	}
}

func TestReportsMayStandBesideTheTables(t *testing.T) {
	files := folder("reports/acme.csv", "", "mine.csv", acme["reports/acme.csv"])
	if _, problems := CSV(files, report.Tables{}); len(problems) > 0 {
		t.Error(printed(problems))
	}
}

func TestAFileFullOfMistakesEndsTheList(t *testing.T) {
	rows := make([]string, 2*maxProblems)
	for i := range rows {
		rows[i] = "acme"
	}
	_, problems := CSV(reports(rows...), report.Tables{})
	if last := problems[len(problems)-1]; len(problems) > maxProblems+1 || !strings.Contains(last.Message, "was not checked") {
		t.Errorf("%d problems, the last: %s", len(problems), last)
	}
}

func TestATableThatIsTooLongIsRefused(t *testing.T) {
	var table strings.Builder
	table.WriteString("id,title\nacme-1,Report\n")
	for i := range maxWords {
		fmt.Fprintf(&table, "s%d,Report\n", i)
	}
	d, problems := CSV(folder("sources.csv", table.String()), report.Tables{})
	if d != nil || len(problems) != 1 || problems[0].File != "sources.csv" {
		t.Errorf("want the long table refused, got:\n%s", printed(problems))
	}
}

func TestTextThatLooksLikeAFormulaSurvives(t *testing.T) {
	for i, text := range []string{"=SUM(A1)", "-1", "+1", "@me", "'=x", "''=x", "'quoted'", "'", "plain"} {
		var written bytes.Buffer
		if err := print.Sources(&written, nil, []report.Source{{ID: "acme-1", Title: text}}, "csv"); err != nil {
			t.Fatal(err)
		}
		d, problems := CSV(folder("sources.csv", written.String()), report.Tables{})
		if d == nil {
			t.Fatalf("%d: %s", i, printed(problems))
		}
		if got := d.Sources[0].Title; got != text {
			t.Errorf("%q was written as\n%sand read as %q", text, &written, got)
		}
	}
}

// FuzzCSV holds the reader to its promises whatever a file contains: it never
// panics, every problem lies inside its file, a dataset comes only without
// errors, and what was read can be written and read again.
func FuzzCSV(f *testing.F) {
	f.Add(acme["reports/acme.csv"], acme["types.csv"], acme["notes.csv"], acme["tables.csv"], acme["groups.csv"])
	f.Add("publisher,period,service,country,type,requests,source,note\n\"acme\",2019,mail,US,legal,<10,acme-1,\"a\"\"b,\"\r\n\n", "publisher,type\n", "id,scope,text\nx,a=b,\"", "scope,absent,why\na=b,,\"", "group,label,country,to\nnone,,US,2001-02-30\n")
	f.Add("\ufeffpublisher\n\xff\x00\n", "", "\"", "\ufeff", "group")
	f.Fuzz(func(t *testing.T, file, types, notes, tables, groups string) {
		files := fstest.MapFS{}
		for name, text := range acme {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		for name, text := range map[string]string{"reports/acme.csv": file, "types.csv": types, "notes.csv": notes, "tables.csv": tables, "groups.csv": groups} {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		d, problems := CSV(files, report.Tables{})
		for _, p := range problems {
			if p.File == reportsFolder {
				continue
			}
			lines := strings.Split(string(files[p.File].Data), "\n")
			if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > len(lines[p.Line-1])+1 {
				t.Fatalf("outside its file: %s", p)
			}
		}
		if (d == nil) != (problems.Err() != nil) {
			t.Fatalf("dataset %v with\n%s", d, printed(problems))
		}
		if d == nil {
			return
		}
		written := printedRecords(t, d)
		files["reports/acme.csv"] = &fstest.MapFile{Data: written}
		again, problems := CSV(files, report.Tables{})
		if again == nil {
			t.Fatalf("what was written cannot be read:\n%s\n%s", written, printed(problems))
		}
		if rewritten := printedRecords(t, again); !bytes.Equal(rewritten, written) {
			t.Fatalf("written as\n%s\nand, read and written again, as\n%s", written, rewritten)
		}
	})
}

// printedRecords are all records of a dataset, as they are exported.
func printedRecords(t testing.TB, d *report.Dataset) []byte {
	t.Helper()
	all := query.Filter{Mode: query.All}
	q := query.Query{View: query.RecordsView, Publisher: all, Type: all}
	var b bytes.Buffer
	if err := print.View(answer.NewEngine(d), q).Write(&b, "csv", answer.Format{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FuzzSheet holds the splitting of rows against encoding/csv, on text in which
// no cell holds a line break.
func FuzzSheet(f *testing.F) {
	f.Add("a,b\n\"x, \"\"y\"\"\",\n")
	f.Add("a\r\n\r\n1\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimPrefix(text, "\ufeff")
		oracle := csv.NewReader(strings.NewReader(text))
		want, err := oracle.ReadAll()
		if err != nil || len(want) == 0 || strings.ContainsAny(strings.ReplaceAll(text, "\r\n", "\n"), "\r\t") {
			return
		}
		for _, row := range want {
			for _, text := range row {
				if strings.Contains(text, "\n") {
					return
				}
			}
		}
		var problems Problems
		s := &sheet{rest: text, width: len(want[0]), problems: &problems}
		var got [][]string
		for s.next() {
			var row []string
			for _, c := range s.cells {
				row = append(row, c.text)
			}
			got = append(got, row)
		}
		if len(problems) == 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("read as %q, want %q", got, want)
		}
	})
}

func BenchmarkCSV(b *testing.B) {
	files := os.DirFS("..")
	b.ReportAllocs()
	records := 0
	for b.Loop() {
		d, problems := CSV(files, report.Tables{})
		if err := problems.Err(); err != nil {
			b.Fatal(err)
		}
		records += d.Len()
	}
	b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
}
