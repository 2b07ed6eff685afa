package theme

import (
	"image/color"
	"slices"
	"sort"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/lucasb-eyer/go-colorful"

	"daylight/tui/kit/grid"
)

// Styles are the roles of a Theme as styles of Lip Gloss. Text, rules and marks
// have a foreground, the band a background.
type Styles struct {
	Text, Strong, Dim, Faint, Accent, Key, Link, Match, Value lipgloss.Style
	Rule, Grid, Band, OverlayBorder, Behind, NoRecord, Fewer  lipgloss.Style

	Outcomes [NumOutcomes]lipgloss.Style
	Entities [NumEntities]lipgloss.Style
	Classes  [numClasses]lipgloss.Style
}

// styles resolves a palette for one kind of page.
func (p *palette) styles(dark bool) *Styles {
	lightDark := lipgloss.LightDark(dark)
	colors := func(of pair) []color.Color {
		darks, lights := strings.Fields(of[0]), strings.Fields(of[1])
		list := make([]color.Color, len(darks))
		for i := range darks {
			list[i] = lightDark(lipgloss.Color("#"+lights[i]), lipgloss.Color("#"+darks[i]))
		}
		return list
	}
	plain := lipgloss.NewStyle()
	bold, faint := plain.Bold(true), plain.Faint(true)
	fg := func(of pair) lipgloss.Style { return plain.Foreground(colors(of)[0]) }

	// Without colours of its own, text is told apart by attributes.
	s := &Styles{
		Strong: bold, Faint: faint, Accent: bold, Key: bold, Link: plain.Underline(true), Match: bold.Underline(true),
		Rule: faint, Grid: faint, Band: plain.Reverse(true), OverlayBorder: bold,
	}
	if p.colorsText() {
		s = &Styles{Band: plain.Background(colors(p.band)[0])}
		for _, role := range []struct {
			style           *lipgloss.Style
			of              pair
			bold, underline bool
		}{
			{&s.Text, p.text, false, false}, {&s.Dim, p.dim, false, false}, {&s.Faint, p.faint, false, false},
			{&s.Strong, p.strong, true, false}, {&s.Value, p.text, p.heavy, false}, {&s.Link, p.text, false, true},
			{&s.Accent, p.accent, false, false}, {&s.Key, p.accent, true, false}, {&s.Match, p.accent, true, false},
			{&s.OverlayBorder, p.accent, false, false},
		} {
			*role.style = fg(role.of).Bold(role.bold).Underline(role.underline)
		}
	} else if p.colorsMarks() {
		s.Accent, s.OverlayBorder = fg(p.accent).Bold(true), fg(p.accent).Bold(true)
	}
	if !p.colorsMarks() {
		return s
	}
	s.Rule, s.Grid, s.Behind, s.NoRecord = fg(p.rule), fg(p.rule), fg(p.rule), fg(p.rule)
	for i, c := range colors(p.outcomes) {
		s.Outcomes[int(Content)+i] = plain.Foreground(c)
	}
	// Pending is not known either: it shares the grey and has its own texture.
	s.Outcomes[Unspecified] = s.Outcomes[Pending]
	s.Outcomes[Amount], s.Fewer = plain, s.Rule // where text is the terminal's own, so is an amount
	if p.colorsText() {
		s.Outcomes[Amount], s.Fewer = fg(p.amount), fg(p.fewer)
	}
	for i, c := range colors(p.entities) {
		s.Entities[i] = plain.Foreground(c)
	}
	for i, c := range colors(p.classes) {
		s.Classes[i] = plain.Foreground(c)
	}
	return s
}

func (p *palette) colorsText() bool  { return p.text != (pair{}) }
func (p *palette) colorsMarks() bool { return p.outcomes != (pair{}) }

// theme makes a theme of a palette: the styles, and the cells that they become.
func (p *palette) theme(dark bool) Theme {
	s := p.styles(dark)
	t := Theme{
		Name: p.names[0], Light: !dark, NoColor: !p.colorsMarks(), AnyGround: p.colorsMarks() && !p.colorsText(), Styles: s,
		Text: cell(s.Text), Strong: cell(s.Strong), Dim: cell(s.Dim), Faint: cell(s.Faint), Accent: cell(s.Accent), Key: cell(s.Key),
		Link: cell(s.Link), Match: cell(s.Match), Value: cell(s.Value),
		Rule: cell(s.Rule), Grid: cell(s.Grid), OverlayBorder: cell(s.OverlayBorder),
		Band: cell(s.Band).BG, BandAttr: cell(s.Band).Attr, Behind: cell(s.Behind).FG, NoRecord: cell(s.NoRecord).FG,
		Fewer: cell(s.Fewer).FG, Heavy: p.heavy,
		inks: map[grid.Color]grid.Color{},
	}
	pages := darkPages
	if !dark {
		t.Name, pages = p.names[1], lightPages
	}
	marks := func(into []grid.Color, from []lipgloss.Style) {
		for i := range from {
			into[i] = cell(from[i]).FG
			if into[i].IsDefault() {
				continue // text in it is text
			}
			ink := grid.Color(0)
			if p.colorsText() {
				ink = readable(into[i], t.Light, grid.Hex(pages[0]), grid.Hex(pages[1]), t.Band)
			}
			t.inks[into[i]] = ink
		}
	}
	marks(t.Outcomes[:], s.Outcomes[:])
	marks(t.Entities[:], s.Entities[:])
	marks(t.Classes[:], s.Classes[:])
	return t
}

