package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/tui"
	"daylight/tui/explore"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// named are the panes of a screen with their names.
func named(p *scene.Panes) []place {
	return []place{
		{"header", p.Header}, {"finding", p.Finding}, {"chips", p.Chips}, {"tiles", p.Tiles}, {"head", p.Head}, {"above", p.Above},
		{"body", p.Body}, {"below", p.Below}, {"totals", p.Totals}, {"notes", p.Notes}, {"marks", p.Marks}, {"hint", p.Hint}, {"tabs", p.Tabs}, {"help", p.Help},
	}
}

// arranged is the layout with or without a hint.
func arranged(w, h, notes int, hint bool) scene.Panes {
	return scene.Arrange(w, h, scene.Wants{Notes: notes, Marks: notes > 0, Hint: hint})
}

// place is a rectangle with its name.
type place struct {
	name string
	rect grid.Rect
}

// parts are the rectangles inside the panes.
func parts(s *explore.Screen) []place {
	parts := []place{{"name", s.Name}}
	for _, c := range s.Columns {
		parts = append(parts, place{c.Column.String(), grid.Rect{X: c.X, Y: s.Body.Y, W: c.W, H: s.Body.H}})
	}
	parts = append(parts, place{"bars", s.Bars}, place{"value", grid.Rect{X: s.Bars.X + s.Bars.W, Y: s.Bars.Y, W: s.Value, H: s.Bars.H}})
	for _, c := range s.Chips {
		parts = append(parts, place{c.By.String(), c.Rect})
	}
	for _, t := range s.Tiles {
		parts = append(parts, place{t.Columns[0].String(), t.Rect})
	}
	return parts
}

// drawing shows places as boxes, those that come later over those before.
func drawing(w, h int, places []place) string {
	rows := make([][]rune, h)
	for y := range rows {
		rows[y] = []rune(strings.Repeat(" ", w))
	}
	for _, p := range places {
		for y := p.rect.Y; y < p.rect.Y+p.rect.H; y++ {
			text := "[" + strings.Repeat(" ", max(0, p.rect.W-2)) + "]"
			if y == p.rect.Y {
				text = "[" + p.name + strings.Repeat(" ", max(0, p.rect.W))
				text = text[:max(1, p.rect.W-1)] + "]"
			}
			if p.rect.W == 1 {
				text = "|"
			}
			if p.rect.W > 0 {
				copy(rows[y][p.rect.X:p.rect.X+p.rect.W], []rune(text))
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d×%d\n", w, h)
	for _, row := range rows {
		b.WriteString(strings.TrimRight("|"+string(row)+"|", " ") + "\n")
	}
	return b.String() + "\n"
}

func TestPanesStandWhereTheDrawingsSay(t *testing.T) {
	var b strings.Builder
	for _, size := range [][2]int{{120, 36}, {80, 24}, {80, 15}, {50, 20}, {40, 10}, {30, 8}, {20, 6}, {19, 5}} {
		p := arranged(size[0], size[1], 5, size[0] == 80)
		b.WriteString(drawing(size[0], size[1], named(&p)))
	}
	golden.RequireEqual(t, b.String())
}

func TestPartsStandWhereTheDrawingsSay(t *testing.T) {
	var b strings.Builder
	for _, c := range []struct {
		w, h int
		keys []string
	}{{160, 30, nil}, {120, 26, nil}, {120, 26, []string{"z"}}, {120, 26, []string{"tab", "z"}}, {80, 24, nil}, {50, 16, nil}, {50, 16, []string{"tab", "tab"}}, {30, 8, nil}} {
		d := tuitest.Sit(t, c.w, c.h, "period=2001", tui.Options{}).Press(c.keys...)
		s := d.Rows()
		fmt.Fprintf(&b, "%s\n%s", strings.Join(append([]string{"keys:"}, c.keys...), " "), drawing(c.w, c.h, parts(s)))
	}
	golden.RequireEqual(t, b.String())
}

// inside says what is wrong with places that should stand inside a rectangle,
// side by side.
func inside(outer grid.Rect, places []place) error {
	for i, p := range places {
		if p.rect.Empty() {
			continue
		}
		if p.rect.Intersect(outer) != p.rect {
			return fmt.Errorf("%s %v does not lie inside %v", p.name, p.rect, outer)
		}
		for _, o := range places[i+1:] {
			if !o.rect.Intersect(p.rect).Empty() {
				return fmt.Errorf("%s %v and %s %v overlap", p.name, p.rect, o.name, o.rect)
			}
		}
	}
	return nil
}

func TestPanesNeverOverlapAndStayInsideTheScreen(t *testing.T) {
	for w := 0; w <= 220; w++ {
		for h := 0; h <= 80; h++ {
			for i := range 8 {
				notes, hint := i/2, i%2 == 1
				p := arranged(w, h, notes, hint)
				if err := inside(grid.Rect{W: w, H: h}, named(&p)); err != nil {
					t.Fatalf("%d×%d with %d notes, hint %v: %v", w, h, notes, hint, err)
				}
				if p.Step != scene.Tiny && p.Body.Empty() {
					t.Fatalf("%d×%d with %d notes, hint %v: no row of the body is left", w, h, notes, hint)
				}
			}
		}
	}
}

func TestPartsNeverOverlapAndStayInsideTheirPanes(t *testing.T) {
	data := tuitest.MadeUp()
	for _, s := range states {
		d := tuitest.Sit(t, 120, 36, s.query, tui.Options{Data: data}).Press(s.keys...)
		for _, size := range tuitest.Sizes() {
			if size[1] > 12 && size[1]%8 != 0 {
				continue
			}
			d.Resize(size[0], size[1])
			stage := d.Rows()
			if stage.Step == scene.Tiny {
				continue
			}
			if err := inside(grid.Rect{W: d.W, H: d.H}, parts(stage)); err != nil {
				t.Fatalf("%s at %d×%d: %v", s.name, d.W, d.H, err)
			}
		}
	}
}

func TestALargerScreenHardlyShowsFewerRows(t *testing.T) {
	// A line more may bring panes that take a few rows, but never a wall of them.
	for w := scene.TinyWidth; w <= 200; w++ {
		for h := scene.TinyHeight; h < 80; h++ {
			less, more := arranged(w, h, 2, true).Body.H, arranged(w, h+1, 2, true).Body.H
			if more < less-3 {
				t.Errorf("%d×%d shows %d rows, one line more only %d", w, h, less, more)
			}
		}
	}
}
