package print

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// counted is a reported count, rated a derived figure, each with its marks.
func counted(n int64, marks answer.Marks) answer.Figure {
	return answer.Figure{Reported: true, Lo: n, Hi: n, Marks: marks}
}

func rated(rate, covers float64, marks answer.Marks) answer.Figure {
	return answer.Figure{Reported: true, Rate: rate, Covers: covers, Marks: marks}
}

// madeRow is a row with some requests, and what else is done to it.
func madeRow(id, name string, requests int64, more func(r *answer.Row)) answer.Row {
	r := answer.Row{ID: id, Name: name, Records: 1}
	r.Figures[report.Requests] = counted(requests, 0)
	if more != nil {
		more(&r)
	}
	return r
}

// made is a document of an answer that no data is needed for.
func made(t *testing.T, asked string, total answer.Row, rows ...answer.Row) *Document {
	t.Helper()
	d := acmeData(t)
	q, err := query.Parse(asked, d)
	if err != nil {
		t.Fatal(err)
	}
	reply := &answer.Result{Query: q, Rows: rows, Total: total, Groups: len(rows), Itemised: len(rows)}
	return &Document{Query: q, view: &views[q.View], Answer: reply, Rows: rows, engine: answer.NewEngine(d)}
}

// changed gives a row a change and a difference, and what they compare.
func changed(rate, difference float64, marks answer.Marks, compare *answer.Compare) func(r *answer.Row) {
	return func(r *answer.Row) {
		covers := 1.0
		if compare != nil {
			covers = compare.Covers
		}
		r.Figures[report.Change] = rated(rate, covers, marks)
		r.Figures[report.Difference] = rated(difference, covers, marks)
		r.Compare = compare
	}
}

// cellsOf reads the csv form by column.
func cellsOf(t *testing.T, p *Document) []reportRow {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(string(written(t, p, "csv", answer.Format{})))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return byColumn(lines)
}

// objectsOf reads the json form.
func objectsOf(t *testing.T, p *Document) (rows []map[string]any, shown, total map[string]any) {
	t.Helper()
	var a struct {
		Rows         []map[string]any
		Shown, Total map[string]any
	}
	if err := json.Unmarshal(written(t, p, "json", answer.Format{}), &a); err != nil {
		t.Fatal(err)
	}
	return a.Rows, a.Shown, a.Total
}

func TestADifferenceIsExportedWholeOrWithAHalf(t *testing.T) {
	for want, difference := range map[string]float64{
		"-12.5": -12.5, "7": 7, "0": -0.1, "1234567": 1234567, "0.5": 0.5, "-3": -3.1,
	} {
		p := made(t, "measure=difference", answer.Row{}, madeRow("AA", "Aland", 1, changed(0.1, difference, 0, nil)))
		line := cellsOf(t, p)[0]
		if line["difference"] != want || line["change"] != "0.100000" {
			t.Errorf("a difference of %v and a change of 0.1 are exported as %s and %s", difference, line["difference"], line["change"])
		}
		rows, _, _ := objectsOf(t, p)
		if got, _ := json.Marshal(rows[0]["difference"]); string(got) != want {
			t.Errorf("a difference of %v is %s in json", difference, got)
		}
	}
}

func TestMarksAreNamedByTheirFigures(t *testing.T) {
	p := made(t, "by=period", answer.Row{}, madeRow("2013", "2013", 9, func(r *answer.Row) {
		changed(0.5, 4.5, answer.Halved|answer.Part|answer.Approx, &answer.Compare{Covers: 0.9})(r)
		r.Figures[report.Accounts] = counted(9, answer.Floor)
		r.Figures[report.Share] = rated(0.5, 1, answer.Ceiling)
		r.Figures[report.DisclosedRate] = rated(0.5, 1, answer.Approx|answer.WholePercent)
		r.Partial = "first half only"
	}))
	marks := strings.Split(cellsOf(t, p)[0]["marks"], ";")
	want := []string{
		"floor:accounts", "ceiling:share", "approx:disclosed_rate",
		"approx:change", "part:change", "halved:change", "approx:difference", "part:difference", "halved:difference",
		"partial:period",
	}
	slices.Sort(marks)
	slices.Sort(want)
	if !slices.Equal(marks, want) {
		t.Errorf("the marks are\n%s\nnot\n%s", marks, want)
	}
}

