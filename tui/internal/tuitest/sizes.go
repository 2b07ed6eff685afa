package tuitest

import (
	"testing"

	"daylight/tui/kit/scene"
)

// Sizes are the smallest sizes, a third of the small ones in which each width meets each
// third height, and of the large ones every so many.
func Sizes() [][2]int {
	var all [][2]int
	small, smallHeight, step := 24, 12, 17
	if testing.Short() {
		small, smallHeight, step = 22, 7, 37
	}
	for w := 1; w <= 200; w++ {
		for h := 1; h <= 60; h++ {
			if w <= small && h <= smallHeight && (w <= 8 && h <= 6 || (w+h)%3 == 0) || w%step == 1 && h%9 == 1 {
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
