// Package model is everything daylight knows about transparency reports that
// needs no file, clock, network or terminal: amounts and periods as reports
// print them, the dataset, the query that asks it, the evaluation that answers
// it, and the session that a person moves through.
//
// It imports the standard library only, and every function in it gives the same
// answer for the same arguments.
package model
