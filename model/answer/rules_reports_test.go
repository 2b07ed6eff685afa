package answer

// What the dashboard says on top of the printed figures, in the cases where plain
// sums and changes would mislead. Each right value is worked out here from the
// records, one by one; only texts in which others quoted it are typed.

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// where chooses records; lists are separated by blanks, and an empty one means any.
// Without types it is those that their publisher counts in totals.
type where struct {
	publishers, services, types, countries, periods string
	and                                             func(report.Record) bool
}

// reportRecord is a record of the reports, and whether its type counts in totals.
type reportRecord struct {
	report.Record
	counted bool
}

var reportRecords = sync.OnceValue(func() (all []reportRecord) {
	d := raw.Dataset()
	for i := range d.Len() {
		all = append(all, reportRecord{d.Record(i), d.SeriesOf(i).Type.InTotals})
	}
	return all
})

// records lists what is chosen.
func (w where) records() (chosen []report.Record) {
	listed := func(list, id string) bool { return list == "" || slices.Contains(strings.Fields(list), id) }
	for _, r := range reportRecords() {
		if listed(w.publishers, r.Publisher) && listed(w.services, r.Service) && listed(w.countries, r.Country) && listed(w.periods, r.Period.String()) &&
			(w.types != "" || r.counted) && listed(w.types, r.Type) && (w.and == nil || w.and(r.Record)) {
			chosen = append(chosen, r.Record)
		}
	}
	return chosen
}

// sum adds up a count of the records chosen, a range by its middle.
func (w where) sum(columns ...report.Column) (sum float64) {
	for _, r := range w.records() {
		for _, c := range columns {
			lo, hi := r.Counts[c].Bounds()
			sum += float64(lo+hi) / 2
		}
	}
	return sum
}

func (w where) requests() float64 { return w.sum(report.Requests) }

// in is the same of some periods, of some publishers, of what else holds.
func (w where) in(periods string) where    { w.periods = periods; return w }
func (w where) of(publishers string) where { w.publishers = publishers; return w }
func (w where) that(and func(report.Record) bool) where {
	w.and = and
	return w
}

