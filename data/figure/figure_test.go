package figure

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"daylight/data"
	"daylight/data/load"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// colors are a palette of which each colour is another.
func colors() Palette {
	p := Greys()
	p.Page, p.Text = "#fffffe", "#000001"
	return p
}

func options(width, height int) Options {
	return Options{Width: width, Height: height, Palette: colors(), World: data.World}
}

func builtin(t testing.TB) *report.Dataset {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// acme is a small dataset with everything that is awkward to draw: ranges, hidden and
// missing counts, percentages without counts, names that look like markup.
func acme(t testing.TB) *report.Dataset {
	t.Helper()
	d, problems := load.CSV(os.DirFS("../print/testdata/acme"), report.Tables{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return d
}

func ask(t testing.TB, d *report.Dataset, asked string) query.Query {
	t.Helper()
	q, err := query.Parse(asked, d)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// written is the figure of a question.
func written(t testing.TB, d *report.Dataset, asked string, o Options) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, answer.NewEngine(d), ask(t, d, asked), o); err != nil {
		t.Fatalf("%s: %v", asked, err)
	}
	return b.String()
}

// questions are drawn at every width.
var questions = []string{
	"", "top=5", "period=2019", "period=1999", "search=%60", "outcome=content", "scale=log", "scale=percent", "measure=disclosed_rate min=1",
	"measure=per_million", "measure=share", "measure=change", "measure=difference by=period", "by=period", "by=outcome", "by=service", "by=type",
	"by=year", "by=region", "by=publisher", "publisher=all",
	"view=trend", "view=trend scale=log", "view=trend measure=disclosed_rate", "view=trend measure=change", "view=trend by=period", "view=trend by=outcome",
	"view=trend grain=year", "view=trend by=service", "view=map", "view=map measure=disclosed_rate", "view=map top=2", "view=matrix", "view=matrix scale=percent",
	"view=matrix by=period", "view=matrix measure=change", "view=matrix grain=year", "view=compare", "view=compare by=period", "view=compare by=service", "view=compare measure=change",
	"view=country", "view=records", "view=records search=a", "view=sources",
	"view=coverage", "view=coverage measure=disclosed_rate", "view=coverage search=zzz", "view=coverage period=2019",
}

// ofReports are asked of the real reports besides.
var ofReports = []string{
	"view=coverage", "view=coverage publisher=apple", "view=coverage select=google measure=disclosed_rate", "view=coverage period=2024..", "view=coverage country=KP top=3",
	"period=2012", "country=IS period=2012", "view=trend publisher=all", "view=trend country=US", "view=trend period=2012 country=US",
	"view=map publisher=all", "view=map region=Europe period=2024", "view=map country=US,CA", "view=map country=NZ", "view=matrix top=12", "view=compare publisher=all", "view=country country=US", "view=country country=CN publisher=all",
	"view=records country=IE", "by=publisher", "by=group", "publisher=google top=30", "by=period country=US measure=change", "view=matrix period=2020.. top=5",
}

// sample is a figure that every law is held to.
type sample struct {
	name string
	f    *figure
	svg  string
}

// samples are drawn once: the questions at some widths.
var samples []sample

// everyFigure holds a law to all samples.
func everyFigure(t *testing.T, check func(t *testing.T, f *figure, svg string)) {
	if samples == nil {
		world, err := data.World()
		if err != nil {
			t.Fatal(err)
		}
		for name, asked := range map[string][]string{"acme": questions, "reports": ofReports} {
			d := acme(t)
			if name == "reports" {
				d = builtin(t)
			}
			e := answer.NewEngine(d)
			for _, q := range asked {
				for _, width := range []int{LeastWidth, 760, DefaultWidth, 2000} {
					o := options(width, 0)
					o.World = func() ([]report.Shape, error) { return world, nil }
					f, err := draw(e, ask(t, d, q), o)
					if err != nil {
						t.Fatalf("%s %s: %v", name, q, err)
					}
					samples = append(samples, sample{fmt.Sprintf("%s/%s/%d", name, q, width), f, f.svg(f.high())})
				}
			}
		}
	}
	for _, s := range samples {
		t.Run(s.name, func(t *testing.T) { check(t, s.f, s.svg) })
	}
}

// Inkscape, rsvg-convert and browsers know these, and draw them alike.
var known = map[string]string{
	"svg": "xmlns width height viewBox role aria-labelledby font-family", "title": "id", "desc": "id", "defs": "",
	"pattern": "id width height patternUnits", "clipPath": "id", "g": "clip-path class",
	"rect":   "x y width height fill stroke stroke-width",
	"line":   "x1 y1 x2 y2 stroke stroke-width stroke-dasharray",
	"path":   "d fill fill-rule fill-opacity stroke stroke-width stroke-linejoin stroke-linecap stroke-dasharray",
	"circle": "cx cy r fill stroke stroke-width",
	"text":   "x y font-size font-weight font-family fill text-anchor",
}

func TestAFigureIsPlainShapesAndText(t *testing.T) {
	everyFigure(t, func(t *testing.T, f *figure, svg string) { plain(t, svg) })
}

// plain fails unless a picture is one XML document of what all programs know, and
// refers to nothing but itself.
func plain(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	patterns := map[string]bool{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("no XML: %v", err)
		}
		element, begins := token.(xml.StartElement)
		if !begins {
			continue
		}
		allowed, ok := known[element.Name.Local]
		if !ok {
			t.Fatalf("an element %s", element.Name.Local)
		}
		for _, a := range element.Attr {
			if !slices.Contains(strings.Fields(allowed), a.Name.Local) {
				t.Errorf("%s has an attribute %s", element.Name.Local, a.Name.Local)
			}
			if id, refers := strings.CutPrefix(a.Value, "url(#"); refers && !patterns[strings.TrimSuffix(id, ")")] {
				t.Errorf("%s is no pattern of this figure", a.Value)
			}
			if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
				t.Errorf("%s has %s=%q", element.Name.Local, a.Name.Local, a.Value)
			}
			if (element.Name.Local == "pattern" || element.Name.Local == "clipPath") && a.Name.Local == "id" {
				patterns[a.Value] = true
			}
		}
	}
}

