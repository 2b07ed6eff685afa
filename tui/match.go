package tui

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"daylight/model/report"
)

// How well a value of a picker matches what is typed.
const (
	byWhole   = iota // it is its name or code
	byHead           // a name or code of it starts so
	byStart          // a word of a name starts so
	byPart           // a name holds it
	byLetters        // its letters are there, in order
)

// match is a line of a picker: a value that holds what is typed, or the head of a group.
type match struct {
	value   *pickValue
	group   *pickGroup // nil for a value
	letters []int      // which letters of the value's text were typed
	tier    int
}

// matches lists the values that match what is typed. What it names stands first,
// then what starts with it, what has a word that does, and what holds it; letters that are only scattered
// count where nothing holds them together. Among equals the order of the values
// stays.
func matches(sought report.Sought, values []*pickValue) []match {
	var found []match
	best := byLetters
	hits := fuzzy.FindFromNoSort(sought.Text(), pickTexts(values))
	for i, v := range values {
		m := match{value: v, tier: byLetters}
		switch {
		case len(hits) > 0 && hits[0].Index == i:
			m.tier, m.letters = v.tier(sought.Text(), hits[0].MatchedIndexes)
			hits = hits[1:]
		case v.called == nil || !v.called.Holds(sought):
			continue
		}
		if v.called != nil && v.called.Holds(sought) {
			if m.tier == byLetters {
				m.letters = nil // it is written otherwise
			}
			switch {
			case v.called.Is(sought):
				m.tier = byWhole
			case v.called.Begins(sought):
				m.tier = min(m.tier, byHead)
			}
		}
		found = append(found, m)
		best = min(best, m.tier)
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(a.tier, b.tier) })
	if best < byLetters {
		found = slices.DeleteFunc(found, func(m match) bool { return m.tier == byLetters })
	}
	return found
}

// tier says how well a value that holds all letters of a text matches it, and
// which letters those are.
func (v *pickValue) tier(text string, letters []int) (tier int, matched []int) {
	part := strings.Index(v.text, text)
	if part < 0 {
		return byLetters, letters
	}
	tier, at := byPart, part
	switch start := wordStart(v.text, text); {
	case start == 0, start > 0 && v.called == nil && strings.HasPrefix(report.Fold(v.row.ID), text):
		tier, at = byHead, start
	case start > 0:
		tier, at = byStart, start
	}
	if report.Fold(v.row.Name) == text || report.Fold(v.row.ID) == text {
		tier = byWhole
	}
	first := utf8.RuneCountInString(v.text[:at])
	for i := range utf8.RuneCountInString(text) {
		matched = append(matched, first+i)
	}
	return tier, matched
}

// wordStart is where a word of a text starts with a part; -1 for nowhere.
func wordStart(text, part string) int {
	if strings.HasPrefix(text, part) {
		return 0
	}
	if at := strings.Index(text, " "+part); at >= 0 {
		return at + 1
	}
	return -1
}

// pickTexts lets the fuzzy finder read the values.
type pickTexts []*pickValue

func (t pickTexts) String(i int) string { return t[i].text }
func (t pickTexts) Len() int            { return len(t) }
