// Command daylight shows how often governments ask technology companies for people's data: as a
// dashboard on the terminal, and, with a subcommand, as text that other programs read.
//
//	words on the command line ─▶ query ─▶ dashboard (tui)      to look at
//	                                  └─▶ show      (data)     to print
//
// The package is the only one that knows files, the terminal and signals. It wires data into tui,
// which never reads data by itself.
package main

import (
	"os"

	"daylight/cmd/internal/environ"
	"daylight/model/query"
	"daylight/model/report"
)

// What the program says to its caller when it ends. Scripts depend on these.
const (
	exitDone      = 0   // also the keys q and ctrl+c, and a reader who has seen enough
	exitFailure   = 1   // something outside went wrong: the terminal, the disk, or a fault of daylight
	exitUsage     = 2   // flags, commands or a query that cannot be understood
	exitData      = 3   // data that breaks its own rules
	exitHangup    = 129 // SIGHUP, or a terminal that went away
	exitInterrupt = 130 // SIGINT from outside; a signal ends it with 128 and its number
	exitQuit      = 131 // SIGQUIT
	exitAbort     = 134 // SIGABRT
	exitTerminate = 143 // SIGTERM
)

func main() {
	env := readEnvironment(environ.Variables)
	c := &console{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: env, store: userStore(env)}
	os.Exit(c.run(os.Args[1:]))
}

// exampleQuery is the question that remedies suggest.
const exampleQuery = "by=service period=2012"

// commandNear says which command a first word was meant as, unless it is a value that a query could
// hold, for which the query's own error knows the key.
func commandNear(word string, commands []string, d *report.Dataset) (string, bool) {
	for _, b := range query.Dimensions() {
		if _, err := query.Parse(b.String()+"="+word, d); err == nil {
			return "", false
		}
	}
	return query.Nearest(word, commands)
}
