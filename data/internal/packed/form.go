package packed

import (
	"encoding/binary"
	"math"

	"daylight/model/report"
)

// Encode packs a dataset. The same dataset always gives the same bytes.
func Encode(d *report.Dataset) []byte {
	columns := d.Columns()
	f := &form{packing: true}
	f.tables(&d.Tables)
	f.columns(&columns)
	return seal(dataMagic, f.buf)
}

// Decode unpacks what Encode packed. Bytes that were damaged on the way give an
// error.
func Decode(s string) (report.Tables, report.Columns, error) {
	body, err := open(dataMagic, s)
	if err != nil {
		return report.Tables{}, report.Columns{}, err
	}
	return decodeBody(body)
}

// decodeBody unpacks what follows the checksum. It holds every length against
// what is left to read, so it can be trusted with bytes that nobody checked.
func decodeBody(body string) (tables report.Tables, columns report.Columns, err error) {
	f := &form{s: body}
	f.tables(&tables)
	f.columns(&columns)
	if !f.unpacked() {
		return report.Tables{}, report.Columns{}, errDamaged
	}
	return tables, columns, nil
}

func (f *form) tables(t *report.Tables) {
	f.text(&t.Main)
	list(f, &t.Publishers, 2, func(p *report.Publisher) { f.texts(&p.ID, &p.Label) })
	list(f, &t.Services, 4, func(s *report.Service) { f.texts(&s.Publisher, &s.ID, &s.Label, &s.Definition) })
	list(f, &t.Types, 7, func(t *report.Type) {
		f.texts(&t.Publisher, &t.ID, &t.Label, &t.Definition)
		f.bool(&t.InTotals)
		f.bool(&t.AccountOutcomes)
		if some := t.AccountPeriods != nil; f.bool(&some) {
			if !f.packing {
				t.AccountPeriods = &report.PeriodRange{}
			}
			f.period(&t.AccountPeriods.From)
			f.period(&t.AccountPeriods.To)
		}
	})
	list(f, &t.Countries, 9, func(c *report.Country) {
		f.texts(&c.Code, &c.Alpha3, &c.Name, &c.Region, &c.Subregion)
		list(f, &c.Aliases, 1, f.text)
		f.uint(&c.Population)
		f.uint(&c.PopulationYear)
		if f.bool(&c.HasPoint) {
			f.float(&c.Lat)
			f.float(&c.Lon)
		}
	})
	list(f, &t.Populations, 3, func(p *report.Population) {
		f.text(&p.Country)
		f.uint(&p.Year)
		f.uint(&p.People)
	})
	list(f, &t.Sources, 6, func(s *report.Source) {
		f.texts(&s.ID, &s.Publisher, &s.Title, &s.Published, &s.URL, &s.Obtained)
	})
	list(f, &t.Notes, 4, func(n *report.Note) {
		f.texts(&n.ID, &n.Scope, &n.Text)
		f.period(&n.Break)
	})
	list(f, &t.Absences, 3, func(t *report.Table) {
		absent := int(t.Absent)
		f.text(&t.Scope)
		f.below(&absent, len(report.AbsenceNames))
		f.text(&t.Why)
		t.Absent = report.Absence(absent)
	})
	list(f, &t.Missing, 4, func(m *report.Missing) {
		f.texts(&m.Publisher, &m.What)
		f.period(&m.Period.From)
		f.period(&m.Period.To)
	})
	list(f, &t.Members, 6, func(m *report.Member) {
		f.texts(&m.Group, &m.Label, &m.Country, &m.Source)
		f.date(&m.From)
		f.date(&m.To)
	})
}

func (f *form) columns(c *report.Columns) {
	list(f, &c.SeriesKeys, 3, func(k *report.SeriesKey) { f.texts(&k.Publisher, &k.Service, &k.Type) })
	list(f, &c.Periods, 1, f.period)
	list(f, &c.Countries, 1, f.text)
	list(f, &c.Sources, 1, f.text)
	list(f, &c.Notes, 1, f.text)
	list(f, &c.Odd, 1, f.amount)
	records := len(c.Series)
	if f.length(&records, 1); !f.packing { // at least a byte each: the country
		codes := make([]uint16, 4*records)
		for _, column := range []*[]uint16{&c.Series, &c.Period, &c.Country, &c.Source} {
			*column, codes = codes[:records:records], codes[records:]
		}
	}
	before := 0
	for i := range c.Country {
		code := int(c.Country[i])
		if f.from(before, &code); code < 0 || code >= len(c.Countries) {
			f.fail()
			code = 0
		}
		c.Country[i], before = uint16(code), code
	}
	codes(f, c.Series, len(c.SeriesKeys))
	codes(f, c.Period, len(c.Periods))
	codes(f, c.Source, len(c.Sources))
	if optional(f, &c.Note, records) {
		codes(f, c.Note, len(c.Notes))
	}
	if optional(f, &c.Derived, records) {
		flags(f, c.Derived)
	}
	for i := range c.Counts {
		if some := !c.Counts[i].Empty(); f.bool(&some) {
			f.counts(&c.Counts[i], records, len(c.Odd))
		}
	}
}

