package main

// exportStory writes a story into a folder.
func (c *console) exportStory(name string) { c.fail(exitFailure, "cannot be done yet") }
