package scene

import (
	"fmt"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// FigureTold is a figure in a sentence, or that it is not reported.
func (k *Kit) FigureTold(f answer.Figure, c report.Column) string {
	if !f.Reported {
		return "not reported"
	}
	return k.Format.Figure(f, c)
}

// Plural is a word of ours for so many things.
func Plural(word string, n int) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// Records is how many there are: 1 record, 2,163 records.
func (k *Kit) Records(n int) string { return k.Format.Count(int64(n)) + " " + Plural("record", n) }

// Ordinal is a place in an order: 1st, 2nd, 11th.
func Ordinal(n int) string {
	endings := [10]string{1: "st", 2: "nd", 3: "rd"}
	ending := endings[n%10]
	if ending == "" || n%100/10 == 1 {
		ending = "th"
	}
	return fmt.Sprintf("%d%s", n, ending)
}

// Counted is a count with what it counts: 12 requests, 1 account.
func (k *Kit) Counted(f answer.Figure, c report.Column) string {
	word := strings.ToLower(c.Label())
	if f.Hi == 1 && !f.IsRange() && !f.Marks.Has(answer.Floor) {
		word = strings.TrimSuffix(word, "s")
	}
	return k.Format.Figure(f, c) + " " + word
}

// FigureIn is a row in one period, and the question that it is a row of.
func (k *Kit) FigureIn(q query.Query, p report.Period, id string) (query.Query, *answer.Row) {
	in := k.Engine.In(q, p)
	if q.By == query.ByPeriod {
		in.Period = query.PeriodFilter{} // its rows are the periods
	}
	return in, k.Engine.RowIn(q, p, id)
}

// FigureInWords says what a row is in one period, and of a change what it is set against.
func (k *Kit) FigureInWords(q query.Query, p report.Period, id string, f answer.Figure) []string {
	c := q.Measure
	text := strings.ToLower(c.Label()) + " " + k.Format.Figure(f, c)
	switch {
	case !f.Reported && c.IsSigned() && q.Against.Period == p:
		return []string{BaseWords}
	case !f.Reported:
		return []string{strings.ToLower(c.Label()) + " not reported"}
	case c.IsCount():
		return []string{k.Counted(f, c)}
	case c.IsSigned():
		return OnWhich(text, k.Engine.RowIn(q, p, id))
	}
	return []string{text}
}

// Measured is a figure with what it counts.
func (k *Kit) Measured(row *answer.Row, c report.Column) string {
	f := row.Figures[c]
	switch {
	case IsBase(row, c):
		return BaseWords
	case !f.Reported:
		return strings.ToLower(c.Label()) + " not reported"
	}
	switch said := c.Said(); {
	case c.IsCount():
		return k.Counted(f, c)
	case said != "":
		return k.Format.Figure(f, c) + " " + said
	}
	return strings.ToLower(c.Label()) + " " + k.Format.Figure(f, c)
}

// Requests is a number of them, in words.
func (k *Kit) Requests(n int) string {
	return k.Counted(answer.Figure{Reported: true, Lo: int64(n), Hi: int64(n)}, report.Requests)
}

// Printed is an amount as its report prints it, with separators.
func (k *Kit) Printed(a report.Amount) string {
	lo, hi := a.Bounds()
	switch {
	case !a.Reported():
		return "not reported"
	case a.IsExact():
		return k.Format.Count(int64(lo))
	case strings.HasPrefix(a.String(), "<"):
		return a.String()
	}
	return k.Format.Count(int64(lo)) + k.Glyphs.Range + k.Format.Count(int64(hi))
}

// PrintedOrMark is the same in a table, where a mark stands for what is not reported.
func (k *Kit) PrintedOrMark(a report.Amount) string {
	if !a.Reported() {
		return string(k.Glyphs.Missing)
	}
	return k.Printed(a)
}

// ServiceWord names a record's service, where its publisher has several.
func (k *Kit) ServiceWord(q query.Query, r report.Record) string {
	n := 0
	for _, s := range k.Engine.Dataset().Services {
		if s.Publisher == r.Publisher {
			n++
		}
	}
	if n < 2 {
		return k.Engine.Name(q, query.ByPublisher, r.Publisher)
	}
	return k.Engine.Name(q, query.ByService, r.Service)
}

// AmountWords is a number of a record with its unit, where that is not requests.
func (k *Kit) AmountWords(r *report.Record, series *report.Series, f report.Field) string {
	text := k.Printed(r.Amount(f))
	switch how := r.Obtained(f, series.Type); {
	case how.IsZero():
		return "0"
	case how == report.Unprinted:
		return text
	}
	if _, isOutcome := OutcomeOf(f); isOutcome && series.Type.OutcomesCountAccounts(r.Period) {
		return text + " accounts"
	}
	if f == report.PercentField {
		return text + " % of requests"
	}
	return text
}

// OutcomeOf is the outcome whose count a field holds.
func OutcomeOf(f report.Field) (report.Column, bool) {
	c, isCount := f.Count()
	return c, isCount && c.IsOutcome()
}

// Shown says which rows are on screen, and how many are hidden.
func (k *Kit) Shown(r *answer.Result, top, height int) string {
	n := len(r.Rows)
	if n == 0 {
		return "no row"
	}
	last := min(top+height, n)
	text := fmt.Sprintf("%d%s%d of %d", top+1, k.Glyphs.Range, last, n)
	if n == 1 || top+1 == last {
		text = fmt.Sprintf("row %d of %d", last, n)
	}
	if hidden := r.Groups - n; hidden > 0 {
		text += fmt.Sprintf(", %d hidden", hidden)
	}
	return text
}

// ShownWords says which rows a subtotal is of: the first, where a top alone hides
// others, else how many.
func (k *Kit) ShownWords(r *answer.Result) string { return k.ShownOf(r.Query, len(r.Rows), r.Small) }

// ShownOf says the same of n rows or records, beside which so many are hidden for their
// few requests.
func (k *Kit) ShownOf(q query.Query, n, small int) string {
	text := k.Format.Count(int64(n))
	if q.Top > 0 && q.Search == "" && small == 0 {
		return "first " + text
	}
	return text + " shown"
}

// CountedWords say what the line of totals adds up, in more words and in fewer: so many rows,
// unless they share what they count, and what stands apart from them.
func (k *Kit) CountedWords(r *answer.Result) []string {
	if r.Query.By == query.ByGroup {
		return []string{"Total"}
	}
	text := k.Format.Count(int64(r.Itemised)) + " " + r.Query.RowsWord(r.Itemised)
	if n := r.Groups - r.Itemised; n > 0 {
		apart := report.LowerFirst(k.Engine.Name(r.Query, r.Query.By, answer.ApartID(r.Query.By)))
		return []string{text + " + " + apart, fmt.Sprintf("%s + %d", text, n), text}
	}
	return []string{text}
}

// WithShown adds to words which rows are on the screen, before those without.
func (k *Kit) WithShown(words []string, shown string) []string {
	var texts []string
	for _, text := range words {
		texts = append(texts, k.Dotted(text, shown))
	}
	return append(texts, words...)
}

// ElsewhereAloud says what a search text that nothing holds is the name of, in a
// sentence that goes on.
func (k *Kit) ElsewhereAloud(q query.Query) string {
	if text := k.Engine.Elsewhere(q); text != "" {
		return text + "; "
	}
	return ""
}

// Announced says in one line where the person is: the row and its figures.
func (s *Scene) Announced() string {
	if s.Cursor < 0 {
		return s.NothingAloud("row", s.Result.Groups)
	}
	row := &s.Result.Rows[s.Cursor]
	parts := []string{fmt.Sprintf("%s, row %d of %d", RowName(s.Result, row), s.Cursor+1, len(s.Result.Rows))}
	figure := func(c report.Column) string {
		if IsBase(row, c) {
			return strings.ToLower(c.Label()) + " " + BaseWord
		}
		return strings.ToLower(c.Label()) + " " + s.FigureTold(row.Figures[c], c)
	}
	// The column under the cursor is read first, as it is what was moved to.
	if c := s.Session.Column; c != model.NameColumn && s.Session.Pane == model.TablePane {
		parts = append(parts, figure(c))
	}
	for _, c := range s.OnScreen {
		if c != s.Session.Column {
			parts = append(parts, figure(c))
		}
	}
	if s.Query.By == query.ByCountry && row.Rank > 0 {
		parts = append(parts, fmt.Sprintf("rank %d", row.Rank))
	}
	return strings.Join(parts, ", ")
}

// ChangeWords is a change with what it is a change from: the period that ends where
// its own begins, where that is known and asked for.
func (k *Kit) ChangeWords(q query.Query, change answer.Figure, before report.Period) string {
	text := k.Format.Figure(change, report.Change) + " "
	if q.Against == (query.Against{}) && before != (report.Period{}) {
		return text + "on " + before.String()
	}
	return text + report.Change.About(q.Against)
}

// ReportsWord says what the periods of a question are, where there are several:
// as many reports of one publisher, but not of those who each report on them, nor
// where each is a year, on which there may be two.
func (k *Kit) ReportsWord(q query.Query) string {
	if q.Grain == query.Years {
		return "years"
	}
	if len(k.Engine.Publishers(q)) > 1 {
		return "periods"
	}
	return "reports"
}

// RecordsHeard says how many records there are, in which order.
func (k *Kit) RecordsHeard(q query.Query) string {
	n := k.Engine.Listing(q).Len()
	text := k.Records(n) + " by " + strings.ToLower(q.Order().Field.Label())
	if q.Order().Descending {
		text += ", falling"
	}
	return text
}

// WholeParts are as many of some parts, joined by commas, as have room: what has none is
// left out whole, from the last on, as a figure that is cut is another one. So many stay
// in any case.
func WholeParts(parts []string, least, room int) []string {
	for len(parts) > least && grid.Width(strings.Join(parts, ", ")) > room {
		parts = parts[:len(parts)-1]
	}
	return parts
}

// FirstFitting is the first text that fits a width, else the last.
func FirstFitting(w int, texts ...string) string {
	for _, t := range texts {
		if grid.Width(t) <= w {
			return t
		}
	}
	return texts[len(texts)-1]
}

// NothingAloud says that there is no row or no record, of so many without a search, and
// what to press.
func (s *Scene) NothingAloud(what string, of int) string {
	if of > 0 && s.Query.Search != "" {
		return fmt.Sprintf("no %s holds %q; %sescape ends the search", what, report.Clip(s.Query.Search), s.ElsewhereAloud(s.Query))
	}
	return "no " + what + "; 0 removes all filters, ? lists the keys"
}

// Nothing says the same on a screen.
func (s *Scene) Nothing(what string, of int) (text, help string) {
	switch {
	case of == 0:
		return "No record lies under these filters.", "0 removes them all, u takes back the last one."
	case s.Query.Search == "":
		return s.AllHidden(s.Result)
	}
	text = fmt.Sprintf("No %s holds %q; there are %s.", what, report.Clip(s.Query.Search), s.Format.Count(int64(of)))
	if elsewhere := s.Engine.Elsewhere(s.Query); elsewhere != "" {
		return text, elsewhere + ". : takes that, esc ends the search."
	}
	return text, "esc ends the search."
}

// DrawEmpty says why there is nothing, and what to press.
func (s *Scene) DrawEmpty(f *grid.Frame) {
	text, help := s.Nothing("row", s.Result.Groups)
	area := s.Body
	if area.H > 4 {
		_, area = area.TakeTop(1)
	}
	_, area = area.TakeLeft(2)
	first, rest := area.TakeTop(1)
	f.Text(first, text, s.Theme.Text)
	f.Text(rest, help, s.Theme.Dim)
}