// ids lists what the chosen records have in a field, in order.
func (w where) ids(field func(report.Record) string) (ids []string) {
	for _, r := range w.records() {
		if id := field(r); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func ofCountry(r report.Record) string   { return r.Country }
func ofPublisher(r report.Record) string { return r.Publisher }
func ofPeriod(r report.Record) string    { return r.Period.String() }

// both lists what stands in two lists.
func both(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(id string) bool { return !slices.Contains(b, id) })
}

// inList says whether a record's country is listed.
func inList(countries []string) func(report.Record) bool {
	return func(r report.Record) bool { return slices.Contains(countries, r.Country) }
}

// peopleOf are the person-years of a country, or of all for "", in some periods.
func peopleOf(country string, periods ...string) (people float64) {
	d := raw.Dataset()
	for _, text := range periods {
		p := samples.Must(report.ParsePeriod(text))
		for _, c := range d.Countries {
			if country != "" && c.Code != country {
				continue
			}
			n, year := c.Population, 0
			for _, known := range d.Populations {
				if known.Country == c.Code && known.Year <= p.Year && known.Year > year {
					n, year = known.People, known.Year
				}
			}
			people += float64(n) * float64(p.Months()) / 12
		}
	}
	return people
}

// found is a row of the answer to a question about the reports: that of an id, or the
// total.
func found(t *testing.T, text, id string) (Row, *Result) {
	t.Helper()
	q, err := query.Parse(text, raw.Dataset())
	if err != nil {
		t.Fatal(err)
	}
	r := reportsEngine().Result(q)
	if id == "" {
		return r.Total, r
	}
	i := slices.IndexFunc(r.Rows, func(row Row) bool { return row.ID == id })
	if i < 0 {
		t.Fatalf("%s has no row %s, but %v", text, id, idsOf(r.Rows))
	}
	return r.Rows[i], r
}

var reportsEngine = sync.OnceValue(func() *Engine { return NewEngine(raw.Dataset()) })

// compares holds a row to what takes part in it and to all there is: its change, its
// difference and what they cover.
type compares struct {
	now, before       float64 // of what takes part, before scaled to the months of now
	allNow, allBefore float64
}

func (c compares) change() float64 { return c.now/c.before - 1 }
func (c compares) covers() float64 { return min(c.now/c.allNow, c.before/c.allBefore) }

func TestChangesOfTheReportsCompareLikeWithLike(t *testing.T) {
	const h1, h2 = "2024-H1", "2023-H2"
	inUS, inGB := where{countries: "US"}, where{countries: "GB"}
	stay := strings.Join(both(where{periods: h1}.ids(ofPublisher), where{periods: h2}.ids(ofPublisher)), " ")
	if stay != "apple github google linkedin microsoft tiktok" {
		t.Fatalf("%s print both halves", stay)
	}
	mail, microsoft := where{publishers: "microsoft", services: "microsoft"}, where{publishers: "microsoft"}
	emergency := where{publishers: "google", types: "emergency"}
	apple := where{publishers: "apple"}
	noToken := apple.that(func(r report.Record) bool { return r.Type != "push-token" })
	linkedin := where{publishers: "linkedin"}
	linkedinUS := where{publishers: "linkedin", countries: "US"}
	google := where{publishers: "google"}
	known := inList(google.in("2013-H1").ids(ofCountry)) // those with fewer requests were left out before
	stayed := inList(both(google.in("2012-H1").ids(ofCountry), google.in("2012-H2").ids(ofCountry)))
	halves := func(period string) float64 {
		return google.in(period).that(stayed).requests() + where{publishers: "twitter"}.in(period).requests()
	}
	others := where{publishers: "google twitter"}
	var union []string
	for _, m := range raw.Dataset().Members {
		if m.Group == "eu" && m.Country != "GB" {
			union = append(union, m.Country)
		}
	}
	of27 := microsoft.that(inList(union))
	of28 := microsoft.that(inList(append(slices.Clone(union), "GB")))
	europe := compares{of27.in("2020-H1").requests(), of27.in("2019-H2").requests(), of27.in("2020-H1").requests(), of28.in("2019-H2").requests()}
	meta := where{publishers: "meta"}
	for _, c := range []struct {
		name, query, row string
		want             compares
		text, covers     string // as it was quoted; "" for not reported
		publishers       string
		without          string // a part of what is said to be left out
	}{
		{
			"the United States without those who fell silent", "country=US publisher=all period=2024-H1", "",
			compares{inUS.of(stay).in(h1).requests(), inUS.of(stay).in(h2).requests(), inUS.in(h1).requests(), inUS.in(h2).requests()},
			"(≈ +8.1 %)", "", stay, "",
		}, {
			"the United Kingdom likewise", "country=GB publisher=all period=2024-H1", "",
			compares{inGB.of(stay).in(h1).requests(), inGB.of(stay).in(h2).requests(), inGB.in(h1).requests(), inGB.in(h2).requests()},
			"(≈ +26.2 %)", "", stay, "",
		}, {
			"a half-year with half of the year before, without Skype", "period=2013-H1", "",
			compares{mail.in("2013-H1").requests(), mail.in("2012").requests() / 2, microsoft.in("2013-H1").requests(), microsoft.in("2012").requests() / 2},
			"(−4.7 % ÷ 2)", "90.6 %", "microsoft", "Skype",
		}, {
			"the same against the year", "period=2013-H1 against=2012", "",
			compares{mail.in("2013-H1").requests(), mail.in("2012").requests() / 2, microsoft.in("2013-H1").requests(), microsoft.in("2012").requests() / 2},
			"(−4.7 %)", "90.6 %", "microsoft", "Skype",
		}, {
			"the same, by period", "by=period", "2013-H1",
			compares{mail.in("2013-H1").requests(), mail.in("2012").requests() / 2, microsoft.in("2013-H1").requests(), microsoft.in("2012").requests() / 2},
			"(−4.7 % ÷ 2)", "90.6 %", "microsoft", "Skype",
		}, {
			"half of a year with itself never", "publisher=google,microsoft,twitter by=period", "2012-H2",
			compares{halves("2012-H2"), halves("2012-H1"), others.in("2012-H2").requests(), others.in("2012-H1").requests()},
			"≈ +3.4 %", "", "google twitter", "Microsoft, which prints the year",
		}, {
			"emergencies of the country that was split before", "publisher=google type=emergency period=2014-H2", "",
			compares{
				where{types: "emergency", countries: "US"}.of("google").in("2014-H2").requests(), where{types: "emergency", countries: "US"}.of("google").in("2014-H1").requests(),
				emergency.in("2014-H2").requests(), emergency.in("2014-H1").requests(),
			},
			"(0.0 %)", "37.6 %", "google", "25 countries",
		}, {
			"without a kind that has just begun", "publisher=apple period=2022-H2", "",
			compares{noToken.in("2022-H2").requests(), noToken.in("2022-H1").requests(), apple.in("2022-H2").requests(), apple.in("2022-H1").requests()},
			"−0.1 %", "", "apple", "Push token",
		}, {
			"the United States alone, on both sides", "publisher=linkedin by=period", "2016-H1",
			compares{linkedinUS.in("2016-H1").requests(), linkedinUS.in("2015-H2").requests(), linkedin.in("2016-H1").requests(), linkedin.in("2015-H2").requests()},
			"(+1.6 %)", "88.3 %", "linkedin", "countries other than United States",
		}, {
			"the last who printed stands for nobody else", "by=period country=US publisher=linkedin,twitter", "2021-H1",
			compares{inUS.of("linkedin").in("2021-H1").requests(), inUS.of("linkedin").in("2020-H2").requests(), inUS.of("linkedin").in("2021-H1").requests(), inUS.of("linkedin twitter").in("2020-H2").requests()},
			"", "", "linkedin", "",
		}, {
			"half-years that both hold Skype", "period=2013-H2", "",
			compares{microsoft.in("2013-H2").requests(), microsoft.in("2013-H1").requests(), microsoft.in("2013-H2").requests(), microsoft.in("2013-H1").requests()},
			"−5.7 %", "100.0 %", "microsoft", "",
		}, {
			"without the small countries that were left out before", "publisher=google period=2013-H2", "",
			compares{google.in("2013-H2").that(known).requests(), google.in("2013-H1").requests(), google.in("2013-H2").requests(), google.in("2013-H1").requests()},
			"+5.0 %", "98.9 %", "google", "35 countries",
		}, {
			"the European Union as its members on both sides", "group=eu period=2020-H1", "",
			europe, "(+12.2 %)", "71.6 %", "microsoft", "members for part of the time",
		}, {
			"its row likewise", "by=group period=2020-H1", "eu",
			europe, "(+12.2 %)", "71.6 %", "microsoft", "members for part of the time",
		}, {
			"against a printed period", "by=publisher publisher=meta period=2013-H2..2014-H1 against=2013-H1", "meta",
			compares{
				meta.in("2013-H2 2014-H1").requests(), 2 * meta.in("2013-H1").requests(),
				meta.in("2013-H2 2014-H1").requests(), 2 * meta.in("2013-H1").requests(),
			},
			"≈ +20.8 %", "100.0 %", "meta", "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			row, _ := found(t, c.query, c.row)
			about := row.Compare
			if about == nil {
				t.Fatal("nothing is compared")
			}
			if got := strings.Join(about.Publishers, " "); got != c.publishers {
				t.Errorf("%s take part, not %s", got, c.publishers)
			}
			if !closeTo(about.Covers, c.want.covers()) {
				t.Errorf("it covers %v, by hand %v", about.Covers, c.want.covers())
			}
			if c.without != "" && !strings.Contains(strings.Join(about.Without, "; "), c.without) {
				t.Errorf("it is said to be without %q, not %q", about.Without, c.without)
			}
			change, difference := row.Figures[report.Change], row.Figures[report.Difference]
			if c.text == "" {
				if change.Reported || difference.Reported || c.want.covers() >= 0.25 {
					t.Errorf("the change is %+v, of %v", change, c.want.covers())
				}
				return
			}
			if !change.Reported || !closeTo(change.Rate, c.want.change()) || !closeTo(difference.Rate, c.want.now-c.want.before) {
				t.Errorf("change %v and difference %v, by hand %v and %v", change, difference, c.want.change(), c.want.now-c.want.before)
			}
			if got := (Format{}).Figure(change, report.Change); got != c.text {
				t.Errorf("it is shown as %s, not as %s", got, c.text)
			}
			if got := percentText(about.Covers); c.covers != "" && got != c.covers {
				t.Errorf("it covers %s, not %s", got, c.covers)
			}
		})
	}
	if row, _ := found(t, "country=US publisher=all period=2024-H1", ""); row.Compare.Of != len(raw.Dataset().Publishers) {
		t.Errorf("%d of %d publishers take part", len(row.Compare.Publishers), row.Compare.Of)
	}
	row, _ := found(t, "publisher=apple period=2022-H2", "")
	if got := fmt.Sprintf("%.2f", 100*row.Figures[report.Change].Rate); got != "-0.08" {
		t.Errorf("Apple changes by %s %%", got)
	}
}

