package model

import (
	"daylight/model/query"
	"daylight/model/report"
)

// Action is one thing a person can do to a session. Keys, the mouse, menus and
// typed commands all become actions; Update carries them out.
type Action interface{ action() }

// Show goes to another view of the same question.
type Show struct{ View query.View }

// Move moves the cursor over rows: down where By is positive.
type Move struct{ By int }

// MoveToEnd moves the cursor to the first row, or to the last.
type MoveToEnd struct{ Last bool }

// SelectRow puts the cursor on the row with that id.
type SelectRow struct{ ID string }

// MoveColumn moves the column cursor in the table, or the choice of an outcome
// among tiles and in bars: to the right where By is positive.
type MoveColumn struct{ By int }

// Scroll puts a line first on the screen, wherever the cursor is.
type Scroll struct{ Top int }

// Tell shows one line to the person.
type Tell struct{ Text string }

// SelectPeriod puts the cursor of trend and matrix on a period.
type SelectPeriod struct{ Period report.Period }

// SelectLine puts the cursor on a line of a view whose lines are no rows.
type SelectLine struct{ Line int }

// SelectField puts the cursor on a field of the records.
type SelectField struct{ Field report.Field }

// TogglePin pins the row under the cursor, to be drawn and compared with others,
// or takes its pin away; ClearPins takes all away.
type (
	TogglePin struct{}
	ClearPins struct{}
)

// SelectPart puts the cursor of tiles and bars on an outcome.
type SelectPart struct{ Outcome report.Column }

// Focus gives the keys to a pane.
type Focus struct{ Pane Pane }

// FocusNext gives the keys to the next pane, or to the one before.
type FocusNext struct{ Back bool }

// ToggleZoom gives the pane the whole screen, or gives it back.
type ToggleZoom struct{}

// ToggleLarge makes things large, for who sits in the back row, or as small as they were.
type ToggleLarge struct{}

// ZoomMap brings the map closer to the country under the cursor, a step where By is 1,
// or takes it away.
type ZoomMap struct{ By int }

// SortBy orders rows by a column, or by name for NameColumn: its usual direction
// first, the other when it is the order already.
type SortBy struct{ Column report.Column }

// SortHere orders rows by the column, the period or the field under the cursor.
type SortHere struct{}

// SortAt orders rows by their measure in one period, and SortField records by one
// of their fields: the other way round when that is the order already.
type (
	SortAt    struct{ Period report.Period }
	SortField struct{ Field report.Field }
)

// Reverse turns the order of the rows round.
type Reverse struct{}

// SetFilter keeps only some values of a dimension.
type SetFilter struct {
	By     query.Dimension
	Filter query.Filter
}

// SetPeriods keeps only some periods.
type SetPeriods struct{ Filter query.PeriodFilter }

// StepPeriod moves the periods chosen by their own length: later where By is 1,
// earlier where it is -1.
type StepPeriod struct{ By int }

// SetMeasure chooses the measure and, unless an order was chosen, orders by it.
// Where the first few rows stand for all, a rate of those on screen is wanted: they
// keep their order.
type SetMeasure struct{ Column report.Column }

// SetBy groups by another dimension. By period keeps what a period is.
type SetBy struct{ By query.Dimension }

// SetByTime groups by period, of a grain.
type SetByTime struct{ Grain query.Grain }

// SetGrain makes periods half-years or years; ToggleGrain makes them what they are
// not.
type (
	SetGrain    struct{ Grain query.Grain }
	ToggleGrain struct{}
)

// SetAgainst chooses what change and difference compare with.
type SetAgainst struct{ Against query.Against }

// SetMin hides the rows with fewer requests; 0 is the query's default, and 1 hides
// none but those without a request.
type SetMin struct{ N int }

// NextScale goes to the next of the scales that the view knows.
type NextScale struct{}

// SetSearch shows only the rows that hold a text; an empty one shows all. The
// cursor goes to the first row found unless its own is found.
type SetSearch struct{ Text string }

// SetTop shows only the first n rows; 0 shows all.
type SetTop struct{ N int }

// SetQuery asks another question; no Enter led to it, so none leads back.
type SetQuery struct{ Query query.Query }

// Enter opens what the cursor is on: a row, a tile, or a part of a bar; of a bar
// without parts, its row.
type Enter struct{}

// FilterOutcomes keeps only the requests that came to one of these.
type FilterOutcomes struct{ Outcomes []report.Column }

// Back takes back the search, the zoom, or the last Enter, in this order.
type Back struct{}

// Undo returns to the session before the last change of the question; Redo goes
// forward again.
type (
	Undo struct{}
	Redo struct{}
)

// Reset removes all filters.
type Reset struct{}

// Quit ends the program.
type Quit struct{}

func (Show) action()           {}
func (Scroll) action()         {}
func (Tell) action()           {}
func (SelectPeriod) action()   {}
func (SelectLine) action()     {}
func (SelectField) action()    {}
func (TogglePin) action()      {}
func (ClearPins) action()      {}
func (SortAt) action()         {}
func (SortField) action()      {}
func (Move) action()           {}
func (MoveToEnd) action()      {}
func (SelectRow) action()      {}
func (MoveColumn) action()     {}
func (SelectPart) action()     {}
func (Focus) action()          {}
func (FocusNext) action()      {}
func (ToggleZoom) action()     {}
func (ToggleLarge) action()    {}
func (ZoomMap) action()        {}
func (SortBy) action()         {}
func (SortHere) action()       {}
func (Reverse) action()        {}
func (SetFilter) action()      {}
func (SetPeriods) action()     {}
func (StepPeriod) action()     {}
func (SetMeasure) action()     {}
func (SetBy) action()          {}
func (SetByTime) action()      {}
func (SetGrain) action()       {}
func (ToggleGrain) action()    {}
func (SetAgainst) action()     {}
func (SetMin) action()         {}
func (NextScale) action()      {}
func (SetSearch) action()      {}
func (SetTop) action()         {}
func (SetQuery) action()       {}
func (Enter) action()          {}
func (FilterOutcomes) action() {}
func (Back) action()           {}
func (Undo) action()           {}
func (Redo) action()           {}
func (Reset) action()          {}
func (Quit) action()           {}

// Effect is something that Update asks the world to do.
type Effect interface{ effect() }

// Say shows one line to the person.
type Say struct{ Text string }

// Leave ends the program.
type Leave struct{}

// ReadRecord shows the record under the cursor whole.
type ReadRecord struct{}

func (Say) effect()        {}
func (Leave) effect()      {}
func (ReadRecord) effect() {}
