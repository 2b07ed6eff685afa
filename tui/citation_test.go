package tui_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

func TestYCopiesTheCommandThatShowsTheView(t *testing.T) {
	d := SitWith(t, tuitest.NewWorld(), "period=2002-H1 by=region").Press("y")
	if d.Copied != "daylight period=2002-H1 by=region" {
		t.Errorf("copied is %q", d.Copied)
	}
	d.Shows("the command daylight period=2002-H1 by=region sent to the terminal")
	if d = SitWith(t, tuitest.NewWorld(), "").Press("y"); d.Copied != "daylight" {
		t.Errorf("the command of the first screen is %q", d.Copied)
	}
}

// TestAShellReadsTheCommandAsItIs holds the quoting to a shell, which says what words it
// reads.
func TestAShellReadsTheCommandAsItIs(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell here")
	}
	for _, text := range []string{
		"type!=legal", "search=it's", `search=a"b`, "search=$HOME", "search=`x`", "search=a+(b)&c;d|e<f>g", "search=*?[a]", "search=~", `search=a\b`, "search=#x",
		"search=''", "search=^a{b,c}", "country!=UT,RU search=R%2Cu type!=legal",
	} {
		d := SitWith(t, tuitest.NewWorld(), text).Press("y")
		out, err := exec.Command(sh, "-c", `daylight() { printf '%s\n' "$@"; }; `+d.Copied).Output()
		if strings.Contains(text, "type!") && !strings.Contains(d.Copied, "'type!=legal'") { // a shell that is typed at has a history
			t.Errorf("%s is not quoted", d.Copied)
		}
		want := append([]string{}, strings.Fields(d.Query().String())...)
		if got := strings.Fields(string(out)); err != nil || !slices.Equal(got, want) {
			t.Errorf("a shell reads %s as %q (%v), want %q", d.Copied, got, err, want)
		}
	}
}

// cited is what y copies of the figure under the cursor, after some keys.
func cited(t *testing.T, query string, keys ...string) (d *tuitest.Desk, lines []string) {
	t.Helper()
	d = SitWith(t, tuitest.NewWorld(), query).Press(keys...).Press("i")
	d.Shows("y cite").Press("y").Shows("the citation sent to the terminal", "y cite")
	return d, strings.Split(strings.TrimSuffix(d.Copied, "\n"), "\n")
}

func TestACitationSaysWhatTheFigureIsWhereItWasPrintedAndWhatPrintsIt(t *testing.T) {
	d, lines := cited(t, "period=2001", "j")
	row := d.Scene().Result.Rows[1]
	_, _, behind := d.Engine.Explain(parse(t, "period=2001 country="+row.ID), 0)
	if len(behind) == 0 {
		t.Fatal("nothing stands behind the figure")
	}
	if want := "Requests to Microsoft from " + row.Name + ", 2001: " + d.FigureTold(row.Figures[report.Requests], report.Requests); !strings.HasPrefix(lines[0], want) {
		t.Errorf("the figure is cited as %q, want %q", lines[0], want)
	}
	for i, s := range behind {
		for _, text := range []string{"Source: ", s.Title, s.Publisher, s.Published, s.URL} {
			if !strings.Contains(lines[1+i], text) {
				t.Errorf("the source %q does not say %q", lines[1+i], text)
			}
		}
	}
	if notes := d.Engine.Result(parse(t, "period=2001 country="+row.ID)).Notes; !strings.HasPrefix(lines[len(lines)-2], "Note: "+notes[0].Text) {
		t.Errorf("the caveat is %q", lines[len(lines)-2])
	}
	if last := lines[len(lines)-1]; last != "daylight show country="+row.ID+" period=2001" {
		t.Errorf("what prints it is %q", last)
	}
}

func TestACitationNamesFewSourcesAndTheEndsOfMany(t *testing.T) {
	name := func(n int) (titles []report.Source) {
		for i := range n {
			titles = append(titles, report.Source{ID: string(rune('a' + i)), Title: "Report " + string(rune('a'+i)), Publisher: "P", Published: "2001-02-03", URL: "https://x/" + string(rune('a'+i))})
		}
		return titles
	}
	for n, want := range map[int][]string{
		1: {"Source: Report a. P, 2001-02-03. https://x/a"},
		3: {"Source: Report a. P, 2001-02-03. https://x/a", "Source: Report b. P, 2001-02-03. https://x/b", "Source: Report c. P, 2001-02-03. https://x/c"},
		5: {"First of 5 sources: Report a. P, 2001-02-03. https://x/a", "Last of 5 sources: Report e. P, 2001-02-03. https://x/e"},
	} {
		if got := tui.Sourced(name(n)); !slices.Equal(got, want) {
			t.Errorf("%d sources are cited as %q, want %q", n, got, want)
		}
	}
}

