package model

import (
	"fmt"
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// State is a session with its history, and the talk that it is part of.
type State struct {
	Session
	History History
	Talk    Talk
}

// Update carries out an action: it returns the new state, and what it asks of
// the world. A change of the question, except of the selected row alone, becomes
// a step of the history. The cursors stand on columns and outcomes that the
// answer has.
func Update(e *answer.Engine, s State, a Action) (State, []Effect) {
	if s.Talk.Now() == nil {
		return update(e, s, a)
	}
	if next, effects, done := s.tell(e, a); done {
		return next, effects
	}
	next, effects := update(e, s, a)
	strayed := strays(a, &s.Session, &next.Session)
	switch a.(type) {
	case ToggleLarge:
		next.Talk.large, next.Talk.sized = next.Large, true
	case Back:
		if !strayed && s.Zoom == next.Zoom && s.Talk.Exploring { // nothing else is left to take back
			return s.onSlide(e, s.Talk.Slide, s.Talk.Step)
		}
	}
	if strayed {
		next.Talk.Exploring, next.Highlight, next.Axes = true, nil, false
	}
	return next, effects
}

// update carries out an action on the session.
func update(e *answer.Engine, s State, a Action) (State, []Effect) {
	switch a.(type) {
	case Undo:
		return travel(e, s, History.undo, "nothing to undo")
	case Redo:
		return travel(e, s, History.redo, "nothing to redo")
	}
	next, effects, plays := play(e, s.Session, a)
	if !plays {
		next, effects = act(e, s.Session, a)
		if next.Query = next.Query.Canonical(e.Dataset()); next.Play != nil && !sameQuestion(s.Query, next.Query) {
			next = next.refitted(e, s.Session)
		}
	}
	next.runs = max(next.runs, s.runs)
	next.Axes = next.Axes && stays(a) // who acts wants to see the figures
	next.Query = next.Query.Canonical(e.Dataset())
	if sameQuestion(s.Query, next.Query) {
		return State{next.settled(e.Result(next.Query)), s.History, s.Talk}, effects
	}
	if n := len(next.Query.String()); n > query.MaxQueryLength {
		return s, say("that is too much for one question: %d bytes, at most %d", n, query.MaxQueryLength)
	}
	if q, was := &next.Query, &s.Query; !q.Country.Equal(was.Country) || !q.Region.Equal(was.Region) || !q.Group.Equal(was.Group) {
		next.Closer = 0 // the map opens with what the new filter keeps
	}
	if keep := views[next.Query.View].keep; keep != nil {
		next = keep(e, s.Session, next)
	}
	r := e.Result(next.Query)
	if !next.Gone(r.Rows) {
		next.Row = max(next.Cursor(r.Rows), 0) // rows have moved
	}
	history := s.History
	if was := s.Session.Unplayed(); !sameQuestion(was.Query, next.Unplayed().Query) { // periods that run by are no steps
		history = history.push(was)
	}
	return State{next.settled(r), history, s.Talk}, effects
}

// travel goes to another session of the history, or says that there is none.
func travel(e *answer.Engine, s State, to func(History, Session) (History, Session, bool), none string) (State, []Effect) {
	h, then, ok := to(s.History, s.Session.Unplayed())
	if !ok {
		return s, say("%s", none)
	}
	then.runs = max(then.runs, s.runs)
	then.Axes = false
	return State{then.settled(e.Result(then.Query)), h, s.Talk}, nil
}

// stays says whether an action is no step: what is also done when a window changes its size, or
// leads nowhere.
func stays(a Action) bool {
	switch a.(type) {
	case Tell, Focus, Scroll, ToggleLarge, ToggleZoom, PausePlay, PlayTick, SetPace, ChangePace, RankPlay:
		return true
	}
	return false
}

// sameQuestion compares queries but for the row under the cursor.
func sameQuestion(a, b query.Query) bool {
	a.Select, b.Select = "", ""
	return a.Equal(b)
}

func say(format string, args ...any) []Effect {
	return []Effect{Say{fmt.Sprintf(format, args...)}}
}

// act does what an action says, without history.
func act(e *answer.Engine, s Session, a Action) (Session, []Effect) {
	q := &s.Query
	switch a := a.(type) {
	case Show:
		if q.View == a.View {
			return s, say("the %s view is on the screen", a.View)
		}
		if leave := views[q.View].leave; leave != nil {
			return leave(e, s, a.View), nil
		}
		return show(e, s, a.View), nil
	case Scroll:
		s.Top = max(a.Top, 0)
	case Tell:
		return s, say("%s", a.Text)
	case Move:
		return s.view().move(e, s, 0, a.By), nil
	case MoveToEnd:
		line := 0
		if a.Last {
			line = 1 << 30
		}
		return s.view().to(e, s, line), nil
	case MoveColumn:
		if turn := s.view().turn; turn != nil {
			return turn(e, s, a.By)
		}
		return s.view().move(e, s, a.By, 0), nil
	case SelectPeriod:
		return selectPeriod(e, s, a.Period), nil
	case SelectLine:
		return s.view().to(e, s, a.Line), nil
	case SelectField:
		s.Field = a.Field
	case TogglePin:
		if pin := s.view().pin; pin != nil {
			return pin(e, s)
		}
		return s, say("%s are no rows that could be pinned", s.standing())
	case ClearPins:
		if len(q.Pins) == 0 {
			return s, say("no row is pinned")
		}
		q.Pins = nil
	case SelectRow:
		if _, known := e.Dataset().Country(a.ID); known && views[q.View].turnTo != nil {
			return views[q.View].turnTo(e, s, a.ID)
		}
		if at := answer.Find(e.Result(*q).Rows, a.ID); at >= 0 {
			return moveTo(e, s, at), nil
		}
	case SelectPart:
		s.Outcome = a.Outcome
	case Focus:
		s.Pane = a.Pane
	case FocusNext:
		focus := s.view().focus
		if focus == nil {
			return s, say("the %s view is one pane", s.standing())
		}
		return focus(e, s, a.Back)
	case ToggleZoom:
		if !s.view().zooms {
			return s, say("the %s view has the whole screen already", s.standing())
		}
		s.Zoom = !s.Zoom
	case ToggleLarge:
		s.Large = !s.Large
	case ZoomMap:
		if closer := s.view().closer; closer != nil {
			return closer(e, s, a.By)
		}
		return s, say("the %s view is no map, which alone comes closer", s.standing())
	case SortBy:
		return sortBy(e, s, orderOf(a.Column))
	case SortHere:
		return sortHere(e, s)
	case SortAt:
		sortAs(q, query.Sort{Set: true, At: a.Period, Descending: true})
	case SortField:
		s.Field = a.Field
		return sortHere(e, s)
	case Reverse:
		if why := s.fixedOrder(); why != "" {
			return s, say("%s", why)
		}
		q.Sort = q.Order()
		q.Sort.Descending = !q.Sort.Descending
	case SetFilter:
		if f := q.Filter(a.By); f != nil {
			*f = a.Filter
		}
	case SetPeriods:
		q.Period, s.At = a.Filter, report.Period{}
	case StepPeriod:
		if s.Play != nil {
			return stepPlay(e, s, a.By)
		}
		return stepPeriod(e, s, a.By)
	case SetMeasure:
		if !q.CanMeasure(a.Column) {
			return s, say("outcomes are measured by requests and share alone")
		}
		if why := e.Unprinted(*q, a.Column); why != "" {
			return s, say("%s", why)
		}
		if order := q.Order(); q.View.Few() && !q.Sort.Set && len(q.Pins) == 0 && order.Is(q.Measure) && !a.Column.IsCount() && !a.Column.Adds() {
			q.Sort = order // the rows drawn stay: the first of a rate are those with one request
			q.Sort.Set = true
		}
		q.Measure, s.Column, s.Given = a.Column, a.Column, true
	case SetBy:
		groupBy(&s, a.By)
	case SetByTime:
		groupBy(&s, query.ByPeriod)
		setGrain(&s, a.Grain)
	case SetGrain:
		return setGrain(&s, a.Grain)
	case ToggleGrain:
		return setGrain(&s, query.HalfYears+query.Years-q.Grain)
	case SetAgainst:
		q.Against = a.Against
	case SetMin:
		if q.By == query.ByPeriod || q.By == query.ByOutcome {
			return s, say("%ss are never hidden, however few their requests", q.By)
		}
		q.Min = max(a.N, 0)
	case NextScale:
		known := views[q.View].scales
		if len(known) == 0 {
			return s, say("the %s view has no scale to choose", q.View)
		}
		at := max(slices.Index(known, q.Scale), 0) // one that it does not know is drawn as the first
		q.Scale = known[(at+1)%len(known)]
	case SetSearch:
		q.Search = a.Text
		return selectFound(e, s), nil
	case SetTop:
		q.Top = max(a.N, 0)
	case SetQuery:
		if a.Query.View != q.View {
			s.atStart()
		}
		if a.Query.By != q.By {
			s.Top = 0
		}
		if !a.Query.Period.Equal(q.Period) {
			s.At = report.Period{}
		}
		s.Query, s.entered, s.Given, s.Play = a.Query, nil, false, nil
	case Enter:
		return enter(e, s)
	case FilterOutcomes:
		return filterOutcomes(s, a.Outcomes), nil
	case Back:
		return back(s), nil
	case Reset:
		subject := ""
		if q.View.OneCountry() && q.By == query.ByCountry {
			subject = e.Subject(*q) // it is no filter
		}
		was := *q
		s.Query = query.Query{View: q.View, By: q.By, Grain: q.Grain, Measure: q.Measure, Against: q.Against, Scale: q.Scale, Sort: q.Sort, Select: subject}
		s.Row, s.Top = 0, 0
		if sameQuestion(was, s.Query) {
			return s, say("no filter is set")
		}
		s.entered, s.Play = nil, nil
	case Quit:
		return s, []Effect{Leave{}}
	}
	return s, nil
}

// moveTo puts the cursor on a row, or on the nearest there is.
func moveTo(e *answer.Engine, s Session, row int) Session {
	rows := e.Result(s.Query).Rows
	if len(rows) == 0 {
		return s
	}
	s.Row = min(max(row, 0), len(rows)-1)
	s.Query.Select = rows[s.Row].ID
	return s
}

// moveColumn moves what h and l move in the pane that has the keys.
func moveColumn(e *answer.Engine, s Session, by int) Session {
	r := e.Result(s.Query)
	if s.Pane == TablePane {
		s.Column = along(append([]report.Column{NameColumn}, answer.TableColumns(r)...), s.Column, by)
		return s
	}
	outcomes := s.Parts(r)
	if s.Pane == TilesPane {
		outcomes = nil
		for _, t := range answer.Tiles(r) {
			outcomes = append(outcomes, t.Columns[0])
		}
	}
	s.Outcome = along(outcomes, s.Outcome, by)
	return s
}

// along moves from one column of a list to another, and stops at its ends.
func along(list []report.Column, from report.Column, by int) report.Column {
	if len(list) == 0 {
		return from
	}
	return list[min(max(slices.Index(list, from)+by, 0), len(list)-1)]
}

// groupBy changes what rows are; the ids of the old ones mean nothing then.
func groupBy(s *Session, by query.Dimension) {
	if s.Query.By == by {
		return
	}
	if s.Query.View.OnlyCountries() {
		s.setView(query.ExploreView)
	}
	s.Query.By = by
	s.Query.Select, s.Query.Pins, s.Query.Search = "", nil, ""
	s.Query.Sort = query.Sort{}
	s.Row, s.Top = 0, 0
}

// setGrain changes what a period is; what named the old ones means nothing then.
func setGrain(s *Session, g query.Grain) (Session, []Effect) {
	if s.Query.Grain == g {
		return *s, nil
	}
	s.Query.Grain, s.At = g, report.Period{}
	if s.Query.Sort.At != (report.Period{}) {
		s.Query.Sort = query.Sort{}
	}
	if s.Query.By == query.ByPeriod {
		s.Query.Select, s.Query.Pins = "", nil
		s.Row, s.Top = 0, 0
	}
	return *s, say("periods are %ss now: [ and ] step by them", map[query.Grain]string{query.HalfYears: "half-year", query.Years: "year"}[g])
}

// selectFound puts the cursor on the first row that a search finds, unless it is
// on one that it finds: what is acted on is what is seen.
func selectFound(e *answer.Engine, s Session) Session {
	if s.Query.View.SearchesText() {
		return s // it finds records and entries, not rows
	}
	rows := e.Result(s.Query.Canonical(e.Dataset())).Rows
	if s.Query.Search != "" && len(rows) > 0 && s.Gone(rows) {
		s.Query.Select = rows[0].ID
	}
	return s
}

// enter opens what the cursor is on and remembers the way back. A view that is not
// about rows opens what it is about, though rows stand in its place.
func enter(e *answer.Engine, s Session) (Session, []Effect) {
	if v := s.Query.View; !v.Groups() {
		return views[v].enter(e, s)
	}
	return s.view().enter(e, s)
}

// enterPane opens what the pane with the keys has under its cursor: a tile, a part of
// a bar, or a row.
func enterPane(e *answer.Engine, s Session) (Session, []Effect) {
	r := e.Result(s.Query)
	switch {
	case s.Pane == TilesPane:
		return enterTile(s, r)
	case s.Pane == BarsPane && len(s.Parts(r)) > 0:
		s = s.settled(r)
		return filterOutcomes(s, filteredBy(&s.Query, s.Outcome)), nil
	}
	return enterRow(e, s)
}

// enterRow opens the selected row.
func enterRow(e *answer.Engine, s Session) (Session, []Effect) {
	r := e.Result(s.Query)
	switch {
	case s.overPeriods() && len(e.Axis(s.Query)) > 0:
		return open(e, s, movePeriod(e, s, 0).String())
	case len(r.Rows) == 0:
		return s, say("no row to open")
	case s.Gone(r.Rows):
		return s, say("%s has gone from these rows: move to choose another", report.Clip(e.Name(s.Query, s.Query.By, s.Query.Select)))
	}
	return open(e, s, r.Rows[s.Cursor(r.Rows)].ID)
}

// open opens a row and remembers the way back: a country's profile, or what else
// tells apart what is in it.
func open(e *answer.Engine, s Session, id string) (Session, []Effect) {
	from := s
	q := &s.Query
	if q.By == query.ByCountry {
		s = show(e, s, query.CountryView)
		s.Query.Select, s.Query.Search, s.Query.Top = id, "", 0
		return s.enteredFrom(from, false), nil
	}
	next := query.ByPeriod
	if q.By == query.ByPeriod {
		p, err := report.ParsePeriod(id)
		if err != nil {
			return s, nil
		}
		q.Period = query.PeriodFilter{Ranges: []report.PeriodRange{{From: p, To: p}}}
		next = firstOpen(e, *q)
	} else {
		*q.Filter(q.By) = query.Filter{Mode: query.Only, IDs: []string{id}}
		if inside := views[q.View].inside; inside != nil {
			next = inside(e, *q)
		}
	}
	q.Top = 0
	groupBy(&s, next)
	return s.enteredFrom(from, false), nil
}

// firstOpen is the first dimension in which a query still has something to tell
// apart, besides periods: the view is drawn over them already.
func firstOpen(e *answer.Engine, q query.Query) query.Dimension {
	q.View, q.Sort, q.Search, q.Top = query.ExploreView, query.Sort{}, "", 0
	for _, b := range []query.Dimension{query.ByCountry, query.ByService, query.ByType} {
		if q.By = b; e.Result(q).Groups > 1 {
			return b
		}
	}
	return query.ByOutcome
}

// enterTile filters by the tile under the cursor.
func enterTile(s Session, r *answer.Result) (Session, []Effect) {
	for _, t := range answer.Tiles(r) {
		if t.Columns[0] != s.Outcome {
			continue
		}
		if !s.Outcome.IsOutcome() {
			return s, say("%s are all there are: choose an outcome to filter by it", t.Label)
		}
		return filterOutcomes(s, t.Columns), nil
	}
	return s, say("choose a tile with left and right")
}

// filterOutcomes keeps the requests that came to one of some outcomes; asked for
// the filter that is set already, it takes it off.
func filterOutcomes(s Session, outcomes []report.Column) Session {
	from := s
	f := query.Filter{Mode: query.Only}
	for _, c := range outcomes {
		if c.IsOutcome() {
			f.IDs = append(f.IDs, c.String())
		}
	}
	slices.Sort(f.IDs)
	switch {
	case len(f.IDs) == 0:
	case s.Query.Outcome.Equal(f):
		s.Query.Outcome = query.Filter{}
		if s.entered != nil && sameQuestion(s.entered.from.Query, s.Query) {
			s.entered = s.entered.from.entered // it is taken back already
		}
	default:
		s.Query.Outcome = f
		return s.enteredFrom(from, true)
	}
	return s
}

// back takes back one thing: Play, the search, the zoom of the pane and of the map, or the last Enter.
func back(s Session) Session {
	switch {
	case s.Play != nil:
		return s.Unplayed()
	case s.Query.Search != "" && (s.entered == nil || s.entered.search != s.Query.Search):
		s.Query.Search = ""
	case s.Zoom:
		s.Zoom = false
	case s.Closer != 0:
		s.Closer = 0
	case s.entered != nil:
		from := s.entered.from
		from.Large = s.Large // the room is the same
		return from
	}
	return s
}

// stepPeriod slides the chosen periods along those that have records under the
// other filters. From all, a step forward chooses the first period and a step
// back the last.
func stepPeriod(e *answer.Engine, s Session, by int) (Session, []Effect) {
	axis := e.Steps(s.Query)
	if len(axis) == 0 {
		return s, say("no period has a record under these filters")
	}
	first, last := chosen(s.Query, axis, by)
	if first < 0 {
		return s, say("%s is the first period with records here", axis[0])
	}
	if last >= len(axis) {
		return s, say("%s is the last period with records here", axis[len(axis)-1])
	}
	s.Query.Period = query.PeriodFilter{Ranges: []report.PeriodRange{report.PeriodRange{From: axis[first], To: axis[last]}.InYears()}}
	s.At = report.Period{} // the cursor over time goes along
	return s, nil
}

// chosen is the part first..last of an axis that a step leads to; it can lie
// outside.
func chosen(q query.Query, axis []report.Period, by int) (first, last int) {
	if len(q.Period.Ranges) == 0 || q.Period.Except {
		if by > 0 {
			return 0, 0
		}
		return len(axis) - 1, len(axis) - 1
	}
	first, last = -1, -1
	before := 0 // how many periods lie before those chosen, if none is
	for i, p := range axis {
		if q.Period.Holds(p) {
			if first < 0 {
				first = i
			}
			last = i
		}
		if p.Start() < q.Period.Ranges[0].Span().From {
			before = i + 1
		}
	}
	switch length := last - first + 1; {
	case first >= 0:
		return first + by*length, last + by*length
	case by > 0:
		return before, before
	}
	return before - 1, before - 1
}
