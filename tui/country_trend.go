package tui

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
	first  int   // the first moment that is drawn
	at     []int // the first cell of each moment from there on
	width  int   // cells of a column
	breaks []int // cells of lines
	cells  int
}

// planTrend gives each period a column, as wide as w allows but at most four
// cells, of which the last is a space where there are three. Where even one cell a
// period is too many, the first periods are left out.
func planTrend(trend []answer.Moment, breaks []answer.Break, w int) trendPlan {
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
	plan := trendPlan{first: max(0, len(trend)+lines-w)}
	stride := 1
	if n := len(trend) - plan.first; n > 0 {
		stride = max(1, min((w-lines)/n, 4))
	}
	if plan.width = stride; stride > 2 {
		plan.width--
	}
	for t := plan.first; t < len(trend); t++ {
		if broken(t) && t > plan.first {
			plan.breaks = append(plan.breaks, plan.cells)
			plan.cells++
		}
		plan.at = append(plan.at, plan.cells)
		plan.cells += stride
	}
	return plan
}

// otherPublishers says whether others report on a moment than on the one before.
func otherPublishers(trend []answer.Moment, t int) bool {
	return t > 0 && !slices.Equal(trend[t-1].Publishers, trend[t].Publishers)
}

// drawTrend draws a trend into a picture of its own: columns h rows high, the
// axis, the years.
func drawTrend(kit *kit, trend []answer.Moment, measure report.Column, plan trendPlan, h int) *grid.Frame {
	f := grid.New(plan.cells, h+2)
	values := slices.Repeat([]float64{math.NaN()}, plan.cells)
	reported := func(k *answer.Moment) bool { return k.Cell != nil && k.Cell.Figure.Reported }
	highest, lowest, chosen := 0.0, 0.0, false
	for i, x := range plan.at {
		k := &trend[plan.first+i]
		chosen = chosen || k.Chosen
		if !reported(k) {
			continue
		}
		highest, lowest = max(highest, k.Value), min(lowest, k.Value)
		for d := range plan.width {
			values[x+d] = k.Value
		}
	}
	up := h // rows above the axis of zero; below it only changes go
	if lowest < 0 {
		up = min(max(int(math.Round(float64(h)*highest/(highest-lowest))), 1), h-1)
	}
	unit := max(highest/float64(up), -lowest/float64(max(h-up, 1))) // what a row stands for
	pen := chart.Pen{Theme: &kit.theme, Glyphs: &kit.glyphs}
	amount, _ := kit.paint(report.Requests)
	// A last column, which is not shown, holds the scale.
	wide := grid.New(plan.cells+1, up)
	pen.DrawSpark(wide, wide.Rect(), append(slices.Clone(values), unit*float64(up)), amount)
	for y := range up {
		copyRow(f, grid.Rect{Y: y, W: plan.cells, H: 1}, wide, y)
	}
	less, other := kit.fewer()
	if !kit.theme.NoColor && !kit.glyphs.ASCII {
		other = kit.glyphs.Solid
	}
	for x, v := range values {
		if v < 0 {
			f.VLine(x, up, max(1, int(math.Round(-v/unit))), other, less)
		}
	}
	for _, x := range plan.breaks {
		f.VLine(x, 0, h, kit.glyphs.Break, kit.theme.Dim)
	}
	f.HLine(0, h, plan.cells, kit.glyphs.Rule, kit.theme.Rule)
	for i, x := range plan.at {
		k := &trend[plan.first+i]
		column := grid.Rect{X: x, W: plan.width, H: h}
		switch {
		case !reported(k):
			f.Rune(x, h, kit.glyphs.Missing, kit.theme.Faint)
		case k.Partial != "":
			f.SetFG(column, kit.theme.Faint.FG)
			for y := range h { // hollow: it is not to be taken for a whole one
				if glyph, _ := f.Cell(x, y); glyph == string(kit.glyphs.Solid) {
					f.HLine(x, y, plan.width, kit.glyphs.Hatch, kit.theme.Faint)
				}
			}
		case k.Chosen:
			f.HLine(x, h, plan.width, kit.glyphs.Chosen, kit.theme.Accent)
		case chosen:
			f.SetFG(column, kit.theme.Dim.FG)
		}
	}
	for year, x := range plan.years(trend) {
		f.Text(grid.Rect{X: x, Y: h + 1, W: plan.cells - x, H: 1}, fmt.Sprint(year), kit.theme.Dim)
	}
	return f
}

