package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// axisOf writes down an axis from the ground up, each tick as value@row, and where the last value stands.
func axisOf(kind Kind, whole bool, rows int, values ...float64) string {
	rise := RiseOver(kind, values, whole, rows)
	var b strings.Builder
	for _, t := range rise.Ticks() {
		fmt.Fprintf(&b, "%s@%d ", colored().Label(Scale{}, t.Value), t.Cell)
	}
	dot, ok := rise.Dot(values[len(values)-1])
	if !ok {
		return b.String() + "no place"
	}
	return fmt.Sprintf("%s%v at dot %d of %d", b.String(), values[len(values)-1], dot, 4*rows)
}

func TestTicksAreNeitherCrowdedNorFewAndValuesFillTheHeight(t *testing.T) {
	for _, c := range []struct {
		rows   int
		whole  bool
		values []float64
		want   string
	}{
		{1, true, []float64{12227}, "0@0 12227 at dot 2 of 4"},
		{2, true, []float64{3}, "0@0 2@1 3 at dot 6 of 8"},
		{3, true, []float64{12227}, "0@0 10,000@1 20,000@2 12227 at dot 7 of 12"},
		{3, false, []float64{2.4}, "0@0 2.5@2 2.4 at dot 10 of 12"},
		{5, true, []float64{12227}, "0@0 10,000@3 12227 at dot 17 of 20"},
		{6, true, []float64{12227}, "0@0 5,000@2 10,000@4 12227 at dot 22 of 24"},
		{6, false, []float64{-30, 70}, "−50@0 0@2 50@4 70 at dot 21 of 24"},
		{8, false, []float64{0.37}, "0@0 0.25@4 0.37 at dot 26 of 32"},
		{8, true, []float64{3}, "0@0 1@2 2@4 3@6 3 at dot 26 of 32"},
		{11, true, []float64{12227}, "0@0 2,500@2 5,000@4 7,500@6 10,000@8 12,500@10 12227 at dot 41 of 44"},
		{11, true, []float64{3}, "0@0 1@3 2@6 3@9 3 at dot 38 of 44"},
		{12, true, []float64{12227}, "0@0 2,500@2 5,000@4 7,500@6 10,000@8 12,500@10 12227 at dot 41 of 48"},
		{12, true, []float64{1}, "0@0 1@11 1 at dot 46 of 48"},
		{20, true, []float64{12227}, "0@0 4,000@6 8,000@12 12,000@18 12227 at dot 75 of 80"},
		{20, false, []float64{-30, 70}, "−40@0 0@7 40@14 70 at dot 79 of 80"},
		{20, false, []float64{-30, -7}, "−30@0 −20@6 −10@12 0@18 -7 at dot 57 of 80"},
		{30, true, []float64{3}, "0@0 1@9 2@18 3@27 3 at dot 110 of 120"},
		{30, false, []float64{2.4}, "0@0 0.5@6 1@12 1.5@18 2@24 2.4 at dot 117 of 120"},
		{60, true, []float64{12227}, "0@0 2,500@12 5,000@24 7,500@36 10,000@48 12227 at dot 237 of 240"},
		{12, false, []float64{0}, "0@0 0.2@2 0.4@4 0.6@6 0.8@8 1@10 0 at dot 4 of 48"},
	} {
		if got := axisOf(Linear, c.whole, c.rows, c.values...); got != c.want {
			t.Errorf("%v on %d rows:\n%s, want\n%s", c.values, c.rows, got, c.want)
		}
	}
}

func TestTicksAreEquallyFarApartFromTheFootUp(t *testing.T) {
	for rows := 3; rows < 70; rows++ {
		for _, values := range [][]float64{{12227}, {3}, {0.37}, {-30, 70}, {-30, -7}, {0}} {
			for _, kind := range []Kind{Linear, Log} {
				rise := RiseOver(kind, values, false, rows)
				ticks := rise.Ticks()
				height := func(i int) int { // the rule of the foot lies between dots 1 and 2
					if ticks[i].Cell == 0 {
						return tickDot
					}
					dot, _ := rise.Dot(ticks[i].Value)
					return dot
				}
				if kind == Log && ticks[0].Value == 0 {
					ticks = ticks[1:] // it lies apart
				}
				for i := 2; i < len(ticks); i++ {
					if first, next := height(1)-height(0), height(i)-height(i-1); first != next {
						t.Errorf("%v on %d rows: the first step is %d dots high, one of the others %d: %v", values, rows, first, next, ticks)
					}
				}
			}
		}
	}
}