// optional says whether there is a column, which has as many cells as there are
// records.
func optional[T any](f *form, column *[]T, records int) bool {
	some := *column != nil
	if f.bool(&some) && !f.packing {
		*column = make([]T, records)
	}
	return some
}

// codes is a column of codes below n.
func codes[T uint16 | uint32](f *form, column []T, n int) {
	runs(f, column, n, func(v T) int { return int(v) }, func(code int) T { return T(code) })
}

// flags is a column of booleans.
func flags(f *form, column []bool) {
	number := func(set bool) int {
		if set {
			return 1
		}
		return 0
	}
	runs(f, column, 2, number, func(code int) bool { return code == 1 })
}

// runs is a column of values with codes below n, as runs of the same value.
func runs[T comparable](f *form, column []T, n int, codeOf func(T) int, valueOf func(int) T) {
	for len(column) > 0 {
		code, length := codeOf(column[0]), alike(f, column)
		f.below(&code, n)
		if f.uint(&length); length < 1 || length > len(column) {
			f.fail()
			return
		}
		value := valueOf(code)
		for i := range column[:length] {
			column[i] = value
		}
		column = column[length:]
	}
}

// counts is a column of counts of so many records; odd is how many amounts are no
// plain count.
func (f *form) counts(column *report.Counts, records, odd int) {
	for at := 0; at < records; {
		missing := f.run(column, at, records, false)
		reported := f.run(column, at+missing, records, true)
		f.uint(&missing)
		f.uint(&reported)
		if left := records - at; missing > left || reported > left-missing || missing+reported == 0 {
			f.fail()
			return
		}
		for at += missing; reported > 0; {
			cells := column.Reach(at)
			cells = cells[:min(reported, len(cells))]
			f.cells(cells, odd)
			at, reported = at+len(cells), reported-len(cells)
		}
	}
}

// run is, to be packed, how many records from one on report a count, or report none.
func (f *form) run(column *report.Counts, from, records int, reported bool) int {
	to := from
	for f.packing && to < records && (column.At(to) != report.NoCount) == reported {
		to++
	}
	return to - from
}

// cells are a run of cells that hold a count.
func (f *form) cells(cells []int32, odd int) {
	if f.packing {
		for _, v := range cells {
			f.cell(v)
		}
		return
	}
	for i := range cells {
		if len(f.s)-f.at < 2 {
			f.fail()
			return
		}
		v := int32(f.s[f.at]) | int32(f.s[f.at+1])<<8
		f.at += 2
		if v == wide {
			v = f.wide(odd)
		}
		cells[i] = v
	}
}

// cell packs a cell.
func (f *form) cell(v int32) {
	short, long := uint16(wide), 0
	switch {
	case v >= wide:
		long = int(v) * 2
	case v < 0:
		long = int(-2-v)*2 + 1
	default:
		short = uint16(v)
	}
	f.buf = binary.LittleEndian.AppendUint16(f.buf, short)
	if short == wide {
		f.uint(&long)
	}
}

// wide unpacks a cell that two bytes do not hold.
func (f *form) wide(odd int) int32 {
	v := f.next()
	switch {
	case v&1 == 0 && v/2 <= math.MaxInt32:
		return int32(v / 2)
	case v&1 == 1 && v/2 < odd:
		return int32(-2 - v/2)
	}
	f.fail()
	return report.NoCount
}

// list is a list, of which each item takes at least size bytes.
func list[T any](f *form, items *[]T, size int, item func(*T)) {
	n := len(*items)
	if f.length(&n, size); !f.packing && n > 0 {
		*items = make([]T, n)
	}
	for i := range *items {
		item(&(*items)[i])
	}
}

// alike is, to be packed, how many items at the beginning of some are the same.
func alike[T comparable](f *form, items []T) int {
	if !f.packing {
		return 0
	}
	n := 1
	for n < len(items) && items[n] == items[0] {
		n++
	}
	return n
}

func (f *form) period(p *report.Period) {
	n := p.Year*3 + p.Half
	f.uint(&n)
	*p = report.Period{Year: n / 3, Half: n % 3}
}

func (f *form) date(d *report.Date) {
	n := (d.Year*13+d.Month)*32 + d.Day
	f.uint(&n)
	*d = report.Date{Year: n / 32 / 13, Month: n / 32 % 13, Day: n % 32}
}

func (f *form) amount(a *report.Amount) {
	text := a.String()
	f.text(&text)
	parsed, err := report.ParseAmount(text)
	if err != nil {
		f.fail()
	}
	*a = parsed
}
