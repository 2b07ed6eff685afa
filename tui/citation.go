package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// A citation is a figure as a few lines of text that can stand in the footnote of an
// article: what it is and of when, where it was printed, the caveat that matters most, and
// the command that prints it:
//
//	Requests to Microsoft from Türkiye, 2012: 11,434.
//	Source: Law Enforcement Requests Report 2012. Microsoft, 2013-03-21. https://…
//	Note: Skype's 2012 figures count only requests in which some data was produced.
//	daylight show period=2012 by=country country=TR
type citation struct {
	about  query.Query // the question that the row is a row of
	row    *answer.Row
	q      query.Query // the question whose filter holds the records of the row alone
	column report.Column
}

// cite writes a citation.
func (m *Model) cite(c citation) string {
	lines := []string{m.stated(c)}
	lines = append(lines, sourced(m.behind(c))...)
	if caveat := m.caveat(c); caveat != "" {
		lines = append(lines, "Note: "+caveat)
	}
	return strings.Join(append(lines, m.printedBy(c)), "\n") + "\n"
}

// stated says what the figure is, what it comes to, and why it is not exact.
func (m *Model) stated(c citation) string {
	f := c.row.Figures[c.column]
	figure := m.FigureTold(f, c.column)
	what, when := m.Engine.Told(c.q, c.column)
	if c.column == report.Share { // the row is told as its requests, beside those that it is a part of
		what, when = m.Engine.Told(c.q, report.Requests)
		if all, then := m.Engine.Told(c.about, report.Requests); f.Reported {
			figure += " of all " + report.LowerFirst(all)
			if then != when {
				figure += ", " + then
			}
		}
	}
	what = strings.Join(report.NonEmpty(what, when), ", ")
	return sentence(strings.Join(append([]string{what + ": " + figure}, f.Explain(c.column)...), ", "))
}

// behind are the sources of a figure; of a change, those of what it is set against, too.
func (m *Model) behind(c citation) []report.Source {
	_, _, sources := m.Engine.Explain(c.q, 0)
	if compared := c.row.Compare; c.column.IsSigned() && compared != nil {
		if r, err := report.ParsePeriodRange(compared.Against); err == nil {
			before := c.q
			before.Period = query.PeriodFilter{Ranges: []report.PeriodRange{r}}
			_, _, others := m.Engine.Explain(before, 0)
			sources = append(sources, others...)
		}
	}
	slices.SortFunc(sources, func(a, b report.Source) int { return strings.Compare(a.ID, b.ID) })
	return slices.Compact(sources)
}

// aFewSources are named one by one; of more, the first and the last.
const aFewSources = 3

// sourced says where figures were printed, a line each.
func sourced(sources []report.Source) (lines []string) {
	one := func(s report.Source) string {
		text := sentence(s.Title)
		if who := strings.Join(report.NonEmpty(s.Publisher, s.Published), ", "); who != "" {
			text += " " + sentence(who)
		}
		return strings.TrimSpace(text + " " + s.URL)
	}
	if n := len(sources); n > aFewSources {
		return []string{fmt.Sprintf("First of %d sources: ", n) + one(sources[0]), fmt.Sprintf("Last of %d sources: ", n) + one(sources[n-1])}
	}
	for _, s := range sources {
		lines = append(lines, "Source: "+one(s))
	}
	return lines
}

// caveat is what must be known of the figure first: what a change compares, what its time
// lacks, else the note of the narrowest scope; "" for nothing.
func (m *Model) caveat(c citation) string {
	var said []string
	if c.column.IsSigned() {
		said = comparedWith(&m.Kit, c.about, c.row)
	} else if c.row.Partial != "" {
		said = []string{sentence(report.Capital(c.row.Partial))}
	}
	for _, n := range m.Engine.Result(c.q).Notes {
		if about := m.Scene().ScopeOf(c.q, n); !about.Measured || about.Column == c.column {
			return strings.Join(append(said, sentence(n.Text)), " ")
		}
	}
	return strings.Join(said, " ")
}

// printedBy is the command that prints the figure: with its row alone where the row has
// the same figure then, else with the rows beside it.
func (m *Model) printedBy(c citation) string {
	asked := c.about
	asked.View, asked.Pins, asked.Select, asked.Scale = query.ExploreView, nil, "", query.Linear
	if slices.Contains(report.Measures(), c.column) && asked.CanMeasure(c.column) {
		asked.Measure = c.column
	}
	all := asked
	all.Search, all.Top, all.Sort = "", 0, query.Sort{}
	all.Min = all.AnyMin()
	alone := all
	if alone.By == query.ByPeriod {
		alone.Period = c.q.Period
	} else {
		*alone.Filter(alone.By) = *c.q.Filter(alone.By)
	}
	for _, q := range []query.Query{alone, asked} {
		if m.prints(q, c) {
			return commandLine("show", q)
		}
	}
	return commandLine("show", all)
}

// prints says whether the figure stands in the answer to a question.
func (m *Model) prints(q query.Query, c citation) bool {
	r := m.Engine.Result(q)
	if i := answer.Find(r.Rows, c.row.ID); i >= 0 {
		return r.Rows[i].Figures[c.column] == c.row.Figures[c.column]
	}
	return r.Total.ID == c.row.ID && r.Total.Figures[c.column] == c.row.Figures[c.column]
}

// sentence ends a text with a full stop, unless it ends with one.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// commandLine is what is typed at a shell to ask a question, or to do something else with it.
func commandLine(does string, q query.Query) string {
	words := append(report.NonEmpty("daylight", does), strings.Fields(q.String())...)
	for i := range words {
		words[i] = shellWord(words[i])
	}
	return strings.Join(words, " ")
}

// shellWord writes a word so that a POSIX shell reads it as it is: in single quotes, unless
// all of its letters mean nothing to a shell. A single quote stands outside of them, behind
// a backslash.
func shellWord(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_=.,:/+%@", r)
	}
	if word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !plain(r) }) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// copyCommand copies the command that asks the question on screen.
func (m *Model) copyCommand() tea.Cmd {
	line := commandLine("", m.state.Query)
	return m.copied("the command "+line, line)
}
