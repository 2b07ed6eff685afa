//go:build unix

package main

import (
	"bytes"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"daylight/cmd/internal/ptytest"
)

// What stands between the dashboard and its terminal: what comes in, in pieces and in floods; windows of
// any size; and how all of it is given back, whatever ends or stops the program.

// shellTitle is what the window is called before the dashboard and after it.
const shellTitle = "a shell"

// endings are what ends a dashboard, and its exit code. The keys end it from a text field, too.
var endings = map[string]struct {
	keys   string
	signal syscall.Signal
	code   int
}{
	"q":       {keys: "q", code: exitDone},
	"ctrl+c":  {keys: "\x03", code: exitDone},
	"SIGINT":  {signal: syscall.SIGINT, code: exitInterrupt},
	"SIGTERM": {signal: syscall.SIGTERM, code: exitTerminate},
	"SIGHUP":  {signal: syscall.SIGHUP, code: exitHangup},
	"SIGQUIT": {signal: syscall.SIGQUIT, code: 128 + int(syscall.SIGQUIT)},
	"SIGABRT": {signal: syscall.SIGABRT, code: 128 + int(syscall.SIGABRT)},
}

func TestWhateverEndsItGivesTheWholeTerminalBack(t *testing.T) {
	for name, end := range endings {
		for place, keys := range map[string]string{"the plain screen": "", "a text field": "/ab"} {
			if name == "q" && keys != "" {
				continue // it is text there
			}
			t.Run(name+" from "+place, func(t *testing.T) {
				s := start(t, ptytest.Options{Title: shellTitle})
				s.WaitText(t, opened)
				if keys != "" {
					s.Type(t, keys)
					waitField(t, s, keys[1:])
				}
				if end.keys != "" {
					s.Type(t, end.keys)
				} else {
					s.Signal(t, end.signal)
				}
				endsWith(t, s, end.code)
				if left := s.Leftover(); left != "" {
					t.Errorf("the shell would read %q", left)
				}
			})
		}
	}
}

func TestAFaultAnywhereGivesTheWholeTerminalBack(t *testing.T) {
	for key, fault := range map[string]string{"p": "fault in Update", "v": "fault in View", "c": "fault in a command", "": "fault in Init"} {
		for place, before := range map[string]string{"the plain screen": "", "a text field": "t"} {
			if key == "" && before != "" {
				continue // nobody has typed yet
			}
			t.Run(fault+" from "+place, func(t *testing.T) {
				o := ptytest.Options{Cols: 120, Rows: 200, Title: shellTitle}
				if key == "" {
					s := ptytest.Start(t, o, programCalled(t, "faulty"), "at once")
					endsWithFault(t, s, fault)
					return
				}
				s := ptytest.Start(t, o, programCalled(t, "faulty"))
				s.WaitText(t, "about to break")
				if before != "" {
					s.Type(t, before)
					s.WaitText(t, "about to break "+before)
				}
				s.Type(t, key)
				endsWithFault(t, s, fault)
			})
		}
	}
}

func endsWithFault(t *testing.T, s *ptytest.Session, fault string) {
	t.Helper()
	endsWith(t, s, exitFailure)
	if !strings.Contains(s.Screen(), fault) {
		t.Errorf("the screen does not say %q:\n%s", fault, strings.TrimSpace(s.Screen()))
	}
}

// waitField waits until the search holds exactly text.
func waitField(t *testing.T, s *ptytest.Session, text string) {
	t.Helper()
	s.WaitFor(t, strconv.Quote(text)+" in the search", inField(text))
}

// inField says whether the search holds exactly text.
func inField(text string) func(screen string) bool {
	return regexp.MustCompile(`(?m)^ ?/ ` + regexp.QuoteMeta(text) + ` {2,}`).MatchString
}

// selected is the name of the row under the cursor.
func selected(screen string) string {
	_, rest, _ := strings.Cut(screen, "▸ ")
	name, _, _ := strings.Cut(rest, "  ")
	return name
}

// waitSelected waits until the cursor stands on another row than before.
func waitSelected(t *testing.T, s *ptytest.Session, before string) {
	t.Helper()
	s.WaitFor(t, "the cursor to leave "+before, left(before))
}

