//go:build unix

package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// The budgets of a full screen against hello world on the same machine.
const (
	startBudget     = 1.0                  // × hello world, median
	viewStartBudget = 1.3                  // the same, of any view and of all publishers
	keyBudget       = 0.3                  // × hello world, which redraws one line; median
	slowBudget      = 6 * time.Millisecond // 95th percentile of a key press
	bytesBudget     = 1536                 // of a cursor move, median
	lineBudget      = 4096                 // of one in the trend, which draws two lines anew
	memoryBudget    = 20e6                 // bytes, after a tour
	allMemoryBudget = 24e6                 // bytes, after a tour with all publishers
	idleBudget      = 0.002                // of a core
	sizeBudget      = 12e6                 // bytes of the stripped binary
)

// quantile is the value below which the share q of values lies, by the nearest rank; NaN of none.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max(0, int(math.Ceil(q*float64(len(sorted))))-1)]
}

// report draws the table. The ratio is of the medians.
func report(hello, daylight *program, about string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", about)
	b.WriteString("| measure | hello p50 | hello p95 | daylight p50 | daylight p95 | ratio | budget | |\n")
	b.WriteString("|---|---:|---:|---:|---:|---:|---|---|\n")
	row := func(name, format string, unit float64, h, d []float64, budget string, kept func(h, d []float64) bool) {
		cell := func(v float64) string {
			if math.IsNaN(v) {
				return "not known"
			}
			return fmt.Sprintf(format, v/unit)
		}
		theirs, ours := quantile(h, 0.5), quantile(d, 0.5)
		ratio := "–"
		if theirs > 0 && !math.IsNaN(ours) {
			ratio = fmt.Sprintf("%.2f", ours/theirs)
		}
		verdict := "over"
		if math.IsNaN(ours) || math.IsNaN(theirs) {
			verdict = "not known"
		} else if kept(h, d) {
			verdict = "kept"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", name,
			cell(theirs), cell(quantile(h, 0.95)), cell(ours), cell(quantile(d, 0.95)), ratio, budget, verdict)
	}
	p50 := func(values []float64) float64 { return quantile(values, 0.5) }
	slow := slowBudget.Seconds() * 1000

	row("start to first full frame", "%.1f ms", 1, hello.starts, daylight.starts,
		fmt.Sprintf("p50 ≤ %.1f × hello", startBudget),
		func(h, d []float64) bool { return p50(d) <= startBudget*p50(h) })
	row("key press to settled frame", "%.2f ms", 1, hello.presses, daylight.presses,
		fmt.Sprintf("p50 ≤ %.1f × hello, p95 ≤ %.0f ms", keyBudget, slow),
		func(h, d []float64) bool { return p50(d) <= keyBudget*p50(h) && quantile(d, 0.95) <= slow })
	row("bytes for a cursor move", "%.0f B", 1, hello.moves, daylight.moves,
		fmt.Sprintf("p50 ≤ %d B", bytesBudget),
		func(_, d []float64) bool { return p50(d) <= bytesBudget })
	row("peak memory after a tour", "%.1f MB", 1e6, hello.memories, daylight.memories,
		fmt.Sprintf("≤ %.0f MB", memoryBudget/1e6),
		func(_, d []float64) bool { return slices.Max(d) <= memoryBudget })
	if len(daylight.idleBytes) > 0 {
		row("idle: share of a core", "%.2f %%", 0.01, hello.idleCPU, daylight.idleCPU,
			fmt.Sprintf("p50 ≤ %.1f %%", idleBudget*100),
			func(_, d []float64) bool { return p50(d) <= idleBudget })
		row("idle: bytes written", "%.0f B", 1, hello.idleBytes, daylight.idleBytes, "0 B",
			func(_, d []float64) bool { return slices.Max(d) == 0 })
	}
	row("binary", "%.1f MB", 1e6, []float64{hello.size}, []float64{daylight.size},
		fmt.Sprintf("≤ %.0f MB stripped", sizeBudget/1e6),
		func(_, d []float64) bool { return p50(d) <= sizeBudget })
	return b.String()
}

// reportViews draws a table with a line for each question.
func reportViews(hello *program, questions []*program, about string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", about)
	b.WriteString("| | start p50 | × hello | key p50 | × hello | key p95 | bytes a move | peak memory after a tour | |\n")
	b.WriteString("|---|---:|---:|---:|---:|---:|---:|---:|---|\n")
	p50 := func(values []float64) float64 { return quantile(values, 0.5) }
	start, key := p50(hello.starts), p50(hello.presses)
	for _, q := range append([]*program{hello}, questions...) {
		began, pressed, slow := p50(q.starts), p50(q.presses), quantile(q.presses, 0.95)
		moved, peak := p50(q.moves), quantile(q.memories, 1)
		most := "not known"
		if !math.IsNaN(peak) {
			most = fmt.Sprintf("%.1f MB", peak/1e6)
		}
		verdict := ""
		if q != hello {
			var over []string
			for _, row := range []struct {
				name string
				over bool
			}{
				{"start", began > viewStartBudget*start},
				{"key", pressed > keyBudget*key || slow > slowBudget.Seconds()*1000},
				{"bytes", moved > cmp.Or(q.move, bytesBudget)},
				{"memory", peak > cmp.Or(q.memory, memoryBudget)},
			} {
				if row.over {
					over = append(over, row.name)
				}
			}
			if verdict = "kept"; len(over) > 0 {
				verdict = strings.Join(over, ", ") + " **over**"
			}
		}
		fmt.Fprintf(&b, "| %s | %.1f ms | %.2f | %.2f ms | %.2f | %.2f ms | %.0f B | %s | %s |\n",
			q.name, began, began/start, pressed, pressed/key, slow, moved, most, verdict)
	}
	fmt.Fprintf(&b, "\nBudgets: start p50 ≤ %.1f × hello; key p50 ≤ %.1f × hello, p95 ≤ %.0f ms; p50 ≤ %d B a move, in the trend %d; peak ≤ %.0f MB, with all publishers %.0f MB.\n",
		viewStartBudget, keyBudget, slowBudget.Seconds()*1000, bytesBudget, lineBudget, memoryBudget/1e6, allMemoryBudget/1e6)
	return b.String()
}
