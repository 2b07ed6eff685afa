package grid_test

import (
	"strings"
	"testing"

	"daylight/tui/kit/grid"
)

// picture is a frame as text, without the blanks behind its lines.
func picture(f *grid.Frame) string {
	lines := strings.Split(f.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

func TestBlockDigitsLookLikeDigits(t *testing.T) {
	for size, want := range map[grid.Blocks]map[string]string{
		grid.Halves: {
			"0123456789": "" +
				"█▀█ ▀█  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█\n" +
				"█ █  █  █▀▀ ▀▀█ ▀▀█ ▀▀█ █▀█   █ █▀█ ▀▀█\n" +
				"▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀",
			"2025-H1": "" +
				"▀▀█ █▀█ ▀▀█ █▀▀    █ █ ▀█\n" +
				"█▀▀ █ █ █▀▀ ▀▀█ ▀▀ █▀█  █\n" +
				"▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀    ▀ ▀ ▀▀▀",
			"1,234.5": "" +
				"▀█    ▀▀█ ▀▀█ █ █   █▀▀\n" +
				" █    █▀▀ ▀▀█ ▀▀█   ▀▀█\n" +
				"▀▀▀ █ ▀▀▀ ▀▀▀   ▀ ▀ ▀▀▀",
			"(7 %)": "" +
				"▄▀ ▀▀█   ▀ █ ▀▄\n" +
				"█    █   ▄▀   █\n" +
				" ▀   ▀   ▀ ▀ ▀",
			"≥ 4–5k": "" +
				"    █ █     █▀▀\n" +
				"≥   ▀▀█ ▀▀▀ ▀▀█ k\n" +
				"      ▀     ▀▀▀",
		},
		grid.Wholes: {
			"-40": "" +
				"      ██  ██  ██████\n" +
				"      ██  ██  ██  ██\n" +
				"████  ██████  ██  ██\n" +
				"          ██  ██  ██\n" +
				"          ██  ██████",
		},
		grid.Marks: {
			"H1..2": "" +
				"# # ##      ###\n" +
				"# #  #        #\n" +
				"###  #      ###\n" +
				"# #  #      #\n" +
				"# # ### # # ###",
		},
	} {
		for text, want := range want {
			f := grid.New(size.Width(text), size.Rows())
			if used := f.Blocks(f.Rect(), text, size, grid.Style{}); used != size.Width(text) {
				t.Errorf("%q takes %d cells, it should take %d", text, used, size.Width(text))
			}
			if got := picture(f); got != want {
				t.Errorf("%q looks like\n%s\nit should like\n%s", text, got, want)
			}
		}
	}
}

func TestNoTwoBlockDigitsLookAlike(t *testing.T) {
	for _, size := range []grid.Blocks{grid.Halves, grid.Wholes, grid.Marks} {
		seen := map[string]rune{}
		for _, r := range "0123456789H%+(),.- " {
			f := grid.New(6, size.Rows()+1) // a row for what hangs lower
			f.Blocks(f.Rect(), string(r), size, grid.Style{})
			if other, twice := seen[picture(f)]; twice {
				t.Errorf("in %d rows %q looks like %q:\n%s", size.Rows(), r, other, picture(f))
			}
			seen[picture(f)] = r
		}
	}
}

func TestBlockDigitsAreNeverCut(t *testing.T) {
	for _, r := range []grid.Rect{{W: 6, H: 3}, {W: 7, H: 2}, {}} {
		f := grid.New(12, 3)
		if used := f.Blocks(r, "12", grid.Halves, grid.Style{}); used != 0 || strings.TrimSpace(picture(f)) != "" {
			t.Errorf("in %d×%d cells two digits take %d:\n%s", r.W, r.H, used, picture(f))
		}
	}
	f := grid.New(12, 3)
	f.BlocksRight(f.Rect(), "7", grid.Halves, grid.Style{})
	if got := f.String(); !strings.HasPrefix(got, strings.Repeat(" ", 9)+"▀▀█") {
		t.Errorf("at the right edge a digit stands so:\n%s", got)
	}
}

func TestBlockDigitsLeaveTheBandBehindThem(t *testing.T) {
	f, band := grid.New(8, 3), grid.Style{BG: grid.RGB(1, 2, 3)}
	f.Fill(f.Rect(), band)
	f.Blocks(f.Rect(), "10", grid.Halves, grid.Style{FG: grid.RGB(9, 9, 9)})
	for y := range 3 {
		for x := range 8 {
			if _, st := f.Cell(x, y); st.BG != band.BG {
				t.Errorf("the cell at %d,%d has lost the band", x, y)
			}
		}
	}
}
