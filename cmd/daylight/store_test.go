package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"daylight/tui"
)

func TestSavedViewsComeBackUnderTheirNames(t *testing.T) {
	s := newStore(filepath.Join(t.TempDir(), "new"))
	want := []tui.SavedView{{Name: "Skype", Query: "service=skype"}, {Name: "big five", Query: "country=DE,FR"}}
	for _, v := range want {
		if err := s.save(v); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.save(tui.SavedView{Name: "gone", Query: "by=type"}); err != nil {
		t.Fatal(err)
	}
	if err := s.drop("gone"); err != nil {
		t.Fatal(err)
	}
	got, err := s.views()
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("views are %v, %v; want %v", got, err, want)
	}
}

func TestAViewIsReplacedByAnotherOfItsName(t *testing.T) {
	s := newStore(t.TempDir())
	for _, q := range []string{"by=type", "by=period"} {
		if err := s.save(tui.SavedView{Name: "mine", Query: q}); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := s.views(); len(got) != 1 || got[0].Query != "by=period" {
		t.Errorf("views are %v", got)
	}
}

func TestWhatPeopleWroteIntoTheFilesStays(t *testing.T) {
	s := newStore(t.TempDir())
	for name, text := range map[string]string{"views": "# mine\n\na: top=1\n", "settings": "# bright room\ntheme: light\n"} {
		if err := os.WriteFile(s.path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.save(tui.SavedView{Name: "b", Query: "top=2"}); err != nil {
		t.Fatal(err)
	}
	if err := s.remember(tui.Settings{Theme: "dark"}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"views": "# mine\n\na: top=1\nb: top=2\n", "settings": "# bright room\ntheme: dark\n"} {
		if got, _ := os.ReadFile(s.path(name)); string(got) != want {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
	}
}

func TestANameThatCannotBeReadBackIsRefused(t *testing.T) {
	s := newStore(t.TempDir())
	for _, name := range []string{"", "  ", " #x", "a:b"} {
		if err := s.save(tui.SavedView{Name: name, Query: "top=1"}); err == nil {
			t.Errorf("%q is taken", name)
		}
	}
	if views, err := s.views(); len(views) > 0 || err != nil {
		t.Errorf("views are %v, %v", views, err)
	}
}

func TestALinkToNothingIsFollowed(t *testing.T) {
	folder := t.TempDir()
	link := filepath.Join(folder, "link")
	if err := os.Symlink("real", link); err != nil {
		t.Skip("this system makes no links: ", err)
	}
	if err := writeFile(link, []byte("new"), true); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(filepath.Join(folder, "real")); string(text) != "new" {
		t.Errorf("what the link points at holds %q", text)
	}
}

func TestSettingsAreRemembered(t *testing.T) {
	s := newStore(t.TempDir())
	want := tui.Settings{Theme: "light", NoMouse: true}
	if err := s.remember(want); err != nil {
		t.Fatal(err)
	}
	if got, err := s.settings(); err != nil || got != want {
		t.Errorf("settings are %v, %v; want %v", got, err, want)
	}
}

func TestChangesAtTheSameTimeAllHold(t *testing.T) {
	s := newStore(t.TempDir())
	var want []tui.SavedView
	var all sync.WaitGroup
	for i := range 16 {
		v := tui.SavedView{Name: fmt.Sprintf("view %02d", i), Query: "by=type"}
		want = append(want, v)
		all.Go(func() {
			if err := s.save(v); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got, err := s.views(); err != nil || !slices.Equal(got, want) {
		t.Errorf("views are %v, %v; want %v", got, err, want)
	}
}

func TestABrokenFileIsReportedWithItsLineAndLeftUntouched(t *testing.T) {
	for _, broken := range []struct{ file, text, want string }{
		{"views", "# mine\nbig five country=DE\n", "views:2: write it as key: value"},
		{"views", "a: by=type\na: by=period\n", `views:2: "a" stands here twice`},
		{"settings", "theme: lihgt\n", "settings:1: "},
		{"settings", "\nthem: light\n", `settings:2: unknown setting "them", did you mean "theme"`},
		{"settings", "mouse: maybe\n", `settings:1: mouse is on or off, not "maybe"`},
		{"settings", "theme: dark\n\ntheme: light\n", `settings:3: "theme" stands here twice`},
	} {
		s := newStore(t.TempDir())
		if err := os.WriteFile(s.path(broken.file), []byte(broken.text), 0o600); err != nil {
			t.Fatal(err)
		}
		said := 0
		for _, err := range []error{
			func() error { _, err := s.views(); return err }(),
			func() error { _, err := s.settings(); return err }(),
			s.save(tui.SavedView{Name: "new", Query: "by=type"}),
			s.remember(tui.Settings{Theme: "dark"}),
		} {
			if err == nil {
				continue
			}
			said++
			if !strings.Contains(err.Error(), broken.want) {
				t.Errorf("%s: the error is %q, want %q in it", broken.file, err, broken.want)
			}
		}
		if said != 2 { // reading it and changing it
			t.Errorf("%s: %q is reported %d times", broken.file, broken.text, said)
		}
		if text, _ := os.ReadFile(s.path(broken.file)); string(text) != broken.text {
			t.Errorf("%s was written over: %q", broken.file, text)
		}
	}
}

func TestWhatIsNoFileIsNeitherReadNorReplaced(t *testing.T) {
	s := newStore(t.TempDir())
	if err := os.Symlink(os.DevNull, s.path("views")); err != nil {
		t.Skip("this system makes no links: ", err)
	}
	if err := os.Mkdir(s.path("settings"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, views := s.views()
	_, settings := s.settings()
	for what, err := range map[string]error{
		"views":             views,
		"settings":          settings,
		"saving a view":     s.save(tui.SavedView{Name: "mine", Query: "by=type"}),
		"remembering":       s.remember(tui.Settings{Theme: "dark"}),
		"writing to a link": writeFile(s.path("views"), []byte("new"), true),
		"and to a folder":   writeFile(s.path("settings"), []byte("new"), true),
	} {
		if !errors.Is(err, errNoFile) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is now %v, %v", os.DevNull, info, err)
	}
}

func TestAFileTooLongIsLeftAlone(t *testing.T) {
	s := newStore(t.TempDir())
	text := "a: " + strings.Repeat("x", maxStored)
	if err := os.WriteFile(s.path("views"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.views(); err == nil || !strings.Contains(err.Error(), "shorten it") {
		t.Errorf("read with %v", err)
	}
	if err := s.save(tui.SavedView{Name: "b", Query: "by=type"}); err == nil {
		t.Error("a view was saved into it")
	}
	if got, _ := os.ReadFile(s.path("views")); string(got) != text {
		t.Error("it was written over")
	}
}

func TestAFileIsNeverReplacedUnasked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "view.csv")
	if err := writeFile(path, []byte("one"), false); err != nil {
		t.Fatal(err)
	}
	if err := writeFile(path, []byte("two"), false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the second write says %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "one" {
		t.Errorf("the file holds %q", text)
	}
	if err := writeFile(path, []byte("two"), true); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(path); string(text) != "two" {
		t.Errorf("the file holds %q", text)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".daylight-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAFileThatCannotBeWrittenIsNamedAsItWasGiven(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nowhere", "view.csv")
	err := writeFile(path, []byte("new"), false)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("the error is %v", err)
	}
}

func TestALinkStaysALink(t *testing.T) {
	folder := t.TempDir()
	target, link := filepath.Join(folder, "real"), filepath.Join(folder, "link")
	if err := os.WriteFile(target, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("this system makes no links: ", err)
	}
	if err := writeFile(link, []byte("new"), true); err != nil {
		t.Fatal(err)
	}
	info, _ := os.Lstat(link)
	text, _ := os.ReadFile(target)
	if info.Mode()&fs.ModeSymlink == 0 || string(text) != "new" {
		t.Errorf("link is %v, its target holds %q", info.Mode(), text)
	}
}
