package tui

import (
	"fmt"
	"strings"

	"daylight/model"
	"daylight/tui/kit/grid"
)

func (v *recordsScreen) draw(m *Model, f *grid.Frame, s *scene) {
	if s.step > list {
		v.drawHeads(m, f, s)
	}
	if v.line < 0 {
		v.drawEmpty(m, f, s)
		if s.step > list && v.hides(s) {
			v.drawTotals(m, f, s, recordMarks{})
		}
		return
	}
	marks := v.drawLines(m, f, s)
	if s.step > list {
		v.drawTotals(m, f, s, marks)
		v.drawDetail(m, f, s)
	}
}

// drawHeads draws the heads, and under them the rule with how many fields lie to
// either side.
func (v *recordsScreen) drawHeads(m *Model, f *grid.Frame, s *scene) {
	order := s.query.Order()
	for _, c := range v.columns {
		st, text := m.theme.Dim, fieldHead(c.field)
		if order.Field == c.field {
			arrow := m.glyphs.SortUp
			if order.Descending {
				arrow = m.glyphs.SortDown
			}
			st, text = m.theme.Accent.Bold(), text+" "+string(arrow)
		}
		if c.field == v.field && m.overlay == nil && v.line >= 0 {
			st.Attr |= grid.Underline
		}
		at := grid.Rect{X: c.x, Y: v.head.Y, W: c.w, H: 1}
		if c.field.IsAmount() {
			f.TextRight(at, text, st)
		} else {
			f.Text(at, text, st)
		}
	}
	f.HLine(v.above.X, v.above.Y, v.above.W, m.glyphs.Rule, m.theme.Rule)
	if moving := v.columns[min(v.frozen, len(v.columns)):]; len(moving) > 0 {
		first, last := moving[0], moving[len(moving)-1]
		if v.left > 0 {
			f.TextRight(grid.Rect{X: v.above.X, Y: v.above.Y, W: first.x - v.above.X, H: 1}, fmt.Sprintf(" %c +%d ", m.glyphs.Left, v.left), m.theme.Dim)
		}
		if v.right > 0 {
			f.TextRight(grid.Rect{X: v.above.X, Y: v.above.Y, W: min(last.x+last.w, v.above.X+v.above.W) - v.above.X, H: 1}, fmt.Sprintf(" +%d %c ", v.right, m.glyphs.Right), m.theme.Dim)
		}
	}
	f.HLine(v.below.X, v.below.Y, v.below.W, m.glyphs.Rule, m.theme.Rule)
}

// recordMarks are the marks that stand among the records on screen.
type recordMarks struct{ workedOut, accounts bool }

// drawLines draws the records on screen.
func (v *recordsScreen) drawLines(m *Model, f *grid.Frame, s *scene) (marks recordMarks) {
	d := m.engine.Dataset()
	for y := range v.body.H {
		line := v.top + y
		if line >= v.listing.Len() {
			break
		}
		record := v.listing.At(line)
		r, series := d.Record(record), d.SeriesOf(record)
		at, chosen := v.body.Row(y), line == v.line
		group := m.engine.GroupOf(s.query, record)
		switch {
		case chosen:
			f.Fill(at, grid.Style{BG: m.theme.Band, Attr: m.theme.BandAttr})
			f.Rune(at.X, at.Y, m.glyphs.Cursor, m.theme.Accent)
		case group != "" && group == v.group && !m.plain:
			f.Rune(at.X, at.Y, m.glyphs.VRule, m.theme.Faint) // another of the selected row
		}
		if pin := pinOf(&s.query, group); pin >= 0 && group != "" {
			f.Rune(at.X+1, at.Y, m.glyphs.Pinned, m.seriesStyle(pin))
		}
		for _, c := range v.columns {
			own := v.drawCell(m, f, &r, series, c, at.Y, chosen)
			marks.workedOut = marks.workedOut || own.workedOut
			marks.accounts = marks.accounts || own.accounts
		}
	}
	return marks
}

