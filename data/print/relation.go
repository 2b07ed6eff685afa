package print

import (
	"iter"
	"math"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// The exports of a view agree on names, order and numbers, because they write
// one relation, cell by cell: the columns are model's, in its order; counts are
// plain numbers, ranges keep both ends, and what is derived has six decimals, but
// a difference is whole or ends in .5. What must be known besides is named in
// marks, so that a number is always only a number.

// relation is a document as data: columns, and lines of as many cells. A line is
// good until the next.
type relation struct {
	columns []string
	// beside are the names of what follows the cells of a line where there is room
	// for lists, as in json and not in csv: nil where a line has nothing to say there.
	beside []string
	lines  iter.Seq[[]value]
}

// value is one cell of a relation. csv is how it stands between commas, json is
// the same as a value.
type value interface {
	csv() string
	json() []byte
}

// text is what people wrote; a spreadsheet must not take it for a formula.
type text string

func (t text) csv() string  { return guard(string(t)) }
func (t text) json() []byte { return quote(string(t)) }

// guard keeps a spreadsheet from taking text for a formula. Package load takes the
// apostrophe off again, so that a text survives being written and read.
func guard(text string) string {
	if bare := strings.TrimLeft(text, "'"); bare != "" && strings.IndexByte("=+-@", bare[0]) >= 0 {
		return "'" + text
	}
	return text
}

// term is a word that other files refer to by its letters.
type term string

func (t term) csv() string  { return string(t) }
func (t term) json() []byte { return quote(string(t)) }

// number is a figure or what a report prints: empty where it is not reported, lo..hi
// for a range, and <n where a report only says that it is fewer.
type number string

// figure is a figure of a column.
func figure(f answer.Figure, c report.Column) number {
	switch {
	case !f.Reported:
		return ""
	case !c.IsCount():
		return number(derived(f.Rate, c))
	case f.IsRange():
		return number(strconv.FormatInt(f.Lo, 10) + ".." + strconv.FormatInt(f.Hi, 10))
	}
	return number(strconv.FormatInt(f.Lo, 10))
}

func (n number) csv() string { return string(n) }

func (n number) json() []byte {
	lo, hi, isRange := strings.Cut(string(n), "..")
	if below, hidden := strings.CutPrefix(string(n), "<"); hidden {
		least, _ := strconv.Atoi(below)
		lo, hi, isRange = "0", strconv.Itoa(least-1), true
	}
	switch {
	case n == "":
		return []byte("null")
	case isRange:
		return (&object{}).raw("lo", []byte(lo)).raw("hi", []byte(hi)).bytes()
	}
	return []byte(n)
}

// words is a list: of the marks of a row's figures, as mark:column, or of ids.
type words []string

func (w words) csv() string { return strings.Join(w, ";") }

func (w words) json() []byte {
	out := []byte{'['}
	for i, word := range w {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = append(out, quote(word)...)
	}
	return append(out, ']')
}

// rowData has a line for each row.
func rowData(p *Document) relation {
	return relation{columns: p.columns("name"), beside: besides, lines: func(yield func([]value) bool) {
		var line []value
		for i := range p.Rows {
			line = appendFigures(append(line[:0], text(p.Rows[i].ID), text(p.Rows[i].Name)), &p.Rows[i])
			if !yield(line) {
				return
			}
		}
	}}
}

// panelData has a line for each row and period. By period, the key and the period
// both name it, so that programs find each column where it always stands.
func panelData(p *Document) relation {
	return relation{columns: p.columns("name", "period"), beside: besides, lines: p.moments}
}

func recordData(p *Document) relation { return recordRelation(p.Records()) }
func sourceData(p *Document) relation { return sourceRelation(p.Sources) }

// columns are the names of the columns of rows: what the rows are, what is told
// about each, the figures and the marks.
func (p *Document) columns(about ...string) []string {
	columns := append([]string{p.Answer.Query.By.String()}, about...)
	for c := range everyColumn {
		columns = append(columns, c.String())
	}
	return append(columns, "marks")
}

// moments goes through the rows, each in the periods in which it has a record.
func (p *Document) moments(yield func([]value) bool) {
	var line []value
	moment := func(row *answer.Row, period string, in *answer.Row) bool {
		line = append(line[:0], text(row.ID), text(row.Name), term(period))
		line = appendFigures(line, in)
		return yield(line)
	}
	periods := p.periods()
	for i := range p.Rows {
		row := &p.Rows[i]
		if p.panel == nil && !moment(row, row.ID, row) {
			return
		}
		for _, t := range periods {
			in := p.cells[i][t]
			if in != nil && !moment(row, p.panel.Periods[t].String(), in) {
				return
			}
		}
	}
}

// besides are the names of what a row says beside its figures: how much of all
// requests a change compares, and whose; what it leaves out; that the row is what
// others are compared with; and which part of a year it is.
var besides = []string{"covers", "publishers", "without", "base", "partial"}

// appendFigures appends the figures of a row, their marks and its besides.
func appendFigures(line []value, row *answer.Row) []value {
	for c := range everyColumn {
		line = append(line, figure(row.Figures[c], c))
	}
	line = append(line, marksOf(row))
	var covers, publishers, without, base, partial value
	switch compared := row.Compare; {
	case compared == nil:
	case compared.Base:
		base = number("true")
	default:
		covers, publishers = number(decimal(compared.Covers)), words(compared.Publishers)
		if len(compared.Without) > 0 {
			without = words(compared.Without)
		}
	}
	if row.Partial != "" {
		partial = text(row.Partial)
	}
	return append(line, covers, publishers, without, base, partial)
}

// recordRelation is records as reports/*.csv hold them.
func recordRelation(records iter.Seq[report.Record]) relation {
	fields := report.Fields()
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.String()
	}
	return relation{columns: names, lines: func(yield func([]value) bool) {
		line := make([]value, len(fields))
		for r := range records {
			for i, f := range fields {
				line[i] = fieldValue(&r, f)
			}
			if !yield(line) {
				return
			}
		}
	}}
}

