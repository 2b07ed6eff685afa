package tuitest

import (
	"sync"

	"daylight/model/report"
)

// MadeUp is a dataset of places that do not exist, so that no screen in a golden
// file changes with the reports. It holds one of everything that a report can:
// a year among halves, two publishers, types that are not counted, figures that
// are missing, zero, suppressed, ranged or only a floor, printed percentages,
// countries of no region, rows that are not itemised, names too long for their
// column, names of wide letters and of letters that are put together, notes
// about all, a few or no records, and a break. Tests share it, as datasets never change.
var MadeUp = sync.OnceValue(func() *report.Dataset { return Dataset(Tables(), Records()) })

// OnIslands is MadeUp with a place for each country, on a row of islands.
var OnIslands = sync.OnceValue(func() *report.Dataset {
	return Placed(func(string) (lat, lon float64, known bool) { return 0, 0, false })
})

// Placed is MadeUp with a place for each of its countries; those that are not among
// the places are put on a row of islands.
func Placed(places func(code string) (lat, lon float64, known bool)) *report.Dataset {
	tables := Tables()
	island := 0
	for i := range tables.Countries {
		c := &tables.Countries[i]
		if c.Code == report.NotItemised {
			continue
		}
		lat, lon, known := places(c.Code)
		if !known {
			lat, lon = 20-float64(island%3)*25, -150+float64(island)*19
			island++
		}
		c.Lat, c.Lon, c.HasPoint = lat, lon, true
	}
	return Dataset(tables, Records())
}

