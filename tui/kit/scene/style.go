package scene

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// Paint is the colour and the texture of an outcome, or of a plain amount.
func (k *Kit) Paint(c report.Column) (grid.Style, rune) {
	o := ThemeOutcome(c)
	return grid.Style{FG: k.Theme.Outcomes[o]}, k.Glyphs.Textures[o]
}

// Fewer is the colour of what is fewer than before, neutral as what is more, and the rune
// that a bar of it is filled with.
func (k *Kit) Fewer() (grid.Style, rune) {
	texture := k.Glyphs.Solid
	if k.Pen().Textured() {
		texture = k.Glyphs.Textures[theme.NoData]
	}
	return grid.Style{FG: k.Theme.Fewer}, texture
}

// Swatch is an entry of a legend: a patch of colour or, without colours, of the
// texture.
func (k *Kit) Swatch(st grid.Style, texture rune, label string) chart.Entry {
	if !k.Pen().Textured() {
		texture = k.Glyphs.Swatch
	}
	return chart.Entry{Mark: texture, Style: st, Label: label}
}

// OutcomeEntries explain the colours of the parts that the bars of some rows
// have.
func (k *Kit) OutcomeEntries(rows ...*answer.Row) []chart.Entry {
	return k.entries(func(c report.Column) bool {
		return slices.ContainsFunc(rows, func(r *answer.Row) bool { return DrawnPart(r, c).Hi > 0 })
	})
}

// EveryOutcome are the entries of the outcomes that requests have under one filter
// or another: all but the one that is for reports which split no further.
func (k *Kit) EveryOutcome(total *answer.Row) []chart.Entry {
	return k.entries(func(c report.Column) bool { return c != report.SomeData || DrawnPart(total, c).Hi > 0 })
}

// entries are those of some outcomes. What is pending has the colour of what is not
// known.
func (k *Kit) entries(has func(report.Column) bool) (entries []chart.Entry) {
	for _, c := range report.Outcomes() {
		if c != report.Pending && has(c) {
			st, texture := k.Paint(c)
			entries = append(entries, k.Swatch(st, texture, LegendLabel(c)))
		}
	}
	return entries
}

// OutcomeParts are the parts of a bar that shows what came of the requests of a
// row, multiplied by a factor; none where the row reports no requests. They stand
// in a buffer that the next bar uses again.
func (k *Kit) OutcomeParts(r *answer.Row, factor float64) []chart.Segment {
	f := r.Figures[report.Requests]
	if !f.Reported {
		return nil
	}
	parts := k.segments[:0]
	for _, c := range report.Outcomes() {
		if o := DrawnPart(r, c); c != report.Pending && o.Reported && o.Hi > 0 {
			parts = append(parts, k.segment(o, c, factor))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, k.segment(f, report.Unspecified, factor))
	}
	k.segments = parts
	return parts
}

// FigureBar is a bar of one figure, multiplied by a factor. A figure below zero is as
// long as the same above it, in the colour of what is fewer.
func (k *Kit) FigureBar(f answer.Figure, c report.Column, factor float64) chart.Bar {
	seg := k.segment(f, c, factor)
	if seg.Lo < 0 {
		seg.Lo, seg.Hi = -seg.Lo, -seg.Hi
		seg.Style, seg.Texture = k.Fewer()
	}
	if !f.Reported {
		seg.Lo = math.NaN()
	}
	return chart.Bar{Segments: []chart.Segment{seg}, State: StateOf(f)}
}

// segment is a figure as a part of a bar.
func (k *Kit) segment(f answer.Figure, c report.Column, factor float64) chart.Segment {
	lo, hi := Ends(f, c)
	seg := chart.Segment{Lo: lo * factor, Hi: hi * factor, Key: int(c) + 1}
	seg.Style, seg.Texture = k.Paint(PaintOf(c))
	return seg
}

// Ends are the least and the greatest that a figure of a column may be.
func Ends(f answer.Figure, c report.Column) (lo, hi float64) {
	if c.IsCount() {
		return float64(f.Lo), float64(f.Hi)
	}
	return f.Rate, f.Rate
}

// DrawnPart is what a bar of outcomes shows of one of them.
func DrawnPart(r *answer.Row, c report.Column) answer.Figure {
	if c == report.Unspecified {
		return Unknown(r)
	}
	return r.Figures[c]
}

// LegendLabel is an outcome's name in the legend.
func LegendLabel(c report.Column) string {
	if c == report.Nothing {
		return "not split"
	}
	return strings.ToLower(c.Label())
}

// OutcomeNamed is the outcome that is a row, where rows are outcomes; else requests.
func OutcomeNamed(id string) report.Column {
	for _, c := range report.Outcomes() {
		if c.String() == id {
			return c
		}
	}
	return report.Requests
}

// PaintOf is the outcome whose colour a column has; of a plain amount, requests.
func PaintOf(c report.Column) report.Column {
	if c.IsOutcome() {
		return c
	}
	if outcome, ok := c.Outcome(); ok {
		return outcome
	}
	return report.Requests
}

// ThemeOutcome is how the theme calls an outcome; any other column is a plain amount.
func ThemeOutcome(c report.Column) theme.Outcome {
	if !c.IsOutcome() {
		return theme.Amount
	}
	return theme.Content + theme.Outcome(c-report.Content)
}

