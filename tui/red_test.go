package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestAPickerKeepsItsCursorInSightWhateverHappens(t *testing.T) {
	for _, key := range []string{"c", ":"} {
		d := Sit(t, 80, 40, "", Options{Data: theMadeUp(t)}).Press(key)
		for range 25 {
			d.Press("down")
		}
		d.Resize(80, 16)
		here := 0
		for _, line := range d.Screen() {
			here += strings.Count(line, "│ ▸ ")
		}
		if here != 1 {
			t.Errorf("%s: after the window has shrunk, %d lines are under the cursor:\n%s", key, here, d)
		}
	}
	d := Sit(t, 80, 20, "", Options{Data: theMadeUp(t)}).Press("c")
	for range 40 {
		d.Press("down")
	}
	d.Send(tea.PasteMsg{Content: "utopia"})
	d.Shows("▸ □ UT Utopia")
}
