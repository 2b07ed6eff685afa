package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/fsnotify/fsnotify"

	"daylight/data/story"
	"daylight/tui"
)

// storyWatch waits for the file of a story to change.
//
// The folder is watched, not the file: most editors write another file, which then takes the name. A file
// that is a link stands in two folders, and its end can move to a third. What the system says is only a
// reason to look; what is told is a text that differs from the last.
type storyWatch struct {
	file    storyFile // as it was told last
	watcher *fsnotify.Watcher
	wrong   string // why the file is not what is shown, as it was told; "" where it is
}

const (
	// settled is how long nothing may happen to a file before it is read: editors write in pieces.
	settled = 80 * time.Millisecond
	// restless is how long a file that never settles is waited for.
	restless = time.Second
)

// watched returns what blocks until the story has changed, to be asked again and again, and what ends
// that. A story that is built in never changes: both are nil.
func (f storyFile) watched() (next func() tea.Msg, stop func(), err error) {
	if f.path == "" {
		return nil, nil, nil
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, nil, fmt.Errorf("watching %s: %w", f.name, err)
	}
	w := &storyWatch{file: f, watcher: watcher}
	if err := w.watchFolders(); err != nil {
		_ = watcher.Close()
		return nil, nil, fmt.Errorf("watching %s: %w", f.name, trimmed(err))
	}
	return w.next, func() { _ = watcher.Close() }, nil
}

// ends are the paths at which the file stands: as it was named, and at the end of all links.
func (w *storyWatch) ends() []string {
	ends := []string{absolute(w.file.path)}
	if real, err := followed(w.file.path); err == nil && absolute(real) != ends[0] {
		ends = append(ends, absolute(real))
	}
	return ends
}

// watchFolders watches the folders in which the file stands.
func (w *storyWatch) watchFolders() error {
	var first error
	for _, end := range w.ends() {
		if err := w.watcher.Add(filepath.Dir(end)); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// absolute is a path that does not depend on where the program runs.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// concerns says whether something happened to the file, or to a folder that it stands in.
func (w *storyWatch) concerns(e fsnotify.Event) bool {
	for _, end := range w.ends() {
		if name := absolute(e.Name); name == end || name == filepath.Dir(end) {
			return true
		}
	}
	return false
}

// next blocks until the story has changed, or until the watch has ended, for which it answers nil.
func (w *storyWatch) next() tea.Msg {
	for {
		select {
		case e, open := <-w.watcher.Events:
			if !open {
				return nil
			}
			if !w.concerns(e) {
				continue
			}
		case _, open := <-w.watcher.Errors: // events were lost: look
			if !open {
				return nil
			}
		}
		if !w.settle() {
			return nil
		}
		_ = w.watchFolders() // a link may lead elsewhere by this time
		if msg := w.look(); msg != nil {
			return msg
		}
	}
}

// settle waits until nothing more happens to the file. It answers false where the watch has ended.
func (w *storyWatch) settle() bool {
	quiet, last := time.NewTimer(settled), time.NewTimer(restless)
	defer quiet.Stop()
	defer last.Stop()
	for {
		select {
		case e, open := <-w.watcher.Events:
			if !open {
				return false
			}
			if w.concerns(e) {
				quiet.Reset(settled)
			}
		case <-quiet.C:
			return true
		case <-last.C:
			return true
		}
	}
}

// look reads the file, and says what is new: nil where nothing is.
func (w *storyWatch) look() tea.Msg {
	text, err := readStory(w.file.path)
	if err != nil {
		why := fmt.Sprintf("%s: %v", w.file.name, trimmed(err))
		if errors.Is(err, fs.ErrNotExist) {
			why = w.file.name + " is gone: the story goes on as it was"
		}
		return w.refuse(why)
	}
	if string(text) == string(w.file.text) && w.wrong == "" {
		return nil
	}
	read := w.file
	read.text = text
	read.story = story.Parse(text, w.file.engine)
	// What was shown stays where the file has got worse, as it does while somebody types.
	if wrong := read.problems(); len(wrong) > len(w.file.problems()) {
		said := read.at(wrong[0])
		if more := len(wrong) - 1; more > 0 {
			said += fmt.Sprintf(" (and %d more: daylight check %s)", more, w.file.name)
		}
		return w.refuse(said)
	}
	edited := editedSlide(w.file.slideTexts(), read.slideTexts())
	w.file, w.wrong = read, ""
	return tui.StoryRead{Story: read.story, Slide: edited}
}

// refuse says, once, why the story is not read anew.
func (w *storyWatch) refuse(why string) tea.Msg {
	if why == w.wrong {
		return nil
	}
	w.wrong = why
	return tui.StoryRead{Slide: -1, Wrong: why}
}
