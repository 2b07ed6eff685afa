package trend

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSpreadThingsStandAsNearAsTheOthersLetThem(t *testing.T) {
	for _, c := range []struct {
		wanted       []int
		height, rows int
		want         []int
	}{
		{[]int{2, 5, 9}, 1, 10, []int{2, 5, 9}},
		{[]int{5, 5, 5}, 1, 10, []int{4, 5, 6}},
		{[]int{9, 9, 9}, 1, 10, []int{7, 8, 9}},
		{[]int{0, 0, 4}, 1, 10, []int{0, 1, 4}},
		{[]int{3, 4, 4}, 2, 10, []int{1, 3, 5}},
	} {
		if got := spread(c.wanted, c.height, c.rows); !slices.Equal(got, c.want) {
			t.Errorf("%v of height %d on %d rows stand at %v, want %v", c.wanted, c.height, c.rows, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		height := rapid.IntRange(1, 3).Draw(t, "height")
		n := rapid.IntRange(0, 8).Draw(t, "n")
		rows := n*height + rapid.IntRange(0, 20).Draw(t, "spare")
		wanted := rapid.SliceOfN(rapid.IntRange(0, max(rows-1, 0)), n, n).Draw(t, "wanted")
		slices.Sort(wanted)
		got := spread(wanted, height, rows)
		for i, at := range got {
			if at < 0 || at+height > rows || i > 0 && at < got[i-1]+height {
				t.Fatalf("%v of height %d on %d rows stand at %v", wanted, height, rows, got)
			}
		}
	})
}
