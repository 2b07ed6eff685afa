package load

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Level says how much a problem matters.
type Level uint8

// The levels of a problem.
const (
	Error   Level = iota // the data cannot be shown
	Warning              // the data can be shown, but somebody should look
)

// String is the level as problems print it.
func (l Level) String() string {
	if l == Warning {
		return "warning"
	}
	return "error"
}

// Problem is something wrong with a file, and where.
type Problem struct {
	File         string
	Line, Column int // from 1; the column counts bytes
	Level        Level
	Message      string // what is wrong and what to do about it
}

// String prints the problem as compilers do, so that editors can jump to it.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", p.File, p.Line, p.Column, p.Level, p.Message)
}

// Problems are everything that was found, by file, line and column.
type Problems []Problem

// Err is nil when no problem is an error; otherwise it names the first and
// counts the rest.
func (ps Problems) Err() error {
	errs := slices.DeleteFunc(slices.Clone(ps), func(p Problem) bool { return p.Level != Error })
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errors.New(errs[0].String())
	}
	return fmt.Errorf("%s (and %d more)", errs[0], len(errs)-1)
}

// sort orders the problems the way people walk through files.
func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
