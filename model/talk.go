package model

import (
	"slices"

	"daylight/model/answer"
)

// Talk is where the telling of a story stands. The zero value is no talk.
//
// A talk is on its path while the screen shows a slide. Whatever changes the session leaves the path
// to explore, and to return opens the slide again as it was. Each slide has a history of its own: what
// is undone while exploring never leads out of its question.
type Talk struct {
	Story *Story
	Place
	large bool // things are large on every slide
	sized bool // … or not, because that was chosen on stage
}

// Place is all that a second screen must know to follow a talk.
type Place struct {
	Slide     int  // from 0
	Step      int  // how many reveals of the slide have come, the figures after its axes among them
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
	// Retell goes on with the story as it was read anew, at the slide that was edited; -1 stays
	// where the talk is.
	Retell struct {
		Story *Story
		Slide int
	}
)

func (Advance) action()       {}
func (GoToSlide) action()     {}
func (ReturnToSlide) action() {}
func (ToggleBlank) action()   {}
func (ToggleTimer) action()   {}
func (PassTime) action()      {}
func (Retell) action()        {}

// NewTalk begins to tell a story, at a place in it. A story that has become shorter since the place
// was kept is told from its last slide. Still says that nothing moves by itself.
func NewTalk(e *answer.Engine, story *Story, at Place, large, still bool) (State, []Effect) {
	s := State{Talk: Talk{Story: story, large: large}}
	s.Still = still
	s.Talk.Exploring, s.Talk.Spent = true, at.Spent // so that the slide is opened
	return s.onSlide(e, at.Slide, at.Step)
}

// Now is the slide that a talk is on; nil without a talk.
func (t *Talk) Now() *Slide {
	if t.Story == nil || len(t.Story.Slides) == 0 {
		return nil
	}
	return &t.Story.Slides[t.Slide]
}

// OnPath says whether the screen shows a slide.
func (t *Talk) OnPath() bool { return t.Now() != nil && !t.Exploring }

// Ticking says whether time passes on the timer.
func (t *Talk) Ticking() bool { return t.Running && !t.Exploring }

// Behind is how many seconds a talk is behind its plan, below zero where it is ahead: it is on time
// between the moments at which its slide should begin and end. A story without a plan is always on time.
func (t *Talk) Behind() int {
	spent := t.Spent / 1000
	from, to := t.Story.Due(t.Slide), t.Story.Due(t.Slide+1)
	switch {
	case t.Story.Planned == 0:
		return 0
	case spent < from:
		return spent - from
	case spent > to:
		return spent - to
	}
	return 0
}

// tell carries out an action of a talk; ok is false for all others.
func (s State) tell(e *answer.Engine, a Action) (next State, effects []Effect, ok bool) {
	done := func(next State, effects []Effect) (State, []Effect, bool) { return next, effects, true }
	t := &s.Talk
	last := 0
	if t.Story != nil {
		last = len(t.Story.Slides) - 1
	}
	switch a := a.(type) {
	case Advance:
		if p := s.Play; p != nil && p.Halted && a.By > 0 && !t.Exploring { // over the break, before all else
			s.Session, effects, _ = play(e, s.Session, TogglePlay{Back: p.Back})
			s.Query = s.Query.Canonical(e.Dataset())
			s.Session = s.settled(e.Result(s.Query))
			return s, effects, true
		}
		switch step := t.Step + a.By; {
		case step >= 0 && step <= t.Now().Whole():
			return done(s.onSlide(e, t.Slide, step))
		case t.Slide+a.By < 0:
			return s, say("this is the first slide"), true
		case t.Slide+a.By > last:
			return s, say("this is the last slide"), true
		case a.By > 0:
			return done(s.onSlide(e, t.Slide+1, 0))
		}
		return done(s.onSlide(e, t.Slide-1, t.Story.Slides[t.Slide-1].Whole()))
	case GoToSlide:
		if a.Slide < 0 || a.Slide > last {
			return s, say("there is no slide %d: the last is %d", a.Slide+1, last+1), true
		}
		return done(s.onSlide(e, a.Slide, 0))
	case ReturnToSlide:
		if t.Exploring {
			return done(s.onSlide(e, t.Slide, t.Step))
		}
	case ToggleBlank:
		if t.Blank = !t.Blank; t.Blank && s.Play != nil { // nobody would see the periods run by
			s.Session, effects, _ = play(e, s.Session, PausePlay{})
		}
		return s, effects, true
	case ToggleTimer:
		t.Running = !t.Running
	case PassTime:
		if t.Ticking() {
			t.Spent += max(a.Passed, 0)
		}
	case Retell:
		return done(s.retold(e, a))
	default:
		return s, nil, false
	}
	return s, nil, true
}

