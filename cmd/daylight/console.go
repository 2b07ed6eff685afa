package main

import (
	"context"
	"errors"
	"fmt"
	"image/color"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"unicode"

	"charm.land/fang/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"daylight/data"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/theme"
)

// console is where the program runs: its three files and what the environment says about them.
type console struct {
	in, out, err *os.File
	env          environment
	store        *store
	code         int // what the program will end with
	flags        flags
}

// flags are the options that were given.
type flags struct {
	theme      string
	ascii      bool
	asciiGiven bool // so the environment does not matter
	plain      bool
	plainGiven bool // so screen readers are not asked for
	noMouse    bool
	large      bool
	mouseGiven bool // so the settings do not matter
	format     string
	figure     bool
	width      int // of a figure, in pixels …
	height     int // … 0 for what it needs
	sized      bool
	talk       talkFlags
}

// run carries out a command line and returns the exit code.
//
// Nothing here is kept off the way to the dashboard, because it is cheap: measured against a program
// with Bubble Tea alone, cobra adds 0.2 ms to the start, fang 0.4 ms and building the commands 0.1 ms.
// What is dear is asking the terminal for its background, which fang does before it prints an error;
// so daylight's own commands give fang none, and it has the help and the completion.
func (c *console) run(args []string) int {
	// A reader who has seen enough (show | head -1) is then an error of writing, and not a fault.
	signal.Ignore(syscall.SIGPIPE)
	root := c.commands()
	root.SetArgs(args)
	out := &noted{file: c.out}
	root.SetOut(out)
	root.SetErr(c.err)
	c.execute(root, args)
	if c.code == exitDone {
		c.wrote(out.wrong)
	}
	return c.code
}

// execute has cobra or fang carry out a command line.
func (c *console) execute(root *cobra.Command, args []string) {
	if c.env.noTerminalNamed() && term.IsTerminal(c.out.Fd()) && asksHelp(args) {
		// fang asks every terminal for its background, and this one would print the question.
		root.SilenceErrors, root.SilenceUsage = true, true
		if err := root.Execute(); err != nil {
			c.fail(exitUsage, err.Error(), "Try daylight help.")
		}
		return
	}
	_ = fang.Execute(context.Background(), root, fang.WithoutVersion(), fang.WithoutManpage(), fang.WithColorSchemeFunc(helpColors),
		fang.WithErrorHandler(func(_ io.Writer, _ fang.Styles, err error) {
			if file := (*os.PathError)(nil); errors.As(err, &file) { // a completion has no room
				c.wrote(err)
				return
			}
			c.fail(exitUsage, err.Error(), "Try daylight help.")
		}))
}

// helpColors has the help look as the dashboard does: what can be typed in the colour of the
// interface, and all else as text, as colours of data mean nothing there.
func helpColors(lightDark lipgloss.LightDarkFunc) fang.ColorScheme {
	light, dark := theme.Light(), theme.Dark()
	of := func(role func(s *theme.Styles) color.Color) color.Color {
		return lightDark(role(light.Styles), role(dark.Styles))
	}
	text := of(func(s *theme.Styles) color.Color { return s.Text.GetForeground() })
	dim := of(func(s *theme.Styles) color.Color { return s.Dim.GetForeground() })
	key := of(func(s *theme.Styles) color.Color { return s.Accent.GetForeground() })
	return fang.ColorScheme{
		Base: text, Title: text, Description: text, Argument: text, QuotedString: text, Help: text, Dash: text, ErrorDetails: text,
		Program: key, Command: key, Flag: key,
		DimmedArgument: dim, Comment: dim, FlagDefault: dim,
		Codeblock:   of(func(s *theme.Styles) color.Color { return s.Band.GetBackground() }),
		ErrorHeader: [2]color.Color{text, lipgloss.NoColor{}},
	}
}

// noted is standard output for those who do not look at what writing answers, as the help. It has of a
// file what makes fang see a terminal.
type noted struct {
	file  *os.File
	wrong error // the first
}

// Write writes text.
func (n *noted) Write(p []byte) (int, error) {
	written, err := n.file.Write(p)
	if n.wrong == nil {
		n.wrong = err
	}
	return written, err
}

func (n *noted) Fd() uintptr                { return n.file.Fd() }
func (n *noted) Read(p []byte) (int, error) { return n.file.Read(p) }
func (n *noted) Close() error               { return n.file.Close() }

