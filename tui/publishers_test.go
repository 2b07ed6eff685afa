package tui_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/matrix"
)

// reportedIn are the publishers that have a record in each period, read from the
// records themselves.
func reportedIn(d *report.Dataset) (periods []report.Period, by map[report.Period][]string) {
	by = map[report.Period][]string{}
	for i := range d.Len() {
		r := d.Record(i)
		if _, known := by[r.Period]; !known {
			periods = append(periods, r.Period)
		}
		if !slices.Contains(by[r.Period], r.Publisher) {
			by[r.Period] = append(by[r.Period], r.Publisher)
		}
	}
	slices.SortFunc(periods, report.Period.Compare)
	return periods, by
}

func TestTheCursorOverTimeBeginsOnTheLatestPeriodThatHalfOfThePublishersReport(t *testing.T) {
	d := tuitest.Reports()
	periods, by := reportedIn(d)
	var all []string
	for _, ids := range by {
		all = append(all, ids...)
	}
	slices.Sort(all)
	n := len(slices.Compact(all))
	want := report.Period{}
	for _, p := range periods {
		if 2*len(by[p]) >= n {
			want = p
		}
	}
	if last := periods[len(periods)-1]; want == last {
		t.Fatalf("at least half of the publishers report %s: nothing is to be seen", last)
	}
	desk := tuitest.Sit(t, 120, 36, "view=trend publisher=all", tui.Options{Data: d})
	if line := strings.TrimSpace(desk.Line("Requests in six months")); !strings.HasSuffix(line, want.String()) {
		t.Errorf("the figures at the ends of the lines are said to be of %q, want %s", line, want)
	}
	lo, hi := int64(0), int64(0)
	for i := range d.Len() {
		r := d.Record(i)
		counted := slices.ContainsFunc(d.Types, func(t report.Type) bool { return t.Publisher == r.Publisher && t.ID == r.Type && t.InTotals })
		if counted && r.Country == "US" && r.Period == want {
			from, to := r.Counts[report.Requests].Bounds()
			lo, hi = lo+int64(from), hi+int64(to)
		}
	}
	figure := answer.Format{}.Figure(answer.Figure{Reported: true, Marks: answer.Approx, Lo: lo, Hi: hi}, report.Requests)
	desk.Shows("United States, " + want.String() + ": " + figure + " requests")
	tuitest.Sit(t, 120, 36, "view=matrix publisher=all", tui.Options{Data: d}).Shows("United States, " + want.String() + ": " + figure + " requests")
	if v := tuitest.Sit(t, 120, 36, "view=matrix publisher=all", tui.Options{Data: d}).Scene().Screen.(*matrix.Screen); v.Columns[len(v.Columns)-1].T != len(periods)-1 {
		t.Error("what others have reported since is not beside it")
	}
	if line := desk.Press("l").Line("Requests in six months"); strings.Contains(line, want.String()) {
		t.Errorf("the cursor cannot go on: %q", line)
	}
}

func TestTheCursorOverTimeBeginsOnTheLatestPeriodOfOnePublisher(t *testing.T) {
	d := tuitest.Reports()
	for _, id := range []string{"microsoft", "linkedin", "twitter"} {
		latest := report.Period{}
		for i := range d.Len() {
			if r := d.Record(i); r.Publisher == id && r.Period.Compare(latest) > 0 {
				latest = r.Period
			}
		}
		tuitest.Sit(t, 120, 36, "view=trend publisher="+id, tui.Options{Data: d}).Shows(", " + latest.String() + ": ")
	}
}

func TestAPeriodThatIsAskedForIsUnderTheCursorWhoeverReportsIt(t *testing.T) {
	d := tuitest.Reports()
	periods, _ := reportedIn(d)
	last := periods[len(periods)-1]
	tuitest.Sit(t, 120, 36, "view=matrix publisher=all period="+last.String(), tui.Options{Data: d}).Shows(", " + last.String() + ": ")
}

func TestWhoDoesNotReportThroughoutIsSaidInOneSentenceEverywhere(t *testing.T) {
	const said = "Not the same publishers report throughout: 2003-H1 Microsoft alone; with Pigeon Post since 2002; until 2001 Microsoft alone."
	for _, query := range []string{"view=trend publisher=all", "view=matrix publisher=all", "publisher=all by=period", "view=matrix publisher=all by=period"} {
		if notes := tuitest.Sit(t, 160, 50, query, tui.Options{}).Scene().Notes; !slices.ContainsFunc(notes, func(n scene.Footnote) bool { return n.Text == said }) {
			t.Errorf("%s: the notes are %v", query, notes)
		}
	}
	for _, query := range []string{"view=trend", "view=matrix", "by=period", "publisher=all", "view=matrix by=publisher", "publisher=all by=period period=2002"} {
		tuitest.Sit(t, 160, 50, query, tui.Options{}).Hides("Not the same publishers")
	}
}

