package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"daylight/data/figure"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/theme"
)

// commands is the tree of commands. Their functions never return an error: they say what is wrong and
// keep the exit code, as run explains.
func (c *console) commands() *cobra.Command {
	root := &cobra.Command{
		Use:   "daylight [QUERY...]",
		Short: "How often governments ask technology companies for people's data",
		Long: "How often governments ask technology companies for people's data, and what they get:\n" +
			"a dashboard with the real reports built in.",
		Example: "# the dashboard, from the first report on\ndaylight\n" +
			"# the dashboard with a question\ndaylight " + exampleQuery + "\n" +
			"# the same, printed\ndaylight show " + exampleQuery + "\n" +
			"# two countries over time\ndaylight view=trend country=US,GB\n" +
			"# as data for another program\ndaylight show by=country service=skype --format csv\n" +
			"# how to ask\ndaylight help query\n" +
			"# the manual page\ndaylight man | man -l -",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: c.completeQuery,
		SilenceErrors:     true,
		SilenceUsage:      true,
	}
	version := root.Flags().Bool("version", false, "print the version")
	root.Flags().BoolVar(&c.flags.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	common := root.PersistentFlags()
	common.StringVar(&c.flags.theme, "theme", "", "colours: dark, light, high-contrast, mono or another by name")
	common.BoolVar(&c.flags.ascii, "ascii", false, "draw with ASCII alone; by itself where the locale is not UTF-8")
	common.BoolVar(&c.flags.large, "large", false, "large rows, figures and dates, for the back row; Z does so in the dashboard")
	common.BoolVar(&c.flags.talk.reducedMotion, "reduced-motion", false, "nothing moves by itself: periods run by in steps")
	common.BoolVar(&c.flags.plain, "plain", false, "text alone, for screen readers; offered where one is likely")
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) {
		c.flags.asciiGiven = cmd.Flags().Changed("ascii")
		c.flags.plainGiven = cmd.Flags().Changed("plain")
		c.flags.mouseGiven = cmd.Flags().Changed("no-mouse")
	}
	root.Run = func(_ *cobra.Command, words []string) {
		if *version {
			c.printVersion()
			return
		}
		c.open(words, names(root))
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		c.fail(exitUsage, flagProblem(err, cmd), "Try "+cmd.CommandPath()+" --help.")
		return nil
	})
	_ = root.RegisterFlagCompletionFunc("theme", cobra.FixedCompletions(theme.Names(), cobra.ShellCompDirectiveNoFileComp))

	root.AddCommand(c.showCommand(), c.presentCommand(), c.checkCommand(), c.sourcesCommand(), &cobra.Command{
		Use:               "version",
		Short:             "Print the version",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		Run:               func(*cobra.Command, []string) { c.printVersion() },
	}, &cobra.Command{
		Use:               "man",
		Short:             "Print the manual page",
		Long:              "Print the manual page, for man -l - or to put among those of the system as daylight.1.",
		Example:           "daylight man | man -l -\ndaylight man > ~/.local/share/man/man1/daylight.1",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		Run: func(*cobra.Command, []string) {
			c.print(func(w io.Writer) error { return writeManual(w, root) })
		},
	}, c.queryHelp())
	root.SetHelpCommand(c.helpCommand(root))
	return root
}

// showCommand prints a view.
func (c *console) showCommand() *cobra.Command {
	show := &cobra.Command{
		Use:   "show [QUERY...]",
		Short: "Print a view once",
		Long: "Print the view that a query asks for, once: a table for people, csv, json or markdown, or a drawing.\n" +
			"Off a terminal the table has no colours and is not cut. Views are " + report.JoinWords(query.ViewNames()) + ".\n" +
			"As csv and json, trend and matrix have a line for each row and period, records those of the reports, and coverage one for each publisher, period and column.\n" +
			"Where top, search or min hide rows, a line above the total adds up those shown; csv has no such line, and how\n" +
			"many are hidden is said on standard error. The last column names what must be known of a figure: floor (at\n" +
			"least), ceiling (at most), approx, part (covers less than 95 %), halved (against half of a printed year), and\n" +
			"partial:period (a year that is not all there).\n" +
			"svg is the screen as a drawing. With --figure it is a figure fit to print, on a light page where --theme names\n" +
			"no other: headline, chart or table, every note and every source; --width and --height are its size in pixels. It is\n" +
			"as high as it needs; at a given height a list of rows shows as many as have room and says so, a chart fills it.",
		Example: "daylight show by=country service=skype period=2012\n" +
			"daylight show by=outcome period=2013-H1 --format csv\n" +
			"daylight show publisher=google by=type period=2024-H2 --format markdown\n" +
			"daylight show view=trend country=US,GB period=2020-H1.. --format csv\n" +
			"daylight show by=year country=US\n" +
			"daylight show period=2024-H2 measure=change against=year\n" +
			"daylight show view=records country=IE period=2012\n" +
			"daylight show view=trend country=US,GB --format svg --figure --width 1600 > trend.svg",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: c.completeQuery,
		Run:               func(_ *cobra.Command, words []string) { c.show(words, nil) },
	}
	c.formatFlag(show, viewFormats)
	show.Flags().BoolVar(&c.flags.figure, "figure", false, "svg as a figure fit to print, on a light page")
	show.Flags().IntVar(&c.flags.width, "width", figure.DefaultWidth, "width of a figure in pixels")
	show.Flags().IntVar(&c.flags.height, "height", 0, "height of a figure in pixels; what it needs by itself")
	show.PreRun = func(cmd *cobra.Command, _ []string) {
		c.flags.sized = cmd.Flags().Changed("width") || cmd.Flags().Changed("height")
	}
	return show
}

