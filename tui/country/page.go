package country

import (
	"cmp"
	"fmt"
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

// page is a profile laid out for a width, whether or not a line of it is
// on screen: a frame and a click only look up what stands where. It is kept from
// one frame to the next.
type page struct {
	Profile *answer.Profile
	sheet   *scene.Sheet
	W, tall int // what it was laid out for: the width, and the height of the screen
	theme   string
	axes    bool // it has no figures and marks
	Marks   []Mark
	rows    []pageLines // the rows of great figures, which scroll whole
	Lines   int
	plays   bool                                   // periods run by: its bars reach as far as …
	playing query.Playing                          // … which they are …
	reach   func(report.Column, ...string) float64 // … the figures of some countries in all of them …
	factor  float64                                // … and those of counts are drawn multiplied by this
	shown   [report.NumColumns]bool                // the figures that stand on it
	over    *scene.OverTime                        // what came of its requests over time; nil for another measure
}

// Mark is one thing on a page: a text, a bar, a row of a picture or a band. Marks
// are drawn in their order.
type Mark struct {
	At      grid.Rect // one line, from the top left corner of the page
	part    pageLines // the lines that are on screen together with it or not at all; empty for its own
	Text    string
	style   grid.Style
	Right   bool // the text ends at the right edge
	Fill    bool // a band, in the style's background
	Bar     *chart.Bar
	scale   chart.Scale
	picture *grid.Frame
	row     int          // of the picture
	does    model.Action // what a click does; nil for nothing
}

// pageLines are lines of a page: from the first of them to the one after the last.
type pageLines struct{ from, to int }

// whole is the line nearest to a line that begins no scrolled page in the middle of
// a row of great figures, which would show what they are of without themselves. Who
// comes from the row itself goes on to its end, others stop at its beginning.
func (page *page) whole(line, seenFrom int) int {
	for _, r := range page.rows {
		switch {
		case line <= r.from || line >= r.to:
		case seenFrom < line && seenFrom >= r.from:
			return r.to
		default:
			return r.from
		}
	}
	return line
}

// pageOf returns the page of a profile, the same one as long as nothing that it
// depends on is another.
func (k *View) pageOf(s *scene.Scene, p *answer.Profile, w int) *page {
	if page := k.page; page != nil && page.Profile == p && page.W == w && page.tall == s.H && page.theme == s.Theme.Name && page.sheet == s.Sheet && page.plays == (s.Plays() != nil) && page.playing.Periods.Equal(s.Query.Playing.Periods) && page.axes == s.Session.Axes {
		return page
	}
	k.page = &page{Profile: p, sheet: s.Sheet, W: w, tall: s.H, theme: s.Theme.Name, axes: s.Session.Axes, plays: s.Plays() != nil, playing: s.Query.Playing, factor: 1}
	if s.HalvesAll() {
		k.page.factor = 0.5
	}
	k.page.reach = func(c report.Column, ids ...string) float64 {
		q := p.Among.Query
		q.Playing = s.Query.Playing
		return s.Engine.Reach(q, ids, c)
	}
	all := &Column{Kit: s.Kit, Page: k.page, W: w}
	if !s.Plain {
		all.W = min(w, widestPage)
		if p.Own.Measure == report.Requests {
			k.page.over = s.OutcomesIn(p.Moments(), p.Own, p.Own)
			if k.page.over != nil {
				k.page.over.Bare = k.page.axes
			}
		}
	}
	switch {
	case p.Subject.Code == "":
	case p.Row == nil:
		if !s.Plain {
			all.W = min(w, TwoColumns)
		}
		for _, line := range missingWords(s.Kit, p) {
			all.paragraph(line, s.Theme.Text)
		}
		all.end()
		all.companies()
	default:
		all.tiles()
		all.divide()
		all.records()
	}
	k.page.Lines, k.page.reach = all.y, nil // it is laid out
	return k.page
}

// The columns of sections that a page of a width has.
const (
	threeColumns = 110
	TwoColumns   = 70
)

// No part of a page is wider than it takes to be read; what room is left stays empty.
const (
	widestPage  = 200
	widestFirst = 44
	widestTrend = 90
	widestLast  = 56
	widestList  = 56
	widestStep  = 3 // cells of a half-year, of which one is between two columns
)

// divide sets the sections of a page into columns, below what stands there, and
// goes on below the longest. Read aloud, they stand below one another.
func (c *Column) divide() {
	sections := [][]func(*Column){{(*Column).outcomes, (*Column).trend, (*Column).types, (*Column).services, (*Column).companies, (*Column).peers}}
	switch {
	case c.Plain:
		sections = [][]func(*Column){{(*Column).outcomes, (*Column).types, (*Column).services, (*Column).trend, (*Column).companies, (*Column).peers}}
	case c.W >= threeColumns:
		sections = [][]func(*Column){
			{(*Column).outcomes, (*Column).types, (*Column).services},
			{(*Column).trend, (*Column).companies},
			{(*Column).peers},
		}
	case c.W >= TwoColumns:
		sections = [][]func(*Column){
			{(*Column).outcomes, (*Column).trend, (*Column).companies},
			{(*Column).types, (*Column).services, (*Column).peers},
		}
	}
	between := 4
	n := len(sections)
	rest := c.W - (n-1)*between
	widths := slices.Repeat([]int{rest / n}, n)
	if n == 3 {
		// The middle one is as wide as its periods want, as long as the others keep
		// enough; the last has the longest names.
		const enough = 80
		most := min(rest-enough, rest*47/100, widestTrend)
		middle := max(min(rest*32/100, widestTrend), c.trendWidth(most))
		first := min((rest-middle)*46/100, widestFirst)
		widths = []int{first, middle, min(rest-middle-first, widestLast)}
		between += min((rest-first-middle-widths[2])/2, between)
	}
	x, end := 0, c.y
	for i, list := range sections {
		part := &Column{c.Kit, c.Page, x, widths[i], c.y}
		for _, section := range list {
			section(part)
		}
		end = max(end, part.y)
		x += widths[i] + between
	}
	c.y = end
}

// trendWidth is how many cells the columns over time take, at most so many.
func (c *Column) trendWidth(most int) int {
	p := c.Page.Profile
	if c.Page.over == nil {
		return PlanTrend(p.Trend, p.Breaks, most).Cells
	}
	steps := 0
	for i := range c.Page.over.Columns {
		steps += max(1, c.Page.over.Columns[i].Steps)
	}
	least := c.Page.over.LeastWidth(c.Pen(), c.tall())
	for step := widestStep; step > 1; step-- {
		if w := least + (step-1)*steps; w <= most {
			return w
		}
	}
	return min(least, most)
}

// Column is where a page is written, line by line: to be drawn, or read aloud as
// sentences without what is only to be looked at.
type Column struct {
	*scene.Kit
	Page *page
	x, W int
	y    int // the line that is written next
}

// put sets a mark on the line, x cells into the column, at most w cells wide.
func (c *Column) put(x, w int, k Mark) *Mark {
	k.At = grid.Rect{X: c.x + x, Y: c.y, W: min(w, c.W-x), H: 1}
	c.Page.Marks = append(c.Page.Marks, k)
	return &c.Page.Marks[len(c.Page.Marks)-1]
}

// figures writes figures and their marks: where the axes are alone, their places stay empty.
func (c *Column) figures(write func()) {
	before := len(c.Page.Marks)
	if write(); c.Page.axes {
		c.Page.Marks = c.Page.Marks[:before]
	}
}

func (c *Column) text(x, w int, text string, st grid.Style) {
	c.put(x, w, Mark{Text: text, style: st})
}

func (c *Column) right(x, w int, text string, st grid.Style) {
	c.put(x, w, Mark{Text: text, style: st, Right: true})
}

// cells writes a row of texts, each ending where its column of a width does, a gap
// apart, and returns where the last ends.
func (c *Column) cells(x int, widths []int, texts []string, style func(i int) grid.Style) int {
	for i, text := range texts {
		c.right(x+scene.Gap, widths[i], text, style(i))
		x += scene.Gap + widths[i]
	}
	return x
}

// dim is the style of the heads of columns.
func (c *Column) dim(int) grid.Style { return c.Theme.Dim }

// end is the empty line below a section.
func (c *Column) end() {
	if !c.Plain {
		c.y++
	}
}

// say writes a sentence.
func (c *Column) say(format string, args ...any) {
	c.paragraph(fmt.Sprintf(format, args...), c.Theme.Text)
}

// said is a figure and what it is of, as it is said.
func (c *Column) said(what string, f answer.Figure, col report.Column) string {
	if !f.Reported {
		return what + " not reported"
	}
	return c.Format.Figure(f, col) + " " + what
}

// paragraph writes a text over as many lines as it needs.
func (c *Column) paragraph(text string, st grid.Style) {
	if c.Plain {
		st = c.Theme.Text
	}
	for _, line := range grid.WrapLines(text, c.W) {
		c.text(0, c.W, line, st)
		c.y++
	}
}

// head begins a section: its title, and a remark at the right edge where both have
// room.
func (c *Column) head(title, remark string) {
	c.text(0, c.W, title, c.Theme.Strong)
	if grid.Width(title)+2+grid.Width(remark) <= c.W {
		c.right(0, c.W, remark, c.Theme.Dim)
	}
	c.y++
}

// figure is a figure of the profile as text; the page shows it from then on.
func (c *Column) figure(f answer.Figure, col report.Column) string {
	c.Page.shown[col] = true
	const longest = 15
	return c.Format.Short(f, col, longest)
}

// listing is a list with names, bars and figures in columns.
type listing struct {
	title  string   // "" where it stands above already
	aloud  string   // in its place where it is read
	heads  []string // of the figures
	rows   []listed
	whole  float64 // what a bar of full length is; 0 for the longest of them …
	reach  float64 // … and this while periods run by, which it is not zero for then alone
	ranked bool    // before the names stand places
	wrap   bool    // a name that has no room on its line goes on below
}

// listed is one row of a listing.
type listed struct {
	lead        string // before the name, such as a place
	leadStyle   grid.Style
	name, brief string // in brief where the name has no room; "" for cut
	style       grid.Style
	bar         chart.Bar // without segments: none
	figures     []string
	styles      []grid.Style // of the figures
	here        bool         // the row is what the profile is about
	does        model.Action
}

// align makes the digits of each column of figures end below one another, and returns
// how wide the columns are.
func (l *listing) align() (widths []int) {
	for i, head := range l.heads {
		column := make([]string, len(l.rows))
		for k, r := range l.rows {
			column[k] = r.figures[i]
		}
		answer.AlignDigits(column)
		width := grid.Width(head)
		for k, text := range column {
			l.rows[k].figures[i] = text
			width = max(width, grid.Width(text))
		}
		widths = append(widths, width)
	}
	return widths
}

// list writes a listing: figures as wide as they are, names in what is left, and
// bars where that is a lot.
func (c *Column) list(l listing) {
	if c.Plain {
		if len(l.rows) > 0 {
			c.say("%s", cmp.Or(l.aloud, l.title))
		}
		for _, r := range l.rows {
			c.figures(func() { c.say("%s: %s", r.name, strings.Join(report.NonEmpty(r.figures...), ", ")) })
		}
		return
	}
	widths := l.align()
	reach := widths[0] // blanks of the first figures that a long name reaches over
	lead, longest, highest, bars := 0, 0, l.whole, false
	if c.Page.plays && l.reach > 0 {
		highest = l.reach
	}
	for _, r := range l.rows {
		reach = min(reach, widths[0]-grid.Width(r.figures[0]))
		lead, longest = max(lead, grid.Width(r.lead)), max(longest, grid.Width(r.name))
		bars = bars || r.bar.Segments != nil
		if total, _ := r.bar.Total(); l.whole == 0 && l.reach == 0 {
			highest = max(highest, total)
		}
	}
	if lead > 0 {
		lead++
	}
	wide := min(c.W, widestList)
	left := wide
	for _, w := range widths {
		left -= w + scene.Gap
	}
	const leastBar, mostName = 6, 24
	name := max(left-lead, 1)
	bar := name - min(longest, max(mostName, name*3/5)) - scene.Gap
	if bar < leastBar || !bars {
		bar = 0
		name += reach
	} else {
		name -= bar + scene.Gap
	}
	if l.title != "" {
		c.text(0, c.W, l.title, c.Theme.Strong)
		if grid.Width(l.title)+scene.Gap > left { // the heads stand on a line of their own
			c.y++
		}
		c.cells(left, widths, l.heads, c.dim)
		c.y++
	}
	for i := range l.rows {
		r := &l.rows[i]
		first := len(c.Page.Marks)
		if r.here {
			c.put(0, wide, Mark{Fill: true, style: c.Theme.BandStyle()})
		}
		leads := func() { c.right(0, max(lead-1, 0), r.lead, c.OnBand(r.leadStyle, r.here)) }
		if l.ranked {
			c.figures(leads)
		} else {
			leads()
		}
		lines := []string{r.name}
		if r.brief != "" {
			lines[0] = scene.FirstFitting(name, r.name, r.brief)
		}
		if l.wrap && grid.Width(r.name) > name {
			lines = grid.WrapLines(r.name, name)
		}
		c.text(lead, name, lines[0], c.OnBand(r.style, r.here))
		c.figures(func() {
			if r.bar.Segments != nil && bar > 0 {
				c.put(lead+name+scene.Gap, bar, Mark{Bar: &r.bar, scale: chart.Scale{Max: highest}})
			}
			c.cells(left, widths, r.figures, func(i int) grid.Style { return c.OnBand(r.styles[i], r.here) })
		})
		if r.does != nil {
			c.put(0, wide, Mark{does: r.does})
		}
		c.y++
		for _, line := range lines[1:] {
			c.text(lead, name, line, r.style)
			c.y++
		}
		for k := range c.Page.Marks[first:] { // a name does not stand without its figures
			c.Page.Marks[first+k].part = pageLines{c.y - len(lines), c.y}
		}
	}
}
