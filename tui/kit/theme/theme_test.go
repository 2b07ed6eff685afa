package theme

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/lucasb-eyer/go-colorful"

	"daylight/tui/kit/grid"
)

// coloured returns the themes that have colours, with the grounds that each is
// made for: every page between its two, and the band.
func coloured(t *testing.T, check func(t *testing.T, th Theme, pages []grid.Color)) {
	for _, name := range Names() {
		th, _ := ByName(name)
		if th.NoColor {
			continue
		}
		pages := darkPages
		if th.Light {
			pages = lightPages
		}
		t.Run(name, func(t *testing.T) {
			check(t, th, []grid.Color{grid.Hex(pages[0]), grid.Hex(pages[1])})
		})
	}
}

func strict(th Theme) (text, mark float64) {
	if strings.HasPrefix(th.Name, "high-contrast") {
		return 7, 4.5
	}
	return textContrast, markContrast
}

func TestEveryTextCanBeReadOnThePageAndOnTheBand(t *testing.T) {
	coloured(t, func(t *testing.T, th Theme, pages []grid.Color) {
		need, _ := strict(th)
		texts := map[string]grid.Style{
			"text": th.Text, "strong": th.Strong, "dim": th.Dim, "faint": th.Faint, "accent": th.Accent, "key": th.Key,
			"link": th.Link, "match": th.Match, "value": th.Value, "border": th.OverlayBorder,
		}
		for _, ground := range append(pages, th.Band) {
			for name, st := range texts {
				if c := Contrast(st.FG, ground); c < need {
					t.Errorf("%s has a contrast of %.2f on %06x", name, c, ground&0xffffff)
				}
			}
			for _, m := range marks(th) {
				if c := Contrast(th.Ink(m), ground); c < textContrast {
					t.Errorf("text for the mark %06x has a contrast of %.2f on %06x", m&0xffffff, c, ground&0xffffff)
				}
			}
		}
	})
}

// marks are the colours of a theme's marks, but for those of its ramp; an amount may
// have the terminal's own.
func marks(th Theme) []grid.Color {
	return slices.DeleteFunc(slices.Concat(th.Outcomes[:], th.Entities[:]), grid.Color.IsDefault)
}

func TestEveryMarkStandsOutFromThePageAndTheBand(t *testing.T) {
	coloured(t, func(t *testing.T, th Theme, pages []grid.Color) {
		_, need := strict(th)
		for _, ground := range append(pages, th.Band) {
			for _, m := range append(marks(th), th.Fewer) {
				if c := Contrast(m, ground); c < need {
					t.Errorf("the mark %06x has a contrast of %.2f on %06x", m&0xffffff, c, ground&0xffffff)
				}
			}
		}
	})
}

// A mark at half strength needs less than 3:1: it stands beside one that has all of it, and its
// label has the contrast of text.
func TestAMarkAtHalfStrengthIsSeenAndIsWeakerThanTheMark(t *testing.T) {
	coloured(t, func(t *testing.T, th Theme, pages []grid.Color) {
		for _, m := range marks(th) {
			half := th.Half(grid.Style{FG: m}.Bold())
			if half.Attr != grid.Bold {
				t.Errorf("half of the mark %06x has the attributes %v", m&0xffffff, half.Attr)
			}
			for _, page := range pages {
				whole, c := Contrast(m, page), Contrast(half.FG, page)
				if c < halfContrast || c > 0.8*whole {
					t.Errorf("the mark %06x has a contrast of %.2f on %06x, at half strength of %.2f", m&0xffffff, whole, page&0xffffff, c)
				}
			}
		}
	})
	mark := grid.Style{FG: grid.RGB(200, 100, 50)}
	if on := On(UnknownGround); on.Half(mark) != mark.With(grid.Dim) {
		t.Error("on a page that nobody told of the terminal does not dim the mark")
	}
	mono := Mono()
	if mono.Half(grid.Style{}) != (grid.Style{}) {
		t.Error("without colours a mark at half strength is another one")
	}
}

