package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// asked are questions that people ask of the reports.
var asked = []string{
	"", "period=2012", "period=2012 by=service", "by=period", "by=period scale=percent", "publisher=all", "by=publisher", "by=outcome",
	"by=region measure=per_million", "by=type type=all publisher=all", "service=skype", "measure=change period=2013-H1", "measure=accounts_per_request publisher=google",
	"publisher=apple", "publisher=meta by=period", "outcome=rejected", "scale=log", "search=united", "country=US by=period", "period=2025-H1..", "publisher=twitter by=period",
}

func TestWhereASumOfManyReportsComesFromIsSaidInBrief(t *testing.T) {
	d := tuitest.Reports()
	desk := tuitest.Sit(t, 120, 200, "country=US", tui.Options{Data: d}).Press("i")
	said := map[string]bool{}
	for i := range d.Len() {
		if r := d.Record(i); r.Publisher == "microsoft" && r.Country == "US" && r.Type == "criminal" {
			lo, _ := r.Counts[report.Requests].Bounds()
			source, _ := d.Source(r.Source)
			desk.Shows(r.Period.String()+"  requests "+answer.Format{}.Count(int64(lo)), source.Title, source.URL[:40])
			desk.Hides(source.Obtained[:min(60, len(source.Obtained))])
			said[source.Title] = true
		}
	}
	if len(said) <= 3 {
		t.Fatalf("%d sources are few: choose another country", len(said))
	}
	page := strings.TrimSpace(tuitest.Sit(t, 120, 36, "country=US", tui.Options{Data: d}).Press("i").String())
	if !strings.Contains(page, "sources; 8 tells how each was obtained") {
		t.Errorf("the sources do not stand below the figure:\n%s", page)
	}
	tuitest.Sit(t, 120, 36, "country=US", tui.Options{Data: d}).Press("i", "8").Asks("view=sources country=US").Hides("sources; 8 tells")
	// A few are told in full.
	tuitest.Sit(t, 120, 60, "period=2012 country=US", tui.Options{Data: d}).Press("i").Shows("The report's own tables were not reachable")
}

func TestARateSaysOfHowManyRequestsItIs(t *testing.T) {
	d := tuitest.Reports()
	rejected, of, all := 0, 0, 0
	for i := range d.Len() {
		r := d.Record(i)
		if r.Publisher != "microsoft" || r.Country != "US" || r.Type != "combined" || r.Period.Year > 2014 {
			continue
		}
		requests, _ := r.Counts[report.Requests].Bounds()
		all += int(requests)
		if n := r.Counts[report.Rejected]; n.Reported() {
			lo, _ := n.Bounds()
			rejected, of = rejected+int(lo), of+int(requests)
		}
	}
	if of == 0 || of == all {
		t.Fatalf("%d of %d requests are of records that print it: choose another country", of, all)
	}
	count := func(n int) string { return answer.Format{}.Count(int64(n)) }
	desk := tuitest.Sit(t, 120, 36, "period=2012..2014-H2 country=US measure=rejected_rate", tui.Options{Data: d}).Press("i")
	desk.Shows("Rejected rate", count(rejected)+" of "+count(of)+" requests, which are", " of all "+count(all)+".")
}

func TestOfManySourcesTheLatestStandsFirst(t *testing.T) {
	d := tuitest.Reports()
	page := tuitest.Sit(t, 120, 200, "country=US", tui.Options{Data: d}).Press("i").String()
	_, page, _ = strings.Cut(page, "sources; 8 tells how each was obtained")
	place, before := -1, ""
	for at := len(d.Periods) - 1; at >= 0; at-- {
		for i := range d.Len() {
			r := d.Record(i)
			if r.Publisher != "microsoft" || r.Country != "US" || r.Type != "criminal" || r.Period != d.Periods[at] {
				continue
			}
			source, _ := d.Source(r.Source)
			next := strings.Index(page, source.Title)
			if next < 0 || next < place {
				t.Errorf("%q does not stand below %q", source.Title, before)
			}
			place, before = next, source.Title
		}
	}
	address := ""
	for line := range strings.Lines(page) {
		if strings.Contains(line, "https://") {
			if line == address {
				t.Errorf("reports that stand together repeat their address: %q", line)
			}
			address = line
		}
	}
	if place <= 0 {
		t.Errorf("no source is listed:\n%s", page)
	}
}

