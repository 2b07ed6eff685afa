package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"daylight/data/print"
	"daylight/model/query"
)

// exitCodes are the exit codes, for the manual page.
var exitCodes = []struct {
	code int
	says string
}{
	{exitDone, "Done; also the keys q and ctrl+c on the dashboard, and a reader who has seen enough (daylight show | head)."},
	{exitFailure, "Something failed: the terminal, the disk, or daylight itself. Standard error says what."},
	{exitUsage, "A flag, a command or a query that cannot be understood."},
	{exitData, "Data that breaks its own rules."},
	{exitHangup, "Ended by SIGHUP, or the terminal went away."},
	{exitInterrupt, "Ended by SIGINT from outside."},
	{exitQuit, "Ended by SIGQUIT."},
	{exitAbort, "Ended by SIGABRT."},
	{exitTerminate, "Ended by SIGTERM."},
}

// variables are what the environment can say, for the manual page.
var variables = []struct{ names, says string }{
	{"XDG_CONFIG_HOME", "The folder in which that of daylight is; it must be absolute."},
	{"XDG_RUNTIME_DIR, TMPDIR", "Where a talk and its notes in a second terminal find each other: in a folder daylight of the first, else in one of " +
		"the account below the second, or below /tmp."},
	{"HOME", "The folder that ~/ stands for, in which .config is; where it is not set, that of the account. On Windows USERPROFILE."},
	{"TERM, COLORTERM", "What the terminal can do. Where TERM is dumb or not set, the dashboard is printed once, as show does."},
	{"NO_COLOR", "Where it says anything, no colours: bold and reverse video stay."},
	{"COLORFGBG", "Whether the terminal's page is light: for what is printed, and for the dashboard until the terminal says so itself."},
	{"TMUX, STY", "Whether tmux or GNU screen stands before the terminal: what is copied must pass it, and screen gives no title back."},
	{"LC_ALL, LC_CTYPE, LANG", "The locale, the first of them that is set: where it is not UTF-8, all is drawn in ASCII."},
	{"ACCESSIBLE, ACCESSIBILITY, ACCESSIBILITY_ENABLED, GNOME_ACCESSIBILITY, QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
		"Where one of them is set and not 0, a screen reader is likely, and the dashboard offers --plain."},
	{"TEA_TRACE", "A file to which Bubble Tea, the library of the dashboard, writes what it does, to find its faults."},
	{"TEA_DEBUG", "Where it is true, Bubble Tea writes a fault of its own into a file in the current folder."},
}

// keptFiles are what daylight writes by itself, for the manual page.
var keptFiles = []struct{ name, says string }{
	{"$XDG_CONFIG_HOME/daylight/views", "The saved views, a line each: its name, a colon and its query. Lines that begin with # are yours."},
	{"$XDG_CONFIG_HOME/daylight/settings", "What the dashboard remembers: theme: NAME and mouse: off."},
	{"$XDG_CONFIG_HOME/daylight/.lock", "Locked while one of them is changed, so that several daylights may save at once. It is empty."},
	{"$XDG_RUNTIME_DIR/daylight/talk", "The socket of a talk that is told, until its end."},
}

