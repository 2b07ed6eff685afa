package model

// Talk is where the telling of a story stands. The zero value is no talk.
type Talk struct {
	Story *Story
	Place
}

// Place is all that a second screen must know to follow a talk.
type Place struct {
	Slide     int  // from 0
	Step      int  // how many reveals of the slide have come
	Exploring bool // the path was left: the screen is the dashboard's
	Blank     bool // nothing is on the screen, so that the room looks at the speaker
	Running   bool // the timer runs; while exploring it waits
	Spent     int  // milliseconds that it has counted
}

// The actions of a talk.
type (
	// Advance goes to the next reveal or slide, or, where By is -1, to the one before.
	Advance struct{ By int }
	// GoToSlide goes to a slide, counted from 0.
	GoToSlide struct{ Slide int }
	// ReturnToSlide leaves exploring and opens the slide again as it was.
	ReturnToSlide struct{}
	// ToggleBlank empties the screen, or shows the talk again.
	ToggleBlank struct{}
	// ToggleTimer lets the timer run, or stops it.
	ToggleTimer struct{}
	// PassTime lets milliseconds pass on the timer, if it runs.
	PassTime struct{ Passed int }
)

func (Advance) action()       {}
func (GoToSlide) action()     {}
func (ReturnToSlide) action() {}
func (ToggleBlank) action()   {}
func (ToggleTimer) action()   {}
func (PassTime) action()      {}
