package theme

import (
	"strconv"
	"strings"

	"daylight/tui/kit/grid"
)

// Glyphs is a set of marks. Each rune and each string of one sign fills exactly
// one cell, in Unicode also where emoji are wide; "text" fields may be longer.
type Glyphs struct {
	// ASCII means that nothing but ASCII may be drawn: bars in whole cells.
	ASCII bool

	Sun          rune // before the wordmark
	Cursor       rune // before the selected row
	Lit          rune // before a row that is pointed at
	SortDown     rune // after the head of the sorted column
	SortUp       rune
	Open         rune // after a chip that opens a picker
	Prompt       rune // before a text field
	Missing      rune // not reported
	Zero         rune // a bar of nothing: a mark at the axis
	Ground       rune // zero in a sparkline
	Chosen       rune // picker: taken
	NotChosen    rune
	LeftOut      rune // picker: taken out, where all but these are chosen
	Rule         rune // horizontal rule
	VRule        rune // vertical rule
	Break        rune // break in a series
	GridLine     rune // line behind a chart, in the middle of its cells
	BarLine      rune // the axis at the foot of upright bars, and lines behind them: at the top of cells
	HeavyBarLine rune // the part of such an axis that is chosen
	ZeroLine     rune // the same between more and less than zero
	Tick         rune // on an axis
	LongTick     rune // on an axis, where more begins
	HeavyRule    rune // the part of an axis that is chosen; a rule where a theme draws it thick
	Tile         rune // bar at the left of a tile
	Solid        rune // a cell filled with colour
	Swatch       rune // in a legend: it does not grow together with a bar beside it
	Hatch        rune // the uncertain part of a range where there are no colours
	Hollow       rune // a point of less time than others
	Picked       rune // fills the selected segment of a bar, reversed
	OpenEnd      rune // after a bar that is a floor
	Uncertain    rune // after a bar that is an approximation
	WorkedOut    rune // after a number that does not stand in its source
	Thread       rune // a bar that is a thin line
	HalfThread   rune // its last cell, half full
	DashedThread rune // the uncertain part of a range on it
	NoRecord     rune // areas that nothing is known of
	Dot          rune // between words of a title
	Left, Right  rune // steps, and more to that side
	Up, Down     rune
	Minus        string
	Floor        string // text: before a figure that is a lower bound
	Approx       string // before a figure that is an approximation
	Range        string // text: between the ends of a range
	Ellipsis     string // text: after something cut
	Halved       string // text: beside a year among half-years
	Thousands    string
	Percent      string // text: after a percentage

	Box    grid.BoxGlyphs
	Heavy  grid.BoxGlyphs // a border where a theme draws it thick
	Levels [8]rune        // of a sparkline, from low to high
	Map    MapGlyphs

	Textures [NumOutcomes]rune // what fills a bar where colours are missing
	Entities [NumEntities]rune // beside a row that is pinned or compared, a sign for each colour

	footnotes []string
}

// MapGlyphs fill the areas of a map. One in braille says which dots of a cell are
// set; another stands in whole cells. NoRecord is the one for areas that nothing
// is known of.
type MapGlyphs struct {
	Land        rune    // an area that colour alone tells apart
	Class       [5]rune // classes where there are no colours, from low to high
	NotReported rune    // something is known of it, but not this
	Zero        rune    // it reports zero
	Hidden      rune    // a search leaves it out
	Chosen      rune    // under the cursor, reversed
}

