package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"daylight/model/query"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
)

// hearing opens a plain dashboard that may do everything.
func hearing(t tuitest.Tester, w, h int, text string) *tuitest.Desk {
	o := tuitest.Everything()
	o.Plain = true
	return tuitest.Sit(t, w, h, text, o)
}

// cursorLine is the line where the terminal's cursor stands, which is what a reader reads.
func cursorLine(d *tuitest.Desk) string {
	at := d.View().Cursor
	if at == nil {
		d.Fatalf("the terminal's cursor stands nowhere:\n%s", d)
	}
	return d.Screen()[at.Y]
}

// heardOver are the keys that open each overlay.
var heardOver = map[string][]string{
	"picker": {"c"}, "periods": {"p"}, "types": {"t"}, "menu": {"m"}, "grouping": {"b"}, "against": {"a"}, "palette": {":"}, "prompt": {"w"}, "export": {"e"},
	"search": {"/"}, "inspector": {"i"}, "help": {"?"}, "notes": {"n"}, "saved views": {"v"}, "minimum": {"N"}, "copy": {"Y"},
}

func TestHeardAnOverlayHasTheScreenToItself(t *testing.T) {
	for name, keys := range heardOver {
		for _, size := range [][2]int{{120, 36}, {80, 24}, {50, 20}, {40, 10}} {
			d := hearing(t, size[0], size[1], "period=2002-H1")
			behind := d.Screen()[d.Scene().Body.Y:][:d.Scene().Body.H]
			if d.Press(keys...); !d.Scene().Busy {
				t.Fatalf("%s does not open: %s", name, d.Last())
			}
			for _, line := range behind {
				line = strings.TrimSpace(line)
				if grid.Width(line) > 20 && strings.Contains(d.String(), line) {
					t.Errorf("%s at %v: the screen behind shows %q", name, size, line)
				}
			}
			if heard := d.Heard(); heard == "" {
				t.Errorf("%s at %v says nothing", name, size)
			}
			cursorLine(d)
		}
	}
}

func TestEachChoiceOfAPickerIsHeardAndTheCursorStandsOnIt(t *testing.T) {
	d := hearing(t, 120, 36, "").Press("s")
	values := d.Engine.Facet(d.Query(), query.ByService).Rows
	for i := range values {
		row := &values[i]
		want := fmt.Sprintf("%s, %s, not chosen, %d of %d", row.Name, d.Measured(row, d.Query().Measure), i+1, len(values))
		if heard := strings.TrimPrefix(d.Heard(), "Service: "); heard != want {
			t.Errorf("line %d is heard as %q, want %q", i, heard, want)
		}
		if line := cursorLine(d); !strings.Contains(line, row.Name) {
			t.Errorf("on %s the cursor stands at %q", row.Name, line)
		}
		d.Press("space")
		if heard := d.Heard(); !strings.Contains(heard, ", chosen, ") {
			t.Errorf("chosen, %s is heard as %q", row.Name, heard)
		}
		d.Press("!")
		if heard := d.Heard(); !strings.Contains(heard, ", left out, ") {
			t.Errorf("left out, %s is heard as %q", row.Name, heard)
		}
		d.Press("!", "space", "down")
	}
	d = hearing(t, 120, 36, "").Press("c", "up")
	if heard := d.Heard(); !strings.Contains(heard, "0 of ") || !strings.HasSuffix(heard, " chosen, region") {
		t.Errorf("a region is heard as %q", heard)
	}
	if d.Type("qqqq"); d.Heard() != `nothing matches "qqqq"` {
		t.Errorf("where nothing matches it is said %q", d.Heard())
	}
}

func TestEachEntryOfAMenuAndOfThePaletteIsHeard(t *testing.T) {
	d := hearing(t, 120, 36, "").Press("b", "down")
	if !strings.Contains(d.Heard(), ", 2 of ") {
		t.Errorf("the second entry is heard as %q", d.Heard())
	}
	if line, heard := cursorLine(d), d.Heard(); !strings.Contains(line, strings.Split(heard, ",")[0]) {
		t.Errorf("%q is heard, the cursor stands at %q", heard, line)
	}
	d = hearing(t, 120, 36, "").Press(":").Type("theme: dark")
	if line, heard := cursorLine(d), d.Heard(); !strings.Contains(line, "theme: dark") || !strings.HasPrefix(heard, "theme: dark, ") {
		t.Errorf("%q is heard, the cursor stands at %q", heard, line)
	}
	if d.Press("esc", ":").Type("by=xyz "); !strings.Contains(d.Heard(), "unknown by \"xyz\"") {
		t.Errorf("why a question is none is not heard: %q", d.Heard())
	}
}

func TestTheNameOfAnOverlayIsHeardOnce(t *testing.T) {
	d := hearing(t, 120, 36, "").Press("m")
	if !strings.HasPrefix(d.Heard(), "Measure: Requests, ") {
		t.Errorf("the menu opens with %q", d.Heard())
	}
	if d.Press("down"); strings.Contains(d.Heard(), "Measure: ") {
		t.Errorf("then it says %q", d.Heard())
	}
}

