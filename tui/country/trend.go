package country

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// A trend is drawn as one column a period, from the left:
//
//	   ██  ┊██
//	   ████┊████
//	███████┊██  ██    the measure, a year among half-years as half of it
//	────────────··■■  · no figure   ■ a period that the filter names
//	2012   2014 2015  the years, where they have room
//
// Between periods on either side of a break in the series, and where other
// publishers report than before, stands a line from top to bottom.

// trendPlan is where the periods of a trend stand.
type trendPlan struct {
	First  int   // the first moment that is drawn
	At     []int // the first cell of each moment from there on
	Width  int   // cells of a column
	Breaks []int // cells of lines
	Cells  int
}

// PlanTrend gives each period a column, as wide as w allows but at most four
// cells, of which the last is a space where there are three. Where even one cell a
// period is too many, the first periods are left out.
func PlanTrend(trend []answer.Moment, breaks []answer.Break, w int) trendPlan {
	broken := func(t int) bool { // a break lies just before this moment
		return otherPublishers(trend, t) || t > 0 && slices.ContainsFunc(breaks, func(b answer.Break) bool {
			return trend[t-1].Period.Start() < b.At.Start() && trend[t].Period.Start() >= b.At.Start()
		})
	}
	lines := 0
	for t := range trend {
		if broken(t) {
			lines++
		}
	}
	plan := trendPlan{First: max(0, len(trend)+lines-w)}
	stride := 1
	if n := len(trend) - plan.First; n > 0 {
		stride = max(1, min((w-lines)/n, 4))
	}
	if plan.Width = stride; stride > 2 {
		plan.Width--
	}
	for t := plan.First; t < len(trend); t++ {
		if broken(t) && t > plan.First {
			plan.Breaks = append(plan.Breaks, plan.Cells)
			plan.Cells++
		}
		plan.At = append(plan.At, plan.Cells)
		plan.Cells += stride
	}
	return plan
}

// otherPublishers says whether others report on a moment than on the one before.
func otherPublishers(trend []answer.Moment, t int) bool {
	return t > 0 && !slices.Equal(trend[t-1].Publishers, trend[t].Publishers)
}

// DrawTrend draws a trend into a picture of its own: columns h rows high, the
// axis, the years.
func DrawTrend(kit *scene.Kit, trend []answer.Moment, measure report.Column, plan trendPlan, h int) *grid.Frame {
	f := grid.New(plan.Cells, h+2)
	values := slices.Repeat([]float64{math.NaN()}, plan.Cells)
	highest, lowest, chosen := 0.0, 0.0, false
	for i, x := range plan.At {
		k := &trend[plan.First+i]
		chosen = chosen || k.Chosen
		if !reported(k) {
			continue
		}
		highest, lowest = max(highest, k.Value), min(lowest, k.Value)
		for d := range plan.Width {
			values[x+d] = k.Value
		}
	}
	up := h // rows above the axis of zero; below it only changes go
	if lowest < 0 {
		up = min(max(int(math.Round(float64(h)*highest/(highest-lowest))), 1), h-1)
	}
	unit := max(highest/float64(up), -lowest/float64(max(h-up, 1))) // what a row stands for
	amount, _ := kit.Paint(report.Requests)
	kit.Pen().DrawColumns(f, grid.Rect{W: plan.Cells, H: up}, values, unit*float64(up), amount)
	less, other := kit.Fewer()
	for x, v := range values {
		if v < 0 {
			f.VLine(x, up, max(1, int(math.Round(-v/unit))), other, less)
		}
	}
	for _, x := range plan.Breaks {
		f.VLine(x, 0, h, kit.Glyphs.Break, kit.Theme.Dim)
	}
	f.HLine(0, h, plan.Cells, kit.Rule(), kit.Theme.Rule)
	for i, x := range plan.At {
		k := &trend[plan.First+i]
		column := grid.Rect{X: x, W: plan.Width, H: h}
		switch {
		case !reported(k):
			f.Rune(x, h, kit.Glyphs.Missing, kit.Theme.Faint)
		case k.Partial != "":
			f.SetFG(column, kit.Theme.Faint.FG)
			for y := range h { // hollow: it is not to be taken for a whole one
				if glyph, _ := f.Cell(x, y); glyph == string(kit.Glyphs.Solid) {
					f.HLine(x, y, plan.Width, kit.Glyphs.Hatch, kit.Theme.Faint)
				}
			}
		case k.Chosen:
			f.HLine(x, h, plan.Width, kit.Glyphs.Chosen, kit.Theme.Accent)
		case chosen:
			f.SetFG(column, kit.Theme.Dim.FG)
		}
	}
	for year, x := range plan.Years(trend) {
		f.Text(grid.Rect{X: x, Y: h + 1, W: plan.Cells - x, H: 1}, fmt.Sprint(year), kit.Theme.Dim)
	}
	return f
}

