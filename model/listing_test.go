package model

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// listedPlainly lists records the slow way: it reads each whole, and compares two
// by what they hold.
func listedPlainly(d *Dataset, q Query) []int {
	e := NewEngine(d)
	records := e.Records(q)
	if wanted := Fold(q.Search); wanted != "" {
		named := namesASource(d, wanted)
		records = slices.DeleteFunc(records, func(i int) bool {
			r, s := d.Record(i), d.SeriesOf(i)
			publisher, _ := d.Publisher(r.Publisher)
			country, _ := d.Country(r.Country)
			texts := append([]string{
				r.Publisher, publisher.Label, r.Period.String(), r.Service, s.Service.Label, r.Type, s.Type.Label,
				r.Country, country.Name, statusText(&r), r.Note,
			}, country.Aliases...)
			if source, _ := d.Source(r.Source); Fold(r.Source) == wanted || !named {
				texts = append(texts, r.Source, source.Title)
			}
			return !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(Fold(text), wanted) })
		})
	}
	q.View = RecordsView
	order := q.Order()
	slices.SortStableFunc(records, func(i, j int) int {
		a, b := d.Record(i), d.Record(j)
		last := cmp.Compare(lastness(&a, order.Field), lastness(&b, order.Field))
		by := comparePlainly(d, &a, &b, order.Field)
		if order.Descending {
			by = -by
		}
		return cmp.Or(last, by, cmp.Compare(lastness(&a, CountryField), lastness(&b, CountryField)), comparePlainly(d, &a, &b, CountryField))
	})
	if q.Top > 0 {
		records = records[:min(q.Top, len(records))]
	}
	return records
}

// namesASource says whether a text is the whole id of a source that has a record.
func namesASource(d *Dataset, wanted string) bool {
	for i := range d.Len() {
		if Fold(d.Record(i).Source) == wanted {
			return true
		}
	}
	return false
}

func statusText(r *Record) string {
	if r.Derived {
		return "derived"
	}
	return "printed"
}

// lastness is 1 for what stands last in either direction.
func lastness(r *Record, f Field) int {
	if f.IsAmount() && !r.Amount(f).Reported() || f == CountryField && r.Country == NotItemised || f == NoteField && r.Note == "" {
		return 1
	}
	return 0
}

func comparePlainly(d *Dataset, a, b *Record, f Field) int {
	if f.IsAmount() {
		middle := func(a Amount) int { lo, hi := a.Bounds(); return lo + hi }
		return cmp.Compare(middle(a.Amount(f)), middle(b.Amount(f)))
	}
	if f == PeriodField {
		return a.Period.Compare(b.Period)
	}
	text := func(r *Record) string {
		switch f {
		case PublisherField:
			return r.Publisher
		case ServiceField:
			return r.Service
		case CountryField:
			c, _ := d.Country(r.Country)
			return c.Name
		case TypeField:
			return r.Type
		case SourceField:
			return r.Source
		case StatusField:
			return statusText(r)
		}
		return r.Note
	}
	return cmp.Compare(Fold(text(a)), Fold(text(b)))
}

func TestAListingIsWhatReadingEveryRecordGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := drawnReports.Draw(t, "reports")
		for i := range drawn.records {
			drawn.records[i].Derived = rapid.Bool().Draw(t, "derived")
			drawn.records[i].Note = rapid.SampledFrom([]string{"", "", "a sum", "Zählung", "zahlung"}).Draw(t, "note")
		}
		d := madeUpDataset(t, drawn.tables, drawn.records)
		e := NewEngine(d)
		for range 4 {
			q := drawQuery(t, d)
			checkListing(t, e, q)
		}
	})
}

func drawQuery(t *rapid.T, d *Dataset) Query {
	q := Query{
		View: RecordsView,
		Top:  rapid.SampledFrom([]int{0, 0, 0, 1, 5}).Draw(t, "top"),
		Search: rapid.SampledFrom([]string{
			"", "", "", "a", "united", "2000", "turk", "sum", "zahl", "derived", "mail", "ALPHA", "nowhere",
		}).Draw(t, "search"),
		Publisher: rapid.SampledFrom([]Filter{{}, {Mode: All}}).Draw(t, "publisher"),
		Type:      rapid.SampledFrom([]Filter{{}, {Mode: All}}).Draw(t, "type"),
		Country:   rapid.SampledFrom([]Filter{{}, {}, {Mode: Except, IDs: []string{"GB"}}, {Mode: Only, IDs: []string{"GB", "TR"}}}).Draw(t, "country"),
	}
	if f := rapid.SampledFrom(append(Fields(), NoField)).Draw(t, "sort"); f != NoField {
		q.Sort = Sort{Set: true, Field: f, Descending: rapid.Bool().Draw(t, "descending")}
	}
	return q.Canonical(d)
}

