package chart

import (
	"math"
	"testing"

	"daylight/tui/kit/grid"
)

func spark(p Pen, w, h int, values ...float64) string {
	f := grid.New(w, h)
	p.DrawSpark(f, f.Rect(), values, grid.Style{})
	return f.Plain()
}

func TestASparklineHasGapsWhereNothingWasReported(t *testing.T) {
	nan := math.NaN()
	p := colored()
	if got := spark(p, 7, 1, 1, 4, nan, 8, 0, 0.001, -2); got != "▁▄ █_▁ " {
		t.Errorf("drawn %q", got)
	}
	if got := spark(p, 3, 2, 8, 4, 6); got != "█ ▄\n███" {
		t.Errorf("drawn\n%s", got)
	}
	if got := spark(ascii(), 4, 1, 8, 0, nan, 1); got != "#_ ." {
		t.Errorf("drawn %q", got)
	}
	if got := spark(p, 3, 1, nan, nan); got != "   " {
		t.Errorf("nothing was reported, drawn %q", got)
	}
}

func TestASparklineShowsTheLatestWhenThereAreTooMany(t *testing.T) {
	f := grid.New(3, 1)
	if n := colored().DrawSpark(f, f.Rect(), []float64{99, 99, 1, 2, 4}, grid.Style{}); n != 3 || f.Plain() != "▂▄█" {
		t.Errorf("%d drawn: %q", n, f.Plain())
	}
}

func FuzzDrawSpark(f *testing.F) {
	f.Add(1.0, math.NaN(), 5e-324, 10, 1)
	f.Add(math.Inf(1), math.MaxFloat64, -1.0, 3, 2)
	f.Fuzz(func(t *testing.T, a, b, c float64, w, h int) {
		within(t, func() {
			fr := grid.New(20, 4)
			values := []float64{a, b, c, a, b}
			n := colored().DrawSpark(fr, grid.Rect{X: 1, Y: 1, W: w, H: h}, values, grid.Style{})
			if h > 2 || w < 5 || h < 1 {
				return
			}
			for i := range n {
				lowest, _ := fr.Cell(1+i, h)
				if known(values[i]) == (lowest == " ") {
					t.Errorf("%v is drawn as %q", values[i], lowest)
				}
			}
		})
	})
}

func TestASparklineIsSafeForAnyNumberAndSize(t *testing.T) {
	f := grid.New(40, 4)
	for _, p := range []Pen{colored(), mono(), ascii()} {
		for _, w := range oddSizes {
			within(t, func() {
				p.DrawSpark(f, grid.Rect{X: math.MaxInt, Y: -1, W: w, H: w}, oddValues, grid.Style{})
				p.DrawSpark(f, grid.Rect{W: w, H: w}, oddValues, grid.Style{})
			})
		}
	}
}

func TestASparklineStaysInItsRectangle(t *testing.T) {
	f := grid.New(30, 4)
	r := grid.Rect{X: 5, Y: 1, W: 10, H: 2}
	colored().DrawSpark(f, r, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, grid.Style{})
	for y := range 4 {
		for x := range 30 {
			if glyph, _ := f.Cell(x, y); glyph != " " && !r.Contains(x, y) {
				t.Errorf("%q at %d, %d", glyph, x, y)
			}
		}
	}
}

func BenchmarkSparkline(b *testing.B) {
	p, f := colored(), grid.New(27, 1)
	values := make([]float64, 27)
	for i := range values {
		values[i] = float64(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		p.DrawSpark(f, f.Rect(), values, grid.Style{})
	}
}
