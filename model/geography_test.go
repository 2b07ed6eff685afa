package model

import (
	"cmp"
	"slices"
	"strconv"
	"testing"

	"daylight/data/raw"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// onMap is a session on the map of the built-in reports, whose countries have
// their places.
func onMap(t *testing.T, text string) (*answer.Engine, State) {
	t.Helper()
	tables, columns := raw.Dataset().Tables, raw.Dataset().Columns()
	tables.Countries = slices.Clone(tables.Countries)
	for _, r := range raw.Rows("countries.csv") {
		at := slices.IndexFunc(tables.Countries, func(c report.Country) bool { return c.Code == r["code"] })
		c := &tables.Countries[at]
		var err error
		c.Lat, err = strconv.ParseFloat(r["lat"], 64)
		c.Lon, _ = strconv.ParseFloat(r["lon"], 64)
		c.HasPoint = err == nil
	}
	d, err := report.NewDataset(tables, columns)
	if err != nil {
		t.Fatal(err)
	}
	q, err := query.Parse("view=map "+text, d)
	if err != nil {
		t.Fatal(err)
	}
	return answer.NewEngine(d), State{Session: NewSession(q)}
}

// walked carries out moves, written n, e, s and w, and returns where they lead.
func walked(e *answer.Engine, s State, moves string) string {
	for _, m := range moves {
		var a Action
		switch m {
		case 'n':
			a = Move{-1}
		case 's':
			a = Move{1}
		case 'e':
			a = MoveColumn{1}
		case 'w':
			a = MoveColumn{-1}
		}
		s, _ = Update(e, s, a)
	}
	return s.Session.Query.Select
}

func TestArrowsGoFromCountryToCountryAsTheyLie(t *testing.T) {
	for _, c := range []struct{ from, moves, to string }{
		{"PT", "e", "ES"}, {"ES", "w", "PT"}, {"CA", "s", "US"}, {"US", "n", "CA"}, {"AR", "w", "CL"}, {"GB", "w", "IE"},
		{"NZ", "w", "AU"}, {"SE", "w", "NO"}, {"DE", "ew", "DE"},
	} {
		e, s := onMap(t, "period=2014-H1 select="+c.from)
		if got := walked(e, s, c.moves); got != c.to {
			t.Errorf("%s from %s leads to %s, want %s", c.moves, c.from, got, c.to)
		}
	}
}

func TestTheMapHasNoEdgeInTheEast(t *testing.T) {
	for _, c := range []struct{ from, move, to string }{{"NZ", "e", "CL"}, {"CL", "w", "NZ"}} {
		e, s := onMap(t, "period=2014-H1 country=NZ,CL select="+c.from)
		if got := walked(e, s, c.move); got != c.to {
			t.Errorf("%s of %s is %s, want %s", c.move, c.from, got, c.to)
		}
	}
}

func TestFromACountryThatHasGoneTheCursorGoesOnFromItsPlace(t *testing.T) {
	e, s := onMap(t, "country!=FR period=2014-H1 select=FR")
	got := walked(e, s, "e")
	c, _ := e.Dataset().Country(got)
	fr, _ := e.Dataset().Country("FR")
	if c.Lon <= fr.Lon || c.Lon > fr.Lon+15 {
		t.Errorf("east of France, which has no row, the cursor comes to %s", got)
	}
}

func TestFromARowWithoutAPlaceTheCursorComesToTheMap(t *testing.T) {
	e, s := onMap(t, "period=2014-H1 select=ZZ")
	if got := walked(e, s, "s"); got == "ZZ" || got == "" {
		t.Errorf("the cursor stays on %q", got)
	}
}

// shown does things on a map, and says which part of the world it shows then.
func shown(e *answer.Engine, s State, actions ...Action) (string, State) {
	for _, a := range actions {
		s, _ = Update(e, s, a)
	}
	here := s.Query.Select
	if rows := e.Result(s.Query).Rows; here == "" && len(rows) > 0 {
		here = rows[0].ID
	}
	return FrameAbout(e, s.Session, here).Name, s
}

func TestAMapComesCloserInStepsThatHoldTheCursor(t *testing.T) {
	closer, away := ZoomMap{1}, ZoomMap{-1}
	europe := SetFilter{query.ByRegion, query.Filter{Mode: query.Only, IDs: []string{"Europe"}}}
	for _, c := range []struct {
		text string
		do   []Action
		want string
	}{
		{"select=DE", nil, "the world"},
		{"select=DE", []Action{closer}, "Europe"},
		{"select=DE", []Action{closer, closer, closer}, "Western Europe"},
		{"select=DE", []Action{closer, closer, closer, away}, "Europe"},
		{"select=DE", []Action{away, closer}, "Europe"},
		{"select=DE", []Action{closer, SelectRow{"BR"}}, "Americas"}, // it goes along with the cursor
		{"select=DE", []Action{closer, Back{}}, "the world"},
		{"select=DE", []Action{closer, Show{query.ExploreView}, Show{query.MapView}}, "the world"},
		{"select=DE", []Action{closer, Enter{}, Back{}}, "Europe"},
		{"select=DE", []Action{closer, europe, Undo{}}, "Europe"},
		{"select=DE", []Action{closer, closer, europe}, "what the filter keeps"}, // the filter comes first
		{"region=Europe select=DE", []Action{closer}, "Western Europe"},          // Europe is no closer than the filter
		{"region=Europe select=DE", []Action{away}, "the world"},
		{"region=Europe select=DE", []Action{closer, Reset{}}, "the world"},
		{"group=eu select=DE", []Action{closer}, "Europe"},
		{"country=DE,FR select=DE", []Action{closer}, "what the filter keeps"},
		{"country=DE,FR select=US", nil, "the world"},            // whose cursor is elsewhere
		{"country=US,JP,DE select=US", nil, "the world"},         // they lie all around it
		{"country!=US select=DE", []Action{closer}, "Europe"},    // nearly all
		{"select=AQ", []Action{closer, closer}, "Antarctica"},    // of no region
		{"country=ZZ", []Action{closer}, "the world"},            // nowhere
		{"country=DE period=1999", nil, "what the filter keeps"}, // no row
	} {
		e, s := onMap(t, c.text)
		if got, _ := shown(e, s, c.do...); got != c.want {
			t.Errorf("%s: after %v the map shows %s, want %s", c.text, c.do, got, c.want)
		}
	}
	e, s := onMap(t, "select=DE")
	_, after := shown(e, s, closer, away, away)
	if after.History.canUndo() || after.Closer != 0 {
		t.Errorf("coming closer and going away leaves steps to undo, or the map %d steps off", after.Closer)
	}
	start(t, "").do(closer).says("the explore view is no map, which alone comes closer")
}

func TestAPageOnTheMapIsSoManySteps(t *testing.T) {
	e, s := onMap(t, "period=2014-H1 select=NO")
	want := walked(e, s, "sss")
	s, _ = Update(e, s, Move{3})
	if got := s.Session.Query.Select; got != want {
		t.Errorf("three steps at once lead to %s, one by one to %s", got, want)
	}
}

func TestAMapKeepsThePublishersAndTheOrderThatItsQuestionAsksFor(t *testing.T) {
	d := raw.Dataset()
	e := answer.NewEngine(d)
	period := report.Period{Year: 2013, Half: 1}
	for _, by := range query.Dimensions() {
		var lo, hi int64
		for i := range d.Len() {
			r := d.Record(i)
			counted := slices.ContainsFunc(d.Types, func(t report.Type) bool { return t.Publisher == r.Publisher && t.ID == r.Type && t.InTotals })
			if r.Period == period && counted && (by == query.ByPublisher || r.Publisher == "microsoft") {
				least, most := r.Counts[report.Requests].Bounds()
				lo, hi = lo+int64(least), hi+int64(most)
			}
		}
		text := "view=map period=2013-H1 sort=-accounts by=" + by.String()
		q, err := query.Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		result := e.Result(q)
		if total := result.Total.Figures[report.Requests]; total.Lo != lo || total.Hi != hi {
			t.Errorf("%s holds %d–%d requests, the reports %d–%d", text, total.Lo, total.Hi, lo, hi)
		}
		rows := slices.DeleteFunc(slices.Clone(result.Rows), func(r answer.Row) bool { return r.ID == report.NotItemised })
		ordered := slices.IsSortedFunc(rows, func(a, b answer.Row) int {
			return cmp.Compare(b.Figures[report.Accounts].Value(report.Accounts), a.Figures[report.Accounts].Value(report.Accounts))
		})
		if len(rows) < 2 || !ordered {
			t.Errorf("%s: %d countries, not by their accounts", text, len(rows))
		}
	}
}
