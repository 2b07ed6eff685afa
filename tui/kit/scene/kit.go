package scene

import (
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/list"
	"daylight/tui/kit/page"
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

// Pen draws charts.
func (k *Kit) Pen() chart.Pen { return chart.Pen{Theme: &k.Theme, Glyphs: &k.Glyphs} }

// Look is what lists are drawn with.
func (k *Kit) Look() list.Look { return list.Look{Theme: &k.Theme, Glyphs: &k.Glyphs} }

// ListNotes lists caveats on a page, whole.
func (k *Kit) ListNotes(p *page.Page, head string, notes []report.Note) {
	if len(notes) == 0 {
		return
	}
	p.Head(head)
	for _, n := range notes {
		p.Note(string(k.Glyphs.Dot), n.Text)
	}
}
