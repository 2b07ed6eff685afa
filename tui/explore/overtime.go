package explore

import (
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
)

// Under few rows there is room for what came of the chosen one over time:
//
//	3 services       775,896 …
//
//	Skype over time, requests in six months by outcome
//	2,000 ▔▔▔██▔▔▔▔
//	      ██┊██ ██
//	    0 ▔▔▔▔▔▔▔▔▔
//	      2012  2013
//	2012: a whole year, drawn ÷ 2   ┊ counted differently from 2013-H1 on
//
// The legend of the bars explains it, too. Where they have none, it has its own, beside
// its title or in rows of its own.

// overTimePlaces are where it stands.
type overTimePlaces struct{ title, legend, stacks, words grid.Rect }

const (
	fewRows     = 10 // more of them are what the screen is about
	leastStacks = 5  // rows that stacks need, with their axis and years
	mostStacks  = 9  // higher ones are much to draw anew with each row …
	perStack    = 14 // … unless the screen is so many times as wide as they are high
	mostWords   = 3  // rows of words on the marks

	between = "   " // two of those, some of which are dots
)

// followed is a row over time, worked out once for its question, however often the
// screen is drawn.
type followed struct {
	key    string
	engine *answer.Engine
	*scene.OverTime
}

// of returns what came of the chosen row of a scene.
func (k *followed) of(s *scene.Scene) *scene.OverTime {
	q, row := s.Query, &s.Result.Rows[s.Cursor]
	q.Select, q.Pins = row.ID, nil
	if key := q.String() + "\n" + s.Theme.Name; k.key != key || k.engine != s.Engine {
		*k = followed{key, s.Engine, s.OutcomesOverTime(q, s.RowQuery(q, row))}
	}
	return k.OverTime
}

// placeOverTime places it in the room under the totals, where that is enough for all of it.
func (v *Screen) placeOverTime(k *View, room grid.Rect) {
	q := &v.Query
	if v.Bare || v.Plain || v.Step < scene.Narrow || v.Gone || v.Cursor < 0 || len(v.Result.Rows) > fewRows || q.By == query.ByPeriod {
		return // by period, the bars say it; a slide says one thing
	}
	_, room = room.TakeTop(1)
	_, room = room.TakeLeft(v.Name.X - room.X)
	if room.H <= leastStacks {
		return
	}
	if room.H > leastStacks+2 {
		room.H-- // it does not touch the notes
	}
	over := k.followed.of(v.Scene)
	if over == nil || len(over.Columns) < 2 {
		return
	}
	if over.Kind = chart.Linear; q.Scale == query.Percent && over.Split {
		over.Kind = chart.Percent
	}
	over.Bare = v.Session.Axes
	var at overTimePlaces
	at.title, room = room.TakeTop(1)
	if over.Split && !over.One && (v.Bars.Empty() || !v.stacked() || v.Step == scene.Narrow && v.legendLines() == 0) {
		entries := v.OutcomeEntries(over.Total)
		if w := chart.LegendWidth(entries); grid.Width(over.Titles(v.name())[1])+w+4 <= at.title.W {
			at.legend, at.title = at.title.TakeRight(w)
			at.title.W -= 2
		} else {
			at.legend, room = room.TakeTop(chart.LegendRows(room.W, entries))
		}
	}
	lines := inLines(over.Words(v.Kit), room.W)
	words := min(len(lines), max(1, min(room.H-leastStacks, mostWords)))
	at.stacks, room = room.TakeTop(min(room.H-words, max(mostStacks, room.W/perStack)))
	at.words, _ = room.TakeTop(words)
	if at.stacks.H < leastStacks || at.stacks.W < over.LeastWidth(v.Pen(), at.stacks.H) {
		return
	}
	v.overTime, v.under = over, at
}

// name is what the chosen row is called.
func (v *Screen) name() string { return scene.RowName(v.Result, &v.Result.Rows[v.Cursor]) }

// drawOverTime draws what came of the chosen row over time.
func (v *Screen) drawOverTime(f *grid.Frame) {
	over, at := v.overTime, v.under
	if over == nil {
		return
	}
	name := v.name()
	title := scene.FirstFitting(at.title.W, over.Titles(name)...)
	f.Spans(at.title, grid.Span{Text: name, Style: v.Theme.Strong}, grid.Span{Text: title[len(name):], Style: v.Theme.Dim})
	if !at.legend.Empty() {
		v.Pen().DrawLegend(f, at.legend, v.Theme.Dim, v.OutcomeEntries(over.Total))
	}
	v.Pen().DrawStacks(f, at.stacks, &over.Stacks)
	for y, line := range inLines(over.Words(v.Kit), at.words.W) {
		if y < at.words.H {
			f.Text(at.words.Row(y), line, v.Theme.Dim)
		}
	}
}

// inLines puts words side by side in lines of a width, each whole.
func inLines(words []string, w int) (lines []string) {
	for _, word := range words {
		if n := len(lines); n > 0 && grid.Width(lines[n-1]+between+word) <= w {
			lines[n-1] += between + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}
