package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/kit/theme"
)

// store keeps saved views and settings in a folder of their own, each in a text
// file that people can read and mend:
//
//	views      big five: country=DE,FR,GB,TR,US by=period
//	settings   theme: light
//
// A file with a mistake is reported with its line, and never written over. Several
// goroutines and several programs may use a store: changes happen one after the
// other, so that none is lost.
type store struct {
	folder   string
	homeless error         // why there is no folder
	patience time.Duration // how long a change waits for those of other programs
	changing sync.Mutex    // held from reading a file that will be changed until it is written
}

// newStore returns the store in a folder, which need not exist.
func newStore(folder string) *store { return &store{folder: folder, patience: 2 * time.Second} }

// userStore is the store of the person who runs the program. Where it has no place, it says so
// whenever it is asked for something.
func userStore(env environment) *store {
	folder, err := env.settingsFolder()
	s := newStore(folder)
	s.homeless = err
	return s
}

// line is one line of a file: "key: value" or, without a key, one for people.
type line struct {
	key, value string
	number     int
	text       string // as it stands in the file; empty for one that is new
}

// maxStored is how long a file of the store may be, in bytes: ten thousand views are not.
const maxStored = 1 << 20

// read is the content of a file of the store; one that is not there is empty. A pipe or a device in
// its place would never end.
func (s *store) read(name string) ([]byte, error) {
	if s.homeless != nil {
		return nil, s.homeless
	}
	path, err := followed(s.path(name))
	var info fs.FileInfo
	if err == nil {
		info, err = os.Stat(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, &fs.PathError{Op: "read", Path: s.path(name), Err: trimmed(err)}
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "read", Path: s.path(name), Err: errNoFile}
	case info.Size() > maxStored:
		return nil, fmt.Errorf("%s is %d bytes long, and at most %d are read: shorten it", s.path(name), info.Size(), maxStored)
	}
	return os.ReadFile(path)
}

// lines reads a file of the store. Blank lines and those that begin with # are
// for people: they have no key, and stay.
func (s *store) lines(name string) ([]line, error) {
	content, err := s.read(name)
	if err != nil {
		return nil, err
	}
	var list []line
	content = bytes.TrimPrefix(content, []byte("\ufeff")) // which editors on Windows write, and nobody sees
	for whole := range strings.Lines(string(content)) {
		l := line{number: len(list) + 1, text: strings.TrimRight(whole, "\r\n")}
		text := strings.TrimSpace(l.text)
		if text != "" && !strings.HasPrefix(text, "#") {
			key, value, found := strings.Cut(text, ":")
			if l.key, l.value = strings.TrimSpace(key), strings.TrimSpace(value); !found || l.key == "" {
				return nil, s.wrong(name, l, "write it as key: value")
			}
		}
		list = append(list, l)
	}
	return list, nil
}

func (s *store) path(name string) string { return filepath.Join(s.folder, name) }

// wrong names the place of a mistake.
func (s *store) wrong(name string, l line, why string) error {
	return fmt.Errorf("%s:%d: %s", s.path(name), l.number, why)
}

// rewrite changes the lines of a file of the store while no other goroutine and no other program does. Of
// two that both read a file and then write it, the second would take back what the first has written. Check
// reads the file first: one with a mistake stays as it is.
func (s *store) rewrite(name string, check func() error, change func([]line) []line) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	if s.homeless != nil {
		return s.homeless
	}
	if err := s.makeFolder(); err != nil {
		return err
	}
	unlock, err := lock(s.path(".lock"), s.patience)
	if file := (*fs.PathError)(nil); errors.As(err, &file) {
		return &fs.PathError{Op: "write", Path: s.path(name), Err: file.Err} // which is what was asked for
	} else if err != nil {
		return err
	}
	defer unlock()
	if err := check(); err != nil {
		return err
	}
	list, err := s.lines(name)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, l := range change(list) {
		if l.text == "" && l.key != "" {
			l.text = l.key + ": " + l.value
		}
		b.WriteString(l.text + "\n")
	}
	return writeFile(s.path(name), []byte(b.String()), true)
}