// onSlide opens a slide at a step, or goes to another step of the one that is open. What it plays
// begins with its figures.
func (s State) onSlide(e *answer.Engine, slide, step int) (State, []Effect) {
	t := &s.Talk
	slide = min(max(slide, 0), len(t.Story.Slides)-1)
	opens, wasAxes := t.Exploring || slide != t.Slide, s.Axes
	t.Exploring, t.Blank, t.Slide = false, false, slide
	now := t.Now()
	t.Step = min(max(step, 0), now.Whole())
	if opens {
		s = s.openLive(e)
	}
	s.Axes = now.OnlyAxes(t.Step)
	if now.Live == nil || now.Live.Play == nil {
		return s, nil
	}
	effects := []Effect(nil)
	if s.Axes {
		s.Session = s.Unplayed()
	} else if opens || wasAxes {
		s.Session, effects, _ = play(e, s.Session, StartPlay{*now.Live.Play})
	}
	s.Query = s.Query.Canonical(e.Dataset())
	s.Session = s.settled(e.Result(s.Query))
	return s, effects
}

// openLive asks the question of the slide, as if nothing else had ever been asked. A slide without a view
// has the question of the last that has one, for who explores from there.
func (s State) openLive(e *answer.Engine) State {
	t := &s.Talk
	live := &Live{}
	for i := t.Slide; i >= 0; i-- {
		if of := t.Story.Slides[i].Live; of != nil {
			live = of
			break
		}
	}
	q := live.Query
	if i := slices.IndexFunc(live.Highlight, func(id string) bool { return answer.Find(e.Result(q.Canonical(e.Dataset())).Rows, id) >= 0 }); q.Select == "" && i >= 0 {
		q.Select = live.Highlight[i] // what is pointed at is in sight
	}
	q = q.Canonical(e.Dataset())
	next := NewSession(q).settled(e.Result(q))
	next.Large, next.Highlight = t.large || live.Large && !t.sized, live.Highlight
	next.Still, next.PlayPace, next.PlayByRank, next.runs = s.Still, s.PlayPace, s.PlayByRank, s.runs
	s.Session, s.History = next, History{}
	return s
}

// retold goes on with another text of the story. Who explores goes on exploring.
func (s State) retold(e *answer.Engine, a Retell) (State, []Effect) {
	if len(a.Story.Slides) == 0 {
		return s, nil
	}
	t := &s.Talk
	slide, step, exploring, blank := min(t.Slide, len(a.Story.Slides)-1), t.Step, t.Exploring, t.Blank
	t.Story = a.Story
	if a.Slide >= 0 && a.Slide < len(a.Story.Slides) { // who has edited it wants to see all of it
		slide, step = a.Slide, a.Story.Slides[a.Slide].Whole()
	}
	if exploring {
		t.Slide, t.Step = slide, min(step, a.Story.Slides[slide].Whole())
		return s, nil
	}
	t.Exploring = true // so that it is opened anew
	s, effects := s.onSlide(e, slide, step)
	s.Talk.Blank = blank
	return s, effects
}

// strays says whether an action has changed more than how a slide is looked at: the path is left then.
// To play its view, or to stop what it plays, is to look at it.
func strays(a Action, was, is *Session) bool {
	switch a.(type) {
	case Back:
		if was.Play != nil && is.Play == nil {
			return false
		}
	case StartPlay, TogglePlay, StepPlay, PausePlay, EndPlay, PlayTick, SetPace, ChangePace, RankPlay:
		return false
	}
	return !was.Query.Equal(is.Query) || was.Pane != is.Pane || was.Closer != is.Closer || was.Column != is.Column ||
		was.Outcome != is.Outcome || was.At != is.At || was.Line != is.Line || was.Field != is.Field
}
