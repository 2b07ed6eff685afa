package country

import (
	"fmt"
	"strings"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/scene"
)

// read writes the page for people who hear it: sentences, one a line, and nothing
// that is only to be looked at.
func (page *page) read(k *scene.Kit) {
	p := page.Profile
	c := &Column{Kit: k, Page: page, W: page.W}
	say := func(format string, args ...any) {
		c.paragraph(fmt.Sprintf(format, args...), k.Theme.Text)
	}
	rows := func(title string, rows []listed) {
		if len(rows) == 0 {
			return
		}
		say("%s", title)
		for _, r := range rows {
			say("%s: %s", r.name, strings.Join(scene.NonEmpty(r.figures...), ", "))
		}
	}
	if p.Row == nil {
		for _, line := range missingWords(k, p) {
			say("%s", line)
		}
	} else {
		page.readFigures(k, c, say, rows)
	}
	var companies []listed
	for i := range p.Companies {
		r := &p.Companies[i]
		companies = append(companies, listed{name: r.Name, figures: []string{
			saidOf(k, "requests", r.Figures[report.Requests], report.Requests),
			saidOf(k, "disclosed", r.Figures[report.DisclosedRate], report.DisclosedRate),
		}})
	}
	rows("By publisher. "+differently, companies)
	if p.Row != nil {
		page.readPeers(k, c, say, rows)
		say("Latest of %s %s; 7 lists all", k.Format.Count(int64(p.Row.Records)), scene.RecordsWord(p.Row.Records))
		for _, l := range recordLines(k, p) {
			say("%s, %s: %s requests; %s", l.record.Period, l.name, k.Printed(l.record.Counts[report.Requests]), l.source)
		}
	}
	page.Lines = c.y
}

// saidOf is a figure and what it is of, as it is said.
func saidOf(k *scene.Kit, what string, f answer.Figure, c report.Column) string {
	if !f.Reported {
		return what + " not reported"
	}
	return k.Format.Figure(f, c) + " " + what
}

func (page *page) readFigures(k *scene.Kit, c *Column, say func(string, ...any), rows func(string, []listed)) {
	p := page.Profile
	for _, t := range c.TilesOf(false) {
		value := t.Value
		if value == string(k.Glyphs.Missing) {
			value = "not reported"
		}
		say("%s: %s", t.Label, strings.Join(scene.NonEmpty(value, t.remark), ", "))
	}
	var parts []listed
	for _, o := range p.Outcomes {
		parts = append(parts, listed{name: o.Column.Label(), figures: []string{c.figure(o.Figure, o.Column), c.figure(o.Fraction, report.Share)}})
	}
	rows("What came of the requests, as parts of all", parts)
	pieces := func(list []answer.Row) []listed {
		var rows []listed
		for i := range list {
			rows = append(rows, listed{name: list[i].Name, figures: []string{
				c.figure(list[i].Figures[report.Requests], report.Requests), c.figure(list[i].Figures[report.Share], report.Share)}})
		}
		return rows
	}
	var counted, not []answer.Row
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
		at := &p.Trend[i]
		text := "no record"
		if at.Cell != nil {
			text = strings.Join(scene.FigureWords(k.Format, at.Cell.Figure, measure), "")
		}
		if at.Halved && at.Cell != nil && at.Cell.Figure.Reported {
			text += " in a whole year"
		}
		if at.Partial != "" && at.Cell != nil {
			text += ", " + at.Partial
		}
		if at.Chosen {
			text += ", in the figures above"
		}
		say("%s: %s", at.Period, text)
	}
	for _, b := range p.Breaks {
		say("counted differently from %s on: %s", b.At, b.Note.Text)
	}
	periods := make([]report.Period, len(p.Trend))
	for i := range p.Trend {
		periods[i] = p.Trend[i].Period
	}
	if text := k.PublishersSentence(p.Own, periods); text != "" {
		say("%s", text)
	}
}

func (page *page) readPeers(k *scene.Kit, c *Column, say func(string, ...any), rows func(string, []listed)) {
	p := page.Profile
	if len(p.Peers) < 2 {
		return
	}
	var peers []listed
	for _, peer := range nearPeers(p) {
		million, requests := peer.Figures[report.PerMillion], peer.Figures[report.Requests]
		peers = append(peers, listed{name: peer.Name, figures: []string{
			saidOf(k, "requests per million people a year", million, report.PerMillion),
			saidOf(k, "requests", requests, report.Requests),
		}})
	}
	rows("Region: "+p.Area, peers)
	say("%s", peerWords(k, p))
	for _, n := range page.perMillion() {
		say("%s", n)
	}
}