// asksHelp says whether a command line asks for help rather than for figures.
func asksHelp(args []string) bool {
	return slices.ContainsFunc(args, func(a string) bool { return a == "help" || a == "-h" || a == "--help" })
}

// fail says on standard error what went wrong and, on lines of their own, what to do about it, and
// keeps the exit code.
func (c *console) fail(code int, problem string, remedies ...string) {
	c.say(problem)
	for _, r := range remedies {
		_, _ = fmt.Fprintln(c.err, r)
	}
	c.code = code
}

// say tells the person something that is no data.
func (c *console) say(text string) {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = oneLine(lines[i]) // what was typed may hold what a terminal obeys
	}
	_, _ = fmt.Fprintln(c.err, "daylight: "+strings.Join(lines, "\n"))
}

// oneLine is a text that cannot end a line, steer a terminal, or turn the direction of what stands behind it.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '\uFFFD'
		}
		return r
	}, text)
}

// wrote keeps the exit code of printing: a reader who went away has seen enough.
func (c *console) wrote(err error) {
	if err != nil && !errors.Is(err, syscall.EPIPE) {
		c.fail(exitFailure, fmt.Sprintf("writing to standard output: %v", trimmed(err)))
	}
}

// trimmed is the cause of an error about a file whose name is said already.
func trimmed(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// ascii says whether only ASCII may be drawn.
func (c *console) ascii() bool {
	if c.flags.asciiGiven {
		return c.flags.ascii
	}
	return c.flags.plain || c.env.wantsASCII()
}

// themeIsKnown refuses a theme that there is not.
func (c *console) themeIsKnown() bool {
	if c.flags.theme == "" {
		return true
	}
	if _, ok := theme.ByName(c.flags.theme); ok {
		return true
	}
	c.fail(exitUsage, "unknown theme "+quoted(c.flags.theme, theme.Names()), "Themes: "+strings.Join(theme.Names(), ", "))
	return false
}

// theme is the name of the theme that was asked for, now or in the settings; empty for none.
func (c *console) theme() string {
	if c.flags.theme != "" {
		return c.flags.theme
	}
	set, err := c.store.settings()
	if err != nil {
		c.say(err.Error())
	}
	return set.Theme
}

// printer prints text for people on standard output.
func (c *console) printer() *printer {
	p := newPrinter(c.out, c.ascii())
	if !term.IsTerminal(c.out.Fd()) || c.flags.plain {
		return p
	}
	p.width, _, _ = term.GetSize(c.out.Fd()) // 0, for uncut, where the terminal does not say
	if c.env.noTerminalNamed() {
		return p
	}
	t := theme.On(c.env.background()) // asking the terminal would swallow what was typed ahead
	if name := c.theme(); name != "" {
		t, _ = theme.ByName(name) // themeIsKnown, and so do the settings
	}
	p.useTheme(t, c.env.profile())
	return p
}

// load reads the data.
func (c *console) load() (*report.Dataset, bool) {
	d, err := data.Builtin()
	if err != nil {
		c.fail(exitData, err.Error())
		return nil, false
	}
	return d, true
}

// ask reads the words of a query. Commands are the names that a first word may have been meant as.
func (c *console) ask(d *report.Dataset, words, commands []string) (query.Query, bool) {
	q, err := query.Parse(strings.Join(words, " "), d)
	if err == nil {
		return q, true
	}
	problem := err.Error()
	if len(words) > 0 && !strings.ContainsAny(words[0], "=: ") {
		if near, ok := commandNear(words[0], commands, d); ok {
			problem = fmt.Sprintf("unknown command %q, did you mean %q", report.Clip(words[0]), near)
		}
	}
	c.fail(exitUsage, problem, "Try daylight "+exampleQuery+", or daylight help query for all keys.")
	return query.Query{}, false
}

// quoted is a word that is not known, with the known one that it was probably meant as.
func quoted(word string, known []string) string {
	if near, ok := query.Nearest(word, known); ok {
		return fmt.Sprintf("%q, did you mean %q", report.Clip(word), near)
	}
	return fmt.Sprintf("%q", report.Clip(word))
}

// print writes data to standard output.
func (c *console) print(write func(io.Writer) error) { c.wrote(write(c.out)) }

// write puts content into a file that a person has named.
func (c *console) write(path string, content []byte, replace bool) error {
	path, err := c.env.expanded(path)
	if err != nil {
		return err
	}
	return writeFile(path, content, replace)
}
