package answer

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestQuantilesDivideValuesIntoFifths(t *testing.T) {
	for _, c := range []struct {
		values, want []float64
	}{
		{nil, nil},
		{[]float64{math.NaN(), math.Inf(1)}, nil},
		{[]float64{7}, []float64{7}},
		{[]float64{3, 1, 2}, []float64{1, 2, 3}},
		{[]float64{5, 4, 3, 2, 1, 10, 9, 8, 7, 6}, []float64{2, 4, 6, 8, 10}},
		{[]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 2}, []float64{1, 2}},
		{[]float64{-2, -1, 0, 1, 2}, []float64{-2, -1, 0, 1, 2}},
	} {
		before := slices.Clone(c.values)
		if got := Quantiles(c.values); !slices.Equal(got, c.want) {
			t.Errorf("the limits of %v are %v, want %v", c.values, got, c.want)
		}
		for i := range before {
			if before[i] != c.values[i] && !math.IsNaN(before[i]) {
				t.Errorf("the values %v became %v", before, c.values)
			}
		}
	}
}

func TestAClassHoldsNoMoreThanAFifthAndItsEquals(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-10, 10), 1, 60).Draw(r, "values")
		limits := Quantiles(values)
		if !slices.IsSorted(limits) || limits[len(limits)-1] != slices.Max(values) {
			r.Fatalf("the limits of %v are %v", values, limits)
		}
		members := make([][]float64, len(limits))
		for _, v := range values {
			i := ClassOf(limits, v)
			if v > limits[i] || i > 0 && v <= limits[i-1] {
				r.Fatalf("%v is in class %d of %v", v, i, limits)
			}
			members[i] = append(members[i], v)
		}
		fifth := (len(values) + 4) / 5
		for i, list := range members {
			equal := 0 // to the class's greatest, which none of them may leave
			for _, v := range list {
				if v == limits[i] {
					equal++
				}
			}
			if len(list)-equal >= fifth || len(list) == 0 {
				r.Fatalf("class %d of %v holds %v", i, limits, list)
			}
		}
	})
}

func TestTonesKeepAsFarApartAsTheyCan(t *testing.T) {
	for n, want := range map[int][]int{1: {2}, 2: {0, 4}, 3: {0, 2, 4}, 5: {0, 1, 2, 3, 4}} {
		for i := range want {
			if got := ToneOf(i, n); got != want[i] {
				t.Errorf("class %d of %d has tone %d, want %d", i, n, got, want[i])
			}
		}
	}
	for i, last := 0, -1; i < 4; i++ {
		tone := ToneOf(i, 4)
		if tone <= last {
			t.Errorf("class %d of 4 has tone %d after %d", i, tone, last)
		}
		last = tone
	}
}

func TestMagnitudesAreRoundStepsOfTheLogarithm(t *testing.T) {
	for _, c := range []struct {
		values, want []float64
	}{
		{nil, nil},
		{[]float64{math.NaN(), math.Inf(1), 0, -3}, []float64{-3, 0}},
		{[]float64{1, 9169}, []float64{6, 40, 250, 1500, 9169}},
		{[]float64{10_000, 3, 0, 1, 20}, []float64{6, 40, 250, 1500, 10_000}},
		{[]float64{1, 100}, []float64{3, 6, 15, 40, 100}},
		{[]float64{0.001, 0.3}, []float64{0.003, 0.01, 0.03, 0.1, 0.3}},
		{[]float64{2, 1, 3}, []float64{1, 2, 3}}, // no wide span
	} {
		if got := Magnitudes(c.values); !slices.Equal(got, c.want) {
			t.Errorf("the limits of %v are %v, want %v", c.values, got, c.want)
		}
	}
}

func TestMagnitudesSpanAboutEqualRatios(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0.01, 1e7), 2, 60).Draw(r, "values")
		least, greatest := slices.Min(values), slices.Max(values)
		limits := Magnitudes(values)
		if greatest < 100*least {
			if !slices.Equal(limits, Quantiles(values)) {
				r.Fatalf("what spans little has limits %v", limits)
			}
			return
		}
		if len(limits) != 5 || limits[4] != greatest || !slices.IsSorted(limits) {
			r.Fatalf("the limits of %v..%v are %v", least, greatest, limits)
		}
		step := math.Pow(greatest/least, 1.0/5)
		for k, limit := range limits[:4] {
			exact := least * math.Pow(step, float64(k+1))
			if off := limit / exact; off < 0.7 || off > 1.45 {
				r.Errorf("limit %d of %v..%v is %v, want about %v", k, least, greatest, limit, exact)
			}
		}
	})
}
