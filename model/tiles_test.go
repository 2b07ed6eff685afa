package model

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTheTableShowsTheMeasureFirstAndNoEmptyColumn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t)
		r := NewEngine(d).Result(drawQuestion(t, d))
		columns := TableColumns(r)
		if len(columns) == 0 || columns[0] != r.Query.Measure {
			fail(t, d, r.Query, "columns %v start with another than the measure", columns)
		}
		for i, c := range columns {
			reported := r.Total.Figures[c].Reported || slices.ContainsFunc(r.Rows, func(row Row) bool { return row.Figures[c].Reported })
			if slices.Contains(columns[:i], c) || i > 0 && !reported {
				fail(t, d, r.Query, "%s stands twice, or with nothing in it", c)
			}
		}
	})
}

func TestTheTilesAddUpToAllRequests(t *testing.T) {
	wholeOf := func(tiles []Tile) (whole float64) {
		for _, tile := range tiles {
			if tile.Columns[0].IsOutcome() {
				whole += tile.Fraction.Rate
			}
		}
		return whole
	}
	t.Run("of made-up reports", rapid.MakeCheck(func(t *rapid.T) {
		d := drawWhole(t)
		q := drawQuestion(t, d)
		q.Outcome = Filter{}
		if q.Type.Mode != Only {
			q.Type = Filter{Mode: Only, IDs: []string{"legal-process", "preservation"}} // outcomes of civil cases can exceed the requests
		}
		r := NewEngine(d).Result(q)
		if slices.Contains(q.Type.IDs, "civil") || r.Total.Figures[Requests].Lo == 0 {
			return
		}
		if whole := wholeOf(Tiles(r)); math.Abs(whole-1) > 1e-9 {
			fail(t, d, q, "tiles add up to %v", whole)
		}
	}))
	t.Run("of the reports", func(t *testing.T) {
		e := NewEngine(realData())
		for _, p := range e.Dataset().Periods {
			r := e.Result(Query{Period: PeriodFilter{Ranges: []PeriodRange{{p, p}}}})
			if total := r.Total.Figures[Requests]; !total.Reported || total.IsRange() || total.Hi == 0 {
				continue
			}
			if whole := wholeOf(Tiles(r)); math.Abs(whole-1) > 1e-9 {
				t.Errorf("%s: tiles add up to %v", p, whole)
			}
		}
	})
}

func TestTilesStartWithRequestsAndAccounts(t *testing.T) {
	tiles := Tiles(NewEngine(sampleDataset(t)).Result(Query{}))
	if len(tiles) < 3 || tiles[0].Columns[0] != Requests || tiles[1].Columns[0] != Accounts {
		t.Fatalf("tiles %v", tiles)
	}
	for i, tile := range tiles[2:] {
		if !tile.Columns[0].IsOutcome() && tile.Columns[0] != DisclosedRate {
			t.Errorf("tile %d is %s", i+2, tile.Label)
		}
	}
}

func TestATileSaysWhatItsFilterAndTheRowsByOutcomeSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t)
		q := drawQuestion(t, d)
		q.Outcome = Filter{}
		e := NewEngine(d)
		byOutcome := q
		byOutcome.By, byOutcome.Search, byOutcome.Top = ByOutcome, "", 0
		byOutcome.Publisher = only(e.Publishers(q)...)
		rows := map[string]Row{}
		for _, row := range e.Result(byOutcome).Rows {
			rows[row.ID] = row
		}
		for _, tile := range Tiles(e.Result(q)) {
			if !tile.Columns[0].IsOutcome() {
				continue
			}
			filtered := q
			filtered.Outcome = Filter{Mode: Only}
			for _, c := range tile.Columns {
				filtered.Outcome.IDs = append(filtered.Outcome.IDs, c.String())
			}
			slices.Sort(filtered.Outcome.IDs)
			if got := e.Result(filtered).Total.Figures[Requests]; got != tile.Figure {
				fail(t, d, q, "%s shows %+v, its requests are %+v", tile.Label, tile.Figure, got)
			}
			if row, listed := rows[tile.Columns[0].String()]; listed && len(tile.Columns) == 1 && row.Figures[Share] != tile.Fraction {
				fail(t, d, q, "%s is %+v of requests, by outcome it is %+v", tile.Label, tile.Fraction, row.Figures[Share])
			}
		}
	})
}

func TestATileOfWhichRecordsMissAPartIsAFloor(t *testing.T) {
	tiles := Tiles(NewEngine(sampleDataset(t)).Result(Query{}))
	marks := map[string]Marks{}
	for _, tile := range tiles {
		marks[tile.Label] = tile.Figure.Marks | tile.Fraction.Marks
	}
	// Skype prints no outcome at all, so all that is counted of them is a floor;
	// what is left unspecified is known.
	for label, want := range map[string]Marks{"Content": Floor, "Nothing disclosed": Floor, "Unspecified": 0} {
		if got, shown := marks[label]; !shown || got != want {
			t.Errorf("%s is marked %v (shown: %v), want %v", label, got.Names(), shown, want.Names())
		}
	}
}

func TestNothingDisclosedIsAddedUpRecordByRecord(t *testing.T) {
	e := NewEngine(sampleDataset(t))
	for _, text := range []string{"", "publisher=all", "by=publisher", "by=period period=2012", "top=1 search=u", "outcome!=rejected", "measure=content_rate by=service"} {
		q, err := Parse(text, e.Dataset())
		if err != nil {
			t.Fatal(err)
		}
		for _, tile := range Tiles(e.Result(q)) {
			if tile.Label != "Nothing disclosed" {
				continue
			}
			var ids []string
			for _, c := range tile.Columns {
				ids = append(ids, c.String())
			}
			slices.Sort(ids)
			asked := q
			asked.Top, asked.Search, asked.Measure, asked.Outcome = 0, "", Requests, Filter{Mode: Only, IDs: ids}
			if want := e.Result(asked).Total.Figures[Requests]; tile.Figure != want {
				t.Errorf("%q: the tile has %+v, the filter %+v", text, tile.Figure, want)
			}
		}
	}
}