// drawCell draws one field of a record as it is printed.
func (v *recordsScreen) drawCell(m *Model, f *grid.Frame, r *model.Record, series *model.Series, c fieldPlace, y int, chosen bool) (marks recordMarks) {
	at := grid.Rect{X: c.x, Y: y, W: c.w, H: 1}
	st, text := m.theme.Text, m.shownText(r, c.field)
	a := r.Amount(c.field)
	lo, hi := a.Bounds()
	outcome, isOutcome := outcomeOf(c.field)
	marks.accounts = isOutcome && a.Reported() && series.Type.OutcomesCountAccounts(r.Period)
	switch {
	case c.field.IsAmount() && !a.Reported():
		st = m.theme.Faint
	case c.field.IsAmount() && lo == 0 && hi == 0, marks.accounts:
		st = m.theme.Dim
	case isOutcome && outcome == model.Content:
		st = grid.Style{FG: m.theme.Ink(m.theme.Content)}
	case c.field == model.SourceField, c.field == model.StatusField && !r.Derived, c.field == model.ServiceField, c.field == model.TypeField:
		st = m.theme.Dim
	}
	if chosen {
		switch c.field {
		case model.CountryField, model.PeriodField, model.RequestsField:
			st.Attr |= grid.Bold
		}
		if c.field == v.field && m.overlay == nil {
			st = m.theme.Strong.With(grid.Underline)
		}
		st = m.onBand(st, true)
	}
	if !c.field.IsAmount() {
		f.Text(at, text, st)
		return marks
	}
	if c.unitful {
		var unit grid.Rect
		unit, at = at.TakeRight(len(accountsUnit))
		if marks.accounts {
			f.Text(unit, accountsUnit, m.onBand(m.theme.Dim, chosen))
		}
	}
	if grid.Width(text) > at.W {
		text = m.glyphs.Ellipsis // the first digits of a number are another number
	}
	f.TextRight(at, text, st)
	if marks.workedOut = r.Obtained(c.field, series.Type) == model.WorkedOut; marks.workedOut {
		f.Rune(at.X+at.W, y, m.glyphs.WorkedOut, m.onBand(m.theme.Dim, chosen))
	}
	return marks
}

// shownText is a field of a record as the table shows it: words and codes by which
// the files know them, the country by its name, amounts as printed.
func (m *Model) shownText(r *model.Record, f model.Field) string {
	switch f {
	case model.PublisherField:
		return r.Publisher
	case model.PeriodField:
		return r.Period.String()
	case model.ServiceField:
		return r.Service
	case model.CountryField:
		if c, known := m.engine.Dataset().Country(r.Country); known {
			return c.Name
		}
		return r.Country
	case model.TypeField:
		return r.Type
	case model.SourceField:
		return r.Source
	case model.StatusField:
		return r.Status()
	case model.NoteField:
		return r.Note
	}
	return m.amount(r.Amount(f))
}

// amount is an amount as its report prints it, with separators; a dot for what it
// does not report.
func (m *Model) amount(a model.Amount) string {
	if !a.Reported() {
		return string(m.glyphs.Missing)
	}
	return m.printed(a)
}

// drawEmpty says why there is nothing, and what to press.
func (v *recordsScreen) drawEmpty(m *Model, f *grid.Frame, s *scene) {
	text, help := "No record lies under these filters.", "0 removes them all, u takes back the last one."
	if n := s.result.Total.Records; n > 0 {
		text = fmt.Sprintf("No record holds %q; there are %s.", model.Clip(s.query.Search), m.format.Count(int64(n)))
		help = "esc ends the search."
		if elsewhere := m.engine.Elsewhere(s.query); elsewhere != "" {
			help = elsewhere + ". : takes that, esc ends the search."
		}
	}
	area := v.body
	if area.H > 4 {
		_, area = area.TakeTop(1)
	}
	_, area = area.TakeLeft(v.columns[0].x - area.X)
	used := f.Wrap(area, text, m.theme.Text)
	_, area = area.TakeTop(used)
	f.Wrap(area, help, m.theme.Dim)
}

// drawTotals says how many records there are and, under the requests, what they
// add up to; above it, where others are hidden, what those that are shown do.
func (v *recordsScreen) drawTotals(m *Model, f *grid.Frame, s *scene, marks recordMarks) {
	if v.totals.Empty() {
		return
	}
	n, under := v.listing.Len(), s.result.Total.Records
	words := m.format.Count(int64(under)) + " " + recordsWord(under)
	all, place := s.query, v.placeWords(m)
	if v.hides(s) {
		shown := m.format.Count(int64(n)) + " shown"
		if s.query.Top > 0 && s.query.Search == "" {
			shown = "first " + m.format.Count(int64(n))
		}
		v.drawSum(m, f, v.shown, shown, place, m.engine.ListedRequests(s.query), m.theme.Text)
		all.Search, all.Top, place = "", 0, ""
	}
	after, summed := v.drawSum(m, f, v.totals, words, place, m.engine.ListedRequests(all), m.theme.Strong)
	legend := grid.Rect{X: after + 3, Y: v.totals.Y, W: v.totals.X + v.totals.W - after - 3, H: 1}
	if text := m.legendOf(s, marks, summed, legend.W); text != "" {
		f.TextRight(legend, text, m.theme.Dim)
	}
}