// left says whether the cursor stands on another row than before.
func left(before string) func(screen string) bool {
	return func(screen string) bool {
		name := selected(screen)
		return name != "" && name != before
	}
}

func TestAStoppedDashboardGivesTheTerminalToTheShellAndTakesItBack(t *testing.T) {
	const cols, rows = 100, 30 // after it is continued
	fresh := start(t, ptytest.Options{Cols: cols, Rows: rows})
	fresh.WaitText(t, opened)
	first := selected(fresh.Screen())
	fresh.Type(t, "j")
	waitSelected(t, fresh, first)
	if !fresh.Settle(0, time.Second, ptytest.Deadline) { // the notes below change with the row
		t.Fatal("it never comes to rest")
	}
	want := fresh.Screen()
	fresh.Type(t, "q")
	endsWith(t, fresh, exitDone)

	for name, stop := range map[string]func(*testing.T, *ptytest.Session){
		"ctrl+z":     func(t *testing.T, s *ptytest.Session) { s.Type(t, "\x1a") },
		"kill -TSTP": func(t *testing.T, s *ptytest.Session) { s.SignalForeground(t, syscall.SIGTSTP) },
	} {
		t.Run(name, func(t *testing.T) {
			s := ptytest.Shell(t, ptytest.Options{Title: shellTitle, Env: []string{"XDG_CONFIG_HOME=" + t.TempDir()}})
			state := func() ptytest.State {
				now, err := s.State()
				if err != nil {
					t.Fatal(err)
				}
				return now
			}
			before := state()
			given := func(when string) {
				t.Helper()
				s.WaitPrompt(t)
				if err := state().Differs(before); err != nil {
					t.Errorf("%s, the shell has not got the terminal as it was: %v", when, err)
				}
			}
			s.Type(t, programCalled(t, "daylight")+"\r")
			s.WaitText(t, opened)
			stop(t, s)
			given("stopped")
			s.Resize(t, cols, rows)
			s.WaitPrompt(t)
			s.Type(t, "fg\r")
			s.WaitText(t, opened)
			s.Type(t, "j")
			s.WaitFor(t, "the screen of a fresh start:\n"+want, func(screen string) bool { return screen == want })
			stop(t, s)
			given("stopped again")
			s.Type(t, "fg\r")
			s.WaitFor(t, "the same screen", func(screen string) bool { return screen == want })
			s.Type(t, "q")
			given("ended")
			s.Type(t, "exit\r")
			if code := s.WaitExit(t); code != exitDone {
				t.Errorf("it ends with %d", code)
			}
		})
	}
}

// shellWithStopped is a shell in which a dashboard was stopped by ctrl+z.
func shellWithStopped(t *testing.T) *ptytest.Session {
	t.Helper()
	s := ptytest.Shell(t, ptytest.Options{Env: []string{"XDG_CONFIG_HOME=" + t.TempDir()}})
	s.Type(t, programCalled(t, "daylight")+"\r")
	s.WaitText(t, opened)
	s.Type(t, "\x1a")
	s.WaitPrompt(t)
	return s
}

func TestAStoppedDashboardCanBeEnded(t *testing.T) {
	for name, commands := range map[string]string{
		"kill": "kill %1", "kill -HUP": "kill -HUP $p; kill -CONT $p", "bg and kill": "bg; sleep 0.5; kill $p; kill -CONT $p",
	} {
		t.Run(name, func(t *testing.T) {
			s := shellWithStopped(t)
			s.Type(t, "p=$(jobs -p); "+commands+"; while kill -0 $p; do sleep 0.1; done 2>"+os.DevNull+"; clear; echo it has\"\" ended\r")
			s.WaitText(t, "it has ended")
			s.WaitPrompt(t)
			s.Type(t, "exit\r")
			if code := s.WaitExit(t); code != exitDone {
				t.Errorf("the shell ends with %d", code)
			}
		})
	}
}

