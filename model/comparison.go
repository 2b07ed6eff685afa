package model

import "slices"

// maxCompared is how many rows can be pinned, and so compared.
const maxCompared = 6

// fewRows is how many rows stand for all where none is pinned.
const fewRows = 5

// Few are the rows of a query that are drawn or compared where all would be too
// many: those pinned, whether or not search and top show them, in the order of
// the query; without pins the first five.
func (e *Engine) Few(q Query) []Row {
	if len(q.Pins) == 0 {
		rows := e.Result(q).Rows
		return rows[:min(fewRows, len(rows))]
	}
	q.Search, q.Top = "", 0
	var few []Row
	for _, r := range e.Result(q).Rows {
		if slices.Contains(q.Pins, r.ID) {
			few = append(few, r)
		}
	}
	return few
}

// togglePin pins the row under the cursor, or takes its pin away.
func (e *Engine) togglePin(s Session) (Session, []Effect) {
	rows := e.Result(s.Query).Rows
	if len(rows) == 0 || s.Gone(rows) {
		return s, say("no row to pin")
	}
	id := rows[s.Cursor(rows)].ID
	var pins []string
	for _, pin := range s.Query.Pins {
		if pin != id {
			pins = append(pins, pin)
		}
	}
	if len(pins) == len(s.Query.Pins) {
		if len(pins) == maxCompared {
			return s, say("%d rows are pinned, which is the most: x takes all pins away", maxCompared)
		}
		pins = append(pins, id)
	}
	s.Query.Pins = pins
	return s, nil
}

// moveCompared moves over the rows compared, and over the lines about them.
func (e *Engine) moveCompared(s Session, rows, lines int) Session {
	few := e.Few(s.Query)
	if len(few) == 0 {
		return s
	}
	at := 0
	for i := range few {
		if few[i].ID == s.Query.Select {
			at = i
		}
	}
	s.Query.Select = few[clampTo(at+rows, len(few))].ID
	s.Line = max(0, s.Line+lines)
	return s
}
