package figure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/report"
)

// coverage draws who reports what, on one axis of time: the publishers and, below, what
// each of them prints.
//
//	■ printed  ▬ in part  □ known, not here
//
//	                                        Figures here        Silent after
//	Google     ▬▬▬▬▬▬▬▬■■■■■■■■■■■■■■■■■□  2009-H2 to 2025-H1
//	Twitter    ─────■■■■■■■■■■■□□───▬□───  2012-H1 to 2024-H1  2024-H2
//	             2010  2012  2014  2016
//
//	Google                                  one of each, on the same axis
//	  Requests ▬▬▬▬▬▬▬▬■■■■■■■■■■■■■■■■■□
//	  Accounts ···▬▬▬▬▬■■■■■■■■■■■■■■■■■□
//
// The states of a cell are told apart by their shapes. Where no report is known, there is
// nothing but a thin line. Of one publisher the second part stands alone; a publisher that
// is selected has it for itself. Beside it stands why something is missing, where facts
// stand beside the publishers, and below that of the others; where there is no room, all
// of it is said in notes.
func (f *figure) coverage() error {
	c := f.engine.Coverage(f.q)
	if len(c.Reporters) == 0 || len(c.Periods) == 0 {
		f.nothing()
		return nil
	}
	for _, r := range c.Reporters {
		if slices.Contains(f.o.Highlight, r.ID) {
			f.pointed = append(f.pointed, r.ID)
		}
	}
	if len(c.Reporters) == 1 {
		f.pointed = nil // nothing stands back
	}
	if len(f.pointed) > 0 {
		f.has(pointedWords)
	}
	a := &calendar{figure: f, c: c}
	a.layOut()
	a.legend()
	if len(c.Reporters) == 1 {
		a.columns(c.Reporters)
		return nil
	}
	end := f.y + f.room
	a.publishers()
	title, shown := "What each of them prints", c.Reporters
	if at := c.Find(f.q.Select); c.Reporters[at].ID == f.q.Select {
		title, shown = "What "+c.Reporters[at].Name+" prints", c.Reporters[at:at+1]
	}
	if f.room > 0 && f.y+a.high(shown) > end {
		f.has("which columns each of them prints has no room in this height")
		shown = nil
	} else {
		f.section(title)
		a.columns(shown)
	}
	a.rest(shown)
	return nil
}

// calendar is an axis of half-years on which rows of cells stand.
type calendar struct {
	*figure
	c     *answer.Coverage
	at    float64           // where the axis begins
	pitch float64           // from one half-year to the next
	facts []fact            // that stand beside the publishers
	under bool              // there is no room beside: they stand below each
	left  []float64         // where each of the facts begins
	why   map[string]string // what is missing of each publisher, where it stands beside its columns
}

// fact is a column of words about publishers.
type fact struct {
	head   string
	number bool
	texts  []string
	width  float64
}

// The least distance of half-years beside which facts stand, and the widest that half-years
// need.
const (
	leastPitch = 0.72 // of the size of the text
	mostPitch  = 3
)

// layOut gives names, half-years and facts their places.
func (a *calendar) layOut() {
	names := 0.0
	for _, r := range a.c.Reporters {
		names = max(names, a.plain().strong().width(a.named(&r)))
		for _, row := range a.rowsOf(&r) {
			names = max(names, a.indent()+a.small().width(row.name))
		}
	}
	names = min(names, 0.3*a.w)
	a.at = a.x + names + 0.8*a.u
	room := a.x + a.w - a.at
	n := float64(len(a.c.Periods))
	beside := 0.0
	periods := 0
	for _, h := range a.table.Heads {
		if h.Narrow {
			periods++
		}
	}
	t := a.small()
	for i, h := range a.table.Heads[periods:] {
		column := fact{head: h.Text, number: !h.Words, width: t.strong().width(h.Text)}
		for _, line := range a.table.Lines {
			text := line.Cells[periods+i].Text
			column.texts = append(column.texts, text)
			column.width = max(column.width, t.width(text))
		}
		a.facts = append(a.facts, column)
		beside += 1.2*a.u + column.width
	}
	a.under = room-beside < n*leastPitch*a.u
	if !a.under {
		room -= beside
	}
	a.pitch = min(room/n, mostPitch*a.u)
	x := a.at + n*a.pitch
	for _, column := range a.facts {
		a.left = append(a.left, x+1.2*a.u)
		x += 1.2*a.u + column.width
	}
	if len(a.facts) == 0 || a.under {
		return
	}
	a.why = map[string]string{}
	for _, r := range a.c.Reporters {
		for _, n := range a.notes {
			if n.ID == r.ID {
				a.why[r.ID] = strings.TrimPrefix(n.Text, r.Name+", ")
			}
		}
	}
	a.notes = nil
}

