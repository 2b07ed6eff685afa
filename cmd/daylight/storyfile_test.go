package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daylight/data"
	"daylight/data/story"
	"daylight/tui"
)

// talk reads a story from a file of a folder.
func talk(t *testing.T, path string) storyFile {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	c := &console{err: os.Stderr}
	f, ok := c.story(path, d)
	if !ok {
		t.Fatalf("%s cannot be read", path)
	}
	return f
}

// replaced writes a file as most editors do: another one that takes its name.
func replaced(t *testing.T, path, text string) {
	t.Helper()
	put(t, path+".new", text)
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

// awaited is the story that comes next.
func awaited(t *testing.T, next func() any) tui.StoryRead {
	t.Helper()
	came := make(chan any, 1)
	go func() { came <- next() }()
	select {
	case msg := <-came:
		read, is := msg.(tui.StoryRead)
		if !is {
			t.Fatalf("%T came, not a story", msg)
		}
		return read
	case <-time.After(20 * time.Second):
		t.Fatal("the story was not read again")
	}
	return tui.StoryRead{}
}

func TestTheNameOfAStoryStandsInItsLineAndSteersNothing(t *testing.T) {
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "a\n\x1b[31mb\u202ec.md")
	put(t, path, "{{nothing}}\n")
	for _, name := range []string{path, path + "none/", folder} {
		said, err := os.Create(filepath.Join(t.TempDir(), "said"))
		if err != nil {
			t.Fatal(err)
		}
		c := &console{err: said}
		if f, ok := c.story(name, d); ok {
			_ = printProblems(said, f.name, f.problems())
			c.say(f.name + ": " + f.summary(f.problems()))
		}
		_ = said.Close()
		text, err := os.ReadFile(said.Name())
		if err != nil || strings.ContainsAny(string(text), "\x1b\u202e") || strings.Contains(string(text), "\n\ufffd") || strings.Contains(string(text), "a\n") {
			t.Errorf("of %q it is said %q, %v", name, text, err)
		}
	}
}

const threeSlides = "# One\n\n---\n# Two\n\n---\n# Three\n"

func TestAStoryIsReadAgainWhenItsFileChanges(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "talk.md")
	put(t, path, threeSlides)
	f := talk(t, path)
	watch, stop, err := f.watched()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	next := func() any { return watch() }

	put(t, path, strings.Replace(threeSlides, "# Two", "# Two and more", 1))
	if read := awaited(t, next); read.Wrong != "" || read.Slide != 1 || read.Story.Slides[1].Title != "Two and more" {
		t.Fatalf("an edited slide: %+v", read)
	}
	put(t, filepath.Join(folder, "other.md"), "# Not this")
	replaced(t, path, threeSlides+"---\n# Four\n")
	if read := awaited(t, next); read.Slide != 1 || len(read.Story.Slides) != 4 {
		t.Errorf("a replaced file: %+v", read)
	}
	// While somebody types there are mistakes: what was good goes on.
	put(t, path, threeSlides+"---\n# Four {{requsts}}\n\n{{accounts perid=2012}}\n")
	if read := awaited(t, next); read.Story != nil || !strings.HasPrefix(read.Wrong, path+":9:10: unknown figure") || !strings.Contains(read.Wrong, "and 1 more") {
		t.Errorf("a file with a mistake: %+v", read)
	}
	put(t, path, threeSlides+"---\n# Four {{requests}}\n")
	if read := awaited(t, next); read.Wrong != "" || read.Slide != 3 {
		t.Errorf("a file without it: %+v", read)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if read := awaited(t, next); read.Story != nil || !strings.Contains(read.Wrong, "is gone") {
		t.Errorf("a file that has gone: %+v", read)
	}
	put(t, path, threeSlides+"---\n# Four {{requests}}\n")
	if read := awaited(t, next); read.Wrong != "" || read.Story == nil || read.Slide != -1 {
		t.Errorf("the same file, back again: %+v", read)
	}
	put(t, path, strings.Repeat("a\n", story.MaxSize))
	if read := awaited(t, next); !strings.Contains(read.Wrong, "at most") {
		t.Errorf("a file that has grown too long: %+v", read)
	}
}