func TestADashboardInTheBackgroundWaitsForTheTerminal(t *testing.T) {
	s := shellWithStopped(t)
	before, err := s.State()
	if err != nil {
		t.Fatal(err)
	}
	// It stops again as soon as it knows that it has no terminal. A shell that is told so only after fg believes it.
	s.Type(t, "bg; until jobs | grep -q Stopped; do sleep 0.1; done; clear\r")
	s.WaitFor(t, "an empty screen", func(screen string) bool { return strings.TrimSpace(screen) == "ready>" })
	if now, err := s.State(); err != nil || now.Differs(before) != nil {
		t.Errorf("the shell has not the terminal that it had: %v, %v", now.Differs(before), err)
	}
	s.Type(t, "fg\r")
	s.WaitText(t, opened)
	first := selected(s.Screen())
	s.Type(t, "j")
	waitSelected(t, s, first)
	s.Type(t, "q")
	s.WaitPrompt(t)
	s.Type(t, "exit\r")
	if code := s.WaitExit(t); code != exitDone {
		t.Errorf("the shell ends with %d", code)
	}
}

// splits are all ways to cut a sequence once that a connection is likely to: behind its first byte, its
// second, in the middle, and before its last.
func splits(sequence string) [][]string {
	var pieces [][]string
	for _, at := range []int{1, 2, len(sequence) / 2, len(sequence) - 1} {
		pieces = append(pieces, []string{sequence[:at], sequence[at:]})
	}
	return pieces
}

// apart tries what depends on pieces of input that come soon after one another, one thing after the other in
// one dashboard. On a machine that stands still in between the dashboard rightly does something else: then the
// thing is tried in another dashboard, four times in all. The terminal answers nothing: its own answers would
// come between the pieces.
func apart(t *testing.T, things ...func(s *ptytest.Session) bool) {
	t.Helper()
	opens := func() *ptytest.Session {
		s := start(t, ptytest.Options{Silent: true})
		s.WaitText(t, opened)
		return s
	}
	s := opens()
	for _, try := range things {
		for tries := 1; !try(s); tries++ {
			if tries == 4 {
				t.Fatal("it did not come to pass in four tries")
			}
			s = opens()
		}
	}
	s.Type(t, "\x03")
	endsWith(t, s, exitDone)
}

// lull is how long a try waits for what it expects.
const lull = 5 * time.Second

func TestAnArrowKeyInPiecesIsAnArrowKey(t *testing.T) {
	apart(t, func(s *ptytest.Session) bool {
		for _, parts := range [][]string{{"\x1b", "[B"}, {"\x1b[", "B"}, {"\x1b", "[", "B"}, {"\x1b", "OB"}} {
			before := selected(s.Screen())
			s.TypeApart(t, ptytest.Gap, parts...)
			if !s.Until(lull, left(before)) {
				return false
			}
		}
		s.Type(t, "y")
		return !strings.Contains(s.WaitCopy(t), "period=") // which [ would have chosen
	})
}

func TestAnAnswerInPiecesTypesNothing(t *testing.T) {
	for name, sequence := range map[string]string{
		"the background": "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "the background, ended by a bell": "\x1b]11;rgb:1e1e/1e1e/1e1e\a",
		"the kind of terminal": "\x1b[?62;22c", "its version": "\x1bP>|terminal 1.0\x1b\\",
		"the mouse": "\x1b[<35;10;10M", "a mode": "\x1b[?2026;2$y", "the keyboard": "\x1b[?1u",
	} {
		t.Run(name, func(t *testing.T) {
			tenth := min(10, len(sequence)-1)
			var things []func(*ptytest.Session) bool
			for _, parts := range append(splits(sequence), []string{sequence[:tenth], sequence[tenth:]}) {
				things = append(things, func(s *ptytest.Session) bool {
					s.Type(t, "/")
					s.TypeApart(t, ptytest.Gap, parts...)
					s.Type(t, "x")
					if !s.Until(lull, inField("x")) {
						return false
					}
					s.Type(t, "\x7f\r") // which leave the search
					return s.Until(lull, func(screen string) bool { return !inField("x")(screen) })
				})
			}
			apart(t, things...)
		})
	}
}

func TestAPasteWhoseBeginningIsInPiecesIsText(t *testing.T) {
	for _, opener := range splits("\x1b[200~") {
		apart(t, func(s *ptytest.Session) bool {
			s.Type(t, "/")
			s.TypeApart(t, ptytest.Gap, append(opener, "q]\x1b[201~")...)
			return s.Until(lull, inField("q]"))
		})
	}
}

