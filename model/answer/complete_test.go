package answer

import (
	"slices"
	"strings"
	"testing"

	"daylight/model/internal/samples"
	"daylight/model/query"
)

// offered lists the words that may stand where word is being typed.
func offered(t *testing.T, word string) []string {
	t.Helper()
	var words []string
	for _, c := range NewEngine(samples.Dataset(t)).Complete(nil, word) {
		words = append(words, c.Word)
	}
	return words
}

func TestACompletionIsNotInTheListAlready(t *testing.T) {
	for _, given := range []string{"country=GB,", "country=gb,", "country=United+Kingdom,", "country=FR,uk,", "country!=GB,", "country=!GB,"} {
		words := offered(t, given)
		if len(words) == 0 || slices.Contains(words, given+"GB") || !slices.Contains(words, given+"US") {
			t.Errorf("after %q it offers %q", given, words)
		}
	}
	for _, given := range []string{"service=skype,", "type=legal,", "period=2012,", "outcome=content,", "region=europe,"} {
		_, value, _ := strings.Cut(strings.TrimSuffix(given, ","), "=")
		words := offered(t, given)
		if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, given+value) }) {
			t.Errorf("after %q it offers %q", given, words)
		}
	}
}

func TestCountriesAreCompletedByAnyOfTheirNames(t *testing.T) {
	for typed, want := range map[string]string{
		"country=brit": "country=GB", "country=turk": "country=TR", "country=tur": "country=TR", "country=U.K.": "country=GB",
		"country=united+k": "country=GB", "country=united%20k": "country=GB", "country=!turk": "country=!TR", "country=US,turk": "country=US,TR",
	} {
		if words := offered(t, typed); !slices.Equal(words, []string{want}) {
			t.Errorf("%q is completed to %q, not to %q", typed, words, want)
		}
	}
}

func TestTheEndOfARangeIsCompletedToOneThatComesLater(t *testing.T) {
	d := samples.Dataset(t)
	for _, typed := range []string{"period=2013-H1..", "period=2012,2013-H1..", "period=2013-H1..2013"} {
		words := offered(t, typed)
		if len(words) == 0 {
			t.Errorf("%q is not completed", typed)
		}
		for _, w := range words {
			if q, err := query.Parse(w, d); err != nil || !strings.HasPrefix(w, typed) {
				t.Errorf("%q is completed to %q: %v, %v", typed, w, q, err)
			}
		}
	}
}
