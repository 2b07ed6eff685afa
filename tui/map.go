package tui

// layMap lays out the map view.
func (m *Model) layMap(s *scene) screen { return nil }
