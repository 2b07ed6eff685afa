package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/tui/kit/grid"
)

func TestThePickedPartIsMarkedWhereMostOfItLies(t *testing.T) {
	p := colored()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0.5, 100), 1, 6).Draw(t, "values")
		b, sum := p.stack(values...), 0.0
		for _, v := range values {
			sum += v
		}
		w := rapid.IntRange(4, 40).Draw(t, "width")
		var room [roomy]part
		parts := layout(b, Scale{Max: sum}, w, 8, room[:0])
		k := rapid.IntRange(0, len(parts)-1).Draw(t, "part")
		f := p.drawn(w, b, Scale{Max: sum}, parts[k].segment+1)
		picked, most, alone := 0, 0, false
		for x := range w {
			most, alone = max(most, parts[k].within(x, 8)), alone || parts[k].within(x, 8) == 8
		}
		for x := range w {
			glyph, st := f.Cell(x, 0)
			is, n := glyph == string(p.Glyphs.Picked), parts[k].within(x, 8)
			if is {
				picked++
			}
			switch {
			case is && (n < most && !(k+1 == len(parts) && alone) || st.Attr&grid.Reverse == 0):
				t.Fatalf("cell %d, with %d eighths of the part and at most %d elsewhere, is picked in %v: %q", x, n, most, st, f.Plain())
			case !is && n == 8:
				t.Fatalf("cell %d is all of the part and not picked: %q", x, f.Plain())
			}
		}
		if picked == 0 || !alone && picked != 1 {
			t.Fatalf("%d cells are picked: %q", picked, f.Plain())
		}
	})
	if got := p.drawn(10, p.stack(10, 30), Scale{Max: 40}, 7).Plain(); got != p.drawn(10, p.stack(10, 30), Scale{Max: 40}, 0).Plain() {
		t.Errorf("a part that is not there is picked: %q", got)
	}
}

func TestARangeThatSharesACellIsHatchedThere(t *testing.T) {
	p := colored()
	first, second := p.stack(2, 30), p.stack(12, 0)
	first.Segments[0].Hi = 12
	second.Segments[1].Hi = 30
	for what, c := range map[string]struct {
		b        *Bar
		text, on int // segments
	}{"the left": {first, 0, 1}, "the right": {second, 1, 0}} {
		glyph, st := p.drawn(10, c.b, Scale{Max: 100}, 0).Cell(1, 0)
		if want := c.b.Segments[c.text].Style.On(c.b.Segments[c.on].Style.FG); glyph != string(p.Hatch()) || st != want {
			t.Errorf("where %s is a range the cell is %q in %v", what, glyph, st)
		}
	}
}

func TestAPartWithoutATextureIsSolid(t *testing.T) {
	b := &Bar{Segments: []Segment{{Lo: 1, Key: 1}}}
	for _, p := range []Pen{mono(), ascii()} {
		if glyph, _ := p.drawn(4, b, Scale{Max: 1}, 0).Cell(0, 0); glyph != string(p.Glyphs.Solid) {
			t.Errorf("it is drawn as %q", glyph)
		}
	}
}

func TestAPartOfABarIsLessThanACellFromItsTrueSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := []Pen{colored(), mono(), ascii()}[rapid.IntRange(0, 2).Draw(t, "pen")]
		kind := []Kind{Linear, Percent}[rapid.IntRange(0, 1).Draw(t, "kind")]
		values := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) float64 { return value(t, "value") }), 1, 7).Draw(t, "values")
		w := rapid.IntRange(1, 100).Draw(t, "width")
		b, largest := p.stack(values...), 0.0
		total, _ := b.Total()
		if total == 0 {
			return
		}
		s, limit := Scale{Kind: kind, Max: total + value(t, "more")}, total
		if kind == Linear {
			limit = s.Max
		}
		per := p.unitsPerCell()
		units, seen := make([]int, len(values)), 0.0
		var room [roomy]part
		for _, part := range layout(b, s, w, per, room[:0]) {
			units[part.segment] = part.to - part.from
		}
		for i, v := range values {
			largest = max(largest, v)
			if units[i] > 0 {
				seen = max(seen, v)
			}
			exact := v / limit * float64(w*per)
			if off := math.Abs(float64(units[i]) - exact); off >= float64(per) {
				t.Fatalf("of %v, part %d has %d units of %.2f, %d to a cell", values, i, units[i], exact, per)
			}
			if v == 0 && units[i] > 0 {
				t.Fatalf("of %v, part %d of nothing has %d units", values, i, units[i])
			}
		}
		if seen < largest*(1-1e-9) {
			t.Fatalf("of %v the largest is not drawn: %v", values, units)
		}
	})
}

