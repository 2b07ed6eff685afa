// Package report is what transparency reports say: amounts and periods as they are
// printed, records with what each number of them means and how it was obtained, the
// words around them (publishers, services, types, countries and what those are called),
// and the columns in which figures are told.
//
// A Dataset never changes, so any number of sessions may share one. Nothing here adds
// figures up: what follows from records is the work of package answer.
package report
