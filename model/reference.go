package model

// Entry is one thing that the sources view explains.
type Entry struct {
	Section   string // what kind of thing it is
	ID, Label string
	Text      string
}

// Reference lists what a query needs explained: the sources of its records, the
// definitions of its types, services and outcomes, and the notes.
func (e *Engine) Reference(q Query) []Entry {
	var entries []Entry
	for _, s := range e.Sources(q) {
		entries = append(entries, Entry{"Sources", s.ID, s.Title, s.Obtained})
	}
	return entries
}

// moveReference moves over entries, and from section to section.
func (e *Engine) moveReference(s Session, sections, lines int) Session {
	s.Line = clampTo(s.Line+lines, len(e.Reference(s.Query)))
	return s
}
