package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"daylight/data"
	"daylight/data/figure"
	"daylight/data/handout"
	"daylight/model/answer"
	"daylight/tui/kit/theme"
)

// exportStory writes a story into a folder.
func (c *console) exportStory(name string) {
	switch {
	case name == "":
		c.fail(exitUsage, "which story?", storyRemedy())
		return
	case c.flags.talk.export == "":
		c.fail(exitUsage, "--export needs the name of a folder")
		return
	case !c.themeIsKnown():
		return
	}
	d, ok := c.load()
	if !ok {
		return
	}
	s, ok := c.story(name, d)
	if !ok {
		return
	}
	if problems := s.problems(); len(problems) > 0 {
		_ = printProblems(c.err, s.name, problems)
		c.fail(exitData, s.name+": "+s.summary(problems)+": nothing is written")
		return
	}
	path, err := c.env.expanded(c.flags.talk.export)
	if err != nil {
		c.fail(exitFailure, err.Error())
		return
	}
	folder, err := openExport(path)
	if err != nil {
		c.fail(exitFailure, err.Error())
		return
	}
	t := theme.Light()
	if c.flags.theme != "" {
		t, _ = theme.ByName(c.flags.theme) // which is known
	}
	files, err := handout.Files(s.story, s.engine, handout.Options{
		Figure: figure.Options{Palette: inks(&t), Format: answer.Format{ASCII: c.flags.asciiGiven && c.flags.ascii}, World: data.World},
		Notes:  c.flags.talk.withNotes,
	})
	if err != nil {
		code := exitFailure
		if size := (*figure.SizeError)(nil); errors.As(err, &size) {
			code = exitData
		}
		c.fail(code, s.name+": "+err.Error())
		return
	}
	if err := folder.write(files); err != nil {
		c.fail(exitFailure, err.Error())
		return
	}
	said := fmt.Sprintf("%d files in %s", len(files), path)
	if c.flags.talk.withNotes {
		said += ", with the notes"
	}
	c.say(said + ": open " + filepath.Join(path, handout.PageName) + " in a browser")
}
