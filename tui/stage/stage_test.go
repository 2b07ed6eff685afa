package stage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
	"daylight/tui/stage"
)

// onStage is a talk on a screen, on a slide counted from 1, with so many steps.
func onStage(t tuitest.Tester, w, h, slide, steps int, o tui.Options) *tuitest.Desk {
	o.Data, o.Talk = tuitest.OnIslands(), tui.Telling{Story: tuitest.Story(), File: "talk.md", From: model.Place{Slide: slide - 1}}
	d := tuitest.Sit(t, w, h, "", o)
	for range steps {
		d.Press("pgdown")
	}
	return d
}

func TestSlides(t *testing.T) {
	for i, s := range tuitest.Story().Slides {
		for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}, {30, 8}} {
			t.Run(fmt.Sprintf("%d_%dx%d", i+1, size[0], size[1]), func(t *testing.T) {
				golden.RequireEqual(t, onStage(t, size[0], size[1], i+1, s.Whole(), tui.Options{}).String())
			})
		}
	}
}

func TestSlidesInOtherLooks(t *testing.T) {
	for name, o := range map[string]tui.Options{"ascii": {ASCII: true}, "plain": {Plain: true}} {
		for _, slide := range []int{2, 3, 4} {
			t.Run(fmt.Sprintf("%s_%d", name, slide), func(t *testing.T) {
				golden.RequireEqual(t, onStage(t, 80, 30, slide, tuitest.Story().Slides[slide-1].Whole(), o).String())
			})
		}
	}
	for _, name := range []string{"dark", "light", "high-contrast", "mono"} {
		t.Run(name, func(t *testing.T) {
			golden.RequireEqual(t, onStage(t, 120, 36, 2, 2, tui.Options{Theme: name}).Styled())
		})
	}
}

// TestASlideHasAPlaceOnEveryScreen draws each slide at all sizes: the desk fails for a line of another
// width than the screen.
func TestASlideHasAPlaceOnEveryScreen(t *testing.T) {
	for i, s := range tuitest.Story().Slides {
		for _, o := range []tui.Options{{}, {Plain: true}, {ASCII: true, Large: true}} {
			d := onStage(t, 80, 24, i+1, s.Whole(), o)
			for _, size := range tuitest.Sizes() {
				d.Resize(size[0], size[1]).Screen()
			}
		}
	}
}

func TestWhatAppearsLaterHasItsPlaceFromTheStart(t *testing.T) {
	before, after := onStage(t, 120, 36, 2, 0, tui.Options{}), onStage(t, 120, 36, 2, 2, tui.Options{})
	before.Hides("everywhere", "content was given").Shows("Who asked", "requests in one year")
	after.Shows("everywhere", "content was given")
	for y, line := range before.Screen() {
		if left := grid.Cut(line, 40, ""); strings.TrimSpace(left) != "" && y < 35 && left != grid.Cut(after.Screen()[y], 40, "") {
			t.Errorf("line %d moves: %q, then %q", y, left, grid.Cut(after.Screen()[y], 40, ""))
		}
	}
}

// TestOnAShortScreenAViewBeginsUnderTheSources holds that no row is empty that a view could have.
func TestOnAShortScreenAViewBeginsUnderTheSources(t *testing.T) {
	for height, gap := range map[int]int{24: 0, 30: 1} {
		d := onStage(t, 70, height, 2, 2, tui.Options{})
		lines, at := d.Screen(), -1
		for y, line := range lines {
			if strings.Contains(line, "Requests to Microsoft by") {
				at = y
			}
		}
		empty := 0
		for at > empty && strings.TrimSpace(lines[at-1-empty]) == "" {
			empty++
		}
		if at < 0 || empty != gap {
			t.Errorf("at 70x%d %d rows are empty over the view:\n%s", height, empty, d)
		}
	}
}

func TestTheLastRevealIsInSightWhereTheTextIsTooLong(t *testing.T) {
	d := onStage(t, 40, 9, 2, 0, tui.Options{})
	d.Shows("Who asked")
	d.Press("pgdown", "pgdown").Shows("and content was given").Hides("Who asked")
}

