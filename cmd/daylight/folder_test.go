package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daylight/data/handout"
)

// exported writes files, each a name and its content, into a folder, as an export does.
func exported(folder string, files ...[2]string) error {
	x, err := openExport(folder)
	if err != nil {
		return err
	}
	var list []handout.File
	for _, f := range files {
		list = append(list, handout.File{Name: f[0], Content: []byte(f[1])})
	}
	return x.write(list)
}

// holds fails unless a folder holds these files besides the list of the export, and nothing else.
func holds(t *testing.T, folder string, files ...[2]string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, e := range entries {
		if e.Name() != exportList {
			content, err := os.ReadFile(filepath.Join(folder, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, e.Name()+": "+string(content))
		}
	}
	for _, f := range files {
		want = append(want, f[0]+": "+f[1])
	}
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("%s holds %q, want %q", folder, got, want)
	}
}

// put writes a file as a person would.
func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestAnExportReplacesTheOneBeforeWholly(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "talk")
	for _, files := range [][][2]string{
		{{"index.html", "one"}, {"slide-01.svg", "one"}, {"slide-02.svg", "one"}},
		{{"index.html", "two"}, {"slide-01.svg", "one"}},
		{{"index.html", "three"}, {"slide-03.svg", "three"}},
	} {
		if err := exported(folder, files...); err != nil {
			t.Fatal(err)
		}
		holds(t, folder, files...)
	}
}

func TestAnExportTouchesNothingThatAPersonHasMadeOrChanged(t *testing.T) {
	first := [][2]string{{"index.html", "one"}, {"slide-01.svg", "one"}, {"slide-02.svg", "one"}}
	for name, c := range map[string]struct {
		change  func(folder string)
		refused string // what the error says; "" for none
		after   [][2]string
	}{
		"a file besides": {
			change: func(folder string) { put(t, filepath.Join(folder, "mine"), "mine") },
			after:  [][2]string{{"index.html", "two"}, {"mine", "mine"}},
		},
		"a changed file that would be written": {
			change:  func(folder string) { put(t, filepath.Join(folder, "index.html"), "mine") },
			refused: "index.html: it is not as daylight wrote it",
			after:   [][2]string{{"index.html", "mine"}, {"slide-01.svg", "one"}, {"slide-02.svg", "one"}},
		},
		"a changed file that would be taken away": {
			change: func(folder string) { put(t, filepath.Join(folder, "slide-02.svg"), "mine") },
			after:  [][2]string{{"index.html", "two"}, {"slide-02.svg", "mine"}},
		},
		"a file that is gone": {
			change: func(folder string) { _ = os.Remove(filepath.Join(folder, "index.html")) },
			after:  [][2]string{{"index.html", "two"}},
		},
		"no list": {
			change:  func(folder string) { _ = os.Remove(filepath.Join(folder, exportList)) },
			refused: "the folder holds other things than an export",
			after:   first,
		},
		"a list of a person": {
			change:  func(folder string) { put(t, filepath.Join(folder, exportList), sumOf([]byte("one"))+"  index.html\n") },
			refused: "the folder holds other things than an export",
			after:   first,
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := exported(folder, first...); err != nil {
				t.Fatal(err)
			}
			c.change(folder)
			err := exported(folder, [2]string{"index.html", "two"})
			if (err == nil) != (c.refused == "") || err != nil && !strings.Contains(err.Error(), c.refused) {
				t.Errorf("it says %v, want %q", err, c.refused)
			}
			holds(t, folder, c.after...)
		})
	}
}

func TestAnExportGoesIntoNoFolderOfOthers(t *testing.T) {
	folder := t.TempDir()
	put(t, filepath.Join(folder, "index.html"), "mine")
	if err := exported(folder, [2]string{"other", "one"}); err == nil || !strings.Contains(err.Error(), "holds other things") {
		t.Errorf("it says %v", err)
	}
	holds(t, folder, [2]string{"index.html", "mine"})
	if err := exported(filepath.Join(folder, "index.html"), [2]string{"other", "one"}); err == nil || !strings.Contains(err.Error(), "not a folder") {
		t.Errorf("a file in its place: it says %v", err)
	}
	if err := exported(filepath.Join(folder, "none", "talk"), [2]string{"other", "one"}); err == nil {
		t.Error("it made a folder for its folder")
	}
	holds(t, folder, [2]string{"index.html", "mine"})
}

func TestAnExportFollowsLinksToItsFolderAndNoneInIt(t *testing.T) {
	folder := t.TempDir()
	linked(t, folder, [2]string{"talk", "real"}, [2]string{"circle", "circle"})
	if err := exported(filepath.Join(folder, "talk"), [2]string{"index.html", "one"}); err != nil {
		t.Fatal(err)
	}
	holds(t, filepath.Join(folder, "real"), [2]string{"index.html", "one"})
	if err := exported(filepath.Join(folder, "circle"), [2]string{"index.html", "one"}); err == nil || !strings.Contains(err.Error(), "circle") {
		t.Errorf("links in a circle: it says %v", err)
	}
	put(t, filepath.Join(folder, "elsewhere"), "one")
	if err := os.Remove(filepath.Join(folder, "real", "index.html")); err != nil {
		t.Fatal(err)
	}
	linked(t, folder, [2]string{"real/index.html", "../elsewhere"})
	if err := exported(filepath.Join(folder, "talk"), [2]string{"index.html", "two"}); err == nil || !strings.Contains(err.Error(), "not as daylight wrote it") {
		t.Errorf("a link in the place of a file: it says %v", err)
	}
	if got, err := os.ReadFile(filepath.Join(folder, "elsewhere")); string(got) != "one" {
		t.Errorf("the file that the link leads to holds %q, %v", got, err)
	}
}

func TestAnExportThatFailsLeavesNothingBehind(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "talk")
	long := strings.Repeat("x", 300) // longer than names can be
	x, err := openExport(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.write([]handout.File{{Name: "index.html", Content: []byte("one")}, {Name: long, Content: []byte("two")}, {Name: "no/folder", Content: nil}}); err == nil {
		t.Fatal("it wrote a file without a folder")
	}
	if _, err := os.Lstat(folder); err == nil {
		entries, _ := os.ReadDir(folder)
		t.Errorf("it left the folder, with %v", entries)
	}
}

// An export that is ended in the midst of writing has written its list first.
func TestAnExportThatWasEndedMidwayIsReplacedByTheNext(t *testing.T) {
	folder := t.TempDir()
	if err := exported(folder, [2]string{"index.html", "one"}, [2]string{"slide-01.svg", "one"}); err != nil {
		t.Fatal(err)
	}
	x, err := openExport(folder)
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(folder, exportList), string(x.list([]handout.File{{Name: "index.html", Content: []byte("two")}}, x.own)))
	put(t, filepath.Join(folder, "index.html"), "two")
	if err := exported(folder, [2]string{"index.html", "three"}); err != nil {
		t.Fatal(err)
	}
	holds(t, folder, [2]string{"index.html", "three"})
}
