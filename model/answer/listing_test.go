package answer

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// listedPlainly lists records the slow way: it reads each whole, and compares two
// by what they hold.
func listedPlainly(d *report.Dataset, q query.Query) []int {
	e := NewEngine(d)
	records := e.Records(q)
	if wanted := report.Fold(q.Search); wanted != "" {
		named := namesASource(d, wanted)
		records = slices.DeleteFunc(records, func(i int) bool {
			r, s := d.Record(i), d.SeriesOf(i)
			publisher, _ := d.Publisher(r.Publisher)
			country, _ := d.Country(r.Country)
			texts := append([]string{
				r.Publisher, publisher.Label, r.Period.String(), r.Service, s.Service.Label, r.Type, s.Type.Label,
				r.Country, country.Name, statusText(&r), r.Note,
			}, country.Aliases...)
			if source, _ := d.Source(r.Source); report.Fold(r.Source) == wanted || !named {
				texts = append(texts, r.Source, source.Title)
			}
			return !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(report.Fold(text), wanted) })
		})
	}
	q.View = query.RecordsView
	order := q.Order()
	slices.SortStableFunc(records, func(i, j int) int {
		a, b := d.Record(i), d.Record(j)
		last := cmp.Compare(lastness(&a, order.Field), lastness(&b, order.Field))
		by := comparePlainly(d, &a, &b, order.Field)
		if order.Descending {
			by = -by
		}
		return cmp.Or(last, by, cmp.Compare(lastness(&a, report.CountryField), lastness(&b, report.CountryField)), comparePlainly(d, &a, &b, report.CountryField))
	})
	if q.Top > 0 {
		records = records[:min(q.Top, len(records))]
	}
	return records
}

// namesASource says whether a text is the whole id of a source that has a record.
func namesASource(d *report.Dataset, wanted string) bool {
	for i := range d.Len() {
		if report.Fold(d.Record(i).Source) == wanted {
			return true
		}
	}
	return false
}

func statusText(r *report.Record) string {
	if r.Derived {
		return "derived"
	}
	return "printed"
}

// lastness is 1 for what stands last in either direction.
func lastness(r *report.Record, f report.Field) int {
	if f.IsAmount() && !r.Amount(f).Reported() || f == report.CountryField && r.Country == report.NotItemised || f == report.NoteField && r.Note == "" {
		return 1
	}
	return 0
}

func comparePlainly(d *report.Dataset, a, b *report.Record, f report.Field) int {
	if f.IsAmount() {
		middle := func(a report.Amount) int { lo, hi := a.Bounds(); return lo + hi }
		return cmp.Compare(middle(a.Amount(f)), middle(b.Amount(f)))
	}
	if f == report.PeriodField {
		return a.Period.Compare(b.Period)
	}
	text := func(r *report.Record) string {
		switch f {
		case report.PublisherField:
			return r.Publisher
		case report.ServiceField:
			return r.Service
		case report.CountryField:
			c, _ := d.Country(r.Country)
			return c.Name
		case report.TypeField:
			return r.Type
		case report.SourceField:
			return r.Source
		case report.StatusField:
			return statusText(r)
		}
		return r.Note
	}
	return cmp.Compare(report.Fold(text(a)), report.Fold(text(b)))
}

func TestAListingIsWhatReadingEveryRecordGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := samples.DrawnReports.Draw(t, "reports")
		for i := range drawn.Records {
			drawn.Records[i].Derived = rapid.Bool().Draw(t, "derived")
			drawn.Records[i].Note = rapid.SampledFrom([]string{"", "", "a sum", "Zählung", "zahlung"}).Draw(t, "note")
		}
		d := samples.MadeUpDataset(t, drawn.Tables, drawn.Records)
		e := NewEngine(d)
		for range 4 {
			q := drawQuery(t, d)
			checkListing(t, e, q)
		}
	})
}

func drawQuery(t *rapid.T, d *report.Dataset) query.Query {
	q := query.Query{
		View: query.RecordsView,
		Top:  rapid.SampledFrom([]int{0, 0, 0, 1, 5}).Draw(t, "top"),
		Search: rapid.SampledFrom([]string{
			"", "", "", "a", "united", "2000", "turk", "sum", "zahl", "derived", "mail", "ALPHA", "nowhere",
		}).Draw(t, "search"),
		Publisher: rapid.SampledFrom([]query.Filter{{}, {Mode: query.All}}).Draw(t, "publisher"),
		Type:      rapid.SampledFrom([]query.Filter{{}, {Mode: query.All}}).Draw(t, "type"),
		Country:   rapid.SampledFrom([]query.Filter{{}, {}, {Mode: query.Except, IDs: []string{"GB"}}, {Mode: query.Only, IDs: []string{"GB", "TR"}}}).Draw(t, "country"),
	}
	if f := rapid.SampledFrom(append(report.Fields(), report.NoField)).Draw(t, "sort"); f != report.NoField {
		q.Sort = query.Sort{Set: true, Field: f, Descending: rapid.Bool().Draw(t, "descending")}
	}
	return q.Canonical(d)
}