func checkListing(t interface {
	Helper()
	Fatalf(string, ...any)
}, e *Engine, q Query) {
	t.Helper()
	l, want := e.Listing(q), listedPlainly(e.Dataset(), q)
	if got := slices.Collect(l.All()); !slices.Equal(got, want) {
		t.Fatalf("%s lists %v, want %v", q, got, want)
	}
	for line, record := range want {
		if l.At(line) != record || l.Find(record) != line {
			t.Fatalf("%s: line %d is record %d and found on line %d, want record %d", q, line, l.At(line), l.Find(record), record)
		}
	}
	if again := e.Listing(q); again != l {
		t.Fatalf("%s is listed anew though nothing changed", q)
	}
}

func TestTheReportsAreListedAsReadingThemGives(t *testing.T) {
	d := realData()
	e := NewEngine(d)
	for _, text := range []string{
		"", "publisher=all", "publisher=all type=all sort=-requests", "sort=country", "sort=-country", "sort=note", "sort=-note type=all",
		"publisher=all sort=-disclosed_percent", "publisher=all sort=accounts search=united", "search=turkey", "search=derived sort=-content",
		"publisher=apple type=all sort=requests", "period=2012 sort=-rejected top=7", "sort=status publisher=all", "sort=-source by=publisher",
		"search=skype", "publisher=all sort=-type", "sort=service", "search=nowhere", "search=ms-lerr-2012", "search=ms-lerr-20",
	} {
		q := must(Parse("view=records "+text, d))
		checkListing(t, e, q)
	}
}

func TestRecordsOfAPeriodStandByTheNamesOfTheirCountries(t *testing.T) {
	d := realData()
	l := NewEngine(d).Listing(must(Parse("view=records period=2025-H1", d)))
	var names []string
	for i := range l.All() {
		c, _ := d.Country(d.Record(i).Country)
		names = append(names, Fold(c.Name))
	}
	if len(names) < 50 || !slices.IsSorted(names) {
		t.Errorf("the records of a period stand in the order %q", names)
	}
}

func TestRecordsInTheirOrderAreNotCopied(t *testing.T) {
	d := madeUp(t, madeUpTables("microsoft"), `
		microsoft 2000-H1 mail FR legal-process requests=1
		microsoft 2000-H1 mail GB legal-process requests=2
		microsoft 2000-H1 mail ZZ legal-process requests=3
		microsoft 2000-H2 mail TR legal-process requests=4
	`)
	q := must(Parse("view=records period=2000-H1", d))
	if l := NewEngine(d).Listing(q); l.order != nil || l.Len() != 3 {
		t.Errorf("%d records that stand together in their order were copied: %v", l.Len(), l.order != nil)
	}
}

func TestAListingIsKeptUntilWhatItDependsOnChanges(t *testing.T) {
	e := NewEngine(realData())
	q := Query{View: RecordsView}
	l := e.Listing(q)
	same := q
	same.Select, same.Pins, same.Measure, same.Scale, same.By = "FR", []string{"FR"}, Accounts, Log, ByService
	if e.Listing(same) != l {
		t.Error("a cursor, pins, a measure, a scale or another grouping list the records anew")
	}
	other := q
	other.Search = "france"
	if e.Listing(other) == l || e.Listing(q) != l {
		t.Error("a search is answered by the listing without it, or the listing before is forgotten at once")
	}
	if other.By = ByPublisher; e.Listing(other).Len() <= e.Listing(Query{Search: "france", View: RecordsView}).Len() {
		t.Error("by publisher, the records are not those of all publishers")
	}
}

func TestFieldsThatNobodyPrintsStandBehindTheOthers(t *testing.T) {
	e := NewEngine(realData())
	fields := e.Listing(Query{View: RecordsView}).Fields
	at := func(f Field) int { return slices.Index(fields, f) }
	if len(fields) != len(Fields()) {
		t.Fatalf("%d fields of %d", len(fields), len(Fields()))
	}
	if at(SomeDataField) < at(NothingField) || at(SomeDataField) > at(SourceField) {
		t.Errorf("Microsoft prints no \"some data\", and the fields are %v", fields)
	}
	all := e.Listing(Query{View: RecordsView, Publisher: Filter{Mode: All}}).Fields
	if fields[0] != PeriodField || all[0] != PublisherField {
		t.Errorf("the first fields are %v and, of several publishers, %v", fields[0], all[0])
	}
}

