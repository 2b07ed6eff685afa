package answer

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"daylight/data/raw"
	"daylight/model/internal/questions"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

func TestTheTableShowsTheMeasureFirstAndNoEmptyColumn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		r := NewEngine(d).Result(questions.DrawQuestion(t, d))
		columns := TableColumns(r)
		if len(columns) == 0 || columns[0] != r.Query.Measure {
			questions.Fail(t, d, r.Query, "columns %v start with another than the measure", columns)
		}
		for i, c := range columns {
			reported := r.Total.Figures[c].Reported || slices.ContainsFunc(r.Rows, func(row Row) bool { return row.Figures[c].Reported })
			if slices.Contains(columns[:i], c) || i > 0 && !reported {
				questions.Fail(t, d, r.Query, "%s stands twice, or with nothing in it", c)
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
		d := questions.DrawWhole(t)
		q := questions.DrawQuestion(t, d)
		q.Outcome = query.Filter{}
		if q.Type.Mode != query.Only {
			q.Type = query.Filter{Mode: query.Only, IDs: []string{"legal-process", "preservation"}} // outcomes of civil cases can exceed the requests
		}
		r := NewEngine(d).Result(q)
		if slices.Contains(q.Type.IDs, "civil") || r.Total.Figures[report.Requests].Lo == 0 {
			return
		}
		if whole := wholeOf(Tiles(r)); math.Abs(whole-1) > 1e-9 {
			questions.Fail(t, d, q, "tiles add up to %v", whole)
		}
	}))
	t.Run("of the reports", func(t *testing.T) {
		e := NewEngine(raw.Dataset())
		for _, p := range e.Dataset().Periods {
			r := e.Result(query.Query{Period: query.PeriodFilter{Ranges: []report.PeriodRange{{From: p, To: p}}}})
			if total := r.Total.Figures[report.Requests]; !total.Reported || total.IsRange() || total.Hi == 0 {
				continue
			}
			if whole := wholeOf(Tiles(r)); math.Abs(whole-1) > 1e-9 {
				t.Errorf("%s: tiles add up to %v", p, whole)
			}
		}
	})
}

func TestTilesStartWithRequestsAndAccounts(t *testing.T) {
	tiles := Tiles(NewEngine(samples.Dataset(t)).Result(query.Query{}))
	if len(tiles) < 3 || tiles[0].Columns[0] != report.Requests || tiles[1].Columns[0] != report.Accounts {
		t.Fatalf("tiles %v", tiles)
	}
	for i, tile := range tiles[2:] {
		if !tile.Columns[0].IsOutcome() && tile.Columns[0] != report.DisclosedRate {
			t.Errorf("tile %d is %s", i+2, tile.Label)
		}
	}
}

func TestATileSaysWhatItsFilterAndTheRowsByOutcomeSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples.DrawDataset(t)
		q := questions.DrawQuestion(t, d)
		q.Outcome = query.Filter{}
		e := NewEngine(d)
		byOutcome := q
		byOutcome.By, byOutcome.Search, byOutcome.Top = query.ByOutcome, "", 0
		byOutcome.Publisher = questions.Only(e.Publishers(q)...)
		rows := map[string]Row{}
		for _, row := range e.Result(byOutcome).Rows {
			rows[row.ID] = row
		}
		for _, tile := range Tiles(e.Result(q)) {
			if !tile.Columns[0].IsOutcome() {
				continue
			}
			filtered := q
			filtered.Outcome = query.Filter{Mode: query.Only}
			for _, c := range tile.Columns {
				filtered.Outcome.IDs = append(filtered.Outcome.IDs, c.String())
			}
			slices.Sort(filtered.Outcome.IDs)
			if got := e.Result(filtered).Total.Figures[report.Requests]; got != tile.Figure {
				questions.Fail(t, d, q, "%s shows %+v, its requests are %+v", tile.Label, tile.Figure, got)
			}
			if row, listed := rows[tile.Columns[0].String()]; listed && len(tile.Columns) == 1 && row.Figures[report.Share] != tile.Fraction {
				questions.Fail(t, d, q, "%s is %+v of requests, by outcome it is %+v", tile.Label, tile.Fraction, row.Figures[report.Share])
			}
		}
	})
}

func TestATileOfWhichRecordsMissAPartIsAFloor(t *testing.T) {
	tiles := Tiles(NewEngine(samples.Dataset(t)).Result(query.Query{}))
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
	e := NewEngine(samples.Dataset(t))
	for _, text := range []string{"", "publisher=all", "by=publisher", "by=period period=2012", "top=1 search=u", "outcome!=rejected", "measure=content_rate by=service"} {
		q, err := query.Parse(text, e.Dataset())
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
			asked.Top, asked.Search, asked.Measure, asked.Outcome = 0, "", report.Requests, query.Filter{Mode: query.Only, IDs: ids}
			if want := e.Result(asked).Total.Figures[report.Requests]; tile.Figure != want {
				t.Errorf("%q: the tile has %+v, the filter %+v", text, tile.Figure, want)
			}
		}
	}
}