// cell is what a style makes of a cell.
func cell(s lipgloss.Style) grid.Style {
	color := func(c color.Color) grid.Color {
		if c == (lipgloss.NoColor{}) {
			return 0
		}
		return grid.ColorOf(c)
	}
	st := grid.Style{FG: color(s.GetForeground()), BG: color(s.GetBackground())}
	for attr, has := range map[grid.Attr]bool{grid.Bold: s.GetBold(), grid.Dim: s.GetFaint(), grid.Underline: s.GetUnderline(), grid.Reverse: s.GetReverse()} {
		if has {
			st.Attr |= attr
		}
	}
	return st
}

// The contrast that text and marks need (WCAG 2.2, 1.4.3 and 1.4.11), and that of marks at half
// strength, which are read together with a mark beside them.
const (
	textContrast = 4.5
	markContrast = 3.0
	halfContrast = 2.4
)

// Half is a mark at half strength, beside one that stands out: the same colour, half way to the page or
// as far as it can still be seen there. On a page that nobody told of, the terminal dims it; without
// colours it stays, and weight alone tells the other.
func (t *Theme) Half(st grid.Style) grid.Style {
	switch {
	case t.NoColor || st.FG.IsDefault():
		return st
	case t.AnyGround:
		return st.With(grid.Dim)
	}
	pages := t.pages()
	at := func(kept int) grid.Color { return t.towardsPage(st.FG, kept) }
	kept := whole/2 + sort.Search(whole/2, func(more int) bool {
		return min(Contrast(at(whole/2+more), grid.Hex(pages[0])), Contrast(at(whole/2+more), grid.Hex(pages[1]))) >= halfContrast
	})
	st.FG = at(kept)
	return st
}

// whole is all of a colour, which the page has no part in.
const whole = 256

// Fade is what is drawn of marks that stand behind those that a speaker points at: a third of their
// colours, the rest is the page. Their figures are read beside them. On a page that nobody told of, the
// terminal dims them; without colours they stay.
func (t *Theme) Fade(st grid.Style) grid.Style {
	fade := func(c grid.Color) grid.Color {
		if c.IsDefault() || c == t.Band {
			return c
		}
		return t.towardsPage(c, whole/3)
	}
	switch {
	case t.NoColor:
		return st
	case t.AnyGround:
		return st.With(grid.Dim)
	}
	return grid.Style{FG: fade(st.FG), BG: fade(st.BG), Attr: st.Attr}
}

// pages are the grounds that a theme is made for, the one that it was drawn on last.
func (t *Theme) pages() [2]string {
	if t.Light {
		return [2]string{lightPages[1], lightPages[0]}
	}
	return darkPages
}

// towardsPage mixes so much of a colour, of the whole, with the page.
func (t *Theme) towardsPage(c grid.Color, kept int) grid.Color {
	r, g, b := c.RGB()
	pr, pg, pb := grid.Hex(t.pages()[1]).RGB()
	mix := func(v, page uint8) uint8 { return uint8((int(v)*kept + int(page)*(whole-kept)) / whole) }
	return grid.RGB(mix(r, pr), mix(g, pg), mix(b, pb))
}

// Contrast returns the WCAG contrast ratio of two colours, from 1 to 21.
func Contrast(a, b grid.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance, from 0 for black to 1 for white.
func luminance(c grid.Color) float64 {
	of, _ := colorful.MakeColor(c)
	r, g, b := of.LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

// readable moves c towards black on a light page, towards white on a dark one,
// as little as makes it text on all grounds.
func readable(c grid.Color, light bool, grounds ...grid.Color) grid.Color {
	to := 255
	if light {
		to = 0
	}
	r, g, b := c.RGB()
	at := func(step int) grid.Color { // of 256
		mix := func(v uint8) uint8 { return uint8(int(v) + (to-int(v))*step/256) }
		return grid.RGB(mix(r), mix(g), mix(b))
	}
	return at(sort.Search(256, func(step int) bool {
		return !slices.ContainsFunc(grounds, func(g grid.Color) bool { return Contrast(at(step), g) < textContrast })
	}))
}
