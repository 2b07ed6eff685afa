package trend

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// EndLabel is the name and the figure of a line, beside its end. Series below zero
// stand for as many lines as have no room for a label.
type EndLabel struct {
	Series int
	Rect   grid.Rect
}

// sign is what stands before the name of a line: the sign of the selected row and,
// where colours do not tell lines apart, its letter.
func (v *Screen) sign() int {
	if v.Pen().Textured() {
		return 4
	}
	return 2
}

// labelWidth is the room of labels with their figures beside names so wide.
func (v *Screen) labelWidth(names int) int {
	return v.lead + v.sign() + names + 2 + v.Sheet.figures
}

// belowWidth is the room of labels with their figures below their names.
func (v *Screen) belowWidth(names int) int {
	return v.lead + v.sign() + max(names, v.Sheet.figures)
}

// Labels places the labels of the lines: each as near to the end of its line as
// the others let it, in the order of the ends.
func (v *Screen) Labels() []EndLabel {
	x := v.Sheet
	room := v.Plot.H / max(v.tall, 1)
	order := make([]int, len(x.Series))
	for i := range order {
		order[i] = i
	}
	left := 0
	if len(order) > room { // the selected line, then the first
		if i := v.Selected(); i > 0 {
			order = slices.Insert(slices.Delete(order, i, i+1), 0, i)
		}
		left = len(order) - max(room-1, 0)
		order = order[:len(order)-left]
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(x.End(b)-x.End(a), a-b) })
	wanted := make([]int, len(order))
	for k, i := range order {
		wanted[k] = v.Plot.H - 1 - x.End(i)/4
	}
	if left > 0 && room > 0 {
		order, wanted = append(order, -left), append(wanted, v.Plot.H)
	}
	var labels []EndLabel
	for k, top := range spread(wanted, v.tall, v.Plot.H) {
		labels = append(labels, EndLabel{order[k], grid.Rect{X: v.ends.X + v.lead, Y: v.ends.Y + top, W: v.ends.W - v.lead, H: v.tall}})
	}
	return labels
}

// End is the row of dots on which a line has its last value; the lowest for one
// without a value.
func (x *sheet) End(i int) int {
	if x.Series[i].last < 0 {
		return 0
	}
	_, value := x.last(i)
	dot, _ := x.rise.Dot(value)
	return dot
}

// spread places things of a height on so many rows, each at the row it wants or as
// near to it as the others let it: those that would touch move apart together, and
// keep their order. Rows wanted rise; the things fit.
func spread(wanted []int, height, rows int) []int {
	type cluster struct{ first, n, sum int } // sum of where its first would stand
	top := func(c cluster) int {
		at := c.sum / c.n
		if c.sum < 0 && c.sum%c.n != 0 {
			at--
		}
		return max(0, min(at, rows-c.n*height))
	}
	var clusters []cluster
	for i, row := range wanted {
		c := cluster{i, 1, row}
		for len(clusters) > 0 {
			before := clusters[len(clusters)-1]
			if top(before)+before.n*height <= top(c) {
				break
			}
			c = cluster{before.first, before.n + c.n, before.sum + c.sum - c.n*before.n*height}
			clusters = clusters[:len(clusters)-1]
		}
		clusters = append(clusters, c)
	}
	tops := make([]int, len(wanted))
	for _, c := range clusters {
		for k := range c.n {
			tops[c.first+k] = top(c) + k*height
		}
	}
	return tops
}

// drawEnds draws the names of the lines and what they are in the period under the
// cursor.
func (v *Screen) drawEnds(f *grid.Frame) {
	for _, l := range v.Labels() {
		if l.Series < 0 {
			f.Text(l.Rect, strings.Repeat(" ", v.sign())+"+"+v.Format.Count(int64(-l.Series)), v.Theme.Dim)
			continue
		}
		s := &v.Sheet.Series[l.Series]
		read, drawn := v.Sheet.Figure(s, v.At)
		name, figure := v.Heavy(s.Line.Style), v.Heavy(v.FigureStyle(read, v.Sheet.column))
		name.FG = v.Theme.Ink(name.FG)
		chosen := s.Chosen && v.Marked()
		if chosen {
			v.DrawBand(f, l.Rect)
			if name = v.OnBand(name.Bold(), true); drawn {
				figure = v.Theme.Strong
			}
			figure = v.OnBand(figure, true)
		}
		sign, at := l.Rect.TakeLeft(v.sign())
		switch {
		case v.Lit(s.ID):
			name = name.Bold()
			f.Rune(sign.X+1, sign.Y, v.Glyphs.Lit, name)
		case v.Back(s.ID):
			name.FG, name.Attr, figure = v.Theme.Dim.FG, name.Attr&^grid.Bold, v.OnBand(v.Theme.Dim, chosen)
		}
		if v.Pen().Textured() {
			f.Rune(sign.X+2, sign.Y, s.Line.Mark, name)
		}
		text, room := v.Sheet.text(s, v.At), at.W
		if v.tall == 1 {
			room -= grid.Width(s.Name) + 2
		}
		if words := v.Sheet.Missing(s, v.At); words != "" && grid.Width(words) <= room {
			text = words
		}
		if v.tall > 1 {
			f.Text(at.Row(0), s.Name, name)
			f.Text(at.Row(1), text, figure)
			v.TakeOff(f, at.Row(1))
			continue
		}
		beside, at := at.TakeRight(f.TextRight(at, text, figure))
		v.TakeOff(f, beside)
		at.W--
		f.Text(at, s.Name, name)
	}
}

