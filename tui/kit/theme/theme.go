// Package theme says what colours and marks mean: semantic tokens that views
// draw with, palettes that give them colours, and two sets of glyphs, one for
// Unicode terminals and one of pure ASCII.
//
// Warm colours are data that was handed over, cool ones nothing handed over,
// grey is not known; the same in tiles, bars, lines and text. Nothing is told by
// colour alone: every outcome also has a texture, and a theme without colours
// (Mono) gives each token an attribute instead. A theme is a plain value, and
// whether it is a dark or a light one is the caller's to say; where that is not
// known, one theme (On) can be read on both.
package theme

import (
	"fmt"
	"strings"

	"daylight/tui/kit/grid"
)

// Theme is a set of semantic tokens. Styles are for text and rules, colours for
// marks: segments of bars, lines, areas of the map. A colour that is used for
// text goes through Ink, which keeps it readable.
type Theme struct {
	Name string
	// NoColor means that every colour is the terminal's own: views then tell
	// things apart by attributes and textures.
	NoColor bool
	// Light means that the palette is made for a light background.
	Light bool
	// AnyGround means that the palette is made for a background that nobody told of:
	// text has the terminal's own colour, and marks stand out from dark and from
	// light.
	AnyGround bool

	Text   grid.Style // what is read first
	Strong grid.Style // totals, values in tiles, the selected row
	Dim    grid.Style // labels, what is read second
	Faint  grid.Style // the quietest text: missing dots, zeros, chip arrows
	Accent grid.Style // wordmark, what is active, heads of sorted columns
	Key    grid.Style // keys in help lines
	Link   grid.Style // addresses of sources
	Match  grid.Style // matched letters in pickers
	Warn   grid.Style // stale data, notes that change the meaning
	Error  grid.Style // what went wrong
	Good   grid.Style // what was done

	Rule grid.Style // thin rules and other decoration: never text
	Grid grid.Style // lines behind a chart: never text

	Band          grid.Color // background of the selected row
	BandAttr      grid.Attr  // added to text on the band, reverse video without colours
	OverlayBG     grid.Color // background of overlays
	OverlayBorder grid.Style
	Behind        grid.Color // what Fade paints behind an overlay

	Content     grid.Color // handed over, with content
	SomeData    grid.Color // handed over, the report does not say what
	NonContent  grid.Color // handed over, without content
	NoData      grid.Color // nothing handed over: nothing found
	Rejected    grid.Color // nothing handed over: refused
	Nothing     grid.Color // nothing handed over, the report does not say why
	Unspecified grid.Color // no outcome accounts for it
	Pending     grid.Color // not decided yet
	Amount      grid.Color // a bar or line that is not split by outcome

	Series   [5]grid.Color // lines and pinned rows
	MapClass [5]grid.Color // areas, from low to high
	NoRecord grid.Color    // areas that nothing is known of

	inks [maxInks]ink
}

// ink pairs the colour of a mark with the one for text that names it.
type ink struct{ mark, text grid.Color }

const maxInks = 20

// Ink returns the colour for text that belongs to a mark of colour c: c itself
// where it can be read on the page and on the band, else the nearest that can; on
// a page that nobody told of, the terminal's own. Colours that are no token of the theme come back unchanged.
func (t *Theme) Ink(c grid.Color) grid.Color {
	for i := range t.inks {
		if t.inks[i].mark == c {
			return t.inks[i].text
		}
	}
	return c
}

// Outcome returns the colour of an outcome by its name in the data: "content",
// "non_content", "some_data", "no_data", "rejected", "nothing", "pending" or
// "unspecified". Any other name has the colour of an amount.
func (t *Theme) Outcome(name string) grid.Color {
	switch name {
	case "content":
		return t.Content
	case "some_data":
		return t.SomeData
	case "non_content":
		return t.NonContent
	case "no_data":
		return t.NoData
	case "rejected":
		return t.Rejected
	case "nothing":
		return t.Nothing
	case "unspecified":
		return t.Unspecified
	case "pending":
		return t.Pending
	}
	return t.Amount
}

// outcomes are the outcome colours in the order in which bars stack them.
func (t *Theme) outcomes() [7]grid.Color {
	return [7]grid.Color{t.Content, t.SomeData, t.NonContent, t.NoData, t.Rejected, t.Nothing, t.Unspecified}
}

// Names returns the names of the themes, the default dark one first.
func Names() []string {
	names := make([]string, len(palettes))
	for i := range palettes {
		names[i] = palettes[i].name
	}
	return names
}

// ByName returns a theme. The error for an unknown name says which is nearest
// and lists them all.
func ByName(name string) (Theme, error) {
	for i := range palettes {
		if strings.EqualFold(name, palettes[i].name) {
			return palettes[i].theme(), nil
		}
	}
	near := ""
	if n := nearest(name); n != "" {
		near = fmt.Sprintf(", did you mean %q?", n)
	}
	return Theme{}, fmt.Errorf("theme: no theme is called %q%s (there are %s)", name, near, strings.Join(Names(), ", "))
}

func mustByName(name string) Theme {
	t, err := ByName(name)
	if err != nil {
		panic(err)
	}
	return t
}

// Ground is what is known of the terminal's background.
type Ground uint8

// The grounds.
const (
	UnknownGround Ground = iota
	DarkGround
	LightGround
)

// On is the theme for a background, where none was chosen.
func On(g Ground) Theme {
	switch g {
	case DarkGround:
		return Dark()
	case LightGround:
		return Light()
	}
	return anyGround.theme()
}

// Dark is the theme for dark backgrounds.
func Dark() Theme { return mustByName("dark") }

// Light is the theme for light backgrounds.
func Light() Theme { return mustByName("light") }

// Mono is the theme without colours, for NO_COLOR and terminals that have none.
func Mono() Theme { return mustByName("mono") }

// nearest returns the known name that needs the fewest changes to become name,
// or "" when all are far off.
func nearest(name string) string {
	name = strings.ToLower(name)
	best, at := "", 4
	for _, n := range Names() {
		if d := edits(name, n); d < at || len(name) > 1 && strings.HasPrefix(n, name) {
			best, at = n, min(d, at)
			if strings.HasPrefix(n, name) {
				break
			}
		}
	}
	return best
}

// edits counts the letters to insert, delete or replace between two words.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
