//go:build unix

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"daylight/data/story"
)

func TestWhatIsNoStoryIsRefusedAtOnce(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	if err := syscall.Mkfifo(at("pipe"), 0o600); err != nil {
		t.Skip(err)
	}
	linked(t, folder, [2]string{"loop", "loop"}, [2]string{"one", "two"}, [2]string{"two", "one"}, [2]string{"piped", "pipe"})
	put(t, at("long"), strings.Repeat("a", story.MaxSize+1))
	put(t, at("shut"), "a")
	if err := os.Chmod(at("shut"), 0); err != nil {
		t.Fatal(err)
	}
	for path, why := range map[string]string{
		at("pipe"): "it is a pipe", at("piped"): "it is a pipe", at("loop"): "circle", at("one"): "circle", at("long"): "part it in two",
		"/dev/zero": "it is no file", folder: "it is a folder", at("none.md"): "no such file", at("long") + "/a.md": "not a directory", at("shut"): "permission denied",
		"a\x00b": "invalid argument",
	} {
		if path == at("shut") && os.Getuid() == 0 {
			continue // who may read everything
		}
		if _, err := readStory(path); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, not %q", path, err, why)
		}
	}
	if _, err := readStory(at("none.md")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
