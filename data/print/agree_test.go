package print

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// The columns that every script relies on.
const (
	figureHeader = "requests,accounts,content,non_content,some_data,no_data,rejected,nothing,pending,unspecified," +
		"share,disclosed_rate,content_rate,rejected_rate,per_million,accounts_per_request,change,difference,accounts_per_million,marks"
	recordHeader = "publisher,period,service,country,type,requests,accounts,content,non_content,some_data,no_data," +
		"rejected,nothing,pending,disclosed_percent,source,status,note"
	sourceHeader = "id,publisher,title,published,url,obtained"
	coverHeader  = "publisher,name,period,column,state,source"
)

// headerOf is the line that csv begins with.
func headerOf(q query.Query) string {
	switch q.View {
	case query.RecordsView:
		return recordHeader
	case query.SourcesView:
		return sourceHeader
	case query.CoverageView:
		return coverHeader
	case query.TrendView, query.MatrixView:
		return q.By.String() + ",name,period," + figureHeader
	case query.CountryView:
		return "period,name," + figureHeader
	}
	return q.By.String() + ",name," + figureHeader
}

// answer is what json says.
type reply struct {
	Query, Measure string
	Rows           []map[string]any
	Shown, Total   map[string]any
	Notes, Sources []map[string]string
}

// agrees holds the forms of a document against each other and the contract.
func agrees(t testing.TB, d *report.Dataset, p *Document) {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(written(t, p, "csv", answer.Format{}))).ReadAll()
	if err != nil {
		t.Fatal(err) // also when a line has more cells than another
	}
	if got := strings.Join(lines[0], ","); got != headerOf(p.Query) {
		t.Errorf("csv begins with\n%s\nnot\n%s", got, headerOf(p.Query))
	}
	var a reply
	decoder := json.NewDecoder(bytes.NewReader(written(t, p, "json", answer.Format{})))
	decoder.UseNumber()
	if err := decoder.Decode(&a); err != nil {
		t.Fatal(err)
	}
	if again, err := query.Parse(a.Query, d); err != nil || !again.Equal(p.Query) || a.Measure != p.Query.Measure.String() {
		t.Errorf("the query %q of %q asks something else (%v)", a.Query, a.Measure, err)
	}
	if len(a.Notes) != len(p.Answer.Notes) || len(a.Sources) != len(p.Sources) || len(a.Rows) != len(lines)-1 {
		t.Fatalf("%d notes of %d, %d sources of %d, %d rows of %d", len(a.Notes), len(p.Answer.Notes), len(a.Sources), len(p.Sources), len(a.Rows), len(lines)-1)
	}
	for i, line := range lines[1:] {
		for j, name := range lines[0] {
			value, has := a.Rows[i][name]
			if got := asCSV(value); !has || got != cellWithoutGuard(line[j]) {
				t.Errorf("line %d: %s is %q in csv and %q in json", i+2, name, line[j], got)
			}
		}
		for name := range a.Rows[i] {
			if !slices.Contains(lines[0], name) && !slices.Contains(besides, name) {
				t.Errorf("row %d has a member %s in json, which is no column", i+1, name)
			}
		}
	}
	for c := range everyColumn {
		checkFigure(t, "total", c, p.Answer.Total.Figures[c], asCSV(a.Total[c.String()]))
		if shown := p.subtotal(); shown != nil {
			checkFigure(t, "what is shown", c, shown.Figures[c], asCSV(a.Shown[c.String()]))
		}
	}
	if (a.Shown == nil) != (p.subtotal() == nil) {
		t.Errorf("json says %v of the rows shown", a.Shown)
	}
	checkMarkdown(t, string(written(t, p, "markdown", answer.Format{})))
}

// asCSV is a value of json as csv writes it.
func asCSV(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case map[string]any:
		return fmt.Sprintf("%v..%v", v["lo"], v["hi"])
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, item.(string))
		}
		return strings.Join(items, ";")
	}
	return fmt.Sprint(value)
}

// cellWithoutGuard is a cell as it was before it was kept from being a formula;
// <10 stands for 0..9, as json says it.
func cellWithoutGuard(cell string) string {
	if a, err := report.ParseAmount(cell); err == nil && a.Reported() && !a.IsExact() {
		lo, hi := a.Bounds()
		return fmt.Sprintf("%d..%d", lo, hi)
	}
	if bare, guarded := strings.CutPrefix(cell, "'"); guarded && guard(bare) == cell {
		return bare
	}
	return cell
}