// hiding is a document of which some rows are hidden.
func hiding(t *testing.T, query string, of, small int) *Document {
	t.Helper()
	p := made(t, query, madeRow("", "", 75, nil), madeRow("AA", "Aland", 40, nil), madeRow("BB", "Beeland", 12, nil))
	shown := madeRow("", "", 52, func(r *answer.Row) { r.Figures[report.Share] = rated(52.0/75, 1, 0) })
	p.Answer.Groups, p.Answer.Itemised, p.Answer.Small, p.Answer.Shown = of, of, small, &shown
	return p
}

func TestTheRowsShownAreAddedUpWhereOthersAreHidden(t *testing.T) {
	p := hiding(t, "top=2", 54, 0)
	_, shown, total := objectsOf(t, p)
	if shown["requests"] != 52.0 || shown["share"] != 0.693333 || total["requests"] != 75.0 {
		t.Errorf("json says %v are shown of %v", shown, total)
	}
	if shown["change"] != nil {
		t.Errorf("the subtotal has a change of %v", shown["change"])
	}
	text := string(written(t, p, "markdown", answer.Format{}))
	above, below := strings.Index(text, "\n| **First 2** | **52** |"), strings.Index(text, "\n| **Total** | **75** |")
	if above < 0 || below < above {
		t.Errorf("no subtotal above the total:\n%s", text)
	}
	if lines := cellsOf(t, p); len(lines) != 2 {
		t.Errorf("csv has %d lines for 2 rows", len(lines))
	}

	whole := hiding(t, "", 2, 0)
	whole.Answer.Shown = nil
	if text := string(written(t, whole, "json", answer.Format{})); strings.Contains(text, `"shown"`) {
		t.Errorf("a subtotal of all rows:\n%s", text)
	}
}

func TestTheRecordsShownAreAddedUpWhereOthersAreHidden(t *testing.T) {
	d := acmeData(t)
	for _, asked := range []struct{ query, of string }{{"top=3", "First 3"}, {"search=aland", "4 shown"}, {"search=nowhere", "0 shown"}} {
		p := ask(t, d, "view=records "+asked.query)
		var sum int64
		for r := range p.Records() {
			lo, _ := r.Counts[report.Requests].Bounds()
			sum += int64(lo)
		}
		table := p.Table(answer.Format{}, nil)
		if sums := table.Sums; len(sums) != 2 || report.Capital(sums[0].Name) != asked.of || len(sums[0].Cells) != len(sums[1].Cells) {
			t.Errorf("%s: below the lines stands %v", asked.query, sums)
		}
		text := string(written(t, p, "markdown", answer.Format{}))
		if above, below := strings.Index(text, "\n| **"+asked.of+"** |"), strings.Index(text, "\n| **Total** |"); above < 0 || below < above {
			t.Errorf("%s: no subtotal above the total:\n%s", asked.query, text)
		}
		_, shown, total := objectsOf(t, p)
		least := shown["requests"]
		if ends, isRange := least.(map[string]any); isRange {
			least = ends["lo"]
		}
		if shown == nil || total["requests"] == nil || sum > 0 && least != float64(sum) || sum == 0 && least != nil {
			t.Errorf("%s: json says %v are shown, want %d", asked.query, shown, sum)
		}
	}
	whole := ask(t, d, "view=records")
	if table := whole.Table(answer.Format{}, nil); len(table.Sums) != 1 {
		t.Error("a subtotal of all records")
	}
}

