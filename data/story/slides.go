package story

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"daylight/model"
)

// slides goes through the blocks of a story, from top to bottom.
func (r *reader) slides(document ast.Node, body int) {
	r.begin(body)
	for n := document.FirstChild(); n != nil && !r.enough(); n = n.NextSibling() {
		if _, parts := n.(*ast.ThematicBreak); parts {
			r.next(n.Pos())
			continue
		}
		r.block(n, within{})
	}
	if len(r.story.Slides) <= maxSlides {
		r.end(len(r.source), true)
	}
	r.settle()
}

// enough says whether nothing more is read: there are too many slides, or too many mistakes.
func (r *reader) enough() bool { return len(r.story.Slides) > maxSlides || r.problems > maxProblems }

// begin begins a slide at a place.
func (r *reader) begin(at int) {
	r.slide, r.began, r.step, r.paused, r.figures, r.blocks = &model.Slide{}, at, 0, -1, 0, nil
}

// next ends a slide at the line of a place and begins another below it.
func (r *reader) next(at int) {
	line := r.line(at)
	r.end(r.starts[line-1], false)
	below := len(r.source)
	if line < len(r.starts) {
		below = r.starts[line]
	}
	r.begin(below)
}

// end ends a slide before a place.
func (r *reader) end(at int, last bool) {
	s := r.slide
	if s == nil {
		return
	}
	text := string(r.source[r.began:max(at, r.began)])
	bare := strings.TrimSpace(text)
	if bare == "" && s.Notes == nil {
		first := len(r.story.Slides) == 0
		if !(first || last) {
			r.fail(r.began, "this slide is empty: write something, or take one of the two signs between slides away")
			s.Line, s.End = r.line(r.began), r.line(r.began)
			r.story.Slides = append(r.story.Slides, *s)
		}
		if r.slide = nil; first && last && len(r.story.Problems) == 0 {
			r.fail(0, "the story has no slides: write a text, with --- on a line between two slides")
		}
		return
	}
	r.slide = s
	if r.paused >= 0 {
		r.fail(r.paused, "nothing comes after this pause: take it away, or write below it what it reveals")
	}
	s.Line = r.line(r.began + strings.Index(text, bare))
	s.End = r.line(r.began + strings.Index(text, bare) + len(bare))
	s.Steps = r.step
	s.Title = r.title(s)
	if len(bare) > maxSlide { // laying it out would take long, at each size of the screen
		r.fail(r.began+strings.Index(text, bare), "this slide is %d bytes long with its notes, and at most %d are shown: part it in two", len(bare), maxSlide)
		s.Blocks, s.Notes, s.Steps = nil, nil, 0
	}
	r.story.Slides = append(r.story.Slides, *s)
}

// settle gives problems that were found before the slides to those in whose lines they stand, and sums up
// what is planned.
func (r *reader) settle() {
	r.slide = nil
	if len(r.story.Slides) > maxSlides {
		next := r.story.Slides[maxSlides]
		r.story.Slides = r.story.Slides[:maxSlides]
		r.fail(r.starts[next.Line-1], "a story has at most %d slides: part it in two", maxSlides)
	}
	var rest []model.Problem
	next := 0
	for _, p := range r.story.Problems {
		for next < len(r.story.Slides) && r.story.Slides[next].End < p.Line {
			next++
		}
		if next < len(r.story.Slides) && r.story.Slides[next].Line <= p.Line {
			r.story.Slides[next].Problems = append(r.story.Slides[next].Problems, p)
			continue
		}
		rest = append(rest, p)
	}
	r.story.Problems = rest
	for i := range r.story.Slides {
		slices.SortStableFunc(r.story.Slides[i].Problems, func(a, b model.Problem) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
		})
	}
	if r.story.Planned == 0 {
		for i := range r.story.Slides {
			r.story.Planned += r.story.Slides[i].Planned
		}
	}
}

