//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"daylight/cmd/internal/ptytest"
	"daylight/tui/kit/theme"
)

// start runs daylight in a terminal, as somebody who has saved nothing.
func start(t *testing.T, o ptytest.Options, args ...string) *ptytest.Session {
	t.Helper()
	o.Env = append(o.Env, "XDG_CONFIG_HOME="+t.TempDir())
	if o.Title == "" {
		o.Title = shellTitle
	}
	return ptytest.Start(t, o, programCalled(t, "daylight"), args...)
}

// opened is a text that only the dashboard shows.
const opened = "? help"

// endsWith waits for the end of the program, its exit code and a terminal given back as it was found.
func endsWith(t *testing.T, s *ptytest.Session, code int) {
	t.Helper()
	if got := s.WaitExit(t); got != code {
		t.Errorf("exit code %d, not %d; the screen:\n%s", got, code, strings.TrimSpace(s.Screen()))
	}
	if err := s.Restored(); err != nil {
		t.Errorf("the terminal was not given back: %v", err)
	}
}

func TestAPickerFiltersAndQQuits(t *testing.T) {
	s := start(t, ptytest.Options{}, "period=2012")
	s.WaitText(t, "Country all")
	if !s.AltScreen() {
		t.Error("the dashboard is not on the alternate screen")
	}
	s.Type(t, "c")
	s.WaitText(t, "esc")
	s.Type(t, "turk")
	s.WaitText(t, "› turk")
	s.Type(t, "\r")
	s.WaitText(t, "Country Türkiye")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

func TestCtrlCQuitsFromAnywhere(t *testing.T) {
	for name, keys := range map[string]string{
		"the table": "", "a picker": "c", "the search": "/", "the help": "?",
		"a search that is left": "/\x1b", "a paste that never ends": "/\x1b[200~text", "half a sequence": "\x1b[1;",
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, ptytest.Options{})
			s.WaitText(t, opened)
			s.Type(t, keys+"\x03")
			endsWith(t, s, exitDone)
		})
	}
}

func TestCtrlCQuitsOnAKeyboardWithoutLatinLetters(t *testing.T) {
	for name, key := range map[string]string{"told its place": "\x1b[1089::99;5u", "not told": "\x1b[1089;5u"} {
		t.Run(name, func(t *testing.T) {
			s := start(t, ptytest.Options{})
			s.WaitText(t, opened)
			s.Type(t, "/"+key)
			endsWith(t, s, exitDone)
		})
	}
}

func TestASignalEndsItAndGivesTheTerminalBack(t *testing.T) {
	for sig, code := range map[syscall.Signal]int{
		syscall.SIGINT: exitInterrupt, syscall.SIGTERM: exitTerminate, syscall.SIGHUP: exitHangup,
	} {
		t.Run(sig.String(), func(t *testing.T) {
			s := start(t, ptytest.Options{})
			s.WaitText(t, opened)
			s.Signal(t, sig)
			endsWith(t, s, code)
		})
	}
}

func TestATerminalThatGoesAwayEndsIt(t *testing.T) {
	for name, text := range map[string]string{"daylight": opened, "deaf": "about to break"} {
		t.Run(name, func(t *testing.T) {
			s := ptytest.Start(t, ptytest.Options{Env: []string{"XDG_CONFIG_HOME=" + t.TempDir()}}, programCalled(t, name))
			s.WaitText(t, text)
			s.Type(t, "/")
			s.WaitText(t, "/")
			s.HangUp(t)
			if code := s.WaitExit(t); code != exitHangup {
				t.Errorf("exit code %d, not %d", code, exitHangup)
			}
		})
	}
}

func TestAPanicGivesTheTerminalBackAndEndsWithOne(t *testing.T) {
	for key, fault := range map[string]string{"p": "fault in Update", "v": "fault in View", "c": "fault in a command"} {
		t.Run(fault, func(t *testing.T) {
			s := ptytest.Start(t, ptytest.Options{Cols: 120, Rows: 200}, programCalled(t, "faulty"))
			s.WaitText(t, "about to break")
			s.Type(t, key)
			endsWith(t, s, exitFailure)
			for _, said := range []string{fault, "daylight: a fault of daylight"} {
				if !strings.Contains(s.Screen(), said) {
					t.Errorf("the screen does not say %q:\n%s", said, strings.TrimSpace(s.Screen()))
				}
			}
		})
	}
}

