package tui

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/tui/grid"
)

// placeWords says where in the world the subject lies.
func (m *Model) placeWords(p *model.Profile) string {
	switch c := p.Subject; {
	case c.Code == model.NotItemised:
		return "requests that no report gives to a country"
	case c.Subregion == "" || c.Subregion == c.Region:
		return c.Region
	default:
		return c.Subregion + ", " + c.Region
	}
}

// peopleWords says how many people live there, and since when that is known.
func (m *Model) peopleWords(p *model.Profile) string {
	n := p.People
	switch {
	case p.Subject.Code == model.NotItemised:
		return ""
	case n.People == 0:
		return "population not known"
	case n.Year == 0:
		return m.format.Count(int64(n.People)) + " people"
	}
	return fmt.Sprintf("%s people (%d)", m.format.Count(int64(n.People)), n.Year)
}

// basisWords say what the figures rest on, and what place and share are among, in
// more words and in fewer.
func (m *Model) basisWords(p *model.Profile, q model.Query) []string {
	dot := " " + string(m.glyphs.Dot) + " "
	named := p.Among.Query
	if p.Row != nil {
		named.Period = model.PeriodFilter{} // the reports say it
	}
	filters := strings.ReplaceAll(m.inForce(named), dot, ", ")
	if p.Row == nil {
		return []string{"no record with" + strings.TrimPrefix(filters, ","), "no record"}
	}
	reports, n := reportsIn(p), p.Among.Itemised
	among := fmt.Sprintf("rank and share among %s %s", m.format.Count(int64(n)), plural(model.ByCountry, n))
	aside := ""
	if q.Country.Mode == model.Only || q.Country.Mode == model.Except {
		aside = "; the country filter is set aside for them"
	}
	under := ""
	if filters != "" {
		under = " (" + strings.TrimPrefix(filters, ", ") + ")"
	}
	return []string{reports + dot + among + under + aside, reports + dot + among + aside, reports + dot + among, among, reports}
}

// reportsIn names the reports that have a record of the subject under the filter.
func reportsIn(p *model.Profile) string {
	periods := p.Periods()
	switch n := len(periods); n {
	case 0:
		return "no report"
	case 1:
		return periods[0].String()
	default:
		return fmt.Sprintf("%d %s, %s to %s", n, reportsWord(n), periods[0], periods[n-1])
	}
}

func reportsWord(n int) string {
	if n == 1 {
		return "report"
	}
	return "reports"
}

func othersWord(n int) string {
	if n == 1 {
		return "other"
	}
	return "others"
}

