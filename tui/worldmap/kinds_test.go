package worldmap

import (
	"testing"

	"daylight/tui/kit/theme"
)

func TestAColourlessMapTellsClassesByTexture(t *testing.T) {
	mono, _ := theme.ByName("mono")
	for _, c := range []struct {
		theme  theme.Theme
		glyphs theme.Glyphs
	}{{mono, theme.Unicode()}, {theme.On(theme.UnknownGround), theme.ASCII()}, {mono, theme.ASCII()}} {
		kinds := newKinds(&c.theme, &c.glyphs)
		seen := map[rune]int{}
		for i, k := range append(kinds.tones[:], kinds.none, kinds.notReported, kinds.zero, kinds.hidden) {
			if other, taken := seen[k.Texture]; taken && !(c.theme.NoColor && k.Style != kinds.tones[other%5].Style) {
				t.Errorf("ASCII %v: kinds %d and %d both are %c", c.glyphs.ASCII, other, i, k.Texture)
			}
			seen[k.Texture] = i
		}
	}
}
