package story

import (
	"bytes"
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
	for given := map[string]bool{}; ; {
		if at >= len(r.source) {
			r.fail(0, "the front matter is not closed: write --- below it, or take the first line away where there is none")
			return r.afterOpen(len(first) + 1)
		}
		line, _, _ := bytes.Cut(r.source[at:], []byte("\n"))
		next := min(at+len(line)+1, len(r.source))
		if isDashes(line) {
			return next
		}
		r.frontLine(string(line), at, given)
		at = next
	}
}

// afterOpen is where the slides begin below front matter that nobody has closed: at the first line that is none.
func (r *reader) afterOpen(at int) int {
	for at < len(r.source) {
		line, _, _ := bytes.Cut(r.source[at:], []byte("\n"))
		key, _, found := strings.Cut(string(line), ":")
		if !found || strings.ContainsAny(strings.TrimSpace(key), " \t#") {
			return at
		}
		at += len(line) + 1
	}
	return len(r.source)
}

// isDashes says whether a line is three dashes, as front matter begins and ends.
func isDashes(line []byte) bool { return string(bytes.TrimRight(line, " \t")) == "---" }

// frontLine reads a line of front matter that begins at a place.
func (r *reader) frontLine(text string, at int, given map[string]bool) {
	if strings.TrimSpace(text) == "" {
		return
	}
	begins := at + len(text) - len(strings.TrimLeft(text, " \t"))
	key, value, found := strings.Cut(text, ":")
	key = strings.TrimSpace(key)
	if !found || key == "" || strings.HasPrefix(key, "#") {
		r.fail(begins, "front matter is lines of key: value, as in title: Who asks most; slides begin below its last ---")
		return
	}
	valueAt := at + len(text) - len(strings.TrimLeft(value, " \t"))
	value = strings.TrimSpace(value)
	if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		value = value[1 : n-1]
		valueAt++
	}
	name := strings.ToLower(key)
	switch {
	case given[name]:
		r.fail(begins, "%s is given twice: keep one", name)
		return
	case name == "title":
		r.story.Title = value
	case name == "author":
		r.story.Author = value
	case name == "time":
		r.story.Planned = r.seconds(value, valueAt)
	default:
		r.fail(begins, "%s", unknown("key of front matter", key, frontKeys))
		return
	}
	given[name] = true
	if value == "" {
		r.fail(begins, "%s has no value: write one, or take the line away", name)
	}
}
