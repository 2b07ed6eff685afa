package tui_test

import (
	"strings"
	"testing"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// roomyForLarge are sizes of a screen on which things can be large.
var roomyForLarge = [][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 50}, {220, 60}}

// inBlocks says whether a text stands in block digits anywhere in r.
func inBlocks(f *grid.Frame, r grid.Rect, text string, size grid.Blocks) bool {
	want := grid.New(size.Width(text), size.Rows())
	want.Blocks(want.Rect(), text, size, grid.Style{})
	w, h := want.Size()
	for y := r.Y; y <= r.Y+r.H-h; y++ {
	next:
		for x := r.X; x <= r.X+r.W-w; x++ {
			for dy := range h {
				for dx := range w {
					got, _ := f.Cell(x+dx, y+dy)
					if glyph, _ := want.Cell(dx, dy); got != glyph {
						continue next
					}
				}
			}
			return true
		}
	}
	return false
}

func TestZMakesThingsLargeAndSmallAgain(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	small, rows := d.Styled(), d.Rows().Body.H
	d.Press("Z").Shows("large, for the back row: Z again for more rows")
	if _, fit, _ := d.Rows().Window(); fit < 3 || 2*fit > rows {
		t.Errorf("large, %d rows have room where %d had:\n%s", fit, rows, d)
	}
	if d.Press("Z").Shows("as many rows as fit").Press("j", "k"); d.Styled() != small {
		t.Errorf("small again, the screen is another:\n%s", d)
	}
}

func TestThePeriodStandsInBlockDigitsInEveryView(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		for _, view := range []string{"explore", "trend", "map", "matrix", "compare", "country", "records"} {
			for _, size := range roomyForLarge {
				d := tuitest.Sit(t, size[0], size[1], "period=2002-H1 view="+view, tui.Options{Large: true, ASCII: ascii, Data: tuitest.OnIslands()})
				if ascii && d.H < 30 {
					continue // five rows have no room: the headline alone says it
				}
				found := false
				for _, digits := range []grid.Blocks{grid.Halves, grid.Wholes, grid.Marks} {
					r := grid.Rect{X: d.W / 2, W: d.W - d.W/2, H: 8}
					found = found || inBlocks(d.Frame(), r, "2002-H1", digits)
				}
				if !found {
					t.Errorf("%s at %v, ASCII %v, does not say in large what it is of:\n%s", view, size, ascii, d)
				}
			}
		}
	}
}

func TestTheDigitsOfARowAreThoseOfItsFigure(t *testing.T) {
	for _, question := range []string{"", "publisher=all", "measure=disclosed_rate", "measure=per_million", "by=period", "measure=change period=2002-H2", "measure=accounts sort=name"} {
		for _, size := range roomyForLarge {
			d := tuitest.Sit(t, size[0], size[1], question, tui.Options{Large: true})
			for range 3 {
				v := d.Rows()
				_, fit, n := v.Window()
				column := v.Sheet.Column(v.Query.Measure)
				if len(v.Columns) == 0 || !column.Large {
					t.Fatalf("%q at %v has no large figures:\n%s", question, size, d)
				}
				if v.Top+fit > n {
					fit = n - v.Top
				}
				for i := v.Top; i < v.Top+fit; i++ {
					line := grid.Rect{X: v.Columns[0].X, Y: v.Body.Y + 3*(i-v.Top), W: v.Columns[0].W, H: 3}
					if text := strings.TrimSpace(column.Rows[i]); !inBlocks(d.Frame(), line, text, grid.Halves) && tuitest.Cells(d.Screen()[line.Y+1], line.X, line.W) != text {
						t.Errorf("%q at %v: row %d does not say %q:\n%s", question, size, i, column.Rows[i], d)
					}
					if !tuitest.Says(strings.TrimSpace(column.Rows[i]), v.Result.Rows[i].Figures[v.Query.Measure], v.Query.Measure, v.Format) && column.Rows[i] != scene.BaseWord {
						t.Errorf("%q: row %d says %q", question, i, column.Rows[i])
					}
				}
				d.Press("pgdown")
			}
		}
	}
}

func TestAClickOnAnyLineOfALargeRowSelectsIt(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		for _, view := range []string{"explore", "matrix", "records"} {
			d := tuitest.Sit(t, 120, 36, "view="+view, tui.Options{Large: true, ASCII: ascii})
			if _, fit, lines := d.Scene().Screen.Window(); fit < 3 || lines < fit {
				t.Fatalf("%s shows %d of %d rows:\n%s", view, fit, lines, d)
			}
			for row := 1; row < 3; row++ {
				if d.Press("g", "j"); row == 2 {
					d.Press("j")
				}
				y := markedLine(d)
				d.Press("g").ClickAt(d.Scene().Body.X+3, y)
				if got, _, _ := d.Scene().Screen.Window(); got != row {
					t.Errorf("%s, ASCII %v: a click on row %d selects row %d:\n%s", view, ascii, row, got, d)
				}
			}
		}
	}
	for y := range 9 {
		d := tuitest.Sit(t, 120, 36, "", tui.Options{Large: true})
		v := d.Rows()
		if d.ClickAt(v.Name.X+1, v.Body.Y+y); d.Rows().Cursor != y/3 {
			t.Errorf("a click on line %d selects row %d", y, d.Rows().Cursor)
		}
	}
}

