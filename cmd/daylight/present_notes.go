package main

import (
	"cmp"
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"daylight/cmd/internal/talkline"
	"daylight/data/story"
	"daylight/model"
	"daylight/model/answer"
	"daylight/tui"
	"daylight/tui/terminal"
)

// talkFolders are where a talk and its notes find each other.
func (c *console) talkFolders() []string {
	return talkline.Folders(c.env.get["XDG_RUNTIME_DIR"], cmp.Or(c.env.get["TMPDIR"], "/tmp"))
}

// joinNotes lets notes in another terminal follow a talk, through its powers. It returns what ends that. Why
// says why they cannot; the talk goes on without them.
func (c *console) joinNotes(p *tui.Powers) (end func(), why string) {
	line, err := talkline.Present(c.talkFolders())
	switch {
	case errors.Is(err, talkline.ErrAbsent): // which --notes says to those who ask for them
		return func() {}, ""
	case errors.Is(err, talkline.ErrTaken):
		return func() {}, "a talk runs in another terminal: --notes follows that one, and not this"
	case err != nil:
		return func() {}, "--notes cannot follow this talk: " + err.Error()
	}
	p.TellPlace = func(at model.Place, s *model.Story, file string) {
		line.Tell(talkline.Story{Name: file, Text: s.Source}, at)
	}
	p.NextDriven = func() tea.Msg {
		a, ok := line.Next()
		if !ok {
			return nil
		}
		return tui.Driven{Action: a}
	}
	return func() {
		if err := line.Close(); err != nil {
			c.fail(exitFailure, err.Error(), "The talk itself was not touched. Please report this.")
		}
	}, ""
}

// followTalk shows the notes of the talk that runs in another terminal.
func (c *console) followTalk() {
	if !term.IsTerminal(c.out.Fd()) || c.env.noTerminalNamed() {
		c.fail(exitFailure, "the notes of a talk need a terminal that can place text")
		return
	}
	line, err := talkline.Follow(c.talkFolders())
	switch {
	case errors.Is(err, talkline.ErrNobody), errors.Is(err, talkline.ErrEnded):
		c.fail(exitFailure, "no talk runs in another terminal", "Start it there: daylight present STORY. Then, here: daylight present --notes.")
	case errors.Is(err, talkline.ErrUnbegun):
		c.fail(exitFailure, err.Error()+" in the other terminal", "Choose one there. Then, here: daylight present --notes.")
	case err != nil:
		c.fail(exitFailure, "the notes cannot follow: "+err.Error())
	}
	if err != nil {
		return
	}
	defer line.Close()
	c.raise(func() (*tui.Model, bool) { return c.notesOf(line) })
}

// notesOf makes the screen of the notes.
func (c *console) notesOf(line *talkline.Follower) (*tui.Model, bool) {
	d, ok := c.load()
	if !ok {
		return nil, false
	}
	e := answer.NewEngine(d)
	next := func() tea.Msg {
		told, err := line.Next()
		if err != nil {
			return tui.Unfollowed{Why: err.Error()}
		}
		msg := tui.Followed{Place: told.Place}
		if told.Story != nil {
			msg.Story = story.Parse([]byte(told.Story.Text), e)
		}
		return msg
	}
	first, err := line.Next()
	if err != nil {
		c.fail(exitFailure, err.Error())
		return nil, false
	}
	options := c.options()
	options.Data = d
	options.Notes = tui.Telling{Story: story.Parse([]byte(first.Story.Text), e), File: first.Story.Name, From: first.Place}
	options.Powers = tui.Powers{Remember: c.store.remember, NextPlace: next, Drive: line.Drive}
	if terminal.CanStop() {
		options.Powers.Suspend = tea.Suspend
	}
	if len(options.Notes.Story.Slides) == 0 {
		c.fail(exitFailure, "the talk in the other terminal has no slides")
		return nil, false
	}
	return c.made(options)
}