func TestTheReportsFillEveryScreen(t *testing.T) {
	d := tuitest.Reports()
	for i, query := range asked {
		desk := tuitest.Sit(t, 100, 30, query, tui.Options{Data: d, ASCII: i%2 == 1})
		for _, key := range []string{"G", "pgup", "l", "l", "l", "l", "tab", "l", "tab", "l", "tab", "c", "esc", "p", "down", "esc", "i", "pgdown", "esc", "enter", "esc", "z", "%", "r"} {
			desk.Press(key).Screen()
		}
		for _, size := range [][2]int{{1, 1}, {20, 6}, {33, 9}, {40, 10}, {50, 20}, {79, 15}, {80, 24}, {120, 36}, {160, 50}, {220, 70}} {
			desk.Resize(size[0], size[1]).Screen()
		}
	}
}

func TestTheTotalOfTheReportsStandsOnEveryScreen(t *testing.T) {
	d := tuitest.Reports()
	engine := answer.NewEngine(d)
	for _, text := range asked {
		q, err := query.Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		total := engine.Result(q).Total.Figures[q.Measure]
		want := answer.Format{}.Figure(total, q.Measure)
		for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}} {
			if desk := tuitest.Sit(t, size[0], size[1], text, tui.Options{Data: d}); !strings.Contains(desk.String(), " "+want) {
				t.Errorf("%q at %d×%d does not show its total of %s:\n%s", text, size[0], size[1], want, desk)
			}
		}
	}
}

func TestTheColumnUnderTheCursorIsInSightAtEightyCells(t *testing.T) {
	d := tuitest.Reports()
	for _, query := range asked {
		desk := tuitest.Sit(t, 80, 24, query, tui.Options{Data: d})
		head := desk.Heads()
		for range 6 {
			if desk.Press("l"); desk.Cursor() == "" {
				continue // the name
			}
			if now := desk.Heads(); !strings.Contains(now, desk.Cursor()) {
				t.Errorf("%q: the column cursor is on %s, the heads are %q (before: %q)", query, desk.Cursor(), now, head)
			}
		}
	}
}

func BenchmarkView(b *testing.B) {
	for _, c := range []struct {
		name, query string
		w, h        int
	}{{"120x40", "", 120, 40}, {"300x80", "", 300, 80}, {"120x40_all_publishers", "publisher=all", 120, 40}} {
		b.Run(c.name, func(b *testing.B) {
			desk := tuitest.Bench(b, c.w, c.h, c.query)
			for i := range b.N {
				b.StopTimer()
				desk.Press(tuitest.Walk[i%len(tuitest.Walk)])
				b.StartTimer()
				_ = desk.View()
			}
		})
	}
}

func BenchmarkKeyToView(b *testing.B) {
	for _, c := range []struct {
		name string
		w, h int
		keys []string
	}{
		{"120x40_move", 120, 40, tuitest.Walk},
		{"300x80_move", 300, 80, tuitest.Walk},
		{"120x40_step", 120, 40, []string{"]", "]", "]", "[", "[", "["}},
		{"120x40_group", 120, 40, []string{"b", "down", "down", "down", "up", "up", "up", "esc"}},
		{"120x40_picker", 120, 40, []string{"c", "a", "n", "space", "down", "space", "backspace", "esc"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			desk := tuitest.Bench(b, c.w, c.h, "")
			for i := range b.N {
				_, _ = desk.Update(tuitest.Stroke(c.keys[i%len(c.keys)]))
				_ = desk.View()
			}
		})
	}
}

// The reports name countries as one standard does, and people as they please: pickers,
// the palette and the search find them by any of their names.
func TestCountriesAreFoundByAnyOfTheirNames(t *testing.T) {
	for typed, code := range map[string]string{
		"turkey": "TR", "TUR": "TR", "Deutschland": "DE", "deu": "DE", "U.K.": "GB", "czech": "CZ", "Côte d’Ivoire": "CI",
		"Korea, Republic of": "KR", "korea, rep": "KR", "Hong Kong SAR China": "HK", "hong kong sar ch": "HK",
		"Taiwan, Province of China": "TW", "taiwan, pro": "TW", "Bosnia & Herzegovina": "BA", "Trinidad and Tobago": "TT",
	} {
		options := tui.Options{Data: tuitest.Reports()}
		country, _ := options.Data.Country(code)
		tuitest.Sit(t, 120, 40, "", options).Press("c").Send(tea.PasteMsg{Content: typed}).Press("enter").Asks("country=" + code)
		desk := tuitest.Sit(t, 120, 40, "", options).Press("/").Type(typed).Shows(country.Name)
		desk.Press("enter").Hides("France")
		tuitest.Sit(t, 120, 40, "", options).Press(":").Type(typed).Shows("only " + country.Name)
	}
}
