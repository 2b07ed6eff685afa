package tui

import (
	"fmt"
	"strings"
	"testing"
)

func TestAFilterInForceIsNeverInvisible(t *testing.T) {
	const everyFilter = "country=GR,HO service=mail period=2002-H1 type=legal outcome=content publisher=microsoft,pigeon"
	for w := normalWidth; w <= 200; w++ {
		d := Sit(t, w, 36, everyFilter, Options{Data: theMadeUp(t)})
		line, hidden := d.Screen()[d.scene().panes.chips.Y], 0
		for _, label := range []string{"Publisher", "Period", "Service", "Type", "Outcome", "Country"} {
			if !strings.Contains(line, label+" ") {
				hidden++
			}
		}
		if hidden > 0 && !strings.HasSuffix(strings.TrimSpace(line), fmt.Sprintf("+%d", hidden)) {
			t.Errorf("at %d cells %d filters are hidden and nothing says so: %q", w, hidden, line)
		}
	}
}
