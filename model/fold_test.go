package model

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFoldForgetsCaseAccentsAndWideSpace(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"united states", "united states"},
		{"United  States", "united states"},
		{"united\tstates\r\n", "united states "},
		{"Türkiye", "turkiye"},
		{"TÜRKIYE", "turkiye"},
		{"İstanbul Ilıca", "istanbul ilica"},
		{"Côte d'Ivoire", "cote d'ivoire"},
		{"Co\u0302te", "cote"},
		{"Åland", "aland"},
		{"\u212Bland", "aland"},
		{"Curaçao", "curacao"},
		{"São Tomé & Príncipe", "sao tome & principe"},
		{"Viê\u0323t Nam", "viet nam"},
		{"Việt\u00a0Nam", "viet nam"},
		{"Straße STRASSE ẞ", "strasse strasse ss"},
		{"Færøerne", "faeroerne"},
		{"Ísland, Þingvellir", "island, thingvellir"},
		{"Łódź", "lodz"},
		{"ǅ Ǆ ǆ", "dz dz dz"},
		{"Ελλάδα", "ελλάδα"},
		{"Россия", "россия"},
		{"日本", "日本"},
		{"भारत", "भारत"},
		{"a \u0301 b", "a b"},
		{"\xff", "\uFFFD"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// What Unicode says of a letter: it is an ASCII one with marks on it.
func TestFoldFindsTheLetterUnderEveryAccentOfUnicode(t *testing.T) {
	checked := 0
	for r := rune(utf8.RuneSelf); r <= unicode.MaxRune; r++ {
		if !unicode.Is(unicode.Latin, r) {
			continue
		}
		parts := []rune(norm.NFD.String(string(r)))
		if parts[0] >= utf8.RuneSelf {
			continue
		}
		checked++
		if got, want := Fold(string(r)), strings.ToLower(string(parts[0])); got != want {
			t.Errorf("Fold(%c) = %q, want %q", r, got, want)
		}
	}
	if checked < 400 {
		t.Errorf("only %d letters were checked", checked)
	}
}

func TestFoldingTheOtherCaseIsTheSame(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if lower := unicode.ToLower(r); lower != r && Fold(string(lower)) != Fold(string(r)) {
			t.Errorf("Fold(%c) = %q, but Fold(%c) = %q", r, Fold(string(r)), lower, Fold(string(lower)))
		}
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Zéß \t\x{0301}\x{00a0}]*`)).Draw(t, "text")
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
	})
}

func TestFoldedTextCostsNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Fold("united states of america") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestNamesCompareAsTheirFoldedForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.OneOf(rapid.StringMatching(`[ABab]{0,3}[ABabåÅß \t\x{0301}~]{0,3}`), rapid.String())
		a, b := names.Draw(t, "a"), names.Draw(t, "b")
		if got, want := compareFolded(a, b), strings.Compare(Fold(a), Fold(b)); got != want {
			t.Fatalf("%q and %q compare as %d, folded %d", a, b, got, want)
		}
	})
}
