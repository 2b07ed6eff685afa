package data

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"daylight/model"
)

// Table is a printout as people read it: words and figures in lines and columns.
// Markdown and the terminal print the same table, each with its own ink.
//
//	Country          Requests ▾   2012   2013-H1 †     Heads
//	United States         …         …         …        Lines
//	54 countries          …         …         …        Total
type Table struct {
	Name    string // what the lines are
	Order   Order  // of the lines, when it is by their names
	Heads   []Head
	Lines   []Line         // each with as many cells as there are heads
	Total   []Cell         // of everything under the filter; nil where nothing is added up
	Counted string         // what the total is of: "54 countries"
	Across  Across         // what stands side by side
	About   *model.Result  // rows and total whose figures stand in the cells, for their signs
	Figures []model.Column // which of them do
	Says    []string       // what else must be known
}

// Order is whether lines stand in the order of what stands below a head.
type Order int8

// Falling is the greatest first, Rising the least.
const (
	Unordered Order = iota
	Falling
	Rising
)

// Across is what the columns of a table are.
type Across uint8

// What columns are.
const (
	Figures Across = iota // of each line, or words about it
	Periods               // the first may be all of them together
	Rows                  // whose figures are the lines
)

// Together is the head above what the periods are together.
const Together = "All periods"

// Head is the head of a column.
type Head struct {
	Text    string
	Words   bool // below it stand words
	Aside   bool // where there is no room for all columns, it goes before others
	Order   Order
	Figure  model.Column // that stands below it, where figures are side by side
	BreakAt string       // the id of the note that says why the series breaks before this period
}

// Line is a line of a table.
type Line struct {
	Name    string
	BreakAt string // as of a head
	Cells   []Cell
}

// Cell is one figure or word. What is faint is not reported, or zero.
type Cell struct {
	Text  string
	Faint bool
}

// Table is the printout for people; nil for sources, which are no table. Rows
// show those of the figures that a table is asked for, rows × periods the
// measure alone, rows compared and records what any of them holds.
func (p *Printout) Table(f model.Format, columns []model.Column) *Table {
	switch {
	case p.Query.View == model.SourcesView:
		return nil
	case p.Query.View == model.RecordsView:
		return p.recordTable(f)
	case p.Query.View == model.CompareView:
		return p.comparison(f)
	case p.overTime():
		return p.periodTable(f)
	}
	return p.rowTable(f, columns)
}

// rowTable has a line for each row, and a column for each figure.
func (p *Printout) rowTable(f model.Format, columns []model.Column) *Table {
	t := p.newTable()
	t.Figures = columns
	order := p.Answer.Query.Order()
	for _, c := range columns {
		head := Head{Text: c.Label(), Figure: c}
		if order.Is(c) {
			head.Order = orderOf(order)
		}
		t.Heads = append(t.Heads, head)
	}
	t.About = &model.Result{Rows: p.Rows, Total: p.Answer.Total}
	for i := range p.Rows {
		line := Line{Name: p.Rows[i].Name}
		for _, c := range columns {
			line.Cells = append(line.Cells, cellOf(f, p.Rows[i].Figures[c], c))
		}
		t.Lines = append(t.Lines, line)
	}
	for _, c := range columns {
		t.Total = append(t.Total, cellOf(f, p.Answer.Total.Figures[c], c))
	}
	if p.Answer.Uneven {
		t.Says = append(t.Says, unevenly)
	}
	return t
}

// periodTable has a line for each row, and a column for each period.
func (p *Printout) periodTable(f model.Format) *Table {
	t := p.newTable()
	measure := p.Query.Measure
	t.Across, t.Figures = Periods, []model.Column{measure}
	t.About = &model.Result{Rows: slices.Clone(p.Rows), Total: p.Answer.Total}
	order := p.Query.Order()
	periods := p.periods()
	// All periods together, which the rows are sorted by, stand first: not where
	// they are but one, and not where nothing can be said of them together.
	together := len(periods) != 1 && (isReported(p.Answer.Total.Figures[measure], measure) || reported(p.Rows, measure))
	if together {
		head := Head{Text: Together, Figure: measure}
		if order.Is(measure) {
			head.Order = orderOf(order)
		}
		t.Heads = append(t.Heads, head)
		t.Total = append(t.Total, cellOf(f, p.Answer.Total.Figures[measure], measure))
	}
	breaks := p.engine.Breaks(p.Query)
	uneven := false
	for i, at := range periods {
		period := p.panel.Periods[at]
		head := Head{Text: period.String()}
		if order.At == period || len(periods) == 1 && order.Is(measure) {
			head.Order = orderOf(order)
		}
		if i > 0 {
			before := p.panel.Periods[periods[i-1]]
			uneven = uneven || before.Months() != period.Months()
			for _, b := range breaks {
				if before.Start() < b.At.Start() && b.At.Start() <= period.Start() {
					head.BreakAt = b.Note.ID
				}
			}
		}
		t.Heads = append(t.Heads, head)
		t.Total = append(t.Total, cellOf(f, p.panel.Totals[at].Figures[measure], measure))
	}
	gaps := false
	for i := range p.Rows {
		line := Line{Name: p.Rows[i].Name}
		if together {
			line.Cells = append(line.Cells, cellOf(f, p.Rows[i].Figures[measure], measure))
		}
		for _, at := range periods {
			row := p.cells[i][at]
			if row == nil {
				gaps = true
				line.Cells = append(line.Cells, Cell{})
				continue
			}
			t.About.Rows = append(t.About.Rows, *row)
			line.Cells = append(line.Cells, cellOf(f, row.Figures[measure], measure))
		}
		t.Lines = append(t.Lines, line)
	}
	if gaps {
		t.Says = append(t.Says, "blank: no record")
	}
	if uneven && measure.IsCount() {
		t.Says = append(t.Says, unevenly)
	}
	if text := p.unlike(periods); text != "" {
		t.Says = append(t.Says, text)
	}
	return t
}

