package explore_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"daylight/model"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
)

// withSum gives a result a sum of the rows that are shown.
func withSum(r *answer.Result) {
	r.Shown = &answer.Row{}
	r.Shown.Figures[report.Requests] = answer.Figure{Reported: true, Lo: 52265, Hi: 52265}
	r.Shown.Figures[report.Share] = answer.Figure{Reported: true, Rate: 0.6934}
}

func TestTheRowsShownAreSummedUpWhereOthersAreHidden(t *testing.T) {
	for _, size := range []struct{ w, h int }{{160, 50}, {120, 36}, {80, 24}, {60, 20}, {38, 12}} {
		d := tuitest.Open(t, "top=5", tui.Options{}).Answer(withSum).Resize(size.w, size.h)
		line, total := d.Line("first 5"), d.Line("countries")
		if !strings.Contains(line, "52,265") || total == "" {
			t.Errorf("%d×%d: the subtotal is %q, the total %q:\n%s", size.w, size.h, line, total, d)
		}
		if size.w >= 80 && !strings.Contains(line, "69.3 % of all requests") {
			t.Errorf("%d×%d: the share is not told: %q", size.w, size.h, line)
		}
		_, y := d.Find("first 5")
		if _, below := d.Find("countries"); below != y+1 {
			t.Errorf("%d×%d: the subtotal stands on row %d, the total on %d", size.w, size.h, y, below)
		}
	}
	tuitest.Open(t, "top=5 search=a", tui.Options{}).Answer(withSum).Resize(120, 36).Shows("5 shown").Hides("first")
	tuitest.Sit(t, 120, 36, "", tui.Options{}).Hides("first", " shown")
}

func TestZoomedTheSubtotalSaysItsShareBesideItsName(t *testing.T) {
	tuitest.Open(t, "top=5", tui.Options{}).Answer(withSum).Resize(160, 50).Press("z").Shows("first 5", "69.3 %")
}

func TestRowsHiddenForFewRequestsAreCountedUnderTheTable(t *testing.T) {
	small := func(n int) func(*answer.Result) { return func(r *answer.Result) { r.Small = n } }
	tuitest.Open(t, "measure=content_rate", tui.Options{}).Answer(small(23)).Resize(120, 36).
		Shows("† 23 rows under 10 requests hidden, N shows them")
	tuitest.Open(t, "min=2", tui.Options{}).Answer(small(1)).Resize(80, 24).Shows("† 1 row under 2 requests hidden, N shows it")
	tuitest.Sit(t, 120, 36, "measure=content_rate min=1", tui.Options{}).Hides("requests hidden")
	tuitest.Open(t, "min=1000", tui.Options{}).Answer(func(r *answer.Result) { r.Small, r.Rows = 23, nil }).Resize(120, 36).
		Shows("23 rows under 1,000 requests hidden.", "N chooses another minimum.").Hides("shows them")
}

func TestARowThatIsNotAllThereSaysSoAndIsHollow(t *testing.T) {
	d := tuitest.Open(t, "by=period", tui.Options{}).Answer(func(r *answer.Result) { r.Rows[0].Partial = "first half only" }).Resize(160, 50)
	d.Shows("2001, first half only")
	for i := range 2 {
		r := &d.Engine.Result(d.Query()).Rows[i]
		s := d.Rows()
		b := s.BarOf(r)
		for _, seg := range b.Segments {
			if solid := seg.Lo > 0; solid == (r.Partial != "") {
				t.Errorf("the bar of %s, partial %q, has the segment %+v", r.ID, r.Partial, seg)
			}
		}
	}
	r := &d.Engine.Result(d.Query()).Rows[1]
	whole := d.Rows().BarOf(r)
	want, _ := whole.Total()
	r.Partial = "first half only"
	hollow := d.Rows().BarOf(r)
	if got, _ := hollow.Total(); got != want {
		t.Errorf("hollow, the bar of %s is %v long, else %v", r.ID, got, want)
	}
	d.Press("i").Shows("First half only.")
}

func TestTheRowThatOthersAreSetAgainstSaysSo(t *testing.T) {
	base := func(r *answer.Result) {
		r.Rows[1].Compare = &answer.Compare{Base: true}
		for _, c := range []report.Column{report.Change, report.Difference} {
			r.Rows[1].Figures[c] = answer.Figure{}
		}
	}
	d := tuitest.Open(t, "by=period measure=change", tui.Options{}).Answer(base).Resize(120, 36)
	if row := d.Screen()[d.Scene().Body.Y+1]; !strings.Contains(row, " base ") {
		t.Errorf("the base is %q", row)
	}
	tuitest.Open(t, "by=period measure=change", tui.Options{}).Answer(base).Resize(120, 36).Press("down", "i").
		Shows("This is what the others are compared with.")
}

