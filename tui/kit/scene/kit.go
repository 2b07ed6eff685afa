package scene

import (
	"daylight/model/answer"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/list"
	"daylight/tui/kit/theme"
)

// Kit is what every screen is handed: the engine that answers questions, and how
// things look.
type Kit struct {
	Engine   *answer.Engine
	Theme    theme.Theme
	Glyphs   theme.Glyphs
	Format   answer.Format
	Plain    bool            // draw for a screen reader: text alone
	segments []chart.Segment // reused from one bar to the next
	Fills    []chart.Fill    // reused from one map to the next
}

// Look is what lists are drawn with.
func (k *Kit) Look() list.Look { return list.Look{Theme: &k.Theme, Glyphs: &k.Glyphs} }
