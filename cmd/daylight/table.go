package main

import (
	"fmt"
	"strings"

	"daylight/model"
	"daylight/tui/grid"
)

// table prints a result for people:
//
//	Microsoft · requests by service · 2 of 2
//	period=2012 by=service
//
//	Service      Requests ▾   Accounts   Content
//	────────────────────────────────────────────
//	Microsoft        70,665    122,015     1,558
//	Skype             4,713     15,409         0
//	────────────────────────────────────────────
//	2 services       75,378    137,424     1,558
//
//	† what must be known, the signs that stand in the table, and the sources
type table struct {
	*paper
	result  *model.Result
	names   int // the width of the names, in cells
	columns []tableColumn
	left    int // columns that the width left no room for
}

type tableColumn struct {
	column model.Column
	head   string
	width  int
}

// tableGap is the room before each column, in cells.
const tableGap = 2

// printTable prints a result; publishers are the labels of those it asks.
func printTable(p *paper, r *model.Result, publishers []string, sources []model.Source) {
	t := &table{paper: p, result: r}
	t.layOut()
	t.printTitle(publishers)
	p.line()
	t.printRows()
	t.printSigns()
	t.printNotes()
	t.printSources(sources)
}

// layOut measures the columns and keeps those that fit, the measure always.
func (t *table) layOut() {
	order := t.result.Query.Order()
	t.names = max(grid.Width(t.nameHead()), grid.Width(t.totalName()))
	for _, row := range t.result.Rows {
		t.names = max(t.names, grid.Width(row.Name))
	}
	for _, c := range model.TableColumns(t.result) {
		col := tableColumn{column: c, head: c.Label()}
		if order.Is(c) {
			col.head += " " + t.arrow(order)
		}
		col.width = max(grid.Width(col.head), grid.Width(t.format.Figure(t.result.Total.Figures[c], c)))
		for i := range t.result.Rows {
			col.width = max(col.width, grid.Width(t.format.Figure(t.result.Rows[i].Figures[c], c)))
		}
		t.columns = append(t.columns, col)
	}
	if t.width == 0 {
		return
	}
	const leastName = 8
	t.names = min(t.names, max(leastName, t.width-tableGap-t.columns[0].width))
	room := t.width - t.names
	for i, c := range t.columns {
		if room -= c.width + tableGap; room < 0 && i > 0 {
			t.left = len(t.columns) - i
			t.columns = t.columns[:i]
			break
		}
	}
}

func (t *table) arrow(s model.Sort) string {
	if s.Descending {
		return string(t.glyphs.SortDown)
	}
	return string(t.glyphs.SortUp)
}

func (t *table) nameHead() string {
	by := t.result.Query.By.String()
	head := strings.ToUpper(by[:1]) + by[1:]
	if order := t.result.Query.Order(); order.Key && order.Descending {
		head += " " + t.arrow(order)
	}
	return head
}

// totalName says what the last row adds up. Outcomes are parts, not things to be counted, and what is
// not itemised is no country.
func (t *table) totalName() string {
	switch {
	case t.result.Query.By == model.ByOutcome:
		return "All requests"
	case t.result.Itemised == 0 && t.result.Groups > 0:
		return "Total"
	}
	return counted(t.result.Itemised, t.result.Query.By)
}

// counted is a number of things of one kind: "54 countries".
func counted(n int, by model.Dimension) string {
	word := by.String()
	switch {
	case n == 1:
	case by == model.ByCountry:
		word = "countries"
	default:
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}

func (t *table) printTitle(publishers []string) {
	q := t.result.Query
	dot := " " + string(t.glyphs.Dot) + " "
	title := strings.Join(publishers, ", ")
	if title != "" {
		title += dot
	}
	title += fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), q.By)
	shown := ""
	if len(t.result.Rows) < t.result.Groups {
		shown = dot + shownOf(t.result)
	}
	for _, l := range t.broken(title+shown, 0) {
		t.line(grid.Span{Text: l, Style: t.theme.Accent.Bold()})
	}
	if text := q.String(); text != "" {
		for _, l := range t.broken(text, 0) {
			t.line(grid.Span{Text: l, Style: t.theme.Dim})
		}
	}
}

// shownOf says how many rows top and search have left: "5 of 54 shown".
func shownOf(r *model.Result) string {
	return fmt.Sprintf("%d of %d shown", len(r.Rows), r.Groups)
}

