package print

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/data"
	"daylight/data/load"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// acmeData is a small dataset with everything that is awkward to write: ranges,
// suppressed and missing counts, percentages without counts, names that look
// like markup or formulas.
func acmeData(t testing.TB) *report.Dataset {
	t.Helper()
	d, problems := load.CSV(os.DirFS("testdata/acme"), report.Tables{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return d
}

func builtinData(t testing.TB) *report.Dataset {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// ask prints a query on a dataset.
func ask(t testing.TB, d *report.Dataset, asked string) *Document {
	t.Helper()
	q, err := query.Parse(asked, d)
	if err != nil {
		t.Fatal(err)
	}
	return View(answer.NewEngine(d), q)
}

// questions are asked in every form.
var questions = map[string]string{
	"everything":             "",
	"by period":              "by=period",
	"by outcome":             "by=outcome period=2019",
	"by service":             "by=service period=2019",
	"the first of many":      "top=2 period=2019",
	"one outcome":            "outcome=content",
	"nothing at all":         "period=1999",
	"a backquote":            "search=`",
	"change from a year":     "period=2020-H1",
	"against a period":       "period=2020-H1 against=2019 measure=difference",
	"by group":               "by=group period=2020-H1",
	"the rest of the groups": "group=none",
	"by year":                "by=year",
	"part of a year":         "by=year period=..2020-H1",
	"too few requests":       "min=20 period=2019",
}

func TestExportsLookAsTheyShould(t *testing.T) {
	d := acmeData(t)
	for name, query := range questions {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			p := ask(t, d, query)
			for _, form := range Forms() {
				t.Run(form, func(t *testing.T) { golden.RequireEqual(t, written(t, p, form, answer.Format{})) })
			}
			t.Run("ascii", func(t *testing.T) { golden.RequireEqual(t, written(t, p, "markdown", answer.Format{ASCII: true})) })
		})
	}
}

// written is a document in a form.
func written(t testing.TB, p *Document, form string, f answer.Format) []byte {
	t.Helper()
	return bytesOf(t, func(w io.Writer) error { return p.Write(w, form, f) })
}

// viewQuestions are asked in every view and form, on data with all that is
// awkward.
var viewQuestions = map[string]string{
	"trend":              "view=trend",
	"trend of pins":      "view=trend pins=BB,CC",
	"trend by period":    "view=trend by=period",
	"trend by year":      "view=trend grain=year top=2",
	"matrix":             "view=matrix by=type type=all",
	"matrix of one":      "view=matrix period=2019 sort=-2019",
	"map":                "view=map period=2020-H1",
	"compare":            "view=compare pins=AA,BB period=2020-H1..",
	"compare by period":  "view=compare by=period",
	"country":            "view=country",
	"country not there":  "view=country period=1999",
	"records":            "view=records",
	"records in part":    "view=records top=3 sort=-requests",
	"records of nothing": "view=records period=1999",
	"sources":            "view=sources period=2019",
	"coverage":           "view=coverage",
	"coverage of one":    "view=coverage publisher=acme measure=disclosed_rate period=2019..",
	"coverage searched":  "view=coverage search=other",
}

func TestViewsLookAsTheyShould(t *testing.T) {
	d := acmeData(t)
	for name, query := range viewQuestions {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			p := ask(t, d, query)
			for _, form := range Forms() {
				t.Run(form, func(t *testing.T) { golden.RequireEqual(t, written(t, p, form, answer.Format{})) })
			}
		})
	}
}

func TestSourcesLookAsTheyShould(t *testing.T) {
	d := acmeData(t)
	held := answer.NewEngine(d).Holdings()
	for _, form := range Forms() {
		t.Run(form, func(t *testing.T) {
			golden.RequireEqual(t, bytesOf(t, func(w io.Writer) error { return Sources(w, held, d.Sources, form) }))
		})
	}
}

