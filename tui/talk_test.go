package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// hall is a room with a clock in which a story is told: time passes when the test says so.
type hall struct {
	*tuitest.Desk
	now    time.Time
	alarms []alarm
	told   []model.Place
	kept   []model.Place
	edits  []tea.Msg
}

type alarm struct {
	at  time.Time
	msg tea.Msg
}

// tell begins to tell the story of the tests.
func tell(t tuitest.Tester, w, h int, change func(*tui.Options)) *hall {
	r := &hall{now: time.Unix(1000, 0)}
	o := tuitest.Everything()
	o.Talk = tui.Telling{Story: tuitest.Story(), File: "talk.md", Keep: func(at model.Place) { r.kept = append(r.kept, at) }}
	o.Clock = tui.Clock{Now: func() time.Time { return r.now }, After: func(wait time.Duration, msg tea.Msg) tea.Cmd {
		return func() tea.Msg {
			r.alarms = append(r.alarms, alarm{r.now.Add(wait), msg})
			return nil
		}
	}}
	o.Powers.TellPlace = func(at model.Place, _ *model.Story, _ string) { r.told = append(r.told, at) }
	o.Powers.NextStory = func() tea.Msg { return r.next(&r.edits) }
	if change != nil {
		change(&o)
	}
	r.Desk = tuitest.Sit(t, w, h, "", o)
	return r
}

func (r *hall) next(from *[]tea.Msg) tea.Msg {
	if len(*from) == 0 {
		return nil
	}
	msg := (*from)[0]
	*from = (*from)[1:]
	return msg
}

// wait lets time pass, and rings what was to ring meanwhile.
func (r *hall) wait(passes time.Duration) {
	until := r.now.Add(passes)
	for {
		first := -1
		for i, a := range r.alarms {
			if !a.at.After(until) && (first < 0 || a.at.Before(r.alarms[first].at)) {
				first = i
			}
		}
		if first < 0 {
			break
		}
		rings := r.alarms[first]
		r.alarms = append(r.alarms[:first:first], r.alarms[first+1:]...)
		r.now = rings.at
		r.Send(rings.msg)
	}
	r.now = until
}

// at fails unless the talk is on a slide, counted from 1, and at a step of it.
func (r *hall) at(slide, step int) *hall {
	r.Helper()
	if at := r.Place(); at.Slide != slide-1 || at.Step != step {
		r.Errorf("the talk is on slide %d at step %d, want %d and %d:\n%s", at.Slide+1, at.Step, slide, step, r)
	}
	return r
}

func (r *hall) press(keys ...string) *hall { r.Press(keys...); return r }

func (r *hall) shows(texts ...string) *hall { r.Helper(); r.Shows(texts...); return r }

// goes lets time pass while the talk goes on, and says where it is then.
func (r *hall) goes(passes time.Duration, slide, step int) *hall {
	r.Helper()
	r.wait(passes)
	return r.at(slide, step)
}

func TestATalkGoesFromRevealToRevealAndBackToWholeSlides(t *testing.T) {
	r := tell(t, 120, 36, nil)
	r.press("pgdown").at(2, 0).press("right").at(2, 1).press("right").at(2, 2).press("right").at(3, 0)
	r.press("left").at(2, 2).press("pgup").at(2, 1).press("left", "left").at(1, 0)
	r.press("left").Shows("this is the first slide")
	r.press("#").Type("7").Press("enter")
	r.at(7, 0).press("right").at(7, 0).Shows("this is the last slide")
}

func TestATalkJumpsToANumberAndFromAList(t *testing.T) {
	r := tell(t, 120, 36, nil)
	r.press("#").Type("4").Press("enter")
	r.at(4, 0).press("#").Type("8").Press("enter")
	r.Shows("from 1 to 7").Press("esc")
	r.at(4, 0).press("O").Shows("4  Content", "7  Wrong", "has a mistake").Press("up", "enter")
	r.at(3, 0).press("O").Type("map").Press("enter")
	r.at(5, 0)
}

func TestEveryKeyOfTheDashboardWorksOnASlideAndLeavesThePath(t *testing.T) {
	for _, key := range []string{"j", "2", "]", "r", "S", "m", "tab"} {
		r := tell(t, 120, 36, nil)
		r.press("#").Type("2").Press("enter")
		r.press(key)
		if key == "m" {
			r.Press("down", "enter")
		}
		r.Shows("exploring, enter returns to slide 2", "daylight").Hides("requests in one year")
		r.at(2, 0)
	}
}