func TestItSurvivesAStormOfSizes(t *testing.T) {
	s := start(t, ptytest.Options{})
	s.WaitText(t, opened)
	for i := range 60 {
		s.Resize(t, 1+(i*37)%140, 1+(i*17)%50)
	}
	s.Resize(t, 1, 1)
	s.Type(t, "j")
	s.Resize(t, 5, 2)
	s.Resize(t, 120, 40)
	s.WaitText(t, opened)
	s.WaitText(t, "Türkiye")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

// Thirty-three parameters panic in the parser behind, in a goroutine that nobody can recover.
func TestASequenceWithFortyParametersIsHarmless(t *testing.T) {
	s := start(t, ptytest.Options{})
	s.WaitText(t, opened)
	s.Type(t, "\x1b["+strings.Repeat("1;", 40)+"1m")
	s.Type(t, "?")
	s.WaitText(t, "choose periods")
	s.Type(t, "q")
	s.WaitGone(t, "choose periods")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

func TestKeysComeFromTheTerminalWhenStandardInputIsNone(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = null.Close() }()
	s := start(t, ptytest.Options{Stdin: null})
	s.WaitText(t, opened)
	s.Type(t, "?")
	s.WaitText(t, "choose periods")
	s.Type(t, "\x1b")
	s.WaitGone(t, "choose periods")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

func TestAPipeGetsTheViewAsText(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	s := start(t, ptytest.Options{Stdout: w}, "by=service", "period=2012")
	_ = w.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	endsWith(t, s, exitDone)
	if !strings.HasPrefix(string(text), "Requests to Microsoft by service, 2012\n") || strings.Contains(string(text), "\x1b") {
		t.Errorf("the pipe got %q", text)
	}
	if raw := s.Raw(); len(raw) > 0 {
		t.Errorf("the terminal got %q", raw)
	}
}

func TestAReaderWhoHasSeenEnoughEndsItQuietly(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
	s := start(t, ptytest.Options{Stdout: w}, "show")
	_ = w.Close()
	endsWith(t, s, exitDone)
	if raw := s.Raw(); len(raw) > 0 {
		t.Errorf("it said %q", raw)
	}
}

func TestADumbTerminalGetsTheViewAndAReason(t *testing.T) {
	for term, reason := range map[string]string{"TERM=dumb": "TERM is dumb", "TERM=": "TERM is not set"} {
		t.Run(term, func(t *testing.T) {
			s := start(t, ptytest.Options{Cols: 120, Rows: 100, Env: []string{term}}, "by=service", "period=2012")
			endsWith(t, s, exitDone)
			for _, text := range []string{reason, "Skype", "2 services"} {
				if !strings.Contains(s.Screen(), text) {
					t.Errorf("the screen lacks %q:\n%s", text, s.Screen())
				}
			}
			if strings.Contains(string(s.Raw()), "\x1b") {
				t.Errorf("it got escapes: %q", s.Raw())
			}
		})
	}
}

func TestCtrlZStopsItAndFgContinues(t *testing.T) {
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash, because not every sh has job control")
	}
	// An answer of the terminal that comes after the dashboard has stopped would be typed into the shell.
	s := ptytest.Start(t, ptytest.Options{Silent: true, Env: []string{"PS1=ready> ", "XDG_CONFIG_HOME=" + t.TempDir()}}, shell, "--norc", "--noprofile", "-i")
	s.WaitText(t, "ready>")
	s.Type(t, programCalled(t, "daylight")+"\r")
	s.WaitText(t, opened)
	s.Type(t, "\x1a")
	prompts := func(n int) func(string) bool {
		return func(screen string) bool { return strings.Count(screen, "ready>") == n }
	}
	s.WaitFor(t, "the shell", prompts(2))
	if s.AltScreen() {
		t.Error("the shell is on the dashboard's screen")
	}
	s.Type(t, "fg\r")
	s.WaitText(t, opened)
	s.Type(t, "q")
	// What is typed before the shell is ready may still be read by the dashboard.
	s.WaitFor(t, "the shell again", prompts(3))
	s.Type(t, "echo code $?\r")
	s.WaitText(t, "code 0")
	s.Type(t, "exit\r")
	if code := s.WaitExit(t); code != 0 {
		t.Errorf("the shell ends with %d", code)
	}
}

// Nobody could continue a program that its terminal has started itself.
func TestCtrlZIsRefusedWithoutAShell(t *testing.T) {
	s := start(t, ptytest.Options{})
	s.WaitText(t, opened)
	s.Type(t, "\x1a")
	s.WaitText(t, "cannot be suspended")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

var sgr = regexp.MustCompile(`\x1b\[([0-9;:]*)m`)

// colours lists the escapes in what a program wrote that choose a colour.
func colours(raw []byte) []string {
	var list []string
	for _, found := range sgr.FindAllSubmatch(raw, -1) {
		for _, code := range strings.FieldsFunc(string(found[1]), func(r rune) bool { return r == ';' || r == ':' }) {
			if len(code) > 1 && strings.ContainsAny(code[:1], "34") && code != "39" && code != "49" || len(code) > 1 && code[0] == '9' || len(code) == 3 {
				list = append(list, fmt.Sprintf("%q", found[0]))
				break
			}
		}
	}
	return list
}

var colour = regexp.MustCompile(`[34]8[;:](2[;:]+\d+[;:]\d+[;:]\d+|5[;:]\d+)`)

// bold says whether anything that a program wrote is bold, in whatever order an escape
// names what it sets.
func bold(raw []byte) bool {
	for _, found := range sgr.FindAllSubmatch(raw, -1) {
		if slices.Contains(strings.Split(colour.ReplaceAllString(string(found[1]), ""), ";"), "1") {
			return true
		}
	}
	return false
}

func TestNoColorLeavesBoldAndReverse(t *testing.T) {
	for name, args := range map[string][]string{"the dashboard": nil, "show": {"show"}} {
		for _, value := range []string{"", "1", "please"} {
			t.Run(name+" NO_COLOR="+value, func(t *testing.T) {
				s := start(t, ptytest.Options{Env: []string{"NO_COLOR=" + value}}, args...)
				if args == nil {
					s.WaitText(t, opened)
					s.Type(t, "jq")
				}
				endsWith(t, s, exitDone)
				found := colours(s.Raw())
				if value == "" && len(found) == 0 {
					t.Error("there are no colours even without NO_COLOR")
				}
				if value != "" && len(found) > 0 {
					t.Errorf("colours: %v", found[:min(5, len(found))])
				}
				if !bold(s.Raw()) {
					t.Error("nothing is bold")
				}
			})
		}
	}
}

func TestShowCutsToTheTerminalAndSaysSo(t *testing.T) {
	const cols = 60
	s := start(t, ptytest.Options{Cols: cols, Rows: 200}, "show", "by=service", "period=2012")
	endsWith(t, s, exitDone)
	if !regexp.MustCompile(`\d+ of \d+ columns left out`).MatchString(s.Screen()) {
		t.Errorf("nothing is said of columns left out:\n%s", s.Screen())
	}
	// A line that did not fit would have been broken by the terminal inside a row of the table.
	if rows := regexp.MustCompile(`(?m)^Skype .*$`).FindAllString(s.Screen(), -1); len(rows) != 1 {
		t.Errorf("the rows of Skype: %q", rows)
	}
	for _, line := range strings.Split(sgr.ReplaceAllString(string(s.Raw()), ""), "\r\n") {
		if n := len([]rune(line)); n > cols {
			t.Errorf("a line has %d cells: %q", n, line)
		}
	}
}

func TestALocaleWithoutUTF8GetsASCII(t *testing.T) {
	s := start(t, ptytest.Options{Env: []string{"LANG=C"}}, "by=service")
	s.WaitText(t, opened)
	s.Type(t, "q")
	for _, r := range s.Screen() {
		if r > 0x7e {
			t.Errorf("%q is not ASCII:\n%s", r, s.Screen())
			break
		}
	}
	endsWith(t, s, exitDone)
}

func TestLargeBeginsWithThePeriodInBlockDigits(t *testing.T) {
	s := start(t, ptytest.Options{Cols: 100, Rows: 30}, "--large", "period=2012")
	s.WaitText(t, "▀▀█ █▀█ ▀█  ▀▀█")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

func TestNoMouseLeavesTheMouseToTheTerminal(t *testing.T) {
	taken := "\x1b[?1002h"
	for flag, want := range map[string]bool{"--no-mouse": false, "--no-mouse=false": true} {
		s := start(t, ptytest.Options{}, flag)
		s.WaitText(t, opened)
		s.Type(t, "q")
		endsWith(t, s, exitDone)
		if strings.Contains(string(s.Raw()), taken) != want {
			t.Errorf("%s: the mouse is taken: %v", flag, !want)
		}
	}
}

func TestSettingsHoldUntilAFlagSaysOtherwise(t *testing.T) {
	r, g, b := theme.Light().Accent.FG.RGB()
	amber := fmt.Sprintf("38;2;%d;%d;%d", r, g, b)
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "daylight"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "daylight", "settings"), []byte("theme: light\nmouse: off\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args         []string
		light, mouse bool
	}{
		{nil, true, false},
		{[]string{"--theme", "dark", "--no-mouse=false"}, false, true},
	} {
		s := ptytest.Start(t, ptytest.Options{Env: []string{"XDG_CONFIG_HOME=" + home}}, programCalled(t, "daylight"), c.args...)
		s.WaitText(t, opened)
		s.Type(t, "q")
		endsWith(t, s, exitDone)
		if got := strings.Contains(string(s.Raw()), amber); got != c.light {
			t.Errorf("%v: the light theme is used: %v", c.args, got)
		}
		if got := strings.Contains(string(s.Raw()), "\x1b[?1002h"); got != c.mouse {
			t.Errorf("%v: the mouse is taken: %v", c.args, got)
		}
	}
}

func TestSettingsHoldWhatWasChosenAndOnlyThat(t *testing.T) {
	for name, c := range map[string]struct {
		before, env, flag, key, after string
	}{
		"a flag is for this visit":    {before: "", flag: "--no-mouse", key: "T", after: `^theme: \S+\n$`},
		"so is NO_COLOR":              {before: "theme: light\n", env: "NO_COLOR=1", key: "M", after: `^theme: light\nmouse: off\n$`},
		"and a theme named by a flag": {before: "", flag: "--theme=light", key: "M", after: `^mouse: off\n$`},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			kept := filepath.Join(home, "daylight", "settings")
			if err := os.MkdirAll(filepath.Dir(kept), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(kept, []byte(c.before), 0o600); err != nil {
				t.Fatal(err)
			}
			s := ptytest.Start(t, ptytest.Options{Env: []string{"XDG_CONFIG_HOME=" + home, c.env}}, programCalled(t, "daylight"), strings.Fields(c.flag)...)
			s.WaitText(t, opened)
			s.Type(t, c.key)
			s.WaitFor(t, "the settings", func(string) bool {
				text, _ := os.ReadFile(kept)
				return string(text) != c.before
			})
			s.Type(t, "q")
			endsWith(t, s, exitDone)
			if text, _ := os.ReadFile(kept); !regexp.MustCompile(c.after).Match(text) {
				t.Errorf("the settings are %q, not %s", text, c.after)
			}
		})
	}
}

func TestBrokenSettingsAreSaidAndDoNotStopTheDashboard(t *testing.T) {
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "daylight"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "daylight", "settings"), []byte("tehme: light\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := ptytest.Start(t, ptytest.Options{Cols: 450, Rows: 40, Env: []string{"XDG_CONFIG_HOME=" + home}}, programCalled(t, "daylight"))
	s.WaitText(t, `did you mean "theme"`)
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

func TestAPipeInThePlaceOfAFileIsSaidAndNotRead(t *testing.T) {
	for _, name := range []string{"settings", "views"} {
		home := t.TempDir()
		if err := os.MkdirAll(filepath.Join(home, "daylight"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(filepath.Join(home, "daylight", name), 0o600); err != nil {
			t.Skip("this system makes no pipes: ", err)
		}
		s := ptytest.Start(t, ptytest.Options{Cols: 450, Rows: 40, Env: []string{"XDG_CONFIG_HOME=" + home}}, programCalled(t, "daylight"))
		s.WaitText(t, name+": it is not a file")
		s.Type(t, "q")
		endsWith(t, s, exitDone)
	}
}

func TestPlainTextIsOfferedWhereAScreenReaderIsLikely(t *testing.T) {
	const offer = "daylight --plain draws text alone"
	for _, c := range []struct {
		variable string
		args     []string
		offered  bool
	}{
		{"ACCESSIBLE=1", nil, true},
		{"ACCESSIBLE=0", nil, false},
		{"ACCESSIBLE=1", []string{"--plain=false"}, false},
	} {
		s := start(t, ptytest.Options{Env: []string{c.variable}}, c.args...)
		s.WaitFor(t, "the last line", func(screen string) bool {
			return strings.Contains(screen, offer) || strings.Contains(screen, opened)
		})
		if got := strings.Contains(s.Screen(), offer); got != c.offered {
			t.Errorf("%s %v: offered is %v; the screen:\n%s", c.variable, c.args, got, s.Screen())
		}
		s.Type(t, "q")
		endsWith(t, s, exitDone)
	}
}

func TestTheCommandGoesToTheTerminalsClipboard(t *testing.T) {
	s := start(t, ptytest.Options{}, "by=region")
	s.WaitText(t, opened)
	s.Type(t, "y")
	s.WaitCopied(t, "daylight by=region")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
}

func TestTheViewGoesIntoAFile(t *testing.T) {
	folder := t.TempDir()
	s := start(t, ptytest.Options{Dir: folder}, "by=service", "period=2012")
	s.WaitText(t, opened)
	s.Type(t, "e")
	s.WaitText(t, ".csv")
	s.Type(t, "\r")
	s.WaitGone(t, "esc leave")
	var saved []string
	s.WaitFor(t, "the file", func(string) bool {
		saved, _ = filepath.Glob(filepath.Join(folder, "*.csv"))
		return len(saved) > 0
	})
	s.Type(t, "q")
	endsWith(t, s, exitDone)
	want, err := exec.Command(programCalled(t, "daylight"), "show", "by=service", "period=2012", "--format", "csv").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(saved[0]); err != nil || string(got) != string(want) {
		t.Errorf("the file holds %q (%v), show prints %q", got, err, want)
	}
}

func TestAMistakeLeavesTheTerminalAlone(t *testing.T) {
	s := start(t, ptytest.Options{}, "contry=US")
	endsWith(t, s, exitUsage)
	if !strings.Contains(s.Screen(), `did you mean "country"`) {
		t.Errorf("the screen:\n%s", s.Screen())
	}
	if strings.Contains(string(s.Raw()), "\x1b") {
		t.Errorf("it got escapes: %q", s.Raw())
	}
}

// The libraries know how to ask tmux for its colours and other programs for the clipboard.
func TestNoOtherProgramIsStarted(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"tmux", "xclip", "xsel", "wl-copy", "wl-paste", "termux-clipboard-get", "infocmp"} {
		script := "#!/bin/sh\necho \"$0\" \"$@\" >>" + filepath.Join(folder, "started") + "\n"
		if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	o := ptytest.Options{Env: []string{
		"PATH=" + folder + string(os.PathListSeparator) + os.Getenv("PATH"), "TMUX=/tmp/tmux,1,0", "TERM=tmux-256color", "COLORTERM=", "WAYLAND_DISPLAY=wayland-0",
	}}
	for _, args := range [][]string{{"version"}, {"help"}, {"show", "by=service", "period=2012"}, {"contry=US"}} {
		start(t, o, args...).WaitExit(t)
	}
	s := start(t, o)
	s.WaitText(t, opened)
	s.Type(t, "/\x16uni") // ctrl+v pastes where programs do it themselves
	s.WaitText(t, "uni")
	s.Type(t, "\x03")
	endsWith(t, s, exitDone)
	if started, err := os.ReadFile(filepath.Join(folder, "started")); err == nil {
		t.Errorf("it started\n%s", started)
	}
}

func TestWhoOnlyLooksLeavesNothingBehind(t *testing.T) {
	home, config, here := t.TempDir(), t.TempDir(), t.TempDir()
	o := ptytest.Options{Dir: here, Env: []string{"HOME=" + home, "XDG_CONFIG_HOME=" + config}}
	s := ptytest.Start(t, o, programCalled(t, "daylight"))
	s.WaitText(t, opened)
	s.Type(t, "2")
	s.WaitText(t, "over time")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
	for _, folder := range []string{home, config, here} {
		if left, err := os.ReadDir(folder); len(left) > 0 || err != nil {
			t.Errorf("it left %v, %v", left, err)
		}
	}
}

func TestAnExportIntoTheHomeStandsThere(t *testing.T) {
	home := t.TempDir()
	s := start(t, ptytest.Options{Dir: t.TempDir(), Env: []string{"HOME=" + home}}, "by=service", "period=2012")
	s.WaitText(t, opened)
	s.Type(t, "e")
	s.WaitText(t, "Export to")
	s.Type(t, "\x15~/services.csv\r")
	s.WaitText(t, "written to ~/services.csv")
	s.Type(t, "q")
	endsWith(t, s, exitDone)
	if text, err := os.ReadFile(filepath.Join(home, "services.csv")); !strings.HasPrefix(string(text), "service,name,") {
		t.Errorf("the home holds %q, %v", text, err)
	}
}

func TestAConfigurationFolderThatIsNotAbsoluteIsSaid(t *testing.T) {
	here := t.TempDir()
	s := ptytest.Start(t, ptytest.Options{Dir: here, Env: []string{"XDG_CONFIG_HOME=conf"}}, programCalled(t, "daylight"))
	s.WaitText(t, `XDG_CONFIG_HOME is "conf"`)
	s.Type(t, "w")
	s.WaitText(t, "esc")
	s.Type(t, "mine\r")
	s.WaitText(t, `XDG_CONFIG_HOME is "conf"`)
	s.Type(t, "\x03")
	endsWith(t, s, exitDone)
	if left, _ := os.ReadDir(here); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}
