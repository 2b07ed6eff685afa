package page_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daylight/tui/kit/grid"
	"daylight/tui/kit/page"
	"daylight/tui/kit/theme"
)

func sample() *page.Page {
	p := page.New("Sample")
	p.Head("Requests")
	p.Strong("twelve")
	p.Dim("The sum of half-yearly records.")
	p.Head("Notes")
	p.Note("·", "Content means letters and calls, with a word-that-is-long.")
	p.Link("https://example.org/a")
	p.Key("enter", "open the row")
	p.Record("2002-H1", "requests: mail")
	return p
}

func read(p *page.Page, width int) []string {
	t := theme.Dark()
	rows := p.Rows(width, &t, "…")
	plain := make([]string, len(rows))
	for i, row := range rows {
		plain[i] = strings.TrimRight(ansi.Strip(row), " ")
	}
	return plain
}

func TestNamesStandInAColumnBesideTheirText(t *testing.T) {
	want := `Requests
twelve
The sum of half-yearly
records.

Notes
·  Content means letters and
   calls, with a
   word-that-is-long.
   https://example.org/a
enter  open the row
2002-H1  requests: mail`
	if got := strings.Join(read(sample(), 28), "\n"); got != want {
		t.Errorf("the page is\n%s\nwant\n%s", got, want)
	}
}

func TestAColumnOfNamesIsNeverMoreThanHalfThePage(t *testing.T) {
	if got := strings.Join(read(sample(), 12), "\n"); !strings.Contains(got, "\n2002… reques\n") {
		t.Errorf("in twelve columns the page is\n%s", got)
	}
}

func TestNoRowIsWiderThanThePageAndNoLetterIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, all := page.New(""), ""
		for range rapid.IntRange(1, 5).Draw(t, "lines") {
			text := rapid.StringMatching(`[a-z日é-]{1,12}( [a-z日é-]{1,12}){0,8}`).Draw(t, "text")
			all += strings.ReplaceAll(text, " ", "")
			[]func(string){p.Text, p.Head, p.Dim, p.Strong, p.Link, func(s string) { p.Note("", s) }}[rapid.IntRange(0, 5).Draw(t, "kind")](text)
		}
		width := rapid.IntRange(4, 40).Draw(t, "width")
		rows := read(p, width)
		for _, row := range rows {
			if grid.Width(row) > width {
				t.Fatalf("%q is wider than %d cells", row, width)
			}
		}
		if got := strings.NewReplacer(" ", "", "\n", "").Replace(strings.Join(rows, "")); got != all {
			t.Fatalf("the page holds %q, was given %q", got, all)
		}
	})
}

func TestAPageIsLaidOutAgainWhenItsWidthItsThemeOrItsTextChanges(t *testing.T) {
	p := sample()
	dark, light := theme.Dark(), theme.Light()
	first := p.Rows(28, &dark, "…")
	if again := p.Rows(28, &dark, "…"); &again[0] != &first[0] {
		t.Error("a page is laid out anew though nothing has changed")
	}
	if wider := p.Rows(60, &dark, "…"); len(wider) >= len(first) {
		t.Errorf("%d rows in twice the width, before %d", len(wider), len(first))
	}
	if other := p.Rows(28, &light, "…"); other[0] == first[0] {
		t.Error("another theme draws the same")
	}
	p.Text("more")
	if more := p.Rows(28, &light, "…"); len(more) != len(first)+1 {
		t.Errorf("%d rows with a line more, before %d", len(more), len(first))
	}
}

func TestAPageIsDrawnFromItsFirstRowOnScreenAndNotBeyondItsRectangle(t *testing.T) {
	dark := theme.Dark()
	rows := sample().Rows(28, &dark, "…")
	f := grid.New(34, 5)
	page.Draw(f, grid.Rect{X: 3, Y: 1, W: 28, H: 3}, rows, 5)
	want := "|   Notes|   ·  Content means letters and|      calls, with a|"
	lines := strings.Split(f.Plain(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	if got := strings.Join(lines, "|"); got != want {
		t.Errorf("drawn is %q, want %q", got, want)
	}
	if _, st := f.Cell(3, 1); st != dark.Accent.Bold() {
		t.Errorf("a head is drawn as %+v", st)
	}
	page.Draw(f, f.Rect(), rows, 99) // the last screen
	if last := strings.Split(f.Plain(), "\n")[4]; !strings.Contains(last, "2002-H1") {
		t.Errorf("the last row is %q", last)
	}
}

func TestAScreenfulLeavesOneRowToReadOnFrom(t *testing.T) {
	for key, want := range map[string]int{"down": 11, "k": 9, "pgdown": 14, "space": 14, "ctrl+b": 6, "home": 0, "G": 35, "x": 10} {
		if top := page.Scrolled(key, 10, 5, 40); top != want {
			t.Errorf("%s scrolls from 10 to %d, want %d", key, top, want)
		}
	}
}

func TestTheAddressOfANoteIsReadSecond(t *testing.T) {
	dark := theme.Dark()
	f := grid.New(40, 2)
	p := page.New("")
	p.Note("·", "Content")
	p.Link("https://example.org/a")
	page.Draw(f, f.Rect(), p.Rows(40, &dark, "…"), 0)
	for _, c := range []struct {
		x, y int
		want grid.Style
	}{{0, 0, dark.Key}, {3, 0, dark.Text}, {3, 1, dark.Dim}} {
		if glyph, st := f.Cell(c.x, c.y); st != c.want || glyph == " " {
			t.Errorf("%q at %d, %d is drawn as %+v, want %+v", glyph, c.x, c.y, st, c.want)
		}
	}
}

func TestNoKeyScrollsBeyondAPage(t *testing.T) {
	keys := []string{"down", "up", "j", "k", "pgdown", "pgup", "space", "g", "G", "home", "end", "x", "ctrl+d", "ctrl+u"}
	rapid.Check(t, func(t *rapid.T) {
		n, height, top := rapid.IntRange(0, 40).Draw(t, "n"), rapid.IntRange(1, 12).Draw(t, "height"), 0
		for range rapid.IntRange(0, 20).Draw(t, "keys") {
			top = page.Scrolled(rapid.SampledFrom(keys).Draw(t, "key"), top, height, n)
			if top < 0 || top > max(0, n-height) {
				t.Fatalf("the first row is %d of %d, %d on screen", top, n, height)
			}
		}
	})
}
