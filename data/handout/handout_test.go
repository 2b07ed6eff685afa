package handout

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/data"
	"daylight/data/figure"
	"daylight/data/story"
	"daylight/model"
	"daylight/model/answer"
)

var update = flag.Bool("update", false, "write the goldens anew")

// secret stands in every note, and nowhere else.
const secret = "NOBODY-SHALL-SEE-THIS"

const told = `---
title: Who asks, and for what?
author: Ada <ada@example.org>
---
# Who asks most?

In 2012 there were **{{requests period=2012}}** requests, and
{{content_rate period=2012}} of them ended with *content*.

- First
- Second
  1. one
  2. two

<!-- pause -->

- After a pause, see [the report](https://www.microsoft.com/report?a=1&b=2)

` + "```daylight" + `
by=country period=2012
highlight GB,FR
` + "```" + `

<!-- notes: ` + secret + ` first

` + secret + ` second -->

---

{{requests period=2012}}

requests in one year, and ` + "`code <b>`" + `

> A quotation.

---

## Over time

` + "```daylight" + `
view=trend by=country
play 2013..2016 800ms
` + "```" + `

<!-- speaker_note: ` + secret + ` -->
`

func engine(t testing.TB) *answer.Engine {
	t.Helper()
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return answer.NewEngine(d)
}

func read(t testing.TB, e *answer.Engine, text string) *model.Story {
	t.Helper()
	s := story.Parse([]byte(text), e)
	for _, p := range s.Problems {
		t.Fatalf("%d:%d: %s", p.Line, p.Column, p.Text)
	}
	for i := range s.Slides {
		for _, p := range s.Slides[i].Problems {
			t.Fatalf("%d:%d: %s", p.Line, p.Column, p.Text)
		}
	}
	return s
}