// markedLine is the line of the screen in which the sign of the cursor stands.
func markedLine(d *tuitest.Desk) int {
	body := d.Scene().Body
	for y := body.Y; y < body.Y+body.H; y++ {
		if glyph, _ := d.Frame().Cell(body.X, y); glyph == string(d.Glyphs.Cursor) {
			return y
		}
	}
	d.Fatalf("no row on the screen has the cursor:\n%s", d)
	return 0
}

func TestTheCursorIsInSightAmongLargeRows(t *testing.T) {
	for _, view := range []string{"explore", "matrix", "records"} {
		for _, size := range roomyForLarge {
			d := tuitest.Sit(t, size[0], size[1], "view="+view, tui.Options{Large: true})
			for _, key := range []string{"j", "j", "j", "j", "j", "j", "j", "pgdown", "pgdown", "G", "k", "pgup", "g"} {
				if d.Press(key).Selected() == "" {
					t.Fatalf("%s at %v: after %s no row on the screen is selected:\n%s", view, size, key, d)
				}
			}
			if d.Wheel(2).Screen(); d.Press("j").Selected() == "" {
				t.Errorf("%s at %v: after a turn of the wheel no row on the screen is selected:\n%s", view, size, d)
			}
		}
	}
}

func TestTheTotalsSayHowManyLargeRowsAreOnScreen(t *testing.T) {
	for _, size := range roomyForLarge {
		d := tuitest.Sit(t, size[0], size[1], "", tui.Options{Large: true}).Press("j")
		_, fit, _ := d.Rows().Window()
		d.Shows("rows 1–" + d.Format.Count(int64(fit)) + " of 34")
		if v := d.Rows(); v.Below.Y != v.Body.Y+v.Body.H || v.Body.H != 3*fit {
			t.Errorf("at %v the rows end at %d, the rule is at %d:\n%s", size, v.Body.Y+v.Body.H, v.Below.Y, d)
		}
	}
}

func TestLargeSaysWhereItHasNoRoom(t *testing.T) {
	for _, size := range [][2]int{{79, 24}, {80, 23}, {50, 20}, {30, 8}} {
		d := tuitest.Sit(t, size[0], size[1], "", tui.Options{})
		before := d.Screen()[0]
		if last := strings.TrimSpace(d.Press("Z").Last()); !strings.HasPrefix(last, "no room for large here") || d.Session().Large {
			t.Errorf("at %v Z says %q", size, last)
		}
		if after := d.Screen()[0]; after != before {
			t.Errorf("at %v Z changes the screen:\n%s", size, d)
		}
	}
	tuitest.Sit(t, 120, 36, "", tui.Options{Plain: true}).Press("Z").Shows("nothing is drawn large in plain text")
	small, large := tuitest.Sit(t, 50, 20, "", tui.Options{}), tuitest.Sit(t, 50, 20, "", tui.Options{Large: true})
	if small.Styled() != large.Styled() {
		t.Errorf("begun large where there is no room, the screen is\n%s", large)
	}
	if rows := large.Resize(120, 36).Rows(); !rows.Large() {
		t.Errorf("with room, things are still small:\n%s", large)
	}
}

func TestLargeStaysInEveryViewAndOnTheWayBack(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	d.Press("enter", "Z")
	for _, key := range []string{"esc", "2", "4", "7", "1", "]", "p", "esc", "0"} {
		if d.Press(key); !d.Scene().Large() {
			t.Fatalf("after %s things are small:\n%s", key, d)
		}
	}
}

func TestTheFindingStandsWholeBesideThePeriod(t *testing.T) {
	for _, size := range roomyForLarge {
		d := tuitest.Sit(t, size[0], size[1], "period=2012", tui.Options{Large: true, Data: tuitest.Reports()})
		finding := d.Engine.Finding(d.Query(), d.Format)
		r := d.Scene().Finding
		var said []string
		for y := range r.H {
			said = append(said, tuitest.Cells(d.Screen()[r.Y+y], r.X, r.W))
		}
		text := strings.TrimSpace(strings.Join(said, " "))
		if text == "" || !strings.HasPrefix(finding.String(), text) {
			t.Errorf("at %v the finding %q is told as %q:\n%s", size, finding, text, d)
		}
	}
}
