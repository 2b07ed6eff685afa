package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/stage"
)

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

// Telling is how a story is told.
type Telling struct {
	Story *model.Story
	File  string        // of the story, as a person names it
	From  model.Place   // where the talk begins
	Auto  time.Duration // it goes on by itself after so long on each slide; 0 for by hand
	// Keep keeps the place for the next time that the story is told; nil keeps none.
	Keep func(model.Place)
}

// StoryChoice is a story that can be told.
type StoryChoice struct {
	Name, Title string
	Open        func() Telling
}

// Clock is what a dashboard knows of time.
type Clock struct {
	Now func() time.Time
	// After sends a message when so much time has passed.
	After func(time.Duration, tea.Msg) tea.Cmd
}

// talk is what the dashboard keeps of a talk, beside where it stands.
type talk struct {
	stage   stage.Stage
	clock   Clock
	large   bool // things are large from the start
	auto    time.Duration
	keep    func(model.Place)
	follows bool           // it goes to the slide that is edited
	asked   bool           // whether the talk shall end
	begins  []model.Effect // of its first slide, for when the program runs
	counted time.Time      // the timer has counted until then
	due     bool           // what the slide plays is waited for, to go on then
	// Of each timer the latest alone is waited for.
	second, next int
}

// ticked says that a timer of the talk has run out.
type ticked struct {
	auto   bool // the one that goes on by itself; else the second of the clock
	ticket int
}

// begin begins the talk, where there is a story to tell.
func (m *Model) begin(t Telling) {
	if t.Story == nil || len(t.Story.Slides) == 0 {
		return
	}
	m.talk.stage, m.talk.auto, m.talk.keep, m.talk.follows = stage.Stage{File: t.File}, t.Auto, t.Keep, true
	m.state, m.talk.begins = model.NewTalk(m.Engine, t.Story, t.From, m.talk.large, m.state.Still)
	m.hint = false
}

// newStories is the menu of stories to tell.
func newStories(stories []StoryChoice) overlay {
	var entries []entry
	for _, s := range stories {
		tells := order(func(m *Model) tea.Cmd {
			m.begin(s.Open())
			m.follow()
			return m.listen()
		})
		entries = append(entries, entry{label: s.Title, hint: s.Name, does: tells})
	}
	return newChoice("Tell a story", entries)
}

// listen waits for what comes to the talk from outside, and begins to go on by itself.
func (m *Model) listen() tea.Cmd {
	if m.state.Talk.Now() == nil {
		return nil
	}
	if m.notes != nil {
		return tea.Cmd(m.powers.NextPlace)
	}
	m.tellPlace()
	return tea.Batch(tea.Cmd(m.powers.NextStory), tea.Cmd(m.powers.NextDriven), m.schedule(), m.effect(m.talk.begins))
}

// place is where the dashboard stands: the whole screen, but for the line of a talk that is left, or
// a part of a slide.
func (m *Model) place() grid.Rect {
	whole := grid.Rect{W: m.w, H: m.h}
	switch t := &m.state.Talk; {
	case t.Now() == nil:
	case !t.Exploring:
		return m.slide().Live
	case m.h > scene.TinyHeight:
		_, whole = whole.TakeBottom(1)
	}
	return whole
}

// room is the size of that, and step the name of its size.
func (m *Model) room() (w, h int) { place := m.place(); return place.W, place.H }

func (m *Model) step() scene.Step { return scene.StepFor(m.room()) }

// slide is the slide that the talk is on, laid out.
func (m *Model) slide() *stage.Slide {
	return m.talk.stage.Lay(&m.Kit, m.state.Talk.Now(), m.w, m.h, m.state.Large)
}

// drawTalk draws what belongs to a talk: the text of a slide, and the line at its foot.
func (m *Model) drawTalk(f *grid.Frame) {
	t := &m.state.Talk
	if t.Now() == nil {
		return
	}
	slide := m.slide()
	if !t.Exploring {
		slide.Draw(&m.Kit, f, t.Now().Revealed(t.Step))
	}
	switch {
	case m.top() != nil || t.Exploring && m.h <= scene.TinyHeight:
	case t.Exploring:
		foot, _ := grid.Rect{W: m.w, H: m.h}.TakeBottom(1)
		if m.step() > scene.Narrow {
			foot = foot.Inset(1, 0)
		}
		used := f.Text(foot, m.returns(), m.Theme.Accent)
		_, rest := foot.TakeLeft(used + 3)
		f.TextRight(rest, stage.Clock(t), m.Theme.Dim)
	case m.said != "" && (!m.Plain || m.place().Empty()): // heard, it stands below the view
		f.Text(slide.Foot, m.said, m.Theme.Strong)
	default:
		slide.DrawFoot(&m.Kit, f, t)
	}
}