// makeFolder makes the folder, also at the end of a link.
func (s *store) makeFolder() error {
	folder, err := followed(s.folder)
	switch {
	case errors.Is(err, fs.ErrNotExist): // not even the folder around it is there
		folder = s.folder
	case err != nil:
		return &fs.PathError{Op: "make", Path: s.folder, Err: trimmed(err)}
	}
	return os.MkdirAll(folder, 0o700)
}

// eachEntry reads the lines of a file that have a key, which no two may share. Take says what is wrong with
// one, if anything is.
func (s *store) eachEntry(name string, take func(l line) (wrong string)) error {
	list, err := s.lines(name)
	if err != nil {
		return err
	}
	given := map[string]bool{}
	for _, l := range list {
		if l.key == "" { // for people
			continue
		}
		wrong := fmt.Sprintf("%q stands here twice", report.Clip(l.key))
		if !given[l.key] {
			wrong = take(l)
		}
		if wrong != "" {
			return s.wrong(name, l, wrong)
		}
		given[l.key] = true
	}
	return nil
}

// views reads the saved views, in the order of their names.
func (s *store) views() (views []tui.SavedView, err error) {
	if err := s.eachEntry("views", func(l line) (wrong string) {
		views = append(views, tui.SavedView{Name: l.key, Query: l.value})
		return ""
	}); err != nil {
		return nil, err
	}
	slices.SortFunc(views, func(a, b tui.SavedView) int { return strings.Compare(a.Name, b.Name) })
	return views, nil
}

// save keeps a view, in the place of another with its name.
func (s *store) save(v tui.SavedView) error {
	if v.Name = strings.Join(strings.Fields(v.Name), " "); v.Name == "" || strings.Contains(v.Name, ":") || strings.HasPrefix(v.Name, "#") {
		return fmt.Errorf("a view needs a name, which cannot hold a colon or begin with #: %q", report.Clip(v.Name))
	}
	return s.replace(v.Name, line{key: v.Name, value: v.Query})
}

// drop forgets a view.
func (s *store) drop(name string) error { return s.replace(name) }

// replace puts others, or none, in the place of a view.
func (s *store) replace(name string, by ...line) error {
	check := func() error { _, err := s.views(); return err }
	return s.rewrite("views", check, func(list []line) []line {
		return append(slices.DeleteFunc(list, func(l line) bool { return l.key == name }), by...)
	})
}

// settings reads what is remembered.
func (s *store) settings() (tui.Settings, error) {
	var set tui.Settings
	if err := s.eachEntry("settings", func(l line) (wrong string) {
		switch l.key {
		case "theme":
			set.Theme = l.value
			if _, ok := theme.ByName(l.value); !ok {
				return "unknown theme " + quoted(l.value, theme.Names()) + " (there are " + strings.Join(theme.Names(), ", ") + ")"
			}
		case "mouse":
			set.NoMouse = l.value == "off"
			if l.value != "on" && l.value != "off" {
				return fmt.Sprintf("mouse is on or off, not %q", report.Clip(l.value))
			}
		default:
			return "unknown setting " + quoted(l.key, []string{"theme", "mouse"})
		}
		return ""
	}); err != nil {
		return tui.Settings{}, err
	}
	return set, nil
}

// remember keeps settings.
func (s *store) remember(set tui.Settings) error {
	check := func() error { _, err := s.settings(); return err }
	return s.rewrite("settings", check, func(list []line) []line {
		list = slices.DeleteFunc(list, func(l line) bool { return l.key != "" })
		if set.Theme != "" {
			list = append(list, line{key: "theme", value: set.Theme})
		}
		if set.NoMouse {
			list = append(list, line{key: "mouse", value: "off"})
		}
		return list
	})
}