// Shares of a bar that is short, as one that is split by outcome often is.
func TestAShortBarIsSplitAsItsValuesAre(t *testing.T) {
	for _, c := range []struct {
		p      Pen
		w      int
		values []float64
		want   []int // units
	}{
		{colored(), 5, []float64{40, 58, 1}, []int{16, 24, 0}}, // nearly 60 %, and 1 % has no cell
		{colored(), 5, []float64{1, 40, 58}, []int{0, 16, 24}},
		{colored(), 2, []float64{50, 25, 25}, []int{8, 4, 4}}, // two colours share a cell
		{colored(), 1, []float64{40, 20, 40}, []int{4, 0, 4}}, // three do not
		{colored(), 1, []float64{20, 60, 20}, []int{2, 6, 0}},
		{colored(), 1, []float64{32126, 1}, []int{8, 0}},
		{ascii(), 5, []float64{40, 58, 1}, []int{2, 3, 0}},
		{ascii(), 10, []float64{34, 2, 64}, []int{4, 0, 6}},
		{ascii(), 9, []float64{45, 540, 315}, []int{0, 6, 3}}, // less than half a cell is none
		{mono(), 1, []float64{30, 30, 40}, []int{0, 0, 1}},
	} {
		var room [roomy]part
		got := make([]int, len(c.values))
		for _, part := range layout(c.p.stack(c.values...), Scale{Kind: Percent}, c.w, c.p.unitsPerCell(), room[:0]) {
			got[part.segment] = part.to - part.from
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("in %d cells %v take %v units, want %v", c.w, c.values, got, c.want)
		}
	}
}

func TestABarThatIsShorterThanACellIsOfItsLargestPart(t *testing.T) {
	p := colored()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(1, 100), 1, 7).Draw(t, "values")
		b := p.stack(values...)
		total, _ := b.Total()
		var room [roomy]part
		parts := layout(b, Scale{Max: total * rapid.Float64Range(1.1, 300).Draw(t, "more")}, 1, 8, room[:0])
		for _, part := range parts {
			if largest := slices.Max(values); parts[0].to < 8 && (len(parts) != 1 || values[part.segment] < largest-0.01) {
				t.Fatalf("of %v are drawn %+v", values, parts)
			}
		}
	})
}

func TestBesideABarThereIsNothingToClick(t *testing.T) {
	p := colored()
	b, s := p.stack(10, 30), Scale{Max: 80}
	for x, want := range map[int]int{0: 1, 1: 2, 2: 2, 4: 2, 5: 0, 9: 0, -1: 0, 10: 0, 16: 0} {
		if key, ok := p.Hit(b, s, 10, x); key != want || ok != (want != 0) {
			t.Errorf("at cell %d of 10 is %d, %v; want %d", x, key, ok, want)
		}
	}
	if key, ok := p.Hit(b, Scale{Kind: Log, Max: 80}, 10, 0); ok || key != 0 {
		t.Errorf("a bar on a log scale has a part %d", key)
	}
}

