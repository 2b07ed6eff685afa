package report

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"sync"
)

// Publisher is a company that reports.
type Publisher struct{ ID, Label string }

// Series is what one publisher counts in one line of rows: requests of one type
// about one service. Service and Type hold their own words.
type Series struct {
	Publisher int // index into Tables.Publishers
	Service   Service
	Type      Type
	Records   int
}

// Service is what a request was about.
type Service struct{ Publisher, ID, Label, Definition string }

// Type is a kind of request, as one publisher defines it.
type Type struct {
	Publisher, ID, Label, Definition string
	InTotals                         bool         // counted unless a query says otherwise
	AccountOutcomes                  bool         // its outcomes count accounts, not requests …
	AccountPeriods                   *PeriodRange // … in these periods only, or in all where nil
}

// OutcomesCountAccounts says whether, in the period p, the outcomes of this type
// are numbers of accounts, which enter no sum of requests.
func (t Type) OutcomesCountAccounts(p Period) bool {
	return t.AccountOutcomes && (t.AccountPeriods == nil || t.AccountPeriods.Span().Holds(p))
}

// Country is one ISO 3166-1 alpha-2 code. Code ZZ stands for what a report does
// not itemise.
type Country struct {
	Code, Name, Region, Subregion string
	Alpha3                        string   // ISO 3166-1 alpha-3; empty where there is none
	Aliases                       []string // other names that a search finds
	Population                    int      // people, in PopulationYear; 0 unknown
	PopulationYear                int
	Lat, Lon                      float64 // degrees, a point inside
	HasPoint                      bool
}

// NotItemised is the code of the rows that a report does not give to a country.
const NotItemised = "ZZ"

// Population is how many people lived in a country in a year.
type Population struct {
	Country string
	Year    int
	People  int
}

// Source is where a record was printed.
type Source struct{ ID, Publisher, Title, Published, URL, Obtained string }

// Note is a caveat. It touches every view that shows a record inside its scope.
type Note struct {
	ID, Scope, Text string
	Break           Period // the first period after a break in the series; zero for none
}

// Table says what it means that a country is not listed in a table that a
// publisher printed.
type Table struct {
	Scope  string // a query: which publishers, services, types, countries and periods it is about
	Absent Absence
	Why    string
}

// Absence is what it means that a table does not list a country.
type Absence uint8

// What a country that is not listed had.
const (
	AbsentUnknown   Absence = iota // nobody knows: small countries are left out, or only some were found
	AbsentZero                     // no request: the table lists every country with one
	AbsentElsewhere                // its requests stand under another type, which was split off or not yet split
	numAbsences     int     = iota
)

// AbsenceNames are the words for absences in tables.csv, by Absence.
var AbsenceNames = [numAbsences]string{"unknown", "zero", "elsewhere"}

// Missing is a time of which a publisher is known to have reported what is not here.
type Missing struct {
	Publisher string
	Period    PeriodRange
	What      string // what is known of it, and why it is not here
}

// Member is a country's time in a group of countries. It counts for a half-year on
// whose last day it holds.
type Member struct {
	Group, Label, Country string
	From, To              Date // the first day and the last; zero for open
	Source                string
}

// Date is a day; the zero value is none.
type Date struct{ Year, Month, Day int }

// NoGroup is the id of the countries that are in no group.
const NoGroup = "none"

// Record is one printed row of a report.
type Record struct {
	Publisher string
	Period    Period
	Service   string
	Country   string
	Type      string
	Counts    [NumPrinted]Amount // by column, Requests to Pending
	Percent   Amount             // disclosed, as a whole percentage, where only that is printed
	Source    string
	Derived   bool // arithmetic, explained in Note, rather than a number that stands in the source
	Note      string
}

// Tables are the words around the records. Their order is free; NewDataset
// sorts what must be sorted.
type Tables struct {
	Main        string // the publisher that a query asks when it names none, by its id
	Publishers  []Publisher
	Services    []Service
	Types       []Type
	Countries   []Country
	Populations []Population
	Sources     []Source
	Notes       []Note
	Absences    []Table   // of tables.csv
	Missing     []Missing // of missing.csv
	Members     []Member  // of groups.csv
}

// Dataset is a set of records with the words around them. It never changes, so
// any number of sessions may share one.
type Dataset struct {
	Tables
	Periods []Period // those that records have, in order
	Series  []Series // by publisher, service and type

	Regions []string // of the countries, sorted
	Groups  []string // the ids of the groups that countries are members of, sorted

	columns   Columns
	sourceIDs map[string]int
	called    struct {
		read  sync.Once // by the first who looks a name up, as most questions name codes
		names *Names
	}
}

