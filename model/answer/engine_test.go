package answer

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestAnswersAreRememberedWhateverTheyAreLookedAtWith(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	first := e.Result(query.Query{})
	if e.Result(query.Query{}) != first {
		t.Error("the same question was answered twice")
	}
	looked := query.Query{Select: "GB", Pins: []string{"GB", "US"}, Scale: query.Log}
	r := e.Result(looked)
	if !r.Query.Equal(looked) || &r.Rows[0] != &first.Rows[0] {
		t.Error("a selected row asks another question")
	}
	if first.Query.Select != "" {
		t.Error("looking changed an answer that was given")
	}
}

func TestMemoryOfAnswersIsBounded(t *testing.T) {
	e := NewEngine(raw.Dataset())
	for i := range 3 * memoSize {
		e.Result(query.Query{Publisher: query.Filter{Mode: query.All}, Top: 1000 + i})
		e.Result(query.Query{Country: questions.Only("GB"), Top: 1000 + i})
		rows := 0
		for _, k := range e.memo {
			rows += len(k.answer.Rows)
		}
		if rows > memoRows || len(e.memo) > memoSize {
			t.Fatalf("%d answers with %d rows are held", len(e.memo), rows)
		}
	}
}

func TestEnginesDoNotDisturbEachOther(t *testing.T) {
	d := samples.Dataset(t)
	plain := NewEngine(d).Result(query.Query{Publisher: query.Filter{Mode: query.All}})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			e := NewEngine(d)
			for by := range query.Dimensions() {
				e.Result(query.Query{By: query.Dimension((by + i) % query.NumDimensions), Publisher: query.Filter{Mode: query.All}, Type: query.Filter{Mode: query.All}})
			}
			if lines := differences(plain, e.Result(query.Query{Publisher: query.Filter{Mode: query.All}})); len(lines) > 0 {
				t.Error(lines)
			}
		})
	}
	group.Wait()
}

func TestAnAnswerStaysWhenOthersAreGiven(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	first := e.Result(query.Query{})
	before := fmt.Sprintf("%+v", first)
	for _, by := range query.Dimensions() {
		e.Result(query.Query{By: by, Publisher: query.Filter{Mode: query.All}})
	}
	if after := fmt.Sprintf("%+v", first); after != before {
		t.Errorf("it was\n%s\nand is\n%s", before, after)
	}
}

func TestSumsOfManySeriesAreTheSameWhenTheyAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		first := NewEngine(d).Result(q)
		for range 2 { // the second time, sums may be kept
			if lines := differences(first, NewEngine(d).Result(q)); len(lines) > 0 {
				questions.Fail(t, d, q, "asked again: %s", strings.Join(lines, "\n"))
			}
		}
	})
	d := raw.Dataset()
	for _, by := range query.Dimensions() {
		q := query.Query{By: by, Publisher: query.Filter{Mode: query.All}, Type: query.Filter{Mode: query.All}}
		first := NewEngine(raw.Dataset()).Result(q)
		for range 2 {
			if lines := differences(first, NewEngine(d).Result(q)); len(lines) > 0 {
				t.Errorf("by %s, asked again: %s", by, strings.Join(lines, "\n"))
			}
		}
	}
}

func TestMemoryOfSumsIsBounded(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	var apple *cube
	for p := range d.Publishers {
		if d.Publishers[p].ID == "apple" {
			apple = e.data.cube(p)
		}
	}
	cells := 0
	for skip := range apple.series {
		for other := range skip {
			var kept []string
			for _, s := range apple.series {
				if s != apple.series[skip] && s != apple.series[other] {
					kept = append(kept, d.Series[s].Type.ID)
				}
			}
			slices.Sort(kept)
			q := query.Query{Publisher: questions.Only("apple"), Type: query.Filter{Mode: query.Only, IDs: kept}}
			for range 2 {
				e.evaluate(q)
			}
			cells = 0
			for _, k := range apple.rolled {
				cells += k.answer.cells()
			}
			if cells > maxRolledCells*apple.records || len(apple.rolled) > maxRolledSets {
				t.Fatalf("%d sums with %d cells are kept, of %d records", len(apple.rolled), cells, apple.records)
			}
		}
	}
	if cells == 0 {
		t.Error("no sum is kept")
	}
}

