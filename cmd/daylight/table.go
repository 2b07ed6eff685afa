package main

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// table prints a view for people:
//
//	Microsoft · requests by service
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
	*printer
	*print.Table
	names   int           // the width of the names, in cells
	columns []tableColumn // that there is room for
	step    int           // from one narrow column to the next, in cells; 0 where columns have their words
	notes   []report.Note
}

// tableColumn is a column with its width, in cells.
type tableColumn struct {
	print.Head
	text  string   // of the head, with its signs
	at    int      // among those of the table
	cells []string // of each line, then of each sum
	width int
}

// tableGap is the room before each column, in cells.
const tableGap = 2

// printView prints a view for people: a table, or of sources a list, with what must be known of it.
func printView(p *printer, view *print.Document) {
	printTitle(p, view)
	p.print("")
	shown := view.Table(p.format, answer.TableColumns(view.Answer))
	if shown == nil {
		printSources(p, view.Held, view.Sources)
		printNotes(p, view.Notes(nil), nil)
		return
	}
	t := &table{printer: p, Table: shown, notes: view.Notes(shown)}
	t.layOut()
	t.printLines()
	t.printKey()
	t.printSigns()
	if p.width == 0 {
		printNotes(p, t.notes, nil)
		t.printSources(view.Sources)
		return
	}
	t.printBrief(view.Sources)
}

// printBrief prints, on a terminal, the caveats that the heads have a sign of and a few more, and the
// sources where they are few, so that what was asked for stays in sight; and how many are left out.
func (t *table) printBrief(sources []report.Source) {
	const few, fewSources = 2, 4
	marked := func(n report.Note) bool {
		return slices.ContainsFunc(t.columns, func(c tableColumn) bool { return c.BreakAt == n.ID })
	}
	brief := make([]bool, len(t.notes))
	left := len(t.notes)
	for i, n := range t.notes {
		if brief[i] = marked(n); brief[i] {
			left--
		}
	}
	for i := range brief {
		if !brief[i] && (len(brief)-left < few || len(brief) == few+1) { // to say that one is left out takes as long
			brief[i] = true
			left--
		}
	}
	printNotes(t.printer, t.notes, brief)
	var more []string
	if left > 0 {
		more = append(more, fmt.Sprintf("%d more notes", left))
		if left == 1 {
			more[0] = "1 more note"
		}
	}
	if len(sources) > fewSources {
		more = append(more, fmt.Sprintf("%d sources", len(sources)))
	} else {
		t.printSources(sources)
	}
	if len(more) > 0 {
		t.print("")
		t.paragraph("", t.styles.Dim, strings.Join(more, " and ")+": add | less to read them all", 0)
	}
}

// printTitle says what is printed and what it comes to, in words, and the query that asks for it again.
func printTitle(p *printer, view *print.Document) {
	parts := report.NonEmpty(view.Headline(), view.Standing(p.format), view.Hidden())
	p.paragraph("", p.heading, strings.Join(parts, " "+string(p.glyphs.Dot)+" "), 0)
	if finding := view.Finding(p.format); finding != "" {
		p.paragraph("", p.styles.Text, finding, 0)
	}
	if text := view.Query.String(); text != "" {
		p.paragraph("", p.styles.Dim, text, 0)
	}
}

// layOut measures the columns and keeps those that fit.
func (t *table) layOut() {
	t.names = grid.Width(t.nameHead())
	all := slices.Concat(t.Lines, t.Sums)
	for _, l := range all {
		t.names = max(t.names, grid.Width(l.Name))
	}
	for i, h := range t.Heads {
		c := tableColumn{Head: h, text: t.signed(h), at: i}
		for _, l := range all {
			c.cells = append(c.cells, l.Cells[i].Text)
		}
		if !c.Words {
			answer.AlignDigits(c.cells)
		}
		c.width = grid.Width(c.text)
		for _, text := range c.cells {
			c.width = max(c.width, grid.Width(text))
		}
		t.columns = append(t.columns, c)
	}
	switch {
	case t.manyNarrow():
		t.narrow()
	case t.width > 0 && len(t.columns) > 0:
		t.fit()
	}
}

// leastName is how much of a name stays, in cells.
const leastName = 8

// fit leaves out the columns that there is no room for, never the first: those that stand aside, then
// of periods the earliest, else those at the end.
func (t *table) fit() {
	if t.wide() > t.width {
		t.columns = slices.DeleteFunc(t.columns, func(c tableColumn) bool { return c.Aside })
		t.Beside = nil
	}
	t.names = min(t.names, max(leastName, t.width-tableGap-t.columns[0].width))
	for t.wide() > t.width && len(t.columns) > 1 {
		out := len(t.columns) - 1
		if t.Across == print.Periods {
			out = 1
		}
		t.columns = slices.Delete(t.columns, out, out+1)
	}
	if t.Across == print.Figures { // what is left out needs no explanation
		t.Figures = nil
		for _, c := range t.columns {
			if !c.Words {
				t.Figures = append(t.Figures, c.Figure)
			}
		}
	}
}

// wide is how many cells a line takes.
func (t *table) wide() int {
	wide := t.names
	for i, c := range t.columns {
		wide += t.gap(i) + c.width
	}
	return wide
}

