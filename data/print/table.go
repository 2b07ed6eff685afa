package print

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// Table is a document as people read it: words and figures in lines and columns.
// Markdown and the terminal print the same table, each with its own ink.
//
//	Country          Requests ▾   2012   2013-H1 †     Heads
//	United States         …         …         …        Lines
//	first 5               …         …         …        Sums
//	54 countries          …         …         …
type Table struct {
	Name    string // what the lines are
	Order   Order  // of the lines, when it is by their names
	Heads   []Head
	Lines   []Line            // each with as many cells as there are heads
	Sums    []Line            // of the lines, where others are hidden, and of everything under the filter
	Across  Across            // what stands side by side
	About   *answer.Result    // rows and total whose figures stand in the cells, for their signs
	Figures []report.Column   // which of them do
	Beside  []answer.Contrast // that stand beside them, under heads that stand aside
	Key     []KeyEntry        // what the words and signs in the cells mean, where they are states
	Says    []string          // what else must be known
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
	Narrow  bool // below it stand signs where lines are to be short: one half-year of many
	Aside   bool // where there is no room for all columns, it goes before others
	Order   Order
	Figure  report.Column // that stands below it, where figures are side by side
	BreakAt string        // the id of the note that says why the series breaks before this period
}

// Line is a line of a table.
type Line struct {
	Name    string
	BreakAt string // as of a head; of a publisher that reports, the note that says what is missing
	Cells   []Cell
}

// Cell is one figure or word. What is faint is not reported, or zero.
type Cell struct {
	Text   string
	Faint  bool
	Sign   string // of one letter, that stands for the text below a narrow head …
	Joined bool   // … and is one with the sign before it
}

// KeyEntry says what a state is.
type KeyEntry struct{ Sign, Word, Means string }

// Table is the document for people; nil for sources, which are no table. Rows
// show those of the figures that a table is asked for, rows × periods the
// measure alone, rows compared and records what any of them holds.
func (p *Document) Table(f answer.Format, columns []report.Column) *Table {
	if p.view.table == nil {
		return nil
	}
	return p.view.table(p, f, columns)
}

// rowTable has a line for each row, and a column for each figure.
func rowTable(p *Document, f answer.Format, columns []report.Column) *Table {
	t := p.newTable(columns...)
	for _, c := range columns {
		t.Heads = append(t.Heads, p.figureHead(c.Label(), c))
	}
	line := func(name string, r *answer.Row) Line {
		l := Line{Name: name}
		for _, c := range columns {
			l.Cells = append(l.Cells, rowCell(f, r, c))
		}
		return l
	}
	for i := range p.Rows {
		t.Lines = append(t.Lines, line(p.nameOf(&p.Rows[i]), &p.Rows[i]))
	}
	if shown := p.subtotal(); shown != nil {
		t.Sums = append(t.Sums, line(p.subtotalled(), shown))
		t.About.Rows = append(t.About.Rows, *shown)
	}
	t.Sums = append(t.Sums, line(p.counted(), &p.Answer.Total))
	if p.Answer.Uneven {
		t.say(unevenly)
	}
	t.say(p.overlapping())
	t.say(comparing(columns, t.About)...)
	t.say(p.Small())
	return t
}

// Signs explains the signs that stand in the table.
func (t *Table) Signs(f answer.Format) []answer.Sign {
	var seen answer.Seen
	for _, d := range t.Beside {
		d.Seen(&seen)
	}
	rows := append(slices.Clone(t.About.Rows), t.About.Total)
	if t.About.Shown != nil {
		rows = append(rows, *t.About.Shown)
	}
	for i := range rows {
		for _, c := range t.Figures {
			seen.Add(rows[i].Figures[c], c)
		}
	}
	return f.Signs(seen)
}

// say adds what else must be known, if it is anything.
func (t *Table) say(texts ...string) {
	for _, text := range texts {
		if text != "" {
			t.Says = append(t.Says, text)
		}
	}
}