func TestAFigureIsNotPartedFromItsUnit(t *testing.T) {
	d := tuitest.OnIslands()
	first := answer.NewEngine(d).Result(query.Query{}).Rows[0].ID
	share := query.Quote{Measure: report.Share, Query: query.Query{Country: query.Filter{Mode: query.Only, IDs: []string{first}}}}
	seen := 0
	for n := range 40 { // letters before the figure, so that it comes to stand at every place of a row
		block := model.Block{Spans: []model.Span{{Text: strings.Repeat("m", n) + " of all that was asked, made by the first of them: "}, {Quote: &share}, {Text: ", and that is much."}}}
		desk := tuitest.Sit(t, 60, 24, "", tui.Options{Data: d, Talk: tui.Telling{Story: &model.Story{Slides: []model.Slide{{Title: "One", Blocks: []model.Block{block}}}}}})
		for _, line := range desk.Screen() {
			if strings.HasPrefix(strings.TrimSpace(line), "%") {
				t.Errorf("%d letters before: a row begins with %q", n, strings.TrimSpace(line))
			}
			if strings.Contains(line, " %") {
				seen++
			}
		}
	}
	if seen == 0 {
		t.Error("no figure is to be seen")
	}
}

func TestASlideSaysWhereItsFiguresComeFrom(t *testing.T) {
	for i, s := range tuitest.Story().Slides {
		says := s.Live != nil || i == 3
		for _, size := range [][2]int{{120, 36}, {80, 24}} {
			if d := onStage(t, size[0], size[1], i+1, s.Whole(), tui.Options{}); strings.Contains(d.String(), "Microsoft, ") != says {
				t.Errorf("slide %d at %v, with figures: %v:\n%s", i+1, size, says, d)
			}
		}
	}
}

func TestASlideWithMistakesSaysThemAsCheckDoes(t *testing.T) {
	onStage(t, 120, 36, 7, 0, tui.Options{}).Shows("2 mistakes", `talk.md:71:3: error: unknown country "ZZZ"`, "talk.md:72:1: error: no figure stands here")
}

func TestNothingOfTheInterfaceStandsOnASlide(t *testing.T) {
	for i, s := range tuitest.Story().Slides {
		d := onStage(t, 160, 50, i+1, s.Whole(), tui.Options{})
		d.Hides("daylight  ", "Publisher", "1 explore", "? help", "▸", "space pins", "+10")
	}
}

func TestWhatOfASlideHasNoRoomIsSaid(t *testing.T) {
	k := &scene.Kit{Engine: answer.NewEngine(tuitest.OnIslands()), Theme: theme.Mono(), Glyphs: theme.Unicode()}
	var s stage.Stage
	slide := &tuitest.Story().Slides[1]
	for _, c := range []struct {
		w, h int
		says string
	}{{160, 50, ""}, {120, 36, ""}, {80, 24, ""}, {50, 30, ""}, {50, 20, "at 50×20 its text is 2 rows too long"}, {30, 10, "too long"}} {
		if got := s.Misfit(k, slide, c.w, c.h); got != c.says && (c.says == "" || !strings.HasSuffix(got, c.says)) {
			t.Errorf("%d×%d: %q", c.w, c.h, got)
		}
	}
}

// BenchmarkSlide is a key that goes to the next slide and back, with the frame.
func BenchmarkSlide(b *testing.B) {
	d := onStage(b, 120, 40, 2, 2, tui.Options{})
	b.ReportAllocs()
	for b.Loop() {
		d.Update(tuitest.Stroke("pgdown"))
		d.Draw()
		d.Update(tuitest.Stroke("pgup"))
		d.Draw()
	}
}

// BenchmarkCursor is two moves of the cursor on the dashboard of the same question, to compare.
func BenchmarkCursor(b *testing.B) {
	d := tuitest.Sit(b, 120, 40, "period=2001", tui.Options{Data: tuitest.OnIslands()})
	b.ReportAllocs()
	for b.Loop() {
		d.Update(tuitest.Stroke("j"))
		d.Draw()
		d.Update(tuitest.Stroke("k"))
		d.Draw()
	}
}

// BenchmarkView is one frame of a slide.
func BenchmarkView(b *testing.B) {
	d := onStage(b, 120, 40, 2, 2, tui.Options{})
	b.ReportAllocs()
	for b.Loop() {
		d.Draw()
	}
}
