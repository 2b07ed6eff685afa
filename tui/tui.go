// Package tui is the dashboard on a terminal: one tea.Model that turns keys and
// the mouse into actions of the model, and the model's answers into a frame of
// cells.
//
// It reads no file and knows no dataset but the one it is given. What it may do
// to the world stands in Powers; a power that is nil is absent, and the
// interface says so.
package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/keyboard"
	"daylight/tui/kit/list"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

// Powers are what the dashboard may do beyond its own screen.
type Powers struct {
	// Suspend stops the program until the shell continues it.
	Suspend func() tea.Msg
	// Encode writes what a question's view shows in a form: "csv", "json" or
	// "markdown".
	Encode func(form string, e *answer.Engine, q query.Query) ([]byte, error)
	// Figure draws it as a figure fit to print, in the colours of a theme.
	Figure func(e *answer.Engine, q query.Query, t theme.Theme) ([]byte, error)
	// Write puts content into a file, whole or not at all. Unless it may replace
	// one, its error for a file that exists is fs.ErrExist.
	Write func(path string, content []byte, replace bool) error
	// Views, SaveView and DropView keep questions under names. A view that is
	// saved under a name that is taken replaces the other.
	Views    func() ([]SavedView, error)
	SaveView func(SavedView) error
	DropView func(name string) error
	// Remember keeps settings for the next visit.
	Remember func(Settings) error
	// TellPlace says where a talk stands, whenever that has changed.
	TellPlace func(at model.Place, story *model.Story, file string)
	// NextStory waits until the story has changed and answers StoryRead, and NextDriven until the second
	// screen asks for something and answers Driven; nil where nothing more will come.
	NextStory, NextDriven func() tea.Msg
	// NextPlace waits until the talk that is followed has gone on and answers Followed, or Unfollowed; Drive asks
	// it to do something.
	NextPlace func() tea.Msg
	Drive     func(model.Action)
}

// Options are how a dashboard starts.
type Options struct {
	Data  *report.Dataset
	Query query.Query
	Theme string // a name from theme.Names; empty to follow the terminal's background
	// Ground is what is known of that background before the terminal is asked.
	Ground theme.Ground
	ASCII  bool // draw with ASCII alone
	Mono   bool // draw without colours
	Large  bool // begin with large things, for who sits in the back row
	// Highlight and Axes begin as those of a session.
	Highlight     []string
	Axes          bool
	Plain         bool   // draw for a screen reader: text alone, the cursor on the selected row
	Hint          bool   // teach the most useful keys, until one of them is used
	ReducedMotion bool   // nothing moves by itself: periods run by in steps only
	Say           string // a line to begin with, until the first key
	// Settings are what was remembered: what a person changes is written into them.
	Settings Settings
	Mouse    bool        // take the mouse
	Inside   Multiplexer // what stands before the terminal
	// World returns the outlines that the map draws. It is called when a map is
	// first drawn; nil draws dots where the countries are.
	World func() ([]report.Shape, error)
	Talk  Telling // the story to tell; without one it is no talk
	Notes Telling // the talk in another terminal whose notes are shown instead; without a story none
	// Stories are those to choose one from, before anything else.
	Stories []StoryChoice
	Clock   Clock
	Powers  Powers
}

// Model is the dashboard. It implements tea.Model.
type Model struct {
	scene.Kit
	state    model.State
	overlays []overlay // the last lies over the others
	themed   bool      // the theme was chosen, so the terminal's background does not matter
	mono     bool
	hint     bool
	ground   theme.Ground // the terminal's background
	powers   Powers
	mouse    bool
	inside   Multiplexer
	w, h     int
	said     string // one line to the person, until the next key
	touched  bool   // something was pressed
	views    []SavedView
	viewsErr error // why they could not be read
	settings Settings
	keys     []binding
	frame    *grid.Frame  // reused from one View to the next
	sheet    *scene.Sheet // the latest result, as text
	rooms    [query.NumViews]scene.View
	laid     *scene.Scene // what an action laid out, for the next frame; nil for none
	inner    *grid.Frame  // the dashboard, where it has only a part of the screen
	talk     talk
	notes    *notes // of a talk in another terminal; nil where the dashboard is shown
	quitting bool
}

