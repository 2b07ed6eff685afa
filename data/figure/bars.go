package figure

import (
	"math"
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// bars draws the rows of a question as bars that lie one below the other: split by
// outcome where the measure is one that outcomes add up to, else of the measure. The
// value stands at the end of each, the totals below.
//
//	name │▬▬▬▬▬▬▬▬▬▬▬▬▬▬ 12,227      before ▬▬▬│▬▬▬▬▬ more     (what compares)
//	name │▬▬▬▬▬▬ 5,001               −12.0 % ▬▬│
func (f *figure) bars() error {
	b := &barChart{figure: f, c: f.q.Measure, rows: f.doc.Rows}
	b.log = f.q.Scale == query.Log && logs(b.c)
	f.point(b.rows)
	b.stacked = b.c.Adds() && !b.log && f.q.By != query.ByOutcome && f.doc.Answer.Splits()
	b.percent = f.q.Scale == query.Percent && b.stacked
	if len(b.rows) == 0 {
		f.nothing()
		return nil
	}
	if b.stacked {
		f.outcomeLegend(b.rows)
	}
	b.draw()
	return nil
}

// barChart is a chart of bars that is being drawn.
type barChart struct {
	*figure
	c                     report.Column
	rows                  []answer.Row
	log, stacked, percent bool
	along                 report.Column // what their axis counts
	scale                 scale
	left, thick           float64 // where bars begin, and how thick they are
	zero                  float64 // where zero is, from there
}

// drawn is the figure that a bar is as long as, and the column it is of.
func (b *barChart) drawn(r *answer.Row) (answer.Figure, report.Column) {
	if b.stacked {
		return r.Figures[report.Requests], report.Requests
	}
	return r.Figures[b.c], b.c
}

// halved says whether the bar of a row is drawn at half its length: a year that stands
// among half-years.
func (b *barChart) halved(r *answer.Row) bool {
	if _, c := b.drawn(r); !b.doc.Answer.Uneven || !c.IsCount() || b.percent {
		return false
	}
	p, err := report.ParsePeriod(r.ID)
	return err == nil && p.Months() == 12
}

// values are what the ends of bars lie at.
func (b *barChart) values() (values []float64) {
	for i := range b.rows {
		fig, c := b.drawn(&b.rows[i])
		if !fig.Reported {
			continue
		}
		lo, hi := ends(fig, c)
		if b.halved(&b.rows[i]) {
			lo, hi = lo/2, hi/2
		}
		values = append(values, lo, hi)
	}
	return values
}

// divide shares the width among names, bars and values, and makes the scale of the
// bars. It says how wide the names are, and what stands at the end of each bar.
func (b *barChart) divide() (names float64, signs []string) {
	t := b.plain()
	// The names take what they need, up to a third; longer ones go on below. The values
	// stand at the ends of the bars, so that the longest bar leaves room for one.
	values := 0.0
	signs = make([]string, len(b.rows))
	for i := range b.rows {
		line := &b.table.Lines[i]
		names = max(names, b.of(b.rows[i].ID, t).width(line.Name))
		signs[i] = line.Cells[0].Text
		if b.halved(&b.rows[i]) {
			signs[i] += " " + b.half()
			b.has(b.half() + halvedWords)
		}
		values = max(values, t.strong().width(signs[i]))
	}
	for _, sum := range b.table.Sums {
		names = max(names, t.strong().width(report.Capital(sum.Name)))
	}
	names = min(names, 0.33*b.w)
	gap := 0.6 * b.u
	b.left = b.x + names + gap
	length := b.w - names - 2*gap - values
	ends := b.values()
	if slices.ContainsFunc(ends, func(v float64) bool { return v < 0 }) { // a value stands at the left end too
		b.left += values + gap
		length -= values + gap
	}
	if b.along = b.c; b.stacked {
		b.along = report.Requests
	}
	if b.percent {
		ends, b.along = []float64{1}, report.Share
		b.has("each bar is all requests of its row, which stand beside it")
	}
	b.scale = newScale(b.log, ends, length, max(int(length/(7*b.u)), 1), b.along.IsCount())
	if !b.log {
		b.zero = b.scale.at(0)
	}
	return names, signs
}

func (b *barChart) draw() {
	t := b.plain()
	names, signs := b.divide()
	breaks := b.breaks()
	high, all := make([]float64, len(b.rows)), 0.0
	for i := range b.rows {
		high[i] = max(float64(len(b.of(b.rows[i].ID, t).wrap(b.table.Lines[i].Name, names))), 1)*t.height() + 0.2*b.u
		if breaks[i] != "" {
			high[i] += 0.7 * b.u
		}
		all += high[i]
	}
	b.axis(all)
	b.thick = 0.95 * b.u
	from := b.y
	for i := range b.rows {
		y := b.y
		if breaks[i] != "" {
			y += 0.7 * b.u
			b.line(b.x, b.y+0.35*b.u, b.x+b.w-2.5*b.u, b.y+0.35*b.u, 1, b.o.Dim, 5, 4)
			b.text(b.x+b.w, b.y+0.6*b.u, breaks[i], b.small().at(end))
			b.has(breakWords)
		}
		name := b.of(b.rows[i].ID, t)
		b.lines(b.x, y, name.wrap(b.table.Lines[i].Name, names), name)
		b.reveal(func() { b.bar(i, y+(t.height()-b.thick)/2, signs[i]) })
		b.y += high[i]
	}
	b.line(b.left+b.zero, from-0.2*b.u, b.left+b.zero, b.y, 1, b.o.Dim)
	b.reveal(func() { b.sums(names) })
}

// axis draws a thin grid behind bars of so much height, and its values above them. Bars
// that stand for a share are as long as their requests, and need none.
func (b *barChart) axis(height float64) {
	if b.stacked && b.c == report.Share && !b.percent {
		return
	}
	t := b.small()
	b.y += 0.3 * b.u
	edge := b.x
	for _, v := range b.scale.ticks {
		x, text := b.left+b.scale.at(v), b.tick(v, b.along)
		b.line(x, b.y+t.height(), x, b.y+t.height()+0.2*b.u+height, 0.7, b.o.Rule)
		if half := t.width(text) / 2; x-half > edge && x+half <= b.x+b.w {
			b.text(x, b.y+t.size, text, t.at(middle))
			edge = x + half + 0.5*b.u
		}
	}
	if b.log {
		b.has(logWords)
	}
	b.y += t.height() + 0.2*b.u
}

// bar draws the bar of a row and its value.
func (b *barChart) bar(i int, y float64, value string) {
	r := &b.rows[i]
	fig, c := b.drawn(r)
	t := b.of(r.ID, b.plain())
	base := y + b.thick/2 + 0.36*t.size
	x := b.left + b.zero
	factor := 1.0
	if b.halved(r) {
		factor = 0.5
	}
	switch {
	case !fig.Reported:
		b.onPage(x+0.4*b.u, base, value, t.in(b.o.Dim))
		return
	case b.stacked:
		list, all, at := parts(r), 0.0, 0.0
		for _, p := range list {
			all += p.hi
		}
		if b.percent && all > 0 {
			factor = 1 / all
		}
		for _, p := range list {
			at = b.segment(r, at, p.lo*factor, p.hi*factor, y, b.shade(r.ID, b.o.Outcomes[p.column]))
		}
		x = b.left + b.scale.at(at)
	default:
		color := b.colorOf(c)
		if b.q.By == query.ByOutcome {
			color = b.colorOf(outcomeNamed(r.ID))
		}
		lo, hi := ends(fig, c)
		if lo < 0 {
			left := b.left + b.scale.at(lo)
			b.rect(left, y, x-left, b.thick, b.shade(r.ID, b.o.Fewer))
			b.onPage(left-0.4*b.u, base, value, t.at(end))
			return
		}
		b.segment(r, 0, lo*factor, hi*factor, y, b.shade(r.ID, color))
		x = b.left + b.scale.at(hi*factor)
	}
	if fig.Marks.Has(answer.Floor) {
		b.rect(x, y, 0.5*b.u, b.thick, b.hatched(b.shade(r.ID, b.o.Dim)))
		x += 0.5 * b.u
		b.has(floorWords)
	}
	b.onPage(x+0.4*b.u, base, value, t)
}

// segment draws a part of a bar from where the last one ended, solid as far as it is
// known and striped between the ends of a range; what is not all there is hollow. It
// says where the part ends.
func (b *barChart) segment(r *answer.Row, at, lo, hi, y float64, color string) float64 {
	from, known, to := b.left+b.scale.at(at), b.left+b.scale.at(at+lo), b.left+b.scale.at(at+hi)
	if r.Partial != "" && b.q.By == query.ByPeriod {
		b.hollow(from, y, to-from, b.thick, color)
		b.has(hollowWords)
		return at + hi
	}
	b.rect(from, y, known-from, b.thick, color)
	if hi > lo {
		b.rect(known, y, to-known, b.thick, b.hatched(color))
		b.has(hatchWords)
	}
	return at + hi
}

// breaks are, for each row by period, the numbers of the notes on breaks between it and
// the row before.
func (b *barChart) breaks() []string {
	marks := make([]string, len(b.rows))
	if b.q.By != query.ByPeriod {
		return marks
	}
	start := func(i int) int {
		p, err := report.ParsePeriod(b.rows[i].ID)
		if err != nil {
			return math.MinInt
		}
		return p.Start()
	}
	for _, at := range b.engine.Breaks(b.q) {
		for i := 1; i < len(b.rows); i++ {
			from, to := min(start(i-1), start(i)), max(start(i-1), start(i))
			if n := b.number(at.Note.ID); n != "" && from < at.At.Start() && at.At.Start() <= to && b.q.Order().Key {
				marks[i] += n
			}
		}
	}
	return marks
}

// sums writes what the rows come to.
func (b *barChart) sums(names float64) {
	t := b.plain().strong()
	b.y += 0.3 * b.u
	b.line(b.x, b.y, b.x+b.w, b.y, 1, b.o.Rule)
	b.y += 0.3 * b.u
	for _, sum := range b.table.Sums {
		b.text(b.left+b.zero+0.4*b.u, b.y+t.size, sum.Cells[0].Text, t)
		b.y = b.lines(b.x, b.y, t.wrap(report.Capital(sum.Name), names), t) + 0.1*b.u
	}
}
