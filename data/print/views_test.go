package print

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// report is one line of reports/*.csv, by column.
type reportRow map[string]string

// kind is what types.csv says of a type of requests.
type kind struct {
	counted  bool                   // in totals
	accounts func(r reportRow) bool // its outcomes count accounts, in this record
}

// onPaper is what the files say, read by nothing that the program uses.
type onPaper struct {
	reports []reportRow
	kinds   map[[2]string]kind // by publisher and type
}

func readPaper(t *testing.T) *onPaper {
	t.Helper()
	paper := &onPaper{kinds: map[[2]string]kind{}}
	for _, line := range linesOf(t, "../types.csv") {
		unit, range_, _ := strings.Cut(line["outcome_unit"], " ")
		_, last, _ := strings.Cut(range_, "..")
		paper.kinds[[2]string{line["publisher"], line["type"]}] = kind{
			counted: line["in_totals"] == "yes",
			accounts: func(r reportRow) bool {
				return unit == "accounts" && (last == "" || r["period"] <= last) // as text, a year stands before its halves
			},
		}
	}
	files, err := filepath.Glob("../reports/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports (%v)", err)
	}
	for _, file := range files {
		paper.reports = append(paper.reports, linesOf(t, file)...)
	}
	return paper
}

// linesOf reads a file of CSV, by column.
func linesOf(t *testing.T, file string) []reportRow {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return byColumn(lines)
}

func byColumn(lines [][]string) []reportRow {
	var list []reportRow
	for _, line := range lines[1:] {
		r := reportRow{}
		for i, name := range lines[0] {
			r[name] = line[i]
		}
		list = append(list, r)
	}
	return list
}

// span is a count of a report: what it says, from the least to the most.
type span struct {
	lo, hi int
	said   bool
}

func (s span) middle() float64 { return float64(s.lo+s.hi) / 2 }

func (s span) String() string {
	switch {
	case !s.said:
		return ""
	case s.lo != s.hi:
		return fmt.Sprintf("%d..%d", s.lo, s.hi)
	}
	return strconv.Itoa(s.lo)
}

