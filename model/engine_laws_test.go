package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/answer"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
)

// told is all that an engine says to a question, as one text.
func told(e *answer.Engine, q query.Query) string {
	few, axis, listing := e.Few(q), e.Axis(q), e.Listing(q)
	text := samples.Must(json.Marshal([]any{
		e.Result(q), few, axis, Instant(e, NewSession(q), axis), e.Panel(q, few), e.Panel(q, e.Result(q).Rows), e.Classes(q),
		e.Compared(q), e.Profile(q), slices.Collect(listing.All()), listing.Fields, e.ListedRequests(q), e.Listed(q), Line(e, NewSession(q)),
		e.Reference(q), e.Breaks(q),
	}))
	return strings.ReplaceAll(string(text), "null", "[]") // of nothing, either says as much
}

func TestWhatAnEngineRemembersIsWhatAFreshOneSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		seasoned, words := answer.NewEngine(d), questions.VocabularyOf(d)
		state := State{Session: NewSession(words.DrawInAView(t).Canonical(d))}
		var results []*answer.Result
		var were []string
		for range rapid.IntRange(2, 10).Draw(t, "actions") {
			if again := told(seasoned, state.Query); again != told(answer.NewEngine(d), state.Query) {
				questions.Fail(t, d, state.Query, "it says\n%s\nand a fresh one\n%s", again, told(answer.NewEngine(d), state.Query))
			}
			results = append(results, seasoned.Result(state.Query))
			were = append(were, fmt.Sprint(*results[len(results)-1]))
			state, _ = Update(seasoned, state, drawAction(t, words))
		}
		for i, r := range results {
			if fmt.Sprint(*r) != were[i] {
				questions.Fail(t, d, r.Query, "an answer has changed from\n%s\nto\n%s", were[i], fmt.Sprint(*r))
			}
		}
	})
}
