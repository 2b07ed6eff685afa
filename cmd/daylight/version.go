package main

import (
	"fmt"
	"io"
	"runtime/debug"
)

// version is the release that this is, or becomes.
const version = "0.1.0"

// released is its day, which stands in the manual page. It changes with the version and not with the
// clock: the same sources make the same page.
const released = "2026-11-30"

// printVersion prints the release and, where the build knows it, the revision it was built from.
func (c *console) printVersion() {
	text := "daylight " + version
	if info, ok := debug.ReadBuildInfo(); ok {
		text += revision(info)
	}
	c.print(func(w io.Writer) error {
		_, err := fmt.Fprintln(w, text)
		return err
	})
}

// revision is " (1a2b3c4 of 2026-11-22, changed)", or nothing.
func revision(info *debug.BuildInfo) string {
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	hash, when := set["vcs.revision"], set["vcs.time"]
	if hash == "" {
		return ""
	}
	text := hash[:min(7, len(hash))]
	if when != "" {
		text += " of " + when[:min(10, len(when))]
	}
	if set["vcs.modified"] == "true" {
		text += ", changed"
	}
	return " (" + text + ")"
}
