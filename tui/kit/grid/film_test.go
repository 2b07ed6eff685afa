package grid

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shownAt are the elements of a film that are visible after so many milliseconds, each as a picture
// writes it. Motionless is how it is shown where nothing plays.
func shownAt(t *testing.T, film string, ms float64, motionless bool) (shown []string) {
	t.Helper()
	whole, err := strconv.ParseFloat(regexp.MustCompile(`animation:(\d+)ms step-end infinite`).FindStringSubmatch(film)[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	visible := map[string]bool{} // by rule, as it is at the time
	for _, rule := range regexp.MustCompile(`@keyframes (\w+)\{((?:[\d.]+%\{visibility:\w+\})+)\}`).FindAllStringSubmatch(film, -1) {
		for _, key := range regexp.MustCompile(`([\d.]+)%\{visibility:(\w+)\}`).FindAllStringSubmatch(rule[2], -1) {
			if at, err := strconv.ParseFloat(key[1], 64); err != nil {
				t.Fatal(err)
			} else if at <= 100*ms/whole {
				visible[rule[1]] = key[2] == "visible"
			}
		}
	}
	seen, paint, depth := true, "", 0
	for line := range strings.Lines(film) {
		line = strings.TrimSpace(line)
		switch group, isGroup := strings.CutPrefix(line, "<g"); {
		case isGroup && depth == 0:
			depth++
			seen = !strings.Contains(group, `visibility="hidden"`)
			if rule := regexp.MustCompile(`class="(\w+)"`).FindStringSubmatch(group); rule != nil && !motionless {
				if is, ruled := visible[rule[1]]; ruled {
					seen = is
				}
			}
		case isGroup:
			depth++
			paint = strings.TrimSuffix(group, ">")
		case line == "</g>":
			depth--
			paint = ""
		case depth > 0 && seen:
			end := strings.Index(line, ">")
			if line[end-1] == '/' {
				end--
			}
			shown = append(shown, line[:end]+paint+line[end:])
		}
	}
	slices.Sort(shown)
	return shown
}

// elementsOf are those of a frame.
func elementsOf(f *Frame) (elements []string) {
	for _, e := range newPainter(SVGOptions{}).paint(f) {
		var b strings.Builder
		e.write(&b, strings.Replace(e.paint, sharp, "", 1))
		elements = append(elements, strings.TrimSpace(b.String()))
	}
	slices.Sort(elements)
	return elements
}

func TestAtEachTimeAFilmShowsOneFrameAndNothingElse(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"Utopia", "12,227", "Île des Pingouins", "██▌", "⣿⡇⢸", "日本", "▒▒", "≥ 14"}
	styles := []Style{text, {FG: amber}, {FG: blue, BG: band}, text.Bold(), {FG: amber, Attr: Dim}}
	for range 30 {
		film := NewFilm(SVGOptions{})
		var frames []*Frame
		var begins []float64
		at := 0.0
		for range 1 + random.IntN(9) {
			f := New(30, 4)
			for y := range 4 {
				if random.IntN(3) == 0 {
					f.Fill(Rect{0, y, 30, 1}, Style{BG: band})
				}
				for x := 0; x < 30; x += 10 {
					f.Text(Rect{x, y, 10, 1}, words[random.IntN(2+random.IntN(len(words)-1))], styles[random.IntN(len(styles))])
				}
			}
			ms := 1 + random.IntN(900)
			film.Add(f, ms)
			frames, begins = append(frames, f), append(begins, at)
			at += float64(ms)
		}
		picture := film.SVG()
		wellFormed(t, picture)
		for i, f := range frames {
			end := at
			if i+1 < len(begins) {
				end = begins[i+1]
			}
			for _, ms := range []float64{begins[i] + 0.05, (begins[i] + end) / 2, end - 0.05} {
				if got, want := shownAt(t, picture, ms, false), elementsOf(f); !slices.Equal(got, want) {
					t.Fatalf("after %v ms, in frame %d of %d, it shows\n%s\nwant\n%s\n%s", ms, i, len(frames), strings.Join(got, "\n"), strings.Join(want, "\n"), picture)
				}
			}
		}
		if got, want := shownAt(t, picture, 0, true), elementsOf(frames[0]); !slices.Equal(got, want) {
			t.Errorf("where nothing plays, it shows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestWhatAFilmShowsInTwoFramesIsWrittenOnce(t *testing.T) {
	film := NewFilm(SVGOptions{Title: "a film"})
	for i, word := range []string{"one", "two", "one"} {
		f := New(12, 2)
		f.Text(Rect{0, 0, 12, 1}, "always", text)
		f.Text(Rect{0, 1, 12, 1}, word, text)
		film.Add(f, 100*(1+i))
	}
	picture := film.SVG()
	for _, word := range []string{"always", "one", "two"} {
		if n := strings.Count(picture, ">"+word+"<"); n != 1 {
			t.Errorf("%q is written %d times:\n%s", word, n, picture)
		}
	}
	if title, _ := described(t, picture); title != "a film" {
		t.Errorf("its title is %q", title)
	}
	if !strings.Contains(picture, "prefers-reduced-motion:reduce){g{animation:none!important}}") {
		t.Error("it plays for who wants no motion")
	}
	if NewFilm(SVGOptions{}).SVG() == "" {
		t.Error("a film without frames is no picture")
	}
}

// The words of a row stand before its ground, whatever came first.
func TestTheGroundsOfAFilmLieBehindItsWords(t *testing.T) {
	film := NewFilm(SVGOptions{})
	for _, bg := range []Color{0, band} {
		f := New(8, 1)
		f.Fill(f.Rect(), Style{BG: bg})
		f.Text(f.Rect(), "Utopia", text)
		film.Add(f, 100)
	}
	if picture := film.SVG(); strings.Index(picture, "<rect x=\"0\"") > strings.Index(picture, "<text") {
		t.Errorf("a ground hides what stands on it:\n%s", picture)
	}
}
