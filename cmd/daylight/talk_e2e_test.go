//go:build unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"daylight/cmd/internal/ptytest"
)

// aTalk is a story with all that a talk is made of: reveals, a view that opens with its axes, notes of several
// paragraphs with a figure, times, and a slide that has nothing but words.
const aTalk = `---
title: How often they ask
time: 5m
---

# Who asks

Governments do.

<!-- notes: Greet them.

Wait until it is quiet. -->

---

# In one year

{{requests period=2012}}

<!-- pause -->

- from {{top 1 by=country period=2012}} most

<!-- pause -->

- and from others

<!-- notes: Point at the first row. -->

` + "```daylight\nby=country period=2012\ntime 2m\n```" + `

---

# Over the years

Lines.

<!-- notes: The gap is no zero. -->

` + "```daylight\nview=trend country=US,GB\n```" + `

---

# The end
`

// stage is where a talk is given: a story in a file, and a runtime directory of its own, whose name is short as
// those of sockets must be.
type talkStage struct {
	t       *testing.T
	story   string
	runtime string
	config  string
}

func newTalkStage(t *testing.T) *talkStage {
	t.Helper()
	runtime, err := os.MkdirTemp("", "run")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(runtime) })
	s := &talkStage{t, filepath.Join(t.TempDir(), "talk.md"), runtime, t.TempDir()}
	s.write(aTalk)
	return s
}

// write puts a text into the file of the story, as editors do: whole.
func (s *talkStage) write(text string) {
	s.t.Helper()
	if err := os.WriteFile(s.story+".new", []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Rename(s.story+".new", s.story); err != nil {
		s.t.Fatal(err)
	}
}

// screen runs daylight in a terminal of the stage.
func (s *talkStage) screen(args ...string) *ptytest.Session {
	s.t.Helper()
	o := ptytest.Options{Cols: 120, Rows: 36, Title: shellTitle, Env: []string{"XDG_RUNTIME_DIR=" + s.runtime, "TMPDIR=" + s.runtime, "XDG_CONFIG_HOME=" + s.config}}
	return ptytest.Start(s.t, o, programCalled(s.t, "daylight"), append([]string{"present"}, args...)...)
}

// begin tells the story in one terminal and shows its notes in another.
func (s *talkStage) begin(args ...string) (first, second *ptytest.Session) {
	s.t.Helper()
	first = s.screen(append([]string{s.story}, args...)...)
	first.WaitText(s.t, "Governments do.")
	second = s.screen("--notes")
	second.WaitText(s.t, "Greet them.")
	return first, second
}

// clean says whether nothing of the line between the two is left.
func (s *talkStage) clean() {
	s.t.Helper()
	if left, err := os.ReadDir(s.runtime); err != nil || len(left) > 0 {
		s.t.Errorf("the talk leaves %v in the runtime directory, %v", left, err)
	}
}

const (
	rightKey = "\x1b[C"
	leftKey  = "\x1b[D"
)

func TestAWholeTalkWithItsNotesInASecondTerminal(t *testing.T) {
	s := newTalkStage(t)
	first, second := s.begin()
	second.WaitText(t, "slide 1 / 4")
	second.WaitText(t, "C starts the clock")
	second.WaitText(t, "In one year") // which is next

	first.Type(t, rightKey)
	second.WaitText(t, "slide 2 / 4")
	second.WaitText(t, "Point at the first row.")
	second.WaitText(t, "▸ • from")
	second.WaitText(t, "· • and from others")
	first.WaitGone(t, "and from others")
	second.Type(t, rightKey) // a reveal, driven from the notes
	first.WaitText(t, "• from")
	second.WaitText(t, "▸ • and from others")
	first.WaitGone(t, "and from others")
	second.Type(t, rightKey)
	first.WaitText(t, "and from others")
	second.WaitGone(t, "▸")

	second.Type(t, "C")
	second.WaitText(t, "ahead")
	first.WaitText(t, "of 5:00")
	second.Type(t, "C")
	second.WaitText(t, "stopped")
	first.WaitText(t, "paused")

	first.Type(t, "]") // off the path
	first.WaitText(t, "enter returns to slide 2")
	second.WaitText(t, "exploring on stage")
	second.Type(t, "\r")
	first.WaitGone(t, "enter returns to slide 2")
	first.WaitText(t, "and from others")
	second.WaitGone(t, "exploring on stage")

	second.Type(t, "B")
	first.WaitFor(t, "an empty screen", func(screen string) bool { return strings.TrimSpace(screen) == "" })
	second.WaitText(t, "is blank")
	second.Type(t, "B")
	first.WaitText(t, "In one year")
	second.WaitGone(t, "is blank")

	second.Type(t, "#")
	second.WaitText(t, "Go to a slide")
	second.Type(t, "4\r")
	first.WaitText(t, "The end")
	second.WaitText(t, "slide 4 / 4")
	second.WaitText(t, "no notes for this slide")
	second.WaitText(t, "this is the last slide")
	second.Type(t, leftKey)
	first.WaitText(t, "Over the years")
	second.WaitText(t, "The gap is no zero.")

	edited := strings.Replace(aTalk, "The gap is no zero.", "The gap is no zero, say so.", 1)
	s.write(edited)
	second.WaitText(t, "zero, say so.")
	s.write(strings.Replace(edited, "# The end", "# The very end", 1))
	first.WaitText(t, "The very end") // it goes to the slide that was edited
	second.WaitText(t, "slide 4 / 4")
	second.WaitText(t, "The very end")

	second.Resize(t, 60, 20)
	second.WaitText(t, "The very end")

	first.Type(t, "q")
	first.WaitText(t, "q again ends the talk")
	first.Type(t, "q")
	endsWith(t, first, exitDone)
	second.WaitText(t, "the talk has ended")
	second.Type(t, "x")
	endsWith(t, second, exitDone)
	s.clean()
}

func TestTheNotesCanBeLeftAndTakenUpAgain(t *testing.T) {
	s := newTalkStage(t)
	first, second := s.begin()
	second.Type(t, "q")
	second.WaitText(t, "q again leaves the notes")
	second.Type(t, "q")
	endsWith(t, second, exitDone)
	first.Type(t, rightKey)
	first.WaitText(t, "In one year")
	again := s.screen("--notes", "--plain")
	again.WaitText(t, "Point at the first row.")
	again.WaitText(t, "to come: - from")
	again.Type(t, "\x03")
	endsWith(t, again, exitDone)
	first.Type(t, "\x03")
	endsWith(t, first, exitDone)
	s.clean()
}

func TestWithoutATalkTheNotesSayHowToStartOne(t *testing.T) {
	s := newTalkStage(t)
	notes := s.screen("--notes")
	endsWith(t, notes, exitFailure)
	for _, text := range []string{"no talk runs in another terminal", "daylight present STORY"} {
		if !strings.Contains(notes.Screen(), text) {
			t.Errorf("the notes do not say %q:\n%s", text, notes.Screen())
		}
	}
	s.clean()
}

func TestASecondTalkGoesOnWithoutNotesAndSaysSo(t *testing.T) {
	s := newTalkStage(t)
	first, second := s.begin()
	other := s.screen(s.story)
	other.WaitText(t, "--notes follows that one")
	other.Type(t, rightKey)
	other.WaitText(t, "In one year")
	second.Type(t, "#3\r")
	first.WaitText(t, "Over the years")
	other.Type(t, "qq")
	endsWith(t, other, exitDone)
	second.Type(t, leftKey) // the first is followed as before
	first.WaitText(t, "In one year")
}

func TestTheSocketGoesWhateverEndsTheTalk(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT} {
		t.Run(sig.String(), func(t *testing.T) {
			s := newTalkStage(t)
			first, second := s.begin()
			first.Signal(t, sig)
			endsWith(t, first, 128+int(sig))
			second.WaitText(t, "the talk has ended")
			s.clean()
		})
	}
}

