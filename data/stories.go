package data

import (
	"embed"
	"path"
	"strings"
)

// The stories are embedded as they were written, and read when one is asked for.
//
//go:embed stories/*.md
var stories embed.FS

// storyNames are the names of the built-in stories, in the order in which they are offered.
var storyNames = []string{"first-report", "half-a-year-later", "ten-years", "companies-compared", "before-you-quote"}

// Story is a built-in story: what it is called in commands, what it is about, and its text.
type Story struct{ Name, Title, Text string }

// Stories are the built-in stories, each a file stories/NAME.md with its title at its head.
func Stories() []Story {
	list := make([]Story, 0, len(storyNames))
	for _, name := range storyNames {
		text, err := stories.ReadFile(path.Join("stories", name+".md"))
		if err != nil {
			continue // a test has all of them
		}
		s := Story{Name: name, Text: string(text)}
		for line := range strings.Lines(s.Text) {
			if title, is := strings.CutPrefix(line, "title:"); is {
				s.Title = strings.TrimSpace(title)
				break
			}
		}
		list = append(list, s)
	}
	return list
}