func percentText(x float64) string { return strconv.FormatFloat(100*x, 'f', 1, 64) + " %" }

func TestWhatTheReportsCannotTellIsNotReported(t *testing.T) {
	for _, c := range []struct {
		name, query, row string
		column           report.Column
	}{
		{"twelve months after six that are printed of twelve", "by=publisher publisher=meta period=2013-H2..2014-H1 measure=change", "meta", report.Change},
		{"a rate of change after nothing", "country=CN by=period", "2015-H2", report.Change},
		{"and later again", "country=CN by=period", "2021-H2", report.Change},
		{"refusals of one request in many, Argentina", "publisher=apple period=2024-H2", "AR", report.RejectedRate},
		{"refusals of one request in many, Taiwan", "publisher=apple period=2024-H2", "TW", report.RejectedRate},
		{"refusals of the smaller part", "period=2012", "", report.RejectedRate},
		{"outcomes that count accounts", "type=civil", "US", report.Content},
		{"an outcome that nobody prints", "publisher=google", "", report.Content},
	} {
		row, _ := found(t, c.query, c.row)
		if f := row.Figures[c.column]; f != (Figure{}) {
			t.Errorf("%s: %s, row %q: %s is %s", c.name, c.query, c.row, c.column, Format{}.Figure(f, c.column))
		}
	}
	if _, r := found(t, "publisher=google view=map measure=content_rate", ""); slices.ContainsFunc(r.Rows, func(row Row) bool { return row.Figures[report.Content].Reported }) {
		t.Error("Google prints no content, and yet a country has some")
	}
}

