package main

import "github.com/spf13/cobra"

// checkCommand looks for mistakes in stories.
func (c *console) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check STORY...",
		Short: "Look for mistakes in stories",
		Args:  cobra.MinimumNArgs(1),
		Run:   func(_ *cobra.Command, names []string) { c.fail(exitFailure, "cannot be done yet") },
	}
}
