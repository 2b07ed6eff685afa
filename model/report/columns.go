package report

import "fmt"

// Columns are records column by column, dictionary-coded: the form in which a
// dataset is stored, embedded and evaluated. All slices of codes that are not nil
// have one element a record.
type Columns struct {
	Series  []uint16 // into SeriesKeys
	Period  []uint16 // into Periods
	Country []uint16 // into Countries
	Source  []uint16 // into Sources
	Note    []uint32 // into Notes; nil when no record has a note
	Derived []bool   // nil when every number stands in its source

	// Counts hold, for Requests to Pending and then the percentage, the exact
	// count, or NoCount, or -2-i for the amount Odd[i] (a range or a
	// suppressed count).
	Counts [NumPrinted + 1]Counts
	Odd    []Amount

	SeriesKeys []SeriesKey
	Periods    []Period
	Countries  []string
	Sources    []string
	Notes      []string
}

// SeriesKey names a series by its ids.
type SeriesKey struct{ Publisher, Service, Type string }

// PercentColumn is where Columns.Counts keeps the printed percentage.
const PercentColumn = NumPrinted

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
		if a.Reported() {
			c.Counts[i].Reach(n)[0] = c.pack(a)
		}
	}
}

// pack codes an amount that is reported for a count column.
func (c *Columns) pack(a Amount) int32 {
	if a.IsExact() {
		return a.lo
	}
	c.Odd = append(c.Odd, a)
	return -1 - int32(len(c.Odd))
}

// Row decodes the amounts of one record.
func (c *Columns) Row(record int, out *Cells) {
	for i := range out {
		out[i] = c.Amount(i, record)
	}
}

// Amount decodes one cell of a count column, or of the printed percentage.
func (c *Columns) Amount(column, record int) Amount {
	switch v := c.Counts[column].At(record); {
	case v >= 0:
		return Amount{v, v, exact}
	case v == NoCount:
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
	for _, l := range lengths {
		if l != n {
			return fmt.Errorf("columns of %d and %d records", n, l)
		}
	}
	for i, code := range c.Source {
		if int(code) >= len(c.Sources) {
			return outside(i)
		}
	}
	for i, code := range c.Note {
		if int(code) >= len(c.Notes) {
			return outside(i)
		}
	}
	for i := range c.Counts {
		for from, cells := range c.Counts[i].Pieces() {
			for j := max(0, n-from); j < len(cells); j++ {
				if cells[j] != NoCount {
					return fmt.Errorf("columns of %d and %d records", n, from+j+1)
				}
			}
			signs := int32(0) // of most pieces none is below -1, and no amount is looked up
			for _, v := range cells {
				signs |= v + 1
			}
			if signs >= 0 {
				continue
			}
			for j, v := range cells {
				if -2-int(v) >= len(c.Odd) {
					return fmt.Errorf("record %d has an amount outside its dictionary", from+j)
				}
			}
		}
	}
	return nil
}

// outside refuses a record whose words nobody knows.
func outside(record int) error {
	return fmt.Errorf("record %d has a code outside its dictionary", record)
}
