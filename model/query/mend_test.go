package query

import "testing"

func TestATokenIsMendedWhereItsWordOrItsKeyIsNotKnown(t *testing.T) {
	for _, c := range []struct{ token, nearest, want string }{
		{"by=regoin", "region", "by=region"},
		{"country!=UTT", "UT", "country!=UT"},
		{"peroid=2001", "period", "period=2001"},
		{"perod=200l", "period=2001", "period=2001"},
		{"servise", "service=", "service="},
	} {
		if got := (&ParseError{Token: c.token, Nearest: c.nearest}).Mended(); got != c.want {
			t.Errorf("%q, where %q is near, is mended to %q, want %q", c.token, c.nearest, got, c.want)
		}
	}
}

func TestWordsTakeThePlaceOfThoseOfTheSameKeyAlone(t *testing.T) {
	for _, c := range []struct{ text, words, want string }{
		{"", "by=region", "by=region"},
		{"period=2001 by=country", "by=region", "by=region period=2001"},
		{"country!=UT select=UT pins=UT,HO", "COUNTRY=HO", "COUNTRY=HO"},
		{"country=UT view=map", "country!=HO", "country!=HO view=map"},
	} {
		if got := Merged(c.text, c.words); got != c.want {
			t.Errorf("%q with %q is %q, want %q", c.text, c.words, got, c.want)
		}
	}
}