func TestWhereNoRowIsLeftNoneStandsAboveTheTotal(t *testing.T) {
	d := acmeData(t)
	for _, query := range []string{"search=zzz", "min=99999", "view=matrix search=zzz", "by=service search=zzz", "by=outcome search=zzz"} {
		p := ask(t, d, query)
		table := p.Table(answer.Format{}, answer.TableColumns(p.Answer))
		shown := table.Sums[0]
		if len(p.Rows) != 0 || shown.Name != "0 shown" || len(shown.Cells) != len(table.Heads) {
			t.Errorf("%s: of %d rows %d cells stand as %q", query, len(p.Rows), len(shown.Cells), shown.Name)
		}
		for i, cell := range shown.Cells {
			if cell.Text != "·" || !cell.Faint {
				t.Errorf("%s: no rows come to %q in column %d", query, cell.Text, i)
			}
		}
		text := string(written(t, p, "markdown", answer.Format{}))
		if above, below := strings.Index(text, "| **0 shown** |"), strings.Index(text, "| **Total** |"); above < 0 || below < above {
			t.Errorf("%s: nothing above the total:\n%s", query, text)
		}
		if _, shown, _ := objectsOf(t, p); shown == nil || shown["requests"] != nil {
			t.Errorf("%s: json says %v are shown", query, shown)
		}
	}
}

func TestASubtotalSaysWhatItIsOf(t *testing.T) {
	for _, asked := range []struct {
		query string
		small int
		want  string
	}{
		{"top=2", 0, "first 2"},
		{"search=land", 0, "2 shown"},
		{"top=2 search=land", 0, "2 shown"},
		{"top=2 min=10", 9, "2 shown"},
		{"top=5 min=10", 52, "2 shown"},
	} {
		if got := hiding(t, asked.query, 54, asked.small).Table(answer.Format{}, nil).Sums[0].Name; got != asked.want {
			t.Errorf("%s: the subtotal is called %q, not %q", asked.query, got, asked.want)
		}
	}
}

func TestSmallRowsThatAreHiddenAreCounted(t *testing.T) {
	for _, asked := range []struct {
		query string
		small int
		want  string
	}{
		{"measure=rejected_rate", 23, "23 rows under 10 requests hidden, min=1 shows them"},
		{"min=1000", 1, "1 row under 1,000 requests hidden, min=1 shows it"},
		{"min=1", 2, "2 rows without a request hidden"},
		{"min=1", 1, "1 row without a request hidden"},
		{"measure=rejected_rate", 0, ""},
	} {
		p := hiding(t, asked.query, 54, asked.small)
		if got := p.Small(); got != asked.want {
			t.Errorf("%s hides %d rows and says %q, not %q", asked.query, asked.small, got, asked.want)
		}
		if says := p.Table(answer.Format{}, nil).Says; slices.Contains(says, asked.want) != (asked.want != "") {
			t.Errorf("%s: below the table stands %q", asked.query, says)
		}
	}
	p := ask(t, acmeData(t), "view=compare min=10")
	p.Answer.Small = 3
	if got := p.Small(); got != "" {
		t.Errorf("a view that shows rows of its own choice says %q", got)
	}
}