// panelTable has a line for each row, and a column for each period.
func panelTable(p *Document, f answer.Format, columns []report.Column) *Table {
	if p.panel == nil {
		return rowTable(p, f, columns)
	}
	measure, periods := p.Query.Measure, p.periods()
	t := p.newTable(measure)
	t.Across = Periods
	// All periods together, which the rows are sorted by, stand first: not where
	// they are but one, and not where nothing can be said of them together.
	together := len(periods) != 1 && (p.Answer.Total.Figures[measure].Reported || reported(p.Rows, measure))
	if together {
		t.Heads = append(t.Heads, p.figureHead(Together, measure))
	}
	t.Heads = append(t.Heads, p.periodHeads(periods)...)
	gaps := false
	line := func(name string, whole *answer.Row, in func(at int) *answer.Row) Line {
		l := Line{Name: name}
		if together {
			l.Cells = append(l.Cells, rowCell(f, whole, measure))
		}
		for _, at := range periods {
			row := in(at)
			if row == nil {
				gaps = true
				l.Cells = append(l.Cells, Cell{})
				continue
			}
			if whole != &p.Answer.Total {
				t.About.Rows = append(t.About.Rows, *row)
			}
			l.Cells = append(l.Cells, rowCell(f, row, measure))
		}
		return l
	}
	for i := range p.Rows {
		t.Lines = append(t.Lines, line(p.Rows[i].Name, &p.Rows[i], func(at int) *answer.Row { return p.cells[i][at] }))
	}
	if shown := p.subtotal(); shown != nil {
		t.Sums = append(t.Sums, line(p.subtotalled(), shown, func(at int) *answer.Row {
			in := &answer.Row{}
			in.Figures[measure] = p.subtotalIn(at, measure)
			return in
		}))
	}
	t.Sums = append(t.Sums, line(p.counted(), &p.Answer.Total, func(at int) *answer.Row { return &p.panel.Totals[at] }))
	t.say(p.partialYears(periods)...)
	if gaps {
		t.say(Blank)
	}
	if measure.IsCount() && p.uneven(periods) {
		t.say(unevenly)
	}
	t.say(p.overlapping(), p.unlike(periods))
	t.say(p.comparingIn(periods, measure)...)
	t.say(p.Small())
	return t
}

// figureHead is the head above a figure of rows.
func (p *Document) figureHead(text string, c report.Column) Head {
	head := Head{Text: text, Figure: c}
	if order := p.Answer.Query.Order(); order.Is(c) {
		head.Order = orderOf(order)
	}
	return head
}

// periodHeads are the heads of some periods of the panel.
func (p *Document) periodHeads(periods []int) []Head {
	order, breaks := p.Query.Order(), p.engine.Breaks(p.Query)
	var heads []Head
	for i, at := range periods {
		period := p.panel.Periods[at]
		head := Head{Text: period.String()}
		if order.At == period || len(periods) == 1 && order.Is(p.Query.Measure) {
			head.Order = orderOf(order)
		}
		for _, b := range breaks {
			if i > 0 && p.panel.Periods[periods[i-1]].Start() < b.At.Start() && b.At.Start() <= period.Start() {
				head.BreakAt = b.Note.ID
			}
		}
		heads = append(heads, head)
	}
	return heads
}

// uneven says whether years stand beside half-years among some periods of the panel.
func (p *Document) uneven(periods []int) bool {
	return slices.ContainsFunc(periods, func(at int) bool {
		return p.panel.Periods[at].Months() != p.panel.Periods[periods[0]].Months()
	})
}

// unlike says that not the same publishers stand behind each of some periods of
// the panel; empty where they do.
func (p *Document) unlike(periods []int) string {
	asked := make([]report.Period, len(periods))
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
		said = append(said, fmt.Sprintf("%s %d", p.engine.Name(p.Query, query.ByPublisher, id), reporting[id]))
		alike = alike && reporting[id] == len(asked)
	}
	if alike {
		return ""
	}
	return fmt.Sprintf("not the same publishers report each of these %d periods: %s", len(asked), strings.Join(said, ", "))
}

