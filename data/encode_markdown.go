package data

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"daylight/model"
)

// WriteMarkdown writes a result for a text that people read: a line that says
// what is shown, the columns that anything reports, the total, what the signs
// mean, the notes as footnotes and the sources.
func WriteMarkdown(w io.Writer, r *model.Result, sources []model.Source, f model.Format) error {
	m := &markdown{format: f}
	for _, c := range everyColumn() {
		if shows(r, c) {
			m.columns = append(m.columns, c)
		}
	}
	var notes []model.Note
	for _, n := range r.Notes {
		if c, about := n.Measure(); !about || shows(r, c) {
			notes = append(notes, n)
		}
	}
	m.caption(r, notes)
	if len(m.columns) == 0 {
		m.WriteString("No records.\n\n")
	} else {
		m.table(r)
		m.legend(r)
	}
	for _, n := range notes {
		fmt.Fprintf(m, "[^%s]: %s\n", n.ID, escape(n.Text))
	}
	if len(notes) > 0 {
		fmt.Fprintln(m)
	}
	m.sources(sources)
	return writeText(w, "markdown", append(bytes.TrimRight(m.Bytes(), "\n"), '\n'))
}

// WriteSourcesMarkdown writes sources as a list.
func WriteSourcesMarkdown(w io.Writer, sources []model.Source) error {
	m := &markdown{}
	for _, s := range sources {
		m.source(s)
		if s.Obtained != "" {
			fmt.Fprintf(m, "  %s\n", escape(s.Obtained))
		}
	}
	return writeText(w, "markdown", m.Bytes())
}

// shows says whether any row, or the total, reports a column.
func shows(r *model.Result, c model.Column) bool {
	for _, row := range r.Rows {
		if isReported(row.Figures[c], c) {
			return true
		}
	}
	return isReported(r.Total.Figures[c], c)
}

// markdown is a document that is being written.
type markdown struct {
	bytes.Buffer
	format  model.Format
	columns []model.Column
}

// caption says what is shown, as words and as the query that asks for it again.
func (m *markdown) caption(r *model.Result, notes []model.Note) {
	fmt.Fprintf(m, "**%s by %s**", r.Query.Measure.Label(), r.Query.By)
	if query := r.Query.String(); query != "" {
		fmt.Fprintf(m, ": %s", code(query))
	}
	if len(r.Rows) < r.Groups {
		fmt.Fprintf(m, " (%d of %d shown)", len(r.Rows), r.Groups)
	}
	for _, n := range notes {
		fmt.Fprintf(m, "[^%s]", n.ID)
	}
	m.WriteString("\n\n")
}

func (m *markdown) table(r *model.Result) {
	key := r.Query.By.String()
	fmt.Fprintf(m, "| %s%s |", strings.ToUpper(key[:1]), key[1:])
	for _, c := range m.columns {
		fmt.Fprintf(m, " %s |", c.Label())
	}
	m.WriteString("\n|:---|")
	for range m.columns {
		m.WriteString("---:|")
	}
	m.WriteByte('\n')
	for _, row := range r.Rows {
		fmt.Fprintf(m, "| %s |", escape(row.Name))
		for _, c := range m.columns {
			fmt.Fprintf(m, " %s |", m.format.Figure(row.Figures[c], c))
		}
		m.WriteByte('\n')
	}
	m.WriteString("| **Total** |")
	for _, c := range m.columns {
		fmt.Fprintf(m, " **%s** |", m.format.Figure(r.Total.Figures[c], c))
	}
	m.WriteString("\n\n")
}

// legend explains the signs that stand in the table, and says which of the
// total's rates do not cover all requests.
func (m *markdown) legend(r *model.Result) {
	var signs []string
	for _, sign := range m.format.Signs(r, m.columns) {
		if m.format.ASCII {
			sign.Mark = code(sign.Mark)
		}
		signs = append(signs, sign.Mark+" "+sign.Means)
	}
	var covers []string
	for _, c := range m.columns {
		if f := r.Total.Figures[c]; isReported(f, c) && c != model.Change && f.Marks.Has(model.Part) {
			part := m.format.Figure(model.Figure{Reported: true, Rate: f.Covers}, model.Share)
			covers = append(covers, c.Label()+" "+part)
		}
	}
	if len(covers) > 0 {
		signs = append(signs, "of all requests, the total covers for "+strings.Join(covers, ", "))
	}
	if len(signs) > 0 {
		fmt.Fprintf(m, "%s.\n\n", strings.Join(signs, "; "))
	}
}

func (m *markdown) sources(sources []model.Source) {
	if len(sources) == 0 {
		return
	}
	m.WriteString("Sources:\n\n")
	for _, s := range sources {
		m.source(s)
	}
}

// source writes one item of a list of sources.
func (m *markdown) source(s model.Source) {
	fmt.Fprintf(m, "- %s", escape(joined(", ", s.Publisher, s.Title, s.Published)))
	if s.URL != "" {
		fmt.Fprintf(m, ". <%s>", strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(s.URL))
	}
	m.WriteByte('\n')
}

// joined joins the parts that are not empty.
func joined(by string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, by)
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
