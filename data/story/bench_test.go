package story_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"daylight/data/story"
	"daylight/model/query"
)

// whole is a story of the largest size: the same text again and again.
func whole(text string) []byte {
	return bytes.Repeat([]byte(text), story.MaxSize/len(text))
}

// BenchmarkParse reads stories of the largest size: one that somebody could have written, and what is hard
// to read for one that looks again and again for what never comes.
func BenchmarkParse(b *testing.B) {
	e := engine(b)
	slide := fenced(strings.TrimPrefix(example[strings.Index(example, "# Who"):], "") + "\n---\n")
	for _, text := range []string{slide, "a\n\n---\n"} {
		text := text
		b.Run(fmt.Sprintf("%.8q", text), func(b *testing.B) {
			b.SetBytes(story.MaxSize)
			for range b.N {
				story.Parse(whole(text), e)
			}
		})
	}
	// No figure is like another, so that each is worked out.
	var figures, views strings.Builder
	codes := query.IDs(e.Dataset(), query.ByCountry)
	for i := 0; figures.Len() < story.MaxSize-100; i++ {
		fmt.Fprintf(&figures, "{{requests country=GB,%s,%s period=%d}}\n\n", codes[i%len(codes)], codes[i/len(codes)%len(codes)], 2013+i%10)
		if i%40 == 39 {
			figures.WriteString("---\n")
		}
	}
	for i := range 1000 {
		fmt.Fprintf(&views, "---\n```daylight\ncountry!=%s period=%d\nhighlight %s\n```\n", codes[i%len(codes)], 2013+i%10, strings.Repeat("united+states,france,", 15))
	}
	if s := story.Parse([]byte(figures.String()), engine(b)); len(problems(s)) > 0 {
		b.Fatal(problems(s)[0])
	}
	for name, text := range map[string]string{"figures": figures.String(), "views": views.String()} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				story.Parse([]byte(text), engine(b))
			}
		})
	}
	for _, text := range []string{
		"{{", "{{requests ", "{{requests}} ", "{{requests period=2012}}\n", "[", "[a](", "![", "*a _", "`", "<!--", "<!-- a", "<a ", "[a]: /x \"", "\\", "a\n", "a\n\n",
		"> ", ">\n", "- a\n", "  - a\n", "        ", "<!-- pause -->\n", "<!-- a\n", "'''daylight\n", "'''\n", "'''\n\n", "~~~ a\n", "---\n", "---\na\n", "#\n", "[x]: y\n", "| a ", "|-|-|\n", "<p>\n", "&amp;", "\x00", "\xff", "\t", "{{requests period=2012}}\n\n---\n",
		"'''daylight\nby=country\nhighlight XX\n'''\n---\n", "1. a\n", "a: b\n",
	} {
		text := fenced(text)
		b.Run(fmt.Sprintf("%q", text), func(b *testing.B) {
			b.SetBytes(story.MaxSize)
			for range b.N {
				story.Parse(whole(text), e)
			}
		})
		lines := strings.Repeat(text, 3990/len(text)) + "\n\n"
		b.Run(fmt.Sprintf("lines_of_%q", text), func(b *testing.B) {
			b.SetBytes(story.MaxSize)
			for range b.N {
				story.Parse(whole(lines), e)
			}
		})
	}
}
