package data

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/model"
)

// acmeData is a small dataset with everything that is awkward to write: ranges,
// suppressed and missing counts, percentages without counts, names that look
// like markup or formulas.
func acmeData(t testing.TB) *model.Dataset {
	t.Helper()
	d, problems := Load(os.DirFS("testdata/acme"), model.Tables{})
	if len(problems) > 0 {
		t.Fatal(printed(problems))
	}
	return d
}

// ask answers a query on a dataset, and lists its sources.
func ask(t testing.TB, d *model.Dataset, query string) (*model.Result, []model.Source) {
	t.Helper()
	q, err := model.Parse(query, d)
	if err != nil {
		t.Fatal(err)
	}
	engine := model.NewEngine(d)
	return engine.Result(q), engine.Sources(q)
}

// questions are asked in every form.
var questions = map[string]string{
	"everything":         "",
	"by period":          "by=period",
	"by outcome":         "by=outcome period=2019",
	"by service":         "by=service period=2019",
	"the first of many":  "top=2 period=2019",
	"one outcome":        "outcome=content",
	"nothing at all":     "period=1999",
	"a backquote":        "search=`",
	"change from a year": "period=2020-H1",
}

func TestExportsLookAsTheyShould(t *testing.T) {
	d := acmeData(t)
	for name, query := range questions {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			r, sources := ask(t, d, query)
			for form, write := range map[string]func(io.Writer) error{
				"csv":      func(w io.Writer) error { return WriteCSV(w, r) },
				"json":     func(w io.Writer) error { return WriteJSON(w, r, sources) },
				"markdown": func(w io.Writer) error { return WriteMarkdown(w, r, sources, model.Format{}) },
				"ascii":    func(w io.Writer) error { return WriteMarkdown(w, r, sources, model.Format{ASCII: true}) },
			} {
				t.Run(form, func(t *testing.T) { golden.RequireEqual(t, bytesOf(t, write)) })
			}
		})
	}
}

func TestSourcesLookAsTheyShould(t *testing.T) {
	sources := acmeData(t).Sources
	for form, write := range map[string]func(io.Writer, []model.Source) error{
		"csv": WriteSourcesCSV, "json": WriteSourcesJSON, "markdown": WriteSourcesMarkdown,
	} {
		t.Run(form, func(t *testing.T) {
			golden.RequireEqual(t, bytesOf(t, func(w io.Writer) error { return write(w, sources) }))
		})
	}
}

