package main

import (
	"bytes"
	"fmt"
	"io"

	"daylight/data"
	"daylight/data/figure"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// figureIsAsked refuses flags of a figure where none is asked for.
func (c *console) figureIsAsked() bool {
	switch f := &c.flags; {
	case f.figure && f.format != "svg":
		c.fail(exitUsage, "--figure draws, and goes with --format svg only")
	case f.sized && !f.figure:
		c.fail(exitUsage, "--width and --height are the size of a figure, and go with --format svg --figure only")
	default:
		return true
	}
	return false
}

// figure prints the view as a figure fit to print.
func (c *console) figure(d *report.Dataset, q query.Query) {
	t := theme.Light()
	if c.flags.theme != "" {
		t, _ = theme.ByName(c.flags.theme) // which is known
	}
	content, err := c.drawn(answer.NewEngine(d), q, t, c.flags.width, c.flags.height)
	if err != nil {
		c.fail(exitUsage, err.Error())
		return
	}
	c.print(func(w io.Writer) error { _, err := w.Write(content); return err })
}

// drawn is a question's view as a figure in the colours of a theme. It does not go to
// the terminal, so what that can show says nothing of it.
func (c *console) drawn(e *answer.Engine, q query.Query, t theme.Theme, width, height int) ([]byte, error) {
	var b bytes.Buffer
	err := figure.Write(&b, e, q, figure.Options{
		Width: width, Height: height, Palette: inks(&t), Format: answer.Format{ASCII: c.flags.asciiGiven && c.flags.ascii}, World: data.World,
	})
	return b.Bytes(), err
}

// inks are the colours of a theme for a figure; of one without colours, black and greys.
func inks(t *theme.Theme) figure.Palette {
	if t.NoColor {
		return figure.Greys()
	}
	hex := func(c grid.Color) string {
		r, g, b := c.RGB()
		return fmt.Sprintf("#%02x%02x%02x", r, g, b)
	}
	p := figure.Palette{Page: "#14161a", Text: hex(t.Text.FG), Dim: hex(t.Dim.FG), Rule: hex(t.Rule.FG), NoRecord: hex(t.NoRecord)}
	if t.Light {
		p.Page = "#ffffff"
	}
	for _, c := range report.Outcomes() {
		p.Outcomes[c] = hex(t.Outcomes[theme.Content+theme.Outcome(c-report.Content)])
	}
	p.Amount, p.Fewer = hex(t.Outcomes[theme.Amount]), hex(t.Fewer)
	for _, c := range t.Entities {
		p.Series, p.SeriesText = append(p.Series, hex(c)), append(p.SeriesText, hex(t.Ink(c)))
	}
	for i, c := range t.Classes {
		p.Classes[i] = hex(c)
	}
	return p
}