// New returns a dashboard. The error says which option is wrong.
func New(o Options) (*Model, error) {
	m := &Model{
		Kit:      scene.Kit{Engine: answer.NewEngine(o.Data), Theme: theme.On(o.Ground), Glyphs: theme.Unicode(), Format: answer.Format{ASCII: o.ASCII}, Plain: o.Plain},
		state:    model.State{Session: model.NewSession(o.Query)},
		ground:   o.Ground,
		powers:   o.Powers,
		mouse:    o.Mouse,
		inside:   o.Inside,
		mono:     o.Mono,
		hint:     o.Hint,
		said:     o.Say,
		settings: o.Settings,
		rooms:    newViews(o.World),
		frame:    grid.New(0, 0),
		inner:    grid.New(0, 0),
		keys:     bindings(),
	}
	if o.ASCII || o.Plain {
		m.Glyphs, m.Format.ASCII = theme.ASCII(), true
	}
	if o.Plain {
		m.Glyphs = plainGlyphs()
	}
	m.state.Large, m.state.Highlight, m.state.Axes = o.Large, o.Highlight, o.Axes
	m.talk.clock, m.talk.large = o.Clock, o.Large
	m.state.Still = o.ReducedMotion || o.Clock.After == nil
	m.begin(o.Talk)
	m.beginNotes(o.Notes)
	if len(o.Stories) > 0 {
		m.open(newStories(o.Stories))
	}
	m.frame.Ellipsis = m.Glyphs.Ellipsis
	if o.Theme != "" {
		t, ok := theme.ByName(o.Theme)
		if !ok {
			return nil, noTheme(o.Theme)
		}
		m.Theme, m.themed = t, true
	} else if o.Mono {
		m.Theme, m.themed = theme.Mono(), true
	}
	return m, nil
}

// Init asks for the saved views, and the terminal for its background, to choose
// between dark and light, or to know whether a chosen theme needs another.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(tea.Raw(ansi.RequestBackgroundColor), m.readViews("", nil), m.listen())
}

// Update carries out a message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.laid = nil
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = min(max(msg.Width, 0), grid.MaxWidth), min(max(msg.Height, 0), grid.MaxHeight)
		if m.notes != nil {
			return m, nil
		}
		if m.step() <= scene.List { // only the table has a place there
			m.do(model.Focus{Pane: model.TablePane})
		}
		m.follow()
	case tea.BackgroundColorMsg:
		m.ground = theme.DarkGround
		if !msg.IsDark() {
			m.ground = theme.LightGround
		}
		if !m.themed {
			m.Theme = theme.On(m.ground)
		}
	case tea.KeyPressMsg:
		return m, m.press(msg)
	case tea.PasteMsg:
		if m.top() != nil {
			return m, m.offer(msg)
		}
	case tea.MouseClickMsg:
		return m, m.click(msg)
	case tea.MouseWheelMsg:
		return m, m.wheel(msg)
	case played:
		return m, m.goOn(msg)
	case written:
		m.wrote(msg)
	case stored:
		m.keep(msg)
	case StoryRead:
		return m, m.read(msg)
	case Driven:
		return m, m.driven(msg)
	case ticked:
		return m, m.tick(msg)
	case Followed:
		return m, m.followed(msg)
	case Unfollowed:
		m.unfollowed(msg)
	case remembered:
		if msg.err != nil {
			m.said = "not remembered for the next time: " + msg.err.Error()
		}
	}
	return m, nil
}

// press carries out a key: the overlay has the first word, but ctrl+c always
// quits.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	m.touched, m.said = true, ""
	msg = keyboard.Placed(msg, m.top() != nil && m.top().typing())
	key := msg.String()
	if key == "ctrl+c" || key == "ctrl+alt+c" { // the second is esc and ctrl+c that arrived together
		return m.do(model.Quit{})
	}
	if key == "ctrl+z" {
		return m.suspend() // from everywhere, too
	}
	if m.notes != nil && m.notes.over != "" { // whatever the key
		return m.do(model.Quit{})
	}
	if m.state.Talk.Blank && m.notes == nil {
		return m.do(model.ToggleBlank{})
	}
	m.talk.asked = m.talk.asked && key == "q"
	if m.top() != nil {
		return m.offer(msg)
	}
	b, known := m.bindingFor(key)
	if !known {
		m.said = m.noTalk(key)
		return nil
	}
	if b.teaches {
		m.hint = false
		m.follow()
	}
	return b.run(m)
}

// suspend stops the program until the shell continues it.
func (m *Model) suspend() tea.Cmd {
	if m.powers.Suspend == nil {
		m.said = "this session cannot be suspended"
		return nil
	}
	return m.powers.Suspend
}

// doAll carries out actions on the session, one after the other.
func (m *Model) doAll(actions []model.Action) tea.Cmd {
	var done []tea.Cmd
	for _, a := range actions {
		done = append(done, m.do(a))
	}
	return tea.Batch(done...)
}

