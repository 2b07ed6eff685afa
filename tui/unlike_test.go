package tui_test

import (
	"strings"
	"testing"

	"daylight/model/query"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

func TestThatPublishersDoNotMeasureTheSameIsSaidFirst(t *testing.T) {
	for _, view := range query.Views() {
		if view == query.SourcesView {
			continue // it lists the notes one below the other
		}
		d := tuitest.Sit(t, 120, 36, "publisher=all view="+view.String(), tui.Options{})
		first := d.Line("† ")
		if !strings.Contains(first, "Publishers do not count the same things") {
			t.Errorf("%s says first: %q", view, first)
		}
		tuitest.Sit(t, 120, 36, "view="+view.String(), tui.Options{}).Hides("Publishers do not count the same things")
	}
}