// Years says where years are named below a trend: as many as have room, equally
// many apart.
func (plan *trendPlan) Years(trend []answer.Moment) map[int]int {
	type begun struct{ year, x, w int }
	var all []begun
	for i, x := range plan.At {
		if year := trend[plan.First+i].Period.Year; len(all) == 0 || all[len(all)-1].year != year {
			all = append(all, begun{year, x, len(fmt.Sprint(year))})
		}
	}
	for step := 1; ; step++ {
		named, free, crowded := map[int]int{}, 0, false
		for _, y := range all {
			if (y.year-all[0].year)%step != 0 || y.x+y.w > plan.Cells {
				continue
			}
			crowded = crowded || y.x < free
			named[y.year], free = y.x, y.x+y.w+1
		}
		if !crowded {
			return named
		}
	}
}

// trend writes the measure over all periods.
func (c *Column) trend() {
	p := c.Page.Profile
	measure := p.Among.Query.Measure
	if c.Plain {
		c.figures(func() { c.sayTrend(p, measure) })
		return
	}
	read := ReadTrend(p)
	if len(read.known) == 0 {
		c.head(measure.Label()+" over time", "")
		c.paragraph("No period reports it.", c.Theme.Dim)
		c.y++
		return
	}
	var words []string
	if over := c.Page.over; over != nil {
		words = c.stacks(over)
	} else {
		words = c.columns()
	}
	for _, k := range []struct {
		word string
		at   *answer.Moment
	}{{"latest", read.Latest}, {"most", read.Most}, {"least", read.Least}} {
		if k.word != "latest" && (read.Alike < 2 || read.Most == nil || read.Most.Value == read.Least.Value) {
			continue
		}
		f := k.at.Cell.Figure
		text := c.figure(f, measure)
		c.figures(func() {
			c.text(0, 6, k.word, c.Theme.Dim)
			c.text(8, 8, k.at.Period.String(), c.Theme.Dim)
			c.text(17, c.W-17, text, c.FigureStyle(f, measure))
			if k.at.Halved {
				c.text(18+grid.Width(text), c.W, c.Glyphs.Halved, c.Theme.Dim)
			}
			if room := c.W - 18 - grid.Width(text); k.at.Partial != "" && grid.Width(k.at.Partial) <= room { // it also stands below
				c.text(18+grid.Width(text), room, k.at.Partial, c.Theme.Dim)
			}
		})
		c.y++
	}
	for _, line := range words {
		c.paragraph(line, c.Theme.Dim)
	}
	c.y++
}

// tall is how many rows the columns over time are high: so many that a screen shows them
// whole.
func (c *Column) tall() int {
	switch {
	case c.Page.tall >= 44:
		return 16
	case c.Page.tall >= 32:
		return 12
	}
	return 8
}

// columns writes a measure as columns over time, and returns what its marks mean.
func (c *Column) columns() []string {
	p := c.Page.Profile
	measure, remark := p.Among.Query.Measure, ""
	if p.Uneven && measure.IsCount() {
		remark = "per six months"
	}
	c.head(measure.Label()+" over time", remark)
	plan := PlanTrend(p.Trend, p.Breaks, c.W)
	h := c.tall()
	picture := DrawTrend(c.Kit, p.Trend, measure, plan, h)
	if c.Page.axes {
		picture.Clear(grid.Rect{W: plan.Cells, H: h})
	}
	c.picture(picture, plan.Cells, h+2)
	return TrendWords(c.Kit, p, plan)
}