// comparedTable has a line for each figure, and a column for each row; beside those
// set against another, how far they lie from it.
func comparedTable(p *Document, f answer.Format, _ []report.Column) *Table {
	c := p.few
	t := &Table{Across: Rows, Figures: c.Lines, About: &answer.Result{Rows: c.Rows}}
	for _, figure := range c.Lines {
		t.About.Total.Figures[figure].Reported = true // none stands there to be explained
	}
	for i := range c.Rows {
		t.Heads = append(t.Heads, Head{Text: c.Rows[i].Name})
		if i != c.Reference {
			t.Heads = append(t.Heads, Head{Text: "vs " + c.Rows[c.Reference].Name, Aside: true})
		}
	}
	for _, figure := range c.Lines {
		line := Line{Name: figure.Label()}
		for i := range c.Rows {
			line.Cells = append(line.Cells, baseOr(&c.Rows[i], figure, cellOf(f, c.Figure(i, figure), figure)))
			if i != c.Reference {
				d := c.Difference(i, figure)
				t.Beside = append(t.Beside, d)
				const enough = 80
				line.Cells = append(line.Cells, Cell{Text: f.Versus(d, figure, enough), Faint: !d.Reported})
			}
		}
		t.Lines = append(t.Lines, line)
	}
	if c.Uneven() {
		t.Says = append(t.Says, unevenly)
	}
	t.say(comparing(c.Lines, t.About)...)
	return t
}

// Blank is said of a table that leaves cells blank.
const Blank = "blank: no record"

// unevenly is said where a year stands beside its halves.
const unevenly = "a year is twelve months, a half-year six"

// newTable is a table of the document's rows and of some figures, without a column.
func (p *Document) newTable(figures ...report.Column) *Table {
	t := &Table{
		Name: report.Capital(p.Answer.Query.RowWord()), Figures: figures,
		About: &answer.Result{Rows: slices.Clip(p.Rows), Total: p.Answer.Total},
	}
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
	o.Heads, o.Lines, o.Sums, o.Order = nil, nil, nil, Unordered
	words := len(t.Heads) > 0 && t.Heads[0].Words
	for _, line := range t.Lines {
		o.Heads = append(o.Heads, Head{Text: line.Name, Words: words, BreakAt: line.BreakAt})
	}
	for _, sum := range t.Sums {
		o.Heads = append(o.Heads, Head{Text: report.Capital(sum.Name)})
	}
	for i, head := range t.Heads {
		line := Line{Name: head.Text, BreakAt: head.BreakAt}
		for _, from := range slices.Concat(t.Lines, t.Sums) {
			line.Cells = append(line.Cells, from.Cells[i])
		}
		o.Lines = append(o.Lines, line)
	}
	return &o
}

func orderOf(s query.Sort) Order {
	if s.Descending {
		return Falling
	}
	return Rising
}

// cellOf is a figure for people. What is not reported and what is zero stand back.
func cellOf(f answer.Format, figure answer.Figure, c report.Column) Cell {
	return Cell{Text: f.Figure(figure, c), Faint: !figure.Reported || figure.Value(c) == 0 && !figure.IsRange()}
}

// rowCell is a figure of a row for people, where the row that others are compared
// with says so.
func rowCell(f answer.Format, r *answer.Row, c report.Column) Cell {
	return baseOr(r, c, cellOf(f, r.Figures[c], c))
}

// baseOr is a cell of a row or, where that is what a column compares others with,
// the word for it.
func baseOr(r *answer.Row, c report.Column, cell Cell) Cell {
	if c.IsSigned() && r.Compare != nil && r.Compare.Base {
		return Cell{Text: "base"}
	}
	return cell
}

// reported says whether any of some rows reports a column.
func reported(rows []answer.Row, c report.Column) bool {
	return slices.ContainsFunc(rows, func(r answer.Row) bool { return r.Figures[c].Reported })
}

// counted says what the total adds up. Outcomes are parts, not things to be
// counted, groups share members, and what is not itemised is no country.
func (p *Document) counted() string {
	switch a := p.Answer; {
	case a.Query.By == query.ByOutcome:
		return "All requests"
	case a.Query.By == query.ByGroup, a.Itemised == 0 && a.Groups > 0:
		return "Total"
	default:
		return fmt.Sprintf("%d %s", a.Itemised, a.Query.RowsWord(a.Itemised))
	}
}

// overlapping says that rows share what they count; empty where they do not.
func (p *Document) overlapping() string {
	if p.Answer.Query.By != query.ByGroup {
		return ""
	}
	return "a country can be a member of several groups: the rows do not add up to the total"
}
