package query

import (
	"slices"

	"daylight/model/report"
)

// Query is one question, whole. The zero value asks for everything in its
// default form; Parse and String turn it from and to one line of text, which is
// at once the link, the saved view, the undo step and the command line.
type Query struct {
	View      View
	Publisher Filter // unset: microsoft where the data has it, else all; with By publisher, all
	Service   Filter
	Country   Filter // by code
	Region    Filter // by name
	Group     Filter // by id: the members of each half-year
	Outcome   Filter // by column name
	Type      Filter // unset: the types counted in totals
	Period    PeriodFilter
	By        Dimension
	Grain     Grain         // what a period is in rows, columns and lines
	Measure   report.Column // one of Measures; a text that names none means that of its view
	Against   Against       // what change and difference compare with
	Min       int           // the fewest requests a row must have; 0 for the default, which Minimum tells; EveryRow for none
	Scale     Scale
	Sort      Sort   // the zero value is DefaultSort
	Top       int    // rows shown; 0 for all
	Search    string // part of a name, code or alias
	Select    string // the id of the row under the cursor
	Pins      []string
	Playing   Playing // the periods that run by, of which Period is one
}

// Playing is the periods that run by while a query is about one of them: its rows and scales are
// those of all. No text says so. The zero value is that none runs by.
type Playing struct {
	Periods PeriodFilter // without ranges none runs by
	ByRank  bool         // rows are those of each period, in its order; else they keep their places
}

// On says whether periods run by.
func (p Playing) On() bool { return len(p.Periods.Ranges) > 0 }

// Filter keeps some ids of one key. The zero value is the key's default.
type Filter struct {
	Mode FilterMode
	IDs  []string // sorted, without repeats; nil for Default and All
}

// FilterMode says what the ids of a Filter mean.
type FilterMode uint8

// The modes of a filter.
const (
	Default FilterMode = iota // the key is left out
	All                       // key=all
	Only                      // key=a,b
	Except                    // key!=a,b
)

// Equal compares filters.
func (f Filter) Equal(g Filter) bool { return f.Mode == g.Mode && slices.Equal(f.IDs, g.IDs) }

// PeriodFilter keeps the records whose own period lies wholly inside one of its
// ranges, or, with Except, inside none. Without ranges it keeps all.
type PeriodFilter struct {
	Except bool
	Ranges []report.PeriodRange // sorted by start, without repeats
}

// Equal compares period filters.
func (f PeriodFilter) Equal(g PeriodFilter) bool {
	return f.Except == g.Except && slices.Equal(f.Ranges, g.Ranges)
}

// Holds says whether a record of period p passes.
func (f PeriodFilter) Holds(p report.Period) bool {
	if len(f.Ranges) == 0 {
		return true
	}
	for _, r := range f.Ranges {
		if r.Span().Holds(p) {
			return !f.Except
		}
	}
	return f.Except
}

// Dimension is what a query groups its records by.
type Dimension uint8

// The dimensions.
const (
	ByCountry Dimension = iota
	ByRegion
	ByGroup
	ByService
	ByType
	ByOutcome
	ByPeriod
	ByPublisher
	NumDimensions int = iota
)

var dimensionNames = [NumDimensions]string{"country", "region", "group", "service", "type", "outcome", "period", "publisher"}

// String is the dimension's name, and so the key of a query that filters it and
// the first column of an export grouped by it.
func (b Dimension) String() string { return dimensionNames[b] }

// Dimensions lists them in the order in which they are offered.
func Dimensions() []Dimension {
	return []Dimension{ByCountry, ByRegion, ByGroup, ByService, ByType, ByOutcome, ByPeriod, ByPublisher}
}

// Plural names so many values of the dimension.
func (b Dimension) Plural(n int) string {
	switch {
	case n == 1:
		return b.String()
	case b == ByCountry:
		return "countries"
	}
	return b.String() + "s"
}

// RowWord is what a row of the query is called: a period can be a year.
func (q *Query) RowWord() string { return q.RowsWord(1) }

// RowsWord is what so many rows of the query are called.
func (q *Query) RowsWord(n int) string {
	if q.By == ByPeriod {
		return q.PeriodsWord(n)
	}
	return q.By.Plural(n)
}

