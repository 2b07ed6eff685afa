package model

import (
	"testing"

	"daylight/data/raw"
	"daylight/model/answer"
	"daylight/model/internal/samples"
	"daylight/model/query"
)

func TestEveryEntryLeadsToFiguresAndBack(t *testing.T) {
	d := raw.Dataset()
	e := answer.NewEngine(d)
	start := State{Session: NewSession(samples.Must(query.Parse("view=sources publisher=all", d)))}
	entries := e.Reference(start.Query)
	for i, en := range entries {
		s, _ := Update(e, start, SelectLine{i})
		opened, said := Update(e, s, Enter{})
		switch {
		case en.Asks && len(said) > 0: // there is no such figure
			continue
		case !en.Asks && (len(said) == 0 || !opened.Query.Equal(s.Query)):
			t.Errorf("%s asks for nothing and enter leads to %q", en.ID, opened.Query)
		case !en.Asks:
			continue
		case opened.Query.View == query.SourcesView:
			t.Errorf("enter on %s stays among the sources", en.ID)
		}
		q := opened.Query
		if _, n, _ := e.Explain(q, 0); n == 0 && (en.Kind == answer.NoteEntry || en.Records > 0) {
			t.Errorf("%s leads to %q, which has no record", en.ID, q)
		}
		if en.Kind == answer.SourceEntry {
			if got := e.Listing(q).Len(); en.Records > 0 && got == 0 {
				t.Errorf("%s leads to %q, which lists no record", en.ID, q)
			}
		}
		if back, _ := Update(e, opened, Back{}); !back.Query.Equal(s.Query) || back.Line != s.Line {
			t.Errorf("esc from %s comes back to %q, line %d", en.ID, back.Query, back.Line)
		}
	}
}

func TestSectionsAreSteppedThrough(t *testing.T) {
	d := raw.Dataset()
	e := answer.NewEngine(d)
	s := State{Session: NewSession(samples.Must(query.Parse("view=sources", d)))}
	entries := e.Reference(s.Query)
	heads := []int{0}
	for i := 1; i < len(entries); i++ {
		if entries[i].Section != entries[i-1].Section {
			heads = append(heads, i)
		}
	}
	for _, want := range heads[1:] {
		if s, _ = Update(e, s, MoveColumn{1}); s.Line != want {
			t.Fatalf("right leads to line %d, the next section begins at %d", s.Line, want)
		}
	}
	s, _ = Update(e, s, Move{1})
	for i := len(heads) - 1; i >= 0; i-- {
		if s, _ = Update(e, s, MoveColumn{-1}); s.Line != heads[i] {
			t.Fatalf("left leads to line %d, the section begins at %d", s.Line, heads[i])
		}
	}
}
