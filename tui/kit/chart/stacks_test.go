package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// stackOf is a stack of exact parts, the first of them content.
func stackOf(label string, values ...float64) Stack {
	th, glyphs := theme.Dark(), theme.Unicode()
	c := Stack{Label: label}
	for i, v := range values {
		o := theme.Content + theme.Outcome(i)
		c.Segments = append(c.Segments, Segment{Lo: v, Hi: v, Style: grid.Style{FG: th.Outcomes[o]}, Texture: glyphs.Textures[o], Key: i + 1})
	}
	return c
}

// stacksPicture draws stacks and reads their rows.
func stacksPicture(t *testing.T, w, h int, glyphs theme.Glyphs, columns ...Stack) ([]string, *grid.Frame) {
	t.Helper()
	th := theme.Dark()
	f := grid.New(w, h)
	Pen{&th, &glyphs}.DrawStacks(f, f.Rect(), &Stacks{Columns: columns})
	return strings.Split(strings.TrimRight(f.Plain(), "\n"), "\n"), f
}

// expectRows compares a picture with what it should be, row by row.
func expectRows(t *testing.T, got []string, want ...string) {
	t.Helper()
	for i := range want {
		if line := strings.TrimRight(got[i], " "); line != want[i] {
			t.Errorf("row %d is %q, want %q, of\n%s", i, line, want[i], strings.Join(got, "\n"))
		}
	}
}

func TestStacksTellZeroFromWhatIsNotKnown(t *testing.T) {
	unknown := Stack{Bar: Bar{State: Missing}, Label: "2003"}
	got, _ := stacksPicture(t, 24, 6, theme.Unicode(), stackOf("2001", 4), stackOf("2002", 0), unknown, stackOf("2004", 2))
	expectRows(t, got,
		"4 ████▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
		"  ████",
		"2 ████▔▔▔▔▔▔▔▔▔▔▔████",
		"  ████ ____ ·    ████",
		"0 ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
		"  2001 2002 2003 2004",
	)
}

func TestPartsOfAStackMeetWhereTheirSumsAre(t *testing.T) {
	_, f := stacksPicture(t, 8, 6, theme.Unicode(), stackOf("", 3, 1))
	th := theme.Dark()
	for y, want := range []grid.Color{th.Outcomes[theme.NonContent], th.Outcomes[theme.Content], th.Outcomes[theme.Content], th.Outcomes[theme.Content]} {
		if _, st := f.Cell(2, y); st.FG != want {
			t.Errorf("row %d has the colour %v, want %v", y, st.FG, want)
		}
	}
	_, f = stacksPicture(t, 8, 6, theme.Unicode(), stackOf("", 2.5, 1.5))
	if glyph, st := f.Cell(2, 1); glyph != "▄" || st.FG != th.Outcomes[theme.Content] || st.BG != th.Outcomes[theme.NonContent] {
		t.Errorf("where two parts share a cell stands %q in %v on %v", glyph, st.FG, st.BG)
	}
}

func TestStacksWithoutColoursHaveTextures(t *testing.T) {
	glyphs := theme.ASCII()
	columns := []Stack{stackOf("2001", 3, 1), stackOf("2002", 2, 2)}
	for i := range columns {
		for j := range columns[i].Segments {
			columns[i].Segments[j].Texture = glyphs.Textures[theme.Content+theme.Outcome(j)]
		}
	}
	got, _ := stacksPicture(t, 24, 6, glyphs, columns...)
	expectRows(t, got, "4 ==== ====", "  #### ====", "2 #### ####", "  #### ####", "0 ---------", "  2001 2002")
}

func TestAYearAmongHalfYearsIsAsLargeAsItCounts(t *testing.T) {
	year := stackOf("2001", 2)
	year.Steps = 2
	got, _ := stacksPicture(t, 18, 6, theme.Unicode(), year, stackOf("2002", 2), stackOf("", 2))
	expectRows(t, got[3:], "  ███████ ███ ███", "0 ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔", "  2001    2002")
}

func TestALineStandsBeforeAStackThatCannotBeCompared(t *testing.T) {
	broken := stackOf("2002", 2)
	broken.Broken, broken.Chosen = true, true
	got, f := stacksPicture(t, 18, 6, theme.Unicode(), stackOf("2001", 2), broken)
	expectRows(t, got[2:], "1 ████▔┊████", "  ████ ┊████", "0 ▔▔▔▔▔▔▀▀▀▀", "  2001  2002")
	if _, st := f.Cell(8, 4); st.FG != theme.Dark().Accent.FG {
		t.Errorf("the axis under the chosen one is in %v", st.FG)
	}
}

func TestALowerBoundHasAnOpenEnd(t *testing.T) {
	floor := stackOf("", 2)
	floor.State = Floor
	got, _ := stacksPicture(t, 14, 6, theme.Unicode(), floor, stackOf("", 4))
	expectRows(t, got, "4 ▔▔▔▔▔████", "  ≥    ████")
}

