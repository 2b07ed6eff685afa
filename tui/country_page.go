package tui

import (
	"math"
	"slices"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
)

// profilePage is a profile laid out for a width, whether or not a line of it is
// on screen: a frame and a click only look up what stands where. It is kept from
// one frame to the next.
type profilePage struct {
	profile *answer.Profile
	sheet   *sheet
	w, tall int // what it was laid out for: the width, and the height of the screen
	theme   string
	marks   []mark
	rows    []pageLines // the rows of great figures, which scroll whole
	lines   int
	shown   [report.NumColumns]bool // the figures that stand on it
}

// mark is one thing on a page: a text, a bar, a row of a picture or a band. Marks
// are drawn in their order.
type mark struct {
	at      grid.Rect // one line, from the top left corner of the page
	part    pageLines // the lines that are on screen together with it or not at all; empty for its own
	text    string
	style   grid.Style
	right   bool // the text ends at the right edge
	fill    bool // a band, in the style's background
	bar     *chart.Bar
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
func (page *profilePage) whole(line, seenFrom int) int {
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
func (k *countryView) pageOf(s *scene, p *answer.Profile, w int) *profilePage {
	if page := k.page; page != nil && page.profile == p && page.w == w && page.tall == s.h && page.theme == s.theme.Name && page.sheet == s.sheet {
		return page
	}
	page := &profilePage{profile: p, sheet: s.sheet, w: w, tall: s.h, theme: s.theme.Name}
	k.page = page
	if p.Subject.Code == "" {
		return page
	}
	if s.plain {
		page.read(s.kit)
		return page
	}
	all := &column{kit: s.kit, page: page, w: w}
	if p.Row == nil {
		all.w = min(w, twoColumns)
		all.missing()
		all.companies()
		page.lines = all.y
		return page
	}
	all.tiles()
	page.divide(s.kit, all)
	all.records()
	page.lines = all.y
	return page
}

// The columns of sections that a page of a width has.
const (
	threeColumns = 110
	twoColumns   = 70
)

// divide sets the sections of a page into columns, below what stands there, and
// goes on below the longest.
func (page *profilePage) divide(k *kit, all *column) {
	sections := [][]func(*column){{(*column).outcomes, (*column).trend, (*column).types, (*column).services, (*column).companies, (*column).peers}}
	switch {
	case all.w >= threeColumns:
		sections = [][]func(*column){
			{(*column).outcomes, (*column).types, (*column).services},
			{(*column).trend, (*column).companies},
			{(*column).peers},
		}
	case all.w >= twoColumns:
		sections = [][]func(*column){
			{(*column).outcomes, (*column).trend, (*column).companies},
			{(*column).types, (*column).services, (*column).peers},
		}
	}
	const between = 4
	n := len(sections)
	rest := all.w - (n-1)*between
	widths := slices.Repeat([]int{rest / n}, n)
	if n == 3 {
		// The middle one is as wide as its periods want, as long as the others keep
		// enough; the last has the longest names.
		const enough = 80
		most := min(rest-enough, rest*42/100)
		middle := max(rest*32/100, planTrend(page.profile.Trend, page.profile.Breaks, most).cells)
		first := (rest - middle) * 46 / 100
		widths = []int{first, middle, rest - middle - first}
	}
	x, end := 0, all.y
	for i, list := range sections {
		c := &column{kit: k, page: page, x: x, w: widths[i], y: all.y}
		for _, section := range list {
			section(c)
		}
		end = max(end, c.y)
		x += widths[i] + between
	}
	all.y = end
}

// column is where a page is written, line by line.
type column struct {
	*kit
	page *profilePage
	x, w int
	y    int // the line that is written next
}

// put sets a mark on the line, x cells into the column, at most w cells wide.
func (c *column) put(x, w int, k mark) *mark {
	k.at = grid.Rect{X: c.x + x, Y: c.y, W: min(w, c.w-x), H: 1}
	c.page.marks = append(c.page.marks, k)
	return &c.page.marks[len(c.page.marks)-1]
}

func (c *column) text(x, w int, text string, st grid.Style) {
	c.put(x, w, mark{text: text, style: st})
}

func (c *column) right(x, w int, text string, st grid.Style) {
	c.put(x, w, mark{text: text, style: st, right: true})
}

// paragraph writes a text over as many lines as it needs.
func (c *column) paragraph(text string, st grid.Style) {
	for _, line := range grid.WrapLines(text, c.w) {
		c.text(0, c.w, line, st)
		c.y++
	}
}

// head begins a section: its title, and a remark at the right edge where both have
// room.
func (c *column) head(title, remark string) {
	c.text(0, c.w, title, c.theme.Strong)
	if grid.Width(title)+2+grid.Width(remark) <= c.w {
		c.right(0, c.w, remark, c.theme.Dim)
	}
	c.y++
}

// headOver begins a section whose last column the words stand over: below the
// title where both have no room in a line.
func (c *column) headOver(title, words string) {
	c.text(0, c.w, title, c.theme.Strong)
	if grid.Width(title)+gap+grid.Width(words) > c.w {
		c.y++
	}
	c.right(0, c.w, words, c.theme.Dim)
	c.y++
}

// figure is a figure of the profile as text; the page shows it from then on.
func (c *column) figure(f answer.Figure, col report.Column) string {
	c.page.shown[col] = true
	const longest = 15
	return c.format.Short(f, col, longest)
}

// listing is a list with names, bars and figures in columns.
type listing struct {
	title string
	heads []string // of the figures
	rows  []listed
	whole float64 // what a bar of full length is; 0 for the longest of them
	wrap  bool    // a name that has no room on its line goes on below
}

// listed is one row of a listing.
type listed struct {
	lead    string // before the name, such as a place
	name    string
	style   grid.Style
	bar     *chart.Bar
	figures []string
	styles  []grid.Style // of the figures
	here    bool         // the row is what the profile is about
	does    model.Action
}

// alignDigits makes the digits of each column of figures end below one another.
func (l *listing) alignDigits() {
	for i := range l.heads {
		var column []string
		for _, r := range l.rows {
			if i < len(r.figures) {
				column = append(column, r.figures[i])
			}
		}
		answer.AlignDigits(column)
		for _, r := range l.rows {
			if i < len(r.figures) {
				r.figures[i], column = column[0], column[1:]
			}
		}
	}
}

// list writes a listing: figures as wide as they are, names in what is left, and
// bars where that is a lot.
func (c *column) list(l listing) {
	widths := make([]int, len(l.heads))
	lead, longest, highest, bars := 0, 0, l.whole, false
	for i, h := range l.heads {
		widths[i] = grid.Width(h)
	}
	l.alignDigits()
	for _, r := range l.rows {
		for i, f := range r.figures {
			widths[i] = max(widths[i], grid.Width(f))
		}
		lead, longest = max(lead, grid.Width(r.lead)), max(longest, grid.Width(r.name))
		bars = bars || r.bar != nil
		if r.bar != nil && l.whole == 0 {
			total, _ := r.bar.Total()
			highest = max(highest, total)
		}
	}
	if lead > 0 {
		lead++
	}
	left := c.w
	for _, w := range widths {
		left -= w + gap
	}
	reach := 0 // blanks of the first figures that a long name reaches over
	if len(widths) > 0 {
		reach = widths[0]
		for _, r := range l.rows {
			reach = min(reach, widths[0]-grid.Width(r.figures[0]))
		}
	}
	const leastBar, mostName = 6, 24
	name := max(left-lead, 1)
	bar := name - min(longest, max(mostName, name*3/5)) - gap
	if bar < leastBar || !bars {
		bar = 0
		name += reach
	} else {
		name -= bar + gap
	}
	if grid.Width(l.title)+gap > left { // the heads stand on a line of their own
		c.text(0, c.w, l.title, c.theme.Strong)
		c.y++
	} else {
		c.text(0, left, l.title, c.theme.Strong)
	}
	x := left
	for i, h := range l.heads {
		c.right(x+gap, widths[i], h, c.theme.Dim)
		x += gap + widths[i]
	}
	c.y++
	for i := range l.rows {
		r := &l.rows[i]
		first := len(c.page.marks)
		if r.here {
			c.put(0, c.w, mark{fill: true, style: grid.Style{BG: c.theme.Band, Attr: c.theme.BandAttr}})
		}
		c.right(0, max(lead-1, 0), r.lead, c.onBand(c.theme.Dim, r.here))
		lines := []string{r.name}
		if l.wrap && grid.Width(r.name) > name {
			lines = grid.WrapLines(r.name, name)
		}
		c.text(lead, name, lines[0], c.onBand(r.style, r.here))
		if r.bar != nil && bar > 0 {
			c.put(lead+name+gap, bar, mark{bar: r.bar, scale: chart.Scale{Max: highest}})
		}
		x := left
		for j, f := range r.figures {
			c.right(x+gap, widths[j], f, c.onBand(r.styles[j], r.here))
			x += gap + widths[j]
		}
		if r.does != nil {
			c.put(0, c.w, mark{does: r.does})
		}
		c.y++
		for _, line := range lines[1:] {
			c.text(lead, name, line, r.style)
			c.y++
		}
		for k := range c.page.marks[first:] { // a name does not stand without its figures
			c.page.marks[first+k].part = pageLines{c.y - len(lines), c.y}
		}
	}
}

// amountBar is a bar of one figure.
func amountBar(k *kit, f answer.Figure, col report.Column) *chart.Bar {
	b := &chart.Bar{State: stateOf(f)}
	seg := chart.Segment{Lo: f.Rate, Hi: f.Rate, Key: int(col) + 1}
	if col.IsCount() {
		seg.Lo, seg.Hi = float64(f.Lo), float64(f.Hi)
	}
	if !f.Reported {
		seg.Lo = math.NaN()
	}
	seg.Style, seg.Texture = k.paint(report.Requests)
	b.Segments = []chart.Segment{seg}
	return b
}