// indent is how far the names of columns stand in.
func (a *calendar) indent() float64 {
	if len(a.c.Reporters) == 1 {
		return 0
	}
	return 0.9 * a.u
}

// named is a publisher with the number of the note that says what is missing.
func (a *calendar) named(r *answer.Reporter) string {
	if n := a.number(r.ID); n != "" {
		return r.Name + " " + n
	}
	return r.Name
}

// coverRow is one row of cells.
type coverRow struct {
	name  string
	cells []answer.CoverCell
}

// rowsOf are what is told of each column of a publisher; of one alone first the measure,
// where it is none of them.
func (a *calendar) rowsOf(r *answer.Reporter) (rows []coverRow) {
	if len(a.c.Reporters) == 1 && !slices.Contains(r.Columns, a.c.Measure) {
		rows = append(rows, coverRow{a.c.Measure.Label(), r.Line})
	}
	for i, c := range r.Columns {
		rows = append(rows, coverRow{c.Label(), r.Cells[i]})
	}
	return rows
}

// legend shows each state that stands in the figure.
func (a *calendar) legend() {
	var stands [answer.NumCovered]bool
	for i := range a.c.Reporters {
		r := &a.c.Reporters[i]
		for at := range r.Slots {
			stands[r.Line[at].Covered] = true
			for column := range r.Columns {
				stands[r.Cells[column][at].Covered] = true
			}
		}
	}
	var entries []entry
	for state, stand := range stands {
		if !stand {
			continue
		}
		state := answer.Covered(state)
		entries = append(entries, entry{text: state.Label(), draw: func(x, y, side float64) {
			a.cell(state, box{x, y, side, side}, a.o.Amount)
		}})
		if state.Label() != state.Means() && state != answer.NoReport {
			a.has(state.Label() + ": " + state.Means())
		}
	}
	a.figure.legend(entries)
	a.y += 0.3 * a.u
}

// publishers draws a row of each publisher: what it prints of the measure.
func (a *calendar) publishers() {
	head, t := a.small().strong(), a.small()
	if !a.under {
		for i, column := range a.facts {
			a.beside(i, a.y+head.size, column.head, head)
		}
	}
	title := a.plain().strong()
	title.size = head.size
	a.text(a.x, a.y+head.size, a.c.Measure.Label(), title)
	a.y += head.height() + 0.25*a.u
	name, high := a.plain(), 1.6*a.u
	for i := range a.c.Reporters {
		r := &a.c.Reporters[i]
		a.text(a.x, a.y+0.5*high+0.35*name.size, a.named(r), a.of(r.ID, name))
		a.reveal(func() {
			a.row(r, r.Line, a.y+0.14*high, 0.72*high)
			if !a.under {
				for k, column := range a.facts {
					a.beside(k, a.y+0.5*high+0.35*t.size, column.texts[i], a.aside(r, t))
				}
			}
		})
		a.tells = append(a.tells, strings.Join(report.NonEmpty(r.Name, a.factsOf(i)), ": "))
		a.y += high
		if a.under {
			a.reveal(func() { a.y = a.lines(a.at, a.y-0.1*a.u, t.wrap(a.factsOf(i), a.x+a.w-a.at), t) + 0.35*a.u })
		}
	}
	a.years()
}

