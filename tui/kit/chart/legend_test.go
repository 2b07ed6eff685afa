package chart

import "testing"

func TestALegendIsAsWideAsItsEntriesSideBySide(t *testing.T) {
	if got := LegendWidth(legend("content", "no data")); got != len("# content  # no data") {
		t.Errorf("two entries are %d cells wide", got)
	}
	if got := LegendWidth(nil); got != 0 {
		t.Errorf("no entries are %d cells wide", got)
	}
	if got := LegendRows(20, nil); got != 0 {
		t.Errorf("no entries need %d rows", got)
	}
	for w, want := range map[int]int{20: 1, 19: 2, 9: 2, 3: 2} {
		if got := LegendRows(w, legend("content", "no data")); got != want {
			t.Errorf("in %d cells two entries need %d rows, want %d", w, got, want)
		}
	}
}
