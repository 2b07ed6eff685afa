package keyboard

import (
	"strings"
	"testing"
	"unicode"
)

func TestAlphabetsNameEachPlaceOnce(t *testing.T) {
	for _, a := range alphabets {
		if len([]rune(a.Letters)) != len(a.Keys) {
			t.Errorf("%s: %d letters for %d keys", a.Letters, len([]rune(a.Letters)), len(a.Keys))
		}
		for i, r := range []rune(a.Letters) {
			if strings.Count(a.Keys, a.Keys[i:i+1]) != 1 || placeOf(r) != rune(a.Keys[i]) || placeOf(unicode.ToUpper(r)) != placeOf(unicode.ToLower(unicode.ToUpper(r))) {
				t.Errorf("%c is said to lie at %c", r, placeOf(r))
			}
		}
	}
}
