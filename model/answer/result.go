package answer

import (
	"daylight/model/query"
	"daylight/model/report"
)

// Marks say what must be known about a figure besides its value.
type Marks uint8

// The marks of a figure.
const (
	Floor        Marks = 1 << iota // some records do not report it: the sum is a lower bound
	Approx                         // it rests on the midpoint of a range or a printed percentage, or adds what unlike publishers measure
	Part                           // a rate or change that covers less than 95 % of the requests
	Halved                         // a change with a printed year of which half stands for six months
	Ceiling                        // what it is divided by, or taken from it, is a floor: it is at most so much
	WholePercent                   // it rests on percentages printed without decimals
)

// Has says whether all marks of m are set.
func (s Marks) Has(m Marks) bool { return s&m == m }

// Names lists the marks as exports name them.
func (s Marks) Names() []string {
	var names []string
	for i, name := range []string{"floor", "approx", "part", "halved", "ceiling"} {
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
	Covers   float64 // rates and changes: the part of the requests that they cover, 0 to 1
}

// Value is the figure as one number: a rate, or a count, or the middle of a
// range. It is what sorting and drawing go by.
func (f Figure) Value(c report.Column) float64 {
	if c.IsCount() {
		return float64(f.Lo+f.Hi) / 2
	}
	return f.Rate
}

// wellCovered is the part of the requests from which on a rate stands for all of
// them.
const wellCovered = 0.95

// The least coverage that a figure needs to be reported at all: half of the requests
// for a rate, a quarter on either side for a change.
const (
	rateCovers   = 0.5
	changeCovers = 0.25
)

// Partly says whether a figure covers so few of the requests, less than 95 %, that
// it does not stand for all of them. Such a figure is printed in parentheses, as
// statistical offices do.
func (f Figure) Partly() bool { return f.Reported && f.Marks.Has(Part) }

// IsRange says whether a count is known only between two ends.
func (f Figure) IsRange() bool { return f.Lo != f.Hi }

// Row is one group of records and its figures.
type Row struct {
	ID      string // as a query names it: a code, an id, a period, an outcome
	Name    string // as people do
	Rank    int    // by the measure, the greatest first, without search and top; equal ones share a rank; 0 for none
	Records int    // how many records stand behind it
	Figures [report.NumColumns]Figure
	Partial string   // a year that is not all there, in words: "first half only"; "" for whole
	Compare *Compare // what stands on either side of change and difference; nil where nothing is compared
}

// Compare says what a change and a difference compare. Rows may share one.
type Compare struct {
	Base       bool     // the row is what the others are compared with, and is not compared itself
	Publishers []string // those that take part, by id
	Of         int      // of so many under the filter
	Covers     float64  // the smaller of the shares of what takes part in all requests, now and then
	Without    []string // what is left out, in words: "Skype", "Microsoft, which prints the year"
	Window     string   // what is compared, in words: "2013-H1", "2012 to 2013-H2" …
	Against    string   // … and with what
	Now        Figure   // the requests that take part in the window …
	Scaled     bool     // the two are not of as many months
	Before     Figure   // … and in what it is set against, scaled to as many months; ends rounded to whole requests
}

// TooLittle says whether so little of all requests takes part that no change is
// reported.
func (c *Compare) TooLittle() bool { return c.Covers < changeCovers }

// Find is where the row with an id stands among some; -1 for none.
func Find(rows []Row, id string) int {
	for i := range rows { // rows are wide, and not copied to be looked at
		if rows[i].ID == id {
			return i
		}
	}
	return -1
}

// Result is the answer to a query: its rows in the query's order, and the total
// of the filter, which search and top leave as it is.
type Result struct {
	Query  query.Query
	Rows   []Row
	Total  Row
	Groups int // rows before search and top
	// Itemised is how many of the groups are whole things of their kind: neither
	// "not itemised" nor "no region".
	Itemised int
	// Uneven says that the periods of the rows, grouped by period, differ in
	// length, so that bars must be scaled to six months.
	Uneven bool
	Notes  []report.Note // that meet the view, narrowest scope first
	// Shown is the sum of the rows where top, search or a minimum hides others, nil
	// where all rows stand: counts, rates from counts, and the share of the total.
	Shown *Row
	// Small is how many rows have fewer requests than the query's minimum, and are
	// hidden for that.
	Small int
	whole group // the sum behind the total
}