func TestAMarkThatStandsBackIsSeenAndIsFarWeakerThanTheMark(t *testing.T) {
	coloured(t, func(t *testing.T, th Theme, pages []grid.Color) {
		for _, m := range marks(th) {
			fade := th.Fade(grid.Style{FG: m, BG: th.Band})
			if fade.BG != th.Band {
				t.Errorf("the band under the mark %06x has faded to %06x", m&0xffffff, fade.BG&0xffffff)
			}
			for _, page := range pages {
				if whole, c := Contrast(m, page), Contrast(fade.FG, page); c < 1.15 || c > 0.6*whole {
					t.Errorf("the mark %06x has a contrast of %.2f on %06x, standing back of %.2f", m&0xffffff, whole, page&0xffffff, c)
				}
			}
		}
	})
	mark, mono, on := grid.Style{FG: grid.RGB(200, 100, 50)}, Mono(), On(UnknownGround)
	if on.Fade(mark) != mark.With(grid.Dim) || mono.Fade(grid.Style{}) != (grid.Style{}) {
		t.Error("a mark that stands back is not dimmed by the terminal where no page is known, or is another without colours")
	}
}

func TestWhereNoBackgroundIsKnownMarksStandOutFromEveryPage(t *testing.T) {
	th := On(UnknownGround)
	tokens := map[string]grid.Color{"accent": th.Accent.FG, "border": th.OverlayBorder.FG, "rule": th.Rule.FG, "grid": th.Grid.FG, "what lies behind": th.Behind, "no record": th.NoRecord, "fewer": th.Fewer}
	for _, page := range slices.Concat(darkPages[:], lightPages[:]) {
		for _, m := range append(marks(th), th.Classes[:]...) {
			if c := Contrast(m, grid.Hex(page)); c < markContrast {
				t.Errorf("the mark %06x has a contrast of %.2f on %s", m&0xffffff, c, page)
			}
		}
		for name, token := range tokens {
			if c := Contrast(token, grid.Hex(page)); c < markContrast {
				t.Errorf("%s has a contrast of %.2f on %s", name, c, page)
			}
		}
	}
	for _, page := range []string{"000000", "ffffff"} {
		if c := Contrast(th.Accent.FG, grid.Hex(page)); c < textContrast {
			t.Errorf("the accent, which is text, has a contrast of %.2f on %s", c, page)
		}
	}
}

func TestWhereNoBackgroundIsKnownTextIsTheTerminalsOwn(t *testing.T) {
	th, mono := On(UnknownGround), Mono()
	for name, pair := range map[string][2]grid.Style{
		"text": {th.Text, mono.Text}, "strong": {th.Strong, mono.Strong}, "dim": {th.Dim, mono.Dim}, "faint": {th.Faint, mono.Faint},
		"key": {th.Key, mono.Key}, "link": {th.Link, mono.Link}, "match": {th.Match, mono.Match},
		"value": {th.Value, mono.Value}, "amount": {{FG: th.Outcomes[Amount]}, {}},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %+v, without colours %+v", name, pair[0], pair[1])
		}
	}
	for _, m := range append(marks(th), th.Classes[:]...) {
		if !th.Ink(m).IsDefault() {
			t.Errorf("text that names the mark %06x has a colour", m&0xffffff)
		}
	}
	if !th.Band.IsDefault() || th.BandAttr != grid.Reverse {
		t.Error("the selected row is not reversed, or has a background")
	}
}

func TestTheThemeFollowsTheGround(t *testing.T) {
	if !reflect.DeepEqual(On(DarkGround), Dark()) || !reflect.DeepEqual(On(LightGround), Light()) {
		t.Error("a known ground gets another theme")
	}
	if th := On(UnknownGround); !th.AnyGround || th.NoColor || slices.Contains(Names(), th.Name) {
		t.Errorf("an unknown ground gets %s", th.Name)
	}
}

func TestTheHierarchyOfTextIsVisible(t *testing.T) {
	coloured(t, func(t *testing.T, th Theme, pages []grid.Color) {
		for _, page := range pages {
			text, dim, faint := Contrast(th.Text.FG, page), Contrast(th.Dim.FG, page), Contrast(th.Faint.FG, page)
			rule := Contrast(th.Rule.FG, page)
			if !(text > dim && dim > faint && faint > rule && rule > 1.2) {
				t.Errorf("text %.1f, dim %.1f, faint %.1f, rule %.1f", text, dim, faint, rule)
			}
			if band := Contrast(th.Band, page); band < 1.02 {
				t.Errorf("the band cannot be seen: %.2f", band)
			}
		}
	})
}

