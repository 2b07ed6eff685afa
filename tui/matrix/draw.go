package matrix

import (
	"fmt"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

func (v *Screen) Draw(f *grid.Frame) {
	if v.At < 0 {
		v.DrawEmpty(f)
		return
	}
	v.Sheet.classifySight(v.Top, min(v.Top+v.Rows.H/v.tall, len(v.Sheet.Panel.Rows)))
	v.drawHeads(f)
	v.drawAbove(f)
	v.drawRows(f)
	v.DrawRule(f, v.below)
	v.drawShown(f)
	v.drawTotals(f)
	v.drawReading(f)
	v.drawLegend(f)
}

// drawHeads draws the periods, a year over its halves, and the heads of names
// and totals.
func (v *Screen) drawHeads(f *grid.Frame) {
	order := v.Query.Order()
	arrow := v.Arrow(order)
	line := v.Head
	line.Y, line.H = v.Head.Y+v.Head.H-1, 1
	name, ordered := report.Capital(v.Query.RowWord()), v.Query.By != query.ByPeriod
	if !ordered {
		name = ""
	} else if order.Key {
		name += arrow
	}
	f.Text(grid.Rect{X: v.Name.X, Y: line.Y, W: v.Name.W, H: 1}, name, v.HeadStyle(order.Key))
	sum := v.sumHead()
	sorted := order.Is(v.Sheet.Column) && ordered
	if sorted {
		sum += arrow
	}
	band := v.Theme.BandStyle()
	if v.Sheet.Panel.Narrow { // it is that of the periods chosen
		f.Fill(grid.Rect{X: v.Sum.X, Y: v.Head.Y, W: v.Sum.W, H: v.Head.H}, band)
	}
	f.TextRight(grid.Rect{X: v.Sum.X, Y: line.Y, W: v.Sum.W, H: 1}, sum, v.OnBand(v.HeadStyle(sorted), v.Sheet.Panel.Narrow))
	if over := (grid.Rect{X: v.Sum.X, Y: v.Head.Y, W: v.Sum.W, H: 1}); v.Head.H > 1 {
		word := v.Sheet.Column.Head()
		if v.Sheet.Panel.Narrow {
			word = v.chosenWord()
		}
		if grid.Width(word) <= over.W {
			f.TextRight(over, word, v.OnBand(v.Theme.Dim, v.Sheet.Panel.Narrow))
		}
	}
	if c := order.Column; v.Head.H > 1 && !order.Key && order.At == (report.Period{}) && !sorted && ordered {
		// The order is by a figure that does not stand here.
		f.Text(grid.Rect{X: v.Name.X, Y: v.Head.Y, W: v.Name.W, H: 1}, c.Head()+arrow, v.HeadStyle(true))
	}

	periods := v.Sheet.Panel.Periods
	for _, c := range v.Columns {
		if v.isChosen(c) {
			f.Fill(grid.Rect{X: c.X, Y: v.Head.Y, W: c.W, H: v.Head.H}, band)
		}
	}
	if v.Head.H > 1 {
		v.drawYears(f)
	}
	for _, c := range v.Columns {
		p := periods[c.T]
		sortedHere := order.At == p
		st := v.HeadStyle(sortedHere || c.T == v.At)
		if c.T == v.At && !v.Busy {
			st = st.Underline()
		}
		st = v.OnBand(st, v.isChosen(c))
		words := v.tick(p)
		if sortedHere {
			words = []string{words[0] + arrow, words[0] + arrow[1:], arrow[1:]}
		}
		at := grid.Rect{X: c.X, Y: line.Y, W: c.W, H: 1}
		for i, word := range words {
			if grid.Width(word) <= c.W {
				f.TextRight(at, word, st)
				break
			}
			if i == len(words)-1 && c.T == v.At {
				f.Rune(at.X, at.Y, v.Glyphs.Down, st.Without(grid.Underline))
			}
		}
	}
}

// isChosen says whether a period is one of a few that were asked for.
func (v *Screen) isChosen(c column) bool { return v.Sheet.Panel.Narrow && v.Sheet.Panel.Chosen[c.T] }

// chosenWord names the few periods that the totals of the rows are of.
func (v *Screen) chosenWord() string {
	if ranges := v.Query.Period.Ranges; len(ranges) == 1 && !v.Query.Period.Except && len(ranges[0].String())+3 <= v.Sum.W {
		return "of " + ranges[0].String()
	}
	return "chosen"
}

// tick are the words for a period under its year, longest first.
func (v *Screen) tick(p report.Period) []string {
	switch {
	case v.Head.H == 1:
		return []string{p.String(), strconv.Itoa(p.Year)}
	case p.Half > 0:
		return []string{"H" + strconv.Itoa(p.Half)}
	case v.Sheet.uneven && v.Sheet.Column.IsCount():
		return []string{v.Glyphs.Halved, "year"}
	}
	return []string{"year"}
}

// drawYears draws each year once, over its periods that are on screen; where
// there is no room for all, over those that have it.
func (v *Screen) drawYears(f *grid.Frame) {
	periods := v.Sheet.Panel.Periods
	free := 0  // the first cell that no year stands in
	every := 1 // how many years have a word
	if v.Columns[0].W == 1 {
		every = 3 // six cells, in which a word has room
	}
	for i := 0; i < len(v.Columns); {
		first, year := v.Columns[i], periods[v.Columns[i].T].Year
		last, here, chosen := first, false, false
		for ; i < len(v.Columns) && periods[v.Columns[i].T].Year == year; i++ {
			last = v.Columns[i]
			here = here || last.T == v.At
			chosen = chosen || v.isChosen(last)
		}
		over := grid.Rect{X: first.X, Y: v.Head.Y, W: last.X + last.W - first.X, H: 1}
		word := strconv.Itoa(year)
		if !v.Solid {
			over.X, over.W = over.X+1, over.W-1 // as the figures stand
		}
		if missing := len(word) - over.W; missing > 0 {
			// It reaches over what is free beside it, to the left first.
			if over.X-missing >= free {
				over.X -= missing
			}
			over.W = len(word)
		}
		if over.X < free || over.X+over.W >= v.Sum.X || every > 1 && (year-periods[0].Year)%every != 0 {
			continue
		}
		if st := v.OnBand(v.HeadStyle(here), chosen); v.Solid {
			f.Text(over, word, st)
			free = over.X + len(word) + 1
		} else {
			f.TextCenter(over, word, st)
			free = over.X + over.W
		}
	}
}

// drawAbove draws the rule under the heads, with how many periods lie to either
// side of those on screen.
func (v *Screen) drawAbove(f *grid.Frame) {
	if v.above.Empty() {
		return
	}
	v.DrawRule(f, v.above)
	first, last := v.Columns[0], v.Columns[len(v.Columns)-1]
	after := len(v.Sheet.Panel.Periods) - 1 - last.T
	if !v.Plain {
		f.TextRight(grid.Rect{X: v.above.X, Y: v.above.Y, W: first.X - v.above.X, H: 1}, v.MoreLeft(first.T), v.Theme.Dim)
		f.Text(grid.Rect{X: last.X + last.W, Y: v.above.Y, W: v.above.X + v.above.W - last.X - last.W, H: 1}, v.MoreRight(after), v.Theme.Dim)
		return
	}
	var words []string
	if first.T > 0 {
		words = append(words, fmt.Sprintf("%d earlier", first.T))
	}
	if after > 0 {
		words = append(words, fmt.Sprintf("%d later", after))
	}
	f.TextRight(v.above, strings.Join(words, ", "), v.Theme.Dim)
}

// heat is how the tones are drawn.
type heat struct {
	styles [5]grid.Style // background and the ink that can be read on it
	back   [5]grid.Style // of rows that stand back
	marks  [5]rune       // of a cell without a figure
	flat   bool          // there are no colours, so that marks tell them apart
}

// heatOf takes the tones from the theme.
func heatOf(k *scene.Kit) heat {
	h := heat{flat: k.Theme.NoColor || k.Plain}
	for i, tone := range [5]int{0, 2, 4, 5, 7} {
		h.marks[i] = k.Glyphs.Levels[tone]
		if k.Glyphs.ASCII {
			h.marks[i] = k.Glyphs.Levels[[5]int{1, 3, 4, 5, 7}[i]] // a full stop is what is not reported
		}
		if h.flat {
			h.styles[i], h.back[i] = k.Theme.Value, k.Theme.Dim
			continue
		}
		bg := k.Theme.Classes[i]
		h.styles[i] = grid.Style{FG: inkOn(bg), BG: bg, Attr: k.Theme.Value.Attr}
		if h.back[i] = k.Theme.Dim; !k.Theme.AnyGround {
			bg = k.Theme.Fade(grid.Style{FG: bg}).FG
			h.back[i] = grid.Style{FG: inkOn(bg), BG: bg}
		}
	}
	return h
}

// inkOn is black or white, whichever can be read better on a colour.
func inkOn(bg grid.Color) grid.Color {
	black, white := grid.RGB(0, 0, 0), grid.RGB(255, 255, 255)
	if theme.Contrast(black, bg) >= theme.Contrast(white, bg) {
		return black
	}
	return white
}

// drawRows draws the rows on screen.
func (v *Screen) drawRows(f *grid.Frame) {
	h := heatOf(v.Kit)
	sums := v.Scene.Sheet.Column(v.Sheet.Column)
	for row := v.Top; row < min(v.Top+v.Rows.H/v.tall, len(v.Sheet.Panel.Rows)); row++ {
		line := grid.Rect{X: v.Rows.X, Y: v.Line(row), W: v.Rows.W, H: 1}
		chosen := row == v.Cursor && !v.gone && v.Marked()
		name := v.Heavy(v.Theme.Text)
		if chosen {
			band := line
			if band.W = v.Sum.X + v.Sum.W - band.X; v.Theme.BandAttr != 0 {
				band.W = v.Columns[0].X - band.X // reversed, figures would be hard to tell from cells
			}
			band.Y, band.H = line.Y-v.tall/2, v.tall
			f.Fill(band, v.Theme.BandStyle())
			f.Rune(line.X, line.Y, v.Glyphs.Cursor, v.Theme.Accent)
			name = v.Theme.Strong
		}
		at := &v.Sheet.Panel.Rows[row]
		name = v.PointedName(at.ID, name)
		v.DrawPin(f, line.X+1, line.Y, at.ID) // where rows are periods, the one line is none of them
		f.Text(grid.Rect{X: v.Name.X, Y: line.Y, W: v.Name.W, H: 1}, v.rowName(row), v.OnBand(name, chosen))
		for _, c := range v.Columns {
			v.drawCell(f, &h, row, line.Y, c, chosen)
		}
		figure := at.Figures[v.Sheet.Column]
		st := v.FigureStyle(figure, v.Sheet.Column)
		if figure.Reported && !isZero(figure, v.Sheet.Column) {
			st = st.Bold()
		}
		text := v.Sheet.Short(figure, v.Sum.W)
		if v.Query.By != query.ByPeriod && grid.Width(sums.Rows[row]) <= v.Sum.W {
			text = sums.Rows[row]
		}
		total := grid.Rect{X: v.Sum.X, Y: line.Y, W: v.Sum.W, H: 1}
		f.TextRight(total, text, st)
		if v.Back(at.ID) {
			v.SetBack(f, total)
		}
		if chosen && !v.Busy && !v.Plain && !v.Session.Axes {
			v.drawCursor(f, &h, line.Y)
		}
	}
	v.takeOffFigures(f, v.Rows)
}

// takeOffFigures takes the figures off lines of the matrix.
func (v *Screen) takeOffFigures(f *grid.Frame, lines grid.Rect) {
	lines.W += lines.X - v.Columns[0].X
	lines.X = v.Columns[0].X
	v.TakeOff(f, lines)
}

// drawCell draws what a row is in a period, at the line y.
func (v *Screen) drawCell(f *grid.Frame, h *heat, row, y int, c column, chosen bool) {
	at := grid.Rect{X: c.X, Y: y, W: c.W, H: 1}
	whole := grid.Rect{X: c.X, Y: y - v.tall/2, W: c.W, H: v.tall}
	if v.Session.Axes {
		return
	}
	if c.T > v.Columns[0].T && v.Sheet.breaks[c.T] && !v.Plain {
		for i := range v.tall {
			f.Rune(c.X-1, whole.Y+i, v.Glyphs.Break, v.Theme.Dim)
		}
	}
	switch v.Sheet.Kind(row, c.T) {
	case noRecord:
		switch st := v.noRecordStyle(); {
		case v.Plain:
			f.TextRight(at, "-", st)
		case v.Solid:
			fillWith(f, whole, v.Glyphs.NoRecord, st)
		default:
			f.Rune(at.X+at.W-1, y, v.Glyphs.NoRecord, st)
		}
	case notReported:
		f.Rune(at.X+at.W-1, y, v.Glyphs.Missing, v.Theme.Faint)
	case Zero:
		f.TextRight(at, "0", v.Theme.Dim)
	default:
		tone := v.Sheet.Tone(row, c.T)
		st := h.styles[tone]
		if v.Back(v.Sheet.Panel.Rows[row].ID) {
			st = h.back[tone]
		}
		text := ""
		if !v.Solid {
			text = v.Sheet.Text(row, c.T)
		}
		switch {
		case v.Sheet.Panel.Totals[c.T].Partial != "":
			st = v.drawHollow(f, st, whole, text)
		case h.flat && (text == "" || !v.Glyphs.ASCII):
			mark := at
			if text != "" {
				mark = grid.Rect{X: at.X + at.W - grid.Width(text) - 1, W: 1}
			}
			f.HLine(mark.X, y, mark.W, h.marks[tone], st)
		case !h.flat:
			f.Fill(whole, st)
		}
		if chosen {
			st = st.Bold()
		}
		if v.large {
			at = whole
			at.W-- // it does not touch the next
		}
		v.DrawLarge(f, at, text, v.Heavy(st))
	}
}

// drawHollow leaves a cell of a period that is not all there without its class, as
// its figure is of less time than those beside it, and returns the style of its text.
func (v *Screen) drawHollow(f *grid.Frame, tone grid.Style, whole grid.Rect, text string) grid.Style {
	if text != "" {
		return v.Theme.Dim
	}
	st := v.Theme.Dim
	if !tone.BG.IsDefault() {
		st = grid.Style{FG: tone.BG}
	}
	fillWith(f, whole, v.Glyphs.Hatch, st)
	return st
}

// fillWith fills a cell of several lines with a sign.
func fillWith(f *grid.Frame, r grid.Rect, sign rune, st grid.Style) {
	for i := range r.H {
		f.HLine(r.X, r.Y+i, r.W, sign, st)
	}
}

// noRecordStyle is how the sign of no record is drawn.
func (v *Screen) noRecordStyle() grid.Style {
	if v.Theme.NoColor {
		return v.Theme.Rule
	}
	return grid.Style{FG: v.Theme.NoRecord}
}

// drawCursor marks the cell under the cursor, and leaves its colour.
func (v *Screen) drawCursor(f *grid.Frame, h *heat, y int) {
	put := func(x int, mark rune) {
		_, st := f.Cell(x, y)
		switch {
		case h.flat:
			st = v.Theme.Accent.Bold()
		case st.BG.IsDefault() || st.BG == v.Theme.Band:
			st.FG = v.Theme.Accent.FG
		default:
			st.FG = inkOn(st.BG)
		}
		f.Rune(x, y, mark, st.Bold())
	}
	for _, c := range v.Columns {
		switch {
		case c.T != v.At:
		case v.Solid:
			mark := v.Glyphs.Picked
			if v.Glyphs.ASCII {
				mark = 'X' // an asterisk is a class
			}
			put(c.X+(c.W-1)/2, mark)
		default:
			put(c.X, '[')
			put(c.X+c.W, ']')
		}
	}
}

// drawShown draws what the rows come to, where others are hidden: in each period that
// has room for it, and in all.
func (v *Screen) drawShown(f *grid.Frame) {
	if v.Shown.Empty() {
		return
	}
	words := v.words(v.Shown.Y)
	put := func(x, w, room int, figure answer.Figure) {
		st := v.Theme.Text
		if !figure.Reported {
			st = v.Theme.Faint
		}
		if text := v.Sheet.Short(figure, room); isWhole(text) {
			f.TextRight(grid.Rect{X: x, Y: v.Shown.Y, W: w, H: 1}, text, st)
		}
	}
	for _, c := range v.Columns {
		if !v.Solid {
			put(c.X, c.W, v.Sheet.Width, v.Sheet.ShownIn(v.Kit, c.T))
		}
	}
	put(v.Sum.X, v.Sum.W, v.Sum.W, v.Result.Shown.Figures[v.Sheet.Column])
	v.takeOffFigures(f, v.Shown)
	text := v.ShownWords(v.Result)
	if share := v.Result.Shown.Figures[report.Share]; share.Reported && !v.Session.Axes && v.Sheet.Column != report.Share {
		text = scene.FirstFitting(words.W, text+", "+v.Format.Figure(share, report.Share), text)
	}
	f.Text(words, text, v.Theme.Dim)
}

// words is the room that a line below the rows has for words.
func (v *Screen) words(y int) grid.Rect {
	end := v.Columns[0].X
	if v.Solid {
		end = v.Sum.X - 2
	}
	return grid.Rect{X: v.Name.X, Y: y, W: end - v.Name.X, H: 1}
}

// drawTotals draws the line that sums up.
func (v *Screen) drawTotals(f *grid.Frame) {
	if v.Totals.Empty() {
		return
	}
	forms := v.CountedWords(v.Result)
	counted, shown := forms[len(forms)-1], v.Scene.Shown(v.Result, v.Top, v.Rows.H/v.tall)
	words := v.words(v.Totals.Y)
	for i, c := range v.Columns {
		text := v.Sheet.total(c.T)
		at := grid.Rect{X: c.X, Y: v.Totals.Y, W: c.W, H: 1}
		figure := v.Sheet.Panel.Totals[c.T].Figures[v.Sheet.Column]
		st := v.Theme.Strong
		switch {
		case !figure.Reported:
			st = v.Theme.Faint
		case v.Solid || text == "":
			if c.T != v.At { // one figure has room: that under the cursor, read off below
				continue
			}
			text = ""
		}
		if c.T == v.At {
			st = st.Underline()
		}
		used := f.TextRight(at, text, st)
		if i == 0 && !v.Solid {
			words.W = at.X + at.W - used - 2 - words.X
		}
	}
	total := v.Result.Total.Figures[v.Sheet.Column]
	st := v.Theme.Strong
	if !total.Reported {
		st = v.Theme.Faint
	}
	text := v.Sheet.Short(total, v.Sum.W)
	if sum := v.Scene.Sheet.Column(v.Sheet.Column).Total; v.Query.By != query.ByPeriod && strings.HasSuffix(sum, " ") && grid.Width(text) < v.Sum.W {
		text += " " // under figures in parentheses
	}
	f.TextRight(grid.Rect{X: v.Sum.X, Y: v.Totals.Y, W: v.Sum.W, H: 1}, text, st)
	v.takeOffFigures(f, v.Totals)
	if v.Solid && v.At >= 0 && !v.Session.Axes {
		figure := v.Sheet.Panel.Totals[v.At].Figures[v.Sheet.Column]
		text := v.Sheet.Panel.Periods[v.At].String() + ": " + v.FigureTold(figure, v.Sheet.Column)
		if grid.Width(counted)+3+grid.Width(text) <= words.W {
			words.W -= f.TextRight(words, text, v.Theme.Strong) + 2
		}
	}
	f.Text(words, scene.FirstFitting(words.W, v.WithShown(forms, shown)...), v.Theme.Dim)
}

// drawReading reads off the cell under the cursor.
func (v *Screen) drawReading(f *grid.Frame) {
	if v.Reading.Empty() || v.gone || v.Session.Axes {
		return
	}
	_, at := v.Reading.TakeLeft(v.Name.X - v.Reading.X)
	at = v.DrawReading(f, at)
	at = at.Row(at.H / 2)
	parts := scene.WholeParts(v.Readings(), 2, at.W-1)
	figure := ": " + strings.Join(parts[1:], ", ")
	subject, rest := at.TakeLeft(min(grid.Width(parts[0]), max(at.W-grid.Width(figure), 0)))
	f.Text(subject, parts[0], v.Theme.Strong)
	f.Text(rest, figure, v.Theme.Text)
}