func TestTheLatestStacksAreThoseThatHaveRoom(t *testing.T) {
	th, glyphs := theme.Dark(), theme.Unicode()
	pen := Pen{&th, &glyphs}
	s := &Stacks{}
	for i := range 20 {
		s.Columns = append(s.Columns, stackOf(fmt.Sprint(2000+i), float64(1+i%3)))
	}
	s.Columns[5].Broken, s.Columns[18].Broken = true, true
	least := s.LeastWidth(pen, 7)
	for w := range 60 {
		f := grid.New(max(w, 1), 7)
		out := pen.DrawStacks(f, grid.Rect{W: w, H: 7}, s)
		if (out == 0) != (w >= least) {
			t.Errorf("in %d cells %d are left out, where %d are said to be enough", w, out, least)
		}
		if out < len(s.Columns) && !strings.ContainsAny(f.Plain(), "█▄▂▃▅▆▇") {
			t.Errorf("in %d cells no stack is drawn:\n%s", w, f.Plain())
		}
	}
}

func TestTheHighestStackIsInThePictureAndItsTicksAreTrue(t *testing.T) {
	for _, highest := range []float64{1, 3, 7, 9, 10, 11, 99, 101, 1234, 9999, 10001, 123456, 0.5} {
		for rows := 3; rows < 30; rows++ {
			s := &Stacks{Columns: []Stack{stackOf("", highest)}}
			scale, ticks := s.rise(rows - underStacks)
			if scale.Max < highest*(1-1e-9) {
				t.Fatalf("%v is higher than the scale of %v in %d rows", highest, scale.Max, rows)
			}
			if len(ticks) < 2 || len(ticks) > 5 {
				t.Errorf("%v in %d rows has %d ticks", highest, rows, len(ticks))
			}
			for _, tick := range ticks[1:] {
				if tick.Value != math.Trunc(tick.Value) {
					t.Errorf("a tick stands at %v", tick.Value)
				}
				if got := int(math.Round(scale.Position(tick.Value, rows-underStacks))); got != tick.Cell+1 {
					t.Errorf("%v of %v in %d rows fills %d rows, its tick is on row %d", tick.Value, scale.Max, rows, got, tick.Cell)
				}
			}
		}
	}
}

// topOf is how far from the top of a picture, in eighths of a cell, a column of it is filled by
// a bar or crossed by the line of its axis or of a tick, and whether it is one.
func topOf(f *grid.Frame, x, y int) (top int, line, drawn bool) {
	glyph, _ := f.Cell(x, y)
	switch r := []rune(glyph)[0]; {
	case r == '▔' || r == '▀':
		return 8 * y, true, true
	case r >= '▁' && r <= '█':
		return 8*y + 7 - int(r-'▁'), false, true
	}
	return 0, false, false
}

func TestAStackThatIsAsHighAsATickEndsAtItsLine(t *testing.T) {
	for rows := 3; rows < 20; rows++ {
		for _, highest := range []float64{4, 9, 1234, 99999} {
			s := &Stacks{Columns: []Stack{stackOf("", highest)}}
			_, ticks := s.rise(rows - underStacks)
			s.Columns = append(s.Columns, stackOf("", 0)) // where the lines are seen
			for _, tick := range ticks[1:] {
				s.Columns = append(s.Columns, stackOf("", tick.Value))
			}
			f := grid.New(60, rows)
			p := colored()
			p.DrawStacks(f, f.Rect(), s)
			plan := p.planStacks(s, 60, rows)
			for i, tick := range ticks[1:] {
				bar, between := plan.gutter+plan.at[2+i], plan.gutter+plan.at[1]+plan.wide[1]
				top, lineAt := -1, -1
				for y := range rows {
					if at, line, drawn := topOf(f, bar, y); drawn && !line && top < 0 {
						top = at
					}
					label := strings.HasPrefix(strings.TrimSpace(strings.Split(f.Plain(), "\n")[y]), p.Label(plan.scale, tick.Value)+" ")
					if at, line, drawn := topOf(f, between, y); drawn && line && label {
						lineAt = at
					}
				}
				if top < 0 || top != lineAt {
					t.Errorf("%v on %d rows: a stack of %v ends at %d eighths, its line is at %d:\n%s", highest, rows, tick.Value, top, lineAt, f.Plain())
				}
			}
			// The foot of a stack is the axis.
			x := plan.gutter + plan.at[0]
			if _, line, drawn := topOf(f, x, rows-3); !drawn || line {
				t.Errorf("over the axis stands no bar:\n%s", f.Plain())
			}
			if _, line, _ := topOf(f, x, rows-2); !line {
				t.Errorf("the axis does not touch the bar:\n%s", f.Plain())
			}
		}
	}
}

func TestNoNumbersAndNoPlaceBreakStacks(t *testing.T) {
	th, glyphs := theme.Dark(), theme.Unicode()
	pen := Pen{&th, &glyphs}
	odd := []Stack{stackOf("a", math.NaN()), stackOf("b", math.Inf(1)), stackOf("c", -1), stackOf("d", math.MaxFloat64, math.MaxFloat64), stackOf("e", 5e-324), {}, {Steps: math.MaxInt}, {Steps: -3}}
	for _, columns := range [][]Stack{nil, odd, odd[:1], odd[3:4], odd[4:5]} {
		for w := -1; w < 30; w++ {
			for h := -1; h < 9; h++ {
				f := grid.New(10, 5)
				for _, kind := range []Kind{Linear, Percent} {
					pen.DrawStacks(f, grid.Rect{X: 1, Y: 1, W: w, H: h}, &Stacks{Columns: columns, Kind: kind})
				}
			}
		}
	}
}
