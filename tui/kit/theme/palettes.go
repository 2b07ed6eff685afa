package theme

import (
	"math"
	"strings"

	"daylight/tui/kit/grid"
)

// palette is a theme as it is written down: colours in six hexadecimal digits.
// A mark has a contrast of at least 3:1 and text of at least 4.5:1 against every
// background between the two pages and against the band; the tests hold it.
type palette struct {
	name  string
	light bool
	pages [2]string // the darkest and the lightest background it is made for

	text, strong, dim, faint, accent string
	rule, band                       string
	warn, fail, good                 string

	outcomes string // content, some data, non-content, no data, rejected, nothing, unspecified
	series   string
	classes  string // of the map, from low to high
}

var (
	darkPages  = [2]string{"000000", "1e1e2e"}
	lightPages = [2]string{"f5f5f5", "ffffff"}
)

const (
	darkClasses  = "6f6b5c 8c7640 ad8636 d39a34 f7cf6a"
	lightClasses = "ac8829 966600 7b4e00 5c3600 3a1e00"
)

var palettes = [...]palette{
	{
		name: "dark", pages: darkPages,
		text: "d8dee9", strong: "eef1f6", dim: "9aa3b1", faint: "8f97a5", accent: "f2b950", rule: "434c5b", band: "272c3a",
		warn: "f2c14e", fail: "f58a6c", good: "4cc2b2",
		outcomes: "ef6f4a d99a3c f7d072 6b9be8 35b0a0 4f7cb4 7a808b",
		series:   "f2c14e ef6f4a 5b8fd6 35b0a0 c58af9", classes: darkClasses,
	}, {
		name: "light", light: true, pages: lightPages,
		text: "24292f", strong: "0d1117", dim: "57606a", faint: "666f79", accent: "985600", rule: "c8ccd2", band: "fff1d0",
		warn: "8a5a00", fail: "b5310f", good: "0b6f66",
		outcomes: "b5310f b8651a b68100 2f6fc5 0b8578 2b5480 858b93",
		series:   "b68100 c8401b 2f6fb5 0b7f74 7a3fc2", classes: lightClasses,
	}, {
		name: "high-contrast", pages: darkPages,
		text: "ffffff", strong: "ffffff", dim: "d0d5de", faint: "c2c8d2", accent: "ffd166", rule: "8a919d", band: "1b2f4d",
		warn: "ffd166", fail: "ffa48c", good: "6fe0d0",
		outcomes: "ff8660 e0a040 ffe08a 8ab4ff 45cfbc 7a9bc4 a4abb6",
		series:   "ffd166 ff8660 7fb0ff 45d6c2 d6a8ff", classes: "8f8a78 a58c4e c39a42 e2ab40 ffe08a",
	}, {
		name: "high-contrast-light", light: true, pages: lightPages,
		text: "000000", strong: "000000", dim: "333a42", faint: "414952", accent: "6b3d00", rule: "7a828c", band: "ffeab0",
		warn: "6b3d00", fail: "8a1f00", good: "00524a",
		outcomes: "9e2400 8f4e08 7d5c00 1a54ad 006b5f 163a63 5c6370",
		series:   "7d5c00 a82a00 1a54ad 006b5f 5f22a8", classes: "806300 6f4e00 5a3a00 432800 2a1500",
	}, {
		name: "deuteranopia", pages: darkPages,
		text: "d8dee9", strong: "eef1f6", dim: "9aa3b1", faint: "8f97a5", accent: "f2c14e", rule: "434c5b", band: "272c3a",
		warn: "f2c14e", fail: "e9a04c", good: "8fc0f4",
		outcomes: "bf6049 e28400 fee297 77aff0 c2f3f6 4674f1 898e98",
		series:   "fee651 cc6f57 4f8df8 c0f4f3 a173a2", classes: darkClasses,
	}, {
		name: "deuteranopia-light", light: true, pages: lightPages,
		text: "24292f", strong: "0d1117", dim: "57606a", faint: "666f79", accent: "8a5a00", rule: "c8ccd2", band: "fff1d0",
		warn: "8a5a00", fail: "73000e", good: "0647c1",
		outcomes: "73000e 9c622f ac8500 0647c1 378eaf 312074 717171",
		series:   "b08000 7b271c 006bd3 4f918f 45005c", classes: lightClasses,
	}, {
		name: "tritanopia", pages: darkPages,
		text: "d8dee9", strong: "eef1f6", dim: "9aa3b1", faint: "8f97a5", accent: "ffb0a4", rule: "434c5b", band: "272c3a",
		warn: "ffb0a4", fail: "f5806a", good: "59deb6",
		outcomes: "d25540 ffa193 fde5b6 8dacdf 59deb6 268883 7e7e7e",
		series:   "fce0b1 e04f28 6888c4 6ff8f0 c25ec8", classes: darkClasses,
	}, {
		name: "tritanopia-light", light: true, pages: lightPages,
		text: "24292f", strong: "0d1117", dim: "57606a", faint: "666f79", accent: "a3263a", rule: "c8ccd2", band: "fff1d0",
		warn: "a3263a", fail: "851700", good: "00584a",
		outcomes: "851700 c4639a 948031 496492 039471 003141 737578",
		series:   "97825b b23d3b 245bc9 039377 3b0043", classes: lightClasses,
	},
	{name: "mono"},
}

