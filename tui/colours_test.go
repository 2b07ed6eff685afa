package tui_test

import (
	"slices"
	"strings"
	"testing"

	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
)

// inkOf is the colour of a name on the screen, where it stands after the columns of the
// filters; 0 where it does not stand in a colour of an entity.
func inkOf(d *tuitest.Desk, name string) grid.Color {
	f := d.Frame()
	for y, line := range d.Screen() {
		for from := 0; ; {
			at := strings.Index(line[from:], name)
			if at < 0 {
				break
			}
			x := grid.Width(line[:from+at])
			_, st := f.Cell(x, y)
			for _, c := range d.Theme.Entities {
				if st.FG == d.Theme.Ink(c) {
					return c
				}
			}
			from += at + len(name)
		}
	}
	return 0
}

// coloursOf are those of all rows that stand in one.
func coloursOf(d *tuitest.Desk, names []string) map[string]grid.Color {
	of := map[string]grid.Color{}
	for _, name := range names {
		if c := inkOf(d, name); c != 0 {
			of[name] = c
		}
	}
	return of
}

func TestARowKeepsItsColourWhateverIsPressed(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "view=trend", tui.Options{Data: tuitest.Reports(), Theme: "dark"})
	var names []string
	for _, r := range d.Engine.Result(query.Query{}).Rows[:12] {
		if r.ID != report.NotItemised {
			names = append(names, r.Name)
		}
	}
	before, seen := coloursOf(d, names), map[string]bool{}
	if len(before) < 4 {
		t.Fatalf("the trend has %d names in colours of their own:\n%s", len(before), d)
	}
	for _, keys := range []string{"]", "]", "]", "5", "2", "[", "j", "j", "space", "g", "space", "5", "j", "2", "]", "u", "u", "U", "S", "2", "5", "x", "2", "0"} {
		now := coloursOf(d.Press(keys), names)
		var taken []grid.Color
		for name, c := range now {
			seen[name] = true
			if was, had := before[name]; had && was != c {
				t.Errorf("after %s, %s goes from %06x to %06x", keys, name, was&0xffffff, c&0xffffff)
			}
			if slices.Contains(taken, c) {
				t.Errorf("after %s, two rows have the colour of %s", keys, name)
			}
			taken = append(taken, c)
		}
		before = now
	}
	if len(seen) < 5 {
		t.Errorf("only %d rows were seen in a colour", len(seen))
	}
}

func TestAPinALineAndAHeadHaveOneColour(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "pins=ER,UT", tui.Options{Theme: "dark"})
	sign := func(name string) grid.Color {
		x, y := d.Find(name)
		_, st := d.Frame().Cell(x-1, y)
		return st.FG
	}
	pins := map[string]grid.Color{"Erewhon": sign("Erewhon"), "Utopia": sign("Utopia")}
	if pins["Erewhon"] == pins["Utopia"] || !slices.Contains(d.Theme.Entities[:], pins["Utopia"]) {
		t.Errorf("the pins have the colours %06x", pins)
	}
	for _, view := range []string{"2", "5"} {
		for name, want := range coloursOf(d.Press(view), []string{"Erewhon", "Utopia"}) {
			if want != pins[name] {
				t.Errorf("in view %s %s has the colour %06x, its pin has %06x", view, name, want&0xffffff, pins[name]&0xffffff)
			}
			delete(pins, name+view)
		}
		if got := coloursOf(d, []string{"Erewhon", "Utopia"}); len(got) != 2 {
			t.Errorf("view %s has %d of the two names in their colours:\n%s", view, len(got), d)
		}
	}
}

// Colours of outcomes stand where outcomes are, and those of the interface on none of the
// marks.
func TestOneSeriesIsNeutral(t *testing.T) {
	for _, question := range []string{"by=period measure=per_million", "measure=per_million", "view=country measure=accounts select=UT", "view=trend by=period", "by=period measure=change against=2002-H1"} {
		d := tuitest.Sit(t, 120, 36, question, tui.Options{Theme: "dark"})
		f := d.Frame()
		for y, line := range d.Screen()[7:31] {
			for x, ch := range []rune(line) {
				_, st := f.Cell(x, y+7)
				isMark := strings.ContainsRune("█▉▊▋▌▍▎▏▒▁▂▃▄▅▆▇", ch) || ch >= 0x2801 && ch <= 0x28ff
				if isMark && (st.FG == d.Theme.Accent.FG || slices.Contains(d.Theme.Entities[:], st.FG)) {
					t.Errorf("%q: %c at %d,%d has a colour of the interface or of an entity:\n%s", question, ch, x, y+7, d)
				}
				if isMark && !strings.Contains(question, "country") && slices.Contains(d.Theme.Outcomes[1:], st.FG) {
					t.Errorf("%q: %c at %d,%d has the colour of an outcome:\n%s", question, ch, x, y+7, d)
				}
			}
		}
	}
}
