//go:build unix

package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"daylight/cmd/internal/ptytest"
	"daylight/model/query"
)

// program is one of the two that are compared.
type program struct {
	name   string
	path   string
	args   []string
	marker string  // a text that the first full frame shows
	press  string  // the keys that move there; those of the plan when empty
	keys   int     // the most presses that its page has room for; those of the plan when zero
	memory float64 // budget in bytes; that of one publisher when zero
	move   float64 // budget in bytes of a cursor move; that of most views when zero
	size   float64 // of the binary, in bytes

	// What each round, or each key press in it, gave.
	starts    []float64 // from starting the process to the first full frame, in ms
	presses   []float64 // from a key press to the last byte of its frame, in ms
	moves     []float64 // bytes of each of these frames
	memories  []float64 // peak resident memory after a tour, in bytes
	idleBytes []float64 // written while nobody typed
	idleCPU   []float64 // share of one core meanwhile; NaN where the system does not tell
}

// keysOf are the keys that move in a view and what a move may cost, where that differs.
var keysOf = map[query.View]struct {
	press string
	keys  int
	move  float64
}{
	query.TrendView:    {move: lineBudget},
	query.MapView:      {press: "lh"}, // the next country to the right, and back
	query.CountryView:  {keys: 16},    // the page ends there
	query.CoverageView: {keys: 16},    // so many publishers there are, and back
}

// questions are the program with each view, and with all publishers.
func (p *program) questions() []*program {
	var all []*program
	ask := func(name, word string) *program {
		q := *p
		q.name, q.args = name, append([]string{word}, p.args...)
		all = append(all, &q)
		return &q
	}
	for _, v := range query.Views() {
		q := ask(v.String(), "view="+v.String())
		q.press, q.keys, q.move = keysOf[v].press, keysOf[v].keys, keysOf[v].move
	}
	ask("all publishers", "publisher=all").memory = allMemoryBudget
	return all
}

const (
	patience = 10 * time.Second       // for a frame
	startGap = 150 * time.Millisecond // quiet that ends the start
	keyGap   = 40 * time.Millisecond  // quiet that ends a frame
	tourGap  = 25 * time.Millisecond  // quiet that ends a frame of a tour, whose times are not taken
	unmoved  = time.Second / 4        // silence after which a key has changed nothing
	tick     = time.Second / 120      // between two frames of Bubble Tea
)

// round runs the program once, and keeps what it gave.
func (p *program) round(plan plan) error {
	s, err := ptytest.Open(ptytest.Options{Cols: 120, Rows: 40}, p.path, p.args...)
	if err != nil {
		return err
	}
	defer s.Close()

	// The first full frame has come with the last bytes that changed what can be read on the screen.
	shown := s.Until(patience, func(screen string) bool { return strings.Contains(screen, p.marker) })
	if !shown || !s.Settle(0, startGap, patience) {
		return fmt.Errorf("%q does not appear and stay within %v; the screen:\n%s", p.marker, patience, strings.TrimSpace(s.Screen()))
	}
	p.starts = append(p.starts, milliseconds(s.Changed().Sub(s.Started())))

	press, keys := cmp.Or(p.press, plan.press), min(plan.keys, cmp.Or(p.keys, plan.keys))
	for i := range keys {
		// There and back again, so that a short list does not end the measurement.
		key := press[:1]
		if i >= (keys+1)/2 {
			key = press[1:]
		}
		before, _ := s.Wrote()
		pressed := time.Now()
		if err := s.Send(key); err != nil {
			return err
		}
		// Frames come by a ticker. Waits of different length meet it at every phase.
		gap := keyGap + time.Duration(math.Mod(float64(i)*math.Phi, 1)*float64(tick))
		if !s.Settle(before, gap, patience) {
			return fmt.Errorf("key %q, press %d, is not answered; the screen:\n%s", key, i+1, strings.TrimSpace(s.Screen()))
		}
		after, last := s.Wrote()
		if after == before {
			return fmt.Errorf("key %q, press %d: the program has ended", key, i+1)
		}
		p.presses = append(p.presses, milliseconds(last.Sub(pressed)))
		p.moves = append(p.moves, float64(after-before))
	}

	if plan.idle > 0 {
		if err := p.measureIdle(s, plan.idle); err != nil {
			return err
		}
	}
	if plan.tours > 0 {
		if err := tour(s); err != nil {
			return err
		}
	}
	peak, known := peakMemory(s.Pid())
	if err := s.Send("q"); err != nil {
		return err
	}
	code, err := s.Exit(patience)
	if err != nil {
		return err
	}
	if err := errors.Join(exitError(code), s.Restored()); err != nil {
		return err
	}
	if !known {
		peak = childMemory(s)
	}
	if plan.tours > 0 && !math.IsNaN(peak) {
		p.memories = append(p.memories, peak)
	}
	return nil
}

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1000 }

// tour presses, one after the other has been answered, the keys that fill most of the memory.
func tour(s *ptytest.Session) error {
	var views string
	for _, v := range query.Views() {
		views += v.Key()
	}
	for _, key := range strings.Repeat("[", 24) + strings.Repeat("j", 10) + views + strings.Repeat("]", 24) + views {
		before, _ := s.Wrote()
		if err := s.Send(string(key)); err != nil {
			return err
		}
		// At an end of the periods a key changes nothing, and nothing is written.
		if s.Settle(before, 0, unmoved) && !s.Settle(before, tourGap, patience) {
			return fmt.Errorf("on the tour, key %q never settles", key)
		}
	}
	return nil
}

func exitError(code int) error {
	if code == 0 {
		return nil
	}
	return fmt.Errorf("key q ends it with exit code %d", code)
}

// measureIdle leaves the program alone for a while.
func (p *program) measureIdle(s *ptytest.Session, d time.Duration) error {
	wrote, _ := s.Wrote()
	cpu, known := cpuTime(s.Pid())
	began := time.Now()
	s.Until(d, func(string) bool { return false })
	passed := time.Since(began)
	if passed < d {
		return errors.New("it ended while idle")
	}
	share := math.NaN()
	if later, ok := cpuTime(s.Pid()); ok && known {
		share = float64(later-cpu) / float64(passed)
	}
	now, _ := s.Wrote()
	p.idleBytes, p.idleCPU = append(p.idleBytes, float64(now-wrote)), append(p.idleCPU, share)
	return nil
}