// Unknown is what is not known of a row's outcomes: the unspecified, with the few
// that were pending when the report was printed, which have the same colour.
func Unknown(r *answer.Row) answer.Figure {
	f, pending := r.Figures[report.Unspecified], r.Figures[report.Pending]
	f.Reported = f.Reported || pending.Reported
	f.Lo, f.Hi = f.Lo+pending.Lo, f.Hi+pending.Hi
	return f
}

// StateOf says how sure a figure is.
func StateOf(f answer.Figure) chart.State {
	switch {
	case !f.Reported:
		return chart.Missing
	case f.Marks.Has(answer.Floor):
		return chart.Floor
	case f.Marks.Has(answer.Approx), f.Marks.Has(answer.Ceiling):
		return chart.Approximate
	}
	return chart.Exact
}

// FigureStyle tells figures apart: missing faint, zero dim unless it is no change,
// content in its colour; a rate in parentheses, which covers only a part of the requests, is dim
// too.
func (k *Kit) FigureStyle(f answer.Figure, c report.Column) grid.Style {
	switch {
	case !f.Reported, f.Marks.Has(answer.Floor) && f.Hi == 0 && c.IsCount():
		return k.Theme.Faint // at least nothing: that says as much as nothing does
	case c.IsCount() && f.Hi == 0 || !c.IsCount() && f.Rate == 0 && !c.IsSigned():
		return k.Theme.Dim
	case f.Partly():
		return k.Theme.Dim
	case c == report.Content:
		return k.Theme.Value.Fg(k.Theme.Ink(k.Theme.Outcomes[theme.Content]))
	}
	return k.Theme.Value
}

// OnBand gives text the attributes of the selected row, where a theme without
// colours shows it by them.
func (k *Kit) OnBand(st grid.Style, chosen bool) grid.Style {
	if chosen {
		st.Attr |= k.Theme.BandAttr
	}
	return st
}

// Logs says whether a column can stand on a logarithmic scale: parts of one have no
// powers of ten worth comparing, and what is below zero has none.
func Logs(c report.Column) bool { return !c.IsFraction() && !c.IsSigned() }

// IsPinned says whether a row is among the pins.
func IsPinned(q *query.Query, id string) bool { return slices.Contains(q.Pins, id) }

// TileColor is the colour of a tile's edge: that of an outcome, else neutral.
func (k *Kit) TileColor(c report.Column) grid.Color { return k.Theme.Outcomes[ThemeOutcome(c)] }

// Fitted formats a figure of a column anew for a place of its own width: the blank
// that keeps its digits in line with those in parentheses stays behind it.
func (k *Kit) Fitted(text string, f answer.Figure, c report.Column, width int) string {
	if strings.HasSuffix(text, " ") {
		return k.Format.Short(f, c, width-1) + " "
	}
	return k.Format.Short(f, c, width)
}

// HeadStyle is that of the name of a column or a period: where the cursor is, or what
// rows are sorted by, stands out.
func (k *Kit) HeadStyle(here bool) grid.Style {
	if here {
		return k.Theme.Accent.Bold()
	}
	return k.Theme.Dim
}

// DrawRule draws a thin line over the width of r, if there is any.
func (k *Kit) DrawRule(f *grid.Frame, r grid.Rect) {
	if !r.Empty() {
		f.HLine(r.X, r.Y, r.W, k.Rule(), k.Theme.Rule)
	}
}

// Rule is what horizontal rules are drawn with, and Border what boxes are: thick in a theme
// for who sees little.
func (k *Kit) Rule() rune {
	if k.Theme.Heavy {
		return k.Glyphs.HeavyRule
	}
	return k.Glyphs.Rule
}

func (k *Kit) Border() grid.BoxGlyphs {
	if k.Theme.Heavy {
		return k.Glyphs.Heavy
	}
	return k.Glyphs.Box
}

// Arrow is the sign behind the head of the column that rows are sorted by.
func (k *Kit) Arrow(order query.Sort) string {
	if order.Descending {
		return " " + string(k.Glyphs.SortDown)
	}
	return " " + string(k.Glyphs.SortUp)
}

// DrawBand draws the band and the sign of the row under the cursor.
func (k *Kit) DrawBand(f *grid.Frame, r grid.Rect) { k.Look().DrawBand(f, r) }

// Marked says whether what the cursor is on is marked: on a slide only where its question names it, and it is not
// pointed at anyway.
func (s *Scene) Marked() bool {
	return !s.Bare || s.Query.Select != "" && !s.Lit(s.Query.Select)
}

// DrawPin draws the sign of a row that is pinned, in its colour, or that is pointed at.
func (s *Scene) DrawPin(f *grid.Frame, x, y int, id string) {
	switch st, sign := s.EntityStyle(s.Query.By, id); {
	case s.Lit(id):
		f.Rune(x, y, s.Glyphs.Lit, st.Bold())
	case IsPinned(&s.Query, id):
		f.Rune(x, y, sign, st)
	}
}

// MoreLeft says how many columns have no room to the left of those on screen; "" for none.
func (k *Kit) MoreLeft(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" %c +%d ", k.Glyphs.Left, n)
}

// MoreRight says the same of the right.
func (k *Kit) MoreRight(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" +%d %c ", n, k.Glyphs.Right)
}
