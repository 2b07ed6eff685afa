package model

// Marks say what must be known about a figure besides its value.
type Marks uint8

// The marks of a figure.
const (
	Floor  Marks = 1 << iota // some records do not report it: the sum is a lower bound
	Approx                   // it rests on the midpoint of a range, a floor or a printed percentage
	Part                     // a rate that covers less than all requests, or a change whose two sides are not alike
	Halved                   // a change against a longer printed period, scaled by its length
)

// Has says whether all marks of m are set.
func (s Marks) Has(m Marks) bool { return s&m == m }

// Names lists the marks as exports name them.
func (s Marks) Names() []string {
	var names []string
	for i, name := range []string{"floor", "approx", "part", "halved"} {
		if s.Has(1 << i) {
			names = append(names, name)
		}
	}
	return names
}

// Figure is one number of a view. The zero value is not reported.
type Figure struct {
	Reported bool
	Marks    Marks
	Lo, Hi   int64   // counts: the sum, end by end; equal unless ranges were added
	Rate     float64 // derived columns: the value; fractions are parts of one
	Covers   float64 // rates: the part of the requests that the rate covers, 0 to 1
}

// Value is the figure as one number: a rate, or a count, or the middle of a
// range. It is what sorting and drawing go by.
func (f Figure) Value(c Column) float64 {
	if c.IsCount() {
		return float64(f.Lo+f.Hi) / 2
	}
	return f.Rate
}

// wellCovered is the part of the requests from which on a rate stands for all of
// them.
const wellCovered = 0.95

// Partly says whether a rate covers so few of the requests, less than 95 %, that
// it does not stand for all of them. Such a figure is printed in parentheses, as
// statistical offices do.
func (f Figure) Partly() bool {
	return f.Reported && f.Marks.Has(Part) && f.Covers < wellCovered
}

// IsRange says whether a count is known only between two ends.
func (f Figure) IsRange() bool { return f.Lo != f.Hi }

// Row is one group of records and its figures.
type Row struct {
	ID      string // as a query names it: a code, an id, a period, an outcome
	Name    string // as people do
	Rank    int    // by the measure, the greatest first, without search and top; equal ones share a rank; 0 for none
	Records int    // how many records stand behind it
	Figures [NumColumns]Figure
}

// Result is the answer to a query: its rows in the query's order, and the total
// of the filter, which search and top leave as it is.
type Result struct {
	Query  Query
	Rows   []Row
	Total  Row
	Groups int // rows before search and top
	// Itemised is how many of the groups are whole things of their kind: neither
	// "not itemised" nor "no region".
	Itemised int
	// Uneven says that the periods of the rows, grouped by period, differ in
	// length, so that bars must be scaled to six months.
	Uneven bool
	Notes  []Note // that meet the view, narrowest scope first
}
