package answer

import "testing"

func TestLargeNumbersAreAbbreviatedToTheDigitsThereIsRoomFor(t *testing.T) {
	for _, c := range []struct {
		n      int64
		digits int
		way    rounding
		want   string
	}{
		{999, 3, toNearest, "999"}, {1000, 3, toNearest, "1k"}, {75_378, 3, toNearest, "75.4k"}, {75_378, 2, toNearest, "75k"},
		{137_000, 3, toNearest, "137k"}, {137_000, 2, toNearest, "140k"}, {100_000, 2, toNearest, "100k"}, {999_999, 3, toNearest, "1M"},
		{1_249_999, 2, toNearest, "1.2M"}, {1_250_000, 2, toNearest, "1.3M"}, {1_299_999, 2, down, "1.2M"}, {1_200_001, 2, up, "1.3M"}, {1_200_000, 2, up, "1.2M"},
		{5_000_000_000, 3, toNearest, "5G"},
	} {
		if got := abbreviate(c.n, c.digits, c.way); got != c.want {
			t.Errorf("%d in %d digits is %s, want %s", c.n, c.digits, got, c.want)
		}
	}
}
