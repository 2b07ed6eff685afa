package tui

import (
	"fmt"
	"strings"

	"daylight/model"
)

// whole shows the record under the cursor whole: every field, what its words mean,
// where it was printed, and the caveats about it.
func (v *recordsScreen) whole() (page *pages, why string) {
	if v.line < 0 {
		return nil, "no record to open"
	}
	d := v.engine.Dataset()
	record := v.listing.At(v.line)
	r, series := d.Record(record), d.SeriesOf(record)
	dot := " " + string(v.glyphs.Dot) + " "
	p := &pages{title: strings.Join([]string{v.shownText(&r, model.CountryField), r.Period.String(), series.Type.Label}, dot)}
	p.add(dimLine, "", fmt.Sprintf("Record %s of %s.", v.format.Count(int64(v.line+1)), v.format.Count(int64(v.listing.Len()))))
	p.add(plainLine, "", "")
	for _, f := range model.Fields() {
		if f == model.SourceField {
			continue // it has a part of its own
		}
		p.add(keyLine, f.Label(), v.fieldWords(&r, series, f))
	}
	if src, known := d.Source(r.Source); known {
		p.add(plainLine, "", "")
		p.add(headLine, "", "Source")
		p.add(plainLine, "", src.Title)
		p.add(dimLine, "", strings.Join(nonEmpty(src.Publisher, src.Published, r.Source), ", "))
		p.add(dimLine, "", src.URL)
		p.add(plainLine, "", src.Obtained)
	}
	p.listNotes(v.kit, "Notes", v.engine.Result(aboutRecord(&r)).Notes)
	return p, ""
}

// aboutRecord is the question that a record alone answers. Its rows are outcomes,
// so that notes about one of them meet it.
func aboutRecord(r *model.Record) model.Query {
	only := func(id string) model.Filter { return model.Filter{Mode: model.Only, IDs: []string{id}} }
	return model.Query{
		Publisher: only(r.Publisher), Service: only(r.Service), Country: only(r.Country), Type: only(r.Type),
		Period: model.PeriodFilter{Ranges: []model.PeriodRange{{From: r.Period, To: r.Period}}}, By: model.ByOutcome,
	}
}

// fieldWords says what a field of a record holds, and what that means.
func (k *kit) fieldWords(r *model.Record, series *model.Series, f model.Field) string {
	d := k.engine.Dataset()
	named := func(label, id string) string {
		switch {
		case label == "":
			return id
		case strings.EqualFold(label, id):
			return label
		}
		return label + " (" + id + ")"
	}
	defined := func(name, definition string) string {
		if definition == "" {
			return name
		}
		return name + ": " + definition
	}
	switch f {
	case model.PublisherField:
		p, _ := d.Publisher(r.Publisher)
		return named(p.Label, r.Publisher)
	case model.PeriodField:
		months := "six months"
		if r.Period.Half == 0 {
			months = "twelve months"
		}
		return r.Period.String() + ", " + months
	case model.ServiceField:
		return defined(named(series.Service.Label, r.Service), series.Service.Definition)
	case model.CountryField:
		c, _ := d.Country(r.Country)
		where := nonEmpty(c.Subregion, c.Region)
		return strings.Join(append([]string{named(c.Name, r.Country)}, where...), ", ")
	case model.TypeField:
		text := defined(named(series.Type.Label, r.Type), series.Type.Definition)
		if !series.Type.InTotals {
			text += " Not counted in totals."
		}
		if series.Type.OutcomesCountAccounts(r.Period) {
			text += " Its outcomes count accounts, not requests."
		}
		return text
	case model.SourceField:
		return r.Source
	case model.StatusField:
		if r.Derived {
			return "derived: what the note names is arithmetic with what is printed"
		}
		return "printed: the numbers stand in the source"
	case model.NoteField:
		if r.Note == "" {
			return "none"
		}
		return r.NoteWords()
	}
	how := r.Obtained(f, series.Type)
	switch {
	case how == model.Unprinted:
		return how.String() + ", which is never a zero"
	case how.IsZero():
		return how.String()
	}
	return k.amountWords(r, series, f) + ", " + how.String()
}

// amountWords is a number of a record with its unit, where that is not requests.
func (k *kit) amountWords(r *model.Record, series *model.Series, f model.Field) string {
	text := k.printed(r.Amount(f))
	switch how := r.Obtained(f, series.Type); {
	case how.IsZero():
		return "0"
	case how == model.Unprinted:
		return text
	}
	if _, isOutcome := outcomeOf(f); isOutcome && series.Type.OutcomesCountAccounts(r.Period) {
		return text + " accounts"
	}
	if f == model.PercentField {
		return text + " % of requests"
	}
	return text
}

// recordInShort is what a record prints besides requests, and of which kind it is,
// in one sentence.
func (k *kit) recordInShort(r *model.Record, series *model.Series) string {
	var numbers []string
	for _, f := range model.Fields() {
		if f.IsAmount() && f != model.RequestsField && r.Amount(f).Reported() {
			numbers = append(numbers, strings.ToLower(f.Label())+" "+k.amountWords(r, series, f))
		}
	}
	return strings.Join(nonEmpty(strings.Join(numbers, ", "), series.Type.Label, k.serviceWord(model.Query{}, *r), r.NoteWords()), "; ")
}
