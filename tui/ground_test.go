package tui_test

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// somePages are backgrounds that terminals have: black, white, and what lies near them.
var somePages = []grid.Color{grid.Hex("000000"), grid.Hex("1e1e2e"), grid.Hex("f5f5f5"), grid.Hex("ffffff")}

func TestTheFirstFrameIsForTheBackgroundThatIsKnown(t *testing.T) {
	for ground, name := range map[theme.Ground]string{theme.UnknownGround: "terminal", theme.DarkGround: "dark", theme.LightGround: "light"} {
		d := tuitest.Sit(t, 120, 36, "", tui.Options{Ground: ground})
		if d.Theme.Name != name {
			t.Errorf("the theme is %s, want %s", d.Theme.Name, name)
		}
		if d.Send(tea.BackgroundColorMsg{Color: color.White}); d.Theme.Name != "light" {
			t.Errorf("a terminal that answers that it is white gets the theme %s", d.Theme.Name)
		}
		if d.Send(tea.BackgroundColorMsg{Color: color.Black}); d.Theme.Name != "dark" {
			t.Errorf("a terminal that answers that it is black gets the theme %s", d.Theme.Name)
		}
	}
}

func TestOnASilentTerminalAllCanBeSeenOnEveryPage(t *testing.T) {
	for _, s := range states {
		d := tuitest.Sit(t, 120, 36, s.query, tuitest.Everything()).Press(s.keys...)
		for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}} {
			f := d.Resize(size[0], size[1]).Frame()
			for y := range size[1] {
				for x := range size[0] {
					glyph, st := f.Cell(x, y)
					at := fmt.Sprintf("%s at %v: %q at %d,%d", s.name, size, glyph, x, y)
					ours, marks := !st.BG.IsDefault(), []grid.Color{st.BG}
					switch {
					case ours && strings.ContainsFunc(glyph, isSign):
						if got := theme.Contrast(st.FG, st.BG); st.FG.IsDefault() || got < 4.5 {
							t.Fatalf("%s has a contrast of %.1f on a background of ours", at, got)
						}
					case glyph != " ":
						marks = append(marks, st.FG)
					}
					for _, c := range marks {
						for _, page := range somePages {
							if got := theme.Contrast(c, page); !c.IsDefault() && got < 3 {
								t.Fatalf("%s has a contrast of %.1f on %06x", at, got, page&0xffffff)
							}
						}
					}
				}
			}
		}
	}
}

// isSign says whether a rune is read, as opposed to lines, blocks and dots.
func isSign(r rune) bool { return r > ' ' && r < '─' }

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func TestOnASilentTerminalTextHasTheTerminalsOwnColour(t *testing.T) {
	for _, s := range states {
		d := tuitest.Sit(t, 120, 36, s.query, tuitest.Everything()).Press(s.keys...)
		f := d.Frame()
		for y, line := range d.Screen() {
			for x := range d.W {
				glyph, st := f.Cell(x, y)
				if strings.ContainsFunc(glyph, isLetter) && st.BG.IsDefault() && !st.FG.IsDefault() && st.FG != d.Theme.Accent.FG && st.FG != d.Theme.Behind {
					t.Fatalf("%s: %q at %d has the colour %06x in %q", s.name, glyph, x, st.FG&0xffffff, line)
				}
			}
		}
	}
}

func TestOnASilentTerminalTheSelectedRowIsReversed(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{}).Press("j")
	x, y := d.Find(string(d.Glyphs.Cursor))
	for line, want := range map[int]bool{y: true, y + 1: false} {
		if _, st := d.Frame().Cell(x+2, line); st.Attr&grid.Reverse != 0 != want {
			t.Errorf("the name in line %d is reversed: %v", line, !want)
		}
	}
}

func TestAThemeThatWasChosenBringsItsPageWhereNoneIsKnown(t *testing.T) {
	for _, name := range theme.Names() {
		for _, ground := range []theme.Ground{theme.UnknownGround, theme.DarkGround, theme.LightGround} {
			d := tuitest.Sit(t, 80, 24, "", tui.Options{Theme: name, Ground: ground})
			d.View()
			_, st := d.Frame().Cell(0, 0)
			fits := d.Theme.NoColor || ground != theme.UnknownGround && d.Theme.Light == (ground == theme.LightGround)
			if st.BG.IsDefault() != fits {
				t.Errorf("theme %s on ground %d has the terminal's own page: %v", name, ground, !fits)
			}
		}
	}
}

func TestAPictureOfASilentTerminalHasAPage(t *testing.T) {
	dark := tuitest.Sit(t, 120, 36, "", tui.Options{Ground: theme.DarkGround}).Picture()
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	if d.Picture() != dark {
		t.Error("it is not that of a dark terminal")
	}
	if d.Theme.Name != "terminal" {
		t.Errorf("after the picture the theme is %s", d.Theme.Name)
	}
}

func TestAfterTheTerminalSaysWhenThatDoesNotTell(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{Theme: "light"}).Press(":").Type("after the terminal").Press("enter")
	d.Shows("it does not tell its background")
	d.Send(tea.BackgroundColorMsg{Color: color.White}).Press(":").Type("after the terminal").Press("enter").Shows("theme light, after the terminal")
}
