package query

import (
	"cmp"
	"unicode/utf8"

	"daylight/model/report"
)

// longestSlip is the length, in letters, up to which Nearest looks at a word;
// no word of a query comes near it.
const longestSlip = 64

// Nearest returns the known word that word most likely was meant to be, as it
// stands in known, or false when none is near enough for a slip of the fingers.
// Case and accents make no difference. It counts letters left out, added,
// mistaken for another or swapped with their neighbour; the beginning of a
// known word is as near as one slip. Of words equally near, the one that begins
// most alike wins, then the alphabet.
func Nearest(word string, known []string) (string, bool) {
	if len(word) > longestSlip*utf8.UTFMax {
		return "", false
	}
	typed := []rune(report.Fold(word))
	if len(typed) == 0 || len(typed) > longestSlip {
		return "", false
	}
	var best string
	var bestSlips, bestCommon int
	found := false
	for _, candidate := range known {
		if len(candidate) > longestSlip*utf8.UTFMax {
			continue
		}
		folded := []rune(report.Fold(candidate))
		if len(folded) == 0 || len(folded) > longestSlip {
			continue
		}
		common := commonPrefix(typed, folded)
		limit := likelySlips(len(typed))
		if common == len(typed) && common >= 3 {
			limit = max(limit, 1)
		}
		slips := 1
		if common < len(typed) || common < 3 {
			slips = editDistance(typed, folded, limit)
		} else if common == len(folded) {
			slips = 0
		}
		if slips > limit {
			continue
		}
		order := cmp.Or(cmp.Compare(slips, bestSlips), cmp.Compare(bestCommon, common), cmp.Compare(candidate, best))
		if !found || order < 0 {
			best, bestSlips, bestCommon, found = candidate, slips, common, true
		}
	}
	return best, found
}

// likelySlips is how many slips a word of n letters may hold and still be told
// from another word. In words of two letters, such as country codes, one slip
// leads to half of the others.
func likelySlips(n int) int {
	switch {
	case n <= 2:
		return 0
	case n <= 4:
		return 1
	case n <= 7:
		return 2
	}
	return 3
}

func commonPrefix(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// editDistance is the Damerau–Levenshtein distance of two words of at most
// longestSlip letters, no pair of letters swapped more than once; anything above
// limit is returned as limit+1.
func editDistance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	// Three rows of the usual table: row[j] is the distance of a's letters so
	// far from b's first j.
	var rows [3][longestSlip + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := row[0]
		for j := 1; j <= len(b); j++ {
			mistaken := last[j-1]
			if a[i-1] != b[j-1] {
				mistaken++
			}
			row[j] = min(mistaken, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}
