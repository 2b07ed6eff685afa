package tui

import (
	"fmt"

	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/scene"
)

// described is the title of a picture of a question, and what the picture says.
func (m *Model) described(q query.Query) (title, says string) {
	title, says = m.rooms[q.View].Describe(&m.Kit, q)
	if who := askedOf(&m.Kit, q); who != "" {
		title = who + ": " + title
	}
	for _, by := range scene.ChipOrder {
		c := m.Chip(q, by)
		if by != query.ByPublisher && c.Set && !(by == query.ByCountry && q.View.OneCountry()) {
			title += ", " + c.Value
		}
	}
	if q.Search != "" {
		title += fmt.Sprintf(", those with %q", q.Search)
	}
	return title, says
}

// askedOf names the publishers that a question asks; more than a few are counted.
func askedOf(k *scene.Kit, q query.Query) string {
	const few = 3
	names := k.Names(q, query.ByPublisher, k.Engine.Publishers(q))
	if len(names) > few {
		return fmt.Sprintf("%d companies", len(names))
	}
	return report.JoinWords(names)
}