// PeriodsWord is what so many periods of the query are called.
func (q *Query) PeriodsWord(n int) string {
	switch {
	case q.Grain != Years:
		return ByPeriod.Plural(n)
	case n == 1:
		return Years.String()
	}
	return Years.String() + "s"
}

// Overlaps says whether a record can stand in several rows of the dimension.
func (b Dimension) Overlaps() bool { return b == ByOutcome || b == ByGroup }

// Ranks says whether a place among the rows of the dimension says something: periods are not of one length, and
// publishers do not count the same things.
func (b Dimension) Ranks() bool { return b != ByPeriod && b != ByPublisher }

// Grain is what a period is in rows, columns, lines and steps in time.
type Grain uint8

// The grains.
const (
	HalfYears Grain = iota // what reports print: half-years, and years where no halves are printed
	Years                  // calendar years, each the sum of its halves
	numGrains int   = iota
)

var grainNames = [numGrains]string{"half", "year"}

// String is the grain's name in a query.
func (g Grain) String() string { return grainNames[g] }

// Of is the period of the grain in which a period that reports print lies.
func (g Grain) Of(p report.Period) report.Period {
	if g == Years {
		p.Half = 0
	}
	return p
}

// Against is what change and difference set a figure against. The zero value is
// as many months just before.
type Against struct {
	Year   bool          // the same months, one year earlier
	Period report.Period // one period, where it is not zero
}

// String is what a query writes: previous, year, or a period.
func (a Against) String() string {
	return a.said(againstWords[1], againstWords[0])
}

// said is the period or, where there is none, one of two texts.
func (a Against) said(year, before string) string {
	switch {
	case a.Period != report.Period{}:
		return a.Period.String()
	case a.Year:
		return year
	}
	return before
}

// Means says in words what is compared with.
func (a Against) Means() string {
	return a.said("the same months one year earlier", "as many months just before")
}

// Brief says so in as few words as do.
func (a Against) Brief() string {
	return a.said("a year earlier", "the time before")
}

var againstWords = []string{"previous", "year"}

// Scale is how bars turn counts into lengths.
type Scale uint8

// The scales.
const (
	Linear    Scale = iota
	Log             // a bar's length is the logarithm of its count; one colour, because stacked logarithms lie
	Percent         // every bar is as long as its row is whole
	numScales int   = iota
)

var scaleNames = [numScales]string{"linear", "log", "percent"}

// String is the scale's name in a query.
func (s Scale) String() string { return scaleNames[s] }

// Sort is the order of rows. Key sorts by the name of the group (or, by period,
// its time), At by the measure in one period; records sort by a Field of theirs.
// The zero value stands for the query's DefaultSort.
type Sort struct {
	Set        bool
	Key        bool          // by the group itself: its name, or its time
	Column     report.Column // the figure to sort by, when none of the others is set
	At         report.Period // the period whose measure it is
	Field      report.Field  // of records; NoField elsewhere
	Descending bool
}

// Is says whether rows are ordered by a column's figures.
func (s Sort) Is(c report.Column) bool {
	return !s.Key && s.At == report.Period{} && s.Field == report.NoField && s.Column == c
}

// DefaultSort is the order of a query that names none: the measure, greatest
// first; by period, time; by outcome, content to unspecified. Records stand in
// the order of their periods.
func (q Query) DefaultSort() Sort {
	if q.View.Records() {
		return Sort{Set: true, Field: report.PeriodField}
	}
	switch q.By {
	case ByPeriod, ByOutcome:
		return Sort{Set: true, Key: true}
	}
	return Sort{Set: true, Column: q.Measure, Descending: true}
}

// Order is the order that the query's rows stand in.
func (q Query) Order() Sort {
	if q.Sort.Set {
		return q.Sort
	}
	return q.DefaultSort()
}

// Filter returns a pointer to the filter of a dimension; ByPeriod has none of
// this kind and returns nil.
func (q *Query) Filter(b Dimension) *Filter {
	switch b {
	case ByCountry:
		return &q.Country
	case ByRegion:
		return &q.Region
	case ByGroup:
		return &q.Group
	case ByService:
		return &q.Service
	case ByType:
		return &q.Type
	case ByOutcome:
		return &q.Outcome
	case ByPublisher:
		return &q.Publisher
	}
	return nil
}