func TestOfTwoPartsInOneCellEachIsSeenWhereItHasAnEighth(t *testing.T) {
	p := colored()
	for _, c := range []struct {
		values        []float64
		first, second int // eighths
	}{{[]float64{1, 500, 8000}, 0, 5}, {[]float64{500, 1, 8000}, 5, 0}, {[]float64{300, 300, 8000}, 4, 4}, {[]float64{100, 8000}, 1, 74}} {
		b := p.stack(c.values...)
		_, of := eighths(p.drawn(10, b, Scale{Max: 8600}, 0))
		first, second := of[b.Segments[0].Style.FG], of[b.Segments[1].Style.FG]
		if first != c.first || second != c.second {
			t.Errorf("of %v the first two take %d and %d eighths, want %d and %d", c.values, first, second, c.first, c.second)
		}
	}
}

func TestARangeAlwaysShowsWhatIsSureOfItAndWhatIsNot(t *testing.T) {
	solid, hatch := "█", string(mono().Hatch())
	for _, c := range []struct {
		lo, hi float64
		want   string // without colours, in whole cells
	}{
		{1, 1000, solid + strings.Repeat(hatch, 9)},
		{0, 1000, strings.Repeat(hatch, 10)},
		{999, 1000, strings.Repeat(solid, 9) + hatch},
		{500, 1000, strings.Repeat(solid, 5) + strings.Repeat(hatch, 5)},
		{1, 90, hatch}, // one cell cannot show both
		{150, 200, solid + hatch},
	} {
		b := mono().stack(c.lo)
		b.Segments[0].Hi = c.hi
		if got := strings.TrimRight(mono().drawn(10, b, Scale{Max: 1000}, 0).Plain(), " "); got != c.want {
			t.Errorf("%v to %v is drawn %q, want %q", c.lo, c.hi, got, c.want)
		}
	}
	// In eighths, a cell is hatched from its middle on.
	for lo, want := range map[float64]string{4: "▒▒▒▒▒▒", 5: "█▒▒▒▒▒", 14: "█▒▒▒▒▒", 15: "██▒▒▒▒"} {
		b := colored().stack(lo)
		b.Segments[0].Hi = 60
		if got := strings.TrimRight(colored().drawn(10, b, Scale{Max: 100}, 0).Plain(), " "); got != want {
			t.Errorf("%v to 60 of 100 is drawn %q, want %q", lo, got, want)
		}
	}
}

func TestARangeOnALogScaleIsSolidUpToItsLowerEnd(t *testing.T) {
	b := mono().stack(100)
	b.Segments[0].Hi = 10_000
	if got, want := mono().drawn(12, b, Scale{Kind: Log, Max: 1e6}, 0).Plain(), "████"+strings.Repeat(string(mono().Hatch()), 4)+"    "; got != want {
		t.Errorf("drawn %q, want %q", got, want)
	}
}

func TestAPartOfAPercentBarIsAsLongAsTheMiddleOfItsRange(t *testing.T) {
	b := mono().stack(20, 60)
	b.Segments[0].Hi = 60 // 40 beside 60
	parts := layout(b, Scale{Kind: Percent}, 10, 1, nil)
	if len(parts) != 2 || parts[0].to != 4 || parts[1].to != 10 {
		t.Errorf("the parts are %+v", parts)
	}
}

func TestTheSumOfABarIsOfWhatIsKnownOfIt(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		values []float64
		state  State
		sum    float64
		want   State
	}{
		{[]float64{3, 4}, Exact, 7, Exact}, {[]float64{3, 4}, Floor, 7, Floor}, {[]float64{3, nan}, Exact, 3, Floor}, {[]float64{3, -1}, Approximate, 3, Floor},
		{[]float64{nan, nan}, Exact, 0, Missing}, {nil, Exact, 0, Missing}, {[]float64{3, 4}, Missing, 0, Missing},
		{[]float64{math.MaxFloat64, math.MaxFloat64}, Exact, math.MaxFloat64, Exact}, {[]float64{math.MaxFloat64, math.MaxFloat64, nan}, Exact, math.MaxFloat64, Floor},
	} {
		b := colored().stack(c.values...)
		b.State = c.state
		if sum, state := b.Total(); sum != c.sum || state != c.want {
			t.Errorf("%v in state %d add up to %v, %d; want %v, %d", c.values, c.state, sum, state, c.sum, c.want)
		}
	}
}