func TestAYearThatIsNotAllThereSaysSo(t *testing.T) {
	half := func(r *answer.Row) { r.Partial = "first half only" }
	p := made(t, "by=year", madeRow("", "", 30, nil), madeRow("2024", "2024", 20, nil), madeRow("2025", "2025", 10, half))
	text := string(written(t, p, "markdown", answer.Format{}))
	if !strings.Contains(text, "| 2025, first half only |") || !strings.Contains(text, "| 2024 |") {
		t.Errorf("the row of half a year does not say so, or that of a whole one does:\n%s", text)
	}
	if !strings.HasPrefix(text, "**Requests to Acme by year, ") || !strings.Contains(text, "| Year |") {
		t.Errorf("years are not called so:\n%s", text)
	}
	lines := cellsOf(t, p)
	if lines[0]["marks"] != "" || lines[1]["marks"] != "partial:period" || lines[1]["period"] != "2025" {
		t.Errorf("csv says %v", lines)
	}
	rows, _, _ := objectsOf(t, p)
	if rows[1]["partial"] != "first half only" {
		t.Errorf("json says %v", rows[1])
	}
	if _, said := rows[0]["partial"]; said {
		t.Errorf("json says of a whole year %v", rows[0])
	}

	if text := string(written(t, ask(t, builtinData(t), "publisher=linkedin period=2011 top=1"), "markdown", answer.Format{})); strings.Count(text, ", 2011, second half only**") != 1 || strings.Count(text, "second half only") != 1 {
		t.Errorf("the heading does not say that half of the year is missing, or what it says of all rows is said again of each:\n%s", text)
	}
	if _, shown, _ := objectsOf(t, ask(t, builtinData(t), "publisher=linkedin period=2011 top=1")); shown["partial"] != "second half only" {
		t.Errorf("json says of the rows shown %v", shown)
	}
	if _, _, sum := objectsOf(t, made(t, "period=2025", madeRow("", "", 10, half), madeRow("AA", "Aland", 10, nil))); sum["partial"] != "first half only" {
		t.Errorf("json says of the total %v", sum)
	}
}

// said is what stands below the table about changes.
func said(p *Document, columns ...report.Column) []string {
	return p.Table(answer.Format{}, columns).Says
}

func TestWhatTakesPartInAChangeIsSaidOnce(t *testing.T) {
	four := &answer.Compare{Publishers: []string{"a", "b", "c", "d"}, Of: 6, Covers: 0.6}
	all := &answer.Compare{Publishers: []string{"a", "b"}, Of: 2, Covers: 1}
	skype := &answer.Compare{Publishers: []string{"a"}, Of: 1, Covers: 0.906, Without: []string{"Skype"}}
	row := func(name string, c *answer.Compare) answer.Row { return madeRow(name, name, 9, changed(0.1, 1, 0, c)) }
	for name, asked := range map[string]struct {
		total *answer.Compare
		rows  []answer.Row
		want  []string
	}{
		"the same of all": {four, []answer.Row{row("A", four), row("B", four)}, []string{"change: 4 of 6 publishers"}},
		"a row apart": {four, []answer.Row{row("A", four), row("B", skype)},
			[]string{"change of the total: 4 of 6 publishers", "change of B: without Skype"}},
		"the rows alone": {all, []answer.Row{row("A", skype), row("B", skype)}, []string{"change of A and B: without Skype"}},
		"a whole row":    {four, []answer.Row{row("A", all)}, []string{"change of the total: 4 of 6 publishers", "change of A: all publishers"}},
		"none of one":    {&answer.Compare{Of: 1}, nil, nil}, // which has no change
		"all of all":     {all, []answer.Row{row("A", all)}, nil},
		"many": {all, []answer.Row{row("A", skype), row("B", skype), row("C", skype), row("D", skype), row("E", skype)},
			[]string{"change of A, B, C and 2 more: without Skype"}},
	} {
		total := madeRow("", "", 9, changed(0.1, 1, 0, asked.total))
		p := made(t, "", total, asked.rows...)
		if got := said(p, report.Requests, report.Change); !slices.Equal(got, asked.want) {
			t.Errorf("%s: below the table stands %q, not %q", name, got, asked.want)
		}
		if got := said(p, report.Requests); len(got) > 0 {
			t.Errorf("%s: without a change in the table there stands %q", name, got)
		}
	}
	var apart []answer.Row
	for _, left := range []string{"Skype", "LinkedIn", "Apple", "Meta", "Twitter"} {
		apart = append(apart, row(left[:1], &answer.Compare{Publishers: []string{"a"}, Of: 1, Without: []string{left}}))
	}
	want := []string{"change of S: without Skype", "change of L: without LinkedIn", "change of A: without Apple", "2 more rows compare otherwise: see --format json"}
	if got := said(made(t, "", madeRow("", "", 9, changed(0.1, 1, 0, all)), apart...), report.Change); !slices.Equal(got, want) {
		t.Errorf("of rows that are all apart there stands %q", got)
	}
	p := made(t, "", madeRow("", "", 9, changed(0.1, 1, 0, skype)))
	if got := said(p, report.Change, report.Difference); !slices.Equal(got, []string{"change and difference: without Skype"}) {
		t.Errorf("of both columns there stands %q", got)
	}
}

