package story_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daylight/data"
	"daylight/data/story"
	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
)

// engine answers over the built-in reports.
func engine(t testing.TB) *answer.Engine {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return answer.NewEngine(d)
}

// fenced is a text in which an apostrophe stands for a backtick: a string in Go cannot hold one.
func fenced(text string) string { return strings.ReplaceAll(text, "'", "`") }

// said writes blocks as a person could have.
func said(blocks []model.Block) string {
	var lines []string
	for _, b := range blocks {
		mark := map[model.BlockKind]string{
			model.Paragraph: "", model.Heading: strings.Repeat("#", b.Level) + " ", model.Quotation: "> ", model.Code: "    ", model.BigNumber: "BIG ",
			model.Item: strings.Repeat("  ", b.Level) + "- ",
		}[b.Kind]
		if b.Number > 0 {
			mark = strings.Repeat("  ", b.Level) + fmt.Sprint(b.Number) + ". "
		}
		text := ""
		for _, s := range b.Spans {
			run := s.Text
			if s.Quote != nil {
				run = fmt.Sprintf("{%s of %s}", s.Quote.Measure, s.Quote.Query)
			}
			if s.Code {
				run = "`" + run + "`"
			}
			if s.Emphasis {
				run = "_" + run + "_"
			}
			if s.Strong {
				run = "*" + run + "*"
			}
			if s.Link != "" {
				run = "[" + run + "](" + s.Link + ")"
			}
			text += run
		}
		lines = append(lines, fmt.Sprintf("%d %s%s", b.Step, mark, text))
	}
	return strings.Join(lines, "\n")
}

// problems lists what is wrong with a story.
func problems(s *model.Story) (list []string) {
	all := slices.Clone(s.Problems)
	for i := range s.Slides {
		all = append(all, s.Slides[i].Problems...)
	}
	for _, p := range all {
		list = append(list, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Text))
	}
	return list
}

const example = `---
title: Who asks most?
author: "A. Speaker"
time: 10m
---

# Who **asks** most?

In 2012, {{requests period=2012}} requests
came. *Many* [were refused](https://example.org).

<!-- pause -->

- one
- two
  1. inside
  2. inside, too

<!-- notes: Breathe.

Look up. -->

'''daylight
by=country period=2012
highlight GB, France
play 2012..2024 800ms by rank
time 2m
'''

---
# {{requests period=2012}}
requests
`

func TestAStoryIsReadFromMarkdown(t *testing.T) {
	s := story.Parse([]byte(fenced(example)), engine(t))
	if list := problems(s); len(list) > 0 {
		t.Fatalf("a story without mistakes has some: %q", list)
	}
	if s.Title != "Who asks most?" || s.Author != "A. Speaker" || s.Planned != 600 || len(s.Slides) != 2 {
		t.Fatalf("read %q by %q, %d s, %d slides", s.Title, s.Author, s.Planned, len(s.Slides))
	}
	first, second := s.Slides[0], s.Slides[1]
	want := `0 # Who *asks* most?
0 In 2012, {requests of period=2012} requests came. _Many_ [were refused](https://example.org).
1 - one
1 - two
1   1. inside
1   2. inside, too`
	if got := said(first.Blocks); got != want {
		t.Errorf("the first slide says\n%s\nnot\n%s", got, want)
	}
	if first.Title != "Who asks most?" || first.Steps != 1 || first.Planned != 120 || first.Line != 7 || first.End != 28 {
		t.Errorf("the first slide: %q, %d steps, %d s, lines %d to %d", first.Title, first.Steps, first.Planned, first.Line, first.End)
	}
	if want := []string{"Breathe.", "Look up."}; !slices.Equal(first.Notes, want) {
		t.Errorf("notes are %q, not %q", first.Notes, want)
	}
	live := first.Live
	if live == nil {
		t.Fatal("the first slide has no view")
	}
	if got := live.Query.String(); got != "period=2012" || !slices.Equal(live.Highlight, []string{"GB", "FR"}) {
		t.Errorf("the view asks %q and highlights %q", got, live.Highlight)
	}
	if p := live.Play; p == nil || !p.ByRank || p.Pace != 800 || len(p.Periods.Ranges) != 1 || p.Periods.Ranges[0].String() != "2012..2024" {
		t.Errorf("it plays %+v", live.Play)
	}
	if got, want := said(second.Blocks), "0 BIG {requests of period=2012}\n0 requests"; got != want {
		t.Errorf("the second slide says %q, not %q", got, want)
	}
	if q := second.Blocks[0].Spans[0].Quote; q.Kind != query.QuoteValue || second.Live != nil {
		t.Error("the second slide is not a big number alone")
	}
}