func TestTheWidestAmountsAreAsWideAsAnyListed(t *testing.T) {
	d := realData()
	e := NewEngine(d)
	for _, text := range []string{"", "publisher=all type=all", "publisher=apple type=all", "publisher=google"} {
		q := must(Parse("view=records "+text, d))
		l := e.Listing(q)
		for f := RequestsField; f <= PercentField; f++ {
			room, printed := 0, false
			for _, a := range l.Widest(f) {
				room = max(room, len(a.String()))
			}
			for i := range l.All() {
				r := d.Record(i)
				printed = printed || r.Amount(f).Reported()
				if text := r.Amount(f).String(); len(text) > room {
					t.Errorf("%s: %s of %s %s is %q, wider than %v", q, f, r.Country, r.Period, text, l.Widest(f))
				}
			}
			if !printed && len(l.Widest(f)) > 0 && q.Search == "" {
				t.Errorf("%s: %s is printed by no record, and takes room for %v", q, f, l.Widest(f))
			}
		}
	}
}

func TestTheSumOfWhatIsListedIsTheTotalOfTheRows(t *testing.T) {
	d := realData()
	e := NewEngine(d)
	for _, text := range []string{"", "publisher=all", "publisher=apple type=ns-letter", "country=FR,DE", "period=2012"} {
		q := must(Parse("view=records "+text, d))
		whole := e.ListedRequests(q)
		if want := e.Result(q).Total.Figures[Requests]; whole != want {
			t.Errorf("%s: the records add up to %v, the rows to %v", q, whole, want)
		}
		// A search that every record holds changes nothing, and is added record by record.
		q.Search = "1"
		if l := e.Listing(q); l.Len() != len(e.Records(q)) {
			q.Search = "20"
		}
		if l := e.Listing(q); l.Len() == len(e.Records(q)) && e.ListedRequests(q) != whole {
			t.Errorf("%s: added one by one the records give %v, want %v", q, e.ListedRequests(q), whole)
		}
	}
	q := must(Parse("view=records type=all publisher=all", d))
	counted := must(Parse("publisher=all", d))
	if got, want := e.ListedRequests(q), e.Result(counted).Total.Figures[Requests]; got != want {
		t.Errorf("with all types the sum is %v, want %v: uncounted ones stay out", got, want)
	}
	if q.Outcome = (Filter{Mode: Only, IDs: []string{"content"}}); e.ListedRequests(q).Reported {
		t.Error("requests are added though only a part of them is asked for")
	}
}

func TestWhatIsListedIsSummedWhereOthersAreHidden(t *testing.T) {
	d := realData()
	e := NewEngine(d)
	ask := func(text string) Query { return must(Parse("view=records "+text, d)) }
	for _, text := range []string{"", "publisher=all type=all", "country=FR search=2"} { // each of these hides none
		if row := e.Listed(ask(text)); row != nil {
			t.Errorf("%s: %d records are summed apart from all", text, row.Records)
		}
	}
	// All but one of the records, and what that one prints, are all of them.
	q := ask("publisher=all period=2012")
	n, whole := e.Listing(q).Len(), e.Result(q).Total
	q.Top = n - 1
	most := e.Listed(q)
	last := d.Record(e.Listing(ask("publisher=all period=2012")).At(n - 1))
	for _, c := range []Column{Requests, Accounts} {
		lo, hi := last.Counts[c].Bounds()
		got, want := most.Figures[c], whole.Figures[c]
		if got.Lo+int64(lo) != want.Lo || got.Hi+int64(hi) != want.Hi {
			t.Errorf("%s: %v and %d–%d, of %v", c, got, lo, hi, want)
		}
	}
	// What a search finds adds up to what a filter would leave of it.
	few, row := e.Listed(ask("country=FR,DE search=france")), e.Result(ask("country=FR")).Total
	if few == nil || few.Records != row.Records {
		t.Fatalf("%v are found, want the %d of France", few, row.Records)
	}
	for c := Requests; c <= RejectedRate; c++ {
		if c == Share {
			continue
		}
		if few.Figures[c] != row.Figures[c] {
			t.Errorf("%s of what the search finds is %v, under a filter %v", c, few.Figures[c], row.Figures[c])
		}
	}
	if share := few.Figures[Share]; !share.Reported || share.Rate <= 0 || share.Rate >= 1 {
		t.Errorf("they are %v of all requests", share)
	}
	if none := e.Listed(ask("search=zzz")); none == nil || none.Records != 0 || none.Figures[Requests].Reported {
		t.Errorf("nothing found adds up to %v", none)
	}
	for _, text := range []string{"search=france", "top=40", "publisher=all top=100 sort=-requests"} {
		if got, want := e.Listed(ask(text)).Figures[Requests], e.ListedRequests(ask(text)); got != want {
			t.Errorf("%s: %v in one sum, %v in the other", text, got, want)
		}
	}
}

