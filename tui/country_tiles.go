package tui

import (
	"fmt"
	"slices"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// profileTile is one of the great figures of a profile.
type profileTile struct {
	label, value, remark string
	style                grid.Style    // of the value
	column               report.Column // noColumn for a place
}

const noColumn = model.NameColumn

// tiles writes the great figures: in as few rows as the width allows, with what
// rates rest on in as many words as take no row more.
func (c *column) tiles() {
	tiles := c.tilesOf(false)
	if c.w < twoColumns {
		c.tileLines(tiles)
		return
	}
	widths := c.inRows(tiles)
	if brief := c.tilesOf(true); len(tiles) > len(widths) {
		if fewer := c.inRows(brief); rowsOf(len(tiles), len(fewer)) < rowsOf(len(tiles), len(widths)) {
			tiles, widths = brief, fewer
		}
	}
	n := len(widths)
	const tall = 4 // lines of a row: label, value, remark, and an empty one
	for from := 0; from < len(tiles); from += n {
		x := 0
		c.page.rows = append(c.page.rows, pageLines{c.y, c.y + tall})
		for i := range tiles[from:min(from+n, len(tiles))] {
			t := &tiles[from+i]
			for row, line := range []struct {
				text  string
				style grid.Style
			}{{t.label, c.tileLabel(t)}, {t.value, t.style}, {t.remark, c.theme.Dim}} {
				at := *c
				at.y += row
				edge := grid.Style{FG: c.tileColor(answer.Tile{Columns: []report.Column{t.column}})}
				part := pageLines{c.y, c.y + tall - 1}
				at.put(x, 1, mark{text: string(c.glyphs.Tile), style: edge, part: part})
				at.put(x+2, widths[i]-3, mark{text: line.text, style: line.style, part: part})
			}
			x += widths[i]
		}
		c.y += tall
	}
}

// inRows divides the width among as many tiles as stand in a row.
func (c *column) inRows(tiles []profileTile) []int {
	need := func(t *profileTile) int {
		return 3 + max(grid.Width(t.label), grid.Width(t.value), grid.Width(t.remark))
	}
	for n := len(tiles); ; n-- {
		widths, sum := make([]int, n), 0
		for i := range tiles {
			widths[i%n] = max(widths[i%n], need(&tiles[i]))
		}
		for _, w := range widths {
			sum += w
		}
		// As many rows as this, but as evenly filled as they can be.
		rows := rowsOf(len(tiles), n)
		if even := rowsOf(len(tiles), rows); sum <= c.w && even == n || n == 1 {
			for i := range widths {
				widths[i] += max(0, c.w-sum) / n
			}
			return widths
		}
	}
}

// rowsOf is how many rows so many things take, n in a row.
func rowsOf(things, n int) int { return (things + n - 1) / n }

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
		if room := c.w - label - value - 2*gap; grid.Width(t.remark) <= room { // a figure is whole or not there
			c.text(label+value+2*gap, room, t.remark, c.theme.Dim)
		}
		c.y++
	}
	c.y++
}

// tileLabel is the style of a label: that of the measure stands out.
func (c *column) tileLabel(t *profileTile) grid.Style {
	if t.column == c.page.profile.Among.Query.Measure {
		return c.theme.Accent
	}
	return c.theme.Dim
}