// checkFigure holds a cell against a figure of the result.
func checkFigure(t testing.TB, row string, c report.Column, f answer.Figure, cell string) {
	t.Helper()
	want := ""
	switch {
	case !f.Reported:
	case c == report.Difference:
		want = strings.TrimSuffix(fmt.Sprintf("%.1f", math.Round(2*f.Rate)/2), ".0") // whole, or half of an odd number
	case !c.IsCount():
		want = fmt.Sprintf("%.6f", f.Rate)
	case f.IsRange():
		want = fmt.Sprintf("%d..%d", f.Lo, f.Hi)
	default:
		want = fmt.Sprint(f.Lo)
	}
	if cell != want && cell != strings.TrimPrefix(want, "-") {
		t.Errorf("%s of %s is %q, the result says %q", c, row, cell, want)
	}
}

// checkMarkdown fails unless each line of a table has as many cells as its head,
// and each footnote that is referred to is there.
func checkMarkdown(t testing.TB, text string) {
	t.Helper()
	cells := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "|") {
			cells = 0
			continue
		}
		n := strings.Count(strings.ReplaceAll(strings.ReplaceAll(line, `\\`, ""), `\|`, ""), "|")
		if cells > 0 && n != cells {
			t.Errorf("a line of a table has %d cells, its head %d:\n%s", n-1, cells-1, line)
		}
		cells = n
	}
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "[^")
		if !found {
			return
		}
		id, next, _ := strings.Cut(after, "]")
		if !strings.Contains(text, "\n[^"+id+"]: ") {
			t.Errorf("there is no footnote %q", id)
		}
		rest = next
	}
}

func TestTheFormsOfAViewAgree(t *testing.T) {
	d := builtinData(t)
	e := answer.NewEngine(d)
	for _, asked := range []string{
		"period=2012", "by=period", "by=type type=all", "by=publisher", "publisher=apple type=all by=type",
		"publisher=all by=region period=2019-H1..", "outcome=content by=period", "by=outcome", "publisher=meta country=US by=period",
		"country=GB,US pins=GB,US", "search=united", "top=3 sort=-accounts", "measure=change period=2024-H2",
		"by=year publisher=all", "by=group period=2024-H2", "group=eu against=year period=2020-H1 measure=difference",
		"period=2025 min=500", "outcome=rejected period=2012", "measure=accounts_per_million publisher=all top=2",
	} {
		for _, view := range query.Views() {
			t.Run(view.String()+" "+asked, func(t *testing.T) {
				q, err := query.Parse("view="+view.String()+" "+asked, d)
				if err != nil {
					t.Fatal(err)
				}
				if view == query.RecordsView && q.Top == 0 && asked != "by=year publisher=all" {
					q.Top = 300 // the rest stands there as these do
				}
				p := View(e, q)
				agrees(t, d, p)
				if shown, _ := p.Shown(); shown > 0 && len(p.Sources) == 0 || p.Answer.Total.Records == 0 {
					t.Error("nothing is behind it")
				}
			})
		}
	}
}

func TestRecordsArePrintedAsTheFilesHoldThem(t *testing.T) {
	d, paper := builtinData(t), readPaper(t)
	lines := csvLines(t, ask(t, d, "view=records publisher=all type=all"))
	inOrder := func(list []reportRow) []string {
		var text []string
		for _, r := range list {
			text = append(text, fmt.Sprint(r))
		}
		slices.Sort(text)
		return text
	}
	if !slices.Equal(inOrder(lines), inOrder(paper.reports)) {
		t.Errorf("%d records are printed, the files hold %d, and they are not the same", len(lines), len(paper.reports))
	}
	top := csvLines(t, ask(t, d, "view=records publisher=google sort=-requests top=25"))
	last := 1 << 40
	for _, r := range top {
		requests := spanOf(t, r["requests"])
		if requests.lo+requests.hi > last || r["publisher"] != "google" {
			t.Errorf("%s %s of %s comes after fewer", r["country"], r["period"], r["publisher"])
		}
		last = requests.lo + requests.hi
	}
	if len(top) != 25 {
		t.Errorf("%d records are the top 25", len(top))
	}
}

func TestWritingTheRecordsGivesTheFilesBack(t *testing.T) {
	d := builtinData(t)
	for _, p := range d.Publishers {
		want, err := os.ReadFile("../reports/" + p.ID + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		own := func(yield func(report.Record) bool) {
			for i := range d.Len() {
				if r := d.Record(i); r.Publisher == p.ID && !yield(r) {
					return
				}
			}
		}
		var got bytes.Buffer
		if err := recordRelation(own).writeCSV(&got); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("reports/%s.csv is not what is written of its records", p.ID)
		}
	}
}