// writeManual writes the manual page, in the language of troff. It depends on nothing but the program.
func writeManual(w io.Writer, root *cobra.Command) error {
	m := &manual{}
	fmt.Fprintf(&m.b, ".TH DAYLIGHT 1 %q %q %q\n", released, "daylight "+version, "User Commands")
	m.section("NAME")
	m.paragraph("daylight - " + strings.ToLower(root.Short[:1]) + root.Short[1:])
	m.section("SYNOPSIS")
	m.b.WriteString(".nf\n")
	m.synopsis(root)
	for _, cmd := range used(root) {
		m.synopsis(cmd)
	}
	m.b.WriteString(".fi\n")
	m.section("DESCRIPTION")
	m.paragraph(strings.ReplaceAll(root.Long, "\n", " "))
	m.paragraph("Where standard output is not a terminal, daylight prints what show prints.")
	m.section("COMMANDS")
	for _, cmd := range used(root) {
		m.command(cmd, "")
	}
	m.section("OPTIONS")
	m.flags(root.LocalFlags())
	m.section("QUERY")
	m.paragraph("A query is words of the form key=value. What is left out has its default. The keys are:")
	for _, k := range query.Keys() {
		says := k.Says
		if strings.Contains(k.Values, " ") {
			says += ": " + strings.ReplaceAll(k.Values, " ", ", ")
		}
		m.item(k.Name, "", says)
	}
	for _, rule := range queryRules {
		m.paragraph(rule)
	}
	m.paragraph("The views, with their keys on the dashboard:")
	for _, v := range query.Views() {
		m.item(v.Key()+" "+v.String(), "", print.Shows(v))
	}
	m.section("EXIT STATUS")
	for _, e := range exitCodes {
		m.item(fmt.Sprint(e.code), "", e.says)
	}
	m.section("ENVIRONMENT")
	for _, v := range variables {
		m.item(v.names, "", v.says)
	}
	m.section("FILES")
	m.paragraph("Where XDG_CONFIG_HOME is not set, it stands for ~/.config, on macOS for ~/Library/Application Support, on " +
		"Windows for the folder of local application data. Nothing else is written but what is exported.")
	for _, f := range keptFiles {
		m.item(f.name, "", f.says)
	}
	m.section("EXAMPLES")
	for says, line := range examples(root.Example) {
		m.example(says, line)
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

// used are the commands that people use, below another.
func used(cmd *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(cmd.Commands()), func(below *cobra.Command) bool { return below.Hidden })
}

// examples are lines to type, each with the comment above it.
func examples(text string) func(yield func(says, line string) bool) {
	return func(yield func(string, string) bool) {
		says := ""
		for line := range strings.SplitSeq(text, "\n") {
			if comment, ok := strings.CutPrefix(line, "# "); ok {
				says = comment
			} else if !yield(says, line) {
				return
			}
		}
	}
}

// manual is a page as it is written.
type manual struct{ b strings.Builder }

func (m *manual) section(name string) { m.b.WriteString(".SH " + name + "\n") }

func (m *manual) paragraph(text string) { m.b.WriteString(".PP\n" + troff(text) + "\n") }

// item writes what a name means; what may follow the name stands behind it.
func (m *manual) item(name, behind, says string) {
	m.b.WriteString(".TP\n\\fB" + troff(name) + "\\fR" + troff(behind) + "\n" + troff(says) + "\n")
}

// synopsis writes how a command is called.
func (m *manual) synopsis(cmd *cobra.Command) {
	path := cmd.CommandPath()
	line := "\\fB" + troff(path) + "\\fR"
	if behind := argument(cmd); behind != "" {
		line += " " + troff(behind)
	}
	if len(options(cmd.LocalFlags())) > 0 {
		line += " [\\fIoptions\\fR]"
	}
	m.b.WriteString(line + "\n")
}

// argument is what stands behind the name of a command: "[QUERY...]".
func argument(cmd *cobra.Command) string {
	if len(used(cmd)) > 0 && cmd.HasParent() {
		return "COMMAND"
	}
	_, behind, _ := strings.Cut(cmd.Use, " ")
	return behind
}

// command explains a command, its flags and those below it.
func (m *manual) command(cmd *cobra.Command, above string) {
	behind := argument(cmd)
	if behind != "" {
		behind = " " + behind
	}
	says := cmd.Short
	if len(used(cmd)) == 0 && !strings.Contains(cmd.Long, "\n\n") { // as those that come with the library have
		says = strings.ReplaceAll(cmp.Or(cmd.Long, cmd.Short), "\n", " ")
	}
	m.item(above+cmd.Name(), behind, strings.TrimSuffix(says, ".")+".")
	m.b.WriteString(".RS\n")
	m.flags(cmd.LocalFlags())
	m.b.WriteString(".RE\n")
	for _, below := range used(cmd) {
		m.command(below, above+cmd.Name()+" ")
	}
}

// flags explains flags.
func (m *manual) flags(flags *pflag.FlagSet) {
	for _, f := range options(flags) {
		value, says := pflag.UnquoteUsage(f)
		if value != "" {
			value = " " + strings.ToUpper(f.Name)
		}
		m.item("--"+f.Name, value, says)
	}
}

// options are the flags that people use, but for --help, which every command has.
func options(flags *pflag.FlagSet) []*pflag.Flag {
	var list []*pflag.Flag
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && f.Name != "help" {
			list = append(list, f)
		}
	})
	return list
}

// example writes a line to type.
func (m *manual) example(says, line string) {
	m.b.WriteString(".PP\n" + troff(says) + ":\n.PP\n.RS 4\n.nf\n" + troff(line) + "\n.fi\n.RE\n")
}

// troff makes text stand in a manual page as it is: that language has signs of its own, and takes a
// hyphen for one of print.
func troff(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case i == 0 && (r == '.' || r == '\''):
			b.WriteString(`\&` + string(r))
		case troffSigns[r] != "":
			b.WriteString(troffSigns[r])
		case r > '~':
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var troffSigns = map[rune]string{'\\': `\e`, '-': `\-`, '~': `\(ti`, '^': `\(ha`, '`': `\(ga`, '\'': `\(aq`}