func checkListing(t interface {
	Helper()
	Fatalf(string, ...any)
}, e *Engine, q query.Query) {
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
	d := raw.Dataset()
	e := NewEngine(d)
	for _, text := range []string{
		"", "publisher=all", "publisher=all type=all sort=-requests", "sort=country", "sort=-country", "sort=note", "sort=-note type=all",
		"publisher=all sort=-disclosed_percent", "publisher=all sort=accounts search=united", "search=turkey", "search=derived sort=-content",
		"publisher=apple type=all sort=requests", "period=2012 sort=-rejected top=7", "sort=status publisher=all", "sort=-source by=publisher",
		"search=skype", "publisher=all sort=-type", "sort=service", "search=nowhere", "search=ms-lerr-2012", "search=ms-lerr-20",
	} {
		q := samples.Must(query.Parse("view=records "+text, d))
		checkListing(t, e, q)
	}
}

func TestRecordsOfAPeriodStandByTheNamesOfTheirCountries(t *testing.T) {
	d := raw.Dataset()
	l := NewEngine(d).Listing(samples.Must(query.Parse("view=records period=2025-H1", d)))
	var names []string
	for i := range l.All() {
		c, _ := d.Country(d.Record(i).Country)
		names = append(names, report.Fold(c.Name))
	}
	if len(names) < 50 || !slices.IsSorted(names) {
		t.Errorf("the records of a period stand in the order %q", names)
	}
}

func TestRecordsInTheirOrderAreNotCopied(t *testing.T) {
	d := samples.MadeUp(t, samples.MadeUpTables("microsoft"), `
		microsoft 2000-H1 mail FR legal-process requests=1
		microsoft 2000-H1 mail GB legal-process requests=2
		microsoft 2000-H1 mail ZZ legal-process requests=3
		microsoft 2000-H2 mail TR legal-process requests=4
	`)
	q := samples.Must(query.Parse("view=records period=2000-H1", d))
	if l := NewEngine(d).Listing(q); l.order != nil || l.Len() != 3 {
		t.Errorf("%d records that stand together in their order were copied: %v", l.Len(), l.order != nil)
	}
}

func TestAListingIsKeptUntilWhatItDependsOnChanges(t *testing.T) {
	e := NewEngine(raw.Dataset())
	q := query.Query{View: query.RecordsView}
	l := e.Listing(q)
	same := q
	same.Select, same.Pins, same.Measure, same.Scale, same.By = "FR", []string{"FR"}, report.Accounts, query.Log, query.ByService
	if e.Listing(same) != l {
		t.Error("a cursor, pins, a measure, a scale or another grouping list the records anew")
	}
	other := q
	other.Search = "france"
	if e.Listing(other) == l || e.Listing(q) != l {
		t.Error("a search is answered by the listing without it, or the listing before is forgotten at once")
	}
	if other.By = query.ByPublisher; e.Listing(other).Len() <= e.Listing(query.Query{Search: "france", View: query.RecordsView}).Len() {
		t.Error("by publisher, the records are not those of all publishers")
	}
}

func TestFieldsThatNobodyPrintsStandBehindTheOthers(t *testing.T) {
	e := NewEngine(raw.Dataset())
	fields := e.Listing(query.Query{View: query.RecordsView}).Fields
	at := func(f report.Field) int { return slices.Index(fields, f) }
	if len(fields) != len(report.Fields()) {
		t.Fatalf("%d fields of %d", len(fields), len(report.Fields()))
	}
	if at(report.SomeDataField) < at(report.NothingField) || at(report.SomeDataField) > at(report.SourceField) {
		t.Errorf("Microsoft prints no \"some data\", and the fields are %v", fields)
	}
	all := e.Listing(query.Query{View: query.RecordsView, Publisher: query.Filter{Mode: query.All}}).Fields
	if fields[0] != report.PeriodField || all[0] != report.PublisherField {
		t.Errorf("the first fields are %v and, of several publishers, %v", fields[0], all[0])
	}
}

