package tui_test

import (
	"math/rand/v2"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daylight/model"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/theme"
)

// In a talk a storm brings also what comes from outside: time that passes, the story read anew, longer or shorter
// than it was, and what the second screen asks for.
func TestATalkOutlastsAStorm(t *testing.T) {
	random := rand.New(rand.NewPCG(*stormSeed, 1))
	const weather = 300 // events from one talk to the next
	var r *hall
	var o tui.Options
	for event := range *stormEvents {
		if event%weather == 0 || r.Quit {
			r = tell(t, 1+random.IntN(200), 1+random.IntN(60), func(begun *tui.Options) {
				defer func() { o = *begun }()
				o := begun
				o.ASCII, o.Plain, o.Mono, o.Large = random.IntN(4) == 0, random.IntN(6) == 0, random.IntN(6) == 0, random.IntN(4) == 0
				o.Ground, o.ReducedMotion = theme.Ground(random.IntN(3)), random.IntN(6) == 0
				if random.IntN(2) == 0 {
					o.Talk.Auto = 3 * time.Second
				}
			})
		}
		stormOnStage(r, random)
		saneOnStage(r)
		if event%10 == 0 {
			looksFresh(r.Desk, o)
		}
		if t.Failed() {
			t.Fatalf("after %d events of storm %d", event, *stormSeed)
		}
	}
}

// stormOnStage lets something happen to a talk.
func stormOnStage(r *hall, random *rand.Rand) {
	switch random.IntN(12) {
	case 0:
		story := *tuitest.Story()
		from := random.IntN(len(story.Slides))
		story.Slides = story.Slides[from : from+random.IntN(len(story.Slides)-from+1)]
		r.Send(tui.StoryRead{Story: &story, Slide: random.IntN(9) - 1})
	case 1:
		asked := []model.Action{model.Advance{By: 1}, model.Advance{By: -1}, model.GoToSlide{Slide: random.IntN(9)}, model.ToggleBlank{}, model.ToggleTimer{}, model.ReturnToSlide{}}
		r.Send(tui.Driven{Action: asked[random.IntN(len(asked))]})
	case 2:
		r.wait(time.Duration(random.IntN(4000)) * time.Millisecond)
	case 3:
		r.press([]string{"pgdown", "pgup", "P", "R", "O", "#", "C"}[random.IntN(7)])
	case 4:
		r.Send(tea.WindowSizeMsg{Width: random.IntN(240), Height: random.IntN(80)})
		r.W, r.H = r.Frame().Size()
	default:
		happen(r.Desk, byte(random.Uint32()), byte(random.Uint32()), byte(random.Uint32()))
	}
}

// saneOnStage fails unless the screen is whole, the talk somewhere in its story, and no more timers wait than there is
// something to wait for.
func saneOnStage(r *hall) {
	r.Helper()
	if r.Quit {
		return
	}
	sane(r.Desk)
	talk := r.State().Talk
	if at := talk.Place; at.Slide < 0 || at.Slide >= len(talk.Story.Slides) || at.Step < 0 || at.Step > talk.Now().Whole() {
		r.Fatalf("the talk is nowhere: %+v", at)
	}
	last := r.told[len(r.told)-1]
	if last.Spent = talk.Spent; last != talk.Place { // the time comes with each second
		r.Errorf("the second screen was told %+v, and the talk is at %+v", last, talk.Place)
	}
}
