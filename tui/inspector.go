package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
)

// inspectedRecords is how many records the inspector lists one by one.
const inspectedRecords = 40

// aFewRecords explain a figure at a glance; more would hide what follows.
const aFewRecords = 8

// newInspector tells where the figure under the cursor comes from: how it was
// obtained, the records it rests on, their sources, and every caveat that
// touches them.
func newInspector(m *Model) overlay {
	s := m.scene()
	if s.screen == nil {
		return nil
	}
	if _, records := s.screen.(*recordsScreen); records {
		return newRecordPage(m)
	}
	about, row, column := s.screen.figure(m, &s)
	if row == nil {
		m.said = "no figure to explain here"
		return nil
	}
	q := m.rowQuery(about, row)
	others := about // the filters but the one that the row's name says
	if others.Search = ""; others.By == model.ByPeriod {
		others.Period = model.PeriodFilter{}
	} else {
		*others.Filter(others.By) = model.Filter{}
	}
	p := &pages{title: row.Name + m.inForce(others)}
	if s.rows() && m.state.Pane == model.TilesPane { // a tile is about all rows
		row, q = &s.result.Total, s.query
		q.Top, q.Search = 0, ""
		p.title = "All " + plural(s.query.By, 2) + m.inForce(s.query)
	}
	p.explainFigure(m, about, row, column)
	records, n, sources := m.engine.Explain(q, inspectedRecords)
	if n <= aFewRecords {
		p.listRecords(m, q, column, records, n)
	}
	own := m.engine.Result(q).Notes
	p.listSources(sources, string(m.glyphs.Dot))
	p.listNotes(m, "Notes", own)
	p.add(plainLine, "", "")
	p.add(headLine, "", "All figures of this row")
	for _, c := range s.sheet.columns {
		p.add(keyLine, c.Label(), strings.Join(append(figureWords(m.format, row.Figures[c], c), explain(row.Figures[c], c)...), ", "))
	}
	p.listNotes(m, "Notes on other rows of this view", slices.DeleteFunc(slices.Clone(s.result.Notes), func(n model.Note) bool {
		return slices.ContainsFunc(own, func(o model.Note) bool { return o.ID == n.ID })
	}))
	if n > aFewRecords {
		p.listRecords(m, q, column, records, n)
	}
	return p
}

// listSources lists where figures were printed: a few with how each was obtained,
// many in brief, the latest first, and an
// address that several have once.
func (p *pages) listSources(sources []model.Source, dot string) {
	const aFew = 3
	if len(sources) <= aFew {
		for _, src := range sources {
			p.add(plainLine, "", "")
			p.add(headLine, "", src.Title)
			p.add(dimLine, "", strings.Join(nonEmpty(src.Publisher, src.Published), ", "))
			p.add(dimLine, "", src.URL)
			p.add(plainLine, "", src.Obtained)
		}
		return
	}
	several := slices.ContainsFunc(sources, func(s model.Source) bool { return s.Publisher != sources[0].Publisher })
	p.add(plainLine, "", "")
	p.add(headLine, "", fmt.Sprintf("%d sources; 8 tells how each was obtained", len(sources)))
	p.leads = append(p.leads, "8")
	for i := range sources {
		src := &sources[len(sources)-1-i] // they are in order of their periods
		title := src.Title
		if several && !strings.Contains(title, src.Publisher) {
			title = src.Publisher + ": " + title
		}
		p.add(noteLine, dot, strings.Join(nonEmpty(title, src.Published), ", "))
		if i == len(sources)-1 || sources[len(sources)-2-i].URL != src.URL { // else the next has the same address
			p.add(linkLine, "", src.URL)
		}
	}
}

// inspected is the column of the figure under the cursor: in the table the one
// of its column, in tiles and bars that of the outcome.
func (m *Model) inspected(s *scene) model.Column {
	c := m.state.Column
	if m.state.Pane != model.TablePane {
		c = m.state.Outcome
	}
	if int(c) >= model.NumColumns || s.query.By == model.ByOutcome && c != model.Share {
		return s.query.Measure
	}
	return c
}