func bytesOf(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSourcesWrittenAsCSVAreTheFile(t *testing.T) {
	want, err := os.ReadFile("../sources.csv")
	if err != nil {
		t.Fatal(err)
	}
	got := bytesOf(t, func(w io.Writer) error { return Sources(w, nil, builtinData(t).Sources, "csv") })
	lines := bytes.Split(got, []byte("\n"))
	for i, line := range bytes.Split(want, []byte("\n")) {
		if i >= len(lines) || !bytes.Equal(line, lines[i]) {
			t.Fatalf("line %d of sources.csv is not what is written of it, with quotes only where they are needed:\n%s", i+1, line)
		}
	}
	if !bytes.Equal(got, want) {
		t.Error("more is written than sources.csv has")
	}
}

// A spreadsheet computes a cell that begins with one of these signs, and shows one
// that begins with an apostrophe as it is. The signs are spelled out here, so that
// none can be lost.
func TestASpreadsheetFindsNoFormulaInAText(t *testing.T) {
	for text, otherwise := range map[string]string{
		"=1+2":    "shows 3",
		"+1+2":    "shows 3",
		"-1+2":    "shows 1",
		"@SUM(1)": "calls SUM",
		"'=1+2":   "hides the apostrophe that people wrote",
	} {
		written := bytesOf(t, func(w io.Writer) error { return Sources(w, nil, []report.Source{{ID: "one", Title: text}}, "csv") })
		if want := "\none,,'" + text + ","; !strings.Contains(string(written), want) {
			t.Errorf("%q is not written behind an apostrophe: a spreadsheet %s:\n%s", text, otherwise, written)
		}
	}
	written := bytesOf(t, func(w io.Writer) error { return Sources(w, nil, []report.Source{{ID: "one", Title: "1-2=@"}}, "csv") })
	if !strings.Contains(string(written), "\none,,1-2=@,") {
		t.Errorf("a text that no spreadsheet computes is changed:\n%s", written)
	}
}

func TestASCIIMarkdownIsASCII(t *testing.T) {
	d := acmeData(t)
	for _, query := range questions {
		text := written(t, ask(t, d, query), "markdown", answer.Format{ASCII: true})
		for _, b := range text {
			if b >= 0x80 {
				t.Errorf("%q is not ASCII:\n%s", query, text)
				break
			}
		}
	}
}

func TestWhatRoundsToZeroHasNoSign(t *testing.T) {
	for x, want := range map[float64]string{-0.0000004: "0.000000", 0.0000004: "0.000000", -0.0000006: "-0.000001", -0.5: "-0.500000"} {
		if got := decimal(x); got != want {
			t.Errorf("%g is written as %s, want %s", x, got, want)
		}
	}
}

func TestWhatIsNotReportedAndWhatIsZeroStandBack(t *testing.T) {
	for text, f := range map[string]answer.Figure{
		"·": {}, "0": {Reported: true}, "0–9": {Reported: true, Hi: 9}, "7": {Reported: true, Lo: 7, Hi: 7},
	} {
		want := Cell{Text: text, Faint: text == "·" || text == "0"}
		if got := cellOf(answer.Format{}, f, report.Requests); got != want {
			t.Errorf("%+v is printed as %+v, want %+v", f, got, want)
		}
	}
}

// failing is a writer that takes so many bytes and then no more.
type failing int

func (f *failing) Write(p []byte) (int, error) {
	if len(p) > int(*f) {
		return 0, io.ErrShortWrite
	}
	*f -= failing(len(p))
	return len(p), nil
}

func TestAFullDiskIsReported(t *testing.T) {
	d := acmeData(t)
	writers := map[string]func(io.Writer) error{
		"records": func(w io.Writer) error { return ask(t, d, "view=records").Write(w, "csv", answer.Format{}) },
		"sources": func(w io.Writer) error { return Sources(w, nil, d.Sources, "csv") },
	}
	for _, form := range Forms() {
		writers[form] = func(w io.Writer) error { return ask(t, d, "").Write(w, form, answer.Format{}) }
	}
	for name, write := range writers {
		room := failing(10)
		if write(&room) == nil {
			t.Errorf("%s: the error of the writer was lost", name)
		}
	}
}
