package print

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"daylight/model/answer"
	"daylight/model/report"
)

// writeMarkdown writes a document for a text that people read: a line that says
// what is shown, the table, what the signs mean, the notes as footnotes and the
// sources.
func writeMarkdown(p *Document, w io.Writer, f answer.Format) error {
	m := &markdown{format: f}
	var columns []report.Column
	for c := range everyColumn {
		if p.Answer.Total.Figures[c].Reported || reported(p.Rows, c) {
			columns = append(columns, c)
		}
	}
	t := p.Table(f, columns)
	notes := p.Notes(t)
	m.caption(p, notes)
	switch {
	case t == nil:
		m.sources(p.Held, p.Sources)
		fmt.Fprintln(m)
	case p.Answer.Total.Records == 0:
		m.WriteString("No records.\n\n")
	default:
		m.table(t)
		m.legend(t)
	}
	for _, n := range notes {
		fmt.Fprintf(m, "[^%s]: %s\n", n.ID, escape(n.Text))
	}
	if len(notes) > 0 {
		fmt.Fprintln(m)
	}
	if t != nil && len(p.Sources) > 0 {
		m.WriteString("Sources:\n\n")
		for _, s := range p.Sources {
			m.source(s)
		}
	}
	return writeText(w, "markdown", append(bytes.TrimRight(m.Bytes(), "\n"), '\n'))
}

func sourcesMarkdown(w io.Writer, held []answer.Holdings, sources []report.Source) error {
	m := &markdown{}
	m.sources(held, sources)
	return writeText(w, "markdown", m.Bytes())
}

// markdown is a document that is being written.
type markdown struct {
	bytes.Buffer
	format answer.Format
}

// caption says what is shown, as words and as the query that asks for it again.
func (m *markdown) caption(p *Document, notes []report.Note) {
	fmt.Fprintf(m, "**%s**", escape(p.Headline()))
	if query := p.Query.String(); query != "" {
		fmt.Fprintf(m, ": %s", code(query))
	}
	if standing := p.Standing(m.format); standing != "" {
		fmt.Fprintf(m, ", %s", standing)
	}
	if hidden := p.Hidden(); hidden != "" {
		fmt.Fprintf(m, " (%s)", hidden)
	}
	for _, n := range notes {
		fmt.Fprintf(m, "[^%s]", n.ID)
	}
	m.WriteString("\n\n")
	if finding := p.Finding(m.format); finding != "" {
		fmt.Fprintf(m, "%s.\n\n", escape(finding))
	}
}

// mostAcross is how many periods stand side by side on a page that grows
// downwards.
const mostAcross = 12

// page is the table as a page takes it. Rows × periods is a pivot here too,
// because a list of one line for each pair compares nothing; a page is long and
// not wide, so the fewer stand side by side where the periods are many.
func (t *Table) page() *Table {
	if t.Across == Periods && len(t.Heads) > mostAcross && len(t.Heads) > len(t.Lines) {
		return t.turned("Period")
	}
	return t
}

func (m *markdown) table(t *Table) {
	t = t.page()
	fmt.Fprintf(m, "| %s |", t.Name)
	for _, h := range t.Heads {
		fmt.Fprintf(m, " %s |", escape(h.Text)+footnote(h.BreakAt))
	}
	m.WriteString("\n|:---|")
	for _, h := range t.Heads {
		if h.Words {
			m.WriteString(":---|")
		} else {
			m.WriteString("---:|")
		}
	}
	m.WriteByte('\n')
	for _, line := range t.Lines {
		fmt.Fprintf(m, "| %s |", escape(line.Name)+footnote(line.BreakAt))
		for i, c := range line.Cells {
			fmt.Fprintf(m, " %s |", t.Heads[i].text(c))
		}
		m.WriteByte('\n')
	}
	for i, sum := range t.Sums {
		name := report.Capital(sum.Name)
		if i == len(t.Sums)-1 {
			name = "Total"
		}
		fmt.Fprintf(m, "| **%s** |", name)
		for _, c := range sum.Cells {
			if c.Text != "" {
				fmt.Fprintf(m, " **%s**", c.Text)
			}
			m.WriteString(" |")
		}
		m.WriteByte('\n')
	}
	m.WriteByte('\n')
}

// text is a cell in markdown: words may hold what markdown obeys.
func (h Head) text(c Cell) string {
	if h.Words {
		return escape(c.Text)
	}
	return c.Text
}

// footnote refers to a note.
func footnote(id string) string {
	if id == "" {
		return ""
	}
	return "[^" + id + "]"
}

// legend explains the signs that stand in the table, and says which of the
// total's rates do not cover all requests.
func (m *markdown) legend(t *Table) {
	var signs []string
	for _, sign := range t.Signs(m.format) {
		if m.format.ASCII {
			sign.Mark = code(sign.Mark)
		}
		signs = append(signs, sign.Mark+" "+sign.Means)
	}
	var covers []string
	for _, c := range t.Figures {
		if f := t.About.Total.Figures[c]; f.Reported && f.Marks.Has(answer.Part) && f.Covers > 0 && f.Covers < 1 {
			covers = append(covers, c.Label()+" "+m.format.Covered(f.Covers))
		}
	}
	if len(covers) > 0 {
		signs = append(signs, "of all requests, the total covers for "+strings.Join(covers, ", "))
	}
	for _, k := range t.Key {
		signs = append(signs, escape(k.Word)+": "+escape(k.Means))
	}
	for _, said := range t.Says {
		signs = append(signs, escape(said))
	}
	if len(signs) > 0 {
		fmt.Fprintf(m, "%s.\n\n", strings.Join(signs, "; "))
	}
}

// sources writes what is here of publishers as a list, and then sources as another, each
// with how it was obtained.
func (m *markdown) sources(held []answer.Holdings, sources []report.Source) {
	for i := range held {
		h := &held[i]
		fmt.Fprintf(m, "- **%s.** %s\n", escape(h.Title()), escape(strings.Join(h.Says(), " ")))
	}
	if len(held) > 0 {
		m.WriteString("\nSources:\n\n")
	}
	for _, s := range sources {
		m.source(s)
		if s.Obtained != "" {
			fmt.Fprintf(m, "  %s\n", escape(s.Obtained))
		}
	}
}

// source writes one item of a list of sources.
func (m *markdown) source(s report.Source) {
	fmt.Fprintf(m, "- %s", escape(strings.Join(report.NonEmpty(s.Publisher, s.Title, s.Published), ", ")))
	if s.URL != "" {
		fmt.Fprintf(m, ". <%s>", strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(s.URL))
	}
	m.WriteByte('\n')
}

// escape keeps text from being taken for markup or for the end of a cell.
var escape = strings.NewReplacer(`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "~", `\~`).Replace

// code puts text between as many backquotes as it needs.
func code(text string) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}
