package figure

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/report"
)

// rect is a rectangle of a drawing.
type rect struct {
	x, y, w, h float64
	fill       string
}

var rectangle = regexp.MustCompile(`<rect x="([-0-9.]+)" y="([-0-9.]+)" width="([0-9.]+)" height="([0-9.]+)" fill="([^"]+)"/>`)

// rects are the rectangles of a picture in order, but its ground.
func rects(svg string) (list []rect) {
	for _, m := range rectangle.FindAllStringSubmatch(svg, -1)[1:] {
		var n [4]float64
		for i := range n {
			n[i], _ = strconv.ParseFloat(m[i+1], 64)
		}
		list = append(list, rect{n[0], n[1], n[2], n[3], m[5]})
	}
	return list
}

// made is a dataset of one publisher, whose records are lines of period, country and
// counts as columns say.
func made(t testing.TB, rows ...report.Record) *report.Dataset {
	t.Helper()
	tables := report.Tables{
		Publishers: []report.Publisher{{ID: "acme", Label: "Acme"}},
		Countries: []report.Country{
			{Code: "AA", Name: "Aland"}, {Code: "BB", Name: "Beland"}, {Code: "CC", Name: "Ceeland"}, {Code: "ZZ", Name: "Not itemised"},
		},
		Sources: []report.Source{{ID: "s", Title: "The report", Publisher: "Acme", URL: "https://acme.example"}},
		Notes:   []report.Note{{ID: "new", Scope: "publisher=acme period=2020-H1..", Text: "Counted anew.", Break: report.Period{Year: 2020, Half: 1}}},
	}
	tables.Services = append(tables.Services, report.Service{Publisher: "acme", ID: "mail", Label: "Mail"})
	tables.Types = append(tables.Types, report.Type{Publisher: "acme", ID: "legal", Label: "Legal", InTotals: true})
	var c report.Columns
	var dict report.Dictionary
	for _, r := range rows {
		r.Publisher, r.Service, r.Type, r.Source = "acme", "mail", "legal", "s"
		c.Append(r, &dict)
	}
	d, err := report.NewDataset(tables, c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// row is a record of requests and content.
func row(period, country string, requests, content report.Amount) report.Record {
	p, _ := report.ParsePeriod(period)
	r := report.Record{Period: p, Country: country}
	r.Counts[report.Requests], r.Counts[report.Content] = requests, content
	return r
}

func TestBarsAreAsLongAsTheirFigures(t *testing.T) {
	d := made(t, row("2020-H1", "AA", report.Exact(400), report.Exact(100)), row("2020-H1", "BB", report.Exact(200), report.Exact(200)))
	p := colors()
	var content, rest []float64
	for _, r := range rects(written(t, d, "", options(0, 0))) {
		if r.h < 12.1 { // a patch of the legend
			continue
		}
		switch r.fill {
		case p.Outcomes[report.Content]:
			content = append(content, r.w)
		case p.Outcomes[report.Unspecified]:
			rest = append(rest, r.w)
		}
	}
	if len(content) != 2 || len(rest) != 1 || math.Abs(content[1]-2*content[0]) > 0.3 || math.Abs(rest[0]-3*content[0]) > 0.4 {
		t.Errorf("of 100 and 200 requests bars are %v long, of 300 unspecified %v", content, rest)
	}
}

// Between the ends of a range a bar is striped, and what is at least so much ends in
// stripes; nothing else does.
func TestWhatIsNotExactlyKnownIsStriped(t *testing.T) {
	striped := func(asked string, rows ...report.Record) (n int) {
		for _, r := range rects(written(t, made(t, rows...), asked, options(0, 0))) {
			if strings.HasPrefix(r.fill, "url(#hatch") {
				n++
			}
		}
		return n
	}
	exact := row("2020-H1", "AA", report.Exact(400), report.Amount{})
	if n := striped("", exact); n != 0 {
		t.Errorf("%d stripes where all is known", n)
	}
	if n := striped("", exact, row("2020-H1", "BB", report.Between(100, 499), report.Amount{})); n != 1 {
		t.Errorf("%d stripes for one range", n)
	}
	floor := []report.Record{row("2020-H1", "AA", report.Exact(10), report.Exact(4)), row("2020-H2", "AA", report.Amount{}, report.Exact(1))}
	if n := striped("scale=log", floor...); n != 1 {
		t.Errorf("%d stripes for one floor", n)
	}
	svg := written(t, made(t, floor...), "scale=log", options(0, 0))
	for _, want := range []string{">≥ 10<", "at least", "A striped end: at least so much", "Logarithmic scale"} {
		if !strings.Contains(strings.ToLower(svg), strings.ToLower(want)) {
			t.Errorf("no %q", want)
		}
	}
}

func TestAYearAmongHalvesIsDrawnAtHalf(t *testing.T) {
	d := made(t, row("2018", "AA", report.Exact(400), report.Amount{}), row("2019-H1", "AA", report.Exact(200), report.Amount{}))
	var bars []rect
	svg := written(t, d, "by=period", options(0, 0))
	for _, r := range rects(svg) {
		if r.h > 12.1 && r.h < 15 && r.fill == colors().Amount {
			bars = append(bars, r)
		}
	}
	if len(bars) != 2 || bars[0].w != bars[1].w {
		t.Errorf("400 in a year and 200 in half of one are drawn as %v", bars)
	}
	if !strings.Contains(svg, ">400 ÷ 2<") || !strings.Contains(svg, "÷ 2: a year among half-years is drawn at half its value") {
		t.Error("that it is half the year is not said")
	}
	svg = written(t, d, "view=trend", options(0, 0))
	stroke := lineOf(svg)
	if len(stroke) != 1 || len(stroke[0]) != 3 {
		t.Fatalf("a year and the half after it are drawn as %v", stroke)
	}
	if y := stroke[0][0][1]; stroke[0][1][1] != y || stroke[0][2][1] != y || stroke[0][1][0]-stroke[0][0][0] < 500 {
		t.Errorf("400 in a year do not stand as high as 200 in half of one: %v", stroke)
	}
}

// lineOf is the first line of a chart: its strokes, each a list of points.
func lineOf(svg string) (strokes [][][2]float64) {
	m := regexp.MustCompile(`<path d="([^"]+)" fill="none" stroke="[^"]+" stroke-width="2.2"`).FindStringSubmatch(svg)
	if m == nil {
		return nil
	}
	for _, part := range strings.Split(m[1], "M")[1:] {
		var stroke [][2]float64
		for _, point := range strings.Split(part, "L") {
			var p [2]float64
			_, _ = fmt.Sscan(point, &p[0], &p[1])
			stroke = append(stroke, p)
		}
		strokes = append(strokes, stroke)
	}
	return strokes
}

// A line is never joined over a period of which nothing is known, nor over a break,
// which is a dashed line with the number of its note.
func TestLinesEndAtGapsAndBreaks(t *testing.T) {
	exact := func(period string) report.Record { return row(period, "AA", report.Exact(10), report.Amount{}) }
	whole := written(t, made(t, exact("2018-H1"), exact("2018-H2"), exact("2019-H1"), exact("2019-H2")), "view=trend", options(0, 0))
	if strokes := lineOf(whole); len(strokes) != 1 || len(strokes[0]) != 4 || strings.Contains(whole, "stroke-dasharray") {
		t.Errorf("four half-years without a break are drawn as %v", strokes)
	}
	gap := written(t, made(t, exact("2018-H1"), exact("2018-H2"), exact("2019-H2"), row("2019-H1", "BB", report.Exact(1), report.Amount{})), "view=trend country=AA", options(0, 0))
	if strokes := lineOf(gap); len(strokes) != 2 {
		t.Errorf("a line over a gap is drawn as %v", strokes)
	}
	broken := written(t, made(t, exact("2019-H1"), exact("2019-H2"), exact("2020-H1"), exact("2020-H2")), "view=trend", options(0, 0))
	if strokes := lineOf(broken); len(strokes) != 2 || len(strokes[0]) != 2 || len(strokes[1]) != 2 {
		t.Errorf("a line over a break is drawn as %v", strokes)
	}
	for _, want := range []string{`stroke-dasharray="5 4"`, ">[1]<", ">[1] Counted anew.<", "Dashed line"} {
		if !strings.Contains(broken, want) && !strings.Contains(broken, strings.ToLower(want)) {
			t.Errorf("no %s where a series breaks", want)
		}
	}
}

func TestWhatIsFewerLiesOnTheOtherSideOfZero(t *testing.T) {
	var rows []report.Record
	for country, counts := range map[string][2]int{"AA": {100, 150}, "BB": {100, 50}} {
		rows = append(rows, row("2020-H1", country, report.Exact(counts[0]), report.Amount{}), row("2020-H2", country, report.Exact(counts[1]), report.Amount{}))
	}
	slices.SortFunc(rows, func(a, b report.Record) int {
		return strings.Compare(a.Country+a.Period.String(), b.Country+b.Period.String())
	})
	var bars []rect
	svg := written(t, made(t, rows...), "period=2020-H2 measure=change", options(0, 0))
	for _, r := range rects(svg) {
		if r.h > 12.1 && (r.fill == colors().Amount || r.fill == colors().Fewer) {
			bars = append(bars, r)
		}
	}
	if len(bars) != 2 || bars[0].fill == bars[1].fill || math.Abs(bars[0].x-(bars[1].x+bars[1].w)) > 0.2 || math.Abs(bars[0].w-bars[1].w) > 0.2 {
		t.Errorf("half more and half less are drawn as %+v", bars)
	}
	if !strings.Contains(svg, ">+50.0 %<") || !strings.Contains(svg, ">−50.0 %<") {
		t.Error("their values are not there")
	}
}

// Names are other people's text.
func TestHostileNamesStayText(t *testing.T) {
	tables := builtin(t).Tables
	tables.Countries = slices.Clone(tables.Countries)
	tables.Sources = slices.Clone(tables.Sources)
	name := `</text><script>alert("1")</script>&` + "\x1b[2J\u202e" + strings.Repeat("日本語の長い国名", 12)
	for i := range tables.Countries {
		if tables.Countries[i].Code == "US" {
			tables.Countries[i].Name = name
		}
	}
	for i := range tables.Sources {
		tables.Sources[i].URL = "javascript:alert('" + strings.Repeat("x", 300) + "')\"><a href=\"x"
	}
	d, err := report.NewDataset(tables, builtin(t).Columns())
	if err != nil {
		t.Fatal(err)
	}
	for _, view := range []string{"explore", "trend", "map", "matrix", "compare", "country", "records top=9", "sources"} {
		for _, width := range []int{LeastWidth, DefaultWidth} {
			f, err := draw(answer.NewEngine(d), ask(t, d, "country=US,GB period=2012..2013 view="+view), options(width, 0))
			if err != nil {
				t.Fatal(err)
			}
			svg := f.svg(f.high())
			if strings.Contains(svg, "<script") || strings.Contains(svg, "<a ") || strings.ContainsAny(svg, "\x1b\u202e") {
				t.Errorf("%s: a name became more than text", view)
			}
			plain(t, svg)
			apart(t, f)
		}
	}
}

func TestAFigureInASCIIHasNoOtherSigns(t *testing.T) {
	for _, asked := range []string{"", "by=period", "view=trend", "view=map", "view=trend scale=log", "view=matrix", "view=compare", "view=country", "measure=change by=period"} {
		o := options(DefaultWidth, 0)
		o.Format.ASCII = true
		d := made(t, row("2018", "AA", report.Exact(400), report.Amount{}), row("2019-H1", "AA", report.Between(100, 499), report.Amount{}),
			row("2019-H2", "AA", report.Exact(4), report.Exact(1)), row("2019-H2", "BB", report.Exact(4), report.Exact(1)))
		f, err := draw(answer.NewEngine(d), ask(t, d, asked), o)
		if err != nil {
			t.Fatal(err)
		}
		for _, said := range f.said {
			if strings.ContainsFunc(said, func(r rune) bool { return r > '~' }) {
				t.Errorf("%q says %q", asked, said)
			}
		}
	}
}

func TestTheQuestionAtTheFootCanBeTyped(t *testing.T) {
	for question, want := range map[string]string{
		"":                      "daylight show",
		"view=map period=2012":  "daylight show view=map period=2012",
		"country!=US search=a'": `daylight show 'country!=US' 'search=a'\'''`,
	} {
		if got := Command(question); got != want {
			t.Errorf("%s is %s, not %s", question, got, want)
		}
	}
}

func TestTicksAreRoundAndFew(t *testing.T) {
	for _, c := range []struct {
		values []float64
		log    bool
		whole  bool
		want   []float64
	}{
		{[]float64{9169, 3}, false, true, []float64{0, 2000, 4000, 6000, 8000}},
		{[]float64{3}, false, true, []float64{0, 1, 2, 3}},
		{[]float64{0.43, -0.2}, false, false, []float64{-0.2, 0, 0.2, 0.4}},
		{[]float64{5, 70000}, true, true, []float64{1, 10, 100, 1000, 10000}},
		{nil, false, true, []float64{0, 1}},
		{[]float64{math.NaN(), math.Inf(1), 2}, false, true, []float64{0, 1, 2}},
	} {
		s := newScale(c.log, c.values, 100, 5, c.whole)
		if !slices.EqualFunc(s.ticks, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%v: ticks %v, want %v", c.values, s.ticks, c.want)
		}
		for _, v := range c.values {
			if at := s.at(v); at < 0 || at > 100 {
				t.Errorf("%v stands at %v of 100", v, at)
			}
		}
	}
}

// square is the outline of a country of ten degrees.
func square(code string, lon, lat float64) report.Shape {
	return report.Shape{Code: code, Rings: [][][2]float64{{{lon, lat}, {lon + 10, lat}, {lon + 10, lat + 10}, {lon, lat + 10}}}}
}

var filled = regexp.MustCompile(`<path d="([^"]+)" fill="([^"]+)" fill-rule`)

func TestACountryHasTheColourOfItsClassAndOneWithoutARecordIsHatched(t *testing.T) {
	o := options(0, 0)
	o.World = func() ([]report.Shape, error) {
		return []report.Shape{square("AA", 0, 0), square("BB", 20, 0), square("CC", 40, 0)}, nil
	}
	d := made(t, row("2020-H1", "AA", report.Exact(400), report.Amount{}), row("2020-H1", "BB", report.Exact(3), report.Amount{}))
	svg := written(t, d, "view=map measure=requests", o)
	var fills []string
	for _, m := range filled.FindAllStringSubmatch(svg, -1) {
		fills = append(fills, m[2])
	}
	p := colors()
	if len(fills) != 3 || fills[0] != p.Classes[4] || fills[1] != p.Classes[0] || !strings.HasPrefix(fills[2], "url(#hatch") {
		t.Errorf("the countries of 400 requests, of 3 and of no record are filled with %q", fills)
	}
	for _, want := range []string{">400 (1)<", ">3 (1)<", ">no record<"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the legend has no %s", want)
		}
	}
	svg = written(t, d, "view=map measure=requests top=1", o)
	if !strings.Contains(svg, ">not among the rows shown (1)<") {
		t.Error("a country that is hidden is not in the legend")
	}
}

// A question about some places is drawn where they lie, as large as has room.
func TestTheMapShowsThePartThatIsAskedAbout(t *testing.T) {
	o := options(0, 0)
	o.World = func() ([]report.Shape, error) {
		return []report.Shape{square("AA", 0, 0), square("BB", 20, 0), square("CC", -120, 40)}, nil
	}
	var rows []report.Record
	for _, code := range []string{"AA", "BB", "CC"} {
		rows = append(rows, row("2020-H1", code, report.Exact(4), report.Amount{}))
	}
	across := func(asked string) float64 { // how wide the first country is
		var x [2]float64
		m := filled.FindStringSubmatch(written(t, made(t, rows...), asked, o))
		if _, err := fmt.Sscanf(m[1], "M%f %fL%f", &x[0], new(float64), &x[1]); err != nil {
			t.Fatal(err)
		}
		return x[1] - x[0]
	}
	whole, part, far := across("view=map"), across("view=map country=AA,BB"), across("view=map country=AA,CC")
	if part < 5*whole || far > part/2 || far <= whole {
		t.Errorf("ten degrees are %.0f pixels on the whole map, %.0f on that of two neighbours and %.0f on that of two far apart", whole, part, far)
	}
}

func TestManySourcesSayOnceWhatTheirTitlesBeginWith(t *testing.T) {
	cited := Cite(answer.NewEngine(builtin(t)).Sources(ask(t, builtin(t), "period=2014..2016")))
	if len(cited) != 1 || !strings.HasPrefix(cited[0].Text, "Microsoft, Law Enforcement Requests Report: January-June 2014; July-December 2014; ") ||
		strings.Count(cited[0].Text, "Law Enforcement") != 1 || !strings.HasPrefix(cited[0].URL, "https://") {
		t.Errorf("six sources of one address are named as %q", cited)
	}
}

func TestABreakStandsBetweenTheBarsThatItParts(t *testing.T) {
	exact := func(period string) report.Record { return row(period, "AA", report.Exact(10), report.Amount{}) }
	d := made(t, exact("2019-H1"), exact("2019-H2"), exact("2020-H1"))
	for _, asked := range []string{"by=period", "by=period sort=-period"} {
		svg := written(t, d, asked, options(0, 0))
		before, after, _ := strings.Cut(svg, `stroke-dasharray="5 4"`)
		late, early := ">2020-H1<", ">2019-H2<"
		if strings.HasSuffix(asked, "-period") {
			late, early = early, late
		}
		if !strings.Contains(before, early) || !strings.Contains(after, late) || strings.Contains(after, early) || !strings.Contains(svg, ">[1]<") {
			t.Errorf("%s: the break of 2020-H1 does not lie between it and 2019-H2", asked)
		}
	}
	if svg := written(t, d, "by=period sort=requests", options(0, 0)); strings.Contains(svg, "dasharray") {
		t.Error("bars that are not in the order of time have a break between them")
	}
}

func TestTheCellsOfAMatrixHaveTheColourOfTheirClass(t *testing.T) {
	d := made(t, row("2020-H1", "AA", report.Exact(9000), report.Amount{}), row("2020-H2", "AA", report.Exact(4), report.Amount{}),
		row("2020-H1", "BB", report.Exact(0), report.Amount{}))
	p := colors()
	fills := map[string]int{}
	for _, r := range rects(written(t, d, "view=matrix", options(0, 0))) {
		if r.w > 15 {
			fills[r.fill]++
		}
	}
	if fills[p.Classes[4]] != 1 || fills[p.Classes[0]] != 1 || len(fills) != 2 {
		t.Errorf("cells of 9,000, of 4, of 0 and of no record are filled as %v", fills)
	}
}

func TestTheLastFigureOfALineIsThatOfAPeriodThatMostReport(t *testing.T) {
	d := builtin(t)
	f, err := draw(answer.NewEngine(d), ask(t, d, "view=trend publisher=all country=US"), options(DefaultWidth, 0))
	if err != nil {
		t.Fatal(err)
	}
	e := answer.NewEngine(d)
	q := ask(t, d, "view=trend publisher=all country=US")
	axis := e.Axis(q)
	now := axis[e.LatestOn(q, axis)]
	want := "United States " + answer.Format{}.Figure(e.RowIn(q, now, "US").Figures[report.Requests], report.Requests)
	if axis[len(axis)-1] == now {
		t.Fatal("every publisher reports the last period: ask for others")
	}
	if !slices.Contains(f.said, want) || !slices.ContainsFunc(f.explain, func(s string) bool { return strings.Contains(s, "of "+now.String()) }) {
		t.Errorf("no %q, of %s, in %q", want, now, f.explain)
	}
}

// A bar of what came of all requests is whole, whatever of it is a range.
func TestOnTheScalePercentEveryBarIsWhole(t *testing.T) {
	d := made(t, row("2020-H1", "AA", report.Exact(400), report.Exact(100)), row("2020-H1", "BB", report.Between(100, 499), report.Exact(50)))
	length := map[float64]float64{}
	for _, r := range rects(written(t, d, "scale=percent", options(0, 0))) {
		if r.h > 12.1 && r.fill != colors().Page {
			length[r.y] += r.w
		}
	}
	var all []float64
	for _, w := range length {
		all = append(all, w)
	}
	if len(all) != 2 || math.Abs(all[0]-all[1]) > 0.5 {
		t.Errorf("the bars are %v long", all)
	}
}

// The columns of a country's profile are as high as its requests, and a year as wide as
// two of its halves.
func TestTheColumnsOfACountryAreItsRequests(t *testing.T) {
	d := made(t, row("2018", "AA", report.Exact(800), report.Amount{}), row("2019-H1", "AA", report.Exact(200), report.Amount{}),
		row("2019-H2", "AA", report.Exact(100), report.Amount{}))
	var columns []rect
	for _, r := range rects(written(t, d, "view=country country=AA", options(0, 0))) {
		if r.fill == colors().Outcomes[report.Unspecified] && r.h > 30 {
			columns = append(columns, r)
		}
	}
	if len(columns) != 3 || math.Abs(columns[0].h-2*columns[1].h) > 0.2 || math.Abs(columns[1].h-2*columns[2].h) > 0.2 ||
		math.Abs(columns[0].w+2-2*(columns[1].w+2)) > 0.3 || columns[1].w != columns[2].w {
		t.Errorf("800 in a year, then 200 and 100 in halves of one, are %+v", columns)
	}
}

// The bars of outcomes in compare are all of one length, and so are the scales of the
// small lines.
func TestComparedRowsAreDrawnAlike(t *testing.T) {
	d := made(t, row("2020-H1", "AA", report.Exact(400), report.Exact(100)), row("2020-H2", "AA", report.Exact(200), report.Exact(100)),
		row("2020-H1", "BB", report.Exact(40), report.Exact(20)), row("2020-H2", "BB", report.Exact(20), report.Exact(10)))
	svg := written(t, d, "view=compare", options(0, 0))
	var highest []float64
	for _, m := range regexp.MustCompile(`<path d="M[0-9.]+ ([0-9.]+)L[^"]+" fill="none" stroke="[^"]+" stroke-width="1.8"`).FindAllStringSubmatch(svg, -1) {
		y, _ := strconv.ParseFloat(m[1], 64)
		highest = append(highest, y)
	}
	if len(highest) != 2 || highest[1]-highest[0] < 30 {
		t.Errorf("400 and 40 requests stand at %v on one scale", highest)
	}
}

func TestLinesStandBeforeAFewRoundValues(t *testing.T) {
	svg := written(t, builtin(t), "view=trend", options(0, 0))
	var ticks []string
	for _, m := range regexp.MustCompile(`text-anchor="end">([0-9,]+)</text>`).FindAllStringSubmatch(svg, -1) {
		ticks = append(ticks, m[1])
	}
	if want := []string{"0", "2,000", "4,000", "6,000", "8,000", "10,000"}; !slices.Equal(ticks, want) {
		t.Errorf("the values of the axis are %q, want %q", ticks, want)
	}
	if n := strings.Count(svg, `stroke-width="0.8"/>`); n < len(ticks)-1 {
		t.Errorf("%d thin lines for %d values", n, len(ticks))
	}
}

// Of fewer than three periods there is no line: all are drawn, and those asked about
// have a ground.
func TestThePeriodsThatAreAskedAboutHaveAGround(t *testing.T) {
	for asked, want := range map[string]bool{"view=trend period=2015-H1": true, "view=trend": false} {
		svg := written(t, builtin(t), asked, options(0, 0))
		if got := strings.Contains(strings.ToLower(svg), "grey ground: the periods that are asked about"); got != want {
			t.Errorf("%s: that a ground is of what is asked about is said: %v", asked, got)
		}
		if got := strings.Contains(svg, `fill-opacity="0.5"`); got != want {
			t.Errorf("%s: there is a ground: %v", asked, got)
		}
	}
}
