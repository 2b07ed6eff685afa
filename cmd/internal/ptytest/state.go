//go:build unix

package ptytest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/sys/unix"
)

// state is what a terminal keeps beside its cells and a program may leave changed. It reads the same
// bytes as the emulator, which does not tell all of it:
//
//	program ──┬──▶ emulator   cells, answers
//	          └──▶ state      title, modes, keyboard, shapes, colours, what is left on
//
// Everything in it is one fact with a name, so that two states are compared fact by fact and what
// differs is said by that name.
type state struct {
	parser *ansi.Parser

	title  string
	titles []string // pushed
	rows   int
	region [2]int // first and last line that scroll; zero for all

	modes     map[mode]bool // those that were switched, and whether they are on
	saved     map[mode]bool // as XTSAVE kept them
	alt       bool
	keyboard  [2]keyboard       // of the main and the alternate screen
	letters   uv.Style          // what letters are written with
	modifiers map[int]int       // xterm's modifyOtherKeys and its kin, by resource
	settings  map[string]string // all else that is not as it is by default, in words
}

// mode is a number after CSI, private when there is a question mark between.
type mode struct {
	number  int
	private bool
}

// keyboard is the kitty protocol: flags in force, and those pushed below them.
type keyboard struct {
	flags int
	stack []int
}

// modeRow says what a mode is called, and whether it is on in a terminal that nobody has touched.
type modeRow struct {
	name string
	on   bool
}

// knownModes are those that a person would miss. Others are told by their number and taken to be off.
var knownModes = map[mode]modeRow{
	{1, true}:    {"cursor keys of applications", false},
	{5, true}:    {"reverse screen", false},
	{6, true}:    {"origin of the scroll region", false},
	{7, true}:    {"autowrap", true},
	{8, true}:    {"repeating keys", true},
	{9, true}:    {"mouse", false},
	{25, true}:   {"visible cursor", true},
	{45, true}:   {"reverse wrap", false},
	{66, true}:   {"keypad of applications", false},
	{69, true}:   {"left and right margins", false},
	{1000, true}: {"mouse", false},
	{1001, true}: {"mouse", false},
	{1002, true}: {"mouse", false},
	{1003, true}: {"mouse", false},
	{1004, true}: {"focus reports", false},
	{1005, true}: {"mouse in UTF-8", false},
	{1006, true}: {"mouse in SGR form", false},
	{1007, true}: {"wheel as arrows", false},
	{1015, true}: {"mouse in urxvt form", false},
	{1016, true}: {"mouse by pixels", false},
	{2004, true}: {"bracketed paste", false},
	{2026, true}: {"synchronized output", false},
	{2027, true}: {"grapheme clusters", false},
	{2031, true}: {"reports of light and dark", false},
	{2048, true}: {"reports of the size", false},
	{4, false}:   {"insert mode", false},
	{12, false}:  {"no local echo", false},
	{20, false}:  {"new lines return", false},
}

// alternate are the modes that show the alternate screen; 1048 only saves the cursor, which is an
// action rather than a state.
var alternate = []int{47, 1047, 1049}

const saveCursor = 1048

func newState(title string, rows int) *state {
	s := &state{parser: ansi.NewParser(), title: title, rows: rows}
	s.reset()
	s.parser.SetHandler(ansi.Handler{HandleCsi: s.csi, HandleEsc: s.esc, HandleOsc: s.osc, Execute: s.control})
	return s
}

// reset makes all as it is in a fresh terminal, but for the title.
func (s *state) reset() {
	s.region, s.alt, s.keyboard, s.letters = [2]int{}, false, [2]keyboard{}, uv.Style{}
	s.modes, s.saved, s.modifiers, s.settings = map[mode]bool{}, map[mode]bool{}, map[int]int{}, map[string]string{}
}

func (s *state) write(p []byte) { s.parser.Parse(p) }

// resize gives the terminal another height, on which all lines scroll again.
func (s *state) resize(rows int) { s.rows, s.region = rows, [2]int{} }

// on says whether a mode is on.
func (s *state) on(m mode) bool {
	if m.private && slices.Contains(alternate, m.number) {
		return s.alt
	}
	if on, touched := s.modes[m]; touched {
		return on
	}
	return knownModes[m].on
}

func (s *state) set(m mode, on bool) {
	switch {
	case m.private && slices.Contains(alternate, m.number):
		s.alt = on
	case m.private && m.number == saveCursor:
	default:
		s.modes[m] = on
	}
}

// screen is the keyboard of the screen that is shown.
func (s *state) screen() *keyboard {
	if s.alt {
		return &s.keyboard[1]
	}
	return &s.keyboard[0]
}