func TestAKilledTalkIsSaidToBeCutOffAndItsSocketReplaced(t *testing.T) {
	s := newTalkStage(t)
	first, second := s.begin()
	first.Signal(t, syscall.SIGKILL)
	second.WaitText(t, "the talk was cut off")
	second.Type(t, " ")
	endsWith(t, second, exitDone)
	socket := filepath.Join(s.runtime, "daylight", "talk")
	if _, err := os.Lstat(socket); err != nil {
		t.Fatalf("a killed talk leaves no socket: %v", err)
	}
	first, second = s.begin()
	second.Type(t, rightKey)
	first.WaitText(t, "In one year")
	first.Type(t, "\x03")
	endsWith(t, first, exitDone)
	second.WaitText(t, "the talk has ended")
	if _, err := os.Lstat(socket); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the socket is left: %v", err)
	}
}

func TestKilledNotesLeaveTheTalkInPeace(t *testing.T) {
	s := newTalkStage(t)
	first, second := s.begin()
	second.Signal(t, syscall.SIGKILL)
	second.WaitExit(t)
	first.Type(t, rightKey)
	first.WaitText(t, "In one year")
	again := s.screen("--notes")
	again.WaitText(t, "Point at the first row.")
	first.Type(t, "\x03")
	endsWith(t, first, exitDone)
	s.clean()
}

// Where something else has the place of the socket, the talk begins all the same, in the folder of the account among
// temporary files or without notes, and what was there stays.
func TestATalkBeginsWhereTheSocketHasNoPlace(t *testing.T) {
	s := newTalkStage(t)
	if err := os.Symlink("/dev/null", filepath.Join(s.runtime, "daylight")); err != nil {
		t.Fatal(err)
	}
	o := ptytest.Options{Cols: 120, Rows: 36, Title: shellTitle, Env: []string{"XDG_RUNTIME_DIR=" + s.runtime, "XDG_CONFIG_HOME=" + s.config, "TMPDIR=" + filepath.Join(s.runtime, "none")}}
	first := ptytest.Start(t, o, programCalled(t, "daylight"), "present", s.story)
	first.WaitText(t, "--notes cannot follow this talk")
	first.Type(t, rightKey)
	first.WaitText(t, "In one year")
	first.Type(t, "\x03")
	endsWith(t, first, exitDone)
	if to, err := os.Readlink(filepath.Join(s.runtime, "daylight")); err != nil || to != "/dev/null" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}
