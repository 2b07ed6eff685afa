package query

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"daylight/model/internal/samples"
	"daylight/model/report"
)

// accepted are texts that people may write, with the canonical text of each.
var accepted = []struct{ text, canonical string }{
	{"", ""},
	{" \t\r\n\v\f", ""},
	{"view=explore by=country measure=requests scale=linear sort=-requests publisher=microsoft top=all", ""},
	{"service=skype country=GB,US period=2012..2014-H2 top=20", "service=skype country=GB,US period=2012..2014-H2 top=20"},
	{"by=service period=2012", "period=2012 by=service"},
	{"search=turkey", "search=turkey"},

	// whatever the case
	{"BY=Service Publisher=GOOGLE", "publisher=google by=service"},
	{"service=SKYPE type=Search-Warrant outcome=No_Data region=EUROPE,NONE", "service=skype region=Europe,none outcome=no_data type=search-warrant"},
	{"period=2013-h1", "period=2013-H1"},

	// countries by code, name and alias
	{"country=gb", "country=GB"},
	{"country=united+kingdom", "country=GB"},
	{"country=United%20Kingdom", "country=GB"},
	{"country=turkey", "country=TR"},
	{"country=turkiye", "country=TR"},
	{"country=TÜRKİYE", "country=TR"},
	{"country=cote+d'ivoire", "country=CI"},
	{"country=zz,uk,UK,britain", "country=GB,ZZ"},
	{"country=aq", "country=AQ"},
	{"country=fra,Tur", "country=FR,TR"},
	{"country=U.K.,u.s.", "country=GB,US"},
	{"country=Côte+d’Ivoire", "country=CI"},
	{"country=ivory", "country=CI"},
	{"country=the+United+States", "country=US"},
	{"country=kingdom+of+france", "country=FR"},

	// a comma in a name, and between countries
	{"country=Korea,+Republic+of", "country=KR"},
	{"country!=GB,Korea,+Republic+of,FR", "country!=FR,GB,KR"},
	{"country=Korea%2C+Republic+of", "country=KR"},
	{"country=Korea,Republic+of", "country=KR"},
	{"country=france,+turkey", "country=FR,TR"},
	{"country=States,+United,+Korea,+Republic+of", "country=KR,US"},
	{"select=Korea,+Republic+of", "select=KR"},

	// all, and all but
	{"publisher=all", "publisher=all"},
	{"publisher=ALL by=publisher", "by=publisher"},
	{"publisher=microsoft by=publisher", "publisher=microsoft by=publisher"},
	{"publisher=google,microsoft", "publisher=google,microsoft"},
	{"type=all service=all country=all region=all outcome=all period=all", "type=all"},
	{"service!=skype", "service!=skype"},
	{"service=!skype,GOOGLE", "service!=google,skype"},
	{"type!=civil", "type!=civil"},
	{"period!=2012", "period!=2012"},
	{"outcome=unspecified", "outcome=unspecified"},

	// periods
	{"period=2014,2012,2012", "period=2012,2014"},
	{"period=2012..2012", "period=2012"},
	{"period=2020-H1..", "period=2020-H1.."},
	{"period=2013-H1..,2012,..2013-H2,2012..2013,2012..2012-H2", "period=..2013-H2,2012,2012..2012-H2,2012..2013,2013-H1.."},
	{"period=1999", "period=1999"},

	// order
	{"sort=-accounts", "sort=-accounts"},
	{"sort=requests", "sort=requests"},
	{"sort=country", "sort=country"},
	{"sort=-name", "sort=-country"},
	{"sort=name by=period", "by=period"},
	{"sort=period by=period", "by=period"},
	{"sort=-period by=period", "by=period sort=-period"},
	{"sort=outcome by=outcome", "by=outcome"},
	{"sort=-share measure=share", "measure=share"},
	{"sort=-measure measure=share", "measure=share"},
	{"measure=share sort=measure", "measure=share sort=share"},
	{"sort=-requests measure=share", "measure=share sort=-requests"},

	// rows
	{"select=turkey pins=us,FR,fr", "select=TR pins=FR,US"},
	{"select=2013-h1 by=period pins=2013-H2,2012", "by=period select=2013-H1 pins=2012,2013-H2"},
	{"select=Atlantis pins=atlantis", "select=Atlantis pins=atlantis"},
	{"select=korea", "select=korea"},
	{"by=outcome select=CONTENT", "by=outcome select=content"},

	// text
	{"search=c%2b%2B", "search=c%2B%2B"},
	{"search=50%25,a=b!", "search=50%25%2Ca%3Db%21"},
	{"search=+a++b+", "search=+a++b+"},
	{"search=Ελλάδα", "search=Ελλάδα"},
	{"search=a\u00a0b", "search=a%C2%A0b"},
	{"search=a%1b%0a", "search=a%1B%0A"},
	{"search=\u202e", "search=%E2%80%AE"},
	{"search=all select=all pins=all", "search=all select=all pins=all"},
	{"by=outcome measure=accounts", "by=outcome"},
	{"by=outcome measure=share", "by=outcome measure=share"},
	{"view=country by=outcome measure=accounts", "view=country by=outcome measure=accounts"},
}