func TestWhoExploresReturnsToTheSlideAsItWas(t *testing.T) {
	for _, way := range [][]string{{"enter"}, {"q"}, {"esc", "esc", "esc"}} {
		r := tell(t, 120, 36, nil)
		slide := r.press("pgdown", "right").String()
		r.press("j", "2", "right", "]", "space", "/").Type("o").Press("enter", "z", "1")
		if r.press(way...); r.String() != slide {
			t.Errorf("%v does not lead back to\n%s\nbut to\n%s", way, slide, r)
		}
		r.at(2, 1)
	}
}

func TestAPresentersKeysGoOnFromExploring(t *testing.T) {
	tell(t, 120, 36, nil).press("pgdown", "j", "pgdown").at(2, 1).press("j", "pgup").at(2, 0)
	r := tell(t, 120, 36, nil).press("pgdown", "j", "right")
	r.at(2, 0).Shows("exploring") // an arrow moves the cursor
}

func TestARowIsOpenedWhileExploringByAltEnterOrASecondClick(t *testing.T) {
	r := tell(t, 120, 36, nil).press("pgdown", "j", "alt+enter")
	r.Shows("exploring, enter returns to slide 2").Asks("view=country period=2001")
	r = tell(t, 120, 36, nil).press("pgdown")
	r.Click("Erewhon").Shows("exploring")
	r.Click("Erewhon").Asks("view=country period=2001")
}

func TestWhatIsUndoneWhileExploringNeverLeavesTheQuestionOfTheSlide(t *testing.T) {
	r := tell(t, 120, 36, nil).press("pgdown", "u")
	r.shows("nothing to undo").at(2, 0)
	r.press("]", "m", "down", "enter", "u", "u", "u", "u")
	if q := r.Query(); !q.Period.Equal(tuitest.Story().Slides[1].Live.Query.Period) || !r.Place().Exploring {
		t.Errorf("undone to %q, exploring %v", q, r.Place().Exploring)
	}
}

func TestQOnASlideAsksOnce(t *testing.T) {
	r := tell(t, 120, 36, nil).press("q")
	if r.Shows("q again ends the talk"); r.Quit {
		t.Fatal("the first q ends the talk")
	}
	if r.press("pgdown", "q"); r.Quit {
		t.Fatal("a q long after the first ends the talk")
	}
	if r.press("q"); !r.Quit {
		t.Error("the second q does not end the talk")
	}
	if r = tell(t, 120, 36, nil).press("pgdown", "j", "ctrl+c"); !r.Quit {
		t.Error("ctrl+c does not end the talk")
	}
}

func TestAnEmptyScreenShowsTheTalkAgainAtAnyKey(t *testing.T) {
	for _, key := range []string{"pgdown", "B", "j", "q", "enter", "x"} {
		r := tell(t, 80, 24, nil).press("pgdown")
		slide := r.String()
		if r.press("B"); strings.TrimSpace(r.String()) != "" {
			t.Errorf("the screen is not empty:\n%s", r)
		}
		if r.press(key); r.String() != slide {
			t.Errorf("%s leads from an empty screen to\n%s", key, r)
		}
	}
}

func TestTheTimerCountsAgainstThePlanAndWaitsWhileExploring(t *testing.T) {
	r := tell(t, 120, 36, nil)
	r.Hides("of 5:00")
	if r.wait(time.Minute); len(r.alarms) > 0 {
		t.Errorf("something is waited for before the timer starts: %v", r.alarms)
	}
	r.press("C").Shows("0:00 of 5:00")
	r.wait(10*time.Second + 300*time.Millisecond)
	r.Shows("0:10 of 5:00").Hides("behind", "ahead")
	r.press("pgdown").Shows("0:10 of 5:00") // the slides before have 45 s
	r.Shows("ahead")
	r.press("j").Shows("0:10 of 5:00", "paused")
	r.wait(time.Hour)
	r.Shows("0:10")
	r.press("enter")
	r.wait(700 * time.Millisecond)
	r.Shows("0:11 of 5:00")
	r.wait(4 * time.Minute)
	r.Shows("4:11 of 5:00", "behind")
	r.press("C").Shows("paused")
	if r.wait(time.Minute); len(r.alarms) > 0 {
		t.Error("a timer that was stopped goes on")
	}
	r.Shows("4:11")
}

func TestATalkThatGoesOnByItselfWaitsForWhoExplores(t *testing.T) {
	r := tell(t, 120, 36, func(o *tui.Options) { o.Talk.Auto = 20 * time.Second })
	r.goes(21*time.Second, 2, 0).goes(7*time.Second, 2, 1).press("j").goes(time.Hour, 2, 1).press("enter")
	r.goes(7*time.Second, 2, 2).press("B").goes(time.Hour, 2, 2).press("B").goes(7*time.Second, 3, 0)
	r.press("?").goes(time.Hour, 3, 0).press("esc").goes(time.Hour, 7, 0)
	if len(r.alarms) > 0 {
		t.Errorf("something is waited for on the last slide: %v", r.alarms)
	}
}