// NewDataset builds a dataset. It reports an error when a column refers to a
// word that the tables do not define, or lengths disagree; it does not look for
// the mistakes that a report can contain, which is the loader's work.
func NewDataset(t Tables, c Columns) (*Dataset, error) {
	d := &Dataset{Tables: t, columns: c}
	sortByID(d.Publishers, publisherID)
	sortByID(d.Countries, countryCode)
	d.sourceIDs = make(map[string]int, len(d.Sources))
	for i := range d.Sources {
		d.sourceIDs[d.Sources[i].ID] = i
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	if err := d.recode(); err != nil {
		return nil, err
	}
	for i := range d.Countries {
		if region := d.Countries[i].Region; region != "" {
			d.Regions = append(d.Regions, region)
		}
	}
	slices.Sort(d.Regions)
	d.Regions = slices.Compact(d.Regions)
	d.Groups = groupIDs(d.Members)
	return d, nil
}

// recode replaces the codes of the columns by indices into the sorted tables.
// It makes new key columns where that changes them, because the caller may share
// the old ones.
func (d *Dataset) recode() error {
	c := &d.columns
	d.Periods = slices.Clone(c.Periods)
	slices.SortFunc(d.Periods, Period.Compare)
	periodCode := make([]uint16, len(c.Periods))
	for i, p := range c.Periods {
		at, _ := slices.BinarySearchFunc(d.Periods, p, Period.Compare)
		periodCode[i] = uint16(at)
	}
	countryCodes := make([]uint16, len(c.Countries))
	for i, code := range c.Countries {
		at, known := d.CountryIndex(code)
		if !known {
			return fmt.Errorf("country %q is not in the country table", Clip(code))
		}
		countryCodes[i] = uint16(at)
	}
	for _, id := range c.Sources {
		if _, known := d.sourceIDs[id]; !known {
			return fmt.Errorf("source %q is not in the source table", Clip(id))
		}
	}
	keys := slices.Clone(c.SeriesKeys)
	slices.SortFunc(keys, compareSeries)
	d.Series = make([]Series, len(keys))
	for i, k := range keys {
		p, known := findID(d.Publishers, publisherID, k.Publisher)
		s, t := len(d.Services)-1, len(d.Types)-1
		for s >= 0 && (d.Services[s].ID != k.Service || d.Services[s].Publisher != k.Publisher) {
			s--
		}
		for t >= 0 && (d.Types[t].ID != k.Type || d.Types[t].Publisher != k.Publisher) {
			t--
		}
		if !known || s < 0 || t < 0 {
			return fmt.Errorf("series %s/%s/%s is not in the tables", k.Publisher, k.Service, k.Type)
		}
		d.Series[i] = Series{Publisher: p, Service: d.Services[s], Type: d.Types[t]}
	}
	seriesCode := make([]uint16, len(keys))
	for i, k := range c.SeriesKeys {
		at, _ := slices.BinarySearchFunc(keys, k, compareSeries)
		seriesCode[i] = uint16(at)
	}
	for _, column := range []struct {
		codes *[]uint16
		to    []uint16
	}{{&c.Series, seriesCode}, {&c.Period, periodCode}, {&c.Country, countryCodes}} {
		codes, bad := translate(*column.codes, column.to)
		if bad >= 0 {
			return outside(bad)
		}
		*column.codes = codes
	}
	c.SeriesKeys, c.Periods, c.Countries = nil, nil, nil    // the tables hold them now
	for from, to := 0, 0; from < len(c.Series); from = to { // run by run: records of a series stand together
		for to++; to < len(c.Series) && c.Series[to] == c.Series[from]; {
			to++
		}
		d.Series[c.Series[from]].Records += to - from
	}
	return nil
}

// translate looks codes up; bad is the first that is not there, or -1. Codes that
// stay as they are are not copied.
func translate(codes, to []uint16) (out []uint16, bad int) {
	same := true
	for i, code := range to {
		same = same && int(code) == i
	}
	if same {
		most := uint16(0)
		for _, c := range codes {
			most = max(most, c)
		}
		if len(codes) == 0 || int(most) < len(to) {
			return codes, -1
		}
	}
	out = make([]uint16, len(codes))
	for i, c := range codes {
		if int(c) >= len(to) {
			return nil, i
		}
		out[i] = to[c]
	}
	return out, -1
}

func compareSeries(a, b SeriesKey) int {
	return cmp.Or(cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Type, b.Type))
}

func publisherID(p *Publisher) string { return p.ID }
func countryCode(c *Country) string   { return c.Code }

// sortByID sorts a table by its ids.
func sortByID[T any](table []T, id func(*T) string) {
	sort.Slice(table, func(a, b int) bool { return id(&table[a]) < id(&table[b]) }) // without a copy of each row compared
}

