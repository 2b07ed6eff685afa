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
	if got, want := said(first.Notes), "0 Breathe.\n0 Look up."; got != want {
		t.Errorf("notes are %q, not %q", got, want)
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

// told says of each slide its title, its text, its notes and its view.
func told(s *model.Story) string {
	var b strings.Builder
	for _, sl := range s.Slides {
		fmt.Fprintf(&b, "[%s] %s", sl.Title, strings.ReplaceAll(said(sl.Blocks), "\n", " / "))
		if len(sl.Notes) > 0 {
			fmt.Fprintf(&b, " notes %q", strings.Split(strings.ReplaceAll("\n"+said(sl.Notes), "\n0 ", "\n"), "\n")[1:])
		}
		if sl.Live != nil {
			fmt.Fprintf(&b, " view %q", sl.Live.Query)
		}
		if sl.Planned > 0 {
			fmt.Fprintf(&b, " %d s", sl.Planned)
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestWhatIsWrittenIsWhatIsShown(t *testing.T) {
	e := engine(t)
	for _, test := range []struct{ what, text, want string }{
		{"three dashes below text begin a slide", "a\n---\nb", "[a] 0 a\n[b] 0 b"},
		{"so do they below a heading", "# a\n---\nb", "[a] 0 # a\n[b] 0 b"},
		{"and below an item", "- a\n---\nb", "[a] 0 - a\n[b] 0 b"},
		{"and below a quotation", "> a\n---\nb", "[a] 0 > a\n[b] 0 b"},
		{"a line of equals signs makes a heading", "a\n===\nb", "[a] 0 # a / 0 b"},
		{"other rules do the same as dashes", "a\n\n***\n\nb\n\n- - -\n\nc", "[a] 0 a\n[b] 0 b\n[c] 0 c"},
		{"slides end at comments", "a\n<!-- end_slide -->\nb\n<!-- end_slide -->\n", "[a] 0 a\n[b] 0 b"},
		{"in the midst of comments", "a\n<!-- notes: x --> <!-- end_slide --> <!-- notes: y -->\nb", "[a] 0 a notes [\"x\"]\n[b] 0 b notes [\"y\"]"},
		{"a rule at the end is no slide", "a\n\n---\n", "[a] 0 a"},
		{"nor is one at the beginning", "\n---\na", "[a] 0 a"},
		{"dashes in code are code", "'''\n---\n'''", "[] 0     `---`"},
		{"dashes in a comment are nothing", "a\n<!-- b\n---\nc -->\nd", "[a] 0 a / 0 d"},
		{"front matter is no slide", "---\ntitle: a: b\n\nAUTHOR:  'c'\n---\n\n\nb", "[b] 0 b"},
		{"Windows", "\ufeff---\r\ntitle: a\r\n---\r\n# b\r\nc \r\nd\r\n\r\n---\r\n'''daylight\r\nperiod=2012\r\ntime 5s\r\n'''\r\n", "[b] 0 # b / 0 c d\n[]  view \"period=2012\" 5 s"},
		{"tabs", "-\ta\n\tb\n\n'''\n\tc\td\n'''", "[a b] 0 - a b / 0     `    c    d`"},
		{"lines are joined or broken", "a\nb  \nc\\\nd", "[a b c d] 0 a b / c / d"},
		{"styles lie in one another", "**a *b* `c`** d_e_f", "[a b c d_e_f] 0 *a **_b_** **`c`* d_e_f"},
		{"a figure is strong", "**in {{requests period=2012}}**", "[in 75,378] 0 *in **{requests of period=2012}*"},
		{"a figure in code is text", "`{{requests}}` b", "[{{requests}} b] 0 `{{requests}}` b"},
		{"a figure that begins before code goes before", "{{requests period=2012}} `a`", "[75,378 a] 0 {requests of period=2012} `a`"},
		{"braces can be written", "\\{{requests}} { {a} } \\{requests} &#123;{b}}", "[{{requests}} { {a} } {requests} {{b}}] 0 {{requests}} { {a} } {requests} {{b}}"},
		{"references", "&lt;a&gt; &amp; \\*b\\*", "[<a> & *b*] 0 <a> & *b*"},
		{"references to what a terminal obeys", "# a&#27;]0;b&#7;\n\n&#8238;c `&#27;`", "[a\ufffd]0;b\ufffd] 0 # a\ufffd]0;b\ufffd / 0 \ufffdc `&#27;`"},
		{"links", "[a *b*](https://c.d) [e](file:///f) [g](javascript:h) <https://i.j> [k][l]\n\n[l]: mailto:m@n.o", "[a b e g https://i.j k] 0 [a ](https://c.d)[_b_](https://c.d) e g [https://i.j](https://i.j) [k](mailto:m@n.o)"},
		{"lists", "1. a\n2. b\n   - c\n\n     d\n7. e", "[a] 0 1. a / 0 2. b / 0   - c / d / 0 3. e"},
		{"a list that begins later", "3. a\n1. b", "[a] 0 3. a / 0 4. b"},
		{"reveals in a list", "1. a\n<!-- pause -->\n2. b\n<!-- pause -->\nc", "[a] 0 1. a / 1 2. b / 2 c"},
		{"a quotation of two paragraphs", "> a\n>\n> b\n> - c", "[a] 0 > a / 0 > b / 0 - c"},
		{"big numbers", "{{requests}}\n\n## **{{requests period=2012}}**\n\n{{requests | words}}\n\n{{top 2}}\n\n- {{requests}}", "[75,378] 0 BIG {requests of } / 0 BIG *{requests of period=2012}* / 0 {requests of } / 0 {requests of } / 0 - {requests of }"},
		{"notes of every name", "a\n<!-- notes: b\nc\n\nd -->\n<!-- speaker_note: e -->\n<!--NOTES:\nf-->\n<!-- note: -->", "[a] 0 a notes [\"b c\" \"d\" \"e\" \"f\"]"},
		{"notes as presenterm has them", "a\n<!--\nspeaker_note: |\n  b\n  c\n-->", "[a] 0 a notes [\"b c\"]"},
		{"comments for who reads the file", "a\n<!-- TODO: b -->\n<!-- c d -->\n<!-- incremental_lists: true -->\nd", "[a] 0 a / 0 d"},
		{"marks in titles are ASCII", "# {{rejected period=2012}}", "[>= 85] 0 BIG {rejected of period=2012}"},
		{"notes with figures", "a\n<!-- notes: In all {{requests\nperiod=2012}}, *not* {{requests period=2013-H1}} -->", "[a] 0 a notes [\"In all {requests of period=2012}, *not* {requests of period=2013-H1}\"]"},
		{"a slide of notes alone", "a\n\n---\n<!-- notes: b -->\n\n---\nc", "[a] 0 a\n[]  notes [\"b\"]\n[c] 0 c"},
		{"a time without a view", "a\n<!-- time: 1m 5s -->", "[a] 0 a 65 s"},
		{"a block with directives alone", "'''daylight\nlarge\n'''", "[]  view \"\""},
		{"an empty block", "~~~ daylight\n~~~", "[]  view \"\""},
		{"a question on lines, with remarks", "'''daylight\n# who\ncountry=GB\n\n  by=period\n'''", "[]  view \"country=GB by=period\""},
		{"other languages are code", "'''go\na\n\nb\n'''", "[] 0     `a /  / b`"},
		{"a title is cut between words", "one two three four five six seven eight nine ten eleven", "[one two three four five six seven eight ...] 0 one two three four five six seven eight nine ten eleven"},
		{"no line at the end", "# a\n'''daylight\nperiod=2012\n'''", "[a] 0 # a view \"period=2012\""},
	} {
		s := story.Parse([]byte(fenced(test.text)), e)
		if list := problems(s); len(list) > 0 {
			t.Errorf("%s: %q has mistakes: %q", test.what, test.text, list)
		}
		if got := told(s); got != test.want {
			t.Errorf("%s: %q is\n%s\nnot\n%s", test.what, test.text, got, test.want)
		}
	}
}

func TestHowAViewOpens(t *testing.T) {
	e := engine(t)
	for line, want := range map[string]string{
		"play":                          "all at 0 in one order",
		"PLAY 1s":                       "all at 1000 in one order",
		"play by rank":                  "all at 0 by rank",
		"play 2013-H1.. By Rank 1500ms": "2013-H1.. at 1500 by rank",
		"play ..2014,2016 1m":           "..2014,2016 at 60000 in one order",
		"highlight GB":                  "GB",
		"highlight gb,GB united+states": "GB,US",
		"highlight Germany , GB,":       "DE,GB",
		"axes":                          "axes",
		"large":                         "large",
		"time 1h 5m 3s":                 "3903 s",
	} {
		s := story.Parse([]byte(fenced("'''daylight\n"+line+"\n'''")), e)
		if list := problems(s); len(list) > 0 || len(s.Slides) != 1 {
			t.Errorf("%q has mistakes: %q", line, list)
			continue
		}
		live := s.Slides[0].Live
		got := strings.Join(live.Highlight, ",")
		switch p := live.Play; {
		case p != nil:
			var spans []string
			for _, span := range p.Periods.Ranges {
				spans = append(spans, span.String())
			}
			if spans == nil {
				spans = []string{"all"}
			}
			order := "in one order"
			if p.ByRank {
				order = "by rank"
			}
			got = fmt.Sprintf("%s at %d %s", strings.Join(spans, ","), p.Pace, order)
		case live.Axes:
			got = "axes"
		case live.Large:
			got = "large"
		case s.Slides[0].Planned > 0:
			got = fmt.Sprintf("%d s", s.Slides[0].Planned)
		}
		if got != want {
			t.Errorf("%q opens with %s, not %s", line, got, want)
		}
	}
}

func TestATalkThatPlansNoTimeTakesThatOfItsSlides(t *testing.T) {
	e := engine(t)
	text := "a\n<!-- time: 90s -->\n---\nb\n---\nc\n<!-- time: 1m -->"
	if s := story.Parse([]byte(text), e); s.Planned != 150 {
		t.Errorf("it plans %d s", s.Planned)
	}
	if s := story.Parse([]byte("---\ntime: 5m\n---\n"+text), e); s.Planned != 300 {
		t.Errorf("it plans %d s, not what it says", s.Planned)
	}
	for seconds, want := range map[int]string{0: "0s", 59: "59s", 60: "1m", 90: "1m 30s", 3600: "1h", 3661: "1h 1m 1s"} {
		if got := story.Duration(seconds); got != want {
			t.Errorf("%d seconds are %q, not %q", seconds, got, want)
		}
	}
}
