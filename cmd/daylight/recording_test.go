package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/data"
	"daylight/data/story"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/tui"
	"daylight/tui/kit/grid"
)

// The recording that the README opens with: a person at the keys for half a minute, frame by frame what the
// dashboard draws, and below it what is pressed.
const (
	recording       = "../../docs/daylight.svg"
	recordingTitle  = "daylight: who asks technology companies for data, step by step"
	recordedWidth   = 100
	recordedHeight  = 30
	mostOfRecording = 300 << 10 // bytes
)

// press is a key, what the caption says from then on, and how long the frame after it is shown.
type press struct {
	key, caption string
	ms           int
}

var recorded = []struct {
	opens   string // a question, or a story with the slide to begin at
	slide   int
	caption string
	ms      int
	presses []press
}{
	{
		opens: "period=2012", caption: "Who asked Microsoft for data, and what came of it", ms: 2400,
		presses: []press{
			{".", ".  steps through time, P plays", 900}, {".", ".  steps through time, P plays", 600}, {".", ".  steps through time, P plays", 600}, {".", ".  steps through time, P plays", 600}, {".", ".  steps through time, P plays", 600}, {".", ".  steps through time, P plays", 900},
			{"down", "↓  chooses a row", 250}, {"down", "↓  chooses a row", 600},
			{"o", "o  chooses an outcome", 900}, {"r", "r e j  finds it", 200}, {"e", "r e j  finds it", 200}, {"j", "r e j  finds it", 600}, {"enter", "enter  filters by it: who was refused", 1800},
			{"0", "0  takes all filters off", 900},
			{"2", "2  draws the first five over time", 1600}, {"left", "←  reads off a period", 160}, {"left", "←  reads off a period", 160},
			{"left", "←  reads off a period", 160}, {"left", "←  reads off a period", 160}, {"left", "←  reads off a period", 1200},
			{"3", "3  puts them on the map", 1800}, {"+", "+  comes closer", 1500}, {"right", "→  goes to a country", 900},
			{"enter", "enter  opens a country", 2000}, {"down", "↓  scrolls", 160}, {"down", "↓  scrolls", 160}, {"down", "↓  scrolls", 160}, {"down", "↓  scrolls", 1200},
		},
	},
	{
		opens: "first-report", slide: 1, caption: "daylight present  tells a story: first how to read it", ms: 1800,
		presses: []press{{"right", "→  then the figures", 1600}, {"right", "→  then what they rest on", 700}, {"right", "→  and what to look at", 2400}},
	},
}

// record makes the recording.
func record(t *testing.T) string {
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	film := grid.NewFilm(grid.SVGOptions{Title: recordingTitle, Desc: "A table of countries beside bars by outcome, stepped through time and filtered; " +
		"the same countries as lines over time, and on a map; one country's page; and two slides of a story."})
	for _, r := range recorded {
		o := tui.Options{Data: d, Theme: "dark", World: data.World}
		if at := slices.IndexFunc(data.Stories(), func(s data.Story) bool { return s.Name == r.opens }); at >= 0 {
			o.Talk = tui.Telling{Story: story.Parse([]byte(data.Stories()[at].Text), answer.NewEngine(d))}
			o.Talk.From.Slide = r.slide
		} else if o.Query, err = query.Parse(r.opens, d); err != nil {
			t.Fatal(err)
		}
		m, err := tui.New(o)
		if err != nil {
			t.Fatal(err)
		}
		m.Update(tea.WindowSizeMsg{Width: recordedWidth, Height: recordedHeight})
		film.Add(captioned(m, r.caption), r.ms)
		for _, p := range r.presses {
			m.Update(stroke(p.key))
			film.Add(captioned(m, p.caption), p.ms)
		}
	}
	return film.SVG()
}

// captioned is the screen with a margin, and a line below it.
func captioned(m *tui.Model, caption string) *grid.Frame {
	screen, _ := m.Draw()
	f := grid.New(recordedWidth+2, recordedHeight+4)
	for y := range recordedHeight {
		for x := range recordedWidth {
			glyph, st := screen.Cell(x, y)
			at := grid.Rect{X: 1 + x, Y: 1 + y, W: grid.Width(glyph), H: 1}
			if f.Fill(at, st); glyph != " " {
				f.Text(at, glyph, st)
			}
		}
	}
	foot := grid.Rect{Y: recordedHeight + 2, W: recordedWidth + 2, H: 1}
	if key, does, pressed := strings.Cut(caption, "  "); pressed {
		used := 3 + grid.Width(key) + grid.Width(does)
		foot.X = (foot.W - used) / 2
		f.Spans(foot, grid.Span{Text: " " + key + " ", Style: m.Theme.Key.Reverse()}, grid.Span{Text: " " + does, Style: m.Theme.Text})
	} else {
		f.TextCenter(foot, caption, m.Theme.Text)
	}
	return f
}

// stroke is the message of a key.
func stroke(name string) tea.KeyPressMsg {
	if code, special := map[string]rune{"down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "enter": tea.KeyEnter, "esc": tea.KeyEscape}[name]; special {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

func TestTheRecordingInTheREADMEIsWhatTheDashboardDraws(t *testing.T) {
	want := record(t)
	if *update {
		if err := os.WriteFile(recording, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(want) > mostOfRecording {
		t.Errorf("the recording is %d bytes large, more than %d", len(want), mostOfRecording)
	}
	if got, err := os.ReadFile(recording); err != nil || string(got) != want {
		t.Errorf("%s is another recording (%v): go test ./cmd/daylight -run README -update", recording, err)
	}
	for _, reference := range []string{"<script", "href", "url(", "@import", "<image", "foreignObject"} {
		if strings.Contains(want, reference) {
			t.Errorf("the recording has %q: as an image it may load and run nothing", reference)
		}
	}
}
