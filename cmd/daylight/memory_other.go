//go:build !linux

package main

// readyMemory does nothing where memory cannot be asked for in one go.
func readyMemory() {}
