package model

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/answer"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
)

// talkAbout is a story of three slides about a dataset: with a view, without one, and with axes, rows that
// are pointed at and periods that run by.
func talkAbout(t testing.TB, e *answer.Engine) *Story {
	t.Helper()
	ask := func(text string) query.Query {
		q, err := query.Parse(text, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	return &Story{Planned: 100, Slides: []Slide{
		{Title: "one", Steps: 1, Planned: 40, Live: &Live{Query: ask("view=matrix")}},
		{Title: "two"},
		{Title: "three", Steps: 1, Live: &Live{Query: ask(""), Axes: true, Large: true, Highlight: []string{"FR"}, Play: &Play{}}},
	}}
}

func TestWhateverIsDoneInATalkItsLawsHold(t *testing.T) {
	e := answer.NewEngine(samples.Dataset(t))
	story := talkAbout(t, e)
	vocabulary := questions.VocabularyOf(e.Dataset())
	rapid.Check(t, func(t *rapid.T) {
		s, _ := NewTalk(e, story, Place{}, false, false)
		for range rapid.IntRange(1, 30).Draw(t, "actions") {
			var a Action
			switch rapid.SampledFrom([]string{"talk", "talk", "other"}).Draw(t, "kind") {
			case "talk":
				a = rapid.SampledFrom([]Action{Advance{1}, Advance{1}, Advance{-1}, GoToSlide{0}, GoToSlide{2}, GoToSlide{9}, ReturnToSlide{}, ToggleBlank{}, ToggleTimer{}, PassTime{700}, Retell{story, 1}, Retell{&Story{Slides: story.Slides[:1]}, -1}, Retell{story, -1}}).Draw(t, "action")
			default:
				a = drawAction(t, vocabulary)
			}
			before := s
			s, _ = Update(e, s, a)
			talk := &s.Talk
			now := talk.Now()
			if now == nil || talk.Step < 0 || talk.Step > now.Whole() {
				t.Fatalf("%#v leads to slide %d at step %d", a, talk.Slide, talk.Step)
			}
			if spent := talk.Spent - before.Talk.Spent; spent != 0 && (before.Talk.Exploring || !before.Talk.Running) {
				t.Fatalf("%#v counts %d ms while the timer waits", a, spent)
			}
			if !talk.Exploring && s.Play == nil && now.Live != nil {
				want := now.Live.Query.Canonical(e.Dataset())
				if lit := now.Live.Highlight; lit != nil { // what is pointed at is in sight
					want.Select = lit[0]
				}
				if !s.Query.Equal(want) {
					t.Fatalf("%#v leaves the slide with %q, and the path is not left", a, s.Query)
				}
			}
			back, _ := Update(e, s, ReturnToSlide{})
			again, _ := NewTalk(e, talk.Story, talk.Place, false, false)
			if talk.Exploring && (!back.Query.Equal(again.Query) || back.Axes != again.Axes || !reflect.DeepEqual(back.Highlight, again.Highlight) || back.Talk.Exploring || len(back.History.past) > 0) {
				t.Fatalf("returning after %#v leads to %q, the slide opens with %q", a, back.Query, again.Query)
			}
		}
	})
}

func TestATalkIsBehindOnlyAfterItsSlideShouldHaveEnded(t *testing.T) {
	e := answer.NewEngine(samples.Dataset(t))
	story := talkAbout(t, e)
	for _, c := range []struct{ slide, spent, behind int }{
		{0, 0, 0}, {0, 40, 0}, {0, 41, 1}, {1, 30, -10}, {1, 40, 0}, {1, 70, 0}, {1, 75, 5}, {2, 100, 0}, {2, 130, 30},
	} {
		talk := Talk{Story: story, Place: Place{Slide: c.slide, Spent: c.spent * 1000}}
		if got := talk.Behind(); got != c.behind {
			t.Errorf("on slide %d after %d s: %d s behind, want %d", c.slide+1, c.spent, got, c.behind)
		}
	}
}