// returns says how to get back to the slide.
func (m *Model) returns() string {
	return fmt.Sprintf("exploring, enter returns to slide %d", m.state.Talk.Slide+1)
}

// clickTalk answers a click beside the dashboard: on the line that says how to get back.
func (m *Model) clickTalk() tea.Cmd {
	if m.state.Talk.Exploring {
		return m.do(model.ReturnToSlide{})
	}
	return nil
}

// passTime lets the time pass that the timer has not counted yet.
func (m *Model) passTime() {
	if !m.state.Talk.Ticking() || m.talk.clock.Now == nil {
		return
	}
	now := m.talk.clock.Now()
	passed := now.Sub(m.talk.counted).Milliseconds()
	m.talk.counted = m.talk.counted.Add(time.Duration(passed) * time.Millisecond)
	m.state, _ = model.Update(m.Engine, m.state, model.PassTime{Passed: int(passed)})
}

// talked follows a change of the talk: its timers, what is heard, and who is told.
func (m *Model) talked(was *model.Talk) tea.Cmd {
	is := &m.state.Talk
	if is.Story == was.Story && is.Place == was.Place {
		return nil
	}
	m.tellPlace()
	var cmds []tea.Cmd
	if is.Ticking() != was.Ticking() {
		if m.talk.second++; is.Ticking() && m.talk.clock.Now != nil {
			m.talk.counted = m.talk.clock.Now()
			cmds = append(cmds, m.nextSecond())
		}
	}
	a, b := was.Place, is.Place
	if a.Spent, a.Running, b.Spent, b.Running = 0, false, 0, false; a == b && was.Story == is.Story {
		return tea.Batch(cmds...)
	}
	if keep, place := m.talk.keep, is.Place; keep != nil {
		cmds = append(cmds, func() tea.Msg {
			keep(place)
			return nil
		})
	}
	if m.Plain && is.OnPath() {
		m.said = m.heardSlide()
	}
	return tea.Batch(append(cmds, m.schedule())...)
}

// tellPlace says where the talk stands.
func (m *Model) tellPlace() {
	if m.powers.TellPlace != nil {
		m.powers.TellPlace(m.state.Talk.Place, m.state.Talk.Story, m.talk.stage.File)
	}
}

// nextSecond waits for the next whole second of the timer.
func (m *Model) nextSecond() tea.Cmd {
	if m.talk.clock.After == nil {
		return nil
	}
	rest := 1000 - m.state.Talk.Spent%1000
	return m.talk.clock.After(time.Duration(rest)*time.Millisecond, ticked{ticket: m.talk.second})
}

// schedule waits until the talk goes on by itself: each step of a slide has its part of the time.
func (m *Model) schedule() tea.Cmd {
	t := &m.state.Talk
	m.talk.next++
	m.talk.due = false
	last := t.Slide == len(t.Story.Slides)-1 && t.Step == t.Now().Whole()
	if m.talk.auto <= 0 || m.talk.clock.After == nil || !t.OnPath() || t.Blank || last {
		return nil
	}
	return m.talk.clock.After(m.talk.auto/time.Duration(t.Now().Whole()+1), ticked{auto: true, ticket: m.talk.next})
}

// tick answers a timer that has run out, unless another has taken its place.
func (m *Model) tick(msg ticked) tea.Cmd {
	switch {
	case msg.auto && msg.ticket == m.talk.next && m.top() != nil: // a person reads
		return m.schedule()
	case msg.auto && msg.ticket == m.talk.next:
		return m.proceed()
	case !msg.auto && msg.ticket == m.talk.second && m.state.Talk.Ticking():
		m.passTime()
		m.tellPlace()
		return m.nextSecond()
	}
	return nil
}

