package report

import (
	"strings"
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
	words := strings.ReplaceAll(id, "-", " ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// JoinWords writes a list as a sentence does: "a", "a and b", "a, b and c".
func JoinWords(words []string) string {
	text := ""
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += w
	}
	return text
}
