package tui

// layRecords lays out the records view.
func (m *Model) layRecords(s *scene) screen { return nil }