// findID finds a row of a table that is sorted by its ids.
func findID[T any](table []T, id func(*T) string, wanted string) (int, bool) {
	from, to := 0, len(table)
	for from < to {
		middle := (from + to) / 2
		if id(&table[middle]) < wanted {
			from = middle + 1
		} else {
			to = middle
		}
	}
	return from, from < len(table) && id(&table[from]) == wanted
}

// Len is the number of records.
func (d *Dataset) Len() int { return len(d.columns.Series) }

// Record returns the record at index i, 0 ≤ i < Len.
func (d *Dataset) Record(i int) Record {
	c := &d.columns
	s := d.Series[c.Series[i]]
	r := Record{
		Publisher: d.Publishers[s.Publisher].ID,
		Period:    d.Periods[c.Period[i]],
		Service:   s.Service.ID,
		Country:   d.Countries[c.Country[i]].Code,
		Type:      s.Type.ID,
		Percent:   c.Amount(PercentColumn, i),
		Source:    c.Sources[c.Source[i]],
		Derived:   c.Derived != nil && c.Derived[i],
	}
	for column := range r.Counts {
		r.Counts[column] = c.Amount(column, i)
	}
	if c.Note != nil {
		r.Note = c.Notes[c.Note[i]]
	}
	return r
}

// Columns returns the records column by column, coded by the order of the tables,
// of the periods and of the series: the form that NewDataset takes the fastest.
// They share their memory with the dataset and must not be changed.
func (d *Dataset) Columns() Columns {
	c := d.columns
	c.Periods = d.Periods
	for i := range d.Series {
		s := &d.Series[i]
		c.SeriesKeys = append(c.SeriesKeys, SeriesKey{d.Publishers[s.Publisher].ID, s.Service.ID, s.Type.ID})
	}
	for i := range d.Countries {
		c.Countries = append(c.Countries, d.Countries[i].Code)
	}
	return c
}

// Publisher finds a publisher by its id.
func (d *Dataset) Publisher(id string) (Publisher, bool) {
	i, known := findID(d.Publishers, publisherID, id)
	if !known {
		return Publisher{}, false
	}
	return d.Publishers[i], true
}

// CountryIndex is where a country stands in the table of countries, by its code.
func (d *Dataset) CountryIndex(code string) (int, bool) {
	return findID(d.Countries, countryCode, code)
}

// Country finds a country by its code.
func (d *Dataset) Country(code string) (Country, bool) {
	i, known := d.CountryIndex(code)
	if !known {
		return Country{}, false
	}
	return d.Countries[i], true
}

// Names are what countries are called.
func (d *Dataset) Names() *Names {
	d.called.read.Do(func() { d.called.names = NewNames(d.Countries) })
	return d.called.names
}

// Seek reads what is typed to find a country by any of its names.
func (d *Dataset) Seek(text string) Sought { return d.Names().Seek(text) }

// Called is every name of a country, as searches read it; nil for one that the
// dataset does not know.
func (d *Dataset) Called(code string) *Called {
	i, known := d.CountryIndex(code)
	if !known {
		return nil
	}
	return d.Names().Called(i)
}

// Source finds a source by its id.
func (d *Dataset) Source(id string) (Source, bool) {
	i, known := d.sourceIDs[id]
	if !known {
		return Source{}, false
	}
	return d.Sources[i], true
}

// RegionID is what a query calls a country's region.
func (d *Dataset) RegionID(country int) string {
	if region := d.Countries[country].Region; region != "" {
		return region
	}
	return NoRegion
}

// NoRegion is the id of the places that belong to no region.
const NoRegion = "none"

// GroupLabel is what people call a group of countries; empty for one that the
// data does not know.
func (d *Dataset) GroupLabel(id string) string {
	if id == NoGroup {
		return "In none of these"
	}
	for i := range d.Members {
		if d.Members[i].Group == id {
			return d.Members[i].Label
		}
	}
	return ""
}

// groupIDs lists the groups of some memberships, sorted.
func groupIDs(members []Member) []string {
	var ids []string
	for i := range members {
		ids = append(ids, members[i].Group)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// FirstSlot is the first half-year, counted from the year 0, that ends with or after
// a day.
func (t Date) FirstSlot() int { return t.Year*2 + (t.Month-1)/6 }

// LastSlot is the last half-year that ends with or before a day.
func (t Date) LastSlot() int {
	if t.Month == 6 && t.Day == 30 || t.Month == 12 && t.Day == 31 {
		return t.FirstSlot()
	}
	return t.FirstSlot() - 1
}

// SeriesOf is the series of the record at an index: its publisher, and its
// service and type in words.
func (d *Dataset) SeriesOf(record int) *Series { return &d.Series[d.columns.Series[record]] }
