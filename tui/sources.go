package tui

// laySources lays out the sources view.
func (m *Model) laySources(s *scene) screen { return nil }