// stacks writes the requests as stacks of outcomes over time, and returns what the marks
// mean. Their colours are those of the outcomes that the page lists; where it lists those
// of some periods alone, the stacks have a legend.
func (c *Column) stacks(over *scene.OverTime) []string {
	p := c.Page.Profile
	remark := "in six months"
	if over.Years {
		remark = "a year"
	}
	const title = "Requests over time"
	c.text(0, c.W, title, c.Theme.Strong)
	x := grid.Width(title) + scene.Gap
	remarks := []string{remark, ""}
	if over.Split && !over.One {
		remarks = append([]string{remark + ", by outcome"}, remarks...)
	}
	c.text(x, c.W-x, scene.FirstFitting(c.W-x, remarks...), c.Theme.Dim)
	c.y++
	if over.Split && !over.One && len(p.Own.Period.Ranges) > 0 {
		entries := c.OutcomeEntries(over.Total)
		rows := chart.LegendRows(c.W, entries)
		legend := grid.New(c.W, rows)
		c.Pen().DrawLegend(legend, legend.Rect(), c.Theme.Dim, entries)
		c.picture(legend, c.W, rows)
	}
	h := c.tall() + 2 // the axis, and the years
	picture := grid.New(c.W, h)
	out := c.Pen().DrawStacks(picture, picture.Rect(), &over.Stacks)
	c.picture(picture, c.W, h)
	return append(over.Words(c.Kit), readingWords(c.Kit, p, out)...)
}

// picture puts rows of a picture below one another.
func (c *Column) picture(picture *grid.Frame, w, rows int) {
	for row := range rows {
		c.put(0, w, Mark{picture: picture, row: row})
		c.y++
	}
}

// sayTrend says the measure in each period, and what divides them.
func (c *Column) sayTrend(p *answer.Profile, measure report.Column) {
	c.say("%s over time", measure.Label())
	var periods []report.Period
	for i := range p.Trend {
		at := &p.Trend[i]
		periods = append(periods, at.Period)
		words := []string{"no record"}
		if at.Cell != nil {
			words[0] = c.FigureTold(at.Cell.Figure, measure)
			if reported(at) && at.Halved {
				words[0] += " in a whole year"
			}
			words = report.NonEmpty(words[0], at.Partial)
		}
		if at.Chosen {
			words = append(words, "in the figures above")
		}
		c.say("%s: %s", at.Period, strings.Join(words, ", "))
	}
	for _, b := range p.Breaks {
		c.say("counted differently from %s on: %s", b.At, b.Note.Text)
	}
	if text := c.PublishersSentence(p.Own, periods); text != "" {
		c.say("%s", text)
	}
}

// reported says whether the measure is known in a period.
func reported(k *answer.Moment) bool { return k.Cell != nil && k.Cell.Figure.Reported }

// trendReading is what can be read off a trend: its latest period, as LatestOf
// says, and of those that the same publishers report the most and the least.
type trendReading struct {
	known               []*answer.Moment // that report the measure
	Latest, Most, Least *answer.Moment
	Alike               int  // how many of the known the publishers of the latest report
	floors, about       bool // some of them are lower bounds, or about so much
}

func ReadTrend(p *answer.Profile) trendReading {
	var r trendReading
	measure := p.Among.Query.Measure
	reporting := make([][]string, len(p.Trend))
	known := func(t int) bool { return reported(&p.Trend[t]) }
	for t := range p.Trend {
		reporting[t] = p.Trend[t].Publishers
		if !known(t) {
			continue
		}
		f := p.Trend[t].Cell.Figure
		r.known = append(r.known, &p.Trend[t])
		r.floors = r.floors || f.Marks.Has(answer.Floor)
		r.about = r.about || f.Marks.Has(answer.Approx) || measure.IsCount() && f.IsRange()
	}
	latest := answer.LatestOf(reporting, known)
	if latest < 0 {
		return r
	}
	r.Latest = &p.Trend[latest]
	for _, k := range r.known {
		if !slices.Equal(k.Publishers, r.Latest.Publishers) {
			continue
		}
		if r.Alike++; k.Partial != "" {
			continue // a part of a year is not the least of years
		}
		if r.Most == nil || k.Value > r.Most.Value {
			r.Most = k
		}
		if r.Least == nil || k.Value < r.Least.Value {
			r.Least = k
		}
	}
	return r
}

