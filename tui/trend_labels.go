package tui

import (
	"slices"
	"strings"

	"daylight/tui/kit/grid"
)

// endLabel is the name and the figure of a line, beside its end. Series below zero
// stand for as many lines as have no room for a label.
type endLabel struct {
	series int
	rect   grid.Rect
}

// sign is what stands before the name of a line: the sign of the selected row and,
// where colours do not tell lines apart, its letter.
func (v *trendScreen) sign() int {
	if lettered(v.kit) {
		return 4
	}
	return 2
}

// lettered says whether lines are told apart by letters.
func lettered(k *kit) bool { return k.theme.NoColor || k.glyphs.ASCII }

// labelWidth is the room of labels with their figures beside names so wide.
func (v *trendScreen) labelWidth(names int) int {
	return 1 + v.sign() + names + 2 + v.sheet.figures
}

// belowWidth is the room of labels with their figures below their names.
func (v *trendScreen) belowWidth(names int) int {
	return 1 + v.sign() + max(names, v.sheet.figures)
}

// labels places the labels of the lines: each as near to the end of its line as
// the others let it, in the order of the ends.
func (v *trendScreen) labels() []endLabel {
	x := v.sheet
	room := v.plot.H / max(v.tall, 1)
	order := make([]int, len(x.series))
	for i := range order {
		order[i] = i
	}
	left := 0
	if len(order) > room { // the selected line, then the first
		if i := slices.IndexFunc(x.series, func(s trendSeries) bool { return s.chosen }); i > 0 {
			order = slices.Insert(slices.Delete(order, i, i+1), 0, i)
		}
		left = len(order) - max(room-1, 0)
		order = order[:len(order)-left]
	}
	end := func(i int) int { return v.plot.H - 1 - x.end(i)/4 }
	slices.SortStableFunc(order, func(a, b int) int {
		if d := x.end(b) - x.end(a); d != 0 {
			return d
		}
		return a - b
	})
	wanted := make([]int, len(order))
	for k, i := range order {
		wanted[k] = end(i)
	}
	if left > 0 && room > 0 {
		order, wanted = append(order, -left), append(wanted, v.plot.H)
	}
	var labels []endLabel
	for k, top := range spread(wanted, v.tall, v.plot.H) {
		labels = append(labels, endLabel{order[k], grid.Rect{X: v.ends.X + 1, Y: v.ends.Y + top, W: v.ends.W - 1, H: v.tall}})
	}
	return labels
}

// end is the row of dots on which a line ends, or its last point where there is
// none; the lowest for one without a value.
func (x *trendSheet) end(i int) int {
	s := &x.series[i]
	if s.end < 0 {
		return 0
	}
	f, _ := x.figure(s, s.end)
	dot, _ := x.rise.Dot(x.height(f.Value(x.column), x.panel.Periods[s.end]))
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
func (v *trendScreen) drawEnds(f *grid.Frame) {
	for _, l := range v.labels() {
		if l.series < 0 {
			f.Text(l.rect, strings.Repeat(" ", v.sign())+"+"+v.format.Count(int64(-l.series)), v.theme.Dim)
			continue
		}
		s := &v.sheet.series[l.series]
		read, drawn := v.sheet.figure(s, v.at)
		name, figure := s.line.Style, v.figureStyle(read, v.sheet.column)
		name.FG = v.theme.Ink(name.FG)
		if s.chosen {
			f.Fill(l.rect, grid.Style{BG: v.theme.Band, Attr: v.theme.BandAttr})
			f.Rune(l.rect.X, l.rect.Y, v.glyphs.Cursor, v.theme.Accent)
			if name = v.onBand(name.Bold(), true); drawn {
				figure = v.theme.Strong
			}
			figure = v.onBand(figure, true)
		}
		sign, at := l.rect.TakeLeft(v.sign())
		if lettered(v.kit) {
			f.Rune(sign.X+2, sign.Y, s.line.Mark, name)
		}
		text := v.sheet.text(s, v.at)
		if v.tall > 1 {
			f.Text(at.Row(0), s.name, name)
			if words := v.sheet.missing(s, v.at); words != "" && grid.Width(words) <= at.W {
				text = words
			}
			f.Text(at.Row(1), text, figure)
			continue
		}
		if words := v.sheet.missing(s, v.at); words != "" && grid.Width(s.name)+2+grid.Width(words) <= at.W {
			text = words
		}
		at.W -= f.TextRight(at, text, figure) + 1
		f.Text(at, s.name, name)
	}
}

// drawReading reads off the selected line in words.
func (v *trendScreen) drawReading(f *grid.Frame) {
	parts := v.readings()
	if v.reading.Empty() || len(parts) < 3 {
		return
	}
	name, when, parts := parts[0], ", "+parts[1], parts[2:]
	// What has no room is left out whole: a figure that is cut is another one.
	for len(parts) > 1 && grid.Width(name+when+": "+strings.Join(parts, ", ")) > v.reading.W {
		parts = parts[:len(parts)-1]
	}
	figure := ": " + strings.Join(parts, ", ")
	name = grid.Cut(name, max(v.reading.W-grid.Width(when+figure), 0), v.glyphs.Ellipsis)
	f.Spans(v.reading, grid.Span{Text: name + when, Style: v.theme.Strong}, grid.Span{Text: figure, Style: v.theme.Text})
}
