package tui

import (
	"daylight/model/answer"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/theme"
)

// kit is what every screen is handed: the engine that answers questions, and how
// things look.
type kit struct {
	engine   *answer.Engine
	theme    theme.Theme
	glyphs   theme.Glyphs
	format   answer.Format
	plain    bool            // draw for a screen reader: text alone
	segments []chart.Segment // reused from one bar to the next
	fills    []chart.Fill    // reused from one map to the next
}
