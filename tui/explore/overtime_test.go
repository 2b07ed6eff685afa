package explore_test

import (
	"slices"
	"strings"
	"testing"

	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/chart"
)

func TestUnderFewRowsStandsTheChosenOneOverTime(t *testing.T) {
	d := tuitest.Sit(t, 120, 36, "by=service", tui.Options{})
	d.Shows("Mail over time, requests in six months by outcome", "2001: a whole year, drawn ÷ 2")
	d.Press("j").Shows("Voice over time, requests in six months by outcome", "· no figure for 3 of 4 periods").Hides("Mail over time")
	_, totals := d.Find("2 services")
	_, title := d.Find("Voice over time")
	if title != totals+2 {
		t.Errorf("the title stands on row %d, the totals on %d:\n%s", title, totals, d)
	}
	_, words := d.Find("no figure for")
	if years := strings.Fields(d.Screen()[words-1]); !slices.Equal(years, []string{"2001", "2002", "2003"}) {
		t.Errorf("under the stacks stand %q", years)
	}
}

func TestWhereThereIsNoRoomForARowOverTimeThereIsNone(t *testing.T) {
	const over = " over time, "
	tuitest.Sit(t, 120, 50, "top=10", tui.Options{}).Shows("Ruritania" + over)
	tuitest.Sit(t, 120, 60, "top=11", tui.Options{}).Hides(over)
	tuitest.Sit(t, 120, 50, "by=period", tui.Options{}).Hides(over) // the bars are that
	tuitest.Sit(t, 120, 50, "by=service", tui.Options{Plain: true}).Hides(over)
	tuitest.Sit(t, 120, 18, "by=service", tui.Options{}).Hides(over)
	tuitest.Sit(t, 36, 40, "by=service", tui.Options{}).Hides(over)
	tuitest.Sit(t, 120, 50, "country=GR", tui.Options{}).Hides(over) // one period is no time
	tuitest.Sit(t, 120, 50, "by=service search=nothing", tui.Options{}).Hides(over)
	tuitest.Sit(t, 120, 50, "by=service top=1 select=voice", tui.Options{}).Hides(over) // it has gone
	for h := 10; h < 60; h++ {
		d := tuitest.Sit(t, 100, h, "by=service", tui.Options{})
		row := func(text string) int {
			return slices.IndexFunc(d.Screen(), func(line string) bool { return strings.Contains(line, text) })
		}
		title, words, notes := row("Mail over time"), row("drawn ÷ 2"), d.Scene().Panes.Notes
		switch {
		case title < 0 && words >= 0:
			t.Errorf("at %d rows words stand without the stacks:\n%s", h, d)
		case title >= 0 && (words < title+6 || !notes.Empty() && words >= notes.Y):
			t.Errorf("at %d rows the title stands on row %d, the words on %d, the notes on %d:\n%s", h, title, words, notes.Y, d)
		}
	}
}

func TestEachStackIsWhatTheRowIsInItsPeriod(t *testing.T) {
	for _, c := range []struct{ text, id string }{
		{"by=service", "mail"}, {"by=service", "voice"}, {"country=RU,ER,FL", "FL"}, {"by=region", "North"},
		{"by=publisher", "pigeon"}, {"by=outcome", "content"}, {"by=service outcome=content,rejected", "mail"}, {"by=service grain=year", "mail"},
	} {
		d := tuitest.Sit(t, 120, 36, c.text, tui.Options{})
		q := d.Query()
		rows := d.Engine.Result(q).Rows
		var own query.Query
		for i := range rows {
			if rows[i].ID == c.id {
				own = d.Scene().RowQuery(q, &rows[i])
			}
		}
		over := d.Scene().OutcomesOverTime(q, own)
		axis := d.Engine.Axis(q)
		if len(over.Columns) != len(axis) {
			t.Fatalf("%s: %d stacks for %d periods", c.text, len(over.Columns), len(axis))
		}
		for i, p := range axis {
			total, state := over.Columns[i].Total()
			row := d.Engine.RowIn(q, p, c.id)
			if row == nil || !row.Figures[report.Requests].Reported {
				if state != chart.Missing {
					t.Errorf("%s: %s has nothing in %s, its stack %v", c.text, c.id, p, total)
				}
				continue
			}
			want, steps := float64(row.Figures[report.Requests].Hi), 0
			if p.Months() == 12 && q.Grain != query.Years {
				want, steps = want/2, 2
			}
			if total != want || over.Columns[i].Steps != steps {
				t.Errorf("%s: %s is %v in %s, drawn as %v over %d steps", c.text, c.id, want, p, total, over.Columns[i].Steps)
			}
		}
	}
}