func TestParseReadsWhatPeopleWrite(t *testing.T) {
	d := samples.Dataset(t)
	for _, c := range accepted {
		q, err := Parse(c.text, d)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.text, err)
			continue
		}
		if got := q.String(); got != c.canonical {
			t.Errorf("Parse(%q) is %q, want %q", c.text, got, c.canonical)
		}
	}
}

func TestParseKnowsEveryWordOfTheModel(t *testing.T) {
	d := samples.Dataset(t)
	read := func(text string) Query {
		q, err := Parse(text, d)
		if err != nil {
			t.Errorf("Parse(%q): %v", text, err)
		}
		return q
	}
	for _, v := range Views() {
		if q := read("view=" + v.String()); q.View != v {
			t.Errorf("view=%s shows %s", v, q.View)
		}
	}
	for _, b := range Dimensions() {
		if q := read("by=" + b.String()); q.By != b {
			t.Errorf("by=%s groups by %s", b, q.By)
		}
		if q := read("by=" + b.String() + " sort=-" + b.String()); q.Order() != (Sort{Set: true, Key: true, Descending: true}) {
			t.Errorf("by=%s sort=-%[1]s sorts by %+v", b, q.Order())
		}
	}
	for _, c := range report.Measures() {
		if q := read("measure=" + c.String()); q.Measure != c {
			t.Errorf("measure=%s shows %s", c, q.Measure)
		}
	}
	for s := range Scale(numScales) {
		if q := read("scale=" + s.String()); q.Scale != s {
			t.Errorf("scale=%s is %s", s, q.Scale)
		}
	}
	for c := range report.Column(report.NumColumns) {
		for _, sign := range []string{"", "-"} {
			if q := read("sort=" + sign + c.String()); q.Order() != (Sort{Set: true, Column: c, Descending: sign == "-"}) {
				t.Errorf("sort=%s%s sorts by %+v", sign, c, q.Order())
			}
		}
	}
	for _, c := range report.Outcomes() {
		if q := read("outcome=" + c.String()); !q.Outcome.Equal(Filter{Only, []string{c.String()}}) {
			t.Errorf("outcome=%s filters %+v", c, q.Outcome)
		}
	}
}

