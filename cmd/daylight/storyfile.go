package main

import (
	"daylight/model"
	"daylight/model/report"
)

// storyFile is a story and where it was read from.
type storyFile struct {
	story *model.Story
	name  string // as a person names it: a path, or the name of one that is built in
	path  string // of its file; empty for one that is built in
	text  []byte
}

// story reads a story that a person has named. Where it cannot be read it says why and keeps the exit
// code; mistakes in it are among its problems.
func (c *console) story(name string, d *report.Dataset) (storyFile, bool) {
	c.fail(exitFailure, "cannot be done yet")
	return storyFile{}, false
}