// nameHead is the head of the names.
func (t *table) nameHead() string { return t.ordered(t.Name, t.Order) }

// signed is a head with its signs: the order of the lines, and a break.
func (t *table) signed(h print.Head) string {
	text := t.ordered(h.Text, h.Order)
	for i, n := range t.notes {
		if n.ID == h.BreakAt {
			text += " " + t.glyphs.Footnote(i)
		}
	}
	return text
}

func (t *table) ordered(text string, o print.Order) string {
	switch o {
	case print.Falling:
		return text + " " + string(t.glyphs.SortDown)
	case print.Rising:
		return text + " " + string(t.glyphs.SortUp)
	}
	return text
}

func (t *table) printLines() {
	head := t.inStyle(&t.styles.Dim, t.name(t.nameHead()))
	for i := range t.columns {
		c, style := &t.columns[i], &t.styles.Dim
		if c.Order != print.Unordered {
			style = &t.heading
		}
		if t.step > 0 && c.Narrow {
			head += t.years(i)
			continue
		}
		head += blanks(t.gap(i)) + t.cell(c, style, c.text)
	}
	rule := t.styles.Rule.Render(strings.Repeat(string(t.glyphs.Rule), t.wide()))
	t.print(head + "\n" + rule)
	for i, l := range t.Lines {
		t.printLine(i, l, &t.styles.Text)
	}
	if len(t.Lines) > 0 && len(t.Sums) > 0 {
		t.print(rule)
	}
	for i, sum := range t.Sums {
		style := &t.styles.Text
		if i == len(t.Sums)-1 {
			style = &t.styles.Strong
		}
		t.printLine(len(t.Lines)+i, sum, style)
	}
}

// printLine prints the line that is the at-th of each column's cells.
func (t *table) printLine(at int, l print.Line, style *lipgloss.Style) {
	var line strings.Builder
	line.WriteString(t.inStyle(style, t.name(l.Name)))
	for i := range t.columns {
		c, own := &t.columns[i], style
		if l.Cells[c.at].Faint {
			own = &t.styles.Faint
		}
		line.WriteString(t.between(i, at, l.Cells[c.at].Joined, own) + t.cell(c, own, c.cells[at]))
	}
	t.print(line.String())
}

// name is a name in its column.
func (t *table) name(text string) string {
	text = grid.Cut(text, t.names, t.glyphs.Ellipsis)
	return text + blanks(t.names-grid.Width(text))
}

// cell is a text in a column: words begin where it begins, figures end where it ends.
// Lip Gloss would take ten times as long to place it, and there can be a million.
func (t *table) cell(c *tableColumn, style *lipgloss.Style, text string) string {
	room := blanks(c.width - grid.Width(text))
	if c.Words {
		return t.inStyle(style, text) + room
	}
	return room + t.inStyle(style, text)
}

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

// printSigns explains the signs that stand in the table, and says what is not all there.
func (t *table) printSigns() {
	var said []string
	for _, sign := range t.Signs(t.format) {
		said = append(said, sign.Mark+" "+sign.Means)
	}
	for _, c := range t.Figures {
		f := t.About.Total.Figures[c]
		if f.Reported && f.Marks.Has(answer.Part) && f.Covers > 0 && f.Covers < 1 {
			said = append(said, fmt.Sprintf("%s: the total covers %s of requests", c.Label(), t.format.Covered(f.Covers)))
		}
	}
	said = append(said, t.Says...)
	if text := t.leftOut(); text != "" {
		said = append(said, text)
	}
	if len(said) == 0 {
		return
	}
	t.print("")
	for _, s := range said {
		t.paragraph("", t.styles.Dim, s, 0)
	}
}

// leftOut says what the width left no room for.
func (t *table) leftOut() string {
	all, shown := len(t.Heads), len(t.columns)
	if shown == all {
		return ""
	}
	if t.step > 0 {
		return t.leftOutNarrow()
	}
	if t.Across == print.Periods {
		if t.Heads[0].Text == print.Together {
			all, shown = all-1, shown-1
		}
		return fmt.Sprintf("the latest %d of %d periods shown: widen the terminal, choose periods, or ask for --format csv", shown, all)
	}
	return fmt.Sprintf("%d of %d columns left out: widen the terminal, or ask for --format csv", all-shown, all)
}

// printNotes prints caveats as footnotes: those that are chosen, with nil all.
func printNotes(p *printer, notes []report.Note, chosen []bool) {
	if len(notes) > 0 {
		p.print("")
	}
	for i, n := range notes {
		if chosen != nil && !chosen[i] {
			continue
		}
		mark := p.glyphs.Footnote(i)
		p.paragraph(p.styles.Accent.Render(mark), p.styles.Text, n.Text, max(2, grid.Width(mark)+1))
	}
}

func (t *table) printSources(sources []report.Source) {
	if len(sources) == 0 {
		return
	}
	t.print("\n" + t.styles.Dim.Render("Sources"))
	width := 0
	for _, s := range sources {
		width = max(width, grid.Width(s.ID)+tableGap)
	}
	if t.width > 0 {
		width = min(width, t.width/2)
	}
	for _, s := range sources {
		t.paragraph(t.styles.Dim.Render(grid.Cut(s.ID, width-1, t.glyphs.Ellipsis)), t.styles.Text, s.Title, width)
	}
}
