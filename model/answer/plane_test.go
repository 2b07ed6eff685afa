package answer

import (
	"testing"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
)

func TestNumbersThatAreTheSameThroughoutAPlaneAreKeptOnce(t *testing.T) {
	e := NewEngine(raw.Dataset())
	for range 2 { // asked again, planes are added up
		e.memo = nil
		e.Result(samples.Must(query.Parse("publisher=all", e.Dataset())))
	}
	planes, twins := 0, 0
	check := func(p *plane) {
		if p == nil {
			return
		}
		planes, twins = planes+1, twins+len(p.twins)
		k := len(p.stored)
		for i := range k {
			for j := range i {
				if p.narrow != nil && alike(p.narrow, k, i, j) || p.wide != nil && alike(p.wide, k, i, j) {
					t.Errorf("a plane keeps position %d, which is position %d throughout", p.stored[i], p.stored[j])
				}
			}
		}
	}
	for i := range e.data.Publishers {
		c := e.data.cube(i)
		for s := range c.own {
			check(c.own[s].plane.Load())
		}
		for _, kept := range c.rolled {
			check(kept.answer.plane)
		}
	}
	if planes == 0 || twins == 0 {
		t.Errorf("%d planes with %d numbers that stand elsewhere: nothing was tried", planes, twins)
	}
}
