package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"daylight/tui"
)

// linked makes links, each a name and what it says.
func linked(t *testing.T, folder string, links ...[2]string) {
	t.Helper()
	for _, l := range links {
		if err := os.Symlink(filepath.FromSlash(l[1]), filepath.Join(folder, filepath.FromSlash(l[0]))); err != nil {
			t.Skip("this system makes no links: ", err)
		}
	}
}

func TestLinksAreFollowedToTheirEnd(t *testing.T) {
	for name, links := range map[string][][2]string{
		"a chain to nothing":                {{"file", "second"}, {"second", "third"}, {"third", "real"}},
		"into a folder":                     {{"file", "sub/inner"}, {"sub/inner", "../real"}},
		"from a folder that is a link":      {{"file", "short/inner"}, {"short", "sub/deep"}, {"sub/deep/inner", "../../real"}},
		"back over a folder that is a link": {{"file", "short/../../real"}, {"short", "sub/deep"}},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.MkdirAll(filepath.Join(folder, "sub", "deep"), 0o700); err != nil {
				t.Fatal(err)
			}
			linked(t, folder, links...)
			if err := writeFile(filepath.Join(folder, "file"), []byte("new"), true); err != nil {
				t.Fatal(err)
			}
			if text, err := os.ReadFile(filepath.Join(folder, "real")); string(text) != "new" {
				t.Errorf("what the links lead to holds %q, %v", text, err)
			}
			for _, l := range links {
				if info, err := os.Lstat(filepath.Join(folder, l[0])); err != nil || info.Mode()&fs.ModeSymlink == 0 {
					t.Errorf("%s is a link no more: %v", l[0], err)
				}
			}
		})
	}
}

func TestLinksInACircleAreRefusedAndNamed(t *testing.T) {
	folder := t.TempDir()
	linked(t, folder, [2]string{"views", "second"}, [2]string{"second", "views"}, [2]string{"settings", "settings"}, [2]string{"around", "around"})
	s := newStore(folder)
	_, views := s.views()
	_, settings := s.settings()
	around := filepath.Join(folder, "around")
	for _, c := range []struct {
		path string
		err  error
	}{
		{s.path("views"), views},
		{s.path("views"), s.save(tui.SavedView{Name: "mine", Query: "by=type"})},
		{s.path("settings"), settings},
		{s.path("settings"), s.remember(tui.Settings{Theme: "dark"})},
		{around, newStore(around).save(tui.SavedView{Name: "mine", Query: "by=type"})},
		{filepath.Join(around, "x.csv"), writeFile(filepath.Join(around, "x.csv"), nil, false)},
		{s.path("views"), writeFile(s.path("views"), nil, true)},
	} {
		if !errors.Is(c.err, errLoop) || !strings.Contains(c.err.Error(), c.path+":") {
			t.Errorf("%s: the error is %v", c.path, c.err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".daylight-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAStoreBehindALinkToNothingIsMadeThere(t *testing.T) {
	folder := t.TempDir()
	linked(t, folder, [2]string{"store", "real"})
	s := newStore(filepath.Join(folder, "store"))
	if err := s.save(tui.SavedView{Name: "mine", Query: "by=type"}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "real", "views")); err != nil {
		t.Error(err)
	}
}

func TestErrorsNameTheFileThatWasAskedFor(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	linked(t, folder, [2]string{"away", "nowhere/views"})
	for _, path := range []string{
		filepath.Join(folder, "nowhere", "x.csv"), // no such folder
		filepath.Join(file, "x.csv"),              // a file in the place of a folder
		filepath.Join(folder, "away"),             // a link into no folder
		filepath.Join(folder, strings.Repeat("x", 300)),
		folder,
	} {
		err := writeFile(path, []byte("new"), true)
		if err == nil || !strings.HasPrefix(err.Error(), "write "+path+": ") || strings.Contains(err.Error(), besidesPrefix) {
			t.Errorf("%s: the error is %v", path, err)
		}
	}
}

func TestATildeIsTheHome(t *testing.T) {
	home := t.TempDir()
	c := &console{env: readEnvironment([]string{"HOME=" + home, "USERPROFILE=" + home})}
	if err := c.write("~/x.csv", []byte("new"), false); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(home, "x.csv")); string(text) != "new" {
		t.Errorf("the home holds %q, %v", text, err)
	}
	if err := c.write("~", []byte("new"), true); !errors.Is(err, errNoFile) || !strings.Contains(err.Error(), home) {
		t.Errorf("the home itself: %v", err)
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"~x.csv", "x~", "a~b.csv"} {
		if err := c.write(name, []byte("new"), false); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(name); err != nil {
			t.Errorf("%s was not written here: %v", name, err)
		}
	}
}

func TestSettingsStandInTheHomeOrNowhere(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there the system names the folder")
	}
	config := map[string]string{"darwin": "Library/Application Support"}[runtime.GOOS]
	if config == "" {
		config = ".config"
	}
	for _, c := range []struct{ vars, folder, wrong string }{
		{"HOME=/home/me", "/home/me/" + config + "/daylight", ""},
		{"HOME=/home/me XDG_CONFIG_HOME=", "/home/me/" + config + "/daylight", ""},
		{"HOME=/home/me XDG_CONFIG_HOME=/etc/me", "/etc/me/daylight", ""},
		{"HOME=/home/me XDG_CONFIG_HOME=~/conf", "/home/me/conf/daylight", ""},
		{"HOME=me XDG_CONFIG_HOME=/etc/me", "/etc/me/daylight", ""},
		{"HOME=/home/me XDG_CONFIG_HOME=conf", "", `XDG_CONFIG_HOME is "conf"`},
		{"HOME=me", "", `HOME is "me"`},
		{"HOME=.", "", `HOME is "."`},
	} {
		folder, err := readEnvironment(strings.Fields(c.vars)).settingsFolder()
		if folder != c.folder || c.wrong == "" && err != nil {
			t.Errorf("%s: %q, %v", c.vars, folder, err)
		}
		if c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
			t.Errorf("%s: the error is %v", c.vars, err)
		}
	}
}

// Where HOME is not set, some programs take the root of all files, and some the folder they stand in.
func TestWithoutHOMEThatOfTheAccountIsTaken(t *testing.T) {
	folder, err := readEnvironment(nil).settingsFolder()
	switch {
	case err != nil && !strings.Contains(err.Error(), "is not set"):
		t.Errorf("the error is %v", err)
	case err == nil && (!filepath.IsAbs(folder) || filepath.Dir(filepath.Dir(folder)) == filepath.VolumeName(folder)+string(filepath.Separator)):
		t.Errorf("the folder is %s", folder)
	}
}

func TestAStoreWithoutAPlaceSaysSo(t *testing.T) {
	s := userStore(readEnvironment([]string{"HOME=me", "XDG_CONFIG_HOME=conf"}))
	t.Chdir(t.TempDir())
	_, views := s.views()
	_, settings := s.settings()
	for what, err := range map[string]error{
		"views": views, "settings": settings,
		"a view": s.save(tui.SavedView{Name: "mine", Query: "by=type"}), "a choice": s.remember(tui.Settings{Theme: "dark"}),
	} {
		if err == nil || !strings.Contains(err.Error(), "XDG_CONFIG_HOME") {
			t.Errorf("%s: the error is %v", what, err)
		}
	}
	if left, _ := os.ReadDir("."); len(left) > 0 {
		t.Errorf("it wrote %v", left)
	}
}
