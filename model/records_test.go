package model

import (
	"slices"
	"testing"

	"daylight/data/raw"
	"daylight/model/answer"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// amongRecords is a person who looks at records.
type amongRecords struct {
	*testing.T
	e *answer.Engine
	s State
}

func readRecords(t *testing.T, text string) *amongRecords {
	t.Helper()
	d := raw.Dataset()
	return &amongRecords{t, answer.NewEngine(d), State{Session: NewSession(samples.Must(query.Parse(text, d)))}}
}

func (p *amongRecords) do(actions ...Action) *amongRecords {
	for _, a := range actions {
		p.s, _ = Update(p.e, p.s, a)
	}
	return p
}

// record is the one under the cursor.
func (p *amongRecords) record() report.Record {
	p.Helper()
	l := p.e.Listing(p.s.Query)
	if l.Len() == 0 {
		p.Fatalf("%s lists no record", p.s.Query)
	}
	return p.e.Dataset().Record(l.At(Line(p.e, p.s.Session)))
}

func TestRecordsOpenAtTheFirstOfTheSelectedRow(t *testing.T) {
	p := readRecords(t, "period=2013-H1..").do(SelectRow{"GB"}, Show{query.RecordsView})
	if r := p.record(); r.Country != "GB" || r.Period != (report.Period{Year: 2013, Half: 1}) {
		t.Errorf("the cursor is on %s %s", r.Country, r.Period)
	}
	l := p.e.Listing(p.s.Query)
	for line := range Line(p.e, p.s.Session) {
		if r := p.e.Dataset().Record(l.At(line)); r.Country == "GB" {
			t.Errorf("a record of GB stands before, on line %d", line)
		}
	}
	first := readRecords(t, "").do(Show{query.RecordsView})
	if r, row := first.record(), first.e.Result(query.Query{}).Rows[0].ID; r.Country != row {
		t.Errorf("the rows began with %s, the records with %s", row, r.Country)
	}
	if r := readRecords(t, "view=records select=SE").record(); r.Country != "SE" {
		t.Errorf("asked for the records of SE, the cursor is on %s", r.Country)
	}
	if line := Line(readRecords(t, "view=records").e, NewSession(query.Query{View: query.RecordsView})); line != 0 {
		t.Errorf("with nothing selected the cursor is on line %d", line)
	}
}

func TestMovingOverRecordsSelectsTheRowTheyStandIn(t *testing.T) {
	group := map[query.Dimension]func(report.Record) string{
		query.ByCountry:   func(r report.Record) string { return r.Country },
		query.ByRegion:    nil,
		query.ByService:   func(r report.Record) string { return r.Service },
		query.ByType:      func(r report.Record) string { return r.Type },
		query.ByPeriod:    func(r report.Record) string { return r.Period.String() },
		query.ByPublisher: func(r report.Record) string { return r.Publisher },
	}
	for by, id := range group {
		p := readRecords(t, "view=records publisher=all type=all search=o by="+by.String()).do(Move{40})
		for range 5 {
			p.do(Move{300})
			row := p.s.Query.Select
			if id != nil && id(p.record()) != row {
				t.Errorf("by %s: the cursor is on a record of %s, selected is %s", by, id(p.record()), row)
			}
			p.s.Query.Search = ""
			rows := p.e.Result(p.s.Query).Rows
			p.s.Query.Search = "o"
			if !slices.ContainsFunc(rows, func(r answer.Row) bool { return r.ID == row }) {
				t.Errorf("by %s: selected is %q, which is no row", by, row)
			}
		}
	}
	if p := readRecords(t, "view=records by=outcome select=content").do(Move{3}); p.s.Query.Select != "content" || Line(p.e, p.s.Session) != 3 {
		t.Errorf("by outcome, moving to line %d selected %q", Line(p.e, p.s.Session), p.s.Query.Select)
	}
}

func TestTheCursorStaysOnItsRecord(t *testing.T) {
	p := readRecords(t, "view=records").do(Move{500})
	want := p.record()
	for _, a := range []Action{
		SortField{report.RequestsField}, SortHere{}, SortField{report.NoteField}, Reverse{}, SortField{report.CountryField},
		SetFilter{query.ByCountry, query.Filter{Mode: query.Only, IDs: []string{want.Country}}}, SetSearch{want.Period.String()}, SetSearch{""},
		SetMeasure{report.Accounts}, TogglePin{}, SetFilter{query.ByPublisher, query.Filter{Mode: query.All}}, SetBy{query.ByService}, Reset{},
	} {
		if got := p.do(a).record(); got != want {
			t.Errorf("after %T the cursor is on %s %s %s, not on %s %s %s", a, got.Publisher, got.Period, got.Country, want.Publisher, want.Period, want.Country)
		}
	}
}

func TestARecordThatIsNotListedAnyMoreGivesTheCursorToItsRow(t *testing.T) {
	p := readRecords(t, "view=records period=2012").do(MoveToEnd{true}, Move{-9})
	country := p.record().Country
	if r := p.do(StepPeriod{1}).record(); r.Country != country || r.Period == (report.Period{Year: 2012}) {
		t.Errorf("a step in time led from %s to %s %s", country, r.Country, r.Period)
	}
	p.do(SetFilter{query.ByCountry, query.Filter{Mode: query.Except, IDs: []string{country}}})
	if line := Line(p.e, p.s.Session); line != 0 {
		t.Errorf("without %s the cursor is on line %d", country, line)
	}
	if p.s.Query.Select != country {
		t.Errorf("the row that has gone is not selected any more, but %q", p.s.Query.Select)
	}
}

func TestTheEndsOfRecordsAndFields(t *testing.T) {
	p := readRecords(t, "view=records publisher=all").do(MoveToEnd{true}, Move{5})
	if line, n := Line(p.e, p.s.Session), p.e.Listing(p.s.Query).Len(); line != n-1 {
		t.Errorf("the last of %d records is on line %d", n, line)
	}
	if p.do(MoveToEnd{}, Move{-3}); Line(p.e, p.s.Session) != 0 {
		t.Errorf("the first record is on line %d", Line(p.e, p.s.Session))
	}
	fields := p.e.Listing(p.s.Query).Fields
	if p.do(MoveColumn{-1}); p.s.Field != fields[0] {
		t.Errorf("left of all fields is %s", p.s.Field)
	}
	for _, f := range fields[1:] {
		if p.do(MoveColumn{1}); p.s.Field != f {
			t.Errorf("the next field is %s, want %s", p.s.Field, f)
		}
	}
	if p.do(MoveColumn{1}); p.s.Field != report.NoteField {
		t.Errorf("right of all fields is %s", p.s.Field)
	}
}

func TestRecordsSortByTheFieldUnderTheCursor(t *testing.T) {
	p := readRecords(t, "view=records")
	for _, c := range []struct {
		do   Action
		want string
	}{
		{SortHere{}, "view=records sort=-period"}, // the first field, in its usual order already
		{SortField{report.AccountsField}, "view=records sort=-accounts"},
		{SortHere{}, "view=records sort=accounts"},
		{SortField{report.CountryField}, "view=records sort=country"},
		{Reverse{}, "view=records sort=-country"},
		{SortField{report.PeriodField}, "view=records"},
	} {
		p.do(c.do)
		q := p.s.Query
		if q.Select = ""; q.String() != c.want {
			t.Errorf("after %T the question is %q, want %q", c.do, q, c.want)
		}
	}
}

func TestARecordPinsTheRowItStandsIn(t *testing.T) {
	p := readRecords(t, "view=records search=skype top=5").do(Move{2}, TogglePin{})
	if country := p.record().Country; !slices.Equal(p.s.Query.Pins, []string{country}) {
		t.Errorf("on a record of %s, %v is pinned", country, p.s.Query.Pins)
	}
	if p.do(TogglePin{}); len(p.s.Query.Pins) > 0 {
		t.Errorf("%v is still pinned", p.s.Query.Pins)
	}
	if p.s.Query.Search != "skype" || p.s.Query.Top != 5 {
		t.Errorf("pinning changed the question to %s", p.s.Query)
	}
	for _, query := range []string{"view=records by=outcome", "view=records search=nowhere"} {
		p := readRecords(t, query)
		_, effects := Update(p.e, p.s, TogglePin{})
		if len(effects) != 1 {
			t.Errorf("%s: a pin that cannot be set says %v", query, effects)
		}
	}
}

func TestASearchOfRecordsSelectsNoOtherRow(t *testing.T) {
	p := readRecords(t, "view=records select=FR").do(SetSearch{"united"})
	if p.s.Query.Select != "FR" {
		t.Errorf("the search selected %q", p.s.Query.Select)
	}
	if line := Line(p.e, p.s.Session); line != 0 {
		t.Errorf("without a record of FR the cursor is on line %d, not on the first", line)
	}
}

func TestUndoGoesBackToTheRecord(t *testing.T) {
	p := readRecords(t, "view=records").do(Move{200})
	want := p.record()
	p.do(SetSearch{"kingdom"}, Move{3}, Undo{})
	if got := p.record(); got != want {
		t.Errorf("undone, the cursor is on %s %s, not on %s %s", got.Country, got.Period, want.Country, want.Period)
	}
}
