package main

// followTalk shows the notes of the talk that runs in another terminal.
func (c *console) followTalk() { c.fail(exitFailure, "cannot be done yet") }
