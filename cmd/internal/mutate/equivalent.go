package main

import (
	"fmt"
	"slices"
	"strings"
)

// equivalents are the faults that change nothing, as equivalent.txt names them: package, function, what is
// changed, and the text of the line; the number of the line is not said, so that edits elsewhere do not matter.
type equivalents map[string]bool

// id is how equivalent.txt names a fault.
func (f *fault) id() string { return f.pkg + " " + f.function + ": " + f.what + ": " + f.line }

// readEquivalents reads equivalent.txt: a line that names the fault, below it, indented, why it changes nothing.
func readEquivalents(text string) (equivalents, error) {
	known := equivalents{}
	reason := true
	var last string
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "\t"):
			reason = true
		case !reason:
			return nil, fmt.Errorf("equivalent.txt:%d: say why %q changes nothing, in an indented line below it", i, last)
		default:
			known[line], last, reason = true, line, false
		}
	}
	if !reason {
		return nil, fmt.Errorf("equivalent.txt: say why %q changes nothing, in an indented line below it", last)
	}
	return known, nil
}

// stale lists what is named of these packages and can no longer be planted there.
func (e equivalents) stale(packages []*source) []string {
	var stale []string
	for name := range e {
		for _, p := range packages {
			if strings.HasPrefix(name, p.path+" ") && !slices.ContainsFunc(p.faults, func(f *fault) bool { return f.id() == name }) {
				stale = append(stale, name)
			}
		}
	}
	slices.Sort(stale)
	return stale
}
