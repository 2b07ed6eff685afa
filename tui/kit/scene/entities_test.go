package scene

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/query"
	"daylight/tui/kit/theme"
)

func TestMoreRowsHaveAColourThanCanBePinned(t *testing.T) {
	if theme.NumEntities <= query.MaxPins { // the one under the cursor may stand beside them
		t.Errorf("%d rows can be pinned, and there are %d colours", query.MaxPins, theme.NumEntities)
	}
}

func TestRowsOfAPictureHaveColoursOfTheirOwnAndKeepThemInTheNext(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var e Entities
		id := rapid.Custom(func(r *rapid.T) string { return fmt.Sprint(rapid.IntRange(1, 200).Draw(r, "id")) })
		before := map[string]int{}
		for range rapid.IntRange(1, 60).Draw(r, "pictures") {
			ids := rapid.SliceOfNDistinct(id, 1, theme.NumEntities, rapid.ID).Draw(r, "picture")
			if len(before) > 0 && rapid.Bool().Draw(r, "one goes on") {
				for other := range before {
					if !slices.Contains(ids, other) {
						ids[0] = other
					}
					break
				}
			}
			e.Meet(query.ByCountry, ids...)
			now := map[string]int{}
			var places []int
			for _, id := range ids {
				place := e.Place(query.ByCountry, id)
				if slices.Contains(places, place) || place < 0 || place >= theme.NumEntities {
					r.Fatalf("of %v, %s has colour %d, others %v", ids, id, place, places)
				}
				places, now[id] = append(places, place), place
				if was, seen := before[id]; seen && was != place {
					r.Fatalf("%s had colour %d in the picture before, and has %d", id, was, place)
				}
			}
			before = now
			if len(e.known) > knownAtMost {
				r.Fatalf("%d rows are remembered", len(e.known))
			}
		}
	})
}

func TestAsManyRowsAsThereAreColoursNeverChangeThem(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var e Entities
		of := map[string]int{}
		for range 40 {
			ids := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f", "g", "h"}), 1, 8, rapid.ID).Draw(r, "picture")
			e.Meet(query.ByService, ids...)
			for _, id := range ids {
				if was, seen := of[id]; seen && was != e.Place(query.ByService, id) {
					r.Fatalf("%s had colour %d, and has %d", id, was, e.Place(query.ByService, id))
				}
				of[id] = e.Place(query.ByService, id)
			}
		}
		if e.Changed() != 0 {
			r.Fatalf("%d changes are counted", e.Changed())
		}
	})
}

func TestARowThatIsSeenAgainKeepsItsColourUnlessAnotherHasIt(t *testing.T) {
	var e Entities
	meet := func(ids string) {
		var list []string
		for _, r := range ids {
			list = append(list, string(r))
		}
		e.Meet(query.ByCountry, list...)
	}
	place := func(id string) int { return e.Place(query.ByCountry, id) }
	meet("abcdefgh")
	meet("bcdefgh")
	meet("bcdefghi") // all are used: i takes what a had
	if place("i") != place("a") {
		t.Errorf("i has colour %d, and what was out of sight for longest has %d", place("i"), place("a"))
	}
	was := place("a")
	if meet("ab"); place("a") != was || e.Changed() != 0 {
		t.Errorf("without i in the picture, a has %d, and had %d", place("a"), was)
	}
	meet("bi")
	if meet("ai"); place("i") != was || place("a") == was || e.Changed() != 1 {
		t.Errorf("i, which was seen last, has %d, a has %d, both had %d", place("i"), place("a"), was)
	}
}

func TestDimensionsTakeNoColoursFromEachOther(t *testing.T) {
	var e Entities
	e.Meet(query.ByCountry, "US", "TR")
	e.Meet(query.ByService, "skype", "TR")
	if got := [3]int{e.Place(query.ByCountry, "TR"), e.Place(query.ByService, "skype"), e.Place(query.ByService, "TR")}; got != [3]int{1, 0, 1} {
		t.Errorf("the colours are %v", got)
	}
	if e.Meet(query.ByOutcome, "content"); e.Place(query.ByOutcome, "content") >= 0 {
		t.Error("an outcome is given a colour of entities")
	}
}

func TestRowsThatWereNotSeenForLongAreForgotten(t *testing.T) {
	var e Entities
	const pictures = 2 * knownAtMost / theme.NumEntities
	for i := range pictures {
		var ids []string
		for k := range theme.NumEntities {
			ids = append(ids, fmt.Sprint(i, " ", k))
		}
		e.Meet(query.ByCountry, ids...)
		for _, id := range ids {
			if e.Place(query.ByCountry, id) < 0 {
				t.Fatalf("%s is in the picture, and has no colour", id)
			}
		}
	}
	if len(e.known) > knownAtMost || e.Place(query.ByCountry, "0 0") >= 0 {
		t.Errorf("%d rows are remembered, the first %v", len(e.known), e.Place(query.ByCountry, "0 0") >= 0)
	}
	if before := fmt.Sprint(pictures-2, " 0"); e.Place(query.ByCountry, before) < 0 {
		t.Error("a row of the picture before is forgotten")
	}
}
