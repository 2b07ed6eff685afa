package tui

import "daylight/model/query"

// described is the title of a picture of a question, and what the picture says.
func (m *Model) described(q query.Query) (title, says string) {
	_, says = m.rooms[q.View].Describe(&m.Kit, q)
	return m.Engine.Headline(q).String(), says
}
