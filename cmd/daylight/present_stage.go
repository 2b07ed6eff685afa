package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"

	"daylight/data"
	"daylight/data/print"
	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
	"daylight/tui/stage"
)

// present opens the dashboard on the first slide of a story; without a name, on a menu of those that are
// built in. Off a terminal it prints the story.
func (c *console) present(name string) {
	auto, ok := c.autoTime()
	if !ok {
		return
	}
	if name == "" {
		c.presentAny(auto)
		return
	}
	d, ok := c.load()
	if !ok {
		return
	}
	f, ok := c.story(name, d)
	if !ok {
		return
	}
	if len(f.story.Slides) == 0 {
		problems := f.problems()
		for _, p := range problems {
			c.say(stage.Place(f.name, p))
		}
		if len(problems) == 0 {
			c.say(f.name + " has no slides")
		}
		c.code = exitData
		return
	}
	if !term.IsTerminal(c.out.Fd()) || c.env.noTerminalNamed() {
		c.printStory(f)
		return
	}
	next, stop, err := f.watched()
	if stop != nil {
		defer stop()
	}
	var m *tui.Model
	end, unfollowed := func() {}, ""
	defer func() { end() }()
	c.raise(func() (*tui.Model, bool) {
		options := c.stageOptions(d)
		end, unfollowed = c.joinNotes(&options.Powers)
		options.Say = cmp.Or(unfollowed, options.Say)
		options.Talk = c.telling(f, auto)
		if tell := options.Powers.TellPlace; tell != nil { // who asks for the notes as soon as a slide stands gets them
			tell(options.Talk.From, options.Talk.Story, options.Talk.File)
		}
		options.Powers.NextStory = next
		if err != nil {
			options.Say = "edits of the story will not be seen: " + err.Error()
		} else if problems := f.story.Problems; len(problems) > 0 {
			options.Say = stage.Place(f.name, problems[0])
		}
		m, ok = c.made(options)
		return m, ok
	})
	if m != nil {
		c.keepPlace(f, m.Place())
	}
}

// presentAny opens a menu of the stories that are built in, or lists them off a terminal.
func (c *console) presentAny(auto time.Duration) {
	stories := data.Stories()
	if len(stories) == 0 {
		c.fail(exitUsage, "which story?", storyRemedy())
		return
	}
	if !term.IsTerminal(c.out.Fd()) || c.env.noTerminalNamed() {
		p := c.printer()
		for _, s := range stories {
			p.print(fmt.Sprintf("%-20s %s", s.Name, s.Title))
		}
		c.wrote(p.out.Flush())
		return
	}
	d, ok := c.load()
	if !ok {
		return
	}
	end := func() {}
	defer func() { end() }()
	c.raise(func() (*tui.Model, bool) {
		options := c.stageOptions(d)
		var unfollowed string
		end, unfollowed = c.joinNotes(&options.Powers)
		options.Say = cmp.Or(unfollowed, options.Say)
		for _, s := range stories {
			options.Stories = append(options.Stories, tui.StoryChoice{Name: s.Name, Title: s.Title, Open: func() tui.Telling {
				f, _ := c.story(s.Name, d)
				return c.telling(f, auto)
			}})
		}
		return c.made(options)
	})
}

// stageOptions are those of a dashboard on which a story is told.
func (c *console) stageOptions(d *report.Dataset) tui.Options {
	options := c.options()
	options.Data = d
	return options
}

// telling is how a story is told.
func (c *console) telling(f storyFile, auto time.Duration) tui.Telling {
	t := tui.Telling{Story: f.story, File: f.name, Auto: auto}
	t.Keep = func(at model.Place) { c.keepPlace(f, at) }
	if !c.flags.talk.resume {
		return t
	}
	at, err := c.store.place(f.known())
	if err != nil {
		c.say(err.Error())
	}
	t.From = at
	return t
}

// keepPlace keeps where a story was left. What cannot be kept is not worth a word on stage.
func (c *console) keepPlace(f storyFile, at model.Place) { _ = c.store.keepPlace(f.known(), at) }

// known is the name under which the place in a story is kept.
func (f storyFile) known() string {
	if f.path == "" {
		return f.name
	}
	return absolute(f.path)
}

// autoTime reads how long each slide stays that goes on by itself.
func (c *console) autoTime() (time.Duration, bool) {
	text := c.flags.talk.auto
	if text == "" {
		return 0, true
	}
	if seconds, err := strconv.Atoi(text); err == nil {
		text = fmt.Sprintf("%ds", seconds)
	}
	auto, err := time.ParseDuration(text)
	if err != nil || auto < time.Second {
		c.fail(exitUsage, fmt.Sprintf("--auto takes a time of a second or more, as 20s or 1m, not %q", report.Clip(c.flags.talk.auto)), "Try daylight present --help.")
		return 0, false
	}
	return auto, true
}

// printed is how wide the text of a printed story is.
const printed = 80

// printStory prints a story as text, slide by slide: what it says, then what its view shows.
func (c *console) printStory(f storyFile) {
	p, e := c.printer(), f.engine
	k := &scene.Kit{Engine: e, Theme: theme.Mono(), Glyphs: theme.Unicode(), Format: answer.Format{ASCII: c.ascii()}, Plain: true}
	if c.ascii() {
		k.Glyphs = theme.ASCII()
	}
	for i := range f.story.Slides {
		slide := &f.story.Slides[i]
		if i > 0 {
			p.print("")
		}
		p.print(p.styles.Accent.Render(fmt.Sprintf("%d / %d", i+1, len(f.story.Slides))))
		for _, line := range stage.Text(k, f.name, slide, printed) {
			p.print(line)
		}
		if slide.Broken() {
			c.code = exitData
		} else if slide.Live != nil {
			p.print("")
			printView(p, print.View(e, slide.Live.Query))
		}
	}
	c.wrote(p.out.Flush())
}

// The places at which stories were left are a file of the store, the latest last:
//
//	/home/anna/talk.md: 4 1 65000     slide, step and milliseconds

// mostPlaces is how many are kept.
const mostPlaces = 200

// mostSpent is the longest time that a talk can have taken, in milliseconds: who has written more into the file
// has not measured it.
const mostSpent = 100 * 60 * 60 * 1000

// placeKey is a name of a story that can stand before a colon.
func placeKey(name string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", "#", "%23", "\n", "%0A", "\r", "%0D", " ", "%20").Replace(name)
}

// place is where a story was left; its beginning, where it was not.
func (s *store) place(name string) (at model.Place, err error) {
	list, err := s.lines("places")
	key := placeKey(name)
	for _, l := range list {
		if l.key != key {
			continue
		}
		if _, err := fmt.Sscanf(l.value, "%d %d %d", &at.Slide, &at.Step, &at.Spent); err != nil {
			return model.Place{}, s.wrong("places", l, "write it as slide, step and milliseconds")
		}
		at.Slide, at.Spent = at.Slide-1, min(max(at.Spent, 0), mostSpent)
	}
	return at, err
}

// keepPlace keeps where a story is left.
func (s *store) keepPlace(name string, at model.Place) error {
	return s.rewrite("places", func() error { return nil }, func(list []line) []line {
		kept, key := list[:0], placeKey(name)
		for _, l := range list {
			if l.key != key {
				kept = append(kept, l)
			}
		}
		kept = append(kept, line{key: key, value: fmt.Sprintf("%d %d %d", at.Slide+1, at.Step, at.Spent)})
		return kept[max(0, len(kept)-mostPlaces):]
	})
}
