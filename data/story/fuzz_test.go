package story_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"daylight/data/story"
	"daylight/model"
)

// FuzzParse holds what any text leaves true: a story comes back, all its places lie in the text, and the same
// text is the same story.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		example, "", "---", "---\n", "---\n---", "a\n---\nb", "{{requests", "{{{{}}}}", "`{{requests}}`", "<!--", "<!-- pause", "<!-->", "<!--->",
		"'''daylight", "'''daylight\nhighlight", "~~~daylight\nplay 2012.. by", "> '''daylight\n> play", "- '''\n---", "\ufeff---\r\ntitle: x\r\n---\r\n", "a\tb\x00\xff",
		"[a]: b\n[a]", "![a][b]", "1. a\n\n   b\n2. c", "&#0; &lt; \\{{x}}", "a\n===\nb\n---", "<!-- end_slide --><!-- end_slide -->", "\t\t'''daylight\n\t\tby=country",
	} {
		f.Add(strings.ReplaceAll(seed, "'", "`"))
	}
	e := engine(f)
	f.Fuzz(func(t *testing.T, text string) {
		s := story.Parse([]byte(text), e)
		lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
		inside := func(p model.Problem) {
			if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
				t.Errorf("a problem stands at %d:%d, which is not in the text: %s", p.Line, p.Column, p.Text)
			}
			if p.Text == "" || strings.Contains(p.Text, "\n") {
				t.Errorf("a problem says %q", p.Text)
			}
		}
		for _, p := range s.Problems {
			inside(p)
		}
		before := 0
		for i := range s.Slides {
			sl := &s.Slides[i]
			if sl.Line < 1 || sl.End < sl.Line || sl.End > len(lines) || sl.Line <= before {
				t.Errorf("slide %d stands on lines %d to %d of %d, after %d", i+1, sl.Line, sl.End, len(lines), before)
			}
			before = sl.End
			for _, p := range sl.Problems {
				if inside(p); p.Line < sl.Line || p.Line > sl.End {
					t.Errorf("a problem of slide %d, lines %d to %d, stands on line %d: %s", i+1, sl.Line, sl.End, p.Line, p.Text)
				}
			}
			for _, b := range sl.Blocks {
				if b.Step > sl.Steps || len(b.Spans) == 0 {
					t.Errorf("slide %d has %d steps and a block %+v", i+1, sl.Steps, b)
				}
				for _, span := range b.Spans {
					if (span.Text == "") == (span.Quote == nil) || !utf8.ValidString(span.Text) {
						t.Errorf("a span is %+v", span)
					}
				}
			}
		}
		if again := story.Parse([]byte(text), e); !reflect.DeepEqual(s, again) {
			t.Error("the same text is another story")
		}
	})
}