// note sets a fact, or forgets it where the value is the usual one, which is empty.
func (s *state) note(name, value string) {
	if value == "" {
		delete(s.settings, name)
	} else {
		s.settings[name] = value
	}
}

func (s *state) csi(cmd ansi.Cmd, params ansi.Params) {
	param := func(i, otherwise int) int {
		n, _, _ := params.Param(i, otherwise)
		return n
	}
	modes := func(do func(mode)) {
		params.ForEach(0, func(_, n int, _ bool) { do(mode{n, cmd.Prefix() == '?'}) })
	}
	switch form := strings.ReplaceAll(string([]byte{cmd.Prefix(), cmd.Intermediate(), cmd.Final()}), "\x00", ""); form {
	case "h", "?h":
		modes(func(m mode) { s.set(m, true) })
	case "l", "?l":
		modes(func(m mode) { s.set(m, false) })
	case "?s":
		modes(func(m mode) { s.saved[m] = s.on(m) })
	case "?r":
		modes(func(m mode) {
			if on, kept := s.saved[m]; kept {
				s.set(m, on)
			}
		})
	case "r":
		s.region = [2]int{param(0, 1), param(1, 0)}
		if top, bottom := s.region[0], s.region[1]; top <= 1 && (bottom == 0 || bottom >= s.rows) {
			s.region = [2]int{}
		}
	case "t":
		s.window(param(0, 0), param(1, 0))
	case " q":
		shapes := []string{"", "a blinking block", "a steady block", "a blinking line", "a steady line", "a blinking bar", "a steady bar"}
		if n := param(0, 0); n < len(shapes) {
			s.note("shape of the cursor", shapes[n])
		}
	case ">u":
		k := s.screen()
		k.stack, k.flags = append(k.stack, k.flags), param(0, 0)
	case "<u":
		k := s.screen()
		for range max(param(0, 1), 1) {
			k.flags = 0
			if n := len(k.stack); n > 0 {
				k.stack, k.flags = k.stack[:n-1], k.stack[n-1]
			}
		}
	case "=u":
		switch k, flags := s.screen(), param(0, 0); param(1, 1) {
		case 2:
			k.flags |= flags
		case 3:
			k.flags &^= flags
		default:
			k.flags = flags
		}
	case ">m":
		s.modifiers[param(0, 0)] = param(1, 0)
	case ">n":
		delete(s.modifiers, param(0, 2))
	case "m":
		uv.ReadStyle(params, &s.letters)
	case "!p": // soft reset
		s.region = [2]int{}
		for _, m := range []mode{{1, true}, {6, true}, {7, true}, {25, true}, {66, true}, {4, false}} {
			delete(s.modes, m)
		}
		for _, name := range []string{"keypad", "set of characters", "shift"} {
			s.note(name, "")
		}
		s.letters = uv.Style{}
	}
}

// window pushes and pops the title, where what is 0 or 2; 1 is the icon's.
func (s *state) window(action, what int) {
	if what == 1 {
		return
	}
	switch n := len(s.titles); {
	case action == 22:
		s.titles = append(s.titles, s.title)
	case action == 23 && n > 0:
		s.title, s.titles = s.titles[n-1], s.titles[:n-1]
	}
}

func (s *state) esc(cmd ansi.Cmd) {
	switch between, final := cmd.Intermediate(), cmd.Final(); {
	case between == 0 && final == 'c':
		s.reset()
	case between == 0 && final == '=':
		s.note("keypad", "of applications")
	case between == 0 && final == '>':
		s.note("keypad", "")
	case between == 0 && (final == 'n' || final == 'o'):
		s.note("shift", "to another set of characters")
	case between == '(':
		s.note("set of characters", strings.TrimPrefix(string(final), "B"))
	}
}

func (s *state) control(b byte) {
	switch b {
	case ansi.SO:
		s.note("shift", "to another set of characters")
	case ansi.SI:
		s.note("shift", "")
	}
}

func (s *state) osc(cmd int, data []byte) {
	_, rest, _ := strings.Cut(string(data), ";")
	switch {
	case cmd == 0 || cmd == 2:
		s.title = rest
	case cmd == 4 && !strings.HasSuffix(rest, "?"):
		s.note("palette", "changed")
	case cmd == 104:
		s.note("palette", "")
	case cmd == 8:
		_, address, _ := strings.Cut(rest, ";")
		s.note("hyperlink", address)
	case cmd == 9 && strings.HasPrefix(rest, "4;"):
		s.note("progress bar", strings.TrimPrefix(rest[:min(3, len(rest))], "4;0"))
	case cmd >= 10 && cmd <= 19 && rest != "?":
		s.note(fmt.Sprintf("colour %d of the screen", cmd), rest)
	case cmd >= 110 && cmd <= 119:
		s.note(fmt.Sprintf("colour %d of the screen", cmd-100), "")
	case cmd == 22:
		s.note("shape of the pointer", strings.TrimPrefix(rest, "default"))
	}
}