// An eye of one kind sees sRGB through a matrix on linear light: Machado,
// Oliveira and Fernandes 2009, full severity.
type eye [3][3]float64

var (
	normal = eye{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	protan = eye{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}
	deutan = eye{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}
	tritan = eye{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}
)

// sees is the colour that the eye takes c for.
func (e eye) sees(c grid.Color) colorful.Color {
	of, _ := colorful.MakeColor(c)
	r, g, b := of.LinearRgb()
	var l [3]float64
	for i, row := range e {
		l[i] = min(1, max(0, row[0]*r+row[1]*g+row[2]*b))
	}
	return colorful.LinearRgb(l[0], l[1], l[2])
}

// difference is the CIEDE2000 colour difference; about 1 can just be noticed side by side.
func (e eye) difference(a, b grid.Color) float64 {
	return 100 * e.sees(a).DistanceCIEDE2000(e.sees(b))
}

func TestTheEyesAgreeWithWhatIsKnown(t *testing.T) {
	red, green := grid.RGB(200, 60, 60), grid.RGB(110, 120, 40)
	if normal.difference(red, green) < 2*deutan.difference(red, green) {
		t.Error("red and green are as different to a deuteranope as to others")
	}
	if white := deutan.sees(grid.RGB(255, 255, 255)); !white.AlmostEqualRgb(colorful.Color{R: 1, G: 1, B: 1}) {
		t.Errorf("white is %v", white)
	}
}

// How far colours must be apart, as CIEDE2000.
const (
	// Outcomes touch in a bar, any two of them, as some may be absent; entities are
	// thin lines and single signs, far from each other, and need more.
	amongOutcomes = 14.0
	amongEntities = 16.0
	// Between the interface and data, as each has a meaning of its own.
	fromAccent = 15.0
	// Between entities and outcomes of one picture, which differ in shape too: signs
	// here, blocks there.
	betweenSets = 12.0
	// What is fewer differs from what is more in its direction too.
	fromFewer = 8.0
	// An eye that sees fewer colours has textures, signs and words to help it, so less is
	// needed in a theme that is not made for it.
	safe, blind = 0.75, 0.45
	// Pale straw is not taken for amber in grey light either; on any ground there is less
	// room for it.
	strawContrast, strawOnAnyGround = 1.4, 1.25
)

// set is some colours of a theme with one kind of meaning.
type set struct {
	name   string
	colors []grid.Color
	among  float64 // how far apart they must be from each other
}

// sets are those of a theme. What is pending has the grey of what is unspecified.
func sets(th Theme) (accent, outcomes, entities set) {
	list := slices.DeleteFunc(slices.Clone(th.Outcomes[:Pending]), grid.Color.IsDefault)
	list = append(list, th.Outcomes[Unspecified])
	return set{"accent", []grid.Color{th.Accent.FG}, 0}, set{"outcome", list, amongOutcomes}, set{"entity", th.Entities[:], amongEntities}
}

// everyTheme calls check with each theme that has colours, and that for any ground; see is
// how much of a difference each kind of eye must see.
func everyTheme(t *testing.T, check func(t *testing.T, th Theme, see map[*eye]float64)) {
	themes := []Theme{On(UnknownGround)}
	for _, name := range Names() {
		if th, _ := ByName(name); !th.NoColor {
			themes = append(themes, th)
		}
	}
	eyes := map[string][]*eye{"deuteranopia": {&deutan, &protan}, "tritanopia": {&tritan}}
	for _, th := range themes {
		see := map[*eye]float64{&normal: 1, &protan: blind, &deutan: blind, &tritan: blind}
		for _, e := range eyes[strings.TrimSuffix(th.Name, "-light")] {
			see[e] = safe
		}
		t.Run(th.Name, func(t *testing.T) { check(t, th, see) })
	}
}

func TestColoursOfOneMeaningAreToldFromThoseOfAnother(t *testing.T) {
	everyTheme(t, func(t *testing.T, th Theme, see map[*eye]float64) {
		accent, outcomes, entities := sets(th)
		apart := func(a, b set, i, j int, need float64) {
			t.Helper()
			for e, part := range see {
				if d := e.difference(a.colors[i], b.colors[j]); d < need*part {
					t.Errorf("%s %d (%06x) and %s %d (%06x) differ by %.1f, want %.1f", a.name, i, a.colors[i]&0xffffff, b.name, j, b.colors[j]&0xffffff, d, need*part)
				}
			}
		}
		for _, s := range []set{outcomes, entities} {
			for i := range s.colors {
				apart(accent, s, 0, i, fromAccent)
				for j := range i {
					apart(s, s, i, j, s.among)
				}
			}
		}
		for i := range outcomes.colors {
			for j := range entities.colors {
				apart(outcomes, entities, i, j, betweenSets)
			}
		}
	})
}

func TestStrawIsNotTakenForAmber(t *testing.T) {
	everyTheme(t, func(t *testing.T, th Theme, _ map[*eye]float64) {
		need := strawContrast
		if th.AnyGround {
			need = strawOnAnyGround
		}
		if c := Contrast(th.Outcomes[NonContent], th.Accent.FG); c < need {
			t.Errorf("the contrast of straw (%06x) and amber (%06x) is %.2f", th.Outcomes[NonContent]&0xffffff, th.Accent.FG&0xffffff, c)
		}
	})
}

func TestFewerIsToldFromMoreAndFromNotKnown(t *testing.T) {
	everyTheme(t, func(t *testing.T, th Theme, _ map[*eye]float64) {
		for _, other := range []Outcome{Amount, Unspecified} {
			if c := th.Outcomes[other]; !c.IsDefault() && !th.AnyGround && normal.difference(th.Fewer, c) < fromFewer {
				t.Errorf("fewer (%06x) differs by %.1f from outcome %d", th.Fewer&0xffffff, normal.difference(th.Fewer, c), other)
			}
		}
	})
}

func TestAnAmountAndTheTextAroundItAreNeutral(t *testing.T) {
	everyTheme(t, func(t *testing.T, th Theme, _ map[*eye]float64) {
		for name, c := range map[string]grid.Color{"an amount": th.Outcomes[Amount], "what is fewer": th.Fewer, "a value": th.Value.FG, "what is strong": th.Strong.FG} {
			if _, chroma, _ := normal.sees(c).Hcl(); !c.IsDefault() && chroma > 0.12 {
				t.Errorf("%s (%06x) has a colour", name, c&0xffffff)
			}
		}
	})
}

// The steps of magnitude, as contrasts. They need less of it from the page than marks do, so
// that five of them have room.
const (
	leastStep  = 1.6 // from one to the next, so that they can be counted
	heavyStep  = 1.65
	fromPage   = 2.0 // the lowest from every page
	unevenness = 1.05
)

func TestMagnitudesAreEvenStepsOfOneCoolRamp(t *testing.T) {
	coloured(t, func(t *testing.T, th Theme, pages []grid.Color) {
		need := leastStep
		if th.Heavy {
			need = heavyStep
		}
		for _, page := range pages {
			if c := Contrast(th.Classes[0], page); c < fromPage {
				t.Errorf("the lowest class has a contrast of %.2f on %06x", c, page&0xffffff)
			}
		}
		least, greatest := 99.0, 0.0
		for i := range 4 {
			step := Contrast(th.Classes[i], th.Classes[i+1])
			least, greatest = min(least, step), max(greatest, step)
			if Contrast(th.Classes[i], pages[0]) >= Contrast(th.Classes[i+1], pages[0]) {
				t.Errorf("class %d stands out no less than class %d", i, i+1)
			}
		}
		if least < need || greatest > least*unevenness {
			t.Errorf("the steps reach from %.2f to %.2f", least, greatest)
		}
		for i, c := range th.Classes {
			if hue, chroma, _ := normal.sees(c).Hcl(); chroma > 0.05 && (hue < 180 || hue > 310) {
				t.Errorf("class %d (%06x) is not cool", i, c&0xffffff)
			}
		}
	})
}

func TestWhereNoBackgroundIsKnownMagnitudesRunFromGreyToBlue(t *testing.T) {
	th := On(UnknownGround)
	for i := range 4 {
		for n, e := range []*eye{&normal, &protan, &deutan, &tritan} {
			if d := e.difference(th.Classes[i], th.Classes[i+1]); d < 6 {
				t.Errorf("to eye %d class %d differs by %.1f from class %d", n, i, d, i+1)
			}
		}
		_, chroma, light := normal.sees(th.Classes[i]).Hcl()
		_, nextChroma, nextLight := normal.sees(th.Classes[i+1]).Hcl()
		if chroma >= nextChroma || light <= nextLight {
			t.Errorf("class %d is no less coloured or no lighter than class %d", i, i+1)
		}
	}
}

func TestHighContrastChangesWeightToo(t *testing.T) {
	for _, name := range Names() {
		th, _ := ByName(name)
		if heavy := strings.HasPrefix(name, "high-contrast"); th.Heavy != heavy || (th.Value.Attr&grid.Bold != 0) != heavy {
			t.Errorf("%s: thick rules %v, bold values %v", name, th.Heavy, (th.Value.Attr&grid.Bold != 0))
		}
	}
}

func TestATextOfAMarkIsTheMarkWhereThatCanBeRead(t *testing.T) {
	d := Dark()
	if straw := d.Outcomes[NonContent]; d.Ink(straw) != straw {
		t.Error("readable straw was changed")
	}
	if grey := d.Outcomes[Unspecified]; d.Ink(grey) == grey {
		t.Error("unreadable grey was left")
	}
	if c := grid.RGB(1, 2, 3); d.Ink(c) != c {
		t.Error("a colour of no token was changed")
	}
}

func TestATextOfAMarkKeepsItsHue(t *testing.T) {
	coloured(t, func(t *testing.T, th Theme, _ []grid.Color) {
		towards := 255
		if th.Light {
			towards = 0
		}
		for _, m := range marks(th) {
			r, g, b := m.RGB()
			inkR, inkG, inkB := th.Ink(m).RGB()
			// How much of the way each part has gone is the same, but for what a whole number cuts.
			for _, pair := range [][2][2]uint8{{{r, inkR}, {g, inkG}}, {{g, inkG}, {b, inkB}}} {
				fromA, leftA := towards-int(pair[0][0]), towards-int(pair[0][1])
				fromB, leftB := towards-int(pair[1][0]), towards-int(pair[1][1])
				if d := leftA*fromB - leftB*fromA; max(d, -d) > max(fromA, -fromA)+max(fromB, -fromB) {
					t.Errorf("%06x became %06x", m&0xffffff, th.Ink(m)&0xffffff)
				}
			}
		}
	})
}

func TestWithoutColoursNothingIsColoured(t *testing.T) {
	m := Mono()
	if !m.NoColor || m.AnyGround {
		t.Error("mono claims to have colours")
	}
	v := reflect.ValueOf(m)
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if !v.Type().Field(i).IsExported() {
			continue
		}
		switch f := v.Field(i).Interface().(type) {
		case grid.Color:
			if f != 0 {
				t.Errorf("%s is coloured", name)
			}
		case [numClasses]grid.Color:
			if f != [numClasses]grid.Color{} {
				t.Errorf("%s is coloured", name)
			}
		case [NumEntities]grid.Color:
			if f != [NumEntities]grid.Color{} {
				t.Errorf("%s is coloured", name)
			}
		case [NumOutcomes]grid.Color:
			if f != [NumOutcomes]grid.Color{} {
				t.Errorf("%s is coloured", name)
			}
		case grid.Style:
			if f.FG != 0 || f.BG != 0 {
				t.Errorf("%s is coloured", name)
			}
		}
	}
	if m.BandAttr == 0 || m.Accent == m.Text || m.Faint == m.Text || m.Strong == m.Text {
		t.Error("without colours the tokens need attributes")
	}
}

