package tui

import (
	"testing"

	"daylight/tui/kit/scene"
)

// states are ways to leave the dashboard, each as a question and keys.
var states = []struct {
	name, query string
	keys        []string
}{
	{"explore", "", nil},
	{"the last row", "period=2002-H1 measure=accounts", []string{"G"}},
	{"by period", "by=period scale=percent", []string{"j", "tab", "l"}},
	{"no row", "country=UT type=emergency period=2001", nil},
	{"log", "publisher=all scale=log", []string{"z"}},
	{"search", "", []string{"/", "l", "a", "n"}},
	{"picker", "period=2002-H1", []string{"c", "a", "space"}},
	{"period picker", "", []string{"p", "down", "space"}},
	{"menu", "", []string{"m", "down"}},
	{"help", "", []string{"?", "pgdown"}},
	{"inspector", "country=FL", []string{"i"}},
	{"palette", "", []string{":", "s", "h", "a"}},
	{"question in the palette", "", []string{":", "b", "y", "=", "t"}},
	{"saving a view", "", []string{"w", "n", "e", "w"}},
	{"exporting", "by=period", []string{"e"}},
	{"tiles", "outcome=content,rejected", []string{"tab", "tab", "l"}},
	{"trend", "view=trend", []string{"h", "j"}},
	{"trend of pins", "view=trend measure=disclosed_rate period=2001 pins=FR,RU,UT,ZZ", nil},
	{"map", "view=map", []string{"l", "j"}},
	{"map of rates", "view=map measure=per_million period=2002-H1", nil},
	{"matrix", "view=matrix", []string{"h", "S", "G"}},
	{"matrix by outcome", "view=matrix by=outcome", nil},
	{"compare", "view=compare pins=RU,SU,RA", []string{"l", "j"}},
	{"compare periods", "view=compare by=period", nil},
	{"country", "view=country select=FL", []string{"j", "j"}},
	{"country of all publishers", "view=country publisher=all country=RU", nil},
	{"records", "view=records publisher=all", []string{"l", "S", "G"}},
	{"record explained", "view=records", []string{"j", "i"}},
	{"sources", "view=sources publisher=all", []string{"G"}},
	{"views without a row", "view=trend country=UT type=emergency period=2001", []string{"3", "4", "5", "6", "7", "8", "2"}},
}

// sizes are all small sizes and, of the large ones, every so many.
func sizes() [][2]int {
	var all [][2]int
	small, smallHeight, step := 24, 12, 17
	if testing.Short() {
		small, smallHeight, step = 22, 7, 37
	}
	for w := 1; w <= 200; w++ {
		for h := 1; h <= 60; h++ {
			if w <= small && h <= smallHeight || w%step == 1 && h%9 == 1 {
				all = append(all, [2]int{w, h})
			}
		}
	}
	// The named steps of the layout, and the sizes beside them.
	for _, w := range []int{scene.TinyWidth, scene.NarrowWidth, scene.NormalWidth, scene.WideWidth, 200} {
		for _, h := range []int{scene.TinyHeight, scene.ListHeight, scene.NormalHeight, scene.TallHeight, 26, 28, 30, 60} {
			all = append(all, [2]int{w, h}, [2]int{w - 1, h}, [2]int{w, h - 1})
		}
	}
	return all
}
