package main

import (
	"testing"

	"github.com/charmbracelet/colorprofile"

	"daylight/tui"
	"daylight/tui/kit/theme"
)

func TestTheLocaleDecidesBetweenUnicodeAndASCII(t *testing.T) {
	for _, c := range []struct {
		vars  []string
		ascii bool
	}{
		{nil, false},
		{[]string{"LANG=C"}, true},
		{[]string{"LANG=POSIX"}, true},
		{[]string{"LANG=de_DE.ISO-8859-1"}, true},
		{[]string{"LANG=C.UTF-8"}, false},
		{[]string{"LANG=en_GB.utf8"}, false},
		{[]string{"LANG=C", "LC_CTYPE=UTF-8"}, false},
		{[]string{"LANG=C", "LC_CTYPE=C", "LC_ALL=en_GB.UTF-8"}, false},
		{[]string{"LANG=en_GB.UTF-8", "LC_ALL=C"}, true},
		{[]string{"LANG=en_GB.UTF-8", "LC_ALL="}, false},
		{[]string{"LANG=en_GB.UTF-8", "TERM=linux"}, true},
	} {
		if got := readEnvironment(c.vars).wantsASCII(); got != c.ascii {
			t.Errorf("%v: ASCII %v", c.vars, got)
		}
	}
}

func TestAScreenReaderIsLikelyWhereItsVariablesAreSet(t *testing.T) {
	for variable, likely := range map[string]bool{
		"ACCESSIBLE=1": true, "ACCESSIBILITY=yes": true, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1": true,
		"ACCESSIBLE=0": false, "ACCESSIBLE=": false, "LANG=en_GB.UTF-8": false,
		// Debian sets these for everybody.
		"QT_ACCESSIBILITY=1": false, "GTK_MODULES=gail:atk-bridge": false,
	} {
		if got := readEnvironment([]string{variable}).screenReaderIsLikely(); got != likely {
			t.Errorf("%s: likely is %v", variable, got)
		}
	}
}

func TestColoursFollowTheEnvironment(t *testing.T) {
	for _, c := range []struct {
		vars []string
		want colorprofile.Profile
	}{
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor"}, colorprofile.TrueColor},
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=1"}, colorprofile.ASCII},
		{[]string{"TERM=xterm-256color", "NO_COLOR=yes"}, colorprofile.ASCII}, // any value but none
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR="}, colorprofile.TrueColor},
		{[]string{"TERM=dumb", "COLORTERM=truecolor"}, colorprofile.NoTTY},
	} {
		if got := readEnvironment(c.vars).profile(); got != c.want {
			t.Errorf("%v: %v, not %v", c.vars, got, c.want)
		}
	}
}

func TestTheBackgroundIsKnownWhereTheTerminalTells(t *testing.T) {
	for value, want := range map[string]theme.Ground{
		"15;0": theme.DarkGround, "0;15": theme.LightGround, "0;default;15": theme.LightGround, "12;8": theme.DarkGround,
		"": theme.UnknownGround, "15;default": theme.UnknownGround, "0;99": theme.UnknownGround,
	} {
		if got := readEnvironment([]string{"COLORFGBG=" + value}).background(); got != want {
			t.Errorf("%q: the ground is %d, not %d", value, got, want)
		}
	}
}

func TestWhatStandsBeforeTheTerminalIsKnown(t *testing.T) {
	for _, c := range []struct {
		vars []string
		want tui.Multiplexer
	}{
		{[]string{"TERM=xterm-256color"}, tui.NoMultiplexer},
		{[]string{"TERM=screen-256color", "TMUX=/tmp/tmux-0/default,1,0"}, tui.Tmux},
		{[]string{"TERM=tmux-256color"}, tui.Tmux},
		{[]string{"TERM=screen", "STY=1.tty"}, tui.Screen},
		{[]string{"TERM=xterm-256color", "STY=1.tty", "TMUX="}, tui.Screen},
		{[]string{"TERM=screen.xterm-256color", "STY=1.tty", "TMUX=/tmp/tmux-0/default,1,0"}, tui.Screen},
		{[]string{"TERM=screen", "STY=1.tty", "TMUX=/tmp/tmux-0/default,1,0"}, tui.Screen},
		{[]string{"TERM=xterm-256color", "STY=1.tty", "TMUX=/tmp/tmux-0/default,1,0"}, tui.Tmux},
		{[]string{"TERM=tmux-256color", "STY=1.tty", "TMUX=/tmp/tmux-0/default,1,0"}, tui.Tmux},
	} {
		if got := readEnvironment(c.vars).multiplexer(); got != c.want {
			t.Errorf("%v: %d, not %d", c.vars, got, c.want)
		}
	}
}
