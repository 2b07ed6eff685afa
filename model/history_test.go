package model

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/query"
)

// named is a session that can be told from others.
func named(n int) Session { return Session{Query: query.Query{Search: strconv.Itoa(n)}} }

// TestHistoryIsThatOfABrowser holds the history against the plainest one: a list
// of pages and a place in it.
// canUndo says whether there is a step to take back.
func (h History) canUndo() bool { return len(h.past) > 0 }

// canRedo says whether a step that was taken back can be taken again.
func (h History) canRedo() bool { return len(h.future) > 0 }

func TestHistoryIsThatOfABrowser(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h History
		now, pages, at := named(0), []int{0}, 0
		for step := range rapid.IntRange(0, 3*historySize).Draw(t, "steps") {
			var ok bool
			switch rapid.SampledFrom([]string{"ask", "ask", "undo", "redo"}).Draw(t, "do") {
			case "ask":
				h, now = h.push(now), named(step+1)
				pages = append(pages[:at+1], step+1)
				at++
				if at > historySize {
					pages, at = pages[1:], at-1
				}
			case "undo":
				if h, now, ok = h.undo(now); ok != (at > 0) {
					t.Fatalf("undo says %v at page %d", ok, at)
				}
				at = max(at-1, 0)
			case "redo":
				if h, now, ok = h.redo(now); ok != (at < len(pages)-1) {
					t.Fatalf("redo says %v at page %d of %d", ok, at, len(pages))
				}
				at = min(at+1, len(pages)-1)
			}
			if now.Query.Search != strconv.Itoa(pages[at]) || h.canUndo() != (at > 0) || h.canRedo() != (at < len(pages)-1) {
				t.Fatalf("on page %s, want %d; undo %v, redo %v", now.Query.Search, pages[at], h.canUndo(), h.canRedo())
			}
		}
	})
}

func TestOneHistoryDoesNotWriteIntoAnother(t *testing.T) {
	h := History{}.push(named(1)).push(named(2)).push(named(2))
	left, right := h.push(named(3)), h.push(named(4))
	if _, then, _ := left.undo(named(0)); then.Query.Search != "3" {
		t.Errorf("the left one goes back to %s", then.Query.Search)
	}
	if _, then, _ := right.undo(named(0)); then.Query.Search != "4" {
		t.Errorf("the right one goes back to %s", then.Query.Search)
	}
}