func TestTheSentenceOnPublishersTellsTheLatestChangesAndCountsTheOthers(t *testing.T) {
	d := tuitest.Reports()
	desk := tuitest.Sit(t, 120, 36, "view=matrix publisher=all", tui.Options{Data: d})
	text := desk.Scene().Screen.(*matrix.Screen).Sheet.Others
	if w := grid.Width(text); w > 2*110 { // two lines of a screen of 120 cells
		t.Errorf("the sentence takes %d cells: %s", w, text)
	}
	// By half-years, as a year that is printed is both of its halves.
	periods, by := reportedIn(d)
	in := map[int][]string{}
	for _, p := range periods {
		for month := p.Start(); month < p.End(); month += 6 {
			in[month] = append(in[month], by[p]...)
		}
	}
	var months []int
	for month, ids := range in {
		slices.Sort(ids)
		in[month] = slices.Compact(ids)
		months = append(months, month)
	}
	slices.Sort(months)
	changes := 0
	for i := 1; i < len(months); i++ {
		if !slices.Equal(in[months[i]], in[months[i-1]]) {
			changes++
		}
	}
	told, rest, counted := strings.Cut(text, " more changes before: "+query.CoverageView.Key()+" shows all.")
	if !counted || rest != "" {
		t.Fatalf("it does not count what it leaves out: %s", text)
	}
	n, err := strconv.Atoi(told[strings.LastIndex(told, " ")+1:])
	if err != nil || n+strings.Count(told, " since ") < changes || n >= changes {
		t.Errorf("of %d changes it tells %q and counts %d", changes, told, n)
	}
	last := len(months) - 1
	for i := last; i > 0 && slices.Equal(in[months[i]], in[months[last]]); i-- {
		for _, id := range in[months[i-1]] {
			label := d.Publishers[slices.IndexFunc(d.Publishers, func(p report.Publisher) bool { return p.ID == id })].Label
			if !slices.Contains(in[months[i]], id) && !strings.Contains(told, label) {
				t.Errorf("who left last is not named: %s, %s", label, told)
			}
		}
	}
}

func TestAYearOfOnePublisherIsNoChangeBesideTheHalfYearsOfAnother(t *testing.T) {
	year, h1, h2 := report.Period{Year: 2012}, report.Period{Year: 2012, Half: 1}, report.Period{Year: 2012, Half: 2}
	next := report.Period{Year: 2013, Half: 1}
	got := scene.StretchesOf([]report.Period{year, h1, h2, next}, [][]string{{"a"}, {"b"}, {"b"}, {"a", "b"}})
	if len(got) != 1 || got[0].From != year.Start() || got[0].To != next.End() {
		t.Errorf("who reports changes: %v", got)
	}
	got = scene.StretchesOf([]report.Period{h1, h2, next}, [][]string{{"a"}, nil, {"a"}})
	if len(got) != 1 {
		t.Errorf("a gap in all reports is a change: %v", got)
	}
}

// In one half-year of those made up one publisher reports alone. What draws all half-years all the
// same draws sums of several.
func TestPublishersAreUnlikeWhereSeveralAreShown(t *testing.T) {
	const said = "† Publishers do not count the same things"
	for _, view := range []string{"trend", "matrix"} {
		tuitest.Sit(t, 120, 36, "view="+view+" publisher=all period=2003-H1", tui.Options{}).Shows(said, "to Microsoft ")
	}
	for _, view := range []string{"explore", "map", "compare", "records"} {
		tuitest.Sit(t, 120, 36, "view="+view+" publisher=all period=2003-H1", tui.Options{}).Shows(" to Microsoft").Hides("do not count the same things")
	}
}

func TestWithSeveralPublishersTheFirstNoteOfEveryViewSaysThatTheyAreUnlike(t *testing.T) {
	const said = "† Publishers do not count the same things"
	for _, view := range []string{"explore", "trend", "map", "matrix", "compare", "country", "records"} {
		for _, query := range []string{"", " measure=disclosed_rate", " measure=per_million", " by=period"} {
			tuitest.Sit(t, 120, 36, "view="+view+" publisher=all"+query, tui.Options{}).Shows(said)
			tuitest.Sit(t, 120, 36, "view="+view+query, tui.Options{}).Hides("do not count the same things")
		}
	}
}

func TestTheMapKeepsWhosePublishersWereAsked(t *testing.T) {
	tuitest.Sit(t, 120, 36, "by=publisher", tui.Options{}).Press("3").Asks("view=map publisher=all").Press("1").Asks("publisher=all")
}

func TestThatPublishersDoNotMeasureTheSameIsSaidFirst(t *testing.T) {
	for _, view := range query.Views() {
		if view == query.SourcesView {
			continue // it lists the notes one below the other
		}
		d := tuitest.Sit(t, 120, 36, "publisher=all view="+view.String(), tui.Options{})
		first := d.Scene().NoteLines()[0].Text
		if !strings.Contains(first, "Publishers do not count the same things") {
			t.Errorf("%s says first: %q", view, first)
		}
		if !view.OfPublishers() { // which asks all where none is named
			tuitest.Sit(t, 120, 36, "view="+view.String(), tui.Options{}).Hides("Publishers do not count the same things")
		}
	}
}

func TestPublishersHaveNoRankAmongEachOther(t *testing.T) {
	for _, view := range []string{"trend", "matrix", "compare"} {
		tuitest.Sit(t, 160, 50, "view="+view+" by=publisher publisher=google,microsoft period=2023..2024", tui.Options{Data: tuitest.Reports()}).Hides("rank")
		tuitest.Sit(t, 160, 50, "view="+view+" period=2023..2024", tui.Options{Data: tuitest.Reports()}).Shows("rank")
	}
}