// beside writes a text in the column of a fact: numbers end where it ends.
func (a *calendar) beside(fact int, y float64, text string, t font) {
	x := a.left[fact]
	if column := &a.facts[fact]; column.number {
		x, t = x+column.width, t.at(end)
	}
	a.text(x, y, text, t)
}

// aside is the font of what is told of a publisher beside its name: dim where that stands
// back, and never bold, which would take more room.
func (a *calendar) aside(r *answer.Reporter, t font) font {
	if a.back(r.ID) {
		return t.in(a.o.Dim)
	}
	return t.in(a.o.Text)
}

// factsOf are the facts about a publisher as one text.
func (a *calendar) factsOf(i int) string {
	var said []string
	for k, column := range a.facts {
		switch text := column.texts[i]; {
		case text == "":
		case k == 0:
			said = append(said, text)
		case column.number:
			said = append(said, text+" "+report.LowerFirst(column.head))
		default:
			said = append(said, report.LowerFirst(column.head)+" "+text)
		}
	}
	return strings.Join(said, "; ")
}

// group is what stands of one publisher among the columns.
type group struct {
	rows  []coverRow
	names [][]string // of each row, in lines
	tall  []float64  // each row
	why   []string   // in lines
	high  float64
}

// groupOf lays the rows of a publisher out, under its name or without it.
func (a *calendar) groupOf(r *answer.Reporter, named bool) (g group) {
	t := a.small()
	g.rows = a.rowsOf(r)
	if named {
		g.high = t.height() + 0.1*a.u
	}
	for _, row := range g.rows {
		name := t.wrap(row.name, a.at-a.x-a.indent()-0.4*a.u)
		g.names = append(g.names, name)
		g.tall = append(g.tall, max(1.16*a.u, float64(len(name))*t.height()))
		g.high += g.tall[len(g.tall)-1]
	}
	if text := a.why[r.ID]; text != "" {
		g.why = t.wrap(text, a.x+a.w-a.left[0])
		g.high = max(g.high, float64(len(g.why))*t.height())
	}
	g.high += 0.5 * a.u
	return g
}

// high is how high the columns of some publishers are, with their title, their years and
// what is said of the others.
func (a *calendar) high(reporters []answer.Reporter) float64 {
	high := 0.8*a.u + a.plain().height() + 0.5*a.u + a.small().height()
	for i := range reporters {
		high += a.groupOf(&reporters[i], len(reporters) > 1).high
	}
	for _, text := range a.others(reporters) {
		high += float64(len(a.small().wrap(text, a.w)))*a.small().height() + 0.35*a.u
	}
	return high
}

// columns draws a row of each thing that some publishers print, one after the other.
func (a *calendar) columns(reporters []answer.Reporter) {
	t := a.small().in(a.o.Text)
	for i := range reporters {
		r := &reporters[i]
		g := a.groupOf(r, len(reporters) > 1)
		if len(g.rows) == 0 {
			continue
		}
		y := a.y
		if len(g.why) > 0 {
			a.reveal(func() { a.lines(a.left[0], y, g.why, a.small()) })
		}
		if len(reporters) > 1 {
			a.text(a.x, y+t.size, r.Name, a.of(r.ID, t.strong()))
			y += t.height() + 0.1*a.u
		}
		for k, row := range g.rows {
			words, tall := float64(len(g.names[k]))*t.height(), g.tall[k]
			a.lines(a.x+a.indent(), y+(tall-words)/2, g.names[k], a.aside(r, t))
			a.reveal(func() { a.row(r, row.cells, y+(tall-0.86*a.u)/2, 0.86*a.u) })
			y += tall
		}
		a.y += g.high
	}
	a.years()
}

// others say why something is missing of the publishers that have no columns here.
func (a *calendar) others(shown []answer.Reporter) (said []string) {
	for i := range a.c.Reporters {
		r := &a.c.Reporters[i]
		here := slices.ContainsFunc(shown, func(s answer.Reporter) bool { return s.ID == r.ID })
		if text := a.why[r.ID]; text != "" && !here {
			said = append(said, r.Name+", "+text)
		}
	}
	return said
}

