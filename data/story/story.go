// Package story reads a story, Markdown with slides, into what the model knows of one.
//
//	---                        front matter: title, author, time
//	title: Who asks most?
//	---
//	# Who asks most?           text, with figures that are worked out: {{requests period=2012}}
//	<!-- pause -->             a reveal
//	<!-- notes: Breathe. -->   for who speaks
//	---                        the next slide
//	```daylight                the view beside the text
//	by=country period=2012     a question, as everywhere
//	highlight GB,FR            how the view opens, a directive a line
//	```
//
// goldmark reads the Markdown. Three things are told to it besides: that three dashes always begin a
// slide (marks.go), what a figure is (figure.go), and where a fence or a comment ends that nobody has
// closed (marks.go). What it finds is gone through from top to bottom once, in time that grows as the text
// does.
//
// Nothing that a person wrote is left out in silence: what a slide cannot show is a problem, with its
// place and with what to do, and no problem hides another.
package story

import (
	"fmt"

	"daylight/model"
	"daylight/model/answer"
)

// What a story may hold at most. Some of it is there because goldmark takes the square of it in time.
const (
	MaxSize      = 1 << 20 // bytes of its file
	maxSlides    = 1000
	maxSlide     = 32 << 10 // bytes of a slide, with its notes
	maxProblems  = 200      // after which no more are looked for
	maxLine      = 4000     // bytes of a line
	maxParagraph = 2000     // bytes of a paragraph
	maxSigns     = 300      // of those that mean something in Markdown, in a line or a paragraph
	maxFigures   = 40       // of a slide
	maxBlocks    = 200      // of a slide: paragraphs, items and headings
	maxLines     = 50       // of a block of daylight
	maxMistakes  = 10       // that are told of one question
	maxRows      = 40       // that are highlighted
	deepest      = 8        // lists in lists and quotations
)

// Parse reads the text of a story, whose questions and figures the engine answers. It always returns
// one: what is wrong stands among the problems of the story and of its slides.
func Parse(text []byte, e *answer.Engine) *model.Story {
	r := &reader{engine: e, data: e.Dataset(), story: &model.Story{}}
	if len(text) > MaxSize {
		r.fail(0, "the story is %d bytes long, and at most %d are read: shorten it, or part it in two", len(text), MaxSize)
		return r.story
	}
	r.story.Source = string(text)
	r.source = r.cleaned(text)
	body := r.frontMatter()
	r.slides(r.markdown(body), body)
	return r.story
}

// Duration writes seconds as a story does: 1h 5m, 90s as 1m 30s.
func Duration(seconds int) string {
	said := ""
	for _, part := range []struct {
		size int
		unit string
	}{{3600, "h"}, {60, "m"}, {1, "s"}} {
		if n := seconds / part.size; n > 0 {
			if said != "" {
				said += " "
			}
			said += fmt.Sprint(n) + part.unit
			seconds -= n * part.size
		}
	}
	if said == "" {
		return "0s"
	}
	return said
}
