package figure

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"daylight/data/print"
	"daylight/model/answer"
	"daylight/model/report"
)

// pointedAt are views that tell rows apart, each with rows of which one is pointed out.
var pointedAt = []string{
	"period=2012 top=5", "period=2012 top=5 measure=share", "period=2012 top=5 measure=content_rate", "by=period measure=difference", "view=trend", "view=matrix top=5 period=2020..",
	"view=compare", "view=map period=2012", "view=map period=2012 region=Europe",
}

func TestWhatIsPointedOutIsBoldAndTheRestIsNot(t *testing.T) {
	d := builtin(t)
	e := answer.NewEngine(d)
	for _, asked := range pointedAt {
		q := ask(t, d, asked)
		rows := print.View(e, q).Rows
		strong, other := rows[1], rows[0]
		for _, width := range []int{LeastWidth, DefaultWidth} {
			t.Run(fmt.Sprint(asked, "/", width), func(t *testing.T) {
				o := options(width, 0)
				o.Highlight = []string{strong.ID, "no such row"}
				f, err := draw(e, q, o)
				if err != nil {
					t.Fatal(err)
				}
				svg := f.svg(f.high())
				plain(t, svg)
				apart(t, f)
				isBold := func(name string) bool {
					for line := range strings.Lines(svg) {
						if strings.Contains(line, ">"+name) && strings.Contains(line, `"bold"`) {
							return true
						}
					}
					return false
				}
				// Heads of columns are bold in any case; colour tells those that stand back.
				if first := strings.Fields(strong.Name)[0]; !isBold(first) {
					t.Errorf("%s, which is pointed out, is not bold", strong.Name)
				}
				if first := strings.Fields(other.Name)[0]; isBold(first) && !strings.Contains(svg, fmt.Sprintf(`fill="%s"`, o.Dim)) {
					t.Errorf("%s, which is not pointed out, is bold and not dim", other.Name)
				}
				if !strings.Contains(f.caption.Signs, "old: what is pointed out") {
					t.Errorf("it says %q, and not what bold means", f.caption.Signs)
				}
				o.Highlight = []string{"no such row"}
				if aside, err := draw(e, q, o); err != nil || strings.Contains(aside.caption.Signs, "pointed out") {
					t.Errorf("with none of its rows to point out it says %q (%v)", aside.caption.Signs, err)
				}
			})
		}
	}
}

func TestBarsOfRowsThatStandBackArePale(t *testing.T) {
	d := builtin(t)
	o := options(0, 0)
	o.Highlight = []string{"GB"}
	drawn, err := Draw(answer.NewEngine(d), ask(t, d, "period=2012 top=5"), o)
	if err != nil {
		t.Fatal(err)
	}
	bars := func(color string) int { return strings.Count(drawn.SVG, fmt.Sprintf(`fill="%s"/>`, color)) }
	f := &figure{o: o, pointed: []string{"GB"}}
	f.page = o.Page
	full := o.Outcomes[report.NonContent]
	pale := f.shade("US", full)
	// One in the legend and one of the row; the others pale.
	if bars(full) != 2 || bars(pale) != 4 {
		t.Errorf("%d bars have their colour and %d are pale, want 2 and 4", bars(full), bars(pale))
	}
	if luminance(pale) < 0.5 || luminance(pale) > 0.95 {
		t.Errorf("pale is %s: not to be seen, or not pale", pale)
	}
}

func TestALineThatIsPointedOutIsDrawnThoughItIsNotAmongTheFirst(t *testing.T) {
	d := builtin(t)
	o := options(0, 0)
	o.Highlight = []string{"IS"}
	drawn, err := Draw(answer.NewEngine(d), ask(t, d, "view=trend"), o)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(drawn.SVG, ">Iceland") || strings.Count(drawn.SVG, `stroke-width="3.4"`) != 1 {
		t.Error("Iceland is pointed out and has no line, or no stronger one")
	}
}

