package stage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// atDesk is the screen of the notes of a talk that stands somewhere.
func atDesk(t tuitest.Tester, w, h int, at model.Place, o tui.Options) *tuitest.Desk {
	o.Data, o.Notes = tuitest.OnIslands(), tui.Telling{Story: tuitest.Story(), File: "talk.md", From: at}
	return tuitest.Sit(t, w, h, "", o)
}

func TestNotes(t *testing.T) {
	for name, at := range map[string]model.Place{
		"begin": {}, "reveals": {Slide: 1, Step: 1, Running: true, Spent: 215_000}, "axes": {Slide: 2, Running: true, Spent: 65_000},
		"exploring": {Slide: 1, Step: 2, Exploring: true, Running: true, Spent: 3_601_000}, "broken": {Slide: 6, Blank: true, Spent: 250_000},
	} {
		for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}, {30, 8}} {
			t.Run(fmt.Sprintf("%s_%dx%d", name, size[0], size[1]), func(t *testing.T) {
				golden.RequireEqual(t, atDesk(t, size[0], size[1], at, tui.Options{}).String())
			})
		}
	}
}

func TestNotesInOtherLooks(t *testing.T) {
	at := model.Place{Slide: 1, Running: true, Spent: 215_000}
	for name, o := range map[string]tui.Options{"ascii": {ASCII: true}, "plain": {Plain: true}} {
		t.Run(name, func(t *testing.T) { golden.RequireEqual(t, atDesk(t, 100, 30, at, o).String()) })
	}
	for _, name := range []string{"dark", "light", "high-contrast", "mono"} {
		t.Run(name, func(t *testing.T) {
			golden.RequireEqual(t, atDesk(t, 120, 36, at, tui.Options{Theme: name}).Styled())
		})
	}
}

// TestNotesHaveAPlaceOnEveryScreen draws all slides at all sizes: the desk fails for a line of another width than
// the screen.
func TestNotesHaveAPlaceOnEveryScreen(t *testing.T) {
	for i := range tuitest.Story().Slides {
		for _, o := range []tui.Options{{}, {Plain: true}, {ASCII: true}} {
			d := atDesk(t, 80, 24, model.Place{Slide: i, Exploring: i%2 == 0, Spent: 1000}, o)
			for _, size := range tuitest.Sizes() {
				d.Resize(size[0], size[1]).Screen()
			}
		}
	}
}

// What is not on stage yet is told apart without colours: by a sign, and where it is heard, by words.
func TestWhatIsToComeHasASign(t *testing.T) {
	d := atDesk(t, 120, 36, model.Place{Slide: 1}, tui.Options{Theme: "mono"})
	for text, sign := range map[string]string{"they came from everywhere": "▸", "and content was given": "·", "requests in one year": " "} {
		line := d.Line(text)
		_, slide, _ := strings.Cut(line, "│")
		if got := strings.TrimLeft(slide, " "); (sign == " ") == (strings.HasPrefix(got, "▸") || strings.HasPrefix(got, "·")) || sign != " " && !strings.HasPrefix(got, sign) {
			t.Errorf("%q stands in %q, not after %q", text, got, sign)
		}
	}
	atDesk(t, 100, 40, model.Place{Slide: 1, Step: 1}, tui.Options{Plain: true}).
		Shows("to come: - and content").Hides("to come: - they came", "to come: Who asked")
	atDesk(t, 120, 36, model.Place{Slide: 2}, tui.Options{}).Shows("▸ and its figures")
	atDesk(t, 120, 36, model.Place{Slide: 2, Step: 1}, tui.Options{}).Hides("▸ and its figures")
}

func TestTheNextRevealIsInSightWhereTheSlideIsTooLong(t *testing.T) {
	atDesk(t, 80, 19, model.Place{Slide: 1, Step: 1}, tui.Options{}).Shows("▸ • and content")
}

func TestTheTimerSaysInWordsHowFarAheadOrBehindTheTalkIs(t *testing.T) {
	for _, c := range []struct {
		at   model.Place
		says string
	}{
		{model.Place{Slide: 1}, "C starts the clock"},
		{model.Place{Slide: 1, Running: true, Spent: 215_000}, "1:59 behind"},
		{model.Place{Slide: 6, Running: true, Spent: 10_000}, "4:14 ahead"},
		{model.Place{Slide: 1, Running: true, Spent: 50_000}, "on time"},
		{model.Place{Slide: 1, Spent: 50_000}, "on time, stopped: C goes on"},
		{model.Place{Slide: 1, Running: true, Exploring: true, Spent: 50_000}, "waits while exploring"},
		{model.Place{Slide: 1, Exploring: true}, "exploring on stage, enter returns to slide 2"},
		{model.Place{Slide: 1, Blank: true, Exploring: true}, "the screen on stage is blank"},
	} {
		for _, size := range [][2]int{{120, 36}, {80, 24}, {72, 14}} {
			atDesk(t, size[0], size[1], c.at, tui.Options{}).Shows(c.says)
		}
	}
}

func TestFiguresInNotesAreWorkedOut(t *testing.T) {
	d := atDesk(t, 120, 36, model.Place{Slide: 1}, tui.Options{})
	_, said, _ := strings.Cut(d.Line("are letters"), "All ")
	said, _, _ = strings.Cut(said, " are letters")
	if slide := onStage(t, 120, 36, 2, 2, tui.Options{Plain: true}).String(); said == "" || !strings.Contains(slide, said) {
		t.Errorf("the notes say %q requests, the slide:\n%s", said, slide)
	}
}

func BenchmarkNotes(b *testing.B) {
	d := atDesk(b, 120, 40, model.Place{Slide: 1, Step: 1, Running: true, Spent: 215_000}, tui.Options{})
	b.ReportAllocs()
	for b.Loop() {
		d.Draw()
	}
}
