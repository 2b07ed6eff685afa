package tui

import (
	"fmt"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// figureWords is a figure as text, or that it is not reported.
func figureWords(format answer.Format, f answer.Figure, c report.Column) []string {
	if !f.Reported {
		return []string{"not reported"}
	}
	return []string{format.Figure(f, c)}
}

// inSeries writes a list as a sentence does.
func inSeries(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

func nonEmpty(words ...string) []string {
	var kept []string
	for _, w := range words {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

func recordsWord(n int) string {
	if n == 1 {
		return "record"
	}
	return "records"
}

// lowerFirst writes a label of ours, or of a type, inside a sentence.
func lowerFirst(text string) string {
	if len(text) < 2 || text[1] >= 'A' && text[1] <= 'Z' {
		return text // an abbreviation
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// title writes one of our own words, which are ASCII, with a capital.
func title(word string) string {
	if word == "" {
		return word
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// plural names the things that rows are.
func plural(by query.Dimension, n int) string {
	name := by.String()
	switch {
	case n == 1:
		return name
	case by == query.ByCountry:
		return "countries"
	}
	return name + "s"
}

// rowWord names what a row of a question is: periods can be years.
func rowWord(q *query.Query) string {
	if q.By == query.ByPeriod && q.Grain == query.Years {
		return query.Years.String()
	}
	return q.By.String()
}

// rowsWord names what so many rows of a question are.
func rowsWord(q *query.Query, n int) string {
	if word := rowWord(q); word != q.By.String() {
		if n != 1 {
			word += "s"
		}
		return word
	}
	return plural(q.By, n)
}

// ordinal is a place in an order: 1st, 2nd, 11th.
func ordinal(n int) string {
	ending := "th"
	if tens := n % 100 / 10; tens != 1 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, ending)
}

// counted is a count with what it counts: 12 requests, 1 account.
func (k *kit) counted(f answer.Figure, c report.Column) string {
	word := strings.ToLower(c.Label())
	if f.Hi == 1 && !f.IsRange() && !f.Marks.Has(answer.Floor) {
		word = strings.TrimSuffix(word, "s")
	}
	return k.format.Figure(f, c) + " " + word
}

// measured is a figure with what it counts.
func (k *kit) measured(row *answer.Row, c report.Column) string {
	f := row.Figures[c]
	switch {
	case isBase(row, c):
		return baseWords
	case !f.Reported:
		return strings.ToLower(c.Label()) + " not reported"
	}
	switch said := c.Said(); {
	case c.IsCount():
		return k.counted(f, c)
	case said != "":
		return k.format.Figure(f, c) + " " + said
	}
	return strings.ToLower(c.Label()) + " " + k.format.Figure(f, c)
}

// requests is a number of them, in words.
func (k *kit) requests(n int) string {
	return k.counted(answer.Figure{Reported: true, Lo: int64(n), Hi: int64(n)}, report.Requests)
}

// printed is an amount as its report prints it, with separators.
func (k *kit) printed(a report.Amount) string {
	lo, hi := a.Bounds()
	switch {
	case !a.Reported():
		return "not reported"
	case a.IsExact():
		return k.format.Count(int64(lo))
	case strings.HasPrefix(a.String(), "<"):
		return a.String()
	}
	return k.format.Count(int64(lo)) + k.glyphs.Range + k.format.Count(int64(hi))
}

// serviceWord names a record's service, where its publisher has several.
func (k *kit) serviceWord(q query.Query, r report.Record) string {
	n := 0
	for _, s := range k.engine.Dataset().Services {
		if s.Publisher == r.Publisher {
			n++
		}
	}
	if n < 2 {
		return k.engine.Name(q, query.ByPublisher, r.Publisher)
	}
	return k.engine.Name(q, query.ByService, r.Service)
}

// amountWords is a number of a record with its unit, where that is not requests.
func (k *kit) amountWords(r *report.Record, series *report.Series, f report.Field) string {
	text := k.printed(r.Amount(f))
	switch how := r.Obtained(f, series.Type); {
	case how.IsZero():
		return "0"
	case how == report.Unprinted:
		return text
	}
	if _, isOutcome := outcomeOf(f); isOutcome && series.Type.OutcomesCountAccounts(r.Period) {
		return text + " accounts"
	}
	if f == report.PercentField {
		return text + " % of requests"
	}
	return text
}

// outcomeOf is the outcome whose count a field holds.
func outcomeOf(f report.Field) (report.Column, bool) {
	c, isCount := f.Count()
	return c, isCount && c.IsOutcome()
}

// shown says which rows are on screen, and how many are hidden.
func (k *kit) shown(r *answer.Result, top, height int) string {
	n := len(r.Rows)
	if n == 0 {
		return "no row"
	}
	last := min(top+height, n)
	text := fmt.Sprintf("%d%s%d of %d", top+1, k.glyphs.Range, last, n)
	if n == 1 || top+1 == last {
		text = fmt.Sprintf("row %d of %d", last, n)
	}
	if hidden := r.Groups - n; hidden > 0 {
		text += fmt.Sprintf(", %d hidden", hidden)
	}
	return text
}

// shownWords says which rows a subtotal is of: the first, where a top alone hides
// others, else how many.
func (k *kit) shownWords(r *answer.Result) string {
	n := k.format.Count(int64(len(r.Rows)))
	if r.Query.Top > 0 && r.Query.Search == "" && r.Small == 0 {
		return "first " + n
	}
	return n + " shown"
}

// countedWords say what the line of totals adds up: so many rows, unless they share what
// they count.
func (k *kit) countedWords(r *answer.Result) string {
	if r.Query.By == query.ByGroup {
		return "Total"
	}
	return k.format.Count(int64(r.Itemised)) + " " + rowsWord(&r.Query, r.Itemised)
}

// elsewhereAloud says what a search text that nothing holds is the name of, in a
// sentence that goes on.
func (k *kit) elsewhereAloud(q query.Query) string {
	if text := k.engine.Elsewhere(q); text != "" {
		return text + "; "
	}
	return ""
}

// announced says in one line where the person is: the row and its figures.
func (s *scene) announced() string {
	if s.cursor < 0 {
		if s.result.Groups > 0 && s.query.Search != "" {
			return fmt.Sprintf("no row holds %q; %sescape ends the search", report.Clip(s.query.Search), s.elsewhereAloud(s.query))
		}
		return "no row; 0 removes all filters, ? lists the keys"
	}
	row := &s.result.Rows[s.cursor]
	parts := []string{fmt.Sprintf("%s, row %d of %d", rowName(s.result, row), s.cursor+1, len(s.result.Rows))}
	figure := func(c report.Column) string {
		if isBase(row, c) {
			return strings.ToLower(c.Label()) + " " + baseWord
		}
		return strings.ToLower(c.Label()) + " " + strings.Join(figureWords(s.format, row.Figures[c], c), "")
	}
	// The column under the cursor is read first, as it is what was moved to.
	if c := s.session.Column; c != model.NameColumn && s.session.Pane == model.TablePane {
		parts = append(parts, figure(c))
	}
	for _, c := range s.onScreen {
		if c != s.session.Column {
			parts = append(parts, figure(c))
		}
	}
	if s.query.By == query.ByCountry && row.Rank > 0 {
		parts = append(parts, fmt.Sprintf("rank %d", row.Rank))
	}
	return strings.Join(parts, ", ")
}

// changeWords is a change with what it is a change from: the period that ends where
// its own begins, where that is known and asked for.
func (k *kit) changeWords(q query.Query, change answer.Figure, before report.Period) string {
	text := k.format.Figure(change, report.Change) + " "
	if q.Against == (query.Against{}) && before != (report.Period{}) {
		return text + "on " + before.String()
	}
	return text + report.Change.About(q.Against)
}

// reportsWord says what the periods of a question are, where there are several:
// as many reports of one publisher, but not of those who each report on them, nor
// where each is a year, on which there may be two.
func (k *kit) reportsWord(q query.Query) string {
	if q.Grain == query.Years {
		return "years"
	}
	if len(k.engine.Publishers(q)) > 1 {
		return "periods"
	}
	return "reports"
}

// recordsHeard says how many records there are, in which order.
func (k *kit) recordsHeard(q query.Query) string {
	n := k.engine.Listing(q).Len()
	text := k.format.Count(int64(n)) + " " + recordsWord(n) + " by " + strings.ToLower(q.Order().Field.Label())
	if q.Order().Descending {
		text += ", falling"
	}
	return text
}

// firstFitting is the first text that fits a width, else the last.
func firstFitting(w int, texts ...string) string {
	for _, t := range texts {
		if grid.Width(t) <= w {
			return t
		}
	}
	return texts[len(texts)-1]
}

// drawEmpty says why there is nothing, and what to press.
func (s *scene) drawEmpty(f *grid.Frame) {
	text := "No record lies under these filters."
	help := "0 removes them all, u takes back the last one."
	if s.result.Groups > 0 && s.query.Search == "" {
		text, help = s.allHidden(s.result)
	} else if s.result.Groups > 0 {
		text = fmt.Sprintf("No row holds %q; there are %d.", report.Clip(s.query.Search), s.result.Groups)
		help = "esc ends the search."
		if elsewhere := s.engine.Elsewhere(s.query); elsewhere != "" {
			help = elsewhere + ". : takes that, esc ends the search."
		}
	}
	area := s.body
	if area.H > 4 {
		_, area = area.TakeTop(1)
	}
	_, area = area.TakeLeft(2)
	first, rest := area.TakeTop(1)
	f.Text(first, text, s.theme.Text)
	f.Text(rest, help, s.theme.Dim)
}
