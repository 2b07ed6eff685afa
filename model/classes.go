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

// wideSpan is how many times the least value the greatest is, at least, where
// classes are steps of their magnitude.
const wideSpan = 100

// Magnitudes puts values into five classes by equal steps of their logarithm and
// returns the greatest value of each, rising: four round limits (1, 1.5, 2, 2.5,
// 3, 4, 5, 6 or 8 and a power of ten; below ten whole) and the greatest value.
// Among counts that reach from 1 to 10,000 those are ≤ 6, ≤ 40, ≤ 250, ≤ 1,500
// and ≤ 10,000: the great ones, of which there are few and which are looked at
// first, are told apart, where quantiles spend their classes on the many small.
// Values that are no numbers are left out, and those not above zero lie in the
// lowest class. Values that span less than a hundredfold are put into Quantiles.
func Magnitudes(values []float64) []float64 {
	least, greatest := math.Inf(1), 0.0
	for _, v := range values {
		if v > 0 && !math.IsInf(v, 0) {
			least, greatest = min(least, v), max(greatest, v)
		}
	}
	if !(greatest >= least*wideSpan) { // none at all, too
		return Quantiles(values)
	}
	limits := make([]float64, 0, numClasses)
	for k := 1; k < numClasses; k++ {
		limits = append(limits, round(least*math.Pow(greatest/least, float64(k)/numClasses)))
	}
	return slices.Compact(append(limits, greatest))
}

// round is the round number nearest to a value above zero, in proportion.
func round(v float64) float64 {
	power := math.Floor(math.Log10(v))
	best, least := v, math.Inf(1)
	for _, digits := range [...]float64{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10} {
		if power == 0 && digits != math.Trunc(digits) {
			continue // half a request is none
		}
		candidate := digits * math.Pow(10, power)
		if power < 0 {
			candidate = digits / math.Pow(10, -power) // 0.004 and not its neighbour
		}
		if off := math.Abs(math.Log(v / candidate)); off < least {
			best, least = candidate, off
		}
	}
	return best
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
