package tui

// layMatrix lays out the matrix view.
func (m *Model) layMatrix(s *scene) screen { return nil }
