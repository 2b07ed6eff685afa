package model

import "daylight/model/query"

// Story is a talk as it was written: slides, told one after the other. It is read once
// and never changes.
type Story struct {
	Title   string
	Author  string
	Source  string // the text that it was read from
	Planned int    // seconds that the talk may take; 0 where neither the story nor a slide says
	Slides  []Slide
	// Problems are mistakes that belong to no slide.
	Problems []Problem
}

// Due is when a slide should begin, in seconds from the start of the talk: after what those before
// it have planned. Slides that plan nothing share alike what the others leave of the time that the talk
// may take. Of the number of slides it is when the talk should end.
func (s *Story) Due(slide int) int {
	planned, unplanned := 0, 0
	for i := range s.Slides {
		if n := s.Slides[i].Planned; n > 0 {
			planned += n
		} else {
			unplanned++
		}
	}
	due, shares := 0, 0
	for i := range min(max(slide, 0), len(s.Slides)) {
		if n := s.Slides[i].Planned; n > 0 {
			due += n
		} else {
			shares++
		}
	}
	if unplanned > 0 {
		due += max(s.Planned-planned, 0) * shares / unplanned
	}
	return due
}

// Slide is one page of a story: text at one side and, where it has a question, the view
// that answers it at the other.
type Slide struct {
	Title    string  // the text of its first heading, else its first words; "" for neither
	Blocks   []Block // its text, from top to bottom
	Live     *Live   // the view beside the text; nil for none
	Notes    []Block // for who speaks: paragraphs
	Steps    int     // how many reveals it has: it is whole after so many steps
	Planned  int     // seconds; 0 where it does not say
	Line     int     // where it begins in its file, from 1 …
	End      int     // … and the line that it ends on
	Problems []Problem
}

// Broken says whether a slide has a mistake and cannot be shown.
func (s *Slide) Broken() bool { return len(s.Problems) > 0 }

// Whole is the step at which a slide is whole. The axes of its view, where it opens with them
// alone, are a step of their own, before the first reveal.
func (s *Slide) Whole() int { return s.Steps + s.axesFirst() }

// Revealed is how many reveals of the text have come at a step.
func (s *Slide) Revealed(step int) int { return max(step-s.axesFirst(), 0) }

// OnlyAxes says whether its view stands without figures at a step.
func (s *Slide) OnlyAxes(step int) bool { return step < s.axesFirst() }

func (s *Slide) axesFirst() int {
	if s.Live != nil && s.Live.Axes {
		return 1
	}
	return 0
}

// Problem is a mistake in a story, with its place in the file: lines and columns count
// from 1, columns in characters.
type Problem struct {
	Line, Column int
	Text         string // what is wrong, and what to do about it
}

// BlockKind is what a block of text is.
type BlockKind uint8

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading
	Item      // of a list
	Quotation // a paragraph of one
	Code      // as it was written, with its line breaks
	BigNumber // one computed figure alone, in block digits
)

// Block is a part of the text of a slide that stands by itself.
type Block struct {
	Kind   BlockKind
	Level  int // of a heading, from 1; of an item, how deep it lies in other lists, from 0
	Number int // of an item in a numbered list, from 1; 0 for a bullet
	Step   int // it is shown from so many reveals on
	Spans  []Span
}

// Span is a run of text in one style, or one computed figure.
type Span struct {
	Text                   string
	Strong, Emphasis, Code bool
	Link                   string       // where it leads: a web or mail address; "" for nowhere
	Quote                  *query.Quote // what stands in its place; nil for the text
}

// Live is the view of a slide, and how it opens.
type Live struct {
	Query     query.Query
	Highlight []string // ids of the rows that are strong while the others are dim; nil where all are alike
	Play      *Play    // the periods run by; nil where they do not
	Axes      bool     // it opens with axis, legend and scale, and shows the figures a step later
	Large     bool
}

// Play is how the periods run by.
type Play struct {
	Periods query.PeriodFilter // those that run by; without ranges those of the question
	Pace    int                // milliseconds for each; 0 for the usual pace
	ByRank  bool               // rows stand in the order of each period; else in one order throughout
}
