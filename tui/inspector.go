package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/page"
	"daylight/tui/kit/scene"
)

// inspectedRecords is how many records the inspector lists one by one.
const inspectedRecords = 40

// aFewRecords explain a figure at a glance; more would hide what follows.
const aFewRecords = 8

// newInspector tells where the figure under the cursor comes from: how it was
// obtained, the records it rests on, their sources, and every caveat that
// touches them.
func newInspector(m *Model) overlay {
	s := m.Scene()
	switch whole, why := s.Screen.Whole(); {
	case whole != nil:
		return &pager{Page: whole}
	case why != "":
		m.said = why
		return nil
	}
	about, row, column := s.Screen.Figure()
	if row == nil {
		m.said = "no figure to explain here"
		return nil
	}
	q := m.RowQuery(about, row)
	others := about // the filters but the one that the row's name says
	if others.Search = ""; others.By == query.ByPeriod {
		others.Period = query.PeriodFilter{}
	} else {
		*others.Filter(others.By) = query.Filter{}
	}
	p := page.New(m.Dotted(append([]string{row.Name}, m.InForce(others)...)...))
	if s.AsRows && m.state.Pane == model.TilesPane { // a tile is about all rows
		row, q = &s.Result.Total, s.Query
		q.Top, q.Search = 0, ""
		p.Title = m.Dotted(append([]string{"All " + s.Query.RowsWord(2)}, m.InForce(s.Query)...)...)
	}
	explainFigure(&m.Kit, p, about, row, column)
	records, n, sources := m.Engine.Explain(q, inspectedRecords)
	if n <= aFewRecords {
		listRecords(&m.Kit, p, q, column, records, n)
	}
	own := m.Engine.Result(q).Notes
	m.ListSources(p, sources)
	m.ListNotes(p, "Notes", own)
	p.Head("All figures of this row")
	for _, c := range s.Sheet.Columns {
		p.Key(c.Label(), strings.Join(append([]string{m.FigureTold(row.Figures[c], c)}, row.Figures[c].Explain(c)...), ", "))
	}
	m.ListNotes(p, "Notes on other rows of this view", slices.DeleteFunc(slices.Clone(s.Result.Notes), func(n report.Note) bool {
		return slices.ContainsFunc(own, func(o report.Note) bool { return o.ID == n.ID })
	}))
	if n > aFewRecords {
		listRecords(&m.Kit, p, q, column, records, n)
	}
	cite := citation{about, row, q, column}
	if row == &s.Result.Total {
		cite.about = q
	}
	return &pager{Page: p, cite: func(m *Model) tea.Cmd { return m.copied("the citation", m.cite(cite)) }}
}

// explainFigure says what the figure is, and how one gets it.
func explainFigure(k *scene.Kit, p *page.Page, q query.Query, row *answer.Row, c report.Column) {
	f := row.Figures[c]
	p.Head(c.Label())
	figure := k.FigureTold(f, c)
	if why := f.Explain(c); len(why) > 0 {
		figure += ", " + strings.Join(why, ", ") + "."
	}
	p.Strong(figure)
	for _, text := range worked(k, q, row, c) {
		p.Text(text)
	}
	if row.Partial != "" && !c.IsSigned() {
		p.Text(report.Capital(row.Partial) + ".")
	}
	how := obtained(q, c, row.Records)
	if row.Records > aFewRecords {
		how += " The records stand at the end: G."
	}
	p.Dim(how)
}

// worked is the division that gives a rate: what it rests on, or would, where that is
// too few of the requests for it to be reported. Of a change and a difference it is who
// takes part.
func worked(k *scene.Kit, q query.Query, row *answer.Row, c report.Column) []string {
	f := row.Figures[c]
	switch {
	case c.IsSigned():
		texts := comparedWith(k, q, row)
		if d := row.Figures[report.Difference]; !f.Reported && d.Reported {
			texts = append(texts, "There was no request on the other side, and so there is no rate of change; the difference is "+k.Format.Figure(d, report.Difference)+".")
		}
		return texts
	case !c.IsOfRequests():
		return nil
	}
	if b, ok := k.Engine.Basis(q, row, c); ok && b.Denominator > 0 {
		return []string{basis(k, b, c, f.Reported)}
	}
	requests := row.Figures[report.Requests]
	if !f.Reported || f.Marks.Has(answer.Approx) || requests.IsRange() {
		return nil
	}
	whole := int64(f.Covers*float64(requests.Lo) + 0.5)
	return []string{fmt.Sprintf("%s of %s requests.", k.Format.Count(int64(f.Rate*float64(whole)+0.5)), k.Format.Count(whole))}
}

// basis says what a rate rests on: what is counted, in how many requests, and how
// many of all these are.
func basis(k *scene.Kit, b answer.Basis, c report.Column, reported bool) string {
	text := fmt.Sprintf("%s of %s requests", rounded(k, b.Numerator), rounded(k, b.Denominator))
	if !c.Of()[0].IsOutcome() {
		text = fmt.Sprintf("%s %s in %s requests", rounded(k, b.Numerator), strings.ToLower(c.Of()[0].Label()), rounded(k, b.Denominator))
	}
	if b.Approx {
		text = k.Glyphs.Approx + " " + text
	}
	if b.Requests > b.Denominator {
		text += fmt.Sprintf(", which are %s of all %s", k.Format.Covered(b.Denominator/b.Requests), rounded(k, b.Requests))
	}
	if !reported {
		text += ": too few to say anything of the rest"
	}
	return text + "."
}

