package model

import (
	"cmp"
	"fmt"
	"slices"
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
	Publishers  []Publisher
	Services    []Service
	Types       []Type
	Countries   []Country
	Populations []Population
	Sources     []Source
	Notes       []Note
}

// Columns are records column by column, dictionary-coded: the form in which a
// dataset is stored, embedded and evaluated. All slices that are not nil have
// one element a record.
type Columns struct {
	Series  []uint16 // into SeriesKeys
	Period  []uint16 // into Periods
	Country []uint16 // into Countries
	Source  []uint16 // into Sources
	Note    []uint32 // into Notes; nil when no record has a note
	Derived []bool   // nil when every number stands in its source

	// Counts hold, for Requests to Pending and then the percentage, the exact
	// count, or -1 for not reported, or -2-i for the amount Odd[i] (a range or a
	// suppressed count). A nil column is reported by no record.
	Counts [NumPrinted + 1][]int32
	Odd    []Amount

	SeriesKeys []SeriesKey
	Periods    []Period
	Countries  []string
	Sources    []string
	Notes      []string
}

// SeriesKey names a series by its ids.
type SeriesKey struct{ Publisher, Service, Type string }

// percentColumn is where Columns.Counts keeps the printed percentage.
const percentColumn = NumPrinted

// Append adds a record to the columns. It does not look for earlier records
// with the same key.
func (c *Columns) Append(r Record, dict *Dictionary) {
	n := len(c.Series)
	c.Series = append(c.Series, uint16(dict.series.code(&c.SeriesKeys, SeriesKey{r.Publisher, r.Service, r.Type})))
	c.Period = append(c.Period, uint16(dict.periods.code(&c.Periods, r.Period)))
	c.Country = append(c.Country, uint16(dict.countries.code(&c.Countries, r.Country)))
	c.Source = append(c.Source, uint16(dict.sources.code(&c.Sources, r.Source)))
	if r.Note != "" && c.Note == nil {
		dict.notes.code(&c.Notes, "")
		c.Note = make([]uint32, n, max(n, cap(c.Series)))
	}
	if c.Note != nil {
		c.Note = append(c.Note, uint32(dict.notes.code(&c.Notes, r.Note)))
	}
	if r.Derived && c.Derived == nil {
		c.Derived = make([]bool, n, max(n, cap(c.Series)))
	}
	if c.Derived != nil {
		c.Derived = append(c.Derived, r.Derived)
	}
	for i := range c.Counts {
		a := r.Percent
		if i < NumPrinted {
			a = r.Counts[i]
		}
		if c.Counts[i] == nil {
			if !a.Reported() {
				continue
			}
			c.Counts[i] = make([]int32, n, max(n, cap(c.Series)))
			for j := range c.Counts[i] {
				c.Counts[i][j] = -1
			}
		}
		c.Counts[i] = append(c.Counts[i], c.pack(a))
	}
}

// pack codes an amount for a count column.
func (c *Columns) pack(a Amount) int32 {
	switch {
	case a.IsExact():
		return a.lo
	case !a.Reported():
		return -1
	}
	c.Odd = append(c.Odd, a)
	return -1 - int32(len(c.Odd))
}

// amount decodes one cell of a count column.
func (c *Columns) amount(column, record int) Amount {
	if c.Counts[column] == nil {
		return Amount{}
	}
	switch v := c.Counts[column][record]; {
	case v >= 0:
		return Amount{v, v, exact}
	case v == -1:
		return Amount{}
	default:
		return c.Odd[-2-int(v)]
	}
}

// Dictionary remembers which words Columns has already coded, while records are
// appended. The zero value is ready for empty Columns.
type Dictionary struct {
	series    coder[SeriesKey]
	periods   coder[Period]
	countries coder[string]
	sources   coder[string]
	notes     coder[string]
}

type coder[T comparable] map[T]int

// code returns the code of a word, adding it to words when it is new.
func (d *coder[T]) code(words *[]T, word T) int {
	if *d == nil {
		*d = make(coder[T])
	}
	if i, known := (*d)[word]; known {
		return i
	}
	(*d)[word] = len(*words)
	*words = append(*words, word)
	return len(*words) - 1
}

// Dataset is a set of records with the words around them. It never changes, so
// any number of sessions may share one.
type Dataset struct {
	Tables
	Periods []Period // those that records have, in order
	Series  []Series // by publisher, service and type

	columns      Columns
	publisherIDs map[string]int
	countryCodes map[string]int
	sourceIDs    map[string]int
	notes        []scopedNote
	byPublisher  []publisherRecords
	cubes        []onceCube
	zz           int        // the index of "not itemised"; -1 for none
	regions      []string   // sorted
	regionCode   []int      // by country: into regions, or their number for none
	serviceIDs   []string   // without repeats, sorted
	serviceCode  []int      // by series
	typeIDs      []string   // without repeats, sorted
	typeCode     []int      // by series
	firstHalf    int        // the half-years that records cover start here …
	halfCount    int        // … and are this many
	populated    *sync.Once // peopleIn is filled
	peopleIn     []float64  // [country][half-year]
	breaks       []seriesBreak
}