// placeWords say which of the records are on screen, where they are several.
func (v *recordsScreen) placeWords(m *Model) string {
	n := v.listing.Len()
	switch first, last := v.top+1, min(v.top+v.body.H, n); {
	case n < 2:
		return ""
	case first == last:
		return "record " + m.format.Count(int64(last))
	default:
		return m.format.Count(int64(first)) + m.glyphs.Range + m.format.Count(int64(last))
	}
}

// drawSum draws a line that says what it adds up, with more of it where there is
// room, and under the requests the sum, where that is reported; and says where it
// ends.
func (v *recordsScreen) drawSum(m *Model, f *grid.Frame, line grid.Rect, words, more string, sum model.Figure, st grid.Style) (after int, summed bool) {
	_, line = line.TakeLeft(v.columns[0].x - line.X)
	end := line.X + line.W // of what the words may fill
	after = line.X
	for _, c := range v.columns {
		if c.field != model.RequestsField || !sum.Reported {
			continue
		}
		after, summed = c.x+c.w, true
		at := grid.Rect{X: line.X + grid.Width(words) + 2, Y: line.Y, H: 1}
		at.W = after - at.X
		end = after - f.TextRight(at, m.format.Short(sum, model.Requests, at.W), st) - 2
	}
	if long := words + " " + string(m.glyphs.Dot) + " " + more; more != "" && grid.Width(long) <= end-line.X {
		words = long
	}
	used := f.Text(grid.Rect{X: line.X, Y: line.Y, W: end - line.X, H: 1}, words, m.theme.Dim)
	return max(after, line.X+used), summed
}

// legendOf explains the marks among the records, in as many words as there is room
// for.
func (m *Model) legendOf(s *scene, marks recordMarks, summed bool, room int) string {
	var long, short []string
	if summed && s.query.Type.Mode == model.All {
		long, short = append(long, "sum without types that are not counted in totals"), append(short, "sum: counted types")
	}
	if marks.accounts {
		long, short = append(long, strings.TrimSpace(accountsUnit)+" accounts, not requests"), append(short, "acc. accounts")
	}
	if marks.workedOut {
		mark := string(m.glyphs.WorkedOut)
		long, short = append(long, mark+" worked out from the source"), append(short, mark+" worked out")
	}
	for _, parts := range [][]string{long, short} {
		if text := strings.Join(parts, "   "); grid.Width(text) <= room {
			return text
		}
	}
	return ""
}

// drawDetail tells the cell under the cursor in full, and where the record was
// printed.
func (v *recordsScreen) drawDetail(m *Model, f *grid.Frame, s *scene) {
	if v.detail.Empty() {
		return
	}
	d := m.engine.Dataset()
	record := v.listing.At(v.line)
	r, series := d.Record(record), d.SeriesOf(record)
	_, area := v.detail.TakeLeft(v.columns[0].x - v.detail.X)
	label, text := v.field.Label(), m.fieldWords(&r, series, v.field)
	switch {
	case v.field != model.PeriodField:
	case s.step <= narrow: // what has no room above
		label, text = "", m.recordInShort(&r, series)
	default: // what stands there by its id
		text += ": " + strings.Join(nonEmpty(series.Type.Label, m.serviceWord(s.query, r), r.NoteWords()), "; ")
	}
	source, known := d.Source(r.Source)
	below := 0
	if known {
		below = min(area.H-1, 2)
		if s.step <= narrow {
			below = min(below, 1) // an address would be cut
		}
	}
	foot, words := area.TakeBottom(below)
	if label != "" {
		left, right := words.TakeLeft(grid.Width(label) + 2)
		f.Text(left, label, m.theme.Dim)
		words = right
	}
	used := f.Wrap(words, text, m.theme.Text)
	if below == 0 {
		return
	}
	foot.Y = words.Y + max(used, 1)
	f.Text(foot.Row(0), strings.Join(nonEmpty(source.Title, source.Publisher, source.Published), ", "), m.theme.Dim)
	if below > 1 {
		f.Text(foot.Row(1), source.URL, m.theme.Link)
	}
}
