package tui

import (
	"fmt"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

func (v *matrixScreen) draw(f *grid.Frame) {
	if v.at < 0 {
		v.drawEmpty(f)
		return
	}
	v.drawHeads(f)
	v.drawAbove(f)
	v.drawRows(f)
	if !v.below.Empty() {
		f.HLine(v.below.X, v.below.Y, v.below.W, v.glyphs.Rule, v.theme.Rule)
	}
	v.drawShown(f)
	v.drawTotals(f)
	v.drawReading(f)
	v.drawLegend(f)
}

// drawHeads draws the periods, a year over its halves, and the heads of names
// and totals.
func (v *matrixScreen) drawHeads(f *grid.Frame) {
	order := v.query.Order()
	arrow := string(v.glyphs.SortUp)
	if order.Descending {
		arrow = string(v.glyphs.SortDown)
	}
	line := v.head
	line.Y, line.H = v.head.Y+v.head.H-1, 1
	style := func(sorted bool) grid.Style {
		if sorted {
			return v.theme.Accent.Bold()
		}
		return v.theme.Dim
	}
	name := title(rowWord(&v.query))
	if order.Key && v.query.By != query.ByPeriod {
		name += " " + arrow
	}
	if v.query.By == query.ByPeriod {
		name = ""
	}
	f.Text(grid.Rect{X: v.name.X, Y: line.Y, W: v.name.W, H: 1}, name, style(order.Key))
	sum := v.sumHead()
	sorted := order.Is(v.sheet.column) && v.query.By != query.ByPeriod
	if sorted {
		sum += " " + arrow
	}
	if v.sheet.panel.Narrow { // it is that of the periods chosen
		f.Fill(grid.Rect{X: v.sum.X, Y: v.head.Y, W: v.sum.W, H: v.head.H}, grid.Style{BG: v.theme.Band, Attr: v.theme.BandAttr})
	}
	f.TextRight(grid.Rect{X: v.sum.X, Y: line.Y, W: v.sum.W, H: 1}, sum, v.onBand(style(sorted), v.sheet.panel.Narrow))
	if over := (grid.Rect{X: v.sum.X, Y: v.head.Y, W: v.sum.W, H: 1}); v.head.H > 1 {
		word := v.sheet.column.Head()
		if v.sheet.panel.Narrow {
			word = v.chosenWord()
		}
		if grid.Width(word) <= over.W {
			f.TextRight(over, word, v.onBand(v.theme.Dim, v.sheet.panel.Narrow))
		}
	}
	if c := order.Column; v.head.H > 1 && !order.Key && order.At == (report.Period{}) && !sorted && v.query.By != query.ByPeriod {
		// The order is by a figure that does not stand here.
		f.Text(grid.Rect{X: v.name.X, Y: v.head.Y, W: v.name.W, H: 1}, c.Head()+" "+arrow, style(true))
	}

	periods := v.sheet.panel.Periods
	for _, c := range v.columns {
		if v.sheet.panel.Narrow && v.sheet.panel.Chosen[c.t] {
			shade := grid.Rect{X: c.x, Y: v.head.Y, W: c.w, H: v.head.H}
			f.Fill(shade, grid.Style{BG: v.theme.Band, Attr: v.theme.BandAttr})
		}
	}
	if v.head.H > 1 {
		v.drawYears(f)
	}
	for _, c := range v.columns {
		p := periods[c.t]
		sortedHere := order.At == p
		st := style(sortedHere)
		if c.t == v.at {
			st = v.theme.Accent.Bold()
			if !v.busy {
				st = st.Underline()
			}
		}
		if v.sheet.panel.Narrow && v.sheet.panel.Chosen[c.t] {
			st = v.onBand(st, true)
		}
		words := v.tick(p)
		if sortedHere {
			words = []string{words[0] + " " + arrow, words[0] + arrow, arrow}
		}
		at := grid.Rect{X: c.x, Y: line.Y, W: c.w, H: 1}
		for i, word := range words {
			if grid.Width(word) <= c.w {
				f.TextRight(at, word, st)
				break
			}
			if i == len(words)-1 && c.t == v.at {
				f.Rune(at.X, at.Y, v.glyphs.Down, st.Without(grid.Underline))
			}
		}
	}
}

// chosenWord names the few periods that the totals of the rows are of.
func (v *matrixScreen) chosenWord() string {
	if ranges := v.query.Period.Ranges; len(ranges) == 1 && !v.query.Period.Except && len(ranges[0].String())+3 <= v.sum.W {
		return "of " + ranges[0].String()
	}
	return "chosen"
}

// tick are the words for a period under its year, longest first.
func (v *matrixScreen) tick(p report.Period) []string {
	switch {
	case v.head.H == 1:
		return []string{p.String(), strconv.Itoa(p.Year)}
	case p.Half > 0:
		return []string{"H" + strconv.Itoa(p.Half)}
	case v.sheet.uneven && v.sheet.column.IsCount():
		return []string{v.glyphs.Halved, "year"}
	}
	return []string{"year"}
}

// drawYears draws each year once, over its periods that are on screen; where
// there is no room for all, over those that have it.
func (v *matrixScreen) drawYears(f *grid.Frame) {
	periods := v.sheet.panel.Periods
	free := 0  // the first cell that no year stands in
	every := 1 // how many years have a word
	if v.columns[0].w == 1 {
		every = 3 // six cells, in which a word has room
	}
	for i := 0; i < len(v.columns); {
		first, year := v.columns[i], periods[v.columns[i].t].Year
		last, here, chosen := first, false, false
		for ; i < len(v.columns) && periods[v.columns[i].t].Year == year; i++ {
			last = v.columns[i]
			here = here || last.t == v.at
			chosen = chosen || v.sheet.panel.Narrow && v.sheet.panel.Chosen[last.t]
		}
		over := grid.Rect{X: first.x, Y: v.head.Y, W: last.x + last.w - first.x, H: 1}
		word := strconv.Itoa(year)
		if !v.solid {
			over.X, over.W = over.X+1, over.W-1 // as the figures stand
		}
		if missing := len(word) - over.W; missing > 0 {
			// It reaches over what is free beside it, to the left first.
			if over.X-missing >= free {
				over.X -= missing
			}
			over.W = len(word)
		}
		if over.X < free || over.X+over.W >= v.sum.X || every > 1 && (year-periods[0].Year)%every != 0 {
			continue
		}
		st := v.theme.Dim
		if here {
			st = v.theme.Accent.Bold()
		}
		if v.solid {
			f.Text(over, word, v.onBand(st, chosen))
		} else {
			f.TextCenter(over, word, v.onBand(st, chosen))
		}
		free = over.X + len(word) + 1
		if !v.solid {
			free = over.X + over.W
		}
	}
}

// drawAbove draws the rule under the heads, with how many periods lie to either
// side of those on screen.
func (v *matrixScreen) drawAbove(f *grid.Frame) {
	if v.above.Empty() {
		return
	}
	f.HLine(v.above.X, v.above.Y, v.above.W, v.glyphs.Rule, v.theme.Rule)
	first, last := v.columns[0], v.columns[len(v.columns)-1]
	after := len(v.sheet.panel.Periods) - 1 - last.t
	if v.plain {
		var words []string
		if first.t > 0 {
			words = append(words, fmt.Sprintf("%d earlier", first.t))
		}
		if after > 0 {
			words = append(words, fmt.Sprintf("%d later", after))
		}
		f.TextRight(v.above, strings.Join(words, ", "), v.theme.Dim)
		return
	}
	if first.t > 0 {
		f.TextRight(grid.Rect{X: v.above.X, Y: v.above.Y, W: first.x - v.above.X, H: 1}, fmt.Sprintf(" %c +%d ", v.glyphs.Left, first.t), v.theme.Dim)
	}
	if after > 0 {
		f.Text(grid.Rect{X: last.x + last.w, Y: v.above.Y, W: v.above.X + v.above.W - last.x - last.w, H: 1}, fmt.Sprintf(" +%d %c ", after, v.glyphs.Right), v.theme.Dim)
	}
}

// heat is how the tones are drawn.
type heat struct {
	styles [5]grid.Style // background and the ink that can be read on it
	marks  [5]rune       // of a cell without a figure
	flat   bool          // there are no colours, so that marks tell them apart
}

// heatOf takes the tones from the theme.
func heatOf(k *kit) heat {
	h := heat{flat: k.theme.NoColor || k.plain}
	for i, tone := range [5]int{0, 2, 4, 5, 7} {
		h.marks[i] = k.glyphs.Levels[tone]
		if k.glyphs.ASCII {
			h.marks[i] = k.glyphs.Levels[[5]int{1, 3, 4, 5, 7}[i]] // a full stop is what is not reported
		}
		if h.flat {
			h.styles[i] = k.theme.Text
			continue
		}
		bg := k.theme.MapClass[i]
		h.styles[i] = grid.Style{FG: inkOn(bg), BG: bg}
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
func (v *matrixScreen) drawRows(f *grid.Frame) {
	h := heatOf(v.kit)
	sums := v.scene.sheet.column(v.sheet.column)
	for row := v.top; row < min(v.top+v.rows.H/v.tall, len(v.sheet.panel.Rows)); row++ {
		line := grid.Rect{X: v.rows.X, Y: v.line(row), W: v.rows.W, H: 1}
		chosen := row == v.cursor && !v.gone
		name := v.theme.Text
		if chosen {
			band := line
			if v.theme.BandAttr != 0 {
				band.W = v.columns[0].x - band.X // reversed, figures would be hard to tell from cells
			} else {
				band.W = v.sum.X + v.sum.W - band.X
			}
			band.Y, band.H = line.Y-v.tall/2, v.tall
			f.Fill(band, grid.Style{BG: v.theme.Band, Attr: v.theme.BandAttr})
			f.Rune(line.X, line.Y, v.glyphs.Cursor, v.theme.Accent)
			name = v.theme.Strong
		}
		at := &v.sheet.panel.Rows[row]
		if pin := pinOf(&v.query, at.ID); pin >= 0 && v.query.By != query.ByPeriod {
			f.Rune(line.X+1, line.Y, v.glyphs.Pinned, v.seriesStyle(pin))
		}
		f.Text(grid.Rect{X: v.name.X, Y: line.Y, W: v.name.W, H: 1}, v.rowName(row), v.onBand(name, chosen))
		for _, c := range v.columns {
			v.drawCell(f, &h, row, line.Y, c, chosen)
		}
		figure := at.Figures[v.sheet.column]
		st := v.figureStyle(figure, v.sheet.column)
		if figure.Reported && !isZero(figure, v.sheet.column) {
			st = st.Bold()
		}
		text := v.sheet.short(figure, v.sum.W)
		if v.query.By != query.ByPeriod && grid.Width(sums.rows[row]) <= v.sum.W {
			text = sums.rows[row]
		}
		f.TextRight(grid.Rect{X: v.sum.X, Y: line.Y, W: v.sum.W, H: 1}, text, st)
		if chosen && !v.busy && !v.plain {
			v.drawCursor(f, &h, line.Y)
		}
	}
}

// drawCell draws what a row is in a period, at the line y.
func (v *matrixScreen) drawCell(f *grid.Frame, h *heat, row, y int, c matrixColumn, chosen bool) {
	at := grid.Rect{X: c.x, Y: y, W: c.w, H: 1}
	whole := grid.Rect{X: c.x, Y: y - v.tall/2, W: c.w, H: v.tall}
	if c.t > v.columns[0].t && v.sheet.breaks[c.t] && !v.plain {
		for i := range v.tall {
			f.Rune(c.x-1, whole.Y+i, v.glyphs.Break, v.theme.Dim)
		}
	}
	switch v.sheet.kind(row, c.t) {
	case noRecord:
		st := grid.Style{FG: v.theme.NoRecord}
		if v.theme.NoColor {
			st = v.theme.Rule
		}
		if v.plain {
			f.TextRight(at, "-", st)
			return
		}
		if v.solid {
			for i := range v.tall {
				f.HLine(at.X, whole.Y+i, at.W, v.glyphs.NoRecord, st)
			}
			return
		}
		f.Rune(at.X+at.W-1, y, v.glyphs.NoRecord, st)
	case notReported:
		f.Rune(at.X+at.W-1, y, v.glyphs.Missing, v.theme.Faint)
	case zero:
		f.TextRight(at, "0", v.theme.Dim)
	default:
		tone := v.sheet.tone(row, c.t)
		st := h.styles[tone]
		text := ""
		if !v.solid {
			text = v.sheet.text(row, c.t)
		}
		switch {
		case v.sheet.panel.Totals[c.t].Partial != "":
			st = v.drawHollow(f, st, whole, text)
		case h.flat && (text == "" || !v.glyphs.ASCII):
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
		f.TextRight(at, text, st)
	}
}

// drawHollow leaves a cell of a period that is not all there without its class, as
// its figure is of less time than those beside it, and returns the style of its text.
func (v *matrixScreen) drawHollow(f *grid.Frame, tone grid.Style, whole grid.Rect, text string) grid.Style {
	if text != "" {
		return v.theme.Dim
	}
	st := v.theme.Dim
	if !tone.BG.IsDefault() {
		st = grid.Style{FG: tone.BG}
	}
	for i := range whole.H {
		f.HLine(whole.X, whole.Y+i, whole.W, v.glyphs.Hatch, st)
	}
	return st
}

// drawCursor marks the cell under the cursor, and leaves its colour.
func (v *matrixScreen) drawCursor(f *grid.Frame, h *heat, y int) {
	put := func(x int, mark rune) {
		_, st := f.Cell(x, y)
		switch {
		case h.flat:
			st = v.theme.Accent.Bold()
		case st.BG.IsDefault() || st.BG == v.theme.Band:
			st.FG = v.theme.Accent.FG
		default:
			st.FG = inkOn(st.BG)
		}
		f.Rune(x, y, mark, st.Bold())
	}
	for _, c := range v.columns {
		switch {
		case c.t != v.at:
		case v.solid:
			mark := v.glyphs.Picked
			if v.glyphs.ASCII {
				mark = 'X' // an asterisk is a class
			}
			put(c.x+(c.w-1)/2, mark)
		default:
			put(c.x, '[')
			put(c.x+c.w, ']')
		}
	}
}

// drawShown draws what the rows come to, where others are hidden: in each period that
// has room for it, and in all.
func (v *matrixScreen) drawShown(f *grid.Frame) {
	if v.shown.Empty() {
		return
	}
	words := grid.Rect{X: v.name.X, Y: v.shown.Y, W: v.columns[0].x - v.name.X, H: 1}
	if v.solid {
		words.W = v.sum.X - 2 - words.X
	}
	put := func(x, w, room int, figure answer.Figure) {
		st := v.theme.Text
		if !figure.Reported {
			st = v.theme.Faint
		}
		if text := v.sheet.short(figure, room); isWhole(text) {
			f.TextRight(grid.Rect{X: x, Y: v.shown.Y, W: w, H: 1}, text, st)
		}
	}
	for _, c := range v.columns {
		if !v.solid {
			put(c.x, c.w, v.sheet.width, v.sheet.shownIn(v.kit, c.t))
		}
	}
	put(v.sum.X, v.sum.W, v.sum.W, v.result.Shown.Figures[v.sheet.column])
	text := v.shownWords(v.result)
	if share := v.result.Shown.Figures[report.Share]; share.Reported && v.sheet.column != report.Share {
		if long := text + ", " + v.format.Figure(share, report.Share); grid.Width(long) <= words.W {
			text = long
		}
	}
	f.Text(words, text, v.theme.Dim)
}

// drawTotals draws the line that sums up.
func (v *matrixScreen) drawTotals(f *grid.Frame) {
	if v.totals.Empty() {
		return
	}
	counted := v.countedWords(v.result)
	long := counted + " " + string(v.glyphs.Dot) + " " + v.scene.shown(v.result, v.top, v.rows.H)
	words := grid.Rect{X: v.name.X, Y: v.totals.Y, W: v.columns[0].x - v.name.X, H: 1}
	for i, c := range v.columns {
		text := v.sheet.total(c.t)
		at := grid.Rect{X: c.x, Y: v.totals.Y, W: c.w, H: 1}
		figure := v.sheet.panel.Totals[c.t].Figures[v.sheet.column]
		st := v.theme.Strong
		switch {
		case !figure.Reported:
			st = v.theme.Faint
		case v.solid || text == "":
			if c.t != v.at { // one figure has room: that under the cursor, read off below
				continue
			}
			text = ""
		}
		if c.t == v.at {
			st = v.theme.Accent.Bold()
		}
		used := f.TextRight(at, text, st)
		if i == 0 {
			words.W = at.X + at.W - used - 2 - words.X
		}
	}
	if v.solid {
		words.W = v.sum.X - 2 - words.X
	}
	total := v.result.Total.Figures[v.sheet.column]
	st := v.theme.Strong
	if !total.Reported {
		st = v.theme.Faint
	}
	text := v.sheet.short(total, v.sum.W)
	if sum := v.scene.sheet.column(v.sheet.column).total; v.query.By != query.ByPeriod && strings.HasSuffix(sum, " ") && grid.Width(text) < v.sum.W {
		text += " " // under figures in parentheses
	}
	f.TextRight(grid.Rect{X: v.sum.X, Y: v.totals.Y, W: v.sum.W, H: 1}, text, st)
	if v.solid && v.at >= 0 {
		figure := v.sheet.panel.Totals[v.at].Figures[v.sheet.column]
		text := v.sheet.panel.Periods[v.at].String() + ": " + strings.Join(figureWords(v.format, figure, v.sheet.column), "")
		if grid.Width(counted)+3+grid.Width(text) <= words.W {
			words.W -= f.TextRight(words, text, v.theme.Accent.Bold()) + 2
		}
	}
	if grid.Width(long) <= words.W {
		counted = long
	}
	f.Text(words, counted, v.theme.Dim)
}

// drawReading reads off the cell under the cursor.
func (v *matrixScreen) drawReading(f *grid.Frame) {
	if v.reading.Empty() {
		return
	}
	if v.gone {
		f.Text(v.reading, "", v.theme.Dim)
		return
	}
	_, at := v.reading.TakeLeft(v.name.X - v.reading.X)
	parts := v.readings()
	// What has no room is left out whole: a figure that is cut is another one.
	for len(parts) > 2 && grid.Width(strings.Join(parts, ", "))+1 > at.W {
		parts = parts[:len(parts)-1]
	}
	figure := ": " + strings.Join(parts[1:], ", ")
	subject, rest := at.TakeLeft(min(grid.Width(parts[0]), max(at.W-grid.Width(figure), 0)))
	f.Text(subject, parts[0], v.theme.Strong)
	f.Text(rest, figure, v.theme.Text)
}
