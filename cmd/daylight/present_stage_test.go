package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daylight/model"
)

func TestThePlaceInAStoryIsKeptForEachStory(t *testing.T) {
	s := newStore(t.TempDir())
	if at, err := s.place("talk.md"); err != nil || at != (model.Place{}) {
		t.Errorf("a story that was never told begins at %+v, %v", at, err)
	}
	odd := "/home/anna/my talk: #1 100%.md"
	for i, name := range []string{"talk.md", odd, "talk.md"} {
		if err := s.keepPlace(name, model.Place{Slide: i + 3, Step: i, Spent: 1000 * i, Exploring: true}); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]model.Place{"talk.md": {Slide: 5, Step: 2, Spent: 2000}, odd: {Slide: 4, Step: 1, Spent: 1000}} {
		if at, err := s.place(name); err != nil || at != want {
			t.Errorf("%s was left at %+v, %v, want %+v", name, at, err, want)
		}
	}
}

func TestAPlaceThatCannotBeReadIsAnErrorWithItsLine(t *testing.T) {
	s := newStore(t.TempDir())
	file := filepath.Join(s.folder, "places")
	if err := os.WriteFile(file, []byte("talk.md: here\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.place("talk.md"); err == nil || err.Error() != file+":1: write it as slide, step and milliseconds" {
		t.Errorf("error: %v", err)
	}
}

func TestManyStoriesAreForgottenFromTheOldestOn(t *testing.T) {
	s := newStore(t.TempDir())
	var list []line
	for range mostPlaces {
		list = append(list, line{key: "old", value: "1 0 0"})
	}
	if err := s.rewrite("places", func() error { return nil }, func([]line) []line { return list }); err != nil {
		t.Fatal(err)
	}
	if err := s.keepPlace("new", model.Place{Slide: 1}); err != nil {
		t.Fatal(err)
	}
	kept, err := s.lines("places")
	if err != nil || len(kept) != mostPlaces || kept[len(kept)-1].key != "new" {
		t.Errorf("%d places are kept, %v", len(kept), err)
	}
}

func TestPlacesThatOthersWroteCostLittleAndBreakNothing(t *testing.T) {
	s := newStore(t.TempDir())
	file := filepath.Join(s.folder, "places")
	const lines = 10_000
	put(t, file, strings.Repeat("a: 1\n", lines)+"talk.md: 99 -7 9223372036854775807\n")
	at, err := s.place("talk.md")
	if want := (model.Place{Slide: 98, Step: -7, Spent: mostSpent}); err != nil || at != want {
		t.Errorf("the place is %+v, %v, not %+v", at, err, want)
	}
	if n := testing.AllocsPerRun(1, func() { _, _ = s.place("talk.md") }); n > lines {
		t.Errorf("reading %d places allocates %g times", lines, n)
	}
	if n := testing.AllocsPerRun(1, func() { _ = s.keepPlace("talk.md", at) }); n > lines {
		t.Errorf("writing one beside %d places allocates %g times", lines, n)
	}
}