// do carries out an action on the session.
func (m *Model) do(a model.Action) tea.Cmd {
	if m.notes != nil {
		return m.drive(a)
	}
	m.passTime()
	before, talk := m.state.Session, m.state.Talk
	state, effects := model.Update(m.Engine, m.state, a)
	m.state, m.laid = state, nil
	if was, is := &before.Query, &state.Query; !was.Period.Equal(is.Period) || was.By != is.By || was.View != is.View {
		m.hint = false // what it teaches was done, by whatever way
	}
	if !before.Query.Equal(state.Query) || before.Line != state.Line || before.At != state.At || before.Zoom != state.Zoom || before.Large != state.Large {
		if _, shown := a.(model.Show); shown && before.Query.View != state.Query.View {
			m.scrollToCursor()
		}
		m.followFrom(before.Line)
	}
	says := m.unseen
	if m.Plain {
		says = m.announced
	}
	opened := talk.Slide != state.Talk.Slide || talk.Exploring && !state.Talk.Exploring // which says itself what it is
	if text := says(before, state.Session); text != "" && m.touched && !opened {
		m.said = text
	}
	if p := state.Play; p != nil && before.Play != p && len(p.Breaks) > 0 && !m.Plain && m.Scene().Panes.Finding.Empty() {
		m.said = m.BreakTold(p) // where it has no other place
	}
	cmd := m.effect(effects)
	if talk.Story == nil {
		return cmd
	}
	return tea.Batch(cmd, m.talked(&talk), m.playedOut(before.Play))
}

// effect does what the model asks of the world.
func (m *Model) effect(effects []model.Effect) (cmd tea.Cmd) {
	for _, e := range effects {
		switch e := e.(type) {
		case model.Say:
			m.said = e.Text
		case model.ReadRecord: // a record is no question, so that it is read over the screen
			if p, why := m.Scene().Screen.Whole(); p != nil {
				m.open(&pager{Page: p})
			} else {
				m.said = why
			}
		case model.Tick:
			cmd = m.talk.clock.After(time.Duration(e.After)*time.Millisecond, played{e.Run})
		case model.Leave:
			m.quitting = true
			cmd = tea.Quit
		}
	}
	return cmd
}

// query is the question on screen: the session's, or what an open overlay would
// make of it.
func (m *Model) query() query.Query {
	if o := m.top(); o != nil {
		if q, ok := o.preview(m.hosted(o)); ok {
			return q
		}
	}
	return m.state.Query
}

// scrollToCursor scrolls a view that was just opened so that most of what is on screen
// stands behind the cursor.
func (m *Model) scrollToCursor() {
	s := m.sceneOf(m.state.Query)
	if s.Step == scene.Tiny {
		return
	}
	cursor, height, _ := s.Screen.Window()
	m.state.Top = max(0, cursor-height/4)
}

// follow scrolls so that the cursor is in sight. What an open overlay shows
// meanwhile moves nothing.
func (m *Model) follow() { m.followFrom(m.state.Line) }

// followFrom does so after a move from a line.
func (m *Model) followFrom(line int) {
	s := m.sceneOf(m.state.Query)
	if s.Step == scene.Tiny {
		return
	}
	laid := s.Session
	m.state.Listed = standsIn(s)
	m.state.Line = s.Screen.Rest(m.state.Line, line)
	s.Session.Line = m.state.Line
	cursor, height, lines := s.Screen.Window()
	m.state.Top, m.state.Left = list.Scrolled(m.state.Top, cursor, height, lines), s.Screen.Leftmost()
	if is := &m.state.Session; is.Line == laid.Line && is.Top == laid.Top && is.Left == laid.Left { // what is drawn next was laid out here
		m.laid = s
	}
}

// View draws the screen as text, for Bubble Tea's own renderer.
func (m *Model) View() tea.View {
	f, v := m.Draw()
	if w, h := f.Size(); w > 0 && h > 0 {
		v.Content = f.String()
	}
	return v
}

// Draw draws the screen into a frame, which is good until the next call. It
// changes nothing that a later Update could see: the frame and the sheet are
// kept only to be drawn into again.
func (m *Model) Draw() (*grid.Frame, tea.View) {
	v := tea.View{AltScreen: true, WindowTitle: "daylight"}
	// So that a key can be found by its place, see package keyboard.
	v.KeyboardEnhancements = tea.KeyboardEnhancements{
		ReportAlternateKeys: true, ReportAllKeysAsEscapeCodes: true, ReportAssociatedText: true,
	}
	if m.quitting || m.w <= 0 || m.h <= 0 {
		m.frame.Reset(0, 0)
		return m.frame, v
	}
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	m.frame.Reset(m.w, m.h)
	if m.state.Talk.Blank && m.notes == nil {
		if m.offGround() {
			m.paintGround(m.frame)
		}
		return m.frame, v
	}
	v.Cursor = m.draw(m.frame)
	if m.Plain && v.Cursor == nil {
		v.Cursor = m.readHere()
	}
	if m.offGround() {
		m.paintGround(m.frame)
	}
	return m.frame, v
}

// Session returns what the person is doing: the question on screen, the cursors and how
// far the lists are scrolled. What an open overlay shows meanwhile is not in it.
func (m *Model) Session() model.Session { return m.state.Session }