func TestWhatIsNearlyZeroIsDrawnRightAboveTheFoot(t *testing.T) {
	rise := RiseOver(Linear, []float64{0, 100}, true, 12)
	for _, v := range []float64{0, 0.001, 1} {
		if dot, ok := rise.Dot(v); !ok || dot != 4*rise.Foot() {
			t.Errorf("%v of 100 stands at dot %d, %v", v, dot, ok)
		}
	}
	// What is higher has its true place over the axis.
	ten, _ := rise.Dot(10)
	hundred, _ := rise.Dot(100)
	if off := 10*(ten-tickDot) - (hundred - tickDot); off < -5 || off > 5 {
		t.Errorf("10 stands at dot %d, 100 at %d, and nothing at %d", ten, hundred, tickDot)
	}
}

func TestPowersOfTenAreAsFarApartAsThereIsRoom(t *testing.T) {
	for _, c := range []struct {
		rows   int
		values []float64
		want   string
	}{
		{1, []float64{3, 4000}, "1@0 4000 at dot 3 of 4"},
		{2, []float64{3, 4000}, "1@0 1,000@1 4000 at dot 5 of 8"},
		{2, []float64{0, 75378}, "10,000@0 100,000@1 75378 at dot 4 of 8"},
		{3, []float64{0, 75378}, "0@0 10,000@1 100,000@2 75378 at dot 10 of 12"},
		{5, []float64{3, 4000}, "1@0 10@1 100@2 1,000@3 10,000@4 4000 at dot 16 of 20"},
		{6, []float64{3, 4000}, "1@0 100@2 10,000@4 4000 at dot 16 of 24"},
		{8, []float64{3, 4000}, "1@0 10@2 100@4 1,000@6 4000 at dot 31 of 32"},
		{8, []float64{0, 3, 4000}, "0@0 1@3 100@5 10,000@7 4000 at dot 28 of 32"},
		{12, []float64{3, 4000}, "1@0 10@3 100@6 1,000@9 4000 at dot 45 of 48"},
		{12, []float64{0.001, 1e6}, "0.001@0 0.1@2 10@4 1,000@6 100,000@8 10,000,000@10 1e+06 at dot 38 of 48"},
		{20, []float64{1000, 1e6}, "1,000@0 10,000@6 100,000@12 1,000,000@18 1e+06 at dot 74 of 80"},
		{12, []float64{0}, "0@0 1@3 10@11 0 at dot 4 of 48"}, // nothing above zero
	} {
		if got := axisOf(Log, true, c.rows, c.values...); got != c.want {
			t.Errorf("%v on %d rows:\n%s, want\n%s", c.values, c.rows, got, c.want)
		}
	}
}

func TestWhatIsBeyondTheAxisHasNoPlaceOnIt(t *testing.T) {
	linear, log := RiseOver(Linear, []float64{80}, true, 10), RiseOver(Log, []float64{10, 1000}, true, 10)
	for _, c := range []struct {
		rise Rise
		v    float64
		ok   bool
	}{
		{linear, 0, true}, {linear, 80, true}, {linear, -1, true}, {linear, -100, false}, {linear, 1000, false},
		{linear, math.NaN(), false}, {linear, math.Inf(1), false}, {linear, 2e300, false},
		{log, 10, true}, {log, 1000, true}, {log, 0.1, false}, {log, 1e6, false}, {log, 0, false}, {log, -10, false},
		{Rise{}, 0, false},
	} {
		if dot, ok := c.rise.Dot(c.v); ok != c.ok || !ok && dot != 0 {
			t.Errorf("%v stands at %d, %v", c.v, dot, ok)
		}
	}
	if ticks := (Rise{}).Ticks(); len(ticks) != 0 {
		t.Errorf("an axis without rows has ticks: %v", ticks)
	}
}

func TestTicksRiseAndKeepTheirDistance(t *testing.T) {
	for _, kind := range []Kind{Linear, Log} {
		for _, limit := range []float64{5e-324, 0.001, 0.4, 1, 7, 99, 1234, 1e6, 1e300} {
			for _, w := range []int{1, 2, 7, 19, 40, 80, 200} {
				for _, gap := range []int{0, 1, 3, 8, 15} {
					ticks := Scale{Kind: kind, Max: limit}.Ticks(w, gap)
					for i := 1; i < len(ticks); i++ {
						// The last cell holds what stands at its right end, so its tick may be one nearer.
						if a, b := ticks[i-1], ticks[i]; b.Value <= a.Value || b.Cell-a.Cell < gap-1 {
							t.Errorf("kind %d to %v in %d cells, %d apart: %.200v", kind, limit, w, gap, fmt.Sprint(ticks))
							break
						}
					}
				}
			}
		}
	}
	if ticks := (Scale{Kind: Percent, Max: 10}).Ticks(0, 3); len(ticks) != 0 {
		t.Errorf("an axis of no cells has ticks: %v", ticks)
	}
}