func TestAGapInACompleteTableIsADifferenceAndNoRate(t *testing.T) {
	for period, before := range map[string]string{"2015-H2": "2015-H1", "2021-H2": "2021-H1"} {
		china := where{publishers: "microsoft", countries: "CN"}
		if len(china.in(before).records()) > 0 {
			t.Fatalf("China has a record of %s", before)
		}
		row, _ := found(t, "country=CN by=period", period)
		if f := row.Figures[report.Difference]; !f.Reported || f.Rate != china.in(period).requests() {
			t.Errorf("%s: the difference is %+v, by hand %v", period, f, china.in(period).requests())
		}
	}
}

func TestRatesRestOnHalfOfTheRequestsAtLeast(t *testing.T) {
	all := where{publishers: "microsoft", periods: "2012"}
	printing := all.that(func(r report.Record) bool { return r.Counts[report.Rejected].Reported() })
	if covers := printing.requests() / all.requests(); covers >= 0.5 || percentText(covers) != "28.3 %" {
		t.Errorf("%v of the requests of 2012 say whether they were rejected", covers)
	}
	for _, country := range []string{"AR", "TW"} {
		apple := where{publishers: "apple", periods: "2024-H2", countries: country}
		printing := apple.that(func(r report.Record) bool { return r.Counts[report.Rejected].Reported() })
		if covers := printing.requests() / apple.requests(); covers >= 0.5 {
			t.Errorf("%s: %v of the requests say whether they were rejected", country, covers)
		}
	}
	// What covers enough is what the records say.
	needed := where{publishers: "microsoft", services: "microsoft", periods: "2012"}
	row, _ := found(t, "period=2012", "")
	if f, want := row.Figures[report.DisclosedRate], needed.sum(report.Content, report.NonContent)/needed.requests(); !closeTo(f.Rate, want) || !closeTo(f.Covers, needed.requests()/all.requests()) {
		t.Errorf("disclosed %+v, by hand %v", f, want)
	} else if got := (Format{}).Figure(f, report.DisclosedRate); got != "(82.0 %)" {
		t.Errorf("disclosed %s", got)
	}
}