func TestARowOverTimeMarksWhatCannotBeCompared(t *testing.T) {
	d := tuitest.Sit(t, 120, 40, "by=type publisher=all", tui.Options{})
	d.Shows("┊ counted differently from 2002-H1 on", "┊ other publishers from ")
	d = tuitest.Sit(t, 120, 40, "by=service period=2002-H1", tui.Options{})
	d.Shows("▀ in the figures above: 2002-H1", "2001: a whole year")
	d = tuitest.Sit(t, 120, 40, "by=service grain=year", tui.Options{})
	d.Shows("Mail over time, requests a year by outcome", "2003: first half only").Hides("drawn ÷ 2")
	// What others print for a year, one publisher prints for its halves: nothing is missing there.
	d = tuitest.Sit(t, 160, 50, "by=publisher select=google", tui.Options{Data: tuitest.Reports()})
	d.Shows("Google over time, requests in six months").Hides("other publishers", "drawn ÷ 2")
	// A filter with a hole leaves no gap that could be taken for one of the reports.
	d = tuitest.Sit(t, 120, 40, "by=service period=2001,2002-H2,2003-H1", tui.Options{})
	d.Shows("┊ periods left out before 2002-H2").Hides("no figure for")
}

func TestWordsOnTheMarksAreNotCut(t *testing.T) {
	d := tuitest.Sit(t, 56, 44, "by=type publisher=all", tui.Options{})
	d.Shows("2001: a whole year, drawn ÷ 2", "┊ counted differently from 2002-H1 on", "┊ other publishers from ")
	_, first := d.Find("a whole year")
	if _, last := d.Find("other publishers from"); last == first {
		t.Errorf("all words stand on row %d:\n%s", first, d)
	}
}

func TestOneLegendExplainsBarsAndStacks(t *testing.T) {
	legends := func(d *tuitest.Desk) int { return strings.Count(d.String(), "■ content") }
	for _, size := range [][2]int{{160, 50}, {120, 36}, {80, 36}, {60, 40}, {60, 24}} {
		for _, text := range []string{"by=service", "by=service period=2001", "by=service scale=percent", "by=service measure=accounts", "by=service scale=log"} {
			d := tuitest.Sit(t, size[0], size[1], text, tui.Options{})
			if !strings.Contains(d.String(), "Mail over time") && !strings.Contains(d.String(), "Mail, ") {
				continue
			}
			if n := legends(d); n != 1 {
				t.Errorf("%d×%d %s: %d legends:\n%s", size[0], size[1], text, n, d)
			}
		}
	}
	// What only other periods have is explained, too: the bars of 2002-H1 have nothing rejected.
	d := tuitest.Sit(t, 160, 50, "by=service period=2002-H1", tui.Options{})
	total := tuitest.Sit(t, 160, 50, "by=service", tui.Options{}).Scene().Result.Total
	for _, c := range report.Outcomes() {
		if total.Figures[c].Hi > 0 && c != report.Pending && c != report.Nothing {
			d.Shows("■ " + strings.ToLower(c.Label()))
		}
	}
	tuitest.Sit(t, 120, 36, "by=outcome", tui.Options{}).Shows("Content over time, requests in six months").Hides("months by outcome", "■ content")
	tuitest.Sit(t, 120, 36, "by=service", tui.Options{}).Press("z").Shows("Mail over time", "■ content")
}

func TestInPercentTheStacksAreParts(t *testing.T) {
	tuitest.Sit(t, 120, 36, "by=service scale=percent", tui.Options{}).Shows("Mail over time, parts of its requests by outcome", "100 % ").Hides("drawn ÷ 2")
}
