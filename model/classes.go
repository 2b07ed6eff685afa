package model

import (
	"math"
	"slices"
)

// numClasses is how many classes values are told apart in, where they are shown
// as tones of one colour.
const numClasses = 5

// Quantiles puts values into at most five classes of as nearly the same number
// of values as can be, equal ones always in one, and returns the greatest value
// of each, rising. Values that are no numbers are left out; none at all gives no
// classes. The values stay as they are.
func Quantiles(values []float64) []float64 {
	sorted := make([]float64, 0, len(values))
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			sorted = append(sorted, v)
		}
	}
	slices.Sort(sorted)
	n := len(sorted)
	if n == 0 {
		return nil
	}
	limits := make([]float64, 0, numClasses)
	for k := 1; k <= numClasses; k++ {
		last := (k*n+numClasses-1)/numClasses - 1 // of the k-th part, rounded up
		limits = append(limits, sorted[last])
	}
	return slices.Compact(limits)
}

// ClassOf is the class of a value among those that end at limits, which rise:
// the first that it is not above, else the last; -1 where there are none.
func ClassOf(limits []float64, v float64) int {
	for i, limit := range limits {
		if v <= limit {
			return i
		}
	}
	return len(limits) - 1
}

// ToneOf is the tone, from 0 for the lowest to 4 for the highest, of the i-th of
// n classes: fewer classes than tones keep as far apart as they can, and one
// alone has the middle.
func ToneOf(i, n int) int {
	if n < 2 {
		return numClasses / 2
	}
	return (i*(numClasses-1) + (n-1)/2) / (n - 1)
}