func TestSearchingIsHeardAsWhatIsFound(t *testing.T) {
	d := hearing(t, 120, 36, "").Press("/").Type("ruri")
	if heard := d.Heard(); heard != "1 row, Ruritania" {
		t.Errorf("one row is heard as %q", heard)
	}
	if d.Type("zz"); d.Heard() != `no country holds "rurizz"` {
		t.Errorf("no row is heard as %q", d.Heard())
	}
}

func TestATextIsHeardLineByLineToItsEnd(t *testing.T) {
	d := hearing(t, 80, 24, "").Press("?")
	last := ""
	for range 200 {
		heard := strings.TrimPrefix(d.Heard(), "Keys: ")
		if text, _, found := strings.Cut(heard, ", line "); found {
			if line := strings.TrimSuffix(strings.Join(strings.Fields(cursorLine(d)), " "), "."); line != text {
				t.Fatalf("%q is heard, the cursor stands at %q", text, line)
			}
		}
		if heard == last {
			break
		}
		last = heard
		d.Press("down")
	}
	var n, of int
	if _, err := fmt.Sscanf(last[strings.LastIndex(last, "line "):], "line %d of %d", &n, &of); err != nil || n != of || n < 20 {
		t.Errorf("the last line is heard as %q", last)
	}
}

func TestWhatIsHeardIsNeverCut(t *testing.T) {
	for _, view := range query.Views() {
		for _, size := range [][2]int{{220, 60}, {120, 36}, {80, 24}, {60, 20}, {50, 24}} {
			d := hearing(t, size[0], size[1], "publisher=all view="+view.String()).Press("down", "down", "right")
			want := strings.Join(strings.Fields(d.Scene().Screen.Announce()), " ")
			if heard := d.Heard(); !strings.HasPrefix(heard, want) {
				t.Errorf("%s at %v: heard is %q of %q", view, size, heard, want)
			}
			if view.Groups() && d.Scene().Cursor >= 0 {
				d.Press("G")
				cursorLine(d)
				if at, s := d.View().Cursor, d.Scene(); at.Y >= s.Help.Y || at.Y < s.Header.Y {
					t.Errorf("%s at %v: the cursor stands in row %d, what is heard in row %d", view, size, at.Y, s.Help.Y)
				}
			}
		}
	}
}

func TestTheFirstPlainScreenAndItsFootNameTheKeyOfAllKeys(t *testing.T) {
	d := hearing(t, 120, 36, "")
	if !strings.HasSuffix(d.Heard(), "; ? lists the keys") {
		t.Errorf("the first screen says %q", d.Heard())
	}
	for _, size := range [][2]int{{160, 50}, {120, 36}, {100, 24}, {80, 24}, {50, 20}, {40, 10}} {
		d := hearing(t, size[0], size[1], "").Press("down")
		if screen := strings.Join(strings.Fields(d.String()), " "); !strings.Contains(screen, "? lists the keys") && !strings.Contains(screen, "? keys") {
			t.Errorf("at %v no key tells of the others:\n%s", size, d)
		}
	}
}

func TestHeardTheHeadlineComesFirstAndThenTheFinding(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {80, 16}} {
		d := tuitest.Sit(t, size[0], size[1], "", tui.Options{Data: tuitest.Reports(), Plain: true})
		screen, headline := d.Screen(), d.Engine.Headline(d.Query())
		if got := strings.TrimSpace(screen[0]); got != headline.Fit(d.Scene().Header.W, d.Format) {
			t.Errorf("at %v the first line is %q", size, got)
		}
		if got := strings.TrimSpace(screen[1]); got == "" || got != d.Engine.Finding(d.Query(), d.Format).Fit(d.Scene().Finding.W) {
			t.Errorf("at %v the second line is %q", size, got)
		}
	}
}

func TestTheViewThatIsHeardIsNamedAmongTheOthers(t *testing.T) {
	for _, view := range query.Views() {
		d := hearing(t, 120, 36, "view="+view.String())
		d.Shows(view.Key() + " " + view.String() + " (here)")
		if n := strings.Count(d.String(), "(here)"); n != 1 {
			t.Errorf("%d views are here in %s", n, view)
		}
	}
	tuitest.Sit(t, 120, 36, "", tui.Options{}).Hides("(here)", "? lists the keys")
}

func TestHeardTheTrendSaysWhichLinesItDraws(t *testing.T) {
	d := hearing(t, 120, 36, "view=trend")
	for _, text := range []string{"5 of 33 with the most requests", "space pins others", "Utopia "} {
		if !strings.Contains(d.Heard(), text) {
			t.Errorf("the trend is heard as %q, without %q", d.Heard(), text)
		}
	}
	if d.Press("4"); strings.Contains(d.Heard(), "space pins others") {
		t.Errorf("the matrix is heard as %q", d.Heard())
	}
}