func TestParseSaysWhatIsWrongAndWhatWasMeant(t *testing.T) {
	d := samples.Dataset(t)
	var measures []string
	for _, m := range report.Measures() {
		measures = append(measures, m.String())
	}
	last := len(measures) - 1
	for _, c := range []struct{ text, message string }{
		// keys
		{"contry=FR", `unknown key "contry", did you mean "country"`},
		{"x=1", `unknown key "x": write view, publisher, service, country, region, group, outcome, type, period, by, grain, measure, against, min, scale, sort, top, search, select or pins`},
		{"=FR", `"=FR" has no key: write one before the =, as in country=FR, did you mean "country=FR"`},
		{"country=FR by=type country=US", `country is given twice: write one list, "country=FR,US"`},
		{"country!=FR country=!US", `country is given twice: write one list, "country!=FR,US"`},
		{"country=FR country!=US", `country is given twice: choose values or leave values out, not both`},
		{"top=1 top=1", `top is given twice: keep one`},
		{"country:FR", `"country:FR" is not key=value, did you mean "country=FR"`},

		// words without a key
		{"country", `country has no value: write it as key=value, as in country=FR`},
		{"France", `"France" is not key=value, did you mean "country=FR"`},
		{"skype", `"skype" is not key=value, did you mean "service=skype"`},
		{"google", `"google" is not key=value, did you mean "publisher=google"`},
		{"gogle", `"gogle" is not key=value, did you mean "publisher=google"`},
		{"civil", `"civil" is not key=value, did you mean "type=civil"`},
		{"rejected", `"rejected" is not key=value, did you mean "outcome=rejected"`},
		{"2013-h1", `"2013-h1" is not key=value, did you mean "period=2013-H1"`},
		{"explore", `"explore" is not key=value, did you mean "view=explore"`},
		{"xyzzy", `"xyzzy" is not key=value: write a key and a value, as in country=FR or period=2012`},
		{"country=FR,united kingdom", `"kingdom" is not key=value, did you mean "country=FR,united+kingdom"`},
		{"search=côte d'ivoire", `"d'ivoire" is not key=value, did you mean "search=côte+d'ivoire"`},

		// values
		{"country=", `country= has no value: name one, or leave the key out`},
		{"country!=", `country!= has no value: name one, or leave the key out`},
		{"country=!", `country=! has no value: name one, or leave the key out`},
		{"search=", `search= has no value: name one, or leave the key out`},
		{"country=FR,,US", `"country=FR,,US" has a comma too many`},
		{"country=FR,", `"country=FR," has a comma too many`},
		{"country!=!FR", `"country!=!FR" says "all but" twice: write "country!=FR"`},
		{"country!=all", `"country!=all" leaves nothing`},
		{"type=all,civil", `"type=all,civil" names all beside other values: write type=all, or leave it out`},
		{"by!=type", `by takes no "!": only filters leave values out; the sign itself is written %21`},
		{"search=!", `search=! has no value: name one, or leave the key out`},
		{"search=!a", `search takes no "!": only filters leave values out; the sign itself is written %21`},
		{"by=type,period", `by takes one value, not the list "type,period"`},
		{"search=%", `"search=%" has an escape that is no character: write %XX with two hexadecimal digits, and %25 for a percent sign`},
		{"search=%2", `"search=%2" has an escape that is no character: write %XX with two hexadecimal digits, and %25 for a percent sign`},
		{"search=%-1", `"search=%-1" has an escape that is no character: write %XX with two hexadecimal digits, and %25 for a percent sign`},
		{"pins=a,%FF", `"pins=a,%FF" has an escape that is no character: write %XX with two hexadecimal digits, and %25 for a percent sign`},
		{"pins=us,fr,gb,kr,tr,ci,kp", `"pins=us,fr,gb,kr,tr,ci,kp" pins 7 rows: at most 6 can be compared`},
		{"search=\xff", `"search=\xff" is not valid UTF-8`},
		{"search=\x1b[31m", `"search=\x1b[31m" holds a control character: write %1B for it`},

		// ids
		{"country=frnce", `unknown country "frnce", did you mean "france"`},
		{"country=untied+kingdom", `unknown country "untied kingdom", did you mean "united+kingdom"`},
		{"country=Korea,+Republic", `country "Korea" can be KP (North Korea) or KR (South Korea): write the code`},
		{"country=franc", `unknown country "franc", did you mean "france"`},
		{"country=xx", `unknown country "xx": write a code or a name, as in FR or france`},
		{"country=korea", `country "korea" can be KP (North Korea) or KR (South Korea): write the code`},
		{"country=FR,united", `country "united" can be GB (United Kingdom) or US (United States): write the code`},
		{"country=FR,Korea", `country "Korea" can be KP (North Korea) or KR (South Korea): write the code`},
		{"country=*", `unknown country "*": write a code or a name, as in FR or france`},
		{"publisher=gogle", `unknown publisher "gogle", did you mean "google"`},
		{"publisher=nobody", `unknown publisher "nobody": write google or microsoft`},
		{"service=skpye", `unknown service "skpye", did you mean "skype"`},
		{"type=warrant", `unknown type "warrant": write civil, emergency, legal or search-warrant`},
		{"outcome=non-content", `unknown outcome "non-content", did you mean "non_content"`},
		{"region=Atlantis", `unknown region "Atlantis": write Africa, Americas, Asia, Europe or none`},

		// periods
		{"period=2012-H3", `"2012-H3" is not a period: write a year (2012) or a half-year (2013-H1), did you mean "2013-H1"`},
		{"period=2020H1..", `"2020H1" is not a period: write a year (2012) or a half-year (2013-H1), did you mean "2020-H1.."`},
		{"period=2012..2013-2", `"2013-2" is not a period: write a year (2012) or a half-year (2013-H1), did you mean "2012..2013-H2"`},
		{"period=201", `"201" is not a period: write a year (2012) or a half-year (2013-H1)`},
		{"period=2014..2012", `"2014..2012" runs backwards: the later period stands first, did you mean "2012..2014"`},
		{"period=..", `".." has no end: name at least one (2020-H1.. or ..2013-H1)`},

		// how it is shown
		{"view=explor", `unknown view "explor", did you mean "explore"`},
		{"by=contry", `unknown by "contry", did you mean "country"`},
		{"by=all", `unknown by "all": write country, region, group, service, type, outcome, period, publisher or year`},
		{"measure=account", `unknown measure "account", did you mean "accounts"`},
		{"measure=pending", `unknown measure "pending": write ` + strings.Join(measures[:last], ", ") + " or " + measures[last]},
		{"scale=logarithmic", `unknown scale "logarithmic": write linear, log or percent`},
		{"sort=-", `sort=- has no value: name a column after the -`},
		{"sort=disclosed", `unknown column "disclosed", did you mean "disclosed_rate"`},
		{"sort=country by=period", `cannot sort by "country" with by=period: write sort=period, or the name of a figure such as requests`},
		{"top=0", `top=0 shows nothing: write 1 or more, or leave top out to see all`},
		{"top=-3", `top=-3 shows nothing: write 1 or more, or leave top out to see all`},
		{"min=0", `min=0 hides nothing: write 1 or more, or leave min out to see all`},
		{"min=few", `min "few" is not a number: write the fewest requests a row must have, as in min=10`},
		{"top=ten", `top "ten" is not a number: write how many rows to show, as in top=20`},
		{"top=%2B5", `top "+5" is not a number: write how many rows to show, as in top=20`},
		{"top=99999999999999999999", `top=99999999999999999999 is more than any view holds: leave top out to see all`},
	} {
		q, err := Parse(c.text, d)
		if err == nil {
			t.Errorf("Parse(%q) is %q, want an error", c.text, q)
		} else if err.Error() != c.message {
			t.Errorf("Parse(%q):\n got %s\nwant %s", c.text, err, c.message)
		}
	}
}