func TestACitationSaysWhyAFigureIsNotExact(t *testing.T) {
	d := tuitest.Open(t, "period=2001", tui.Options{}).Answer(func(r *answer.Result) {
		r.Rows[0].Figures[report.Requests] = answer.Figure{Reported: true, Lo: 500, Hi: 500, Marks: answer.Floor}
	}).Resize(120, 36).Press("i", "y")
	if first, _, _ := strings.Cut(d.Copied, "\n"); !strings.Contains(first, ", 2001: ≥ 500, at least: ") {
		t.Errorf("a floor is cited as %q", first)
	}
	d = tuitest.Open(t, "measure=change period=2002-H2", tui.Options{}).Answer(func(r *answer.Result) {
		r.Rows[0].Figures[report.Change] = answer.Figure{Reported: true, Rate: -0.047, Covers: 0.906, Marks: answer.Part}
		r.Rows[0].Compare = &answer.Compare{Publishers: []string{"microsoft"}, Of: 1, Covers: 0.906, Window: "2002-H2", Against: "2001", Without: []string{"Voice"}}
	}).Resize(120, 36).Press("i", "y")
	for _, text := range []string{"Change in requests to Microsoft from ", "(−4.7 %), covers 90.6 % of requests.", "Note: Compared: without Voice.", "daylight show "} {
		if !strings.Contains(d.Copied, text) {
			t.Errorf("a change is cited as %q, without %q", d.Copied, text)
		}
	}
	titles := map[string]bool{}
	for _, s := range d.Engine.Dataset().Sources {
		titles[s.Title] = strings.Contains(d.Copied, s.Title)
	}
	_, _, before := d.Engine.Explain(parse(t, "period=2001 country="+d.Scene().Result.Rows[0].ID), 0)
	for _, s := range before {
		if !titles[s.Title] {
			t.Errorf("the source of what the change is set against is not cited: %s", s.Title)
		}
	}
}

// TestTheCommandOfACitationPrintsTheFigure asks the command of every kind of figure again: the row
// stands in its answer with the same figure.
func TestTheCommandOfACitationPrintsTheFigure(t *testing.T) {
	for text, keys := range map[string][]string{
		"": {"j"}, "measure=share": {"j"}, "by=period": {"j"}, "by=outcome": {"j"}, "view=matrix": {"h"}, "view=trend": {"h"}, "measure=change period=2002-H2": nil,
		"publisher=all by=publisher": nil, "view=country select=UT": nil, "country=UT,RU search=u": nil, "view=compare pins=UT,RU measure=per_million": nil, "by=group": nil,
		"by=year": {"G"}, "top=2 measure=content_rate": nil, "by=type type=all": {"j"}, " ": {"l", "l", "l", "l"}, "by=region": {"tab", "tab"},
	} {
		d := SitWith(t, tuitest.NewWorld(), text).Press(keys...)
		_, row, c := d.Scene().Screen.Figure()
		if row == nil {
			t.Fatalf("%q has no figure under the cursor", text)
		}
		tile := slices.Contains(keys, "tab")
		d.Press("i", "y")
		at := strings.LastIndex(d.Copied, "daylight show")
		if at < 0 {
			t.Fatalf("%q is cited without a command: %q", text, d.Copied)
		}
		words := strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(d.Copied[at:], "daylight show"), "'", ""))
		r := d.Engine.Result(parse(t, words))
		want := d.FigureTold(row.Figures[c], c)
		if tile {
			row, want = &r.Total, d.FigureTold(d.Engine.Result(parse(t, text)).Total.Figures[c], c)
		}
		found := tile && d.FigureTold(r.Total.Figures[c], c) == want
		if i := answer.Find(r.Rows, row.ID); i >= 0 {
			found = d.FigureTold(r.Rows[i].Figures[c], c) == want
		}
		if !found || !strings.Contains(d.Copied, want) {
			t.Errorf("%q: %s is not what daylight show %s prints:\n%s", text, want, words, d.Copied)
		}
	}
}

func TestTheCommandOfACitationAsksForItsMeasure(t *testing.T) {
	if _, lines := cited(t, "period=2001", "l", "l", "l"); !strings.HasPrefix(lines[len(lines)-1], "daylight show country=RU period=2001 measure=") {
		t.Errorf("what prints a rate is %q", lines[len(lines)-1])
	}
}

func TestAShareIsCitedWithWhatItIsAShareOf(t *testing.T) {
	d, lines := cited(t, "measure=share period=2001", "j")
	row := d.Scene().Result.Rows[1]
	want := "Requests to Microsoft from " + row.Name + ", 2001: " + d.FigureTold(row.Figures[report.Share], report.Share) + " of all requests to Microsoft"
	if !strings.HasPrefix(lines[0], want) || strings.Count(lines[0], "2001") != 1 {
		t.Errorf("a share is cited as %q, want %q", lines[0], want)
	}
}
