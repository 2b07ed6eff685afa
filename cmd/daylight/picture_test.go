package main

import (
	"flag"
	"os"
	"testing"

	"daylight/data"
	"daylight/model"
	"daylight/tui"
)

// update is set by -update, as in the packages that keep goldens.
var update = flag.Bool("update", false, "write the picture of the README anew")

func TestThePictureInTheREADMEIsWhatTheDashboardDraws(t *testing.T) {
	const path = "../../docs/explore.svg"
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	q, err := model.Parse("period=2012", d)
	if err != nil {
		t.Fatal(err)
	}
	want, err := tui.Picture(tui.Options{Data: d, Query: q}, pictureWidth, pictureHeight)
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
