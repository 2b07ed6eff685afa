package story_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"daylight/data/story"
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