// sourcesCommand prints where the figures come from.
func (c *console) sourcesCommand() *cobra.Command {
	sources := &cobra.Command{
		Use:     "sources",
		Short:   "Print where the figures come from",
		Long:    "Print every source of the figures: who published it, when and where, and how it was obtained.",
		Example: "daylight sources\ndaylight sources --format json",
		Args:    cobra.ArbitraryArgs,
		Run:     func(_ *cobra.Command, words []string) { c.sources(words) },

		ValidArgsFunction: cobra.NoFileCompletions,
	}
	c.formatFlag(sources, formats)
	return sources
}

// names lists the commands of a tree that people use. cobra has some for itself, and adds help and
// completion late.
func names(root *cobra.Command) []string {
	list := []string{"help", "completion"}
	for _, cmd := range used(root) {
		if !slices.Contains(list, cmd.Name()) {
			list = append(list, cmd.Name())
		}
	}
	return list
}

// What sources prints, and show, the default first.
var (
	formats     = []string{"table", "csv", "json", "markdown"}
	viewFormats = append(slices.Clone(formats), "svg")
)

func (c *console) formatFlag(cmd *cobra.Command, formats []string) {
	cmd.Flags().StringVar(&c.flags.format, "format", formats[0], "one of "+strings.Join(formats, ", "))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

// flagProblem is what is wrong with a flag, and which one was probably meant.
func flagProblem(err error, cmd *cobra.Command) string {
	problem := err.Error()
	typed, unknown := strings.CutPrefix(problem, "unknown flag: --")
	if !unknown {
		words := strings.Split(problem, " ")
		for i, w := range words {
			words[i] = report.Clip(w)
		}
		return strings.Join(words, " ")
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	near, ok := query.Nearest(typed, known)
	if !ok {
		return fmt.Sprintf("unknown flag %q", report.Clip("--"+typed))
	}
	return fmt.Sprintf("unknown flag %q, did you mean %q", report.Clip("--"+typed), "--"+near)
}

// helpCommand is cobra's help, but for topics that there are not.
func (c *console) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Print help about a command",
		Args:  cobra.ArbitraryArgs,
		ValidArgsFunction: func(_ *cobra.Command, topic []string, _ string) ([]string, cobra.ShellCompDirective) {
			return topics(root, topic), cobra.ShellCompDirectiveNoFileComp
		},
		Run: func(_ *cobra.Command, topic []string) {
			cmd, rest, err := root.Find(topic)
			if err == nil && len(rest) == 0 {
				cmd.InitDefaultHelpFlag()
				_ = cmd.Help()
				return
			}
			c.fail(exitUsage, "unknown help topic "+quoted(strings.Join(topic, " "), names(root)), "Try daylight help.")
		},
	}
}

// topics are what help can be asked about next: the commands, and those of one.
func topics(root *cobra.Command, topic []string) []string {
	if len(topic) == 0 {
		return names(root)
	}
	var list []string
	if cmd, rest, err := root.Find(topic); err == nil && len(rest) == 0 {
		for _, below := range used(cmd) {
			list = append(list, below.Name())
		}
	}
	return list
}

// queryHelp is a topic of the help, not a command: it explains the words of a query.
func (c *console) queryHelp() *cobra.Command {
	explain := func(*cobra.Command, []string) { c.print(writeQueryHelp) }
	topic := &cobra.Command{Use: "query", Short: "How to ask: the keys and values of a query", Run: explain}
	topic.SetHelpFunc(explain)
	return topic
}
