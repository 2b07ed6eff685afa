package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// OrList writes choices as a sentence does: "a", "a or b", "a, b or c".
func OrList(choices []string) string {
	last := len(choices) - 1
	if last < 1 {
		return strings.Join(choices, "")
	}
	return strings.Join(choices[:last], ", ") + " or " + choices[last]
}

// Clip shortens a word for a message, to so many letters that it cannot fill the
// screen: what was typed can be as long as a query.
func Clip(s string) string {
	const longest = 60
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	runes := []rune(s)
	return string(runes[:longest-3]) + "..."
}

// InWords writes an id as people do: "search-warrant" is "Search warrant".
func InWords(id string) string {
	return Capital(strings.ReplaceAll(id, "-", " "))
}

// Capital writes the first letter of a text large.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// LowerFirst writes a label inside a sentence; an abbreviation stays as it is.
func LowerFirst(text string) string {
	if len(text) < 2 || text[1] >= 'A' && text[1] <= 'Z' {
		return text
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// The is the name of a country or a region as it stands in a sentence: "the United States", "France".
func The(name string) string {
	for _, begins := range []string{"United ", "U.S. ", "British ", "Netherlands", "Caribbean Netherlands", "Philippines", "Bahamas", "DR Congo", "Americas", "Maldives", "Comoros", "Gambia", "Isle of "} {
		if strings.HasPrefix(name, begins) {
			return "the " + name
		}
	}
	for _, ends := range []string{" Islands", " Republic", " Territories", " Territory"} {
		if strings.HasSuffix(name, ends) {
			return "the " + name
		}
	}
	return name
}

// NonEmpty are those words that say something.
func NonEmpty(words ...string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
}

// JoinWords writes a list as a sentence does: "a", "a and b", "a, b and c". Where one
// of them holds a comma that parts it, another stands before the last.
func JoinWords(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	and := " and "
	if strings.Contains(strings.Join(words[:last], ""), ", ") {
		and = ", and "
	}
	return strings.Join(words[:last], ", ") + and + words[last]
}