// Unicode returns the glyphs for terminals that have Unicode.
func Unicode() Glyphs {
	return Glyphs{
		Sun: '☼', Cursor: '▸', Lit: '★', SortDown: '▾', SortUp: '▴', Open: '▾', Prompt: '›',
		Missing: '·', Zero: '│', Ground: '_', Chosen: '■', NotChosen: '□', LeftOut: '×',
		Rule: '─', VRule: '│', Break: '┊', GridLine: '⠂', BarLine: '▔', HeavyBarLine: '▀', ZeroLine: '⠒', Tick: '┬', LongTick: '┼', HeavyRule: '━', Tile: '▎',
		Solid: '█', Swatch: '■', Hatch: '▞', Hollow: '○', Picked: '•', OpenEnd: '≥', Uncertain: '≈', Thread: '━', HalfThread: '╸', DashedThread: '╍', WorkedOut: '*', NoRecord: '⢕', Dot: '·',
		Left: '←', Right: '→', Up: '↑', Down: '↓',
		Minus: "−", Floor: "≥", Approx: "≈", Range: "–", Ellipsis: "…", Halved: "÷ 2",
		Thousands: ",", Percent: " %",
		Box:    grid.Rounded(),
		Heavy:  grid.HeavyBox(),
		Levels: [8]rune{'▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'},
		Map: MapGlyphs{
			Land: '⣿', Class: [5]rune{'⠡', '⡇', '⣞', '⣿', '█'},
			NotReported: '⠭', Zero: '⣿', Hidden: '⠒', Chosen: '•',
		},
		footnotes: []string{"†", "‡", "§", "¶"},
		Textures: [NumOutcomes]rune{
			Amount: '█', Content: '█', NonContent: '▒', SomeData: '▓', NoData: '░', Rejected: '╱', Nothing: '╌', Pending: '?', Unspecified: '┊',
		},
		Entities: [NumEntities]rune{'●', '▲', '◆', '▼', '○', '△', '◇', '▽'},
	}
}

// ASCII returns the glyphs of pure ASCII.
func ASCII() Glyphs {
	return Glyphs{
		ASCII: true,
		Sun:   '*', Cursor: '>', Lit: '!', SortDown: 'v', SortUp: '^', Open: 'v', Prompt: '>',
		Missing: '.', Zero: '|', Ground: '_', Chosen: 'x', NotChosen: '.', LeftOut: '-',
		Rule: '-', VRule: '|', Break: ':', GridLine: '.', BarLine: '-', HeavyBarLine: '=', ZeroLine: '-', Tick: '+', LongTick: '|', HeavyRule: '=', Tile: '|',
		Solid: '#', Swatch: '#', Hatch: '/', Hollow: 'o', Picked: '*', OpenEnd: '>', Uncertain: '~', Thread: '=', HalfThread: '=', DashedThread: '/', WorkedOut: '\'', NoRecord: ',', Dot: '-',
		Left: '<', Right: '>', Up: '^', Down: 'v',
		Minus: "-", Floor: ">=", Approx: "~", Range: "..", Ellipsis: "...", Halved: "/2",
		Thousands: ",", Percent: " %",
		Box:    grid.ASCIIBox(),
		Heavy:  grid.BoxGlyphs{TopLeft: '#', TopRight: '#', BottomLeft: '#', BottomRight: '#', Horizontal: '=', Vertical: '#'},
		Levels: [8]rune{'.', ':', '-', '=', '+', '*', '%', '#'},
		Map: MapGlyphs{
			Land: '#', Class: [5]rune{':', '-', '=', '+', '#'},
			NotReported: '?', Zero: '0', Hidden: '.', Chosen: '@',
		},
		footnotes: []string{"*"},
		Textures: [NumOutcomes]rune{
			Amount: '#', Content: '#', NonContent: '=', SomeData: '%', NoData: '-', Rejected: 'x', Nothing: '_', Pending: '?', Unspecified: ':',
		},
		Entities: [NumEntities]rune{'*', '+', '@', '#', '=', '^', '&', '~'},
	}
}

// Footnote returns the mark of the i-th footnote, counted from 0. Marks never
// repeat: † ‡ § ¶ †† ‡‡ …, in ASCII * ** *** *4 *5 ….
func (g *Glyphs) Footnote(i int) string {
	i = max(0, i)
	n := len(g.footnotes)
	if i < 3*n {
		return strings.Repeat(g.footnotes[i%n], i/n+1)
	}
	return g.footnotes[0] + strconv.Itoa(i+1)
}