// proceed goes on by itself: to the next step or slide, but when what this one plays has run out.
func (m *Model) proceed() tea.Cmd {
	switch p := m.state.Play; {
	case p == nil:
	case p.Running:
		m.talk.due = true
		return nil
	case p.Halted:
		m.talk.due = true
		return m.do(model.TogglePlay{})
	}
	return m.do(model.Advance{By: 1})
}

// breakReads is how long a break is read before what plays goes on by itself.
const breakReads = 5 * time.Second

// playedOut goes on by itself when what a slide plays has stopped that is waited for.
func (m *Model) playedOut(was *model.Playback) tea.Cmd {
	p := m.state.Play
	if !m.talk.due || was == nil || !was.Running || p != nil && p.Running {
		return nil
	}
	m.talk.next++
	wait := time.Duration(0)
	if p != nil {
		wait = time.Duration(p.Pace) * time.Millisecond // for the last of them
		if p.Halted {
			wait = breakReads
		}
	}
	return m.talk.clock.After(wait, ticked{auto: true, ticket: m.talk.next})
}

// read goes on with the story as it is now.
func (m *Model) read(msg StoryRead) tea.Cmd {
	again := tea.Cmd(m.powers.NextStory)
	if m.state.Talk.Now() == nil {
		return again
	}
	if msg.Story == nil || len(msg.Story.Slides) == 0 {
		m.said = msg.Wrong
		return again
	}
	slide := -1
	if m.talk.follows {
		slide = msg.Slide
	}
	m.said = ""
	cmd := m.do(model.Retell{Story: msg.Story, Slide: slide})
	if msg.Wrong != "" {
		m.said = msg.Wrong
	}
	return tea.Batch(cmd, again)
}

// driven does what the second screen asks for.
func (m *Model) driven(msg Driven) tea.Cmd {
	m.said = ""
	return tea.Batch(m.do(msg.Action), tea.Cmd(m.powers.NextDriven))
}

// heardSlide is what a person hears of a slide that has come.
func (m *Model) heardSlide() string {
	t := &m.state.Talk
	text := fmt.Sprintf("slide %d of %d", t.Slide+1, len(t.Story.Slides))
	if now := t.Now(); now.Title != "" {
		text += ": " + now.Title
	}
	return text
}

// during says when a key is one of the keys.
type during uint8

const (
	anyTime   during = iota
	inTalk           // a story is told
	onPath           // … and the screen shows a slide
	exploring        // … or the path was left
	speaking         // the notes of a talk in another terminal are shown
)

// applies says whether a key is one of those of the moment.
func (m *Model) applies(b binding) bool {
	t := &m.state.Talk
	if m.notes != nil {
		return b.speaks
	}
	switch b.during {
	case speaking:
		return false
	case inTalk:
		return t.Now() != nil
	case onPath:
		return t.OnPath()
	case exploring:
		return t.Exploring
	}
	return true
}

// talkKeys are the keys of a talk. They stand before others of their name. Space is none of them: it pins
// a row, as everywhere, because each slide is alive.
func talkKeys() []binding {
	const group = "On stage"
	return []binding{
		{keys: []string{"pgdown"}, shown: "pgdn pgup", short: "next", long: "on stage: next reveal or slide, or the one before; also while exploring", named: "next slide", group: group, during: inTalk, speaks: true, run: act(model.Advance{By: 1})},
		{keys: []string{"pgup"}, named: "slide before", group: group, during: inTalk, speaks: true, run: act(model.Advance{By: -1})},
		{keys: []string{"right"}, shown: "→ ←", short: "next, back", long: "on a slide: the same", group: group, during: onPath, here: true, speaks: true, run: act(model.Advance{By: 1})},
		{keys: []string{"left"}, group: group, during: onPath, speaks: true, run: act(model.Advance{By: -1})},
		{keys: []string{"#"}, short: "go to", long: "on stage: go to a slide by its number", named: "go to a slide by its number", group: group, during: inTalk, speaks: true, run: open(newSlidePrompt)},
		{keys: []string{"O"}, short: "slides", long: "on stage: all slides, to choose one", named: "all slides", group: group, during: inTalk, speaks: true, run: open(newOverview)},
		{keys: []string{"B"}, short: "blank", long: "on stage: an empty screen, until any key", named: "empty the screen", group: group, during: inTalk, speaks: true, run: act(model.ToggleBlank{})},
		{keys: []string{"C"}, short: "clock", long: "on stage: start or stop the clock, which waits while exploring", named: "start or stop the clock", group: group, during: inTalk, speaks: true, run: clock},
		{keys: []string{"F"}, long: "on stage: follow the edits of the story's file, or stay on the slide", named: "follow edits of the story", group: group, during: inTalk, run: followEdits},
		{keys: []string{"enter"}, short: "return", long: "while exploring: return to the slide; alt+enter or a second click opens the row", named: "return to the slide", group: group, during: exploring, speaks: true, run: act(model.ReturnToSlide{})},
		{keys: []string{"q"}, short: "return", long: "while exploring: return to the slide; on a slide, twice: end the talk", group: group, during: exploring, run: act(model.ReturnToSlide{})},
		{keys: []string{"q"}, group: group, during: onPath, run: endTalk},
		{keys: []string{"down", "j"}, shown: "↑ ↓ j k", short: "read", long: "in the notes: read on", group: group, during: speaking, speaks: true, here: true, run: readNotes(1)},
		{keys: []string{"up", "k"}, group: group, during: speaking, speaks: true, run: readNotes(-1)},
		{keys: []string{"q"}, short: "leave", long: "in the notes, twice: leave them, and the talk goes on", group: group, during: speaking, speaks: true, run: endTalk},
	}
}

