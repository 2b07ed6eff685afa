package scene

import (
	"cmp"
	"slices"

	"daylight/model/query"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// Entities gives rows that are told apart by colour one each, and remembers it: a line
// of the trend, a pin and the head of a comparison have the same, and keep it when the
// view, the period, the filters or the order change.
//
//	picture of 2012        picture of 2013       colours remembered
//	US 0  TR 1  GB 2       US 0  GB 2  FR 3      US 0  TR 1  GB 2  FR 3
//
// No two rows of one picture have the same colour. A row that comes into a picture for
// the first time takes a colour that no row has had, else the one whose rows have been
// out of sight for longest, which they also keep. So a row must change its colour only when it
// meets one of the same: then the one that was seen last keeps it. No picture has more rows
// than there are colours: so few can be pinned. Rows of different dimensions never stand
// in one picture, and take no colours from each other.
type Entities struct {
	known   []entity
	picture int // how many were met
	changed int // how often a row had to take another colour
}

// entity is a row that was in a picture.
type entity struct {
	by    query.Dimension
	id    string
	place int // of its colour in the theme
	seen  int // the last picture that it was in
}

// knownAtMost bounds how many rows are remembered: those of several screens.
const knownAtMost = 128

// Meet gives the rows of a picture their colours. Rows that are outcomes have those of
// outcomes.
func (e *Entities) Meet(by query.Dimension, ids ...string) {
	if len(ids) == 0 || by == query.ByOutcome {
		return
	}
	ids = ids[:min(len(ids), theme.NumEntities)]
	e.picture++
	var holder [theme.NumEntities]int // of each colour in the picture, one more than the index; 0 for none
	for i := range e.known {
		if k := &e.known[i]; k.by == by && slices.Contains(ids, k.id) {
			if h := holder[k.place]; h == 0 || e.known[h-1].seen < k.seen {
				holder[k.place] = i + 1
			}
		}
	}
	for _, h := range holder {
		if h > 0 {
			e.known[h-1].seen = e.picture
		}
	}
	for _, id := range ids {
		i := e.index(by, id)
		switch {
		case i < 0:
			i = e.add(entity{by: by, id: id, place: e.free(by, id, &holder)})
		case holder[e.known[i].place] == i+1:
			continue
		default:
			e.known[i].place = e.free(by, id, &holder)
			e.changed++
		}
		e.known[i].seen = e.picture
		holder[e.known[i].place] = i + 1
	}
}

// index is where a row is remembered; -1 for nowhere.
func (e *Entities) index(by query.Dimension, id string) int {
	return slices.IndexFunc(e.known, func(k entity) bool { return k.by == by && k.id == id })
}

// free is the colour that no row of the picture has, and other rows least lately.
func (e *Entities) free(by query.Dimension, id string, holder *[theme.NumEntities]int) int {
	var seen [theme.NumEntities]int
	for _, k := range e.known {
		if k.by == by && k.id != id {
			seen[k.place] = max(seen[k.place], k.seen)
		}
	}
	best := -1
	for place := range holder {
		if holder[place] == 0 && (best < 0 || seen[place] < seen[best]) {
			best = place
		}
	}
	return best
}

// add remembers a row, in place of the one that was not seen for longest where there are
// many, and returns where.
func (e *Entities) add(k entity) int {
	if len(e.known) < knownAtMost {
		e.known = append(e.known, k)
		return len(e.known) - 1
	}
	oldest := slices.MinFunc(e.known, func(a, b entity) int { return cmp.Compare(a.seen, b.seen) })
	i := e.index(oldest.by, oldest.id)
	e.known[i] = k
	return i
}

// Place is which colour of the theme a row has, -1 for none.
func (e *Entities) Place(by query.Dimension, id string) int {
	if i := e.index(by, id); i >= 0 {
		return e.known[i].place
	}
	return -1
}

// Changed says how often a row had to take another colour: what was drawn before that is
// to be drawn anew.
func (e *Entities) Changed() int { return e.changed }

// EntityStyle is the colour of a row and the sign beside it, the same in lines, pins and
// heads: that of the outcome which it is, else that which it was given; neutral for none.
func (k *Kit) EntityStyle(by query.Dimension, id string) (grid.Style, rune) {
	if by == query.ByOutcome {
		return grid.Style{FG: k.Theme.Outcomes[ThemeOutcome(OutcomeNamed(id))]}, k.Glyphs.Entities[0]
	}
	place := k.Entities.Place(by, id)
	if place < 0 {
		return k.Theme.Strong, k.Glyphs.Entities[0]
	}
	return grid.Style{FG: k.Theme.Entities[place]}, k.Glyphs.Entities[place]
}