func TestTheWidestAmountsAreAsWideAsAnyListed(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for _, text := range []string{"", "publisher=all type=all", "publisher=apple type=all", "publisher=google"} {
		q := samples.Must(query.Parse("view=records "+text, d))
		l := e.Listing(q)
		for f := report.RequestsField; f <= report.PercentField; f++ {
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
	d := raw.Dataset()
	e := NewEngine(d)
	for _, text := range []string{"", "publisher=all", "publisher=apple type=ns-letter", "country=FR,DE", "period=2012"} {
		q := samples.Must(query.Parse("view=records "+text, d))
		whole := e.ListedRequests(q)
		if want := e.Result(q).Total.Figures[report.Requests]; whole != want {
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
	q := samples.Must(query.Parse("view=records type=all publisher=all", d))
	counted := samples.Must(query.Parse("publisher=all", d))
	if got, want := e.ListedRequests(q), e.Result(counted).Total.Figures[report.Requests]; got != want {
		t.Errorf("with all types the sum is %v, want %v: uncounted ones stay out", got, want)
	}
	if q.Outcome = (query.Filter{Mode: query.Only, IDs: []string{"content"}}); e.ListedRequests(q).Reported {
		t.Error("requests are added though only a part of them is asked for")
	}
}

func TestWhatIsListedIsSummedWhereOthersAreHidden(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	ask := func(text string) query.Query { return samples.Must(query.Parse("view=records "+text, d)) }
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
	for _, c := range []report.Column{report.Requests, report.Accounts} {
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
	for c := report.Requests; c <= report.RejectedRate; c++ {
		if c == report.Share {
			continue
		}
		if few.Figures[c] != row.Figures[c] {
			t.Errorf("%s of what the search finds is %v, under a filter %v", c, few.Figures[c], row.Figures[c])
		}
	}
	if share := few.Figures[report.Share]; !share.Reported || share.Rate <= 0 || share.Rate >= 1 {
		t.Errorf("they are %v of all requests", share)
	}
	if none := e.Listed(ask("search=zzz")); none == nil || none.Records != 0 || none.Figures[report.Requests].Reported {
		t.Errorf("nothing found adds up to %v", none)
	}
	for _, text := range []string{"search=france", "top=40", "publisher=all top=100 sort=-requests"} {
		if got, want := e.Listed(ask(text)).Figures[report.Requests], e.ListedRequests(ask(text)); got != want {
			t.Errorf("%s: %v in one sum, %v in the other", text, got, want)
		}
	}
}

// TestRecordsOneByOneAddUpToTheTotal sums all records under a filter as if a search
// had found them.
func TestRecordsOneByOneAddUpToTheTotal(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for _, text := range []string{
		"", "publisher=all", "publisher=all type=all", "type=civil", "publisher=apple type=all", "country=ZZ", "publisher=all country=FR,ZZ",
		"period=2012 outcome=no_data,rejected,nothing", "publisher=all outcome=content,pending,unspecified", "publisher=google period=2013",
	} {
		q := samples.Must(query.Parse(text, d))
		total := e.Result(q).Total
		g, row := e.data.sumOf(slices.Values(e.Records(q))), Row{}
		g.finish(e.selects(q).outcomes, &row)
		for c := range report.Column(report.NumColumns) {
			if c == report.Share || c.IsPerPeople() || c.IsSigned() {
				continue
			}
			if row.Figures[c] != total.Figures[c] {
				t.Errorf("%q: %s of the records is %v, the total %v", text, c, row.Figures[c], total.Figures[c])
			}
		}
	}
}

func TestASumOverSearchedRecordsIsAFloorWhereOneIsMissing(t *testing.T) {
	tables := samples.Tables()
	h1 := report.Period{Year: 2013, Half: 1}
	record := func(country string, requests report.Amount) report.Record {
		r := report.Record{Publisher: "google", Period: h1, Service: "google", Country: country, Type: "legal", Source: "google", Note: "wanted"}
		r.Counts[report.Requests] = requests
		return r
	}
	q := query.Query{View: query.RecordsView, Publisher: query.Filter{Mode: query.Only, IDs: []string{"google"}}, Search: "wanted"}
	for _, c := range []struct {
		name    string
		records []report.Record
		want    Figure
	}{
		{"all printed", []report.Record{record("FR", report.Exact(3)), record("GB", report.Between(0, 499))}, Figure{Reported: true, Lo: 3, Hi: 502}},
		{"one missing", []report.Record{record("FR", report.Exact(3)), record("GB", report.Amount{})}, Figure{Reported: true, Lo: 3, Hi: 3, Marks: Floor}},
		{"missing, but in what is not itemised", []report.Record{record("FR", report.Amount{}), record(report.NotItemised, report.Below(10))}, Figure{Reported: true, Hi: 9}},
		{"none printed", []report.Record{record("FR", report.Amount{})}, Figure{}},
	} {
		e := NewEngine(samples.MadeUpDataset(t, tables, c.records))
		if got := e.ListedRequests(q); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		whole := q
		whole.Search = ""
		if got := e.Result(whole).Total.Figures[report.Requests]; got != c.want {
			t.Errorf("%s: the rows' total is %v, want %v", c.name, got, c.want)
		}
	}
}

func BenchmarkListing(b *testing.B) {
	if testing.Short() {
		b.Skip("makes up many records")
	}
	d := synthetic()
	NewEngine(d).Listing(query.Query{}) // reads what all share
	for _, text := range []string{
		"publisher=all type=all", "", "country=AC", "publisher=all type=all sort=-requests", "publisher=all type=all sort=country",
		"publisher=all type=all sort=-period", "publisher=all type=all search=type1", "publisher=all type=all search=nowhere",
	} {
		q := samples.Must(query.Parse("view=records "+text, d))
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
	q := samples.Must(query.Parse("view=records publisher=all sort=-requests", d))
	e.Listing(q)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		q.Select = e.GroupOf(q, e.Listing(q).At(i%1000))
	}
}