func TestAnEndlessAnswerIsDroppedWholeAndKeysWorkAfterAPause(t *testing.T) {
	t.Parallel()
	for name, opener := range map[string]string{"OSC": "\x1b]11;", "DCS": "\x1bP1$r"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // it waits most of the time
			s := start(t, ptytest.Options{})
			s.WaitText(t, opened)
			s.Type(t, "/")
			waitField(t, s, "")
			// The pause is longer than a sequence is waited for.
			s.TypeApart(t, 2*time.Second, opener+strings.Repeat("never ends ", 9000), "x")
			waitField(t, s, "x")
			s.Type(t, "\x03")
			endsWith(t, s, exitDone)
		})
	}
}

func TestEscapeAloneNeedsNoOtherKey(t *testing.T) {
	s := start(t, ptytest.Options{})
	s.WaitText(t, opened)
	s.Type(t, "?")
	s.WaitText(t, "choose periods")
	s.Type(t, "\x1b")
	s.WaitGone(t, "choose periods")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

func TestCtrlCThrowsAwayWhatWasTypedBefore(t *testing.T) {
	// The last letters before ctrl+c, each of which would copy the question: they still wait when it comes,
	// as it takes longer to carry one out than to type it.
	const last = 8 << 10
	for name, letters := range map[string]int{"200 kB": 200_000, "1 MB": 1_000_000} {
		t.Run(name, func(t *testing.T) {
			if letters > 500_000 && raceDetector() {
				t.Skip("takes minutes with the race detector where letters are heard one by one")
			}
			s := start(t, ptytest.Options{})
			s.WaitText(t, opened)
			began := time.Now()
			s.Type(t, strings.Repeat("jk", letters/2)+strings.Repeat("y", last)+"\x03")
			endsWith(t, s, exitDone)
			heard := bytes.Count(s.Raw(), []byte("\x1b]52;"))
			t.Logf("%d of the last %d letters were heard; it ended after %v", heard, last, time.Since(began).Round(time.Millisecond))
			if heard > last/2 {
				t.Errorf("%d of the last %d letters were heard", heard, last)
			}
		})
	}
}

func TestCtrlCIsHeardOnACyrillicKeyboard(t *testing.T) {
	for _, key := range []string{"\x1b[1089;5u", "\x1b[1089::99;5u"} {
		s := start(t, ptytest.Options{})
		s.WaitText(t, opened)
		s.Type(t, key)
		endsWith(t, s, exitDone)
	}
}

// peakMemory is the most memory that a running process had, in megabytes, where the system tells.
func peakMemory(pid int) (float64, bool) {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0, false
	}
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		return 0, false
	}
	kb, err := strconv.ParseFloat(string(found[1]), 64)
	return kb / 1000, err == nil
}

// raceDetector says whether the programs under test run with it, which takes many times the memory.
func raceDetector() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

func TestAHugeWindowIsDrawnInItsCorner(t *testing.T) {
	const mostCols, mostRows, mostMemory = 500, 200, 40 // megabytes; every cell of 5000×5000 would be gigabytes
	corner := func(t *testing.T, s *ptytest.Session) {
		t.Helper()
		lines := strings.Split(s.Screen(), "\n")
		for y, line := range lines {
			if n := len([]rune(line)); n > mostCols || n > 0 && y >= mostRows {
				t.Errorf("line %d, beyond %d×%d, holds %q", y+1, mostCols, mostRows, line)
			}
		}
		if mb, known := peakMemory(s.Pid()); known && !raceDetector() && mb > mostMemory {
			t.Errorf("it took %.0f MB", mb)
		}
	}
	sides := []int{9999, 1000}
	if testing.Short() {
		sides = sides[:1]
	}
	for _, side := range sides {
		t.Run(strconv.Itoa(side), func(t *testing.T) {
			s := start(t, ptytest.Options{Cols: side, Rows: side})
			s.WaitText(t, opened)
			corner(t, s)
			s.Type(t, "j2")
			s.WaitText(t, "Requests in six months")
			corner(t, s)
			s.Type(t, "q")
			endsWith(t, s, exitDone)
		})
	}
	t.Run("grown and shrunk again", func(t *testing.T) {
		s := start(t, ptytest.Options{})
		s.WaitText(t, opened)
		small := s.Screen()
		for _, side := range []int{1000, 9999, 5000} {
			s.Resize(t, side, side)
		}
		s.WaitFor(t, "a larger frame", func(screen string) bool {
			return strings.Contains(screen, opened) && len(strings.TrimRight(screen, "\n")) > len(small)
		})
		corner(t, s)
		s.Resize(t, 120, 40)
		s.WaitFor(t, "the screen as it was", func(screen string) bool { return screen == small })
		s.Type(t, "q")
		endsWith(t, s, exitDone)
	})
}