func TestSumsTooLargeForHalfAWordAreKept(t *testing.T) {
	lines := ""
	for _, kind := range []string{"legal-process", "preservation", "civil"} {
		for _, service := range []string{"mail", "chat"} {
			for _, period := range []string{"2001-H2", "2002-H1", "2002-H2"} {
				lines += fmt.Sprintf("microsoft %s %s GB %s requests=%d accounts=7\n", period, service, kind, report.MaxAmount)
			}
		}
	}
	d := samples.MadeUp(t, samples.MadeUpTables("microsoft"), lines)
	for range 3 {
		e := NewEngine(d)
		for _, by := range []query.Dimension{query.ByCountry, query.ByPeriod, query.ByType} {
			r := e.Result(query.Query{By: by, Type: query.Filter{Mode: query.All}})
			if got := r.Total.Figures[report.Requests].Lo; got != 18*report.MaxAmount {
				t.Errorf("by %s: %d requests, want 18 times the largest amount", by, got)
			}
			if got := r.Total.Figures[report.Accounts].Lo; got != 18*7 {
				t.Errorf("by %s: %d accounts", by, got)
			}
		}
	}
}

func TestReportsOfMoreThanAWordOfPeriods(t *testing.T) {
	lines, want := "", map[string]int64{}
	for i := range 150 { // 75 years of halves: three words of periods and of half-years
		p := report.Period{Year: 1950 + i/2, Half: 1 + i%2}
		lines += fmt.Sprintf("microsoft %s mail GB legal-process requests=%d\nbeta %d beta-mail FR legal-process requests=1\n", p, i, 1950+i)
		want[p.String()] = int64(i)
	}
	d := samples.MadeUp(t, samples.MadeUpTables("microsoft"), lines)
	rd, e := newReader(d), NewEngine(d)
	for _, row := range e.Result(query.Query{By: query.ByPeriod}).Rows {
		if row.Figures[report.Requests].Lo != want[row.ID] {
			t.Errorf("%s: %d requests, want %d", row.ID, row.Figures[report.Requests].Lo, want[row.ID])
		}
	}
	for from := 0; from < 150; from += 31 {
		for to := from; to < 150; to += 40 {
			r := report.PeriodRange{From: report.Period{Year: 1950 + from/2, Half: 1 + from%2}, To: report.Period{Year: 1950 + to/2, Half: 1 + to%2}}
			agree(t, rd, e, query.Query{Publisher: query.Filter{Mode: query.All}, Period: query.PeriodFilter{Ranges: []report.PeriodRange{r}}})
			agree(t, rd, e, query.Query{Publisher: query.Filter{Mode: query.All}, Period: query.PeriodFilter{Except: true, Ranges: []report.PeriodRange{r}}, By: query.ByRegion})
		}
	}
}

