package theme

import "testing"

func TestFootnotesAreMarkedAsInPrint(t *testing.T) {
	for _, c := range []struct {
		glyphs Glyphs
		want   map[int]string
	}{
		{Unicode(), map[int]string{-1: "†", 0: "†", 1: "‡", 2: "§", 3: "¶", 4: "††", 5: "‡‡", 8: "†††", 11: "¶¶¶", 12: "†13", 13: "†14"}},
		{ASCII(), map[int]string{0: "*", 1: "**", 2: "***", 3: "*4", 4: "*5"}},
	} {
		for i, want := range c.want {
			if got := c.glyphs.Footnote(i); got != want {
				t.Errorf("footnote %d is marked %s, want %s", i, got, want)
			}
		}
	}
}

func TestGlyphsSayWhetherTheyAreASCII(t *testing.T) {
	if Unicode().ASCII || !ASCII().ASCII {
		t.Error("they say the opposite")
	}
}
