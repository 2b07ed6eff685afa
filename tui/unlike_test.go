package tui

import (
	"strings"
	"testing"

	"daylight/model/query"
)

func TestThatPublishersDoNotMeasureTheSameIsSaidFirst(t *testing.T) {
	for _, view := range query.Views() {
		if view == query.SourcesView {
			continue // it lists the notes one below the other
		}
		d := Sit(t, 120, 36, "publisher=all view="+view.String(), Options{Data: theMadeUp(t)})
		first := d.Line("† ")
		if !strings.Contains(first, "Publishers do not count the same things") {
			t.Errorf("%s says first: %q", view, first)
		}
		Sit(t, 120, 36, "view="+view.String(), Options{Data: theMadeUp(t)}).Hides("Publishers do not count the same things")
	}
}
