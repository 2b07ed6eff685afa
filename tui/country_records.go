package tui

import (
	"fmt"
	"slices"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
)

// records writes the latest records as they are printed, with where they stand.
func (c *column) records() {
	p := c.page.profile
	c.head("Latest records", "")
	c.y--
	all := []grid.Span{{Text: fmt.Sprintf("all %s %s: ", c.format.Count(int64(p.Row.Records)), recordsWord(p.Row.Records)), Style: c.theme.Dim}, {Text: "7", Style: c.theme.Key}}
	if w := grid.SpansWidth(all...); w+16 <= c.w {
		c.text(c.w-w, w-1, all[0].Text, all[0].Style)
		c.text(c.w-1, 1, all[1].Text, all[1].Style)
		c.put(c.w-w, w, mark{does: model.Show{View: query.RecordsView}})
	}
	c.y++
	lines := recordLines(c.kit, p)
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
			widths[j] = max(widths[j], grid.Width(printedShort(c.kit, l.record.Counts[col])))
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
		c.right(x+gap, widths[j], col.Head(), c.theme.Dim)
		x += gap + widths[j]
	}
	if !below {
		c.text(x+gap, c.w, "source", c.theme.Dim)
	}
	c.y++
	for _, l := range lines {
		c.text(0, periods, l.record.Period.String(), c.theme.Text)
		c.text(periods+gap, names, l.name, c.theme.Text)
		x := periods + gap + names
		for j, col := range counts {
			st := c.theme.Text
			if !l.record.Counts[col].Reported() {
				st = c.theme.Faint
			}
			c.right(x+gap, widths[j], printedShort(c.kit, l.record.Counts[col]), st)
			x += gap + widths[j]
		}
		if below {
			c.y++
			x = periods
		}
		c.text(x+gap, c.w, l.source, c.theme.Dim)
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
func recordLines(k *kit, p *answer.Profile) []profileRecord {
	const listed = 6
	d := k.engine.Dataset()
	var lines []profileRecord
	for _, at := range p.Latest[:min(len(p.Latest), listed)] {
		r := d.Record(at)
		source, _ := d.Source(r.Source)
		words := r.Status()
		kind := k.engine.Name(p.Own, query.ByType, r.Type)
		lines = append(lines, profileRecord{r, kind + ", " + k.serviceWord(p.Own, r), words + ": " + source.Title, words + ": " + source.ID})
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

// printedShort is an amount as its report prints it; a dot where it does not.
func printedShort(k *kit, a report.Amount) string {
	if !a.Reported() {
		return string(k.glyphs.Missing)
	}
	return k.printed(a)
}
