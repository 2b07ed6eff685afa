package query

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNearestMendsSlips(t *testing.T) {
	keys := queryWordsForSlips()
	countries := []string{"france", "germany", "turkiye", "united kingdom", "united states", "cote d'ivoire", "FR", "DE", "US", "GB"}
	for _, c := range []struct {
		word  string
		known []string
		want  string // empty: none is near
	}{
		{"contry", keys, "country"},
		{"cuontry", keys, "country"},
		{"COUNTRY", keys, "country"},
		{"perod", keys, "period"},
		{"peroid", keys, "period"},
		{"pub", keys, "publisher"},
		{"serv", keys, "service"},
		{"se", keys, ""},
		{"xyzzy", keys, ""},
		{"", keys, ""},
		{"frnce", countries, "france"},
		{"Fránce", countries, "france"},
		{"untied kingdom", countries, "united kingdom"},
		{"cote divoire", countries, "cote d'ivoire"},
		{"fra", countries, "france"},
		{"usa", countries, "US"},
		{"ux", countries, ""},
		{"atlantis", countries, ""},
		{strings.Repeat("france", 100000), countries, ""},
		{strings.Repeat("é", longestSlip), []string{strings.Repeat("e", longestSlip)}, strings.Repeat("e", longestSlip)},
	} {
		got, found := Nearest(c.word, c.known)
		if got != c.want || found != (c.want != "") {
			t.Errorf("Nearest(%.20q) = %q, %v, want %q", c.word, got, found, c.want)
		}
	}
}

func queryWordsForSlips() []string {
	return []string{"view", "publisher", "service", "country", "region", "outcome", "type", "period", "by", "measure", "scale", "sort", "top", "search", "select", "pins"}
}

func TestNearestDoesNotDependOnTheOrderOfTheKnownWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-d]{1,9}`), 1, 12).Draw(t, "known")
		word := rapid.StringMatching(`[a-d]{1,9}`).Draw(t, "word")
		one, found := Nearest(word, words)
		other, again := Nearest(word, rapid.Permutation(words).Draw(t, "known, shuffled"))
		if one != other || found != again {
			t.Fatalf("Nearest(%q) is %q, and %q when the words are shuffled", word, one, other)
		}
	})
}

func TestAWordIsNearestToItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-d]{1,9}`), 1, 12).Draw(t, "known")
		word := rapid.SampledFrom(words).Draw(t, "word")
		if got, found := Nearest(word, words); got != word || !found {
			t.Fatalf("Nearest(%q) = %q, %v", word, got, found)
		}
	})
}

// The distance in three rows, against the definition spelled out.
func TestEditDistanceAgreesWithItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abc]{0,8}`)
		a, b := []rune(word.Draw(t, "a")), []rune(word.Draw(t, "b"))
		limit := rapid.IntRange(0, 8).Draw(t, "limit")
		want := min(plainDistance(a, b), limit+1)
		if got := editDistance(a, b, limit); got != want {
			t.Fatalf("editDistance(%q, %q, %d) = %d, want %d", string(a), string(b), limit, got, want)
		}
	})
}

func plainDistance(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	lastA, lastB := len(a)-1, len(b)-1
	d := []int{plainDistance(a[:lastA], b) + 1, plainDistance(a, b[:lastB]) + 1}
	if a[lastA] == b[lastB] {
		d = append(d, plainDistance(a[:lastA], b[:lastB]))
	} else {
		d = append(d, plainDistance(a[:lastA], b[:lastB])+1)
	}
	if lastA > 0 && lastB > 0 && a[lastA] == b[lastB-1] && a[lastA-1] == b[lastB] {
		d = append(d, plainDistance(a[:lastA-1], b[:lastB-1])+1)
	}
	return slices.Min(d)
}