func TestAFigureIsNotCutBelowWhatIsPointedOut(t *testing.T) {
	d := builtin(t)
	e := answer.NewEngine(d)
	rows := e.Result(ask(t, d, "period=2012")).Rows
	o := options(760, 700)
	if drawn, err := Draw(e, ask(t, d, "period=2012"), o); err != nil || !strings.Contains(drawn.SVG, "shown") {
		t.Fatalf("54 rows have room in 700 pixels: this test measures nothing (%v)", err)
	}
	o.Highlight = []string{rows[len(rows)-1].ID}
	if _, err := Draw(e, ask(t, d, "period=2012"), o); err == nil {
		t.Error("the last row is pointed out, and is cut off")
	}
}

func TestABareFigureSaysAllElseInItsCaption(t *testing.T) {
	d := builtin(t)
	e := answer.NewEngine(d)
	for _, asked := range []string{"period=2012", "view=trend", "view=country country=GB", "view=sources"} {
		q := ask(t, d, asked)
		o := options(0, 0)
		whole, err := Draw(e, q, o)
		if err != nil {
			t.Fatal(err)
		}
		o.Bare = true
		bare, err := Draw(e, q, o)
		if err != nil {
			t.Fatal(err)
		}
		if bare.Height >= whole.Height || strings.Contains(bare.SVG, ">daylight show") || strings.Contains(bare.SVG, ">Source: ") {
			t.Errorf("%s: bare, it is %d pixels high and not %d less than %d", asked, bare.Height, whole.Height-bare.Height, whole.Height)
		}
		if a, b := fmt.Sprint(bare.Caption), fmt.Sprint(whole.Caption); a != b || bare.Command == "" {
			t.Errorf("%s: bare, it says %q, and else %q", asked, a, b)
		}
	}
}

var markGroup = regexp.MustCompile(`(?s)<g class="marks">.*?</g>\n`)

func TestAxesScaleAndLegendStandApartFromFigures(t *testing.T) {
	d := builtin(t)
	e := answer.NewEngine(d)
	for asked, c := range map[string]struct{ stay, gone []string }{
		"period=2012 top=5":               {[]string{">United States<", ">10,000<", ">content<"}, []string{"12,227", "75,378", "asked most"}},
		"view=trend top=3":                {[]string{">2016<", ">4,000<"}, []string{">United States", "6,124", `stroke-width="2.2"`}},
		"view=map period=2012":            {[]string{">no record<", "<path"}, []string{">Taiwan<", "187.9 a year"}},
		"view=matrix top=3 period=2020..": {[]string{">Germany<", ">H1<"}, []string{"6.4k", "6,400"}},
		"view=compare period=2012":        {[]string{">Content rate<", ">States<"}, []string{"12,227", "12.6 %"}},
		"view=country country=GB":         {[]string{">2013-H1<", ">Period<"}, []string{"4,404", "Rank 3"}},
	} {
		o := options(760, 0)
		o.Bare = true
		whole, err := Draw(e, ask(t, d, asked), o)
		if err != nil {
			t.Fatal(err)
		}
		o.Apart = true
		parted, err := Draw(e, ask(t, d, asked), o)
		if err != nil {
			t.Fatal(err)
		}
		plain(t, parted.SVG)
		if parted.Height != whole.Height {
			t.Errorf("%s: parted, it is %d pixels high, and else %d", asked, parted.Height, whole.Height)
		}
		_, body, _ := strings.Cut(parted.SVG, "</desc>")
		axes := markGroup.ReplaceAllString(body, "")
		for _, text := range c.stay {
			if !strings.Contains(axes, text) {
				t.Errorf("%s: without figures, %s is gone", asked, text)
			}
		}
		for _, text := range c.gone {
			if strings.Contains(axes, text) {
				t.Errorf("%s: without figures, %s still stands there", asked, text)
			}
		}
	}
}