func TestOnlyWhatTheTotalComparesIsSaidOfIt(t *testing.T) {
	whole := &answer.Compare{Publishers: []string{"a"}, Of: 1, Covers: 1}
	skype := &answer.Compare{Publishers: []string{"a"}, Of: 1, Covers: 0.9, Without: []string{"Skype"}}
	row := func(name string, c *answer.Compare) answer.Row { return madeRow(name, name, 9, changed(0.1, 1, 0, c)) }
	silent := func(c *answer.Compare) answer.Row { // too little stands on both sides
		return madeRow("", "", 9, func(r *answer.Row) { r.Compare = c })
	}
	for name, asked := range map[string]struct {
		total answer.Row
		rows  []answer.Row
		want  []string
	}{
		"rows that compare all":         {row("", skype), []answer.Row{row("A", whole), row("B", whole)}, []string{"change of the total: without Skype"}},
		"no change of the total":        {silent(skype), []answer.Row{row("A", whole)}, nil},
		"only rows that have a change":  {silent(skype), []answer.Row{row("A", skype), row("B", skype)}, []string{"change: without Skype"}},
		"rows apart, without the total": {silent(skype), []answer.Row{row("A", skype), row("B", whole)}, []string{"change of A: without Skype"}},
	} {
		if got := said(made(t, "", asked.total, asked.rows...), report.Change); !slices.Equal(got, asked.want) {
			t.Errorf("%s: below the table stands %q, not %q", name, got, asked.want)
		}
	}
}

func TestWhatIsLeftOutIsOneList(t *testing.T) {
	for _, asked := range []struct {
		left []string
		want string
	}{
		{[]string{"Skype"}, "without Skype"},
		{[]string{"Skype", "82 countries"}, "without Skype and 82 countries"},
		{[]string{"Skype", "LinkedIn", "82 countries"}, "without Skype, LinkedIn and 82 countries"},
		{[]string{"Apple, which prints the year", "82 countries"}, "without Apple, which prints the year, and 82 countries"},
	} {
		if got := takesPart(&answer.Compare{Publishers: []string{"a"}, Of: 1, Without: asked.left}); got != asked.want {
			t.Errorf("of what is left out there stands %q, not %q", got, asked.want)
		}
	}
}

func TestJSONSaysWhatAChangeCompares(t *testing.T) {
	compare := &answer.Compare{Publishers: []string{"apple", "google"}, Of: 6, Covers: 0.906, Without: []string{"Skype"}}
	p := made(t, "by=period", madeRow("", "", 9, changed(0.1, 1, answer.Part, compare)),
		madeRow("2020-H1", "2020-H1", 5, func(r *answer.Row) { r.Compare = &answer.Compare{Base: true} }),
		madeRow("2020-H2", "2020-H2", 4, changed(-0.1, -0.5, answer.Part, compare)),
		madeRow("2021-H1", "2021-H1", 4, nil))
	rows, _, total := objectsOf(t, p)
	for _, of := range []map[string]any{rows[1], total} {
		if text, _ := json.Marshal(of["publishers"]); string(text) != `["apple","google"]` || of["covers"] != 0.906 {
			t.Errorf("beside a change stands %v", of)
		}
		if text, _ := json.Marshal(of["without"]); string(text) != `["Skype"]` {
			t.Errorf("what is left out is %s", text)
		}
	}
	if rows[0]["base"] != true || rows[0]["change"] != nil {
		t.Errorf("the base is %v", rows[0])
	}
	for _, name := range []string{"covers", "publishers", "without", "base"} {
		if _, there := rows[2][name]; there {
			t.Errorf("where nothing is compared stands %s: %v", name, rows[2])
		}
	}
	text := string(written(t, p, "markdown", answer.Format{}))
	if !strings.Contains(text, "| 2020-H1 | 5 | base | base |") {
		t.Errorf("the base is not named in the table:\n%s", text)
	}
	if lines := cellsOf(t, p); lines[0]["change"] != "" || strings.Contains(string(written(t, p, "csv", answer.Format{})), "base") {
		t.Errorf("csv says %v", lines[0])
	}
}

