package packed

import (
	"math"

	"daylight/model"
)

// Decode unpacks what Encode packed. Bytes that were damaged on the way give an
// error.
func Decode(s string) (model.Tables, model.Columns, error) {
	body, err := open(dataMagic, s)
	if err != nil {
		return model.Tables{}, model.Columns{}, err
	}
	return decodeBody(body)
}

// decodeBody unpacks what follows the checksum. It holds every length against
// what is left to read, so it can be trusted with bytes that nobody checked.
func decodeBody(body string) (model.Tables, model.Columns, error) {
	r := &reader{s: body}
	tables := r.tables()
	columns := r.columns()
	if r.damaged || r.at != len(r.s) {
		return model.Tables{}, model.Columns{}, errDamaged
	}
	return tables, columns, nil
}

func (r *reader) tables() model.Tables {
	var t model.Tables
	t.Main = r.text()
	t.Publishers = make([]model.Publisher, r.length(2))
	for i := range t.Publishers {
		t.Publishers[i] = model.Publisher{ID: r.text(), Label: r.text()}
	}
	t.Services = make([]model.Service, r.length(4))
	for i := range t.Services {
		t.Services[i] = model.Service{Publisher: r.text(), ID: r.text(), Label: r.text(), Definition: r.text()}
	}
	t.Types = make([]model.Type, r.length(7))
	for i := range t.Types {
		t.Types[i] = model.Type{
			Publisher: r.text(), ID: r.text(), Label: r.text(), Definition: r.text(),
			InTotals: r.bool(), AccountOutcomes: r.bool(),
		}
		if r.bool() {
			t.Types[i].AccountPeriods = &model.PeriodRange{From: r.period(), To: r.period()}
		}
	}
	t.Countries = r.countries()
	t.Populations = r.populations()
	t.Sources = make([]model.Source, r.length(6))
	for i := range t.Sources {
		t.Sources[i] = model.Source{
			ID: r.text(), Publisher: r.text(), Title: r.text(),
			Published: r.text(), URL: r.text(), Obtained: r.text(),
		}
	}
	t.Notes = make([]model.Note, r.length(4))
	for i := range t.Notes {
		t.Notes[i] = model.Note{ID: r.text(), Scope: r.text(), Text: r.text(), Break: r.period()}
	}
	t.Absences = make([]model.Table, r.length(3))
	for i := range t.Absences {
		t.Absences[i] = model.Table{Scope: r.text(), Absent: model.Absence(r.below(len(model.AbsenceNames))), Why: r.text()}
	}
	t.Members = r.members()
	return t
}

func (r *reader) members() []model.Member {
	texts := r.words()
	text := func() string {
		at := r.below(len(texts))
		if r.damaged {
			return ""
		}
		return texts[at]
	}
	members := make([]model.Member, r.length(6))
	for i := range members {
		members[i] = model.Member{
			Group: text(), Label: text(), Country: text(), From: r.date(), To: r.date(), Source: text(),
		}
	}
	return members
}

func (r *reader) countries() []model.Country {
	regions := r.words()
	aliases := make([]string, 0, r.length(1))
	countries := make([]model.Country, r.length(9))
	for i := range countries {
		c := &countries[i]
		c.Code, c.Alpha3, c.Name = r.text(), r.text(), r.text()
		region, subregion := r.below(len(regions)), r.below(len(regions))
		if r.damaged {
			return nil
		}
		c.Region, c.Subregion = regions[region], regions[subregion]
		if n := r.uint(); n > cap(aliases)-len(aliases) {
			r.fail()
		} else if n > 0 {
			first := len(aliases)
			for range n {
				aliases = append(aliases, r.text())
			}
			c.Aliases = aliases[first:len(aliases):len(aliases)]
		}
		c.Population, c.PopulationYear = r.uint(), r.uint()
		if c.HasPoint = r.bool(); c.HasPoint {
			c.Lat, c.Lon = r.float(), r.float()
		}
	}
	return countries
}

func (r *reader) populations() []model.Population {
	all := make([]model.Population, r.length(2))
	for rest := all; len(rest) > 0; {
		country := r.text()
		n := r.uint()
		if n < 1 || n > len(rest) {
			r.fail()
			return nil
		}
		year, people := 0, 0
		for i := range n {
			year += r.int()
			people += r.int()
			rest[i] = model.Population{Country: country, Year: year, People: people}
		}
		rest = rest[n:]
	}
	return all
}