// rounded writes a number of things, to the nearest whole one.
func rounded(k *scene.Kit, n float64) string { return k.Format.Count(int64(math.Round(n))) }

// comparedWith says what stands on either side of a change: who takes part, what is
// left out and, where that is too little, how little there is to compare.
func comparedWith(k *scene.Kit, q query.Query, row *answer.Row) []string {
	c := row.Compare
	switch {
	case c == nil && row.Partial != "":
		return []string{"Not compared: " + row.Partial + "."}
	case c == nil:
		return []string{"Nothing stands on both sides: they overlap, no publisher printed both whole, or a break leaves out all."}
	case c.Base:
		return []string{"This is what the others are compared with."}
	}
	var texts, parts []string
	if text := bothSides(k, row); text != "" {
		texts = append(texts, text)
	}
	if c.Of > 1 {
		text := fmt.Sprintf("%d of %d publishers", len(c.Publishers), c.Of)
		if n := len(c.Publishers); n > 0 && n < c.Of {
			text += " (" + report.JoinWords(k.Names(q, query.ByPublisher, c.Publishers)) + ")"
		}
		parts = append(parts, text)
	}
	for _, what := range c.Without {
		parts = append(parts, "without "+what)
	}
	compared := "Compared: "
	if c.TooLittle() {
		compared = "To compare there is only: "
		parts = append(parts, k.Format.Covered(c.Covers)+" of the requests of one of the two sides, which is too little")
	}
	if len(parts) == 0 {
		return texts
	}
	return append(texts, compared+strings.Join(parts, ", ")+".")
}

// bothSides are the numbers that a change is worked out from: "6,036 in 2013-H1,
// against 5,536 in as many months of 2012."; "" where the row does not hold them.
func bothSides(k *scene.Kit, row *answer.Row) string {
	c := row.Compare
	if c.Window == "" || c.Against == "" || !c.Now.Reported || !c.Before.Reported {
		return ""
	}
	in := "in "
	if c.Scaled || row.Figures[report.Change].Marks.Has(answer.Halved) || row.Figures[report.Difference].Marks.Has(answer.Halved) {
		in = "in as many months of "
	}
	return fmt.Sprintf("%s in %s, against %s %s%s.", k.Format.Figure(c.Now, report.Requests), c.Window, k.Format.Figure(c.Before, report.Requests), in, c.Against)
}

// obtained says how a column is worked out, as a query asks for it.
func obtained(q query.Query, c report.Column, records int) string {
	switch how := c.How(q.Against); {
	case how != "":
		return how
	case records == 1:
		return "As one record has it."
	}
	return fmt.Sprintf("The sum of %d records.", records)
}

// listRecords lists the records that a figure rests on, each with what it
// prints.
func listRecords(k *scene.Kit, p *page.Page, q query.Query, c report.Column, records []int, n int) {
	d := k.Engine.Dataset()
	p.Head(k.Records(n))
	for _, at := range records {
		r, series := d.Record(at), d.SeriesOf(at)
		shown := amountsOf(q, c, &r)
		where := k.Engine.Name(q, query.ByCountry, r.Country)
		if q.Country.Mode == query.Only && len(q.Country.IDs) == 1 {
			where = "" // all of them are of this country
		}
		words := report.NonEmpty(where, k.ServiceWord(q, r), k.Engine.Name(q, query.ByType, r.Type))
		var amounts []string
		for _, f := range shown {
			amounts = append(amounts, strings.ToLower(f.Label())+" "+k.AmountWords(&r, series, f))
		}
		p.Record(r.Period.String(), strings.Join(report.NonEmpty(strings.Join(amounts, ", ")+": "+strings.Join(words, ", "), r.HowObtained(shown, series.Type)), "; "))
	}
	if more := n - len(records); more > 0 {
		p.Dim(fmt.Sprintf("and %s more", k.Format.Count(int64(more))))
	}
}

// amountsOf lists the fields of a record that a figure is made of: those of the
// outcomes, where the question keeps only some; for a rate also the percentage that
// a report prints in place of them. Of a sum of outcomes only those that it prints
// are told, unless it prints none.
func amountsOf(q query.Query, c report.Column, r *report.Record) []report.Field {
	counts := c.Of()
	if q.Outcome.Mode == query.Only && c.Adds() {
		counts = nil
		for _, o := range report.Outcomes() {
			if slices.Contains(q.Outcome.IDs, o.String()) {
				counts = append(counts, o)
			}
		}
	}
	var fields []report.Field
	for _, count := range counts {
		if int(count) < report.NumPrinted {
			fields = append(fields, report.FieldOf(count))
		}
	}
	if c.IsOfRequests() && c.Of()[0].IsOutcome() && r.Percent.Reported() {
		fields = append(fields, report.PercentField)
	}
	if printed := slices.DeleteFunc(slices.Clone(fields), func(f report.Field) bool { return !r.Amount(f).Reported() }); len(printed) > 0 {
		fields = printed
	}
	if c.IsOfRequests() || len(fields) == 0 {
		fields = append(fields, report.RequestsField)
	}
	return fields
}
