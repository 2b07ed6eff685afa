//go:build unix && !linux

package main

import (
	"math"
	"runtime"
	"time"

	"daylight/cmd/internal/ptytest"
)

// cpuTime of another process is not told by this system without privileges.
func cpuTime(int) (time.Duration, bool) { return 0, false }

// peakMemory of a running process is not told by this system.
func peakMemory(int) (float64, bool) { return 0, false }

// childMemory is the largest resident memory of a program that has ended, in bytes.
func childMemory(s *ptytest.Session) float64 {
	usage, ok := s.Usage()
	if !ok {
		return math.NaN()
	}
	if runtime.GOOS == "darwin" {
		return float64(usage.Maxrss)
	}
	return float64(usage.Maxrss) * 1024
}
