package tui

import (
	"fmt"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

func (v *recordsScreen) draw(f *grid.Frame) {
	if v.step > list {
		v.drawHeads(f)
	}
	if v.line < 0 {
		v.drawEmpty(f)
		if v.step > list && v.hides() {
			v.drawTotals(f, recordMarks{})
		}
		return
	}
	marks := v.drawLines(f)
	if v.step > list {
		v.drawTotals(f, marks)
		v.drawDetail(f)
	}
}

// drawHeads draws the heads, and under them the rule with how many fields lie to
// either side.
func (v *recordsScreen) drawHeads(f *grid.Frame) {
	order := v.query.Order()
	for _, c := range v.columns {
		st, text := v.theme.Dim, fieldHead(c.field)
		if order.Field == c.field {
			arrow := v.glyphs.SortUp
			if order.Descending {
				arrow = v.glyphs.SortDown
			}
			st, text = v.theme.Accent.Bold(), text+" "+string(arrow)
		}
		if c.field == v.field && !v.busy && v.line >= 0 {
			st.Attr |= grid.Underline
		}
		at := grid.Rect{X: c.x, Y: v.head.Y, W: c.w, H: 1}
		if c.field.IsAmount() {
			f.TextRight(at, text, st)
		} else {
			f.Text(at, text, st)
		}
	}
	f.HLine(v.above.X, v.above.Y, v.above.W, v.glyphs.Rule, v.theme.Rule)
	if moving := v.columns[min(v.frozen, len(v.columns)):]; len(moving) > 0 {
		first, last := moving[0], moving[len(moving)-1]
		if v.left > 0 {
			f.TextRight(grid.Rect{X: v.above.X, Y: v.above.Y, W: first.x - v.above.X, H: 1}, fmt.Sprintf(" %c +%d ", v.glyphs.Left, v.left), v.theme.Dim)
		}
		if v.right > 0 {
			f.TextRight(grid.Rect{X: v.above.X, Y: v.above.Y, W: min(last.x+last.w, v.above.X+v.above.W) - v.above.X, H: 1}, fmt.Sprintf(" +%d %c ", v.right, v.glyphs.Right), v.theme.Dim)
		}
	}
	f.HLine(v.below.X, v.below.Y, v.below.W, v.glyphs.Rule, v.theme.Rule)
}

// recordMarks are the marks that stand among the records on screen.
type recordMarks struct{ workedOut, accounts bool }

// drawLines draws the records on screen.
func (v *recordsScreen) drawLines(f *grid.Frame) (marks recordMarks) {
	d := v.engine.Dataset()
	for y := range v.body.H {
		line := v.top + y
		if line >= v.listing.Len() {
			break
		}
		record := v.listing.At(line)
		r, series := d.Record(record), d.SeriesOf(record)
		at, chosen := v.body.Row(y), line == v.line
		group := v.engine.GroupOf(v.query, record)
		switch {
		case chosen:
			f.Fill(at, grid.Style{BG: v.theme.Band, Attr: v.theme.BandAttr})
			f.Rune(at.X, at.Y, v.glyphs.Cursor, v.theme.Accent)
		case group != "" && group == v.group && !v.plain:
			f.Rune(at.X, at.Y, v.glyphs.VRule, v.theme.Faint) // another of the selected row
		}
		if pin := pinOf(&v.query, group); pin >= 0 && group != "" {
			f.Rune(at.X+1, at.Y, v.glyphs.Pinned, v.seriesStyle(pin))
		}
		for _, c := range v.columns {
			own := v.drawCell(f, &r, series, c, at.Y, chosen)
			marks.workedOut = marks.workedOut || own.workedOut
			marks.accounts = marks.accounts || own.accounts
		}
	}
	return marks
}

// drawCell draws one field of a record as it is printed.
func (v *recordsScreen) drawCell(f *grid.Frame, r *report.Record, series *report.Series, c fieldPlace, y int, chosen bool) (marks recordMarks) {
	at := grid.Rect{X: c.x, Y: y, W: c.w, H: 1}
	st, text := v.theme.Text, shownText(v.kit, r, c.field)
	a := r.Amount(c.field)
	lo, hi := a.Bounds()
	outcome, isOutcome := outcomeOf(c.field)
	marks.accounts = isOutcome && a.Reported() && series.Type.OutcomesCountAccounts(r.Period)
	switch {
	case c.field.IsAmount() && !a.Reported():
		st = v.theme.Faint
	case c.field.IsAmount() && lo == 0 && hi == 0, marks.accounts:
		st = v.theme.Dim
	case isOutcome && outcome == report.Content:
		st = grid.Style{FG: v.theme.Ink(v.theme.Outcomes[theme.Content])}
	case c.field == report.SourceField, c.field == report.StatusField && !r.Derived, c.field == report.ServiceField, c.field == report.TypeField:
		st = v.theme.Dim
	}
	if chosen {
		switch c.field {
		case report.CountryField, report.PeriodField, report.RequestsField:
			st.Attr |= grid.Bold
		}
		if c.field == v.field && !v.busy {
			st = v.theme.Strong.With(grid.Underline)
		}
		st = v.onBand(st, true)
	}
	if !c.field.IsAmount() {
		f.Text(at, text, st)
		return marks
	}
	if c.unitful {
		var unit grid.Rect
		unit, at = at.TakeRight(len(accountsUnit))
		if marks.accounts {
			f.Text(unit, accountsUnit, v.onBand(v.theme.Dim, chosen))
		}
	}
	if grid.Width(text) > at.W {
		text = v.glyphs.Ellipsis // the first digits of a number are another number
	}
	f.TextRight(at, text, st)
	if marks.workedOut = r.Obtained(c.field, series.Type) == report.WorkedOut; marks.workedOut {
		f.Rune(at.X+at.W, y, v.glyphs.WorkedOut, v.onBand(v.theme.Dim, chosen))
	}
	return marks
}

// shownText is a field of a record as the table shows it: words and codes by which
// the files know them, the country by its name, amounts as printed.
func shownText(k *kit, r *report.Record, f report.Field) string {
	switch f {
	case report.PublisherField:
		return r.Publisher
	case report.PeriodField:
		return r.Period.String()
	case report.ServiceField:
		return r.Service
	case report.CountryField:
		if c, known := k.engine.Dataset().Country(r.Country); known {
			return c.Name
		}
		return r.Country
	case report.TypeField:
		return r.Type
	case report.SourceField:
		return r.Source
	case report.StatusField:
		return r.Status()
	case report.NoteField:
		return r.Note
	}
	return amount(k, r.Amount(f))
}

// amount is an amount as its report prints it, with separators; a dot for what it
// does not report.
func amount(k *kit, a report.Amount) string {
	if !a.Reported() {
		return string(k.glyphs.Missing)
	}
	return k.printed(a)
}

// drawEmpty says why there is nothing, and what to press.
func (v *recordsScreen) drawEmpty(f *grid.Frame) {
	text, help := "No record lies under these filters.", "0 removes them all, u takes back the last one."
	if n := v.result.Total.Records; n > 0 {
		text = fmt.Sprintf("No record holds %q; there are %s.", report.Clip(v.query.Search), v.format.Count(int64(n)))
		help = "esc ends the search."
		if elsewhere := v.engine.Elsewhere(v.query); elsewhere != "" {
			help = elsewhere + ". : takes that, esc ends the search."
		}
	}
	area := v.body
	if area.H > 4 {
		_, area = area.TakeTop(1)
	}
	_, area = area.TakeLeft(v.columns[0].x - area.X)
	used := f.Wrap(area, text, v.theme.Text)
	_, area = area.TakeTop(used)
	f.Wrap(area, help, v.theme.Dim)
}

// drawTotals says how many records there are and, under the requests, what they
// add up to; above it, where others are hidden, what those that are shown do.
func (v *recordsScreen) drawTotals(f *grid.Frame, marks recordMarks) {
	if v.totals.Empty() {
		return
	}
	n, under := v.listing.Len(), v.result.Total.Records
	words := v.format.Count(int64(under)) + " " + recordsWord(under)
	all, place := v.query, v.placeWords()
	if v.hides() {
		shown := v.format.Count(int64(n)) + " shown"
		if v.query.Top > 0 && v.query.Search == "" {
			shown = "first " + v.format.Count(int64(n))
		}
		v.drawSum(f, v.shown, shown, place, v.engine.ListedRequests(v.query), v.theme.Text)
		all.Search, all.Top, place = "", 0, ""
	}
	after, summed := v.drawSum(f, v.totals, words, place, v.engine.ListedRequests(all), v.theme.Strong)
	legend := grid.Rect{X: after + 3, Y: v.totals.Y, W: v.totals.X + v.totals.W - after - 3, H: 1}
	if text := legendOf(v.scene, marks, summed, legend.W); text != "" {
		f.TextRight(legend, text, v.theme.Dim)
	}
}

// placeWords say which of the records are on screen, where they are several.
func (v *recordsScreen) placeWords() string {
	n := v.listing.Len()
	switch first, last := v.top+1, min(v.top+v.body.H, n); {
	case n < 2:
		return ""
	case first == last:
		return "record " + v.format.Count(int64(last))
	default:
		return v.format.Count(int64(first)) + v.glyphs.Range + v.format.Count(int64(last))
	}
}

// drawSum draws a line that says what it adds up, with more of it where there is
// room, and under the requests the sum, where that is reported; and says where it
// ends.
func (v *recordsScreen) drawSum(f *grid.Frame, line grid.Rect, words, more string, sum answer.Figure, st grid.Style) (after int, summed bool) {
	_, line = line.TakeLeft(v.columns[0].x - line.X)
	end := line.X + line.W // of what the words may fill
	after = line.X
	for _, c := range v.columns {
		if c.field != report.RequestsField || !sum.Reported {
			continue
		}
		after, summed = c.x+c.w, true
		at := grid.Rect{X: line.X + grid.Width(words) + 2, Y: line.Y, H: 1}
		at.W = after - at.X
		end = after - f.TextRight(at, v.format.Short(sum, report.Requests, at.W), st) - 2
	}
	if long := words + " " + string(v.glyphs.Dot) + " " + more; more != "" && grid.Width(long) <= end-line.X {
		words = long
	}
	used := f.Text(grid.Rect{X: line.X, Y: line.Y, W: end - line.X, H: 1}, words, v.theme.Dim)
	return max(after, line.X+used), summed
}

// legendOf explains the marks among the records, in as many words as there is room
// for.
func legendOf(s *scene, marks recordMarks, summed bool, room int) string {
	var long, short []string
	if summed && s.query.Type.Mode == query.All {
		long, short = append(long, "sum without types that are not counted in totals"), append(short, "sum: counted types")
	}
	if marks.accounts {
		long, short = append(long, strings.TrimSpace(accountsUnit)+" accounts, not requests"), append(short, "acc. accounts")
	}
	if marks.workedOut {
		mark := string(s.glyphs.WorkedOut)
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
func (v *recordsScreen) drawDetail(f *grid.Frame) {
	if v.detail.Empty() {
		return
	}
	d := v.engine.Dataset()
	record := v.listing.At(v.line)
	r, series := d.Record(record), d.SeriesOf(record)
	_, area := v.detail.TakeLeft(v.columns[0].x - v.detail.X)
	label, text := v.field.Label(), fieldWords(v.kit, &r, series, v.field)
	switch {
	case v.field != report.PeriodField:
	case v.step <= narrow: // what has no room above
		label, text = "", recordInShort(v.kit, &r, series)
	default: // what stands there by its id
		text += ": " + strings.Join(nonEmpty(series.Type.Label, v.serviceWord(v.query, r), r.NoteWords()), "; ")
	}
	source, known := d.Source(r.Source)
	below := 0
	if known {
		below = min(area.H-1, 2)
		if v.step <= narrow {
			below = min(below, 1) // an address would be cut
		}
	}
	foot, words := area.TakeBottom(below)
	if label != "" {
		left, right := words.TakeLeft(grid.Width(label) + 2)
		f.Text(left, label, v.theme.Dim)
		words = right
	}
	used := f.Wrap(words, text, v.theme.Text)
	if below == 0 {
		return
	}
	foot.Y = words.Y + max(used, 1)
	f.Text(foot.Row(0), strings.Join(nonEmpty(source.Title, source.Publisher, source.Published), ", "), v.theme.Dim)
	if below > 1 {
		f.Text(foot.Row(1), source.URL, v.theme.Link)
	}
}