func TestFewRequestsAreHiddenAndSaid(t *testing.T) {
	few, kept := 0, 0.
	apple := where{publishers: "apple", periods: "2024-H2"}
	for _, country := range apple.ids(ofCountry) {
		if n := (where{publishers: "apple", periods: "2024-H2", countries: country}).requests(); n < 10 {
			few++
		} else {
			kept += n
		}
	}
	for _, text := range []string{"sort=-rejected_rate", "measure=rejected_rate", "view=map measure=rejected_rate"} {
		_, r := found(t, "publisher=apple period=2024-H2 "+text, "")
		if r.Small != few || few == 0 {
			t.Errorf("%s: %d rows are hidden, by hand %d", text, r.Small, few)
		}
		for _, row := range r.Rows {
			if row.Figures[report.Requests].Hi < 10 {
				t.Errorf("%s: %s is shown with %d requests", text, row.ID, row.Figures[report.Requests].Hi)
			}
		}
		if r.Shown == nil || float64(r.Shown.Figures[report.Requests].Lo) != kept || float64(r.Total.Figures[report.Requests].Lo) != apple.requests() {
			t.Errorf("%s: shown %+v, by hand %v of %v", text, r.Shown, kept, apple.requests())
		}
	}
	if _, r := found(t, "publisher=apple period=2024-H2 measure=rejected_rate min=1", ""); r.Small != 0 {
		t.Errorf("min=1 hides %d rows", r.Small)
	}
}

func TestPeopleCountWhetherOrNotTheirCountryIsListed(t *testing.T) {
	microsoft := where{publishers: "microsoft"}
	first, _ := found(t, "period=2014-H1", "")
	second, _ := found(t, "period=2014-H2", "")
	a, b := first.Figures[report.PerMillion].Rate, second.Figures[report.PerMillion].Rate
	if want := microsoft.in("2014-H2").requests() / microsoft.in("2014-H1").requests(); !closeTo(b/a, want) || math.Round(10*(1-want)) != 1 {
		t.Errorf("requests per million fall from %v to %v; requests to %v of them", a, b, want)
	}
	until := where{publishers: "microsoft", and: func(r report.Record) bool { return r.Period.Year < 2025 }}
	printed := until.ids(ofPeriod)
	for country, text := range map[string]string{"IS": "3.5", "FI": "14.9"} {
		row, _ := found(t, "period=..2024 country="+country, "")
		f := row.Figures[report.PerMillion]
		until.countries = country
		want := 1e6 * until.requests() / peopleOf(country, printed...)
		if got := (Format{}).Figure(f, report.PerMillion); !closeTo(f.Rate, want) || got != text {
			t.Errorf("%s: %v per million, by hand %v; shown as %s", country, f.Rate, want, got)
		}
	}
	row, _ := found(t, "outcome=rejected period=2012", "")
	want := 1e6 * microsoft.in("2012").sum(report.Rejected) / peopleOf("", "2012")
	if f := row.Figures[report.PerMillion]; f.Marks != Floor || !closeTo(f.Rate, want) {
		t.Errorf("rejected per million: %+v, by hand at least %v", f, want)
	}
}