func TestSourcesOfAViewAreThoseOfItsRecords(t *testing.T) {
	d, paper := builtinData(t), readPaper(t)
	var want []string
	for _, r := range paper.reports {
		if r["country"] == "IE" && r["publisher"] == "microsoft" && paper.kinds[[2]string{"microsoft", r["type"]}].counted {
			want = append(want, r["source"])
		}
	}
	slices.Sort(want)
	want = slices.Compact(want)
	var got []string
	all := linesOf(t, "../sources.csv")
	for _, line := range csvLines(t, ask(t, d, "view=sources country=IE")) {
		got = append(got, line["id"])
		if !slices.ContainsFunc(all, func(r reportRow) bool { return fmt.Sprint(r) == fmt.Sprint(line) }) {
			t.Errorf("%s is not as sources.csv has it", line["id"])
		}
	}
	if !slices.Equal(got, want) || len(got) == 0 {
		t.Errorf("the sources are %v, the records name %v", got, want)
	}
}

func TestASearchAmongSourcesLeavesThoseThatHoldIt(t *testing.T) {
	d := builtinData(t)
	all, p := ask(t, d, "view=sources"), ask(t, d, "view=sources search=skype+table")
	var got []string
	for _, s := range p.Sources {
		got = append(got, s.Title)
		if !strings.Contains(strings.ToLower(s.Title+s.Obtained), "skype table") {
			t.Errorf("%q is printed, which does not hold what is searched", s.Title)
		}
	}
	shown, of := p.Shown()
	if len(got) == 0 || shown != len(got) || of != len(all.Sources) || shown == of {
		t.Errorf("%d of %d shown, which are %q", shown, of, got)
	}
	agrees(t, d, p)
}

// Whatever is asked, every view prints it in every form.
func TestAnyQueryPrintsInAnyView(t *testing.T) {
	d := builtinData(t)
	small := acmeData(t)
	rapid.Check(t, func(r *rapid.T) {
		data := rapid.SampledFrom([]*report.Dataset{d, small, small}).Draw(r, "data")
		text := drawQuery(r, data)
		q, err := query.Parse(text, data)
		if err != nil {
			r.Fatalf("%q: %v", text, err)
		}
		p := View(answer.NewEngine(data), q)
		agrees(fatal{t, r, text}, data, p)
	})
}

// fatal is a test that says which query it is about.
type fatal struct {
	testing.TB
	r    *rapid.T
	text string
}

func (f fatal) Helper()           {}
func (f fatal) Fatal(args ...any) { f.r.Fatalf("%q: %v", f.text, fmt.Sprint(args...)) }
func (f fatal) Fatalf(format string, args ...any) {
	f.r.Fatalf("%q: "+format, append([]any{f.text}, args...)...)
}
func (f fatal) Error(args ...any)                 { f.Fatal(args...) }
func (f fatal) Errorf(format string, args ...any) { f.Fatalf(format, args...) }

// drawQuery puts a query together from words that the data knows.
func drawQuery(r *rapid.T, d *report.Dataset) string {
	var words []string
	add := func(key string, values []string, most int) {
		if len(values) == 0 || !rapid.Bool().Draw(r, key) {
			return
		}
		chosen := rapid.SliceOfN(rapid.SampledFrom(values), 1, most).Draw(r, key)
		words = append(words, key+"="+strings.Join(slices.Compact(slices.Sorted(slices.Values(chosen))), ","))
	}
	groups, against := []string{report.NoGroup}, []string{"year"}
	for _, m := range d.Members {
		groups = append(groups, m.Group)
	}
	for _, p := range d.Periods {
		against = append(against, p.String())
	}
	var publishers, countries, types, periods, outcomes, bys, measures, views []string
	for _, p := range d.Publishers {
		publishers = append(publishers, p.ID)
	}
	for _, c := range d.Countries {
		countries = append(countries, c.Code)
	}
	for _, kind := range d.Types {
		types = append(types, kind.ID)
	}
	for _, p := range d.Periods {
		periods = append(periods, p.String(), p.String()+"..")
	}
	for _, c := range report.Outcomes() {
		outcomes = append(outcomes, c.String())
	}
	for _, b := range query.Dimensions() {
		bys = append(bys, b.String())
	}
	for _, c := range report.Measures() {
		measures = append(measures, c.String())
	}
	for _, v := range query.Views() {
		views = append(views, v.String())
	}
	add("view", views, 1)
	add("publisher", publishers, 3)
	add("country", countries, 5)
	add("type", types, 2)
	add("period", periods, 3)
	add("group", groups, 2)
	add("outcome", outcomes, 2)
	add("by", append(bys, "year"), 1)
	add("grain", []string{"year"}, 1)
	add("against", against, 1)
	add("min", []string{"1", "20", "500"}, 1)
	add("measure", measures, 1)
	add("top", []string{"1", "3", "50"}, 1)
	add("search", []string{"an", "united", "turkey", "zzz"}, 1)
	add("select", countries, 1)
	add("pins", append(slices.Clone(countries), periods[0], publishers[0], "content"), 6)
	return strings.Join(words, " ")
}
