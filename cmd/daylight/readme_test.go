package main

import (
	"strings"
	"testing"

	"daylight/data"
	"daylight/data/story"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/tui/kit/theme"
)

// The README's table of keys has all of them, and the values that are words.
func TestTheREADMEExplainsEveryKeyOfAQuery(t *testing.T) {
	_, table, _ := strings.Cut(textOf(t, "README.md"), "| key | values |")
	table, _, _ = strings.Cut(table, "\n\n")
	for _, k := range query.Keys() {
		var line string
		for l := range strings.Lines(table) {
			if names, _, _ := strings.Cut(strings.TrimPrefix(l, "|"), "|"); strings.Contains(names, "`"+k.Name+"`") {
				line = l
			}
		}
		if line == "" {
			t.Errorf("the README has no line for %s", k.Name)
			continue
		}
		for _, value := range strings.Fields(k.Values) {
			if words := strings.Contains(k.Values, " ") && value != "period"; words && !strings.Contains(line, "`"+value+"`") {
				t.Errorf("the README does not say that %s can be %s", k.Name, value)
			}
		}
	}
}

func TestTheREADMENamesEveryPublisher(t *testing.T) {
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	text := textOf(t, "README.md")
	for _, p := range d.Publishers {
		if !strings.Contains(text, "`"+p.ID+"`") || !strings.Contains(text, p.Label) {
			t.Errorf("the README does not name %s, or not its id `%s`", p.Label, p.ID)
		}
	}
}

func TestTheREADMENamesEveryTheme(t *testing.T) {
	text := textOf(t, "README.md")
	for _, name := range theme.Names() { // those for light pages are named together
		if name = strings.TrimSuffix(name, "-light"); !strings.Contains(text, "`"+name+"`") {
			t.Errorf("the README does not name the theme %s", name)
		}
	}
}

// Who copies the story of the README has one of five slides without a mistake, which shows what stories can.
func TestTheStoryInTheREADMEIsOne(t *testing.T) {
	_, text, _ := strings.Cut(textOf(t, "README.md"), "## Tell a story")
	_, text, _ = strings.Cut(text, "\n\n    ---\n")
	text, _, _ = strings.Cut(text, "\nThen:")
	text = "---\n" + strings.ReplaceAll("\n"+text, "\n    ", "\n")[1:]
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	f := storyFile{name: "README.md", story: story.Parse([]byte(text), answer.NewEngine(d))}
	for _, p := range f.problems() {
		t.Error(f.at(p))
	}
	live, notes, steps := 0, 0, 0
	for _, s := range f.story.Slides {
		notes, steps = notes+len(s.Notes), steps+s.Steps
		if s.Live != nil {
			live++
		}
	}
	if len(f.story.Slides) != 5 || f.story.Title == "" || live < 3 || notes < 2 || steps < 1 || figures(f.story) < 5 {
		t.Errorf("it has %d slides, %d of them with a view, %d notes, %d reveals, %d figures", len(f.story.Slides), live, notes, steps, figures(f.story))
	}
}

func TestWhatAStoryCanSayIsDocumented(t *testing.T) {
	_, readme, _ := strings.Cut(textOf(t, "README.md"), "## Tell a story")
	readme, _, _ = strings.Cut(readme, "\n## ")
	for name, text := range map[string]string{"the section of the README": readme, "docs/STORIES.md": textOf(t, "docs/STORIES.md")} {
		var words []string
		for form := query.QuoteThousands; form <= query.QuoteNames; form++ {
			words = append(words, "`"+form.String()+"`")
		}
		for _, d := range story.Directives() {
			words = append(words, "| `"+d)
		}
		words = append(words, "<!-- pause -->", "<!-- notes:", "<!-- time:", "<!-- end_slide -->", "`top ", "`rank`", "`count`", "`share`")
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not tell of %s", name, w)
			}
		}
	}
}
