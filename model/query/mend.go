package query

import (
	"slices"
	"strings"
)

// Mended returns the token with the nearest known word in the place of the one that is
// not known.
func (e *ParseError) Mended() string {
	key, _, found := strings.Cut(e.Token, "=")
	if !found || strings.Contains(e.Nearest, "=") {
		return e.Nearest
	}
	if slices.ContainsFunc(Keys(), func(k Key) bool { return k.Name == strings.TrimSuffix(key, "!") }) {
		return key + "=" + e.Nearest
	}
	return e.Nearest + strings.TrimPrefix(e.Token, key)
}

// Merged returns the text of a query with the words of another in the place of its own,
// but for the row and the pins, which belong to what it asked.
func Merged(text, words string) string {
	key := func(word string) string {
		name, _, _ := strings.Cut(word, "=")
		return strings.ToLower(strings.TrimSuffix(name, "!"))
	}
	given := map[string]bool{"select": true, "pins": true}
	for _, w := range strings.Fields(words) {
		given[key(w)] = true
	}
	for _, w := range strings.Fields(text) {
		if !given[key(w)] {
			words += " " + w
		}
	}
	return words
}
