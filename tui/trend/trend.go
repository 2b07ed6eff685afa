// Package trend is the view of rows over time: one line for each of a few rows, a cursor over
// the periods, and what all lines say there in words. A line stops at a gap and at a break in
// the reports: two points are joined only where they can be compared. The series of the latest
// question are kept.
package trend

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// The trend shows rows over time: those pinned or the first few, and the selected
// one. A cursor over time reads them off.
//
//	title    Requests in six months   5 of 93 with the most requests   2016-H1
//	tops             ‡ 2013-H1 § 2013-H2     ¶ 2017-H1
//	plot     8,000 ⠂⠂⠂⠂┊⠂┊⠂⠂⡠⢄⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂┊⠂⠂⠂│⠂⠂⠂⠂⠁⠂ ▸ Türkiye    5,904
//	         4,000 ⠤⠤⠤⠤┊ ┊ ⡔⡀⠈⢆⡠⠔⠤⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂⠂┊⠂⠂⠂│⠂⠂⠂⠂⠂⠄   France     4,210
//	             0 ┼─┬─┼─┬─┼─┬─┼─┬─┼─┬─┼─┬─┼─┬─┼─┬─┼─┬─
//	years           2012  2013  2014  2015  2016  2017
//	wholes         ╰────╯ 12 months ÷ 2 †
//	reading  Türkiye, 2016-H1: 5,904 requests, rank 2, −35.9 % on 2015-H2
//	         France 4,210
//
// The selected line is strong, the others stand at half strength beside it. One line
// alone is the edge of an area.
type Screen struct {
	*scene.Scene
	Sheet         *sheet
	title, tops   grid.Rect
	Gutter, Plot  grid.Rect // the labels of the value axis; the lines
	Years, wholes grid.Rect // the names of the years; which of them are printed whole
	ends          grid.Rect // the labels at the ends of the lines, after their leaders …
	lead          int       // … which are so long
	tall          int       // lines that each label takes
	reading       grid.Rect
	At            int  // the period under the cursor; -1 for none
	marked        bool // it stands elsewhere than at the ends of the lines, or was put there
}

// View keeps the latest lines over time.
type View struct{ sheet *sheet }

func (k *View) Layout(s *scene.Scene) scene.Screen {
	if s.Step <= scene.List {
		return nil
	}
	return s.PlaceView(func(s *scene.Scene) scene.Screen { return k.place(s) })
}

func (k *View) place(s *scene.Scene) *Screen {
	v := &Screen{Scene: s, Sheet: k.sheetOf(s), At: -1}
	s.OnScreen = append(s.OnScreen[:0], s.Query.Measure) // whose notes are told
	v.placeNotes()
	if len(v.Sheet.Series) == 0 {
		return v
	}
	periods := v.Sheet.Panel.Periods
	s.PointAmong(v.Sheet.Panel.Rows)
	v.At = model.Instant(s.Engine, s.Session, periods)
	v.marked = s.Session.At != (report.Period{}) || v.Sheet.Panel.Narrow || v.At < len(periods)-1
	v.divide()
	return v
}

// placeNotes puts what is said about the lines before the other notes, as their
// marks stand in the chart, and makes room for it where there is some to spare. It
// is called again when the others are known.
func (v *Screen) placeNotes() {
	own := v.Sheet.notes
	others := slices.DeleteFunc(slices.Clone(v.Notes), func(n scene.Footnote) bool {
		return slices.ContainsFunc(own, func(o scene.Footnote) bool { return n == o || n.ID != "" && n.ID == o.ID })
	})
	repeated := len(v.Notes) > len(others)
	v.Notes = append(slices.Clone(own), others...)
	if v.Panes.Notes.H == 0 || v.Large() {
		return
	}
	const (
		enough = 22 // lines that a chart needs to be read well
		most   = 6
	)
	h := max(v.Panes.Notes.H, min(v.NoteRows(len(own)), most, v.Body.H+v.Panes.Notes.H-enough))
	if repeated {
		h = min(h, v.NoteRows(len(v.Notes)))
	}
	more := h - v.Panes.Notes.H
	v.Body.H -= more
	v.Panes.Notes.Y -= more
	v.Panes.Notes.H = h
}