func TestAThemeIsFoundByName(t *testing.T) {
	for _, n := range Names() {
		if th, ok := ByName(strings.ToUpper(n)); !ok || th.Name != n {
			t.Errorf("%s: %v, %v", n, th.Name, ok)
		}
	}
	for _, n := range []string{"", "drak", "terminal"} {
		if th, ok := ByName(n); ok {
			t.Errorf("%q is found as %s", n, th.Name)
		}
	}
}

// What Lip Gloss lays out beside cells must not look different.
func TestARoleLooksTheSameInLipGlossAndInCells(t *testing.T) {
	themes := []Theme{On(UnknownGround)}
	for _, n := range Names() {
		th, _ := ByName(n)
		themes = append(themes, th)
	}
	for _, th := range themes {
		styles := reflect.ValueOf(*th.Styles)
		looks := func(role string, st lipgloss.Style, want grid.Style) {
			f := grid.New(1, 1)
			f.DrawStyled(f.Rect(), st.Render("x"))
			if _, got := f.Cell(0, 0); got != want {
				t.Errorf("%s: %s is %+v in Lip Gloss, %+v in cells", th.Name, role, got, want)
			}
		}
		for i := range styles.NumField() {
			role := styles.Type().Field(i).Name
			inCells := reflect.ValueOf(th).FieldByName(role)
			for j, st := range stylesOf(styles.Field(i)) {
				cell := inCells
				if cell.Kind() == reflect.Array {
					cell = cell.Index(j)
				}
				switch want := cell.Interface().(type) {
				case grid.Style:
					looks(role, st, want)
				case grid.Color:
					if role == "Band" {
						looks(role, st, grid.Style{BG: want, Attr: th.BandAttr})
					} else {
						looks(role, st, grid.Style{FG: want})
					}
				}
			}
		}
	}
}

