package answer

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// byHand are sums over the records of a dataset, added up one by one.
type byHand struct {
	requests, accounts map[string]int64 // by country
	outcomes           map[string]map[report.Column]int64
	services, types    map[string]map[string]int64
	records            map[string]int
	periods            map[string][]report.Period
}

func addUpByHand(d *report.Dataset, holds func(report.Record) bool) byHand {
	h := byHand{
		requests: map[string]int64{}, accounts: map[string]int64{}, outcomes: map[string]map[report.Column]int64{},
		services: map[string]map[string]int64{}, types: map[string]map[string]int64{}, records: map[string]int{}, periods: map[string][]report.Period{},
	}
	for i := range d.Len() {
		r := d.Record(i)
		if !holds(r) {
			continue
		}
		if h.records[r.Country]++; h.records[r.Country] == 1 {
			h.outcomes[r.Country], h.services[r.Country], h.types[r.Country] = map[report.Column]int64{}, map[string]int64{}, map[string]int64{}
		}
		requests, _ := r.Counts[report.Requests].Bounds()
		accounts, _ := r.Counts[report.Accounts].Bounds()
		h.requests[r.Country] += int64(requests)
		h.accounts[r.Country] += int64(accounts)
		h.services[r.Country][r.Service] += int64(requests)
		h.types[r.Country][r.Type] += int64(requests)
		for _, c := range samples.PrintedOutcomes {
			n, _ := r.Counts[c].Bounds()
			h.outcomes[r.Country][c] += int64(n)
		}
		if !slices.Contains(h.periods[r.Country], r.Period) {
			h.periods[r.Country] = append(h.periods[r.Country], r.Period)
		}
	}
	return h
}

// perMillion divides the requests of a country by the people who lived there in all
// periods that were printed, listed or not, both added up by hand.
func (h byHand) perMillion(d *report.Dataset, country string) float64 {
	var printed []report.Period
	for _, own := range h.periods {
		for _, p := range own {
			if !slices.Contains(printed, p) {
				printed = append(printed, p)
			}
		}
	}
	people := 0.0
	for _, p := range printed {
		if slices.Contains(h.periods[report.NotItemised], p) && !slices.Contains(h.periods[country], p) {
			continue // what is not itemised may hold the country
		}
		year, n := 0, 0
		for _, known := range d.Populations {
			if known.Country == country && known.Year <= p.Year && known.Year > year {
				year, n = known.Year, known.People
			}
		}
		if year == 0 {
			c, _ := d.Country(country)
			n = c.Population
		}
		people += float64(n) * float64(p.Months()) / 12
	}
	return 1e6 * float64(h.requests[country]) / people
}

// asMicrosoftCounts holds the records that a question without filters asks for.
func asMicrosoftCounts(r report.Record) bool {
	return r.Publisher == "microsoft" && r.Type != "emergency" && r.Type != "civil"
}

