package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// month is where a month stands.
func (l *lineChart) month(month float64) float64 {
	return l.plot.x + (month-float64(l.from))/float64(l.to-l.from)*l.plot.w
}

// across is from where to where a period is drawn: a point, or as wide as it is.
func (l *lineChart) across(p *point) (from, to float64) {
	period := l.panel.Periods[p.t]
	if p.wide {
		return l.month(float64(period.Start())), l.month(float64(period.End()))
	}
	at := l.month(float64(period.Start()) + float64(period.Months())/2)
	return at, at
}

// up is where a value stands.
func (l *lineChart) up(v float64) float64 { return l.plot.y + l.plot.h - l.scale.at(v) }

// label is the name of a line beside its end.
type label struct {
	lines  []string
	s      *series
	x, at  float64 // the end of the line
	top, h float64
}

func (l *lineChart) draw() {
	t, small := l.plain().strong(), l.small()
	labels := make([]label, len(l.series))
	wide, tall := 0.0, 0.0 // the labels say how wide the plot can be, and how high it must be
	for i := range labels {
		s := &l.series[i]
		labels[i].s = s
		labels[i].lines = l.labelFont(s, t).wrap(strings.Join(report.NonEmpty(s.name, s.value), " "), 0.26*l.w)
		for _, line := range labels[i].lines {
			wide = max(wide, l.labelFont(s, t).width(line))
		}
		labels[i].h = float64(len(labels[i].lines))*t.height() + 0.15*l.u
		tall += labels[i].h
	}
	height := max(0.44*l.w, 18*l.u)
	gutter := l.rise(height, small)
	l.plot = box{l.x + gutter, 0, l.w - gutter - wide - 2.2*l.u, 0}
	above, below := float64(l.placeMarks())*small.height()+0.4*l.u, 2.2*small.height()
	if l.room > 0 {
		height = max(l.room-above-below, 9*l.u)
	}
	height = max(height, tall)
	l.rise(height, small)
	l.plot.y, l.plot.h = l.y+above, height
	l.grid(small)
	l.months(small)
	l.drawInterruptions()
	l.reveal(func() {
		for _, strong := range [...]bool{false, true} { // which lie over the others
			for i := range l.series {
				if s := &l.series[i]; l.strong(s.id) == strong {
					l.drawLine(s)
				}
			}
		}
		l.drawLabels(labels, t)
	})
	l.y = l.plot.y + l.plot.h + below
}

// rise makes the value axis of a height, and says how wide its figures are.
func (l *lineChart) rise(height float64, small font) (gutter float64) {
	var values []float64
	for i := range l.series {
		for _, p := range l.series[i].points {
			values = append(values, p.lo, p.hi)
		}
	}
	log := l.q.Scale == query.Log && logs(l.c)
	l.scale = newScale(log, values, height, min(max(int(height/(4*l.u)), 2), 5), l.c.IsCount()).rounded()
	if log {
		l.has(logWords)
	}
	for _, v := range l.scale.ticks {
		gutter = max(gutter, small.width(l.tick(v, l.c)))
	}
	return gutter + 0.6*l.u
}

// grid draws a thin line for each value of the axis, and a stronger one for zero; the
// periods that the question chooses, where more are drawn, have a ground of their own.
func (l *lineChart) grid(small font) {
	if l.panel.Narrow {
		for t, p := range l.panel.Periods {
			if l.panel.Chosen[t] {
				from, to := l.month(float64(p.Start())), l.month(float64(p.End()))
				l.area(polygon(from, l.plot.y, to, l.plot.y, to, l.plot.y+l.plot.h, from, l.plot.y+l.plot.h), l.o.Rule, "0.5")
				l.has("grey ground: the periods that are asked about")
			}
		}
	}
	for _, v := range l.scale.ticks {
		y, stroke, width := l.up(v), l.o.Rule, 0.8
		if v == 0 {
			stroke, width = l.o.Dim, 1.2
		}
		l.line(l.plot.x, y, l.plot.x+l.plot.w, y, width, stroke)
		l.text(l.plot.x-0.6*l.u, y+0.36*small.size, l.tick(v, l.c), small.at(end))
	}
}

// months draws the axis of time: a tick where years begin, and the years that have
// room between them.
func (l *lineChart) months(small font) {
	bottom := l.plot.y + l.plot.h
	l.line(l.plot.x, bottom, l.plot.x+l.plot.w, bottom, 1, l.o.Dim)
	perYear := l.plot.w * 12 / float64(l.to-l.from)
	every := max(int(math.Ceil((small.width("2000")+0.8*l.u)/perYear)), 1)
	reach := l.figure.x
	for year := l.from / 12; year*12 < l.to; year++ {
		from, to := max(year*12, l.from), min(year*12+12, l.to)
		if from == year*12 {
			l.line(l.month(float64(from)), bottom, l.month(float64(from)), bottom+0.35*l.u, 1, l.o.Dim)
		}
		text, at := strconv.Itoa(year), l.month(float64(from+to)/2)
		last := year*12+12 >= l.to && to < year*12+12 // which has room where it does not meet the one before
		if half := small.width(text) / 2; at-half >= reach && ((l.to/12-1-year)%every == 0 || last) {
			l.text(at, bottom+0.4*l.u+small.size, text, small.at(middle))
			reach = at + half + 0.3*l.u
		}
	}
}