// divide gives the parts of the view their places: from below and above, the lines
// get what is left.
func (v *Screen) divide() {
	x, rest := v.Sheet, v.Body
	wants := func(from int) int { return scene.LineFrom(v.Body, from) }
	v.title, rest = rest.TakeTop(1) // a view has seven lines at least
	if len(x.breaks) > 0 {
		v.tops, rest = rest.TakeTop(wants(11))
	}
	lines := wants(9)
	if len(x.Series) > 1 {
		lines += wants(14) // the others, too
	}
	v.reading, rest = rest.TakeBottom(v.ReadingLines(lines))
	_, rest = rest.TakeBottom(wants(19))
	if x.whole {
		v.wholes, rest = rest.TakeBottom(wants(10))
	}
	v.Years, rest = rest.TakeBottom(1)

	kind := chart.Linear
	if v.Query.Scale == query.Log && scene.Logs(x.column) {
		kind = chart.Log
	}
	x.raise(kind, rest.H)
	gutter := 0
	for _, t := range x.rise.Ticks() {
		gutter = max(gutter, grid.Width(x.tick(v.Kit, t.Value)))
	}
	v.Gutter, rest = rest.TakeLeft(gutter + 1)
	v.tall, v.lead = 1, 3
	if v.Step == scene.Narrow {
		v.lead = 2
	}
	ends := v.labelWidth(x.names)
	if most := max(v.Body.W*2/5, 24); ends > most {
		// Names are cut only where the lines would get too little room, and not
		// where there is height to set figures below them.
		if two := v.belowWidth(x.names); two < ends && 2*len(x.Series) <= rest.H && v.Step == scene.Narrow {
			v.tall, ends = 2, min(two, max(most, 16))
		} else {
			ends = max(most, v.labelWidth(6))
		}
	}
	v.ends, v.Plot = rest.TakeRight(min(ends, rest.W*3/5))
	for _, along := range []*grid.Rect{&v.Years, &v.wholes, &v.tops} {
		along.X, along.W = v.Plot.X, v.Plot.W
	}
	v.Years.W += v.lead // for the name of a year of which the axis holds a part
}

// raise makes the value axis for so many rows, over all that lines reach.
func (x *sheet) raise(kind chart.Kind, rows int) {
	if x.raised == rows && rows > 0 {
		return
	}
	x.raised = rows
	values := make([]float64, 0, 3*len(x.Series)*len(x.Panel.Periods))
	for i := range x.Series {
		for _, s := range x.Series[i].Line.Strokes {
			values = append(values, s.Value, s.Hi)
			if s.Lo != 0 || kind != chart.Log {
				values = append(values, s.Lo)
			}
		}
	}
	x.rise = chart.RiseOver(kind, values, x.column.IsCount(), rows)
}

// tick is the label of a value of the axis.
func (x *sheet) tick(k *scene.Kit, v float64) string {
	scale := chart.Scale{}
	if x.column.IsFraction() {
		scale.Kind = chart.Percent
	}
	text := k.Pen().Label(scale, v)
	if x.column.IsSigned() && v > 0 {
		text = "+" + text
	}
	return text
}

// titled is what the lines show, in words.
func (v *Screen) titled() string {
	x := v.Sheet
	text := x.column.Title(v.Query.Against)
	switch {
	case !x.column.IsCount():
	case x.halved, x.Panel.Periods[0].Half > 0:
		text += " in six months"
	default:
		text += " in a year"
	}
	if v.Query.Scale == query.Log && scene.Logs(x.column) {
		text += ", logarithmic scale"
	} else if v.Query.Scale != query.Linear {
		text += ", linear scale"
	}
	return text
}

