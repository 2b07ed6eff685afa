package answer

import "testing"

func TestTheLatestPeriodIsOneThatHalfOfThePublishersReport(t *testing.T) {
	for _, c := range []struct {
		what      string
		reporting [][]string
		takes     []bool
		want      int
	}{
		{"all report all", [][]string{{"a", "b"}, {"a", "b"}}, []bool{true, true}, 1},
		{"one of three has reported the last", [][]string{{"a", "b", "c"}, {"a", "b"}, {"a"}}, []bool{true, true, true}, 1},
		{"half have", [][]string{{"a", "b"}, {"a"}}, []bool{true, true}, 1},
		{"the last is left out", [][]string{{"a", "b"}, {"a", "b"}}, []bool{true, false}, 0},
		{"only a thin one passes", [][]string{{"a", "b", "c"}, {"a"}, {"a", "b", "c"}}, []bool{false, true, false}, 1},
		{"of two thin ones that pass, the later", [][]string{{"a"}, {"b"}, {"a", "b", "c"}}, []bool{true, true, false}, 1},
		{"only the first passes", [][]string{{"a"}, {"a"}}, []bool{true, false}, 0},
		{"none passes", [][]string{{"a"}, {"a"}}, []bool{false, false}, -1},
		{"there is none", nil, nil, -1},
	} {
		if got := LatestOf(c.reporting, func(i int) bool { return c.takes[i] }); got != c.want {
			t.Errorf("where %s it is %d, want %d", c.what, got, c.want)
		}
	}
}
