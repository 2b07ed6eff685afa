package tui

import (
	"daylight/model"
)

// What tests of the dashboard read of its insides. They stand in a package of their own, as
// their driver imports this one.

// Key is a row of the table of keys.
type Key struct {
	Keys              []string
	Name, Long, Named string
	Here, Teaches     bool
	OnStage           uint8 // when it is one of the keys, where that is in a talk alone
}

// Keys is the table of keys, in its order.
func Keys() (list []Key) {
	for _, b := range bindings() {
		list = append(list, Key{b.keys, b.name(), b.long, b.named, b.here, b.teaches, uint8(b.during)})
	}
	return list
}

// Parts of overlays.
const PasteLimit = pasteLimit

var (
	NewField, Typed, DrawField = newField, typed, drawField
	Basis                      = basis
	Sourced                    = sourced // the lines of a citation that say where a figure was printed
)

// State is the session with its history.
func (m *Model) State() model.State { return m.state }

// Do carries out an action that no key is for.
func (m *Model) Do(a model.Action) { m.do(a) }

// Hush takes back what was said to the person.
func (m *Model) Hush() { m.said = "" }

// Previews says whether the screen shows what the open overlay would make of it.
func (m *Model) Previews() bool {
	_, shows := m.top().preview(m.hosted(m.top()))
	return shows
}

// Entries are the labels of the open menu with their hints.
func (m *Model) Entries() map[string]string {
	hints := map[string]string{}
	for _, e := range m.top().(*menu).entries {
		hints[e.label] = e.hint
	}
	return hints
}

// Picked is how many lines the open picker has, and how many fit its box.
func (m *Model) Picked() (lines, height int) {
	p := m.top().(*picker)
	return len(p.shown), m.hosted(p).box.inside.H
}

// Picture is the screen as a picture in SVG.
func (m *Model) Picture() string { return m.picture() }

// Afresh is a dashboard that has just begun in the same state as this one.
func (m *Model) Afresh(o Options) (*Model, error) {
	n, err := New(o)
	if err != nil {
		return nil, err
	}
	n.state, n.overlays, n.said, n.touched, n.hint = m.state, m.overlays, m.said, m.touched, m.hint
	n.Theme, n.themed, n.ground, n.mouse = m.Theme, m.themed, m.ground, m.mouse
	n.w, n.h, n.Entities = m.w, m.h, m.Entities
	return n, nil
}