// Equal says whether two queries are the same question, shown the same way.
func (q Query) Equal(r Query) bool {
	for _, b := range Dimensions() {
		if f := q.Filter(b); f != nil && !f.Equal(*r.Filter(b)) {
			return false
		}
	}
	return q.Period.Equal(r.Period) && q.Playing.Periods.Equal(r.Playing.Periods) && q.Playing.ByRank == r.Playing.ByRank && slices.Equal(q.Pins, r.Pins) &&
		q.View == r.View && q.By == r.By && q.Grain == r.Grain && q.Measure == r.Measure && q.Against == r.Against && q.Min == r.Min && q.Scale == r.Scale &&
		q.Sort == r.Sort && q.Top == r.Top && q.Search == r.Search && q.Select == r.Select
}

// rateMinimum is the fewest requests behind a rate that a query shows when it
// names none: one request of one is no pattern.
const rateMinimum = 10

// EveryRow hides no row, whatever the measure. No text says so: it is for questions
// behind other questions.
const EveryRow = -1

// Minimum is the fewest requests a row must have to be shown, counted at the upper
// end of a range: that of the query or, where it shows or orders by a rate of
// outcomes or accounts, ten; 0 for any. Periods and outcomes are never hidden.
func (q Query) Minimum() int {
	if q.By == ByPeriod || q.By == ByOutcome {
		return 0
	}
	return q.minimum()
}

// Minima are the fewest requests of a row that are worth offering, besides one.
func Minima() []int { return []int{10, 50, 100, 1000} }

// AnyMin is the Min under which as few rows as can be are hidden for their requests:
// none, or where the query's default hides some, those without a request.
func (q Query) AnyMin() int {
	if q.Min = 0; q.minimum() > 0 {
		return 1
	}
	return 0
}

// minimum is Minimum whatever the rows are.
func (q Query) minimum() int {
	if q.Min != 0 {
		return max(q.Min, 0)
	}
	if order := q.Order(); q.Measure.Rests() || !order.Key && order.Field == report.NoField && order.At == (report.Period{}) && order.Column.Rests() {
		return rateMinimum
	}
	return 0
}

// Takes says whether something of a period of the query's grain passes its filter.
func (q *Query) Takes(p report.Period) bool {
	return q.Period.Holds(p) || q.Grain == Years && (q.Period.Holds(report.Period{Year: p.Year, Half: 1}) || q.Period.Holds(report.Period{Year: p.Year, Half: 2}))
}

// Restricts says whether there can be an id that does not pass the filter.
func (f Filter) Restricts() bool { return f.Mode == Only || f.Mode == Except }

// Holds says whether an id passes the filter; Default and All pass everything.
func (f Filter) Holds(id string) bool {
	switch f.Mode {
	case Only:
		_, found := slices.BinarySearch(f.IDs, id)
		return found
	case Except:
		_, found := slices.BinarySearch(f.IDs, id)
		return !found
	}
	return true
}

// HoldsType says whether a type passes: unless named, only those that the
// publisher counts in its totals do.
func (q *Query) HoldsType(t *report.Type) bool {
	switch q.Type.Mode {
	case Default:
		return t.InTotals
	case Except:
		return t.InTotals && q.Type.Holds(t.ID)
	}
	return q.Type.Holds(t.ID)
}

// WholeYear is the one calendar year that a query asks about; zero for none.
func (q *Query) WholeYear() report.Period {
	if f := q.Period; !f.Except && len(f.Ranges) == 1 {
		year := report.Period{Year: f.Ranges[0].From.Year}
		if f.Ranges[0].Span() == (report.Span{From: year.Start(), To: year.End()}) {
			return year
		}
	}
	return report.Period{}
}

// CanMeasure says whether the query's rows can have a measure: outcomes have
// requests and share alone. A profile is of a country, whatever its rows are.
func (q *Query) CanMeasure(c report.Column) bool {
	return q.By != ByOutcome || q.View.OneCountry() || c == report.Requests || c == report.Share
}

// Measured is the query's measure or, where its rows cannot have that, requests.
func (q *Query) Measured() report.Column {
	if q.CanMeasure(q.Measure) {
		return q.Measure
	}
	return report.Requests
}

// MaxPins is how many rows can be pinned, and so compared.
const MaxPins = 6