// lowerFirst writes a label of ours, or of a type, inside a sentence.
func lowerFirst(text string) string {
	if len(text) < 2 || text[1] >= 'A' && text[1] <= 'Z' {
		return text // an abbreviation
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// missingWords say that a country has no record, and what would show one.
func (m *Model) missingWords(p *model.Profile) []string {
	lines := []string{fmt.Sprintf("No record of %s lies under these filters.", p.Subject.Name)}
	key := map[model.Dimension]string{
		model.ByPeriod: "p chooses others, [ and ] step", model.ByService: "s chooses", model.ByType: "t chooses",
		model.ByPublisher: "d chooses", model.ByRegion: "0 takes it off",
	}
	for _, w := range p.Ways {
		what := fmt.Sprintf("Without the filter of %s", plural(w.By, 2))
		switch {
		case w.By == model.ByPublisher && p.Among.Query.Publisher.Mode == model.Default:
			what = "From other publishers"
		case w.By == model.ByType && p.Among.Query.Type.Mode == model.Default:
			what = "Of types that are not counted in totals"
		}
		verb := "there are"
		if w.Records == 1 {
			verb = "there is"
		}
		lines = append(lines, fmt.Sprintf("%s %s %s %s: %s.", what, verb, m.format.Count(int64(w.Records)), recordsWord(w.Records), key[w.By]))
	}
	if len(p.Ways) == 0 && len(p.Companies) == 0 {
		return append(lines, "0 removes all filters, u takes back the last one.")
	}
	return append(lines, "0 removes all filters.")
}

// peerWords say where the subject stands among its peers.
func (m *Model) peerWords(p *model.Profile) string {
	for _, peer := range p.Peers {
		if peer.ID != p.Subject.Code {
			continue
		}
		n := len(p.Peers)
		switch {
		case peer.ByPopulation > 0 && peer.ByRequests > 0:
			return fmt.Sprintf("Of %d countries, %s is %s by requests per million people a year and %s by requests.", n, peer.Name, ordinal(peer.ByPopulation), ordinal(peer.ByRequests))
		case peer.ByRequests > 0:
			return fmt.Sprintf("Of %d countries, %s is %s by requests.", n, peer.Name, ordinal(peer.ByRequests))
		}
		return fmt.Sprintf("%d countries; no requests of %s are reported.", n, peer.Name)
	}
	return ""
}

// records writes the latest records as they are printed, with where they stand.
func (c *column) records() {
	p := c.page.profile
	c.head("Latest records", "")
	c.y--
	all := []grid.Span{{Text: fmt.Sprintf("all %s %s: ", c.m.format.Count(int64(p.Row.Records)), recordsWord(p.Row.Records)), Style: c.m.theme.Dim}, {Text: "7", Style: c.m.theme.Key}}
	if w := grid.SpansWidth(all...); w+16 <= c.w {
		c.text(c.w-w, w-1, all[0].Text, all[0].Style)
		c.text(c.w-1, 1, all[1].Text, all[1].Style)
		c.put(c.w-w, w, mark{does: model.Show{View: model.RecordsView}})
	}
	c.y++
	lines := c.m.recordLines(p)
	periods, names, titles, ids := 0, 0, 0, 0
	for _, l := range lines {
		periods, names = max(periods, len(l.record.Period.String())), max(names, grid.Width(l.name))
		titles, ids = max(titles, grid.Width(l.source)), max(ids, grid.Width(l.short))
	}
	// As many counts as leave room for the name and the source; where not even one
	// does, the source has a line of its own.
	counts := printedColumns(lines)
	widths, room := make([]int, len(counts)), c.w-periods
	for j, col := range counts {
		widths[j] = grid.Width(col.Head())
		for _, l := range lines {
			widths[j] = max(widths[j], grid.Width(c.m.printedShort(l.record.Counts[col])))
		}
		room -= widths[j] + gap
	}
	for len(counts) > 1 && room-2*gap-names < ids {
		last := len(counts) - 1
		counts, room = counts[:last], room+widths[last]+gap
	}
	below := room-2*gap-names < ids
	source := room - 2*gap - names
	if below {
		names, source = max(room-gap, 1), c.w-periods-gap
	}
	if source < titles { // they would lose their ends
		for i := range lines {
			lines[i].source = lines[i].short
		}
	}
	x := periods + gap + names
	for j, col := range counts {
		c.right(x+gap, widths[j], col.Head(), c.m.theme.Dim)
		x += gap + widths[j]
	}
	if !below {
		c.text(x+gap, c.w, "source", c.m.theme.Dim)
	}
	c.y++
	for _, l := range lines {
		c.text(0, periods, l.record.Period.String(), c.m.theme.Text)
		c.text(periods+gap, names, l.name, c.m.theme.Text)
		x := periods + gap + names
		for j, col := range counts {
			st := c.m.theme.Text
			if !l.record.Counts[col].Reported() {
				st = c.m.theme.Faint
			}
			c.right(x+gap, widths[j], c.m.printedShort(l.record.Counts[col]), st)
			x += gap + widths[j]
		}
		if below {
			c.y++
			x = periods
		}
		c.text(x+gap, c.w, l.source, c.m.theme.Dim)
		c.y++
	}
}

// profileRecord is a record in words.
type profileRecord struct {
	record              model.Record
	name, source, short string // the source by its title, and by its id
}

// recordLines are the latest records in words: what was asked for, and where the
// report says so.
func (m *Model) recordLines(p *model.Profile) []profileRecord {
	const listed = 6
	d := m.engine.Dataset()
	var lines []profileRecord
	for _, at := range p.Latest[:min(len(p.Latest), listed)] {
		r := d.Record(at)
		source, _ := d.Source(r.Source)
		words := "printed"
		if r.Derived {
			words = "derived"
		}
		kind := m.engine.Name(p.Own, model.ByType, r.Type)
		lines = append(lines, profileRecord{r, kind + ", " + m.serviceWord(p.Own, r), words + ": " + source.Title, words + ": " + source.ID})
	}
	return lines
}

// printedColumns are the counts that one of some records prints, requests first.
func printedColumns(lines []profileRecord) []model.Column {
	columns := []model.Column{model.Requests}
	for c := model.Accounts; int(c) < model.NumPrinted; c++ {
		if slices.ContainsFunc(lines, func(l profileRecord) bool { return l.record.Counts[c].Reported() }) {
			columns = append(columns, c)
		}
	}
	return columns
}

// printedShort is an amount as its report prints it; a dot where it does not.
func (m *Model) printedShort(a model.Amount) string {
	if !a.Reported() {
		return string(m.glyphs.Missing)
	}
	return m.printed(a)
}

// read writes the page for people who hear it: sentences, one a line, and nothing
// that is only to be looked at.
func (page *profilePage) read(m *Model) {
	p := page.profile
	c := &column{m: m, page: page, w: page.w}
	say := func(format string, args ...any) {
		c.paragraph(fmt.Sprintf(format, args...), m.theme.Text)
	}
	rows := func(title string, rows []listed) {
		if len(rows) == 0 {
			return
		}
		say("%s", title)
		for _, r := range rows {
			say("%s: %s", r.name, strings.Join(nonEmpty(r.figures...), ", "))
		}
	}
	if p.Row == nil {
		for _, line := range m.missingWords(p) {
			say("%s", line)
		}
	} else {
		page.readFigures(m, c, say, rows)
	}
	var companies []listed
	for i := range p.Companies {
		r := &p.Companies[i]
		companies = append(companies, listed{name: r.Name, figures: []string{
			m.saidOf("requests", r.Figures[model.Requests], model.Requests),
			m.saidOf("disclosed", r.Figures[model.DisclosedRate], model.DisclosedRate),
		}})
	}
	rows("By publisher. "+differently, companies)
	if p.Row != nil {
		page.readPeers(m, c, say, rows)
		say("Latest of %s %s; 7 lists all", m.format.Count(int64(p.Row.Records)), recordsWord(p.Row.Records))
		for _, l := range m.recordLines(p) {
			say("%s, %s: %s requests; %s", l.record.Period, l.name, m.printed(l.record.Counts[model.Requests]), l.source)
		}
	}
	page.lines = c.y
}

// saidOf is a figure and what it is of, as it is said.
func (m *Model) saidOf(what string, f model.Figure, c model.Column) string {
	if !f.Reported {
		return what + " not reported"
	}
	return m.format.Figure(f, c) + " " + what
}

func (page *profilePage) readFigures(m *Model, c *column, say func(string, ...any), rows func(string, []listed)) {
	p := page.profile
	for _, t := range m.profileTiles(c) {
		value := t.value
		if value == string(m.glyphs.Missing) {
			value = "not reported"
		}
		say("%s: %s", t.label, strings.Join(nonEmpty(value, t.remark), ", "))
	}
	var parts []listed
	for _, o := range p.Outcomes {
		parts = append(parts, listed{name: o.Column.Label(), figures: []string{c.figure(o.Figure, o.Column), c.figure(o.Fraction, model.Share)}})
	}
	rows("What came of the requests", parts)
	pieces := func(list []model.Row) []listed {
		var rows []listed
		for i := range list {
			rows = append(rows, listed{name: list[i].Name, figures: []string{
				c.figure(list[i].Figures[model.Requests], model.Requests), c.figure(list[i].Figures[model.Share], model.Share)}})
		}
		return rows
	}
	var counted, not []model.Row
	for _, k := range p.Types {
		counted = append(counted, k.Row)
	}
	for _, k := range p.Uncounted {
		not = append(not, k.Row)
	}
	rows("By type", pieces(counted))
	others := pieces(not)
	for i := range others {
		others[i].figures = others[i].figures[:1]
	}
	rows("Not counted in totals", others)
	rows("By service", pieces(p.Services))
	measure := p.Among.Query.Measure
	say("%s over time", measure.Label())
	for i := range p.Trend {
		k := &p.Trend[i]
		text := "no record"
		if k.Row != nil {
			text = strings.Join(figureWords(m.format, k.Row.Figures[measure], measure), "")
		}
		if k.Halved && k.Row != nil && k.Row.Figures[measure].Reported {
			text += " in a whole year"
		}
		if k.Chosen {
			text += ", in the figures above"
		}
		say("%s: %s", k.Period, text)
	}
	for _, b := range p.Breaks {
		say("counted differently from %s on: %s", b.At, b.Note.Text)
	}
}

func (page *profilePage) readPeers(m *Model, c *column, say func(string, ...any), rows func(string, []listed)) {
	p := page.profile
	if len(p.Peers) < 2 {
		return
	}
	var peers []listed
	for _, peer := range nearPeers(p) {
		million, requests := peer.Figures[model.PerMillion], peer.Figures[model.Requests]
		peers = append(peers, listed{name: peer.Name, figures: []string{
			m.saidOf("requests per million people a year", million, model.PerMillion),
			m.saidOf("requests", requests, model.Requests),
		}})
	}
	rows("Region: "+p.Area, peers)
	say("%s", m.peerWords(p))
	for _, n := range page.perMillion() {
		say("%s", n)
	}
}