func TestFloorsOfTheReportsSaySo(t *testing.T) {
	civil := where{publishers: "microsoft", types: "civil", countries: "US"}
	row, _ := found(t, "type=civil", "US")
	if f := row.Figures[report.Requests]; float64(f.Lo) != civil.requests() || f.IsRange() {
		t.Errorf("civil requests %+v, by hand %v", f, civil.requests())
	}
	q := samples.Must(query.Parse("view=compare period=2012", raw.Dataset()))
	c := reportsEngine().Compared(q)
	compared := 0
	for row := range c.Rows {
		own, other := c.Figure(row, report.NonContent), c.Figure(c.Reference, report.NonContent)
		if row == c.Reference || !own.Marks.Has(Floor) || !other.Marks.Has(Floor) {
			continue
		}
		if compared++; c.Difference(row, report.NonContent).Reported {
			t.Errorf("non-content of %s, at least %d, is compared with at least %d", c.Rows[row].ID, own.Lo, other.Lo)
		}
	}
	if compared == 0 {
		t.Error("no two floors stand side by side")
	}
	mail := where{publishers: "microsoft", services: "microsoft", periods: "2012"}
	nothing := mail.sum(report.NoData, report.Rejected, report.Nothing)
	_, r := found(t, "period=2012 service=microsoft", "")
	for _, tile := range Tiles(r) {
		if tile.Label != "Nothing disclosed" {
			continue
		}
		if f := tile.Figure; float64(f.Lo) != nothing || f.IsRange() || f.Marks != 0 || (Format{}).Figure(f, report.Requests) != "12,719" {
			t.Errorf("nothing was disclosed in %+v, by hand %v", f, nothing)
		}
		if f := tile.Fraction; f.Marks != 0 || !closeTo(f.Rate, nothing/mail.requests()) || (Format{}).Figure(f, report.Share) != "18.0 %" {
			t.Errorf("nothing was disclosed in %+v of requests, by hand %v", f, nothing/mail.requests())
		}
	}
	whole := where{publishers: "microsoft"}
	row, r = found(t, "", "")
	if f := row.Figures[report.NonContent]; f.Marks != Floor || float64(f.Lo) != whole.sum(report.NonContent) {
		t.Errorf("non-content of all periods is %+v, by hand %v", f, whole.sum(report.NonContent))
	}
	i := slices.IndexFunc(Tiles(r), func(t Tile) bool { return t.Label == report.NonContent.Label() })
	if f := Tiles(r)[i].Fraction; (Format{}).Figure(f, report.Share) != "≥ "+percentText(whole.sum(report.NonContent)/whole.requests()) {
		t.Errorf("non-content is %s of requests", Format{}.Figure(f, report.Share))
	}
	// A percentage printed whole is shown as whole as it is printed.
	disclosed, of := 0., 0.
	for _, r := range (where{publishers: "twitter", countries: "TR"}).records() {
		percent, _ := r.Percent.Bounds()
		requests, _ := r.Counts[report.Requests].Bounds()
		if r.Percent.Reported() {
			disclosed, of = disclosed+float64(percent*requests)/100, of+float64(requests)
		}
	}
	row, _ = found(t, "publisher=twitter", "TR")
	f := row.Figures[report.DisclosedRate]
	if got := (Format{}).Figure(f, report.DisclosedRate); !closeTo(f.Rate, disclosed/of) || got != "≈ 0 %" {
		t.Errorf("Twitter disclosed %s to Türkiye, %v, by hand %v", got, f.Rate, disclosed/of)
	}
}

