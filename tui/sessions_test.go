package tui_test

import (
	"reflect"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

func TestLookingChangesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		watched, o := sitAnywhere(r)
		o.Powers = tuitest.Everything().Powers // what one has written, the other must not find
		blind := tuitest.Sit(r, watched.W, watched.H, watched.Query().String(), o)
		for range rapid.IntRange(1, 15).Draw(r, "events") {
			e := rapid.SliceOfN(rapid.Byte(), 3, 3).Draw(r, "event")
			happen(watched, e[0], e[1], e[2])
			for range rapid.IntRange(1, 20).Draw(r, "looks") {
				watched.View()
			}
			happen(blind, e[0], e[1], e[2])
		}
		if watched.Quit != blind.Quit || !reflect.DeepEqual(watched.State(), blind.State()) || watched.Styled() != blind.Styled() {
			r.Fatalf("who looks at the screen ends at %q, who does not at %q", watched.Query(), blind.Query())
		}
	})
}

func TestTwoDashboardsOnOneDatasetDoNotDisturbEachOther(t *testing.T) {
	data := tuitest.Dataset(tuitest.Tables(), tuitest.Records()) // of their own, so that they build its sums at the same time
	scripts := [][]string{
		{"p", "space", "enter", "j", "enter", "esc", "m", "down", "enter", "G", "%", "c", "a", "n"},
		{"T", "b", "down", "down", "enter", "]", "]", "S", "r", "d", "ctrl+a", "enter", "/", "l", "enter", "i"},
		{"d", "ctrl+a", "enter", "b", "end", "enter", "u", "U", "tab", "tab", "l", "l", "enter", "?"},
	}
	run := func(keys []string, o tui.Options) string {
		d := tuitest.Sit(t, 120, 36, "", o)
		for _, key := range keys {
			d.Press(key).View()
		}
		return d.Styled()
	}
	got := make([]string, len(scripts))
	var all sync.WaitGroup
	for i, keys := range scripts {
		all.Go(func() { got[i] = run(keys, tui.Options{Data: data}) })
	}
	all.Wait()
	for i, keys := range scripts {
		if want := run(keys, tui.Options{}); got[i] != want {
			t.Errorf("beside others, %v shows another screen", keys)
		}
	}
}