// unlike says that not the same publishers stand behind each of some periods of
// the panel; empty where they do.
func (p *Printout) unlike(periods []int) string {
	asked := make([]model.Period, len(periods))
	for i, at := range periods {
		asked[i] = p.panel.Periods[at]
	}
	reporting := map[string]int{}
	for _, ids := range p.engine.Reporting(p.Query, asked) {
		for _, id := range ids {
			reporting[id]++
		}
	}
	var said []string
	alike := true
	for _, id := range slices.Sorted(maps.Keys(reporting)) {
		said = append(said, fmt.Sprintf("%s %d", p.engine.Name(p.Query, model.ByPublisher, id), reporting[id]))
		alike = alike && reporting[id] == len(asked)
	}
	if alike {
		return ""
	}
	return fmt.Sprintf("not the same publishers report each of these %d periods: %s", len(asked), strings.Join(said, ", "))
}

// comparison has a line for each figure, and a column for each row; beside those
// set against another, how far they lie from it.
func (p *Printout) comparison(f model.Format) *Table {
	c := p.few
	t := &Table{Across: Rows, Figures: c.Lines, About: &model.Result{Rows: c.Rows}}
	for i := range c.Rows {
		t.Heads = append(t.Heads, Head{Text: c.Rows[i].Name})
		if i != c.Reference {
			t.Heads = append(t.Heads, Head{Text: "vs " + c.Rows[c.Reference].Name, Aside: true})
		}
	}
	for _, figure := range c.Lines {
		line := Line{Name: figure.Label()}
		for i := range c.Rows {
			line.Cells = append(line.Cells, cellOf(f, c.Figure(i, figure), figure))
			if i != c.Reference {
				d := c.Difference(i, figure)
				const enough = 80
				line.Cells = append(line.Cells, Cell{f.Versus(d, figure, enough), !d.Reported})
			}
		}
		t.Lines = append(t.Lines, line)
	}
	if c.Uneven() {
		t.Says = append(t.Says, unevenly)
	}
	return t
}

// unevenly is said where a year stands beside its halves.
const unevenly = "a year is twelve months, a half-year six"