// Beside periods, the rows shown are added up in each of them.
func TestTheRowsShownAreAddedUpInEveryPeriod(t *testing.T) {
	d := acmeData(t)
	for _, query := range []string{"view=matrix search=land", "view=matrix by=service search=mail", "view=trend search=land measure=accounts"} {
		p := ask(t, d, query)
		measure := p.Query.Measure
		shown := madeRow("", "", 1, nil)
		p.Answer.Shown = &shown
		table := p.Table(answer.Format{}, nil)
		sum := table.Sums[0].Cells
		if len(p.Rows) == p.Answer.Groups || len(table.Sums) != 2 || len(sum) != len(table.Heads) || len(p.periods()) < 2 {
			t.Fatalf("%s: %d of %d rows, and %d cells below %d heads", query, len(p.Rows), p.Answer.Groups, len(sum), len(table.Heads))
		}
		for i, at := range p.periods() {
			var whole answer.Figure
			for _, cells := range p.cells {
				if cells[at] == nil {
					continue
				}
				own := cells[at].Figures[measure]
				whole.Reported = whole.Reported || own.Reported
				whole.Lo, whole.Hi = whole.Lo+own.Lo, whole.Hi+own.Hi
			}
			want := answer.Format{}.Figure(whole, measure)
			if got := strings.TrimPrefix(sum[i+1].Text, "≥ "); got != want { // after all periods together
				t.Errorf("%s: in %s the rows shown are %s together, and come to %s", query, p.panel.Periods[at], got, want)
			}
		}
		if page := string(written(t, p, "markdown", answer.Format{})); !strings.Contains(page, " shown** |") {
			t.Errorf("%s: no line for the rows shown:\n%s", query, page)
		}
	}
	pinned := ask(t, d, "view=trend pins=BB,CC top=1")
	row := madeRow("", "", 1, nil)
	pinned.Answer.Shown = &row
	if table := pinned.Table(answer.Format{}, nil); len(table.Sums) != 1 {
		t.Errorf("below pinned rows stands a sum of others: %v", table.Sums)
	}
}

func TestAShareOfTheRowsShownIsOfAllInThatPeriod(t *testing.T) {
	p := ask(t, acmeData(t), "view=matrix measure=share search=deeland period=2020-H1")
	at := slices.Index(p.panel.Periods, report.Period{Year: 2020, Half: 1})
	whole := p.panel.Totals[at].Figures[report.Requests]
	got := p.subtotalIn(at, report.Share)
	if want := 1 / whole.Value(report.Requests); !whole.IsRange() || got.Rate != want || !got.Marks.Has(answer.Approx) {
		t.Errorf("1 of %d to %d requests is a share of %v, marked %v", whole.Lo, whole.Hi, got.Rate, got.Marks.Names())
	}
	if got := p.subtotalIn(at, report.Change); got.Reported {
		t.Errorf("the rows shown have a change of %v", got.Rate)
	}
}