// rest writes that below everything.
func (a *calendar) rest(shown []answer.Reporter) {
	a.y += 0.3 * a.u
	for _, text := range a.others(shown) {
		a.reveal(func() { a.paragraph(text, a.small()) })
		a.y += 0.35 * a.u
	}
}

// row draws the cells of one row, and the thin line that is left where there are none.
func (a *calendar) row(r *answer.Reporter, cells []answer.CoverCell, y, high float64) {
	ink, gap := a.shade(r.ID, a.o.Amount), max(0.12*a.pitch, 1)
	for i, slot := range r.Slots {
		x, w := a.at+float64(slot.At)*a.pitch, float64(slot.Len)*a.pitch
		if cells[i].Covered != answer.NoReport {
			x, w = x+gap/2, w-gap
		}
		a.cell(cells[i].Covered, box{x, y, w, high}, ink)
	}
}

// cell draws a state in a box.
func (a *calendar) cell(state answer.Covered, b box, ink string) {
	const thin = 1
	edge := func() { a.edge(b, thin, ink) }
	middle := b.y + b.h/2
	switch state {
	case answer.Printed:
		a.rect(b.x, b.y, b.w, b.h, ink)
	case answer.InPart:
		a.rect(b.x, b.y+0.55*b.h, b.w, 0.45*b.h, ink)
		edge()
	case answer.AsRanges:
		a.rect(b.x, b.y, b.w, b.h, a.hatched(ink))
		edge()
	case answer.PercentOnly:
		edge()
		side := min(b.w, b.h) * 0.62 // the sign stands in the middle, as high as it is wide
		x, y := b.x+(b.w-side)/2, middle-side/2
		a.line(x+0.1*side, y+side, x+0.9*side, y, max(0.13*side, 0.8), ink)
		for _, at := range [2]float64{0.2, 0.8} {
			fmt.Fprintf(&a.b, `<circle cx="%s" cy="%s" r="%s" fill="%s"/>`+"\n", px(x+at*side), px(y+at*side), px(max(0.2*side, 0.9)), ink)
		}
	case answer.NotPrinted:
		fmt.Fprintf(&a.b, `<circle cx="%s" cy="%s" r="%s" fill="%s"/>`+"\n", px(b.x+b.w/2), px(middle), px(max(0.1*b.h, 1)), ink)
	case answer.NotHere:
		edge()
	case answer.NoReport:
		a.line(b.x, middle, b.x+b.w, middle, thin, a.o.NoRecord)
	}
}

// edge draws the edge of a box, inside of it.
func (c *canvas) edge(b box, width float64, stroke string) {
	fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="none" stroke="%s" stroke-width="%s"/>`+"\n",
		px(b.x+width/2), px(b.y+width/2), px(max(b.w-width, 0.5)), px(max(b.h-width, 0.5)), stroke, px(width))
}

// years writes the years below the rows, each under its halves, as many as have room.
func (a *calendar) years() {
	t := a.small()
	t.size = 0.75 * a.u
	n := len(a.c.Periods)
	right := a.at + float64(n)*a.pitch
	a.line(a.at, a.y, right, a.y, 1, a.o.Dim)
	every := 1
	for ; every < n && float64(2*every)*a.pitch < t.width("2000")+0.25*a.u; every++ {
	}
	for i, period := range a.c.Periods {
		if period.Half != 1 && i > 0 {
			continue
		}
		x := a.at + float64(i)*a.pitch
		a.line(x, a.y, x, a.y+0.3*a.u, 1, a.o.Dim)
		from := x
		if period.Half == 2 { // the axis begins in the middle of a year
			from -= a.pitch
		}
		centre, half := from+a.pitch, t.width("2000")/2
		if (period.Year-a.lastYear())%every == 0 && centre-half >= a.at-1 && centre+half <= a.x+a.w {
			a.text(centre, a.y+0.35*a.u+t.size, strconv.Itoa(period.Year), t.at(middle))
		}
	}
	a.y += 0.5*a.u + t.height()
}

// lastYear is the year at the end of the axis, which has a label.
func (a *calendar) lastYear() int { return a.c.Periods[len(a.c.Periods)-1].Year }