func TestAnErrorPointsAtItsToken(t *testing.T) {
	_, err := Parse("by=type  country=frnce top=0", samples.Dataset(t))
	var fault *ParseError
	if !errors.As(err, &fault) {
		t.Fatalf("%v is no ParseError", err)
	}
	if fault.Token != "country=frnce" || fault.Offset != 9 || fault.Nearest != "france" {
		t.Errorf("got %+v", *fault)
	}
}

func TestAnErrorListsOnlyAFewWords(t *testing.T) {
	tables := samples.Tables()
	for i := range 30 {
		tables.Types = append(tables.Types, report.Type{Publisher: "google", ID: fmt.Sprintf("kind-%d", i)})
	}
	d, err := report.NewDataset(tables, report.Columns{})
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`unknown type "xyzzy": it is none of the %d that this data knows`, len(IDs(d, ByType)))
	if _, err := Parse("type=xyzzy", d); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// What an error offers instead is a word that Parse takes.
func TestWhatAnErrorOffersIsUnderstood(t *testing.T) {
	d := samples.Dataset(t)
	for _, text := range []string{"country=untied+kingdom", "region=eurpoe", "type=serch-warrant", "period=2012..2013h1", "sort=acounts", "googel", "france"} {
		_, err := Parse(text, d)
		var fault *ParseError
		if !errors.As(err, &fault) || fault.Nearest == "" {
			t.Errorf("Parse(%q) offers nothing: %v", text, err)
			continue
		}
		if _, err := Parse(fault.Mended(), d); err != nil {
			t.Errorf("Parse(%q) offers %q: %v", text, fault.Mended(), err)
		}
	}
}