// State is all of a terminal but its cells, as names and values in words.
type State struct {
	facts map[string]string
	line  unix.Termios
}

// facts tells the state in words. Only what is not as it is by default is in it, and the title.
func (s *state) facts() map[string]string {
	all := maps.Clone(s.settings)
	all["window title"] = strconv.Quote(s.title)
	if n := len(s.titles); n > 0 {
		all["pushed titles"] = fmt.Sprint(n)
	}
	for m := range s.modes {
		row, known := knownModes[m]
		on := s.on(m)
		switch name := row.name; {
		case on == row.on:
		case m == mode{25, true}:
			all["hidden cursor"] = "on"
		case !known:
			all[fmt.Sprintf("mode %d", m.number)] = "on"
		case on:
			all[name] = "on"
		default:
			all[name] = "off"
		}
	}
	if s.alt {
		all["alternate screen"] = "on"
	}
	for name, on := range map[string]bool{
		"bold": s.letters.Attrs&uv.AttrBold != 0, "faint": s.letters.Attrs&uv.AttrFaint != 0, "italic": s.letters.Attrs&uv.AttrItalic != 0,
		"blink": s.letters.Attrs&(uv.AttrBlink|uv.AttrRapidBlink) != 0, "reverse": s.letters.Attrs&uv.AttrReverse != 0,
		"conceal": s.letters.Attrs&uv.AttrConceal != 0, "strike": s.letters.Attrs&uv.AttrStrikethrough != 0,
		"underline": s.letters.Underline != uv.UnderlineNone, "colour of the underline": s.letters.UnderlineColor != nil,
		"colour": s.letters.Fg != nil, "background": s.letters.Bg != nil,
	} {
		if on {
			all[name] = "on"
		}
	}
	if s.region != [2]int{} {
		all["scroll region"] = fmt.Sprintf("lines %d to %d", s.region[0], s.region[1])
	}
	for i, screen := range []string{"main", "alternate"} {
		if k := s.keyboard[i]; k.flags != 0 || len(k.stack) > 0 {
			all["keyboard enhancements of the "+screen+" screen"] = fmt.Sprintf("%d over %d pushed", k.flags, len(k.stack))
		}
	}
	for resource, value := range s.modifiers {
		if value == 0 {
			continue
		}
		name := fmt.Sprintf("modifier resource %d", resource)
		if resource == 4 {
			name = "modifyOtherKeys"
		}
		all[name] = fmt.Sprint(value)
	}
	return all
}

// lineFlags are the line settings that a person would miss.
var lineFlags = []struct {
	name string
	is   func(unix.Termios) bool
}{
	{"whole lines", func(t unix.Termios) bool { return t.Lflag&unix.ICANON != 0 }},
	{"echo", func(t unix.Termios) bool { return t.Lflag&unix.ECHO != 0 }},
	{"signals by keys", func(t unix.Termios) bool { return t.Lflag&unix.ISIG != 0 }},
	{"extended input", func(t unix.Termios) bool { return t.Lflag&unix.IEXTEN != 0 }},
	{"ctrl+s and ctrl+q", func(t unix.Termios) bool { return t.Iflag&unix.IXON != 0 }},
	{"return as new line", func(t unix.Termios) bool { return t.Iflag&unix.ICRNL != 0 }},
	{"processed output", func(t unix.Termios) bool { return t.Oflag&unix.OPOST != 0 }},
}

// Differs returns nil if the terminal is now as it was before; otherwise the error says what differs.
func (now State) Differs(before State) error {
	var errs []error
	names := maps.Clone(now.facts)
	maps.Copy(names, before.facts)
	value := func(s State, name string) string {
		if v, ok := s.facts[name]; ok {
			return v
		}
		return "as usual"
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if is, was := value(now, name), value(before, name); is != was {
			errs = append(errs, fmt.Errorf("%s: %s, was %s", name, is, was))
		}
	}
	if now.line == before.line {
		return errors.Join(errs...)
	}
	if now.line.Lflag&unix.ICANON == 0 && before.line.Lflag&unix.ICANON != 0 {
		errs = append(errs, errors.New("the terminal is raw"))
	}
	var flags []string
	for _, flag := range lineFlags {
		if is := flag.is(now.line); is != flag.is(before.line) {
			flags = append(flags, fmt.Sprintf("%s %t", flag.name, is))
		}
	}
	return errors.Join(append(errs, fmt.Errorf("the line settings differ (%s)", strings.Join(flags, ", ")))...)
}