func TestThemeAndSizeSurviveTheSlides(t *testing.T) {
	r := tell(t, 160, 50, nil)
	r.press("#").Type("5").Press("enter")
	r.press("T", "T")
	name := r.Theme.Name
	if !r.Session().Large {
		t.Fatal("the slide does not open large")
	}
	r.press("Z").at(5, 0).press("pgdown")
	r.press("pgup").at(5, 0)
	if r.Session().Large || r.Theme.Name != name {
		t.Errorf("large %v, theme %s", r.Session().Large, r.Theme.Name)
	}
	r.Resize(80, 24).Shows("On a map")
	r.at(5, 0)
}

func TestAStoryThatIsEditedComesOnTheScreenAtTheEditedSlide(t *testing.T) {
	edited := tuitest.Story()
	edited.Slides[3].Blocks[1].Spans[0].Text = "of nearly all"
	r := tell(t, 120, 36, nil).press("T", "pgdown")
	theme := r.Theme.Name
	r.Send(tui.StoryRead{Story: edited, Slide: 3})
	if r.at(4, 0).shows("of nearly all"); r.Theme.Name != theme {
		t.Errorf("the theme is %s", r.Theme.Name)
	}
	r = tell(t, 120, 36, nil).press("F")
	r.Shows("this slide stays")
	r.Send(tui.StoryRead{Story: edited, Slide: 3})
	r.at(1, 0).press("j") // who explores is not disturbed
	r.Send(tui.StoryRead{Story: edited, Slide: 3})
	r.Shows("exploring")
}

func TestAStoryThatBreaksKeepsTheLastGoodOne(t *testing.T) {
	r := tell(t, 120, 36, nil).press("pgdown")
	slide := strings.TrimRight(r.Line("Who asked"), " ")
	r.Send(tui.StoryRead{Slide: -1, Wrong: "talk.md: it has vanished"})
	r.Shows("talk.md: it has vanished", slide)
	r.Send(tui.StoryRead{Story: &model.Story{Slides: tuitest.Story().Slides[:1]}, Slide: -1})
	r.at(1, 0).Shows("1 / 1")
}

func TestATalkBeginsWhereItWasLeft(t *testing.T) {
	r := tell(t, 120, 36, func(o *tui.Options) { o.Talk.From = model.Place{Slide: 1, Step: 2, Spent: 65000} })
	r.at(2, 2).Shows("and content was given", "1:05 of 5:00")
	if r = tell(t, 120, 36, func(o *tui.Options) { o.Talk.From = model.Place{Slide: 40, Step: 9} }); r.Place().Slide != 6 {
		t.Errorf("a story that became shorter begins at slide %d", r.Place().Slide+1)
	}
}

func TestEachPlaceOfATalkIsToldAndKept(t *testing.T) {
	r := tell(t, 120, 36, nil).press("pgdown", "right", "j", "enter", "B")
	last := r.told[len(r.told)-1]
	if want := (model.Place{Slide: 1, Step: 1, Blank: true}); last != want {
		t.Errorf("told %+v, want %+v", last, want)
	}
	if len(r.kept) == 0 || r.kept[len(r.kept)-1].Step != 1 {
		t.Errorf("kept %+v", r.kept)
	}
}

func TestTheSecondScreenDrivesTheTalk(t *testing.T) {
	r := tell(t, 120, 36, nil)
	r.Send(tui.Driven{Action: model.Advance{By: 1}}, tui.Driven{Action: model.GoToSlide{Slide: 3}})
	r.at(4, 0).Send(tui.Driven{Action: model.GoToSlide{Slide: 99}})
	r.at(4, 0).press("j").Send(tui.Driven{Action: model.ReturnToSlide{}})
	r.at(4, 0).Hides("exploring")
}

func TestHelpAndPaletteNameTheKeysOfATalkInATalk(t *testing.T) {
	r := tell(t, 120, 200, nil).press("?")
	help := strings.Join(strings.Fields(strings.ReplaceAll(r.String(), "│", " ")), " ")
	for _, b := range tui.Keys() {
		if b.OnStage != 0 && b.Long != "" && !strings.Contains(b.Long, "in the notes") && !strings.Contains(help, b.Name+" "+b.Long) {
			t.Errorf("help does not say that %s is to %s", b.Name, b.Long)
		}
	}
	r = tell(t, 120, 36, nil).press(":")
	r.Type("all slides").Press("enter")
	r.Shows("Who asked", "On a map")
	for _, key := range []string{"B", "O", "C", "F", "#"} {
		tuitest.Sit(t, 120, 36, "", tui.Options{}).Press(key).Shows(key + " is for telling a story")
	}
}

