package main

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/colorprofile"

	"daylight/tui"
	"daylight/tui/kit/theme"
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

// background is what is known of the terminal's background, where the terminal tells: COLORFGBG is
// "text;background", or "text;default;background", by the numbers of the sixteen colours.
func (e environment) background() theme.Ground {
	value := e.get["COLORFGBG"]
	n, err := strconv.Atoi(value[strings.LastIndexByte(value, ';')+1:])
	switch {
	case err != nil || n < 0 || n > 15:
		return theme.UnknownGround
	case n == 7 || n >= 9:
		return theme.LightGround
	}
	return theme.DarkGround
}

// multiplexer is what stands between the program and the terminal. With one inside the other both have
// left their mark, and the name of the terminal decides: screen prints what it is not meant to pass on,
// where tmux drops it.
func (e environment) multiplexer() tui.Multiplexer {
	switch term, tmux, screen := e.get["TERM"], e.get["TMUX"] != "", e.get["STY"] != ""; {
	case strings.HasPrefix(term, "tmux"): // which also tells behind ssh
		return tui.Tmux
	case screen && (!tmux || strings.HasPrefix(term, "screen")):
		return tui.Screen
	case tmux:
		return tui.Tmux
	}
	return tui.NoMultiplexer
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

// home is the folder of who runs the program: what the environment says, else what the system knows of
// the account. The root of all files is nobody's.
func (e environment) home() (string, error) {
	key := "HOME"
	if runtime.GOOS == "windows" {
		key = "USERPROFILE"
	}
	if home := e.get[key]; home != "" {
		if !filepath.IsAbs(home) {
			return "", fmt.Errorf("%s is %q, which is not an absolute path: correct it", key, home)
		}
		return home, nil
	}
	if account, err := user.Current(); err == nil {
		if home := account.HomeDir; filepath.IsAbs(home) && filepath.Dir(home) != home {
			return home, nil
		}
	}
	return "", errors.New(key + " is not set, and the account has no folder of its own: set it")
}

// expanded is a path with the home in the place of a ~ at its beginning, as shells do it.
func (e environment) expanded(path string) (string, error) {
	if path == "" || path[0] != '~' || len(path) > 1 && !os.IsPathSeparator(path[1]) {
		return path, nil
	}
	home, err := e.home()
	return home + path[1:], err
}

// settingsFolder is where views and settings are kept.
func (e environment) settingsFolder() (string, error) {
	config, err := e.configFolder()
	if err != nil {
		return "", fmt.Errorf("views and settings have no place: %w", err)
	}
	return filepath.Join(config, "daylight"), nil
}

// configFolder is where programs keep their settings.
func (e environment) configFolder() (string, error) {
	if given := e.get["XDG_CONFIG_HOME"]; given != "" {
		path, err := e.expanded(given)
		if err == nil && !filepath.IsAbs(path) {
			err = fmt.Errorf("XDG_CONFIG_HOME is %q, which is not an absolute path: correct it", given)
		}
		return path, err
	}
	if runtime.GOOS == "windows" {
		return xdg.ConfigHome, nil // which the system names, and not the environment
	}
	home, err := e.home()
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support"), err
	}
	return filepath.Join(home, ".config"), err
}