func TestALongTextIsRefused(t *testing.T) {
	d := samples.Dataset(t)
	fits := "search=" + strings.Repeat("a", MaxQueryLength-len("search="))
	if _, err := Parse(fits, d); err != nil {
		t.Errorf("%d bytes: %v", len(fits), err)
	}
	const want = "the query is 65537 bytes long: at most 65536 are read"
	if _, err := Parse(fits+"a", d); err == nil || err.Error() != want {
		t.Errorf("one more byte: %v, want %s", err, want)
	}
	// Signs take three bytes in canonical text, which must be readable in turn.
	if _, err := Parse("search="+strings.Repeat("!a", MaxQueryLength/3), d); err == nil {
		t.Error("a query was accepted whose own text is too long")
	}
	// What is quoted in an error is cut.
	if _, err := Parse("country="+strings.Repeat("x", 10000), d); err == nil || len(err.Error()) > 200 {
		t.Errorf("the error is not short: %v", err)
	}
}

// What was typed can be as long as a query; what is said about it fits a few lines.
func TestNoErrorRepeatsALongWord(t *testing.T) {
	d := samples.Dataset(t)
	long := strings.Repeat("x", 10000)
	var texts []string
	for k := range queryKey(numKeys) {
		for _, form := range []string{"%s=%s", "%s=1%s", "%s=2013-%s", "%s=%s..2012", "%s=2012..%s", "%s=-%s", "%s=9999999999999999999999%s", "%s=%s,%%zz", "%s=,%s", "%s:%s"} {
			texts = append(texts, fmt.Sprintf(form, k, long))
		}
	}
	texts = append(texts, long, "="+long, long+"=1", "country="+long+" "+long, "search="+long+" word", "country=united "+long, "by=country,"+long)
	for _, text := range texts {
		if _, err := Parse(text, d); err != nil && len(err.Error()) > 400 {
			t.Errorf("of %.30q it says %d bytes: %.300s", text, len(err.Error()), err)
		}
		if _, err := ParseScope(text); err != nil && len(err.Error()) > 400 {
			t.Errorf("of the scope %.30q it says %d bytes: %.300s", text, len(err.Error()), err)
		}
	}
	for name, read := range map[string]func(string) error{
		"a period":          func(s string) error { _, err := report.ParsePeriod(s); return err },
		"a range":           func(s string) error { _, err := report.ParsePeriodRange("2012.." + s); return err },
		"a range's end":     func(s string) error { _, err := report.ParsePeriodRange(".." + s); return err },
		"an amount":         func(s string) error { _, err := report.ParseAmount(s); return err },
		"a range of counts": func(s string) error { _, err := report.ParseAmount("5.." + s); return err },
		"an upper bound":    func(s string) error { _, err := report.ParseAmount("<" + s); return err },
	} {
		for _, s := range []string{long, strings.Repeat("0", 10000), strings.Repeat("9", 10000)} {
			if err := read(s); err != nil && len(err.Error()) > 400 {
				t.Errorf("of %s it says %d bytes", name, len(err.Error()))
			}
		}
	}
}

func TestTheDefaultPublisherDependsOnTheData(t *testing.T) {
	tables := samples.Tables()
	var columns report.Columns
	var dict report.Dictionary
	for _, r := range samples.Records() {
		if r.Publisher != tables.Main {
			columns.Append(r, &dict)
		}
	}
	d, err := report.NewDataset(tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"publisher=all":       "",
		"publisher=microsoft": "publisher=microsoft",
	} {
		q, err := Parse(text, d)
		if err != nil || q.String() != want {
			t.Errorf("without records of %s, %q is %q, %v, want %q", tables.Main, text, q, err, want)
		}
	}
}

func TestTheOrderOfTokensMakesNoDifference(t *testing.T) {
	d := samples.Dataset(t)
	rapid.Check(t, func(t *rapid.T) {
		q := drawCanonical(t, d)
		tokens := strings.Fields(q.String())
		text := strings.Join(rapid.Permutation(tokens).Draw(t, "tokens"), " ")
		if got, err := Parse(text, d); err != nil || !got.Equal(q) {
			t.Fatalf("Parse(%q) is %q, %v, want %q", text, got, err, q)
		}
	})
}

