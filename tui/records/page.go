package records

import (
	"cmp"
	"fmt"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/page"
	"daylight/tui/kit/scene"
)

// Whole shows the record under the cursor whole: every field, what its words mean,
// where it was printed, and the caveats about it.
func (v *Screen) Whole() (p *page.Page, why string) {
	if v.line < 0 {
		return nil, "no record to open"
	}
	d := v.Engine.Dataset()
	record := v.Listing.At(v.line)
	r, series := d.Record(record), d.SeriesOf(record)
	p = page.New(v.Dotted(shownText(v.Kit, &r, report.CountryField), r.Period.String(), series.Type.Label))
	p.Dim(fmt.Sprintf("Record %s of %s.", v.Format.Count(int64(v.line+1)), v.Format.Count(int64(v.Listing.Len()))))
	p.Text("")
	for _, f := range report.Fields() {
		if f == report.SourceField {
			continue // it has a part of its own
		}
		p.Key(f.Label(), fieldWords(v.Kit, &r, series, f))
	}
	if src, known := d.Source(r.Source); known {
		p.Head("Source")
		p.Text(src.Title)
		p.Dim(strings.Join(report.NonEmpty(src.Publisher, src.Published, r.Source), ", "))
		p.Dim(src.URL)
		p.Text(src.Obtained)
	}
	v.ListNotes(p, "Notes", v.Engine.Result(aboutRecord(&r)).Notes)
	return p, ""
}

// aboutRecord is the question that a record alone answers. Its rows are outcomes,
// so that notes about one of them meet it.
func aboutRecord(r *report.Record) query.Query {
	only := func(id string) query.Filter { return query.Filter{Mode: query.Only, IDs: []string{id}} }
	return query.Query{
		Publisher: only(r.Publisher), Service: only(r.Service), Country: only(r.Country), Type: only(r.Type),
		Period: query.PeriodFilter{Ranges: []report.PeriodRange{{From: r.Period, To: r.Period}}}, By: query.ByOutcome,
	}
}

// fieldWords says what a field of a record holds, and what that means.
func fieldWords(k *scene.Kit, r *report.Record, series *report.Series, f report.Field) string {
	d := k.Engine.Dataset()
	named := func(label, id string) string {
		switch {
		case label == "":
			return id
		case strings.EqualFold(label, id):
			return label
		}
		return label + " (" + id + ")"
	}
	defined := func(name, definition string) string { return strings.Join(report.NonEmpty(name, definition), ": ") }
	switch f {
	case report.PublisherField:
		p, _ := d.Publisher(r.Publisher)
		return named(p.Label, r.Publisher)
	case report.PeriodField:
		months := "six months"
		if r.Period.Half == 0 {
			months = "twelve months"
		}
		return r.Period.String() + ", " + months
	case report.ServiceField:
		return defined(named(series.Service.Label, r.Service), series.Service.Definition)
	case report.CountryField:
		c, _ := d.Country(r.Country)
		return strings.Join(report.NonEmpty(named(c.Name, r.Country), c.Subregion, c.Region), ", ")
	case report.TypeField:
		text := defined(named(series.Type.Label, r.Type), series.Type.Definition)
		if !series.Type.InTotals {
			text += " Not counted in totals."
		}
		if series.Type.OutcomesCountAccounts(r.Period) {
			text += " Its outcomes count accounts, not requests."
		}
		return text
	case report.SourceField:
		return r.Source
	case report.StatusField:
		if r.Derived {
			return "derived: what the note names is arithmetic with what is printed"
		}
		return "printed: the numbers stand in the source"
	case report.NoteField:
		return cmp.Or(r.NoteWords(), "none")
	}
	how := r.Obtained(f, series.Type)
	switch {
	case how == report.Unprinted:
		return how.String() + ", which is never a zero"
	case how.IsZero():
		return how.String()
	}
	return k.AmountWords(r, series, f) + ", " + how.String()
}

// recordInShort is what a record prints besides requests, and of which kind it is,
// in one sentence.
func recordInShort(k *scene.Kit, r *report.Record, series *report.Series) string {
	var numbers []string
	for _, f := range report.Fields() {
		if f.IsAmount() && f != report.RequestsField && r.Amount(f).Reported() {
			numbers = append(numbers, strings.ToLower(f.Label())+" "+k.AmountWords(r, series, f))
		}
	}
	return strings.Join(report.NonEmpty(strings.Join(numbers, ", "), series.Type.Label, k.ServiceWord(query.Query{}, *r), r.NoteWords()), "; ")
}

// Describe says how many records there are and what their requests come to.
func (View) Describe(k *scene.Kit, q query.Query) string {
	if k.Engine.Listing(q).Len() == 0 {
		return scene.NoRecords
	}
	says := k.RecordsHeard(q)
	if sum := k.Engine.ListedRequests(q); sum.Reported {
		says += "; requests all together: " + k.FigureTold(sum, report.Requests)
	}
	return says + "."
}