// helpKeys are the keys in the order of help: in a talk those of the talk first, else without them.
func (m *Model) helpKeys() []binding {
	talk := slices.IndexFunc(m.keys, func(b binding) bool { return b.during != anyTime })
	all := slices.Concat(m.keys[talk:], m.keys[:talk])
	if m.state.Talk.Now() == nil {
		all = m.keys[:talk]
	}
	return slices.DeleteFunc(all, func(b binding) bool {
		return m.notes != nil && !b.speaks || m.notes == nil && b.during == speaking
	})
}

// noTalk says that a key is for a talk, "" for one that is for nothing.
func (m *Model) noTalk(key string) string {
	if m.state.Talk.Now() == nil && slices.ContainsFunc(m.keys, func(b binding) bool { return b.during == inTalk && slices.Contains(b.keys, key) }) {
		return key + " is for telling a story: daylight present"
	}
	return ""
}

// endTalk ends the talk when it is asked for twice.
func endTalk(m *Model) tea.Cmd {
	if m.talk.asked {
		return m.do(model.Quit{})
	}
	m.talk.asked = true
	m.said = "q again ends the talk"
	if m.notes != nil {
		m.said = "q again leaves the notes, and the talk goes on"
	}
	return nil
}

// clock starts or stops the timer.
func clock(m *Model) tea.Cmd {
	if m.talk.clock.Now == nil && m.notes == nil {
		m.said = "this session has no clock"
		return nil
	}
	return m.do(model.ToggleTimer{})
}

// followEdits goes to the slides that are edited, or stays.
func followEdits(m *Model) tea.Cmd {
	if m.powers.NextStory == nil {
		m.said = "this story has no file that could be edited"
		return nil
	}
	m.talk.follows = !m.talk.follows
	m.said = "edits of the story are read, and this slide stays"
	if m.talk.follows {
		m.said = "a slide that is edited comes on the screen"
	}
	return nil
}

// newSlidePrompt asks for the number of a slide.
func newSlidePrompt(m *Model) overlay {
	n := len(m.state.Talk.Story.Slides)
	return newPrompt("Go to a slide", fmt.Sprintf("Its number, 1 to %d.", n), "", "go", func(text string) (string, reply) {
		at, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || at < 1 || at > n {
			return fmt.Sprintf("write a number from 1 to %d", n), stay()
		}
		return "", leave(model.GoToSlide{Slide: at - 1})
	})
}

// newOverview lists all slides.
func newOverview(m *Model) overlay {
	var entries []entry
	t := &m.state.Talk
	for i := range t.Story.Slides {
		slide, hint := &t.Story.Slides[i], ""
		if slide.Broken() {
			hint = "has a mistake"
		}
		goes := order(func(m *Model) tea.Cmd { return m.do(model.GoToSlide{Slide: i}) })
		entries = append(entries, entry{label: fmt.Sprintf("%d  %s", i+1, slide.Title), hint: hint, does: goes, here: i == t.Slide})
	}
	return newMenu("Slides", entries...)
}

// Place is where the talk stands.
func (m *Model) Place() model.Place { return m.state.Talk.Place }
