package model

import (
	"strings"
	"testing"

	"daylight/model/query"
)

func TestInTheCoverageTabGoesToTheColumnsAndEnterToTheRecords(t *testing.T) {
	w := start(t, "view=coverage")
	c, publisher, half, column := CoverageAt(w.e, w.state.Session)
	if publisher != 0 || half != len(c.Periods)-1 || column != -1 {
		t.Fatalf("it begins on publisher %d, half-year %d and column %d", publisher, half, column)
	}
	w = w.do(FocusNext{})
	if _, _, _, column = CoverageAt(w.e, w.state.Session); column != 0 || w.state.Query.Select != c.Reporters[0].ID {
		t.Errorf("tab goes to column %d of %q", column, w.state.Query.Select)
	}
	w = w.do(Move{By: 1})
	if _, publisher, _, column = CoverageAt(w.e, w.state.Session); publisher != 0 || column != 1 {
		t.Errorf("down goes to column %d of publisher %d", column, publisher)
	}
	w = w.do(FocusNext{})
	for i := range c.Reporters[0].Slots {
		slot := &c.Reporters[0].Slots[len(c.Reporters[0].Slots)-1-i]
		if slot.Records > 0 {
			w = w.do(Enter{})
			if w.state.Query.View != query.RecordsView || w.e.Listing(w.state.Query).Len() != slot.Records {
				t.Errorf("enter on %s shows %s, want its %d records", slot.Period, w.state.Query, slot.Records)
			}
			return
		}
		if w = w.do(Enter{}); !strings.Contains(w.said, "has no records") {
			t.Errorf("enter on %s says %q", slot.Period, w.said)
		}
		w = w.do(MoveColumn{By: -1})
	}
}

func TestInTheCoverageNothingIsPinned(t *testing.T) {
	if w := start(t, "view=coverage").do(TogglePin{}); len(w.state.Query.Pins) > 0 || !strings.Contains(w.said, "publishers") {
		t.Errorf("space pins %v and says %q", w.state.Query.Pins, w.said)
	}
}

func TestOnePeriodOfTheCoverageStandsAmongTheOthers(t *testing.T) {
	w := start(t, "view=coverage")
	all, _, _, _ := CoverageAt(w.e, w.state.Session)
	w.do(StepPeriod{By: 1})
	c, _, half, _ := CoverageAt(w.e, w.state.Session)
	if len(c.Periods) != len(all.Periods) {
		t.Errorf("%d of %d half-years stand there", len(c.Periods), len(all.Periods))
	}
	if !w.state.Query.Period.Holds(c.Periods[half]) {
		t.Errorf("the cursor is on %s, and %s is chosen", c.Periods[half], w.state.Query)
	}
}
