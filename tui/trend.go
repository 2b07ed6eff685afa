package tui

// layTrend lays out the trend view.
func (m *Model) layTrend(s *scene) screen { return nil }
