package model

import "slices"

// historySize is how many steps can be undone.
const historySize = 200

// History is the sessions before and after the present one, as a browser keeps
// pages: a new step forgets those that were undone.
type History struct{ past, future []Session }

// push remembers a session that is being left for a new question.
func (h History) push(left Session) History {
	past := h.past
	if len(past) == historySize {
		past = past[1:]
	}
	return History{past: append(slices.Clip(past), left)}
}

// undo exchanges the present session for the one before.
func (h History) undo(now Session) (History, Session, bool) {
	past, future, then, ok := exchange(h.past, h.future, now)
	return History{past, future}, then, ok
}

// redo exchanges the present session for the one that was undone.
func (h History) redo(now Session) (History, Session, bool) {
	future, past, then, ok := exchange(h.future, h.past, now)
	return History{past, future}, then, ok
}

// exchange takes the last session of one stack and puts now on the other.
func exchange(from, to []Session, now Session) (rest, more []Session, then Session, ok bool) {
	if len(from) == 0 {
		return from, to, now, false
	}
	last := len(from) - 1
	return from[:last:last], append(slices.Clip(to), now), from[last], true
}
