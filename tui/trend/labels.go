package trend

import (
	"cmp"
	"slices"
	"strings"

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
	return 1 + v.sign() + names + 2 + v.Sheet.figures
}

// belowWidth is the room of labels with their figures below their names.
func (v *Screen) belowWidth(names int) int {
	return 1 + v.sign() + max(names, v.Sheet.figures)
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
		labels = append(labels, EndLabel{order[k], grid.Rect{X: v.ends.X + 1, Y: v.ends.Y + top, W: v.ends.W - 1, H: v.tall}})
	}
	return labels
}

// End is the row of dots on which a line ends, or its last point where there is
// none; the lowest for one without a value.
func (x *sheet) End(i int) int {
	s := &x.Series[i]
	if s.end < 0 {
		return 0
	}
	f, _ := x.Figure(s, s.end)
	dot, _ := x.rise.Dot(x.height(f.Value(x.column), x.Panel.Periods[s.end]))
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
		name, figure := s.Line.Style, v.FigureStyle(read, v.Sheet.column)
		name.FG = v.Theme.Ink(name.FG)
		if s.Chosen {
			v.DrawBand(f, l.Rect)
			if name = v.OnBand(name.Bold(), true); drawn {
				figure = v.Theme.Strong
			}
			figure = v.OnBand(figure, true)
		}
		sign, at := l.Rect.TakeLeft(v.sign())
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
			continue
		}
		at.W -= f.TextRight(at, text, figure) + 1
		f.Text(at, s.Name, name)
	}
}

// drawReading reads off the selected line in words.
func (v *Screen) drawReading(f *grid.Frame) {
	parts := v.Readings()
	if v.reading.Empty() || len(parts) < 3 {
		return
	}
	name, when := parts[0], ", "+parts[1]
	figure := ": " + strings.Join(scene.WholeParts(parts, 3, v.reading.W)[2:], ", ")
	name = grid.Cut(name, max(v.reading.W-grid.Width(when+figure), 0), v.Glyphs.Ellipsis)
	f.Spans(v.reading, grid.Span{Text: name + when, Style: v.Theme.Strong}, grid.Span{Text: figure, Style: v.Theme.Text})
}