// publisherRecords is what one publisher reports, before it is summed.
type publisherRecords struct {
	series  []int       // indices into Dataset.Series, in order
	periods []Period    // its own, in order
	axis    []int       // by its own period: the index into Dataset.Periods
	halves  []halfYears // by its own period: the half-years it covers
	records []int32     // indices of its records
}

// NewDataset builds a dataset. It reports an error when a column refers to a
// word that the tables do not define, or lengths disagree; it does not look for
// the mistakes that a report can contain, which is the loader's work.
func NewDataset(t Tables, c Columns) (*Dataset, error) {
	d := &Dataset{Tables: t, columns: c}
	slices.SortFunc(d.Publishers, func(a, b Publisher) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(d.Countries, func(a, b Country) int { return cmp.Compare(a.Code, b.Code) })
	d.publisherIDs = indexBy(d.Publishers, func(p Publisher) string { return p.ID })
	d.countryCodes = indexBy(d.Countries, func(c Country) string { return c.Code })
	d.sourceIDs = indexBy(d.Sources, func(s Source) string { return s.ID })
	if err := c.check(); err != nil {
		return nil, err
	}
	if err := d.recode(); err != nil {
		return nil, err
	}
	d.index()
	d.splitByPublisher()
	if err := d.readNotes(); err != nil {
		return nil, err
	}
	return d, nil
}

// check holds the lengths and codes of the columns against each other.
func (c *Columns) check() error {
	n := len(c.Series)
	lengths := []int{len(c.Period), len(c.Country), len(c.Source)}
	if c.Note != nil {
		lengths = append(lengths, len(c.Note))
	}
	if c.Derived != nil {
		lengths = append(lengths, len(c.Derived))
	}
	for _, column := range c.Counts {
		if column != nil {
			lengths = append(lengths, len(column))
		}
	}
	for _, l := range lengths {
		if l != n {
			return fmt.Errorf("columns of %d and %d records", n, l)
		}
	}
	for i := range n {
		if int(c.Series[i]) >= len(c.SeriesKeys) || int(c.Period[i]) >= len(c.Periods) ||
			int(c.Country[i]) >= len(c.Countries) || int(c.Source[i]) >= len(c.Sources) ||
			(c.Note != nil && int(c.Note[i]) >= len(c.Notes)) {
			return fmt.Errorf("record %d has a code outside its dictionary", i)
		}
	}
	for _, column := range c.Counts {
		for i, v := range column {
			if -2-int(v) >= len(c.Odd) {
				return fmt.Errorf("record %d has an amount outside its dictionary", i)
			}
		}
	}
	return nil
}

// recode replaces the codes of the columns by indices into the sorted tables.
// It makes new key columns, because the caller may share the old ones.
func (d *Dataset) recode() error {
	c := &d.columns
	d.Periods = slices.Clone(c.Periods)
	slices.SortFunc(d.Periods, Period.Compare)
	periodCode := make([]uint16, len(c.Periods))
	for i, p := range c.Periods {
		at, _ := slices.BinarySearchFunc(d.Periods, p, Period.Compare)
		periodCode[i] = uint16(at)
	}
	countryCode := make([]uint16, len(c.Countries))
	for i, code := range c.Countries {
		at, known := d.countryCodes[code]
		if !known {
			return fmt.Errorf("country %q is not in the country table", code)
		}
		countryCode[i] = uint16(at)
	}
	for _, id := range c.Sources {
		if _, known := d.sourceIDs[id]; !known {
			return fmt.Errorf("source %q is not in the source table", id)
		}
	}
	services := indexBy(d.Services, func(s Service) [2]string { return [2]string{s.Publisher, s.ID} })
	types := indexBy(d.Types, func(t Type) [2]string { return [2]string{t.Publisher, t.ID} })
	keys := slices.Clone(c.SeriesKeys)
	slices.SortFunc(keys, func(a, b SeriesKey) int {
		return cmp.Or(cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Type, b.Type))
	})
	at := make(map[SeriesKey]uint16, len(keys))
	for i, k := range keys {
		p, known := d.publisherIDs[k.Publisher]
		s, knownService := services[[2]string{k.Publisher, k.Service}]
		t, knownType := types[[2]string{k.Publisher, k.Type}]
		if !known || !knownService || !knownType {
			return fmt.Errorf("series %s/%s/%s is not in the tables", k.Publisher, k.Service, k.Type)
		}
		d.Series = append(d.Series, Series{p, d.Services[s], d.Types[t]})
		at[k] = uint16(i)
	}
	seriesCode := make([]uint16, len(keys))
	for i, k := range c.SeriesKeys {
		seriesCode[i] = at[k]
	}
	c.Series = translate(c.Series, seriesCode)
	c.Period = translate(c.Period, periodCode)
	c.Country = translate(c.Country, countryCode)
	c.SeriesKeys, c.Periods, c.Countries = nil, nil, nil // the tables hold them now
	return nil
}