// recordTable has a line for each record, in the order of the view: the words
// first, then the counts that any of them prints, and last where they come from.
func (p *Printout) recordTable(f model.Format) *Table {
	fields, missing, below := p.filled()
	t := &Table{Name: wordsOf(fields[0]), About: &model.Result{Total: p.Answer.Total}}
	order := p.Query.Order()
	if fields[0] == order.Field {
		t.Order = orderOf(order)
	}
	for _, field := range fields[1:] {
		head := Head{Text: wordsOf(field), Words: !field.IsAmount()}
		if field == order.Field {
			head.Order = orderOf(order)
		}
		total := Cell{}
		if c, isCount := field.Count(); isCount {
			head.Text, head.Figure = c.Label(), c
			t.Figures = append(t.Figures, c)
			// Of chosen outcomes the total counts a part of each record, which is no
			// sum of what stands above it.
			if p.Query.Outcome.Mode == model.Default {
				total = cellOf(f, p.Answer.Total.Figures[c], c)
			}
		}
		t.Heads = append(t.Heads, head)
		t.Total = append(t.Total, total)
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
	_, all := p.Shown()
	t.Counted = f.Count(int64(all)) + " records"
	if all == 1 {
		t.Counted = "1 record"
	}
	if missing {
		t.Says = append(t.Says, f.Figure(model.Figure{}, model.Requests)+" not reported")
	}
	if below {
		t.Says = append(t.Says, "<10 stands for 0 to 9: the report does not say which")
	}
	return t
}

// filled are the fields of the records that any of them fills, in the order of
// screens; missing says that one leaves a number out, below that one hides it.
func (p *Printout) filled() (fields []model.Field, missing, below bool) {
	printed, blank := map[model.Field]bool{}, map[model.Field]bool{}
	publishers := map[string]bool{}
	for r := range p.Records() {
		publishers[r.Publisher] = true
		for _, field := range p.listing.Fields {
			a := r.Amount(field)
			here := a.Reported() || field == model.NoteField && r.Note != ""
			printed[field] = printed[field] || here
			blank[field] = blank[field] || !here
			below = below || suppressed(a)
		}
	}
	for _, field := range p.listing.Fields {
		switch {
		case field == model.PublisherField && len(publishers) < 2:
		case field.IsAmount() && field != model.RequestsField && !printed[field], field == model.NoteField && !printed[field]:
		default:
			fields = append(fields, field)
			missing = missing || field.IsAmount() && blank[field]
		}
	}
	return fields, missing, below
}

// wordOf is a field of a record in the words that rows have.
func (p *Printout) wordOf(r *model.Record, field model.Field) string {
	switch field {
	case model.PublisherField:
		return p.engine.Name(p.Query, model.ByPublisher, r.Publisher)
	case model.PeriodField:
		return r.Period.String()
	case model.CountryField:
		return p.engine.Name(p.Query, model.ByCountry, r.Country)
	case model.ServiceField:
		return p.engine.Name(p.Query, model.ByService, r.Service)
	case model.TypeField:
		return p.engine.Name(p.Query, model.ByType, r.Type)
	case model.SourceField:
		return r.Source
	case model.StatusField:
		return statusOf(*r)
	}
	return r.NoteWords()
}

// wordsOf is the name of a field for people.
func wordsOf(field model.Field) string {
	if field == model.PercentField {
		return "Disclosed, as printed"
	}
	return capital(field.String())
}

// newTable is a table of the printout's rows, without a column.
func (p *Printout) newTable() *Table {
	by := p.Answer.Query.By.String()
	t := &Table{Name: strings.ToUpper(by[:1]) + by[1:], Counted: p.counted()}
	if order := p.Answer.Query.Order(); order.Key && order.Descending {
		t.Order = Falling // rising goes without saying
	}
	return t
}

// turned is the table with its lines as columns, under a name for what its
// columns were. What is to be said of it stays.
func (t *Table) turned(name string) *Table {
	o := *t
	o.Name, o.Across = name, Rows
	o.Heads, o.Lines, o.Total, o.Order = nil, nil, nil, Unordered
	for _, line := range t.Lines {
		o.Heads = append(o.Heads, Head{Text: line.Name})
	}
	if t.Total != nil {
		o.Heads = append(o.Heads, Head{Text: t.Counted})
	}
	for i, head := range t.Heads {
		line := Line{Name: head.Text, BreakAt: head.BreakAt}
		for _, from := range t.Lines {
			line.Cells = append(line.Cells, from.Cells[i])
		}
		if t.Total != nil {
			line.Cells = append(line.Cells, t.Total[i])
		}
		o.Lines = append(o.Lines, line)
	}
	return &o
}

func orderOf(s model.Sort) Order {
	if s.Descending {
		return Falling
	}
	return Rising
}

// cellOf is a figure for people. What is not reported and what is zero stand back.
func cellOf(f model.Format, figure model.Figure, c model.Column) Cell {
	return Cell{f.Figure(figure, c), !isReported(figure, c) || figure.Value(c) == 0 && !figure.IsRange()}
}

// amountCell is a number of a record for people, as it was printed.
func amountCell(f model.Format, a model.Amount, field model.Field) Cell {
	if suppressed(a) {
		return Cell{Text: a.String()}
	}
	lo, hi := a.Bounds()
	cell := cellOf(f, model.Figure{Reported: a.Reported(), Lo: int64(lo), Hi: int64(hi)}, model.Requests)
	if field == model.PercentField && a.Reported() {
		cell.Text += " %"
	}
	return cell
}

// suppressed says whether a report hides a count as fewer than some number.
func suppressed(a model.Amount) bool { return strings.HasPrefix(a.String(), "<") }

// reported says whether any of some rows reports a column.
func reported(rows []model.Row, c model.Column) bool {
	return slices.ContainsFunc(rows, func(r model.Row) bool { return isReported(r.Figures[c], c) })
}

// counted says what the total adds up. Outcomes are parts, not things to be
// counted, and what is not itemised is no country.
func (p *Printout) counted() string {
	switch a := p.Answer; {
	case a.Query.By == model.ByOutcome:
		return "All requests"
	case a.Itemised == 0 && a.Groups > 0:
		return "Total"
	default:
		return countedBy(a.Itemised, a.Query.By)
	}
}

// countedBy is a number of things that rows are: "54 countries".
func countedBy(n int, by model.Dimension) string {
	if n == 1 {
		return "1 " + by.String()
	}
	return fmt.Sprintf("%d %s", n, plural(by))
}

// plural is what many rows are called.
func plural(by model.Dimension) string {
	if by == model.ByCountry {
		return "countries"
	}
	return by.String() + "s"
}
