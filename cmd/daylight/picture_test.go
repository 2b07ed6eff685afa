package main

import (
	"flag"
	"os"
	"testing"

	"daylight/data"
	"daylight/model/query"
	"daylight/tui"
)

// update is set by -update, as in the packages that keep goldens.
var update = flag.Bool("update", false, "write the pictures of the README anew")

func TestThePicturesInTheREADMEAreWhatTheDashboardDraws(t *testing.T) {
	for name, query := range map[string]string{"trend.svg": "view=trend", "map.svg": "view=map period=2012 select=GB"} {
		t.Run(name, func(t *testing.T) { isDrawn(t, "../../docs/"+name, query) })
	}
}

// isDrawn fails unless a file holds the picture of a question.
func isDrawn(t *testing.T, path, text string) {
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	q, err := query.Parse(text, d)
	if err != nil {
		t.Fatal(err)
	}
	want, err := tui.Picture(tui.Options{Data: d, Query: q, World: data.World}, pictureWidth, pictureHeight)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s is another picture (%v): go test ./cmd/daylight -run README -update", path, err)
	}
}
