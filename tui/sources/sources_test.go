package sources_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model/answer"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/sources"
)

func TestSourcesAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 24}, {50, 20}, {30, 8}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			golden.RequireEqual(t, tuitest.Sit(t, size[0], size[1], "view=sources", tui.Options{}).Press("l", "j").String())
		})
	}
	t.Run("found", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 90, 22, "view=sources publisher=all search=re", tui.Options{}).Press("j", "j").String())
	})
	t.Run("zoomed", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 70, 14, "view=sources publisher=all", tui.Options{}).Press("G", "k", "k", "z").String())
	})
	t.Run("plain", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 80, 30, "view=sources publisher=all", tui.Options{Plain: true}).Press("l", "j").String())
	})
	t.Run("ascii", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 100, 30, "view=sources publisher=all", tui.Options{ASCII: true}).Press("G").String())
	})
	t.Run("light", func(t *testing.T) {
		golden.RequireEqual(t, tuitest.Sit(t, 120, 36, "view=sources", tui.Options{Theme: "light"}).Styled())
	})
}

func TestTheTerminalsCursorIsOnTheEntryThatIsHeard(t *testing.T) {
	d := tuitest.Sit(t, 90, 20, "view=sources publisher=all", tui.Options{Plain: true})
	for i, en := range d.Engine.Reference(d.Query()) {
		if i > 0 {
			d.Press("j")
		}
		label := tuitest.CutTo(en.Label, 12)
		if at := d.View().Cursor; at == nil || !strings.Contains(d.Screen()[at.Y], label) {
			t.Fatalf("%q is heard, and the terminal's cursor is at %v:\n%s", en.Label, at, d)
		}
	}
}

func TestEveryEntryCanBeReadInFull(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {80, 24}, {50, 20}, {40, 12}} {
		d := tuitest.Sit(t, size[0], size[1], "view=sources publisher=all", tui.Options{})
		for i, en := range d.Engine.Reference(d.Query()) {
			if i > 0 {
				d.Press("j")
			}
			read := func() string { return strings.Join(strings.Fields(d.String()), "") }
			want := strings.Join(strings.Fields(en.Text), "")
			if !strings.Contains(read(), want) {
				d.Press("z")
				zoomed := read()
				d.Press("z", "i")
				if !strings.Contains(zoomed, want) && !strings.Contains(inFull(d), want) {
					t.Errorf("at %v, %s is not on the screen, nor zoomed, nor read over it:\n%s", size, en.ID, d)
				}
				d.Press("esc")
			}
		}
	}
}

// inFull is the text of the page that is open, scrolled through to its end, without blanks.
func inFull(d *tuitest.Desk) string {
	var lines []string
	for range 100 {
		last := d.String()
		for _, line := range d.Screen() {
			from, to := strings.Index(line, "│"), strings.LastIndex(line, "│")
			if from < to && !strings.Contains(line, "esc leave") && !slices.Contains(lines, line[from:to]) {
				lines = append(lines, line[from:to])
			}
		}
		if d.Press("j"); d.String() == last {
			break
		}
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(lines, ""), "│", "")), "")
}

func TestEnterOnATypeShowsItsFiguresAndEscComesBack(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=sources", tui.Options{}).Press("/").Type("danger").Press("enter")
	d.Shows("Emergency", "Not counted in totals").Press("enter").Asks("type=emergency")
	d.Press("esc").Asks("view=sources search=danger")
	d.Press("esc").Asks("view=sources")
}

func TestReportsOfOnePublisherAreToldApartOnNarrowScreens(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 30}, {50, 20}, {40, 10}, {30, 8}} {
		d := tuitest.Sit(t, size[0], size[1], "view=sources", tui.Options{Data: tuitest.Reports()})
		v := d.Scene().Screen.(*sources.Screen)
		seen := map[string]bool{}
		for y := range v.List.H {
			if l := v.Lines[v.Top+y]; l.Entry < 0 || v.Entries[l.Entry].Kind != answer.SourceEntry {
				continue
			}
			label := strings.TrimRight(strings.TrimRight(tuitest.Cells(d.Screen()[v.List.Y+y], v.List.X+2, v.List.W-2), "0123456789,"), " ")
			if seen[label] {
				t.Errorf("%v: two reports are called %q", size, label)
			}
			seen[label] = true
			if begins := v.Entries[v.Lines[v.Top+y].Entry].Label[:3]; !strings.HasPrefix(label, begins) {
				t.Errorf("%v: %q does not begin with the %q of its title", size, label, begins)
			}
		}
		if len(seen) < 3 {
			t.Errorf("%v: only %d reports are on the screen", size, len(seen))
		}
	}
}

func TestTheListOfSourcesSaysThatItGoesOn(t *testing.T) {
	d := tuitest.Sit(t, 120, 50, "view=sources", tui.Options{Data: tuitest.Reports()})
	d.Shows("records", "Notes on these figures")
	v := d.Scene().Screen.(*sources.Screen)
	if last := d.Screen()[v.List.Y+v.List.H-1]; strings.Contains(last, "Notes") != strings.Contains(last, "↓") {
		t.Errorf("a head stands alone at the end of the list: %q", last)
	}
}

func TestASearchOfTheSourcesThatFindsNothingSaysSo(t *testing.T) {
	tuitest.Sit(t, 80, 24, "view=sources search=nowhere", tui.Options{}).Shows(`Nothing holds "nowhere"`).Hides(" is a").Press("j", "enter", "l", "G", "i")
}

func TestAClickOnAnEntryReadsItAndOnceMoreOpensIt(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "view=sources", tui.Options{Mouse: true})
	x, y := d.Find("Emergency")
	d.ClickAt(x, y).Asks("view=sources").Shows("Danger to life.")
	d.ClickAt(x, y).Asks("type=emergency")
}

func BenchmarkSourcesView(b *testing.B) {
	for _, size := range [][2]int{{120, 40}, {300, 80}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			d := tuitest.Sit(b, size[0], size[1], "view=sources publisher=all", tui.Options{})
			b.ReportAllocs()
			for b.Loop() {
				d.View()
			}
		})
	}
}