func written(t testing.TB, s *model.Story, notes bool) []File {
	t.Helper()
	files, err := Files(s, engine(t), Options{Figure: figure.Options{Palette: figure.Greys(), World: data.World}, Notes: notes})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// named is the content of a file.
func named(t testing.TB, files []File, name string) string {
	t.Helper()
	for _, f := range files {
		if f.Name == name {
			return string(f.Content)
		}
	}
	t.Fatalf("there is no %s", name)
	return ""
}

func TestAStoryIsAPageATextAndAFigureForEachView(t *testing.T) {
	files := written(t, read(t, engine(t), told), false)
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	if want := []string{"index.html", "handout.md", "slide-01.svg", "slide-03.svg"}; !slices.Equal(names, want) {
		t.Errorf("it is %q, want %q", names, want)
	}
	for _, name := range names[:2] {
		is(t, "testdata/"+name, named(t, files, name))
	}
}

// is fails unless a file holds a text.
func is(t *testing.T, path, text string) {
	t.Helper()
	// What figures look like is a matter of their own package.
	text = regexp.MustCompile(`(?s)(<svg [^>]*>\n).*?</svg>`).ReplaceAllString(text, "$1…</svg>")
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(path); err != nil || string(want) != text {
		t.Errorf("%s is another (%v): go test ./data/handout -update, and read the diff; it is\n%s", path, err, text)
	}
}

func TestTheSameStoryGivesTheSameBytes(t *testing.T) {
	first, second := written(t, read(t, engine(t), told), true), written(t, read(t, engine(t), told), true)
	if fmt.Sprint(first) != fmt.Sprint(second) {
		t.Error("written twice, it is not the same")
	}
}

func TestNotesAreLeftOutUnlessTheyAreAskedFor(t *testing.T) {
	s := read(t, engine(t), told)
	for _, f := range written(t, s, false) {
		if strings.Contains(f.Name+string(f.Content), secret) {
			t.Errorf("%s tells a note", f.Name)
		}
	}
	for _, f := range written(t, s, true) {
		if n := strings.Count(string(f.Content), secret); n != 3 && !strings.HasSuffix(f.Name, ".svg") {
			t.Errorf("asked for, %d of 3 notes are in %s", n, f.Name)
		}
	}
}

// parts are the elements of a page. It fails where the page is no well-formed XML.
func parts(t testing.TB, page string) []xml.StartElement {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(page))
	var list []xml.StartElement
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("it is not well-formed: %v", err)
		}
		if element, begins := token.(xml.StartElement); begins {
			list = append(list, element.Copy())
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestThePolicyAllowsThisStyleAndThisScriptAndNothingElse(t *testing.T) {
	page := named(t, written(t, read(t, engine(t), told), false), PageName)
	for element, sum := range map[string]string{"style": styleSum, "script": scriptSum} {
		open, end := "<"+element+">", "</"+element+">"
		_, rest, _ := strings.Cut(page, open)
		content, _, found := strings.Cut(rest, end)
		hash := sha256.Sum256([]byte(content))
		if want := "sha256-" + base64.StdEncoding.EncodeToString(hash[:]); !found || sum != want {
			t.Errorf("the policy allows a %s of the sum %s, and the page has one of\n%s", element, sum, want)
		}
		if n := strings.Count(page, "<"+element); n != 1 {
			t.Errorf("the page has %d elements %s", n, element)
		}
	}
	const want = `content="default-src 'none'; style-src '` + styleSum + `'; script-src '` + scriptSum + `'; img-src data:; base-uri 'none'; form-action 'none'"`
	if at := strings.Index(page, want); at < 0 || at > strings.Index(page, "<style") {
		t.Error("the policy is another, or stands below what it is about")
	}
	// The text of both is the same to a reader of XML.
	if strings.ContainsAny(script, "<&") || strings.ContainsAny(style, "<&") {
		t.Error("style or script hold what is markup in XML")
	}
	if const3k := 3 << 10; len(script) > const3k {
		t.Errorf("the script is %d bytes long", len(script))
	}
}

func TestThePageAsksForNothingFromElsewhere(t *testing.T) {
	page := named(t, written(t, read(t, engine(t), told), true), PageName)
	for _, e := range parts(t, page) {
		for _, a := range e.Attr {
			name := strings.ToLower(a.Name.Local)
			switch {
			case name == "href" && e.Name.Local == "a": // which a reader must follow
				if !strings.HasPrefix(a.Value, "#") && attribute(e, "rel") != "noreferrer" {
					t.Errorf("a link to %s tells where it comes from", a.Value)
				}
			case slices.Contains([]string{"src", "href", "srcset", "action", "data", "poster", "background", "ping", "style"}, name), strings.HasPrefix(name, "on"):
				t.Errorf("%s has %s=%q", e.Name.Local, name, a.Value)
			case strings.Contains(a.Value, "url(") && !strings.HasPrefix(a.Value, "url(#"):
				t.Errorf("%s has %s=%q", e.Name.Local, name, a.Value)
			}
		}
		if slices.Contains([]string{"link", "img", "image", "iframe", "object", "embed", "base", "form", "use", "foreignObject", "audio", "video"}, e.Name.Local) {
			t.Errorf("it has an element %s", e.Name.Local)
		}
	}
	if strings.Contains(style, "url(") || strings.Contains(style, "@import") || regexp.MustCompile(`fetch|XMLHttp|import|innerHTML|eval`).MatchString(script) {
		t.Error("style or script reach out")
	}
}

func TestIdsAreUniqueAndWhatIsReferredToIsThere(t *testing.T) {
	// The same view twice.
	s := read(t, engine(t), told+"\n---\n\n```daylight\nview=map period=2012\nhighlight GB\n```\n\n---\n\n```daylight\nview=map period=2012\n```\n")
	ids := map[string]bool{}
	var wanted []string
	for _, e := range parts(t, named(t, written(t, s, false), PageName)) {
		if id := attribute(e, "id"); id != "" {
			if ids[id] {
				t.Errorf("two elements have the id %s", id)
			}
			ids[id] = true
		}
		for _, a := range e.Attr {
			switch {
			case a.Name.Local == "aria-labelledby", a.Name.Local == "aria-controls":
				wanted = append(wanted, strings.Fields(a.Value)...)
			case strings.HasPrefix(a.Value, "url(#"):
				wanted = append(wanted, strings.TrimSuffix(a.Value[5:], ")"))
			case a.Name.Local == "href" && strings.HasPrefix(a.Value, "#"):
				wanted = append(wanted, a.Value[1:])
			}
		}
	}
	for _, id := range wanted {
		if !ids[id] {
			t.Errorf("nothing has the id %s", id)
		}
	}
	for i := range s.Slides {
		if !ids[fmt.Sprint(i+1)] {
			t.Errorf("slide %d has no address", i+1)
		}
	}
}

func TestRevealsComeInTheOrderOfTheStage(t *testing.T) {
	s := read(t, engine(t), "# Title\n\n- one\n\n<!-- pause -->\n\n- two\n\n<!-- pause -->\n\nthree\n\n```daylight\nperiod=2012 top=5\naxes\n```\n")
	var steps []string
	for _, e := range parts(t, named(t, written(t, s, false), PageName)) {
		if n := attribute(e, "data-steps"); n != "" {
			steps = append(steps, "of "+n)
		}
		if n := attribute(e, "data-step"); n != "" {
			steps = append(steps, e.Name.Local+" "+n)
		}
	}
	// The axes stand first, then the figures come, then the text.
	if got := strings.Join(slices.Compact(steps), ", "); got != "of 3, li 2, p 3, g 1" {
		t.Errorf("the steps are %s", got)
	}
}