// listNotes lists caveats, whole.
func (p *pages) listNotes(m *Model, head string, notes []model.Note) {
	if len(notes) == 0 {
		return
	}
	p.add(plainLine, "", "")
	p.add(headLine, "", head)
	for _, n := range notes {
		p.add(noteLine, string(m.glyphs.Dot), n.Text)
	}
}

// add appends a paragraph.
func (p *pages) add(style pageStyle, left, text string) {
	p.lines = append(p.lines, pageLine{left, text, style})
}

// explainFigure says what the figure is, and how one gets it.
func (p *pages) explainFigure(m *Model, q model.Query, row *model.Row, c model.Column) {
	f := row.Figures[c]
	p.add(headLine, "", c.Label())
	figure := figureWords(m.format, f, c)
	if why := explain(f, c); len(why) > 0 {
		figure = []string{strings.Join(append(figure, why...), ", ") + "."}
	}
	p.add(strongLine, "", figure[0])
	if text := m.worked(row, c); text != "" {
		p.add(plainLine, "", text)
	}
	how := obtained(q, c, row.Records)
	if row.Records > aFewRecords {
		how += " The records stand at the end: G."
	}
	p.add(dimLine, "", how)
}

// worked is the division that gives a rate, where its parts are figures of the
// row: the numerator, over as many of the requests as the rate covers.
func (m *Model) worked(row *model.Row, c model.Column) string {
	f := row.Figures[c]
	parts := map[model.Column][]model.Column{
		model.ContentRate:        {model.Content},
		model.RejectedRate:       {model.Rejected},
		model.DisclosedRate:      {model.Content, model.NonContent, model.SomeData},
		model.AccountsPerRequest: {model.Accounts},
	}[c]
	requests := row.Figures[model.Requests]
	if parts == nil || !f.Reported || f.Marks.Has(model.Approx) || requests.IsRange() {
		return ""
	}
	whole := int64(f.Covers*float64(requests.Lo) + 0.5)
	return fmt.Sprintf("%s of %s requests.", m.format.Count(int64(f.Rate*float64(whole)+0.5)), m.format.Count(whole))
}

// obtained says how a column is worked out.
func obtained(q model.Query, c model.Column, records int) string {
	switch c {
	case model.Share:
		return "The requests of this row, divided by all requests under the filter."
	case model.DisclosedRate:
		return "Requests that led to any data, divided by the requests of the records that print it; a printed percentage counts as that part of its requests."
	case model.ContentRate:
		return "Requests that led to content, divided by the requests of the records that print it."
	case model.RejectedRate:
		return "Requests rejected, divided by the requests of the records that print it."
	case model.AccountsPerRequest:
		return "Accounts, divided by the requests of the records that print accounts."
	case model.PerMillion:
		return "Requests, divided by the millions of people who lived there in the years that have a record."
	case model.Change:
		if q.By == model.ByPeriod {
			return "Requests a month, against those of the row before."
		}
		return "Requests a month, against the equally many months just before."
	case model.Unspecified:
		return "The requests that no printed outcome accounts for, record by record."
	}
	if records == 1 {
		return "As one record has it."
	}
	return fmt.Sprintf("The sum of %d records.", records)
}

// listRecords lists the records that a figure rests on, each with what it
// prints.
func (p *pages) listRecords(m *Model, q model.Query, c model.Column, records []int, n int) {
	d := m.engine.Dataset()
	p.add(plainLine, "", "")
	p.add(headLine, "", fmt.Sprintf("%s %s", m.format.Count(int64(n)), recordsWord(n)))
	shown := amountsOf(q, c)
	for _, at := range records {
		r := d.Record(at)
		where := m.engine.Name(q, model.ByCountry, r.Country)
		if q.Country.Mode == model.Only && len(q.Country.IDs) == 1 {
			where = "" // all of them are of this country
		}
		words := nonEmpty(where, m.serviceWord(q, r), m.engine.Name(q, model.ByType, r.Type))
		var amounts []string
		for _, c := range shown {
			amounts = append(amounts, strings.ToLower(c.Label())+" "+m.printed(r.Counts[c]))
		}
		p.add(recordLine, r.Period.String(), strings.Join(amounts, ", ")+": "+strings.Join(words, ", ")+"; "+status(r, shown))
	}
	if more := n - len(records); more > 0 {
		p.add(dimLine, "", fmt.Sprintf("and %s more", m.format.Count(int64(more))))
	}
}

