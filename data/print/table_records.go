package print

import (
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// recordTable has a line for each record, in the order of the view: the words
// first, then the counts that any of them prints, and last where they come from.
func recordTable(p *Document, f answer.Format, _ []report.Column) *Table {
	fields, missing, below := p.filled()
	t := &Table{Name: wordsOf(fields[0]), About: &answer.Result{Total: p.Answer.Total}}
	order := p.Query.Order()
	if fields[0] == order.Field {
		t.Order = orderOf(order)
	}
	for _, field := range fields[1:] {
		head := Head{Text: wordsOf(field), Words: !field.IsAmount()}
		if field == order.Field {
			head.Order = orderOf(order)
		}
		if c, isCount := field.Count(); isCount {
			head.Text, head.Figure = c.Label(), c
			t.Figures = append(t.Figures, c)
		}
		t.Heads = append(t.Heads, head)
	}
	for r := range p.Records() {
		line := Line{Name: p.wordOf(&r, fields[0])}
		for _, field := range fields[1:] {
			if field.IsAmount() {
				line.Cells = append(line.Cells, amountCell(f, r.Amount(field), field))
			} else {
				line.Cells = append(line.Cells, Cell{Text: p.wordOf(&r, field)})
			}
		}
		t.Lines = append(t.Lines, line)
	}
	sum := func(name string, r *answer.Row) Line {
		l := Line{Name: name}
		for _, field := range fields[1:] {
			cell := Cell{}
			// Of chosen outcomes a sum counts a part of each record, which is no sum of
			// what stands above it.
			if c, isCount := field.Count(); isCount && p.Query.Outcome.Mode == query.Default {
				cell = cellOf(f, r.Figures[c], c)
			}
			l.Cells = append(l.Cells, cell)
		}
		return l
	}
	if shown := p.subtotal(); shown != nil {
		t.Sums, t.About.Rows = []Line{sum(p.subtotalled(), shown)}, []answer.Row{*shown}
	}
	_, all := p.Shown()
	counted := f.Count(int64(all)) + " records"
	if all == 1 {
		counted = "1 record"
	}
	t.Sums = append(t.Sums, sum(counted, &p.Answer.Total))
	if missing && !t.explains(f, answer.Figure{}) {
		t.Says = append(t.Says, f.Figure(answer.Figure{}, report.Requests)+" not reported")
	}
	if below {
		t.Says = append(t.Says, "<10 stands for 0 to 9: the report does not say which")
	}
	return t
}

// explains says whether the signs of a table's sums tell what a figure's text is.
func (t *Table) explains(f answer.Format, figure answer.Figure) bool {
	text := f.Figure(figure, report.Requests)
	return slices.ContainsFunc(t.Signs(f), func(s answer.Sign) bool { return s.Mark == text })
}

// filled are the fields of the records that any of them fills, in the order of
// screens; missing says that one leaves a number out, below that one hides it.
func (p *Document) filled() (fields []report.Field, missing, below bool) {
	printed, blank := map[report.Field]bool{}, map[report.Field]bool{}
	publishers := map[string]bool{}
	for r := range p.Records() {
		publishers[r.Publisher] = true
		for _, field := range p.listing.Fields {
			a := r.Amount(field)
			here := a.Reported() || field == report.NoteField && r.Note != ""
			printed[field] = printed[field] || here
			blank[field] = blank[field] || !here
			below = below || a.IsSuppressed()
		}
	}
	for _, field := range p.listing.Fields {
		switch {
		case field == report.PublisherField && len(publishers) < 2:
		case field.IsAmount() && field != report.RequestsField && !printed[field], field == report.NoteField && !printed[field]:
		default:
			fields = append(fields, field)
			missing = missing || field.IsAmount() && blank[field]
		}
	}
	return fields, missing, below
}

// named are the fields that hold the id of something with a name.
var named = map[report.Field]query.Dimension{
	report.PublisherField: query.ByPublisher, report.CountryField: query.ByCountry, report.ServiceField: query.ByService, report.TypeField: query.ByType,
}

// wordOf is a field of a record in the words that rows have.
func (p *Document) wordOf(r *report.Record, field report.Field) string {
	if by, isNamed := named[field]; isNamed {
		return p.engine.Name(p.Query, by, r.Text(field))
	}
	if field == report.NoteField {
		return r.NoteWords()
	}
	return r.Text(field)
}

// wordsOf is the name of a field for people.
func wordsOf(field report.Field) string {
	if field == report.PercentField {
		return "Disclosed, as printed"
	}
	return report.Capital(field.String())
}

// amountCell is a number of a record for people, as it was printed.
func amountCell(f answer.Format, a report.Amount, field report.Field) Cell {
	if a.IsSuppressed() {
		return Cell{Text: a.String()}
	}
	lo, hi := a.Bounds()
	cell := cellOf(f, answer.Figure{Reported: a.Reported(), Lo: int64(lo), Hi: int64(hi)}, report.Requests)
	if field == report.PercentField && a.Reported() {
		cell.Text += " %"
	}
	return cell
}
