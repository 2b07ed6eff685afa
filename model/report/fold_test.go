package report

import (
	"slices"
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
		{"Côte d’Ivoire", "cote d'ivoire"},
		{"Cote d\u02BCIvoire", "cote d'ivoire"},
		{"Cote d`Ivoire, d\u2032Ivoire, d\u00B4Ivoire", "cote d'ivoire, d'ivoire, d'ivoire"},
		{"Timor\u2011Leste", "timor-leste"},
		{"Guinea–Bissau — Guinea\u2212Bissau", "guinea-bissau - guinea-bissau"},
		{"Guinea\u00ADBissau", "guineabissau"},
		{"Bosnia & Herzegovina", "bosnia and herzegovina"},
		{"Bosnia&Herzegovina", "bosnia and herzegovina"},
		{"Bosnia  ＆ ", "bosnia and "},
		{"U.S.A.", "usa"},
		{"St. Lucia", "st lucia"},
		{"a . b", "a b"},
		{"Co\u0302te", "cote"},
		{"Åland", "aland"},
		{"\u212Bland", "aland"},
		{"Curaçao", "curacao"},
		{"São Tomé & Príncipe", "sao tome and principe"},
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
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Zéß \t\x{0301}\x{00a0}.&’\x{2011}\x{00ad}]*`)).Draw(t, "text")
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
		names := rapid.OneOf(rapid.StringMatching(`[ABab]{0,3}[ABabåÅß \t\x{0301}~.&\x60']{0,3}`), rapid.String())
		a, b := names.Draw(t, "a"), names.Draw(t, "b")
		if got, want := CompareFolded(a, b), strings.Compare(Fold(a), Fold(b)); got != want {
			t.Fatalf("%q and %q compare as %d, folded %d", a, b, got, want)
		}
	})
}

// A dash or an apostrophe of any script is one that people type.
func TestFoldKnowsEveryDashOfUnicode(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.Is(unicode.Pd, r) && Fold("a"+string(r)+"b") != "a-b" {
			t.Errorf("%U is no dash", r)
		}
	}
}

func TestTheLettersOfAFoldedTextComeFromThoseOfTheText(t *testing.T) {
	for _, s := range []string{"São Tomé & Príncipe", "St. Barthélemy", "Côte d’Ivoire", "U.S. & Færøerne"} {
		folded, from := FoldFrom(s)
		letters := []rune(s)
		for i, r := range []rune(folded) {
			if own := Fold(string(letters[from[i]])); !strings.ContainsRune(own, r) {
				t.Errorf("%q: letter %d, %c, comes from %c", folded, i, r, letters[from[i]])
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[aBé ß.&’]{0,6}`)).Draw(t, "text")
		folded, from := FoldFrom(s)
		if folded != Fold(s) || len(from) != utf8.RuneCountInString(folded) || !slices.IsSorted(from) {
			t.Fatalf("%q is %q from %v, folded %q", s, folded, from, Fold(s))
		}
	})
}
