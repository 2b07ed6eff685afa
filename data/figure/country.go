package figure

import (
	"slices"
	"strconv"

	"daylight/model/answer"
	"daylight/model/report"
)

// country draws what the reports say of one country: what came of its requests, those
// over time, which services and types they were about, and a table by period.
func (f *figure) country() error {
	p := f.engine.Profile(f.q)
	if p.Row == nil {
		f.nothing()
		return nil
	}
	f.reveal(func() {
		f.outcomes(p)
		f.columns()
		f.tops(p)
	})
	s := &sheet{figure: f, t: f.table, size: 0.9, gap: 1}
	return s.draw()
}

// profileColumns are the figures that stand in the table by period: the measure,
// counts, and what they are of requests and people.
func profileColumns(r *answer.Result) (columns []report.Column) {
	for _, c := range answer.TableColumns(r) {
		switch {
		case c == r.Query.Measure, c.IsCount(), c == report.DisclosedRate, c == report.ContentRate, c == report.RejectedRate, c == report.PerMillion:
			columns = append(columns, c)
		}
	}
	return columns
}

// section writes the head of a part.
func (f *figure) section(text string) {
	f.y += 0.3 * f.u
	f.paragraph(text, f.plain().strong())
	f.y += 0.2 * f.u
}

// outcomes draws one bar of all requests, and what its parts are.
func (f *figure) outcomes(p *answer.Profile) {
	requests := p.Row.Figures[report.Requests]
	f.section("Requests: " + f.o.Format.Figure(requests, report.Requests))
	if !f.splits([]answer.Row{*p.Row}) {
		return
	}
	f.whole(p.Row, f.x, f.y, f.w, 1.6*f.u)
	f.y += 2.2 * f.u
	var entries []entry
	for _, o := range p.Outcomes {
		if !o.Figure.Reported {
			continue
		}
		text := outcomeWords(o.Column) + " " + f.o.Format.Figure(o.Figure, o.Column)
		if o.Fraction.Reported {
			text += ", " + f.o.Format.Figure(o.Fraction, report.Share)
		}
		entries = append(entries, entry{fill: f.o.Outcomes[o.Column], text: text})
	}
	f.legend(entries)
}

// columns draws the country's requests by period as columns, split by outcome; a year
// is as wide as two half-years, at half its height.
func (f *figure) columns() {
	rows := f.doc.Rows
	var from, to int
	var periods []report.Period
	uneven, most := false, 0.0
	for i := range rows {
		p, err := report.ParsePeriod(rows[i].ID)
		if err != nil {
			return
		}
		periods = append(periods, p)
		if i == 0 || p.Start() < from {
			from = p.Start()
		}
		to = max(to, p.End())
		uneven = uneven || p.Months() != periods[0].Months()
	}
	factor := func(i int) float64 {
		if uneven && periods[i].Half == 0 {
			return 0.5
		}
		return 1
	}
	var values []float64
	for i := range rows {
		if fig := rows[i].Figures[report.Requests]; fig.Reported {
			values = append(values, float64(fig.Hi)*factor(i))
			most = max(most, float64(fig.Hi)*factor(i))
		}
	}
	if len(rows) < 2 || most == 0 {
		return
	}
	words := "Requests over time"
	if uneven {
		words += ", in six months"
		f.has(f.half() + halvedWords)
	}
	f.section(words)
	small := f.small()
	height := 12 * f.u
	s := newScale(false, values, height, 4, true).rounded()
	gutter := 0.0
	for _, v := range s.ticks {
		gutter = max(gutter, small.width(f.tick(v, report.Requests)))
	}
	left, width := f.x+gutter+0.6*f.u, f.w-gutter-0.6*f.u
	at := func(month int) float64 { return left + float64(month-from)/float64(to-from)*width }
	var marks []breakMark
	for _, b := range f.engine.Breaks(f.doc.Answer.Query) {
		if n := f.number(b.Note.ID); n != "" && from < b.At.Start() && b.At.Start() < to {
			marks = mark(marks, at(b.At.Start()), n)
		}
	}
	base := f.y + 0.4*f.u + float64(f.stack(marks))*small.height() + height
	for _, v := range s.ticks {
		f.line(left, base-s.at(v), left+width, base-s.at(v), 0.7, f.o.Rule)
		f.text(left-0.6*f.u, base-s.at(v)+0.36*small.size, f.tick(v, report.Requests), small.at(end))
	}
	for i := range rows {
		r := &rows[i]
		x, w := at(periods[i].Start())+1, at(periods[i].End())-at(periods[i].Start())-2
		y := base
		for _, p := range parts(r) {
			hi, lo := s.at(p.hi*factor(i)), s.at(p.lo*factor(i))
			switch {
			case r.Partial != "":
				f.hollow(x, y-hi, w, hi, f.o.Outcomes[p.column])
				f.has(hollowWords)
			case p.hi > p.lo:
				f.rect(x, y-hi, w, hi-lo, f.hatched(f.o.Outcomes[p.column]))
				f.rect(x, y-lo, w, lo, f.o.Outcomes[p.column])
				f.has(hatchWords)
			default:
				f.rect(x, y-hi, w, hi, f.o.Outcomes[p.column])
			}
			y -= hi
		}
	}
	reporting := f.engine.Reporting(f.doc.Answer.Query, periods)
	for i := 1; i < len(rows); i++ {
		if periods[i-1].End() == periods[i].Start() && !slices.Equal(reporting[i-1], reporting[i]) {
			x := at(periods[i].Start())
			f.line(x, base-height, x, base, 1, f.o.Dim, 1.5, 3.5)
			f.has(othersWords)
		}
	}
	f.drawMarks(marks, base-height, base)
	f.line(left, base, left+width, base, 1, f.o.Dim)
	reach := left - 0.5*f.u
	for year := from / 12; year*12 < to; year++ {
		x, text := (at(max(year*12, from))+at(min(year*12+12, to)))/2, strconv.Itoa(year)
		if half := small.width(text) / 2; x-half >= reach && x+half <= f.x+f.w+1 {
			f.text(x, base+0.3*f.u+small.size, text, small.at(middle))
			reach = x + half + 0.6*f.u
		}
	}
	f.y = base + 0.6*f.u + small.height()
}

