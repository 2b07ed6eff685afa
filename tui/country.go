package tui

// layCountry lays out the country view.
func (m *Model) layCountry(s *scene) screen { return nil }