func TestATalkIsHeard(t *testing.T) {
	r := tell(t, 80, 40, func(o *tui.Options) { o.Plain = true }).press("pgdown")
	r.Shows("Who asked", "39,120", "Ruritania")
	if !strings.Contains(r.Heard(), "slide 2 of 7: Who asked") {
		t.Errorf("heard: %q", r.Heard())
	}
	_, v := r.Draw()
	if v.Cursor == nil || v.Cursor.Y > 1 {
		t.Errorf("a screen reader does not begin with the text: %v", v.Cursor)
	}
	r.press("j").Shows("exploring, enter returns to slide 2")
}

func TestAStoryIsChosenFromAMenu(t *testing.T) {
	r := tell(t, 120, 36, func(o *tui.Options) {
		told := o.Talk
		o.Talk = tui.Telling{}
		o.Stories = []tui.StoryChoice{{Name: "other", Title: "Another story", Open: func() tui.Telling { return tui.Telling{} }},
			{Name: "far-away", Title: "Far away", Open: func() tui.Telling { return told }}}
	})
	r.Shows("Tell a story", "Another story", "Far away").Press("down", "enter")
	r.at(1, 0).Shows("1 / 7", "in places that do not exist")
}

func TestATalkAfterAStormIsThatOfAFreshStart(t *testing.T) {
	keys := []string{"pgdown", "pgdown", "pgup", "right", "left", "j", "k", "enter", "q", "2", "1", "3", "]", "[", "u", "U", "B", "C", "F", "O", "esc", "esc", "Z", "T", "m", "down", "tab", "0", "space", "x", "z", "P", ",", ".", "/", "a", "#", "4", "alt+enter"}
	for seed := range 4 {
		r := tell(t, 100, 30, nil)
		state := uint32(seed*7919 + 1)
		for range 300 {
			state = state*1664525 + 1013904223
			if r.press(keys[int(state>>16)%len(keys)]); r.Quit {
				break
			}
			r.Screen()
		}
		if r.Quit {
			continue
		}
		r.press("esc", "esc", "esc", "esc")
		if r.Place().Blank {
			r.press("B")
		}
		for r.Place().Exploring {
			r.press("enter")
		}
		r.Send(tui.Driven{Action: model.GoToSlide{Slide: 0}}, tui.Driven{Action: model.GoToSlide{Slide: 1}})
		at := r.Place()
		fresh := tell(t, 100, 30, func(o *tui.Options) {
			o.Theme, o.Large, o.Talk.From = r.Theme.Name, r.Session().Large, at
		})
		if a, b := lines(r, 29), lines(fresh, 29); a != b {
			t.Errorf("storm %d leaves\n%s\nand a fresh start is\n%s", seed, a, b)
		}
	}
}

// lines are the first lines of a screen: the last says the time.
func lines(r *hall, n int) string { return fmt.Sprint(strings.Join(r.Screen()[:n], "\n")) }

func TestATalkThatGoesOnByItselfWaitsForWhatASlidePlays(t *testing.T) {
	r := tell(t, 120, 36, func(o *tui.Options) {
		o.Talk.Auto, o.Talk.From = time.Second, model.Place{Slide: 5}
	})
	all, periods := len(r.Session().Play.Periods), map[string]bool{}
	for range 600 {
		if r.Place().Slide == 5 && r.Session().Play != nil {
			periods[r.Session().Play.Period().String()] = true
		}
		r.wait(100 * time.Millisecond)
	}
	if r.at(7, 0); len(periods) < all {
		t.Errorf("the talk goes on after %v", periods)
	}
}

func TestAPresentersKeyGoesOverABreakBeforeItGoesOn(t *testing.T) {
	r := tell(t, 120, 36, func(o *tui.Options) { o.Talk.From = model.Place{Slide: 5} })
	r.wait(time.Minute)
	if p := r.Session().Play; p == nil || !p.Halted {
		t.Fatalf("nothing has stopped before a break:\n%s", r)
	}
	before := r.Session().Play.Period()
	r.press("pgdown").at(6, 0)
	if p := r.Session().Play; p.Period() == before || p.Halted {
		t.Errorf("it still stands before the break at %s", p.Period())
	}
	r.press("esc").at(6, 0).Hides("exploring")
	r.press("pgdown").at(7, 0)
}