// years says where years are named below a trend: as many as have room, equally
// many apart.
func (plan *trendPlan) years(trend []answer.Moment) map[int]int {
	type begun struct{ year, x, w int }
	var all []begun
	for i, x := range plan.at {
		if year := trend[plan.first+i].Period.Year; len(all) == 0 || all[len(all)-1].year != year {
			all = append(all, begun{year, x, len(fmt.Sprint(year))})
		}
	}
	for step := 1; ; step++ {
		named, free, crowded := map[int]int{}, 0, false
		for _, y := range all {
			if (y.year-all[0].year)%step != 0 || y.x+y.w > plan.cells {
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
func (c *column) trend() {
	p := c.page.profile
	measure := p.Among.Query.Measure
	remark := ""
	if p.Uneven && measure.IsCount() {
		remark = "per six months"
	}
	c.head(measure.Label()+" over time", remark)
	read := readTrend(p)
	if len(read.known) == 0 {
		c.paragraph("No period reports it.", c.theme.Dim)
		c.y++
		return
	}
	h := 6
	if c.page.tall >= 44 {
		h = 8
	}
	plan := planTrend(p.Trend, p.Breaks, c.w)
	picture := drawTrend(c.kit, p.Trend, measure, plan, h)
	for row := range h + 2 {
		c.put(0, plan.cells, mark{picture: picture, row: row})
		c.y++
	}
	for _, k := range []struct {
		word string
		at   *answer.Moment
	}{{"latest", read.latest}, {"most", read.most}, {"least", read.least}} {
		if k.word != "latest" && (read.alike < 2 || read.most == nil || read.most.Value == read.least.Value) {
			continue
		}
		c.text(0, 6, k.word, c.theme.Dim)
		c.text(8, 8, k.at.Period.String(), c.theme.Dim)
		f := k.at.Cell.Figure
		text := c.figure(f, measure)
		c.text(17, c.w-17, text, c.figureStyle(f, measure))
		if k.at.Halved {
			c.text(18+grid.Width(text), c.w, c.glyphs.Halved, c.theme.Dim)
		}
		if room := c.w - 18 - grid.Width(text); k.at.Partial != "" && grid.Width(k.at.Partial) <= room { // it also stands below
			c.text(18+grid.Width(text), room, k.at.Partial, c.theme.Dim)
		}
		c.y++
	}
	for _, line := range trendWords(c.kit, p, plan) {
		c.paragraph(line, c.theme.Dim)
	}
	c.y++
}

// trendReading is what can be read off a trend: its latest period, as LatestOf
// says, and of those that the same publishers report the most and the least.
type trendReading struct {
	known               []*answer.Moment // that report the measure
	latest, most, least *answer.Moment
	alike               int  // how many of the known the publishers of the latest report
	floors, about       bool // some of them are lower bounds, or about so much
}

func readTrend(p *answer.Profile) trendReading {
	var r trendReading
	measure := p.Among.Query.Measure
	reporting := make([][]string, len(p.Trend))
	known := func(t int) bool { return p.Trend[t].Cell != nil && p.Trend[t].Cell.Figure.Reported }
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
	r.latest = &p.Trend[latest]
	for _, k := range r.known {
		if !slices.Equal(k.Publishers, r.latest.Publishers) {
			continue
		}
		if r.alike++; k.Partial != "" {
			continue // a part of a year is not the least of years
		}
		if r.most == nil || k.Value > r.most.Value {
			r.most = k
		}
		if r.least == nil || k.Value < r.least.Value {
			r.least = k
		}
	}
	return r
}

// trendWords explain the marks of a trend.
func trendWords(kit *kit, p *answer.Profile, plan trendPlan) []string {
	var lines []string
	var halved, chosen, partial []string
	gaps := 0
	for i := range p.Trend[plan.first:] {
		k := &p.Trend[plan.first+i]
		if k.Cell == nil || !k.Cell.Figure.Reported {
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
	if len(halved) > 0 {
		lines = append(lines, fmt.Sprintf("%s: a whole year, drawn %s", strings.Join(halved, ", "), kit.glyphs.Halved))
	}
	lines = append(lines, partial...)
	if len(chosen) > 0 {
		lines = append(lines, fmt.Sprintf("%c in the figures above: %s", kit.glyphs.Chosen, spanOf(chosen, kit.glyphs.Ellipsis)))
	}
	var breaks []string
	for _, b := range p.Breaks {
		if at := b.At.String(); !slices.Contains(breaks, at) {
			breaks = append(breaks, at)
		}
	}
	if len(breaks) > 0 && len(plan.breaks) > 0 {
		lines = append(lines, fmt.Sprintf("%c counted differently from %s on", kit.glyphs.Break, strings.Join(breaks, ", ")))
	}
	var others []string
	for t := range p.Trend {
		if otherPublishers(p.Trend, t) && t > plan.first {
			others = append(others, p.Trend[t].Period.String())
		}
	}
	if len(others) > 0 {
		lines = append(lines, fmt.Sprintf("%c other publishers from %s on", kit.glyphs.Break, strings.Join(others, ", ")))
	}
	if gaps > 0 {
		lines = append(lines, fmt.Sprintf("%c no figure for %d of %d periods", kit.glyphs.Missing, gaps, len(p.Trend)-plan.first))
	}
	read := readTrend(p)
	if read.floors {
		lines = append(lines, strings.TrimSpace(kit.glyphs.Floor)+" some of it is drawn at a lower bound")
	}
	if read.about {
		lines = append(lines, strings.TrimSpace(kit.glyphs.Approx)+" some of it is about so much")
	}
	lines = append(lines, latestWords(kit, p, read)...)
	if plan.first > 0 {
		lines = append(lines, fmt.Sprintf("%d earlier periods have no room here", plan.first))
	}
	return lines
}

// latestWords say what the latest period is compared with, and who has reported
// since.
func latestWords(kit *kit, p *answer.Profile, read trendReading) []string {
	var lines []string
	switch {
	case read.latest == nil || read.alike == len(read.known):
	case read.alike == 1:
		lines = append(lines, fmt.Sprintf("no other period has the publishers of %s: nothing is the most or the least", read.latest.Period))
	default:
		lines = append(lines, fmt.Sprintf("most and least: of the %d periods that the publishers of %s report", read.alike, read.latest.Period))
	}
	for _, k := range read.known {
		if read.latest == nil || k.Period.Compare(read.latest.Period) <= 0 {
			continue
		}
		var names []string
		for _, id := range k.Publishers {
			names = append(names, kit.engine.Name(p.Own, query.ByPublisher, id))
		}
		lines = append(lines, fmt.Sprintf("%s: only %s so far", k.Period, inSeries(names)))
	}
	return lines
}

// spanOf writes a list of periods: up to three, else the first and the last.
func spanOf(periods []string, ellipsis string) string {
	if len(periods) <= 3 {
		return strings.Join(periods, ", ")
	}
	return periods[0] + ", " + ellipsis + ", " + periods[len(periods)-1]
}
