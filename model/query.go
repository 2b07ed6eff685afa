package model

import "slices"

// Query is one question, whole. The zero value asks for everything in its
// default form; Parse and String turn it from and to one line of text, which is
// at once the link, the saved view, the undo step and the command line.
type Query struct {
	View      View
	Publisher Filter // unset: microsoft where the data has it, else all; with By publisher, all
	Service   Filter
	Country   Filter // by code
	Region    Filter // by name
	Outcome   Filter // by column name
	Type      Filter // unset: the types counted in totals
	Period    PeriodFilter
	By        Dimension
	Measure   Column // one of Measures
	Scale     Scale
	Sort      Sort   // the zero value is DefaultSort
	Top       int    // rows shown; 0 for all
	Search    string // part of a name, code or alias
	Select    string // the id of the row under the cursor
	Pins      []string
}

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
	Ranges []PeriodRange // sorted by start, without repeats
}

// Equal compares period filters.
func (f PeriodFilter) Equal(g PeriodFilter) bool {
	return f.Except == g.Except && slices.Equal(f.Ranges, g.Ranges)
}

// Holds says whether a record of period p passes.
func (f PeriodFilter) Holds(p Period) bool {
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

// View is the way a query is shown.
type View uint8

// The views.
const (
	ExploreView View = iota // rows as a table and bars
	TrendView               // lines over periods
	MapView                 // countries in their places
	MatrixView              // rows × periods
	CompareView             // a few rows side by side
	CountryView             // one country
	RecordsView             // the printed rows behind the figures
	SourcesView             // where they come from, and what the words mean
	NumViews    int  = iota
)

var viewNames = [NumViews]string{"explore", "trend", "map", "matrix", "compare", "country", "records", "sources"}

// Views lists them in the order of their keys.
func Views() []View {
	views := make([]View, NumViews)
	for i := range views {
		views[i] = View(i)
	}
	return views
}

// String is the view's name in a query.
func (v View) String() string { return viewNames[v] }

// Dimension is what a query groups its records by.
type Dimension uint8

// The dimensions.
const (
	ByCountry Dimension = iota
	ByRegion
	ByService
	ByType
	ByOutcome
	ByPeriod
	ByPublisher
	NumDimensions int = iota
)

var dimensionNames = [NumDimensions]string{"country", "region", "service", "type", "outcome", "period", "publisher"}

// String is the dimension's name, and so the key of a query that filters it and
// the first column of an export grouped by it.
func (b Dimension) String() string { return dimensionNames[b] }

// Dimensions lists them in the order in which they are offered.
func Dimensions() []Dimension {
	return []Dimension{ByCountry, ByRegion, ByService, ByType, ByOutcome, ByPeriod, ByPublisher}
}

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

// scales are those that a view knows, in the order in which they are gone through.
// On the scale percent, the matrix classes each row by itself.
func (v View) scales() []Scale {
	switch v {
	case ExploreView:
		return []Scale{Linear, Log, Percent}
	case TrendView:
		return []Scale{Linear, Log}
	case MatrixView:
		return []Scale{Linear, Percent}
	}
	return nil
}

// zooms says whether something of the view gives way to what it is about.
func (v View) zooms() bool {
	return v == ExploreView || v == MatrixView || v == RecordsView || v == SourcesView
}

// Sort is the order of rows. Key sorts by the name of the group (or, by period,
// its time), At by the measure in one period; records sort by a Field of theirs.
// The zero value stands for the query's DefaultSort.
type Sort struct {
	Set        bool
	Key        bool   // by the group itself: its name, or its time
	Column     Column // the figure to sort by, when none of the others is set
	At         Period // the period whose measure it is
	Field      Field  // of records; NoField elsewhere
	Descending bool
}

// Is says whether rows are ordered by a column's figures.
func (s Sort) Is(c Column) bool {
	return !s.Key && s.At == Period{} && s.Field == NoField && s.Column == c
}

// DefaultSort is the order of a query that names none: the measure, greatest
// first; by period, time; by outcome, content to unspecified. Records stand in
// the order of their periods.
func (q Query) DefaultSort() Sort {
	if q.View == RecordsView {
		return Sort{Set: true, Field: PeriodField}
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
	return q.Period.Equal(r.Period) && slices.Equal(q.Pins, r.Pins) &&
		q.View == r.View && q.By == r.By && q.Measure == r.Measure && q.Scale == r.Scale &&
		q.Sort == r.Sort && q.Top == r.Top && q.Search == r.Search && q.Select == r.Select
}