func TestNoTextLiesOverAnotherOrBeyondTheEdges(t *testing.T) {
	everyFigure(t, func(t *testing.T, f *figure, svg string) { apart(t, f) })
}

// apart fails where a text of a figure lies over another, or beyond its edges.
func apart(t *testing.T, f *figure) {
	t.Helper()
	for i, a := range f.boxes {
		if a.x < 0 || a.y < 0 || a.x+a.w > float64(f.o.Width) || a.y+a.h > f.y {
			t.Errorf("%q stands at %+v, beyond %d by %.0f", f.said[i], a, f.o.Width, f.y)
		}
		for j, b := range f.boxes[:i] {
			const touch = 0.5
			if a.x+touch < b.x+b.w && b.x+touch < a.x+a.w && a.y+touch < b.y+b.h && b.y+touch < a.y+a.h {
				t.Fatalf("%q %+v lies over %q %+v", f.said[i], a, f.said[j], b)
			}
		}
	}
}

// squeezed is text without blanks, which lines that are wrapped lose.
func squeezed(text string) string { return strings.Join(strings.Fields(clean(text)), "") }

func TestEveryFigureNoteAndSourceIsThere(t *testing.T) {
	everyFigure(t, func(t *testing.T, f *figure, svg string) {
		all := squeezed(strings.Join(f.said, " "))
		has := func(what, text string) {
			if !strings.Contains(all, squeezed(text)) {
				t.Errorf("no %s %q", what, text)
			}
		}
		for i, n := range f.notes {
			has("note", fmt.Sprintf("[%d] %s", i+1, n.Text))
		}
		for _, s := range f.doc.Sources {
			has("publisher", s.Publisher)
			has("date", s.Published)
			has("address", s.URL)
			title := s.Title
			if !strings.Contains(all, squeezed(title)) { // what all begin with is said once
				title = title[strings.LastIndex(title, " ")+1:]
			}
			has("title", title)
		}
		has("headline", f.doc.Headline())
		has("finding", f.doc.Finding(f.o.Format))
		has("question", Command(f.q.String()))
		if f.table == nil || f.q.View == query.TrendView || f.doc.Answer.Total.Records == 0 || slices.Contains(f.explain, "k: thousands, M: millions") {
			return // lines have their last figures alone
		}
		for _, line := range slices.Concat(f.table.Lines, f.table.Sums) {
			if len(f.doc.Rows) == 0 && f.q.View != query.RecordsView {
				continue
			}
			if !strings.Contains(all, squeezed(line.Name)) {
				has("line", report.Capital(line.Name))
			}
			for _, cell := range line.Cells {
				has("figure of "+line.Name, cell.Text)
			}
		}
	})
}

func TestAFigureHasTheColoursOfItsPaletteAlone(t *testing.T) {
	p := colors()
	own := append([]string{"#000000", "#ffffff", p.Page, p.Text, p.Dim, p.Rule, p.NoRecord}, p.Outcomes[:]...)
	own = slices.Concat(own, p.Series, p.SeriesText, p.Classes[:], []string{p.Amount, p.Fewer})
	everyFigure(t, func(t *testing.T, f *figure, svg string) {
		for _, c := range regexp.MustCompile(`"#[0-9a-f]+"`).FindAllString(svg, -1) {
			if !slices.Contains(own, strings.Trim(c, `"`)) {
				t.Fatalf("a colour %s", c)
			}
		}
		if strings.Contains(svg, `fill=""`) || strings.Contains(svg, `stroke=""`) {
			t.Error("something has no colour")
		}
	})
}

