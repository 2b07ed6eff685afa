package tuitest

import (
	"sync"
	"testing"

	"daylight/data"
	"daylight/model/report"
	"daylight/tui"
)

// Reports is the dataset of the built-in reports.
var Reports = sync.OnceValue(func() *report.Dataset { return must(data.Builtin()) })

// Outlines are the outlines of the countries, as the program has them.
var Outlines = sync.OnceValues(data.World)

// Walk presses a key at a time, so that no frame is the one before.
var Walk = []string{"j", "j", "j", "j", "j", "j", "j", "k", "k", "G", "k", "pgup", "l", "l", "h", "h", "g"}

// Bench opens a dashboard on the reports and begins to measure.
func Bench(b *testing.B, w, h int, query string) *Desk {
	d := Sit(b, w, h, query, tui.Options{Data: Reports(), Theme: "dark"})
	b.ReportAllocs()
	b.ResetTimer()
	return d
}
