package model

import (
	"cmp"

	"daylight/model/answer"
	"daylight/model/report"
)

// moveReference moves over entries, or to the first of the next section or of the
// one before.
func moveReference(e *answer.Engine, s Session, sections, lines int) Session {
	entries := e.Reference(s.Query)
	s.Line = clampTo(s.Line+lines, len(entries))
	for ; sections != 0 && len(entries) > 0; sections -= cmp.Compare(sections, 0) {
		s.Line = nextSection(entries, s.Line, sections > 0)
	}
	return s
}

// nextSection is the first entry of the next section; backwards, the first of
// this one or, from there, of the one before.
func nextSection(entries []answer.Entry, at int, forward bool) int {
	if forward {
		for i := at + 1; i < len(entries); i++ {
			if entries[i].Section != entries[at].Section {
				return i
			}
		}
		return at
	}
	first := func(i int) int {
		for i > 0 && entries[i-1].Section == entries[i].Section {
			i--
		}
		return i
	}
	if start := first(at); start != at || at == 0 {
		return start
	}
	return first(at - 1)
}

// enterReference asks for the figures that the entry under the cursor is about.
func enterReference(e *answer.Engine, s Session) (Session, []Effect) {
	entries := e.Reference(s.Query)
	if len(entries) == 0 {
		return s, say("nothing to open: esc ends the search")
	}
	en := entries[clampTo(s.Line, len(entries))]
	if !en.Asks {
		return s, say("this is about all figures")
	}
	if en.Kind == answer.SourceEntry && e.Listing(en.Question).Len() == 0 {
		return s, say("no figure of the reports comes from it")
	} else if en.Kind == answer.NoteEntry && e.Result(en.Question).Groups == 0 {
		return s, say("it is about figures that no report has")
	}
	from := s
	s.Query = en.Question
	s.atStart()
	s.Row, s.At = 0, report.Period{}
	s = s.enteredFrom(from, false)
	s.entered.search = s.Query.Search
	return s, nil
}
