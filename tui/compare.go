package tui

// layCompare lays out the compare view.
func (m *Model) layCompare(s *scene) screen { return nil }
