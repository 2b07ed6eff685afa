package print

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// What must be said of the rows of a document as a whole, so that none of its
// figures says more than it is: what the shown ones come to where others are
// hidden, and for what they are; which years are not all there; and what takes
// part in a change.

// subtotal is what the rows or records shown come to, where others are hidden; nil
// where all stand, and where a view shows rows of its own choice.
func (p *Document) subtotal() *answer.Row {
	switch {
	case p.listing != nil:
		return p.engine.Listed(p.Query)
	case p.chosen:
		return nil
	}
	return p.Answer.Shown
}

// subtotalled is what a subtotal is of: "first 5" where top alone hides rows, else
// "19 shown".
func (p *Document) subtotalled() string {
	n, _ := p.Shown()
	if q := p.Answer.Query; n == q.Top && q.Search == "" && (p.listing != nil || p.Answer.Small == 0) {
		return fmt.Sprintf("first %d", n)
	}
	return answer.Format{}.Count(int64(n)) + " shown"
}

// subtotalIn is the subtotal in one period of the panel.
func (p *Document) subtotalIn(at int, c report.Column) answer.Figure {
	in := p.engine.ShownIn(p.Query, p.Rows, p.panel.Periods[at], &p.panel.Totals[at])
	return in.Figures[c]
}

// Small says how many rows are hidden for having fewer requests than the query's
// minimum, and how to see them: "23 rows under 10 requests hidden, min=1 shows
// them". It is empty where none is.
func (p *Document) Small() string {
	n := p.Answer.Small
	if n == 0 || p.chosen {
		return ""
	}
	rows, them := "rows", "them"
	if n == 1 {
		rows, them = "row", "it"
	}
	least := p.Answer.Query.Minimum()
	if least <= 1 { // which rates without requests have no figure for
		return fmt.Sprintf("%d %s without a request hidden", n, rows)
	}
	return fmt.Sprintf("%d %s under %s requests hidden, min=1 shows %s", n, rows, answer.Format{}.Count(int64(least)), them)
}

// nameOf is a row's name, with what of its year is there: "2025, first half only".
// Where that is the same for all, it stands above the table alone.
func (p *Document) nameOf(r *answer.Row) string {
	if p.Query.By != query.ByPeriod && r.Partial == p.Answer.Total.Partial {
		return r.Name
	}
	return strings.Join(report.NonEmpty(r.Name, r.Partial), ", ")
}

// partialYears says which of some periods of the panel are not all there.
func (p *Document) partialYears(periods []int) []string {
	var said []string
	for _, at := range periods {
		year := p.panel.Periods[at]
		if partial := p.panel.Totals[at].Partial; partial != "" {
			said = append(said, fmt.Sprintf("%s: %s", year, partial))
			continue
		}
		byPart := newStatements()
		for i := range p.Rows {
			if in := p.cells[i][at]; in != nil {
				byPart.add(in.Partial, p.Rows[i].Name)
			}
		}
		for _, partial := range byPart.texts {
			said = append(said, fmt.Sprintf("%s of %s: %s", year, byPart.whose(partial), partial))
		}
	}
	return said
}

// statements are what holds of some rows and not of others, each text once.
type statements struct {
	texts []string
	names map[string][]string // of the rows that a text holds of
}

func newStatements() *statements { return &statements{names: map[string][]string{}} }

// add adds what holds of a row, if anything does.
func (s *statements) add(text, name string) {
	if text == "" {
		return
	}
	if s.names[text] == nil {
		s.texts = append(s.texts, text)
	}
	s.names[text] = append(s.names[text], name)
}

// whose names the rows that a text holds of, or the first of them where they are
// many.
func (s *statements) whose(text string) string {
	const few = 3
	names := s.names[text]
	if more := len(names) - few; more > 1 { // to say that one is left out takes as long
		return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), more)
	}
	return report.JoinWords(names)
}

// lines says of each text whom it holds of, after what begins each line; of many
// texts only for how many things of a kind others hold.
func (s *statements) lines(begin, kind string) []string {
	const few = 4
	var said []string
	for i, text := range s.texts {
		if len(s.texts) > few && i == few-1 {
			more := 0
			for _, text := range s.texts[i:] {
				more += len(s.names[text])
			}
			return append(said, fmt.Sprintf("%d more %s compare otherwise: see --format json", more, kind))
		}
		said = append(said, fmt.Sprintf("%s %s: %s", begin, s.whose(text), text))
	}
	return said
}

// takesPart says what stands on both sides of a comparison: "4 of 6 publishers,
// without Skype and LinkedIn". It is empty where everything does.
func takesPart(c *answer.Compare) string {
	if c == nil || c.Base {
		return ""
	}
	var parts []string
	if n := len(c.Publishers); n < c.Of && c.Of > 1 {
		parts = append(parts, fmt.Sprintf("%d of %d publishers", n, c.Of))
	}
	if len(c.Without) > 0 {
		parts = append(parts, "without "+report.JoinWords(c.Without))
	}
	return strings.Join(parts, ", ")
}

// comparing says, once for all rows and their total, what takes part in the columns
// that compare, if any of some columns does: "change: 4 of 6 publishers".
func comparing(columns []report.Column, about *answer.Result) []string {
	signed := slices.DeleteFunc(slices.Clone(columns), func(c report.Column) bool { return !c.IsSigned() })
	if len(signed) == 0 {
		return nil
	}
	var labels []string
	for _, c := range signed {
		labels = append(labels, strings.ToLower(c.Label()))
	}
	label := strings.Join(labels, " and ")
	compared := func(r *answer.Row) bool {
		return r.Compare != nil && slices.ContainsFunc(signed, func(c report.Column) bool { return r.Figures[c].Reported })
	}
	total := ""
	if compared(&about.Total) {
		total = takesPart(about.Total.Compare)
	}
	var parts []string // of each row that is compared
	otherwise := newStatements()
	for i := range about.Rows {
		if r := &about.Rows[i]; compared(r) {
			part := takesPart(r.Compare)
			if parts = append(parts, part); part != total {
				otherwise.add(orAll(part, r.Compare), r.Name)
			}
		}
	}
	one := len(parts) > 0 && len(slices.Compact(slices.Clone(parts))) == 1
	switch {
	case !compared(&about.Total) && one && parts[0] != "": // of rows that compare alike, none needs a name
		return []string{label + ": " + parts[0]}
	case total == "":
		return otherwise.lines(label+" of", "rows")
	case len(parts) > 0 && !(one && parts[0] == total):
		total = label + " of the total: " + total
	default:
		total = label + ": " + total
	}
	return append([]string{total}, otherwise.lines(label+" of", "rows")...)
}

// orAll says that all publishers take part, beside rows of which not all do; of one
// publisher that goes without saying.
func orAll(text string, c *answer.Compare) string {
	if text == "" && c.Of > 1 {
		return "all publishers"
	}
	return text
}

// comparingIn is comparing for a measure in some periods of the panel, each of which
// is compared by itself.
func (p *Document) comparingIn(periods []int, measure report.Column) []string {
	if !measure.IsSigned() {
		return nil
	}
	byPart := newStatements()
	reports := func(at int) bool {
		return p.panel.Totals[at].Figures[measure].Reported || slices.ContainsFunc(p.cells, func(row []*answer.Row) bool {
			return row[at] != nil && row[at].Figures[measure].Reported
		})
	}
	for _, at := range periods {
		if !reports(at) {
			continue // what little takes part is compared nowhere
		}
		byPart.add(takesPart(p.panel.Totals[at].Compare), p.panel.Periods[at].String())
	}
	return byPart.lines(strings.ToLower(measure.Label())+" in", "periods")
}