// tops draws what the requests were about, each list with small bars, as many lists beside
// each other as have room.
func (f *figure) tops(p *answer.Profile) {
	var kinds []answer.Row
	for i := range p.Types {
		kinds = append(kinds, p.Types[i].Row)
	}
	lists := []struct {
		title string
		rows  []answer.Row
	}{{"Services", p.Services}, {"Types of request", kinds}, {"Companies asked, each counting its own way", p.Companies}}
	across := min(max(int(f.w/(24*f.u)), 1), len(lists))
	gap := 2.5 * f.u
	w := (f.w - gap*float64(across-1)) / float64(across)
	top, bottom, placed := f.y, f.y, 0
	for _, l := range lists {
		if len(l.rows) < 2 { // one is all of them
			continue
		}
		if placed%across == 0 {
			top = bottom
		}
		bottom = max(bottom, f.topList(l.title, l.rows, f.x+float64(placed%across)*(w+gap), top, w))
		placed++
	}
	f.y = bottom + 0.5*f.u
}

// topList draws a list of rows by their requests, and says where it ends.
func (f *figure) topList(title string, rows []answer.Row, x, y, w float64) float64 {
	t := f.small().in(f.o.Text)
	y = f.lines(x, y+0.3*f.u, f.plain().strong().wrap(title, w), f.plain().strong()) + 0.1*f.u
	names, values, most := 0.0, 0.0, 0.0
	for i := range rows {
		fig := rows[i].Figures[report.Requests]
		names = max(names, t.width(rows[i].Name))
		values = max(values, t.width(f.o.Format.Figure(fig, report.Requests)))
		most = max(most, float64(fig.Hi))
	}
	names = min(names, 0.45*w)
	length := w - names - values - 1.2*f.u
	for i := range rows {
		fig := rows[i].Figures[report.Requests]
		bar := 0.0
		if fig.Reported && most > 0 {
			bar = length * float64(fig.Hi) / most
			known := length * float64(fig.Lo) / most
			f.rect(x+names+0.5*f.u, y+0.25*f.u, known, 0.7*f.u, f.o.Amount)
			if bar > known {
				f.rect(x+names+0.5*f.u+known, y+0.25*f.u, bar-known, 0.7*f.u, f.hatched(f.o.Amount))
				f.has(hatchWords)
			}
		}
		f.text(x+names+0.9*f.u+bar, y+t.size, f.o.Format.Figure(fig, report.Requests), t)
		y = f.lines(x, y, t.wrap(rows[i].Name, names), t) + 0.1*f.u
	}
	return y
}