// TrendWords explain the marks of a trend.
func TrendWords(kit *scene.Kit, p *answer.Profile, plan trendPlan) []string {
	var halved, chosen, partial, breaks, others []string
	gaps := 0
	for i := range p.Trend[plan.First:] {
		k := &p.Trend[plan.First+i]
		if i > 0 && otherPublishers(p.Trend, plan.First+i) {
			others = append(others, k.Period.String())
		}
		if !reported(k) {
			gaps++
			continue
		}
		if k.Halved {
			halved = append(halved, k.Period.String())
		}
		if k.Chosen {
			chosen = append(chosen, k.Period.String())
		}
		if k.Partial != "" {
			partial = append(partial, k.Period.String()+": "+k.Partial)
		}
	}
	for _, b := range p.Breaks {
		if at := b.At.String(); !slices.Contains(breaks, at) {
			breaks = append(breaks, at)
		}
	}
	var lines []string
	note := func(holds bool, format string, args ...any) {
		if holds {
			lines = append(lines, fmt.Sprintf(format, args...))
		}
	}
	note(len(halved) > 0, "%s: a whole year, drawn %s", strings.Join(halved, ", "), kit.Glyphs.Halved)
	lines = append(lines, partial...)
	note(len(chosen) > 0, "%c in the figures above: %s", kit.Glyphs.Chosen, spanOf(chosen, kit.Glyphs.Ellipsis))
	note(len(breaks) > 0 && len(plan.Breaks) > 0, "%c counted differently from %s on", kit.Glyphs.Break, strings.Join(breaks, ", "))
	note(len(others) > 0, "%c other publishers from %s on", kit.Glyphs.Break, strings.Join(others, ", "))
	note(gaps > 0, "%c no figure for %d of %d periods", kit.Glyphs.Missing, gaps, len(p.Trend)-plan.First)
	return append(lines, readingWords(kit, p, plan.First)...)
}

// readingWords say what the figures of a trend rest on, of which the first periods may
// have no room.
func readingWords(kit *scene.Kit, p *answer.Profile, out int) []string {
	var lines []string
	note := func(holds bool, format string, args ...any) {
		if holds {
			lines = append(lines, fmt.Sprintf(format, args...))
		}
	}
	read := ReadTrend(p)
	note(read.floors, "%s some of it is drawn at a lower bound", strings.TrimSpace(kit.Glyphs.Floor))
	note(read.about, "%s some of it is about so much", strings.TrimSpace(kit.Glyphs.Approx))
	if latest := read.Latest; latest != nil { // what it is compared with, and who has reported since
		note(read.Alike == 1 && len(read.known) > 1, "no other period has the publishers of %s: nothing is the most or the least", latest.Period)
		note(read.Alike > 1 && read.Alike < len(read.known), "most and least: of the %d periods that the publishers of %s report", read.Alike, latest.Period)
		for _, k := range read.known {
			names := report.JoinWords(kit.Names(p.Own, query.ByPublisher, k.Publishers))
			note(k.Period.Compare(latest.Period) > 0, "%s: only %s so far", k.Period, names)
		}
	}
	note(out > 0, "%d earlier periods have no room here", out)
	return lines
}

// spanOf writes a list of periods: up to three, else the first and the last.
func spanOf(periods []string, ellipsis string) string {
	if len(periods) <= 3 {
		return strings.Join(periods, ", ")
	}
	return periods[0] + ", " + ellipsis + ", " + periods[len(periods)-1]
}
