// Package theme says what colours and marks mean: semantic tokens that views
// draw with, palettes that give them colours, and two sets of glyphs, one for
// Unicode terminals and one of pure ASCII.
//
// A colour means one thing. Amber is the interface: what can be pressed, where the
// cursor is, what is active; never data. Outcomes have colours that stand for nothing
// else: warm ones for data that was handed over, cool ones for nothing handed over,
// grey for what is not known; the same in tiles, bars, lines and text. Rows that are
// told apart by colour (entities) have a set of their own, far from both. A magnitude
// is a step of one cool ramp. What is none of these is neutral, and what went wrong is
// said in words. Tests hold how far apart the sets are, for eyes that see fewer
// colours too.
//
// Nothing is told by colour alone: every outcome also has a texture and every entity
// a sign, and a theme without colours
// (Mono) gives each token an attribute instead. Whether a theme is a dark or a
// light one is the caller's to say; where that is not known, one theme (On) can be
// read on both.
//
// A palette (palettes.go) gives each role a style of Lip Gloss (styles.go), for
// text that Lip Gloss lays out. When a theme is made, these become the styles of
// cells that everything else is drawn with.
package theme

import (
	"slices"
	"strings"

	"daylight/tui/kit/grid"
)

// Outcome is what came of requests, so far as colours and textures tell it.
type Outcome uint8

// The outcomes. Amount is for what is not split by outcome.
const (
	Amount      Outcome = iota
	Content             // handed over, with content
	NonContent          // handed over, without content
	SomeData            // handed over, the report does not say what
	NoData              // nothing handed over: nothing found
	Rejected            // nothing handed over: refused
	Nothing             // nothing handed over, the report does not say why
	Pending             // not decided yet
	Unspecified         // no outcome accounts for it
	NumOutcomes = iota
)

// NumEntities is how many rows of one picture have a colour each. It is more than can
// be pinned, so that a row which comes into a picture seldom meets one of its colour.
const NumEntities = 8

// numClasses is how many steps the ramp of magnitudes has.
const numClasses = 5

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
	Accent grid.Style // the interface: wordmark, cursor, what is active, heads of sorted columns
	Key    grid.Style // keys in help lines
	Link   grid.Style // addresses of sources
	Match  grid.Style // matched letters in pickers
	Value  grid.Style // figures

	Rule grid.Style // thin rules and other decoration: never text
	Grid grid.Style // lines behind a chart: never text

	Band          grid.Color // background of the selected row
	BandAttr      grid.Attr  // added to text on the band, reverse video without colours
	OverlayBorder grid.Style
	Behind        grid.Color // what Fade paints behind an overlay

	Outcomes [NumOutcomes]grid.Color // parts of bars; an Amount, which is not split, is neutral
	Fewer    grid.Color              // an amount that is fewer than another: neutral, and quieter
	Entities [NumEntities]grid.Color // rows told apart: lines, pins, heads
	Classes  [numClasses]grid.Color  // magnitudes, from low to high: areas of the map, cells of the matrix
	NoRecord grid.Color              // areas that nothing is known of

	// Heavy means that rules and borders are drawn thick.
	Heavy bool

	// Styles are the same roles for text that Lip Gloss lays out.
	Styles *Styles

	inks map[grid.Color]grid.Color // of each mark the colour of text that names it
}

// Ink returns the colour for text that belongs to a mark of colour c: c itself
// where it can be read on the page and on the band, else the nearest that can; on
// a page that nobody told of, the terminal's own. Colours that are no token of the
// theme come back unchanged.
func (t *Theme) Ink(c grid.Color) grid.Color {
	if ink, ok := t.inks[c]; ok {
		return ink
	}
	return c
}

// BandStyle fills the row under the cursor.
func (t *Theme) BandStyle() grid.Style { return grid.Style{BG: t.Band, Attr: t.BandAttr} }

// Names returns the names of the themes, the default dark one first.
func Names() []string {
	var names []string
	for i := range palettes {
		names = append(names, palettes[i].names[:]...)
	}
	return slices.DeleteFunc(names, func(n string) bool { return n == "" })
}

// ByName returns the theme of a name, in whatever case, and whether there is one.
func ByName(name string) (t Theme, ok bool) {
	for i := range palettes {
		for page, n := range palettes[i].names {
			if n != "" && strings.EqualFold(name, n) {
				return palettes[i].theme(page == 0), true
			}
		}
	}
	return Theme{}, false
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
	return anyGround.theme(true)
}

// Dark is the theme for dark backgrounds.
func Dark() Theme { return palettes[0].theme(true) }

// Light is the theme for light backgrounds.
func Light() Theme { return palettes[0].theme(false) }

// OnPaper is the theme of the same colours for a light page, as paper is one.
func (t *Theme) OnPaper() Theme {
	for i := range palettes {
		if names := palettes[i].names; names[1] != "" && slices.Contains(names[:], t.Name) {
			return palettes[i].theme(false)
		}
	}
	if t.NoColor {
		return *t
	}
	return Light()
}

// Mono is the theme without colours, for NO_COLOR and terminals that have none.
func Mono() Theme {
	t, _ := ByName(monoName)
	return t
}