// tilesOf are the great figures: those of requests always, so that they stand
// still while countries are turned; of outcomes none where the query keeps only
// some. Brief is in the fewest words.
func (c *column) tilesOf(brief bool) []profileTile {
	p := c.page.profile
	row, measure := p.Row, p.Among.Query.Measure
	strong := func(f answer.Figure, col report.Column) grid.Style {
		st := c.theme.Strong
		switch outcome := themeOutcome(paintOf(col)); {
		case !f.Reported:
			return c.theme.Faint
		case outcome != theme.Amount && f.Rate > 0:
			st.FG = c.theme.Ink(c.theme.Outcomes[outcome])
		}
		return st
	}
	tile := func(col report.Column, remark string) profileTile {
		f := row.Figures[col]
		if !f.Reported {
			remark = ""
		}
		return profileTile{col.Tile(), c.figure(f, col), remark, strong(f, col), col}
	}
	tiles := []profileTile{
		tile(report.Requests, ""),
		rankTile(c.kit, p),
		tile(report.Share, "of "+c.format.Short(p.Among.Total.Figures[report.Requests], report.Requests, 15)),
	}
	all := p.Among.Query.Outcome.Mode == query.Default || p.Among.Query.Outcome.Mode == query.All
	if all {
		each := ""
		if f := row.Figures[report.AccountsPerRequest]; f.Reported {
			each = c.figure(f, report.AccountsPerRequest) + " a request"
		}
		tiles = append(tiles, tile(report.Accounts, each))
		for _, col := range report.Measures() {
			if col.Section() == report.WhatShare {
				tiles = append(tiles, tile(col, restsOn(c.kit, row.Figures[col], brief)))
			}
		}
	}
	million := tile(report.PerMillion, placeWord(c.kit, p, report.PerMillion))
	if c.page.tall >= normalHeight && !c.plain && len(c.page.perMillion()) > 0 {
		first := 0 // the caveat stands first among the notes, but for that on unlike publishers
		if notes := c.page.sheet.result.Notes; notes[0].ID == answer.UnlikeNote {
			first = 1
		}
		million.label += " " + c.glyphs.Footnote(first)
	}
	if !row.Figures[report.PerMillion].Reported && p.People.People == 0 {
		million.remark = "no population"
	}
	tiles = append(tiles, million)
	if row.Figures[report.Change].Reported {
		tiles = append(tiles, tile(report.Change, changeRemark(c.kit, p, report.Change)))
	}
	if slices.ContainsFunc(tiles, func(t profileTile) bool { return t.column == measure }) {
		return tiles
	}
	// What is measured is there, too.
	remark := placeWord(c.kit, p, measure)
	if measure.IsSigned() {
		remark = changeRemark(c.kit, p, measure)
	}
	return append(tiles, tile(measure, remark))
}

// changeRemark says what a tile that compares is set against and, where it rests on
// a part of the requests, on whom.
func changeRemark(k *kit, p *answer.Profile, col report.Column) string {
	text := col.About(p.Among.Query.Against)
	if c := p.Row.Compare; c != nil && len(c.Publishers) > 0 && len(c.Publishers) < c.Of {
		text += fmt.Sprintf(", %d of %d publishers", len(c.Publishers), c.Of)
	}
	return text
}

// rankTile is the subject's place among all countries by the measure.
func rankTile(k *kit, p *answer.Profile) profileTile {
	q := p.Among.Query
	t := profileTile{label: "Rank", style: k.theme.Strong, column: noColumn}
	if q.Measure != report.Requests {
		t.label = "Rank by " + lowerFirst(q.Measure.Label())
	}
	place, of, sharing := p.Place(q.Measure)
	t.remark = fmt.Sprintf("of %d", of)
	switch {
	case place == 0 && p.Subject.Code == report.NotItemised:
		t.value, t.remark, t.style = string(k.glyphs.Missing), "not a country", k.theme.Faint
	case place == 0:
		t.value, t.remark, t.style = string(k.glyphs.Missing), "", k.theme.Faint
	case sharing > 0:
		t.value, t.remark = ordinal(place), fmt.Sprintf("of %d, with %d %s", of, sharing, othersWord(sharing))
	default:
		t.value = ordinal(place)
	}
	return t
}

// placeWord is the subject's place by a column, in words.
func placeWord(k *kit, p *answer.Profile, col report.Column) string {
	place, of, _ := p.Place(col)
	if place == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %d", ordinal(place), of)
}

// ofAllWords say that percentages are parts of all requests, whether or not their
// records report what became of them.
const ofAllWords = "of all requests"

// restsOn says what the requests are that a rate is a part of: those that report
// it, which need not be all.
func restsOn(k *kit, f answer.Figure, brief bool) string {
	covers := k.format.Covered(f.Covers)
	switch all := f.Covers == 0 || f.Covers >= 1; {
	case all && brief:
		return "of all"
	case all:
		return ofAllWords
	case brief:
		return "covers " + covers
	}
	return "of the " + covers + " that report it"
}
