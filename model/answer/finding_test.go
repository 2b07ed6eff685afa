package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// saidOf is what is said of some rows that were made by hand.
func saidOf(t *testing.T, text string, total Row, rows ...Row) string {
	t.Helper()
	d := samples.Dataset(t)
	q := samples.Must(query.Parse(text, d))
	e := NewEngine(d)
	rank(rows, q)
	x := finder{e, q, Format{}, &Result{Query: q, Rows: rows, Total: total, Groups: len(rows)}}
	return Finding{x.ofRows()}.String()
}

// with is a row of a name with some figures.
func with(name string, figures map[report.Column]Figure) Row {
	row := Row{ID: name, Name: name}
	for c, f := range figures {
		row.Figures[c] = f
	}
	return row
}

func TestAFindingIsLeftOutWhereNothingIsSafeToSay(t *testing.T) {
	asks := func(name string, f Figure) Row { return with(name, map[report.Column]Figure{report.Requests: f}) }
	rate := func(name string, f Figure) Row {
		return with(name, map[report.Column]Figure{report.Requests: exactly(1000), report.RejectedRate: f})
	}
	part := func(name string, share float64) Row {
		return with(name, map[report.Column]Figure{report.Requests: exactly(int64(1000 * share)), report.Share: rated(share)})
	}
	small := with("Small", map[report.Column]Figure{report.Requests: exactly(99), report.RejectedRate: rated(1)})
	for _, c := range []struct {
		what, query string
		rows        []Row
		says        string
	}{
		{"the highest of exact counts", "", []Row{asks("Large", exactly(9)), asks("Other", exactly(8))}, "Large asked most: 9"},
		{"two alike", "", []Row{asks("Large", exactly(9)), asks("Other", exactly(9))}, ""},
		{"another's floor may be higher than it looks", "", []Row{asks("Large", exactly(9)), asks("Other", least(1))}, ""},
		{"the highest is a floor", "", []Row{asks("Large", least(9)), asks("Other", exactly(1))}, ""},
		{"a range reaches as high", "", []Row{asks("Large", exactly(9)), asks("Other", within(0, 9))}, ""},
		{"a range stays below", "", []Row{asks("Large", exactly(9)), asks("Other", within(0, 8))}, "Large asked most: 9"},
		{"the highest is a range", "", []Row{asks("Large", within(9, 10)), asks("Other", exactly(1))}, ""},
		{"another does not report it", "", []Row{asks("Large", exactly(9)), asks("Other", Figure{})}, ""},
		{"a rate", "measure=rejected_rate", []Row{rate("Large", rated(0.5)), rate("Other", rated(0.4))},
			"Of countries with 100+ requests, requests of Large were rejected most often: 50.0 % (1,000 requests)"},
		{"a rate of few requests", "measure=rejected_rate", []Row{small, rate("Large", rated(0.5)), rate("Other", rated(0.4))},
			"Of countries with 100+ requests, requests of Large were rejected most often: 50.0 % (1,000 requests)"},
		{"a rate that covers too little", "measure=rejected_rate", []Row{rate("Large", covering(0.5, 0.94, 0)), rate("Other", rated(0.4))}, ""},
		{"another that covers too little to tell", "measure=rejected_rate", []Row{rate("Large", rated(0.5)), rate("Other", covering(0.4, 0.94, 0))}, ""},
		{"a rate from printed percentages", "measure=rejected_rate", []Row{rate("Large", aboutRated(0.5)), rate("Other", rated(0.4))}, ""},
		{"the largest of many parts", "by=type", []Row{part("Small", 0.3), part("Large", 0.4), part("Other", 0.3)}, "The largest part were large requests: 400"},
		{"more than half of all", "outcome=content", []Row{part("Large", 0.51), part("Other", 0.49)}, "Most of them came from Large: 510"},
		{"one request", "", []Row{with("One", map[report.Column]Figure{report.Requests: exactly(1), report.DisclosedRate: rated(0)})}, ""},
		{"rows under a search", "search=r period=1999", []Row{{}, asks("Other", exactly(8)), asks("Rest", exactly(7))}[1:], "Other asked most: 8"},
	} {
		if got := saidOf(t, c.query, Row{}, c.rows...); got != c.says {
			t.Errorf("%s: %q, want %q", c.what, got, c.says)
		}
	}
}

