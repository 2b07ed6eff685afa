package country

import (
	"fmt"
	"slices"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// outcomes writes what came of the requests: a bar of all of them, and its parts.
func (c *Column) outcomes() {
	const title = "What came of them"
	p := c.Page.Profile
	requests := p.Row.Figures[report.Requests]
	if !requests.Reported && !c.Plain {
		c.head(title, "")
		c.paragraph("How many there were is not reported.", c.Theme.Dim)
		c.end()
		return
	}
	if !c.Plain {
		of := ofAllWords
		if f := p.Among.Query.Outcome.Mode; f == query.Only || f == query.Except {
			of = "of those chosen"
		}
		c.text(0, c.W, title, c.Theme.Strong)
		if grid.Width(title)+scene.Gap+grid.Width(of) > c.W {
			c.y++
		}
		c.right(0, c.W, of, c.Theme.Dim)
		c.y++
		bar := &chart.Bar{Segments: slices.Clone(c.OutcomeParts(p.Row, 1)), State: scene.StateOf(requests)}
		c.figures(func() { c.put(0, c.W, Mark{Bar: bar, scale: chart.Scale{Kind: chart.Percent}}) })
		c.y++
	}
	l := listing{aloud: "What came of the requests, as parts of all", heads: []string{"", ""}}
	for _, o := range p.Outcomes {
		st, texture := c.Paint(o.Column)
		e := c.Swatch(st, texture, "")
		l.rows = append(l.rows, listed{
			lead: string(e.Mark), leadStyle: e.Style, name: o.Column.Label(), brief: o.Column.Head(), style: c.Theme.Text,
			figures: []string{c.figure(o.Figure, o.Column), c.figure(o.Fraction, report.Share)},
			styles:  []grid.Style{c.FigureStyle(o.Figure, o.Column), c.Theme.Dim},
		})
	}
	c.list(l)
	if rate := p.Row.Figures[report.DisclosedRate]; !c.Plain && rate.Reported && !slices.ContainsFunc(p.Outcomes, func(o answer.Outcome) bool { return o.Column < report.Unspecified }) {
		c.figures(func() {
			c.paragraph("No counts of outcomes are printed, only a percentage: "+c.figure(rate, report.DisclosedRate)+" disclosed.", c.Theme.Dim)
		})
	}
	c.end()
}

// types writes the requests by type, and apart from them those that are left out.
func (c *Column) types() {
	p := c.Page.Profile
	l := listing{title: "Types", aloud: "By type"}
	for i := range p.Types {
		k := &p.Types[i]
		name := k.Name
		if !k.InTotals && !c.Plain {
			name += ", not counted in totals"
		}
		l.rows = append(l.rows, c.piece(name, &k.Row, query.ByType))
	}
	c.pieces(l)
	if len(p.Uncounted) == 0 {
		return
	}
	l = listing{title: "Not counted in totals", heads: []string{"requests"}}
	several := !c.Plain && slices.ContainsFunc(p.Uncounted, func(k answer.Kind) bool { return k.Publisher != p.Uncounted[0].Publisher })
	for i := range p.Uncounted {
		k := &p.Uncounted[i]
		name := k.Name
		if several {
			name = k.Publisher.Label + ": " + report.LowerFirst(name)
		}
		r := c.piece(name, &k.Row, query.ByType)
		r.figures, r.styles, r.style, r.bar = r.figures[:1], r.styles[:1], c.Theme.Dim, chart.Bar{}
		l.rows = append(l.rows, r)
	}
	l.wrap = true
	c.list(l)
	c.end()
}

// services writes the requests by service.
func (c *Column) services() {
	p := c.Page.Profile
	l := listing{title: "Services", aloud: "By service"}
	for i := range p.Services {
		l.rows = append(l.rows, c.piece(p.Services[i].Name, &p.Services[i], query.ByService))
	}
	c.pieces(l)
}

// piece is a part of the requests in a list: how many, and what part they are. A
// click keeps only this part, or takes that back.
func (c *Column) piece(name string, row *answer.Row, by query.Dimension) listed {
	requests, share := row.Figures[report.Requests], row.Figures[report.Share]
	keep := query.Filter{Mode: query.Only, IDs: []string{row.ID}}
	q := c.Page.Profile.Among.Query
	if q.Filter(by).Equal(keep) {
		keep = query.Filter{}
	}
	return listed{
		name: name, style: c.Theme.Text, bar: c.FigureBar(requests, report.Requests, c.Page.factor),
		figures: []string{c.figure(requests, report.Requests), c.figure(share, report.Share)},
		styles:  []grid.Style{c.FigureStyle(requests, report.Requests), c.Theme.Dim},
		does:    model.SetFilter{By: by, Filter: keep},
	}
}

// pieces writes a list of parts; a single one needs no word on its share.
func (c *Column) pieces(l listing) {
	if len(l.rows) == 0 {
		return
	}
	l.wrap, l.heads, l.whole = true, []string{"requests", "share"}, float64(c.Page.Profile.Row.Figures[report.Requests].Hi)
	l.reach = c.Page.reach(report.Requests, c.Page.Profile.Subject.Code)
	if len(l.rows) == 1 && !c.Plain {
		l.heads = l.heads[:1]
		l.rows[0].figures, l.rows[0].bar = l.rows[0].figures[:1], chart.Bar{}
	}
	c.list(l)
	c.end()
}

// companies writes what each publisher reports of the country; those that the
// query does not ask are dim.
func (c *Column) companies() {
	p := c.Page.Profile
	if len(p.Companies) == 0 {
		return
	}
	asked := c.Engine.Publishers(p.Among.Query)
	l := listing{title: "Publishers", aloud: "By publisher. " + differently, heads: []string{"requests", "disclosed"}}
	names, short := 0, 15
	for i := range p.Companies {
		names = max(names, grid.Width(p.Companies[i].Name))
	}
	for _, short = range []int{15, 11, 9} { // a short form of a range leaves room for the names
		widest := 0
		for i := range p.Companies {
			widest = max(widest, grid.Width(c.Format.Short(p.Companies[i].Figures[report.Requests], report.Requests, short)))
		}
		if names+scene.Gap+widest+scene.Gap+len(l.heads[1]) <= c.W {
			break
		}
	}
	for i := range p.Companies {
		row := &p.Companies[i]
		r := c.piece(row.Name, row, query.ByPublisher)
		r.figures[0] = c.Format.Short(row.Figures[report.Requests], report.Requests, short)
		rate := row.Figures[report.DisclosedRate]
		r.styles[1] = c.FigureStyle(rate, report.DisclosedRate)
		if c.Plain {
			r.figures = []string{c.said("requests", row.Figures[report.Requests], report.Requests), c.said("disclosed", rate, report.DisclosedRate)}
		} else {
			r.figures[1] = c.figure(rate, report.DisclosedRate)
		}
		if !slices.Contains(asked, row.ID) {
			r.style = c.Theme.Dim
		}
		l.rows = append(l.rows, r)
	}
	c.list(l)
	if len(p.Companies) > 1 && len(asked) < 2 && !c.Plain { // of several, the first note says so
		c.paragraph(differently, c.Theme.Dim)
	}
	c.end()
}

// differently is what must be known where publishers stand side by side.
const differently = "Each counts requests its own way and of its own users: these figures do not measure the same thing."

// mostPeers is how many peers a profile lists.
const mostPeers = 12

// peers writes the countries of the same part of the world.
func (c *Column) peers() {
	p := c.Page.Profile
	if len(p.Peers) < 2 {
		return
	}
	l := listing{title: "Region: " + p.Area, ranked: true, heads: []string{"per million", "requests"}}
	if c.W >= 44 {
		l.heads[0] = "per million a year"
	}
	peers := nearPeers(p)
	ids := make([]string, len(peers))
	for i := range peers {
		ids[i] = peers[i].ID
	}
	l.reach = c.Page.reach(report.PerMillion, ids...)
	for _, peer := range peers {
		million, requests := peer.Figures[report.PerMillion], peer.Figures[report.Requests]
		r := listed{
			name: peer.Name, style: c.Theme.Text, leadStyle: c.Theme.Dim, bar: c.FigureBar(million, report.PerMillion, 1), here: peer.ID == p.Subject.Code,
			figures: []string{c.figure(million, report.PerMillion), c.figure(requests, report.Requests)},
			styles:  []grid.Style{c.FigureStyle(million, report.PerMillion), c.FigureStyle(requests, report.Requests)},
			does:    model.SelectRow{ID: peer.ID},
		}
		if c.Plain {
			r.figures = []string{c.said("requests per million people a year", million, report.PerMillion), c.said("requests", requests, report.Requests)}
		}
		if peer.ByPopulation > 0 {
			r.lead = fmt.Sprint(peer.ByPopulation)
		}
		if r.here {
			r.style, r.does = c.Theme.Strong, nil
		}
		l.rows = append(l.rows, r)
	}
	c.list(l)
	c.figures(func() { c.paragraph(peerWords(c.Kit, p), c.Theme.Dim) })
	c.end()
}

// notesPerMillion says whether a note is about rates per million people.
func (page *page) notesPerMillion() bool {
	for _, about := range page.sheet.About {
		if about.Measured && about.Column.IsPerPeople() {
			return true
		}
	}
	return false
}

// nearPeers are the first peers, and the subject where it is none of them.
func nearPeers(p *answer.Profile) []answer.Peer {
	if len(p.Peers) <= mostPeers {
		return p.Peers
	}
	near := slices.Clone(p.Peers[:mostPeers])
	if at := slices.IndexFunc(p.Peers, func(r answer.Peer) bool { return r.ID == p.Subject.Code }); at >= mostPeers {
		near[mostPeers-1] = p.Peers[at]
	}
	return near
}

// records writes the latest records as they are printed, with where they stand.
func (c *Column) records() {
	p := c.Page.Profile
	lines := recordLines(c.Kit, p)
	if c.Plain {
		c.say("Latest of %s; %s lists all", c.Records(p.Row.Records), query.RecordsView.Key())
		for _, l := range lines {
			c.figures(func() {
				c.say("%s, %s: %s requests; %s", l.record.Period, l.name, c.Printed(l.record.Counts[report.Requests]), l.source)
			})
		}
		return
	}
	c.text(0, c.W, "Latest records", c.Theme.Strong)
	all := []grid.Span{{Text: "all " + c.Records(p.Row.Records) + ": ", Style: c.Theme.Dim}, {Text: query.RecordsView.Key(), Style: c.Theme.Key}}
	if w := grid.SpansWidth(all...); w+16 <= c.W {
		c.text(c.W-w, w-1, all[0].Text, all[0].Style)
		c.text(c.W-1, 1, all[1].Text, all[1].Style)
		c.put(c.W-w, w, Mark{does: model.Show{View: query.RecordsView}})
	}
	c.y++
	periods, names, titles, ids := 0, 0, 0, 0
	for _, l := range lines {
		periods, names = max(periods, len(l.record.Period.String())), max(names, grid.Width(l.name))
		titles, ids = max(titles, grid.Width(l.source)), max(ids, grid.Width(l.short))
	}
	// As many counts as leave room for the name and the source; where not even one
	// does, the source has a line of its own.
	counts := printedColumns(lines)
	widths, room := make([]int, len(counts)), c.W-periods
	for j, col := range counts {
		widths[j] = grid.Width(col.Head())
		for _, l := range lines {
			widths[j] = max(widths[j], grid.Width(c.PrintedOrMark(l.record.Counts[col])))
		}
		room -= widths[j] + scene.Gap
	}
	for len(counts) > 1 && room-2*scene.Gap-names < ids {
		last := len(counts) - 1
		counts, room = counts[:last], room+widths[last]+scene.Gap
	}
	below := room-2*scene.Gap-names < ids
	source := room - 2*scene.Gap - names
	if below {
		names, source = max(room-scene.Gap, 1), c.W-periods-scene.Gap
	}
	if source < titles { // they would lose their ends
		for i := range lines {
			lines[i].source = lines[i].short
		}
	}
	heads := make([]string, len(counts))
	for j, col := range counts {
		heads[j] = col.Head()
	}
	x := c.cells(periods+scene.Gap+names, widths, heads, c.dim)
	if !below {
		c.text(x+scene.Gap, c.W, "source", c.Theme.Dim)
	}
	c.y++
	for _, l := range lines {
		c.text(0, periods, l.record.Period.String(), c.Theme.Text)
		c.text(periods+scene.Gap, names, l.name, c.Theme.Text)
		for j, col := range counts {
			heads[j] = c.PrintedOrMark(l.record.Counts[col])
		}
		c.figures(func() {
			x = c.cells(periods+scene.Gap+names, widths, heads, func(i int) grid.Style {
				if !l.record.Counts[counts[i]].Reported() {
					return c.Theme.Faint
				}
				return c.Theme.Text
			})
		})
		if below {
			c.y++
			x = periods
		}
		c.text(x+scene.Gap, c.W, l.source, c.Theme.Dim)
		c.y++
	}
}

// profileRecord is a record in words.
type profileRecord struct {
	record              report.Record
	name, source, short string // the source by its title, and by its id
}

// recordLines are the latest records in words: what was asked for, and where the
// report says so.
func recordLines(k *scene.Kit, p *answer.Profile) []profileRecord {
	const listed = 6
	d := k.Engine.Dataset()
	var lines []profileRecord
	for _, at := range p.Latest[:min(len(p.Latest), listed)] {
		r := d.Record(at)
		source, _ := d.Source(r.Source)
		words := r.Status()
		kind := k.Engine.Name(p.Own, query.ByType, r.Type)
		lines = append(lines, profileRecord{r, kind + ", " + k.ServiceWord(p.Own, r), words + ": " + source.Title, words + ": " + source.ID})
	}
	return lines
}

// printedColumns are the counts that one of some records prints, requests first.
func printedColumns(lines []profileRecord) []report.Column {
	columns := []report.Column{report.Requests}
	for c := report.Accounts; int(c) < report.NumPrinted; c++ {
		if slices.ContainsFunc(lines, func(l profileRecord) bool { return l.record.Counts[c].Reported() }) {
			columns = append(columns, c)
		}
	}
	return columns
}