func TestColumnsThatCompareAreToldFromZero(t *testing.T) {
	d := tuitest.Open(t, "measure=difference", tui.Options{}).Answer(func(r *answer.Result) {
		for i := range r.Rows {
			r.Rows[i].Figures[report.Difference] = answer.Figure{Reported: true, Rate: float64(2-i) * 600}
		}
	}).Resize(120, 36)
	d.Shows("Difference", "+1,200", "−600", "more", "fewer")
	s := d.Rows()
	if st := d.FigureStyle(s.Result.Rows[2].Figures[report.Difference], report.Difference); st != d.Theme.Text {
		t.Errorf("no difference looks like nothing: %+v", st)
	}
	middle := s.Bars.X + s.Bars.W/2
	for _, row := range []struct{ at, from, to int }{{0, middle, middle + s.Bars.W/2}, {3, s.Bars.X, middle}} {
		for x := s.Bars.X; x < s.Bars.X+s.Bars.W; x++ {
			if glyph, _ := d.Frame().Cell(x, s.Bars.Y+row.at); glyph != " " && (x < row.from || x >= row.to) {
				t.Errorf("the bar of row %d has %q in column %d, outside %d to %d", row.at, glyph, x, row.from, row.to)
			}
		}
	}
	if d.Press("%"); d.Rows().Scale.Kind != s.Scale.Kind {
		t.Error("what is below zero has a logarithm")
	}
}

// Half-years on which there is no report are empty in the small chart: those around them would look
// like neighbours.
func TestTheTileOfTheRequestsHasGapsWhereThereIsNoReport(t *testing.T) {
	d := tuitest.Reports()
	for _, publisher := range []string{"yahoo", "twitter"} {
		reported, first, last := map[int]bool{}, math.MaxInt, 0
		for i := range d.Len() {
			if r := d.Record(i); r.Publisher == publisher {
				reported[r.Period.Start()] = true
				first, last = min(first, r.Period.Start()), max(last, r.Period.Start())
			}
		}
		var want strings.Builder
		for month := first; month <= last; month += 6 {
			want.WriteByte(" #"[map[bool]int{true: 1}[reported[month]]])
		}
		if !strings.Contains(want.String(), "# ") {
			t.Fatalf("%s has no gap", publisher)
		}
		desk := tuitest.Sit(t, 300, 50, "publisher="+publisher, tui.Options{Data: d})
		tile := desk.Rows().Tiles[0].Rect
		line := tuitest.Cells(desk.Screen()[tile.Y+1], tile.X+2, tile.W-2)
		got := strings.Map(func(r rune) rune {
			if r >= '▁' && r <= '█' {
				return '#'
			}
			return r
		}, line)
		if !strings.HasSuffix(strings.TrimRight(got, " "), " "+want.String()) {
			t.Errorf("%s reports %q, the chart is in %q", publisher, want.String(), line)
		}
	}
}

func TestAPartOfAYearIsNoFallInTheTileOfTheRequests(t *testing.T) {
	d := tuitest.Sit(t, 160, 50, "grain=year", tui.Options{})
	rows := d.Engine.Facet(d.Query(), query.ByPeriod).Rows
	whole := 0
	for _, r := range rows {
		if r.Partial == "" {
			whole++
		}
	}
	if whole == len(rows) || whole == 0 {
		t.Fatal("no year among others is a part: choose other data")
	}
	tile := d.Rows().Tiles[0].Rect
	drawn := 0
	for _, r := range tuitest.Cells(d.Screen()[tile.Y+1], tile.X+2, tile.W-2) {
		if r >= '▁' && r <= '█' {
			drawn++
		}
	}
	if drawn != whole {
		t.Errorf("%d of %d years are whole, and %d are drawn", whole, len(rows), drawn)
	}
}

func TestParenthesesOutOfSightAreNotExplained(t *testing.T) {
	const means = "( ) covers < 95 %"
	d := tuitest.Open(t, "measure=content_rate min=1", tui.Options{}).Answer(func(r *answer.Result) {
		whole := func(row *answer.Row) {
			for c := range row.Figures {
				row.Figures[c].Marks &^= answer.Part
			}
		}
		whole(&r.Total)
		for i := range r.Rows {
			whole(&r.Rows[i])
		}
		last := &r.Rows[len(r.Rows)-1].Figures[report.ContentRate]
		*last = answer.Figure{Reported: true, Rate: 0.1, Covers: 0.6, Marks: answer.Part}
	}).Resize(80, 24)
	d.Hides(means)
	d.Press("G").Shows(means, "(10.0 %)").Press("g").Hides(means)
}

