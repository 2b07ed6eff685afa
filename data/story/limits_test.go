package story_test

import (
	"fmt"
	"strings"
	"testing"

	"daylight/data/story"
)

func TestAStoryThatIsTooMuchIsRefusedAndStillPlays(t *testing.T) {
	e := engine(t)
	distinct := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for _, test := range []struct {
		what, text string
		slides     int
		wrong      string // the last problem
	}{
		{"a file that is too long", strings.Repeat("a", story.MaxSize+1), 0, "1:1: the story is 1048577 bytes long"},
		{"10,000 slides", strings.Repeat("a\n\n---\n", 10_000), 1000, "3001:1: a story has at most 1000 slides"},
		{"10,000 slides by comments", strings.Repeat("a\n\n<!-- end_slide -->\n", 10_000), 1000, "3001:1: a story has at most 1000 slides"},
		{"10,000 empty slides", "a\n---\n" + strings.Repeat("---\n", 10_000), 203, "more mistakes follow: mend these first"},
		{"10,000 mistakes", distinct(10_000, "{{requests country=x%d}}\n\n---\n"), 201, "more mistakes follow: mend these first"},
		{"10,000 mistakes in one slide", distinct(10_000, "a <b%d>\n\n"), 1, "more mistakes follow: mend these first"},
		{"10,000 paragraphs", strings.Repeat("a\n\n", 10_000) + "---\n", 1, "401:1: a slide has at most 200 paragraphs"},
		{"10,000 paragraphs before another slide", strings.Repeat("a\n\n", 10_000) + "<!-- end_slide -->\nb", 2, "401:1: a slide has at most 200 paragraphs"},
		{"200 long paragraphs", strings.Repeat(strings.Repeat("word ", 300)+"\n\n", 200), 1, "1:1: this slide is 300"},
		{"10,000 lines of code", "a\n\n---\n\n```\n" + strings.Repeat("some\n", 10_000) + "```\n", 2, "5:1: this slide is 50"},
		{"10,000 paragraphs of notes", "a\n\n<!-- notes:\n" + strings.Repeat("some\n\n", 10_000) + "-->\n", 1, "1:1: this slide is 60"},
		{"one paragraph of 700,000 words of notes", "a\n\n<!-- notes:\n" + strings.Repeat(strings.Repeat("w ", 1999)+"\n", 260) + "-->\n", 1, "1:1: this slide is 10397"},
		{"500,000 figures of notes that are not closed", "a\n\n<!-- notes:\n" + strings.Repeat(strings.Repeat("{{ ", 90)+"\n", 3800) + "-->\n", 1, "1:1: this slide is 10298"},
		{"30 notes of 15,000 words", strings.Repeat("a\n\n<!-- notes:\n"+strings.Repeat(strings.Repeat("w ", 1900)+"\n", 8)+"-->\n\n---\n", 30), 30, ""},
		{"1,000 figures", strings.Repeat("{{requests}}\n\n", 1000), 1, "81:1: a slide has at most 40 figures"},
		{"a list of 1,000 rows", "```daylight\nhighlight " + strings.Repeat("GB,", 1000) + "\n```", 1, "2:131: highlight names at most 40 rows"},
		{"a block of 1,000 lines", "```daylight\n" + strings.Repeat("\n", 1000) + "\n```", 1, "52:1: a view is asked for on at most 50 lines"},
		{"1,000 brackets", strings.Repeat("[", 1000), 0, "1:1: this line has 1000 signs"},
		{"1,000 brackets on lines", strings.Repeat("[\n", 1000), 1, "1:1: this paragraph is longer than"},
		{"1,000 quotations", strings.Repeat("> ", 1000), 0, "1:1: this line lies too deep"},
	} {
		s := story.Parse([]byte(test.text), e)
		list := problems(s)
		last := ""
		if len(list) > 0 {
			last = list[len(list)-1]
		}
		if len(s.Slides) != test.slides || !strings.Contains(" "+last, " "+test.wrong) {
			t.Errorf("%s: %d slides, %d problems, the last of which is %q", test.what, len(s.Slides), len(list), last)
		}
	}
}
