package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// drawTotals draws the line that sums up: how many rows there are, which are on
// screen, and the figures of everything under the filter.
func (v *exploreScreen) drawTotals(f *grid.Frame) {
	counted := v.countedWords(v.result)
	free := v.name // what the words may fill
	free.Y, free.H = v.totals.Y, 1
	for i, c := range v.columns {
		st := v.theme.Strong
		figure := v.result.Total.Figures[c.column]
		if !figure.Reported {
			st = v.theme.Faint
		} else if c.column == report.Content && figure.Hi > 0 {
			st.FG = v.theme.Ink(v.theme.Outcomes[theme.Content])
		}
		text, at := v.sheet.column(c.column).total, grid.Rect{X: c.x, Y: v.totals.Y, W: c.w, H: 1}
		if blank := c.x - v.name.X - grid.Width(counted) - 1; i == 0 {
			// The first total may reach over the blanks of the names.
			at.X, at.W = at.X-max(blank, 0), at.W+max(blank, 0)
			text = v.fitted(text, figure, c.column, min(at.W, max(24, c.w)))
		}
		if used := f.TextRight(at, text, st); i == 0 {
			free.W = c.x + c.w - used - 1 - free.X
		}
	}
	shown := v.shown(v.result, v.top, v.body.H)
	if long := counted + " " + string(v.glyphs.Dot) + " " + shown; v.bars.Empty() && grid.Width(long) <= free.W {
		counted = long
	}
	f.Text(free, counted, v.theme.Dim)
	if !v.bars.Empty() {
		foot := grid.Rect{X: v.bars.X, Y: v.totals.Y, W: v.bars.W + v.value, H: 1}
		if v.valued {
			text := v.sheet.column(v.query.Measure).total
			at := foot
			if v.result.Uneven { // above it stands what years were divided by
				at.W -= grid.Width(v.glyphs.Halved) + 1
			}
			foot.W = at.W - f.TextRight(at, text, v.theme.Strong) - 1
		}
		if long := "rows " + shown; len(v.result.Rows) > v.body.H && grid.Width(long) <= foot.W {
			shown = long // one more may be no country, and not counted among them
		}
		if v.valued {
			f.Text(foot, shown, v.theme.Dim)
		} else {
			f.TextRight(foot, shown, v.theme.Dim)
		}
	}
}

// countedWords say what the line of totals adds up: so many rows, unless they share what
// they count.
func (k *kit) countedWords(r *answer.Result) string {
	if r.Query.By == query.ByGroup {
		return "Total"
	}
	return k.format.Count(int64(r.Itemised)) + " " + rowsWord(&r.Query, r.Itemised)
}