// title is what a slide is called: the text of its first heading, else its first words.
func (r *reader) title(s *model.Slide) string {
	var first *model.Block
	for i := range s.Blocks {
		b := &s.Blocks[i]
		if b.Kind == model.Heading || b.Kind == model.BigNumber && b.Level > 0 {
			return r.plain(b.Spans)
		}
		if first == nil && b.Kind != model.Code {
			first = b
		}
	}
	if first == nil {
		return ""
	}
	const longest = 40 // letters
	text := r.plain(first.Spans)
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	cut := string([]rune(text)[:longest])
	if space := strings.LastIndex(cut, " "); space > 0 {
		cut = cut[:space]
	}
	return cut + " ..."
}

// plain is the text of spans, with their figures.
func (r *reader) plain(spans []model.Span) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Quote == nil {
			b.WriteString(s.Text)
		} else {
			b.WriteString(r.worked(*s.Quote))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// within is what a block lies in.
type within struct {
	quotation bool
	lists     int
	item      int // number of the item that it is the first text of, -1 for a bullet; 0 for none
}

// block reads a block of Markdown.
func (r *reader) block(n ast.Node, in within) {
	if _, html := n.(*ast.HTMLBlock); len(r.slide.Blocks) > maxBlocks && !html { // which can end the slide
		return
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.text(n, model.Block{Kind: model.Heading, Level: n.Level})
	case *ast.Paragraph, *ast.TextBlock:
		r.paragraph(n, in)
	case *ast.List:
		r.list(n, in)
	case *ast.Blockquote:
		in.quotation = true
		r.inside(n, in)
	case *ast.FencedCodeBlock:
		r.fenced(n)
	case *ast.CodeBlock:
		r.code(n)
	case *ast.HTMLBlock:
		r.html(n)
	case *ast.ThematicBreak:
		r.fail(n.Pos(), "a slide cannot begin inside a list or a quotation: write --- at the beginning of the line, or leave it out")
	case *ast.LinkReferenceDefinition:
	default:
		r.fail(n.Pos(), "%s cannot be shown on a slide: write it as text", n.Kind())
	}
}

// inside reads the blocks in another.
func (r *reader) inside(n ast.Node, in within) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.block(c, in)
	}
}

// list reads a list.
func (r *reader) list(list *ast.List, in within) {
	if in.lists >= deepest {
		r.fail(list.Pos(), "this list lies in %d others: write it further out", in.lists)
		return
	}
	number := -1
	if list.IsOrdered() {
		number = max(list.Start, 1)
	}
	in.lists++
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		in.item = number
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			r.block(c, in)
			in.item = 0
		}
		if number > 0 {
			number++
		}
	}
}

// paragraph reads a paragraph: of its own, of a quotation or of an item in a list, of which a second one
// goes on.
func (r *reader) paragraph(n ast.Node, in within) {
	b := model.Block{Kind: model.Paragraph}
	switch {
	case in.lists > 0:
		b.Kind, b.Level, b.Number = model.Item, in.lists-1, max(in.item, 0)
	case in.quotation:
		b.Kind = model.Quotation
	}
	before := len(r.slide.Blocks)
	r.text(n, b)
	if in.lists == 0 || in.item != 0 || before == 0 || len(r.slide.Blocks) == before {
		return
	}
	if item := &r.slide.Blocks[before-1]; item.Kind == model.Item && item.Level == b.Level && item.Step == r.step {
		item.Spans = append(append(item.Spans, model.Span{Text: "\n"}), r.slide.Blocks[before].Spans...)
		r.slide.Blocks = r.slide.Blocks[:before]
	}
}

// add adds a block to the slide.
func (r *reader) add(b model.Block, at int) {
	if len(r.slide.Blocks) == maxBlocks {
		r.fail(at, "a slide has at most %d paragraphs, items and headings: part it in two", maxBlocks)
	}
	b.Step = r.step
	r.paused = -1
	r.slide.Blocks = append(r.slide.Blocks, b)
}

// code reads a block of code as it stands there.
func (r *reader) code(n ast.Node) {
	var b strings.Builder
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		b.Write(line.Value(r.source))
	}
	text := strings.ReplaceAll(strings.TrimRight(b.String(), "\n"), "\t", "    ")
	if text == "" {
		return
	}
	r.add(model.Block{Kind: model.Code, Spans: []model.Span{{Text: text, Code: true}}}, n.Pos())
}