// fieldValue is what a record holds in a field.
func fieldValue(r *report.Record, field report.Field) value {
	switch {
	case field.IsAmount():
		return number(r.Text(field))
	case field == report.NoteField:
		return text(r.Note)
	}
	return term(r.Text(field))
}

// sourceRelation is sources as sources.csv holds them.
func sourceRelation(sources []report.Source) relation {
	columns := []string{"id", "publisher", "title", "published", "url", "obtained"}
	return relation{columns: columns, lines: func(yield func([]value) bool) {
		for _, s := range sources {
			if !yield([]value{text(s.ID), text(s.Publisher), text(s.Title), text(s.Published), text(s.URL), text(s.Obtained)}) {
				return
			}
		}
	}}
}

// everyColumn is where the figures of a row end: range everyColumn goes through
// them in the order of every export.
const everyColumn = report.Column(report.NumColumns)

// derived prints a derived figure of a column. A difference is between counts, of
// which half a year's or the middle of a range may end in .5.
func derived(x float64, c report.Column) string {
	if !c.IsSigned() || c.IsFraction() {
		return decimal(x)
	}
	halves := math.Round(x * 2)
	if halves == 0 {
		return "0" // which has no sign
	}
	return strconv.FormatFloat(halves/2, 'f', -1, 64)
}

// decimalPlaces is how many decimals derived figures are exported with.
const decimalPlaces = 6

// decimal prints a derived figure; what rounds to zero has no sign.
func decimal(x float64) string {
	text := strconv.FormatFloat(x, 'f', decimalPlaces, 64)
	if text == "-0.000000" {
		return text[1:]
	}
	return text
}

// marksOf names the marks of a row's figures, in the order of the columns, and last
// that its period is not all there.
func marksOf(r *answer.Row) words {
	var marks words
	for c := range everyColumn {
		if !r.Figures[c].Reported {
			continue
		}
		for _, name := range r.Figures[c].Marks.Names() {
			marks = append(marks, name+":"+c.String())
		}
	}
	if r.Partial != "" {
		marks = append(marks, "partial:"+query.ByPeriod.String())
	}
	return marks
}
