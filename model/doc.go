// Package model is what a person does with reports: a Session (the question, the
// cursors and the way they came), the Actions that change it, and Update, which carries
// one out and returns the new session with what it asks of the world.
//
// It stands on package answer, which answers the questions, package query, which reads
// and writes them, and package report, which is what they are about. All four import the
// standard library only, and every function in them gives the same answer for the same
// arguments.
package model