// drawSubtotal draws the sum of the rows that are shown, where others are hidden: of
// each column and, in place of bars, its share.
func (v *exploreScreen) drawSubtotal(f *grid.Frame) {
	sum := v.result.Shown
	if sum == nil || v.subtotal.Empty() {
		return
	}
	name := v.name
	name.Y, name.H = v.subtotal.Y, 1
	words := v.shownWords(v.result)
	for i, c := range v.columns {
		figure := sum.Figures[c.column]
		st := v.theme.Text
		if !figure.Reported {
			st = v.theme.Faint
		}
		text, at := v.sheet.column(c.column).shown, grid.Rect{X: c.x, Y: v.subtotal.Y, W: c.w, H: 1}
		if blank := c.x - v.name.X - grid.Width(words) - 1; i == 0 {
			at.X, at.W = at.X-max(blank, 0), at.W+max(blank, 0)
			text = v.fitted(text, figure, c.column, min(at.W, max(24, c.w)))
		}
		if used := f.TextRight(at, text, st); i == 0 {
			name.W = c.x + c.w - used - 1 - name.X
		}
	}
	share, told := sum.Figures[report.Share], slices.ContainsFunc(v.columns, func(c columnPlace) bool { return c.column == report.Share })
	text := v.format.Figure(share, report.Share)
	if long := words + ", " + text; share.Reported && !told && v.bars.Empty() && grid.Width(long) <= name.W {
		words = long
	}
	f.Text(name, words, v.theme.Dim)
	if v.bars.Empty() {
		return
	}
	foot := grid.Rect{X: v.bars.X, Y: v.subtotal.Y, W: v.bars.W + v.value, H: 1}
	if v.valued {
		at := foot
		if v.result.Uneven {
			at.W -= grid.Width(v.glyphs.Halved) + 1
		}
		foot.W = at.W - f.TextRight(at, v.sheet.column(v.query.Measure).shown, v.theme.Text) - 1
	}
	if long := text + " " + report.Share.Said(); grid.Width(long) <= foot.W {
		text = long
	}
	switch {
	case !share.Reported || told:
	case v.valued:
		f.Text(foot, text, v.theme.Dim)
	default:
		f.TextRight(foot, text, v.theme.Dim)
	}
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

// drawNotes draws the caveats that touch the view, one a line, and says how many
// there are besides.
func (s *scene) drawNotes(f *grid.Frame) {
	for y := range s.panes.notes.H {
		if y >= len(s.notes) {
			return
		}
		line := grid.Rect{X: s.panes.notes.X, Y: s.panes.notes.Y + y, W: s.panes.notes.W, H: 1}
		if more := len(s.notes) - s.panes.notes.H; y == s.panes.notes.H-1 && more > 0 {
			text := []grid.Span{
				{Text: fmt.Sprintf("  +%d more, ", more), Style: s.theme.Dim},
				{Text: "n", Style: s.theme.Key},
			}
			line.W -= f.SpansRight(line, text...)
		}
		f.Spans(line,
			grid.Span{Text: s.glyphs.Footnote(y) + " ", Style: s.theme.Accent},
			grid.Span{Text: s.notes[y].text, Style: s.theme.Dim})
	}
}

// drawHint tells a newcomer what lies here and which keys to begin with.
func (s *scene) drawHint(f *grid.Frame) {
	if s.hint.Empty() {
		return
	}
	periods := s.engine.Facet(s.query, query.ByPeriod).Rows
	if len(periods) == 0 {
		return
	}
	key, dim := s.theme.Key, s.theme.Dim
	story := fmt.Sprintf("%d %s, %s to %s:  ", len(periods), s.reportsWord(s.query), periods[0].Name, periods[len(periods)-1].Name)
	keys := func(them string) []grid.Span {
		return []grid.Span{
			{Text: "]", Style: key}, {Text: " steps through " + them + "   ", Style: dim},
			{Text: "2", Style: key}, {Text: " draws them over time   ", Style: dim},
			{Text: "enter", Style: key}, {Text: " opens a row", Style: dim},
		}
	}
	long := append([]grid.Span{{Text: story, Style: s.theme.Text}}, keys("them")...)
	short := []grid.Span{
		{Text: "]", Style: key}, {Text: " step   ", Style: dim},
		{Text: "2", Style: key}, {Text: " trend   ", Style: dim},
		{Text: "enter", Style: key}, {Text: " open", Style: dim},
	}
	for _, spans := range [][]grid.Span{long, keys("all " + s.reportsWord(s.query)), short} {
		if grid.SpansWidth(spans...) <= s.hint.W {
			f.Spans(s.hint, spans...)
			return
		}
	}
}

// under says which part of a bar, or which tile, the cursor is on, and
// what enter does with it; nothing while it is in the table.
func (v *exploreScreen) under() string {
	if v.busy || v.step <= list {
		return ""
	}
	c := v.session.Outcome
	switch {
	case v.session.Pane == model.TilesPane:
		for _, t := range v.tiles {
			if t.Columns[0] == c && c.IsOutcome() {
				of := "of requests"
				if !t.Fraction.Reported {
					of = "requests" // a count stands there
				}
				return fmt.Sprintf("%s: %s %s, %s", t.Label, v.tileValue(t.Tile, wholeTile), of, v.enterDoes(t.Columns))
			} else if t.Columns[0] == c {
				return fmt.Sprintf("%s: %s", t.Label, v.tileValue(t.Tile, wholeTile))
			}
		}
		return "left and right choose a tile"
	case v.session.Pane == model.BarsPane && v.cursor >= 0:
		row := &v.result.Rows[v.cursor]
		if !slices.Contains(v.session.Parts(v.result), c) {
			return row.Name + ": enter opens the row"
		}
		f := row.Figures[c]
		if c == report.Unspecified {
			f = unknown(row)
		}
		if v.query.By == query.ByOutcome {
			f = row.Figures[report.Requests]
		}
		what := "requests"
		if f.Lo == 1 && f.Hi == 1 {
			what = "request"
		}
		return fmt.Sprintf("%s, %s: %s %s, %s", row.Name, strings.ToLower(c.Label()), v.format.Figure(f, c), what, v.enterDoes([]report.Column{c}))
	}
	return ""
}

// enterDoes says what enter does with some outcomes: the filter that is set
// already, it takes off.
func (v *exploreScreen) enterDoes(outcomes []report.Column) string {
	for _, c := range outcomes {
		if v.query.Outcome.Mode != query.Only || !slices.Contains(v.query.Outcome.IDs, c.String()) {
			return "enter filters by it"
		}
	}
	return "enter takes the filter off"
}

// unseen says what an action changed that has no place on this screen: an order
// where no head shows it, a scale without bars, what else has no room for its chip.
func (m *Model) unseen(before, after model.Session) string {
	was, is := &before.Query, &after.Query
	size, empty := stepFor(m.w, m.h), len(m.engine.Result(*is).Rows) == 0
	switch {
	case size == tiny || was.View != is.View:
		return ""
	case was.Scale != is.Scale && (size == list || empty):
		return "scale: " + is.Scale.String()
	case !slices.Equal(was.Pins, is.Pins) && was.By == is.By && (size <= narrow || m.h < normalHeight):
		return pinnedWords(len(is.Pins))
	case was.Against != is.Against && (size <= narrow || m.h < normalHeight):
		return "compared with " + is.Against.Means()
	case was.Minimum() != is.Minimum() && was.Measure == is.Measure && was.By == is.By && (size <= narrow || m.h < normalHeight):
		if n := is.Minimum(); n > 1 {
			return "rows under " + m.requests(n) + " are hidden"
		}
		return "rows of any size are shown"
	}
	headed := is.View == query.ExploreView || is.View == query.MatrixView || is.View == query.RecordsView
	if headed && size > narrow && !empty {
		return ""
	}
	return reordered(was, is)
}

// pinnedWords says how many rows are pinned.
func pinnedWords(n int) string {
	switch n {
	case 0:
		return "no row is pinned any more"
	case 1:
		return "one row is pinned: 5 compares it"
	}
	return fmt.Sprintf("%d rows are pinned: 5 compares them", n)
}

// reordered names the order that a question has now, where that is all that changed.
func reordered(was, is *query.Query) string {
	now, other := *is, *was
	other.Select, other.Sort = now.Select, now.Sort
	if was.Sort == is.Sort || !other.Equal(now) {
		return ""
	}
	order := now.Order()
	by := strings.ToLower(order.Column.Label())
	switch {
	case order.Key:
		by = rowWord(&now)
	case order.At != (report.Period{}):
		by = order.At.String()
	case order.Field != report.NoField:
		by = strings.ToLower(order.Field.Label())
	}
	if order.Descending {
		return "ordered by " + by + ", falling"
	}
	return "ordered by " + by + ", rising"
}

// drawHelpLine draws what was said last, else what the cursor is on, else the
// keys that are used most.
func (m *Model) drawHelpLine(f *grid.Frame, s *scene) {
	if m.said != "" {
		f.Text(s.help, m.said, m.theme.Accent)
		return
	}
	if m.plain {
		f.Text(s.help, s.screen.announce(), m.theme.Text)
		return
	}
	if text := s.screen.under(); text != "" {
		f.Text(s.help, text, m.theme.Text)
		return
	}
	var spans []grid.Span
	width, n := 0, 0
	for _, k := range s.screen.help() {
		b, _ := m.bindingFor(k.key)
		if k.key == arrowKeys {
			b.shown = k.key
		}
		word := k.word
		if word == "" {
			word = b.short
		}
		name := m.spelled(b.arrows())
		w := grid.Width(name) + 1 + grid.Width(word)
		if n > 0 {
			w += 3
		}
		isHelp := k.key == "?"
		if !isHelp && (n == 9 || width+w+9 > s.help.W) {
			continue // help itself is never left out
		}
		if n > 0 {
			spans = append(spans, grid.Span{Text: "   ", Style: m.theme.Dim})
		}
		spans = append(spans, grid.Span{Text: name, Style: m.theme.Key}, grid.Span{Text: " " + word, Style: m.theme.Dim})
		width, n = width+w, n+1
	}
	f.Spans(s.help, spans...)
}