// stylesOf lists the styles of a role, which may be several.
func stylesOf(v reflect.Value) []lipgloss.Style {
	if st, ok := v.Interface().(lipgloss.Style); ok {
		return []lipgloss.Style{st}
	}
	var list []lipgloss.Style
	for i := range v.Len() {
		list = append(list, v.Index(i).Interface().(lipgloss.Style))
	}
	return list
}

// eachGlyph calls fn with every sign of a set, by its field's name.
func eachGlyph(g Glyphs, fn func(field, sign string)) {
	v := reflect.ValueOf(g)
	var walk func(name string, v reflect.Value)
	walk = func(name string, v reflect.Value) {
		switch v.Kind() {
		case reflect.Int32:
			fn(name, string(rune(v.Int())))
		case reflect.String:
			fn(name, v.String())
		case reflect.Array, reflect.Slice:
			for i := range v.Len() {
				walk(name, v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Type().Field(i).Name, v.Field(i))
			}
		}
	}
	walk("", v)
}

func TestGlyphsAreCompleteAndFillOneCell(t *testing.T) {
	long := map[string]bool{"Floor": true, "Range": true, "Ellipsis": true, "Halved": true, "Percent": true}
	for _, g := range []Glyphs{Unicode(), ASCII()} {
		eachGlyph(g, func(field, sign string) {
			if sign == "" || sign == "\x00" {
				t.Errorf("%s is missing (ASCII %v)", field, g.ASCII)
			}
			if w := grid.Width(sign); w != 1 && !long[field] {
				t.Errorf("%s %q fills %d cells", field, sign, w)
			}
			if g.ASCII && (len(sign) != utf8.RuneCountInString(sign) || strings.ContainsFunc(sign, func(r rune) bool { return r > 0x7e })) {
				t.Errorf("%s %q is not ASCII", field, sign)
			}
		})
	}
}