// spanOf reads "12", "0..499", "<10" or nothing.
func spanOf(t *testing.T, text string) span {
	t.Helper()
	if text == "" {
		return span{}
	}
	whole := func(text string) int {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if below, hidden := strings.CutPrefix(text, "<"); hidden {
		return span{0, whole(below) - 1, true}
	}
	lo, hi, wide := strings.Cut(text, "..")
	if !wide {
		hi = lo
	}
	return span{whole(lo), whole(hi), true}
}

var outcomeNames = []string{"content", "non_content", "some_data", "no_data", "rejected", "nothing", "pending"}

// says is what a report says of a column, or what follows from the rest of its
// line: of no requests nothing came, and where the outcomes add up to the requests
// there are none of those it does not print.
func (p *onPaper) says(t *testing.T, r reportRow, column string) span {
	t.Helper()
	requests := spanOf(t, r["requests"])
	isOutcome := slices.Contains(outcomeNames, column)
	counted := !p.kinds[[2]string{r["publisher"], r["type"]}].accounts(r)
	if own := spanOf(t, r[column]); own.said && (!isOutcome || counted) {
		return own
	}
	if requests == (span{0, 0, true}) {
		return requests
	}
	if !isOutcome || !counted {
		return span{}
	}
	sum := 0
	for _, name := range outcomeNames {
		sum += spanOf(t, r[name]).hi
	}
	// A sum of two outcomes does not say what each of them is.
	sumOf := func(name string, parts ...string) bool {
		return spanOf(t, r[name]).hi > 0 && slices.Contains(parts, column)
	}
	if requests == (span{sum, sum, true}) && !sumOf("nothing", "no_data", "rejected") && !sumOf("some_data", "content", "non_content") {
		return span{0, 0, true}
	}
	return span{}
}

// unsaid is the part of a report's requests that no outcome accounts for.
func (p *onPaper) unsaid(t *testing.T, r reportRow) span {
	t.Helper()
	left := spanOf(t, r["requests"])
	for _, name := range outcomeNames {
		part := p.says(t, r, name)
		left.lo, left.hi = left.lo-part.hi, left.hi-part.lo
	}
	left.lo, left.hi = max(left.lo, 0), max(left.hi, 0)
	return left
}

// sum adds a column over reports; floor says that one of them does not say it, and
// that no line for what is not itemised says it for all. At least none says nothing.
func (p *onPaper) sum(t *testing.T, reports []reportRow, column string) (sum span, floor bool) {
	t.Helper()
	value := func(r reportRow) span {
		if column == "unspecified" {
			return p.unsaid(t, r)
		}
		return p.says(t, r, column)
	}
	for _, r := range reports {
		own := value(r)
		sum = span{sum.lo + own.lo, sum.hi + own.hi, sum.said || own.said}
		floor = floor || !own.said && !slices.ContainsFunc(reports, func(o reportRow) bool {
			return o["country"] == "ZZ" && value(o).said && o["publisher"] == r["publisher"] && o["period"] == r["period"] &&
				o["service"] == r["service"] && o["type"] == r["type"]
		})
	}
	if floor && sum.lo == 0 {
		return span{}, false
	}
	return sum, floor && sum.said
}

// rate divides what some reports say in a column, or several, by the requests of
// those that print it. A percentage stands in where it is all that is printed. What
// those with less than half of all requests print is no rate of them all.
func (p *onPaper) rate(t *testing.T, reports []reportRow, columns ...string) string {
	t.Helper()
	above, below, all := 0.0, 0.0, 0.0
	for _, r := range reports {
		requests, part, said := spanOf(t, r["requests"]), 0.0, true
		all += requests.middle()
		for _, c := range columns {
			own := p.says(t, r, c)
			part += own.middle()
			said = said && own.said && r[c] != ""
		}
		if columns[0] == "content" && len(columns) > 1 {
			some := p.says(t, r, "some_data")
			part += some.middle()
			said = said || some.said && r["some_data"] != ""
			if percent := spanOf(t, r["disclosed_percent"]); !said && percent.said {
				part, said = requests.middle()*percent.middle()/100, true
			}
		}
		if said && requests.said {
			above += part
			below += requests.middle()
		}
	}
	if below == 0 || below < all/2 {
		return ""
	}
	return strconv.FormatFloat(above/below, 'f', 6, 64)
}

// line is what a line of csv must say of some reports, where all are those under
// the filter that its share is of.
func (p *onPaper) line(t *testing.T, reports, all []reportRow) map[string]string {
	t.Helper()
	want := map[string]string{}
	var floors []string
	for _, column := range append([]string{"requests", "accounts", "unspecified"}, outcomeNames...) {
		sum, floor := p.sum(t, reports, column)
		if want[column] = sum.String(); floor {
			floors = append(floors, column)
		}
	}
	own, _ := p.sum(t, reports, "requests")
	whole, _ := p.sum(t, all, "requests")
	if own.said && whole.hi > 0 {
		want["share"] = strconv.FormatFloat(own.middle()/whole.middle(), 'f', 6, 64)
	}
	want["content_rate"] = p.rate(t, reports, "content")
	want["rejected_rate"] = p.rate(t, reports, "rejected")
	want["accounts_per_request"] = p.rate(t, reports, "accounts")
	want["disclosed_rate"] = p.rate(t, reports, "content", "non_content")
	slices.Sort(floors)
	want["floors"] = strings.Join(floors, ";")
	return want
}

// The figures of each view are the sums that one gets by adding up the lines of
// the reports by hand.
func TestViewsPrintWhatTheReportsAddUpTo(t *testing.T) {
	paper, d := readPaper(t), builtinData(t)
	within := func(from, to string) func(r reportRow) bool {
		return func(r reportRow) bool { return r["period"] >= from && r["period"] <= to }
	}
	everything := func(reportRow) bool { return true }
	for _, asked := range []struct {
		query    string
		under    func(r reportRow) bool // the filter, besides publisher and type
		by       string
		overTime bool
		shown    []string // the rows that must stand there, in any order; nil for all
	}{
		{query: "period=2012", under: within("2012", "2012"), by: "country"},
		{query: "view=map publisher=meta period=2016-H2", under: within("2016-H2", "2016-H2"), by: "country"},
		{query: "view=trend", under: everything, by: "country", overTime: true},
		{query: "view=trend pins=IE,KP,US", under: everything, by: "country", overTime: true, shown: []string{"US", "IE", "KP"}},
		{query: "view=trend publisher=google by=type period=2012-H1..2014-H2 type=all", under: within("2012-H1", "2014-H2"), by: "type", overTime: true},
		{query: "view=trend by=period country=DE", under: func(r reportRow) bool { return r["country"] == "DE" }, by: "period", overTime: true},
		{query: "view=matrix publisher=all period=2019-H1..2020-H2", under: within("2019-H1", "2020-H2"), by: "country", overTime: true},
		{query: "view=matrix by=service period=2012,2013-H1", under: within("2012", "2013-H1"), by: "service", overTime: true},
		{query: "view=matrix by=publisher country=GB", under: func(r reportRow) bool { return r["country"] == "GB" }, by: "publisher", overTime: true},
		{query: "view=compare pins=FR,GB period=2013-H1", under: within("2013-H1", "2013-H1"), by: "country", shown: []string{"FR", "GB"}},
		{query: "view=compare by=type publisher=apple type=all", under: everything, by: "type"},
		{query: "view=country country=TR", under: func(r reportRow) bool { return r["country"] == "TR" }, by: "period"},
		{query: "view=country select=BR publisher=twitter", under: func(r reportRow) bool { return r["country"] == "BR" }, by: "period"},
	} {
		t.Run(asked.query, func(t *testing.T) {
			q, err := query.Parse(asked.query, d)
			if err != nil {
				t.Fatal(err)
			}
			// Which publishers and types is the query's to say; of what they say, nothing is.
			publishers := q.Publisher.IDs
			if q.Publisher.Mode == query.Default && q.By != query.ByPublisher {
				publishers = []string{"microsoft"}
			}
			groups, moments := map[string][]reportRow{}, map[[2]string][]reportRow{}
			var all []reportRow
			inPeriod := map[string][]reportRow{}
			for _, r := range paper.reports {
				counted := paper.kinds[[2]string{r["publisher"], r["type"]}].counted || q.Type.Mode == query.All
				if !counted || publishers != nil && !slices.Contains(publishers, r["publisher"]) || !asked.under(r) {
					continue
				}
				all = append(all, r)
				inPeriod[r["period"]] = append(inPeriod[r["period"]], r)
				groups[r[asked.by]] = append(groups[r[asked.by]], r)
				moment := [2]string{r[asked.by], r["period"]}
				moments[moment] = append(moments[moment], r)
			}
			p := View(answer.NewEngine(d), q)
			lines := csvLines(t, p)
			for _, line := range lines {
				of, total := groups[line[asked.by]], all
				if asked.overTime && asked.by != "period" {
					of, total = moments[[2]string{line[asked.by], line["period"]}], inPeriod[line["period"]]
				}
				if len(of) == 0 {
					t.Fatalf("there is a line of %s %s, which no report has", line[asked.by], line["period"])
				}
				var floors []string
				for _, mark := range strings.Split(line["marks"], ";") {
					if column, is := strings.CutPrefix(mark, "floor:"); is && !strings.Contains(column, "per_million") && column != "change" && column != "difference" && column != "share" {
						floors = append(floors, column)
					}
				}
				slices.Sort(floors)
				line["floors"] = strings.Join(floors, ";")
				for column, want := range paper.line(t, of, total) {
					if got := line[column]; got != want && !nearly(got, want) {
						t.Errorf("%s %s: %s is %q, the reports add up to %q", line[asked.by], line["period"], column, got, want)
					}
				}
			}
			checkLines(t, p, lines, asked.by, asked.overTime, asked.shown, slices.Collect(maps.Keys(groups)), slices.Collect(maps.Keys(moments)))
		})
	}
}

// nearly says whether two decimals differ by no more than their last digit.
func nearly(a, b string) bool {
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err == nil && err2 == nil && strings.Contains(a, ".") && math.Abs(x-y) < 1.5e-6
}

// csvLines reads a document back from csv, by column; a name that stands twice
// must say the same twice.
func csvLines(t testing.TB, p *Document) []reportRow {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(written(t, p, "csv", answer.Format{}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		for i, name := range lines[0] {
			if first := slices.Index(lines[0], name); line[first] != line[i] {
				t.Errorf("%s is %q and %q in one line", name, line[first], line[i])
			}
		}
	}
	return byColumn(lines)
}

// checkLines holds the lines of a view against the groups, and groups in periods,
// that the reports have: each once, and none of those that are shown missing.
func checkLines(t *testing.T, p *Document, lines []reportRow, by string, overTime bool, shown, groups []string, moments [][2]string) {
	t.Helper()
	if shown == nil {
		shown = groups
		if p.Query.View == query.CompareView {
			shown = nil
			for _, r := range p.Answer.Rows[:min(5, len(p.Answer.Rows))] {
				shown = append(shown, r.ID)
			}
		}
	}
	var want, got []string
	for _, id := range shown {
		if !overTime || by == "period" {
			want = append(want, id)
		}
	}
	for _, m := range moments {
		if overTime && by != "period" && slices.Contains(shown, m[0]) {
			want = append(want, m[0]+" "+m[1])
		}
	}
	for _, line := range lines {
		name := line[by]
		if overTime && by != "period" {
			name += " " + line["period"]
		}
		got = append(got, name)
	}
	inOrder := slices.IsSortedFunc(lines, func(a, b reportRow) int {
		place := func(r reportRow) int {
			return slices.IndexFunc(p.Answer.Rows, func(row answer.Row) bool { return row.ID == r[by] })
		}
		return cmp.Or(place(a)-place(b), strings.Compare(a["period"], b["period"]))
	})
	if !inOrder {
		t.Errorf("the lines are not in the view's order: %v", got)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("the lines are\n%v\nand should be\n%v", got, want)
	}
}

// What show prints of each view of the built-in reports, asked for the first time.
func BenchmarkView(b *testing.B) {
	d := builtinData(b)
	for _, view := range query.Views() {
		b.Run(view.String(), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				engine := answer.NewEngine(d)
				if err := View(engine, query.Query{View: view}).Write(io.Discard, "csv", answer.Format{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestSignsOfAComparisonAreExplained looks for every sign in the cells of rows side
// by side, and of how far they lie from the first.
func TestSignsOfAComparisonAreExplained(t *testing.T) {
	d := builtinData(t)
	seen := map[string]int{}
	for _, query := range []string{
		"", "country=FR,DE", "publisher=all", "publisher=all by=publisher period=2024-H1", "by=period pins=2012,2014-H1", "by=period pins=2013-H1,2013-H2",
		"period=2013-H1 against=year", "by=service period=2013-H1", "by=region pins=Europe", "by=type type=all publisher=apple",
	} {
		for _, f := range []answer.Format{{}, {ASCII: true}} {
			table := ask(t, d, "view=compare "+query).Table(f, nil)
			explained := map[string]bool{}
			for _, s := range table.Signs(f) {
				explained[s.Mark] = true
			}
			stands := map[string]bool{}
			for _, line := range table.Lines {
				for _, c := range line.Cells {
					for _, pair := range [][2]string{{"≥", ">="}, {"≤", "<="}, {"≈", "~"}, {"÷ 2", "/2"}} {
						sign := pair[0]
						if f.ASCII {
							sign = pair[1]
						}
						stands[sign] = stands[sign] || strings.Contains(c.Text, sign)
					}
					stands["( )"] = stands["( )"] || strings.HasPrefix(c.Text, "(")
					missing := f.Figure(answer.Figure{}, report.Requests)
					stands[missing] = stands[missing] || c.Text == missing
				}
			}
			for sign, here := range stands {
				if here != explained[sign] {
					t.Errorf("%q: %s stands in the table: %t; it is explained: %t", query, sign, here, explained[sign])
				}
				if here {
					seen[sign]++
				}
			}
		}
	}
	for _, sign := range []string{"≥", "≤", "≈", "÷ 2", "( )", "·"} {
		if seen[sign] == 0 {
			t.Errorf("%s stands in none of the tables", sign)
		}
	}
}

func TestEveryViewHasARow(t *testing.T) {
	for _, v := range query.Views() {
		if row := views[v]; row.shows == "" || row.count == nil || row.data == nil {
			t.Errorf("data/print/views.go has no row for %s, or one that lacks what it shows, its count or its data", v)
		}
	}
}