// Dataset builds a dataset of records, and panics where they are none.
func Dataset(tables report.Tables, records []report.Record) *report.Dataset {
	var columns report.Columns
	var dict report.Dictionary
	for _, r := range records {
		columns.Append(r, &dict)
	}
	return must(report.NewDataset(tables, columns))
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// Names of countries that are hard to draw.
const (
	longName      = "United Principalities of Graustark and of the Sword Coast Beyond the Mountains"
	WideName      = "蓬莱の島と竜宮城" // eight letters, sixteen cells
	CombiningName = "I\u0302le des Pingouins"
)

// plainPlaces are the countries whose figures are as they should be, the one that
// asks most first.
var plainPlaces = []struct{ code, name, region string }{
	{"RU", "Ruritania", "North"}, {"UT", "Utopia", "South"}, {"ER", "Erewhon", "South"}, {"LI", "Lilliput", "East"},
	{"FR", "Freedonia", "West"}, {"AV", "Avalon", "North"}, {"XA", "Xanadu", "East"}, {"CA", "Camelot", "North"},
	{"BA", "Barataria", "West"}, {"TH", "Thule", "North"}, {"ZE", "Zembla", "North"}, {"OP", "Ophir", "South"},
	{"LY", "Lyonesse", "West"}, {"SY", "Sylvania", "East"}, {"PA", "Pala", "East"}, {"EL", "El Dorado", "South"},
	{"VI", "Vineta", "North"}, {"HY", "Hyperborea", "North"}, {"IL", "Illyria", "West"}, {"CO", "Cockaigne", "West"},
	{"SH", "Shangri-La", "East"}, {"ZU", "Zubrowka", "East"}, {"FE", "Grand Fenwick", "West"}, {"YS", "Ys", "West"},
}

// oddPlaces are the countries with which something is the matter.
var oddPlaces = []report.Country{
	{Code: "GR", Name: longName, Region: "East"},
	{Code: "HO", Name: WideName, Region: "East", Aliases: []string{"Horai"}},
	{Code: "PI", Name: CombiningName, Region: "South", Population: 900, PopulationYear: 2000},
	{Code: "FL", Name: "Floorland", Region: "North"},
	{Code: "RA", Name: "Rangeland", Region: "North"},
	{Code: "SU", Name: "Suppressia", Region: "West"},
	{Code: "MI", Name: "Missing Isles", Region: "South"},
	{Code: "NI", Name: "Nil", Region: "South"},
	{Code: "AT", Name: "Atlantis"},
	{Code: report.NotItemised, Name: "Not itemised"},
}

// Tables are the tables of words of MadeUp, made anew.
func Tables() report.Tables {
	t := report.Tables{
		Main:       "microsoft",
		Publishers: []report.Publisher{{ID: "microsoft", Label: "Microsoft"}, {ID: "pigeon", Label: "Pigeon Post"}},
		Services: []report.Service{
			{Publisher: "microsoft", ID: "mail", Label: "Mail", Definition: "Letters."},
			{Publisher: "microsoft", ID: "voice", Label: "Voice", Definition: "Calls."},
			{Publisher: "pigeon", ID: "pigeon", Label: "Pigeon Post", Definition: "Everything; not split."},
		},
		Types: []report.Type{
			{Publisher: "microsoft", ID: "legal", Label: "Legal process", Definition: "Warrants and orders.", InTotals: true},
			{Publisher: "microsoft", ID: "emergency", Label: "Emergency", Definition: "Danger to life."},
			{Publisher: "pigeon", ID: "legal", Label: "Legal", Definition: "Orders.", InTotals: true},
			{Publisher: "pigeon", ID: "search-warrant", Label: "Search warrant", Definition: "Warrants.", InTotals: true},
		},
		Countries: oddPlaces,
		Sources: []report.Source{
			{ID: "ms-2001", Publisher: "Microsoft", Title: "Requests in 2001", Published: "2002-03-21", URL: "https://example.org/2001", Obtained: "Typed in by hand."},
			{ID: "ms-2002", Publisher: "Microsoft", Title: "Requests since 2002", Published: "2003-09-27", URL: "https://example.org/2002"},
			{ID: "pigeon", Publisher: "Pigeon Post", Title: "Doves and orders", Published: "2004", URL: "https://example.org/pigeon"},
		},
		Notes: []report.Note{
			{ID: "all", Scope: "publisher=microsoft", Text: "Requests may ask for many accounts at once, and an account may be asked for again and again by the same court."},
			{ID: "voice-2001", Scope: "publisher=microsoft service=voice period=2001", Text: "Voice 2001 counts only requests that led to data.", Break: report.Period{Year: 2002, Half: 1}},
			{ID: "accounts", Scope: "measure=accounts", Text: "Accounts are not people."},
			{ID: "content", Scope: "publisher=microsoft outcome=content", Text: "Content means letters and calls."},
		},
	}
	for i, p := range plainPlaces {
		t.Countries = append(t.Countries, report.Country{
			Code: p.code, Name: p.name, Region: p.region, Population: 1_000_000 * (1 + i%7), PopulationYear: 2000,
		})
	}
	return t
}

// Records are the records of MadeUp, made anew.
func Records() []report.Record {
	year, h1, h2, last := report.Period{Year: 2001}, report.Period{Year: 2002, Half: 1}, report.Period{Year: 2002, Half: 2}, report.Period{Year: 2003, Half: 1}
	n := report.Exact
	var none report.Amount
	var records []report.Record
	// Counts stand in the order requests, accounts, content, non-content, some
	// data, no data, rejected, nothing, pending.
	add := func(publisher string, p report.Period, service, country, kind, source string, counts ...report.Amount) *report.Record {
		r := report.Record{Publisher: publisher, Period: p, Service: service, Country: country, Type: kind, Source: source}
		copy(r.Counts[:], counts)
		records = append(records, r)
		return &records[len(records)-1]
	}
	microsoft := func(p report.Period, country string, counts ...report.Amount) *report.Record {
		source := "ms-2002"
		if p == year {
			source = "ms-2001"
		}
		return add("microsoft", p, "mail", country, "legal", source, counts...)
	}
	for i, place := range plainPlaces {
		for j, p := range []report.Period{year, h1, h2, last} {
			requests := 12_000/((i+1)*(i+1)) + 7 + 3*j
			if p == year {
				requests *= 2
			}
			content, rejected, nothing := requests/(9+i), requests/12, requests/8
			without := requests - content - rejected - nothing - requests/20
			microsoft(p, place.code, n(requests), n(requests*7/4), n(content), n(without), none, n(nothing), n(rejected))
		}
		if i < 6 {
			add("microsoft", h1, "mail", place.code, "emergency", "ms-2002", n(40-4*i), n(41-4*i), n(8-i), n(20-3*i), none, n(4), n(1))
			add("pigeon", h1, "pigeon", place.code, "search-warrant", "pigeon", n(500-70*i), n(600-70*i)).Percent = n(80 - i)
			add("pigeon", h2, "pigeon", place.code, "legal", "pigeon", report.Between(0, 499), report.Between(0, 499))
		}
	}
	microsoft(h1, "GR", n(2500), n(3100), n(100), n(1900), none, n(300), n(200))
	microsoft(h1, "HO", n(1700), n(1900), n(0), n(1500), none, n(200), n(0))
	microsoft(h1, "PI", n(900), n(950), n(30), n(700), none, n(100), n(70))
	microsoft(h1, "RA", report.Between(500, 999), report.Between(1000, 1499))
	microsoft(h1, "SU", report.Below(10), none)
	microsoft(h1, "MI", none, n(12))
	microsoft(h1, "NI", n(0), n(0), n(0), n(0), none, n(0), n(0))
	microsoft(h1, "AT", n(60), n(61), n(1), n(49), none, n(10), n(0))
	microsoft(h1, report.NotItemised, n(400), none, n(3), n(250), none, n(100), n(47))
	microsoft(h1, "FL", n(640), n(700), n(20), n(500), none, n(100), n(20))
	add("microsoft", h1, "voice", "FL", "legal", "ms-2002", none, none)
	r := add("microsoft", year, "voice", "UT", "legal", "ms-2001", n(300), n(310), none, none, n(220), none, none, n(80))
	r.Derived, r.Note = true, "the sum of two rows"
	return records
}