// drawReading reads off the selected line in words, and below it the others, where
// there is height for them.
func (v *Screen) drawReading(f *grid.Frame) {
	if v.Session.Axes {
		return
	}
	line, below := v.DrawReading(f, v.reading).TakeTop(1)
	if parts := v.Readings(); !line.Empty() && len(parts) >= 3 {
		name, when := parts[0], ", "+parts[1]
		figure := ": " + strings.Join(scene.WholeParts(parts, 3, line.W)[2:], ", ")
		name = grid.Cut(name, max(line.W-grid.Width(when+figure), 0), v.Glyphs.Ellipsis)
		f.Spans(line, grid.Span{Text: name + when, Style: v.Theme.Strong}, grid.Span{Text: figure, Style: v.Theme.Text})
	}
	if below.Empty() {
		return
	}
	const short = 12 // cells of a name, where whole ones have no room
	text := strings.Join(v.others(grid.MaxWidth), ", ")
	if others := v.others(short); grid.Width(text) > below.W {
		text = strings.Join(others, ", ")
		for left := 1; grid.Width(text) > below.W && left < len(others); left++ {
			text = strings.Join(others[:len(others)-left], ", ") + fmt.Sprintf(", +%d", left)
		}
	}
	f.Text(below, text, v.Theme.Dim)
}

// others are the lines beside the selected one, each with what it is in the period
// under the cursor, from the highest on. Names are cut to so many cells.
func (v *Screen) others(most int) []string {
	x, selected := v.Sheet, v.Selected()
	if v.At < 0 {
		return nil
	}
	var order []int
	for i := range x.Series {
		if i != selected {
			order = append(order, i)
		}
	}
	value := func(i int) float64 {
		f, drawn := x.Figure(&x.Series[i], v.At)
		if !drawn {
			return math.Inf(-1)
		}
		return f.Value(x.column)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(value(b), value(a)) })
	var others []string
	for _, i := range order {
		s := &x.Series[i]
		others = append(others, grid.Cut(s.Name, most, v.Glyphs.Ellipsis)+" "+cmp.Or(x.Missing(s, v.At), x.text(s, v.At)))
	}
	return others
}

// which says which rows are drawn, and how others come to be, in more words and in fewer;
// nothing where all are.
func (v *Screen) which() [][]grid.Span {
	q, r, n := &v.Query, v.Result, len(v.Sheet.Series)
	if q.By == query.ByPeriod || n == 0 {
		return nil
	}
	few, and := n, ""
	if s := &v.Sheet.Series[n-1]; v.Sheet.beside {
		few, and = n-1, ", and "+s.Name
	}
	text, brief, key, does := v.FewWords(q, r, few, v.Sheet.Series[0].ID)
	if text == "" {
		return nil
	}
	verb := " " + strings.Fields(does)[0]
	if key == "x" {
		verb = " unpins"
	}
	var forms [][]grid.Span
	if v.Bare { // no key is told on a slide
		return [][]grid.Span{{{Text: text + and, Style: v.Theme.Dim}}, {{Text: brief, Style: v.Theme.Dim}}}
	}
	for _, form := range [][2]string{{text + and, does}, {text, does}, {text, verb}, {brief, verb}} {
		forms = append(forms, []grid.Span{
			{Text: form[0] + " " + string(v.Glyphs.Dot) + " ", Style: v.Theme.Dim}, {Text: key, Style: v.Theme.Key}, {Text: form[1], Style: v.Theme.Dim},
		})
	}
	return append(forms, []grid.Span{{Text: brief, Style: v.Theme.Dim}})
}