func TestAFindingComparesWithNothingThatIsHidden(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for text, begins := range map[string]string{
		"search=fr":               "Of these ",
		"view=compare pins=DE,FR": "Of these 2 countries, ",
		"top=3 sort=country":      "Of these 3 countries, ",
		"publisher=apple by=group top=1 period=2020..":                         "The G20: [0-9,]+ requests; data was disclosed in ",
		"view=country publisher=linkedin country=BA period=..2025":             "1 of [0-9,]+ requests of mid-2011 to 2013 and 2015 to [0-9]{4} [(]",
		"view=country select=FR region=Europe":                                 "[0-9,]+ of [0-9,]+ requests from Europe [(]",
		"view=map publisher=twitter period=..2020 outcome=pending,unspecified": "Of countries with 100[+] requests, requests per million people were most for France: ",
	} {
		if got := e.Finding(samples.Must(query.Parse(text, d)), Format{}).String(); !regexp.MustCompile("^" + begins).MatchString(got) {
			t.Errorf("%s: %q", text, got)
		}
	}
	for _, text := range []string{"publisher=all", "publisher=all view=trend", "publisher=all by=period", "view=sources", "view=records", "period=1999"} {
		if got := e.Finding(samples.Must(query.Parse(text, d)), Format{}).String(); got != "" {
			t.Errorf("of %s it is said %q", text, got)
		}
	}
}