func TestAProfileSaysWhatItsRecordsAddUpTo(t *testing.T) {
	d := raw.Dataset()
	e := NewEngine(d)
	for _, c := range []struct {
		query string
		holds func(report.Record) bool
	}{
		{"view=country", asMicrosoftCounts},
		{"view=country period=2012", func(r report.Record) bool { return asMicrosoftCounts(r) && r.Period.Year == 2012 }},
		{"view=country service=skype", func(r report.Record) bool { return asMicrosoftCounts(r) && r.Service == "skype" }},
		{"view=country by=period", asMicrosoftCounts},
		{"view=country publisher=microsoft period=2017-H1..2019-H2 type=emergency", func(r report.Record) bool {
			return r.Publisher == "microsoft" && r.Type == "emergency" && r.Period.Year >= 2017 && r.Period.Year <= 2019
		}},
		{"view=country publisher=google period=2015-H1", func(r report.Record) bool {
			return r.Publisher == "google" && r.Type != "preservation" && r.Period == report.Period{Year: 2015, Half: 1}
		}},
	} {
		hand := addUpByHand(d, c.holds)
		var total int64
		for _, n := range hand.requests {
			total += n
		}
		for _, country := range []string{"US", "GB", "TR", "BR", "NZ", "IS"} {
			t.Run(c.query+" country="+country, func(t *testing.T) {
				p := e.Profile(samples.Must(query.Parse(c.query+" country="+country, d)))
				if hand.records[country] == 0 {
					if p.Row != nil {
						t.Fatalf("there is a row without a record: %v", p.Row)
					}
					return
				}
				f := &p.Row.Figures
				if p.Row.Records != hand.records[country] || f[report.Requests].Lo != hand.requests[country] || f[report.Requests].Hi != hand.requests[country] {
					t.Errorf("%d records and %v requests, by hand %d and %d", p.Row.Records, f[report.Requests], hand.records[country], hand.requests[country])
				}
				if f[report.Accounts].Reported && f[report.Accounts].Lo != hand.accounts[country] {
					t.Errorf("%d accounts, by hand %d", f[report.Accounts].Lo, hand.accounts[country])
				}
				if want := float64(hand.requests[country]) / float64(total); math.Abs(f[report.Share].Rate-want) > 1e-12 {
					t.Errorf("share %v, by hand %v", f[report.Share].Rate, want)
				}
				if want := hand.perMillion(d, country); hand.requests[country] > 0 && math.Abs(f[report.PerMillion].Rate-want) > 1e-9*want {
					t.Errorf("%v per million, by hand %v", f[report.PerMillion].Rate, want)
				}
				place, of, sharing := 1, 0, 0
				for other, n := range hand.requests {
					if other == report.NotItemised {
						continue
					}
					of++
					if n > hand.requests[country] {
						place++
					} else if n == hand.requests[country] && other != country {
						sharing++
					}
				}
				if a, b, c := p.Place(report.Requests); a != place || b != of || c != sharing || p.Row.Rank != place {
					t.Errorf("place %d of %d with %d others, rank %d; by hand %d of %d with %d", a, b, c, p.Row.Rank, place, of, sharing)
				}
				checkPieces(t, "service", hand.services[country], p.Services)
				var kinds []Row
				for _, k := range p.Types {
					kinds = append(kinds, k.Row)
				}
				checkPieces(t, "type", hand.types[country], kinds)
				for _, o := range p.Outcomes {
					if o.Column != report.Unspecified && o.Figure.Lo != hand.outcomes[country][o.Column] && o.Figure.Reported {
						t.Errorf("%s: %d, by hand %d", o.Column, o.Figure.Lo, hand.outcomes[country][o.Column])
					}
				}
				slices.SortFunc(hand.periods[country], report.Period.Compare)
				if !slices.Equal(p.Periods(), hand.periods[country]) {
					t.Errorf("periods %v, by hand %v", p.Periods(), hand.periods[country])
				}
			})
		}
	}
}

// checkPieces holds a list of parts against those added up by hand.
func checkPieces(t *testing.T, what string, want map[string]int64, rows []Row) {
	t.Helper()
	if len(rows) != len(want) {
		t.Errorf("%d rows by %s, by hand %d", len(rows), what, len(want))
	}
	for _, r := range rows {
		if r.Figures[report.Requests].Lo != want[r.ID] {
			t.Errorf("%s %s: %d, by hand %d", what, r.ID, r.Figures[report.Requests].Lo, want[r.ID])
		}
	}
}

func TestAProfileFollowsTheMeasureThroughAllPeriods(t *testing.T) {
	d := raw.Dataset()
	p := NewEngine(d).Profile(samples.Must(query.Parse("view=country country=GB period=2012", d)))
	hand := map[report.Period]int64{}
	for i := range d.Len() {
		if r := d.Record(i); asMicrosoftCounts(r) && r.Country == "GB" {
			n, _ := r.Counts[report.Requests].Bounds()
			hand[r.Period] += int64(n)
		}
	}
	if len(p.Trend) != len(hand) || !p.Uneven {
		t.Fatalf("%d periods, by hand %d; uneven %v", len(p.Trend), len(hand), p.Uneven)
	}
	for _, k := range p.Trend {
		want := float64(hand[k.Period])
		if k.Period.Months() == 12 {
			want /= 2
		}
		if k.Value != want || k.Halved != (k.Period.Months() == 12) || k.Chosen != (k.Period.Year == 2012) {
			t.Errorf("%s: %v, halved %v, chosen %v; by hand %v", k.Period, k.Value, k.Halved, k.Chosen, want)
		}
	}
}