func TestAnAnswerThatComesAfterQIsNotTypedIntoTheShell(t *testing.T) {
	// The dashboard waits a tenth of a second; what this machine has kept back for longer says nothing.
	const soon, late = 30 * time.Millisecond, 80 * time.Millisecond
	for range 10 {
		s := start(t, ptytest.Options{Late: true})
		s.WaitText(t, opened)
		after := s.ReplyAfter(t, "q", soon)
		endsWith(t, s, exitDone)
		if after > late {
			continue
		}
		if left := s.Leftover(); left != "" {
			t.Errorf("the shell would read %q", left)
		}
		return
	}
	t.Skip("this machine is too busy to answer in time")
}

func TestAStuckTerminalDoesNotKeepItAlive(t *testing.T) {
	t.Parallel()
	for sig, code := range map[syscall.Signal]int{syscall.SIGTERM: exitTerminate, syscall.SIGHUP: exitHangup} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel() // it waits most of the time
			s := start(t, ptytest.Options{})
			s.WaitText(t, opened)
			s.StopReading(t)
			// More frames than a terminal takes that nobody reads.
			s.TypeApart(t, ptytest.Gap, strings.Split("23456781]]]]2345678", "")...)
			began := time.Now()
			s.Signal(t, sig)
			if got := s.WaitExit(t); got != code {
				t.Errorf("exit code %d, not %d", got, code)
			}
			t.Logf("it ended after %v", time.Since(began).Round(time.Millisecond))
			// Elsewhere what hangs cannot be helped out, and what cannot be written cannot be given back.
			if err := s.Restored(); err != nil && (runtime.GOOS == "linux" || strings.Contains(err.Error(), "line settings")) {
				t.Errorf("the terminal was not given back: %v", err)
			}
		})
	}
}

func TestNothingIsWrittenWhileNobodyTypes(t *testing.T) {
	t.Parallel() // it waits most of the time
	s := start(t, ptytest.Options{})
	s.WaitText(t, opened)
	if !s.Settle(0, time.Second, ptytest.Deadline) {
		t.Fatal("it never comes to rest")
	}
	before, _ := s.Wrote()
	s.Until(3*time.Second, func(string) bool { return false })
	if after, _ := s.Wrote(); after != before {
		t.Errorf("%q was written", s.Raw()[before:])
	}
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

// A terminal never shows half a frame or an empty screen at the start: a program that is stopped as soon as
// anything of it has come has written all of it.
func TestTheFirstWriteHoldsTheWholeFrame(t *testing.T) {
	// A system may hand a write on in pieces of 2,048 bytes: this frame is shorter.
	s := start(t, ptytest.Options{Cols: 60, Rows: 16, Freeze: true, Env: []string{"NO_COLOR=1"}}, "--ascii")
	if !s.Until(10*time.Second, func(screen string) bool { return strings.Contains(screen, opened) }) {
		t.Errorf("the screen:\n%s", s.Screen())
	}
	s.Signal(t, syscall.SIGCONT)
	s.WaitText(t, opened)
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

func TestATerminalThatAnswersOnlySomeQuestionsIsNoTrouble(t *testing.T) {
	for name, unanswered := range map[string]ptytest.Query{
		"synchronized output": ptytest.Synchronized, "the keyboard": ptytest.Keyboard,
		"the kind of terminal": ptytest.Attributes, "colours": ptytest.Colours,
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, ptytest.Options{Unanswered: unanswered})
			s.WaitText(t, opened)
			before := selected(s.Screen())
			s.Type(t, "j")
			waitSelected(t, s, before)
			s.Type(t, "q")
			endsWith(t, s, exitDone)
		})
	}
}