func TestFacetsCountUnderTheOtherFilters(t *testing.T) {
	e := NewEngine(raw.Dataset())
	for _, base := range []string{"", "country=GB,US", "period=2013", "type=emergency by=publisher", "publisher=google,meta service=google", "outcome=content search=uni top=3"} {
		q, err := query.Parse(base, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range query.Dimensions() {
			if b == query.ByOutcome {
				continue // some outcomes are not reported, so they do not add up
			}
			without := q
			without.Search, without.Top = "", 0
			if f := without.Filter(b); f != nil {
				*f = query.Filter{Mode: query.All}
			} else {
				without.Period = query.PeriodFilter{}
			}
			total, sum := e.Result(without).Total.Figures[report.Requests], int64(0)
			facet := e.Facet(q, b)
			for _, row := range facet.Rows {
				sum += row.Figures[report.Requests].Lo
				if b != query.ByGroup {
					continue
				}
				// Groups share members: each counts what it alone filters.
				without.Group = questions.Only(row.ID)
				if alone := e.Result(without).Total.Figures[report.Requests]; alone != row.Figures[report.Requests] {
					t.Errorf("%q: the group %s counts %+v, alone it is %+v", base, row.ID, row.Figures[report.Requests], alone)
				}
			}
			if b == query.ByGroup {
				sum = total.Lo
			}
			if sum != total.Lo || facet.Query.By != b {
				t.Errorf("%q: the values of %s count %d requests, together they are %d", base, b, sum, total.Lo)
			}
		}
	}
}

func TestFacetsAskTheSamePublishersAsTheQuery(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	if got := joined(idsOf(e.Facet(query.Query{By: query.ByPublisher, Country: questions.Only("KR")}, query.ByPeriod).Rows)); got != "2013-H2" {
		t.Errorf("grouped by publisher, South Korea has records in %q", got)
	}
	if got := joined(idsOf(e.Facet(query.Query{}, query.ByService).Rows)); got != "microsoft skype" {
		t.Errorf("services to choose from: %s", got)
	}
	if got := joined(idsOf(e.Facet(query.Query{}, query.ByPublisher).Rows)); got != "google microsoft" {
		t.Errorf("publishers to choose from: %s", got)
	}
	if got := joined(idsOf(e.Facet(query.Query{}, query.ByType).Rows)); got != "legal emergency civil" {
		t.Errorf("types to choose from: %s", got)
	}
}

// noteIDs are the notes that an answer meets, in their order.
func noteIDs(r *Result) string {
	var ids []string
	for _, n := range r.Notes {
		ids = append(ids, n.ID)
	}
	return joined(ids)
}

func TestNotesMeetTheViewsThatTheySpeakOf(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	for _, c := range []struct{ query, notes string }{
		// Nobody knows which countries these tables leave out.
		{"", "skype-2012 accounts tables-incomplete"},
		{"country=US", "accounts tables-incomplete"},            // Skype has no record there
		{"country=GB", "skype-2012 accounts tables-incomplete"}, //
		{"country=GB period=2013", "tables-incomplete"},         // no record at all
		{"country=GB period=1999", ""},                          // no table either
		{"period=2013", "accounts tables-incomplete"},           //
		{"publisher=google", "accounts tables-incomplete"},      //
		{"publisher=all period=2013-H1", "publishers-unlike accounts tables-incomplete"},
		{"service=microsoft", "accounts tables-incomplete"},                      //
		{"outcome=content", "skype-2012 content accounts tables-incomplete"},     // filtered
		{"outcome=content by=outcome country=US", "content accounts"},            // listed in every table
		{"outcome=rejected", "skype-2012 accounts tables-incomplete"},            // of another outcome
		{"outcome!=content country=US by=outcome", "accounts tables-incomplete"}, //
		{"by=outcome country=US", "content accounts tables-incomplete"},          // grouped by
		{"publisher=google by=outcome", "accounts tables-incomplete"},            //
	} {
		q, err := query.Parse(c.query, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		if got := noteIDs(e.Result(q)); got != c.notes {
			t.Errorf("%q meets %q, want %q", c.query, got, c.notes)
		}
	}
}

func TestAYearThatIsNotOverIsNotWhatStoodBefore(t *testing.T) {
	// One publisher reports the year in which the other's two half-years lie.
	e := NewEngine(samples.MadeUp(t, samples.MadeUpTables("microsoft"), `
		microsoft 2001 mail GB legal-process requests=1000
		beta 2001-H1 search GB legal-process requests=10
		beta 2001-H2 search GB legal-process requests=15`))
	q, err := query.Parse("publisher=all period=2001-H2", e.Dataset())
	if err != nil {
		t.Fatal(err)
	}
	want := Figure{Reported: true, Rate: 0.5, Covers: 1}
	if got := e.Result(q).Total.Figures[report.Change]; got != want {
		t.Errorf("from 10 to 15 requests the change is %+v, want %+v", got, want)
	}
}

func TestABreakLeavesOutWhatLiesInItsScope(t *testing.T) {
	// The chats of the United Kingdom break at 2001-H1, and nothing else does.
	lines := `
		microsoft 2000-H1 mail GB legal-process requests=2
		microsoft 2000-H2 mail GB legal-process requests=4
		microsoft 2001-H1 mail GB legal-process requests=6
		microsoft 2000-H1 chat GB legal-process requests=1
		microsoft 2000-H2 chat GB legal-process requests=1
		microsoft 2001-H1 chat GB legal-process requests=100
		microsoft 2000-H1 chat FR legal-process requests=20
		microsoft 2000-H2 chat FR legal-process requests=30
		microsoft 2001-H1 chat FR legal-process requests=60`
	tables := samples.MadeUpTables("microsoft")
	tables.Notes = []report.Note{{ID: "chat", Scope: "publisher=microsoft service=chat country=GB period=2001-H1", Break: report.Period{Year: 2001, Half: 1}}}
	tables.Absences = []report.Table{{Scope: "publisher=microsoft", Absent: report.AbsentZero}}
	e := NewEngine(samples.MadeUp(t, tables, lines))
	for _, c := range []struct {
		query, row string
		want       string // change, and how much of all it covers
	}{
		{"period=2001-H1", "", "(+94.1 %) 0.40"},  // 66 after 34, of 166 and 35
		{"period=2001-H1", "FR", "+100.0 % 1.00"}, // 60 after 30
		{"period=2001-H1", "GB", "·"},             // 6 after 4, of 106: too little
		{"period=2001-H1 service=mail", "", "+50.0 % 1.00"},
		{"period=2001-H1 service=chat", "", "(+100.0 %) 0.38"},
		{"period=2001-H1 service=chat country=GB", "", "·"},
		{"period=2000-H2", "", "+52.2 % 1.00"}, // the break is its end
		{"period=2000-H2 service=chat", "", "+47.6 % 1.00"},
		{"by=period", "2001-H1", "(+94.1 %) 0.40"},
		{"by=period", "2000-H2", "+52.2 % 1.00"},
		{"by=period service=mail", "2001-H1", "+50.0 % 1.00"},
		{"by=service period=2001-H1", "mail", "+50.0 % 1.00"},
		{"by=service period=2001-H1", "chat", "(+100.0 %) 0.38"},
	} {
		q, err := query.Parse(c.query, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		r := e.Result(q)
		f := r.Total.Figures[report.Change]
		if c.row != "" {
			f = r.Rows[slices.IndexFunc(r.Rows, func(row Row) bool { return row.ID == c.row })].Figures[report.Change]
		}
		got := Format{}.Figure(f, report.Change)
		if f.Reported {
			got += fmt.Sprintf(" %.2f", f.Covers)
		}
		if got != c.want {
			t.Errorf("%s, row %q: change %s, want %s", c.query, c.row, got, c.want)
		}
	}
}

func TestTypesThatSomeDoNotCountAreNamed(t *testing.T) {
	tables := samples.MadeUpTables("microsoft")
	for i := range tables.Types {
		if tables.Types[i].Publisher == "beta" {
			tables.Types[i].InTotals = true // preservation too, which the first leaves out
		}
	}
	e := NewEngine(samples.MadeUp(t, tables, `
		microsoft 2001 mail GB preservation requests=1
		microsoft 2001 mail GB legal-process requests=1
		beta 2001 beta-mail GB preservation requests=1
		beta 2001 search GB legal-process requests=1`))
	const note = "Preservation requests are not counted in the totals of First."
	for text, want := range map[string]string{
		"publisher=all":                            "", // nobody sees a type
		"publisher=all by=type":                    note,
		"publisher=all type=preservation":          note,
		"publisher=all type=all":                   note,
		"publisher=all type=legal-process":         "",
		"publisher=all by=type type=legal-process": "",
		"publisher=all by=type type!=preservation": "",
		"publisher=all by=type service=search":     "",
		"by=type":                                  "", // one publisher's own words
		"type=preservation":                        "",
		"publisher=beta by=type":                   "",
		"publisher=beta,microsoft by=type":         note,
	} {
		q, err := query.Parse(text, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, n := range e.Result(q).Notes {
			if n.ID == "types-not-counted" {
				got = n.Text
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSentencesListWhatTheyName(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := report.JoinWords(words); got != want {
			t.Errorf("%v is written %q", words, got)
		}
	}
	for id, want := range map[string]string{"search-warrant": "Search warrant", "legal": "Legal", "": ""} {
		if got := report.InWords(id); got != want {
			t.Errorf("%s in words is %q", id, got)
		}
	}
}

func TestRecordsAndSourcesAreThoseUnderTheFilter(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	q := query.Query{Country: questions.Only("US"), Publisher: query.Filter{Mode: query.All}, Type: query.Filter{Mode: query.All}}
	records := e.Records(q)
	if !slices.IsSorted(records) || len(records) != e.Result(q).Total.Records {
		t.Errorf("records %v, the total says %d", records, e.Result(q).Total.Records)
	}
	for _, r := range records {
		if e.Dataset().Record(r).Country != "US" {
			t.Errorf("record %d is of another country", r)
		}
	}
	var ids []string
	for _, s := range e.Sources(q) {
		ids = append(ids, s.ID)
	}
	if joined(ids) != "google ms-2012 ms-2013" {
		t.Errorf("sources %v", ids)
	}
}

func TestAnExplanationIsTheRecordsTheirNumberAndTheirSources(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		limit := rapid.IntRange(0, 5).Draw(t, "limit")
		records, n, sources := e.Explain(q, limit)
		all := e.Records(q)
		if n != len(all) || n != e.Result(q).Total.Records || !slices.Equal(records, all[:min(limit, n)]) {
			questions.Fail(t, d, q, "explained by %v of %d, its records are %v", records, n, all)
		}
		want := map[string]bool{}
		for _, r := range all {
			want[d.Record(r).Source] = true
		}
		var ids []string
		for _, s := range sources {
			ids = append(ids, s.ID)
		}
		if !slices.Equal(ids, slices.Sorted(maps.Keys(want))) {
			questions.Fail(t, d, q, "sources %v, want %v", ids, want)
		}
	})
}

func TestNamesAreThoseOfTheRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		r := e.Result(q)
		for _, row := range r.Rows {
			if got := e.Name(q, q.By, row.ID); got != row.Name {
				questions.Fail(t, d, q, "the row %s is called %q, the value %q", row.ID, row.Name, got)
			}
		}
	})
}

func TestNamesOfValuesThatNoRowHas(t *testing.T) {
	e := NewEngine(samples.Dataset(t))
	every := query.Query{Publisher: query.Filter{Mode: query.All}}
	for _, c := range []struct {
		query    query.Query
		by       query.Dimension
		id, want string
	}{
		{query.Query{}, query.ByCountry, "KP", "North Korea"}, // no record
		{query.Query{}, query.ByCountry, "XX", "XX"},
		{query.Query{}, query.ByCountry, "\x1b[31mX\nY", "%1B[31mX%0AY"}, // what a terminal obeys
		{query.Query{}, query.ByType, "by\tfax", "by%09fax"},
		{query.Query{}, query.ByRegion, report.NoRegion, "No region"},
		{query.Query{}, query.ByRegion, "Oceania", "Oceania"},
		{query.Query{}, query.ByService, "google", "Google"}, // another publisher's
		{query.Query{}, query.ByService, "fax", "fax"},
		{query.Query{}, query.ByType, "legal", "Legal process"},
		{query.Query{Publisher: questions.Only("google")}, query.ByType, "legal", "Legal"},
		{every, query.ByType, "search-warrant", "Search warrant"},
		{query.Query{}, query.ByType, "search-warrant", "Search warrant"},
		{query.Query{}, query.ByType, "by-fax", "by-fax"},
		{query.Query{}, query.ByOutcome, "non_content", report.NonContent.Label()},
		{query.Query{}, query.ByOutcome, "requests", "requests"},
		{query.Query{}, query.ByPeriod, "2013-H1", "2013-H1"},
		{query.Query{}, query.ByPublisher, "google", "Google"},
		{query.Query{}, query.ByPublisher, "acme", "acme"},
	} {
		if got := e.Name(c.query, c.by, c.id); got != c.want {
			t.Errorf("%s %s under %q is called %q, want %q", c.by, c.id, c.query, got, c.want)
		}
	}
}

func TestNamesStandWhereAReaderLooksThemUp(t *testing.T) {
	tables := samples.MadeUpTables("microsoft")
	tables.Countries = append(tables.Countries,
		report.Country{Code: "AL", Name: "Albania"}, report.Country{Code: "AX", Name: "Åland"}, report.Country{Code: "TO", Name: "Tonga"}, report.Country{Code: "TZ", Name: "tanzania"})
	lines := ""
	for _, code := range []string{"AX", "TO", "TR", "GB", "AL", "TZ", "AQ", report.NotItemised} {
		lines += "microsoft 2001 mail " + code + " legal-process requests=1\n"
	}
	e := NewEngine(samples.MadeUp(t, tables, lines))
	want := "AX AL AQ TZ TO TR GB ZZ"
	if got := joined(idsOf(e.Result(query.Query{}).Rows)); got != want {
		t.Errorf("equal figures stand as %s, want %s", got, want)
	}
	if got := joined(idsOf(e.Result(query.Query{Sort: query.Sort{Set: true, Key: true}}).Rows)); got != want {
		t.Errorf("by name they stand as %s, want %s", got, want)
	}
	if got := joined(idsOf(e.Result(query.Query{Sort: query.Sort{Set: true, Key: true, Descending: true}}).Rows)); got != "GB TR TO TZ AQ AL AX ZZ" {
		t.Errorf("turned round they stand as %s", got)
	}
}

// Records lists the indices of the records under a query's filter, in the order
// of the dataset.
func (e *Engine) Records(q query.Query) []int {
	return slices.Collect(e.under(q))
}