// printed is an amount as its report prints it, with separators.
func (m *Model) printed(a model.Amount) string {
	lo, hi := a.Bounds()
	switch {
	case !a.Reported():
		return "not reported"
	case a.IsExact():
		return m.format.Count(int64(lo))
	case strings.HasPrefix(a.String(), "<"):
		return a.String()
	}
	return m.format.Count(int64(lo)) + m.glyphs.Range + m.format.Count(int64(hi))
}

// amountsOf lists the printed columns that a figure is made of: those of the
// outcomes, where the question keeps only some.
func amountsOf(q model.Query, c model.Column) []model.Column {
	if q.Outcome.Mode == model.Only && (c == model.Requests || c == model.Share) {
		var list []model.Column
		for _, o := range model.Outcomes() {
			if slices.Contains(q.Outcome.IDs, o.String()) && int(o) < model.NumPrinted {
				list = append(list, o)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	switch c {
	case model.ContentRate:
		return []model.Column{model.Content, model.Requests}
	case model.RejectedRate:
		return []model.Column{model.Rejected, model.Requests}
	case model.DisclosedRate:
		return []model.Column{model.Content, model.NonContent, model.Requests}
	case model.AccountsPerRequest:
		return []model.Column{model.Accounts, model.Requests}
	}
	if int(c) < model.NumPrinted {
		return []model.Column{c}
	}
	return []model.Column{model.Requests}
}

// status says whether a record's figures stand in the source or were worked out
// from it. A note that begins with "derived:" lists the columns that were.
func status(r model.Record, columns []model.Column) string {
	list, listed := strings.CutPrefix(r.Note, "derived:")
	derived := strings.Fields(list)
	switch {
	case !r.Derived && r.Note == "":
		return "as printed"
	case !r.Derived:
		return "as printed; " + r.Note
	case !listed:
		return "worked out: " + r.Note
	case slices.ContainsFunc(columns, func(c model.Column) bool { return slices.Contains(derived, c.String()) }):
		return "worked out from the source"
	}
	return "as printed"
}

// serviceWord names a record's service, where its publisher has several.
func (m *Model) serviceWord(q model.Query, r model.Record) string {
	n := 0
	for _, s := range m.engine.Dataset().Services {
		if s.Publisher == r.Publisher {
			n++
		}
	}
	if n < 2 {
		return m.engine.Name(q, model.ByPublisher, r.Publisher)
	}
	return m.engine.Name(q, model.ByService, r.Service)
}

func nonEmpty(words ...string) []string {
	var kept []string
	for _, w := range words {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

func recordsWord(n int) string {
	if n == 1 {
		return "record"
	}
	return "records"
}

// rowQuery is the question whose filter holds just the records of a row.
func (m *Model) rowQuery(q model.Query, row *model.Row) model.Query {
	q.Top, q.Search = 0, ""
	if q.By == model.ByPeriod {
		if p, err := model.ParsePeriod(row.ID); err == nil {
			return m.engine.In(q, p)
		}
		return q
	}
	*q.Filter(q.By) = model.Filter{Mode: model.Only, IDs: []string{row.ID}}
	return q
}

// figureWords is a figure as text, or that it is not reported.
func figureWords(format model.Format, f model.Figure, c model.Column) []string {
	if !f.Reported {
		return []string{"not reported"}
	}
	return []string{format.Figure(f, c)}
}

// explain says in words what a figure's marks mean.
func explain(f model.Figure, c model.Column) []string {
	var why []string
	if c.IsCount() && f.IsRange() {
		why = append(why, "printed as a range")
	}
	if f.Marks.Has(model.Floor) {
		why = append(why, "at least: some records do not report it")
	}
	if f.Marks.Has(model.Approx) {
		why = append(why, "approximate: it rests on a range, a floor or a printed percentage")
	}
	if f.Marks.Has(model.Part) && f.Covers > 0 && f.Covers < 1 {
		why = append(why, fmt.Sprintf("covers %.1f %% of requests", 100*f.Covers))
	} else if f.Marks.Has(model.Part) {
		why = append(why, "not all of it has a counterpart before")
	}
	if f.Marks.Has(model.Halved) {
		why = append(why, "against a longer period, scaled to the same length")
	}
	return why
}