func TestAYearThatIsNotOverSaysSo(t *testing.T) {
	// LinkedIn's first report begins in the middle of 2011: that year will never be whole.
	year := where{publishers: "linkedin", and: func(r report.Record) bool { return r.Period.Year == 2011 }}
	if got := year.ids(ofPeriod); len(got) != 1 || got[0] != "2011-H2" {
		t.Fatalf("LinkedIn printed %v", got)
	}
	for _, c := range []struct{ query, row, want string }{
		{"publisher=linkedin period=2011", "", "second half only"},
		{"publisher=linkedin by=year", "2011", "second half only"},
		{"by=year publisher=all", "2011", "second half only; Google whole"},
		{"by=year publisher=all", "2016", "Yahoo second half only"},
		{"publisher=google,linkedin period=2011", "", "second half only; Google whole"},
		{"by=year", "2024", ""},
		{"period=2024", "", ""},
	} {
		row, _ := found(t, c.query, c.row)
		if row.Partial != c.want {
			t.Errorf("%s, row %q: %q, want %q", c.query, c.row, row.Partial, c.want)
		}
		if row.Partial != "" && row.Figures[report.Change].Reported && c.row != "" {
			t.Errorf("%s: a year that is not over is compared", c.query)
		}
	}
	row, _ := found(t, "publisher=linkedin period=2011", "")
	if f := row.Figures[report.Requests]; float64(f.Lo) != year.requests() || f.IsRange() {
		t.Errorf("2011 has %+v requests, by hand %v", f, year.requests())
	}
}

func TestHowTheReportsObtainedANumberIsSaid(t *testing.T) {
	for _, c := range []struct {
		name  string
		of    where
		field report.Field
		want  report.Obtained
	}{
		{"Türkiye's requests for Skype", where{publishers: "microsoft", services: "skype", countries: "TR", periods: "2012"}, report.RequestsField, report.WorkedOut},
		{"what South Korea was refused", where{publishers: "microsoft", services: "microsoft", countries: "KR", periods: "2012"}, report.NothingField, report.WorkedOut},
	} {
		records := c.of.records()
		if len(records) != 1 || !records[0].Derived {
			t.Fatalf("%s: %v", c.name, records)
		}
		if got := records[0].Obtained(c.field, report.Type{}); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	none := where{and: func(r report.Record) bool {
		return r.Counts[report.Requests] == report.Exact(0) && !r.Counts[report.Nothing].Reported()
	}}
	if len(none.records()) == 0 {
		t.Fatal("every record has requests")
	}
	for _, r := range none.records() {
		if got := r.HowObtained([]report.Field{report.NothingField}, report.Type{}); !strings.HasPrefix(got, "0 requests, so 0") {
			t.Errorf("%s, %s, %s: what was refused is %s", r.Publisher, r.Country, r.Period, got)
		}
	}
}

func TestUnlikePublishersOfTheReportsAreSaidFirst(t *testing.T) {
	row, r := found(t, "by=publisher", "")
	f := row.Figures[report.Requests]
	if len(r.Notes) == 0 || r.Notes[0].ID != unlikeNote.ID || !f.Marks.Has(Approx) {
		t.Errorf("the first note is %v, of %+v", r.Notes[0], f)
	}
	if want := (where{}).requests(); f.Value(report.Requests) != want {
		t.Errorf("together they print %v, by hand %v", f.Value(report.Requests), want)
	}
	for _, row := range r.Rows {
		own := row.Figures[report.Requests]
		if row.ID != "meta" && own.Marks != 0 || own.Value(report.Requests) != (where{publishers: row.ID}).requests() {
			t.Errorf("%s alone has %+v", row.ID, own)
		}
	}
}

func TestWhyThePartWithoutInformationIsLessThanQuotedIsSaid(t *testing.T) {
	all, mail := where{publishers: "microsoft", periods: "2012"}, where{publishers: "microsoft", services: "microsoft", periods: "2012"}
	for _, text := range []string{"period=2012", "by=service period=2012"} {
		_, r := found(t, text, "")
		if !slices.ContainsFunc(r.Notes, func(n report.Note) bool { return n.ID == "skype-2012-refusals" }) {
			t.Errorf("%s: nobody says that no Skype request counts as refused", text)
		}
		for _, tile := range Tiles(r) {
			if tile.Label == "Nothing disclosed" && (Format{}).Figure(tile.Fraction, report.Share) != "≥ "+percentText(mail.sum(report.NoData, report.Rejected, report.Nothing)/all.requests()) {
				t.Errorf("%s: nothing disclosed in %s", text, Format{}.Figure(tile.Fraction, report.Share))
			}
		}
	}
}