func TestYearsAndBasesAreNamedBesidePeriods(t *testing.T) {
	p := ask(t, acmeData(t), "view=matrix by=region measure=change")
	first, second := p.panel.Periods[0].String(), p.panel.Periods[1].String()
	p.panel.Totals[0].Partial = "first half only"
	p.panel.Totals[1].Compare = &answer.Compare{Publishers: []string{"a"}, Of: 3, Covers: 0.5}
	europe := slices.IndexFunc(p.Rows, func(r answer.Row) bool { return r.ID == "Europe" })
	p.cells[europe][0].Compare = &answer.Compare{Base: true}
	p.cells[europe][1].Partial = "second half only"
	table := p.Table(answer.Format{}, nil)
	for _, want := range []string{first + ": first half only", second + " of Europe: second half only", "change in " + second + ": 1 of 3 publishers"} {
		if !slices.Contains(table.Says, want) {
			t.Errorf("below the table stands %q, and not %q", table.Says, want)
		}
	}
	at := slices.IndexFunc(table.Heads, func(h Head) bool { return h.Text == first })
	if got := table.Lines[europe].Cells[at].Text; got != "base" {
		t.Errorf("what the others are compared with says %q", got)
	}
	line := cellsOf(t, p)[slices.IndexFunc(cellsOf(t, p), func(r reportRow) bool { return r["region"] == "Europe" && r["period"] == second })]
	if marks := strings.Split(line["marks"], ";"); !slices.Contains(marks, "partial:period") {
		t.Errorf("csv marks the half year with %v", marks)
	}
}

func TestAPeriodThatComparesNothingIsNotSaidToCompare(t *testing.T) {
	p := ask(t, acmeData(t), "view=matrix by=region measure=change")
	last := len(p.panel.Periods) - 1
	p.panel.Totals[last].Compare = &answer.Compare{Publishers: []string{"a"}, Of: 3, Covers: 0.1}
	says := func() bool {
		return slices.ContainsFunc(p.Table(answer.Format{}, nil).Says, func(text string) bool { return strings.Contains(text, "1 of 3 publishers") })
	}
	p.panel.Totals[last].Figures[report.Change] = rated(0.1, 1, 0)
	if !says() {
		t.Error("nothing says who takes part in a change that is reported")
	}
	p.panel.Totals[last].Figures[report.Change] = answer.Figure{}
	for i := range p.cells {
		p.cells[i][last] = nil
	}
	if says() {
		t.Error("something says who takes part where no change is reported")
	}
}

func TestGroupsThatShareMembersHaveATotalOfTheirOwn(t *testing.T) {
	p := made(t, "by=group", madeRow("", "", 50, nil), madeRow("eu", "European Union", 40, nil), madeRow("g7", "G7", 30, nil))
	table := p.Table(answer.Format{}, []report.Column{report.Requests})
	if table.Sums[0].Name != "Total" || len(table.Says) != 1 || !strings.Contains(table.Says[0], "do not add up") {
		t.Errorf("groups that overlap have a total called %q, and below them stands %q", table.Sums[0].Name, table.Says)
	}
	if line := cellsOf(t, p)[0]; line["group"] != "eu" || line["name"] != "European Union" {
		t.Errorf("csv says %v", line)
	}
}

func TestATurnedTableKeepsItsSums(t *testing.T) {
	cells := func(texts ...string) (list []Cell) {
		for _, text := range texts {
			list = append(list, Cell{Text: text})
		}
		return list
	}
	table := Table{
		Name: "Country", Heads: []Head{{Text: "2012"}, {Text: "2013"}},
		Lines: []Line{{Name: "Aland", Cells: cells("1", "2")}},
		Sums:  []Line{{Name: "first 1", Cells: cells("3", "4")}, {Name: "9 countries", Cells: cells("5", "6")}},
	}
	turned := table.turned("Period")
	var heads, second []string
	for i, h := range turned.Heads {
		heads = append(heads, h.Text)
		second = append(second, turned.Lines[1].Cells[i].Text)
	}
	if !slices.Equal(heads, []string{"Aland", "First 1", "9 countries"}) || !slices.Equal(second, []string{"2", "4", "6"}) || turned.Sums != nil {
		t.Errorf("turned, %v stand above %v", heads, second)
	}
}
