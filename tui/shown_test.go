package tui_test

import (
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/explore"
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

func TestTheInspectorSaysWhoTakesPartInAChange(t *testing.T) {
	d := tuitest.Open(t, "measure=change period=2002-H2", tui.Options{}).Answer(func(r *answer.Result) {
		r.Rows[0].Figures[report.Change] = answer.Figure{Reported: true, Rate: -0.047, Covers: 0.906, Marks: answer.Part}
		r.Rows[0].Compare = &answer.Compare{Publishers: []string{"microsoft", "pigeon"}, Of: 3, Covers: 0.906, Without: []string{"Voice"}}
	}).Resize(120, 36)
	d.Press("i").Shows("(−4.7 %), covers 90.6 % of requests.", "Compared: 2 of 3 publishers (Microsoft and ", "without Voice.",
		"Requests a month, against those of as many months just before,")
}

func TestTheInspectorSaysWhyAChangeIsNotReported(t *testing.T) {
	d := tuitest.Open(t, "measure=change period=2002-H2", tui.Options{}).Answer(func(r *answer.Result) {
		r.Rows[0].Figures[report.Change] = answer.Figure{}
		r.Rows[0].Compare = &answer.Compare{Publishers: []string{"microsoft"}, Of: 2, Covers: 0.12}
	}).Resize(120, 36)
	d.Press("i").Shows("not reported", "To compare there is only: 1 of 2 publishers (Microsoft), 12.0 % of the requests", "which is too little.")
	d = tuitest.Open(t, "measure=change by=period grain=year", tui.Options{}).Answer(func(r *answer.Result) {
		r.Rows[0].Figures[report.Change], r.Rows[0].Partial = answer.Figure{}, "first half only"
	}).Resize(120, 36)
	d.Press("i").Shows("Not compared: first half only.")
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

func TestTheInspectorSaysWhatARateRestsOn(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "", tui.Options{})
	for _, c := range []struct {
		basis    answer.Basis
		column   report.Column
		reported bool
		want     string
	}{
		{answer.Basis{Numerator: 1558, Denominator: 75378, Requests: 75378}, report.ContentRate, true, "1,558 of 75,378 requests."},
		{answer.Basis{Numerator: 57946, Denominator: 70665, Requests: 75378, Approx: true}, report.DisclosedRate, true, "≈ 57,946 of 70,665 requests, which are 93.7 % of all 75,378."},
		{
			answer.Basis{Numerator: 85, Denominator: 21306, Requests: 75378}, report.RejectedRate, false,
			"85 of 21,306 requests, which are 28.2 % of all 75,378: too few to say anything of the rest.",
		},
		{answer.Basis{Numerator: 137424, Denominator: 75378, Requests: 75378}, report.AccountsPerRequest, true, "137,424 accounts in 75,378 requests."},
	} {
		if got := tui.Basis(&d.Model.Kit, c.basis, c.column, c.reported); got != c.want {
			t.Errorf("%s rests on %q, want %q", c.column, got, c.want)
		}
	}
}

func TestWhatHasNoRoomForItsChipIsSaid(t *testing.T) {
	tuitest.Sit(t, 60, 14, "", tui.Options{}).Press("a", "down", "enter").Shows("compared with the same months one year earlier")
	tuitest.Sit(t, 60, 14, "", tui.Options{}).Press("N", "down", "enter").Shows("rows under 10 requests are hidden").
		Press("N", "g", "enter").Shows("rows of any size are shown")
	tuitest.Sit(t, 60, 14, "", tui.Options{}).Press("H").Shows("periods are years now: [ and ] step by them")
}

func TestWhatAllRowsLackIsSaidOnce(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "period=2003", tui.Options{})
	if d.Shows("Period 2003, first half only"); strings.Count(d.String(), "first half only") != 1 {
		t.Errorf("what all lack is said more than once:\n%s", d)
	}
	tuitest.Sit(t, 120, 36, "by=year", tui.Options{}).Shows("2003, first half only")
}

func TestTheInspectorSaysWhatStandsOnBothSidesOfAChange(t *testing.T) {
	exact := func(n int64) answer.Figure { return answer.Figure{Reported: true, Lo: n, Hi: n} }
	asked := func(about answer.Compare) *tuitest.Desk {
		return tuitest.Open(t, "measure=change period=2002-H2", tui.Options{}).Answer(func(r *answer.Result) {
			r.Rows[0].Compare = &about
		}).Resize(120, 36).Press("i")
	}
	asked(answer.Compare{Publishers: []string{"microsoft"}, Of: 1, Covers: 1, Window: "2002-H2", Against: "2002-H1", Now: exact(6036), Before: exact(5537)}).
		Shows("6,036 in 2002-H2, against 5,537 in 2002-H1.")
	asked(answer.Compare{Publishers: []string{"microsoft"}, Of: 1, Covers: 1, Window: "2002-H2", Against: "2001", Now: exact(6036), Before: exact(5537)}).
		Shows("6,036 in 2002-H2, against 5,537 in as many months of 2001.")
	asked(answer.Compare{Publishers: []string{"microsoft"}, Of: 1, Covers: 1}).Hides("in 2002-H2, against")
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
	drawn := 0
	spark := explore.NewSpark(&d.Model.Kit, 14, d.Query())
	for x := range 14 {
		if glyph, _ := spark.Cell(x, 0); glyph != " " {
			drawn++
		}
	}
	if drawn != whole {
		t.Errorf("%d of %d years are whole, and %d are drawn", whole, len(rows), drawn)
	}
}

func TestParenthesesOutOfSightAreNotExplained(t *testing.T) {
	const means = "( ) covers less than 95 %"
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

func TestAChangeThatIsReadOffSaysWhatItIsOn(t *testing.T) {
	some := &answer.Compare{Publishers: []string{"a", "b"}, Of: 3, Against: "2001"}
	for want, about := range map[string]*answer.Compare{
		"change +1 % on 2001, 2 of 3 publishers": some,
		"change +1 % on 2001":                    {Publishers: []string{"a"}, Of: 1, Against: "2001"},
		"change +1 %, 2 of 3 publishers":         {Publishers: []string{"a", "b"}, Of: 3},
		"change +1 %":                            nil,
	} {
		if got := strings.Join(scene.OnWhich("change +1 %", &answer.Row{Compare: about}), ", "); got != want {
			t.Errorf("%+v is read off as %q, want %q", about, got, want)
		}
	}
}
