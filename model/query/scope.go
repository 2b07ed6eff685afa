package query

import "daylight/model/report"

// MeasureIn is the column that a scope names, if it names one: a note with that scope
// matters where the column is shown.
func MeasureIn(scope string) (report.Column, bool) {
	read, err := ParseScope(scope)
	return read.Measure, err == nil && read.Measure != report.Requests
}

// ScopeKeys is how many keys a scope has.
func ScopeKeys(scope Query) (n int) {
	for _, b := range Dimensions() {
		if f := scope.Filter(b); f != nil && f.Mode != Default {
			n++
		}
	}
	if len(scope.Period.Ranges) > 0 {
		n++
	}
	if scope.Measure != report.Requests {
		n++
	}
	return n
}
