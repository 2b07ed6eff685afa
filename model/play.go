package model

import (
	"fmt"
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// Playback is periods that run by: the question is about one of them at a time, and
// everything on the screen answers for that one. It never changes: what goes on is
// another.
type Playback struct {
	Periods []report.Period // those that run by, in the order of time
	At      int             // the one on the screen
	Running bool            // it goes on by itself
	Back    bool            // from the later to the earlier
	ByRank  bool            // rows stand in the order of each period; else in one order throughout
	Pace    int             // milliseconds for each period
	Run     int             // a tick that was asked for by another run does nothing
	// Breaks are those between the period on the screen and the next, before which it
	// stopped, or the one from which it was stepped here.
	Breaks []answer.Break
	Halted bool // it stopped before them: what lies behind is not yet on the screen

	Broken [][]answer.Break // of each period, the breaks between it and the one before

	within query.PeriodFilter // the periods that it was to run through; without ranges all that have records
	before query.PeriodFilter // the filter that it gives back
}

// Paces of Play, in milliseconds for a period.
const UsualPace = 800

// Paces lists those that can be chosen, the fastest first.
func Paces() []int { return []int{200, 400, UsualPace, 1600, 3200} }

// The actions of Play.
type (
	// StartPlay lets periods run by as a story says, from the first on.
	StartPlay struct{ Play Play }
	// TogglePlay lets the periods run by, from the one on the screen or, at the end, from the
	// other end; while they run it stops them there. Back lets them run from the later to the earlier,
	// and turns those round that run the other way.
	TogglePlay struct{ Back bool }
	// StepPlay stops, and goes to the next period or, where By is -1, to the one before.
	StepPlay struct{ By int }
	// PausePlay stops what runs, where it is.
	PausePlay struct{}
	// EndPlay gives back the question as it was before.
	EndPlay struct{}
	// PlayTick says that the time of a period has passed.
	PlayTick struct{ Run int }
	// SetPace chooses how many milliseconds each period has; ChangePace makes it one step of
	// Paces faster, or slower where Faster is -1.
	SetPace    struct{ Pace int }
	ChangePace struct{ Faster int }
	// RankPlay lets rows stand in the order of each period, or in one order throughout.
	RankPlay struct{ ByRank bool }
)

func (StartPlay) action()  {}
func (TogglePlay) action() {}
func (StepPlay) action()   {}
func (PausePlay) action()  {}
func (EndPlay) action()    {}
func (PlayTick) action()   {}
func (SetPace) action()    {}
func (ChangePace) action() {}
func (RankPlay) action()   {}

// Tick asks for a PlayTick of a run after so many milliseconds.
type Tick struct{ Run, After int }

func (Tick) effect() {}

// Period is the one on the screen.
func (p *Playback) Period() report.Period { return p.Periods[p.At] }

// Ended says whether the last period is on the screen, in the direction in which they ran.
func (p *Playback) Ended() bool { return !p.has(p.At + p.step()) }

// Halved says whether the period on the screen is a year among half-years: what is drawn of its
// counts is half of them.
func (p *Playback) Halved() bool { return answer.Halves(p.Periods, p.Period()) }

// Uneven says whether one of the periods is a year among half-years.
func (p *Playback) Uneven() bool {
	return slices.ContainsFunc(p.Periods, func(at report.Period) bool { return answer.Halves(p.Periods, at) })
}

func (p *Playback) has(at int) bool { return at >= 0 && at < len(p.Periods) }

func (p *Playback) step() int {
	if p.Back {
		return -1
	}
	return 1
}

// play does what an action of Play says; ok says whether it is one.
func play(e *answer.Engine, s Session, a Action) (next Session, effects []Effect, ok bool) {
	switch a := a.(type) {
	case StartPlay:
		within := a.Play.Periods
		if len(within.Ranges) == 0 && len(played(e, s.Query, s.Query.Period)) > 1 {
			within = s.Query.Period
		}
		next, effects = s.Unplayed().started(e, Playback{within: within, ByRank: a.Play.ByRank, Pace: a.Play.Pace}, true)
	case TogglePlay:
		next, effects = togglePlay(e, s, a.Back)
	case StepPlay:
		next, effects = stepPlay(e, s, a.By)
	case PausePlay:
		if next = s; s.Play != nil && s.Play.Running {
			next = s.with(func(p *Playback) { p.Running = false })
		}
	case EndPlay:
		next = s.Unplayed()
	case PlayTick:
		if next = s; s.Play != nil && s.Play.Running && s.Play.Run == a.Run {
			next, effects = s.advanced()
		}
	case SetPace:
		next, effects = s.paced(a.Pace)
	case ChangePace:
		paces := Paces()
		at, exact := slices.BinarySearch(paces, s.pace())
		if a.Faster < 0 && !exact {
			at-- // the next slower is the one after it
		}
		next, effects = s.paced(paces[clampTo(at-a.Faster, len(paces))])
	case RankPlay:
		next, effects = s.ranked(a.ByRank)
	default:
		return s, nil, false
	}
	return next, effects, true
}

// started begins a Play, if there are periods to run by. One that begins without a period to
// begin with begins with the first.
func (s Session) started(e *answer.Engine, p Playback, run bool) (Session, []Effect) {
	p.before = s.Query.Period
	if p.Periods = played(e, s.Query, p.within); len(p.Periods) < 2 {
		return s, say("%s: nothing to play", fewPeriods(p.Periods))
	}
	if p.Pace <= 0 {
		p.Pace = s.pace()
	}
	p.At = clampTo(p.At, len(p.Periods))
	p.Broken = breaksBetween(e, s.Query, p.Periods)
	s.Play = &p
	if !run {
		return s.onPeriod(), nil
	}
	return s.run(p.Back)
}

// fewPeriods says that there is none, or one.
func fewPeriods(periods []report.Period) string {
	if len(periods) == 0 {
		return "no period has a record under these filters"
	}
	return periods[0].String() + " is the only period with records here"
}

// played are the periods that run by: those that `[` and `]` go along, within a filter.
func played(e *answer.Engine, q query.Query, within query.PeriodFilter) []report.Period {
	q.Period = within
	return slices.DeleteFunc(slices.Clone(e.Steps(q)), func(p report.Period) bool { return !q.Takes(p) })
}

// byHand is the Play that a key begins, with the period at which it begins: of several that the
// filter takes it runs through these, else through all; one alone is where it begins.
func (s Session) byHand(e *answer.Engine, back bool) (p Playback) {
	p.ByRank, p.Back = s.PlayByRank, back
	all := played(e, s.Query, query.PeriodFilter{})
	chosen := played(e, s.Query, s.Query.Period)
	switch {
	case len(chosen) > 1:
		p.within = s.Query.Period
		all = chosen
	case len(chosen) == 1:
		p.At = slices.Index(all, chosen[0])
		return p
	}
	if back {
		p.At = len(all) - 1
	}
	return p
}

func togglePlay(e *answer.Engine, s Session, back bool) (Session, []Effect) {
	p := s.Play
	switch {
	case p == nil:
		begun := s.byHand(e, back)
		if n := len(played(e, s.Query, begun.within)); begun.At+begun.step() < 0 || begun.At+begun.step() >= n {
			begun.At = n - 1 - begun.At // it is the last: from the other end
		}
		return s.started(e, begun, true)
	case p.Running && p.Back == back, p.Running && !back:
		return s.with(func(p *Playback) { p.Running = false }), nil
	}
	return s.run(back)
}

// run lets a Play go on, unless nothing moves by itself. One that has ended begins at the other
// end; one that stopped before a break goes over it.
func (s Session) run(back bool) (Session, []Effect) {
	if s.Still {
		return s.onPeriod(), say("nothing moves by itself here: , and . step through the periods")
	}
	p := *s.Play
	crosses := p.Halted && p.Back == back
	p.Back, p.Running, p.Breaks, p.Halted = back, true, nil, false
	if p.Ended() {
		p.At = len(p.Periods) - 1 - p.At
	} else if crosses {
		p.At += p.step()
	}
	p.Run = s.runs + 1
	s.runs, s.Play = p.Run, &p
	if p.Ended() {
		p.Running = false
		return s.onPeriod(), nil
	}
	return s.onPeriod(), []Effect{Tick{p.Run, p.Pace}}
}

// advanced goes on to the next period, unless a break lies between.
func (s Session) advanced() (Session, []Effect) {
	p := *s.Play
	to := p.At + p.step()
	p.Breaks = nil
	if !p.has(to) {
		p.Running = false
	} else if p.Breaks = p.Broken[max(p.At, to)]; len(p.Breaks) > 0 {
		p.Running, p.Halted = false, true
	} else {
		p.At = to
	}
	if p.Ended() {
		p.Running = false
	}
	s.Play = &p
	if !p.Running {
		return s.onPeriod(), nil
	}
	return s.onPeriod(), []Effect{Tick{p.Run, p.Pace}}
}

func stepPlay(e *answer.Engine, s Session, by int) (Session, []Effect) {
	if s.Play == nil {
		begun := s.byHand(e, by < 0)
		if periods := played(e, s.Query, begun.within); len(played(e, s.Query, s.Query.Period)) == 1 {
			begun.At = clampTo(begun.At+by, len(periods)) // the one that is chosen is on the screen already
		}
		begun.Back = false
		return s.started(e, begun, false)
	}
	p := *s.Play
	p.Running, p.Halted, p.Breaks = false, false, nil
	to := p.At + by
	if !p.has(to) {
		end := "last"
		if by < 0 {
			end = "first"
		}
		s.Play = &p
		return s.onPeriod(), say("%s is the %s period that is played", p.Period(), end)
	}
	p.Breaks = p.Broken[max(p.At, to)]
	p.At = to
	s.Play = &p
	return s.onPeriod(), nil
}

// breaksBetween are, of each period, the breaks between it and the one before it in the series of a
// question.
func breaksBetween(e *answer.Engine, q query.Query, periods []report.Period) [][]answer.Break {
	before := make([][]answer.Break, len(periods))
	if q.View.OfPublishers() {
		return before // no figure is set against one before
	}
	for _, b := range e.Breaks(q) {
		for i := 1; i < len(periods); i++ {
			if b.At.Start() > periods[i-1].Start() && b.At.Start() <= periods[i].Start() {
				before[i] = append(before[i], b)
			}
		}
	}
	return before
}

// pace is that of what plays, else the usual one.
func (s Session) pace() int {
	switch {
	case s.Play != nil:
		return s.Play.Pace
	case s.PlayPace > 0:
		return s.PlayPace
	}
	return UsualPace
}

// paced chooses a pace. What runs goes on with it at once.
func (s Session) paced(pace int) (Session, []Effect) {
	s.PlayPace = max(pace, Paces()[0])
	effects := say("%s", PaceInWords(s.PlayPace))
	if s.Play == nil {
		return s, effects
	}
	p := *s.Play
	p.Pace = s.PlayPace
	if p.Running {
		p.Run = s.runs + 1
		s.runs = p.Run
		effects = append(effects, Tick{p.Run, p.Pace})
	}
	s.Play = &p
	return s.onPeriod(), effects
}

// ranked chooses the order of rows.
func (s Session) ranked(byRank bool) (Session, []Effect) {
	s.PlayByRank = byRank
	words := "rows stand in one order throughout"
	if byRank {
		words = "rows stand by rank in each period"
	}
	if s.Play != nil {
		s = s.with(func(p *Playback) { p.ByRank = byRank })
	}
	return s, say("%s", words)
}

// with changes what plays.
func (s Session) with(change func(*Playback)) Session {
	p := *s.Play
	change(&p)
	s.Play = &p
	return s.onPeriod()
}

// onPeriod puts the question on the period that plays: the filter or, where rows are periods, the
// cursor.
func (s Session) onPeriod() Session {
	p, q := s.Play, &s.Query
	s.At = report.Period{} // the cursor over time goes along
	if q.By == query.ByPeriod {
		q.Playing = query.Playing{}
		if q.Period = p.before; len(p.within.Ranges) > 0 {
			q.Period = p.within
		}
		q.Select = p.Period().String()
		return s
	}
	at := p.Period()
	q.Period = query.PeriodFilter{Ranges: []report.PeriodRange{report.PeriodRange{From: at, To: at}.InYears()}}
	q.Playing = query.Playing{Periods: p.within, ByRank: p.ByRank && !q.View.Few()}
	if len(p.within.Ranges) == 0 {
		q.Playing.Periods.Ranges = []report.PeriodRange{{From: p.Periods[0], To: p.Periods[len(p.Periods)-1]}}
	}
	return s
}

// Unplayed is the session without Play: with the filter that was there before.
func (s Session) Unplayed() Session {
	if s.Play == nil {
		return s
	}
	s.Query.Period, s.Query.Playing = s.Play.before, query.Playing{}
	s.Play, s.At = nil, report.Period{}
	return s
}

// refitted is a session that plays after its question has changed from another: with the
// periods that there are under the new filters, at the one on the screen or the nearest before it.
// Periods that were chosen by hand end Play.
func (s Session) refitted(e *answer.Engine, was Session) Session {
	if !s.Query.Period.Equal(was.Query.Period) {
		s.Play, s.Query.Playing = nil, query.Playing{}
		return s
	}
	p := *s.Play
	here := p.Period()
	if p.Periods = played(e, s.Unplayed().Query, p.within); len(p.Periods) == 0 {
		return s.Unplayed()
	}
	p.At = 0
	for i, period := range p.Periods {
		if period.Start() <= here.Start() {
			p.At = i
		}
	}
	p.Breaks, p.Halted, p.Broken = nil, false, breaksBetween(e, s.Query, p.Periods)
	p.Running = p.Running && !p.Ended()
	s.Play = &p
	return s.onPeriod()
}

// PaceInWords says how long each period has.
func PaceInWords(ms int) string { return fmt.Sprintf("%d.%d s a period", ms/1000, ms%1000/100) }
