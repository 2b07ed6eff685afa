package story

import (
	"slices"
	"strings"

	"daylight/model"
)

// notes keeps what a comment tells who speaks, a paragraph each, with its figures. The text begins at a place of the
// source.
func (r *reader) notes(text string, at int) {
	if len(text) > maxSlide { // the slide is longer, and refused for that
		return
	}
	var paragraph pieced
	keep := func() {
		if len(paragraph.text) > 0 {
			r.slide.Notes = append(r.slide.Notes, model.Block{Spans: r.spoken(paragraph)})
		}
		paragraph = pieced{}
	}
	if yaml, rest, _ := strings.Cut(text, "\n"); strings.TrimSpace(yaml) == "|" { // as presenterm has them
		text, at = rest, at+len(text)-len(rest)
	}
	for line := range strings.Lines(text) {
		blank := true
		for _, w := range words(line, at) {
			if blank = false; len(paragraph.text) > 0 {
				paragraph.add(" ", w.at-1)
			}
			paragraph.add(strings.Map(shown, w.text), w.at)
		}
		if at += len(line); blank {
			keep()
		}
	}
	keep()
}

// spoken are the words and the figures of a paragraph of notes. Other marks of Markdown stay as they are: notes are
// read by one person, as they were written.
func (r *reader) spoken(p pieced) (spans []model.Span) {
	text := string(p.text)
	for from := 0; ; {
		open := strings.Index(text[from:], "{{")
		if open < 0 {
			return append(spans, model.Span{Text: text[from:]})
		}
		open += from
		spans = append(spans, model.Span{Text: text[from:open]})
		said, _, closed := strings.Cut(text[open+2:], "}}")
		if from = open + 2; !closed || strings.Contains(said, "{{") {
			r.unclosed(p.at(open))
			spans = append(spans, model.Span{Text: "{{"})
			continue
		}
		if q := r.figure(p.part(from, from+len(said)), p.at(open)); q != nil {
			spans = append(spans, model.Span{Quote: q})
		}
		from += len(said) + 2
	}
}

// part is the text between two of its bytes.
func (p *pieced) part(from, to int) pieced {
	pieces := []piece{{0, p.at(from)}}
	for _, piece := range p.pieces {
		if piece.from > from && piece.from < to {
			piece.from -= from
			pieces = append(pieces, piece)
		}
	}
	return pieced{p.text[from:to], slices.Clip(pieces)}
}