func FuzzParse(f *testing.F) {
	d := samples.Dataset(f)
	for _, c := range accepted {
		f.Add(c.text)
	}
	for _, period := range []string{"2013-2014", "H1/2013", "July+2013", "2013..14", "2013-07..2014-06", "…2013", "2014..2012"} {
		f.Add("period=" + period + " against=" + period + " " + period)
	}
	f.Add("country=Korea,+Republic+of,united,+Hong+Kong,+SAR+China,+The")
	f.Add("contry=FR by=x sort=-foo period=2014..2012 search=%zz")
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = ParseScope(text)
		q, err := Parse(text, d)
		if err != nil {
			var fault *ParseError
			if !errors.As(err, &fault) {
				t.Fatalf("%v is no ParseError", err)
			}
			if fault.Token != "" && !strings.HasPrefix(text[fault.Offset:], fault.Token) {
				t.Fatalf("the token %q does not stand at %d of %q", fault.Token, fault.Offset, text)
			}
			if !utf8.ValidString(err.Error()) || strings.ContainsAny(err.Error(), "\x00\x1b\n") {
				t.Fatalf("the error is not plain text: %q", err)
			}
			return
		}
		canonical := q.String()
		again, err := Parse(canonical, d)
		if err != nil || !again.Equal(q) {
			t.Fatalf("%q is accepted as %q, which is read as %q, %v", text, canonical, again, err)
		}
		if again.String() != canonical {
			t.Fatalf("%q is not canonical: %q", canonical, again)
		}
	})
}

func TestParseScopeReadsTheScopesOfNotes(t *testing.T) {
	for _, scope := range []string{
		"",
		"measure=per_million",
		"publisher=microsoft",
		"publisher=microsoft service=skype country=ZZ period=2012",
		"publisher=microsoft period=2013-H2..",
		"publisher=microsoft country=US outcome=content period=2013-H2",
		"publisher=microsoft type=civil period=2017-H1..2024-H1",
		"publisher=microsoft country=US type=criminal period=2025-H1 measure=accounts",
		"publisher=microsoft country=RS,XK type=emergency period=2024-H1",
		"publisher=google period=..2013-H1",
		"publisher=google,meta country=KP",
		"publisher=apple type=account,device,digital-content,financial,push-token",
		"service!=skype region=Europe",
	} {
		q, err := ParseScope(scope)
		if err != nil || q.String() != scope {
			t.Errorf("ParseScope(%q) is %q, %v", scope, q, err)
		}
	}
}

func TestInAScopeAllIsAny(t *testing.T) {
	q, err := ParseScope("publisher=all type=all service=all country=all region=all outcome=all period=all measure=requests")
	if err != nil || !q.Equal(Query{}) {
		t.Errorf("got %q, %v", q, err)
	}
	q, err = ParseScope("country=us,fr,US period=2013-h1,2012 outcome=CONTENT")
	if want := "country=FR,US outcome=content period=2012,2013-H1"; err != nil || q.String() != want {
		t.Errorf("got %q, %v, want %q", q, err, want)
	}
}

func TestParseScopeRefusesWhatNoScopeHolds(t *testing.T) {
	for _, c := range []struct{ text, message string }{
		{"by=country", `a scope takes no "by": write publisher, service, country, region, outcome, type, period or measure`},
		{"top=3", `a scope takes no "top": write publisher, service, country, region, outcome, type, period or measure`},
		{"perod=2012", `unknown key "perod", did you mean "period"`},
		{"country=France", `"France" is not the code of a country: write two letters, as in FR`},
		{"outcome=contents", `unknown outcome "contents", did you mean "content"`},
		{"measure=content", `unknown measure "content", did you mean "content_rate"`},
		{"period=2013h1", `"2013h1" is not a period: write a year (2012) or a half-year (2013-H1), did you mean "2013-H1"`},
		{"microsoft", `"microsoft" is not key=value: write a key and a value, as in country=FR or period=2012`},
	} {
		if q, err := ParseScope(c.text); err == nil || err.Error() != c.message {
			t.Errorf("ParseScope(%q):\n got %q, %v\nwant %s", c.text, q, err, c.message)
		}
	}
}
