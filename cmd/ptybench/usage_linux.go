package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"daylight/cmd/internal/ptytest"
)

// cpuTime is the time the threads of a process have run so far, by the scheduler's clock, which
// counts nanoseconds where getrusage may count ticks.
func cpuTime(pid int) (time.Duration, bool) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil || len(threads) == 0 {
		return 0, false
	}
	var total int64
	for _, path := range threads {
		stat, err := os.ReadFile(path)
		if err != nil {
			return 0, false
		}
		ran, _, _ := bytes.Cut(stat, []byte(" "))
		n, err := strconv.ParseInt(string(ran), 10, 64)
		if err != nil {
			return 0, false
		}
		total += n
	}
	return time.Duration(total), true
}

// peakMemory is the largest resident memory of a process, in bytes. The maximum that wait reports
// will not do here: it starts from the memory of the process that forked, which is this one.
func peakMemory(pid int) (float64, bool) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, false
	}
	_, rest, found := bytes.Cut(status, []byte("VmHWM:"))
	fields := bytes.Fields(rest)
	if !found || len(fields) == 0 {
		return 0, false
	}
	kb, err := strconv.ParseFloat(string(fields[0]), 64)
	return kb * 1024, err == nil
}

// childMemory is not known on Linux, see peakMemory.
func childMemory(*ptytest.Session) float64 { return math.NaN() }
