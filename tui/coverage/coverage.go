// Package coverage is the view of who reports what, since when, and who fell silent.
package coverage

import (
	"daylight/model/query"
	"daylight/tui/kit/scene"
)

// View lays out the coverage.
type View struct{}

func (*View) Layout(s *scene.Scene) scene.Screen { return nil }

func (*View) Describe(k *scene.Kit, q query.Query) string { return "" }
