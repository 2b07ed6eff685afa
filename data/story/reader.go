package story

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// reader goes through one story.
type reader struct {
	engine *answer.Engine
	data   *report.Dataset
	source []byte // cleaned: lines and characters stand where they stood
	starts []int  // where lines begin
	story  *model.Story

	slide    *model.Slide // that is read; nil before the first and in front matter
	began    int          // where it begins in the source
	problems int          // so many were found
	step     int          // how many pauses it has had
	paused   int          // where the last of them stands that nothing has followed; -1 for none
	figures  int
	blocks   []int // where the blocks of daylight of the slide stand
}

// cleaned is a text without what no editor shows: the mark of order at its beginning and the returns
// before line feeds. What else cannot be shown becomes the sign for that, and is a problem.
func (r *reader) cleaned(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	clean := make([]byte, 0, len(text)+1)
	var bad []int // a place a line
	badIs := map[int]string{}
	r.starts = []int{0}
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		wrong := ""
		switch {
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			i++
			continue
		case c == '\n':
			clean = append(clean, '\n')
			r.starts = append(r.starts, len(clean))
			i++
			continue
		case c == utf8.RuneError && size == 1:
			wrong = "the text is not UTF-8 here: save the file in this encoding"
		case unicode.IsControl(c) && c != '\t', turns(c):
			wrong = fmt.Sprintf("a control character (U+%04X) stands here: take it away", c)
		}
		if wrong != "" {
			if last := len(bad) - 1; last < 0 || bad[last] < r.starts[len(r.starts)-1] {
				bad = append(bad, len(clean))
				badIs[len(clean)] = wrong
			}
			c = utf8.RuneError
		}
		clean = utf8.AppendRune(clean, c)
		i += size
	}
	r.source = clean
	for _, at := range bad {
		r.fail(at, "%s", badIs[at])
	}
	for i, from := range r.starts {
		to := len(clean)
		if i+1 < len(r.starts) {
			to = r.starts[i+1] - 1
		}
		if wrong := unreadable(clean[from:to]); wrong != "" {
			r.fail(from, "%s", wrong)
			copy(clean[from:to], bytes.Repeat([]byte(" "), to-from))
		}
	}
	return clean
}

// unreadable says why a line is not read: reading it would take long, and nobody could show it.
func unreadable(line []byte) string {
	if len(line) > maxLine {
		return fmt.Sprintf("this line is %d bytes long, and at most %d are read: part it", len(line), maxLine)
	}
	if n := signsIn(line); n > maxSigns {
		return fmt.Sprintf("this line has %d signs that can mean something in Markdown, and at most %d are read: part it", n, maxSigns)
	}
	indent, depth := 0, 0
	for i, c := range line {
		switch {
		case c == ' ':
			indent++
		case c == '\t':
			indent += 4
		case c == '>' || (c == '-' || c == '+' || c == '*' || c == '.' || c == ')') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			depth++
		case c < '0' || c > '9':
			line = nil
		}
		if line == nil {
			break
		}
	}
	if depth > deepest && depth*3 > indent || indent > 8*deepest+16 {
		return "this line lies too deep in lists or quotations, or is indented too far: move it to the left"
	}
	return ""
}

// place is where a byte of the source stands: line and column, in characters, from 1.
func (r *reader) place(at int) (line, column int) {
	at = min(max(at, 0), len(r.source))
	line = sort.SearchInts(r.starts, at+1)
	return max(line, 1), utf8.RuneCount(r.source[r.starts[max(line, 1)-1]:at]) + 1
}

// line is the number of the line that a byte stands in.
func (r *reader) line(at int) int { line, _ := r.place(at); return line }

// fail notes a problem of the slide, or of the story where none is read.
func (r *reader) fail(at int, format string, args ...any) {
	p := model.Problem{Line: 1, Column: 1, Text: fmt.Sprintf(format, args...)}
	if r.starts != nil {
		p.Line, p.Column = r.place(at)
	}
	problems := &r.story.Problems
	if r.slide != nil {
		problems = &r.slide.Problems
	}
	if slices.Contains(*problems, p) {
		return
	}
	if r.problems++; r.problems > maxProblems {
		if r.problems > maxProblems+1 {
			return
		}
		p.Text = "more mistakes follow: mend these first"
	}
	*problems = append(*problems, p)
}

// unknown says that there is no such word, which one was probably meant, and else which there are.
func unknown(kind, word string, known []string) string {
	if near, ok := query.Nearest(word, known); ok {
		return fmt.Sprintf("unknown %s %q, did you mean %q", kind, report.Clip(word), near)
	}
	return fmt.Sprintf("unknown %s %q: write %s", kind, report.Clip(word), report.OrList(known))
}

// word is one word of a line, and where it stands.
type word struct {
	text string
	at   int
}

// words parts a text that begins at a place at its spaces.
func words(text string, at int) (list []word) {
	for i := 0; i < len(text); {
		if isSpace(text[i]) {
			i++
			continue
		}
		end := i
		for end < len(text) && !isSpace(text[end]) {
			end++
		}
		list = append(list, word{text[i:end], at + i})
		i = end
	}
	return list
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// longestTalk is the longest time that a talk, a slide or a period may take.
const longestTalk = 24 * time.Hour

// duration reads a time, as 10m, 90s, 1m30s or 800ms.
func duration(text string) (time.Duration, string) {
	d, err := time.ParseDuration(strings.ReplaceAll(text, " ", ""))
	switch {
	case err != nil:
		return 0, fmt.Sprintf("%q is no time: write minutes and seconds, as in 10m, 90s or 1m30s", report.Clip(text))
	case d <= 0:
		return 0, fmt.Sprintf("%q is no time that passes: write more than 0", report.Clip(text))
	case d > longestTalk:
		return 0, fmt.Sprintf("%q is longer than a day: write less", report.Clip(text))
	}
	return d, ""
}

// seconds reads a time that is planned.
func (r *reader) seconds(text string, at int) int {
	d, wrong := duration(text)
	if wrong == "" && d < time.Second {
		wrong = fmt.Sprintf("%q is less than a second: write minutes and seconds, as in 10m, 90s or 1m30s", report.Clip(text))
	}
	if wrong != "" {
		r.fail(at, "%s", wrong)
		return 0
	}
	return int(d / time.Second)
}
