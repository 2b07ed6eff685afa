package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"daylight/data"
	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// hiding is a document of which some rows are hidden, as an evaluation says it that hides them.
func hiding(t *testing.T, text string, shown *answer.Row, small int) *print.Document {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	q, err := query.Parse(text, d)
	if err != nil {
		t.Fatal(err)
	}
	p := print.View(answer.NewEngine(d), q)
	p.Answer.Shown, p.Answer.Small = shown, small
	return p
}

func TestTheSumOfTheRowsShownStandsAboveTheTotal(t *testing.T) {
	sum := &answer.Row{}
	sum.Figures[report.Requests] = answer.Figure{Reported: true, Lo: 52265, Hi: 52265}
	sum.Figures[report.Share] = answer.Figure{Reported: true, Rate: 0.693, Covers: 1, Marks: answer.Approx}
	p := hiding(t, "period=2012 top=5", sum, 0)
	var text strings.Builder
	sheet := newPrinter(&text, false)
	printView(sheet, p)
	if err := sheet.out.Flush(); err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile(`(?m)^─+\n(first 5 .*)\n(54 countries .*)$`).FindStringSubmatch(text.String())
	if lines == nil {
		t.Fatalf("no sum of the first five above the total:\n%s", text.String())
	}
	end := func(line, figure string) int { return len([]rune(line[:strings.Index(line, figure)+len(figure)])) }
	if shown, total := end(lines[1], " 52,265"), end(lines[2], " 75,378"); shown != total {
		t.Errorf("the sum ends at %d and the total at %d:\n%s\n%s", shown, total, lines[1], lines[2])
	}
	if !strings.Contains(lines[1], "≈ 69.3 %") || !strings.Contains(text.String(), "\n≈ about") {
		t.Errorf("the share of the rows shown is not printed, or its sign not explained:\n%s", text.String())
	}
}

func TestWhatDataCannotSayOfHiddenRowsIsSaidBesideIt(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "talk"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	c := &console{in: os.Stdin, out: os.Stdout, err: file, env: readEnvironment(nil)}
	c.tellHidden(hiding(t, "period=2012 top=5 min=10", &answer.Row{}, 23))
	c.tellHidden(hiding(t, "period=2012", nil, 0))
	talk, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	want := "daylight: 5 of 55 shown\ndaylight: 23 rows under 10 requests hidden, min=1 shows them\n"
	if got := string(talk); got != want {
		t.Errorf("standard error says\n%snot\n%s", got, want)
	}
}

// TestWhatTheTotalCoversReadsTheSameOnEveryWayOut takes a share that rounding would
// take for the limit of what is well covered.
func TestWhatTheTotalCoversReadsTheSameOnEveryWayOut(t *testing.T) {
	p := hiding(t, "period=2012", nil, 0)
	p.Answer.Total.Figures[report.DisclosedRate] = answer.Figure{Reported: true, Rate: 0.8, Covers: 0.9496, Marks: answer.Part}
	var table, markdown strings.Builder
	sheet := newPrinter(&table, false)
	printView(sheet, p)
	if err := sheet.out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := p.Write(&markdown, "markdown", answer.Format{}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		table.String():    "Disclosed rate: the total covers 94.9 % of requests",
		markdown.String(): "Disclosed rate 94.9 %",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing says %q in\n%s", want, text)
		}
	}
}
