package main

import (
	"github.com/spf13/cobra"
)

// talkFlags are the options of present.
type talkFlags struct {
	notes         bool
	auto          string
	resume        bool
	reducedMotion bool
	export        string
	withNotes     bool
	size          string // of the screen on which slides must have room
}

// presentCommand tells a story.
func (c *console) presentCommand() *cobra.Command {
	present := &cobra.Command{
		Use:   "present [STORY]",
		Short: "Tell a story on stage, with live figures",
		Long: "Tell a story: a Markdown file, or one that is built in. Each slide is alive: every key of the dashboard works,\n" +
			"and enter returns to the slide. With --notes, in a second terminal, it shows the notes of the talk in the first.\n\n" +
			"With --export DIR it writes the story into a folder instead, to be taken along: a page for a browser that asks\n" +
			"for nothing from elsewhere (its print gives a PDF), Markdown, and each view as a figure. Notes are left out\n" +
			"unless --with-notes is given. A folder that holds other things is refused; an earlier export is replaced,\n" +
			"unless somebody has changed it.",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completeStory,
		Run: func(cmd *cobra.Command, words []string) {
			name := ""
			if len(words) > 0 {
				name = words[0]
			}
			switch {
			case cmd.Flags().Changed("export"):
				c.exportStory(name)
			case c.flags.talk.withNotes:
				c.fail(exitUsage, "--with-notes goes with --export DIR, which writes files")
			case c.flags.talk.notes:
				c.followTalk()
			default:
				c.present(name)
			}
		},
	}
	set := present.Flags()
	set.BoolVar(&c.flags.talk.notes, "notes", false, "the notes of the talk that runs in another terminal")
	set.StringVar(&c.flags.talk.auto, "auto", "", "go on by itself after a time for each slide, as 20s")
	set.BoolVar(&c.flags.talk.resume, "resume", false, "begin at the slide where the talk was left")
	set.StringVar(&c.flags.talk.export, "export", "", "write the story into a folder, as figures, Markdown and HTML")
	set.BoolVar(&c.flags.talk.withNotes, "with-notes", false, "with --export, the notes too")
	return present
}
