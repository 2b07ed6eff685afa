package query

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/internal/samples"
	"daylight/model/report"
)

func TestPeriodsOfOtherSourcesAreTurnedIntoThoseOfAQuery(t *testing.T) {
	d := samples.Dataset(t)
	for _, c := range []struct{ written, meant string }{
		// a half-year
		{"2013H1", "2013-H1"}, {"2013h2", "2013-H2"}, {"2013-1", "2013-H1"}, {"2013/2", "2013-H2"}, {"H1-2013", "2013-H1"}, {"H2/2013", "2013-H2"},
		{"1H2013", "2013-H1"}, {"1H+2013", "2013-H1"}, {"2013+H2", "2013-H2"}, {"2013_H2", "2013-H2"}, {"2013-S2", "2013-H2"}, {"2013\u2013H1", "2013-H1"},
		{"first+half+of+2013", "2013-H1"}, {"2nd+half+2013", "2013-H2"}, {"1901H1", "1901-H1"},
		// what lies in one
		{"2013-07", "2013-H2"}, {"2013-03", "2013-H1"}, {"2013-12", "2013-H2"}, {"07/2013", "2013-H2"}, {"2013-7", "2013-H2"}, {"2013-Q3", "2013-H2"},
		{"Q2-2013", "2013-H1"}, {"2013Q1", "2013-H1"}, {"3Q2013", "2013-H2"}, {"July+2013", "2013-H2"}, {"2013-Jun", "2013-H1"}, {"2013-07-15", "2013-H2"},
		// a range
		{"2013-2014", "2013..2014"}, {"2013\u20132014", "2013..2014"}, {"2013/14", "2013..2014"}, {"2011/12", "2011..2012"}, {"2013-15", "2013..2015"},
		{"2013+to+2014", "2013..2014"}, {"2013:2014", "2013..2014"}, {"2013...2014", "2013..2014"}, {"2013.2014", "2013..2014"}, {"2013…2014", "2013..2014"},
		{"2013-H1-2014-H2", "2013-H1..2014-H2"}, {"2013H1-2014H2", "2013-H1..2014-H2"}, {"H1+2013+-+H2+2014", "2013-H1..2014-H2"},
		{"2013-07..2014-06", "2013-H2..2014-H1"}, {"2013..14", "2013..2014"}, {"2020H1..", "2020-H1.."}, {"..2013-06", "..2013-H1"},
		{"2014..2012", "2012..2014"}, {"2014-2012", "2012..2014"},
		// nothing that is plain
		{"2013-H9", "2013-H1"}, {"2013-99", "2013-H1"}, {"H1", ""}, {"..", ""}, {"...", ""}, {"0000-07", ""}, {"2012-2013-2014", ""}, {"99-2013", ""},
	} {
		_, err := Parse("period="+c.written, d)
		var fault *ParseError
		if !errors.As(err, &fault) || fault.Nearest != c.meant {
			t.Errorf("period=%s: %v, want %q to be offered", c.written, err, c.meant)
		}
	}
}

// Where one period is asked for, or none, it is offered likewise.
func TestPeriodsAreMendedWhereverTheyStand(t *testing.T) {
	d := samples.Dataset(t)
	for text, want := range map[string]string{
		"against=2013-07": "2013-H2", "against=h1-2013": "2013-H1", "against=2013-2014": "",
		"sort=2013-07": "2013-H2", "sort=-2013Q1": "2013-H1",
		"2013-2014": "period=2013..2014", "2013-07": "period=2013-H2", "H1-2013": "period=2013-H1", "2013H1..": "period=2013-H1..",
	} {
		_, err := Parse(text, d)
		var fault *ParseError
		if !errors.As(err, &fault) || fault.Nearest != want {
			t.Errorf("%s: %v, want %q to be offered", text, err, want)
		}
	}
}

// What is offered is a range, and of a range it is that range.
func TestWhatAPeriodProbablyMeansIsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SampledFrom([]string{"2013", "2014", "1999", "13", "07", "12", "1", "2", "3", "H", "q", "July", "half", "-", "/", ".", "..", " ", "to", "é", "0000"})
		written := strings.Join(rapid.SliceOfN(parts, 0, 8).Draw(t, "parts"), "")
		meant, ok := MeantRange(written)
		if plain, err := report.ParsePeriodRange(written); err == nil && (!ok || meant != plain) {
			t.Fatalf("%q is read as %v, and said to mean %v", written, plain, meant)
		}
		if again, err := report.ParsePeriodRange(meant.String()); ok && (err != nil || again != meant) {
			t.Fatalf("%q is said to mean %v, which is read as %v, %v", written, meant, again, err)
		}
	})
}
