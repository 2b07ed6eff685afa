package coverage

import (
	"fmt"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

func (v *Screen) Draw(f *grid.Frame) {
	switch {
	case v.Publisher < 0 || v.Half < 0:
		v.drawNowhere(f)
		return
	case v.Plain:
		v.drawTold(f)
		return
	}
	v.drawAxis(f)
	v.drawFactHeads(f)
	v.drawTitle(f)
	for _, b := range []*Block{&v.Upper, &v.Lower} {
		if !b.hidden {
			v.drawBlock(f, b)
		}
	}
	v.drawReading(f)
	v.drawLegend(f)
}

func (v *Screen) drawNowhere(f *grid.Frame) {
	text, help := v.nowhere()
	_, area := v.Body.TakeLeft(2)
	first, rest := area.TakeTop(1)
	f.Text(first, text, v.Theme.Text)
	f.Text(rest, help, v.Theme.Dim)
}

// drawAxis draws the years and a rule with a tick where each of them begins, and the period under
// the cursor over its place.
func (v *Screen) drawAxis(f *grid.Frame) {
	if v.Ticks.H > 0 {
		v.DrawRule(f, v.Ticks)
	}
	here := v.hereOnAxis()
	f.Text(here, v.C.Periods[v.Half].String(), v.HeadStyle(true))
	every := v.yearsEvery()
	free := v.Years.X
	for half := v.axis.from; half < v.axis.to; half++ {
		p := v.C.Periods[half]
		if p.Half != 1 || p.Year%every != 0 {
			continue
		}
		x := v.axis.at(half)
		if v.Ticks.H > 0 {
			f.Rune(x, v.Ticks.Y, v.Glyphs.Tick, v.Theme.Rule)
		}
		word := strconv.Itoa(p.Year)
		if x < free || x+len(word) > v.Years.X+v.Years.W || x <= here.X+here.W && here.X <= x+len(word) {
			continue
		}
		f.Text(grid.Rect{X: x, Y: v.Years.Y, W: len(word), H: 1}, word, v.Theme.Dim)
		free = x + len(word) + 1
	}
	if v.axis.from > 0 {
		f.Text(grid.Rect{X: v.Body.X, Y: v.Years.Y, W: v.axis.x - v.Body.X, H: 1}, v.MoreLeft(v.axis.from), v.Theme.Dim)
	}
	for half := v.axis.from; half < v.axis.to; half++ {
		if v.isChosen(half) {
			for _, r := range []grid.Rect{v.Years, v.Ticks} {
				band := v.Theme.BandStyle()
				f.Restyle(grid.Rect{X: v.axis.at(half), Y: r.Y, W: v.axis.w, H: r.H}, func(st grid.Style) grid.Style {
					return grid.Style{FG: st.FG, BG: band.BG, Attr: st.Attr | band.Attr}
				})
			}
		}
	}
	if v.Ticks.H > 0 && !v.Busy {
		slot := v.slotHere()
		f.Rune(v.axis.at(slot.At)+(slot.Len*v.axis.w-1)/2, v.Ticks.Y, v.Glyphs.SortDown, v.Theme.Accent.Bold())
	}
	if more := len(v.C.Periods) - v.axis.to; more > 0 {
		words := v.MoreRight(more)
		at := grid.Rect{X: v.Years.X + v.Years.W - grid.Width(words), Y: v.Years.Y, W: grid.Width(words), H: 1}
		if at.X > here.X+here.W {
			f.Text(at, words, v.Theme.Dim)
		}
	}
}

// slotHere is the slot under the cursor.
func (v *Screen) slotHere() *answer.CoverSlot {
	r := v.reporter()
	return &r.Slots[r.SlotAt(v.Half)]
}

// hereOnAxis is where the period under the cursor is named, over its place as far as there is room.
func (v *Screen) hereOnAxis() grid.Rect {
	slot := v.slotHere()
	w := len(v.C.Periods[v.Half].String())
	x := v.axis.at(slot.At) + slot.Len*v.axis.w/2 - w/2
	return grid.Rect{X: max(v.Years.X, min(x, v.Years.X+v.Years.W-w)), Y: v.Years.Y, W: w, H: 1}
}

// yearsEvery is how many years have one label, so that all have room: one, two, five or ten.
func (v *Screen) yearsEvery() int {
	for _, every := range []int{1, 2, 5} {
		if every*2*v.axis.w > len("2012") {
			return every
		}
	}
	return 10
}

func (v *Screen) drawFactHeads(f *grid.Frame) {
	for _, fact := range v.facts {
		if v.Ticks.H == 0 {
			f.Text(grid.Rect{X: fact.x, Y: v.Years.Y, W: fact.w, H: 1}, fact.head, v.Theme.Dim)
			continue
		}
		f.Text(grid.Rect{X: fact.x, Y: v.Years.Y, W: v.Body.X + v.Body.W - fact.x, H: 1}, fact.over, v.Theme.Dim)
		f.Text(grid.Rect{X: fact.x, Y: v.Ticks.Y, W: fact.w, H: 1}, fact.head, v.Theme.Dim)
	}
}

// drawTitle says whose columns stand below.
func (v *Screen) drawTitle(f *grid.Frame) {
	if v.Title.Empty() {
		return
	}
	r := v.reporter()
	title := "What " + r.Name + " prints"
	if len(r.Columns) == 0 {
		title = r.Name + " prints nothing of this"
	}
	_, at := v.Title.TakeLeft(v.Name.X - v.Title.X)
	used := f.Text(at, title, v.Heavy(v.Theme.Strong))
	_, rule := at.TakeLeft(used + 1)
	if end := v.axis.x + v.axis.width(); rule.X < end {
		rule.W = end - rule.X
		v.DrawRule(f, rule)
	}
	if len(v.facts) < mainFacts || len(r.Columns) == 0 || rule.X > v.facts[0].x {
		return
	}
	for i, words := range [mainFacts][]string{{"printed"}, {""}, {"of those here", "of those"}} {
		at.X, at.W = v.facts[i].x, v.Title.X+v.Title.W-v.facts[i].x
		f.Text(at, scene.FirstFitting(at.W, words...), v.Theme.Dim)
	}
}

// drawBlock draws the rows of a grid that are on the screen.
func (v *Screen) drawBlock(f *grid.Frame, b *Block) {
	for row := b.Top; row < min(b.Top+max(b.Rows.H/b.Tall, 1), b.N); row++ {
		line := grid.Rect{X: b.Rows.X, Y: b.Rows.Y + (row-b.Top)*b.Tall, W: b.Rows.W, H: b.Tall}
		r, column := &v.C.Reporters[min(row, len(v.C.Reporters)-1)], -1
		if b.columns {
			r, column = v.reporter(), row
		}
		v.drawRow(f, b, line, r, column, row == b.at)
	}
}

// drawRow draws a row: its name, its cells and what stands beside them.
func (v *Screen) drawRow(f *grid.Frame, b *Block, line grid.Rect, r *answer.Reporter, column int, here bool) {
	foot := line.Y + min(line.H-1, v.thick()-1) // words stand beside the foot of the marks
	name, st := r.Name, v.Heavy(v.Theme.Text)
	if column >= 0 {
		name = r.Columns[column].Head()
	}
	marked := here && b.keys && (v.Marked() || column >= 0)
	if marked {
		band := line
		if v.Theme.BandAttr != 0 {
			band.W = v.axis.x - 1 - band.X
		}
		band.Y, band.H = foot-v.thick()+1, v.thick()
		f.Fill(band, v.Theme.BandStyle())
		f.Rune(line.X, foot, v.Glyphs.Cursor, v.Theme.Accent)
		st = v.Theme.Strong
	} else if here && !b.columns && v.Marked() {
		f.Rune(line.X, foot, v.Glyphs.Cursor, v.Theme.Dim) // whose columns have the keys
	}
	if column < 0 {
		st = v.PointedName(r.ID, st)
		if v.Lit(r.ID) {
			f.Rune(line.X+1, foot, v.Glyphs.Lit, v.Theme.Strong)
		}
	}
	f.Text(grid.Rect{X: v.Name.X, Y: foot, W: v.Name.W, H: 1}, name, v.OnBand(st, marked))
	for at := range r.Slots {
		v.drawCell(f, foot, &r.Slots[at], r.CellAt(column, at).Covered)
	}
	v.drawFacts(f, foot, r, column)
	marks := grid.Rect{X: v.axis.x, Y: line.Y, W: v.axis.width(), H: line.H}
	v.TakeOff(f, grid.Rect{X: marks.X, Y: line.Y, W: line.X + line.W - marks.X, H: line.H})
	if column < 0 && v.Back(r.ID) {
		v.FadeMarks(f, marks)
		v.SetBack(f, grid.Rect{X: marks.X + marks.W, Y: line.Y, W: line.X + line.W - marks.X - marks.W, H: line.H})
	}
	if here && b.keys && !v.Busy && !v.Session.Axes {
		v.drawCursor(f, foot)
	}
}

// drawCell draws the state of a slot: what is printed as a bar over its half-years, a gap before the
// next, what is not as one sign in each.
func (v *Screen) drawCell(f *grid.Frame, y int, slot *answer.CoverSlot, state answer.Covered) {
	x, w := v.cell(slot)
	if w <= 0 {
		return
	}
	mark, st := state.Mark(v.Glyphs.ASCII), v.markStyle(state)
	switch {
	case state > answer.InPart:
		f.Rune(x+(w-1)/2, y, mark, st)
		return
	case v.thick() > 1 && v.Glyphs.ASCII:
		if state == answer.Printed {
			f.HLine(x, y-1, w, mark, st)
		}
	case v.thick() > 1 && state == answer.Printed:
		f.HLine(x, y-1, w, v.Glyphs.Levels[3], st)
		mark = v.Glyphs.Solid
	case v.thick() > 1:
		mark = v.Glyphs.Levels[3]
	}
	f.HLine(x, y, w, mark, st)
}

// thick is how many lines a bar takes: two where things are large and have room for it.
func (v *Screen) thick() int {
	if v.Upper.Tall > 2 {
		return 2
	}
	return 1
}

// cell is where the marks of a slot stand: without the gap behind it, where there is room for one.
func (v *Screen) cell(slot *answer.CoverSlot) (x, w int) {
	from, to := max(slot.At, v.axis.from), min(slot.At+slot.Len, v.axis.to)
	x, w = v.axis.at(from), (to-from)*v.axis.w
	if v.axis.w > 1 {
		w--
	}
	return x, w
}

// markStyle is that of a state: what is here in the colour of text, what is not behind it. Shapes
// tell them apart.
func (v *Screen) markStyle(state answer.Covered) grid.Style {
	if state >= answer.NotPrinted {
		return v.Theme.Dim
	}
	return v.Theme.Value
}

// drawCursor marks the cell under the cursor: by brackets in the gaps beside it, where there are
// any, else by its colour.
func (v *Screen) drawCursor(f *grid.Frame, foot int) {
	y := foot
	slot := v.slotHere()
	x, w := v.cell(slot)
	mark := v.Theme.Accent.Bold()
	put := func(x int, sign rune) {
		_, st := f.Cell(x, y)
		f.Rune(x, y, sign, grid.Style{FG: mark.FG, BG: st.BG, Attr: mark.Attr})
	}
	if v.axis.w > 1 {
		for ; y > foot-v.thick(); y-- {
			put(x-1, '[')
			put(x+w, ']')
		}
		return
	}
	state := v.reporter().CellAt(v.Column, v.reporter().SlotAt(v.Half)).Covered
	if state > answer.InPart || v.Theme.NoColor {
		mark = mark.Reverse()
	}
	f.Restyle(grid.Rect{X: x, Y: y, W: w, H: 1}, func(st grid.Style) grid.Style {
		return grid.Style{FG: mark.FG, BG: st.BG, Attr: mark.Attr}
	})
}

func (v *Screen) drawFacts(f *grid.Frame, y int, r *answer.Reporter, column int) {
	for _, fact := range v.facts {
		st := v.Theme.Dim
		if column < 0 && fact.head == "last" && r.Silent() {
			st = v.Theme.Strong
		}
		f.Text(grid.Rect{X: fact.x, Y: y, W: fact.w, H: 1}, fact.of(v, r, column), st)
	}
}

func period(p report.Period) string {
	if p == (report.Period{}) {
		return ""
	}
	return p.String()
}

func firstOf(r *answer.Reporter, column int) string {
	if column < 0 {
		return period(r.Begun)
	}
	first, _, _, _ := r.Printed(column)
	return period(first)
}

func lastOf(r *answer.Reporter, column int) string {
	if column < 0 {
		return period(r.Until)
	}
	_, last, _, _ := r.Printed(column)
	return period(last)
}

func hereOf(r *answer.Reporter, column int) string {
	n, of := r.Halves, r.Known
	if column >= 0 {
		_, _, n, of = r.Printed(column)
	}
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%2d of %2d", n, of)
}

// drawReading says what is here of the cell under the cursor.
func (v *Screen) drawReading(f *grid.Frame) {
	if v.Reading.Empty() || v.Session.Axes {
		return
	}
	_, at := v.Reading.TakeLeft(v.Name.X - v.Reading.X)
	said := v.said()
	for room := at.W * at.H; ; room -= at.W / 4 {
		lines := grid.WrapLines(said.Fit(room), at.W)
		if len(lines) > at.H && room > at.W {
			continue // a clause less
		}
		for y, l := range lines[:min(len(lines), at.H)] {
			line := at.Row(y)
			if rest, whole := strings.CutPrefix(l, said.Cell); y == 0 && whole {
				used := f.Text(line, said.Cell, v.Theme.Strong)
				_, line = line.TakeLeft(used)
				l = rest
			}
			f.Text(line, l, v.Theme.Text)
		}
		return
	}
}

// drawLegend explains the marks that are on the screen: in full where that has room, else in fewer
// words.
func (v *Screen) drawLegend(f *grid.Frame) {
	if v.Legend.Empty() {
		return
	}
	seen := v.seen()
	_, at := v.Legend.TakeLeft(v.Name.X - v.Legend.X)
	lines := v.legend(seen, legendForms[0], at.W)
	for _, form := range legendForms[1:] {
		if len(lines) == 1 || form.brief && len(lines) <= at.H {
			break
		}
		lines = v.legend(seen, form, at.W)
	}
	for y, spans := range lines[:min(len(lines), at.H)] {
		f.Spans(at.Row(y), spans...)
	}
}

// legendForm is what stands between the entries of a legend, and whether their words are few.
type legendForm struct {
	gap   string
	brief bool
}

var legendForms = []legendForm{{"    ", false}, {"   ", false}, {"  ", false}, {"  ", true}, {" ", true}}

// legend explains some states, in lines of a width.
func (v *Screen) legend(seen [answer.NumCovered]bool, form legendForm, width int) (lines [][]grid.Span) {
	var spans []grid.Span
	for state := range answer.Covered(answer.NumCovered) {
		if !seen[state] {
			continue
		}
		mark, word := string(state.Mark(v.Glyphs.ASCII))+" ", state.Label()
		if form.brief {
			word = state.Brief()
		}
		if state == answer.NoReport {
			mark, word = "", "blank: "+word
		}
		entry := []grid.Span{{Text: mark, Style: v.markStyle(state)}, {Text: word, Style: v.Theme.Dim}}
		switch wider := grid.SpansWidth(spans...) + len(form.gap) + grid.SpansWidth(entry...); {
		case len(spans) == 0:
			spans = entry
		case wider <= width:
			spans = append(append(spans, grid.Span{Text: form.gap}), entry...)
		default:
			lines, spans = append(lines, spans), entry
		}
	}
	return append(lines, spans)
}

// seen are the states of the cells on the screen.
func (v *Screen) seen() (seen [answer.NumCovered]bool) {
	see := func(r *answer.Reporter, column int) {
		for at := range r.Slots {
			if s := &r.Slots[at]; s.At < v.axis.to && s.At+s.Len > v.axis.from {
				seen[r.CellAt(column, at).Covered] = true
			}
		}
	}
	if !v.Upper.hidden {
		for i := range v.C.Reporters {
			see(&v.C.Reporters[i], -1)
		}
	}
	if !v.Lower.hidden {
		for i := range v.reporter().Columns {
			see(v.reporter(), i)
		}
	}
	return seen
}

var _ scene.Screen = (*Screen)(nil)
