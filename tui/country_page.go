package tui

import (
	"fmt"
	"math"
	"slices"

	"daylight/model"
	"daylight/tui/chart"
	"daylight/tui/grid"
)

// profilePage is a profile laid out for a width, whether or not a line of it is
// on screen: a frame and a click only look up what stands where. It is kept from
// one frame to the next.
type profilePage struct {
	profile *model.Profile
	sheet   *sheet
	w, tall int // what it was laid out for: the width, and the height of the screen
	theme   string
	marks   []mark
	lines   int
	shown   [model.NumColumns]bool // the figures that stand on it
}

// mark is one thing on a page: a text, a bar, a row of a picture or a band. Marks
// are drawn in their order.
type mark struct {
	at      grid.Rect // one line, from the top left corner of the page
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

// pageOf returns the page of a profile, the same one as long as nothing that it
// depends on is another.
func (m *Model) pageOf(p *model.Profile, about *sheet, w int) *profilePage {
	if k := m.profile; k != nil && k.profile == p && k.w == w && k.tall == m.h && k.theme == m.theme.Name && k.sheet == about {
		return k
	}
	page := &profilePage{profile: p, sheet: about, w: w, tall: m.h, theme: m.theme.Name}
	m.profile = page
	if p.Subject.Code == "" {
		return page
	}
	if m.plain {
		page.read(m)
		return page
	}
	all := &column{m: m, page: page, w: w}
	if p.Row == nil {
		all.w = min(w, twoColumns)
		all.missing()
		all.companies()
		page.lines = all.y
		return page
	}
	all.tiles()
	page.divide(m, all)
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
func (page *profilePage) divide(m *Model, all *column) {
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
		middle := max(rest*32/100, planTrend(page.profile.Trend, page.profile.Breaks, rest-enough).cells)
		first := (rest - middle) * 46 / 100
		widths = []int{first, middle, rest - middle - first}
	}
	x, end := 0, all.y
	for i, list := range sections {
		c := &column{m: m, page: page, x: x, w: widths[i], y: all.y}
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
	m    *Model
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
	c.text(0, c.w, title, c.m.theme.Strong)
	if grid.Width(title)+2+grid.Width(remark) <= c.w {
		c.right(0, c.w, remark, c.m.theme.Dim)
	}
	c.y++
}

// figure is a figure of the profile as text; the page shows it from then on.
func (c *column) figure(f model.Figure, col model.Column) string {
	c.page.shown[col] = true
	const longest = 15
	return c.m.format.Short(f, col, longest)
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

// list writes a listing: figures as wide as they are, names in what is left, and
// bars where that is a lot.
func (c *column) list(l listing) {
	widths := make([]int, len(l.heads))
	lead, longest, highest := 0, 0, l.whole
	for i, h := range l.heads {
		widths[i] = grid.Width(h)
	}
	for _, r := range l.rows {
		for i, f := range r.figures {
			widths[i] = max(widths[i], grid.Width(f))
		}
		lead, longest = max(lead, grid.Width(r.lead)), max(longest, grid.Width(r.name))
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
	const leastBar, mostName = 6, 24
	name := max(left-lead, 1)
	bar := name - min(longest, mostName) - gap
	if bar < leastBar {
		bar = 0
	} else {
		name -= bar + gap
	}
	if grid.Width(l.title)+gap > left { // the heads stand on a line of their own
		c.text(0, c.w, l.title, c.m.theme.Strong)
		c.y++
	} else {
		c.text(0, left, l.title, c.m.theme.Strong)
	}
	x := left
	for i, h := range l.heads {
		c.right(x+gap, widths[i], h, c.m.theme.Dim)
		x += gap + widths[i]
	}
	c.y++
	for i := range l.rows {
		r := &l.rows[i]
		if r.here {
			c.put(0, c.w, mark{fill: true, style: grid.Style{BG: c.m.theme.Band, Attr: c.m.theme.BandAttr}})
		}
		c.right(0, max(lead-1, 0), r.lead, c.m.onBand(c.m.theme.Dim, r.here))
		lines := []string{r.name}
		if l.wrap && grid.Width(r.name) > name {
			lines = grid.WrapLines(r.name, name)
		}
		c.text(lead, name, lines[0], c.m.onBand(r.style, r.here))
		if r.bar != nil && bar > 0 {
			c.put(lead+name+gap, bar, mark{bar: r.bar, scale: chart.Scale{Max: highest}})
		}
		x := left
		for j, f := range r.figures {
			c.right(x+gap, widths[j], f, c.m.onBand(r.styles[j], r.here))
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
	}
}

// amountBar is a bar of one figure.
func (m *Model) amountBar(f model.Figure, col model.Column) *chart.Bar {
	b := &chart.Bar{State: stateOf(f)}
	seg := chart.Segment{Lo: f.Rate, Hi: f.Rate, Key: int(col) + 1}
	if col.IsCount() {
		seg.Lo, seg.Hi = float64(f.Lo), float64(f.Hi)
	}
	if !f.Reported {
		seg.Lo = math.NaN()
	}
	seg.Style, seg.Texture = m.paint("")
	b.Segments = []chart.Segment{seg}
	return b
}

// profileTile is one of the great figures of a profile.
type profileTile struct {
	label, value, remark string
	style                grid.Style   // of the value
	column               model.Column // noColumn for a place
}

const noColumn = model.NameColumn

// tiles writes the great figures: in as few rows as the width allows.
func (c *column) tiles() {
	tiles := c.m.profileTiles(c)
	if c.w < twoColumns {
		c.tileLines(tiles)
		return
	}
	need := func(t *profileTile) int {
		return 3 + max(grid.Width(t.label), grid.Width(t.value), grid.Width(t.remark))
	}
	var widths []int
	n := len(tiles)
	for ; n > 0; n-- {
		widths = make([]int, n)
		sum := 0
		for i := range tiles {
			widths[i%n] = max(widths[i%n], need(&tiles[i]))
		}
		for _, w := range widths {
			sum += w
		}
		// As many rows as this, but as evenly filled as they can be.
		if even := (len(tiles) + (len(tiles)+n-1)/n - 1) / ((len(tiles) + n - 1) / n); sum <= c.w && even == n || n == 1 {
			for i := range widths {
				widths[i] += max(0, c.w-sum) / n
			}
			break
		}
	}
	for from := 0; from < len(tiles); from += n {
		x := 0
		for i := range tiles[from:min(from+n, len(tiles))] {
			t := &tiles[from+i]
			for row, line := range []struct {
				text  string
				style grid.Style
			}{{t.label, c.tileLabel(t)}, {t.value, t.style}, {t.remark, c.m.theme.Dim}} {
				at := *c
				at.y += row
				at.text(x, 1, string(c.m.glyphs.Tile), grid.Style{FG: c.m.tileColor(model.Tile{Columns: []model.Column{t.column}})})
				at.text(x+2, widths[i]-3, line.text, line.style)
			}
			x += widths[i]
		}
		c.y += 4
	}
}

// tileLines writes the great figures one a line, where two would hardly stand side
// by side.
func (c *column) tileLines(tiles []profileTile) {
	label, value := 0, 0
	for _, t := range tiles {
		label, value = max(label, grid.Width(t.label)), max(value, grid.Width(t.value))
	}
	for _, t := range tiles {
		c.text(0, label, t.label, c.tileLabel(&t))
		c.right(label+gap, value, t.value, t.style)
		c.text(label+value+2*gap, c.w, t.remark, c.m.theme.Dim)
		c.y++
	}
	c.y++
}

// tileLabel is the style of a label: that of the measure stands out.
func (c *column) tileLabel(t *profileTile) grid.Style {
	if t.column == c.page.profile.Among.Query.Measure {
		return c.m.theme.Accent
	}
	return c.m.theme.Dim
}

// profileTiles are the great figures: those of requests always, so that they stand
// still while countries are turned; of outcomes none where the query keeps only
// some.
func (m *Model) profileTiles(c *column) []profileTile {
	p := c.page.profile
	row, measure := p.Row, p.Among.Query.Measure
	strong := func(f model.Figure, col model.Column) grid.Style {
		st := m.theme.Strong
		switch {
		case !f.Reported:
			return m.theme.Faint
		case col == model.ContentRate && f.Rate > 0:
			st.FG = m.theme.Ink(m.theme.Content)
		case col == model.RejectedRate && f.Rate > 0:
			st.FG = m.theme.Ink(m.theme.Rejected)
		}
		return st
	}
	tile := func(label string, col model.Column, remark string) profileTile {
		f := row.Figures[col]
		if !f.Reported {
			remark = ""
		}
		return profileTile{label, c.figure(f, col), remark, strong(f, col), col}
	}
	tiles := []profileTile{
		tile("Requests", model.Requests, ""),
		m.rankTile(p),
		tile("Share", model.Share, "of "+m.format.Short(p.Among.Total.Figures[model.Requests], model.Requests, 15)),
	}
	all := p.Among.Query.Outcome.Mode == model.Default || p.Among.Query.Outcome.Mode == model.All
	if all {
		each := ""
		if f := row.Figures[model.AccountsPerRequest]; f.Reported {
			each = c.figure(f, model.AccountsPerRequest) + " a request"
		}
		tiles = append(tiles, tile("Accounts named", model.Accounts, each))
		if measure == model.AccountsPerRequest {
			tiles = append(tiles, tile("Accounts a request", model.AccountsPerRequest, m.placeWord(p, measure)))
		}
		for _, col := range []model.Column{model.DisclosedRate, model.ContentRate, model.RejectedRate} {
			label := map[model.Column]string{model.DisclosedRate: "Disclosed", model.ContentRate: "Content", model.RejectedRate: "Rejected"}[col]
			tiles = append(tiles, tile(label, col, m.coversWord(row.Figures[col])))
		}
	}
	million := tile("Per million a year", model.PerMillion, m.placeWord(p, model.PerMillion))
	if m.h >= normalHeight && !m.plain && len(c.page.perMillion()) > 0 {
		million.label += " " + m.glyphs.Footnote(0) // the caveat stands first among the notes
	}
	if !row.Figures[model.PerMillion].Reported && p.People.People == 0 {
		million.remark = "no population"
	}
	tiles = append(tiles, million)
	if row.Figures[model.Change].Reported || measure == model.Change {
		tiles = append(tiles, tile("Change", model.Change, "on as long before"))
	}
	return tiles
}

// rankTile is the subject's place among all countries by the measure.
func (m *Model) rankTile(p *model.Profile) profileTile {
	q := p.Among.Query
	t := profileTile{label: "Rank", style: m.theme.Strong, column: noColumn}
	if q.Measure != model.Requests {
		t.label = "Rank by " + lowerFirst(q.Measure.Label())
	}
	place, of, sharing := p.Place(q.Measure)
	t.remark = fmt.Sprintf("of %d", of)
	switch {
	case place == 0 && p.Subject.Code == model.NotItemised:
		t.value, t.remark, t.style = string(m.glyphs.Missing), "not a country", m.theme.Faint
	case place == 0:
		t.value, t.remark, t.style = string(m.glyphs.Missing), "", m.theme.Faint
	case sharing > 0:
		t.value, t.remark = ordinal(place), fmt.Sprintf("of %d, with %d %s", of, sharing, othersWord(sharing))
	default:
		t.value = ordinal(place)
	}
	return t
}

// placeWord is the subject's place by a column, in words.
func (m *Model) placeWord(p *model.Profile, col model.Column) string {
	place, of, _ := p.Place(col)
	if place == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %d", ordinal(place), of)
}

// coversWord says what part of the requests a rate covers, where that is not all.
func (m *Model) coversWord(f model.Figure) string {
	if !f.Reported || !f.Marks.Has(model.Part) {
		return ""
	}
	return "covers " + m.format.Figure(model.Figure{Reported: true, Rate: f.Covers}, model.Share)
}

// outcomes writes what came of the requests: a bar of all of them, and its parts.
func (c *column) outcomes() {
	p := c.page.profile
	requests := p.Row.Figures[model.Requests]
	if !requests.Reported {
		c.head("What came of them", "")
		c.paragraph("How many there were is not reported.", c.m.theme.Dim)
		c.y++
		return
	}
	c.head("What came of them", "of "+c.figure(requests, model.Requests)+" requests")
	bar := &chart.Bar{Segments: slices.Clone(c.m.outcomeParts(p.Row, 1)), State: stateOf(requests)}
	c.put(0, c.w, mark{bar: bar, scale: chart.Scale{Kind: chart.Percent}})
	c.y++
	parts := p.Outcomes
	count, fraction := 0, 0
	for _, o := range parts {
		c.page.shown[o.Column] = true
		count = max(count, grid.Width(c.figure(o.Figure, o.Column)))
		fraction = max(fraction, grid.Width(c.figure(o.Fraction, model.Share)))
	}
	for _, o := range parts {
		st, texture := c.m.paint(o.Column.String())
		e := c.m.swatch(st, texture, legendLabel(o.Column))
		c.text(0, 1, string(e.Mark), e.Style)
		room := c.w - 2 - count - fraction - 2*gap
		c.text(2, room, firstFitting(room, o.Column.Label(), o.Column.Head()), c.m.theme.Text)
		c.right(c.w-fraction-gap-count, count, c.figure(o.Figure, o.Column), c.m.figureStyle(o.Figure, o.Column))
		c.right(c.w-fraction, fraction, c.figure(o.Fraction, model.Share), c.m.theme.Dim)
		c.y++
	}
	if rate := p.Row.Figures[model.DisclosedRate]; rate.Reported && !slices.ContainsFunc(parts, func(o model.Outcome) bool { return o.Column < model.Unspecified }) {
		c.paragraph("No counts of outcomes are printed, only a percentage: "+c.figure(rate, model.DisclosedRate)+" disclosed.", c.m.theme.Dim)
	}
	c.y++
}

// types writes the requests by type, and apart from them those that are left out.
func (c *column) types() {
	p := c.page.profile
	l := listing{title: "Types"}
	for i := range p.Types {
		k := &p.Types[i]
		name := k.Name
		if !k.InTotals {
			name += ", not counted in totals"
		}
		l.rows = append(l.rows, c.piece(name, &k.Row, model.ByType))
	}
	c.pieces(l)
	if len(p.Uncounted) == 0 {
		return
	}
	l = listing{title: "Not counted in totals", heads: []string{"requests"}}
	several := slices.ContainsFunc(p.Uncounted, func(k model.Kind) bool { return k.Publisher != p.Uncounted[0].Publisher })
	for i := range p.Uncounted {
		k := &p.Uncounted[i]
		name := k.Name
		if several {
			name = k.Publisher.Label + ": " + lowerFirst(name)
		}
		r := c.piece(name, &k.Row, model.ByType)
		r.figures, r.styles, r.style, r.bar = r.figures[:1], r.styles[:1], c.m.theme.Dim, nil
		l.rows = append(l.rows, r)
	}
	l.wrap = true
	c.list(l)
	c.y++
}

// services writes the requests by service.
func (c *column) services() {
	p := c.page.profile
	l := listing{title: "Services"}
	for i := range p.Services {
		l.rows = append(l.rows, c.piece(p.Services[i].Name, &p.Services[i], model.ByService))
	}
	c.pieces(l)
}

// piece is a part of the requests in a list: how many, and what part they are. A
// click keeps only this part, or takes that back.
func (c *column) piece(name string, row *model.Row, by model.Dimension) listed {
	requests, share := row.Figures[model.Requests], row.Figures[model.Share]
	keep := model.Filter{Mode: model.Only, IDs: []string{row.ID}}
	q := c.page.profile.Among.Query
	if q.Filter(by).Equal(keep) {
		keep = model.Filter{}
	}
	return listed{
		name: name, style: c.m.theme.Text, bar: c.m.amountBar(requests, model.Requests),
		figures: []string{c.figure(requests, model.Requests), c.figure(share, model.Share)},
		styles:  []grid.Style{c.m.figureStyle(requests, model.Requests), c.m.theme.Dim},
		does:    model.SetFilter{By: by, Filter: keep},
	}
}

// pieces writes a list of parts; a single one needs no word on its share.
func (c *column) pieces(l listing) {
	if len(l.rows) == 0 {
		return
	}
	l.wrap, l.heads, l.whole = true, []string{"requests", "share"}, float64(c.page.profile.Row.Figures[model.Requests].Hi)
	if len(l.rows) == 1 {
		l.heads = l.heads[:1]
		l.rows[0].figures, l.rows[0].bar = l.rows[0].figures[:1], nil
	}
	c.list(l)
	c.y++
}

// companies writes what each publisher reports of the country; those that the
// query does not ask are dim.
func (c *column) companies() {
	p := c.page.profile
	if len(p.Companies) == 0 {
		return
	}
	asked := c.m.engine.Publishers(p.Among.Query)
	l := listing{title: "Publishers", heads: []string{"requests", "disclosed"}}
	for i := range p.Companies {
		row := &p.Companies[i]
		r := c.piece(row.Name, row, model.ByPublisher)
		rate := row.Figures[model.DisclosedRate]
		r.figures[1], r.styles[1] = c.figure(rate, model.DisclosedRate), c.m.figureStyle(rate, model.DisclosedRate)
		if !slices.Contains(asked, row.ID) {
			r.style = c.m.theme.Dim
		}
		l.rows = append(l.rows, r)
	}
	c.list(l)
	if len(p.Companies) > 1 {
		c.paragraph(differently, c.m.theme.Dim)
	}
	c.y++
}

// differently is what must be known where publishers stand side by side.
const differently = "Each counts requests its own way and of its own users: these figures do not measure the same thing."

// mostPeers is how many peers a profile lists.
const mostPeers = 12

// peers writes the countries of the same part of the world.
func (c *column) peers() {
	p := c.page.profile
	if len(p.Peers) < 2 {
		return
	}
	l := listing{title: "Region: " + p.Area, heads: []string{"per million", "requests"}}
	if c.w >= 44 {
		l.heads[0] = "per million a year"
	}
	for _, peer := range nearPeers(p) {
		million, requests := peer.Figures[model.PerMillion], peer.Figures[model.Requests]
		r := listed{
			name: peer.Name, style: c.m.theme.Text, bar: c.m.amountBar(million, model.PerMillion), here: peer.ID == p.Subject.Code,
			figures: []string{c.figure(million, model.PerMillion), c.figure(requests, model.Requests)},
			styles:  []grid.Style{c.m.figureStyle(million, model.PerMillion), c.m.figureStyle(requests, model.Requests)},
			does:    model.SelectRow{ID: peer.ID},
		}
		if peer.ByPopulation > 0 {
			r.lead = fmt.Sprint(peer.ByPopulation)
		}
		if r.here {
			r.style, r.does = c.m.theme.Strong, nil
		}
		l.rows = append(l.rows, r)
	}
	c.list(l)
	c.paragraph(c.m.peerWords(p), c.m.theme.Dim)
	c.y++
	for _, n := range c.page.perMillion() {
		c.paragraph(n, c.m.theme.Dim)
		c.y++
	}
}

// perMillion are the caveats of rates per million people.
func (page *profilePage) perMillion() []string {
	var texts []string
	for i, about := range page.sheet.about {
		if about.measured && about.column == model.PerMillion {
			texts = append(texts, about.prefix+page.sheet.result.Notes[i].Text)
		}
	}
	return texts
}

// nearPeers are the first peers, and the subject where it is none of them.
func nearPeers(p *model.Profile) []model.Peer {
	if len(p.Peers) <= mostPeers {
		return p.Peers
	}
	near := slices.Clone(p.Peers[:mostPeers])
	if at := slices.IndexFunc(p.Peers, func(r model.Peer) bool { return r.ID == p.Subject.Code }); at >= mostPeers {
		near[mostPeers-1] = p.Peers[at]
	}
	return near
}

// missing says that there is no record, and which filter hides those there are.
func (c *column) missing() {
	for _, line := range c.m.missingWords(c.page.profile) {
		c.paragraph(line, c.m.theme.Text)
	}
	c.y++
}