func (v *Screen) Draw(f *grid.Frame) {
	if len(v.Sheet.Series) == 0 {
		v.DrawEmpty(f)
		return
	}
	v.drawTitle(f)
	v.drawAxes(f)
	v.drawBreaks(f)
	if v.marked {
		f.VLine(v.Column(Middle(v.Sheet.Panel.Periods[v.At])), v.Plot.Y, v.above(), v.Glyphs.VRule, v.Theme.Dim)
	}
	if !v.Session.Axes {
		v.lines().Draw(f, v.Plot.X, v.Plot.Y)
	}
	v.drawYears(f)
	v.drawEnds(f)
	v.drawReading(f)
}

// above is how many rows of the plot lie over its foot: what is upright ends there.
func (v *Screen) above() int { return v.Plot.H - v.Sheet.rise.Foot() }

// lines are the lines as they fit the plot.
func (v *Screen) lines() *chart.Plot {
	x := v.Sheet
	if place := [4]int{v.Plot.W, v.Plot.H, v.lead, v.tall}; x.plot == nil || x.place != place {
		x.place = place
		lines := make([]chart.Line, len(x.Series))
		for i := range x.Series {
			lines[i] = x.Series[i].Line
			lines[i].Strong = v.Large()
			switch selected := v.Selected(); {
			case v.Lit(x.Series[i].ID):
				lines[i].Strong = true
			case v.Back(x.Series[i].ID):
				lines[i].Strong, lines[i].Style = false, v.Theme.Fade(lines[i].Style)
			case !v.Marked(): // a slide that points at none speaks of all
				lines[i].Strong = true
			case i == selected:
				lines[i].Strong = true
			case selected >= 0:
				lines[i].Style = v.Theme.Half(lines[i].Style)
			}
		}
		if len(lines) == 1 {
			lines[0].Area, lines[0].Fill = true, v.Theme.Half(lines[0].Style)
		}
		for _, l := range v.Labels() {
			if l.Series >= 0 && x.Series[l.Series].last >= 0 {
				at, value := x.last(l.Series)
				lines[l.Series].Leader = chart.Leader{From: at, Value: value, Cells: v.lead, Row: l.Rect.Y - v.Plot.Y}
			}
		}
		x.plot = v.Pen().Plot(v.Plot.W, v.Plot.H, x.rise, lines)
	}
	return x.plot
}

// last is where a line has its last value: a part of the width, and how high.
func (x *sheet) last(i int) (at, value float64) {
	s := &x.Series[i]
	p := x.Panel.Periods[s.last]
	if at = x.part(Middle(p)); x.wide(p) {
		at = x.part(float64(p.End()))
	}
	f, _ := x.Figure(s, s.last)
	return at, x.height(f.Value(x.column), p)
}

func (v *Screen) drawTitle(f *grid.Frame) {
	at := v.title
	if !v.ends.Empty() {
		p := v.Sheet.Panel.Periods[v.At]
		text := p.String()
		if long := text + ", 12 months"; v.Sheet.wide(p) && grid.Width(long) <= v.ends.W-v.lead {
			text = long
		}
		at.W -= f.TextRight(at, text, v.Theme.Accent.Bold()) + 2
	}
	const apart = 3
	used := f.Text(at, v.titled(), v.Theme.Text)
	_, at = at.TakeLeft(used + apart)
	for _, spans := range v.which() {
		w := 0
		for _, s := range spans {
			w += grid.Width(s.Text)
		}
		if w <= at.W {
			f.Spans(at, spans...)
			return
		}
	}
}

func (v *Screen) Click(x, y int) []model.Action {
	if len(v.Sheet.Series) == 0 {
		return nil
	}
	chartArea := v.Plot
	chartArea.H += v.Years.H + v.wholes.H
	if chartArea.Contains(x, y) {
		month := float64(v.Sheet.From) + (float64(x-v.Plot.X)+0.5)/float64(v.Plot.W)*float64(v.Sheet.To-v.Sheet.From)
		away := func(p report.Period) float64 { return math.Abs(Middle(p) - month) }
		nearest := slices.MinFunc(v.Sheet.Panel.Periods, func(a, b report.Period) int { return cmp.Compare(away(a), away(b)) })
		return scene.Actions(model.SelectPeriod{Period: nearest})
	}
	for _, l := range v.Labels() {
		if l.Rect.Contains(x, y) && l.Series >= 0 && v.Sheet.by != query.ByPeriod {
			s := &v.Sheet.Series[l.Series]
			if s.Chosen && v.Session.Query.Select == s.ID {
				return scene.Actions(model.Enter{})
			}
			return scene.Actions(model.SelectRow{ID: s.ID})
		}
	}
	return nil
}

