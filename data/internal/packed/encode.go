package packed

import (
	"slices"

	"daylight/model"
)

// Encode packs a dataset. The same dataset always gives the same bytes.
func Encode(d *model.Dataset) []byte {
	w := &writer{}
	var columns model.Columns
	var codes model.Dictionary
	for i := range d.Len() {
		columns.Append(d.Record(i), &codes)
	}
	w.tables(d.Tables)
	w.columns(columns)
	return seal(dataMagic, w.buf)
}

func (w *writer) tables(t model.Tables) {
	w.text(t.Main)
	w.uint(len(t.Publishers))
	for _, p := range t.Publishers {
		w.text(p.ID)
		w.text(p.Label)
	}
	w.uint(len(t.Services))
	for _, s := range t.Services {
		w.text(s.Publisher)
		w.text(s.ID)
		w.text(s.Label)
		w.text(s.Definition)
	}
	w.uint(len(t.Types))
	for _, t := range t.Types {
		w.text(t.Publisher)
		w.text(t.ID)
		w.text(t.Label)
		w.text(t.Definition)
		w.bool(t.InTotals)
		w.bool(t.AccountOutcomes)
		w.bool(t.AccountPeriods != nil)
		if t.AccountPeriods != nil {
			w.period(t.AccountPeriods.From)
			w.period(t.AccountPeriods.To)
		}
	}
	w.countries(t.Countries)
	w.populations(t.Populations)
	w.uint(len(t.Sources))
	for _, s := range t.Sources {
		for _, text := range []string{s.ID, s.Publisher, s.Title, s.Published, s.URL, s.Obtained} {
			w.text(text)
		}
	}
	w.uint(len(t.Notes))
	for _, n := range t.Notes {
		w.text(n.ID)
		w.text(n.Scope)
		w.text(n.Text)
		w.period(n.Break)
	}
	w.uint(len(t.Absences))
	for _, t := range t.Absences {
		w.text(t.Scope)
		w.uint(int(t.Absent))
		w.text(t.Why)
	}
	w.members(t.Members)
}

// members hold their texts as positions in a list, because they repeat from line
// to line.
func (w *writer) members(members []model.Member) {
	var texts []string
	position := func(text string) int {
		if at := slices.Index(texts, text); at >= 0 {
			return at
		}
		texts = append(texts, text)
		return len(texts) - 1
	}
	var lines writer
	for _, m := range members {
		lines.uint(position(m.Group))
		lines.uint(position(m.Label))
		lines.uint(position(m.Country))
		lines.date(m.From)
		lines.date(m.To)
		lines.uint(position(m.Source))
	}
	w.uint(len(texts))
	for _, text := range texts {
		w.text(text)
	}
	w.uint(len(members))
	w.buf = append(w.buf, lines.buf...)
}

func (w *writer) countries(countries []model.Country) {
	var regions []string
	aliases := 0
	for _, c := range countries {
		for _, name := range []string{c.Region, c.Subregion} {
			if !slices.Contains(regions, name) {
				regions = append(regions, name)
			}
		}
		aliases += len(c.Aliases)
	}
	w.uint(len(regions))
	for _, name := range regions {
		w.text(name)
	}
	w.uint(aliases)
	w.uint(len(countries))
	for _, c := range countries {
		w.text(c.Code)
		w.text(c.Alpha3)
		w.text(c.Name)
		w.uint(slices.Index(regions, c.Region))
		w.uint(slices.Index(regions, c.Subregion))
		w.uint(len(c.Aliases))
		for _, a := range c.Aliases {
			w.text(a)
		}
		w.uint(c.Population)
		w.uint(c.PopulationYear)
		w.bool(c.HasPoint)
		if c.HasPoint {
			w.float(c.Lat)
			w.float(c.Lon)
		}
	}
}

// populations stand country by country, each year as its distance from the one
// before.
func (w *writer) populations(all []model.Population) {
	w.uint(len(all))
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Country == all[0].Country {
			n++
		}
		w.text(all[0].Country)
		w.uint(n)
		year, people := 0, 0
		for _, p := range all[:n] {
			w.int(p.Year - year)
			w.int(p.People - people)
			year, people = p.Year, p.People
		}
		all = all[n:]
	}
}

func (w *writer) period(p model.Period) { w.uint(p.Year*3 + p.Half) }

func (w *writer) date(d model.Date) { w.uint((d.Year*13+d.Month)*32 + d.Day) }

func (w *writer) columns(c model.Columns) {
	w.uint(len(c.SeriesKeys))
	for _, k := range c.SeriesKeys {
		w.text(k.Publisher)
		w.text(k.Service)
		w.text(k.Type)
	}
	w.uint(len(c.Periods))
	for _, p := range c.Periods {
		w.period(p)
	}
	for _, words := range [][]string{c.Countries, c.Sources, c.Notes} {
		w.uint(len(words))
		for _, word := range words {
			w.text(word)
		}
	}
	w.uint(len(c.Odd))
	for _, a := range c.Odd {
		w.text(a.String())
	}
	w.uint(len(c.Series))
	for _, code := range c.Country {
		w.uint(int(code))
	}
	runs(w, c.Series, func(code uint16) int { return int(code) })
	runs(w, c.Period, func(code uint16) int { return int(code) })
	runs(w, c.Source, func(code uint16) int { return int(code) })
	w.bool(c.Note != nil)
	if c.Note != nil {
		runs(w, c.Note, func(code uint32) int { return int(code) })
	}
	w.bool(c.Derived != nil)
	if c.Derived != nil {
		runs(w, c.Derived, func(b bool) int {
			if b {
				return 1
			}
			return 0
		})
	}
	for _, column := range c.Counts {
		w.bool(column != nil)
		if column != nil {
			w.counts(column)
		}
	}
}

func runs[T comparable](w *writer, column []T, code func(T) int) {
	for len(column) > 0 {
		n := 1
		for n < len(column) && column[n] == column[0] {
			n++
		}
		w.uint(code(column[0]))
		w.uint(n)
		column = column[n:]
	}
}

func (w *writer) counts(column []int32) {
	for len(column) > 0 {
		missing := 0
		for missing < len(column) && column[missing] == notReported {
			missing++
		}
		column = column[missing:]
		reported := 0
		for reported < len(column) && column[reported] != notReported {
			reported++
		}
		w.uint(missing)
		w.uint(reported)
		for _, v := range column[:reported] {
			switch {
			case v >= wide:
				w.short(wide)
				w.uint(int(v) * 2)
			case v < 0:
				w.short(wide)
				w.uint(int(-2-v)*2 + 1)
			default:
				w.short(uint16(v))
			}
		}
		column = column[reported:]
	}
}

// notReported is how model.Columns codes an empty cell.
const notReported = -1