// The figures of a finding are those of the reports, added up by hand.
func TestAFindingSaysWhatTheRecordsAddUpTo(t *testing.T) {
	d := raw.Dataset()
	sums, content, total := map[string]int64{}, map[string]int64{}, int64(0)
	for i := range d.Len() {
		r := d.Record(i)
		if r.Publisher != "microsoft" || r.Period.String() != "2013-H1" || r.Type != "combined" {
			continue
		}
		n := int64(r.Counts[report.Requests].Hi())
		sums[r.Country] += n
		content[r.Country] += int64(r.Counts[report.Content].Hi())
		total += n
	}
	top := ""
	for code, n := range sums {
		if n > sums[top] {
			top = code
		}
	}
	country, _ := d.Country(top)
	f := Format{}
	want := fmt.Sprintf("The %s asked most: %s of %s (%.1f %%); content was disclosed in %.1f %%",
		country.Name, f.Count(sums[top]), f.Count(total), 100*float64(sums[top])/float64(total), 100*float64(content[top])/float64(sums[top]))
	if got := NewEngine(d).Finding(samples.Must(query.Parse("period=2013-H1", d)), f).String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

var askedMost = regexp.MustCompile(`^(?:Of these \d+ \w+, )?(.*) (?:asked most|was asked most): ([\d,]+)`)

// Whatever is asked of whatever reports, who is said to have asked most has asked more than
// any other, and as often as is said; the oracle adds it up.
func TestWhoIsSaidToHaveAskedMostHas(t *testing.T) {
	said := 0
	rapid.Check(t, func(t *rapid.T) {
		d := questions.DrawWhole(t)
		q := questions.DrawQuestion(t, d)
		q.Measure, q.Sort = report.Requests, query.Sort{}
		if !samples.OneIn(t, 4, "with what is not itemised") { // which leaves few findings
			q.By, q.Country = query.ByCountry, query.Filter{Mode: query.Except, IDs: []string{report.NotItemised}}
		}
		q = q.Canonical(d)
		text := NewEngine(d).Finding(q, Format{}).String()
		m := askedMost.FindStringSubmatch(text)
		if m == nil {
			return
		}
		said++
		r := oracle(d, q)
		var top *Row
		for i := range r.Rows {
			row := &r.Rows[i]
			if f := row.Figures[report.Requests]; !apart(q.By, row.ID) && (top == nil || f.Hi > top.Figures[report.Requests].Hi) {
				top = row
			}
		}
		f := top.Figures[report.Requests]
		if m[2] != (Format{}).Count(f.Lo) || f.Lo != f.Hi || !strings.Contains(strings.ToLower(m[1]), strings.ToLower(strings.Split(top.Name, ",")[0])) {
			questions.Fail(t, d, q, "it is said %q, but %s asked %v", text, top.Name, f)
		}
		for i := range r.Rows {
			if row := &r.Rows[i]; row != top && !apart(q.By, row.ID) && row.Figures[report.Requests].Hi >= f.Lo {
				questions.Fail(t, d, q, "it is said %q, but %s asked %v", text, row.Name, row.Figures[report.Requests])
			}
		}
	})
	if said == 0 && !testing.Short() { // of a few questions all may have none
		t.Error("no question had a finding: ask others")
	}
}

func TestAFindingOverTimeComparesLikeWithLike(t *testing.T) {
	lines := func(figures ...string) string {
		var b strings.Builder
		for i, n := range figures {
			p := report.Period{Year: 2010 + i/2, Half: 1 + i%2}
			fmt.Fprintf(&b, "alpha %s mail FR legal-process requests=%s\n", p, n)
		}
		return b.String()
	}
	for _, c := range []struct {
		lines, says string
	}{
		{lines("5", "9", "6", "7", "8"), "8 requests in the first half of 2012, the most since the second half of 2010 (9)"},
		{lines("5", "6", "7", "8"), "8 requests in the second half of 2011, the most of all 4 comparable half-years since the first half of 2010"},
		{lines("9", "8", "7", "6"), "6 requests in the second half of 2011, the fewest of all 4 comparable half-years since the first half of 2010"},
		{lines("9", "5", "6", "5"), "5 requests in the second half of 2011; the most of 4 comparable half-years was 9 in the first half of 2010"},
		{lines("5", "<10", "7", "8"), ""}, // of two figures nothing can be said
		{lines("7", "8"), ""},
		{lines("0", "0", "0", "0"), ""},
		{lines("9", "5", "9", "6"), "6 requests in the second half of 2011"}, // two had the most
		{"alpha 2009 mail FR legal-process requests=99\n" + lines("5", "6", "7"), "7 requests in the first half of 2011, the most of all 3 comparable half-years since the first half of 2010"},
		{lines("5", "6", "7") + "alpha 2013-H1 mail FR legal-process requests=4\n", ""}, // nobody knows of the time between
	} {
		d := samples.MadeUp(t, samples.MadeUpTables("alpha"), c.lines)
		q := samples.Must(query.Parse("by=period", d))
		if got := NewEngine(d).Finding(q, Format{}).String(); got != c.says {
			t.Errorf("%s\n%q, want %q", c.lines, got, c.says)
		}
	}
	// A break parts what can be compared.
	d := raw.Dataset()
	e := NewEngine(d)
	breaks := e.Breaks(samples.Must(query.Parse("by=period", d)))
	last := breaks[len(breaks)-1].At
	got := e.Finding(samples.Must(query.Parse("by=period", d)), Format{}).String()
	for _, year := range regexp.MustCompile(`\d{4}`).FindAllString(got[strings.Index(got, " in the "):], -1) {
		if year < fmt.Sprint(last.Year) {
			t.Errorf("over the break of %s it is said %q", last, got)
		}
	}
}

// What is said of cells is said of those that are shown, and of one of them.
func TestAFindingOfCellsNamesTheOneHighest(t *testing.T) {
	for _, c := range []struct{ query, lines, says string }{
		{"", "FR 5 9 7|TR 4 4 4", "Most requests in one half-year: 9, France, in the second half of 2010"},
		{"", "FR 5 9 7|TR 4 9 4", ""},
		{"", "FR 0 0 0|TR 0 0 0", ""},
		{"", "FR 5 9 7|TR 4 <10 4", ""},
		{"top=2", "FR 5 6 5|TR 9 1 1|GB 0 0 10", "Of these 2 countries, most requests in one half-year: 9, Türkiye, in the first half of 2010"},
		{"top=1", "FR 5 6 5|TR 0 0 9", ""},
		{"period=2010-H1", "FR 5 9 7|TR 4 4 4", "Most requests in one half-year: 5, France, in the first half of 2010"},
	} {
		var lines strings.Builder
		for row := range strings.SplitSeq(c.lines, "|") {
			words := strings.Fields(row)
			for i, n := range words[1:] {
				fmt.Fprintf(&lines, "alpha %s mail %s legal-process requests=%s\n", report.Period{Year: 2010 + i/2, Half: 1 + i%2}, words[0], n)
			}
		}
		d := samples.MadeUp(t, samples.MadeUpTables("alpha"), lines.String())
		q := samples.Must(query.Parse("view=matrix "+c.query, d))
		if got := NewEngine(d).Finding(q, Format{}).String(); got != c.says {
			t.Errorf("%s of %s: %q, want %q", c.query, c.lines, got, c.says)
		}
	}
	// The first half of 2025 has more, but is not among the half-years asked about.
	d := raw.Dataset()
	got := NewEngine(d).Finding(samples.Must(query.Parse("view=matrix publisher=google period=2024", d)), Format{}).String()
	if got == "" || strings.Contains(got, "since") {
		t.Errorf("of 2024 alone it is said %q", got)
	}
}

func TestAFindingOverTimeSaysNoFigureThatIsNotShown(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for _, text := range []string{
		"view=trend measure=share",                                                    // a row asked about alone has a share of itself
		"view=trend measure=rejected_rate select=NP",                                  // of a few requests
		"view=trend by=period measure=difference outcome=unspecified against=2013-H1", // there is none
	} {
		if got := e.Finding(samples.Must(query.Parse(text, d)), Format{}).String(); got != "" {
			t.Errorf("of %s it is said %q", text, got)
		}
	}
	// The United Kingdom left the European Union within the first half of 2020.
	for _, text := range []string{"publisher=google by=period group=eu", "publisher=google view=trend by=group select=eu period=2015..2021"} {
		got := e.Finding(samples.Must(query.Parse(text, d)), Format{}).String()
		if year := regexp.MustCompile(`201\d`).FindString(got); year != "" {
			t.Errorf("of %s it is said %q", text, got)
		}
	}
}

func TestAChangeToAsManyMonthsSaysSo(t *testing.T) {
	d := raw.Dataset()
	for text, scaled := range map[string]bool{
		"measure=difference period=2016-H1 against=2013":                                         true,
		"publisher=linkedin measure=difference period=2019-H2..2023-H1 region=Asia against=2016": true,
		"measure=change period=2016-H1":                                                          false,
	} {
		got := NewEngine(d).Finding(samples.Must(query.Parse(text, d)), Format{}).String()
		if got == "" || strings.Contains(got, "in as many months, scaled") != scaled {
			t.Errorf("of %s it is said %q", text, got)
		}
	}
}

func TestAFindingIsShortenedByWholeClauses(t *testing.T) {
	f := Finding{[]string{"One of 2", "two", "three"}}
	for width, want := range map[int]string{100: "One of 2; two; three", 20: "One of 2; two; three", 19: "One of 2; two", 13: "One of 2; two", 12: "One of 2", 8: "One of 2", 7: "", 0: ""} {
		if got := f.Fit(width); got != want {
			t.Errorf("on %d cells: %q, want %q", width, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.VocabularyOf(d).DrawInAView(t).Canonical(d)
		for _, ascii := range []bool{false, true} {
			text := NewEngine(d).Finding(q, Format{ASCII: ascii}).String()
			names := slices.ContainsFunc([]rune(text), func(r rune) bool { return r > utf8.RuneSelf && !strings.ContainsRune("üéôçãÅ", r) })
			if ascii && names {
				t.Fatalf("in ASCII it is said %q", text)
			}
		}
	})
}

// Services and types that were split or joined on the way say how reports are cut, and groups
// share their members: none of them is singled out.
func TestNothingIsSingledOutOfWhatIsCutDifferently(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	said := func(text string) string {
		return e.Finding(samples.Must(query.Parse(text, d)), Format{}).String()
	}
	for _, text := range []string{"by=service", "by=type", "by=group"} {
		if got := said(text); got != "" {
			t.Errorf("%s: %q", text, got)
		}
	}
	if said("by=service period=2012") == "" {
		t.Error("of services that are printed side by side nothing is said")
	}
}

func TestAFindingSinglesOutNothingAcrossAGap(t *testing.T) {
	const before = "alpha 2001-H1 mail FR legal-process requests=9\nalpha 2001-H2 mail FR legal-process requests=7\n"
	const after = "alpha 2003-H1 mail FR legal-process requests=4\nalpha 2003-H2 mail FR legal-process requests=5\n"
	for lines, want := range map[string]string{
		before + after + "alpha 2003-H1 mail ZZ legal-process requests=1\n": "", // as many as France asked in the other half
		before + after: "Most requests in one half-year since 2003-H1: 5, France, in the second half of 2003",
		before + "alpha 2002-H1 mail FR legal-process requests=1\nalpha 2002-H2 mail FR legal-process requests=1\n" + after: "Most requests in one half-year: 9, France, in the first half of 2001",
	} {
		d := samples.MadeUp(t, samples.MadeUpTables("alpha"), lines)
		e := NewEngine(d)
		if got := e.Finding(samples.Must(query.Parse("view=matrix", d)), Format{}).String(); got != want {
			t.Errorf("%q, want %q, of\n%s", got, want, lines)
		}
	}
}

// What is not itemised may be of any country that the same table does not list.
func TestAFindingNamesNoneThatWhatIsNotItemisedMayPass(t *testing.T) {
	const lines = "alpha 2001-H1 mail FR legal-process requests=9\nalpha 2001-H1 mail GB legal-process requests=7\nalpha 2001-H2 mail FR legal-process requests=6\nalpha 2001-H2 mail GB legal-process requests=6\n"
	for _, c := range []struct{ rest, question, want string }{
		{"", "", "France asked most: 15 of 28"},
		{"alpha 2002-H1 mail ZZ legal-process requests=1\n", "", "France asked most: 15 of the 28 that name their country (53.6 %)"},
		{"alpha 2002-H1 mail ZZ legal-process requests=2\n", "", ""}, // all of them may be of the United Kingdom
		{"alpha 2002-H1 mail ZZ legal-process requests=2\n", "top=2", ""},
		{"alpha 2001-H1 mail ZZ legal-process requests=2\n", "", "France asked most: 15 of 30"}, // whose table lists both
		{"alpha 2001-H1 mail ZZ legal-process requests=15\n", "", ""},                           // one that is not listed
		{"alpha 2002-H1 mail ZZ legal-process requests=2\n", "sort=-accounts_per_request measure=per_million", ""},
	} {
		d := samples.MadeUp(t, samples.MadeUpTables("alpha"), lines+c.rest)
		got := NewEngine(d).Finding(samples.Must(query.Parse(c.question, d)), Format{}).String()
		if c.want == "" && got != "" || !strings.HasPrefix(got, c.want) {
			t.Errorf("%q with %q: %q, want %q", c.question, c.rest, got, c.want)
		}
	}
}

// Whose requests a worldwide number holds nobody knows: no share of it is one country's or region's.
func TestAShareIsOfRequestsThatNameTheirCountry(t *testing.T) {
	d := samples.MadeUp(t, samples.MadeUpTables("alpha"), "alpha 2001-H1 mail FR legal-process requests=30\nalpha 2001-H1 mail GB legal-process requests=10\nalpha 2002-H1 mail ZZ legal-process requests=10\n")
	e := NewEngine(d)
	for question, want := range map[string]string{
		"":                        "France asked most: 30 of the 40 that name their country (75.0 %)",
		"view=country country=FR": "30 of 40 requests of first half of 2001 and first half of 2002 that name their country (75.0 %)",
	} {
		if got := e.Finding(samples.Must(query.Parse(question, d)), Format{}).String(); got != want {
			t.Errorf("%q: %q, want %q", question, got, want)
		}
	}
}

func TestNoRateIsSingledOutWhereMostRequestsReportNone(t *testing.T) {
	row := func(name string, requests int64, f Figure) Row {
		return with(name, map[report.Column]Figure{report.Requests: exactly(requests), report.RejectedRate: f})
	}
	for silent, says := range map[int64]bool{90: true, 2000: false} {
		got := saidOf(t, "measure=rejected_rate", Row{}, row("Large", 1000, rated(0.5)), row("Other", 1000, rated(0.4)), row("Silent", silent, Figure{}))
		if (got != "") != says {
			t.Errorf("beside %d requests without a rate: %q", silent, got)
		}
	}
}

func TestAChangeSaysThatItsCountsAreOfWhatCanBeCompared(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	q := samples.Must(query.Parse("publisher=github period=2025-H2 measure=change", d))
	about := e.Result(q).Total.Compare
	if got := e.Finding(q, Format{}).String(); about.Covers < 1 != strings.HasPrefix(got, "Requests that can be compared ") {
		t.Errorf("%v of the requests can be compared: %q", about.Covers, got)
	}
}