// TestRecordsOneByOneAddUpToTheTotal sums all records under a filter as if a search
// had found them.
func TestRecordsOneByOneAddUpToTheTotal(t *testing.T) {
	d := realData()
	e := NewEngine(d)
	for _, text := range []string{
		"", "publisher=all", "publisher=all type=all", "type=civil", "publisher=apple type=all", "country=ZZ", "publisher=all country=FR,ZZ",
		"period=2012 outcome=no_data,rejected,nothing", "publisher=all outcome=content,pending,unspecified", "publisher=google period=2013",
	} {
		q := must(Parse(text, d))
		total := e.Result(q).Total
		g, row := e.data.sumOf(slices.Values(e.Records(q))), Row{}
		g.finish(e.selects(q).outcomes, &row)
		for c := range Column(NumColumns) {
			if c == Share || c.IsPerPeople() || c.IsSigned() {
				continue
			}
			if row.Figures[c] != total.Figures[c] {
				t.Errorf("%q: %s of the records is %v, the total %v", text, c, row.Figures[c], total.Figures[c])
			}
		}
	}
}

func TestASumOverSearchedRecordsIsAFloorWhereOneIsMissing(t *testing.T) {
	tables := sampleTables()
	h1 := Period{2013, 1}
	record := func(country string, requests Amount) Record {
		r := Record{Publisher: "google", Period: h1, Service: "google", Country: country, Type: "legal", Source: "google", Note: "wanted"}
		r.Counts[Requests] = requests
		return r
	}
	q := Query{View: RecordsView, Publisher: Filter{Mode: Only, IDs: []string{"google"}}, Search: "wanted"}
	for _, c := range []struct {
		name    string
		records []Record
		want    Figure
	}{
		{"all printed", []Record{record("FR", Exact(3)), record("GB", Between(0, 499))}, Figure{Reported: true, Lo: 3, Hi: 502}},
		{"one missing", []Record{record("FR", Exact(3)), record("GB", Amount{})}, Figure{Reported: true, Lo: 3, Hi: 3, Marks: Floor}},
		{"missing, but in what is not itemised", []Record{record("FR", Amount{}), record(NotItemised, Below(10))}, Figure{Reported: true, Hi: 9}},
		{"none printed", []Record{record("FR", Amount{})}, Figure{}},
	} {
		e := NewEngine(madeUpDataset(t, tables, c.records))
		if got := e.ListedRequests(q); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		whole := q
		whole.Search = ""
		if got := e.Result(whole).Total.Figures[Requests]; got != c.want {
			t.Errorf("%s: the rows' total is %v, want %v", c.name, got, c.want)
		}
	}
}

func BenchmarkListing(b *testing.B) {
	if testing.Short() {
		b.Skip("makes up many records")
	}
	d := synthetic()
	NewEngine(d).Listing(Query{}) // reads what all share
	for _, text := range []string{
		"publisher=all type=all", "", "country=AC", "publisher=all type=all sort=-requests", "publisher=all type=all sort=country",
		"publisher=all type=all sort=-period", "publisher=all type=all search=type1", "publisher=all type=all search=nowhere",
	} {
		q := must(Parse("view=records "+text, d))
		name := text
		if name == "" {
			name = "default"
		}
		b.Run(strings.ReplaceAll(name, " ", ","), func(b *testing.B) {
			e := NewEngine(d)
			e.Result(q)
			b.ReportAllocs()
			for b.Loop() {
				e.listings = nil
				e.Listing(q)
			}
		})
	}
}

func BenchmarkListingScrolled(b *testing.B) {
	if testing.Short() {
		b.Skip("makes up many records")
	}
	d := synthetic()
	e := NewEngine(d)
	q := must(Parse("view=records publisher=all sort=-requests", d))
	e.Listing(q)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		q.Select = e.GroupOf(q, e.Listing(q).At(i%1000))
	}
}