func TestWhatAllRowsLackIsSaidOnce(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "period=2003", tui.Options{})
	if d.Shows("Period 2003, first half only"); strings.Count(d.String(), "first half only") != 2 {
		t.Errorf("what all lack is not said in the headline and the chip alone:\n%s", d)
	}
	tuitest.Sit(t, 120, 36, "by=year", tui.Options{}).Shows("2003, first half only")
}

func TestTheColumnThatRowsAreSortedByIsOnScreen(t *testing.T) {
	for _, c := range []report.Column{report.Accounts, report.RejectedRate, report.ContentRate, report.PerMillion, report.Share} {
		for _, w := range []int{80, 100, 120, 160} {
			d := tuitest.Sit(t, w, 30, "period=2002-H1 sort=-"+c.String(), tui.Options{})
			if s := d.Scene(); !slices.Contains(s.OnScreen, c) {
				t.Errorf("at %d cells rows are sorted by %s, which is not there:\n%s", w, c, d)
			}
			d.Press("l", "l", "l", "l", "l", "l")
			if s := d.Scene(); !slices.Contains(s.OnScreen, d.Session().Column) && d.Session().Column != model.NameColumn {
				t.Errorf("at %d cells the column under the cursor is not there:\n%s", w, d)
			}
		}
	}
}

func TestTilesThatHaveNoRoomAreCounted(t *testing.T) {
	for _, size := range [][2]int{{200, 40}, {120, 36}, {90, 30}, {80, 24}, {60, 20}, {44, 14}} {
		d := tuitest.Sit(t, size[0], size[1], "publisher=all", tui.Options{})
		s := d.Rows()
		all := len(answer.Tiles(s.Result))
		if s.Step == scene.Narrow {
			all-- // accounts stand in the table there
		}
		hidden := all - len(s.Tiles)
		row := d.Screen()[s.Panes.Tiles.Y+s.Panes.Tiles.H-1]
		if told := strings.HasSuffix(strings.TrimRight(row, " "), fmt.Sprintf("+%d", hidden)); told != (hidden > 0) {
			t.Errorf("at %v %d tiles have no room: %q", size, hidden, row)
		}
	}
}

func TestNoFigureIsEverCut(t *testing.T) {
	data := tuitest.MadeUp()
	for i, query := range []string{"", "by=period", "period=2002-H1", "publisher=all measure=accounts", "measure=per_million", "measure=change period=2002-H2", "outcome=content"} {
		d := tuitest.Sit(t, 120, 36, query, tui.Options{Data: data, ASCII: i%2 == 1})
		for _, size := range tuitest.Sizes() {
			if size[1] > 12 && size[1] != 30 {
				continue // what is wide or narrow does not depend on the height
			}
			d.Resize(size[0], size[1])
			s, lines := d.Rows(), d.Screen()
			if s.Step == scene.Tiny {
				continue
			}
			for _, c := range s.Columns {
				for y := range min(s.Body.H, len(s.Result.Rows)-s.Top) {
					row := &s.Result.Rows[s.Top+y]
					if text := tuitest.Cells(lines[s.Body.Y+y], c.X, c.W); !tuitest.Says(text, row.Figures[c.Column], c.Column, d.Format) {
						t.Fatalf("%q at %d×%d: %s of %s stands as %q, it is %q",
							query, d.W, d.H, c.Column, row.Name, text, d.Format.Figure(row.Figures[c.Column], c.Column))
					}
				}
				// The total of the first column may reach over the blanks of the names.
				from := c.X
				if c == s.Columns[0] {
					from = s.Name.X
				}
				text, found := tuitest.Cells(lines[s.Totals.Y], from, c.X+c.W-from), false
				for words := strings.Split(text, " "); len(words) > 0 && !found; words = words[1:] {
					// What stands before it is the number of rows, where that takes the room.
					found = tuitest.Says(strings.Join(words, " "), s.Result.Total.Figures[c.Column], c.Column, d.Format)
				}
				if !found {
					t.Fatalf("%q at %d×%d: the total of %s stands as %q", query, d.W, d.H, c.Column, text)
				}
			}
		}
	}
}

func TestTilesAddUpToAllRequests(t *testing.T) {
	data := tuitest.MadeUp()
	for _, query := range []string{"country=RU", "period=2001 country=UT,ER", "type=emergency"} {
		d := tuitest.Sit(t, 200, 40, query, tui.Options{Data: data})
		result := d.Scene().Result
		var sum int64
		for _, tile := range d.Rows().Tiles {
			if tile.Columns[0].IsOutcome() {
				d.Shows(d.Format.Figure(tile.Fraction, report.Share))
				sum += tile.Figure.Lo
			}
		}
		if want := result.Total.Figures[report.Requests].Lo; sum != want {
			t.Errorf("%q: the outcomes on the tiles add up to %d, the requests are %d", query, sum, want)
		}
	}
}
