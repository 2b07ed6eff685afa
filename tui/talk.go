package tui

import "daylight/model"

// What comes to a talk from outside, as messages.
type (
	// StoryRead is the story read anew, after its file has changed. Slide is the one that
	// was edited, -1 for none. Wrong says why it could not be read: the talk goes on with what
	// it has.
	StoryRead struct {
		Story *model.Story
		Slide int
		Wrong string
	}
	// Driven is an action of a talk that the second screen asks for.
	Driven struct{ Action model.Action }
	// Followed is where the talk on the first screen stands. Story is nil where it is the one
	// that was followed before.
	Followed struct {
		Place model.Place
		Story *model.Story
	}
	// Unfollowed says that the first screen has gone, and why.
	Unfollowed struct{ Why string }
)
