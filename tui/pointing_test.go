package tui_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// charts are the views that have figures and marks.
var charts = []string{"explore", "trend", "map", "matrix", "compare", "country", "records"}

var pointedSizes = [][2]int{{160, 50}, {100, 30}, {80, 24}, {50, 20}, {30, 8}}

// isText says whether a glyph is a part of a word or of a number.
func isText(glyph string) bool {
	r, _ := utf8.DecodeRuneInString(glyph)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// figuresOf are figures of the measure that a screen shows or holds back: of all rows, of the first, and that under
// the cursor.
func figuresOf(d *tuitest.Desk) (texts []string) {
	r := d.Engine.Result(d.Query())
	rows := append(slices.Clone(r.Rows[:3]), r.Total)
	if _, row, c := d.Scene().Screen.Figure(); row != nil && c == r.Query.Measure {
		rows = append(rows, *row)
	}
	for _, row := range rows {
		if text := d.Format.Figure(row.Figures[r.Query.Measure], r.Query.Measure); row.Figures[r.Query.Measure].Reported && len(text) > 3 {
			texts = append(texts, text)
		}
	}
	return texts
}

func TestTheAxesAloneHaveNoFigureAndNothingMovesWhenTheFiguresCome(t *testing.T) {
	for _, view := range charts {
		for _, o := range []tui.Options{{}, {ASCII: true}, {Large: true}, {Plain: true}} {
			for _, size := range pointedSizes {
				o.Data = tuitest.OnIslands()
				whole := tuitest.Sit(t, size[0], size[1], "view="+view, o)
				o.Axes = true
				axes := tuitest.Sit(t, size[0], size[1], "view="+view, o)
				before, after := axes.Frame(), whole.Frame()
				body := axes.Scene().Body
				for y := 0; y < size[1] && !o.Plain; y++ { // heard, the last line takes what room it needs
					for x := range size[0] {
						was, _ := before.Cell(x, y)
						if is, _ := after.Cell(x, y); isText(was) && was != is {
							t.Fatalf("%s at %v: %q stands at %d, %d before the figures and %q with them\n%s\n%s", view, size, was, x, y, is, axes, whole)
						}
					}
				}
				screen := axes.Screen()
				for _, figure := range figuresOf(axes) {
					for _, line := range screen[body.Y : body.Y+body.H] {
						legend := view == "map" && !strings.Contains(line, string(axes.Glyphs.Cursor)) // whose classes end at figures
						if strings.Contains(line, figure) && !legend {
							t.Errorf("%s at %v with the axes alone tells a figure, %s:\n%s", view, size, figure, axes)
						}
					}
				}
				if whole.Press("down", "up"); axes.Press("down", "up").Styled() != whole.Styled() {
					t.Errorf("%s at %v after a step is another screen than one that began with figures:\n%s\n%s", view, size, axes, whole)
				}
			}
		}
	}
}

func TestWhoTakesBackAStepSeesFigures(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Axes: true})
	if d.Press("]", "u"); d.Session().Axes {
		t.Errorf("after undo the figures are gone again:\n%s", d)
	}
}

func TestRowsThatAreHighlightedStandOutAndAllCanBeRead(t *testing.T) {
	pages := map[string]grid.Color{"dark": grid.Hex("1e1e2e"), "light": grid.Hex("f5f5f5"), "high-contrast": grid.Hex("1e1e2e")}
	for _, view := range charts {
		for name, page := range pages {
			for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}} {
				d := tuitest.Sit(t, size[0], size[1], "select=UT view="+view, tui.Options{Data: tuitest.OnIslands(), Theme: name, Highlight: []string{"UT"}})
				f, signs := d.Frame(), 0
				body := d.Scene().Body
				for y := body.Y; y < body.Y+body.H; y++ {
					for x := body.X; x < body.X+body.W; x++ {
						glyph, st := f.Cell(x, y)
						if glyph == string(d.Glyphs.Lit) {
							signs++
						}
						bg := st.BG
						if bg.IsDefault() {
							bg = page
						}
						if st.Attr&grid.Reverse == 0 && isText(glyph) && theme.Contrast(st.FG, bg) < 4.5 {
							t.Fatalf("%s in %s at %v: %q at %d, %d has a contrast of %.2f\n%s", view, name, size, glyph, x, y, theme.Contrast(st.FG, bg), d)
						}
					}
				}
				if signs == 0 {
					t.Errorf("%s in %s at %v has no sign at the row that is highlighted:\n%s", view, name, size, d)
				}
			}
		}
	}
}

func TestARowThatIsHighlightedIsToldWithoutColour(t *testing.T) {
	for _, view := range charts {
		for _, o := range []tui.Options{{Mono: true}, {ASCII: true}} {
			o.Data, o.Highlight = tuitest.OnIslands(), []string{"UT"}
			d := tuitest.Sit(t, 120, 36, "select=UT view="+view, o)
			if !strings.Contains(d.String(), string(d.Glyphs.Lit)) {
				t.Errorf("%s does not mark it:\n%s", view, d)
			}
		}
		o := tui.Options{Plain: true, Highlight: []string{"UT"}, Data: tuitest.OnIslands()}
		if heard := tuitest.Sit(t, 120, 36, "select=UT view="+view, o).Heard(); !strings.Contains(heard, "highlighted: Utopia") {
			t.Errorf("%s: heard is %q", view, heard)
		}
	}
}

func TestAHighlightOfNoRowLeavesAllAlike(t *testing.T) {
	for _, view := range charts {
		o := tui.Options{Data: tuitest.OnIslands()}
		all := tuitest.Sit(t, 120, 36, "view="+view, o).Styled()
		o.Highlight = []string{"nowhere"}
		if d := tuitest.Sit(t, 120, 36, "view="+view, o); d.Styled() != all {
			t.Errorf("%s has changed:\n%s", view, d)
		}
	}
}