func translate(codes, to []uint16) []uint16 {
	out := make([]uint16, len(codes))
	for i, c := range codes {
		out[i] = to[c]
	}
	return out
}

func indexBy[T any, K comparable](items []T, key func(T) K) map[K]int {
	m := make(map[K]int, len(items))
	for i, item := range items {
		m[key(item)] = i
	}
	return m
}

// index numbers what queries group by.
func (d *Dataset) index() {
	d.populated = new(sync.Once)
	d.zz = -1
	if at, known := d.countryCodes[NotItemised]; known {
		d.zz = at
	}
	for _, c := range d.Countries {
		if c.Region != "" && !slices.Contains(d.regions, c.Region) {
			d.regions = append(d.regions, c.Region)
		}
	}
	slices.Sort(d.regions)
	for _, c := range d.Countries {
		at, found := slices.BinarySearch(d.regions, c.Region)
		if !found {
			at = len(d.regions)
		}
		d.regionCode = append(d.regionCode, at)
	}
	for _, s := range d.Series {
		d.serviceIDs = append(d.serviceIDs, s.Service.ID)
		d.typeIDs = append(d.typeIDs, s.Type.ID)
	}
	slices.Sort(d.serviceIDs)
	slices.Sort(d.typeIDs)
	d.serviceIDs = slices.Compact(d.serviceIDs)
	d.typeIDs = slices.Compact(d.typeIDs)
	for _, s := range d.Series {
		service, _ := slices.BinarySearch(d.serviceIDs, s.Service.ID)
		kind, _ := slices.BinarySearch(d.typeIDs, s.Type.ID)
		d.serviceCode = append(d.serviceCode, service)
		d.typeCode = append(d.typeCode, kind)
	}
	if len(d.Periods) > 0 {
		d.firstHalf = d.Periods[0].slot()
		for _, p := range d.Periods {
			d.halfCount = max(d.halfCount, p.slot()+p.slots()-d.firstHalf)
		}
	}
}

// splitByPublisher lists each publisher's records, series and periods.
func (d *Dataset) splitByPublisher() {
	d.byPublisher = make([]publisherRecords, len(d.Publishers))
	d.cubes = make([]onceCube, len(d.Publishers))
	count := make([]int, len(d.Publishers))
	for _, s := range d.columns.Series {
		count[d.Series[s].Publisher]++
	}
	for p := range d.byPublisher {
		d.byPublisher[p].records = make([]int32, 0, count[p])
	}
	for s, series := range d.Series {
		own := &d.byPublisher[series.Publisher]
		own.series = append(own.series, s)
	}
	seen := make([]bool, len(d.Publishers)*len(d.Periods))
	for i, s := range d.columns.Series {
		p := d.Series[s].Publisher
		d.byPublisher[p].records = append(d.byPublisher[p].records, int32(i))
		seen[p*len(d.Periods)+int(d.columns.Period[i])] = true
	}
	for p := range d.byPublisher {
		for i, period := range d.Periods {
			if seen[p*len(d.Periods)+i] {
				own := &d.byPublisher[p]
				own.periods = append(own.periods, period)
				own.axis = append(own.axis, i)
				own.halves = append(own.halves, halfYears{period.slot() - d.firstHalf, period.slots()})
			}
		}
	}
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
		Percent:   c.amount(percentColumn, i),
		Source:    c.Sources[c.Source[i]],
		Derived:   c.Derived != nil && c.Derived[i],
	}
	for column := range r.Counts {
		r.Counts[column] = c.amount(column, i)
	}
	if c.Note != nil {
		r.Note = c.Notes[c.Note[i]]
	}
	return r
}

// Publisher finds a publisher by its id.
func (d *Dataset) Publisher(id string) (Publisher, bool) {
	i, known := d.publisherIDs[id]
	if !known {
		return Publisher{}, false
	}
	return d.Publishers[i], true
}

// Country finds a country by its code.
func (d *Dataset) Country(code string) (Country, bool) {
	i, known := d.countryCodes[code]
	if !known {
		return Country{}, false
	}
	return d.Countries[i], true
}

// Source finds a source by its id.
func (d *Dataset) Source(id string) (Source, bool) {
	i, known := d.sourceIDs[id]
	if !known {
		return Source{}, false
	}
	return d.Sources[i], true
}

// Regions are the names of the countries' regions, sorted.
func (d *Dataset) Regions() []string { return d.regions }