func TestAPeriodWithoutARecordIsAGapInTheTrend(t *testing.T) {
	d := samples.Dataset(t)
	p := NewEngine(d).Profile(samples.Must(query.Parse("view=country country=FR", d)))
	text := ""
	for _, k := range p.Trend {
		text += fmt.Sprintf(" %s:%v", k.Period, k.Cell != nil)
	}
	if want := " 2012:false 2013-H1:true 2013-H2:false"; text != want {
		t.Errorf("the trend is%s, want%s", text, want)
	}
}

func TestThePartsOfAProfileAddUpToItsRequests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		e := NewEngine(d)
		p := e.Profile(q)
		if p.Row == nil {
			for _, w := range p.Ways {
				if w.Records == 0 {
					questions.Fail(t, d, q, "without the filter of %s there is no record either", w.By)
				}
			}
			return
		}
		want := p.Row.Figures[report.Requests]
		sum := func(rows []Row) (lo, hi int64) {
			for _, r := range rows {
				lo, hi = lo+r.Figures[report.Requests].Lo, hi+r.Figures[report.Requests].Hi
			}
			return lo, hi
		}
		var kinds []Row
		for _, k := range p.Types {
			kinds = append(kinds, k.Row)
		}
		for name, rows := range map[string][]Row{"services": p.Services, "types": kinds} {
			// What is at least nothing is not reported, whatever it may be at most.
			silent := slices.ContainsFunc(rows, func(r Row) bool { return !r.Figures[report.Requests].Reported })
			if lo, hi := sum(rows); lo != want.Lo || want.Reported && hi != want.Hi && !(silent && hi < want.Hi) {
				questions.Fail(t, d, q, "%s add up to %d..%d, the requests are %d..%d", name, lo, hi, want.Lo, want.Hi)
			}
		}
		if place, _, _ := p.Place(p.Among.Query.Measure); place != p.Row.Rank && q.By != query.ByOutcome {
			questions.Fail(t, d, q, "place %d, rank %d", place, p.Row.Rank)
		}
		if p.Among.Groups != len(p.Among.Rows) {
			questions.Fail(t, d, q, "%d of %d countries are in sight", len(p.Among.Rows), p.Among.Groups)
		}
		if len(p.Peers) > 0 && !slices.ContainsFunc(p.Peers, func(r Peer) bool { return r.ID == p.Subject.Code }) {
			questions.Fail(t, d, q, "%s is not among its own peers", p.Subject.Code)
		}
		for i, at := range p.Latest {
			if r := d.Record(at); r.Country != p.Subject.Code || i > 0 && d.Record(p.Latest[i-1]).Period.Compare(r.Period) < 0 {
				questions.Fail(t, d, q, "record %d of the latest is %v", i, r)
			}
		}
		if len(p.Latest) != min(p.Row.Records, latestRecords) {
			questions.Fail(t, d, q, "%d of %d records are listed", len(p.Latest), p.Row.Records)
		}
	})
}

func TestTypesLeftOutOfTheTotalsStandApart(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	p := e.Profile(samples.Must(query.Parse("view=country country=US", d)))
	if len(p.Types) != 1 || p.Types[0].ID != "legal" || !p.Types[0].InTotals {
		t.Errorf("the types are %v", p.Types)
	}
	if len(p.Uncounted) != 1 || p.Uncounted[0].ID != "emergency" || p.Uncounted[0].Publisher.ID != "microsoft" {
		t.Errorf("left out are %v", p.Uncounted)
	}
	p = e.Profile(samples.Must(query.Parse("view=country country=US type=all", d)))
	if len(p.Types) != 2 || len(p.Uncounted) != 0 {
		t.Errorf("of all types %d are in the figures, %d are not", len(p.Types), len(p.Uncounted))
	}
	for _, k := range p.Types {
		if k.InTotals != (k.ID == "legal") {
			t.Errorf("%s is counted in totals: %v", k.ID, k.InTotals)
		}
	}
	if p = e.Profile(samples.Must(query.Parse("view=country country=US type!=emergency", d))); len(p.Uncounted) != 0 {
		t.Errorf("a type that the filter takes out is listed: %v", p.Uncounted)
	}
}