func TestAFigureSaysWhatItShowsToWhoCannotSeeIt(t *testing.T) {
	svg := written(t, builtin(t), "period=2012", options(0, 0))
	for _, want := range []string{"<title id=", ">Requests to Microsoft by country, 2012</title>", "<desc id=", "Türkiye: 11,434", "and 50 more</desc>"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in %.900s", want, svg)
		}
	}
}

func TestEveryViewIsDrawn(t *testing.T) {
	for v := range query.NumViews {
		if d := &drawings[v]; d.draw == nil || d.columns == nil {
			t.Errorf("the row of %s is not filled", query.View(v))
		}
	}
}

func TestFiguresLookAsTheyShould(t *testing.T) {
	for _, asked := range []string{
		"top=4", "view=trend", "view=map", "view=matrix", "view=compare", "view=country", "view=records top=5", "view=sources", "view=coverage",
	} {
		t.Run(asked, func(t *testing.T) {
			o := options(800, 0)
			o.World = nil
			golden.RequireEqual(t, written(t, acme(t), asked, o))
		})
	}
}

func TestASizeThatCannotBeIsRefusedWithOneThatCan(t *testing.T) {
	d := builtin(t)
	for _, c := range []struct {
		asked         string
		width, height int
		says          string
	}{
		{"", 300, 0, "a figure is 480 to 8000 pixels wide, not 300"},
		{"", 9000, 0, "a figure is 480 to 8000 pixels wide, not 9000"},
		{"", 0, 40000, "at most 30000 pixels high, not 40000"},
		{"", 0, -1, "not -1"},
		{"view=matrix", 0, 500, "this figure needs a height of "},
		{"view=trend", 0, 200, "this figure needs a height of "},
		{"period=2012", 0, 200, "this figure needs a height of "},
		{"by=period", 0, 500, "this figure needs a height of "},
		{"view=records", 0, 0, "top="},
	} {
		err := Write(io.Discard, answer.NewEngine(d), ask(t, d, c.asked), options(c.width, c.height))
		var size *SizeError
		if !errors.As(err, &size) || !strings.Contains(size.Says, c.says) {
			t.Errorf("%q %d×%d: %v, want %q", c.asked, c.width, c.height, err, c.says)
		}
	}
}

// What is needed, as it is said, is enough.
func TestAFigureFitsTheHeightThatItSaysItNeeds(t *testing.T) {
	d := builtin(t)
	for _, asked := range []string{"view=matrix top=5", "view=trend", "view=map period=2012", "by=period"} {
		err := Write(io.Discard, answer.NewEngine(d), ask(t, d, asked), options(0, 200))
		var needed int
		if _, e := fmt.Sscanf(fmt.Sprint(err), "this figure needs a height of %d pixels", &needed); e != nil {
			t.Fatalf("%s: %v", asked, err)
		}
		for _, high := range []int{needed, needed + 400} {
			var b strings.Builder
			if err := Write(&b, answer.NewEngine(d), ask(t, d, asked), options(0, high)); err != nil {
				t.Errorf("%s: %v", asked, err)
			} else if !strings.Contains(b.String(), fmt.Sprintf(`height="%d"`, high)) {
				t.Errorf("%s is not %d pixels high: %.120s", asked, high, b.String())
			}
		}
		if err := Write(io.Discard, answer.NewEngine(d), ask(t, d, asked), options(0, needed-20)); err == nil {
			t.Errorf("%s needs %d pixels, and less was enough", asked, needed)
		}
	}
}

func TestAListOfRowsEndsWhereItsHeightDoesAndSaysSo(t *testing.T) {
	d := builtin(t)
	var b strings.Builder
	if err := Write(&b, answer.NewEngine(d), ask(t, d, "period=2012"), options(0, 800)); err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`>(\d+) of 55 shown<`).FindStringSubmatch(b.String())
	if said == nil || !strings.Contains(b.String(), ">First "+said[1]+"<") || !strings.Contains(b.String(), "period=2012 top="+said[1]+"<") {
		t.Errorf("how many are shown, what they come to and how they are asked for: %q", said)
	}
	if !strings.Contains(b.String(), ">75,378<") || !strings.Contains(b.String(), `height="800"`) {
		t.Error("the total is not that of all, or the height another")
	}
}
