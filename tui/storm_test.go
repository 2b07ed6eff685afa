package tui

import (
	"flag"
	"math/rand/v2"
	"testing"
)

// How long the storm lasts, and which one it is.
var (
	stormEvents = flag.Int("events", 4000, "how many `events` the storm of keys, clicks, sizes and pastes has")
	stormSeed   = flag.Uint64("seed", 1, "the `number` of the storm")
)

func TestAfterAStormTheScreenIsThatOfAFreshStart(t *testing.T) {
	random := rand.New(rand.NewPCG(*stormSeed, 0))
	o := everything(t)
	d := Sit(t, 80, 24, "", o)
	const between = 400 // events from one look to the next
	for event := 1; event <= *stormEvents; event++ {
		d.happen(byte(random.Uint32()), byte(random.Uint32()), byte(random.Uint32()))
		if d.Quit {
			d = Sit(t, 80, 24, "", o)
		}
		if event%20 == 0 {
			d.sane()
		}
		if event%between == 0 {
			d.looksFresh(o)
		}
		if t.Failed() {
			t.Fatalf("after %d events of storm %d", event, *stormSeed)
		}
	}
	if d.Press("ctrl+c"); !d.Quit {
		t.Error("after the storm ctrl+c does not quit")
	}
}

func TestThePaletteTakesSpacesOfEveryKind(t *testing.T) {
	for _, space := range []string{" ", "\u00a0", "\u2003", " \u00a0 "} {
		d := Sit(t, 80, 24, "", everything(t)).Press(":").Type(space)
		d.Shows("Anything")
		d.Press("esc").Asks("")
	}
}

// looksFresh fails unless, with nothing open and at 80×24, the screen is the one
// of a dashboard that has just begun in the same session.
func (d *Desk) looksFresh(o Options) {
	d.Helper()
	d.overlay, d.said = nil, ""
	d.Resize(80, 24)
	d.said = ""
	fresh := Sit(d.Tester, 80, 24, "", o)
	fresh.state.Session = d.state.Session
	fresh.theme, fresh.themed, fresh.ground, fresh.hint = d.theme, d.themed, d.ground, d.hint
	if got, want := d.Styled(), fresh.Styled(); got != want {
		d.Errorf("the question is %q; the screen is\n%s\na fresh start has\n%s", d.Query(), d, fresh)
	}
}