func TestEveryPublisherWithARecordOfTheCountryIsListed(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	for text, want := range map[string]string{
		"view=country country=US":                "google microsoft",
		"view=country country=KR":                "google",
		"view=country country=US service=skype":  "",
		"view=country country=TR":                "microsoft",
		"view=country country=US period=2012":    "microsoft",
		"view=country country=US type=emergency": "microsoft",
	} {
		rows := e.Profile(samples.Must(query.Parse(text, d))).Companies
		if got := joined(idsOf(rows)); got != want {
			t.Errorf("%q lists %q, want %q", text, got, want)
		}
	}
}

func TestATrendSaysWhoReportsEachPeriod(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	for text, want := range map[string]string{
		"view=country country=US":               "microsoft microsoft microsoft",
		"view=country country=US publisher=all": "microsoft google+microsoft google+microsoft",
		"view=country country=TR publisher=all": "microsoft microsoft microsoft", // Google has no record of it
	} {
		var list []string
		for _, k := range e.Profile(samples.Must(query.Parse(text, d))).Trend {
			list = append(list, strings.Join(k.Publishers, "+"))
		}
		if got := joined(list); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestAProfileWithoutARecordNamesTheFilterThatHidesIt(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	for text, want := range map[string]string{
		"view=country country=FR period=2012":         "[{period 1}]",
		"view=country country=KR":                     "[{publisher 1}]",
		"view=country country=US region=Asia":         "[{region 2}]",
		"view=country country=TR service=skype":       "[{service 1}]",
		"view=country country=CI":                     "[]",
		"view=country country=FR type=emergency":      "[{type 1}]",
		"view=country country=GB period=2013-H2":      "[{period 2}]",
		"view=country country=US period=2013-H2":      "[{period 2} {publisher 1}]",
		"view=country country=GB period=2012 type=no": "",
	} {
		q, err := query.Parse(text, d)
		if err != nil {
			if want != "" {
				t.Error(err)
			}
			continue
		}
		if p := e.Profile(q); p.Row != nil || fmt.Sprint(p.Ways) != want {
			t.Errorf("%q: row %v, ways back %v, want %s", text, p.Row, p.Ways, want)
		}
	}
}

func TestThePopulationIsThatOfTheLastYearUnderTheFilter(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	for text, want := range map[string]report.Population{
		"view=country country=US":             {Country: "US", Year: 2012, People: 314_000_000}, // the nearest earlier year of 2013
		"view=country country=US period=2012": {Country: "US", Year: 2012, People: 314_000_000},
		"view=country country=GB":             {Country: "GB", Year: 2012, People: 63_000_000},
		"view=country country=TR":             {Country: "TR", Year: 2024, People: 85_000_000},
		"view=country country=KP":             {Country: "KP", Year: 0, People: 0},
		"view=country country=ZZ":             {Country: "ZZ", Year: 0, People: 0},
	} {
		if got := e.Profile(samples.Must(query.Parse(text, d))).People; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestPeersAreOfTheSubregionWhereThereAreEnough(t *testing.T) {
	tables := samples.Tables()
	for i := range tables.Countries {
		if c := &tables.Countries[i]; c.Region == "Europe" {
			c.Subregion = "Western Europe"
		}
	}
	for _, code := range []string{"BE", "DE", "PL"} {
		c := report.Country{Code: code, Name: code, Region: "Europe", Subregion: "Western Europe", Population: 1_000_000, PopulationYear: 2024}
		if code == "PL" {
			c.Subregion = "Eastern Europe"
		}
		tables.Countries = append(tables.Countries, c)
	}
	records := samples.Records()
	for i, code := range []string{"BE", "DE", "PL"} {
		records = append(records, report.Record{
			Publisher: "microsoft", Period: report.Period{Year: 2013, Half: 1}, Service: "microsoft", Country: code, Type: "legal", Source: "ms-2013",
			Counts: [report.NumPrinted]report.Amount{report.Exact(10 * (i + 1))},
		})
	}
	var columns report.Columns
	var dict report.Dictionary
	for _, r := range records {
		columns.Append(r, &dict)
	}
	d := samples.Must(report.NewDataset(tables, columns))
	e := NewEngine(d)
	p := e.Profile(samples.Must(query.Parse("view=country country=DE", d)))
	// In half a year DE asks 20 for a million people, BE 10, and GB 43 in two for 63
	// million; FR asks nothing.
	if got := placesOf(p); p.Area != "Western Europe" || got != "DE:1,2 BE:2,3 GB:3,1 FR:4,4" {
		t.Errorf("the peers of Germany in %s are %s", p.Area, got)
	}
	p = e.Profile(samples.Must(query.Parse("view=country country=PL", d)))
	if got := placesOf(p); p.Area != "Europe" || got != "PL:1,2 DE:2,3 BE:3,4 GB:4,1 FR:5,5" {
		t.Errorf("the peers of Poland in %s are %s", p.Area, got)
	}
}

// placesOf lists peers with their places by population and by requests.
func placesOf(p *Profile) string {
	var list []string
	for _, peer := range p.Peers {
		list = append(list, fmt.Sprintf("%s:%d,%d", peer.ID, peer.ByPopulation, peer.ByRequests))
	}
	return joined(list)
}

func TestPlacesWithoutRegionOrPopulationHaveAProfile(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	for _, code := range []string{report.NotItemised, "AQ"} {
		p := e.Profile(samples.Must(query.Parse("view=country country="+code, d)))
		if p.Row == nil || p.Area != "" || len(p.Peers) > 0 || p.Row.Figures[report.PerMillion].Reported {
			t.Errorf("%s: %+v", code, p)
		}
	}
	if place, of, _ := e.Profile(samples.Must(query.Parse("view=country country=ZZ", d))).Place(report.Requests); place != 0 || of == 0 {
		t.Errorf("what is not itemised is %d of %d", place, of)
	}
}

func TestAProfileIsKeptAsLongAsItsQuestionIsAsked(t *testing.T) {
	d := samples.Dataset(t)
	e := NewEngine(d)
	first := e.Profile(samples.Must(query.Parse("view=country select=US", d)))
	if again := e.Profile(samples.Must(query.Parse("view=country scale=log pins=GB,US", d))); again != first {
		t.Error("the same country under the same filters is worked out anew")
	}
	if other := e.Profile(samples.Must(query.Parse("view=country select=GB", d))); other == first {
		t.Error("another country has the same profile")
	}
	for i := range 20 {
		e.Profile(samples.Must(query.Parse("view=country top="+fmt.Sprint(i+1)+" select="+[]string{"US", "GB", "TR"}[i%3], d)))
	}
	if len(e.profiles) > profileMemo {
		t.Errorf("%d profiles are kept", len(e.profiles))
	}
}

func BenchmarkProfile(b *testing.B) {
	for _, c := range []struct{ name, query string }{{"microsoft", "view=country"}, {"all", "view=country publisher=all"}} {
		b.Run(c.name, func(b *testing.B) {
			e := NewEngine(raw.Dataset())
			q := samples.Must(query.Parse(c.query, raw.Dataset()))
			rows := e.Result(q).Rows
			b.ReportAllocs()
			for i := range b.N {
				q.Select = rows[i%len(rows)].ID
				e.Profile(q)
			}
		})
	}
}

func TestAProfileIsOfAnyCountryHoweverFewItsRequests(t *testing.T) {
	e := NewEngine(samples.MadeUp(t, samples.MadeUpTables("microsoft"), `
		microsoft 2000 mail GB legal-process requests=90 content=9
		microsoft 2000 mail TR legal-process requests=5 content=5
		microsoft 2000 mail FR legal-process requests=0`))
	for _, text := range []string{"measure=content_rate", "min=50", "measure=content_rate min=50"} {
		for _, country := range []string{"GB", "TR", "FR"} {
			q, err := query.Parse(text+" view=country country="+country, e.Dataset())
			if err != nil {
				t.Fatal(err)
			}
			p := e.Profile(q)
			if p.Row == nil || len(p.Among.Rows) != 3 || p.Among.Small > 0 {
				t.Errorf("%s: %s is among %d countries, %d hidden", text, country, len(p.Among.Rows), p.Among.Small)
			}
		}
	}
	q, _ := query.Parse("measure=content_rate view=country country=TR", e.Dataset())
	if p := e.Profile(q); p.Row.Rank != 1 || idsOf(p.Among.Rows)[0] != "TR" || p.Among.Query.Measure != report.ContentRate {
		t.Errorf("Türkiye, with five of five, is %d. of %v by %s", p.Row.Rank, idsOf(p.Among.Rows), p.Among.Query.Measure)
	}
}
