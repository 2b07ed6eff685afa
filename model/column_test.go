package model

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

func TestWhatComparesSaysWithWhat(t *testing.T) {
	for against, want := range map[Against][2]string{
		{}:                        {"as many months just before", "the time before"},
		{Year: true}:              {"the same months one year earlier", "a year earlier"},
		{Period: Period{2013, 1}}: {"2013-H1", "2013-H1"},
	} {
		q := Query{Against: against}
		for _, c := range []Column{Change, Difference} {
			if !strings.Contains(c.How(q.Against), want[0]) || !strings.Contains(c.Title(q.Against), want[0]) || !strings.HasSuffix(c.About(q.Against), " "+want[1]) {
				t.Errorf("%s against %s: %q, %q, %q", c, against, c.How(q.Against), c.Title(q.Against), c.About(q.Against))
			}
		}
	}
	for c := range Column(NumColumns) {
		for _, text := range []string{c.How(Against{}), c.Title(Against{}), c.About(Against{})} {
			if strings.ContainsAny(text, "{}") {
				t.Errorf("%s says %q", c, text)
			}
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