func bytesOf(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestExportsSayWhatTheResultSays reads the csv and the json form back and holds
// each figure against the result, for views of the built-in reports.
func TestExportsSayWhatTheResultSays(t *testing.T) {
	d := builtinData(t)
	for _, query := range []string{
		"period=2012", "by=period", "by=type type=all", "by=publisher", "publisher=apple type=all by=type",
		"publisher=all by=region period=2019-H1..", "outcome=content by=period", "by=outcome", "publisher=meta country=US by=period",
	} {
		t.Run(query, func(t *testing.T) {
			r, sources := ask(t, d, query)
			key := r.Query.By.String()
			lines, err := csv.NewReader(bytes.NewReader(bytesOf(t, func(w io.Writer) error { return WriteCSV(w, r) }))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			var answer struct {
				Query, Measure string
				Rows           []map[string]any
				Total          map[string]any
				Notes, Sources []map[string]string
			}
			text := bytesOf(t, func(w io.Writer) error { return WriteJSON(w, r, sources) })
			if err := json.Unmarshal(text, &answer); err != nil {
				t.Fatal(err)
			}
			if again, err := model.Parse(answer.Query, d); err != nil || !again.Equal(r.Query) {
				t.Errorf("the query %q asks something else (%v)", answer.Query, err)
			}
			if len(answer.Rows) != len(r.Rows) || len(lines) != len(r.Rows)+1 || len(r.Rows) == 0 {
				t.Fatalf("%d rows, %d in json, %d in csv", len(r.Rows), len(answer.Rows), len(lines)-1)
			}
			if len(answer.Notes) != len(r.Notes) || len(answer.Sources) != len(sources) {
				t.Errorf("%d notes of %d, %d sources of %d", len(answer.Notes), len(r.Notes), len(answer.Sources), len(sources))
			}
			for i, row := range r.Rows {
				cells := map[string]string{}
				for j, name := range lines[0] {
					cells[name] = lines[i+1][j]
				}
				if cells[key] != row.ID || answer.Rows[i][key] != row.ID || cells["name"] != row.Name || answer.Rows[i]["name"] != row.Name {
					t.Fatalf("row %d is %s in csv and %v in json, want %s", i, cells[key], answer.Rows[i][key], row.ID)
				}
				for _, c := range everyColumn() {
					checkFigure(t, row.ID, c, row.Figures[c], cells[c.String()], answer.Rows[i][c.String()])
				}
				var marks []string
				for _, m := range answer.Rows[i]["marks"].([]any) {
					marks = append(marks, m.(string))
				}
				if cells["marks"] != strings.Join(marks, ";") {
					t.Errorf("%s: marks are %q in csv, %q in json", row.ID, cells["marks"], marks)
				}
			}
			for _, c := range everyColumn() {
				checkFigure(t, "total", c, r.Total.Figures[c], csvFigure(r.Total.Figures[c], c), answer.Total[c.String()])
			}
		})
	}
}

func checkFigure(t *testing.T, row string, c model.Column, f model.Figure, cell string, value any) {
	t.Helper()
	if !f.Reported {
		if cell != "" || value != nil {
			t.Errorf("%s of %s is not reported, but %q in csv and %v in json", c, row, cell, value)
		}
		return
	}
	lo, hi, isRange := strings.Cut(cell, "..")
	if !isRange {
		hi = lo
	}
	ends := [2]float64{number(t, lo), number(t, hi)}
	if c.IsCount() && ends != [2]float64{float64(f.Lo), float64(f.Hi)} {
		t.Errorf("%s of %s is %d..%d, but %q in csv", c, row, f.Lo, f.Hi, cell)
	}
	if !c.IsCount() && (ends[0]-f.Rate > 5.1e-7 || f.Rate-ends[0] > 5.1e-7) {
		t.Errorf("%s of %s is %v, but %q in csv", c, row, f.Rate, cell)
	}
	inJSON := [2]float64{}
	switch v := value.(type) {
	case float64:
		inJSON = [2]float64{v, v}
	case map[string]any:
		inJSON = [2]float64{v["lo"].(float64), v["hi"].(float64)}
	}
	if inJSON != ends {
		t.Errorf("%s of %s is %q in csv and %v in json", c, row, cell, value)
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Error(err)
	}
	return x
}

func TestSourcesWrittenAsCSVAreTheFile(t *testing.T) {
	want, err := os.ReadFile("sources.csv")
	if err != nil {
		t.Fatal(err)
	}
	got := bytesOf(t, func(w io.Writer) error { return WriteSourcesCSV(w, builtinData(t).Sources) })
	if !bytes.Equal(got, want) {
		t.Error("sources.csv is not what WriteSourcesCSV writes")
	}
}

func TestASCIIMarkdownIsASCII(t *testing.T) {
	d := acmeData(t)
	for _, query := range questions {
		r, sources := ask(t, d, query)
		text := bytesOf(t, func(w io.Writer) error { return WriteMarkdown(w, r, sources, model.Format{ASCII: true}) })
		for _, b := range text {
			if b >= 0x80 {
				t.Errorf("%q is not ASCII:\n%s", query, text)
				break
			}
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
	r, sources := ask(t, d, "")
	for name, write := range map[string]func(io.Writer) error{
		"csv":      func(w io.Writer) error { return WriteCSV(w, r) },
		"json":     func(w io.Writer) error { return WriteJSON(w, r, sources) },
		"markdown": func(w io.Writer) error { return WriteMarkdown(w, r, sources, model.Format{}) },
		"records":  func(w io.Writer) error { return WriteRecords(w, Records(d)) },
		"sources":  func(w io.Writer) error { return WriteSourcesCSV(w, sources) },
	} {
		room := failing(10)
		if write(&room) == nil {
			t.Errorf("%s: the error of the writer was lost", name)
		}
	}
}