func (t *table) printRows() {
	order := t.result.Query.Order()
	head := []grid.Span{{Text: padded(grid.Cut(t.nameHead(), t.names, t.glyphs.Ellipsis), t.names), Style: t.theme.Dim}}
	length := t.names
	for _, c := range t.columns {
		style := t.theme.Dim
		if order.Is(c.column) {
			style = t.theme.Accent.Bold()
		}
		head = append(head, grid.Span{Text: blanks(tableGap) + paddedLeft(c.head, c.width), Style: style})
		length += tableGap + c.width
	}
	rule := grid.Span{Text: strings.Repeat(string(t.glyphs.Rule), length), Style: t.theme.Rule}
	t.line(head...)
	t.line(rule)
	for i := range t.result.Rows {
		row := &t.result.Rows[i]
		t.line(t.row(row.Name, row, t.theme.Text)...)
	}
	if len(t.result.Rows) > 0 {
		t.line(rule)
	}
	t.line(t.row(t.totalName(), &t.result.Total, t.theme.Strong)...)
}

// row is one line of the table. What is not reported and what is zero stand back.
func (t *table) row(name string, row *model.Row, style grid.Style) []grid.Span {
	spans := []grid.Span{{Text: padded(grid.Cut(name, t.names, t.glyphs.Ellipsis), t.names), Style: style}}
	for _, c := range t.columns {
		f := row.Figures[c.column]
		st := style
		if !f.Reported || f.Value(c.column) == 0 && !f.IsRange() {
			st = t.theme.Faint
		}
		spans = append(spans, grid.Span{Text: blanks(tableGap) + paddedLeft(t.format.Figure(f, c.column), c.width), Style: st})
	}
	return spans
}

// printSigns explains the signs that stand in the table, and says what is not all there.
func (t *table) printSigns() {
	var said []string
	columns := make([]model.Column, len(t.columns))
	for i, c := range t.columns {
		columns[i] = c.column
	}
	for _, sign := range t.format.Signs(t.result, columns) {
		said = append(said, sign.Mark+" "+sign.Means)
	}
	for _, c := range t.columns {
		f := t.result.Total.Figures[c.column]
		if f.Reported && f.Marks.Has(model.Part) && f.Covers > 0 && f.Covers < 1 {
			covers := t.format.Figure(model.Figure{Reported: true, Rate: f.Covers}, model.Share)
			said = append(said, fmt.Sprintf("%s: the total covers %s of requests", c.column.Label(), covers))
		}
	}
	if t.result.Uneven {
		said = append(said, "a year is twelve months, a half-year six")
	}
	if t.left > 0 {
		said = append(said, fmt.Sprintf("%d of %d columns left out: widen the terminal, or ask for --format csv",
			t.left, t.left+len(t.columns)))
	}
	if len(said) == 0 {
		return
	}
	t.line()
	for _, s := range said {
		t.paragraph(grid.Span{}, grid.Span{Text: s, Style: t.theme.Dim}, 0)
	}
}

// printNotes prints the caveats that meet the view: one about a measure only where it is shown.
func (t *table) printNotes() {
	shown := map[model.Column]bool{t.result.Query.Measure: true}
	for _, c := range t.columns {
		shown[c.column] = true
	}
	n := 0
	for _, note := range t.result.Notes {
		if c, about := note.Measure(); about && !shown[c] {
			continue
		}
		if n == 0 {
			t.line()
		}
		mark := t.glyphs.Footnote(n)
		t.paragraph(grid.Span{Text: mark, Style: t.theme.Accent}, grid.Span{Text: note.Text, Style: t.theme.Text}, max(2, grid.Width(mark)+1))
		n++
	}
}

func (t *table) printSources(sources []model.Source) {
	if len(sources) == 0 {
		return
	}
	t.line()
	t.line(grid.Span{Text: "Sources", Style: t.theme.Dim})
	width := 0
	for _, s := range sources {
		width = max(width, grid.Width(s.ID)+tableGap)
	}
	if t.width > 0 {
		width = min(width, t.width/2)
	}
	for _, s := range sources {
		t.paragraph(grid.Span{Text: grid.Cut(s.ID, width-1, t.glyphs.Ellipsis), Style: t.theme.Dim}, grid.Span{Text: s.Title, Style: t.theme.Text}, width)
	}
}
