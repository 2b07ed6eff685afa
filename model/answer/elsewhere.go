package answer

import (
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// Elsewhere says what a search text that no row holds is the name of, and how that is
// asked for: "content is a column: sort=-content or measure=content_rate". It is empty
// for a text that names nothing.
func (e *Engine) Elsewhere(q query.Query) string {
	text := strings.TrimSpace(q.Search)
	const longest = 64 // letters of a name
	if text == "" || len(text) > longest {
		return ""
	}
	if c, ok := columnCalled(text); ok {
		if words := askedFor(c, q.View); len(words) > 0 {
			return strings.ToLower(text) + " is a column: " + report.OrList(words)
		}
	}
	if r, ok := query.MeantRange(text); ok && q.By != query.ByPeriod {
		return text + " is a period: period=" + r.String()
	}
	for _, b := range []query.Dimension{query.ByPublisher, query.ByService, query.ByType, query.ByOutcome, query.ByRegion, query.ByGroup, query.ByCountry} {
		if ids := query.Matching(e.data.Dataset, b, text); len(ids) == 1 && b != q.By {
			kind := "a " + b.String()
			if b == query.ByOutcome {
				kind = "an " + b.String()
			}
			return text + " is " + kind + ": " + b.String() + "=" + query.Escaped(ids[0])
		}
	}
	if view := strings.ToLower(text); slices.Contains(query.ViewNames(), view) {
		return view + " is a view: view=" + view
	}
	return ""
}

// columnCalled finds a column by any of its names, however its words are joined, or by
// what begins its name.
func columnCalled(text string) (report.Column, bool) {
	plain := func(s string) string {
		words := strings.FieldsFunc(report.Fold(s), func(r rune) bool { return r == ' ' || r == '_' || r == '-' || r == '%' })
		return strings.Join(words, " ")
	}
	wanted := plain(text)
	for c := range report.Column(report.NumColumns) {
		for _, name := range []string{c.String(), c.Label(), c.Head(), c.Brief()} {
			if plain(name) == wanted {
				return c, true
			}
		}
	}
	const fewLetters = 4
	for c := range report.Column(report.NumColumns) {
		if len(wanted) >= fewLetters && strings.HasPrefix(plain(c.String()), wanted) {
			return c, true
		}
	}
	return 0, false
}

// askedFor lists the words of a query that make a view tell of a column, of which rows
// have all and records what is printed.
func askedFor(c report.Column, v query.View) []string {
	words := []string{"sort=-" + c.String()}
	switch {
	case v.Fixed(), v.Records() && report.FieldNamed(c.String()) == report.NoField:
		return nil
	case v.Records():
		return words
	}
	for _, m := range report.Measures() {
		if outcome, of := m.Outcome(); m == c || of && outcome == c {
			return append(words, "measure="+m.String())
		}
	}
	return words
}