// placeMarks gives the numbers of notes their places above the plot, and says how many
// rows they take.
func (l *lineChart) placeMarks() (rows int) {
	for _, m := range l.interrupted {
		if m.notes != "" {
			l.marks = append(l.marks, breakMark{x: l.month(float64(m.at.Start())), notes: m.notes})
		}
	}
	return l.stack(l.marks)
}

// drawInterruptions draws a dashed line where a series breaks, and a dotted one where
// nothing but who reports changes.
func (l *lineChart) drawInterruptions() {
	bottom := l.plot.y + l.plot.h
	for _, m := range l.interrupted {
		if m.notes == "" {
			x := l.month(float64(m.at.Start()))
			l.line(x, l.plot.y, x, bottom, 1, l.o.Dim, 1.5, 3.5)
			l.has(othersWords)
		}
	}
	l.drawMarks(l.marks, l.plot.y, bottom)
}

// drawLine draws a line: its strokes, and a mark for each value.
func (l *lineChart) drawLine(s *series) {
	thick := 2.2
	switch {
	case l.strong(s.id):
		thick = 3.4
	case l.back(s.id):
		thick = 1.4
	}
	var d, under strings.Builder
	var begin, last float64 // of the stroke that is being drawn
	base := l.up(max(l.scale.lo, 0))
	if l.scale.log {
		base = l.plot.y + l.plot.h
	}
	alone := len(l.series) == 1
	close := func() {
		if last > begin {
			under.WriteString("L" + px(last) + " " + px(base) + "L" + px(begin) + " " + px(base) + "Z")
		}
	}
	for i := range s.points {
		p := &s.points[i]
		from, to := l.across(p)
		y := l.up(p.v)
		if p.hi > p.lo { // a range stands from end to end
			l.rect((from+to)/2-0.25*l.u, l.up(p.hi), 0.5*l.u, l.up(p.lo)-l.up(p.hi), l.hatched(s.color))
			l.has(hatchWords)
		}
		move := "L"
		if !p.joined {
			if alone && under.Len() > 0 {
				close()
			}
			move, begin = "M", from
		}
		d.WriteString(move + px(from) + " " + px(y))
		under.WriteString(move + px(from) + " " + px(y))
		if to > from {
			d.WriteString("L" + px(to) + " " + px(y))
			under.WriteString("L" + px(to) + " " + px(y))
		}
		last = to
	}
	if alone && l.scale.lo >= 0 || alone && l.scale.log {
		close()
		l.area(under.String(), s.color, "0.16")
	}
	l.stroke(d.String(), thick, s.color)
	for i := range s.points {
		p := &s.points[i]
		from, to := l.across(p)
		r := 0.2 * l.u
		if p.hollow {
			r *= 1.4
			l.has(hollowWords)
		}
		if to == from || p.hollow {
			l.marker(s.mark, (from+to)/2, l.up(p.v), r, s.color, p.hollow)
		}
	}
}

// labelFont is the font of the name of a line: bold, where the line does not stand back.
func (l *lineChart) labelFont(s *series, t font) font {
	t.bold = !l.back(s.id)
	return t.in(s.ink)
}

// drawLabels writes the names of lines beside their ends, moved apart where they would
// lie over each other, and joined to them by thin lines.
func (l *lineChart) drawLabels(labels []label, t font) {
	for i := range labels {
		s := labels[i].s
		p := &s.points[s.end]
		_, labels[i].x = l.across(p)
		labels[i].at = l.up(p.v)
		labels[i].top = labels[i].at - labels[i].h/2
	}
	slices.SortStableFunc(labels, func(a, b label) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return 0
	})
	floor := l.plot.y + l.plot.h + 0.5*t.size
	for i := range labels { // down
		if i > 0 {
			labels[i].top = max(labels[i].top, labels[i-1].top+labels[i-1].h)
		} else {
			labels[i].top = max(labels[i].top, l.plot.y-0.5*t.size)
		}
	}
	for i := len(labels) - 1; i >= 0; i-- { // and up again
		labels[i].top = min(labels[i].top, floor-labels[i].h)
		floor = labels[i].top
	}
	x := l.plot.x + l.plot.w + 1.6*l.u
	for i := range labels {
		b := &labels[i]
		from, to := b.top+b.h/2, b.at
		edge := l.plot.x + l.plot.w + 0.4*l.u
		switch t := b.s.points[b.s.end].t; {
		case t == l.latest || t == len(l.panel.Periods)-1:
			l.line(b.x+0.4*l.u, to, edge, to, 0.8, l.o.Dim)
		default: // far from the label it must not read as a line of values
			l.line(b.x+0.5*l.u, to, edge, to, 0.8, l.o.Dim, 1, 4)
		}
		l.stroke("M"+px(edge)+" "+px(to)+"L"+px(x-0.3*l.u)+" "+px(from), 0.8, l.o.Dim)
		l.lines(x, b.top, b.lines, l.labelFont(b.s, t))
	}
}
