package story

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"daylight/model/query"
)

// The comments that mean something. Others are for who reads the file.
const (
	pauseMark = "pause"
	endMark   = "end_slide"
)

// noteMarks begin a comment for who speaks.
var noteMarks = []string{"notes", "note", "speaker_note", "speaker_notes"}

// timeMark begins a comment that plans a slide.
const timeMark = "time"

// commentText is what stands in a comment, if a text is one.
func commentText(text string) (string, bool) {
	text = strings.TrimSpace(text)
	inner, begins := strings.CutPrefix(text, "<!--")
	inner, ends := strings.CutSuffix(inner, "-->")
	return strings.TrimSpace(inner), begins && ends
}

// marked is what a comment says, where it begins with a word and a colon.
func marked(inner string, marks ...string) (rest string, ok bool) {
	name, rest, found := strings.Cut(inner, ":")
	name = strings.ToLower(strings.TrimSpace(name))
	for _, mark := range marks {
		if found && name == mark {
			return rest, true
		}
	}
	return "", false
}

// isMark says whether a comment means something.
func isMark(inner string) bool {
	_, notes := marked(inner, noteMarks...)
	_, time := marked(inner, timeMark)
	return inner == pauseMark || inner == endMark || notes || time
}

// html reads a block of HTML, which may hold comments and nothing else.
func (r *reader) html(n *ast.HTMLBlock) {
	if isOpen(n) {
		r.fail(n.Pos(), "this comment is not closed: write --> behind it")
		return
	}
	from, to := n.Pos(), n.Pos()
	if lines := n.Lines(); lines.Len() > 0 {
		to = lines.At(lines.Len() - 1).Stop
	}
	if n.HasClosure() {
		to = n.ClosureLine.Stop
	}
	text := string(r.source[from:to])
	for at := 0; at < len(text); {
		rest := strings.TrimLeft(text[at:], " \t\n>")
		at = len(text) - len(rest)
		if rest == "" {
			return
		}
		if !strings.HasPrefix(rest, "<!--") {
			if r.paused = -1; n.HTMLBlockType == ast.HTMLBlockType2 {
				r.fail(from+at, "text behind a comment is not shown: write it on a line of its own")
			} else {
				r.fail(from+at, "HTML is not shown: write Markdown, as in **strong** and *emphasis*, or &lt; for the sign <")
			}
			return
		}
		end := strings.Index(rest, "-->")
		if end < 0 {
			r.fail(from+at, "a comment that begins behind another must end on the same line: give it a line of its own")
			return
		}
		r.comment(rest[len("<!--"):max(end, len("<!--"))], from+at+len("<!--"), from+at)
		at += end + len("-->")
	}
}

// comment reads a comment whose text begins at one place, and itself at another.
func (r *reader) comment(text string, at, begins int) {
	inner := strings.TrimSpace(text)
	switch {
	case inner == pauseMark:
		if r.paused >= 0 {
			r.fail(begins, "nothing stands between this pause and the one before: take one of them away")
			return
		}
		r.paused = begins
		r.step++
		return
	case inner == endMark:
		r.next(begins)
		return
	}
	if said, ok := marked(inner, noteMarks...); ok {
		r.notes(said, at+strings.LastIndex(text, said))
		return
	}
	if said, ok := marked(inner, timeMark); ok {
		r.planned(strings.TrimSpace(said), at+strings.Index(text, ":")+1+indent(said))
		return
	}
	// One that lacks its colon alone would be lost without a word.
	if first, rest, _ := strings.Cut(inner, " "); first != "note" && slices.Contains(noteMarks, first) || first == timeMark && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		r.fail(at+strings.Index(text, first), "this comment means nothing: write %s: with a colon", first)
		return
	}
	// A single word that is nearly one that means something was meant to.
	name, _, _ := strings.Cut(inner, ":")
	known := append([]string{pauseMark, endMark, timeMark}, noteMarks...)
	if name = strings.TrimSpace(name); name != "" && !strings.ContainsAny(name, " \t\n") {
		if near, ok := query.Nearest(name, known); ok {
			r.fail(at+strings.Index(text, name), "this comment means nothing: did you mean %q", near)
		}
	}
}

// planned keeps how long a slide takes.
func (r *reader) planned(text string, at int) {
	if r.slide.Planned != 0 {
		r.fail(at, "the time of this slide is given twice: keep one")
		return
	}
	r.slide.Planned = r.seconds(text, at)
}
