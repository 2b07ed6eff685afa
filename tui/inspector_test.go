package tui_test

import (
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/scene"
)

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

func TestTheInspectorSaysWhatStandsOnBothSidesOfAChange(t *testing.T) {
	exact := func(n int64) answer.Figure { return answer.Figure{Reported: true, Lo: n, Hi: n} }
	asked := func(about answer.Compare) *tuitest.Desk {
		return tuitest.Open(t, "measure=change period=2002-H2", tui.Options{}).Answer(func(r *answer.Result) {
			r.Rows[0].Compare = &about
		}).Resize(120, 36).Press("i")
	}
	asked(answer.Compare{Publishers: []string{"microsoft"}, Of: 1, Covers: 1, Window: "2002-H2", Against: "2002-H1", Now: exact(6036), Before: exact(5537)}).
		Shows("6,036 in 2002-H2, against 5,537 in 2002-H1.")
	asked(answer.Compare{Publishers: []string{"microsoft"}, Of: 1, Covers: 1, Window: "2002-H2", Against: "2001", Scaled: true, Now: exact(6036), Before: exact(5537)}).
		Shows("6,036 in 2002-H2, against 5,537 in as many months of 2001.")
	asked(answer.Compare{Publishers: []string{"microsoft"}, Of: 1, Covers: 1}).Hides("in 2002-H2, against")
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
