package worldmap_test

import (
	"fmt"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

func TestAMapHatchesWhatHasTooFewRequests(t *testing.T) {
	const text = "view=map measure=requests min=1000"
	little := ""
	d := tuitest.Open(t, text, tui.Options{Data: tuitest.OnIslands(), ASCII: true})
	all := d.Engine.Result(query.Query{View: query.MapView, Min: 1})
	d.Answer(func(r *answer.Result) {
		kept := r.Rows[:0:0]
		for _, row := range all.Rows {
			if row.ID != report.NotItemised && row.Figures[report.Requests].Hi < 1000 {
				little = row.ID
				r.Small++
				continue
			}
			kept = append(kept, row)
		}
		r.Rows = kept
	}).Resize(120, 36)
	if little == "" {
		t.Fatal("no country has few requests")
	}
	d.Shows("under 1,000 requests", "rows under 1,000 requests hidden, N shows them")
	for _, m := range marksOf(d, little) {
		if m.Glyph != string(d.Glyphs.Map.Hidden) {
			t.Errorf("%s is drawn as %q", little, m.Glyph)
		}
	}
	d.Select(little).Shows("under 1,000 requests, too few to be shown: N shows it")
}

func TestAPlaceOnTheMapIsAmongAllThatAreRanked(t *testing.T) {
	for _, hiding := range []string{"", " min=1000", " top=5", " search=ruritania"} {
		d := tuitest.Sit(t, 160, 50, ofRequests("period=2002-H1 select=RU"+hiding), tui.Options{Data: tuitest.OnIslands()})
		ranked := 0
		for _, row := range d.Engine.Result(query.Query{Period: d.Query().Period}).Rows {
			if row.Rank > 0 {
				ranked++
			}
		}
		d.Shows(fmt.Sprintf("1st of %d", ranked))
	}
}

func TestAMapOnWhichAllAreHiddenSaysWhy(t *testing.T) {
	tuitest.Sit(t, 120, 36, "view=map min=99999 country!=FL,MI", tui.Options{Data: tuitest.OnIslands()}).
		Shows("rows under 99,999 requests hidden.", "N chooses another minimum.").Hides("esc ends the search", "shows them")
}
