package country

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

// profileTile is one of the great figures of a profile.
type profileTile struct {
	Label, Value, remark string
	style                grid.Style    // of the value
	column               report.Column // noColumn for a place
}

const noColumn = model.NameColumn

// tiles writes the great figures: in as few rows as the width allows, with what
// rates rest on in as many words as take no row more.
func (c *Column) tiles() {
	tiles := c.TilesOf(false)
	if c.Plain {
		for _, t := range tiles {
			if t.Value == string(c.Glyphs.Missing) {
				t.Value = "not reported"
			}
			c.figures(func() { c.say("%s: %s", t.Label, strings.Join(report.NonEmpty(t.Value, t.remark), ", ")) })
		}
		return
	}
	if c.W < TwoColumns {
		c.tileLines(tiles)
		return
	}
	widths := c.inRows(tiles)
	if brief := c.TilesOf(true); len(tiles) > len(widths) {
		if fewer := c.inRows(brief); rowsOf(len(tiles), len(fewer)) < rowsOf(len(tiles), len(widths)) {
			tiles, widths = brief, fewer
		}
	}
	n := len(widths)
	const tall = 4 // lines of a row: label, value, remark, and an empty one
	for from := 0; from < len(tiles); from += n {
		x := 0
		c.Page.rows = append(c.Page.rows, pageLines{c.y, c.y + tall})
		for i := range tiles[from:min(from+n, len(tiles))] {
			t := &tiles[from+i]
			for row, line := range []struct {
				text  string
				style grid.Style
			}{{t.Label, c.tileLabel(t)}, {t.Value, t.style}, {t.remark, c.Theme.Dim}} {
				at := *c
				at.y += row
				edge := grid.Style{FG: c.TileColor(t.column)}
				part := pageLines{c.y, c.y + tall - 1}
				at.put(x, 1, Mark{Text: string(c.Glyphs.Tile), style: edge, part: part})
				write := func() { at.put(x+2, widths[i]-3, Mark{Text: line.text, style: line.style, part: part}) }
				if row == 0 {
					write()
				} else {
					at.figures(write)
				}
			}
			x += widths[i]
		}
		c.y += tall
	}
}

// inRows divides the width among as many tiles as stand in a row.
func (c *Column) inRows(tiles []profileTile) []int {
	need := func(t *profileTile) int {
		return 3 + max(grid.Width(t.Label), grid.Width(t.Value), grid.Width(t.remark))
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
		if even := rowsOf(len(tiles), rows); sum <= c.W && even == n || n == 1 {
			const air = 4 // at most, beside a figure
			for i := range widths {
				widths[i] += min(max(0, c.W-sum)/n, air)
			}
			return widths
		}
	}
}

// rowsOf is how many rows so many things take, n in a row.
func rowsOf(things, n int) int { return (things + n - 1) / n }

// tileLines writes the great figures one a line, where two would hardly stand side
// by side.
func (c *Column) tileLines(tiles []profileTile) {
	label, value := 0, 0
	for _, t := range tiles {
		label, value = max(label, grid.Width(t.Label)), max(value, grid.Width(t.Value))
	}
	for _, t := range tiles {
		c.text(0, label, t.Label, c.tileLabel(&t))
		c.figures(func() {
			c.right(label+scene.Gap, value, t.Value, t.style)
			if room := c.W - label - value - 2*scene.Gap; grid.Width(t.remark) <= room { // a figure is whole or not there
				c.text(label+value+2*scene.Gap, room, t.remark, c.Theme.Dim)
			}
		})
		c.y++
	}
	c.y++
}

// tileLabel is the style of a label: that of the measure stands out.
func (c *Column) tileLabel(t *profileTile) grid.Style {
	if t.column == c.Page.Profile.Among.Query.Measure {
		return c.Theme.Accent
	}
	return c.Theme.Dim
}

