package tui_test

import (
	"flag"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/theme"
)

// How long the storm lasts, and which one it is.
var (
	stormEvents = flag.Int("events", 4000, "how many `events` the storm of keys, clicks, sizes and pastes has")
	stormSeed   = flag.Uint64("seed", 1, "the `number` of the storm")
)

func TestAfterAStormTheScreenIsThatOfAFreshStart(t *testing.T) {
	random := rand.New(rand.NewPCG(*stormSeed, 0))
	const (
		look    = 10  // events from one look to the next
		weather = 400 // events from one desk to the next
	)
	var o tui.Options
	var d *tuitest.Desk
	for event := range *stormEvents {
		if event%weather == 0 || d.Quit {
			o = tuitest.Everything()
			o.ASCII, o.Plain, o.Mono, o.Hint = random.IntN(4) == 0, random.IntN(6) == 0, random.IntN(6) == 0, random.IntN(2) == 0
			o.Ground, o.Large = theme.Ground(random.IntN(3)), random.IntN(3) == 0
			d = tuitest.Sit(t, 20+random.IntN(180), 6+random.IntN(55), states[random.IntN(len(states))].query, o)
		}
		happen(d, byte(random.Uint32()), byte(random.Uint32()), byte(random.Uint32()))
		for range random.IntN(4) {
			turn(d, turns[random.IntN(len(turns))], random.IntN(19)-9, random.IntN(11)-5)
		}
		if event%look == 0 {
			sane(d)
			looksFresh(d, o)
		}
		if t.Failed() {
			t.Fatalf("after %d events of storm %d", event, *stormSeed)
		}
	}
	if d.Press("ctrl+c"); !d.Quit {
		t.Error("after the storm ctrl+c does not quit")
	}
}

func TestEveryFrameIsThatOfAFreshStart(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d, o := sitAnywhere(r)
		for range rapid.IntRange(1, 30).Draw(r, "events") {
			turn(d, rapid.SampledFrom(turns).Draw(r, "turn"), rapid.IntRange(-9, 9).Draw(r, "wider"), rapid.IntRange(-5, 5).Draw(r, "higher"))
			sane(d)
			looksFresh(d, o)
		}
	})
}

// turns are keys after which what is on screen must be worked out anew, though
// much of it is as it was; "" stands for another size.
var turns = []string{
	"", "", "", "", "T", "T", "%", "%", "r", "S", "z", "Z", "Z", "space", "[", "]", "j", "j", "k", "h", "h", "l", "l", "G", "esc", "esc", "enter", "u",
	"1", "2", "3", "4", "5", "6", "7", "8", "b", "m", "p", "c", "down", "down", "/", "a", "P", "R", ".", ".", ".", ",", "<", ">",
}

// turn makes one of them.
func turn(d *tuitest.Desk, key string, wider, higher int) {
	if key == "" {
		d.Resize(d.W+wider, d.H+higher)
	} else {
		d.Press(key)
	}
}

// sitAnywhere opens a dashboard of any look and size in any view.
func sitAnywhere(r *rapid.T) (*tuitest.Desk, tui.Options) {
	o := tuitest.Everything()
	o.ASCII, o.Plain, o.Mono, o.Hint = rapid.Bool().Draw(r, "ascii"), rapid.Bool().Draw(r, "plain"), rapid.Bool().Draw(r, "mono"), rapid.Bool().Draw(r, "hint")
	o.Ground = rapid.SampledFrom([]theme.Ground{theme.UnknownGround, theme.DarkGround, theme.LightGround}).Draw(r, "ground")
	o.Large = rapid.Bool().Draw(r, "large")
	var questions []string
	for _, s := range states {
		questions = append(questions, s.query)
	}
	w, h := rapid.IntRange(20, 200).Draw(r, "width"), rapid.IntRange(6, 60).Draw(r, "height")
	return tuitest.Sit(r, w, h, rapid.SampledFrom(questions).Draw(r, "question"), o), o
}

func TestThePaletteTakesSpacesOfEveryKind(t *testing.T) {
	for _, space := range []string{" ", "\u00a0", "\u2003", " \u00a0 "} {
		d := tuitest.Sit(t, 80, 24, "", tuitest.Everything()).Press(":").Type(space)
		d.Shows("Anything")
		d.Press("esc").Asks("")
	}
}

// looksFresh fails unless the screen is that of a dashboard which has just begun
// in the same state: nothing is kept of a question, a size or an overlay that is
// not there any more.
func looksFresh(d *tuitest.Desk, o tui.Options) {
	d.Helper()
	if d.Quit || d.W <= 0 || d.H <= 0 {
		return
	}
	m, err := d.Afresh(o)
	if err != nil {
		d.Fatalf("%v", err)
	}
	fresh := &tuitest.Desk{Tester: d.Tester, Model: m, W: d.W, H: d.H}
	if got, want := d.Styled(), fresh.Styled(); got != want {
		d.Errorf("the question is %q; the screen is\n%s\na fresh start has\n%s", d.Query(), d, fresh)
	}
}