func TestTicksOfAScaleAreRoundAndAsManyAsFit(t *testing.T) {
	for _, c := range []struct {
		s      Scale
		w, gap int
		want   string
	}{
		{Scale{Kind: Linear, Max: 12227}, 40, 8, "0@0 2,500@8 5,000@16 7,500@24 10,000@32"},
		{Scale{Kind: Linear, Max: 2, Whole: true}, 40, 8, "0@0 1@20 2@39"},
		{Scale{Kind: Linear, Max: 0.2}, 40, 8, "0@0 0.04@8 0.08@16 0.12@24 0.16@32 0.2@39"},
		{Scale{Kind: Log, Max: 1000}, 30, 10, "1@0 10@10 100@20 1,000@29"},
		{Scale{Kind: Log, Max: 1000}, 30, 11, "1@0 100@20"},
		{Scale{Kind: Log, Max: 50000}, 10, 1, "1@0 10@2 100@4 1,000@6 10,000@8"},
		{Scale{Kind: Percent, Max: 7}, 40, 10, "0@0 25@10 50@20 75@30 100@39"},
		{Scale{Kind: Percent, Max: 7}, 40, 11, "0@0 50@20 100@39"},
		{Scale{Kind: Percent, Max: 7}, 20, 10, "0@0 50@10 100@19"},
		{Scale{Kind: Percent, Max: 7}, 19, 10, "0@0 100@18"},
	} {
		var got []string
		for _, tick := range c.s.Ticks(c.w, c.gap) {
			got = append(got, fmt.Sprintf("%s@%d", colored().Label(Scale{}, tick.Value), tick.Cell))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%v in %d cells, %d apart: %s, want %s", c.s, c.w, c.gap, s, c.want)
		}
	}
}

func TestALabelIsWrittenAsAPersonWould(t *testing.T) {
	u, a := colored(), ascii()
	for _, c := range []struct {
		p    Pen
		s    Scale
		v    float64
		want string
	}{
		{u, Scale{}, 0, "0"}, {u, Scale{}, 999, "999"}, {u, Scale{}, 1000, "1,000"}, {u, Scale{}, 1234567, "1,234,567"},
		{u, Scale{}, -1500, "−1,500"}, {a, Scale{}, -1500, "-1,500"}, {u, Scale{}, 0.25, "0.25"},
		{u, Scale{}, 0.1 + 0.2, "0.3"}, {u, Scale{Kind: Percent}, 25, "25 %"},
		{u, Scale{}, 1e15, "1e+15"}, {u, Scale{}, 1e-7, "1e-07"}, {u, Scale{}, 1e-6, "0.000001"},
		{u, Scale{}, math.NaN(), "·"}, {u, Scale{}, math.Inf(-1), "·"}, {a, Scale{}, math.Inf(1), "."},
	} {
		if got := c.p.Label(c.s, c.v); got != c.want {
			t.Errorf("%v is %q, want %q", c.v, got, c.want)
		}
	}
}

func TestPositionsOnAScaleAreBetweenItsEnds(t *testing.T) {
	for _, c := range []struct {
		s    Scale
		v    float64
		want float64
	}{
		{Scale{Kind: Linear, Max: 50}, 25, 20}, {Scale{Kind: Linear, Max: 50}, 50, 40}, {Scale{Kind: Linear, Max: 50}, 51, 40}, {Scale{Kind: Linear, Max: 50}, -1, 0},
		{Scale{Kind: Linear, Max: 50}, math.NaN(), 0}, {Scale{Kind: Linear, Max: 0}, 0.5, 20}, {Scale{Kind: Linear, Max: math.Inf(1)}, 0.5, 20}, {Scale{Kind: Linear, Max: math.NaN()}, 0.5, 20},
		{Scale{Kind: Linear, Max: 1}, 0.5, 20}, {Scale{Kind: Linear, Max: 0.5}, 0.25, 20},
		{Scale{Kind: Log, Max: 100}, 10, 20}, {Scale{Kind: Log, Max: 100}, 1, 0}, {Scale{Kind: Log, Max: 100}, 0.5, 0}, {Scale{Kind: Log, Max: 1}, 10, 40}, {Scale{Kind: Log, Max: -7}, 10, 40}, {Scale{Kind: Log, Max: 2}, 2, 40},
		{Scale{Kind: Percent, Max: 7}, 50, 20}, {Scale{Kind: Percent, Max: 7}, 120, 40},
	} {
		if got := c.s.Position(c.v, 40); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v on %v stands at %v, want %v", c.v, c.s, got, c.want)
		}
	}
	if got := (Scale{Kind: Linear, Max: 1}).Position(1, 0); got != 0 {
		t.Errorf("on no cells a value stands at %v", got)
	}
}
