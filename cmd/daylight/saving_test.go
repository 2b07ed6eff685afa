package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daylight/tui"
)

// several is how many views each of several savers keeps.
const several = 4

// patient is the store of a folder for a machine on which others wait for the disk, too.
func patient(folder string) *store {
	s := newStore(folder)
	s.patience = time.Minute
	return s
}

// saver is a program that keeps views under its name, and a setting.
func saver() {
	s, name := patient(os.Args[1]), os.Args[2]
	for i := range several {
		if err := s.save(tui.SavedView{Name: fmt.Sprintf("%s %d", name, i), Query: "by=type"}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitFailure)
		}
	}
	os.Exit(exitDone)
}

// keepsAll fails unless a store holds all views of so many savers.
func keepsAll(t *testing.T, folder string, savers int) {
	t.Helper()
	var want []string
	for n := range savers {
		for i := range several {
			want = append(want, fmt.Sprintf("saver %02d %d", n, i))
		}
	}
	views, err := newStore(folder).views()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range views {
		got = append(got, v.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("of %d views %d are left: %q", len(want), len(got), got)
	}
}

func TestProgramsThatSaveAtOnceKeepAllViews(t *testing.T) {
	program, folder := programCalled(t, "saver"), t.TempDir()
	const savers = 8
	var all sync.WaitGroup
	for n := range savers {
		all.Go(func() {
			if said, err := exec.Command(program, folder, fmt.Sprintf("saver %02d", n)).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, said)
			}
		})
	}
	all.Wait()
	keepsAll(t, folder, savers)
}

func TestStoresOfOneFolderKeepAllViews(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	const savers = 8
	var all sync.WaitGroup
	for n := range savers {
		all.Go(func() {
			s := patient(folder)
			for i := range several {
				if err := s.save(tui.SavedView{Name: fmt.Sprintf("saver %02d %d", n, i), Query: "by=type"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	keepsAll(t, folder, savers)
}

func TestAStoreThatSomebodyHoldsIsNamedAndNotWaitedForLong(t *testing.T) {
	s := newStore(t.TempDir())
	unlock, err := lock(s.path(".lock"), 0)
	if err != nil {
		t.Fatal(err)
	}
	s.patience = 20 * time.Millisecond
	for what, err := range map[string]error{
		"a view":   s.save(tui.SavedView{Name: "mine", Query: "by=type"}),
		"settings": s.remember(tui.Settings{Theme: "dark"}),
	} {
		if err == nil {
			t.Skip("this file system knows no locks")
		}
		if !strings.Contains(err.Error(), s.path(".lock")) || !strings.Contains(err.Error(), "try again") {
			t.Errorf("%s: the error is %q", what, err)
		}
	}
	unlock()
	if err := s.save(tui.SavedView{Name: "mine", Query: "by=type"}); err != nil {
		t.Errorf("let go, it still says %v", err)
	}
}

// ended is the number of a process that is no more.
func ended(t *testing.T) int {
	t.Helper()
	program := exec.Command(programCalled(t, "daylight"), "version")
	if err := program.Run(); err != nil {
		t.Fatal(err)
	}
	return program.Process.Pid
}

func TestWhatAKilledProgramLeftIsRemovedWithTheNextSave(t *testing.T) {
	s := newStore(t.TempDir())
	dead, me := ended(t), os.Getpid()
	ages := map[string]time.Duration{ // and whether it goes
		fmt.Sprintf(".daylight-%d-0", dead):     0,
		fmt.Sprintf(".daylight-%d-12", dead):    0,
		fmt.Sprintf(".daylight-%d-7", me):       2 * time.Hour,
		fmt.Sprintf(".daylight-%d-8", me):       0,
		fmt.Sprintf(".daylight-%d-mine", dead):  2 * time.Hour,
		fmt.Sprintf(".daylight-%d", dead):       2 * time.Hour,
		fmt.Sprintf("daylight-%d-0", dead):      2 * time.Hour,
		fmt.Sprintf(".daylight-%d-0.csv", dead): 2 * time.Hour,
		fmt.Sprintf(".daylight-0%d-0", dead):    2 * time.Hour,
		fmt.Sprintf(".daylight--%d-0", dead):    2 * time.Hour,
	}
	for name, age := range ages {
		if err := os.WriteFile(s.path(name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		if when := time.Now().Add(-age); age > 0 {
			if err := os.Chtimes(s.path(name), when, when); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Mkdir(s.path(fmt.Sprintf(".daylight-%d-3", dead)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.save(tui.SavedView{Name: "mine", Query: "by=type"}); err != nil {
		t.Fatal(err)
	}
	for name := range ages {
		_, err := os.Lstat(s.path(name))
		goes := slices.Contains([]string{
			fmt.Sprintf(".daylight-%d-0", dead), fmt.Sprintf(".daylight-%d-12", dead), fmt.Sprintf(".daylight-%d-7", me),
		}, name)
		if left := err == nil; left == goes {
			t.Errorf("%s: left is %v", name, left)
		}
	}
	if _, err := os.Lstat(s.path(fmt.Sprintf(".daylight-%d-3", dead))); err != nil {
		t.Errorf("a folder of such a name: %v", err)
	}
}

func TestAMarkAtTheBeginningOfAFileIsNoPartOfIt(t *testing.T) {
	s := newStore(t.TempDir())
	for name, text := range map[string]string{"views": "\ufeffmine: by=type\r\n", "settings": "\ufefftheme: light\r\n"} {
		if err := os.WriteFile(s.path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if views, err := s.views(); err != nil || !slices.Equal(views, []tui.SavedView{{Name: "mine", Query: "by=type"}}) {
		t.Errorf("views are %q, %v", views, err)
	}
	if set, err := s.settings(); err != nil || set.Theme != "light" {
		t.Errorf("settings are %v, %v", set, err)
	}
	if err := s.save(tui.SavedView{Name: "other", Query: "by=period"}); err != nil {
		t.Fatal(err)
	}
	if err := s.drop("mine"); err != nil {
		t.Fatal(err)
	}
	if views, err := s.views(); err != nil || len(views) != 1 {
		t.Errorf("after a change views are %q, %v", views, err)
	}
}