func (r *reader) period() model.Period {
	n := r.uint()
	return model.Period{Year: n / 3, Half: n % 3}
}

func (r *reader) date() model.Date {
	n := r.uint()
	return model.Date{Year: n / 32 / 13, Month: n / 32 % 13, Day: n % 32}
}

func (r *reader) words() []string {
	words := make([]string, r.length(1))
	for i := range words {
		words[i] = r.text()
	}
	return words
}

func (r *reader) columns() model.Columns {
	var c model.Columns
	c.SeriesKeys = make([]model.SeriesKey, r.length(3))
	for i := range c.SeriesKeys {
		c.SeriesKeys[i] = model.SeriesKey{Publisher: r.text(), Service: r.text(), Type: r.text()}
	}
	c.Periods = make([]model.Period, r.length(1))
	for i := range c.Periods {
		c.Periods[i] = r.period()
	}
	c.Countries, c.Sources, c.Notes = r.words(), r.words(), r.words()
	if len(c.Notes) == 0 {
		c.Notes = nil
	}
	c.Odd = make([]model.Amount, r.length(1))
	for i := range c.Odd {
		a, err := model.ParseAmount(r.text())
		if err != nil {
			r.fail()
		}
		c.Odd[i] = a
	}
	if len(c.Odd) == 0 {
		c.Odd = nil
	}
	records := r.length(1) // at least a byte each: the country
	keys := make([]uint16, 4*records)
	part := func() []uint16 {
		own := keys[:records:records]
		keys = keys[records:]
		return own
	}
	c.Series, c.Period, c.Country, c.Source = part(), part(), part(), part()
	for i := range c.Country {
		code := r.uint()
		if code >= len(c.Countries) {
			r.fail()
			break
		}
		c.Country[i] = uint16(code)
	}
	unroll(r, c.Series, len(c.SeriesKeys))
	unroll(r, c.Period, len(c.Periods))
	unroll(r, c.Source, len(c.Sources))
	if r.bool() {
		c.Note = make([]uint32, records)
		unroll(r, c.Note, len(c.Notes))
	}
	if r.bool() {
		c.Derived = make([]bool, records)
		r.flags(c.Derived)
	}
	for i := range c.Counts {
		if r.bool() {
			c.Counts[i] = make([]int32, records)
			r.counts(c.Counts[i], len(c.Odd))
		}
	}
	return c
}

// run reads the head of a run of codes below n, no longer than most.
func (r *reader) run(n, most int) (code, length int) {
	code, length = r.below(n), r.uint()
	if length < 1 || length > most {
		r.fail()
		return 0, most
	}
	return code, length
}

// unroll fills a column from its runs.
func unroll[T uint16 | uint32](r *reader, column []T, n int) {
	for len(column) > 0 {
		code, length := r.run(n, len(column))
		for i := range column[:length] {
			column[i] = T(code)
		}
		column = column[length:]
	}
}

// flags fills a column of booleans from its runs.
func (r *reader) flags(column []bool) {
	for len(column) > 0 {
		code, length := r.run(2, len(column))
		for i := range column[:length] {
			column[i] = code == 1
		}
		column = column[length:]
	}
}

// counts fills a column of counts; odd is how many amounts are no plain count.
func (r *reader) counts(column []int32, odd int) {
	for len(column) > 0 {
		missing := r.uint()
		reported := r.uint()
		if missing > len(column) || reported > len(column)-missing || missing+reported == 0 {
			r.fail()
			return
		}
		for i := range column[:missing] {
			column[i] = notReported
		}
		column = column[missing:]
		r.reported(column[:reported], odd)
		column = column[reported:]
	}
}

// reported fills a run of cells that hold a count.
func (r *reader) reported(cells []int32, odd int) {
	for i := range cells {
		if len(r.s)-r.at < 2 {
			r.fail()
			return
		}
		v := int32(r.s[r.at]) | int32(r.s[r.at+1])<<8
		r.at += 2
		if v == wide {
			v = r.wide(odd)
		}
		cells[i] = v
	}
}

// wide reads a cell that two bytes do not hold.
func (r *reader) wide(odd int) int32 {
	v := r.uint()
	switch {
	case v&1 == 0 && v/2 <= math.MaxInt32:
		return int32(v / 2)
	case v&1 == 1 && v/2 < odd:
		return int32(-2 - v/2)
	}
	r.fail()
	return notReported
}