// TilesOf are the great figures: those of requests always, so that they stand
// still while countries are turned; of outcomes none where the query keeps only
// some. Brief is in the fewest words.
func (c *Column) TilesOf(brief bool) []profileTile {
	p := c.Page.Profile
	row, measure := p.Row, p.Among.Query.Measure
	tile := func(col report.Column, remark string) profileTile {
		f, st := row.Figures[col], c.Theme.Strong
		switch outcome := scene.ThemeOutcome(scene.PaintOf(col)); {
		case !f.Reported:
			remark, st = "", c.Theme.Faint
		case outcome != theme.Amount && f.Rate > 0:
			st.FG = c.Theme.Ink(c.Theme.Outcomes[outcome])
		}
		return profileTile{col.Tile(), c.figure(f, col), remark, st, col}
	}
	tiles := []profileTile{
		tile(report.Requests, ""),
		rankTile(c.Kit, p),
		tile(report.Share, "of "+c.Format.Short(p.Among.Total.Figures[report.Requests], report.Requests, 15)),
	}
	if mode := p.Among.Query.Outcome.Mode; mode == query.Default || mode == query.All {
		each := ""
		if f := row.Figures[report.AccountsPerRequest]; f.Reported {
			each = c.figure(f, report.AccountsPerRequest) + " a request"
		}
		tiles = append(tiles, tile(report.Accounts, each))
		for _, col := range report.Measures() {
			if col.Section() == report.WhatShare {
				tiles = append(tiles, tile(col, restsOn(c.Kit, row.Figures[col], brief)))
			}
		}
	}
	million := tile(report.PerMillion, placeWord(c.Kit, p, report.PerMillion))
	if c.Page.tall >= scene.NormalHeight && !c.Plain && c.Page.notesPerMillion() {
		first := 0 // the caveat stands first among the notes, but for that on unlike publishers
		own := p.Own
		own.View = query.CountryView
		if _, unlike := c.Engine.UnlikeBeside(own); unlike {
			first = 1
		}
		million.Label += " " + c.Glyphs.Footnote(first)
	}
	if !row.Figures[report.PerMillion].Reported && p.People.People == 0 {
		million.remark = "no population"
	}
	tiles = append(tiles, million)
	if row.Figures[report.Change].Reported {
		tiles = append(tiles, tile(report.Change, ChangeRemark(c.Kit, p, report.Change)))
	}
	if slices.ContainsFunc(tiles, func(t profileTile) bool { return t.column == measure }) {
		return tiles
	}
	// What is measured is there, too.
	remark := placeWord(c.Kit, p, measure)
	if measure.IsSigned() {
		remark = ChangeRemark(c.Kit, p, measure)
	}
	return append(tiles, tile(measure, remark))
}

// ChangeRemark says what a tile that compares is set against and, where it rests on
// a part of the requests, on whom.
func ChangeRemark(k *scene.Kit, p *answer.Profile, col report.Column) string {
	return strings.Join(report.NonEmpty(col.About(p.Among.Query.Against), scene.SomeOf(p.Row.Compare)), ", ")
}

// rankTile is the subject's place among all countries by the measure.
func rankTile(k *scene.Kit, p *answer.Profile) profileTile {
	q := p.Among.Query
	t := profileTile{"Rank", string(k.Glyphs.Missing), "", k.Theme.Faint, noColumn}
	if q.Measure != report.Requests {
		t.Label = "Rank by " + report.LowerFirst(q.Measure.Label())
	}
	place, of, sharing := p.Place(q.Measure)
	switch {
	case place > 0:
		t.Value, t.remark, t.style = scene.Ordinal(place), fmt.Sprintf("of %d", of), k.Theme.Strong
	case p.Subject.Code == report.NotItemised:
		t.remark = "not a country"
	}
	if place > 0 && sharing > 0 {
		t.remark += fmt.Sprintf(", with %d %s", sharing, scene.Plural("other", sharing))
	}
	return t
}

// placeWord is the subject's place by a column, in words.
func placeWord(k *scene.Kit, p *answer.Profile, col report.Column) string {
	place, of, _ := p.Place(col)
	if place == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %d", scene.Ordinal(place), of)
}

// ofAllWords say that percentages are parts of all requests, whether or not their
// records report what became of them.
const ofAllWords = "of all requests"

// restsOn says what the requests are that a rate is a part of: those that report
// it, which need not be all.
func restsOn(k *scene.Kit, f answer.Figure, brief bool) string {
	covers := k.Format.Covered(f.Covers)
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