// Wheel goes to the next row or the one before: there are few lines to go over.
func (v *Screen) Wheel(by int) []model.Action {
	return scene.Actions(model.Move{By: by / scene.WheelStep})
}

func (v *Screen) Shows(c report.Column) bool { return c == v.Sheet.column }

func (v *Screen) Figures() scene.Figures {
	return scene.Figures{Rows: v.Result.Rows, Panel: v.Sheet.Panel}
}

// Window is of no list that scrolls; a page is as many rows as are drawn where
// none is pinned.
func (v *Screen) Window() (cursor, height, lines int) { return 0, 6, 0 }

func (v *Screen) Announce() string {
	text := strings.Join(v.Readings(), ", ")
	if others := v.others(grid.MaxWidth); len(others) > 0 {
		text += "; " + strings.Join(others, ", ")
	}
	return text
}

func (v *Screen) ReadAt() (x, y int) { return v.Body.X, v.reading.Y }

// Figure is that of the selected line in the period under the cursor.
func (v *Screen) Figure() (query.Query, *answer.Row, report.Column) {
	i := v.Selected()
	if i < 0 || v.At < 0 {
		return v.Query, nil, 0
	}
	q, row := v.FigureIn(v.Query, v.Sheet.Panel.Periods[v.At], v.Sheet.Series[i].ID)
	return q, row, v.Sheet.column
}

// Selected is the line of the selected row, or the only one; -1 for none.
func (v *Screen) Selected() int {
	if len(v.Sheet.Series) == 1 {
		return 0
	}
	return slices.IndexFunc(v.Sheet.Series, func(s series) bool { return s.Chosen })
}

func (v *Screen) Help() []scene.HelpKey {
	return scene.Keys("right read off", "down row", "space", "m", "% log", "p", "i", ":", "?")
}

// Readings say what is under the cursor, the most telling first: the line and the
// period, its figure, where it is drawn, and what must be known of it.
func (v *Screen) Readings() []string {
	x, i := v.Sheet, v.Selected()
	if i < 0 || v.At < 0 {
		return nil
	}
	s, p := &x.Series[i], x.Panel.Periods[v.At]
	parts := []string{s.Name, p.String()}
	f, _ := x.Figure(s, v.At)
	switch missing := x.Missing(s, v.At); missing {
	case notReportedWords:
		return append(parts, v.FigureInWords(v.Query, p, s.ID, answer.Figure{})...)
	case noRecordWords:
		return append(parts, missing)
	}
	parts = append(parts, v.FigureInWords(v.Query, p, s.ID, f)...)
	value := x.height(f.Value(x.column), p)
	number := v.Pen().Label(chart.Scale{}, value)
	switch {
	case x.halved && x.wide(p):
		parts = append(parts, "drawn as "+number+" in six months")
	case x.column.IsCount() && f.IsRange():
		parts = append(parts, "drawn at the middle, "+v.Glyphs.Approx+" "+number)
	}
	if rank := s.Cells[v.At].Rank; rank > 0 && x.by.Ranks() {
		parts = append(parts, fmt.Sprintf("rank %d", rank))
	}
	if change := s.Cells[v.At].Change; x.column == report.Requests && change.Reported {
		before := report.Period{}
		if at := x.before(v.At); at >= 0 {
			before = x.Panel.Periods[at]
		}
		parts = append(parts, v.ChangeWords(v.Query, change, before))
	}
	parts = append(parts, report.NonEmpty(x.Panel.Totals[v.At].Partial)...)
	return append(parts, f.Explain(x.column)...)
}

func (*View) Describe(k *scene.Kit, q query.Query) string {
	return k.LinesTold(q)
}
