package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"daylight/data/story"
	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
	"daylight/tui/stage"
)

// checkCommand looks for mistakes in stories.
func (c *console) checkCommand() *cobra.Command {
	check := &cobra.Command{
		Use:   "check STORY...",
		Short: "Look for mistakes in stories",
		Long: "Look for mistakes in stories, Markdown files or built in: every slide is read, every question asked and every\n" +
			"figure worked out. All mistakes are printed, each with its place, as file:line:column: error: what is wrong and what\n" +
			"to do. With --size, slides that are too full for a screen are mistakes, too. Standard error says how many slides and figures there are, and how long the talk is planned.\n" +
			"Exit codes: 0 no mistake, 3 mistakes, 1 a story that cannot be read, 2 a command line that cannot be understood.",
		Example:           "daylight check talk.md\ndaylight check --size 80x24 talk.md",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: completeStory,
		Run:               func(_ *cobra.Command, names []string) { c.check(names) },
	}
	check.Flags().StringVar(&c.flags.talk.size, "size", "", "the screen on which each slide must have room, as 80x24")
	return check
}

// check prints the mistakes of stories.
func (c *console) check(names []string) {
	d, ok := c.load()
	if !ok {
		return
	}
	w, h, ok := c.stageSize()
	if !ok {
		return
	}
	e := answer.NewEngine(d)
	code := exitDone
	for _, name := range names {
		f, ok := c.storyFor(name, e)
		if !ok {
			code = exitFailure
			continue
		}
		if w > 0 {
			f.fit(w, h)
		}
		problems := f.problems()
		c.print(func(w io.Writer) error { return printProblems(w, f.name, problems) })
		if len(problems) > 0 && code == exitDone {
			code = exitData
		}
		c.say(f.name + ": " + f.summary(problems))
	}
	if c.code == exitDone {
		c.code = code
	}
}

// stageSize reads the size of the screen on which slides must have room; 0 for any.
func (c *console) stageSize() (w, h int, ok bool) {
	text := c.flags.talk.size
	if text == "" {
		return 0, 0, true
	}
	wide, high, found := strings.Cut(strings.ToLower(text), "x")
	w, wrong := strconv.Atoi(wide)
	h, wrongToo := strconv.Atoi(high)
	if !found || wrong != nil || wrongToo != nil || w < 1 || h < 1 || w > grid.MaxWidth || h > grid.MaxHeight {
		c.fail(exitUsage, fmt.Sprintf("--size takes columns and rows, as 80x24, at most %dx%d, not %q", grid.MaxWidth, grid.MaxHeight, report.Clip(text)), "Try daylight check --help.")
		return 0, 0, false
	}
	return w, h, true
}

// fit adds to the mistakes of slides that they are too full for a screen.
func (f storyFile) fit(w, h int) {
	k := &scene.Kit{Engine: f.engine, Theme: theme.Mono(), Glyphs: theme.Unicode()}
	var s stage.Stage
	for i := range f.story.Slides {
		slide := &f.story.Slides[i]
		if slide.Broken() {
			continue
		}
		if why := s.Misfit(k, slide, w, h); why != "" {
			slide.Problems = append(slide.Problems, model.Problem{Line: slide.Line, Column: 1, Text: why + ": part it in two, or say less"})
		}
	}
}

// printProblems prints mistakes, one a line.
func printProblems(w io.Writer, name string, problems []model.Problem) error {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s:%d:%d: error: %s\n", name, p.Line, p.Column, oneLine(p.Text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// summary says in one line what a story is, or how many mistakes it has.
func (f storyFile) summary(problems []model.Problem) string {
	s := f.story
	if len(problems) > 0 {
		said := counted(len(problems), "mistake")
		broken := 0
		for i := range s.Slides {
			if s.Slides[i].Broken() {
				broken++
			}
		}
		if broken > 0 {
			said += " in " + counted(broken, "slide")
		}
		return said
	}
	said := counted(len(s.Slides), "slide") + ", " + counted(figures(s), "figure")
	planned, untimed := 0, 0
	for i := range s.Slides {
		planned += s.Slides[i].Planned
		if s.Slides[i].Planned == 0 {
			untimed++
		}
	}
	switch {
	case s.Planned == 0:
		return said + ", no time planned"
	case planned == 0:
		return said + ", " + story.Duration(s.Planned) + " in all"
	}
	said += ", planned " + story.Duration(planned)
	if s.Planned != planned {
		said += " of " + story.Duration(s.Planned)
	}
	switch {
	case planned > s.Planned:
		said += ": " + story.Duration(planned-s.Planned) + " too long"
	case untimed > 0:
		said += ", " + counted(untimed, "slide") + " without a time"
	}
	return said
}

// counted is a number of things.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
