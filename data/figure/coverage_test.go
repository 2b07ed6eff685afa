package figure

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/report"
)

// drawnCover is a figure of coverage, as elements one a line.
func drawnCover(t *testing.T, d *report.Dataset, asked string, o Options) (*figure, string) {
	t.Helper()
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	f, err := draw(answer.NewEngine(d), ask(t, d, "view=coverage "+asked), o)
	if err != nil {
		t.Fatal(err)
	}
	return f, f.svg(f.high())
}

func TestEveryStateHasAShapeOfItsOwn(t *testing.T) {
	seen := map[string]answer.Covered{}
	color := regexp.MustCompile(`#[0-9a-f]{6}`)
	for state := range answer.NumCovered {
		f := &figure{o: options(0, 0)}
		f.page = f.o.Page
		(&calendar{figure: f}).cell(answer.Covered(state), box{10, 10, 12, 12}, f.o.Amount)
		shape := color.ReplaceAllString(f.b.String(), "") // what is left without any colour
		if other, taken := seen[shape]; taken || shape == "" {
			t.Errorf("%s is drawn as %s is: %s", answer.Covered(state), other, shape)
		}
		seen[shape] = answer.Covered(state)
	}
}

func TestAYearThatIsPrintedAsOneIsOneWideCell(t *testing.T) {
	_, svg := drawnCover(t, made(t, row("2018", "AA", report.Exact(9), report.Amount{}), row("2019-H1", "AA", report.Exact(9), report.Amount{})), "", options(0, 0))
	var widths []float64
	for _, r := range rects(svg) {
		if r.fill == colors().Amount && r.w > 14 { // no sign of the legend
			widths = append(widths, r.w)
		}
	}
	if len(widths) < 2 || widths[0] < 1.9*widths[1] || widths[0] > 2.2*widths[1] {
		t.Errorf("a year and the half-years after it are %v wide", widths)
	}
}

func TestTheLegendHasTheStatesThatAreDrawnAndNoOther(t *testing.T) {
	for asked, without := range map[string][]answer.Covered{
		"publisher=twitter": {answer.AsRanges},
		"publisher=meta":    {answer.InPart, answer.NotPrinted, answer.NoReport},
	} {
		f, _ := drawnCover(t, builtin(t), asked, options(0, 0))
		for state := range answer.NumCovered {
			state := answer.Covered(state)
			if stands := slices.Contains(f.said, state.Label()); stands == slices.Contains(without, state) {
				t.Errorf("%s: %q stands in the legend: %t", asked, state.Label(), stands)
			}
		}
	}
}

func TestAFigureOfCoverageSaysAllThatItsTableDoes(t *testing.T) {
	d := builtin(t)
	for _, width := range []int{LeastWidth, 760, DefaultWidth} {
		for _, asked := range []string{"", "select=twitter", "publisher=google,twitter", "publisher=twitter"} {
			f, svg := drawnCover(t, d, asked, options(width, 0))
			all := squeezed(strings.Join(f.said, " "))
			has := func(text string) {
				if !strings.Contains(all, squeezed(text)) {
					t.Errorf("%q at %d: no %q", asked, width, text)
				}
			}
			for _, line := range f.table.Lines {
				has(line.Name)
				for i, cell := range line.Cells {
					if !f.table.Heads[i].Narrow {
						has(cell.Text)
					}
				}
			}
			for _, n := range f.doc.Notes(f.table) {
				_, why, _ := strings.Cut(n.Text, ", ")
				has(why)
			}
			if !strings.Contains(svg, ">What Twitter prints<") && asked == "select=twitter" {
				t.Error("the publisher that is selected has no columns for itself")
			}
		}
	}
}

func TestWhoCannotSeeTheFigureHearsSinceWhenEachReports(t *testing.T) {
	_, svg := drawnCover(t, builtin(t), "", options(0, 0))
	_, desc, _ := strings.Cut(svg, "<desc")
	desc, _, _ = strings.Cut(desc, "</desc>")
	for _, want := range []string{"Google: 2009-H2 to 2025-H1", "Twitter: 2012-H1 to 2024-H1; silent after 2024-H2", "Microsoft: 2012 to 2025-H1; 27 half-years; out after 2–3 months"} {
		if !strings.Contains(desc, want) {
			t.Errorf("no %q in %s", want, desc)
		}
	}
}

// Where the columns have no room, the publishers stand alone, and that is said.
func TestAFigureOfCoverageLeavesItsColumnsOutWhereTheyHaveNoRoom(t *testing.T) {
	d := builtin(t)
	whole, _ := drawnCover(t, d, "", options(0, 0))
	err := Write(io.Discard, answer.NewEngine(d), ask(t, d, "view=coverage"), options(0, 200))
	var needed int
	if _, e := fmt.Sscanf(fmt.Sprint(err), "this figure needs a height of %d pixels", &needed); e != nil || needed >= whole.high() {
		t.Fatalf("of %d pixels: %v", whole.high(), err)
	}
	for height, columns := range map[int]bool{needed: false, whole.high(): true, whole.high() + 300: true} {
		svg := written(t, d, "view=coverage", options(0, height))
		if !strings.Contains(svg, fmt.Sprintf(`height="%d"`, height)) {
			t.Errorf("it is not %d pixels high", height)
		}
		if got := strings.Contains(svg, ">What each of them prints<"); got != columns || strings.Contains(svg, "no room in this height") == columns {
			t.Errorf("at %d pixels the columns stand there: %t", height, got)
		}
	}
}

func TestAPublisherThatIsPointedOutIsBoldAndTheRestIsPale(t *testing.T) {
	o := options(0, 0)
	o.Highlight = []string{"twitter", "no such publisher"}
	f, svg := drawnCover(t, builtin(t), "", o)
	plain(t, svg)
	apart(t, f)
	for line := range strings.Lines(svg) {
		bold := strings.Contains(line, `"bold"`)
		if strings.Contains(line, ">Twitter<") && !bold || strings.Contains(line, ">Google<") && !strings.Contains(line, o.Dim) {
			t.Errorf("of Twitter, which is pointed out, and Google: %s", line)
		}
	}
	if !strings.Contains(f.caption.Signs, "old: what is pointed out") {
		t.Errorf("it says %q, and not what bold means", f.caption.Signs)
	}
	full, pale := strings.Count(svg, o.Amount), strings.Count(svg, f.shade("google", o.Amount))
	if full == 0 || pale < 5*full {
		t.Errorf("%d marks have their colour and %d are pale", full, pale)
	}
}