func TestOutcomesDifferInTextureToo(t *testing.T) {
	for _, g := range []Glyphs{Unicode(), ASCII()} {
		seen := map[rune]string{g.Hatch: "the hatch of ranges", g.Missing: "missing", g.Zero: "zero", g.OpenEnd: "a floor", g.Uncertain: "an approximation"}
		for o := Content; o <= Unspecified; o++ {
			r := g.Textures[o]
			if other := seen[r]; other != "" {
				t.Errorf("outcome %d looks like %s: %c", o, other, r)
			}
			seen[r] = fmt.Sprint("outcome ", o)
		}
		if g.Textures[Amount] != g.Solid {
			t.Errorf("an amount is filled with %c", g.Textures[Amount])
		}
	}
}

func TestFootnotesNeverShareAMark(t *testing.T) {
	for _, g := range []Glyphs{Unicode(), ASCII()} {
		seen := map[string]bool{}
		for i := range 100 {
			m := g.Footnote(i)
			if seen[m] || m == "" {
				t.Fatalf("footnote %d: %q again", i, m)
			}
			seen[m] = true
		}
	}
	u, a := Unicode(), ASCII()
	if u.Footnote(0) != "†" || a.Footnote(1) != "**" {
		t.Error("the first marks have changed")
	}
}