func TestWhoNoLongerWaitsForAStoryIsLetGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "talk.md")
	put(t, path, threeSlides)
	watch, stop, err := talk(t, path).watched()
	if err != nil {
		t.Fatal(err)
	}
	came := make(chan any, 1)
	go func() { came <- watch() }()
	stop()
	select {
	case msg := <-came:
		if msg != nil {
			t.Errorf("%+v came after the end", msg)
		}
	case <-time.After(20 * time.Second):
		t.Error("the wait does not end")
	}
	if watch, stop, err := talk(t, "first-report").watched(); watch != nil || stop != nil || err != nil {
		t.Error("a story that is built in is watched")
	}
}

func TestAStoryBehindLinksIsReadAgain(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"here", "there", "elsewhere"} {
		if err := os.Mkdir(filepath.Join(folder, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	real, other, path := filepath.Join(folder, "there", "real.md"), filepath.Join(folder, "elsewhere", "other.md"), filepath.Join(folder, "here", "talk.md")
	put(t, real, threeSlides)
	put(t, other, threeSlides+"---\n# Four\n")
	linked(t, folder, [2]string{"here/talk.md", "../there/real.md"})
	watch, stop, err := talk(t, path).watched()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	next := func() any { return watch() }
	replaced(t, real, "# Zero\n\n---\n"+threeSlides)
	if read := awaited(t, next); read.Slide != 0 || len(read.Story.Slides) != 4 {
		t.Errorf("the file behind the link has changed: %+v", read)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	linked(t, folder, [2]string{"here/talk.md", "../elsewhere/other.md"})
	if read := awaited(t, next); read.Wrong != "" || read.Story == nil || read.Story.Slides[3].Title != "Four" {
		t.Errorf("the link leads elsewhere: %+v", read)
	}
	put(t, other, threeSlides)
	if read := awaited(t, next); read.Story == nil || len(read.Story.Slides) != 3 {
		t.Errorf("the file elsewhere has changed: %+v", read)
	}
}

func TestTheEditedSlideIsFound(t *testing.T) {
	for _, test := range []struct {
		what          string
		before, after string // slides, a letter each
		want          int
	}{
		{"nothing", "abc", "abc", -1},
		{"an edit", "abc", "aXc", 1},
		{"two edits", "abcd", "aXcY", 1},
		{"a new slide", "abc", "abXc", 2},
		{"a new slide at the end", "abc", "abcX", 3},
		{"a new slide at the beginning", "abc", "Xabc", 0},
		{"a slide that is gone", "abc", "ac", 1},
		{"the last slide that is gone", "abc", "ab", 1},
		{"all slides but one that are gone", "abc", "c", 0},
		{"a slide that moved", "abcd", "acbd", 1},
		{"a slide that moved, and an edit", "abcd", "acXd", 2},
		{"a slide that stands there twice", "abc", "abbc", 2},
		{"another story", "abc", "XYZ", 0},
		{"a first slide", "", "a", 0},
		{"no slide", "a", "", -1},
	} {
		if got := editedSlide(strings.Split(test.before, ""), strings.Split(test.after, "")); got != test.want {
			t.Errorf("%s, from %q to %q: slide %d, not %d", test.what, test.before, test.after, got, test.want)
		}
	}
}

func TestStoriesThatAreBuiltInAreOffered(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "ten.md", "a")
	found, _ := completeStory(nil, nil, "ten")
	if len(found) != 2 || !strings.HasPrefix(found[0], "ten-years\t") || !slices.Contains(found, "ten.md") {
		t.Errorf("ten is completed to %q", found)
	}
}