// anyGround is the palette for a terminal that does not tell its background. Asking
// may stay without an answer, and a guess is wrong on every other page: so text is the
// terminal's own, told apart by attributes, the selected row is reversed, and what has
// a colour stands out by 3:1 from all pages of the dark and the light palettes. The
// map runs from grey to orange: neither lighter nor darker is more on both.
var anyGround = palette{
	name: "terminal", accent: "a06b00", rule: "808080",
	outcomes: "d0431f c07a2a a08600 4f81d3 0b8578 4271a3 80858d",
	series:   "a08600 d0431f 2f74c5 0b8578 8d55d0", classes: "8d8d89 97836c a8784f b36d34 bd600d",
}

func (p *palette) theme() Theme {
	switch {
	case p.outcomes == "":
		return p.mono()
	case p.text == "":
		return p.onAnyGround()
	}
	fg := func(hex string) grid.Style { return grid.Style{FG: grid.Hex(hex)} }
	t := Theme{
		Name: p.name, Light: p.light,
		Text: fg(p.text), Strong: fg(p.strong).Bold(), Dim: fg(p.dim), Faint: fg(p.faint),
		Accent: fg(p.accent), Key: fg(p.accent).Bold(), Link: fg(p.text).Underline(), Match: fg(p.accent).Bold(),
		Warn: fg(p.warn), Error: fg(p.fail).Bold(), Good: fg(p.good),
		Rule: fg(p.rule), Grid: fg(p.rule),
		Band: grid.Hex(p.band), OverlayBorder: fg(p.accent), Behind: grid.Hex(p.rule),
		NoRecord: grid.Hex(p.rule),
	}
	p.mark(&t)
	grounds := [3]grid.Color{grid.Hex(p.pages[0]), grid.Hex(p.pages[1]), t.Band}
	for i := range t.inks {
		if c := t.inks[i].mark; !c.IsDefault() {
			t.inks[i].text = readable(c, p.light, grounds[:])
		}
	}
	return t
}

// mark gives a theme the colours of marks. Text that names them has the terminal's own.
func (p *palette) mark(t *Theme) {
	o := [7]grid.Color{}
	colors(p.outcomes, o[:])
	t.Content, t.SomeData, t.NonContent, t.NoData, t.Rejected, t.Nothing, t.Unspecified = o[0], o[1], o[2], o[3], o[4], o[5], o[6]
	// Pending is not known either: it shares the grey and has its own texture.
	t.Pending, t.Amount = t.Unspecified, t.NonContent
	colors(p.series, t.Series[:])
	colors(p.classes, t.MapClass[:])
	for i, c := range append(append(o[:], t.Series[:]...), t.MapClass[:]...) {
		t.inks[i].mark = c
	}
}

// onAnyGround is mono with coloured marks.
func (p *palette) onAnyGround() Theme {
	t := p.mono()
	t.NoColor, t.AnyGround = false, true
	p.mark(&t)
	accent, rule := grid.Hex(p.accent), grid.Hex(p.rule)
	t.Accent, t.OverlayBorder = t.Accent.Fg(accent), t.OverlayBorder.Fg(accent)
	t.Rule, t.Grid = grid.Style{FG: rule}, grid.Style{FG: rule}
	t.Behind, t.NoRecord = rule, rule
	return t
}

// mono gives every token the attribute that tells it apart.
func (p *palette) mono() Theme {
	bold, dim := grid.Style{}.Bold(), grid.Style{}.Dim()
	return Theme{
		Name: p.name, NoColor: true,
		Strong: bold, Dim: grid.Style{}, Faint: dim,
		Accent: bold, Key: bold, Link: grid.Style{}.Underline(), Match: bold.Underline(),
		Warn: bold, Error: bold.Reverse(), Good: bold,
		Rule: dim, Grid: dim, BandAttr: grid.Reverse, OverlayBorder: bold,
	}
}

func colors(list string, into []grid.Color) {
	for i, hex := range strings.Fields(list) {
		into[i] = grid.Hex(hex)
	}
}

// The contrast that text and marks need (WCAG 2.2, 1.4.3 and 1.4.11).
const (
	textContrast = 4.5
	markContrast = 3.0
)

// Contrast returns the WCAG contrast ratio of two colours, from 1 to 21.
func Contrast(a, b grid.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance, from 0 for black to 1 for white.
func luminance(c grid.Color) float64 {
	r, g, b := c.RGB()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// linear undoes the gamma of one sRGB part.
func linear(v uint8) float64 {
	f := float64(v) / 255
	if f <= 0.04045 {
		return f / 12.92
	}
	return math.Pow((f+0.055)/1.055, 2.4)
}

// readable moves c towards black on a light page, towards white on a dark one,
// as little as makes it text on all grounds.
func readable(c grid.Color, light bool, grounds []grid.Color) grid.Color {
	enough := func(c grid.Color) bool {
		for _, g := range grounds {
			if Contrast(c, g) < textContrast {
				return false
			}
		}
		return true
	}
	r, g, b := c.RGB()
	at := func(step int) grid.Color { // of 256
		mix := func(v uint8) uint8 {
			to := 255
			if light {
				to = 0
			}
			return uint8(int(v) + (to-int(v))*step/256)
		}
		return grid.RGB(mix(r), mix(g), mix(b))
	}
	lo, hi := 0, 256
	for lo < hi {
		if mid := (lo + hi) / 2; enough(at(mid)) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return at(lo)
}
