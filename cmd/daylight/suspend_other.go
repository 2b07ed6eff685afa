//go:build !unix

package main

// canSuspend is false: only Unix shells stop and continue programs.
func canSuspend() bool { return false }
