package country

import (
	"slices"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// records writes the latest records as they are printed, with where they stand.
func (c *Column) records() {
	p := c.Page.Profile
	lines := recordLines(c.Kit, p)
	if c.Plain {
		c.say("Latest of %s; 7 lists all", c.Records(p.Row.Records))
		for _, l := range lines {
			c.say("%s, %s: %s requests; %s", l.record.Period, l.name, c.Printed(l.record.Counts[report.Requests]), l.source)
		}
		return
	}
	c.text(0, c.W, "Latest records", c.Theme.Strong)
	all := []grid.Span{{Text: "all " + c.Records(p.Row.Records) + ": ", Style: c.Theme.Dim}, {Text: "7", Style: c.Theme.Key}}
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
		x := c.cells(periods+scene.Gap+names, widths, heads, func(i int) grid.Style {
			if !l.record.Counts[counts[i]].Reported() {
				return c.Theme.Faint
			}
			return c.Theme.Text
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
