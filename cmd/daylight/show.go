package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"daylight/data"
	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
)

// show prints the view that words ask for. Commands are the names that a first word may have been
// meant as.
func (c *console) show(words, commands []string) {
	if !c.figureIsAsked() {
		return
	}
	d, ok := c.ready(viewFormats)
	if !ok {
		return
	}
	q, ok := c.ask(d, words, commands)
	if !ok {
		return
	}
	p := print.View(answer.NewEngine(d), q)
	c.tellAbsent(p, d)
	switch form := c.flags.format; {
	case slices.Contains(print.Forms(), form):
		if form != "markdown" { // which says it itself
			c.tellHidden(p)
		}
		c.print(func(w io.Writer) error { return p.Write(w, form, answer.Format{ASCII: c.ascii()}) })
	case c.flags.figure: // which says itself what it leaves out
		c.figure(d, q)
	case form == "svg":
		c.tellHidden(p)
		c.picture(d, q)
	default:
		text := c.printer()
		printView(text, p)
		c.wrote(text.out.Flush())
	}
}

// The size of the picture that show prints, in cells: that of a screen on which everything has room.
const pictureWidth, pictureHeight = 120, 36

// picture prints the dashboard's first screen as a drawing: the view as it is drawn.
func (c *console) picture(d *report.Dataset, q query.Query) {
	svg, err := tui.Picture(tui.Options{Data: d, Query: q, Theme: c.flags.theme, ASCII: c.ascii(), World: data.World}, pictureWidth, pictureHeight)
	if err != nil {
		c.fail(exitUsage, err.Error())
		return
	}
	c.print(func(w io.Writer) error { _, err := io.WriteString(w, svg); return err })
}

// ready reads the data, where the format and the theme that were asked for are known.
func (c *console) ready(formats []string) (*report.Dataset, bool) {
	if form := c.flags.format; form != "" && !slices.Contains(formats, form) {
		c.fail(exitUsage, "unknown format "+quoted(form, formats), "Formats: "+strings.Join(formats, ", "))
		return nil, false
	}
	if !c.themeIsKnown() {
		return nil, false
	}
	return c.load()
}

// tellHidden says how many rows or records are left out, and how many of them for being small, where
// the data itself cannot.
func (c *console) tellHidden(p *print.Document) {
	if shown, of := p.Shown(); shown < of {
		c.say(print.ShownOf(shown, of))
	}
	if small := p.Small(); small != "" {
		c.say(small)
	}
}

// tellAbsent says which periods of the query, to show or to compare with, the data does not have, when
// nothing is left, and which pinned rows are not there.
func (c *console) tellAbsent(p *print.Document, d *report.Dataset) {
	var absent []string
	for _, span := range p.Query.Period.Ranges {
		if !slices.ContainsFunc(d.Periods, span.Span().Holds) {
			absent = append(absent, span.String())
		}
	}
	if against := p.Query.Against.Period; against != (report.Period{}) && !slices.ContainsFunc(d.Periods, func(known report.Period) bool {
		return known.Start() < against.End() && against.Start() < known.End()
	}) {
		absent = append(absent, against.String())
	}
	switch {
	case len(absent) > 0 && len(d.Periods) > 0:
		c.say(fmt.Sprintf("no report covers %s: they cover %s to %s", strings.Join(absent, ", "), d.Periods[0], d.Periods[len(d.Periods)-1]))
	case p.Answer.Groups == 0:
		c.say("no record matches: leave a filter out")
	}
	if shown, of := p.Shown(); shown == 0 && of > 0 && p.Query.Search != "" {
		c.say(foundNowhere(p, d))
	}
	if missing := p.Missing(); len(missing) > 0 && p.Answer.Groups > 0 {
		for i, row := range missing {
			missing[i] = report.Clip(row)
		}
		c.say("no record under these filters: " + strings.Join(missing, ", "))
	}
}

// foundNowhere says that a search finds nothing, and what its text is the name of.
func foundNowhere(p *print.Document, d *report.Dataset) string {
	said := p.NotFound()
	if elsewhere := answer.NewEngine(d).Elsewhere(p.Query); elsewhere != "" {
		said += "; " + elsewhere
	}
	return said
}

// sources prints where the figures come from.
func (c *console) sources(words []string) {
	if len(words) > 0 {
		c.fail(exitUsage, fmt.Sprintf("sources takes no query, and %q is left over", report.Clip(words[0])), "Those of one question: daylight show view=sources "+exampleQuery+".")
		return
	}
	d, ok := c.ready(formats)
	if !ok {
		return
	}
	e := answer.NewEngine(d)
	if form := c.flags.format; slices.Contains(print.Forms(), form) {
		c.print(func(w io.Writer) error { return print.Sources(w, e.Holdings(), d.Sources, form) })
		return
	}
	p := c.printer()
	printSources(p, e.Holdings(), d.Sources)
	c.wrote(p.out.Flush())
}

// printSources prints what is here of publishers, and then sources, one paragraph each.
func printSources(p *printer, held []answer.Holdings, sources []report.Source) {
	for i := range held {
		if i > 0 {
			p.print("")
		}
		h := &held[i]
		p.paragraph("", p.styles.Accent, h.Title(), 0)
		for _, text := range h.Says() {
			p.paragraph("", p.styles.Text, text, 2)
		}
	}
	for i, s := range sources {
		if i > 0 || len(held) > 0 {
			p.print("")
		}
		p.print(p.styles.Accent.Render(s.ID))
		who := strings.Join(report.NonEmpty(s.Publisher, s.Published), ", ")
		for _, part := range []struct {
			style lipgloss.Style
			text  string
		}{{p.styles.Strong, s.Title}, {p.styles.Dim, who}, {p.styles.Text, s.Obtained}} {
			if part.text != "" {
				p.paragraph("", part.style, part.text, 2)
			}
		}
		if s.URL != "" {
			p.print("  " + p.styles.Dim.Render(s.URL)) // never broken, so that it can be followed
		}
	}
}
