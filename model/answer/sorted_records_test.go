package answer

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestRecordsAreSortedDigitByDigitAsTheyAreAtOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, last := range []uint32{0, 5, 1<<digit - 1, 1 << digit, 1<<(2*digit) - 1, 1 << (2 * digit), 1<<32 - 1} {
		keys, records := make([]uint32, 500), make([]uint32, 500)
		for i := range keys {
			records[i] = uint32(i)
			if keys[i] = uint32(random.Uint64N(uint64(last) + 1)); i%5 == 0 && i > 0 {
				keys[i] = keys[i-1] // equal ones stay in their order
			}
		}
		want := slices.Clone(records)
		slices.SortStableFunc(want, func(a, b uint32) int { return int(int64(keys[a]) - int64(keys[b])) })
		if got := sortedBy(slices.Clone(keys), records, last); !slices.Equal(got, want) {
			t.Errorf("keys up to %d are in another order", last)
		}
	}
}
