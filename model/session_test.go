package model

import (
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
)

func TestTheCursorStaysWhereItWasWhenItsRowHasGone(t *testing.T) {
	rows := []answer.Row{{ID: "US"}, {ID: "GB"}, {ID: "FR"}}
	for _, c := range []struct {
		name    string
		session Session
		rows    []answer.Row
		cursor  int
		gone    bool
	}{
		{"nothing selected", Session{}, rows, 0, false},
		{"selected", Session{Query: query.Query{Select: "GB"}}, rows, 1, false},
		{"gone", Session{Query: query.Query{Select: "TR"}, Row: 1}, rows, 1, true},
		{"gone from the end", Session{Query: query.Query{Select: "TR"}, Row: 9}, rows, 2, true},
		{"no rows", Session{}, nil, -1, false},
		{"no rows any more", Session{Query: query.Query{Select: "TR"}, Row: 2}, nil, -1, true},
	} {
		if got := c.session.Cursor(c.rows); got != c.cursor {
			t.Errorf("%s: the cursor is on %d", c.name, got)
		}
		if c.session.Gone(c.rows) != c.gone {
			t.Errorf("%s: gone is %v", c.name, !c.gone)
		}
	}
}
