package story

import (
	"bytes"
	"slices"
	"strings"
)

// frontKeys are what front matter may say.
var frontKeys = []string{"title", "author", "time"}

// frontMatter reads what a story says of itself between two lines of three dashes at its very top, and
// returns where the slides begin. It is a key and a value a line, as YAML writes them: a library for all of
// YAML would bring references, types and documents in documents, and the dangers of each, for three lines of
// text.
func (r *reader) frontMatter() (body int) {
	first, rest, _ := bytes.Cut(r.source, []byte("\n"))
	if !isDashes(first) {
		return 0
	}
	at := len(r.source) - len(rest)
	for given := map[string]bool{}; at < len(r.source); {
		line, _, _ := bytes.Cut(r.source[at:], []byte("\n"))
		text := string(line)
		switch {
		case isDashes(line):
			return min(at+len(line)+1, len(r.source))
		case strings.TrimSpace(text) == "":
		case !isEntry(text):
			r.fail(at+indent(text), "front matter is lines of key: value, as in title: Who asks most; slides begin below its last ---")
			return at
		default:
			r.entry(text, at, given)
		}
		at += len(line) + 1
	}
	r.fail(0, "the front matter is not closed: write --- below it, or take the first line away where there is none")
	return len(r.source)
}

// isDashes says whether a line is three dashes, as front matter begins and ends.
func isDashes(line []byte) bool { return string(bytes.TrimRight(line, " \t")) == "---" }

// isEntry says whether a line is a key with its value.
func isEntry(line string) bool {
	key, _, found := strings.Cut(line, ":")
	key = strings.TrimSpace(key)
	return found && key != "" && !strings.ContainsAny(key, " \t#")
}

// indent is how many bytes of white space a text begins with.
func indent(text string) int { return len(text) - len(strings.TrimLeft(text, " \t\n")) }

// entry reads a line of front matter that begins at a place.
func (r *reader) entry(text string, at int, given map[string]bool) {
	begins := at + indent(text)
	key, value, _ := strings.Cut(text, ":")
	valueAt := at + len(text) - len(value) + indent(value)
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		value = value[1 : n-1]
		valueAt++
	}
	name := strings.ToLower(key)
	switch {
	case !slices.Contains(frontKeys, name):
		r.fail(begins, "%s", unknown("key of front matter", key, frontKeys))
	case given[name]:
		r.fail(begins, "%s is given twice: keep one", name)
	case value == "":
		r.fail(begins, "%s has no value: write one, or take the line away", name)
	case strings.Contains(value, "{{"):
		r.fail(valueAt+strings.Index(value, "{{"), "front matter takes no figures: write this one on a slide")
	case name == "title":
		r.story.Title = value
	case name == "author":
		r.story.Author = value
	case name == "time":
		r.story.Planned = r.seconds(value, valueAt)
	}
	given[name] = true
}
