package grid

import (
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"
)

// wellFormed fails unless s is one XML document, and returns its text.
func wellFormed(t *testing.T, s string) string {
	t.Helper()
	var text strings.Builder
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return text.String()
		}
		if err != nil {
			t.Fatalf("the picture is not XML: %v\n%s", err, s)
		}
		if c, ok := tok.(xml.CharData); ok {
			text.Write(c)
		}
	}
}

func TestAPictureHoldsTheTextOfTheFrame(t *testing.T) {
	f := New(40, 2)
	f.Text(f.Rect(), `<Türkiye> & "日本"`, text.Bold())
	f.Box(Rect{0, 0, 0, 0}, text, Rounded())
	s := f.SVG(SVGOptions{Title: "requests < 10", Desc: "few & far"})
	got := strings.Join(strings.Fields(wellFormed(t, s)), "")
	if got != `requests<10few&far<Türkiye>&"日本"` {
		t.Errorf("text in the picture: %q", got)
	}
	if !strings.Contains(s, `font-weight="bold"`) {
		t.Error("bold text is not bold")
	}
}

func TestAHalfFilledCellIsHalfAsWideInThePicture(t *testing.T) {
	f := New(4, 1)
	f.Rune(0, 0, '█', Style{FG: amber})
	f.Rune(1, 0, '█', Style{FG: amber})
	f.Rune(2, 0, '▌', Style{FG: amber, BG: band})
	s := f.SVG(SVGOptions{})
	wellFormed(t, s)
	for _, want := range []string{
		`width="18" height="20" fill="#f2b950"`,  // two full cells in one piece
		`width="9" height="20" fill="#2b3140"`,   // the ground of the third
		`width="4.5" height="20" fill="#f2b950"`, // its filled half
	} {
		if !strings.Contains(s, want) {
			t.Errorf("no rectangle %s in\n%s", want, s)
		}
	}
}

func TestReversedTextIsReversedInThePicture(t *testing.T) {
	f := New(1, 1)
	f.Rune(0, 0, 'x', Style{FG: amber}.Reverse())
	s := f.SVG(SVGOptions{BG: RGB(255, 255, 255)})
	if !strings.Contains(s, `height="20" fill="#f2b950"`) || !strings.Contains(s, `fill="#ffffff">x`) {
		t.Errorf("not reversed:\n%s", s)
	}
}

func TestEveryShapeMakesAWellFormedPicture(t *testing.T) {
	f := New(64, 8)
	i := 0
	for r := rune(0x2500); r < 0x25c0; r++ {
		f.Rune(i%64, i/64, r, Style{FG: amber, Attr: Attr(i)})
		i++
	}
	for r := rune(0x2800); r < 0x2900; r++ {
		f.Rune(i%64, i/64, r, text)
		i++
	}
	wellFormed(t, f.SVG(SVGOptions{}))
}

// described is what a picture says of itself: the texts that its label leads to.
func described(t *testing.T, picture string) (title, desc string) {
	t.Helper()
	var svg struct {
		Role  string `xml:"role,attr"`
		Aria  string `xml:"aria-labelledby,attr"`
		Title struct {
			ID   string `xml:"id,attr"`
			Text string `xml:",chardata"`
		} `xml:"title"`
		Desc struct {
			ID   string `xml:"id,attr"`
			Text string `xml:",chardata"`
		} `xml:"desc"`
	}
	if err := xml.Unmarshal([]byte(picture), &svg); err != nil {
		t.Fatal(err)
	}
	if svg.Role != "img" || svg.Aria != svg.Title.ID+" "+svg.Desc.ID || svg.Title.ID == "" || svg.Desc.ID == "" {
		t.Errorf("role %q, labelled by %q, the title is %q and the description %q", svg.Role, svg.Aria, svg.Title.ID, svg.Desc.ID)
	}
	return svg.Title.Text, svg.Desc.Text
}

func TestAPictureSaysWhatItShows(t *testing.T) {
	f := New(12, 2)
	f.Text(f.Rect(), "Utopia   14", text)
	title, desc := described(t, f.SVG(SVGOptions{Title: "requests < 10\x1b[2J", Desc: "few & far"}))
	if title != "requests < 10" || desc != "few & far" {
		t.Errorf("it says %q and %q", title, desc)
	}
	if title, desc = described(t, f.SVG(SVGOptions{})); title == "" || desc != "Utopia 14" {
		t.Errorf("of itself it says %q and %q", title, desc)
	}
}

// In one page an id stands for one thing.
func TestPicturesDoNotShareTheirNames(t *testing.T) {
	f := New(4, 1)
	id := regexp.MustCompile(`id="([^"]+)"`)
	one := id.FindAllString(f.SVG(SVGOptions{Title: "requests", Desc: "few"}), -1)
	other := id.FindAllString(f.SVG(SVGOptions{Title: "requests", Desc: "many"}), -1)
	if len(one) != 2 || one[0] == other[0] || one[1] == other[1] {
		t.Errorf("the names are %q and %q", one, other)
	}
}

// Converted to pixels, a picture has no pale edge and no hairlines: it and its cells
// are whole pixels, and its ground reaches beyond its edges.
func TestAPictureIsMadeOfWholePixels(t *testing.T) {
	f := New(7, 3)
	f.Fill(Rect{1, 0, 3, 2}, Style{BG: band})
	s := f.SVG(SVGOptions{})
	if !strings.Contains(s, `width="63" height="60" viewBox="0 0 63 60"`) {
		t.Errorf("seven by three cells are no whole pixels:\n%s", s)
	}
	if !strings.Contains(s, `<rect x="-2" y="-2" width="67" height="64"`) {
		t.Errorf("the ground ends where the picture does:\n%s", s)
	}
	grounds := regexp.MustCompile(`<rect x="9" y="(0|20)" width="27" height="20" fill="#2b3140" shape-rendering="crispEdges"/>`).FindAllString(s, -1)
	if len(grounds) != 2 {
		t.Errorf("the ground of two rows is drawn as %q", grounds)
	}
}
