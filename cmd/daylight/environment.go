package main

import (
	"runtime"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// environment is what the program's surroundings say about the terminal. It is read once, at start.
type environment struct {
	vars []string // KEY=value
	get  map[string]string
}

func readEnvironment(vars []string) environment {
	e := environment{vars: vars, get: make(map[string]string, len(vars))}
	for _, v := range vars {
		if key, value, ok := strings.Cut(v, "="); ok {
			e.get[key] = value
		}
	}
	return e
}

// noTerminalNamed says whether nothing is known of the terminal, so that no escape may be sent to it.
// Windows consoles name none and understand them.
func (e environment) noTerminalNamed() bool {
	term := e.get["TERM"]
	return term == "dumb" || term == "" && runtime.GOOS != "windows"
}

// profile is how many colours the terminal has. It comes from the environment and the terminal's
// description alone: left to itself, Bubble Tea runs `tmux info` inside tmux, which costs 9 ms of
// every start. With NO_COLOR, bold and reverse video stay.
func (e environment) profile() colorprofile.Profile {
	if e.get["NO_COLOR"] != "" {
		return colorprofile.ASCII
	}
	p := colorprofile.Env(e.vars)
	if p == colorprofile.NoTTY || p == colorprofile.TrueColor {
		return p
	}
	return max(p, colorprofile.Terminfo(e.get["TERM"]))
}

// wantsASCII says whether the surroundings ask for ASCII: a locale that is named and is not UTF-8, or
// the Linux console, whose fonts lack the eighths of a block that bars are drawn with. An environment
// that names no locale at all (containers, services, Windows) says nothing, and gets Unicode.
func (e environment) wantsASCII() bool {
	if e.get["TERM"] == "linux" {
		return true
	}
	for _, key := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(e.get[key]); locale != "" {
			return !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8")
		}
	}
	return false
}

// background says whether the terminal's background is light, where the terminal tells: COLORFGBG is
// "text;background", or "text;default;background", by the numbers of the sixteen colours.
func (e environment) background() (light, known bool) {
	value := e.get["COLORFGBG"]
	n, err := strconv.Atoi(value[strings.LastIndexByte(value, ';')+1:])
	if err != nil || n < 0 || n > 15 {
		return false, false
	}
	return n == 7 || n >= 9, true
}

// screenReaderIsLikely says whether a variable is set with which people who use a screen reader tell
// programs so. QT_ACCESSIBILITY and GTK_MODULES are not among them: Debian and its family set both for
// everybody.
func (e environment) screenReaderIsLikely() bool {
	for _, key := range []string{
		"ACCESSIBLE", "ACCESSIBILITY", "ACCESSIBILITY_ENABLED", "GNOME_ACCESSIBILITY", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
	} {
		if value := e.get[key]; value != "" && value != "0" {
			return true
		}
	}
	return false
}
