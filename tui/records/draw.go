package records

import (
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

func (v *Screen) Draw(f *grid.Frame) {
	if v.Step > scene.List {
		v.drawHeads(f)
	}
	if v.line < 0 {
		v.drawEmpty(f)
		if v.Step > scene.List && v.hides() {
			v.drawTotals(f, recordMarks{})
		}
		return
	}
	marks := v.drawLines(f)
	if v.Step > scene.List {
		v.drawTotals(f, marks)
		v.drawDetail(f)
	}
}

// drawHeads draws the heads, and under them the rule with how many fields lie to
// either side.
func (v *Screen) drawHeads(f *grid.Frame) {
	order := v.Query.Order()
	for _, c := range v.Columns {
		st, text := v.HeadStyle(order.Field == c.Field), fieldHead(c.Field)
		if order.Field == c.Field {
			text += v.Arrow(order)
		}
		if c.Field == v.Field && !v.Busy && v.line >= 0 {
			st.Attr |= grid.Underline
		}
		at := grid.Rect{X: c.X, Y: v.head.Y, W: c.W, H: 1}
		if c.Field.IsAmount() {
			f.TextRight(at, text, st)
		} else {
			f.Text(at, text, st)
		}
	}
	v.DrawRule(f, v.above)
	if moving := v.Columns[min(v.frozen, len(v.Columns)):]; len(moving) > 0 {
		first, last := moving[0], moving[len(moving)-1]
		f.TextRight(grid.Rect{X: v.above.X, Y: v.above.Y, W: first.X - v.above.X, H: 1}, v.MoreLeft(v.left), v.Theme.Dim)
		f.TextRight(grid.Rect{X: v.above.X, Y: v.above.Y, W: min(last.X+last.W, v.above.X+v.above.W) - v.above.X, H: 1}, v.MoreRight(v.right), v.Theme.Dim)
	}
	v.DrawRule(f, v.below)
}

// recordMarks are the marks that stand among the records on screen.
type recordMarks struct{ workedOut, accounts bool }

// drawLines draws the records on screen.
func (v *Screen) drawLines(f *grid.Frame) (marks recordMarks) {
	d := v.Engine.Dataset()
	for line := v.Top; line < min(v.Top+v.fit(), v.Listing.Len()); line++ {
		record := v.Listing.At(line)
		r, series := d.Record(record), d.SeriesOf(record)
		at, chosen := v.Body.Row((line-v.Top)*v.LooseLines()), line == v.line && v.Marked()
		group := v.Engine.GroupOf(v.Query, record)
		switch {
		case chosen:
			v.DrawBand(f, at)
		case group != "" && group == v.group && !v.Plain:
			f.Rune(at.X, at.Y, v.Glyphs.VRule, v.Theme.Faint) // another of the selected row
		}
		v.DrawPin(f, at.X+1, at.Y, group)
		for _, c := range v.Columns {
			v.drawCell(f, &r, series, c, at.Y, chosen, v.Lit(group), &marks)
			if c.Field.IsAmount() {
				v.TakeOff(f, grid.Rect{X: c.X, Y: at.Y, W: c.W + 1, H: 1}) // with the mark behind it
			}
		}
		if v.Back(group) {
			v.SetBack(f, at)
		}
	}
	return marks
}

// drawCell draws one field of a record as it is printed, and notes the marks that it has.
func (v *Screen) drawCell(f *grid.Frame, r *report.Record, series *report.Series, c fieldPlace, y int, chosen, lit bool, marks *recordMarks) {
	at := grid.Rect{X: c.X, Y: y, W: c.W, H: 1}
	st, text := v.Theme.Text, shownText(v.Kit, r, c.Field)
	a := r.Amount(c.Field)
	lo, hi := a.Bounds()
	outcome, isOutcome := scene.OutcomeOf(c.Field)
	accounts := isOutcome && a.Reported() && series.Type.OutcomesCountAccounts(r.Period)
	marks.accounts = marks.accounts || accounts
	switch {
	case c.Field.IsAmount() && !a.Reported():
		st = v.Theme.Faint
	case c.Field.IsAmount() && lo == 0 && hi == 0, accounts:
		st = v.Theme.Dim
	case isOutcome && outcome == report.Content:
		st = v.Theme.Value.Fg(v.Theme.Ink(v.Theme.Outcomes[theme.Content]))
	case c.Field.IsAmount():
		st = v.Theme.Value
	case c.Field == report.SourceField, c.Field == report.StatusField && !r.Derived, c.Field == report.ServiceField, c.Field == report.TypeField:
		st = v.Theme.Dim
	}
	if st = v.Heavy(st); !c.Field.IsAmount() && lit {
		st = v.Theme.Strong
	}
	if chosen {
		switch c.Field {
		case report.CountryField, report.PeriodField, report.RequestsField:
			st.Attr |= grid.Bold
		}
		if c.Field == v.Field && !v.Busy {
			st = v.Theme.Strong.With(grid.Underline)
		}
		st = v.OnBand(st, true)
	}
	if !c.Field.IsAmount() {
		f.Text(at, text, st)
		return
	}
	if c.unitful {
		var unit grid.Rect
		unit, at = at.TakeRight(len(accountsUnit))
		if accounts {
			f.Text(unit, accountsUnit, v.OnBand(v.Theme.Dim, chosen))
		}
	}
	if grid.Width(text) > at.W {
		text = v.Glyphs.Ellipsis // the first digits of a number are another number
	}
	f.TextRight(at, text, st)
	if r.Obtained(c.Field, series.Type) == report.WorkedOut {
		marks.workedOut = true
		f.Rune(at.X+at.W, y, v.Glyphs.WorkedOut, v.OnBand(v.Theme.Dim, chosen))
	}
}

// shownText is a field of a record as the table shows it: words and codes by which
// the files know them, the country by its name, amounts as printed.
func shownText(k *scene.Kit, r *report.Record, f report.Field) string {
	if f.IsAmount() {
		return k.PrintedOrMark(r.Amount(f))
	}
	if f == report.CountryField {
		if c, known := k.Engine.Dataset().Country(r.Country); known {
			return c.Name
		}
	}
	return r.Text(f)
}

// drawEmpty says why there is nothing, and what to press.
func (v *Screen) drawEmpty(f *grid.Frame) {
	text, help := v.Nothing("record", v.Result.Total.Records)
	area := v.Body
	if area.H > 4 {
		_, area = area.TakeTop(1)
	}
	_, area = area.TakeLeft(v.Columns[0].X - area.X)
	used := f.Wrap(area, text, v.Theme.Text)
	_, area = area.TakeTop(used)
	f.Wrap(area, help, v.Theme.Dim)
}

// drawTotals says how many records there are and, under the requests, what they
// add up to; above it, where others are hidden, what those that are shown do.
func (v *Screen) drawTotals(f *grid.Frame, marks recordMarks) {
	if v.totals.Empty() {
		return
	}
	words := v.Records(v.Result.Total.Records)
	all, place := v.Query, v.placeWords()
	if v.hides() {
		v.drawSum(f, v.shown, v.ShownOf(v.Query, v.Listing.Len(), 0), place, v.Engine.ListedRequests(v.Query), v.Theme.Text)
		all.Search, all.Top, place = "", 0, ""
	}
	after, summed := v.drawSum(f, v.totals, words, place, v.Engine.ListedRequests(all), v.Theme.Strong)
	legend := grid.Rect{X: after + 3, Y: v.totals.Y, W: v.totals.X + v.totals.W - after - 3, H: 1}
	f.TextRight(legend, legendOf(v.Scene, marks, summed, legend.W), v.Theme.Dim)
}

// placeWords say which of the records are on screen, where they are several.
func (v *Screen) placeWords() string {
	n := v.Listing.Len()
	switch first, last := v.Top+1, min(v.Top+v.fit(), n); {
	case n < 2:
		return ""
	case first == last:
		return "record " + v.Format.Count(int64(last))
	default:
		return v.Format.Count(int64(first)) + v.Glyphs.Range + v.Format.Count(int64(last))
	}
}

// drawSum draws a line that says what it adds up, with more of it where there is
// room, and under the requests the sum, where that is reported; and says where it
// ends.
func (v *Screen) drawSum(f *grid.Frame, line grid.Rect, words, more string, sum answer.Figure, st grid.Style) (after int, summed bool) {
	_, line = line.TakeLeft(v.Columns[0].X - line.X)
	end := line.X + line.W // of what the words may fill
	after = line.X
	for _, c := range v.Columns {
		if c.Field != report.RequestsField || !sum.Reported {
			continue
		}
		after, summed = c.X+c.W, true
		at := grid.Rect{X: line.X + grid.Width(words) + 2, Y: line.Y, H: 1}
		at.W = after - at.X
		end = after - f.TextRight(at, v.Format.Short(sum, report.Requests, at.W), st) - 2
		v.TakeOff(f, at)
	}
	words = scene.FirstFitting(end-line.X, v.Dotted(words, more), words)
	used := f.Text(grid.Rect{X: line.X, Y: line.Y, W: end - line.X, H: 1}, words, v.Theme.Dim)
	return max(after, line.X+used), summed
}

// legendOf explains the marks among the records, in as many words as there is room
// for.
func legendOf(s *scene.Scene, marks recordMarks, summed bool, room int) string {
	var long, short []string
	if summed && s.Query.Type.Mode == query.All {
		long, short = append(long, "sum without types that are not counted in totals"), append(short, "sum: counted types")
	}
	if marks.accounts {
		long, short = append(long, strings.TrimSpace(accountsUnit)+" accounts, not requests"), append(short, "acc. accounts")
	}
	if marks.workedOut {
		mark := string(s.Glyphs.WorkedOut)
		long, short = append(long, mark+" worked out from the source"), append(short, mark+" worked out")
	}
	return scene.FirstFitting(room, strings.Join(long, "   "), strings.Join(short, "   "), "")
}

// drawDetail tells the cell under the cursor in full, and where the record was
// printed.
func (v *Screen) drawDetail(f *grid.Frame) {
	if v.detail.Empty() || v.Session.Axes {
		return
	}
	d := v.Engine.Dataset()
	record := v.Listing.At(v.line)
	r, series := d.Record(record), d.SeriesOf(record)
	_, area := v.detail.TakeLeft(v.Columns[0].X - v.detail.X)
	label, text := v.Field.Label(), fieldWords(v.Kit, &r, series, v.Field)
	switch {
	case v.Field != report.PeriodField:
	case v.Step <= scene.Narrow: // what has no room above
		label, text = "", recordInShort(v.Kit, &r, series)
	default: // what stands there by its id
		text += ": " + strings.Join(report.NonEmpty(series.Type.Label, v.ServiceWord(v.Query, r), r.NoteWords()), "; ")
	}
	source, known := d.Source(r.Source)
	below := 0
	if known {
		below = min(area.H-1, 2)
		if v.Step <= scene.Narrow {
			below = min(below, 1) // an address would be cut
		}
	}
	foot, words := area.TakeBottom(below)
	if label != "" {
		left, right := words.TakeLeft(grid.Width(label) + 2)
		f.Text(left, label, v.Theme.Dim)
		words = right
	}
	used := f.Wrap(words, text, v.Theme.Text)
	if below == 0 {
		return
	}
	foot.Y = words.Y + max(used, 1)
	f.Text(foot.Row(0), strings.Join(report.NonEmpty(source.Title, source.Publisher, source.Published), ", "), v.Theme.Dim)
	if below > 1 {
		f.Text(foot.Row(1), source.URL, v.Theme.Link)
	}
}
