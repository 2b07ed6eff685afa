package report

import (
	"slices"
	"strings"
	"testing"
)

func TestColumnsAreFoundByTheirNames(t *testing.T) {
	seen := map[string]bool{}
	for c := range Column(NumColumns) {
		if found, known := ColumnNamed(c.String()); !known || found != c {
			t.Errorf("%s is found as %v", c, found)
		}
		if c.Label() == "" || c.Head() == "" || seen[c.Label()] || seen[c.Head()] || seen[c.String()] {
			t.Errorf("%s: label %q or head %q is missing or another's", c, c.Label(), c.Head())
		}
		seen[c.String()] = true
		if c.String() != strings.ToLower(c.String()) {
			t.Errorf("%s is not lower-case", c)
		}
	}
	if _, known := ColumnNamed("Requests"); known {
		t.Error("a label passes for a name")
	}
}

func TestColumnsAreCountsOrFractionsOrNeither(t *testing.T) {
	for c := range Column(NumColumns) {
		if c.IsCount() && c.IsFraction() {
			t.Errorf("%s is both", c)
		}
		if c.IsOutcome() != slices.Contains(Outcomes(), c) {
			t.Errorf("%s: outcome %v", c, c.IsOutcome())
		}
		if c.IsOutcome() && !c.IsCount() {
			t.Errorf("outcome %s is no count", c)
		}
	}
	for _, c := range []Column{PerMillion, AccountsPerRequest} {
		if c.IsCount() || c.IsFraction() {
			t.Errorf("%s is a rate, not a part of one", c)
		}
	}
}

func TestAColumnIsNamedInAsFewLettersAsThereIsRoomFor(t *testing.T) {
	for c := range Column(NumColumns) {
		if len(c.Tight()) > 11 || len(c.Brief()) > len(c.Label()) {
			t.Errorf("%s is %q, %q in brief, and where it is tight %q", c, c.Label(), c.Brief(), c.Tight())
		}
	}
}
